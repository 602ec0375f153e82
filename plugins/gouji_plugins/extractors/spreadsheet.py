"""XLSX, XLS and ODS: what a person sees in the cells, one grid a sheet.

Values and merged ranges come from calamine; for XLSX the number formats, hidden sheets and rows and formulas
never calculated are read from the package itself.
"""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import attrs
from lxml import etree

from gouji.api import Source
from gouji.errors import UnreadableInput
from gouji.model import Document, Grid, GridCell, Line, Note, Place
from gouji_plugins.extractors.number_format import BUILTIN, show
from gouji_plugins.extractors.zip_package import ZipPackage

if TYPE_CHECKING:
    from gouji.api import Extractor

_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods", ".et")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAX_TEXT = 32_768


@attrs.frozen
class _Facts:
    """What the package of an XLSX says beyond the values.

    Attributes:
        formats: (row, column) → format code, for cells that are not General.
        hidden_rows: Rows not shown.
        uncalculated: Cells with a formula and no stored value.
    """

    formats: Mapping[tuple[int, int], str] = attrs.field(factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    uncalculated: frozenset[tuple[int, int]] = frozenset()


class SpreadsheetExtractor:
    """Reads workbooks.

    Attributes:
        name: ``spreadsheet``.
        suffixes: Extensions.
    """

    name = "spreadsheet"
    suffixes = _SUFFIXES

    def accepts(self, source: Source) -> int:
        """By content where it can be told, else by extension."""
        if source.is_folder:
            return 0
        if source.head.startswith(b"PK") and source.suffix in (".xlsx", ".xlsm", ".ods"):
            return 90
        if source.head.startswith(_OLE) and source.suffix in (".xls", ".et"):
            return 90
        return 30 if source.suffix in self.suffixes and source.head.startswith((b"PK", _OLE)) else 0

    def extract(self, source: Source) -> Document:
        """Read every visible sheet.

        Raises:
            UnreadableInput: If it is damaged, encrypted or too large.
        """
        import python_calamine

        package = ZipPackage(source, "工作簿") if source.head.startswith(b"PK") else None
        if package is not None:
            _weigh(package, source)
        try:
            book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(source.data))
        except python_calamine.PasswordError as error:
            raise UnreadableInput("工作簿已加密，打开它需要口令", source=source.name) from error
        except Exception as error:
            raise UnreadableInput(f"工作簿已损坏或不是表格文件：{error}", source=source.name) from error
        blocks: list[Line | Grid] = []
        notes: list[Note] = []
        cells = 0
        facts = _package_facts(package) if package is not None and source.suffix in (".xlsx", ".xlsm") else {}
        for number, meta in enumerate(book.sheets_metadata, 1):
            if meta.typ != python_calamine.SheetTypeEnum.WorkSheet:
                continue
            if meta.visible != python_calamine.SheetVisibleEnum.Visible:
                notes.append(
                    Note("hidden-sheet", f"工作表“{meta.name}”是隐藏的，没有读取", Place(sheet=meta.name))
                )
                continue
            try:
                sheet = book.get_sheet_by_name(meta.name)
            except Exception as error:
                raise UnreadableInput(f"工作表“{meta.name}”无法读取：{error}", source=source.name) from error
            made = _sheet(sheet, meta.name, number, facts.get(meta.name, _Facts()))
            if made is None:
                continue
            cells += len(made.cells)
            if cells > source.limits.cells:
                raise UnreadableInput(
                    f"工作簿的单元格超过上限 {source.limits.cells:,} 个", source=source.name
                )
            hidden = facts.get(meta.name, _Facts()).hidden_rows
            if hidden:
                notes.append(
                    Note(
                        "hidden-rows",
                        f"工作表“{meta.name}”有 {len(hidden)} 个隐藏的行",
                        Place(sheet=meta.name),
                    )
                )
            blocks += _as_blocks(made)
        if not blocks:
            raise UnreadableInput("工作簿里没有内容", source=source.name)
        return Document(
            source.name, source.suffix.lstrip(".") or "xlsx", source.sha256, tuple(blocks), notes=tuple(notes)
        )


def _weigh(package: ZipPackage, source: Source) -> None:
    """Read the sizes of the parts once within the limit, so that a bomb ends before the reader sees it."""
    for name in package.names():
        if name.endswith((".xml", ".rels", ".bin")):
            package.read(name)


def reference(row: int, column: int) -> str:
    """Return a cell's reference: ``reference(0, 27)`` is ``AB1``."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def _sheet(sheet: Any, name: str, number: int, facts: _Facts) -> Grid | None:
    rows = sheet.to_python(skip_empty_area=False)
    spans = {
        start: (end[0] - start[0] + 1, end[1] - start[1] + 1)
        for start, end in (sheet.merged_cell_ranges or [])
    }
    covered = {
        (r, c): start
        for start, (height, width) in spans.items()
        if height * width < 100_000
        for r in range(start[0], start[0] + height)
        for c in range(start[1], start[1] + width)
        if (r, c) != start
    }
    filled = [r for r, row in enumerate(rows) if any(v not in ("", None) for v in row)]
    if not filled:
        return None
    index = {r: i for i, r in enumerate(_without_gaps(filled))}
    width = max((c + 1 for r in filled for c, v in enumerate(rows[r]) if v not in ("", None)), default=0)
    width = max([width, *(s[1] + w for s, (_, w) in spans.items() if s[0] in index)])
    cells = []
    for r, at in index.items():
        row = rows[r] if r < len(rows) else []
        for c in range(width):
            if (r, c) in covered:
                continue
            value = row[c] if c < len(row) else ""
            text = _shown(value, facts.formats.get((r, c), "General"))
            note = "公式未计算" if (r, c) in facts.uncalculated else ""
            if note and not text:
                text = "公式未计算"
            height, across = spans.get((r, c), (1, 1))
            height = sum(1 for x in range(r, r + height) if x in index) or 1
            place = Place(page=number, sheet=name, cell=reference(r, c))
            cells.append(GridCell(at, c, text[:MAX_TEXT], height, min(across, width - c), place, note))
    return Grid(
        tuple(cells), len(index), width, Place(page=number, sheet=name, cell=reference(filled[0], 0)), name
    )


def _without_gaps(filled: list[int]) -> Iterator[int]:
    """Yield the rows of a sheet; long runs of blank rows shrink to one."""
    previous = filled[0] - 1
    for r in filled:
        if r - previous > 1:
            yield from range(max(previous + 1, r - 1), r)
        yield r
        previous = r


def _shown(value: Any, code: str) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return show(repr(value), code)
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return str(value)
    return str(value)


def _as_blocks(grid: Grid) -> list[Line | Grid]:
    """Return a sheet as a grid, or as lines if it is text in one column."""
    columns = {c.col for c in grid.cells if c.text.strip()}
    if len(columns) <= 1 and all(
        c.colspan == grid.cols or c.col in columns or not c.text for c in grid.cells
    ):
        lines: list[Line | Grid] = []
        for cell in grid.cells:
            for text in cell.text.split("\n"):
                if text.strip():
                    lines.append(Line(text, cell.place, True))
        return lines
    return [grid]


def _package_facts(package: ZipPackage) -> dict[str, _Facts]:
    """Return what the sheets' XML says of formats, hidden rows and formulas, by sheet name."""
    try:
        formats = _formats(package)
        found = {}
        for name, path in _sheet_paths(package):
            found[name] = _sheet_facts(package.read(path), formats)
        return found
    except (KeyError, ValueError, etree.XMLSyntaxError):
        return {}


def _sheet_paths(package: ZipPackage) -> Iterator[tuple[str, str]]:
    book = package.xml("xl/workbook.xml")
    relations = {e.get("Id"): e.get("Target") for e in package.xml("xl/_rels/workbook.xml.rels")}
    for sheet in book.iter(f"{_SHEET}sheet"):
        key = next((str(v) for k, v in sheet.attrib.items() if str(k).endswith("}id")), "")
        target = str(relations.get(key) or "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        if target and package.has(path):
            yield sheet.get("name") or "", path


def _formats(package: ZipPackage) -> list[str]:
    if not package.has("xl/styles.xml"):
        return []
    root = package.xml("xl/styles.xml")
    custom = {
        int(e.get("numFmtId", "0")): e.get("formatCode", "General") for e in root.iter(f"{_SHEET}numFmt")
    }
    styles = root.find(f"{_SHEET}cellXfs")
    codes = []
    for style in styles if styles is not None else ():
        number = int(style.get("numFmtId", "0"))
        codes.append(custom.get(number) or BUILTIN.get(number, "General"))
    return codes


_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")


def _position(text: str) -> tuple[int, int] | None:
    found = _REFERENCE.fullmatch(text)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def _sheet_facts(data: bytes, formats: list[str]) -> _Facts:
    shown: dict[tuple[int, int], str] = {}
    hidden: set[int] = set()
    never: set[tuple[int, int]] = set()
    events = etree.iterparse(
        io.BytesIO(data),
        events=("end",),
        tag=(f"{_SHEET}c", f"{_SHEET}row"),
        resolve_entities=False,
        no_network=True,
    )
    for _, element in events:
        if element.tag.endswith("row"):
            if element.get("hidden") in ("1", "true") and element.get("r"):
                hidden.add(int(element.get("r")) - 1)
            element.clear()
            continue
        position = _position(element.get("r") or "")
        if position is None:
            continue
        style = int(element.get("s") or 0)
        if style < len(formats) and formats[style] != "General":
            shown[position] = formats[style]
        formula = element.find(f"{_SHEET}f")
        value = element.find(f"{_SHEET}v")
        if formula is not None and (value is None or not (value.text or "")):
            never.add(position)
    return _Facts(shown, frozenset(hidden), frozenset(never))


def extractor(name: str) -> Extractor:
    """Return the extractor."""
    return SpreadsheetExtractor()
