"""The command line: exit codes, formats, garbage in."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from gouji.cli import main

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "清河示例区档案馆-2024" / "决算公开.txt"
SCHEMA = ROOT / "docs" / "reference" / "report.schema.json"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def test_findings_give_exit_code_one() -> None:
    result = run("audit", str(EXAMPLE))
    assert result.exit_code == 1
    assert "应为" in result.output
    assert "未运行的规则" in result.output


def test_fail_on_never_gives_zero() -> None:
    assert run("audit", str(EXAMPLE), "--fail-on", "never").exit_code == 0


def test_json_follows_its_schema() -> None:
    result = run("audit", str(EXAMPLE), "--format", "json")
    report = json.loads(result.stdout)
    jsonschema.validate(report, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert report["documents"][0]["findings"]


def test_english_interface() -> None:
    result = run("audit", str(EXAMPLE), "--lang", "en")
    assert "relations:" in result.output


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("空.txt", b"", "空"),
        ("二进制.txt", bytes(range(256)) * 50, "无法识别"),
        ("小说.txt", ("很久以前，山里有一座庙。" * 400).encode(), "没有找到"),
        ("坏的utf8.txt", "部门决算".encode() + b"\xff\xfe\xff" * 3, "UTF-8"),
        ("未知.bin", b"\x00\x01\x02" * 100, "无法识别"),
    ],
)
def test_garbage_is_named_and_ends_with_three(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    result = run("audit", str(path))
    assert result.exit_code == 3
    assert words in result.output
    assert name in result.output


def test_gb18030_is_read(tmp_path: Path) -> None:
    path = tmp_path / "国标.txt"
    path.write_bytes(EXAMPLE.read_text(encoding="utf-8").encode("gb18030"))
    assert run("audit", str(path)).exit_code == 1


@pytest.mark.slow
def test_fifty_megabytes_end_in_bounded_time(tmp_path: Path) -> None:
    path = tmp_path / "大.txt"
    path.write_text("甲乙丙丁 123.45 一二三四五六七八九十\n" * 1_000_000, encoding="utf-8")
    start = time.monotonic()
    assert run("audit", str(path)).exit_code == 3
    assert time.monotonic() - start < 30


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    good, bad = tmp_path / "好 文件.txt", tmp_path / "坏.txt"
    good.write_bytes(EXAMPLE.read_bytes())
    bad.write_bytes(b"")
    result = run("audit", str(tmp_path), "--format", "json")
    report = json.loads(result.stdout)
    assert result.exit_code == 3
    assert report["summary"]["documents"] == 1
    assert report["summary"]["failed"] == 1


def test_reports_are_written_beside_the_console(tmp_path: Path) -> None:
    wanted = {
        name: tmp_path / f"报告.{name}"
        for name in ("json", "html", "csv", "markdown", "sarif", "junit", "gitlab")
    }
    options = [item for name, path in wanted.items() for item in ("--report", f"{name}={path}")]
    assert run("audit", str(EXAMPLE), *options).exit_code == 1
    for path in wanted.values():
        assert path.stat().st_size > 200
    assert not [p for p in tmp_path.iterdir() if p.name.startswith(".")]


def test_a_report_never_overwrites_a_document_or_another_report(tmp_path: Path) -> None:
    path = tmp_path / "决算.txt"
    path.write_bytes(EXAMPLE.read_bytes())
    same = tmp_path / "一.json"
    for reports in ([f"json={path}"], [f"json={same}", f"csv={same}"]):
        result = run("audit", str(path), *(option for r in reports for option in ("--report", r)))
        assert result.exit_code == 2
        assert "不能写到" in result.output
    assert path.read_bytes() == EXAMPLE.read_bytes()
    assert not same.exists()


def test_an_unknown_format_is_a_usage_error() -> None:
    result = run("audit", str(EXAMPLE), "--format", "docbook")
    assert result.exit_code == 2
    assert "json" in result.output


def test_extract_shows_every_table() -> None:
    result = run("extract", str(EXAMPLE))
    assert result.exit_code == 0
    for number in range(1, 10):
        assert f"公开0{number}表" in result.output


def test_packs_say_why_they_apply() -> None:
    result = run("packs", str(EXAMPLE))
    assert result.exit_code == 0
    assert "national/2019-" in result.output


def test_a_user_s_rule_runs(tmp_path: Path) -> None:
    rules = tmp_path / "我的规则.gj"
    rules.write_text(
        "【公开01表】\n规则 WD-01 “一定不成立” 警告\n  收入.总计 == 收入.总计 + 1万元\n", encoding="utf-8"
    )
    result = run("audit", str(EXAMPLE), "--rules", str(rules), "--format", "json")
    report = json.loads(result.stdout)
    assert any(f["rule"] == "WD-01" for f in report["documents"][0]["findings"])


def test_a_finding_is_explained_step_by_step() -> None:
    report = json.loads(run("audit", str(EXAMPLE), "--format", "json").stdout)
    finding = report["documents"][0]["findings"][0]["id"]
    result = run("explain", finding, "--on", str(EXAMPLE))
    assert result.exit_code == 0
    assert "应为" in result.output
    assert run("explain", "没有-123", "--on", str(EXAMPLE)).exit_code == 2


def test_a_limit_given_by_the_user_is_kept() -> None:
    result = run("audit", str(EXAMPLE), "--max-file-size", "100")
    assert result.exit_code == 3
    assert "100" in result.output


@pytest.mark.parametrize("arguments", [["--help"], ["audit", "--help"], ["extract", "--help"], ["plugins"]])
def test_every_command_has_help(arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.exit_code == 0
    assert result.output.strip()


def test_starting_up_imports_little() -> None:
    """``--version`` must not load the grammar, the readers or the solver."""
    heavy = "('lark', 'lxml', 'pypdfium2', 'gouji.audit', 'highspy')"
    code = f"import sys; from gouji.cli import main; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
