"""Tables whose columns are held by spaces, as ``pdftotext -layout`` writes them: rows and columns by position.

The lines of such a text are no rows: a label wraps above and below its figures, figures stand a line above
their label, and two lanes wrap independently.  Here every lane is cut out by itself, its lines are gathered
into rows, and each figure is told its column.  What comes out are tokens in the order in which the readers of
text without layout expect them; they need not know.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Mapping, Sequence

import attrs

from gouji.names import bare, squash
from gouji.packs import CodeEntry, LaneSpec, TableSpec
from gouji.reading.plain.cuts import (
    CODE,
    CODE_HEADS,
    ECONOMIC,
    GLUED,
    HEADER_WORDS,
    NUMBERED,
    TOTALS,
    body_start,
    lanes_of,
    ordinals_apart,
    repeated,
    total_of,
    whole_over_pages,
    words_of,
)
from gouji.reading.plain.pieces import Piece, laid_out, pieces_of
from gouji.reading.plain.slots import heads_of, slots_of
from gouji.reading.plain.tokens import Printed, Token

_WHOLE_CODES = (5, 7)
"""Digits of a code of 款 or 项."""
_FARTHER = 1.2
"""How many times as far from one row as from another a line stands that belongs to the other."""


@attrs.define
class _Row:
    """Lines of a lane that form a row.

    Attributes:
        words: Pieces of its label.
        codes: Digits before the label.
        figures: The others, left to right.
        anchor: Number of the line that opened it.
        last: Number of its last line so far.
        above: Lines of its label above the anchor.
        before: Words of its label on the page before.
        behind: Words of its label on the next page.
    """

    words: list[Piece]
    codes: list[Piece]
    figures: list[Piece]
    anchor: int
    last: int
    above: int = 0
    before: tuple[Token, ...] = ()
    behind: tuple[Token, ...] = ()


def spaced_tokens(
    spec: TableSpec, kind: str, lines: Sequence[Printed], codes: Mapping[str, CodeEntry]
) -> list[Token] | None:
    """Return the tokens of a table row by row, ``None`` if spaces do not hold its columns.

    Args:
        spec: The layout it is read as.
        kind: Kind of its lanes.
        lines: Lines below its title.
        codes: Names of codes: between two rows, a line of a label belongs to the one whose name it makes up.
    """
    if not laid_out(lines):
        return None
    tokens: list[Token] = []
    names = {squash(n) for lane in spec.lanes for row in lane.rows for n in row.names}
    heads: set[str] = set()
    begun = False  # a page may end within the header
    pages = [list(group) for _, group in itertools.groupby(lines, key=lambda line: line.page)]
    parted: list[tuple[list[Printed], list[list[Piece]], list[list[Piece]]]] = []
    for page, pieces in zip(pages, pieces_of(pages), strict=True):
        start = repeated(kind, heads, pieces) if begun else body_start(kind, pieces)
        if not begun:
            heads |= {words_of(line) for line in pieces[:start]}
            tokens += _plain(page, itertools.chain(*pieces[:start]))
            begun = start < len(pieces)
        parted.append((page, pieces[:start], pieces[start:]))
    ordinals = any(squash(p.text) in ("行次", "行") for _, head, _ in parted for line in head for p in line)
    apart = ordinals_apart(line for *_, body in parted for line in body) if ordinals else 0
    if kind == "economic":
        whole_over_pages(spec, [body for *_, body in parted])
    gathered: list[tuple[list[Printed], _Row, dict[Piece, int]]] = []
    ended: _Gatherer | None = None
    for page, head, body in parted:
        for lane, own in lanes_of(spec, kind, body, apart):
            gatherer = _Gatherer(page, kind, names, ordinals, codes)
            made = gatherer.rows(own)
            if kind == "functional":
                if ended is not None:
                    gatherer.follow(ended)
                ended = gatherer if made else ended
            amounts = [_amounts(row, kind, ordinals) for row in made]
            slots = _slots(lane, _head_of(head, made), amounts)
            gathered += [(page, row, slots) for row in made]
    for page, row, slots in gathered:
        tokens += _emit(page, row, slots)
    return tokens


def _slots(
    lane: LaneSpec, head: Sequence[Sequence[Piece]], amounts: Sequence[Sequence[Piece]]
) -> dict[Piece, int]:
    """Return which of a lane's columns each figure stands in; columns that are optional need not be printed."""
    totals_first = any(total.target == lane.columns[0].key for total in lane.row_sums)
    every = list(range(len(lane.columns)))
    needed = [i for i in every if not lane.columns[i].optional]
    lowest = next((n for line in reversed(head) if (n := sum(not p.value for p in line))), 0)
    # The lowest heads are columns for certain; one higher up may span several and stand over none.
    printed = [needed, every] if lowest == len(needed) else [every, needed]
    for columns in printed:
        if len(columns) < len(every) and not heads_of(len(columns), head):
            continue
        slots = slots_of(len(columns), head, amounts, totals_first)
        if slots:
            return {piece: columns[i] for piece, i in slots.items()}
    return {}


def _plain(page: Sequence[Printed], pieces: Iterable[Piece]) -> list[Token]:
    tokens = []
    for _, group in itertools.groupby(pieces, key=lambda p: p.at):
        for i, piece in enumerate(group):
            tokens.append(Token(piece.text, page[piece.at].index, piece.value, i == 0))
    return tokens


def _emit(page: Sequence[Printed], row: _Row, slots: dict[Piece, int]) -> list[Token]:
    """Return a row's tokens: codes, label, figures; the first of them opens the row."""
    tokens = [Token(p.text, page[p.at].index, True, span=p.span) for p in row.codes]
    tokens += row.before
    tokens += [Token(p.text, page[p.at].index, False, span=p.span) for p in row.words]
    tokens += row.behind
    tokens += [Token(p.text, page[p.at].index, True, column=slots.get(p), span=p.span) for p in row.figures]
    line = page[row.anchor].index
    leading = len(row.codes) + (len(row.words[:1]) if not row.before else 0)
    tokens[:leading] = [t._replace(line=line) for t in tokens[:leading]]
    if tokens:
        tokens[0] = tokens[0]._replace(first=True)
    return tokens


class _Gatherer:
    """Gathers the lines of a lane into rows."""

    def __init__(
        self,
        page: Sequence[Printed],
        kind: str,
        names: Collection[str],
        ordinals: bool,
        codes: Mapping[str, CodeEntry],
    ) -> None:
        self.page = page
        self.kind = kind
        self.ordinals = ordinals
        self.names = names
        self.codes = codes
        self.label_x = 0.0
        self.ats: list[int] = []  # lines on which the lane has anything
        self.waiting = False  # for the 行次 of the row opened last
        self.made: list[_Row] = []
        self.lead: list[Sequence[Piece]] = []  # lines of words above the first row
        self.trail: list[Sequence[Piece]] = []  # lines of words below the last

    def rows(self, lines: Sequence[Sequence[Piece]]) -> list[_Row]:
        """Return the rows of a lane."""
        if self.kind == "single":
            figures = sorted((p for line in lines for p in line if p.value), key=lambda p: p.x0)
            return [_Row([], [], figures, figures[0].at, figures[-1].at)] if figures else []
        filled = [line for line in lines if line]
        self.ats = [line[0].at for line in filled]
        words = [
            p.x0 for line in filled for p in line
            if not p.value and squash(p.text) not in HEADER_WORDS.union(TOTALS)
        ]  # fmt: skip
        from statistics import median  # only text that is laid out needs it

        self.label_x = median(words) if words else 0.0
        rows: list[_Row] = []
        loose: list[tuple[int, Sequence[Piece]]] = []
        so_far = ""
        for line in filled:
            said = "".join(squash(p.text) for p in line if not p.value)
            opens = self._opens(line, said, so_far)
            so_far = said if opens else so_far + said
            if opens:
                rows.append(self._row(line))
                self.waiting = not self._numbered(line)
            else:
                loose.append((len(rows), line))
                self.waiting = self.waiting and not self._numbered(line)
        worded = [(n, line) for n, line in loose if not any(p.value for p in line)]
        self.made = rows
        self.lead = [line for n, line in worded if not n]
        self.trail = [line for n, line in worded if n == len(rows)]
        for i, (n, line) in enumerate(loose):
            same = [other for m, other in loose[i + 1 :] if m == n]
            self._attach(rows, n, line, same)
        for row in rows:
            row.words.sort(key=lambda p: (p.at, p.x0))
            row.codes.sort(key=lambda p: (p.at, p.x0))
            row.figures.sort(key=lambda p: p.x0)
        return rows

    def follow(self, other: _Gatherer) -> None:
        """Part the words between the last row of the page before and the first of this one by the names of codes.

        A page may end within a name.  Where no parting makes names that the codes have, all stays on its page.
        """
        if not self.made or not other.made or not (self.lead or other.trail):
            return
        last, first = other.made[-1], self.made[0]
        between = [*((other, line) for line in other.trail), *((self, line) for line in self.lead)]
        moved = {id(p) for _, line in between for p in line}
        heads = "".join(squash(p.text) for p in last.words if id(p) not in moved)
        tails = "".join(squash(p.text) for p in first.words if id(p) not in moved)
        words = ["".join(squash(p.text) for p in line) for _, line in between]
        fits = [
            self._named(last, heads + "".join(words[:n])) + self._named(first, "".join(words[n:]) + tails)
            for n in range(len(between) + 1)
        ]
        stay = len(other.trail)
        best = max(range(len(fits)), key=lambda n: (fits[n], n == stay))
        if fits[best] == fits[stay]:
            return
        for n, (owner, line) in enumerate(between):
            taken = tuple(Token(p.text, owner.page[p.at].index, False, span=p.span) for p in line)
            if owner is self and n < best:
                first.words = [p for p in first.words if p not in line]
                last.behind += taken
            elif owner is other and n >= best:
                last.words = [p for p in last.words if p not in line]
                first.before += taken

    def _named(self, row: _Row, words: str) -> int:
        """Return whether words are the name of a row's code."""
        entry = self.codes.get("".join(p.text for p in row.codes))
        return int(entry is not None and words in map(squash, (entry.name, *entry.old_names)))

    def _numbered(self, line: Sequence[Piece]) -> bool:
        return self.ordinals and any(p.kind == "number" and len(p.text) <= 3 for p in line)

    def _row(self, line: Sequence[Piece]) -> _Row:
        row = _Row([], [], [], line[0].at, line[0].at)
        self._add(row, line)
        return row

    def _add(self, row: _Row, line: Sequence[Piece]) -> None:
        words = [squash(p.text) for p in line if not p.value]
        head = len(words) > 1 and HEADER_WORDS.issuperset(words)  # 类 款 项: one of them alone ends a label
        total = total_of("".join(words))
        for piece in line:
            if not piece.value:
                if total:
                    piece = attrs.evolve(piece, text=squash(piece.text).lstrip(CODE_HEADS))
                if not head and piece.text:
                    row.words.append(piece)
            elif piece.kind == "number" and self._code_part(piece, line):
                row.codes.append(piece)
            else:
                row.figures.append(piece)
        row.last = max(row.last, line[-1].at)

    def _code_part(self, piece: Piece, line: Sequence[Piece]) -> bool:
        if self.kind == "fixed" or len(piece.text) > 7:
            return False
        before_word = any(not other.value and other.x0 > piece.x0 for other in line)
        return before_word or piece.x1 <= self.label_x + 1

    def _opens(self, line: Sequence[Piece], words: str, so_far: str) -> bool:
        """Whether a line with these words is the first of a row; ``so_far`` are those of the row above."""
        lead = line[0]
        if self.kind in ("functional", "economic"):
            code = CODE if self.kind == "functional" else ECONOMIC
            total = total_of(words) or words in self.names
            return (
                bool(code.fullmatch(lead.text) and lead.kind == "number")
                or bool(GLUED.match(lead.text))
                or total
            )
        if not words:
            return self._numbered(line) and not self.waiting
        plain = bare(words)
        if NUMBERED.match(words):
            return True
        if so_far and any(bare(n).startswith(bare(so_far) + words) for n in self.names):
            return False
        return (
            len(plain) >= 2
            and any(bare(n).startswith(plain) for n in self.names)
            and not (len(plain) < 3 and plain not in map(bare, self.names))
        )

    def _attach(
        self, rows: list[_Row], n: int, line: Sequence[Piece], same: Sequence[Sequence[Piece]]
    ) -> None:
        """Give a line that opens no row to the row above or below it."""
        previous = rows[n - 1] if n else None
        following = rows[n] if n < len(rows) else None
        chosen = previous or following
        if chosen is None:
            return
        if previous is not None and self._ends_code(previous, line):
            following = None
        if previous is not None and following is not None:
            chosen = self._nearer(previous, following, line, same)
        if chosen is following and any(not p.value for p in line):
            chosen.above += 1
        self._add(chosen, line)

    def _ends_code(self, row: _Row, line: Sequence[Piece]) -> bool:
        """Whether a line has the last digits of a code broken over two lines: ``20105`` above ``05``."""
        if self.kind == "fixed" or not row.codes:
            return False
        rest = sum(len(p.text) for p in line if p.kind == "number" and self._code_part(p, line))
        return bool(rest) and sum(len(p.text) for p in row.codes) + rest in _WHOLE_CODES

    def _nearer(
        self, previous: _Row, following: _Row, line: Sequence[Piece], same: Sequence[Sequence[Piece]]
    ) -> _Row:
        at = line[0].at
        above, below = self._step(previous.last, at), self._step(at, following.anchor)
        if max(above, below) > _FARTHER * min(above, below):
            return following if above > below else previous
        clashes = _clash(previous, line), _clash(following, line)
        if any(not p.value for p in line):
            if clashes[0] != clashes[1]:
                return following if clashes[0] else previous
            if self.kind == "fixed":
                return previous
            makes = self._makes(previous, line), self._makes(following, line)
            if makes[0] != makes[1]:
                return previous if makes[0] else following
            if self._whole(previous):
                return following
            below = sum(p.at > previous.anchor for p in previous.words)
            if previous.above:  # a label stands as far below its code as above it
                return previous if below < previous.above else following
            return previous if (previous.words and following.words) or not previous.words else following
        if same and any(not p.value for p in same[0]) and not clashes[0]:
            return previous
        return previous if clashes[1] and not clashes[0] else following

    def _step(self, upper: int, lower: int) -> float:
        """Return the widest distance between lines of the lane from one line to another.

        Text knows only whether blank lines stand between two lines.
        """
        within = [at for at in self.ats if upper <= at <= lower]
        laid = [own.y for at in within if (own := self.page[at].laid) is not None]
        if len(laid) == len(within):
            return max((b - a for a, b in itertools.pairwise(laid)), default=0.0)
        return 2.0 if any(self.page[k].gap for k in range(upper + 1, lower + 1)) else 1.0

    def _whole(self, row: _Row) -> bool:
        """Whether a row's label is the whole name of its code."""
        entry = self.codes.get("".join(p.text for p in row.codes))
        text = "".join(squash(p.text) for p in sorted(row.words, key=lambda p: (p.at, p.x0)))
        return entry is not None and text in map(squash, (entry.name, *entry.old_names))

    def _makes(self, row: _Row, line: Sequence[Piece]) -> bool:
        """Whether a line goes on with a row's label as the name of its code has it."""
        entry = self.codes.get("".join(p.text for p in row.codes))
        if entry is None:
            return False
        at = line[0].at
        before = sorted((p for p in row.words if p.at < at), key=lambda p: (p.at, p.x0))
        text = "".join(squash(p.text) for p in (*before, *line) if not p.value)
        return any(squash(name).startswith(text) for name in (entry.name, *entry.old_names))


def _clash(row: _Row, line: Sequence[Piece]) -> bool:
    """Whether a row has figures where those of a line stand."""
    return any(a.x0 < b.x1 and b.x0 < a.x1 for a in row.figures for b in line if b.value)


def _amounts(row: _Row, kind: str, ordinals: bool) -> list[Piece]:
    """Return the figures of a row that stand in value columns: not its 行次."""
    if kind != "fixed" or not ordinals:
        return row.figures
    at = next((i for i, p in enumerate(row.figures) if p.kind == "number" and len(p.text) <= 3), None)
    return row.figures if at is None else row.figures[:at] + row.figures[at + 1 :]


def _head_of(head: Sequence[Sequence[Piece]], rows: Sequence[_Row]) -> list[list[Piece]]:
    """Return the header pieces above a lane, behind its labels."""
    labels = sorted(p.x1 for row in rows for p in row.words if p.at == row.anchor)
    if not labels:
        return [list(line) for line in head]
    begin = labels[len(labels) * 3 // 4]
    figures = [p.x0 for row in rows for p in row.figures]
    if figures:
        begin = min(begin, *figures)
    return [[p for p in line if p.middle > begin] for line in head]
