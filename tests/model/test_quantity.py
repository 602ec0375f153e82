"""A printed figure stands for exactly the true values that print like it."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.model import Interval, Kind, Regime, format_ticks, parse_quantity, unit

WAN = unit("万元")
FEN_PER_WAN = 1_000_000


def printed(fen: int, places: int = 2, rounding: str = ROUND_HALF_UP) -> str:
    return str((Decimal(fen) / FEN_PER_WAN).quantize(Decimal(1).scaleb(-places), rounding))


@given(st.integers(-(10**13), 10**13))
def test_the_true_value_lies_in_the_interval_of_its_rounded_print(fen: int) -> None:
    assert fen in parse_quantity(printed(fen), WAN).interval()


@given(st.integers(-(10**13), 10**13))
def test_the_true_value_lies_in_the_interval_of_its_truncated_print(fen: int) -> None:
    assert fen in parse_quantity(printed(fen, rounding=ROUND_DOWN), WAN).interval(Regime.TRUNCATE)


@given(st.integers(-(10**9), 10**9))
def test_every_whole_fen_in_the_interval_prints_the_same(units: int) -> None:
    text = f"{Decimal(units) / 100:.2f}"
    reach = parse_quantity(text, WAN).interval()
    for fen in (reach.low, reach.high):
        # A printed zero also stands for the half below it: harmless, it only widens by 1 分.
        if units == 0 and fen == reach.low:
            continue
        assert Decimal(printed(int(fen))) == Decimal(text)


def test_the_upper_end_is_one_fen_short() -> None:
    assert parse_quantity("12.30", WAN).interval() == Interval(12_295_000, 12_304_999)


def test_two_copies_printed_one_apart_do_not_touch() -> None:
    assert not parse_quantity("12.30", WAN).interval().meets(parse_quantity("12.31", WAN).interval())


def test_yuan_with_two_decimals_is_exact() -> None:
    assert parse_quantity("-3.20", unit("元")).interval() == Interval.point(-320)


def test_dropped_zeros_keep_the_rule_s_precision() -> None:
    assert parse_quantity("6.2", WAN).interval() == parse_quantity("6.20", WAN).interval()


def test_percentages_are_half_open() -> None:
    reach = parse_quantity("9.78%", unit("%")).interval()
    assert Fraction(9775, 100000) in reach
    assert Fraction(9785, 100000) not in reach


@pytest.mark.parametrize("text", ["", " ", "-", "—", "——", "--", "－"])
def test_blanks_and_dashes_are_exact_zeros_that_nobody_printed(text: str) -> None:
    quantity = parse_quantity(text, WAN)
    assert quantity.kind is Kind.BLANK
    assert quantity.interval() == Interval.point(0)


def test_a_printed_zero_is_an_interval() -> None:
    quantity = parse_quantity("0.00", WAN)
    assert quantity.kind is Kind.NUMBER
    assert not quantity.interval().is_point


@pytest.mark.parametrize(
    "text", ["12.3.4", "1,23.4", "12,34", "3-4", "十二", "1e5", "(-3)", "9" * 80, "31 234.56", "1 234"]
)
def test_what_is_no_figure_is_kept_as_printed_and_unknown(text: str) -> None:
    quantity = parse_quantity(text, WAN)
    assert (quantity.kind, quantity.value, quantity.printed) == (Kind.UNREADABLE, None, text)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234.50", "1234.50"),
        ("１２３．４５", "123.45"),
        ("(3.20)", "-3.20"),
        ("（3.20）", "-3.20"),
        ("－5.00", "-5.00"),
        ("−5.00", "-5.00"),
        ("7.00①", "7.00"),
        ("1\u2009234.50", "1234.50"),
        ("1 234 567.50", "1234567.50"),
        ("98.82%", "98.82"),
        ("7.00万元", "7.00"),
    ],
)
def test_figures_are_read_as_people_read_them(text: str, value: str) -> None:
    assert parse_quantity(text, unit("%") if "%" in text else WAN).value == Decimal(value)


@given(st.integers(-(10**10), 10**10))
def test_formatting_prints_what_was_read(units: int) -> None:
    text = f"{Decimal(units) / 100:.2f}"
    quantity = parse_quantity(text, WAN)
    assert Decimal(quantity.format(quantity.ticks)) == Decimal(text)


def test_formatting_rounds_half_away_from_zero() -> None:
    assert format_ticks(5_000, WAN) == "0.01"
    assert format_ticks(-5_000, WAN) == "-0.01"
    assert format_ticks(-4_999, WAN) == "0.00"


def test_counts_are_exact() -> None:
    assert parse_quantity("3", unit("辆")).interval() == Interval.point(3)


def test_an_unknown_unit_is_an_error() -> None:
    with pytest.raises(ValueError, match="unknown unit"):
        unit("斗")
