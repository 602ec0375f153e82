"""Amounts of a budget and its parts, what changed in it, other years' plans, and parts held against their whole's budget."""

from __future__ import annotations

import pytest
from prose import read
from sound import sound

from gouji.api import Source
from gouji.audit import Auditor
from gouji.model import Fact, Severity
from gouji.packs import Specs

THREE = "“三公”经费财政拨款支出决算总体情况说明"


def told(facts: list[Fact]) -> list[tuple[str, str, str]]:
    return [(f.subject, f.measure.value, f.figure.quantity.printed) for f in facts if f.figure]


def errors(*sentences: str) -> list[str]:
    lines = ["清河示例镇2024年度“三公”经费决算情况说明", *sentences, ""]
    report = Auditor().audit(Source("说明.txt", content="\n".join(lines).encode()))
    return [f.rule.id for f in sound(report).findings if f.severity is Severity.ERROR]


PLANNED = "2024年我镇“三公”经费预算为9.00万元，其中：因公出国（境）费0万元，公务接待费4.00万元，公务用车购置及运行维护费5.00万元。"


def test_parts_of_a_budget_are_budgets(specs: Specs) -> None:
    assert told(read(specs, THREE, PLANNED)) == [
        ("“三公”经费", "年初预算", "9.00"),
        ("因公出国（境）费", "年初预算", "0"),
        ("公务接待费", "年初预算", "4.00"),
        ("公务用车购置及运行维护费", "年初预算", "5.00"),
    ]


def test_parts_of_a_budget_are_so_though_it_is_not_known_whose_it_is(specs: Specs) -> None:
    facts = read(specs, THREE, "某项预算为9.00万元，其中：公务接待费4.00万元。公务接待费2.00万元。")
    assert told(facts) == [("公务接待费", "年初预算", "4.00"), ("公务接待费", "决算数", "2.00")]


def test_parts_of_a_budget_come_behind_how_it_changed(specs: Specs) -> None:
    text = "2024年“三公”经费预算总额9.00万元，同比增长20.00%；其中：公务接待费4.00万元，同比下降9.00%；公务用车购置及运行维护费5.00万元。"
    assert told(read(specs, THREE, text)) == [
        ("“三公”经费", "年初预算", "9.00"),
        ("公务接待费", "年初预算", "4.00"),
        ("公务用车购置及运行维护费", "年初预算", "5.00"),
    ]


def test_parts_of_a_final_behind_a_budget_are_finals(specs: Specs) -> None:
    text = "2024年度“三公”经费年初预算为9.00万元，支出决算为6.00万元，其中：公务接待费2.00万元；公务用车购置及运行维护费4.00万元。"
    assert told(read(specs, THREE, text))[2:] == [
        ("公务接待费", "决算数", "2.00"),
        ("公务用车购置及运行维护费", "决算数", "4.00"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "2024年度“三公”经费预算为9.00万元，比上年减少1.00万元，下降10.00%。",
        "2024年度“三公”经费预算为9.00万元，其中：公务接待费9.00万元，比上年减少1.00万元，下降10.00%。",
    ],
)
def test_how_a_budget_changed_is_no_change_of_the_final(specs: Specs, text: str) -> None:
    facts = read(specs, THREE, text, "2024年度“三公”经费支出6.00万元。")
    assert {f.measure.value for f in facts} == {"年初预算", "决算数"}


def test_a_change_behind_final_and_budget_is_of_the_final(specs: Specs) -> None:
    text = "2024年度“三公”经费支出决算为6.00万元，年初预算为9.00万元，比上年减少1.00万元。"
    assert told(read(specs, THREE, text))[-1] == ("“三公”经费", "增减额", "1.00")


def test_the_plan_of_another_year_is_of_nothing_here(specs: Specs) -> None:
    text = "2025年度“三公”经费预算较2024年度增加1.00万元，其中公务接待费较上年同期减少0.50万元。"
    more = "公务用车运行维护费较上年同期增加1.50万元，增长20.00%。"
    assert read(specs, THREE, text + more) == []
    both = "2023年度“三公”经费预算为5.00万元，2024年度“三公”经费支出6.00万元。"
    assert told(read(specs, THREE, both)) == [("“三公”经费", "决算数", "6.00")]


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("“三公”经费支出6.00万元，比上年预算数字下降20.00%", "上年预算"),
        ("“三公”经费支出6.00万元，比上年决算数字下降20.00%", "上年"),
        ("“三公”经费支出6.00万元，比年初预算数下降20.00%", "预算"),
    ],
)
def test_last_years_budget_is_neither_last_year_nor_the_budget(specs: Specs, text: str, base: str) -> None:
    assert [f.base for f in read(specs, THREE, text + "。") if f.measure.value == "增减率"] == [base]


def test_last_years_amount_by_what_was_spent_in_all(specs: Specs) -> None:
    text = "“三公”经费支出6.00万元，比上年累计支出8.00万元减少2.00万元，下降25.00%。"
    assert [m for _, m, _ in told(read(specs, THREE, text))] == ["决算数", "上年", "增减额", "增减率"]


@pytest.mark.parametrize("word", ["预算执行比例", "预算执行率", "年初预算执行率", "预算完成率"])
def test_how_much_of_a_budget_was_used_by_the_name_of_the_rate(specs: Specs, word: str) -> None:
    text = f"“三公”经费支出6.00万元，{word}为75.00%。"
    assert told(read(specs, THREE, text))[-1] == ("“三公”经费", "完成率", "75.00")


@pytest.mark.parametrize(("last", "found"), [("5.00", []), ("5.50", ["SM-08"])])
def test_budgets_of_the_parts_add_up(last: str, found: list[str]) -> None:
    assert errors(PLANNED.replace("5.00", last), "2024年“三公”经费支出共计6.00万元。") == found


CHANGED = (
    "2024年“三公”经费支出合计9.00万元，较年初预算数减少3.00万元，其中：因公出国（境）费0万元，与年初预算持平；"
    "公务用车购置及运行维护费5.00万元，较年初预算数减少{}万元；公务接待费4.00万元，较年初预算数减少2.00万元。"
)


@pytest.mark.parametrize(("change", "found"), [("1.00", []), ("2.00", ["SM-17"])])
def test_changes_of_the_parts_from_their_budgets_are_that_of_the_whole(change: str, found: list[str]) -> None:
    assert errors(CHANGED.format(change)) == found


def test_reasons_go_on_behind_a_semicolon(specs: Specs) -> None:
    title = "收入支出决算总体情况说明"
    head = "2024年度收支总计9.00万元，较上年减少1.00万元，主要原因是："
    numbered = "一是其他收入减少0.50万元；二是年初结转和结余减少0.70万元；三是财政拨款收入增加0.20万元。"
    plain = "其他收入减少0.50万元；年初结转和结余减少0.50万元。"
    for reasons in (numbered, plain):
        assert told(read(specs, title, head + reasons)) == [
            ("收支总计", "决算数", "9.00"),
            ("收支总计", "增减额", "1.00"),
        ]


@pytest.mark.parametrize(("rate", "wrong"), [("103.33", []), ("100.00", ["SB-02"])])
def test_by_how_much_a_final_is_above_its_budget(specs: Specs, rate: str, wrong: list[str]) -> None:
    text = f"2024年度“三公”经费支出31.00万元，完成年初预算的{rate}%，决算数大于预算数1.00万元。"
    facts = read(specs, THREE, text)
    assert told(facts)[-1] == ("“三公”经费", "增减额", "1.00") and facts[-1].direction == 1
    assert errors(text) == wrong


def test_a_body_among_others_that_spend_together_is_nobody_else(specs: Specs) -> None:
    text = "2024年全县行政单位、事业单位和其他单位使用当年财政拨款安排的“三公”经费决算总额为9.00万元。"
    parts = "其中：公务接待费决算支出3.00万元；因公出国（境）决算支出2.00万元。"
    assert told(read(specs, THREE, text + parts)) == [
        ("“三公”经费", "决算数", "9.00"),
        ("公务接待费", "决算数", "3.00"),
        ("因公出国（境）费", "决算数", "2.00"),
    ]
    other = "2024年其他单位“三公”经费决算总额为9.00万元。"
    assert read(specs, THREE, other) == []
