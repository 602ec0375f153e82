"""DOC, WPS and RTF through LibreOffice; a clear message where it is not installed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from render_office import render_docx

from gouji.api import Limits, Source
from gouji.audit import Auditor
from gouji.errors import MissingExtra, UnreadableInput
from gouji.testing.synthetic import make_truth, plant, print_national
from gouji_plugins.extractors.legacy import converter

RTF = rb"{\rtf1\ansi\ansicpg936 \'ca\'d5\'c8\'eb}"


def test_without_libreoffice_it_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOUJI_SOFFICE", "/nowhere/soffice")
    with pytest.raises(MissingExtra, match="LibreOffice"):
        Auditor().extract(Source("决算.rtf", content=RTF))


def test_a_renamed_docx_needs_no_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOUJI_SOFFICE", "/nowhere/soffice")
    data = render_docx(print_national(make_truth(3)))
    ledger, _ = Auditor().read(Source("决算.doc", content=data))
    assert len(ledger.tables) == 9


def test_a_program_that_fails_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    script = tmp_path / "soffice"
    script.write_text("#!/bin/sh\necho cannot >&2\nexit 1\n", "utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("GOUJI_SOFFICE", str(script))
    with pytest.raises(UnreadableInput, match="LibreOffice"):
        Auditor().extract(Source("决算.rtf", content=RTF))


def test_a_program_that_hangs_is_stopped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    script = tmp_path / "soffice"
    script.write_text("#!/bin/sh\nexec sleep 60\n", "utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("GOUJI_SOFFICE", str(script))
    with pytest.raises(UnreadableInput, match=r"超过 0\.5 秒|无法运行"):
        Auditor().extract(Source("决算.rtf", content=RTF, limits=Limits(wait=0.5)))


@pytest.mark.slow
@pytest.mark.skipif(converter() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("kind", ["doc", "rtf"])
def test_older_formats_give_the_findings_of_the_new_one(tmp_path: Path, kind: str) -> None:
    document, _ = plant(print_national(make_truth(153)), 153)
    original = tmp_path / "决 算.docx"
    original.write_bytes(render_docx(document))
    program = converter()
    assert program
    profile = f"-env:UserInstallation={(tmp_path / 'p').as_uri()}"
    command = [program, "--headless", profile, "--convert-to", kind, "--outdir", str(tmp_path), str(original)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    auditor = Auditor()
    wanted = {f.id for f in auditor.audit_path(original).findings}
    assert {f.id for f in auditor.audit_path(original.with_suffix(f".{kind}")).findings} == wanted != set()
