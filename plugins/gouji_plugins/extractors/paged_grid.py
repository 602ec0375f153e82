"""Rulings and words to grids: cells with spans, boxes and text.

Works in the reading frame of a page and knows no format; used for PDF, OFD and scans alike.
Stages: :func:`tidy` joins pieces, :func:`lattices` finds connected rulings, a lattice's cells grow
until an edge is ruled, words fall into the cells.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import attrs

from gouji.value import Value
from gouji_plugins.extractors.paged_frame import Ruling, Word

NEAR = 2.0
"""Points: rulings at most this far apart lie on one line."""
GAP = 3.0
"""Points: pieces of one line at most this far apart are joined; corners may miss by as much."""
SHORTEST = 5.0
"""Points: shorter rulings after joining are decoration."""
OPEN_SIDE = 8.0
"""Points by which rulings must stick out for a side without a border to count as a column."""
TALLEST_ROW = 40.0
"""Points: farthest a border of a full-width row may lie from the rest of a table without sides."""
MOST_CROSSINGS = 1_000_000
"""Pairs of rulings compared on one page; beyond that the page is a drawing, not a table."""


class Span(NamedTuple):
    """A cell of a lattice: rows and columns from (inclusive) and to (exclusive)."""

    row: int
    col: int
    end_row: int
    end_col: int


@attrs.frozen(eq=False, repr=False)
class Lattice(Value):
    """A connected set of rulings as rows, columns and cells.

    Attributes:
        xs: Column borders from left to right.
        ys: Row borders from top to bottom.
        spans: Cells in reading order; they cover the lattice.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    spans: tuple[Span, ...]

    @property
    def area(self) -> float:
        """Area in square points."""
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])


def tidy(pieces: list[Ruling]) -> list[Ruling]:
    """Join pieces that lie on one line.

    Args:
        pieces: Rulings of one direction, in any order.

    Returns:
        Joined rulings sorted by position, all of one line at exactly the same position.
    """
    joined: list[Ruling] = []
    spans: list[tuple[float, float]] = []
    centre = weight = moment = 0.0
    for at, start, end in (*sorted(pieces), (math.inf, 0.0, 0.0)):
        off = at - centre
        if spans and off > NEAR:
            joined += _joined(moment / weight if weight else centre, spans)
            spans.clear()
            weight = moment = 0.0
        spans.append((start, end))
        length = end - start
        weight += length
        moment += at * length
        centre = centre + off / len(spans) if len(spans) > 1 else at
    return [r for r in joined if r.end - r.start >= SHORTEST]


def _joined(at: float, spans: list[tuple[float, float]]) -> list[Ruling]:
    """Return the rulings at one position that pieces from one end to another form."""
    spans.sort()
    found: list[Ruling] = []
    start, end = spans[0]
    for low, high in spans:
        if low > end + GAP:
            found.append(Ruling(at, start, end))
            start, end = low, high
        elif high > end:
            end = high
    found.append(Ruling(at, start, end))
    return found


def lattices(horizontal: Sequence[Ruling], vertical: Sequence[Ruling]) -> list[Lattice]:
    """Return the lattices formed by rulings that :func:`tidy` has joined, from top to bottom.

    Raises:
        OverflowError: If there are more crossings than a page of tables can have.
    """
    if len(horizontal) * len(vertical) > MOST_CROSSINGS:
        raise OverflowError(len(horizontal) * len(vertical))
    parent = list(range(len(horizontal) + len(vertical)))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    offset = len(horizontal)
    # Sorted by position, as tidy leaves them: only those within reach of a stroke are looked at.
    at = [down.at for down in vertical]
    low, high = [down.start - GAP for down in vertical], [down.end + GAP for down in vertical]
    for h, (y, start, end) in enumerate(horizontal):
        top = root(h)
        for v in range(bisect_left(at, start - GAP), bisect_right(at, end + GAP)):
            if low[v] <= y <= high[v] and (other := root(offset + v)) != top:
                parent[other] = top
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for h, across in enumerate(horizontal):
        groups.setdefault(root(h), ([], []))[0].append(across)
    for v, down in enumerate(vertical):
        groups.setdefault(root(offset + v), ([], []))[1].append(down)
    tables = [(hs, vs) for hs, vs in groups.values() if hs and vs]
    _adopt(tables, [hs for hs, vs in groups.values() if not vs])
    found = [_lattice(hs, vs) for hs, vs in tables]
    return sorted((f for f in found if f is not None), key=lambda f: (f.ys[0], f.xs[0]))


def _adopt(tables: list[tuple[list[Ruling], list[Ruling]]], lone: list[list[Ruling]]) -> None:
    """Give tables without outer sides the borders of rows in which one cell takes the whole width.

    No vertical ruling touches such a border, so nothing but its ends ties it to the table.
    """
    for across, down in tables:
        left, right = min(r.start for r in across), max(r.end for r in across)
        if min(r.at for r in down) <= left + GAP or max(r.at for r in down) >= right - GAP:
            continue
        for (ruling,) in [hs for hs in lone if len(hs) == 1]:
            same = abs(ruling.start - left) <= GAP and abs(ruling.end - right) <= GAP
            if same and min(abs(ruling.at - r.at) for r in across) <= TALLEST_ROW:
                across.append(ruling)


def _lattice(horizontal: list[Ruling], vertical: list[Ruling]) -> Lattice | None:
    xs = _lines(vertical, horizontal)
    ys = _lines(horizontal, vertical)
    if len(xs) < 2 or len(ys) < 2:
        return None
    across = _ruled(horizontal, ys, xs)
    down = _ruled(vertical, xs, ys)
    return _compress(xs, ys, _grow(len(ys) - 1, len(xs) - 1, across, down))


def _lines(own: list[Ruling], crossing: list[Ruling]) -> list[float]:
    """Return the distinct positions, with a border added on sides that were left open."""
    at = sorted(r.at for r in own)
    distinct = [at[0]]
    for position in at[1:]:
        if position - distinct[-1] > NEAR:
            distinct.append(position)
    # A side counts as open if at least two crossing rulings stick out there, equally far.
    low = sorted(r.start for r in crossing)
    high = sorted((r.end for r in crossing), reverse=True)
    if len(crossing) > 1:
        if distinct[0] - low[1] > OPEN_SIDE and low[1] - low[0] <= GAP:
            distinct.insert(0, low[0])
        if high[1] - distinct[-1] > OPEN_SIDE and high[0] - high[1] <= GAP:
            distinct.append(high[0])
    return distinct


def _ruled(rulings: list[Ruling], lines: list[float], steps: list[float]) -> list[list[bool]]:
    """Return for each line and each step along it whether it is ruled there."""
    ruled = [[False] * (len(steps) - 1) for _ in lines]
    reach = []
    for low, high in pairwise(steps):
        slack = min(GAP, 0.3 * (high - low))
        reach.append((low + slack, high - slack))
    for ruling in rulings:
        line = max(bisect_right(lines, ruling.at + 0.001) - 1, 0)
        if line + 1 < len(lines) and lines[line + 1] - ruling.at < ruling.at - lines[line]:
            line += 1
        marks = ruled[line]
        for step, (low, high) in enumerate(reach):
            if ruling.start <= low and ruling.end >= high:
                marks[step] = True
    return ruled


def _grow(rows: int, cols: int, across: list[list[bool]], down: list[list[bool]]) -> list[Span]:
    """Grow cells from each free corner until an edge is ruled.

    Args:
        rows: Number of rows.
        cols: Number of columns.
        across: For each row border, whether it is ruled above each column.
        down: For each column border, whether it is ruled beside each row.
    """
    owned = [[False] * cols for _ in range(rows)]
    spans: list[Span] = []
    for row in range(rows):
        for col in range(cols):
            if owned[row][col]:
                continue
            if down[col + 1][row] and across[row + 1][col]:  # ruled on both sides, as most are
                owned[row][col] = True
                spans.append(Span(row, col, row + 1, col + 1))
                continue
            end = col + 1
            while end < cols and not down[end][row] and not owned[row][end]:
                end += 1
            below = row + 1
            while below < rows and not any(
                across[below][c] or owned[below][c] or (c > col and down[c][below]) for c in range(col, end)
            ):
                below += 1
            for r in range(row, below):
                for c in range(col, end):
                    owned[r][c] = True
            spans.append(Span(row, col, below, end))
    return spans


def _compress(xs: list[float], ys: list[float], spans: list[Span]) -> Lattice:
    """Drop borders at which no cell begins or ends."""
    rows = sorted({s.row for s in spans} | {s.end_row for s in spans})
    cols = sorted({s.col for s in spans} | {s.end_col for s in spans})
    if len(rows) == len(ys) and len(cols) == len(xs):
        return Lattice(tuple(xs), tuple(ys), tuple(spans))
    row_of = {old: new for new, old in enumerate(rows)}
    col_of = {old: new for new, old in enumerate(cols)}
    moved = [Span(row_of[s.row], col_of[s.col], row_of[s.end_row], col_of[s.end_col]) for s in spans]
    return Lattice(tuple(xs[c] for c in cols), tuple(ys[r] for r in rows), tuple(moved))


def hand_out(lattice: Lattice, words: Sequence[Word]) -> tuple[dict[int, list[Word]], list[Word]]:
    """Let words fall into the cells of a lattice.

    A word that crosses a border belongs whole to the cell that holds most of it: amounts run over
    the border of a column that is too narrow.

    Args:
        lattice: The lattice.
        words: Words of the page.

    Returns:
        Words by index of the cell, and the words outside of the lattice.
    """
    xs, ys = lattice.xs, lattice.ys
    last_row, last_col = len(ys) - 2, len(xs) - 2
    owner = [[0] * (last_col + 1) for _ in range(last_row + 1)]
    for index, span in enumerate(lattice.spans):
        for r in range(span.row, span.end_row):
            owner[r][span.col : span.end_col] = [index] * (span.end_col - span.col)
    inside: dict[int, list[Word]] = {}
    outside: list[Word] = []
    for word in words:
        row = bisect_right(ys, word.base - 0.35 * word.size) - 1
        low = bisect_right(xs, word.starts[0] + 0.3) - 1
        high = bisect_right(xs, word.ends[-1] - 0.3) - 1
        if not 0 <= row <= last_row or high < 0 or low > last_col:
            outside.append(word)
            continue
        cells = owner[row]
        cell = cells[max(low, 0)]
        if low == high or cell == cells[min(high, last_col)]:
            inside.setdefault(cell, []).append(word)
            continue
        for cell, piece in _shares(word, xs, cells):
            inside.setdefault(cell, []).append(piece)
    return inside, outside


def _shares(word: Word, xs: Sequence[float], cells: Sequence[int]) -> list[tuple[int, Word]]:
    """Return the cells a word that crosses borders falls into, with the piece for each."""
    places = [
        cells[min(max(bisect_right(xs, (start + end) / 2) - 1, 0), len(xs) - 2)]
        for start, end in zip(word.starts, word.ends, strict=True)
    ]
    winner, most = Counter(places).most_common(1)[0]
    if 3 * most >= 2 * len(places):
        return [(winner, word)]
    shares: list[tuple[int, Word]] = []
    start = 0
    for index in range(1, len(places) + 1):
        if index == len(places) or places[index] != places[start]:
            shares.append((places[start], word.part(start, index)))
            start = index
    return shares
