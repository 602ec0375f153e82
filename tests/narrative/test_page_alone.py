"""A page of a disclosure of several: the 情况说明 without tables, or one section of it under the title of the page."""

from __future__ import annotations

import attrs
import pytest
from bodies_office import units
from bodies_other import police
from sound import sound
from tests.support.some_slow import first

from gouji.api import Source
from gouji.audit import Auditor
from gouji.errors import NoTables
from gouji.model import DocumentReport, Ledger, Severity
from gouji.testing.synthetic import PLACES, make_truth, print_place, to_text
from gouji.testing.synthetic.printed import PrintedTable

TITLE = "清河示例镇2024年度“三公”经费决算情况说明"
FINE = "2024年度全镇“三公”经费支出合计9.00万元。其中：公务用车购置及运维费6.00万元；公务接待费3.00万元。"


def audited(*lines: str) -> DocumentReport:
    return Auditor().audit(Source("说明.txt", content="\n".join((*lines, "")).encode()))


def ledger(*lines: str) -> Ledger:
    return Auditor().read(Source("说明.txt", content="\n".join((*lines, "")).encode()))[0]


def ids(report: DocumentReport, severity: Severity = Severity.ERROR) -> list[str]:
    return [f.rule.id for f in sound(report).findings if f.severity is severity]


@pytest.mark.parametrize(
    "title",
    [
        TITLE,
        "清河示例镇2024年“三公”经费决算汇总情况",
        "清河示例镇2024年三公”经费支出决算说明",
        "清河示例镇2024年三公经费支出决算说明",
        "2024年度清河示例区区级“三公”经费决算情况说明",
    ],
)
def test_the_title_of_a_page_is_that_of_its_only_section(title: str) -> None:
    facts = ledger(title, FINE).facts
    assert [(f.subject, f.figure.quantity.printed) for f in facts if f.figure] == [
        ("“三公”经费", "9.00"),
        ("公务用车购置及运行维护费", "6.00"),
        ("公务接待费", "3.00"),
    ]


@pytest.mark.parametrize(
    "title", ["清河示例镇2024年度工作总结", "清河示例镇2024年度招商会", "一次决算会的纪要"]
)
def test_any_other_page_without_tables_is_none_of_a_disclosure(title: str) -> None:
    with pytest.raises(NoTables):
        ledger(title, FINE)


def test_prose_without_tables_is_audited_and_the_tables_are_missed_once() -> None:
    fine = audited(TITLE, FINE, "“三公”经费较上年减少1.00万元，下降10.00%。")
    assert ids(fine) == []
    assert ids(fine, Severity.WARNING).count("WZ-01") == 1 and "WZ-03" not in ids(fine, Severity.WARNING)
    wrong = audited(TITLE, FINE, "“三公”经费较上年减少1.00万元，下降20.00%。")
    assert ids(wrong) == ["SB-03"]


def test_a_whole_account_in_prose_is_audited_under_its_headings() -> None:
    text = (
        "清河示例区档案馆2024年度部门决算",
        "第二部分 2024年度部门决算情况说明",
        "一、收入决算情况说明",
        "2024年度本年收入合计10.00万元，其中：财政拨款收入8.00万元，占80.00%；其他收入2.00万元，占{}%。",
    )
    assert ids(audited(*text[:-1], text[-1].format("20.00"))) == []
    assert ids(audited(*text[:-1], text[-1].format("30.00"))) == ["SB-01"]


@pytest.mark.parametrize(
    "title", ["关于清河示例区2024年财政决算草案的报告", "清河示例区人民政府关于2024年决算的报告"]
)
def test_the_report_of_a_government_is_none_of_a_department(title: str) -> None:
    text = (title, "一、政府性基金预算收支决算情况", "2024年政府性基金预算收入10.00亿元，支出12.00亿元。")
    with pytest.raises(NoTables):
        ledger(*text)
    assert ledger("清河示例区档案馆2024年度部门决算公开报告", *text[1:]).facts


def test_a_budget_is_still_told_to_be_one() -> None:
    with pytest.raises(NoTables) as told:
        ledger("清河示例区档案馆2024年度部门预算", "一、收入决算情况说明", "本年收入合计10.00万元。")
    assert "部门预算" in told.value.message


def test_rules_of_budgeting_do_not_make_a_page_a_budget() -> None:
    read = ledger(TITLE, FINE, "口径：按照部门预算管理的有关规定。")
    assert read.facts_of.kind == "" and read.facts_of.year == 2024


@pytest.mark.parametrize(
    ("line", "department"),
    [
        ("(单位：万元)", ""),
        ("纳入本部门决算编制的包括3个单位：示例局本级、示例中心、示例站。", ""),
        ("编制单位：清河示例站", "清河示例站"),
    ],
)
def test_a_department_is_named_by_a_label_and_not_by_a_unit_or_a_count(line: str, department: str) -> None:
    assert ledger(TITLE, FINE, line).facts_of.department == department


CLASSES = (
    "清河示例区档案馆2024年度部门决算情况说明",
    "五、一般公共预算财政拨款支出决算结构情况",
    "2024年度一般公共预算财政拨款支出10.00万元，主要用于以下方面：教育支出6.00万元，占{}%；卫生健康支出4.00万元，占40.00%。",
)


@pytest.mark.parametrize(("share", "wrong"), [("60.00", []), ("64.00", ["SB-01"])])
def test_classes_of_expenditure_are_known_without_their_table(share: str, wrong: list[str]) -> None:
    text = (*CLASSES[:2], CLASSES[2].format(share))
    assert ids(audited(*text)) == wrong
    assert [f.subject for f in ledger(*text).facts if f.measure.value == "决算数"] == [
        "一般公共预算财政拨款支出",
        "教育支出",
        "卫生健康支出",
    ]


@pytest.mark.parametrize(("parts", "wrong"), [(("4.5", "4.6"), []), (("4.5", "5.1"), ["SM-08"])])
def test_amounts_of_one_decimal_may_be_rounded(parts: tuple[str, str], wrong: list[str]) -> None:
    text = "2024年“三公”经费支出9.0万元，其中：因公出国（境）费0万元；公务用车购置及运行维护费{}万元；公务接待费{}万元。"
    assert (
        ids(audited(TITLE, text.format(*parts), "公务用车运行维护费4.5万元，公务用车购置费0万元。")) == wrong
    )


@pytest.mark.parametrize("place", first(4, sorted(PLACES)))
def test_correct_prose_accuses_nobody_without_its_tables(place: str) -> None:
    printed = print_place(make_truth(23), place)
    prose = attrs.evolve(printed, pieces=tuple(p for p in printed.pieces if not isinstance(p, PrintedTable)))
    report = audited(*to_text(prose).splitlines())
    assert ids(report) == []
    assert {i for i in ids(report, Severity.WARNING) if not i.startswith("WZ-")} == set()


@pytest.mark.parametrize("body", [police, units])
def test_prose_of_own_words_accuses_nobody_without_its_tables(body: object) -> None:
    for seed in (2, 3):
        printed = body(seed)  # type: ignore[operator]
        prose = attrs.evolve(
            printed, pieces=tuple(p for p in printed.pieces if not isinstance(p, PrintedTable))
        )
        assert ids(audited(*to_text(prose).splitlines())) == []
