"""OFD: disclosures printed and read back equal; packages that are broken or malicious."""

from __future__ import annotations

import io
import re
import zipfile

import attrs
import pytest
from render_ofd import NAMESPACE, package, render_ofd
from render_pdf import Style, head_cells, pages_of, render_pdf
from tests.support.some_slow import first

from gouji.api import Limits, Source
from gouji.errors import UnreadableInput
from gouji.model import Document, Grid
from gouji.testing.synthetic import make_truth, print_national, print_shanghai
from gouji.testing.synthetic.printed import PrintedDocument, PrintedTable
from gouji_plugins.extractors import ofd, pdf

RULINGS = ["long", "short", "thin", "path", "boxes", "open"]
LIMITS = Limits()


def read(data: bytes, limits: Limits = LIMITS) -> Document:
    return ofd.extractor("ofd").extract(Source("报告.ofd", content=data, limits=limits))


def refusal(data: bytes, limits: Limits = LIMITS) -> UnreadableInput:
    with pytest.raises(UnreadableInput) as caught:
        read(data, limits)
    return caught.value


def text_object(text: str, x: float = 20, y: float = 20, extra: str = "", deltas: str = "") -> str:
    return (
        f'<ofd:TextObject ID="8" Boundary="{x} {y} 100 10" Size="4" {extra}>'
        f'<ofd:TextCode X="0" Y="4" {deltas}>{text}</ofd:TextCode></ofd:TextObject>'
    )


def plain(text: str) -> str:
    return re.sub(r"\s", "", text)


def texts(grid: Grid) -> list[list[str]]:
    return [[plain(cell.text) if cell else "" for cell in row] for row in grid.matrix()]


def expected(table: PrintedTable, rows: list[tuple[str, ...]], with_header: bool) -> list[list[str]]:
    matrix: list[list[str]] = []
    if with_header:
        matrix = [[""] * table.width for _ in table.header]
        for row, col, cell in head_cells(table.header, table.width):
            for r in range(cell.rowspan):
                matrix[row + r][col : col + cell.colspan] = [cell.text] * cell.colspan
        if table.ordinals:
            matrix.append(list(table.ordinals))
    return [[plain(text) for text in row] for row in [*matrix, *rows]]


SIDEWAYS = ("upright", "rotated", "turned")
WAYS = [
    pytest.param(rulings, sideways, marks=() if j == i else pytest.mark.slow)
    for i, rulings in enumerate(RULINGS)
    for j, sideways in enumerate(SIDEWAYS)
]
"""Every ruling each way round; of the first three one way with every run of the tests."""


@pytest.mark.parametrize(("rulings", "sideways"), WAYS)
@pytest.mark.parametrize("printer", first(1, [print_national, print_shanghai]))
def test_a_whole_disclosure_comes_back(rulings: str, sideways: str, printer: object) -> None:
    printed: PrintedDocument = printer(make_truth(seed=4))  # type: ignore[operator]
    style = Style(rulings=rulings, sideways=sideways, furniture=True, wrap=10, in_form=rulings == "long")
    document = read(render_ofd(printed, style))
    pages = [
        expected(table, rows, index == 0)
        for table in printed.tables()
        for index, rows in enumerate(pages_of(table, style))
    ]
    assert [texts(grid) for grid in document.grids()] == pages
    assert document.metadata["Title"] == printed.title


def test_the_same_print_reads_the_same_from_pdf_and_ofd() -> None:
    printed = print_shanghai(make_truth(seed=8))
    style = Style(rulings="thin", furniture=True)
    ours = read(render_ofd(printed, style))
    other = pdf.extractor("pdf").extract(Source("t.pdf", content=render_pdf(printed, style)))
    assert [plain(line.text) for line in ours.lines()] == [plain(line.text) for line in other.lines()]
    for a, b in zip(ours.grids(), other.grids(), strict=True):
        assert texts(a) == texts(b)
        assert a.place.page == b.place.page
        assert a.place.box is not None
        assert b.place.box is not None
        assert a.place.box.as_list() == pytest.approx(b.place.box.as_list(), abs=1.0)


def test_shorthand_offsets() -> None:
    page = text_object("合计12.50", deltas='DeltaX="g 2 4 2 2 g 2 2"')
    document = read(package([(210, 297, page)]))
    (line,) = document.lines()
    assert line.text == "合计12.50"
    assert [round(b.x0 * 25.4 / 72, 1) for b in line.char_boxes if b] == [20, 24, 28, 30, 32, 34, 36]


def test_text_set_downwards_one_code_a_line() -> None:
    page = text_object("合计", deltas='DeltaY="5"') + text_object("<![CDATA[a<b&c]]>", y=100)
    assert [line.text for line in read(package([(210, 297, page)])).lines()] == ["合", "计", "a<b&c"]


def test_templates_and_composites_are_part_of_the_page() -> None:
    template = f"<ofd:Page {NAMESPACE}><ofd:Content><ofd:Layer>{text_object('模板文字', y=60)}</ofd:Layer></ofd:Content></ofd:Page>"
    resources = (
        f'<ofd:Res {NAMESPACE}><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="77" Width="50" Height="50">'
        f"<ofd:Content>{text_object('组合文字', x=0, y=0)}</ofd:Content>"
        "</ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>"
    )
    data = package(
        [
            (
                210,
                297,
                '<ofd:CompositeObject ID="5" Boundary="30 90 50 50" ResourceID="77"/>' + text_object("正文"),
            )
        ],
        templates='<ofd:DocumentRes>res.xml</ofd:DocumentRes><ofd:TemplatePage ID="2" BaseLoc="tpl.xml"/>',
        page_head='<ofd:Template TemplateID="2" ZOrder="Background"/>',
        tpl_xml=template,
        res_xml=resources,
    )
    lines = list(read(data).lines())
    assert [line.text for line in lines] == ["正文", "模板文字", "组合文字"]
    box = lines[2].place.box
    assert box is not None
    assert box.x0 == pytest.approx(30 * 72 / 25.4)


def test_watermark_is_left_out() -> None:
    slanted = text_object("仅供公开", extra='CTM="0.7 0.7 -0.7 0.7 0 0"')
    assert [line.text for line in read(package([(210, 297, text_object("正文") + slanted)])).lines()] == [
        "正文"
    ]


def test_image_only_is_a_scan() -> None:
    page = '<ofd:ImageObject ID="3" Boundary="0 0 210 297" ResourceID="4"/>'
    assert refusal(package([(210, 297, page)])).message == "扫描件，没有文字层，需要 OCR"


@pytest.mark.parametrize("share", [0.0, 0.2, 0.7, 0.98])
def test_truncated(share: float) -> None:
    data = render_ofd(print_shanghai(make_truth(seed=1)))
    assert refusal(data[: int(len(data) * share)]).message


def test_missing_parts() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("OFD.xml", f"<ofd:OFD {NAMESPACE}/>")
    assert "损坏" in refusal(buffer.getvalue()).message


def test_entity_bomb() -> None:
    entities = "".join(f'<!ENTITY a{k + 1} "{f"&a{k};" * 10}">' for k in range(9))
    bomb = f'<!DOCTYPE x [<!ENTITY a0 "ha">{entities}]><ofd:OFD {NAMESPACE}><ofd:DocBody>&a9;</ofd:DocBody></ofd:OFD>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("OFD.xml", bomb)
    assert "DOCTYPE" in refusal(buffer.getvalue()).message


def test_zip_bomb() -> None:
    data = package([(210, 297, " " * 3_000_000)])
    assert len(data) < 20_000
    assert "压缩炸弹" in refusal(data, attrs.evolve(LIMITS, unpacked_bytes=1_000_000)).message


def test_too_many_pages() -> None:
    data = package([(210, 297, text_object("一"))] * 30)
    assert "30 页" in refusal(data, attrs.evolve(LIMITS, pages=20)).message


def test_composites_that_call_each_other_end() -> None:
    resources = (
        f'<ofd:Res {NAMESPACE}><ofd:CompositeGraphicUnit ID="77"><ofd:Content>{text_object("圈")}'
        '<ofd:CompositeObject ID="5" Boundary="0 0 50 50" ResourceID="77"/></ofd:Content></ofd:CompositeGraphicUnit></ofd:Res>'
    )
    data = package(
        [(210, 297, '<ofd:CompositeObject ID="5" Boundary="0 0 50 50" ResourceID="77"/>')],
        templates="<ofd:PublicRes>res.xml</ofd:PublicRes>",
        res_xml=resources,
    )
    assert "圈" in next(read(data).lines()).text


def test_accepts() -> None:
    data = package([(210, 297, "")])
    assert ofd.extractor("ofd").accepts(Source("a.ofd", content=data)) == 100
    assert ofd.extractor("ofd").accepts(Source("a.zip", content=data)) == 80
    assert ofd.extractor("ofd").accepts(Source("a.pdf", content=b"%PDF")) == 0
