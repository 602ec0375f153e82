"""Figures that agree with each other and still want asking about: what they say together is unlikely."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gouji.api import CheckContext
from gouji.model import (
    Evidence,
    Fact,
    Figure,
    Finding,
    Ledger,
    Measure,
    NotRun,
    Relation,
    Rule,
    RuleClass,
    Severity,
)
from gouji.names import squash
from gouji_plugins.checks.performance_cells import cell_of
from gouji_plugins.checks.plain_findings import finding, logic
from gouji_plugins.checks.rule_family import RuleFamily
from gouji_plugins.checks.sense_reasons import reasons

_FAMILY = RuleFamily("sense", "cross-table", rule_class=RuleClass.VERIFY)
_rule = _FAMILY.rule
PAGES = _FAMILY.pages
"""Rule id → what it compares, why, and when it does not apply."""

RUNNING = _rule(
    "HS-01", "机关运行经费等于公用经费，而本部门有事业人员", Severity.INFO,
    "机关运行经费不包括其他事业单位的公用经费。公开06表有绩效工资，说明有不参照公务员法管理的事业人员，"
    "机关运行经费与公用经费合计完全相等时应核实口径。许多地方不分开列，故为提示。没有绩效工资、没有读到公开06表、没有写机关运行经费的不查；数额不等的不查。",
    basis="机关运行经费指行政单位和参照公务员法管理的事业单位的公用经费",
)  # fmt: skip
COPIED = _rule(
    "HS-02", "各项年初预算都与决算分毫不差", Severity.WARNING,
    "情况说明列出三项以上年初预算，每一项都与决算数完全相同，像是把决算数抄作年初预算。"
    "有一项不同就不报；少于三项的不报；整体自评表的年初预算与之矛盾时归入 JX-17，不另报。",
    basis="《预算法》：决算与预算分别编制；财预〔2016〕143号",
)  # fmt: skip
HOUSING = _rule(
    "HS-03", "有基本工资而住房公积金为零", Severity.INFO,
    "公开06表有基本工资，住房公积金一行却是零：请核实是漏列、由其他单位代缴，还是列在其他科目。"
    "表里没有住房公积金一行、没有基本工资（没有自己的人员）、数读不出的不查。",
    basis="《住房公积金管理条例》：单位应当按时、足额缴存住房公积金",
)  # fmt: skip
MEDICAL = _rule(
    "HS-04", "公务员医疗补助只列一种分类", Severity.INFO,
    "公开05表 2101103 公务员医疗补助有基本支出，公开06表 30111 却是零：可能并入职工基本医疗保险缴费（30110），应分列。"
    "公开05表没有这个科目、公开06表没有这一行的不查。",
    basis="《政府收支分类科目》30111 公务员医疗补助缴费",
)  # fmt: skip
RUNNING_PROJECTS = _rule(
    "HS-05", "行政运行列了项目支出", Severity.INFO,
    "行政运行（各款的 01 项）反映行政单位的基本支出，为完成特定任务的项目支出应列一般行政管理事务（02 项）或其他项级科目。"
    "公开05表这一项有项目支出时请核实。地方批复本来就列在这一项的，照批复；没有项级科目的不查。",
    basis="《政府收支分类科目》各款 01 行政运行、02 一般行政管理事务",
)  # fmt: skip
WHOLE_REASON = _rule(
    "HS-06", "总的原因没有说到差额最大的科目", Severity.INFO,
    "五（三）总的“决算数小于（大于）预算数的主要原因”只说到差额很小的几个科目（合计不到差额的两成），而六成以上的差额在另一个科目，"
    "原因里没有一个词与它有关。按各项的名称、用途和原因的用词比较；一个科目也没有说到的（厉行节约等）、没有逐项写预算和决算的不查。",
    basis="财预〔2016〕143号：增减变化的原因应当写明",
)  # fmt: skip
_LEAST = 3


class SenseCheck:
    """Findings on figures that hold together and are unlikely all the same.

    Attributes:
        id: ``sense``.
        rules: See the module.
    """

    id = "sense"
    rules = (RUNNING, COPIED, HOUSING, MEDICAL, RUNNING_PROJECTS, WHOLE_REASON)

    def run(self, ledger: Ledger, context: CheckContext) -> Iterable[Relation | Finding | NotRun]:
        """Yield what wants asking about."""
        yield from _running(ledger)
        yield from _copied(ledger)
        yield from _running_projects(ledger)
        words = (w for d in context.specs.data("wording") for w in d.get("reasons", {}).get("common", []))
        yield from reasons(ledger, WHOLE_REASON, _ITEMS, frozenset(words))
        yield from _beside(ledger, HOUSING, ("公开06表", "30101", "决算数"), ("公开06表", "30113", "决算数"))
        yield from _beside(
            ledger, MEDICAL, ("公开05表", "2101103", "基本支出"), ("公开06表", "30111", "决算数")
        )


def copied_budgets(ledger: Ledger) -> list[tuple[Figure, Figure]]:
    """Return (opening budget, final) of every item of the prose if there are several and all are the same.

    Items are what a section states below its headline; blank or zero ones say nothing.
    """
    finals = {
        (f.section, f.subject, f.path): f for f in ledger.facts if f.measure is Measure.FINAL and _stated(f)
    }
    pairs = [
        (f.figure, final.figure)
        for f in ledger.facts
        if f.measure is Measure.BUDGET
        and f.section_key == _ITEMS
        and _stated(f)
        and (final := finals.get((f.section, f.subject, f.path))) is not None
        and f.figure is not None
        and final.figure is not None
    ]
    if len(pairs) <= _LEAST or any(a.quantity.ticks != b.quantity.ticks for a, b in pairs):
        return []
    return pairs


def _stated(fact: Fact) -> bool:
    figure = fact.figure
    return figure is not None and figure.quantity.known and bool(figure.quantity.value)


_ITEMS = "一般公共预算"


def _copied(ledger: Ledger) -> Iterator[Relation | Finding]:
    pairs = copied_budgets(ledger)
    if not pairs:
        return
    text = "年初预算与决算分别编制，不应逐项相同"
    if any(f.kind == "整体自评表" and f.rows for f in ledger.forms):
        yield Relation(COPIED, text, None, inapplicable="有整体自评表，年初预算按它核对（JX-17）")
        return
    listed = "、".join(b.quantity.printed for _, b in pairs[1:5])
    message = (
        f"情况说明的年初预算 {pairs[0][0].quantity.printed} 及其下各项（{listed} 等 {len(pairs) - 1} 项）"
        "都与决算数分毫不差，像是把决算数抄作年初预算"
    )
    yield finding(COPIED, message, [Evidence.of(a) for a, _ in pairs[:8]], text)


def _running(ledger: Ledger) -> Iterator[Relation | Finding]:
    stated = next(
        (
            f.figure
            for f in ledger.facts
            if f.subject == "机关运行经费" and f.measure is Measure.FINAL and f.figure is not None
        ),
        None,
    )
    total = cell_of(ledger, ("公开06表", "公用经费合计", "决算数"))
    merit = cell_of(ledger, ("公开06表", "30107", "决算数"))
    if stated is None or total is None or not stated.quantity.value:
        return
    text = "机关运行经费不包括事业单位的公用经费"
    if merit is None or not merit.quantity.value:
        yield Relation(RUNNING, text, None, inapplicable="公开06表没有绩效工资")
        return
    message = (
        f"机关运行经费 {stated.quantity.printed} 万元与公用经费合计完全相等，而公开06表有绩效工资 "
        f"{merit.quantity.printed} 万元（有不参照公务员法管理的事业人员）：请核实机关运行经费的口径"
    )
    fine = stated.quantity.ticks != total.quantity.ticks
    yield logic(RUNNING, fine, text, (stated, total, merit), message, stated.place)


def _running_projects(ledger: Ledger) -> Iterator[Relation | Finding]:
    table = ledger.tables.get("公开05表")
    for row in table.rows if table is not None else ():
        if row.level != 3 or not row.code.endswith("01") or squash(row.name) != "行政运行":
            continue
        figure = cell_of(ledger, ("公开05表", row.key, "项目支出"))
        if figure is None:
            continue
        message = (
            f"{figure.label} {figure.quantity.printed}：行政运行反映基本支出，请核实项目支出是否列错科目"
        )
        text = f"{RUNNING_PROJECTS.title}：{row.code}"
        yield logic(RUNNING_PROJECTS, not figure.quantity.value, text, (figure,), message, figure.place)


def _beside(
    ledger: Ledger, rule: Rule, first: tuple[str, str, str], other: tuple[str, str, str]
) -> Iterator[Relation | Finding]:
    """Yield an amount that is zero or blank although the one that goes with it is not."""
    has, lacks = _figure(ledger, first), _figure(ledger, other)
    if has is None or lacks is None or not has.quantity.value or lacks.quantity.value is None:
        return
    message = (
        f"{has.label} {has.quantity.printed}，{lacks.label}为 {lacks.quantity.printed or '空白'}："
        "请核实是漏列，还是列在其他科目或由其他单位负担"
    )
    yield logic(rule, bool(lacks.quantity.value), rule.title, (lacks, has), message, lacks.place)


def _figure(ledger: Ledger, cell: tuple[str, str, str]) -> Figure | None:
    table = ledger.tables.get(cell[0])
    return table.figure(cell[1], cell[2]) if table is not None else None
