"""Points, scores and completion of indicators that no other row is needed for, and sums that only a report states."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from gouji.facts.form_figures import known
from gouji.model import (
    Evidence,
    Figure,
    Finding,
    Form,
    Indicator,
    Ledger,
    Linear,
    Ratio,
    Relation,
    Term,
    Verdict,
)
from gouji.model.units import MONEY
from gouji.names import bare
from gouji.relations import judge
from gouji_plugins.checks import performance_rules as rules
from gouji_plugins.checks.performance_cells import cell_of, percent
from gouji_plugins.checks.performance_projects import stated
from gouji_plugins.checks.plain_findings import finding, logic

_ACCOUNTS = (("公开05表", "小计"), ("公开03表", "本年支出合计"))
_NEAR = 1
"""Percentage points by which a completion may be rounded."""
SHARE = "占比："
"""Beginning of the keys of shares that a report states of a class of spending."""


def impossible(form: Form, bounded: tuple[str, ...]) -> Iterator[Relation | Finding]:
    """Yield values above what there can be: a satisfaction above 100 %, words that are reached by more than 100 %.

    Args:
        form: A form.
        bounded: Ends of the names of indicators that are a part of a whole.
    """
    over = []
    for indicator in form.indicators:
        name = indicator.path[-1] if indicator.path else "指标"
        actual, done = indicator.actual, indicator.completion
        part = (
            name.split("(")[0].endswith(bounded) and actual is not None and actual.quantity.unit.symbol == "%"
        )
        if part and actual is not None and _above(actual):
            over.append((f"“{name}”完成值 {actual.quantity.printed}%", actual))
        elif indicator.target is None and done is not None and _above(done):
            over.append((f"“{name}”完成率 {done.quantity.printed}%", done))
    text = f"{form.name}：比率不超过 100%"
    if over:
        listed = "、".join(said for said, _ in over)
        spots = [Evidence.of(figure) for _, figure in over]
        yield finding(rules.ABOVE, f"“{form.name}”自评表的指标超过 100%：{listed}", spots, text)
    elif form.indicators:
        yield logic(rules.ABOVE, True, text, (), "", form.place)


def _above(figure: Figure) -> bool:
    return known(figure.quantity) and Fraction(figure.quantity.value or 0) > 100


def over_points(form: Form) -> Iterator[Relation | Finding]:
    """Yield indicators that score more than they can."""
    over = [i for i in form.indicators if _more(i)]
    text = f"{form.name}：指标得分不大于分值"
    if not over:
        if form.indicators:
            yield logic(rules.OVER, True, text, (), "", form.place)
        return
    listed = "、".join(
        f"“{i.path[-1] if i.path else '指标'}”（得 {i.score.quantity.printed}，分值 {i.points.quantity.printed}）"
        for i in over
        if i.score is not None and i.points is not None
    )
    spots = [Evidence.of(f) for i in over for f in (i.score, i.points) if f is not None]
    yield finding(rules.OVER, f"“{form.name}”自评表的指标得分大于分值：{listed}", spots, text)


def _more(indicator: Indicator) -> bool:
    score, points = indicator.score, indicator.points
    if score is None or points is None or not known(score.quantity) or not known(points.quantity):
        return False
    # No points of its own: a bonus.
    return 0 < Fraction(points.quantity.value or 0) < Fraction(score.quantity.value or 0)


def completion_of_reached(form: Form, indicator: Indicator, name: str, rate: Figure) -> Relation | Finding:
    """Return: the completion of an indicator that reached its target is one of those that forms print for it."""
    target, actual = indicator.target, indicator.actual
    assert target is not None and actual is not None
    want, have = Fraction(target.quantity.value or 0), Fraction(actual.quantity.value or 0)
    fair = {Fraction(100), 100 * have / want, have}
    if indicator.comparison in ("<=", "<", "="):
        fair |= {100 * (2 - have / want), *((100 * want / have,) if have else ())}
    printed = Fraction(rate.quantity.value or 0)
    text = f"{form.name}“{name}”：达到目标的完成率"
    message = (
        f"“{form.name}”自评表的指标“{name}”目标 {indicator.target_text}，实际完成 {indicator.actual_text}，"
        f"完成率写 {rate.quantity.printed}%，不是 100%，也不是两数之比"
    )
    fine = any(abs(printed - value) <= _NEAR for value in fair)
    return logic(rules.COMPLETION, fine, text, (rate, actual, target), message, indicator.place)


def excess(form: Form, terms: tuple[Term, ...], constant: Fraction, total: Figure) -> bool:
    """Whether the points that were read are more than the form divides: a row that was not read makes them less."""
    summed = constant + sum((Fraction(t.figure.quantity.value or 0) for t in terms), Fraction(0))
    return summed > Fraction(total.quantity.value or 0)


def arrived(report: Form) -> Iterator[Relation]:
    """Yield: what arrived is no more than what was planned, and what was spent no more than what arrived."""
    budget, paid = stated(report, "项目预算金额"), stated(report, "支出")
    came = [f for k, f in report.stated if k == "资金到位"]
    if not came or came[0].quantity.unit.dimension != MONEY:
        return
    for small, large, what in (
        (came[0], budget, "资金到位大于项目预算金额"),
        (paid, came[0], "支出大于资金到位"),
    ):
        if small is None or large is None or small.quantity.unit.symbol != large.quantity.unit.symbol:
            continue
        text = f"“{report.name}”：{small.row} <= {large.row}"
        message = f"“{report.name}”自评报告的{what}：{small.quantity.printed} 与 {large.quantity.printed} {large.quantity.unit.symbol}"
        form = Linear((Term(small),), "<=", (Term(large),))
        yield Relation(rules.ARRIVED_MORE, text, form, place=small.place, message=message)


def years_of(report: Form) -> Iterator[Relation]:
    """Yield: what a project costs in all its years is what it costs in each, as many times."""
    whole, each, years = (stated(report, k) for k in ("项目预算总金额", "每年资金投入", "建成年数"))
    if whole is None or each is None or years is None or not years.quantity.value:
        return
    # A missing unit is said by another rule; the number is meant in that of the total.
    scale = 1 if each.quantity.unit.symbol else int(whole.quantity.unit.scale)
    text = f"“{report.name}”：项目预算总金额 == 年数 × 每年资金投入"
    message = (
        f"“{report.name}”自评报告写项目预算总金额 {whole.quantity.printed}{whole.quantity.unit.symbol}、"
        f"{years.quantity.printed} 年、每年投入 {each.quantity.printed}，年数乘每年投入与总金额不符"
    )
    left = (Term(each, int(years.quantity.value) * scale),)
    form = Linear(left, "==", (Term(whole),))
    yield Relation(rules.YEARS, text, form, place=whole.place, message=message)


def shares_of(report: Form, ledger: Ledger) -> Iterator[Relation | Finding]:
    """Yield: the share of a class of spending that a report states is that of the accounts, of one kind of money or all."""
    for key, share in report.stated:
        if not key.startswith(SHARE) or not known(share.quantity):
            continue
        name, pairs = key.removeprefix(SHARE), []
        for table, column in _ACCOUNTS:
            own = ledger.tables.get(table)
            row = next((r for r in own.rows if r.level == 1 and bare(r.name) == name), None) if own else None
            part = cell_of(ledger, (table, row.key, column)) if row is not None else None
            whole = cell_of(ledger, (table, "合计", column))
            if part is not None and whole is not None and whole.quantity.value:
                pairs.append((part, whole))
        if not pairs:
            continue
        text = f"“{report.name}”：{name}的占比"
        fine = any(
            judge(Relation(rules.SHARES, "", Ratio((Term(a),), (Term(b),), share))).verdict
            is not Verdict.VIOLATED
            for a, b in pairs
        )
        part, whole = pairs[0]
        message = (
            f"“{report.name}”自评报告写{name}占比 {share.quantity.printed}%，按{part.label} {part.quantity.printed} "
            f"除以{whole.quantity.printed} 为 {percent([part], [whole])}%"
        )
        yield logic(rules.SHARES, fine, text, (share, part, whole), message, share.place)
