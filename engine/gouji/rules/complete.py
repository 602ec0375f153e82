"""What may be written at a place of a rule file: names, keywords and ids that fit what stands before it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import attrs

from gouji.grammar.keywords import keywords
from gouji.grammar.meanings import MEANINGS
from gouji.grammar.tree import Span
from gouji.model import Measure
from gouji.names import squash
from gouji.rules.editor import NAME, OpenFile
from gouji.rules.functions import FUNCTIONS
from gouji.rules.load import BETWEEN, NARRATIVE, WHOLE
from gouji.rules.scope import DOCUMENT_NAMES, ITEMS, OTHERS, TableScope
from gouji.value import Value

LIMIT = 200
_WORD = re.compile(rf"(?:{NAME}|[\w“‘-]+)?$")
_PATH = re.compile(rf"((?:(?:{NAME})\s*[.．]\s*)+)([\w“‘（）()、]*)$")
_INDEX = re.compile(rf"((?:(?:{NAME})[.．])*(?:{NAME}))\s*[\[［]([^\[\]［］]*)$")
_HEADING = re.compile(r"^\s*[【\[]([^】\]]*)$")
_AMENDING = re.compile(r"^\s*(?:停用|覆盖|disable|override)\s+([A-Za-z0-9-]*)$")
_INCLUDING = re.compile(r"^\s*(?:引用|include)\s+[“\"]([^”\"]*)$")
_HEADS = frozenset({
    "RULESET", "APPLIES", "PARAMETER", "INCLUDE", "DISABLE", "OVERRIDE", "RULE", "DEFINE", "META", "WHEN", "YEARS",
    "MISSING_AS", "EXAMPLE", "EACH_ROW", "EACH_COLUMN", "EACH_CODE", "EACH", "IF",
})  # fmt: skip
_AFTER_RULE = frozenset({"SEVERITY", "CLASS", "TIER"})


@attrs.frozen(eq=False, repr=False)
class Completion(Value):
    """Something that may be written.

    Attributes:
        label: What to write.
        kind: ``table``, ``row``, ``column``, ``code``, ``subject``, ``measure``, ``definition``, ``document``,
            ``function``, ``keyword``, ``rule`` or ``pack``.
        detail: What it is.
        replaces: What of the line it takes the place of.
    """

    label: str
    kind: str
    detail: str = ""
    replaces: Span = Span()


def completions(opened: OpenFile, line: int, column: int) -> tuple[Completion, ...]:
    """Return what may stand at a place, what begins like what is typed before what only holds it.

    Args:
        opened: The file.
        line: From 1.
        column: From 0, in characters.
    """
    before = opened.line(line)[:column]
    typed, found = _candidates(opened, line, before)
    wanted = squash(typed).strip("\"'")
    chosen: dict[tuple[str, str], tuple[int, Completion]] = {}
    for made in found:
        at = squash(made.label).strip("\"'").find(wanted)
        if at < 0 and made.kind in ("code", "rule"):
            at = 1 if wanted in squash(made.detail) else -1  # found by name, written by number
        if at >= 0:
            made = attrs.evolve(made, replaces=Span(line, column - len(typed), column))
            chosen.setdefault((made.label, made.kind), (min(at, 1), made))
    ranked = sorted(enumerate(chosen.values()), key=lambda item: (item[1][0], item[0]))
    return tuple(made for _, (_, made) in ranked[:LIMIT])


def _candidates(opened: OpenFile, line: int, before: str) -> tuple[str, Iterator[Completion]]:
    scope = opened.rules.scope
    if found := _HEADING.match(before):
        return found[1], _headings(opened)
    if found := _AMENDING.match(before):
        return found[1], (Completion(r.rule.id, "rule", r.rule.title) for r in opened.rules.rules)
    if found := _INCLUDING.match(before):
        return found[1], (Completion(p.id, "pack", p.title) for p in opened.specs.packs)
    if found := _INDEX.search(before):
        names = [n for n in re.split(r"[.．]", found[1]) if n.strip() not in OTHERS]
        table = scope.table(".".join(names))
        row, comma, rest = found[2].replace("，", ",").partition(",")
        if table is not None:
            return (rest.lstrip(), _columns(table)) if comma else (row.lstrip(), _index_rows(opened, table))
    if found := _PATH.search(before):
        heads = [h.strip() for h in re.split(r"[.．]", found[1]) if h.strip()]
        return found[2], _below(opened, heads, line)
    typed = _WORD.search(before)
    word = typed[0] if typed else ""
    return word, _anything(opened, line, before[: len(before) - len(word)])


def _headings(opened: OpenFile) -> Iterator[Completion]:
    for key, table in opened.rules.scope.tables.items():
        yield Completion(key, "table", table.layouts[0].titles[0])
        yield from (Completion(f"{key} {lane}", "table", "表的一侧") for lane in table.lanes if lane)
    for word in (BETWEEN[0], NARRATIVE[0], WHOLE[0]):
        yield Completion(word, "keyword")


def _columns(table: TableScope) -> Iterator[Completion]:
    for layout in table.layouts:
        for column in layout.columns.values():
            yield Completion(column.key, "column", "、".join(column.names))


def _rows(table: TableScope, lane: str = "") -> Iterator[Completion]:
    head = f"{lane}." if lane else ""
    for layout in table.layouts:
        for row in layout.rows.values():
            if row.key.startswith(head):
                yield Completion(row.key.removeprefix(head), "row", "、".join(row.names))
    yield from (Completion(item, "row", "各个项目行") for item in ITEMS[:1] if lane)


def _index_rows(opened: OpenFile, table: TableScope) -> Iterator[Completion]:
    yield from _rows(table)
    entries = opened.rules.scope.entries(table)
    if entries:
        yield Completion("科目", "keyword", "当前科目")
        yield from (Completion(w, "keyword", MEANINGS[w]) for w in ("末级", "有下级", "类级", "款级", "项级"))
    yield from (Completion(code, "code", entry.name) for code, entry in entries.items())


def _below(opened: OpenFile, heads: list[str], line: int) -> Iterator[Completion]:
    """Yield what may follow ``表.``, ``说明.主体.``, ``上年.`` …"""
    scope = opened.rules.scope
    if heads[0] in OTHERS:
        heads = heads[1:]
        if not heads:
            yield from _tables(opened)
            return
    if heads[0] == "说明":
        if len(heads) == 1:
            yield from (Completion(n, "subject") for n in dict.fromkeys(scope.subject_names()))
        else:
            yield from (Completion(m.value, "measure") for m in Measure)
        return
    table = scope.table(heads[0])
    tables = (table,) if table is not None else opened.section(line)[0]
    lane = ".".join(heads[1:] if table is not None else heads)
    for one in tables:
        yield from _rows(one, lane)
        if not lane:
            yield from (Completion(name, "row", "表的一侧") for name in one.lanes if name)
            yield from _columns(one)
            if scope.entries(one):
                yield Completion("科目", "keyword", "科目编码的集合")


def _tables(opened: OpenFile) -> Iterator[Completion]:
    for key, table in opened.rules.scope.tables.items():
        yield Completion(key, "table", table.layouts[0].titles[0])


def _anything(opened: OpenFile, line: int, before: str) -> Iterator[Completion]:
    words = keywords()
    if re.match(r"^\s*(?:规则|rule)\s+\S+", before):
        yield from _keywords(w for w, terminal in words.items() if terminal in _AFTER_RULE)
        return
    if not before.strip():
        yield from _keywords(w for w, terminal in words.items() if terminal in _HEADS)
    tables, lane = opened.section(line)
    for table in tables:
        yield from _rows(table, lane)
        yield from _columns(table)
    yield from (Completion(name, "definition") for name in opened.rules.definitions)
    yield from _tables(opened)
    yield from (Completion(name, "document", "文件的事实") for name in DOCUMENT_NAMES)
    yield from (Completion(name, "keyword", "另一份文件") for name in OTHERS)
    yield Completion("说明", "keyword", "情况说明里的数")
    yield from (Completion(n, "function", MEANINGS[n]) for n in FUNCTIONS)
    yield from (Completion(n, "function", "插件的函数") for n in opened.rules.functions)
    yield from _keywords(w for w, t in words.items() if t not in _HEADS | _AFTER_RULE and w not in FUNCTIONS)


def _keywords(words: Iterable[str]) -> Iterator[Completion]:
    yield from (Completion(w, "keyword", MEANINGS.get(w, "")) for w in words if not w.isascii())
