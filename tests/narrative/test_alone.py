"""Prose whose tables are elsewhere is held against itself: totals, what was carried over, kinds of money, what is said twice."""

from __future__ import annotations

import pytest

from gouji.api import Source
from gouji.audit import Auditor
from gouji.model import Finding, Measure, Severity

HEAD = "清河示例局2023年度部门决算情况说明\n"
WHOLE = HEAD + (
    "一、收入支出决算总体情况说明\n"
    "1.总体情况。2023年度收入总计120.00万元，支出总计120.00万元。收支较上年决算数增加20.00万元，增长20.00%。\n"
    "2.收入情况。2023年度收入合计110.00万元，较上年决算数增加15.00万元，增长15.79%。此外，年初结转和结余10.00万元。\n"
    "3.支出情况。2023年度支出合计105.00万元，较上年决算数增加15.00万元，增长16.67%。\n"
    "4.结转结余情况。2023年度年末结转和结余15.00万元，较上年决算数增加5.00万元，增长50.00%。\n"
    "九、机关运行经费支出情况说明\n2023年度机关运行经费支出5.00万元，与上年持平。\n"
)
MONEY = HEAD + (
    "一、财政拨款收入支出决算总体情况说明\n"
    "2023年度财政拨款本年收入110.00万元，比上年增加10.00万元，增长10.00%；本年支出100.00万元，增加20.00万元，增长25.00%。\n"
    "一般公共预算财政拨款本年收入90.00万元，比上年增加6.00万元。主要是人员经费增加。本年支出80.00万元，比上年增加5.00万元。\n"
    "政府性基金预算财政拨款本年收入20.00万元，比上年增加4.00万元；本年支出20.00万元，比上年增加15.00万元。\n"
    "九、机关运行经费支出情况说明\n2023年度机关运行经费支出5.00万元，与上年持平。\n"
)
CLASSES = HEAD + (
    "一、支出决算情况说明\n2023年度本年支出合计200.00万元，其中：基本支出150.00万元，占75.00%；项目支出50.00万元，占25.00%。\n"
    "二、一般公共预算财政拨款支出决算情况说明\n"
    "（一）一般公共预算财政拨款支出决算总体情况\n2023年度一般公共预算财政拨款支出100.00万元，占本年支出合计的50.00%。\n"
    "（二）一般公共预算财政拨款支出决算结构情况\n2023年度一般公共预算财政拨款支出100.00万元，主要用于以下方面："
    "教育支出60.00万元，占60.00%；农林水支出30.00万元，占30.00%；交通运输支出10.00万元，占10.00%。\n"
)
SHARES = HEAD + (
    "一、“三公”经费财政拨款支出决算总体情况\n2023年度“三公”经费财政拨款支出预算为20.00万元，支出决算为10.00万元，完成预算的50.00%。"
    "其中：公务用车购置及运行费支出决算为4.00万元；公务接待费支出决算为6.00万元。\n"
    "二、“三公”经费财政拨款支出决算具体情况\n2023年度“三公”经费财政拨款支出决算中，公务用车购置及运行维护费支出4.00万元，占40.00%；"
    "公务接待费支出6.00万元，占60.00%。\n"
)

TAIL = "九、机关运行经费支出情况说明\n2023年度机关运行经费支出5.00万元，与上年持平。\n"
GENERAL = HEAD + (
    "一、一般公共预算财政拨款收入支出决算情况说明\n"
    "1.收入情况。2023年度一般公共预算财政拨款收入100.00万元。此外，年初财政拨款结转和结余5.00万元。\n"
    "2.支出情况。2023年度一般公共预算财政拨款支出98.00万元，其中：基本支出60.00万元，项目支出38.00万元。\n"
    "3.结转结余情况。2023年度年末一般公共预算财政拨款结转和结余7.00万元。\n"
)
ITEMS = HEAD + (
    "一、一般公共预算财政拨款支出决算情况说明\n（一）一般公共预算财政拨款支出决算结构情况\n"
    "2023年度一般公共预算财政拨款支出100.00万元，主要用于以下方面：教育支出60.00万元，占60.00%；"
    "卫生健康支出25.00万元，占25.00%；住房保障支出15.00万元，占15.00%。\n"
    "（二）一般公共预算财政拨款支出决算具体情况\n"
    "1.教育支出（类）普通教育（款）小学教育（项）：支出决算为40.00万元。\n"
    "2.教育支出（类）普通教育（款）初中教育（项）：支出决算为20.00万元。\n"
    "3.卫生健康支出（类）行政事业单位医疗（款）事业单位医疗（项）：支出决算为25.00万元。\n"
    "4.住房保障支出（类）住房改革支出（款）住房公积金（项）：支出决算为15.00万元。\n"
)
KINDS = HEAD + (
    "一、一般公共预算财政拨款基本支出决算情况说明\n2023年度一般公共预算财政拨款基本支出100.00万元，其中：\n"
    "（一）工资福利支出70.00万元。\n（二）商品和服务支出20.00万元。\n（三）对个人和家庭的补助10.00万元。\n"
    + TAIL
)
TOTAL_SHARES = HEAD + (
    "一、支出决算情况说明\n2023年度本年支出合计100.00万元。其中：基本支出60.00万元，占总支出的60.00%；"
    "项目支出30.00万元，占总支出的30.00%；经营支出10.00万元，占总支出的10.00%。\n"
)
FISCAL = HEAD + (
    "一、财政拨款收入支出决算总体情况说明\n2023年度财政拨款收入、支出决算总计110.00万元。与上年相比，"
    "财政拨款收、支总计各增加10.00万元，增长10.00%。\n"
)
PLANS = HEAD + (
    "一、“三公”经费财政拨款支出决算情况说明\n2023年度“三公”经费财政拨款支出全年预算为20.00万元，支出决算为10.00万元。"
    "其中：因公出国（境）费全年预算为0.00万元，支出决算为0.00万元；公务用车购置及运行维护费全年预算为12.00万元，"
    "支出决算为6.00万元；公务接待费全年预算为8.00万元，支出决算为4.00万元。\n"
)


def page(text: str) -> Source:
    body = "".join(f"<p>{line}</p>" for line in text.splitlines())
    return Source("说明.html", content=f"<html><meta charset='utf-8'><body>{body}</body></html>".encode())


def found(text: str) -> list[Finding]:
    report = Auditor().audit(page(text))
    return [f for f in report.findings if not f.rule.id.startswith(("WZ-", "WJ-"))]


def told(text: str) -> list[tuple[str, str, str, str]]:
    facts = Auditor().read(page(text))[0].facts
    return [(f.subject, f.measure.value, f.figure.quantity.printed, f.base) for f in facts if f.figure]


@pytest.mark.parametrize(
    "text", [WHOLE, MONEY, CLASSES, SHARES, GENERAL, ITEMS, KINDS, TOTAL_SHARES, FISCAL, PLANS]
)
def test_prose_that_agrees_accuses_nobody(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "right", "wrong", "rule"),
    [
        (WHOLE, "收支较上年决算数增加20.00万元", "收支较上年决算数增加25.00万元", "SB-03"),
        (WHOLE, "支出总计120.00", "支出总计102.00", "SM-43"),
        (WHOLE, "年初结转和结余10.00", "年初结转和结余12.00", "SM-41"),
        (WHOLE, "年末结转和结余15.00", "年末结转和结余51.00", "SM-41"),
        (WHOLE, "年初结转和结余10.00", "年初结转和结余11.00", "SM-42"),
        (MONEY, "收入90.00", "收入99.00", "SM-44"),
        (MONEY, "本年支出80.00", "本年支出88.00", "SM-44"),
        (MONEY, "增加20.00万元，增长25.00%", "增加20.00万元，增长52.00%", "SB-03"),
        (CLASSES, "占本年支出合计的50.00%", "占本年支出合计的55.00%", "SB-01"),
        (CLASSES, "农林水支出30.00万元", "农林水支出30.05万元", "SM-19"),
        (CLASSES, "结构情况\n2023年度一般公共预算财政拨款支出100.00", "结构情况\n2023年度一般公共预算财政拨款支出110.00", "SM-03"),
        (SHARES, "公务接待费支出6.00万元，占60.00%", "公务接待费支出6.00万元，占66.00%", "SB-01"),
        (SHARES, "公务接待费支出6.00万元，占60.00%", "公务接待费支出5.00万元，占60.00%", "SM-03"),
        (WHOLE, "收入合计110.00", "收入合计210.00", "SM-41"),
        (GENERAL, "收入100.00", "收入110.00", "SM-41"),
        (GENERAL, "项目支出38.00", "项目支出83.00", "SM-08"),
        (ITEMS, "支出决算为20.00", "支出决算为22.00", "SM-19"),
        (ITEMS, "支出决算为15.00", "支出决算为51.00", "SM-19"),
        (KINDS, "商品和服务支出20.00", "商品和服务支出22.00", "SM-32"),
        (TOTAL_SHARES, "占总支出的30.00%", "占总支出的33.00%", "SB-01"),
        (FISCAL, "增长10.00%", "增长11.00%", "SB-03"),
        (PLANS, "公务接待费全年预算为8.00", "公务接待费全年预算为3.00", "SM-08"),
    ],
)  # fmt: skip
def test_one_figure_that_disagrees_is_found(text: str, right: str, wrong: str, rule: str) -> None:
    assert right in text
    findings = found(text.replace(right, wrong))
    explained = " ".join(str(relation) for f in findings for relation in f.relations)
    assert rule in {f.rule.id for f in findings} or rule in explained


def test_totals_that_are_the_years_own_need_not_be_equal() -> None:
    own = HEAD + (
        "一、收入支出决算总体情况说明\n2023年度收入总计120.00万元，支出总计110.00万元。\n"
        "2023年度收入合计120.00万元，支出合计110.00万元。\n"
    )
    assert found(own) == []
    assert [f.rule.id for f in found(own.replace("支出合计110.00", "支出合计100.00"))] == ["SM-43"]


def test_what_a_paragraph_says_behind_a_full_stop_is_of_its_own_kind_of_money() -> None:
    assert ("一般公共预算财政拨款支出", "决算数", "80.00", "") in told(MONEY)
    # Of two kinds named before it is not said.
    both = MONEY.replace("主要是人员经费增加", "政府性基金预算财政拨款收入20.00万元")
    assert ("一般公共预算财政拨款支出", "决算数", "80.00", "") not in told(both)


def test_a_change_right_behind_an_amount_is_on_last_year_where_the_one_before_was() -> None:
    assert ("财政拨款本年支出合计", "增减额", "20.00", "上年") in told(MONEY)
    planned = MONEY.replace("比上年增加10.00万元，增长10.00%；", "完成预算的90.00%；")
    assert not [t for t in told(planned) if t[2] == "20.00" and t[1] == "增减额"]


def test_a_rate_cut_off_at_whole_percents_is_a_question() -> None:
    text = SHARES.replace("预算为20.00", "预算为15.00").replace("完成预算的50.00%", "完成预算的{}%")
    cut, wrong = found(text.format("66")), found(text.format("60"))
    assert [(f.rule.id, f.severity) for f in cut] == [("SB-02", Severity.WARNING)]
    assert [f.severity for f in wrong] == [Severity.ERROR]


def test_a_lost_full_stop_before_the_parts_ends_the_reason() -> None:
    text = HEAD + (
        "一、支出决算情况说明\n2023年度支出合计100.00万元，较上年减少5.00万元，主要原因是项目支出减少5.00万元"
        "其中：基本支出80.00万元，占80.00%；项目支出20.00万元，占20.00%。\n"
    )
    assert ("基本支出", Measure.FINAL.value, "80.00", "") in told(text)
    assert [f.rule.id for f in found(text.replace("基本支出80.00", "基本支出88.00"))]


@pytest.mark.parametrize("numbers", [("", ""), ("1. ", "1. "), ("二、\n", "三、\n")])
def test_titles_of_sections_are_known_without_their_numbers(numbers: tuple[str, str]) -> None:
    text = HEAD + (
        f"{numbers[0]}收入决算情况说明\n2023年度本年收入合计100.00万元，其中：财政拨款收入90.00万元，占90.00%。\n"
        f"{numbers[1]}支出决算情况说明\n2023年度本年支出合计80.00万元，其中：基本支出60.00万元，占57.00%。\n"
    )
    assert ("本年收入合计", "决算数", "100.00", "") in told(text)
    assert [f.rule.id for f in found(text)] == ["SB-01"]


def test_titles_of_tables_before_prose_hold_none_of_its_figures() -> None:
    text = HEAD + (
        "第二部分 2023年度部门决算表\n八、国有资本经营预算财政拨款支出决算表\n九、财政拨款“三公”经费支出决算表\n"
        "第三部清河示例局2023年度部门决算情况说明\n1. 收入支出决算总体情况说明\n"
        "2023年度收、支总计均为468.00万元。与2022年度相比，收、支总计各减少24.00万元，下降4.88%，主要原因是收入减少。\n"
    )
    ledger = Auditor().read(page(text))[0]
    assert ledger.tables == {}
    assert ("收支总计", "决算数", "468.00", "") in told(text)


def test_a_report_on_one_unit_alone_is_audited() -> None:
    text = (
        "清河示例局2023年度项目支出绩效单位自评报告\n一、基本情况\n"
        "本项目全年预算数100.00万元，实际支出90.00万元，预算执行率95.00%。\n"
    )
    assert [f.rule.id for f in found(text)]


@pytest.mark.parametrize(
    ("text", "end"),
    [
        (WHOLE, "增加5.00万元，增长5"),
        (MONEY, "政府性基金预算财政拨款本年收入20.00万元，比上年增加4.00万元；本年支出2"),
        (CLASSES, "教育支出60.00万元，占60.00%；农林水支出30.00万元，占3"),
        (SHARES, "公务用车购置及运行维护费支出4.00万元，占4"),
        (ITEMS, "小学教育（项）：支出决算为40.00万元。"),
        (KINDS, "商品和服务支出20.00万元。"),
        (PLANS, "公务用车购置及运行维护费全年预算为12.00万元，支出决算为6.00万元；公务接待费全年预算为8.00万元，支出决算为4"),
    ],
)  # fmt: skip
def test_a_text_that_breaks_off_accuses_nobody(text: str, end: str) -> None:
    assert end in text
    assert found(text[: text.rindex(end) + len(end)]) == []


def test_a_sentence_without_an_end_is_not_read_and_said_so() -> None:
    cut = FISCAL[: FISCAL.index("增加10.00万元") + len("增加1")]
    ledger = Auditor().read(page(cut))[0]
    assert [f.figure.quantity.printed for f in ledger.facts if f.figure] == ["110.00"]
    clause = FISCAL[: FISCAL.index("，增长10.00%") + len("，增长1")]
    assert ("财政拨款收支总计", "增减额", "10.00", "上年") in told(clause)
    assert not [t for t in told(clause) if t[1] == "增减率"]
    (note,) = [n for n in ledger.notes if n.code == "text-breaks-off"]
    assert "增加1”处中断" in note.text
    assert not [n for n in Auditor().read(page(FISCAL))[0].notes if n.code == "text-breaks-off"]


def test_projects_behind_a_break_are_not_missing() -> None:
    whole = HEAD + (
        "一、收入决算情况说明\n2023年度本年收入合计100.00万元。\n二、预算绩效情况说明\n"
        "组织对“甲”、“乙”等2个项目开展绩效自评。\n"
        "1.“甲”项目绩效自评情况：项目绩效自评得分为98.00分。项目全年预算数为10.00万元，执行数为9.00万元，完成预算的90.00%。\n"
    )
    report = Auditor().audit(page(whole + "2.“乙”项目绩效自评情况：根据年初设定的绩"))
    assert "JX-24" not in {f.rule.id for f in report.findings}


def test_a_new_body_that_had_nothing_last_year_is_told_of_its_rates_once() -> None:
    text = HEAD + (
        "一、收入支出决算总体情况说明\n"
        "1.总体情况。2023年度收入总计23.00万元，支出总计23.00万元。收支较上年决算数增加23.00万元，增长100%。\n"
        "2.收入情况。2023年度收入合计23.00万元，较上年决算数增加23.00万元，增长100%。\n"
        "3.支出情况。2023年度支出合计20.00万元，较上年决算数增加5.00万元，增长33.33%。\n"
    )
    (finding,) = found(text)
    assert finding.rule.id == "SB-05"
    assert "“收支总计”“本年收入合计” 2 处" in finding.message
    assert {e.printed for e in finding.evidence} >= {"100", "23.00"}
