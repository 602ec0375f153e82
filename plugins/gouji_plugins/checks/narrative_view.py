"""The facts of a document, found by subject and measure, for the modules of the narrative check."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from fractions import Fraction

from gouji.api import CheckContext
from gouji.facts.vocabulary import Cell, Subject, sections_of
from gouji.model import Fact, Figure, Ledger, Linear, Measure, Place, Relation, Rule, Term


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
