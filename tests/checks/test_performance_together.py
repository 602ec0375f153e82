"""Projects together and against the accounts: codes their money comes from, sums, first years, paid shares."""

from __future__ import annotations

from performance_texts import PROJECT, REPORT, STATEMENT, WHOLE, Run, ledger, run

from gouji.model import Figure, Place, Row, Table, parse_quantity, unit
from gouji_plugins.checks.performance import PerformanceCheck

SOURCE = REPORT.replace("项目预算金额 40 万元", "项目预算金额 40 万元，资金来源：2012604科目")


def table(project: str, code: str = "2012604") -> dict[str, Table]:
    """Return 公开05表 with one 项 row."""
    figure = Figure(
        f"公开05表/{code}/项目支出",
        parse_quantity(project, unit("万元")),
        Place(),
        f"公开05表“{code}”",
        "公开05表",
        code,
        "项目支出",
    )
    row = Row(code, "档案馆", "档案馆", code, code, level=3)
    cells = {(code, "项目支出"): figure}
    return {"公开05表": Table("公开05表", "一般公共预算财政拨款支出决算表", "万元", (), (row,), cells)}


def check(text: str, tables: dict[str, Table] | None = None) -> Run:
    return run(PerformanceCheck(), ledger(text, tables))


def severities(made: Run, rule: str) -> set[str]:
    return {f.severity.value for f in made.findings if f.rule.id == rule}


def test_a_code_must_hold_what_is_said_to_come_from_it() -> None:
    (said,) = check(SOURCE + PROJECT, table("30.00")).of("JX-37")
    assert "2012604" in said
    assert "38.50" in said
    assert check(SOURCE + PROJECT, table("38.50")).of("JX-37") == []
    assert check(SOURCE + PROJECT, table("90.00")).of("JX-37") == []


def test_a_code_no_table_has_is_not_judged() -> None:
    assert check(SOURCE + PROJECT, table("30.00", "2012699")).verdicts("JX-37") == {"undecided"}
    assert check(REPORT + PROJECT, table("30.00")).verdicts("JX-37") == set()


def test_a_paid_share_that_no_amount_gives() -> None:
    words = "支出 38.50 万元，支付率 {}%。"
    text = REPORT.replace("支出 38.50 万元。", words)
    assert check(text.format("100") + PROJECT).of("JX-38") == []
    assert check(text.format("96.25") + PROJECT).of("JX-38") == []
    assert check(text.format("88.00") + PROJECT).of("JX-38")
    assert check(REPORT + PROJECT).verdicts("JX-38") == set()


def test_another_amount_is_said_once_with_all_that_repeats_it() -> None:
    wrong = REPORT.replace("38.50 万元和支出 38.50 万元", "39.20 万元和支出 39.20 元")
    form = PROJECT.replace("<=40 万\n元\n38.50 20", "<=40 万\n元\n39.20 20")
    made = check(wrong + form)
    (said,) = made.of("JX-13")
    assert "39.20 元（应为万元）" in said
    assert "“扫描总支出” 39.20" in said
    assert made.of("JX-14") == []
    assert made.of("JX-28") == []


def test_the_first_year_has_nothing_to_add_up() -> None:
    form = PROJECT.replace("<=40 万\n元\n38.50 20", "<=200 万\n元\n77.00 20")
    first = REPORT.replace("资金到位", "本年度为第一周期，资金到位")
    (said,) = check(first + form).of("JX-39")
    assert "2 倍" in said
    assert check(REPORT + form).of("JX-39") == []
    assert check(first + PROJECT).of("JX-39") == []


def test_all_projects_make_up_the_projects_of_the_whole() -> None:
    whole = WHOLE.replace(
        "(二)项目支出 100.00 80.00 75.00 93.75 9.38", "(二)项目支出 40.00 40.00 38.50 96.25 9.63"
    )
    assert check(whole + PROJECT).of("JX-40") == []
    (said,) = check(whole.replace("支出 40.00 40.00 38.50", "支出 62.00 40.00 38.50") + PROJECT).of("JX-40")
    assert "年初预算数之和 40.00" in said
    assert check(WHOLE + PROJECT).verdicts("JX-40") == {"not_applicable"}


def test_money_that_repeats_the_cost_is_no_quantity() -> None:
    money = PROJECT.replace(">=500 页 500 20 页 100.00% 20", "<=40 万\n元\n38.50 20\n万\n元\n100.00% 20")
    (said,) = check(money).of("JX-41")
    assert "扫描页数" in said
    assert severities(check(money), "JX-41") == {"info"}
    assert check(PROJECT).verdicts("JX-41") == {"holds"}


def test_two_times_for_building_one_thing() -> None:
    both = REPORT.replace("项目预算金额", "项目 5 年建成，自合同签订之日起 60 日内完成安装。项目预算金额")
    assert check(both).of("JX-42")
    assert check(both.replace("5 年建成", "运维 5 年")).of("JX-42") == []
    assert check(both.replace("5 年建成", "1 年建成")).of("JX-42") == []


def test_an_amount_of_all_projects_is_an_error_only_where_no_column_gives_it() -> None:
    said = STATEMENT.replace(
        "二、绩效自评结果",
        "一、预算绩效管理工作开展情况\n一般公共预算项目支出全面开展绩效自评,一级项目1个,涉及资金{}万元。\n二、绩效自评结果",
    )
    wrong = check(said.format("52") + PROJECT)
    assert {
        o.relation.rule.severity.value
        for o in wrong.outcomes
        if o.relation.rule.id == "JX-22" and o.verdict.value == "violated"
    } == {"error"}
    unsure = check(said.format("52"))
    assert {
        o.relation.rule.severity.value
        for o in unsure.outcomes
        if o.relation.rule.id == "JX-22" and o.verdict.value == "violated"
    } == {"warning"}
    assert check(said.format("40") + PROJECT).of("JX-22") == []
    opening = PROJECT.replace("40 40 38.50 10 96.25", "52 40 38.50 10 96.25")
    assert check(said.format("52") + opening).of("JX-22") == []


def test_troubles_the_prose_leaves_out_are_a_note() -> None:
    report = REPORT.replace("（二）存在的问题\n无", "（二）存在的问题\n扫描设备老化\n")
    made = check(STATEMENT + report + PROJECT)
    assert severities(made, "JX-29") == {"info"}
