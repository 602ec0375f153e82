"""Targets of indicators: without a sign, with the wrong one, under a heading of another kind."""

from __future__ import annotations

import pytest
from form_grids import grid, read
from performance_texts import FACTS, PROJECT, Run, ledger, run

from gouji.model import Document, Ledger, Line, Place
from gouji_plugins.checks.performance import PerformanceCheck


def of_row(row: str) -> Run:
    """Return what is made of a form with one indicator."""
    rows = (
        "项目名称|档案扫描||||||||",
        "项目资金（万元）||年初预算数|全年预算数|全年执行数|分值|执行率|得分|",
        "^|年度资金总额|40|40|38.50|10|96.25|9.63|",
        "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|完成率|得分|偏差原因分析及改进措施",
        row,
    )
    forms = read(Line("项目支出绩效自评表", Place(page=1)), grid(rows))
    return run(PerformanceCheck(), Ledger(Document("x.pdf", "pdf", "0", ()), FACTS, {}, forms=forms))


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        # A part of a whole: more is better, whatever the sign.
        ("产出指标|质量指标|验收合格率|100%|95%|20||20|", "violated"),
        ("产出指标|质量指标|验收合格率|100%|100%|20||20|", "holds"),
        # The form says itself how much of it was reached.
        ("产出指标|数量指标|扫描卷数|100卷|95卷|20|95%|20|", "violated"),
        # More or less may be better: not said.
        ("产出指标|数量指标|扫描卷数|100卷|95卷|20||20|", ""),
        ("产出指标|数量指标|扫描卷数|100卷|95卷|20|100%|20|", ""),
        ("成本指标|经济成本指标|成本控制率|100%|95%|20|100%|20|", ""),
        ("产出指标|时效指标|返工次数|3次|2次|20|150%|20|", ""),
        # Short, and not in full points.
        ("产出指标|质量指标|验收合格率|100%|95%|20||19|个别不合格", "holds"),
    ],
)
def test_a_target_without_a_sign(row: str, verdict: str) -> None:
    made = of_row(row)
    told = "violated" if made.of("JX-07") else "".join(sorted(made.verdicts("JX-07")))
    assert told == verdict


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ("产出指标|质量指标|验收合格率|<=100%|95%|20|95%|19|略", "JX-55"),
        ("产出指标|质量指标|预算执行率|≤100%|95%|20|95%|19|略", "JX-55"),
        ("产出指标|质量指标|验收合格率|>=90%|95%|20|100%|20|", ""),
        ("产出指标|质量指标|设备故障率|<=5%|1%|20|100%|20|", ""),
        ("成本指标|经济成本指标|三公经费控制率|<=100%|95%|20|100%|20|", ""),
        ("效益指标|经济效益指标|工作及时性|>=90%|95%|20|100%|20|", "JX-56"),
        ("效益指标|社会效益指标|答复及时率|>=90%|95%|20|100%|20|", "JX-56"),
        ("产出指标|时效指标|工作及时性|>=90%|95%|20|100%|20|", ""),
        ("效益指标|社会效益指标|群众知晓率|>=90%|95%|20|100%|20|", ""),
    ],
)
def test_a_target_that_any_value_reaches_and_a_heading_of_another_kind(row: str, rule: str) -> None:
    assert [r for r in ("JX-55", "JX-56") if of_row(row).of(r)] == ([rule] if rule else [])


def test_a_right_form_of_text_says_nothing_of_its_targets() -> None:
    made = run(PerformanceCheck(), ledger(PROJECT))
    assert [r for r in ("JX-55", "JX-56") if made.of(r)] == []
    assert made.verdicts("JX-55") == made.verdicts("JX-56") == {"holds"}


ROW = "合格率 >=98% 99 20 % 100.00% 20"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("合格率 100% 95 20 % 95.00% 20", True),
        ("合格率 100% 100 20 % 100.00% 20", False),
        ("合格率 98 % 95 20 % 96.94% 20", True),
        # Full marks were not given, and it is not said why: another rule's.
        ("合格率 100% 95 20 % 95.00% 19", False),
    ],
)
def test_a_target_without_a_sign_in_text(row: str, told: bool) -> None:
    assert ROW in PROJECT
    own = ledger(PROJECT.replace(ROW, row))
    (form,) = own.forms
    (rate,) = [i for i in form.indicators if i.path[-1] == "合格率"]
    assert (rate.comparison, rate.target is not None and rate.target.quantity.unit.symbol) == ("", "%")
    assert bool(run(PerformanceCheck(), own).of("JX-07")) is told


def test_figures_that_make_no_row_are_no_target() -> None:
    own = ledger(PROJECT.replace(ROW, "合格率 共 3 批"))
    (form,) = own.forms
    assert "合格率" not in {i.path[-1] for i in form.indicators}
    assert form.remarks
