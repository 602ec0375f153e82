"""Counts in words: what is counted behind 其中 is not more than what it is counted of (共有车辆 6 辆，其中：轿车 4 辆、货车 3 辆)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gouji.api import CheckContext
from gouji.model import Finding, Severity
from gouji.names import HAN
from gouji.patterns import later
from gouji_plugins.checks import wording_rules as rules
from gouji_plugins.checks.plain_findings import finding, words_at
from gouji_plugins.checks.wording_text import BODY, Text

_UNIT = r"(?:台\(套\)|台套|台/套|批次|人次|团组|[辆台套人名个期次场批户家])"
_NUMBER = later(rf"(?<![\d.,%-])(\d{{1,3}}(?:,\d{{3}})+|\d+)({_UNIT})(?!元|以上|以下|月|均|左右)")
_OF_WHICH = later(r"^(?:\([^()\d]*\))?[,;:]?\(?其中[,:]?")
# Behind these something else is counted, or the same otherwise.
_OTHER = later(
    r"实有|现有|在编|在岗|年末|期末|本年|当年|新增|减少|增加|上年|去年|20\d\d年|另|外聘|聘用|临时|超编|空编|缺编|涉及|覆盖|惠及|受益|参与|参加|参会|"
    r"服务(?!类)|每|平均|陪同|等|约|近|超|不足|不少于"
)
_PIECES = ("台", "套", "台套", "台/套", "台(套)")
_LONGEST = 16
_SEVERAL = 2
_KIN = 2
"""Characters that two names end with alike, from which what is counted is taken to be of one kind."""


class _Part(NamedTuple):
    name: str
    number: int
    unit: str


def counted(texts: Sequence[Text], context: CheckContext) -> Iterator[Finding]:
    """Yield counts of parts that exceed what they are counted of.

    Args:
        texts: Texts of the document.
        context: Specs: the kinds that exclude each other.
    """
    groups = [
        sorted(entry["names"], key=len, reverse=True)
        for data in context.specs.data("wording")
        for entry in data.get("exclusive", [])
    ]
    for text in texts:
        own = text.flat.text
        if text.kind != BODY or "其中" not in own or text.title.startswith("名词解释"):
            continue
        numbers = list(_NUMBER.finditer(own))
        for at, first in enumerate(numbers[:-1]):
            opened = _OF_WHICH.match(own[first.end() : numbers[at + 1].start()])
            if opened is None:
                continue
            wholes = _wholes(own, numbers, at)
            listed, end = _parts(own, numbers, at, first.end() + opened.end())
            for whole in wholes:
                same = _PIECES if whole.unit in _PIECES else (whole.unit,)
                told = _told(whole, [p for p in listed if p.unit in same], groups)
                if told is not None:
                    message, severity = told
                    quote = own[first.start() : end]
                    spot = words_at(text.place(first.start(), end), quote, quote, text.section)
                    yield finding(rules.COUNTED, message, (spot,), f"{text.section}{quote}", severity)


def _wholes(own: str, numbers: Sequence[re.Match[str]], at: int) -> list[_Part]:
    """Return what was counted right before 其中, in one or two units: 12批次、60人次."""
    found: list[_Part] = []
    while at >= 0 and len(found) < _SEVERAL:
        here = numbers[at]
        start = numbers[at - 1].end() if at else 0
        gap = own[start : here.start()]
        found.append(_Part(_name(gap), int(here[1].replace(",", "")), here[2]))
        if at == 0 or gap.strip("、,和共计累"):
            break
        at -= 1
    name = found[-1].name
    return [p._replace(name=name) for p in found if name]


def _name(gap: str) -> str:
    last = re.split(r"[,;:。()、]", gap)[-1]
    return re.sub(r"(?:共计|合计|累计|总计|共有|总数|共|计|为|是|有|达)+$", "", last)[-_LONGEST:]


def _parts(own: str, numbers: Sequence[re.Match[str]], at: int, begin: int) -> tuple[list[_Part], int]:
    """Return what is counted behind 其中, as long as it is one list, and where that ends."""
    found: list[_Part] = []
    mark = ""
    end = begin
    for number in numbers[at + 1 :]:
        gap = own[end : number.start()]
        name = gap
        if found:
            sign = gap[:1] if gap[:1] in "、,;和及与" else ""
            name = gap.lstrip("、,;和及与以")
            if not name and sign in ("", "、", ","):
                # 6批次、40人次: the same in another unit.
                found.append(_Part(found[-1].name, int(number[1].replace(",", "")), number[2]))
                end = number.end()
                continue
            if not sign or (sign not in "和及与" and mark and sign != mark):
                break
            if sign in ",;" and not _kin(found[-1].name, name):
                break
            mark = mark or (sign if sign in "、,;" else "")
        name = re.sub(r"(?:共计|共有|共|为|是|有|:)+$", "", name)
        if not re.fullmatch(rf"(?:{HAN}|[()（）/0-9A-Za-z“”\"]){{1,{_LONGEST}}}", name) or _OTHER.search(
            name
        ):
            break
        found.append(_Part(name, int(number[1].replace(",", "")), number[2]))
        end = number.end()
    return found, end


def _kin(one: str, other: str) -> bool:
    """Whether two names end alike: 行政编制, 事业编制."""
    a, b = (re.sub(r"(?:共计|共有|共|为|是|有|:)+$", "", name) for name in (one, other))
    return a[-_KIN:] == b[-_KIN:]


def _told(
    whole: _Part, parts: Sequence[_Part], groups: Sequence[Sequence[str]]
) -> tuple[str, Severity] | None:
    larger = next((p for p in parts if p.number > whole.number), None)
    if larger is not None:
        message = f"“{whole.name}”{whole.number}{whole.unit}，其中“{larger.name}”{larger.number}{larger.unit}，部分大于总数"
        sure = _kin(whole.name, larger.name) or (whole.unit == "辆" and larger.name.endswith("车"))
        return message, Severity.WARNING if sure else Severity.INFO
    total = sum(p.number for p in parts)
    if len(parts) < _SEVERAL or total <= whole.number or len({p.name for p in parts}) < len(parts):
        return None
    shown = " + ".join(f"{p.name} {p.number}" for p in parts)
    message = f"“{whole.name}”{whole.number}{whole.unit}，其中各项 {shown} = {total}，多于总数"
    if any(_apart(parts, group) for group in groups):
        return message, Severity.WARNING
    return f"{message}；各项若有重叠，应写明", Severity.INFO


def _apart(parts: Sequence[_Part], group: Sequence[str]) -> bool:
    """Whether the parts are kinds that exclude each other: each names another kind of the group, the longest first."""
    kinds = [next((kind for kind in group if kind in p.name), "") for p in parts]
    return "" not in kinds and len(set(kinds)) == len(kinds)
