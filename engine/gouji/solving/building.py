"""From judged relations to the system: constraints in whole numbers, made once each."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Sequence
from fractions import Fraction

from gouji.model import Figure, Linear, Outcome, Ratio, Tier, Verdict
from gouji.model.interval import Rational
from gouji.model.quantity import Ends
from gouji.model.units import MONEY, RATIO, Unit
from gouji.relations import Regimes, ends_of, rate_ends
from gouji.solving.system import Constraint, System
from gouji.solving.web import JUDGED

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
    forms: list[tuple[int, Linear | Ratio, bool]] = []
    figures: list[Iterable[Figure]] = []
    for number, outcome in enumerate(outcomes):
        relation, verdict = outcome.relation, outcome.verdict
        form = relation.form
        if not isinstance(form, Linear | Ratio) or verdict not in JUDGED or relation.rule.tier not in wanted:
            continue
        if isinstance(form, Ratio):
            figures.append((form.rate, *form.figures))
        elif form.plain is None and (form.exact or form.op == "!="):
            continue
        else:
            figures.append(form.figures)
        forms.append((number, form, verdict is Verdict.HOLDS))
    builder = Builder(dict.fromkeys(itertools.chain.from_iterable(figures)), regimes)
    for number, form, holds in forms:
        if isinstance(form, Linear):
            builder.linear(number, form, holds)
        else:
            builder.ratio(number, form)
    return builder.system(outcomes)


class Builder:
    """Makes a system of forms, one after another.

    Args:
        figures: All figures that the forms name.
        regimes: Rounding regimes by table.
    """

    def __init__(self, figures: Iterable[Figure], regimes: Regimes) -> None:
        self.regimes = regimes
        self.figures = list(figures)
        self.constraints: list[Constraint] = []
        self._number = {figure: at for at, figure in enumerate(self.figures)}.__getitem__
        self._open: list[int] = []
        """Constraints that the printed values may miss."""
        self._resting: dict[int, list[int]] = {}
        self._flipped: dict[int, Constraint] = {}
        self._scales: dict[int, int] = {}
        """Units per tick of the figures that are not money."""
        quantities = [figure.quantity for figure in self.figures]
        self._rows = [quantity.closed for quantity in quantities]
        """Printed value, the least and the most of each figure."""
        kinds = {id(quantity.unit): quantity.unit for quantity in quantities}
        other = {key for key, kind in kinds.items() if kind.dimension != MONEY}
        for at, (row, quantity) in enumerate(zip(self._rows, quantities, strict=True)):
            if not row or id(quantity.unit) in other or (regimes and self.figures[at].table in regimes):
                scale = _scale(quantity.unit)
                self._rows[at] = _whole_ends(ends_of(self.figures[at], regimes), scale)
                if scale != 1:
                    self._scales[at] = scale
        self._apart = self._scales.keys().isdisjoint

    def linear(self, number: int, form: Linear, holds: bool) -> None:
        """Add the constraint of a sum, if it has one.

        Args:
            number: Of its outcome.
            form: The sum.
            holds: It holds as printed.
        """
        made: Constraint | None
        constant = form.right_constant - form.left_constant
        own = tuple(map(self._number, form.figures))
        if form.plain is not None and constant.__class__ is int and self._apart(own):
            op = form.op
            low, high = None if op == "<=" else constant, None if op == ">=" else constant
            made = Constraint(own, _SIGNS[len(form.left), len(own)], low, high, number)
        else:
            holds, made = False, self.sum_of(form, number)
        if made is not None:
            if not holds:
                self._open.append(len(self.constraints))
            self.constraints.append(made)

    def system(self, outcomes: Sequence[Outcome]) -> System:
        """Return the system of all forms added.

        Args:
            outcomes: What their numbers stand for.
        """
        printed, lows, highs = map(list, zip(*self._rows, strict=True)) if self._rows else ([], [], [])
        scales = [1] * len(printed)
        for var, scale in self._scales.items():
            scales[var] = scale
        return System(
            self.figures,
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
        own = tuple(map(self._number, form.figures))
        rate = own[-1]
        made = self._quotient(form, number, own, sign)
        self.constraints += made
        self._open += range(at, at + len(made))
        if made:
            self._resting.setdefault(rate, []).extend(range(at, at + len(made)))
        if sign < 0:
            turned = self._quotient(form, number, own, 1)
            self._flipped.update(zip(range(at, at + len(turned)), turned, strict=True))

    def _quotient(self, form: Ratio, number: int, numbers: tuple[int, ...], sign: int) -> list[Constraint]:
        # The denominator is a total or last year's amount: truly positive, whatever the printed figures say.
        _, low, high, parts, _, _ = rate_ends(form, self.regimes)
        own, rate = numbers[:-1], numbers[-1]
        scale = form.scale
        over = [sign * t.coefficient for t in form.numerator]
        under = [-t.coefficient for t in form.denominator]
        # Figures of money that stand once each are whole as they are.
        quick = all(over) and all(under) and len(set(own)) == len(own)
        quick = quick and self._apart(own)
        found = []
        for end, least, most in ((low, 0, None), (high, None, 0)):
            up = end * scale.denominator
            down = parts * scale.numerator
            shared = math.gcd(up, down)
            up, down = up // shared, down // shared
            made: Constraint | None
            weights = (*[c * down for c in over], *[c * up for c in under])
            if quick and up and down:
                made = Constraint(own, weights, least, most, number, rate)
            else:
                made = self._whole(zip(form.figures, weights, strict=False), least, most, number, rate)
            if made is not None:
                found.append(made)
        return found

    def _whole(
        self,
        terms: Iterable[tuple[Figure, int]],
        low: Rational | None,
        high: Rational | None,
        number: int,
        rate: int | None = None,
    ) -> Constraint | None:
        """Return a constraint in whole numbers, equal figures joined; ``None`` if nothing is left of it."""
        sums: dict[int, int] = {}
        scales: dict[int, int] = {}
        for figure, coefficient in terms:
            var = self._number(figure)
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
    """Coefficients of a plain sum by how many figures stand left, and on both sides: made once each."""

    def __missing__(self, key: tuple[int, int]) -> tuple[int, ...]:
        left, both = key
        made = self[key] = (1,) * left + (-1,) * (both - left)
        return made


_SIGNS = _Signs()
_WHOLE = (int, type(None))


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
