"""Web pages and delimited text: what is seen is read, whatever the file is called."""

from __future__ import annotations

import itertools
import re

import pytest
from render_office import render_html

from gouji.api import Source
from gouji.audit import Auditor
from gouji.model import Document, Grid, Line
from gouji.testing.synthetic import make_truth, print_national
from gouji_plugins.extractors.delimited import separator


@pytest.fixture(scope="module")
def auditor() -> Auditor:
    return Auditor()


def rows(document: Document) -> list[list[str]]:
    grid = next(b for b in document.blocks if isinstance(b, Grid))
    return [[c.text if c else "" for c in row] for row in grid.matrix()]


TABLE = "<tr><td>科目</td><td>金额</td></tr><tr><td>教育支出</td><td>{}</td></tr>"


@pytest.mark.parametrize("name", ["导出.xls", "导出.et", "页面.html"])
@pytest.mark.parametrize("head", ["", "<meta charset='utf-8'>", "\ufeff  \r\n"])
def test_a_page_saved_under_the_name_of_a_workbook(auditor: Auditor, name: str, head: str) -> None:
    data = f"{head}<table border=1>{TABLE.format('12.00')}</table>".encode()
    assert rows(auditor.extract(Source(name, content=data))) == [["科目", "金额"], ["教育支出", "12.00"]]


def test_a_whole_disclosure_exported_as_workbook_reads_like_the_page(auditor: Auditor) -> None:
    data = render_html(print_national(make_truth(3)))
    page, _ = auditor.read(Source("决算.html", content=data))
    book, _ = auditor.read(Source("决算.xls", content=data))
    assert {k: [f.quantity for f in t.cells.values()] for k, t in page.tables.items()} == {
        k: [f.quantity for f in t.cells.values()] for k, t in book.tables.items()
    }


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("<input value='12.00'>", "12.00"),
        ("<input type='TEXT' value='12.00' readonly>", "12.00"),
        ("<input type='hidden' value='99.00'>12.00", "12.00"),
        ("<input type='checkbox' value='99.00'>12.00", "12.00"),
        ("<span style='display:none'>99.00</span>12.00", "12.00"),
        ("<script>99.00</script>12.00", "12.00"),
        ("<del>99.00</del>12.00", "12.00"),
        ("<div>12.00<br>（注）</div>", "12.00\n（注）"),
        ("<!-- 99.00 -->12.00", "12.00"),
    ],
)
def test_cells_hold_what_a_reader_sees(auditor: Auditor, cell: str, shown: str) -> None:
    data = f"<html><body><table>{TABLE.format(cell)}</table></body></html>".encode()
    assert rows(auditor.extract(Source("页.html", content=data)))[1] == ["教育支出", shown]


def test_fields_of_a_form_outside_tables_are_read(auditor: Auditor) -> None:
    data = "<html><body><p>收入总计 <input value='12.00'> 万元</p></body></html>".encode()
    document = auditor.extract(Source("页.html", content=data))
    assert [b.text for b in document.blocks if isinstance(b, Line)] == ["收入总计 12.00 万元"]


@pytest.mark.parametrize("sign", [",", "\t", ";", "|"])
def test_columns_are_parted_by_the_sign_that_fits(auditor: Auditor, sign: str) -> None:
    lines = [
        ["科目", "金额"],
        ["教育，支出", '"1,234.00"'],
        ["其他；支出", '"2,000.00"'],
        ["合计", '"3,234.00"'],
    ]
    data = "\r\n".join(sign.join(line) for line in lines).encode("gb18030")
    got = rows(auditor.extract(Source("收入决算表.csv", content=data)))
    assert got == [[t.strip('"') for t in line] for line in lines]


def test_one_column_stays_one() -> None:
    assert separator("甲\n乙\n丙") == ","


@pytest.mark.parametrize(
    "before", ["<style>td{mso-number-format:'0.00'}</style>" * 80, "<meta charset=utf-8>", "<!-- 导出 -->"]
)
def test_rows_saved_as_a_spreadsheet_without_a_page_around_them(before: str) -> None:
    """What many systems call .xls: a page's rows, the styles first."""
    content = f"{before}<table><tr><td>项目</td><td>金额</td></tr><tr><td>合计</td><td>1.00</td></tr></table>"
    source = Source("导出.xls", content=content.encode())
    (grid,) = Auditor().extract(source).grids()
    assert [c.text for c in grid.cells] == ["项目", "金额", "合计", "1.00"]


def test_hidden_rows_with_amounts_count_in_the_sums_of_a_page(auditor: Auditor) -> None:
    page = render_html(print_national(make_truth(7))).decode()
    plain = auditor.read(Source("x.html", content=page.encode()))[0]
    rows = itertools.count(1)
    hidden = re.sub("<tr>", lambda _: "<tr style='display:none'>" if next(rows) % 7 == 0 else "<tr>", page)
    ledger = auditor.read(Source("x.html", content=hidden.encode()))[0]
    for key in ("公开01表", "公开03表", "公开05表"):
        amounts = [
            {k: f.quantity.printed for k, f in own.tables[key].cells.items() if f.quantity.value}
            for own in (plain, ledger)
        ]
        assert amounts[0] == amounts[1]
    assert any(n.code == "hidden-rows" and n.place.cell for n in ledger.notes)


def test_a_page_cut_within_a_character_is_read_and_told(auditor: Auditor) -> None:
    page = render_html(print_national(make_truth(7)))
    at = page.index("情况说明".encode()) + 4
    ledger = auditor.read(Source("x.html", content=page[:at]))[0]
    assert ledger.tables
    (told,) = [n for n in ledger.notes if n.code == "cut-short"]
    assert "没有保存完整" in told.text
    assert not any(n.code == "cut-short" for n in auditor.read(Source("x.html", content=page))[0].notes)
