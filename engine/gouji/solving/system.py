"""All linear relations of a document as one system over whole numbers.

Variables are the printed figures; each has its interval.  Money is in 分; other dimensions are scaled so
that their intervals have whole ends.  A ratio becomes two inequalities, multiplied out with the exact
ends of the printed percentage.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from fractions import Fraction

import attrs

from gouji.model import Figure, Interval, Linear, Outcome, Ratio, Relation, Tier, Verdict
from gouji.model.interval import Rational
from gouji.model.units import MONEY
from gouji.relations import Regimes, interval_of

FINE = 1000
"""Ticks of a non-money variable are divided this finely, so that half-open ends become whole."""
UNBOUNDED = 10**18
"""Largest amount a figure that is thought wrong may take, in ticks."""


@attrs.frozen(eq=False)
class Constraint:
    """``low <= sum(coefficient * x) <= high`` over variable indices.

    Attributes:
        terms: (variable, coefficient) pairs, coefficients whole and not zero.
        low: Lower bound, ``None`` for none.
        high: Upper bound, ``None`` for none.
        source: Index of the outcome it comes from.
    """

    terms: tuple[tuple[int, int], ...]
    low: int | None
    high: int | None
    source: int


@attrs.define(eq=False)
class System:
    """The system of a document.

    Attributes:
        figures: Variables, in order of first appearance.
        lows: Lower ends of their intervals.
        highs: Upper ends.
        scales: Units of the variable per tick.
        constraints: All of them.
        touching: Variable → constraints it stands in.
        outcomes: Outcomes the constraints come from.
    """

    figures: list[Figure]
    lows: list[int]
    highs: list[int]
    scales: list[int]
    constraints: list[Constraint]
    touching: list[list[int]]
    outcomes: Sequence[Outcome]

    def free_range(self, variable: int) -> tuple[int, int]:
        """Return the range of a figure that is thought wrong: anything its line may hold."""
        low = -UNBOUNDED if self.figures[variable].may_be_negative else 0
        if self.lows[variable] < 0:
            low = -UNBOUNDED
        return low, UNBOUNDED


def build(
    outcomes: Sequence[Outcome], regimes: Regimes, tiers: Iterable[Tier] = (Tier.TEMPLATE, Tier.BUSINESS)
) -> System:
    """Return the system of all linear and ratio relations that could be judged.

    Args:
        outcomes: Judged relations.
        regimes: Rounding regimes by table.
        tiers: Tiers that take part.
    """
    wanted = frozenset(tiers)
    index: dict[int, int] = {}
    system = System([], [], [], [], [], [], outcomes)

    def variable(figure: Figure) -> int:
        at = index.get(id(figure))
        if at is None:
            at = index[id(figure)] = len(system.figures)
            system.figures.append(figure)
            scale = 1 if figure.quantity.unit.dimension == MONEY else FINE
            low, high = _whole(interval_of(figure, regimes), scale)
            system.lows.append(low)
            system.highs.append(high)
            system.scales.append(scale)
            system.touching.append([])
        return at

    for number, outcome in enumerate(outcomes):
        relation = outcome.relation
        if outcome.verdict not in (Verdict.HOLDS, Verdict.ROUNDING, Verdict.VIOLATED):
            continue
        if relation.rule.tier not in wanted:
            continue
        for constraint in _constraints(relation, number, variable, system, regimes):
            at = len(system.constraints)
            system.constraints.append(constraint)
            for var, _ in constraint.terms:
                system.touching[var].append(at)
    return system


def _whole(interval: Interval, scale: int) -> tuple[int, int]:
    low, high = Fraction(interval.low) * scale, Fraction(interval.high) * scale
    bottom, top = math.ceil(low), math.floor(high)
    if interval.low_open and bottom == low:
        bottom += 1
    if interval.high_open and top == high:
        top -= 1
    return (bottom, top) if bottom <= top else (math.floor(low), math.ceil(high))


def _constraints(
    relation: Relation, number: int, variable: object, system: System, regimes: Regimes
) -> Iterable[Constraint]:
    form = relation.form
    if isinstance(form, Linear):
        if form.exact or form.op == "!=":
            return
        terms = [(t.figure, t.coefficient) for t in form.left] + [
            (t.figure, -t.coefficient) for t in form.right
        ]
        constant = Fraction(form.left_constant - form.right_constant)
        low, high = {
            "==": (-constant - form.tolerance, -constant + form.tolerance),
            "<=": (None, -constant + form.tolerance),
            "<": (None, -constant + form.tolerance),
            ">=": (-constant - form.tolerance, None),
            ">": (-constant - form.tolerance, None),
        }[form.op]
        yield from _one(terms, low, high, number, variable, system)
    elif isinstance(form, Ratio):
        # The denominator is a total or last year's amount: truly positive, whatever the printed figures say.
        rate = interval_of(form.rate, regimes)
        top = sum((t.coefficient * t.figure.quantity.ticks for t in form.numerator), Fraction(0))
        top_sign = -1 if form.magnitude and top < 0 else 1
        for end, is_low in ((rate.low, True), (rate.high, False)):
            factor = Fraction(end) / form.scale
            weighted = [(t.figure, Fraction(top_sign * t.coefficient)) for t in form.numerator]
            weighted += [(t.figure, -factor * t.coefficient) for t in form.denominator]
            yield from _one(weighted, 0 if is_low else None, None if is_low else 0, number, variable, system)


def _one(
    terms: Iterable[tuple[Figure, Rational]],
    low: Rational | None,
    high: Rational | None,
    number: int,
    variable: object,
    system: System,
) -> Iterable[Constraint]:
    sums: dict[int, Fraction] = {}
    for figure, coefficient in terms:
        var = variable(figure)  # type: ignore[operator]
        sums[var] = sums.get(var, Fraction(0)) + Fraction(coefficient) / system.scales[var]
    kept = {var: c for var, c in sums.items() if c}
    if not kept:
        return
    bounds = [Fraction(b) for b in (low, high) if b is not None]
    factor = math.lcm(*(c.denominator for c in kept.values()), *(b.denominator for b in bounds))
    yield Constraint(
        tuple((var, int(c * factor)) for var, c in kept.items()),
        None if low is None else int(Fraction(low) * factor),
        None if high is None else int(Fraction(high) * factor),
        number,
    )
