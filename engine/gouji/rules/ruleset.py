"""Rules of the packs that apply, ready to run on ledgers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from gouji.api import Function
from gouji.grammar import Diagnostic, nearest, parse
from gouji.grammar.tree import Definition, Index, Node, Path, Quantifier, RuleNode, Span
from gouji.model import Ledger, NotRun, Problem, Relation, Row, Rule, RuleClass, Severity, Table, Tier
from gouji.packs import RuleFile, Specs
from gouji.reading.names import squash
from gouji.rules.evaluate import Evaluator
from gouji.rules.lookup import Context, UnknownName
from gouji.rules.scope import OTHERS, Scope, TableScope
from gouji.rules.values import UnitClash, Words
from gouji.rules.walk import paths_of

MAX_RELATIONS = 200_000


@attrs.frozen
class CompiledRule:
    """A rule with its place in the packs.

    Attributes:
        rule: What findings say of it.
        node: Its tree.
        section: Tables it stands in: one for a table section, none between tables, several for a rule
            without a section that fits several tables.
        lane: Lane of the section.
        file: File it comes from.
    """

    rule: Rule
    node: RuleNode
    section: tuple[TableScope, ...]
    lane: str
    file: RuleFile


@attrs.frozen
class RuleRun:
    """What rules made of a ledger.

    Attributes:
        relations: Every binding of every rule.
        not_run: Rules that selected nothing, with the reason.
        problems: Rules that failed.
    """

    relations: tuple[Relation, ...]
    not_run: tuple[NotRun, ...]
    problems: tuple[Problem, ...]


@attrs.frozen(slots=False)
class RuleSet:
    """Rules ready to run.

    Attributes:
        rules: In order of packs and files.
        diagnostics: Mistakes found in the files.
        scope: Names they were resolved against.
        definitions: Named expressions.
        functions: Functions of plugins.
        disabled: Rule id → (pack, reason) of rules switched off by a pack.
    """

    rules: tuple[CompiledRule, ...]
    diagnostics: tuple[Diagnostic, ...]
    scope: Scope
    definitions: Mapping[str, Node] = attrs.field(factory=dict)
    functions: Mapping[str, Function] = attrs.field(factory=dict)
    disabled: Mapping[str, tuple[str, str]] = attrs.field(factory=dict)

    def apply(self, ledger: Ledger, others: Mapping[str, Ledger] | None = None) -> RuleRun:
        """Return every relation the rules make on a ledger.

        Args:
            ledger: The document.
            others: Other documents of the department: ``上年``, ``年初预算``.
        """
        relations: list[Relation] = []
        not_run: list[NotRun] = []
        problems = [
            Problem("rule", d.message, f"{d.file}:{d.span.line}", d.render())
            for d in self.diagnostics
            if d.severity == "error"
        ]
        for compiled in self.rules:
            if len(relations) > MAX_RELATIONS:
                not_run.append(NotRun(compiled.rule, f"关系已超过 {MAX_RELATIONS:,} 个"))
                continue
            try:
                made, reason = self.bind(compiled, ledger, others or {})
            except (UnknownName, UnitClash) as error:
                problems.append(Problem("rule", f"规则 {compiled.rule.id}：{error}", compiled.rule.origin))
                not_run.append(NotRun(compiled.rule, str(error)))
                continue
            relations.extend(made)
            if not made:
                not_run.append(NotRun(compiled.rule, reason))
        return RuleRun(tuple(relations), tuple(not_run), tuple(problems))

    def bind(
        self, compiled: CompiledRule, ledger: Ledger, others: Mapping[str, Ledger]
    ) -> tuple[list[Relation], str]:
        """Return the relations of one rule and, if there are none, the reason."""
        node = compiled.node
        year = ledger.facts_of.year
        if node.years and year is not None and not node.years[0] <= year <= node.years[1]:
            return [], f"适用于 {node.years[0]}–{node.years[1]} 年度"
        if node.body is None:
            return [], "没有内容"
        base = Context(self.scope, ledger, others, missing_as=node.missing)
        if node.when is not None:
            truth = self.evaluator(base).truth(node.when)
            if truth.certain is not True:
                return [], "；".join(truth.missing) or "前提不成立"
        relations: list[Relation] = []
        reason = "没有选到任何行或栏"
        for section in compiled.section or (None,):
            if section is not None:
                table = ledger.tables.get(section.key)
                if table is None:
                    reason = f"没有读到{section.key}"
                    continue
                if table.empty:
                    reason = f"{section.key}没有数据"
                    continue
            context = attrs.evolve(base, section=section, lane=compiled.lane)
            quantifiers = node.body.quantifiers or _implied(compiled, section)
            for bound, binding in self._bindings(context, quantifiers):
                made = list(self._relations(compiled, bound, binding))
                relations += made
                if not made:
                    reason = "所选各格都是空白"
        return relations, reason

    def evaluator(self, context: Context) -> Evaluator:
        """Return an evaluator with this set's functions and definitions."""
        return Evaluator(context, self.functions, self.definitions)

    def _relations(
        self, compiled: CompiledRule, context: Context, binding: tuple[tuple[str, str], ...]
    ) -> Iterator[Relation]:
        assert compiled.node.body is not None
        for outcome in self.evaluator(context).outcomes(compiled.node.body.condition):
            if outcome.missing and compiled.node.missing == "不适用":
                outcome = attrs.evolve(outcome, missing=(), inapplicable="；".join(outcome.missing))
            relation = Relation(
                compiled.rule,
                compiled.node.source,
                outcome.form,
                binding,
                outcome.missing,
                outcome.inapplicable,
            )
            figures = relation.figures()
            if figures and binding and all(not f.quantity.printed for f in figures):
                continue
            yield relation

    def _bindings(
        self, context: Context, quantifiers: Sequence[Quantifier]
    ) -> Iterator[tuple[Context, tuple[tuple[str, str], ...]]]:
        if not quantifiers:
            yield context, ()
            return
        first, rest = quantifiers[0], quantifiers[1:]
        for bound, step in self._steps(context, first):
            for inner, more in self._bindings(bound, rest):
                yield inner, (step, *more)

    def _steps(self, context: Context, quantifier: Quantifier) -> Iterator[tuple[Context, tuple[str, str]]]:
        if quantifier.kind == "of":
            evaluator = self.evaluator(context)
            for item in quantifier.items:
                if isinstance(item, Path) and len(item.names) == 1:
                    value = Words(item.names[0])
                else:
                    found = evaluator.value(item)
                    value = found if isinstance(found, Words) else Words(str(getattr(item, "text", "")))
                variables = {**context.variables, quantifier.variable: value}
                yield attrs.evolve(context, variables=variables), (quantifier.variable, value.text)
            return
        scope = self.scope.table(quantifier.within) if quantifier.within else context.section
        if scope is None:
            raise UnitClash("“每行”“每列”“每个科目”须写在表的小节里，或写明 属于 哪张表")
        table = context.ledger.tables.get(scope.key)
        if table is None:
            return
        if quantifier.kind == "column":
            for column in table.columns:
                if not context.lane or any(c.key == column.key for c in scope.lanes[context.lane].columns):
                    yield attrs.evolve(context, section=scope, column=column.key), ("栏", column.key)
            return
        for row in _rows(table, quantifier, context.lane):
            name = f"{row.code} {row.name}".strip() if row.code else row.label
            kind = "行" if quantifier.kind == "row" else "科目"
            # A table named by 属于 gives the codes only; the section, if any, keeps giving the cells.
            section = context.section if quantifier.within and context.section is not None else scope
            yield attrs.evolve(context, section=section, row=row, code_table=scope.key), (kind, name)


def _rows(table: Table, quantifier: Quantifier, lane: str) -> Iterator[Row]:
    levels = {"类级": 1, "款级": 2, "项级": 3}
    for row in table.rows:
        if lane and row.lane != lane:
            continue
        if quantifier.kind == "row":
            if row.role != "blank":
                yield row
            continue
        if not (row.level or (row.role == "total" and table.children.get(row.key))):
            continue
        below = bool(table.children.get(row.key))
        if "有下级" in quantifier.filters and not below:
            continue
        if "末级" in quantifier.filters and (below or row.role == "total"):
            continue
        wanted = [levels[f] for f in quantifier.filters if f in levels]
        if wanted and row.level not in wanted:
            continue
        yield row


def _implied(compiled: CompiledRule, section: TableScope | None) -> tuple[Quantifier, ...]:
    """A rule of column names without a quantifier speaks of every row, one of row names of every column."""
    if section is None or compiled.node.body is None:
        return ()
    names = [p for p in paths_of(compiled.node.body.condition) if isinstance(p, Path)]
    joined = [".".join(p.names) for p in names]
    rows = all(_row_in(section, compiled.lane, n) for n in joined)
    if joined and not rows and all(section.column_key(n) for n in joined):
        single = all(lane.kind == "single" for lane in section.lanes.values())
        return () if single else (Quantifier("row"),)
    if joined and rows and compiled.lane:
        return (Quantifier("column"),)
    return ()


def _row_in(section: TableScope, lane: str, name: str) -> bool:
    return bool(section.row_keys(f"{lane}.{name}" if lane else name) or section.row_keys(name))


def load_rules(
    specs: Specs, extra_files: Sequence[RuleFile] = (), functions: Mapping[str, Function] | None = None
) -> RuleSet:
    """Read, resolve and order the rules of packs and of the user's own files.

    Args:
        specs: The packs that apply; the more local come later and may 停用 or 覆盖 earlier rules.
        extra_files: Rule files applied after all packs.
        functions: Functions of plugins.
    """
    scope = Scope(specs)
    diagnostics: list[Diagnostic] = []
    rules: dict[str, CompiledRule] = {}
    definitions: dict[str, Node] = {}
    disabled: dict[str, tuple[str, str]] = {}
    for file in [*(f for pack in specs.packs for f in pack.rules), *extra_files]:
        module, found = parse(file.text, file.name)
        diagnostics += found
        printed = file.text.splitlines()
        overridden = set()
        for amendment in module.amendments:
            if amendment.rule not in rules:
                hint = _suggestion(amendment.rule, rules)
                diagnostics.append(
                    _diagnostic(
                        "GJ403",
                        f"没有规则“{amendment.rule}”可以{amendment.kind}",
                        file,
                        amendment.span,
                        printed,
                        hint,
                    )
                )
            elif amendment.kind == "停用":
                disabled[amendment.rule] = (file.pack or file.name, amendment.reason)
                del rules[amendment.rule]
            else:
                overridden.add(amendment.rule)
        for definition in module.definitions:
            _define(definition, definitions, diagnostics, file, printed)
        for node in module.rules:
            if node.id in rules and node.id not in overridden:
                diagnostics.append(
                    _diagnostic("GJ402", f"规则编号“{node.id}”已在 {rules[node.id].file.name} 使用", file, node.span, printed,
                                "要替换它，先写：覆盖 编号 “理由”")
                )  # fmt: skip
                continue
            compiled = _compile(node, file, scope, definitions, diagnostics, printed)
            if compiled is not None:
                rules[node.id] = compiled
    return RuleSet(tuple(rules.values()), tuple(diagnostics), scope, definitions, functions or {}, disabled)


def _define(
    definition: Definition,
    known: dict[str, Node],
    diagnostics: list[Diagnostic],
    file: RuleFile,
    printed: list[str],
) -> None:
    if definition.parameters:
        diagnostics.append(
            _diagnostic(
                "GJ404", f"定义“{definition.name}”带参数，本版还不支持", file, definition.span, printed
            )
        )
        return
    known[definition.name] = definition.value


def _diagnostic(
    code: str,
    message: str,
    file: RuleFile,
    span: Span,
    printed: Sequence[str],
    hint: str = "",
    severity: str = "error",
) -> Diagnostic:
    line = printed[span.line - 1] if 0 < span.line <= len(printed) else ""
    return Diagnostic(code, message, file.name, span, line, hint, severity)


def _suggestion(name: str, known: Iterable[str]) -> str:
    found = nearest(name, known)
    return "是否指" + "、".join(f"“{n}”" for n in found) + "？" if found else ""


def _compile(
    node: RuleNode,
    file: RuleFile,
    scope: Scope,
    definitions: Mapping[str, Node],
    diagnostics: list[Diagnostic],
    printed: list[str],
) -> CompiledRule | None:
    section, lane = _section(node.section, scope)
    if section is None:
        hint = _suggestion(node.section, scope.tables)
        diagnostics.append(
            _diagnostic("GJ202", f"没有名为“{node.section}”的表", file, node.span, printed, hint)
        )
        return None
    tables = section
    if node.body is not None and not node.section:
        tables = _fitting(node, scope, definitions)
    unknown = [] if tables or node.section else _unknown_anywhere(node, scope, definitions)
    for table in tables or ((None,) if not unknown else ()):
        unknown += _unknown(node, scope, table, lane, definitions)
    for path, message, hint in unknown:
        diagnostics.append(_diagnostic("GJ201", message, file, path.span, printed, hint))
    if unknown:
        return None
    category = "table" if tables else "cross-table"
    rule = Rule(
        node.id, node.title or node.source[:40], Severity(node.severity), category, node.basis, node.message,
        Tier(node.tier), RuleClass(node.rule_class), file.pack, f"{file.name}:{node.span.line}", node.tags,
    )  # fmt: skip
    return CompiledRule(rule, node, tables, lane, file)


def _section(name: str, scope: Scope) -> tuple[tuple[TableScope, ...] | None, str]:
    """Return the tables and lane a section heading means; ``None`` for an unknown table."""
    if not name or name in ("表间", "说明", "between", "文件"):
        return (), ""
    table = scope.table(name)
    if table is not None:
        return (table,), ""
    head, _, lane = name.rpartition(" ")
    table = scope.table(head) if head else None
    if table is not None and lane in table.lanes:
        return (table,), lane
    return None, ""


def _fitting(node: RuleNode, scope: Scope, definitions: Mapping[str, Node]) -> tuple[TableScope, ...]:
    """Return the tables in which all names of a rule without a section are known, side by side."""
    assert node.body is not None
    names = [p for p in paths_of(node.body.condition) if isinstance(p, Path)]
    if any(scope.table(p.names[0]) or p.names[0] in OTHERS for p in names):
        return ()
    joined = [".".join(p.names) for p in names if p.names[0] not in definitions]
    found = []
    for table in scope.tables.values():
        if joined and (all(table.column_key(n) for n in joined) or all(table.row_keys(n) for n in joined)):
            found.append(table)
    return tuple(found)


def _unknown_anywhere(
    node: RuleNode, scope: Scope, definitions: Mapping[str, Node]
) -> list[tuple[Node, str, str]]:
    assert node.body is not None
    problems: list[tuple[Node, str, str]] = []
    known = {squash(n) for n in scope.all_names()}
    for path in paths_of(node.body.condition):
        if not isinstance(path, Path) or path.names[0] in definitions:
            continue
        name = ".".join(path.names)
        if (
            scope.table(path.names[0]) is None
            and len(path.names) == 1
            and squash(name) not in known
            and name not in _FREE
        ):
            problems.append((path, f"未知名称“{name}”", _suggestion(name, scope.all_names())))
    return problems


_FREE = ("科目", "行", "列", "本行", "本列", "年度", "文种", "部门名称", "地区")


def _unknown(
    node: RuleNode, scope: Scope, section: TableScope | None, lane: str, definitions: Mapping[str, Node]
) -> list[tuple[Node, str, str]]:
    """Return the names of a rule that mean nothing, with suggestions."""
    assert node.body is not None
    bound = {q.variable for q in node.body.quantifiers if q.variable} | set(definitions) | set(_FREE)
    problems: list[tuple[Node, str, str]] = []
    for path in paths_of(node.body.condition):
        base = path.base if isinstance(path, Index) else path
        assert isinstance(base, Path)
        names = base.names[1:] if base.names[0] in OTHERS else base.names
        table = scope.table(names[0]) if names else None
        if isinstance(path, Index):
            if table is None:
                problems.append(
                    (path, f"没有名为“{'.'.join(names)}”的表", _suggestion(".".join(names), scope.tables))
                )
            continue
        if names[0] in bound or (table is not None and len(names) == 1):
            continue
        target = table or section
        rest = names[1:] if table is not None else names
        if target is None:
            continue
        if not _known_in(target, rest, lane if target is section else "", scope):
            name = ".".join(rest)
            hint = _suggestion(name, scope.all_names(target))
            problems.append((path, f"{target.key}里没有“{name}”", hint))
    return problems


def _known_in(table: TableScope, names: tuple[str, ...], lane: str, scope: Scope) -> bool:
    joined = ".".join(names)
    if names[-1] in ("各项", "项目各行") or table.column_key(joined) or _row_in(table, lane, joined):
        return True
    for cut in range(1, len(names)):
        if table.row_keys(".".join(names[:cut])) and table.column_key(".".join(names[cut:])):
            return True
    return bool(table.coded and scope.code_of(joined, table))
