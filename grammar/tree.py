"""The syntax tree of the rule language: frozen values that know where they stand.

Nothing here knows what a name means; that is ``gouji.rules``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from gouji.value import Value


@attrs.frozen(eq=False, repr=False)
class Span(Value):
    """Where something stands: line from 1, columns from 0 in characters of that printed line.

    Attributes:
        line: Line in the file, from 1.
        start: First column.
        end: Column after the last.
    """

    line: int = 0
    start: int = 0
    end: int = 0


@attrs.frozen(eq=False, repr=False)
class Node(Value):
    """A piece of an expression.

    Attributes:
        span: Where it stands; never part of equality.
    """

    span: Span = attrs.field(default=Span(), eq=False, kw_only=True, repr=False)


@attrs.frozen(eq=False, repr=False)
class Number(Node):
    """A literal with its unit, "" if it has none."""

    text: str
    unit: str = ""


@attrs.frozen(eq=False, repr=False)
class Text(Node):
    """A string literal."""

    value: str


@attrs.frozen(eq=False, repr=False)
class Path(Node):
    """A name or a path of names: ``收入.总计``."""

    names: tuple[str, ...]


@attrs.frozen(eq=False, repr=False)
class Index(Node):
    """``表[行, 列]``; one of row and column may be left to the context."""

    base: Path
    row: Node
    column: Node | None = None


@attrs.frozen(eq=False, repr=False)
class RowsOf(Node):
    """``下级``, ``本级`` or ``上级`` of the code being gone through."""

    which: str


@attrs.frozen(eq=False, repr=False)
class Selection(Node):
    """Rows chosen by what they are: ``末级``, ``有下级``, ``类级``, ``款级``, ``项级``."""

    filters: tuple[str, ...]


@attrs.frozen(eq=False, repr=False)
class Ordinal(Node):
    """``行次 27`` or ``栏次 2``: a row or column by its number in the national form."""

    kind: str
    number: int


@attrs.frozen(eq=False, repr=False)
class Call(Node):
    """A function of the language or of a plugin."""

    function: str
    arguments: tuple[Node, ...]


@attrs.frozen(eq=False, repr=False)
class Unary(Node):
    """``-`` or ``非``."""

    operator: str
    operand: Node


@attrs.frozen(eq=False, repr=False)
class Binary(Node):
    """``+ - * /``, ``且``, ``或``."""

    operator: str
    left: Node
    right: Node


@attrs.frozen(eq=False, repr=False)
class Compare(Node):
    """A comparison; ``==`` is interval-aware, ``约等于`` allows for rounding of rates."""

    operator: str
    left: Node
    right: Node
    tolerance: Number | None = None


@attrs.frozen(eq=False, repr=False)
class Member(Node):
    """``X 属于 (…)`` or ``科目 属于 公开05表``; ``listed`` tells the two apart."""

    item: Node
    within: tuple[Node, ...]
    listed: bool = True


@attrs.frozen(eq=False, repr=False)
class Matches(Node):
    """``文本 匹配 “…”``."""

    item: Node
    pattern: str


@attrs.frozen(eq=False, repr=False)
class Conditional(Node):
    """``若 … 则 … 否则 …``."""

    condition: Node
    then: Node
    otherwise: Node | None = None


@attrs.frozen(eq=False, repr=False)
class Quantifier(Node):
    """``每行``, ``每列``, ``每个科目 …``, ``每个 X 属于 (…)``.

    Attributes:
        kind: ``row``, ``column``, ``code`` or ``of``.
        filters: ``有下级``, ``末级``, ``类级``, ``款级``, ``项级``.
        within: Table whose rows, columns or codes are gone through, "" for the section's.
        without: Table whose codes are left out, "" for none.
        variable: Name bound by ``每个 X 属于``.
        items: Values it takes.
    """

    kind: str
    filters: tuple[str, ...] = ()
    within: str = ""
    variable: str = ""
    items: tuple[Node, ...] = ()
    without: str = ""


@attrs.frozen(eq=False, repr=False)
class Body(Node):
    """What a rule says: quantifiers and a condition."""

    quantifiers: tuple[Quantifier, ...]
    condition: Node


@attrs.frozen(eq=False, repr=False)
class Given(Node):
    """One value of an example: a number, several (for 下级), ``空`` or ``缺``."""

    place: Node
    values: tuple[str, ...]
    units: tuple[str, ...] = ()


@attrs.frozen(eq=False, repr=False)
class Example(Node):
    """A test beside a rule.

    Attributes:
        expects: ``应成立``, ``应不成立``, ``应无法判定`` or ``应不适用``.
        title: What it shows, "" if unnamed.
        given: The values put in.
    """

    expects: str
    title: str
    given: tuple[Given, ...]


@attrs.frozen(eq=False, repr=False)
class RuleNode(Node):
    """A rule.

    Attributes:
        id: Stable id; generated from the place for rules without a heading.
        title: Its title.
        severity: ``error``, ``warning`` or ``info``.
        rule_class: ``基本平衡``, ``逻辑性`` or ``核实性``.
        tier: ``template`` or ``business``.
        section: Section it stands in (``公开03表``, ``公开04表 支出``, ``表间``), "" at top level.
        body: What it says; ``None`` if the line could not be read.
        basis: 依据.
        message: 消息 template.
        tags: 标签.
        when: 前提.
        years: First and last year, or ``None``.
        missing: ``视为未知``, ``视为零`` or ``不适用``.
        examples: Tests beside it.
        source: The body as written.
    """

    id: str
    title: str = ""
    severity: str = "error"
    rule_class: str = "基本平衡"
    tier: str = "template"
    section: str = ""
    body: Body | None = None
    basis: str = ""
    message: str = ""
    tags: tuple[str, ...] = ()
    when: Node | None = None
    years: tuple[int, int] | None = None
    missing: str = "视为未知"
    examples: tuple[Example, ...] = ()
    source: str = ""


@attrs.frozen(eq=False, repr=False)
class Definition(Node):
    """``定义 名称(参数) = 表达式``."""

    name: str
    parameters: tuple[str, ...]
    value: Node


@attrs.frozen(eq=False, repr=False)
class Amendment(Node):
    """``停用`` or ``覆盖`` of a rule of another pack, with its reason."""

    kind: str
    rule: str
    reason: str


@attrs.frozen(eq=False, repr=False)
class Module(Node):
    """A rule file.

    Attributes:
        name: File name for messages.
        title: 规则集, "" if not given.
        applies: 适用 condition.
        includes: 引用.
        parameters: 参数 by name.
        definitions: 定义.
        amendments: 停用 and 覆盖.
        rules: In order.
    """

    name: str
    title: str = ""
    applies: Node | None = None
    includes: tuple[str, ...] = ()
    parameters: tuple[tuple[str, Node], ...] = ()
    definitions: tuple[Definition, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    rules: tuple[RuleNode, ...] = ()


def parts_of(kind: type[Node]) -> tuple[str, ...]:
    """Return the names of the fields in which nodes of a kind may hold nodes."""
    known = _PARTS.get(kind)
    if known is None:
        fields = attrs.fields(kind)
        known = _PARTS[kind] = tuple(
            f.name for f in fields if f.name != "span" and _HOLDS.search(str(f.type))
        )
    return known


_PARTS: dict[type[Node], tuple[str, ...]] = {}
_HOLDS = re.compile(r"\b(Node|Path|Number|Body|Quantifier|Given|Example|RuleNode|Definition|Amendment)\b")


def children(node: Node) -> list[Node]:
    """Return the nodes directly below one, in order."""
    found: list[Node] = []
    for name in parts_of(type(node)):
        value = getattr(node, name)
        if isinstance(value, tuple):
            found += [item for item in value if isinstance(item, Node)]
        elif isinstance(value, Node):
            found.append(value)
    return found


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and everything below it, in order."""
    stack = [node]
    while stack:
        at = stack.pop()
        yield at
        stack += reversed(children(at))


def depth_of(node: Node) -> int:
    """Return how many levels a tree has; without recursion, so that no tree is too deep to be measured."""
    deepest = 0
    stack = [(node, 1)]
    while stack:
        at, level = stack.pop()
        deepest = max(deepest, level)
        stack += [(below, level + 1) for below in children(at)]
    return deepest
