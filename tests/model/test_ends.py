"""Ends in whole numbers are those of the intervals."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.model import Figure, Ratio, Regime, Term, parse_quantity, unit
from gouji.model.quantity import Ends, Quantity
from gouji.relations import ends_of, interval_of, ratio_range

texts = st.one_of(
    st.decimals(-99, 99, places=2).map(str),
    st.decimals(-9, 9, places=5).map(str),
    st.integers(-50, 50).map(str),
    st.sampled_from(["", "——", "0", "0.00", "-0.00", "7.123", "100.5"]),
)
symbols = st.sampled_from(["万元", "元", "亿元", "千元", "%", "‰", "辆", "分", ""])


def told(ends: Ends) -> tuple[object, ...]:
    value, low, high, parts, low_open, high_open = ends
    return Fraction(value, parts), Fraction(low, parts), Fraction(high, parts), low_open, high_open


def meant(quantity: Quantity, regime: Regime) -> tuple[object, ...]:
    reach = quantity.interval(regime)
    return quantity.ticks, reach.low, reach.high, reach.low_open, reach.high_open


@given(texts, symbols)
def test_ends_are_those_of_the_intervals(text: str, symbol: str) -> None:
    quantity = parse_quantity(text, unit(symbol))
    assert told(quantity.ends) == meant(quantity, Regime.ROUND)
    assert told(quantity.cut_ends) == meant(quantity, Regime.TRUNCATE)
    _, low, high, low_open, high_open = meant(quantity, Regime.ROUND)
    whole = all(Fraction(end).denominator == 1 for end in (quantity.ticks, low, high))
    assert quantity.closed == (() if low_open or high_open or not whole else (quantity.ticks, low, high))
    assert all(type(end) is int for end in quantity.closed)


@given(texts, symbols, st.booleans())
def test_a_table_s_regime_tells_which(text: str, symbol: str, truncates: bool) -> None:
    figure = Figure("甲", parse_quantity(text, unit(symbol)), table="表")
    regimes = {"表": Regime.TRUNCATE} if truncates else {}
    reach = interval_of(figure, regimes)
    assert told(ends_of(figure, regimes))[1:] == (reach.low, reach.high, reach.low_open, reach.high_open)


def test_an_unreadable_figure_has_none() -> None:
    with pytest.raises(ValueError, match="unreadable"):
        _ = parse_quantity("12.3.4").ends


amounts = st.decimals(-60, 60, places=2).map(str)


@given(amounts, amounts, st.booleans(), st.booleans())
def test_a_quotient_reaches_as_far_as_its_corners(
    top: str, bottom: str, shared: bool, magnitude: bool
) -> None:
    a, b = (Figure(n, parse_quantity(t, unit("万元"))) for n, t in (("a", top), ("b", bottom)))
    rate = Figure("r", parse_quantity("1.00", unit("%")))
    under = (Term(b), Term(a, -1)) if shared else (Term(b),)
    reach = ratio_range(Ratio((Term(a),), under, rate, magnitude=magnitude))
    ends = [
        (x, y - x if shared else y)
        for x in (a.quantity.rounded.low, a.quantity.rounded.high)
        for y in (b.quantity.rounded.low, b.quantity.rounded.high)
    ]
    if any(y == 0 for _, y in ends) or len({y > 0 for _, y in ends}) > 1:
        assert reach is None
        return
    assert reach is not None
    corners = [Fraction(x) / y for x, y in ends]
    if not magnitude:
        assert (reach.low, reach.high) == (min(corners), max(corners))
    else:
        sizes = [abs(q) for q in corners]
        low = 0 if min(corners) < 0 < max(corners) else min(sizes)
        assert (reach.low, reach.high) == (low, max(sizes))
