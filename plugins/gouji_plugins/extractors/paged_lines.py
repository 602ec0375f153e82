"""Glyphs to words and printed lines, with blanks where the print has gaps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gouji_plugins.extractors.paged_frame import Glyph


def words_of(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Split glyphs in file order where the pen jumps or the file has a blank."""
    words: list[list[Glyph]] = []
    word: list[Glyph] = []
    for glyph in glyphs:
        if word:
            last = word[-1]
            gap = glyph.x0 - last.x1
            size = last.size
            if (
                glyph.spaced
                or not -0.3 * size <= gap <= 0.1 * size
                or abs(glyph.base - last.base) > 0.15 * size
            ):
                words.append(word)
                word = []
        word.append(glyph)
    if word:
        words.append(word)
    return words


def lines_of(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Group glyphs into printed lines, top to bottom, each from left to right.

    Raised or lowered pieces (amounts set in another font, footnote marks) stay on the line with
    which they overlap by at least half of their height.
    """
    lines: list[list[Glyph]] = []
    base = size = 0.0
    for glyph in sorted(glyphs, key=_middle):
        # Middles sorted: a glyph belongs to the line just before it or starts a new one.
        if lines and _middle(glyph) - base <= 0.5 * min(size, glyph.size):
            line = lines[-1]
            line.append(glyph)
            if glyph.size > size:
                size = glyph.size
        else:
            lines.append([glyph])
            base, size = _middle(glyph), glyph.size
    return [_undouble(sorted(line, key=lambda g: g.x0)) for line in lines]


def _middle(glyph: Glyph) -> float:
    return glyph.base - 0.35 * glyph.size


def _undouble(line: list[Glyph]) -> list[Glyph]:
    """Drop characters printed twice almost on the same spot to look bold."""
    kept: list[Glyph] = []
    for glyph in line:
        if kept and any(k.text == glyph.text and abs(k.x0 - glyph.x0) < 0.2 * glyph.size for k in kept[-2:]):
            continue
        kept.append(glyph)
    return kept


def gap_before(left: Glyph, right: Glyph) -> bool:
    """Whether the print shows a blank between two neighbours of a line.

    Ideographs are set apart by justification, figures are not: a small gap between two figures
    already separates two numbers.
    """
    gap = right.x0 - left.x1
    size = max(left.size, right.size)
    if right.spaced and gap > 0.12 * size:
        return True
    if left.text.isascii() and right.text.isascii():
        return gap > 0.18 * size
    return gap > 0.35 * size


def spell(line: Sequence[Glyph]) -> tuple[str, list[Glyph | None]]:
    """Return the text of a line with blanks, and the glyph (or ``None``) of each character."""
    text: list[str] = []
    glyphs: list[Glyph | None] = []
    last: Glyph | None = None
    for glyph in line:
        if last is not None and gap_before(last, glyph):
            text.append(" ")
            glyphs.append(None)
        text.append(glyph.text)
        # A glyph may stand for several characters (ligatures).
        glyphs.extend([glyph] * len(glyph.text))
        last = glyph
    return "".join(text), glyphs
