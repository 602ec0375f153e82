"""From a tree back to text: for messages, explanations and the proof that reading loses nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping

from gouji.grammar.keywords import keywords
from gouji.grammar.tree import (
    Binary,
    Body,
    Call,
    Compare,
    Conditional,
    Index,
    Matches,
    Member,
    Node,
    Number,
    Ordinal,
    Path,
    Quantifier,
    RowsOf,
    Selection,
    Text,
    Unary,
)

_PLAIN_NAME = re.compile(
    r"(?:“[^”\n]{1,20}”)?[^\W\d][\w、]*(?:[（(](?:[^\W\d_a-zA-Z]|、){1,12}[）)][^\W\d_a-zA-Z]*)*"
)
_STRENGTH = {
    "若": 0,
    "或": 1,
    "且": 2,
    "非": 3,
    "比较": 4,
    "+": 5,
    "-": 5,
    "*": 6,
    "/": 6,
    "负": 7,
    "原子": 8,
}


def show(node: Node, shown: Mapping[str, str] | None = None) -> str:
    """Return an expression as a person writes it.

    Args:
        node: The expression.
        shown: Texts to put for names (the codes or rows that iterators stand for).
    """
    return _show(node, shown or {})[0]


def show_name(name: str) -> str:
    """Return a name, in the quoting form ``‘…’`` where it could not be read as it stands."""
    plain = _PLAIN_NAME.fullmatch(name) and all(map(_lexed, name)) and name not in keywords()
    return name if plain else f"‘{name}’"


def _lexed(char: str) -> bool:
    """Whether the grammar lets a letter stand in a name: a class that says so would take long to compile."""
    return char.isascii() or "\u4e00" <= char <= "\u9fff" or char in "“”（）、"


def show_body(body: Body) -> str:
    """Return a rule's body: quantifiers and condition."""
    head = " ".join(show_quantifier(q) for q in body.quantifiers)
    return f"{head}：{show(body.condition)}" if head else show(body.condition)


def show_quantifier(quantifier: Quantifier) -> str:
    """Return a quantifier as written."""
    if quantifier.kind == "of":
        items = "，".join(show(item) for item in quantifier.items)
        return f"每个 {show_name(quantifier.variable)} 属于 （{items}）"
    word = {"row": "每行", "column": "每列", "code": "每个科目"}[quantifier.kind]
    parts = [word, *quantifier.filters]
    if quantifier.within:
        parts += ["属于", show_name(quantifier.within)]
    if quantifier.without:
        parts += ["不属于", show_name(quantifier.without)]
    return " ".join(parts)


def _wrap(node: Node, least: str, shown: Mapping[str, str], strictly: bool = False) -> str:
    text, strength = _show(node, shown)
    weak = _STRENGTH[strength] < _STRENGTH[least] or (strictly and _STRENGTH[strength] == _STRENGTH[least])
    return f"({text})" if weak else text


def _show(node: Node, shown: Mapping[str, str]) -> tuple[str, str]:
    if isinstance(node, Number):
        return node.text + node.unit, "原子"
    if isinstance(node, Text):
        return f"“{node.value}”", "原子"
    if isinstance(node, Path):
        if len(node.names) == 1 and node.names[0] in shown:
            return shown[node.names[0]], "原子"
        return ".".join(show_name(n) for n in node.names), "原子"
    if isinstance(node, Index):
        inner = [_show(n, shown)[0] for n in (node.row, node.column) if n is not None]
        return f"{_show(node.base, {})[0]}[{', '.join(inner)}]", "原子"
    if isinstance(node, RowsOf):
        return node.which, "原子"
    if isinstance(node, Selection):
        return " ".join(node.filters), "原子"
    if isinstance(node, Ordinal):
        return f"{node.kind} {node.number}", "原子"
    if isinstance(node, Call):
        return f"{node.function}({', '.join(_show(a, shown)[0] for a in node.arguments)})", "原子"
    return _show_compound(node, shown)


def _show_compound(node: Node, shown: Mapping[str, str]) -> tuple[str, str]:
    if isinstance(node, Unary):
        if node.operator == "-":
            return f"-{_wrap(node.operand, '负', shown)}", "负"
        return f"非 {_wrap(node.operand, '非', shown)}", "非"
    if isinstance(node, Binary):
        left, right = _wrap(node.left, node.operator, shown), _wrap(node.right, node.operator, shown, True)
        return f"{left} {node.operator} {right}", node.operator
    if isinstance(node, Compare):
        tail = f" 容差 {node.tolerance.text}{node.tolerance.unit}" if node.tolerance else ""
        left, right = _wrap(node.left, "+", shown), _wrap(node.right, "+", shown)
        return f"{left} {node.operator} {right}{tail}", "比较"
    if isinstance(node, Member):
        items = "，".join(_show(n, shown)[0] for n in node.within)
        return f"{_wrap(node.item, '+', shown)} 属于 {f'（{items}）' if node.listed else items}", "比较"
    if isinstance(node, Matches):
        return f"{_wrap(node.item, '+', shown)} 匹配 “{node.pattern}”", "比较"
    if isinstance(node, Conditional):
        text = f"若 {_wrap(node.condition, '或', shown)} 则 {_wrap(node.then, '若', shown)}"
        if node.otherwise is not None:
            text = f"若 {_wrap(node.condition, '或', shown)} 则 {_wrap(node.then, '若', shown, True)}"
            text += f" 否则 {_wrap(node.otherwise, '若', shown)}"
        return text, "若"
    raise TypeError(f"no way to show {type(node).__name__}")
