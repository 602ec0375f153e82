"""What an extractor returns: a document as printed, before anything is understood.

A :class:`Document` is a sequence of lines and grids in reading order.  Every piece of text
knows its :class:`Place`.  Nothing here knows what a 决算 table is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

import attrs

from gouji.value import Value

NO_DATA: Mapping[str, str] = MappingProxyType({})


@attrs.frozen(eq=False, repr=False)
class Box(Value):
    """A rectangle on a page, in points (1/72 inch) from the top left corner as displayed."""

    x0: float
    y0: float
    x1: float
    y1: float

    def as_list(self) -> list[float]:
        """Return ``[x0, y0, x1, y1]`` rounded to a tenth of a point, for JSON."""
        return [round(v, 1) for v in (self.x0, self.y0, self.x1, self.y1)]

    def union(self, other: Box) -> Box:
        """Return the smallest box that holds both."""
        return Box(
            min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1)
        )


@attrs.frozen(eq=False, repr=False)
class Place(Value):
    """Where something is printed; fields a format does not have are ``None``.

    Attributes:
        page: Page number from 1 (paged formats), or sheet number from 1 (spreadsheets).
        box: Rectangle on that page.
        line: Line number from 1 (plain text).
        sheet: Name of the sheet (spreadsheets) or of the file inside a bundle.
        cell: Reference of the cell, such as ``B12`` (spreadsheets) or ``表3 r4c2``.
        part: Name of the file inside a bundle or archive the piece comes from.
    """

    page: int | None = None
    box: Box | None = None
    line: int | None = None
    sheet: str | None = None
    cell: str | None = None
    part: str | None = None

    def __str__(self) -> str:
        bits = [self.part or ""]
        if self.sheet:
            bits.append(f"工作表“{self.sheet}”")
        elif self.page is not None:
            bits.append(f"第{self.page}页")
        if self.cell:
            bits.append(self.cell)
        if self.line is not None:
            bits.append(f"第{self.line}行")
        return " ".join(b for b in bits if b)


NOWHERE = Place()


@attrs.frozen(eq=False, repr=False)
class Line(Value):
    """One printed line of running text.

    Attributes:
        text: The characters, without the line end.
        place: Page and box, or line number.
        ends_paragraph: The format itself says that a paragraph ends here (a Word paragraph, a
            ``<p>``).  Where it is False, the reader has to decide by the text.
        char_boxes: For formats with positions: one box per character of ``text``, else empty.
        size: Font size in points where known, else 0: headings are larger.
    """

    text: str
    place: Place = NOWHERE
    ends_paragraph: bool = False
    char_boxes: Sequence[Box | None] = attrs.field(default=(), repr=False)
    size: float = 0.0


@attrs.frozen(eq=False, repr=False)
class GridCell(Value):
    """One cell of a grid as printed; a merged cell appears once, at its top left corner.

    Attributes:
        row: Row index from 0.
        col: Column index from 0.
        text: The characters as a person sees them; wrapped lines joined by ``\\n``.
        rowspan: Rows it covers, at least 1.
        colspan: Columns it covers, at least 1.
        place: Page and box, or sheet and cell reference.
        note: Anything a reader must know, such as ``公式未计算`` or ``隐藏行``; empty otherwise.
        confidence: 1.0 unless read by OCR.
    """

    row: int
    col: int
    text: str
    rowspan: int = 1
    colspan: int = 1
    place: Place = NOWHERE
    note: str = ""
    confidence: float = 1.0


@attrs.frozen(eq=False, repr=False)
class Grid(Value):
    """A table as printed.

    Attributes:
        cells: In reading order; positions not covered by any cell are blank.
        rows: Number of rows.
        cols: Number of columns.
        place: Page (of its first row) and box.
        caption: Text the format itself ties to the grid (a sheet name, a ``<caption>``), else "".
        placed: ``ruled`` (drawn or stored as a table), ``position`` (columns found by alignment)
            or ``ocr``.
        pages: All pages it runs over.
        lines: The printed lines of a grid found by position: who knows the form may cut them better.
    """

    cells: tuple[GridCell, ...]
    rows: int
    cols: int
    place: Place = NOWHERE
    caption: str = ""
    placed: str = "ruled"
    pages: tuple[int, ...] = ()
    lines: tuple[Line, ...] = attrs.field(default=(), repr=False)

    def matrix(self) -> list[list[GridCell | None]]:
        """Return ``rows`` x ``cols`` references; each position points at the cell that covers it."""
        table: list[list[GridCell | None]] = [[None] * self.cols for _ in range(self.rows)]
        for cell in self.cells:
            for r in range(cell.row, min(cell.row + cell.rowspan, self.rows)):
                for c in range(cell.col, min(cell.col + cell.colspan, self.cols)):
                    table[r][c] = cell
        return table


@attrs.frozen(eq=False, repr=False)
class Page(Value):
    """A page's geometry as displayed (after rotation), in points."""

    number: int
    width: float
    height: float
    rotation: int = 0
    scanned: bool = False


@attrs.frozen(eq=False, repr=False)
class Note(Value):
    """Something an extractor wants to be known: a hidden sheet, a formula never calculated, OCR.

    Attributes:
        code: A stable identifier, such as ``hidden-sheet``.
        text: The message, in Chinese.
        place: Where.
    """

    code: str
    text: str
    place: Place = NOWHERE


Block = Line | Grid


@attrs.frozen(eq=False, repr=False)
class StatedCell(Value):
    """A cell of a stated table: characters, where they were printed and how their column was known."""

    text: str
    place: Place = NOWHERE
    placed: str = "ruled"


@attrs.frozen(eq=False, repr=False)
class StatedRow(Value):
    """A row of a table that the format itself states in canonical columns.

    Attributes:
        label: As printed.
        cells: Column key and cell, in printed order.
        code: 科目 code as printed, "" if none.
        lane: Lane of the table's form, "" if not stated.
        ordinal: 行次, ``None`` if not stated.
    """

    label: str
    cells: tuple[tuple[str, StatedCell], ...]
    code: str = ""
    lane: str = ""
    ordinal: int | None = None


@attrs.frozen(eq=False, repr=False)
class StatedTable(Value):
    """A table that needs no recognition: the format names it by its canonical key (a ledger in JSON).

    Attributes:
        key: Canonical key (``公开03表``).
        title: As printed.
        unit: Money unit symbol, "" for the form's.
        columns: Column keys in printed order.
        rows: In printed order.
        pages: Pages it was printed on.
        note: Its 注.
        place: Where it is stated.
    """

    key: str
    title: str
    unit: str
    columns: tuple[str, ...]
    rows: tuple[StatedRow, ...] = attrs.field(repr=False)
    pages: tuple[int, ...] = ()
    note: str = ""
    place: Place = NOWHERE


@attrs.frozen(eq=False, repr=False)
class Document(Value):
    """A disclosure as printed.

    Attributes:
        source: What the user called it: a path as given, or ``archive.zip!/inner.pdf``.
        format: ``text``, ``pdf``, ``xlsx`` ...
        sha256: Digest of the bytes, lower-case hex.
        blocks: Lines and grids in reading order.
        pages: Page geometry, empty for formats without pages.
        metadata: Title, producer and the like, as the format states them.
        notes: See :class:`Note`.
        has_layout: Whether tables of this document arrive as grids.  Plain text lost its layout:
            its tables are lines, to be placed by the template's own structure.
        stated: Tables the format states in canonical names; beside them nothing is looked for.
    """

    source: str
    format: str
    sha256: str
    blocks: tuple[Block, ...]
    pages: tuple[Page, ...] = ()
    metadata: Mapping[str, str] = NO_DATA
    notes: tuple[Note, ...] = ()
    has_layout: bool = True
    stated: tuple[StatedTable, ...] = attrs.field(default=(), repr=False)

    def lines(self) -> Iterator[Line]:
        """Yield the lines of running text in order."""
        return (b for b in self.blocks if isinstance(b, Line))

    def grids(self) -> Iterator[Grid]:
        """Yield the grids in order."""
        return (b for b in self.blocks if isinstance(b, Grid))
