"""Random tables and whole made-up disclosures, printed as PDF and read back equal."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from render_pdf import Style, head_cells, pages_of, render_pdf

from gouji.api import Source
from gouji.model import Document, Grid
from gouji.testing.synthetic import make_truth, print_national, print_shanghai
from gouji.testing.synthetic.printed import HeadCell, Heading, Paragraph, PrintedDocument, PrintedTable
from gouji_plugins.extractors.pdf import extractor

QUICK = settings(  # printing is the slow part
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
RULED = ["long", "short", "thin", "path", "boxes", "open"]
IDEOGRAPHS = "一般公共服务支出财政拨款收入合计教育住房保障基本项目经费因公出国境"


def read(data: bytes) -> Document:
    return extractor("pdf").extract(Source("t.pdf", content=data))


def plain(text: str) -> str:
    return re.sub(r"\s", "", text)


def expected_grid(table: PrintedTable, rows: list[tuple[str, ...]], with_header: bool) -> list[list[str]]:
    """Return the texts of all positions, a spanning text at each position it covers."""
    matrix: list[list[str]] = []
    if with_header:
        matrix = [[""] * table.width for _ in table.header]
        for row, col, cell in head_cells(table.header, table.width):
            for r in range(cell.rowspan):
                for c in range(cell.colspan):
                    matrix[row + r][col + c] = cell.text
        if table.ordinals:
            matrix.append(list(table.ordinals))
    return [[plain(t) for t in row] for row in [*matrix, *rows]]


def texts(grid: Grid) -> list[list[str]]:
    return [[plain(c.text) if c else "" for c in row] for row in grid.matrix()]


def expected_grids(document: PrintedDocument, style: Style) -> list[list[list[str]]]:
    found = []
    for table in document.tables():
        for index, rows in enumerate(pages_of(table, style)):
            grid = expected_grid(table, rows, index == 0 or style.repeat_header)
            if any(any(row) for row in grid):
                found.append(grid)
    return found


labels = st.text(alphabet=IDEOGRAPHS, min_size=1, max_size=14)
amounts = st.one_of(
    st.just(""),
    st.integers(-(10**8), 10**9).map(lambda v: f"{v / 100:,.2f}"),
    st.integers(0, 10**6).map(str),
)
codes = st.sampled_from(["201", "20101", "2010101", "301", "30101", ""])


@st.composite
def tables(draw: st.DrawFn) -> PrintedTable:
    """A table with a two-row header with spans, split codes now and then, blanks anywhere."""
    split = draw(st.booleans())
    amount_columns = draw(st.integers(1, 6))
    rows = draw(st.integers(1, 12))
    head: list[list[HeadCell]] = [[], []]
    if split:
        head[0].append(HeadCell("科目编码", 1, 3))
        head[1] += [HeadCell("类"), HeadCell("款"), HeadCell("项")]
        width = 4
    else:
        head[0].append(HeadCell("科目编码", 2, 1))
        width = 2
    head[0].append(HeadCell("科目名称", 2, 1))
    column = 0
    while column < amount_columns:
        span = draw(st.integers(1, min(3, amount_columns - column)))
        if span == 1:
            head[0].append(HeadCell(draw(labels), 2, 1))
        else:
            head[0].append(HeadCell(draw(labels), 1, span))
            head[1] += [HeadCell(draw(labels)) for _ in range(span)]
        column += span
    if not head[1]:
        head = [[HeadCell(c.text, 1, c.colspan) for c in head[0]]]
    body = []
    for _ in range(rows):
        code = [draw(st.sampled_from(["201", "06", "01", ""])) for _ in range(3)] if split else [draw(codes)]
        body.append((*code, draw(labels), *(draw(amounts) for _ in range(amount_columns))))
    ordinals = ()
    if draw(st.booleans()):
        ordinals = (*["" for _ in range(width - 1)], "栏次", *(str(i + 1) for i in range(amount_columns)))
    return PrintedTable(
        key="公开03表",
        title="支出决算表",
        code=draw(st.sampled_from(["", "公开03表"])),
        unit="万元",
        department="某市某局",
        year=2024,
        header=tuple(tuple(r) for r in head if r),
        body=tuple(body),
        ordinals=ordinals,
        labels=tuple(range(width)),
        landscape=draw(st.booleans()),
    )


styles = st.builds(
    Style,
    rulings=st.sampled_from(RULED),
    sideways=st.sampled_from(["upright", "rotated", "turned"]),
    repeat_header=st.booleans(),
    rows_a_page=st.sampled_from([4, 7, 30]),
    furniture=st.booleans(),
    in_form=st.booleans(),
    offset=st.sampled_from([(0.0, 0.0), (100.0, 50.0), (-30.0, -400.0)]),
    raised=st.sampled_from([0.0, 2.0, -2.0]),
    spread=st.booleans(),
    wrap=st.sampled_from([5, 9, 20]),
    size=st.sampled_from([7.0, 9.0, 11.0]),
    bold=st.booleans(),
)


@QUICK
@given(tables(), styles)
def test_ruled_tables_come_back_cell_for_cell(table: PrintedTable, style: Style) -> None:
    document = PrintedDocument("某市某局2024年度部门决算", "某市某局", 2024, (table,))
    found = read(render_pdf(document, style))
    assert [texts(g) for g in found.grids()] == expected_grids(document, style)
    for grid in found.grids():
        page = found.pages[grid.place.page - 1]
        for cell in grid.cells:
            box = cell.place.box
            assert box is not None
            assert 0 <= box.x0 < box.x1 <= page.width
            assert 0 <= box.y0 < box.y1 <= page.height


WAYS = [
    pytest.param(rulings, sideways, marks=() if j == i else pytest.mark.slow)
    for i, rulings in enumerate(RULED)
    for j, sideways in enumerate(("upright", "rotated", "turned"))
]
"""Every ruling each way round; of the first three one way with every run of the tests."""


@pytest.mark.parametrize(("rulings", "sideways"), WAYS)
def test_a_whole_disclosure_comes_back(rulings: str, sideways: str) -> None:
    document = print_national(make_truth(seed=3))
    style = Style(rulings=rulings, sideways=sideways, furniture=True, wrap=12, size=8.0)
    found = read(render_pdf(document, style))
    assert [texts(g) for g in found.grids()] == expected_grids(document, style)


def test_prose_is_complete_and_in_order_without_furniture() -> None:
    document = print_shanghai(make_truth(seed=5))
    found = read(render_pdf(document, Style(furniture=True)))
    printed = "".join(plain(p.text) for p in document.pieces if isinstance(p, Heading | Paragraph))
    titles = {t.title for t in document.tables()}
    kept = [
        plain(line.text)
        for line in found.lines()
        if line.text not in titles and not re.match(r"部门：|单位：|公开\d|注：", line.text)
    ]
    assert "".join(kept) == printed
    for line in found.lines():
        assert len(line.char_boxes) == len(line.text)
        assert line.place.box is not None
        for char, box in zip(line.text, line.char_boxes, strict=True):
            assert (box is None) == (char == " ")
