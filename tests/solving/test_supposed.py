"""What words say a figure should be is told only where its relations allow it."""

from __future__ import annotations

import attrs
import pytest
from grids import figure, sums

from gouji.model import Document, Evidence, Figure, Finding, Ledger, Relation, Rule, Severity, Table, unit
from gouji.relations import judge_all
from gouji.solving import settle
from gouji.solving.supposed import supposed

RULE = Rule("词", "列举与表不符", Severity.WARNING)


def said(odd: Figure, expected: str = "0.00") -> Finding:
    """Return a finding of words that proposes a value for a figure."""
    evidence = (Evidence(odd.place, "办公费、水费", role="statement"), Evidence.of(odd))
    return Finding(
        "词-1",
        RULE,
        Severity.WARNING,
        "wording",
        "",
        "没有列：咨询费",
        evidence,
        culprit=1,
        expected=expected,
    )


def held_against(relations: list[Relation], odd: Figure, finding: Finding) -> Finding:
    table = Table("表", "表", unit("万元"), (), (), {("甲", "乙"): odd})
    ledger = Ledger(Document("x", "text", "0", ()), tables={"表": table})
    (told,) = supposed([finding], judge_all(relations), ledger, {})
    return told


@pytest.mark.parametrize(
    ("odd", "total", "expected", "told"),
    [
        pytest.param("0.01", "3.00", "0.00", True, id="the total is what the others come to"),
        pytest.param("0.01", "3.01", "0.00", False, id="the total holds as printed with it"),
        pytest.param("0.37", "3.37", "0.00", False, id="the total fails without it"),
        pytest.param("0.01", "3.00", "无", False, id="no number"),
    ],
)
def test_a_proposal_is_told_where_the_sums_allow_it(odd: str, total: str, expected: str, told: bool) -> None:
    changed = figure("odd", odd)
    relations = [sums("甲", [figure("a", "1.00"), figure("b", "2.00"), changed], figure("t", total))]
    finding = held_against(relations, changed, said(changed, expected))
    if told:
        assert finding.culprit == 0
        assert finding.evidence[0].figure == "odd"
        assert finding.evidence[0].role == "culprit"
        assert finding.message == "没有列：咨询费；若文字无误，此数应为 0.00 万元，代入后各关系仍成立"
    else:
        assert (finding.culprit, finding.expected, finding.message) == (None, "", "没有列：咨询费")
        assert finding.evidence[0].role == "statement"


def test_a_finding_without_a_proposal_stays_as_it_is() -> None:
    odd = figure("odd", "0.01")
    plain = attrs.evolve(said(odd), culprit=None, expected="")
    assert held_against([], odd, plain) == plain


def test_a_last_digit_that_differs_is_told_no_slip() -> None:
    """Rounded on its own or moved to make a total fit: no misprinted digit is thought of."""
    a, b = figure("a", "326.71"), figure("b", "326.72")
    findings = settle([sums("甲", [a], b)], Ledger(Document("x", "text", "0", ()))).findings
    assert [f.grade for f in findings] == ["tail"]
    assert findings[0].story == ""
    assert not any(x.note for x in findings[0].alternatives)
    assert not any("笔误：" in step for step in findings[0].steps)
