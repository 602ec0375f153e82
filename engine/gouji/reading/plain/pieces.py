"""Cutting lines into pieces with a position: what stands between wide gaps, and every figure by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from gouji.display import width
from gouji.reading.plain.tokens import PAGE_NUMBER, Printed, is_figure

_PART = re.compile(r"\S+(?:[ \u3000]\S+)*")
_WORD = re.compile(r"\S+")
_GAP = re.compile(r"\S[ \u3000]{2,}\S")


@attrs.frozen
class Piece:
    """Characters that stand together.

    Attributes:
        at: Number of its line in the table.
        x0: First column of the line it takes.
        x1: Column behind its last.
        text: The characters.
        kind: ``word``, ``number`` (digits alone) or ``amount``.
    """

    at: int
    x0: int
    x1: int
    text: str
    kind: str

    @property
    def middle(self) -> float:
        """The column its middle stands in."""
        return (self.x0 + self.x1) / 2

    @property
    def value(self) -> bool:
        """Whether it is a figure of any kind."""
        return self.kind != "word"


def laid_out(lines: Sequence[Printed]) -> bool:
    """Whether spaces hold the columns of a table: many of its lines have gaps wider than between words."""
    several = [line for line in lines if len(line.text.split()) > 1]
    gaps = sum(bool(_GAP.search(line.text)) for line in several)
    return gaps >= 3 and 2 * gaps >= len(several)


def pieces_of(pages: Sequence[Sequence[Printed]]) -> list[list[list[Piece]]]:
    """Return the pieces of every line of every page, left to right; page numbers are left out.

    Tools differ in whether an ideograph takes one column or two: the count in which the pieces of a page line
    up better is taken.
    """
    counts = [
        [[_pieces(at, line.text, double=double) for at, line in enumerate(page)] for page in pages]
        for double in (False, True)
    ]
    chosen = min(counts, key=lambda made: sum(map(_edges, made)))
    return [
        [[] if _page_number(page[at].text, line, lines) else line for at, line in enumerate(lines)]
        for page, lines in zip(pages, chosen, strict=True)
    ]


def _page_number(text: str, line: Sequence[Piece], lines: Sequence[Sequence[Piece]]) -> bool:
    """Whether a line is a page number: a number alone that stands in no column of numbers."""
    if not PAGE_NUMBER.match(text.strip()):
        return False
    if len(line) != 1 or line[0].kind != "number":
        return True
    own = line[0]
    return not any(
        p.kind == "number" and abs(p.x0 - own.x0) <= 1 for other in lines if other is not line for p in other
    )


def _edges(lines: Sequence[Sequence[Piece]]) -> int:
    """Return at how many places figures end and words behind other pieces begin."""
    ends = {piece.x1 for line in lines for piece in line if piece.kind == "amount"}
    return len(ends) + len({piece.x0 for line in lines for piece in line[1:] if not piece.value})


def _pieces(at: int, text: str, *, double: bool) -> list[Piece]:
    found = []
    for part in _PART.finditer(text):
        words = list(_WORD.finditer(part[0]))
        runs: list[list[re.Match[str]]] = []
        for word in words:
            # Letters set apart one by one are one word; longer words are heads or names side by side.
            spread = runs and min(len(word[0]), len(runs[-1][-1][0])) == 1
            if spread and not is_figure(word[0]) and not is_figure(runs[-1][-1][0]):
                runs[-1].append(word)
            else:
                runs.append([word])
        for run in runs:
            start, end = part.start() + run[0].start(), part.start() + run[-1].end()
            own = text[start:end]
            kind = "word" if not is_figure(own) else "number" if own.isdigit() else "amount"
            if double:
                start, end = width(text[:start]), width(text[:end])
            found.append(Piece(at, start, end, own, kind))
    return found
