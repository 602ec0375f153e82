"""Quotients of sums: what a printed rate is held against.

Everything is compared by cross multiplication in whole numbers; what an outcome tells is a fraction.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction

import attrs

from gouji.model.interval import Interval
from gouji.model.quantity import Ends, Kind, Regime
from gouji.model.relation import Judged, Outcome, Ratio, Relation, Term, Verdict
from gouji.model.units import PERCENT, SCORE
from gouji.relations.reach import NO_REGIMES, Regimes, ends_of

SCORE_DECIMALS = 2
"""Decimals a computed score is rounded to; a whole one stands for dropped zeros."""
MOST_SHARED = 6
"""Figures on both sides whose corners are tried; beyond it they are taken to move freely."""


Pair = tuple[int, int]
"""A fraction, its denominator above zero."""
Reach = tuple[int, int, int]
"""A value as printed, the least and the most it may be, in parts of a tick that all figures of a quotient share."""


def judge_ratio(relation: Relation, form: Ratio, regimes: Regimes = NO_REGIMES) -> Outcome:
    """Return the outcome of a rate held against its quotient; all its figures are readable."""
    top, bottom = _sides(form, regimes)
    if not bottom[0]:
        return Judged(relation, Verdict.UNDECIDED, reason="分母为零，比率不可比").told()
    over, under = form.scale.numerator * top[0], form.scale.denominator * bottom[0]
    if under < 0:
        over, under = -over, -under
    if form.magnitude and over < 0:
        over = -over
    quantity = form.rate.quantity
    stated, low, high, parts, low_open, high_open = rate_ends(form, regimes)
    residual = Fraction(stated * under - over * parts, parts * under)
    above, below = over * parts - low * under, high * under - over * parts
    inside = (above > 0 or (not above and not low_open)) and (below > 0 or (not below and not high_open))
    if inside and (bottom[1] > 0 or bottom[2] < 0):
        return Judged(relation, Verdict.HOLDS, residual, None, None, "", quantity.unit).told()
    reach = _extremes(form, top, bottom, regimes)
    if reach is None:
        return Judged(relation, Verdict.UNDECIDED, reason="分母的取值区间含零，比率无法判定").told()
    if inside:
        return Judged(relation, Verdict.HOLDS, residual, None, None, "", quantity.unit).told()
    (least, least_of), (most, most_of) = reach
    quantum = quantity.quantum
    slack = Fraction(
        (most * least_of - least * most_of) * quantum.denominator + quantum.numerator * most_of * least_of,
        2 * most_of * least_of * quantum.denominator,
    )
    above, below = most * parts - low * most_of, high * least_of - least * parts
    if (above > 0 or (not above and not low_open)) and (below > 0 or (not below and not high_open)):
        return Judged(relation, Verdict.ROUNDING, residual, slack, None, "", quantity.unit).told()
    gap = Fraction(-above, parts * most_of) if above <= 0 else Fraction(-below, parts * least_of)
    return Judged(relation, Verdict.VIOLATED, residual, slack, gap, "", quantity.unit or PERCENT).told()


def rate_ends(form: Ratio, regimes: Regimes = NO_REGIMES) -> Ends:
    """Return what a printed rate stands for, as a quotient's result.

    A whole score that somebody gave is exact; one that a quotient makes is rounded like any result, its trailing
    zeros dropped: 9.998 of ten points is printed 10.
    """
    quantity = form.rate.quantity
    if quantity.unit.dimension == SCORE and not quantity.decimals and quantity.kind is Kind.NUMBER:
        result = attrs.evolve(quantity, decimals=SCORE_DECIMALS)
        ends = result.cut_ends if regimes.get(form.rate.table) is Regime.TRUNCATE else result.ends
    else:
        ends = ends_of(form.rate, regimes)
    if not form.magnitude:
        return ends
    value, low, high, parts, low_open, high_open = ends
    if low >= 0:
        return ends
    if high <= 0:
        return -value, -high, -low, parts, high_open, low_open
    top = max(-low, high)
    return abs(value), 0, top, parts, False, high_open if top == high else low_open


def ratio_range(form: Ratio, regimes: Regimes = NO_REGIMES) -> Interval | None:
    """Return all values ``scale * numerator / denominator`` can take, or ``None`` near a zero divisor.

    Figures that stand on both sides (``change / (final - change)``) move together: a quotient of linear
    forms takes its extremes at corners of the box, so the corners are tried.
    """
    reach = _extremes(form, *_sides(form, regimes), regimes)
    return None if reach is None else Interval(Fraction(*reach[0]), Fraction(*reach[1]))


def _extremes(form: Ratio, top: Reach, bottom: Reach, regimes: Regimes) -> tuple[Pair, Pair] | None:
    """Return the ends of :func:`ratio_range`."""
    figures = form.figures[:-1]
    shared: Sequence[int] = ()
    if len(set(figures)) != len(figures):
        below = {id(t.figure) for t in form.denominator}
        shared = list(dict.fromkeys([id(t.figure) for t in form.numerator if id(t.figure) in below]))
    if not shared or len(shared) > MOST_SHARED:
        _, small, large = top
        _, narrow, wide = bottom
        if narrow > 0:
            least = (small, wide if small >= 0 else narrow)
            return _scaled(form, least, (large, narrow if large >= 0 else wide))
        shared = ()
    found = _at_corners(form, _laid(form, regimes), shared)
    return None if found is None else _scaled(form, *found)


def _at_corners(form: Ratio, laid: Mapping[int, Reach], shared: Collection[int]) -> tuple[Pair, Pair] | None:
    """Return the extremes of numerator over denominator; ``None`` where the denominator may be zero."""
    tops = set(_sums([t for t in form.numerator if id(t.figure) not in shared], laid)[1:])
    bottoms = set(_sums([t for t in form.denominator if id(t.figure) not in shared], laid)[1:])
    corners = [(0, 0)]
    weights = zip(shared, _weights(form.numerator, shared), _weights(form.denominator, shared), strict=True)
    for key, above, below in weights:
        _, low, high = laid[key]
        corners = [(over + above * v, under + below * v) for over, under in corners for v in {low, high}]
    least: Pair | None = None
    most: Pair | None = None
    sign = 0
    for over, under in corners:
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
    return None if least is None or most is None else (least, most)


def _scaled(form: Ratio, least: Pair, most: Pair) -> tuple[Pair, Pair]:
    """Return the extremes of a rate from those of its quotient."""
    up, down = form.scale.numerator, form.scale.denominator
    low, high = (up * least[0], down * least[1]), (up * most[0], down * most[1])
    if up < 0:
        low, high = high, low
    if not form.magnitude or low[0] >= 0:
        return low, high
    turned = (-low[0], low[1])
    if high[0] <= 0:
        return (-high[0], high[1]), turned
    return (0, 1), turned if turned[0] * high[1] > high[0] * turned[1] else high


def _weights(terms: Iterable[Term], shared: Iterable[int]) -> Sequence[int]:
    """Return the coefficient of each shared figure in a sum."""
    found = dict.fromkeys(shared, 0)
    for term in terms:
        if id(term.figure) in found:
            found[id(term.figure)] += term.coefficient
    return tuple(found.values())


def _sides(form: Ratio, regimes: Regimes) -> tuple[Reach, Reach]:
    """Return the sums over and under the line."""
    if not regimes:
        top, bottom = _added(form.numerator), _added(form.denominator)
        if top is not None and bottom is not None:
            return top, bottom
    laid = _laid(form, regimes)
    return _sums(form.numerator, laid), _sums(form.denominator, laid)


def _added(terms: Sequence[Term]) -> Reach | None:
    """Return a sum of figures whose ends are whole and closed; ``None`` if one of them has others."""
    laid: dict[int, Reach] = {}
    for term in terms:
        closed = term.figure.quantity.closed
        if not closed:
            return None
        value, low, high = closed
        laid[id(term.figure)] = value, low, high
    return _sums(terms, laid)


def _laid(form: Ratio, regimes: Regimes) -> dict[int, Reach]:
    """Return the figures over and under the line, where ticks have to be divided, too."""
    ends = {id(t.figure): ends_of(t.figure, regimes) for t in form.numerator + form.denominator}
    parts = math.lcm(*[own[3] for own in ends.values()])
    return {
        key: (value * (parts // of), low * (parts // of), high * (parts // of))
        for key, (value, low, high, of, _, _) in ends.items()
    }


def _sums(terms: Iterable[Term], laid: Mapping[int, Reach]) -> Reach:
    """Return a sum as printed, the least and the most it may be."""
    total = least = most = 0
    for term in terms:
        value, low, high = laid[id(term.figure)]
        factor = term.coefficient
        total += factor * value
        if factor >= 0:
            least += factor * low
            most += factor * high
        else:
            least += factor * high
            most += factor * low
    return total, least, most
