"""Made-up ledgers in full form: every table, row and column of the specs, blank but for given values.

Static checks look rules up on them; tests beside rules put their values in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gouji.model import (
    Column,
    Document,
    DocumentFacts,
    Fact,
    Figure,
    Ledger,
    Measure,
    Row,
    Table,
    blank,
    parse_quantity,
    unit,
)
from gouji.names import squash
from gouji.packs import LaneSpec, TableSpec
from gouji.rules.scope import Scope

FUNCTIONAL = ("201", "20103", "2010301")
"""The codes a specimen has beside those that rules name."""
YEAR = 2024


def specimen(
    scope: Scope,
    codes: Iterable[str] = (),
    columns: Mapping[str, Iterable[str]] | None = None,
    facts: Iterable[Fact] = (),
    usual: bool = True,
) -> Ledger:
    """Return a blank ledger in full form.

    Args:
        scope: Tables.
        codes: 科目 codes its coded tables have besides the usual ones.
        columns: Columns (or fixed rows) wanted by table, to choose among its layouts.
        facts: Narrative facts.
        usual: Whether functional tables also have the usual codes.
    """
    codes = tuple(dict.fromkeys((*codes, *FUNCTIONAL) if usual else codes))
    wanted = columns or {}
    tables: dict[str, Table] = {}
    for key, table in scope.tables.items():
        needed = set(wanted.get(key, ()))
        layout = max(
            table.layouts,
            key=lambda s: (len(needed & (set(s.columns) | set(s.rows))), -table.layouts.index(s)),
        )
        remembered = (key, layout.layout, codes)
        if remembered not in scope.memo:
            scope.memo[remembered] = _table(layout, codes, scope)
        tables[key] = scope.memo[remembered]
    return Ledger(
        Document("样例", "specimen", "", ()),
        DocumentFacts("样例部门", YEAR, "部门决算", "", "样例"),
        tables,
        facts=tuple(facts),
    )


def _table(spec: TableSpec, codes: tuple[str, ...], scope: Scope) -> Table:
    rows: list[Row] = []
    cells: dict[tuple[str, str], Figure] = {}
    for lane in spec.lanes:
        for row in _rows(spec, lane, codes, scope):
            if any(r.key == row.key for r in rows):
                continue
            rows.append(row)
            for column in lane.columns:
                cells[row.key, column.key] = blank_figure(spec, row, column.key)
    columns = {c.key: Column(c.key, c.names[0], c.ordinal) for c in spec.columns.values()}
    return Table(spec.key, spec.titles[0], spec.unit, tuple(columns.values()), tuple(rows), cells)


def _rows(spec: TableSpec, lane: LaneSpec, codes: tuple[str, ...], scope: Scope) -> Iterable[Row]:
    for fixed in lane.rows:
        level = 1 if fixed.code else 0
        yield Row(
            fixed.key, fixed.name, fixed.name, fixed.code, "", lane.name, level, fixed.parent, fixed.role
        )
    lengths: tuple[int, ...]
    if lane.kind == "functional":
        names, lengths = scope.specs.functional, (3, 5, 7)
        wanted = {c for c in codes if c[:1] == "2" and len(c) in lengths}
        top = next((r.key for r in lane.rows if r.role == "total"), "")
    elif lane.kind == "economic":
        names, lengths = scope.specs.economic, (3, 5)
        blocks = {*lane.blocks, *(f"{b}01" for b in lane.blocks)}
        wanted = blocks | {c for c in codes if c[:3] in lane.blocks and len(c) in lengths}
        top = ""
    else:
        return
    wanted |= {c[:n] for c in wanted for n in lengths if n < len(c)}
    for code in sorted(wanted):
        name = names[code].name if code in names else f"科目{code}"
        parent = next((code[:n] for n in reversed(lengths) if n < len(code)), top)
        yield Row(code, name, name, code, code, lane.name, lengths.index(len(code)) + 1, parent)


def blank_figure(spec: TableSpec, row: Row, column: str) -> Figure:
    """Return the blank figure of a cell, with the population and label it has in a real ledger."""
    fixed = spec.rows.get(row.key)
    made = spec.columns[column]
    shown = f"{row.code} {row.name}".strip()
    return Figure(
        f"{spec.key}/{row.key}/{column}",
        blank(unit(made.unit or spec.unit)),
        label=f"{spec.key}“{shown}”行“{column}”栏",
        table=spec.key,
        row=row.key,
        column=column,
        population=made.population or (fixed.population if fixed else "") or spec.population,
        may_be_negative=bool(fixed and fixed.may_be_negative),
    )


def fact(subject: str, measure: str, text: str, symbol: str = "") -> Fact:
    """Return a narrative fact with a figure.

    Raises:
        ValueError: If there is no such measure.
    """
    stripped = squash(measure).removeprefix("较").removeprefix("上年").removeprefix("年初预算")
    kind = next((m for m in Measure if squash(m.value) in (squash(measure), stripped)), None)
    if kind is None:
        raise ValueError(f"没有度量“{measure}”")
    usual = {
        Measure.CHANGE_RATE: "%",
        Measure.SHARE: "%",
        Measure.COMPLETION: "%",
        Measure.COUNT: "个",
        Measure.SCORE: "分",
    }
    printed = parse_quantity(text, unit(symbol or usual.get(kind, "万元")))
    figure = Figure(f"说明/样例/{subject}/{measure}", printed, label=f"说明“{subject}”{measure}")
    return Fact(figure.id, subject, kind, figure)
