"""What is printed round a finding's figure, taken from the document itself, with the figure's exact span.

A reader has to be able to verify a finding by hand: the excerpt shows the whole figure even where a broken cell
continues on the next line, and the right one of several equal figures in a row.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from gouji.display import harmless
from gouji.model import Evidence, Figure, Ledger, Line

MAX_WORDS = 60
"""Characters of long printed words that are looked for; the rest follows them."""
_BREAK = "⏎"
_POINTS = (".", ",")
_NUMBER_GOES_ON = re.compile(rf"\d|[.,][\s{_BREAK}]*\d")
_HEADING = re.compile(
    r"\s*(?:第[一二三四五六七八九十]+部分|[（(]?[一二三四五六七八九十]+[、）)]|\d{1,2}[.．、])[^，,。；;：:]*$"
)
_SENTENCE_END = tuple("。！？；：!?;:")
_BEFORE, _AFTER = 4, 8


class Excerpt(NamedTuple):
    """A piece of the document on one line.

    Attributes:
        text: The words, harmless to show; ``⏎`` where a cell was broken over lines.
        start: Where the figure starts in it, -1 if it was not found.
        end: Where it ends.
    """

    text: str
    start: int = -1
    end: int = -1


class Excerpts:
    """Makes the excerpts of one document; the document is indexed once."""

    def __init__(self, ledger: Ledger) -> None:
        """Prepare for a ledger; one without its document (a light report) gives quotes only."""
        self._ledger = ledger

    @cached_property
    def _lines(self) -> list[Line]:
        return [line for line in self._ledger.document.lines() if line.text.strip()]

    @cached_property
    def _by_number(self) -> dict[tuple[str | None, int], int]:
        lines = self._lines
        return {(n.place.part, n.place.line): i for i, n in enumerate(lines) if n.place.line is not None}

    @cached_property
    def _by_page(self) -> dict[tuple[str | None, int], list[int]]:
        found: dict[tuple[str | None, int], list[int]] = {}
        for i, line in enumerate(self._lines):
            if line.place.page is not None and line.place.box is not None:
                found.setdefault((line.place.part, line.place.page), []).append(i)
        return found

    @cached_property
    def _row_of(self) -> dict[str, list[Figure]]:
        """Figure id → the figures of its row in printed order, of tables and of performance forms."""
        rows: dict[tuple[str, str], list[Figure]] = {}
        for table in self._ledger.tables.values():
            for row in table.rows:
                cells = (table.figure(row.key, column.key) for column in table.columns)
                rows[table.key, row.key] = [f for f in cells if f is not None]
        for form in self._ledger.forms:
            for figure in form.figures():
                if not figure.section:
                    rows.setdefault((figure.table, figure.row), []).append(figure)
        return {figure.id: figures for figures in rows.values() for figure in figures}

    def of(self, evidence: Evidence) -> Excerpt | None:
        """Return the excerpt of an evidence, ``None`` if nothing is printed there."""
        own = [] if evidence.section else self._row_of.get(evidence.figure, [])
        at, reached = self._position(evidence)
        if at is not None:
            found = self._in_lines(evidence, own, at, reached)
            if found is not None:
                return found
        if evidence.quote:
            return _in_text(evidence.quote, evidence.printed)
        if own:
            return self._in_cells(evidence, own)
        return Excerpt(harmless(self._lines[at].text.strip())) if at is not None else None

    def lines_around(self, evidence: Evidence, reach: int = 2) -> list[tuple[int, str]]:
        """Return the numbered lines round an evidence of a text document, without blank ones; else nothing."""
        number = evidence.place.line
        at = self._by_number.get((evidence.place.part, number)) if number is not None else None
        if at is None:
            return []
        return [
            (line.place.line, harmless(line.text.strip()))
            for line in self._lines[max(0, at - reach) : at + reach + 1]
            if line.place.line is not None
        ]

    def _position(self, evidence: Evidence) -> tuple[int | None, int]:
        """Return the line an evidence stands on, and the character of it where its box starts (0 if unknown)."""
        place = evidence.place
        if place.line is not None:
            return self._by_number.get((place.part, place.line)), 0
        if place.page is None or place.box is None:
            return None, 0
        box = place.box
        middle = (box.y0 + box.y1) / 2 if box.y1 - box.y0 < 30 else box.y0 + 4
        for i in self._by_page.get((place.part, place.page), ()):
            own = self._lines[i].place.box
            if own is None or not (
                own.y0 <= middle <= own.y1 and own.x0 - 1 <= box.x1 and box.x0 <= own.x1 + 1
            ):
                continue
            boxes = self._lines[i].char_boxes
            starts = (n for n, b in enumerate(boxes) if b is not None and (b.x0 + b.x1) / 2 >= box.x0)
            return i, next(starts, 0) if boxes else 0
        return None, 0

    def _in_lines(self, evidence: Evidence, own: Sequence[Figure], at: int, reached: int) -> Excerpt | None:
        """Find a figure on its line, or starting there and going on below."""
        lines = self._lines
        first, last = (at, min(len(lines) - 1, at + 3)) if own else self._paragraph(at)
        joint = f" {_BREAK} " if own else ""
        text, start = "", 0
        for i in range(first, last + 1):
            if i > first:
                text += joint
            if i == at:
                start = len(text)
            text += harmless(lines[i].text.strip())
        limit = start + len(harmless(lines[at].text.strip()))
        lead = len(lines[at].text) - len(lines[at].text.lstrip())
        span = (
            _in_row(text, start, limit, [f for f in own if _same_line(f, evidence)], evidence)
            if own
            else _find(text, evidence.printed, start + max(0, reached - lead), limit)
        )
        if span is None:
            return None
        if own:
            text = text[: max(limit, span[1])]
        return Excerpt(text, *span)

    def _paragraph(self, at: int) -> tuple[int, int]:
        """Return first and last line of what reads as one paragraph: back and on to the end of a sentence."""
        lines = self._lines
        first = last = at
        while first > 0 and at - first < _BEFORE and not _ends(lines[first - 1]):
            first -= 1
        while last + 1 < len(lines) and last - at < _AFTER and not _ends(lines[last]):
            last += 1
        return first, last

    def _in_cells(self, evidence: Evidence, own: Iterable[Figure]) -> Excerpt:
        """Return the row of a drawn table: label and cells, with the cell's own span."""
        text, span = (
            harmless(re.sub(r"#\d+$", "", evidence.row)),
            (-1, -1),
        )  # "#2" tells rows of one name apart
        for figure in own:
            printed = harmless(figure.quantity.printed)
            if not printed and figure.id != evidence.figure:
                continue
            text += "  "
            if figure.id == evidence.figure:
                printed = printed or "（空白）"
                span = (len(text), len(text) + len(printed))
            text += printed
        return Excerpt(text, *span)


def _same_line(figure: Figure, evidence: Evidence) -> bool:
    return (figure.place.part, figure.place.line) == (evidence.place.part, evidence.place.line)


def _ends(line: Line) -> bool:
    text = line.text.rstrip()
    return line.ends_paragraph or text.endswith(_SENTENCE_END) or _HEADING.match(text) is not None


@lru_cache(maxsize=16)
def _closed_up(text: str) -> tuple[str, Sequence[int]]:
    """Return a text without its blanks and line marks, and where each remaining character stands in it."""
    if _BREAK not in text and len("".join(text.split())) == len(text):
        return text, range(len(text))
    places = tuple(i for i, char in enumerate(text) if not (char.isspace() or char == _BREAK))
    return "".join([text[i] for i in places]), places


def _find(text: str, printed: str, start: int, limit: int) -> tuple[int, int] | None:
    """Return the first span of printed words that starts in ``text[start:limit]``.

    The words may be broken over lines; a number is found only as a whole.
    """
    words = harmless("".join(printed.split())[:MAX_WORDS])
    if not words:
        return None
    number = printed[:1].isascii() and any(c.isdigit() for c in printed)
    closed, places = _closed_up(text)
    at = closed.find(words, bisect_left(places, start))
    while at >= 0 and places[at] < limit:
        span = (places[at], places[at + len(words) - 1] + 1)
        before = text[span[0] - 1 : span[0]]
        if not number or not (
            before.isdecimal() or before in _POINTS or _NUMBER_GOES_ON.match(text, span[1])
        ):
            return span
        at = closed.find(words, at + 1)
    return None


def _in_row(
    text: str, start: int, limit: int, figures: Iterable[Figure], evidence: Evidence
) -> tuple[int, int] | None:
    """Return the span of a cell in a line of cells, taking the cells before it first."""
    at = start
    for label in (evidence.row, evidence.row.partition(" ")[2]):
        named = _find(text, label, start, limit) if len(label) > 1 else None
        if named:
            at = named[1]
            break
    for figure in figures:
        if not figure.quantity.printed:
            continue
        span = _find(text, figure.quantity.printed, at, limit)
        if figure.id == evidence.figure:
            return span or _find(text, evidence.printed, start, limit)
        at = span[1] if span else at
    return _find(text, evidence.printed, at, limit)


def _in_text(quote: str, printed: str) -> Excerpt:
    """Return a quote with the span of the printed words in it."""
    text = harmless(" ".join(quote.split()))
    found = _find(text, printed, 0, len(text))
    if found is None and printed.strip() and (at := text.find(printed)) >= 0:
        found = (at, at + len(printed))
    return Excerpt(text, *(found or (-1, -1)))
