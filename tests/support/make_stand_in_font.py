"""Makes the shipped stand-in font: ``python tests/support/make_stand_in_font.py``.

Every Chinese character is the same hollow box, one em wide, and every other one a narrow box: wider
than its advance it would run into its neighbour.  The reader needs the glyphs to be there, not to be
beautiful: without any font PDFium gives a glyph no extent and drops it.
"""

from __future__ import annotations

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

TARGET = Path(__file__).parents[2] / "plugins/gouji_plugins/extractors/stand_in.ttf"
EM, NARROW, ASCENT, DESCENT = 1000, 250, 880, -120
EPOCH = 0  # no time of making: the same bytes at every run


def box(width: int) -> TTGlyphPen:
    """Return the outline of a hollow box on an advance of ``width`` units."""
    pen = TTGlyphPen(None)
    outer, inner = (60, -60, width - 60, 820, True), (90, -30, width - 90, 790, False)
    for left, bottom, right, top, clockwise in (outer, inner):
        corners = [(left, bottom), (left, top), (right, top), (right, bottom)]
        first, *others = corners if clockwise else corners[::-1]
        pen.moveTo(first)
        for corner in others:
            pen.lineTo(corner)
        pen.closePath()
    return pen


def make(target: Path = TARGET) -> None:
    """Write the font."""
    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder([".notdef", "box", "narrow"])
    builder.setupCharacterMap({})
    builder.setupGlyf({".notdef": box(EM).glyph(), "box": box(EM).glyph(), "narrow": box(NARROW).glyph()})
    builder.setupHorizontalMetrics({".notdef": (EM, 60), "box": (EM, 60), "narrow": (NARROW, 60)})
    builder.setupHorizontalHeader(ascent=ASCENT, descent=DESCENT)
    builder.setupNameTable({"familyName": "Gouji Stand-in", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=ASCENT, sTypoDescender=DESCENT, usWinAscent=ASCENT, usWinDescent=-DESCENT)
    builder.setupPost()
    table = CmapSubtable.newSubtable(13)  # many characters, one glyph
    table.platformID, table.platEncID, table.language = 3, 10, 0
    table.format, table.reserved, table.length, table.nGroups = 13, 0, 0, 0
    wide = dict.fromkeys([*range(0x2E80, 0xD800), *range(0xE000, 0xFFFE)], "box")
    table.cmap = dict.fromkeys(range(0x20, 0x2E80), "narrow") | wide
    builder.font["cmap"].tables = [table]
    builder.font["head"].created = builder.font["head"].modified = EPOCH
    builder.font.recalcTimestamp = False
    builder.save(target)


if __name__ == "__main__":
    make()
