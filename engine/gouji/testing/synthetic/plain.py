"""Plain text that has lost its layout, as text drawn out of a PDF is: blank cells vanish, lines break."""

from __future__ import annotations

import textwrap

from gouji.display import wrap
from gouji.testing.synthetic.printed import Heading, Paragraph, PrintedDocument, PrintedTable


def to_text(document: PrintedDocument, *, columns: int = 60, spaced: bool = True) -> str:
    """Print a document as text without layout.

    Args:
        document: What to print.
        columns: Display columns at which prose is broken.
        spaced: Put a blank line after every line, as some extractors do.
    """
    lines: list[str] = []
    for piece in document.pieces:
        if isinstance(piece, (Heading, Paragraph)):
            lines += wrap(piece.text, columns)
        else:
            lines += table_lines(piece)
    return ("\n\n" if spaced else "\n").join(lines) + "\n"


def table_lines(table: PrintedTable) -> list[str]:
    """Return a table's lines: code, department and unit, header words, rows with their blanks lost."""
    lines = []
    if table.code:
        lines.append(table.code)
        lines.append(f"部门：{table.department} {table.year} 年度 金额单位：{table.unit}")
    else:
        lines += [table.title, f"({table.year} 年度)"]
    lines += [" ".join(cell.text for cell in row) for row in table.header]
    for row in ((table.ordinals,) if table.ordinals else ()) + table.body:
        text = " ".join(cell for cell in row if cell)
        if text:
            lines.append(text)
    if table.note:
        lines += textwrap.wrap(table.note, 70)
    return lines
