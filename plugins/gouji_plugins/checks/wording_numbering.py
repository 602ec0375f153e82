"""Numbers of headings and annexes: gaps, repetitions, and titles that the list of annexes gives otherwise."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from gouji.api import CheckContext
from gouji.facts.form_spans import Span, find_spans
from gouji.facts.form_words import form_words
from gouji.model import Evidence, Finding, Ledger, Place
from gouji.names import squash
from gouji_plugins.checks import wording_rules as rules
from gouji_plugins.checks.plain_findings import finding, words_at

_TOP = re.compile(r"^([一二三四五六七八九十]{1,3})、")
_SECOND = re.compile(r"^\(([一二三四五六七八九十]{1,3})\)")
_THIRD = re.compile(r"^(\d{1,2})[.、](?!\d)")
_FOURTH = re.compile(r"^\((\d{1,2})\)")
_LIST = re.compile(r"^附件:?(\d{1,2})[:.、]?(.{6,50})$")
_HEAD = re.compile(r"^附件:?(\d{1,2}):?$")
_ENDS = ("表", "报告", "书", "说明")
_HEADING_LENGTH = 40
_DIGITS = "一二三四五六七八九"


def numbering(ledger: Ledger, context: CheckContext) -> Iterator[Finding]:
    """Yield one note a report whose headings skip or restart, and one on the annexes.

    Args:
        ledger: The document.
        context: Specs and parameters.
    """
    mixed = []
    for span in find_spans(ledger.document, frozenset(), form_words(context.specs)):
        if span.kind == "报告":
            yield from _of_report(span)
            mixed += _mixed(span)
    if mixed:
        listed = "；".join(f"“{title}”{shown}" for title, shown, _ in mixed)
        spots = [spot for _, _, own in mixed for spot in own]
        yield finding(rules.STYLE, f"自评报告同级标题的编号写法不一：{listed}", spots, "mixed numbers")
    yield from _annexes(ledger)


def number_of(text: str) -> int:
    """Return a number below a hundred written in Chinese, 0 if it is none.

    >>> number_of("二十一")
    21
    """
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _DIGITS.index(text) + 1 if len(text) == 1 and text in _DIGITS else 0
    if len(tens) > 1 or len(ones) > 1 or (tens and tens not in _DIGITS) or (ones and ones not in _DIGITS):
        return 0
    return (_DIGITS.index(tens) + 1 if tens else 1) * 10 + (_DIGITS.index(ones) + 1 if ones else 0)


def _of_report(span: Span) -> Iterator[Finding]:
    odd: list[tuple[str, Place, str]] = []
    top = second = third = fourth = 0
    above = ""
    for piece in span.lines:
        text = squash(piece.text)
        if len(text) > _HEADING_LENGTH:
            continue
        if (found := _TOP.match(text)) and (here := number_of(found[1])):
            if here != top + 1:
                odd.append(
                    (
                        f"“{mark(top)}、”之后是“{found[1]}、”" if top else f"从“{found[1]}、”开始",
                        piece.place,
                        text,
                    )
                )
            top, second, third, fourth, above = here, 0, 0, 0, f"{found[1]}、"
        elif (found := _SECOND.match(text)) and (here := number_of(found[1])):
            if here != second + 1:
                before = (
                    f"“（{mark(second)}）”之后是“（{found[1]}）”" if second else f"从“（{found[1]}）”开始"
                )
                odd.append((above + before, piece.place, text))
            second, third, fourth = here, 0, 0
        elif found := _THIRD.match(text):
            here = int(found[1])
            if not third and here > 1 and here == second + 1:
                said = f"“（{mark(second)}）”之后是“{found[1]}.”，层级不一"
                odd.append((above + said, piece.place, text))
            third, fourth = here, 0
        elif found := _FOURTH.match(text):
            here = int(found[1])
            if fourth and here != fourth + 1 and here != 1:
                odd.append((f"{above}“（{fourth}）”之后是“（{here}）”", piece.place, text))
            fourth = here
    if odd and top:
        message = f"“{span.title}”的标题编号不连续：" + "；".join(said for said, _, _ in odd)
        spots = [words_at(place, text, section=span.title) for _, place, text in odd]
        yield finding(rules.NUMBERING, message, spots, span.title)


def _mixed(span: Span) -> list[tuple[str, str, list[Evidence]]]:
    """Return title, examples and places of a report that writes numbers of one level in two ways: 1. and 2、."""
    found: dict[str, list[tuple[str, Place]]] = {}
    for piece in span.lines:
        text = squash(piece.text)
        if len(text) <= _HEADING_LENGTH and (match := _THIRD.match(text)):
            found.setdefault(match[0][-1], []).append((text, piece.place))
    if len(found) < 2:
        return []
    shown = "、".join(f"“{items[0][0][:12]}”" for items in found.values())
    return [(span.title, shown, [words_at(i[0][1], i[0][0], section=span.title) for i in found.values()])]


def mark(number: int) -> str:
    """Return a number below a hundred in Chinese.

    >>> mark(21)
    '二十一'
    """
    if number < 10:
        return _DIGITS[number - 1]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else _DIGITS[tens - 1]) + "十" + (_DIGITS[ones - 1] if ones else "")


def _annexes(ledger: Ledger) -> Iterator[Finding]:
    lines = [(squash(line.text), line.place) for line in ledger.document.lines() if line.text.strip()]
    listed: dict[str, tuple[str, Place]] = {}
    heads: list[tuple[str, str, Place]] = []
    for at, (text, place) in enumerate(lines):
        if found := _HEAD.match(text):
            title = ""
            for following, _ in lines[at + 1 : at + 4]:
                title += following
                if title.endswith(_ENDS):
                    break
            heads.append((found[1], title, place))
        elif (found := _LIST.match(text)) and found[2].endswith(_ENDS):
            listed.setdefault(found[1], (found[2], place))
    if len(listed) < 2 or not heads:
        return
    counts = Counter(number for number, _, _ in heads)
    said, spots = [], []
    twice = [f"附件 {n}（{c} 次）" for n, c in sorted(counts.items()) if c > 1]
    if twice:
        said.append("正文里编号重复：" + "、".join(twice))
        spots += [words_at(p, f"附件 {n}") for n, _, p in heads if counts[n] > 1]
    department = squash(ledger.facts_of.department)
    for number, (title, place) in sorted(listed.items()):
        plain = title.replace(department, "") if department else title
        own = [(t, p) for n, t, p in heads if n == number]
        if own and all(t.endswith(_ENDS) and not t.endswith(plain) for t, _ in own):
            shown = own[0][0].replace(department, "") if department else own[0][0]
            said.append(f"附件 {number} 清单作“{plain}”，正文作“{shown}”")
            spots += [words_at(place, title), words_at(own[0][1], own[0][0])]
    if said:
        yield finding(rules.ANNEXES, "附件的清单与正文不一致：" + "；".join(said), spots[:16], "annexes")
