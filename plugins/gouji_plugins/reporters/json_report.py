"""The stable JSON report, ``gouji-report/1`` (docs/reference/report.schema.json)."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from fractions import Fraction
from typing import IO, Any

from gouji.api import ReportOptions
from gouji.model import DocumentReport, Evidence, Finding, Outcome, Report, Severity, Unit, Verdict, unit
from gouji.model.units import MONEY, RATIO

SCHEMA = "gouji-report/1"
MAX_TEXT = 100_000
_MARKS = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\ufffe\uffff\ud800-\udfff]")


def render(report: Report, stream: IO[bytes], options: ReportOptions) -> None:
    """Write the report as one JSON object, UTF-8, two-space indent."""
    text = json.dumps(bounded(report_to_json(report)), ensure_ascii=False, indent=2)
    stream.write(escaped(text).encode("utf-8") + b"\n")


def escaped(text: str) -> str:
    """Return JSON text in which what turns the direction of writing, or is no character, stands as an escape.

    It is read as the same text, and is visible to who looks at the file itself.
    """
    return _MARKS.sub(lambda m: f"\\u{ord(m[0]):04x}", text)


def bounded(value: Any) -> Any:
    """Return JSON values with texts of more than :data:`MAX_TEXT` characters cut and said to be."""
    if isinstance(value, str):
        return (
            value if len(value) <= MAX_TEXT else f"{value[:MAX_TEXT]}……（共 {len(value):,} 字，未全部列出）"
        )
    if isinstance(value, Mapping):
        return {key: bounded(v) for key, v in value.items()}
    if isinstance(value, list | tuple):
        return [bounded(v) for v in value]
    return value


def report_to_json(report: Report) -> dict[str, Any]:
    """Return the report as JSON-ready values."""
    documents = [document_to_json(d) for d in report.documents]
    documents += [
        {"source": f.source, "error": {"kind": f.problem.kind, "message": f.problem.message}}
        for f in report.failed
    ]
    findings = [f for d in report.documents for f in d.findings]
    return {
        "schema": SCHEMA,
        "tool": dict(report.tool),
        "documents": documents,
        "errors": [_problem(p) for p in report.problems],
        "summary": {
            "documents": len(report.documents),
            "failed": len(report.failed),
            "findings": {s.value: sum(f.severity is s for f in findings) for s in Severity},
            "counts": {v.value: sum(d.count(v) for d in report.documents) for v in Verdict},
        },
    }


def _problem(problem: Any) -> dict[str, str]:
    return {"kind": problem.kind, "source": problem.source, "message": problem.message}


def document_to_json(document: DocumentReport) -> dict[str, Any]:
    """Return the audit of one document as JSON-ready values."""
    ledger = document.ledger
    facts = ledger.facts_of
    certificate = document.certificate
    coverage = document.coverage()
    return {
        "source": ledger.document.source,
        "sha256": ledger.document.sha256,
        "format": ledger.document.format,
        "title": facts.title,
        "department": facts.department,
        "year": facts.year,
        "kind": facts.kind,
        "jurisdiction": facts.jurisdiction,
        "packs": list(ledger.packs),
        "tables": [
            {
                "key": table.key,
                "title": table.title,
                "unit": table.unit,
                "pages": list(table.pages),
                "rows": len(table.rows),
                "cells": sum(bool(f.quantity.printed) for f in table.cells.values()),
                "empty": table.empty,
                "recognised": table.reason,
            }
            for table in ledger.tables.values()
        ],
        "unrecognised": [
            {"title": u.title, "place": str(u.place), "rows": u.rows, "cols": u.cols, "reason": u.reason}
            for u in ledger.unrecognised
        ],
        "counts": {v.value: document.count(v) for v in Verdict},
        "coverage": {
            "sentences_with_amounts": ledger.sentences_with_amounts,
            "sentences_understood": ledger.sentences_understood,
            "not_understood": [{"text": t, "place": str(p)} for t, p in ledger.not_understood],
            "figures": certificate.figures + certificate.free if certificate else 0,
            "figures_in_no_relation": certificate.free if certificate else 0,
            "relations": coverage.relations,
            "relations_judged": coverage.judged,
            "cells": coverage.cells,
            "cells_in_no_relation": coverage.cells_free,
            "facts": coverage.facts,
            "facts_in_no_relation": coverage.facts_free,
            "amounts_in_reasons": coverage.asides,
            "in_no_relation": [
                {"figure": f.id, "printed": f.quantity.printed, "place": str(f.place)} for f in coverage.free
            ],
        },
        "certificate": None
        if certificate is None
        else {
            "status": certificate.status,
            "figures": certificate.figures,
            "relations": certificate.relations,
            "note": certificate.note,
        },
        "regimes": dict(document.regimes),
        "findings": [finding_to_json(f) for f in document.findings],
        "rounding": [_outcome(o) for o in document.outcomes if o.verdict is Verdict.ROUNDING],
        "undecided": [
            {"rule": o.relation.rule.id, "relation": o.relation.text, "reason": o.reason}
            for o in document.outcomes
            if o.verdict is Verdict.UNDECIDED
        ],
        "not_run": [{"rule": n.rule.id, "title": n.rule.title, "reason": n.reason} for n in document.not_run],
        "notes": [{"code": n.code, "text": n.text, "place": str(n.place)} for n in ledger.notes],
        "errors": [_problem(p) for p in document.problems],
        "seconds": {k: round(v, 4) for k, v in document.seconds.items()},
    }


def _outcome(outcome: Outcome) -> dict[str, Any]:
    return {
        "rule": outcome.relation.rule.id,
        "relation": outcome.relation.text,
        "binding": dict(outcome.relation.binding),
        "residual": None if outcome.residual is None else decimal(outcome.residual, outcome.unit),
    }


def finding_to_json(finding: Finding) -> dict[str, Any]:
    """Return one finding as JSON-ready values."""
    return {
        "id": finding.id,
        "rule": finding.rule.id,
        "title": finding.title,
        "severity": finding.severity.value,
        "category": finding.category,
        "class": finding.rule.rule_class.value,
        "message": finding.message,
        "basis": finding.rule.basis,
        "places": [_evidence(e) for e in finding.evidence],
        "relation": finding.relation,
        "relations": list(finding.relations),
        "residual": finding.residual,
        "expected": finding.expected,
        "expected_range": expected_range(finding),
        "culprit": finding.culprit,
        "story": finding.story,
        "grade": finding.grade,
        "alternatives": [
            {"figures": list(a.figures), "proposals": list(a.proposals), "note": a.note}
            for a in finding.alternatives
        ],
        "related": list(finding.related),
        "steps": list(finding.steps),
        "diagram": [
            {
                "rule": tie.rule,
                "kind": tie.kind,
                "terms": [{"place": place, "coefficient": coefficient} for place, coefficient in tie.terms],
                "verdict": tie.verdict,
                "relation": tie.text,
            }
            for tie in finding.diagram
        ],
        "suppressed": finding.suppressed,
        "settled": finding.settled.value,
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    place = evidence.place
    return {
        "table": evidence.table,
        "section": evidence.section,
        "row": evidence.row,
        "column": evidence.column,
        "page": place.page,
        "bbox": place.box.as_list() if place.box else None,
        "line": place.line,
        "sheet": place.sheet,
        "cell": place.cell,
        "part": place.part,
        "quote": evidence.quote,
        "printed": evidence.printed,
        "placed": evidence.placed,
        "role": evidence.role,
        "figure": evidence.figure,
        "label": evidence.label,
        "unit": evidence.unit,
    }


def expected_range(finding: Finding) -> list[str] | None:
    """Return the range of true values in the unit the figure is printed in, as its expected value is."""
    interval = finding.expected_range
    if interval is None:
        return None
    try:
        own = unit(finding.main.unit) if finding.main else None
    except ValueError:
        own = None
    scale = own.scale if own else Fraction(1_000_000)
    return [plain_decimal(Fraction(v) / scale) for v in (interval.low, interval.high)]


def decimal(value: int | Fraction, own: Unit | None) -> str:
    """Return an exact decimal string: money in 万元, ratios in per cent, others as they are.

    A fraction without a finite decimal form is cut to twelve significant decimals.
    """
    scaled = Fraction(value)
    if own is None or own.dimension == MONEY:
        scaled = scaled / 1_000_000
    elif own.dimension == RATIO:
        scaled = scaled * 100
    return plain_decimal(scaled)


def plain_decimal(value: Fraction) -> str:
    """Return a decimal string, cut to twelve decimals where the fraction has no finite form."""
    whole = value * 10**12
    number = f"{'-' if whole < 0 else ''}{abs(int(whole)) // 10**12}.{abs(int(whole)) % 10**12:012d}"
    return number.rstrip("0").rstrip(".") or "0"
