"""Prose with fewer decimals than its tables is taken at its own precision; a single whole amount is not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from accounts import FEN, in_units

from gouji.facts.narrative_precision import in_own_precision
from gouji.model import Fact, Figure, Measure, Place, Quantity, Row, Table, parse_quantity, unit
from gouji.model.ledger import Column

WAN = unit("万元")
AMOUNTS = [123_456_789, 98_764_321, 7_654_321_00, 55_500_000, 12_345_678, 1_000_000, 2_340_000, 777_777_777]


def table(amounts: list[int]) -> Table:
    rows = tuple(Row(f"r{i}", f"行{i}", f"行{i}") for i in range(len(amounts)))
    cells = {
        (f"r{i}", "金额"): Figure(f"t/{i}", parse_quantity(in_units(a, FEN, 2), WAN), Place(), f"行{i}")
        for i, a in enumerate(amounts)
    }
    return Table("公开05表", "表", "万元", (Column("金额"),), rows, cells)


def facts(amounts: list[int], places: int, *, cells: bool = True) -> list[Fact]:
    return [
        Fact(
            f"f{i}", f"行{i}", Measure.FINAL,
            Figure(f"f/{i}", parse_quantity(in_units(a, FEN, places), WAN), Place(), f"行{i}"),
            cell=("公开05表", f"r{i}", "金额") if cells else None,
        )
        for i, a in enumerate(amounts)
    ]  # fmt: skip


def quantities(found: tuple[Fact, ...]) -> list[Quantity]:
    return [f.figure.quantity for f in found if f.figure]


@pytest.mark.parametrize("places", [0, 1])
def test_amounts_rounded_like_nearly_all_are_as_wide_as_they_are_printed(places: int) -> None:
    amounts = AMOUNTS * 2
    read = quantities(in_own_precision(facts(amounts, places), {"公开05表": table(amounts)}))
    assert {q.unit.rule_decimals for q in read} == {places}
    assert all(a in q.rounded for a, q in zip(amounts, read, strict=True))


def test_amounts_that_are_whole_in_the_tables_too_are_exact() -> None:
    amounts = [n * FEN for n in range(1, 20)]
    read = quantities(in_own_precision(facts(amounts, 0), {"公开05表": table(amounts)}))
    assert {q.unit.rule_decimals for q in read} == {2}


def test_a_few_rounded_amounts_among_exact_ones_stay_what_they_are() -> None:
    stated = [*facts(AMOUNTS, 1), *facts(AMOUNTS, 2)]
    read = quantities(in_own_precision(stated, {"公开05表": table(AMOUNTS)}))
    assert {q.unit.rule_decimals for q in read} == {2}


def test_without_cells_nothing_is_known_of_the_rounding() -> None:
    amounts = AMOUNTS * 2
    read = quantities(in_own_precision(facts(amounts, 1, cells=False), {"公开05表": table(amounts)}))
    assert {q.unit.rule_decimals for q in read} == {2}


@pytest.mark.parametrize(("places", "decimals"), [(0, 0), (1, 1), (2, 2)])
def test_without_any_table_few_decimals_are_taken_to_be_rounded(places: int, decimals: int) -> None:
    """A whole page of amounts with one decimal: to take them as exact would accuse sums of rounded parts."""
    read = quantities(in_own_precision(facts(AMOUNTS, places, cells=False), {}))
    assert {q.unit.rule_decimals for q in read} == {decimals}
    mixed = quantities(in_own_precision([*facts(AMOUNTS, 1), *facts(AMOUNTS, 2)], {}))
    assert {q.unit.rule_decimals for q in mixed} == {2}


def test_a_figure_in_yuan_keeps_its_own() -> None:
    amounts = AMOUNTS * 2
    yuan = Figure("y", parse_quantity("5.5", unit("元")), Place(), "元")
    read = in_own_precision(
        [*facts(amounts, 1), Fact("y", "元", Measure.FINAL, yuan)], {"公开05表": table(amounts)}
    )
    assert read[-1].figure is not None
    assert read[-1].figure.quantity.value == Decimal("5.5")
    assert read[-1].figure.quantity.unit == unit("元")
