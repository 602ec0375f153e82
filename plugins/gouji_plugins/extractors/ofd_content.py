"""The content of an OFD page: text objects and paths, in points on the displayed page.

GB/T 33190: lengths are millimetres from the top left corner, an object's own coordinates start at
the corner of its Boundary and may be turned by its CTM.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from math import isfinite
from typing import TYPE_CHECKING

import attrs

from gouji.value import Value
from gouji_plugins.extractors.ofd_package import child, local
from gouji_plugins.extractors.paged_strokes import Affine, compose, point

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

POINTS = 72 / 25.4
"""Points in a millimetre."""
UNIT: Affine = (POINTS, 0.0, 0.0, 0.0, POINTS, 0.0)
_DEPTH = 12
_PATH = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_ARGUMENTS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_GROUPS = {"Layer", "PageBlock", "Content", "CompositeGraphicUnit"}


@attrs.frozen(eq=False, repr=False)
class Glyph(Value):
    """A character.

    Attributes:
        text: The character.
        x: Where the pen stood, in points.
        y: The same, downwards.
        advance: Vector to the end of its advance.
        size: Font size as displayed.
        spaced: Whether the file has a blank before it.
    """

    text: str
    x: float
    y: float
    advance: tuple[float, float]
    size: float
    spaced: bool


@attrs.frozen(eq=False, repr=False)
class Outline(Value):
    """A run of straight segments of a path, in points."""

    points: tuple[tuple[float, float], ...]
    closed: bool
    stroked: bool


@attrs.define
class Content:
    """What stands on a page.

    Attributes:
        glyphs: Characters in file order.
        outlines: Straight pieces of paths.
        image_area: Area of pictures in square points.
        shapes: Paths with curves only.
    """

    glyphs: list[Glyph] = attrs.field(factory=list)
    outlines: list[Outline] = attrs.field(factory=list)
    image_area: float = 0.0
    shapes: int = 0


class ContentReader:
    """Collects the objects of pages and templates.

    Args:
        composites: Content of composite objects by id.
        tick: Called for every object; raises when a limit is reached.
    """

    def __init__(self, composites: dict[str, Element], tick: Callable[[], None]) -> None:
        self._composites = composites
        self._tick = tick

    def read(self, element: Element, into: Content, frame: Affine = UNIT, depth: int = 0) -> None:
        """Collect what ``element`` and the groups inside it hold."""
        if depth > _DEPTH:
            return
        for item in element:
            name = local(item)
            if name in _GROUPS:
                self.read(item, into, frame, depth + 1)
                continue
            if not name.endswith("Object") or item.get("Visible", "true") in ("false", "0"):
                continue
            self._tick()
            own = compose(frame, _placement(item))
            if name == "TextObject":
                self._text(item, own, into)
            elif name == "PathObject":
                self._path(item, own, into)
            elif name == "ImageObject":
                _, _, width, height = _numbers(item.get("Boundary"), 4)
                into.image_area += width * height * POINTS * POINTS
            elif name == "CompositeObject":
                inner = self._composites.get(item.get("ResourceID", ""))
                if inner is not None:
                    self.read(inner, into, own, depth + 1)

    def _text(self, item: Element, frame: Affine, into: Content) -> None:
        if item.get("Fill", "true") in ("false", "0") and item.get("Stroke", "false") in ("false", "0"):
            return
        size = _number(item.get("Size"), 3.0)
        stretch = _number(item.get("HScale"), 1.0)
        a, b, _, d, e, _ = frame
        drawn_size = size * (b * b + e * e) ** 0.5
        x = y = 0.0
        for code in item:
            if local(code) != "TextCode":
                continue
            text = (code.text or "").strip("\r\n")
            x, y = _number(code.get("X"), x), _number(code.get("Y"), y)
            across = _deltas(code.get("DeltaX"), len(text))
            down = _deltas(code.get("DeltaY"), len(text))
            pen_x, pen_y = x, y
            for index, char in enumerate(text):
                usual = size * stretch * (0.5 if char.isascii() else 1.0)
                step = across[index] if index < len(across) else (0.0 if down else usual)
                wide = min(usual, step) if step > 0 else usual
                left, base = point(frame, pen_x, pen_y)
                if not char.isspace():
                    spaced = index > 0 and text[index - 1].isspace()
                    into.glyphs.append(Glyph(char, left, base, (a * wide, d * wide), drawn_size, spaced))
                pen_x += step
                pen_y += down[index] if index < len(down) else 0.0

    def _path(self, item: Element, frame: Affine, into: Content) -> None:
        stroked = item.get("Stroke", "true") not in ("false", "0")
        filled = item.get("Fill", "false") not in ("false", "0")
        data = child(item, "AbbreviatedData")
        if data is None or not (stroked or filled):
            return
        found = list(_outlines(data.text or "", frame, stroked))
        into.outlines.extend(found)
        into.shapes += not found


def _placement(item: Element) -> Affine:
    """Return the map from an object's coordinates to those of its page or group."""
    x, y, *_ = _numbers(item.get("Boundary"), 4)
    ctm = item.get("CTM")
    if ctm is None:
        return 1.0, 0.0, x, 0.0, 1.0, y
    a, b, c, d, e, f = _numbers(ctm, 6)
    return a, c, e + x, b, d, f + y


def _outlines(data: str, frame: Affine, stroked: bool) -> Iterator[Outline]:
    """Yield the straight runs of a path in the abbreviated notation; curves end a run."""
    run: list[tuple[float, float]] = []
    arguments: list[float] = []
    operator = ""
    for token in [*_PATH.findall(data), "S"]:
        if not token.isalpha():
            arguments.append(float(token))
            need = _ARGUMENTS.get(operator, 0)
            if need and len(arguments) == need:
                end = point(frame, arguments[-2], arguments[-1])
                arguments = []
                if operator == "L":
                    run.append(end)
                    continue
                if len(run) > 1:
                    yield Outline(tuple(run), False, stroked)
                run = [end]
            continue
        operator, arguments = token, []
        if operator in ("S", "C") and len(run) > 1:
            yield Outline(tuple(run), operator == "C", stroked)
            run = []


def _deltas(text: str | None, most: int) -> list[float]:
    """Return at most ``most`` offsets; ``g n v`` stands for n times v."""
    found: list[float] = []
    tokens = iter((text or "").split())
    for token in tokens:
        if len(found) >= most:
            break
        if token == "g":
            times = int(min(max(_number(next(tokens, "0"), 0.0), 0.0), most))
            found.extend([_number(next(tokens, "0"), 0.0)] * times)
        else:
            found.append(_number(token, 0.0))
    return found


def _number(text: str | None, default: float) -> float:
    """Return a finite number, ``default`` where there is none."""
    try:
        value = float(text) if text is not None else default
    except ValueError:
        return default
    return value if isfinite(value) else default


def _numbers(text: str | None, count: int) -> list[float]:
    """Return ``count`` numbers, 0 where they are missing."""
    found = [_number(t, 0.0) for t in (text or "").split()][:count]
    return found + [0.0] * (count - len(found))
