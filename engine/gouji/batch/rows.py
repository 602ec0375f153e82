"""One audited document as rows of the store, made where it was audited: plain JSON data, nothing of the ledger stays."""

from __future__ import annotations

import hashlib
import io
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from gouji.api import Reporter, ReportOptions
from gouji.batch.units import description
from gouji.model import DocumentReport, Kind, Ledger, Report, Verdict
from gouji.model.quantity import Quantity
from gouji.model.units import MONEY
from gouji.packs import Specs

TOLD = (Verdict.ROUNDING, Verdict.VIOLATED, Verdict.UNDECIDED)
"""Verdicts of which every relation is kept; the others are counted by rule."""


def document_rows(document: DocumentReport, specs: Specs, reporter: Reporter) -> dict[str, Any]:
    """Return the rows of a document, by table of the store, without its number.

    Args:
        document: The audit.
        specs: What the document was read with.
        reporter: Writes ``gouji-report/1``.
    """
    ledger = document.ledger
    report = document_json(document, reporter)
    seconds = report.pop("seconds", {})
    return {
        "report": report,
        "digest": cells_digest(ledger),
        "about": description(ledger),
        "tables": list(_tables(ledger)),
        "missing_tables": sorted(_missing(ledger, specs)),
        "table_rows": list(_rows(ledger)),
        "table_columns": list(_columns(ledger)),
        "table_cells": list(_cells(ledger)),
        "verdicts": [
            [rule, verdict, n]
            for (rule, verdict), n in sorted(
                Counter((o.relation.rule.id, o.verdict.value) for o in document.outcomes).items()
            )
        ],
        "relations": list(_relations(document)),
        "findings": list(_findings(document)),
        "not_run": [[n.rule.id, n.rule.title, n.reason] for n in document.not_run],
        "errors": [[p.kind, p.source, p.message] for p in document.problems],
        "rules": sorted(_rules(document)),
        "timings": sorted(seconds.items()),
    }


def document_json(document: DocumentReport, reporter: Reporter) -> dict[str, Any]:
    """Return what ``--format json`` gives for a document."""
    buffer = io.BytesIO()
    reporter.render(Report((document,)), buffer, ReportOptions())
    (one,) = json.loads(buffer.getvalue())["documents"]
    assert isinstance(one, dict)
    return one


def cells_digest(ledger: Ledger) -> str:
    """Return a digest of every printed cell: the same for one disclosure in two formats, "" without cells."""
    lines = sorted(
        f"{figure.id}\t{_plain(figure.quantity)}"
        for t in ledger.tables.values()
        for figure in t.cells.values()
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest() if lines else ""


def _plain(quantity: Quantity) -> str:
    return quantity.printed if quantity.value is None else str(quantity.ticks)


def _tables(ledger: Ledger) -> Iterator[list[object]]:
    for number, table in enumerate(ledger.tables.values()):
        printed = sum(bool(f.quantity.printed) for f in table.cells.values())
        pages = " ".join(map(str, table.pages))
        yield [
            number, table.key, table.title, table.unit, pages, len(table.rows), printed, int(table.empty), table.placed, table.reason,
        ]  # fmt: skip


def _missing(ledger: Ledger, specs: Specs) -> set[str]:
    """Return the tables of the form (公开01表 …) that were not read; empty for other kinds of document."""
    if ledger.facts_of.kind not in ("部门决算", "单位决算"):
        return set()
    asked = {key for key in specs.tables if key.startswith("公开") and key.endswith("表")}
    return asked - set(ledger.tables)


def _rows(ledger: Ledger) -> Iterator[list[object]]:
    for number, table in enumerate(ledger.tables.values()):
        for n, row in enumerate(table.rows):
            yield [number, n, row.key, row.label or row.name, row.level, str(row.place)]


def _columns(ledger: Ledger) -> Iterator[list[object]]:
    for number, table in enumerate(ledger.tables.values()):
        for n, column in enumerate(table.columns):
            yield [number, n, column.key, column.label]


def _cells(ledger: Ledger) -> Iterator[list[object]]:
    for number, table in enumerate(ledger.tables.values()):
        rows = {row.key: n for n, row in enumerate(table.rows)}
        columns = {column.key: n for n, column in enumerate(table.columns)}
        for (row, column), figure in table.cells.items():
            quantity = figure.quantity
            ticks = None
            if quantity.kind is Kind.NUMBER and quantity.unit.dimension == MONEY:
                ticks = quantity.ticks if isinstance(quantity.ticks, int) else None
            if ticks is not None and abs(ticks) >= 1 << 63:
                ticks = None
            yield [number, rows[row], columns[column], quantity.printed, ticks]


def _relations(document: DocumentReport) -> Iterator[list[object]]:
    for outcome in document.outcomes:
        if outcome.verdict in TOLD:
            relation = outcome.relation
            yield [
                relation.rule.id,
                outcome.verdict.value,
                relation.text,
                "，".join(f"{k}={v}" for k, v in relation.binding),
                None if outcome.residual is None else str(outcome.residual),
                None if outcome.slack is None else str(outcome.slack),
                outcome.reason,
            ]


def _findings(document: DocumentReport) -> Iterator[list[object]]:
    for finding in document.findings:
        main = None
        if finding.evidence:
            main = finding.evidence[finding.culprit or 0]
        yield [
            finding.id,
            finding.rule.id,
            finding.severity.value,
            finding.category,
            finding.grade,
            finding.title,
            finding.message,
            main.table if main else "",
            main.row if main else "",
            main.column if main else "",
            main.section if main else "",
            str(main.place) if main else "",
            main.printed if main else "",
            finding.expected,
            finding.residual,
            finding.relation,
            finding.rule.rule_class.value,
            finding.settled.value,
            finding.suppressed,
        ]


def _rules(document: DocumentReport) -> set[tuple[str, str, str, str, str]]:
    rules = {o.relation.rule.id: o.relation.rule for o in document.outcomes}
    rules |= {f.rule.id: f.rule for f in document.findings} | {n.rule.id: n.rule for n in document.not_run}
    return {(r.id, r.title, r.severity.value, r.category, r.basis) for r in rules.values()}
