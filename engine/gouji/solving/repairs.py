"""What a repair is worth: what its figures may truly be, the values they should print, and how likely that slip is."""

from __future__ import annotations

import math
from collections.abc import Sequence

import attrs

from gouji.model import Kind, Ledger, Ratio
from gouji.model.ledger import INFERRED
from gouji.patterns import later
from gouji.relations import Regimes, ratio_range
from gouji.solving.propagate import Propagation, tighten
from gouji.solving.propose import Neighbours, propose
from gouji.solving.residual import Residuals, ticks_of
from gouji.solving.story import Story
from gouji.solving.system import System
from gouji.solving.web import Web
from gouji.value import Shown

_PADDED = later(r"[^\d]?0[\d,]")
SUSPECT = 0.7
"""Gained by a figure that a finding of another kind points at."""
ZERO = 0.9
"""Cost of accusing a printed zero: most zeros are true."""
BLANK = 1.5
"""Cost of accusing a blank."""
MISSHAPEN = 2.5
"""Gained by a figure that nobody prints so: 017.20, or an amount below zero on a line that has none."""


@attrs.frozen(eq=False, repr=False)
class Repair(Shown):
    """A minimal set of figures whose change mends a cluster.

    Attributes:
        variables: Indices of the figures.
        ranges: What each may truly be, in ticks, given the rest.
        proposals: Printed value each should have, "" where the range allows many.
        stories: Slip of each.
        cost: Rank: smaller is likelier.
    """

    variables: tuple[int, ...]
    ranges: tuple[tuple[int, int], ...]
    proposals: tuple[str, ...]
    stories: tuple[Story, ...]
    cost: float


class Valuer:
    """Values repairs of one document.

    Args:
        system: Its system.
        web: All its outcomes, of both tiers.
        ledger: For what is printed beside a figure; ``None`` if unknown.
        regimes: Rounding regimes by table.
        suspects: Ids of figures that other findings point at.
    """

    def __init__(
        self, system: System, web: Web, ledger: Ledger | None, regimes: Regimes, suspects: frozenset[str]
    ) -> None:
        self.system = system
        self.regimes = regimes
        self.suspects = suspects
        self.neighbours = Neighbours(ledger)
        self.residuals = Residuals(system.figures, web)
        self._doubts: dict[int, float] = {}

    def doubt(self, variable: int) -> float:
        """Prior cost of accusing a figure: an unprinted or zero one is the less likely slip."""
        known = self._doubts.get(variable)
        if known is None:
            known = self._doubts[variable] = self._doubt(variable)
        return known

    def _doubt(self, variable: int) -> float:
        figure = self.system.figures[variable]
        quantity = figure.quantity
        known = -SUSPECT if figure.id in self.suspects else 0.0
        if quantity.kind is Kind.BLANK:
            return known + BLANK
        if _PADDED.match(quantity.printed) or (quantity.ticks < 0 and not figure.may_be_negative):
            known -= MISSHAPEN
        return known + (ZERO if quantity.ticks == 0 else 0.0)

    def repair(
        self, candidate: tuple[int, ...], result: Propagation, dropped: frozenset[int], system: System
    ) -> Repair:
        """Return the repair with what each figure may be and the likeliest values, the narrowest range first.

        Args:
            candidate: Its figures.
            result: Propagation with these free.
            dropped: Constraints that do not count.
            system: The system that was propagated.
        """
        left_out = set(dropped)
        for var in candidate:
            left_out.update(system.resting.get(var, ()))
        ranges = {var: self._range(var, candidate, result.lows, result.highs) for var in candidate}
        lows, highs = list(result.lows), list(result.highs)
        proposals: dict[int, str] = {}
        stories: dict[int, Story] = {}
        known: dict[int, float] = {}
        cost = 20.0 * (len(candidate) - 1)
        waiting = list(candidate)
        while waiting:
            now = {var: self._range(var, candidate, lows, highs) for var in waiting}
            var = min(waiting, key=lambda v: ((now[v][1] - now[v][0]) / self._quantum(v), v))
            waiting.remove(var)
            figure, scale = system.figures[var], system.scales[var]
            low, high = now[var]
            text, slip, weight = propose(
                figure, var, low, high, scale, self.neighbours, self.residuals, known
            )
            proposals[var], stories[var] = text, slip
            cost += weight + self.doubt(var) - (0.3 if figure.placed == INFERRED else 0.0)
            if text:
                known[var] = ticks_of(figure, text)
                half = float(figure.quantity.quantum) * scale / 2
                if waiting:
                    middle = known[var] * scale
                    kept = (
                        max(lows[var], math.floor(middle - half)),
                        min(highs[var], math.ceil(middle + half)),
                    )
                    if kept[0] <= kept[1]:
                        lows[var], highs[var] = kept
                        tighten(system, lows, highs, system.touching[var], left_out)
        return Repair(
            candidate,
            tuple(ranges[v] for v in candidate),
            tuple(proposals[v] for v in candidate),
            tuple(stories[v] for v in candidate),
            cost,
        )

    def _quantum(self, variable: int) -> float:
        return float(self.system.figures[variable].quantity.quantum) * self.system.scales[variable]

    def _range(
        self, variable: int, candidate: tuple[int, ...], lows: list[int], highs: list[int]
    ) -> tuple[int, int]:
        """Return what a figure may be: its propagated interval, for a rate also what its quotients allow."""
        low, high = lows[variable], highs[variable]
        scale = self.system.scales[variable]
        figure = self.system.figures[variable]
        for at in self.system.resting.get(variable, ()):
            constraint = self.system.constraints[at]
            if any(v in candidate for v, _ in constraint.terms):
                continue
            form = self.system.outcomes[constraint.source].relation.form
            reach = (
                ratio_range(form, self.regimes) if isinstance(form, Ratio) and form.rate is figure else None
            )
            if reach is not None:
                low = max(low, math.floor(reach.low * scale))
                high = min(high, math.ceil(reach.high * scale))
        return (low, high) if low <= high else (lows[variable], highs[variable])


def united(repairs: Sequence[Repair]) -> Repair:
    """Return the repair that makes all these changes, each figure's once."""
    parts = {
        variable: (r.ranges[i], r.proposals[i], r.stories[i])
        for r in reversed(repairs)
        for i, variable in enumerate(r.variables)
    }
    return Repair(
        tuple(parts),
        tuple(p[0] for p in parts.values()),
        tuple(p[1] for p in parts.values()),
        tuple(p[2] for p in parts.values()),
        sum(r.cost for r in repairs),
    )
