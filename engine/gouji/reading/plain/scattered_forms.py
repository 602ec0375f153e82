"""What a form demands of its cells, its own sums and what other tables state, for deducing where figures stand."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from gouji.model import Kind, Table
from gouji.names import squash
from gouji.packs import LaneSpec, RowSpec, Specs, TableSpec
from gouji.reading.plain.deduce import Cell, CellSum, Form
from gouji.reading.plain.printed_words import Words

_ALL, _GRANTED, _BULK = "全部资金", "财政拨款", "一般公共预算"
_SPENT = ("本年支出合计", "小计", "合计")
_RECEIVED = "本年收入"
_CARRIED = ("年初.合计", "年初结转和结余")


def coded_form(
    lane: LaneSpec,
    blank: frozenset[int],
    codes: Sequence[str],
    stated: Mapping[tuple[str, str], int | None],
    needed: Collection[tuple[str, str]],
) -> Form:
    """Return what a 科目 table with these rows demands.

    Args:
        lane: Its lane.
        blank: Columns taken to be blank.
        codes: Codes of the rows in order, "" for the total.
        stated: Code and column key → what another table states for a cell, in hundredths.
        needed: Code and column key of cells that are not blank.
    """
    width = len(lane.columns)
    across = _across(lane)
    sums = [
        CellSum((target, r), tuple((sign, (c, r)) for sign, c in parts))
        for r in range(len(codes))
        for target, parts in across
    ]
    for r, below in _children(codes).items():
        sums += [CellSum((c, r), tuple((1, (c, b)) for b in below)) for c in range(width)]
    firsts = {target for target, parts in across if target == 0 and all(sign > 0 for sign, _ in parts)}
    where = {
        (code, column.key): (c, r) for r, code in enumerate(codes) for c, column in enumerate(lane.columns)
    }
    known = {where[cell]: value for cell, value in stated.items() if cell in where}
    filled = frozenset(where[cell] for cell in needed if cell in where)
    group = tuple(range(width))
    return Form((len(codes),) * width, tuple(sums), (group,), frozenset(firsts), blank, known, filled)


def single_form(lane: LaneSpec) -> Form:
    """Return what a table of one row of figures demands."""
    width = len(lane.columns)
    sums = [
        CellSum((target, 0), tuple((sign, (c, 0)) for sign, c in parts)) for target, parts in _across(lane)
    ]
    return Form((1,) * width, tuple(sums), (tuple(range(width)),))


def fixed_form(
    spec: TableSpec, words: Words, known: Mapping[str, Table], specs: Specs
) -> tuple[Form, list[list[RowSpec]]] | None:
    """Return what a form with fixed rows demands, and the rows of each lane that are printed.

    Args:
        spec: The form.
        words: What is printed.
        known: Tables read for certain: they state what the classes of expenditure and the incomes are.
        specs: For the specs of those tables.
    """
    printed = [
        [row for row in lane.rows if any(words.have(squash(name)) for name in row.names)]
        for lane in spec.lanes
    ]
    if not all(any(row.role != "item" for row in rows) for rows in printed):
        return None
    sums: list[CellSum] = []
    blank: set[int] = set()
    told: set[int] = set()
    stated: dict[Cell, int | None] = {}
    needed: set[Cell] = set()
    groups: list[tuple[int, ...]] = []
    lengths: list[int] = []
    for lane, rows in zip(spec.lanes, printed, strict=True):
        first = len(lengths)
        index = {row.key: r for r, row in enumerate(rows)}
        lengths += [len(rows)] * len(lane.columns)
        groups.append(tuple(range(first, len(lengths))))
        sums += [
            CellSum((first + target, r), tuple((sign, (first + c, r)) for sign, c in parts))
            for r in range(len(rows))
            for target, parts in _across(lane)
        ]
        items = [(1, r) for r, row in enumerate(rows) if row.role == "item"]
        for total in lane.column_sums:
            if total.target not in index:
                continue
            parts = [
                pair
                for sign, name in total.terms
                for pair in (items if name == "@items" else [(sign, index[name])] if name in index else [])
            ]
            for c in groups[-1]:
                sums.append(CellSum((c, index[total.target]), tuple((sign, (c, r)) for sign, r in parts)))
        for c, column in zip(groups[-1], lane.columns, strict=True):
            if column.population and _nothing(column.population, known, specs):
                blank.add(c)
        for r, row in enumerate(rows):
            for c, column in zip(groups[-1], lane.columns, strict=True):
                cell = (c, r)
                if row.role == "item" and lane.name == "收入" and _something(row.population, known, specs):
                    needed.add(cell)
                values = list(_stated(spec, row, column.population, lane.name, known, specs))
                # Tables that do not agree state nothing: which of them is wrong is not for the reader to say.
                if values and all(abs((v or 0) - (values[0] or 0)) <= 1 for v in values):
                    stated[cell] = values[0]
                    if row.code:
                        told.add(c)
                    if values[0]:
                        needed.add(cell)
    _spread(sums, stated, blank)
    if not all(
        told.union(blank).issuperset(_parts(group, lane))
        for group, lane in zip(groups, spec.lanes, strict=True)
    ):
        return None  # which classes have figures would be a guess
    form = Form(
        tuple(lengths), tuple(sums), tuple(groups), frozenset(), frozenset(blank), stated, frozenset(needed)
    )
    return form, printed


def _parts(group: Sequence[int], lane: LaneSpec) -> set[int]:
    """Return the columns of a lane of expenditure that are no sums of others."""
    sums = {total.target for total in lane.row_sums}
    classes = any(row.code for row in lane.rows)
    return {c for c, x in zip(group, lane.columns, strict=True) if classes and x.key not in sums}


def _spread(sums: Sequence[CellSum], stated: dict[Cell, int | None], blank: Collection[int]) -> None:
    """Add what totals across a row must be where all their parts are stated and at most one of them is a figure."""
    for total in sums:
        (column, row), parts = total.target, [cell for _, cell in total.parts]
        across = all(r == row for _, r in parts)
        if not across or total.target in stated or any(sign < 0 for sign, _ in total.parts):
            continue
        values = [None if c in blank else stated.get((c, r), _UNKNOWN) for c, r in parts]
        figures = [value for value in values if value]
        if len(figures) < 2 and not any(value is _UNKNOWN for value in values):
            stated[column, row] = figures[0] if figures else None


def _of(population: str, known: Mapping[str, Table], specs: Specs) -> list[Table]:
    """Return the 科目 tables of some money."""
    return [
        table
        for key, table in known.items()
        if any(
            x.population == population and x.lanes[0].kind == "functional" for x in specs.tables.get(key, ())
        )
    ]


def _nothing(population: str, known: Mapping[str, Table], specs: Specs) -> bool:
    """Whether a department has nothing of some money: its own table is blank altogether."""
    own = _of(population, known, specs)
    return bool(own) and all(table.empty for table in own)


def _something(population: str, known: Mapping[str, Table], specs: Specs) -> bool:
    """Whether a department lives on some money: the bulk of it is 一般公共预算."""
    return population == _BULK and any(not table.empty for table in _of(population, known, specs))


def totals_known(spec: TableSpec, known: Mapping[str, Table], specs: Specs) -> dict[str, int | None]:
    """Return column key → what the tables of all incomes state for the total, in hundredths.

    The rows of that of all money are named as the columns of the table of incomes by 科目; that of 财政拨款 states
    its one column of 财政拨款.
    """
    found: dict[str, int | None] = {}
    for key, table in known.items():
        layouts = specs.tables.get(key, ())
        if not layouts or layouts[0].lanes[0].kind != "fixed" or not table.columns:
            continue
        own = [row for row in table.rows if row.lane == "收入"]
        rows = {squash(row.name): row.key for row in own if row.role == "item"}
        whole = [row.key for row in own if row.role == "subtotal"]
        for column in spec.columns.values():
            row = rows.get(squash(column.key)) if layouts[0].population == spec.population else None
            if layouts[0].population == column.population and len(whole) == 1 and spec.key == "公开02表":
                row = whole[0]
            if row is None:
                continue
            value = _value(table, row, table.columns[0].key)
            if value is not _UNKNOWN:
                found.setdefault(column.key, value)
    return found


def cells_known(
    spec: TableSpec, known: Mapping[str, Table], specs: Specs
) -> tuple[dict[tuple[str, str], int | None], set[tuple[str, str]]]:
    """Return what 科目 tables of more or less money say of the cells of another: blank, and not blank.

    A part of nothing is nothing, and what has a part is something; "" stands for the total.
    """
    stated: dict[tuple[str, str], int | None] = {}
    needed: set[tuple[str, str]] = set()
    for key, table in known.items():
        layouts = specs.tables.get(key, ())
        if (
            not layouts
            or layouts[0].lanes[0].kind != "functional"
            or layouts[0].population == spec.population
        ):
            continue
        wider, narrower = layouts[0].population == _ALL, spec.population == _ALL
        shared = [column.key for column in table.columns if column.key in spec.columns]
        for row in table.rows:
            if not row.code and row.role != "total":
                continue
            for column in shared:
                value = _value(table, row.key, column)
                if value is None and wider:
                    stated[row.code, column] = None
                elif value and value is not _UNKNOWN and narrower:
                    needed.add((row.code, column))
    return stated, needed


class _Unknown(int):
    """A value that is not known."""


_UNKNOWN = _Unknown(-1)


def _value(table: Table, row: str, column: str) -> int | None:
    """Return a figure in hundredths, ``None`` for a blank."""
    figure = table.figure(row, column)
    if figure is None or figure.quantity.kind is Kind.BLANK:
        return None
    value = figure.quantity.value
    return _UNKNOWN if value is None else int(value * 100)


def _stated(
    spec: TableSpec, row: RowSpec, population: str, lane: str, known: Mapping[str, Table], specs: Specs
) -> Iterator[int | None]:
    """Yield what other tables state for a cell."""
    own = population or row.population or spec.population
    for key, table in known.items():
        layouts = specs.tables.get(key, ())
        if key == spec.key or not layouts:
            continue
        kind = layouts[0].lanes[0].kind
        if kind == "functional" and layouts[0].population == own:
            column = _column_for(row, lane, table)
            if column and (value := _value(table, row.code or "合计", column)) is not _UNKNOWN:
                yield value
            elif table.empty and own != spec.population and row.role in ("item", "part"):
                yield None  # a table of this money that is blank altogether
        elif kind == "functional" and lane == "收入" and row.role == "item":
            names = {squash(name) for name in row.names}
            named = [c.key for c in table.columns if squash(c.key) in names]
            if named and layouts[0].population == spec.population:
                value = _value(table, "合计", named[0])
                if value is not _UNKNOWN:
                    yield value
        elif kind == "fixed" and lane == "收入" and row.role == "item" and row.population:
            spec_rows = {r.key: r for r in layouts[0].rows.values()}
            alike = [
                r.key for r in table.rows
                if r.lane == lane and r.key in spec_rows and spec_rows[r.key].role == "item"
                and spec_rows[r.key].population == row.population
            ]  # fmt: skip
            if len(alike) == 1 and table.columns:
                value = _value(table, alike[0], table.columns[0].key)
                if value is not _UNKNOWN:
                    yield value


def _column_for(row: RowSpec, lane: str, table: Table) -> str:
    """Return the column of a 科目 table in which what a row of a form states is stated too, "" if in none."""
    keys = [column.key for column in table.columns]
    if lane == "支出" and row.code:
        return next((key for key in _SPENT if key in keys), "")
    if lane == "收入" and row.population and row.role == "item":
        return _RECEIVED if _RECEIVED in keys else ""
    if lane == "收入" and row.population and row.role == "part":
        return next((key for key in _CARRIED if key in keys), "")
    return ""


def _across(lane: LaneSpec) -> list[tuple[int, list[tuple[int, int]]]]:
    """Return the sums across the columns of a lane, by their positions."""
    column_at = {column.key: c for c, column in enumerate(lane.columns)}
    return [
        (column_at[s.target], [(sign, column_at[name]) for sign, name in s.terms])
        for s in lane.row_sums
        if s.target in column_at and all(name in column_at for _, name in s.terms)
    ]


def _children(codes: Sequence[str]) -> dict[int, list[int]]:
    """Return row → rows below it: the nearest code that a code begins with, else the total."""
    index = {code: r for r, code in enumerate(codes)}
    below: dict[int, list[int]] = {}
    for r, code in enumerate(codes):
        if not code:
            continue
        above = next((code[:n] for n in range(len(code) - 1, 2, -1) if code[:n] in index), "")
        below.setdefault(index[above], []).append(r)
    return below
