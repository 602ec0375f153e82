"""The console: what is underlined is the figure itself, whatever the terminal."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.api import ReportOptions, Source
from gouji.audit import Auditor
from gouji.cli.options import wants_colour
from gouji.display import around, cut_left, use_encoding, width
from gouji.i18n import use_language
from gouji.model import (
    Box,
    Document,
    Evidence,
    Figure,
    Form,
    FormRow,
    Ledger,
    Line,
    Place,
    Report,
    Settled,
    Severity,
    parse_quantity,
)
from gouji.testing.synthetic import make_truth, plant, print_national, to_text
from gouji_plugins.reporters.console import render
from gouji_plugins.reporters.excerpt import Excerpts

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "清河示例区档案馆-2024" / "决算公开.txt"


@pytest.fixture(scope="module")
def report() -> Report:
    document, _ = plant(print_national(make_truth(153)), 153)
    return Report((Auditor().audit(Source("决算.txt", content=to_text(document).encode())),))


def written(report: Report, **options: object) -> str:
    buffer = io.BytesIO()
    render(report, buffer, ReportOptions(**options))  # type: ignore[arg-type]
    return buffer.getvalue().decode()


def ledger(*lines: str, form: Form | None = None) -> Ledger:
    placed = tuple(Line(text, Place(line=n)) for n, text in enumerate(lines, 1))
    return Ledger(Document("甲.txt", "text", "0" * 64, placed), forms=(form,) if form else ())


def cells(line: int, *printed: str, row: str = "资金") -> FormRow:
    columns = ("年初预算数", "全年预算数", "全年执行数", "分值")
    made = {
        column: Figure(
            f"表/{row}/{column}", parse_quantity(text), Place(line=line), table="表", row=row, column=column
        )
        for column, text in zip(columns, printed, strict=False)
    }
    return FormRow(row, row, made)


def underlined(found: object) -> str:
    return found.text[found.start : found.end]  # type: ignore[attr-defined]


def test_the_figure_of_its_own_column_is_underlined() -> None:
    row = cells(2, "20", "20", "18.5", "10")
    excerpts = Excerpts(ledger("表头", "资金 20 20 18.5 10", form=Form("项目自评表", "表", rows=(row,))))
    spans = [excerpts.of(Evidence.of(f)) for f in row.figures.values()]
    assert [s.start for s in spans if s] == [3, 6, 9, 14]
    assert [underlined(s) for s in spans] == ["20", "20", "18.5", "10"]


def test_a_cell_broken_over_lines_is_shown_whole() -> None:
    row = cells(1, "313.24", row="总成本")
    lines = ("<=313.", "", "24 万元", "133.41 10")
    found = Excerpts(ledger(*lines, form=Form("项目自评表", "表", rows=(row,)))).of(
        Evidence.of(row.figures["年初预算数"])
    )
    assert found is not None
    assert re.sub(r"[\s⏎]", "", underlined(found)) == "313.24"


def test_a_figure_is_never_part_of_a_longer_one() -> None:
    found = Excerpts(ledger("支出 157.18 万元，其中 57.18 元。")).of(
        Evidence(Place(line=1), "57.18", section="一")
    )
    assert found is not None
    assert (found.start, underlined(found)) == (16, "57.18")


def test_a_sentence_over_several_lines_is_one() -> None:
    found = Excerpts(ledger("上一段。", "收入总计", "887.29 万元，", "与上年相比减少。", "下一段")).of(
        Evidence(Place(line=3), "887.29", section="一")
    )
    assert found is not None
    assert found.text == "收入总计887.29 万元，与上年相比减少。"


def test_on_a_page_the_box_says_which_of_equal_figures_is_meant() -> None:
    text = "预算0.00万元，决算0.00万元"
    boxes = tuple(Box(10.0 * i, 5, 10.0 * i + 10, 15) for i in range(len(text)))
    line = Line(text, Place(page=1, box=Box(0, 5, 200, 15)), char_boxes=boxes)
    made = Ledger(Document("甲.pdf", "pdf", "0" * 64, (line,)))
    at = text.rindex("0.00")
    found = Excerpts(made).of(
        Evidence(Place(page=1, box=Box(10.0 * at, 5, 10.0 * at + 40, 15)), "0.00", section="一")
    )
    assert found is not None
    assert found.start == at


@given(st.text("甲乙丙 12.,…“”a", max_size=80), st.integers(0, 80), st.integers(0, 80), st.integers(20, 60))
def test_an_excerpt_fits_and_its_carets_stand_under_the_span(text: str, a: int, b: int, columns: int) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    shown, offset, span = around(text, start, end, columns)
    assert width(shown) <= columns
    assert offset + span <= max(width(shown), offset + 1)
    if 0 < width(text[start:end]) <= columns - 4:
        assert text[start:end] in shown


@given(st.text("甲乙a1/…", max_size=60), st.integers(8, 40))
def test_a_path_keeps_its_end(text: str, columns: int) -> None:
    shown = cut_left(text, columns)
    assert width(shown) <= columns
    assert shown == text or text.endswith(shown.removeprefix("…"))


def test_lines_fit_the_terminal(report: Report) -> None:
    for columns in (60, 80, 140):
        assert (
            max(map(width, written(report, width=columns).splitlines())) <= columns + 24
        )  # 应为 beside carets


def test_errors_come_first_and_are_named_in_words(report: Report) -> None:
    heads = re.findall(r"^(错误|警告|提示)\[", written(report), re.MULTILINE)
    assert heads == sorted(heads, key=["错误", "警告", "提示"].index)
    assert "\x1b[31;1m错误" in written(report, color=True)


def test_how_sure_is_said_where_it_is_not_certain(report: Report) -> None:
    [document] = report.documents
    unsure = attrs.evolve(document.findings[0], grade="one-of")
    assert "= 把握：几处之一" in written(Report((attrs.evolve(document, findings=(unsure,)),)))


def test_quiet_lists_errors_only_and_verbose_all(report: Report) -> None:
    quiet, usual, loud = (written(report, verbose=v) for v in (-1, 0, 1))
    assert "警告[" not in quiet
    assert "未运行的规则" in usual
    assert "另有" in usual
    assert "（-v 全部列出）" not in loud
    assert len(quiet) < len(usual) < len(loud)


def test_closed_findings_are_told_with_their_reason(report: Report) -> None:
    [document] = report.documents
    first, *rest = document.findings
    closed = attrs.evolve(first, suppressed="已核对凭证（财务科）", settled=Settled.EXPLAINED)
    text = written(Report((attrs.evolve(document, findings=(closed, *rest)),)))
    assert "不计入的问题 1 个：已说明 1" in text
    assert f"已说明 {first.id} {first.title}：已核对凭证（财务科）" in text


def test_many_documents_end_in_a_table(report: Report) -> None:
    [document] = report.documents
    text = written(Report((document, document.light())))
    rows = text.split("汇总\n", 1)[1].splitlines()
    errors = sum(f.severity is Severity.ERROR for f in document.findings)
    assert [r.split()[:2] for r in rows[1:3]] == [["决算.txt", str(errors)]] * 2
    assert rows[3].split()[3] == str(2 * errors)


def test_english_frames(report: Report) -> None:
    use_language("en")
    try:
        text = written(report, lang="en")
    finally:
        use_language("zh")
    frames = [
        line for line in text.splitlines() if line.lstrip().startswith(("error[", "-->", "= ", "Result"))
    ]
    labels = {line.split("= ", 1)[1].split(": ", 1)[0] for line in frames if line.startswith("   = ")}
    assert labels <= {
        "summary",
        "problem",
        "confidence",
        "likely cause",
        "relation",
        "or",
        "compare",
        "basis",
    }
    [document] = report.documents
    first = document.findings[0]
    assert f"= summary: printed {first.main.printed}, expected {first.expected}" in text  # type: ignore[union-attr]
    assert all(re.match(r"  --> line \d+ ", line) for line in frames if "-->" in line)


def test_colours_only_where_they_are_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert wants_colour("auto")
    monkeypatch.setenv("NO_COLOR", "")
    assert not wants_colour("auto")
    assert wants_colour("always")
    assert not wants_colour("never")


@pytest.fixture
def gbk() -> object:
    use_encoding("gbk")
    yield
    use_encoding("utf-8")


@pytest.mark.usefixtures("gbk")
def test_a_gbk_console_shows_quotes_two_columns_wide() -> None:
    shown, offset, _ = around("“科目”支出 3.50 万元", 7, 11, 40)
    assert offset == len(shown[:7].encode("gbk"))


@pytest.mark.slow
def test_a_gbk_console_gets_gbk(tmp_path: Path) -> None:
    path = tmp_path / "决算.txt"
    path.write_text(EXAMPLE.read_text("utf-8").replace("厉行节约", "厉行😀ß节约"), "utf-8")
    environment = {**os.environ, "PYTHONIOENCODING": "gbk", "NO_COLOR": "1"}
    for language in ("zh", "en"):
        done = subprocess.run(
            [sys.executable, "-m", "gouji", "audit", str(path), "-v", "--lang", language],
            capture_output=True, env=environment, check=False,
        )  # fmt: skip
        assert done.returncode == 1, done.stderr
        text = done.stdout.decode("gbk")
        assert "1.61" in text
        assert "\x1b" not in text
