"""A stand-in for the Chinese fonts that a PDF does not embed and the machine does not have.

PDFium gives a character for which it finds no glyph no extent, and leaves text objects without
extent out of the text of the page: on a server without Chinese fonts a lone ``一`` or an upright
``合计`` would vanish.  Where PDFium's own search finds nothing, a font in which every character is
a hollow box is handed over; advance widths come from the PDF in any case.
"""

from __future__ import annotations

import ctypes
import threading
from importlib import resources
from typing import Any

import pypdfium2.raw as raw

_CHINESE_JAPANESE_KOREAN = frozenset({128, 129, 134, 136})
"""Character sets as PDFium numbers them: Shift-JIS, Hangul, GB2312, Big5."""
_WHOLE_FONT = 0
NOTICE = "PDF 没有嵌入中文字体，本机也没有装：读数不受影响，页面图上的汉字显示为方框"
"""What a reader of the report is told when the stand-in was needed."""
_ANSWERS = ("EnumFonts", "MapFont", "GetFont", "GetFontData", "GetFaceName", "GetFontCharset", "DeleteFont")
_LOCK = threading.Lock()
_installed: _StandIn | None = None


def install() -> None:
    """Let PDFium ask for the stand-in where it finds no font; once a process, before any page is read."""
    global _installed  # noqa: PLW0603 -- PDFium keeps one font source a process
    with _LOCK:
        if _installed is None:
            _installed = _StandIn()


def times_used() -> int:
    """Return how many fonts the stand-in has stood in for so far in this process."""
    return _installed.used if _installed else 0


class _StandIn:
    """PDFium's own font source with one answer more."""

    def __init__(self) -> None:
        self.used = 0
        font = resources.files("gouji_plugins.extractors").joinpath("stand_in.ttf").read_bytes()
        self._font = ctypes.create_string_buffer(font, len(font))
        self._handle = ctypes.addressof(self._font)
        self._default = raw.FPDF_GetDefaultSystemFontInfo()
        if not self._default:
            return  # a platform where PDFium has no font source to build on
        own, info = self._default.contents, raw.FPDF_SYSFONTINFO()
        kinds = dict(raw.FPDF_SYSFONTINFO._fields_)
        info.version = own.version
        for name in _ANSWERS:
            if getattr(own, name):
                setattr(info, name, kinds[name](getattr(self, f"_{name}")))
        self._info = info  # PDFium keeps the address
        raw.FPDF_SetSystemFontInfo(info)

    def _EnumFonts(self, _: Any, mapper: Any) -> None:  # noqa: N802 -- PDFium's names
        self._default.contents.EnumFonts(self._default, mapper)

    def _MapFont(  # noqa: N802
        self, _: Any, weight: int, italic: int, charset: int, pitch: int, face: Any, exact: Any
    ) -> int | None:
        found = self._default.contents.MapFont(self._default, weight, italic, charset, pitch, face, exact)
        if found or charset not in _CHINESE_JAPANESE_KOREAN:
            return found  # type: ignore[no-any-return]
        self.used += 1
        return self._handle

    def _GetFont(self, _: Any, face: Any) -> int | None:  # noqa: N802
        return self._default.contents.GetFont(self._default, face)  # type: ignore[no-any-return]

    def _GetFontData(self, _: Any, font: int, table: int, buffer: Any, size: int) -> int:  # noqa: N802
        if font != self._handle:
            return int(self._default.contents.GetFontData(self._default, font, table, buffer, size))
        if table != _WHOLE_FONT:
            return 0
        if buffer and size >= len(self._font):
            ctypes.memmove(buffer, self._font, len(self._font))
        return len(self._font)

    def _GetFaceName(self, _: Any, font: int, buffer: Any, size: int) -> int:  # noqa: N802
        if font == self._handle:
            return 0
        return int(self._default.contents.GetFaceName(self._default, font, buffer, size))

    def _GetFontCharset(self, _: Any, font: int) -> int:  # noqa: N802
        if font == self._handle:
            return 134
        return int(self._default.contents.GetFontCharset(self._default, font))

    def _DeleteFont(self, _: Any, font: int) -> None:  # noqa: N802
        if font != self._handle:
            self._default.contents.DeleteFont(self._default, font)
