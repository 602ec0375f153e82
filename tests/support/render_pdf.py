"""Prints a made-up disclosure as PDF in the ways real ones are printed."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

import attrs
import pypdfium2 as pdfium
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from gouji.testing.synthetic.printed import HeadCell, Heading, Paragraph, PrintedDocument, PrintedTable

FONT = "STSong-Light"
A4 = (595.0, 842.0)
MARGIN = 56.0


@attrs.frozen
class Style:
    """How a document is printed.

    Attributes:
        rulings: ``long`` and ``short`` strokes, ``thin`` filled rectangles, one ``path``, ``boxes``
            (a stroked rectangle a cell), ``open`` (no outer sides) or ``none``.
        sideways: Tables ``upright`` on wide pages, ``rotated`` by the page's /Rotate, or ``turned``:
            drawn sideways on an upright page.
        repeat_header: Whether a continued table repeats its header.
        rows_a_page: Most body rows on a page.
        furniture: Whether pages carry a running header and page numbers.
        in_form: Whether the page's content stands in a form XObject.
        offset: Lower left corner of the MediaBox.
        raised: Points by which amounts stand above the baseline of their labels.
        spread: Whether short labels are spread with blanks (合 计).
        wrap: Most ideographs of a label on one line.
        size: Font size in tables.
        bold: Whether amounts are printed twice to look bold.
    """

    rulings: str = "long"
    sideways: str = "upright"
    repeat_header: bool = False
    rows_a_page: int = 30
    furniture: bool = False
    in_form: bool = False
    offset: tuple[float, float] = (0.0, 0.0)
    raised: float = 0.0
    spread: bool = False
    wrap: int = 9
    size: float = 9.0
    bold: bool = False


PLAIN = Style()
"""Upright pages, long strokes, nothing added."""


@attrs.frozen
class _Cell:
    row: int
    col: int
    rowspan: int
    colspan: int
    lines: tuple[str, ...]
    align: str


def render_pdf(document: PrintedDocument, style: Style = PLAIN) -> bytes:
    """Return the document as PDF bytes."""
    register_font()
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1, initialFontName=FONT)
    print_on(canvas, document, style)
    data = buffer.getvalue()
    return _shift_media_box(data, style.offset) if any(style.offset) else data


def register_font() -> None:
    """Make the font known whose metrics all renderers of pages use."""
    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def print_on(canvas: Any, document: PrintedDocument, style: Style) -> None:
    """Print a document on a canvas and save it; the canvas need not be one of PDF."""
    _Printer(canvas, document, style).render()


def pages_of(table: PrintedTable, style: Style) -> list[list[tuple[str, ...]]]:
    """Return the body rows of each page a table is printed on."""
    step = style.rows_a_page
    return [list(table.body[i : i + step]) for i in range(0, len(table.body), step)] or [[]]


def head_cells(header: Sequence[Sequence[HeadCell]], width: int) -> Iterator[tuple[int, int, HeadCell]]:
    """Yield header cells with the row and column at which they stand."""
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(header):
        col = 0
        for cell in cells:
            while (row, col) in taken:
                col += 1
            yield row, col, cell
            taken |= {(row + r, col + c) for r in range(cell.rowspan) for c in range(cell.colspan)}
            col += cell.colspan
        assert col <= width


def wrapped(text: str, most: int) -> tuple[str, ...]:
    """Return a label in lines of at most ``most`` characters."""
    return tuple(text[i : i + most] for i in range(0, len(text), most)) or ("",)


class _Printer:
    def __init__(self, canvas: Any, document: PrintedDocument, style: Style) -> None:
        self.canvas = canvas
        self.document = document
        self.style = style
        self.number = 0
        self.width, self.height = A4
        self.y = 0.0
        self.open = False

    def render(self) -> None:
        for piece in self.document.pieces:
            if isinstance(piece, PrintedTable):
                self._table(piece)
            else:
                self._text(piece)
        self._close()
        self.canvas.save()

    def _open(self, wide: bool) -> None:
        self._close()
        self.number += 1
        self.open = True
        self.width, self.height = (A4[1], A4[0]) if wide else A4
        turned = wide and self.style.sideways != "upright"
        rotated = turned and self.style.sideways == "rotated"
        # The canvas takes the displayed size and swaps it for pages with /Rotate 90.
        self.canvas.setPageSize((A4[1], A4[0]) if wide and (rotated or not turned) else A4)
        self.canvas.setPageRotation(90 if rotated else 0)
        if self.style.in_form:
            self.canvas.beginForm(f"page{self.number}", 0, 0, 2000, 2000)
        self.canvas.translate(*self.style.offset)
        if turned:
            self.canvas.transform(0, 1, -1, 0, A4[0], 0)
        self.y = self.height - MARGIN
        if self.style.furniture:
            self._write(
                f"{self.document.department}{self.document.year}年度部门决算公开",
                self.width / 2,
                self.height - 30,
                8,
                "c",
            )
            self._write(f"- {self.number} -", self.width / 2, 30, 9, "c")

    def _close(self) -> None:
        if not self.open:
            return
        if self.style.in_form:
            self.canvas.endForm()
            self.canvas.doForm(f"page{self.number}")
        self.canvas.showPage()
        self.open = False

    def _write(self, text: str, x: float, y: float, size: float, align: str = "l") -> None:
        self.canvas.setFont(FONT, size)
        {"l": self.canvas.drawString, "r": self.canvas.drawRightString, "c": self.canvas.drawCentredString}[
            align
        ](x, y, text)

    def _text(self, piece: Heading | Paragraph) -> None:
        size = 16.0 if isinstance(piece, Heading) and piece.level == 1 else 12.0
        indent = 0 if isinstance(piece, Heading) and piece.level == 1 else 2
        if not self.open or self.width > self.height:
            self._open(wide=False)
        fitting = (self.width - 2 * MARGIN) / size
        line, room = "", fitting - indent
        first = True
        for char in [*piece.text, ""]:
            wide = pdfmetrics.stringWidth(line + char, FONT, size)
            if char == "" or wide > room * size:
                if self.y < 70:
                    self._open(wide=False)
                self._write(line, MARGIN + (indent * size if first else 0), self.y, size)
                self.y -= 1.6 * size
                first, line, room = False, "", fitting
            line += char

    def _table(self, table: PrintedTable) -> None:
        label_columns = set(table.labels)
        for index, rows in enumerate(pages_of(table, self.style)):
            self._open(wide=table.landscape)
            if index == 0:
                self._write(table.title, self.width / 2, self.y, 15, "c")
                self.y -= 22
                if table.code:
                    self._write(table.code, self.width - MARGIN, self.y, 9, "r")
                    self.y -= 14
                self._write(f"部门：{table.department}", MARGIN, self.y, 9)
                self._write(f"单位：{table.unit}", self.width - MARGIN, self.y, 9, "r")
                self.y -= 8
            cells = []
            count = 0
            if index == 0 or self.style.repeat_header:
                for row, col, cell in head_cells(table.header, table.width):
                    lines = wrapped(cell.text, self.style.wrap)
                    cells.append(_Cell(row, col, cell.rowspan, cell.colspan, lines, "c"))
                count = len(table.header)
                if table.ordinals:
                    cells += [_Cell(count, c, 1, 1, (t,), "c") for c, t in enumerate(table.ordinals)]
                    count += 1
            for row in rows:
                for col, text in enumerate(row):
                    amount = col not in label_columns
                    lines = (text,) if amount else wrapped(text, self.style.wrap)
                    cells.append(_Cell(count, col, 1, 1, lines, "r" if amount else "l"))
                count += 1
            self._grid(cells, count, table.width)
        if table.note:
            self.y -= 14
            self._write(table.note, MARGIN, self.y, 9)
        self.y = 0

    def _grid(self, cells: list[_Cell], rows: int, cols: int) -> None:
        size = self.style.size
        pad = (2.5 if self.style.rulings == "none" else 0.9) * size  # gaps do the rulings' work
        widths = [1.2 * size] * cols
        heights = [1.7 * size] * rows
        for cell in cells:
            wide = max(pdfmetrics.stringWidth(t, FONT, size) for t in cell.lines) + pad
            if self.style.spread:
                wide += 2 * size
            if cell.colspan == 1:
                widths[cell.col] = max(widths[cell.col], wide)
            if cell.rowspan == 1:
                heights[cell.row] = max(heights[cell.row], (1.25 * len(cell.lines) + 0.5) * size)
        for cell in cells:  # what a spanning label needs beyond its columns or rows
            have = sum(widths[cell.col : cell.col + cell.colspan])
            need = max(pdfmetrics.stringWidth(t, FONT, size) for t in cell.lines) + pad
            if need > have:
                widths[cell.col] += need - have
            tall = (1.25 * len(cell.lines) + 0.5) * size
            have = sum(heights[cell.row : cell.row + cell.rowspan])
            if tall > have:
                heights[cell.row] += tall - have
        scale = min(1.0, (self.width - 24) / sum(widths), (self.y - 50) / sum(heights))
        left = max(12.0, (self.width - scale * sum(widths)) / 2)
        top = self.y
        self.canvas.saveState()
        self.canvas.translate(left, top)
        self.canvas.scale(scale, scale)
        xs = [sum(widths[:c]) for c in range(cols + 1)]
        ys = [-sum(heights[:r]) for r in range(rows + 1)]
        self._rule(cells, xs, ys)
        for cell in cells:
            self._fill(cell, xs, ys)
        self.canvas.restoreState()
        self.y = top - scale * sum(heights)

    def _fill(self, cell: _Cell, xs: list[float], ys: list[float]) -> None:
        size = self.style.size
        x0, x1 = xs[cell.col], xs[cell.col + cell.colspan]
        y0, y1 = ys[cell.row], ys[cell.row + cell.rowspan]
        first = (y0 + y1) / 2 + (len(cell.lines) - 1) * 0.6 * size - 0.35 * size
        for index, text in enumerate(cell.lines):
            y = first - index * 1.2 * size
            if cell.align == "r":
                for shift in (0.0, 0.3) if self.style.bold else (0.0,):
                    self._write(text, x1 - 0.4 * size + shift, y + self.style.raised, size, "r")
            elif self.style.spread and len(text) == 2 and not text.isascii():
                self._write(text[0] + "  " + text[1], x0 + 0.4 * size, y, size)
            elif cell.align == "c":
                self._write(text, (x0 + x1) / 2, y, size, "c")
            else:
                self._write(text, x0 + 0.4 * size, y, size)

    def _rule(self, cells: list[_Cell], xs: list[float], ys: list[float]) -> None:
        kind = self.style.rulings
        if kind == "none":
            return
        canvas = self.canvas
        canvas.setLineWidth(0.6)
        across: dict[int, set[int]] = {}
        down: dict[int, set[int]] = {}
        for cell in cells:
            x0, x1 = xs[cell.col], xs[cell.col + cell.colspan]
            y0, y1 = ys[cell.row], ys[cell.row + cell.rowspan]
            if kind == "boxes":
                canvas.rect(x0, y1, x1 - x0, y0 - y1, stroke=1, fill=0)
            for row in (cell.row, cell.row + cell.rowspan):
                across.setdefault(row, set()).update(range(cell.col, cell.col + cell.colspan))
            for col in (cell.col, cell.col + cell.colspan):
                if kind == "open" and col in (0, len(xs) - 1):
                    continue
                down.setdefault(col, set()).update(range(cell.row, cell.row + cell.rowspan))
        if kind == "boxes":
            return
        join = kind in ("long", "open", "path")
        path = canvas.beginPath()
        pieces = [
            (xs[a], ys[row], xs[b], ys[row])
            for row, cols in across.items()
            for a, b in _stretches(cols, join)
        ] + [
            (xs[col], ys[a], xs[col], ys[b]) for col, rows in down.items() for a, b in _stretches(rows, join)
        ]
        for x0, y0, x1, y1 in pieces:
            if kind == "thin":
                canvas.rect(
                    min(x0, x1) - 0.25,
                    min(y0, y1) - 0.25,
                    abs(x1 - x0) + 0.5,
                    abs(y1 - y0) + 0.5,
                    stroke=0,
                    fill=1,
                )
            elif kind == "path":
                path.moveTo(x0, y0)
                path.lineTo(x1, y1)
            else:
                canvas.line(x0, y0, x1, y1)
        if kind == "path":
            canvas.drawPath(path, stroke=1, fill=0)


def _stretches(steps: set[int], join: bool) -> Iterator[tuple[int, int]]:
    """Yield stretches of neighbouring steps as (from, to)."""
    start = previous = None
    for step in sorted(steps):
        if not join:
            yield step, step + 1
            continue
        if previous is None or step != previous + 1:
            if start is not None and previous is not None:
                yield start, previous + 1
            start = step
        previous = step
    if start is not None and previous is not None:
        yield start, previous + 1


def _shift_media_box(data: bytes, offset: tuple[float, float]) -> bytes:
    """Return the PDF with the MediaBox of every page moved to ``offset``."""
    document = pdfium.PdfDocument(data)
    for index in range(len(document)):
        page = document[index]
        width, height = page.get_mediabox()[2:]
        page.set_mediabox(offset[0], offset[1], offset[0] + width, offset[1] + height)
        page.close()
    out = io.BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()
