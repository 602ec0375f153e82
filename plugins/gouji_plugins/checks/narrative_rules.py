"""The rules of the narrative check: ids, titles, severities; nothing is computed here."""

from __future__ import annotations

from gouji.model import RuleClass, Severity, Tier
from gouji_plugins.checks.rule_family import RuleFamily

_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO
_LOGIC, _VERIFY = RuleClass.LOGIC, RuleClass.VERIFY
_rule = RuleFamily("narrative", "narrative", tier=Tier.TEMPLATE).rule

CELL = _rule("SM-01", "情况说明的决算数与表不符", _E)
BUDGET = _rule("SM-02", "情况说明的预算数与公开09表不符", _E)
TWICE = _rule("SM-03", "同一数字前后两处不同", _E)
COMPARED = _rule("SM-04", "决算与预算的大小与所述不符", _E, rule_class=_LOGIC)
NOTHING = _rule("SM-05", "所述“无收支”与表不符", _E, rule_class=_LOGIC)
RUNNING = _rule("SM-06", "机关运行经费超过公用经费", _E, rule_class=_LOGIC)
MEETINGS = _rule("SM-07", "会议费、培训费小于基本支出中的同名支出", _W, rule_class=_LOGIC, tier=Tier.BUSINESS)
PARTS = _rule("SM-08", "分项之和与总额不符", _E)
SMALL = _rule("SM-09", "部分大于它所属的总额", _E, rule_class=_LOGIC)
PLANNED = _rule("SM-10", "各项年初预算之和大于年初预算", _E, rule_class=_LOGIC)
PRIORS = _rule("SM-11", "各项推出的上年数与总额推出的上年数不符", _E)
SIGN = _rule("SM-12", "增减词后的数又带负号", _E, rule_class=_LOGIC)
LEVEL = _rule("SM-13", "写持平又写了增减额", _E, rule_class=_LOGIC)
ROUGHLY = _rule("SM-14", "写基本持平而相差超过百分之一", _W, rule_class=_VERIFY)
LISTED = _rule("SM-15", "列出的数值个数与主体个数不符", _W, rule_class=_LOGIC)
PRIOR_PART = _rule("SM-16", "推出的上年数中部分大于总额", _W, rule_class=_LOGIC, tier=Tier.BUSINESS)
CHANGES = _rule("SM-17", "各项增减额之和与总额的增减额不符", _E)
OF_WHICH = _rule("SM-18", "“其中”各项之和与总额不符", _E)
ITEMS = _rule("SM-19", "所列各科目之和与总额不符", _E)
SHORT = _rule("SM-20", "所列各科目年初预算之和小于年初预算", _W, rule_class=_VERIFY, tier=Tier.BUSINESS)
UNLISTED = _rule("SM-21", "表里有金额的项目没有写", _W, rule_class=_VERIFY)
OFFICE = _rule(
    "SM-22", "没有事业单位而机关运行经费与公用经费不等", _W, rule_class=_VERIFY, tier=Tier.BUSINESS
)
RESERVED = _rule("SM-23", "预留项目的成交金额大于预留的预算金额", _W, rule_class=_LOGIC, tier=Tier.BUSINESS)
VEHICLES = _rule("SM-24", "各类车辆之和与车辆总数不符", _E)
KEPT = _rule("SM-25", "公务用车保有量大于车辆总数", _E, rule_class=_LOGIC)
PERSONS = _rule("SM-26", "人次少于批次或团组数", _E, rule_class=_LOGIC)
COUNTED = _rule("SM-27", "部分的批次、人次、团组数与总数不符", _E, rule_class=_LOGIC)
MONEY = _rule("SM-28", "支出与实物量一有一无", _W, rule_class=_VERIFY)
DEAR = _rule("SM-29", "单位平均支出偏高", _I, rule_class=_VERIFY)
PARENTS = _rule("SM-30", "科目路径的上级与公开表不符", _W, rule_class=_LOGIC)
COUNT_TWICE = _rule("SM-31", "同一实物量前后两处不同", _W, rule_class=_VERIFY, tier=Tier.BUSINESS)
DIVIDED = _rule("SM-32", "逐项列出的金额之和与总额不符", _W)
NO_ROW = _rule("SM-33", "所写科目不在公开表里", _W, rule_class=_LOGIC)
BEFORE = _rule(
    "SM-34", "推出的上年总计小于上年支出与年初结转之和", _W, rule_class=_VERIFY, tier=Tier.BUSINESS,
    yields_to=("SM-01", "SM-03"),
)  # fmt: skip
WHOLE = _rule("SM-35", "情况说明的金额取了整", _W)
PRIOR = _rule("SM-36", "写出的上年数与本年数、增减额不符", _E)
COUNT_MOVED = _rule("SM-37", "数量、上年数量与增减数不符", _E, rule_class=_LOGIC)
AVERAGE = _rule("SM-38", "平均数与金额、数量不符", _W, rule_class=_VERIFY)
TOTALLED = _rule("SM-41", "所述总计不等于本年数与结转之和", _W, tier=Tier.BUSINESS)
CARRIED = _rule("SM-42", "年末结转推出的上年末数与年初结转不符", _W, rule_class=_VERIFY, tier=Tier.BUSINESS)
EVEN = _rule("SM-43", "所述收入总计与支出总计不等", _W, tier=Tier.BUSINESS)
FUNDS = _rule("SM-44", "各种资金之和与所述财政拨款不符", _W, tier=Tier.BUSINESS)
SHARE = _rule("SB-01", "占比与金额不符", _E, category="ratio")
DONE = _rule("SB-02", "完成率与金额不符", _E, category="ratio")
GROWTH = _rule("SB-03", "增减率与增减额不符", _E, category="ratio")
ZERO_PLAN = _rule("SB-04", "年初预算为零而写了完成年初预算的比率", _E, category="ratio", rule_class=_LOGIC)
ZERO_PRIOR = _rule("SB-05", "上年为零而写了增减率", _W, category="ratio", rule_class=_VERIFY)
HUNDRED = _rule("SB-06", "各项占比之和不是 100%", _E, category="ratio")
APART = _rule("SB-07", "预决算差异率与金额不符", _E, category="ratio")

RULES = (
    CELL, BUDGET, TWICE, COMPARED, NOTHING, RUNNING, MEETINGS, PARTS, SMALL, PLANNED, PRIORS, SIGN, LEVEL, ROUGHLY,
    LISTED, PRIOR_PART, CHANGES, OF_WHICH, ITEMS, SHORT, UNLISTED, OFFICE, RESERVED, VEHICLES, KEPT, PERSONS,
    COUNTED, MONEY, DEAR, PARENTS, COUNT_TWICE, DIVIDED, NO_ROW, BEFORE, WHOLE, PRIOR, COUNT_MOVED, AVERAGE,
    TOTALLED, CARRIED, EVEN, FUNDS, SHARE, DONE, GROWTH, ZERO_PLAN, ZERO_PRIOR, HUNDRED, APART,
)  # fmt: skip
