"""Amounts listed under names of the department's own: they divide the amount before them, and belong to nobody else."""

from __future__ import annotations

import pytest
from prose import read

from gouji.api import CheckContext
from gouji.facts.narrative_items import brackets_in, sentences_of
from gouji.model import Document, DocumentFacts, Fact, Ledger, Measure, Relation, Verdict
from gouji.packs import Specs
from gouji.relations import judge
from gouji_plugins.checks.narrative import NarrativeCheck

THREE = "财政拨款“三公”经费支出决算情况说明"


def outline(facts: list[Fact]) -> list[tuple[str, str]]:
    return [(f.subject, f.figure.quantity.printed) for f in facts if f.figure is not None]


def test_items_of_a_list_are_parts_of_the_amount_before(specs: Specs) -> None:
    facts = read(specs, THREE, "公务接待费支出0.90万元，具体内容包括：接待调研组0.60万元、交流考察0.30万元。")
    assert outline(facts) == [
        ("公务接待费", "0.90"),
        ("公务接待费：接待调研组", "0.60"),
        ("公务接待费：交流考察", "0.30"),
    ]
    assert {f.parent for f in facts[1:]} == {facts[0].id}
    assert all("whole" in f.flags for f in facts[1:])


def test_a_bracket_by_funds_divides_budget_and_final_each(specs: Specs) -> None:
    said = "（其中：一般公共预算支出{0}万元；政府性基金预算支出0万元；国有资本经营预算支出0万元）"
    text = f"公务接待费支出预算5.00万元{said.format('5.00')}，支出决算4.00万元{said.format('4.00')}，完成调整后预算的80.00%。"
    facts = read(specs, THREE, text)
    stated = [f for f in facts if "item" not in f.flags]
    assert [(f.measure, f.subject) for f in stated] == [
        (Measure.BUDGET, "公务接待费"),
        (Measure.FINAL, "公务接待费"),
        (Measure.COMPLETION, "公务接待费"),
    ]
    assert len(facts) == 9
    assert [f.measure for f in facts if "item" in f.flags] == [Measure.BUDGET] * 3 + [Measure.FINAL] * 3


@pytest.mark.parametrize(
    "text",
    [
        # Somebody else stands between the amount and the list.
        "公务接待费支出0.90万元。其他经费10.00万元，其中：甲事6.00万元、乙事4.00万元。",
        # A reason divides nothing of the subject.
        "公务接待费支出0.90万元，主要原因是活动较多，其中：甲活动6.00万元、乙活动4.00万元。",
        # A subject with its budget and its final is no list of strangers.
        "公务用车购置及运行维护费支出3.00万元，其中：公务用车购置费支出预算为1.00万元，支出决算为1.00万元。",
        # What is compared or planned is no part.
        "公务接待费支出0.90万元，其中：较上年增加6.00万元、合同金额4.00万元。",
    ],
)
def test_what_is_no_part_becomes_none(specs: Specs, text: str) -> None:
    assert [f for f in read(specs, THREE, text) if "item" in f.flags] == []


def test_a_list_that_names_a_subject_is_read_as_sentences_are(specs: Specs) -> None:
    facts = read(specs, THREE, "公务接待费支出0.90万元（其中：外宾接待支出0.10万元）。")
    assert outline(facts) == [("公务接待费", "0.90"), ("外宾接待费", "0.10")]


def test_a_remark_in_a_bracket_leaves_the_subject_open(specs: Specs) -> None:
    text = "机关运行经费支出3.00万元（与一般公共预算基本支出中的公用经费保持一致），比上年决算数增加1.00万元，增长50.00%。"
    facts = read(specs, "机关运行经费支出情况说明", text)
    assert [(f.subject, f.measure) for f in facts] == [
        ("机关运行经费", Measure.FINAL),
        ("机关运行经费", Measure.CHANGE),
        ("机关运行经费", Measure.CHANGE_RATE),
    ]


def test_a_mark_within_a_bracket_ends_no_sentence_and_a_lost_bracket_holds_none() -> None:
    text = "甲1万元(其中:乙1万元;丙0万元)。丁。"
    assert [text[a:b] for a, b in sentences_of(text, ())] == ["甲1万元(其中:乙1万元;丙0万元)。", "丁。"]
    assert brackets_in("甲(乙。丙。") == []
    assert len(list(sentences_of("甲1万元(乙。丙(丁)2万元)。", ()))) == 2


@pytest.mark.parametrize(
    ("title", "sentence", "stated"),
    [
        (
            THREE,
            "2024年“三公”经费财政拨款决算数0.90万元，比2024年年初预算数1.00万元减少0.10万元。",
            [("决算数", "", 0.9), ("年初预算", "年初预算", 1.0), ("增减额", "预算", 0.1)],
        ),
        (
            THREE,
            "公务接待费支出决算为0.90万元，比2023年预算数减少0.10万元。",
            [("决算数", "", 0.9), ("增减额", "2023年预算", 0.1)],
        ),
        (
            THREE,
            "公务接待费支出决算为0.90万元，比2023年度决算数减少0.10万元。",
            [("决算数", "", 0.9), ("增减额", "上年", 0.1)],
        ),
        (
            THREE,
            "公务接待费全年预算为1.00万元，支出决算为0.90万元，决算数与全年预算数的差异原因：厉行节约。与上年决算相比，减少0.10万元。",
            [("全年预算", "全年预算", 1.0), ("决算数", "", 0.9), ("增减额", "上年", 0.1)],
        ),
    ],
)
def test_a_change_names_its_base(
    specs: Specs, title: str, sentence: str, stated: list[tuple[str, str, float]]
) -> None:
    facts = [f for f in read(specs, title, sentence) if f.figure is not None]
    assert [
        (f.measure.value, f.base, float(f.figure.quantity.value or 0)) for f in facts if f.figure
    ] == stated


def test_totals_with_the_word_for_accounts_and_both_readings_of_all_income(specs: Specs) -> None:
    overall = read(
        specs,
        "收入支出决算总体情况说明",
        "2024年度收入、支出决算总计9.00万元。其中：本年收入决算合计8.00万元。",
    )
    assert [f.subject for f in overall] == ["收支总计", "本年收入合计"]
    spending = read(specs, "支出决算情况说明", "2024年度总支出9.00万元，其中本年支出合计8.00万元。")
    assert [f.subject for f in spending] == ["支出总计", "本年支出合计"]


def test_vehicles_disposed_of_are_not_those_kept(specs: Specs) -> None:
    facts = read(specs, "国有资产占用情况说明", "共有车辆4辆。处置车辆1辆，账面原值2.00万元。")
    assert outline(facts) == [("车辆总数", "4")]


@pytest.mark.parametrize(
    ("text", "rule", "verdict"),
    [
        (
            "公务接待费支出0.90万元，具体内容包括：接待调研组0.60万元、交流考察0.30万元。",
            "SM-32",
            Verdict.HOLDS,
        ),
        (
            "公务接待费支出0.90万元，具体内容包括：接待调研组0.60万元、交流考察0.25万元。",
            "SM-32",
            Verdict.VIOLATED,
        ),
        # Three roundings of half a unit: no error.
        (
            "公务接待费支出0.90万元，具体内容包括：接待调研组0.60万元、交流考察0.31万元。",
            "SM-32",
            Verdict.ROUNDING,
        ),
        ("公务接待费支出0.90万元，其中：接待调研组0.60万元、交流考察0.25万元。", "SM-09", Verdict.HOLDS),
        ("公务接待费支出0.90万元，其中：接待调研组0.60万元、交流考察0.45万元。", "SM-09", Verdict.VIOLATED),
    ],
)
def test_items_are_held_against_their_amount(specs: Specs, text: str, rule: str, verdict: Verdict) -> None:
    document = Document("x", "text", "0", (), has_layout=False)
    facts = tuple(read(specs, THREE, text))
    ledger = Ledger(document, DocumentFacts("清河示例区档案馆", 2024, "部门决算"), {}, (), (), facts)
    found = [r for r in NarrativeCheck().run(ledger, CheckContext(specs)) if r.rule.id == rule]
    judged = [judge(r).verdict for r in found if hasattr(r, "form") and r.form is not None]
    assert judged == [verdict]


GUESTS = "公务接待费支出1.20万元。其中：国内接待费支出{0}万元（其中：外事接待费支出0.20万元），国（境）外接待费支出0.20万元。"


@pytest.mark.parametrize(("domestic", "verdict"), [("1.00", Verdict.HOLDS), ("0.90", Verdict.VIOLATED)])
def test_guests_abroad_stand_beside_domestic_ones_not_within(
    specs: Specs, domestic: str, verdict: Verdict
) -> None:
    document = Document("x", "text", "0", (), has_layout=False)
    facts = tuple(read(specs, THREE, GUESTS.format(domestic)))
    ledger = Ledger(document, DocumentFacts("清河示例区档案馆", 2024, "部门决算"), {}, (), (), facts)
    found = [r for r in NarrativeCheck().run(ledger, CheckContext(specs)) if r.rule.id in ("SM-03", "SM-08")]
    assert [(r.rule.id, judge(r).verdict) for r in found if isinstance(r, Relation)] == [("SM-08", verdict)]
