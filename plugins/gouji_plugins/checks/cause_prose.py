"""Slips of the prose that make several relations fail: a neighbour's figure, an exchanged share, a wrong rate."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import attrs

from gouji.model import Cause, Change, Fact, Figure, Ledger, Measure, Outcome, Quantity, Ratio
from gouji_plugins.checks.cause_rules import (
    APART,
    EXCHANGED,
    PLANNED,
    PROSE_POPULATION,
    PROSE_UNIT,
    REPEATED,
    UNSPENT,
)
from gouji_plugins.checks.cause_tables import in_unit
from gouji_plugins.checks.narrative_view import View

_BASIC = "基本支出"
_ALL_BASIC = ("公开03表", "合计", "基本支出")
_GENERAL_BASIC = ("公开05表", "合计", "基本支出")
_BUDGETS = (Measure.BUDGET, Measure.ADJUSTED)


def causes(ledger: Ledger, view: View, violated: Sequence[Outcome]) -> Iterator[Cause]:
    """Yield the causes that concern the prose.

    Args:
        ledger: The document.
        view: Its narrative facts.
        violated: Relations that do not hold.
    """
    wrong = {id(f) for outcome in violated for f in outcome.relation.figures()}
    rates = {
        id(o.relation.form.rate): o.relation.form for o in violated if isinstance(o.relation.form, Ratio)
    }
    facts = [f for f in ledger.facts if f.figure is not None and f.figure.quantity.known]
    suspects = [f for f in facts if id(f.figure) in wrong]
    yield from _population(view)
    yield from _planned(suspects, view)
    yield from _exchanged(suspects)
    yield from _rates(suspects, rates, view)
    yield from _apart(suspects, view)
    yield from _units(facts, wrong)


def _population(view: View) -> Iterator[Cause]:
    """Yield: the section on the general budget's 基本支出 speaks of all funds."""
    whole = view.cell(_ALL_BASIC)
    changes = []
    for name in ("一般公共预算基本支出", "人员经费", "公用经费"):
        subject = view.subjects.get((_BASIC, name))
        cell = view.cell(subject.cell) if subject is not None else None
        for figure in view.finals(_BASIC, name):
            if cell is not None and cell.quantity.known and figure.quantity.value != cell.quantity.value:
                changes.append(Change(figure, cell.quantity))
    if whole is None or not whole.quantity.known or not changes:
        return
    general = view.cell(_GENERAL_BASIC)
    if (
        general is not None
        and general.quantity.known
        and whole.quantity.rounded.meets(general.quantity.rounded)
    ):
        return  # all of it is of the general budget: whoever writes this figure writes that one
    stated = view.finals(_BASIC, "一般公共预算基本支出")
    if not stated or stated[0].quantity.value != whole.quantity.value:
        return
    message = f"{stated[0].section}写的是全部资金的基本支出（公开03表 {whole.quantity.printed}），这一节应写一般公共预算财政拨款的"
    yield Cause(PROSE_POPULATION, message, tuple(changes), least=1)


def _planned(suspects: Sequence[Fact], view: View) -> Iterator[Cause]:
    """Yield: a final repeats the budget beside it or in the table, while its own cell has another amount."""
    for fact in suspects:
        if fact.measure is not Measure.FINAL or fact.figure is None or fact.cell is None:
            continue
        cell = view.cell(fact.cell)
        if cell is None or not cell.quantity.known or cell.quantity.value == fact.figure.quantity.value:
            continue
        subject = view.subjects.get((fact.section_key, fact.subject))
        budgets = [view.near(fact, fact.subject, m) for m in _BUDGETS]
        budgets.append(view.cell(subject.budget) if subject is not None else None)
        copied = next(
            (b for b in budgets if b is not None and b.quantity.value == fact.figure.quantity.value), None
        )
        if copied is not None and fact.figure.quantity.value:
            message = (
                f"{fact.section}“{fact.subject}”的决算数写作 {fact.figure.quantity.printed}，与{copied.label or '预算数'}相同，"
                f"像是抄了预算数；{fact.cell[0]}的决算数为 {cell.quantity.printed}"
            )
            yield Cause(PLANNED, message, (Change(fact.figure, cell.quantity),), least=1)


def _exchanged(suspects: Sequence[Fact]) -> Iterator[Cause]:
    """Yield: two shares of one list stand in each other's place."""
    lists: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in suspects:
        if fact.measure in (Measure.SHARE, Measure.COMPLETION):
            lists[fact.section, fact.measure.value].append(fact)
    for facts in lists.values():
        for i, one in enumerate(facts):
            for other in facts[i + 1 :]:
                if one.figure is None or other.figure is None or one.subject == other.subject:
                    continue
                a, b = one.figure.quantity, other.figure.quantity
                message = f"{one.section}“{one.subject}”的{one.measure.value} {a.printed}% 与“{other.subject}”的 {b.printed}% 互换了"
                yield Cause(EXCHANGED, message, (Change(one.figure, b), Change(other.figure, a)))


def _rates(suspects: Sequence[Fact], rates: dict[int, Ratio], view: View) -> Iterator[Cause]:
    for fact in suspects:
        figure = fact.figure
        if figure is None or id(figure) not in rates or figure.quantity.value is None:
            continue
        value = figure.quantity.value
        if (
            fact.measure is Measure.COMPLETION and 0 <= value < 100
        ):  # 100 is no unspent share of a rate near zero
            truth = _like(figure, 100 - value)
            message = (
                f"{fact.section}“{fact.subject}”完成{fact.base}的比率写作 {figure.quantity.printed}%，"
                f"像是未完成的部分；完成率应为 {truth.printed}%"
            )
            yield Cause(UNSPENT, message, (Change(figure, truth),), least=1)
        if fact.measure is Measure.CHANGE_RATE:
            key = (fact.section, fact.group, fact.subject, Measure.CHANGE)
            same = [f for f in view.by_sentence.get(key, []) if f.figure and f.figure.quantity.value == value]
            proper = _quotient(rates[id(figure)])
            if same and proper is not None:
                truth = _like(figure, proper)
                message = (
                    f"{fact.section}“{fact.subject}”的增减率写作 {figure.quantity.printed}%，与增减额的数字相同；"
                    f"按金额应为 {truth.printed}%"
                )
                yield Cause(REPEATED, message, (Change(figure, truth),), least=1)


def _apart(suspects: Sequence[Fact], view: View) -> Iterator[Cause]:
    """Yield: the change on last year is the difference of final and budget."""
    for fact in suspects:
        if fact.measure is not Measure.CHANGE or fact.base != "上年" or fact.figure is None:
            continue
        final = view.near(fact, fact.subject, Measure.FINAL)
        for measure in _BUDGETS:
            planned = view.near(fact, fact.subject, measure)
            if final is None or planned is None or not (final.quantity.known and planned.quantity.known):
                continue
            gap = Fraction(final.quantity.ticks) - Fraction(planned.quantity.ticks)
            if gap and abs(gap) == abs(Fraction(fact.figure.quantity.ticks)):
                message = (
                    f"{fact.section}“{fact.subject}”较上年的增减额写作 {fact.figure.quantity.printed}，正是决算数与预算数之差"
                    f"（{final.quantity.printed} 与 {planned.quantity.printed}），与增减率或其他数推出的上年数不符"
                )
                yield Cause(APART, message, (Change(fact.figure, None),), least=0)


def _units(facts: Sequence[Fact], wrong: set[int]) -> Iterator[Cause]:
    """Yield: all amounts of a section are in another unit than the one written."""
    sections: dict[str, list[Figure]] = defaultdict(list)
    for fact in facts:
        if (
            fact.figure is not None
            and fact.figure.quantity.unit.dimension == "money"
            and fact.figure.quantity.value
        ):
            sections[fact.section].append(fact.figure)
    for section, figures in sections.items():
        if len(figures) < 2 or not any(id(f) in wrong for f in figures):
            continue
        for written, meant in (("万元", "元"), ("元", "万元")):
            these = [f for f in figures if f.quantity.unit.symbol == written]
            if len(these) < 2:
                continue
            message = (
                f"{section}有 {len(these)} 个金额的单位写作“{written}”，要以“{meant}”为单位才与公开表相符"
            )
            changes = tuple(Change(f, in_unit(f, meant)) for f in these)
            yield Cause(PROSE_UNIT, message, changes)


def _like(figure: Figure, value: Decimal) -> Quantity:
    """Return a value printed with the decimals of a figure."""
    places = max(figure.quantity.decimals, 2) if value % 1 else figure.quantity.decimals
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return attrs.evolve(figure.quantity, printed=str(rounded), value=rounded, decimals=places)


def _quotient(form: Ratio) -> Decimal | None:
    top = sum((t.coefficient * Fraction(t.figure.quantity.ticks) for t in form.numerator), Fraction(0))
    bottom = sum((t.coefficient * Fraction(t.figure.quantity.ticks) for t in form.denominator), Fraction(0))
    if not bottom:
        return None
    percent = form.scale * abs(top / bottom) * 100
    return Decimal(percent.numerator) / Decimal(percent.denominator)
