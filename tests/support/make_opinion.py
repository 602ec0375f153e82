"""Makes the shipped template of the opinion: ``python tests/support/make_opinion.py``."""

from __future__ import annotations

import datetime
from pathlib import Path

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

TARGET = Path(__file__).parents[2] / "plugins/gouji_plugins/reporters/opinion.docx"
FINDINGS = (
    ("序号", 1.2), ("程度", 1.3), ("位置", 3.0), ("印刷数", 2.6), ("应为", 2.4), ("差额", 2.6), ("问题", 8.6), ("规则", 3.6),
)  # fmt: skip
UNCHECKED = (("序号", 1.2), ("种类", 3.0), ("内容", 12.0), ("原因", 9.0))


def make() -> None:
    """Write the template."""
    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(2)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "仿宋", Pt(12)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋")
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = title.add_run("部门决算公开审核意见书")
    run.bold, run.font.size = True, Pt(20)
    document.add_paragraph("{{单位}}：")
    document.add_paragraph(
        "我们对你单位 {{年度}} 年度决算公开文件（{{文件}}）作了勾稽核对。共核对 {{关系数}} 个关系，其中成立（含仅尾数）"
        "{{成立数}} 个，不成立 {{不成立数}} 个，未能判定 {{未判定数}} 个。发现问题 {{问题数}} 项：错误 {{错误数}} 项，"
        "警告 {{警告数}} 项，提示 {{提示数}} 项。未能读取的文件：{{未能读取}}。"
    )
    heading(document, "一、发现的问题")
    table(document, "问题", FINDINGS)
    heading(document, "二、没有检查的内容")
    document.add_paragraph("下列 {{未检查数}} 项没有得出结论，不等于没有问题。")
    table(document, "未检查", UNCHECKED)
    heading(document, "三、处理意见")
    document.add_paragraph("")
    for text in ("审核人：　　　　　　　　　　复核人：", "{{日期}}", "（由 {{工具}} 生成，须经人工复核）"):
        document.add_paragraph(text).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    properties = document.core_properties
    properties.author = "gouji 勾稽"
    properties.created = properties.modified = datetime.datetime(2000, 1, 1)
    document.save(str(TARGET))


def heading(document: docx.document.Document, text: str) -> None:
    """Add a heading."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.keep_with_next = Pt(14), True
    run = paragraph.add_run(text)
    run.bold, run.font.size = True, Pt(14)


def table(document: docx.document.Document, name: str, columns: tuple[tuple[str, float], ...]) -> None:
    """Add a table whose second row is repeated."""
    made = document.add_table(rows=2, cols=len(columns))
    made.style = "Table Grid"
    made.autofit = False
    for at, (title, width) in enumerate(columns):
        made.columns[at].width = Cm(width)
        for row, text in enumerate((title, f"{{{{{name}.{title}}}}}")):
            cell = made.cell(row, at)
            cell.width = Cm(width)
            cell.paragraphs[0].add_run(text).font.size = Pt(10)
            cell.paragraphs[0].runs[0].bold = row == 0
            cell.paragraphs[0].paragraph_format.space_before = Pt(1)
            cell.paragraphs[0].paragraph_format.space_after = Pt(1)
    for row in made.rows:
        # A finding stays on one page.
        row._tr.get_or_add_trPr().append(docx.oxml.OxmlElement("w:cantSplit"))
    made.rows[0]._tr.get_or_add_trPr().append(docx.oxml.OxmlElement("w:tblHeader"))


if __name__ == "__main__":
    make()
