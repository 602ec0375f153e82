"""What people write by mistake, or in another way, and what they are told."""

from __future__ import annotations

import attrs
import pytest
from gouji.grammar import nearest, parse
from rule_packs import made_up, national_rules, own_rules

from gouji.relations import judge
from gouji.rules.examples import run_examples
from gouji.rules.specimen import fact


@pytest.mark.parametrize(
    ("line", "code", "words", "under"),
    [
        ("公开01表.收入.总计 == 上年.公开01表.收入.总和", "GJ201", "收入.总计", "上年.公开01表.收入.总和"),
        ("公开01表.收入.总计 == 求和(下属单位.公开02表[合计, 没有这栏])", "GJ201", "没有这栏", "没有这栏"),
        ("说明.机关运行费 <= 公开06表.公用经费合计", "GJ204", "机关运行经费", "说明.机关运行费"),
        ("说明.机关运行经费.没有度量 >= 0", "GJ201", "没有度量", "说明.机关运行经费.没有度量"),
        ("说明.公务用车购置费.数量 == 3万元", "GJ301", "数量与金额", "说明.公务用车购置费.数量 == 3万元"),
        ("文种 属于 (部门决算、单位决算)", "GJ205", "逗号", "部门决算、单位决算"),
        ("每个 表 属于 (公开05表、公开08表)：表[合计, 合计] >= 0", "GJ201", "公开05表", None),
        ("求和(公开05表[“301*”, 小计]) == 0", "GJ203", "301*", "“301*”"),
        ("公开05表[2010310, 小计] == 0", "GJ203", "是否指", "2010310"),
        ("公开06表[2010301] == 0", "GJ203", "公开06表", "2010301"),
        ("公开01表.收入.总计 == 公开02表[合计, 栏次 99]", "GJ201", "栏次 99", "栏次 99"),
        ("求合(公开05表[末级, 小计]) == 0", "GJ201", "是否指“求和”", None),
        ("公开05表[行政运形, 小计] == 0", "GJ201", "是否指“行政运行”", "行政运形"),
        ("部门名字 匹配 “*局”", "GJ201", "是否指“部门名称”", "部门名字"),
        ("公开01表 == 公开04表", "GJ301", "整张表", "公开01表"),
        ("公开01表.收入 == 公开04表.收入", "GJ301", "一侧", "公开01表.收入"),
        ("公开01表.收入.总计 / 0 == 1", "GJ301", "除数是零", "0"),
        ("公开01表.收入.总计 / 公开01表.支出.总计 == 3辆", "GJ301", "数量", None),
        ("公开01表.收入.总计 / 公开01表.支出.总计 == 30", None, "", None),
        ("公开01表.收入.总计 / 公开01表.支出.总计 约等于 100% 容差 0.5%", None, "", None),
        ("说明.货物.占比 == 30", "GJ301", "无单位的数", None),
        ("公开01表.收入.总计 < 公开01表.支出.总计 < 1万元", "GJ101", "且 连接", "<"),
        ("公开01表.收入.总计 等于 公开01表.支出.总计", "GJ101", "写作 ==", "等于"),
        ("公开01表.收入.总计 不小于 公开01表.支出.总计", "GJ101", "写作 >=", "不小于"),
        ("如果 年度 > 2019 那么 1万元 == 公开01表.收入.总计", "GJ101", "写作 若", "年度"),
        ("公开01表.收入.总计 >= 1，234.00万元", "GJ101", "千分位", "，"),
    ],
)
def test_a_slip_is_told_where_it_stands(line: str, code: str | None, words: str, under: str | None) -> None:
    diagnostics = own_rules(f"规则 A-1\n  {line}\n").diagnostics
    if code is None:
        assert diagnostics == ()
        return
    [diagnostic] = [d for d in diagnostics if d.code == code]
    assert words in diagnostic.render()
    if under is not None:
        printed = f"  {line}"
        assert printed[diagnostic.span.start : diagnostic.span.end].startswith(under)


@pytest.mark.parametrize("heading", ["规则 坏编号 “题”", "规则 A-1 ‘题’", "rule 1"])
def test_what_stands_under_an_unreadable_heading_does_not_run_as_a_rule(heading: str) -> None:
    below = "  公开01表.收入.总计 == 0\n  依据 “甲”\n  应成立：公开01表.收入.总计 = 0\n"
    text = f"规则 A-0\n  收入合计 == 支出合计\n{heading}\n{below}规则 A-9\n  合计 >= 0\n"
    module, diagnostics = parse(text)
    assert [d.span.line for d in diagnostics] == [3]
    assert [r.id for r in module.rules] == ["A-0", "A-9"]


def test_the_rules_of_an_unreadable_section_are_not_read_in_the_one_before() -> None:
    module, diagnostics = parse(
        "【公开02表】\n规则 A-1\n  甲 == 乙\n【公开03表\n规则 A-2\n  丙 == 丁\n【公开05表】\n规则 A-3\n  戊 == 己\n"
    )
    assert [(d.span.line, "没有载入" in d.hint) for d in diagnostics] == [(4, True)]
    assert [(r.id, r.section) for r in module.rules] == [("A-1", "公开02表"), ("A-3", "公开05表")]


def test_full_width_letters_digits_and_quotes_mean_the_same() -> None:
    wide = "规则 ＺＢ－０３ ＂题＃目＂ 严重\n  公开０１表．收入．总计 ＞＝ ３．５万元  ＃ 注\n"
    narrow = '规则 ZB-03 "题＃目" 严重\n  公开01表.收入.总计 >= 3.5万元\n'
    [one], [other] = (parse(text)[0].rules for text in (wide, narrow))
    assert parse(wide)[1] == []
    assert (one.id, one.title, one.body) == (other.id, other.title, other.body)


def test_states_have_english_names() -> None:
    one, other = (
        parse(t)[0].rules[0].body
        for t in ("公开07表 empty or 公开07表 exists", "公开07表 为空 或 公开07表 存在")
    )
    assert one == other


@pytest.mark.parametrize("name", ["三公经费", "“三公”经费", "“三公”经费支出"])
def test_the_prose_is_asked_by_any_printed_name(name: str) -> None:
    rules = own_rules(f"规则 A-1\n  说明.{name} <= 公开09表.决算数.合计\n")
    assert rules.diagnostics == ()
    ledger = attrs.evolve(made_up(0), facts=(fact("“三公”经费", "决算数", "99999999.00"),))
    [relation] = rules.apply(ledger).relations
    assert judge(relation).verdict.value == "violated"


def test_the_shipped_packs_ask_the_prose_for_nothing_unknown() -> None:
    assert [d.render() for d in national_rules().diagnostics] == []


def test_one_slip_in_a_word_of_two_characters_is_recognised() -> None:
    assert nearest("求合", ["求和", "个数"]) == ["求和"]
    assert nearest("甲乙", ["丙丁"]) == []
    assert nearest("财政拔款收入", ["财政拨款收入"]) == ["财政拨款收入"]


@pytest.mark.parametrize(
    "text",
    [
        # Another document that was not given: nothing is said, whatever the form of the question.
        "若 上年.公开01表.收入.总计 > 0 则 公开01表.收入.总计 > 0\n  应不适用：公开01表.收入.总计 = 1.00",
        "存在(上年.公开01表.收入.总计)\n  应不适用：公开01表.收入.总计 = 1.00",
        "非 存在(上年.公开01表.收入.总计)\n  应不适用：公开01表.收入.总计 = 1.00",
        "为空(年初预算.公开07表)\n  应不适用：公开01表.收入.总计 = 1.00",
        "个数(下属单位.公开02表[合计, 财政拨款收入]) == 2\n  应不适用：公开01表.收入.总计 = 1.00",
        "公开01表.收入.总计 > 0 且 上年.公开01表.收入.总计 > 0 或 公开01表.支出.总计 > 5万元\n"
        "  应成立 “一支已够”：公开01表.支出.总计 = 6.00\n  应不适用：公开01表.收入.总计 = 1.00",
        # A table that was not read: whether a cell of it is there cannot be told; a row it lacks is not there.
        "存在(公开05表[2010399, 小计])\n  应无法判定：公开05表 = 缺\n  应不成立：公开05表[2010301, 小计] = 1.00",
        "非 存在(公开05表[2010399, 小计])\n  应无法判定：公开05表 = 缺",
        # Aggregates name the member that is missing; sets without members.
        "求和(公开05表[末级, 小计]) == 公开05表[合计, 小计]\n  应无法判定：公开05表[2010301, 小计] = “3.0.0”, 公开05表[合计, 小计] = 3.00\n"
        "  应无法判定：公开05表[2010301, 小计] = 缺\n  应无法判定：公开05表 = 缺",
        "最大(公开05表[末级, 小计]) <= 公开05表[合计, 小计]\n  应无法判定：公开05表[2010301, 小计] = “3.0.0”, 公开05表[合计, 小计] = 3.00",
        "求和(公开05表[“2080*”, 小计]) == 0\n  应成立：公开05表[2010301, 小计] = 1.00",
        "最大(公开05表[“2080*”, 小计]) == 0\n  应不适用：公开05表[2010301, 小计] = 1.00",
        "全部(公开05表[“2080*”, 小计] > 0) 且 非 任一(公开05表[“2080*”, 小计] > 0)\n  应成立：公开05表[2010301, 小计] = 1.00",
        "全部(公开05表[末级, 小计] >= 0)\n  应无法判定：公开05表[2010301, 小计] = “3.0.0”",
        "任一(公开05表[末级, 小计] > 1万元)\n  应无法判定：公开05表[2010301, 小计] = “3.0.0”\n  应不成立：公开05表[2010301, 小计] = 0.00",
        # A divisor whose interval holds zero.
        "公开05表[合计, 基本支出] / 公开05表[合计, 小计] <= 1\n  应无法判定：公开05表[合计, 基本支出] = 1.00, 公开05表[合计, 小计] = 0.00\n"
        "  应无法判定：公开05表[合计, 基本支出] = 1.00, 公开05表[合计, 小计] = 空\n"
        "  应无法判定：公开05表[合计, 基本支出] = 1.00, 公开05表[合计, 小计] = “-”\n"
        "  应不成立：公开05表[合计, 基本支出] = 3.00, 公开05表[合计, 小计] = 2.00",
        # Blank, dash and printed zeros; what cannot be read.
        "公开05表[合计, 基本支出] == 0\n  应成立：公开05表[合计, 基本支出] = 空\n  应成立：公开05表[合计, 基本支出] = “—”\n"
        "  应成立：公开05表[合计, 基本支出] = 0.00\n  应不成立：公开05表[合计, 基本支出] = 0.01\n"
        "  应无法判定：公开05表[合计, 基本支出] = “1,23.4”",
        "公开01表.收入.总计 不属于 (1万元, 2万元)\n  应成立：公开01表.收入.总计 = 3.00\n"
        "  应无法判定：公开01表.收入.总计 = “3.0.0”",
        "公开02表[合计, 财政拨款收入] == 求和(下属单位.公开02表[合计, 财政拨款收入])\n"
        "  应无法判定：公开02表[合计, 财政拨款收入] = 5.00, 下属单位.公开02表[合计, 财政拨款收入] = [2.00, “3.0.0”]\n"
        "  应无法判定：公开02表[合计, 财政拨款收入] = 5.00, 下属单位.公开02表[合计, 财政拨款收入] = [2.00, 缺]",
    ],
)  # fmt: skip
def test_what_is_missing_is_neither_zero_nor_false(text: str) -> None:
    rules = own_rules(f"规则 A-1\n  {text}\n")
    assert [d.render() for d in rules.diagnostics] == []
    [compiled] = rules.rules
    results = list(run_examples(compiled, rules.binder))
    assert results
    told = [
        (r.example.expects, r.error, [(o.verdict.value, o.reason) for o in r.outcomes])
        for r in results
        if not r.passed
    ]
    assert told == []


def test_an_aggregate_that_cannot_be_told_names_the_member() -> None:
    rules = own_rules(
        "规则 A-1\n  求和(公开05表[末级, 小计]) == 公开05表[合计, 小计]\n"
        "  应无法判定：公开05表[2010301, 小计] = “3.0.0”\n  应无法判定：公开05表[2010301, 小计] = 缺\n"
    )
    reasons = [r.outcomes[0].reason for r in run_examples(rules.rules[0], rules.binder)]
    assert all("2010301" in reason for reason in reasons)
