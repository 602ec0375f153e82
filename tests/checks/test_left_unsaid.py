"""What is left out or stands in the wrong place: reasons, problems, purposes, units, styles; and what looks like it and is right."""

from __future__ import annotations

import attrs
import pytest
from form_grids import grid, read
from performance_texts import PROJECT, STATEMENT, Run, ledger, run

from gouji.model import DocumentFacts, Fact, Figure, Measure, Place, Row, Table, parse_quantity, unit
from gouji_plugins.checks.codes import CodesCheck
from gouji_plugins.checks.completeness import CompletenessCheck
from gouji_plugins.checks.narrative import NarrativeCheck
from gouji_plugins.checks.performance import PerformanceCheck
from gouji_plugins.checks.sense import SenseCheck
from gouji_plugins.checks.wording import WordingCheck

WAN = unit("万元")
ABOUT = "第一部分 部门概况\n"
BODY = "第三部分 2024年度部门决算情况说明\n"


def performance(text: str) -> Run:
    return run(PerformanceCheck(), ledger(text))


def words(text: str, tables: dict[str, Table] | None = None) -> Run:
    return run(WordingCheck(), ledger(text, tables))


@pytest.mark.parametrize(
    ("rate", "why", "level"),
    [("88.50", "", "warning"), ("96.25", "", "info"), ("88.50", "扫描设备到货较晚", ""), ("100", "", "")],
)
def test_money_that_was_not_spent_wants_a_reason_where_the_form_asks_for_one(
    rate: str, why: str, level: str
) -> None:
    spent = {"88.50": "35.40", "96.25": "38.50", "100": "40"}[rate]
    made = performance(
        PROJECT.replace("40 40 38.50 10 96.25", f"40 40 {spent} 10 {rate}").replace(
            "其他资金 0 0 0 - 0 0\n", f"其他资金 0 0 0 - 0 0\n未完成原因\n分析\n{why}\n"
        )
    )
    found = [f for f in made.findings if f.rule.id == "JX-46"]
    assert [f.severity.value for f in found] == ([level] if level else [])


def test_a_form_that_does_not_ask_for_a_reason_needs_none() -> None:
    assert performance(PROJECT).of("JX-46") == []


@pytest.mark.parametrize("why", ["", "到货较晚"])
def test_the_cell_for_the_reason_is_read_from_a_grid(why: str) -> None:
    rows = (
        "项目资金（万元）|年初预算数|全年预算数|全年执行数|分值|执行率(%)|得分",
        "年度资金总额|40|40|35.40|10|88.50|8.85",
        f"未完成原因分析|{why}|^|^|^|^|^".replace("|^", "|"),
    )
    form = read(grid(("项目名称|档案扫描||||||", *rows)))[0]
    assert dict(form.words) == {"资金未完成原因": why}


BOTH = "发现的主要问题及原因：扫描进度较慢。下一步改进措施：加快扫描进度。"
OTHER = (
    "2. “库房维修”项目绩效自评情况：项目绩效自评得分为 99.00 分。项目全年预算数为 10 万元,执行数为 10 万元。"
)


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (BOTH, "下一步改进措施：加强维修管理。", "“库房维修”写了改进措施，没有写发现的问题"),
        (BOTH, "发现的主要问题：施工偏晚。", "“库房维修”写了发现的问题，没有写改进措施"),
        (BOTH, "发现的主要问题：无。下一步改进措施：加强维修管理。", ""),
        (BOTH, "", ""),
        ("", "下一步改进措施：加强维修管理。", ""),
    ],
)
def test_problems_and_measures_go_together_where_the_document_has_both(
    first: str, second: str, said: str
) -> None:
    made = performance(f"{STATEMENT.rstrip()}{first}\n{OTHER}{second}\n")
    assert made.of("JX-48") == ([said] if said else [])


REPORT = """附件 3：
档案数字化扫描费项目
支出绩效自评报告
一、项目基本情况
项目预算金额 40 万元，资金到位 38.50 万元和支出 38.50 万元。
{}
"""


@pytest.mark.parametrize(
    ("chapters", "rule"),
    [
        ("二、存在问题与改进建议\n进度较慢。\n三、改进措施和有关建议\n加快进度。", "WJ-35"),
        ("二、改进措施\n1、预算执行率有待提升。\n2、制度有待完善。", "WJ-35"),
        ("二、存在的问题和建议\n（一）存在的问题\n进度较慢。\n（二）建议和改进举措\n加快进度。", ""),
        ("二、存在的问题\n预算执行率有待提升。\n三、改进措施\n加快进度，完善制度。", ""),
        ("二、绩效\n1.产出\n按时完成。\n2、效果\n良好。", "WJ-33"),
        ("二、绩效\n1.产出\n按时完成。\n2.效果\n良好。", ""),
        ("二、绩效\n1.产出\n（1）数量\n完成。\n（3）质量\n合格。", "WJ-24"),
        ("二、绩效\n1.产出\n（1）数量\n完成。\n（2）质量\n合格。\n2.效果\n（1）社会效益\n良好。", ""),
    ],
)
def test_chapters_and_numbers_of_a_report(chapters: str, rule: str) -> None:
    made = words(REPORT.format(chapters))
    assert [f.rule.id for f in made.findings if f.rule.id in ("WJ-24", "WJ-33", "WJ-35")] == (
        [rule] if rule else []
    )


ITEM = "（{}）负责档案的收集和整理工作，指导各单位做好归档。"


@pytest.mark.parametrize(
    ("lines", "odd"),
    [
        (
            [ITEM.format("一"), ITEM.format("二"), ITEM.format("三") + ITEM.format("四"), ITEM.format("五")],
            True,
        ),
        ([ITEM.format(n) for n in "一二三四五"], False),
        (["".join(ITEM.format(n) for n in "一二三四五")], False),
        (
            [
                ITEM.format("一"),
                ITEM.format("二") + "按照上级要求做到：（一）及时；（二）准确。",
                ITEM.format("三"),
            ],
            False,
        ),
    ],
)
def test_an_item_that_runs_on_where_the_others_begin_a_line(lines: list[str], odd: bool) -> None:
    made = words(ABOUT + "一、主要职能\n" + "\n".join(lines) + "\n二、机构设置\n内设三个科室。\n")
    assert bool(made.of("WJ-33")) is odd


@pytest.mark.parametrize(
    ("text", "odd"),
    [
        ("单位共3个，包括：清河市档案馆（本级）、清河市数字中心。", True),
        ("单位共2个，包括：清河市档案馆（本级）、清河市数字中心。", False),
        ("单位共1个，包括：清河市档案馆（本级）、清河市数字中心。", False),
        ("单位共5个，包括：清河市档案馆（本级）、清河市数字中心等。", False),
        ("纳入3个预算单位，包括：行政单位1个、事业单位2个。", False),
        ("单位共3个，详见附表。", False),
        ("单位共3个，包括：\n1.清河市档案馆（本级）\n2.清河市数字中心\n3.清河市修复中心", False),
        ("单位共4个，包括：\n1.清河市档案馆本部\n2.清河市数字中心\n3.清河市修复中心", True),
    ],
)
def test_units_that_are_counted_and_named(text: str, odd: bool) -> None:
    assert bool(words(f"{ABOUT}二、部门决算单位构成\n{text}\n").of("WJ-34")) is odd


@pytest.mark.parametrize(
    ("text", "odd"),
    [
        ("第一条 根据《清河市机构改革方案》，制定本规定。", True),
        ("本规定自2019年3月1日起施行。", True),
        ("根据《清河市机构改革方案》，设立清河市档案馆。", False),
        ("负责制定本市档案工作规定并组织实施。", False),
    ],
)
def test_articles_of_a_rule_book(text: str, odd: bool) -> None:
    assert bool(words(f"{ABOUT}一、主要职能\n{text}\n").of("WJ-32")) is odd


@pytest.mark.parametrize(
    ("heading", "kind", "odd"),
    [
        ("一、收入支出预算总体情况说明", "部门决算", True),
        ("一、收入支出预算总体情况说明", "部门预算", False),
        ("一、收入支出决算总体情况说明", "部门决算", False),
        ("七、政府性基金预算财政拨款收入支出决算情况说明", "部门决算", False),
        ("十、预算绩效管理情况说明", "部门决算", False),
    ],
)
def test_a_heading_of_a_budget(heading: str, kind: str, odd: bool) -> None:
    own = ledger(f"{BODY}{heading}\n2024年度收、支总计均为3.20万元。\n")
    own = attrs.evolve(own, facts_of=DocumentFacts("清河市档案馆", 2024, kind))
    assert bool(run(WordingCheck(), own).of("WJ-31")) is odd


def figure(name: str, text: str, table: str = "", row: str = "") -> Figure:
    return Figure(name, parse_quantity(text, WAN), Place(), name, table, row, "小计")


def general(**items: str) -> Table:
    """Return 公开05表 of items ``c2101101_行政单位医疗="23.68"`` under one 款 each."""
    rows, cells = [Row("合计", "合计", role="total")], {}
    for name, amount in items.items():
        code, _, label = name[1:].partition("_")
        rows.append(Row(code, label, level=3, code=code, printed_code=code, name=label))
        cells[code, "小计"] = figure(label, amount, "公开05表", code)
        cells[code, "基本支出"] = figure(f"{label}基本", amount, "公开05表", code)
        cells[code, "项目支出"] = figure(f"{label}项目", "0.00", "公开05表", code)
    return Table("公开05表", "一般公共预算财政拨款支出决算表", "万元", (), tuple(rows), cells)


TABLE = general(
    c2101101_行政单位医疗="23.68",
    c2210201_住房公积金="45.49",
    c2080501_行政单位离退休="84.65",
    c2010101_行政运行="90.00",
)


@pytest.mark.parametrize(
    ("path", "purpose", "odd"),
    [
        ("卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）", "缴纳在职人员住房公积金", True),
        ("卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）", "在职人员基本医疗保险费", False),
        ("卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）", "医疗保险、住房公积金等", False),
        ("一般公共服务支出（类）人大事务（款）行政运行（项）", "在职人员住房公积金", False),
        ("住房保障支出（类）住房改革支出（款）住房公积金（项）", "缴纳在职人员住房公积金", False),
    ],
)
def test_the_purpose_of_another_item(path: str, purpose: str, odd: bool) -> None:
    text = f"{BODY}五、一般公共预算财政拨款支出决算情况说明\n1、{path}。主要用于：{purpose}。年初预算为9.00万元，支出决算为9.00万元。\n"
    assert bool(words(text, {"公开05表": TABLE}).of("WJ-30")) is odd


def test_amounts_printed_otherwise_than_the_rest_of_their_table() -> None:
    fine = general(c2101101_甲="1,023.68", c2101102_乙="45.49", c2101103_丙="2,184.65", c2101104_丁="3")
    assert words(BODY + "一、说明\n略。\n", {"公开05表": fine}).of("WJ-36") == []
    odd = general(c2101101_甲="1023.68", c2101102_乙="45.5", c2101103_丙="2,184.65", c2101104_丁="3,000.00")
    said = words(BODY + "一、说明\n略。\n", {"公开05表": odd}).of("WJ-36")
    assert len(said) == 1 and "45.5" in said[0] and "1023.68" in said[0]


def test_two_codes_of_one_name_under_one_class() -> None:
    same = general(c2101101_行政单位医疗="23.68", c2101102_行政单位医疗="5.00")
    apart = general(c2010101_行政运行="23.68", c2010201_行政运行="5.00")
    assert len(run(CodesCheck(), ledger(BODY, {"公开05表": same})).of("BM-12")) == 1
    assert run(CodesCheck(), ledger(BODY, {"公开05表": apart})).of("BM-12") == []


def test_a_name_that_its_column_cut_short() -> None:
    whole = general(c2010399_其他政府办公厅及相关机构事务支出="9.00")
    cut = attrs.evolve(general(c2010399_其他政府办公厅及相关机构事="9.00"), key="公开03表")
    habit = attrs.evolve(general(c2010399_其他政府办公厅及相关机构事务="9.00"), key="公开03表")
    assert "没有印全" in run(CodesCheck(), ledger(BODY, {"公开05表": whole, "公开03表": cut})).of("BM-10")[0]
    assert run(CodesCheck(), ledger(BODY, {"公开05表": whole, "公开03表": habit})).of("BM-10") == []


def test_a_name_without_its_last_word_where_the_others_have_theirs() -> None:
    names = {"c2010399_其他政府办公厅及相关机构事务支出": "9.00", "c2101199_其他行政事业单位医疗支出": "3.00"}
    whole = general(**names)
    one = attrs.evolve(
        general(c2010399_其他政府办公厅及相关机构事务="9.00", c2101199_其他行政事业单位医疗支出="3.00"),
        key="公开03表",
    )
    all_of_them = attrs.evolve(
        general(c2010399_其他政府办公厅及相关机构事务="9.00", c2101199_其他行政事业单位医疗="3.00"),
        key="公开03表",
    )
    (said,) = run(CodesCheck(), ledger(BODY, {"公开05表": whole, "公开03表": one})).of("BM-10")
    assert "公开03表“其他政府办公厅及相关机构事务”" in said
    assert "医疗" not in said
    assert run(CodesCheck(), ledger(BODY, {"公开05表": whole, "公开03表": all_of_them})).of("BM-10") == []


REASONS = (
    "五、一般公共预算财政拨款支出决算情况说明\n"
    "一般公共预算财政拨款支出年初预算为300.00万元，支出决算为250.00万元。决算数小于预算数的主要原因：{}。\n"
    "1、一般公共服务支出（类）财政事务（款）行政运行（项）。主要用于：人员经费。年初预算为200.00万元，支出决算为152.00万元。\n"
    "2、一般公共服务支出（类）财政事务（款）信息化建设（项）。主要用于：系统维护。年初预算为60.00万元，支出决算为59.00万元。\n"
    "3、一般公共服务支出（类）财政事务（款）财政国库业务（项）。主要用于：国库集中支付。年初预算为40.00万元，支出决算为39.00万元。\n"
)


@pytest.mark.parametrize(
    ("reason", "odd"),
    [
        ("个别信息化系统没有验收", True),
        ("人员变动，信息化系统没有验收", False),
        ("厉行节约，压减支出", False),
    ],
)
def test_the_reason_of_the_whole_speaks_of_what_moved(reason: str, odd: bool) -> None:
    own = ledger(BODY + REASONS.format(reason))
    total = own.sections[-1]
    facts = []
    names = ("行政运行", "信息化建设", "财政国库业务")
    stated = [("一般公共预算财政拨款支出", "300.00", "250.00")]
    amounts = (("200.00", "152.00"), ("60.00", "59.00"), ("40.00", "39.00"))
    stated += [
        (f"一般公共服务支出（类）财政事务（款）{n}（项）", *a) for n, a in zip(names, amounts, strict=True)
    ]
    for paragraph, (subject, budget, final) in zip(total.paragraphs, stated, strict=True):
        for measure, printed in ((Measure.BUDGET, budget), (Measure.FINAL, final)):
            facts.append(
                Fact(f"{subject}{measure}", subject, measure, figure(subject, printed), section=total.number,
                     section_key="一般公共预算", group=f"{paragraph.index}.0")
            )  # fmt: skip
    made = run(SenseCheck(), attrs.evolve(own, facts=tuple(facts)))
    assert bool(made.of("HS-06")) is odd


def _change(section: str, subject: str, printed: str, direction: int) -> Fact:
    amount = figure(f"{subject}增减", printed) if direction else None
    return Fact(f"{subject}增减", subject, Measure.CHANGE, amount, base="上年", direction=direction,
                section=section, section_key=section, group="1.0", quote="与上年相比")  # fmt: skip


@pytest.mark.parametrize(
    ("change", "opening", "odd"),
    [("40.00", "30.00", True), ("60.00", "30.00", False), ("40.00", "0.00", False)],
)
def test_last_years_total_holds_its_spending_and_what_was_carried_over(
    change: str, opening: str, odd: bool
) -> None:
    rows = (Row("收入.总计", "总计"), Row("收入.年初财政拨款结转和结余", "年初财政拨款结转和结余"))
    cells = {
        ("收入.总计", "金额"): figure("总计", "530.00", "公开04表", "收入.总计"),
        (rows[1].key, "金额"): figure("年初", opening, "公开04表", rows[1].key),
    }
    total = Table("公开04表", "财政拨款收入支出决算总表", "万元", (), rows, cells)
    spent = attrs.evolve(
        TABLE, rows=(Row("合计", "合计", role="total"),), cells={("合计", "小计"): figure("合计", "500.00")}
    )
    own = ledger(BODY, {"公开04表": total, "公开05表": spent})
    facts = (
        _change("财政拨款", "财政拨款收支总计", change, -1),
        _change("一般公共预算", "一般公共预算财政拨款支出", "60.00", -1),
    )
    assert bool(run(NarrativeCheck(), attrs.evolve(own, facts=facts)).of("SM-34")) is odd


@pytest.mark.parametrize(
    ("leaf", "odd"),
    [("行政单位治疗", True), ("行政单位医疗", False), ("行政单位医疗支出", False), ("行政单位医", False)],
)
def test_an_item_that_the_table_does_not_have(leaf: str, odd: bool) -> None:
    path = f"卫生健康支出（类）行政事业单位医疗（款）{leaf}（项）"
    fact = Fact(
        "f", path, Measure.FINAL, figure("f", "23.68"), section="五", section_key="一般公共预算", group="1.0"
    )
    own = attrs.evolve(ledger(BODY, {"公开05表": TABLE}), facts=(fact,))
    said = run(NarrativeCheck(), own).of("SM-33")
    assert bool(said) is odd
    assert not odd or "金额相同的是“行政单位医疗”" in said[0]


@pytest.mark.parametrize(("printed", "told"), [("23.67", True), ("23.70", False)])
def test_the_row_whose_amount_is_a_last_digit_away(printed: str, told: bool) -> None:
    path = "卫生健康支出（类）行政事业单位医疗（款）行政单位治疗（项）"
    fact = Fact(
        "f", path, Measure.FINAL, figure("f", printed), section="五", section_key="一般公共预算", group="1.0"
    )
    own = attrs.evolve(ledger(BODY, {"公开05表": TABLE}), facts=(fact,))
    (said,) = run(NarrativeCheck(), own).of("SM-33")
    assert ("只差末位的是“行政单位医疗”23.68" in said) is told


def test_a_table_of_codes_without_its_total() -> None:
    table = attrs.evolve(TABLE, rows=tuple(r for r in TABLE.rows if r.role == "item"))
    assert run(CompletenessCheck(), ledger(BODY, {"公开05表": TABLE})).of("WZ-08") == []
    assert len(run(CompletenessCheck(), ledger(BODY, {"公开05表": table})).of("WZ-08")) == 1


def test_levels_of_a_table_that_was_hardly_read_are_not_judged() -> None:
    names = {"c2010399_其他政府办公厅及相关机构事务支出": "9.00", "c2101199_其他行政事业单位医疗支出": "3.00"}
    table = general(**names)
    rows = (*table.rows, Row("201", "一般公共服务支出", level=1, code="201", printed_code="201"))
    whole = attrs.evolve(table, rows=rows)
    sure = run(CodesCheck(), ledger(BODY, {"公开05表": whole}))
    doubted = run(
        CodesCheck(), ledger(BODY, {"公开05表": attrs.evolve(whole, doubt="有 3 个数没有归入任何格")})
    )
    assert sure.of("BM-02")
    assert doubted.of("BM-02") == []
    assert doubted.verdicts("BM-02") == {"undecided"}
