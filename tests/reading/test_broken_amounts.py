"""Amounts that the end of a line breaks after two decimals: with four of them the rest stands with the unit below."""

from __future__ import annotations

import pytest

from gouji.model import Line
from gouji.reading.prose import join_lines


def joined(*lines: str) -> str:
    return join_lines([(line, Line(line)) for line in lines], 0).text


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("住房保障支出11.12", "35万元，占4%。"), "住房保障支出11.1235万元，占4%。"),
        (("采购支出0.45", "00亿元。"), "采购支出0.4500亿元。"),
        (("增长12.34", "5%。"), "增长12.345%。"),
        (("收入9.60", "0000元。"), "收入9.600000元。"),
    ],
)
def test_the_rest_of_an_amount_stands_with_its_unit(lines: tuple[str, ...], text: str) -> None:
    assert joined(*lines) == text


@pytest.mark.parametrize(
    "lines",
    [("合计 11.12", "35.40 万元"), ("行政运行 11.12", "2080505"), ("支出11.12", "2024年增加")],
)
def test_another_figure_below_stays_apart(lines: tuple[str, ...]) -> None:
    assert "11.12\u00a0" in joined(*lines) or "11.12 " in joined(*lines)
