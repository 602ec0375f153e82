"""A report on performance against itself: units, rates, terms, words that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from gouji.model import Evidence, Finding, Form, Ratio, Relation, Term
from gouji_plugins.checks import performance_rules as rules
from gouji_plugins.checks.performance_points import arrived, years_of
from gouji_plugins.checks.performance_projects import slip_of, stated
from gouji_plugins.checks.plain_findings import finding, logic


def report_alone(report: Form, told: set[str]) -> Iterator[Relation | Finding]:
    """Yield what a report says against itself.

    Args:
        report: Its figures and words.
        told: Ids of figures that a finding has already named.
    """
    slip = slip_of(report)
    if slip is not None and slip[0].id in told:
        slip = None
    text = f"“{report.name}”自评报告：资金到位与支出的单位"
    if slip is not None:
        wrong, right = slip
        message = (
            f"“{report.name}”自评报告写“资金到位 {right.quantity.printed} 万元和支出 {wrong.quantity.printed} 元”，"
            "支出的单位应为“万元”"
        )
        yield finding(rules.SLIP, message, (Evidence.of(wrong, "culprit"), Evidence.of(right)), text)
    elif (paid := stated(report, "支出")) is not None and paid.id not in told:
        yield logic(rules.SLIP, True, text, (), "", report.place)
    bare = [f for _, f in report.stated if not f.quantity.unit.symbol]
    for figure in bare:
        message = f"“{report.name}”自评报告的{figure.row} {figure.quantity.printed} 后面没有单位：“{figure.quote[-24:]}”"
        yield finding(rules.UNIT_MISSING, message, (Evidence.of(figure, "culprit"),), figure.id)
    yield from _arrival(report)
    yield from _built_in(report)
    yield from years_of(report)
    yield from arrived(report)
    words = dict(report.words)
    rate = stated(report, "执行率")
    if rate is not None and "执行率有待提升" in words:
        fine = rate.quantity.value is None or rate.quantity.value < 100
        text = f"“{report.name}”自评报告：执行率的两种说法"
        message = f"“{report.name}”自评报告写执行率 {rate.quantity.printed}%，改进措施又写“{words['执行率有待提升']}”"
        yield logic(rules.CONTRADICTS, fine, text, (rate,), message, rate.place)


def _arrival(report: Form) -> Iterator[Relation]:
    rate = stated(report, "到位率")
    if rate is None:
        return
    arrived = [f for k, f in report.stated if k == "资金到位"]
    planned = stated(report, "预算到位")
    text = f"“{report.name}”：到位率 == 实际到位 / 预算到位"
    if planned is None and len(arrived) >= 2:
        planned = arrived[-2]
    if planned is None or not arrived or not planned.quantity.value:
        yield Relation(rules.ARRIVED, text, None, missing=("自评报告没有写预算到位金额",), place=rate.place)
        return
    yield Relation(rules.ARRIVED, text, Ratio((Term(arrived[-1]),), (Term(planned),), rate), place=rate.place)


def _built_in(report: Form) -> Iterator[Relation | Finding]:
    """Yield two times that one report gives for building the same thing: in years and in days of a contract."""
    years, days = stated(report, "建成年数"), stated(report, "完工天数")
    if years is None or days is None or not years.quantity.value or not days.quantity.value:
        return
    fine = Fraction(days.quantity.value) > 300 * (Fraction(years.quantity.value) - 1)
    text = f"“{report.name}”：建设工期的两种说法"
    message = (
        f"“{report.name}”自评报告写 {years.quantity.printed} 年建成，"
        f"又写 {days.quantity.printed} 日内完成，工期前后不一（年限若指运维服务，应写明）"
    )
    yield logic(rules.BUILT_IN, fine, text, (years, days), message, years.place)
