"""From the text of a rule file to its tree, with all its mistakes at once."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

import attrs
from gouji.grammar.build import Builder
from gouji.grammar.diagnostics import Diagnostic
from gouji.grammar.keywords import grammar_text
from gouji.grammar.lines import (
    MAX_DEPTH,
    MAX_LENGTH,
    MAX_LEVELS,
    MAX_LINES,
    MAX_MISTAKES,
    MAX_RULES,
    LogicalLine,
    depth_of_brackets,
    logical_lines,
    printed_lines,
)
from gouji.grammar.printer import show_body
from gouji.grammar.tree import (
    Amendment,
    Body,
    Definition,
    Example,
    Module,
    Node,
    RuleNode,
    Span,
    depth_of,
)
from gouji.grammar.trees import shipped

from gouji.i18n import tr
from gouji.patterns import later

if TYPE_CHECKING:
    from lark import Lark

_SAY = {
    "NAME": "名称", "NUMBER": "数字", "STRING": "“引号中的文字”", "COMPARE": "比较号（== <= …）", "PLUS": "+", "MINUS": "-",
    "TIMES": "*", "DIVIDE": "/", "_LPAR": "（", "_RPAR": "）", "LSQB": "[", "RSQB": "]", "COLON": "：", "COMMA": "，",
    "DOT": ".", "RULE_ID": "规则编号（如 ZB-03）", "UNIT": "单位", "ASSIGN": "=", "AND": "且", "OR": "或", "IF": "若",
    "FUNCTION": "函数", "SEVERITY": "严重、警告或提示", "$END": "行末", "IN": "属于", "ABOUT": "约等于",
}  # fmt: skip
_TEST = later(r"(?:应成立|应不成立|应无法判定|应不适用|holds|violated|undecided|skipped)(?!\w)")
_FULLWIDTH = {
    code: code - 0xFEE0
    for first, last in ("０９", "ＡＺ", "ａｚ", "：：", "，．", "［［", "］］", "＿＿", "＂＂")
    for code in range(ord(first), ord(last) + 1)
}
"""Full-width digits, letters and marks → half-width; brackets stay, since names are printed with them."""
_SECTION = later(r"[【\[]")
_HEADING = later(r"(?:规则(?![\w])|rule\b)")
_MEANT = {
    "等于": "==", "不等于": "!=", "大于": ">", "小于": "<", "大于等于": ">=", "小于等于": "<=", "不小于": ">=", "不大于": "<=",
    "加": "+", "减": "-", "乘": "*", "乘以": "*", "除以": "/", "并且": "且", "以及": "且", "而且": "且", "或者": "或",
    "如果": "若", "那么": "则", "包含": "匹配", "包括": "匹配",
}  # fmt: skip
"""Words that say what a mark or a keyword says, and what to write instead."""


@cache
def _lark() -> Lark:
    from gouji.grammar import tables

    return tables.shipped() or built()


def built() -> Lark:
    """Return the parser made from the grammar's text."""
    from lark import Lark

    return Lark(grammar_text(), parser="lalr", lexer="contextual", propagate_positions=True)


def parse_line(text: str) -> Any:
    """Parse one logical line.

    Raises:
        lark.exceptions.UnexpectedInput: If it is no statement.
    """
    return _lark().parse(half_width(text))


def half_width(text: str) -> str:
    """Return the line with full-width marks outside quotes in half width; the length stays the same."""
    quoted = False
    out = []
    for char in text:
        if quoted:
            quoted = char not in '”"＂'
        elif char in '“"＂':
            quoted = True
        else:
            char = char.translate(_FULLWIDTH)
        out.append('"' if char == "＂" else char)
    return "".join(out)


def parse_expression(text: str, name: str = "表达式") -> tuple[Body | None, list[Diagnostic]]:
    """Parse one rule body or expression.

    Args:
        text: Such as ``公开01表.本年收入合计 - 公开01表.本年支出合计``.
        name: What to call it in messages.
    """
    module, diagnostics = parse(text, name)
    rules = module.rules
    return (rules[0].body if rules else None), diagnostics


def parse(source: str, name: str = "", tests: bool = True) -> tuple[Module, list[Diagnostic]]:
    """Read a rule file.

    Args:
        source: Its text.
        name: File name for messages.
        tests: Whether to read the tests beside rules too; an audit has no use for them.

    Returns:
        The module, holding every statement that could be read, and the diagnostics of the others in order.
    """
    if not tests:
        known = shipped(source, name)
        if known is not None:
            return known, []
    return read(source, name, tests)


def read(source: str, name: str, tests: bool) -> tuple[Module, list[Diagnostic]]:
    """Read a rule file with the parser, whatever is shipped; see :func:`parse`."""
    return _Reader(source, name, tests).read()


class _Reader:
    def __init__(self, source: str, name: str, tests: bool) -> None:
        self.tests = tests
        self.source = source
        self.name = name
        self.printed = printed_lines(source)
        self.diagnostics: list[Diagnostic] = []
        self.section = ""
        self.unread = False
        """Whether the heading of the section could not be read: nobody knows what its rules speak of."""
        self.rules: list[RuleNode] = []
        self.open: RuleNode | None = None
        self.parts: dict[str, Any] = {}
        self.module: dict[str, Any] = {
            "includes": [], "parameters": [], "definitions": [], "amendments": [],
        }  # fmt: skip
        self.builder = Builder()
        self.serial: dict[str, int] = {}

    def read(self) -> tuple[Module, list[Diagnostic]]:
        if len(self.printed) > MAX_LINES:
            self.report("GJ105", tr("规则文件超过 {max_lines:,} 行", max_lines=MAX_LINES), Span(1))
            return Module(self.name), self.diagnostics
        for line in logical_lines(self.source):
            if len(self.rules) >= MAX_RULES:
                message = tr("规则文件超过 {max_rules:,} 条规则，从这里起没有载入", max_rules=MAX_RULES)
                self.report("GJ105", message, Span(line.number), tr("分成几个文件"))
                self.open = None
                break
            if len(self.diagnostics) >= MAX_MISTAKES:
                message = tr("错误已有 {max_mistakes} 处，从这里起没有再读", max_mistakes=MAX_MISTAKES)
                self.report("GJ105", message, Span(line.number), tr("先改前面的错误"))
                self.open = None
                break
            if self.tests or not _TEST.match(line.text):
                self.line(line)
        self.close()
        seen: dict[str, RuleNode] = {}
        for rule in self.rules:
            if rule.id in seen:
                self.report(
                    "GJ402",
                    tr("规则编号“{id}”重复，第 {line} 行已用", id=rule.id, line=seen[rule.id].span.line),
                    rule.span,
                )
            seen.setdefault(rule.id, rule)
        rules = tuple(seen.values())
        lists: dict[str, Any] = {
            key: tuple(value) for key, value in self.module.items() if isinstance(value, list)
        }
        module = Module(
            self.name, self.module.get("title", ""), self.module.get("applies"), rules=rules, **lists
        )
        return module, self.diagnostics

    def report(self, code: str, message: str, span: Span, hint: str = "") -> None:
        text = self.printed[span.line - 1] if 0 < span.line <= len(self.printed) else ""
        self.diagnostics.append(Diagnostic(code, message, self.name, span, text[:400], hint))

    def line(self, line: LogicalLine) -> None:
        from lark.exceptions import UnexpectedInput, VisitError

        if len(line.text) > MAX_LENGTH:
            self.report(
                "GJ105", tr("一条语句超过 {max_length:,} 字", max_length=MAX_LENGTH), Span(line.number)
            )
            return
        if depth_of_brackets(line.text) > MAX_DEPTH:
            self.report("GJ105", tr("括号嵌套超过 {max_depth} 层", max_depth=MAX_DEPTH), Span(line.number))
            return
        try:
            tree = parse_line(line.text)
            statement = self.builder.build(tree, line)
        except UnexpectedInput as error:
            self.unexpected(line, error)
            return
        except VisitError as error:
            self.report("GJ103", str(error.orig_exc), Span(line.number))
            return
        except RecursionError:
            self.report("GJ105", tr("表达式过深"), Span(line.number))
            return
        values = statement[1] if isinstance(statement[1], tuple) else (statement[1],)
        if any(isinstance(v, Node) and depth_of(v) > MAX_LEVELS for v in values):
            self.report(
                "GJ105",
                tr("表达式超过 {max_levels} 层；连加太长时分成几个定义", max_levels=MAX_LEVELS),
                Span(line.number),
            )
            return
        handler: Callable[[Any, LogicalLine], None] = getattr(self, f"on_{statement[0]}")
        handler(statement[1], line)

    def unexpected(self, line: LogicalLine, error: Any) -> None:
        from lark.exceptions import UnexpectedToken

        offset = getattr(error, "pos_in_stream", None)
        ended = isinstance(error, UnexpectedToken) and error.token.type == "$END"
        if ended or offset is None or offset < 0:
            offset = len(line.text)
        number, column = line.locate(min(offset, len(line.text)))
        length = len(error.token) if isinstance(error, UnexpectedToken) and not ended else 1
        wanted = (
            getattr(error, "accepts", None)
            or getattr(error, "expected", None)
            or getattr(error, "allowed", None)
            or ()
        )
        names = [tr(_SAY[w]) for w in sorted(wanted) if w in _SAY]
        seen = tr("行末") if ended else f"“{line.text[offset : offset + max(1, length)]}”"
        hint = tr("此处可以是：{what}", what="、".join(names[:8])) if names else ""
        hint = _better(line.text, offset) or hint
        if _HEADING.match(line.text):
            # What follows belongs to this rule: it must not run as a rule of its own.
            self.close()
            self.open, self.parts = RuleNode("", section=self.section), {"unread": True}
        elif _SECTION.match(line.text) and offset == 0:
            self.close()
            self.unread = True
        elif self.open is not None and "body" not in self.parts:
            self.parts["broken"] = True
        self.report(
            "GJ101", tr("读不懂{seen}", seen=seen), Span(number, column, column + max(1, length)), hint
        )

    # Statements.

    def on_ruleset(self, value: str, line: LogicalLine) -> None:
        self.module["title"] = value

    def on_applies(self, value: Node, line: LogicalLine) -> None:
        self.module["applies"] = value

    def on_parameter(self, value: tuple[str, Node], line: LogicalLine) -> None:
        self.module["parameters"].append(value)

    def on_include(self, value: str, line: LogicalLine) -> None:
        self.module["includes"].append(value)

    def on_amendment(self, value: Amendment, line: LogicalLine) -> None:
        self.close()
        self.module["amendments"].append(value)
        if not value.reason:
            self.report(
                "GJ401",
                tr("{kind} {rule} 没有写理由", kind=value.kind, rule=value.rule),
                value.span,
                tr("在编号后写“理由”"),
            )

    def on_definition(self, value: Definition, line: LogicalLine) -> None:
        self.close()
        self.module["definitions"].append(value)

    def on_section(self, value: str, line: LogicalLine) -> None:
        self.close()
        self.section, self.unread = value, False

    def on_rule(self, value: RuleNode, line: LogicalLine) -> None:
        self.close()
        self.open = attrs.evolve(value, section=self.section)
        self.parts = {}

    def on_body(self, value: Body, line: LogicalLine) -> None:
        if self.open is None or "body" in self.parts:
            if self.open is not None:
                self.close()
            text = show_body(value)
            self.open = RuleNode(self._generated(text), text[:40], section=self.section, span=value.span)
            self.parts = {}
        self.parts["body"] = value
        self.parts["source"] = line.text

    def _generated(self, text: str) -> str:
        """Return an id for a rule without a heading, from section and meaning: stable when lines move."""
        return f"R-{hashlib.sha256(f'{self.section}|{text}'.encode()).hexdigest()[:6]}"

    def on_meta(self, value: tuple[str, Any], line: LogicalLine) -> None:
        if self.open is None:
            self.report("GJ104", tr("这一行应写在一条规则之内"), Span(line.number, 0, len(line.text)))
            return
        self.parts[value[0]] = value[1]

    def on_mistake(self, message: str, line: LogicalLine) -> None:
        self.report("GJ103", message, Span(line.number, 0, len(line.text)))

    def on_example(self, value: Example, line: LogicalLine) -> None:
        if self.open is None:
            self.report("GJ104", tr("测试应写在一条规则之内"), Span(line.number, 0, len(line.text)))
            return
        self.parts.setdefault("examples", []).append(value)

    def close(self) -> None:
        """Finish the rule being read."""
        if self.open is None:
            return
        rule, parts = self.open, self.parts
        self.open, self.parts = None, {}
        if parts.pop("unread", False) or self.unread:
            return
        broken = parts.pop("broken", False)
        if "body" not in parts:
            if not broken:
                self.report("GJ102", tr("规则 {id} 没有内容", id=rule.id), rule.span, tr("在下一行写出关系"))
            return
        parts["examples"] = tuple(parts.get("examples", ()))
        self.rules.append(attrs.evolve(rule, **parts))


def _better(text: str, offset: int) -> str:
    """Return what to write instead of something often written, "" if nothing comes to mind."""
    rest = text[offset:]
    word = next((w for w in sorted(_MEANT, key=len, reverse=True) if rest.startswith(w)), "")
    word = word or next((w for w in text[:offset].split()[-1:] if w in _MEANT), "")
    if word:
        return tr("“{word}”写作 {sign}", word=word, sign=_MEANT[word])
    if "=" in text[max(0, offset - 1) : offset + 1] and "==" not in text:
        return tr("相等写作 ==，赋值才用 =")
    if rest[:1] in (",", "，") and text[:offset][-1:].isdigit() and rest[1:2].isdigit():
        return tr("数里不写千分位")
    if re.match(r"[<>≤≥＜＞=＝!！≠]", rest) and re.search(r"[<>≤≥＜＞=＝≠]", text[:offset]):
        return tr("两个比较用 且 连接，如 甲 < 乙 且 乙 < 丙")
    if _SECTION.match(text) and offset == 0:
        return tr("小节写作 【公开03表】；这一节里的规则没有载入")
    return ""
