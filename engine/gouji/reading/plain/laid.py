"""Where the characters of a page's lines stand, in the direction in which they are read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gouji.model import Box, Line


class Laid(NamedTuple):
    """Positions of a line; the unit is half the size of the page's letters: one column of a terminal.

    Attributes:
        xs: Left and right end of each character, ``None`` for blanks.
        y: Distance from the top.
    """

    xs: tuple[tuple[float, float] | None, ...]
    y: float


def lay(lines: Sequence[Line]) -> list[Laid | None]:
    """Return the positions of the lines of one page; ``None`` for lines whose characters have no boxes.

    A table set sideways is read along its own lines: the way the characters run tells which.
    """
    shown = [boxes for line in lines if (boxes := [b for b in line.char_boxes if b is not None])]
    if not shown:
        return [None] * len(lines)
    from statistics import median  # text of plain files has no boxes, and no need of it

    across = sum(boxes[-1].x0 - boxes[0].x0 for boxes in shown)
    down = sum(boxes[-1].y0 - boxes[0].y0 for boxes in shown)
    unit = (median([line.size for line in lines if line.size and line.char_boxes] or [10.0]) or 10.0) / 2
    laid: list[Laid | None] = []
    for line in lines:
        own = [None if b is None else _turned(b, across, down) for b in line.char_boxes]
        heights = [(y0 + y1) / 2 for box in own if box is not None for _, _, y0, y1 in [box]]
        if not heights or len(own) != len(line.text):
            laid.append(None)
            continue
        xs = tuple(None if box is None else (box[0] / unit, box[1] / unit) for box in own)
        laid.append(Laid(xs, median(heights) / unit))
    return laid


def _turned(box: Box, across: float, down: float) -> tuple[float, float, float, float]:
    """Return x0, x1, y0, y1 of a box on the page turned so that text runs from left to right."""
    if abs(across) >= abs(down):
        if across >= 0:
            return box.x0, box.x1, box.y0, box.y1
        return -box.x1, -box.x0, -box.y1, -box.y0
    if down > 0:
        return box.y0, box.y1, -box.x1, -box.x0
    return -box.y1, -box.y0, box.x0, box.x1
