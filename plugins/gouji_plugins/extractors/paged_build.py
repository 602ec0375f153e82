"""One page's glyphs and rulings to its grids and lines, in reading order."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from gouji.model import Box, Grid, GridCell, Line, Place
from gouji_plugins.extractors.paged_frame import Frame, Glyph, Ruling
from gouji_plugins.extractors.paged_grid import Lattice, hand_out, lattices, tidy
from gouji_plugins.extractors.paged_lines import lines_of, spell, words_of


@attrs.frozen
class Piece:
    """A block with its place in the reading frame, for ordering.

    Attributes:
        block: The line or grid.
        top: Upper end in the reading frame.
        bottom: Lower end in the reading frame.
        left: Left end in the reading frame.
    """

    block: Line | Grid
    top: float
    bottom: float
    left: float


def build_page(
    number: int, frame: Frame, glyphs: Sequence[Glyph], horizontal: list[Ruling], vertical: list[Ruling]
) -> list[Piece]:
    """Return grids and lines of a page from top to bottom.

    Args:
        number: Page number from 1.
        frame: The reading frame.
        glyphs: Characters in file order.
        horizontal: Rulings as drawn.
        vertical: Rulings as drawn.

    Raises:
        OverflowError: If the rulings form a drawing too large to be tables.
    """
    words: list[Sequence[Glyph]] = list(words_of(glyphs))
    pieces: list[Piece] = []
    # A table inside a frame: the smaller lattice takes its words first.
    for lattice in sorted(lattices(tidy(horizontal), tidy(vertical)), key=lambda f: f.area):
        if len(lattice.spans) < 2:
            continue
        inside, outside = hand_out(lattice, words)
        if not inside:
            continue
        words = outside
        grid = _grid(number, frame, lattice, inside)
        pieces.append(Piece(grid, lattice.ys[0], lattice.ys[-1], lattice.xs[0]))
    for line in lines_of(g for word in words for g in word):
        pieces.append(_line(number, frame, line))
    return sorted(pieces, key=lambda p: (p.top, p.left))


def _grid(number: int, frame: Frame, lattice: Lattice, inside: dict[int, list[Glyph]]) -> Grid:
    xs, ys = lattice.xs, lattice.ys
    cells = []
    for index, span in enumerate(lattice.spans):
        box = frame.displayed(xs[span.col], ys[span.row], xs[span.end_col], ys[span.end_row])
        text = "\n".join(spell(line)[0] for line in lines_of(inside.get(index, ())))
        cells.append(
            GridCell(
                row=span.row,
                col=span.col,
                text=text,
                rowspan=span.end_row - span.row,
                colspan=span.end_col - span.col,
                place=Place(page=number, box=box),
            )
        )
    whole = frame.displayed(xs[0], ys[0], xs[-1], ys[-1])
    return Grid(
        cells=tuple(cells),
        rows=len(ys) - 1,
        cols=len(xs) - 1,
        place=Place(page=number, box=whole),
        pages=(number,),
    )


def _line(number: int, frame: Frame, line: list[Glyph]) -> Piece:
    text, glyphs = spell(line)
    boxes: list[Box | None] = [frame.glyph_box(g) if g is not None else None for g in glyphs]
    whole = next(b for b in boxes if b is not None)
    for box in boxes:
        if box is not None:
            whole = whole.union(box)
    sizes = sorted(g.size for g in line)
    block = Line(
        text=text,
        place=Place(page=number, box=whole),
        char_boxes=tuple(boxes),
        size=round(sizes[len(sizes) // 2], 2),
    )
    middle = sum(g.base - 0.35 * g.size for g in line) / len(line)
    return Piece(block, middle, middle, line[0].x0)
