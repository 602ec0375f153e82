"""The rules of the wording checks: ids, weights, and the text of their pages."""

from __future__ import annotations

from gouji.model import Rule, RuleClass, Severity
from gouji_plugins.checks.rule_family import RuleFamily

_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO

_FAMILY = RuleFamily("wording", "wording", "财预〔2016〕143号《地方预决算公开操作规程》", RuleClass.VERIFY)
_rule = _FAMILY.rule
PAGES = _FAMILY.pages
"""Rule id → what it looks for, why, and when it does not apply."""

PLACEHOLDER = _rule("WJ-01", "占位符没有替换", _E, "XX、×× 等占位符留在正文里。网址、型号里的字母不算。")
ALTERNATIVES = _rule(
    "WJ-02",
    "表式的备选文字没有取舍",
    _E,
    "增加（减少）、（如持平作持平表述）、（不涉及的不列）等表式文字原样留下。",
)
INSTRUCTIONS = _rule(
    "WJ-03", "提纲的说明文字没有换成内容", _W,
    "报告提纲里说明应写什么的句子原样留下。同一份报告的各处合为一条。",
)  # fmt: skip
FORM_NOTES = _rule(
    "WJ-04", "填表说明留在公开的表里", _W, "自评表下方给填表人看的说明没有删去。同一张表合为一条。"
)
NO_REASON = _rule(
    "WJ-05", "原因没有写", _W, "“主要原因是”后面直接是句号。决算与预算相等时不要求写原因，但写了词就应写完。"
)
YEAR = _rule("WJ-06", "年份写错", _E, "年份多写少写数字；截至日、标题的年份不是决算年度；与本年度相比。")
PERCENT = _rule("WJ-07", "百分比没有百分号", _W, "占、增长、下降、完成预算的后面有小数而没有百分号。")
UNIT = _rule("WJ-08", "金额没有单位", _W, "预算、决算为后面的非零金额没有单位。金额 0 可以没有单位。")
MARKS = _rule("WJ-09", "标点不当", _I, "标点重叠、多余，引号括号不成对，一节末尾不是句号。")
TYPO = _rule("WJ-10", "疑为错别字", _I, "规则包列出的常见错字。")
FOREIGN = _rule(
    "WJ-11", "报告里出现别的项目的文字", _W,
    "两个以上项目的自评材料写到同一件事（规则包 topic 列出的词），有一处文字相同，而没有一个项目的名称、指标与此有关；"
    "或句中的资金名称与本项目无关。有一个项目确与此有关的不算。一件事一条。",
)  # fmt: skip
TWICE = _rule(
    "WJ-12", "字句重复", _I, "四个字以上的词句紧接着又写一遍；绩效说明里同一串列举在一段里写了两遍。"
)
USES = _rule(
    "WJ-13", "列举的用途与公开06表不符", _W,
    "情况说明列举的经济科目，应是公开06表有金额的科目。列举带“等”字时只查列了而为零的；概称（社会保障缴费）按其所含科目算。",
)  # fmt: skip
COUNT = _rule("WJ-14", "列出的个数与名称不符", _W, "“甲、乙、丙 N 个科室”中的名称数与 N 不同。")
COUNT_TWICE = _rule(
    "WJ-15", "同一机构数前后不一", _E, "正文与附件写同一部门的同一种内设机构个数不同，且名称列举也不同。"
)
STEADY = _rule(
    "WJ-16", "写持平而原因是增减", _W,
    "写与上年持平，原因却说增加或减少。写“无增减”的不算。同一节的金额已经与表不符的，说在那一条里，不另报。",
    yields_to=("SM-01", "SM-03"),
)  # fmt: skip
PURPOSE = _rule(
    "WJ-17", "科目用途写基本支出而表中只有项目支出", _W,
    "情况说明五（三）某项的“主要用于”写基本支出，公开05表该项的基本支出为零而项目支出不为零。",
)  # fmt: skip
RENAMED = _rule("WJ-18", "科目名称已改", _W, "用了改名前的科目名称。早于改名年度的决算不查。")
DEPARTMENT = _rule(
    "WJ-19", "部门名称前后不一", _W, "各表表头和自评表写的部门名称不同。简称包含在全称里的不算。"
)
EMPTY = _rule("WJ-20", "标题下没有内容", _W, "自评报告的一个标题之后直接是下一个同级标题。")
DECIMALS = _rule("WJ-21", "金额不是两位小数", _I, "情况说明里以万元为单位的金额写了一位小数。整数金额不查。")
ZERO_BASE = _rule(
    "WJ-22", "预算为零而写了完成率", _W,
    "预算数为零，没有完成率可言，应写“不可比”。分母为零的占比为提示。写“基数为0，不可比”的不算。", category="ratio",
)  # fmt: skip

SAME_SENTENCES = _rule(
    "WJ-23", "几份项目自评报告的句子一字不差", _I,
    "二十五字以上、不含数字和文件名的句子在两份以上项目报告里完全相同，多半是套用。统一要求的固定表述可以不理。",
)  # fmt: skip
NUMBERING = _rule(
    "WJ-24",
    "标题编号不连续",
    _I,
    "自评报告里一、二、三和（一）（二）（三）跳号、重号、中途重新从（一）开始。",
)
PAST_PLAN = _rule(
    "WJ-25",
    "用往年的年度文件作立项依据",
    _I,
    "本年度的自评报告写往年的“工作要点”等只管一年的文件。长期有效的法规、意见不算。",
)
ANNEXES = _rule(
    "WJ-26",
    "附件的编号或名称与清单不一致",
    _I,
    "正文末尾列出附件清单时，正文里附件的编号不应重复，名称应与清单相同。",
)

LEVEL = _rule(
    "WJ-27", "行政区划的用词与本部门不符", _I,
    "市或区的部门在自评材料里写“全县”“我县”，多半是从别处抄来。全县域、各县区等说法不算；县的部门写全市、全省是引用上级，不查。",
)  # fmt: skip
NO_INDICATORS = _rule(
    "WJ-28", "该写指标完成情况而没有写指标", _W,
    "自评报告以“……指标完成情况”为题的一节只有一句空话，没有一个数。下面另有小标题的、有数的、三十字以上的不算。",
)  # fmt: skip
NOTICE = _rule(
    "WJ-29", "引用的绩效通知不是对本级部门的", _W,
    "自评报告引用上级财政部门对它的本级部门发的绩效自评通知（市的部门引用“州级部门”的通知）。名称看不出级别的不查；县级市引用“县级”的不算。",
)  # fmt: skip

RULES = tuple(value for name, value in sorted(globals().items()) if isinstance(value, Rule))
BY_ID = {rule.id: rule for rule in RULES}
