"""The report on the whole department against its form: budget, spending, rate, score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gouji.model import Figure, Form, Linear, Ratio, Relation, Term, Verdict
from gouji.relations import judge
from gouji_plugins.checks import performance_rules as rules
from gouji_plugins.checks.performance_cells import fund
from gouji_plugins.checks.performance_projects import stated

_TOP = "年度资金总额"


def report_against(report: Form, form: Form | None) -> Iterator[Relation]:
    """Yield what the report states beside what the form has.

    Args:
        report: The report on the whole department.
        form: Its form, if one was read.
    """
    if form is None:
        if report.stated:
            missing = ("没有读到整体自评表",)
            yield Relation(
                rules.WHOLE_REPORT, "整体自评报告与自评表", None, missing=missing, place=report.place
            )
        return
    budgets = [fund(form, _TOP, c) for c in ("全年预算数", "年初预算数")]
    budget = _compared(report, "部门预算总额", budgets)
    spent = _compared(report, "实际执行", [fund(form, _TOP, "全年执行数")])
    rate = _compared(report, "执行率", [fund(form, _TOP, "执行率")])
    score = _compared(report, "评价得分", [form.total_score])
    points = _compared(report, "满分", [form.total_points])
    if budget is not None and rate is not None and _wrong(budget) and _wrong(rate) and _own_rate(report):
        # The report's rate is right for the report's amounts: what is wrong is the budget, said once.
        figures = [f for r in (rate,) for f in r.figures()]
        message = (
            f"{budget.message}；据此写的执行率 {figures[0].quantity.printed}% "
            f"也与自评表的 {figures[1].quantity.printed}% 不符"
        )
        budget = Relation(rules.WHOLE_REPORT, budget.text, budget.form, place=budget.place, message=message)
        why = "执行率按报告自己的金额算是对的，随部门预算总额一并指出"
        rate = Relation(rules.WHOLE_REPORT, rate.text, None, inapplicable=why, place=rate.place)
    yield from (r for r in (budget, spent, rate, score, points) if r is not None)


def _compared(report: Form, key: str, others: Sequence[Figure | None]) -> Relation | None:
    """Return a stated figure against those of the form: one that fits is enough."""
    own = stated(report, key)
    there = [f for f in others if f is not None]
    if own is None or not there or own.quantity.unit.dimension != there[0].quantity.unit.dimension:
        return None
    text = f"整体自评报告.{key} == 整体自评表.{there[0].column}"
    made = []
    for other in there:
        message = (
            f"整体自评报告的{key} {own.quantity.printed}{own.quantity.unit.symbol} 与整体自评表的{other.column} "
            f"{other.quantity.printed}{other.quantity.unit.symbol} 不符"
        )
        linear = Linear((Term(own),), "==", (Term(other),))
        made.append(Relation(rules.WHOLE_REPORT, text, linear, place=own.place, message=message))
    return next((r for r in made if not _wrong(r)), made[0])


def _wrong(relation: Relation) -> bool:
    return judge(relation).verdict is Verdict.VIOLATED


def _own_rate(report: Form) -> bool:
    """Whether the rate a report prints is what its own amounts give."""
    budget, spent, rate = (stated(report, k) for k in ("部门预算总额", "实际执行", "执行率"))
    if budget is None or spent is None or rate is None or not budget.quantity.value:
        return False
    return not _wrong(Relation(rules.WHOLE_REPORT, "", Ratio((Term(spent),), (Term(budget),), rate)))
