"""Tables of a real disclosure against transcriptions made by eye from its page images.

In the transcriptions ``|`` parts cells, ``<`` repeats the cell to the left (a span), ``^`` the one
above; the boxes were measured on the page images.
"""

from __future__ import annotations

import re

import pytest
from corpus import corpus_file

from gouji.api import Source
from gouji.model import Box, Document, Grid
from gouji_plugins.extractors.pdf import extractor

pytestmark = pytest.mark.corpus

INCOME_PAGE_8 = """
项目|<|<|<|本年收入合计|财政拨款收入|上级补助收入|事业收入|经营收入|附属单位上缴收入|其他收入
支出功能分类|<|<|科目名称|^|^|^|^|^|^|^
科目编码|<|<|^|^|^|^|^|^|^|^
类|款|项|合计|2,946.25|2,940.05|||||6.20
201|||一般公共服务支出|2,112.86|2,106.66|||||6.20
201|06||财政事务|2,112.86|2,106.66|||||6.20
201|06|01|行政运行|1,511.90|1,511.89|||||0.01
201|06|02|一般行政管理事务|16.19|10.00|||||6.19
201|06|07|信息化建设|135.25|135.25|||||
201|06|08|财政委托业务支出|449.52|449.52|||||
208|||社会保障和就业支出|326.72|326.72|||||
208|05||行政事业单位养老支出|326.72|326.72|||||
208|05|01|行政单位离退休|84.65|84.65|||||
208|05|05|机关事业单位基本养老保险缴费支出|160.75|160.75|||||
208|05|06|机关事业单位职业年金缴费支出|80.38|80.38|||||
208|05|99|其他行政事业单位养老支出|0.94|0.94|||||
210|||卫生健康支出|60.99|60.99|||||
210|11||行政事业单位医疗|60.99|60.99|||||
"""

INCOME_PAGE_9 = """
210|11|01|行政单位医疗|60.99|60.99|||||
221|||住房保障支出|445.69|445.69|||||
221|02||住房改革支出|445.69|445.69|||||
221|02|01|住房公积金|187.19|187.19|||||
221|02|03|购房补贴|258.50|258.50|||||
"""

GENERAL_BUDGET_PAGE_15 = """
项目|<|<|<|合计|基本支出|项目支出
支出功能分类|<|<|科目名称|^|^|^
科目编码|<|<|^|^|^|^
类|款|项|^|^|^|^
201|||一般公共服务支出|2,106.66|1,503.52|603.14
201|06||财政事务|2,106.66|1,503.52|603.14
201|06|01|行政运行|1,511.89|1,503.52|8.37
201|06|02|一般行政管理事务|10.00||10.00
201|06|07|信息化建设|135.25||135.25
201|06|08|财政委托业务支出|449.52||449.52
208|||社会保障和就业支出|326.72|326.72|
208|05||行政事业单位养老支出|326.72|326.72|
208|05|01|行政单位离退休|84.65|84.65|
208|05|05|机关事业单位基本养老保险缴费支出|160.75|160.75|
208|05|06|机关事业单位职业年金缴费支出|80.38|80.38|
208|05|99|其他行政事业单位养老支出|0.94|0.94|
210|||卫生健康支出|60.99|60.99|
210|11||行政事业单位医疗|60.99|60.99|
210|11|01|行政单位医疗|60.99|60.99|
221|||住房保障支出|445.69|445.69|
221|02||住房改革支出|445.69|445.69|
221|02|01|住房公积金|187.19|187.19|
221|02|03|购房补贴|258.50|258.50|
合计|<|<|<|2,940.05|2,336.91|603.14
"""

ECONOMIC_PAGE_16 = """
经济分类|<|科目名称|决算数|经济分类|<|科目名称|决算数
科目编码|<|^|^|科目编码|<|^|^
类|款|^|^|类|款|^|^
301||工资福利支出|2,082.85|302||商品和服务支出|171.07
301|01|基本工资|262.33|302|01|办公费|21.21
301|02|津贴补贴|1,238.58|302|02|印刷费|7.61
301|03|奖金||302|03|咨询费|
301|06|伙食补助费||302|04|手续费|0.09
301|07|绩效工资||302|05|水费|
301|08|机关事业单位基本养老保险缴费|160.75|302|06|电费|
301|09|职业年金缴费|80.38|302|07|邮电费|4.88
301|10|职工基本医疗保险缴费|60.99|302|08|取暖费|
301|11|公务员医疗补助缴费||302|09|物业管理费|
301|12|其他社会保障缴费|1.61|302|11|差旅费|1.20
301|13|住房公积金|187.19|302|12|因公出国（境）费用|
301|14|医疗费||302|13|维修（护）费|2.83
301|99|其他工资福利支出|91.03|302|14|租赁费|
303||对个人和家庭的补助|69.41|302|15|会议费|
303|01|离休费||302|16|培训费|4.05
303|02|退休费|69.10|302|17|公务接待费|
303|03|退职（役）费||302|18|专用材料费|
303|04|抚恤金||302|24|被装购置费|
"""

THREE_PUBLIC_PAGE_18 = """
财政拨款“三公”经费|<|<|<|<|<|<|<|<|<|<|<
合计|<|因公出国（境）费|<|公务用车购置及运行费|<|<|<|<|<|公务接待费|<
^|^|^|^|小计|<|公务用车购置费|<|公务用车运行费|<|^|^
||||||^|^|||^|^
预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数|预算数|决算数
0.95||||||||||0.95|
"""


@pytest.fixture(scope="module")
def document() -> Document:
    path = corpus_file("shanghai-putuo-finance-2024.pdf")
    return extractor("pdf").extract(Source(path.name, path))


def transcription(text: str) -> list[list[str]]:
    rows: list[list[str]] = []
    for line in text.strip().splitlines():
        row: list[str] = []
        for col, cell in enumerate(line.split("|")):
            row.append(row[-1] if cell == "<" else rows[-1][col] if cell == "^" else cell)
        rows.append(row)
    return rows


def texts(grid: Grid) -> list[list[str]]:
    return [[re.sub(r"\s", "", cell.text) if cell else "" for cell in row] for row in grid.matrix()]


def grid_on(document: Document, page: int) -> Grid:
    (grid,) = [g for g in document.grids() if g.place.page == page]
    assert grid.pages == (page,)
    return grid


@pytest.mark.parametrize(
    ("page", "by_eye"),
    [
        (8, INCOME_PAGE_8),
        (9, INCOME_PAGE_9),
        (15, GENERAL_BUDGET_PAGE_15),
        (16, ECONOMIC_PAGE_16),
        (18, THREE_PUBLIC_PAGE_18),
    ],
)
def test_every_figure_is_in_its_cell(document: Document, page: int, by_eye: str) -> None:
    grid = grid_on(document, page)
    assert texts(grid) == transcription(by_eye)
    assert all(cell.place.page == page for cell in grid.cells)


@pytest.mark.parametrize(
    ("page", "text", "box"),
    [
        (8, "2,946.25", Box(345.5, 209.6, 422.4, 241.3)),
        (8, "16.19", Box(345.5, 293.7, 422.4, 310.5)),
        (8, "附属单\n位上\n缴收入", Box(665.0, 157.0, 723.5, 209.6)),
        (16, "1,238.58", Box(254.0, 274.6, 315.0, 303.6)),
        (18, "公务用车购置费", Box(421.0, 189.0, 552.0, 231.0)),
    ],
)
def test_boxes_are_where_the_page_image_shows_them(
    document: Document, page: int, text: str, box: Box
) -> None:
    (cell,) = [c for c in grid_on(document, page).cells if c.text == text]
    assert cell.place.box is not None
    assert cell.place.box.as_list() == pytest.approx(box.as_list(), abs=1.5)


def test_pages_with_empty_frames_give_nothing(document: Document) -> None:
    """Page 14 holds the borders of rows that did not fit on page 13 and no character."""
    assert [b for b in document.blocks if b.place.page == 14] == []


def test_table_pages(document: Document) -> None:
    assert [g.place.page for g in document.grids()] == [5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 16, 17, 18, 19, 20]


def test_sentences_are_complete_and_in_order(document: Document) -> None:
    """The ninth item of page 22 has a line set half again as large and figures in another font."""
    page = "".join(re.sub(r"\s", "", line.text) for line in document.lines() if line.place.page == 22)
    assert (
        "9、卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）。主要用于：在职人员基本医疗保险费。"
        "年初预算为62.29万元，支出决算为60.99万元。决算数小于预算数的主要原因：预算按周全保障测算，"
        "实际执行基本贴合预期。10、住房保障支出" in page
    )
    assert page.startswith("1、一般公共服务支出（类）财政事务（款）行政运行（项）。主要用于：局本部人员经费")
    assert page.endswith("支出决算为258.50万元。决算数与预算数基本持平。")


def test_a_figure_in_a_sentence_can_be_boxed(document: Document) -> None:
    line = next(b for b in document.lines() if b.place.page == 22 and "1560.05" in b.text)
    start = line.text.index("1560.05")
    boxes = [b for b in line.char_boxes[start : start + 7] if b is not None]
    assert len(boxes) == 7
    assert [boxes[0].x0, boxes[-1].x1] == pytest.approx([315.0, 354.0], abs=1.0)
    assert boxes[0].y0 == pytest.approx(86.7, abs=2.0)
    assert boxes[0].y1 == pytest.approx(99.0, abs=2.0)


def test_page_turned_titles_stay(document: Document) -> None:
    for page, title in [
        (8, "收入决算表"),
        (15, "一般公共预算财政拨款支出决算表"),
        (18, "财政拨款“三公”经费支出决算表"),
    ]:
        lines = [line.text for line in document.lines() if line.place.page == page]
        assert lines == [title, "单位：万元"]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["shanghai-putuo-finance-2024.pdf", "shanghai-template-2024.pdf"])
def test_all_cells_agree_with_pdfplumber(name: str) -> None:
    pdfplumber = pytest.importorskip("pdfplumber")
    path = corpus_file(name)
    ours: dict[int, list[list[list[str]]]] = {}
    for grid in extractor("pdf").extract(Source(path.name, path)).grids():
        rows = [[""] * grid.cols for _ in range(grid.rows)]
        for cell in grid.cells:
            rows[cell.row][cell.col] = re.sub(r"\s", "", cell.text)
        ours.setdefault(grid.place.page or 0, []).append(rows)
    theirs: dict[int, list[list[list[str]]]] = {}
    with pdfplumber.open(path) as oracle:
        for page in oracle.pages:
            for table in page.extract_tables():
                rows = [[re.sub(r"\s", "", cell or "") for cell in row] for row in table]
                if any(any(row) for row in rows):
                    theirs.setdefault(page.page_number, []).append(rows)
    assert ours == theirs
