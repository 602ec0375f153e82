"""One wrong amount carried from cell to cell: up the levels of a table, and into the other tables that print it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from gouji.model import Evidence, Finding, Severity
from gouji.solving.story import story

_DIGITS = 3
"""Digits that two cells share by more than chance."""


def carried_on(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings, those of cells that print one wrong amount for one right amount as one finding.

    Args:
        findings: Of one document.
    """
    alike: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        key = _slip(finding)
        if key is not None:
            alike.setdefault(key, []).append(finding)
    joined = {group[0].id: _joined(group, *key) for key, group in alike.items() if len(group) > 1}
    if not joined:
        return list(findings)
    first = {f.id: group[0].id for group in alike.values() if len(group) > 1 for f in group}
    return [
        _related(joined.get(f.id, f), first) for f in findings if f.id not in first or f.id == first[f.id]
    ]


def _slip(finding: Finding) -> tuple[str, str] | None:
    """Return what a cell prints and what it should, ``None`` if the finding says no such thing."""
    if finding.culprit != 0 or not finding.expected or finding.severity is Severity.INFO:
        return None
    spot = finding.evidence[0]
    printed, expected = (text.replace(",", "").replace("，", "") for text in (spot.printed, finding.expected))
    telling = sum(c.isdigit() for c in printed) >= _DIGITS and any(c in "123456789" for c in printed)
    return (printed, expected) if spot.table and telling and finding.grade in ("certain", "likely") else None


def _joined(group: Sequence[Finding], printed: str, expected: str) -> Finding:
    first = group[0]
    spots = [f.evidence[0] for f in group]
    own = {spot.figure for spot in spots}
    rest: dict[str, Evidence] = {e.figure: e for f in group for e in f.evidence[1:] if e.figure not in own}
    relations = tuple(dict.fromkeys(relation for f in group for relation in f.relations))
    names = "、".join(spot.label or spot.figure for spot in spots)
    unit = f" {spots[0].unit}" if spots[0].unit else ""
    message = (
        f"{names} 都印 {spots[0].printed}，由其余各数推得都应为 {expected}{unit}；"
        f"有 {len(relations)} 个关系因此不成立"
    )
    # That a neighbour prints the same explains nothing where the neighbour is wrong as well.
    slip = story(printed, expected).text
    return attrs.evolve(
        first,
        severity=max((f.severity for f in group), key=lambda s: s.rank),
        title=f"{first.rule.title}等 {len(relations)} 个关系",
        message=message,
        evidence=(*spots, *rest.values()),
        relations=relations,
        story="；".join((*([slip] if slip else []), f"同一个错数写在 {len(group)} 处")),
        steps=tuple(dict.fromkeys(step for f in group for step in f.steps)),
        grade="certain" if all(f.grade == "certain" for f in group) else "likely",
    )


def _related(finding: Finding, first: Mapping[str, str]) -> Finding:
    ids = dict.fromkeys(first.get(i, i) for i in finding.related)
    kept = tuple(i for i in ids if i != finding.id)
    return finding if kept == finding.related else attrs.evolve(finding, related=kept)
