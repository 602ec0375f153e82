"""Exact proofs: whole values that satisfy every constraint, or multipliers that show that none do.

A document whose figures admit true values is proved by naming such values: each figure is given one in turn, what
follows for the others is propagated, and at the end every constraint is checked in whole numbers.  A document that
admits none is proved by a combination of its constraints that no values inside the intervals satisfy.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import attrs

from gouji.solving.propagate import Meter, Propagation, tighten
from gouji.solving.system import System
from gouji.value import Shown

ROUNDS = 3
"""Times the search starts anew, with the figures that gave trouble first."""
WORK = 12
"""Looks at constraints, for each constraint and figure there is, before the search gives up."""
LEAST = 60
"""Added to the size of a system, so that small ones are searched to the end."""
BLAME = 3
"""Added to the weight of each figure of a constraint that failed."""
NOTHING: frozenset[int] = frozenset()


@attrs.frozen(eq=False, repr=False)
class Search(Shown):
    """What a search for whole values came to.

    Attributes:
        values: One a figure, satisfying every constraint; ``None`` if none were found.
        finished: Nothing was left untried: without values there are none.
    """

    values: list[int] | None
    finished: bool


@attrs.frozen(eq=False, repr=False)
class _Box(Shown):
    """Ranges of all figures left to be searched, without one value of one of them that was tried before."""

    lows: list[int]
    highs: list[int]
    depth: int
    var: int
    tried: int

    def parts(self) -> list[tuple[list[int], list[int]]]:
        """Return what lies above the tried value and what lies below it."""
        cut = []
        for bottom, top in ((self.tried + 1, self.highs[self.var]), (self.lows[self.var], self.tried - 1)):
            if bottom <= top:
                lows, highs = list(self.lows), list(self.highs)
                lows[self.var], highs[self.var] = bottom, top
                cut.append((lows, highs))
        return cut


def search(
    system: System, start: Propagation, near: Sequence[float] | None = None, work: int = WORK
) -> Search:
    """Look for whole values of all figures that satisfy every constraint.

    A figure is fixed at the value nearest to the wanted one, what follows is propagated, and so on; where that fails,
    the values below and above it are left to be tried.

    Args:
        system: The system.
        start: Its propagation, without conflict.
        near: Values to stay close to; the printed ones if not given.
        work: Looks at constraints, for each constraint and figure, before the search gives up.
    """
    middle = [round(x) for x in near] if near is not None else system.printed
    weight = [len(own) for own in system.touching]
    size = len(system.constraints) + len(system.figures) + LEAST
    for _ in range(ROUNDS):
        meter = Meter(work * size // ROUNDS, size)
        order = sorted(range(len(weight)), key=lambda v: -weight[v])
        boxes: list[_Box] = []
        open_now: list[tuple[list[int], list[int], int, int]] = [(list(start.lows), list(start.highs), 0, -1)]
        while meter.left > 0:
            if not open_now:
                if not boxes:
                    return Search(None, True)
                box = boxes.pop()
                open_now += [(lows, highs, box.depth, box.var) for lows, highs in box.parts()]
                continue
            lows, highs, depth, changed = open_now.pop()
            failed = (
                tighten(system, lows, highs, system.touching[changed], NOTHING, meter=meter)
                if changed >= 0
                else None
            )
            if failed is not None:
                for other, _ in system.constraints[failed].terms:
                    weight[other] += BLAME
                continue
            while depth < len(order) and lows[order[depth]] == highs[order[depth]]:
                depth += 1
            if depth == len(order):
                if satisfied(system, lows):
                    return Search(lows, True)
                continue
            var = order[depth]
            low, high = lows[var], highs[var]
            value = middle[var] if low <= middle[var] <= high else (low + high) // 2
            # What is still open is searched after this value: the stack keeps it below.
            boxes.append(_Box(list(lows), list(highs), depth, var, value))
            lows[var] = highs[var] = value
            open_now.append((lows, highs, depth, var))
    return Search(None, False)


def satisfied(system: System, values: Sequence[int]) -> bool:
    """Whether whole values lie in all intervals and satisfy all constraints, exactly."""
    if any(not low <= x <= high for low, x, high in zip(system.lows, values, system.highs, strict=True)):
        return False
    for constraint in system.constraints:
        total = sum([c * values[v] for v, c in constraint.terms])
        if constraint.low is not None and total < constraint.low:
            return False
        if constraint.high is not None and total > constraint.high:
            return False
    return True


def contradiction(system: System, multipliers: Sequence[float]) -> frozenset[int]:
    """Return the constraints whose combination no values satisfy; empty if the multipliers show nothing.

    Any multipliers are allowed: a float is an exact fraction, and the combined sum is held against all that the
    intervals admit.

    Args:
        system: The system.
        multipliers: One a constraint.
    """
    most = max((abs(y) for y in multipliers), default=0.0)
    for sign in (1, -1):
        exact = {i: sign * Fraction(y) for i, y in enumerate(multipliers) if abs(y) > 1e-9 * most and y == y}
        if _impossible(system, exact):
            return frozenset(exact)
    return NOTHING


def _impossible(system: System, multipliers: dict[int, Fraction]) -> bool:
    """Whether ``sum(y * constraint)`` demands at least what the intervals cannot reach."""
    combined: dict[int, Fraction] = {}
    demanded = Fraction(0)
    for at, y in multipliers.items():
        constraint = system.constraints[at]
        bound = constraint.low if y > 0 else constraint.high
        if bound is None:
            return False
        demanded += y * bound
        for var, c in constraint.terms:
            combined[var] = combined.get(var, Fraction(0)) + y * c
    reached = sum(
        (y * (system.highs[var] if y > 0 else system.lows[var]) for var, y in combined.items()), Fraction(0)
    )
    return reached < demanded
