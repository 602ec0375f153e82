"""The reading frame of a page and the pieces found in it: glyphs and rulings.

A page is read in a frame in which its text runs from left to right and y grows downwards.  That
is the displayed page, or the displayed page turned by a quarter where a table was set sideways.
Shared by the PDF and OFD readers, so nothing of either format lives here.
"""

from __future__ import annotations

from typing import NamedTuple

import attrs

from gouji.model import Box

ASCENT = 0.88
"""Share of the font size above the baseline; ideographs of all common fonts fit."""
DESCENT = 0.14
"""Share of the font size below the baseline."""


class Glyph(NamedTuple):
    """A printed character in the reading frame.

    Attributes:
        text: The character.
        x0: Left end of its advance box.
        x1: Right end of its advance box.
        base: y of the baseline.
        size: Font size as displayed, in points.
        spaced: Whether the file has a blank before it.
    """

    text: str
    x0: float
    x1: float
    base: float
    size: float
    spaced: bool = False


class Ruling(NamedTuple):
    """A horizontal or vertical stroke in the reading frame.

    Attributes:
        at: y of a horizontal, x of a vertical stroke.
        start: Smaller end along the stroke.
        end: Larger end along the stroke.
    """

    at: float
    start: float
    end: float


@attrs.frozen
class Frame:
    """How the reading frame lies on the displayed page.

    Attributes:
        width: Width of the displayed page.
        height: Height of the displayed page.
        turn: Clockwise degrees by which the displayed page was turned to be read: 0, 90, 180, 270.
    """

    width: float
    height: float
    turn: int = 0

    def displayed(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """Return the box on the displayed page of a box in the reading frame."""
        if self.turn == 90:
            return Box(y0, self.height - x1, y1, self.height - x0)
        if self.turn == 180:
            return Box(self.width - x1, self.height - y1, self.width - x0, self.height - y0)
        if self.turn == 270:
            return Box(self.width - y1, x0, self.width - y0, x1)
        return Box(x0, y0, x1, y1)

    def glyph_box(self, glyph: Glyph) -> Box:
        """Return the box of a character on the displayed page."""
        return self.displayed(
            glyph.x0, glyph.base - ASCENT * glyph.size, glyph.x1, glyph.base + DESCENT * glyph.size
        )


def frame_matrix(
    visible: tuple[float, float, float, float], rotation: int, turn: int
) -> tuple[float, float, float, float, float, float]:
    """Return the affine map from page coordinates (y upwards) to the reading frame.

    Args:
        visible: Left, bottom, right, top of the displayed part of the page.
        rotation: The page's own clockwise turn for display.
        turn: The further clockwise turn for reading.

    Returns:
        ``(a, b, c, d, e, f)`` with ``X = a*x + b*y + c`` and ``Y = d*x + e*y + f``.
    """
    left, bottom, right, top = visible
    return {
        0: (1.0, 0.0, -left, 0.0, -1.0, top),
        90: (0.0, 1.0, -bottom, 1.0, 0.0, -left),
        180: (-1.0, 0.0, right, 0.0, 1.0, -bottom),
        270: (0.0, -1.0, top, -1.0, 0.0, right),
    }[(rotation + turn) % 360]
