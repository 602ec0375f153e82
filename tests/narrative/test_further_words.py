"""Words of other places that say what others say too: completed, compared, listed, under a title within the paragraph."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from bodies_more import cooperative, land, street
from bodies_office import abroad, units
from bodies_other import audit_office, civil_affairs
from bodies_third import retired
from changed_figures import audited
from prose import read

from gouji.api import Source
from gouji.audit import Auditor
from gouji.model import DocumentReport, Fact, Ledger, Measure, Severity
from gouji.packs import Specs
from gouji.testing.synthetic import PrintedDocument, to_text

ALL = "收入支出决算总体情况说明"
FISCAL = "财政拨款收入支出决算总体情况说明"
THREE = "“三公”经费财政拨款支出决算具体情况说明"
ITEM = "教育支出（类）普通教育（款）小学教育（项）"


def told(facts: list[Fact]) -> list[tuple[str, str, str]]:
    return [(f.subject, f.measure.value, f.figure.quantity.printed) for f in facts if f.figure]


@pytest.mark.parametrize("name", ["收入总计、支出总计", "收入总计和支出总计"])
def test_both_totals_by_their_names(specs: Specs, name: str) -> None:
    facts = read(specs, ALL, f"2024年度{name}均为9.00万元，同比增加1.00万元，增长12.50%。")
    assert told(facts) == [
        ("收支总计", "决算数", "9.00"),
        ("收支总计", "增减额", "1.00"),
        ("收支总计", "增减率", "12.50"),
    ]
    assert facts[1].base == "上年"


@pytest.mark.parametrize(
    ("text", "base"),
    [
        (f"{ITEM}年初预算8.00万元，支出决算9.00万元，为年初预算的112.50%。", "年初预算"),
        (f"{ITEM}全年预算8.00万元，支出决算9.00万元，为全年预算的112.50%。", "全年预算"),
        (f"{ITEM}支出决算9.00万元，为预算8.00万元的112.50%。", "预算"),
        (f"{ITEM}支出决算9.00万元，全年预算8.00万元，完成112.50%。", "全年预算"),
    ],
)
def test_how_much_of_a_budget_was_used(specs: Specs, text: str, base: str) -> None:
    found = [
        f
        for f in read(specs, "一般公共预算财政拨款支出决算具体情况", text)
        if f.measure is Measure.COMPLETION
    ]
    assert [(f.subject, f.base) for f in found] == [(ITEM, base)]


def test_both_are_the_same(specs: Specs) -> None:
    text = f"{ITEM}：决算数9.00万元，年初预算数9.00万元，二者一致。"
    (last,) = read(specs, "一般公共预算财政拨款支出决算具体情况", text)[2:]
    assert (last.subject, last.direction, last.flags) == (ITEM, 0, ("comparison",))


def test_an_amount_again_in_another_unit(specs: Specs) -> None:
    facts = read(specs, ALL, "2024年度收、支总计2.42亿元（24175.41万元），比上年减少1876.13万元，下降7.20%。")
    assert told(facts)[:2] == [("收支总计", "决算数", "2.42"), ("收支总计", "决算数", "24175.41")]
    assert {f.subject for f in facts} == {"收支总计"}


def test_spending_behind_income_of_the_same_money(specs: Specs) -> None:
    facts = read(specs, FISCAL, "2024年度财政拨款收入9.00万元、支出8.00万元。")
    assert [s for s, _, _ in told(facts)] == ["财政拨款收入总计", "财政拨款支出总计"]


def test_balances_of_each_money(specs: Specs) -> None:
    text = "一般公共预算财政拨款年初结转1.00万元、年末结转2.00万元；政府性基金预算财政拨款年初结转3.00万元、年末结转4.00万元。"
    assert [s for s, _, _ in told(read(specs, FISCAL, text))] == [
        "一般公共预算财政拨款年初结转和结余",
        "一般公共预算财政拨款年末结转和结余",
        "政府性基金预算财政拨款年初结转和结余",
        "政府性基金预算财政拨款年末结转和结余",
    ]


def test_the_first_sentence_under_a_title_that_says_nothing_else(specs: Specs) -> None:
    text = ["（三）具体情况", "年初预算8.00万元，支出决算9.00万元，完成年初预算的112.50%。"]
    facts = read(specs, "一般公共预算财政拨款支出决算情况说明", *text)
    assert {f.subject for f in facts} == {"一般公共预算财政拨款支出"}
    assert len(facts) == 3


@pytest.mark.parametrize("nothing", ["上年为0", "上年无此项支出"])
def test_nothing_last_year_says_nothing_of_what_follows(specs: Specs, nothing: str) -> None:
    text = f"因公出国（境）费决算9.00万元，{nothing}，比上年增加9.00万元。"
    assert [(s, m) for s, m, _ in told(read(specs, THREE, text))] == [
        ("因公出国（境）费", "决算数"),
        ("因公出国（境）费", "增减额"),
    ]


def test_counts_of_visits_leave_their_money_spoken_of(specs: Specs) -> None:
    facts = read(specs, THREE, "公务接待费0.40万元，接待5批次31人次，比预算0.50万元减少0.10万元。")
    assert told([f for f in facts if f.measure is not Measure.COUNT]) == [
        ("公务接待费", "决算数", "0.40"),
        ("公务接待费", "年初预算", "0.50"),
        ("公务接待费", "增减额", "0.10"),
    ]


@pytest.mark.parametrize("title", ["十、其他重要事项的情况说明", "十、其他重要事项说明"])
def test_titles_within_paragraphs(specs: Specs, title: str) -> None:
    texts = [
        "（一）机关运行经费。2024年度机关运行经费支出7.00万元。",
        "（二）政府采购。2024年度政府采购支出总额9.00万元，其中货物4.00万元、服务5.00万元。授予中小企业合同金额3.00万元。",
        "（三）截至2024年12月31日，共有车辆3辆，其中应急保障用车1辆、其他用车2辆。",
        "（四）其他。本年收取学费5.00万元。",
    ]
    subjects = [s for s, _, _ in told(read(specs, title.partition("、")[2], *texts))]
    assert subjects == [
        "机关运行经费", "政府采购支出", "货物", "服务", "授予中小企业合同金额",
        "车辆总数", "应急保障用车", "其他用车",
    ]  # fmt: skip


def test_last_year_in_a_bracket(specs: Specs) -> None:
    facts = read(specs, ALL, "2024年度收、支总计9.00万元（2023年为8.00万元），增加1.00万元，增长12.50%。")
    assert [(f.measure.value, f.base) for f in facts] == [
        ("决算数", ""),
        ("上年", "上年"),
        ("增减额", "上年"),
        ("增减率", "上年"),
    ]


def test_another_year_in_a_bracket_is_nobody_s(specs: Specs) -> None:
    facts = read(specs, ALL, "2024年度收、支总计9.00万元（2019年为8.00万元），增加1.00万元。")
    assert len(facts) == 1


def test_what_was_saved_is_saved_of_the_budget(specs: Specs) -> None:
    text = "“三公”经费预算5.00万元，决算4.00万元，节约1.00万元，完成预算的80.00%。"
    facts = read(specs, "财政拨款“三公”经费支出决算情况说明", text)
    assert [(f.measure, f.base) for f in facts][2:] == [
        (Measure.CHANGE, "预算"),
        (Measure.COMPLETION, "预算"),
    ]


def test_a_share_in_a_bracket(specs: Specs) -> None:
    text = "2024年度收入合计9.00万元，其中：财政拨款收入6.00万元（占66.67%）、其他收入3.00万元（占33.33%）。"
    facts = read(specs, "收入决算情况说明", text)
    assert [f.subject for f in facts if f.measure is Measure.SHARE] == ["财政拨款收入", "其他收入"]


ROWS: dict[str, Callable[[int], PrintedDocument]] = {
    "街道": street,
    "自然资源局": land,
    "供销社": cooperative,
}


@pytest.fixture(scope="module")
def ledgers() -> dict[str, Ledger]:
    auditor = Auditor()
    return {
        name: auditor.read(Source("x.txt", content=to_text(make(1), columns=10_000).encode()))[0]
        for name, make in ROWS.items()
    }


def test_a_leaf_alone_is_a_row_and_may_hold_a_bracket(ledgers: dict[str, Ledger]) -> None:
    cells = {f.cell for f in ledgers["街道"].facts if f.subject.endswith("（项）")}
    assert ("公开05表", "2010399", "小计") in cells
    fund = {f.cell for f in ledgers["自然资源局"].facts if f.section_key == "政府性基金"}
    assert ("公开07表", "2120801", "本年收入") in fund
    assert ("公开07表", "2120802", "年末结转和结余") in fund


def test_words_before_a_path_are_no_part_of_it(ledgers: dict[str, Ledger]) -> None:
    cells = {f.cell for f in ledgers["供销社"].facts if f.subject.startswith("国有资本经营预算支出（类）")}
    assert ("公开08表", "2230301", "合计") in cells


def test_spending_of_state_capital_stands_in_its_own_column(ledgers: dict[str, Ledger]) -> None:
    table = ledgers["供销社"].tables["公开04表"]
    filled = {
        c.key
        for c in table.columns
        if (f := table.figure("支出.国有资本经营预算支出", c.key)) is not None and f.quantity.value
    }
    assert filled == {"合计", "国有资本经营预算财政拨款"}


def rules(found: DocumentReport) -> set[str]:
    return {f.rule.id for f in found.findings if f.severity is not Severity.INFO}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("make", "pattern", "new", "rule"),
    [
        (audit_office, r"电费(\d)", "电费9", "SM-01"),
        (civil_affairs, r"1\.社会保障和就业支出(\d)", "1.社会保障和就业支出9", "SM-01"),
        (abroad, r"分别占(\d)", "分别占1", "SB-01"),
        (units, r"占比分别为(\d)", "占比分别为1", "SB-01"),
    ],
)
def test_a_slip_in_such_words_is_found(
    make: Callable[[int], PrintedDocument], pattern: str, new: str, rule: str
) -> None:
    text = to_text(make(3), columns=10_000)
    assert len(re.findall(pattern, text)) == 1
    assert rules(audited(Auditor(), text)) == set()
    assert rule in rules(audited(Auditor(), re.sub(pattern, new, text)))


@pytest.mark.slow
def test_the_name_of_an_item_alone_is_a_title() -> None:
    """（一）死亡抚恤。年初预算……: the sentences behind it speak of that 项."""
    text = to_text(retired(1), columns=10_000)
    facts = Auditor().read(Source("x.txt", content=text.encode()))[0].facts
    cells = {f.cell for f in facts if f.measure is Measure.FINAL and f.section_key == "一般公共预算"}
    assert ("公开05表", "2080801", "小计") in cells
    assert ("公开05表", "2101401", "小计") in cells
