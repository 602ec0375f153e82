"""The ledger as JSON, ``gouji-ledger/1``: for programs, and for measuring readings."""

from __future__ import annotations

import json
from typing import IO, Any

from gouji.model import Fact, Figure, Form, Ledger, Table

SCHEMA = "gouji-ledger/1"


def write_ledger_json(ledger: Ledger, stream: IO[bytes]) -> None:
    """Write the ledger as one JSON object, UTF-8."""
    stream.write(
        json.dumps(ledger_to_json(ledger), ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"
    )


def ledger_to_json(ledger: Ledger) -> dict[str, Any]:
    """Return the ledger as JSON-ready values; blank cells are present with ``printed: ""``."""
    facts = ledger.facts_of
    return {
        "schema": SCHEMA,
        "source": ledger.document.source,
        "sha256": ledger.document.sha256,
        "department": facts.department,
        "year": facts.year,
        "kind": facts.kind,
        "jurisdiction": facts.jurisdiction,
        "packs": list(ledger.packs),
        "tables": {key: _table(table) for key, table in ledger.tables.items()},
        "unrecognised": [
            {"title": u.title, "place": str(u.place), "rows": u.rows, "cols": u.cols, "reason": u.reason}
            for u in ledger.unrecognised
        ],
        "facts": [_fact(f) for f in ledger.facts],
        "forms": [_form(f) for f in ledger.forms],
        "notes": [{"code": n.code, "text": n.text, "place": str(n.place)} for n in ledger.notes],
    }


def _figure(figure: Figure) -> dict[str, Any]:
    place = figure.place
    quantity = figure.quantity
    entry: dict[str, Any] = {
        "printed": quantity.printed,
        "value": None if quantity.value is None else str(quantity.value),
        "page": place.page,
        "bbox": place.box.as_list() if place.box else None,
        "placed": figure.placed,
    }
    if place.line is not None:
        entry["line"] = place.line
    if place.cell:
        entry["cell"] = place.cell
    if place.sheet:
        entry["sheet"] = place.sheet
    return entry


def _table(table: Table) -> dict[str, Any]:
    return {
        "title": table.title,
        "unit": table.unit,
        "pages": list(table.pages),
        "reason": table.reason,
        "note": table.note,
        "empty": table.empty,
        "columns": [c.key for c in table.columns],
        "rows": [
            {
                "key": row.key,
                "code": row.code,
                "printed_code": row.printed_code,
                "label": row.label,
                "lane": row.lane,
                "level": row.level,
                "cells": {
                    c.key: _figure(figure)
                    for c in table.columns
                    if (figure := table.figure(row.key, c.key)) is not None
                },
            }
            for row in table.rows
        ],
    }


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "subject": fact.subject,
        "measure": fact.measure.value,
        "printed": fact.figure.quantity.printed if fact.figure else None,
        "unit": fact.figure.quantity.unit.symbol if fact.figure else None,
        "base": fact.base,
        "direction": fact.direction,
        "section": fact.section,
        "quote": fact.quote,
        "page": fact.place.page,
        "line": fact.place.line,
    }


def _form(form: Form) -> dict[str, Any]:
    return {
        "kind": form.kind,
        "name": form.name,
        "unit": form.unit,
        "rows": [
            {"key": r.key, "cells": {k: f.quantity.printed for k, f in r.figures.items()}} for r in form.rows
        ],
        "indicators": [
            {
                "path": list(i.path),
                "target": i.target_text,
                "actual": i.actual_text,
                "points": i.points.quantity.printed if i.points else None,
                "score": i.score.quantity.printed if i.score else None,
            }
            for i in form.indicators
        ],
        "total_score": form.total_score.quantity.printed if form.total_score else None,
        "complete": form.complete,
        "remarks": list(form.remarks),
    }
