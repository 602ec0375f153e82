"""绩效自评：各评级的项目之和等于自评项目数，已整改和正在整改之和等于发现的问题数。"""

from __future__ import annotations

import re
from collections.abc import Iterable

import attrs

from gouji.api import CheckContext
from gouji.model import Figure, Ledger, Relation, Rule, RuleClass, Severity, Tier, unit
from gouji_shanghai.stated import figure, here, paragraphs, relation

_BASIS = "上海市部门决算统一式样（2024 年度），预算绩效管理情况"
_N = r"(\d+)\s*个"
_PATTERNS = {
    "绩效自评的项目": rf"绩效自评的(?:20\d\d年度?)?项目{_N}",
    **{f"评级“{grade}”": rf"“{grade}”的?(?:项目)?{_N}" for grade in ("优", "良", "合格", "不合格")},
    "发现的问题": rf"发现问题{_N}",
    "已经完成整改": rf"已经?完成整改的?{_N}",
    "正在整改": rf"正在整改的?{_N}",
}


def _rule(number: int, title: str, severity: Severity = Severity.ERROR) -> Rule:
    return Rule(
        f"SH-{number}",
        title,
        severity,
        "narrative",
        _BASIS,
        "",
        Tier.BUSINESS,
        RuleClass.BALANCE,
        "上海/2024-",
    )


_RULES = {
    _rule(31, "各评级的项目之和等于自评项目数"): (
        ["评级“优”", "评级“良”", "评级“合格”", "评级“不合格”"],
        "绩效自评的项目",
    ),
    _rule(32, "整改个数之和等于问题数"): (["已经完成整改", "正在整改"], "发现的问题"),
}


_NOT_ALL = _rule(33, "评级没有写全", Severity.WARNING)
_GRADES, _WHOLE = next(iter(_RULES.values()))


class Performance:
    """SH-31, SH-32 and, where some grades are not written, SH-33."""

    id = "shanghai-performance"
    rules = (*_RULES, _NOT_ALL)

    def run(self, ledger: Ledger, context: CheckContext) -> Iterable[Relation]:
        """Yield a relation for every paragraph that states all its parts, or grades that are to be all of them."""
        if not here(ledger):
            return
        for section, paragraph in paragraphs(ledger):
            stated: dict[str, Figure] = {}
            for name, pattern in _PATTERNS.items():
                found = re.search(pattern, paragraph.text)
                if found:
                    stated[name] = figure(section, paragraph, found, name, unit("个"))
            for rule, (parts, whole) in _RULES.items():
                if all(name in stated for name in (*parts, whole)):
                    yield relation(rule, [stated[n] for n in parts], "==", [stated[whole]])
            written = [name for name in _GRADES if name in stated]
            if _WHOLE in stated and 0 < len(written) < len(_GRADES):
                yield self._not_all([stated[name] for name in written], stated[_WHOLE], written)

    @staticmethod
    def _not_all(parts: list[Figure], whole: Figure, written: list[str]) -> Relation:
        """Return: grades that are not written have no projects."""
        made = relation(_NOT_ALL, parts, "==", [whole])
        counted = "、".join(
            f"{name} {part.quantity.printed} 个" for name, part in zip(written, parts, strict=True)
        )
        message = f"绩效自评的项目有 {whole.quantity.printed} 个，写出的只有{counted}，其余项目的评级没有写，或者个数有误"
        return attrs.evolve(made, message=message)
