"""Whole values near the printed ones that satisfy every constraint: what rounding put apart is put together again.

Nearly all relations of a disclosure are sums, and nearly all hold as printed or by rounding.  Each sum tells one figure
from the others, so that it is written down once and holds whatever the others are; what is left are the ranges of the
figures told, rates and bounds: few rows over few figures.  Those that the printed values miss are put right by a simplex
method (:mod:`gouji.solving.simplex`), the figures are rounded to whole numbers, and everything is checked exactly.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from gouji.solving.simplex import INFINITE, OFF, Tableau
from gouji.solving.system import Constraint, System

STEPS = 6
"""Exchanges of one simplex at most, for each row."""
ROOM = (0.0, 0.25, 0.25, 1.0)
"""What rows stay clear of their bounds at each try, in parts of what rounding their figures may do to them."""

Sum = dict[int, int]
_NONE: frozenset[int] = frozenset()
Told = tuple[Sum, int]
"""The sum of others that a figure is, and a constant."""


class Near:
    """The constraints of a system written down over the figures that no sum tells.

    Args:
        system: The system.
        free: Figures that may be anything; what rests on the printed value of one does not count.
        dropped: Constraints left out.
        copies: Figures that are one amount, beside those that the constraints say are.

    Attributes:
        possible: ``False`` if no values were found and, rounding errors of floating-point numbers aside, there are none: a
            hint where not to search on.
    """

    def __init__(
        self,
        system: System,
        free: Collection[int] = (),
        dropped: Collection[int] = (),
        copies: Sequence[tuple[int, int]] = (),
    ) -> None:
        lows, highs = list(system.lows), list(system.highs)
        for var in free:
            lows[var], highs[var] = system.free_range(var)
        left_out = set(dropped).union(*[system.resting.get(var, ()) for var in free])
        kept = system.constraints
        if left_out:
            kept = [c for at, c in enumerate(kept) if at not in left_out]
        self._lows, self._highs = lows, highs
        """What a figure may be that stands for all copies of its amount."""
        self._start = list(system.printed)
        """Its printed value, that of the most exact copy."""
        self._kept, joined = _joined(kept, copies, len(lows))
        """All constraints but that copies are one amount, which is so by what they are."""
        self._own = joined
        """Figure → the one that stands for all copies of its amount."""
        self._told: list[Told | None] = [None] * len(lows)
        self._users: dict[int, set[int]] = {}
        """Figure that no sum tells → those it helps to tell."""
        self._sums: dict[int, Sum] = {}
        """Figure that depends on others → the sum it is of them, without the constant."""
        self._rows: list[tuple[Sum, int | None, int | None]] = []
        self._ended = False
        """The last simplex ended before its steps did."""
        self.possible = self._narrow() and self._tell()

    def values(self) -> list[int] | None:
        """Return whole values that satisfy every constraint that counts, ``None`` if none were found."""
        if not self.possible:
            return None
        start = self._start
        lows, highs = self._lows, self._highs
        for var, known in enumerate(self._told):
            if known is None:
                value = start[var]
                if value < lows[var]:
                    start[var] = lows[var]
                elif value > highs[var]:
                    start[var] = highs[var]
            else:
                row, total = known
                for v, c in row.items():
                    total += c * start[v]
                start[var] = total
        for room in ROOM:
            found = self._once(start, room)
            if found is None:
                if not room:
                    self.possible = not self._ended
                    break  # without room to spare there is none
                continue
            if self._satisfied(found):
                return [found[top] for top in self._own]
            start = found
        return None

    def _narrow(self) -> bool:
        """Let a figure be what all copies of its amount may be; ``False`` if that is nothing."""
        lows, highs, start = self._lows, self._highs, self._start
        copies: dict[int, list[int]] = {}
        for var, top in enumerate(self._own):
            if var != top:
                copies.setdefault(top, [top]).append(var)
        for top, several in copies.items():
            several.sort()
            start[top] = start[min(several, key=lambda v: highs[v] - lows[v])]
            lows[top] = low = max([lows[v] for v in several])
            highs[top] = high = min([highs[v] for v in several])
            if low > high:
                return False
        return True

    def _tell(self) -> bool:
        """Write a figure of each sum as the sum it is of others; ``False`` if sums contradict each other."""
        lows, highs, told = self._lows, self._highs, self._told
        users = self._users
        weights = [0] * len(told)
        """How many figures a figure helps to tell."""
        for top, (low, high) in enumerate(zip(lows, highs, strict=True)):
            if low == high:
                told[top] = {}, low
        limits = []
        for constraint in self._kept:
            least = constraint.low
            if least is None or least != constraint.high:
                limits.append(constraint)
                continue
            row, constant = self._written(constraint)
            constant -= least
            if not row:
                if constant:
                    return False
                continue
            figure = -1
            for v, c in row.items():
                if (c == 1 or c == -1) and (figure < 0 or weights[v] < weights[figure]):
                    figure = v
            if figure < 0:
                limits.append(constraint)
                continue
            if row.pop(figure) > 0:
                for v, c in row.items():
                    row[v] = -c
                constant = -constant
            weights[figure] = 0
            for user in users.pop(figure, ()):
                other, known = told[user] or ({}, 0)
                factor = other.pop(figure)
                for v, c in row.items():
                    total = other.get(v, 0) + factor * c
                    own = users.get(v)
                    if own is None:
                        own = users[v] = set()
                    if total:
                        other[v] = total
                        own.add(user)
                    else:
                        del other[v]
                        own.discard(user)
                    weights[v] = len(own)
                told[user] = other, known + factor * constant
            told[figure] = row, constant
            for v in row:
                own = users.get(v)
                if own is None:
                    users[v] = {figure}
                    weights[v] = 1
                else:
                    own.add(figure)
                    weights[v] = len(own)
        for constraint in limits:
            row, constant = self._written(constraint)
            floor = None if constraint.low is None else constraint.low - constant
            ceiling = None if constraint.high is None else constraint.high - constant
            if row:
                self._rows.append((row, floor, ceiling))
            elif (floor is not None and floor > 0) or (ceiling is not None and ceiling < 0):
                return False
        self._sums = {var: known[0] for var, known in enumerate(told) if known is not None and known[0]}
        return all(
            known is None or known[0] or lows[v] <= known[1] <= highs[v] for v, known in enumerate(told)
        )

    def _written(self, constraint: Constraint) -> Told:
        """Return a constraint's sum over figures that no sum tells, and a constant."""
        own, told = self._own, self._told
        row: Sum = {}
        constant = 0
        for var, factor in constraint.terms:
            top = own[var]
            known = told[top]
            if known is None:
                row[top] = row.get(top, 0) + factor
            else:
                constant += factor * known[1]
                for v, c in known[0].items():
                    row[v] = row.get(v, 0) + factor * c
        if 0 in row.values():
            row = {v: c for v, c in row.items() if c}
        return row, constant

    def _once(self, start: list[int], room: float) -> list[int] | None:
        """Return values of all figures that stand for others: exact sums, most likely within their bounds.

        Args:
            start: Values of all of them, exact sums.
            room: What rows stay clear of their bounds.
        """
        lows, highs, told, sums = self._lows, self._highs, self._told, self._sums
        bounds = _Bounds(lows, highs, start)
        off: list[int] = []
        if room:
            for var, row in sums.items():
                low, high = bounds[var]
                bounds[var] = reach = _clear(low, high, room * (len(row) / 2 + 1))
                if reach[0] > 0 or reach[1] < 0:
                    off.append(var)
        else:
            off += [var for var in sums if not lows[var] <= start[var] <= highs[var]]
        rows: dict[int, Mapping[int, int | float]] = dict(sums)
        for name, (row, bottom, top) in enumerate(self._rows, len(told)):
            now = 0
            size = 1
            for v, c in row.items():
                now += c * start[v]
                if c > size or -c > size:
                    size = abs(c)
            rows[name] = {v: c / size for v, c in row.items()} if size != 1 else row
            least = -INFINITE if bottom is None else (bottom - now) / size
            most = INFINITE if top is None else (top - now) / size
            bounds[name] = reach = _clear(least, most, room * (len(row) / 2 + 1)) if room else (least, most)
            if reach[0] > OFF or reach[1] < -OFF:
                off.append(name)
        values = list(start)
        if off:
            tableau = Tableau(rows, bounds)
            if not tableau.settle(off, STEPS * len(rows)):
                self._ended = tableau.steps < STEPS * len(rows)
                return None
            tableau.release()
            users = self._users
            touched: set[int] = set()
            for var, moved in tableau.at.items():
                if var < len(told) and told[var] is None and (whole := round(moved)):
                    values[var] += whole
                    touched |= users.get(var, _NONE)
            for var in touched:
                row, total = told[var] or ({}, 0)
                for v, c in row.items():
                    total += c * values[v]
                values[var] = total
        return values

    def _satisfied(self, values: Sequence[int]) -> bool:
        """Whether values lie in all intervals and satisfy all constraints that count, exactly."""
        own = self._own
        lows, highs = self._lows, self._highs
        for var, top in enumerate(own):
            if var == top and not lows[var] <= values[var] <= highs[var]:
                return False
        for constraint in self._kept:
            total = 0
            for v, c in constraint.terms:
                total += c * values[own[v]]
            if constraint.low is not None and total < constraint.low:
                return False
            if constraint.high is not None and total > constraint.high:
                return False
        return True


def _joined(
    constraints: Sequence[Constraint], copies: Sequence[tuple[int, int]], size: int
) -> tuple[list[Constraint], list[int]]:
    """Take copies of one amount together; return the other constraints and which figure stands for each.

    Args:
        constraints: Those that count.
        copies: Figures that are one amount, beside those that the constraints say are.
        size: How many figures there are.
    """
    own = list(range(size))
    others = []
    pairs = list(copies)
    for constraint in constraints:
        terms = constraint.terms
        if len(terms) == 2 and constraint.low == 0 and constraint.high == 0 and terms[0][1] == -terms[1][1]:
            pairs.append((terms[0][0], terms[1][0]))
        else:
            others.append(constraint)
    for one, other in pairs:
        while own[one] != one:
            own[one] = one = own[own[one]]
        while own[other] != other:
            own[other] = other = own[own[other]]
        own[one] = other
    for var, top in enumerate(own):
        if var != top:
            while own[top] != top:
                top = own[top]
            own[var] = top
    return others, own


class _Bounds(dict[int, tuple[float, float]]):
    """Bounds of figures, counted from where they start: worked out for those that are asked for."""

    def __init__(self, lows: Sequence[int], highs: Sequence[int], start: Sequence[int]) -> None:
        self._of = lows, highs, start

    def __missing__(self, var: int) -> tuple[float, float]:
        lows, highs, start = self._of
        now = start[var]
        self[var] = reach = lows[var] - now, highs[var] - now
        return reach


def _clear(low: float, high: float, room: float) -> tuple[float, float]:
    """Return bounds drawn in by some room, as far as there is any; what holds at the start is not to be moved for it."""
    room = min(room, (high - low) / 4)
    return (
        min(low + room, 0.0) if low <= 0 else low + room,
        max(high - room, 0.0) if high >= 0 else high - room,
    )
