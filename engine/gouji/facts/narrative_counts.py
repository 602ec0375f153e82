"""Counts of the prose: vehicles, groups and persons travelling, visits and visitors, equipment.

A count belongs to the topic named right before it (国内公务接待 12 批次、60 人次); one that follows anything
else is left alone, since reasons and descriptions count many things.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gouji.facts.vocabulary import Topic
from gouji.names import squash
from gouji.patterns import Sparse

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
    """

    subject: str
    symbol: str
    start: int
    end: int
    stop: int


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
    for found in _COUNT.finditer(text, start, end):
        gap = text[at : found.start()]
        at = found.end()
        if gap.lstrip().startswith(")"):
            # 8批次(其中外事接待0批次),67人次: behind the bracket speaks of what stood before it.
            topic, outer = outer, None
        if "(" in gap and ")" not in gap:
            outer = topic
        topic = _topic(gap, topic, topics, year)
        subject = topic.counts.get(found["unit"]) if topic is not None else None
        if subject is not None:
            symbol = _SYMBOLS.get(found["unit"], found["unit"])
            yield Count(subject, symbol, found.start("number"), found.end("number"), found.end())


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
