"""DOCX: what a reader sees on paper, paragraphs with their automatic numbers, tables with merged cells, text boxes.

Tracked deletions and hidden text are left out and told in a note: a figure nobody sees must not be judged.
Source: ECMA-376 part 1, 17 (WordprocessingML).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs

from gouji.api import Source
from gouji.errors import UnreadableInput
from gouji.model import Document, Grid, GridCell, Line, Note, Place
from gouji_plugins.extractors.docx_numbering import Numbering
from gouji_plugins.extractors.docx_styles import Styles
from gouji_plugins.extractors.docx_xml import W, number, switch, value
from gouji_plugins.extractors.zip_package import ZipPackage

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from gouji.api import Extractor

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DELETED = (f"{W}del", f"{W}moveFrom")
_SKIPPED = (
    *_DELETED,
    f"{W}instrText",
    f"{W}delText",
    f"{W}delInstrText",
    f"{_MC}Fallback",
    f"{W}rPr",
    f"{W}pPr",
)
_THROUGH = tuple(f"{W}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml"))
MAX_DEPTH = 8
MAX_SPAN = 200
MAX_COLUMNS = 2_000


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
        """Read the body; headers, footers, deleted and hidden text are left out.

        Raises:
            UnreadableInput: If it is damaged, encrypted or too large.
        """
        package = ZipPackage(source, "DOCX")
        root = package.xml("word/document.xml")
        reader = _Reader(Numbering(package), Styles(package), source)
        body = root.find(f"{W}body")
        if body is not None:
            reader.blocks_of(body, 0)
        if not reader.blocks:
            raise UnreadableInput("文档里没有内容", source=source.name)
        title = _title(package)
        return Document(
            source.name,
            self.name,
            source.sha256,
            tuple(reader.blocks),
            metadata={"title": title} if title else {},
            notes=tuple(reader.notes()),
        )


def _title(package: ZipPackage) -> str:
    """Return the title among the document's properties, "" if it has none."""
    part = "docProps/core.xml"
    if not package.has(part):
        return ""
    return " ".join((package.xml(part).findtext("{http://purl.org/dc/elements/1.1/}title") or "").split())[
        :200
    ]


class _Reader:
    def __init__(self, numbering: Numbering, styles: Styles, source: Source) -> None:
        self.numbering = numbering
        self.styles = styles
        self.source = source
        self.blocks: list[Line | Grid] = []
        self.tables = 0
        self.lines = 0
        self.cells = 0
        self.deleted = 0
        self.hidden = 0
        self.carried = ""

    def notes(self) -> Iterator[Note]:
        """Yield what was left out."""
        if self.deleted:
            yield Note("tracked-deletions", f"文档带有修订痕迹，{self.deleted} 处已删除的内容没有读")
        if self.hidden:
            yield Note("hidden-text", f"文档有 {self.hidden} 处隐藏文字，没有读")

    def blocks_of(self, parent: Element, depth: int) -> None:
        """Add the paragraphs and tables below an element in order."""
        if depth > MAX_DEPTH:
            raise UnreadableInput("文档嵌套过深", source=self.source.name)
        for child in parent:
            if child.tag == f"{W}p":
                self.paragraph(child, depth)
            elif child.tag == f"{W}tbl":
                self.table(child, depth)
            elif child.tag in _THROUGH:
                self.blocks_of(child, depth)
            elif child.tag in _DELETED:
                self.deleted += 1

    def paragraph(self, element: Element, depth: int) -> None:
        """Add a paragraph and the text boxes anchored in it."""
        for piece in self.text_of(element).split("\n"):
            if piece.strip():
                self.lines += 1
                self.blocks.append(Line(piece, Place(line=self.lines), True))
        for box in _boxes(element):
            self.blocks_of(box, depth + 1)

    def text_of(self, element: Element) -> str:
        """Return the visible text of a paragraph with its number.

        A paragraph whose end was deleted is printed together with the next one; its text is carried there.
        """
        properties = element.find(f"{W}pPr")
        style = value(properties, "pStyle") or self.styles.paragraph
        shown = self.styles.of(style).hidden
        text = "".join(self._pieces(element, self.styles.hidden if shown is None else shown))
        mark = properties.find(f"{W}rPr") if properties is not None else None
        joined = mark is not None and any(mark.find(f"{W}{name}") is not None for name in ("del", "moveFrom"))
        if joined:
            self.deleted += 1
            self.carried += text
            return ""
        if not text and not self.carried and mark is not None and switch(mark, "vanish"):
            return ""
        text, self.carried = self.carried + text, ""
        return self._number(properties, style) + text

    def _number(self, properties: Element | None, style: str) -> str:
        """Return the automatic number of a paragraph: its own list, else that of its style."""
        own = properties.find(f"{W}numPr") if properties is not None else None
        named = self.styles.of(style)
        chosen = value(own, "numId") or named.list
        if not chosen or chosen == "0":
            return ""
        if own is not None and (level := value(own, "ilvl")):
            depth = number(level, 0, 0, 8)
        elif named.depth is not None:
            depth = named.depth
        else:
            depth = self.numbering.depth_of(chosen, style)
        return self.numbering.next(chosen, depth)

    def _pieces(self, element: Element, hidden: bool | None) -> Iterator[str]:
        for child in element:
            if child.tag in _DELETED:
                self.deleted += 1
            elif child.tag in _SKIPPED or not isinstance(child.tag, str):
                continue
            elif child.tag == f"{W}r":
                if self._is_hidden(child, hidden):
                    self.hidden += any(t.text for t in child.iter(f"{W}t"))
                else:
                    yield from self._pieces(child, hidden)
            elif child.tag == f"{W}t":
                yield child.text or ""
            elif child.tag == f"{W}tab":
                yield "\t"
            elif child.tag in (f"{W}br", f"{W}cr"):
                yield "\n"
            elif child.tag == f"{W}noBreakHyphen":
                yield "-"
            elif child.tag != f"{W}txbxContent":
                yield from self._pieces(child, hidden)

    def _is_hidden(self, run: Element, inherited: bool | None) -> bool:
        properties = run.find(f"{W}rPr")
        own = switch(properties, "vanish")
        if own is None:
            own = self.styles.of(value(properties, "rStyle")).hidden
        return bool(inherited if own is None else own)

    def table(self, element: Element, depth: int) -> None:
        """Add a table; one that only frames its content is left out, nested ones follow as tables of their own."""
        rows = [row for row in _children(element, "tr") if not self._row_deleted(row)]
        frame = _only_cell(rows)
        if frame is not None:
            self.blocks_of(frame, depth + 1)
            return
        self.tables += 1
        cells: list[GridCell] = []
        open_spans: dict[int, int] = {}
        width = 0
        nested: list[Element] = []
        for r, row in enumerate(rows):
            column = number(value(row.find(f"{W}trPr"), "gridBefore"), 0, 0, MAX_SPAN)
            for cell in _children(row, "tc"):
                properties = cell.find(f"{W}tcPr")
                if properties is not None and properties.find(f"{W}cellDel") is not None:
                    self.deleted += 1
                    continue
                span = number(value(properties, "gridSpan"), 1, 1, MAX_SPAN)
                found = properties.find(f"{W}vMerge") if properties is not None else None
                merge = None if found is None else (found.get(f"{W}val") or "continue")
                if merge == "continue" and column in open_spans:
                    at = open_spans[column]
                    cells[at] = attrs.evolve(cells[at], rowspan=r - cells[at].row + 1)
                else:
                    place = Place(cell=f"表{self.tables} {r + 1}行{column + 1}列")
                    cells.append(GridCell(r, column, self._cell_text(cell, nested), 1, span, place))
                    open_spans.pop(column, None)
                    if merge == "restart":
                        open_spans[column] = len(cells) - 1
                column += span
            width = max(width, column)
        self.cells += len(cells)
        if self.cells > self.source.limits.cells or width > MAX_COLUMNS:
            raise UnreadableInput(
                f"文档的单元格超过上限（{self.source.limits.cells:,} 个、{MAX_COLUMNS:,} 列）", source=self.source.name
            )  # fmt: skip
        if cells:
            self.blocks.append(Grid(tuple(cells), len(rows), width, Place(cell=f"表{self.tables}")))
        for inner in nested:
            if depth + 1 > MAX_DEPTH:
                raise UnreadableInput("文档嵌套过深", source=self.source.name)
            self.table(inner, depth + 1)

    def _row_deleted(self, row: Element) -> bool:
        properties = row.find(f"{W}trPr")
        gone = properties is not None and properties.find(f"{W}del") is not None
        unseen = switch(properties, "hidden") is True
        self.deleted += gone
        self.hidden += unseen and not gone
        return gone or unseen

    def _cell_text(self, cell: Element, nested: list[Element]) -> str:
        """Return the text of a cell, that of text boxes in it behind; tables in it are added to ``nested``."""
        texts = []
        todo = [cell]
        for part in todo:  # text boxes found on the way are put behind
            for paragraph in _children(part, "p"):
                texts.append(self.text_of(paragraph))
                todo += list(_boxes(paragraph))
            nested += list(_children(part, "tbl"))
        if self.carried:  # the last paragraph of a cell cannot go on outside
            texts.append(self.carried)
            self.carried = ""
        return "\n".join(t for t in texts if t.strip())


def _boxes(paragraph: Element) -> Iterator[Element]:
    """Yield the text boxes anchored in a paragraph, not those inside another box or left out."""
    for box in paragraph.iter(f"{W}txbxContent"):
        outside = []
        for above in box.iterancestors():
            if above is paragraph:
                break
            outside.append(above.tag)
        if not any(tag in _SKIPPED or tag == f"{W}txbxContent" for tag in outside):
            yield box


def _only_cell(rows: list[Element]) -> Element | None:
    """Return the cell of a table that has only one: it frames its content."""
    if len(rows) != 1:
        return None
    cells = list(_children(rows[0], "tc"))
    return cells[0] if len(cells) == 1 else None


def _children(element: Element, name: str) -> Iterator[Element]:
    """Yield children of a name, through content controls and insertions."""
    for child in element:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag in _THROUGH:
            yield from _children(child, name)


def extractor(name: str) -> Extractor:
    """Return the extractor."""
    return DocxExtractor()
