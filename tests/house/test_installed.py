"""What is installed is found without the libraries' import, and is what the libraries would find."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from importlib.metadata import entry_points
from importlib.resources import files
from pathlib import Path

import pytest
from tests.support.batch_runs import install_trap

from gouji import installed
from gouji.installed import data_of, plugins


def told() -> set[tuple[str, str, str]]:
    return {(e.name, e.module, e.version) for e in plugins()}


def library() -> set[tuple[str, str, str]]:
    return {(e.name, e.value, e.dist.version if e.dist else "") for e in entry_points(group="gouji")}


def test_the_plugins_found_are_those_that_the_library_finds() -> None:
    assert told() == library()
    assert {e.name for e in plugins()} >= {"builtin"}


def test_a_plugin_installed_in_a_folder_of_the_path_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(tmp_path))
    before = told()
    install_trap(tmp_path)
    assert told() == library() == before | {("trap", "gouji_trap", "1.0")}


def test_a_plugin_in_an_archive_on_the_path_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    install_trap(folder)
    archive = tmp_path / "plugins.zip"
    with zipfile.ZipFile(archive, "w") as made:
        for path in folder.rglob("*"):
            made.write(path, path.relative_to(folder))
    monkeypatch.syspath_prepend(str(archive))
    assert ("trap", "gouji_trap", "1.0") in told()
    assert told() == library()


def test_another_group_that_begins_alike_and_a_comment_are_no_plugin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    info = tmp_path / "other-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: other\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(
        "[gouji.more]\na = b\n[gouji]\n# c = d\n\n[z]\ng = h\n", encoding="utf-8"
    )
    before = told()
    monkeypatch.syspath_prepend(str(tmp_path))
    assert told() == library() == before


def test_a_finder_that_knows_of_more_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    class Finder:
        def find_spec(self, *_: object) -> None:
            return None

        def find_distributions(self, *_: object) -> list[object]:
            return []

    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, Finder()])
    assert not installed._only_own()
    assert told() == library()


def test_data_lie_where_the_library_says() -> None:
    for package in ("gouji.specs", "gouji.grammar", "gouji"):
        assert Path(str(data_of(package))).resolve() == Path(str(files(package))).resolve()


def test_an_audit_imports_neither_library(tmp_path: Path) -> None:
    """Where no plugin is installed; an editable installation is announced twice, and the library asked."""
    code = "import sys, gouji.cli, gouji.audit; print([m for m in sys.modules if m.startswith('importlib.meta')])"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, check=True, stdout=subprocess.PIPE, encoding="utf-8"
    )
    assert run.stdout.strip() == "[]"
