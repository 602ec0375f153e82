"""The ledger as JSON, ``gouji-ledger/1``: for programs, for measuring readings, and to be read again.

Facts and forms are there for those who want them; when the file is read again they are read anew from ``text``,
the lines and other tables that belong to no recognised table.
"""

from __future__ import annotations

import json
from typing import IO, Any

from gouji.model import Block, Fact, Figure, Form, Ledger, Line, Place, Table
from gouji_plugins.reporters.json_report import escaped

SCHEMA = "gouji-ledger/1"


def write_ledger_json(ledger: Ledger, stream: IO[bytes]) -> None:
    """Write the ledger as one JSON object, UTF-8."""
    text = json.dumps(ledger_to_json(ledger), ensure_ascii=False, indent=1)
    stream.write(escaped(text).encode("utf-8") + b"\n")


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
        "notes": [
            {"code": n.code, "text": n.text, "place": str(n.place), **_place(n.place)} for n in ledger.notes
        ],
        "layout": ledger.document.has_layout,
        "text": [
            _block(block) for i, block in enumerate(ledger.document.blocks) if i not in ledger.in_tables
        ],
    }


def _place(place: Place) -> dict[str, Any]:
    entry: dict[str, Any] = {"page": place.page, "bbox": place.box.as_list() if place.box else None}
    entry.update(
        {
            name: value
            for name in ("line", "cell", "sheet", "part")
            if (value := getattr(place, name)) is not None
        }
    )
    return entry


def _figure(figure: Figure) -> dict[str, Any]:
    quantity = figure.quantity
    return {
        "printed": quantity.printed,
        "value": None if quantity.value is None else str(quantity.value),
        **_place(figure.place),
        "placed": figure.placed,
    }


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Line):
        entry = {"line_of_text": block.text, **_place(block.place)}
        if block.ends_paragraph:
            entry["ends_paragraph"] = True
        if block.size:
            entry["size"] = round(block.size, 2)
        return entry
    return {
        "rows": block.rows,
        "cols": block.cols,
        "caption": block.caption,
        "placed": block.placed,
        **_place(block.place),
        "cells": [
            {
                "row": c.row,
                "col": c.col,
                "rowspan": c.rowspan,
                "colspan": c.colspan,
                "text": c.text,
                **_place(c.place),
            }
            for c in block.cells
        ],
    }


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
                "ordinal": row.ordinal,
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
