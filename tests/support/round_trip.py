"""What a made-up disclosure must be read as, cell by cell, and where a reading of it differs."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import attrs
from render_layout import render_layout
from render_ofd import render_ofd
from render_office import body_rows, render_docx, render_html, render_xlsx
from render_pdf import Style, head_cells, render_pdf
from render_sheets import WRITERS, sheets_of

from gouji.audit import Auditor
from gouji.model import Document, Grid, GridCell, Ledger, Line
from gouji.reading import read_ledger
from gouji.testing.synthetic import (
    PrintedDocument,
    print_beijing,
    print_national,
    print_shaanxi,
    print_shanghai,
    print_zhejiang,
    to_text,
)
from gouji.testing.synthetic.printed import Paragraph, PrintedTable

TEMPLATES = {
    "national": print_national,
    "shanghai": print_shanghai,
    "shaanxi": print_shaanxi,
    "beijing": print_beijing,
    "zhejiang": print_zhejiang,
}
RULED = ("long", "short", "thin", "path", "boxes", "open")


def tables_only(document: PrintedDocument) -> PrintedDocument:
    """Return a disclosure without its prose: its tables under their headings."""
    return attrs.evolve(document, pieces=tuple(p for p in document.pieces if not isinstance(p, Paragraph)))


def perfect(document: PrintedDocument) -> Document:
    """Return a disclosure as an extractor without any fault would: every cell in its place."""
    blocks: list[Line | Grid] = [Line(document.title, ends_paragraph=True)]
    for piece in document.pieces:
        if not isinstance(piece, PrintedTable):
            blocks.append(Line(piece.text, ends_paragraph=True))
            continue
        blocks += [Line(piece.title), Line(f"部门：{piece.department} 单位：{piece.unit}")]
        cells = [
            GridCell(r, c, h.text, h.rowspan, h.colspan) for r, c, h in head_cells(piece.header, piece.width)
        ]
        rows = body_rows(piece)
        for r, row in enumerate(rows, len(piece.header)):
            cells += [GridCell(r, c, text) for c, text in enumerate(row)]
        blocks.append(Grid(tuple(cells), len(piece.header) + len(rows), piece.width))
        if piece.note:
            blocks.append(Line(piece.note))
    return Document("perfect", "docx", "0" * 64, tuple(blocks))


def cells_of(ledger: Ledger) -> dict[tuple[str, str, str], str]:
    """Return what is printed by table, row and column, blanks left out."""
    return {
        (key, row, column): figure.quantity.printed
        for key, table in ledger.tables.items()
        for (row, column), figure in table.cells.items()
        if figure.quantity.printed.strip()
    }


def misplaced(document: PrintedDocument, ledger: Ledger, auditor: Auditor) -> list[str]:
    """Return where a reading has another figure, or none, or one too many."""
    wanted = cells_of(read_ledger(perfect(document), auditor.packs)[0])
    got = cells_of(ledger)
    assert wanted
    return [
        f"{' '.join(cell)}: {wanted.get(cell, 'blank')} read as {got.get(cell, 'blank')}"
        for cell in sorted({*wanted, *got})
        if wanted.get(cell) != got.get(cell)
    ]


def any_style(chance: Random, rulings: str) -> Style:
    """Return one of the ways in which pages are printed."""
    return Style(
        rulings=rulings,
        sideways=chance.choice(("upright", "rotated", "turned")),
        repeat_header=chance.random() < 0.5,
        rows_a_page=chance.choice((5, 8, 13, 30)),
        furniture=chance.random() < 0.5,
        in_form=chance.random() < 0.2,
        offset=chance.choice(((0.0, 0.0), (0.0, 0.0), (100.0, 50.0), (-30.0, -400.0))),
        raised=chance.choice((0.0, 0.0, 2.0, -2.0)),
        spread=chance.random() < 0.3,
        wrap=chance.choice((5, 9, 20)),
        size=chance.choice((7.0, 9.0, 11.0)),
        bold=chance.random() < 0.2,
    )


RENDERERS: dict[str, Callable[[PrintedDocument, Random], bytes]] = {
    "ruled.pdf": lambda d, c: render_pdf(d, any_style(c, c.choice(RULED))),
    "unruled.pdf": lambda d, c: render_pdf(d, any_style(c, "none")),
    "pages.ofd": lambda d, c: render_ofd(d, any_style(c, c.choice(RULED))),
    "sheets.xlsx": lambda d, _: render_xlsx(d),
    "one-sheet.xlsx": lambda d, c: render_xlsx(d, stacked=c.choice((0, 1, 3))),
    "sheets.xls": lambda d, _: WRITERS["xls"](sheets_of(d)),
    "sheets.ods": lambda d, _: WRITERS["ods"](sheets_of(d)),
    "words.docx": lambda d, _: render_docx(d),
    "page.html": lambda d, _: render_html(d),
    "spaced.txt": lambda d, c: render_layout(d, c.randrange(10**6), double=c.random() < 0.5).encode(),
    "plain.txt": lambda d, c: to_text(
        d, columns=c.choice((40, 60, 90)), spaced=c.random() < 0.5
    ).encode(),
}  # fmt: skip
"""File name → how a disclosure is printed as it, in some way that chance decides."""
