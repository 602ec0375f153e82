"""Columns whose figures could as well stand in a column beside them: no sum of the form tells which it is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import combinations, islice

from gouji.reading.plain.place import Sum

_MOST = 5000
"""Ways to stand that are looked at; twelve columns of one kind have 924 at most."""


def shifting(
    rows: Sequence[Sequence[int]], width: int, across: Sequence[Sum], rare: Collection[int]
) -> set[int]:
    """Return the filled columns whose figures could stand in others, in the same order, and those.

    Figures may move together: two that stand side by side could both stand one column further on.

    Args:
        rows: Columns of the figures of each row.
        width: Number of columns.
        across: Sums across the columns.
        rare: Columns that most forms leave blank: of two ways to stand, the one that fills fewer of them is taken.
    """
    used = {column for row in rows for column in row}
    found: set[int] = set()
    alike: dict[frozenset[tuple[int, int]], list[int]] = {}
    for column in range(width):
        alike.setdefault(frozenset(_roles(column, across)), []).append(column)
    for block in alike.values():
        own = [column for column in block if column in used]
        fixed = used.difference(own)
        rarely = sum(column in rare for column in own)
        for other in islice(combinations(block, len(own)), _MOST):
            moved = [(a, b) for a, b in zip(own, other, strict=True) if a != b]
            if sum(column in rare for column in other) <= rarely and not any(
                min(a, b) < column < max(a, b) for a, b in moved for column in fixed
            ):
                found.update(column for pair in moved for column in pair)
    return found


def _roles(column: int, across: Sequence[Sum]) -> set[tuple[int, int]]:
    """Return the sums a column is in, and how."""
    parts = {(n, sign) for n, total in enumerate(across) for sign, part in total.parts if part == column}
    return parts | {(n, 0) for n, total in enumerate(across) if total.target == column}
