"""From a relation to its outcome, with exact interval arithmetic.

Verdicts follow docs/semantics.md: *holds* if the printed numbers satisfy the relation, *rounding* if
true values inside their intervals can, *violated* if none can.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import cast

from gouji.model.interval import Interval, Rational
from gouji.model.ledger import Figure
from gouji.model.quantity import Quantity
from gouji.model.relation import Judged, Linear, Opaque, Outcome, Ratio, Relation, Verdict
from gouji.model.units import Unit
from gouji.relations.quotient import judge_ratio, ratio_range
from gouji.relations.reach import NO_REGIMES, Regimes, ends_of, interval_of


def judge(relation: Relation, regimes: Regimes = NO_REGIMES) -> Outcome:
    """Return the outcome of one relation."""
    return judge_all((relation,), regimes)[0]


def judge_all(relations: Iterable[Relation], regimes: Regimes = NO_REGIMES) -> list[Outcome]:
    """Judge each relation, in order.

    Plain sums of figures whose intervals have closed ends (all money is so, and it is nearly all there is) are
    added up when they are made (``Linear.plain``), and compared right here; what comes of them is exactly what
    :func:`_linear` says.
    """
    if regimes:
        return [_carefully(relation, regimes) for relation in relations]
    outcomes: list[Outcome] = []
    add = cast("Callable[[Judged], None]", outcomes.append)
    for relation in relations:
        plain = relation.plain
        if plain is None:
            add(_carefully(relation, regimes))
            continue
        op, money, residual, low, high = plain
        if not residual:
            made = Judged(relation, _HOLDS, residual, high, 0, "", money)
        else:
            slack = residual - low if residual > 0 else high - residual
            shortfall: Rational = 0
            verdict = plainly(op, residual, low, high)
            if verdict is _VIOLATED:
                shortfall = low if low > 0 else -high
            made = Judged(relation, verdict, residual, slack, shortfall, "", money)
        made.__class__ = Outcome
        add(made)
    return outcomes


def plainly(op: str, residual: Rational, low: Rational, high: Rational) -> Verdict:
    """Return what becomes of a plain sum (``Linear.plain``): left minus right as printed, and its ends."""
    if not residual or (op == ">=" and residual > 0) or (op == "<=" and residual < 0):
        return _HOLDS
    if (low <= 0 or op == ">=") and (high >= 0 or op == "<="):
        return _ROUNDING
    return _VIOLATED


def _carefully(relation: Relation, regimes: Regimes) -> Outcome:
    form = relation.form
    if relation.inapplicable:
        return _without(relation, Verdict.NOT_APPLICABLE, relation.inapplicable)
    if relation.missing:
        return _without(relation, Verdict.UNDECIDED, "；".join(relation.missing))
    if form is None:
        return _without(relation, Verdict.UNDECIDED, "关系无法建立")
    figures = form.figures
    if isinstance(form, Opaque):
        unit = figures[0].quantity.unit if figures else None
        return Judged(relation, form.verdict, form.residual, None, None, "", unit).told()
    unreadable = [f for f in figures if f.quantity.value is None]
    if unreadable:
        named = "；".join(f"{f.label or f.id}“{f.quantity.printed}”不是可读的数" for f in unreadable)
        return _without(relation, Verdict.UNDECIDED, named)
    if isinstance(form, Linear):
        return _linear(relation, form, regimes)
    return judge_ratio(relation, form, regimes)


def _without(relation: Relation, verdict: Verdict, reason: str) -> Outcome:
    """Return the outcome of a relation that was not judged."""
    return Judged(relation, verdict, None, None, None, reason).told()


_HOLDS, _ROUNDING, _VIOLATED = Verdict.HOLDS, Verdict.ROUNDING, Verdict.VIOLATED


def _linear(relation: Relation, form: Linear, regimes: Regimes) -> Outcome:
    figures = [(t.coefficient, t.figure) for t in form.left] + [
        (-t.coefficient, t.figure) for t in form.right
    ]
    if len({id(f) for _, f in figures}) != len(figures):
        figures = _merged(figures)
    laid = [(coefficient, ends_of(figure, regimes)) for coefficient, figure in figures]
    constant, tolerance = form.left_constant - form.right_constant, form.tolerance
    # All in parts of a tick that are whole numbers.
    parts = math.lcm(constant.denominator, tolerance.denominator, *[ends[3] for _, ends in laid])
    residual = low = high = int(constant * parts)
    low_open = high_open = False
    for coefficient, (value, least, most, of, least_open, most_open) in laid:
        factor = coefficient * (parts // of)
        residual += factor * value
        if factor > 0:
            low += factor * least
            high += factor * most
            low_open |= least_open
            high_open |= most_open
        elif factor < 0:
            low += factor * most
            high += factor * least
            low_open |= most_open
            high_open |= least_open
    if form.exact:
        low = high = residual
        low_open = high_open = False
    wide = int(tolerance * parts)
    unit = figures[0][1].quantity.unit if figures else None
    return _verdict(relation, form.op, residual, low - wide, high + wide, low_open, high_open, parts, unit)


def _merged(figures: list[tuple[int, Figure]]) -> list[tuple[int, Figure]]:
    totals: dict[int, int] = {}
    by_id: dict[int, Figure] = {}
    for coefficient, figure in figures:
        totals[id(figure)] = totals.get(id(figure), 0) + coefficient
        by_id[id(figure)] = figure
    return [(totals[key], figure) for key, figure in by_id.items()]


def _verdict(
    relation: Relation,
    op: str,
    residual: int,
    low: int,
    high: int,
    low_open: bool,
    high_open: bool,
    parts: int,
    unit: Unit | None,
) -> Outcome:
    """Judge ``difference op 0`` for a printed ``residual`` whose true value lies between low and high, in parts of a tick."""
    can_be_negative = low < 0
    can_be_positive = high > 0
    can_be_zero = (low < 0 or (low == 0 and not low_open)) and (high > 0 or (high == 0 and not high_open))
    holds, possible = {
        "==": (residual == 0, can_be_zero),
        "!=": (residual != 0, can_be_negative or can_be_positive),
        "<=": (residual <= 0, can_be_negative or can_be_zero),
        ">=": (residual >= 0, can_be_positive or can_be_zero),
        "<": (residual < 0, can_be_negative),
        ">": (residual > 0, can_be_positive),
    }[op]
    if holds:
        verdict = Verdict.HOLDS
    elif possible:
        verdict = Verdict.ROUNDING
    else:
        verdict = Verdict.VIOLATED
    shortfall = 0
    if verdict is Verdict.VIOLATED:
        shortfall = low if low > 0 else (-high if high < 0 else 0)
    slack = residual - low if residual > 0 else high - residual
    if parts == 1:
        return Outcome(relation, verdict, residual, slack, shortfall, unit=unit)
    return Outcome(
        relation,
        verdict,
        Fraction(residual, parts),
        Fraction(slack, parts),
        Fraction(shortfall, parts),
        unit=unit,
    )


def expected_range(relation: Relation, figure: Figure, regimes: Regimes = NO_REGIMES) -> Interval | None:
    """Return the true values ``figure`` may take if this relation alone is to hold.

    Only for equalities; ``None`` where the figure does not stand in the relation or no range follows.
    """
    form = relation.form
    if isinstance(form, Linear) and form.op == "==":
        terms = [(t.coefficient, t.figure) for t in form.left] + [
            (-t.coefficient, t.figure) for t in form.right
        ]
        own = sum(c for c, f in terms if f is figure)
        if own == 0:
            return None
        rest = Interval.point(form.left_constant - form.right_constant)
        for coefficient, other in terms:
            if other is not figure:
                reach = interval_of(other, regimes)
                rest = rest + Interval.point(coefficient) * reach
        return -rest / Interval.point(own) if own != 1 else -rest
    if isinstance(form, Ratio) and form.rate is figure:
        return ratio_range(form, regimes)
    return None


def nearest(quantity: Quantity, interval: Interval) -> str:
    """Print the value of ``interval`` nearest to the printed one, in the figure's unit and decimals."""
    centre = (Fraction(interval.low) + Fraction(interval.high)) / 2
    return quantity.format(centre)
