"""The shipped workbook as offices change it: columns put before, sheets renamed, figures typed as text, drafts hidden."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from gouji.api import Source
from gouji.audit import Auditor

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "清河示例区档案馆-2024" / "决算公开.xlsx"
Change = Callable[[Workbook], None]
Told = tuple[dict[tuple[str, str, str], object], set[str]]


def amounts(book: Workbook) -> list[Cell]:
    return [
        c for sheet in book for row in sheet.iter_rows() for c in row if isinstance(c.value, (int, float))
    ]


def words(book: Workbook) -> list[Cell]:
    return [c for sheet in book for row in sheet.iter_rows() for c in row if isinstance(c.value, str)]


def moved(rows: int, columns: int) -> Change:
    def change(book: Workbook) -> None:
        for sheet in book:
            merged = [CellRange(str(m)) for m in sheet.merged_cells.ranges]
            for cells in merged:
                sheet.unmerge_cells(str(cells))
            sheet.move_range(sheet.dimensions, rows=rows, cols=columns)
            for cells in merged:
                cells.shift(col_shift=columns, row_shift=rows)
                sheet.merge_cells(str(cells))

    return change


def renamed(book: Workbook) -> None:
    for number, sheet in enumerate(reversed(list(book)), 1):
        sheet.title = f"Sheet{number}"
    book._sheets.reverse()


def typed(text: Callable[[str], str]) -> Change:
    def change(book: Workbook) -> None:
        for cell in amounts(book):
            cell.value = text(f"{cell.value:,.2f}")

    return change


def zeros_as(text: str | None) -> Change:
    def change(book: Workbook) -> None:
        for cell in amounts(book):
            if cell.value == 0:
                cell.value = text

    return change


def with_remarks(book: Workbook) -> None:
    for sheet in book:
        column = sheet.max_column + 1
        heads = (r for r in range(1, sheet.max_row + 1) if head(sheet, r))
        row = next(heads, None)
        if row:
            sheet.cell(row, column).value = "备注"


def head(sheet: Worksheet, row: int) -> bool:
    return bool({c.value for c in sheet[row]} & {"项目", "科目名称", "决算数"})


def unmerged(book: Workbook) -> None:
    for sheet in book:
        for cells in [str(m) for m in sheet.merged_cells.ranges]:
            sheet.unmerge_cells(cells)


def with_hidden_drafts(book: Workbook) -> None:
    """A draft with other figures stands before each sheet, hidden."""
    for at, sheet in enumerate(list(book)):
        draft = book.copy_worksheet(sheet)
        draft.sheet_state = "hidden"
        for row in draft.iter_rows():
            for cell in row:
                if isinstance(cell.value, (int, float)):
                    cell.value += 7
        book.move_sheet(draft, 2 * at - len(book.sheetnames) + 1)
    book.active = 1


def with_cover(book: Workbook) -> None:
    book.create_sheet("封面", 0)["B5"] = "2024年度部门决算"
    contents = book.create_sheet("目录", 1)
    for number, name in enumerate(book.sheetnames[2:], 1):
        contents.cell(number, 2).value = f"{number}. {name}"


def spread(book: Workbook) -> None:
    for cell in words(book):
        text = str(cell.value)
        cell.value = "  ".join(text) if 2 <= len(text) <= 4 and not text.isdigit() else f"    {text}"


def with_hidden_rows(book: Workbook) -> None:
    for sheet in book:
        for row in range(1, sheet.max_row + 1, 7):
            sheet.row_dimensions[row].hidden = True


@pytest.fixture(scope="module")
def auditor() -> Auditor:
    return Auditor()


def told(auditor: Auditor, book: Workbook) -> Told:
    """Return the figures of the tables that are not zero, and what is said, without its excerpts."""
    buffer = io.BytesIO()
    book.save(buffer)
    source = Source("决算公开.xlsx", content=buffer.getvalue())
    ledger, _ = auditor.read(source)
    figures = {
        (key, row, column): figure.quantity.value
        for key, table in ledger.tables.items()
        for (row, column), figure in table.cells.items()
        if figure.quantity.value
    }
    return figures, {f"{f.rule.id} {f.severity.name} {f.expected}" for f in auditor.audit(source).findings}


@pytest.fixture(scope="module")
def untouched(auditor: Auditor) -> Told:
    return told(auditor, openpyxl.load_workbook(EXAMPLE))


QUICK = [moved(0, 1), with_hidden_drafts]
SLOW = [
    moved(3, 0), renamed, typed(lambda t: f" {t} "), with_remarks, typed(lambda t: f"{t}\u3000"),
    zeros_as("—"), zeros_as("-"), zeros_as("/"), zeros_as("--"),
    zeros_as(None), unmerged, with_cover, spread, with_hidden_rows,
]  # fmt: skip


@pytest.mark.parametrize("change", [*QUICK, *(pytest.param(c, marks=pytest.mark.slow) for c in SLOW)])
def test_the_same_is_read_and_said(auditor: Auditor, untouched: Told, change: Change) -> None:
    book = openpyxl.load_workbook(EXAMPLE)
    change(book)
    figures, findings = told(auditor, book)
    assert figures == untouched[0]
    assert findings == untouched[1]
