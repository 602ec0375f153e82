"""Each rule on self-evaluation: a form that satisfies it, one that does not, one it cannot judge, one it must let pass."""

from __future__ import annotations

import pytest
from performance_texts import PROJECT, REPORT, STATEMENT, WHOLE, WHOLE_REPORT, Run, ledger, run

from gouji.model import Regime
from gouji.solving.regimes import infer_regimes
from gouji.solving.web import Web
from gouji_plugins.checks.performance import PerformanceCheck
from gouji_plugins.checks.performance_projects import plain_name
from gouji_plugins.checks.performance_rules import PAGES, RULES

ALL = STATEMENT + WHOLE_REPORT + WHOLE + REPORT + PROJECT


def check(text: str) -> Run:
    return run(PerformanceCheck(), ledger(text))


def test_a_correct_set_accuses_nobody() -> None:
    made = check(ALL)
    assert all(f.complete for f in made.ledger.forms)
    # One value is the band it is scored in, as such forms print them: noted, and nothing else.
    assert list(made.accused()) == ["JX-47"] and "“方便查档”写“100%-80%(含)”" in made.of("JX-47")[0]
    assert check(ALL.replace("100%-80\n%(含)", "明显提升")).accused() == {}


def test_every_rule_has_a_page_and_its_own_id() -> None:
    assert {r.id for r in RULES} == set(PAGES)
    assert len({r.id for r in RULES}) == len(RULES) >= 30


@pytest.mark.parametrize(
    ("old", "new", "rule", "words"),
    [
        ("(一)基本支出 400.00 400.00", "(一)基本支出 410.00 400.00", "JX-01", "年初预算数"),
        ("40 40 38.50 10 96.25 9.63", "40 40 38.50 10 92.65 9.63", "JX-02", "执行率"),
        ("40 40 38.50 10 96.25 9.63", "40 40 38.50 10 96.25 9.36", "JX-03", "得分"),
        ("99.\n63", "97.\n63", "JX-04", "总分"),
        ("质量指标 合格率 >=98% 99 20 %", "质量指标 合格率 >=98% 97 20 %", "JX-07", "没有达到，仍得满分 20 分"),
        (">=95% 96 10 % 100.00% 10", ">=95% 10 % 0", "JX-08", "得 0 分，也没有写未完成原因"),
        (">=95% 96 10 % 100.00% 10", ">=95% 90 10 % 97.00% 9", "JX-09", "完成率"),
        (">=95% 96 10 % 100.00% 10", ">=95% 96 10 % 100.00% 9", "JX-10", "（9/10）"),
        (">=95% 96 10 % 100.00% 10", ">=95% 90 10 % 94.74% 9", "JX-35", "没有写未完成原因"),
        ("（万元）", "（元）", "JX-11", "表头单位应为“万元”"),
        ("得分为 99.63 分", "得分为 99.36 分", "JX-12", "得分"),
        ("项目全年预算数为 40 万元", "项目全年预算数为 45 万元", "JX-12", "全年预算数"),
        ("项目预算金额 40 万元", "项目预算金额 42 万元", "JX-13", "预算金额"),
        ("38.50 万元和支出 38.50 万元", "38.50 万元和支出 38.50 元", "JX-14", "单位应为“万元”"),
        ("2024 年度档案数字化扫描费", "2024 年度档案数码化扫描费", "JX-16", "名称前后不一"),
        ("部门预算总额480.00", "部门预算总额420.00", "JX-19", "部门预算总额"),
        (">=90% 93.75 % 40", ">=90% 100 % 40", "JX-20", "执行率为 93.75%"),
        ("档案数字化扫描费等 1 个", "档案数字化扫描费等 3 个", "JX-24", "3 个"),
        ("等级为“优”", "等级为“良”", "JX-27", "“良”"),
        ("<=40 万\n元\n38.50 20", "<=40 万\n元\n35.00 20", "JX-28", "35.00"),
        ("完成预算的 96.25%", "完成预算的 69.25%", "JX-31", "完成预算"),
        ("96.25%。\n", "96.25%。发现的主要问题及原因：扫描进度较慢。\n", "JX-29", "扫描进度较慢"),
        ("执行率 97.92%。", "执行率 100%。部门整体预算执行率有待提升。", "JX-30", "有待提升"),
    ],
)  # fmt: skip
def test_one_mistake_is_found_where_it_is(old: str, new: str, rule: str, words: str) -> None:
    assert ALL.count(old) >= 1
    said = check(ALL.replace(old, new, 1)).of(rule)
    assert said, rule
    assert any(words in s for s in said), said


def test_a_form_in_yuan_that_is_right_is_left_alone() -> None:
    yuan = PROJECT.replace("（万元）", "（元）").replace("40 40 38.50", "400000 400000 385000")
    made = check(STATEMENT + yuan.replace("<=40 万\n元\n38.50 20\n万\n元", "<=400000 元\n385000 20 元"))
    assert made.of("JX-11") == []
    assert made.of("JX-12") == []


def test_a_missed_target_that_lost_points_and_says_why_is_legitimate() -> None:
    reason = "\n".join("因查档系统升级停用")
    text = PROJECT.replace(">=95% 96 10 % 100.00% 10", f">=95% 90 10 % 94.74% 9\n{reason}")
    made = check(text)
    assert made.ledger.forms[0].indicators[-1].reason == "因查档系统升级停用"
    assert made.of("JX-07") == []
    assert made.of("JX-35") == []


def test_an_unread_row_leaves_the_total_undecided() -> None:
    broken = PROJECT.replace(
        "质量指标 合格率 >=98% 99 20 % 100.00% 20", "质量指标 合格率 约百分之九十八 达到 二十"
    )
    made = check(broken.replace("99.\n63", "80.\n00"))
    assert made.verdicts("JX-04") == {"undecided"}
    assert made.verdicts("JX-06") == {"undecided"}
    assert made.of("JX-04") == []


def test_a_statement_without_its_form_is_undecided() -> None:
    assert check(STATEMENT).verdicts("JX-12") == {"undecided"}


def test_a_zero_budget_has_no_rate() -> None:
    assert "not_applicable" in check(PROJECT).verdicts("JX-02")


def test_a_cent_in_the_total_is_a_note() -> None:
    made = check(PROJECT.replace("99.\n63", "99.\n64"))
    assert made.of("JX-04") == []
    assert len(made.of("JX-05")) == 1


def test_the_year_and_the_word_project_are_no_variation_of_a_name() -> None:
    assert plain_name("2024年度“档案数字化扫描费”项目") == "档案数字化扫描费"
    assert check(ALL.replace("1. “档案数字化扫描费”", "1. “档案数字化扫描费项目”")).of("JX-16") == []


CUT = (
    WHOLE.replace("470.00 97.92 9.79", "467.90 97.47 9.74")
    .replace("395.00 98.75 9.88", "392.95 98.23 9.82")
    .replace("97.00 97.00 9.70", "94.95 94.95 9.49")
    .replace("75.00 93.75 9.38", "74.95 93.68 9.36")
    .replace(">=90% 93.75 % 40", ">=90% 93.68 % 40")
    .replace("100 99.79", "100 99.74")
)


def test_a_form_that_truncates_is_told_by_its_own_figures() -> None:
    made = check(CUT)
    assert made.of("JX-02")
    assert infer_regimes(Web(made.outcomes))[0] == {"自评表:清河市档案馆": Regime.TRUNCATE}


def test_a_wrong_indicator_does_not_hide_that_a_form_truncates() -> None:
    made = check(CUT.replace(">=90% 93.68 % 40", ">=90% 100 % 40"))
    assert made.of("JX-20")
    assert infer_regimes(Web(made.outcomes))[0] == {"自评表:清河市档案馆": Regime.TRUNCATE}


@pytest.mark.parametrize(
    ("text", "rule", "wrong"),
    [
        ("编报绩效目标的2024年度项目4个，涉及预算金额60.00万元；绩效跟踪评价的2024年度项目4个，涉及预算金额60.00万元；"
         "绩效自评的2024年度项目5个，涉及预算金额60.00万元，平均得分95分（其中，绩效评级为“优”的项目5个；绩效评级为“良”的"
         "项目0个；绩效评级为“合格”的项目0个；绩效评级为“不合格”的项目0个）。", "JX-25", True),
        ("绩效自评的2024年度项目5个，涉及预算金额60.00万元，平均得分95分（其中，绩效评级为“优”的项目3个；绩效评级为“良”的"
         "项目1个；绩效评级为“合格”的项目0个；绩效评级为“不合格”的项目0个）。", "JX-26", True),
        ("绩效自评的2024年度项目5个，涉及预算金额60.00万元，平均得分95分（其中，绩效评级为“优”的项目3个）。", "JX-26", False),
        ("绩效自评中共发现问题3个，已经完成整改的1个，正在整改的1个。", "JX-43", True),
        ("绩效自评中共发现问题3个，已经完成整改的1个，正在整改的2个。", "JX-43", False),
    ],
)  # fmt: skip
def test_counts_of_all_projects(text: str, rule: str, wrong: bool) -> None:
    made = check(f"第三部分 情况说明\n十、预算绩效管理情况\n{text}\n")
    assert bool(made.of(rule)) is wrong


def test_a_rate_of_the_opening_budget_is_a_warning_of_its_own() -> None:
    made = check(PROJECT.replace("40 40 38.50 10 96.25", "50 40 38.50 10 77.00"))
    assert made.of("JX-02") == []
    assert made.of("JX-36")


def test_a_rate_written_as_a_decimal_is_no_mistake() -> None:
    made = check(PROJECT.replace("40 40 38.50 10 96.25", "40 40 38.50 10 0.96"))
    assert made.of("JX-02") == []


def test_indicators_may_carry_all_points() -> None:
    text = PROJECT.replace("质量指标 合格率 >=98% 99 20 %", "质量指标 合格率 >=98% 99 30 %").replace(
        "99 30 % 100.00% 20", "99 30 % 100.00% 30"
    )
    made = check(text.replace("10\n0\n99.\n63", "100\n100"))
    assert made.verdicts("JX-04") == {"holds"}
    assert made.verdicts("JX-06") == {"holds"}


def test_a_row_of_money_no_list_has_leaves_the_sum_undecided() -> None:
    made = check(PROJECT.replace("其他资金 0 0 0 - 0 0", "社会捐助款 5 5 5 - 0 0\n其他资金 0 0 0 - 0 0"))
    assert made.of("JX-01") == []
    assert "undecided" in made.verdicts("JX-01")


def test_projects_of_similar_names_are_not_taken_for_one_another() -> None:
    other = STATEMENT.replace("档案数字化扫描费", "档案数字化存储及扫描设备费").replace("40 万元", "70 万元")
    other = other.replace("38.50", "60.00").replace("96.25%", "85.71%").replace("99.63", "95")
    made = check(other + PROJECT)
    assert made.of("JX-12") == []
    assert made.of("JX-16") == []
