"""Two lanes side by side in text as ``pdftotext -layout`` writes it, in which columns drift from line to line."""

from __future__ import annotations

import pytest

from gouji.api import Source
from gouji.audit import Auditor

HEAD = """
                                  财政拨款收入支出决算总表
                                                                                      公开 04 表
部门：清河示例区档案馆                                                                       单位：万元
               收入                                            支出
          项目        行次 金额       项目        行次 合计 一般公共预算财政拨款 政府性基金预算财政拨款 国有资本经营预算财政拨款
          栏次            1       栏次              2        3           4      5
"""
FOOT = """
注：本表反映部门本年度财政拨款的总收支和年末结转结余情况。
"""
TOUCHING = """
    一、一般公共预算财政拨款    1   65.42 一、一般公共服务支出 33    55.47         55.47
    二、政府性基金预算财政拨款   2   3.66 二、外交支出       34
    三、国有资本经营预算财政拨款 3        三、国防支出        35
                    4       四、公共安全支出      36
                    5       五、教育支出        37    13.61         13.61
本年收入合计        27   69.08 本年支出合计             59    69.08            69.08
年初财政拨款结转和结余 28     0.00 年末财政拨款结转和结余         60
一般公共预算财政拨款    29   0.00                     61
政府性基金预算财政拨款 30                              62
国有资本经营预算财政拨款 31               63
总计             32   69.08 总计 64     69.08                69.08
"""
DRIFTING = """
一、一般公共预算财                29.43 一、一般公共服务支             24.95               24.95
                 1                           33
政拨款                            出
二、政府性基金预算                    1.86 二、外交支出
                 2                           34
财政拨款
三、国有资本经营预
                 3              三、国防支出       35
算财政拨款
                 4              四、公共安全支出     36           6.11           4.25            1.86
                 5              五、教育支出       37
\f               收入                                                       支出
项 目              行 次   金 额          项 目       行 次   合 计    一般公共预算   政府性基金预算   国有资本经营预算
栏 次                      1          栏 次               2              3                 4              5
本年收入合计           27      31.28 本年支出合计         59      31.06               29.20            1.86
年初财政拨款结转和                    0.22 年末财政拨款结转和               0.45             0.45
                 28                           60
结 余                               结 余
一般公共预算财政拨                    0.22
                 29                           61
款
政府性基金预算财政
                 30                           62
拨 款
国有资本经营预算财
                 31                           63
政拨款
总 计              32      31.51 总 计            64      31.51               29.65            1.86
"""
GENERAL, FUNDS = "一般公共预算财政拨款", "政府性基金预算财政拨款"


@pytest.fixture(scope="module")
def auditor() -> Auditor:
    return Auditor()


def figures(auditor: Auditor, body: str) -> dict[tuple[str, str], str]:
    ledger, _ = auditor.read(Source("x.txt", content=(HEAD + body + FOOT).encode()))
    table = ledger.tables["公开04表"]
    assert not table.doubt
    return {spot: f.quantity.printed for spot, f in table.cells.items() if f.quantity.printed}


@pytest.mark.parametrize(
    ("body", "own"),
    [
        (
            TOUCHING,
            {
                ("支出.一般公共服务支出", "合计"): "55.47",
                ("支出.一般公共服务支出", GENERAL): "55.47",
                ("支出.教育支出", "合计"): "13.61",
                ("支出.教育支出", GENERAL): "13.61",
                ("收入.年初财政拨款结转和结余", "金额"): "0.00",
                ("收入.年初.一般公共预算财政拨款", "金额"): "0.00",
            },
        ),
        (
            DRIFTING,
            {
                ("支出.公共安全支出", "合计"): "6.11",
                ("支出.公共安全支出", GENERAL): "4.25",
                ("支出.公共安全支出", FUNDS): "1.86",
                ("收入.年初财政拨款结转和结余", "金额"): "0.22",
                ("收入.年初.一般公共预算财政拨款", "金额"): "0.22",
                ("支出.年末财政拨款结转和结余", "合计"): "0.45",
                ("支出.年末财政拨款结转和结余", GENERAL): "0.45",
            },
        ),
    ],
    ids=["touching", "drifting"],
)
def test_numbers_of_rows_part_the_lanes(auditor: Auditor, body: str, own: dict[tuple[str, str], str]) -> None:
    """Figures before the 行次 of the right lane are of the left one, wherever the labels of the right begin."""
    read = figures(auditor, body)
    assert {spot: text for spot, text in read.items() if spot in own} == own
    rest = {spot for spot in read if spot not in own}
    assert {row for row, _ in rest} <= {
        "收入.一般公共预算财政拨款",
        "收入.政府性基金预算财政拨款",
        "收入.本年收入合计",
        "收入.总计",
        "支出.一般公共服务支出",
        "支出.本年支出合计",
        "支出.总计",
    }


CODES = """
                  一般公共预算财政拨款支出决算表
部门：清河示例区档案馆                                               单位：万元
                      项目                 本年支出
              科目代码     科目名称     小计       基本支出 项目支出
                栏次                1       2       3
                      合计       115.98     76.39   39.59
                      一般公共服
              201              115.98     76.39   39.59
                      务支出
                      统计信息事
              20105            115.98     76.39   39.59
                      务
              20105   专项统计业
                                 76.39    76.39
              05      务
              20105
                      统计管理       16.18            16.18
              06
              20105   专项普查活
                                 23.41            23.41
              07      动
"""


def test_codes_broken_over_two_lines_are_one(auditor: Auditor) -> None:
    """Their last digits belong to the row that their first ones opened, however near the next row stands."""
    ledger, _ = auditor.read(Source("x.txt", content=CODES.encode()))
    table = ledger.tables["公开05表"]
    assert not table.doubt
    printed = {spot: f.quantity.printed for spot, f in table.cells.items() if f.quantity.printed}
    assert {spot: text for spot, text in printed.items() if len(spot[0]) == 7} == {
        ("2010505", "小计"): "76.39",
        ("2010505", "基本支出"): "76.39",
        ("2010506", "小计"): "16.18",
        ("2010506", "项目支出"): "16.18",
        ("2010507", "小计"): "23.41",
        ("2010507", "项目支出"): "23.41",
    }
    assert {row.key: row.label for row in table.rows}["2010507"] == "专项普查活动"
