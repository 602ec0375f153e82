"""Scans: pages turned into pictures and read back by OCR, where the extra is installed."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from gouji.api import Source
from gouji.model import Document, Grid
from gouji_plugins.extractors import paged_ocr, pdf

pytestmark = [
    pytest.mark.slow,
    pytest.mark.corpus,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.skipif(not paged_ocr.available(), reason="the ocr extra is not installed"),
]


def scan(path: Path, pages: list[int], dpi: int = 200, tilt: float = 0.0) -> bytes:
    """Return the pages as a PDF of pictures, run through the scanner askew by ``tilt`` degrees."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    document = pdfium.PdfDocument(path)
    for number in pages:
        page = document[number - 1]
        width, height = page.get_size()
        picture = page.render(scale=dpi / 72).to_pil().convert("L")
        picture = picture.rotate(tilt, resample=Image.Resampling.BICUBIC, fillcolor=255)
        canvas.setPageSize((width, height))
        canvas.drawImage(ImageReader(picture), 0, 0, width, height)
        canvas.showPage()
        page.close()
    document.close()
    canvas.save()
    return buffer.getvalue()


def read(data: bytes) -> Document:
    return pdf.extractor("pdf").extract(Source("扫描.pdf", content=data))


def amounts(grid: Grid) -> list[tuple[int, int, str]]:
    found = [(c.row, c.col, re.sub(r"\s", "", c.text)) for c in grid.cells]
    return [f for f in found if re.search(r"\d\.\d\d$", f[2])]


@pytest.mark.parametrize("tilt", [0.0, 0.7])
def test_every_amount_of_a_scanned_page_is_read_into_its_cell(tilt: float) -> None:
    from corpus import corpus_file

    path = corpus_file("shanghai-putuo-finance-2024.pdf")
    text = pdf.extractor("pdf").extract(Source(path.name, path))
    document = read(scan(path, [8, 15], tilt=tilt))
    assert [p.scanned for p in document.pages] == [True, True]
    assert {n.code for n in document.notes} == {"ocr"}
    truth = [g for g in text.grids() if g.place.page in (8, 15)]
    for ours, theirs in zip(document.grids(), truth, strict=True):
        assert ours.placed == "ocr"
        assert (ours.rows, ours.cols) == (theirs.rows, theirs.cols)
        assert amounts(ours) == amounts(theirs)
        assert all(0 < c.confidence <= 1 for c in ours.cells)
        assert any(c.confidence < 1 for c in ours.cells)
    assert any("收入决算表" in line.text for line in document.lines())
