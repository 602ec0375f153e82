"""Wording rules: the words that are wrong, and those that look alike and are right."""

from __future__ import annotations

import attrs
import pytest
from performance_texts import REPORT, Run, ledger, run

from gouji.model import DocumentFacts
from gouji_plugins.checks.wording import WordingCheck
from gouji_plugins.checks.wording_reports import level_of
from gouji_plugins.checks.wording_rules import PAGES, RULES

HEAD = "第三部分 2024年度部门决算情况说明\n一、收入支出决算总体情况说明\n"


def check(text: str, head: str = HEAD) -> Run:
    return run(WordingCheck(), ledger(head + text + "\n"))


def test_every_rule_has_a_page() -> None:
    assert {r.id for r in RULES} == set(PAGES)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("XX局2024年度收、支总计均为XX万元。", "WJ-01"),
        ("支出决算为3.20万元，完成年初预算的%。", "WJ-01"),
        ("授予中小企业合同金额1.94万元，占政府采购支出总额的%，其中：授予小微企业0.00万元。", "WJ-01"),
        ("较上年决算数减少万元，下降13.83%。", "WJ-01"),
        ("其中：人员经费 万元，公用经费3.20万元。", "WJ-01"),
        ("与2023年度相比增加（减少）3.20万元。", "WJ-02"),
        ("决算数大于（小于）预算数。", "WJ-02"),
        ("支出决算数大小于预算数的主要原因：项目未完成。", "WJ-02"),
        ("比2023年度减增加3.20万元，增长4.10%。", "WJ-02"),
        ("支出决算为3.20万元，决算数小于预算数的主要原因是。", "WJ-05"),
        ("202年度收、支总计均为3.20万元。", "WJ-06"),
        ("截至2023年12月31日，本部门共有车辆3辆。", "WJ-06"),
        ("与2024年度相比，收入增加3.20万元。", "WJ-06"),
        ("基本支出764.61万元，占86.17；项目支出122.68万元，占13.83%。", "WJ-07"),
        ("支出决算为3.20，完成年初预算的100%。", "WJ-08"),
        ("本年收入合计3.20万元，，其中财政拨款收入3.20万元。", "WJ-09"),
        ("因公出国（境费用为0万元。", "WJ-09"),
        ("财政拔款收入3.20万元。", "WJ-10"),
        ("决算数等于预算数的决算数等于预算数的主要原因是严格执行预算。", "WJ-12"),
        ("综合室、文档室、研究室3个科室设在本部。综合科、业务科、财务科5个科室由本级管理。", "WJ-14"),
        ("与2023年度相比，收支总计持平。主要原因：项目支出减少。", "WJ-16"),
        ("文化体育与传媒支出3.20万元。", "WJ-18"),
        ("主要原因是3辆公务用车中其中两辆已达到报废年限。", "WJ-10"),
    ],
)
def test_what_is_wrong_is_found(text: str, rule: str) -> None:
    made = check(text)
    assert made.of(rule), made.accused()
    assert all(f.evidence and f.evidence[0].place.line for f in made.findings)


@pytest.mark.parametrize(
    "text",
    [
        "详见https://www.example.gov.cn/art/2024/XX_b0c.html。",
        "与2023年度相比，增加3.20万元，增长4.10%，主要原因是人员增加。",
        "支出决算为0，完成年初预算的0%。",
        "以下金额单位均为万元，比率以%表示，因四舍五入可能有尾差。",
        "本报告金额单位为万元，保留两位小数。",
        "表中数据为万元，万元以下四舍五入。",
        "单价100万元以上的设备0台，万元以上的支出逐笔审批。",
        "单位：万元、%",
        "占比（%）按本年支出合计计算；增减%为比上年。",
        "占比为86.17%；增长0.00%。",
        "截至2024年12月31日，本部门共有车辆3辆。",
        "与2019年度相比减少3.20万元。",
        "由增减少、由减增加的单位各2个，按大小于3公顷分为两类。",
        "较上年决算数持平，主要原因是上年度无公务接待费。",
        "收支总计持平，主要原因是无增减变化。",
        "（一）贯彻执行方针政策；（二）1）拟订制度。",
        "单位使用“公务卡”结算（含差旅费）。",
        "综合科、业务科、财务科等5个科室。",
        "综合科、业务科、财务科3个科室。",
        "逐步建立健全制度，认真做好各项工作，各项指标完成良好。",
        "2024年“三公”经费支出为6.00万元。",
        "二○二四年度XXL尺码、H5页面、MG动画。",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert check(text).accused() == {}


def test_an_older_year_may_use_the_older_name() -> None:
    own = ledger(HEAD + "文化体育与传媒支出3.20万元。\n", year=2017)
    assert run(WordingCheck(), own).of("WJ-18") == []


def test_a_name_no_longer_used_is_one_finding_with_all_its_places() -> None:
    made = check(
        "文化体育与传媒支出3.20万元。文化体育与传媒支出（类）体育（款）体育场馆（项）3.20万元。"
        "归口管理的行政单位离退休1.10万元。"
    )
    found = [f for f in made.findings if f.rule.id == "WJ-18"]
    assert [len(f.evidence) for f in found] == [2, 1]
    assert "文字里 2 处" in found[0].message


def test_the_same_words_twice_are_one_finding_with_both_places() -> None:
    made = check("财政拔款收入3.20万元。\n二、收入决算情况说明\n财政拔款收入3.20万元。")
    (found,) = [f for f in made.findings if f.rule.id == "WJ-10"]
    assert len(found.evidence) == 2


def test_reports_whose_outline_was_left_in() -> None:
    text = REPORT.replace(
        "了解扫描工作的成效。", "（二）绩效评价工作过程，主要包括前期准备、组织实施和分析评价等内容。"
    )
    made = check("", text)
    (found,) = [f for f in made.findings if f.rule.id == "WJ-03"]
    assert found.severity.value == "warning"
    assert len(found.evidence) == 2
    assert made.of("WJ-20") == []
    assert check("", REPORT).accused() == {}


def test_a_heading_with_nothing_below_it() -> None:
    made = check("", REPORT.replace("了解扫描工作的成效。", "（二）绩效评价方法"))
    assert made.of("WJ-20")
    assert made.of("WJ-03") == []


def test_a_document_without_prose_is_not_checked() -> None:
    made = run(WordingCheck(), ledger(""))
    assert made.findings == ()
    assert {n.rule.id for n in made.not_run} == {r.id for r in RULES}


def test_counts_that_differ_between_body_and_annex() -> None:
    body = "第一部分 概况\n二、机构设置\n清河市档案馆内设综合科、业务科、保管科、财务科4个科室。\n"
    annex = REPORT.replace(
        "（一）项目概况。", "（一）项目概况。清河市档案馆内设综合科、业务科、财务科3个科室。"
    )
    assert check("", body + annex).of("WJ-15") == [
        "科室的个数前后不一：第一部分/二写 4 个，档案数字化扫描费项目支出绩效自评报告写 3 个（少保管科）"
    ]
    assert check("", body + annex.replace("财务科3个", "保管科、财务科4个")).of("WJ-15") == []


def test_a_share_of_nothing_is_a_note() -> None:
    made = check("涉及资金 0 万元,占政府性基金预算项目支出总额的 0%。")
    assert made.of("WJ-22")
    assert {f.severity.value for f in made.findings} == {"info"}
    assert check("涉及资金 3.20 万元,占政府性基金预算项目支出总额的 0.01%。").of("WJ-22") == []


WHOLE = """附件 1：
清河市示例区档案馆部门整体支出绩效自评报告
一、评价结论与绩效分析
（一）总体评价结论
自评得分95.00分，评价等级为“优”。
（二）关键指标完成情况
{body}
二、存在问题
（一）预算执行不均衡
{notice}
"""


@pytest.mark.parametrize(
    ("body", "idle"),
    [
        ("按进度完成指标", True),
        ("查档人次完成12000人次，超过目标。", False),
        ("服务对象对查档服务普遍满意，档案接收、整理、保管、利用各项工作按计划推进，社会反响良好。", False),
        ("", False),
    ],
)
def test_a_section_on_indicators_names_some(body: str, idle: bool) -> None:
    made = check(WHOLE.format(body=body, notice="无"), "")
    assert bool(made.of("WJ-28")) is idle, made.accused()


@pytest.mark.parametrize(
    ("notice", "wrong"),
    [
        ("根据《清河市财政局关于开展2024年度市级部门绩效自评工作的通知》要求。", True),
        ("根据《清河省财政厅关于开展省级部门预算绩效自评工作的通知》要求。", True),
        ("根据《示例区财政局关于开展2024年度区级部门绩效自评工作的通知》要求。", False),
        ("根据《清河省财政厅关于全面实施预算绩效管理的意见》要求。", False),
    ],
)
def test_a_notice_on_self_evaluation_is_to_departments_of_the_level(notice: str, wrong: bool) -> None:
    text = WHOLE.format(body="完成12项", notice=notice)
    own = attrs.evolve(ledger(text), facts_of=DocumentFacts("清河市示例区档案馆", 2024, "部门决算"))
    assert bool(run(WordingCheck(), own).of("WJ-29")) is wrong


@pytest.mark.parametrize(
    ("department", "level"),
    [
        ("清河市人民政府办公室", "市"),
        ("清河市示例区档案馆", "区"),
        ("某某省清河市示例县财政局", "县"),
        ("示例旗财政局", "县"),
        ("清河州财政局", ""),
        ("档案馆", ""),
    ],
)
def test_the_level_of_a_department_by_its_name(department: str, level: str) -> None:
    assert level_of(department) == level


def test_an_enumeration_copied_as_what_was_reached() -> None:
    listed = "云服务搭建服务、大屏可视化展示服务、政务自助服务节点建设、定制化运维服务"
    twice = f"项目绩效目标完成情况：{listed}。该项目计划建成：{listed}。"
    assert check(f"绩效自评：{twice}").of("WJ-12")
    assert not check(f"绩效自评：项目绩效目标完成情况：{listed}。").of("WJ-12")


def test_a_third_level_that_goes_on_with_the_second_ones_numbers() -> None:
    text = (
        "附件 3：\n档案数字化项目支出绩效自评报告\n一、项目基本情况\n（一）立项背景\n有。\n（二）立项依据\n有。\n"
        "3.经费来源\n40万元。\n二、结论\n评价得分：90\n"
    )
    assert check(text, "").of("WJ-24")
    assert not check(text.replace("3.经费来源", "（三）经费来源"), "").of("WJ-24")
