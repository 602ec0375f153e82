"""A finding that another's cause explains is told by it: where both stand in one section, or rest on one figure."""

from __future__ import annotations

import attrs

from gouji.model import Evidence, Finding, Rule, Severity
from gouji.solving.gather import told_together


def finding(rule: Rule, section: str, message: str) -> Finding:
    return Finding(
        f"{rule.id}-{section}",
        rule,
        rule.severity,
        "narrative",
        rule.title,
        message,
        (Evidence(section=section),),
    )


CAUSE = Rule("SM-01", "与表不符", Severity.ERROR)
FOLLOWS = Rule("WJ-16", "写持平而原因是增减", Severity.WARNING, yields_to=("SM-01",))


def test_one_cause_in_one_section_is_one_finding() -> None:
    told = told_together([finding(FOLLOWS, "四", "写持平"), finding(CAUSE, "四", "印 0.3")])
    assert [(f.rule.id, f.message) for f in told] == [("SM-01", "印 0.3；同一处：写持平")]
    assert len(told[0].evidence) == 2


def test_elsewhere_both_stay() -> None:
    told = told_together([finding(CAUSE, "一", "印 0.3"), finding(FOLLOWS, "四", "写持平")])
    assert {f.rule.id for f in told} == {"SM-01", "WJ-16"}
    other = attrs.evolve(CAUSE, id="SM-02")
    assert len(told_together([finding(other, "四", "印 0.3"), finding(FOLLOWS, "四", "写持平")])) == 2


def test_what_rests_on_figures_of_a_cause_is_told_by_it() -> None:
    slid = Rule("GY-01", "错开一行", Severity.ERROR)
    uses = Rule("WJ-13", "用途与表不符", Severity.WARNING, yields_to=("GY-01",))
    cells = tuple(Evidence(figure=name, table="公开06表") for name in ("甲", "乙"))
    cause = attrs.evolve(finding(slid, "", "偏上一行"), evidence=cells)
    listed = attrs.evolve(
        finding(uses, "六", "没有列乙"),
        evidence=(Evidence(section="六"), Evidence(figure="乙", table="公开06表")),
    )
    (told,) = told_together([listed, cause])
    assert told.message == "偏上一行；同一处：没有列乙"
    assert told.severity is Severity.ERROR
    apart = attrs.evolve(listed, evidence=(Evidence(section="六"), Evidence(figure="丙", table="公开06表")))
    assert len(told_together([apart, cause])) == 2
