"""Rule files: what is read, and that every mistake is told where it stands."""

from __future__ import annotations

import pytest
from gouji.grammar import nearest, parse
from gouji.grammar.tree import Binary, Compare, Path

from gouji.display import width


def only(text: str):
    module, diagnostics = parse(text, "x.gj")
    assert not diagnostics, [d.render() for d in diagnostics]
    assert len(module.rules) == 1
    return module.rules[0]


@pytest.mark.parametrize("text", ["收入合计 == 支出合计", "基本支出 + 项目支出 == 合计"])
def test_a_line_alone_is_a_rule(text: str) -> None:
    rule = only(text)
    assert rule.source == text
    assert isinstance(rule.body.condition, Compare)


@pytest.mark.parametrize(
    "name",
    [
        "“三公”经费", "因公出国（境）费", "维修（护）费", "使用非财政拨款结余（含专用结余）", "其他收入", "或有负债", "非税收入",
        "政府办公厅（室）及相关机构事务", "‘任 意 写法 1’", "若干", "每股收益",
    ],
)  # fmt: skip
def test_names_as_tables_print_them(name: str) -> None:
    condition = only(f"{name} == 甲").body.condition
    assert condition.left == Path((name.strip("‘’"),))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("甲 + 乙 >= 3.5万元", "甲＋乙≥３.５万元"),
        ("甲 - 乙 * 2 != 丙 / 3", "甲－乙×2≠丙÷3"),
        ("公开01表[合计, 小计] == 1万元", "公开01表［合计，小计］＝＝1万元"),
        ("每行：甲 == 乙", "每行:甲==乙"),
        ("每行：甲 == 乙", "each row: 甲 == 乙"),
        ("若 甲 > 0 则 乙 > 0 否则 丙 < 0", "if 甲 > 0 then 乙 > 0 else 丙 < 0"),
        ("若 甲 > 0：乙 > 0", "若 甲 > 0 则 乙 > 0"),
        ("求和(下级) == 本级 且 非 甲 == 乙", "sum(children) == self and not 甲 == 乙"),
        ("每个科目 末级 属于 公开05表：甲 == 乙", "each code leaf in 公开05表: 甲 == 乙"),
        ("甲 约等于 乙 容差 0.01%", "甲 ≈ 乙 within 0.01％"),
        ("甲 === 乙", "甲 恰等于 乙"),
    ],
)
def test_marks_of_both_widths_and_english_keywords_mean_the_same(one: str, other: str) -> None:
    assert only(one).body == only(other).body


def test_an_expression_goes_on_over_lines() -> None:
    rule = only("甲\n  == 乙\n   + 丙  # 加\n   - 丁")
    assert isinstance(rule.body.condition.right, Binary)


def test_three_mistakes_three_messages_and_the_other_rules_stay() -> None:
    text = "规则 A-1 “好”\n  甲 == 乙\n规则 A-2 “坏”\n  甲 + == 乙\n规则 A-3 “好”\n  丙 == 丁\n规则 坏编号\n甲 = 乙\n规则 A-4\n  戊 == 己\n"
    module, diagnostics = parse(text, "x.gj")
    assert [d.span.line for d in diagnostics] == [4, 7, 8]
    assert {d.code for d in diagnostics} == {"GJ101"}
    assert [r.id for r in module.rules] == ["A-1", "A-3", "A-4"]
    assert "相等写作 ==" in diagnostics[2].hint


def test_the_caret_stands_under_the_mistake() -> None:
    _, [diagnostic] = parse("本年收入合计 + 其他收入） == 甲", "x.gj")
    shown = diagnostic.render().splitlines()
    line, caret = shown[2], shown[3]
    assert line[: len("   | 本年收入合计 + 其他收入")].endswith("其他收入")
    assert width(caret.rstrip("^")) == width("   | 本年收入合计 + 其他收入")


def test_a_mistake_in_a_continued_line_is_told_on_its_own_line() -> None:
    _, [diagnostic] = parse("甲 == 乙\n  + 丙 )\n", "x.gj")
    assert (diagnostic.span.line, diagnostic.span.start) == (2, 6)


def test_unknown_metadata_is_an_error() -> None:
    _, diagnostics = parse("规则 A-1\n  甲 == 乙\n  作者 “某人”\n", "x.gj")
    assert len(diagnostics) == 1
    assert diagnostics[0].span.line == 3


def test_metadata_and_tests_belong_to_their_rule() -> None:
    rule = only(
        "规则 A-1 “题” 警告 业务 核实性\n  甲 == 乙\n  依据 “文号”\n  标签 “一”, “二”\n  适用年度 2019..2023\n"
        "  前提 年度 > 2000\n  缺失 视为零\n  提示 “差 {差额}”\n  应成立 “例”：甲 = 1, 乙 = [1, 空, 缺, “1.2.3”]\n"
    )
    assert (rule.severity, rule.tier, rule.rule_class) == ("warning", "business", "核实性")
    assert (rule.basis, rule.tags, rule.years, rule.missing) == ("文号", ("一", "二"), (2019, 2023), "视为零")
    assert rule.message == "差 {差额}"
    assert rule.examples[0].given[1].values == ("1", "空", "缺", "“1.2.3”")


def test_a_rule_without_a_heading_keeps_its_id_when_lines_move() -> None:
    assert only("甲 == 乙").id == only("# 注\n\n甲 == 乙").id
    assert only("甲 == 乙").id != only("甲 == 丙").id


def test_ids_used_twice_are_told() -> None:
    _, [diagnostic] = parse("规则 A-1\n  甲 == 乙\n规则 A-1\n  丙 == 丁\n")
    assert diagnostic.code == "GJ402"


def test_limits() -> None:
    deep = "(" * 80 + "甲" + ")" * 80 + " == 乙"
    assert parse(deep)[1][0].code == "GJ105"
    assert parse("甲 + " * 3000 + "甲 == 乙")[1][0].code == "GJ105"
    assert parse("\n" * 30_000)[1][0].code == "GJ105"
    for long in (
        "甲 + " * 900 + "甲 == 乙",
        "非 " * 1900 + "甲 == 乙",
        "-" * 3000 + "甲 == 乙",
        "甲 + " * 130 + "甲 == 乙",
    ):
        assert [d.code for d in parse(long)[1]] == ["GJ105"]
    assert parse("甲 + " * 100 + "甲 == 乙")[1] == []


def test_names_that_look_alike_are_suggested_first() -> None:
    assert nearest("基本支岀", ["基本支出", "项目支出"]) == ["基本支出"]
    assert nearest("年未结转和结余", ["年初结转和结余", "年末结转和结余"]) == ["年末结转和结余"]
    assert nearest("因公出国(境)费", ["因公出国（境）费", "公务接待费"]) == ["因公出国（境）费"]


def test_tests_are_left_out_where_nobody_runs_them() -> None:
    text = "规则 A-1\n  甲 == 乙\n  应成立：甲 = 1, 乙 = 1\n规则 A-2\n  应成立数 == 乙\n"
    with_tests, without = parse(text)[0], parse(text, tests=False)[0]
    assert [len(r.examples) for r in with_tests.rules] == [1, 0]
    assert [len(r.examples) for r in without.rules] == [0, 0]
    assert [r.body for r in with_tests.rules] == [r.body for r in without.rules]
