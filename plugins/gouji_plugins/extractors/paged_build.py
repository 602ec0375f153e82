"""One page's words and rulings to its grids and lines, in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import overload

import attrs

from gouji.model import Box, Grid, GridCell, Line, Place
from gouji.value import Value
from gouji_plugins.extractors.paged_frame import ASCENT, DESCENT, Frame, Ruling, Word
from gouji_plugins.extractors.paged_grid import Lattice, hand_out, lattices, tidy
from gouji_plugins.extractors.paged_lines import gap_before, lines_of, spell
from gouji_plugins.extractors.paged_position import position_tables


@attrs.frozen(eq=False, repr=False)
class Piece(Value):
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
    number: int,
    frame: Frame,
    words: Sequence[Word],
    horizontal: list[Ruling],
    vertical: list[Ruling],
    placed: str = "ruled",
) -> list[Piece]:
    """Return grids and lines of a page from top to bottom.

    Args:
        number: Page number from 1.
        frame: The reading frame.
        words: Words in file order.
        horizontal: Rulings as drawn.
        vertical: Rulings as drawn.
        placed: How grids were found: ``ruled`` or ``ocr``.

    Raises:
        OverflowError: If the rulings form a drawing too large to be tables.
    """
    pieces: list[Piece] = []
    # A table inside a frame: the smaller lattice takes its words first.
    for lattice in sorted(lattices(tidy(horizontal), tidy(vertical)), key=lambda f: f.area):
        if len(lattice.spans) < 2:
            continue
        inside, outside = hand_out(lattice, words)
        if not inside:
            continue
        words = outside
        grid = _grid(number, frame, lattice, inside, placed)
        pieces.append(Piece(grid, lattice.ys[0], lattice.ys[-1], lattice.xs[0]))
    lines = lines_of(words)
    done = 0
    for region in position_tables(number, frame, lines):
        pieces += [_line(number, frame, line) for line in lines[done : region.start]]
        # Where its first line stands: a line just above, set half a line higher than a row's figures, comes before.
        printed = [_line(number, frame, line) for line in lines[region.start : region.end]]
        grid = attrs.evolve(region.grid, lines=tuple(p.block for p in printed if isinstance(p.block, Line)))
        pieces.append(Piece(grid, printed[0].top, printed[-1].bottom, printed[0].left))
        done = region.end
    pieces += [_line(number, frame, line) for line in lines[done:]]
    return sorted(pieces, key=lambda p: (p.top, p.left))


def _grid(number: int, frame: Frame, lattice: Lattice, inside: dict[int, list[Word]], placed: str) -> Grid:
    xs, ys = lattice.xs, lattice.ys
    cells = []
    for index, span in enumerate(lattice.spans):
        box = frame.displayed(xs[span.col], ys[span.row], xs[span.end_col], ys[span.end_row])
        words = inside.get(index)
        text = ""
        if words:
            text = "".join(words[0].text) if len(words) == 1 else "\n".join(map(spell, lines_of(words)))
        cells.append(
            GridCell(
                row=span.row,
                col=span.col,
                text=text,
                rowspan=span.end_row - span.row,
                colspan=span.end_col - span.col,
                place=Place(page=number, box=box),
                confidence=min([w.confidence for w in words]) if words and placed == "ocr" else 1.0,
            )
        )
    whole = frame.displayed(xs[0], ys[0], xs[-1], ys[-1])
    return Grid(
        cells=tuple(cells),
        rows=len(ys) - 1,
        cols=len(xs) - 1,
        place=Place(page=number, box=whole),
        placed=placed,
        pages=(number,),
    )


class CharBoxes(Sequence[Box | None]):
    """The boxes of a line's characters, made when one is asked for: few lines are ever pointed at.

    Args:
        frame: The reading frame.
        line: Words of the line.
    """

    __slots__ = ("_frame", "_line", "_made")

    def __init__(self, frame: Frame, line: Sequence[Word]) -> None:
        self._frame = frame
        self._line = line
        self._made: tuple[Box | None, ...] | None = None

    def _boxes(self) -> tuple[Box | None, ...]:
        if self._made is None:
            boxes: list[Box | None] = []
            last: Word | None = None
            for word in self._line:
                if last is not None and gap_before(last, word):
                    boxes.append(None)
                boxes.extend(self._frame.char_boxes(word))
                last = word
            self._made = tuple(boxes)
            self._line = ()
        return self._made

    @overload
    def __getitem__(self, index: int) -> Box | None: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Box | None, ...]: ...
    def __getitem__(self, index: int | slice) -> Box | tuple[Box | None, ...] | None:
        return self._boxes()[index]

    def __len__(self) -> int:
        return len(self._boxes())

    def __bool__(self) -> bool:
        return True  # a line has characters

    def __eq__(self, other: object) -> bool:
        return self._boxes() == (other._boxes() if isinstance(other, CharBoxes) else other)

    def __hash__(self) -> int:
        return hash(self._boxes())

    def __reduce__(self) -> tuple[type[tuple[Box | None, ...]], tuple[tuple[Box | None, ...]]]:
        return tuple, (self._boxes(),)


def _line(number: int, frame: Frame, line: list[Word]) -> Piece:
    top = min(word.base - ASCENT * word.size for word in line)
    bottom = max(word.base + DESCENT * word.size for word in line)
    right = max(word.ends[-1] for word in line)
    widest = max(line, key=lambda word: len(word.text))
    block = Line(
        text=spell(line),
        place=Place(page=number, box=frame.displayed(line[0].starts[0], top, right, bottom)),
        char_boxes=CharBoxes(frame, line),
        size=round(widest.size, 2),
    )
    middle = (top + bottom) / 2
    return Piece(block, middle, middle, line[0].starts[0])
