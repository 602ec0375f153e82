"""Tables without rulings, by position: amounts align on their right edges, gaps part columns.

Knows no format and no template.  What it finds is marked ``placed="position"``; whether the columns
are the right ones is for the template and its identities to decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

import attrs

from gouji.model import Grid, GridCell, Place
from gouji.names import HAN
from gouji.value import Value
from gouji_plugins.extractors.paged_frame import ASCENT, DESCENT, Frame, Word
from gouji_plugins.extractors.paged_lines import gap_before, spell

_AMOUNT = re.compile(r"[-−－(（]?\d[\d,，]*\.\d{1,6}[)）]?%?")
_NUMBER = re.compile(r"[-−－(（]?\d[\d,，.]*[)）]?%?")
_FUSED = re.compile(
    rf"\d\.\d{{2}}(?={HAN}|[(（])(?!万元|亿元|元|[)）])"
    rf"|(?<={HAN}|[)）])(?=\d{{1,3}}(?:,\d{{3}})+\.\d{{2}}$|\d+\.\d{{2}}$)"
)
_COLON = re.compile(r"[:：]")
_MOST_HEADER_LINES = 6
_LEADING = 1.4
_TOUCH = 2.5
"""Points by which an amount and the text beside it may overlap and still be two columns."""
_HALF_LINE = 0.85
_FEWEST_ROWS = 2
_FEW_AMOUNTS = 3


@attrs.define
class Segment:
    """Words of one line that stand together: a cell or a part of one."""

    words: list[Word]

    @property
    def x0(self) -> float:
        """Left end."""
        return self.words[0].starts[0]

    @property
    def x1(self) -> float:
        """Right end."""
        return self.words[-1].ends[-1]

    @property
    def text(self) -> str:
        """The characters with blanks."""
        return spell(self.words)

    @property
    def is_amount(self) -> bool:
        """Whether it is a number with decimals and nothing else."""
        return _AMOUNT.fullmatch(self.text) is not None


@attrs.define
class _Row:
    """One or more printed lines that form a row."""

    segments: list[Sequence[Segment]]
    top: float
    bottom: float


@attrs.frozen(eq=False, repr=False)
class Region(Value):
    """Lines of a page that form a table by position: from ``start`` to ``end`` (exclusive)."""

    start: int
    end: int
    grid: Grid


def segments_of(line: Sequence[Word], fine: bool = False) -> list[Segment]:
    """Split a line at gaps that part cells; numbers set apart by any blank are cells of their own.

    Args:
        line: Words from left to right.
        fine: The line is known to be a table's: any blank beside an amount parts cells.
    """
    if fine:
        line = [part for word in line for part in _unfused(word)]
    segments = [Segment([line[0]])]
    for left, right in pairwise(line):
        size = max(left.size, right.size)
        gap = right.starts[0] - left.ends[-1]
        before, after = "".join(left.text), "".join(right.text)
        parted = bool(_NUMBER.fullmatch(before) and _NUMBER.fullmatch(after))
        if fine:
            parted = parted or bool(_AMOUNT.fullmatch(before) or _AMOUNT.fullmatch(after))
        if gap > 1.2 * size or (parted and gap_before(left, right)):
            segments.append(Segment([right]))
        else:
            segments[-1].words.append(right)
    return segments


def _unfused(word: Word) -> list[Word]:
    """Split a word in which an amount of one column runs into the text of the next: ``215.60五、教育支出``."""
    text = "".join(word.text)
    cuts = [at.end() for at in _FUSED.finditer(text)]
    if not cuts or len(word.text) != len(text):
        return [word]
    edges = [0, *cuts, len(text)]
    return [word.part(a, b) for a, b in pairwise(edges)]


def position_tables(number: int, frame: Frame, lines: Sequence[Sequence[Word]]) -> list[Region]:
    """Find tables among the lines of a page that no ruling holds together.

    Args:
        number: Page number from 1.
        frame: The reading frame.
        lines: Printed lines from top to bottom.

    Returns:
        The tables in order; most pages have none.
    """
    if not any(_AMOUNT.fullmatch("".join(word.text)) for line in lines if len(line) > 1 for word in line):
        return []
    split = [segments_of(line) for line in lines]
    width = frame.height if frame.turn in (90, 270) else frame.width
    found: list[Region] = []
    index = 0
    while index < len(split):
        if not _money(split[index]):
            index += 1
            continue
        first = last = index
        probe = index + 1
        while probe < len(split) and _continues(lines, split, probe, width):
            if _money(split[probe]):
                last = probe
            probe += 1
        if _aligned(split[first : last + 1]):
            end = _trailing(lines, split, first, last)
            floor = found[-1].end if found else 0
            start = _header(lines, split, first, floor)
            split[start:end] = [segments_of(line, fine=True) for line in lines[start:end]]
            found.append(Region(start, end, _grid(number, frame, lines, split, (start, first, end))))
            index = end
        else:
            index = last + 1
    return found


def _money(segments: Sequence[Segment]) -> bool:
    return len(segments) > 1 and any(s.is_amount for s in segments)


def _continues(
    lines: Sequence[Sequence[Word]], split: Sequence[Sequence[Segment]], index: int, width: float
) -> bool:
    """Whether a line can be a row of the table above it."""
    segments = split[index]
    size = max(w.size for w in lines[index])
    if lines[index][0].base - lines[index - 1][0].base > 4 * size:
        return False
    if len(segments) == 1:
        prose = segments[0].x1 - segments[0].x0 > 0.6 * width
        return not prose and not _COLON.search(segments[0].text)
    return True


def _aligned(body: Sequence[Sequence[Segment]]) -> bool:
    """Whether amounts of at least two rows share a right edge, or one row holds several."""
    if any(sum(s.is_amount for s in segments) >= _FEW_AMOUNTS for segments in body):
        return True
    edges = sorted(s.x1 for segments in body for s in segments if s.is_amount)
    return len(edges) >= _FEWEST_ROWS and any(b - a <= 3.0 for a, b in pairwise(edges))


def _pitch(
    lines: Sequence[Sequence[Word]], split: Sequence[Sequence[Segment]], first: int, end: int
) -> float:
    """Return the distance of rows: between neighbouring rows with amounts, or else of all lines."""
    steps = [
        (lines[k + 1][0].base - lines[k][0].base, _money(split[k]) and _money(split[k + 1]))
        for k in range(first, end - 1)
    ]
    sure = [step for step, both in steps if both]
    return median(sure or [step for step, _ in steps] or [0.0])


def _trailing(
    lines: Sequence[Sequence[Word]], split: Sequence[Sequence[Segment]], first: int, last: int
) -> int:
    """Return the end of the table: rows without any amount may follow the last amount."""
    lefts = [segments[0].x0 for segments in split[first : last + 1]]
    step = _pitch(lines, split, first, last + 1)
    end = last + 1
    while end < len(split):
        segments = split[end]
        near = lines[end][0].base - lines[end - 1][0].base <= 1.3 * step
        starts = any(abs(segments[0].x0 - left) <= 3.0 for left in lefts)
        same = abs(lines[end][0].size - lines[last][0].size) < 0.5
        if not (near and starts and same) or _COLON.search(segments[0].text):
            break
        end += 1
    return end


def _header(
    lines: Sequence[Sequence[Word]], split: Sequence[Sequence[Segment]], first: int, floor: int
) -> int:
    """Return the first line of the header above the first row with an amount."""
    size = median(w.size for w in lines[first])
    start = first
    while start > floor and first - start < _MOST_HEADER_LINES:
        segments = split[start - 1]
        distance = lines[start][0].base - lines[start - 1][0].base
        if distance > 3.5 * size or any(_COLON.search(s.text) for s in segments):
            break
        if max(w.size for w in lines[start - 1]) > 1.15 * size:
            break
        start -= 1
    return start


def _rows(
    lines: Sequence[Sequence[Word]], split: Sequence[Sequence[Segment]], first: int, end: int
) -> list[_Row]:
    """Join lines that continue a wrapped label with the nearest row."""
    rows: list[_Row] = []
    step = _pitch(lines, split, first, end)
    previous = 0.0
    for index in range(first, end):
        line = lines[index]
        top = min(w.base - ASCENT * w.size for w in line)
        bottom = max(w.base + DESCENT * w.size for w in line)
        lone = len(split[index]) == 1 and not _NUMBER.match(split[index][0].text)
        distance, size = line[0].base - previous, line[0].size
        close = distance < 0.75 * step and distance < _LEADING * size
        before = len(rows) and len(rows[-1].segments[-1]) == 1
        # Half a line apart: an amount set beside the middle of a label of two lines.
        if rows and (distance < _HALF_LINE * size or (close and (lone or before))):
            rows[-1].segments.append(split[index])
            rows[-1].bottom = max(rows[-1].bottom, bottom)
        else:
            rows.append(_Row([split[index]], top, bottom))
        previous = line[0].base
    return rows


def _columns(body: Sequence[_Row], header: Sequence[_Row]) -> list[tuple[float, float]]:
    """Return the x ranges of columns: where body text stands, and headings above nothing."""
    columns = _united([s for row in body for line in row.segments for s in line])
    leaves: list[tuple[float, float]] = []
    # From the bottom: the lowest headings name single columns, those above may span several.
    for row in reversed(header):
        for line in reversed(row.segments):
            for segment in line:
                over = [k for k, (x0, x1) in enumerate(leaves) if segment.x0 < x1 and x0 < segment.x1]
                if not over:
                    leaves.append((segment.x0, segment.x1))
                elif len(over) == 1:
                    x0, x1 = leaves[over[0]]
                    leaves[over[0]] = (min(x0, segment.x0), max(x1, segment.x1))
    size = body[0].segments[0][0].words[0].size
    unmatched = _align(sorted(leaves), columns, size)
    return sorted(columns + unmatched)


def _united(segments: Sequence[Segment]) -> list[tuple[float, float]]:
    """Return the x ranges covered by segments, ranges that touch joined.

    Amounts end where the text of the next column begins, without a gap: where both only touch, they stay apart.
    """
    amounts = _joined((s.x0, s.x1) for s in segments if s.is_amount)
    words = _joined((s.x0, s.x1) for s in segments if not s.is_amount)
    ranges: list[tuple[float, float]] = []
    for x0, x1 in sorted([*amounts, *words]):
        if ranges and x0 < ranges[-1][1] - _TOUCH:
            ranges[-1] = (ranges[-1][0], max(ranges[-1][1], x1))
        else:
            ranges.append((x0, x1))
    return ranges


def _joined(reaches: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    ranges: list[tuple[float, float]] = []
    for x0, x1 in sorted(reaches):
        if ranges and x0 < ranges[-1][1] + 1.0:
            ranges[-1] = (ranges[-1][0], max(ranges[-1][1], x1))
        else:
            ranges.append((x0, x1))
    return ranges


def _align(
    leaves: Sequence[tuple[float, float]], columns: Sequence[tuple[float, float]], size: float
) -> list[tuple[float, float]]:
    """Match headings to columns in order, at the least distance; return headings above nothing.

    A heading centred over amounts that align on the right need not overlap them, so overlap alone
    would invent a column between.
    """
    new_column, no_heading = 4.0 * size, 2.0 * size
    rows, cols = len(leaves) + 1, len(columns) + 1
    cost = [[0.0] * cols for _ in range(rows)]
    for r in range(rows):
        for c in range(cols):
            choices = []
            if r and c:
                choices.append(cost[r - 1][c - 1] + _distance(leaves[r - 1], columns[c - 1]))
            if r:
                choices.append(cost[r - 1][c] + new_column)
            if c:
                choices.append(cost[r][c - 1] + no_heading)
            cost[r][c] = min(choices, default=0.0)
    unmatched = []
    r, c = rows - 1, cols - 1
    while r:
        if c and cost[r][c] == cost[r - 1][c - 1] + _distance(leaves[r - 1], columns[c - 1]):
            r, c = r - 1, c - 1
        elif c and cost[r][c] == cost[r][c - 1] + no_heading:
            c -= 1
        else:
            unmatched.append(leaves[r - 1])
            r -= 1
    # A heading that overlaps a column it was not matched with spans several.
    return [u for u in unmatched if all(_distance(u, column) > 0 for column in columns)]


def _distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the gap between two ranges, 0 if they overlap."""
    return max(0.0, a[0] - b[1], b[0] - a[1])


def _overlap(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return how much of a range's beginning lies in another: a heading that spans several stands in the first."""
    return min(a[1], b[1], a[0] + 3 * _TOUCH) - max(a[0], b[0])


def _grid(
    number: int,
    frame: Frame,
    lines: Sequence[Sequence[Word]],
    split: Sequence[Sequence[Segment]],
    bounds: tuple[int, int, int],
) -> Grid:
    start, first, end = bounds
    header = _rows(lines, split, start, first) if start < first else []
    body = _rows(lines, split, first, end)
    columns = _columns(body, header)
    borders = [columns[0][0] - 2.0, *((a[1] + b[0]) / 2 for a, b in pairwise(columns)), columns[-1][1] + 2.0]
    rows = header + body
    edges = [rows[0].top - 1.0, *((a.bottom + b.top) / 2 for a, b in pairwise(rows)), rows[-1].bottom + 1.0]
    cells: list[GridCell] = []
    for r, row in enumerate(rows):
        texts: dict[int, list[str]] = {}
        spans: dict[int, int] = {}
        for line in row.segments:
            for col, segments in _by_column(line, columns).items():
                texts.setdefault(col, []).append(" ".join(s.text for s in segments))
                high = max(s.x1 for s in segments)
                reach = max(k for k, c in enumerate(columns) if k == col or c[0] < high - 1.0)
                spans[col] = max(spans.get(col, 1), reach - col + 1)
        col = 0
        while col < len(columns):
            following = min((k for k in texts if k > col), default=len(columns))
            span = min(spans.get(col, 1), following - col)
            box = frame.displayed(borders[col], edges[r], borders[col + span], edges[r + 1])
            text = "\n".join(texts.get(col, ()))
            cells.append(GridCell(r, col, text, 1, span, Place(page=number, box=box)))
            col += span
    whole = frame.displayed(borders[0], edges[0], borders[-1], edges[-1])
    return Grid(
        cells=tuple(cells),
        rows=len(rows),
        cols=len(columns),
        place=Place(page=number, box=whole),
        placed="position",
        pages=(number,),
    )


def _by_column(line: Sequence[Segment], columns: Sequence[tuple[float, float]]) -> dict[int, list[Segment]]:
    """Return the segments of a line by the first column they stand in, or else the nearest."""
    placed: dict[int, list[Segment]] = {}
    for segment in line:
        reach = (segment.x0, segment.x1)
        col = min(
            range(len(columns)), key=lambda k: (_distance(reach, columns[k]), -_overlap(reach, columns[k]), k)
        )
        placed.setdefault(col, []).append(segment)
    return placed
