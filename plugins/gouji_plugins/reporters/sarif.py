"""SARIF 2.1.0, for code scanning dashboards.

Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote

from gouji.api import ReportOptions
from gouji.display import shown
from gouji.model import DocumentReport, Evidence, Finding, Report, Settled, Severity

_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}

MAX_TEXT = 4_000


def render(report: Report, stream: IO[bytes], options: ReportOptions) -> None:
    """Write one SARIF run, UTF-8."""
    text = json.dumps(to_sarif(report), ensure_ascii=False, indent=2)
    stream.write(text.encode("utf-8", "replace") + b"\n")


def to_sarif(report: Report) -> dict[str, Any]:
    """Return the report as a SARIF log."""
    rules: dict[str, dict[str, Any]] = {}
    results = []
    for document in report.documents:
        for finding in document.findings:
            rule = finding.rule
            rules.setdefault(
                rule.id,
                {
                    "id": rule.id,
                    "shortDescription": {"text": shown(rule.title, MAX_TEXT)},
                    "fullDescription": {"text": shown(rule.basis or rule.title, MAX_TEXT)},
                    "defaultConfiguration": {"level": _LEVEL[rule.severity]},
                    "properties": {"category": rule.category, "class": rule.rule_class.value},
                },
            )
            results.append(_result(finding, document))
    return {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "gouji",
                        "version": str(report.tool.get("version", "")),
                        "rules": list(rules.values()),
                    }
                },
                "columnKind": "unicodeCodePoints",
                "invocations": [
                    {
                        "executionSuccessful": not report.failed and not report.problems,
                        "toolExecutionNotifications": [
                            {"level": "error", "message": message(f.problem.message)} for f in report.failed
                        ]
                        + [{"level": "error", "message": message(p.message)} for p in report.problems],
                    }
                ],
                "results": results,
            }
        ],
    }


def _result(finding: Finding, document: DocumentReport) -> dict[str, Any]:
    main = finding.main
    entry: dict[str, Any] = {
        "ruleId": finding.rule.id,
        "level": _LEVEL[finding.severity],
        "message": message(finding.message),
        "partialFingerprints": {"goujiFinding/v1": finding.id},
        "locations": [_location(main, document)] if main else [_location(Evidence(), document)],
    }
    others: list[dict[str, Any]] = []
    for evidence in finding.evidence:
        place = _location(evidence, document)
        if evidence is not main and place not in others:  # the standard wants each once
            others.append(place)
    if others:
        entry["relatedLocations"] = others
    if finding.suppressed:
        entry["suppressions"] = [{"kind": "external", "justification": shown(finding.suppressed, MAX_TEXT)}]
    if finding.settled is Settled.ACCEPTED:
        entry["baselineState"] = "unchanged"
    return entry


def message(text: str) -> dict[str, str]:
    """Return a message of plain words: brackets make no links, braces no placeholders (SARIF 3.11.5, 3.11.6)."""
    plain = shown(text, MAX_TEXT).replace("\\", "\\\\").replace("{", "{{").replace("}", "}}")
    return {"text": plain.replace("[", "\\[").replace("]", "\\]")}


def _location(evidence: Evidence, document: DocumentReport) -> dict[str, Any]:
    uri = quote(Path(document.ledger.document.source).as_posix(), safe="/:!", errors="replace")
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri}}
    place = evidence.place
    if place.line is not None:
        physical["region"] = {"startLine": place.line}
        if evidence.quote or evidence.printed:
            physical["region"]["snippet"] = {"text": shown(evidence.quote or evidence.printed, MAX_TEXT)}
    entry: dict[str, Any] = {"physicalLocation": physical}
    name = shown(evidence.label or evidence.section, MAX_TEXT)
    if name:
        entry["logicalLocations"] = [
            {"name": name, "fullyQualifiedName": shown(evidence.figure, MAX_TEXT) or name}
        ]
    if place.page is not None:
        page = {"page": place.page, "bbox": place.box.as_list() if place.box else None}
        entry["properties"] = {key: value for key, value in page.items() if value is not None}
    return entry
