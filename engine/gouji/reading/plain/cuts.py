"""Cutting a table whose columns are held by spaces: where its body begins, which lane a piece belongs to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations, pairwise, zip_longest

import attrs

from gouji.names import bare, squash
from gouji.packs import LaneSpec, TableSpec
from gouji.patterns import later
from gouji.reading.plain.pieces import Piece

CODE = later(r"[123]\d{2,6}")
ECONOMIC = later(r"3\d\d(?:\d\d)?(?!\d)")
GLUED = later(r"^\d{3,7}[^\d.,%]")
NUMBERED = later(r"^(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|其中|\d{1,2}[.、]\D)")
TOTALS = ("合计", "总计")
_PAIRS = 3
"""Lines with the 行次 of both lanes that show how far they are apart."""
_ASKEW = 2
"""Columns by which something may stand before its lane begins."""
_LEAST = 3
"""Characters of a name that may be the beginning of no other word."""
_TALLEST = 4
"""Lines below its first over which the name of a total runs at most."""
CODE_HEADS = "类款项"
"""Heads of the digits of a code; in some forms they stand on the line of the total."""
HEADER_WORDS = frozenset({"类", "款", "项", "栏次", "行次", "类款项"})


def body_start(kind: str, lines: Sequence[Sequence[Piece]]) -> int:
    """Return the number of header lines: up to the first code, numbered label or amount."""
    start = len(lines)
    for at, line in enumerate(lines):
        words = [squash(p.text) for p in line if not p.value]
        ordinal_row = len(line) > 2 and "栏次" in words
        if ordinal_row:
            continue
        amount = any(p.kind == "amount" for p in line)
        lead = line[0].text if line else ""
        coded = kind in ("functional", "economic") and (CODE.fullmatch(lead) or GLUED.match(lead))
        fixed = kind == "fixed" and any(map(NUMBERED.match, words))
        total = (
            kind == "functional" and words and all(w in TOTALS for w in words) and not _heads(lines[at + 1 :])
        )
        if amount or coded or fixed or total:
            start = at
            break
    return start


def total_of(words: str) -> bool:
    """Whether the words of a line are those of a total, perhaps behind the heads of the digits of codes."""
    return words.removeprefix(CODE_HEADS) in TOTALS


def words_of(line: Sequence[Piece]) -> str:
    """Return all characters of a line, squashed."""
    return "".join(squash(p.text) for p in line)


def repeated(kind: str, heads: Collection[str], lines: Sequence[Sequence[Piece]]) -> int:
    """Return the number of lines of a further page that repeat the header.

    A label wrapped like a head is none: the header stands above the first row, and most of it is there.
    """
    above = lines[: min(body_start(kind, lines), len(heads) + 4)]
    known = [at for at, line in enumerate(above) if line and words_of(line) in heads]
    return known[-1] + 1 if 2 * len(known) >= len(heads) else 0


def _heads(lines: Sequence[Sequence[Piece]]) -> bool:
    """Whether header words follow before the first code or amount."""
    for line in lines:
        if any(p.kind == "amount" or CODE.fullmatch(p.text) for p in line):
            return False
        if any(not p.value and squash(p.text) not in HEADER_WORDS for p in line):
            return True
    return False


def ordinals_apart(lines: Iterable[Sequence[Piece]]) -> int:
    """Return by how much the 行次 of the right lane exceed those of the left on one line, 0 if none show it.

    Args:
        lines: Lines below the header of all pages.
    """
    found = Counter(int(b.text) - int(a.text) for line in lines for a, b in combinations(_ordinals(line), 2))
    apart, often = max(found.items(), key=lambda item: item[1], default=(0, 0))
    return apart if often >= _PAIRS and apart > _PAIRS else 0


def _ordinals(line: Sequence[Piece]) -> list[Piece]:
    return [p for p in line if p.kind == "number" and len(p.text) <= 3]


def _pairs(body: Sequence[Sequence[Piece]], apart: int) -> list[tuple[Piece, Piece] | None]:
    """Return the 行次 of both lanes on every line that has them."""
    found: list[tuple[Piece, Piece] | None] = []
    for line in body:
        own = [p for p in combinations(_ordinals(line), 2) if int(p[1].text) - int(p[0].text) == apart]
        found.append(own[0] if apart and len(own) == 1 else None)
    return found


def lanes_of(
    spec: TableSpec, kind: str, body: Sequence[Sequence[Piece]], apart: int = 0
) -> list[tuple[LaneSpec, list[list[Piece]]]]:
    """Return the lanes of a table with their pieces of every line.

    Args:
        spec: The layout.
        kind: Kind of its lanes.
        body: Lines of a page below the header.
        apart: By how much the 行次 of the right lane exceed those of the left, 0 if that is not known.
    """
    if kind == "economic":
        totals = {squash(n) for lane in spec.lanes for row in lane.rows for n in row.names}
        body = _whole(body, totals)
        starts = _code_starts(body, totals)
        lanes = [next((x for x in spec.lanes if len(x.columns) == 1), spec.lanes[0])] * max(1, len(starts))
        return list(zip(lanes, _split(body, starts or [0], totals), strict=False))
    if kind == "fixed" and len(spec.lanes) == 2:
        first, usual = _second_start(spec, body)
        pairs = _pairs(body, apart)
        # Whatever stands before the 行次 of the right lane is no figure of it.
        known = [own[1].x0 for own in pairs if own is not None]
        parts = _split(body, [0, first], figures=[0, min(known) + _ASKEW if known else usual], pairs=pairs)
        return list(zip(spec.lanes, parts, strict=True))
    return [(spec.lanes[0], [list(line) for line in body])]


def _second_start(spec: TableSpec, body: Sequence[Sequence[Piece]]) -> tuple[float, float]:
    """Return where the labels of the right lane begin on a page: the first of them, and most."""
    words = [p for line in body for p in line if not p.value]
    columns = _reaches(words)
    if len(columns) == 2:
        # One that follows a figure closely is set farther to the left than the figures of the left lane end.
        from statistics import median_low  # only text that is laid out needs it

        first = columns[1][0]
        return first, median_low([p.x0 for p in words if p.x0 >= first])
    start = _start_of_labels(spec, body)
    return start, start


def _start_of_labels(spec: TableSpec, body: Sequence[Sequence[Piece]]) -> float:
    """Return where the right lane begins if its labels are not set apart from those of the left."""
    labels = [[p for p in line if not p.value] for line in body]
    seconds = [words[1].x0 for words in labels if len(words) > 1]
    if seconds:
        return min(seconds)
    # One lane has no label on this page: its figures, or what the labels say, tell which.
    words = [p for line in labels for p in line]
    if not words:
        return 0
    left = min(p.x0 for p in words)
    if any(p.value and p.x1 <= left for line in body for p in line):
        return left
    found = {bare(p.text) for p in words}
    hits = [sum(bare(n) in found for row in lane.rows for n in row.names) for lane in spec.lanes]
    return left if hits[1] > hits[0] else max(p.x1 for line in body for p in line) + 3


def _reaches(pieces: Iterable[Piece]) -> list[tuple[float, float]]:
    """Return the ranges that pieces cover together: those of one column stand over one another."""
    ranges: list[tuple[float, float]] = []
    for a, b in sorted((p.x0, p.x1) for p in pieces):
        if ranges and a <= ranges[-1][1]:
            ranges[-1] = (ranges[-1][0], max(ranges[-1][1], b))
        else:
            ranges.append((a, b))
    return ranges


def _whole(body: Sequence[Sequence[Piece]], names: Collection[str]) -> list[list[Piece]]:
    """Return the lines with names that run over several of them put together, on the one with its figures."""
    lines = {line[0].at: list(line) for line in body if line}
    for at, line in [(at, tuple(line)) for at, line in lines.items()]:
        for piece in line:
            parts = [piece] if not piece.value and len(squash(piece.text)) >= _LEAST else []
            words = squash(piece.text)
            while parts and words not in names:
                rests = {name[len(words) :] for name in names if name.startswith(words)}
                below = _below(lines, parts[-1], at + _TALLEST, rests)
                if below is None or not any(name.startswith(words + squash(below.text)) for name in names):
                    parts = []
                else:
                    parts.append(below)
                    words += squash(below.text)
            if len(parts) < 2 or any(part not in lines[part.at] for part in parts):
                continue
            for part in parts:
                lines[part.at].remove(part)
            within = [at for at in range(parts[0].at, parts[-1].at + 1) if at in lines]
            filled = [at for at in within if any(p.kind == "amount" for p in lines[at])]
            middle = (filled or within)[len(filled or within) // 2]
            reach = min(p.x0 for p in parts), max(p.x1 for p in parts)
            lines[middle].append(Piece(middle, *reach, words, "word"))
            lines[middle].sort(key=lambda p: p.x0)
    return list(lines.values())


def whole_over_pages(spec: TableSpec, bodies: Sequence[list[list[Piece]]]) -> None:
    """Put names of totals together that a page's end parts from their last characters, in place.

    Args:
        spec: The layout.
        bodies: Lines of every page below its header.
    """
    totals = {squash(n) for lane in spec.lanes for row in lane.rows for n in row.names}
    for upper, lower in pairwise(bodies):
        first = next((line for line in lower if line), [])
        last = next((line for line in reversed(upper) if line), [])
        if not first or any(p.value for p in first):
            continue
        for piece in tuple(first):
            rest = squash(piece.text)
            begun = [p for p in last if not p.value and squash(p.text) + rest in totals]
            if begun:
                nearest = min(begun, key=lambda p: abs(p.x0 - piece.x0))
                last[last.index(nearest)] = attrs.evolve(nearest, text=squash(nearest.text) + rest)
                first.remove(piece)


def _below(
    lines: Mapping[int, Sequence[Piece]], piece: Piece, last: int, rests: Collection[str]
) -> Piece | None:
    """Return the nearest word that stands under another, down to a line, or else is a rest of its name."""
    words = [p for at in range(piece.at + 1, last + 1) for p in lines.get(at, ()) if not p.value]
    under = next((p for p in words if p.x0 < piece.x1 and piece.x0 < p.x1), None)
    if under is not None:
        return under
    like = [p for p in words if squash(p.text) in rests]
    return min(like, key=lambda p: abs(p.x0 - piece.x0), default=None)


def _code_starts(body: Sequence[Sequence[Piece]], totals: Collection[str]) -> list[float]:
    """Return where each lane of 公开06表 begins: at its codes, or at its total where a page has no code of it."""
    xs = sorted(
        p.x0
        for line in body
        for p in line
        if ECONOMIC.match(p.text) and (p.value or GLUED.match(p.text)) and p.kind != "amount"
    )
    starts: list[float] = []
    last = 0.0
    for x in xs:
        if not starts or x - last > 5:
            starts.append(x)
        last = x
    for line in body:
        before = float("-inf")
        for piece in line:
            if squash(piece.text) in totals:
                if not any(before < x <= piece.x0 + 5 for x in starts):
                    starts.append(piece.x0)
                before = piece.x1
    return sorted(starts)


def _split(
    body: Sequence[Sequence[Piece]],
    starts: Sequence[float],
    totals: Collection[str] = (),
    figures: Sequence[float] = (),
    pairs: Sequence[tuple[Piece, Piece] | None] = (),
) -> list[list[list[Piece]]]:
    """Cut every line at the starts of lanes.

    A figure stands behind the label of its lane and before the label of the next; that of a total named in
    ``totals`` may stand in a later lane.  Where ``figures`` are given, they divide figures instead of the starts.
    On a line with ``pairs`` of 行次, those divide it: a label stands before its 行次, a figure behind it.
    """
    ahead_of = [starts, figures or starts]
    parts: list[list[list[Piece]]] = [[] for _ in starts]
    labels_first = not any(
        not p.value and p.x0 > pair[1].x0
        for line, pair in zip(body, pairs, strict=False)
        if pair
        for p in line
    )
    for line, pair in zip_longest(body, pairs):
        own: list[list[Piece]] = [[] for _ in starts]
        here = list(ahead_of)
        if pair is not None:
            here[True] = [0, pair[1].x0 + _ASKEW]
            if labels_first:
                here[False] = [0, pair[0].x1 + _ASKEW]
        by_place = [
            max((i for i, x in enumerate(here[p.value]) if p.x0 >= x - _ASKEW), default=0) for p in line
        ]
        lane, total = 0, False
        for i, piece in enumerate(line):
            ahead = next((by_place[j] for j in range(i + 1, len(line)) if not line[j].value), None)
            opens = not piece.value or bool(ECONOMIC.fullmatch(piece.text))
            code = next((j for j in range(i + 1, len(line)) if ECONOMIC.fullmatch(line[j].text)), None)
            if totals and piece.kind == "amount" and code is not None and i:
                # The figure of a lane stands behind its code: before the code it is of the lane before.
                by_place[i] = min(by_place[i], max(0, by_place[code] - 1))
            if opens or not total:
                lane = max(lane, by_place[i])
                if piece.value and not opens and ahead is not None and not totals and any(own):
                    lane = min(lane, max(0, ahead - 1))
            if opens:
                total = squash(piece.text) in totals
            own[lane].append(piece)
        for part, pieces in zip(parts, own, strict=True):
            part.append(pieces)
    return parts
