"""Whole values near the printed ones: what rounding put apart is put together again, and nothing else is touched.

Nearly all relations of a disclosure hold as printed.  Those that miss by rounding are mended one by one: a figure moves
inside what propagation leaves it, and the relations it stands in are looked at next.  There is no going back: either
the end is values that satisfy every constraint, or it is given up and the values are searched for in earnest
(:func:`gouji.solving.witness.search`).
"""

from __future__ import annotations

from collections.abc import Iterable

from gouji.model import Kind, Verdict
from gouji.solving.propagate import Meter, tighten
from gouji.solving.system import System

STEPS = 250
"""Moves before it is given up."""
LOOKS = 3
"""Looks at constraints, for each there is, in the propagation before: a slow convergence stops short."""
NOTHING: frozenset[int] = frozenset()


def unsettled(system: System, moved: Iterable[int] = ()) -> list[int]:
    """Return the constraints that the printed values do not satisfy, as far as the outcomes tell.

    Args:
        system: The system.
        moved: Figures that are not what is printed.
    """
    changed = {at for var in moved for at in system.touching[var]}
    outcomes = system.outcomes
    return [
        at
        for at, constraint in enumerate(system.constraints)
        if at in changed or outcomes[constraint.source].verdict is not Verdict.HOLDS
    ]


def printed_values(system: System) -> list[int]:
    """Return the printed value of every figure, in the system's units."""
    found = []
    for figure, scale in zip(system.figures, system.scales, strict=True):
        quantity = figure.quantity
        ticks = 0 if quantity.kind is Kind.BLANK else quantity.ticks
        found.append(ticks * scale if type(ticks) is int else round(ticks * scale))
    return found


def mend(system: System, suspects: Iterable[int], last_first: bool, steps: int = STEPS) -> list[int] | None:
    """Return whole values that should satisfy every constraint, ``None`` if none were found.

    They do if the constraints not suspected hold as printed; that is to be checked.

    Args:
        system: The system.
        suspects: Constraints that may not hold as printed.
        last_first: Follow one gap to its end before the next is taken up, or all of them side by side.
        steps: Moves before it is given up.
    """
    lows, highs = list(system.lows), list(system.highs)
    pending = dict.fromkeys(suspects)
    narrowed: dict[int, set[int]] = {}
    looks = LOOKS * len(system.constraints) + 1
    if tighten(system, lows, highs, pending, NOTHING, narrowed, Meter(looks, looks)) is not None:
        return None
    values = printed_values(system)
    constraints, touching = system.constraints, system.touching
    for var, value in enumerate(values):
        if not lows[var] <= value <= highs[var]:
            values[var] = lows[var] if value < lows[var] else highs[var]
            pending.update(dict.fromkeys(touching[var]))
    moves = [0] * len(values)
    while pending:
        if last_first:
            at, _ = pending.popitem()
        else:
            at = next(iter(pending))
            del pending[at]
        constraint = constraints[at]
        total = 0
        for var, c in constraint.terms:
            total += c * values[var]
        if constraint.low is not None and total < constraint.low:
            gap = constraint.low - total
        elif constraint.high is not None and total > constraint.high:
            gap = constraint.high - total
        else:
            continue
        steps -= 1
        if steps < 0:
            return None
        size = abs(gap)
        best: tuple[tuple[int, ...], int, int] | None = None
        for var, c in constraint.terms:
            upward = (c > 0) == (gap > 0)
            room = highs[var] - values[var] if upward else values[var] - lows[var]
            if room <= 0:
                continue
            reach = room * abs(c)
            short, known = reach < size, len(touching[var])
            # A figure that has moved already is somebody else's answer; one that stands alone disturbs nobody.
            rank = (moves[var], short, known) if last_first else (short, 2 * moves[var] + known)
            if best is None or (*rank, -reach) < best[0]:
                step = min(room, -(-size // abs(c)))
                best = ((*rank, -reach), var, step if upward else -step)
        if best is None:
            return None
        _, var, step = best
        values[var] += step
        moves[var] += 1
        pending.update(dict.fromkeys(touching[var]))
    return values
