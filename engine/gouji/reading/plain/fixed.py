"""Two-sided tables (公开01, 公开04) and other forms with fixed rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gouji.names import bare, squash
from gouji.packs import RowSpec, TableSpec
from gouji.reading.plain.bodies import Body, BodyRow
from gouji.reading.plain.labels import LabelFinder
from gouji.reading.plain.tokens import Token

_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}、")
_DIGITS = "零一二三四五六七八九"
_BEGUN = 4
"""Characters of a name that tell which it is; fewer do of a numbered one that is the only one."""
_HEADER = frozenset({"项目", "行", "次", "行次", "金额", "栏次", "收入", "支出", "决算数", "合计", "预算数"})


def read_fixed(spec: TableSpec, tokens: Sequence[Token]) -> Body | None:
    """Read a form with fixed rows: labels and 行次 are the anchors, figures follow them."""
    ordinals = any(squash(t.text) in ("行次", "行") for t in tokens)
    reader = _FixedReader(spec, ordinals)
    for token in _body(tokens):
        reader.take(token)
    reader.flush_words()
    rows = [row for row in reader.rows if row.label or row.figures]
    wanted = sum(1 for lane in spec.lanes for row in lane.rows if not row.optional)
    if reader.matched < max(3, wanted // 3):
        return None
    if len(spec.lanes) == 1 and len({row.line for row in rows}) < 0.7 * len(rows):
        # Labels side by side are column headings of another layout.
        return None
    widths = {lane.name: len(lane.columns) for lane in spec.lanes}
    figures = sum(len(row.figures) for row in rows)
    overflow = sum(max(0, len(row.figures) - widths[row.lane]) for row in rows)
    explained = 1 - overflow / figures if figures else 1.0
    return Body(spec, rows, min(1.0, reader.matched / wanted) * explained)


def _body(tokens: Sequence[Token]) -> Sequence[Token]:
    """Leave out the header: up to the 栏次 row, or up to the first row numbered ``一、``."""
    for token in tokens:
        if squash(token.text) == "栏次":
            last = max(j for j, other in enumerate(tokens) if other.line == token.line)
            return tokens[last + 1 :]
    for i, token in enumerate(tokens):
        if squash(token.text).startswith("一、"):
            return tokens[i:]
    return tokens


def _number_of(text: str) -> int:
    """Return the number a name begins with (``二十一、``), 0 if it has none."""
    found = _NUMBERED.match(text)
    if found is None:
        return 0
    tens, ten, units = found[0][:-1].rpartition("十")
    return _DIGITS.index(units or "零") + (10 * _DIGITS.index(tens or "一") if ten else 0)


class _FixedReader:
    """Goes through the tokens once; words are collected until a figure or a new row closes them."""

    def __init__(self, spec: TableSpec, ordinals: bool) -> None:
        self.spec = spec
        self.ordinals = ordinals
        self.finder = LabelFinder(spec.lanes)
        self.rows: list[BodyRow] = []
        self.current: BodyRow | None = None
        self.words = ""
        self.words_line = -1
        self.used: set[str] = set()
        self.matched = 0
        self.expected: dict[str, int | None] = {lane.name: None for lane in spec.lanes}
        self.lanes = [lane.name for lane in spec.lanes]
        self.turn = 0
        # Rows of 行次 alone on their lines: where the number comes again, the first was a page's.
        self.loose: dict[int, BodyRow] = {}
        self.places = {(lane.name, row.key): n for lane in spec.lanes for n, row in enumerate(lane.rows, 1)}

    def take(self, token: Token) -> None:
        if token.loose:
            number = token.integer
            if self.ordinals and number is not None and number in self.expected.values():
                self.flush_words()
                if self._count_on(number, token) and self.current is not None:
                    self.loose[number] = self.current
            return
        if not token.figure:
            if not self.words:
                self.words_line = token.line
            self.words += squash(token.text)
            return
        self.flush_words()
        number = token.integer
        if self.ordinals and number is not None and self._is_ordinal(number, token):
            return
        if self.current is not None:
            self.current.figures.append(token)

    def _is_ordinal(self, number: int, token: Token) -> bool:
        """Whether an integer is a 行次: of the row just named, or the next of a lane without a label."""
        current = self.current
        if current is not None and current.ordinal is None and not current.figures and current.label:
            follows = self.expected[current.lane]
            # A 行次 may be lost, alone on its line as page numbers are: what another lane counts on with is of that lane.
            elsewhere = any(self.expected[lane] == number for lane in self.lanes if lane != current.lane)
            if follows is None or number == follows or (number < 200 and not elsewhere):
                current.ordinal = number
                self.expected[current.lane] = number + 1
                self.turn = self.lanes.index(current.lane) + 1
                return True
        return self._count_on(number, token)

    def _count_on(self, number: int, token: Token) -> bool:
        """Whether a number is the next 行次 of the row just named, or of a lane that has no name beside it."""
        if number in self.loose and not self.loose[number].figures:
            self.current = self.loose.pop(number)
            return True
        current = self.current
        if (
            current is not None
            and current.ordinal is None
            and not current.figures
            and current.label
            and number == self.expected[current.lane]
        ):
            current.ordinal = number
            self.expected[current.lane] = number + 1
            return True
        for lane in self.lanes:
            if self.expected[lane] == number:
                self.current = BodyRow(lane, "", "", [], number, token.line)
                self.rows.append(self.current)
                self.expected[lane] = number + 1
                return True
        if self.expected[self.lanes[0]] is None and number == 1:
            self.current = BodyRow(self.lanes[0], "", "", [], 1, token.line)
            self.rows.append(self.current)
            self.expected[self.lanes[0]] = 2
            return True
        return False

    def flush_words(self) -> None:
        """Turn the collected words into rows: each known name opens one."""
        if not self.words:
            return
        words, self.words = self.words, ""
        for piece in self.finder.split(words):
            chosen = self._choose(piece)
            if chosen is None and (chosen := self._cut_short(piece)) is not None:
                piece = squash(chosen[1].name)
            if chosen is None:
                if piece in _HEADER or self.current is None:
                    continue
                if _NUMBERED.match(piece):
                    # A name of its own, though no form has it: what follows is not of the row before.
                    self.current = BodyRow(self.current.lane, "", piece, [], None, self.words_line)
                    self.rows.append(self.current)
                    continue
                if len(piece) > 1 and not self.current.label:
                    self.current.label = piece
                continue
            lane, row = chosen
            self.used.add(row.key)
            self.matched += 1
            self.current = BodyRow(
                lane, "", row.name if squash(row.name) == piece else piece, [], None, self.words_line
            )
            self.rows.append(self.current)

    def _cut_short(self, piece: str) -> tuple[str, RowSpec] | None:
        """Return the first unused row whose name begins with a piece: the rest of it may stand with the next row."""
        begun = bare(piece)
        found = [
            (lane, row)
            for name, rows in self.finder.by_name.items()
            if name.startswith(begun)
            for lane, row in rows
            if row.key not in self.used
        ]
        number = _number_of(piece)
        # A numeral tells two names that begin alike from one another.
        found = [c for c in found if number and self.places.get((c[0], c[1].key)) == number] or found
        if len(begun) < _BEGUN and not (_NUMBERED.match(piece) and len({row.key for _, row in found}) == 1):
            return None
        return found[0] if found and len(begun) > 1 else None

    def _choose(self, name: str) -> tuple[str, RowSpec] | None:
        """Return the first unused row of this name; the left lane is printed before the right one."""
        found = [(lane, row) for lane, row in self.finder.by_name.get(name, []) if row.key not in self.used]
        return found[0] if found else None
