"""Behind a path (类)(款)(项) the columns of the section's table are the 项's, and not the table's totals."""

from __future__ import annotations

import attrs
import pytest
from prose import FACTS, read

from gouji.api import CheckContext
from gouji.model import Document, Ledger, Measure, Relation
from gouji.packs import Specs
from gouji_plugins.checks.narrative_facts import OneFact
from gouji_plugins.checks.narrative_view import View

FUND = "政府性基金预算财政拨款收入支出决算情况说明"
GENERAL = "一般公共预算财政拨款支出决算具体情况"
ITEM = "其他支出（类）彩票公益金安排的支出（款）用于体育事业的彩票公益金支出（项）"


def stated(specs: Specs, title: str, text: str) -> list[tuple[str, str]]:
    return [(f.subject, f.figure.quantity.printed) for f in read(specs, title, text) if f.figure]


def test_spending_behind_a_path_is_that_of_the_item(specs: Specs) -> None:
    assert stated(specs, FUND, f"1.{ITEM}：本年支出7.00万元，用于场地维修。") == [(ITEM, "7.00")]


def test_the_other_columns_are_named_by_the_item(specs: Specs) -> None:
    text = f"{ITEM}：年初结转和结余1.00万元，本年收入8.00万元，本年支出7.00万元，年末结转和结余2.00万元。"
    own = "用于体育事业的彩票公益金支出的"
    assert stated(specs, FUND, text) == [
        (f"{own}年初结转和结余", "1.00"),
        (f"{own}本年收入", "8.00"),
        (ITEM, "7.00"),
        (f"{own}年末结转和结余", "2.00"),
    ]


def test_whose_balance_comes_in_the_next_sentence_is_not_said(specs: Specs) -> None:
    text = f"政府性基金预算财政拨款支出9.00万元，其中：{ITEM}7.00万元；年末结转和结余2.00万元。"
    assert stated(specs, FUND, text) == [("政府性基金预算财政拨款支出", "9.00"), (ITEM, "7.00")]


def test_after_the_sentence_the_totals_are_spoken_of_again(specs: Specs) -> None:
    text = f"{ITEM}支出7.00万元。本年支出9.00万元，年末结转和结余2.00万元。"
    assert stated(specs, FUND, text)[1:] == [
        ("政府性基金预算财政拨款支出", "9.00"),
        ("政府性基金年末结转和结余", "2.00"),
    ]


def test_a_total_named_by_its_money_is_no_item_s(specs: Specs) -> None:
    text = f"{ITEM}支出7.00万元，政府性基金预算财政拨款本年收入9.00万元。"
    assert stated(specs, FUND, text)[1:] == [("政府性基金预算财政拨款收入", "9.00")]


def test_basic_and_project_spending_of_an_item(specs: Specs) -> None:
    text = (
        "1.教育支出（类）普通教育（款）小学教育（项）支出9.00万元，其中：基本支出6.00万元，项目支出3.00万元。"
    )
    assert stated(specs, GENERAL, text)[1:] == [
        ("小学教育的基本支出", "6.00"),
        ("小学教育的项目支出", "3.00"),
    ]


@pytest.mark.parametrize("kept", ["年末保有量3台", "公务用车保有量3辆"])
def test_a_count_under_a_title_of_its_own_turns_to_nobody_else(specs: Specs, kept: str) -> None:
    text = f"2.公务用车购置费支出情况说明。本年购置车辆0台，{kept}，预算为1.00万元，支出决算为2.00万元。"
    found = read(specs, "“三公”经费财政拨款支出决算具体情况说明", text)
    assert [(f.subject, f.measure) for f in found if f.measure is not Measure.COUNT] == [
        ("公务用车购置费", Measure.BUDGET),
        ("公务用车购置费", Measure.FINAL),
    ]


def test_a_count_of_a_part_of_the_title_turns_to_it(specs: Specs) -> None:
    text = "2.公务用车购置及运行维护费支出情况说明。本年购置公务用车1辆，支出18.00万元；保有量9辆，支出20.00万元。"
    found = read(specs, "“三公”经费财政拨款支出决算具体情况说明", text)
    assert [f.subject for f in found if f.measure is Measure.FINAL] == [
        "公务用车购置费",
        "公务用车运行维护费",
    ]


@pytest.mark.parametrize(("later", "compared"), [("7.00", ["7.00"]), ("7.10", ["7.00", "7.10"])])
def test_an_amount_said_twice_in_a_breath_is_one_statement(
    specs: Specs, later: str, compared: list[str]
) -> None:
    facts = read(specs, FUND, f"{ITEM}7.00万元，用于场地维修。年初预算为5.00万元，支出决算为{later}万元。")
    facts = [
        attrs.evolve(f, cell=("公开07表", "2296003", "小计")) for f in facts if f.measure is Measure.FINAL
    ]
    own = attrs.evolve(Ledger(Document("x", "text", "0", ()), facts_of=FACTS), facts=tuple(facts))
    view = View(own, CheckContext(specs))
    made = [r for f in facts for r in OneFact(view).relations(f) if isinstance(r, Relation)]
    stated = [
        f.figure.quantity.printed
        for r, f in zip(made, facts, strict=True)
        if r.rule.id == "SM-01" and f.figure
    ]
    assert stated == compared
    assert len(made) == 2


USES = "1.教育支出（类）普通教育（款）小学教育（项）9.00万元，主要用于：教师培训；{0}。年初预算为8.00万元，支出决算为9.00万元。"


@pytest.mark.parametrize(("more", "own"), [("校舍维修、设备购置等", True), ("学生资助经费", False)])
def test_uses_that_go_on_behind_a_semicolon_leave_the_item_open(specs: Specs, more: str, own: bool) -> None:
    found = [s for s, amount in stated(specs, GENERAL, USES.format(more)) if amount == "8.00"]
    # What is a name of its own may be what is spoken of next: then nobody's budget is read.
    assert bool(found) is own
    assert all(subject.endswith("小学教育（项）") for subject in found)
