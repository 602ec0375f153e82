"""What a language server asks of a rule file: mistakes, completions, what stands at a place, where it is defined."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from gouji.grammar.keywords import keywords
from gouji.grammar.meanings import MEANINGS, meaning_of
from rule_packs import national_specs, without_rules

from gouji.rules.complete import Completion, completions
from gouji.rules.editor import OpenFile, open_file
from gouji.rules.hover import definition, hover

HEAD = "定义 上限 = 5万元\n定义 和(甲, 乙) = 甲 + 乙\n参数 限额 = 3万元\n"


def at(text: str, head: str = "") -> tuple[OpenFile, int, int]:
    """Open a text with ``|`` where the cursor is."""
    text = head + text
    before = text[: text.index("|")]
    specs = national_specs() if "停用" in text or "年初已" in text else without_rules()
    opened = open_file(text.replace("|", ""), "我的.gj", specs)
    return opened, before.count("\n") + 1, len(before) - before.rfind("\n") - 1


def offered(text: str, head: str = "") -> dict[str, Completion]:
    return {c.label: c for c in completions(*at(text, head))}


@pytest.mark.parametrize(
    ("text", "first", "kind"),
    [
        ("【公开0|", "公开01表", "table"),
        ("停用 ZB-0|", "ZB-01", "rule"),
        ("引用 “nat|", "national/2019-", "pack"),
        ("公开01表.收入.本年|", "本年收入合计", "row"),
        ("公开01表.收|", "收入", "row"),
        ("上年.公开0|", "公开01表", "table"),
        ("上年.公开03表.基本|", "基本支出", "column"),
        ("公开05表[行政|", "2010301", "code"),
        ("公开05表[20103|", "20103", "code"),
        ("公开05表[末|", "末级", "keyword"),
        ("公开05表[合计, 基|", "基本支出", "column"),
        ("年初预算.公开05表[合计, 基|", "基本支出", "column"),
        ("说明.机关|", "机关运行经费", "subject"),
        ("说明.机关运行经费.年初|", "年初预算", "measure"),
        ("【公开03表】\n每行：基本|", "基本支出", "column"),
        ("【公开04表 支出】\n本年|", "本年支出合计", "row"),
        ("年|", "年度", "document"),
        ("求|", "求和", "function"),
        ("上|", "上限", "definition"),
        ("每|", "每行", "keyword"),
        ("规则 A-1 “题” 严|", "严重", "keyword"),
    ],
)
def test_completion(text: str, first: str, kind: str) -> None:
    found = offered(text, HEAD)
    assert first in found
    assert found[first].kind == kind


def test_a_completion_takes_the_place_of_what_is_typed() -> None:
    opened, line, column = at("公开01表.收入.本年|")
    chosen = next(c for c in completions(opened, line, column) if c.label == "本年收入合计")
    printed = opened.line(line)
    span = chosen.replaces
    assert printed[: span.start] + chosen.label + printed[span.end :] == "公开01表.收入.本年收入合计"


def test_completion_needs_no_readable_line_and_is_bounded() -> None:
    for text in ("公开01表.|", "|", "规则 |", "若 |", "公开05表[|", "xx ((( 求和(公开05表[|", "【|"):
        found = offered(text)
        assert 0 < len(found) <= 200, text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("公开0|1表.收入.总计 == 0", ["公开01表", "单位：万元"]),
        ("公开01表.收入.总|计 == 0", ["行次 30", "总计"]),
        ("【公开03表】\n每行：基本|支出 == 0", ["公开03表的栏“基本支出”", "口径：全部资金"]),
        ("公开05表[20103|01, 小计] == 0", ["2010301 行政运行"]),
        ("公开05表[合计, 小|计] == 0", ["公开05表的栏“小计”"]),
        ("停用 ZB|-05 “理由”", ["收支总计相等", "级别：严重"]),
        ("公开09表.决算数.合计 <= 上|限", ["定义 上限 = 5万元"]),
        ("和|(公开09表.决算数.合计, 1万元) >= 0", ["定义 和(甲, 乙) = 甲 + 乙"]),
        ("上|年.公开01表.收入.总计 == 0", ["没有给出时不适用"]),
        ("年|度 >= 2019", ["决算年度"]),
        ("说明.机关运行|经费 >= 0", ["机关运行经费"]),
        ("说明.机关运行|费 >= 0", ["没有登记过"]),
        ("求|和(公开05表[末级, 小计]) >= 0", ["求和(集合"]),
        ("each| row: 基本支出 >= 0", ["本表的每一行"]),
    ],
)
def test_hover(text: str, words: list[str]) -> None:
    found = hover(*at(text, HEAD))
    assert found is not None
    assert [w for w in words if w not in found.text] == []


@pytest.mark.parametrize(
    "text",
    ["  | 公开01表.收入.总计 == 0", "公开01表.收入.总计 == |0", "# 注|释", "“文|字”", "没有的|名 == 0"],
)
def test_nothing_is_said_where_nothing_is_known(text: str) -> None:
    assert hover(*at(text)) is None


@pytest.mark.parametrize(
    ("text", "file", "pattern"),
    [
        ("停用 ZB|-05 “理由”", "national/2019-/01-表内.gj", "规则 ZB-05"),
        ("公开09表.决算数.合计 <= 上|限", "我的.gj", "定义 上限"),
        ("公开09表.决算数.合计 <= 限|额", "我的.gj", "参数 限额"),
        ("和|(公开09表.决算数.合计, 1万元) >= 0", "我的.gj", "定义 和"),
        ("年初已|分类 且 年度 > 2000", "national/2019-/01-表内.gj", "定义 年初已分类"),
        ("公开0|5表[合计, 小计] == 0", "national/2019-/tables.toml", 'key = "公开05表"'),
        ("公开01表.收入.总|计 == 0", "national/2019-/tables.toml", "收入.总计"),
        ("【公开03表】\n每行：基本|支出 == 0", "national/2019-/tables.toml", "基本支出"),
    ],
)
def test_definition(text: str, file: str, pattern: str) -> None:
    opened, line, column = at(text, HEAD)
    found = definition(opened, line, column)
    assert found is not None
    assert found.file == file
    source = (
        opened.text if file == "我的.gj" else files("gouji.specs").joinpath(file).read_text(encoding="utf-8")
    )
    assert pattern in source.splitlines()[found.line - 1]


@pytest.mark.slow
def test_an_open_file_of_a_pack_is_looked_at_in_its_place() -> None:
    name = "national/2019-/01-表内.gj"
    source = files("gouji.specs").joinpath(name).read_text(encoding="utf-8")
    opened = open_file(source, name, national_specs())
    assert opened.diagnostics == ()
    assert {s.name for s in opened.symbols()} >= {"ZB-01", "SG-04", "年初已分类"}
    broken = open_file(
        source.replace("收入.总计 == 支出.总计", "收入.总和 == 支出.总计"), name, national_specs()
    )
    assert [d.code for d in broken.diagnostics] == ["GJ201"]
    assert [s.span.line for s in opened.symbols()] == sorted(s.span.line for s in opened.symbols())


def test_mistakes_of_other_files_are_not_this_one_s() -> None:
    opened = open_file("公开01表.收入.总和 == 0\n甲 + == 0\n", "我的.gj", national_specs())
    assert [(d.code, d.span.line) for d in opened.diagnostics] == [("GJ201", 1), ("GJ101", 2)]


@pytest.mark.parametrize("word", keywords())
def test_every_keyword_has_a_meaning(word: str) -> None:
    assert meaning_of(word)
    assert set(MEANINGS) <= set(keywords())


def test_an_editor_may_ask_anywhere() -> None:
    """Every place of a broken file: no question raises."""
    text = (
        HEAD
        + "【公开05表】\n规则 A-1 “题\n  每列 每个科目：求和(下级 == 本级\n  公开01表.收入.]总计[ ==\n应成立：本级 = \n“‘（【\n"
    )
    opened = open_file(text, "我的.gj", without_rules())
    for number, line in enumerate(opened.lines, 1):
        for column in range(len(line) + 2):
            completions(opened, number, column)
            hover(opened, number, column)
            definition(opened, number, column)
    assert re.search("GJ101", "".join(d.render() for d in opened.diagnostics))
