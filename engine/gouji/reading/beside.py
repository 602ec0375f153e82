"""Tables whose columns go on beside the page: the next page repeats the labels of the rows and prints further columns.

Only rows called alike, row by row, are put side by side, and only under the title of one table whose form has the
further columns: anything less certain stays apart and is listed.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from gouji.model import Block, Document, Grid, GridCell, Line
from gouji.model.ledger import RULED
from gouji.names import squash
from gouji.packs import ColumnSpec, Specs
from gouji.reading.columns import fit, match_columns
from gouji.reading.recognise import by_title
from gouji.reading.stacked import is_furniture, is_title, plain_title, title_of

_ROWS = 3
"""Rows called alike that are no accident."""
_MOST_LABELS = 4
_ABOVE = 8
"""Lines above a grid among which its title stands."""
Head = tuple[int, list[str]]
"""A column and the texts above it, top down."""


def put_beside(document: Document, specs: Specs) -> Document:
    """Return the document with the two halves of tables that go on beside the page as one grid.

    Args:
        document: As extracted, its grids cut into tables.
        specs: Table specs of the packs that apply, for the titles and columns.
    """
    blocks: list[Block] = []
    lines: list[Line] = []  # since the last grid
    above: list[str] = []  # title lines of the last grid
    for block in document.blocks:
        if isinstance(block, Line):
            lines.append(block)
            blocks.append(block)
            continue
        texts = [line.text for line in lines]
        at = len(blocks) - len(lines) - 1
        left = blocks[at] if at >= 0 else None
        if isinstance(left, Grid) and _goes_on(above, texts, left, block, specs):
            whole = _joined(left, block, above, specs)
            if whole is not None:
                blocks[at:] = [whole]
                lines = []
                continue
        known = {plain_title(t) for t in above if is_title(t, specs)}
        if not isinstance(left, Grid) or not _only_furniture(texts, known, specs):
            above = texts[-_ABOVE:]
        lines = []
        blocks.append(block)
    return document if len(blocks) == len(document.blocks) else attrs.evolve(document, blocks=tuple(blocks))


def _goes_on(above: Sequence[str], between: Sequence[str], left: Grid, right: Grid, specs: Specs) -> bool:
    """Whether nothing but furniture and the title of the left grid stands between two drawn grids."""
    if left.placed != RULED or right.placed != RULED:
        return False
    known = {plain_title(t) for t in (*above, left.caption, *_titles(left, specs)) if is_title(t, specs)}
    own = {plain_title(t) for t in (right.caption, *_titles(right, specs)) if is_title(t, specs)}
    return own <= known | {""} and _only_furniture(between, known, specs)


def _only_furniture(texts: Sequence[str], known: set[str], specs: Specs) -> bool:
    return all(
        not (plain := squash(t))
        or is_furniture(plain)
        or (is_title(t, specs) and plain_title(t) in known)
        or plain_title(t) == ""
        for t in texts
    )


def _titles(grid: Grid, specs: Specs) -> list[str]:
    """Return the titles among the first rows of a grid."""
    rows: list[list[GridCell]] = [[] for _ in range(min(grid.rows, 5))]
    for cell in grid.cells:
        if cell.row < len(rows) and cell.text.strip():
            rows[cell.row].append(cell)
    return [title for row in rows if (title := title_of(row, specs))]


def _joined(left: Grid, right: Grid, above: Sequence[str], specs: Specs) -> Grid | None:
    """Return two grids as one, ``None`` unless their rows are called alike and the form has the further columns."""
    known = by_title([*above, left.caption, *_titles(left, specs)], specs)
    if known is None:
        return None
    a, b = _texts(left), _texts(right)
    labels = _labels(a, b)
    if not labels:
        return None
    width, rows = labels
    heads = [(c, _heads(a, len(a) - rows, c)) for c in range(width, left.cols)]
    further = [(left.cols + c, _heads(b, len(b) - rows, c)) for c in range(width, right.cols)]
    if not any(
        _are_further(heads, further, spec.lanes[0].columns) for spec in known.layouts if len(spec.lanes) == 1
    ):
        return None  # not every further head is a column of its own
    down = left.rows - right.rows
    lower, upper = (max(-down, 0), max(down, 0))
    cells = [attrs.evolve(cell, row=cell.row + lower) for cell in left.cells]
    cells += [
        attrs.evolve(cell, row=cell.row + upper, col=cell.col - width + left.cols)
        for cell in right.cells
        if cell.col >= width
    ]
    cells.sort(key=lambda cell: (cell.row, cell.col))
    pages = tuple(dict.fromkeys((*left.pages, *right.pages)))
    height = max(left.rows, right.rows)
    return attrs.evolve(
        left, cells=tuple(cells), rows=height, cols=left.cols + right.cols - width, pages=pages
    )


def _are_further(heads: Sequence[Head], further: Sequence[Head], columns: Sequence[ColumnSpec]) -> bool:
    """Whether every further head names a column of its own that the heads before do not."""
    named = all(any(fit(pieces, column.names) for column in columns) for _, pieces in further)
    alone = len(match_columns(heads, columns)[0])
    return named and len(match_columns([*heads, *further], columns)[0]) == alone + len(further)


def _texts(grid: Grid) -> list[list[str]]:
    return [[squash(c.text) if c is not None else "" for c in row] for row in grid.matrix()]


def _heads(texts: Sequence[Sequence[str]], rows: int, column: int) -> list[str]:
    pieces: list[str] = []
    for row in texts[:rows]:
        text = row[column]
        if text and not text.isdigit() and (not pieces or pieces[-1] != text):
            pieces.append(text)
    return pieces


def _labels(a: Sequence[Sequence[str]], b: Sequence[Sequence[str]]) -> tuple[int, int] | None:
    """Return how many columns hold the labels of both grids, and how many rows from below bear the same.

    All rows below the heads must: rows of one grid that the other lacks leave both apart.
    """
    for width in range(min(_MOST_LABELS, len(a[0]) - 1, len(b[0]) - 1), 0, -1):
        rows = 0
        while (
            rows < min(len(a), len(b))
            and a[-1 - rows][:width] == b[-1 - rows][:width]
            and any(a[-1 - rows][:width])
        ):
            rows += 1
        named = sum(any(not t.isdigit() and t for t in row[:width]) for row in a[len(a) - rows :])
        figures = [
            t
            for row in (*a[: len(a) - rows], *b[: len(b) - rows])
            for t in row
            if "." in t and t[-1].isdigit()
        ]
        if named >= _ROWS and not figures:
            # The heads of the labels are alike too: they are no rows.
            heads = next((r for r in range(rows) if _amounts(a[-rows + r]) or _amounts(b[-rows + r])), rows)
            return (width, rows - heads) if rows - heads >= _ROWS else None
    return None


def _amounts(row: Sequence[str]) -> bool:
    return any("." in t and t[-1].isdigit() for t in row)
