"""Tables of pages without rulings: their lines read by what the form says of its rows and columns.

A grid found by position alone knows no form: its columns are where amounts happen to stand.  The form knows how
many there are, what they are called and which rows there can be, so its reading goes before that of the grid.
"""

from __future__ import annotations

from gouji.model import Document, Grid, Line
from gouji.model.ledger import RULED
from gouji.packs import Specs
from gouji.reading.assemble import TableReading
from gouji.reading.plain.read import read_printed


def with_unruled(document: Document, specs: Specs, found: TableReading) -> TableReading:
    """Return what was found in grids with the tables that the lines of grids by position show better.

    Args:
        document: As extracted, its grids cut into tables.
        specs: Table specs of the packs that apply.
        found: What :func:`~gouji.reading.grids.read_grids` made of it.
    """
    loose = {i for i, b in enumerate(document.blocks) if isinstance(b, Grid) and b.lines}
    if not loose:
        return found
    lines: list[tuple[int, Line]] = []
    breaks: set[int] = set()
    for i, block in enumerate(document.blocks):
        if isinstance(block, Line):
            lines.append((i, block))
        elif block.lines:
            lines += [(i, line) for line in block.lines]
        elif block.placed == RULED:
            breaks.add(len(lines))
    read = read_printed(lines, specs, breaks, loose)
    known = {table.key: table for table in found.tables}
    loose_places = {document.blocks[i].place for i in loose}
    better = {
        t.key: t for t in read.tables
        if (old := known.get(t.key)) is None or (old.place in loose_places and (not t.doubt or old.doubt))
    }  # fmt: skip
    if not better:
        return found
    kept = tuple(t for t in found.tables if t.key not in better)
    places = {document.blocks[i].place for i in read.used}
    return found._replace(
        tables=(*kept, *better.values()),
        unrecognised=tuple(u for u in found.unrecognised if u.place not in places),
        used=found.used | read.used,
        notes=(
            *(n for n in found.notes if n.place not in places),
            *(n for n in read.notes if any(n.text.startswith(key) for key in better)),
        ),
    )
