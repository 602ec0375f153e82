"""Hostile text in every field of a document comes out harmless in every format."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from xml.etree import ElementTree

import pytest

from gouji.api import ReportOptions, Source
from gouji.audit import Auditor
from gouji.errors import GoujiError
from gouji.model import Report
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
    with zipfile.ZipFile(io.BytesIO(rendered(auditor, report, "xlsx"))) as book:
        for name in book.namelist():
            data = book.read(name)
            if name.startswith("xl/worksheets/sheet"):
                root = ElementTree.fromstring(data)
                formulas = [f.text or "" for f in root.iter() if f.tag.endswith("}f")]
                assert all(set(f) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-") for f in formulas)
                assert not [h for h in root.iter() if h.tag.endswith("}hyperlink")]


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
