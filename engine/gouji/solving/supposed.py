"""What words say a figure should be, held against the figures: a proposal is told only where all its relations allow it.

A finding of words may name the figure that would be wrong if the words are right, and what it should print then.  Words
are the weaker witness: if a relation that must hold would fail with that value, or be further off than it is, the
finding stays what it was, a contradiction without a culprit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from gouji.model import (
    Cause,
    Change,
    Figure,
    Finding,
    Ledger,
    Linear,
    Opaque,
    Outcome,
    Ratio,
    Tier,
    Verdict,
    parse_quantity,
)
from gouji.model.interval import Rational
from gouji.relations import Regimes, judge
from gouji.solving.causes import Truth, put


def supposed(
    findings: Iterable[Finding], outcomes: Sequence[Outcome], ledger: Ledger, regimes: Regimes
) -> list[Finding]:
    """Return the findings, the proposals of words among them told or taken back.

    Args:
        findings: Of checks; a proposal names its figure by ``culprit`` and rests on no relation.
        outcomes: All relations of the document, judged.
        ledger: The document.
        regimes: Tables that truncate.
    """
    told = []
    figures: dict[str, Figure] | None = None
    for finding in findings:
        if finding.culprit is not None and finding.expected and not finding.relation:
            if figures is None:
                figures = {figure.id: figure for figure in ledger.figures()}
            figure = figures.get(finding.evidence[finding.culprit].figure)
            if figure is not None and _allowed(figure, finding, outcomes, regimes):
                finding = _told(finding, finding.culprit)
            else:
                finding = attrs.evolve(finding, culprit=None, expected="")
        told.append(finding)
    return told


def _allowed(figure: Figure, finding: Finding, outcomes: Sequence[Outcome], regimes: Regimes) -> bool:
    """Whether no relation of a figure that must hold fails with the proposed value, or is further off in all."""
    truth = parse_quantity(finding.expected, figure.quantity.unit)
    if not truth.known:
        return False
    changed = Truth(Cause(finding.rule, "", (Change(figure, truth),)))
    before: Rational = 0
    after: Rational = 0
    for outcome in outcomes:
        relation = outcome.relation
        if relation.rule.tier is not Tier.TEMPLATE or isinstance(relation.form, Opaque | None):
            continue
        if not any(f is figure for f in relation.figures()):
            continue
        again = judge(put(relation, changed), regimes)
        if again.verdict is Verdict.VIOLATED:
            return False
        if isinstance(relation.form, Ratio) or (
            isinstance(relation.form, Linear) and relation.form.op == "=="
        ):
            before += _size(outcome)
            after += _size(again)
    return after <= before


def _size(outcome: Outcome) -> Rational:
    residual: Rational = outcome.residual or 0
    return residual if residual >= 0 else -residual


def _told(finding: Finding, at: int) -> Finding:
    own = attrs.evolve(finding.evidence[at], role="culprit")
    evidence = (own, *finding.evidence[:at], *finding.evidence[at + 1 :])
    message = f"{finding.message}；若文字无误，此数应为 {finding.expected} {own.unit}".rstrip()
    return attrs.evolve(finding, evidence=evidence, culprit=0, message=f"{message}，代入后各关系仍成立")
