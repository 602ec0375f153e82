"""What the prose says of all evaluated projects together: counts, grades, amounts and shares (identities 75, 76, 116)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

import attrs

from gouji.model import (
    Evidence,
    Figure,
    Finding,
    Form,
    Ledger,
    Linear,
    Ratio,
    Relation,
    Severity,
    Term,
    Verdict,
    format_ticks,
)
from gouji.model.units import MONEY
from gouji.relations import judge
from gouji_plugins.checks import performance_rules as rules
from gouji_plugins.checks.performance_cells import cell_of, fund, percent
from gouji_plugins.checks.performance_projects import WAN, Project, cell, projects_of, stated, unit_slip
from gouji_plugins.checks.performance_sums import together
from gouji_plugins.checks.plain_findings import finding, logic

_SPENDING = (
    ("公开05表", "合计", "项目支出"),
    ("公开03表", "合计", "项目支出"),
    ("公开05表", "合计", "小计"),
    ("公开03表", "合计", "本年支出合计"),
)

_BROKEN = "text-breaks-off"
"""Note of a text that breaks off: what it lists last may be lost."""


def overview(ledger: Ledger, whole: Form | None) -> Iterator[Relation | Finding]:
    """Yield what the statement on all projects is held against: itself, the projects, the accounts.

    Args:
        ledger: The document.
        whole: The whole-department form, if any.
    """
    given: dict[str, Figure] = {}
    for form in ledger.forms:
        if form.kind == "绩效总体说明":
            for key, figure in form.stated:
                given.setdefault(key, figure)
    projects = [p for p in projects_of(ledger.forms) if p.form is not None or p.statement is not None]
    yield from _stages(given)
    yield from _grades(given)
    broken = any(note.code == _BROKEN for note in ledger.notes)
    yield from _listed(given, projects, broken=broken)
    yield from _amounts(given, projects, whole)
    yield from _share(given, ledger, whole)
    yield from together(ledger, projects, whole)


def _stages(given: dict[str, Figure]) -> Iterator[Relation]:
    for kind in ("项目数", "金额"):
        for more, less in (("编报", "跟踪"), ("跟踪", "自评")):
            a, b = given.get(more + kind), given.get(less + kind)
            if a is None or b is None:
                continue
            text = f"{more}{kind} >= {less}{kind}"
            message = f"{more}的{kind} {a.quantity.printed} 小于{less}的 {b.quantity.printed}"
            linear = Linear((Term(a),), ">=", (Term(b),))
            yield Relation(rules.STAGES, text, linear, place=b.place, message=message)


def _grades(given: dict[str, Figure]) -> Iterator[Relation]:
    keys = ("评级优", "评级良", "评级合格", "评级不合格")
    total = given.get("自评项目数")
    named = [given[k] for k in keys if k in given]
    if named and total is not None:
        text = "优 + 良 + 合格 + 不合格 == 自评项目数"
        if len(named) < len(keys):
            gone = "、".join(k for k in keys if k not in given)
            yield Relation(rules.GRADES, text, None, missing=(f"没有写明{gone}的项目数",), place=total.place)
        else:
            linear = Linear(tuple(Term(f) for f in named), "==", (Term(total),))
            yield Relation(rules.GRADES, text, linear, place=total.place)
    found, done, doing = (given.get(k) for k in ("发现问题数", "已整改数", "正在整改数"))
    if found is not None and done is not None and doing is not None:
        text = "发现问题数 == 已整改数 + 正在整改数"
        yield Relation(
            rules.TOLD_SUM, text, Linear((Term(done), Term(doing)), "==", (Term(found),)), place=found.place
        )


def _listed(
    given: dict[str, Figure], projects: Sequence[Project], *, broken: bool
) -> Iterator[Relation | Finding]:
    described = sum(1 for p in projects if p.statement is not None)
    forms = sum(1 for p in projects if p.form is not None)
    for key in ("列举项目数", "自评项目数"):
        figure = given.get(key)
        if figure is None or figure.quantity.value is None:
            continue
        number = int(figure.quantity.value)
        for count, where in ((described, "情况说明逐个写明"), (forms, "附件中的项目自评表")):
            if not count:
                continue
            text = f"{key} == {where}的个数"
            if broken and count < number:
                missing = ("文字没有写完，其余的项目可能在后面",)
                yield Relation(rules.LISTED, text, None, missing=missing, place=figure.place)
                continue
            message = f"所述项目为 {number} 个，{where}的有 {count} 个"
            yield logic(rules.LISTED, number == count, text, (figure,), message, figure.place)


def _amounts(
    given: dict[str, Figure], projects: Sequence[Project], whole: Form | None
) -> Iterator[Relation | Finding]:
    budgets, sources = [], []
    for project in projects:
        own = stated(project.statement, "全年预算数")
        budgets.append(own)
        sources.append(project.name)
    if not budgets or any(b is None or b.quantity.unit.dimension != MONEY for b in budgets):
        return
    terms = tuple(Term(b) for b in budgets if b is not None)
    total, count = given.get("自评金额"), given.get("自评项目数")
    summed = sum((Fraction(b.quantity.ticks) for b in budgets if b is not None), Fraction(0))
    printed = " + ".join(b.quantity.printed for b in budgets if b is not None)
    printed += f" = {format_ticks(summed, terms[0].figure.quantity.unit)}"
    if total is not None and total.quantity.unit.dimension == MONEY:
        text = "自评金额 == 各项目全年预算数之和"
        if (
            count is not None
            and count.quantity.value is not None
            and int(count.quantity.value) != len(budgets)
        ):
            reason = "所述项目数与列出的不一致"
            yield Relation(rules.PROJECTS, text, None, inapplicable=reason, place=total.place)
        else:
            message = (
                f"所述自评项目涉及资金 {total.quantity.printed}{total.quantity.unit.symbol}，"
                f"所列 {len(budgets)} 个项目全年预算数之和为 {printed}"
            )
            linear = Linear((Term(total),), "==", terms)
            made = Relation(rules.PROJECTS, text, linear, place=total.place, message=message)
            yield _by_what_is_known(made, total, projects)
    own = fund(whole, "项目支出", "全年预算数") if whole is not None else None
    if own is not None:
        text = "整体自评表.项目支出.全年预算数 >= 各项目全年预算数之和"
        message = (
            f"整体自评表项目支出的全年预算数 {own.quantity.printed} 小于所列项目全年预算数之和 {printed}"
        )
        yield Relation(
            rules.PROJECTS, text, Linear((Term(own),), ">=", terms), place=own.place, message=message
        )


def _by_what_is_known(made: Relation, total: Figure, projects: Sequence[Project]) -> Relation:
    """Return the relation as an error only where no other column of the projects' forms gives the amount."""
    if judge(made).verdict is not Verdict.VIOLATED:
        return made
    sure = all(p.form is not None for p in projects)
    for column in ("年初预算数", "全年预算数", "全年执行数"):
        cells = [(cell(p.form, column), WAN if unit_slip(p) is not None else 1) for p in projects]
        if any(c is None for c, _ in cells):
            sure = False
            continue
        terms = tuple(Term(c, factor) for c, factor in cells if c is not None)
        other = attrs.evolve(made, form=Linear((Term(total),), "==", terms))
        if judge(other).verdict is not Verdict.VIOLATED:
            return attrs.evolve(other, message="")
    if sure:
        return made
    return attrs.evolve(made, rule=attrs.evolve(made.rule, severity=Severity.WARNING))


def _share(given: dict[str, Figure], ledger: Ledger, whole: Form | None) -> Iterator[Relation | Finding]:
    share, amount = given.get("自评占比"), given.get("自评金额")
    if share is None or amount is None or not amount.quantity.value:
        return
    bases = [f for f in (cell_of(ledger, c) for c in _SPENDING) if f is not None]
    planned = [
        f
        for r in ("项目支出", "年度资金总额")
        for c in ("年初预算数", "全年预算数")
        if whole is not None and (f := fund(whole, r, c)) is not None
    ]
    bases += planned
    text = "自评占比 == 自评金额 / 项目支出总额"
    if not bases:
        yield Relation(rules.FITS_NONE, text, None, missing=("没有读到项目支出",), place=share.place)
        return
    fits = [
        b
        for b in bases
        if b.quantity.value
        and judge(Relation(rules.FITS_NONE, "", Ratio((Term(amount),), (Term(b),), share))).verdict
        is not Verdict.VIOLATED
    ]
    apart = {b.quantity.ticks: b for b in reversed(bases) if b.quantity.value}
    shown = "；".join(
        f"除以{b.label} {b.quantity.printed} 为 {percent([amount], [b])}%"
        for b in sorted(apart.values(), key=bases.index)[:3]
    )
    message = f"自评金额 {amount.quantity.printed} 万元写作占项目支出总额的 {share.quantity.printed}%，没有相符的分母：{shown}"
    if fits or planned:
        yield logic(rules.FITS_NONE, bool(fits), text, (share, amount, *bases[:2]), message, share.place)
        return
    # What is evaluated is a budget: a share of the projects' budget, which nothing prints, may be right.
    message += "；自评金额是预算数，分母若是项目支出的预算数，文件里没有印，请核实"
    evidence = [Evidence.of(f) for f in (share, amount, *bases[:2])]
    yield finding(rules.FITS_NONE, message, evidence, text, Severity.INFO)
