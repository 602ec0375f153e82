"""Pictures of pages for reports: PDF pages that carry findings, as small PNG images.

Writes PNG itself (zlib only), so that no imaging library is needed for a report.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from pathlib import Path

import attrs

from gouji.api import Limits, Source
from gouji.errors import UnreadableInput
from gouji.model import Document
from gouji.value import Value

SCALE = 1.5
"""Pixels per point: 108 dpi, readable at full width and about 60 KB a page."""
MAX_PIXELS = 4_000_000


@attrs.frozen(eq=False, repr=False)
class PageImage(Value):
    """A rendered page.

    Attributes:
        number: Page number from 1.
        width: Width of the page as displayed, in points.
        height: Height, in points.
        png: The image.
    """

    number: int
    width: float
    height: float
    png: bytes = attrs.field(repr=False)


def render_pages(document: Document, numbers: Iterable[int]) -> list[PageImage]:
    """Render pages of a PDF document, if its file is still there unchanged.

    Args:
        document: Its ``source`` is opened again; a changed, moved or archived file gives no images.
        numbers: Page numbers from 1.

    Returns:
        The images in order of pages; empty for other formats.
    """
    wanted = sorted(set(numbers))
    path = Path(document.source)
    if document.format != "pdf" or not wanted or not path.is_file():
        return []
    source = Source(document.source, path, Limits())
    try:
        if source.sha256 != document.sha256:
            return []
    except UnreadableInput:
        return []
    import pypdfium2

    from gouji_plugins.extractors import pdf_fonts

    pdf_fonts.install()
    images = []
    pdf = pypdfium2.PdfDocument(source.data)
    try:
        for number in wanted:
            if not 1 <= number <= len(pdf):
                continue
            page = pdf[number - 1]
            width, height = page.get_size()
            scale = min(SCALE, (MAX_PIXELS / max(1.0, width * height)) ** 0.5)
            bitmap = page.render(scale=scale, grayscale=True)
            images.append(
                PageImage(
                    number,
                    width,
                    height,
                    grey_png(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer)),
                )
            )
    finally:
        pdf.close()
    return images


def grey_png(width: int, height: int, stride: int, pixels: bytes) -> bytes:
    """Return an 8-bit grey PNG.

    Args:
        width: Pixels per row.
        height: Rows.
        stride: Bytes from one row to the next in ``pixels``.
        pixels: One byte a pixel.
    """
    rows = b"".join(b"\x00" + pixels[y * stride : y * stride + width] for y in range(height))

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows, 6))
        + chunk(b"IEND", b"")
    )
