"""One project in the prose, its report and its form: matched by name, compared figure by figure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from fractions import Fraction

import attrs

from gouji.api import CheckContext
from gouji.facts.form_figures import known
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
    Term,
    Verdict,
)
from gouji.model.units import MONEY
from gouji.names import squash
from gouji.relations import judge
from gouji_plugins.checks import performance_rules as rules
from gouji_plugins.checks.plain_findings import finding, logic, words_at

ALIKE = 0.62
NEARLY = 0.9
MOST_PAIRS = 10_000
_DECORATION = re.compile(r'^20\d\d年度?|["“”]|项目$|\(20\d\d年度?\)$')
WAN = 10_000


@attrs.frozen
class Project:
    """What a document has of one project.

    Attributes:
        form: Its form, if any.
        report: Its report, if any.
        statement: What the prose states of it, if anything.
    """

    form: Form | None = None
    report: Form | None = None
    statement: Form | None = None

    @property
    def name(self) -> str:
        """A name for messages."""
        own = self.form or self.statement or self.report
        return own.name if own else ""


def between(ledger: Ledger, context: CheckContext) -> Iterator[Relation | Finding]:
    """Yield what ties the places of each project together.

    Args:
        ledger: The document.
        context: Specs and parameters.
    """
    for project in projects_of(ledger.forms):
        factor, unit_finding = _unit(project)
        if unit_finding is not None:
            yield unit_finding
        yield from _names(project)
        yield from _statement(project, factor)
        yield from _report(project, factor)
        yield from _costs(project, factor)
    for form in ledger.forms:
        if form.kind.endswith("自评报告"):
            yield from _report_alone(form)


def plain_name(name: str) -> str:
    """Return a project's name without year, quotes and the word 项目 at its end."""
    text = squash(name)
    while True:
        shorter = _DECORATION.sub("", text)
        if shorter == text:
            return text
        text = shorter


def projects_of(forms: Iterable[Form]) -> list[Project]:
    """Match statements, reports and forms of projects: most alike first, each used once."""
    own = [f for f in forms if f.kind in ("项目自评表", "项目自评报告", "项目自评说明")]
    groups: list[dict[str, Form]] = [{f.kind: f} for f in own if f.kind == "项目自评表"]
    for kind in ("项目自评说明", "项目自评报告"):
        candidates = [f for f in own if f.kind == kind]
        few = len(candidates) * len(groups) <= MOST_PAIRS
        scores = sorted(
            ((_alike(f, g, few), -i, -j) for i, f in enumerate(candidates) for j, g in enumerate(groups)),
            reverse=True,
        )
        placed: set[int] = set()
        for score, i, j in scores:
            if score < ALIKE or -i in placed or kind in groups[-j]:
                continue
            if score < NEARLY and not _share_a_figure(candidates[-i], groups[-j]):
                continue
            groups[-j][kind] = candidates[-i]
            placed.add(-i)
        groups += [{kind: f} for i, f in enumerate(candidates) if i not in placed]
    return [Project(g.get("项目自评表"), g.get("项目自评报告"), g.get("项目自评说明")) for g in groups]


def _alike(form: Form, group: dict[str, Form], few: bool) -> float:
    """Return how alike two names are, from 0 to 1; where there are very many, only whether they are the same."""
    a = plain_name(form.name)
    others = [plain_name(other.name) for other in group.values()]
    if not few:
        return 1.0 if a in others else 0.0
    return max(SequenceMatcher(None, a, other, autojunk=False).ratio() for other in others)


def _share_a_figure(form: Form, group: dict[str, Form]) -> bool:
    """Whether two places state one amount or score: names that differ more than a little need it."""
    own = {v for f in _telling(form) if (v := f.quantity.value)}
    return any(own & {f.quantity.value for f in _telling(other)} for other in group.values())


def _telling(form: Form) -> Iterator[Figure]:
    for key in ("全年预算数", "全年执行数", "评价得分", "项目预算金额", "项目预算总金额", "支出"):
        found = stated(form, key) or _cell(form, key)
        if found is not None:
            yield found
    if form.total_score is not None and known(form.total_score.quantity):
        yield form.total_score


def _cell(form: Form | None, column: str, row: str = "年度资金总额") -> Figure | None:
    if form is None:
        return None
    found = next((r.figures.get(column) for r in form.rows if r.key == row), None)
    return found if found is not None and known(found.quantity) else None


def stated(form: Form | None, key: str) -> Figure | None:
    """Return the first figure a report or statement gives under a key."""
    if form is None:
        return None
    return next((f for k, f in form.stated if k == key and known(f.quantity)), None)


def _unit(project: Project) -> tuple[int, Finding | None]:
    """Return by how much the form's money must be multiplied to be in its true unit, and the finding if so."""
    form = project.form
    if form is None or form.unit != "元":
        return 1, None
    budget = _cell(form, "全年预算数") or _cell(form, "年初预算数")
    if budget is None or not budget.quantity.value:
        return 1, None
    witnesses = [
        stated(project.statement, "全年预算数"),
        stated(project.report, "项目预算金额"),
        *(i.target for i in form.indicators),
    ]
    for other in witnesses:
        if other is None or other.quantity.unit.symbol != "万元":
            continue
        if other.quantity.value == budget.quantity.value:
            message = (
                f"“{form.name}”自评表表头的金额单位写作“元”，全年预算数 {budget.quantity.printed}；"
                f"同一金额在{other.label}写作 {other.quantity.printed} 万元，表头单位应为“万元”"
            )
            return WAN, finding(
                rules.HEADER_UNIT, message, (Evidence.of(budget, "culprit"), Evidence.of(other)), form.name
            )
    return 1, None


def _names(project: Project) -> Iterator[Relation | Finding]:
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
    plain = {plain_name(form.name) for _, form in named}
    text = f"{project.name}：各处名称一致"
    listed = "；".join(f"{where}“{form.name}”" for where, form in named)
    message = f"同一项目的名称前后不一：{listed}"
    if len(plain) == 1:
        yield logic(rules.NAMES, True, text, (), message, named[0][1].place)
        return
    spots = [words_at(form.place, form.name, section=form.section) for _, form in named]
    yield finding(rules.NAMES, message, spots, text)


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
        yield from _same(rules.STATED, text, stated(said, key), _cell(form, column), factor)
    yield from _same(
        rules.STATED,
        f"“{name}”的得分，情况说明与自评表总分",
        stated(said, "评价得分"),
        form.total_score,
        1,
    )


def _report(project: Project, factor: int) -> Iterator[Relation | Finding]:
    report, form, said = project.report, project.form, project.statement
    if report is None:
        return
    name = report.name
    if form is not None:
        yield from _budget(report, form, factor)
        paid = stated(report, "支出")
        spent = _cell(form, "全年执行数")
        slipped = _slip(report) is not None
        if paid is not None and spent is not None and slipped:
            differs = paid.quantity.value != spent.quantity.value
            text = f"“{name}”的支出，自评报告与自评表（按万元）"
            message = (
                f"“{name}”自评报告写支出 {paid.quantity.printed}（单位应为万元），"
                f"自评表全年执行数为 {spent.quantity.printed} 万元，两者不符"
            )
            yield logic(rules.REPORTED, not differs, text, (paid, spent), message, paid.place)
        else:
            yield from _same(
                rules.REPORTED, f"“{name}”的支出，自评报告与自评表全年执行数", paid, spent, factor
            )
        score = stated(report, "评价得分")
        yield from _same(rules.REPORTED, f"“{name}”的得分，自评报告与自评表总分", score, form.total_score, 1)
        yield from _year_rate(report, form)
    if said is not None:
        words, found = dict(report.words), dict(said.words)
        text = f"“{name}”：存在的问题，自评报告与情况说明"
        if words.get("存在的问题") == "无":
            trouble = found.get("发现的问题", "")
            message = f"“{name}”的自评报告“存在的问题”写“无”，情况说明写有发现的主要问题：{trouble}"
            if trouble:
                spots = (words_at(report.place, "无", section=report.section), words_at(said.place, trouble))
                yield finding(rules.TROUBLES, message, spots, text)
            else:
                yield logic(rules.TROUBLES, True, text, (), message, report.place)


def _year_rate(report: Form, form: Form) -> Iterator[Relation | Finding]:
    rate, own = stated(report, "年度预算执行率"), _cell(form, "执行率")
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
    columns = [c for c in (_cell(form, "全年预算数"), _cell(form, "年初预算数")) if c is not None]
    text = f"“{report.name}”的预算金额，自评报告与自评表"
    made = [r for c in columns for r in _same(rules.REPORTED, text, budget, c, factor)]
    fitting = [r for r in made if judge(r).verdict is not Verdict.VIOLATED]
    yield from (fitting or made)[:1]


def _slip(report: Form) -> tuple[Figure, Figure] | None:
    """Return (wrong, right) if one amount is printed in 元 beside an equal or similar one in 万元."""
    paid = stated(report, "支出")
    arrived = [f for k, f in report.stated if k == "资金到位"]
    if paid is None or paid.quantity.unit.symbol != "元" or not paid.quantity.value:
        return None
    for other in arrived:
        if other.quantity.unit.symbol == "万元" and other.quantity.value:
            ratio = Fraction(paid.quantity.value) / Fraction(other.quantity.value)
            if Fraction(1, 2) <= ratio <= 1:
                return paid, other
    return None


def _report_alone(report: Form) -> Iterator[Relation | Finding]:
    slip = _slip(report)
    text = f"“{report.name}”自评报告：资金到位与支出的单位"
    if slip is not None:
        wrong, right = slip
        message = (
            f"“{report.name}”自评报告写“资金到位 {right.quantity.printed} 万元和支出 {wrong.quantity.printed} 元”，"
            "支出的单位应为“万元”"
        )
        yield finding(rules.SLIP, message, (Evidence.of(wrong, "culprit"), Evidence.of(right)), text)
    elif stated(report, "支出") is not None:
        yield logic(rules.SLIP, True, text, (), "", report.place)
    bare = [f for _, f in report.stated if not f.quantity.unit.symbol]
    for figure in bare:
        message = f"“{report.name}”自评报告的{figure.column} {figure.quantity.printed} 后面没有单位：“{figure.quote[-24:]}”"
        yield finding(rules.UNIT_MISSING, message, (Evidence.of(figure, "culprit"),), figure.id)
    yield from _arrival(report)
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


def _costs(project: Project, factor: int) -> Iterator[Relation | Finding]:
    form, report = project.form, project.report
    if form is None:
        return
    budget, spent = _cell(form, "全年预算数"), _cell(form, "全年执行数")
    whole = stated(report, "项目预算总金额")
    for indicator in form.indicators:
        target, actual = indicator.target, indicator.actual
        if target is None or target.quantity.unit.dimension != MONEY or not target.quantity.value:
            continue
        name = indicator.path[-1] if indicator.path else "指标"
        if budget is not None and target.quantity.ticks == budget.quantity.ticks * factor:
            yield from _against_spent(form, indicator.place, name, actual, spent, factor)
        elif whole is not None and re.search(r"总成本|总投入|总金额|资金投入", name):
            text = f"“{form.name}”：项目总金额与指标“{name}”"
            fine = whole.quantity.ticks == target.quantity.ticks
            message = (
                f"“{form.name}”自评表的指标“{name}”目标为 {indicator.target_text}，"
                f"自评报告写项目预算总金额 {whole.quantity.printed} 万元"
            )
            yield logic(rules.WHOLE_COST, fine, text, (target, whole), message, indicator.place)


def _against_spent(
    form: Form, place: object, name: str, actual: Figure | None, spent: Figure | None, factor: int
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
