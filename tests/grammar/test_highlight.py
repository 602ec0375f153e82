"""Highlighters know the keywords the grammar knows, and no more."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from gouji.grammar.highlight import lexer, patterns, textmate
from gouji.grammar.keywords import keywords

EDITOR = Path(__file__).resolve().parents[2] / "docs" / "rules" / "editors" / "gouji.tmLanguage.json"
SOURCE = "规则 A-1 “题” 严重  # 注\n  每列 每个科目 有下级：求和(下级) == 本级 且 “三公”经费 >= 3.5万元\n"


def scopes(text: str) -> dict[str, str]:
    found = {}
    at = 0
    while at < len(text):
        for scope, pattern in patterns():
            match = re.compile(pattern, re.MULTILINE).match(text, at)
            if match and match.end() > at:
                found[match[0]] = scope
                at = match.end()
                break
        else:
            at += 1
    return found


def test_the_editor_s_file_is_the_grammar_s() -> None:
    assert json.loads(EDITOR.read_text(encoding="utf-8")) == json.loads(json.dumps(textmate()))


@pytest.mark.parametrize("word", keywords())
def test_every_keyword_is_coloured(word: str) -> None:
    shown = scopes(f" {word}(")
    assert shown.get(word, "").startswith(("keyword", "support", "variable.language")), shown


def test_a_rule_is_coloured_part_by_part() -> None:
    shown = scopes(SOURCE)
    assert shown["规则"].startswith("keyword.declaration")
    assert shown["A-1"].startswith("entity.name.tag")
    assert shown["“题”"].startswith("string")
    assert shown["求和"].startswith("support.function")
    assert shown["3.5万元"].startswith("constant.numeric")
    assert shown["# 注"].startswith("comment")
    assert "“三公”" not in shown


def test_the_pygments_lexer_loses_no_character() -> None:
    pytest.importorskip("pygments")
    tokens = list(lexer()().get_tokens(SOURCE))
    assert "".join(text for _, text in tokens) == SOURCE
    assert "求和" in {text for kind, text in tokens if "Builtin" in str(kind)}
