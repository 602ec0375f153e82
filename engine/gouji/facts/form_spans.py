"""Where forms and reports of the performance annexes begin and end, in lines and grids."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

import attrs

from gouji.facts.form_words import Words, plain_heading
from gouji.model import Document, Grid, Line, Place
from gouji.model.document import NOWHERE
from gouji.names import squash

_ANNEX = re.compile(r"^附件[:：]?\d*[:：]?")
_BARE_ANNEX = re.compile(r"^附件[:：]?\d*[:：]?$")
_PART = re.compile(r"^第[一二三四五六七八九十]+部分")
_OPENS = re.compile(r"^(?:一、|\(一\)|1[.、])")
_MARKS = re.compile(r"[,;。,;!]")
_TITLE_LENGTH = 60
_LOOK_BACK = 4
_HEADING = 24
MAX_LINES = 4000
"""Lines of one form or report; a hostile document must not make one without end."""


@attrs.frozen
class Piece:
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
            for at, char in enumerate(text):
                plain = squash(char) if len(squash(char)) == 1 else ("" if char.isspace() else char)
                if plain and not unicodedata.category(char).startswith("C"):
                    chars.append(plain)
                    self.origin.append(number)
                    self.offset.append(at)
        self.text = "".join(chars)

    def piece(self, at: int) -> int:
        """Return the number of the piece that holds character ``at``."""
        return self.origin[min(at, len(self.origin) - 1)] if self.origin else 0

    def place(self, at: int) -> Place:
        """Return the place of the piece that holds character ``at``."""
        return self.places[self.piece(at)] if self.places else NOWHERE


def find_spans(document: Document, used: frozenset[int], words: Words) -> list[Span]:
    """Return the spans of forms and reports in order.

    Args:
        document: As extracted.
        used: Indices of blocks that belong to public tables.
        words: The vocabulary.
    """
    finder = _Finder(words)
    blocks = [(i, b) for i, b in enumerate(document.blocks) if i not in used]
    for at, (index, block) in enumerate(blocks):
        if isinstance(block, Grid):
            finder.grid(index, block)
        elif block.text.strip():
            ahead = [b.text for _, b in blocks[at + 1 : at + 12] if isinstance(b, Line) and b.text.strip()]
            finder.line(Piece(block.text.strip(), block.place, index), ahead)
    return finder.spans


class _Finder:
    def __init__(self, words: Words) -> None:
        self.words = words
        self.spans: list[Span] = []
        self.open: Span | None = None
        self.recent: list[Piece] = []

    def line(self, piece: Piece, ahead: Sequence[str]) -> None:
        text = squash(piece.text)
        kind = self._title(text, ahead)
        if not kind and self.recent and self._after_annex(self.recent[-1]):
            # A title wrapped inside its last words: 部门整体支出绩效 / 自评报告.
            kind = self._title(squash(self.recent[-1].text) + text, ahead)
        if kind:
            self._start(kind, piece)
        elif _PART.match(text) or (_ANNEX.match(text) and len(text) < _TITLE_LENGTH):
            self.open = None
        elif self.open is not None and len(self.open.lines) < MAX_LINES:
            self.open.lines.append(piece)
            self.open.last = piece.block
        self.recent = [*self.recent[-_LOOK_BACK:], piece]

    def _title(self, text: str, ahead: Sequence[str]) -> str:
        if len(text) > _TITLE_LENGTH or _MARKS.search(text):
            return ""
        plain = re.sub(r"\(20\d\d年度?\)$", "", text)
        if plain.endswith(self.words.form_titles):
            return "表"
        if plain.endswith(self.words.report_titles):
            annexed = any(_BARE_ANNEX.match(squash(p.text)) for p in self.recent[-2:])
            opens = any(_OPENS.match(squash(t)) for t in ahead[:3])
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
        text = squash(piece.text)
        if _ANNEX.match(text) or _PART.match(text) or _MARKS.search(text) or len(text) < 6:
            return False
        before = self.recent[-2] if len(self.recent) > 1 and self.recent[-1] is piece else None
        return before is not None and bool(_BARE_ANNEX.match(squash(before.text)))

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
