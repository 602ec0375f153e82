"""Which value column a figure stands in: by the ordinals, heads or full rows of its lane, all in order."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import attrs

from gouji.reading.plain.pieces import Piece

_SURE = 1.5
"""Columns by which the second best place must be worse."""

_NEAR = 0.45
"""Share of the distance to the next column within which a figure must stand."""


def slots_of(
    count: int, head: Sequence[Sequence[Piece]], rows: Sequence[Sequence[Piece]], totals_first: bool = True
) -> dict[Piece, int]:
    """Return the column of every figure whose place tells it.

    Args:
        count: Number of value columns of the lane.
        head: Header pieces above the lane, a list a line.
        rows: Figures of each row, left to right.
        totals_first: The first value column is the sum of others, so no row with figures leaves it blank.
    """
    slots: dict[Piece, int] = {}
    if count == 1:
        return {row[0]: 0 for row in rows if len(row) == 1}
    full = [row for row in rows if len(row) == count]
    if full:
        from statistics import mean  # only text that is laid out needs it

        centres = [mean(row[i].middle for row in full) for i in range(count)]
    else:
        centres = _clusters_of(count, rows)
    heads = [] if centres else heads_of(count, head)
    if not centres and not heads:
        return {}
    placed = [_assign(row, centres) if centres else _under(row, heads) for row in rows]
    if not centres:
        # Heads are ideographs, figures are not: how they stand to one another depends on the count.
        others = heads_of(count, [list(map(_other, line)) for line in head])
        again = [_under(list(map(_other, row)), others) for row in rows]
        placed = [columns if columns == same else [] for columns, same in zip(placed, again, strict=True)]
    # A row that seems to leave the column of totals blank was set askew.
    if totals_first and any(columns and columns[0] for columns in placed):
        if not full:
            return {}
        placed = [columns if columns and not columns[0] else [] for columns in placed]
    for row, columns in zip(rows, placed, strict=True):
        slots.update(zip(row, columns, strict=False))
    return slots


def _other(piece: Piece) -> Piece:
    """Return a piece where the other count of ideographs puts it."""
    return attrs.evolve(piece, x0=piece.other[0], x1=piece.other[1]) if piece.other else piece


def _clusters_of(count: int, rows: Sequence[Sequence[Piece]]) -> list[float]:
    """Return the middles of the columns if the figures of all rows together show all of them."""
    clusters = _clusters([p for row in rows for p in row])
    if len(clusters) == count and all(_apart(row, clusters) for row in rows):
        return [(a + b) / 2 for a, b in clusters]
    return []


def heads_of(count: int, head: Sequence[Sequence[Piece]]) -> list[tuple[float, float]]:
    """Return the reaches of the 栏次 or of the lowest heads if there are as many as columns, else []."""
    for line in reversed(head):
        numbers = [p for p in line if p.kind == "number"]
        if len(numbers) >= count and [int(p.text) for p in numbers] == sorted({int(p.text) for p in numbers}):
            return [(p.x0, p.x1) for p in numbers[-count:]]
    lowest = next((words for line in reversed(head) if (words := [p for p in line if not p.value])), [])
    if len(lowest) == count:
        return [(p.x0, p.x1) for p in lowest]
    leaves = _leaves(head)
    return leaves if len(leaves) == count else []


def _under(row: Sequence[Piece], heads: Sequence[tuple[float, float]]) -> list[int]:
    """Return the columns of a row's figures by their heads, [] unless all ways to align heads agree.

    Heads stand to the left, in the middle or to the right of their column; figures mostly to the right.
    """
    columns = _assign(row, [(a + b) / 2 for a, b in heads])
    starts = [max((i for i, (a, _) in enumerate(heads) if a < p.x1), default=-1) for p in row]
    return columns if columns == starts else []


def _leaves(head: Sequence[Sequence[Piece]]) -> list[tuple[float, float]]:
    """Return the reach of the lowest heads: pieces stacked above one another are one head."""
    leaves: list[tuple[float, float]] = []
    for line in reversed(head):
        for piece in line:
            if piece.value:
                continue
            over = [i for i, (a, b) in enumerate(leaves) if piece.x0 < b and a < piece.x1]
            if not over:
                leaves.append((piece.x0, piece.x1))
            elif len(over) == 1:
                a, b = leaves[over[0]]
                leaves[over[0]] = (min(a, piece.x0), max(b, piece.x1))
    return sorted(leaves)


def _clusters(pieces: Sequence[Piece]) -> list[tuple[float, float]]:
    found: list[tuple[float, float]] = []
    for a, b in sorted((p.x0, p.x1) for p in pieces):
        if found and a < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], b))
        else:
            found.append((a, b))
    return found


def _apart(row: Sequence[Piece], clusters: Sequence[tuple[float, float]]) -> bool:
    own = [next(i for i, (a, b) in enumerate(clusters) if a <= p.x0 < b) for p in row]
    return all(a < b for a, b in pairwise(own))


def _assign(row: Sequence[Piece], centres: Sequence[float]) -> list[int]:
    """Return the columns of a row's figures in order, at the least distance; [] if another choice is as near."""
    n, k = len(row), len(centres)
    if not n or n > k:
        return []
    # best[i][j]: (cost, second cost, columns) of the first i figures within the first j columns.
    infinite = float("inf")
    best: list[list[tuple[float, tuple[int, ...]]]] = [[(0.0, ())] * (k + 1)]
    second: list[list[float]] = [[infinite] * (k + 1)]
    for i, piece in enumerate(row):
        costs: list[tuple[float, tuple[int, ...]]] = [(infinite, ())]
        others: list[float] = [infinite]
        for j in range(1, k + 1):
            step = abs(piece.middle - centres[j - 1])
            options = sorted(
                [
                    (costs[j - 1][0], costs[j - 1][1]),
                    (best[i][j - 1][0] + step, (*best[i][j - 1][1], j - 1)),
                ]
            )
            costs.append(options[0])
            others.append(min(options[1][0], others[j - 1], second[i][j - 1] + step))
        best.append(costs)
        second.append(others)
    cost, columns = best[n][k]
    near = all(
        abs(piece.middle - centres[c]) <= _NEAR * _pitch(centres, c)
        for piece, c in zip(row, columns, strict=True)
    )
    # Figures set otherwise than those above them show nothing: the sums of the form then place them.
    return list(columns) if near and second[n][k] - cost >= _SURE else []


def _pitch(centres: Sequence[float], column: int) -> float:
    return min(abs(c - centres[column]) for i, c in enumerate(centres) if i != column)
