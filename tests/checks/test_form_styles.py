"""Forms as provinces print them, as grids and as text: read whole, right ones left alone, wrong figures found."""

from __future__ import annotations

import pytest
from form_grids import grid, read
from performance_texts import FACTS, Run, ledger, run

from gouji.model import Document, Form, Ledger, Line, Place
from gouji_plugins.checks.performance import PerformanceCheck

NATIONAL = (
    "项目名称|档案数字化扫描费||||||",
    "主管部门|清河市档案馆|||实施单位|清河市档案馆||",
    "项目资金（万元）||年初预算数|全年预算数|全年执行数|分值|执行率|得分",
    "^|年度资金总额|40.00|40.00|38.50|10|96.25%|9.63",
    "^|其中：当年财政拨款|40.00|40.00|38.50|—|96.25%|—",
    "^|上年结转资金||||—||—",
    "^|其他资金||||—||—",
    "年度总体目标|预期目标||||实际完成情况||",
    "^|完成扫描||||完成||",
    "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施",
    "产出指标|数量指标|扫描页数|≥500页|500页|20|20|",
    "^|质量指标|合格率|≥98%|99%|20|20|",
    "^|时效指标|完成时间|2024年12月底前|2024年11月|10|10|",
    "效益指标|社会效益指标|方便查档|有效提升|有效提升|30|30|",
    "满意度指标|服务对象满意度指标|查档者满意度|≥95%|96%|10|10|",
    "总分|||||100|99.63|",
)
LETTERED = (
    "项目名称|档案数字化扫描费||||||",
    "项目预算执行情况（万元）||年初预算数|调整后预算数（A）|预算执行数（B）|分值|执行率（B/A）|得分",
    "^|年度资金总额|40.00|40.00|38.50|10|96.25%|9.63",
    "^|其中：财政拨款|40.00|40.00|38.50|/|96.25%|/",
    "^|财政专户管理资金|0.00|0.00|0.00|/|0.00%|/",
    "^|单位资金|0.00|0.00|0.00|/|0.00%|/",
    "一级指标|二级指标|三级指标|年度指标值（A）|全年完成值（B）|分值|得分|未完成原因和改进措施",
    "产出指标|数量指标|扫描页数|≥500页|500页|20|20|",
    "^|质量指标|合格率|≥98%|99%|20|20|",
    "^|时效指标|完成时间|定性 及时|及时|10|10|",
    "效益指标|社会效益指标|方便查档|定性 好|好|30|30|",
    "满意度指标|满意度指标|查档者满意度|≥95%|96%|10|10|",
    "总分|||||100|99.63|",
)
SIGNED = (
    "项目名称|档案数字化扫描费||||||||",
    "项目资金（万元）||年初预算数|全年预算数|全年执行数|分值|执行率|得分||",
    "^|年度资金总额|40.00|40.00|38.50|10|96.25|9.63||",
    "^|其中：当年财政拨款|40.00|40.00|38.50||96.25|||",
    "^|上年结转资金|0.00|0.00|0.00||0.00|||",
    "^|非财政拨款|0.00|0.00|0.00||0.00|||",
    "一级指标|二级指标|三级指标|指标性质|指标值|度量单位|实际完成值|分值|得分|偏差原因分析及改进措施",
    "产出指标|数量指标|扫描页数|>=|500|页|500|20|20|",
    "^|质量指标|合格率|>=|98|%|99|20|20|",
    "^|时效指标|完成时间|=|12|月|11|10|10|",
    "效益指标|社会效益|培训次数|=|2|次|3|30|30|",
    "满意度指标|服务对象满意度|查档者满意度|>=|95|%|96|10|10|",
    "总分|||||||100|99.63|优",
)
PAIRED = (
    "项目名称|档案数字化扫描费||||||",
    "预算单位|清河市档案馆|||具体实施处室|办公室||",
    "当年预算数（元）|400000|||上年预算数（元）|380000||",
    "预算执行数（元）|385000|||预算执行率（%）|96.25||",
    "一级指标|二级指标|三级指标|指标目标值|实际完成值|权重|自评分|未达标原因",
    "产出指标|数量指标|扫描页数|≥500页|500页|20|20|",
    "^|质量指标|合格率|≥98%|99%|20|20|",
    "效益指标|社会效益|方便查档|提升|提升|50|50|",
    "预算执行|预算执行率|预算执行率|100%|96.25%|10|9.63|",
    "合计|||||100|99.63|",
)
STYLES = {"national": NATIONAL, "lettered": LETTERED, "signed": SIGNED, "paired": PAIRED}


def audited(rows: tuple[str, ...]) -> tuple[Form, Run]:
    title = Line("项目支出绩效自评表", Place(page=1))
    forms = read(title, Line("（2024年度）", Place(page=1)), grid(rows))
    (form,) = forms
    own = Ledger(Document("x.pdf", "pdf", "0", ()), FACTS, {}, forms=forms)
    return form, run(PerformanceCheck(), own)


@pytest.mark.parametrize("style", STYLES)
def test_a_right_form_of_every_style_is_read_whole_and_left_alone(style: str) -> None:
    form, made = audited(STYLES[style])
    assert (form.name, form.complete, form.remarks) == ("档案数字化扫描费", True, ())
    assert form.unit == ("元" if style == "paired" else "万元")
    assert len(form.indicators) == (4 if style == "paired" else 5)
    assert made.accused() == {}
    assert {"holds"} <= made.verdicts("JX-04") | made.verdicts("JX-06")


@pytest.mark.parametrize("style", STYLES)
def test_a_wrong_figure_of_every_style_is_found(style: str) -> None:
    rows = STYLES[style]

    def with_(old: str, new: str) -> Run:
        assert any(old in r for r in rows), old
        return audited(tuple(r.replace(old, new, 1) for r in rows))[1]

    assert with_("99.63", "98.63").of("JX-04")
    assert with_("合格率|>=|98|%|99" if style == "signed" else "合格率|≥98%|99%",
                 "合格率|>=|98|%|97" if style == "signed" else "合格率|≥98%|97%").of("JX-07")  # fmt: skip
    assert with_("96.25", "92.65").of("JX-02")
    if style != "paired":
        assert with_("40.00|40.00|38.50|10", "40.00|40.00|39.50|10").of("JX-01")


def test_a_dash_in_the_column_of_points_is_no_score() -> None:
    assert audited(NATIONAL)[1].verdicts("JX-03") == {"holds"}


def test_more_than_an_equal_sign_asks_for_is_no_miss_and_early_is_not_short() -> None:
    form, made = audited(SIGNED)
    assert [i.actual_text for i in form.indicators][2:4] == ["11", "3"]
    assert made.of("JX-07") == []
    late = tuple(r.replace("培训次数|=|2|次|3", "安全事故|=|0|次|1") for r in SIGNED)
    assert "安全事故" in audited(late)[1].of("JX-07")[0]


TEXT = """附件2
项目支出绩效自评表
（2024年度）
项目名称 档案数字化扫描费
主管部门 清河市档案馆 实施单位 清河市档案馆
项目资金（万元） 年初预算数 全年预算数 全年执行数 分值 执行率 得分
年度资金总额 40.00 40.00 38.50 10 96.25 9.63
其中：当年财政拨款 40.00 40.00 38.50 96.25
上年结转资金 0.00 0.00 0.00 0.00
非财政拨款 0.00 0.00 0.00 0.00
绩效指标
一级指标 二级指标 三级指标 指标性质 指标值 度量单位 实际完成值 分值 得分 偏差原因分析及改进措施
产出指标 数量指标 扫描页数 >= 500 页 500 20 20
质量指标 合格率 >= 98 % 99 20 20
时效指标 完成及时率 >= 95 % 100 10 10
效益指标 社会效益 方便查档率 >= 90 % 95 30 30
满意度指标 服务对象满意度 查档者满意度 >= 95 % 96 10 10
总分 100 99.63 优
"""


def test_a_column_of_signs_in_text_without_layout() -> None:
    own = ledger(TEXT)
    (form,) = own.forms
    assert (form.complete, form.remarks) == (True, ())
    assert [i.target_text for i in form.indicators] == [">=500", ">=98", ">=95", ">=90", ">=95"]
    assert run(PerformanceCheck(), own).accused() == {}
    assert run(PerformanceCheck(), ledger(TEXT.replace("99.63", "97.63"))).of("JX-04")
    assert run(PerformanceCheck(), ledger(TEXT.replace("% 99 20", "% 97 20"))).of("JX-07")
