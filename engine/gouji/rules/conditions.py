"""Conditions that are no comparison of numbers: texts, sets of codes, whether something is there."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce

import attrs

from gouji.grammar.tree import Call, Compare, Index, Node, Path
from gouji.i18n import tr
from gouji.names import squash
from gouji.rules.cells import Context
from gouji.rules.functions import Value, members_of
from gouji.rules.lookup import documents
from gouji.rules.scope import OTHERS
from gouji.rules.truth import combine
from gouji.rules.values import Codes, RowSet, Truth, UnitClash, Words


def compare_others(node: Compare, left: Value, right: Value) -> Truth:
    """Compare texts with texts, or sets of codes with sets of codes.

    Raises:
        UnitClash: If the two sides are something else, or not of one kind.
    """
    if isinstance(left, RowSet) or isinstance(right, RowSet):
        raise UnitClash(tr("这里应是一个数，集合须用 求和、最大、全部、任一 等函数")).at(node)
    if node.operator not in ("==", "!=", "==="):
        raise UnitClash(tr("文字和集合只能用 == 或 != 比较")).at(node)
    if isinstance(left, Words) and isinstance(right, Words):
        missing = left.missing + right.missing
        equal = squash(left.text) == squash(right.text)
    elif isinstance(left, Codes) and isinstance(right, Codes):
        missing = left.missing + right.missing
        equal = set(left.codes) == set(right.codes)
    else:
        raise UnitClash(tr("两边不是同一类的值，不能比较")).at(node)
    result = equal if node.operator != "!=" else not equal
    return Truth(None if missing else result, result, missing)


def _unseen(node: Node, context: Context) -> Truth | None:
    """Return why nothing can be told of a place: its document was not given, or its table not read.

    A row or column that a table which was read does not have is simply not there.
    """
    if not isinstance(node, Path | Index):
        return None
    names = node.base.names if isinstance(node, Index) else node.names
    ledgers = [context.ledger]
    if names[0] in OTHERS:
        ledgers = documents(names[0], context.others)
        if not ledgers:
            return Truth(None, None, inapplicable=f"没有给出{names[0]}的文件")
        names = names[1:]
    table = context.scope.table(names[0]) if names else None
    if table is None or all(table.key in ledger.tables for ledger in ledgers):
        return None
    return Truth(None, None, (f"没有读到{table.key}",))


def exists(node: Call, context: Context, value_of: Callable[[Node], Value]) -> Truth:
    """存在(表) / 存在(数): it is there and printed.  为空(表): it is there without any figure."""
    if len(node.arguments) != 1:
        raise UnitClash(tr("{function} 要一个参数", function=node.function))
    argument = node.arguments[0]
    names = argument.names if isinstance(argument, Path) else ()
    if len(names) == 2 and names[0] in OTHERS and context.scope.table(names[1]) is not None:
        given = documents(names[0], context.others)
        if not given:
            return Truth(None, None, inapplicable=f"没有给出{names[0]}的文件")
        inner = Path(names[1:], span=argument.span)
        parts = [
            exists(attrs.evolve(node, arguments=(inner,)), attrs.evolve(context, ledger=one), value_of)
            for one in given
        ]
        return reduce(lambda a, b: combine("且", a, b), parts)
    if len(names) == 1:
        scope = context.scope.table(names[0])
        if scope is not None:
            table = context.ledger.tables.get(scope.key)
            if node.function == "存在":
                return Truth(table is not None, table is not None)
            if table is None:
                return Truth(None, None, (f"没有读到{scope.key}",))
            return Truth(table.empty, table.empty)
    value = value_of(argument)  # a name that means nothing is a mistake whatever was given
    hidden = _unseen(argument, context)
    if hidden is not None:
        return hidden
    if isinstance(value, Codes):
        there = bool(value.codes) == (node.function == "存在")
        return Truth(None if value.missing else there, there, value.missing)
    if isinstance(value, Words):
        there = bool(value.text) == (node.function == "存在")
        return Truth(there, there)
    figures = tuple(f for a in members_of([value]) for f in a.figures)
    printed = any(f.quantity.printed for f in figures)
    there = printed if node.function == "存在" else not printed
    return Truth(there, there, figures=figures)
