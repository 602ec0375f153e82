"""Diagnostics in English: every message has its translation, and both languages say the same of the same place."""

from __future__ import annotations

import ast
import re
import string
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner

from gouji.cli import main
from gouji.i18n import _catalogue, use_language

ROOT = Path(__file__).resolve().parents[2]
PLACES = [*(ROOT / "grammar").glob("*.py"), *(ROOT / "engine" / "gouji" / "rules").glob("*.py")]
PLACES += [ROOT / "engine" / "gouji" / "cli" / "rules.py", *(ROOT / "plugins").rglob("console.py")]


def templates() -> list[str]:
    found = []
    for path in PLACES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "tr":
                found += [a.value for a in node.args if isinstance(a, ast.Constant)]
    return list(dict.fromkeys(found))


def slots(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


@pytest.mark.parametrize("template", templates())
def test_every_message_is_translated_with_all_its_values(template: str) -> None:
    english = _catalogue("en")
    assert template in english
    assert slots(english[template]) == slots(template)


def test_no_diagnostic_is_written_past_the_catalogue() -> None:
    """A message put together from Chinese words in an f-string could not be translated."""
    for path in PLACES[:-1]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(getattr(node, "func", None), "id", "") or getattr(
                getattr(node, "func", None), "attr", ""
            )
            if isinstance(node, ast.Call) and name in (
                "report",
                "UnitClash",
                "Unexpandable",
                "Mistake",
                "Diagnostic",
            ):
                bare = [a for a in node.args if isinstance(a, ast.Constant | ast.JoinedStr)]
                assert not [a for a in bare if re.search("[\u4e00-\u9fff]", ast.unparse(a))], (
                    path,
                    node.lineno,
                )


BAD = """规则 A-1
  公开01表.收入.总计 = 公开01表.支出.总计
规则 A-2
  公开01表.收入.总记 == 公开01表.支出.总计
规则 A-3
  公开01表.收入.总计 == 3辆
停用 ZB-99
"""


@pytest.mark.slow
def test_both_languages_tell_the_same_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bad.gj").write_text(BAD, encoding="utf-8")
    try:
        chinese = CliRunner().invoke(main, ["rules", "check", "bad.gj"]).output
        english = CliRunner().invoke(main, ["rules", "--lang", "en", "check", "bad.gj"]).output
        monkeypatch.setenv("GOUJI_LANG", "en")
        assert CliRunner().invoke(main, ["rules", "check", "bad.gj"]).output == english
    finally:
        use_language("zh")
    assert re.findall(r"GJ\d+", chinese) == re.findall(r"GJ\d+", english)
    assert re.findall(r"--> \S+", chinese) == re.findall(r"--> \S+", english)
    assert "did you mean" in english
    assert "equality is written ==" in english
    assert "0 rules usable, 5 errors" in english
    assert "金额" not in english


def test_the_catalogue_is_in_the_wheel() -> None:
    assert files("gouji").joinpath("locale", "en.toml").is_file()
