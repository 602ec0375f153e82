"""Indicators that are money, against the funds of their form and the report on the project."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from gouji.facts.form_figures import known
from gouji.model import Figure, Finding, Form, Indicator, Linear, Relation, Term, Verdict
from gouji.model.units import MONEY
from gouji.relations import judge
from gouji_plugins.checks import performance_rules as rules
from gouji_plugins.checks.performance_projects import Project, cell, stated
from gouji_plugins.checks.plain_findings import logic

_WHOLE = re.compile(r"总成本|总投入|总金额|资金投入")


def costs(project: Project, factor: int, told: set[str]) -> Iterator[Relation | Finding]:
    """Yield what ties the money among a form's indicators to its funds and its report.

    Args:
        project: Form and report.
        factor: By how much the fund rows must be multiplied to be in their true unit.
        told: Ids of figures that a finding has already named.
    """
    form, report = project.form, project.report
    if form is None:
        return
    budget, spent = cell(form, "全年预算数"), cell(form, "全年执行数")
    whole = stated(report, "项目预算总金额")
    others: list[Indicator] = []
    for indicator in form.indicators:
        target, actual = indicator.target, indicator.actual
        if target is None or target.quantity.unit.dimension != MONEY or not target.quantity.value:
            continue
        if budget is not None and target.quantity.ticks == budget.quantity.ticks * factor:
            if actual is None or actual.id not in told:
                yield from _against_spent(form, _name(indicator), actual, spent, factor)
        elif whole is not None and _WHOLE.search(_name(indicator)):
            others.append(indicator)
    if whole is not None and others:
        yield _against_whole(form, others, whole)
    if report is not None and spent is not None:
        yield from _first_year(form, report, spent, factor)
    yield from _money_as_number(form)


def _name(indicator: Indicator) -> str:
    return indicator.path[-1] if indicator.path else "指标"


def _against_spent(
    form: Form, name: str, actual: Figure | None, spent: Figure | None, factor: int
) -> Iterator[Relation | Finding]:
    if actual is None or spent is None or not known(actual.quantity):
        return
    made = Relation(
        rules.MONEY_ACTUAL, "", Linear((Term(actual),), "==", (Term(spent, factor),)), place=form.place
    )
    fine = judge(made).verdict is not Verdict.VIOLATED
    text = f"“{form.name}”：指标“{name}”的完成值与全年执行数"
    message = f"“{form.name}”自评表的指标“{name}”完成值为 {actual.quantity.printed} 万元，同一张表的全年执行数为 {spent.quantity.printed}"
    yield logic(rules.MONEY_ACTUAL, fine, text, (actual, spent), message, actual.place)


def _against_whole(form: Form, indicators: list[Indicator], whole: Figure) -> Relation | Finding:
    wrong = [
        i for i in indicators if i.target is not None and i.target.quantity.ticks != whole.quantity.ticks
    ]
    text = f"“{form.name}”：项目总金额与总成本指标"
    listed = "、".join(f"“{_name(i)}”目标 {i.target_text}" for i in wrong)
    message = f"“{form.name}”自评表的指标{listed}，自评报告写项目预算总金额 {whole.quantity.printed} 万元"
    figures = (*(i.target for i in (wrong or indicators) if i.target is not None), whole)
    return logic(rules.WHOLE_COST, not wrong, text, figures, message, (wrong or indicators)[0].place)


def _first_year(form: Form, report: Form, spent: Figure, factor: int) -> Iterator[Relation | Finding]:
    """Yield amounts done that exceed what the first year of a project has spent."""
    first = dict(report.words).get("首年", "")
    if not first or not spent.quantity.value:
        return
    high = Fraction(spent.quantity.ticks) * factor
    over = [
        i.actual
        for i in form.indicators
        if i.actual is not None
        and known(i.actual.quantity)
        and i.actual.quantity.unit.dimension == MONEY
        and _beyond(i.actual, spent, factor)
    ]
    text = f"“{form.name}”：首年项目的完成金额不超过本年执行数"
    if not over:
        yield logic(rules.FIRST_YEAR, True, text, (spent,), "", form.place)
        return
    times = Fraction(over[0].quantity.ticks) / high
    said = f"，正好是它的 {times} 倍" if times.denominator == 1 else ""
    message = (
        f"“{form.name}”自评表的金额指标完成值 {over[0].quantity.printed} 万元，全年执行数为 {spent.quantity.printed}{said}；"
        f"自评报告却写“{first}”，以前年度没有支出可以累计"
    )
    yield logic(rules.FIRST_YEAR, False, text, (*over, spent), message, over[0].place)


def _beyond(actual: Figure, spent: Figure, factor: int) -> bool:
    made = Relation(rules.FIRST_YEAR, "", Linear((Term(actual),), "<=", (Term(spent, factor),)))
    return judge(made).verdict is Verdict.VIOLATED


def _money_as_number(form: Form) -> Iterator[Relation | Finding]:
    """Yield indicators of quantity whose target and result are the money of a cost indicator."""
    money = [
        i
        for i in form.indicators
        if i.target is not None
        and i.target.quantity.unit.dimension == MONEY
        and i.target.quantity.value
        and i.actual is not None
    ]
    cost = {_pair(i) for i in money if any("成本" in level for level in i.path[:-1])}
    same = [i for i in money if any("数量指标" in level for level in i.path[:-1]) and _pair(i) in cost]
    if not any(any("数量指标" in level for level in i.path[:-1]) for i in form.indicators):
        return
    text = f"“{form.name}”：数量指标不是成本指标的重复"
    listed = "、".join(f"“{_name(i)}”（{i.target_text}，完成 {i.actual_text}）" for i in same)
    message = f"“{form.name}”自评表的数量指标{listed}填的是资金，与成本指标完全相同，没有反映产出的数量"
    figures = tuple(f for i in same for f in (i.target, i.actual) if f is not None)
    yield logic(
        rules.MONEY_AS_NUMBER, not same, text, figures, message, same[0].place if same else form.place
    )


def _pair(indicator: Indicator) -> tuple[object, object]:
    target, actual = indicator.target, indicator.actual
    return (
        target.quantity.ticks if target is not None else None,
        actual.quantity.ticks if actual is not None else None,
    )
