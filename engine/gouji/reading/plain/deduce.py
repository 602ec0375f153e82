"""Where figures must stand of which only the order is known: every way in which all sums of a form hold.

A text that was cut cell by cell, column after column or row after row as it came, keeps two things: figures of one
column stand in the order of their rows, and figures of one row in the order of their columns, but for those that
were written below another of their column in one go.  All placements that keep both and in which every sum holds
are looked for; a cell on which all of them agree is certain.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import attrs

from gouji.value import Value

Cell = tuple[int, int]
"""Column and row."""
MAX_STEPS = 40_000
"""Cells tried for one table in one way."""
MAX_FOUND = 400
MAX_FIGURES = 400
_OPEN, _BLANK, _FILLED = 0, 1, 2


@attrs.define
class Budget:
    """Cells that may be tried for a whole text, so that no text takes more than seconds.

    Attributes:
        left: How many are left.
    """

    left: int = 200_000


@attrs.frozen(eq=False, repr=False)
class CellSum(Value):
    """``target = sum(sign * part)`` over cells."""

    target: Cell
    parts: tuple[tuple[int, Cell], ...]


@attrs.frozen(eq=False, repr=False)
class Form(Value):
    """What a form demands.

    Attributes:
        lengths: Number of rows of each column.
        sums: What must hold.
        rows: Columns whose cells of one number stand side by side on one row, left to right.
        full: Columns that no row leaves blank.
        blank: Columns that are blank.
        stated: Cells whose value is known from elsewhere in hundredths, ``None`` for blank.
        needed: Cells that are not blank.
    """

    lengths: tuple[int, ...]
    sums: tuple[CellSum, ...]
    rows: tuple[tuple[int, ...], ...] = ()
    full: frozenset[int] = frozenset()
    blank: frozenset[int] = frozenset()
    stated: Mapping[Cell, int | None] = attrs.field(factory=dict)
    needed: frozenset[Cell] = frozenset()


def deduce(
    figures: Sequence[int],
    form: Form,
    budget: Budget,
    *,
    below: Collection[int] = (),
    rows: Sequence[int] = (),
    free: Collection[int] = (),
) -> list[dict[Cell, int]] | None:
    """Return every placement of figures in which all sums hold: cell → number of its figure.

    Args:
        figures: In printed order, in hundredths.
        form: What must hold.
        budget: What the search may cost; what it did is taken off.
        below: Numbers of figures that may have been written with the one before them, ahead of their own row.
        rows: Row of every figure, where the text tells.
        free: Numbers of the figures at the end that were written late, out of all order.

    Returns:
        All placements, or ``None`` if there are too many, or too many to try.
    """
    if len(figures) > min(MAX_FIGURES, sum(form.lengths)):
        return []
    search = _Search(figures, form, below, rows, free)
    search.limit = min(MAX_STEPS, budget.left)
    done = search.run()
    budget.left -= search.steps
    return search.found if done else None


def agreed(found: Sequence[Mapping[Cell, int]], texts: Sequence[str]) -> tuple[dict[Cell, int], set[Cell]]:
    """Return the cells on which placements agree with the number of a figure, and those on which they do not.

    Args:
        found: Placements.
        texts: Figures as printed; which of two printed alike stands in a cell is no difference.
    """
    sure: dict[Cell, int] = {}
    unsure: set[Cell] = set()
    for cell in {cell for placement in found for cell in placement}:
        printed = {texts[p[cell]] if cell in p else None for p in found}
        if len(printed) == 1:
            sure[cell] = found[0][cell]
        else:
            unsure.add(cell)
    return sure, unsure


class _Search:
    """Takes the figures in order and tries every cell each may stand in."""

    def __init__(
        self,
        figures: Sequence[int],
        form: Form,
        below: Collection[int],
        rows: Sequence[int],
        free: Collection[int] = (),
    ) -> None:
        self.figures = figures
        self.rows = rows
        self.free = frozenset(free)
        # They go first: where they stand is settled before the order of the others matters.
        self.order = [*sorted(self.free), *(n for n in range(len(figures)) if n not in self.free)]
        self.below = frozenset(below)
        self.form = form
        self.positive = all(figure >= 0 for figure in figures)
        self.last = [-1] * len(form.lengths)
        self.state = [
            [_BLANK if column in form.blank else _OPEN] * length for column, length in enumerate(form.lengths)
        ]
        self.columns = [c for c in range(len(form.lengths)) if c not in form.blank]
        self.value: dict[Cell, int] = {}
        self.number: dict[Cell, int] = {}
        self.of: dict[Cell, list[int]] = {}
        for at, total in enumerate(form.sums):
            for cell in (total.target, *(part for _, part in total.parts)):
                self.of.setdefault(cell, []).append(at)
        self.signed = [any(sign < 0 for sign, _ in total.parts) for total in form.sums]
        self.beside: dict[int, tuple[tuple[int, ...], int]] = {}
        for group in form.rows:
            for rank, column in enumerate(group):
                self.beside[column] = (group, rank)
        self.steps = 0
        self.limit = MAX_STEPS
        # What is filled and what is closed, known again when figures that are alike were taken in another order.
        self.mark = 0
        self.seen: set[tuple[int, int]] = set()
        self.found: list[dict[Cell, int]] = []

    def run(self) -> bool:
        """Search; return whether nothing was left out."""
        return self._take(0)

    def _take(self, at: int) -> bool:
        if at == len(self.figures):
            return self._finish()
        if (at, self.mark) in self.seen:
            return True
        self.seen.add((at, self.mark))
        number = self.order[at]
        value = self.figures[number]
        left = len(self.figures) - at
        if any(self._missing(c) > left for c in self.form.full):
            return True
        for column in self.columns:
            for row in self._rows(column, number):
                self.steps += 1
                if self.steps > self.limit:
                    return False
                before = self.last[column]
                changed: list[Cell] = []
                if self._place(column, row, number, value, changed) and not self._take(at + 1):
                    return False
                self._undo(changed)
                self.last[column] = before
        return True

    def _missing(self, column: int) -> int:
        """Return how many cells of a column are still to be filled if none may be blank."""
        return self.state[column].count(_OPEN)

    def _rows(self, column: int, at: int) -> Sequence[int]:
        """Return the rows in which the next figure of a column may stand."""
        first = self.last[column] + 1
        if at in self.free:
            return range(self.form.lengths[column])
        if self.rows:
            return range(self.rows[at], self.rows[at] + 1) if self.rows[at] >= first else ()
        if column in self.form.full:
            while first < self.form.lengths[column] and self.state[column][first] == _FILLED:
                first += 1
            return range(first, min(first + 1, self.form.lengths[column]))
        group, rank = self.beside.get(column, ((), 0))
        end = self.form.lengths[column]
        for other in group[:rank]:
            if other in self.form.full and at not in self.below:
                end = min(end, self._reached(other))
        return range(first, end)

    def _reached(self, column: int) -> int:
        """Return the first row of a column without blanks that is open."""
        states = self.state[column]
        return states.index(_OPEN) if _OPEN in states else len(states)

    def _place(self, column: int, row: int, at: int, value: int, changed: list[Cell]) -> bool:
        cell = (column, row)
        if self.state[column][row] != _OPEN:
            return False
        if cell in self.form.stated:
            stated = self.form.stated[cell]
            if abs((stated or 0) - value) > 1:
                return False
        self.state[column][row] = _FILLED
        self.value[cell] = value
        self.number[cell] = at
        self.mark ^= hash((column, row, value))
        changed.append(cell)
        touched = set(self.of.get(cell, ()))
        if at in self.free:
            return all(map(self._holds, touched))
        skipped = [(column, r) for r in range(self.last[column] + 1, row)]
        group, rank = self.beside.get(column, ((), 0))
        if at not in self.below:
            skipped += [(other, row) for other in group[:rank]]
        for other in skipped:
            if self.state[other[0]][other[1]] == _OPEN:
                if not self._blank(other, changed):
                    return False
                touched.update(self.of.get(other, ()))
        self.last[column] = row
        return all(map(self._holds, touched))

    def _blank(self, cell: Cell, changed: list[Cell]) -> bool:
        self.state[cell[0]][cell[1]] = _BLANK
        self.mark ^= hash((*cell, _BLANK, _BLANK))
        changed.append(cell)
        if cell[0] in self.form.full or cell in self.form.needed:
            return False
        return not self.form.stated.get(cell)

    def _undo(self, changed: list[Cell]) -> None:
        for cell in reversed(changed):
            self.state[cell[0]][cell[1]] = _OPEN
            self.number.pop(cell, None)
            value = self.value.pop(cell, None)
            self.mark ^= hash((*cell, _BLANK, _BLANK) if value is None else (*cell, value))

    def _holds(self, at: int) -> bool:
        """Whether a sum holds, or may still."""
        total = self.form.sums[at]
        parts, open_parts = 0, 0
        for sign, (column, row) in total.parts:
            state = self.state[column][row]
            if state == _FILLED:
                parts += sign * self.value[column, row]
            elif state == _OPEN:
                open_parts += 1
        column, row = total.target
        state = self.state[column][row]
        if state == _OPEN:
            return True
        target = self.value.get(total.target, 0)
        gap = target - parts
        near = 2 * abs(gap) <= len(total.parts) + 1
        if not open_parts:
            # No form prints parts without their total; a balance of nothing is left blank by most.
            return near and (state == _FILLED or self.signed[at] or not parts)
        if self.positive and not self.signed[at]:
            return gap >= 0 or near
        return True

    def _finish(self) -> bool:
        """Leave what is still open blank, and keep the placement if every sum holds."""
        changed: list[Cell] = []
        fits = True
        for column, states in enumerate(self.state):
            for row, state in enumerate(states):
                if state == _OPEN and not self._blank((column, row), changed):
                    fits = False
        if fits and all(map(self._holds, range(len(self.form.sums)))):
            self.found.append(dict(self.number))
        self._undo(changed)
        return len(self.found) <= MAX_FOUND
