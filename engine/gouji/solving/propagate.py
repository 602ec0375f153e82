"""Interval propagation to a fixpoint: what each figure can be, given all the relations."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

import attrs

from gouji.solving.system import System
from gouji.value import Shown

MAX_STEPS_PER_CONSTRAINT = 60


@attrs.frozen(eq=False, repr=False)
class Propagation(Shown):
    """What propagation found.

    Attributes:
        lows: Lower ends of what every figure can be.
        highs: Upper ends.
        conflict: Index of a constraint that cannot hold, ``None`` if none was found.
        involved: Variables that led to the conflict: one of them at least is wrong.
    """

    lows: list[int]
    highs: list[int]
    conflict: int | None
    involved: frozenset[int] = frozenset()


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
    conflict = tighten(system, lows, highs, start, left_out, cause)
    if conflict is None:
        return Propagation(lows, highs, None)
    return Propagation(lows, highs, conflict, _trace(system, conflict, cause))


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
    constraints = system.constraints
    touching = system.touching
    queue: deque[int] = deque(i for i in start if i not in dropped)
    waiting = set(queue)
    steps = 0
    limit = MAX_STEPS_PER_CONSTRAINT * (len(constraints) + 1)
    if meter is not None:
        limit = min(meter.once, meter.left)
    while queue and steps < limit:
        steps += 1
        if meter is not None:
            meter.left -= 1
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
        low, high = constraint.low, constraint.high
        if (high is not None and low_sum > high) or (low is not None and high_sum < low):
            return at
        for var, c in terms:
            old_low, old_high = lows[var], highs[var]
            if old_low == old_high:
                continue
            if c > 0:
                own_low, own_high = c * old_low, c * old_high
            else:
                own_low, own_high = c * old_high, c * old_low
            new_low, new_high = old_low, old_high
            if high is not None:
                room = high - (low_sum - own_low)
                if c > 0:
                    new_high = min(new_high, room // c)
                else:
                    new_low = max(new_low, -(room // -c))
            if low is not None:
                need = low - (high_sum - own_high)
                if c > 0:
                    new_low = max(new_low, -(-need // c))
                else:
                    new_high = min(new_high, -need // -c)
            if new_low > new_high:
                return at
            if new_low != old_low or new_high != old_high:
                if cause is not None:
                    cause.setdefault(var, set()).add(at)
                if c > 0:
                    low_sum += c * (new_low - old_low)
                    high_sum += c * (new_high - old_high)
                else:
                    low_sum += c * (new_high - old_high)
                    high_sum += c * (new_low - old_low)
                lows[var], highs[var] = new_low, new_high
                for other in touching[var]:
                    if other != at and other not in waiting and other not in dropped:
                        waiting.add(other)
                        queue.append(other)
    return None


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
