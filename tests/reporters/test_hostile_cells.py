"""Formulas, markup and control characters as cell text, from the file to the report: neither run nor lost."""

from __future__ import annotations

import csv
import io
import json
import time
from pathlib import Path

import attrs
import pytest
import xlsxwriter
from click.testing import CliRunner
from hostile_cells import CELLS, FORMATS, TABLE, active, begins_a_formula, poisoned
from round_trip import tables_only
from some_slow import first

from gouji.api import Limits, Source
from gouji.audit import Auditor
from gouji.cli import main
from gouji.errors import UnreadableInput
from gouji.model import Kind, Ledger
from gouji.testing.synthetic import make_truth, print_national, to_text

CELLWISE = ("xlsx", "docx", "html", "zip", "pdf", "ofd", "ods", "xls")
"""Formats that keep cells: what stands in one is read as it stands."""


@pytest.fixture(scope="module")
def auditor() -> Auditor:
    return Auditor()


@pytest.fixture(scope="module")
def ledgers(auditor: Auditor) -> dict[str, Ledger]:
    return {}


def ledger_of(ending: str, auditor: Auditor, known: dict[str, Ledger]) -> Ledger:
    if ending not in known:
        name = f"决算.{ending}"
        known[ending], _ = auditor.read(Source(name, content=poisoned(ending)))
    return known[ending]


@pytest.mark.parametrize("ending", ["xlsx", "docx", "html", pytest.param("zip", marks=pytest.mark.slow),
                                    pytest.param("pdf", marks=pytest.mark.slow), pytest.param("ofd", marks=pytest.mark.slow),
                                    pytest.param("ods", marks=pytest.mark.slow), pytest.param("xls", marks=pytest.mark.slow)])  # fmt: skip
def test_what_is_no_figure_is_kept_as_printed_and_never_a_value(
    auditor: Auditor, ledgers: dict[str, Ledger], ending: str
) -> None:
    ledger = ledger_of(ending, auditor, ledgers)
    cells = [f.quantity for key in (TABLE, "公开06表") for f in ledger.tables[key].cells.values()]
    printed = {"".join(q.printed.split()): q for q in cells}
    for name, text in CELLS.items():
        if name in FORMATS[ending][1] or (ending == "html" and name == "nul"):
            continue  # a browser shows no NUL
        own = next((q for p, q in printed.items() if p[:30] == "".join(text.split())[:30]), None)
        assert own is not None, name
        assert own.kind is Kind.UNREADABLE and own.value is None, name


@pytest.mark.parametrize("ending", ["txt", "text"])
def test_in_text_their_tables_are_doubted(auditor: Auditor, ledgers: dict[str, Ledger], ending: str) -> None:
    """No cell of a text is certain to be that of a word: the blank it leaves is unknown, not zero."""
    ledger = ledger_of(ending, auditor, ledgers)
    for key in ("公开01表", TABLE, "公开06表"):
        assert ledger.tables[key].doubt, key
    assert any(note.code == "control-characters" for note in ledger.notes)


@pytest.mark.parametrize(
    ("key", "cell"),
    [
        ("公开01表", "=1+1"),
        ("公开02表", "@SUM(1+1)"),
        ("公开03表", "<script>alert(1)</script>"),
        ("公开04表", "&amp;"),
        ("公开05表", "1e5"),
        ("公开06表", "12\x07.00"),
        ("公开09表", "#REF!"),
    ],
)
def test_one_such_cell_in_text_is_enough(auditor: Auditor, key: str, cell: str) -> None:
    document = tables_only(print_national(make_truth(153)))
    table = next(t for t in document.tables() if t.key == key)
    row = next(r for r in table.body if any(c for i, c in enumerate(r) if i not in table.labels))
    at = next(i for i, c in enumerate(row) if i not in table.labels and c)
    spoiled = tuple((*row[:at], cell, *row[at + 1 :]) if r is row else r for r in table.body)
    pieces = tuple(attrs.evolve(table, body=spoiled) if p is table else p for p in document.pieces)
    text = to_text(attrs.evolve(document, pieces=pieces))
    ledger, _ = auditor.read(Source("决算.txt", content=text.encode()))
    assert [k for k, t in ledger.tables.items() if "印的不是数" in t.doubt] == [key]


@pytest.mark.parametrize(
    ("ending", "command", "kind"),
    first(
        2,
        [
            ("xlsx", "audit", "csv"),
            ("xlsx", "audit", "html"),
            ("xlsx", "extract", "text"),
            ("html", "extract", "html"),
            ("txt", "extract", "json"),
            ("docx", "extract", "xlsx"),
        ],
    ),
)
def test_no_output_runs_them(tmp_path: Path, ending: str, command: str, kind: str) -> None:
    path, target = tmp_path / f"=1+1 决算.{ending}", tmp_path / "out"
    path.write_bytes(poisoned(ending))
    start = time.thread_time()
    done = CliRunner().invoke(main, [command, str(path), "--format", kind, "-o", str(target)])
    assert done.exit_code in (0, 1), done.output
    assert time.thread_time() - start < 30
    holds_nothing_active(kind, target.read_bytes())


@pytest.mark.slow
@pytest.mark.parametrize("ending", FORMATS)
def test_no_output_of_any_format_runs_them(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"=1+1 决算.{ending}"
    path.write_bytes(poisoned(ending))
    reports = ["json", "html", "xlsx", "docx", "csv", "markdown", "sarif", "junit", "github", "gitlab"]
    wanted = [f"--report={kind}={tmp_path / kind}" for kind in reports]
    done = CliRunner().invoke(main, ["audit", str(path), "-o", str(tmp_path / "console"), *wanted])
    assert done.exit_code in (0, 1), done.output
    for kind in ("console", *reports):
        holds_nothing_active(kind, (tmp_path / kind).read_bytes())
    for kind in ("text", "json", "html", "xlsx"):
        done = CliRunner().invoke(
            main, ["extract", str(path), "--format", kind, "-o", str(tmp_path / "读数")]
        )
        assert done.exit_code == 0, done.output
        holds_nothing_active(kind, (tmp_path / "读数").read_bytes())


def holds_nothing_active(kind: str, data: bytes) -> None:
    assert active(kind, data) == []
    assert len(data) < 3_000_000
    if kind == "csv":
        rows = csv.reader(io.StringIO(data.decode("utf-8-sig")))
        assert [cell for row in rows for cell in row if begins_a_formula(cell)] == []
    elif kind in ("json", "sarif", "gitlab"):
        json.loads(data)


def workbook(**options: object) -> bytes:
    """Return 支出决算表 whose figures are formulas: with a result, without, with a text as result, with an error."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet = book.add_worksheet("表")
    sheet.write_row(0, 0, ["支出决算表"])
    sheet.write_row(1, 0, ["部门：某局", "", "", "", "", "", "", "单位：万元"])
    heads = [
        "科目代码",
        "科目名称",
        "本年支出合计",
        "基本支出",
        "项目支出",
        "上缴上级支出",
        "经营支出",
        "对附属单位补助支出",
    ]
    sheet.write_row(2, 0, heads)
    money = book.add_format({"num_format": "0.00"})
    for r, (code, name) in enumerate(
        [("", "合计"), ("205", "教育支出"), ("20502", "普通教育"), ("2050201", "学前教育")], 3
    ):
        sheet.write_row(r, 0, [code, name])
        sheet.write_formula(r, 2, "=SUM(D1:E1)", money, 12.5)
        sheet.write_formula(r, 3, "=1+1", money, "")
        sheet.write_formula(r, 4, '=HYPERLINK("http://evil.example","x")', None, "=1+1")
        sheet.write_formula(r, 5, "=1/0", money, "#DIV/0!")
    book.close()
    return buffer.getvalue()


def test_of_a_formula_the_stored_result_counts(auditor: Auditor) -> None:
    ledger, _ = auditor.read(Source("决算.xlsx", content=workbook()))
    table = ledger.tables[TABLE]
    read = {c.key: table.cells["205", c.key].quantity for c in table.columns}
    assert (read["本年支出合计"].printed, str(read["本年支出合计"].value)) == ("12.50", "12.50")
    assert read["基本支出"].printed == "公式未计算"
    assert read["项目支出"].printed == "=1+1"
    assert read["上缴上级支出"].printed == "#DIV/0!"
    assert {read[key].value for key in ("基本支出", "项目支出", "上缴上级支出")} == {None}


def test_a_text_of_control_characters_is_none(auditor: Auditor) -> None:
    with pytest.raises(UnreadableInput, match="3,000 个控制字符，不是文本"):
        auditor.read(Source("x.txt", content=("决算" + "\x01决算" * 3000).encode()[: 21000 * 3]))
    with pytest.raises(UnreadableInput, match="上限"):
        auditor.read(
            Source("x.txt", content=("决算\x01" + "9" * 3000).encode(), limits=Limits(text_chars=100))
        )
