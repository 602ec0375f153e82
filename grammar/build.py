"""From Lark's parse tree to our own tree, with every position put in printed lines."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from gouji.grammar.lines import LogicalLine
from gouji.grammar.tree import (
    Amendment,
    Binary,
    Body,
    Call,
    Compare,
    Conditional,
    Definition,
    Example,
    Given,
    Index,
    Matches,
    Member,
    Node,
    Number,
    Ordinal,
    Path,
    Quantifier,
    RowsOf,
    RuleNode,
    Selection,
    Span,
    Text,
    Unary,
    children,
)

from gouji.i18n import tr

_SEVERITY = {"严重": "error", "警告": "warning", "提示": "info"}
_TIER = {"表式": "template", "业务": "business"}
_CLASS = {"balance": "基本平衡", "logic": "逻辑性", "verify": "核实性"}
_OPERATORS = {
    "＝＝＝": "===", "恰等于": "===", "＝＝": "==", "！＝": "!=", "≠": "!=", "≤": "<=", "＜＝": "<=",
    "≥": ">=", "＞＝": ">=", "＜": "<", "＞": ">",
}  # fmt: skip
_FUNCTIONS = {
    "sum": "求和", "count": "个数", "max": "最大", "min": "最小", "abs": "绝对值", "exists": "存在", "empty": "为空",
    "all": "全部", "any": "任一", "有": "存在", "scope": "口径",
}  # fmt: skip
_ROWS = {"children": "下级", "self": "本级", "parent": "上级"}
_META = {
    "依据": "basis",
    "basis": "basis",
    "消息": "message",
    "说明文字": "message",
    "message": "message",
    "标签": "tags",
    "tags": "tags",
}
_EXPECTS = {"holds": "应成立", "violated": "应不成立", "undecided": "应无法判定", "skipped": "应不适用"}
_FILTERS = {"has children": "有下级", "leaf": "末级", "level 1": "类级", "level 2": "款级", "level 3": "项级"}
_MISSING = {"zero": "视为零", "unknown": "视为未知", "skip": "不适用"}


def unquoted(text: str) -> str:
    """Return a string literal or quoted name without its quotes."""
    return text[1:-1] if text[:1] in '“"‘' and text[-1:] in '”"’' else text


def one_argument(name: str) -> tuple[str, str] | None:
    """Split ``翻倍(收入)``, which reads as one name, into function and argument; ``None`` if it cannot be one."""
    found = re.fullmatch(r"([^（()）]+)[（(]([^（()）]+)[）)]", name)
    return (found[1], found[2]) if found else None


def _mentions(node: Node, name: str) -> bool:
    if isinstance(node, Path):
        return node.names[0] == name
    return any(_mentions(below, name) for below in children(node))


def _digits(token: object) -> str:
    """Return a number or unit in half-width characters."""
    return unicodedata.normalize("NFKC", str(token))


class Builder:
    """Builds one statement at a time; holds the logical line being built for its positions."""

    def __init__(self) -> None:
        self.at: LogicalLine | None = None

    def build(self, tree: Any, line: LogicalLine) -> tuple[str, Any]:
        """Return the kind of a statement and its value."""
        self.at = line
        statement = tree.children[0]
        return getattr(self, f"s_{statement.data}")(statement)  # type: ignore[no-any-return]

    def span(self, tree: Any) -> Span:
        """Return where a tree or token stands."""
        assert self.at is not None
        meta = getattr(tree, "meta", tree)
        start, end = getattr(meta, "start_pos", None), getattr(meta, "end_pos", None)
        if start is None or end is None:
            return Span(self.at.number, 0, len(self.at.text))
        line, column = self.at.locate(start)
        last_line, last = self.at.locate(max(start, end - 1))
        return Span(line, column, last + 1 if last_line == line else column + 1)

    # Statements.

    def s_ruleset(self, t: Any) -> tuple[str, Any]:
        return "ruleset", unquoted(str(t.children[1]))

    def s_applies(self, t: Any) -> tuple[str, Any]:
        return "applies", self.node(t.children[1])

    def s_parameter(self, t: Any) -> tuple[str, Any]:
        return "parameter", (self.name(t.children[1]), self.node(t.children[3]))

    def s_include(self, t: Any) -> tuple[str, Any]:
        return "include", unquoted(str(t.children[1]))

    def s_disable(self, t: Any) -> tuple[str, Any]:
        reason = t.children[2] if len(t.children) > 2 else None
        return "amendment", Amendment(
            "停用", str(t.children[1]), unquoted(str(reason)) if reason else "", span=self.span(t)
        )

    def s_override(self, t: Any) -> tuple[str, Any]:
        return "amendment", Amendment(
            "覆盖", str(t.children[1]), unquoted(str(t.children[2])), span=self.span(t)
        )

    def s_section(self, t: Any) -> tuple[str, Any]:
        return "section", " ".join(str(t.children[0])[1:-1].split())

    def s_rule(self, t: Any) -> tuple[str, Any]:
        values: dict[str, Any] = {}
        title = ""
        for child in t.children[2:]:
            if child is None:
                continue
            if getattr(child, "data", "") == "attribute":
                token = child.children[0]
                word = str(token)
                if token.type == "SEVERITY":
                    values["severity"] = _SEVERITY.get(word, word)
                elif token.type == "CLASS":
                    values["rule_class"] = _CLASS.get(word, word)
                else:
                    values["tier"] = _TIER.get(word, word)
            else:
                title = unquoted(str(child))
        return "rule", RuleNode(str(t.children[1]), title, span=self.span(t), **values)

    def s_meta_text(self, t: Any) -> tuple[str, Any]:
        field = _META[str(t.children[0])]
        texts = tuple(unquoted(str(c)) for c in t.children[1:])
        return "meta", (field, texts if field == "tags" else "；".join(texts))

    def s_meta_hint(self, t: Any) -> tuple[str, Any]:
        word = str(t.children[0])
        if word != "提示":
            return "mistake", tr("“{word}”应写在规则编号和标题之后，不单独成行", word=word)
        return "meta", ("message", unquoted(str(t.children[1])))

    def s_meta_when(self, t: Any) -> tuple[str, Any]:
        return "meta", ("when", self.node(t.children[1]))

    def s_meta_years(self, t: Any) -> tuple[str, Any]:
        first, last = (int(str(c)) for c in t.children[1:3])
        return "meta", ("years", (first, last))

    def s_meta_missing(self, t: Any) -> tuple[str, Any]:
        word = str(t.children[1])
        return "meta", ("missing", _MISSING.get(word, word))

    def s_definition(self, t: Any) -> tuple[str, Any]:
        names = [self.name(c) for c in t.children[:-1] if getattr(c, "data", "") == "name"]
        value = self.node(t.children[-1])
        head = one_argument(names[0]) if len(names) == 1 else None
        if head and _mentions(value, head[1]):
            # A bracket group may belong to a name as tables print it; here its content is used as a name.
            names = list(head)
        return "definition", Definition(names[0], tuple(names[1:]), value, span=self.span(t))

    def s_example(self, t: Any) -> tuple[str, Any]:
        word = str(t.children[0])
        title = unquoted(str(t.children[1])) if t.children[1] is not None else ""
        given = tuple(self.given(c) for c in t.children[2:] if getattr(c, "data", "") == "assignment")
        return "example", Example(_EXPECTS.get(word, word), title, given, span=self.span(t))

    def given(self, t: Any) -> Given:
        """Return one value of an example."""
        place, _, value = t.children
        items = value.children if getattr(value, "data", "") == "given_list" else [value]
        texts = [self._given_one(item) for item in items]
        return Given(
            self.node(place), tuple(t for t, _ in texts), tuple(u for _, u in texts), span=self.span(t)
        )

    def _given_one(self, value: Any) -> tuple[str, str]:
        if getattr(value, "data", "") == "signed":
            number = self.signed(value)
            return number.text, number.unit
        word = {"blank": "空", "absent": "缺"}.get(str(value), str(value))
        return (f"“{unquoted(word)}”" if value.type == "STRING" else word), ""

    def s_body(self, t: Any) -> tuple[str, Any]:
        quantifiers = t.children[0].children if t.children[0] is not None else ()
        made = tuple(self.quantifier(q) for q in quantifiers)
        return "body", Body(made, self.node(t.children[-1]), span=self.span(t))

    def quantifier(self, t: Any) -> Quantifier:
        """Return a quantifier."""
        kind = str(t.data)
        if kind in ("each_row", "each_column"):
            within = self.name(t.children[2]) if t.children[2] is not None else ""
            return Quantifier(kind.removeprefix("each_"), within=within, span=self.span(t))
        if kind == "each_of":
            return Quantifier(
                "of",
                variable=self.name(t.children[1]),
                items=tuple(self.node(c) for c in t.children[3].children),
                span=self.span(t),
            )
        filters, named, word = [], {"IN": "", "NOT_IN": ""}, ""
        for child in t.children[1:]:
            if child is None:
                continue
            if getattr(child, "data", "") == "name":
                named[word] = self.name(child)
            elif child.type in named:
                word = child.type
            else:
                filters.append(_FILTERS.get(str(child), str(child)))
        return Quantifier("code", tuple(filters), named["IN"], without=named["NOT_IN"], span=self.span(t))

    # Expressions.

    def name(self, t: Any) -> str:
        """Return a name, without the quotes of the quoting form ``‘…’``."""
        text = str(t.children[0])
        return text[1:-1] if text.startswith("‘") else text

    def signed(self, t: Any) -> Number:
        """Return a literal with its sign."""
        minus, number, unit = t.children
        return Number(
            ("-" if minus is not None else "") + _digits(number),
            _digits(unit) if unit is not None else "",
            span=self.span(t),
        )

    def node(self, t: Any) -> Node:
        """Return an expression."""
        return getattr(self, f"e_{t.data}")(t)  # type: ignore[no-any-return]

    def e_number(self, t: Any) -> Node:
        number, unit = t.children
        return Number(_digits(number), _digits(unit) if unit is not None else "", span=self.span(t))

    def e_string(self, t: Any) -> Node:
        return Text(unquoted(str(t.children[0])), span=self.span(t))

    def e_path(self, t: Any) -> Node:
        return Path(tuple(self.name(c) for c in t.children), span=self.span(t))

    def e_index(self, t: Any) -> Node:
        base, row, column = t.children
        path = self.node(base)
        assert isinstance(path, Path)
        return Index(
            path, self.node(row), self.node(column) if column is not None else None, span=self.span(t)
        )

    def e_rows_of(self, t: Any) -> Node:
        word = str(t.children[0])
        return RowsOf(_ROWS.get(word, word), span=self.span(t))

    def e_selection(self, t: Any) -> Node:
        return Selection(tuple(_FILTERS.get(str(c), str(c)) for c in t.children), span=self.span(t))

    def e_ordinal(self, t: Any) -> Node:
        word, number = t.children
        kind = {"line": "行次", "col": "栏次"}.get(str(word), str(word))
        return Ordinal(kind, int(number), span=self.span(t))

    def e_call(self, t: Any) -> Node:
        head = t.children[0]
        word = self.name(head) if hasattr(head, "data") else str(head)
        arguments = tuple(self.node(c) for c in t.children[1:])
        return Call(_FUNCTIONS.get(word, word), arguments, span=self.span(t))

    def e_neg(self, t: Any) -> Node:
        return Unary("-", self.node(t.children[1]), span=self.span(t))

    def e_not_(self, t: Any) -> Node:
        return Unary("非", self.node(t.children[1]), span=self.span(t))

    def _binary(self, t: Any, operator: str) -> Node:
        return Binary(operator, self.node(t.children[0]), self.node(t.children[2]), span=self.span(t))

    def e_add(self, t: Any) -> Node:
        return self._binary(t, "+")

    def e_sub(self, t: Any) -> Node:
        return self._binary(t, "-")

    def e_mul(self, t: Any) -> Node:
        return self._binary(t, "*")

    def e_div(self, t: Any) -> Node:
        return self._binary(t, "/")

    def _chain(self, t: Any, operator: str) -> Node:
        nodes = [self.node(c) for c in t.children if hasattr(c, "data")]
        result = nodes[0]
        for node in nodes[1:]:
            result = Binary(operator, result, node, span=self.span(t))
        return result

    def e_and_(self, t: Any) -> Node:
        return self._chain(t, "且")

    def e_or_(self, t: Any) -> Node:
        return self._chain(t, "或")

    def e_compare(self, t: Any) -> Node:
        left, operator, right, _, tolerance = t.children
        word = str(operator)
        limit = self.signed(tolerance) if tolerance is not None else None
        return Compare(
            _OPERATORS.get(word, word), self.node(left), self.node(right), limit, span=self.span(t)
        )

    def e_about(self, t: Any) -> Node:
        left, _, right, _, tolerance = t.children
        limit = self.signed(tolerance) if tolerance is not None else None
        return Compare("约等于", self.node(left), self.node(right), limit, span=self.span(t))

    def e_member(self, t: Any) -> Node:
        item, _, within = t.children
        if within.data == "list_":
            return Member(self.node(item), tuple(self.node(c) for c in within.children), span=self.span(t))
        table = Path((self.name(within),), span=self.span(within))
        return Member(self.node(item), (table,), False, span=self.span(t))

    def e_not_member(self, t: Any) -> Node:
        return Unary("非", self.e_member(t), span=self.span(t))

    def e_matches(self, t: Any) -> Node:
        return Matches(self.node(t.children[0]), unquoted(str(t.children[2])), span=self.span(t))

    def e_state(self, t: Any) -> Node:
        word = str(t.children[1])
        return Call(_FUNCTIONS.get(word, word), (self.node(t.children[0]),), span=self.span(t))

    def e_if_(self, t: Any) -> Node:
        parts = [c for c in t.children if hasattr(c, "data")]
        otherwise = self.node(parts[2]) if len(parts) > 2 else None
        return Conditional(self.node(parts[0]), self.node(parts[1]), otherwise, span=self.span(t))
