"""From judged relations to the system: constraints in whole numbers, made once each."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from fractions import Fraction

from gouji.model import Figure, Interval, Kind, Linear, Outcome, Ratio, Tier, Verdict
from gouji.model.interval import Rational
from gouji.model.relation import Plain
from gouji.model.units import COUNT, MONEY, RATIO, SCORE
from gouji.relations import Regimes, interval_of, rate_interval
from gouji.solving.system import Constraint, System, printed_value

FINE = {MONEY: 1, RATIO: 10**7}
"""By dimension, how finely a tick is divided, so that half-open ends become whole: a rate's tick is the number 1."""
FINE_ELSE = 1000
TAKING_PART = (Verdict.HOLDS, Verdict.ROUNDING, Verdict.VIOLATED)


def build(
    outcomes: Sequence[Outcome], regimes: Regimes, tiers: Iterable[Tier] = (Tier.TEMPLATE, Tier.BUSINESS)
) -> System:
    """Return the system of all linear and ratio relations that could be judged.

    Args:
        outcomes: Judged relations.
        regimes: Rounding regimes by table.
        tiers: Tiers that take part.
    """
    wanted = tuple(tiers)
    builder = _Builder(outcomes, regimes)
    for number, outcome in enumerate(outcomes):
        if outcome.relation.rule.tier in wanted and outcome.verdict in TAKING_PART:
            builder.add(number)
    return builder.system


def takes_part(form: object) -> bool:
    """Whether a relation of this form becomes constraints."""
    return isinstance(form, Ratio) or (isinstance(form, Linear) and not form.exact and form.op != "!=")


class _Builder:
    """Makes a system of outcomes, one after another."""

    def __init__(self, outcomes: Sequence[Outcome], regimes: Regimes) -> None:
        self.system = System([], [], [], [], [], [], outcomes, [])
        self._regimes = regimes
        self._index: dict[Figure, int] = {}

    def add(self, number: int) -> None:
        """Add the constraints of an outcome; none if its form has none."""
        form = self.system.outcomes[number].relation.form
        if isinstance(form, Linear):
            if form.plain is None or not self._plain(form, form.plain, number):
                self._linear(form, number)
        elif isinstance(form, Ratio):
            top = _top(form) if form.magnitude else 0
            self._ratio(form, number, -1 if top < 0 else 1)

    def _variable(self, figure: Figure) -> int:
        """Return the variable of a figure."""
        at = self._index.get(figure)
        return self._new(figure) if at is None else at

    def _new(self, figure: Figure) -> int:
        system = self.system
        at = self._index[figure] = len(system.figures)
        quantity = figure.quantity
        scale = FINE.get(quantity.unit.dimension, FINE_ELSE)
        rounds = not self._regimes or figure.table not in self._regimes
        ends = quantity.closed if scale == 1 and rounds else ()
        if ends and isinstance(ends[0], int) and isinstance(ends[1], int) and isinstance(ends[2], int):
            value, low, high = ends[0], ends[1], ends[2]
        else:
            quick = _quick_ends(figure, scale) if rounds else None
            low, high = quick or _whole(interval_of(figure, self._regimes), scale)
            value = printed_value(figure, scale)
        system.figures.append(figure)
        system.lows.append(low)
        system.highs.append(high)
        system.scales.append(scale)
        system.printed.append(value)
        system.touching.append([])
        return at

    def _plain(self, form: Linear, plain: Plain, number: int) -> bool:
        """Add a sum of money as it stands, each figure once and whole; ``False`` if it is another kind."""
        constant = form.left_constant - form.right_constant
        if plain[1].dimension != MONEY or type(constant) is not int:
            return False
        system, known, new = self.system, self._index.get, self._new
        scales = system.scales
        terms = []
        for term in form.left:
            figure = term.figure
            var = known(figure)
            if var is None:
                var = new(figure)
            if scales[var] != 1:
                return False  # figures of several dimensions: made whole one by one
            terms.append((var, 1))
        for term in form.right:
            figure = term.figure
            var = known(figure)
            if var is None:
                var = new(figure)
            if scales[var] != 1:
                return False
            terms.append((var, -1))
        op = form.op
        touching, constraints = system.touching, system.constraints
        at = len(constraints)
        constraints.append(
            Constraint(
                tuple(terms), None if op == "<=" else -constant, None if op == ">=" else -constant, number
            )
        )
        for var, _ in terms:
            touching[var].append(at)
        return True

    def _linear(self, form: Linear, number: int) -> None:
        if form.exact or form.op == "!=":
            return
        variable = self._variable
        terms = [(variable(term.figure), term.coefficient) for term in form.left]
        terms += [(variable(term.figure), -term.coefficient) for term in form.right]
        middle, op = form.right_constant - form.left_constant, form.op
        low: Rational | None = middle - form.tolerance if op in ("==", ">=", ">") else None
        high: Rational | None = middle + form.tolerance if op in ("==", "<=", "<") else None
        made = self._whole_terms(terms, low, high)
        if made is not None:
            self._put(Constraint(*made, number))

    def _ratio(self, form: Ratio, number: int, sign: int) -> None:
        at = len(self.system.constraints)
        rate = self._variable(form.rate)
        made = self._quotient(form, number, rate, sign)
        for constraint in made:
            self._put(constraint)
            self.system.resting.setdefault(rate, []).append(len(self.system.constraints) - 1)
        if sign < 0:
            turned = self._quotient(form, number, rate, 1)
            self.system.flipped.update(zip(range(at, at + len(turned)), turned, strict=True))

    def _quotient(self, form: Ratio, number: int, rate: int, sign: int) -> list[Constraint]:
        # The denominator is a total or last year's amount: truly positive, whatever the printed figures say.
        reach = rate_interval(form, self._regimes)
        over = [(self._variable(t.figure), sign * t.coefficient) for t in form.numerator]
        under = [(self._variable(t.figure), t.coefficient) for t in form.denominator]
        scale = form.scale
        found = []
        for end, is_low in ((reach.low, True), (reach.high, False)):
            up = end.numerator * scale.denominator
            down = end.denominator * scale.numerator
            shared = math.gcd(up, down)
            up, down = up // shared, down // shared
            weighted = [(v, c * down) for v, c in over]
            weighted += [(v, -c * up) for v, c in under]
            made = self._whole_terms(weighted, 0 if is_low else None, None if is_low else 0)
            if made is not None:
                found.append(Constraint(*made, number, rate))
        return found

    def _put(self, constraint: Constraint) -> None:
        touching, constraints = self.system.touching, self.system.constraints
        at = len(constraints)
        constraints.append(constraint)
        for var, _ in constraint.terms:
            touching[var].append(at)

    def _whole_terms(
        self, terms: list[tuple[int, int]], low: Rational | None, high: Rational | None
    ) -> tuple[tuple[tuple[int, int], ...], int | None, int | None] | None:
        """Join equal variables and make everything whole; ``None`` if nothing is left."""
        scales = self.system.scales
        sums = dict(terms)
        if len(sums) != len(terms):
            sums = {}
            for var, coefficient in terms:
                sums[var] = sums.get(var, 0) + coefficient
        kept = [(var, c) for var, c in sums.items() if c]
        if not kept:
            return None
        widest = scales[kept[0][0]]
        if any(scales[var] != widest for var, _ in kept):
            widest = math.lcm(*[scales[var] for var, _ in kept])
            kept = [(var, c * (widest // scales[var])) for var, c in kept]
        if widest == 1 and type(low) in _WHOLE and type(high) in _WHOLE:
            return tuple(kept), low, high  # type: ignore[return-value]
        factor = math.lcm(*(b.denominator for b in (low, high) if b is not None))
        if factor != 1:
            kept = [(var, c * factor) for var, c in kept]
        return (
            tuple(kept),
            None if low is None else int(low * factor * widest),
            None if high is None else int(high * factor * widest),
        )


_WHOLE = (int, type(None))


def _top(form: Ratio) -> Rational:
    return sum([t.coefficient * t.figure.quantity.ticks for t in form.numerator])


def _quick_ends(figure: Figure, scale: int) -> tuple[int, int] | None:
    """Return what :func:`_whole` says of a rounded figure, without fractions; ``None`` where it needs them."""
    quantity = figure.quantity
    value, unit = quantity.value, quantity.unit
    if scale == 1 or value is None or quantity.kind is not Kind.NUMBER:
        closed = quantity.closed
        if not closed or closed[1].denominator != 1 or closed[2].denominator != 1:
            return None
        return int(closed[1]) * scale, int(closed[2]) * scale
    numerator, denominator = value.as_integer_ratio()
    centre, rest = divmod(numerator * unit.scale.numerator * scale, denominator * unit.scale.denominator)
    if rest:
        return None
    if unit.dimension == COUNT or (unit.dimension == SCORE and not quantity.decimals):
        return centre, centre
    steps = 10 ** max(quantity.decimals, unit.rule_decimals)
    half, odd = divmod(unit.scale.numerator * scale, 2 * unit.scale.denominator * steps)
    if odd or not half:
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
