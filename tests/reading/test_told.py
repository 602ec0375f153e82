"""Columns that no sum tells apart are told by the prose, where it names the amount of the total row."""

from __future__ import annotations

import pytest
from bodies_service import institute

from gouji.api import Source
from gouji.audit import Auditor
from gouji.reading.plain.place import Sum
from gouji.reading.plain.shifts import shifting
from gouji.testing.synthetic import to_text

ACROSS = [Sum(0, ((1, 1), (1, 2), (1, 3), (1, 4)))]


def test_a_rare_column_may_be_another_rare_one() -> None:
    assert shifting([(0, 1, 2, 3)], 5, ACROSS, {3, 4}) == {3, 4}


def test_a_usual_column_is_not_taken_for_a_rare_one() -> None:
    assert shifting([(0, 1, 2)], 5, ACROSS, {3, 4}) == set()


@pytest.mark.parametrize(
    ("said", "column"), [("经营支出", "经营支出"), ("对附属单位补助支出", "对附属单位补助支出")]
)
def test_the_column_the_prose_names_holds_the_amount(said: str, column: str) -> None:
    text = to_text(institute(1), columns=10_000)
    text = text.replace("；经营支出", f"；{said}")
    table = Auditor().read(Source("x.txt", content=text.encode()))[0].tables["公开03表"]
    filled = [c.key for c in table.columns if (f := table.figure("合计", c.key)) and f.quantity.value]
    assert filled == ["本年支出合计", "基本支出", "项目支出", column]
