"""The national table specs: they load, they are whole, and every known layout of a form is read by them."""

from __future__ import annotations

import itertools
from importlib.resources import files

import pytest

from gouji.model import Document, DocumentFacts, Grid, GridCell, Ledger, Table
from gouji.names import squash
from gouji.packs import Specs, TableSpec, find_packs
from gouji.reading.assemble import RawCell, RawRow, assemble, resolve_rows
from gouji.reading.grids import read_grids
from gouji.reading.recognise import by_title
from gouji.relations.judge import judge_all
from gouji.rules import load_rules

KEYS = [f"公开0{n}表" for n in range(1, 10)]


@pytest.fixture(scope="module")
def specs() -> Specs:
    packs = [p for p in find_packs(files("gouji.specs"), "test") if p.id == "national/2019-"]
    return Specs(tuple(packs))


def layouts(specs: Specs) -> list[TableSpec]:
    return [spec for key in KEYS for spec in specs.tables[key]]


def layout(specs: Specs, key: str, name: str = "") -> TableSpec:
    return next(s for s in specs.tables[key] if s.layout == name)


def grid(*rows: str) -> Grid:
    """Build a grid of lines with cells parted by ``|``; ``<`` goes on with the cell to the left."""
    cells: list[GridCell] = []
    width = 0
    for r, line in enumerate(rows):
        texts = line.split("|")
        width = max(width, len(texts))
        for c, text in enumerate(texts):
            if text == "<":
                continue
            span = 1
            while c + span < len(texts) and texts[c + span] == "<":
                span += 1
            cells.append(GridCell(r, c, text, 1, span))
    return Grid(tuple(cells), len(rows), width)


def read(specs: Specs, title: str, *rows: str) -> Table | None:
    document = Document("x", "xlsx", "", (attr_grid(title, rows),))
    reading = read_grids(document, specs, DocumentFacts())
    return reading.tables[0] if reading.tables else None


def attr_grid(title: str, rows: tuple[str, ...]) -> Grid:
    width = max(len(line.split("|")) for line in rows)
    return grid(f"{title}{'|<' * (width - 1)}", f"单位：万元{'|<' * (width - 1)}", *rows)


def printed(table: Table) -> dict[tuple[str, str], str]:
    return {pair: f.quantity.printed for pair, f in table.cells.items() if f.quantity.printed}


# What the specs state


def test_nine_tables(specs: Specs) -> None:
    assert sorted(specs.tables) == KEYS


def test_sums_name_only_what_the_form_has(specs: Specs) -> None:
    for spec in layouts(specs):
        for lane in spec.lanes:
            columns = {c.key for c in lane.columns}
            rows = {r.key for r in lane.rows}
            for total in lane.row_sums:
                assert {total.target, *(k for _, k in total.terms)} <= columns, spec.key
            for total in lane.column_sums:
                assert {total.target, *(k for _, k in total.terms)} - {"@items"} <= rows, spec.key


def test_no_two_rows_of_a_lane_share_an_ordinal_or_a_key(specs: Specs) -> None:
    for spec in layouts(specs):
        for lane in spec.lanes:
            numbers = [r.ordinal for r in lane.rows if r.ordinal is not None]
            assert numbers == sorted(set(numbers)), (spec.key, lane.name)
            assert len({r.key for r in lane.rows}) == len(lane.rows)
            assert all(not r.parent or r.parent in {x.key for x in lane.rows} for r in lane.rows)


@pytest.mark.parametrize(("key", "first", "total"), [("公开01表", 31, 30), ("公开04表", 33, 32)])
def test_expenditure_is_numbered_after_the_income_total(
    specs: Specs, key: str, first: int, total: int
) -> None:
    spec = layout(specs, key)
    functional = [r for r in spec.lane("支出").rows if r.code]
    assert [r.ordinal for r in functional] == list(range(first, first + 26))
    assert spec.rows["收入.总计"].ordinal == total
    assert [r.code for r in functional] == [
        *map(str, range(201, 209)), *map(str, range(210, 218)), *map(str, range(219, 225)),
        "229", "231", "232", "234",
    ]  # fmt: skip


def test_kinds_of_money(specs: Specs) -> None:
    wanted = dict(zip(KEYS, ["全部资金"] * 3 + ["财政拨款"] + ["一般公共预算"] * 2, strict=False))
    wanted |= {"公开07表": "政府性基金", "公开08表": "国有资本经营", "公开09表": "财政拨款"}
    assert {spec.key: spec.population for spec in layouts(specs)} == wanted
    four = layout(specs, "公开04表")
    for kind, population in (
        ("一般公共预算财政拨款", "一般公共预算"),
        ("政府性基金预算财政拨款", "政府性基金"),
        ("国有资本经营预算财政拨款", "国有资本经营"),
    ):
        assert four.columns[kind].population == population
        assert four.rows[f"收入.{kind}"].population == population
        assert four.rows[f"收入.年初.{kind}"].population == population


def test_old_names_are_known_and_unverified_codes_stay_marked(specs: Specs) -> None:
    assert specs.functional["2080501"].old_names == ("归口管理的行政单位离退休",)
    assert "国土海洋气象等支出" in specs.functional["220"].old_names
    assert specs.functional["213"].source == "unverified"
    assert {e.source for e in specs.functional.values()} == {"document", "template", "unverified"}


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("收入支出决算表", "公开01表"),
        ("部门收支决算总表", "公开01表"),
        ("收支决算总表", "公开01表"),
        ("收入决算总表", "公开02表"),
        ("支出决算总表", "公开03表"),
        ("财政拨款收入支出决算表", "公开04表"),
        ("一般公共预算财政拨款收入支出决算表", "公开05表"),
        ("一般公共预算财政拨款基本支出决算明细", "公开06表"),
        ("财政拨款基本支出经济分类决算表", "公开06表"),
        ("国有资本经营预算财政拨款收入支出决算表", "公开08表"),
        ("财政拨款安排的“三公”经费支出决算表", "公开09表"),
        ('一般公共预算财政拨款"三公"经费支出决算表', "公开09表"),
        ("“三公”经费、行政参公单位机关运行经费情况表", "公开09表"),
        ("2024年度收入决算表", "公开02表"),
        ("七、政府性基金预算财政拨款收入支出决算表", "公开07表"),
    ],
)
def test_titles_by_province(specs: Specs, title: str, key: str) -> None:
    found = by_title([title], specs)
    assert found is not None
    assert found.layouts[0].key == key


@pytest.mark.parametrize(
    "title", ["项目支出决算表", "收入决算表（分单位）", "国有资产占用情况表", "支出决算明细表"]
)
def test_other_tables_are_none_of_the_nine(specs: Specs, title: str) -> None:
    assert by_title([title], specs) is None


# Layouts read


def test_income_with_a_sub_column_for_fees(specs: Specs) -> None:
    table = read(
        specs, "收入决算表",
        "项目|<|本年收入合计|财政拨款收入|上级补助收入|事业收入|<|经营收入|附属单位上缴收入|其他收入",
        "科目代码|科目名称|本年收入合计|财政拨款收入|上级补助收入|小计|其中：教育收费|经营收入|附属单位上缴收入|其他收入",
        "合计|<|15.00|10.00||4.00|3.00|||1.00",
        "205|教育支出|15.00|10.00||4.00|3.00|||1.00",
        "20508|进修及培训|15.00|10.00||4.00|3.00|||1.00",
        "2050803|培训支出|15.00|10.00||4.00|3.00|||1.00",
    )  # fmt: skip
    assert table is not None
    assert table.key == "公开02表"
    for row in ("合计", "205"):
        figures = {column: text for (key, column), text in printed(table).items() if key == row}
        assert figures == {
            "本年收入合计": "15.00", "财政拨款收入": "10.00", "事业收入": "4.00", "事业收入.教育收费": "3.00",
            "其他收入": "1.00",
        }  # fmt: skip


def test_income_without_it_is_the_national_form(specs: Specs) -> None:
    table = read(
        specs, "收入决算表",
        "科目代码|科目名称|本年收入合计|财政拨款收入|上级补助收入|事业收入|经营收入|附属单位上缴收入|其他收入",
        "合计|<|15.00|10.00||4.00|||1.00",
        "205|教育支出|15.00|10.00||4.00|||1.00",
        "20508|进修及培训|15.00|10.00||4.00|||1.00",
        "2050803|培训支出|15.00|10.00||4.00|||1.00",
    )  # fmt: skip
    assert table is not None
    assert "含教育收费" not in table.reason
    assert printed(table)["205", "事业收入"] == "4.00"
    assert printed(table)["205", "其他收入"] == "1.00"


VERTICAL = (
    "项目|预算数|决算数",
    "合计|31.00|6.00",
    "1．因公出国（境）费用||",
    "2．公务接待费|1.00|0.50",
    "3．公务用车费|30.00|5.50",
    "其中：（1）公务用车运行维护费|12.00|5.50",
    "（2）公务用车购置费|18.00|",
)


def test_vertical_three_public_expenses_lie_down(specs: Specs) -> None:
    table = read(specs, "“三公”经费支出决算表", *VERTICAL)
    assert table is not None
    assert [row.key for row in table.rows] == ["金额"]
    assert printed(table) == {
        ("金额", "预算数.合计"): "31.00",
        ("金额", "决算数.合计"): "6.00",
        ("金额", "预算数.公务接待费"): "1.00",
        ("金额", "决算数.公务接待费"): "0.50",
        ("金额", "预算数.公务用车购置及运行维护费"): "30.00",
        ("金额", "决算数.公务用车购置及运行维护费"): "5.50",
        ("金额", "预算数.公务用车运行维护费"): "12.00",
        ("金额", "决算数.公务用车运行维护费"): "5.50",
        ("金额", "预算数.公务用车购置费"): "18.00",
    }
    # A blank cell is in the form; it is blank, not missing.
    assert table.figure("金额", "决算数.因公出国（境）费") is not None
    assert [c.key for c in table.columns][:2] == ["预算数.合计", "预算数.因公出国（境）费"]


def test_rows_beside_the_form_become_columns_of_their_own(specs: Specs) -> None:
    table = read(specs, "“三公”经费支出决算表", *VERTICAL, "机关运行经费||88.00")
    assert table is not None
    assert printed(table)["金额", "决算数.机关运行经费"] == "88.00"
    assert {c for _, c in table.cells} == {c.key for c in table.columns}


def test_two_blocks_and_interleaved_give_the_same_cells(specs: Specs) -> None:
    a = read(
        specs, "财政拨款“三公”经费支出决算表",
        "预算数|<|<|<|<|<|决算数|<|<|<|<|<",
        "合计|因公出国（境）费|公务用车购置及运行维护费|<|<|公务接待费"
        "|合计|因公出国（境）费|公务用车购置及运行维护费|<|<|公务接待费",
        "合计|因公出国（境）费|小计|公务用车购置费|公务用车运行维护费|公务接待费"
        "|合计|因公出国（境）费|小计|公务用车购置费|公务用车运行维护费|公务接待费",
        "31.00||30.00|18.00|12.00|1.00|6.00||5.50||5.50|0.50",
    )  # fmt: skip
    pair = "预算数|决算数"
    b = read(
        specs, "财政拨款“三公”经费支出决算表",
        "合计|<|因公出国（境）费|<|公务用车购置及运行维护费|<|<|<|<|<|公务接待费|<",
        "合计|<|因公出国（境）费|<|小计|<|公务用车购置费|<|公务用车运行维护费|<|公务接待费|<",
        "|".join([pair] * 6),
        "31.00|6.00|||30.00|5.50|18.00||12.00|5.50|1.00|0.50",
    )  # fmt: skip
    c = read(specs, "财政拨款“三公”经费支出决算表", *VERTICAL)
    assert a is not None
    assert b is not None
    assert c is not None
    assert printed(a) == printed(b) == printed(c)


SIX = "科目代码|科目名称|年初结转和结余|本年收入|本年支出|<|<|年末结转和结余"


def test_state_capital_with_six_columns_and_with_three(specs: Specs) -> None:
    six = read(
        specs, "国有资本经营预算财政拨款收入支出决算表", SIX,
        "科目代码|科目名称|年初结转和结余|本年收入|合计|基本支出|项目支出|年末结转和结余",
        "合计|<|1.00|9.00|8.00||8.00|2.00",
        "223|国有资本经营预算支出|1.00|9.00|8.00||8.00|2.00",
        "22301|解决历史遗留问题及改革成本支出|1.00|9.00|8.00||8.00|2.00",
        "2230105|国有企业退休人员社会化管理补助支出|1.00|9.00|8.00||8.00|2.00",
    )  # fmt: skip
    three = read(
        specs, "国有资本经营预算财政拨款支出决算表", "科目代码|科目名称|合计|基本支出|项目支出",
        "合计|<|8.00||8.00",
        "223|国有资本经营预算支出|8.00||8.00",
        "22301|解决历史遗留问题及改革成本支出|8.00||8.00",
        "2230105|国有企业退休人员社会化管理补助支出|8.00||8.00",
    )  # fmt: skip
    assert six is not None
    assert three is not None
    assert printed(six)["223", "年末结转和结余"] == "2.00"
    assert printed(six)["223", "合计"] == printed(three)["223", "合计"] == "8.00"
    assert three.figure("223", "年初结转和结余") is None


def test_wide_general_budget_table(specs: Specs) -> None:
    table = read(
        specs, "一般公共预算财政拨款收入支出决算表",
        "科目代码|科目名称|年初结转和结余|<|<|本年收入|本年支出|<|<|年末结转和结余|<|<",
        "科目代码|科目名称|合计|基本支出结转|项目支出结转和结余|本年收入|合计|基本支出|项目支出"
        "|合计|基本支出结转|项目支出结转和结余",
        "合计|<|3.00|1.00|2.00|20.00|19.00|12.00|7.00|4.00|1.00|3.00",
        "201|一般公共服务支出|3.00|1.00|2.00|20.00|19.00|12.00|7.00|4.00|1.00|3.00",
        "20106|财政事务|3.00|1.00|2.00|20.00|19.00|12.00|7.00|4.00|1.00|3.00",
        "2010601|行政运行|3.00|1.00|2.00|20.00|19.00|12.00|7.00|4.00|1.00|3.00",
    )  # fmt: skip
    assert table is not None
    figures = {column: text for (row, column), text in printed(table).items() if row == "201"}
    assert figures == {
        "年初.合计": "3.00", "年初.基本支出结转": "1.00", "年初.项目支出结转和结余": "2.00", "本年收入": "20.00",
        "小计": "19.00", "基本支出": "12.00", "项目支出": "7.00",
        "年末.合计": "4.00", "年末.基本支出结转": "1.00", "年末.项目支出结转和结余": "3.00",
    }  # fmt: skip


# Rows


def resolved(spec: TableSpec, specs: Specs, *rows: tuple[str, str]) -> list[tuple[str, str, str, bool]]:
    raw = [RawRow(spec.lanes[0].name, code, label, {}) for code, label in rows]
    return [(r.key, r.code, r.parent, r.inferred) for r in resolve_rows(spec, raw, specs)]


def test_codes_cut_to_six_characters(specs: Specs) -> None:
    rows = resolved(
        layout(specs, "公开03表"), specs,
        ("", "合计"), ("201", "一般公共服务支出"), ("20103", "政府办公厅（室）及相关机构事务"),
        ("201030", "行政运行"), ("201030", "一般行政管理事务"), ("201035", "事业运行"),
    )  # fmt: skip
    assert [r[1] for r in rows] == ["", "201", "20103", "2010301", "2010302", "2010350"]
    assert [r[2] for r in rows] == ["", "合计", "201", "20103", "20103", "20103"]
    assert [r[3] for r in rows] == [False, False, False, True, True, True]


@pytest.mark.parametrize(
    ("code", "label"),
    [("2010301", "行政运行"), ("20103", "政府办公厅（室）及相关机构事务"), ("201", "一般公共服务支出")],
)
def test_a_code_printed_in_full_twice_is_a_duplicate_not_a_doubt(specs: Specs, code: str, label: str) -> None:
    rows = resolved(layout(specs, "公开03表"), specs, (code, label), (code, label))
    assert [r[0] for r in rows] == [code, f"{code}#2"]
    assert [r[1] for r in rows] == [code, code]
    assert [r[3] for r in rows] == [False, False]


def test_children_of_a_duplicate_hang_on_the_first(specs: Specs) -> None:
    label = "政府办公厅（室）及相关机构事务"
    spec = layout(specs, "公开03表")
    rows = resolved(spec, specs, *[("20103", label)] * 4, ("2010301", "行政运行"))
    assert rows[-1][2] == "20103"


def test_economic_codes_cut_to_their_class(specs: Specs) -> None:
    rows = resolved(
        layout(specs, "公开06表"), specs, ("301", "工资福利支出"), ("301", "基本工资"), ("301", "津贴补贴"), ("303", "对个人和家庭的补助")
    )  # fmt: skip
    assert [r[1] for r in rows] == ["301", "30101", "30102", "303"]


def test_opening_rows_with_the_names_of_the_income_rows(specs: Specs) -> None:
    names = [
        "一、一般公共预算财政拨款", "二、政府性基金预算财政拨款", "三、国有资本经营预算财政拨款", "本年收入合计",
        "年初财政拨款结转和结余", "一、一般公共预算财政拨款", "二、政府性基金预算财政拨款", "三、国有资本经营预算财政拨款", "总计",
    ]  # fmt: skip
    spec = layout(specs, "公开04表")
    rows = resolve_rows(spec, [RawRow("收入", "", n, {}) for n in names], specs)
    assert [r.key for r in rows] == [r.key for r in spec.lane("收入").rows]


@pytest.mark.parametrize(("rows", "numeral"), [(26, "二十六"), (24, "二十四")])
def test_functional_rows_match_by_name_not_by_numeral(specs: Specs, rows: int, numeral: str) -> None:
    spec = layout(specs, "公开01表")
    found = resolve_rows(spec, [RawRow("支出", "", f"{numeral}、抗疫特别国债安排的支出", {})], specs)
    assert found[0].code == "234"


def test_figures_carry_label_kind_and_unit(specs: Specs) -> None:
    spec = layout(specs, "公开04表")
    cells = {"政府性基金预算财政拨款": RawCell("1,234.50"), "合计": RawCell("—")}
    table = assemble(spec, [RawRow("支出", "", "二十三、其他支出", cells)], specs, title="四", unit="元")
    figure = table.cells["支出.其他支出", "政府性基金预算财政拨款"]
    assert figure.id == "公开04表/支出.其他支出/政府性基金预算财政拨款"
    assert figure.population == "政府性基金"
    assert figure.quantity.printed == "1,234.50"
    assert figure.quantity.unit.symbol == "元"
    assert squash(figure.label).startswith("公开04表支出方")
    assert table.cells["支出.其他支出", "合计"].quantity.value == 0


def four(specs: Specs) -> list[str]:
    """Return 公开04表 as printed up to 2019: no 国资 rows, no 国资 column."""
    spec = layout(specs, "公开04表")
    sides = [[r.name for r in spec.lane(side).rows if "国有资本" not in r.name] for side in ("收入", "支出")]
    income = {
        "一般公共预算财政拨款": "9.00",
        "政府性基金预算财政拨款": "3.00",
        "本年收入合计": "12.00",
        "总计": "13.00",
    }
    spent = {
        "一般公共服务支出": "7.00|7.00|", "其他支出": "3.00||3.00", "本年支出合计": "10.00|7.00|3.00",
        "年末财政拨款结转和结余": "3.00|3.00|", "总计": "13.00|10.00|3.00",
    }  # fmt: skip
    rows = ["收入|<|支出|<|<|<", "项目|金额|项目|合计|一般公共预算财政拨款|政府性基金预算财政拨款"]
    for a, b in itertools.zip_longest(*sides, fillvalue=""):
        rows.append(f"{a}|{income.pop(a, '')}|{b}|{spent.get(b, '||')}")
    return rows


def test_a_form_without_state_capital_lacks_the_column_and_is_summed_without_it(specs: Specs) -> None:
    table = read(specs, "财政拨款收入支出决算总表", *four(specs))
    assert table is not None
    assert table.figure("支出.其他支出", "国有资本经营预算财政拨款") is None
    wrong = read(
        specs, "财政拨款收入支出决算总表", *(line.replace("||3.00", "||2.00") for line in four(specs))
    )
    assert wrong is not None
    assert verdicts(specs, table) == {"holds"}
    assert verdicts(specs, wrong) == {"holds", "violated"}


def verdicts(specs: Specs, table: Table) -> set[str]:
    ledger = Ledger(Document("x", "xlsx", "", ()), DocumentFacts(year=2019), {table.key: table})
    relations = load_rules(specs).apply(ledger).relations
    return {o.verdict.value for o in judge_all([r for r in relations if r.rule.id == "CZ-04"])}


def test_a_head_that_stands_below_every_other_tells_no_column(specs: Specs) -> None:
    """Without merged cells, and with 决算数 below each head: 类、款、项 beside 合计, as some forms print them."""
    table = read(
        specs,
        "支出决算表",
        "项目||||本年支出合计|基本支出|项目支出|上缴上级支出|经营支出|对附属单位补助支出",
        "功能分类科目编码|||科目名称||||||",
        "||||决算数|决算数|决算数|决算数|决算数|决算数",
        "类|款|项|合计|812.40|700.15|112.25|0.00|0.00|0.00",
        "205|||教育支出|812.40|700.15|112.25|0.00|0.00|0.00",
        "20502|||普通教育|812.40|700.15|112.25|0.00|0.00|0.00",
        "2050203|||初中教育|812.40|700.15|112.25|0.00|0.00|0.00",
    )
    assert table is not None
    assert table.key == "公开03表"
    found = printed(table)
    assert len(found) == 24
    assert found["合计", "项目支出"] == "112.25"
    assert found["2050203", "本年支出合计"] == "812.40"
