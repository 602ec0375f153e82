"""Workbooks of three formats are read as a person sees them."""

from __future__ import annotations

import io
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from render_office import render_xlsx
from render_sheets import WRITERS, Made, MadeSheet, raw_ods, raw_xlsx, worksheet, write_xlsx

from gouji.api import Source
from gouji.model import Document, Grid, Line
from gouji.testing.synthetic import make_truth, print_shanghai
from gouji_plugins.extractors.spreadsheet import extractor, reference

FORMATS = list(WRITERS)


def read(name: str, data: bytes) -> Document:
    return extractor("spreadsheet").extract(Source(name, content=data))


def texts(document: Document) -> dict[str, str]:
    """Return what the cells with a text show, by reference."""
    return {c.place.cell or "": c.text for g in document.grids() for c in g.cells if c.text}


def number(value: str, code: str, shown: str) -> Made:
    return Made(Decimal(value), code, shown)


@st.composite
def amounts(draw: st.DrawFn) -> Made:
    value = draw(st.decimals(-(10**9), 10**9, places=2)) + 0
    code, shown = draw(
        st.sampled_from(
            [
                ("0.00", f"{value:.2f}"),
                ("#,##0.00", f"{value:,.2f}"),
                ("0.00%", f"{value * 100:.2f}%"),
                ('0.00"元"', f"{value:.2f}元"),
                ("General", f"{value.normalize():f}"),
            ]
        )
    )
    return Made(value, code, shown)


WORDS = st.text(
    st.one_of(
        st.sampled_from("一般公共服务支出（）=+-@<&>\"' \n０１"),
        st.characters(codec="utf-8", categories=["L", "N"]),
    ),
    min_size=1,
    max_size=12,
).filter(lambda t: t.strip() and t == t.strip())


@st.composite
def sheets(draw: st.DrawFn) -> MadeSheet:
    rows, columns = draw(st.integers(3, 8)), draw(st.integers(2, 6))
    top, left = draw(st.integers(0, 3)), draw(st.integers(0, 3))
    cells: dict[tuple[int, int], Made] = {}
    for r in range(top, top + rows):
        for c in range(left, left + columns):
            if draw(st.booleans()) or c in (left, left + columns - 1):
                cells[r, c] = draw(st.one_of(WORDS.map(Made), amounts()))
    merge = (top, left, top + draw(st.integers(0, 1)), left + draw(st.integers(1, columns - 1)))
    for r in range(merge[0], merge[2] + 1):
        for c in range(merge[1], merge[3] + 1):
            cells.pop((r, c), None)
    cells[top, left] = draw(WORDS.map(Made))
    # Columns and rows at the end of the range keep a cell, so that nothing is trimmed.
    cells[top + rows - 1, left + columns - 1] = draw(amounts())
    cells[top + rows - 1, left] = draw(WORDS.map(Made))
    return MadeSheet("表", cells, (merge,))


@pytest.mark.slow
@given(made=sheets())
@settings(max_examples=60, deadline=None)
@pytest.mark.parametrize("name", FORMATS)
def test_what_is_written_is_what_is_read(name: str, made: MadeSheet) -> None:
    document = read(f"表.{name}", WRITERS[name]([made]))
    assert document.format == name
    wanted = {reference(r, c): cell.text for (r, c), cell in made.cells.items()}
    assert texts(document) == wanted
    ((top, left, bottom, right),) = made.merges
    (grid,) = document.grids()
    corner = next(c for c in grid.cells if c.place.cell == reference(top, left))
    assert (corner.rowspan, corner.colspan) == (bottom - top + 1, right - left + 1)
    assert grid.caption == "表"


def test_the_three_formats_give_the_same_grids() -> None:
    made = [
        MadeSheet(
            "甲",
            {
                (2, 1): Made("标题"),
                (3, 1): Made("项目"),
                (3, 3): Made("决算数"),
                (4, 1): Made("行政\n运行"),
                (4, 3): number("12.3", "0.00", "12.30"),
                (5, 1): Made("=1+1"),
                (5, 3): number("0.5", "0.00%", "50.00%"),
            },
            ((2, 1, 2, 3), (3, 1, 3, 2)),
            hidden_rows=(4,),
            hidden_columns=(3,),
        ),
        MadeSheet("乙", {(0, 0): Made("看不见")}, hidden=True),
    ]
    read_back = [read(f"a.{name}", write(made)) for name, write in WRITERS.items()]
    assert read_back[0].blocks == read_back[1].blocks == read_back[2].blocks
    for document in read_back:
        assert [n.code for n in document.notes] == ["hidden-sheet", "hidden-rows", "hidden-columns"]
        (grid,) = document.grids()
        notes = {c.place.cell: c.note for c in grid.cells}
        assert (notes["B4"], notes["B5"], notes["D6"], notes["D5"]) == (
            "",
            "隐藏行",
            "隐藏列",
            "隐藏行；隐藏列",
        )


def test_an_independent_reader_sees_the_same_values_and_merges() -> None:
    data = render_xlsx(print_shanghai(make_truth(17)))
    book = openpyxl.load_workbook(io.BytesIO(data))
    document = read("决算.xlsx", data)
    for grid in document.grids():
        sheet = book[grid.caption]
        shown = {c.place.cell: c.text for c in grid.cells if c.text}
        stored = {c.coordinate: c for row in sheet.iter_rows() for c in row if c.value not in (None, "")}
        assert shown.keys() == stored.keys()
        for at, text in shown.items():
            value = stored[at].value
            if isinstance(value, str):
                assert text == value
            else:
                assert Decimal(text.replace(",", "")) == Decimal(repr(value))
                assert "." in text
        spans = {c.place.cell: (c.rowspan, c.colspan) for c in grid.cells if c.rowspan * c.colspan > 1}
        assert spans == {
            m.coord.split(":")[0]: (m.max_row - m.min_row + 1, m.max_col - m.min_col + 1)
            for m in sheet.merged_cells.ranges
        }


def test_a_sheet_of_prose_is_lines_and_not_a_grid() -> None:
    made = MadeSheet("说明", {(0, 0): Made("一、概况"), (2, 0): Made("第一段。\n第二段。")}, ((0, 0, 0, 7),))
    document = read("说明.xlsx", write_xlsx([made]))
    assert [b.text for b in document.blocks if isinstance(b, Line)] == ["一、概况", "第一段。", "第二段。"]
    assert all(b.ends_paragraph and b.place.sheet == "说明" for b in document.lines())
    assert document.blocks[1].place.cell == "A3"


def test_blank_rows_shrink_and_references_stay_right() -> None:
    cells = {(r, c): Made(f"{r}") for r in (1, 2, 40, 90_000) for c in (2, 9_000)}
    (grid,) = read("稀疏.xlsx", write_xlsx([MadeSheet("表", cells)])).grids()
    assert grid.rows == 6
    assert grid.cols < 20
    assert {c.place.cell: c.text for c in grid.cells if c.text} == {reference(r, c): f"{r}" for r, c in cells}


FORMULAS = worksheet(
    '<row r="1"><c r="A1" t="str"><f>B1</f><v>合计</v></c><c r="B1"><f>1+1</f></c><c r="C1"><f>1+1</f><v></v></c>'
    '<c r="D1" t="str"><f>IF(1,"","")</f><v></v></c><c r="E1"><f>SUM(A2:A9)</f><v>0</v></c>'
    '<c r="F1"><f>2+3</f><v>5</v></c><c r="G1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
)


def test_formulas_never_calculated_are_said_and_blank_results_are_blank() -> None:
    (grid,) = read("公式.xlsx", raw_xlsx(FORMULAS)).grids()
    assert [(c.text, c.note) for c in grid.cells] == [
        ("合计", ""),
        ("公式未计算", "公式未计算"),
        ("公式未计算", "公式未计算"),
        ("", ""),
        ("0", ""),
        ("5", ""),
        ("#DIV/0!", "公式结果是错误"),
    ]


def test_zeros_of_a_writer_that_cannot_calculate_are_no_zeros() -> None:
    document = read("公式.xlsx", raw_xlsx(FORMULAS, workbook='<calcPr fullCalcOnLoad="1"/>'))
    found = texts(document)
    assert (found["E1"], found["F1"]) == ("公式未计算", "5")
    assert [n.code for n in document.notes] == ["stale-formulas"]


def test_strings_of_every_kind() -> None:
    strings = (
        "<si><t>甲</t></si><si><r><t>乙</t></r><r><t>丙</t></r><rPh sb='0' eb='1'><t>読</t></rPh></si>"
        "<si><t>丁_x000D_\n_x005F_x</t></si>"
    )
    rows = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>'
        '<row r="2"><c r="A2" t="inlineStr"><is><t>=1+1</t></is></c><c r="B2" t="b"><v>1</v></c>'
        '<c r="C2" t="s"><v>99</v></c></row>'
    )
    (grid,) = read("串.xlsx", raw_xlsx(worksheet(rows), strings=strings)).grids()
    assert [c.text for c in grid.cells] == ["甲", "乙丙", "丁\n_x", "=1+1", "TRUE", ""]


def test_cells_without_references_are_counted() -> None:
    rows = "<row><c><v>1</v></c><c/><c><v>2</v></c></row><row/><row><c><v>3</v></c></row>"
    assert texts(read("无引用.xlsx", raw_xlsx(worksheet(rows)))) == {"A1": "1", "C1": "2", "A3": "3"}


def test_strict_files_are_read() -> None:
    sheet = worksheet('<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>')
    strict = sheet.replace(
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
    )
    assert strict != sheet
    assert texts(read("严格.xlsx", raw_xlsx(strict))) == {"A1": "1", "B1": "2"}


def test_a_sheet_set_to_hide_zeros_shows_blanks() -> None:
    sheet = worksheet(
        '<row r="1"><c r="A1"><v>0</v></c><c r="B1"><v>2</v></c></row><row r="2"><c r="A2"><v>3</v></c></row>',
        before='<sheetViews><sheetView showZeros="0"/></sheetViews>',
    )
    document = read("零值.xlsx", raw_xlsx(sheet))
    assert texts(document) == {"B1": "2", "A2": "3"}
    assert [n.code for n in document.notes] == ["blank-zeros"]


def test_a_number_its_format_hides_is_blank_with_a_remark() -> None:
    styles = (
        '<numFmts><numFmt numFmtId="170" formatCode=";;;"/></numFmts><cellXfs><xf numFmtId="170"/></cellXfs>'
    )
    sheet = worksheet(
        '<row r="1"><c r="A1" s="0"><v>7</v></c><c r="B1" s="9"><v>1</v></c></row><row r="2"><c r="A2" s="5"><v>2</v></c></row>'
    )
    (grid,) = read("隐藏格式.xlsx", raw_xlsx(sheet, styles=styles)).grids()
    assert (grid.cells[0].text, grid.cells[0].note) == ("", "数字格式不显示此值")


def test_open_documents_show_their_paragraphs_and_not_their_values() -> None:
    table = (
        '<table:table table:name="表"><table:table-row><table:table-cell office:value-type="float" office:value="12.3">'
        "<text:p> 12.30 </text:p><office:annotation><text:p>批注</text:p></office:annotation></table:table-cell>"
        '<table:table-cell office:value-type="string"><text:p>甲<text:s text:c="2"/>乙<text:line-break/>丙</text:p></table:table-cell>'
        '<table:table-cell table:formula="of:=1+1"/><table:table-cell office:value-type="float" office:value="5"/>'
        '<table:table-cell table:number-columns-repeated="2" office:value-type="string" calcext:value-type="error">'
        "<text:p>#DIV/0!</text:p></table:table-cell>"
        "</table:table-row></table:table>"
    )
    (grid,) = read("文.ods", raw_ods(table)).grids()
    assert [(c.text, c.note) for c in grid.cells] == [
        ("12.30", ""),
        ("甲  乙\n丙", ""),
        ("公式未计算", "公式未计算"),
        ("5", ""),
        ("#DIV/0!", "公式结果是错误"),
        ("#DIV/0!", "公式结果是错误"),
    ]


@pytest.mark.parametrize(
    ("content", "name"),
    [("xlsx", "其实.xls"), ("xls", "其实.xlsx"), ("ods", "其实.xlsx"), ("xls", "金山.et")],
)
def test_the_content_decides_and_not_the_extension(content: str, name: str) -> None:
    made = MadeSheet("表", {(0, 0): Made("甲"), (0, 1): number("1.5", "0.00", "1.50")})
    source = Source(name, content=WRITERS[content]([made]))
    own = extractor("spreadsheet")
    assert own.accepts(source) > 0
    document = own.extract(source)
    assert document.format == content
    assert isinstance(document.blocks[0], Grid)
    assert texts(document) == {"A1": "甲", "B1": "1.50"}
