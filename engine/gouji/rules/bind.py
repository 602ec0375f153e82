"""Running one rule on one ledger: iterators become bindings, bindings become relations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import attrs

from gouji.api import Function
from gouji.grammar.printer import show
from gouji.grammar.tree import Index, Node, Path, Quantifier, RowsOf, walk
from gouji.i18n import tr
from gouji.model import Ledger, Linear, Relation, Row, Table
from gouji.model.quantity import format_ticks
from gouji.model.units import WAN
from gouji.rules.cells import Context, UnknownName, has_row, passes, unsure_rows
from gouji.rules.compiled import CompiledRule
from gouji.rules.evaluate import Evaluator, Outcome
from gouji.rules.expand import Variant
from gouji.rules.scope import Scope, TableScope
from gouji.rules.values import UnitClash
from gouji.rules.walk import paths_of
from gouji.value import Value

MAX_BINDINGS = 50_000
Binding = tuple[tuple[str, str], ...]


@attrs.define
class Wording:
    """A condition put in words, once for all bindings.

    Attributes:
        node: The condition.
        plain: Its words.
        bound: Whether it names what iterators stand for (``科目``, ``列``).
        relative: Whether it speaks of 下级 or 上级.
        slots: By the names that iterators stand for, the words with slots for them.
    """

    node: Node
    plain: str
    bound: bool
    relative: bool
    slots: dict[tuple[str, ...], str] = attrs.field(factory=dict)


Texts = dict[int, Wording]
"""Wordings by identity of the condition."""


@attrs.frozen(eq=False, repr=False)
class Binder(Value):
    """Binds rules to a ledger.

    Attributes:
        scope: Names.
        functions: Functions of plugins.
        checking: Look into every branch (static checks).
        texts: Conditions already put in words; see :class:`Wording`.
    """

    scope: Scope
    functions: Mapping[str, Function] = attrs.field(factory=dict)
    checking: bool = False
    texts: Texts = attrs.field(factory=dict, eq=False, repr=False)

    def bind(
        self, compiled: CompiledRule, ledger: Ledger, others: Mapping[str, Ledger]
    ) -> tuple[list[Relation], str]:
        """Return the relations of one rule and, if there are none, the reason.

        Raises:
            UnknownName: If a name means nothing in any spec.
            UnitClash: If values that do not fit together are added or compared.
        """
        relations: list[Relation] = []
        reason = ""
        for outcome, binding, why in self.outcomes(compiled, ledger, others):
            if outcome is None:
                reason = why
                continue
            relation = relation_of(compiled, outcome, binding, self.texts)
            figures = relation.figures()
            if figures and binding and all(not f.quantity.printed for f in figures):
                reason = reason or "所选各格都是空白"
                continue
            relations.append(relation)
        return relations, reason or "没有选到任何行或栏"

    def outcomes(
        self, compiled: CompiledRule, ledger: Ledger, others: Mapping[str, Ledger]
    ) -> Iterator[tuple[Outcome | None, Binding, str]]:
        """Yield what the rule comes to on every binding; ``None`` with a reason where it does not run."""
        node = compiled.node
        year = ledger.facts_of.year
        if node.years and year is not None and not node.years[0] <= year <= node.years[1]:
            yield None, (), f"适用于 {node.years[0]}–{node.years[1]} 年度，本文件为 {year} 年度"
            return
        base = Context(self.scope, ledger, others, missing_as=node.missing)
        # A file's 适用 speaks of the document, a rule's 前提 may also speak of its own table.
        own = compiled.section[0] if len(compiled.section) == 1 else None
        inside = base.at(own, compiled.lane)
        for condition, name, context in (
            (compiled.applies, "适用条件", base),
            (compiled.when, "前提", inside),
        ):
            if condition is None:
                continue
            truth = self.evaluator(context).truth(condition)
            if truth.certain is not True and not self.checking:
                yield None, (), "；".join(truth.missing) or f"{name}不成立：{show(condition)}"
                return
        made = 0
        for section in compiled.section or (None,):
            if section is not None and not self.checking:
                table = ledger.tables.get(section.key)
                if table is None or table.empty:
                    yield None, (), f"没有读到{section.key}" if table is None else f"{section.key}没有数据"
                    continue
            context = base.at(section, compiled.lane)
            for variant in compiled.variants:
                if made > MAX_BINDINGS:
                    raise UnitClash(tr("一条规则超过 {max_bindings:,} 个关系", max_bindings=MAX_BINDINGS))
                quantifiers = variant.quantifiers or implied(variant, section, compiled.lane, self.scope)
                unknown = [why for q in quantifiers if (why := self._unread(q, base))]
                if unknown and not self.checking:
                    yield None, (), unknown[0]
                    continue
                for bound, binding in self.bindings(context, quantifiers):
                    made += 1
                    for outcome in self.evaluator(bound).outcomes(variant.condition):
                        yield outcome, (*variant.binding, *binding), ""

    def evaluator(self, context: Context) -> Evaluator:
        """Return an evaluator with this binder's functions."""
        return Evaluator(context, self.functions, self.checking)

    def bindings(
        self, context: Context, quantifiers: Sequence[Quantifier]
    ) -> Iterator[tuple[Context, Binding]]:
        """Yield every choice of rows, columns and codes."""
        if not quantifiers:
            yield context, ()
            return
        for bound, step in self._steps(context, quantifiers[0]):
            for inner, more in self.bindings(bound, quantifiers[1:]):
                yield inner, (step, *more)

    def _steps(self, context: Context, quantifier: Quantifier) -> Iterator[tuple[Context, tuple[str, str]]]:
        scope = self._table(quantifier, context)
        table = context.ledger.tables.get(scope.key)
        if table is None:
            return
        if quantifier.kind == "column":
            for column in table.columns:
                if not context.lane or any(c.key == column.key for c in scope.lanes[context.lane].columns):
                    bound = context.at(scope, context.lane, context.row, context.code_table, column.key)
                    yield bound, ("栏", column.key)
            return
        without = self.scope.table(quantifier.without) if quantifier.without else None
        if quantifier.without and without is None:
            raise UnknownName(quantifier.without).at(quantifier)
        for row in rows_of(table, quantifier, context.lane):
            name = f"{row.code} {row.name}".strip() if row.code else row.label
            kind = "行" if quantifier.kind == "row" else "科目"
            # A table named by 属于 gives the codes only; the section, if any, keeps giving the cells.
            section = context.section if quantifier.within and context.section is not None else scope
            bound = context.at(section, context.lane, row, scope.key, context.column)
            if without is not None and has_row(without, bound):
                continue
            yield bound, (kind, name)

    def _unread(self, quantifier: Quantifier, context: Context) -> str:
        """Return why the rows that a quantifier chooses are not known, "" if they are."""
        within = self.scope.table(quantifier.within) if quantifier.within else None
        without = self.scope.table(quantifier.without) if quantifier.without else None
        if within is not None and within.key not in context.ledger.tables:
            return f"没有读到{within.key}"
        return unsure_rows(without, context) if without is not None else ""

    def _table(self, quantifier: Quantifier, context: Context) -> TableScope:
        if quantifier.within:
            scope = self.scope.table(quantifier.within)
            if scope is None:
                raise UnknownName(quantifier.within).at(quantifier)
            return scope
        if context.section is None:
            raise UnitClash(tr("“每行”“每列”“每个科目”须写在表的小节里，或写明 属于 哪张表")).at(quantifier)
        return context.section


def rows_of(table: Table, quantifier: Quantifier, lane: str) -> Iterator[Row]:
    """Yield the rows 每行 or 每个科目 goes through."""
    for row in table.rows:
        if lane and row.lane != lane:
            continue
        if quantifier.kind == "row":
            if row.role != "blank":
                yield row
        elif (row.level or (row.role == "total" and table.children.get(row.key))) and passes(
            table, row, quantifier.filters
        ):
            yield row


def implied(variant: Variant, section: TableScope | None, lane: str, scope: Scope) -> tuple[Quantifier, ...]:
    """A rule of column names without a quantifier speaks of every row, one of row names of every column."""
    if section is None:
        return ()
    names = list(paths_of(variant.condition))
    if any(isinstance(p, Index) for p in names):
        return ()
    joined = [".".join(p.names) for p in names if isinstance(p, Path)]
    if any(isinstance(p, Path) and len(p.names) > 1 and scope.table(p.names[0]) for p in names):
        return ()
    rows = all(row_in(section, lane, n) for n in joined)
    if joined and not rows and all(section.column_key(n) for n in joined):
        single = all(spec.kind == "single" for spec in section.lanes.values())
        return () if single else (Quantifier("row"),)
    if joined and rows and lane:
        return (Quantifier("column"),)
    return ()


def row_in(section: TableScope, lane: str, name: str) -> bool:
    """Whether a name is a fixed row of a section."""
    return bool(section.row_keys(f"{lane}.{name}" if lane else name) or section.row_keys(name))


def relation_of(
    compiled: CompiledRule,
    outcome: Outcome,
    binding: Binding,
    texts: Texts | None = None,
) -> Relation:
    """Return the relation of one binding's outcome."""
    missing, inapplicable = outcome.missing, outcome.inapplicable
    if missing and compiled.node.missing == "不适用":
        missing, inapplicable = (), "；".join(missing)
    return Relation(
        compiled.rule,
        _text(outcome.node, binding, {} if texts is None else texts),
        outcome.form,
        binding,
        missing,
        inapplicable,
        message=_message(compiled.rule.message, outcome, binding),
    )


_SHOWN = {"科目": "科目", "行": "科目", "栏": "列"}


def _text(node: Node, binding: Binding, texts: Texts) -> str:
    known = texts.get(id(node))
    if known is None:
        parts = list(walk(node))
        bound = any(isinstance(n, Path) and n.names in (("科目",), ("列",)) for n in parts)
        relative = any(isinstance(n, RowsOf) for n in parts)
        known = texts[id(node)] = Wording(node, show(node), bound, relative)
    if not (known.bound or known.relative):
        return known.plain
    shown = {_SHOWN[kind]: name for kind, name in binding if kind in _SHOWN}
    text = known.plain
    if known.bound:
        keys = tuple(shown)
        if keys not in known.slots:
            known.slots[keys] = show(node, {name: f"\0{name}\0" for name in keys})
        text = known.slots[keys]
        for name, stands_for in shown.items():
            text = text.replace(f"\0{name}\0", stands_for)
    return f"{text}（{'，'.join(shown.values())}）" if known.relative and shown else text


_SLOT = re.compile(r"\{([^{}]{1,20})\}")


def _message(template: str, outcome: Outcome, binding: Binding) -> str:
    """Put figures into a rule's message: {左} {右} {差额} {关系} and the names iterators stand for."""
    if "{" not in template:
        return template
    slots = set(_SLOT.findall(template))
    values = dict(binding)
    if "关系" in slots:
        values["关系"] = show(outcome.node)
    if (
        slots & {"左", "右", "差额", "单位"}
        and outcome.sides is not None
        and not outcome.missing
        and isinstance(outcome.form, Linear)
    ):
        figures = outcome.sides[0].figures + outcome.sides[1].figures
        if figures and all(f.quantity.known for f in figures):
            unit = figures[0].quantity.unit
            left, right = outcome.sides[0].value(), outcome.sides[1].value()
            if left == right and outcome.form.op == "==":
                return ""
            decimals = max((f.quantity.decimals for f in figures), default=0) if unit is not WAN else None
            for name, ticks in (("左", left), ("右", right), ("差额", left - right)):
                values[name] = f"{format_ticks(ticks, unit, decimals)}"
            values["单位"] = unit.symbol
    return _SLOT.sub(lambda m: values.get(m[1], m[0]), template)
