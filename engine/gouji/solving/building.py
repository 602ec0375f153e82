"""From judged relations to the system: constraints in whole numbers, made once each."""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import cast

from gouji.model import Figure, Linear, Outcome, Ratio, Tier, Verdict
from gouji.model.interval import Rational
from gouji.model.quantity import Ends
from gouji.model.units import MONEY, RATIO, Unit
from gouji.relations import Regimes, ends_of, rate_ends
from gouji.solving.system import Constraint, System

FINE = {MONEY: 1, RATIO: 10**7}
"""By dimension, how finely a tick is divided, so that half-open ends become whole: a rate's tick is the number 1."""
FINE_ELSE = 1000


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
    holds, rounding, violated = Verdict.HOLDS, Verdict.ROUNDING, Verdict.VIOLATED
    builder = Builder(regimes)
    for number, outcome in enumerate(outcomes):
        verdict = outcome.verdict
        if verdict is holds or verdict is rounding or verdict is violated:
            relation = outcome.relation
            if relation.rule.tier in wanted:
                form = relation.form
                if form.__class__ is Linear:
                    builder.linear(number, form, verdict is holds)
                elif form.__class__ is Ratio:
                    builder.ratio(number, form)
    return builder.system(outcomes)


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
        self._open: list[int] = []
        """Constraints that the printed values may miss."""
        self._resting: dict[int, list[int]] = {}
        self._flipped: dict[int, Constraint] = {}

    def linear(self, number: int, form: Linear, holds: bool) -> None:
        """Add the constraint of a sum, if it has one.

        Args:
            number: Of its outcome.
            form: The sum.
            holds: It holds as printed.
        """
        plain, constraints = form.plain, self.constraints
        if plain is None or plain[2].__class__ is not int or plain[1].dimension != MONEY:
            if not form.exact and form.op != "!=":
                made = self.sum_of(form, number)
                if made is not None:
                    self._open.append(len(constraints))
                    constraints.append(made)
            return
        variables, op = self.variables, form.op
        constant = cast("int", form.right_constant - form.left_constant)
        at = len(constraints)
        self._sums.append((at, form))
        if not holds:
            self._open.append(at)
        constraints.append(
            Constraint(
                tuple([variables[figure] for figure in form.figures]),
                _SIGNS[len(form.left), len(form.right)],
                None if op == "<=" else constant,
                None if op == ">=" else constant,
                number,
            )
        )

    def system(self, outcomes: Sequence[Outcome]) -> System:
        """Return the system of all forms added.

        Args:
            outcomes: What their numbers stand for.
        """
        figures = list(self.variables)
        quantities = [figure.quantity for figure in figures]
        units = [q.unit for q in quantities]
        scale_of = {key: _scale(kind) for key, kind in dict(zip(map(id, units), units, strict=True)).items()}
        scales = [scale_of[id(kind)] for kind in units]
        regimes = self.regimes
        rows: list[tuple[Rational, ...]] = [q.closed for q in quantities]
        if regimes:
            rows = [() if f.table in regimes else row for f, row in zip(figures, rows, strict=True)]
        for at, (row, scale) in enumerate(zip(rows, scales, strict=True)):
            if scale != 1 or not row:
                rows[at] = _whole_ends(ends_of(figures[at], regimes), scale)
        if not _INTEGERS.issuperset(map(type, itertools.chain.from_iterable(rows))):
            for at, row in enumerate(rows):
                if not _INTEGERS.issuperset(map(type, row)):
                    rows[at] = _whole_ends(ends_of(figures[at], regimes), scales[at])
        self._mend(scales)
        whole = cast("list[tuple[int, int, int]]", rows)
        printed, lows, highs = map(list, zip(*whole, strict=True)) if whole else ([], [], [])
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
            self._open,
        )

    def _mend(self, scales: Sequence[int]) -> None:
        """Make sums anew that were taken for money and have a figure of another dimension among theirs."""
        other = {var for var, scale in enumerate(scales) if scale != 1}
        constraints = self.constraints
        if other.isdisjoint(
            itertools.chain.from_iterable([constraints[at].variables for at, _ in self._sums])
        ):
            return
        for at, form in self._sums:
            old = constraints[at]
            if not other.isdisjoint(old.variables):
                made = self.sum_of(form, old.source)
                if made is not None:
                    constraints[at] = made
                    self._open.append(at)

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

    def ratio(self, number: int, form: Ratio) -> None:
        """Add the constraints of a rate.

        Args:
            number: Of its outcome.
            form: The rate.
        """
        sign = -1 if form.magnitude and _top(form) < 0 else 1
        at = len(self.constraints)
        rate = self.variables[form.rate]
        made = self._quotient(form, number, rate, sign)
        self.constraints += made
        self._open += range(at, at + len(made))
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
                made = Constraint.of(weighted, least, most, number, rate) if weighted else None
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
            scales[var] = _scale(figure.quantity.unit)
        kept = [(var, c) for var, c in sums.items() if c]
        if not kept:
            return None
        widest = scales[kept[0][0]]
        if any(scales[var] != widest for var, _ in kept):
            widest = math.lcm(*[scales[var] for var, _ in kept])
            kept = [(var, c * (widest // scales[var])) for var, c in kept]
        if widest == 1 and type(low) in _WHOLE and type(high) in _WHOLE:
            return Constraint.of(kept, low, high, number, rate)  # type: ignore[arg-type]
        factor = math.lcm(*(b.denominator for b in (low, high) if b is not None))
        if factor != 1:
            kept = [(var, c * factor) for var, c in kept]
        return Constraint.of(
            kept,
            None if low is None else int(low * factor * widest),
            None if high is None else int(high * factor * widest),
            number,
            rate,
        )


class _Signs(dict[tuple[int, int], tuple[int, ...]]):
    """Coefficients of a plain sum by how many figures stand left and right: made once each."""

    def __missing__(self, key: tuple[int, int]) -> tuple[int, ...]:
        left, right = key
        made = self[key] = (1,) * left + (-1,) * right
        return made


_SIGNS = _Signs()
_WHOLE = (int, type(None))
_INTEGERS = frozenset({int})


def _scale(kind: Unit) -> int:
    return FINE.get(kind.dimension, FINE_ELSE)


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
