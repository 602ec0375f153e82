"""From a relation to its outcome, with exact interval arithmetic.

Verdicts follow docs/semantics.md: *holds* if the printed numbers satisfy the relation, *rounding* if
true values inside their intervals can, *violated* if none can.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from fractions import Fraction

from gouji.model.interval import Interval, Rational
from gouji.model.ledger import Figure
from gouji.model.quantity import Quantity, Regime
from gouji.model.relation import Linear, Opaque, Outcome, Ratio, Relation, Term, Verdict
from gouji.model.units import PERCENT, Unit

Regimes = Mapping[str, Regime]
"""Rounding regime by table key; a table not named rounds."""

NO_REGIMES: Regimes = {}


def interval_of(figure: Figure, regimes: Regimes = NO_REGIMES) -> Interval:
    """Return the true values a figure stands for under its table's regime, in ticks."""
    if regimes and regimes.get(figure.table) is Regime.TRUNCATE:
        return figure.quantity.interval(Regime.TRUNCATE)
    return figure.quantity.rounded


def judge_all(relations: Iterable[Relation], regimes: Regimes = NO_REGIMES) -> list[Outcome]:
    """Judge each relation, in order."""
    if regimes:
        return [judge(relation, regimes) for relation in relations]
    outcomes: list[Outcome] = []
    add = outcomes.append
    for relation in relations:
        form = relation.form
        quick = None
        if isinstance(form, Linear) and not relation.missing and not relation.inapplicable:
            quick = _closed_sum(relation, form)
        add(quick or _carefully(relation, regimes))
    return outcomes


def judge(relation: Relation, regimes: Regimes = NO_REGIMES) -> Outcome:
    """Return the outcome of one relation."""
    form = relation.form
    if isinstance(form, Linear) and not regimes and not relation.missing and not relation.inapplicable:
        quick = _closed_sum(relation, form)
        if quick is not None:
            return quick
    return _carefully(relation, regimes)


def _carefully(relation: Relation, regimes: Regimes) -> Outcome:
    form = relation.form
    if relation.inapplicable:
        return Outcome(relation, Verdict.NOT_APPLICABLE, reason=relation.inapplicable)
    if relation.missing:
        return Outcome(relation, Verdict.UNDECIDED, reason="；".join(relation.missing))
    if form is None:
        return Outcome(relation, Verdict.UNDECIDED, reason="关系无法建立")
    if isinstance(form, Opaque):
        unit = form.figures[0].quantity.unit if form.figures else None
        return Outcome(relation, form.verdict, form.residual, unit=unit)
    unreadable = [f for f in relation.figures() if not f.quantity.known]
    if unreadable:
        named = "；".join(f"{f.label or f.id}“{f.quantity.printed}”不是可读的数" for f in unreadable)
        return Outcome(relation, Verdict.UNDECIDED, reason=named)
    if isinstance(form, Linear):
        return _linear(relation, form, regimes)
    return _ratio(relation, form, regimes)


def _closed_sum(relation: Relation, form: Linear) -> Outcome | None:
    """Judge a sum of figures whose intervals have closed ends: all money is so, and it is nearly all there is.

    Says exactly what :func:`_linear` says; ``None`` leaves anything else to it.
    """
    if form.exact or form.tolerance:
        return None
    left, right = form.left, form.right
    signed = False
    residual = low = high = form.left_constant - form.right_constant
    for term in left:
        reach = term.figure.quantity.closed
        if reach is None:
            return None
        value, bottom, top = reach
        coefficient = term.coefficient
        if coefficient == 1:
            residual += value
            low += bottom
            high += top
        elif coefficient > 0:
            residual += coefficient * value
            low += coefficient * bottom
            high += coefficient * top
        else:
            signed = True
            residual += coefficient * value
            low += coefficient * top
            high += coefficient * bottom
    for term in right:
        reach = term.figure.quantity.closed
        if reach is None:
            return None
        value, bottom, top = reach
        coefficient = term.coefficient
        if coefficient == 1:
            residual -= value
            low -= top
            high -= bottom
        elif coefficient > 0:
            residual -= coefficient * value
            low -= coefficient * top
            high -= coefficient * bottom
        else:
            signed = True
            residual -= coefficient * value
            low -= coefficient * bottom
            high -= coefficient * top
    if not left or len(right) != 1:
        lone, others = left, right
    else:
        lone, others = right, left
    if len(lone) == 1 and not signed:
        figure = lone[0].figure
        for term in others:
            if term.figure is figure:
                return None
    elif not _all_different(left, right):
        return None
    op = form.op
    if op == "==":
        holds, possible = residual == 0, low <= 0 <= high
    elif op == "<=":
        holds, possible = residual <= 0, low <= 0
    elif op == ">=":
        holds, possible = residual >= 0, high >= 0
    else:
        return None
    slack = residual - low if residual > 0 else high - residual
    unit = (left or right)[0].figure.quantity.unit
    if holds:
        return Outcome(relation, _HOLDS, residual, slack, 0, "", unit)
    if possible:
        return Outcome(relation, _ROUNDING, residual, slack, 0, "", unit)
    return Outcome(relation, _VIOLATED, residual, slack, low if low > 0 else -high, "", unit)


def _all_different(left: tuple[Term, ...], right: tuple[Term, ...]) -> bool:
    """Whether no figure stands twice: one that does moves together with itself and must be merged first."""
    count = len(left) + len(right)
    return count > 0 and len({id(t.figure) for t in (*left, *right)}) == count


_HOLDS, _ROUNDING, _VIOLATED = Verdict.HOLDS, Verdict.ROUNDING, Verdict.VIOLATED


def _linear(relation: Relation, form: Linear, regimes: Regimes) -> Outcome:
    residual: Rational = form.left_constant - form.right_constant
    low: Rational = residual
    high: Rational = residual
    low_open = high_open = False
    figures = [(t.coefficient, t.figure) for t in form.left] + [
        (-t.coefficient, t.figure) for t in form.right
    ]
    if len({id(f) for _, f in figures}) != len(figures):
        figures = _merged(figures)
    for coefficient, figure in figures:
        quantity = figure.quantity
        residual += coefficient * quantity.ticks
        reach = quantity.rounded if not regimes else interval_of(figure, regimes)
        if coefficient > 0:
            low += coefficient * reach.low
            high += coefficient * reach.high
            low_open |= reach.low_open
            high_open |= reach.high_open
        elif coefficient < 0:
            low += coefficient * reach.high
            high += coefficient * reach.low
            low_open |= reach.high_open
            high_open |= reach.low_open
    if form.exact:
        low = high = residual
        low_open = high_open = False
    low -= form.tolerance
    high += form.tolerance
    unit = figures[0][1].quantity.unit if figures else None
    return _verdict(relation, form.op, residual, low, high, low_open, high_open, unit)


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
    residual: Rational,
    low: Rational,
    high: Rational,
    low_open: bool,
    high_open: bool,
    unit: Unit | None,
) -> Outcome:
    """Judge ``difference op 0`` for a printed ``residual`` whose true value lies between low and high."""
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
    shortfall: Rational = 0
    if verdict is Verdict.VIOLATED:
        shortfall = low if low > 0 else (-high if high < 0 else 0)
    slack = residual - low if residual > 0 else high - residual
    return Outcome(relation, verdict, residual, slack, shortfall, unit=unit)


def _ratio(relation: Relation, form: Ratio, regimes: Regimes) -> Outcome:
    denominator = sum((t.coefficient * t.figure.quantity.ticks for t in form.denominator), Fraction(0))
    if all(t.figure.quantity.ticks == 0 for t in form.denominator) or denominator == 0:
        return Outcome(relation, Verdict.UNDECIDED, reason="分母为零，比率不可比")
    numerator = sum((t.coefficient * t.figure.quantity.ticks for t in form.numerator), Fraction(0))
    value = form.scale * numerator / denominator
    rate = form.rate.quantity
    stated = Fraction(rate.ticks)
    if form.magnitude:
        value, stated = abs(value), abs(stated)
    reach = ratio_range(form, regimes)
    if reach is None:
        return Outcome(relation, Verdict.UNDECIDED, reason="分母的取值区间含零，比率无法判定")
    printed = (
        magnitude(interval_of(form.rate, regimes)) if form.magnitude else interval_of(form.rate, regimes)
    )
    residual = stated - value
    if value in printed:
        return Outcome(relation, Verdict.HOLDS, residual, unit=rate.unit)
    slack = (reach.high - reach.low) / Fraction(2) + rate.quantum / 2
    if reach.meets(printed):
        return Outcome(relation, Verdict.ROUNDING, residual, slack, unit=rate.unit)
    gap = printed.low - reach.high if printed.low >= reach.high else reach.low - printed.high
    return Outcome(relation, Verdict.VIOLATED, residual, slack, gap, unit=rate.unit or PERCENT)


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
    shared = [t.figure for t in _unique(form.numerator) if id(t.figure) in below]
    if len(shared) > 6:
        shared = []
    common = {id(f) for f in shared}
    fixed_top = _sum_range((t for t in form.numerator if id(t.figure) not in common), regimes)
    fixed_bottom = _sum_range((t for t in form.denominator if id(t.figure) not in common), regimes)
    ends: list[Fraction] = []
    choices = [(interval_of(f, regimes).low, interval_of(f, regimes).high) for f in shared]
    sign = 0
    for corner in itertools.product(*choices):
        at = {id(f): v for f, v in zip(shared, corner, strict=True)}
        top = sum(
            (t.coefficient * at[id(t.figure)] for t in form.numerator if id(t.figure) in at), Fraction(0)
        )
        bottom = sum(
            (t.coefficient * at[id(t.figure)] for t in form.denominator if id(t.figure) in at), Fraction(0)
        )
        for a, b in itertools.product((fixed_top.low, fixed_top.high), (fixed_bottom.low, fixed_bottom.high)):
            divisor = bottom + b
            if divisor == 0 or (sign and (divisor > 0) != (sign > 0)):
                return None
            sign = 1 if divisor > 0 else -1
            ends.append(form.scale * (top + a) / Fraction(divisor))
    result = Interval(min(ends), max(ends))
    return magnitude(result) if form.magnitude else result


def _unique(terms: Iterable[Term]) -> list[Term]:
    return list({id(t.figure): t for t in terms}.values())


def _sum_range(terms: Iterable[Term], regimes: Regimes) -> Interval:
    low: Rational = 0
    high: Rational = 0
    for term in terms:
        reach = interval_of(term.figure, regimes)
        ends = (term.coefficient * reach.low, term.coefficient * reach.high)
        low += min(ends)
        high += max(ends)
    return Interval(low, high)


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
