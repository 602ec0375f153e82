"""Markdown: findings as a document to paste into an issue, a wiki or a mail."""

from __future__ import annotations

import re
from collections import Counter
from typing import IO

from gouji.api import REPORT_MARK, ReportOptions
from gouji.display import shown
from gouji.model import DocumentReport, Report, Severity, Verdict
from gouji_plugins.reporters.labels import SETTLED_NAMES, SEVERITY_NAMES
from gouji_plugins.reporters.unchecked import unchecked

MAX_TEXT = 2_000
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&])")


def escape(text: str) -> str:
    """Return document text that Markdown shows as it is."""
    return _SPECIAL.sub(r"\\\1", shown(text, MAX_TEXT)).replace("://", ":&#8203;//")


def render(report: Report, stream: IO[bytes], options: ReportOptions) -> None:
    """Write the report, UTF-8."""
    lines = ["# 勾稽检查报告", "", f"<!-- {REPORT_MARK} -->", ""]
    for document in report.documents:
        lines += _document(document)
    for failed in report.failed:
        lines += [f"## {escape(failed.source)}", "", f"**无法读取**：{escape(failed.problem.message)}", ""]
    lines += [f"> 运行问题：{escape(p.message)}" for p in report.problems]
    stream.write(("\n".join(lines).rstrip() + "\n").encode("utf-8", "replace"))


def _document(document: DocumentReport) -> list[str]:
    ledger = document.ledger
    facts = ledger.facts_of
    lines = [
        f"## {escape(facts.department or ledger.document.source)}",
        "",
        f"文件：{escape(ledger.document.source)}",
        "",
    ]
    shown = [f for f in document.findings if not f.suppressed]
    counts = Counter(f.severity for f in shown)
    lines.append("，".join(f"{SEVERITY_NAMES[s]} {counts[s]}" for s in Severity) + "。")
    verdicts = "，".join(
        f"{name} {document.count(v)}"
        for v, name in (
            (Verdict.HOLDS, "成立"), (Verdict.ROUNDING, "仅尾数"), (Verdict.VIOLATED, "不成立"),
            (Verdict.UNDECIDED, "未能判定"), (Verdict.NOT_APPLICABLE, "不适用"),
        )
    )  # fmt: skip
    lines += [f"关系：{verdicts}；未运行的规则 {len(document.not_run)} 条。", ""]
    if shown:
        lines += ["| 程度 | 规则 | 位置 | 印刷 | 应为 | 问题 |", "| --- | --- | --- | --- | --- | --- |"]
    for finding in shown:
        main = finding.main
        where = f"{main.place} {main.label or main.section}".strip() if main else ""
        cells = (
            SEVERITY_NAMES[finding.severity], f"{finding.rule.id} {finding.title}", where,
            main.printed if main else "", finding.expected, finding.message,
        )  # fmt: skip
        lines.append("| " + " | ".join(escape(c) for c in cells) + " |")
    lines.append("")
    closed = [f for f in document.findings if f.suppressed]
    if closed:
        lines += [f"不计入的问题 {len(closed)} 个：", ""]
        lines += [
            f"- {SETTLED_NAMES.get(f.settled, '已抑制')} {escape(f'{f.id} {f.title}：{f.suppressed}')}"
            for f in closed
        ]
        lines.append("")
    items = unchecked(document)
    if items:
        lines += [f"<details><summary>没有检查的（{len(items)} 项）</summary>", ""]
        lines += [
            f"- {escape(f'{i.kind}　{i.what}：{i.reason}')}" + (f"（{i.count} 处）" if i.count > 1 else "")
            for i in items
        ]
        lines += ["", "</details>", ""]
    return lines
