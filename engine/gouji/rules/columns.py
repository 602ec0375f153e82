"""The figures of many ledgers in columns: ledgers whose tables have the same rows and columns share arrays.

Only what a rule's binding can see makes a table's shape: rows, columns, which cells there are, their units, and
whether any figure is printed at all.  What is printed in the cells is data.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, overload

import attrs

from gouji.model import Figure, Kind, Ledger, Quantity, Table
from gouji.model.units import MONEY
from gouji.relations.arrays import LIMIT, Cells
from gouji.value import Shown

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Shape = tuple[object, ...]


def shape_of(table: Table) -> Shape:
    """Return what the binding of rules can see of a table."""
    return (
        table.key,
        table.empty,
        tuple(c.key for c in table.columns),
        tuple((r.key, r.label, r.name, r.code, r.lane, r.level, r.parent, r.role) for r in table.rows),
        tuple((place, f.quantity.unit, f.population) for place, f in table.cells.items()),
    )


@attrs.frozen(slots=False, eq=False, repr=False)
class Block(Shown):
    """All tables of one shape.

    Attributes:
        table: The first of them.
        members: Number of the ledger each column of the arrays comes from.
        cells: Their figures; rows are the table's cells in order.
        odd: Where a figure has no closed whole interval that fits (unreadable, a rate, too large): shape as cells.
        printed: Where anything is printed.
        shape: Their shape.
    """

    table: Table
    members: NDArray[np.int64]
    cells: Cells
    odd: NDArray[np.bool_]
    printed: NDArray[np.bool_]
    shape: Shape

    @cached_property
    def row_of(self) -> dict[tuple[str, str], int]:
        """Row of the arrays by (row key, column key)."""
        return {place: i for i, place in enumerate(self.table.cells)}

    @cached_property
    def sizes(self) -> list[int]:
        """Bound on the absolute value of each cell and of its interval's ends, over all ledgers."""
        size = (
            abs(self.cells.values).max(axis=1) + self.cells.below.max(axis=1) + self.cells.above.max(axis=1)
        )
        return [int(s) for s in size]

    @cached_property
    def any_odd(self) -> list[bool]:
        """Whether any ledger has an odd figure in each cell."""
        return np_list(self.odd.any(axis=1))

    @cached_property
    def any_blank(self) -> list[bool]:
        """Whether any ledger has nothing printed in each cell."""
        return np_list((~self.printed).any(axis=1))

    @cached_property
    def column_of(self) -> dict[int, int]:
        """Column of the arrays by ledger."""
        return {int(m): i for i, m in enumerate(self.members)}


class _Building:
    def __init__(self, table: Table, shape: Shape) -> None:
        self.table = table
        self.shape = shape
        self.members = array("q")
        self.numbers = array("q")
        self.marks = bytearray()

    def add(self, ledger: int, table: Table) -> None:
        self.members.append(ledger)
        put, mark = self.numbers.append, self.marks.append
        for figure in table.cells.values():
            quantity = figure.quantity
            reach = quantity.closed
            printed = 2 if quantity.printed else 0
            if not reach or max(map(abs, reach)) >= LIMIT:
                put(0), put(0), put(0)
                mark(1 + printed)
                continue
            value, low, high = reach
            put(value), put(value - low), put(high - value)
            mark(printed)

    def block(self, np: Any) -> Block:
        count, width = len(self.members), len(self.table.cells)
        numbers = np.frombuffer(self.numbers, np.int64) if self.numbers else np.zeros(0, np.int64)
        numbers = numbers.reshape(count, width, 3)
        marks = np.frombuffer(bytes(self.marks), np.uint8).reshape(count, width).T
        values, below, above = (np.ascontiguousarray(numbers[:, :, i].T) for i in range(3))
        return Block(
            self.table,
            np.array(self.members, np.int64),
            Cells(values, below, above),
            np.ascontiguousarray(marks & 1).astype(bool),
            np.ascontiguousarray(marks & 2).astype(bool),
            self.shape,
        )


def np_list(row: Any) -> list[bool]:
    """Return a row of truth values as plain ones."""
    return [bool(b) for b in row]


@attrs.frozen(eq=False, repr=False)
class Columns(Shown):
    """Ledgers in columns.

    Attributes:
        ledgers: The ledgers themselves; asked again only for what columns cannot say.
        blocks: Every shape of every table.
        shapes: For each ledger, block number by table key.
        facts: For each ledger, the year and kind it states.
    """

    ledgers: Sequence[Ledger]
    blocks: tuple[Block, ...]
    shapes: tuple[Mapping[str, int], ...]
    facts: tuple[tuple[int | None, str], ...]

    @classmethod
    def of(cls, ledgers: Sequence[Ledger]) -> Columns:
        """Put ledgers in columns; each is asked for once and let go, so they may be read as they are needed.

        Raises:
            ImportError: Without numpy (``pip install 'gouji[batch]'``).
        """
        import numpy as np

        if isinstance(ledgers, Series):
            return ledgers.columns(np)
        numbers: dict[Shape, int] = {}
        building: list[_Building] = []
        shapes: list[Mapping[str, int]] = []
        facts = []
        for i, ledger in enumerate(ledgers):
            own = {}
            for key, table in ledger.tables.items():
                shape = shape_of(table)
                number = numbers.setdefault(shape, len(building))
                if number == len(building):
                    building.append(_Building(table, shape))
                building[number].add(i, table)
                own[key] = number
            shapes.append(own)
            facts.append((ledger.facts_of.year, ledger.facts_of.kind))
        return cls(ledgers, tuple(b.block(np) for b in building), tuple(shapes), tuple(facts))


class Series(Sequence[Ledger]):
    """Ledgers of one form whose figures stand in arrays, as they come from a database.

    Every figure counts as printed, in the unit and with the decimals of the template's; nothing else differs
    from the template.  A ledger is made when it is asked for.

    Args:
        template: The ledger that says which tables, rows and columns there are.
        ticks: Figures by table key, whole ticks (money: 分), int64, shape (cells in the table's order, ledgers).

    Raises:
        ValueError: If a shape does not fit, or a table's figures are no money, or are printed so that they have no
            closed whole interval.
    """

    def __init__(self, template: Ledger, ticks: Mapping[str, Any]) -> None:
        self.template = template
        self.ticks = ticks
        self.size: int
        counts = {int(array.shape[1]) for array in ticks.values()}
        if len(counts) != 1:
            raise ValueError(f"各表的账本个数不同：{sorted(counts)}")
        [self.size] = counts
        for key, values in ticks.items():
            if key not in template.tables:
                raise ValueError(f"样本账本里没有{key}")
            cells = template.tables[key].cells
            if values.shape[0] != len(cells) or values.dtype.kind != "i":
                raise ValueError(f"{key}应有 {len(cells)} 行整数，得到 {values.shape[0]} 行 {values.dtype}")
            for figure, row in zip(cells.values(), values, strict=True):
                if (row % _steps(figure)).any():
                    raise ValueError(f"{figure.label or figure.id}有印不出来的金额：末位之下还有零头")

    def __len__(self) -> int:
        return self.size

    @overload
    def __getitem__(self, at: int) -> Ledger: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Ledger]: ...

    def __getitem__(self, at: int | slice) -> Ledger | Sequence[Ledger]:
        """Return a ledger, made of the template and its column of figures."""
        if isinstance(at, slice):
            return [self[i] for i in range(*at.indices(self.size))]
        if not -self.size <= at < self.size:
            raise IndexError(at)
        tables = dict(self.template.tables)
        for key, values in self.ticks.items():
            table = tables[key]
            cells = {
                place: attrs.evolve(figure, quantity=_printed(figure, int(ticks)))
                for (place, figure), ticks in zip(table.cells.items(), values[:, at], strict=True)
            }
            tables[key] = attrs.evolve(table, cells=cells, empty=not cells)
        return attrs.evolve(self.template, tables=tables)

    def __iter__(self) -> Iterator[Ledger]:
        return (self[i] for i in range(self.size))

    def columns(self, np: Any) -> Columns:
        """Return the columns, without making any ledger."""
        everyone = np.arange(self.size, dtype=np.int64)
        blocks: list[Block] = []
        own: dict[str, int] = {}
        first = self[0] if self.size else self.template
        for key, table in first.tables.items():
            own[key] = len(blocks)
            full, shape = (len(table.cells), self.size), shape_of(table)
            if key in self.ticks:
                values = np.ascontiguousarray(self.ticks[key].astype(np.int64))
                odd = np.abs(values) >= LIMIT // 2
                steps = np.array([_steps(f) for f in table.cells.values()], np.int64).reshape(-1, 1)
                half, less = steps // 2, np.maximum(steps // 2 - 1, 0)
                cells = Cells(values, np.where(values >= 0, half, less), np.where(values >= 0, less, half))
                blocks.append(Block(table, everyone, cells, odd, np.ones(full, bool), shape))
                continue
            building = _Building(table, shape)
            building.add(0, table)
            one = building.block(np)
            wide = Cells(*(np.repeat(a, self.size, 1) for a in attrs.astuple(one.cells, recurse=False)))
            odd, printed = np.repeat(one.odd, self.size, 1), np.repeat(one.printed, self.size, 1)
            blocks.append(Block(table, everyone, wide, odd, printed, shape))
        facts = (first.facts_of.year, first.facts_of.kind)
        return Columns(self, tuple(blocks), (own,) * self.size, (facts,) * self.size)


def _steps(figure: Figure) -> int:
    """Return the ticks of one unit of a figure's last digit: one or even, else its interval is not whole."""
    quantity = figure.quantity
    if quantity.unit.dimension != MONEY:
        raise ValueError(f"{figure.label or figure.id}不是金额")
    quantum = attrs.evolve(quantity, kind=Kind.NUMBER).quantum
    steps = quantum.numerator
    if quantum.denominator != 1 or (steps != 1 and steps % 2):
        raise ValueError(f"{figure.label or figure.id}的末位不是整数分")
    return steps


def _printed(figure: Figure, ticks: int) -> Quantity:
    quantity = attrs.evolve(figure.quantity, kind=Kind.NUMBER)
    unit, decimals = quantity.unit, max(quantity.decimals, quantity.unit.rule_decimals)
    text = quantity.format(ticks)
    value = Decimal(text)
    return Quantity(text, value, unit, decimals, Kind.NUMBER)
