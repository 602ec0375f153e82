"""Sentences of the forms seen in published accounts, in our own words, and what is read from them."""

from __future__ import annotations

import pytest
from prose import read

from gouji.facts.vocabulary import section_for, sections_of
from gouji.model import Fact, Measure
from gouji.packs import Specs


def said(facts: list[Fact]) -> list[tuple[str, str, str | None, int | None]]:
    return [
        (f.subject, f.measure.value, f.figure.quantity.printed if f.figure else None, f.direction)
        for f in facts
    ]


CASES = [
    (
        "收入支出决算总体情况说明",
        "2024年度收、支总计均为120.50万元。与上年度相比,收、支总计各减少3.20万元，下降2.59%，主要原因是项目减少。",
        [
            ("收支总计", "决算数", "120.50", None),
            ("收支总计", "增减额", "3.20", -1),
            ("收支总计", "增减率", "2.59", -1),
        ],
    ),
    (
        "收入支出决算总体情况说明",
        "清河示例区档案馆2024年度收入支出总计120.50万元。与2023年度相比，收入支出总计增加3.20万元，增长2.73%。主要原因：项目增加。",
        [
            ("收支总计", "决算数", "120.50", None),
            ("收支总计", "增减额", "3.20", 1),
            ("收支总计", "增减率", "2.73", 1),
        ],
    ),
    (
        "收入支出决算总体情况说明",
        "2024年度收入支出总计1,120.50万元。与2023年度相比，收入支出总计持平。",
        [("收支总计", "决算数", "1,120.50", None), ("收支总计", "增减额", None, 0)],
    ),
    (
        "收入决算情况说明",
        "本年收入合计100.00万元，其中：财政拨款收入90.00万元，占90.00%；其他收入10.00万元，占10.00%。",
        [
            ("本年收入合计", "决算数", "100.00", None),
            ("财政拨款收入", "决算数", "90.00", None),
            ("财政拨款收入", "占比", "90.00", None),
            ("其他收入", "决算数", "10.00", None),
            ("其他收入", "占比", "10.00", None),
        ],
    ),
    (
        "支出决算情况说明",
        "本年支出合计 80.00 万元，其中：基本支出 60.00 万元，占 75.00%；项目支出 20.00 万元，占 25.00%；",
        [
            ("本年支出合计", "决算数", "80.00", None),
            ("基本支出", "决算数", "60.00", None),
            ("基本支出", "占比", "75.00", None),
            ("项目支出", "决算数", "20.00", None),
            ("项目支出", "占比", "25.00", None),
        ],
    ),
    (
        "一般公共预算财政拨款支出决算情况说明",
        "2024年度一般公共预算财政拨款支出年初预算为70.00万元，支出决算为77.00万元，完成年初预算的110.00%。",
        [
            ("一般公共预算财政拨款支出", "年初预算", "70.00", None),
            ("一般公共预算财政拨款支出", "决算数", "77.00", None),
            ("一般公共预算财政拨款支出", "完成率", "110.00", None),
        ],
    ),
    (
        "财政拨款“三公”经费支出决算情况说明",
        "“三公”经费财政拨款支出年初预算为5.00万元，支出决算为4.00万元，完成预算的80.00%，其中：因公出国（境）费决算为0.00万元，完成预算的0%；"
        "公务用车购置及运行维护费支出决算为3.00万元，完成预算的75.00%；公务接待费支出决算为1.00万元，完成预算的100.00%。",
        [
            ("“三公”经费", "年初预算", "5.00", None),
            ("“三公”经费", "决算数", "4.00", None),
            ("“三公”经费", "完成率", "80.00", None),
            ("因公出国（境）费", "决算数", "0.00", None),
            ("因公出国（境）费", "完成率", "0", None),
            ("公务用车购置及运行维护费", "决算数", "3.00", None),
            ("公务用车购置及运行维护费", "完成率", "75.00", None),
            ("公务接待费", "决算数", "1.00", None),
            ("公务接待费", "完成率", "100.00", None),
        ],
    ),
    (
        "政府采购支出情况说明",
        "2024年度本部门政府采购支出合计30.00万元,其中：政府采购货物支出10.00万元、政府采购工程支出0.00万元、政府采购服务支出20.00万元。",
        [
            ("政府采购支出", "决算数", "30.00", None),
            ("货物", "决算数", "10.00", None),
            ("工程", "决算数", "0.00", None),
            ("服务", "决算数", "20.00", None),
        ],
    ),
    (
        "机关运行经费支出情况",
        "机关运行经费支出20.00万元，比2023年度增加1.00万元，增长5.26%。主要原因是更换设备。",
        [
            ("机关运行经费", "决算数", "20.00", None),
            ("机关运行经费", "增减额", "1.00", 1),
            ("机关运行经费", "增减率", "5.26", 1),
        ],
    ),
]


@pytest.mark.parametrize(
    ("title", "sentence", "expected"), CASES, ids=[c[0] + str(i) for i, c in enumerate(CASES)]
)
def test_forms_are_read(
    specs: Specs, title: str, sentence: str, expected: list[tuple[str, str, str | None, int | None]]
) -> None:
    got = [f for f in read(specs, title, sentence) if "comparison" not in f.flags]
    assert said(got) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "其中：安排用于档案库房改造的资金45.00万元尚未支付。",
        "全市共有同类单位 12 家，平均支出 88.00 万元。",
        "较2019年增加9.00万元。",
    ],
)
def test_what_is_not_certain_is_left_alone(specs: Specs, sentence: str) -> None:
    assert [f for f in read(specs, "收入支出决算总体情况说明", sentence) if f.figure is not None] == []


@pytest.mark.parametrize("words", ["增加（减少）", "增加减少", "减少（增加）", "下降/增长"])
def test_both_words_of_the_template_left_standing_give_no_direction(specs: Specs, words: str) -> None:
    text = f"机关运行经费支出20.00万元，比2023年度{words}1.00万元。"
    change = read(specs, "机关运行经费支出情况", text)[-1]
    assert (change.measure, change.direction, change.flags) == (Measure.CHANGE, None, ("both-directions",))


def test_budget_words_decide_the_measure(specs: Specs) -> None:
    facts = read(
        specs,
        "财政拨款“三公”经费支出决算情况说明",
        "“三公”经费支出全年预算数为6.00万元,支出决算为5.00万元,决算数小于预算数的主要原因是厉行节约。",
    )
    assert [(f.measure, f.direction) for f in facts] == [
        (Measure.ADJUSTED, None),
        (Measure.FINAL, None),
        (Measure.FINAL, -1),
    ]


def test_every_title_of_the_spec_opens_its_section(specs: Specs) -> None:
    known = sections_of(specs)
    for spec in known:
        for title in spec.titles:
            found = section_for(title, known)
            assert found is not None
            assert found.key == spec.key


@pytest.mark.parametrize(
    ("printed", "others"), [("-1", ["3", "2"]), ("10000.00", ["3", "2"]), ("1", ["3", "2"])]
)
def test_a_count_is_read_as_it_is_printed(specs: Specs, printed: str, others: list[str]) -> None:
    text = (
        f"本部门共有车辆3辆,其中,主要领导干部用车{printed}辆、机要通信用车0辆、应急保障用车2辆、其他用车0辆。"
    )
    facts = read(specs, "国有资产占用情况说明", text)
    counts = {f.subject: f.figure.quantity.printed for f in facts if f.measure is Measure.COUNT and f.figure}
    assert counts["主要领导干部用车"] == printed
    assert [counts["车辆总数"], counts["应急保障用车"]] == others


def test_a_section_without_money_states_so(specs: Specs) -> None:
    facts = read(
        specs,
        "政府性基金预算财政拨款收支决算情况说明",
        "本部门2024年度无政府性基金收入,也没有使用政府性基金安排的支出。",
    )
    assert [f.flags for f in facts] == [("none",)]
