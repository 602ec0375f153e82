"""Printed lines become paragraphs and sections: what is joined, what is a heading, what is left out."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.audit import Auditor
from gouji.model import Box, Document, DocumentFacts, Line, Place, Section
from gouji.packs import select_packs
from gouji.reading.headings import goes_on, heading_of, is_heading, run_in
from gouji.reading.prose import read_sections


def lines_of(*texts: str, ends: bool = False) -> list[Line]:
    return [Line(text, Place(line=i + 1), ends) for i, text in enumerate(texts)]


def read(*texts: str, ends: bool = False) -> tuple[Section, ...]:
    return sections(lines_of(*texts, ends=ends))


def sections(lines: list[Line]) -> tuple[Section, ...]:
    return read_sections(Document("x", "text", "0", tuple(lines), has_layout=False), frozenset())


def outline(found: tuple[Section, ...]) -> list[tuple[str, str]]:
    return [(s.number, s.title) for s in found]


def text_of(found: tuple[Section, ...]) -> list[str]:
    return [p.text for s in found for p in s.paragraphs]


def test_sections_form_a_tree_of_number_paths() -> None:
    found = read(
        "第三部分 2024年度部门决算情况说明",
        "五、一般公共预算财政拨款支出决算情况说明",
        "（二）一般公共预算财政拨款支出决算结构情况",
        "支出10.00万元。",
        "六、其他说明",
        "无。",
        "第四部分 名词解释",
    )
    assert outline(found) == [
        ("第三部分", "2024年度部门决算情况说明"),
        ("第三部分/五", "一般公共预算财政拨款支出决算情况说明"),
        ("第三部分/五/（二）", "一般公共预算财政拨款支出决算结构情况"),
        ("第三部分/六", "其他说明"),
        ("第四部分", "名词解释"),
    ]
    assert [s.part for s in found] == ["情况说明"] * 4 + ["名词解释"]


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        (("收入合计88", "7.29万元，占100%。"), "收入合计887.29万元，占100%。"),
        (("收入合计887.", "29万元。"), "收入合计887.29万元。"),
        (("收入合计887", ".29万元。"), "收入合计887.29万元。"),
        (("收入合计887.29", "万元，占100", "%。"), "收入合计887.29万元，占100%。"),
        (("一般公共预", "", "算 财 政拨款"), "一般公共预算财政拨款"),
        (("共 3 辆，", "价值 1 2 3"), "共3辆，价值1 2 3"),
        (("分别为12.30", "45.60万元"), "分别为12.30 45.60万元"),
        (("项目@@支出", "3.00万元"), "项目支出3.00万元"),
        (("共有车辆", "18", "辆，其中"), "共有车辆18辆，其中"),
        (("支出887.29", "18", "万元"), "支出887.29万元"),
        (("支出887.29", "—18—", "万元"), "支出887.29万元"),
        (("按照", "第3页 共20页", "规定"), "按照规定"),
    ],
)
def test_lines_join_to_what_was_written(broken: tuple[str, ...], whole: str) -> None:
    assert text_of(read(*broken)) == [whole]


@given(
    st.text(st.sampled_from("收支决算预年度，、"), min_size=1, max_size=60).map(lambda t: "决" + t + "。"),
    st.integers(2, 30),
)
def test_a_text_wrapped_anywhere_is_joined_again(text: str, columns: int) -> None:
    pieces = [text[i : i + columns] for i in range(0, len(text), columns)]
    found = sections(lines_of(*(p for piece in pieces for p in (piece, ""))))
    assert "".join(text_of(found)) == text


def test_every_span_knows_its_line_and_box() -> None:
    def boxed(text: str, line: int) -> Line:
        boxes = tuple(Box(10.0 * i, 20.0 * line, 10.0 * i + 9, 20.0 * line + 12) for i in range(len(text)))
        return Line(text, Place(page=1), char_boxes=boxes)

    (section,) = sections([boxed(" 支出合计 88", 1), boxed("7.29万元。", 2)])
    paragraph = section.paragraphs[0]
    assert paragraph.text == "支出合计887.29万元。"
    place = paragraph.place_of(paragraph.text.index("7.29"), paragraph.text.index("万"))
    assert place.box == Box(0.0, 40.0, 39.0, 52.0)
    (plain,) = read("支出合计88", "7.29万元。")
    assert plain.paragraphs[0].place_of(6, 8).line == 2


def test_paragraphs_of_the_format_are_kept_unless_broken_in_a_figure() -> None:
    kept = read(
        "一、收入决算情况说明", "收入10.00万元。", "支出9.00万元。", "预算科目", "金额单位", ends=True
    )
    assert text_of(kept) == ["收入10.00万元。", "支出9.00万元。", "预算科目", "金额单位"]
    joined = read("收入10.00", "万元，占", "，其余无。", "支出9.0", "0万元。", ends=True)
    assert text_of(joined) == ["收入10.00万元，占，其余无。", "支出9.00万元。"]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("第三部分 2024年度部门决算情况说明", 1),
        ("第 三 部 分 决算情况说明", 1),
        ("附件2：部门整体支出绩效自评表", 1),
        ("附件一", 1),
        ("附件1 2024年度自评报告", 1),
        ("一、收入决算情况说明", 2),
        ("十一． 其他重要事项的情况说明", 2),
        ("(三) 具体情况", 21),
        ("1．一般公共服务支出年初预算数为5.00万元", 3),
        ("1.2024年度开展自评", 3),
        ("附件1所示各表。", 0),
        ("附件。", 0),
        ("3.45万元，占", 0),
        ("87.", 0),
        ("8.shtml", 0),
        ("2、3月份", 0),
    ],
)
def test_what_may_be_a_heading(text: str, level: int) -> None:
    assert heading_of(text)[0] == level


def test_numbers_of_annexes_take_no_year_with_them() -> None:
    assert heading_of("附件1 2024年度自评报告")[1:] == ("附件1", "2024年度自评报告")


@pytest.mark.parametrize(
    ("level", "title", "expected"),
    [
        (2, "收入、支出决算总体情况说明", True),
        (21, "“三公”经费财政拨款支出决算总体情况说明。", True),
        (2, "事业收入：指事业单位开展业务活动取得的收入", False),
        (21, "负责全区会计工作，监督会计行为", False),
        (21, "支出10.00万元", False),
        (3, "公务接待费", False),
        (1, "所列各表，数据来自决算。", False),
    ],
)
def test_a_numbered_sentence_is_no_heading(level: int, title: str, expected: bool) -> None:
    assert is_heading(level, title) is expected


def test_definitions_stay_whole_paragraphs() -> None:
    found = read(
        "第四部分 名词解释",
        "一、事业收入：指事业单位开展专业业务活动及辅助",
        "活动所取得的收入。",
        "二、经营收入：指开展经营活动取得的收入。",
    )
    assert text_of(found) == [
        "一、事业收入：指事业单位开展专业业务活动及辅助活动所取得的收入。",
        "二、经营收入：指开展经营活动取得的收入。",
    ]


def test_duties_in_brackets_are_paragraphs_of_their_own() -> None:
    found = read(
        "一、主要职能", "（一）负责档案工作，组织实施；", "管理库房。", "（二）指导各单位，提供利用。"
    )
    assert text_of(found) == ["（一）负责档案工作，组织实施；管理库房。", "（二）指导各单位，提供利用。"]


def test_a_heading_over_two_lines_is_one() -> None:
    found = read(
        "第三部分 清河示例区档案馆2024年度部门决算情况", "说明", "一、收入决算情况说明", "收入1.00万元。"
    )
    assert outline(found)[0] == ("第三部分", "清河示例区档案馆2024年度部门决算情况说明")
    assert found[0].part == "情况说明"
    assert not found[0].paragraphs


@pytest.mark.parametrize(
    ("title", "following", "expected"),
    [
        ("2024年度部门决算情况", "说明", True),
        ("“三公”经费财政拨款支出决算总体情况说", "明。", True),
        ("收入决算情况说明", "说明", False),
        ("收入决算情况说明", "本年收入情况", False),
        ("主要职能", "部门概况", False),
        ("总体绩效", "按进度完成，情况说明", False),
        ("建设周期", "70日内完成情况", False),
        ("收入决算情况", "二、支出决算情况说明", False),
    ],
)
def test_what_continues_a_heading(title: str, following: str, expected: bool) -> None:
    assert goes_on(title, following, wide=False) is expected


def test_text_on_the_line_of_its_heading_is_told_apart() -> None:
    line = "（一）机关运行经费支出情况。本单位2024年度机关运行经费支出20.00万元。"
    found = read("十、其他重要事项的情况说明", line, "（二）政府采购支出情况 支出3.00万元。")
    assert outline(found)[1:] == [
        ("十/（一）", "机关运行经费支出情况"),
        ("十/（二）", "政府采购支出情况"),
    ]
    assert text_of(found) == ["本单位2024年度机关运行经费支出20.00万元。", "支出3.00万元。"]


def test_the_text_after_a_heading_keeps_its_boxes() -> None:
    text = "（一）政府采购支出情况。支出3.00万元。"
    boxes = tuple(Box(float(i), 0.0, i + 1.0, 1.0) for i in range(len(text)))
    found = sections([Line(text, Place(page=1), char_boxes=boxes)])
    place = found[0].paragraphs[0].place_of(2, 6)
    start = text.index("3.00")
    assert place.box == Box(float(start), 0.0, start + 4.0, 1.0)


@pytest.mark.parametrize(
    "title",
    [
        "对外情况说明。由办公室负责。",
        "收入决算情况说明。",
        "负责预算，说明情况。另行规定",
        "收入决算情况说明",
    ],
)
def test_other_sentences_are_not_split(title: str) -> None:
    assert run_in(title) == 0


def test_nothing_starts_in_the_middle_of_a_sentence() -> None:
    assert outline(read("一、自评情况说明", "具体评价结果详见", "附件1", "和附件2。")) == [
        ("一", "自评情况说明")
    ]


def test_the_table_of_contents_is_left_out() -> None:
    contents = ["目 录", "第一部分 概况", "一、主要职能", "第二部分 决算情况说明", "一、收入决算说明", "1"]
    body = [
        "第一部分 概况",
        "一、主要职能",
        "管档案。",
        "第二部分 决算情况说明",
        "一、收入决算情况说明",
        "收入1.00万元。",
    ]
    found = read("清河示例区档案馆2024年度部门决算", *contents, *body)
    assert outline(found)[1:] == [
        ("第一部分", "概况"),
        ("第一部分/一", "主要职能"),
        ("第二部分", "决算情况说明"),
        ("第二部分/一", "收入决算情况说明"),
    ]
    assert text_of(found)[0] == "清河示例区档案馆2024年度部门决算"


def test_contents_without_their_title_or_with_dots_are_left_out_too() -> None:
    found = read(
        "一、主要职能",
        "二、收入决算情况说明......3",
        "一、主要职能",
        "管档案。",
        "二、收入决算情况说明",
        "无。",
    )
    assert outline(found) == [("一", "主要职能"), ("二", "收入决算情况说明")]


def test_headings_of_later_annexes_may_repeat() -> None:
    annex = ["一、项目基本情况", "（一）项目概况", "甲。", "二、评价结论", "好。"]
    found = read("附件1：甲报告", *annex, "附件2：乙报告", *annex)
    assert [s.title for s in found].count("项目基本情况") == 2
    assert {s.part for s in found} == {"附件"}


def test_captions_of_figures_are_left_out() -> None:
    found = read("收入合计3.00万元。", "（图1：收入决算结构图）（饼状图）", "支出合计3.00万元。")
    assert "图1" not in "".join(text_of(found))


def test_documents_without_parts_are_classified_by_their_chapters() -> None:
    found = read(
        "一、部门概况",
        "略。",
        "二、2024年度决算情况说明",
        "（一）收入决算情况说明",
        "无。",
        "三、名词解释",
        "略。",
    )
    assert [s.part for s in found] == ["概况", "情况说明", "情况说明", "名词解释"]


def test_sections_get_their_keys_from_the_packs() -> None:
    facts = DocumentFacts("清河示例区档案馆", 2024, "部门决算")
    specs = select_packs(Auditor().packs, facts)
    lines = tuple(lines_of("一、收入决算情况说明", "无。", "二、随便写写", "无。"))
    found = read_sections(Document("x", "text", "0", lines), frozenset(), specs)
    assert [s.key for s in found] == ["收入", ""]


def test_long_documents_take_linear_time() -> None:
    def seconds(count: int) -> float:
        lines = lines_of(
            *(f"支出{i}.00万元，主要用于（一）一、1.库房和设备的维护以及说明情况" for i in range(count))
        )
        begin = time.perf_counter()
        sections(lines)
        return time.perf_counter() - begin

    seconds(500)
    assert seconds(8000) < 30 * max(seconds(800), 0.01)
