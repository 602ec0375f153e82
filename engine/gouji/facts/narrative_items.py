"""Amounts listed item by item under names that nobody knows: 具体内容包括：A 0.60 万元、B 0.25 万元; （其中：甲 1 万元；乙 2 万元）.

The names are the department's own, so the items belong to no subject; they belong to the amount they divide.
Where a sentence ends is decided here too: a semicolon within a bracket or between the items of a list ends none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gouji.facts.narrative_leads import name_of
from gouji.facts.narrative_names import Vocabulary
from gouji.names import squash
from gouji.patterns import Sparse, later

_AMOUNT = r"(?P<{0}>-?(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?)\s*(?P<{1}>万元|亿元|元)"
_NAME = r"[^\d,、;:。()]{2,24}?"
_NUMBERED = r"(?:\(\d{1,2}\)|\d{1,2}[.、](?!\d)|[①-⑳])?"
# ，占 12.30%; (占项目支出的 12.30%): of the amount that is divided, unless something else is named.
SHARE = r"(?:\s*[,、]?\s*\(?占(?P<of>[^,;。:、()\d]{0,16})(?P<share>\d+(?:\.\d+)?)\s*%\)?)?"
_UNNAMED = SHARE.replace("?P<of>", "?:").replace("?P<share>", "?:")
_ITEM = re.compile(rf"(?P<name>{_NAME})(?:支出|金额)?\s*" + _AMOUNT.format("number", "unit") + SHARE)
_PLAIN = (
    rf"(?:{_NUMBERED}{_NAME}"
    + r"\s*-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?\s*(?:万元|亿元|元)"
    + _UNNAMED
    + ")"
)
_BETWEEN = r"\s*(?:[、,;]|和|及|以及)\s*"
# One mark parts the items of a list: behind another something else begins.
_COMMA = r"\s*(?:[、,]|和|及|以及)\s*"
_LISTED = Sparse(
    r"(?P<intro>具体内容包括|具体包括|具体内容|具体为|具体是|明细如下|分别为|分别是|其中|(?:主要)?(?:用于|包括|包含))[:,]?"
    rf"(?P<items>{_PLAIN}(?:(?:{_COMMA}{_PLAIN})+|(?:\s*;\s*{_PLAIN})+))(?P<more>\s*等)?"
)
_IN_BRACKET = Sparse(
    rf"(?:其中|包括|包含|含)?[:,]?(?P<items>{_PLAIN}(?:{_BETWEEN}{_PLAIN})*)(?P<more>\s*等)?[。;,]?"
)
# What is measured otherwise, or compared with something, divides no amount.
_NO_ITEM = Sparse(
    r"预算数|年初预算|全年预算|调整|决算数|增加|减少|增长|下降|占|完成|较|比|上年|去年|总投资|合同|计划|平均|人均|车均|每"
    # What was brought about with it, or what it stands for, may be more than it.
    r"|带动|撬动|拉动|新增|融资|贷款|产值|减免|节约|节省|挽回|追回|收缴|争取|原值|价值|中标|概算|批复|下达"
)
# 支出预算为, 支出决算为: what is measured of a subject, not the name of an item.
_MEASURED = later(r"决算|(?<!^)预算|^(?:财政拨款)?(?:预算)?(?:支出)?(?:预算|决算)?为|(?:数|额)为?$")
_WHOLE = ("具体内容包括", "具体包括", "具体为", "具体是", "明细如下", "分别为", "分别是")
_USES = ("用于", "包括", "包含")
"""Ends of the words that tell what an amount was for, right behind it: not all of it need be told."""
_OF_WHAT = later(r"(?:的)?(?:比重|比例|比)?(?:为|达|约)?$")
_TOTAL = later(r"(?:支出|收入)?(?:决算)?(?:总额|总数|总计|合计|金额)")
_MARK = re.compile(r"[。；;!?]")
_MARK_OR_LOST = later(r"[。；;!?]|(?:原因|主要是)[^。；;!?]*?(?:元|%)(?=其中[:：])")
"""The full stop behind a reason may be lost: 主要原因是甲减少 1.00 万元其中:基本支出 9.00 万元."""
_LONGEST = 400
"""Characters of a bracket beyond which its second half is taken to be lost."""


class Item(NamedTuple):
    """An item of a list.

    Attributes:
        name: Its name, the department's own.
        number: Start and end of its number.
        span: Start and end with the unit.
        symbol: Unit.
        share: Start and end of its share, ``None`` without one.
        of: What it is a share of, as printed; "" for the amount divided.
    """

    name: str
    number: tuple[int, int]
    span: tuple[int, int]
    symbol: str
    share: tuple[int, int] | None
    of: str = ""


class Items(NamedTuple):
    """A list of items.

    Attributes:
        start: Where its opening word or bracket stands.
        end: Behind its last item or its bracket.
        items: The items in order.
        bracket: Whether it stands in a bracket right behind an amount.
        whole: Whether the words say that nothing else is in the amount.
        uses: Whether they tell what the amount right before them was for.
    """

    start: int
    end: int
    items: tuple[Item, ...]
    bracket: bool
    whole: bool
    uses: bool = False


def brackets_in(text: str) -> list[tuple[int, int]]:
    """Return the outermost brackets of a text that are closed, from the opening one to behind the closing one."""
    found = []
    depth, start = 0, 0
    for at, mark in enumerate(text):
        if mark == "(":
            if depth == 0:
                start = at
            depth += 1
        elif mark == ")" and depth:
            depth -= 1
            if depth == 0 and at - start <= _LONGEST:
                found.append((start, at + 1))
        if depth and at - start > _LONGEST:
            depth = 0
    return found


def items_in(text: str, vocabulary: Vocabulary, funds: Sequence[str]) -> list[Items]:
    """Return the lists of items of a paragraph, in order.

    Args:
        text: The paragraph, in half-width marks.
        vocabulary: Names of the section: a list that names a subject is read as sentences are.
        funds: Names of the kinds of money; a list of all of them divides its amount without rest.
    """
    found = []
    brackets = brackets_in(text)
    for start, end in brackets:
        inside = _IN_BRACKET.fullmatch(text, start + 1, end - 1)
        if inside is None or not re.search(r"(?:万元|亿元|元)\s*$", text[:start]):
            continue
        items = _items(text, inside, vocabulary, funds)
        if items:
            kinds = {_fund(item.name, funds) for item in items}
            whole = None not in kinds and len(kinds) == len(funds) == len(items)
            found.append(Items(start, end, items, True, whole))
    for listed in _LISTED.finditer(text):
        if any(a <= listed.start() < b for a, b in brackets):
            continue
        items = _items(text, listed, vocabulary, funds)
        if items:
            whole = listed["intro"] in _WHOLE and not listed["more"]
            uses = listed["intro"].endswith(_USES) and listed["intro"] not in _WHOLE
            found.append(Items(listed.start(), listed.end(), items, False, whole, uses))
    return sorted(found, key=lambda one: one.start)


def _items(text: str, found: re.Match[str], vocabulary: Vocabulary, funds: Sequence[str]) -> tuple[Item, ...]:
    items = []
    for found_item in _ITEM.finditer(text, *found.span("items")):
        item = item_of(found_item, text, vocabulary, funds)
        if item is None:
            return ()
        items.append(item)
    return tuple(items)


def item_of(item: re.Match[str], text: str, vocabulary: Vocabulary, funds: Sequence[str] = ()) -> Item | None:
    """Return an item that was matched, ``None`` if its name is a subject's, or its amount is measured or compared.

    Args:
        item: Match with name, number, unit, of and share.
        text: The paragraph.
        vocabulary: Names of the section.
        funds: Names of the kinds of money.
    """
    name = re.sub(r"^(?:和|及|以及|其中[:,]?)", "", item["name"].strip('、,;:"“”'))
    whole = text[item.start("name") : item.start("number")]
    if _NO_ITEM.search(name) or name_of(whole, vocabulary) is not None or vocabulary.mentions(whole):
        return None
    if _MEASURED.search(name.removeprefix(_fund(name, funds) or "")):
        return None
    share = item.span("share") if item["share"] else None
    of = _OF_WHAT.sub("", squash(item["of"] or ""))
    span = (item.start("number"), item.end("unit"))
    return Item(name, item.span("number"), span, item["unit"], share, "" if _TOTAL.fullmatch(of) else of)


def _fund(name: str, funds: Sequence[str]) -> str | None:
    return next((fund for fund in funds if name.startswith(fund)), None)


def sentences_of(text: str, lists: Sequence[Items]) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences of a paragraph; a semicolon within a bracket or a list of items ends none.

    A full stop always does, and 其中 behind a reason that lost its own: a bracket that holds one has lost its second half.

    Args:
        text: The paragraph, in half-width marks.
        lists: Its lists of items.
    """
    kept = [*brackets_in(text), *((one.start, one.end) for one in lists)]
    start = 0
    marks = _MARK if "元其中" not in text and "%其中" not in text else _MARK_OR_LOST
    for mark in marks.finditer(text):
        if mark[0] in ";；" and any(a < mark.start() < b - 1 for a, b in kept):
            continue
        yield start, mark.end()
        start = mark.end()
    if start < len(text):
        yield start, len(text)


def remarks_in(text: str) -> list[tuple[int, int]]:
    """Return the brackets right behind a figure that hold none: (与公用经费之和保持一致)."""
    return [
        (start, end)
        for start, end in brackets_in(text)
        if not re.search(r"\d", text[start:end]) and re.search(r"\d\s*(?:万元|亿元|元|%)\s*$", text[:start])
    ]
