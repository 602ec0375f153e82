"""Thin access to PDFium: opening, pages, and the few calls made for every character.

Only what touches the library lives here; what the answers mean is decided in the other modules.
The generated bindings of pypdfium2 convert pointers on every call; for the three calls made per
character that costs more than PDFium itself, hence prototypes with plain addresses.
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from gouji.errors import UnreadableInput
from gouji_plugins.extractors import pdf_fonts

LOCK = threading.Lock()
"""PDFium is not thread-safe: whoever calls it holds this lock."""

VERSION = str(getattr(pdfium, "PDFIUM_INFO", ""))
OBJECT_TEXT, OBJECT_PATH, OBJECT_IMAGE, OBJECT_FORM = 1, 2, 3, 5
_ERROR_PASSWORD = 4
_ERROR_SECURITY = 5


def address_of(handle: Any) -> int:
    """Return the plain address of a pypdfium2 handle or C function."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def _fast(function: Any, result: Any, *arguments: Any) -> Any:
    """Return the same C function with cheaper argument conversion."""
    address = address_of(function)
    return ctypes.CFUNCTYPE(result, *arguments)(address)


char_code = _fast(raw.FPDFText_GetUnicode, ctypes.c_uint, ctypes.c_void_p, ctypes.c_int)
char_object = _fast(raw.FPDFText_GetTextObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
char_loose_box = _fast(
    raw.FPDFText_GetLooseCharBox, ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p
)
object_type = _fast(raw.FPDFPageObj_GetType, ctypes.c_int, ctypes.c_void_p)
object_bounds = _fast(raw.FPDFPageObj_GetBounds, ctypes.c_int, *([ctypes.c_void_p] * 5))
page_object = _fast(raw.FPDFPage_GetObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
form_object = _fast(raw.FPDFFormObj_GetObject, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong)
form_count = _fast(raw.FPDFFormObj_CountObjects, ctypes.c_int, ctypes.c_void_p)
object_matrix = _fast(raw.FPDFPageObj_GetMatrix, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
path_mode = _fast(raw.FPDFPath_GetDrawMode, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)
path_segments = _fast(raw.FPDFPath_CountSegments, ctypes.c_int, ctypes.c_void_p)
path_segment = _fast(raw.FPDFPath_GetPathSegment, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
segment_point = _fast(
    raw.FPDFPathSegment_GetPoint, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p
)
segment_type = _fast(raw.FPDFPathSegment_GetType, ctypes.c_int, ctypes.c_void_p)
segment_close = _fast(raw.FPDFPathSegment_GetClose, ctypes.c_int, ctypes.c_void_p)
_char_matrix = _fast(raw.FPDFText_GetMatrix, ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
_char_size = _fast(raw.FPDFText_GetFontSize, ctypes.c_double, ctypes.c_void_p, ctypes.c_int)
_char_origin = _fast(
    raw.FPDFText_GetCharOrigin, ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p
)
# Written to by every call under the lock; allocating them per text object costs as much as the call.
_MATRIX = (ctypes.c_float * 6)()  # FS_MATRIX: a, b, c, d, e, f
_MATRIX_ADDRESS = ctypes.addressof(_MATRIX)
_ORIGIN = (ctypes.c_double * 2)()
_X_ADDRESS, _Y_ADDRESS = ctypes.addressof(_ORIGIN), ctypes.addressof(_ORIGIN) + 8
text_render_mode = _fast(raw.FPDFTextObj_GetTextRenderMode, ctypes.c_int, ctypes.c_void_p)


class PdfFile:
    """An open PDF; a context manager that closes it.

    Args:
        data: All bytes; PDFium reads from them while the file is open.
        name: For messages.

    Raises:
        UnreadableInput: If PDFium cannot open it or it needs a password.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._data = data
        pdf_fonts.install()
        self.handle = raw.FPDF_LoadMemDocument64(data, len(data), None)
        if not self.handle:
            error = raw.FPDF_GetLastError()
            if error == _ERROR_PASSWORD:
                raise UnreadableInput(
                    "PDF 已加密，打开它需要口令", source=name, hint="请用口令另存为未加密的文件后再核对"
                )
            if error == _ERROR_SECURITY:
                raise UnreadableInput("PDF 使用了不支持的加密方式", source=name)
            raise damaged(name)

    def __enter__(self) -> PdfFile:
        return self

    def __exit__(self, *_: object) -> None:
        raw.FPDF_CloseDocument(self.handle)

    def page_count(self) -> int:
        """Return the number of pages."""
        return int(raw.FPDF_GetPageCount(self.handle))

    def metadata(self) -> dict[str, str]:
        """Return the non-empty entries of the information dictionary."""
        found = {}
        for key in (
            "Title",
            "Author",
            "Subject",
            "Keywords",
            "Creator",
            "Producer",
            "CreationDate",
            "ModDate",
        ):
            size = raw.FPDF_GetMetaText(self.handle, key.encode(), None, 0)
            buffer = ctypes.create_string_buffer(size)
            raw.FPDF_GetMetaText(self.handle, key.encode(), buffer, size)
            value = buffer.raw[: max(size - 2, 0)].decode("utf-16-le", "replace").strip()
            if value:
                found[key] = value
        return found

    @contextmanager
    def page(self, index: int) -> Iterator[PdfPage]:
        """Open page ``index`` (from 0) with its text; closed on leaving.

        Raises:
            UnreadableInput: If the page is damaged.
        """
        page = raw.FPDF_LoadPage(self.handle, index)
        if not page:
            raise damaged(self.name, f"第{index + 1}页")
        text = raw.FPDFText_LoadPage(page)
        try:
            if not text:
                raise damaged(self.name, f"第{index + 1}页")
            yield PdfPage(page, text, index + 1)
        finally:
            if text:
                raw.FPDFText_ClosePage(text)
            raw.FPDF_ClosePage(page)


class PdfPage:
    """An open page: its handles, its visible rectangle and its turn.

    Attributes:
        number: Page number from 1.
        page: Address of the page.
        text: Address of its text.
        rotation: Clockwise turn for display, in degrees.
        visible: ``(left, bottom, right, top)`` of what is displayed, in the page's own coordinates.
    """

    def __init__(self, page: Any, text: Any, number: int) -> None:
        self.number = number
        self.handle = page
        self.text_handle = text
        self.page = address_of(page)
        self.text = address_of(text)
        self.rotation = (raw.FPDFPage_GetRotation(page) % 4) * 90
        box = raw.FS_RECTF()
        raw.FPDF_GetPageBoundingBox(page, ctypes.byref(box))
        self.visible = (box.left, box.bottom, box.right, box.top)

    def char_count(self) -> int:
        """Return the number of characters, those generated by PDFium included."""
        return max(int(raw.FPDFText_CountChars(self.text_handle)), 0)

    def whole_text(self) -> str | None:
        """Return all characters in one call, ``None`` if they cannot be told apart by position.

        PDFium leaves characters without meaning out of the text, and writes those beyond the
        basic plane as two units; only where neither happens does the n-th unit stand for the n-th
        character.
        """
        count = self.char_count()
        units = (ctypes.c_ushort * (count + 1))()
        if raw.FPDFText_GetText(self.text_handle, 0, count, units) != count + 1:
            return None
        text = bytes(units)[: 2 * count].decode("utf-16-le", "surrogatepass")
        if len(text) != count or "\0" in text:
            return None
        return text

    def picture(self, dpi: int) -> Any:
        """Return the page as displayed, as an array of grey levels by row and column."""
        import numpy

        width = max(round(raw.FPDF_GetPageWidthF(self.handle) * dpi / 72), 1)
        height = max(round(raw.FPDF_GetPageHeightF(self.handle) * dpi / 72), 1)
        bitmap = raw.FPDFBitmap_CreateEx(width, height, raw.FPDFBitmap_Gray, None, 0)
        try:
            raw.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
            raw.FPDF_RenderPageBitmap(bitmap, self.handle, 0, 0, width, height, 0, raw.FPDF_ANNOT)
            stride = raw.FPDFBitmap_GetStride(bitmap)
            address = ctypes.cast(raw.FPDFBitmap_GetBuffer(bitmap), ctypes.c_void_p).value or 0
            data = ctypes.string_at(address, stride * height)
        finally:
            raw.FPDFBitmap_Destroy(bitmap)
        return numpy.frombuffer(data, numpy.uint8).reshape(height, stride)[:, :width].copy()

    def object_count(self) -> int:
        """Return the number of page objects outside of forms."""
        return max(int(raw.FPDFPage_CountObjects(self.handle)), 0)

    def char_pen(self, index: int) -> tuple[float, float, float, float, float, float, float]:
        """Return what draws a character.

        Returns:
            The linear part ``a, b, c, d`` of its matrix (forms included), the font size as set before
            any matrix, and the origin ``x, y`` in the page's own coordinates.
        """
        handle = self.text
        _char_matrix(handle, index, _MATRIX_ADDRESS)
        _char_origin(handle, index, _X_ADDRESS, _Y_ADDRESS)
        a, b, c, d, _, _ = _MATRIX[:]
        x, y = _ORIGIN[:]
        return a, b, c, d, _char_size(handle, index), x, y


def damaged(name: str, place: str = "") -> UnreadableInput:
    """Return the error for a file or page that cannot be parsed."""
    return UnreadableInput(
        "PDF 已损坏或不完整，无法读取", source=name, place=place, hint="请重新下载或重新导出后再核对"
    )
