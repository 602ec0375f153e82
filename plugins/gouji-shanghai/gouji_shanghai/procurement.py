"""政府采购：面向中小企业、小微企业的预留和成交，五个数彼此和与采购总额的关系。"""

from __future__ import annotations

import re
from collections.abc import Iterable

from gouji.api import CheckContext
from gouji.model import Figure, Ledger, Relation, Rule, RuleClass, Severity, Tier, unit
from gouji_shanghai.stated import NUMBER, figure, here, paragraphs, relation

_BASIS = "上海市部门决算统一式样（2024 年度），政府采购支出情况"
_TOTAL, _SME, _MICRO = "政府采购金额", "面向中小企业预留", "面向小微企业预留"
_SME_DONE, _MICRO_DONE, _OTHER = "预留项目由中小企业成交", "预留项目由小微企业成交", "其他项目由中小企业成交"
_PATTERNS = {
    _TOTAL: rf"政府采购金额(?:[（(]以合同签订为准[）)])?为?{NUMBER}万元",
    _SME: rf"面向中小企业预留(?:的)?政府采购项目预算金额为?{NUMBER}万元",
    _MICRO: rf"面向小微企业预留(?:的)?政府采购项目预算金额为?{NUMBER}万元",
    _SME_DONE: rf"面向中小企业预留的?政府采购项目中[，,]由中小企业供应商中标或成交的?[，,]?采购金额为?{NUMBER}万元",
    _MICRO_DONE: rf"面向小微企业预留的?政府采购项目中[，,]由小微企业供应商中标或成交的?[，,]?采购金额为?{NUMBER}万元",
    _OTHER: rf"其他政府采购项目中[，,]由中小企业供应商中标或成交的?[，,]?采购金额为?{NUMBER}万元",
}


def _rule(number: int, title: str, severity: Severity = Severity.ERROR) -> Rule:
    return Rule(
        f"SH-{number}", title, severity, "narrative", _BASIS, "", Tier.BUSINESS, RuleClass.LOGIC, "上海/2024-"
    )


_RULES = {
    _rule(21, "小微企业预留不大于中小企业预留"): ([_MICRO], [_SME]),
    _rule(22, "中小企业成交不大于其预留", Severity.WARNING): ([_SME_DONE], [_SME]),
    _rule(23, "小微企业成交不大于其预留", Severity.WARNING): ([_MICRO_DONE], [_MICRO]),
    _rule(24, "中小企业成交之和不大于采购总额"): ([_SME_DONE, _OTHER], [_TOTAL]),
    _rule(25, "小微企业成交不大于采购总额"): ([_MICRO_DONE], [_TOTAL]),
}


class Procurement:
    """SH-21 to SH-25."""

    id = "shanghai-procurement"
    rules = tuple(_RULES)

    def run(self, ledger: Ledger, context: CheckContext) -> Iterable[Relation]:
        """Yield a relation for every rule both sides of which are stated."""
        if not here(ledger):
            return
        stated: dict[str, Figure] = {}
        for section, paragraph in paragraphs(ledger):
            for name, pattern in _PATTERNS.items():
                found = re.search(pattern, paragraph.text)
                if found and name not in stated:
                    stated[name] = figure(section, paragraph, found, name, unit("万元"))
        for rule, (left, right) in _RULES.items():
            if all(name in stated for name in (*left, *right)):
                yield relation(rule, [stated[n] for n in left], "<=", [stated[n] for n in right])
