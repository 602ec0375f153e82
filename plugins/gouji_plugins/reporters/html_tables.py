"""The ledger tables of the HTML page with the state of each cell, and the plots worth a look."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from gouji.model import DocumentReport, Fact, Figure, Ledger, Measure, Table, Verdict
from gouji.model.units import MONEY, WAN
from gouji_plugins.reporters.html_entries import clean

States = dict[str, list[int]]
_STATE = {Verdict.VIOLATED: 3, Verdict.UNDECIDED: 2, Verdict.ROUNDING: 1, Verdict.HOLDS: 0}
MAX_BARS = 30


def states(document: DocumentReport) -> States:
    """Return figure id → [relations it stands in, worst state]."""
    found: States = {}
    for outcome in document.outcomes:
        weight = _STATE.get(outcome.verdict)
        if weight is None:
            continue
        for figure in outcome.relation.figures():
            state = found.setdefault(figure.id, [0, 0])
            state[0] += 1
            state[1] = max(state[1], weight)
    return found


def table_entry(table: Table, of_figures: States) -> dict[str, Any]:
    """Return a table with each cell's printed text, figure, number of relations, worst state and placing."""
    columns = [c for c in table.columns if any((r.key, c.key) in table.cells for r in table.rows)]
    return {
        "key": clean(table.key),
        "title": clean(table.title),
        "unit": clean(table.unit),
        "reason": clean(table.reason),
        "columns": [clean(c.key) for c in columns],
        "rows": [
            {
                "label": clean(f"{row.code} {row.label}".strip()),
                "level": row.level,
                "cells": [_cell(table.figure(row.key, column.key), of_figures) for column in columns],
            }
            for row in table.rows
        ],
    }


def _cell(figure: Figure | None, of_figures: States) -> list[Any] | None:
    if figure is None:
        return None
    relations, worst = of_figures.get(figure.id, (0, 0))
    return [clean(figure.quantity.printed), figure.id, relations, worst, figure.placed == "inferred"]


def plots(document: DocumentReport) -> list[dict[str, Any]]:
    """Return bars worth a look: shares of spending, budget against final, this year against the last.

    A bar is [name, values …, whether a finding is about it].
    """
    ledger = document.ledger
    wrong = {e.figure for f in document.findings if not f.suppressed for e in f.evidence[:1] if e.figure}
    found = [_shares(ledger, wrong), _budget(ledger, wrong), _years(ledger, wrong)]
    return [plot for plot in found if plot is not None]


def _shares(ledger: Ledger, wrong: set[str]) -> dict[str, Any] | None:
    spending = ledger.tables.get("公开03表") or ledger.tables.get("公开05表")
    if spending is None or not spending.columns:
        return None
    column = spending.columns[0].key
    rows = [(r, spending.figure(r.key, column)) for r in spending.rows if r.level == 1]
    shares = [
        (value, clean(r.name or r.label, 40), f.id in wrong)
        for r, f in rows
        if f is not None and (value := _money(f)) is not None and value > 0
    ]
    if not shares:
        return None
    bars = [[name, value, about] for value, name, about in sorted(shares, key=lambda s: -s[0])]
    return {
        "title": f"支出构成（{spending.key}“{clean(column, 40)}”，万元）",
        "series": ["金额"],
        "share": True,
        "bars": bars[:MAX_BARS],
    }


def _budget(ledger: Ledger, wrong: set[str]) -> dict[str, Any] | None:
    wanted = {Measure.BUDGET: "年初预算", Measure.ADJUSTED: "全年预算", Measure.FINAL: "决算"}
    pairs: dict[tuple[str, str], dict[str, Fact]] = {}
    for fact in ledger.facts:
        if fact.measure in wanted and fact.figure is not None:
            pairs.setdefault((fact.section, fact.subject), {})[wanted[fact.measure]] = fact
    bars = []
    for (_, subject), facts in pairs.items():
        budget = facts.get("全年预算") or facts.get("年初预算")
        final = facts.get("决算")
        if budget is None or final is None or budget.figure is None or final.figure is None:
            continue
        values = (_money(budget.figure), _money(final.figure))
        if None not in values and any(values):
            bars.append([clean(subject, 40), *values, bool({budget.figure.id, final.figure.id} & wrong)])
    if not bars:
        return None
    return {"title": "预算与决算（情况说明所述，万元）", "series": ["预算", "决算"], "bars": bars[:MAX_BARS]}


def _years(ledger: Ledger, wrong: set[str]) -> dict[str, Any] | None:
    finals: dict[tuple[str, str], Fact] = {}
    changes: dict[tuple[str, str], Fact] = {}
    for fact in ledger.facts:
        key = (fact.section, fact.subject)
        if fact.measure is Measure.FINAL and fact.figure is not None:
            finals.setdefault(key, fact)
        elif (
            fact.measure is Measure.CHANGE
            and fact.base == "上年"
            and fact.figure is not None
            and fact.direction
        ):
            changes.setdefault(key, fact)
    bars = []
    for key, change in changes.items():
        final = finals.get(key)
        if final is None or final.figure is None or change.figure is None:
            continue
        now, gap = _money(final.figure), _money(change.figure)
        if now is not None and gap is not None:
            # Behind 减少 a sign says nothing more; behind 增减 it tells the way.
            size = gap if "signed" in change.flags else abs(gap)
            before = now - (change.direction or 0) * size
            about = {final.figure.id, change.figure.id} & wrong
            bars.append([clean(key[1], 40), round(before, 2), now, bool(about)])
    if not bars:
        return None
    return {
        "title": "与上年相比（上年数按情况说明的增减额推算，万元）",
        "series": ["上年", "本年"],
        "bars": bars[:MAX_BARS],
    }


def _money(figure: Figure) -> float | None:
    """Return a figure in 万元, ``None`` if it is no money or was not read."""
    quantity = figure.quantity
    if quantity.value is None or quantity.unit.dimension != MONEY or not quantity.printed:
        return None
    return float(Fraction(quantity.value) * quantity.unit.scale / WAN.scale)
