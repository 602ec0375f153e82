"""The one way to lay out a rule file: spacing, marks and indentation; comments and line breaks stay."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from gouji.grammar.keywords import grammar_text
from gouji.grammar.lines import LogicalLine, logical_lines, printed_lines, strip_comment, too_long
from gouji.grammar.parser import half_width

if TYPE_CHECKING:
    from lark import Lark

_TOP = {
    "ruleset", "applies", "parameter", "include", "disable", "override", "section", "rule", "definition",
}  # fmt: skip
BLANKS = " \t　"
_NO_SPACE_AFTER = {"_LPAR", "LSQB", "DOT", "COLON"}
_NO_SPACE_BEFORE = {"_RPAR", "RSQB", "COMMA", "COLON", "DOT", "UNIT"}
_CANONICAL = {
    "：": "：", ":": "：", "，": ",", "（": "(", "）": ")", "［": "[", "］": "]", "＋": "+", "－": "-", "−": "-",
    "×": "*", "＊": "*", "÷": "/", "／": "/", "＝": "=", "＝＝": "==", "＝＝＝": "===", "！＝": "!=", "≠": "!=", "≤": "<=",
    "＜＝": "<=", "≥": ">=", "＞＝": ">=", "＜": "<", "＞": ">", "≈": "约等于", "％": "%", "．": ".",
}  # fmt: skip


@cache
def _lark() -> Lark:
    from lark import Lark

    return Lark(
        grammar_text(), parser="lalr", lexer="contextual", keep_all_tokens=True, propagate_positions=True
    )


def format_source(source: str) -> str:
    """Return a rule file laid out; statements that cannot be read stay as they are.

    Formatting twice changes nothing more, and the tree stays the same.
    """
    printed = printed_lines(source)
    out: list[str] = []
    done = 0
    in_rule = False
    for line in logical_lines(source):
        last = line.pieces[-1][1]
        for number in range(done + 1, line.number):
            _keep(out, printed[number - 1], in_rule, printed, number)
        kind, texts = _statement(line)
        top = kind in _TOP
        if kind == "section" and out and out[-1] != "":
            out.append("")
        if top:
            in_rule = kind == "rule"
        indent = "" if top or not in_rule else "  "
        for i, (_, number, _) in enumerate(line.pieces):
            piece = texts[i] if texts else printed[number - 1].strip(BLANKS)
            comment = _comment(printed[number - 1]) if texts else ""
            shift = indent + ("  " if i else "")
            out.append((shift + piece + ("  " + comment if comment else "")).rstrip(BLANKS))
            if i + 1 < len(line.pieces):
                for between in range(number + 1, line.pieces[i + 1][1]):
                    _keep(out, printed[between - 1], in_rule, printed, between)
        done = last
    for number in range(done + 1, len(printed) + 1):
        _keep(out, printed[number - 1], in_rule, printed, number)
    while out and out[-1] == "":
        out.pop()
    return "\n".join(out) + "\n" if out else ""


def _keep(out: list[str], text: str, in_rule: bool, printed: list[str], number: int) -> None:
    """Keep a blank line (one of several) or a comment line."""
    bare = text.strip(BLANKS)
    if not bare:
        if out and out[-1] != "":
            out.append("")
        return
    indented = in_rule and text[:1] in BLANKS
    out.append(("  " if indented else "") + _comment(bare))


def _comment(text: str) -> str:
    body = strip_comment(text)
    comment = text[len(body) :].rstrip(BLANKS)
    return re.sub(r"^[#＃][ \t　]*", "# ", comment).rstrip(BLANKS) if comment else ""


def _statement(line: LogicalLine) -> tuple[str, list[str]]:
    """Return a statement's kind and the laid-out text of each of its printed lines; empty if unreadable."""
    from lark.exceptions import LarkError

    if too_long(line.text):
        return "", []
    try:
        tree: Any = _lark().parse(half_width(line.text))
    except (LarkError, RecursionError):
        word = line.text.lstrip()[:2]
        return ("rule" if word in ("规则", "ru") else ""), []
    statement = tree.children[0]
    starts = [piece[0] for piece in line.pieces]
    tokens = sorted(_tokens(tree), key=lambda t: t[1])
    lines: list[list[tuple[str, str]]] = [[] for _ in starts]
    for kind, start, text in tokens:
        index = max(i for i, at in enumerate(starts) if at <= start)
        lines[index].append((kind, text))
    return str(statement.data), [_spaced(tokens) for tokens in lines]


def _tokens(tree: Any) -> list[tuple[str, int, str]]:
    found = []
    stack = [(tree, "")]
    while stack:
        node, parent = stack.pop()
        if hasattr(node, "data"):
            stack += [(child, str(node.data)) for child in node.children]
        elif node is not None:
            kind = "SIGN" if node.type == "MINUS" and parent in ("neg", "signed") else str(node.type)
            found.append((kind, node.start_pos, _canonical(kind, str(node))))
    return found


def _canonical(kind: str, text: str) -> str:
    if kind == "STRING":
        return f"“{text[1:-1]}”"
    if kind == "SECTION":
        return f"【{' '.join(text[1:-1].split())}】"
    if kind in ("NAME", "RULE_ID"):
        return text
    return _CANONICAL.get(text, text)


def _spaced(tokens: list[tuple[str, str]]) -> str:
    text = ""
    before = last = ""
    for kind, token in tokens:
        tight = (
            not text
            or before in _NO_SPACE_AFTER
            or before == "SIGN"
            or kind in _NO_SPACE_BEFORE
            or (kind in ("_LPAR", "LSQB") and before in ("FUNCTION", "NAME"))
            or ".." in (token, last)
        )
        text += token if tight else f" {token}"
        before, last = kind, token
    return text
