"""The characters of a PDF page as words in the reading frame.

Widths come from PDFium's loose boxes (the advance of the character), heights from baseline and
font size: loose boxes have absurd heights in some fonts and tight ones split cells.  The loop over
characters decides the speed of the whole reader; what can be asked once per page or once per text
object is.
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections import Counter
from itertools import accumulate

import attrs
import pypdfium2.raw as raw

from gouji.value import Value
from gouji_plugins.extractors import pdf_raw
from gouji_plugins.extractors.paged_frame import Frame, Word, frame_matrix

_INVISIBLE = 3
_BLANKS = frozenset(" \r\n\t\u00a0\u2002\u2003\u2009\u3000\u200b\ufeff\u00ad")
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffd\ufffe\uffff\ud800-\udfff\ue000-\uf8ff]")
_ROW = re.compile("[\u4e00-\u9fff]{3,}|[!-~]{3,}")
"""Ideographs or Latin characters one after another, nearly always set without gaps."""
_EVEN = 0.01
"""Share of the font size by which the last of a row may stand otherwise than the widths before it put it."""
_MISSES = 12
"""Rows set otherwise, those set so taken off, after which a page is read character by character."""
_HYPHEN = "\x02"
"""PDFium's mark for a hyphen at a line end."""


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
_ANY_SAME = re.compile("[" + "".join(map(chr, _SAME)) + "]")


@attrs.frozen(eq=False, repr=False)
class PageText(Value):
    """The characters of one page.

    Attributes:
        words: Visible characters in the order of the file, split where the pen jumps.
        chars: How many characters the words hold.
        frame: The frame they are in.
        slanted: Characters left out because they run across the others: watermarks.
        unmapped: Characters for which the file does not say what they mean.
    """

    words: list[Word]
    chars: int
    frame: Frame
    slanted: int = 0
    unmapped: int = 0


_Run = tuple[float, float, bool, int]
"""What all characters of one text object share: baseline and size in the reading frame, whether they are upright,
the turn that would set them upright."""


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
    limit_x, limit_y = (height, width) if turn in (90, 270) else (width, height)

    box = raw.FS_RECTF()
    box_address = ctypes.addressof(box)
    values = (ctypes.c_float * 4).from_buffer(box)  # left, top, right, bottom
    get_object, get_box, handle = pdf_raw.char_object, pdf_raw.char_loose_box, page.text
    text = _page_text(page)
    odd = _UNREADABLE.search(text) is not None
    rows = {} if a != 1.0 else {found.start(): found.end() for found in _ROW.finditer(text)}
    words: list[Word] = []
    word = Word(0.0, 1.0)
    add_char, add_start, add_end = word.text.append, word.starts.append, word.ends.append
    angles: Counter[int] = Counter()
    last_object = 0
    last_top = last_bottom = math.nan
    spaced = joined = False
    upright = False
    angle = counted = done = missed = 0
    seen: dict[float, dict[str, float]] = {}  # by font size: the widths of characters
    widths: dict[str, float] = {}
    base = size = end = widest = slack = 0.0
    slanted = unmapped = 0
    for index, char in enumerate(text):
        if index < done:
            continue
        if char in _BLANKS:
            joined = False
            # Blanks without an object are PDFium's guesses, as line ends are; gaps are judged by our own measure.
            spaced = spaced or (char not in "\r\n" and get_object(handle, index) is not None)
            continue
        get_box(handle, index, box_address)
        x0, y_top, x1, y_bottom = values[:]
        # Across the reading direction: along it, the first letters of two lines have the same ends.
        high, low = (x0, x1) if b else (y_top, y_bottom)
        if high != last_top or low != last_bottom:
            last_top, last_bottom = high, low
            drawn_by = get_object(handle, index)
            if not drawn_by:
                continue
            if drawn_by != last_object:
                last_object = drawn_by
                angles[angle] += counted
                counted = 0
                new_base, new_size, upright, angle = _run_of(page, index, matrix)
                if new_base != base or new_size != size:
                    joined = False
                    base, size, widest, slack = new_base, new_size, 3 * new_size, _EVEN * new_size
                    widths = seen.setdefault(size, {})
        counted += 1
        if not upright:
            slanted += 1
            continue
        if b:
            x0, x1 = b * y_bottom + c, b * y_top + c
        else:
            x0, x1 = a * x0 + c, a * x1 + c
        if x0 > x1:
            x0, x1 = x1, x0
        if x1 - x0 > widest:
            x1 = x0 + size
        elif x1 - x0 < 0.05 * size:  # a font without metrics: take the usual width
            x1 = x0 + (0.5 * size if char.isascii() else size)
        if x1 < 0 or x0 > limit_x or base < 0 or base - size > limit_y:
            continue  # outside of the displayed part of the page
        if odd and _UNREADABLE.match(char):
            if char == _HYPHEN:
                char = "-"
            else:
                unmapped += 1
                if not "\ue000" <= char < "\uf900":
                    continue
        if not joined or not -0.3 * size <= x0 - end <= 0.1 * size:
            word = Word(base, size, spaced)
            words.append(word)
            add_char, add_start, add_end = word.text.append, word.starts.append, word.ends.append
            joined = True
            spaced = False
        add_char(char)
        add_start(x0)
        add_end(x1)
        end = x1
        widths[char] = x1 - x0
        if index not in rows:
            continue
        # If the last of a row stands where the widths put it, so do those between: one question, not one each.
        stop = rows[index]
        get_box(handle, stop - 1, box_address)
        low, high_y, high, low_y = values[:]
        if (high_y != last_top or low_y != last_bottom) and get_object(handle, stop - 1) != last_object:
            continue
        low += c
        high += c
        starts = _starts_of(text[index:stop], x0, widths)
        fits = starts and abs(starts[-1] - low) <= slack and abs(low + widths[text[stop - 1]] - high) <= slack
        missed += -1 if fits else 1
        if missed > _MISSES:
            rows = {}  # a page whose characters are set one by one, to fill its lines
        if not fits or high > limit_x:
            continue
        word.text += text[index + 1 : stop]
        word.starts += starts[1:]
        word.ends += starts[2:]
        add_end(high)
        counted += stop - index - 1
        end, done = high, stop
    angles[angle] += counted
    frame = Frame(width, height, turn)
    chars = sum(len(w.text) for w in words)
    return PageText(words, chars, frame, slanted, unmapped), angles


def count_invisible(page: pdf_raw.PdfPage) -> int:
    """Return how many characters are drawn without ink: the text layer of somebody's OCR."""
    get_object, handle = pdf_raw.char_object, page.text
    objects = Counter(filter(None, (get_object(handle, index) for index in range(page.char_count()))))
    return sum(n for item, n in objects.items() if pdf_raw.text_render_mode(item) == _INVISIBLE)


def _starts_of(row: str, start: float, widths: dict[str, float]) -> list[float]:
    """Return the left ends of the characters of a row by their widths, [] if one is not known.

    Args:
        row: The characters.
        start: Left end of the first, whose width is known.
        widths: Widths of characters seen in this size; ideographs are taken to be as wide as the first.
    """
    if row[0] > "~":
        step = widths[row[0]]
        widths[row[-1]] = step
        return [start + step * k for k in range(len(row))]
    try:
        return (
            list(accumulate([widths[char] for char in row[:-1]], initial=start)) if row[-1] in widths else []
        )
    except KeyError:
        return []


def _page_text(page: pdf_raw.PdfPage) -> str:
    """Return the characters of a page, exactly one for each of PDFium's."""
    text = page.whole_text()
    if text is None:
        get_code, handle = pdf_raw.char_code, page.text
        codes = (get_code(handle, index) for index in range(page.char_count()))
        text = "".join(chr(code) if code <= 0x10FFFF else "\ufffd" for code in codes)
    return text.translate(_SAME) if _ANY_SAME.search(text) else text


def _run_of(
    page: pdf_raw.PdfPage, index: int, frame: tuple[float, float, float, float, float, float]
) -> _Run:
    """Measure a text object by its character ``index``."""
    a, b, _, d, e, f = frame
    m_a, m_b, m_c, m_d, set_size, x, y = page.char_pen(index)
    if not m_b and not m_c and not b and not d and set_size > 0 < a * m_a:  # upright, as most text is
        return e * y + f, set_size * abs(m_d) or 1.0, True, 0
    size = abs(set_size) * math.hypot(m_c, m_d) or 1.0
    sign = -1.0 if set_size < 0 else 1.0
    dx = sign * (a * m_a + b * m_b)
    dy = sign * (d * m_a + e * m_b)
    degrees = math.degrees(math.atan2(dy, dx))
    quarter = round(degrees / 90) * 90
    straight = abs(degrees - quarter) < 8
    # Text that runs downwards (dy > 0) is upright after the page was turned a quarter to the left.
    angle = (-quarter) % 360 if straight else -1
    angle = max(angle, 0) if straight else 1
    return d * x + e * y + f, size, angle == 0, angle
