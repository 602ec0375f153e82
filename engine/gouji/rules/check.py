"""Static checks: a rule tried on a blank specimen shows unknown names, clashing units and mixed populations."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from gouji.api import Function
from gouji.grammar.printer import show
from gouji.grammar.tree import Index, Node, Number, Path, RowsOf, Span, Text, walk
from gouji.i18n import tr
from gouji.model import Ledger, Linear, Relation, Rule, Verdict
from gouji.relations import judge
from gouji.rules.bind import Binder
from gouji.rules.cells import UnknownName
from gouji.rules.compiled import CompiledRule
from gouji.rules.evaluate import Outcome
from gouji.rules.scope import Scope, TableScope
from gouji.rules.specimen import specimen
from gouji.rules.values import UnitClash

PARTS = {
    "财政拨款": frozenset({"一般公共预算", "政府性基金", "国有资本经营"}),
}
"""Populations that are the sum of others."""
WHOLE = "全部资金"
"""The population all others are part of: a sum with it in it speaks of all money."""


@attrs.frozen
class Mistake:
    """What is wrong with a rule.

    Attributes:
        code: Code of the diagnostic.
        message: In words.
        span: Where, line 0 if only the rule is known.
        name: The name nobody knows, "" otherwise.
        table: Table it was looked for in.
        hint: What to do.
        severity: ``error`` or ``warning``.
    """

    code: str
    message: str
    span: Span = Span()
    name: str = ""
    table: TableScope | None = None
    hint: str = ""
    severity: str = "error"


def check_rule(compiled: CompiledRule, scope: Scope, functions: Mapping[str, Function]) -> list[Mistake]:
    """Try a rule on a blank specimen and return what is wrong with it."""
    ledger = specimen_for(compiled, scope)
    binder = Binder(scope, functions, checking=True)
    mistakes: list[Mistake] = []
    seen: set[Span] = set()
    try:
        for outcome, _, _ in binder.outcomes(compiled, ledger, {}):
            if outcome is not None and outcome.node.span not in seen:
                seen.add(outcome.node.span)
                mistakes += populations(outcome)
                mistakes += vacuous(outcome)
    except UnknownName as error:
        span = error.node.span if error.node is not None else Span()
        table = scope.table(error.table) if error.table else None
        mistakes.append(Mistake("GJ201", str(error), span, error.name, table))
    except UnitClash as error:
        span = error.node.span if error.node is not None else Span()
        mistakes.append(Mistake("GJ301", str(error), span))
    except Exception as error:
        # A plugin's function met blanks it cannot digest; at run time that is a problem of the rule.
        if not functions:
            raise
        mistakes.append(Mistake("GJ303", tr("试算时出错：{error}", error=error), severity="warning"))
    return mistakes


def specimen_for(compiled: CompiledRule, scope: Scope) -> Ledger:
    """Return a blank ledger that has the codes a rule and its tests name."""
    codes, columns = wanted_by(compiled, scope)
    return specimen(scope, sorted(codes), columns)


def wanted_by(compiled: CompiledRule, scope: Scope) -> tuple[set[str], dict[str, set[str]]]:
    """Return the codes, and by table the columns and fixed rows, that a rule and its tests name."""
    parts: list[Node] = [n for v in compiled.variants for n in walk(v.condition)]
    for example in compiled.node.examples:
        parts += [n for given in example.given for n in walk(given.place)]
    codes: set[str] = set()
    columns: dict[str, set[str]] = {}
    for part in parts:
        if not isinstance(part, Index):
            continue
        if isinstance(part.row, Number):
            codes.add(part.row.text)
        table = scope.table(part.base.names[-1])
        if table is not None:
            wanted = columns.setdefault(table.key, set())
            for name in (part.row, part.column):
                text = ".".join(name.names) if isinstance(name, Path) else getattr(name, "value", "")
                wanted |= {table.column_key(text), *table.row_keys(text)}
    for part in parts:
        if isinstance(part, Path):
            table = scope.table(part.names[0])
            rest = ".".join(part.names[1:] if table is not None else part.names)
            for one in (table,) if table is not None else compiled.section:
                columns.setdefault(one.key, set()).update({one.column_key(rest), *one.row_keys(rest)})
        elif isinstance(part, Text) and part.value.isdigit():
            codes.add(part.value)
    return codes, columns


def populations(outcome: Outcome) -> list[Mistake]:
    """Return a warning where amounts of two populations of money are called equal."""
    form = outcome.form
    if outcome.sides is None or not isinstance(form, Linear) or form.op != "==":
        return []
    if any(t.coefficient < 0 for t in (*form.left, *form.right)):
        return []
    left, right = (_atoms(side.populations) for side in outcome.sides)
    if not left or not right or left == right:
        return []
    message = tr("两边说的不是同一口径的钱：{what}与{what2}", what=_said(left), what2=_said(right))
    hint = tr("确是同一笔钱，就写明 口径(…, “…”)；只是一部分，就用 <=")
    return [Mistake("GJ302", message, outcome.node.span, hint=hint, severity="warning")]


def _atoms(names: frozenset[str]) -> frozenset[str]:
    """Return populations split into their parts."""
    atoms: set[str] = set()
    for name in names:
        atoms |= PARTS.get(name, frozenset({name}))
    if WHOLE in atoms:
        return frozenset({WHOLE})
    return frozenset(a for a in atoms if a)


def _said(atoms: frozenset[str]) -> str:
    for whole, parts in PARTS.items():
        if atoms == parts:
            return f"“{whole}”"
    return "、".join(f"“{a}”" for a in sorted(atoms))


def vacuous(outcome: Outcome) -> list[Mistake]:
    """Return a warning where every figure cancels out: nothing printed can change what comes of it."""
    form = outcome.form
    if not isinstance(form, Linear):
        return []
    if not (form.left or form.right) and any(
        isinstance(n, Path | Index | RowsOf) for n in walk(outcome.node)
    ):
        return []  # rows and columns this form does not have
    totals: dict[int, int] = {}
    for sign, terms in ((1, form.left), (-1, form.right)):
        for term in terms:
            totals[id(term.figure)] = totals.get(id(term.figure), 0) + sign * term.coefficient
    if any(totals.values()):
        return []
    what = show(outcome.node)
    violated = judge(Relation(_NOBODY, "", form)).verdict is Verdict.VIOLATED
    text = tr("总不成立：{what}", what=what) if violated else tr("总是成立：{what}", what=what)
    hint = tr("两边的数互相抵消，印成什么都一样")
    return [Mistake("GJ304", text, outcome.node.span, hint=hint, severity="warning")]


_NOBODY = Rule("", "")
