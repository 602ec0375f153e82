"""Broken and hostile office files end in a clear error or do no harm."""

from __future__ import annotations

import io
import zipfile

import pytest
import xlsxwriter
from render_office import render_docx, render_xlsx

from gouji.api import Limits, Source
from gouji.audit import Auditor
from gouji.errors import UnreadableInput
from gouji.model import Grid
from gouji.testing.synthetic import make_truth, print_national
from gouji_plugins.extractors.number_format import show
from gouji_plugins.extractors.spreadsheet import reference
from gouji_plugins.extractors.zip_package import MOST_TAGS


@pytest.fixture(scope="module")
def auditor() -> Auditor:
    return Auditor()


def archive(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return buffer.getvalue()


def test_a_zip_bomb_is_refused(auditor: Auditor) -> None:
    bomb = archive({"word/document.xml": b"<a>" + b" " * 30_000_000})
    source = Source("炸弹.docx", content=bomb, limits=Limits(unpacked_bytes=1_000_000))
    with pytest.raises(UnreadableInput, match="上限"):
        auditor.extract(source)


def test_an_entity_bomb_is_refused(auditor: Auditor) -> None:
    xml = b'<!DOCTYPE a [<!ENTITY x "y"><!ENTITY z "&x;&x;">]><a>&z;</a>'
    with pytest.raises(UnreadableInput, match="DOCTYPE"):
        auditor.extract(Source("实体.docx", content=archive({"word/document.xml": xml})))


@pytest.mark.parametrize("name", ["坏.xlsx", "坏.docx", "坏.xls", "坏.ods"])
def test_truncated_files_are_named(auditor: Auditor, name: str) -> None:
    document = print_national(make_truth(1))
    data = render_docx(document) if name.endswith("docx") else render_xlsx(document)
    with pytest.raises(UnreadableInput) as caught:
        auditor.extract(Source(name, content=data[: len(data) // 2]))
    assert name in str(caught.value)


def test_a_renamed_text_is_no_workbook(auditor: Auditor) -> None:
    with pytest.raises(UnreadableInput):
        auditor.extract(Source("其实是文字.xlsx", content="部门决算".encode()))


def test_formulas_that_were_never_calculated_are_unreadable_not_zero(auditor: Auditor) -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet = book.add_worksheet()
    sheet.write_string(0, 0, "甲")
    sheet.write_string(0, 1, "乙")
    sheet.write_formula(1, 0, "=1+1", None, "")
    sheet.write_number(1, 1, 3)
    book.close()
    grid = next(auditor.extract(Source("公式.xlsx", content=buffer.getvalue())).grids())
    cell = next(c for c in grid.cells if (c.row, c.col) == (1, 0))
    assert cell.note == "公式未计算"
    assert cell.text != ""


def test_hidden_sheets_are_noted_and_not_read(auditor: Auditor) -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    book.add_worksheet("看得见").write_row(0, 0, ["甲", "乙"])
    hidden = book.add_worksheet("看不见")
    hidden.write_row(0, 0, ["丙", "丁"])
    hidden.hide()
    book.close()
    document = auditor.extract(Source("隐藏.xlsx", content=buffer.getvalue()))
    assert [n.code for n in document.notes] == ["hidden-sheet"]
    assert all("丙" not in c.text for g in document.grids() for c in g.cells)


def test_a_million_empty_rows_are_cheap(auditor: Auditor) -> None:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"constant_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["甲", "乙"])
    sheet.write_row(900_000, 0, ["丙", "丁"])
    book.close()
    grid = next(auditor.extract(Source("空行.xlsx", content=buffer.getvalue())).grids())
    assert isinstance(grid, Grid)
    assert grid.rows < 10


@pytest.mark.parametrize(
    ("stored", "code", "shown"),
    [
        ("2993.9199999999996", "0.00", "2993.92"),
        ("1234567.5", "#,##0.00", "1,234,567.50"),
        ("0.9882", "0.00%", "98.82%"),
        ("-5", "#,##0.00_);(#,##0.00)", "(5.00)"),
        ("2993.9199999999996", "General", "2993.92"),
        ("12", "General", "12"),
        ("0", "0.00", "0.00"),
        ("文字", "0.00", "文字"),
    ],
)
def test_numbers_are_shown_as_their_format_says(stored: str, code: str, shown: str) -> None:
    assert show(stored, code) == shown


def test_references() -> None:
    assert [reference(0, 0), reference(9, 25), reference(0, 26), reference(0, 701)] == [
        "A1",
        "Z10",
        "AA1",
        "ZZ1",
    ]


def test_a_part_of_millions_of_elements_is_refused_before_it_becomes_a_tree(auditor: Auditor) -> None:
    """Some hundred kilobytes that unpack within the limit, and would take gigabytes as elements."""
    body = b"<w:p/>" * (MOST_TAGS + 1)
    xml = b'<w:document xmlns:w="urn:w"><w:body>' + body + b"</w:body></w:document>"
    with pytest.raises(UnreadableInput, match="个标记，超过上限"):
        auditor.extract(Source("大.docx", content=archive({"word/document.xml": xml})))
