"""A report in which every text of the document is hostile, for all reporters alike."""

from __future__ import annotations

from typing import Any

import attrs

from gouji.model import Figure, Report, Table
from gouji.model.report import Evidence, Finding

TEXTS = {
    "markup": "</script><script>window.hacked=1</script><img src=x onerror=hack()><!-- ]]> &lt;b&gt; '\"`${1}",
    "formula": "=cmd|' /C calc'!A0",
    "plus": "+1+cmd|' /C calc'!A0",
    "full-width": '＝HYPERLINK("http://evil.example")',
    "tab": "\t=1+1",
    "at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "direction": "余额\u202e00.1\u2066\u200f\u061c",
    "control": "\x00\x07\x08\x0b\x1b[31m\x1b]0;owned\x07\x7f\x9b2J\r\n::error::x%0A\u2028",
    "no-text": "\ud800\udfff\ufffe\uffff\U000e0041",
    "markdown": "[点我](javascript:hack()) ![x](http://evil.example/x.png) | 甲 | ```\n# 标题\n- [ ] {{单位}} {0}",
    "emoji": "😀𠮷\u0301\u0301\u0301",
}
KEPT = {
    "id",
    "category",
    "grade",
    "placed",
    "role",
    "format",
    "sha256",
    "figure",
    "kind",
    "pack",
    "origin",
    "status",
}
"""Fields that hold words of ours, not of a document."""


def poisoned(value: Any, text: str) -> Any:
    """Return a report's part with ``text`` in every field that comes from a document."""
    if isinstance(value, str):
        return text
    if isinstance(value, tuple):
        return tuple(poisoned(v, text) for v in value)
    if isinstance(value, dict):
        return {k: poisoned(v, text) for k, v in value.items()}
    if isinstance(value, Table):
        return _table(value, text)
    if not attrs.has(type(value)) or isinstance(value, Figure):
        return value
    changed = {
        field.name: poisoned(getattr(value, field.name), text)
        for field in attrs.fields(type(value))
        if field.name.lstrip("_") not in KEPT and field.init and _worth(value, field.name)
    }
    return attrs.evolve(value, **changed)


def _worth(value: Any, name: str) -> bool:
    held = getattr(value, name)
    if name in ("forms", "facts", "sections", "packs", "seconds", "regimes", "tally", "box", "form", "unit"):
        return isinstance(value, Evidence) and name == "unit"
    return isinstance(held, str | tuple | dict) or attrs.has(type(held))


def _table(table: Table, text: str) -> Table:
    rows = tuple(
        attrs.evolve(r, key=f"{text}{n}", label=text, name=text, code=text)
        for n, r in enumerate(table.rows[:6])
    )
    columns = tuple(attrs.evolve(c, key=f"{text}{n}", label=text) for n, c in enumerate(table.columns[:3]))
    cells = {}
    for row, old in zip(rows, table.rows, strict=False):
        for column, was in zip(columns, table.columns, strict=False):
            figure = table.figure(old.key, was.key)
            if figure is not None:
                quantity = attrs.evolve(figure.quantity, printed=text, value=None)
                cells[row.key, column.key] = attrs.evolve(figure, quantity=quantity, label=text, row=row.key)
    return attrs.evolve(
        table, key=text, title=text, unit=text, rows=rows, columns=columns, cells=cells, reason=text
    )


def hostile(report: Report, text: str) -> Report:
    """Return a report with ``text`` wherever a document has a say; findings keep their ids and rules' ids."""
    documents = []
    for document in report.documents:
        findings = tuple(_finding(f, text) for f in document.findings[:3])
        documents.append(attrs.evolve(poisoned(document, text), findings=findings))
    failed = tuple(poisoned(f, text) for f in report.failed)
    return attrs.evolve(report, documents=tuple(documents), failed=failed)


def _finding(finding: Finding, text: str) -> Finding:
    made = poisoned(finding, text)
    rule = attrs.evolve(finding.rule, title=text, basis=text)
    return attrs.evolve(made, rule=rule, settled=finding.settled, suppressed="")


def huge(report: Report, size: int) -> Report:
    """Return a report in which one cell of the document holds ``size`` digits, quoted by one finding."""
    text = "9" * size
    [document] = report.documents
    first, *rest = document.findings
    evidence = tuple(
        attrs.evolve(e, printed=text, quote=f"收入{text}万元", label=text) for e in first.evidence
    )
    made = attrs.evolve(
        first,
        message=f"印 {text}",
        evidence=evidence,
        relation=text,
        relations=(text,),
        steps=(text,),
        expected=text,
    )
    ledger = document.ledger
    key, table = next(iter(ledger.tables.items()))
    spot, figure = next(iter(table.cells.items()))
    quantity = attrs.evolve(figure.quantity, printed=text, value=None)
    table = attrs.evolve(table, cells={**table.cells, spot: attrs.evolve(figure, quantity=quantity)})
    place = first.evidence[0].place
    ledger = attrs.evolve(ledger, tables={**ledger.tables, key: table}, not_understood=((text, place),))
    return attrs.evolve(report, documents=(attrs.evolve(document, ledger=ledger, findings=(made, *rest)),))
