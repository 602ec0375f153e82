"""Tables of a text cut cell by cell: rows by their codes and names, figures where the sums of the form put them.

Such a text has the cells of a table one by one, row after row or column after column or both by turns.  Which rows
there are is told by codes and names wherever they stand; which figure stands where is deduced (see
:mod:`gouji.reading.plain.deduce`).  What cannot be deduced is left out, and the table is doubted.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import pairwise, product

import attrs

from gouji.model import Table
from gouji.model.ledger import INFERRED
from gouji.names import squash
from gouji.packs import LaneSpec, Specs, TableSpec
from gouji.reading.assemble import RawCell, RawRow
from gouji.reading.plain.bodies import Placer
from gouji.reading.plain.deduce import Budget, Cell, Form, agreed, deduce
from gouji.reading.plain.heads import narrowed
from gouji.reading.plain.place import hundredths
from gouji.reading.plain.printed_words import Words, amounts_of, drawn_once, followers, named_before
from gouji.reading.plain.scattered_codes import CodedLine, rows_of
from gouji.reading.plain.scattered_forms import cells_known, coded_form, fixed_form, single_form, totals_known
from gouji.reading.plain.tokens import Printed, Token, tokenize, without_repeats
from gouji.value import Value

_NAMED = 0.75
"""Share of the figures with a name before them that stand in its row where the text goes row by row."""


_SOON = 4000
"""Cells tried to read figures in pairs as two of each row."""
_LATE = 4
"""Figures written late that may stand anywhere."""


@attrs.frozen(eq=False, repr=False)
class Scattered(Value):
    """What was deduced of a table.

    Attributes:
        spec: The layout.
        rows: Its rows; cells that could not be deduced are left out.
        sure: Every figure has its one place.
        twice: Every figure is printed twice, one copy behind the other.
    """

    spec: TableSpec
    rows: tuple[RawRow, ...]
    sure: bool
    twice: bool = False


@attrs.frozen(eq=False, repr=False)
class _Text(Value):
    """A table's text.

    Attributes:
        tokens: Words and figures.
        words: The words.
        lines: Lines that may go on with the column of the line above.
        late: Lines below the notes.
        known: Tables read for certain.
        at: Line index → place.
        budget: What searches may cost.
    """

    tokens: Sequence[Token]
    words: Words
    lines: frozenset[int]
    late: frozenset[int]
    known: Mapping[str, Table]
    at: Placer
    budget: Budget


def read_scattered(
    layouts: Sequence[TableSpec],
    lines: Sequence[Printed],
    specs: Specs,
    at: Placer,
    known: Mapping[str, Table],
    budget: Budget,
    late: Sequence[Printed] = (),
) -> Scattered | None:
    """Deduce where the figures of a table stand, ``None`` if its rows or columns do not show.

    Args:
        layouts: Layouts it may have.
        lines: Lines below its title, notes left out.
        specs: For the classification.
        at: Line index → place.
        known: Tables of the document read for certain: what they state of this one counts.
        budget: What searches may cost.
        late: Lines below the notes that may be of the table.
    """
    tokens = tokenize([*without_repeats(lines), *late], numbers=True)
    behind = frozenset(line.index for line in late)
    single = drawn_once(tokens)
    if len(single) == len(tokens):
        return _read_tokens(tokens, layouts, lines, specs, at, known, budget, behind)
    # Figures in pairs are two of each row or one drawn twice: which of them, the sums tell soon.
    soon = Budget(min(_SOON, budget.left))
    found = _read_tokens(tokens, layouts, lines, specs, at, known, soon, behind)
    if found is not None:
        return found
    found = _read_tokens(single, layouts, lines, specs, at, known, budget, behind)
    return attrs.evolve(found, twice=True) if found is not None else None


def _read_tokens(
    tokens: Sequence[Token],
    layouts: Sequence[TableSpec],
    lines: Sequence[Printed],
    specs: Specs,
    at: Placer,
    known: Mapping[str, Table],
    budget: Budget,
    behind: frozenset[int],
) -> Scattered | None:
    text = _Text(tokens, Words(tokens), followers(tokens, lines), behind, known, at, budget)
    fitting = [spec for spec in (narrowed(spec, tokens) for spec in layouts) if _headed(spec, text.words)]
    if not fitting:
        return None
    width = max(len(spec.columns) for spec in fitting)
    found = [_read(spec, text, specs) for spec in fitting if len(spec.columns) == width]
    # Layouts that differ in nothing but the order of their columns must not both do.
    done = [own for own in found if own is not None]
    return done[0] if len(done) == 1 else None


def _headed(spec: TableSpec, words: Words) -> bool:
    """Whether the heads of all columns of a layout are printed."""
    columns = [column for column in spec.columns.values() if not column.optional]
    heads = [[squash(part) for name in c.names for part in (name.split(" ")[-1],)] for c in columns]
    return all(any(map(words.have, own)) for own in heads)


def _read(spec: TableSpec, text: _Text, specs: Specs) -> Scattered | None:
    kinds = {lane.kind for lane in spec.lanes}
    if kinds == {"functional"}:
        return _read_coded(spec, text, specs)
    if kinds == {"fixed"}:
        return _read_fixed(spec, text, specs)
    if kinds == {"single"}:
        return _read_single(spec, text)
    return None


def _read_coded(spec: TableSpec, text: _Text, specs: Specs) -> Scattered | None:
    lane = spec.lanes[0]
    rest, lines = rows_of(text.tokens, text.words, specs)
    if not lines or not text.words.have("合计"):
        return None
    amounts = amounts_of(rest)
    if not amounts:
        return None
    total = CodedLine("", "合计", -1)
    rare = frozenset(c for c, column in enumerate(lane.columns) if column.rare)
    stated, needed = cells_known(spec, text.known, specs)
    stated |= {("", key): value for key, value in totals_known(spec, text.known, specs).items()}
    placed: list[dict[Cell, int]] = []
    last = False
    # Columns that most leave blank are tried only where the others do not do, and disorder only at last.
    for late, blank in product(_late(amounts, text), dict.fromkeys((rare, frozenset[int]()))):
        for n, order in enumerate(([total, *lines], [*lines, total])):
            form = coded_form(lane, blank, [line.code for line in order], stated, needed)
            found = _deduced(amounts, form, text, _anchored(amounts, order, text.tokens), late)
            if found is None:
                return None
            # Where the total stands is no matter of the table: rows are compared by what they are.
            size = len(order)
            placed += [{(c, (r + n) % size): k for (c, r), k in own.items()} for own in found]
            last = last or bool(found and n)
        if placed:
            break
    if not placed:
        return None
    cells, sure = _cells(placed, amounts, text.at)
    rows = [
        _row(lane, cells, [(key, c, r) for c, key in enumerate(_keys(lane))], line, text.at)
        for r, line in enumerate([total, *lines])
    ]
    return Scattered(spec, tuple([*rows[1:], rows[0]] if last else rows), sure)


def _anchored(amounts: Sequence[Token], order: Sequence[CodedLine], tokens: Sequence[Token]) -> list[int]:
    """Return the row below whose code each figure is printed, [] if codes and figures do not go by turns."""
    coded = [line.line for line in order if line.code]
    if any(a >= b for a, b in pairwise(coded)) or coded[0] < 0:
        return []
    if order[0].code:
        ends = [
            t.line for t in tokens if not t.figure and t.line > coded[-1] and squash(t.text).endswith("计")
        ]
        if not ends:
            return []
        coded.append(ends[-1])
        return [bisect_right(coded, token.line) - 1 for token in amounts]
    return [bisect_right(coded, token.line) for token in amounts]


def _deduced(
    amounts: Sequence[Token], form: Form, text: _Text, rows: Sequence[int] = (), late: bool = False
) -> list[dict[Cell, int]] | None:
    """Return the placements of figures: with those of a row below its code if so they all fit, else of all kinds.

    Args:
        amounts: The figures.
        form: What must hold.
        text: The text they stand in.
        rows: Row below whose code each stands, () if the text does not tell.
        late: Those below the notes may stand anywhere.
    """
    figures = [hundredths(token.text) or 0 for token in amounts]
    if rows and min(rows) >= 0 and not late:
        found = deduce(figures, form, text.budget, rows=rows)
        if found:
            return found
    below = [n for n, token in enumerate(amounts) if token.line in text.lines]
    free = [n for n, token in enumerate(amounts) if token.line in text.late] if late else ()
    return deduce(figures, form, text.budget, below=below, free=free)


def _late(amounts: Sequence[Token], text: _Text) -> tuple[bool, ...]:
    """Return whether figures below the notes are taken in their order and, if there are few, out of it."""
    return (False, True) if 0 < sum(token.line in text.late for token in amounts) <= _LATE else (False,)


def _read_fixed(spec: TableSpec, text: _Text, specs: Specs) -> Scattered | None:
    amounts = amounts_of(text.tokens)
    made = fixed_form(spec, text.words, text.known, specs)
    if not amounts or made is None:
        return None
    form, printed = made
    found = next(
        (f for late in _late(amounts, text) if (f := _deduced(amounts, form, text, (), late)) != []), None
    )
    if not found:
        return None
    names = [
        [row.names for row in own]
        for lane, own in zip(spec.lanes, printed, strict=True)
        for _ in lane.columns
    ]
    found = _as_named(found, named_before(text.tokens, amounts), names)
    cells, sure = _cells(found, amounts, text.at)
    rows = []
    column = 0
    for lane, own in zip(spec.lanes, printed, strict=True):
        keys = _keys(lane)
        for r, row in enumerate(own):
            where = [(key, column + c, r) for c, key in enumerate(keys)]
            line = CodedLine("", row.name, -1)
            rows.append(_row(lane, cells, where, line, text.at))
        column += len(keys)
    return Scattered(spec, tuple(rows), sure)


def _as_named(
    found: list[dict[Cell, int]], before: Sequence[str], names: Sequence[Sequence[Sequence[str]]]
) -> list[dict[Cell, int]]:
    """Return the placements that put most figures behind their rows' names, if most figures have a name before them.

    Args:
        found: Placements.
        before: Words before each figure.
        names: Names of each row of each column.
    """
    if len(found) < 2:
        return found
    ends = {
        (number, (c, r))
        for c, rows in enumerate(names)
        for r, own in enumerate(rows)
        for number, words in enumerate(before)
        if words and any(words.endswith(squash(name)) for name in own)
    }
    named = {number for number, _ in ends}
    agree = [sum((number, cell) in ends for cell, number in placement.items()) for placement in found]
    best = max(agree)
    if 2 * len(named) < len(before) or best < _NAMED * len(named):
        return found
    return [placement for placement, count in zip(found, agree, strict=True) if count == best]


def _read_single(spec: TableSpec, text: _Text) -> Scattered | None:
    lane = spec.lanes[0]
    amounts = amounts_of(text.tokens, counted=len(lane.columns))
    if not amounts:
        return None
    found = _deduced(amounts, single_form(lane), text)
    if not found:
        return None
    cells, sure = _cells(found, amounts, text.at)
    where = [(key, c, 0) for c, key in enumerate(_keys(lane))]
    line = CodedLine("", "金额", amounts[0].line)
    return Scattered(spec, (_row(lane, cells, where, line, text.at),), sure)


def _keys(lane: LaneSpec) -> list[str]:
    return [column.key for column in lane.columns]


def _cells(
    placed: Sequence[Mapping[Cell, int]], amounts: Sequence[Token], at: Placer
) -> tuple[dict[Cell, RawCell | None], bool]:
    """Return the cells with a figure, ``None`` for one that cannot be told, and whether all can."""
    sure, unsure = agreed(placed, [token.text for token in amounts])
    cells: dict[Cell, RawCell | None] = dict.fromkeys(unsure)
    for cell, number in sure.items():
        token = amounts[number]
        cells[cell] = RawCell(token.text, at(token.line, token.span), INFERRED)
    return cells, not unsure


def _row(
    lane: LaneSpec,
    cells: Mapping[Cell, RawCell | None],
    where: Sequence[tuple[str, int, int]],
    line: CodedLine,
    at: Placer,
) -> RawRow:
    """Return a row with the cells that are certain: figures and blanks."""
    own = {}
    for key, c, r in where:
        cell = cells.get((c, r), RawCell("", at(line.line), INFERRED))
        if cell is not None:
            own[key] = cell
    place = next((cell.place for cell in own.values() if cell.text), at(line.line))
    return RawRow(lane.name, line.code, line.label, own, None, at(line.line) if line.line >= 0 else place)
