"""Tables that are not of the nine are not taken for one of them: by their title, by what their rows are."""

from __future__ import annotations

from importlib.resources import files

import pytest

from gouji.model import Document, DocumentFacts, Grid, GridCell, Line
from gouji.packs import Pack, Specs, find_packs
from gouji.reading.grids import read_grids
from gouji.reading.identity import jurisdiction_of
from gouji.reading.recognise import by_structure

HEAD = [
    "本年收入合计",
    "财政拨款收入",
    "上级补助收入",
    "事业收入",
    "经营收入",
    "附属单位上缴收入",
    "其他收入",
]


@pytest.fixture(scope="module")
def packs() -> list[Pack]:
    return list(find_packs(files("gouji.specs"), "test"))


@pytest.fixture(scope="module")
def specs(packs: list[Pack]) -> Specs:
    return Specs(tuple(p for p in packs if p.id == "national/2019-"))


def grid(*rows: list[str]) -> Grid:
    cells = [GridCell(r, c, t) for r, row in enumerate(rows) for c, t in enumerate(row) if t]
    return Grid(tuple(cells), len(rows), len(rows[0]))


BY_UNIT = grid(
    ["单位编码", "单位名称", *HEAD],
    ["", "合计", "30.00", "30.00", "", "", "", "", ""],
    ["101001", "清河示例区档案馆本级", "20.00", "20.00", "", "", "", "", ""],
    ["101002", "清河示例区数字中心", "10.00", "10.00", "", "", "", "", ""],
)
BY_SUBJECT = grid(
    ["科目编码", "科目名称", *HEAD],
    ["", "合计", "30.00", "30.00", "", "", "", "", ""],
    ["201", "一般公共服务支出", "30.00", "30.00", "", "", "", "", ""],
    ["20126", "档案事务", "30.00", "30.00", "", "", "", "", ""],
    ["2012601", "行政运行", "30.00", "30.00", "", "", "", "", ""],
)


def test_of_a_pair_the_table_by_subject_is_read_whichever_comes_first(specs: Specs) -> None:
    document = Document(
        "x", "pdf", "",
        (Line("收入决算表（分单位）"), BY_UNIT, Line("收入决算表（分科目）"), BY_SUBJECT),
    )  # fmt: skip
    reading = read_grids(document, specs, DocumentFacts())
    assert [t.key for t in reading.tables] == ["公开02表"]
    assert "2012601" in {row.code for row in reading.tables[0].rows}
    assert len(reading.unrecognised) == 1
    assert not reading.notes


@pytest.mark.parametrize("title", ["政府采购情况表", "收入决算表（分单位）", "项目支出决算明细表"])
def test_a_grid_with_a_title_of_its_own_is_not_guessed_by_its_structure(specs: Specs, title: str) -> None:
    cells = ["科目编码", "科目名称", *HEAD, "合计"]
    note = ["注：本表反映部门本年度取得的各项收入情况。"]
    assert by_structure(cells, note, specs) is not None
    assert by_structure([title, *cells], note, specs) is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("上海市普陀区财政局", "上海/普陀区"),
        ("舟山市普陀区财政局", "浙江/舟山"),
        ("普陀区财政局", ""),
        ("北京市朝阳区档案馆", "北京/朝阳区"),
        ("重庆市丰都县财政局", "重庆/丰都县"),
        ("上海市财政局", "上海"),
    ],
)
def test_districts_count_only_behind_their_city(packs: list[Pack], text: str, place: str) -> None:
    assert jurisdiction_of([text], packs) == place


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([["序号", "单位名称", "备注"], ["1", "清河示例区档案馆（本级）", ""], ["2", "清河示例区数字中心", ""]], False),
        ([["单位编码", "单位名称"], ["101001", "清河示例区档案馆（本级）"], ["101002", "清河示例区数字中心"]], False),
        ([["序号", "单位名称", "金额"], ["1", "清河示例区档案馆（本级）", "200000"], ["2", "清河示例区数字中心", ""]], True),
        ([["序号", "单位名称", "备注"], ["1", "清河示例区档案馆（本级）", "20.00"], ["2", "清河示例区数字中心", ""]], True),
        ([["序号", "项目名称", "备注"], ["1", "档案整理", ""], ["2", "库房修缮", ""]], True),
    ],
)  # fmt: skip
def test_a_list_of_units_without_amounts_is_no_table_that_was_not_read(
    specs: Specs, rows: list[list[str]], told: bool
) -> None:
    document = Document("x", "html", "", (Line("二、部门决算单位构成"), grid(*rows), Line("第二部分")))
    assert bool(read_grids(document, specs, DocumentFacts()).unrecognised) is told
