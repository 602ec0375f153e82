"""Figures that agree and still want asking about."""

from __future__ import annotations

import attrs
import pytest
from performance_texts import WHOLE, Run, ledger, run

from gouji.model import Fact, Figure, Measure, Place, Row, Table, parse_quantity, unit
from gouji_plugins.checks.sense import PAGES, SenseCheck, copied_budgets

WAN = unit("万元")


def figure(name: str, text: str) -> Figure:
    return Figure(name, parse_quantity(text, WAN), Place(), name)


def table(public: str, merit: str) -> Table:
    rows = (Row("公用经费合计", "公用经费合计"), Row("30107", "绩效工资", code="30107"))
    cells = {("公用经费合计", "决算数"): figure("公用", public), ("30107", "决算数"): figure("绩效", merit)}
    return Table("公开06表", "一般公共预算财政拨款基本支出决算明细表", "万元", (), rows, cells)


def running(stated: str, public: str, merit: str) -> Run:
    own = ledger("十、机关运行经费支出情况说明\n", {"公开06表": table(public, merit)})
    fact = Fact("f", "机关运行经费", Measure.FINAL, figure("机关", stated))
    return run(SenseCheck(), attrs.evolve(own, facts=(fact,)))


def test_every_rule_has_a_page() -> None:
    assert {r.id for r in SenseCheck.rules} == set(PAGES)


def test_running_costs_that_hold_those_of_merit_paid_staff() -> None:
    made = running("187.57", "187.57", "56.20")
    assert [f.severity.value for f in made.findings] == ["info"]
    assert "56.20" in made.findings[0].message


@pytest.mark.parametrize(("merit", "verdict"), [("0.00", "not_applicable"), ("", "not_applicable")])
def test_only_civil_servants_have_nothing_else(merit: str, verdict: str) -> None:
    assert running("187.57", "187.57", merit).verdicts("HS-01") == {verdict}


def test_running_costs_of_a_part_are_what_one_expects() -> None:
    assert running("95.10", "187.57", "56.20").verdicts("HS-01") == {"holds"}


def budgets(*pairs: tuple[str, str]) -> tuple[Fact, ...]:
    made = []
    for n, (budget, final) in enumerate(pairs):
        common = {"section": "第三部分/五/（三）", "section_key": "一般公共预算"}
        made.append(Fact(f"b{n}", f"项{n}", Measure.BUDGET, figure(f"b{n}", budget), **common))  # type: ignore[arg-type]
        made.append(Fact(f"f{n}", f"项{n}", Measure.FINAL, figure(f"f{n}", final), **common))  # type: ignore[arg-type]
    return tuple(made)


SAME = (("90.00", "90.00"), ("50.31", "50.31"), ("20.12", "20.12"), ("19.57", "19.57"))


def test_budgets_that_all_are_the_final_figures() -> None:
    own = attrs.evolve(ledger("五、情况\n"), facts=budgets(*SAME))
    (said,) = run(SenseCheck(), own).of("HS-02")
    assert "90.00" in said
    assert "等 3 项" in said


def test_one_budget_that_differs_is_enough() -> None:
    own = attrs.evolve(ledger("五、情况\n"), facts=budgets(*SAME[:3], ("19.50", "19.57")))
    assert run(SenseCheck(), own).of("HS-02") == []
    few = attrs.evolve(ledger("五、情况\n"), facts=budgets(*SAME[:3]))
    assert copied_budgets(few) == []


def test_a_whole_department_form_says_it_better() -> None:
    own = attrs.evolve(ledger(WHOLE), facts=budgets(*SAME))
    assert run(SenseCheck(), own).verdicts("HS-02") == {"not_applicable"}


def fund(basic: str, housing: str | None) -> Run:
    cells = {("30101", "决算数"): figure("基本工资", basic)}
    rows = [Row("30101", "基本工资", code="30101")]
    if housing is not None:
        cells["30113", "决算数"] = figure("住房公积金", housing)
        rows.append(Row("30113", "住房公积金", code="30113"))
    own = Table("公开06表", "一般公共预算财政拨款基本支出决算明细表", "万元", (), tuple(rows), cells)
    return run(SenseCheck(), ledger("", {"公开06表": own}))


@pytest.mark.parametrize(
    ("basic", "housing", "found"),
    [("90.00", "0.00", True), ("90.00", "", True), ("90.00", "9.00", False), ("0.00", "0.00", False),
     ("90.00", None, False), ("90.00", "9.0.0", False)],
)  # fmt: skip
def test_pay_without_a_housing_fund(basic: str, housing: str | None, found: bool) -> None:
    assert bool(fund(basic, housing).of("HS-03")) is found
