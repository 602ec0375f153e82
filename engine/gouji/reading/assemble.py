"""Putting a table together: raw rows with printed labels become canonical rows, cells and figures.

Every reader, whatever the format, builds its tables here, so that one disclosure gives one ledger.
Nothing in this module looks at layout; nothing here changes a figure.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple

import attrs

from gouji.model import Column, Figure, Kind, Note, Place, Row, Table, Unrecognised, parse_quantity
from gouji.model.document import NOWHERE
from gouji.model.ledger import INFERRED, OCR, POSITION, RULED, TEXT
from gouji.model.units import Unit, unit
from gouji.names import bare, is_prefix, squash
from gouji.packs import CodeEntry, LaneSpec, RowSpec, Specs, TableSpec

_WEAKNESS = {RULED: 0, TEXT: 1, POSITION: 2, INFERRED: 3, OCR: 4}
_DIGITS = re.compile(r"\d+")
_PART = 2
"""Characters of a name that are enough to know it by, its code being known."""
_AGREED = 5
"""Rows whose 行次 must agree on where the form's rows begin to count."""


class RawCell(NamedTuple):
    """A cell as read: its text, where, and how it got its column."""

    text: str
    place: Place = NOWHERE
    placed: str = RULED


class RawRow(NamedTuple):
    """A row as read.

    Attributes:
        lane: Name of the spec's lane, "" in tables with one.
        code: 科目 code as printed, split codes joined, "" if none.
        label: Label as printed, wrapped pieces joined.
        cells: By column key; a column absent here has no cell in this form.
        ordinal: 行次 as printed.
        place: Place of the label.
    """

    lane: str
    code: str
    label: str
    cells: Mapping[str, RawCell]
    ordinal: int | None = None
    place: Place = NOWHERE


class TableReading(NamedTuple):
    """What a reader found in a document.

    Attributes:
        tables: Recognised tables.
        unrecognised: Tables that no spec matches.
        used: Indices into ``document.blocks`` that belong to tables: titles, unit lines, bodies, notes.
        notes: Remarks for the reader of the report.
        again: Keys of tables with figures that were read before, with the block where each is printed again.
    """

    tables: tuple[Table, ...]
    unrecognised: tuple[Unrecognised, ...] = ()
    used: frozenset[int] = frozenset()
    notes: tuple[Note, ...] = ()
    again: tuple[tuple[str, int], ...] = ()


def assemble(
    spec: TableSpec,
    raw_rows: Sequence[RawRow],
    specs: Specs,
    *,
    title: str,
    unit: str,
    place: Place = NOWHERE,
    pages: tuple[int, ...] = (),
    reason: str = "",
    score: float = 1.0,
    note: str = "",
    hints: Iterable[str] = (),
    doubt: str = "",
    lost: bool = False,
    codes: Collection[str] = (),
) -> Table:
    """Build a table.

    Args:
        spec: The layout it was recognised as.
        raw_rows: In printed order.
        specs: For the classifications.
        title: As printed.
        unit: Unit of its amounts as printed, "" for the spec's.
        place: Where it starts.
        pages: Pages it runs over.
        reason: Why it was recognised.
        score: Confidence, 0 to 1.
        note: Text of its 注.
        hints: Full codes seen in other tables of the document, to resolve codes cut short.
        doubt: Why the reading is doubted, "" if it is not.
        lost: Figures of the table were lost: a blank cell may hide one, so blanks are unknown.
        codes: Texts of cells that are codes and no amounts: what such a cell holds is unknown.
    """
    spec, raw_rows = _laid_down(spec, raw_rows, specs, hints)
    rows = resolve_rows(spec, raw_rows, specs, hints)
    money = _money(unit or spec.unit)
    cells: dict[tuple[str, str], Figure] = {}
    weakest = RULED
    used_columns: dict[str, None] = {}
    for row, raw in zip(rows, raw_rows, strict=True):
        for key, cell in raw.cells.items():
            used_columns[key] = None
            column = spec.columns.get(key)
            figure = _figure(spec, row, key, column.population if column else "", cell, money)
            text = cell.text.strip()
            if (lost and figure.quantity.kind is Kind.BLANK and not text) or (codes and text in codes):
                figure = attrs.evolve(
                    figure, quantity=attrs.evolve(figure.quantity, value=None, kind=Kind.UNREADABLE)
                )
            cells[row.key, key] = figure
            if figure.quantity.printed and _WEAKNESS.get(cell.placed, 0) > _WEAKNESS[weakest]:
                weakest = cell.placed
    columns = tuple(
        Column(key, column.names[0], column.ordinal)
        for key, column in spec.columns.items()
        if key in used_columns
    ) + tuple(Column(key, key) for key in used_columns if key not in spec.columns)
    empty = not lost and all(f.quantity.kind is Kind.BLANK for f in cells.values())
    return Table(
        spec.key,
        title,
        money.symbol,
        columns,
        tuple(rows),
        cells,
        place,
        pages,
        reason,
        score,
        note,
        empty,
        weakest,
        doubt,
    )


def _laid_down(
    spec: TableSpec, raw_rows: Sequence[RawRow], specs: Specs, hints: Iterable[str]
) -> tuple[TableSpec, Sequence[RawRow]]:
    """Turn a vertical layout of a table that is one row of figures nationally into that row.

    Item and heading of a figure become its column (``决算数.公务接待费``), so that one rule reads all
    layouts.  Rows the form does not list (counts, 机关运行经费) are kept as columns of their own.
    """
    if [lane.kind for lane in spec.lanes] != ["fixed"]:
        return spec, raw_rows
    flat = next(
        (s for s in specs.tables.get(spec.key, ()) if [lane.kind for lane in s.lanes] == ["single"]), None
    )
    if flat is None:
        return spec, raw_rows
    rows = resolve_rows(spec, raw_rows, specs, hints)
    cells = {
        f"{heading}.{row.key}": cell
        for row, raw in zip(rows, raw_rows, strict=True)
        for heading, cell in raw.cells.items()
    }
    place = raw_rows[0].place if raw_rows else NOWHERE
    return flat, [RawRow(flat.lanes[0].name, "", "金额", cells, None, place)]


def _money(symbol: str) -> Unit:
    try:
        return unit(symbol)
    except ValueError:
        return unit("万元")


def _figure(spec: TableSpec, row: Row, key: str, population: str, cell: RawCell, money: Unit) -> Figure:
    fixed = spec.rows.get(row.key)
    name = row.label if len(row.label) <= 40 else row.name
    shown = f"{row.code} {name}" if row.code and row.lane != "支出" else name
    side = f"{row.lane}方" if row.lane in ("收入", "支出") else ""
    where = f"{side}“{shown.strip()}”行" if row.key != "金额" else ""
    column = f"“{key}”栏" if key != "金额" else ""
    return Figure(
        f"{spec.key}/{row.key}/{key}",
        parse_quantity(cell.text, money),
        cell.place,
        f"{spec.key}{where}{column}",
        spec.key,
        row.key,
        key,
        placed=cell.placed,
        population=population or (fixed.population if fixed else "") or spec.population,
        may_be_negative=bool(fixed and fixed.may_be_negative) or "年末" in key,
    )


def resolve_rows(
    spec: TableSpec, raw_rows: Sequence[RawRow], specs: Specs, hints: Iterable[str] = ()
) -> list[Row]:
    """Return the canonical row of each raw row, in order; keys are unique.

    Fixed rows are matched by name (行次 decides between equal names), 科目 rows by code, codes cut short
    by prefix, name and order.  What cannot be resolved keeps its printed label as key and is inferred.
    """
    resolver = _Resolver(spec, specs, frozenset(hints), _offsets(spec, raw_rows))
    rows: list[Row] = []
    taken: dict[str, int] = {}
    for raw in raw_rows:
        row = resolver.resolve(raw)
        count = taken.get(row.key, 0)
        taken[row.key] = count + 1
        if count:
            # A code printed in full twice is a duplicate of the document, not a doubt of the reading.
            sure = bool(row.code) and row.printed_code == row.code
            row = attrs.evolve(row, key=f"{row.key}#{count + 1}", inferred=row.inferred if sure else True)
        rows.append(row)
    return _parents(spec, rows)


def _offsets(spec: TableSpec, raw_rows: Sequence[RawRow]) -> dict[str, int]:
    """Return by lane how much the printed 行次 are ahead of the form's rows, where most rows agree on it."""
    found: dict[str, int] = {}
    for lane in spec.lanes:
        place = {bare(n): i for i, row in enumerate(lane.rows) for n in row.names}
        counts = Counter(
            raw.ordinal - place[bare(raw.label)]
            for raw in raw_rows
            if raw.lane == lane.name and raw.ordinal is not None and bare(raw.label) in place
        )
        if counts:
            offset, agreed = counts.most_common(1)[0]
            if agreed >= _AGREED and 2 * agreed > counts.total():
                found[lane.name] = offset
    return found


class _Resolver:
    """Resolves the rows of one table in order; remembers what came before."""

    def __init__(
        self, spec: TableSpec, specs: Specs, hints: frozenset[str], offsets: Mapping[str, int]
    ) -> None:
        self.spec = spec
        self.offsets = offsets
        self.functional = specs.functional
        self.economic = specs.economic
        self.hints = hints
        self.seen: set[str] = set()
        self.parent = ""
        self.rest = ""
        self.used_fixed: set[str] = set()
        self.last_fixed: dict[str, int] = {}
        self.pools: dict[int, list[str]] = {}

    def resolve(self, raw: RawRow) -> Row:
        lane = self._lane(raw.lane)
        fixed = self._fixed(lane, raw)
        if fixed is not None:
            return Row(
                fixed.key, raw.label.strip() or fixed.name, fixed.name, fixed.code, raw.code, lane.name,
                1 if fixed.code else 0, fixed.parent, fixed.role, raw.ordinal, raw.place,
            )  # fmt: skip
        if lane.kind == "functional":
            return self._coded(lane, raw, self.functional, (3, 5, 7))
        if lane.kind == "economic":
            return self._coded(lane, raw, self.economic, (3, 5))
        if lane.kind == "single":
            return Row("金额", raw.label or "金额", "金额", lane=lane.name, role="total", place=raw.place)
        label = raw.label.strip()
        key = f"{lane.name}.{bare(label)}" if lane.name else bare(label)
        return Row(
            key or "（空行）",
            label,
            bare(label),
            lane=lane.name,
            ordinal=raw.ordinal,
            place=raw.place,
            inferred=True,
        )

    def _lane(self, name: str) -> LaneSpec:
        for lane in self.spec.lanes:
            if lane.name == name:
                return lane
        return self.spec.lanes[0]

    def _fixed(self, lane: LaneSpec, raw: RawRow) -> RowSpec | None:
        """Match by name; of several rows with one name the first free one after the last match, or by 行次."""
        label = raw.label
        plain, short = squash(label), bare(label)
        if raw.code or not plain:
            return None
        found = [
            (i, row) for i, row in enumerate(lane.rows)
            if row.key not in self.used_fixed and any(bare(n) == short or squash(n) == plain for n in row.names)
        ]  # fmt: skip
        if not found and len(short) >= 6:
            found = [
                (i, row) for i, row in enumerate(lane.rows)
                if row.key not in self.used_fixed and any(is_prefix(label, n, 6) for n in row.names)
            ]  # fmt: skip
        if not found:
            found = self._by_ordinal(lane, raw)
        if not found:
            return None
        after = [pair for pair in found if pair[0] > self.last_fixed.get(lane.name, -1)]
        index, row = (after or found)[0]
        self.used_fixed.add(row.key)
        self.last_fixed[lane.name] = index
        return row

    def _by_ordinal(self, lane: LaneSpec, raw: RawRow) -> list[tuple[int, RowSpec]]:
        """Return the row of the form a 行次 means, if the label may be all of its name that a low cell shows."""
        if raw.ordinal is None or lane.name not in self.offsets:
            return []
        index = raw.ordinal - self.offsets[lane.name]
        if not 0 <= index < len(lane.rows) or lane.rows[index].key in self.used_fixed:
            return []
        row, part = lane.rows[index], squash(raw.label)
        return [(index, row)] if any(part in squash(n) for n in row.names) else []

    def _coded(
        self, lane: LaneSpec, raw: RawRow, known: Mapping[str, CodeEntry], lengths: tuple[int, ...]
    ) -> Row:
        printed = "".join(_DIGITS.findall(raw.code))
        label = raw.label.strip()
        code, sure = self._full_code(printed, label, known, lengths, lane)
        if code:
            self.seen.add(code)
            if len(code) < lengths[-1]:
                self.parent = code
        entry = known.get(code)
        label = self._own(label, entry)
        if not code and lengths[-2] < len(printed) < lengths[-1]:
            # Cut short and unknown to the lists: its level and parent are certain all the same.
            key = f"{printed}…{bare(label)}"
            return Row(
                key,
                label,
                label,
                "",
                raw.code,
                lane.name,
                len(lengths),
                ordinal=raw.ordinal,
                place=raw.place,
                inferred=True,
            )
        return Row(
            code or bare(label) or printed or "（空行）",
            label,
            entry.name if entry else label,
            code,
            raw.code,
            lane.name,
            lengths.index(len(code)) + 1 if len(code) in lengths else 0,
            ordinal=raw.ordinal,
            place=raw.place,
            inferred=not sure,
        )

    def _own(self, label: str, entry: CodeEntry | None) -> str:
        """Return a label without the rest of the name above it, where the two are drawn over each other."""
        plain, rest, self.rest = squash(label), self.rest, ""
        if entry is None:
            return label
        name = squash(entry.name)
        part = name[: len(plain) - len(rest)]
        if rest and len(part) >= _PART and not _named(label, entry) and mixed(plain, rest, part):
            label, plain = part, part
        if plain != name and name.startswith(plain):
            self.rest = name.removeprefix(plain)
        return label

    def _full_code(
        self,
        printed: str,
        label: str,
        known: Mapping[str, CodeEntry],
        lengths: tuple[int, ...],
        lane: LaneSpec,
    ) -> tuple[str, bool]:
        """Return the full code and whether it is what is printed."""
        cut = self._cut_short(printed, label, known, lengths)
        if len(printed) in lengths and not cut:
            return printed, True
        candidates = [
            code for code in self._below(printed, known)
            if len(code) in lengths and code not in self.seen
            and (not self.parent or code.startswith(self.parent) or lane.kind == "functional")
        ]  # fmt: skip
        named = [c for c in candidates if c in known and _named(label, known[c])]
        # Among equal names the deepest level under the current parent, then the lowest code.
        named.sort(key=lambda c: (not c.startswith(self.parent), -len(c), c))
        if named:
            return named[0], False
        hinted = [c for c in candidates if c in self.hints and c not in known]
        if len(hinted) == 1:
            return hinted[0], False
        return "", False

    def _below(self, prefix: str, known: Mapping[str, CodeEntry]) -> list[str]:
        """Return the codes longer than a prefix that begin with it, in order: of the lists and of other tables."""
        pool = self.pools.get(id(known))
        if pool is None:
            pool = self.pools[id(known)] = sorted(self.hints.union(known))
        first = bisect_right(pool, prefix)
        return list(takewhile(lambda code: code.startswith(prefix), pool[first:] if prefix else pool))

    def _cut_short(
        self, printed: str, label: str, known: Mapping[str, CodeEntry], lengths: tuple[int, ...]
    ) -> bool:
        """Whether a code of valid length is nevertheless cut: it was there before, or its name is another's."""
        if len(printed) not in lengths or len(printed) == lengths[-1]:
            return False
        entry = known.get(printed)
        own = entry is not None and _named(label, entry)
        deeper = any(
            c not in self.seen and c in known and _named(label, known[c]) for c in self._below(printed, known)
        )
        if printed in self.seen:
            return deeper or not own
        return entry is not None and not own and deeper


def mixed(text: str, one: str, other: str) -> bool:
    """Whether a text is two others with their characters mixed, each in its order.

    >>> mixed("务普查", "务", "普查"), mixed("事普务查", "事务", "普查"), mixed("务查普", "务", "普查")
    (True, True, False)
    """
    if len(text) != len(one) + len(other):
        return False
    reached = {0}
    for at, char in enumerate(text):
        reached = {i + 1 for i in reached if i < len(one) and one[i] == char} | {
            i for i in reached if at - i < len(other) and other[at - i] == char
        }
    return len(one) in reached


def _named(label: str, entry: CodeEntry) -> bool:
    plain, short = squash(label), bare(label)
    for name in (entry.name, *entry.old_names):
        full = bare(name)
        if full == short or squash(name) == plain or (len(short) >= 5 and full.startswith(short)):
            return True
    return False


def _parents(spec: TableSpec, rows: list[Row]) -> list[Row]:
    """Set parents of 科目 rows by code prefix, and of top-level rows to the total row of their lane."""
    keys: dict[str, str] = {}
    for row in rows:
        if row.code:
            keys.setdefault(row.code, row.key)
    totals: dict[str, str] = {}
    kinds = {lane.name: lane.kind for lane in spec.lanes}
    for row in rows:
        if row.role == "total" and kinds.get(row.lane) == "functional":
            totals[row.lane] = row.key
    result = []
    for row in rows:
        parent = row.parent
        if (
            not parent
            and row.role == "item"
            and row.code
            and kinds.get(row.lane) in ("functional", "economic")
        ):
            prefixes = (row.code[:n] for n in range(len(row.code) - 1, 2, -1))
            parent = next((keys[p] for p in prefixes if p in keys), "")
            if not parent:
                parent = totals.get(row.lane, "")
        result.append(attrs.evolve(row, parent=parent) if parent != row.parent else row)
    return result
