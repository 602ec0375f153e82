"""Tables printed without any ruling, placed by position."""

from __future__ import annotations

import re

import pytest
from render_pdf import Style, render_pdf
from tests.support.some_slow import first

from gouji.api import Source
from gouji.model import Document, Grid
from gouji.testing.synthetic import make_truth, print_national, print_shanghai
from gouji.testing.synthetic.printed import HeadCell, Heading, Paragraph, PrintedDocument, PrintedTable
from gouji_plugins.extractors.pdf import extractor

UNRULED = Style(rulings="none", wrap=30, size=8.0, rows_a_page=60)


def read(document: PrintedDocument, style: Style = UNRULED) -> Document:
    return extractor("pdf").extract(Source("t.pdf", content=render_pdf(document, style)))


def texts(grid: Grid) -> list[list[str]]:
    return [[re.sub(r"\s", "", cell.text) if cell else "" for cell in row] for row in grid.matrix()]


def filled(table: PrintedTable) -> int:
    return sum(1 for row in table.body for text in row if re.fullmatch(r"-?[\d,]+\.\d\d", text))


@pytest.mark.parametrize("sideways", ["upright", "turned"])
@pytest.mark.parametrize("printer", [print_national, print_shanghai])
@pytest.mark.parametrize("seed", first(1, range(3)))
def test_bodies_of_statements_come_back(printer: object, seed: int, sideways: str) -> None:
    """Blank columns, split codes, two-sided and three-lane statements included."""
    printed = printer(make_truth(seed=seed))  # type: ignore[operator]
    statements = tuple(t for t in printed.tables() if t.key.startswith("公开"))
    style = Style(rulings="none", wrap=30, size=8.0, rows_a_page=60, sideways=sideways)
    document = read(PrintedDocument(printed.title, printed.department, printed.year, statements), style)
    by_page = {g.place.page: g for g in document.grids()}
    seen = 0
    for page, table in enumerate(statements, 1):
        if filled(table) < 3:
            continue
        grid = by_page[page]
        assert grid.placed == "position"
        assert texts(grid)[-len(table.body) :] == [[re.sub(r"\s", "", t) for t in row] for row in table.body]
        seen += 1
    assert seen >= 5


def test_wrapped_labels_are_rejoined() -> None:
    head = tuple(HeadCell(t) for t in ("科目编码", "科目名称", "合计", "基本支出"))
    body = (
        ("2010601", "行政运行", "10.00", "8.00"),
        ("2080505", "机关事业单位基本养老保险缴费支出", "160.75", "160.75"),
        ("2080506", "机关事业单位职业年金缴费支出", "80.38", ""),
        ("2101101", "行政单位医疗", "60.99", "60.99"),
    )
    table = PrintedTable("x", "支出决算表", "", "万元", "某局", 2024, (head,), body, labels=(0, 1))
    style = Style(rulings="none", wrap=9, size=9.0)
    (grid,) = read(PrintedDocument("x", "某局", 2024, (table,)), style).grids()
    assert texts(grid) == [[c.text for c in head], *map(list, body)]
    cell = next(c for c in grid.cells if c.text.startswith("机关事业单位基本"))
    assert cell.text == "机关事业单位基本养\n老保险缴费支出"
    assert cell.place.box is not None


def test_title_and_unit_line_stay_lines() -> None:
    printed = print_shanghai(make_truth(seed=1))
    table = next(t for t in printed.tables() if t.key == "公开05表")
    document = read(PrintedDocument("x", "某局", 2024, (table,)))
    lines = [line.text for line in document.lines()]
    assert lines[0] == table.title
    assert "单位：万元" in re.sub(r"\s", "", lines[1])


def test_prose_and_contents_are_no_tables() -> None:
    contents = [Paragraph(f"{k}、收入决算情况说明……………………………………{k + 3}") for k in range(1, 9)]
    prose = [
        Paragraph("年初预算为 1560.05 万元， 支出决算为 1511.89 万元，完成年初预算的 96.91%。" * 3)
        for _ in range(5)
    ]
    document = read(PrintedDocument("x", "某局", 2024, (Heading("目录", 1), *contents, *prose)))
    assert not list(document.grids())
