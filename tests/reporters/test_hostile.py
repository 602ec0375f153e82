"""Hostile text in every field of a document comes out harmless in every format."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import attrs
import docx
import lxml.html
import pypdf
import pytest
from hostile_report import TEXTS, hostile, huge
from render_pdf import render_pdf

from gouji.api import REPORT_MARK, ReportOptions, Source
from gouji.audit import Auditor
from gouji.errors import GoujiError
from gouji.model import FailedDocument, Problem, Report
from gouji.testing.synthetic import make_truth, plant, print_national, to_text

EVIL = "<script>alert(\"x\")</script>=cmd|'/C calc'!A0\u202e&amp;]]>\x1b[31m"


@pytest.fixture(scope="module")
def auditor() -> Auditor:
    return Auditor()


@pytest.fixture(scope="module")
def report(auditor: Auditor) -> Report:
    document, _ = plant(print_national(make_truth(153, f"清河{EVIL}馆")), 153)
    source = Source(f"=HYPERLINK(1)<b>{EVIL}.txt", content=to_text(document).encode())
    return Report((auditor.audit(source),), (), (), auditor.fingerprint())


def rendered(auditor: Auditor, report: Report, name: str) -> bytes:
    buffer = io.BytesIO()
    auditor.host.reporters[name].render(report, buffer, ReportOptions())
    return buffer.getvalue()


def formulas(book: bytes) -> list[str]:
    """Return the formulas of a workbook, after seeing that each only adds or subtracts cells, and that it has no links."""
    found = []
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet"):
                root = ElementTree.fromstring(archive.read(name))
                found += [f.text or "" for f in root.iter() if f.tag.endswith("}f")]
                assert not [h for h in root.iter() if h.tag.endswith("}hyperlink")]
    assert all(re.fullmatch(r"-?[A-Z]+\d+-[A-Z]+\d+|-?N\([A-Z]+\d+\)([+-]N\([A-Z]+\d+\))*", f) for f in found)
    return found


def test_every_reporter_renders_it(auditor: Auditor, report: Report) -> None:
    for name in auditor.host.reporters:
        if name == "pdf":  # annotates an original: see test_annotated_pdf
            with pytest.raises(GoujiError, match="PDF"):
                rendered(auditor, report, name)
        else:
            assert rendered(auditor, report, name), name


def test_the_page_cannot_run_it(auditor: Auditor, report: Report) -> None:
    page = rendered(auditor, report, "html").decode()
    assert "<script>alert" not in page
    assert page.count("<script") == 2
    assert "Content-Security-Policy" in page
    assert "\u202e" not in page


def test_the_page_s_data_is_what_was_found(auditor: Auditor, report: Report) -> None:
    page = rendered(auditor, report, "html").decode()
    block = page.split('id="data">', 1)[1].split("</script>", 1)[0]
    data = json.loads(block)
    assert len(data["documents"][0]["findings"]) == len(report.documents[0].findings)
    assert data["documents"][0]["tables"]


def test_no_cell_of_a_table_is_a_formula(auditor: Auditor, report: Report) -> None:
    rows = list(csv.reader(io.StringIO(rendered(auditor, report, "csv").decode("utf-8-sig"))))
    for row in rows:
        for cell in row:
            assert not cell.startswith(("=", "@", "\t"))


def test_no_text_of_the_workbook_is_a_formula_or_a_link(auditor: Auditor, report: Report) -> None:
    assert formulas(rendered(auditor, report, "xlsx"))


def test_the_console_gets_no_control_characters(auditor: Auditor, report: Report) -> None:
    text = rendered(auditor, report, "console").decode()
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_junit_and_sarif_are_well_formed(auditor: Auditor, report: Report) -> None:
    root = ElementTree.fromstring(rendered(auditor, report, "junit"))
    assert int(root.get("failures", "0")) > 0
    log = json.loads(rendered(auditor, report, "sarif"))
    assert log["version"] == "2.1.0"
    assert all(r["locations"] for r in log["runs"][0]["results"])


@pytest.fixture(scope="module")
def honest(auditor: Auditor) -> Report:
    document, _ = plant(print_national(make_truth(153)), 153)
    audited = auditor.audit(Source("决算.txt", content=to_text(document).encode()))
    return Report(
        (audited,), (FailedDocument("坏.pdf", Problem("input", "读不了", "坏.pdf")),), (), {"version": "1"}
    )


QUICK = ("markup", "formula", "control", "direction")
BELL_AND_CO = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ud800-\udfff\ufffe\uffff]"
)


@pytest.fixture(
    scope="module", params=[t if t in QUICK else pytest.param(t, marks=pytest.mark.slow) for t in TEXTS]
)
def poisoned(request: pytest.FixtureRequest, auditor: Auditor, honest: Report) -> dict[str, bytes]:
    """One corpus for all reporters: the same hostile text wherever the document has a say."""
    report = hostile(honest, TEXTS[request.param])
    return {n: rendered(auditor, report, n) for n in auditor.host.reporters if n != "pdf"}


def test_texts_are_harmless_to_read(poisoned: dict[str, bytes]) -> None:
    for name in ("console", "html", "json", "csv", "markdown", "sarif", "junit", "github", "gitlab"):
        text = poisoned[name].decode("utf-8-sig")
        assert not BELL_AND_CO.search(text.replace("\n", "").replace("\r", "")), name


def test_the_machines_formats_stay_whole(poisoned: dict[str, bytes]) -> None:
    assert json.loads(poisoned["json"])["documents"][0]["findings"]
    for result in json.loads(poisoned["sarif"])["runs"][0]["results"]:
        assert not re.search(r"(?<!\\)\[[^\]]*(?<!\\)\]\(", result["message"]["text"])
        assert "{" not in result["message"]["text"].replace("{{", "")
    assert json.loads(poisoned["gitlab"])
    assert ElementTree.fromstring(poisoned["junit"]).tag == "testsuites"
    assert all(
        re.match("::(error|warning|notice) file=", line) for line in poisoned["github"].decode().splitlines()
    )


def test_the_page_has_no_markup_of_theirs(poisoned: dict[str, bytes]) -> None:
    page = lxml.html.document_fromstring(poisoned["html"].decode())
    assert len(page.xpath("//script")) == 2
    assert page.xpath("//img | //a[not(@class='skip')] | //@onerror") == []
    data = json.loads(page.xpath("//script[@id='data']")[0].text)
    assert len(data["documents"][0]["findings"]) == 3


def test_spreadsheets_compute_nothing_of_theirs(poisoned: dict[str, bytes]) -> None:
    formulas(poisoned["xlsx"])
    for row in csv.reader(io.StringIO(poisoned["csv"].decode("utf-8-sig"))):
        for cell in row:
            first = unicodedata.normalize("NFKC", cell).lstrip()[:1]
            assert first not in set("=+-@") or re.fullmatch(r"[+-]?[\d.,]+", cell), cell


def test_markdown_makes_nothing_of_them(poisoned: dict[str, bytes]) -> None:
    text = re.sub(r"\\[\\`*_{}\[\]<>#|~!&]", "", poisoned["markdown"].decode())
    own = ("# ", "## ", "<details>", "</details>", f"<!-- {REPORT_MARK} -->")
    body = [line for line in text.splitlines() if not line.startswith(own)]
    assert not re.search(r"[<`\[]|://", "\n".join(body))
    widths = {line.count("|") for line in body if line.startswith("| ")}
    assert len(widths) == 1


def test_the_opinion_has_no_markup_of_theirs(poisoned: dict[str, bytes]) -> None:
    document = docx.Document(io.BytesIO(poisoned["docx"]))
    assert "{{" not in "".join(c.text for t in document.tables for r in t.rows for c in r.cells)
    assert not document.element.xpath(
        "//w:hyperlink | //w:instrText | //w:fldSimple[not(contains(@w:instr, 'PAGE'))]"
    )


@pytest.mark.slow
def test_notes_on_the_original_are_words(auditor: Auditor, tmp_path: Path) -> None:
    path = tmp_path / "原件.pdf"
    path.write_bytes(render_pdf(plant(print_national(make_truth(153)), 153)[0]))
    audited = auditor.run([path])
    for text in TEXTS.values():
        document = hostile(audited, text).documents[0]
        printed = attrs.evolve(document.ledger.document, source=str(path), format="pdf")
        document = attrs.evolve(document, ledger=attrs.evolve(document.ledger, document=printed))
        data = rendered(auditor, Report((document,)), "pdf")
        assert data.startswith(path.read_bytes())
        for page in pypdf.PdfReader(io.BytesIO(data)).pages:
            for note in page.get("/Annots", ()):
                made = note.get_object()
                assert "/A" not in made
                assert not BELL_AND_CO.search(str(made["/Contents"]).replace("\n", "").replace("\r", ""))


def test_a_cell_of_ten_megabytes(auditor: Auditor, honest: Report) -> None:
    report = huge(honest, 10_000_000)
    sizes = {n: len(rendered(auditor, report, n)) for n in auditor.host.reporters if n != "pdf"}
    assert max(sizes.values()) < 4_000_000, sizes
