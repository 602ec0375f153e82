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


class Near:
    """The constraints of a system written down over the figures that no sum tells.

    Args:
        system: The system.
        free: Figures that may be anything; what rests on the printed value of one does not count.
        dropped: Constraints left out.

    Attributes:
        possible: ``False`` if no values were found and, rounding errors of floating-point numbers aside, there are none: a
            hint where not to search on.
    """

    def __init__(self, system: System, free: Collection[int] = (), dropped: Collection[int] = ()) -> None:
        lows, highs = system.lows, system.highs
        if free:
            lows, highs = list(lows), list(highs)
            for var in free:
                lows[var], highs[var] = system.free_range(var)
        left_out = set(dropped).union(*[system.resting.get(var, ()) for var in free])
        kept = system.constraints
        if left_out:
            kept = [c for at, c in enumerate(kept) if at not in left_out]
        self._system = system
        self._lows, self._highs = lows, highs
        self._own: list[int] = []
        """Figure → the one that stands for all copies of its amount."""
        self._ends: dict[int, tuple[int, int]] = {}
        """What all copies of such a figure allow."""
        self._kept = self._join(kept)
        """All constraints but that copies are one amount, which is so by what they are."""
        self._told: dict[int, tuple[Sum, int]] = {}
        """Figure → the sum it is of others, and a constant."""
        self._rows: list[tuple[Sum, int | None, int | None]] = []
        self._ended = False
        """The last simplex ended before its steps did."""
        self.possible = all(low <= high for low, high in self._ends.values()) and self._tell()

    def values(self) -> list[int] | None:
        """Return whole values that satisfy every constraint that counts, ``None`` if none were found."""
        if not self.possible:
            return None
        start = self._begun()
        for room in ROOM:
            found = self._once(start, room)
            if found is None:
                if not room:
                    self.possible = not self._ended
                    break  # without room to spare there is none
                continue
            values = [found[top] for top in self._own]
            if self._satisfied(values):
                return values
            start = found
        return None

    def _join(self, constraints: Sequence[Constraint]) -> list[Constraint]:
        """Take copies of one amount together; return the other constraints."""
        parent = list(range(len(self._lows)))

        def root(i: int) -> int:
            while parent[i] != i:
                parent[i] = parent[parent[i]]
                i = parent[i]
            return i

        others = []
        for constraint in constraints:
            terms = constraint.terms
            if (
                len(terms) == 2
                and constraint.low == 0
                and constraint.high == 0
                and terms[0][1] == -terms[1][1]
            ):
                parent[root(terms[0][0])] = root(terms[1][0])
            else:
                others.append(constraint)
        self._own = own = [i if above == i else root(i) for i, above in enumerate(parent)]
        ends = self._ends
        for top, low, high in zip(own, self._lows, self._highs, strict=True):
            known = ends.get(top)
            if known is not None:
                low, high = max(low, known[0]), min(high, known[1])
            ends[top] = low, high
        return others

    def _tell(self) -> bool:
        """Write a figure of each sum as the sum it is of others; ``False`` if sums contradict each other."""
        ends, told, users = self._ends, self._told, dict[int, set[int]]()
        for top, (low, high) in ends.items():
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
            figure = min(
                [v for v, c in row.items() if c in (1, -1)], key=lambda v: len(users.get(v, ())), default=None
            )
            if figure is None:
                limits.append(constraint)
                continue
            sign = -row.pop(figure)
            if sign < 0:
                row = {v: -c for v, c in row.items()}
                constant = -constant
            for user in users.pop(figure, ()):
                other, known = told[user]
                factor = other.pop(figure)
                for v, c in row.items():
                    total = other.get(v, 0) + factor * c
                    if total:
                        other[v] = total
                        users.setdefault(v, set()).add(user)
                    else:
                        del other[v]
                        users[v].discard(user)
                told[user] = other, known + factor * constant
            told[figure] = row, constant
            for v in row:
                users.setdefault(v, set()).add(figure)
        for constraint in limits:
            row, constant = self._written(constraint)
            floor = None if constraint.low is None else constraint.low - constant
            ceiling = None if constraint.high is None else constraint.high - constant
            if row:
                self._rows.append((row, floor, ceiling))
            elif (floor is not None and floor > 0) or (ceiling is not None and ceiling < 0):
                return False
        return all(row or ends[v][0] <= constant <= ends[v][1] for v, (row, constant) in told.items())

    def _written(self, constraint: Constraint) -> tuple[Sum, int]:
        """Return a constraint's sum over figures that no sum tells, and a constant."""
        own, told = self._own, self._told
        row: Sum = {}
        constant = 0
        for var, factor in constraint.terms:
            top = own[var]
            known = told.get(top)
            if known is None:
                row[top] = row.get(top, 0) + factor
            else:
                constant += factor * known[1]
                for v, c in known[0].items():
                    row[v] = row.get(v, 0) + factor * c
        if 0 in row.values():
            row = {v: c for v, c in row.items() if c}
        return row, constant

    def _begun(self) -> dict[int, int]:
        """Return the printed values of the figures that no sum tells: those of their most exact copies."""
        system, ends, told = self._system, self._ends, self._told
        printed, lows, highs = system.printed, system.lows, system.highs
        found: dict[int, int] = {}
        widths: dict[int, int] = {}
        for var, top in enumerate(self._own):
            if top in told:
                continue
            width = highs[var] - lows[var]
            if top not in found or width < widths[top]:
                widths[top] = width
                low, high = ends[top]
                value = printed[var]
                found[top] = low if value < low else high if value > high else value
        return found

    def _once(self, start: Mapping[int, int], room: float) -> dict[int, int] | None:
        """Return values of all figures that stand for others: exact sums, most likely within their bounds."""
        rows: dict[int, Mapping[int, int | float]] = {}
        bounds: dict[int, tuple[float, float]] = {}
        off: list[int] = []
        ends = self._ends
        for var, (row, constant) in self._told.items():
            if row:
                low, high = ends[var]
                now = constant
                for v, c in row.items():
                    now += c * start[v]
                rows[var] = row
                bounds[var] = reach = _clear(
                    low - now, high - now, room * (len(row) / 2 + 1) if room else 0.0
                )
                if reach[0] > 0 or reach[1] < 0:
                    off.append(var)
        for name, (row, bottom, top) in enumerate(self._rows, len(self._own)):
            now = sum([c * start[v] for v, c in row.items()])
            size = max(map(abs, row.values()))
            rows[name] = {v: c / size for v, c in row.items()} if size != 1 else row
            least = -INFINITE if bottom is None else (bottom - now) / size
            most = INFINITE if top is None else (top - now) / size
            bounds[name] = reach = _clear(least, most, room * (len(row) / 2 + 1))
            if reach[0] > OFF or reach[1] < -OFF:
                off.append(name)
        values = dict(start)
        if off:
            for var, value in start.items():
                low, high = ends[var]
                bounds[var] = low - value, high - value
            tableau = Tableau(rows, bounds)
            if not tableau.settle(off, STEPS * len(rows)):
                self._ended = tableau.steps < STEPS * len(rows)
                return None
            tableau.release()
            for var, moved in tableau.at.items():
                if var in values:
                    values[var] += round(moved)
        for var, (row, constant) in self._told.items():
            total = constant
            for v, c in row.items():
                total += c * values[v]
            values[var] = total
        return values

    def _satisfied(self, values: Sequence[int]) -> bool:
        """Whether values lie in all intervals and satisfy all constraints that count, exactly."""
        if not all(low <= x <= high for low, x, high in zip(self._lows, values, self._highs, strict=True)):
            return False
        for constraint in self._kept:
            total = 0
            for v, c in constraint.terms:
                total += c * values[v]
            if constraint.low is not None and total < constraint.low:
                return False
            if constraint.high is not None and total > constraint.high:
                return False
        return True


def _clear(low: float, high: float, room: float) -> tuple[float, float]:
    """Return bounds drawn in by some room, as far as there is any; what holds at the start is not to be moved for it."""
    if not room:
        return low, high
    room = min(room, (high - low) / 4)
    return (
        min(low + room, 0.0) if low <= 0 else low + room,
        max(high - room, 0.0) if high >= 0 else high - room,
    )
