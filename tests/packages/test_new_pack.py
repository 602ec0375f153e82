"""``gouji new-pack``: names, places, and a package that passes its own tests where only wheels are installed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from gouji.cli import main
from gouji.packs import find_packs


def new_pack(*arguments: object) -> Any:
    return CliRunner().invoke(main, ["new-pack", *map(str, arguments)])


def test_everything_is_filled_in(tmp_path: Path) -> None:
    folder = tmp_path / "新 包"
    assert new_pack("Qinghe", "--jurisdiction", "甘肃/临夏", "--into", folder).exit_code == 0
    texts = {p: p.read_text(encoding="utf-8") for p in folder.rglob("*") if p.is_file()}
    assert len(texts) == 11
    for path, text in texts.items():
        assert "{{" not in text.replace("${{ matrix.", ""), path
    pack = find_packs(folder / "gouji_qinghe" / "packs", "x")[0]
    assert (pack.id, pack.jurisdiction, len(pack.rules)) == ("甘肃/临夏/2024-", "甘肃/临夏", 1)


@pytest.mark.parametrize(
    "arguments",
    [
        ("清河", "--jurisdiction", "甘肃"),
        ("a/../b", "--jurisdiction", "甘肃"),
        ("x", "--jurisdiction", "../x"),
    ],
)
def test_names_that_cannot_be_are_refused(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    result = new_pack(*arguments, "--into", tmp_path / "x")
    assert result.exit_code == 2
    assert not (tmp_path / "x").exists()


def test_what_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("我的", encoding="utf-8")
    assert new_pack("qinghe", "--jurisdiction", "甘肃", "--into", tmp_path).exit_code == 2
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.slow
def test_it_passes_its_own_tests_at_once(fresh: Any) -> None:
    fresh.gouji("new-pack", "yunlan", "--jurisdiction", "甘肃")
    folder = fresh.work / "gouji-yunlan"
    try:
        fresh.install(str(folder))
        told = fresh.run("-m", "pytest", "-q", folder=folder)
        assert "passed" in told
        assert re.search(r"^yunlan +0\.1\.0 +接口 1 ", fresh.gouji("plugins"), re.MULTILINE)
    finally:
        fresh.run("-m", "pip", "uninstall", "-qy", "gouji-yunlan")
