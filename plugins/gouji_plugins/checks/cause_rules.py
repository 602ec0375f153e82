"""The rules of root causes: one slip, many relations."""

from __future__ import annotations

from functools import partial

from gouji.model import RuleClass, Severity, Tier
from gouji_plugins.checks.rule_family import RuleFamily

_rule = partial(
    RuleFamily("causes", "table", rule_class=RuleClass.LOGIC, tier=Tier.TEMPLATE).rule,
    severity=Severity.ERROR,
)

LANE = _rule("GY-01", "一列金额与科目错开一行", category="table")
ROWS = _rule("GY-02", "各行金额与科目错位", category="table")
UNIT = _rule("GY-03", "整张表的金额单位写错", category="table")
POPULATION = _rule("GY-04", "表里的数取自全部资金", category="cross-table")
PROSE_POPULATION = _rule("GY-05", "情况说明的数取自全部资金", category="narrative")
PLANNED = _rule("GY-06", "决算数写成了预算数", category="narrative")
EXCHANGED = _rule("GY-07", "两项的占比互换", category="ratio")
UNSPENT = _rule("GY-08", "未完成的比率写成了完成率", category="ratio")
REPEATED = _rule("GY-09", "增减额又写成了增减率", category="ratio")
APART = _rule("GY-10", "预决算差额写成了较上年增减额", category="narrative")
PROSE_UNIT = _rule("GY-11", "一节里的金额单位写错", category="narrative")
COLUMN = _rule("GY-12", "决算栏抄了预算栏", category="cross-table")

RULES = (
    LANE, ROWS, UNIT, POPULATION, PROSE_POPULATION, PLANNED, EXCHANGED, UNSPENT, REPEATED, APART, PROSE_UNIT, COLUMN,
)  # fmt: skip
