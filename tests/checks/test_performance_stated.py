"""Counts, amounts and rates that texts on performance state, against each other."""

from __future__ import annotations

import pytest
from performance_texts import PROJECT, Run, ledger, run

from gouji.model import Severity, Verdict
from gouji_plugins.checks.performance import PerformanceCheck
from gouji_plugins.checks.performance_rules import PAGES, RULES

HEAD = "第四部分 2024年度绩效情况说明\n一、绩效自评工作开展情况\n"
GRADES = (
    "本部门开展绩效自评，共涉及项目{n}个，涉及资金1234.56万元。其中：评价等级为“优”的项目{a}个，占{p}；"
    "评价等级为“良”的项目2个，占16.67%；评价等级为“中”的项目1个，占8.33%；评价等级为“差”的项目0个，占0%。"
    "组织对2个项目开展了部门评价。"
)
REPORT = """附件 1：
清河市档案馆部门整体支出绩效自评报告
一、部门概况
2024年调整后预算1265.80万元，实际支出{spent}万元，预算执行率97.04%。其中：基本支出812.36万元，占总支出的66.13%；项目支出416.00万元，占总支出的33.87%。
2024年基本支出812.36万元，其中人员经费{staff}万元，公用经费77.20万元。年末在职人员30人，其中参公人员28人、工勤人员2人；退休人员15人。
二、绩效情况
（一）预算执行。满分10分，得9.70分。
（二）产出指标。满分50分，得{output}分。
（三）效益指标。满分30分，得29.00分。
（四）满意度指标。满分10分，得10分。
三、结论
自评得分97.70分，评价等级为“优”。
"""


def check(text: str) -> Run:
    return run(PerformanceCheck(), ledger(text))


def graded(n: str = "12", a: str = "9", p: str = "75%") -> Run:
    return check(HEAD + GRADES.format(n=n, a=a, p=p) + "\n")


def reported(spent: str = "1228.36", staff: str = "735.16", output: str = "49.00") -> Run:
    return check(REPORT.format(spent=spent, staff=staff, output=output))


def test_every_rule_is_one_of_its_own() -> None:
    assert {r.id for r in RULES} == set(PAGES)


def test_what_adds_up_is_no_finding() -> None:
    assert graded().accused() == {}
    assert graded().verdicts("JX-43") == {"holds"}
    assert "violated" not in reported().verdicts("JX-43") | reported().verdicts("JX-44")


@pytest.mark.parametrize(
    ("made", "rule"),
    [
        (graded(n="13"), "JX-43"),
        (graded(a="8"), "JX-43"),
        (graded(p="70%"), "JX-44"),
        (reported(spent="1128.36"), "JX-44"),
        (reported(staff="635.16"), "JX-43"),
        (reported(output="45.00"), "JX-43"),
    ],
)
def test_what_does_not_is(made: Run, rule: str) -> None:
    assert "violated" in made.verdicts(rule)


@pytest.mark.parametrize(("number", "fine"), [("12", True), ("13", False), ("11", False)])
def test_a_grade_that_is_not_stated_is_said_where_the_others_fall_short(number: str, fine: bool) -> None:
    text = HEAD + GRADES.format(n=number, a="9", p="75%").replace("；评价等级为“差”的项目0个，占0%", "")
    made = check(text + "\n")
    wrong = [
        o.relation for o in made.outcomes if o.relation.rule.id == "JX-43" and o.verdict is Verdict.VIOLATED
    ]
    assert [r.rule.severity for r in wrong] == ([] if fine else [Severity.WARNING])
    assert all(r.message.endswith("没有写“差”") for r in wrong)


def test_a_third_level_named_like_the_second() -> None:
    plain = check(PROJECT)
    assert plain.verdicts("JX-45") == {"holds"}
    copied = check(PROJECT.replace("查档者满\n意度", "服务对象\n满意度指\n标"))
    assert "服务对象满意度指标" in copied.of("JX-45")[0]
