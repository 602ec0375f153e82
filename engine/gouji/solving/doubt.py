"""Tables that were probably misread: what they seem to say must not accuse anybody.

A table of which figures were lost in reading is doubted whatever its relations say.  Beyond that: a printed table
of real accounts has few errors.  If many relations of a table fail, and the table came from text
that lost its layout, from alignment or from OCR, the reading is likelier wrong than the department.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import attrs

from gouji.model import Finding, Ledger, Severity
from gouji.model.ledger import RULED
from gouji.solving.web import Web

AT_LEAST = 3
"""Failed relations of a table before its reading is doubted."""
SHARE = 0.2
"""Share of its judged relations that fail."""


def doubtful_tables(web: Web, findings: Sequence[Finding], ledger: Ledger) -> dict[str, str]:
    """Return the tables whose reading is doubted, with the reason.

    Args:
        web: All outcomes.
        findings: What was made of the violated ones: one finding that explains everything is no reason to doubt.
        ledger: Says how the tables were read.
    """
    failed = Counter(t for i in web.violated for t in {f.table for f in web.figures(i) if f.table})
    doubted = {key: table.doubt for key, table in ledger.tables.items() if table.doubt}
    if max(failed.values(), default=0) < AT_LEAST:
        return doubted
    causes: Counter[str] = Counter()
    for finding in findings:
        if finding.severity is not Severity.INFO:
            located = finding.culprit is not None
            tables = {e.table for e in finding.evidence[: 1 if located else None] if e.table}
            # A cluster that few figures cannot explain weighs like several errors.
            causes.update(dict.fromkeys(tables, 1 if located else 1 + len(finding.relations) // 2))
    for key, table in ledger.tables.items():
        if key in doubted or table.placed == RULED or failed[key] < AT_LEAST or causes[key] < 2:
            continue
        judged = len(web.of_table(key))
        if failed[key] >= SHARE * judged:
            doubted[key] = f"{judged} 个关系有 {failed[key]} 个不成立，不像是印错"
    return doubted


def doubt_readings(findings: Iterable[Finding], doubted: dict[str, str]) -> list[Finding]:
    """Return the findings, those that rest on a doubted table as warnings to check the reading."""
    result = []
    for finding in findings:
        tables = [e.table for e in finding.evidence if e.table in doubted]
        if tables:
            key = tables[0]
            finding = attrs.evolve(
                finding,
                severity=min(finding.severity, Severity.WARNING, key=lambda s: s.rank),
                category="reading",
                message=f"{finding.message}；{key}的读数可疑（{doubted[key]}），请先核对读数",
            )
        result.append(finding)
    return result
