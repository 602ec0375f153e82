"""One project in the prose, its report and its form: compared figure by figure, one finding a cause."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from gouji.api import CheckContext
from gouji.model import (
    Evidence,
    Figure,
    Finding,
    Form,
    Ledger,
    Linear,
    Ratio,
    Relation,
    Rule,
    Severity,
    Term,
    Verdict,
)
from gouji.model.units import MONEY
from gouji.relations import judge
from gouji_plugins.checks import performance_rules as rules
from gouji_plugins.checks.performance_costs import costs
from gouji_plugins.checks.performance_projects import (
    WAN,
    Project,
    cell,
    plain_name,
    projects_of,
    slip_of,
    stated,
    unit_slip,
)
from gouji_plugins.checks.performance_report_alone import report_alone
from gouji_plugins.checks.plain_findings import finding, logic, words_at


def between(ledger: Ledger, context: CheckContext) -> Iterator[Relation | Finding]:
    """Yield what ties the places of each project together.

    Args:
        ledger: The document.
        context: Specs and parameters.
    """
    loose: list[tuple[str, list[tuple[str, Form]]]] = []
    told: set[str] = set()
    for project in projects_of(ledger.forms):
        witness = unit_slip(project)
        factor = WAN if witness is not None else 1
        if witness is not None:
            yield _wrong_unit(project, *witness)
        yield from _names(project, loose)
        yield from _statement(project, factor)
        yield from _report(project, factor, told)
        yield from costs(project, factor, told)
    if loose:
        yield _longer_or_shorter(loose)
    for form in ledger.forms:
        if form.kind.endswith("自评报告"):
            yield from report_alone(form, told)


def _wrong_unit(project: Project, budget: Figure, other: Figure) -> Finding:
    name = project.form.name if project.form is not None else ""
    message = (
        f"“{name}”自评表表头的金额单位写作“元”，全年预算数 {budget.quantity.printed}；"
        f"同一金额在{other.label}写作 {other.quantity.printed} 万元，表头单位应为“万元”"
    )
    return finding(rules.HEADER_UNIT, message, (Evidence.of(budget, "culprit"), Evidence.of(other)), name)


def _names(project: Project, loose: list[tuple[str, list[tuple[str, Form]]]]) -> Iterator[Relation | Finding]:
    named = [
        (where, form)
        for where, form in (
            ("情况说明", project.statement),
            ("自评报告", project.report),
            ("自评表", project.form),
        )
        if form is not None and form.name
    ]
    if len(named) < 2:
        return
    plain = list(dict.fromkeys(plain_name(form.name) for _, form in named))
    text = f"{project.name}：各处名称一致"
    if len(plain) == 1:
        yield logic(rules.NAMES, True, text, (), "", named[0][1].place)
    elif any(_other_word(a, b) for a in plain for b in plain if a < b):
        message = f"同一项目的名称前后不一：{_listed(named)}"
        spots = [words_at(form.place, form.name, section=form.section) for _, form in named]
        yield finding(rules.NAMES, message, spots, text)
    else:
        loose.append((text, named))


def _listed(named: list[tuple[str, Form]]) -> str:
    return "；".join(f"{where}“{form.name}”" for where, form in named)


def _other_word(a: str, b: str) -> bool:
    """Whether two names differ inside, not only by what one has more in front or behind."""
    steps = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    return any(step[0] != "equal" for step in steps[1:-1]) or any(
        step[0] == "replace" and 0 < at < len(steps) - 1 for at, step in enumerate(steps)
    )


def _longer_or_shorter(loose: list[tuple[str, list[tuple[str, Form]]]]) -> Finding:
    message = "项目名称详略不一，核心词相同：" + "。".join(_listed(named) for _, named in loose)
    spots = [words_at(f.place, f.name, section=f.section) for _, named in loose for _, f in named]
    return finding(rules.NAMES, message, spots, "longer or shorter", Severity.INFO)


def _same(
    rule: Rule, text: str, left: Figure | None, right: Figure | None, factor: int, message: str = ""
) -> Iterator[Relation]:
    """Yield ``left == factor * right`` where both are there and of one kind."""
    if left is None or right is None or left.quantity.unit.dimension != right.quantity.unit.dimension:
        return
    times = factor if right.quantity.unit.dimension == MONEY else 1
    form = Linear((Term(left),), "==", (Term(right, times),))
    said = (
        message
        or f"{text}：一处为 {left.quantity.printed}{left.quantity.unit.symbol}，一处为 {right.quantity.printed}{right.quantity.unit.symbol}"
    )
    yield Relation(rule, text, form, place=left.place, message=said)


def _statement(project: Project, factor: int) -> Iterator[Relation]:
    said, form = project.statement, project.form
    if said is None:
        return
    name = said.name
    budget, spent, rate = (stated(said, k) for k in ("全年预算数", "全年执行数", "执行率"))
    if budget is not None and spent is not None and rate is not None and budget.quantity.value:
        text = f"{name}：完成预算的比率 == 执行数 / 全年预算数"
        yield Relation(
            rules.STATED_RATE, text, Ratio((Term(spent),), (Term(budget),), rate), place=rate.place
        )
    if form is None:
        yield Relation(
            rules.STATED,
            f"{name}：情况说明与自评表",
            None,
            missing=(f"没有读到“{name}”的自评表",),
            place=said.place,
        )
        return
    for key, column in (("全年预算数", "全年预算数"), ("全年执行数", "全年执行数"), ("执行率", "执行率")):
        text = f"“{name}”的{column}，情况说明与自评表"
        yield from _same(rules.STATED, text, stated(said, key), cell(form, column), factor)
    yield from _same(
        rules.STATED,
        f"“{name}”的得分，情况说明与自评表总分",
        stated(said, "评价得分"),
        form.total_score,
        1,
    )


def _report(project: Project, factor: int, told: set[str]) -> Iterator[Relation | Finding]:
    report, form, said = project.report, project.form, project.statement
    if report is None:
        return
    name = report.name
    if form is not None:
        yield from _budget(report, form, factor)
        yield from _spending(report, form, factor, told)
        score = stated(report, "评价得分")
        yield from _same(rules.REPORTED, f"“{name}”的得分，自评报告与自评表总分", score, form.total_score, 1)
        yield from _year_rate(report, form)
        yield from _paid_rate(report, form, factor, told)
    if said is not None:
        yield from _troubles(report, said)


def _spending(report: Form, form: Form, factor: int, told: set[str]) -> Iterator[Relation | Finding]:
    """Yield what a report says was spent against the form; all that follows from another amount is said with it."""
    name, paid, spent = report.name, stated(report, "支出"), cell(form, "全年执行数")
    if paid is None or spent is None:
        return
    slip = slip_of(report)
    text = f"“{name}”的支出，自评报告与自评表全年执行数"
    if slip is None:
        plain = list(_same(rules.REPORTED, text, paid, spent, factor))
        if not any(judge(r).verdict is Verdict.VIOLATED for r in plain):
            yield from plain
            return
    elif paid.quantity.value == spent.quantity.value:
        yield logic(rules.REPORTED, True, text, (paid, spent), "", paid.place)
        return
    follow = [f for f in _again(report, form, paid) if f.id not in told]
    told.update(f.id for f in (paid, *follow))
    unit = "元（应为万元）" if slip is not None else paid.quantity.unit.symbol
    message = f"“{name}”自评报告写支出 {paid.quantity.printed} {unit}，自评表全年执行数为 {spent.quantity.printed} 万元，两者不符"
    if follow:
        said = (f"{_spot(f, paid)} {f.quantity.printed}{f.quantity.unit.symbol}" for f in follow)
        listed = "、".join(dict.fromkeys(said))
        message += f"；同一矛盾还见于{listed}"
    evidence = (Evidence.of(paid, "culprit"), Evidence.of(spent), *(Evidence.of(f) for f in follow))
    yield finding(rules.REPORTED, message, evidence, text)


def _spot(figure: Figure, paid: Figure) -> str:
    return (
        f"报告的{figure.row}" if figure.table == paid.table else f"自评表的“{figure.row.partition('#')[0]}”"
    )


def _again(report: Form, form: Form, paid: Figure) -> Iterator[Figure]:
    """Yield the figures that repeat an amount a report says was spent, and the share it says was paid of it."""
    for key, figure in report.stated:
        if key == "资金到位" and figure.quantity.value == paid.quantity.value:
            yield figure
    for indicator in form.indicators:
        actual = indicator.actual
        if actual is None or actual.quantity.unit.dimension != MONEY or not actual.quantity.printed:
            continue
        if actual.quantity.value == paid.quantity.value:
            yield actual
    rate = stated(report, "支付率")
    if rate is not None:
        yield rate


def _paid_rate(report: Form, form: Form, factor: int, told: set[str]) -> Iterator[Relation | Finding]:
    rate, spent = stated(report, "支付率"), cell(form, "全年执行数")
    if rate is None or spent is None or rate.id in told:
        return
    bases = [(spent, factor, f, 1) for k, f in report.stated if k == "资金到位"]
    bases += [
        (spent, factor, f, factor) for c in ("全年预算数", "年初预算数") if (f := cell(form, c)) is not None
    ]
    text = f"“{report.name}”的支付率，自评报告与自评表"
    made = [
        Relation(rules.PAID_RATE, text, Ratio((Term(top, a),), (Term(base, b),), rate))
        for top, a, base, b in bases
        if base.quantity.value
    ]
    if not made:
        yield Relation(rules.PAID_RATE, text, None, missing=("没有读到到位金额或预算数",), place=rate.place)
        return
    fine = any(judge(r).verdict is not Verdict.VIOLATED for r in made)
    message = (
        f"“{report.name}”自评报告写支付 {rate.quantity.printed}%，自评表全年执行数 {spent.quantity.printed} "
        f"除以到位金额或预算数都不是这个比率"
    )
    yield logic(rules.PAID_RATE, fine, text, (rate, spent), message, rate.place)


def _troubles(report: Form, said: Form) -> Iterator[Relation | Finding]:
    name, own, trouble = report.name, dict(report.words), dict(said.words).get("发现的问题", "")
    text = f"“{name}”：存在的问题，自评报告与情况说明"
    if own.get("存在的问题") == "无":
        message = f"“{name}”的自评报告“存在的问题”写“无”，情况说明写有发现的主要问题：{trouble}"
        if trouble:
            spots = (words_at(report.place, "无", section=report.section), words_at(said.place, trouble))
            yield finding(rules.TROUBLES, message, spots, text)
        else:
            yield logic(rules.TROUBLES, True, text, (), message, report.place)
    elif own.get("列出的问题") and not trouble:
        message = f"“{name}”的自评报告“存在的问题”写有“{own['列出的问题']}”，情况说明没有写发现的问题"
        spots = (
            words_at(report.place, own["列出的问题"], section=report.section),
            words_at(said.place, said.name),
        )
        yield finding(rules.TROUBLES, message, spots, text, Severity.INFO)


def _year_rate(report: Form, form: Form) -> Iterator[Relation | Finding]:
    rate, own = stated(report, "年度预算执行率"), cell(form, "执行率")
    if rate is None or own is None or own.quantity.value is None or rate.quantity.value is None:
        return
    # One is printed with fewer decimals than the other: compare by what each can stand for.
    text = f"“{report.name}”的预算执行率，自评报告与自评表"
    made = Relation(rules.YEAR_RATE, text, Linear((Term(rate),), "==", (Term(own),)), place=rate.place)
    fine = judge(made).verdict is not Verdict.VIOLATED
    message = f"“{report.name}”的自评报告写年度预算执行率 {rate.quantity.printed}%，自评表的执行率为 {own.quantity.printed}%"
    yield logic(rules.YEAR_RATE, fine, text, (rate, own), message, rate.place)


def _budget(report: Form, form: Form, factor: int) -> Iterator[Relation]:
    budget = stated(report, "项目预算金额")
    if budget is None:
        return
    columns = [c for c in (cell(form, "全年预算数"), cell(form, "年初预算数")) if c is not None]
    text = f"“{report.name}”的预算金额，自评报告与自评表"
    made = [r for c in columns for r in _same(rules.REPORTED, text, budget, c, factor)]
    fitting = [r for r in made if judge(r).verdict is not Verdict.VIOLATED]
    yield from (fitting or made)[:1]
