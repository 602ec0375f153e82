"""Where forms and reports of the performance annexes begin and end, in lines and grids."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

import attrs

from gouji.facts.form_words import Words, plain_heading
from gouji.model import Document, Grid, Line, Place
from gouji.model.document import NOWHERE
from gouji.names import FULL_WIDTH, squash

T = TypeVar("T")
_ANNEX = re.compile(r"^附件[:：]?\d*[:：]?")
_BARE_ANNEX = re.compile(r"^附件[:：]?\d*[:：]?$")
_PART = re.compile(r"^第[一二三四五六七八九十]+部分")
_OPENS = re.compile(r"^(?:一、|\(一\)|1[.、])")
_MARKS = re.compile(r"[,;。,;!]")
_YEAR = re.compile(r"\(20\d\d年度?\)$")
_TITLE_LENGTH = 60
_LOOK_BACK = 4
_HEADING = 24
MAX_LINES = 4000
"""Lines of one form or report; a hostile document must not make one without end."""


class Piece(NamedTuple):
    """A printed line, with its place and the index of its block."""

    text: str
    place: Place
    block: int


@attrs.define
class Span:
    """The lines and grids of one form or report.

    Attributes:
        kind: ``表`` or ``报告``.
        title: Squashed title, wrapped lines joined.
        place: Place of the title.
        lines: Its lines after the title.
        grids: Its grids.
        first: Index of its first block.
        last: Index of its last block.
    """

    kind: str
    title: str
    place: Place
    first: int
    last: int = 0
    lines: list[Piece] = attrs.field(factory=list)
    grids: list[Grid] = attrs.field(factory=list)


class Flat:
    """Text of several pieces without spaces and in half-width forms, each character knowing its piece.

    Args:
        pieces: (text, place) in order.
    """

    def __init__(self, pieces: Iterable[tuple[str, Place]]) -> None:
        chars: list[str] = []
        self.origin: list[int] = []
        self.offset: list[int] = []
        self.places: list[Place] = []
        for number, (text, place) in enumerate(pieces):
            self.places.append(place)
            plain = half_width(text)
            kept: Sequence[int] = range(len(plain))
            if len(plain) != len(text):
                kept = [at for at, char in enumerate(text) if _PLAIN[ord(char)]]
            chars.append(plain)
            self.offset += kept
            self.origin += [number] * len(kept)
        self.text = "".join(chars)

    def piece(self, at: int) -> int:
        """Return the number of the piece that holds character ``at``."""
        return self.origin[min(at, len(self.origin) - 1)] if self.origin else 0

    def place(self, at: int) -> Place:
        """Return the place of the piece that holds character ``at``."""
        return self.places[self.piece(at)] if self.places else NOWHERE


_MOST_KEPT = 1 << 14


class _Plain(dict[int, str]):
    """For each code point one character in half-width form, found when first asked for; "" for spaces and controls."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        plain = ""
        if not char.isspace() and not unicodedata.category(char).startswith("C"):
            plain = squash(char)
            plain = plain if len(plain) == 1 else char
        if len(self) >= _MOST_KEPT:
            self.clear()
        self[code] = plain
        return plain


_PLAIN = _Plain()
_COMMON = (*FULL_WIDTH, ("“", '"'), ("”", '"'))
_AS_IT_IS = re.compile(r"[!-&(-~、。《》—…一-鿿]*")
"""Text of which each character stands for itself."""


def half_width(text: str) -> str:
    """Return a text in half-width forms, without spaces and controls, otherwise character for character.

    >>> half_width("支出 决算（万元）：“三公”…")
    '支出决算(万元):"三公"…'
    """
    if _AS_IT_IS.fullmatch(text):
        return text
    plain = text
    for wide, narrow in _COMMON:  # looking up each character takes ten times as long
        plain = plain.replace(wide, narrow)
    return plain if _AS_IT_IS.fullmatch(plain) else text.translate(_PLAIN)


def find_spans(document: Document, used: frozenset[int], words: Words) -> list[Span]:
    """Return the spans of forms and reports in order.

    Args:
        document: As extracted.
        used: Indices of blocks that belong to public tables.
        words: The vocabulary.
    """
    return list(_found(_Same(document), used, _Same(words)))


class _Same(Generic[T]):
    """A value as a key that is equal to itself alone: comparing whole documents would cost more than reading them."""

    def __init__(self, value: T) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.value is self.value

    def __hash__(self) -> int:
        return id(self.value)


@lru_cache(maxsize=2)
def _found(document: _Same[Document], used: frozenset[int], words: _Same[Words]) -> tuple[Span, ...]:
    """Return the spans; the last two answers are kept, since several checks ask for the same."""
    blocks = [(i, b) for i, b in enumerate(document.value.blocks) if i not in used]
    finder = _Finder(words.value, blocks)
    for at, (index, block) in enumerate(blocks):
        if isinstance(block, Grid):
            finder.grid(index, block)
        elif block.text.strip():
            finder.line(Piece(block.text.strip(), block.place, index), at)
    return tuple(finder.spans)


class _Finder:
    def __init__(self, words: Words, blocks: Sequence[tuple[int, Line | Grid]]) -> None:
        self.words = words
        self.blocks = blocks
        self.spans: list[Span] = []
        self.open: Span | None = None
        self.recent: list[Piece] = []
        self.ends = {title[-1:] for title in (*words.form_titles, *words.report_titles)} | {")"}

    def line(self, piece: Piece, at: int) -> None:
        text = squash(piece.text)
        kind = self._title(text, at)
        if not kind and text[-1:] in self.ends and self.recent and self._after_annex(self.recent[-1]):
            # A title wrapped inside its last words: 部门整体支出绩效 / 自评报告.
            kind = self._title(squash(self.recent[-1].text) + text, at)
        if kind:
            self._start(kind, piece)
        elif _PART.match(text) or (_ANNEX.match(text) and len(text) < _TITLE_LENGTH):
            self.open = None
        elif self.open is not None and len(self.open.lines) < MAX_LINES:
            self.open.lines.append(piece)
            self.open.last = piece.block
        self.recent = [*self.recent[-_LOOK_BACK:], piece]

    def _ahead(self, at: int) -> list[str]:
        """Return the next lines of text after block ``at``."""
        return [b.text for _, b in self.blocks[at + 1 : at + 12] if isinstance(b, Line) and b.text.strip()]

    def _title(self, text: str, at: int) -> str:
        if len(text) > _TITLE_LENGTH or text[-1:] not in self.ends or _MARKS.search(text):
            return ""
        plain = _YEAR.sub("", text)
        if plain.endswith(self.words.form_titles):
            return "表"
        if plain.endswith(self.words.report_titles):
            annexed = any(_BARE_ANNEX.match(squash(p.text)) for p in self.recent[-2:])
            opens = any(_OPENS.match(squash(t)) for t in self._ahead(at)[:3])
            if opens or (annexed and not _ANNEX.match(text)):
                return "报告"
        return ""

    def _start(self, kind: str, piece: Piece) -> None:
        title = [piece]
        if self.recent and self._after_annex(self.recent[-1]):
            title.insert(0, self.recent[-1])
        if self.open is not None:
            gone = {p.block for p in title}
            self.open.lines = [p for p in self.open.lines if p.block not in gone]
        text = _ANNEX.sub("", squash("".join(p.text for p in title)))
        self.open = Span(kind, text, title[0].place, title[0].block, piece.block)
        self.spans.append(self.open)

    def _after_annex(self, piece: Piece) -> bool:
        """Whether a line is the one after a bare 附件 heading, where a title may begin that goes on."""
        before = self.recent[-2] if len(self.recent) > 1 and self.recent[-1] is piece else None
        if before is None or not _BARE_ANNEX.match(squash(before.text)):
            return False
        text = squash(piece.text)
        return not (_ANNEX.match(text) or _PART.match(text) or _MARKS.search(text) or len(text) < 6)

    def grid(self, index: int, grid: Grid) -> None:
        if not looks_like_form(grid, self.words):
            continued = self.open is not None and self.open.kind == "表" and bool(self.open.grids)
            if continued and self.open is not None and grid.cols == self.open.grids[-1].cols:
                self.open.grids.append(grid)
                self.open.last = index
            return
        own = next(
            (squash(c.text) for c in grid.cells if squash(c.text).endswith(self.words.form_titles)), ""
        )
        has_funds = grid_has_funds(grid, self.words)
        fresh = self.open is None or self.open.kind != "表" or (bool(self.open.grids) and has_funds)
        if fresh:
            self.open = Span("表", own or squash(grid.caption), grid.place, index, index)
            self.spans.append(self.open)
        assert self.open is not None
        self.open.grids.append(grid)
        self.open.last = index


def grid_has_funds(grid: Grid, words: Words) -> bool:
    """Whether a grid has the heading of fund rows."""
    texts = _headings(grid)
    return sum(1 for named in words.fund_columns if texts & set(named.names)) >= 4


def _headings(grid: Grid) -> set[str]:
    own = {squash(c.text) for c in grid.cells}
    return own | {plain_heading(text) for text in own if len(text) < _HEADING}


def looks_like_form(grid: Grid, words: Words) -> bool:
    """Whether a grid has the headings of fund rows or of indicator rows."""
    texts = _headings(grid)
    slots = {named.key for named in words.indicator_columns if texts & set(named.names)}
    return grid_has_funds(grid, words) or ("target" in slots and bool(slots & {"points", "score"}))
