"""A disclosure whose cells hold formulas, markup and control characters, in every format that has cells."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable, Collection
from xml.etree import ElementTree

import attrs
import lxml.html
from render_folder import render_csv_folder
from render_layout import render_layout
from render_ofd import render_ofd
from render_office import render_docx, render_html, render_xlsx
from render_pdf import Style, render_pdf
from render_sheets import WRITERS, sheets_of

from gouji.testing.synthetic import PrintedDocument, make_truth, print_national, to_text
from gouji.testing.synthetic.printed import HeadCell, PrintedTable

CELLS = {
    "sum": "=1+1",
    "link": '=HYPERLINK("http://evil.example","12.00")',
    "at": "@SUM(1+1)",
    "plus": "+cmd|' /C calc'!A0",
    "minus": "-2+3+cmd|' /C calc'!A0",
    "script": "<script>alert(1)</script>",
    "image": "<img src=x onerror=alert(1)>",
    "entity": "&amp;",
    "cdata": "]]>",
    "turned": "1\u202e2.00",
    "escape": "\x1b[31m12.00",
    "nul": "1\x002.00",
    "long": "9" * 40_000,
    "power": "1e5",
    "both": "12.00=1+1",
}
"""What is printed in cells, each by a name."""
TABLE = "公开03表"


def _csv(document: PrintedDocument) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in render_csv_folder(document).items():
            archive.writestr(name, data)
    return buffer.getvalue()


FORMATS: dict[str, tuple[Callable[[PrintedDocument], bytes], Collection[str]]] = {
    "xlsx": (render_xlsx, ()),
    "docx": (render_docx, ("escape", "nul")),
    "html": (render_html, ()),
    "zip": (_csv, ()),
    "txt": (lambda d: to_text(d).encode(), ("long",)),
    "text": (lambda d: render_layout(d, 3, double=False).encode(), ("long",)),
    "pdf": (lambda d: render_pdf(d, Style()), ("escape", "nul", "long")),
    "ofd": (lambda d: render_ofd(d, Style()), ("escape", "nul", "long")),
    "ods": (lambda d: WRITERS["ods"](sheets_of(d)), ("escape", "nul")),
    "xls": (lambda d: WRITERS["xls"](sheets_of(d)), ("long",)),
}
"""Ending → renderer, and the cells that the format cannot hold."""


def poisoned(ending: str) -> bytes:
    """Return a disclosure in a format, hostile cells among its figures and labels and in a table nobody knows."""
    render, without = FORMATS[ending]
    texts = [text for name, text in CELLS.items() if name not in without]
    pieces: list[object] = []
    for piece in print_national(make_truth(153)).pieces:
        if not isinstance(piece, PrintedTable) or piece.key not in ("公开01表", TABLE, "公开06表"):
            pieces.append(piece)
            continue
        body = [list(row) for row in piece.body]
        amounts = [c for c in range(piece.width) if c not in piece.labels]
        for i, text in enumerate(texts):
            body[(i + 1) % len(body)][amounts[i % min(2, len(amounts))]] = text
            if piece.key == TABLE:
                body[-1 - i % (len(body) - 1)][piece.labels[-1]] = text
        pieces.append(attrs.evolve(piece, body=tuple(map(tuple, body))))
        if piece.key == TABLE:
            rows = tuple((text[:60], text, "1.00") for text in texts)
            head = ((HeadCell("=A1"), HeadCell("<i>"), HeadCell("@x")),)
            pieces.append(
                attrs.evolve(
                    piece,
                    key="",
                    title="<b>=某某</b>专项表",
                    header=head,
                    ordinals=(),
                    body=rows,
                    labels=(0, 1),
                    note="=1+1",
                )
            )
    document = attrs.evolve(print_national(make_truth(153)), pieces=tuple(pieces))
    return render(document)


_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ud800-\udfff\ufffe\uffff]"
)
_OWN = re.compile(r"-?[A-Z]+\d+-[A-Z]+\d+|-?N\([A-Z]+\d+\)([+-]N\([A-Z]+\d+\))*")


def active(kind: str, data: bytes) -> list[str]:
    """Return what of an output could run, lead away or deceive whoever opens it.

    Args:
        kind: Name of the output format.
        data: The output.
    """
    if kind == "xlsx":
        return _of_workbook(data)
    if kind == "docx":
        text = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
        return [*re.findall("<w:(?:hyperlink|instrText)", text), *_marks(text)]
    text = data.decode("utf-8-sig")
    found = _marks(text)
    if kind == "html":
        page = lxml.html.document_fromstring(text)
        found += [str(s) for s in page.xpath("//script[not(@type)][contains(., 'alert(1)')]/text()")]
        found += map(str, page.xpath("//img[not(starts-with(@src, 'data:'))]/@src | //@onerror"))
    return found


def _marks(text: str) -> list[str]:
    return _CONTROL.findall(text.replace("\n", "").replace("\r", ""))


def _of_workbook(data: bytes) -> list[str]:
    archive = zipfile.ZipFile(io.BytesIO(data))
    found = []
    for name in archive.namelist():
        if name.startswith("xl/worksheets/sheet"):
            root = ElementTree.fromstring(archive.read(name))
            found += [
                f.text or "" for f in root.iter() if f.tag.endswith("}f") and not _OWN.fullmatch(f.text or "")
            ]
            found += [h.tag for h in root.iter() if h.tag.endswith("}hyperlink")]
    return found + _marks(archive.read("xl/sharedStrings.xml").decode())


def begins_a_formula(cell: str) -> bool:
    """Whether a spreadsheet takes a cell of comma-separated text for a formula."""
    first = unicodedata.normalize("NFKC", cell).lstrip()[:1]
    return first in set("=+-@") and not re.fullmatch(r"[+-]?[\d.,]+", cell)
