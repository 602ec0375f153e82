"""The original PDF with highlights and notes at the figures; what it held before stays byte for byte.

The annotations are appended as an incremental update (ISO 32000-2, 7.5.6): the file starts with the original.
Needs the extra ``reports`` (pypdf).
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from gouji.api import REPORT_MARK, Limits, ReportOptions, Source
from gouji.display import harmless
from gouji.errors import GoujiError
from gouji.model import Box, DocumentReport, Evidence, Finding, Report, Severity
from gouji_plugins.reporters.labels import SEVERITY_NAMES

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

_COLOURS = {Severity.ERROR: "f4a6a0", Severity.WARNING: "ffe08a", Severity.INFO: "b7d3f2"}
_OTHER = "4a7ab5"
MAX_ANNOTATIONS = 5_000
MAX_NOTE = 2_000


def render(report: Report, stream: IO[bytes], options: ReportOptions) -> None:
    """Write the annotated file.

    Raises:
        GoujiError: If the report is not about one PDF, the file has changed since, or it is encrypted.
    """
    document = _only_pdf(report)
    data = _original(document)
    try:
        from pypdf import PdfReader, PdfWriter
        from pypdf.errors import PyPdfError
    except ImportError as error:
        raise GoujiError("批注 PDF 需要 pypdf", hint='pip install "gouji[reports]"') from error
    source = document.ledger.document.source
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise GoujiError("PDF 已加密，不能加批注", source=source)
        writer = PdfWriter(io.BytesIO(data), incremental=True)
        for page, annotation in _annotations(document, reader):
            writer.add_annotation(page, annotation)
        writer.write(stream)
        # A comment: whatever reads PDF passes over it.
        stream.write(f"\n%{REPORT_MARK}\n".encode())
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise GoujiError(f"PDF 的结构不允许加批注：{error}", source=source) from error


def _only_pdf(report: Report) -> DocumentReport:
    found = [d for d in report.documents if d.ledger.document.format == "pdf"]
    if len(found) != 1:
        raise GoujiError(
            f"批注 PDF 一次用于一份 PDF，这次检查的有 {len(found)} 份",
            hint="每份 PDF 单独运行一次 gouji audit",
        )
    return found[0]


def _original(document: DocumentReport) -> bytes:
    """Return the bytes the report was made on."""
    printed = document.ledger.document
    path = Path(printed.source)
    if not path.is_file():
        raise GoujiError("找不到原来的 PDF，不能加批注", source=printed.source)
    source = Source(printed.source, path, Limits())
    if source.sha256 != printed.sha256:
        raise GoujiError("PDF 在检查之后变了，不能加批注", source=printed.source)
    return source.data


def _annotations(document: DocumentReport, reader: PdfReader) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield (page index, annotation): a highlight a finding, a frame round each other figure of it."""
    from pypdf.annotations import Highlight, Rectangle, Text
    from pypdf.generic import ArrayObject, FloatObject, NameObject, TextStringObject

    def signed(annotation: dict[str, Any], name: str, text: str) -> dict[str, Any]:
        annotation[NameObject("/T")] = TextStringObject("gouji 勾稽")
        annotation[NameObject("/NM")] = TextStringObject(name)
        annotation[NameObject("/Contents")] = TextStringObject(text)
        return annotation

    count = len(reader.pages)
    made = 0
    unplaced: list[str] = []
    for finding in document.findings:
        if finding.suppressed:
            continue
        main = _main(finding)
        note = note_of(finding)
        if main is None or main.place.box is None or not 1 <= (main.place.page or 0) <= count:
            unplaced.append(note)
            continue
        for at, evidence in enumerate([main, *(e for e in finding.evidence if e is not main)]):
            place = evidence.place
            if place.box is None or place.page is None or not 1 <= place.page <= count:
                continue
            if made >= MAX_ANNOTATIONS:
                unplaced.append(f"批注超过上限 {MAX_ANNOTATIONS:,} 条，其余从略")
                break
            made += 1
            x0, y0, x1, y1 = rect = on_page(place.box, reader.pages[place.page - 1])
            name = f"{finding.id}-{at}"
            if evidence is main:
                corners = ArrayObject([FloatObject(v) for v in (x0, y1, x1, y1, x0, y0, x1, y0)])
                highlight = Highlight(
                    rect=rect, quad_points=corners, highlight_color=_COLOURS[finding.severity], printing=True
                )
                yield place.page - 1, signed(highlight, name, note)
            else:
                frame = Rectangle(rect, border_color=_OTHER)
                words = f"与 {finding.id} 有关：{harmless((evidence.label or evidence.printed)[:MAX_NOTE])}"
                yield place.page - 1, signed(frame, name, words[:MAX_NOTE])
    if unplaced and count:
        corner = on_page(Box(12, 12, 32, 32), reader.pages[0])
        text = "没有页面位置的问题：\n" + "\n".join(unplaced)
        yield 0, signed(Text(rect=corner, text="", open=False), "gouji-unplaced", text[: 10 * MAX_NOTE])


def _main(finding: Finding) -> Evidence | None:
    return finding.main


def note_of(finding: Finding) -> str:
    """Return the text of a finding's note: what, printed and expected, relation, how sure."""
    lines = [
        f"{SEVERITY_NAMES[finding.severity]} {finding.id} {finding.title}",
        finding.message,
        f"应为：{finding.expected}" if finding.expected else "",
        f"关系：{finding.relation}" if finding.relation else "",
        f"可能原因：{finding.story}" if finding.story else "",
        f"依据：{finding.rule.basis}" if finding.rule.basis else "",
    ]
    return "\n".join(harmless(line[:MAX_NOTE]) for line in lines if line)[:MAX_NOTE]


def on_page(box: Box, page: PageObject) -> tuple[float, float, float, float]:
    """Return a displayed box in the page's own coordinates: left, bottom, right, top.

    The page is displayed as its crop box, turned clockwise by ``/Rotate``.
    """
    crop = page.cropbox
    left, bottom, right, top = (float(v) for v in (crop.left, crop.bottom, crop.right, crop.top))
    turned = (page.rotation or 0) % 360
    if turned == 90:
        found = (left + box.y0, bottom + box.x0, left + box.y1, bottom + box.x1)
    elif turned == 180:
        found = (right - box.x1, bottom + box.y0, right - box.x0, bottom + box.y1)
    elif turned == 270:
        found = (right - box.y1, top - box.x1, right - box.y0, top - box.x0)
    else:
        found = (left + box.x0, top - box.y1, left + box.x1, top - box.y0)
    return found
