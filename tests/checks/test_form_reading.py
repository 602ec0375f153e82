"""Forms come out whole from text that lost its layout, or say that they did not."""

from __future__ import annotations

import pytest
from performance_texts import PROJECT, REPORT, STATEMENT, WHOLE, WHOLE_REPORT, forms

from gouji.facts.form_figures import comparison
from gouji.facts.form_tokens import Token, splits
from gouji.model import Form
from gouji.model.document import NOWHERE


def only(text: str) -> Form:
    (form,) = forms(text)
    return form


def test_a_project_form_with_every_cell_wrapped() -> None:
    form = only(PROJECT)
    assert (form.kind, form.name, form.unit) == ("项目自评表", "档案数字化扫描费", "万元")
    assert form.complete
    assert form.remarks == ()
    top = {c: f.quantity.printed for c, f in form.rows[0].figures.items()}
    assert top == {
        "年初预算数": "40", "全年预算数": "40", "全年执行数": "38.50", "分值": "10", "执行率": "96.25", "得分": "9.63"
    }  # fmt: skip
    assert [r.key for r in form.rows] == ["年度资金总额", "财政拨款", "上年结转资金", "其他资金"]
    rows = [
        (i.path[-1], i.comparison, i.target_text, i.actual_text, i.unit, i.points and i.points.quantity.printed,
         i.completion and i.completion.quantity.printed, i.score and i.score.quantity.printed)
        for i in form.indicators
    ]  # fmt: skip
    assert rows == [
        ("扫描总支出", "<=", "<=40万元", "38.50", "万元", "20", "100.00%", "20"),
        ("扫描页数", ">=", ">=500页", "500", "页", "20", "100.00%", "20"),
        ("合格率", ">=", ">=98%", "99", "%", "20", "100.00%", "20"),
        ("方便查档", "", "提升", "100%-80%(含)", "", "20", "100%", "20"),
        ("查档者满意度", ">=", ">=95%", "96", "%", "10", "100.00%", "10"),
    ]
    assert form.indicators[0].path == ("成本指标", "经济成本指标", "扫描总支出")
    assert form.indicators[2].path == ("产出指标", "质量指标", "合格率")
    assert form.total_points is not None
    assert form.total_score is not None
    assert (form.total_points.quantity.printed, form.total_score.quantity.printed) == ("100", "99.63")


def test_every_figure_knows_its_form_and_line() -> None:
    form = only(PROJECT)
    figures = list(form.figures())
    assert {f.table for f in figures} == {"自评表:档案数字化扫描费"}
    assert len({f.id for f in figures}) == len(figures)
    assert all(f.place.line for f in figures)


def test_a_whole_department_form_with_names_set_vertically() -> None:
    form = only(WHOLE)
    assert (form.kind, form.name, form.complete) == ("整体自评表", "清河市档案馆", True)
    assert [i.path for i in form.indicators] == [
        ("部门管理", "资金投入", "项目支出预算执行率"),
        ("部门管理", "财务管理", "制度健全性"),
        ("履职效果", "部门履职目标", "馆藏开放率"),
    ]


def test_reports_and_statements() -> None:
    made = {f.kind: f for f in forms(STATEMENT + WHOLE_REPORT + REPORT)}
    whole = {k: f.quantity.printed for k, f in made["整体自评报告"].stated}
    assert whole == {
        "行政编制": "20", "事业编制": "10", "在岗人员": "29", "部门预算总额": "480.00", "实际执行": "470.00",
        "执行率": "97.92", "评价得分": "99.79", "满分": "100", "句中预算": "480.00", "句中支出": "470.00", "句中比率": "97.92",
    }  # fmt: skip
    assert dict(made["整体自评报告"].words)["等级"] == "优"
    report = {k: f.quantity.printed for k, f in made["项目自评报告"].stated}
    assert report == {"项目预算金额": "40", "资金到位": "38.50", "支出": "38.50", "评价得分": "99.63"}
    assert made["项目自评报告"].name == "档案数字化扫描费"
    said = {k: f.quantity.printed for k, f in made["项目自评说明"].stated}
    assert said == {"评价得分": "99.63", "全年预算数": "40", "全年执行数": "38.50", "执行率": "96.25"}


def test_a_list_of_annexes_is_no_form() -> None:
    listed = "附件 1：清河市档案馆部门整体支出绩效自评报告\n附件 2：整体支出绩效自评表\n附件 3：项目支出绩效自评报告\n"
    assert forms(listed) == ()


def test_a_row_that_cannot_be_read_makes_the_form_incomplete() -> None:
    broken = PROJECT.replace(
        "质量指标 合格率 >=98% 99 20 % 100.00% 20", "质量指标 合格率 约百分之九十八 达到 二十"
    )
    form = only(broken)
    assert not form.complete
    assert any("分值合计 70" in r for r in form.remarks)


def test_blank_cells_are_placed_by_the_rate_alone_or_not_at_all() -> None:
    form = only(PROJECT.replace("40 40 38.50 - 96.25 9.63", "40 40 38.50 96.25 9.63"))
    row = next(r for r in form.rows if r.key == "财政拨款")
    assert "分值" not in row.figures
    assert row.figures["执行率"].quantity.printed == "96.25"
    unsure = only(PROJECT.replace("40 40 38.50 - 96.25 9.63", "40 40 38.50 9.63"))
    assert all(r.key != "财政拨款" for r in unsure.rows)
    assert not unsure.complete


@pytest.mark.parametrize(
    ("lines", "count", "expected"),
    [
        (["10", "0", "87.", "88"], 2, {("100", "87.88")}),
        (["100", "98", ".8", "8"], 2, {("100", "98.88"), ("10098.8", "8")}),
        (["10", "0"], 2, {("10", "0")}),
        (["4.95", "10"], 2, {("4.95", "10")}),
    ],
)
def test_joins_put_pieces_side_by_side_and_alter_nothing(
    lines: list[str], count: int, expected: set[tuple[str, ...]]
) -> None:
    tokens = [Token(t, n, NOWHERE) for n, t in enumerate(lines)]
    made = splits(tokens, count)
    assert set(made) <= expected
    assert all("".join(m) == "".join(lines) for m in made)


@pytest.mark.parametrize("total", ["10\n0\n99.\n63", "100\n99\n.6\n3", "100 99.63", "100\n99.63"])
def test_the_total_row_is_read_however_it_is_broken(total: str) -> None:
    form = only(PROJECT.replace("10\n0\n99.\n63", total))
    assert form.total_score is not None
    assert form.total_points is not None
    assert (form.total_points.quantity.printed, form.total_score.quantity.printed) == ("100", "99.63")


def test_a_unit_that_no_list_has() -> None:
    form = only(PROJECT.replace(">=500 页 500 20 页", ">=500 匹 500 20 匹"))
    assert (form.complete, form.indicators[1].unit) == (True, "匹")


def test_words_of_one_line_are_never_joined() -> None:
    tokens = [Token("40", 0, NOWHERE), Token("40", 0, NOWHERE), Token("38.50", 0, NOWHERE)]
    assert splits(tokens, 3) == [("40", "40", "38.50")]
    assert splits(tokens, 2) == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("≥95%", (">=", "95", "%")),
        ("=24时/天", ("=", "24", "时/天")),
        ("健全", ("", "", "健全")),
        ("100%", ("", "100", "%")),
    ],
)
def test_targets_are_cut_into_sign_number_and_unit(text: str, parts: tuple[str, str, str]) -> None:
    assert comparison(text) == parts
