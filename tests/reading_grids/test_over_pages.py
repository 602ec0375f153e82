"""Tables that a page's end cuts: within their header, within a name, under a ruling that one page draws and another not."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from gouji.api import Source
from gouji.audit import Auditor
from gouji.model import Box, Document, Grid, GridCell, Ledger, Line, Place
from gouji.reading import read_ledger
from gouji.reading.over_pages import cut_within
from gouji.testing.synthetic import make_truth, print_national, to_text

XS = (50.0, 110.0, 260.0, 330.0, 400.0, 470.0)
"""Rulings of a form of spending: code, name, three amounts."""


@pytest.fixture(scope="module")
def auditor() -> Auditor:
    return Auditor()


def grid(page: int, xs: Sequence[float], *rows: Sequence[str | tuple[str, int]]) -> Grid:
    """Return a drawn grid; a cell is its text, or its text and the columns it spans."""
    cells = []
    for r, row in enumerate(rows):
        col = 0
        for cell in row:
            text, span = (cell, 1) if isinstance(cell, str) else cell
            box = Box(xs[col], 100.0 + 20 * r, xs[col + span], 120.0 + 20 * r)
            cells.append(GridCell(r, col, text, 1, span, place=Place(page=page, box=box)))
            col += span
    whole = Box(xs[0], 100.0, xs[-1], 100.0 + 20 * len(rows))
    place = Place(page=page, box=whole)
    return Grid(tuple(cells), len(rows), len(xs) - 1, place=place, placed="ruled", pages=(page,))


def read(auditor: Auditor, *grids: Grid) -> Ledger:
    head = [
        Line("清河示例县水文站2023年度部门决算"),
        Line("一般公共预算财政拨款支出决算表"),
        Line("单位：万元"),
    ]
    return read_ledger(Document("x.pdf", "pdf", "0" * 64, (*head, *grids)), auditor.packs)[0]


def amounts(ledger: Ledger) -> dict[tuple[str, str], str]:
    table = ledger.tables["公开05表"]
    return {k: f.quantity.printed for k, f in table.cells.items() if f.quantity.printed}


HEAD = (
    [("项目", 2), ("本年支出", 3)],
    ["科目代码", "科目名称", "小计", "基本支出", "项目支出"],
    [("合计", 2), "30.00", "12.00", "18.00"],
)
ROWS = (
    ["213", "农林水支出", "30.00", "12.00", "18.00"],
    ["21303", "水利", "30.00", "12.00", "18.00"],
    ["2130311", "水资源节约管理与保护", "30.00", "12.00", "18.00"],
)
WHOLE = {
    (row, column): amount
    for row in ("合计", "213", "21303", "2130311")
    for column, amount in (("小计", "30.00"), ("基本支出", "12.00"), ("项目支出", "18.00"))
}


def test_a_ruling_that_only_one_page_draws_does_not_end_a_table(auditor: Auditor) -> None:
    wide = [[*row[:-1], row[-1], ""] for row in HEAD]
    ledger = read(auditor, grid(1, (*XS, 480.0), *wide), grid(2, XS, *ROWS))
    assert amounts(ledger) == WHOLE
    assert not ledger.tables["公开05表"].doubt


def test_a_header_cut_within_its_cells_is_one_header(auditor: Auditor) -> None:
    upper = grid(1, (50.0, 260.0, 330.0, 400.0, 470.0), ["项目", "本年支", "基本支", "项目"])
    lower = grid(2, XS, ["科目代码", "科目名称", "出小计", "出", "支出"], HEAD[2], *ROWS)
    ledger = read(auditor, upper, lower)
    table = ledger.tables["公开05表"]
    got = {(r, c): v for (r, c), v in amounts(ledger).items() if c != "小计"}
    assert got == {k: v for k, v in WHOLE.items() if k[1] != "小计"}
    assert "2130311" in {row for row, _ in table.cells}


def test_the_rest_of_a_name_on_the_next_page_is_no_row(auditor: Auditor) -> None:
    cut = [*ROWS[:2], ["2130311", "水资源节约管理", "30.00", "12.00", "18.00"]]
    ledger = read(auditor, grid(1, XS, *HEAD, *cut), grid(2, XS, ["", "与保护", "", "", ""]))
    assert amounts(ledger) == WHOLE
    assert ledger.tables["公开05表"].rows[-1].label == "水资源节约管理与保护"


def test_a_name_with_its_numeral_is_known_when_put_together(auditor: Auditor) -> None:
    specs = auditor.read(Source("x.txt", content=to_text(print_national(make_truth(3))).encode()))[1]
    last = ["三、国有资本经营预算财政拨款收入", "", "八、社会保障和", "48.88"]
    assert cut_within(last, ["", "", "就业支出", ""], specs)
    assert not cut_within(last, ["", "", "九、卫生健康支出", ""], specs)
    assert not cut_within(last, ["", "", "就业支出", "48.88"], specs)


def test_a_table_whose_rest_cannot_be_joined_is_in_doubt(auditor: Auditor) -> None:
    other = (50.0, 90.0, 130.0, 260.0, 300.0, 470.0, 500.0)
    rest = grid(2, other, *([*row, ""] for row in ROWS))
    ledger = read(auditor, grid(1, XS, *HEAD), rest)
    assert "没有归入任何格" in ledger.tables["公开05表"].doubt
