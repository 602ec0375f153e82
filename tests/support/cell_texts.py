"""Prints a made-up disclosure as text with one cell a line, as tools write that follow boxes and not rows."""

from __future__ import annotations

from random import Random

from render_office import body_rows, header_cells

from gouji.testing.synthetic.printed import PrintedDocument, PrintedTable


def cell_text(document: PrintedDocument, chance: Random) -> bytes:
    """Return the text: each table row after row, or column after column, blanks left out."""
    lines: list[str] = []
    for piece in document.pieces:
        if not isinstance(piece, PrintedTable):
            lines += [piece.text, ""]
            continue
        lines += [piece.title, f"部门：{piece.department}", f"单位：{piece.unit}", ""]
        lines += [cell.text for _, _, cell in header_cells(piece)] + [""]
        rows = body_rows(piece)
        by_rows = chance.random() < 0.5
        for cells in rows if by_rows else list(zip(*rows, strict=True)):
            own = [text for text in cells if text]
            # Blank lines part some cells, which says nothing of where they stand.
            lines += [part for text in own for part in ((text, "") if by_rows else (text,))] + [""]
        if piece.note:
            lines += [piece.note, ""]
    return "\n".join(lines).encode()
