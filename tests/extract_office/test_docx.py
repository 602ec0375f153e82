"""Word documents: what a reader sees on paper is what is read."""

from __future__ import annotations

import io
import zipfile

import pytest

from gouji.api import Source
from gouji.errors import UnreadableInput
from gouji.model import Document, Grid, Line
from gouji_plugins.extractors.docx import DocxExtractor
from gouji_plugins.extractors.docx_numbering import chinese, letters, roman

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(body: str, *, numbering: str = "", styles: str = "") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", f"<w:document xmlns:w='{W}'><w:body>{body}</w:body></w:document>")
        if numbering:
            file.writestr("word/numbering.xml", f"<w:numbering xmlns:w='{W}'>{numbering}</w:numbering>")
        if styles:
            file.writestr("word/styles.xml", f"<w:styles xmlns:w='{W}'>{styles}</w:styles>")
    return buffer.getvalue()


def read(body: str, **parts: str) -> Document:
    return DocxExtractor().extract(Source("决算.docx", content=docx(body, **parts)))


def lines(document: Document) -> list[str]:
    return [b.text for b in document.blocks if isinstance(b, Line)]


def rows(document: Document) -> list[list[str]]:
    grid = next(b for b in document.blocks if isinstance(b, Grid))
    return [[c.text if c else "" for c in row] for row in grid.matrix()]


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def row(*texts: str, properties: str = "") -> str:
    cells = "".join(f"<w:tc>{paragraph(run(t))}</w:tc>" for t in texts)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"


def codes(document: Document) -> list[str]:
    return [n.code for n in document.notes]


# Deleted and hidden


def test_tracked_changes_show_their_result() -> None:
    old = "<w:del w:id='1'><w:r><w:delText>100.00</w:delText></w:r></w:del>"
    new = f"<w:ins w:id='2'>{run('120.00')}</w:ins>"
    gone = f"<w:moveFrom w:id='3'>{run('900.00')}</w:moveFrom>"
    document = read(paragraph(run("收入"), old, new, gone, run("万元")))
    assert lines(document) == ["收入120.00万元"]
    assert codes(document) == ["tracked-deletions"]


def test_deleted_rows_and_cells_are_no_rows() -> None:
    gone = row("旧科目", "9.00", properties="<w:del w:id='1'/>")
    cell = (
        f"<w:tr><w:tc>{paragraph(run('教育'))}</w:tc><w:tc><w:tcPr><w:cellDel w:id='2'/>"
        f"</w:tcPr>{paragraph(run('7.00'))}</w:tc><w:tc>{paragraph(run('1.00'))}</w:tc></w:tr>"
    )
    document = read(f"<w:tbl>{row('科目', '金额')}{gone}{cell}</w:tbl>")
    assert rows(document) == [["科目", "金额"], ["教育", "1.00"]]
    assert codes(document) == ["tracked-deletions"]


def test_a_deleted_paragraph_end_joins_two_paragraphs() -> None:
    mark = "<w:rPr><w:del w:id='1'/></w:rPr>"
    document = read(paragraph(run("决算为"), properties=mark) + paragraph(run("5.00万元。")))
    assert lines(document) == ["决算为5.00万元。"]


@pytest.mark.parametrize(
    ("properties", "seen"),
    [
        ("<w:vanish/>", False), ("<w:vanish w:val='1'/>", False), ("<w:vanish w:val='0'/>", True),
        ("<w:rStyle w:val='Hidden'/>", False), ("<w:rStyle w:val='Below'/>", False),
        ("<w:rStyle w:val='Hidden'/><w:vanish w:val='false'/>", True), ("<w:rStyle w:val='Unknown'/>", True),
        ("<w:webHidden/>", True),
    ],
)  # fmt: skip
def test_hidden_text_is_not_read(properties: str, seen: bool) -> None:
    styles = (
        "<w:style w:type='character' w:styleId='Hidden'><w:rPr><w:vanish/></w:rPr></w:style>"
        "<w:style w:type='character' w:styleId='Below'><w:basedOn w:val='Hidden'/></w:style>"
    )
    document = read(paragraph(run("金额"), run("88.00", properties)), styles=styles)
    assert lines(document) == ["金额88.00" if seen else "金额"]
    assert codes(document) == ([] if seen else ["hidden-text"])


def test_styles_based_on_themselves_end() -> None:
    styles = "<w:style w:type='paragraph' w:styleId='A'><w:basedOn w:val='A'/></w:style>"
    assert lines(read(paragraph(run("一"), properties="<w:pStyle w:val='A'/>"), styles=styles)) == ["一"]


def test_hidden_paragraph_styles_and_rows() -> None:
    styles = "<w:style w:type='paragraph' w:styleId='H'><w:rPr><w:vanish/></w:rPr></w:style>"
    hidden = row("暗", "3.00", properties="<w:hidden/>")
    body = paragraph(run("批注 9.00"), properties="<w:pStyle w:val='H'/>") + (
        f"<w:tbl>{row('科目', '金额')}{hidden}{row('教育', '1.00')}</w:tbl>"
    )
    document = read(body, styles=styles)
    assert lines(document) == []
    assert rows(document) == [["科目", "金额"], ["教育", "1.00"]]
    assert codes(document) == ["hidden-text"]


def test_field_codes_are_left_out_and_their_results_read() -> None:
    field = (
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>=SUM(ABOVE) 7.00</w:instrText></w:r>"
        "<w:r><w:fldChar w:fldCharType='separate'/></w:r>" + run("12.00") + "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
    )  # fmt: skip
    assert lines(read(paragraph(run("合计"), field))) == ["合计12.00"]


# Automatic numbers


def numbered(number: int, depth: int, text: str) -> str:
    properties = f"<w:numPr><w:ilvl w:val='{depth}'/><w:numId w:val='{number}'/></w:numPr>"
    return paragraph(run(text), properties=properties)


def level(depth: int, shape: str, text: str, more: str = "") -> str:
    return f"<w:lvl w:ilvl='{depth}'><w:start w:val='1'/><w:numFmt w:val='{shape}'/>{more}<w:lvlText w:val='{text}'/></w:lvl>"


LEVELS = (
    level(0, "chineseCounting", "%1、") + level(1, "chineseCounting", "（%2）") + level(2, "decimal", "%3.")
)
OUTLINE = f"<w:abstractNum w:abstractNumId='0'>{LEVELS}</w:abstractNum>"


def test_nested_numbers_count_on_and_start_anew_below_a_new_parent() -> None:
    body = "".join(numbered(1, d, t) for d, t in [(0, "甲"), (1, "乙"), (1, "丙"), (2, "丁"), (0, "戊"), (1, "己")])  # fmt: skip
    numbering = OUTLINE + "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
    assert lines(read(body, numbering=numbering)) == [
        "一、甲", "（一）乙", "（二）丙", "1.丁", "二、戊", "（一）己",
    ]  # fmt: skip


def test_lists_that_share_a_definition_count_on_unless_they_start_anew() -> None:
    anew = "<w:num w:numId='3'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='5'/></w:lvlOverride></w:num>"
    plain = "".join(f"<w:num w:numId='{n}'><w:abstractNumId w:val='0'/></w:num>" for n in (1, 2))
    body = "".join(numbered(n, 0, "节") for n in (1, 1, 2, 3, 3))
    assert lines(read(body, numbering=OUTLINE + plain + anew)) == [
        "一、节", "二、节", "三、节", "五、节", "六、节",
    ]  # fmt: skip


def test_numbers_come_from_paragraph_styles() -> None:
    styles = (
        "<w:style w:type='paragraph' w:styleId='H1'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
        "<w:style w:type='paragraph' w:styleId='H2'><w:basedOn w:val='H1'/><w:pPr>"
        "<w:numPr><w:ilvl w:val='1'/></w:numPr></w:pPr></w:style>"
        "<w:style w:type='paragraph' w:styleId='H3'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
    )
    tied = OUTLINE.replace("<w:lvlText w:val='%3.'/>", "<w:pStyle w:val='H3'/><w:lvlText w:val='%3.'/>")
    numbering = tied + "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
    body = "".join(
        paragraph(run(t), properties=f"<w:pStyle w:val='{s}'/>") for s, t in [("H1", "甲"), ("H2", "乙"), ("H3", "丙")]
    ) + paragraph(run("丁"), properties="<w:pStyle w:val='H1'/><w:numPr><w:numId w:val='0'/></w:numPr>")  # fmt: skip
    assert lines(read(body, numbering=numbering, styles=styles)) == ["一、甲", "（一）乙", "1.丙", "丁"]


@pytest.mark.parametrize(
    ("shape", "third"),
    [
        ("decimal", "3"), ("upperRoman", "III"), ("lowerRoman", "iii"), ("upperLetter", "C"), ("lowerLetter", "c"),
        ("chineseCountingThousand", "三"), ("ideographTraditional", "丙"), ("ideographZodiac", "寅"), ("decimalZero", "03"),
        ("decimalEnclosedCircle", "③"), ("decimalEnclosedParen", "⑶"), ("chineseLegalSimplified", "叁"),
        ("decimalFullWidth", "３"), ("bullet", ""), ("none", ""), ("somethingNew", "3"),
    ],
)  # fmt: skip
def test_number_formats(shape: str, third: str) -> None:
    numbering = (
        f"<w:abstractNum w:abstractNumId='0'>{level(0, shape, '%1')}</w:abstractNum>"
        f"<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
    )
    assert (
        lines(read("".join(numbered(1, 0, "项") for _ in range(3)), numbering=numbering))[2] == f"{third}项"
    )


@pytest.mark.parametrize(("count", "said"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (100, "100")])  # fmt: skip
def test_chinese_counts(count: int, said: str) -> None:
    assert chinese(count) == said


def test_roman_and_letters() -> None:
    assert [roman(n) for n in (4, 9, 14, 40, 90, 400, 1994)] == ["IV", "IX", "XIV", "XL", "XC", "CD", "MCMXCIV"]  # fmt: skip
    assert [letters(n) for n in (1, 26, 27, 53)] == ["A", "Z", "AA", "AAA"]


# Tables


def test_a_table_of_one_cell_only_frames_its_content() -> None:
    inner = f"<w:tbl>{row('科目', '金额')}{row('教育', '1.00')}</w:tbl>"
    frame = f"<w:tbl><w:tr><w:tc>{paragraph(run('收入决算表'))}{inner}{paragraph(run('注：完。'))}</w:tc></w:tr></w:tbl>"
    document = read(frame)
    assert [b.text if isinstance(b, Line) else b.rows for b in document.blocks] == ["收入决算表", 2, "注：完。"]  # fmt: skip


def test_a_text_box_in_a_cell_is_text_of_the_cell() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{paragraph(run('12.00'))}</w:txbxContent></w:pict></w:r>"
    cell = f"<w:tr><w:tc>{paragraph(run('教育'))}</w:tc><w:tc>{paragraph(box)}</w:tc></w:tr>"
    assert rows(read(f"<w:tbl>{row('科目', '金额')}{cell}</w:tbl>"))[1] == ["教育", "12.00"]


@pytest.mark.parametrize("span", ["x", "-3", "0", "99999999999", ""])
def test_absurd_spans_are_held_within_bounds(span: str) -> None:
    cell = (
        f"<w:tr><w:tc><w:tcPr><w:gridSpan w:val='{span}'/>"
        f"</w:tcPr>{paragraph(run('宽'))}</w:tc><w:tc>{paragraph(run('1'))}</w:tc></w:tr>"
    )
    grid = next(b for b in read(f"<w:tbl>{row('甲', '乙')}{cell}</w:tbl>").blocks if isinstance(b, Grid))
    assert 2 <= grid.cols <= 201


def test_absurd_numbers_do_no_harm() -> None:
    numbering = (
        "<w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='x'><w:start w:val='y'/>"
        "<w:numFmt w:val='upperRoman'/><w:lvlText w:val='%1.'/></w:lvl></w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'>"
        "<w:startOverride w:val='999999999999'/></w:lvlOverride></w:num>"
    )
    assert lines(read(numbered(1, 0, "项") + numbered(1, 77, "项"), numbering=numbering))[0].endswith(".项")


def test_tables_nested_beyond_reason_are_refused() -> None:
    body = paragraph(run("底"))
    for _ in range(12):
        body = f"<w:tbl><w:tr><w:tc>{paragraph(run('甲'))}</w:tc><w:tc>{body}</w:tc></w:tr></w:tbl>"
    with pytest.raises(UnreadableInput, match="嵌套"):
        read(body)
