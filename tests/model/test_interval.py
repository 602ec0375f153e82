"""Interval arithmetic is sound: what true values can give is never outside the result."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gouji.model import Interval

rationals = st.fractions(-1000, 1000, max_denominator=50)


@st.composite
def interval_and_member(draw: st.DrawFn) -> tuple[Interval, Fraction]:
    low, high = sorted((draw(rationals), draw(rationals)))
    flags = (draw(st.booleans()), draw(st.booleans())) if low < high else (False, False)
    interval = Interval(low, high, *flags)
    member = low + (high - low) * draw(st.fractions(0, 1, max_denominator=20))
    assume(member in interval)
    return interval, member


pairs = interval_and_member()


@given(pairs, pairs)
def test_sums_differences_and_products_contain_the_true_result(
    first: tuple[Interval, Fraction], second: tuple[Interval, Fraction]
) -> None:
    (a, x), (b, y) = first, second
    assert x + y in a + b
    assert x - y in a - b
    assert x * y in a * b
    assert -x in -a


@given(pairs, pairs)
def test_quotients_contain_the_true_result_or_refuse(
    first: tuple[Interval, Fraction], second: tuple[Interval, Fraction]
) -> None:
    (a, x), (b, y) = first, second
    if b.low <= 0 <= b.high:
        with pytest.raises(ZeroDivisionError):
            a / b
    else:
        assert x / y in a / b


@given(pairs, pairs)
def test_meeting_is_having_a_common_value(
    first: tuple[Interval, Fraction], second: tuple[Interval, Fraction]
) -> None:
    (a, x), (b, _y) = first, second
    common = a.intersection(b)
    assert a.meets(b) == (common is not None)
    if x in b:
        assert common is not None
        assert x in common
    if common is not None:
        middle = (Fraction(common.low) + Fraction(common.high)) / 2
        assert middle in a
        assert middle in b


@given(pairs)
def test_whole_numbers_survive_tightening(pair: tuple[Interval, Fraction]) -> None:
    interval, _ = pair
    whole = interval.whole()
    inside = [n for n in range(int(interval.low) - 2, int(interval.high) + 3) if n in interval]
    assert (whole is None) == (not inside)
    if whole is not None:
        assert (whole.low, whole.high) == (inside[0], inside[-1])


def test_touching_open_ends_do_not_meet() -> None:
    assert not Interval(0, 1, False, True).meets(Interval(1, 2))
    assert Interval(0, 1).meets(Interval(1, 2))


def test_an_empty_interval_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="empty"):
        Interval(1, 1, True, False)
