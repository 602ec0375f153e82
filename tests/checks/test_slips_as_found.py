"""Slips of the pen of classes that published disclosures have, in made-up words; and what looks like them and is right."""

from __future__ import annotations

import pytest
from performance_texts import Run, ledger, run

from gouji_plugins.checks.completeness import CompletenessCheck
from gouji_plugins.checks.wording import WordingCheck

BODY = "第三部分 2024年度部门决算情况说明\n"
CARS = "七、财政拨款“三公”经费支出决算情况说明\n"


def words(text: str) -> Run:
    return run(WordingCheck(), ledger(text))


@pytest.mark.parametrize(
    ("rule", "wrong", "right"),
    [
        (
            "WJ-16",
            "公务接待费减少为0.00万元，与2023年度持平。",
            "公务接待费支出0.00万元，与2023年度持平。",
        ),
        ("WJ-16", "出国费下降到0万元，与上年持平。", "出国费下降到0万元，上年为2.10万元。"),
        ("WJ-08", "接待支出0.35万（含外宾接待0万元）。", "接待支出0.35万元（含外宾接待0万元）。"),
        (
            "WJ-09",
            "决算数大于预算数的主要原因年中追加了补助。",
            "决算数大于预算数的主要原因是年中追加了补助。",
        ),
        ("WJ-09", "决算数小于预算数的原因部分项目推迟。", "决算数小于预算数的原因：部分项目推迟。"),
        (
            "WJ-10",
            "基金收入12.50万元，支出收入12.50万元，支出用于修渠。",
            "基金收入12.50万元，支出12.50万元，支出用于修渠。",
        ),
    ],
)
def test_a_slip_is_told_and_the_right_words_are_not(rule: str, wrong: str, right: str) -> None:
    assert len(words(BODY + CARS + wrong + "\n").of(rule)) == 1
    assert words(BODY + CARS + right + "\n").of(rule) == []


def test_a_title_whose_year_lost_a_digit() -> None:
    text = "一、收入支出决算总体情况说明\n2024年度收入12.50万元。\n"
    assert len(words("第三部分 清河市示例局202年度部门决算情况说明\n" + text).of("WJ-06")) == 1
    assert words("第三部分 清河市示例局2024年度部门决算情况说明\n" + text).of("WJ-06") == []


FILL = "本年度收入12.50万元，支出12.50万元，按规定管理和使用资金，没有其他需要说明的情况。\n"
TITLES = (
    "一、收入支出决算总体情况说明\n", "二、收入决算情况说明\n", "三、支出决算情况说明\n", "四、机关运行经费支出情况说明\n",
    "五、政府采购支出情况说明\n", "六、国有资产占用情况说明\n",
)  # fmt: skip


@pytest.mark.parametrize("wrapped_in_body", [False, True])
def test_titles_wrapped_in_the_contents_are_whole(wrapped_in_body: bool) -> None:
    """Two parts whose first lines are the same up to the number."""
    office = "清河市示例发展和改革委员会"
    parts = [
        (f"第二部分 {office}2024年度部门决", "算表\n"),
        (f"第三部分 {office}2024年度部门决", "算情况说明\n"),
    ]
    listed = "".join(f"{head}\n{tail}" for head, tail in parts) + "".join(TITLES)
    printed = [f"{head}\n{tail}" if wrapped_in_body else head + tail for head, tail in parts]
    body = printed[0] + FILL + printed[1] + "".join(title + FILL for title in TITLES)
    made = run(CompletenessCheck(), ledger("目录\n" + listed + body))
    assert made.verdicts("WZ-07") == {"holds"}
    assert made.verdicts("WZ-05") == {"holds"}
    gone = run(CompletenessCheck(), ledger("目录\n" + listed + body.replace(TITLES[3], "")))
    assert ["机关运行经费" in said for said in gone.of("WZ-05")] == [True]


@pytest.mark.parametrize("year", ["2024", "224", "20244"])
def test_a_wrapped_title_is_found_though_the_body_prints_it_otherwise(year: str) -> None:
    """The body prints the part without its number, wrapped elsewhere; a slip in the year is told by WJ-06 alone."""
    office = "清河市示例发展和改革委员会"
    listed = f"第二部分 {office}{year}年度部门决\n算表\n第三部分 {office}{year}年度部门决\n算情况说明\n"
    body = f"{office}2024年度部门决算表\n" + FILL + f"第三部分 {office}2024年度部门决算情\n况说明\n"
    rest = "".join(title + FILL for title in TITLES)
    made = run(CompletenessCheck(), ledger("目录\n" + listed + "".join(TITLES) + body + rest))
    assert made.verdicts("WZ-05") == {"holds"}
    assert made.verdicts("WZ-07") == {"holds"}
    other = run(CompletenessCheck(), ledger("目录\n" + listed + "".join(TITLES) + FILL + rest))
    assert len(other.of("WZ-05")) == 2
