"""The bodies of tables in lost layout: which reader fits which kind of form."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Protocol

import attrs

from gouji.model import Line, Place, Row
from gouji.model.ledger import INFERRED, POSITION, TEXT
from gouji.names import squash
from gouji.packs import LaneSpec, Specs, TableSpec
from gouji.patterns import later
from gouji.reading.assemble import RawCell, RawRow, resolve_rows
from gouji.reading.plain.place import Sum, hundredths, place
from gouji.reading.plain.shifts import shifting
from gouji.reading.plain.tokens import Printed, Token, lone_amounts, tokenize, without_repeats

_TOTALS = ("合计", "总计")
_ROUNDED = 2
"""Hundredths by which rounded parts may miss their total."""
_NAMELESS = {
    "functional": later(r"(?m)^[^\S\n]*[12]\d\d(?:\d\d){0,2}[^\S\n]+[-－−—–\d]"),
    "economic": later(r"(?m)(?:^|[^\S\n])3\d{4}(?:[^\S\n]+[-－−—–\d]|[^\S\n]*$)"),
}
"""A code right before a figure: its name may be broken above and below its line."""


class Placer(Protocol):
    """Tells the place of a line, or of the characters from one to another of it."""

    def __call__(self, index: int, span: Sequence[int] = (), /) -> Place:
        """Return the place."""
        ...


@attrs.define
class BodyRow:
    """A row as read from text: figures in order, columns not yet known.

    Attributes:
        lane: Lane name.
        code: Code as printed.
        label: Label pieces joined.
        figures: Figure tokens in order.
        ordinal: 行次.
        line: Index of the line it starts on.
    """

    lane: str
    code: str
    label: str
    figures: list[Token]
    ordinal: int | None = None
    line: int = -1


@attrs.define
class Body:
    """What was read of a table's body.

    Attributes:
        spec: The layout.
        body_rows: Rows in printed order.
        score: 0 to 1: how much of the region was explained.
        unsure: Labels of rows whose placement is not certain; filled by :meth:`rows`.
        shifting: Columns that nothing in the table tells from one beside them; filled by :meth:`rows`.
    """

    spec: TableSpec
    body_rows: list[BodyRow]
    score: float
    unsure: list[str] = attrs.field(factory=list)
    shifting: set[str] = attrs.field(factory=set)

    @property
    def overflows(self) -> bool:
        """Whether a row has more figures than its lane has columns."""
        widths = {lane.name: len(lane.columns) for lane in self.spec.lanes}
        return any(len(row.figures) > widths[row.lane] for row in self.body_rows)

    @property
    def codes(self) -> list[str]:
        """Codes as printed."""
        return [row.code for row in self.body_rows if row.code]

    def told(self, known: Collection[str], lines: Sequence[tuple[int, Line]]) -> dict[str, int | None]:
        """Return the totals of :attr:`shifting` columns that the prose names; to be placed again with them.

        Args:
            known: Columns whose total another table states.
            lines: Lines of the text.
        """
        from gouji.reading.plain.told import told_of  # most texts need none of it

        found: dict[str, int | None] = {}
        for lane in self.spec.lanes:
            asked = [c for c in lane.columns if c.key in self.shifting and c.key not in known]
            total = next(
                (r for r in self.body_rows if r.lane == lane.name and squash(r.label) in _TOTALS), None
            )
            if asked and total is not None:
                found |= told_of(self.spec, asked, [token.text for token in total.figures], lines)
        return found

    def rows(
        self, at: Placer, specs: Specs, hints: frozenset[str], stated: Mapping[str, int | None] | None = None
    ) -> list[RawRow]:
        """Place the figures of every row.

        Args:
            at: Line index → place.
            specs: For resolving rows before placing.
            hints: Full codes seen in other tables.
            stated: Column key → total that another table states for it, in hundredths.
        """
        self.unsure.clear()
        self.shifting.clear()
        result: list[RawRow] = []
        for lane in self.spec.lanes:
            own = [row for row in self.body_rows if row.lane == lane.name]
            result += self._lane_rows(lane, own, at, specs, hints, stated or {})
        return result

    def _lane_rows(
        self,
        lane: LaneSpec,
        own: list[BodyRow],
        at: Placer,
        specs: Specs,
        hints: frozenset[str],
        stated: Mapping[str, int | None],
    ) -> list[RawRow]:
        keys = [column.key for column in lane.columns]
        bare_rows = [RawRow(r.lane, r.code, r.label, {}, r.ordinal, at(r.line)) for r in own]
        resolved = resolve_rows(self.spec, bare_rows, specs, hints)
        index = {row.key: i for i, row in enumerate(resolved)}
        down: list[Sum] = []
        below: dict[int, list[int]] = {}
        for i, row in enumerate(resolved):
            below_it = [
                j for j, other in enumerate(resolved) if other.parent == row.key and lane.kind != "fixed"
            ]
            if below_it:
                down.append(Sum(i, tuple((1, j) for j in below_it)))
                below[i] = below_it
        for spec_sum in lane.column_sums:
            items = [
                (1, i) for i, row in enumerate(resolved) if row.role == "item" and row.key in self.spec.rows
            ]
            parts = [
                pair
                for sign, name in spec_sum.terms
                for pair in (items if name == "@items" else [(sign, index[name])] if name in index else [])
            ]
            if spec_sum.target in index and parts:
                down.append(Sum(index[spec_sum.target], tuple(parts)))
        column_at = {key: i for i, key in enumerate(keys)}
        across = [
            Sum(column_at[s.target], tuple((sign, column_at[name]) for sign, name in s.terms))
            for s in lane.row_sums
            if s.target in column_at and all(name in column_at for _, name in s.terms)
        ]
        figures = [tuple(hundredths(t.text) for t in row.figures[: len(keys)]) for row in own]
        total = next((i for i, row in enumerate(resolved) if row.role == "total"), None)
        expected = {
            (total, column_at[key]): value
            for key, value in stated.items()
            if total is not None and key in column_at
        }
        rare = frozenset(i for i, column in enumerate(lane.columns) if column.rare)
        shown = {i: columns for i, row in enumerate(own) if (columns := _columns(row, len(keys)))}
        for i, barred in self._barred(resolved, column_at, across):
            # 国有资本经营预算支出 is of that money alone: no sum of its row tells it from the others.
            expected |= {(i, column): None for column in barred}
            if any(c in barred for c, f in zip(shown.get(i, ()), figures[i], strict=False) if f):
                # Where its figures seem to stand elsewhere, what seems to stand where is not to be trusted.
                shown = {}
        blank = {c for (r, c), value in expected.items() if r == total and value is None}
        if total not in shown and any(
            c in blank for i, own in shown.items() for c, f in zip(own, figures[i], strict=False) if f
        ):
            # Another table leaves blank what some rows seem to print, and the total shows nothing: set askew.
            shown = {}
        if 2 * _against(shown, figures, across) > len(shown) > 1:
            # One or two rows may be misprinted; where most rows speak against what is seen, heads and figures
            # stand askew to one another.
            loose_ones = place(figures, len(keys), across, down, below, _pairs(keys), expected, rare, {})
            if not _against({i: where.columns for i, where in enumerate(loose_ones)}, figures, across):
                shown = {}
        placed = place(figures, len(keys), across, down, below, _pairs(keys), expected, rare, shown)
        loose = [where.columns for i, where in enumerate(placed) if i not in shown]
        if loose:
            known = {column_at[key] for key in stated if key in column_at}
            self.shifting |= {keys[c] for c in shifting(loose, len(keys), across, rare) - known}
        rows = []
        for i, (read, where) in enumerate(zip(own, placed, strict=True)):
            how = INFERRED if where.inferred and read.figures else TEXT
            how = POSITION if i in shown else how
            cells = {key: RawCell("", at(read.line), how) for key in keys}
            for token, column in zip(read.figures, where.columns, strict=False):
                cells[keys[column]] = RawCell(token.text, at(token.line, token.span), how)
            if where.unsure:
                self.unsure.append(read.label or read.code)
            rows.append(RawRow(read.lane, read.code, read.label, cells, read.ordinal, at(read.line)))
        return rows

    def _barred(
        self, resolved: Sequence[Row], column_at: Mapping[str, int], across: Sequence[Sum]
    ) -> Iterator[tuple[int, set[int]]]:
        """Yield the rows whose amounts only one part of a sum can hold, with the columns of its other parts."""
        parts = {part for total in across for _, part in total.parts}
        for i, row in enumerate(resolved):
            only = self.spec.rows[row.key].only if row.key in self.spec.rows else ""
            if only in column_at:
                yield i, parts - {column_at[only]}


def _columns(row: BodyRow, width: int) -> tuple[int, ...]:
    """Return the columns in which a row's figures stand, () if the text does not tell for all of them."""
    found = [token.column for token in row.figures[:width]]
    if not found or any(column is None or column >= width for column in found):
        return ()
    columns = tuple(column for column in found if column is not None)
    return columns if list(columns) == sorted(set(columns)) else ()


def _against(
    columns: Mapping[int, Sequence[int]], figures: Sequence[Sequence[int | None]], across: Sequence[Sum]
) -> int:
    """Return how many rows do not add up when their figures stand in these columns; blanks are zero."""
    found = 0
    for i, own in columns.items():
        amounts = {c: f or 0 for c, f in zip(own, figures[i], strict=False)}
        found += any(
            abs(amounts.get(total.target, 0) - sum(s * amounts.get(c, 0) for s, c in total.parts)) > _ROUNDED
            for total in across
        )
    return found


def _pairs(keys: list[str]) -> list[tuple[int, int]]:
    """Return the columns that name one item under two headings (``预算数.合计``, ``决算数.合计``)."""
    by_item: dict[str, list[int]] = {}
    for i, key in enumerate(keys):
        if "." in key:
            by_item.setdefault(key.partition(".")[2], []).append(i)
    return [(found[0], found[1]) for found in by_item.values() if len(found) == 2]


def read_body(spec: TableSpec, lines: Sequence[Printed], specs: Specs) -> Body | None:
    """Read the body of a table as this layout, or return ``None`` if it cannot be this layout.

    Where spaces hold the columns, the rows and columns they show are taken if the form can be read by them.
    """
    from gouji.reading.plain.around import gathered
    from gouji.reading.plain.coded import read_coded
    from gouji.reading.plain.fixed import read_fixed
    from gouji.reading.plain.heads import narrowed
    from gouji.reading.plain.lanes import read_lanes, rejoined
    from gouji.reading.plain.pieces import laid_out
    from gouji.reading.plain.single import read_single

    kinds = {lane.kind for lane in spec.lanes}
    if len(kinds) != 1:
        return None
    kind = kinds.pop()
    readers: dict[str, Callable[[TableSpec, Sequence[Token]], Body | None]] = {
        "fixed": read_fixed, "functional": read_coded, "economic": read_lanes, "single": read_single,
    }  # fmt: skip
    read = readers.get(kind)
    if read is None:
        return None
    codes = {"functional": specs.functional, "economic": specs.economic}.get(kind)
    bare = _NAMELESS.get(kind)
    if codes is not None and bare is not None and bare.search(_joined(lines)) and not laid_out(lines):
        from gouji.reading.plain.wrapped import unwrapped

        lines = unwrapped(without_repeats(lines), kind, codes)
    if kind == "economic":
        tokens = tokenize(without_repeats(gathered(rejoined(lines), specs.economic)))
    else:
        # 行次 stand alone where the name beside them takes two lines, as page numbers do.
        whole = kind in ("fixed", "single") and lone_amounts(lines)
        tokens = tokenize(without_repeats(lines), numbers=whole or kind == "fixed")
        if whole:
            tokens = [token._replace(loose=False) for token in tokens]
    shown = narrowed(spec, tokens)
    body = _read(shown, kind, read, tokens, lines, specs)
    if shown is spec or (body is not None and not body.overflows):
        return body
    return _read(spec, kind, read, tokens, lines, specs)


def _joined(lines: Sequence[Printed]) -> str:
    return "\n".join(line.text for line in lines)


def _read(
    spec: TableSpec,
    kind: str,
    read: Callable[[TableSpec, Sequence[Token]], Body | None],
    tokens: Sequence[Token],
    lines: Sequence[Printed],
    specs: Specs,
) -> Body | None:
    """Read a layout by position where positions are known, else in order."""
    from gouji.reading.plain.spaced import spaced_tokens

    in_order = read(spec, tokens)
    codes = {"functional": specs.functional, "economic": specs.economic}.get(kind, {})
    shown = spaced_tokens(spec, kind, lines, codes)
    by_position = read(spec, shown) if shown is not None else None
    if by_position is None or (in_order is not None and 0.7 * in_order.score > by_position.score):
        return in_order
    return by_position
