"""Counts of the prose: vehicles, groups and persons travelling, visits and visitors, equipment.

A count belongs to the topic named right before it (国内公务接待 12 批次、60 人次); one that follows anything
else is left alone, since reasons and descriptions count many things.  What was counted last year and by how much it
changed is read where last year is named right before it (比上年增加 2 批次，上年 10 批次).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gouji.facts.vocabulary import Topic
from gouji.model import Measure
from gouji.names import squash
from gouji.patterns import Sparse, later

_COUNT = re.compile(
    # A sign or decimals make no sense before 辆 and are printed all the same: what is printed is read.
    r"(?<![\d.])(?<!\d,)(?P<number>(?:(?<![\dA-Za-z])-)?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|零)\s*"
    r"(?P<unit>个团组|批次|人次|团组|团次|辆|台\(套\)|台/套|台套|批|人|台|套|个|次)(?!元|数|均)"
)
_SYMBOLS = {"个团组": "个", "团组": "个", "团次": "个", "批": "批次", "台套": "台(套)", "台/套": "台(套)"}
# What may stand between a topic and its count, or between two counts of one topic.
_FILLER = re.compile(
    r"(?:共计|合计|累计|总计|总共|全年|当年|本年|年末|期末|实有|安排|组织|公务|来访|国内|接待|来宾|费用|费|中|外宾|团组|批次|人次|人数|数量|总数|车辆|"
    r"共有|共|计|总|数|为|是|有|达|的|其中|涉及|参加|使用|当年数|[,、:()和及])*"
)
_BARRED = Sparse(
    r"新增|净增|划转|划入|划出|移交|处置|报废|报损|拍卖|调拨|出租|出借|租赁|租用|借用|另有|上年|去年|增加|减少|增长|下降|增多|多|少于|原因|由于|因|预计|计划|下属|所属|直属|本级"
)
_YEAR = re.compile(r"(20\d\d)年")
# 2022年公务接待 12 批次: of another year, to the end of the sentence or until this one is named.  比2022年, 自2022年起 are not.
_DATED = later(
    r"(?<![比较与同和\d-])(?:(20\d\d)年(?:度|末|底|全年)?(?![\d月起来前后以至到-])|(本年|当年|今年))"
)
_LAST = r"(?:上一?年度?|去年度?|(?P<year>20\d\d)年度?)(?:同期|全年|决算数?)?"
_WAY = r"(?P<up>增加|增长|增多|上升|多)|(?P<down>减少|下降|降低|压减|少)"
_ON_LAST = later(
    rf"(?:,|\()?(?:数量|批次|人次|人数|团组数?)?(?:(?:相?较于?|相?比于?|与|同){_LAST}(?:数|实有数|的)?(?:相比|对比)?|同比)"
    rf"[,:]?(?:共|各|分别|均|净)?(?:{_WAY})(?:了)?$"
)
_LAST_YEARS = later(
    rf"(?:[,(]|由|从|自)?(?:而|其中)?(?:相?较于?|相?比)?{_LAST}(?:的|为|是|共|购置|购入|更新|保有|接待|安排|组织|有|数|量|:)*$"
)
_FURTHER = later(rf"(?:[、和及与]|,(?=[增多上减下降压少]))?(?:各|分别|净)?(?:{_WAY})?(?:了)?$")
_REACHED = later(
    r",?(?:(?:增加|增长|上升|减少|下降|降低|压减)(?:到|至|为)|[增升减降]至)(?:本年的?|今年的?)?$"
)
_ALONE = later(rf",(?:共|分别|净)?(?:{_WAY})(?:了)?$")
_OF_LAST = later(r"^(?:而|其中)?(?:上一?年度?|去年度?|(?P<year>20\d\d)年度?)(?:同期|全年|的)?(?=\D{2})")
_GROWN = later(r"\s*[,、(]?\s*(?P<way>增长|上升|增加|下降|减少|降低)(?:了)?\s*(?P<rate>\d+(?:\.\d+)?)\s*%")
_WAYS = ("增加", "增长", "增多", "上升", "多", "减少", "下降", "降低", "压减", "少")
_CLOSE = 16
"""Characters within which last year is named before its count."""
_COMPARED = ("上年", "去年", "上一年", "同比", "年")
"""Words without which no count is compared."""
_THRESHOLD = Sparse(
    r"(?:单价|单位价值|单台价值|单件价值|原值|价值)\s*(?:在)?(?:人民币)?\s*\d+\s*万元?\s*(?:\(含\))?\s*"
    r"(?:以上|及以上)(?:\(含\))?"
)


class Count(NamedTuple):
    """A count with its subject.

    Attributes:
        subject: What is counted.
        symbol: Unit.
        start: Start of the number in the text.
        end: End of the number.
        stop: End of the unit.
        measure: Whether it is this year's, last year's, or by how much it changed, in number or in percent.
        direction: Which way it changed, ``None`` if it is no change.
    """

    subject: str
    symbol: str
    start: int
    end: int
    stop: int
    measure: Measure = Measure.COUNT
    direction: int | None = None


def counts_in(
    text: str, start: int, end: int, topics: Sequence[Topic], year: int | None = None
) -> Iterator[Count]:
    """Yield the counts of a stretch of text, in half-width forms.

    Args:
        text: Text of the paragraph.
        start: Where the stretch begins.
        end: Where it ends.
        topics: What is counted in the section.
        year: Year of the accounts: what another year is named for is not counted.
    """
    at = start
    topic: Topic | None = None
    outer: Topic | None = None
    measure, direction = Measure.COUNT, None
    other: int | None = None
    lasts: list[Topic] = []
    within = False
    for found in _COUNT.finditer(text, start, end):
        gap = text[at : found.start()]
        at = found.end()
        if gap.lstrip().startswith(")"):
            # 8批次(其中外事接待0批次),67人次: behind the bracket speaks of what stood before it.
            topic, outer = outer, None
        if "(" in gap and ")" not in gap:
            outer = topic
        other = _other_year(gap, year, other)
        plain = squash(gap)
        told = _compared(plain, measure, direction, year, moved=topic in lasts)
        within = "其中" in plain or (within and not (";" in plain or "。" in plain))
        if told is not None:
            head, measure, direction = told
            named = bool(head.strip(",;。("))
            # 接待 120 批次，其中外事接待 2 批次，比上年增加 20 批次: of the part, or of the whole.
            topic = _topic(head, topic, topics, year) if named else None if within else topic
        elif other is not None and year is not None:
            # 2022年公务接待 12 批次
            measure, direction = Measure.COUNT_PRIOR, None
            topic = _topic(_DATED.sub("", plain), topic, topics, None) if other == year - 1 else None
        else:
            measure, direction = Measure.COUNT, None
            last = _named_last(plain, topics, year)
            if last is not None:
                # 上年公务用车保有量 6 辆
                measure, topic = Measure.COUNT_PRIOR, last
            else:
                topic = _topic(gap, topic, topics, year)
        if topic is not None and measure is Measure.COUNT_PRIOR:
            lasts.append(topic)
        subject = topic.counts.get(found["unit"]) if topic is not None else None
        if subject is None:
            continue
        symbol = _SYMBOLS.get(found["unit"], found["unit"])
        yield Count(
            subject, symbol, found.start("number"), found.end("number"), found.end(), measure, direction
        )
        grown = _GROWN.match(text, found.end(), end) if measure is Measure.COUNT_CHANGE else None
        if grown is not None:
            # 较上年增加744批次,增长15.08%
            way = 1 if grown["way"] in ("增长", "上升", "增加") else -1
            at = grown.end()
            yield Count(subject, "%", *grown.span("rate"), grown.end(), Measure.COUNT_RATE, way)


def _other_year(gap: str, year: int | None, before: int | None) -> int | None:
    """Return the year that what is counted behind a gap is of, where its sentence names one that is not the accounts'."""
    if year is None:
        return None
    kept, stop, rest = gap.rpartition("。")
    before = None if stop or kept else before
    if "年" in rest:
        for named in _DATED.finditer(squash(rest)):
            before = int(named[1]) if named[1] is not None and int(named[1]) != year else None
    return before


def _named_last(plain: str, topics: Sequence[Topic], year: int | None) -> Topic | None:
    """Return the topic of a clause that begins with last year and goes on with its name, ``None`` if it is none."""
    clause = re.split(r"[,;:。]", plain)[-1]
    last = _OF_LAST.match(clause) if "年" in clause else None
    if last is None or (last["year"] and (year is None or int(last["year"]) != year - 1)):
        return None
    rest = clause[last.end() :]
    topic = _topic(rest, None, topics, year)
    for name in topic.names if topic is not None else ():
        at = rest.find(name)
        if at >= 0 and _FILLER.fullmatch(rest[:at]):
            return topic
    return None


def _compared(
    plain: str, before: Measure, way: int | None, year: int | None, *, moved: bool
) -> tuple[str, Measure, int | None] | None:
    """Return what a gap says of the count behind it: what names the topic, and that it is last year's or a change.

    Args:
        plain: The gap.
        before: What the count before it was.
        way: Which way that changed.
        year: Year of the accounts.
        moved: Whether last year's has been told of what was counted: a change behind it needs no base.
    """
    alone = _ALONE.fullmatch(plain) if moved and before is Measure.COUNT else None
    if alone is not None:
        return "", Measure.COUNT_CHANGE, 1 if alone["up"] else -1
    if before is Measure.COUNT_PRIOR and _REACHED.fullmatch(plain):
        return "", Measure.COUNT, None
    if any(word in plain for word in _COMPARED):
        changed = plain.removesuffix("了").endswith(_WAYS)
        pattern = _ON_LAST if changed else _LAST_YEARS
        found = pattern.search(plain) if changed or "年" in plain[-_CLOSE:] else None
        if found is None or (found["year"] and (year is None or int(found["year"]) != year - 1)):
            return None
        way = (1 if found["up"] else -1) if changed else None
        return plain[: found.start()], Measure.COUNT_CHANGE if changed else Measure.COUNT_PRIOR, way
    further = _FURTHER.fullmatch(plain) if before is not Measure.COUNT else None
    if further is None:
        return None
    if further["up"] or further["down"]:
        # 比上年的 2 辆增加 1 辆; 增加 2 批次、减少 10 人次
        return "", Measure.COUNT_CHANGE, 1 if further["up"] else -1
    return "", before, way


def thresholds(text: str) -> list[tuple[int, int]]:
    """Return the spans of 单价100万元以上: an amount in a name, stating nothing."""
    return [m.span() for m in _THRESHOLD.finditer(text)]


def _topic(gap: str, before: Topic | None, topics: Sequence[Topic], year: int | None) -> Topic | None:
    plain = squash(gap)
    best: tuple[int, int, Topic] | None = None
    for topic in topics:
        for name in topic.names:
            at = plain.rfind(name)
            # The name that ends last; of those the longest.
            if at >= 0 and (best is None or (at + len(name), len(name)) > best[:2]):
                best = (at + len(name), len(name), topic)
    if best is None:
        return (
            before
            if _FILLER.fullmatch(plain.strip(";。")) and ";" not in plain and "。" not in plain
            else None
        )
    end, size, topic = best
    clause = re.split(r"[,;:。]", plain[: end - size])[-1]
    if any(year is not None and int(y) != year for y in _YEAR.findall(clause)):
        return None
    if topic is before and "其中" in clause:
        # 共有车辆 6 辆，其中公务用车 3 辆: of what was counted, not again the same.
        return None
    if _BARRED.search(clause) or not _FILLER.fullmatch(plain[end:].strip(",")):
        return None
    return topic
