"""Whole values near the printed ones: what rounding put apart is put together again, and nothing else is touched.

Nearly all relations of a disclosure hold as printed.  Those that miss by rounding are mended one by one: a figure
moves inside what propagation leaves it, and the relations it stands in are looked at next.  Where that comes to no end,
it is begun anew with every large gap shared out among the figures by the room they have, so that none is driven to its
end and the others find room too.  There is no going back beyond that: either the end is values that satisfy every
constraint, or it is given up and the values are searched for in earnest (:func:`gouji.solving.witness.search`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from gouji.model import Figure, Kind, Verdict
from gouji.solving.propagate import Meter, tighten
from gouji.solving.system import Constraint, System

SHARED = 80
"""Gaps shared out before they are closed one by one."""
STEPS = 2
"""Gaps closed by one figure, for each figure there is, before it is given up."""
LOOKS = 4
"""Looks at constraints, for each figure there is, in the propagation before: a slow convergence stops short."""
SMALL = 10
"""A gap of less than this part of the room there is for it is left to one figure."""
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


def printed_value(figure: Figure, scale: int) -> int | None:
    """Return the printed value of a figure in the system's units, ``None`` if it is no whole number of them."""
    quantity = figure.quantity
    if quantity.kind is Kind.BLANK:
        return 0
    ticks = quantity.ticks
    if isinstance(ticks, int):
        return ticks * scale
    whole, rest = divmod(ticks.numerator * scale, ticks.denominator)
    return None if rest else whole


def printed_values(system: System) -> list[int]:
    """Return the printed value of every figure, in the system's units."""
    found = []
    for figure, scale in zip(system.figures, system.scales, strict=True):
        value = printed_value(figure, scale)
        found.append(round(figure.quantity.ticks * scale) if value is None else value)
    return found


def mend(system: System, suspects: Iterable[int], values: list[int] | None = None) -> list[int] | None:
    """Return whole values that should satisfy every constraint, ``None`` if none were found.

    They do if the constraints not suspected hold at the values started from; that is to be checked.

    Args:
        system: The system.
        suspects: Constraints that may not hold there.
        values: Values to start from; the printed ones if not given.
    """
    found = printed_values(system) if values is None else list(values)
    done = settled(system, list(system.lows), list(system.highs), found, suspects, len(system.figures))
    return found if done else None


def settled(
    system: System, lows: list[int], highs: list[int], values: list[int], suspects: Iterable[int], size: int
) -> bool:
    """Whether values were moved, in place, to where the suspected constraints and all that follows should hold.

    The lists may grow with the system, if it is made as it is looked at.

    Args:
        system: The system.
        lows: Lower ends of the figures, narrowed.
        highs: Upper ends, narrowed.
        values: Values to start from, moved.
        suspects: Constraints that may not hold there.
        size: Figures of the whole system: bounds the work.
    """
    pending = dict.fromkeys(suspects)
    if tighten(system, lows, highs, pending, NOTHING, None, Meter(LOOKS * size, LOOKS * size)) is not None:
        return False
    touching = system.touching
    for var, value in enumerate(values):
        if not lows[var] <= value <= highs[var]:
            values[var] = lows[var] if value < lows[var] else highs[var]
            pending.update(dict.fromkeys(touching[var]))
    steps = STEPS * size
    begun: dict[int, int] = {}
    if _close(system, lows, highs, values, dict(pending), begun, steps):
        return True
    for var, value in begun.items():
        values[var] = value
    left = _share(system, lows, highs, values, pending)
    return left is not None and _close(system, lows, highs, values, left, {}, steps)


def _gap(constraint: Constraint, values: list[int]) -> int:
    """Return by how much the sum of a constraint has to grow to satisfy it; below zero: to shrink."""
    total = 0
    for var, c in constraint.terms:
        total += c * values[var]
    low, high = constraint.low, constraint.high
    if low is not None and total < low:
        return low - total
    if high is not None and total > high:
        return high - total
    return 0


def _share(
    system: System, lows: list[int], highs: list[int], values: list[int], pending: dict[int, None]
) -> dict[int, None] | None:
    """Share large gaps out; return the constraints to be looked at again, ``None`` if one cannot be closed."""
    constraints, touching = system.constraints, system.touching
    left: dict[int, None] = {}
    steps = SHARED
    while pending:
        at = next(iter(pending))
        del pending[at]
        terms = constraints[at].terms
        gap = _gap(constraints[at], values)
        if not gap:
            left.pop(at, None)
            continue
        left[at] = None
        size = abs(gap)
        rooms = []
        whole = 0
        for var, c in terms:
            upward = (c > 0) == (gap > 0)
            room = highs[var] - values[var] if upward else values[var] - lows[var]
            if room > 0:
                whole += room * abs(c)
                rooms.append((var, room if upward else -room))
        if whole < size:
            return None
        if whole > SMALL * size:
            continue
        if not steps:
            break
        steps -= 1
        for var, room in rooms:
            step = room * size // whole if room > 0 else -(-room * size // whole)
            if step:
                values[var] += step
                for other in touching[var]:
                    if other != at:
                        pending[other] = None
    left.update(pending)
    return left


def _close(
    system: System,
    lows: list[int],
    highs: list[int],
    values: list[int],
    pending: dict[int, None],
    begun: dict[int, int],
    steps: int,
) -> bool:
    """Close every gap by moving one figure at a time; whether all were closed.

    Args:
        system: The system.
        lows: Lower ends of the figures.
        highs: Upper ends.
        values: Values, moved.
        pending: Constraints to look at, emptied.
        begun: Filled with the values that moved figures had.
        steps: Moves before it is given up.
    """
    constraints, touching = system.constraints, system.touching
    moves: Counter[int] = Counter()
    while pending:
        at = next(iter(pending))
        del pending[at]
        gap = _gap(constraints[at], values)
        if not gap:
            continue
        steps -= 1
        if steps < 0:
            return False
        size = abs(gap)
        best: tuple[bool, int, int, int, int] | None = None
        for var, c in constraints[at].terms:
            upward = (c > 0) == (gap > 0)
            room = highs[var] - values[var] if upward else values[var] - lows[var]
            if room <= 0:
                continue
            reach = room * abs(c)
            # A figure that has moved already is somebody else's answer; one that stands alone disturbs nobody.
            rank = (reach < size, 2 * moves[var] + len(touching[var]), -reach)
            if best is None or rank < best[:3]:
                step = min(room, -(-size // abs(c)))
                best = (*rank, var, step if upward else -step)
        if best is None:
            return False
        var = best[3]
        begun.setdefault(var, values[var])
        values[var] += best[4]
        moves[var] += 1
        pending.update(dict.fromkeys(touching[var]))
    return True
