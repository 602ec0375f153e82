"""Performance self-evaluation forms against themselves: identities F."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from gouji.api import CheckContext
from gouji.model import (
    Figure,
    Finding,
    Form,
    FormRow,
    Ledger,
    Linear,
    NotRun,
    Ratio,
    Relation,
    Rule,
    Severity,
    Term,
)


def _rule(code: str, title: str) -> Rule:
    return Rule(
        code,
        title,
        Severity.ERROR,
        "performance",
        pack="performance",
        origin="gouji_plugins.checks.performance",
    )


WHOLE = _rule("JX-01", "自评表资金各项之和与总额不符")
RATE = _rule("JX-02", "自评表执行率与金额不符")
SCORE = _rule("JX-03", "自评表执行得分与执行率不符")
_SUMS = (
    ("年度资金总额", ("基本支出", "项目支出")),
    ("年度资金总额", ("财政拨款", "上年结转资金", "其他资金")),
    ("基本支出", ("人员经费", "公用经费")),
    ("项目支出", ("一般性项目", "重点项目")),
)
_MONEY = ("年初预算数", "全年预算数", "全年执行数")


class PerformanceCheck:
    """Relations inside each self-evaluation form.

    Attributes:
        id: ``performance``.
        rules: See the module.
    """

    id = "performance"
    rules = (WHOLE, RATE, SCORE)

    def run(self, ledger: Ledger, context: CheckContext) -> Iterable[Relation | Finding | NotRun]:
        """Yield the relations of all forms."""
        for form in ledger.forms:
            rows = {row.key: row for row in form.rows}
            yield from _sums(form, rows)
            for row in form.rows:
                yield from _rates(form, row)


def _sums(form: Form, rows: dict[str, FormRow]) -> Iterator[Relation]:
    for whole, parts in _SUMS:
        if whole not in rows or not all(p in rows for p in parts):
            continue
        for column in _MONEY:
            terms = [rows[p].figures.get(column) for p in parts]
            total = rows[whole].figures.get(column)
            if total is None or any(t is None for t in terms):
                continue
            text = f"{form.name}：{whole} == {' + '.join(parts)}（{column}）"
            left = tuple(Term(t) for t in terms if t is not None)
            yield Relation(
                WHOLE, text, Linear(left, "==", (Term(total),)), (("栏", column),), place=form.place
            )


def _rates(form: Form, row: FormRow) -> Iterator[Relation]:
    figures = row.figures
    budget, spent = figures.get("全年预算数"), figures.get("全年执行数")
    rate, score = figures.get("执行率"), figures.get("得分")
    binding = (("行", row.key),)
    if budget is None or spent is None or rate is None or not _positive(budget):
        return
    if rate.quantity.printed:
        text = f"{form.name}：执行率 == 全年执行数 / 全年预算数"
        yield Relation(RATE, text, Ratio((Term(spent),), (Term(budget),), rate), binding, place=form.place)
    if score is not None and score.quantity.printed:
        # Ten points for the execution of a fund row; 分值 says otherwise where it is printed.
        points = figures.get("分值")
        worth = points.quantity.value if points is not None and points.quantity.value else 10
        text = f"{form.name}：得分 == 分值 × 执行率"
        form_ = Ratio((Term(spent),), (Term(budget),), score, scale=Fraction(worth))
        yield Relation(SCORE, text, form_, binding, place=form.place)


def _positive(figure: Figure) -> bool:
    return bool(figure.quantity.value and figure.quantity.value > 0)
