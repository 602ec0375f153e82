"""How well the printed figures fit once some are changed: the likelihood of the rounding residuals.

True values summed and rounded part by part miss their printed total by chance; the variance of the miss is that of
its terms, quantum² / 12 each.  A repair that leaves a residual of many standard deviations is allowed by the
intervals and yet unlikely.  Used to rank, never to decide whether a relation holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import attrs

from gouji.model import Figure, Linear, Outcome, Ratio, Tier, Verdict
from gouji.solving.web import JUDGED, Web
from gouji.value import Shown

MOST = 30.0
"""Cost of a residual at most: beyond it the intervals decide."""
BROKEN = 1.5
"""Cost of a business relation that held and no longer would; as much is gained where one would hold again."""


@attrs.frozen(eq=False, repr=False)
class _Sum(Shown):
    by: dict[int, int]  # variable → coefficient
    printed: float  # left minus right as printed
    variance: float
    violated: bool


@attrs.frozen(eq=False, repr=False)
class _Share(Shown):
    top: tuple[tuple[int, int], ...]
    bottom: tuple[tuple[int, int], ...]
    rate: int
    scale: float
    magnitude: bool
    violated: bool


@attrs.frozen(eq=False, repr=False)
class _Business(Shown):
    by: dict[int, int]
    printed: float
    op: str
    slack: float
    violated: bool


class Residuals:
    """Scores changes of figures against all relations of a document that touch them.

    Args:
        figures: Variables of the system, in order.
        web: All judged relations, of both tiers.
    """

    def __init__(self, figures: Sequence[Figure], web: Web) -> None:
        self._figures = figures
        self._web = web
        self._index = {id(f): i for i, f in enumerate(figures)}
        self._made: dict[int, _Sum | _Share | _Business | None] = {}
        self._before: dict[int, float] = {}
        """Number of an outcome that is not violated → its misfit as printed."""
        self._values: dict[int, float] = {}

    def cost(self, changes: Mapping[int, float]) -> float:
        """Return how unlikely the residuals are after the changes, less what they were in unviolated relations.

        Args:
            changes: Variable → proposed ticks (money: 分; rates: fractions).
        """
        seen: set[int] = set()
        total = 0.0
        for variable in changes:
            for number in self._web.touching.get(self._figures[variable], ()):
                if number in seen:
                    continue
                seen.add(number)
                made = self._model(number)
                if made is None:
                    continue
                if isinstance(made, _Business):
                    broken = self._breaks(made, changes)
                    total += BROKEN * (broken - made.violated)
                else:
                    after = self._misfit(made, changes)
                    total += after if made.violated else after - self._misfit_before(number, made)
        return total

    def _misfit_before(self, number: int, made: _Sum | _Share) -> float:
        known = self._before.get(number)
        if known is None:
            known = self._before[number] = self._misfit(made, {})
        return known

    def _model(self, number: int) -> _Sum | _Share | _Business | None:
        if number not in self._made:
            outcome = self._web.outcomes[number]
            self._made[number] = self._build(outcome) if outcome.verdict in JUDGED else None
        return self._made[number]

    def _build(self, outcome: Outcome) -> _Sum | _Share | _Business | None:
        form = outcome.relation.form
        violated = outcome.verdict is Verdict.VIOLATED
        if isinstance(form, Linear):
            terms = [(self._at(t.figure), t.coefficient) for t in form.left]
            terms += [(self._at(t.figure), -t.coefficient) for t in form.right]
            constant = float(form.left_constant - form.right_constant)
            if any(v is None for v, _ in terms):
                return None
            by: dict[int, int] = {}
            for v, c in terms:
                if v is not None:
                    by[v] = by.get(v, 0) + c
            printed = sum(c * self._printed(v) for v, c in by.items()) + constant
            if outcome.relation.rule.tier is not Tier.TEMPLATE:
                slack = float(outcome.slack or 0) + float(form.tolerance)
                return _Business(by, printed, form.op, slack, violated)
            if form.op != "==" or form.exact:
                return None
            variance = sum(
                (
                    c * c * float(self._figures[v].quantity.quantum) ** 2 / 12
                    for v, c in by.items()
                    if self._figures[v].quantity.printed
                ),
                float(form.tolerance) ** 2,
            )
            return _Sum(by, printed, variance or 0.01, violated)
        if isinstance(form, Ratio) and outcome.relation.rule.tier is Tier.TEMPLATE:
            top = [(self._at(t.figure), t.coefficient) for t in form.numerator]
            bottom = [(self._at(t.figure), t.coefficient) for t in form.denominator]
            rate = self._at(form.rate)
            if rate is None or any(v is None for v, _ in (*top, *bottom)):
                return None
            return _Share(
                tuple((v, c) for v, c in top if v is not None),
                tuple((v, c) for v, c in bottom if v is not None),
                rate,
                float(form.scale),
                form.magnitude,
                violated,
            )
        return None

    def _at(self, figure: Figure) -> int | None:
        return self._index.get(id(figure))

    def _value(self, variable: int, changes: Mapping[int, float]) -> float:
        changed = changes.get(variable)
        return self._printed(variable) if changed is None else changed

    def _printed(self, variable: int) -> float:
        known = self._values.get(variable)
        if known is None:
            known = self._values[variable] = float(self._figures[variable].quantity.ticks)
        return known

    def _off(self, made: _Sum | _Business, changes: Mapping[int, float]) -> float:
        """Return left minus right after the changes."""
        off = made.printed
        for variable, value in changes.items():
            coefficient = made.by.get(variable)
            if coefficient:
                off += coefficient * (value - self._printed(variable))
        return off

    def _total(self, terms: tuple[tuple[int, int], ...], changes: Mapping[int, float]) -> float:
        return sum(c * self._value(v, changes) for v, c in terms)

    def _misfit(self, made: _Sum | _Share, changes: Mapping[int, float]) -> float:
        if isinstance(made, _Sum):
            off = self._off(made, changes)
            return min(MOST, off * off / (2 * made.variance))
        bottom = self._total(made.bottom, changes)
        if not bottom:
            return MOST
        top = self._total(made.top, changes)
        value, stated = made.scale * top / bottom, self._value(made.rate, changes)
        if made.magnitude:
            value, stated = abs(value), abs(stated)
        rate = float(self._figures[made.rate].quantity.quantum)
        variance = rate * rate / 12
        for terms, slope in ((made.top, made.scale / bottom), (made.bottom, made.scale * top / bottom**2)):
            for v, c in terms:
                quantum = float(self._figures[v].quantity.quantum)
                variance += (c * slope * quantum) ** 2 / 12
        off = stated - value
        return min(MOST, off * off / (2 * variance)) if variance else 0.0

    def _breaks(self, made: _Business, changes: Mapping[int, float]) -> bool:
        off = self._off(made, changes)
        if made.op == "==":
            return abs(off) > made.slack + 0.5
        if made.op in ("<=", "<"):
            return off > made.slack + 0.5
        if made.op in (">=", ">"):
            return off < -made.slack - 0.5
        return False


def ticks_of(figure: Figure, proposal: str) -> float:
    """Return the ticks of a proposed printed value."""
    return float(Fraction(proposal) * figure.quantity.unit.scale)
