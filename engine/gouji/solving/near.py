"""Whole values near the printed ones that satisfy every constraint: what rounding put apart is put together again.

Nearly all relations of a disclosure hold as printed, so that the printed values nearly are what is looked for.  Figures
of one amount are taken together (:mod:`gouji.solving.amounts`).  What the remaining sums are off by is spread over their
figures, as far as each has room; then each sum tells one figure from the others, so that it holds whatever they are.
Figures told that lie outside of their ranges, and the rates and bounds that are missed, are put right by a simplex
method (:mod:`gouji.solving.simplex`), the figures are rounded to whole numbers, and everything is checked exactly.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from operator import le

from gouji.solving.amounts import Amounts, Equal, Sum
from gouji.solving.simplex import INFINITE, Row, Tableau
from gouji.solving.system import Constraint, System

STEPS = 6
"""Exchanges of one simplex at most, for each row."""
ROOM = (0.25, 0.0, 0.05, 0.25, 1.0)
"""What rows stay clear of their bounds at each try, in parts of what rounding their figures may do to them.

With a little room the first try nearly always ends well; the one without room tells whether there is anything to be found.
Where rates leave their amounts next to no room, less of it than at first ends well.
"""
SWEEPS = 2
"""Times what sums are off by is spread."""

LITTLE = 32
"""A sum that is off by less than one part in so many of the room of its figures is left as it is."""

_NONE: frozenset[int] = frozenset()
Told = tuple[Sum, int]
"""The sum of others that a figure is, and a constant."""


class Near:
    """Looks for whole values of all figures.

    Args:
        system: The system.
        free: Figures that may be anything; what rests on the printed value of one does not count.
        dropped: Constraints left out.

    Attributes:
        possible: ``False`` if no values were found and, rounding errors of floating-point numbers aside, there are none: a
            hint where not to search on.
    """

    def __init__(self, system: System, free: Collection[int] = (), dropped: Collection[int] = ()) -> None:
        self.possible = True
        self._printed = system.printed
        self._lows, self._highs = list(system.lows), list(system.highs)
        for var in free:
            self._lows[var], self._highs[var] = system.free_range(var)
        left_out = set(dropped).union(*[system.resting.get(var, ()) for var in free])
        constraints = system.constraints
        self._open = [constraints[at] for at in system.open if at not in left_out]
        """Constraints that the printed values may miss."""
        if left_out:
            constraints = [c for at, c in enumerate(constraints) if at not in left_out]
        self._constraints = constraints

    def values(self) -> list[int] | None:
        """Return whole values that satisfy every constraint that counts, ``None`` if none were found."""
        printed = self._printed
        if self._inside(printed) and all(constraint.admits(printed) for constraint in self._open):
            return list(printed)
        # Figures that bound each other and are printed alike mostly are one amount, though they need not be.
        for alike in (True, False):
            amounts = Amounts(self._constraints, printed, self._lows, self._highs, alike)
            draft = _Draft(amounts)
            self.possible = draft.possible
            found = draft.values() if draft.possible else None
            while found is not None:
                values = [found[top] for top in amounts.own]
                if self._inside(values) and amounts.satisfied(values):
                    return values
                found = draft.values()
            self.possible = draft.possible
        return None

    def _inside(self, values: Sequence[int]) -> bool:
        """Whether values lie in all intervals."""
        return all(map(le, self._lows, values)) and all(map(le, values, self._highs))


class _Draft:
    """Values of the figures that stand for others, bettered at each try.

    Args:
        amounts: The figures, what ties them and what they may be.

    Attributes:
        possible: ``False`` if there are no values, as far as floating-point numbers tell.
    """

    def __init__(self, amounts: Amounts) -> None:
        self._amounts = amounts
        self._lows, self._highs = amounts.lows, amounts.highs
        self._start = amounts.start
        self._told: list[Told | None] = [
            ({}, low) if low == high else None for low, high in zip(self._lows, self._highs, strict=True)
        ]
        self._users: dict[int, set[int]] = {}
        """Figure that no sum tells → those it helps to tell."""
        self._limits = list(amounts.limits)
        """Constraints that tell no figure."""
        self._met: list[Constraint] = []
        """Limits that values were found to miss."""
        self._rooms = iter(enumerate(ROOM))
        self.possible = amounts.possible
        if self.possible:
            self._spread(amounts.sums)
            self.possible = self._tell(amounts.sums)

    def values(self) -> list[int] | None:
        """Return the next values to be checked: exact sums; ``None`` if there are no more."""
        for attempt, room in self._rooms:
            found = self._once(room, attempt > 0)
            if found is not None:
                self._start = found
                return found
            if not room:
                break  # without room to spare there is none
        return None

    def _spread(self, sums: Sequence[Equal]) -> None:
        """Spread what sums and limits are off by over their figures, as far as each has room."""
        start = self._start
        rows: list[tuple[Sum, int | None, int | None]] = [(row, target, target) for row, target, _ in sums]
        for constraint in self._missed(start):
            row, constant = self._written(constraint)
            margin = max(map(abs, row.values()), default=0)
            low = None if constraint.low is None else constraint.low - constant + margin
            high = None if constraint.high is None else constraint.high - constant - margin
            rows.append((row, low, high))
        for _ in range(SWEEPS):
            for row, low, high in rows:
                now = 0
                for v, c in row.items():
                    now += c * start[v]
                if low is not None and now < low:
                    self._move(row, low - now)
                elif high is not None and now > high:
                    self._move(row, high - now)

    def _move(self, row: Sum, off: int) -> None:
        """Move figures so that their sum changes by some amount, as far as there is room."""
        lows, highs, start = self._lows, self._highs, self._start
        up = off > 0
        room = [
            c * (highs[v] - start[v]) if (c > 0) is up else c * (lows[v] - start[v]) for v, c in row.items()
        ]
        whole = sum(room)
        if not whole or abs(off) * LITTLE < abs(whole):
            return
        if up is (off > whole):
            off = whole
        for (v, c), own in zip(row.items(), room, strict=True):
            start[v] += off * own // (whole * c)

    def _tell(self, sums: Sequence[Equal]) -> bool:
        """Write a figure of each sum as the sum it is of others; ``False`` if sums contradict each other."""
        told, users = self._told, self._users
        weights = [0] * len(told)
        """How many figures a figure helps to tell."""
        for given, target, constraint in sums:
            row, constant = self._reduced(given.items())
            constant -= target
            if not row:
                if constant:
                    return False
                continue
            figure = -1
            for v, c in row.items():
                if (c == 1 or c == -1) and (figure < 0 or weights[v] < weights[figure]):
                    figure = v
            if figure < 0:
                self._limits.append(constraint)
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
        start, lows, highs = self._start, self._lows, self._highs
        for var, own_sum in enumerate(told):
            if own_sum is not None:
                start[var] = _come_to(own_sum, start)
                if not own_sum[0] and not lows[var] <= start[var] <= highs[var]:
                    return False
        return True

    def _reduced(self, terms: Iterable[tuple[int, int]]) -> Told:
        """Return a sum over figures that no sum tells, and a constant."""
        told = self._told
        row: Sum = {}
        constant = 0
        for var, factor in terms:
            known = told[var]
            if known is None:
                row[var] = row.get(var, 0) + factor
            else:
                constant += factor * known[1]
                for v, c in known[0].items():
                    row[v] = row.get(v, 0) + factor * c
        if 0 in row.values():
            row = {v: c for v, c in row.items() if c}
        return row, constant

    def _written(self, constraint: Constraint) -> Told:
        """Return a constraint's sum over figures that no sum tells, and a constant."""
        own = self._amounts.own
        return self._reduced(
            [(own[v], c) for v, c in zip(constraint.variables, constraint.coefficients, strict=True)]
        )

    def _missed(self, values: Sequence[int]) -> list[Constraint]:
        """Return the limits that values miss and were not found to miss before."""
        known = self._met
        each = [values[top] for top in self._amounts.own]
        return [c for c in self._limits if not c.admits(each) and c not in known]

    def _once(self, room: float, release: bool) -> list[int] | None:
        """Return values of all figures that stand for others: exact sums, most likely within their bounds.

        Args:
            room: What rows stay clear of their bounds.
            release: Hold figures at whole numbers where a rate was brought to its bound.
        """
        lows, highs, told, start, met = self._lows, self._highs, self._told, self._start, self._met
        sums = {var: known[0] for var, known in enumerate(told) if known is not None and known[0]}
        bounds = _Bounds(lows, highs, start, sums, room)
        off = {var for var in sums if not lows[var] <= start[var] <= highs[var]}
        tableau = Tableau(sums, bounds, self._users)
        most = STEPS * (len(sums) + len(self._limits) + 1)
        values = start
        joined = 0
        while True:
            met += self._missed(values)
            for name, constraint in enumerate(met[joined:], len(told) + joined):
                limit, bounds[name] = self._row(constraint, room)
                if tableau.join(name, limit):
                    off.add(name)
            joined = len(met)
            if not off:
                break
            if not tableau.settle(off, most):
                self.possible = bool(room) or tableau.steps >= most
                return None
            off.clear()
            values = self._rounded(tableau)
        if release and tableau.steps:
            tableau.release()
            values = self._rounded(tableau)
        return values

    def _row(self, constraint: Constraint, room: float) -> tuple[Row, tuple[float, float]]:
        """Return a limit as a row over figures that no sum tells, its coefficients at most one, and its bounds from the start."""
        row, now = self._written(constraint)
        size = 1
        for v, c in row.items():
            now += c * self._start[v]
            if c > size or -c > size:
                size = abs(c)
        low = -INFINITE if constraint.low is None else (constraint.low - now) / size
        high = INFINITE if constraint.high is None else (constraint.high - now) / size
        if room:
            low, high = _clear(low, high, room * (len(row) / 2 + 1))
        return {v: c / size for v, c in row.items()}, (low, high)

    def _rounded(self, tableau: Tableau) -> list[int]:
        """Return what figures come to where a simplex moved them, as whole numbers and exact sums."""
        told, users = self._told, self._users
        values = list(self._start)
        touched: set[int] = set()
        for var, moved in tableau.at.items():
            if var < len(told) and told[var] is None and (whole := round(moved)):
                values[var] += whole
                touched |= users.get(var, _NONE)
        for var in touched:
            known = told[var]
            if known is not None:
                values[var] = _come_to(known, values)
        return values


def _come_to(known: Told, values: Sequence[int]) -> int:
    """Return what a figure that a sum tells comes to."""
    row, total = known
    for v, c in row.items():
        total += c * values[v]
    return total


class _Bounds(dict[int, tuple[float, float]]):
    """Bounds of figures, counted from where they start: worked out for those that are asked for.

    Args:
        lows: The least that figures may be.
        highs: The most.
        start: Where they start.
        sums: Figures that others tell: they stay clear of their bounds.
        room: By how much, see :data:`ROOM`.
    """

    def __init__(
        self,
        lows: Sequence[int],
        highs: Sequence[int],
        start: Sequence[int],
        sums: Mapping[int, Sum],
        room: float,
    ) -> None:
        self._of = lows, highs, start, sums, room

    def __missing__(self, var: int) -> tuple[float, float]:
        lows, highs, start, sums, room = self._of
        now = start[var]
        reach: tuple[float, float] = lows[var] - now, highs[var] - now
        if room and var in sums:
            reach = _clear(*reach, room * (len(sums[var]) / 2 + 1))
        self[var] = reach
        return reach


def _clear(low: float, high: float, room: float) -> tuple[float, float]:
    """Return bounds drawn in by some room, as far as there is any; what holds at the start is not to be moved for it."""
    room = min(room, (high - low) / 4)
    return (
        min(low + room, 0.0) if low <= 0 else low + room,
        max(high - room, 0.0) if high >= 0 else high - room,
    )
