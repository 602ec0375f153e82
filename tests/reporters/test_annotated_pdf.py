"""The annotated PDF: the original untouched, each highlight on the figure it is about."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from render_pdf import Style, render_pdf

from gouji.api import ReportOptions, Source
from gouji.audit import Auditor
from gouji.errors import GoujiError
from gouji.model import Report
from gouji.testing.synthetic import make_truth, plant, print_national
from gouji_plugins.reporters.annotated_pdf import note_of, render

pytestmark = pytest.mark.slow

STYLES = [Style(), Style(sideways="rotated"), Style(sideways="turned"), Style(offset=(30.0, 50.0))]


@pytest.fixture(scope="module")
def auditor() -> Auditor:
    return Auditor()


def audited(auditor: Auditor, folder: Path, style: Style) -> tuple[Report, bytes]:
    document, _ = plant(print_national(make_truth(153)), 153)
    path = folder / "决 算.pdf"
    path.write_bytes(render_pdf(document, style))
    return Report((auditor.audit(Source(str(path), path)),)), path.read_bytes()


def written(report: Report) -> bytes:
    buffer = io.BytesIO()
    render(report, buffer, ReportOptions())
    return buffer.getvalue()


def notes(data: bytes) -> list[tuple[int, pypdf.generic.DictionaryObject]]:
    found = []
    for number, page in enumerate(pypdf.PdfReader(io.BytesIO(data)).pages, 1):
        for item in page.get("/Annots", ()):
            found.append((number, item.get_object()))
    return found


@pytest.mark.parametrize("style", STYLES, ids=["upright", "rotated", "turned", "offset"])
def test_highlights_lie_on_the_figures(auditor: Auditor, tmp_path: Path, style: Style) -> None:
    report, original = audited(auditor, tmp_path, style)
    data = written(report)
    assert data.startswith(original)
    findings = {f.id: f for f in report.documents[0].findings}
    marked = [(n, a) for n, a in notes(data) if a["/Subtype"] == "/Highlight"]
    assert {a["/NM"].rpartition("-")[0] for _, a in marked} == {
        i for i, f in findings.items() if f.evidence and f.evidence[f.culprit or 0].place.box
    }
    pdf = pypdfium2.PdfDocument(data)
    for number, annotation in marked:
        finding = findings[annotation["/NM"].rpartition("-")[0]]
        assert annotation["/Contents"] == note_of(finding)
        left, bottom, right, top = (float(v) for v in annotation["/Rect"])
        words = pdf[number - 1].get_textpage().get_text_bounded(left - 1, bottom - 1, right + 1, top + 1)
        assert finding.evidence[finding.culprit or 0].printed in "".join(words.splitlines())


def test_pages_look_as_before_without_the_annotations(auditor: Auditor, tmp_path: Path) -> None:
    report, original = audited(auditor, tmp_path, Style())
    pages = zip(
        pypdf.PdfReader(io.BytesIO(original)).pages,
        pypdf.PdfReader(io.BytesIO(written(report))).pages,
        strict=True,
    )
    assert all(a.get_contents().get_data() == b.get_contents().get_data() for a, b in pages)  # type: ignore[union-attr]


def test_findings_without_a_place_are_in_a_note_on_the_first_page(auditor: Auditor, tmp_path: Path) -> None:
    report, _ = audited(auditor, tmp_path, Style())
    import attrs

    document = report.documents[0]
    bare = attrs.evolve(document.findings[0], evidence=(), culprit=None)
    data = written(Report((attrs.evolve(document, findings=(bare,)),)))
    [(page, note)] = notes(data)
    assert (page, note["/Subtype"]) == (1, "/Text")
    assert bare.message in note["/Contents"]


def test_suppressed_findings_are_not_marked(auditor: Auditor, tmp_path: Path) -> None:
    import attrs

    report, original = audited(auditor, tmp_path, Style())
    document = report.documents[0]
    quiet = tuple(attrs.evolve(f, suppressed="已核对") for f in document.findings)
    assert notes(written(Report((attrs.evolve(document, findings=quiet),)))) == notes(original)


def test_what_cannot_be_annotated_is_told(auditor: Auditor, tmp_path: Path) -> None:
    report, _ = audited(auditor, tmp_path, Style())
    with pytest.raises(GoujiError, match="一次用于一份"):
        written(Report((report.documents[0], report.documents[0])))
    path = Path(report.documents[0].ledger.document.source)
    path.write_bytes(path.read_bytes() + b"\n")
    with pytest.raises(GoujiError, match="变了"):
        written(report)
    path.unlink()
    with pytest.raises(GoujiError, match="找不到"):
        written(report)
