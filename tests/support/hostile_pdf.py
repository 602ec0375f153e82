"""Makes PDFs that are broken, closed, empty of text or out to exhaust their reader."""

from __future__ import annotations

import io
import zlib

from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"


def _canvas(buffer: io.BytesIO, **options: object) -> Canvas:
    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    return Canvas(buffer, pagesize=(595, 842), invariant=1, initialFontName=FONT, **options)


def encrypted(user: str, owner: str = "owner") -> bytes:
    """Return a one-page text PDF encrypted with the given passwords."""
    buffer = io.BytesIO()
    canvas = _canvas(buffer, encrypt=StandardEncryption(user, owner, strength=128))
    canvas.setFont(FONT, 12)
    canvas.drawString(72, 700, "收入支出决算总表")
    canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def scanned(pages: int, text_pages: int = 0) -> bytes:
    """Return pages that are one picture each, after ``text_pages`` pages of text."""
    buffer = io.BytesIO()
    canvas = _canvas(buffer)
    for _ in range(text_pages):
        canvas.setFont(FONT, 12)
        canvas.drawString(72, 700, "上海市某局二〇二四年度部门决算情况说明")
        canvas.showPage()
    picture = ImageReader(Image.new("RGB", (60, 80), (200, 200, 190)))
    for number in range(pages):
        canvas.drawImage(picture, 0, 0, 595, 842)
        canvas.setFont(FONT, 9)
        canvas.drawString(290, 30, str(number + 1))
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def hand_made(
    contents: list[bytes], kids: list[int] | None = None, count: int | None = None, depth: int = 0
) -> bytes:
    """Return a PDF written object by object.

    Args:
        contents: Content stream of each page.
        kids: Index into ``contents`` of each page, so that one page can stand thousands of times.
        count: What /Count claims.
        depth: Number of form XObjects that call each other in a chain, the last calling the first.
    """
    kids = list(range(len(contents))) if kids is None else kids
    bodies: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    forms = range(4, 4 + depth)
    for number in forms:
        follower = number + 1 if number + 1 in forms else 4
        bodies.append(
            b"<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /N %d 0 R >> >> /Length 5 >>"
            b"\nstream\n/N Do\nendstream" % follower
        )
    pages = []
    for content in contents:
        packed = zlib.compress(content, 9)
        bodies.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed))
        stream = len(bodies)
        bodies.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F 3 0 R >> /XObject << /N 4 0 R >> >> >>" % stream
        )
        pages.append(len(bodies))
    names = b" ".join(b"%d 0 R" % pages[k] for k in kids)
    bodies[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (names, len(kids) if count is None else count)
    out = bytearray(b"%PDF-1.5\n")
    offsets = []
    for index, body in enumerate(bodies):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (index + 1, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    for offset in offsets:
        out += b"%010d 00000 n \n" % offset
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, start)
    return bytes(out)


TEXT = b"BT /F 12 Tf 72 700 Td (Total 1,234.56) Tj ET\n"
"""A content stream with a line of text."""
