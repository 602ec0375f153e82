"""The shipped parse tables: those of the grammar, the same trees and the same mistakes as tables made anew."""

from __future__ import annotations

from importlib.resources import files

import lark
import pytest
from gouji.grammar import tables
from gouji.grammar.keywords import grammar_text
from gouji.grammar.parser import built, half_width

LINES = [
    "收入合计 == 支出合计", "基本支出 + 项目支出 == 合计", "规则 A-1 “题” 警告", "公开03表 每行: 基本支出 + 项目支出 == 本年支出合计",
    "若 公开01表.收入.总计 > 0 则 公开01表.收入.总计 == 公开01表.支出.总计", "停用 ZB-01 “理由”",
]  # fmt: skip
MISTAKES = ["收入合计 = 支出合计", "== 1", "公开01表.", "若 则", "收入合计 == （1", "规则"]


def test_they_are_those_of_the_grammar() -> None:
    """After a change of rules.lark: ``python grammar/tables.py``."""
    data = files("gouji.grammar").joinpath(tables.NAME).read_bytes()
    assert data.split(b" ")[0] == tables.digest("").split(b" ")[0]


def test_the_same_trees_and_the_same_mistakes() -> None:
    loaded = tables.shipped()
    if loaded is None:
        pytest.skip(f"made with another Lark than {lark.__version__}: the tables are built from the text")
    fresh = built()
    trees = 0
    for line in LINES:
        try:
            wanted = fresh.parse(half_width(line))
        except lark.exceptions.UnexpectedInput:
            continue
        trees += 1
        assert loaded.parse(half_width(line)) == wanted
    assert trees >= 4
    for line in MISTAKES:
        with pytest.raises(lark.exceptions.UnexpectedInput) as expected:
            fresh.parse(half_width(line))
        with pytest.raises(type(expected.value)) as got:
            loaded.parse(half_width(line))
        assert (got.value.line, got.value.column) == (expected.value.line, expected.value.column)
        assert getattr(got.value, "accepts", None) == getattr(expected.value, "accepts", None)


def test_another_grammar_or_version_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lark, "__version__", "0.0.1")
    assert tables.shipped() is None
    monkeypatch.undo()
    monkeypatch.setattr(tables, "grammar_text", lambda: grammar_text() + "\n// changed")
    assert tables.shipped() is None
