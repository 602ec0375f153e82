"""The shipped syntax trees: those the parser makes of the packs' rule files today, and used for no other text."""

from __future__ import annotations

from importlib.resources import files

import attrs
import pytest
from gouji.grammar import parse, trees
from gouji.grammar.parser import read

SOURCES = trees._rule_files(files("gouji.specs"))


def test_they_are_those_of_the_packs() -> None:
    """After a change of a rule file in specs/ or of the language: ``python grammar/trees.py``."""
    shipped = files("gouji.grammar").joinpath(trees.NAME).read_text(encoding="utf-8")
    assert shipped == trees.make(), "run: python grammar/trees.py"


@pytest.mark.parametrize("source", SOURCES, ids=lambda s: s[:20])
def test_they_are_what_the_parser_makes_with_every_position(source: str) -> None:
    stored = trees.shipped(source, "甲.gj")
    fresh, diagnostics = read(source, "甲.gj", tests=False)
    assert diagnostics == []
    assert stored == fresh
    spans = [[node.span for node in trees.tree.walk(module)] for module in (stored, fresh)]
    assert spans[0] == spans[1]
    assert len(spans[0]) > 20
    assert trees.shipped(source.replace("\n", "\r\n"), "甲.gj") == fresh


def test_other_texts_are_read_by_the_parser() -> None:
    assert trees.shipped(SOURCES[0] + "\n", "") is None
    changed = SOURCES[0].replace("==", "<=", 1)
    module, _ = parse(changed, "", tests=False)
    assert module != parse(SOURCES[0], "", tests=False)[0]


def test_another_grammar_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trees, "grammar_text", lambda: "// changed")
    assert trees.shipped(SOURCES[0], "") is None


def test_every_kind_of_node_can_be_stored() -> None:
    kinds = {k for k in vars(trees.tree).values() if isinstance(k, type) and issubclass(k, trees.tree.Node)}
    tests_only = {trees.tree.Given, trees.tree.Example}
    assert kinds - tests_only - {trees.tree.Node} == set(trees._KINDS)
    text = (
        "规则集 “集”\n适用 年度 属于 (2019, 2020)\n引用 “甲”\n参数 上限 = 5万元\n定义 倍(一) = 2 * 一\n停用 A-9 “因为”\n"
        "【公开05表】\n规则 A-1 “题” 警告 核实性 业务\n  每列 每个科目 末级：若 本级 > 上限"
        " 则 -本级 约等于 倍(上级) 容差 1% 否则 求和(公开05表[末级, 栏次 1]) > 0\n"
        "  标签 “一”, “二”\n  前提 全文 匹配 “*局”\n  适用年度 2019..2023\n"
    )
    module, diagnostics = read(text, "", tests=False)
    assert diagnostics == []
    assert attrs.evolve(trees._back(trees._data(module)), span=module.span) == module
