"""The XLSX workpaper (审计底稿): cover, findings to act on, relations checked, what was not checked, tables."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice
from typing import IO, Any

import xlsxwriter

from gouji.api import REPORT_MARK, ReportOptions
from gouji.display import width
from gouji.model import Report, Severity, Verdict
from gouji_plugins.reporters.labels import SETTLED_NAMES, SEVERITY_NAMES
from gouji_plugins.reporters.ledger_xlsx import UNDATED, SheetNames, safe
from gouji_plugins.reporters.unchecked import unchecked
from gouji_plugins.reporters.workpaper_tables import COLOURS, LEGEND, write_tables

_HEADS = (
    "序号", "单位", "程度", "表", "行", "列", "位置", "印刷数", "应为", "差额", "金额单位", "规则", "依据", "说明", "把握",
    "处理意见",
)  # fmt: skip
_WIDTHS = (6, 22, 7, 16, 28, 18, 16, 13, 13, 13, 9, 26, 26, 56, 12, 24)
_PRINTED, _EXPECTED, _GAP = _HEADS.index("印刷数"), _HEADS.index("应为"), _HEADS.index("差额")
_VERDICTS = {
    Verdict.HOLDS: "成立", Verdict.ROUNDING: "仅尾数", Verdict.VIOLATED: "不成立", Verdict.UNDECIDED: "未能判定",
    Verdict.NOT_APPLICABLE: "不适用",
}  # fmt: skip
_GRADES = {"certain": "确定", "likely": "很可能", "one-of": "几处之一", "tail": "尾差", "suspicion": "存疑"}
_ADVICE = ["责成更正", "由单位书面说明", "列入审核意见", "不予处理"]
_NUMBER = re.compile(r"-?\d{1,15}(?:\.\d{1,4})?")
MAX_RELATIONS = 50_000
DETAILED = 10
"""Documents whose tables get sheets of their own."""


def render(report: Report, stream: IO[bytes], options: ReportOptions) -> None:
    """Write the workbook."""
    settings = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(stream, settings)
    book.set_properties({"created": UNDATED, "title": "勾稽检查底稿"})
    book.set_custom_property("gouji", REPORT_MARK)
    writer = _Writer(book)
    writer.cover(report)
    writer.findings(report)
    writer.relations(report)
    writer.unchecked(report)
    names = SheetNames(sheet.get_name() for sheet in book.worksheets())
    for number, document in enumerate(islice(report.documents, DETAILED), 1):
        write_tables(book, document, names, f"{number}_" if len(report.documents) > 1 else "")
    book.close()


def number_of(text: str) -> float | None:
    """Return a plain printed number, ``None`` for anything else (a rate with its sign, words, a long figure)."""
    plain = text.replace(",", "").strip()
    return float(plain) if _NUMBER.fullmatch(plain) else None


class _Writer:
    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        border = {"border": 1, "valign": "top"}
        self.head = book.add_format({**border, "bold": True, "bg_color": "#E8EDF5", "text_wrap": True})
        self.text = book.add_format({**border, "text_wrap": True})
        self.label = book.add_format({**border, "bg_color": "#F5F7FA"})
        self.title = book.add_format({"bold": True, "font_size": 16})
        self.number = {
            n: book.add_format({**border, "num_format": "#,##0" + (f".{'0' * n}" if n else "")})
            for n in range(5)
        }
        self.severity = {
            Severity.ERROR: book.add_format({**border, "bg_color": COLOURS[4]}),
            Severity.WARNING: book.add_format({**border, "bg_color": COLOURS[3]}),
            Severity.INFO: book.add_format({**border, "bg_color": COLOURS[2]}),
        }

    def heads(self, sheet: Any, names: tuple[str, ...], widths: tuple[int, ...]) -> None:
        """Write a heading row with column widths, frozen and repeated on each printed page."""
        for c, (name, columns) in enumerate(zip(names, widths, strict=True)):
            sheet.write_string(0, c, name, self.head)
            sheet.set_column(c, c, columns)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_footer("&L&A&R第 &P 页，共 &N 页")

    def cover(self, report: Report) -> None:
        """Write whose accounts, what was counted, and room for those who sign."""
        sheet = self.book.add_worksheet("概况")
        sheet.set_column(0, 0, 18)
        sheet.set_column(1, 1, 90)
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.write_string(0, 0, "勾稽检查底稿", self.title)
        facts = [d.ledger.facts_of for d in islice(report.documents, 50)]
        counts = dict.fromkeys(Severity, 0)
        verdicts = dict.fromkeys(Verdict, 0)
        settled = idle = 0
        for document in report.documents:
            idle += len(document.not_run)
            for verdict in Verdict:
                verdicts[verdict] += document.count(verdict)
            for finding in document.findings:
                settled += bool(finding.suppressed)
                counts[finding.severity] += not finding.suppressed
        more = "……" if len(report.documents) > len(facts) else ""
        rows = [
            ("被检查单位", "、".join(dict.fromkeys(f.department for f in facts if f.department)) + more),
            ("年度", "、".join(sorted({str(f.year) for f in facts if f.year}))),
            ("文件", "；".join(d.ledger.document.source for d in islice(report.documents, 20)) + more),
            (
                "文件摘要（SHA-256）",
                "；".join(d.ledger.document.sha256 for d in islice(report.documents, 20)) + more,
            ),
            ("无法读取的文件", "；".join(f"{f.source}：{f.problem.message}" for f in report.failed) or "无"),
            ("问题", "，".join(f"{SEVERITY_NAMES[s]} {n}" for s, n in counts.items()) + f"；已结 {settled}"),
            ("关系", "，".join(f"{_VERDICTS[v]} {n}" for v, n in verdicts.items())),
            ("没有运行的规则", f"{idle} 条，见“没有检查的”；没有检查到，不等于没有问题"),
            ("运行问题", "；".join(p.message for p in report.problems) or "无"),
            ("工具", f"gouji {report.tool.get('version', '')}".strip()),
            ("编制人", ""),
            ("编制日期", ""),
            ("复核人", ""),
            ("复核日期", ""),
        ]
        if len(report.documents) > DETAILED:
            rows.insert(3, ("各表", f"只附前 {DETAILED} 份文件的各表；其余请单独出底稿"))
        for r, (label, value) in enumerate(rows, 2):
            sheet.write_string(r, 0, label, self.label)
            sheet.write_string(r, 1, safe(value), self.text)
        top = len(rows) + 3
        sheet.write_string(top, 0, "各表里的颜色", self.label)
        sheet.write_string(
            top,
            1,
            "该数所在关系里最差的结果；右边“重算”各栏是活的公式，与印刷数相差一分以上的标红",
            self.text,
        )
        for r, (level, word) in enumerate(LEGEND.items(), top + 1):
            look = self.book.add_format({"border": 1, "bg_color": COLOURS[level]})
            sheet.write_string(r, 0, word, look)

    def findings(self, report: Report) -> None:
        """Write one row a finding; 处理意见 is left for the auditor."""
        sheet = self.book.add_worksheet("问题")
        self.heads(sheet, _HEADS, _WIDTHS)
        row = 1
        for document in report.documents:
            for finding in document.findings:
                main = finding.main
                note = finding.message + (f"（可能原因：{finding.story}）" if finding.story else "")
                closed = SETTLED_NAMES.get(finding.settled, "已抑制")
                values = (
                    str(row), document.ledger.facts_of.department, SEVERITY_NAMES[finding.severity],
                    (main.table or main.section) if main else "", main.row if main else "", main.column if main else "",
                    str(main.place) if main else "", main.printed if main else "", finding.expected, finding.residual,
                    main.unit if main else "", f"{finding.rule.id} {finding.title}", finding.rule.basis, note,
                    _GRADES.get(finding.grade, finding.grade),
                    f"{closed}：{finding.suppressed}" if finding.suppressed else "",
                )  # fmt: skip
                for c, value in enumerate(values):
                    look = self.severity[finding.severity] if _HEADS[c] == "程度" else self.text
                    sheet.write_string(row, c, safe(value), look)
                self._numbers(sheet, row, values[_PRINTED], values[_EXPECTED])
                sheet.set_row(row, _height(values, _WIDTHS))
                row += 1
        advice = {"validate": "list", "source": _ADVICE, "error_type": "information", "ignore_blank": True}
        if row > 1:
            sheet.data_validation(1, len(_HEADS) - 1, row - 1, len(_HEADS) - 1, advice)
        sheet.autofilter(0, 0, max(1, row - 1), len(_HEADS) - 1)
        sheet.set_paper(8)  # A3: sixteen columns are too small to read on A4

    def _numbers(self, sheet: Any, row: int, printed: str, expected: str) -> None:
        """Write figures as numbers where they are plain ones, and the difference as a live formula."""
        was, due = number_of(printed), number_of(expected)
        places = max(_decimals(printed), _decimals(expected))
        if was is not None:
            sheet.write_number(row, _PRINTED, was, self.number[_decimals(printed)])
        if due is not None:
            sheet.write_number(row, _EXPECTED, due, self.number[_decimals(expected)])
        if was is not None and due is not None:
            formula = f"={_cell(row, _PRINTED)}-{_cell(row, _EXPECTED)}"
            sheet.write_formula(row, _GAP, formula, self.number[places], was - due)

    def relations(self, report: Report) -> None:
        """Write one row a relation, with its figures."""
        sheet = self.book.add_worksheet("已核对的关系")
        self.heads(
            sheet, ("单位", "规则", "标题", "对象", "关系", "结果", "原因"), (24, 10, 30, 36, 60, 10, 40)
        )
        row = 1
        for document in report.documents:
            for outcome in document.outcomes:
                if row > MAX_RELATIONS:
                    sheet.write_string(row, 0, f"另有关系未列出（上限 {MAX_RELATIONS:,}）")
                    return
                relation = outcome.relation
                bound = "，".join(f"{k} {v}" for k, v in relation.binding)
                values = (
                    document.ledger.facts_of.department, relation.rule.id, relation.rule.title, bound, relation.text,
                    _VERDICTS[outcome.verdict], outcome.reason,
                )  # fmt: skip
                for c, value in enumerate(values):
                    sheet.write_string(row, c, safe(value), self.text)
                sheet.set_row(row, _height(values, (24, 10, 30, 36, 60, 10, 40)))
                row += 1
        sheet.autofilter(0, 0, max(1, row - 1), 6)

    def unchecked(self, report: Report) -> None:
        """Write what was not checked, with the reason."""
        sheet = self.book.add_worksheet("没有检查的")
        widths = (24, 18, 60, 60, 6)
        self.heads(sheet, ("单位", "种类", "内容", "原因", "处数"), widths)
        row = 1
        for document in report.documents:
            unit = document.ledger.facts_of.department
            for item in unchecked(document):
                values = (unit, item.kind, item.what, item.reason, str(item.count))
                for c, value in enumerate(values):
                    sheet.write_string(row, c, safe(value), self.text)
                sheet.set_row(row, _height(values, widths))
                row += 1
        for failed in report.failed:
            for c, value in enumerate(("", "整份没有检查", failed.source, failed.problem.message)):
                sheet.write_string(row, c, safe(value))
            row += 1


def _decimals(text: str) -> int:
    return min(4, len(text.strip().partition(".")[2])) if number_of(text) is not None else 0


def _height(values: Iterable[str], widths: Iterable[int]) -> float:
    """Return the height of a row in points that shows its wrapped cells whole, as far as Excel allows."""
    lines = max(-(-width(safe(v[:2000])) // max(1, w - 3)) for v, w in zip(values, widths, strict=True))
    # Lines break between words and figures, not where they are full.
    lines += lines // 4
    return min(400.0, 15.0 * max(1, lines))


def _cell(row: int, column: int) -> str:
    return f"{chr(ord('A') + column)}{row + 1}"
