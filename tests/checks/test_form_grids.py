"""Forms printed as tables, with merged cells, two heading rows and a page break."""

from __future__ import annotations

import pytest
from form_grids import grid, read

from gouji.model import Line, Place

WHOLE = (
    "整体支出规模（万元）||年初预算数|全年预算数|全年执行数|执行率|得分|",
    "^|年度资金总额|500.00|480.00|470.00|97.92%|9.79|",
    "^|（一）基本支出|400.00|400.00|395.00|98.75%|9.88|",
    "^|1.人员经费|300.00|300.00|298.00|99.33%|9.93|",
    "^|2.公用经费|100.00|100.00|97.00|97.00%|9.70|",
    "^|（二）项目支出|100.00|80.00|75.00|93.75%|9.38|",
    "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|完成率|得分",
    "部门管理|资金投入|项目支出预算执行率|>=90%|93.75%|40|100%|40",
    "^|财务管理|制度健全性|健全|健全|30|100%|30",
    "履职效果|部门履职目标|馆藏开放率|>=60%|61%|20|100%|20",
    "总分|||||100||99.79",
)


TITLE = (Line("部门整体支出绩效自评表", Place(page=1)), Line("部门（单位）名称：清河市档案馆", Place(page=1)))


def test_a_form_with_two_headings_and_merged_cells() -> None:
    (form,) = read(*TITLE, grid(WHOLE))
    assert (form.kind, form.name, form.unit, form.complete, form.remarks) == (
        "整体自评表", "清河市档案馆", "万元", True, ()
    )  # fmt: skip
    assert [r.key for r in form.rows] == ["年度资金总额", "基本支出", "人员经费", "公用经费", "项目支出"]
    assert form.rows[0].figures["执行率"].quantity.printed == "97.92%"
    assert form.indicators[1].path == ("部门管理", "财务管理", "制度健全性")
    assert form.total_score is not None
    assert form.total_score.quantity.printed == "99.79"
    assert form.total_score.place == Place(page=1, cell="r10c7")


def test_a_form_that_goes_on_over_the_page() -> None:
    (form,) = read(
        *TITLE, grid(WHOLE[:8]), grid((*WHOLE[6:7], *("财务|" + WHOLE[8][2:],), *WHOLE[9:]), page=2)
    )
    assert len(form.indicators) == 3
    assert form.complete


def test_two_forms_in_a_row_keep_apart() -> None:
    forms = read(*TITLE, grid(WHOLE), Line("部门整体支出绩效自评表", Place(page=2)), grid(WHOLE, 2))
    assert len(forms) == 2
    ids = [f.id for form in forms for f in form.figures()]
    assert len(set(ids)) == len(ids)


BARE = (
    "产出指标|数量指标|开放档案|12|12|20|100%|20",
    "^|质量指标|差错率为零|||20|100%|20",
    "效益指标|社会效益|按时开放率100%|||20|100%|20",
)


def test_indicators_whose_target_stands_in_their_name_are_indicators() -> None:
    (form,) = read(*TITLE, grid((*WHOLE[:7], *BARE, "效益指标小计||||40||40", "总分|||||60||60")))
    assert [i.path[-1] for i in form.indicators] == ["开放档案", "差错率为零", "按时开放率100%"]
    assert [i.points.quantity.printed for i in form.indicators if i.points] == ["20", "20", "20"]


def test_a_form_without_a_title_is_known_by_its_headings() -> None:
    (form,) = read(grid(WHOLE))
    assert form.kind == "整体自评表"


def test_other_tables_are_no_forms() -> None:
    other = ("序号|单位名称|备注", "1|清河市档案馆|", "2|清河市城建档案中心|")
    assert read(Line("部门决算单位构成"), grid(other)) == ()


@pytest.mark.parametrize("lost", [7, 9])
def test_a_lost_row_is_noticed(lost: int) -> None:
    (form,) = read(*TITLE, grid(WHOLE[:lost] + WHOLE[lost + 1 :]))
    assert not form.complete


def test_what_neither_target_nor_actual_is_written_of_is_told_once() -> None:
    from gouji.api import Source
    from gouji.audit import Auditor

    rows = (
        "项目名称|档案数字化||||||", *WHOLE[6:7], *BARE, "总分|||||60||60",
    )  # fmt: skip
    cells = ["".join(f"<td>{c}</td>" for c in row.replace("^", "产出指标").split("|")) for row in rows]
    page = f"<p>项目支出绩效自评表（2024年度）</p><table>{''.join(f'<tr>{c}</tr>' for c in cells)}</table>"
    report = Auditor().audit(Source("自评.html", content=f"<meta charset='utf-8'>{page}".encode()))
    told = [f.message for f in report.findings if f.rule.id == "JX-08"]
    assert len(told) == 1 and "2 个指标" in told[0] and "差错率为零" in told[0]
    assert not [f for f in report.findings if f.rule.id == "JX-06"]
    (missing,) = [f.message for f in report.findings if f.rule.id == "WZ-01"]
    assert "只有绩效自评表" in missing
