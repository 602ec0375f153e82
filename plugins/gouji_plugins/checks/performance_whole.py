"""The whole department: its form and report against the accounts, and what the prose says of all projects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from gouji.api import CheckContext
from gouji.model import (
    Evidence,
    Figure,
    Finding,
    Form,
    Ledger,
    Linear,
    Measure,
    Ratio,
    Relation,
    Term,
    Verdict,
)
from gouji.names import squash
from gouji.relations import judge
from gouji_plugins.checks import performance_rules as rules
from gouji_plugins.checks.performance_cells import cell_of, fund, percent
from gouji_plugins.checks.performance_overview import overview
from gouji_plugins.checks.performance_points import shares_of
from gouji_plugins.checks.performance_projects import stated
from gouji_plugins.checks.performance_whole_report import report_against
from gouji_plugins.checks.plain_findings import finding, logic
from gouji_plugins.checks.sense import copied_budgets

_ACCOUNTS = {
    "年度资金总额": (("公开05表", "合计", "小计"), ("公开03表", "合计", "本年支出合计")),
    "基本支出": (("公开05表", "合计", "基本支出"), ("公开03表", "合计", "基本支出")),
    "项目支出": (("公开05表", "合计", "项目支出"), ("公开03表", "合计", "项目支出")),
    "人员经费": (("公开06表", "人员经费合计", "决算数"),),
    "公用经费": (("公开06表", "公用经费合计", "决算数"),),
}
_FISCAL = "收入.一般公共预算财政拨款收入"


def whole_department(ledger: Ledger, context: CheckContext) -> Iterator[Relation | Finding]:
    """Yield what ties the whole-department form, its report and the statement on all projects to the accounts.

    Args:
        ledger: The document.
        context: Specs and parameters.
    """
    form = next((f for f in ledger.forms if f.kind == "整体自评表"), None)
    report = next((f for f in ledger.forms if f.kind == "整体自评报告"), None)
    if form is not None:
        wrong_unit = _unit(form, ledger)
        if wrong_unit is not None:
            # Its money is a factor off everywhere: that is the one cause, and said once.
            yield wrong_unit
            return
        yield from _opening(form, ledger)
        yield from _accounts(form, ledger)
        yield from _own_rates(form, report, ledger, context)
    if report is not None:
        yield from shares_of(report, ledger)
        yield from report_against(report, form)
    yield from _grade(ledger.forms, context)
    yield from overview(ledger, form)


def _unit(form: Form, ledger: Ledger) -> Finding | None:
    """Return the finding of a heading in 元 above figures that the accounts print alike in 万元, or the reverse."""
    own = fund(form, "年度资金总额", "全年执行数")
    if own is None or not own.quantity.value:
        return None
    for cell in _ACCOUNTS["年度资金总额"]:
        other = cell_of(ledger, cell)
        if other is None or other.quantity.unit == own.quantity.unit or not other.quantity.value:
            continue
        if abs(own.quantity.value - other.quantity.value) * 1000 < other.quantity.value:
            message = (
                f"整体自评表的金额单位写作“{own.quantity.unit.symbol}”，全年执行数 {own.quantity.printed}；"
                f"{other.label}为 {other.quantity.printed} {other.quantity.unit.symbol}"
            )
            return finding(
                rules.HEADER_UNIT, message, (Evidence.of(own, "culprit"), Evidence.of(other)), form.name
            )
    return None


def _only_fiscal(ledger: Ledger) -> str:
    """Return "" if all income is 一般公共预算财政拨款 without an opening balance, else the reason why not."""
    table = ledger.tables.get("公开01表")
    if table is None:
        return "没有读到公开01表"
    fiscal, total = table.figure(_FISCAL, "金额"), table.figure("收入.总计", "金额")
    if fiscal is None or total is None or not fiscal.quantity.known or not total.quantity.known:
        return "公开01表的收入没有读全"
    return "" if fiscal.quantity.value == total.quantity.value else "本部门有一般公共预算财政拨款以外的资金"


def _opening(form: Form, ledger: Ledger) -> Iterator[Relation]:
    own = fund(form, "年度资金总额", "年初预算数")
    narrated = next(
        (
            f.figure
            for f in ledger.facts
            if f.figure is not None
            and f.measure is Measure.BUDGET
            and f.subject == "一般公共预算财政拨款支出"
        ),
        None,
    )
    if own is None:
        return
    text = "整体自评表.年度资金总额.年初预算数 == 情况说明.一般公共预算财政拨款支出.年初预算"
    reason = _only_fiscal(ledger)
    if narrated is None:
        missing = ("情况说明没有读到一般公共预算财政拨款支出的年初预算",)
        yield Relation(rules.OPENING, text, None, missing=missing, place=form.place)
        return
    if reason:
        yield Relation(rules.OPENING, text, None, inapplicable=reason, place=form.place)
        return
    message = (
        f"年初预算：整体自评表为 {own.quantity.printed}{own.quantity.unit.symbol}，"
        f"情况说明为 {narrated.quantity.printed}{narrated.quantity.unit.symbol}，两者矛盾"
    )
    if copied_budgets(ledger):
        message += "；情况说明的年初预算与决算逐项分毫不差，像是把决算数抄作年初预算"
    form_ = Linear((Term(own),), "==", (Term(narrated),))
    yield Relation(rules.OPENING, text, form_, place=own.place, message=message)


def _accounts(form: Form, ledger: Ledger) -> Iterator[Relation]:
    for row, cells in _ACCOUNTS.items():
        own = fund(form, row, "全年执行数")
        if own is None:
            continue
        text = f"整体自评表.{row}.全年执行数 == {cells[0][0]}[{cells[0][1]}, {cells[0][2]}]"
        made = []
        for cell in cells:
            other = cell_of(ledger, cell)
            if other is not None:
                message = f"整体自评表“{row}”的全年执行数 {own.quantity.printed} 与{other.label} {other.quantity.printed} 不符"
                linear = Linear((Term(own),), "==", (Term(other),))
                made.append(Relation(rules.ACCOUNTS, text, linear, place=own.place, message=message))
        if not made:
            yield Relation(rules.ACCOUNTS, text, None, missing=(f"没有读到{cells[0][0]}",), place=own.place)
            continue
        fitting = [r for r in made if judge(r).verdict is not Verdict.VIOLATED]
        yield (fitting or made)[0]


def _own_rates(
    form: Form, report: Form | None, ledger: Ledger, context: CheckContext
) -> Iterator[Relation | Finding]:
    specs: list[dict[str, Any]] = [
        r for d in context.specs.data("performance") for r in d.get("known_rate", [])
    ]
    wrong: list[tuple[Figure, Figure, str]] = []
    for indicator in form.indicators:
        name = indicator.path[-1] if indicator.path else ""
        spec = next((s for s in specs if squash(name) in {squash(n) for n in s["names"]}), None)
        actual = indicator.actual
        if spec is None or actual is None or actual.quantity.unit.symbol != "%":
            continue
        text = f"整体自评表的指标“{name}”"
        if "fund" in spec:
            rate = fund(form, spec["fund"], "执行率")
            if rate is None:
                continue
            made = Relation(rules.OWN_RATE, text, Linear((Term(actual),), "==", (Term(rate),)))
            fine = judge(made).verdict is not Verdict.VIOLATED
            if fine:
                yield logic(rules.OWN_RATE, True, text, (actual, rate), "", actual.place)
            else:
                said = (
                    f"“{name}”完成值写 {actual.quantity.printed}%，"
                    f"同一张表“{spec['fund']}”行的执行率为 {rate.quantity.printed}%"
                )
                wrong.append((actual, rate, said))
            continue
        parts = _staff(report) if spec.get("staff") else _trips(ledger) if spec.get("trips") else None
        if parts is None:
            missing = ("没有读到在岗人员和编制" if spec.get("staff") else "没有读到公开09表的预算数和决算数",)
            yield Relation(rules.KNOWN_RATE, text, None, missing=missing, place=actual.place)
            continue
        top, bottom = parts
        ratio = Ratio(tuple(Term(f) for f in top), tuple(Term(f) for f in bottom), actual)
        outcome = judge(Relation(rules.KNOWN_RATE, text, ratio))
        value = percent(top, bottom)
        message = f"整体自评表的指标“{name}”完成值写 {actual.quantity.printed}%，{_named(top)}除以{_named(bottom)}为 {value}%"
        fine = outcome.verdict is not Verdict.VIOLATED
        yield logic(rules.KNOWN_RATE, fine, text, (actual, *top, *bottom), message, actual.place)
    if wrong:
        # Filled in by one hand at one time: one finding with every indicator it concerns.
        message = "整体自评表的指标" + "；".join(said for _, _, said in wrong)
        figures = tuple(f for actual, rate, _ in wrong for f in (actual, rate))
        text = f"“{form.name}”：指标的完成值与资金行的执行率"
        yield logic(rules.OWN_RATE, False, text, figures, message, wrong[0][0].place)


def _staff(report: Form | None) -> tuple[list[Figure], list[Figure]] | None:
    own = stated(report, "在岗人员")
    posts = [f for f in (stated(report, "行政编制"), stated(report, "事业编制")) if f is not None]
    if own is None or not posts or not any(f.quantity.value for f in posts):
        return None
    return [own], posts


def _trips(ledger: Ledger) -> tuple[list[Figure], list[Figure]] | None:
    spent = cell_of(ledger, ("公开09表", "金额", "决算数.合计"))
    budget = cell_of(ledger, ("公开09表", "金额", "预算数.合计"))
    if spent is None or budget is None or not budget.quantity.value:
        return None
    return [spent], [budget]


def _named(figures: Sequence[Figure]) -> str:
    return "＋".join(
        f"{f.row if f.table.startswith('自评报告') else f.label} {f.quantity.printed}" for f in figures
    )


def _grade(forms: Sequence[Form], context: CheckContext) -> Iterator[Relation | Finding]:
    bands: dict[str, int] = {}
    for data in context.specs.data("performance"):
        bands.update(data.get("grades", {}))
    edges = sorted(set(bands.values()))
    for form in forms:
        grade, score = dict(form.words).get("等级", ""), stated(form, "评价得分")
        if grade not in bands or score is None or score.quantity.value is None:
            continue
        low = bands[grade]
        high = next((e for e in edges if e > low), None)
        fine = score.quantity.value >= low and (high is None or score.quantity.value < high)
        message = f"{form.kind}写得分 {score.quantity.printed} 分、等级“{grade}”，按分数线不符"
        text = f"{form.kind}“{form.name}”：等级与得分"
        yield logic(rules.GRADE_FITS, fine, text, (score,), message, score.place)
