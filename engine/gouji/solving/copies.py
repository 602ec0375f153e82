"""Copies of one amount taken together: the same system with far fewer figures.

Two thirds of a disclosure's relations say that one amount is printed in several places.  Whether all can be true does
not depend on the copies one by one, only on what all of them allow; which one is wrong does, and is asked elsewhere.
"""

from __future__ import annotations

import attrs

from gouji.model import Figure
from gouji.solving.system import Constraint, System
from gouji.value import Shown


@attrs.frozen(eq=False, repr=False)
class Merged(Shown):
    """A system whose copies are one figure each.

    Attributes:
        system: The smaller system.
        own: Figure of the whole system → figure of the smaller one.
    """

    system: System
    own: tuple[int, ...]

    def spread(self, values: list[int]) -> list[int]:
        """Return the values of the whole system's figures."""
        return [values[at] for at in self.own]


def merge(system: System) -> Merged | None:
    """Return the system with its copies merged, ``None`` if copies contradict each other.

    Args:
        system: The whole system.
    """
    parent = list(range(len(system.figures)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    kept: list[Constraint] = []
    for constraint in system.constraints:
        terms = constraint.terms
        if len(terms) == 2 and constraint.low == constraint.high == 0 and terms[0][1] == -terms[1][1]:
            parent[root(terms[0][0])] = root(terms[1][0])
        else:
            kept.append(constraint)
    number: dict[int, int] = {}
    own: list[int] = []
    lows: list[int] = []
    highs: list[int] = []
    figures: list[Figure] = []
    scales: list[int] = []
    values: list[int] = []
    printed = system.printed
    for var, figure in enumerate(system.figures):
        top = root(var)
        at = number.get(top)
        if at is None:
            at = number[top] = len(figures)
            figures.append(figure)
            scales.append(system.scales[var])
            lows.append(system.lows[var])
            highs.append(system.highs[var])
            values.append(printed[var])
        else:
            if printed[var] != values[at] and system.highs[var] - system.lows[var] < highs[at] - lows[at]:
                values[at] = printed[var]
            lows[at] = max(lows[at], system.lows[var])
            highs[at] = min(highs[at], system.highs[var])
        own.append(at)
    if any(low > high for low, high in zip(lows, highs, strict=True)):
        return None
    constraints: list[Constraint] = []
    for constraint in kept:
        sums: dict[int, int] = {}
        for var, c in constraint.terms:
            at = own[var]
            sums[at] = sums.get(at, 0) + c
        found = tuple([(var, c) for var, c in sums.items() if c])
        if not found:
            if (constraint.low or 0) > 0 or (constraint.high or 0) < 0:
                return None
            continue
        constraints.append(Constraint.of(found, constraint.low, constraint.high, constraint.source))
    smaller = System(figures, lows, highs, scales, constraints, system.outcomes, values)
    return Merged(smaller, tuple(own))
