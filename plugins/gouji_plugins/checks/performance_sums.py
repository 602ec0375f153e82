"""All projects together: against the whole-department form, and against the code that their money is said to come from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from gouji.model import Figure, Finding, Form, Ledger, Linear, Relation, Term, Verdict, format_ticks
from gouji.relations import judge
from gouji_plugins.checks import performance_rules as rules
from gouji_plugins.checks.performance_cells import fund
from gouji_plugins.checks.performance_projects import WAN, Project, cell, stated, unit_slip
from gouji_plugins.checks.plain_findings import logic

_TABLES = (
    ("公开05表", "项目支出"),
    ("公开03表", "项目支出"),
    ("公开07表", "项目支出"),
    ("公开08表", "项目支出"),
)


def together(ledger: Ledger, projects: Sequence[Project], whole: Form | None) -> Iterator[Relation | Finding]:
    """Yield what the projects of a document amount to together.

    Args:
        ledger: The document.
        projects: Projects with a form or a statement.
        whole: The whole-department form, if any.
    """
    yield from _against_whole(projects, whole)
    yield from _sources(ledger, projects)


def _factor(project: Project) -> int:
    return WAN if unit_slip(project) is not None else 1


def _against_whole(projects: Sequence[Project], whole: Form | None) -> Iterator[Relation | Finding]:
    if whole is None:
        return
    own = [(p, _factor(p)) for p in projects if p.form is not None]
    sums: dict[str, tuple[tuple[Term, ...], Figure]] = {}
    for column in ("年初预算数", "全年预算数", "全年执行数"):
        total = fund(whole, "项目支出", column)
        cells = [(cell(p.form, column), factor) for p, factor in own]
        if total is not None and cells and all(c is not None for c, _ in cells):
            sums[column] = (tuple(Term(c, factor) for c, factor in cells if c is not None), total)
    if "全年执行数" not in sums or not own:
        return
    spent_agrees = _agree(*sums["全年执行数"])
    for column in ("年初预算数", "全年预算数"):
        if column not in sums:
            continue
        terms, total = sums[column]
        text = f"整体自评表.项目支出.{column} == 各项目自评表之和"
        if not spent_agrees:
            why = "各项目执行数之和与整体自评表的项目支出不同，所附自评表不是全部项目"
            yield Relation(rules.WHOLE_PROJECTS, text, None, inapplicable=why, place=total.place)
            continue
        summed = format_ticks(
            sum((Fraction(t.figure.quantity.ticks) * t.coefficient for t in terms), Fraction(0)),
            total.quantity.unit,
        )
        message = (
            f"所附 {len(own)} 个项目自评表的全年执行数之和与整体自评表的项目支出一致，{column}之和 {summed} "
            f"却与整体自评表的 {total.quantity.printed} 不符"
        )
        figures = (total, *(t.figure for t in terms))
        yield logic(rules.WHOLE_PROJECTS, _agree(terms, total), text, figures, message, total.place)


def _agree(terms: Sequence[Term], total: Figure) -> bool:
    made = Relation(rules.WHOLE_PROJECTS, "", Linear(tuple(terms), "==", (Term(total),)))
    return judge(made).verdict is not Verdict.VIOLATED


def _sources(ledger: Ledger, projects: Sequence[Project]) -> Iterator[Relation | Finding]:
    """Yield codes that cannot hold the spending of the projects that name them as their source."""
    by_code: dict[str, list[tuple[Project, Term]]] = defaultdict(list)
    for project in projects:
        code = dict(project.report.words).get("资金来源科目", "") if project.report is not None else ""
        term = _spent(project)
        if code and term is not None:
            by_code[code].append((project, term))
    for code, named in sorted(by_code.items()):
        text = f"资金来自 {code} 的项目支出合计 <= 该科目的项目支出"
        room = next((f for t, c in _TABLES if (f := _cell(ledger, t, code, c)) is not None), None)
        if room is None:
            missing = (f"表里没有读到科目 {code} 的项目支出",)
            yield Relation(rules.SOURCE, text, None, missing=missing)
            continue
        terms = tuple(term for _, term in named)
        made = Relation(rules.SOURCE, text, Linear(terms, "<=", (Term(room),)))
        fine = judge(made).verdict is not Verdict.VIOLATED
        names = "、".join(f"“{p.name}”" for p, _ in named)
        printed = " + ".join(t.figure.quantity.printed for t in terms)
        summed = format_ticks(
            sum((Fraction(t.figure.quantity.ticks) * t.coefficient for t in terms), Fraction(0)),
            room.quantity.unit,
        )
        shown = f"{printed} = {summed}" if len(terms) > 1 else summed
        message = (
            f"自评报告写{names}的资金来自 {code} 科目，执行数{'合计' if len(terms) > 1 else ''} {shown}，"
            f"超过{room.label} {room.quantity.printed}：资金来源科目或金额有误"
        )
        figures = (*(t.figure for t in terms), room)
        yield logic(rules.SOURCE, fine, text, figures, message, terms[0].figure.place)


def _spent(project: Project) -> Term | None:
    said = stated(project.statement, "全年执行数")
    if said is not None:
        return Term(said)
    own = cell(project.form, "全年执行数")
    return Term(own, _factor(project)) if own is not None else None


def _cell(ledger: Ledger, table: str, code: str, column: str) -> Figure | None:
    found = ledger.tables.get(table)
    if found is None:
        return None
    row = next((r for r in found.rows if r.code == code and not r.inferred), None)
    figure = found.figure(row.key, column) if row is not None else None
    return figure if figure is not None and figure.quantity.known else None
