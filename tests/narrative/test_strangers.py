"""A name nobody knows: its figures belong to nobody we know, whatever was spoken of before."""

from __future__ import annotations

import itertools

import pytest
from prose import read

from gouji.model import Fact
from gouji.packs import Specs

pytestmark = pytest.mark.slow

TITLE = "财政拨款“三公”经费支出决算情况说明"
STRANGE = "77.77"
BEFORE = [
    "公务接待费支出决算为4.00万元，完成预算的80.00%",
    "公务接待费4.00万元，占“三公”经费支出的80.00%",
    "公务接待费支出决算为4.00万元，较上年减少1.00万元，下降20.00%，主要原因是厉行节约",
    "“三公”经费支出年初预算为5.00万元，支出决算为4.00万元，完成年初预算的80.00%",
]
STRANGERS = [
    "印刷费",  # 会议费 and 培训费 are told beside “三公” in some provinces, and are subjects there
    "外事活动费用",
    "公务租车支出",
    "某某专项经费",
    "其他交通费用",
    "信息化建设资金",
    "公务用车燃油费",
]
PARTS = ["；", "，", "。", "，其中：", "。其中，", "；（2）", "\n", "。2.", "，包括"]
TAILS = [
    f"{STRANGE}万元，占“三公”经费支出的{STRANGE}%",
    f"决算为{STRANGE}万元，完成预算的{STRANGE}%",
    f"支出决算为{STRANGE}万元，决算数大于预算数",
    f"年初预算为{STRANGE}万元，支出决算为{STRANGE}万元，完成年初预算的{STRANGE}%",
    f"年初预算{STRANGE}万元。支出决算{STRANGE}万元，完成年初预算的{STRANGE}%",
    f"较上年增加{STRANGE}万元，增长{STRANGE}%",
    f"决算数比2023年减少{STRANGE}万元，下降{STRANGE}%",
    f"与上年相比增加{STRANGE}万元",
    f"支出{STRANGE}万元，比上年减少{STRANGE}万元，下降{STRANGE}%",
    f"支出情况。较上年增加{STRANGE}万元，增长{STRANGE}%",
    f"情况说明：支出决算为{STRANGE}万元，完成预算的{STRANGE}%",
    "与上年持平",
    "决算数小于预算数",
    f"支出{STRANGE}万元，与上年持平",
    f"占“三公”经费支出的{STRANGE}%",
    f"完成预算的{STRANGE}%",
]


def outline(facts: list[Fact]) -> list[str]:
    return [f"{f.subject}{f.measure.value}{f.direction}" for f in facts]


@pytest.mark.parametrize("tail", TAILS)
def test_figures_of_strangers_become_no_facts(specs: Specs, tail: str) -> None:
    wrong = []
    for before, part, stranger in itertools.product(BEFORE, PARTS, STRANGERS):
        text = f"{before}{part}{stranger}{tail}。"
        facts = read(specs, TITLE, *text.split("\n"))
        if outline(facts) != outline(read(specs, TITLE, f"{before}。")):
            wrong.append((text, outline(facts)))
    assert wrong == []


@pytest.mark.parametrize("tail", TAILS)
def test_the_name_of_a_stranger_in_the_heading_closes_the_subject_above(specs: Specs, tail: str) -> None:
    facts = read(specs, TITLE, "（一）印刷费支出情况", f"本年{tail}。")
    assert facts == []


@pytest.mark.parametrize(
    ("sentence", "subjects"),
    [
        (
            "公务接待费支出4.00万元，主要原因是增加印刷费支出77.77万元，增长77.77%。较上年增加1.00万元，增长33.33%。",
            ["公务接待费"] * 3,
        ),
        (
            "公务接待费支出4.00万元，印刷费支出3.00万元，公务接待费较上年增加1.00万元，增长33.33%。",
            ["公务接待费"] * 3,
        ),
        (
            "公务接待费支出决算为4.00万元。主要用于印刷费、餐费等支出。较上年增加1.00万元，增长33.33%。",
            ["公务接待费"] * 3,
        ),
    ],
)
def test_after_a_reason_or_when_named_again_a_subject_goes_on(
    specs: Specs, sentence: str, subjects: list[str]
) -> None:
    assert [f.subject for f in read(specs, TITLE, sentence)] == subjects


def test_a_rate_belongs_to_the_change_right_before_it(specs: Specs) -> None:
    facts = read(specs, TITLE, "公务接待费支出4.00万元，较上年增加1.00万元，较预算减少2.00万元，下降33.33%。")
    assert [(f.figure.quantity.printed, f.base) for f in facts if f.figure] == [
        ("4.00", ""),
        ("1.00", "上年"),
        ("2.00", "预算"),
        ("33.33", "预算"),
    ]
