"""Counts of two years beside each other, averages, and sentences that begin with another year."""

from __future__ import annotations

import pytest
from prose import read

from gouji.model import Fact
from gouji.packs import Specs

THREE = "财政拨款“三公”经费支出决算情况说明"
SPENT = "支出决算情况说明"
KEPT, BOUGHT = "公务用车保有量", "公务用车购置数"
VISITS, GUESTS = "国内公务接待批次", "国内公务接待人次"


def told(facts: list[Fact]) -> list[tuple[str, str, str]]:
    return [(f.subject, f.measure.value, f.figure.quantity.printed) for f in facts if f.figure]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("公务用车购置3辆，比上年增加2辆，上年2辆。", [(BOUGHT, "数量", "3"), (BOUGHT, "数量增减", "2"), (BOUGHT, "上年数量", "2")]),
        ("公务用车保有量3辆，比上年的2辆增加1辆。", [(KEPT, "数量", "3"), (KEPT, "上年数量", "2"), (KEPT, "数量增减", "1")]),
        ("公务用车保有量由上年的2辆增加到3辆。", [(KEPT, "上年数量", "2"), (KEPT, "数量", "3")]),
        ("公务用车购置3辆（2023年2辆）。", [(BOUGHT, "数量", "3"), (BOUGHT, "上年数量", "2")]),
        ("公务用车保有量5辆。上年公务用车保有量6辆。", [(KEPT, "数量", "5"), (KEPT, "上年数量", "6")]),
        (
            "国内公务接待12批次、60人次，比上年增加2批次、减少10人次。",
            [(VISITS, "数量", "12"), (GUESTS, "数量", "60"), (VISITS, "数量增减", "2"), (GUESTS, "数量增减", "10")],
        ),
        (
            "2023年国内公务接待12批次、60人次；2024年国内公务接待10批次、50人次，减少2批次、10人次。",
            [
                (VISITS, "上年数量", "12"), (GUESTS, "上年数量", "60"), (VISITS, "数量", "10"), (GUESTS, "数量", "50"),
                (VISITS, "数量增减", "2"), (GUESTS, "数量增减", "10"),
            ],
        ),
        (
            "国内公务接待9批次，较上年减少1批次，下降10%，接待40人次，与上年持平。",
            [(VISITS, "数量", "9"), (VISITS, "数量增减", "1"), (VISITS, "数量增减率", "10"), (GUESTS, "数量", "40")],
        ),
        # Neither last year's, nor this one's.
        ("公务用车购置3辆（2022年2辆），较2019年增加1辆。", [(BOUGHT, "数量", "3")]),
        ("2022年国内公务接待12批次。", []),
        ("主要是因公车改革，公务用车保有量减少4辆。", []),
        (
            "国内公务接待26批次208人次，较上年减少4批次32人次。",
            [(VISITS, "数量", "26"), (GUESTS, "数量", "208"), (VISITS, "数量增减", "4"), (GUESTS, "数量增减", "32")],
        ),
        # Of the part, or of the whole: not said.
        (
            "国内公务接待12批次、60人次，其中外事接待2批次、10人次，比上年增加8批次、20人次。",
            [(VISITS, "数量", "12"), (GUESTS, "数量", "60"), ("外事接待批次", "数量", "2"), ("外事接待人次", "数量", "10")],
        ),
        ("公务用车购置0辆，上年持平共计安排公务用车购置0辆。", [(BOUGHT, "数量", "0")]),
    ],
)  # fmt: skip
def test_counts_of_two_years(specs: Specs, text: str, wanted: list[tuple[str, str, str]]) -> None:
    assert told(read(specs, THREE, text)) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("公务接待费支出0.78万元，接待198人次，人均接待费39.39元。", [("公务接待费", "人次")]),
        ("公务用车运行维护费支出3.41万元，保有量8辆，平均每辆0.43万元。", [("公务用车运行维护费", "辆")]),
        ("公务接待费支出0.78万元，平均每批次236元。", [("公务接待费", "批次")]),
        # Of something else, or over nothing that is counted.
        ("公务接待费支出0.78万元，车均运行维护费0.43万元。", []),
        ("公务接待费支出0.78万元，其他费用人均9.00元。", []),
        ("公务接待费支出0.78万元，平均支出0.43万元。", []),
        ("公务用车运行维护费支出3.41万元，车均保险费0.30万元。", []),
    ],
)
def test_averages_of_what_is_counted(specs: Specs, text: str, wanted: list[tuple[str, str]]) -> None:
    facts = read(specs, THREE, text)
    assert [(f.subject, f.base) for f in facts if f.measure.value == "平均数"] == wanted


def test_a_change_in_the_unit_of_an_average_is_its_own(specs: Specs) -> None:
    facts = read(specs, THREE, "公务接待费支出2.00万元，人均50元，较上年下降5元，接待400人次。")
    assert [f.measure.value for f in facts] == ["决算数", "平均数"]
    facts = read(specs, THREE, "公务接待费支出2.00万元，人均50元，较上年下降0.50万元。")
    assert [f.measure.value for f in facts] == ["决算数", "平均数", "增减额"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "2023年度本年支出合计9.00万元，其中：基本支出6.00万元，占66.67%；项目支出3.00万元，占33.33%。",
            [("本年支出合计", "上年", "9.00"), ("基本支出", "上年", "6.00"), ("项目支出", "上年", "3.00")],
        ),
        (
            "2023年，本部门支出合计9.00万元，基本支出6.00万元。2024年，支出合计8.00万元。",
            [("本年支出合计", "上年", "9.00"), ("基本支出", "上年", "6.00"), ("本年支出合计", "决算数", "8.00")],
        ),
        (
            "2023年基本支出6.00万元，项目支出3.00万元；2024年基本支出5.00万元，项目支出4.00万元。",
            [
                ("基本支出", "上年", "6.00"), ("项目支出", "上年", "3.00"),
                ("基本支出", "决算数", "5.00"), ("项目支出", "决算数", "4.00"),
            ],
        ),
        # Of the year before the last, of that year's budget, or of nobody known: compared with nothing.
        ("2022年度本年支出合计9.00万元，其中：基本支出6.00万元，占66.67%。", []),
        ("2023年度，我办支出合计9.00万元。", []),
        (
            "2023年度本年支出合计9.00万元，比2022年增加1.00万元，增长12.50%，完成预算的90.00%，决算数小于预算数。",
            [("本年支出合计", "上年", "9.00")],
        ),
        ("2023年结转的项目支出3.00万元。", []),
        ("2023年度决算公开后，基本支出6.00万元。", []),
        # A date, or a comparison, is no year that is spoken of.
        ("2023年7月机构改革，基本支出6.00万元。", [("基本支出", "决算数", "6.00")]),
        ("2023年度相比，基本支出减少6.00万元。", [("基本支出", "增减额", "6.00")]),
    ],
)  # fmt: skip
def test_a_sentence_that_begins_with_another_year(
    specs: Specs, text: str, wanted: list[tuple[str, str, str]]
) -> None:
    assert told(read(specs, SPENT, text)) == wanted
    assert not [f for f in read(specs, SPENT, text) if "comparison" in f.flags]
