"""Which printed lines are headings: 第X部分, 附件, 一、, （一）, and the numbered items below them.

Only what a line itself shows (and, for a heading broken over two lines, the line after it) is judged here;
what the sections hold is made in :mod:`gouji.reading.prose`.
"""

from __future__ import annotations

import re

from gouji.names import squash
from gouji.patterns import later

_NUMERAL = "一二三四五六七八九十"
_PART = re.compile(rf"^第[{_NUMERAL}]{{1,3}}部分")
_ANNEX = re.compile(
    rf"^附件[:：]?\s*(?:\d{{1,2}}(?!\d)(?:[-—]\d{{1,2}}(?!\d))?|[{_NUMERAL}]{{1,3}})?\s*[:：.．、]?\s*"
)
_FIRST = frozenset(f"第附(（{_NUMERAL}")
"""What a heading begins with, beside a digit."""
_MARKERS = (
    (2, re.compile(rf"^([{_NUMERAL}]{{1,3}})\s?[、.．]\s*(.*)$", re.DOTALL)),
    (21, re.compile(rf"^[（(]\s?([{_NUMERAL}]{{1,3}})\s?[）)]\s*[、]?\s*(.*)$", re.DOTALL)),
    (3, re.compile(r"^(\d{1,2})\s*[.．、]\s*(?!\s|\d(?!\d{3}年))(.*)$", re.DOTALL)),
    (4, re.compile(r"^[（(](\d{1,2})[）)]\s*(.*)$", re.DOTALL)),
)
_LENGTH = 42
_ENDINGS = (
    "情况说明", "说明", "情况", "概况", "决算表", "总表", "明细表", "自评表", "报告", "名词解释", "单位构成", "机构设置", "职能", "职责",
)  # fmt: skip
_RUN_IN = re.compile(r"^([^。；;，,：:]{2,40}?(?:情况说明|情况|说明))(?:[。：:]\s*|\s+)(?=\S)")
_OF_ACCOUNTS = later(r"决算|预算|收入|支出|收支|经费|采购|资产|绩效|车辆|会议费|培训费|职责|职能|机构")
_SENTENCE = re.compile(r"[。；;，,：:]|\d+\.\d\d|万元")
_DANGLING = re.compile(r"(?:[，,、（(“《]|详见|参见|[和及与见])$")


def heading_of(text: str) -> tuple[int, str, str]:
    """Return level, number and title if a line could be a heading, (0, "", "") otherwise.

    Levels: 1 第X部分 or 附件, 2 一、, 21 （一）, 3 1., 4 (1).

    >>> heading_of("（二）收入决算情况说明")
    (21, '（二）', '收入决算情况说明')
    >>> heading_of("3.45万元")
    (0, '', '')
    """
    stripped = text.strip()
    if stripped[:1] not in _FIRST and not stripped[:1].isdigit():
        return 0, "", ""
    found = _PART.match(squash(stripped[:20]))
    if found and len(stripped) < 60:
        return 1, found[0], _PART.sub("", "".join(stripped.split())).lstrip(":：、")
    annex = _ANNEX.match(stripped)
    if annex and len(stripped) < 40:
        rest = stripped[annex.end() :]
        # 附件1所示…, 附件。 and the like are the end of a sentence broken before the word.
        if not re.match(r"[。，；;,.）)”》]|所|中|的|和|及", rest):
            return 1, squash(annex[0]).rstrip(":.、"), rest
    for level, pattern in _MARKERS:
        match = pattern.match(stripped)
        if match:
            if level == 3 and not _begins_text(match[2]):
                return 0, "", ""
            number = match[1] if level in (2, 3) else f"（{match[1]}）"
            return level, number, match[2]
    return 0, "", ""


def _begins_text(rest: str) -> bool:
    """Whether what follows ``1.`` is text: not a broken number, an address or nothing."""
    return bool(rest) and not (rest[0].islower() and rest[0].isascii()) and rest[0] not in "%％,，。"


def is_heading(level: int, title: str) -> bool:
    """Whether a line that begins like a heading is one, and not a numbered sentence."""
    body = title.rstrip("。；;：:")
    if level == 1:
        return not _SENTENCE.search(body)
    if level not in (2, 21):
        return False
    return 0 < len(squash(body)) <= _LENGTH and not _SENTENCE.search(body)


def dangling(text: str) -> bool:
    """Whether a line cannot be the end of what it says: ``…详见``, ``…收、``."""
    return bool(_DANGLING.search(text.rstrip()))


def run_in(title: str) -> int:
    """Return how many characters of a title are the title, if its text follows on the same line; 0 if not.

    >>> run_in("机关运行经费支出情况。本部门2024年度机关运行经费支出1.00万元")
    11
    """
    found = _RUN_IN.match(title)
    if found is None or not _OF_ACCOUNTS.search(found[1]) or found.end() >= len(title):
        return 0
    return found.end()


def goes_on(title: str, following: str, wide: bool) -> bool:
    """Whether the next line is the rest of a heading broken over two lines.

    Args:
        title: Heading so far.
        following: Text of the next line.
        wide: Whether the heading fills its line.
    """
    first, rest = title.strip(), squash(following)
    tail = rest.rstrip("。")
    if not tail or first.endswith(("。", "；", ";", "：", ":")) or heading_of(following)[0]:
        return False
    if len(tail) > 24 or _SENTENCE.search(tail) or re.search(r"\d(?!\d{0,3}年)", tail):
        return False
    if tail in ("说明", "的说明", "情况说明") and not first.endswith("说明"):
        return True
    whole = squash(first) + tail
    if squash(first).endswith(_ENDINGS) or not whole.endswith(_ENDINGS):
        return False
    return (wide or len(tail) <= 5) and len(whole) <= _LENGTH + 18
