"""The XLSX workpaper (审计底稿): findings to act on, relations checked, tables with live sums, what was not checked."""

from __future__ import annotations

from itertools import islice
from typing import IO, Any

import xlsxwriter

from gouji.api import ReportOptions
from gouji.model import DocumentReport, Figure, Linear, Report, Verdict
from gouji_plugins.reporters.ledger_xlsx import UNDATED, safe
from gouji_plugins.reporters.tabular import SEVERITY_NAMES

_HEADS = (
    "序号", "单位", "程度", "表或章节", "行", "列", "位置", "印刷数", "应为", "差额", "规则", "依据", "说明", "处理意见",
)  # fmt: skip
_WIDTHS = (6, 24, 8, 14, 28, 18, 18, 12, 12, 14, 26, 26, 60, 24)
_VERDICTS = {
    Verdict.HOLDS: "成立", Verdict.ROUNDING: "仅尾数", Verdict.VIOLATED: "不成立", Verdict.UNDECIDED: "未能判定",
    Verdict.NOT_APPLICABLE: "不适用",
}  # fmt: skip
_WORST = {Verdict.HOLDS: 1, Verdict.ROUNDING: 2, Verdict.UNDECIDED: 3, Verdict.VIOLATED: 4}
_COLOURS = {0: "#FFFFFF", 1: "#E3F2E7", 2: "#E1ECF7", 3: "#FBF0D9", 4: "#F8D7D4"}
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
    book.set_properties({"created": UNDATED})
    writer = _Writer(book)
    writer.findings(report)
    writer.relations(report)
    writer.unchecked(report)
    for number, document in enumerate(islice(report.documents, DETAILED), 1):
        writer.tables(document, f"{number}_" if len(report.documents) > 1 else "")
    book.close()


class _Writer:
    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.book = book
        self.head = book.add_format(
            {"bold": True, "bg_color": "#E8EDF5", "border": 1, "text_wrap": True, "valign": "top"}
        )
        self.text = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
        self.money = {
            level: book.add_format({"border": 1, "num_format": "#,##0.00", "bg_color": colour})
            for level, colour in _COLOURS.items()
        }
        self.words = {
            level: book.add_format({"border": 1, "align": "right", "bg_color": colour})
            for level, colour in _COLOURS.items()
        }

    def heads(self, sheet: Any, names: tuple[str, ...], widths: tuple[int, ...]) -> None:
        """Write a heading row with column widths, a filter and a frozen pane."""
        for c, (name, width) in enumerate(zip(names, widths, strict=True)):
            sheet.write_string(0, c, name, self.head)
            sheet.set_column(c, c, width)
        sheet.freeze_panes(1, 0)

    def findings(self, report: Report) -> None:
        """Write one row a finding; 处理意见 is left for the auditor."""
        sheet = self.book.add_worksheet("问题")
        self.heads(sheet, _HEADS, _WIDTHS)
        row = 1
        for document in report.documents:
            for finding in document.findings:
                main = finding.main
                note = finding.message + (f"（可能原因：{finding.story}）" if finding.story else "")
                values = (
                    str(row), document.ledger.facts_of.department, SEVERITY_NAMES[finding.severity],
                    (main.table or main.section) if main else "", main.row if main else "", main.column if main else "",
                    str(main.place) if main else "", main.printed if main else "", finding.expected, finding.residual,
                    f"{finding.rule.id} {finding.title}", finding.rule.basis, note,
                    f"已抑制：{finding.suppressed}" if finding.suppressed else "",
                )  # fmt: skip
                for c, value in enumerate(values):
                    sheet.write_string(row, c, safe(value), self.text)
                row += 1
        sheet.autofilter(0, 0, max(1, row - 1), len(_HEADS) - 1)

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
                    sheet.write_string(row, c, safe(value))
                row += 1
        sheet.autofilter(0, 0, max(1, row - 1), 6)

    def unchecked(self, report: Report) -> None:
        """Write what was not checked, with the reason."""
        sheet = self.book.add_worksheet("没有检查的")
        self.heads(sheet, ("单位", "种类", "内容", "原因"), (24, 14, 60, 60))
        row = 1
        for document in report.documents:
            unit = document.ledger.facts_of.department
            entries = [
                ("未能判定", f"{o.relation.rule.id} {o.relation.text}", o.reason)
                for o in document.outcomes
                if o.verdict is Verdict.UNDECIDED
            ]
            entries += [("未运行的规则", f"{n.rule.id} {n.rule.title}", n.reason) for n in document.not_run]
            entries += [("未识别的表", u.title, u.reason) for u in document.ledger.unrecognised]
            entries += [("未读懂的句子", text, str(place)) for text, place in document.ledger.not_understood]
            for kind, what, reason in entries:
                for c, value in enumerate((unit, kind, what, reason)):
                    sheet.write_string(row, c, safe(value))
                row += 1
        for failed in report.failed:
            for c, value in enumerate((failed.source, "无法读取", failed.source, failed.problem.message)):
                sheet.write_string(row, c, safe(value))
            row += 1

    def tables(self, document: DocumentReport, prefix: str) -> None:
        """Write each table with coloured cells and live formulas that recompute each sum."""
        worst = _worst(document)
        sums = _sums(document)
        for table in document.ledger.tables.values():
            sheet = self.book.add_worksheet(f"{prefix}{table.key}"[:31])
            columns = [c for c in table.columns if any((r.key, c.key) in table.cells for r in table.rows)]
            sheet.write_string(0, 0, safe(f"{table.title}（{table.unit}）"), self.head)
            for c, column in enumerate(columns, 1):
                sheet.write_string(0, c, safe(column.key), self.head)
                sheet.write_string(0, c + len(columns) + 1, safe(f"重算 {column.key}"), self.head)
            spots = {
                id(figure): (r, c)
                for r, row in enumerate(table.rows, 1)
                for c, column in enumerate(columns, 1)
                if (figure := table.figure(row.key, column.key)) is not None
            }
            for r, row in enumerate(table.rows, 1):
                sheet.write_string(r, 0, safe(f"{row.code} {row.label}".strip()), self.text)
                for c, column in enumerate(columns, 1):
                    figure = table.figure(row.key, column.key)
                    if figure is None:
                        continue
                    self._figure(sheet, r, c, figure, worst.get(id(figure), 0))
                    formula = _formula(sums.get(id(figure)), spots)
                    if formula:
                        sheet.write_formula(
                            r, c + len(columns) + 1, formula, self.money[0], _total(sums[id(figure)])
                        )
            sheet.set_column(0, 0, 40)
            sheet.set_column(1, 2 * len(columns) + 1, 16)
            sheet.freeze_panes(1, 1)

    def _figure(self, sheet: Any, row: int, column: int, figure: Figure, level: int) -> None:
        quantity = figure.quantity
        if quantity.printed and quantity.value is not None:
            sheet.write_number(row, column, float(quantity.value), self.money[level])
        else:
            sheet.write_string(row, column, safe(quantity.printed), self.words[level])


def _worst(document: DocumentReport) -> dict[int, int]:
    """Return figure → weight of the worst outcome it takes part in."""
    found: dict[int, int] = {}
    for outcome in document.outcomes:
        weight = _WORST.get(outcome.verdict, 0)
        for figure in outcome.relation.figures():
            found[id(figure)] = max(found.get(id(figure), 0), weight)
    return found


_Parts = list[tuple[int, Figure]]


def _sums(document: DocumentReport) -> dict[int, _Parts]:
    """Return total → its parts, from the sums that were checked inside one table."""
    found: dict[int, _Parts] = {}
    for outcome in document.outcomes:
        form = outcome.relation.form
        if not isinstance(form, Linear) or form.op != "==":
            continue
        for alone, others in ((form.left, form.right), (form.right, form.left)):
            if len(alone) == 1 and len(others) > 1:
                target = alone[0].figure
                if all(t.figure.table == target.table for t in others):
                    found.setdefault(id(target), [(t.coefficient, t.figure) for t in others])
    return found


def _formula(parts: _Parts | None, spots: dict[int, tuple[int, int]]) -> str:
    """Return ``=B3+B4-C5`` over cells of the same sheet, "" if a part stands elsewhere."""
    if not parts or any(id(f) not in spots or abs(c) != 1 for c, f in parts):
        return ""
    from gouji_plugins.extractors.spreadsheet import reference

    pieces = [("-" if c < 0 else "+") + reference(*spots[id(f)]) for c, f in parts]
    return "=" + "".join(pieces).removeprefix("+")


def _total(parts: _Parts) -> float:
    return float(sum(c * f.quantity.value for c, f in parts if f.quantity.value is not None))
