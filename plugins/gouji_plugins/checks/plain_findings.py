"""Findings of checks that are no arithmetic: one way to make them, with stable ids."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from gouji.model import Evidence, Figure, Finding, Opaque, Place, Relation, Rule, Severity, Verdict


def finding(
    rule: Rule,
    message: str,
    evidence: Sequence[Evidence] = (),
    identity: str = "",
    severity: Severity | None = None,
    related: Sequence[str] = (),
    proposed: tuple[int, str] | None = None,
) -> Finding:
    """Return a finding of words.

    Args:
        rule: Where it comes from.
        message: What is wrong, where, and what to do.
        evidence: Places, the main one first.
        identity: What tells it from others of its rule, without places; the message if "".
        severity: If not the rule's own.
        related: Ids of findings it belongs with.
        proposed: Index into the evidence of the figure that is wrong if the words are right, and what it should print
            then; told only where its relations allow it.
    """
    digest = hashlib.sha256(f"{rule.id}|{identity or message}".encode()).hexdigest()[:8]
    grade = "certain" if (severity or rule.severity) is Severity.ERROR else "suspicion"
    return Finding(
        f"{rule.id}-{digest}",
        rule,
        severity or rule.severity,
        rule.category,
        rule.title,
        message,
        tuple(evidence),
        culprit=proposed[0] if proposed else None,
        expected=proposed[1] if proposed else "",
        related=tuple(related),
        grade=grade,
    )


def words_at(place: Place, printed: str, quote: str = "", section: str = "") -> Evidence:
    """Return evidence that is words."""
    return Evidence(place, printed, quote, section=section, role="statement")


def logic(
    rule: Rule,
    fine: bool,
    text: str,
    figures: Iterable[Figure],
    message: str,
    place: Place,
    identity: str = "",
    proposed: str = "",
) -> Relation | Finding:
    """Return the outcome of a comparison that is no sum: a relation that holds, or a finding.

    A violated one is no relation: it says nothing of how a form rounds, and no figure of it is a culprit.
    """
    kept = tuple(figures)
    if fine:
        return Relation(rule, text, Opaque(Verdict.HOLDS, kept), place=place)
    evidence = tuple(Evidence.of(f) for f in kept[:12]) or (Evidence(place, role="statement"),)
    return finding(
        rule, message, evidence, identity or text, proposed=(0, proposed) if proposed and kept else None
    )
