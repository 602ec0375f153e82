"""The auditor's day, as the page tells it: every command of it is run and prints what the page says."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from corpus import corpus_file

from gouji.cli import main

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "rules" / "day.md"
EXAMPLE = next((ROOT / "examples").rglob("决算公开.txt"))
_BLOCK = re.compile(r"^```(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def live(document: Path, folder: Path) -> int:
    """Go through the page in a folder; return how many commands were run."""
    shutil.copy(document, folder / "决算.txt")
    ran = 0
    for kind, text in _BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        if kind.startswith("gj"):
            (folder / "day.gj").write_text(text, encoding="utf-8")
            continue
        for session in re.split(r"^\$ gouji ", text, flags=re.MULTILINE)[1:]:
            command, *expected = session.splitlines()
            result = CliRunner().invoke(main, command.split())
            assert result.exit_code in (0, 1), result.output
            assert not isinstance(result.exception, Exception), result.exception
            at = 0
            for line in expected:
                at = result.output.find(line, at)
                assert at >= 0, (command, line, result.output)
            ran += 1
    return ran


@pytest.mark.slow
def test_on_the_example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert live(EXAMPLE, tmp_path) == 9


@pytest.mark.slow
@pytest.mark.corpus
def test_on_the_real_disclosure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert live(corpus_file("gansu-linxia-2024.txt"), tmp_path) == 9
    result = CliRunner().invoke(main, ["rules", "explain", "RT-01", "--rules", "day.gj", "--on", "决算.txt"])
    assert "187.57 万元，真值 187.565000 ～ 187.574999" in result.output
