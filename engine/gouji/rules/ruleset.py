"""Rules of the packs that apply, ready to run on ledgers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import attrs

from gouji.api import Function
from gouji.grammar import Diagnostic
from gouji.grammar.tree import Definition
from gouji.model import Ledger, NotRun, Problem, Relation
from gouji.rules.bind import Binder
from gouji.rules.cells import UnknownName
from gouji.rules.compiled import CompiledRule, RuleRun
from gouji.rules.scope import Scope
from gouji.rules.values import UnitClash
from gouji.value import Value

MAX_RELATIONS = 200_000


@attrs.frozen(slots=False, eq=False, repr=False)
class RuleSet(Value):
    """Rules ready to run.

    Attributes:
        rules: In order of packs and files.
        diagnostics: Mistakes found in the files.
        scope: Names they were resolved against.
        definitions: Named expressions and parameters, as last defined.
        functions: Functions of plugins.
        disabled: Rule id → (file, reason) of rules switched off by a pack.
        overridden: Rule id → (file, reason) of rules replaced by a pack.
        former: Rule id → the rule that was switched off or replaced.
        defined_in: Name of a definition or parameter → file it was last defined in.
    """

    rules: tuple[CompiledRule, ...]
    diagnostics: tuple[Diagnostic, ...]
    scope: Scope
    definitions: Mapping[str, Definition] = attrs.field(factory=dict)
    functions: Mapping[str, Function] = attrs.field(factory=dict)
    disabled: Mapping[str, tuple[str, str]] = attrs.field(factory=dict)
    overridden: Mapping[str, tuple[str, str]] = attrs.field(factory=dict)
    former: Mapping[str, CompiledRule] = attrs.field(factory=dict)
    defined_in: Mapping[str, str] = attrs.field(factory=dict)

    @cached_property
    def binder(self) -> Binder:
        """What binds these rules to ledgers."""
        return Binder(self.scope, self.functions)

    def rule(self, rule_id: str) -> CompiledRule | None:
        """Return a rule by id."""
        return next((r for r in self.rules if r.rule.id == rule_id), None)

    def apply(self, ledger: Ledger, others: Mapping[str, Ledger] | None = None) -> RuleRun:
        """Return every relation the rules make on a ledger.

        Args:
            ledger: The document.
            others: Other documents of the department: ``上年``, ``年初预算``; units as ``单位:NAME``.
        """
        relations: list[Relation] = []
        not_run: list[NotRun] = []
        problems = [
            Problem("rule", d.message, f"{d.file}:{d.span.line}", d.render())
            for d in self.diagnostics
            if d.severity == "error"
        ]
        for compiled in self.rules:
            rule = compiled.rule
            if len(relations) > MAX_RELATIONS:
                not_run.append(NotRun(rule, f"关系已超过 {MAX_RELATIONS:,} 个"))
                continue
            try:
                made, reason = self.binder.bind(compiled, ledger, others or {})
            except (UnknownName, UnitClash) as error:
                problems.append(Problem("rule", f"规则 {rule.id}：{error}", rule.origin))
                not_run.append(NotRun(rule, str(error)))
                continue
            except Exception as error:
                # A plugin's function may raise anything; the other rules go on.
                problems.append(
                    Problem("rule", f"规则 {rule.id}：{type(error).__name__}：{error}", rule.origin)
                )
                not_run.append(NotRun(rule, f"计算时出错：{error}"))
                continue
            relations.extend(made)
            if not made:
                not_run.append(NotRun(rule, reason))
        return RuleRun(tuple(relations), tuple(not_run), tuple(problems))
