"""From a path in a rule to the figures of a ledger, by the context the path stands in."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import attrs

from gouji.grammar.tree import Index, Node, Number, Ordinal, Path, Selection, Text
from gouji.i18n import tr
from gouji.model import Ledger, Measure
from gouji.names import bare, squash
from gouji.rules.cells import (
    Context,
    UnknownName,
    by_code,
    cell,
    fixed,
    has_row,
    items,
    like,
    read,
    same_row,
    selected,
    total,
    unsure_rows,
)
from gouji.rules.scope import DOCUMENT_NAMES, ITEMS, OTHERS, TableScope, plain
from gouji.rules.values import Amount, Codes, RowSet, UnitClash, Words, of_figure, of_literal, unknown


def lookup(path: Path, context: Context) -> Amount | Words | RowSet | Codes:
    """Return what a path means here.

    Raises:
        UnknownName: If it means nothing in any spec.
    """
    names = path.names
    first = names[0]
    if first in OTHERS and len(names) > 1:
        rest = attrs.evolve(path, names=names[1:])
        return _elsewhere(first, context, lambda other: lookup(rest, other))
    if len(names) == 1 and first in DOCUMENT_NAMES:
        return _document(first, context)
    if len(names) == 1 and first == "科目" and context.row is not None:
        row = context.row
        unknown_code = not row.code and row.role != "total"
        return Words(row.code, () if not unknown_code else (f"“{row.label}”的科目编码无法确定",))
    table = context.scope.table(first)
    if table is not None and len(names) > 1:
        if names[1:] == ("科目",):
            return codes_of(table, context)
        inside = context if table is context.section else attrs.evolve(context, section=table, lane="")
        return _in_table(table, names[1:], inside)
    if context.section is not None and first != "说明":
        return _in_table(context.section, names, context)
    found = _fact(names, context)
    if found is not None:
        return found
    if table is not None:
        raise UnitClash(tr("“{name}”是整张表；一格写 表.行 或 表[行, 栏]", name=first))
    raise UnknownName(".".join(names))


UNIT = "单位:"
"""Prefix of the keys under which the ledgers of a department's units are given."""


def documents(name: str, others: Mapping[str, Ledger]) -> list[Ledger]:
    """Return the documents given under ``上年``, ``年初预算`` or ``下属单位``."""
    if name == "下属单位":
        return [ledger for key, ledger in others.items() if key.startswith(UNIT)]
    return [others[name]] if name in others else []


def _elsewhere(
    name: str, context: Context, find: Callable[[Context], Amount | Words | RowSet | Codes]
) -> Amount | Words | RowSet | Codes:
    """Look into another document of the department, or into those of all its units."""
    if name == "下属单位":
        units = documents(name, context.others)
        if not units:
            find(context)  # a name that means nothing is a mistake whether the documents are given or not
            return RowSet((), inapplicable="没有给出下属单位的文件")
        found = [find(attrs.evolve(context, ledger=ledger)) for ledger in units]
        return RowSet(tuple(a for a in found if isinstance(a, Amount)))
    given = documents(name, context.others)
    if not given:
        find(context)
        return Amount(inapplicable=f"没有给出{name}的文件")
    return find(attrs.evolve(context, ledger=given[0]))


def _document(name: str, context: Context) -> Amount | Words:
    ledger = context.ledger
    facts = ledger.facts_of
    if name == "年度":
        return of_literal(str(facts.year), "") if facts.year is not None else unknown("文件的年度未识别")
    if name == "全文":
        return Words("\n".join(p.text for s in ledger.sections for p in s.paragraphs))
    if name == "目录":
        return Words("\n".join(s.title for s in ledger.sections))
    text = {
        "文种": facts.kind, "部门名称": facts.department, "地区": facts.jurisdiction, "标题": facts.title,
    }[name]  # fmt: skip
    return Words(text, () if text else (f"文件的{name}未识别",))


_MEASURES = {squash(m.value): (squash(m.value), "") for m in Measure} | {
    f"{said}{m.value}": (squash(m.value), base)
    for m in (Measure.CHANGE, Measure.CHANGE_RATE)
    for said, base in (("上年", "上年"), ("较上年", "上年"), ("较年初预算", "年初预算"))
}
"""Measure as written in rules → measure and base of the fact, "" for any."""


def spoken(names: tuple[str, ...]) -> tuple[str, str] | None:
    """Return the subject and measure of a narrative fact that a path names, ``None`` if it names none."""
    parts = names[1:] if names[0] == "说明" else names
    if names[0] == "说明" and len(parts) == 1:
        parts = (*parts, "决算数")
    return (parts[0], parts[1]) if len(parts) == 2 and squash(parts[1]) in _MEASURES else None


def _fact(names: tuple[str, ...], context: Context) -> Amount | None:
    """Look a narrative fact up: ``说明.主体.度量`` or ``主体.度量``; without a measure, 决算数 is meant."""
    said = spoken(names)
    if said is None:
        return None
    subject, wanted = said
    measure, base = _MEASURES[squash(wanted)]
    subjects = context.scope.subjects_of(subject)
    found = next(
        (
            fact.figure
            for fact in context.ledger.facts
            if fact.figure is not None
            and squash(fact.measure.value) == measure
            and plain(fact.subject) in subjects
            and (not base or fact.base in ("", base))
        ),
        None,
    )
    if found is None:
        return Amount(inapplicable=f"情况说明里没有“{subject}.{wanted}”")
    return of_figure(found)


def codes_of(scope: TableScope, context: Context) -> Codes:
    """Return the codes of a table's rows."""
    table = read(scope, context)
    if table is None:
        return Codes((), (f"没有读到{scope.key}",))
    return Codes(tuple(r.code for r in table.rows if r.code))


def has_code(scope: TableScope, context: Context) -> tuple[bool, tuple[str, ...]]:
    """Return whether a table has a row for the current 科目, and why that is unknown if it is."""
    if has_row(scope, context):
        return True, ()
    unsure = unsure_rows(scope, context)
    return False, (unsure,) if unsure else ()


def _in_table(scope: TableScope, names: tuple[str, ...], context: Context) -> Amount | RowSet | Words:
    joined = ".".join(names)
    lane = f"{context.lane}." if context.lane else ""
    if names[-1] in ITEMS:
        return items(scope, names[0] if len(names) > 1 else context.lane, context)
    if joined in ("列", "本列", "栏", "本栏"):
        return Words(context.column)
    column = scope.column_key(joined)
    rows = scope.row_keys(lane + joined) or scope.row_keys(joined)
    row_bound = context.row is not None and _bound_here(scope, context)
    if column and row_bound:
        return cell(scope, context.row, column, context)
    if rows and context.column:
        return cell(scope, fixed(scope, rows, context), context.column, context, rows)
    if rows:
        return cell(scope, fixed(scope, rows, context), "", context, rows)
    if column:
        return cell(scope, total(scope, context), column, context, ("合计",))
    if len(names) > 1:
        for cut in range(1, len(names)):
            head, tail = ".".join(names[:cut]), ".".join(names[cut:])
            rows, column = scope.row_keys(head), scope.column_key(tail)
            if rows and column:
                return cell(scope, fixed(scope, rows, context), column, context, rows)
    code = scope.coded and context.scope.code_of(joined, scope)
    if code:
        return by_code(scope, code, context.column, context)
    if joined in scope.lanes:
        raise UnitClash(tr("“{name}”是表的一侧；后面还要写行名", name=joined))
    raise UnknownName(joined, scope.key)


def _bound_here(scope: TableScope, context: Context) -> bool:
    return context.section is scope or context.code_table == scope.key


def index(node: Index, context: Context) -> Amount | Words | RowSet | Codes:
    """Return what ``表[行, 列]`` means.

    Raises:
        UnknownName: If table, row or column is in no spec.
    """
    names = node.base.names
    if names[0] in OTHERS:
        rest = attrs.evolve(node, base=attrs.evolve(node.base, names=names[1:]))
        return _elsewhere(names[0], context, lambda other: index(rest, other))
    scope = context.scope.table(".".join(names))
    if scope is None:
        raise UnknownName(".".join(names)).at(node.base)
    column = ""
    if node.column is not None:
        column = _column_name(node.column, scope, context)
    elif context.column and context.column in scope.column_keys:
        column = context.column
    return _index_row(node.row, scope, column, context)


def _column_name(node: Node, scope: TableScope, context: Context) -> str:
    if isinstance(node, Ordinal):
        name = f"{node.kind} {node.number}"
        key = scope.column_of_ordinal(node.number) if node.kind == "栏次" else ""
    elif isinstance(node, Path | Text):
        name = ".".join(node.names) if isinstance(node, Path) else node.value
        if name in ("列", "本列", "栏", "本栏"):
            return context.column
        key = scope.column_key(name)
    else:
        name = key = ""
    if not key:
        raise UnknownName(name or "栏", scope.key).at(node)
    return key


def _index_row(node: Node, scope: TableScope, column: str, context: Context) -> Amount | RowSet:
    if isinstance(node, Number):
        return by_code(scope, node.text, column, context)
    if isinstance(node, Selection):
        return selected(scope, node.filters, column, context)
    if isinstance(node, Ordinal):
        keys = scope.rows_of_ordinal(node.number) if node.kind == "行次" else ()
        if not keys:
            raise UnknownName(f"{node.kind} {node.number}", scope.key).at(node)
        return cell(scope, fixed(scope, keys, context), column, context, keys)
    if isinstance(node, Text) and "*" in node.value:
        return like(scope, node.value, column, context)
    name = ".".join(node.names) if isinstance(node, Path) else node.value if isinstance(node, Text) else ""
    if name in ("科目", "行", "本行"):
        return same_row(scope, column, context)
    lane, _, last = name.rpartition(".")
    if last in ITEMS:
        return items(scope, lane, attrs.evolve(context, column=column or context.column))
    rows = scope.row_keys(name)
    if rows:
        return cell(scope, fixed(scope, rows, context), column, context, rows)
    if name.isdigit():
        return by_code(scope, name, column, context)
    table = read(scope, context)
    if table is not None and scope.coded:
        named = [r for r in table.rows if bare(r.name) == bare(name) or bare(r.label) == bare(name)]
        if named:
            return cell(scope, named[0], column, context)
    code = context.scope.code_of(name, scope)
    if code:
        return by_code(scope, code, column, context)
    raise UnknownName(name, scope.key).at(node)
