"""Lists of changes and of parts: whose rates are listed behind, what is not listed, and parts told in another division."""

from __future__ import annotations

import pytest
from prose import read
from sound import sound

from gouji.api import Source
from gouji.audit import Auditor
from gouji.model import Fact, Severity
from gouji.packs import Specs

ALL = "收入支出决算总体情况说明"
THREE = "“三公”经费财政拨款支出决算总体情况说明"
INCOME = "清河示例馆2024年度部门决算\n一、收入决算情况说明\n"


def told(facts: list[Fact]) -> list[tuple[str, str, str]]:
    return [(f.subject, f.measure.value, f.figure.quantity.printed) for f in facts if f.figure]


def found(text: str, severity: Severity = Severity.ERROR) -> list[str]:
    report = Auditor().audit(Source("说明.txt", content=(text + "\n").encode()))
    return [f.rule.id for f in sound(report).findings if f.severity is severity]


def page(*sentences: str) -> str:
    return "\n".join(("清河示例县2024年度“三公”经费决算情况说明", *sentences))


def test_rates_listed_behind_changes_are_theirs_in_order(specs: Specs) -> None:
    text = "与2023年相比，收入总计减少1.00万元、支出总计减少2.00万元，分别下降10.00%、20.00%。"
    assert told(read(specs, ALL, text)) == [
        ("收入总计", "增减额", "1.00"),
        ("支出总计", "增减额", "2.00"),
        ("收入总计", "增减率", "10.00"),
        ("支出总计", "增减率", "20.00"),
    ]


def test_rates_listed_for_more_than_was_read_are_nobodys(specs: Specs) -> None:
    text = "与2023年相比，支出总计减少2.00万元、某项减少1.00万元，分别下降20.00%、10.00%。"
    assert told(read(specs, ALL, text)) == [("支出总计", "增减额", "2.00")]


def test_the_unit_may_stand_behind_the_last_of_two_amounts(specs: Specs) -> None:
    text = "与2023年相比，收入总计减少1.25、支出总计减少2.50万元。"
    assert told(read(specs, ALL, text)) == [("收入总计", "增减额", "1.25"), ("支出总计", "增减额", "2.50")]


@pytest.mark.parametrize(("share", "wrong"), [("12.00", True), ("10.00", False)])
def test_a_rate_of_such_a_list_is_held_against_its_change(share: str, wrong: bool) -> None:
    text = (
        "清河示例馆2024年度部门决算\n一、收入支出决算总体情况说明\n2024年度收入总计9.00万元、支出总计8.00万元。"
        f"与2023年相比，收入总计减少1.00万元、支出总计减少2.00万元，分别下降{share}%、20.00%。"
    )
    assert ("SB-03" in found(text)) is wrong


LISTED = "本年收入合计100.00万元，其中：财政拨款收入{}万元，占{}%；事业收入5.00万元，占5.00%。"


@pytest.mark.parametrize(
    ("amount", "share", "wrong"),
    [
        ("94.30", "94.30", []),  # other income of 0.70 is not listed: shares and amounts say so alike
        ("95.00", "95.00", []),
        ("94.30", "95.00", ["SB-01"]),
    ],
)
def test_parts_that_leave_as_much_open_as_their_shares_are_not_all(
    amount: str, share: str, wrong: list[str]
) -> None:
    assert found(INCOME + LISTED.format(amount, share)) == wrong


def test_meetings_among_the_parts_are_not_hidden_in_three_others() -> None:
    parts = "因公出国（境）费0万元、公务用车购置费3.00万元、公务用车运行维护费2.00万元、公务接待费1.00万元"
    whole = f"2024年“三公”经费支出合计9.00万元，其中：{parts}"
    assert found(page(whole + "、会议费3.00万元。")) == []
    assert found(page(whole + "。")) == ["SM-08"]


def test_the_parts_of_last_years_total_are_last_years(specs: Specs) -> None:
    this = "2024年的“三公”经费决算数合计为5.00万元，其中：公务用车运行维护费2.00万元、公务接待费3.00万元。"
    last = "2023年的“三公”经费决算数合计为7.00万元，其中：公务用车运行维护费3.00万元、公务接待费4.00万元。"
    own = [
        ("“三公”经费", "决算数", "5.00"),
        ("公务用车运行维护费", "决算数", "2.00"),
        ("公务接待费", "决算数", "3.00"),
    ]
    prior = [
        ("“三公”经费", "上年", "7.00"),
        ("公务用车运行维护费", "上年", "3.00"),
        ("公务接待费", "上年", "4.00"),
    ]
    assert told(read(specs, THREE, this + last)) == [*own, *prior]
    assert told(read(specs, THREE, this + last.replace("“三公”经费", "某项"))) == own
    more = "2024年公务接待费支出3.00万元。"
    assert told(read(specs, THREE, this + last + more)) == [*own, *prior, ("公务接待费", "决算数", "3.00")]


def test_visits_within_and_beyond_the_border_are_counted_apart(specs: Specs) -> None:
    text = "国内公务接待批次30个，接待人次200人；国（境）外公务接待批次2个，接待人次9人。"
    assert told(read(specs, THREE, text)) == [
        ("国内公务接待批次", "数量", "30"),
        ("国内公务接待人次", "数量", "200"),
        ("国（境）外公务接待批次", "数量", "2"),
        ("国（境）外公务接待人次", "数量", "9"),
    ]


CHANGED = (
    "2024年全县一般公共预算拨款安排的“三公”经费决算支出数为9.00万元，按同口径同比减少{}万元。其中：因公出国（境）费支出0万元。"
    "公务用车购置费支出4.00万元，同比减少1.00万元；公务用车运行维护费支出3.00万元，同比增加2.00万元。公务接待费支出2.00万元，同比减少3.00万元。"
)


@pytest.mark.parametrize(("change", "warned"), [("2.00", False), ("2.50", True)])
def test_changes_of_buying_and_running_stand_for_that_of_both(change: str, warned: bool) -> None:
    assert ("SM-17" in found(page(CHANGED.format(change)), Severity.WARNING)) is warned


@pytest.mark.parametrize("word", ["较", "相较", "相较于", "相比", "相比于"])
def test_words_that_compare_with_last_year(specs: Specs, word: str) -> None:
    facts = read(specs, THREE, f"“三公”经费决算数{word}上年减少1.00万元。")
    assert [(f.subject, f.base) for f in facts] == [("“三公”经费", "上年")]


@pytest.mark.parametrize(
    ("words", "base"),
    [("2023年度相比", "上年"), ("2024年度预算相比", "预算"), ("2023年度预算数相比", "2023年预算")],
)
def test_what_is_compared_with_may_have_lost_its_first_word(specs: Specs, words: str, base: str) -> None:
    facts = read(specs, THREE, f"“三公”经费支出9.00万元，{words}，减少1.00万元，下降10.00%。")
    assert [(f.measure.value, f.base) for f in facts[1:]] == [("增减额", base), ("增减率", base)]
