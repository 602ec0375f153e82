"""Baselines, suppressions and differences survive a new extraction in another format."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from some_slow import first

from gouji.audit import Auditor
from gouji.cli import main
from gouji.errors import GoujiError
from gouji.living import Threshold, apply, read_closings
from gouji.model import Finding, Report, Rule, RuleClass, Settled, Severity

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "清河示例区档案馆-2024"
TEXT, PAGED = FOLDER / "决算公开.txt", FOLDER / "决算公开.pdf"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


@pytest.fixture
def baseline(tmp_path: Path) -> Path:
    path = tmp_path / "基线.json"
    run("audit", str(TEXT), "--report", f"json={path}")
    return path


@pytest.mark.slow
@pytest.mark.parametrize(
    "suffix", ["pdf", *(pytest.param(s, marks=pytest.mark.slow) for s in ("xlsx", "docx", "html"))]
)
def test_a_baseline_from_text_covers_the_other_formats(baseline: Path, suffix: str) -> None:
    other = TEXT.with_suffix(f".{suffix}")
    result = run("audit", str(other), "--baseline", str(baseline), "--format", "json", "--fail-on", "info")
    findings = json.loads(result.stdout)["documents"][0]["findings"]
    assert findings
    assert [f["id"] for f in findings if f["settled"] != "baseline"] == []
    assert result.exit_code == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("key", "value"), first(1, [("year", 2023), ("department", "另一个局"), ("kind", "单位决算")])
)
def test_a_baseline_speaks_of_its_own_document_only(baseline: Path, key: str, value: object) -> None:
    report = json.loads(baseline.read_text(encoding="utf-8"))
    report["documents"][0][key] = value
    baseline.write_text(json.dumps(report, ensure_ascii=False), encoding="utf-8")
    result = run("audit", str(TEXT), "--baseline", str(baseline), "--format", "json")
    assert result.exit_code == 1
    assert not any(f["suppressed"] for f in json.loads(result.stdout)["documents"][0]["findings"])


@pytest.mark.slow
def test_a_document_without_a_department_is_known_by_its_file(baseline: Path) -> None:
    report = json.loads(baseline.read_text(encoding="utf-8"))
    report["documents"][0]["department"] = ""
    baseline.write_text(json.dumps(report, ensure_ascii=False), encoding="utf-8")
    assert run("audit", str(PAGED), "--baseline", str(baseline)).exit_code == 0


def test_only_new_findings_fail(baseline: Path, tmp_path: Path) -> None:
    report = json.loads(baseline.read_text(encoding="utf-8"))
    gone = report["documents"][0]["findings"].pop(0)
    baseline.write_text(json.dumps(report, ensure_ascii=False), encoding="utf-8")
    result = run("audit", str(TEXT), "--baseline", str(baseline), "--format", "json")
    left = [f for f in json.loads(result.stdout)["documents"][0]["findings"] if not f["suppressed"]]
    assert [f["id"] for f in left] == [gone["id"]]


@pytest.fixture(scope="module")
def report() -> Report:
    return Auditor().run([TEXT])


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


VERIFIED = "规则 WD-09 “总计不得超过一万元” 警告 核实性\n  收入.总计 <= 1万元\n"


@pytest.fixture
def verified(tmp_path: Path) -> str:
    path = tmp_path / "核实.gj"
    path.write_text(f"【公开01表】\n{VERIFIED}", encoding="utf-8")
    return str(path)


def audited(settings_file: Path, *more: str) -> Result:
    return run("audit", str(TEXT), "--config", str(settings_file), *more)


@pytest.mark.slow
def test_an_explanation_closes_a_finding_that_only_asks_for_one(tmp_path: Path, verified: str) -> None:
    path = settings(tmp_path, '[[explain]]\nrule = "WD-09"\ntext = "本年新建库房"\nby = "财务科"\n')
    result = audited(path, "--rules", verified, "--format", "json")
    [found] = [f for f in json.loads(result.stdout)["documents"][0]["findings"] if f["rule"] == "WD-09"]
    assert (found["settled"], found["suppressed"]) == ("explanation", "本年新建库房（财务科）")
    shown = audited(path, "--rules", verified)
    assert "本年新建库房（财务科）" in shown.output
    assert "已说明" in shown.output


def test_an_explanation_does_not_close_a_contradiction(tmp_path: Path) -> None:
    result = audited(settings(tmp_path, '[[explain]]\nrule = "JB-03"\ntext = "就是这样"\n'))
    assert "只有核实性的问题可以用说明结案" in result.output
    assert "基本平衡" in result.output
    assert result.exit_code == 1


@pytest.mark.parametrize(
    ("where", "closed"),
    [
        ('place = "第三部分/二"', True),
        ('place = "第三部分/九"', False),
        ('figure = "说明/收入"', True),
        ('document = "清河"', True),
        ('document = "别的局"', False),
    ],
)
def test_a_suppression_is_limited_to_its_place(
    tmp_path: Path, report: Report, where: str, closed: bool
) -> None:
    path = settings(tmp_path, f'[[suppress]]\nrule = "SM-01"\nreason = "已核对"\n{where}\n')
    marked = apply(report, read_closings(path), None, datetime.date(2026, 1, 1))
    findings = [f for d in marked.documents for f in d.findings]
    [prose] = [f for f in findings if f.rule.id == "SM-01" and f.evidence[0].section]
    assert (prose.settled is Settled.SUPPRESSED) is closed
    assert [p for p in marked.problems if "没有用到" in p.message] == (
        [] if closed else list(marked.problems)
    )


@pytest.mark.parametrize(
    "text",
    [
        'suppress = "JB-03"',
        '[[suppress]]\nrule = 3\nreason = "无"',
        '[[suppress]]\nreason = "无"',
        '[[suppress]]\nrule = "JB-03"\nreason = "无"\nuntil = "明年"',
        '[[explain]]\nrule = "JB-03"\ntext = " "',
        '[[explain]]\nrule = "JB-03"\nreason = "无"',
        "[[suppress",
    ],
)
def test_settings_that_cannot_be_meant_are_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(GoujiError, match=r"gouji\.toml"):
        read_closings(settings(tmp_path, text + "\n"))


def test_failing_is_by_severity_and_by_class() -> None:
    def finding(severity: Severity, kind: RuleClass, suppressed: str = "") -> Finding:
        rule = Rule("R-1", "题", severity, rule_class=kind)
        return Finding("R-1-x", rule, severity, "table", "题", "话", suppressed=suppressed)

    warning = finding(Severity.WARNING, RuleClass.VERIFY)
    for levels, fails in {
        ("error",): False,
        ("warning",): True,
        ("warning", "核实性=never"): False,
        ("error", "verify=info"): True,
        ("never",): False,
    }.items():
        assert Threshold.of(levels).reached(warning) is fails, levels
    assert Threshold.of(()).reached(finding(Severity.ERROR, RuleClass.BALANCE))
    assert not Threshold.of(("info",)).reached(finding(Severity.ERROR, RuleClass.BALANCE, "已核对"))


def test_a_wrong_level_is_told() -> None:
    wrong = run("audit", str(TEXT), "--fail-on", "核实=never")
    assert wrong.exit_code == 2
    assert "核实性" in wrong.output


def test_what_is_no_longer_checked_is_not_called_resolved(baseline: Path, tmp_path: Path) -> None:
    report = json.loads(baseline.read_text(encoding="utf-8"))
    document = report["documents"][0]
    gone = document["findings"].pop(0)
    document["not_run"].append({"rule": gone["rule"], "title": "", "reason": "没有这张表"})
    later = tmp_path / "后.json"
    later.write_text(json.dumps(report, ensure_ascii=False), encoding="utf-8")
    output = run("diff", str(baseline), str(later)).output
    assert f"没有再检查 {gone['id']}" in output
    assert "已消失" not in output


def test_a_document_missing_from_the_second_report_is_told(baseline: Path, tmp_path: Path) -> None:
    report = json.loads(baseline.read_text(encoding="utf-8"))
    report["documents"] = []
    later = tmp_path / "后.json"
    later.write_text(json.dumps(report, ensure_ascii=False), encoding="utf-8")
    [difference] = json.loads(run("diff", str(baseline), str(later), "--format", "json").output)
    assert difference["only"] == "first"
    assert len(difference["unchecked"]) > 0
    assert difference["gone"] == []


@pytest.mark.slow
def test_two_files_of_one_department_are_compared_each_with_its_own(tmp_path: Path) -> None:
    one, other = tmp_path / "一.json", tmp_path / "二.json"
    run("audit", str(TEXT), str(PAGED), "--report", f"json={one}")
    report = json.loads(one.read_text(encoding="utf-8"))
    report["documents"][1]["findings"][0]["message"] = "印的数变了"
    other.write_text(json.dumps(report, ensure_ascii=False), encoding="utf-8")
    differences = json.loads(run("diff", str(one), str(other), "--format", "json").output)
    assert [len(d["changed"]) for d in differences] == [0, 1]
    assert differences[1]["changed"][0][1]["message"] == "印的数变了"


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
