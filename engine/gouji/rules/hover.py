"""What stands at a place of a rule file, in words, and where it is defined."""

from __future__ import annotations

import re
from collections.abc import Iterator

import attrs

from gouji.grammar.keywords import keywords
from gouji.grammar.lines import printed_lines
from gouji.grammar.meanings import meaning_of
from gouji.grammar.printer import show
from gouji.grammar.tree import Call, Index, Node, Number, Path, Span, Text
from gouji.packs import TableSpec
from gouji.rules.editor import OpenFile, names_at
from gouji.rules.explain import in_words
from gouji.rules.scope import OTHERS, TableScope
from gouji.value import Value

_WORDS = re.compile("|".join(sorted(map(re.escape, keywords()), key=lambda w: (-len(w), w))))
_DOCUMENT = {
    "年度": "决算年度", "文种": "文种：部门决算、单位决算 …", "部门名称": "部门名称", "地区": "地区，如 甘肃/临夏", "标题": "文件的标题",
    "全文": "各节的文字", "目录": "各节的标题",
    "上年": "同一部门上年的文件；没有给出时不适用", "年初预算": "同一部门本年的预算公开；没有给出时不适用",
    "下属单位": "各下属单位的文件；没有给出时不适用", "说明": "情况说明里的数：说明.主体.度量",
}  # fmt: skip


@attrs.frozen(eq=False, repr=False)
class Hover(Value):
    """What to show over a place.

    Attributes:
        text: In words, lines separated by line feeds.
        span: What it speaks of.
    """

    text: str
    span: Span


@attrs.frozen(eq=False, repr=False)
class Location(Value):
    """Where something is defined.

    Attributes:
        file: File as packs and messages name it.
        line: From 1.
    """

    file: str
    line: int


def hover(opened: OpenFile, line: int, column: int) -> Hover | None:
    """Return what stands at a place, ``None`` where nothing is known."""
    printed = opened.line(line)
    ruled = opened.rule_at(line, column)
    if ruled is not None:
        return Hover("\n".join(in_words(ruled[0])), ruled[1])
    node = opened.node_at(line, column)
    said = _said(opened, printed, node, line, column)
    if said and node is not None:
        return Hover(said, node.span)
    for match in _WORDS.finditer(printed):
        if match.start() <= column < match.end():
            return Hover(f"{match[0]}：{meaning_of(match[0])}", Span(line, match.start(), match.end()))
    return None


def _said(opened: OpenFile, printed: str, node: Node | None, line: int, column: int) -> str:
    if isinstance(node, Path):
        return "\n".join(_path(opened, names_at(printed, node, column), node, line))
    if isinstance(node, Number | Text):
        text = node.text if isinstance(node, Number) else node.value
        table = _table_around(opened, node)
        entry = opened.rules.scope.entries(table).get(text) if table is not None else None
        return f"{entry.code} {entry.name}" if entry is not None else ""
    if isinstance(node, Call) and node.function in opened.rules.definitions:
        return _definition_of(opened, node.function)
    if isinstance(node, Call) and node.function in opened.rules.functions:
        return f"{node.function}：插件的函数"
    return ""


def _table_around(opened: OpenFile, node: Node) -> TableScope | None:
    """Return the table in whose ``[行, 栏]`` a node stands."""
    for index in opened.nodes():
        if isinstance(index, Index) and (index.row is node or index.column is node):
            return opened.rules.scope.table(index.base.names[-1])
    return None


def _path(opened: OpenFile, names: tuple[str, ...], node: Path, line: int) -> Iterator[str]:
    scope = opened.rules.scope
    if len(names) == 1 and names[0] in opened.rules.definitions:
        yield _definition_of(opened, names[0])
        return
    if len(names) == 1 and names[0] in _DOCUMENT:
        yield f"{names[0]}：{_DOCUMENT[names[0]]}"
        return
    rest = names[1:] if names[0] in OTHERS and len(names) > 1 else names
    if rest[0] == "说明":
        yield f"情况说明里的“{'.'.join(rest[1:])}”" + (
            "" if scope.knows_subject(rest[1]) else "（没有登记过）"
        )
        return
    around = _table_around(opened, node)
    table = around or scope.table(rest[0])
    if table is not None and (len(rest) == 1 and around is None):
        yield from _table(table)
        return
    within = (table,) if table is not None else opened.section(line)[0]
    name = ".".join(rest if around is not None or table is None else rest[1:])
    for one in within:
        yield from _cell(one, name)
        entry = scope.entries(one).get(scope.code_of(name, one))
        if entry is not None:
            yield f"{one.key}：{entry.code} {entry.name}"


def _definition_of(opened: OpenFile, name: str) -> str:
    made = opened.rules.definitions[name]
    head = f"{name}({', '.join(made.parameters)})" if made.parameters else name
    return f"定义 {head} = {show(made.value)}"


def _table(table: TableScope) -> Iterator[str]:
    spec = table.layouts[0]
    yield f"{table.key} {spec.titles[0]}"
    yield f"单位：{spec.unit}；口径：{spec.population or '不一'}"
    lanes = "、".join(name for name in table.lanes if name)
    yield from [f"两侧：{lanes}"] if lanes else []


def _cell(table: TableScope, name: str) -> Iterator[str]:
    spec = table.layouts[0]
    key = table.column_key(name)
    for layout in table.layouts:
        column = layout.columns.get(key)
        if column is not None:
            ordinal = f"，栏次 {column.ordinal}" if column.ordinal is not None else ""
            yield f"{table.key}的栏“{key}”{ordinal}；也印作 {'、'.join(column.names)}"
            yield f"口径：{column.population or spec.population or '不一'}；单位：{column.unit or spec.unit}"
            break
    for found in table.row_keys(name)[:2]:
        row = next(layout.rows[found] for layout in table.layouts if found in layout.rows)
        ordinal = f"，行次 {row.ordinal}" if row.ordinal is not None else ""
        yield f"{table.key}的行“{found}”{ordinal}；也印作 {'、'.join(row.names)}"
        yield f"口径：{row.population or spec.population or '不一'}"


def definition(opened: OpenFile, line: int, column: int) -> Location | None:
    """Return where what stands at a place is defined: a rule, a definition, a parameter, a table, a row, a column."""
    printed = opened.line(line)
    ruled = opened.rule_at(line, column)
    if ruled is not None:
        return Location(ruled[0].file.name, ruled[0].node.span.line)
    node = opened.node_at(line, column)
    if isinstance(node, Call) and node.function in opened.rules.definitions:
        return _defined(opened, node.function)
    if not isinstance(node, Path):
        return None
    names = names_at(printed, node, column)
    if names[0] in opened.rules.definitions:
        return _defined(opened, names[0])
    rest = names[1:] if names[0] in OTHERS and len(names) > 1 else names
    around = _table_around(opened, node)
    table = around or opened.rules.scope.table(rest[0]) or next(iter(opened.section(line)[0]), None)
    if table is None:
        return None
    name = ".".join(rest[1:] if around is None and opened.rules.scope.table(rest[0]) is table else rest)
    return _in_spec(opened, table, name)


def _defined(opened: OpenFile, name: str) -> Location:
    made = opened.rules.definitions[name]
    return Location(opened.rules.defined_in.get(name, opened.name), made.span.line)


def _in_spec(opened: OpenFile, table: TableScope, name: str) -> Location | None:
    """Return the line of a pack's ``tables.toml`` that lists a table, or a row or column of it."""
    wanted = [k for k in (table.column_key(name), *table.row_keys(name)) if k]
    for spec in table.layouts:
        keys = [k for k in wanted if k in spec.columns or k in spec.rows]
        if keys or not name:
            return _listed(opened, spec, keys)
    return None


def _listed(opened: OpenFile, spec: TableSpec, keys: list[str]) -> Location | None:
    pack = next((p for p in opened.specs.packs if p.id == spec.pack), None)
    if pack is None or pack.root is None:
        return None
    lines = printed_lines(pack.root.joinpath("tables.toml").read_text(encoding="utf-8"))
    head = next((i for i, text in enumerate(lines) if f'key = "{spec.key}"' in text), None)
    if head is None:
        return None
    inside = (i for i in range(head, len(lines)) if any(f'"{key}"' in lines[i] for key in keys))
    return Location(f"{pack.id}/tables.toml", 1 + (next(inside, head) if keys else head))
