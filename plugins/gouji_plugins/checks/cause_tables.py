"""A whole table in the wrong unit, of the wrong population, or with one column copied from another."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import attrs

from gouji.model import Cause, Change, Figure, Ledger, Measure, Quantity, Table, unit
from gouji_plugins.checks.cause_rules import COLUMN, POPULATION, UNIT
from gouji_plugins.checks.narrative_view import View

_OTHER_UNIT = {"万元": "元", "元": "万元"}
_ALL, _GENERAL, _FISCAL = "公开03表", "公开05表", "公开04表"
_KIND = "一般公共预算财政拨款"
_THREE = "公开09表"


def causes(ledger: Ledger, view: View, suspects: Collection[str]) -> Iterator[Cause]:
    """Yield the causes that concern whole tables.

    Args:
        ledger: The document.
        view: Its narrative facts.
        suspects: Tables of which several relations fail.
    """
    for key, table in ledger.tables.items():
        if key in suspects:
            yield from _unit(table)
    if _GENERAL in suspects:
        yield from _population(ledger)
    if _THREE in suspects:
        yield from _copied(ledger, view)


def in_unit(figure: Figure, symbol: str) -> Quantity:
    """Return a printed figure as if its unit were another."""
    return attrs.evolve(figure.quantity, unit=unit(symbol))


def _unit(table: Table) -> Iterator[Cause]:
    other = _OTHER_UNIT.get(table.unit)
    figures = [f for f in table.cells.values() if f.quantity.unit.symbol == table.unit and f.quantity.value]
    if other is None or len(figures) < 2:
        return
    message = (
        f"{table.key}标明的金额单位是“{table.unit}”，表中的数要以“{other}”为单位才与其他表和情况说明相符"
    )
    yield Cause(UNIT, message, tuple(Change(f, in_unit(f, other)) for f in figures))


def _population(ledger: Ledger) -> Iterator[Cause]:
    """Yield: the general budget's table prints the amounts of all funds."""
    whole, general, fiscal = (ledger.tables.get(key) for key in (_ALL, _GENERAL, _FISCAL))
    if whole is None or general is None or fiscal is None:
        return
    pairs = {"小计": "本年支出合计", "基本支出": "基本支出", "项目支出": "项目支出"}
    changes: list[Change] = []
    copied = 0
    for figure in general.cells.values():
        source = whole.figure(figure.row, pairs.get(figure.column, ""))
        if source is None or not figure.quantity.known or not figure.quantity.value:
            continue
        if figure.quantity.value != source.quantity.value:
            continue
        copied += 1
        truth = _general_of(general, fiscal, figure) if figure.column == "小计" else None
        changes.append(Change(figure, truth))
    filled = sum(1 for f in general.cells.values() if f.quantity.value)
    total = general.figure("合计", "小计")
    if not changes or total is None or copied * 5 < filled * 4 or all(c.figure is not total for c in changes):
        return
    message = f"{_GENERAL}印的是{_ALL}的数（全部资金），与{_FISCAL}的一般公共预算栏不符"
    yield Cause(POPULATION, message, tuple(changes))


def _general_of(general: Table, fiscal: Table, figure: Figure) -> Quantity | None:
    if figure.row == "合计":
        found = fiscal.figure("支出.本年支出合计", _KIND)
        return found.quantity if found is not None else None
    row = general.row_by_key.get(figure.row)
    if row is None or row.level != 1:
        return None
    match = next((r for r in fiscal.rows if r.code == row.code), None)
    found = fiscal.figure(match.key, _KIND) if match is not None else None
    return found.quantity if found is not None else None


def _copied(ledger: Ledger, view: View) -> Iterator[Cause]:
    """Yield: finals of 公开09表 repeat the budgets, while the prose states other finals."""
    table = ledger.tables.get(_THREE)
    if table is None:
        return
    stated: dict[tuple[str, str, str], Quantity] = {}
    for fact in ledger.facts:
        if (
            fact.section_key == "三公"
            and fact.measure is Measure.FINAL
            and fact.figure is not None
            and fact.cell
        ):
            stated.setdefault(fact.cell, fact.figure.quantity)
    changes = []
    for (row, column), figure in table.cells.items():
        half, _, name = column.partition(".")
        planned = table.figure(row, f"预算数.{name}")
        truth = stated.get((table.key, row, column))
        if half != "决算数" or planned is None or truth is None or not figure.quantity.known:
            continue
        if figure.quantity.value == planned.quantity.value and figure.quantity.value != truth.value:
            changes.append(Change(figure, truth))
    if changes:
        message = f"{table.key}的决算数抄了预算数：情况说明写的决算数与之不同"
        yield Cause(COLUMN, message, tuple(changes))
