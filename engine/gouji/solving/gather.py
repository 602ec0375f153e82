"""Findings that one cause makes are one: what a rule yields to in the same section, or of the same figures, tells it."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from gouji.model import Finding


def told_together(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings, those of a rule that yields to another's told by that one.

    It is told by one in the same section, or by one that rests on a figure of its own: amounts that slid from row to
    row are not what a list of uses leaves out.

    Args:
        findings: Of one document.
    """
    kept = [f for f in findings if not f.rule.yields_to]
    alone: list[Finding] = []
    for finding in findings:
        if not finding.rule.yields_to:
            continue
        section = next((e.section for e in finding.evidence if e.section), "")
        at = next((i for i, other in enumerate(kept) if _tells(other, finding, section)), None)
        if at is None:
            alone.append(finding)
            continue
        cause = kept[at]
        kept[at] = attrs.evolve(
            cause,
            message=f"{cause.message}；同一处：{finding.message}",
            evidence=(*cause.evidence, *finding.evidence),
        )
    return kept + alone


def _tells(cause: Finding, finding: Finding, section: str) -> bool:
    if cause.rule.id not in finding.rule.yields_to:
        return False
    where = {e.section for e in (cause.main,) if e is not None}
    return (bool(section) and section in where) or not _figures(cause).isdisjoint(_figures(finding))


def _figures(finding: Finding) -> set[str]:
    return {e.figure for e in finding.evidence if e.figure}
