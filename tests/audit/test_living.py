"""Baselines, suppressions and differences survive a new extraction in another format."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gouji.cli import main

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "清河示例区档案馆-2024"
TEXT, PAGED = FOLDER / "决算公开.txt", FOLDER / "决算公开.pdf"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


@pytest.fixture
def baseline(tmp_path: Path) -> Path:
    path = tmp_path / "基线.json"
    run("audit", str(TEXT), "--report", f"json={path}")
    return path


def test_a_baseline_from_text_covers_the_pdf(baseline: Path) -> None:
    result = run("audit", str(PAGED), "--baseline", str(baseline))
    assert result.exit_code == 0


def test_only_new_findings_fail(baseline: Path, tmp_path: Path) -> None:
    report = json.loads(baseline.read_text(encoding="utf-8"))
    gone = report["documents"][0]["findings"].pop(0)
    baseline.write_text(json.dumps(report, ensure_ascii=False), encoding="utf-8")
    result = run("audit", str(TEXT), "--baseline", str(baseline), "--format", "json")
    left = [f for f in json.loads(result.stdout)["documents"][0]["findings"] if not f["suppressed"]]
    assert [f["id"] for f in left] == [gone["id"]]


def settings(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "gouji.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_suppression_needs_a_reason(tmp_path: Path) -> None:
    path = settings(tmp_path, '[[suppress]]\nrule = "ZB-01"\n')
    result = run("audit", str(TEXT), "--config", str(path))
    assert result.exit_code == 2
    assert "理由" in result.output


def test_a_suppression_is_shown_with_its_reason(baseline: Path, tmp_path: Path) -> None:
    finding = json.loads(baseline.read_text(encoding="utf-8"))["documents"][0]["findings"][0]
    path = settings(
        tmp_path, f'[[suppress]]\nfinding = "{finding["id"]}"\nreason = "已更正"\nuntil = 2099-01-01\n'
    )
    result = run("audit", str(TEXT), "--config", str(path), "--format", "json")
    marked = [f for f in json.loads(result.stdout)["documents"][0]["findings"] if f["suppressed"]]
    assert [(f["id"], f["suppressed"]) for f in marked] == [(finding["id"], "已更正")]


def test_expired_and_unused_suppressions_are_told(tmp_path: Path) -> None:
    text = '[[suppress]]\nrule = "ZB-99"\nreason = "无"\n[[suppress]]\nrule = "JB-03"\nreason = "旧"\nuntil = 2020-01-01\n'
    result = run("audit", str(TEXT), "--config", str(settings(tmp_path, text)))
    assert "没有用到" in result.output
    assert "到期" in result.output
    assert result.exit_code == 1


def test_the_difference_of_two_reports(baseline: Path, tmp_path: Path) -> None:
    report = json.loads(baseline.read_text(encoding="utf-8"))
    gone = report["documents"][0]["findings"].pop(0)
    fewer = tmp_path / "更正后.json"
    fewer.write_text(json.dumps(report, ensure_ascii=False), encoding="utf-8")
    forward, back = run("diff", str(baseline), str(fewer)), run("diff", str(fewer), str(baseline))
    assert (forward.exit_code, back.exit_code) == (0, 1)
    assert f"已消失 {gone['id']}" in forward.output
    assert f"新出现 {gone['id']}" in back.output


def test_what_is_no_report_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "别的.json"
    path.write_text("{}", encoding="utf-8")
    assert run("audit", str(TEXT), "--baseline", str(path)).exit_code == 2
