"""All linear relations of a document as one system over whole numbers.

Variables are the printed figures; each has its interval.  Money is in 分; other dimensions are scaled so
that their intervals have whole ends.  A ratio becomes two inequalities, multiplied out with the exact
ends of the printed percentage.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from operator import mul

import attrs

from gouji.model import Figure, Outcome
from gouji.value import Shown, kept

UNBOUNDED = 10**18
"""Largest amount a figure that is thought wrong may take, in ticks."""
_PAIR = 2


@attrs.define(eq=False, slots=False, repr=False)
class Constraint(Shown):
    """``low <= sum(coefficient * x) <= high`` over variable indices; never changed once made.

    Attributes:
        variables: Variables, each once.
        coefficients: Their coefficients, whole and not zero.
        low: Lower bound, ``None`` for none.
        high: Upper bound, ``None`` for none.
        source: Index of the outcome it comes from.
        rate: Variable of the printed rate whose ends are multiplied in, ``None`` for sums.
    """

    variables: tuple[int, ...]
    coefficients: tuple[int, ...]
    low: int | None
    high: int | None
    source: int
    rate: int | None = None

    @classmethod
    def of(
        cls,
        terms: Sequence[tuple[int, int]],
        low: int | None,
        high: int | None,
        source: int,
        rate: int | None = None,
    ) -> Constraint:
        """Return the constraint of (variable, coefficient) pairs, at least one."""
        variables, coefficients = zip(*terms, strict=True)
        return cls(variables, coefficients, low, high, source, rate)

    @kept
    def terms(self) -> tuple[tuple[int, int], ...]:
        """(variable, coefficient) pairs."""
        return tuple(zip(self.variables, self.coefficients, strict=True))

    def admits(self, values: Sequence[int]) -> bool:
        """Whether values of all figures satisfy it, exactly."""
        total = sum(map(mul, self.coefficients, map(values.__getitem__, self.variables)))
        low, high = self.low, self.high
        return (low is None or low <= total) and (high is None or total <= high)


@attrs.define(eq=False, slots=False, repr=False)
class System(Shown):
    """The system of a document.

    Attributes:
        figures: Variables, in order of first appearance.
        lows: Lower ends of their intervals.
        highs: Upper ends.
        scales: Units of the variable per tick.
        constraints: All of them.
        outcomes: Outcomes the constraints come from.
        printed: Printed values of the figures, in the system's units.
        resting: Rate → constraints that rest on its printed value: they fall if the rate is wrong.
        flipped: Constraint of a rate without a sign over a negative figure → what holds if that figure's sign is wrong.
        open: Constraints that the printed values may miss; all others are known to hold as printed.  All if not given.
    """

    figures: list[Figure]
    lows: list[int]
    highs: list[int]
    scales: list[int]
    constraints: list[Constraint]
    outcomes: Sequence[Outcome]
    printed: list[int]
    resting: dict[int, list[int]] = attrs.field(factory=dict)
    flipped: dict[int, Constraint] = attrs.field(factory=dict)
    open: Sequence[int] = attrs.field(
        default=attrs.Factory(lambda system: range(len(system.constraints)), takes_self=True)
    )

    @cached_property
    def touching(self) -> list[list[int]]:
        """Variable → constraints it stands in."""
        found: list[list[int]] = [[] for _ in self.figures]
        for at, constraint in enumerate(self.constraints):
            for var in constraint.variables:
                found[var].append(at)
        return found

    @cached_property
    def copies(self) -> list[tuple[int, int, int]]:
        """Constraints that say that two figures are one amount, and these."""
        return [
            (at, *c.variables)  # type: ignore[misc]
            for at, c in enumerate(self.constraints)
            if len(c.variables) == _PAIR and c.low == 0 == c.high and c.coefficients[0] == -c.coefficients[1]
        ]

    def members(self, constraint: int) -> frozenset[int]:
        """Return the figures that a constraint ties together, its rate among them."""
        own = self.constraints[constraint]
        found = frozenset(own.variables)
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
        return System(self.figures, lows, highs, self.scales, kept, self.outcomes, self.printed)

    def turned(self, free: Collection[int]) -> System:
        """Return the system in which a rate without a sign no longer follows the sign of a figure held to be wrong.

        Args:
            free: Figures held to be wrong.
        """
        other = {at: c for at, c in self.flipped.items() if any(v in free for v in c.variables)}
        if not other:
            return self
        key = frozenset(other)
        known = self._turnings.get(key)
        if known is None:
            constraints = [other.get(at, c) for at, c in enumerate(self.constraints)]
            still = sorted({*self.open, *other})
            known = self._turnings[key] = attrs.evolve(self, constraints=constraints, open=still)
        return known

    @cached_property
    def _turnings(self) -> dict[frozenset[int], System]:
        return {}
