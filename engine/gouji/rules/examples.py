"""Tests beside rules: the values of one are put into a blank specimen and the rule is run on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from gouji.grammar.tree import Example, Given, Node, Path, Quantifier, RowsOf
from gouji.model import (
    Fact,
    Figure,
    Ledger,
    Outcome,
    Paragraph,
    Relation,
    Row,
    Section,
    Table,
    Verdict,
    parse_quantity,
)
from gouji.model.units import unit
from gouji.relations import judge
from gouji.rules.bind import Binder, implied, relation_of, rows_of
from gouji.rules.cells import Context, UnknownName
from gouji.rules.check import wanted_by
from gouji.rules.compiled import CompiledRule
from gouji.rules.evaluate import Evaluator
from gouji.rules.expand import Variant, substitute
from gouji.rules.lookup import UNIT
from gouji.rules.scope import DOCUMENT_NAMES, OTHERS, Scope, TableScope
from gouji.rules.specimen import fact, specimen
from gouji.rules.values import Amount, RowSet, UnitClash
from gouji.value import Value

EXPECTED: dict[str, tuple[Verdict, ...]] = {
    "应成立": (Verdict.HOLDS, Verdict.ROUNDING),
    "应不成立": (Verdict.VIOLATED,),
    "应无法判定": (Verdict.UNDECIDED,),
    "应不适用": (Verdict.NOT_APPLICABLE,),
}


class BadExample(ValueError):
    """A test that cannot be run: a place that is no cell, more values than rows."""


@attrs.frozen(eq=False, repr=False)
class ExampleResult(Value):
    """What came of a test.

    Attributes:
        compiled: The rule.
        example: The test.
        passed: Whether it came out as expected.
        outcomes: What the rule came to.
        error: Why it could not be run, "" if it could.
    """

    compiled: CompiledRule
    example: Example
    passed: bool
    outcomes: tuple[Outcome, ...] = ()
    error: str = ""


def run_examples(compiled: CompiledRule, binder: Binder) -> Iterator[ExampleResult]:
    """Run the tests beside a rule."""
    for example in compiled.node.examples:
        try:
            outcomes = tuple(judge(r) for r in _relations(compiled, binder, example))
        except (BadExample, UnknownName, UnitClash) as error:
            yield ExampleResult(compiled, example, False, (), str(error))
            continue
        yield ExampleResult(compiled, example, _as_expected(example.expects, outcomes), outcomes)


def _as_expected(expects: str, outcomes: tuple[Outcome, ...]) -> bool:
    verdicts = {o.verdict for o in outcomes}
    wanted = set(EXPECTED[expects])
    if expects == "应不成立":
        return Verdict.VIOLATED in verdicts
    if expects == "应不适用":
        return verdicts <= wanted
    allowed = wanted | {Verdict.NOT_APPLICABLE, Verdict.HOLDS, Verdict.ROUNDING}
    return bool(verdicts & wanted) and verdicts <= allowed


def _relations(compiled: CompiledRule, binder: Binder, example: Example) -> list[Relation]:
    variant = compiled.variants[0]
    stage = _Stage(compiled, variant, binder.scope, example)
    context = stage.context()
    own = compiled.section[0] if len(compiled.section) == 1 else None
    inside = attrs.evolve(context, section=own, row=None, column="", lane=compiled.lane)
    base = attrs.evolve(inside, section=None, lane="")
    for condition, where in ((compiled.applies, base), (compiled.when, inside)):
        if condition is not None:
            truth = binder.evaluator(where).truth(condition)
            if truth.certain is not True:
                return []
    outcomes = binder.evaluator(context).outcomes(variant.condition)
    return [relation_of(compiled, outcome, variant.binding) for outcome in outcomes]


class _Stage:
    """The specimen of one test, with its values in place, and the binding the rule is run on."""

    def __init__(self, compiled: CompiledRule, variant: Variant, scope: Scope, example: Example) -> None:
        self.compiled = compiled
        self.variant = variant
        self.scope = scope
        variables: dict[str, Node] = {k: Path(tuple(v.split("."))) for k, v in variant.binding}
        self.given = [attrs.evolve(g, place=substitute(g.place, variables)) for g in example.given]
        within = next((q.within for q in variant.quantifiers if q.within), "")
        self.section = compiled.section[0] if compiled.section else None
        self.iterated = scope.table(within) if within else self.section
        self.lane = compiled.lane
        self.quantifiers = variant.quantifiers or implied(variant, self.section, self.lane, scope)
        codes, columns = wanted_by(compiled, scope)
        below = [g for g in self.given if isinstance(g.place, RowsOf) and g.place.which == "下级"]
        count = max((len(g.values) for g in below), default=0)
        self.code: str | None = None
        block = "301" if self._economic() else "201"
        codes |= {f"{block}{i:02d}" for i in range(1, count + 1)}
        self.blank = specimen(scope, sorted(codes), columns, usual=not count)
        self.children = count

    def _economic(self) -> bool:
        lanes = self.iterated.lanes.values() if self.iterated is not None else ()
        return any(lane.kind == "economic" for lane in lanes)

    def context(self) -> Context:
        """Return the context of the binding, on the filled ledger.

        Raises:
            BadExample: If a place of the test is no cell.
        """
        self.values: dict[str, tuple[str, str]] = {}
        self.elsewhere: dict[str, dict[str, tuple[str, str]]] = {}
        self.gone: set[str] = set()
        self.facts: list[Fact] = []
        self.about: dict[str, str] = {}
        for given in self.given:
            self._take(given)
        others = {name: _filled(self.blank, values) for name, values in self.elsewhere.items()}
        ledger = _filled(self.blank, self.values)
        tables = {k: t for k, t in ledger.tables.items() if k not in self.gone}
        ledger = _described(attrs.evolve(ledger, tables=tables, facts=tuple(self.facts)), self.about)
        return self._bound(ledger, others)

    def _bound(self, ledger: Ledger, others: Mapping[str, Ledger]) -> Context:
        context = Context(
            self.scope, ledger, others, self.section, self.lane, missing_as=self.compiled.node.missing
        )
        scope = self.iterated
        for quantifier in self.quantifiers:
            if scope is None:
                raise BadExample("“每行”“每列”“每个科目”不知是哪张表")
            table = ledger.tables.get(scope.key) or self.blank.tables[scope.key]
            section = self.section or scope
            if quantifier.kind == "column":
                context = attrs.evolve(context, section=section, column=self._column(scope, table))
            else:
                row = self._row(quantifier, table)
                context = attrs.evolve(context, section=section, row=row, code_table=scope.key)
        return context

    def _column(self, scope: TableScope, table: Table) -> str:
        lane = scope.lanes.get(self.lane)
        return lane.columns[0].key if lane is not None else table.columns[0].key

    def _row(self, quantifier: Quantifier, table: Table) -> Row:
        rows = list(rows_of(table, quantifier, self.lane))
        if quantifier.kind == "row":
            rows = [r for r in rows if r.role == "total"] if not self.lane else rows
        else:
            rows = [r for r in rows if r.role != "total"]
        if not rows:
            raise BadExample("样例里没有符合条件的行")
        if self.children:
            return next(r for r in rows if table.children.get(r.key))
        if self.code is not None:
            return attrs.evolve(rows[0], code=self.code, name="" if self.code else rows[0].name)
        return rows[0]

    def _take(self, given: Given) -> None:
        place = given.place
        names = place.names if isinstance(place, Path) else ()
        texts = [(v, u) for v, u in zip(given.values, given.units or [""] * len(given.values), strict=True)]
        if len(names) == 1 and names[0] in DOCUMENT_NAMES:
            self.about[names[0]] = texts[0][0].strip("“”")
            return
        if names == ("科目",):
            self.code = "" if texts[0][0] == "缺" else texts[0][0].strip("“”")
            return
        if names[:1] == ("说明",):
            subject, measure = names[1], names[2] if len(names) > 2 else "决算数"
            if texts[0][0] != "缺":
                self.facts.append(_fact(subject, measure, *texts[0]))
            return
        table = self.scope.table(names[0]) if len(names) == 1 else None
        if table is not None:
            if texts[0][0] != "缺":
                raise BadExample(f"“{names[0]}”是整张表，只能写 = 缺")
            self.gone.add(table.key)
            return
        first = names[0] if names else place.base.names[0] if hasattr(place, "base") else ""
        if first in OTHERS:
            self._take_elsewhere(first, place, texts)
            return
        self._put(self.values, place, texts)

    def _take_elsewhere(self, first: str, place: Node, texts: list[tuple[str, str]]) -> None:
        inner = substitute(place, {})
        if isinstance(inner, Path):
            inner = attrs.evolve(inner, names=inner.names[1:])
        else:
            base = inner.base  # type: ignore[attr-defined]
            inner = attrs.evolve(inner, base=attrs.evolve(base, names=base.names[1:]))  # type: ignore[call-arg]
        names = [f"{UNIT}{i}" for i in range(1, len(texts) + 1)] if first == "下属单位" else [first]
        for name, text in zip(names, texts, strict=False):
            self._put(self.elsewhere.setdefault(name, {}), inner, [text])

    def _put(self, values: dict[str, tuple[str, str]], place: Node, texts: list[tuple[str, str]]) -> None:
        context = self._bound(self.blank, {})
        if self.section is None and not isinstance(place, RowsOf) and self.iterated is None:
            context = attrs.evolve(context, section=None)
        value = Evaluator(context).value(place)
        figures = _figures(value)
        if len(figures) < len(texts) or not figures:
            raise BadExample(f"写了 {len(texts)} 个值，这里有 {len(figures)} 格")
        if len(texts) == 1 and isinstance(value, RowSet) and texts[0][0] in ("空", "缺"):
            texts = texts * len(figures)
        for figure, text in zip(figures, texts, strict=False):
            values[figure.id] = text


def _figures(value: object) -> tuple[Figure, ...]:
    if isinstance(value, Amount):
        return value.figures
    if isinstance(value, RowSet):
        return tuple(f for m in value.members for f in m.figures)
    raise BadExample("测试里的位置应是表里的一格")


def _fact(subject: str, measure: str, text: str, symbol: str) -> Fact:
    try:
        return fact(subject, measure, text, symbol)
    except ValueError as error:
        raise BadExample(str(error)) from error


def _filled(ledger: Ledger, values: Mapping[str, tuple[str, str]]) -> Ledger:
    """Return a ledger with printed texts put into its cells; ``缺`` removes a cell, and a row without cells."""
    tables = {}
    for key, table in ledger.tables.items():
        cells = {}
        for place, figure in table.cells.items():
            text, symbol = values.get(figure.id, ("空", ""))
            if text == "缺":
                continue
            if text != "空":
                of = unit(symbol) if symbol else figure.quantity.unit
                figure = attrs.evolve(figure, quantity=parse_quantity(text.strip("“”"), of))
            cells[place] = figure
        used = {row for row, _ in cells}
        rows = tuple(r for r in table.rows if r.key in used)
        empty = not any(f.quantity.printed for f in cells.values())
        tables[key] = attrs.evolve(table, cells=cells, rows=rows, empty=empty)
    return attrs.evolve(ledger, tables=tables)


def _described(ledger: Ledger, about: Mapping[str, str]) -> Ledger:
    facts = ledger.facts_of
    for name, text in about.items():
        missing = text == "缺"
        if name == "年度":
            facts = attrs.evolve(facts, year=None if missing else int(text))
        elif name == "文种":
            facts = attrs.evolve(facts, kind="" if missing else text)
        elif name == "部门名称":
            facts = attrs.evolve(facts, department="" if missing else text)
        elif name == "地区":
            facts = attrs.evolve(facts, jurisdiction="" if missing else text)
        elif name == "标题":
            facts = attrs.evolve(facts, title="" if missing else text)
        else:
            paragraphs = (Paragraph(text),) if name == "全文" else ()
            title = text if name == "目录" else ""
            ledger = attrs.evolve(ledger, sections=(*ledger.sections, Section("", title, 1, paragraphs)))
    return attrs.evolve(ledger, facts_of=facts)
