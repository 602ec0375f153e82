"""Several tables in one sheet are several tables; one table over several pages is one."""

from __future__ import annotations

import pytest
from render_office import render_xlsx
from sound import sound

from gouji.api import Source
from gouji.audit import Auditor
from gouji.model import Document, DocumentFacts, Grid, GridCell, Line
from gouji.packs import Specs, select_packs
from gouji.reading.grids import read_grids
from gouji.reading.stacked import cut, unstack
from gouji.testing.synthetic import make_truth, plant, print_national, print_shanghai

INCOME = (
    "收入决算表",
    "单位：万元",
    "科目编码|科目名称|本年收入合计|财政拨款收入|上级补助收入|事业收入|经营收入|附属单位上缴收入|其他收入",
)
ROWS = (
    "|合计|100.00|90.00|||||10.00",
    "205|教育支出|100.00|90.00|||||10.00",
    "20502|普通教育|100.00|90.00|||||10.00",
)
SPENDING = (
    "支出决算表",
    "单位：万元",
    "科目编码|科目名称|本年支出合计|基本支出|项目支出|上缴上级支出|经营支出|对附属单位补助支出",
)
SPENT = (
    "|合计|80.00|70.00|10.00",
    "205|教育支出|80.00|70.00|10.00",
    "20502|普通教育|80.00|70.00|10.00",
)


@pytest.fixture(scope="module")
def auditor() -> Auditor:
    return Auditor()


@pytest.fixture(scope="module")
def specs(auditor: Auditor) -> Specs:
    return select_packs(auditor.packs, DocumentFacts("清河示例区档案馆", 2024, "部门决算"))


def grid(*rows: str) -> Grid:
    cells = [
        GridCell(r, c, text) for r, line in enumerate(rows) for c, text in enumerate(line.split("|")) if text
    ]
    return Grid(tuple(cells), len(rows), 9)


def figures(grids: list[Grid | Line], specs: Specs) -> dict[str, list[str]]:
    document = unstack(Document("x", "xlsx", "", tuple(grids)), specs)
    reading = read_grids(document, specs, DocumentFacts())
    found = {
        t.key: [f.quantity.printed for f in t.cells.values() if f.quantity.printed] for t in reading.tables
    }
    return found | {u.title: [] for u in reading.unrecognised}


@pytest.mark.parametrize("between", [(), ("",), ("", "公开03表"), ("注：本表反映收入。", "", "")])
def test_the_second_table_is_not_rows_of_the_first(specs: Specs, between: tuple[str, ...]) -> None:
    found = figures([grid(*INCOME, *ROWS, *between, *SPENDING, *SPENT)], specs)
    assert {k: len(v) for k, v in found.items()} == {"公开02表": 9, "公开03表": 9}
    assert sorted(found["公开02表"]) == sorted(["100.00", "90.00", "10.00"] * 3)
    assert sorted(found["公开03表"]) == sorted(["80.00", "70.00", "10.00"] * 3)


@pytest.mark.parametrize(
    "title", ["某某专项资金使用情况表", "支出决算表（分单位）", "支出决算表（按资金来源）"]
)
def test_a_table_nobody_knows_is_listed_and_not_swallowed(specs: Specs, title: str) -> None:
    unknown = (title, *SPENDING[1:], *SPENT)
    found = figures([grid(*INCOME, *ROWS, *unknown)], specs)
    assert len(found["公开02表"]) == 9
    assert any(other.startswith(title) for other in found)
    apart = figures([grid(*INCOME, *ROWS), grid(*unknown)], specs)
    assert len(apart["公开02表"]) == 9
    below = figures([grid(*INCOME, *ROWS), Line(title), grid(*unknown[1:])], specs)
    assert len(below["公开02表"]) == 9


@pytest.mark.parametrize("title", ["收入决算表", "收入决算表（续）", "续表", ""])
def test_a_title_printed_again_on_the_next_page_starts_no_table(specs: Specs, title: str) -> None:
    more = ("210|卫生健康支出|1.00|1.00|0.00", "21011|行政事业单位医疗|1.00|1.00|0.00")
    again = (*((title,) if title else ()), *INCOME[1:], *more)
    one = figures([grid(*INCOME, *ROWS, *again)], specs)
    assert {k: len(v) for k, v in one.items()} == {"公开02表": 15}
    two = figures([grid(*INCOME, *ROWS), grid(*again)], specs)
    assert {k: len(v) for k, v in two.items()} == {"公开02表": 15}


def test_the_same_table_printed_twice_in_full_stays_told(specs: Specs) -> None:
    document = Document("x", "xlsx", "", (grid(*INCOME, *ROWS), grid(*INCOME, *ROWS)))
    reading = read_grids(document, specs, DocumentFacts())
    assert [n.code for n in reading.notes] == ["table-twice"]


def test_one_table_is_left_as_it_is(specs: Specs) -> None:
    whole = grid(*INCOME, *ROWS)
    assert cut(whole, specs) == (whole,)


@pytest.mark.slow
@pytest.mark.parametrize("template", [print_national, pytest.param(print_shanghai, marks=pytest.mark.slow)])
@pytest.mark.parametrize("blank", [0, pytest.param(2, marks=pytest.mark.slow)])
def test_a_whole_disclosure_in_one_sheet(auditor: Auditor, template: object, blank: int) -> None:
    for seed in (3, 17):
        document = template(make_truth(seed))  # type: ignore[operator]
        apart, _ = auditor.read(Source("决算.xlsx", content=render_xlsx(document)))
        below, _ = auditor.read(Source("决算.xlsx", content=render_xlsx(document, stacked=blank)))
        values = [
            {k: [(p, f.quantity) for p, f in t.cells.items()] for k, t in ledger.tables.items()}
            for ledger in (apart, below)
        ]
        assert values[0] == values[1]


@pytest.mark.slow
def test_findings_are_those_of_separate_sheets(auditor: Auditor) -> None:
    document, _ = plant(print_national(make_truth(153)), 153)
    apart = auditor.audit(Source("x.xlsx", content=render_xlsx(document)))
    below = auditor.audit(Source("x.xlsx", content=render_xlsx(document, stacked=1)))
    assert {f.id for f in sound(apart).findings} == {f.id for f in sound(below).findings} != set()


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("收入决算表", "公开02表"),
        ("清河示例区档案馆收入决算表", "公开02表"),
        ("清河示例区档案馆2024年度收入决算表", "公开02表"),
        ("某某收入分单位情况表", ""),
        ("分单位收入决算表", ""),
        ("上年收入决算表", ""),
        ("专项资金收入明细表", ""),
        ("", "公开02表"),
    ],
)
@pytest.mark.parametrize("inside", [True, False])
def test_a_title_that_names_another_table_is_not_guessed_away(
    specs: Specs, title: str, key: str, inside: bool
) -> None:
    body = (*INCOME[1:], *ROWS)
    blocks: list[Grid | Line] = [grid(title, *body)] if inside else [Line(title), grid(*body)]
    found = figures(blocks, specs)
    assert [k for k, v in found.items() if v] == ([key] if key else [])
    if not key:
        assert any(t.startswith(title) for t in found)
