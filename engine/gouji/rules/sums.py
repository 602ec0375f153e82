"""Which rules are sums of figures and nothing else, so that tables of one shape make one set of relations."""

from __future__ import annotations

from gouji.grammar.tree import (
    Binary,
    Call,
    Compare,
    Index,
    Member,
    Node,
    Number,
    Ordinal,
    Path,
    RowsOf,
    Selection,
    Text,
    Unary,
)
from gouji.rules.compiled import CompiledRule
from gouji.rules.scope import DOCUMENT_NAMES, OTHERS, Scope
from gouji.rules.walk import paths_of


def tables_of(compiled: CompiledRule, scope: Scope) -> frozenset[str] | None:
    """Return the tables whose shape alone decides what relations a rule makes; ``None`` if more than shapes does."""
    conditions = [v.condition for v in compiled.variants]
    if not all(_sums_only(c) for c in conditions):
        return None
    for condition in (compiled.applies, compiled.when):
        if condition is not None and not _of_year_and_kind(condition):
            return None
    found = {section.key for section in compiled.section}
    for variant in compiled.variants:
        for quantifier in variant.quantifiers:
            for name in (quantifier.within, quantifier.without):
                table = scope.table(name) if name else None
                if name and table is None:
                    return None
                if table is not None:
                    found.add(table.key)
        for path in paths_of(variant.condition):
            names_of = path.base.names if isinstance(path, Index) else path.names
            first = names_of[0]
            if first in (*OTHERS, *DOCUMENT_NAMES, "说明"):
                return None
            table = scope.table(".".join(names_of) if isinstance(path, Index) else first)
            if table is not None:
                found.add(table.key)
            elif not compiled.section:
                return None
    return frozenset(found)


def _of_year_and_kind(node: Node) -> bool:
    """Whether a condition asks of the document's year and kind alone, which group the ledgers."""
    if isinstance(node, Binary) and node.operator in ("且", "或"):
        return _of_year_and_kind(node.left) and _of_year_and_kind(node.right)
    if isinstance(node, Unary) and node.operator == "非":
        return _of_year_and_kind(node.operand)
    if isinstance(node, Compare):
        return _year_or_kind(node.left) and isinstance(node.right, Number | Text)
    return isinstance(node, Member) and node.listed and _year_or_kind(node.item)


def _year_or_kind(node: Node) -> bool:
    return isinstance(node, Path) and node.names in (("年度",), ("文种",))


def _sums_only(node: Node) -> bool:
    """Whether a condition is made of comparisons of sums: its form does not depend on what is printed."""
    if isinstance(node, Binary) and node.operator == "且":
        return _sums_only(node.left) and _sums_only(node.right)
    return isinstance(node, Compare) and _sum_only(node.left) and _sum_only(node.right)


def _sum_only(node: Node) -> bool:
    if isinstance(node, Number | Path | Index | RowsOf | Selection | Ordinal):
        return True
    if isinstance(node, Unary):
        return node.operator == "-" and _sum_only(node.operand)
    if isinstance(node, Binary):
        if node.operator == "*":
            plain = isinstance(node.left, Number) or isinstance(node.right, Number)
            return plain and _sum_only(node.left) and _sum_only(node.right)
        return node.operator in "+-" and _sum_only(node.left) and _sum_only(node.right)
    return (
        isinstance(node, Call)
        and node.function in ("求和", "个数", "口径")
        and all(_sum_only(a) for a in node.arguments[: 1 if node.function == "口径" else None])
    )
