"""Columns that no sum tells apart are told by the prose, where it names the amount of the total row."""

from __future__ import annotations

import attrs
import pytest
from bodies_service import institute

from gouji.api import Source
from gouji.audit import Auditor
from gouji.reading.plain.place import Sum
from gouji.reading.plain.shifts import shifting
from gouji.testing.synthetic import to_text
from gouji.testing.synthetic.printed import PrintedTable

ACROSS = [Sum(0, ((1, 1), (1, 2), (1, 3), (1, 4)))]


def test_a_rare_column_may_be_another_rare_one() -> None:
    assert shifting([(0, 1, 2, 3)], 5, ACROSS, {3, 4}) == {3, 4}


def test_a_usual_column_is_not_taken_for_a_rare_one() -> None:
    assert shifting([(0, 1, 2)], 5, ACROSS, {3, 4}) == set()


def test_figures_side_by_side_may_move_together() -> None:
    """事业收入 and 经营收入, or 上级补助收入 and 事业收入: neither moves alone."""
    assert shifting([(0, 1, 3, 4)], 5, [Sum(0, ((1, 1), (1, 2), (1, 3), (1, 4)))], {2, 4}) == {2, 3, 4}


def test_a_figure_between_of_another_kind_stands_in_the_way() -> None:
    assert shifting([(1, 2)], 4, [Sum(2, ((1, 0), (1, 1), (1, 3)))], set()) == {0, 1}


def test_a_table_further_down_tells_the_columns_of_one_above() -> None:
    document = institute(1)
    pieces = list(document.pieces)
    first, second = [i for i, p in enumerate(pieces) if isinstance(p, PrintedTable)][:2]
    # Each table with the heading above it.
    pieces[first - 1 : second + 1] = [*pieces[first + 1 : second + 1], *pieces[first - 1 : first + 1]]
    moved = attrs.evolve(document, pieces=tuple(pieces))
    auditor = Auditor()
    tables = [auditor.read(Source("x.txt", content=to_text(d).encode()))[0].tables for d in (document, moved)]
    assert list(tables[1])[:2] == ["公开02表", "公开01表"]
    read = [{k: f.quantity.printed for k, f in own["公开02表"].cells.items()} for own in tables]
    assert read[0] == read[1]
    assert {v for (row, c), v in read[0].items() if row == "合计" and c == "上级补助收入"} == {""}


@pytest.mark.parametrize(
    ("said", "column"), [("经营支出", "经营支出"), ("对附属单位补助支出", "对附属单位补助支出")]
)
def test_the_column_the_prose_names_holds_the_amount(said: str, column: str) -> None:
    text = to_text(institute(1), columns=10_000)
    text = text.replace("；经营支出", f"；{said}")
    table = Auditor().read(Source("x.txt", content=text.encode()))[0].tables["公开03表"]
    filled = [c.key for c in table.columns if (f := table.figure("合计", c.key)) and f.quantity.value]
    assert filled == ["本年支出合计", "基本支出", "项目支出", column]
