"""What the prose lists against the rows and columns of the tables: what is left out, and what no table has."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from gouji.facts.vocabulary import SectionSpec, Subject
from gouji.model import Evidence, Fact, Figure, Finding, Linear, Measure, Relation, Row, Table, Term, Verdict
from gouji.names import bare, squash
from gouji.patterns import Sparse, later
from gouji.relations import judge
from gouji_plugins.checks.narrative_rules import NO_ROW, PARENTS, UNLISTED
from gouji_plugins.checks.narrative_view import View
from gouji_plugins.checks.plain_findings import finding

_DIVIDED = ("收入", "支出")
"""Sections that divide their total by the columns of their table."""
_LEVELS = ((1, "类"), (3, "项"))
_SHORTEST = 4
"""Characters of a name below which its beginning says nothing."""
_AMOUNT = later(r"(?<![\d.,])\d[\d,]*\.\d+(?![\d,])")
_PARTLY = Sparse(
    r"涉密|保密|不予公开|(?:主要|重点)(?:的)?(?:项目|科目)(?:支出)?(?:有|为|是|如下)|部分科目|金额较大的"
)
_OPEN = later(r"等(?:方面|支出|\d+[类项])?[。；;]?$")


class Listed:
    """Findings on lists of the prose.

    Args:
        view: The facts of the document.
    """

    def __init__(self, view: View) -> None:
        self.view = view

    def findings(self) -> Iterator[Finding]:
        """Yield all of them."""
        for spec in self.view.specs:
            total = next((s for s in spec.subjects if s.total), None)
            if total is not None and spec.key in _DIVIDED and self.view.finals(spec.key, total.name):
                yield from self._columns(spec, total)
            table = self.view.ledger.tables.get(spec.codes) if spec.codes else None
            if table is None or table.empty:
                continue
            if total is not None:
                yield from self._rows(spec, total, table)
            yield from self._paths(spec, table)

    def _columns(self, spec: SectionSpec, total: Subject) -> Iterator[Finding]:
        """Yield: parts that have an amount in the table and are not stated where the others are listed."""
        listed = [(s, s.cell) for s in spec.subjects if s.of == total.name and s.cell is not None]
        stated = {cell for s, cell in listed if self.view.finals(spec.key, s.name)}
        first = self.view.first(spec.key, total.name)
        missing = []
        for _, cell in listed:
            figure = self.view.cell(cell)
            # Another division of the same total may be used (by fund, not by source), or none.
            same = any(other[0] == cell[0] for other in stated)
            if same and cell not in stated and figure is not None and figure.quantity.value:
                missing.append(figure)
        if first is not None:
            missing = [f for f in missing if not self._printed(first.section, f)]
        if not missing:
            return
        whole = self.view.finals(spec.key, total.name)[0]
        parts = {
            id(f): f for s, cell in listed if cell in stated for f in self.view.finals(spec.key, s.name)[:1]
        }
        if not _make_up(whole, (*parts.values(), *missing)):
            # What is listed and what is missing is not the total: the list divides it otherwise.
            return
        names = "、".join(f"{f.column or f.row} {f.quantity.printed}" for f in missing)
        place = first.place if first else missing[0].place
        spots = (
            Evidence(place, section=first.section if first else "", role="statement"),
            *map(Evidence.of, missing),
        )
        yield finding(UNLISTED, f"{spec.titles[0]}没有写表中有金额的{names}", spots, spec.key)

    def _rows(self, spec: SectionSpec, total: Subject, table: Table) -> Iterator[Finding]:
        """Yield: 科目 with an amount that a list of the 科目 of their level leaves out."""
        whole = self.view.cell(total.cell)
        if whole is None:
            return
        for level, name in _LEVELS:
            amounts = {
                r.key: f
                for r in table.rows
                if r.level == level
                and (f := table.figure(r.key, spec.column)) is not None
                and f.quantity.value
            }
            for section, facts in self._lists(spec.key, amounts).items():
                stated = {f.cell[1] for f in facts if f.cell is not None}
                missing = [
                    f
                    for key, f in amounts.items()
                    if key not in stated
                    and not self._misnamed(section, table.row_by_key[key], f)
                    and not self._printed(section, f)
                ]
                if not missing or len(stated) < 2 or len(missing) > len(stated):
                    continue
                if (
                    self._partly(section)
                    or any(_OPEN.search(f.quote) for f in facts)
                    or not _make_up(whole, amounts.values())
                ):
                    continue
                shown = "、".join(f"{table.row_by_key[f.row].name} {f.quantity.printed}" for f in missing)
                message = f"{section}逐{name}列出支出，没有写{table.key}中有金额的{shown}"
                spots = (
                    Evidence(facts[0].place, quote=facts[0].quote, section=section, role="statement"),
                    *map(Evidence.of, missing),
                )
                yield finding(UNLISTED, message, spots, f"{section}{name}")

    def _printed(self, section: str, figure: Figure) -> bool:
        """Whether a section prints an amount anywhere: in lines out of order, what names it may stand elsewhere."""
        texts = (p.text for s in self.view.ledger.sections if s.number == section for p in s.paragraphs)
        return any(
            Decimal(found.replace(",", "")) == figure.quantity.value
            for text in texts
            for found in _AMOUNT.findall(text)
        )

    def _partly(self, section: str) -> bool:
        """Whether a section says that it does not list everything, or not what is secret."""
        texts = (p.text for s in self.view.ledger.sections if s.number == section for p in s.paragraphs)
        return any(_PARTLY.search(squash(text)) for text in texts)

    def _lists(self, key: str, amounts: Mapping[str, Figure]) -> dict[str, list[Fact]]:
        """Return by section the finals that are stated of some rows of a table."""
        found: dict[str, list[Fact]] = defaultdict(list)
        for fact in self.view.ledger.facts:
            stated = fact.measure is Measure.FINAL and fact.figure is not None and fact.cell is not None
            if stated and fact.section_key == key and fact.cell is not None and fact.cell[1] in amounts:
                found[fact.section].append(fact)
        return found

    def _misnamed(self, section: str, row: Row, amount: Figure) -> bool:
        """Whether a 科目 is stated under a path that the table does not have: said of the path."""
        return any(
            bare(_leaf(f.subject)) == bare(row.name)
            or (
                f.figure is not None
                and f.figure.quantity.known
                and f.figure.quantity.ticks == amount.quantity.ticks
            )
            for f in self.view.ledger.facts
            if f.section == section
            and f.measure is Measure.FINAL
            and f.cell is None
            and "（项）" in f.subject
        )

    def _paths(self, spec: SectionSpec, table: Table) -> Iterator[Finding]:
        """Yield: a path (类)(款)(项) stands in the table, and under the same parents."""
        rows: dict[str, list[Row]] = defaultdict(list)
        for row in table.rows:
            if row.level == 3:
                for name in dict.fromkeys((bare(row.name), bare(row.label))):
                    rows[name].append(row)
        facts = [f for f in self.view.ledger.facts if f.section_key == spec.key and "（项）" in f.subject]
        placed = {f.subject for f in facts if f.cell is not None}
        finals: dict[str, Fact] = {}
        for fact in facts:
            if fact.measure is Measure.FINAL and fact.subject not in placed:
                known = finals.setdefault(fact.subject, fact)
                finals[fact.subject] = known if known.figure is not None else fact
        for subject, fact in finals.items():
            leaf = _leaf(subject)
            spot = Evidence(fact.place, quote=fact.quote, section=fact.section, role="statement")
            found = rows.get(bare(leaf), [])
            if not found and (table.doubt or any(_alike(bare(leaf), name) for name in rows)):
                # A name that its column cut short, or a table that was hardly read, denies nothing.
                continue
            if any(_named_so(_names_of(subject)[:-1], self._parents(table.key, r.key)) for r in found):
                # Named as in the table; only its amount was not read beside it.
                continue
            if found and table.doubt:
                # The row above it may be one that was not read.
                continue
            if found:
                under = "、".join(
                    f"“{' / '.join(map(_printed_name, self._parents(table.key, row.key)))}”" for row in found
                )
                message = f"“{subject}”的上级与{table.key}不符：表中“{found[0].name}”在{under}之下"
                row = found[0]
                own = Evidence(row.place, row.label, table=table.key, row=row.label)
                yield finding(PARENTS, message, (spot, own), subject)
            elif rows and fact.figure is not None and fact.figure.quantity.value:
                yield self._no_row(subject, fact, table, spec.column, spot)

    @staticmethod
    def _no_row(subject: str, fact: Fact, table: Table, column: str, spot: Evidence) -> Finding:
        """Return: an amount of a 科目 that the table does not have, with the row that prints the same amount."""
        assert fact.figure is not None
        stated = fact.figure.quantity
        message = f"“{subject}”写有 {stated.printed} {stated.unit.symbol}，{table.key}没有这个项级科目"
        items = [
            (row, figure)
            for row in table.rows
            if row.level == 3
            and (figure := table.figure(row.key, column)) is not None
            and figure.quantity.known
            and figure.quantity.value
            and figure.quantity.unit == stated.unit
        ]
        same = [(row, f) for row, f in items if f.quantity.ticks == stated.ticks]
        if len(same) == 1:
            message += f"；金额相同的是“{same[0][0].name}”，请核实科目名称"
        elif not same:
            last = Decimal(1).scaleb(-stated.decimals)
            same = [
                (row, f)
                for row, f in items
                if f.quantity.decimals == stated.decimals
                and abs(Decimal(f.quantity.value or 0) - Decimal(stated.value or 0)) <= last
            ]
            if len(same) == 1:
                row, figure = same[0]
                message += f"；金额只差末位的是“{row.name}”{figure.quantity.printed}，请核实科目名称和金额"
            else:
                same = []
        return finding(NO_ROW, message, (spot, *(Evidence.of(f) for _, f in same[:1])), subject)

    def _parents(self, table: str, key: str) -> list[Row]:
        rows = self.view.ledger.tables[table].row_by_key
        found: list[Row] = []
        row = rows[key]
        while row.parent and row.parent in rows:
            row = rows[row.parent]
            if row.level:
                found.insert(0, row)
        return found


def _named_so(names: Sequence[str], rows: Sequence[Row]) -> bool:
    """Whether names are those of rows, as printed there or as the list of subjects has them."""
    return len(names) == len(rows) and all(
        name in (bare(row.name), bare(row.label)) for name, row in zip(names, rows, strict=True)
    )


def _printed_name(row: Row) -> str:
    """Return the name of a row as printed, or whole where its column cut it short."""
    return row.name if bare(row.name).startswith(bare(row.label)) else row.label


def _make_up(whole: Figure, parts: Iterable[Figure]) -> bool:
    """Whether parts may add up to a whole."""
    form = Linear((Term(whole),), "==", tuple(Term(f) for f in parts))
    return judge(Relation(UNLISTED, "", form)).verdict is not Verdict.VIOLATED


def _alike(one: str, other: str) -> bool:
    """Whether two names are one but for the word 支出 or an end that was cut off."""
    a, b = one.removesuffix("支出"), other.removesuffix("支出")
    return a == b or (min(len(a), len(b)) >= _SHORTEST and (a.startswith(b) or b.startswith(a)))


def _names_of(subject: str) -> list[str]:
    """Return the names of a path: ``教育支出（类）普通教育（款）小学教育（项）``."""
    return [bare(name) for name in re.split(r"（[类款项]）", subject) if name]


def _leaf(subject: str) -> str:
    return subject.rpartition("（款）")[2].removesuffix("（项）")
