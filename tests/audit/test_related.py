"""Last year's accounts, the budget and the units: compared only with what belongs to them."""

from __future__ import annotations

import json
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner

from gouji.cli import main
from gouji.testing.synthetic import make_truth, print_national, to_text

NAME = "清河示例区档案馆"


def written(folder: Path, name: str, **truth: object) -> Path:
    seed = int(truth.pop("seed", 3))  # type: ignore[call-overload]
    made = make_truth(seed, str(truth.pop("department", NAME)), int(truth.pop("year", 2024)))  # type: ignore[call-overload]
    path = folder / f"{name}.txt"
    path.write_text(to_text(print_national(attrs.evolve(made, **truth))), encoding="utf-8")  # type: ignore[arg-type]
    return path


def audit(*arguments: object) -> dict:
    result = CliRunner().invoke(main, ["audit", "--format", "json", *map(str, arguments)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return json.loads(result.stdout)


def rules(report: dict) -> set[str]:
    return {
        f["rule"]["id"] if isinstance(f["rule"], dict) else f["rule"]
        for d in report["documents"]
        for f in d["findings"]
    }


@pytest.fixture
def this_year(tmp_path: Path) -> Path:
    return written(tmp_path, "今 年")


@pytest.mark.slow
def test_openings_that_differ_from_last_years_closings_are_found(tmp_path: Path, this_year: Path) -> None:
    truth = make_truth(3)
    agrees = written(tmp_path, "上年", year=2023, closing=truth.opening, other_closing=truth.other_opening)
    assert "NJ-119" not in rules(audit(this_year, "--prior", agrees))
    differs = written(
        tmp_path, "上年错", year=2023, closing=truth.opening + 500_00, other_closing=truth.other_opening
    )
    assert "NJ-119" in rules(audit(this_year, "--prior", differs))


@pytest.mark.parametrize(
    ("given", "why"),
    [({"year": 2022}, "2022 年度"), ({"year": 2023, "department": "临江示例县统计局"}, "临江示例县统计局")],
)
def test_what_does_not_belong_is_not_used_and_told(
    tmp_path: Path, this_year: Path, given: dict, why: str
) -> None:
    report = audit(this_year, "--prior", written(tmp_path, "别的", **given))
    assert "NJ-119" not in rules(report)
    assert any("没有用上" in e["message"] and why in e["message"] for e in report["errors"])


def test_a_related_file_that_cannot_be_read_is_told_and_the_audit_goes_on(
    tmp_path: Path, this_year: Path
) -> None:
    bad = tmp_path / "坏.pdf"
    bad.write_bytes(b"%PDF-1.7 nothing")
    report = audit(this_year, "--prior", bad)
    assert report["documents"][0]["findings"] is not None
    assert any("无法读取" in e["message"] and "上年" in e["message"] for e in report["errors"])


@pytest.mark.slow
def test_units_are_summed_to_their_department(tmp_path: Path) -> None:
    whole = written(tmp_path, "部门", seed=5)
    same = written(tmp_path, "单位", seed=5, department="清河示例区档案馆本级")
    other = written(tmp_path, "单位二", seed=8, department="清河示例区数字中心")
    assert "BJ-55" not in rules(audit(whole, "--unit", same))
    assert "BJ-55" in rules(audit(whole, "--unit", same, "--unit", other))


@pytest.mark.slow
def test_the_budget_is_compared_by_a_pack_that_knows_its_table(tmp_path: Path, this_year: Path) -> None:
    pack = tmp_path / "包" / "预算"
    pack.mkdir(parents=True)
    (pack / "pack.toml").write_text('id = "清河/预算"\ntitle = "清河预算"\n', encoding="utf-8")
    (pack / "tables.toml").write_text(
        '[[table]]\nkey = "三公预算表"\ntitles = ["“三公”经费预算表"]\npopulation = "财政拨款"\n[[table.lane]]\nkind = "fixed"\n'
        'columns = [{ key = "预算数" }]\nrows = [{ key = "合计", role = "total" }, { key = "公务接待费" }]\n',
        encoding="utf-8",
    )
    (pack / "规则.gj").write_text(
        "规则 QH-01 “三公预算数等于年初预算” 警告 业务\n  公开09表[金额, 预算数.合计] == 年初预算.三公预算表[合计, 预算数]\n",
        encoding="utf-8",
    )

    def budget(amount: str) -> Path:
        path = tmp_path / f"预算{amount}.html"
        rows = "".join(
            f"<tr><td>{a}</td><td>{b}</td></tr>"
            for a, b in (("项目", "预算数"), ("合计", amount), ("公务接待费", amount))
        )
        path.write_text(
            f"<p>{NAME}2024年度部门预算</p><p>部门：{NAME}</p><p>“三公”经费预算表</p><p>单位：万元</p><table>{rows}</table>",
            encoding="utf-8",
        )
        return path

    report = audit(this_year, "--pack-dir", pack.parent)
    table = report["documents"][0]["tables"]
    assert table
    assert "QH-01" not in rules(report)
    wrong = audit(this_year, "--pack-dir", pack.parent, "--budget", budget("987.65"))
    assert "QH-01" in rules(wrong)
    assert not [e for e in wrong["errors"] if "没有用上" in e["message"]]
