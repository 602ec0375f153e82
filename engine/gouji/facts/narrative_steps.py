"""Lists over several paragraphs: 项目支出 9.00 万元，具体如下： and below it 一是甲 4.00 万元； 二是乙 5.00 万元。

Each paragraph of such a list begins with its number, a name of the department's own and an amount; one that does not is
no list of amounts, and is read as sentences are.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gouji.facts.narrative_items import SHARE, Item, item_of
from gouji.facts.narrative_names import Vocabulary
from gouji.names import HAN
from gouji.patterns import later

_OPENS = later(
    r"(?P<whole>具体(?:内容)?包括|具体为|具体是|分别为|分别是|(?:明细|具体|情况)如下)[:。]?$"
    r"|(?:其中|(?:主要)?(?:用于|包括|包含|有)(?:以下(?:几个)?方面|如下(?:几个)?方面)?)[:]$"
)
OPENING = (":", "如下。")
"""Ends of a paragraph that may open a list."""
_NUMERALS = "一二三四五六七八九十"
_MARKS = (
    later(r"\(?(\d{1,2})[)、.](?!\d)\s*"),
    later(rf"\(?([{_NUMERALS}]{{1,2}})[)、]\s*"),
    later(rf"([{_NUMERALS}])是:?\s*"),
    later(r"([①-⑳])\s*"),
)
_STEP = later(
    r"(?P<name>[^\d,、;:。()]{2,24}?)(?:支出|金额|费用)?(?:为|共计|共)?\s*"
    r"(?P<number>-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*(?P<unit>万元|亿元|元)"
    + SHARE
    + r"(?=\s*[,;。(、]|\s*$)"
)
_MORE = later(rf"[等][^,;。]{{0,6}}[。;]?$|{HAN}*其他(?:项目|支出)略")
_BEGINS = ("1", "(1", "一", "(一", "①")
FEWEST = 2
"""Paragraphs that make a list, at least."""


class Step(NamedTuple):
    """A paragraph of a list.

    Attributes:
        number: Of the paragraph in its section, from 0.
        item: Its amount and name.
        end: Where what is said of it begins.
    """

    number: int
    item: Item
    end: int


class Steps(NamedTuple):
    """A list over paragraphs.

    Attributes:
        steps: In order.
        whole: Whether the words say that nothing else is in the amount.
        uses: Whether they tell what the amount was for.
    """

    steps: tuple[Step, ...]
    whole: bool
    uses: bool


def steps_below(texts: Sequence[str], at: int, vocabulary: Vocabulary) -> Steps | None:
    """Return the list that a paragraph opens, ``None`` if it opens none.

    Args:
        texts: Paragraphs of the section, in half-width marks.
        at: Which of them.
        vocabulary: Names of the section: a list of its subjects is read as sentences are.
    """
    text = texts[at].rstrip()
    if at + FEWEST >= len(texts) or not texts[at + 1].startswith(_BEGINS):
        return None
    opened = _OPENS.search(text)
    if opened is None:
        return None
    mark = next((m for m in _MARKS if (found := m.match(texts[at + 1])) and _number(found[1]) == 1), None)
    if mark is None:
        return None
    steps: list[Step] = []
    for index in range(at + 1, len(texts)):
        begun = mark.match(texts[index])
        if begun is None or _number(begun[1]) != len(steps) + 1:
            break
        found = _STEP.match(texts[index], begun.end())
        item = item_of(found, texts[index], vocabulary) if found else None
        if found is None or item is None:
            return None
        steps.append(Step(index, item, found.end()))
    if len(steps) < FEWEST:
        return None
    whole = opened["whole"] is not None and not _MORE.search(texts[steps[-1].number])
    return Steps(tuple(steps), whole, "用于" in opened[0])


def _number(printed: str) -> int:
    """Return the number a mark prints; 0 for one that is none."""
    if printed.isdecimal():
        return int(printed)
    if printed in _NUMERALS:
        return _NUMERALS.index(printed) + 1
    if "①" <= printed <= "⑳":
        return ord(printed) - ord("①") + 1
    if printed.startswith("十") and printed[1:] in _NUMERALS:
        return 10 + _NUMERALS.index(printed[1:]) + 1
    return 0
