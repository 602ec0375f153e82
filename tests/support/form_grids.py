"""Forms as grids, written a row a string: cells between bars, ``^`` for a cell merged with the one above."""

from __future__ import annotations

from performance_texts import FACTS, specs

from gouji.facts.forms import read_forms
from gouji.model import Document, Form, Grid, GridCell, Line, Place


def grid(rows: tuple[str, ...], page: int = 1) -> Grid:
    """Return a grid of rows."""
    cells: list[GridCell] = []
    width = max(r.count("|") + 1 for r in rows)
    for r, row in enumerate(rows):
        for c, text in enumerate(row.split("|")):
            if text == "^":
                above = max((x for x in cells if x.col == c and x.row < r), key=lambda x: x.row)
                cells[cells.index(above)] = GridCell(
                    above.row, c, above.text, r - above.row + 1, 1, above.place
                )
            else:
                cells.append(GridCell(r, c, text, place=Place(page=page, cell=f"r{r}c{c}")))
    return Grid(tuple(cells), len(rows), width, Place(page=page))


def read(*blocks: Line | Grid) -> tuple[Form, ...]:
    """Return the forms of a document of these blocks."""
    return read_forms(Document("x.pdf", "pdf", "0", blocks), frozenset(), (), specs(), FACTS)
