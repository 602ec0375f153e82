"""From judged relations to the system: constraints in whole numbers, made once each."""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction
from operator import itemgetter
from typing import cast

from gouji.model import Figure, Linear, Outcome, Ratio, Tier, Verdict
from gouji.model.interval import Rational
from gouji.model.quantity import Ends, Quantity
from gouji.model.units import MONEY, RATIO
from gouji.relations import Regimes, ends_of, rate_ends
from gouji.solving.system import Constraint, System

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
    builder = Builder(regimes)
    for number, outcome in enumerate(outcomes):
        if outcome.verdict in TAKING_PART:
            relation = outcome.relation
            if relation.rule.tier in wanted:
                builder.add(number, relation.form)
    return builder.system(outcomes)


def takes_part(form: object) -> bool:
    """Whether a relation of this form becomes constraints."""
    return isinstance(form, Ratio) or (isinstance(form, Linear) and not form.exact and form.op != "!=")


class Builder:
    """Makes a system of forms, one after another; the figures they name are looked at in the end, each once.

    Args:
        regimes: Rounding regimes by table.
    """

    def __init__(self, regimes: Regimes) -> None:
        self.regimes = regimes
        self.variables: dict[Figure, int] = defaultdict(itertools.count().__next__)
        """Figure → its variable: the next number for one not met before."""
        self.constraints: list[Constraint] = []
        self._sums: list[tuple[int, Linear]] = []
        """Constraints of sums of money that were taken as they stand, and their forms."""
        self._resting: dict[int, list[int]] = {}
        self._flipped: dict[int, Constraint] = {}

    def add(self, number: int, form: object) -> None:
        """Add the constraints of an outcome's form; none if it has none."""
        if isinstance(form, Linear):
            plain = form.plain
            if plain is None or plain[1].dimension != MONEY:
                self._linear(form, number)
                return
            constant, op, variables = form.right_constant - form.left_constant, form.op, self.variables
            if constant.__class__ is not int:
                self._linear(form, number)
                return
            terms = [(variables[term.figure], 1) for term in form.left]
            terms += [(variables[term.figure], -1) for term in form.right]
            self._sums.append((len(self.constraints), form))
            self.constraints.append(
                Constraint(
                    tuple(terms), None if op == "<=" else constant, None if op == ">=" else constant, number
                )
            )
        elif isinstance(form, Ratio):
            top = _top(form) if form.magnitude else 0
            self._ratio(form, number, -1 if top < 0 else 1)

    def system(self, outcomes: Sequence[Outcome]) -> System:
        """Return the system of all forms added.

        Args:
            outcomes: What their numbers stand for.
        """
        figures = list(self.variables)
        quantities = [figure.quantity for figure in figures]
        scales = [1 if q.unit.dimension == MONEY else _scale(q) for q in quantities]
        regimes = self.regimes
        rows: list[tuple[Rational, ...]] = [
            q.closed if scale == 1 and (not regimes or figure.table not in regimes) else ()
            for figure, q, scale in zip(figures, quantities, scales, strict=True)
        ]
        for at, row in enumerate(rows):
            if not row:
                rows[at] = _whole_ends(ends_of(figures[at], regimes), scales[at])
        if not _INTEGERS.issuperset(map(type, itertools.chain.from_iterable(rows))):
            for at, row in enumerate(rows):
                if not _INTEGERS.issuperset(map(type, row)):
                    rows[at] = _whole_ends(ends_of(figures[at], regimes), scales[at])
        self._mend(scales)
        whole = cast("list[tuple[int, int, int]]", rows)
        printed, lows, highs = ([row[i] for row in whole] for i in range(3))
        return System(
            figures,
            lows,
            highs,
            scales,
            self.constraints,
            outcomes,
            printed,
            self._resting,
            self._flipped,
        )

    def _mend(self, scales: Sequence[int]) -> None:
        """Make sums anew that were taken for money and have a figure of another dimension among theirs."""
        other = {var for var, scale in enumerate(scales) if scale != 1}
        constraints = self.constraints
        terms = itertools.chain.from_iterable([constraints[at].terms for at, _ in self._sums])
        if other.isdisjoint(map(itemgetter(0), terms)):
            return
        for at, form in self._sums:
            old = constraints[at]
            if not other.isdisjoint([var for var, _ in old.terms]):
                made = self.sum_of(form, old.source)
                if made is not None:
                    constraints[at] = made

    def _linear(self, form: Linear, number: int) -> None:
        if not form.exact and form.op != "!=":
            made = self.sum_of(form, number)
            if made is not None:
                self.constraints.append(made)

    def sum_of(self, form: Linear, number: int) -> Constraint | None:
        """Return the constraint of a sum; ``None`` if nothing is left of it.

        Args:
            form: The sum.
            number: Of its outcome.
        """
        terms = [(term.figure, term.coefficient) for term in form.left]
        terms += [(term.figure, -term.coefficient) for term in form.right]
        middle, op = form.right_constant - form.left_constant, form.op
        low: Rational | None = middle - form.tolerance if op in ("==", ">=", ">") else None
        high: Rational | None = middle + form.tolerance if op in ("==", "<=", "<") else None
        return self._whole(terms, low, high, number)

    def _ratio(self, form: Ratio, number: int, sign: int) -> None:
        at = len(self.constraints)
        rate = self.variables[form.rate]
        made = self._quotient(form, number, rate, sign)
        self.constraints += made
        if made:
            self._resting.setdefault(rate, []).extend(range(at, at + len(made)))
        if sign < 0:
            turned = self._quotient(form, number, rate, 1)
            self._flipped.update(zip(range(at, at + len(turned)), turned, strict=True))

    def _quotient(self, form: Ratio, number: int, rate: int, sign: int) -> list[Constraint]:
        # The denominator is a total or last year's amount: truly positive, whatever the printed figures say.
        _, low, high, parts, _, _ = rate_ends(form, self.regimes)
        scale, variables = form.scale, self.variables
        over = [(variables[t.figure], sign * t.coefficient) for t in form.numerator]
        under = [(variables[t.figure], -t.coefficient) for t in form.denominator]
        # Figures of money that stand once each are whole as they are.
        quick = len(dict(over + under)) == len(over) + len(under) and all(
            t.figure.quantity.unit.dimension == MONEY for t in form.numerator + form.denominator
        )
        found = []
        for end, least, most in ((low, 0, None), (high, None, 0)):
            up = end * scale.denominator
            down = parts * scale.numerator
            shared = math.gcd(up, down)
            up, down = up // shared, down // shared
            made: Constraint | None
            if quick and up and down:
                weighted = [(v, c * down) for v, c in over if c] + [(v, c * up) for v, c in under if c]
                made = Constraint(tuple(weighted), least, most, number, rate) if weighted else None
            else:
                terms = [(t.figure, sign * t.coefficient * down) for t in form.numerator]
                terms += [(t.figure, -t.coefficient * up) for t in form.denominator]
                made = self._whole(terms, least, most, number, rate)
            if made is not None:
                found.append(made)
        return found

    def _whole(
        self,
        terms: list[tuple[Figure, int]],
        low: Rational | None,
        high: Rational | None,
        number: int,
        rate: int | None = None,
    ) -> Constraint | None:
        """Return a constraint in whole numbers, equal figures joined; ``None`` if nothing is left of it."""
        variables = self.variables
        sums: dict[int, int] = {}
        scales: dict[int, int] = {}
        for figure, coefficient in terms:
            var = variables[figure]
            sums[var] = sums.get(var, 0) + coefficient
            scales[var] = _scale(figure.quantity)
        kept = [(var, c) for var, c in sums.items() if c]
        if not kept:
            return None
        widest = scales[kept[0][0]]
        if any(scales[var] != widest for var, _ in kept):
            widest = math.lcm(*[scales[var] for var, _ in kept])
            kept = [(var, c * (widest // scales[var])) for var, c in kept]
        if widest == 1 and type(low) in _WHOLE and type(high) in _WHOLE:
            return Constraint(tuple(kept), low, high, number, rate)  # type: ignore[arg-type]
        factor = math.lcm(*(b.denominator for b in (low, high) if b is not None))
        if factor != 1:
            kept = [(var, c * factor) for var, c in kept]
        return Constraint(
            tuple(kept),
            None if low is None else int(low * factor * widest),
            None if high is None else int(high * factor * widest),
            number,
            rate,
        )


_WHOLE = (int, type(None))
_INTEGERS = frozenset({int})


def _scale(quantity: Quantity) -> int:
    return FINE.get(quantity.unit.dimension, FINE_ELSE)


def _top(form: Ratio) -> Rational:
    return sum([t.coefficient * t.figure.quantity.ticks for t in form.numerator])


def _whole_ends(ends: Ends, scale: int) -> tuple[int, int, int]:
    """Return the printed value and the least and the most a figure may be, in units of which a tick has ``scale``."""
    value, low, high, parts, low_open, high_open = ends
    near, rest = divmod(value * scale, parts)
    if rest:
        near = round(Fraction(value * scale, parts))
    bottom, top = -(-low * scale // parts), high * scale // parts
    if low_open and bottom * parts == low * scale:
        bottom += 1
    if high_open and top * parts == high * scale:
        top -= 1
    return (near, bottom, top) if bottom <= top else (near, low * scale // parts, -(-high * scale // parts))
