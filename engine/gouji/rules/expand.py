"""Definitions, parameters and templates, put in before a rule is compiled: what runs has none of them left."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

import attrs

from gouji.grammar.build import one_argument
from gouji.grammar.tree import (
    Body,
    Call,
    Definition,
    Index,
    Node,
    Number,
    Path,
    Quantifier,
    Text,
    depth_of,
    parts_of,
)
from gouji.i18n import tr

MAX_NODES = 5_000
MAX_VARIANTS = 500
MAX_DEPTH = 30
MAX_LEVELS = 150


class Unexpandable(ValueError):
    """A definition that refers to itself, has other parameters than it is given, or grows too large."""


class Variant(NamedTuple):
    """A rule's body for one choice of its templates' variables.

    Attributes:
        binding: (variable, value) pairs chosen.
        quantifiers: Iterators left to run.
        condition: What is to hold.
    """

    binding: tuple[tuple[str, str], ...]
    quantifiers: tuple[Quantifier, ...]
    condition: Node


def variants(body: Body, definitions: Mapping[str, Definition]) -> tuple[Variant, ...]:
    """Return the body with definitions put in, once for each choice of ``每个 X 属于 (…)``.

    Raises:
        Unexpandable: See there.
    """
    quantifiers = tuple(_quantifier(q, definitions) for q in body.quantifiers)
    kinds = ["row" if q.kind == "code" else q.kind for q in quantifiers if q.kind != "of"]
    if len(kinds) != len(set(kinds)):
        raise Unexpandable(tr("“每行”“每个科目”只能有一个，“每列”也只能有一个"))
    return tuple(_chosen(Variant((), quantifiers, expand(body.condition, definitions))))


def expand(node: Node, definitions: Mapping[str, Definition]) -> Node:
    """Return an expression with definitions put in.

    Raises:
        Unexpandable: See there.
    """
    made = _Expander(definitions).expand(node, 0)
    if depth_of(made) > MAX_LEVELS:
        raise Unexpandable(tr("展开定义后超过 {max_levels} 层", max_levels=MAX_LEVELS))
    return made


def _quantifier(quantifier: Quantifier, definitions: Mapping[str, Definition]) -> Quantifier:
    return attrs.evolve(quantifier, items=tuple(expand(item, definitions) for item in quantifier.items))


def _chosen(variant: Variant) -> Iterator[Variant]:
    at = next((i for i, q in enumerate(variant.quantifiers) if q.kind == "of"), None)
    if at is None:
        yield variant
        return
    chosen = variant.quantifiers[at]
    others = variant.quantifiers[:at] + variant.quantifiers[at + 1 :]
    total = 1
    for quantifier in variant.quantifiers:
        total *= max(1, len(quantifier.items))
    if total > MAX_VARIANTS:
        raise Unexpandable(tr("展开后超过 {max_variants} 条", max_variants=MAX_VARIANTS))
    for item in chosen.items:
        text = ".".join(item.names) if isinstance(item, Path) else _word(item)
        yield from _chosen(
            Variant(
                (*variant.binding, (chosen.variable, text)),
                tuple(_rename(q, chosen.variable, text) for q in others),
                substitute(variant.condition, {chosen.variable: item}),
            )
        )


def _rename(quantifier: Quantifier, variable: str, text: str) -> Quantifier:
    return attrs.evolve(
        quantifier,
        within=text if quantifier.within == variable else quantifier.within,
        without=text if quantifier.without == variable else quantifier.without,
    )


def _word(node: Node) -> str:
    if isinstance(node, Number):
        return node.text + node.unit
    if isinstance(node, Text):
        return node.value
    raise Unexpandable(tr("“每个 … 属于”后面应是名称、编码或文字"))


def substitute(node: Node, values: Mapping[str, Node]) -> Node:
    """Return an expression with names replaced; the first name of a path may be a variable too."""
    if isinstance(node, Path):
        value = values.get(node.names[0])
        if value is None:
            return node
        if len(node.names) == 1:
            return attrs.evolve(value, span=node.span)
        names = value.names if isinstance(value, Path) else (_word(value),)
        return attrs.evolve(node, names=(*names, *node.names[1:]))
    if isinstance(node, Index):
        base = substitute(node.base, values)
        if not isinstance(base, Path):
            base = Path((_word(base),), span=node.span)
        column = substitute(node.column, values) if node.column is not None else None
        return attrs.evolve(node, base=base, row=substitute(node.row, values), column=column)
    return map_children(node, lambda child: substitute(child, values))


def map_children(node: Node, change: Callable[[Node], Node]) -> Node:
    """Return a node with every child changed."""
    changed: dict[str, object] = {}
    for name in parts_of(type(node)):
        value = getattr(node, name)
        if isinstance(value, Node):
            changed[name] = change(value)
        elif isinstance(value, tuple) and any(isinstance(v, Node) for v in value):
            changed[name] = tuple(change(v) if isinstance(v, Node) else v for v in value)
    return attrs.evolve(node, **changed) if changed else node  # type: ignore[arg-type]


class _Expander:
    def __init__(self, definitions: Mapping[str, Definition]) -> None:
        self.definitions = definitions
        self.nodes = 0
        self.level = 0

    def expand(self, node: Node, depth: int) -> Node:
        self.level += 1
        try:
            return self._expand(node, depth)
        finally:
            self.level -= 1

    def _expand(self, node: Node, depth: int) -> Node:
        self.nodes += 1
        if self.level > MAX_LEVELS:
            raise Unexpandable(tr("展开定义后超过 {max_levels} 层", max_levels=MAX_LEVELS))
        if self.nodes > MAX_NODES:
            raise Unexpandable(tr("展开定义后超过 {max_nodes:,} 个部分", max_nodes=MAX_NODES))
        if depth > MAX_DEPTH:
            raise Unexpandable(tr("定义引用了自己，或嵌套过深"))
        if isinstance(node, Path):
            return self._path(node, depth)
        if isinstance(node, Call) and node.function in self.definitions:
            return self._call(node.function, node.arguments, node, depth)
        return map_children(node, lambda child: self.expand(child, depth))

    def _path(self, node: Path, depth: int) -> Node:
        first = node.names[0]
        definition = self.definitions.get(first)
        if definition is not None and not definition.parameters:
            value = definition.value
            if len(node.names) == 1:
                return attrs.evolve(self.expand(value, depth + 1), span=node.span)
            if isinstance(value, Path):
                return self.expand(attrs.evolve(node, names=(*value.names, *node.names[1:])), depth + 1)
        parts = one_argument(first) if len(node.names) == 1 else None
        if parts is not None and parts[0] in self.definitions:
            return self._call(parts[0], (Path((parts[1],), span=node.span),), node, depth)
        return node

    def _call(self, name: str, arguments: tuple[Node, ...], node: Node, depth: int) -> Node:
        definition = self.definitions[name]
        if len(definition.parameters) != len(arguments):
            raise Unexpandable(
                tr(
                    "“{name}”要 {n} 个参数，写了 {n2} 个",
                    name=name,
                    n=len(definition.parameters),
                    n2=len(arguments),
                )
            )
        values = dict(zip(definition.parameters, arguments, strict=True))
        return attrs.evolve(self.expand(substitute(definition.value, values), depth + 1), span=node.span)
