"""What a document says of itself, in the places and spellings that real ones use."""

from __future__ import annotations

import pytest

from gouji.model import Document, DocumentFacts, Line
from gouji.reading.identity import identify, named_outside


def department(*lines: str) -> str:
    return identify(Document("x", "text", "", tuple(Line(t) for t in lines))).department


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("部门：清河示例市第八局 单位：万元", "清河示例市第八局"),
        ("部门：清河示例市档案馆 金额单位：万元", "清河示例市档案馆"),
        ("编制单位：清河示例市第7中学", "清河示例市第7中学"),
        ("部门名称：清河示例市档案馆 2024年度 单位：万元", "清河示例市档案馆"),
        ("清河示例市第12中学2024年度单位决算", "清河示例市第12中学"),
        ("单位：万元", ""),
    ],
)
def test_the_department_is_read_whole(line: str, name: str) -> None:
    assert department(line) == name


@pytest.mark.parametrize(
    ("source", "title", "department"),
    [
        ("公开/甲乙区档案馆2024年度部门决算.docx", "", "甲乙区档案馆"),
        ("甲乙区档案馆-2024/决算公开.docx", "", "甲乙区档案馆"),
        ("决算.html", "甲乙区档案馆2024年度部门决算", "甲乙区档案馆"),
        ("03甲乙区档案馆决算公开表.xlsx", "", "甲乙区档案馆"),
        ("档案馆-2024/决算公开.docx", "", ""),  # abbreviated: the text knows the body by its whole name
        ("甲乙区财政局-2024/决算公开.docx", "", ""),  # no word of it in the text
        ("决算公开-2024.docx", "", ""),
    ],
)
def test_a_department_named_only_outside_of_the_text(source: str, title: str, department: str) -> None:
    lines = (Line("一、机构设置"), Line("甲乙区档案馆内设综合科、业务科。"))
    document = Document(source, "docx", "0" * 64, lines, metadata={"title": title})
    assert named_outside(document, DocumentFacts()).department == department
    assert named_outside(document, DocumentFacts(department="丙局")).department == "丙局"


@pytest.mark.parametrize(
    "lines",
    [
        (
            "第二部分2024年度单位决算表",
            "较2023年度决算数增加1万元，较2023年度决算数减少2万元，与2023年度相比增加3万元，比2023年度增加4万元。",
            "2023年度追加。2023年度结转。",
        ),
        ("第二部分 部门决算表", "2024年度收入9万元，较2023年度、比2023年度增加。"),
    ],
)
def test_what_is_compared_with_is_not_the_year_of_the_accounts(lines: tuple[str, ...]) -> None:
    assert identify(Document("x", "text", "", tuple(Line(t) for t in lines))).year == 2024
