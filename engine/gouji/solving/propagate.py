"""Interval propagation to a fixpoint: what each figure can be, given all the relations."""

from __future__ import annotations

from collections import deque

import attrs

from gouji.solving.system import System

MAX_STEPS_PER_CONSTRAINT = 60


@attrs.frozen(eq=False)
class Propagation:
    """What propagation found.

    Attributes:
        lows: Lower ends of what every figure can be.
        highs: Upper ends.
        conflict: Index of a constraint that cannot hold, ``None`` if none was found.
        involved: Variables that led to the conflict.
    """

    lows: list[int]
    highs: list[int]
    conflict: int | None
    involved: frozenset[int] = frozenset()


def propagate(
    system: System,
    relaxed: frozenset[int] = frozenset(),
    seeds: list[int] | None = None,
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
    for var in relaxed:
        lows[var], highs[var] = system.free_range(var)
    constraints = system.constraints
    queue: deque[int] = deque(
        i for i in (range(len(constraints)) if seeds is None else seeds) if i not in dropped
    )
    waiting = set(queue)
    cause: dict[int, set[int]] = {}
    steps = 0
    limit = MAX_STEPS_PER_CONSTRAINT * (len(constraints) + 1)
    while queue and steps < limit:
        steps += 1
        at = queue.popleft()
        waiting.discard(at)
        constraint = constraints[at]
        low_sum = high_sum = 0
        for var, c in constraint.terms:
            if c > 0:
                low_sum += c * lows[var]
                high_sum += c * highs[var]
            else:
                low_sum += c * highs[var]
                high_sum += c * lows[var]
        low, high = constraint.low, constraint.high
        if (high is not None and low_sum > high) or (low is not None and high_sum < low):
            return Propagation(lows, highs, at, _trace(system, at, cause))
        for var, c in constraint.terms:
            if c > 0:
                own_low, own_high = c * lows[var], c * highs[var]
            else:
                own_low, own_high = c * highs[var], c * lows[var]
            new_low, new_high = lows[var], highs[var]
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
                return Propagation(lows, highs, at, _trace(system, at, cause))
            if new_low != lows[var] or new_high != highs[var]:
                cause.setdefault(var, set()).add(at)
                if c > 0:
                    low_sum += c * (new_low - lows[var])
                    high_sum += c * (new_high - highs[var])
                else:
                    low_sum += c * (new_high - highs[var])
                    high_sum += c * (new_low - lows[var])
                lows[var], highs[var] = new_low, new_high
                for other in system.touching[var]:
                    if other != at and other not in waiting and other not in dropped:
                        waiting.add(other)
                        queue.append(other)
    return Propagation(lows, highs, None)


def _trace(system: System, conflict: int, cause: dict[int, set[int]]) -> frozenset[int]:
    """Return the variables whose intervals led to a conflict, going back through the tightenings."""
    seen_constraints = {conflict}
    variables: set[int] = set()
    stack = [conflict]
    while stack:
        for var, _ in system.constraints[stack.pop()].terms:
            if var in variables:
                continue
            variables.add(var)
            for earlier in cause.get(var, ()):
                if earlier not in seen_constraints:
                    seen_constraints.add(earlier)
                    stack.append(earlier)
    return frozenset(variables)
