"""Made-up disclosures are consistent before anything is planted, and planted errors are what they say."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.testing.synthetic import make_truth, plant, print_national, print_shanghai, to_text
from gouji.testing.synthetic.planting import KINDS, amount_cells, plant_in_table

seeds = st.integers(0, 10_000)


@given(seeds)
def test_the_truth_balances(seed: int) -> None:
    t = make_truth(seed)
    assert t.grand_total == t.expenditure + t.closing + t.other_closing
    assert t.fiscal_total == t.general + t.fund + t.closing
    assert t.basic == sum(t.economic.values())
    assert all(i.income >= 0 and i.other_income >= 0 for i in t.items)


@given(seeds)
def test_one_seed_is_one_department(seed: int) -> None:
    assert make_truth(seed) == make_truth(seed)


@pytest.mark.parametrize("template", [print_national, print_shanghai])
@given(seed=seeds)
def test_every_row_is_as_wide_as_its_header(template: object, seed: int) -> None:
    document = template(make_truth(seed))  # type: ignore[operator]
    for table in document.tables():
        assert {len(row) for row in table.body} == {table.width}
        assert sum(cell.colspan for cell in table.header[0]) == table.width
        assert not table.ordinals or len(table.ordinals) == table.width


@given(seeds)
def test_printed_rows_add_up_within_rounding(seed: int) -> None:
    t3 = next(t for t in print_national(make_truth(seed)).tables() if t.key == "公开03表")
    for row in t3.body:
        total, *parts = (Decimal(c or "0") for c in row[2:])
        assert abs(total - sum(parts)) <= Decimal("0.005") * (len(parts) + 1)


@given(seeds)
def test_what_is_planted_stands_there(seed: int) -> None:
    document = print_national(make_truth(seed))
    changed, planted = plant(document, seed)
    assert planted
    text = to_text(changed)
    for error in planted:
        assert error.printed != error.truth
        assert error.printed in text.replace("\n", "")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_slip_changes_exactly_one_cell(kind: str) -> None:
    table = next(t for t in print_national(make_truth(3)).tables() if t.key == "公开05表")
    outcome = plant_in_table(table, kind, random.Random(1))
    assert outcome is not None
    changed, planted = outcome
    different = [(r, c) for r, c in amount_cells(table) if changed.body[r][c] != table.body[r][c]]
    assert len(different) == 1
    assert planted.kind == kind
