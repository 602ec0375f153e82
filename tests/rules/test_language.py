"""What the language can say: each construct once, with what it comes to."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import attrs
import pytest
from rule_packs import made_up, national_specs, own_rules

from gouji.api import Function
from gouji.model import Interval, Linear, Opaque, Ratio, Verdict, parse_quantity
from gouji.model.units import WAN
from gouji.packs import RuleFile
from gouji.relations import judge, judge_all
from gouji.rules import load_rules
from gouji.rules.examples import run_examples
from gouji.rules.specimen import specimen

CONSTRUCTS = {
    "行的名称": """【公开01表】
规则 T-1
  本年收入合计 + 使用非财政拨款结余 + 年初结转和结余 == 收入.总计
  应成立：本年收入合计 = 8.00, 年初结转和结余 = 2.00, 收入.总计 = 10.00
  应不成立：本年收入合计 = 8.00, 收入.总计 = 10.00""",
    "行次和栏次": """规则 T-1
  公开01表[行次 27] == 公开02表[合计, 栏次 1]
  应成立：公开01表.收入.本年收入合计 = 8.00, 公开02表[合计, 本年收入合计] = 8.00
  应不成立：公开01表.收入.本年收入合计 = 8.00, 公开02表[合计, 本年收入合计] = 9.00""",
    "科目的编码和名称": """规则 T-1
  公开05表[2080505, 基本支出] == 公开05表[机关事业单位基本养老保险缴费支出, 小计]
  应成立：公开05表[2080505, 基本支出] = 8.00, 公开05表[2080505, 小计] = 8.00
  应不成立：公开05表[2080505, 基本支出] = 8.00, 公开05表[2080505, 小计] = 9.00""",
    "几张表用同一条规则": """【公开03表、公开05表】
规则 T-1
  每行：基本支出 + 项目支出 == 合计
  应成立：基本支出 = 1.00, 项目支出 = 2.00, 合计 = 3.00
  应不成立：基本支出 = 1.00, 项目支出 = 2.00, 合计 = 4.00""",
    "模板": """规则 T-1
  每个 表 属于 (公开05表, 公开08表)：表[合计, 合计] == 表[合计, 基本支出] + 表[合计, 项目支出]
  应成立：表[合计, 合计] = 3.00, 表[合计, 基本支出] = 3.00
  应不成立：表[合计, 合计] = 3.00, 表[合计, 基本支出] = 2.00""",
    "有参数的定义": """定义 一般公共(行名) = 公开04表[行名, 一般公共预算财政拨款]
定义 两倍(数) = 数 * 2
规则 T-1
  一般公共(支出.本年支出合计) == 两倍(公开05表[合计, 小计])
  应成立：公开04表[支出.本年支出合计, 一般公共预算财政拨款] = 6.00, 公开05表[合计, 小计] = 3.00
  应不成立：公开04表[支出.本年支出合计, 一般公共预算财政拨款] = 3.00, 公开05表[合计, 小计] = 3.00""",
    "参数": """参数 上限 = 5万元
规则 T-1
  公开09表.决算数.公务接待费 <= 上限
  应成立：公开09表.决算数.公务接待费 = 5.00
  应不成立：公开09表.决算数.公务接待费 = 5.02""",
    "末级科目之和": """规则 T-1
  求和(公开05表[末级, 小计]) == 公开05表[合计, 小计]
  应成立：公开05表[2010301, 小计] = 3.00, 公开05表[合计, 小计] = 3.00
  应不成立：公开05表[2010301, 小计] = 3.00, 公开05表[合计, 小计] = 2.00""",
    "按样式选科目": """规则 T-1
  求和(公开05表[“201*”, 小计]) == 公开05表[201, 小计] 且 最大(公开05表[“*运行”, 小计], 0万元) <= 9万元
  应成立：公开05表[2010301, 小计] = 3.00, 公开05表[201, 小计] = 3.00
  应不成立：公开05表[2010301, 小计] = 3.00, 公开05表[201, 小计] = 2.00""",
    "集合的差": """规则 T-1
  个数(公开05表.科目 - 公开03表.科目) == 0 且 为空(公开05表.科目 - 公开03表.科目)
  应成立：公开05表[2010301, 小计] = 3.00
  应无法判定：公开03表 = 缺""",
    "科目属于表": """规则 T-1
  每个科目 属于 公开05表：科目 属于 公开03表
  应成立：公开05表[科目, 小计] = 3.00
  应无法判定：公开03表 = 缺""",
    "全部和任一": """规则 T-1
  全部(公开05表[末级, 小计] >= 0) 且 任一(公开05表[末级, 小计] > 1万元)
  应成立：公开05表[2010301, 小计] = 3.00
  应不成立：公开05表[2010301, 小计] = -3.00""",
    "上级和占比": """【公开05表】
规则 T-1
  每列 每个科目 项级：本级 <= 上级 且 绝对值(本级) / 2 <= 上级
  应成立：本级 = 3.00, 上级 = 3.00
  应不成立：本级 = 3.00, 上级 = 2.00""",
    "若则否则": """规则 T-1
  若 公开09表 为空 则 公开06表[30217] == 0 否则 公开09表.决算数.合计 > 0
  应成立：公开06表[30217] = 0.00
  应不成立：公开06表[30217] = 3.00
  应不成立：公开09表.决算数.合计 = -1.00""",
    "条件": """规则 T-1
  若 存在(公开07表) 且 文种 == “部门决算” 且 年度 >= 2019 且 非 为空(公开07表) 则 公开07表[合计, 小计] > 0
  应成立：公开07表[合计, 小计] = 1.00
  应不成立：公开07表[合计, 小计] = -1.00
  应不适用：公开07表[合计, 小计] = -1.00, 年度 = 2018
  应不适用：公开07表 = 缺""",
    "文字": """规则 T-1
  部门名称 匹配 “*局” 且 文种 属于 (部门决算, “单位决算”) 且 非 全文 匹配 “XX”
  应成立：部门名称 = “财政局”, 文种 = “单位决算”, 全文 = “甲”
  应不成立：部门名称 = “财政局”, 文种 = “部门预算”
  应不成立：部门名称 = “财政局”, 全文 = “增加XX万元”
  应无法判定：部门名称 = 缺""",
    "上年": """规则 T-1
  公开01表.收入.年初结转和结余 == 上年.公开01表.支出.年末结转和结余
  应成立：公开01表.收入.年初结转和结余 = 3.00, 上年.公开01表.支出.年末结转和结余 = 3.00
  应不成立：公开01表.收入.年初结转和结余 = 3.00, 上年.公开01表.支出.年末结转和结余 = 2.00
  应不适用：公开01表.收入.年初结转和结余 = 3.00""",
    "下属单位": """规则 T-1
  公开02表[合计, 财政拨款收入] == 求和(下属单位.公开02表[合计, 财政拨款收入])
  应成立：公开02表[合计, 财政拨款收入] = 5.00, 下属单位.公开02表[合计, 财政拨款收入] = [2.00, 3.00]
  应不适用：公开02表[合计, 财政拨款收入] = 5.00""",
    "情况说明": """【说明】
规则 T-1
  若 存在(三公经费.上年增减额)：三公经费.决算数 - 三公经费.上年增减额 == 上年.公开09表.决算数.合计
  应成立：说明.三公经费 = 5.00, 说明.三公经费.增减额 = 1.00, 上年.公开09表.决算数.合计 = 4.00
  应不成立：说明.三公经费 = 5.00, 说明.三公经费.增减额 = 1.00, 上年.公开09表.决算数.合计 = 5.00
  应不适用：说明.三公经费 = 5.00, 上年.公开09表.决算数.合计 = 5.00""",
    "比率": """规则 T-1
  说明.货物.占比 约等于 说明.货物 / 说明.政府采购支出总额
  应成立：说明.货物 = 1.00, 说明.政府采购支出总额 = 3.00, 说明.货物.占比 = 33.33
  应不成立：说明.货物 = 1.00, 说明.政府采购支出总额 = 3.00, 说明.货物.占比 = 34.33
  应无法判定：说明.货物 = 1.00, 说明.政府采购支出总额 = 0.00, 说明.货物.占比 = 34.33""",
    "容差": """规则 T-1
  公开01表.收入.总计 == 公开01表.支出.总计 容差 0.1万元
  应成立：公开01表.收入.总计 = 10.00, 公开01表.支出.总计 = 10.09
  应不成立：公开01表.收入.总计 = 10.00, 公开01表.支出.总计 = 10.20""",
    "按印出的数": """规则 T-1
  公开01表.收入.总计 === 公开01表.收入.本年收入合计 + 公开01表.收入.年初结转和结余
  应成立：公开01表.收入.总计 = 10.00, 公开01表.收入.本年收入合计 = 10.00
  应不成立：公开01表.收入.总计 = 10.00, 公开01表.收入.本年收入合计 = 9.99""",
    "单位换算": """规则 T-1
  公开01表.收入.总计 == 公开01表.支出.总计
  应成立：公开01表.收入.总计 = 100000.00元, 公开01表.支出.总计 = 10.00
  应不成立：公开01表.收入.总计 = 10.00元, 公开01表.支出.总计 = 10.00""",
    "缺失的政策": """规则 T-1
  公开06表.公用经费合计 == 公开06表[302] + 公开06表[307]
  缺失 视为零
  应成立：公开06表.公用经费合计 = 1.00, 公开06表[302] = 1.00, 公开06表[307] = 缺""",
    "前提说本表和说明": """【公开06表】
规则 T-1
  公用经费合计 >= 说明.机关运行经费
  前提 人员经费合计 > 0 且 存在(说明.机关运行经费)
  应成立：人员经费合计 = 1.00, 公用经费合计 = 2.00, 说明.机关运行经费 = 2.00
  应不成立：人员经费合计 = 1.00, 公用经费合计 = 2.00, 说明.机关运行经费 = 3.00
  应不适用：公用经费合计 = 2.00, 说明.机关运行经费 = 3.00
  应不适用：人员经费合计 = 1.00, 公用经费合计 = 2.00""",
    "前提和适用": """适用 文种 == “部门决算”
规则 T-1
  公开01表.收入.总计 == 公开01表.支出.总计
  前提 年度 >= 2020
  应成立：公开01表.收入.总计 = 1.00, 公开01表.支出.总计 = 1.00
  应不适用：公开01表.收入.总计 = 1.00, 年度 = 2019
  应不适用：公开01表.收入.总计 = 1.00, 文种 = “单位决算”""",
}


@pytest.mark.parametrize("text", CONSTRUCTS.values(), ids=CONSTRUCTS.keys())
def test_constructs(text: str) -> None:
    rules = own_rules(text)
    assert [d.render() for d in rules.diagnostics if d.severity == "error"] == []
    assert len(rules.rules) == 1
    results = list(run_examples(rules.rules[0], rules.binder))
    told = [
        (r.example.expects, r.error, [(o.verdict.value, o.reason) for o in r.outcomes])
        for r in results
        if not r.passed
    ]
    assert told == []


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("【公开03表】\n每行：基本支岀 == 项目支出", "GJ201", "是否指“基本支出”"),
        ("【公开30表】\n甲 == 乙", "GJ202", "公开30表"),
        ("公开01表.收入.总计 == 3辆", "GJ301", "金额与数量不能相加或比较"),
        ("公开01表.收入.总计 == 3", "GJ301", "金额与无单位的数"),
        ("公开01表.收入.总计 == 公开01表.支出.总计 容差 1%", "GJ301", "容差的单位"),
        ("公开01表.收入.总计 + “甲” == 0", "GJ301", "应是一个数"),
        ("公开05表[末级, 小计] == 0", "GJ301", "集合"),
        ("年度 == 文种", "GJ301", "同一类"),
        ("公开03表[合计, 本年支出合计] == 公开04表[支出.本年支出合计, 合计]", "GJ302", "全部资金"),
        ("公开01表.收入.总计 == 公开01表.收入.总计", "GJ304", "总是成立"),
        ("公开01表.收入.总计 + 1万元 == 公开01表.收入.总计", "GJ304", "总不成立"),
        ("每行 每行 属于 公开03表：1 == 1", "GJ404", "只能有一个"),
        ("定义 甲 = 乙\n定义 乙 = 甲\n甲 == 0", "GJ404", "引用了自己"),
        ("定义 倍(一, 二) = 一 * 二\n倍(公开01表.收入.总计, 2, 3) == 0", "GJ404", "2 个参数，写了 3 个"),
        ("引用 “上海/2024”", "GJ405", "上海/2024"),
        ("停用 ZZ-01 “不适用”", "GJ403", "没有规则“ZZ-01”"),
        ("若 年度 > 2000 则 公开01表.收入.总和 == 0", "GJ201", "总和"),
        ("每行：基本支出 == 公开01表.收入.总计", "GJ301", "小节"),
        ("公开05表[科目, 小计] == 0", "GJ201", "科目"),
        ("每个科目 属于 公开5表：1 == 1", "GJ201", "公开5表"),
    ],
)
def test_mistakes_are_told_when_rules_are_loaded(text: str, code: str, words: str) -> None:
    diagnostics = own_rules(text).diagnostics
    assert code in {d.code for d in diagnostics}, [d.render() for d in diagnostics]
    assert any(words in d.render() for d in diagnostics if d.code == code)


def test_a_bad_rule_leaves_the_others_running_and_is_reported_by_the_audit() -> None:
    rules = own_rules(
        "规则 A-1\n  公开01表.收入.总计 == 公开01表.支出.总计\n规则 A-2\n  公开01表.收入.总和 == 0\n"
    )
    run = rules.apply(specimen(rules.scope))
    assert [r.rule.id for r in run.relations] == ["A-1"]
    assert [p.kind for p in run.problems] == ["rule"]


def test_the_two_lines_find_their_tables() -> None:
    rules = own_rules("收入合计 == 支出合计\n基本支出 + 项目支出 == 合计\n")
    assert [[t.key for t in r.section] for r in rules.rules] == [
        ["公开01表", "公开04表"],
        ["公开03表", "公开05表", "公开07表", "公开08表"],
    ]


def test_forms_the_solver_can_use() -> None:
    rules = own_rules(
        "规则 A-1\n  公开01表.收入.总计 * 0.5 == 公开01表.支出.总计 / 4\n"
        "规则 A-2\n  公开01表.收入.总计 * 公开01表.收入.总计 / 公开01表.支出.总计 == 1万元\n"
    )
    assert [d.code for d in rules.diagnostics] == ["GJ301"]
    [relation] = rules.apply(specimen(rules.scope)).relations
    assert isinstance(relation.form, Linear)
    assert relation.form.left[0].coefficient * 1 == relation.form.right[0].coefficient * 2


def test_messages_carry_figures() -> None:
    text = (
        "【公开01表】\n规则 A-1\n  收入.总计 == 支出.总计\n"
        "  提示 “{左} 与 {右} 差 {差额} {单位}，{未知}”\n  应不成立：收入.总计 = 10.00, 支出.总计 = 9.50"
    )
    rules = own_rules(text)
    [result] = run_examples(rules.rules[0], rules.binder)
    assert result.outcomes[0].relation.message == "10.00 与 9.50 差 0.50 万元，{未知}"


def test_packs_are_amended_with_reasons() -> None:
    local = RuleFile(
        "市.gj",
        "停用 ZB-05 “本市表式不同”\n覆盖 BJ-30 “口径不同”\n"
        "规则 BJ-30 “新的” 警告\n  公开01表.收入.总计 == 公开01表.支出.总计\n",
    )
    rules = load_rules(national_specs(), [local])
    assert not rules.diagnostics
    assert rules.rule("ZB-05") is None
    assert rules.disabled["ZB-05"] == ("市.gj", "本市表式不同")
    assert rules.rule("BJ-30").rule.title == "新的"
    assert rules.overridden["BJ-30"] == ("市.gj", "口径不同")
    again = load_rules(national_specs(), [RuleFile("市.gj", "规则 ZB-05\n  收入合计 == 支出合计\n")])
    assert [d.code for d in again.diagnostics] == ["GJ402"]


def test_parameters_are_set_from_outside() -> None:
    text = "参数 上限 = 5万元\n公开09表.决算数.公务接待费 <= 上限\n"
    for stated, limit in (({}, 5_000_000), ({"上限": "8万元"}, 8_000_000)):
        rules = own_rules(text, parameters=stated)
        [relation] = rules.apply(specimen(rules.scope)).relations
        assert relation.form.right_constant == limit


def test_functions_of_plugins() -> None:
    calls = []

    def half(amount: Interval) -> Interval:
        calls.append(amount)
        return Interval(Fraction(amount.low, 2), Fraction(amount.high, 2))

    def broken(amount: Interval) -> int:
        raise RuntimeError("坏了")

    functions = {"半数": Function("半数", 1, half), "坏函数": Function("坏函数", 1, broken)}
    rules = own_rules(
        "【公开01表】\n规则 A-1\n  半数(收入.总计) == 支出.总计\n"
        "规则 A-2\n  坏函数(收入.总计) == 支出.总计\n",
        functions=functions,
    )
    run = rules.apply(specimen(rules.scope))
    assert isinstance(run.relations[0].form, Opaque)
    assert calls
    assert [n.rule.id for n in run.not_run] == ["A-2"]
    assert "坏了" in run.problems[0].message


def test_ratios_reach_the_judge_whole() -> None:
    text = CONSTRUCTS["比率"]
    rules = own_rules(text)
    result = next(iter(run_examples(rules.rules[0], rules.binder)))
    assert isinstance(result.outcomes[0].relation.form, Ratio)


def test_rules_that_select_nothing_say_why() -> None:
    rules = own_rules(
        "【公开07表】\n每行：小计 == 基本支出\n【公开03表】\n规则 A-2\n  每行：基本支出 == 项目支出\n  适用年度 2030..2031\n"
    )
    ledger = specimen(rules.scope)
    empty = attrs.evolve(ledger, tables={k: attrs.evolve(t, empty=True) for k, t in ledger.tables.items()})
    run = rules.apply(empty)
    assert run.relations == ()
    assert [n.reason for n in run.not_run] == [
        "公开07表没有数据",
        "适用于 2030–2031 年度，本文件为 2024 年度",
    ]


ABSENT = "每个科目 类级 属于 公开01表 不属于 公开03表：公开01表[科目, 金额] == 0"


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda tables: {k: t for k, t in tables.items() if k != "公开03表"}, "没有读到公开03表"),
        (
            lambda tables: tables | {"公开03表": attrs.evolve(tables["公开03表"], doubt="有 2 个数没有归入任何格")},
            "公开03表的读数可疑",
        ),
        (lambda tables: {k: t for k, t in tables.items() if k != "公开01表"}, "没有读到公开01表"),
    ],
)  # fmt: skip
def test_what_a_table_that_was_not_read_whole_lacks_is_not_known(spoil, why: str) -> None:
    ledger = made_up(41)
    [compiled] = own_rules(f"规则 X-1\n  {ABSENT}\n").rules
    binder = own_rules(f"规则 X-1\n  {ABSENT}\n").binder
    found, _ = binder.bind(compiled, ledger, {})
    assert all(judge(r).verdict is Verdict.HOLDS for r in found)
    relations, reason = binder.bind(compiled, attrs.evolve(ledger, tables=spoil(ledger.tables)), {})
    assert relations == []
    assert why in reason


def test_a_row_that_a_doubted_table_lacks_is_no_zero() -> None:
    """缺失 视为零 is of rows that a table does not have, not of rows that the reading may have lost."""
    ledger = made_up(41)
    table = ledger.tables["公开06表"]
    gone = next(r for r in table.rows if r.code and table.cells.get((r.key, "决算数")))
    less = attrs.evolve(
        table,
        rows=tuple(r for r in table.rows if r is not gone),
        cells={pair: f for pair, f in table.cells.items() if pair[0] != gone.key},
    )
    rules = own_rules(f"规则 X-1\n  公开06表[{gone.code}] == 0\n  缺失 视为零\n")
    for doubt, verdict in (("", Verdict.HOLDS), ("有 2 个数没有归入任何格", Verdict.UNDECIDED)):
        read = attrs.evolve(ledger, tables=ledger.tables | {"公开06表": attrs.evolve(less, doubt=doubt)})
        found, _ = rules.binder.bind(rules.rules[0], read, {})
        outcomes = [judge(r) for r in found]
        assert {o.verdict for o in outcomes} == {verdict}
        assert all(("读数可疑" in " ".join(o.relation.missing)) is bool(doubt) for o in outcomes)


def test_a_row_whose_figure_is_not_legible_is_there_all_the_same() -> None:
    """A 科目 is 属于 a table for its row, not for what is printed in it."""
    ledger = made_up(41)
    table = ledger.tables["公开03表"]
    code = next(r.code for r in table.rows if r.level == 1)
    row = next(r.key for r in table.rows if r.code == code)
    cells = {
        pair: attrs.evolve(f, quantity=parse_quantity("1,23.4.5", WAN)) if pair[0] == row else f
        for pair, f in table.cells.items()
    }
    spoiled = attrs.evolve(ledger, tables=ledger.tables | {"公开03表": attrs.evolve(table, cells=cells)})
    rules = own_rules(f"规则 X-1\n  {ABSENT}\n")
    found, _ = rules.binder.bind(rules.rules[0], spoiled, {})
    assert [r for r in found if judge(r).verdict is Verdict.VIOLATED] == []


def test_outcomes_do_not_depend_on_the_order_of_runs() -> None:
    rules = own_rules("收入合计 == 支出合计\n基本支出 + 项目支出 == 合计\n")
    ledger = specimen(rules.scope)
    first = [(r.rule.id, r.text, r.binding) for r in rules.apply(ledger).relations]
    assert first == [(r.rule.id, r.text, r.binding) for r in rules.apply(ledger).relations]
    assert Counter(o.verdict for o in judge_all(rules.apply(ledger).relations))[Verdict.VIOLATED] == 0


def test_no_rule_can_exhaust_a_run() -> None:
    sums = " + ".join(["公开01表.收入.总计"] * 100)
    chain = f"定义 甲 = {sums}\n" + "".join(
        f"定义 甲{i} = 甲{i - 1 if i > 1 else ''} + {sums}\n" for i in range(1, 30)
    )
    rules = own_rules(f"{chain}规则 A-1\n  甲29 == 0\n")
    assert {d.code for d in rules.diagnostics} == {"GJ404"}
    items = ", ".join(f"公开0{i}表" for i in (2, 3, 5) for _ in range(60))
    rules = own_rules(f"每个 甲 属于 ({items}) 每个 乙 属于 ({items})：甲[合计, 合计] >= 0\n")
    assert {d.code for d in rules.diagnostics} == {"GJ404"}
    long = own_rules(f"规则 A-1\n  {sums} == 0\n")
    assert long.diagnostics == ()
    assert len(long.apply(specimen(long.scope)).relations) == 1
