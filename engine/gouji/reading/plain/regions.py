"""Where tables stand in running text: from a title or table code to the next one or the next part."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from gouji.names import bare, squash, together
from gouji.packs import Specs, TableSpec
from gouji.reading.recognise import NUMERAL, other_table
from gouji.reading.stacked import plain_title

_CODE = re.compile(r"^(?:财决)?公开0?(\d{1,2})表$")
_PART = re.compile(r"^第[一二三四五六七八九十]+部")
_PROSE = re.compile(
    r"^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)).*(?:说明|情况)$|^\d{1,2}[.、](?!\d).*情况说明$"
)
_STATES = re.compile(r"^20\d\d年.{4,40}\d万元[,。;]")
"""A sentence of the 情况说明: 2023年度收、支总计均为9.00万元。"""
_UNIT = re.compile(r"(?:金额)?单位[:：](人民币)?(百万元|千元|万元|亿元|元)")
_AFTER_TITLE = re.compile(r"^(?:\(?(?:20\d\d年度?)?\)?|公开0?\d+表|\(.*\))$")
_NUMBER_BEHIND = re.compile(r"(?:公开|附表|表)0?\d+表?$")
_YEAR = re.compile(r"^20\d\d年(?:度)?")
MAX_REGION = 4000
MAX_PAGES = 60
"""Pages over which a table goes on at most."""


class Region(NamedTuple):
    """Lines of one table.

    Attributes:
        specs: Layouts its title or notes fit.
        start: Index of its first line (title or code).
        end: Index after its last line.
        title: Title as printed.
        unit: Unit as printed, "" if none.
        lines: Texts of the body, from the line after title, code and unit.
        first: Index of the first of them.
        reason: Why it is taken for this table.
    """

    specs: tuple[TableSpec, ...]
    start: int
    end: int
    title: str
    unit: str
    lines: tuple[str, ...]
    first: int
    reason: str


def title_index(specs: Specs) -> dict[str, list[TableSpec]]:
    """Return squashed title → layouts."""
    index: dict[str, list[TableSpec]] = {}
    for layouts in specs.tables.values():
        for spec in layouts:
            for title in spec.titles:
                known = index.setdefault(squash(title), [])
                if spec not in known:
                    known.append(spec)
    return index


def find_regions(texts: Sequence[str], specs: Specs, breaks: Collection[int] = ()) -> list[Region]:
    """Return the regions that may be tables, in order.

    Args:
        texts: Printed lines.
        specs: Table specs.
        breaks: Lines over which no table runs on.
    """
    titles = title_index(specs)
    ends = {title[-1:] for title in titles}
    anchors: list[tuple[int, str, list[TableSpec]]] = []
    for i, text in enumerate(texts):
        if len(text) > 120:
            continue
        following = texts[i + 1] if i + 1 < len(texts) else ""
        if not (_may_end(text, ends) or squash(following)[-1:] in ends):
            continue
        name = _title_of(text, following, titles)
        if name:
            anchors.append((i, name, titles[name]))
    regions = []
    for n, (start, name, layouts) in enumerate(anchors):
        limit = anchors[n + 1][0] if n + 1 < len(anchors) else len(texts)
        limit = min((at for at in breaks if start < at < limit), default=limit)
        end = _end(texts, start + 1, min(limit, start + MAX_REGION), specs, plain_title(texts[start]))
        regions.append(_region(texts, start, end, name, layouts, specs))
    return _merge(regions, texts)


def _may_end(text: str, ends: Collection[str]) -> bool:
    """Whether a line may be a title, by its last character or by what may be dropped or put together in one."""
    plain = squash(text)
    return plain[-1:] in ends or "表" in plain or "公开" in plain or "政府性" in plain or "国有资本" in plain


def _title_of(text: str, following: str, titles: dict[str, list[TableSpec]]) -> str:
    """Return the known title a line is, alone or with its continuation on the next line."""
    plain = squash(text)
    for candidate in dict.fromkeys((plain, NUMERAL.sub("", plain), bare(text))):
        candidate = together(_YEAR.sub("", candidate))
        if candidate in titles:
            return candidate
        head = _NUMBER_BEHIND.sub("", candidate) if "表" in candidate or "公开" in candidate else candidate
        if head in titles:
            return head
    joined = NUMERAL.sub("", plain + squash(following))
    if len(plain) >= 6 and joined in titles and not re.search(r"\d", plain):
        return joined
    return ""


def _end(texts: Sequence[str], start: int, limit: int, specs: Specs, own: str) -> int:
    """Return where a table ends: at the next part, at prose, or at the title of a table that no spec knows."""
    for i in range(start, limit):
        plain = squash(texts[i])
        if plain.endswith(("表", ")")) and plain_title(plain) != own and other_table(texts[i], specs):
            return i
        if _PART.match(plain) or (_PROSE.match(plain) and len(plain) < 40):
            return i
        if "万元" in plain and _STATES.match(plain):
            return i
    # A heading of the next table may stand before its title ("三、" on a line of its own): leave it.
    return limit


def _region(
    texts: Sequence[str], start: int, end: int, title: str, layouts: list[TableSpec], specs: Specs
) -> Region:
    unit = ""
    first = start + 1
    for i in range(start + 1, min(end, start + 8)):
        plain = squash(texts[i])
        found = _UNIT.search(plain)
        if found:
            unit = unit or found[2]
        if (
            found
            or _CODE.match(plain)
            or _AFTER_TITLE.match(plain)
            or plain.startswith(("部门:", "单位:", "编制"))
        ):
            first = i + 1
    body = tuple(texts[first:end])
    return Region(tuple(layouts), start, end, texts[start].strip(), unit, body, first, f"标题“{title}”")


def _merge(regions: list[Region], texts: Sequence[str]) -> list[Region]:
    """Drop lines of a table of contents, whose regions hold no figure, and join what goes on under its title again."""
    found: list[Region] = []
    joined = 0
    for region in regions:
        if not any(re.search(r"\d\.\d\d|合计|总计", line) for line in region.lines):
            continue
        last = found[-1] if found else None
        near = last is not None and region.end - last.start <= MAX_REGION and joined < MAX_PAGES
        if last is not None and near and last.end == region.start and _alike(last.title, region.title):
            joined += 1
            lines = tuple(texts[last.first : region.end])
            found[-1] = last._replace(end=region.end, lines=lines, unit=last.unit or region.unit)
        else:
            found.append(region)
            joined = 0
    return found


def _alike(title: str, other: str) -> bool:
    """Whether one title is the other, printed again at the top of a page."""
    return plain_title(title) == plain_title(other)
