"""A real PDF printed anew: its words and cells at their places, one figure changed."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs
from slips import Slip

from gouji.api import Source
from gouji.audit import Auditor
from gouji.model import Box, Document, Figure, Grid, Ledger, Line

FONT = "STSong-Light"
LARGEST = 10.5


def spot(printed: str) -> re.Pattern[str]:
    """Return what finds a printed figure that is no part of a longer one."""
    return re.compile(rf"(?<![\d.,\-]){re.escape(printed)}(?![\d.,]*\d)")


@attrs.define
class _Piece:
    """Text at a place of a page, inside a ruled cell or not."""

    page: int
    box: Box
    text: str
    cell: bool


class Reprinted:
    """A PDF on disk; the changed file is drawn from what was read of it: lines, cells and rulings."""

    def __init__(self, path: Path) -> None:
        self.name = "pdf reprinted"
        self._document = Auditor().extract(Source(str(path), path))
        self._pieces = list(_pieces(self._document))

    def clean(self) -> Source:
        """Return the unchanged document, printed anew like the changed ones."""
        return self._drawn(self._pieces)

    def changed(self, slips: Sequence[Slip], ledger: Ledger) -> Source | None:
        """Return the document with the slips made."""
        pieces = list(self._pieces)
        for item in slips:
            found = self._find(pieces, item.figure)
            if found is None:
                return None
            at, start, end = found
            text = pieces[at].text
            pieces[at] = attrs.evolve(pieces[at], text=text[:start] + item.wrong + text[end:])
        return self._drawn(pieces)

    @staticmethod
    def _find(pieces: Sequence[_Piece], figure: Figure) -> tuple[int, int, int] | None:
        """Return the only piece at a figure's place that prints it, and where in its text."""
        place = figure.place
        if place.page is None or place.box is None:
            return None
        x, y = (place.box.x0 + place.box.x1) / 2, (place.box.y0 + place.box.y1) / 2
        found = [
            (at, *match.span())
            for at, piece in enumerate(pieces)
            if piece.page == place.page
            and piece.box.x0 - 1 <= x <= piece.box.x1 + 1
            and piece.box.y0 - 1 <= y <= piece.box.y1 + 1
            for match in spot(figure.quantity.printed).finditer(piece.text)
        ]
        return found[0] if len(found) == 1 else None

    def _drawn(self, pieces: Sequence[_Piece]) -> Source:
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.cidfonts import UnicodeCIDFont
        from reportlab.pdfgen.canvas import Canvas

        if FONT not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(UnicodeCIDFont(FONT))
        buffer = io.BytesIO()
        canvas = Canvas(buffer, invariant=1, initialFontName=FONT)
        for page in self._document.pages:
            canvas.setPageSize((page.width, page.height))
            for piece in pieces:
                if piece.page == page.number:
                    _draw(canvas, piece, page.height)
            canvas.showPage()
        canvas.save()
        return Source("reprinted.pdf", content=buffer.getvalue())


def _pieces(document: Document) -> Iterator[_Piece]:
    for block in document.blocks:
        if isinstance(block, Line):
            if block.place.page is not None and block.place.box is not None:
                yield _Piece(block.place.page, block.place.box, block.text, False)
        elif isinstance(block, Grid):
            for cell in block.cells:
                if cell.place.page is not None and cell.place.box is not None:
                    yield _Piece(cell.place.page, cell.place.box, cell.text, True)


def _draw(canvas: object, piece: _Piece, height: float) -> None:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    box = piece.box
    wide, high = box.x1 - box.x0, box.y1 - box.y0
    if piece.cell:
        canvas.rect(box.x0, height - box.y1, wide, high)  # type: ignore[attr-defined]
    lines = [line for line in piece.text.split("\n") if line.strip()]
    if not lines:
        return
    room = wide - 4 if piece.cell else wide + 2
    size = min(LARGEST, high / len(lines) / (1.15 if piece.cell else 1.0))
    size = min([size, *(size * room / stringWidth(line, FONT, size) for line in lines)])
    top = box.y0 + (high - size * 1.15 * len(lines)) / 2
    for number, line in enumerate(lines):
        x = box.x0 + (2 if piece.cell else 0)
        y = height - (top + size * (1.15 * number + 0.9))
        canvas.setFont(FONT, size)  # type: ignore[attr-defined]
        canvas.drawString(x, y, line)  # type: ignore[attr-defined]
