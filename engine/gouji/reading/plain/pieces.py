"""Cutting lines into pieces with a position: what stands between wide gaps, and every figure by itself."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import attrs

from gouji.names import HAN
from gouji.patterns import later
from gouji.reading.plain.tokens import PAGE_NUMBER, Printed, is_figure
from gouji.value import Value

_WORD = later(r"\S+")
_FUSED = later(
    rf"\d\.\d{{2}}(?={HAN}|[(（])(?!万元|亿元|元|[)）])|(?:(?<={HAN})|(?<=[)）]))(?=\d{{1,3}}(?:,\d{{3}})+\.\d{{2}}$|\d+\.\d{{2}}$)"
)
_STUCK = later(rf"(?:{HAN}|[)）])(?=\d{{1,3}}$)|\d\.\d\d(?=\d{{3}}(?:\d\d){{0,2}}(?:\D|$))")
"""Where a 行次 may touch the name before it, or a code the amount."""
_ALIGNED = 0.5
"""Half letters by which the beginnings of one column may differ."""
_SHARED = 3
"""Others that begin a column."""
_CODE_DIGITS = 2
"""Numbers with more digits are codes, which align on their left; 行次 align anyhow."""
_WORDS_APART = 2.4
"""Half letters between words that belong together."""
_GAP = re.compile(r"\S[ \u3000]{2,}\S")


@attrs.frozen(eq=False, repr=False)
class Piece(Value):
    """Characters that stand together.

    Attributes:
        at: Number of its line in the table.
        x0: First column of the line it takes.
        x1: Column behind its last.
        text: The characters.
        kind: ``word``, ``number`` (digits alone) or ``amount``.
        span: Its first character in the line and the one behind its last.
        other: Where it would begin and end if ideographs were counted the other way, () where positions are known.
    """

    at: int
    x0: float
    x1: float
    text: str
    kind: str
    span: tuple[int, ...] = ()
    other: tuple[float, ...] = attrs.field(default=(), eq=False, repr=False)

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
    if lines and all(line.laid is not None for line in lines):
        return True
    several = [line for line in lines if len(line.text.split()) > 1]
    gaps = sum(bool(_GAP.search(line.text)) for line in several)
    return gaps >= 3 and 2 * gaps >= len(several)


def pieces_of(pages: Sequence[Sequence[Printed]]) -> list[list[list[Piece]]]:
    """Return the pieces of every line of every page, left to right; page numbers are left out.

    Tools differ in whether an ideograph takes one column or two, or two within what stands together and one
    before it: for each page the count in which its pieces line up best is taken.
    """
    made = [[_pieces(at, line) for at, line in enumerate(page)] for page in pages]
    if all(line.laid is not None for page in pages for line in page):
        return [
            _numberless(page, _unstuck(page, [[p for p, *_ in line] for line in lines]))
            for page, lines in zip(pages, made, strict=True)
        ]
    counts = [[[[p[i] for p in line] for line in lines] for lines in made] for i in range(len(_COUNTS))]
    counts.sort(key=lambda count: sum(map(_edges, count)))
    found = []
    for page, choices in zip(pages, zip(*counts, strict=True), strict=True):
        best, second, *_ = sorted(choices, key=_edges)
        lines = [list(map(_also, line, others)) for line, others in zip(best, second, strict=True)]
        found.append(_numberless(page, lines))
    return found


def _unstuck(page: Sequence[Printed], lines: list[list[Piece]]) -> list[list[Piece]]:
    """Part what ran into the next column without a gap, where others begin a column there.

    A name that its cell cut off touches the 行次 behind it, an amount set to the right the code behind it.
    """
    cuts = {
        (piece.at, piece.span[0]): where
        for line in lines
        for piece in line
        if (where := [piece.span[0] + m.end() for m in _STUCK.finditer(piece.text)])
    }
    if not cuts:
        return lines
    begun = [p.x0 for line in lines for p in line if p.value]
    begun += [x for (at, _), where in cuts.items() for i in where if (x := _left(page[at], i)) is not None]
    parted = []
    for line in lines:
        own: list[Piece] = []
        for piece in line:
            start, end = piece.span
            sure = [
                i
                for i in cuts.get((piece.at, start), ())
                if (x := _left(page[piece.at], i)) is not None
                and sum(abs(x - other) <= _ALIGNED for other in begun) > _SHARED
            ]
            for first, last in pairwise([start, *sure, end]):
                text = page[piece.at].text[first:last]
                reach = _known(page[piece.at], first, last) if sure else (piece.x0, piece.x1)
                if reach is None:
                    own.append(piece)
                    break
                own.append(Piece(piece.at, *reach, text, _kind(text), (first, last)) if sure else piece)
        parted.append(own)
    return parted


def _left(line: Printed, at: int) -> float | None:
    """Return where a character begins, ``None`` if that is not known."""
    known = line.laid.xs[at] if line.laid is not None else None
    return known[0] if known is not None else None


def _kind(text: str) -> str:
    return "word" if not is_figure(text) else "number" if text.isdigit() else "amount"


def _numberless(page: Sequence[Printed], lines: list[list[Piece]]) -> list[list[Piece]]:
    """Return the lines of a page, its number left out."""
    return [[] if _page_number(page[at].text, line, lines) else line for at, line in enumerate(lines)]


def _also(piece: Piece, other: Piece) -> Piece:
    """Return a piece that knows where it would stand by the next best count."""
    if (piece.x0, piece.x1) == (other.x0, other.x1):
        return piece
    return Piece(piece.at, piece.x0, piece.x1, piece.text, piece.kind, piece.span, (other.x0, other.x1))


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
    """Return at how many places figures end, and words and codes begin."""
    ends = {piece.x1 for line in lines for piece in line if piece.kind == "amount"}
    others = [piece for line in lines for piece in line if piece.kind != "amount"]
    return len(ends) + len({p.x0 for p in others if not p.value or len(p.text) > _CODE_DIGITS})


def _pieces(at: int, line: Printed) -> list[tuple[Piece, ...]]:
    """Return the pieces of a line, each as every count of columns places it."""
    found = []
    text = line.text
    ends = list(itertools.accumulate(map(_columns, text), initial=0))
    for words in _parts(line):
        runs: list[list[tuple[int, int]]] = []
        for start, end in words:
            # Letters set apart one by one are one word; longer words are heads or names side by side.
            before = runs[-1][-1] if runs else (0, 0)
            spread = runs and min(end - start, before[1] - before[0]) == 1
            if spread and not is_figure(text[start:end]) and not is_figure(text[slice(*before)]):
                runs[-1].append((start, end))
            else:
                runs.append([(start, end)])
        first = words[0][0]
        for run in runs:
            start, end = run[0][0], run[-1][1]
            own = text[start:end]
            kind = _kind(own)
            known = _known(line, start, end)
            # A figure begins where it is counted: one blank before it may be all that a long name left of many.
            begin = first if kind == "word" else start
            reaches = (known,) if known else tuple(count(ends, begin, start, end) for count in _COUNTS)
            found.append(tuple(Piece(at, *reach, own, kind, (start, end)) for reach in reaches))
    return found


def _single(_: Sequence[int], __: int, start: int, end: int) -> tuple[float, float]:
    """Every character takes one column."""
    return start, end


def _double(ends: Sequence[int], _: int, start: int, end: int) -> tuple[float, float]:
    """An ideograph takes two columns."""
    return ends[start], ends[end]


def _mixed(ends: Sequence[int], first: int, start: int, end: int) -> tuple[float, float]:
    """What stands together begins where its first character is counted, and is as wide as it is printed."""
    return first + ends[start] - ends[first], first + ends[end] - ends[first]


_COUNTS = (_single, _double, _mixed)


@lru_cache(maxsize=8192)
def _columns(char: str) -> int:
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _parts(line: Printed) -> list[list[tuple[int, int]]]:
    """Return the words that stand together between wide gaps, each as its first character and the one behind it."""
    text = line.text
    words = [span for word in _WORD.finditer(text) for span in _unfused(word)]
    parts: list[list[tuple[int, int]]] = []
    for start, end in words:
        wide = parts and _wide(line, parts[-1][-1][1], start)
        if not parts or wide:
            parts.append([(start, end)])
        else:
            parts[-1].append((start, end))
    return parts


def _unfused(word: re.Match[str]) -> list[tuple[int, int]]:
    """Part an amount of one column from the text of the next that it runs into: ``215.60五、教育支出``."""
    cuts = [word.start(), *(word.start() + cut.end() for cut in _FUSED.finditer(word[0])), word.end()]
    return list(pairwise(cuts))


def _wide(line: Printed, end: int, start: int) -> bool:
    """Whether the gap between two characters is wider than between words."""
    if line.laid is None:
        return line.text[end:start] not in ("", " ", "\u3000")
    left, right = line.laid.xs[end - 1], line.laid.xs[start]
    return left is not None and right is not None and right[0] - left[1] > _WORDS_APART


def _known(line: Printed, start: int, end: int) -> tuple[float, float] | None:
    """Return where characters begin and end on their page, ``None`` if that is not known."""
    if line.laid is None:
        return None
    first, last = line.laid.xs[start], line.laid.xs[end - 1]
    return (first[0], last[1]) if first is not None and last is not None else None
