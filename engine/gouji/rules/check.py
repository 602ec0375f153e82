"""Static checks: a rule tried on a blank specimen shows unknown names, clashing units and mixed populations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from gouji.api import Function
from gouji.grammar import nearest
from gouji.grammar.printer import show
from gouji.grammar.tree import Index, Member, Node, Number, Path, RowsOf, Span, Text, walk
from gouji.i18n import tr
from gouji.model import Ledger, Linear, Relation, Rule, Verdict
from gouji.relations import judge
from gouji.rules.bind import Binder
from gouji.rules.cells import UnknownName, matches
from gouji.rules.compiled import CompiledRule
from gouji.rules.evaluate import Outcome
from gouji.rules.lookup import UNIT, spoken
from gouji.rules.scope import OTHERS, Scope, TableScope
from gouji.rules.specimen import fact, specimen
from gouji.rules.values import UnitClash

PARTS = {
    "财政拨款": frozenset({"一般公共预算", "政府性基金", "国有资本经营"}),
}
"""Populations that are the sum of others."""
WHOLE = "全部资金"
"""The population all others are part of: a sum with it in it speaks of all money."""


class Mistake(NamedTuple):
    """What is wrong with a rule.

    Attributes:
        code: Code of the diagnostic.
        message: In words.
        span: Where, line 0 if only the rule is known.
        name: The name nobody knows, "" otherwise.
        table: Table it was looked for in.
        hint: What to do.
        severity: ``error`` or ``warning``.
        function: Whether ``name`` should be a function.
    """

    code: str
    message: str
    span: Span = Span()
    name: str = ""
    table: TableScope | None = None
    hint: str = ""
    severity: str = "error"
    function: bool = False


def check_rule(compiled: CompiledRule, scope: Scope, functions: Mapping[str, Function]) -> list[Mistake]:
    """Try a rule on a blank specimen and return what is wrong with it."""
    ledger = specimen_for(compiled, scope)
    binder = Binder(scope, functions, checking=True)
    mistakes: list[Mistake] = list(doubtful_names(compiled, scope))
    seen: set[Span] = set()
    try:
        for outcome, _, _ in binder.outcomes(compiled, ledger, _others(compiled, scope)):
            if outcome is not None and outcome.node.span not in seen:
                seen.add(outcome.node.span)
                mistakes += populations(outcome)
                mistakes += vacuous(outcome)
    except UnknownName as error:
        span = error.node.span if error.node is not None else Span()
        table = scope.table(error.table) if error.table else None
        mistakes.append(Mistake("GJ201", str(error), span, error.name, table, function=error.functions))
    except UnitClash as error:
        span = error.node.span if error.node is not None else Span()
        mistakes.append(Mistake("GJ301", str(error), span))
    except Exception as error:
        # A plugin's function met blanks it cannot digest; at run time that is a problem of the rule.
        if not functions:
            raise
        mistakes.append(Mistake("GJ303", tr("试算时出错：{error}", error=error), severity="warning"))
    return mistakes


def specimen_for(compiled: CompiledRule, scope: Scope, edition: str = "") -> Ledger:
    """Return a ledger that has the codes a rule and its tests name, and facts of what it asks the prose for."""
    codes, columns = wanted_by(compiled, scope)
    facts = [fact(*said, "1.00") for said in dict.fromkeys(s for s, _ in _spoken_of(compiled, scope))]
    return specimen(scope, sorted(codes), columns, facts, printed=True, edition=edition)


def _others(compiled: CompiledRule, scope: Scope) -> dict[str, Ledger]:
    """Return the other documents a rule speaks of."""
    named = {p.names[0] for p in _paths(compiled) if p.names[0] in OTHERS}
    keys = {name: f"{UNIT}样例" if name == "下属单位" else name for name in named}
    return {key: specimen_for(compiled, scope, key) for key in keys.values()}


def _paths(compiled: CompiledRule) -> Iterator[Path]:
    """Yield every path a rule names."""
    for root in (*(v.condition for v in compiled.variants), compiled.when, compiled.applies):
        if root is not None:
            yield from (node for node in walk(root) if isinstance(node, Path))


def _spoken_of(compiled: CompiledRule, scope: Scope) -> Iterator[tuple[tuple[str, str], Path]]:
    """Yield subject and measure of every narrative fact a rule asks for, with its place."""
    for path in _paths(compiled):
        names = path.names[1:] if path.names[0] in OTHERS else path.names
        between = not compiled.section and names and scope.table(names[0]) is None
        if names and (names[0] == "说明" or between):
            said = spoken(names)
            if said is not None:
                yield said, path


def doubtful_names(compiled: CompiledRule, scope: Scope) -> Iterator[Mistake]:
    """Yield warnings on names that are allowed but that nothing is known by: the rule would silently never apply."""
    for (subject, _), path in _spoken_of(compiled, scope):
        if not scope.knows_subject(subject):
            near = nearest(subject, dict.fromkeys((*scope.subjects, *scope.subjects.values())))
            hint = tr("是否指{names}？", names="、".join(f"“{n}”" for n in near)) if near else ""
            message = tr("情况说明里没有登记过“{name}”，读不到它的数", name=subject)
            yield Mistake("GJ204", message, path.span, hint=hint, severity="warning")
    for variant in compiled.variants:
        for node in walk(variant.condition):
            if isinstance(node, Index):
                yield from _unlisted(node, scope)
            elif isinstance(node, Member) and node.listed:
                yield from _run_together(node.within)


def _unlisted(node: Index, scope: Scope) -> Iterator[Mistake]:
    table = scope.table(node.base.names[-1])
    entries = scope.entries(table) if table is not None else {}
    text = node.row.text if isinstance(node.row, Number) else getattr(node.row, "value", "")
    if "*" in text:
        known = any(matches(text, code) or matches(text, entry.name) for code, entry in entries.items())
    else:
        known = not text.isdigit() or text in entries
    if table is not None and entries and text and not known:
        message = tr("{table}的科目编码里没有“{code}”", table=table.key, code=text)
        near = nearest(text, entries)
        hint = tr("是否指{names}？", names="、".join(f"“{n}”" for n in near)) if near else ""
        yield Mistake("GJ203", message, node.row.span, hint=hint, severity="warning")


def _run_together(items: Iterable[Node]) -> Iterator[Mistake]:
    for item in items:
        if isinstance(item, Path) and any("、" in name for name in item.names):
            message = tr("“{name}”读作一个名称", name=".".join(item.names))
            hint = tr("分开几项用逗号；名称里真有顿号，就写成文字 “…”")
            yield Mistake("GJ205", message, item.span, hint=hint, severity="warning")


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
