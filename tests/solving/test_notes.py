"""Notes: a table that truncates is said once; one amount printed a cent apart in several tables is one note."""

from __future__ import annotations

import attrs
from performance_texts import WHOLE, ledger, run

from gouji.model import Evidence, Finding, Place, Rule, Severity
from gouji.solving import settle
from gouji.solving.tails import one_amount
from gouji_plugins.checks.performance import PerformanceCheck

CUT = (
    WHOLE.replace("470.00 97.92 9.79", "467.90 97.47 9.74")
    .replace("395.00 98.75 9.88", "392.95 98.23 9.82")
    .replace("97.00 97.00 9.70", "94.95 94.95 9.49")
    .replace("75.00 93.75 9.38", "74.95 93.68 9.36")
    .replace(">=90% 93.75 % 40", ">=90% 93.68 % 40")
    .replace("100 99.79", "100 99.74")
)
RULE = Rule("QQ-01", "两表一致", Severity.ERROR, "cross-table")


def notes(text: str) -> list[Finding]:
    own = ledger(text)
    made = run(PerformanceCheck(), own)
    settled = settle([o.relation for o in made.outcomes], own)
    return [f for f in settled.findings if f.rule.id == "HZ-02"]


def test_a_form_that_truncates_is_said_once() -> None:
    (note,) = notes(CUT)
    assert note.severity is Severity.INFO
    assert "截位" in note.message
    assert len(note.relations) >= 3
    assert notes(WHOLE) == []


def tail(first: str, second: str, table: str, other: str, number: int) -> Finding:
    spots = tuple(
        Evidence(Place(page=n), printed, table=name)
        for n, (printed, name) in enumerate(((first, table), (second, other)), number)
    )
    return Finding(
        f"QQ-01-{number}", RULE, Severity.INFO, "cross-table", "两表一致", "差一个末位", spots, grade="tail",
        relations=(f"{table} == {other}",),
    )  # fmt: skip


def test_one_amount_printed_a_cent_apart_in_four_tables_is_one_note() -> None:
    one = tail("26.71", "26.72", "公开01表", "公开03表", 1)
    two = tail("26.71", "26.72", "公开04表", "公开05表", 3)
    (joined,) = one_amount([one, two])
    assert len(joined.evidence) == 4
    assert len(joined.relations) == 2
    assert "公开05表" in joined.message


def test_other_amounts_and_other_findings_stay_apart() -> None:
    one = tail("26.71", "26.72", "公开01表", "公开03表", 1)
    other = tail("31.08", "31.09", "公开01表", "公开03表", 3)
    error = attrs.evolve(one, severity=Severity.ERROR, grade="certain")
    assert len(one_amount([one, other, error, error])) == 4
