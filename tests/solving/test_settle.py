"""Settling: one finding a cause, nothing on correct documents, every minimal repair of small systems."""

from __future__ import annotations

import random
import sys

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.model import (
    Document,
    Figure,
    Ledger,
    Linear,
    Relation,
    Rule,
    Severity,
    Table,
    Term,
    Tier,
    Verdict,
    parse_quantity,
    unit,
)
from gouji.solving import Budget, settle
from gouji.solving.building import build
from gouji.solving.doubt import told_by_table
from gouji.solving.propagate import propagate

LEDGER = Ledger(Document("x", "text", "0", ()))
YUAN, WAN = unit("元"), unit("万元")


def rule(code: str, severity: Severity = Severity.ERROR, tier: Tier = Tier.TEMPLATE) -> Rule:
    return Rule(code, code, severity, tier=tier)


def figure(name: str, text: str, symbol: str = "万元") -> Figure:
    return Figure(name, parse_quantity(text, unit(symbol)), label=name)


def total(code: str, whole: Figure, parts: list[Figure], **more: object) -> Relation:
    form = Linear(tuple(Term(p) for p in parts), "==", (Term(whole),))
    return Relation(rule(code, **more), code, form)  # type: ignore[arg-type]


def tree(values: dict[str, str]) -> tuple[dict[str, Figure], list[Relation]]:
    """A total of two groups of two, and a copy of the total."""
    f = {name: figure(name, text) for name, text in values.items()}
    return f, [
        total("A", f["甲"], [f["甲1"], f["甲2"]]),
        total("B", f["乙"], [f["乙1"], f["乙2"]]),
        total("C", f["总"], [f["甲"], f["乙"]]),
        total("D", f["总"], [f["抄"]]),
    ]


GOOD = {
    "甲1": "10.00",
    "甲2": "20.00",
    "甲": "30.00",
    "乙1": "5.00",
    "乙2": "6.50",
    "乙": "11.50",
    "总": "41.50",
    "抄": "41.50",
}


def test_a_correct_document_has_a_certificate_and_no_finding() -> None:
    result = settle(tree(GOOD)[1], LEDGER)
    assert result.findings == ()
    assert result.certificate.status == "consistent"


@pytest.mark.parametrize("name", ["甲", "乙", "总"])
def test_one_wrong_figure_is_one_finding_with_its_value(name: str) -> None:
    wrong = {**GOOD, name: GOOD[name][::-1].replace(".", "")[:2] + ".77"}
    result = settle(tree(wrong)[1], LEDGER)
    assert len(result.findings) == 1
    finding = result.findings[0]
    assert finding.evidence[0].label == name
    assert finding.expected == GOOD[name]
    assert finding.culprit == 0
    assert result.certificate.status == "inconsistent"


def test_a_leaf_in_one_relation_alone_is_one_of_several() -> None:
    result = settle(tree({**GOOD, "甲1": "10.90"})[1], LEDGER)
    assert len(result.findings) == 1
    finding = result.findings[0]
    named = {finding.evidence[0].label, *(f for a in finding.alternatives for f in a.figures)}
    assert {"甲1", "甲2"} <= named


def test_two_separate_errors_are_two_findings() -> None:
    result = settle(tree({**GOOD, "甲": "33.00", "乙": "14.50"})[1], LEDGER)
    assert {f.evidence[0].label for f in result.findings} == {"甲", "乙"}


def test_a_business_relation_alone_only_raises_its_own_severity() -> None:
    a, b = figure("a", "1.00"), figure("b", "2.00")
    result = settle([total("W", a, [b], severity=Severity.WARNING, tier=Tier.BUSINESS)], LEDGER)
    assert [f.severity for f in result.findings] == [Severity.WARNING]
    assert result.findings[0].grade == "suspicion"


def test_a_cent_moved_to_balance_is_a_note() -> None:
    f = [figure(str(i), "1.00") for i in range(3)]
    result = settle([total("T", figure("t", "3.03"), f)], LEDGER)
    assert [(x.grade, x.severity) for x in result.findings] == [("tail", Severity.INFO)]


def test_ids_do_not_depend_on_places() -> None:
    first, second = (settle(tree({**GOOD, "总": "44.50"})[1], LEDGER) for _ in range(2))
    assert [f.id for f in first.findings] == [f.id for f in second.findings]


def test_truncation_is_told_once_and_believed_only_if_it_mends_everything() -> None:
    # 执行率 cut, not rounded: three rows fail by rounding, none by truncation.
    from gouji.model import Ratio, Regime

    relations = []
    for i, (spent, budget, rate) in enumerate(
        [
            ("887.28", "962.47", "92.18"),
            ("187.56", "221.02", "84.86"),
            ("764.60", "832.47", "91.84"),
            ("550.00", "600.00", "91.66"),
        ]
    ):
        a = Figure(f"s{i}", parse_quantity(spent, WAN), table="自评表")
        b = Figure(f"b{i}", parse_quantity(budget, WAN), table="自评表")
        r = Figure(f"r{i}", parse_quantity(rate, unit("%")), table="自评表")
        relations.append(Relation(rule("R"), "r", Ratio((Term(a),), (Term(b),), r)))
    result = settle(relations, LEDGER)
    assert result.regimes == {"自评表": Regime.TRUNCATE}
    assert all(o.verdict is not Verdict.VIOLATED for o in result.outcomes)


def test_without_the_solver_values_are_still_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "highspy", None)
    monkeypatch.setattr("gouji.solving.linear_program.solver_available", lambda: False)
    result = settle(tree(GOOD)[1], LEDGER)
    assert result.certificate.status == "consistent"
    assert "整分" in result.certificate.note


def test_the_rest_of_a_document_with_an_error_is_proved() -> None:
    note = settle(tree({**GOOD, "总": "44.50"})[1], LEDGER).certificate.note
    assert "除其中 1 个数外，其余 7 个数可以同时为真" in note


def test_what_was_not_proved_of_the_rest_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gouji.solving.localise.MOST_PROVED", 0)
    monkeypatch.setattr("gouji.solving.near.Near.values", lambda self: None)
    note = settle(tree({**GOOD, "总": "44.50"})[1], LEDGER).certificate.note
    assert "除其中 1 个数外，其余的数能否同时为真没有证明" in note


def test_a_hopeless_document_is_told_apart_at_once() -> None:
    """So many relations without a figure in common fail that no few figures can be wrong: nothing is tried."""
    rng = random.Random(1)
    figures = [figure(str(i), f"{rng.randint(1, 9999)}.{rng.randint(10, 99)}") for i in range(400)]
    relations = [total(f"R{i}", rng.choice(figures), rng.sample(figures, 5)) for i in range(400)]
    result = settle(relations, LEDGER, Budget(sets=1))
    assert any("不是改动少数几个数能解释的，未能定位" in f.message for f in result.findings)
    assert not any("上限" in f.message for f in result.findings)


def test_a_search_that_does_not_end_says_so_and_is_the_same_every_time() -> None:
    """Every pair of seven figures fails to make its sum, and no two sums agree on who is wrong."""
    rng = random.Random(2)
    figures = [figure(str(i), f"{rng.randint(1, 9999)}.{rng.randint(10, 99)}") for i in range(7)]
    relations = []
    for i, one in enumerate(figures):
        for other in figures[:i]:
            whole = figure(f"{one.id}+{other.id}", f"{rng.randint(20_000, 99_999)}.{rng.randint(10, 99)}")
            relations.append(total(f"R{len(relations)}", whole, [one, other]))
    for bound in (Budget(sets=50), Budget(propagations=0), Budget()):
        first, second = (settle(relations, LEDGER, bound) for _ in range(2))
        assert first.findings == second.findings
        assert first.findings
    said = settle(relations, LEDGER, Budget(sets=50)).findings
    assert any("计算量到了上限" in f.message for f in said)


@given(st.lists(st.integers(0, 10**9), min_size=2, max_size=12), st.integers(0, 11), st.integers(1, 9))
def test_the_implied_range_holds_the_truth(parts: list[int], at: int, digit: int) -> None:
    """The total is wrong; what the rest implies for it contains the true total."""

    def wan(fen: int) -> str:
        units = (fen + 5_000) // 10_000
        return f"{units // 100}.{units % 100:02d}"

    figures = [figure(f"p{i}", wan(p)) for i, p in enumerate(parts)]
    truth = sum(parts)
    wrong = figure("t", wan(truth + digit * 10**7 * 3))
    copy = figure("c", wan(truth))
    result = settle(
        [total("A", wrong, figures), total("B", copy, figures), total("C", wrong, [copy])], LEDGER
    )
    located = [f for f in result.findings if f.evidence[0].label == "t"]
    assert located
    reach = located[0].expected_range
    assert reach is not None
    assert truth in reach


def test_propagation_finds_a_conflict_and_who_took_part() -> None:
    f, relations = tree({**GOOD, "总": "50.00"})
    outcomes = list(settle(relations, LEDGER).outcomes)
    system = build(outcomes, {})
    result = propagate(system)
    assert result.conflict is not None
    names = {system.figures[v].id for v in result.involved}
    assert "总" in names
    assert f["总"].quantity.printed == "50.00"


def test_the_explanation_says_why_this_figure_and_not_another() -> None:
    finding = settle(tree({**GOOD, "总": "44.50"})[1], LEDGER).findings[0]
    told = "\n".join(finding.steps)
    assert "不成立的关系有 2 个" in told
    assert "总 在这些关系里都出现" in told
    assert "不是 甲：它只在其中 1 个不成立的关系里" in told
    assert "44.50" in told


def test_the_diagram_ties_the_places_of_a_finding() -> None:
    finding = settle(tree({**GOOD, "总": "44.50"})[1], LEDGER).findings[0]
    assert [tie.rule for tie in finding.diagram] == ["C", "D"]
    for tie in finding.diagram:
        assert tie.verdict == "violated"
        total = sum(c * float(finding.evidence[at].printed) for at, c in tie.terms)
        assert abs(total) == pytest.approx(3.0)
        assert 0 in [at for at, _ in tie.terms]


def test_what_is_left_contradictory_is_told_too() -> None:
    """A plain error in one place, and elsewhere totals that hold alone and not together."""
    parts = [figure(f"p{i}", "1.00") for i in range(3)]
    apart = [total("E", figure("e", "3.01"), parts), total("F", figure("f", "2.99"), parts)]
    result = settle([*tree({**GOOD, "总": "44.50"})[1], *apart], LEDGER)
    assert [f.rule.id for f in result.findings if f.grade == "tail"] == ["HZ-01"]
    assert "其余的数也不能同时为真" in result.certificate.note


def test_a_table_that_lost_figures_in_reading_accuses_nobody() -> None:
    """One relation of it fails, far too few to doubt a reading by their number."""
    parts = [
        attrs.evolve(figure(name, text), table="公开07表")
        for name, text in (("基本", "80.00"), ("项目", "80.00"))
    ]
    whole = attrs.evolve(figure("小计", "80.00"), table="公开07表")
    for doubt, severity in (("", Severity.ERROR), ("有 9 个数没有归入任何格", Severity.WARNING)):
        table = Table("公开07表", "政府性基金", WAN, (), (), {}, doubt=doubt)
        ledger = attrs.evolve(LEDGER, tables={"公开07表": table})
        (finding,) = settle([total("J", whole, parts)], ledger).findings
        assert finding.severity is severity
        assert ("读数可疑" in finding.message) is bool(doubt)


def test_what_a_misread_table_seems_to_say_is_one_finding() -> None:
    """Its one cause is the reading; one finding alone stays itself, and what other tables say stays too."""
    table = Table("公开07表", "政府性基金", WAN, (), (), {}, doubt="有 9 个数没有归入任何格")
    other = Table("公开03表", "支出", WAN, (), (), {})
    sums = []
    for name, key in (("甲", "公开07表"), ("乙", "公开07表"), ("丙", "公开03表"), ("丁", "公开03表")):
        parts = [attrs.evolve(figure(f"{name}{i}", "80.00"), table=key) for i in range(2)]
        sums.append(total(name, attrs.evolve(figure(name, "90.00"), table=key), parts))
    tables = {"公开07表": table, "公开03表": other}
    found = settle(sums, attrs.evolve(LEDGER, tables=tables)).findings
    assert len(found) == 4
    told = told_by_table(found, tables)
    assert sorted(f.rule.id for f in told) == ["DS-01", "丁", "丙"]
    (misread,) = [f for f in told if f.rule.id == "DS-01"]
    assert misread.severity is Severity.WARNING and misread.category == "reading"
    assert "有 9 个数没有归入任何格" in misread.message and "2 处" in misread.message
    assert len(misread.relations) == 2 and len(misread.steps) == 2
    assert {e.printed for e in misread.evidence} >= {"80.00"}
    lone = [f for f in found if f.rule.id != "乙"]
    assert {f.rule.id for f in told_by_table(lone, tables)} == {"甲", "丙", "丁"}
