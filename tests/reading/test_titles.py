"""Titles as provinces print them, behind the numbers they give their tables; forms that nobody filled in."""

from __future__ import annotations

import pytest

from gouji.audit import Auditor
from gouji.model import Document, DocumentFacts, Grid, GridCell, Line
from gouji.packs import Specs, select_packs
from gouji.reading.grids import read_grids
from gouji.reading.plain.regions import _may_end, _title_of, find_regions, title_index
from gouji.reading.recognise import by_title

TITLES = {
    "公开01表": ("收入支出决算总表", "收入支出决算表", "部门收支决算总表", "收支决算总表"),
    "公开02表": ("收入决算表", "收入决算总表", "收入决算表（分科目）"),
    "公开03表": ("支出决算表", "支出决算总表", "支出决算表（分科目）"),
    "公开04表": ("财政拨款收入支出决算总表", "财政拨款收入支出决算表"),
    "公开05表": ("一般公共预算财政拨款支出决算表", "一般公共预算财政拨款收入支出决算表"),
    "公开06表": (
        "一般公共预算财政拨款基本支出决算明细表",
        "一般公共预算财政拨款基本支出决算表",
        "一般公共预算财政拨款基本支出决算明细",
        "财政拨款基本支出经济分类决算表",
    ),
    "公开07表": ("政府性基金预算财政拨款收入支出决算表",),
    "公开08表": ("国有资本经营预算财政拨款支出决算表", "国有资本经营预算财政拨款收入支出决算表"),
    "公开09表": (
        "财政拨款“三公”经费支出决算表",
        "一般公共预算财政拨款“三公”经费支出决算表",
        "财政拨款安排的“三公”经费支出决算表",
        "一般公共预算财政拨款“三公”经费及会议费、培训费支出决算表",
        "“三公”经费、行政参公单位机关运行经费情况表",
        "一般公共预算、政府性基金预算财政拨款“三公”经费支出决算表",
        "一般公共预算财政拨款和国有资本经营预算财政拨款“三公”经费支出决算表",
    ),
    "": (
        "政府性基金预算财政拨款基本支出决算表",
        "收入决算表（分单位）",
        "项目支出决算表",
        "国有资产占用情况表",
    ),
}
BEFORE = ("", "表一 ", "表五", "附表1 ", "附表5：", "GK05 ", "Z05-1-", "2024年度", "五、")


@pytest.fixture(scope="module")
def specs() -> Specs:
    return select_packs(Auditor().packs, DocumentFacts("某局", 2024, "部门决算"))


@pytest.mark.parametrize("before", BEFORE)
def test_titles_are_known_behind_any_number(specs: Specs, before: str) -> None:
    """一般公共预算 begins with a numeral that is none."""
    for key, titles in TITLES.items():
        for title in titles:
            found = by_title([before + title], specs)
            assert (found.layouts[0].key if found else "") == key, before + title
            regions = find_regions([before + title, "单位：万元", "合计 1.00"], specs)
            assert {r.specs[0].key for r in regions} == ({key} if key else set()), before + title


HEAD = (
    (0, 0, 1, 2, "项目"),
    (0, 2, 2, 1, "年初结转和\n结余"),
    (0, 3, 2, 1, "本年收入"),
    (0, 4, 2, 3, "本年支出"),
    (0, 7, 2, 1, "年末结转和\n结余"),
    (1, 0, 1, 1, "功能分类\n科目编码"),
    (1, 1, 1, 1, "科目名称"),
    (2, 0, 1, 2, "合计"),
    (2, 4, 1, 1, "合计"),
    (2, 5, 1, 1, "基本支出"),
    (2, 6, 1, 1, "项目支出"),
)


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("政府性基金预算财政拨款收入支出决算表", "公开07表"),
        ("国有资本经营预算财政拨款收入支出决算表", "公开08表"),
    ],
)
def test_a_form_nobody_filled_in_is_the_empty_table(specs: Specs, title: str, key: str) -> None:
    """合计 of the rows stands on the line of the heads 合计, 基本支出 and 项目支出."""
    cells = tuple(GridCell(r, c, text, high, wide) for r, c, high, wide, text in HEAD)
    grid = Grid(cells, 5, 8)
    reading = read_grids(Document("x", "pdf", "", (Line(title), grid)), specs, DocumentFacts())
    (table,) = reading.tables
    assert (table.key, table.empty, table.doubt) == (key, True, "")
    assert [row.label for row in table.rows] == ["合计"]
    assert len(table.cells) == 6
    filled = Grid((*cells, GridCell(2, 2, "5.00")), 5, 8)
    reading = read_grids(Document("x", "pdf", "", (Line(title), filled)), specs, DocumentFacts())
    assert not reading.tables
    assert [u.title for u in reading.unrecognised] == [title]


FRAMES = [
    "{}",
    "一、{}",
    "（二）{}",
    "2024年度{}",
    "三、2024年{}",
    "{}公开03表",
    "{}表3",
    "{}（公开01表）",
    "附表4 {}",
    "{} ",
]


def test_no_title_is_passed_over_by_its_last_character() -> None:
    """Lines whose end rules a title out are not looked at further: none of them may be one."""
    packs = Auditor().packs
    looked = 0
    for place in ("", *sorted({pack.jurisdiction for pack in packs if pack.jurisdiction})):
        titles = title_index(select_packs(packs, DocumentFacts(year=2024, jurisdiction=place)))
        ends = {title[-1:] for title in titles}
        known = {*titles, *(title for some in TITLES.values() for title in some)}
        for line in (frame.format(title) for title in sorted(known) for frame in FRAMES):
            if _title_of(line, "", titles):
                looked += 1
                assert _may_end(line, ends), line
    assert looked > 200
