"""A rule file as an editor holds it: what a language server asks, beside the packs that apply.

:class:`OpenFile` is made anew when the text changes (some hundred milliseconds for the national packs).  Completion is
in ``gouji.rules.complete``, hover and definition in ``gouji.rules.hover``.  Lines count from 1, columns from 0 in
characters, as in :class:`~gouji.grammar.tree.Span`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import attrs

from gouji.api import Function
from gouji.grammar import Diagnostic, parse
from gouji.grammar.lines import printed_lines, strip_comment
from gouji.grammar.tree import Module, Node, Path, Span, walk
from gouji.packs import RuleFile, Specs
from gouji.rules.compiled import CompiledRule
from gouji.rules.load import load_rules, sections
from gouji.rules.ruleset import RuleSet
from gouji.rules.scope import TableScope
from gouji.value import Value

_HEADING = re.compile(r"^\s*[【\[]([^】\]]*)[】\]]\s*$")
NAME = r"(?:[“\"][^”\"\n]{1,20}[”\"])?[^\W\d][\w、]*(?:[（(][^\W\da-zA-Z_]{1,12}[）)]\w*)*|‘[^’\n]*’"
_AMENDING = re.compile(r"\s*(?:停用|覆盖|disable|override)\s")
RULE_ID = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)+")


@attrs.frozen(eq=False, repr=False)
class Symbol(Value):
    """A rule, definition or parameter of a file, for an outline.

    Attributes:
        kind: ``rule``, ``definition`` or ``parameter``.
        name: Rule id or name.
        detail: Title of a rule.
        span: Where it begins.
    """

    kind: str
    name: str
    detail: str
    span: Span


@attrs.frozen(slots=False, eq=False, repr=False)
class OpenFile(Value):
    """A rule file being edited.

    Attributes:
        text: Its text now.
        name: Its name; a pack's own file is looked at in its pack's place.
        specs: The packs that apply.
        rules: All rules, this file's among them.
        module: Its tree, of all that could be read.
        diagnostics: Its mistakes, in order of lines.
    """

    text: str
    name: str
    specs: Specs
    rules: RuleSet
    module: Module
    diagnostics: tuple[Diagnostic, ...]

    @property
    def lines(self) -> list[str]:
        """Its printed lines."""
        return printed_lines(self.text)

    def line(self, number: int) -> str:
        """Return a printed line, "" beyond the end."""
        lines = self.lines
        return lines[number - 1] if 0 < number <= len(lines) else ""

    def section(self, number: int) -> tuple[tuple[TableScope, ...], str]:
        """Return the tables and the lane of the section a line stands in."""
        for text in reversed(self.lines[: max(0, number - 1)]):
            heading = _HEADING.match(strip_comment(text))
            if heading:
                tables, lane, _ = sections(" ".join(heading[1].split()), self.rules.scope)
                return tables, lane
        return (), ""

    def nodes(self) -> Iterator[Node]:
        """Yield everything in the file that stands somewhere."""
        yield from walk(self.module)
        for _, value in self.module.parameters:
            yield from walk(value)

    def node_at(self, line: int, column: int) -> Node | None:
        """Return the innermost part of an expression at a place."""
        found: Node | None = None
        for node in self.nodes():
            span = node.span
            inside = span.line == line and span.start <= column < span.end
            if inside and (found is None or span.end - span.start <= found.span.end - found.span.start):
                found = node
        return found

    def rule_at(self, line: int, column: int) -> tuple[CompiledRule, Span] | None:
        """Return the rule whose id stands at a place; after 停用 and 覆盖 the one that was before."""
        printed = self.line(line)
        former = self.rules.former if _AMENDING.match(printed) else {}
        for match in RULE_ID.finditer(printed):
            if match.start() <= column < match.end():
                compiled = former.get(match[0]) or self.rules.rule(match[0])
                return (compiled, Span(line, match.start(), match.end())) if compiled is not None else None
        return None

    def symbols(self) -> tuple[Symbol, ...]:
        """Return rules, definitions and parameters in order of lines."""
        found = [Symbol("rule", rule.id, rule.title, rule.span) for rule in self.module.rules]
        found += [Symbol("definition", made.name, "", made.span) for made in self.module.definitions]
        found += [Symbol("parameter", name, "", value.span) for name, value in self.module.parameters]
        return tuple(sorted(found, key=lambda s: (s.span.line, s.span.start)))


def open_file(
    text: str, name: str, specs: Specs, functions: Mapping[str, Function] | None = None
) -> OpenFile:
    """Load a rule file beside the packs, for an editor.

    Args:
        text: What the editor holds, saved or not.
        name: File name, as the packs and messages know it.
        specs: The packs that apply.
        functions: Functions of plugins.
    """
    own = RuleFile(name, text, "用户规则")
    inside = any(file.name == name for pack in specs.packs for file in pack.rules)
    if inside:
        packs = tuple(
            attrs.evolve(
                pack, rules=tuple(attrs.evolve(f, text=text) if f.name == name else f for f in pack.rules)
            )
            for pack in specs.packs
        )
        specs = attrs.evolve(specs, packs=packs)
    rules = load_rules(specs, () if inside else (own,), functions, tests=True)
    module, _ = parse(text, name)
    mine = sorted((d for d in rules.diagnostics if d.file == name), key=lambda d: (d.span.line, d.span.start))
    return OpenFile(text, name, specs, rules, module, tuple(mine))


def names_at(line: str, node: Path, column: int) -> tuple[str, ...]:
    """Return the names of a path up to and with the one under the cursor: ``收入.总计`` over 收入 is ``收入``."""
    printed = line[node.span.start : node.span.end]
    ends = [node.span.start + m.end() for m in re.finditer(NAME, printed)]
    for i, end in enumerate(ends[: len(node.names)]):
        if column < end:
            return node.names[: i + 1]
    return node.names
