"""Reports on performance: sections that promise indicators and name none, notices to somebody else, lists said twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from gouji.api import CheckContext
from gouji.facts.form_spans import Span, find_spans
from gouji.facts.form_words import form_words
from gouji.model import Finding, Ledger, Place
from gouji.names import squash
from gouji_plugins.checks import wording_rules as rules
from gouji_plugins.checks.plain_findings import finding, words_at
from gouji_plugins.checks.wording_text import ANNEX, BODY, Text

_HEADING = re.compile(r"^(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|\d{1,2}[.、])")
_PROMISES = re.compile(r"指标(?:的)?(?:完成|实现)情况[。:]?$")
_TOP = re.compile(r"^[一二三四五六七八九十]{1,3}、")
_TITLE = 30
_ADVICE = re.compile(r"改进(?:的)?(?:措施|建议)|(?:有关|相关|整改)(?:的)?(?:建议|措施)|建议$")
_WANTING = re.compile(r"有待|不足|不够|欠缺|尚未|还需|仍需")
_IDLE = 30
"""Characters of a text that says nothing of any indicator."""
_NOTICE = re.compile(
    r"《[^《》]{0,20}财政[厅局]关于[^《》]{0,24}?(?P<level>省|自治区|州|市|区|县)(?:级|直)(?:预算)?(?:部门|单位)[^《》]{0,24}绩效[^《》]*》"
)
_UNIT = re.compile(
    r"^(?:.{2,8}?(?:省|自治区))?(?:.{1,8}?(?:自治州|州|盟|地区))?(?P<name>.{1,8}?)(?P<level>[市县区旗])"
)
_BELOW = re.compile(r"^.{1,8}?市(?P<name>[^市]{1,8}?)(?P<level>[县区旗])")
# Levels of a notice that are surely not those of a department of a 市, of a 县 or 区.
_ABOVE = {
    "市": ("省", "自治区", "州"),
    "县": ("省", "自治区", "州", "市"),
    "区": ("省", "自治区", "州", "市"),
}
_GRAM = 24
_APART = 200
_COMMAS = 2
_LISTED = re.compile(rf"[^\d。;]{{{_GRAM},}}")
"""What an enumeration may stand in."""


def reports(texts: Sequence[Text], ledger: Ledger, context: CheckContext) -> Iterator[Finding]:
    """Yield what reports on performance leave unsaid, cite wrongly or say twice.

    Args:
        texts: Texts of the document.
        ledger: The document.
        context: Specs and parameters.
    """
    for span in find_spans(ledger.document, frozenset(), form_words(context.specs)):
        if span.kind == "报告":
            yield from _no_indicators(span)
            yield from _same_task(span)
    yield from _notices([t for t in texts if t.kind == ANNEX], squash(ledger.facts_of.department))
    for text in texts:
        if text.kind == ANNEX or (text.kind == BODY and "绩效" in text.title + text.raw[:80]):
            yield from _said_twice(text)


def _no_indicators(span: Span) -> Iterator[Finding]:
    open_at: tuple[str, Place] | None = None
    said = ""
    for piece in [*span.lines, None]:
        text = squash(piece.text) if piece is not None else ""
        if piece is not None and not _HEADING.match(text):
            said += text
            continue
        if open_at is not None and said and len(said) <= _IDLE and not re.search(r"\d", said):
            message = f"“{span.title}”的“{open_at[0]}”只写“{said}”，没有写任何指标的完成值"
            yield finding(rules.NO_INDICATORS, message, (words_at(open_at[1], open_at[0], said, span.title),))
        open_at = (text, piece.place) if piece is not None and _PROMISES.search(text) else None
        said = ""


def _same_task(span: Span) -> Iterator[Finding]:
    """Yield two chapters of a report that are both for advice, and advice that names only what is wanting."""
    tops: list[tuple[str, Place, list[str]]] = []
    for piece in span.lines:
        text = squash(piece.text)
        if _TOP.match(text) and len(text) < _TITLE:
            tops.append((text, piece.place, []))
        elif tops:
            tops[-1][2].append(text)
    advice = [(title, place) for title, place, _ in tops if _ADVICE.search(title)]
    said = []
    if len(advice) > 1:
        said.append("、".join(f"“{title}”" for title, _ in advice) + "都是改进的建议，内容重叠")
    spots = [words_at(place, title, section=span.title) for title, place in advice]
    for title, place, lines in tops:
        items = [t for t in re.split(r"[。;]|(?<!\d)(?=\d{1,2}[.、])", "".join(lines)) if len(t) > 3]
        if _ADVICE.search(title) and "问题" not in title and items and all(_WANTING.search(t) for t in items):
            said.append(f"“{title}”之下写的都是有待改进的问题，没有措施")
            spots.append(words_at(place, title, section=span.title))
    if said:
        yield finding(rules.SECTION_TASK, f"“{span.title}”：" + "；".join(said), spots, f"task {span.title}")


def level_of(department: str) -> str:
    """Return the level of a department's government by its name: 市, 县 or 区, "" if it cannot be told.

    >>> level_of("清河市人民政府办公室"), level_of("清河市示例区档案馆"), level_of("清河州财政局")
    ('市', '区', '')
    """
    found = _BELOW.match(department) or _UNIT.match(department)
    level = found["level"] if found else ""
    return "县" if level == "旗" else level


def _notices(reports_: Sequence[Text], department: str) -> Iterator[Finding]:
    above = _ABOVE.get(level_of(department), ())
    found = [
        (text, match)
        for text in reports_
        for match in _NOTICE.finditer(text.flat.text)
        if match["level"] in above
    ]
    if found:
        spots = [words_at(t.place(*m.span()), m[0], section=t.title) for t, m in found]
        text, match = found[0]
        message = (
            f"“{text.title}”引用{match[0]}，那是对{match['level']}级部门的通知，"
            f"“{department}”是{level_of(department)}的部门，应引用本级财政部门的通知"
        )
        yield finding(rules.NOTICE, message, spots, "notice")


def _said_twice(text: Text) -> Iterator[Finding]:
    """Yield a long enumeration that stands twice close to each other: a target copied as what was reached."""
    whole = text.flat.text
    seen: dict[str, int] = {}
    done = 0
    for at in chain.from_iterable(range(m.start(), m.end() - _GRAM + 1) for m in _LISTED.finditer(whole)):
        gram = whole[at : at + _GRAM]
        if at < done or gram.count("、") < _COMMAS:
            continue
        first = seen.get(gram)
        if first is None or not _GRAM <= at - first <= _APART:
            seen[gram] = at
            continue
        size = _GRAM
        while at + size < len(whole) and first + size < at and whole[first + size] == whole[at + size]:
            size += 1
        words = whole[at : at + size].strip("、,:")
        message = f"同一段里同一串列举写了两遍：“{words[:60]}{'…' if len(words) > 60 else ''}”，像是把目标照抄作完成情况"
        yield finding(rules.TWICE, message, (words_at(text.place(at, at + size), words, section=text.title),))
        done = at + size
