"""Figures told beside each other in a sentence or two: years, signed changes, parts of their own names, counts.

Every sentence stands in a correct department; what is wrong in it contradicts itself or the department.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from identity_texts import audited, weighty, with_sentence
from prose import read

from gouji.model import Fact, Measure
from gouji.packs import Specs

TOLD = tomllib.loads(Path(__file__).with_name("stated_beside.toml").read_text(encoding="utf-8"))
RUNNING = "机关运行经费支出情况说明"


@pytest.mark.slow
@pytest.mark.parametrize("case", TOLD["wrong"], ids=lambda c: c["text"][:24])
def test_a_contradiction_is_told(case: dict[str, str]) -> None:
    found = audited(with_sentence(case["section"], case["text"], alone="alone" in case))
    assert found.problems == ()
    assert case["rule"] in weighty(found)


@pytest.mark.slow
@pytest.mark.parametrize("case", TOLD["fine"], ids=lambda c: c["text"][:24])
def test_what_agrees_accuses_nobody(case: dict[str, str]) -> None:
    report = audited(with_sentence(case["section"], case["text"], alone="alone" in case))
    assert report.problems == ()
    assert weighty(report) == set()


def told(facts: list[Fact]) -> list[tuple[str, str, str]]:
    return [(f.measure.value, f.figure.quantity.printed, f.base) for f in facts if f.figure]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "机关运行经费2022年8.00万元，2023年9.00万元，2024年7.00万元，减少2.00万元，下降22.22%。",
            [("上年", "9.00", "上年"), ("决算数", "7.00", ""), ("增减额", "2.00", "上年"), ("增减率", "22.22", "上年")],
        ),
        (
            "近三年机关运行经费分别为2022年8.00万元、2023年9.00万元、2024年7.00万元。",
            [("上年", "9.00", "上年"), ("决算数", "7.00", "")],
        ),
        (
            "机关运行经费由上年的9.00万元减少到本年的7.00万元，减少2.00万元。",
            [("上年", "9.00", "上年"), ("决算数", "7.00", ""), ("增减额", "2.00", "上年")],
        ),
        # Everything in the sentence is of last year, until this one is named.
        (
            "2023年机关运行经费9.00万元，其中会议费1.00万元；2024年会议费2.00万元。",
            [("上年", "9.00", "上年"), ("上年", "1.00", "上年"), ("决算数", "2.00", "")],
        ),
        ("2023年机关运行经费9.00万元，比2022年增加1.00万元，增长12.50%。", [("上年", "9.00", "上年")]),
        ("按可比口径，上年机关运行经费9.00万元，减少2.00万元。", []),
        ("2023年行政单位机关运行经费9.00万元，减少2.00万元。", []),
        ("2023年机关运行经费预算9.00万元。", []),
    ],
)  # fmt: skip
def test_amounts_of_several_years(specs: Specs, text: str, wanted: list[tuple[str, str, str]]) -> None:
    assert told(read(specs, RUNNING, text)) == wanted


@pytest.mark.parametrize(
    ("text", "signed"),
    [
        ("机关运行经费7.00万元，比上年增减-2.00万元，增减率-22.22%。", [("-2.00", 1), ("-22.22", None)]),
        ("机关运行经费7.00万元，较上年增减额为+2.00万元。", [("2.00", 1)]),
        ("机关运行经费7.00万元，较上年变动-2.00万元，变动幅度-22.22%。", [("-2.00", 1), ("-22.22", None)]),
        ("机关运行经费7.00万元，较上年增减2.00万元。", []),
    ],
)
def test_a_sign_tells_the_way(specs: Specs, text: str, signed: list[tuple[str, int | None]]) -> None:
    facts = [f for f in read(specs, RUNNING, text) if f.measure in (Measure.CHANGE, Measure.CHANGE_RATE)]
    assert [(f.figure.quantity.printed, f.direction) for f in facts if f.figure] == signed
    assert all("signed" in f.flags for f in facts)


def test_shares_of_items_are_theirs(specs: Specs) -> None:
    facts = read(
        specs,
        RUNNING,
        "机关运行经费9.00万元，具体为：（1）水费3.00万元，占33.33%；（2）电费6.00万元，占66.67%。",
    )
    assert told(facts) == [
        ("决算数", "9.00", ""), ("决算数", "3.00", ""), ("占比", "33.33", "机关运行经费"),
        ("决算数", "6.00", ""), ("占比", "66.67", "机关运行经费"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "机关运行经费9.00万元，比上年减少3.00万元，主要用于水费6.00万元、电费5.00万元。",
        "机关运行经费9.00万元，用于带动社会投资60.00万元、新增产值50.00万元。",
        "机关运行经费9.00万元，较上年减少20.00万元，其中：水费12.00万元、电费8.00万元。",
    ],
)
def test_what_a_change_or_an_effect_is_made_of_divides_nothing(specs: Specs, text: str) -> None:
    assert [f for f in read(specs, RUNNING, text) if "item" in f.flags] == []


@pytest.mark.parametrize(
    "sentence", ["占一般公共预算项目支出总额的91.00%。", "占一般公共预算项目支出总额的35.10%。"]
)
def test_a_share_of_a_budget_that_nothing_prints_is_a_question(sentence: str) -> None:
    """What is evaluated is a budget; the projects' budget may be the whole, and only a form of the whole prints it."""
    text = f"对2023年度一般公共预算项目支出全面开展绩效自评,一级项目4个,涉及资金148万元,{sentence}"
    report = audited(with_sentence("预算绩效管理工作", text, alone=True))
    assert "JX-23" not in weighty(report)
    assert ("JX-23" in {f.rule.id for f in report.findings}) is ("91" in sentence)
