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


def test_units_are_summed_to_their_department(tmp_path: Path) -> None:
    whole = written(tmp_path, "部门", seed=5)
    same = written(tmp_path, "单位", seed=5, department="清河示例区档案馆本级")
    other = written(tmp_path, "单位二", seed=8, department="清河示例区数字中心")
    assert "BJ-55" not in rules(audit(whole, "--unit", same))
    assert "BJ-55" in rules(audit(whole, "--unit", same, "--unit", other))
