"""The ledger as a workbook: one sheet a table, each figure as printed, its place in a comment."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from typing import IO

import xlsxwriter

from gouji.api import REPORT_MARK
from gouji.display import harmless, width
from gouji.model import Ledger, Table
from gouji.model.ledger import INFERRED

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
MAX_TEXT = 32_000
MAX_COMMENTS = 5_000

UNDATED = datetime.datetime(2000, 1, 1)
"""Creation time put into workbooks: the same report is the same file, byte by byte."""


def head_height(titles: Iterable[str], column: int) -> float:
    """Return the height in points of a heading row whose titles wrap in columns of so many characters."""
    return 15.0 * min(6, max((-(-width(t[:200]) // (column - 2)) for t in titles), default=1))


class SheetNames:
    """Names for sheets: what Excel allows, and none twice."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {name.casefold() for name in taken}

    def of(self, wanted: str) -> str:
        """Return a name as near to ``wanted`` as may be."""
        base = _FORBIDDEN.sub("_", safe(wanted)).strip("' ")[:31] or "表"
        name, number = base, 2
        while name.casefold() in self._taken:
            tail = f"#{number}"
            name, number = base[: 31 - len(tail)] + tail, number + 1
        self._taken.add(name.casefold())
        return name


def write_ledger_xlsx(ledger: Ledger, stream: IO[bytes]) -> None:
    """Write the workbook; no text of a document can become a formula or a link."""
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(stream, options)
    book.set_properties({"created": UNDATED})
    book.set_custom_property("gouji", REPORT_MARK)
    formats = {
        "head": book.add_format({"bold": True, "bg_color": "#E8EDF5", "border": 1, "text_wrap": True}),
        "text": book.add_format({"border": 1}),
        "figure": book.add_format({"border": 1, "align": "right"}),
        "inferred": book.add_format({"border": 1, "align": "right", "bg_color": "#FFF3CD"}),
    }
    names = SheetNames()
    for table in ledger.tables.values():
        _sheet(book, names.of(table.key), table, formats)
    if not ledger.tables:
        book.add_worksheet("空")
    book.close()


def safe(text: str) -> str:
    """Return document text fit for a cell."""
    return harmless(text[:MAX_TEXT])


def _sheet(book: xlsxwriter.Workbook, name: str, table: Table, formats: dict[str, object]) -> None:
    sheet = book.add_worksheet(name)
    sheet.write_string(0, 0, safe(table.title))
    sheet.write_string(1, 0, safe(f"单位：{table.unit}　{table.reason}"))
    columns = [c for c in table.columns if any((r.key, c.key) in table.cells for r in table.rows)]
    for c, head in enumerate(["编码", "项目", *(c.key for c in columns)]):
        sheet.write_string(2, c, safe(head), formats["head"])
    comments = 0
    for r, row in enumerate(table.rows, 3):
        sheet.write_string(r, 0, safe(row.code or row.printed_code), formats["text"])
        sheet.write_string(r, 1, safe(row.label), formats["text"])
        for c, column in enumerate(columns, 2):
            figure = table.figure(row.key, column.key)
            if figure is None:
                continue
            look = formats["inferred" if figure.placed == INFERRED else "figure"]
            sheet.write_string(r, c, safe(figure.quantity.printed), look)
            if figure.quantity.printed and comments < MAX_COMMENTS:
                comments += 1
                sheet.write_comment(r, c, safe(f"{figure.place}（{figure.placed}）"))
    sheet.set_row(2, head_height((c.key for c in columns), 16))
    sheet.set_column(0, 0, 10)
    sheet.set_column(1, 1, 38)
    sheet.set_column(2, 2 + len(columns), 16)
    sheet.freeze_panes(3, 2)
    if table.note:
        sheet.write_string(4 + len(table.rows), 0, safe(table.note))
