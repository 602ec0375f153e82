"""Cells of a ledger, by table, row and column: unknown with a reason where form or document lack them."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from gouji.grammar.tree import Node
from gouji.i18n import tr
from gouji.model import Ledger, Row, Table
from gouji.names import bare
from gouji.rules.scope import Scope, TableScope, row_of_code
from gouji.rules.values import Amount, RowSet, of_figure, unknown
from gouji.value import Value


class UnknownName(LookupError):
    """A name that no spec, definition or document knows.

    Attributes:
        name: The name.
        table: Table it was looked for in, "" for all.
    """

    def __init__(self, name: str, table: str = "") -> None:
        said = (
            tr("{table}里没有“{name}”", table=table, name=name)
            if table
            else tr("未知名称“{name}”", name=name)
        )
        super().__init__(said)
        self.name = name
        self.table = table
        self.node: Node | None = None

    functions = False
    """Whether it was looked for among the functions."""

    def at(self, node: Node) -> UnknownName:
        """Note the innermost expression the name stands in."""
        self.node = self.node or node
        return self


class UnknownFunction(UnknownName):
    """A function that neither the language nor a plugin has."""

    functions = True

    def __init__(self, name: str) -> None:
        LookupError.__init__(self, tr("没有函数“{name}”", name=name))
        self.name, self.table, self.node = name, "", None


@attrs.frozen(slots=False, eq=False, repr=False)
class Context(Value):
    """Where an expression is evaluated.

    Attributes:
        scope: Names.
        ledger: The document.
        others: Other documents of the department.
        section: Table of the section, ``None`` between tables.
        lane: Lane of the section, "" for all.
        row: Current row of 每行 or 每个科目.
        code_table: Table whose codes are gone through.
        column: Current column of 每列.
        missing_as: Policy for rows that a table lacks.
    """

    scope: Scope
    ledger: Ledger
    others: Mapping[str, Ledger]
    section: TableScope | None = None
    lane: str = ""
    row: Row | None = None
    code_table: str = ""
    column: str = ""
    missing_as: str = "视为未知"

    def at(
        self,
        section: TableScope | None,
        lane: str,
        row: Row | None = None,
        code_table: str = "",
        column: str = "",
    ) -> Context:
        """Return the same surroundings at another place."""
        return Context(
            self.scope, self.ledger, self.others, section, lane, row, code_table, column, self.missing_as
        )


def read(scope: TableScope, context: Context) -> Table | None:
    """Return the ledger's table, ``None`` if it was not read."""
    return context.ledger.tables.get(scope.key)


def fixed(scope: TableScope, keys: tuple[str, ...], context: Context) -> Row | None:
    """Return the first of the fixed rows that the document's table has."""
    table = read(scope, context)
    if table is None:
        return None
    return next((table.row_by_key[k] for k in keys if k in table.row_by_key), None)


def total(scope: TableScope, context: Context) -> Row | None:
    """Return the total row."""
    table = read(scope, context)
    if table is None:
        return None
    return next((r for r in table.rows if r.role == "total"), None)


def items(scope: TableScope, lane: str, context: Context) -> RowSet:
    """Return the cells of a lane's item rows, all that are part of its total."""
    table = read(scope, context)
    if table is None:
        return RowSet((), (f"没有读到{scope.key}",))
    members: list[Amount] = []
    summed = False
    for row in table.rows:
        if lane and row.lane != lane:
            continue
        known = row.key in scope.fixed_keys
        if row.role == "item" and known:
            members.append(cell(scope, row, context.column, context))
        elif members and known:
            summed = True  # 本年收入合计: what stands below it is none of its parts
        elif row.inferred and not known and not summed and not bare(row.label).startswith("其中"):
            amount = table.figure(row.key, context.column or _default_column(scope, table, row))
            if amount is not None and amount.quantity.value != 0:
                # A name that was not read, or a row no form has: what it adds to the sum is not known.
                return RowSet((), (f"{scope.key}有表式没有的行“{row.label}”",))
    return RowSet(tuple(members))


def cell(
    scope: TableScope, row: Row | None, column: str, context: Context, wanted: tuple[str, ...] = ()
) -> Amount:
    """Return the amount of a cell; unknown with a reason if the form or the document lacks it.

    Args:
        scope: The table.
        row: Its row, ``None`` if the document's table has none.
        column: Column key, "" for the row's own single (or first) column.
        context: Where the expression stands.
        wanted: Keys the row was looked for by, for the message.
    """
    table = read(scope, context)
    if table is None:
        return unknown(f"没有读到{scope.key}")
    name = wanted[0] if wanted else ""
    if row is None:
        zero = context.missing_as == "视为零" or all(scope.optional_row(k) for k in wanted if k)
        return _lacking(scope, table, f"“{name}”行", zero)
    key = column or _default_column(scope, table, row)
    figure = table.figure(row.key, key) if key else None
    if figure is None:
        # 缺失 视为零 is of what the table does not have, not of a cell that the reading lost.
        if scope.without_column(key, frozenset(c.key for c in table.columns)):
            return Amount(dimension="money", absent=True)
        named = row.label if row.label.startswith(row.code) else f"{row.code} {row.label}"
        return unknown(f"{scope.key}“{named}”行没有“{key}”栏")
    return of_figure(figure)


def _lacking(scope: TableScope, table: Table, what: str, zero: bool) -> Amount:
    """Return what stands for a row that a table does not have.

    Args:
        scope: The table's form.
        table: The table.
        what: The row, for the message.
        zero: A row that is not there counts as zero (缺失 视为零, or one that a form may leave out); not in a table that lost
            figures in reading, which may have lost the whole row.
    """
    if zero and not table.doubt:
        return Amount(dimension="money", absent=True)
    doubt = f"，{scope.key}的读数可疑（{table.doubt}）" if zero else ""
    return unknown(f"{scope.key}没有{what}{doubt}")


def _default_column(scope: TableScope, table: Table, row: Row) -> str:
    lane = scope.lanes.get(row.lane)
    if lane is None and scope.lanes:
        lane = next(iter(scope.lanes.values()))
    keys = [c.key for c in lane.columns] if lane else []
    known = (*keys, *(c.key for c in table.columns))
    # Of a row without any cell the form's own column is what the reading lost.
    return next((k for k in known if (row.key, k) in table.cells), known[0] if known else "")


def by_code(scope: TableScope, code: str, column: str, context: Context) -> Amount:
    """Return the amount of a 科目 row."""
    table = read(scope, context)
    if table is None:
        return unknown(f"没有读到{scope.key}")
    row = row_of_code(table, code)
    if row is None:
        return _lacking(scope, table, f"科目 {code}", context.missing_as == "视为零")
    return cell(scope, row, column, context)


def selected(scope: TableScope, filters: tuple[str, ...], column: str, context: Context) -> RowSet:
    """Return the cells of the 科目 rows that pass all filters."""
    table = read(scope, context)
    if table is None:
        return RowSet((), (f"没有读到{scope.key}",))
    chosen = [r for r in table.rows if r.level and passes(table, r, filters)]
    return RowSet(tuple(cell(scope, r, column, context) for r in chosen))


def like(scope: TableScope, pattern: str, column: str, context: Context) -> RowSet:
    """Return the cells of the rows whose code (``“201*”``) or name (``“*运行”``) has a shape; deepest codes only."""
    table = read(scope, context)
    if table is None:
        return RowSet((), (f"没有读到{scope.key}",))
    found = [
        r for r in table.rows if r.role != "total" and (matches(pattern, r.code) or matches(pattern, r.name))
    ]
    keys = {r.key for r in found}
    # A row and the rows below it would be counted twice.
    deepest = [r for r in found if not any(c.key in keys for c in table.children.get(r.key, ()))]
    return RowSet(tuple(cell(scope, r, column, context) for r in deepest))


def matches(pattern: str, text: str) -> bool:
    """Whether a text has a shape: ``*`` stands for anything, everything else for itself."""
    pieces = pattern[:MAX_PATTERN].split("*")
    if len(pieces) == 1:
        return text == pattern
    if not text.startswith(pieces[0]) or len(text) < sum(map(len, pieces)):
        return False
    at = len(pieces[0])
    for piece in pieces[1:-1]:
        at = text.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return text.endswith(pieces[-1]) and len(text) - len(pieces[-1]) >= at


MAX_PATTERN = 200
LEVELS = {"类级": 1, "款级": 2, "项级": 3}


def passes(table: Table, row: Row, filters: tuple[str, ...]) -> bool:
    """Whether a 科目 row is what 有下级, 末级, 类级, 款级 and 项级 ask for."""
    below = bool(table.children.get(row.key))
    if "有下级" in filters and not below:
        return False
    if "末级" in filters and (below or row.role == "total"):
        return False
    wanted = [LEVELS[f] for f in filters if f in LEVELS]
    return not wanted or row.level in wanted


def has_row(scope: TableScope, context: Context) -> bool:
    """Whether another table has a row for the current 科目 or row, whatever is printed in it."""
    return _row_there(scope, context) is not None


def unsure_rows(scope: TableScope, context: Context) -> str:
    """Return why a row that is not in a table may be in it all the same: it was not read, or not wholly; "" if not."""
    table = read(scope, context)
    if table is None:
        return f"没有读到{scope.key}"
    return f"{scope.key}的读数可疑（{table.doubt}）" if table.doubt else ""


def _row_there(scope: TableScope, context: Context) -> Row | None:
    """Return the row of another table that is the current 科目 or row: by code, else by name."""
    row, table = context.row, read(scope, context)
    if row is None:
        raise UnknownName("科目", scope.key)
    if table is None:
        return None
    if row.role == "total":
        return total(scope, context)
    by = next((r for r in table.rows if r.code == row.code), None) if row.code else None
    if by is not None:
        return by
    same = [r for r in table.rows if bare(r.name) == bare(row.name) and r.level == row.level]
    return same[0] if len(same) == 1 else None


def same_row(scope: TableScope, column: str, context: Context) -> Amount:
    """Return the cell of the current 科目 or row in another table: by code, else by name."""
    row = context.row
    if row is None:
        raise UnknownName("科目", scope.key)
    table = read(scope, context)
    if table is None:
        return unknown(f"没有读到{scope.key}")
    there = _row_there(scope, context)
    if there is not None or row.role == "total":
        return cell(scope, there, column, context, ("合计",) if row.role == "total" else ())
    return _lacking(scope, table, f"科目“{row.code or row.label} {row.name}”", context.missing_as == "视为零")
