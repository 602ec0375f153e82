"""The example department lies in every format, and every format gives the same findings."""

from __future__ import annotations

from pathlib import Path

import pytest
from sound import sound

from gouji.api import Source
from gouji.audit import Auditor

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "examples" / "清河示例区档案馆-2024"
FILES = [
    "决算公开-空格对齐.txt", "决算公开.xls", "决算公开.json", "决算公开-表格",
    *(pytest.param(name, marks=pytest.mark.slow) for name in (
        "决算公开.txt", "决算公开.ofd", "决算公开.xlsx", "决算公开.ods", "决算公开.docx", "决算公开.html", "决算公开.zip",
    )),
]  # fmt: skip


@pytest.fixture(scope="module")
def auditor() -> Auditor:
    return Auditor()


@pytest.fixture(scope="module")
def expected(auditor: Auditor) -> set[str]:
    return ids(auditor, "决算公开.pdf")


def ids(auditor: Auditor, name: str) -> set[str]:
    path = FOLDER / name
    return {f.id for f in sound(auditor.audit(Source(str(path), path))).findings}


@pytest.mark.parametrize("name", FILES)
def test_the_same_findings(auditor: Auditor, expected: set[str], name: str) -> None:
    assert len(expected) >= 4
    assert ids(auditor, name) == expected


def test_every_format_that_can_be_read_has_its_example(auditor: Auditor) -> None:
    suffixes = {s for e in auditor.host.extractors for s in e.suffixes}
    # Read through LibreOffice, or other names of formats that are there.
    aside = {".doc", ".wps", ".rtf", ".docm", ".xlsm", ".et", ".htm", ".xhtml", ".text", ".md", ".tsv"}
    there = {p.suffix for p in FOLDER.rglob("*")}
    assert suffixes - aside <= there
