"""The documents tell the truth: hooks, rooms, README commands."""

from __future__ import annotations

import configparser
import inspect
import re
from pathlib import Path

import pytest

from gouji.hooks import Hooks

ROOT = Path(__file__).resolve().parents[2]


def hooks() -> set[str]:
    return {name for name, _ in inspect.getmembers(Hooks, inspect.isfunction) if name.startswith("gouji_")}


def test_every_hook_is_documented_and_no_other() -> None:
    text = (ROOT / "docs" / "plugins.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(gouji_\w+)`", text, re.MULTILINE)) == hooks()


def test_every_hook_says_when_it_is_called_and_since_when() -> None:
    for name in hooks():
        doc = inspect.getdoc(getattr(Hooks, name)) or ""
        assert "Called" in doc, name
        assert "versionadded" in doc, name


def test_every_room_in_the_module_map_exists() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rooms = re.findall(r"^\| (`[^|]+?) \|", text, re.MULTILINE)
    for cell in rooms:
        for path in re.findall(r"`([\w/.]+)`", cell):
            if "/" in path:
                assert (ROOT / path).exists(), path


def test_every_package_is_listed_for_the_wheel() -> None:
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    listed = set(config["options"]["packages"].split())
    found = {"gouji.grammar", "gouji.specs"}
    for base, top in ((ROOT / "engine", "gouji"), (ROOT / "plugins", "gouji_plugins")):
        for init in (base / top).rglob("__init__.py"):
            found.add(".".join(init.parent.relative_to(base).parts))
    assert listed == found


@pytest.mark.parametrize("name", ["test-command", "main-command"])
def test_the_readme_has_each_command_on_one_line(name: str) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(rf"<!-- {name} -->\n```\n(.+)\n```\n<!-- /{name} -->", text)
    assert found is not None
    assert "\n" not in found[1]


def test_links_between_documents_lead_somewhere() -> None:
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_table_and_column_of_the_batch_store_is_documented() -> None:
    text = (ROOT / "docs" / "batch.md").read_text(encoding="utf-8").split("## 结果库")[1]
    schema = (ROOT / "engine" / "gouji" / "batch" / "schema.sql").read_text(encoding="utf-8")
    told = set(re.findall(r"`(\w+)`", text))
    names = set(re.findall(r"^CREATE (?:TABLE|VIEW) (\w+)", schema, re.MULTILINE))
    assert names <= told
    code = "\n".join(line.partition("--")[0] for line in schema.splitlines())
    columns = set(re.findall(r"\b([a-z_0-9]+) (?:TEXT|INTEGER|REAL|BLOB)\b", code))
    assert columns - told <= {"id", "tbl"}
