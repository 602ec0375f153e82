"""Made-up ledgers in full form: every table, row and column of the specs, blank but for given values.

Static checks look rules up on them; tests beside rules put their values in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from gouji.model import (
    Column,
    Document,
    DocumentFacts,
    Fact,
    Figure,
    Ledger,
    Measure,
    Quantity,
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
    printed: bool = False,
    edition: str = "",
) -> Ledger:
    """Return a blank ledger in full form.

    Args:
        scope: Tables.
        codes: 科目 codes its coded tables have besides the usual ones.
        columns: Columns (or fixed rows) wanted by table, to choose among its layouts.
        facts: Narrative facts.
        usual: Whether functional tables also have the usual codes.
        printed: Whether its cells have figures, which divide and differ; else they are blank.
        edition: Ledgers of different editions share no figure.
    """
    codes = tuple(dict.fromkeys((*codes, *FUNCTIONAL) if usual else codes))
    wanted = columns or {}
    tables: dict[str, Table] = {}
    for key, table in scope.tables.items():
        layout = table.layout_with(wanted.get(key, ()))
        # Only the codes this layout can have: most rules then share the tables they say nothing of.
        own = tuple(dict.fromkeys(c for lane in layout.lanes for c in _codes(lane, codes)))
        remembered = (key, layout.layout, own, printed, edition)
        if remembered not in scope.memo:
            scope.memo[remembered] = _table(layout, own, scope, printed)
        tables[key] = scope.memo[remembered]
    return Ledger(
        Document("样例", "specimen", "", ()),
        DocumentFacts("样例部门", YEAR, "部门决算", "", "样例"),
        tables,
        facts=tuple(facts),
    )


def _table(spec: TableSpec, codes: tuple[str, ...], scope: Scope, printed: bool) -> Table:
    rows: list[Row] = []
    cells: dict[tuple[str, str], Figure] = {}
    for lane in spec.lanes:
        for row in _rows(spec, lane, codes, scope):
            if any(r.key == row.key for r in rows):
                continue
            rows.append(row)
            for column in lane.columns:
                cells[row.key, column.key] = blank_figure(
                    spec, row, column.key, len(cells) if printed else None
                )
    columns = {c.key: Column(c.key, c.names[0], c.ordinal) for c in spec.columns.values()}
    return Table(spec.key, spec.titles[0], spec.unit, tuple(columns.values()), tuple(rows), cells)


def _rows(spec: TableSpec, lane: LaneSpec, codes: tuple[str, ...], scope: Scope) -> Iterable[Row]:
    for fixed in lane.rows:
        level = 1 if fixed.code else 0
        yield Row(
            fixed.key, fixed.name, fixed.name, fixed.code, "", lane.name, level, fixed.parent, fixed.role
        )
    lengths = _LENGTHS.get(lane.kind)
    if lengths is None:
        return
    wanted = set(_codes(lane, codes))
    if lane.kind == "functional":
        names = scope.specs.functional
        top = next((r.key for r in lane.rows if r.role == "total"), "")
    else:
        names = scope.specs.economic
        wanted |= {*lane.blocks, *(f"{b}01" for b in lane.blocks)}
        top = ""
    wanted |= {c[:n] for c in wanted for n in lengths if n < len(c)}
    for code in sorted(wanted):
        name = names[code].name if code in names else f"科目{code}"
        parent = next((code[:n] for n in reversed(lengths) if n < len(code)), top)
        yield Row(code, name, name, code, code, lane.name, lengths.index(len(code)) + 1, parent)


_LENGTHS: dict[str, tuple[int, ...]] = {"functional": (3, 5, 7), "economic": (3, 5)}
"""Digits of the levels of 科目 codes, by kind of lane."""


def _codes(lane: LaneSpec, codes: Iterable[str]) -> list[str]:
    """Return the codes that a lane's rows can have."""
    lengths = _LENGTHS.get(lane.kind, ())
    fitting = [c for c in codes if len(c) in lengths]
    if lane.kind == "functional":
        return [c for c in fitting if c[:1] == "2"]
    return [c for c in fitting if c[:3] in lane.blocks]


_VALUES = 17


@cache
def _quantity(symbol: str, serial: int | None) -> Quantity:
    return blank(unit(symbol)) if serial is None else parse_quantity(f"{2**serial}.00", unit(symbol))


def blank_figure(spec: TableSpec, row: Row, column: str, serial: int | None = None) -> Figure:
    """Return the figure of a cell, with the population and label it has in a real ledger; blank without a serial."""
    fixed = spec.rows.get(row.key)
    made = spec.columns[column]
    shown = f"{row.code} {row.name}".strip()
    return Figure(
        f"{spec.key}/{row.key}/{column}",
        _quantity(made.unit or spec.unit, None if serial is None else serial % _VALUES),
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
        Measure.DIFFERENCE: "%",
        Measure.COUNT: "个",
        Measure.COUNT_PRIOR: "个",
        Measure.COUNT_CHANGE: "个",
        Measure.COUNT_RATE: "%",
        Measure.SCORE: "分",
    }
    printed = parse_quantity(text, unit(symbol or usual.get(kind, "万元")))
    figure = Figure(f"说明/样例/{subject}/{measure}", printed, label=f"说明“{subject}”{measure}")
    return Fact(figure.id, subject, kind, figure)
