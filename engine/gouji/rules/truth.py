"""Conditions over intervals: three-valued, and what verdict they come to."""

from __future__ import annotations

from gouji.model import Figure, Opaque, Verdict
from gouji.model.interval import Rational
from gouji.rules.values import Amount, Truth, add, common, scale


def interval_compare(operator: str, a: Amount, b: Amount, tolerance: Rational) -> Truth:
    """Compare two amounts: certainly true, certainly false, or open within the last digit."""
    missing = a.missing + b.missing
    reason = a.inapplicable or b.inapplicable
    if missing or reason:
        return Truth(None, None, missing, inapplicable=reason)
    common(a, b)
    figures = a.figures + b.figures
    difference = add(a, scale(b, -1))
    reach, point = difference.range(), difference.value()
    low, high = reach.low - tolerance, reach.high + tolerance
    low_open, high_open = reach.low_open, reach.high_open
    below = low < 0 or (low == 0 and not low_open)
    above = high > 0 or (high == 0 and not high_open)
    inside = abs(point) <= tolerance
    table: dict[str, tuple[bool, bool, bool]] = {
        # operator: (certainly, possibly, exactly)
        "==": (reach.is_point and inside, below and above, inside),
        "!=": (not (below and above), not (reach.is_point and inside), not inside),
        "<=": (high <= 0, below, point <= tolerance),
        ">=": (low >= 0, above, point >= -tolerance),
        "<": (high < 0 or (high == 0 and high_open), low < 0, point < tolerance or (point == 0 > -tolerance)),
        ">": (low > 0 or (low == 0 and low_open), high > 0, point > -tolerance or (point == 0 < tolerance)),
    }
    certainly, possibly, exactly = table[operator]
    return Truth(True if certainly else (None if possibly else False), exactly, (), figures)


def negate(truth: Truth) -> Truth:
    """Return 非."""
    return truth._replace(
        certain=None if truth.certain is None else not truth.certain,
        exactly=None if truth.exactly is None else not truth.exactly,
    )


def combine(operator: str, a: Truth, b: Truth) -> Truth:
    """Return 且 or 或 by Kleene's tables; what decides the result needs nothing else."""
    figures = a.figures + b.figures
    decisive = operator == "或"

    def join(x: bool | None, y: bool | None) -> bool | None:
        if decisive in (x, y):
            return decisive
        return None if None in (x, y) else not decisive

    certain = join(a.certain, b.certain)
    exactly = join(a.exactly, b.exactly)
    if certain is not None:
        return Truth(certain, exactly, (), figures)
    return Truth(None, exactly, a.missing + b.missing, figures, a.inapplicable or b.inapplicable)


def judged(truth: Truth) -> tuple[Opaque | None, tuple[str, ...]]:
    """Return the verdict of a condition, or why it has none; what is not applicable has neither."""
    if truth.inapplicable:
        return None, ()
    if truth.missing:
        return None, tuple(dict.fromkeys(truth.missing))
    if truth.certain is None:
        verdict = Verdict.HOLDS if truth.exactly else Verdict.ROUNDING
    else:
        verdict = Verdict.HOLDS if truth.certain else Verdict.VIOLATED
    return Opaque(verdict, distinct(truth.figures)), ()


def distinct(figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """Return the figures without repeats."""
    return tuple({id(f): f for f in figures}.values())
