"""Findings as rows: the one place that says which columns a findings list has."""

from __future__ import annotations

import csv
import io
from typing import IO

from gouji.api import ReportOptions
from gouji.display import shown
from gouji.model import DocumentReport, Finding, Report
from gouji_plugins.reporters.labels import SEVERITY_NAMES

COLUMNS = (
    "序号", "文件", "单位", "年度", "程度", "编号", "规则", "类别", "表或章节", "行", "列", "位置", "印刷数", "应为", "差额",
    "关系", "问题", "可能原因", "依据", "读数方式", "抑制原因",
)  # fmt: skip
_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")
MAX_CELL = 32_000
"""Characters of a cell; a spreadsheet takes no more."""


def finding_row(number: int, document: DocumentReport, finding: Finding) -> list[str]:
    """Return the cells of one finding, in the order of :data:`COLUMNS`."""
    main = finding.main
    facts = document.ledger.facts_of
    return [
        str(number),
        document.ledger.document.source,
        facts.department,
        str(facts.year or ""),
        SEVERITY_NAMES[finding.severity],
        finding.id,
        f"{finding.rule.id} {finding.title}",
        finding.category,
        (main.table or main.section) if main else "",
        main.row if main else "",
        main.column if main else "",
        str(main.place) if main else "",
        main.printed if main else "",
        finding.expected,
        finding.residual,
        finding.relation,
        finding.message,
        finding.story,
        finding.rule.basis,
        main.placed if main else "",
        finding.suppressed,
    ]


def finding_rows(report: Report) -> list[list[str]]:
    """Return all findings of a report as rows, numbered from 1."""
    pairs = [(d, f) for d in report.documents for f in d.findings]
    return [finding_row(i, d, f) for i, (d, f) in enumerate(pairs, 1)]


def no_formula(text: str) -> str:
    """Return ``text`` so that no spreadsheet takes it for a formula; plain numbers stay as they are."""
    text = shown(text, MAX_CELL)
    if not text.lstrip().startswith(_FORMULA_STARTS):
        return text
    try:
        float(text.replace(",", ""))
    except ValueError:
        return "'" + text
    return text


def render(report: Report, stream: IO[bytes], options: ReportOptions) -> None:
    """Write CSV in UTF-8 with a byte order mark, as spreadsheet programs expect it."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    for row in finding_rows(report):
        writer.writerow([no_formula(cell) for cell in row])
    for failed in report.failed:
        cells = dict.fromkeys(COLUMNS, "")
        cells.update({"文件": failed.source, "程度": "无法读取", "问题": failed.problem.message})
        writer.writerow([no_formula(cell) for cell in cells.values()])
    stream.write(buffer.getvalue().encode("utf-8-sig", "replace"))
