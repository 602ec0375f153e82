"""XLS and ET: values by calamine, shown as the formats in the file say."""

from __future__ import annotations

import datetime
import io
from typing import TYPE_CHECKING, Any

from gouji.errors import UnreadableInput
from gouji.model import Note
from gouji_plugins.extractors.compound_file import CompoundFile
from gouji_plugins.extractors.number_dates import serial
from gouji_plugins.extractors.number_format import show_text
from gouji_plugins.extractors.sheet_biff import Facts, read_facts
from gouji_plugins.extractors.sheet_grid import ERROR, MAX_TEXT, Budget, Seen, Sheet
from gouji_plugins.extractors.sheet_xlsx import hidden_sheet, shown_number

if TYPE_CHECKING:
    from gouji.api import Source

_DATE = "yyyy/m/d"
MAX_DENSE = 4_000_000
"""Largest used range, blanks counted: calamine makes an array of it, about 100 bytes a cell."""


def read_xls(source: Source, budget: Budget) -> tuple[list[Sheet], list[Note]]:
    """Return the visible sheets and remarks on the workbook.

    Raises:
        UnreadableInput: If it is damaged, encrypted, too large or no workbook.
    """
    import python_calamine

    package = CompoundFile(source.data, source.name)
    names = set(package.names())
    if "EncryptedPackage" in names:
        raise UnreadableInput("工作簿已加密，打开它需要口令", source=source.name)
    if not names & {"Workbook", "Book", "WORKBOOK", "BOOK"}:
        what = "这是文字处理文档，不是表格文件" if "WordDocument" in names else "不是表格文件"
        raise UnreadableInput(what, source=source.name)
    facts = read_facts(package.read("Workbook"), source.name, budget)
    for title, known in facts.items():
        if known.rows * known.columns > MAX_DENSE:
            raise UnreadableInput(
                f"工作表“{title}”占 {known.rows:,} 行 {known.columns:,} 列，过于稀疏",
                source=source.name,
                hint="请另存为 xlsx",
            )
    sheets: list[Sheet] = []
    notes: list[Note] = []
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(source.data))
        for position, meta in enumerate(book.sheets_metadata, 1):
            if meta.typ != python_calamine.SheetTypeEnum.WorkSheet:
                continue
            if meta.visible != python_calamine.SheetVisibleEnum.Visible:
                notes.append(hidden_sheet(meta.name))
                continue
            known = facts.get(meta.name, Facts())
            sheet = Sheet(meta.name, position, blank_zeros=known.blank_zeros)
            sheet.hidden_rows |= known.hidden_rows
            sheet.hidden_columns |= known.hidden_columns
            _fill(sheet, book.get_sheet_by_name(meta.name), known, budget)
            sheets.append(sheet)
    except (UnreadableInput, KeyboardInterrupt, SystemExit):
        raise
    except python_calamine.PasswordError as error:
        raise UnreadableInput("工作簿已加密，打开它需要口令", source=source.name) from error
    except BaseException as error:  # a panic of the reader is no Exception
        message = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
        raise UnreadableInput(f"工作簿已损坏或不是表格文件：{message}", source=source.name) from error
    return sheets, notes


def _fill(sheet: Sheet, values: Any, known: Facts, budget: Budget) -> None:
    top, left = values.start or (0, 0)
    for r, row in enumerate(values.to_python(skip_empty_area=True), top):
        budget.step()
        for c, value in enumerate(row, left):
            if value == "" or value is None:
                continue
            seen = _seen(value, known.formats.get((r, c), "General"), sheet)
            if seen.text or seen.note:
                budget.cell(seen.text)
                sheet.cells[r, c] = seen
    for at, text in known.errors.items():
        sheet.cells[at] = Seen(text, ERROR)
    sheet.merges.extend(known.merges)


def _seen(value: Any, code: str, sheet: Sheet) -> Seen:
    if isinstance(value, bool):
        return Seen("TRUE" if value else "FALSE")
    if isinstance(value, int | float):
        return shown_number(repr(value), code, sheet)
    if isinstance(value, datetime.datetime | datetime.date | datetime.time | datetime.timedelta):
        return shown_number(str(serial(value)), _DATE if code == "General" else code, sheet)
    text = str(value).replace("\r\n", "\n").replace("\r", "\n")[:MAX_TEXT]
    return Seen(show_text(text, code))
