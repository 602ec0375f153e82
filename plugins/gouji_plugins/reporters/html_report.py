"""The HTML report: one self-contained file, no network, safe against whatever a document contains.

All text of documents travels as JSON inside a data block and is put on the page as text only
(``textContent``), never as markup; a content security policy forbids everything else.
"""

from __future__ import annotations

import base64
import hashlib
import json
from importlib.resources import files
from typing import IO, Any

from gouji.api import ReportOptions
from gouji.display import harmless
from gouji.model import DocumentReport, Finding, Ledger, Measure, Report, Table, Verdict
from gouji_plugins.reporters.page_images import render_pages

MAX_IMAGES = 40
"""Page images in one file."""
DETAILED_DOCUMENTS = 20
"""Up to so many documents carry their tables and page images; larger batches carry findings only."""
MAX_TEXT = 2000
"""Longest piece of document text shown; the rest is cut and said to be."""
_STATE = {Verdict.VIOLATED: 3, Verdict.UNDECIDED: 2, Verdict.ROUNDING: 1, Verdict.HOLDS: 0}


def render(report: Report, stream: IO[bytes], options: ReportOptions) -> None:
    """Write the page, UTF-8."""
    room = files("gouji_plugins.reporters") / "html"
    script = (room / "report.js").read_text(encoding="utf-8")
    style = (room / "report.css").read_text(encoding="utf-8")
    page = (room / "page.html").read_text(encoding="utf-8")
    data = json.dumps(page_data(report), ensure_ascii=False, separators=(",", ":"))
    # No character of the data can end the block it stands in.
    data = data.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
    data = data.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    for mark, text in (
        ("{{digest}}", digest),
        ("{{style}}", style),
        ("{{script}}", script),
        ("{{data}}", data),
    ):
        page = page.replace(mark, text, 1)
    stream.write(page.encode("utf-8", "replace"))


def page_data(report: Report) -> dict[str, Any]:
    """Return what the page shows, as JSON-ready values."""
    detailed = len(report.documents) <= DETAILED_DOCUMENTS
    images = MAX_IMAGES if detailed else 0
    documents = []
    for document in report.documents:
        entry = _document(document, detailed)
        if images:
            pages = [e.place.page for f in document.findings for e in f.evidence if e.place.page]
            shown = list(dict.fromkeys(pages))[:images]
            images -= len(shown)
            entry["images"] = [
                {
                    "page": image.number,
                    "width": image.width,
                    "height": image.height,
                    "data": "data:image/png;base64," + base64.b64encode(image.png).decode(),
                }
                for image in render_pages(document.ledger.document, shown)
            ]
        documents.append(entry)
    return {
        "tool": {k: v for k, v in report.tool.items() if isinstance(v, str | list)},
        "documents": documents,
        "failed": [{"source": clean(f.source), "message": clean(f.problem.message)} for f in report.failed],
        "problems": [clean(p.message) for p in report.problems],
    }


def clean(text: str) -> str:
    """Return document text fit to be shown: direction and control marks visible, length bounded."""
    shown = harmless(text)
    return shown if len(shown) <= MAX_TEXT else f"{shown[:MAX_TEXT]}……（共 {len(shown):,} 字，未全部显示）"


def _document(document: DocumentReport, detailed: bool) -> dict[str, Any]:
    ledger = document.ledger
    facts = ledger.facts_of
    certificate = document.certificate
    undecided: dict[str, int] = {}
    for outcome in document.outcomes:
        if outcome.verdict is Verdict.UNDECIDED:
            rule = outcome.relation.rule
            text = clean(f"{rule.id} {rule.title}：{outcome.reason}")
            undecided[text] = undecided.get(text, 0) + 1
    entry: dict[str, Any] = {
        "source": clean(ledger.document.source),
        "sha256": ledger.document.sha256,
        "about": [
            clean(str(v)) for v in (facts.department, facts.year or "", facts.kind, facts.jurisdiction) if v
        ],
        "packs": list(ledger.packs),
        "counts": {v.value: document.count(v) for v in Verdict},
        "sentences": [ledger.sentences_with_amounts, ledger.sentences_understood],
        "certificate": None
        if certificate is None
        else {
            "status": certificate.status,
            "note": clean(certificate.note),
            "figures": certificate.figures,
            "free": certificate.free,
        },
        "findings": [_finding(f, detailed) for f in document.findings],
        "unchecked": [
            *([t + (f"（{n} 处）" if n > 1 else ""), "未能判定"] for t, n in undecided.items()),
            *([clean(f"{n.rule.id} {n.rule.title}：{n.reason}"), "未运行"] for n in document.not_run),
            *([clean(f"{u.title}（{u.place}）：{u.reason}"), "未识别的表"] for u in ledger.unrecognised),
            *([clean(f"{place}：{text}"), "未读懂的句子"] for text, place in ledger.not_understood),
            *([clean(p.message), "出错的检查"] for p in document.problems),
        ],
        "notes": [clean(n.text) for n in ledger.notes],
    }
    if detailed:
        states = _states(document)
        entry["tables"] = [_table(table, states) for table in ledger.tables.values()]
        entry["plots"] = _plots(ledger)
    return entry


def _finding(finding: Finding, detailed: bool) -> dict[str, Any]:
    culprit = finding.evidence[finding.culprit] if finding.culprit is not None and finding.evidence else None
    main = culprit or (finding.evidence[0] if finding.evidence else None)
    entry: dict[str, Any] = {
        "id": finding.id,
        "rule": finding.rule.id,
        "severity": finding.severity.value,
        "category": finding.category,
        "title": clean(finding.title),
        "message": clean(finding.message),
        "where": clean(f"{main.place} {main.label or main.section}".strip()) if main else "",
        "printed": clean(main.printed) if main else "",
        "expected": clean(finding.expected),
        "grade": finding.grade,
    }
    extras: dict[str, Any] = {
        "story": clean(finding.story),
        "basis": clean(finding.rule.basis),
        "suppressed": clean(finding.suppressed),
        "quote": clean(main.quote) if main else "",
        "relations": [clean(r) for r in (finding.relations or (finding.relation,)) if r],
        "alternatives": [
            clean(
                "、".join(f"{f} → {p}" if p else f for f, p in zip(a.figures, a.proposals, strict=False))
                + (f"（{a.note}）" if a.note else "")
            )
            for a in finding.alternatives
        ],
    }
    if detailed:
        extras["steps"] = [clean(s) for s in finding.steps]
        extras["places"] = [
            {
                "label": clean(e.label or e.section or str(e.place)),
                "printed": clean(e.printed),
                "page": e.place.page,
                "box": e.place.box.as_list() if e.place.box else None,
                "role": "culprit" if e is culprit else e.role,
                "figure": e.figure,
                "placed": e.placed,
                "place": clean(str(e.place)),
            }
            for e in finding.evidence
        ]
    entry.update({key: value for key, value in extras.items() if value})
    return entry


def _states(document: DocumentReport) -> dict[str, list[int]]:
    """Return figure id → [relations it stands in, worst state]."""
    states: dict[str, list[int]] = {}
    for outcome in document.outcomes:
        weight = _STATE.get(outcome.verdict)
        if weight is None:
            continue
        for figure in outcome.relation.figures():
            state = states.setdefault(figure.id, [0, 0])
            state[0] += 1
            state[1] = max(state[1], weight)
    return states


def _table(table: Table, states: dict[str, list[int]]) -> dict[str, Any]:
    columns = [c for c in table.columns if any((r.key, c.key) in table.cells for r in table.rows)]
    return {
        "key": table.key,
        "title": clean(table.title),
        "unit": table.unit,
        "reason": clean(table.reason),
        "columns": [clean(c.key) for c in columns],
        "rows": [
            {
                "label": clean(f"{row.code} {row.label}".strip()),
                "level": row.level,
                "cells": [
                    None
                    if (figure := table.figure(row.key, column.key)) is None
                    else [
                        clean(figure.quantity.printed),
                        figure.id,
                        *states.get(figure.id, [0, 0]),
                        figure.placed,
                    ]
                    for column in columns
                ],
            }
            for row in table.rows
        ],
    }


def _plots(ledger: Ledger) -> list[dict[str, Any]]:
    """Return bars worth a look: spending by class, budget against final of the prose."""
    plots = []
    spending = ledger.tables.get("公开03表") or ledger.tables.get("公开05表")
    if spending is not None and spending.columns:
        column = spending.columns[0].key
        bars = []
        for row in spending.rows:
            figure = spending.figure(row.key, column)
            if row.level == 1 and figure is not None and figure.quantity.value:
                bars.append([clean(row.name or row.label), float(figure.quantity.value)])
        if bars:
            plots.append({"title": f"支出按类（{spending.unit}）", "series": [column], "bars": bars})
    pairs: dict[str, dict[str, float]] = {}
    for fact in ledger.facts:
        if (
            fact.measure in (Measure.BUDGET, Measure.ADJUSTED, Measure.FINAL)
            and fact.figure
            and fact.figure.quantity.value is not None
        ):
            name = "决算" if fact.measure is Measure.FINAL else "预算"
            pairs.setdefault(fact.subject, {}).setdefault(name, float(fact.figure.quantity.value))
    both = [[clean(s), v["预算"], v["决算"]] for s, v in pairs.items() if len(v) == 2 and any(v.values())]
    if both:
        plots.append(
            {"title": "预算与决算（情况说明所述，万元）", "series": ["预算", "决算"], "bars": both[:30]}
        )
    return plots
