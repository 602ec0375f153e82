"""Interval propagation to a fixpoint: what each figure can be, given all the relations."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

import attrs

from gouji.solving.system import System
from gouji.value import Shown

MAX_STEPS_PER_CONSTRAINT = 60
UNBOUNDED_SUM = 10**40
"""More than any sum can grow."""


@attrs.frozen(eq=False, repr=False)
class Propagation(Shown):
    """What propagation found.

    Attributes:
        lows: Lower ends of what every figure can be.
        highs: Upper ends.
        conflict: Index of a constraint that cannot hold, ``None`` if none was found.
        involved: Variables that led to the conflict: one of them at least is wrong.
        looks: Looks at constraints it took.
    """

    lows: list[int]
    highs: list[int]
    conflict: int | None
    involved: frozenset[int] = frozenset()
    looks: int = 0


@attrs.define
class Meter:
    """Work left to tightenings that share it.

    Attributes:
        left: Constraints that may still be looked at.
        once: Most of them in one tightening: a slow convergence stops short of its fixpoint.
    """

    left: int
    once: int


def propagate(
    system: System,
    relaxed: frozenset[int] = frozenset(),
    seeds: Iterable[int] | None = None,
    dropped: frozenset[int] = frozenset(),
) -> Propagation:
    """Tighten all intervals until nothing changes or a constraint cannot hold.

    Args:
        system: The system.
        relaxed: Variables taken to be wrong: they may be anything.
        seeds: Constraints to start from; all if not given.
        dropped: Constraints left out.
    """
    lows, highs = list(system.lows), list(system.highs)
    left_out = set(dropped)
    for var in relaxed:
        lows[var], highs[var] = system.free_range(var)
        left_out.update(system.resting.get(var, ()))
    cause: dict[int, set[int]] = {}
    start = range(len(system.constraints)) if seeds is None else seeds
    meter = whole(system)
    most = meter.left
    conflict = tighten(system, lows, highs, start, left_out, cause, meter)
    involved = frozenset[int]() if conflict is None else _trace(system, conflict, cause)
    return Propagation(lows, highs, conflict, involved, most - meter.left)


def tighten(
    system: System,
    lows: list[int],
    highs: list[int],
    start: Iterable[int],
    dropped: set[int] | frozenset[int],
    cause: dict[int, set[int]] | None = None,
    meter: Meter | None = None,
) -> int | None:
    """Tighten the intervals in place; return a constraint that cannot hold, ``None`` if none was found.

    Args:
        system: The system.
        lows: Lower ends, changed.
        highs: Upper ends, changed.
        start: Constraints to start from.
        dropped: Constraints left out.
        cause: Filled with the constraints that narrowed each variable, if given.
        meter: Bounds the work; a multiple of all constraints if not given.
    """
    meter = meter or whole(system)
    queue: deque[int] = deque(i for i in start if i not in dropped)
    left = min(meter.once, meter.left)
    meter.left -= left
    found, left = _tighten(system, lows, highs, queue, dropped, cause, left)
    meter.left += left
    return found


def whole(system: System) -> Meter:
    """Return the work that a tightening may take which is to come to its fixpoint."""
    most = MAX_STEPS_PER_CONSTRAINT * (len(system.constraints) + 1)
    return Meter(most, most)


def _tighten(
    system: System,
    lows: list[int],
    highs: list[int],
    queue: deque[int],
    dropped: set[int] | frozenset[int],
    cause: dict[int, set[int]] | None,
    left: int,
) -> tuple[int | None, int]:
    """Return a constraint that cannot hold, if one was found, and the looks not used."""
    constraints, touching = system.constraints, system.touching
    waiting = set(queue)
    while queue and left > 0:
        left -= 1
        at = queue.popleft()
        waiting.discard(at)
        constraint = constraints[at]
        terms = constraint.terms
        low_sum = high_sum = 0
        for var, c in terms:
            if c > 0:
                low_sum += c * lows[var]
                high_sum += c * highs[var]
            else:
                low_sum += c * highs[var]
                high_sum += c * lows[var]
        # How far the sum may still grow from its least, and shrink from its most.
        most, least = constraint.high, constraint.low
        growth = UNBOUNDED_SUM if most is None else most - low_sum
        decline = UNBOUNDED_SUM if least is None else high_sum - least
        if growth < 0 or decline < 0:
            return at, left
        if high_sum - low_sum <= growth and high_sum - low_sum <= decline:
            continue  # no figure reaches farther than the sum as a whole
        for var, c in terms:
            low, high = lows[var], highs[var]
            size = c if c > 0 else -c
            reach = size * (high - low)
            if reach <= growth and reach <= decline:
                continue
            up, down = (growth, decline) if c > 0 else (decline, growth)
            new_high, new_low = low + up // size, high - down // size
            if new_high > high:
                new_high = high
            if new_low < low:
                new_low = low
            if new_low > new_high:
                return at, left
            if cause is not None:
                cause.setdefault(var, set()).add(at)
            if c > 0:
                growth -= size * (new_low - low)
                decline -= size * (high - new_high)
            else:
                growth -= size * (high - new_high)
                decline -= size * (new_low - low)
            lows[var], highs[var] = new_low, new_high
            for other in touching[var]:
                if other != at and other not in waiting and other not in dropped:
                    waiting.add(other)
                    queue.append(other)
    return None, left


def _trace(system: System, conflict: int, cause: dict[int, set[int]]) -> frozenset[int]:
    """Return the variables whose intervals led to a conflict, going back through the tightenings."""
    seen_constraints = {conflict}
    variables: set[int] = set()
    stack = [conflict]
    while stack:
        constraint = system.constraints[stack.pop()]
        if constraint.rate is not None:
            variables.add(constraint.rate)
        for var, _ in constraint.terms:
            if var in variables:
                continue
            variables.add(var)
            for earlier in cause.get(var, ()):
                if earlier not in seen_constraints:
                    seen_constraints.add(earlier)
                    stack.append(earlier)
    return frozenset(variables)
