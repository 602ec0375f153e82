"""Page numbers, running headers and footers: found by where and how often they stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from gouji.model import Grid, Line
from gouji_plugins.extractors.paged_build import Piece

BAND = 0.1
"""Share of the page height at top and bottom in which furniture stands."""
_PAGE_NUMBER = re.compile(
    r"[\s\-—–―_·.•~～|/\[\]【】()（）<>《》第共页頁PpAaGgEe]*\d{1,4}(?:\s*[/／\-—–共第页，,of][/／\-—–共第页，,of\s]*\d{1,4})?"
    r"[\s\-—–―_·.•~～|/\[\]【】()（）<>《》页頁]*"
)
_ENDS = re.compile(r"^\d{1,4}|\d{1,4}$")


def drop_furniture(pages: Sequence[tuple[float, Sequence[Piece]]]) -> list[list[Piece]]:
    """Return the pieces of each page without page numbers, running headers and footers.

    A line is furniture if it stands at the very top or bottom of its page and is a page number
    there, or says the same at the same height on four pages in ten and at least three, some of
    them without a table: titles and unit lines repeated above a continued table must stay.

    Args:
        pages: Height of each page in the reading frame and its pieces in order.
    """
    seen: Counter[tuple[str, int]] = Counter()
    tableless: set[tuple[str, int]] = set()
    for height, pieces in pages:
        keys = {key for p in _edge(pieces, height) for key in _keys(p, height)}
        seen.update(keys)
        if not any(isinstance(p.block, Grid) for p in pieces):
            tableless |= keys
    needed = max(3, round(0.4 * len(pages)))
    kept: list[list[Piece]] = []
    for height, pieces in pages:
        gone: set[int] = set()
        for piece in _edge(pieces, height):
            repeated = any(seen[key] >= needed and key in tableless for key in _keys(piece, height))
            number = isinstance(piece.block, Line) and _PAGE_NUMBER.fullmatch(piece.block.text)
            if repeated or number:
                gone.add(id(piece))
        kept.append([p for p in pieces if id(p) not in gone])
    return kept


def _edge(pieces: Sequence[Piece], height: float) -> list[Piece]:
    """Return the lines in the top and bottom bands that no grid separates from the page's edge."""
    found: dict[int, Piece] = {}
    for piece in pieces:
        if isinstance(piece.block, Grid) or piece.top > BAND * height:
            break
        found[id(piece)] = piece
    for piece in reversed(pieces):
        if isinstance(piece.block, Grid) or piece.bottom < (1 - BAND) * height:
            break
        found[id(piece)] = piece
    return list(found.values())


def _keys(piece: Piece, height: float) -> list[tuple[str, int]]:
    """Return the text, a page number at its ends aside, with the heights it may be compared at."""
    if not isinstance(piece.block, Line):
        return []
    text = _ENDS.sub("#", re.sub(r"\s", "", piece.block.text))
    # Counted from the nearer edge: pages of both orientations carry the same furniture.
    distance = piece.top if piece.top < height / 2 else height - piece.top + 10_000
    slot = int(distance // 6)
    return [(text, slot), (text, slot + 1)]
