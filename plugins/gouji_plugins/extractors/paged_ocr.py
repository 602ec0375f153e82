"""Pictures of pages to words and rulings, offline: the ``[ocr]`` extra.

Rulings come from the raster by morphology, cells from the rulings, and each cell is recognised on its
own, so that no line of text can run across a border.  The direction classifier stays off: it turns
08 into 80 without a word.  Everything read here is marked as read by OCR.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib.util import find_spec
from statistics import median
from typing import TYPE_CHECKING, Any, cast

import attrs

from gouji_plugins.extractors.paged_frame import DESCENT, Ruling, Word
from gouji_plugins.extractors.paged_grid import lattices, tidy

if TYPE_CHECKING:
    import numpy

    Raster = numpy.ndarray[Any, Any]

DPI = 200
HINT = "安装 OCR 组件（pip install 'gouji[ocr]'）后可离线识别，或提供带文字层的文件"
_LONGEST_TILT = 3.0
_LINE_SHARE = 40
"""A ruling is at least this part of the page's width or height."""
_INSET = 3
_MARGIN = 6
_DARK = 128


@attrs.define
class Recognised:
    """What was read from a picture, in points from its top left corner.

    Attributes:
        words: Words with confidence; characters are spread evenly over each.
        horizontal: Rulings.
        vertical: Rulings.
    """

    words: list[Word] = attrs.field(factory=list)
    horizontal: list[Ruling] = attrs.field(factory=list)
    vertical: list[Ruling] = attrs.field(factory=list)


def available() -> bool:
    """Whether the libraries of the ``[ocr]`` extra are installed."""
    return all(find_spec(name) is not None for name in ("rapidocr", "onnxruntime", "cv2"))


@lru_cache(maxsize=1)
def _engine() -> Any:
    """Return the recogniser; its models lie inside its wheel."""
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.use_cls": False, "Global.log_level": "error"})


def read_picture(picture: Raster, tick: Callable[[], None]) -> Recognised:
    """Read a page.

    Args:
        picture: Grey levels by row and column at :data:`DPI`.
        tick: Called between cells; raises when time is up.
    """
    picture = _straight(picture)
    scale = 72 / DPI
    across, down = _rulings(picture)
    found = Recognised(
        horizontal=[Ruling(r.at * scale, r.start * scale, r.end * scale) for r in across],
        vertical=[Ruling(r.at * scale, r.start * scale, r.end * scale) for r in down],
    )
    rest = picture.copy()
    for lattice in lattices(tidy(across), tidy(down)):
        if len(lattice.spans) < 2:
            continue
        xs, ys = lattice.xs, lattice.ys
        for span in lattice.spans:
            tick()
            left, right = round(xs[span.col]) + _INSET, round(xs[span.end_col]) - _INSET
            top, bottom = round(ys[span.row]) + _INSET, round(ys[span.end_row]) - _INSET
            _read_cell(picture, (left, top, right, bottom), scale, found.words)
        rest[round(ys[0]) - 2 : round(ys[-1]) + 3, round(xs[0]) - 2 : round(xs[-1]) + 3] = 255
    tick()
    _read_rest(rest, scale, found.words)
    return found


def _straight(picture: Raster) -> Raster:
    """Turn back a page that went through the scanner askew, by its long rulings."""
    import cv2
    import numpy

    height, width = picture.shape
    lines = cv2.HoughLinesP(
        255 - picture, 1, math.pi / 1800, threshold=width // 6, minLineLength=width // 5, maxLineGap=8
    )
    if lines is None:
        return picture
    tilts = [
        math.degrees(math.atan2(y1 - y0, x1 - x0))
        for x0, y0, x1, y1 in numpy.reshape(lines, (-1, 4)).tolist()
    ]
    level = [t for t in tilts if abs(t) <= _LONGEST_TILT]
    tilt = median(level) if level else 0.0
    if abs(tilt) < 0.1:
        return picture
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), tilt, 1.0)
    turned: Raster = cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=255)
    return turned


def _rulings(picture: Raster) -> tuple[list[Ruling], list[Ruling]]:
    """Return rulings in pixels."""
    import cv2

    ink = cv2.threshold(picture, 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)[1]
    found: list[list[Ruling]] = []
    for sideways in (False, True):
        long = max(ink.shape[0 if sideways else 1] // _LINE_SHARE, 20)
        kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (1, long) if sideways else (long, 1))
        lines = cv2.morphologyEx(ink, cv2.MORPH_OPEN, kernel)
        stats = cv2.connectedComponentsWithStats(lines, connectivity=8)[2][1:].tolist()
        pieces = []
        for x, y, wide, high, _ in stats:
            start, extent, at, thick = (y, high, x, wide) if sideways else (x, wide, y, high)
            if extent > 4 * thick:  # strokes of large characters are thicker than they are long
                pieces.append(Ruling(at + (thick - 1) / 2, start, start + extent))
        found.append(pieces)
    return found[0], found[1]


def _read_cell(picture: Raster, box: tuple[int, int, int, int], scale: float, words: list[Word]) -> None:
    """Recognise the lines of one cell."""
    import cv2

    left, top, right, bottom = box
    cell = picture[max(top, 0) : max(bottom, 0), max(left, 0) : max(right, 0)]
    if cell.size == 0 or cell.shape[0] < 6 or cell.shape[1] < 4:
        return
    for first, last in _runs(_inked(cell, 1), least=3, gap=3):
        line = cell[first:last]
        columns = _runs(_inked(line, 0), least=1, gap=line.shape[1])
        if not columns or (line < _DARK).sum() < 6:
            continue
        start, end = columns[0]
        crop = cv2.copyMakeBorder(
            line[:, start:end], _MARGIN, _MARGIN, _MARGIN, _MARGIN, cv2.BORDER_CONSTANT, value=255
        )
        answer = _engine()(cv2.cvtColor(crop, cv2.COLOR_GRAY2BGR), use_det=False, use_cls=False, use_rec=True)
        for text, score in zip(answer.txts or (), answer.scores, strict=False):
            spot = (left + start, top + first, left + end, top + last)
            _add(words, text, float(score), spot, scale)


def _read_rest(picture: Raster, scale: float, words: list[Word]) -> None:
    """Find and recognise the lines outside of tables."""
    import cv2

    if not (picture < _DARK).any():
        return
    answer = _engine()(cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR), use_det=True, use_cls=False, use_rec=True)
    if getattr(answer, "boxes", None) is None or not answer.txts:
        return
    for box, text, score in zip(answer.boxes.tolist(), answer.txts, answer.scores, strict=True):
        xs, ys = [p[0] for p in box], [p[1] for p in box]
        _add(words, text, float(score), (min(xs), min(ys), max(xs), max(ys)), scale)


def _add(
    words: list[Word], text: str, score: float, spot: tuple[float, float, float, float], scale: float
) -> None:
    """Add a recognised line as a word, its characters spread evenly over its width."""
    text = "".join(text.split())
    if not text:
        return
    left, top, right, bottom = (v * scale for v in spot)
    shares = [1.0 if char.isascii() else 2.0 for char in text]
    step = (right - left) / sum(shares)
    # A line of figures is lower than its font: the width of a figure tells the size as well.
    size = max(bottom - top, 2 * step if len(text) > 1 else 0.0, 1.0)
    size = min(size, 2 * (bottom - top))
    word = Word((top + bottom) / 2 + (0.5 - DESCENT) * size, size)
    word.confidence = score
    x = left
    for char, share in zip(text, shares, strict=True):
        word.text.append(char)
        word.starts.append(x)
        x += share * step
        word.ends.append(x)
    words.append(word)


def _inked(picture: Raster, axis: int) -> list[bool]:
    """Return for each column (axis 0) or row (axis 1) whether it holds ink."""
    return cast("list[bool]", (picture < _DARK).any(axis=axis).tolist())


def _runs(marks: Sequence[bool], least: int, gap: int) -> list[tuple[int, int]]:
    """Return stretches of marks as (from, to), those less than ``gap`` apart joined."""
    runs: list[tuple[int, int]] = []
    start = None
    for index, mark in enumerate([*marks, False]):
        if mark and start is None:
            start = index
        elif not mark and start is not None:
            if runs and start - runs[-1][1] < gap:
                runs[-1] = (runs[-1][0], index)
            else:
                runs.append((start, index))
            start = None
    return [(a, b) for a, b in runs if b - a >= least]
