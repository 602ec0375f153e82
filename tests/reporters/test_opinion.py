"""The opinion: every finding in it, the user's own template, nothing of a document taken for markup."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from gouji.api import ReportOptions, Source
from gouji.audit import Auditor
from gouji.errors import GoujiError
from gouji.model import Report
from gouji.testing.synthetic import make_truth, plant, print_national, to_text
from gouji_plugins.reporters.opinion import LISTS, clean, render

EVIL = "<w:p>{{单位}}&amp;\u202e\x07=cmd|' C calc'!A0"


@pytest.fixture(scope="module")
def report() -> Report:
    auditor = Auditor()
    document, _ = plant(print_national(make_truth(153)), 153)
    source = Source(f"{EVIL}.txt", content=to_text(document).encode())
    return Report((auditor.audit(source),), (), (), auditor.fingerprint())


def written(report: Report, template: Path | None = None) -> docx.document.Document:
    buffer = io.BytesIO()
    render(report, buffer, ReportOptions(template=template))
    return docx.Document(io.BytesIO(buffer.getvalue()))


def texts(document: docx.document.Document) -> str:
    cells = [c.text for t in document.tables for r in t.rows for c in r.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def test_every_finding_and_everything_unchecked_is_in_it(report: Report) -> None:
    document = written(report)
    findings = [f for f in report.documents[0].findings if not f.suppressed]
    rows = document.tables[0].rows
    assert len(rows) == 1 + len(findings)
    assert [r.cells[0].text for r in rows[1:]] == [str(n) for n in range(1, len(findings) + 1)]
    assert [r.cells[6].text for r in rows[1:]] == [clean(f.message) for f in findings]
    words = texts(document)
    assert report.documents[0].ledger.facts_of.department in words
    assert f"发现问题 {len(findings)} 项" in words
    assert "{{问题" not in words
    assert all(clean(n.reason) in words for n in report.documents[0].not_run)


def test_hostile_names_stay_words(report: Report) -> None:
    words = texts(written(report))
    assert "<w:p>{ {单位}}&amp;" in words
    assert "\u202e" not in words
    assert "\x07" not in words


def test_a_run_without_findings_says_so() -> None:
    document = written(Report())
    assert document.tables[0].rows[1].cells[0].text == "无"
    assert "（未识别单位）" in texts(document)


def test_a_template_of_one_s_own(report: Report, tmp_path: Path) -> None:
    made = docx.Document()
    paragraph = made.add_paragraph("致：")
    for piece in ("{", "{单", "位}", "}（{{ 年度 }}）"):
        paragraph.add_run(piece).bold = True
    table = made.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "{{问题.程度}}", "{{问题.关系}}"
    made.sections[0].header.paragraphs[0].text = "{{工具}}"
    path = tmp_path / "我的 模板.docx"
    made.save(str(path))
    document = written(report, path)
    facts = report.documents[0].ledger.facts_of
    assert document.paragraphs[0].text == f"致：{facts.department}（{facts.year}）"
    assert len(document.tables[0].rows) == len([f for f in report.documents[0].findings if not f.suppressed])
    assert document.sections[0].header.paragraphs[0].text.startswith("gouji")


def test_mistakes_in_a_template_are_named(report: Report, tmp_path: Path) -> None:
    made = docx.Document()
    made.add_paragraph("{{单味}}")
    path = tmp_path / "模板.docx"
    made.save(str(path))
    with pytest.raises(GoujiError, match=r"“单味”不认识；可用：.*单位"):
        written(report, path)
    path.write_bytes(b"no document")
    with pytest.raises(GoujiError, match="Word"):
        written(report, path)


def test_the_guide_names_every_placeholder() -> None:
    guide = (Path(__file__).parents[2] / "docs/living.md").read_text("utf-8")
    assert all(f"{{{{未检查.{c}}}}}" in guide for c in LISTS["未检查"] if c != "单位")
