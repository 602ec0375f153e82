"""Tables that were probably misread: what they seem to say must not accuse anybody.

A table of which figures were lost in reading is doubted whatever its relations say.  Beyond that: a printed table
of real accounts has few errors.  If many relations of a table fail, and the table came from text
that lost its layout, from alignment or from OCR, the reading is likelier wrong than the department.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import attrs

from gouji.model import Evidence, Finding, Ledger, Rule, Severity, Table
from gouji.model.ledger import RULED
from gouji.solving.web import Web

AT_LEAST = 3
"""Failed relations of a table before its reading is doubted."""
SHARE = 0.2
"""Share of its judged relations that fail."""


MISREAD = Rule(
    "DS-01",
    "读数可疑的表",
    Severity.WARNING,
    "reading",
    "一张表有数没有归入格、或归在哪一格只是推测时，由它算出的不成立是一件事：先核对读数",
    origin="gouji.solving",
)
_TOLD = 3
"""Of what a misread table seems to say, how much its finding quotes; all of it is in the steps."""
_SHOWN = 40
"""Places of a misread table's finding."""


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


def doubt_readings(findings: Iterable[Finding], doubted: Mapping[str, str]) -> list[Finding]:
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
                message=finding.message + _doubt(key, doubted[key]),
            )
        result.append(finding)
    return result


def told_by_table(findings: Sequence[Finding], tables: Mapping[str, Table]) -> list[Finding]:
    """Return the findings, those of a table that lost figures in reading or placed them by guess as one.

    Its one cause is the reading: a dozen cells of it named one by one would be a dozen accusations without ground.
    A lone finding stays what it is.

    Args:
        findings: Of one document, :func:`doubt_readings` behind them.
        tables: By key.
    """
    doubted = {key: table.doubt for key, table in tables.items() if table.doubt}
    groups: dict[str, list[Finding]] = {}
    kept: list[Finding] = []
    for finding in findings:
        key = next((e.table for e in finding.evidence if e.table in doubted), "")
        groups.setdefault(key, []).append(finding) if key else kept.append(finding)
    for key, group in groups.items():
        grave = [finding for finding in group if finding.severity is not Severity.INFO]
        kept += [_misread(tables[key], group, grave)] if len(grave) > 1 else group
    return kept


def _misread(table: Table, group: Sequence[Finding], grave: Sequence[Finding]) -> Finding:
    """Return the finding that stands for all of a misread table."""
    said = [f"{f.message.removesuffix(_doubt(table.key, table.doubt))}（{f.rule.id}）" for f in group]
    first = [
        f"{f.message.removesuffix(_doubt(table.key, table.doubt))}（{f.rule.id}）" for f in grave[:_TOLD]
    ]
    more = f"；另有 {len(group) - len(first)} 处" if len(group) > len(first) else ""
    places = [f.evidence[f.culprit or 0] for f in group if f.evidence]
    return Finding(
        f"{MISREAD.id}-{hashlib.sha256(table.key.encode()).hexdigest()[:8]}",
        MISREAD,
        max((f.severity for f in grave), key=lambda s: s.rank),
        MISREAD.category,
        MISREAD.title,
        f"{table.key}的读数可疑（{table.doubt}），牵涉它的 {len(group)} 处不一致不逐一列为问题，请先核对读数："
        f"{'；'.join(first)}{more}",
        (Evidence(table.place, table=table.key, role="statement", label=table.key), *places)[:_SHOWN],
        relation=grave[0].relation,
        relations=tuple(dict.fromkeys(r for f in group for r in f.relations)),
        steps=tuple(said),
        grade="suspicion",
    )


def _doubt(key: str, reason: str) -> str:
    return f"；{key}的读数可疑（{reason}），请先核对读数"
