"""Prints a made-up disclosure as text whose columns are held by spaces, as ``pdftotext -layout`` does."""

from __future__ import annotations

import random

from render_pdf import head_cells, wrapped

from gouji.display import width
from gouji.testing.synthetic.printed import Heading, Paragraph, PrintedDocument, PrintedTable

GAP = 2


def render_layout(document: PrintedDocument, seed: int, *, double: bool) -> str:
    """Return the document as text.

    Args:
        document: What to print.
        seed: Decides how labels wrap, how many rows a page holds and where figures of wrapped rows stand.
        double: Whether an ideograph takes two columns, as on a terminal, or one, as tools count characters.
    """
    chance = random.Random(seed)
    pages: list[list[str]] = [[]]
    for piece in document.pieces:
        if isinstance(piece, (Heading, Paragraph)):
            pages[-1] += [f"    {line}".rstrip() for line in wrapped(piece.text, 40)]
        else:
            pages += _table(piece, chance, double)
            pages.append([])
    running = chance.random() < 0.5
    texts = []
    for number, lines in enumerate(pages, 1):
        head = [f"      {document.department}{document.year}年度部门决算公开", ""] if running else []
        foot = ["", f"                    - {number} -"] if running else []
        texts.append("\n".join([*head, *lines, *foot]))
    return "\n\f".join(texts) + "\n"


def _table(table: PrintedTable, chance: random.Random, double: bool) -> list[list[str]]:
    size = width if double else len
    most = chance.choice((6, 9, 30))
    repeat = chance.random() < 0.5
    step = chance.choice((8, 14, 99))
    rows = [
        [wrapped(t, most) if i in table.labels and not t.isdigit() else (t,) for i, t in enumerate(row)]
        for row in table.body
    ]
    header: list[list[tuple[str, ...]]] = [[("",)] * table.width for _ in table.header]
    widths = [max([4, *(size(t) for row in rows for t in row[c])]) for c in range(table.width)]
    for r, c, cell in head_cells(table.header, table.width):
        lines = wrapped(cell.text, 8)
        last = r + cell.rowspan - 1
        header[last][c] = lines
        if cell.colspan == 1:
            widths[c] = max([widths[c], *map(size, lines)])
    if table.ordinals:
        header.append([(t,) for t in table.ordinals])
    out = []
    for start in range(0, max(1, len(rows)), step):
        lines = []
        if not start:
            lines = [f"          {table.title}", ""]
            if table.code:
                lines.append(f"                              {table.code}")
            lines.append(f"部门：{table.department}                  单位：{table.unit}")
        if not start or repeat:
            for row in header:
                lines += _row(row, widths, set(range(table.width)), size, len(max(row, key=len)) // 2)
        for row in rows[start : start + step]:
            tall = max(map(len, row))
            lines += _row(row, widths, set(table.labels), size, (tall - 1) // 2)
        out.append(lines)
    if table.note:
        out[-1] += [line.rstrip() for line in wrapped(table.note, 44)]
    return out


def _row(
    row: list[tuple[str, ...]], widths: list[int], labels: set[int], size: object, middle: int
) -> list[str]:
    """Return the lines of a row: what has one line stands at the middle line."""
    tall = max(map(len, row))
    lines = []
    for k in range(tall):
        line = ""
        for i, (cell, wide) in enumerate(zip(row, widths, strict=True)):
            first = middle if len(cell) == 1 else (tall - len(cell)) // 2
            text = cell[k - first] if 0 <= k - first < len(cell) else ""
            blanks = " " * (wide - size(text))  # type: ignore[operator]
            line += (text + blanks if i in labels else blanks + text) + " " * GAP
        if line.strip():
            lines.append(line.rstrip())
    return lines
