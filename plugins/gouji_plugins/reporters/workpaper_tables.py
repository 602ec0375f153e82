"""The ledger tables of the workpaper: cells coloured by what came of them, sums recomputed by live formulas."""

from __future__ import annotations

from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell

from gouji.model import DocumentReport, Figure, Linear, Table, Verdict
from gouji_plugins.reporters.ledger_xlsx import SheetNames, head_height, safe

COLOURS = {0: "#FFFFFF", 1: "#E3F2E7", 2: "#E1ECF7", 3: "#FBF0D9", 4: "#F8D7D4"}
"""Cell colours: in no relation, holds, rounding only, undecided, violated."""
LEGEND = {1: "成立", 2: "仅尾数", 3: "未能判定", 4: "不成立", 0: "不在任何关系里"}
_WORST = {Verdict.HOLDS: 1, Verdict.ROUNDING: 2, Verdict.UNDECIDED: 3, Verdict.VIOLATED: 4}
_Parts = list[tuple[int, Figure]]


def write_tables(book: xlsxwriter.Workbook, document: DocumentReport, names: SheetNames, prefix: str) -> None:
    """Write a sheet for each table of a document.

    Args:
        book: The workbook.
        document: The audit.
        names: Names taken so far.
        prefix: Put before the table's key, to tell documents apart.
    """
    looks = _Looks(book)
    worst, sums = _worst(document), _sums(document)
    for table in document.ledger.tables.values():
        _sheet(book.add_worksheet(names.of(f"{prefix}{table.key}")), table, looks, worst, sums)


class _Looks:
    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.head = book.add_format({"bold": True, "bg_color": "#E8EDF5", "border": 1, "text_wrap": True})
        self.text = book.add_format({"border": 1, "text_wrap": True, "valign": "top"})
        self.title = book.add_format({"bold": True, "font_size": 13})
        self.differs = book.add_format({"bg_color": COLOURS[4], "bold": True})
        self.money = {
            level: book.add_format({"border": 1, "num_format": "#,##0.00", "bg_color": colour})
            for level, colour in COLOURS.items()
        }
        self.words = {
            level: book.add_format({"border": 1, "align": "right", "bg_color": colour})
            for level, colour in COLOURS.items()
        }


def _sheet(sheet: Any, table: Table, looks: _Looks, worst: dict[int, int], sums: dict[int, _Parts]) -> None:
    columns = [c for c in table.columns if any((r.key, c.key) in table.cells for r in table.rows)]
    sheet.write_string(0, 0, safe(f"{table.title}（{table.unit}）"), looks.title)
    top = 2
    sheet.write_string(top, 0, "行", looks.head)
    shift = len(columns) + 1
    spots = {
        id(figure): (r, c)
        for r, row in enumerate(table.rows, top + 1)
        for c, column in enumerate(columns, 1)
        if (figure := table.figure(row.key, column.key)) is not None
    }
    used: set[int] = set()
    for r, row in enumerate(table.rows, top + 1):
        sheet.write_string(r, 0, safe(f"{row.code} {row.label}".strip()), looks.text)
        for c, column in enumerate(columns, 1):
            figure = table.figure(row.key, column.key)
            if figure is None:
                continue
            _figure(sheet, r, c, figure, looks, worst.get(id(figure), 0))
            parts = sums.get(id(figure))
            formula = _formula(parts, spots)
            if parts and formula:
                used.add(c)
                sheet.write_formula(r, c + shift, formula, looks.money[0], _total(parts))
                printed, again = xl_rowcol_to_cell(r, c), xl_rowcol_to_cell(r, c + shift)
                rule = {
                    "type": "formula",
                    "criteria": f"=ABS(N({printed})-{again})>=0.01",
                    "format": looks.differs,
                }
                sheet.conditional_format(r, c + shift, r, c + shift, rule)
    for c, column in enumerate(columns, 1):
        sheet.write_string(top, c, safe(column.key), looks.head)
        if c in used:
            sheet.write_string(top, c + shift, safe(f"重算 {column.key}"), looks.head)
    sheet.set_row(top, head_height((f"重算 {c.key}" for c in columns), 16))
    sheet.set_column(0, 0, 40)
    sheet.set_column(1, len(columns), 16)
    sheet.set_column(shift, shift, 3)
    sheet.set_column(shift + 1, shift + len(columns), 16)
    sheet.freeze_panes(top + 1, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)
    sheet.set_footer("&L&A&R第 &P 页，共 &N 页")


def _figure(sheet: Any, row: int, column: int, figure: Figure, looks: _Looks, level: int) -> None:
    quantity = figure.quantity
    if quantity.printed and quantity.value is not None and any(c.isdigit() for c in quantity.printed):
        sheet.write_number(row, column, float(quantity.value), looks.money[level])
    else:
        sheet.write_string(row, column, safe(quantity.printed), looks.words[level])


def _worst(document: DocumentReport) -> dict[int, int]:
    """Return figure → weight of the worst outcome it takes part in."""
    found: dict[int, int] = {}
    for outcome in document.outcomes:
        weight = _WORST.get(outcome.verdict, 0)
        for figure in outcome.relation.figures():
            found[id(figure)] = max(found.get(id(figure), 0), weight)
    return found


def _sums(document: DocumentReport) -> dict[int, _Parts]:
    """Return total → its parts, from the sums that were checked inside one table."""
    found: dict[int, _Parts] = {}
    for outcome in document.outcomes:
        form = outcome.relation.form
        if not isinstance(form, Linear) or form.op != "==":
            continue
        for alone, others in ((form.left, form.right), (form.right, form.left)):
            if len(alone) == 1 and len(others) > 1 and alone[0].coefficient == 1:
                target = alone[0].figure
                if all(t.figure.table == target.table for t in others):
                    found.setdefault(id(target), [(t.coefficient, t.figure) for t in others])
    return found


def _formula(parts: _Parts | None, spots: dict[int, tuple[int, int]]) -> str:
    """Return ``=B3+N(B4)-C5`` over cells of the same sheet, "" if a part stands elsewhere.

    ``N`` takes a dash or a blank for zero, as the form does.
    """
    if not parts or any(id(f) not in spots or abs(c) != 1 for c, f in parts):
        return ""
    pieces = [("-" if c < 0 else "+") + f"N({xl_rowcol_to_cell(*spots[id(f)])})" for c, f in parts]
    return "=" + "".join(pieces).removeprefix("+")


def _total(parts: _Parts) -> float:
    return float(sum(c * f.quantity.value for c, f in parts if f.quantity.value is not None))
