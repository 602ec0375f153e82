"""Why money was not spent, as a form tells it beside its fund rows: in a row of its own, or in a column."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gouji.model import FormRow
from gouji.names import HAN, squash
from gouji.patterns import later

FUND_REASON = "资金未完成原因"
"""Key of the words a form has on money that was not spent; "" where it leaves the cell blank."""
_ROW = re.compile(r"(?<=\d)未完成原因(?:分析)?:?(?P<v>.{0,200}?)(?=年度(?:总体)?(?:绩效)?目标|总体目标)")
_COLUMN = later(
    r"得分未完成原因(?:分析)?(?P<v>.{0,400}?)(?=预期目标|年度(?:总体)?(?:绩效)?目标|总体目标|评价指标|一级指标)"
)
_HEADS = later(r"\([一二三四五六]\)|整体支出规模|项目资金|部门资金|其中|万元|元")


def reason_in(text: str, rows: Sequence[FormRow]) -> str | None:
    """Return what a form without grids says of money not spent; "" for nothing, ``None`` where it has no place for it.

    Args:
        text: The form up to its indicators, without spaces.
        rows: Its fund rows: in a column, what is neither a label of theirs nor a number is the reason.
    """
    told = _ROW.search(text)
    if told is not None:
        return told["v"]
    beside = _COLUMN.search(text)
    if beside is None:
        return None
    rest = beside["v"]
    for label in sorted(
        {squash(row.label) for row in rows} | {row.key for row in rows}, key=len, reverse=True
    ):
        rest = rest.replace(label, "")
    rest = _HEADS.sub("", rest)
    return "".join(re.findall(HAN, rest))
