"""Strokes drawn on a page, collected as horizontal and vertical rulings in the reading frame."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import attrs

from gouji_plugins.extractors.paged_frame import Ruling

Affine = tuple[float, float, float, float, float, float]
"""``(a, b, c, d, e, f)`` with ``X = a*x + b*y + c`` and ``Y = d*x + e*y + f``."""

THIN = 2.5
"""Points: a path at most this thick is a ruling, a thicker one a shape."""


@attrs.define
class Strokes:
    """What was found on a page while looking for rulings.

    Attributes:
        horizontal: Horizontal pieces.
        vertical: Vertical pieces.
        image_area: Area of images in square points.
        shapes: Number of paths that are neither rulings nor boxes: drawings, outlined text.
        objects: Objects seen, those inside forms included.
        complete: False if the page has more objects than allowed.
    """

    horizontal: list[Ruling] = attrs.field(factory=list)
    vertical: list[Ruling] = attrs.field(factory=list)
    image_area: float = 0.0
    shapes: int = 0
    objects: int = 0
    complete: bool = True

    def thin(self, x0: float, y0: float, x1: float, y1: float) -> bool:
        """Record a rectangle as a ruling if it is thin; return whether it was."""
        wide, high = x1 - x0, y1 - y0
        if high <= THIN and wide >= high:
            self.horizontal.append(Ruling((y0 + y1) / 2, x0, x1))
            if wide <= THIN:  # a dot where borders cross belongs to both
                self.vertical.append(Ruling((x0 + x1) / 2, y0, y1))
            return True
        if wide <= THIN:
            self.vertical.append(Ruling((x0 + x1) / 2, y0, y1))
            return True
        return False

    def outline(self, points: Sequence[tuple[float, float]], closed: bool, stroked: bool) -> bool:
        """Record one run of straight segments; return whether any became a ruling.

        Args:
            points: Corners in the reading frame.
            closed: Whether the last corner is joined to the first.
            stroked: Whether the run is drawn; one that is only filled is shading unless thin.
        """
        if len(points) < 2:
            return False
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        if self.thin(min(xs), min(ys), max(xs), max(ys)):
            return True
        if not stroked:
            return False
        used = False
        for (x0, y0), (x1, y1) in pairwise([*points, points[0]] if closed else points):
            if abs(x1 - x0) <= 1 or abs(y1 - y0) <= 1:
                used |= self.thin(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        return used


def compose(outer: Affine, inner: Affine) -> Affine:
    """Return the map that applies ``inner`` first."""
    a, b, c, d, e, f = outer
    g, h, i, j, k, m = inner
    return (
        a * g + b * j, a * h + b * k, a * i + b * m + c,
        d * g + e * j, d * h + e * k, d * i + e * m + f,
    )  # fmt: skip


def point(frame: Affine, x: float, y: float) -> tuple[float, float]:
    """Return a mapped point."""
    a, b, c, d, e, f = frame
    return a * x + b * y + c, d * x + e * y + f
