"""What the prose says of a budget it does not state is held against the budget the table prints."""

from __future__ import annotations

import pytest
from identity_texts import audited, base, changed, said, weighty
from prose import read
from some_slow import first

from gouji.packs import Specs

_OWN = "公务接待费支出决算为0.78万元，完成预算的80.98%。"


def _told(words: str) -> tuple[dict[str, list[str]], set[str]]:
    """Return what is told of a department (receptions: budget 0.96, final 0.78), and which rules accuse it."""
    report = audited(changed(base("district"), ((_OWN, f"公务接待费支出决算为0.78万元，{words}"),)))
    return said(report), weighty(report)


@pytest.mark.parametrize(
    "words",
    first(
        2,
        [
            "比2023年度预算减少0.18万元，原因是来访减少。",
            "与预算相比，减少0.18万元，下降18.75%。",
            "比预算数减少0.19万元。",  # both are rounded
            "决算数小于预算数的主要原因是来访减少。",
            "与2022年预算相比无增减。",
            "与预算相比，公务接待场次无增减变动的原因是来访与预计相同。",
        ],
    ),
)
def test_what_agrees_with_the_table_or_speaks_of_something_else(words: str) -> None:
    assert _told(words)[1] == set()


@pytest.mark.parametrize(
    ("words", "told"),
    first(
        1,
        [
            ("与2023年度预算相比无增减。", "写明决算数等于预算数，而决算数为 0.78、预算数为 0.96"),
            ("与预算相比没有增减变化。", "写明决算数等于预算数，而决算数为 0.78、预算数为 0.96"),
            (
                "决算数大于预算数的主要原因是来访增加。",
                "写明决算数大于预算数，而决算数为 0.78、预算数为 0.96",
            ),
        ],
    ),
)
def test_words_that_the_table_contradicts_are_asked_about(words: str, told: str) -> None:
    """The figures of the table have relations of their own: none of them is called wrong for a word."""
    found, rules = _told(words)
    assert rules == {"SM-04"}
    assert [m for m in found["SM-04"] if told in m]


def test_a_change_that_the_table_contradicts() -> None:
    found, rules = _told("比预算减少0.81万元。")
    assert rules == {"SM-04"}
    assert any("增减额" in m and "0.18" in m for m in found["SM-04"])


def test_parts_stay_compared_with_what_the_whole_was(specs: Specs) -> None:
    """其中: an amount alone between them does not end the comparison; a new sentence does."""
    facts = read(
        specs,
        "财政拨款“三公”经费支出决算情况说明",
        "“三公”经费支出决算比上年减少3.20万元，下降40.00%。其中：因公出国（境）费支出0.00万元；公务用车运行维护费支出决算减少2.90万元，"
        "下降45.00%；公务接待费支出决算减少0.30万元，下降20.00%。公务接待费支出决算增加0.70万元。",
    )
    stated = [(f.subject, f.measure.value, f.figure.quantity.printed, f.direction) for f in facts if f.figure]
    assert stated == [
        ("“三公”经费", "增减额", "3.20", -1),
        ("“三公”经费", "增减率", "40.00", -1),
        ("因公出国（境）费", "决算数", "0.00", None),
        ("公务用车运行维护费", "增减额", "2.90", -1),
        ("公务用车运行维护费", "增减率", "45.00", -1),
        ("公务接待费", "增减额", "0.30", -1),
        ("公务接待费", "增减率", "20.00", -1),
    ]
    assert {f.base for f in facts if f.measure.value == "增减额"} == {"上年"}


def test_several_kinds_of_fiscal_money_together_are_fiscal_money(specs: Specs) -> None:
    both = "一般公共预算、政府性基金预算财政拨款“三公”经费支出"
    facts = read(
        specs, f"{both}决算情况说明", f"2024年度{both}预算为2.40万元，支出决算为1.80万元，完成预算的75.00%。"
    )
    assert [(f.subject, f.measure.value, f.section_key) for f in facts] == [
        ("“三公”经费", "年初预算", "三公"),
        ("“三公”经费", "决算数", "三公"),
        ("“三公”经费", "完成率", "三公"),
    ]
