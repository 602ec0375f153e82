"""All linear relations of a document as one system over whole numbers.

Variables are the printed figures; each has its interval.  Money is in 分; other dimensions are scaled so
that their intervals have whole ends.  A ratio becomes two inequalities, multiplied out with the exact
ends of the printed percentage.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

import attrs

from gouji.model import Figure, Interval, Kind, Linear, Outcome, Ratio, Relation, Tier, Verdict
from gouji.model.interval import Rational
from gouji.model.units import MONEY, RATIO
from gouji.relations import Regimes, interval_of, magnitude

FINE = {MONEY: 1, RATIO: 10**7}
"""By dimension, how finely a tick is divided, so that half-open ends become whole: a rate's tick is the number 1."""
FINE_ELSE = 1000
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
        rate: Variable of the printed rate whose ends are multiplied in, ``None`` for sums.
    """

    terms: tuple[tuple[int, int], ...]
    low: int | None
    high: int | None
    source: int
    rate: int | None = None


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
        resting: Rate → constraints that rest on its printed value: they fall if the rate is wrong.
        flipped: Constraint of a rate without a sign over a negative figure → what holds if that figure's sign is wrong.
    """

    figures: list[Figure]
    lows: list[int]
    highs: list[int]
    scales: list[int]
    constraints: list[Constraint]
    touching: list[list[int]]
    outcomes: Sequence[Outcome]
    resting: dict[int, list[int]] = attrs.field(factory=dict)
    flipped: dict[int, Constraint] = attrs.field(factory=dict)

    def members(self, constraint: int) -> frozenset[int]:
        """Return the figures that a constraint ties together, its rate among them."""
        own = self.constraints[constraint]
        found = frozenset(v for v, _ in own.terms)
        return found if own.rate is None else found | {own.rate}

    def free_range(self, variable: int) -> tuple[int, int]:
        """Return the range of a figure that is thought wrong: anything its line may hold."""
        low = -UNBOUNDED if self.figures[variable].may_be_negative else 0
        if self.lows[variable] < 0:
            low = -UNBOUNDED
        return low, UNBOUNDED

    def without(self, free: Iterable[int], dropped: Iterable[int]) -> System:
        """Return the system in which some figures may be anything and some constraints do not count.

        Args:
            free: Figures held to be wrong; what rests on the printed value of one falls too.
            dropped: Constraints left out.
        """
        lows, highs, left_out = list(self.lows), list(self.highs), set(dropped)
        for var in free:
            lows[var], highs[var] = self.free_range(var)
            left_out.update(self.resting.get(var, ()))
        kept = [c for at, c in enumerate(self.constraints) if at not in left_out]
        touching: list[list[int]] = [[] for _ in self.figures]
        for at, constraint in enumerate(kept):
            for var, _ in constraint.terms:
                touching[var].append(at)
        return System(self.figures, lows, highs, self.scales, kept, touching, self.outcomes)


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
            scale = FINE.get(figure.quantity.unit.dimension, FINE_ELSE)
            quick = _quick_ends(figure, scale) if figure.table not in regimes else None
            low, high = quick or _whole(interval_of(figure, regimes), scale)
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
            if constraint.rate is not None:
                system.resting.setdefault(constraint.rate, []).append(at)
        form = relation.form
        if isinstance(form, Ratio) and form.magnitude and _top(form) < 0:
            turned = list(_ratio(form, number, variable, system, regimes, 1))
            system.flipped.update(
                zip(
                    range(len(system.constraints) - len(turned), len(system.constraints)), turned, strict=True
                )
            )
    return system


def _quick_ends(figure: Figure, scale: int) -> tuple[int, int] | None:
    """Return what :func:`_whole` says of a rounded figure, without fractions; ``None`` where it needs them."""
    quantity = figure.quantity
    if scale == 1:
        closed = quantity.closed
        if closed and closed[1].denominator == closed[2].denominator == 1:
            return int(closed[1]), int(closed[2])
        return None
    value, unit = quantity.value, quantity.unit
    if value is None or quantity.kind is not Kind.NUMBER or unit.dimension != RATIO:
        return None
    numerator, denominator = value.as_integer_ratio()
    centre, rest = divmod(numerator * unit.scale.numerator * scale, denominator * unit.scale.denominator)
    steps = 10 ** max(quantity.decimals, unit.rule_decimals)
    half, odd = divmod(unit.scale.numerator * scale, 2 * unit.scale.denominator * steps)
    if rest or odd or not half:
        return None
    return (centre - half, centre + half - 1) if centre >= 0 else (centre - half + 1, centre + half)


def _whole(interval: Interval, scale: int) -> tuple[int, int]:
    low, high = Fraction(interval.low) * scale, Fraction(interval.high) * scale
    bottom, top = math.ceil(low), math.floor(high)
    if interval.low_open and bottom == low:
        bottom += 1
    if interval.high_open and top == high:
        top -= 1
    return (bottom, top) if bottom <= top else (math.floor(low), math.ceil(high))


_WHOLE = (int, type(None))
Variables = Callable[[Figure], int]


def _constraints(
    relation: Relation, number: int, variable: Variables, system: System, regimes: Regimes
) -> Iterable[Constraint]:
    form = relation.form
    if isinstance(form, Linear):
        if form.exact or form.op == "!=":
            return
        terms = [(variable(t.figure), t.coefficient) for t in form.left]
        terms += [(variable(t.figure), -t.coefficient) for t in form.right]
        middle = form.right_constant - form.left_constant
        low: Rational | None = middle - form.tolerance if form.op in ("==", ">=", ">") else None
        high: Rational | None = middle + form.tolerance if form.op in ("==", "<=", "<") else None
        yield from _one(terms, low, high, number, system)
    elif isinstance(form, Ratio):
        sign = -1 if form.magnitude and _top(form) < 0 else 1
        yield from _ratio(form, number, variable, system, regimes, sign)


def _top(form: Ratio) -> Rational:
    return sum([t.coefficient * t.figure.quantity.ticks for t in form.numerator])


def _ratio(
    form: Ratio, number: int, variable: Variables, system: System, regimes: Regimes, sign: int
) -> Iterable[Constraint]:
    # The denominator is a total or last year's amount: truly positive, whatever the printed figures say.
    reach = interval_of(form.rate, regimes)
    if form.magnitude:
        reach = magnitude(reach)
    rate = variable(form.rate)
    over = [(variable(t.figure), sign * t.coefficient) for t in form.numerator]
    under = [(variable(t.figure), t.coefficient) for t in form.denominator]
    for end, is_low in ((reach.low, True), (reach.high, False)):
        factor = Fraction(end) / form.scale
        weighted = [(v, c * factor.denominator) for v, c in over]
        weighted += [(v, -c * factor.numerator) for v, c in under]
        yield from _one(weighted, 0 if is_low else None, None if is_low else 0, number, system, rate)


def _one(
    terms: Iterable[tuple[int, int]],
    low: Rational | None,
    high: Rational | None,
    number: int,
    system: System,
    rate: int | None = None,
) -> Iterable[Constraint]:
    """Join equal variables and make everything whole."""
    sums: dict[int, int] = {}
    for var, coefficient in terms:
        sums[var] = sums.get(var, 0) + coefficient
    kept = {var: c for var, c in sums.items() if c}
    if not kept:
        return
    scales = {system.scales[var] for var in kept}
    if len(scales) > 1:
        widest = math.lcm(*scales)
        kept = {var: c * (widest // system.scales[var]) for var, c in kept.items()}
    else:
        widest = scales.pop()
    if widest == 1 and type(low) in _WHOLE and type(high) in _WHOLE:
        yield Constraint(tuple(kept.items()), low, high, number, rate)  # type: ignore[arg-type]
        return
    factor = math.lcm(*(b.denominator for b in (low, high) if b is not None))
    yield Constraint(
        tuple(kept.items()) if factor == 1 else tuple((var, c * factor) for var, c in kept.items()),
        None if low is None else int(low * factor * widest),
        None if high is None else int(high * factor * widest),
        number,
        rate,
    )
