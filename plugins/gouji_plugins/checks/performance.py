"""Performance self-evaluation forms against themselves, each other and the accounts (identities 75, 76, 107–118)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

import attrs

from gouji.api import CheckContext
from gouji.facts.form_figures import known
from gouji.facts.form_words import form_words
from gouji.model import (
    Figure,
    Finding,
    Form,
    FormRow,
    Indicator,
    Ledger,
    Linear,
    NotRun,
    Ratio,
    Relation,
    Term,
    Verdict,
)
from gouji.model.ledger import TEXT
from gouji.relations import judge
from gouji_plugins.checks import performance_rules as rules
from gouji_plugins.checks.performance_left_out import left_out
from gouji_plugins.checks.performance_pairs import between
from gouji_plugins.checks.performance_points import completion_of_reached, excess, impossible, over_points
from gouji_plugins.checks.performance_stated import stated_relations
from gouji_plugins.checks.performance_targets import reached, targets
from gouji_plugins.checks.performance_whole import whole_department
from gouji_plugins.checks.plain_findings import logic

_MONEY = ("年初预算数", "全年预算数", "全年执行数")
_TAIL, _WHOLE = Fraction(15, 1000), Fraction(1, 2)
_LEAST = 2
"""Parts that a sum must have: a single row below a total may be one of several that the form does not print."""
_AS_FRACTION = Fraction(1, 100)
FundSum = tuple[str, tuple[str, ...], tuple[str, ...]]


class PerformanceCheck:
    """Relations inside each self-evaluation form, between forms, reports and prose, and with the tables.

    Attributes:
        id: ``performance``.
        rules: See :mod:`gouji_plugins.checks.performance_rules`.
    """

    id = "performance"
    rules = rules.RULES

    def run(self, ledger: Ledger, context: CheckContext) -> Iterable[Relation | Finding | NotRun]:
        """Yield the relations of all forms."""
        words = form_words(context.specs)
        for form in ledger.forms:
            if form.kind.endswith("自评表"):
                yield from _sums(form, words.fund_sums)
                worth = worth_of(form)
                for row in form.rows:
                    yield from _rates(form, row, worth)
                yield from _totals(form, worth)
                yield from _indicators(form, words.bounded)
                yield from over_points(form)
                yield from impossible(form, words.bounded)
        yield from stated_relations(ledger, context)
        yield from between(ledger, context)
        yield from left_out(ledger)
        yield from targets([f for f in ledger.forms if f.kind.endswith("自评表")], words)
        yield from whole_department(ledger, context)


def worth_of(form: Form) -> Fraction | None:
    """Return the points of budget execution: as printed, else what the indicators leave of the total."""
    for row in form.rows:
        points = row.figures.get("分值")
        if points is not None and known(points.quantity) and points.quantity.value:
            return Fraction(points.quantity.value)
    total = form.total_points
    own = [i.points for i in form.indicators]
    if form.complete and total is not None and total.quantity.value is not None and all(own):
        rest = Fraction(total.quantity.value) - sum(
            (Fraction(p.quantity.value or 0) for p in own if p is not None), Fraction(0)
        )
        return rest if rest > 0 else None
    return None


def _sums(form: Form, sums: Iterable[FundSum]) -> Iterator[Relation]:
    rows = {row.key: row for row in form.rows}
    unread = tuple(r for r in form.remarks if r.startswith("资金行") or r.endswith("不能确定属于哪一栏"))
    for whole, parts, also in sums:
        if whole not in rows or not all(p in rows for p in parts):
            continue
        present = (*parts, *(k for k in also if k in rows))
        if len(present) < _LEAST:
            continue
        for column in _MONEY:
            total = rows[whole].figures.get(column)
            terms = [rows[p].figures.get(column) for p in present]
            if total is None or any(t is None for t in terms):
                continue
            text = f"{form.name}：{whole} == {' + '.join(present)}（{column}）"
            left = tuple(Term(t) for t in terms if t is not None)
            linear = Linear(left, "==", (Term(total),))
            yield Relation(rules.FUNDS, text, linear, (("栏", column),), missing=unread, place=form.place)


def _rates(form: Form, row: FormRow, worth: Fraction | None) -> Iterator[Relation]:
    figures = row.figures
    budget, spent = figures.get("全年预算数"), figures.get("全年执行数")
    rate, score = figures.get("执行率"), figures.get("得分")
    binding = (("行", row.label or row.key),)
    if budget is None or spent is None or rate is None:
        return
    text = f"{form.name}“{row.key}”：执行率 == 全年执行数 / 全年预算数"
    if not positive(budget):
        yield Relation(rules.RATE, text, None, binding, inapplicable="全年预算数为零", place=form.place)
        return
    if known(rate.quantity):
        yield _rate(form, text, binding, (budget, spent, rate), figures.get("年初预算数"))
    if score is None or not known(score.quantity):
        return
    text = f"{form.name}“{row.key}”：得分 == 分值 × 执行率"
    if worth is None:
        reason = "执行分值没有印出，也无从推出"
        yield Relation(rules.SCORE, text, None, binding, missing=(reason,), place=form.place)
        return
    ratio = Ratio((Term(spent),), (Term(budget),), score, scale=worth)
    yield Relation(rules.SCORE, text, ratio, binding, place=form.place)


def _rate(
    form: Form,
    text: str,
    binding: tuple[tuple[str, str], ...],
    row: tuple[Figure, Figure, Figure],
    opening: Figure | None,
) -> Relation:
    """Return the relation of a printed rate: a percentage of the year's budget, unless it plainly is another."""
    budget, spent, rate = row
    made = Relation(rules.RATE, text, Ratio((Term(spent),), (Term(budget),), rate), binding, place=form.place)
    if judge(made).verdict is not Verdict.VIOLATED:
        return made
    value = Fraction(rate.quantity.value or 0)
    share = Fraction(spent.quantity.value or 0) / Fraction(budget.quantity.value or 1)
    if value and value <= 2 and abs(share - value) <= _AS_FRACTION:
        return Relation(rules.RATE, text, None, binding, inapplicable="执行率写成小数", place=form.place)
    if opening is not None and positive(opening):
        other = attrs.evolve(
            made, rule=rules.OPENING_RATE, form=Ratio((Term(spent),), (Term(opening),), rate)
        )
        if judge(other).verdict is not Verdict.VIOLATED:
            message = f"{text}：印出的 {rate.quantity.printed}% 是按年初预算数算的"
            return attrs.evolve(made, rule=rules.OPENING_RATE, message=message)
    return made


def positive(figure: Figure) -> bool:
    """Whether a figure is known and above zero."""
    return bool(figure.quantity.value is not None and figure.quantity.value > 0)


def _totals(form: Form, worth: Fraction | None) -> Iterator[Relation]:
    points, score = form.total_points, form.total_score
    execution = next((r.figures.get("得分") for r in form.rows if r.key == "年度资金总额"), None)
    scores = [i.score for i in form.indicators]
    own = [i.points for i in form.indicators if i.points is not None]
    carried = sum((Fraction(p.quantity.value or 0) for p in own), Fraction(0))
    # In some forms the execution of the budget is an indicator itself: then the indicators carry all points.
    alone = points is not None and points.quantity.value is not None and carried == points.quantity.value
    if alone and score is not None and execution is not None and all(scores):
        # Points that are wrong may add up to all of them by chance: the scores tell.
        scored = tuple(Term(s) for s in scores if s is not None)
        alone = _fits_total(scored, score) or not _fits_total((Term(execution), *scored), score)
    text = f"{form.name}：总分 == 执行得分 + 各指标得分"
    if score is not None:
        if not form.complete or not form.indicators or not all(scores) or (execution is None and not alone):
            reason = "；".join(form.remarks) or "有指标行的得分没有读出"
            yield Relation(rules.TOTAL, text, None, missing=(reason,), place=form.place)
        else:
            terms = tuple(Term(s) for s in scores if s is not None)
            if execution is not None and not alone:
                terms = (Term(execution), *terms)
            yield _total(form, text, terms, score)
    if points is None or not own or not form.rows:
        return
    text = f"{form.name}：各分值之和 == {points.quantity.printed}"
    top = next((f for r in form.rows if (f := r.figures.get("分值")) is not None and positive(f)), None)
    if alone:
        linear = Linear(tuple(Term(p) for p in own), "==", (Term(points),))
        yield Relation(rules.POINTS, text, linear, place=form.place)
    elif (
        not form.complete
        and own[0].placed == TEXT
        and not excess(
            form,
            tuple(Term(p) for p in own),
            Fraction(top.quantity.value or 0) if top is not None else Fraction(0),
            points,
        )
    ):
        reason = "；".join(form.remarks) or "指标行没有读全"
        yield Relation(rules.POINTS, text, None, missing=(reason,), place=form.place)
    elif top is None and worth is None and not alone and carried >= Fraction(points.quantity.value or 0) > 0:
        # The execution of the budget has a score of its own: the indicators cannot carry all points.
        text = f"{form.name}：各指标分值之和 < {points.quantity.printed}（另有执行得分）"
        less = Linear(tuple(Term(p) for p in own), "<", (Term(points),))
        yield Relation(rules.POINTS, text, less, place=form.place)
    elif top is None and worth is None:
        yield Relation(rules.POINTS, text, None, missing=("执行分值没有印出",), place=form.place)
    else:
        terms = tuple(Term(p) for p in own) + ((Term(top),) if top is not None else ())
        constant = Fraction(0) if top is not None else (worth or Fraction(0))
        linear = Linear(terms, "==", (Term(points),), left_constant=constant)
        yield Relation(rules.POINTS, text, linear, place=form.place)


def _fractions(terms: tuple[Term, ...]) -> bool:
    """Whether a score among the parts is no whole number: a total that is one was rounded."""
    return any((Fraction(t.figure.quantity.value or 0)).denominator != 1 for t in terms)


def _fits_total(terms: tuple[Term, ...], score: Figure) -> bool:
    """Whether scores make up a total, be it of unrounded ones."""
    outcome = judge(Relation(rules.TOTAL, "", Linear(terms, "==", (Term(score),))))
    return outcome.verdict is not Verdict.VIOLATED or abs(Fraction(outcome.residual or 0)) <= _TAIL


def _total(form: Form, text: str, terms: tuple[Term, ...], score: Figure) -> Relation:
    made = Relation(rules.TOTAL, text, Linear(terms, "==", (Term(score),)), place=form.place)
    outcome = judge(made)
    if outcome.verdict is not Verdict.VIOLATED:
        return made
    off = abs(Fraction(outcome.residual or 0))
    if "." not in score.quantity.printed and off <= _WHOLE and _fractions(terms):
        message = f"{form.name}的总分 {score.quantity.printed} 像是把各项得分之和取了整，应写到各项得分的位数"
        return attrs.evolve(made, rule=rules.TOTAL_TAIL, message=message)
    if off > _TAIL:
        return made
    message = (
        f"{form.name}的总分 {score.quantity.printed} 与各项得分之和相差 0.01 分，像是按未舍入的执行得分相加"
    )
    return attrs.evolve(made, rule=rules.TOTAL_TAIL, message=message)


def _copied_names(form: Form) -> Iterator[Relation | Finding]:
    """Yield indicators whose own name is that of the level above: what is measured is not said."""
    named = [i for i in form.indicators if len(i.path) > 1]
    same = [i for i in named if i.path[-1] == i.path[-2] and i.path[-1].endswith("指标")]
    text = f"{form.name}：三级指标有自己的名称"
    if same:
        listed = "、".join(dict.fromkeys(f"“{i.path[-1]}”" for i in same))
        message = f"“{form.name}”自评表的三级指标{listed}照抄了二级指标的名称，没有说考核什么"
        figures = tuple(f for i in same for f in i.figures())
        yield logic(rules.COPIED_NAME, False, text, figures, message, same[0].place)
    elif named:
        yield logic(rules.COPIED_NAME, True, text, (), "", form.place)


def _indicators(form: Form, bounded: tuple[str, ...]) -> Iterator[Relation | Finding]:
    yield from _copied_names(form)
    short: list[Indicator] = []
    missed: list[Indicator] = []
    bare: list[Indicator] = []
    for indicator in form.indicators:
        name = indicator.path[-1] if indicator.path else "指标"
        met = reached(indicator, bounded)
        full = _is_full(indicator)
        figures = tuple(indicator.figures())
        if met is not None:
            text = f"{form.name}“{name}”：达到目标才得满分"
            if not met and not full and not indicator.reason:
                text = f"{form.name}“{name}”：未达目标应写明原因"
                why = f"“{form.name}”自评表的指标“{name}”目标 {indicator.target_text}，实际完成 {indicator.actual_text}，没有写未完成原因"
                yield logic(rules.NO_REASON, False, text, figures, why, indicator.place)
            elif not met and full:
                missed.append(indicator)
            else:
                yield logic(rules.MISSED, True, text, figures, "", indicator.place)
            yield from _completion(form, indicator, name, met=met)
        if not indicator.actual_text and indicator.score is not None and indicator.points is not None:
            zero = not positive(indicator.score)
            if not indicator.target_text and not zero:
                bare.append(indicator)
                continue
            fine = zero and bool(indicator.reason)
            text = f"{form.name}“{name}”：完成值不应空白"
            worth = indicator.points.quantity.printed
            message = (
                f"“{form.name}”自评表的指标“{name}”（目标 {indicator.target_text}，分值 {worth}）没有实际完成值，"
                + ("得 0 分，也没有写未完成原因" if zero else f"却得 {indicator.score.quantity.printed} 分")
            )
            yield logic(rules.BLANK, fine, text, figures, message, indicator.place)
        done = indicator.completion
        complete = done is not None and done.quantity.value is not None and done.quantity.value >= 100
        if complete and indicator.score is not None and not full and not indicator.reason:
            short.append(indicator)
    if bare:
        # The target stands in the name, or nowhere: one way of filling in the form, told once.
        names = "、".join(f"“{one.path[-1]}”" for one in bare if one.path)
        message = f"“{form.name}”自评表有 {len(bare)} 个指标的指标值、完成值两栏都空白，却都得了分：{names}"
        figures = tuple(f for one in bare for f in one.figures())
        yield logic(
            rules.BLANK, False, f"{form.name}：指标值、完成值不应空白", figures, message, bare[0].place
        )
    if missed:
        # One habit of one form: said once, with every indicator it concerns.
        each = "；".join(
            f"“{i.path[-1] if i.path else '指标'}”目标 {i.target_text}，实际完成 {i.actual_text}，"
            f"没有达到，仍得满分 {i.score.quantity.printed if i.score else ''} 分"
            for i in missed
        )
        text = f"{form.name}：达到目标才得满分"
        figures = tuple(f for i in missed for f in i.figures())
        yield logic(rules.MISSED, False, text, figures, f"“{form.name}”自评表的指标{each}", missed[0].place)
    if form.indicators:
        names = "、".join(
            f"“{i.path[-1] if i.path else '指标'}”（{i.score.quantity.printed}/{i.points.quantity.printed}）"
            for i in short
            if i.score is not None and i.points is not None
        )
        text = f"{form.name}：完成率 100% 的指标应得满分"
        message = (
            f"“{form.name}”自评表有 {len(short)} 个指标完成率为 100% 而没有得满分，也没有写原因：{names}"
        )
        figures = tuple(f for i in short for f in i.figures())
        yield logic(
            rules.UNEXPLAINED, not short, text, figures, message, short[0].place if short else form.place
        )


def _completion(form: Form, indicator: Indicator, name: str, *, met: bool) -> Iterator[Relation | Finding]:
    target, actual, done = indicator.target, indicator.actual, indicator.completion
    if target is None or actual is None or done is None or not known(done.quantity) or not positive(target):
        return
    text = f"{form.name}“{name}”：完成率 == 完成值 / 指标值"
    if met:
        yield completion_of_reached(form, indicator, name, done)
        return
    if indicator.comparison in ("<=", "<"):
        reason = "没有达到的反向指标，完成率不按比例"
        yield Relation(rules.COMPLETION, text, None, inapplicable=reason, place=indicator.place)
        return
    yield Relation(
        rules.COMPLETION, text, Ratio((Term(actual),), (Term(target),), done), place=indicator.place
    )


def _is_full(indicator: Indicator) -> bool:
    score, points = indicator.score, indicator.points
    if score is None or points is None:
        return False
    return bool(points.quantity.value and score.quantity.value == points.quantity.value)
