"""What a form says was done: 按进度完成绩效预算 says that something was, and not what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gouji.model import Finding
from gouji.patterns import later
from gouji_plugins.checks import wording_rules as rules
from gouji_plugins.checks.plain_findings import finding, words_at
from gouji_plugins.checks.wording_text import FORM, Text

_HEAD = "实际完成情况"
_ENDS = ("一级指标", "评价指标", "绩效指标")
"""What stands below what was done."""
_EMPTY = later(
    r"(?:^|(?<=[。;]))((?:已经|已|均|全部|按照|按|根据|要求|规定|进度|计划|时间|节点|绩效|预算|资金|目标|任务|工作|项目|该|各项|合同|支付|"
    r"完成|实现|达到|预期|年度|年初|全年|设定|圆满|顺利|按时|按期|保质保量|的|了|并|,|、)+)[。;]?$"
)
_TOLD = ("已", "完成了", "共计", "累计", "实际")
"""In words before it: what was done may be told there, in a column that lost its place."""
_LEAST = 6
_MOST_PLACES = 12


def done(texts: Sequence[Text]) -> Iterator[Finding]:
    """Yield the forms whose only word of what was done is that it was.

    Args:
        texts: Texts of the document.
    """
    found = []
    for text in texts:
        words = text.flat.text
        at = words.find(_HEAD) if text.kind == FORM else -1
        if at < 0:
            continue
        start = at + len(_HEAD)
        end = min((e for mark in _ENDS if (e := words.find(mark, start)) >= 0), default=-1)
        region = words[start:end] if end > start else ""
        empty = _EMPTY.search(region)
        if (
            empty is not None
            and "完成" in empty[1]
            and len(empty[1]) >= _LEAST
            and not any(word in region[: empty.start()] for word in _TOLD)
        ):
            place = text.place(start + empty.start(1), start + empty.end(1))
            found.append((empty[1], words_at(place, empty[1], section=text.section)))
    if found:
        said = "、".join(dict.fromkeys(f"“{words}”" for words, _ in found))
        spots = [spot for _, spot in found][:_MOST_PLACES]
        message = f"{len(found)} 张自评表的实际完成情况只有套话，没有写完成了什么：{said}"
        yield finding(rules.NOTHING_DONE, message, spots, "nothing done")
