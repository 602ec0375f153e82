"""A simplex method that starts where it is given: the few sums that are off are put right, all else stays.

The general simplex of Dutertre and de Moura (2006): every sum is a row over figures that may move; one that lies outside
of its bounds is brought to the nearer of them by a figure with room, which then is what the rows say it is.  No goal is
pursued beyond that, so that what is found lies near the start.

Floating-point, and counted from the start, so that half quanta do not drown beside large amounts: what comes of it is to
be checked in whole numbers by whoever asks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

Row = dict[int, float]

OFF = 1e-6
"""How far a value may lie outside of its bounds, in parts of the smallest unit."""
NOTHING = 1e-9
"""Coefficients below it are none."""
INFINITE = float("inf")


class Tableau:
    """Rows over figures, all counted from the values started from.

    Args:
        rows: Row → what it is the sum of; rows are told by numbers that no figure has.
        bounds: Lower and upper bound of every figure and row, from where it starts.
        standing: Figure → rows it stands in.

    Attributes:
        at: How far each figure and row has moved; those not named have not.
        steps: Figures exchanged so far.
    """

    def __init__(
        self,
        rows: Mapping[int, Mapping[int, int | float]],
        bounds: Mapping[int, tuple[float, float]],
        standing: Mapping[int, Iterable[int]],
    ) -> None:
        self.at: dict[int, float] = {}
        self.steps = 0
        self._bounds = bounds
        self._given = dict(rows)
        self._rows: dict[int, Row] = {}
        self._left: set[int] = set()
        """Rows that a figure took the place of."""
        self._standing: dict[int, set[int]] = _Sets(standing)
        """Figure → rows it stands in."""

    def join(self, name: int, row: Mapping[int, int | float]) -> bool:
        """Add a row over figures that none of the rows given is; whether it is out of its bounds as the figures stand now.

        Args:
            name: Of the row.
            row: What it is the sum of.
        """
        now = 0.0
        written: Row = {}
        for var, c in row.items():
            now += c * self.at.get(var, 0.0)
            for v, factor in self._rows.get(var, {var: 1.0}).items():
                written[v] = written.get(v, 0.0) + c * factor
        self._given[name] = row
        self._rows[name] = written = {v: c for v, c in written.items() if not -NOTHING < c < NOTHING}
        for v in written:
            self._standing[v].add(name)
        self.at[name] = now
        low, high = self._bounds[name]
        return not low - OFF <= now <= high + OFF

    def settle(self, off: Iterable[int], most: int) -> bool:
        """Bring every row and figure within its bounds; whether that was done.

        Args:
            off: Rows that start outside of their bounds, all of them.
            most: Steps at most.
        """
        bounds, at = self._bounds, self.at
        pending = set(off)
        while pending:
            if self.steps >= most:
                return False
            name = min(pending)
            low, high = bounds[name]
            now = at.get(name, 0.0)
            gap = (low if now < low else high) - now
            # Going round in circles ends with the first row and the first figure always (Bland's rule).
            mover = self._mover(self._row(name), gap, self.steps >= most // 2)
            if mover is None:
                return False
            self._exchange(name, mover, gap, pending)
        return True

    def release(self) -> set[int]:
        """Let uneven rows that were brought to a bound move again, a figure each held at a whole number instead.

        Only where sums have coefficients other than one does a figure end between whole numbers.

        Returns:
            Rows and figures that are out of their bounds by it.
        """
        off: set[int] = set()
        for name in sorted(self._left):
            if name in self._rows or all(abs(c) == 1 for c in self._given[name].values()):
                continue
            found = [w for w in self._standing[name] if w not in self._given]
            if not found:
                continue
            figure = min(found, key=lambda w: (len(self._row(w)), w))
            now = self.at.get(figure, 0.0)
            slope = self._row(figure)[name]
            low, _ = self._bounds[name]
            inward = self.at.get(name, 0.0) <= low + OFF
            whole = -(-now // 1) if (slope > 0) == inward else now // 1
            if abs(round(now) - now) < OFF:
                whole = float(round(now))
            self._exchange(figure, name, whole - now, off)
        return off

    def _row(self, name: int) -> Row:
        """Return the row of what is a sum now."""
        row = self._rows.get(name)
        if row is None:
            row = self._rows[name] = {var: float(c) for var, c in self._given[name].items()}
        return row

    def _mover(self, row: Row, gap: float, first: bool) -> int | None:
        """Return the figure that closes the gap of a row: one with room that stands in few others, or the first with room."""
        bounds, at, standing = self._bounds, self.at, self._standing
        best: tuple[bool, int, float] | None = None
        found = None
        for var, c in row.items():
            low, high = bounds[var]
            now = at.get(var, 0.0)
            step = gap / c
            room = high - now if step > 0 else now - low
            if room <= OFF:
                continue
            if first:
                found = var if found is None else min(found, var)
                continue
            rank = (room < abs(step), len(standing[var]), -room * abs(c))
            if best is None or rank < best:
                best, found = rank, var
        return found

    def _exchange(self, name: int, mover: int, gap: float, pending: set[int]) -> None:
        """Move a row by a gap through a figure, which becomes the sum in its place."""
        bounds, at, standing, rows = self._bounds, self.at, self._standing, self._rows
        self.steps += 1
        row = self._row(name)
        del rows[name]
        if name in self._given:
            self._left.add(name)
        for var in row:
            standing[var].discard(name)
        slope = row.pop(mover)
        step = gap / slope
        new = {var: -c / slope for var, c in row.items()}
        new[name] = 1.0 / slope
        standing[name] = set()
        at[name] = at.get(name, 0.0) + gap
        pending.discard(name)
        moves = new.items()
        for other in standing.pop(mover):
            own = rows.get(other) or self._row(other)
            factor = own.pop(mover)
            for var, c in moves:
                old = own.get(var)
                if old is None:
                    own[var] = factor * c
                    standing[var].add(other)
                    continue
                total = old + factor * c
                if -NOTHING < total < NOTHING:
                    del own[var]
                    standing[var].discard(other)
                else:
                    own[var] = total
            now = at[other] = at.get(other, 0.0) + factor * step
            low, high = bounds[other]
            if low - OFF <= now <= high + OFF:
                pending.discard(other)
            else:
                pending.add(other)
        rows[mover] = new
        for var in new:
            standing[var].add(mover)
        now = at[mover] = at.get(mover, 0.0) + step
        low, high = bounds[mover]
        if not low - OFF <= now <= high + OFF:
            pending.add(mover)


class _Sets(dict[int, set[int]]):
    """Rows by the figures that stand in them, each set made when it is first asked for."""

    def __init__(self, standing: Mapping[int, Iterable[int]]) -> None:
        self._given = standing

    def __missing__(self, var: int) -> set[int]:
        made = self[var] = set(self._given.get(var, ()))
        return made
