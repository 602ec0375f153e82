"""From a path in a rule to the figures of a ledger, by the context the path stands in."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from gouji.grammar.tree import Index, Node, Number, Path, Text
from gouji.model import Figure, Ledger, Row, Table
from gouji.reading.names import bare, squash
from gouji.rules.scope import DOCUMENT_NAMES, ITEMS, OTHERS, Scope, TableScope, row_of_code
from gouji.rules.values import Amount, RowSet, Words, of_figure, of_literal, unknown


class UnknownName(LookupError):
    """A name that no spec, definition or document knows.

    Attributes:
        name: The name.
        table: Table it was looked for in, "" for all.
    """

    def __init__(self, name: str, table: str = "") -> None:
        where = f"{table}里没有" if table else "未知名称"
        super().__init__(f"{where}“{name}”")
        self.name = name
        self.table = table


@attrs.frozen(slots=False)
class Context:
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
        variables: Names bound by 每个 X 属于 and parameters.
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
    variables: Mapping[str, Amount | Words] = attrs.field(factory=dict)
    missing_as: str = "视为未知"


def lookup(path: Path, context: Context) -> Amount | Words | RowSet:
    """Return what a path means here.

    Raises:
        UnknownName: If it means nothing in any spec.
    """
    names = path.names
    first = names[0]
    if len(names) == 1 and first in context.variables:
        return context.variables[first]
    if first in OTHERS and len(names) > 1:
        other = context.others.get(first)
        if other is None:
            return Amount(inapplicable=f"没有给出{first}的文件")
        return lookup(attrs.evolve(path, names=names[1:]), attrs.evolve(context, ledger=other))
    if len(names) == 1 and first in DOCUMENT_NAMES:
        return _document(first, context)
    table = context.scope.table(first)
    if table is not None and len(names) > 1:
        return _in_table(
            table,
            names[1:],
            attrs.evolve(context, section=table, lane="") if table is not context.section else context,
        )
    if context.section is not None:
        return _in_table(context.section, names, context)
    found = _fact(names, context)
    if found is not None:
        return found
    raise UnknownName(".".join(names))


def _document(name: str, context: Context) -> Amount | Words:
    facts = context.ledger.facts_of
    if name == "年度":
        return of_literal(str(facts.year), "") if facts.year is not None else unknown("文件的年度未识别")
    text = {"文种": facts.kind, "部门名称": facts.department, "地区": facts.jurisdiction}[name]
    return Words(text, () if text else (f"文件的{name}未识别",))


def _fact(names: tuple[str, ...], context: Context) -> Amount | None:
    """Look a narrative fact up: ``说明.主体.度量`` or ``主体.度量``."""
    parts = names[1:] if names[0] == "说明" else names
    if len(parts) != 2:
        return None
    subject, measure = (squash(p) for p in parts)
    found = [
        f for f in context.ledger.facts
        if f.figure is not None and bare(f.subject) == bare(subject) and squash(f.measure.value) == measure
    ]  # fmt: skip
    if not found:
        return Amount(inapplicable=f"情况说明里没有“{'.'.join(parts)}”")
    figure = found[0].figure
    assert figure is not None
    return of_figure(figure)


def _in_table(scope: TableScope, names: tuple[str, ...], context: Context) -> Amount | RowSet:
    joined = ".".join(names)
    lane = f"{context.lane}." if context.lane else ""
    if names[-1] in ITEMS:
        return _items(scope, names[0] if len(names) > 1 else context.lane, context)
    column = scope.column_key(joined)
    rows = scope.row_keys(lane + joined) or scope.row_keys(joined)
    row_bound = context.row is not None and _bound_here(scope, context)
    if column and row_bound:
        return cell(scope, context.row, column, context)
    if rows and context.column:
        return cell(scope, _fixed(scope, rows, context), context.column, context, rows)
    if rows:
        return cell(scope, _fixed(scope, rows, context), "", context, rows)
    if column:
        return cell(scope, _total(scope, context), column, context, ("合计",))
    if len(names) > 1:
        for cut in range(1, len(names)):
            head, tail = ".".join(names[:cut]), ".".join(names[cut:])
            rows, column = scope.row_keys(head), scope.column_key(tail)
            if rows and column:
                return cell(scope, _fixed(scope, rows, context), column, context, rows)
    code = scope.coded and context.scope.code_of(joined, scope)
    if code:
        return by_code(scope, code, context.column, context)
    raise UnknownName(joined, scope.key)


def _bound_here(scope: TableScope, context: Context) -> bool:
    return context.section is scope or context.code_table == scope.key


def _read(scope: TableScope, context: Context) -> Table | None:
    return context.ledger.tables.get(scope.key)


def _fixed(scope: TableScope, keys: tuple[str, ...], context: Context) -> Row | None:
    table = _read(scope, context)
    if table is None:
        return None
    return next((table.row_by_key[k] for k in keys if k in table.row_by_key), None)


def _total(scope: TableScope, context: Context) -> Row | None:
    table = _read(scope, context)
    if table is None:
        return None
    return next((r for r in table.rows if r.role == "total"), None)


def _items(scope: TableScope, lane: str, context: Context) -> RowSet:
    table = _read(scope, context)
    if table is None:
        return RowSet((), (f"没有读到{scope.key}",))
    members = []
    for row in table.rows:
        if row.role == "item" and (not lane or row.lane == lane) and row.key in _fixed_keys(scope):
            members.append(cell(scope, row, context.column, context))
    return RowSet(tuple(members))


def _fixed_keys(scope: TableScope) -> set[str]:
    return {key for layout in scope.layouts for key in layout.rows}


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
    table = _read(scope, context)
    if table is None:
        return unknown(f"没有读到{scope.key}")
    name = wanted[0] if wanted else ""
    if row is None:
        if context.missing_as == "视为零" or all(scope.optional_row(k) for k in wanted if k):
            return Amount(dimension="money", absent=True)
        return unknown(f"{scope.key}没有“{name}”行")
    key = column or _default_column(scope, table, row)
    figure = table.figure(row.key, key) if key else None
    if figure is None:
        if scope.optional_column(key) or context.missing_as == "视为零":
            return Amount(dimension="money", absent=True)
        return unknown(f"{scope.key}“{row.label}”行没有“{key}”栏")
    return of_figure(figure)


def _default_column(scope: TableScope, table: Table, row: Row) -> str:
    lane = scope.lanes.get(row.lane)
    if lane is None and scope.lanes:
        lane = next(iter(scope.lanes.values()))
    keys = [c.key for c in lane.columns] if lane else []
    return next((k for k in keys if (row.key, k) in table.cells), "") or next(
        (c.key for c in table.columns if (row.key, c.key) in table.cells), ""
    )


def by_code(scope: TableScope, code: str, column: str, context: Context) -> Amount:
    """Return the amount of a 科目 row."""
    table = _read(scope, context)
    if table is None:
        return unknown(f"没有读到{scope.key}")
    row = row_of_code(table, code)
    if row is None:
        if context.missing_as == "视为零":
            return Amount(dimension="money", absent=True)
        return unknown(f"{scope.key}没有科目 {code}")
    return cell(scope, row, column, context)


def index(node: Index, context: Context) -> Amount | Words | RowSet:
    """Return what ``表[行, 列]`` means.

    Raises:
        UnknownName: If table, row or column is in no spec.
    """
    names = node.base.names
    if names[0] in OTHERS:
        other = context.others.get(names[0])
        if other is None:
            return Amount(inapplicable=f"没有给出{names[0]}的文件")
        context = attrs.evolve(context, ledger=other)
        names = names[1:]
    scope = context.scope.table(".".join(names))
    if scope is None:
        raise UnknownName(".".join(names))
    column = ""
    if node.column is not None:
        column = _column_name(node.column, scope, context)
    elif context.column and context.column in {k for s in scope.layouts for k in s.columns}:
        column = context.column
    return _index_row(node.row, scope, column, context)


def _column_name(node: Node, scope: TableScope, context: Context) -> str:
    if isinstance(node, Path):
        name = ".".join(node.names)
        if name in ("列", "本列"):
            return context.column
        bound = context.variables.get(name)
        if isinstance(bound, Words):
            name = bound.text
    elif isinstance(node, Text):
        name = node.value
    else:
        raise UnknownName("栏", scope.key)
    key = scope.column_key(name)
    if not key:
        raise UnknownName(name, scope.key)
    return key


def _index_row(node: Node, scope: TableScope, column: str, context: Context) -> Amount | RowSet:
    if isinstance(node, Number):
        return by_code(scope, node.text, column, context)
    name = ".".join(node.names) if isinstance(node, Path) else node.value if isinstance(node, Text) else ""
    bound = context.variables.get(name)
    if isinstance(bound, Words):
        name = bound.text
    if name in ("科目", "行", "本行"):
        return _same_row(scope, column, context)
    rows = scope.row_keys(name)
    if rows:
        return cell(scope, _fixed(scope, rows, context), column, context, rows)
    if name.isdigit():
        return by_code(scope, name, column, context)
    table = _read(scope, context)
    if table is not None and scope.coded:
        named = [r for r in table.rows if bare(r.name) == bare(name) or bare(r.label) == bare(name)]
        if named:
            return cell(scope, named[0], column, context)
    code = context.scope.code_of(name, scope)
    if code:
        return by_code(scope, code, column, context)
    raise UnknownName(name, scope.key)


def _same_row(scope: TableScope, column: str, context: Context) -> Amount:
    """Return the cell of the current 科目 or row in another table: by code, else by name."""
    row = context.row
    if row is None:
        raise UnknownName("科目", scope.key)
    table = _read(scope, context)
    if table is None:
        return unknown(f"没有读到{scope.key}")
    if row.role == "total":
        return cell(scope, _total(scope, context), column, context, ("合计",))
    if row.code:
        by = [r for r in table.rows if r.code == row.code]
        if by:
            return cell(scope, by[0], column, context)
    same = [r for r in table.rows if bare(r.name) == bare(row.name) and r.level == row.level]
    if len(same) == 1:
        return cell(scope, same[0], column, context)
    if context.missing_as == "视为零":
        return Amount(dimension="money", absent=True)
    return unknown(f"{scope.key}没有科目“{row.code or row.label} {row.name}”")


def figures_of(value: Amount | RowSet) -> tuple[Figure, ...]:
    """Return the figures of a value."""
    if isinstance(value, RowSet):
        return tuple(f for m in value.members for f in m.figures)
    return value.figures
