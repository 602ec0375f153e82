"""Sentences run into each other, names of one list that lack a word in one place, words that do not go together."""

from __future__ import annotations

import pytest
from performance_texts import PROJECT, STATEMENT, ledger, run

from gouji_plugins.checks.wording import WordingCheck

DONE = "按计划完成"
GOAL = "完成馆藏档案的扫描。"


def said(text: str, rule: str) -> list[str]:
    return run(WordingCheck(), ledger(text)).of(rule)


@pytest.mark.parametrize(
    ("goal", "told"),
    [
        ("确保扫描系统正常运转网站全年正常运转、及时排除故障。", True),
        ("确保系统正常运行网络安全正常运行。", True),
        ("确保扫描系统正常运转，网站全年正常运转。", False),
        ("确保扫描系统正常运转和网站全年正常运转。", False),
        ("确保正常运转的系统全年正常运转。", False),
        # Two cells beside each other, or two lines.
        ("扫描系统正常运转 网站全年正常运转", False),
        ("扫描系统正常运转\n网站全年正常运转", False),
    ],
)
def test_a_sentence_run_into_another(goal: str, told: bool) -> None:
    assert GOAL in PROJECT
    found = said(PROJECT.replace(GOAL, goal), "WJ-09")
    assert any("两句话连在一起" in message for message in found) is told


LIST = "档案整理室设备运行维护、档案扫描中心大屏展示服务、馆藏档案数字化加工、档案目录数据库建设"


@pytest.mark.parametrize(
    ("other", "told"),
    [
        (LIST.replace("扫描中心", "中心"), True),
        (LIST, False),
        # Longer at its end, other words, or hardly the same list.
        (LIST.replace("大屏展示服务", "大屏展示服务项目"), False),
        (LIST.replace("扫描中心", "阅览中心"), False),
        ("档案中心大屏展示服务、纸质文件除尘消毒、库房温湿度监测、馆藏档案数字化加工", False),
    ],
)
def test_a_name_that_lacks_a_word_in_one_of_two_lists(other: str, told: bool) -> None:
    text = STATEMENT + PROJECT.replace(GOAL, f"{LIST}。").replace(DONE, f"{other}。")
    assert bool(said(text, "WJ-41")) is told


@pytest.mark.parametrize(
    ("goal", "told"),
    [
        ("本单位制定绩效管理考核领导小组，保障质量。", True),
        ("本单位制定领导小组工作规则，保障质量。", False),
        ("本单位制定实施方案并成立绩效工作领导小组，保障质量。", False),
        ("本单位制定实施方案成立领导小组，保障质量。", False),
        ("年度计划制定后报绩效工作领导小组，保障质量。", False),
        ("本单位成立绩效管理考核领导小组，保障质量。", False),
        ("网络正常比例98%；网站周更新量大于98%；", True),
        ("网络正常比例98%；减少耗材用量大于30%；", False),
        ("网络正常比例98%；网站周更新量大于98篇；", False),
        ("网络正常比例98%；全年处理量增长大于10%；", False),
        # Of all cases, nine in ten go over the net.
        ("网络正常比例98%；网上办件量达到90%；", False),
    ],
)
def test_words_that_do_not_go_together(goal: str, told: bool) -> None:
    report = (
        "附件 3：\n档案数字化扫描费项目支出绩效自评报告\n一、项目基本情况\n（一）项目概况。\n" + goal + "\n"
    )
    assert bool(said(STATEMENT + report, "WJ-10")) is told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("按进度完成绩效预算", True),
        ("已按合同预算资金支付，按绩效进度完\n成。", True),
        ("扫描馆藏档案三万页，按进度完成", False),
        ("已扫描馆藏档案三万页。按进度完成绩效预算。", False),
        ("完成", False),
    ],
)
def test_what_was_done_is_said(words: str, told: bool) -> None:
    assert DONE in PROJECT
    assert bool(said(PROJECT.replace(DONE, words), "WJ-42")) is told
