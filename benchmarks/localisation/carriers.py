"""Files that are changed: plain text, workbooks and PDF, each as its user has it.

A carrier gives a clean source and, for slips, a changed one; ``None`` where the figure cannot be told apart in the file.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import attrs
from reprint import spot
from slips import Slip

from gouji.api import Source
from gouji.model import Figure, Ledger
from gouji.testing.synthetic import PrintedDocument
from gouji.testing.synthetic.planting import replace_cell
from gouji.testing.synthetic.printed import Paragraph, PrintedTable

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests" / "support"))


class Carrier(Protocol):
    """A document in one format."""

    name: str

    def clean(self) -> Source:
        """Return the unchanged file."""

    def changed(self, slips: Sequence[Slip], ledger: Ledger) -> Source | None:
        """Return the file with the slips made."""


class Text:
    """Plain text; a figure is found on its line, by its turn among equal ones."""

    def __init__(self, text: str) -> None:
        self.name = "text"
        self.lines = text.split("\n")

    def clean(self) -> Source:
        return Source("clean.txt", content="\n".join(self.lines).encode())

    def changed(self, slips: Sequence[Slip], ledger: Ledger) -> Source | None:
        edits: dict[int, list[tuple[int, int, str]]] = {}
        for item in slips:
            span = self._span(item.figure, ledger)
            if span is None:
                return None
            edits.setdefault((item.figure.place.line or 1) - 1, []).append((*span, item.wrong))
        lines = list(self.lines)
        for at, changes in edits.items():
            for start, end, wrong in sorted(changes, reverse=True):
                lines[at] = lines[at][:start] + wrong + lines[at][end:]
        return Source("changed.txt", content="\n".join(lines).encode())

    def _span(self, figure: Figure, ledger: Ledger) -> tuple[int, int] | None:
        number = figure.place.line
        if number is None:
            return None
        found = list(spot(figure.quantity.printed).finditer(self.lines[number - 1]))
        twins = [
            f
            for f in ledger.figures()
            if f.place.line == number and f.quantity.printed == figure.quantity.printed
        ]
        if len(found) != len(twins):
            return None
        return found[next(i for i, f in enumerate(twins) if f is figure)].span()


class Workbook:
    """An XLSX file; amounts are numbers in cells, prose is text."""

    def __init__(self, data: bytes) -> None:
        self.name = "xlsx"
        self.data = data

    def clean(self) -> Source:
        return Source("clean.xlsx", content=self.data)

    def changed(self, slips: Sequence[Slip], ledger: Ledger) -> Source | None:
        import openpyxl

        book = openpyxl.load_workbook(io.BytesIO(self.data))
        for item in slips:
            place = item.figure.place
            if not place.sheet or not place.cell or place.sheet not in book.sheetnames:
                return None
            cell = book[place.sheet][place.cell]
            if isinstance(cell.value, str):
                found = list(spot(item.figure.quantity.printed).finditer(cell.value))
                if len(found) != 1:
                    return None
                start, end = found[0].span()
                cell.value = cell.value[:start] + item.wrong + cell.value[end:]
            else:
                cell.value = float(item.wrong.replace(",", "")) if item.wrong else None
        out = io.BytesIO()
        book.save(out)
        return Source("changed.xlsx", content=out.getvalue())


@attrs.define
class Rendered:
    """A PDF made from a printed disclosure, made anew for each slip: the only text that reads so is changed."""

    document: PrintedDocument
    name: str = "pdf"

    def clean(self) -> Source:
        return self._source(self.document)

    def _source(self, document: PrintedDocument) -> Source:
        from render_pdf import render_pdf

        return Source("made.pdf", content=render_pdf(document))

    def changed(self, slips: Sequence[Slip], ledger: Ledger) -> Source | None:
        pieces = list(self.document.pieces)
        for item in slips:
            if not self._change(pieces, item, ledger):
                return None
        return self._source(attrs.evolve(self.document, pieces=tuple(pieces)))

    def _change(self, pieces: list[object], item: Slip, ledger: Ledger) -> bool:
        figure, printed = item.figure, item.figure.quantity.printed
        for index, piece in enumerate(pieces):
            if isinstance(piece, PrintedTable) and figure.table and piece.key == figure.table:
                own = [f for f in ledger.tables[figure.table].cells.values() if f.quantity.printed == printed]
                cells = [
                    (r, c)
                    for r, row in enumerate(piece.body)
                    for c, text in enumerate(row)
                    if text == printed and c not in piece.labels
                ]
                if len(own) != len(cells):
                    return False
                own.sort(key=_position)
                row, column = cells[next(i for i, f in enumerate(own) if f is figure)]
                pieces[index] = replace_cell(piece, row, column, item.wrong)
                return True
        if figure.table or not figure.quote:
            return False
        found = [
            (index, match)
            for index, piece in enumerate(pieces)
            if isinstance(piece, Paragraph) and figure.quote[:12] in piece.text
            for match in spot(printed).finditer(piece.text)
        ]
        if len(found) != 1:
            return False
        index, match = found[0]
        piece = pieces[index]
        assert isinstance(piece, Paragraph)
        text = piece.text[: match.start()] + item.wrong + piece.text[match.end() :]
        pieces[index] = attrs.evolve(piece, text=text)
        return True


def _position(figure: Figure) -> tuple[float, ...]:
    box = figure.place.box
    return (figure.place.page or 0, round(box.y0) if box else 0.0, box.x0 if box else 0.0)
