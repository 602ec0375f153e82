"""The recommended shape of the language, as auditors were shown it, reads and loads as it stands."""

from __future__ import annotations

from rule_packs import own_rules

SHAPE = """
规则集 “全国部门决算”
适用 文种 == “部门决算” 且 年度 >= 2019

【公开01表】
规则 ZB-03 “收入方平衡” 严重
  本年收入合计 + 使用非财政拨款结余 + 年初结转和结余 == 收入.总计
  依据 “财预〔2016〕143号”
  提示 “收入方各项之和 {左} 与总计 {右} 相差 {差额} 万元”

【公开03表】
每行：基本支出 + 项目支出 + 上缴上级支出 + 经营支出 + 对附属单位补助支出 == 本年支出合计
每列 每个科目 有下级：求和(下级) == 本级

【表间】
公开01表.本年收入合计 == 公开02表[合计, 本年收入合计]
每个科目 属于 公开05表：公开05表[科目, 合计] <= 公开03表[科目, 本年支出合计]

【说明】
若 存在(三公经费.上年增减额)：三公经费.决算数 - 三公经费.上年增减额 == 上年.公开09表.决算数.合计
"""


def test_the_shape_reads_as_it_stands() -> None:
    rules = own_rules(SHAPE)
    assert [d.render() for d in rules.diagnostics] == []
    assert [(r.rule.id[:2], r.rule.category) for r in rules.rules] == [
        ("ZB", "table"), ("R-", "table"), ("R-", "table"), ("R-", "cross-table"), ("R-", "cross-table"), ("R-", "narrative"),
    ]  # fmt: skip
