"""Columns whose figures could as well stand in a column beside them: no sum of the form tells which it is."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from gouji.reading.plain.place import Sum


def shifting(
    rows: Sequence[Sequence[int]], width: int, across: Sequence[Sum], rare: Collection[int]
) -> set[int]:
    """Return the filled columns that could change places with a blank one, and those.

    Args:
        rows: Columns of the figures of each row.
        width: Number of columns.
        across: Sums across the columns.
        rare: Columns that most forms leave blank: figures are not looked for there, but for those that stand in one
            of them.
    """
    used = {column for row in rows for column in row}
    found: set[int] = set()
    for column in used:
        for other in set(range(width)) - used - (set() if column in rare else set(rare)):
            between = range(min(column, other) + 1, max(column, other))
            if used.isdisjoint(between) and _roles(column, across) == _roles(other, across):
                found |= {column, other}
    return found


def _roles(column: int, across: Sequence[Sum]) -> set[tuple[int, int]]:
    """Return the sums a column is in, and how."""
    parts = {(n, sign) for n, total in enumerate(across) for sign, part in total.parts if part == column}
    return parts | {(n, 0) for n, total in enumerate(across) if total.target == column}
