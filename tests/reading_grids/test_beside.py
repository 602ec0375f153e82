"""Tables too wide for a page: the next page repeats the labels of the rows and prints the further columns."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import pytest
from render_office import render_docx, render_html
from render_pdf import Style, render_pdf
from round_trip import misplaced, tables_only

from gouji.api import Source
from gouji.audit import Auditor
from gouji.model import Document, DocumentFacts, Grid, GridCell, Line
from gouji.packs import Specs, select_packs
from gouji.reading.beside import put_beside
from gouji.reading.grids import read_grids
from gouji.testing.synthetic import PrintedDocument, make_truth, print_national
from gouji.testing.synthetic.printed import HeadCell, PrintedTable

ROWS = ("|合计", "205|教育支出", "20502|普通教育", "2050201|学前教育")
LEFT = (
    "科目编码|科目名称|本年收入合计|财政拨款收入|上级补助收入",
    *(f"{row}|100.00|95.00|4.00" for row in ROWS),
)
RIGHT = (
    "科目编码|科目名称|事业收入|经营收入|附属单位上缴收入|其他收入",
    *(f"{row}|1.00|||0.00" for row in ROWS),
)
MORE = ("210|卫生健康支出", "21011|行政事业单位医疗", "2101101|行政单位医疗")
TITLE = (Line("收入决算表"), Line("单位：万元"))


@pytest.fixture(scope="module")
def auditor() -> Auditor:
    return Auditor()


@pytest.fixture(scope="module")
def specs(auditor: Auditor) -> Specs:
    return select_packs(auditor.packs, DocumentFacts("某局", 2024, "部门决算"))


def grid(*rows: str) -> Grid:
    cells = [
        GridCell(r, c, text) for r, line in enumerate(rows) for c, text in enumerate(line.split("|")) if text
    ]
    return Grid(tuple(cells), len(rows), rows[0].count("|") + 1)


def read(specs: Specs, *blocks: Line | Grid) -> tuple[dict[tuple[str, str], str], list[str]]:
    """Return the figures read of 公开02表 and the titles of what was not recognised."""
    reading = read_grids(put_beside(Document("x", "pdf", "", blocks), specs), specs, DocumentFacts())
    cells = {
        spot: f.quantity.printed for t in reading.tables for spot, f in t.cells.items() if f.quantity.printed
    }
    return cells, [u.title for u in reading.unrecognised]


@pytest.mark.parametrize("between", [(), (Line("收入决算表（续）"), Line("单位：万元")), (Line("续表"),)])
def test_columns_on_the_next_page_are_of_the_same_rows(specs: Specs, between: tuple[Line, ...]) -> None:
    cells, lost = read(specs, *TITLE, grid(*LEFT), *between, grid(*RIGHT))
    assert lost == []
    assert cells["20502", "本年收入合计"] == "100.00"
    assert cells["20502", "事业收入"] == "1.00"
    assert cells["2050201", "其他收入"] == "0.00"
    assert ("205", "经营收入") not in cells
    assert len(cells) == 20


def test_page_after_page(specs: Specs) -> None:
    more = (
        grid(LEFT[0], *(f"{row}|2.00|2.00|" for row in MORE)),
        grid(RIGHT[0], *(f"{row}|7.00|||" for row in MORE)),
    )
    cells, lost = read(specs, *TITLE, grid(*LEFT), grid(*RIGHT), Line("收入决算表（续）"), *more)
    assert lost == []
    assert (cells["21011", "财政拨款收入"], cells["21011", "事业收入"]) == ("2.00", "7.00")


@pytest.mark.parametrize(
    ("between", "right"),
    [
        ((), grid("事业收入|经营收入|附属单位上缴收入|其他收入", *["1.00|||0.00"] * 4)),
        ((), grid(*["1.00|||0.00"] * 4)),
        ((), grid(*RIGHT[:4])),
        ((), grid(*RIGHT[:3], "20508|进修及培训|1.00|||0.00", RIGHT[4])),
        ((Line("某某专项资金收入表"),), grid(*RIGHT)),
        ((), grid("科目编码|科目名称|甲|乙|丙|丁", *RIGHT[1:])),
    ],
    ids=["no labels", "no heads", "a row less", "another row", "another title", "no columns of the form"],
)
def test_what_is_not_certain_is_listed(specs: Specs, between: tuple[Line, ...], right: Grid) -> None:
    cells, lost = read(specs, *TITLE, grid(*LEFT), *between, right)
    assert cells == {}
    assert len(lost) == 2


def halves(document: PrintedDocument) -> PrintedDocument:
    """Return a disclosure whose 收入决算表 is printed in two halves."""
    pieces: list[object] = []
    for piece in document.pieces:
        if not isinstance(piece, PrintedTable) or piece.key != "公开02表":
            pieces.append(piece)
            continue
        labels, at = len(piece.labels), len(piece.labels) + 4
        names = ("科目代码", "科目名称", "本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入",
                 "附属单位上缴收入", "其他收入")  # fmt: skip
        heads = [HeadCell(name) for name in names]
        for columns, mark in (([*range(at)], ""), ([*range(labels), *range(at, piece.width)], "（续）")):
            pieces.append(
                attrs.evolve(
                    piece,
                    title=piece.title + mark,
                    header=(tuple(heads[c] for c in columns),),
                    ordinals=(),
                    body=tuple(tuple(row[c] for c in columns) for row in piece.body),
                    note=piece.note if mark else "",
                    landscape=False,
                )
            )
    return attrs.evolve(document, pieces=tuple(pieces))


@pytest.mark.parametrize(
    "render",
    [render_docx, render_html, pytest.param(lambda d: render_pdf(d, Style()), marks=pytest.mark.slow)],
    ids=["x.docx", "x.html", "x.pdf"],
)
def test_a_disclosure_with_a_table_in_halves(
    auditor: Auditor, request: pytest.FixtureRequest, render: Callable[[PrintedDocument], bytes]
) -> None:
    document = tables_only(print_national(make_truth(153)))
    name = request.node.callspec.id
    ledger, _ = auditor.read(Source(name, content=render(halves(document))))
    assert misplaced(document, ledger, auditor) == []
