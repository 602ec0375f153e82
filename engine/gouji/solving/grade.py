"""How much a violation weighs: by its size in quanta or percentage points, never by mood."""

from __future__ import annotations

from fractions import Fraction

from gouji.model import Linear, Outcome, Ratio, Severity
from gouji.model.units import MONEY, RATIO

TAIL_QUANTA = Fraction(3, 2)
RATIO_INFO = Fraction(2, 10_000)
RATIO_WARNING = Fraction(50, 10_000)


def widening(outcome: Outcome) -> Fraction | None:
    """Return the smallest uniform widening, in quanta of each figure, that would let the relation hold."""
    form = outcome.relation.form
    if not isinstance(form, Linear) or outcome.shortfall is None:
        return None
    room = sum(
        (
            abs(t.coefficient) * t.figure.quantity.quantum
            for t in (*form.left, *form.right)
            if t.figure.quantity.printed
        ),
        Fraction(0),
    )
    return Fraction(outcome.shortfall) / room if room else None


def is_tail(outcome: Outcome) -> bool:
    """Whether an equality misses, beyond rounding, by no more than a cent moved to balance totals (尾差)."""
    form = outcome.relation.form
    if not isinstance(form, Linear) or form.op != "==" or outcome.residual is None:
        return False
    printed = [t.figure for t in (*form.left, *form.right) if t.figure.quantity.printed]
    if any(f.quantity.unit.dimension != MONEY for f in printed) or not printed:
        return False
    quantum = max(f.quantity.quantum for f in printed)
    wide = widening(outcome)
    return (
        wide is not None and wide <= TAIL_QUANTA and Fraction(outcome.shortfall or 0) <= TAIL_QUANTA * quantum
    )


def severity(outcome: Outcome) -> Severity:
    """Return the severity of a violated relation."""
    stated = outcome.relation.rule.severity
    if _of_rates(outcome.relation.form) and outcome.residual is not None:
        gap = abs(Fraction(outcome.residual))
        if gap <= RATIO_INFO:
            return Severity.INFO
        if stated is Severity.ERROR and (gap <= RATIO_WARNING or _is_cut(outcome)):
            return Severity.WARNING
    if is_tail(outcome):
        return Severity.INFO
    return stated


def _is_cut(outcome: Outcome) -> bool:
    """Whether a rate is its quotient without the further decimals, cut off instead of rounded: 63 % of 63.72 %."""
    form, residual = outcome.relation.form, Fraction(outcome.residual or 0)
    if not isinstance(form, Ratio):
        return False
    quantity = form.rate.quantity
    value = Fraction(quantity.value or 0)
    if not value or quantity.unit.dimension != RATIO:
        return False
    return abs(residual) < quantity.quantum and (residual < 0) == (value > 0)


def _of_rates(form: object) -> bool:
    """Whether a residual is one of percentages: a rate recomputed, or shares that should add up to 100 %."""
    if isinstance(form, Ratio):
        return True
    if not isinstance(form, Linear):
        return False
    return all(t.figure.quantity.unit.dimension == RATIO for t in (*form.left, *form.right))
