"""Grids of which a page shows a part: what is hidden is unknown, whatever the rules take an absent row for."""

from __future__ import annotations

import pytest
from sound import sound

from gouji.api import Source
from gouji.audit import Auditor
from gouji.model import DocumentReport

HEAD = "<h1>清河示例区档案馆2024年度部门决算公开</h1>"
BASIC = [
    ["301", "工资福利支出", "100.00", "302", "商品和服务支出", "20.00", "310", "资本性支出"],
    ["30101", "基本工资", "60.00", "30201", "办公费", "15.00", "31002", "办公设备购置"],
    ["30102", "津贴补贴", "40.00", "30202", "印刷费", "5.00", "31003", "专用设备购置"],
    ["303", "对个人和家庭的补助", "1.00", "", "", "", "399", "其他支出"],
    ["30305", "生活补助", "1.00", "", "", "", "39999", "其他支出"],
    ["人员经费合计", "", "101.00", "公用经费合计", "", "", "", ""],
]
CODES = ["科目编码", "科目名称", "决算数", "科目编码", "科目名称", "决算数", "科目编码", "科目名称"]
BASIC_TITLE = "<h3>一般公共预算财政拨款基本支出决算表</h3>公开06表 单位：万元"
TOTALS_TITLE = "<h3>收入支出决算总表</h3>公开01表 单位：万元"
TOTALS = [
    ["一、一般公共预算财政拨款收入", "1", "90.00", "一、一般公共服务支出", "31", "95.00"],
    ["二、政府性基金预算财政拨款收入", "2", "", "二、外交支出", "32", ""],
    ["三、国有资本经营预算财政拨款收入", "3", "", "三、国防支出", "33", ""],
    ["四、上级补助收入", "4", "", "四、公共安全支出", "34", ""],
    ["五、事业收入", "5", "", "五、教育支出", "35", ""],
    ["六、经营收入", "6", "", "六、科学技术支出", "36", ""],
    ["七、附属单位上缴收入", "7", "", "七、文化旅游体育与传媒支出", "37", ""],
    ["八、其他收入", "8", "10.00", "八、社会保障和就业支出", "38", "5.00"],
    ["本年收入合计", "27", "100.00", "本年支出合计", "57", "100.00"],
    ["总计", "30", "100.00", "总计", "60", "100.00"],
]


@pytest.fixture(scope="module")
def auditor() -> Auditor:
    return Auditor()


def audited(auditor: Auditor, title: str, *rows: list[str]) -> DocumentReport:
    made = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in rows)
    page = f"<html><body>{HEAD}{title}<table border=1>{made}</table></body></html>"
    return auditor.audit(Source("a.html", content=page.encode()))


def verdicts(report: DocumentReport, rule: str) -> set[str]:
    return {o.verdict.value for o in report.outcomes if o.relation.rule.id == rule}


def test_amounts_of_a_lane_beyond_the_page_are_no_zeros(auditor: Auditor) -> None:
    report = audited(auditor, BASIC_TITLE, CODES, *BASIC)
    table = report.ledger.tables["公开06表"]
    rows = {key for key, _ in table.cells}
    assert {"301", "302", "30201"} <= rows
    assert not rows & {"310", "31002", "399", "公用经费合计"}
    assert verdicts(report, "JB-02") == {"holds"}
    assert verdicts(report, "JB-03") == {"undecided"}
    assert not sound(report).findings or {f.rule.id for f in sound(report).findings}.isdisjoint(
        {"JB-01", "JB-03"}
    )


def test_a_total_without_a_figure_is_blank_where_all_lanes_have_amounts(auditor: Auditor) -> None:
    rows = [[*row, "0.00" if row[6] else ""] for row in BASIC]
    report = audited(auditor, BASIC_TITLE, [*CODES, "决算数"], *rows)
    assert report.ledger.tables["公开06表"].cells["公用经费合计", "决算数"].quantity.value == 0
    assert verdicts(report, "JB-03") == {"violated"}


def changed(row: int, label: str) -> list[list[str]]:
    rows = [list(r) for r in TOTALS]
    rows[row][3] = label
    return rows


@pytest.mark.parametrize("label", ["支出", "服务支出", "公共服务"])
def test_a_part_of_a_name_is_told_by_its_line_number(auditor: Auditor, label: str) -> None:
    report = audited(
        auditor, TOTALS_TITLE, ["项目", "行次", "金额", "项目", "行次", "金额"], *changed(0, label)
    )
    figure = report.ledger.tables["公开01表"].cells["支出.一般公共服务支出", "金额"]
    assert str(figure.quantity.value) == "95.00"
    assert verdicts(report, "ZB-02") == {"holds"}


def test_an_amount_of_a_name_that_was_not_read_decides_no_sum(auditor: Auditor) -> None:
    head = ["项目", "行次", "金额", "项目", "行次", "金额"]
    assert verdicts(audited(auditor, TOTALS_TITLE, head, *TOTALS), "ZB-02") == {"holds"}
    report = audited(auditor, TOTALS_TITLE, head, *changed(0, "一般二、公外共交服务"))
    assert verdicts(report, "ZB-02") == {"undecided"}
    assert "ZB-02" not in {f.rule.id for f in sound(report).findings}


@pytest.mark.parametrize(("at", "verdict"), [(8, "undecided"), (9, "holds")])
def test_a_row_below_the_sum_is_no_part_of_it(auditor: Auditor, at: int, verdict: str) -> None:
    """Rows that no form has stand in many disclosures: those after 本年收入合计 leave its sum checked."""
    rows = [*TOTALS[:at], ["甲类补助", "28", "3.00", "", "", ""], *TOTALS[at:]]
    report = audited(auditor, TOTALS_TITLE, ["项目", "行次", "金额", "项目", "行次", "金额"], *rows)
    assert verdicts(report, "ZB-01") == {verdict}


FUNDS_TITLE = "<h3>政府性基金预算财政拨款收入支出决算表</h3>公开07表 单位：万元"
FUNDS = [
    ["项目", "", "年初结转和结余", "本年收入", "本年支出", "", "", "年末结转和结余"],
    ["功能分类科目编码", "科目名称", "", "", "", "", "", ""],
    ["合计", "", "0", "12.50", "合计", "基本支出", "项目支出", "0"],
    ["212", "城乡社区支出", "0", "12.50", "12.50", "", "12.50", "0"],
    ["21208", "国有土地使用权出让收入安排的支出", "0", "12.50", "12.50", "", "12.50", "0"],
    ["2120804", "农村基础设施建设支出", "0", "12.50", "12.50", "", "12.50", "0"],
]


def test_a_total_that_shares_the_line_of_the_lowest_heads(auditor: Auditor) -> None:
    """Its figures stand where no head is; below a head it has none, and none is taken for zero."""
    report = audited(auditor, FUNDS_TITLE, *FUNDS)
    table = report.ledger.tables["公开07表"]
    assert not table.doubt
    own = {column: f.quantity.printed for (row, column), f in table.cells.items() if row == "合计"}
    assert own == {"年初结转和结余": "0", "本年收入": "12.50", "年末结转和结余": "0"}
    item = {column: f.quantity.printed for (row, column), f in table.cells.items() if row == "2120804"}
    assert item["本年收入"] == item["小计"] == item["项目支出"] == "12.50"
    assert verdicts(report, "JJ-01") == {"holds", "undecided"}
    assert not [f for f in sound(report).findings if f.rule.id.startswith("JJ-")]
    wrong = [row if at != 5 else [*row[:4], "21.50", *row[5:]] for at, row in enumerate(FUNDS)]
    assert any(f.rule.id.startswith("JJ-") for f in audited(auditor, FUNDS_TITLE, *wrong).findings)


def test_a_unit_above_a_blank_is_no_head_of_it(auditor: Auditor) -> None:
    """A sheet without merged cells prints its unit above the last column, whose head stands to the left."""
    title = "<h3>财政拨款“三公”经费支出决算表</h3>"
    above = ["合计", "", "因公出国（境）费", "", "公务用车购置及运行维护费", *[""] * 5, "公务接待费", ""]
    below = [*[""] * 4, "小计", "", "公务用车购置费", "", "公务用车运行维护费", "", "", ""]
    report = audited(
        auditor,
        title,
        ["财政拨款“三公”经费支出决算表", *[""] * 11],
        ["部门：清河示例区档案馆", *[""] * 10, "单位：万元"],
        above,
        below,
        ["预算数", "决算数"] * 6,
        ["9.00", "6.00", "", "", "8.00", "5.50", "", "", "8.00", "5.50", "1.00", "0.50"],
    )
    table = report.ledger.tables["公开09表"]
    got = {c: f.quantity.printed for (_, c), f in table.cells.items()}
    assert (got["预算数.公务接待费"], got["决算数.公务接待费"]) == ("1.00", "0.50")
    assert not table.doubt
