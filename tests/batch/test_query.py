"""Questions to a batch, exports, reports from the store."""

from __future__ import annotations

import contextlib
import csv
import json
from pathlib import Path

import attrs
import pytest
from batch_files import department
from batch_runs import batch
from click.testing import CliRunner

from gouji.batch.questions import QUESTIONS
from gouji.batch.store import FILE, connect
from gouji.batch.stored import stored_report
from gouji.cli import main
from gouji.testing.synthetic import make_truth, plant, print_national, to_text

GOOD, WRONG = department(1), department(2)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("公 开")
    truth = make_truth(3, GOOD, 2024)
    agrees = attrs.evolve(make_truth(5, GOOD, 2023), closing=truth.opening, other_closing=truth.other_opening)
    for name, printed in {
        "甲/决算2024.txt": print_national(truth),
        "甲/决算2023.txt": print_national(agrees),
        "乙/决算2024.txt": plant(print_national(make_truth(8, WRONG, 2024)), 8)[0],
        "乙/决算2023.txt": print_national(make_truth(9, WRONG, 2023)),
    }.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(to_text(printed), encoding="utf-8")
    (folder / "=坏.pdf").write_bytes(b"%PDF-1.7 nothing")
    (folder / "照片.jpg").write_bytes(b"x")
    out = tmp_path_factory.mktemp("结果")
    batch(out, folder)
    return out


def ask(out: Path, *arguments: str) -> list[dict[str, object]]:
    result = CliRunner().invoke(main, ["query", str(out), *arguments, "--format", "json"])
    assert result.exit_code == 0, result.output
    answer: list[dict[str, object]] = json.loads(result.stdout)
    return answer


@pytest.mark.parametrize("question", [q.name for q in QUESTIONS])
def test_every_question_is_answered_in_every_format(out: Path, question: str) -> None:
    for format_ in ("table", "csv", "json"):
        result = CliRunner().invoke(
            main, ["query", str(out), question, "--format", format_, "--year", "2024"]
        )
        assert result.exit_code == 0, result.output
        assert result.stdout.strip()


def test_the_answers_are_true(out: Path) -> None:
    # Last year's accounts of the first department were given other closings, and so do not add up.
    worst = ask(out, "问题最多", "--year", "2024")
    assert worst[0]["部门"] == WRONG
    assert int(str(worst[0]["错误"])) > 0
    assert {r["年度"]: r["文件"] for r in ask(out, "总览")} == {"2024": 2, "2023": 2}
    (bad,) = ask(out, "读不了")
    assert str(bad["文件"]).endswith("=坏.pdf")
    assert bad["原因"]
    assert [r["原因"] for r in ask(out, "没有纳入")] == ["不是可读的格式"]
    years = ask(out, "逐年", "--department", GOOD)
    assert [r["年度"] for r in years] == [2023, 2024]
    listed = ask(out, "问题清单", "--department", WRONG, "--year", "2024")
    assert len(listed) == sum(int(str(worst[0][k])) for k in ("错误", "警告", "提示"))
    common = ask(out, "最常见", "--year", "2024")
    assert sum(int(str(r["问题"])) for r in common) == sum(
        int(str(r[k])) for r in worst for k in ("错误", "警告", "提示")
    )


def test_last_years_accounts_are_found_in_the_batch(out: Path) -> None:
    found = ask(
        out,
        "--sql",
        "SELECT source FROM findings f JOIN documents d ON d.id = f.document WHERE rule = 'NJ-119'",
    )
    assert [str(r["source"]).rsplit("/", 2)[-2:] for r in found] == [["乙", "决算2024.txt"]]
    compared = ask(
        out,
        "--sql",
        "SELECT DISTINCT d.source FROM verdicts v JOIN documents d ON d.id = v.document"
        " WHERE rule = 'NJ-119' AND verdict = 'holds' ORDER BY 1 DESC",
    )
    assert str(compared[0]["source"]).endswith("甲/决算2024.txt")


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM work",
        "ATTACH 'x' AS y",
        "PRAGMA user_version = 7",
        "SELECT nothing",
        "SELECT 1; SELECT 2",
        "",
    ],
)
def test_sql_that_is_no_query_is_refused(out: Path, sql: str) -> None:
    result = CliRunner().invoke(main, ["query", str(out), "--sql", sql])
    assert result.exit_code == 2
    assert "错误" in result.output


def test_a_question_that_is_not_known_lists_those_that_are(out: Path) -> None:
    result = CliRunner().invoke(main, ["query", str(out), "天气"])
    assert result.exit_code == 2
    assert "问题最多的部门" in result.output
    assert "问题最多的部门" in CliRunner().invoke(main, ["query", str(out)]).output


def test_where_there_is_no_batch_it_says_so(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["query", str(tmp_path), "总览"])
    assert result.exit_code == 2
    assert "没有批量结果" in result.output


@pytest.mark.parametrize("format_", ["csv", "parquet"])
def test_exports_hold_every_row(out: Path, tmp_path: Path, format_: str) -> None:
    if format_ == "parquet":
        pytest.importorskip("pyarrow")
    result = CliRunner().invoke(
        main, ["query", str(out), "--export", str(tmp_path / "出"), "--export-format", format_]
    )
    assert result.exit_code == 0, result.output
    with contextlib.closing(connect(out / FILE, read_only=True)) as db:
        for table in ("documents", "cells", "findings", "relations"):
            (count,) = db.execute(f"SELECT COUNT(*) FROM {table}").fetchone()
            path = tmp_path / "出" / f"{table}.{format_}"
            if format_ == "csv":
                with path.open(encoding="utf-8-sig", newline="") as stream:
                    assert sum(1 for _ in csv.reader(stream)) == count + 1
            else:
                import pyarrow.parquet as pq

                assert pq.read_table(path).num_rows == count


def test_csv_is_no_formula_in_a_spreadsheet(out: Path) -> None:
    result = CliRunner().invoke(
        main, ["query", str(out), "--sql", "SELECT '=1+1' AS a, '正常' AS b", "--format", "csv"]
    )
    assert "'=1+1,正常" in result.stdout


@pytest.mark.parametrize("name", ["html", "xlsx", "csv", "markdown", "sarif", "junit", "console"])
def test_every_report_can_be_written_from_the_store(out: Path, name: str) -> None:
    import io

    from batch_runs import OPTIONS

    from gouji.api import ReportOptions
    from gouji.audit import Auditor

    reporter = Auditor(options=OPTIONS).host.reporters[name]
    with contextlib.closing(connect(out / FILE, read_only=True)) as db:
        buffer = io.BytesIO()
        reporter.render(stored_report(db), buffer, ReportOptions())
    if not reporter.binary:
        text = buffer.getvalue().decode("utf-8")
        assert WRONG in text or "2024.txt" in text
    assert len(buffer.getvalue()) > 200
