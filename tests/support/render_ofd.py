"""Prints a made-up disclosure as OFD (GB/T 33190): the PDF printer on a canvas that writes OFD."""

from __future__ import annotations

import io
import zipfile
from itertools import groupby
from typing import Any
from xml.sax.saxutils import escape

from render_pdf import A4, FONT, Style, print_on, register_font
from reportlab.pdfbase import pdfmetrics

from gouji.testing.synthetic.printed import PrintedDocument

MM = 25.4 / 72
NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
PLAIN = Style()
Matrix = tuple[float, float, float, float, float, float]


def render_ofd(document: PrintedDocument, style: Style = PLAIN) -> bytes:
    """Return the document as OFD bytes; the style's offset has no counterpart in OFD."""
    register_font()
    canvas = OfdCanvas(document.title)
    print_on(canvas, document, style)
    return canvas.data


def package(pages: list[tuple[float, float, str]], title: str = "", **parts: str) -> bytes:
    """Return an OFD file.

    Args:
        pages: Width and height in millimetres and the objects of each page as XML.
        title: Title in the document information.
        parts: ``templates`` (TemplatePage and resource elements for CommonData), ``page_head`` (put
            before each page's content); a key with a dot-free name ending in ``_xml`` adds a part.
    """
    listed = "".join(
        f'<ofd:Page ID="{100 + n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages))
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "OFD.xml",
            f'<?xml version="1.0" encoding="UTF-8"?><ofd:OFD {NAMESPACE} Version="1.0" DocType="OFD"><ofd:DocBody>'
            f"<ofd:DocInfo><ofd:Title>{escape(title)}</ofd:Title></ofd:DocInfo>"
            "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        )
        archive.writestr(
            "Doc_0/Document.xml",
            f"<ofd:Document {NAMESPACE}><ofd:CommonData><ofd:MaxUnitID>9999</ofd:MaxUnitID><ofd:PageArea>"
            f"<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>{parts.get('templates', '')}"
            f"</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        )
        for number, (width, height, objects) in enumerate(pages):
            archive.writestr(
                f"Doc_0/Pages/Page_{number}/Content.xml",
                f"<ofd:Page {NAMESPACE}><ofd:Area><ofd:PhysicalBox>0 0 {width:.3f} {height:.3f}"
                f"</ofd:PhysicalBox></ofd:Area>{parts.get('page_head', '')}<ofd:Content>"
                f'<ofd:Layer ID="7">{objects}</ofd:Layer></ofd:Content></ofd:Page>',
            )
        for name, text in parts.items():
            if name.endswith("_xml"):
                archive.writestr(f"Doc_0/{name[:-4]}.xml", text)
    return buffer.getvalue()


class OfdCanvas:
    """The part of a PDF canvas that the printer uses, writing OFD pages."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.pages: list[tuple[float, float, str]] = []
        self.objects: list[str] = []
        self.data = b""
        self.size = A4
        self.rotation = 0
        self.font_size = 12.0
        self.line_width = 1.0
        self.stack: list[Matrix] = []
        self.number = 0
        self._start()

    def _start(self) -> None:
        """Map points upwards from the lower left corner to points downwards from the upper left."""
        if self.rotation == 90:
            self.matrix: Matrix = (0, 1, 1, 0, 0, 0)
        else:
            self.matrix = (1, 0, 0, -1, 0, self.size[1])

    def setPageSize(self, size: tuple[float, float]) -> None:
        self.size = size
        self._start()

    def setPageRotation(self, turn: int) -> None:
        self.rotation = turn
        self._start()

    def transform(self, a: float, b: float, c: float, d: float, e: float, f: float) -> None:
        g, h, i, j, k, m = self.matrix
        self.matrix = (
            a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m,
        )  # fmt: skip

    def translate(self, x: float, y: float) -> None:
        self.transform(1, 0, 0, 1, x, y)

    def scale(self, x: float, y: float) -> None:
        self.transform(x, 0, 0, y, 0, 0)

    def saveState(self) -> None:
        self.stack.append(self.matrix)

    def restoreState(self) -> None:
        self.matrix = self.stack.pop()

    def setFont(self, name: str, size: float) -> None:
        self.font_size = size

    def setLineWidth(self, width: float) -> None:
        self.line_width = width

    def beginForm(self, *_: Any) -> None:
        self.number += 1
        self.objects.append(f'<ofd:PageBlock ID="{5000 + self.number}">')

    def endForm(self) -> None:
        self.objects.append("</ofd:PageBlock>")

    def doForm(self, name: str) -> None:
        """Nothing to do: the block stands where it was begun."""

    def showPage(self) -> None:
        self.pages.append((self.size[0] * MM, self.size[1] * MM, "".join(self.objects)))
        self.objects = []
        self.stack = []
        self._start()

    def save(self) -> None:
        self.data = package(self.pages, self.title)

    def drawRightString(self, x: float, y: float, text: str) -> None:
        self.drawString(x - pdfmetrics.stringWidth(text, FONT, self.font_size), y, text)

    def drawCentredString(self, x: float, y: float, text: str) -> None:
        self.drawString(x - pdfmetrics.stringWidth(text, FONT, self.font_size) / 2, y, text)

    def drawString(self, x: float, y: float, text: str) -> None:
        if not text:
            return
        a, b, c, d, e, f = self.matrix
        left, base = (a * x + c * y + e) * MM, (b * x + d * y + f) * MM
        size = self.font_size * MM
        widths = [pdfmetrics.stringWidth(char, FONT, self.font_size) * MM for char in text[:-1]]
        code = (
            f'<ofd:TextCode X="0" Y="{size:.4f}" DeltaX="{_shorthand(widths)}">{escape(text)}</ofd:TextCode>'
        )
        wide = pdfmetrics.stringWidth(text, FONT, self.font_size) * MM
        if (a, b, c, d) == (1, 0, 0, -1):
            place = f'Boundary="{left:.4f} {base - size:.4f} {wide:.4f} {1.3 * size:.4f}"'
        else:  # the object's own y axis points down, the printer's up
            start_x, start_y = left + c * size, base + d * size
            place = (
                f'Boundary="{start_x:.4f} {start_y:.4f} 100 100" CTM="{a:.6f} {b:.6f} {-c:.6f} {-d:.6f} 0 0"'
            )
        self.objects.append(
            f'<ofd:TextObject ID="9" {place} Font="3" Size="{size:.4f}">{code}</ofd:TextObject>'
        )

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self._draw([[(x0, y0), (x1, y1)]], stroke=True)

    def rect(self, x: float, y: float, width: float, height: float, stroke: int, fill: int) -> None:
        corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
        self._draw([corners], stroke=bool(stroke), closed=True)

    def beginPath(self) -> _Path:
        return _Path()

    def drawPath(self, path: _Path, stroke: int, fill: int) -> None:
        self._draw(path.runs, stroke=bool(stroke))

    def _draw(self, runs: list[list[tuple[float, float]]], stroke: bool, closed: bool = False) -> None:
        a, b, c, d, e, f = self.matrix
        mapped = [[((a * x + c * y + e) * MM, (b * x + d * y + f) * MM) for x, y in run] for run in runs]
        if not mapped:
            return
        left = min(x for run in mapped for x, _ in run)
        top = min(y for run in mapped for _, y in run)
        data = " ".join(
            " ".join(f"{'L' if k else 'M'} {x - left:.4f} {y - top:.4f}" for k, (x, y) in enumerate(run))
            + (" C" if closed else "")
            for run in mapped
        )
        ink = 'Stroke="true"' if stroke else 'Stroke="false" Fill="true"'
        self.objects.append(
            f'<ofd:PathObject ID="9" Boundary="{left:.4f} {top:.4f} 100 100" {ink} LineWidth="{self.line_width * MM:.3f}">'
            f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
        )


class _Path:
    def __init__(self) -> None:
        self.runs: list[list[tuple[float, float]]] = []

    def moveTo(self, x: float, y: float) -> None:
        self.runs.append([(x, y)])

    def lineTo(self, x: float, y: float) -> None:
        self.runs[-1].append((x, y))


def _shorthand(widths: list[float]) -> str:
    """Return offsets with runs of equal ones as ``g n v``."""
    found = []
    for value, run in groupby(f"{width:.4f}" for width in widths):
        count = len(list(run))
        found.append(f"g {count} {value}" if count > 2 else " ".join([value] * count))
    return " ".join(found)
