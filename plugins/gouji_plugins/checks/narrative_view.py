"""The facts of a document, found by subject and measure, for the modules of the narrative check."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from fractions import Fraction

from gouji.api import CheckContext
from gouji.facts.vocabulary import Cell, Subject, sections_of
from gouji.model import Fact, Figure, Ledger, Linear, Measure, Place, Relation, Rule, Term

_TOTAL_OF_ALL = ("本年收入合计", "本年支出合计")
"""Subjects that several tables hold and that are one amount in all."""


class View:
    """The facts of a document, found by subject and measure."""

    def __init__(self, ledger: Ledger, context: CheckContext) -> None:
        self.ledger = ledger
        self.specs = sections_of(context.specs)
        self.parameters = context.parameters
        self.subjects: dict[tuple[str, str], Subject] = {}
        for section in self.specs:
            for subject in section.subjects:
                self.subjects[section.key, subject.name] = subject
        self.order = {fact.id: i for i, fact in enumerate(ledger.facts)}
        self.by_sentence: dict[tuple[str, str, str, Measure], list[Fact]] = defaultdict(list)
        self.by_paragraph: dict[tuple[str, str, str, Measure], list[Fact]] = defaultdict(list)
        self.by_section: dict[tuple[str, str, Measure], list[Fact]] = defaultdict(list)
        for fact in ledger.facts:
            if "comparison" in fact.flags or fact.figure is None:
                continue
            self.by_sentence[fact.section, fact.group, fact.subject, fact.measure].append(fact)
            self.by_paragraph[fact.section, fact.paragraph, fact.subject, fact.measure].append(fact)
            self.by_section[fact.section_key, fact.subject, fact.measure].append(fact)

    def cell(self, cell: Cell | None) -> Figure | None:
        """Return the figure of a cell, ``None`` if the document has none."""
        if cell is None:
            return None
        table = self.ledger.tables.get(cell[0])
        return table.figure(cell[1], cell[2]) if table else None

    def unread(self, cell: Cell) -> bool:
        """Whether a cell's table is elsewhere: the prose alone tells what it holds."""
        return cell[0] not in self.ledger.tables

    def told_of(self, cell: Cell) -> Figure | None:
        """Return the final that the prose tells of a cell whose table is elsewhere, if it tells one alone.

        The section on all money may tell what the one on income or spending does not: 本年支出合计 is of both.
        """
        if not self.unread(cell):
            return None
        found = [
            self.by_section.get((section.key, subject.name, Measure.FINAL), [])
            for section in self.specs
            for subject in section.subjects
            if subject.name in self.names_of(cell) and not subject.either
        ]
        figures = [fact.figure for facts in found for fact in facts if fact.figure is not None]
        alike = len({(f.quantity.printed, f.quantity.unit) for f in figures}) == 1
        return figures[0] if alike else None

    def names_of(self, cell: Cell) -> set[str]:
        """Return the subjects whose figure a cell is, where no other section gives another cell that name of its own.

        The total of 公开03表 is that of 公开01表; 公用经费 of 公开06表 is not that of all money.
        """
        own = {s.name for section in self.specs for s in section.subjects if s.cell == cell}
        return {n for n in own if n.endswith(_TOTAL_OF_ALL)}

    def unsure(self, cell: Cell) -> bool:
        """Whether a cell's table was not read or is doubted."""
        table = self.ledger.tables.get(cell[0])
        return table is None or bool(table.doubt)

    def near(self, fact: Fact, subject: str, measure: Measure) -> Figure | None:
        """Return the figure of a measure nearest before a fact: in its sentence, its paragraph, its section.

        Only one subject's figures are paired.  Where nothing stands before, the first one after it is taken,
        and in other paragraphs of the section only a figure that all of them print alike.
        """
        for found in (
            self.by_sentence.get((fact.section, fact.group, subject, measure)),
            self.by_paragraph.get((fact.section, fact.paragraph, subject, measure)),
        ):
            if found:
                before = [f for f in found if self.order[f.id] < self.order[fact.id]]
                return (before or found[:1])[-1].figure
        others = [
            f.figure
            for f in self.by_section.get((fact.section_key, subject, measure), [])
            if f.section == fact.section and f.figure is not None
        ]
        alike = len({(f.quantity.printed, f.quantity.unit) for f in others}) == 1
        return others[0] if alike else None

    def elsewhere(self, fact: Fact, measure: Measure) -> Figure | None:
        """Return the figure that another section of the same kind states of a fact's subject, else the table's.

        The sections of one kind (总体, 结构, 具体情况) have to state it alike.  A table's budget is the 全年预算: 公开09表
        says so in its note.
        """
        key = (fact.section_key, fact.subject)
        stated = [f.figure for f in self.by_section.get((*key, measure), []) if f.figure is not None]
        if stated:
            alike = len({(f.quantity.printed, f.quantity.unit) for f in stated}) == 1
            return stated[0] if alike else None
        subject = self.subjects.get(key)
        if subject is None or measure is Measure.BUDGET:
            return None
        return self.cell(subject.cell if measure is Measure.FINAL else subject.budget)

    def alike(self, section: str, subject: str) -> Figure | None:
        """Return the final that the sections of one kind tell of a subject whose table is elsewhere, if they tell one alone."""
        known = self.subjects.get((section, subject))
        if known is None or known.cell is None or not self.unread(known.cell):
            return None
        figures = self.finals(section, subject)
        return figures[0] if len({(f.quantity.printed, f.quantity.unit) for f in figures}) == 1 else None

    def told_first(self, fact: Fact) -> Figure | None:
        """Return the final that a section of the same kind tells of a subject before a fact does, the tables being elsewhere."""
        known = self.subjects.get((fact.section_key, fact.subject))
        if fact.cell is None or not self.unread(fact.cell) or known is None or known.either:
            return None
        found = self.by_section.get((fact.section_key, fact.subject, Measure.FINAL), [])
        first = found[0] if found else fact
        if first is fact or (first.section, first.paragraph) == (fact.section, fact.paragraph):
            return None
        return first.figure

    def both(self, fact: Fact) -> Figure | None:
        """Return the final of two subjects told one by one, where a fact is of both: 收入总计 9 万元，支出总计 9 万元，收支较上年增加……."""
        subject = self.subjects.get((fact.section_key, fact.subject))
        told = [self.near(fact, name, Measure.FINAL) for name in subject.each] if subject is not None else []
        figures = [figure for figure in told if figure is not None]
        alike = len({(f.quantity.value, f.quantity.unit) for f in figures}) == 1
        return figures[0] if told and len(figures) == len(told) and alike else None

    def beside(self, fact: Fact, measures: Iterable[Measure]) -> Figure | None:
        """Return the figure of the first of some measures that a fact's own sentence states of its subject."""
        for measure in measures:
            found = self.by_sentence.get((fact.section, fact.group, fact.subject, measure))
            if found:
                return found[-1].figure
        return None

    def told_before(self, fact: Fact) -> list[Figure]:
        """Return the totals told before a fact in its paragraph, the nearest first: finals of no row of a table."""
        return [other.figure for other in self._totals(fact) if other.figure is not None]

    def headed(self, fact: Fact) -> str:
        """Return the subject of the total that is told nearest before a fact in its paragraph, "" if none is."""
        return next((other.subject for other in self._totals(fact)), "")

    def _totals(self, fact: Fact) -> Iterator[Fact]:
        for at in range(self.order[fact.id] - 1, -1, -1):
            other = self.ledger.facts[at]
            if (other.section, other.paragraph) != (fact.section, fact.paragraph):
                break
            total = (other.section_key, other.subject) in self.subjects and other.subject != fact.subject
            if total and other.measure is Measure.FINAL and other.figure is not None:
                yield other

    def finals(self, section: str, subject: str) -> list[Figure]:
        """Return the finals a section states of a subject, in order."""
        found = self.by_section.get((section, subject, Measure.FINAL), [])
        return [f.figure for f in found if f.figure is not None]

    def first(self, section: str, subject: str, measure: Measure = Measure.FINAL) -> Fact | None:
        """Return the first fact of a measure that a section states of a subject."""
        found = self.by_section.get((section, subject, measure), [])
        return found[0] if found else None

    def agrees(self, figure: Figure, cells: Iterable[Cell]) -> Cell | None:
        """Return the first cell whose printed figure may be the same amount."""
        for cell in cells:
            other = self.cell(cell)
            if other is not None and same_amount(figure, other):
                return cell
        return None


def same_amount(one: Figure, other: Figure) -> bool:
    """Whether two printed figures may stand for one true value."""
    a, b = one.quantity, other.quantity
    return a.known and b.known and a.unit.dimension == b.unit.dimension and a.rounded.meets(b.rounded)


def shortened(stated: Figure, cell: Figure) -> bool:
    """Whether an amount is a cell's without its last decimals, rounded or cut off: 908万元 for 908.24."""
    a, b = stated.quantity, cell.quantity
    if not (a.known and b.known and a.unit == b.unit and a.value is not None and b.value is not None):
        return False
    lost = _decimals(b.printed) - _decimals(a.printed)
    step = Fraction(1, 10 ** _decimals(a.printed))
    return lost > 0 and a.value != b.value and abs(Fraction(a.value) - Fraction(b.value)) < step


def _decimals(printed: str) -> int:
    return len(printed.partition(".")[2])


def equality(rule: Rule, text: str, one: Figure, other: Figure, place: Place) -> Relation:
    """Return: two figures are one amount."""
    return Relation(rule, text, Linear((Term(one),), "==", (Term(other),)), place=place)
