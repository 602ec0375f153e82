"""Text whose columns are held by spaces and whose pages end within a header, a name or a total."""

from __future__ import annotations

import pytest

from gouji.api import Source
from gouji.audit import Auditor
from gouji.model import Ledger

HEAD = "清河示例县水文站\n2023年度部门决算\n\n"
SPENDING = """\
一般公共预算财政拨款支出决算表

单位：万元

           项目                       本年支出
科目代码        科目名称         小计      基本支出    项目支出
栏次                           1         2         3
         合计                40.00     22.00     18.00
"""


@pytest.fixture(scope="module")
def auditor() -> Auditor:
    return Auditor()


def read(auditor: Auditor, text: str) -> Ledger:
    return auditor.read(Source("决算.txt", content=(HEAD + text).encode()))[0]


def labels(ledger: Ledger, key: str) -> dict[str, str]:
    return {row.key: row.label for row in ledger.tables[key].rows}


def test_a_name_goes_on_on_the_next_page(auditor: Auditor) -> None:
    text = (
        SPENDING
        + """\
212      城乡社区支出           40.00     22.00     18.00
21208    国有土地使用权出让     40.00     22.00     18.00
\f         收入安排的支出
2120804  农村基础设施建设支出   22.00     22.00      0.00
2120814  农业生产发展支出       18.00      0.00     18.00
"""
    )
    found = labels(read(auditor, text), "公开05表")
    assert found["21208"] == "国有土地使用权出让收入安排的支出"
    assert found["2120804"] == "农村基础设施建设支出"


def test_a_name_begins_on_the_page_before(auditor: Auditor) -> None:
    text = (
        SPENDING
        + """\
208      社会保障和就业支出     40.00     22.00     18.00
20805    行政事业单位养老支出   40.00     22.00     18.00
         机关事业单位基本养
\f2080505                         22.00     22.00      0.00
         老保险缴费支出
2080501  行政单位离退休         18.00      0.00     18.00
"""
    )
    found = labels(read(auditor, text), "公开05表")
    assert found["20805"] == "行政事业单位养老支出"
    assert found["2080505"] == "机关事业单位基本养老保险缴费支出"


def test_a_page_may_end_within_the_header(auditor: Auditor) -> None:
    text = """\
收入支出决算总表
单位：万元
              收入                             支出
\f      项目      行次       金额         项目      行次       金额
栏次                 1        栏次                 2
一、一般公共预算财政拨款收入  1   36.00  一、一般公共服务支出     31    30.00
二、政府性基金预算财政拨款收入  2         二、外交支出           32
三、国有资本经营预算财政拨款收入 3         三、国防支出           33
四、上级补助收入           4         四、公共安全支出         34
五、事业收入              5         五、教育支出           35
六、经营收入              6         六、科学技术支出         36
七、附属单位上缴收入        7         七、文化旅游体育与传媒支出   37
八、其他收入              8    4.00  八、社会保障和就业支出     38    10.00
本年收入合计             27   40.00  本年支出合计           57    40.00
总计                  30   40.00  总计                60    40.00
"""
    table = read(auditor, text).tables["公开01表"]
    got = {row: f.quantity.printed for (row, _), f in table.cells.items() if f.quantity.printed}
    assert got == {
        "收入.一般公共预算财政拨款收入": "36.00", "收入.其他收入": "4.00", "收入.本年收入合计": "40.00",
        "收入.总计": "40.00", "支出.一般公共服务支出": "30.00", "支出.社会保障和就业支出": "10.00",
        "支出.本年支出合计": "40.00", "支出.总计": "40.00",
    }  # fmt: skip


def basic(total: str) -> str:
    return f"""\
一般公共预算财政拨款基本支出决算表
单位：万元
           人员经费                       公用经费
科目代码    科目名称      决算数    科目代码   科目名称     决算数
301      工资福利支出     50.00   302     商品和服务支出   9.00
30101    基本工资        30.00   30201   办公费        5.00
30102    津贴补贴        12.00   30202   印刷费        1.00
30103    奖金           8.00    30205   水费         3.00
{total}
"""


@pytest.mark.parametrize(
    "total",
    [
        "人员经费合            50.00      公用经费合             9.00\n\f计                       计",
        "人员经             50.00      公用经              9.00\n费合计                   费合计",
    ],
    ids=["over pages", "below"],
)
def test_the_name_of_a_total_is_put_together(auditor: Auditor, total: str) -> None:
    table = read(auditor, basic(total)).tables["公开06表"]
    got = {row: f.quantity.printed for (row, _), f in table.cells.items()}
    assert (got["人员经费合计"], got["公用经费合计"]) == ("50.00", "9.00")
    assert not table.doubt


def test_the_name_of_a_total_is_put_together_without_layout(auditor: Auditor) -> None:
    raw = "\n".join(" ".join(line.split()) for line in basic("").split("\n") if line.strip())
    table = read(auditor, f"{raw}\n人员经\n费合计\n50.00\n公用经\n费合计\n9.00\n").tables["公开06表"]
    got = {row: f.quantity.printed for (row, _), f in table.cells.items()}
    assert (got["人员经费合计"], got["公用经费合计"]) == ("50.00", "9.00")


def test_columns_that_most_rows_speak_against_are_those_of_the_sums(auditor: Auditor) -> None:
    """The ordinals stand to the left of their columns, the amounts to the right: each seems to be under the next."""
    text = """\
政府性基金预算财政拨款收入支出决算表
单位：万元
            项目                                          本年支出
                              年初结转     本年收                            年末结转
科目代码            科目名称           和结余      入          小计   基本支出  项目支出     和结余
栏次                           1        2        3        4    5        6
          合计                 347.06   991.11 508.12        508.12 830.05
212       城乡社区支出             347.06   818.64   341.78        341.78   823.92
21208     国有土地使用权出让收入安排的支出 347.06   818.64   341.78        341.78   823.92
2120802   土地开发支出             347.06   818.64   341.78        341.78   823.92
229       其他支出                        172.47 166.34        166.34 6.13
22960     彩票公益金安排的支出              172.47 166.34        166.34 6.13
2296002   用于社会福利的彩票公益金支出        172.47 166.34        166.34 6.13
"""
    table = read(auditor, text).tables["公开07表"]
    got = {c: f.quantity.printed for (r, c), f in table.cells.items() if r == "合计"}
    assert got == {
        "年初结转和结余": "347.06", "本年收入": "991.11", "小计": "508.12", "基本支出": "", "项目支出": "508.12",
        "年末结转和结余": "830.05",
    }  # fmt: skip


def test_heads_of_code_digits_on_the_line_of_the_total(auditor: Auditor) -> None:
    text = """\
支出决算表
单位：万元
            项目
                         本年支出  基本    项目   上缴上  经营   对附属单
功能分类科目编码
                 科目名称     合计   支出    支出   级支出  支出   位补助支出
类         款 项 合计         44.00  14.00  30.00  0.00   0.00  0.00
208        社会保障和就业支出   44.00  14.00  30.00  0.00   0.00  0.00
20805      行政事业单位养老支出  14.00  14.00   0.00  0.00   0.00  0.00
2080501    行政单位离退休     14.00  14.00   0.00  0.00   0.00  0.00
20808      抚恤         30.00   0.00  30.00  0.00   0.00  0.00
2080801    死亡抚恤       30.00   0.00  30.00  0.00   0.00  0.00
"""
    table = read(auditor, text).tables["公开03表"]
    got = {c: f.quantity.printed for (r, c), f in table.cells.items() if r == "合计"}
    assert (got["本年支出合计"], got["基本支出"], got["项目支出"]) == ("44.00", "14.00", "30.00")
    assert not table.doubt


def test_budget_and_final_under_every_item_though_broken(auditor: Auditor) -> None:
    text = """\
财政拨款“三公”经费支出决算表
单位：万元
                             财政拨款“三公”经费
                                   公务用车购置及运行维护费
               因公出国
    合计                                  公务用车购置 公务用车运行维                公务接待费
               （境）费           小计
                                           费      护费
        决算         预算            决算     预算      决算                   预算      决算
预算数        预算数 决算数                                   预算数 决算数
         数          数             数      数       数                    数       数
9.00    6.00  0.00   0.00    8.00  5.50   0.00   0.00    8.00   5.50   1.00    0.50
"""
    table = read(auditor, text).tables["公开09表"]
    got = {c: f.quantity.printed for (_, c), f in table.cells.items()}
    assert (got["预算数.合计"], got["决算数.合计"]) == ("9.00", "6.00")
    assert (got["预算数.公务接待费"], got["决算数.公务接待费"]) == ("1.00", "0.50")


@pytest.mark.parametrize(
    "heads",
    [
        "项目 年初结转和结余 本年收入 本年支出 年末结转和结余\n科目编码 科目名称\n合计 合计 基本支出 项目支出",
        "   项目          年初结    本年收              年末结\n   科目名称        转      入       本年支出       转\n"
        "                                     基本支   项目支\n合计                              合计\n"
        "                                     出     出",
    ],
    ids=["without layout", "by spaces"],
)
def test_an_empty_form_whose_heads_share_the_line_of_its_total(auditor: Auditor, heads: str) -> None:
    text = f"国有资本经营预算财政拨款收入支出决算表\n单位：万元\n{heads}\n注：本表反映国有资本经营预算收支，本部门没有，故本表无数据。\n"
    table = read(auditor, text).tables["公开08表"]
    assert table.empty
    assert not table.doubt
