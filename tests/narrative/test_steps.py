"""Amounts listed over several paragraphs, and shares printed within a list."""

from __future__ import annotations

import pytest
from prose import read

from gouji.api import CheckContext
from gouji.model import Document, DocumentFacts, Fact, Ledger, Relation, Verdict
from gouji.packs import Specs
from gouji.relations import judge
from gouji_plugins.checks.narrative import NarrativeCheck

SPENT = "支出决算情况说明"
HEAD = "2024年度项目支出9.00万元，具体如下："


def items(facts: list[Fact]) -> list[tuple[str, str, bool]]:
    return [
        (f.subject.rpartition("：")[2], f.figure.quantity.printed, "whole" in f.flags)
        for f in facts
        if f.figure is not None and "item" in f.flags
    ]


@pytest.mark.parametrize(
    "marks", [("1.", "2."), ("（一）", "（二）"), ("一是", "二是"), ("①", "②"), ("1、", "2、")]
)
def test_a_list_over_paragraphs_by_its_marks(specs: Specs, marks: tuple[str, str]) -> None:
    facts = read(
        specs, SPENT, HEAD, f"{marks[0]}库房维修4.00万元，用于防水；", f"{marks[1]}档案扫描支出5.00万元。"
    )
    assert items(facts) == [("库房维修", "4.00", True), ("档案扫描", "5.00", True)]


@pytest.mark.parametrize(
    "paragraphs",
    [
        # Out of order, one without an amount, one alone.
        (HEAD, "1.库房维修4.00万元；", "3.档案扫描5.00万元。"),
        (HEAD, "1.库房维修4.00万元；", "2.档案扫描完成。"),
        (HEAD, "1.库房维修4.00万元。", "其他工作。"),
        # Reasons, what is compared or planned, a change, no amount to be divided.
        ("2024年度项目支出9.00万元，主要原因是：", "一是库房维修4.00万元；", "二是档案扫描5.00万元。"),
        (HEAD, "1.比上年增加4.00万元；", "2.合同金额5.00万元。"),
        (
            "2024年度项目支出19.00万元，较上年增加9.00万元，具体如下：",
            "1.库房维修4.00万元；",
            "2.档案扫描5.00万元。",
        ),
        ("各项工作如下：", "1.库房维修4.00万元；", "2.档案扫描5.00万元。"),
        # Subjects of the section are read as sentences are.
        ("2024年度本年支出合计9.00万元，其中：", "1.基本支出4.00万元；", "2.项目支出5.00万元。"),
    ],
)
def test_what_is_no_list_of_amounts_divides_nothing(specs: Specs, paragraphs: tuple[str, ...]) -> None:
    assert items(read(specs, SPENT, *paragraphs)) == []


def judged(specs: Specs, rule: str, *paragraphs: str) -> set[Verdict | None]:
    """Return the verdicts of a rule on a section; ``None`` for a relation that lacks a figure."""
    document = Document("x", "text", "0", (), has_layout=False)
    facts = tuple(read(specs, SPENT, *paragraphs))
    ledger = Ledger(document, DocumentFacts("清河示例区档案馆", 2024, "部门决算"), {}, (), (), facts)
    found = [r for r in NarrativeCheck().run(ledger, CheckContext(specs)) if r.rule.id == rule]
    return {judge(r).verdict if r.form is not None else None for r in found if isinstance(r, Relation)}


@pytest.mark.parametrize(
    ("head", "second", "rule", "verdict"),
    [
        (HEAD, "5.00", "SM-32", Verdict.HOLDS),
        (HEAD, "5.01", "SM-32", Verdict.ROUNDING),
        (HEAD, "4.00", "SM-32", Verdict.VIOLATED),
        # Not said to be all of it: no more than it.
        ("2024年度项目支出9.00万元，主要用于：", "4.00", "SM-32", Verdict.HOLDS),
        ("2024年度项目支出9.00万元，主要用于：", "6.00", "SM-32", Verdict.VIOLATED),
        ("2024年度项目支出9.00万元，其中：", "6.00", "SM-09", Verdict.VIOLATED),
    ],
)
def test_a_list_over_paragraphs_is_held_against_its_amount(
    specs: Specs, head: str, second: str, rule: str, verdict: Verdict
) -> None:
    assert verdict in judged(specs, rule, head, "1.库房维修4.00万元；", f"2.档案扫描{second}万元。")


LISTED = "2024年度项目支出9.00万元，其中：库房维修4.00万元{0}、档案扫描5.00万元。"


@pytest.mark.parametrize(
    ("share", "verdict"),
    [
        ("（占44.44%）", Verdict.HOLDS),
        ("（占54.44%）", Verdict.VIOLATED),
        ("，占项目支出总额的44.44%", Verdict.HOLDS),
        ("，占项目支出的54.44%", Verdict.VIOLATED),
        ("，占比为54.44%", Verdict.VIOLATED),
    ],
)
def test_a_share_within_a_list(specs: Specs, share: str, verdict: Verdict) -> None:
    assert judged(specs, "SB-01", LISTED.format(share)) == {verdict}


def test_a_share_of_something_unknown_is_compared_with_nothing(specs: Specs) -> None:
    assert judged(specs, "SB-01", LISTED.format("，占全市投资的54.44%")) == set()
    # Of a total that the section knows and does not state: not decided.
    assert judged(specs, "SB-01", LISTED.format("，占本年支出的54.44%")) == {None}
