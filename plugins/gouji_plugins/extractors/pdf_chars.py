"""The characters of a PDF page as glyphs in the reading frame.

Widths come from PDFium's loose boxes (the advance of the character), heights from baseline and
font size: loose boxes have absurd heights in some fonts and tight ones split cells.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter

import attrs
import pypdfium2.raw as raw

from gouji_plugins.extractors import pdf_raw
from gouji_plugins.extractors.paged_frame import Frame, Glyph, frame_matrix

_INVISIBLE = 3
_SPACES = {0x20, 0xA0, 0x3000, 0x09, 0x2002, 0x2003, 0x2009}


def _lookalikes() -> dict[int, str]:
    """Map radicals and compatibility ideographs to the characters a reader sees.

    Some producers write the text layer with U+2F00 KANGXI RADICAL ONE for 一.
    """
    table: dict[int, str] = {}
    for code in (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1 and plain != chr(code):
            table[code] = plain
    return table


_SAME = _lookalikes()


@attrs.frozen
class PageText:
    """The characters of one page.

    Attributes:
        glyphs: Visible characters in the order of the file; a blank marks the one after it.
        frame: The frame they are in.
        rotation: The page's own turn for display.
        slanted: Characters left out because they run across the others: watermarks.
        invisible: Characters drawn without ink: the text layer of somebody's OCR.
        unmapped: Characters for which the file does not say what they mean.
    """

    glyphs: list[Glyph]
    frame: Frame
    rotation: int
    slanted: int = 0
    invisible: int = 0
    unmapped: int = 0


@attrs.frozen
class _Run:
    """What all characters of one text object share, in the reading frame."""

    base: float
    size: float
    upright: bool
    angle: int
    invisible: bool


def read_chars(page: pdf_raw.PdfPage) -> PageText:
    """Return the characters of a page, the page turned so that most of its text runs to the right."""
    text, angles = _read(page, 0)
    turn = max((90, 180, 270), key=lambda quarter: angles[quarter])
    if angles[turn] > 2 * angles[0]:
        text, _ = _read(page, turn)
    return text


def _read(page: pdf_raw.PdfPage, turn: int) -> tuple[PageText, Counter[int]]:
    """Read in one given turn; also count characters by the turn that would set them upright."""
    left, bottom, right, top = page.visible
    width, height = right - left, top - bottom
    if page.rotation in (90, 270):
        width, height = height, width
    matrix = frame_matrix(page.visible, page.rotation, turn)
    a, b, c, *_ = matrix
    sideways = turn in (90, 270)
    limit_x, limit_y = (height, width) if sideways else (width, height)

    box = raw.FS_RECTF()
    box_address = ctypes.addressof(box)
    values = (ctypes.c_float * 4).from_buffer(box)  # left, top, right, bottom
    get_code, get_object, get_box = pdf_raw.char_code, pdf_raw.char_object, pdf_raw.char_loose_box
    handle = page.text
    glyphs: list[Glyph] = []
    add = glyphs.append
    angles: Counter[int] = Counter()
    last_object = 0
    spaced = False
    run = _Run(0.0, 1.0, False, 0, False)
    slanted = invisible = unmapped = 0
    for index in range(page.char_count()):
        drawn_by = get_object(handle, index)
        if not drawn_by:  # PDFium's own line ends and gaps; we place blanks by our own measure
            continue
        code = get_code(handle, index)
        if drawn_by != last_object:
            last_object = drawn_by
            run = _run_of(page, index, drawn_by, matrix)
        if code in _SPACES:
            spaced = True
            continue
        angles[run.angle] += 1
        if not run.upright:
            slanted += 1
            continue
        get_box(handle, index, box_address)
        x_left, y_top, x_right, y_bottom = values[:]
        if b:
            x0, x1 = b * y_bottom + c, b * y_top + c
        else:
            x0, x1 = a * x_left + c, a * x_right + c
        if x0 > x1:
            x0, x1 = x1, x0
        size = run.size
        if x1 - x0 > 3 * size:
            x1 = x0 + size
        base = run.base
        if x1 < 0 or x0 > limit_x or base < 0 or base - size > limit_y:
            continue  # outside of the displayed part of the page
        if code < 32 or code == 0xFFFD or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
            if code == 2:  # PDFium's mark for a hyphen at a line end
                code = 0x2D
            else:
                unmapped += 1
                continue
        elif 0xE000 <= code < 0xF900:
            unmapped += 1
        if code in (0x200B, 0xFEFF, 0xAD):
            continue
        invisible += run.invisible
        add(Glyph(_SAME.get(code) or chr(code), x0, x1, base, size, spaced))
        spaced = False
    frame = Frame(width, height, turn)
    return PageText(glyphs, frame, page.rotation, slanted, invisible, unmapped), angles


def _run_of(
    page: pdf_raw.PdfPage, index: int, drawn_by: int, frame: tuple[float, float, float, float, float, float]
) -> _Run:
    """Measure a text object by its character ``index``."""
    a, b, _, d, e, f = frame
    m = page.char_matrix(index)
    set_size = page.char_size(index)
    size = abs(set_size) * math.hypot(m[2], m[3]) or 1.0
    sign = -1.0 if set_size < 0 else 1.0
    dx = sign * (a * m[0] + b * m[1])
    dy = sign * (d * m[0] + e * m[1])
    x, y = page.char_origin(index)
    degrees = math.degrees(math.atan2(dy, dx))
    quarter = round(degrees / 90) * 90
    straight = abs(degrees - quarter) < 8
    # Text that runs downwards (dy > 0) is upright after the page was turned a quarter to the left.
    angle = (-quarter) % 360 if straight else -1
    return _Run(
        base=d * x + e * y + f,
        size=size,
        upright=angle == 0,
        angle=max(angle, 0) if straight else 1,
        invisible=pdf_raw.text_render_mode(drawn_by) == _INVISIBLE,
    )
