"""XLSX: cells as their number formats show them, merged ranges, what is hidden, formulas never calculated.

The sheets are read as streams and only cells that show something are kept: the ready-made reader makes a
dense array of the used range, which one stray cell in the last corner turns into sixteen thousand million.

Source: ECMA-376 part 1, 18 (SpreadsheetML).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

import attrs

from gouji.model import Note, Place
from gouji.value import Value
from gouji_plugins.extractors.number_format import BUILTIN, show, show_text
from gouji_plugins.extractors.sheet_grid import ERROR, MAX_TEXT, UNCALCULATED, Budget, Seen, Sheet
from gouji_plugins.extractors.sheet_xml import attribute, elements, local, number
from gouji_plugins.extractors.zip_package import ZipPackage

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_UNPLACED = re.compile(rb'<(?:row|c)(?=[\s/>])(?![^>]*\sr=")')
_BLANK_CELL = re.compile(rb'<c r="[A-Z]{1,3}[0-9]{1,7}"(?: s="[0-9]+")?(?:/>|></c>)')
_BLANK_ROW = re.compile(rb"<row [^<>]*(?:/>|>\s*</row>)")
_STEP = 1 << 20
_TRUE = ("1", "true", "on")
LAST_ROW, LAST_COLUMN = 1_048_575, 16_383


@attrs.frozen(eq=False, repr=False)
class Book(Value):
    """What the sheets of a workbook share.

    Attributes:
        strings: The shared strings.
        formats: Format code by style number.
        epoch_1904: Days count from 1904.
        recalculate: The workbook asks for calculation when it is opened, so stored results may be stale.
    """

    strings: tuple[str, ...]
    formats: tuple[str, ...]
    epoch_1904: bool
    recalculate: bool


def read_xlsx(package: ZipPackage, budget: Budget) -> tuple[list[Sheet], list[Note]]:
    """Return the visible sheets and remarks on the workbook.

    Raises:
        UnreadableInput: If it is damaged or too large.
    """
    main = main_part(package)
    root = package.xml(main)
    targets, kinds = _relations(package, main)
    of_kind = {kind: path for path, kind in kinds.items()}
    calculation = [e for e in root.iter("{*}calcPr") if attribute(e, "fullCalcOnLoad") in _TRUE]
    book = Book(
        _strings(package, of_kind.get("sharedStrings", ""), budget),
        _formats(package, of_kind.get("styles", "")),
        any(attribute(e, "date1904") in _TRUE for e in root.iter("{*}workbookPr")),
        bool(calculation),
    )
    sheets: list[Sheet] = []
    notes: list[Note] = []
    stale = False
    for position, item in enumerate(root.iter("{*}sheet"), 1):
        name = attribute(item, "name")
        path = targets.get(attribute(item, "id"), "")
        if kinds.get(path) != "worksheet":
            continue
        if attribute(item, "state") in ("hidden", "veryHidden"):
            notes.append(hidden_sheet(name))
            continue
        sheet = Sheet(name, position)
        stale |= _read_sheet(package, path, sheet, book, budget)
        sheets.append(sheet)
    if stale:
        notes.append(
            Note(
                "stale-formulas",
                "工作簿要求打开时重新计算，公式存下的结果可能不是最后的数；存为零的按未计算处理",
            )
        )
    return sheets, notes


def hidden_sheet(name: str) -> Note:
    """Return the remark on a sheet that is not shown and therefore not read."""
    return Note("hidden-sheet", f"工作表“{name}”是隐藏的，没有读取", Place(sheet=name))


def main_part(package: ZipPackage) -> str:
    """Return the path of the workbook part, "" if the package is no workbook."""
    if package.has("_rels/.rels"):
        for path, kind in _relations(package, "")[1].items():
            if kind == "officeDocument":
                return path if "workbook" in path.lower() or path.lower().startswith("xl/") else ""
    return "xl/workbook.xml" if package.has("xl/workbook.xml") else ""


def _relations(package: ZipPackage, part: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return paths by relation id, and the last word of the relation's type by path."""
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    targets: dict[str, str] = {}
    kinds: dict[str, str] = {}
    if package.has(path):
        for item in package.xml(path):
            target = attribute(item, "Target").replace("\\", "/")
            if attribute(item, "TargetMode") == "External" or not target:
                continue
            full = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            full = posixpath.normpath(full)
            if package.has(full):
                targets[attribute(item, "Id")] = full
                kinds[full] = attribute(item, "Type").rpartition("/")[2]
    return targets, kinds


def _strings(package: ZipPackage, path: str, budget: Budget) -> tuple[str, ...]:
    if not path:
        return ()
    found = []
    for item in elements(package, path, ("si",)):
        budget.step()
        found.append(_text_of(item))
    return tuple(found)


def _text_of(item: Element) -> str:
    """Return the text of a string item: its runs joined, phonetic guides left out."""
    pieces = []
    for child in item:
        if local(child) == "t":
            pieces.append(child.text or "")
        elif local(child) == "r":
            pieces.extend(t.text or "" for t in child if local(t) == "t")
    return _plain("".join(pieces))


def _plain(text: str) -> str:
    """Undo the escapes of control characters, unify line ends, cut what is beyond a cell's size."""
    if "_x" in text:
        text = _ESCAPE.sub(lambda m: chr(int(m[1], 16)), text)
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")[:MAX_TEXT]


def _formats(package: ZipPackage, path: str) -> tuple[str, ...]:
    if not path:
        return ()
    root = package.xml(path)
    custom = {number(attribute(e, "numFmtId")): attribute(e, "formatCode") for e in root.iter("{*}numFmt")}
    styles = root.find("{*}cellXfs")
    numbers = [number(attribute(style, "numFmtId")) for style in (styles if styles is not None else ())]
    return tuple(custom.get(n) or BUILTIN.get(n, "General") for n in numbers)


def _read_sheet(package: ZipPackage, path: str, sheet: Sheet, book: Book, budget: Budget) -> bool:
    """Fill a sheet; return whether a stored result of a formula may be stale."""
    row, column, stale = 0, -1, False
    for element in elements(package, path, ("c", "row", "mergeCell", "col", "sheetView"), _thin):
        budget.step()
        name = local(element)
        if name == "c":
            at = _position(element.get("r") or "")
            if at is None:
                parent = element.getparent()
                stated = number(parent.get("r")) if parent is not None else 0
                at = (stated - 1 if stated else row, column + 1)
            row, column = at
            if len(element) and row <= LAST_ROW and column <= LAST_COLUMN:
                stale |= _read_cell(element, at, sheet, book, budget)
        elif name == "row":
            stated = number(element.get("r"))
            row = stated - 1 if stated else row
            if element.get("hidden") in _TRUE or element.get("ht") == "0":
                sheet.hidden_rows.add(row)
            row, column = row + 1, -1
        elif name == "mergeCell":
            sheet.merges.extend(_range(element.get("ref") or ""))
            budget.area(len(sheet.merges), 1)
        elif name == "col":
            if element.get("hidden") in _TRUE or element.get("width") == "0":
                # Ranges are in order and apart; what is neither is damage and would cost without bound.
                first = max(number(element.get("min")) - 1, max(sheet.hidden_columns, default=-1) + 1)
                last = min(number(element.get("max")) - 1, LAST_COLUMN)
                sheet.hidden_columns.update(range(first, last + 1))
        elif element.get("showZeros") in ("0", "false", "off"):
            sheet.blank_zeros = True
    return stale


def _thin(data: bytes) -> bytes:
    """Take out cells and rows that only carry a style: sheets formatted to the last row have millions."""
    if _UNPLACED.search(data):
        return data  # places are counted, so that every element counts
    pieces, at = [], 0
    while at < len(data):
        end = data.find(b"<row", at + _STEP)
        end = len(data) if end < 0 else end
        pieces.append(_BLANK_ROW.sub(b"", _BLANK_CELL.sub(b"", data[at:end])))
        at = end
    return b"".join(pieces)


def _read_cell(element: Element, at: tuple[int, int], sheet: Sheet, book: Book, budget: Budget) -> bool:
    kind = element.get("t") or "n"
    formula, stored, inline = False, None, None
    for child in element:
        name = local(child)
        if name == "v":
            stored = child.text or ""
        elif name == "f":
            formula = True
        elif name == "is":
            inline = child
    if inline is not None and kind == "inlineStr":
        stored = _text_of(inline)
    if formula and (stored is None or (not stored and kind != "str")):
        budget.cell(UNCALCULATED)
        sheet.cells[at] = Seen(UNCALCULATED, UNCALCULATED)
        return False
    if not stored:
        return False
    stale = formula and book.recalculate
    if stale and kind == "n" and _is_zero(stored):
        # A writer that cannot calculate stores zero and asks for calculation on opening.
        budget.cell(UNCALCULATED)
        sheet.cells[at] = Seen(UNCALCULATED, UNCALCULATED)
        return True
    seen = _shown(stored, kind, number(element.get("s")), sheet, book)
    if seen.text or seen.note:
        budget.cell(seen.text)
        sheet.cells[at] = seen
    return stale


def _shown(stored: str, kind: str, style: int, sheet: Sheet, book: Book) -> Seen:
    code = book.formats[style] if style < len(book.formats) else "General"
    if kind == "s":
        index = number(stored, -1)
        text = book.strings[index] if 0 <= index < len(book.strings) else ""
        return Seen(show_text(text, code)[:MAX_TEXT])
    if kind in ("str", "inlineStr"):
        return Seen(show_text(_plain(stored), code)[:MAX_TEXT])
    if kind == "b":
        return Seen("TRUE" if stored in _TRUE else "FALSE")
    if kind in ("e", "d"):
        return Seen(stored[:MAX_TEXT], ERROR if kind == "e" else "")
    return shown_number(stored.strip(), code, sheet, epoch_1904=book.epoch_1904)


def shown_number(stored: str, code: str, sheet: Sheet, *, epoch_1904: bool = False) -> Seen:
    """Return what a cell shows for a number, and the remark if its format hides it."""
    if sheet.blank_zeros and _is_zero(stored):
        return Seen("")
    text = show(stored, code, epoch_1904=epoch_1904)[:MAX_TEXT]
    return Seen(text, "" if text or _is_zero(stored) else "数字格式不显示此值")


def _is_zero(stored: str) -> bool:
    try:
        return Decimal(stored.strip()) == 0
    except InvalidOperation:
        return False


def _position(text: str) -> tuple[int, int] | None:
    found = _REFERENCE.fullmatch(text)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def _range(text: str) -> Iterator[tuple[int, int, int, int]]:
    first, _, last = text.partition(":")
    start, end = _position(first), _position(last or first)
    if start is not None and end is not None:
        yield start[0], start[1], end[0], end[1]
