"""From rule files to a rule set: precedence of packs, names resolved, every mistake a diagnostic."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from gouji.api import Function
from gouji.grammar import Diagnostic, nearest, parse
from gouji.grammar.lines import printed_lines
from gouji.grammar.tree import (
    Amendment,
    Binary,
    Call,
    Definition,
    Index,
    Module,
    Node,
    Number,
    Path,
    RuleNode,
    Span,
    Text,
    Unary,
    walk,
)
from gouji.i18n import tr
from gouji.model import Rule, RuleClass, Severity, Tier
from gouji.names import squash
from gouji.packs import RuleFile, Specs
from gouji.packs.prepared import checked
from gouji.rules.compiled import CompiledRule
from gouji.rules.expand import Unexpandable, Variant, expand, variants
from gouji.rules.functions import FUNCTIONS
from gouji.rules.ruleset import RuleSet
from gouji.rules.scope import OTHERS, Scope, TableScope
from gouji.rules.walk import paths_of

if TYPE_CHECKING:
    from gouji.rules.check import Mistake

BETWEEN = ("表间", "between")
NARRATIVE = ("说明", "narrative")
WHOLE = ("文件", "document")
_TITLE = 40
"""Characters of a rule that stand for its title."""


def load_rules(
    specs: Specs,
    extra_files: Sequence[RuleFile] = (),
    functions: Mapping[str, Function] | None = None,
    parameters: Mapping[str, object] | None = None,
    tests: bool = False,
) -> RuleSet:
    """Read, resolve and order the rules of packs and of the user's own files.

    Args:
        specs: The packs that apply; the more local come later and may 停用 or 覆盖 earlier rules.
        extra_files: Rule files applied after all packs.
        functions: Functions of plugins.
        parameters: Values of parameters that go before those of packs and files.
        tests: Whether to read the tests beside rules too, as who writes rules needs it.  An audit has no use for
            them, nor for checking again the rules of packs that ship as they were checked when gouji was made.
    """
    loader = _Loader(specs, functions or {}, parameters or {})
    files = [*(f for pack in specs.packs for f in pack.rules), *extra_files]
    modules = [(file, *parse(file.text, file.name, tests)) for file in files]
    for file, module, found in modules:
        loader.found(found)
        loader.names(file, module)
    changed = bool(parameters) or any(
        module.definitions or module.parameters for _, module, _ in modules[len(files) - len(extra_files) :]
    )
    if not tests and not changed and checked(pack.digest for pack in specs.packs):
        loader.trusted = {pack.id for pack in specs.packs}
    for file, module, _ in modules:
        loader.rules_of(file, module)
    return loader.finish()


def single_rule(
    text: str, rules: RuleSet, specs: Specs
) -> tuple[CompiledRule | None, list[Diagnostic], Node | None]:
    """Compile one rule or expression typed by a user, beside the rules already loaded.

    Returns:
        The rule, the diagnostics, and for an expression that is no condition the expression instead.
    """
    file = RuleFile("表达式", text)
    module, diagnostics = parse(text, file.name)
    if not module.rules or module.rules[0].body is None:
        return None, diagnostics, None
    body = module.rules[0].body
    if not body.quantifiers and _is_value(body.condition):
        return None, diagnostics, body.condition
    loader = _Loader(specs, rules.functions, {})
    loader.definitions = dict(rules.definitions)
    loader.found(diagnostics)
    compiled = loader.compile(module.rules[0], file, module)
    return compiled, loader.diagnostics, None


def _is_value(node: Node) -> bool:
    if isinstance(node, Binary):
        return node.operator in "+-*/"
    if isinstance(node, Call):
        return node.function not in ("全部", "任一")
    return isinstance(node, Number | Path | Text | Index) or (
        isinstance(node, Unary) and node.operator == "-"
    )


class _Loader:
    """Collects the rules of one file after another."""

    def __init__(
        self, specs: Specs, functions: Mapping[str, Function], parameters: Mapping[str, object]
    ) -> None:
        self.specs = specs
        self.scope = Scope(specs)
        self.functions = functions
        self.stated = {**specs.parameters, **parameters}
        self.diagnostics: list[Diagnostic] = []
        self.printed: dict[str, list[str]] = {}
        self.definitions: dict[str, Definition] = {}
        self.rules: dict[str, CompiledRule] = {}
        self.disabled: dict[str, tuple[str, str]] = {}
        self.overridden: dict[str, tuple[str, str]] = {}
        self.former: dict[str, CompiledRule] = {}
        self.defined_in: dict[str, str] = {}
        self.trusted: set[str] = set()
        """Ids of packs whose rules need no check."""

    def found(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics.extend(diagnostics)

    def report(
        self, code: str, message: str, file: RuleFile, span: Span, hint: str = "", severity: str = "error"
    ) -> None:
        printed = self.printed.get(file.name)
        if printed is None:
            printed = self.printed[file.name] = printed_lines(file.text)
        line = printed[span.line - 1] if 0 < span.line <= len(printed) else ""
        self.diagnostics.append(Diagnostic(code, message, file.name, span, line, hint, severity))

    def names(self, file: RuleFile, module: Module) -> None:
        """Take in a file's definitions, parameters and 引用, before any rule is compiled."""
        for definition in module.definitions:
            if definition.name in self.functions:
                message = tr("“{name}”是插件的函数，不能重新定义", name=definition.name)
                self.report("GJ404", message, file, definition.span)
                continue
            self.definitions[definition.name] = definition
            self.defined_in[definition.name] = file.name
        for name, value in module.parameters:
            stated = self.stated.get(name)
            chosen = value if stated is None else _literal(stated)
            self.definitions[name] = Definition(name, (), chosen, span=value.span)
            self.defined_in[name] = file.name
        known = {pack.id for pack in self.specs.packs}
        for pack in module.includes:
            if pack not in known:
                hint = suggestion(pack, known)
                self.report("GJ405", tr("引用的规则包“{pack}”没有应用", pack=pack), file, Span(1), hint)

    def rules_of(self, file: RuleFile, module: Module) -> None:
        """Take in a file's amendments and rules."""
        replaced = {a.rule: a for a in module.amendments if self.amend(a, file)}
        for node in module.rules:
            if node.id in self.rules and node.id not in replaced:
                before = self.rules[node.id].file.name
                hint = tr("要替换它，先写：覆盖 {id} “理由”", id=node.id)
                self.report(
                    "GJ402",
                    tr("规则编号“{id}”已在 {before} 使用", id=node.id, before=before),
                    file,
                    node.span,
                    hint,
                )
                continue
            compiled = self.compile(node, file, module)
            if compiled is not None:
                self.rules[node.id] = compiled
        own = {node.id for node in module.rules}
        for rule_id, amendment in replaced.items():
            if rule_id not in own:
                message = tr("写了覆盖 {rule_id}，却没有给出新的规则", rule_id=rule_id)
                self.report(
                    "GJ403", message, file, amendment.span, tr("要取消一条规则，写：停用 编号 “理由”")
                )

    def amend(self, amendment: Amendment, file: RuleFile) -> bool:
        """Switch a rule off, or note that it may be replaced; return whether it may."""
        if amendment.rule not in self.rules:
            message = tr("没有规则“{rule}”可以{kind}", rule=amendment.rule, kind=amendment.kind)
            hint = suggestion(amendment.rule, self.rules)
            self.report("GJ403", message, file, amendment.span, hint)
            return False
        entry = (file.name, amendment.reason)
        self.former[amendment.rule] = self.rules[amendment.rule]
        if amendment.kind == "停用":
            self.disabled[amendment.rule] = entry
            del self.rules[amendment.rule]
            return False
        self.overridden[amendment.rule] = entry
        return True

    def compile(self, node: RuleNode, file: RuleFile, module: Module) -> CompiledRule | None:
        """Resolve a rule; ``None`` after reporting what is wrong with it."""
        if node.body is None:
            return None
        tables, lane, unknown = sections(node.section, self.scope)
        if unknown:
            hint = suggestion(unknown, self.scope.tables)
            self.report("GJ202", tr("没有名为“{unknown}”的表", unknown=unknown), file, node.span, hint)
            return None
        try:
            made = variants(node.body, self.definitions)
            when = expand(node.when, self.definitions) if node.when is not None else None
            applies = expand(module.applies, self.definitions) if module.applies is not None else None
        except Unexpandable as error:
            self.report("GJ404", str(error), file, node.body.span)
            return None
        if not node.section:
            tables = fitting(made, self.scope)
        category = _category(node, made, tables, self.scope)
        rule = Rule(
            node.id, node.title or _shortened(node.source), Severity(node.severity), category, node.basis, node.message,
            Tier(node.tier), RuleClass(node.rule_class), file.pack, f"{file.name}:{node.span.line}", node.tags,
        )  # fmt: skip
        compiled = CompiledRule(rule, node, made, tables, lane, file, applies, when)
        problems = [] if file.pack in self.trusted else self.mistakes(compiled)
        for problem in problems:
            span = problem.span if problem.span.line else node.body.span
            hint = suggestion(problem.name, self.known_to(problem)) if problem.name else ""
            if "、" in problem.name and not hint:
                hint = tr("分开几项用逗号；名称里真有顿号，就写成文字 “…”")
            self.report(problem.code, problem.message, file, span, problem.hint or hint, problem.severity)
        return None if any(p.severity == "error" for p in problems) else compiled

    def mistakes(self, compiled: CompiledRule) -> list[Mistake]:
        """Return what a rule says wrongly; packs that ship with gouji were checked when they were prepared."""
        from gouji.rules.check import check_rule

        return check_rule(compiled, self.scope, self.functions)

    def known_to(self, problem: Mistake) -> Iterable[str]:
        """Yield what a name that is not known could have meant."""
        if problem.function:
            return (*FUNCTIONS, *self.functions, *(d.name for d in self.definitions.values() if d.parameters))
        if problem.table is not None:
            return self.scope.all_names(problem.table)
        return (*self.definitions, *self.scope.all_names())

    def finish(self) -> RuleSet:
        return RuleSet(
            tuple(self.rules.values()),
            tuple(self.diagnostics),
            self.scope,
            self.definitions,
            self.functions,
            self.disabled,
            self.overridden,
            self.former,
            self.defined_in,
        )


def _literal(value: object) -> Node:
    """Return a parameter's value of a pack or command line as a literal: ``5万元`` is a number with a unit."""
    text = str(value)
    if isinstance(value, bool):
        return Text("是" if value else "否")
    module, diagnostics = parse(f"参数 值 = {text}")
    if not diagnostics and module.parameters and isinstance(module.parameters[0][1], Number):
        return module.parameters[0][1]
    return Text(text)


def suggestion(name: str, known: Iterable[str]) -> str:
    """Return ``是否指“…”？`` for the names nearest to one that is not known, "" if none is near."""
    found = nearest(name, known)
    return tr("是否指{names}？", names="、".join(f"“{n}”" for n in found)) if found else ""


def sections(name: str, scope: Scope) -> tuple[tuple[TableScope, ...], str, str]:
    """Return the tables and lane a section heading means, and the name of a table there is none of."""
    if not name or name in (*BETWEEN, *NARRATIVE, *WHOLE):
        return (), "", ""
    table = scope.table(name)
    if table is not None:
        return (table,), "", ""
    head, _, lane = name.rpartition(" ")
    table = scope.table(head) if head else None
    if table is not None and lane in table.lanes:
        return (table,), lane, ""
    parts = [p.strip() for p in name.replace("，", "、").replace(",", "、").split("、")]
    found = [scope.table(part) for part in parts]
    missing = next((part for part, one in zip(parts, found, strict=True) if one is None), "")
    if missing:
        return (), "", missing
    return tuple(one for one in found if one is not None), "", ""


def fitting(made: Sequence[Variant], scope: Scope) -> tuple[TableScope, ...]:
    """Return the tables in which all names of a rule without a section are known, as columns or as rows."""
    names = [p for variant in made for p in paths_of(variant.condition)]
    if any(not isinstance(p, Path) or scope.table(p.names[0]) or p.names[0] in OTHERS for p in names):
        return ()
    joined = [".".join(p.names) for p in names if isinstance(p, Path)]
    return tuple(
        table
        for table in scope.tables.values()
        if joined and (all(table.column_key(n) for n in joined) or all(table.row_keys(n) for n in joined))
    )


def _category(node: RuleNode, made: Sequence[Variant], tables: tuple[TableScope, ...], scope: Scope) -> str:
    if node.section in NARRATIVE:
        return "narrative"
    if tables:
        return "table"
    named = {
        table.key
        for variant in made
        for part in walk(variant.condition)
        if isinstance(part, Path) and (table := scope.table(part.names[0])) is not None
    }
    named |= {squash(q.within) for variant in made for q in variant.quantifiers if q.within}
    if any(isinstance(p, Path) and p.names[0] == "说明" for v in made for p in walk(v.condition)):
        return "narrative"
    return "table" if len(named) == 1 else "cross-table"


def _shortened(source: str) -> str:
    """Return what a rule without a title is called: what it says, as far as a line of a report holds it."""
    return source if len(source) <= _TITLE else source[: _TITLE - 1] + "…"
