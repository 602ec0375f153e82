"""Quotients of sums: what a printed rate is held against.

Ends are compared by cross multiplication, so that money, whose ends are whole 分, needs no fractions.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from fractions import Fraction

import attrs

from gouji.model.interval import Interval, Rational
from gouji.model.quantity import Kind, Regime
from gouji.model.relation import Outcome, Ratio, Relation, Term, Verdict
from gouji.model.units import PERCENT, SCORE
from gouji.relations.reach import NO_REGIMES, Regimes, interval_of

SCORE_DECIMALS = 2
"""Decimals a computed score is rounded to; a whole one stands for dropped zeros."""
MOST_SHARED = 6
"""Figures on both sides whose corners are tried; beyond it they are taken to move freely."""


def judge_ratio(relation: Relation, form: Ratio, regimes: Regimes = NO_REGIMES) -> Outcome:
    """Return the outcome of a rate held against its quotient; all its figures are readable."""
    bottom: Rational = sum([t.coefficient * t.figure.quantity.ticks for t in form.denominator])
    if bottom == 0:
        return Outcome(relation, Verdict.UNDECIDED, reason="分母为零，比率不可比")
    top: Rational = sum([t.coefficient * t.figure.quantity.ticks for t in form.numerator])
    value: Rational = Fraction(form.scale.numerator * top, form.scale.denominator * bottom)
    rate = form.rate.quantity
    stated: Rational = rate.ticks
    printed = rate_interval(form, regimes)
    if form.magnitude:
        value, stated = _magnitude(value), _magnitude(stated)
    residual = stated - value
    least, most = _sum_range(form.denominator, regimes)
    if (least > 0 or most < 0) and value in printed:
        return Outcome(relation, Verdict.HOLDS, residual, unit=rate.unit)
    reach = ratio_range(form, regimes)
    if reach is None:
        return Outcome(relation, Verdict.UNDECIDED, reason="分母的取值区间含零，比率无法判定")
    if value in printed:
        return Outcome(relation, Verdict.HOLDS, residual, unit=rate.unit)
    slack = (reach.high - reach.low) / Fraction(2) + rate.quantum / 2
    if reach.meets(printed):
        return Outcome(relation, Verdict.ROUNDING, residual, slack, unit=rate.unit)
    gap = printed.low - reach.high if printed.low >= reach.high else reach.low - printed.high
    return Outcome(relation, Verdict.VIOLATED, residual, slack, gap, unit=rate.unit or PERCENT)


def rate_interval(form: Ratio, regimes: Regimes = NO_REGIMES) -> Interval:
    """Return the true values a printed rate stands for, as a quotient's result.

    A whole score that somebody gave is exact; one that a quotient makes is rounded like any result, its trailing
    zeros dropped: 9.998 of ten points is printed 10.
    """
    reach = interval_of(form.rate, regimes)
    quantity = form.rate.quantity
    if quantity.unit.dimension == SCORE and not quantity.decimals and quantity.kind is Kind.NUMBER:
        regime = regimes.get(form.rate.table, Regime.ROUND)
        reach = attrs.evolve(quantity, decimals=SCORE_DECIMALS).interval(regime)
    return magnitude(reach) if form.magnitude else reach


def _magnitude(number: Rational) -> Rational:
    return number if number >= 0 else -number


def magnitude(interval: Interval) -> Interval:
    """Return the absolute values of an interval."""
    if interval.low >= 0:
        return interval
    if interval.high <= 0:
        return -interval
    top = max(-interval.low, interval.high)
    return Interval(0, top, False, interval.high_open if top == interval.high else interval.low_open)


def ratio_range(form: Ratio, regimes: Regimes = NO_REGIMES) -> Interval | None:
    """Return all values ``scale * numerator / denominator`` can take, or ``None`` near a zero divisor.

    Figures that stand on both sides (``change / (final - change)``) move together: a quotient of linear
    forms takes its extremes at corners of the box, so the corners are tried.
    """
    below = {id(t.figure) for t in form.denominator}
    shared = {id(t.figure): t.figure for t in form.numerator if id(t.figure) in below}
    if len(shared) > MOST_SHARED:
        shared = {}
    tops = _sum_range((t for t in form.numerator if id(t.figure) not in shared), regimes)
    bottoms = _sum_range((t for t in form.denominator if id(t.figure) not in shared), regimes)
    own_top, own_bottom = _weights(form.numerator, shared), _weights(form.denominator, shared)
    choices = []
    for figure in shared.values():
        reach = interval_of(figure, regimes)
        choices.append((reach.low, reach.high))
    least: tuple[Rational, Rational] | None = None
    most: tuple[Rational, Rational] | None = None
    sign = 0
    for corner in itertools.product(*choices):
        over: Rational = sum([w * v for w, v in zip(own_top, corner, strict=True)])
        under: Rational = sum([w * v for w, v in zip(own_bottom, corner, strict=True)])
        for more in bottoms:
            divisor = under + more
            now = (divisor > 0) - (divisor < 0)
            if not now or (sign and now != sign):
                return None
            sign = now
            for extra in tops:
                top, bottom = sign * (over + extra), sign * divisor
                if least is None or top * least[1] < least[0] * bottom:
                    least = (top, bottom)
                if most is None or top * most[1] > most[0] * bottom:
                    most = (top, bottom)
    if least is None or most is None:
        return None
    scale = form.scale
    ends = [Fraction(scale.numerator * n, scale.denominator * d) for n, d in (least, most)]
    result = Interval(min(ends), max(ends))
    return magnitude(result) if form.magnitude else result


def _weights(terms: Iterable[Term], shared: Iterable[int]) -> Sequence[int]:
    """Return the coefficient of each shared figure in a sum."""
    found = dict.fromkeys(shared, 0)
    for term in terms:
        if id(term.figure) in found:
            found[id(term.figure)] += term.coefficient
    return tuple(found.values())


def _sum_range(terms: Iterable[Term], regimes: Regimes) -> tuple[Rational, Rational]:
    low: Rational = 0
    high: Rational = 0
    for term in terms:
        reach = interval_of(term.figure, regimes)
        if term.coefficient >= 0:
            low += term.coefficient * reach.low
            high += term.coefficient * reach.high
        else:
            low += term.coefficient * reach.high
            high += term.coefficient * reach.low
    return low, high
