"""A report that lies among the disclosures it is about is passed over, and that is said."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest
from batch_runs import batch
from click.testing import CliRunner, Result
from render_pdf import render_pdf

from gouji.api import REPORT_MARK, Source
from gouji.audit import Auditor
from gouji.batch.discover import Search, discover
from gouji.cli import main
from gouji.own import is_own, own_file
from gouji.testing.synthetic import make_truth, plant, print_national

REPORTS = {
    "html": "报告.html", "json": "结果.json", "xlsx": "底稿.xlsx", "docx": "意见书.docx", "pdf": "批注.pdf",
    "csv": "问题.csv", "markdown": "报告.md", "gitlab": "质量.json",
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A disclosure with reports on it in every format that can be read, and two views of its reading."""
    folder = tmp_path_factory.mktemp("公 开") / "局"
    (folder / "报告").mkdir(parents=True)
    original = folder / "决算.pdf"
    original.write_bytes(render_pdf(plant(print_national(make_truth(153)), 153)[0]))
    wanted = [f"--report={name}={folder / '报告' / file}" for name, file in REPORTS.items()]
    done = run("audit", original, *wanted)
    assert done.exit_code == 1, done.output
    for name in ("html", "xlsx"):
        run("extract", original, "--format", name, "-o", folder / "报告" / f"读数.{name}")
    return folder


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


@pytest.mark.slow
def test_every_report_that_can_be_read_is_known(folder: Path) -> None:
    written = sorted((folder / "报告").iterdir())
    assert len(written) == len(REPORTS) + 2
    assert [p.name for p in written if not own_file(p)] == []
    assert not own_file(folder / "决算.pdf")
    # The reporters whose files a folder is searched for are all among them.
    host = Auditor().host
    read = {s for e in host.extractors for s in e.suffixes}
    assert {r.name for r in host.reporters.values() if r.suffix in read} - {"console", "github"} == set(
        REPORTS
    )


@pytest.mark.slow
def test_a_folder_with_reports_is_audited_as_without(folder: Path) -> None:
    done = run("audit", folder, "--format", "json")
    assert [Path(d["source"]).name for d in json.loads(done.stdout)["documents"]] == ["决算.pdf"]
    assert "没有检查 gouji 自己写的 10 份报告" in done.stderr
    # The same report can be written again where it lies.
    again = run("audit", folder, "--report", f"html={folder / '报告' / '报告.html'}")
    assert again.exit_code == 1, again.output


@pytest.mark.slow
def test_attachments_and_batches_pass_reports_over(folder: Path, tmp_path: Path) -> None:
    document = Auditor().extract(Source("局", folder))
    assert document.metadata["members"] == "决算.pdf"
    assert sum(n.code == "member-own" for n in document.notes) == 10
    suffixes = frozenset(s for e in Auditor().host.extractors for s in e.suffixes)
    found = list(discover(Search((folder,), suffixes)))
    assert [Path(f.source).name for f in found if not f.skipped] == ["决算.pdf"]
    assert sum(f.skipped == "gouji 写的报告" for f in found) == 10
    assert batch(tmp_path / "结果", folder).documents == 1


@pytest.mark.slow
def test_the_mark_survives_an_office_program(folder: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(folder / "报告" / "底稿.xlsx")
    book["概况"]["A1"] = "改过"
    book.save(tmp_path / "底稿.xlsx")
    opinion = docx.Document(str(folder / "报告" / "意见书.docx"))
    opinion.add_paragraph("改过")
    opinion.save(str(tmp_path / "意见书.docx"))
    assert own_file(tmp_path / "底稿.xlsx")
    assert own_file(tmp_path / "意见书.docx")


@pytest.mark.parametrize(
    "data",
    [
        b"", b"PK\x03\x04 broken", f"第三部分 …… {REPORT_MARK[:-2]}".encode(), b'[{"description": "x", "other": 1}]',
        "序号,文件,单位\n1,2,3\n".encode("utf-8-sig"), b'{"schema":"gouji-ledger/1"}',
    ],
)  # fmt: skip
@pytest.mark.parametrize("suffix", [".txt", ".xlsx", ".docx"])
def test_what_is_no_report_is_not_taken_for_one(data: bytes, suffix: str) -> None:
    assert not is_own(Source(f"决算{suffix}", content=data))


@pytest.mark.slow
def test_an_archive_of_reports_is_no_report(folder: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path in (folder / "报告").iterdir():
            archive.write(path, path.name)
    assert not is_own(Source("报告.zip", content=buffer.getvalue()))
