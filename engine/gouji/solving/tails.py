"""尾差 notes that are one: an amount that several tables print a cent apart is said once."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from gouji.model import Finding, Severity

_PAIR = 2


def one_amount(findings: Sequence[Finding]) -> list[Finding]:
    """Join the notes on two printings of one amount, whatever tables they compare.

    Args:
        findings: Of one document.
    """
    kept: list[Finding] = []
    seen: dict[tuple[str, ...], int] = {}
    for finding in findings:
        key = _amounts(finding)
        if key is None or key not in seen:
            if key is not None:
                seen[key] = len(kept)
            kept.append(finding)
            continue
        kept[seen[key]] = _joined(kept[seen[key]], finding, key)
    return kept


def _amounts(finding: Finding) -> tuple[str, ...] | None:
    """Return the two amounts a note compares, ``None`` if it is another kind of finding."""
    printed = sorted({e.printed for e in finding.evidence if e.printed})
    if finding.severity is not Severity.INFO or finding.grade != "tail" or len(printed) != _PAIR:
        return None
    return tuple(printed)


def _joined(first: Finding, other: Finding, amounts: tuple[str, ...]) -> Finding:
    evidence = (*first.evidence, *(e for e in other.evidence if e not in first.evidence))
    tables = "、".join(dict.fromkeys(e.table for e in evidence if e.table))
    relations = tuple(dict.fromkeys((*first.relations, *other.relations)))
    return attrs.evolve(
        first,
        title="尾差",
        message=f"同一个数有的表印 {amounts[0]}，有的表印 {amounts[1]}，差一个末位，像是分别取整：{tables}",
        evidence=evidence,
        relations=relations,
        culprit=None,
        expected="",
        expected_range=None,
        story="",
        alternatives=(),
    )
