"""The reading frame of a page and the pieces found in it: words and rulings.

A page is read in a frame in which its text runs from left to right and y grows downwards.  That
is the displayed page, or the displayed page turned by a quarter where a table was set sideways.
Shared by the PDF and OFD readers, so nothing of either format lives here.
"""

from __future__ import annotations

from typing import NamedTuple

import attrs

from gouji.model import Box
from gouji.value import Value

ASCENT = 0.88
"""Share of the font size above the baseline; ideographs of all common fonts fit."""
DESCENT = 0.14
"""Share of the font size below the baseline."""


class Word:
    """Characters that stand together on one line, in the reading frame.

    A plain mutable class: it is built character by character in the hottest loop of the readers.

    Attributes:
        text: One string per character.
        starts: Left end of each character's advance box.
        ends: Right end of each character's advance box.
        base: y of the baseline.
        size: Font size as displayed, in points.
        spaced: Whether the file has a blank before it.
        confidence: 1.0 unless read by OCR.
    """

    __slots__ = ("base", "confidence", "ends", "size", "spaced", "starts", "text")

    def __init__(self, base: float, size: float, spaced: bool = False) -> None:
        self.text: list[str] = []
        self.starts: list[float] = []
        self.ends: list[float] = []
        self.base = base
        self.size = size
        self.spaced = spaced
        self.confidence = 1.0

    def __repr__(self) -> str:
        return f"Word({''.join(self.text)!r} at {self.starts[0]:.1f}, {self.base:.1f})"

    @property
    def middle(self) -> float:
        """y of the middle of an ideograph."""
        return self.base - 0.35 * self.size

    def part(self, start: int, end: int) -> Word:
        """Return the characters from ``start`` to ``end`` as a word."""
        piece = Word(self.base, self.size, self.spaced and start == 0)
        piece.text = self.text[start:end]
        piece.starts = self.starts[start:end]
        piece.ends = self.ends[start:end]
        piece.confidence = self.confidence
        return piece


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


@attrs.frozen(eq=False, repr=False)
class Frame(Value):
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

    def reading(self, x: float, y: float) -> tuple[float, float]:
        """Return the point in the reading frame of a point on the displayed page."""
        if self.turn == 90:
            return self.height - y, x
        if self.turn == 180:
            return self.width - x, self.height - y
        if self.turn == 270:
            return y, self.width - x
        return x, y

    def char_boxes(self, word: Word) -> list[Box]:
        """Return the boxes of a word's characters on the displayed page."""
        top, bottom = word.base - ASCENT * word.size, word.base + DESCENT * word.size
        if self.turn == 0:
            return [Box(x0, top, x1, bottom) for x0, x1 in zip(word.starts, word.ends, strict=True)]
        return [self.displayed(x0, top, x1, bottom) for x0, x1 in zip(word.starts, word.ends, strict=True)]


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
