"""ODS: the format keeps what each cell shows, so that is what is read.

Source: OASIS OpenDocument 1.3 part 3, 9 (tables), 6.1 (text), 19.635 – 19.750 (table attributes).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from gouji.errors import UnreadableInput
from gouji.model import Note
from gouji_plugins.extractors.sheet_grid import ERROR, MAX_TEXT, UNCALCULATED, Budget, Seen, Sheet
from gouji_plugins.extractors.sheet_xlsx import hidden_sheet
from gouji_plugins.extractors.sheet_xml import attribute, elements, local, number
from gouji_plugins.extractors.zip_package import ZipPackage

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LAST_ROW, LAST_COLUMN = 1_048_575, 16_383
_CELLS = ("table-cell", "covered-table-cell")
_VALUES = ("value", "string-value", "date-value", "time-value", "boolean-value")


def is_ods(package: ZipPackage) -> bool:
    """Whether a package says that it is an OpenDocument spreadsheet."""
    if not package.has("mimetype") or not package.has("content.xml"):
        return False
    return package.read("mimetype").strip().startswith(b"application/vnd.oasis.opendocument.spreadsheet")


def read_ods(package: ZipPackage, budget: Budget) -> tuple[list[Sheet], list[Note]]:
    """Return the visible sheets and remarks on the workbook.

    Raises:
        UnreadableInput: If it is damaged, encrypted or too large.
    """
    if package.has("META-INF/manifest.xml") and b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise UnreadableInput("工作簿已加密，打开它需要口令", source=package.name)
    reader = _Reader(budget)
    names = (*_CELLS, "table-row", "table-column", "table", "style")
    for element in elements(package, "content.xml", names):
        budget.step()
        reader.take(element)
    return reader.sheets, reader.notes


class _Reader:
    """Collects sheets from the elements of the content part in their order."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.sheets: list[Sheet] = []
        self.notes: list[Note] = []
        self._unseen: set[str] = set()
        self._count = 0
        self._start()

    def _start(self) -> None:
        self._sheet = Sheet("", self._count + 1)
        self._row = 0
        self._column = 0
        self._columns = 0
        self._row_cells: list[tuple[int, Seen]] = []

    def take(self, element: Element) -> None:
        """Take the next element that ends."""
        name = local(element)
        if name in _CELLS:
            self._cell(element, covered=name != "table-cell")
        elif name == "table-row":
            self._end_row(element)
        elif name == "table-column":
            times = _times(element, "number-columns-repeated", LAST_COLUMN - self._columns + 1)
            if attribute(element, "visibility") in ("collapse", "filter"):
                self._sheet.hidden_columns.update(range(self._columns, self._columns + times))
            self._columns += times
        elif name == "style":
            for child in element:
                if local(child) == "table-properties" and attribute(child, "display") == "false":
                    self._unseen.add(attribute(element, "name"))
        else:
            self._end_table(element)

    def _cell(self, element: Element, *, covered: bool) -> None:
        times = _times(element, "number-columns-repeated", LAST_COLUMN - self._column + 1)
        seen = Seen("") if covered or not (len(element) or element.attrib) else _seen(element)
        if seen.text:
            self._row_cells.extend((self._column + i, seen) for i in range(times))
            self.budget.cell(seen.text, times)
        across = max(1, number(attribute(element, "number-columns-spanned"), 1))
        down = max(1, number(attribute(element, "number-rows-spanned"), 1))
        if across * down > 1:
            end = (min(self._row + down - 1, LAST_ROW), min(self._column + across - 1, LAST_COLUMN))
            self._sheet.merges.append((self._row, self._column, *end))
        self._column += times

    def _end_row(self, element: Element) -> None:
        times = _times(element, "number-rows-repeated", LAST_ROW - self._row + 1)
        if self._row_cells:
            for _, seen in self._row_cells:
                self.budget.cell(seen.text, times - 1)
            for r in range(self._row, self._row + times):
                self._sheet.cells.update({(r, c): seen for c, seen in self._row_cells})
            if attribute(element, "visibility") in ("collapse", "filter"):
                self._sheet.hidden_rows.update(range(self._row, self._row + times))
        self._row += times
        self._column = 0
        self._row_cells = []

    def _end_table(self, element: Element) -> None:
        parent = element.getparent()
        if parent is None or local(parent) != "spreadsheet":
            return  # a table inside a cell, of change tracking or of a linked file
        self._sheet.name = attribute(element, "name")
        if attribute(element, "style-name") in self._unseen:
            self.notes.append(hidden_sheet(self._sheet.name))
        else:
            self.sheets.append(self._sheet)
        self._count += 1
        self._start()


def _times(element: Element, name: str, most: int) -> int:
    """Return how often an element is repeated, at most as far as a sheet goes."""
    return max(0, min(number(attribute(element, name), 1) or 1, most))


def _seen(element: Element) -> Seen:
    """Return what a cell shows: its paragraphs, without its comment."""
    paragraphs = [child for child in element if local(child) == "p"]
    text = "\n".join("".join(_pieces(p)) for p in paragraphs)
    kinds = {str(v) for k, v in element.attrib.items() if str(k).endswith("}value-type")}
    if paragraphs:
        # A number format may pad with blanks; those of a text are its own.
        shown = text if kinds <= {"string"} else text.strip()
        return Seen(shown[:MAX_TEXT], ERROR if "error" in kinds else "")
    value = next((v for v in (attribute(element, name) for name in _VALUES) if v), "")
    if not value and attribute(element, "formula") and not kinds:
        return Seen(UNCALCULATED, UNCALCULATED)
    return Seen(value[:MAX_TEXT])


def _pieces(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        name = local(child)
        if name == "s":
            yield " " * min(max(1, number(attribute(child, "c"), 1)), 100)
        elif name == "tab":
            yield "\t"
        elif name == "line-break":
            yield "\n"
        elif name not in ("annotation", "ruby-text", "tracked-changes"):
            yield from _pieces(child)
        yield child.tail or ""
