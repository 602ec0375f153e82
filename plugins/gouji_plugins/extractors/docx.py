"""DOCX: paragraphs with their automatic numbers, tables with merged cells, text boxes.

Source: ECMA-376 part 1, 17 (WordprocessingML).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs

from gouji.api import Source
from gouji.errors import UnreadableInput
from gouji.model import Document, Grid, GridCell, Line, Place
from gouji_plugins.extractors.zip_package import ZipPackage

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from gouji.api import Extractor

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DIGITS = "零一二三四五六七八九"
_SKIPPED = (f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", f"{_MC}Fallback")
MAX_DEPTH = 8


def chinese(number: int) -> str:
    """Return 一 … 九十九 for 1 … 99, digits beyond."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if not tens else ("十" if tens == 1 else _DIGITS[tens] + "十")
    return head + (_DIGITS[ones] if ones else "")


@attrs.frozen
class _Level:
    """A numbering level: format, text with ``%1`` for numbers, start."""

    format: str
    text: str
    start: int


class _Numbering:
    """The automatic numbers of paragraphs, counted as Word counts them."""

    def __init__(self, package: ZipPackage) -> None:
        self.levels: dict[str, dict[int, _Level]] = {}
        self.counts: dict[tuple[str, int], int] = {}
        if not package.has("word/numbering.xml"):
            return
        root = package.xml("word/numbering.xml")
        abstract = {}
        for item in root.iter(f"{_W}abstractNum"):
            levels = {}
            for level in item.iter(f"{_W}lvl"):
                levels[int(level.get(f"{_W}ilvl") or 0)] = _Level(
                    _value(level, "numFmt") or "decimal",
                    _value(level, "lvlText") or "",
                    int(_value(level, "start") or 1),
                )
            abstract[item.get(f"{_W}abstractNumId")] = levels
        for item in root.iter(f"{_W}num"):
            target = _value(item, "abstractNumId")
            self.levels[item.get(f"{_W}numId") or ""] = abstract.get(target, {})

    def next(self, number: str, depth: int) -> str:
        """Return the printed number of the next paragraph of a list, "" if it has none."""
        level = self.levels.get(number, {}).get(depth)
        if level is None or level.format in ("bullet", "none"):
            return ""
        self.counts[number, depth] = self.counts.get((number, depth), level.start - 1) + 1
        for deeper in range(depth + 1, 9):
            self.counts.pop((number, deeper), None)
        text = level.text
        for i in range(depth + 1):
            own = self.levels[number].get(i, level)
            text = text.replace(
                f"%{i + 1}", self._format(self.counts.get((number, i), own.start), own.format)
            )
        return text

    def _format(self, count: int, kind: str) -> str:
        if kind in (
            "chineseCounting",
            "chineseCountingThousand",
            "japaneseCounting",
            "ideographDigital",
            "taiwaneseCounting",
        ):
            return chinese(count)
        if kind == "decimalEnclosedCircleChinese" and 1 <= count <= 20:
            return chr(0x2460 + count - 1)
        return str(count)


def _value(element: Element, name: str) -> str:
    found = element.find(f"{_W}{name}")
    return (found.get(f"{_W}val") or "") if found is not None else ""


class DocxExtractor:
    """Reads Word documents.

    Attributes:
        name: ``docx``.
        suffixes: Extensions.
    """

    name = "docx"
    suffixes = (".docx", ".docm")

    def accepts(self, source: Source) -> int:
        """By the package's head and the extension."""
        return 90 if source.suffix in self.suffixes and source.head.startswith(b"PK") else 0

    def extract(self, source: Source) -> Document:
        """Read the body; headers, footers and deleted text are left out.

        Raises:
            UnreadableInput: If it is damaged, encrypted or too large.
        """
        package = ZipPackage(source, "DOCX")
        root = package.xml("word/document.xml")
        reader = _Reader(_Numbering(package), source)
        body = root.find(f"{_W}body")
        if body is not None:
            reader.blocks_of(body, 0)
        if not reader.blocks:
            raise UnreadableInput("文档里没有内容", source=source.name)
        return Document(source.name, self.name, source.sha256, tuple(reader.blocks))


class _Reader:
    def __init__(self, numbering: _Numbering, source: Source) -> None:
        self.numbering = numbering
        self.source = source
        self.blocks: list[Line | Grid] = []
        self.tables = 0
        self.lines = 0
        self.cells = 0

    def blocks_of(self, parent: Element, depth: int) -> None:
        """Add the paragraphs and tables below an element in order."""
        if depth > MAX_DEPTH:
            raise UnreadableInput("文档嵌套过深", source=self.source.name)
        for child in parent:
            if child.tag == f"{_W}p":
                self.paragraph(child, depth)
            elif child.tag == f"{_W}tbl":
                self.table(child, depth)
            elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}smartTag", f"{_W}customXml"):
                self.blocks_of(child, depth)

    def paragraph(self, element: Element, depth: int) -> None:
        """Add a paragraph and the text boxes anchored in it."""
        text = self.text_of(element, numbered=True)
        for piece in text.split("\n"):
            if piece.strip():
                self.lines += 1
                self.blocks.append(Line(piece, Place(line=self.lines), True))
        for box in element.iter(f"{_W}txbxContent"):
            if any(a.tag in _SKIPPED for a in box.iterancestors()):
                continue
            self.blocks_of(box, depth + 1)

    def text_of(self, element: Element, *, numbered: bool = False) -> str:
        """Return the visible text of a paragraph."""
        head = ""
        if numbered:
            number = element.find(f"{_W}pPr/{_W}numPr")
            if number is not None:
                head = self.numbering.next(_value(number, "numId"), int(_value(number, "ilvl") or 0))
        return head + "".join(_pieces(element))

    def table(self, element: Element, depth: int) -> None:
        """Add a table; nested tables follow it as tables of their own."""
        self.tables += 1
        rows = list(_rows(element))
        cells: list[GridCell] = []
        open_spans: dict[int, int] = {}
        width = 0
        nested: list[Element] = []
        for r, row in enumerate(rows):
            before = row.find(f"{_W}trPr")
            column = int(_value(before, "gridBefore") or 0) if before is not None else 0
            for cell in _children(row, "tc"):
                properties = cell.find(f"{_W}tcPr")
                span, merge = 1, None
                if properties is not None:
                    span = max(1, min(200, int(_value(properties, "gridSpan") or 1)))
                    found = properties.find(f"{_W}vMerge")
                    merge = None if found is None else (found.get(f"{_W}val") or "continue")
                if merge == "continue" and column in open_spans:
                    at = open_spans[column]
                    cells[at] = attrs.evolve(cells[at], rowspan=r - cells[at].row + 1)
                else:
                    text = "\n".join(
                        t for t in (self.text_of(p, numbered=True) for p in _children(cell, "p")) if t.strip()
                    )
                    place = Place(cell=f"表{self.tables} {r + 1}行{column + 1}列")
                    cells.append(GridCell(r, column, text, 1, span, place))
                    open_spans.pop(column, None)
                    if merge == "restart":
                        open_spans[column] = len(cells) - 1
                    nested += list(_children(cell, "tbl"))
                column += span
            width = max(width, column)
        self.cells += len(cells)
        if self.cells > self.source.limits.cells:
            raise UnreadableInput(
                f"文档的单元格超过上限 {self.source.limits.cells:,} 个", source=self.source.name
            )
        if cells:
            self.blocks.append(Grid(tuple(cells), len(rows), width, Place(cell=f"表{self.tables}")))
        if depth < MAX_DEPTH:
            for inner in nested:
                self.table(inner, depth + 1)


def _children(element: Element, name: str) -> Iterator[Element]:
    """Yield children of a name, through content controls."""
    for child in element:
        if child.tag == f"{_W}{name}":
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _children(child, name)


def _rows(element: Element) -> Iterator[Element]:
    return _children(element, "tr")


def _pieces(element: Element) -> Iterator[str]:
    for child in element:
        if child.tag in _SKIPPED or child.tag == f"{_W}pPr":
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag == f"{_W}tab":
            yield "\t"
        elif child.tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
        elif child.tag == f"{_W}noBreakHyphen":
            yield "-"
        elif child.tag != f"{_W}txbxContent":
            yield from _pieces(child)


def extractor(name: str) -> Extractor:
    """Return the extractor."""
    return DocxExtractor()
