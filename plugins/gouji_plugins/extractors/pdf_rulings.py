"""The ruling lines of a PDF page.

Borders come as long strokes, as hundreds of short ones, as thin filled rectangles, as one path
with many pieces, or as thin images.  All become rulings in the reading frame.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from itertools import repeat

import pypdfium2.raw as raw

from gouji_plugins.extractors import pdf_raw
from gouji_plugins.extractors.paged_frame import Ruling
from gouji_plugins.extractors.paged_strokes import THIN, Affine, Strokes, compose, point

_DEPTH = 12
_STEP = 5000
"""Objects looked at between two looks at the clock."""
_LINE_TO, _BEZIER_TO, _MOVE_TO = 0, 1, 2


def read_strokes(page: pdf_raw.PdfPage, frame: Affine, most: int, tick: Callable[[], None]) -> Strokes:
    """Collect the rulings of a page.

    Args:
        page: The open page.
        frame: Map from page coordinates to the reading frame.
        most: Most objects looked at.
        tick: Called now and then; raises when time is up.
    """
    found = Strokes()
    _Walker(found, most, tick).walk(page.page, page.object_count(), False, frame, 0)
    return found


class _Walker:
    """Walks page objects, forms inside forms included."""

    def __init__(self, found: Strokes, most: int, tick: Callable[[], None]) -> None:
        self._found = found
        self._most = most
        self._tick = tick
        self._bounds = (ctypes.c_float * 4)()
        start = ctypes.addressof(self._bounds)
        self._four = [start, start + 4, start + 8, start + 12]
        self._fill, self._stroke = ctypes.c_int(), ctypes.c_int()
        self._modes = (ctypes.addressof(self._fill), ctypes.addressof(self._stroke))

    def walk(self, owner: int, count: int, is_form: bool, frame: Affine, depth: int) -> None:
        """Look at each object of a page or form."""
        found = self._found
        for start in range(0, count, _STEP):
            stop = min(count, start + _STEP, start + self._most - found.objects)
            self._some(owner, range(start, stop), is_form, frame, depth)
            if stop < min(count, start + _STEP) or found.objects > self._most:
                found.complete = False
                return
            self._tick()

    def _some(self, owner: int, indices: range, is_form: bool, frame: Affine, depth: int) -> None:
        """Look at some objects; written out flat, since a page of short strokes has thousands."""
        found = self._found
        found.objects += len(indices)
        get_item = pdf_raw.form_object if is_form else pdf_raw.page_object
        get_bounds, bounds, four = pdf_raw.object_bounds, self._bounds, self._four
        across, down = found.horizontal.append, found.vertical.append
        a, b, c, d, e, f = frame
        items = list(map(get_item, repeat(owner), indices))
        for item, kind in zip(items, map(pdf_raw.object_type, items), strict=True):
            if kind == pdf_raw.OBJECT_PATH:
                if not get_bounds(item, *four):
                    continue
                left, bottom, right, top = bounds[:]
                x0, x1 = a * left + b * bottom + c, a * right + b * top + c
                y0, y1 = d * left + e * bottom + f, d * right + e * top + f
                if x0 > x1:
                    x0, x1 = x1, x0
                if y0 > y1:
                    y0, y1 = y1, y0
                wide, high = x1 - x0, y1 - y0
                if high <= THIN < wide:
                    across(Ruling((y0 + y1) / 2, x0, x1))
                elif wide <= THIN < high:
                    down(Ruling((x0 + x1) / 2, y0, y1))
                elif wide <= THIN:
                    found.thin(x0, y0, x1, y1)
                else:
                    self._path(item, frame)
            elif kind == pdf_raw.OBJECT_IMAGE:
                self._image(item, frame)
            elif kind == pdf_raw.OBJECT_FORM and depth < _DEPTH:
                inner = compose(frame, _matrix(item))
                self.walk(item, max(pdf_raw.form_count(item), 0), True, inner, depth + 1)

    def _box(self, item: int, frame: Affine) -> tuple[float, float, float, float] | None:
        if not pdf_raw.object_bounds(item, *self._four):
            return None
        left, bottom, right, top = self._bounds[:]
        a, b, c, d, e, f = frame
        x0, x1 = a * left + b * bottom + c, a * right + b * top + c
        y0, y1 = d * left + e * bottom + f, d * right + e * top + f
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def _image(self, item: int, frame: Affine) -> None:
        box = self._box(item, frame)
        if box is None:
            return
        x0, y0, x1, y1 = box
        if not self._found.thin(x0, y0, x1, y1):
            self._found.image_area += (x1 - x0) * (y1 - y0)

    def _path(self, item: int, frame: Affine) -> None:
        """Record a path that is more than a stroke."""
        # Paths drawn with neither ink nor fill do not become thin objects, but may be large ones.
        if not pdf_raw.path_mode(item, *self._modes) or not (self._fill.value or self._stroke.value):
            return
        pieces = pdf_raw.path_segments(item)
        if pieces > self._most:
            self._found.complete = False
            return
        self._found.objects += pieces
        if not self._segments(item, pieces, compose(frame, _matrix(item))):
            self._found.shapes += 1

    def _segments(self, item: int, count: int, frame: Affine) -> bool:
        """Record the straight pieces of a path; return whether it had any."""
        x, y = ctypes.c_float(), ctypes.c_float()
        px, py = ctypes.addressof(x), ctypes.addressof(y)
        outline: list[tuple[float, float]] = []
        used = False
        stroked = bool(self._stroke.value)
        for index in range(count):
            segment = pdf_raw.path_segment(item, index)
            pdf_raw.segment_point(segment, px, py)
            corner = point(frame, x.value, y.value)
            kind = pdf_raw.segment_type(segment)
            if kind == _MOVE_TO:
                used |= self._found.outline(outline, False, stroked)
                outline = []
            elif kind == _BEZIER_TO:
                outline.clear()
            outline.append(corner)
            if pdf_raw.segment_close(segment):
                used |= self._found.outline(outline, True, stroked)
                outline = []
        used |= self._found.outline(outline, False, stroked)
        return used


def _matrix(item: int) -> Affine:
    m = raw.FS_MATRIX()
    pdf_raw.object_matrix(item, ctypes.addressof(m))
    # PDF: x' = a*x + c*y + e.  Ours: X = a*x + b*y + c.
    return m.a, m.c, m.e, m.b, m.d, m.f
