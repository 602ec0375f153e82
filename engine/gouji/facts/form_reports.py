"""What reports and the prose on performance state: figures and words of sentences, by patterns of the packs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from gouji.facts.form_figures import unit_of
from gouji.facts.form_spans import Flat, Span
from gouji.facts.form_words import Stated, Words
from gouji.model import Figure, Form, Section, parse_quantity
from gouji.model.ledger import TEXT
from gouji.names import HAN
from gouji.patterns import Sparse, later

_NAMED = re.compile(
    r'(?:^|(?<=[。;])|\d{1,2}[.、])"([^"]{2,60})"(?:项目)?(?:支出)?绩效自评(?:情况|综述|结果)?[:,]'
    r"|(?:^|(?<=[。;]))\d{1,2}[.、]([^。;:,\"]{4,50}?)(?:项目)?绩效自评(?:情况|综述)[:,]"
)
_REPORT_NAME = re.compile(r"(?:项目)?(?:支出)?绩效(?:自评|评价|自评价)报告$")
_WHOLE_NAME = re.compile(r"(?:部门|单位)?(?:部门|单位)?整体支出$|(?:部门|单位)整体$")
_NUMBERED = Sparse(r"^(?:[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）]|\d{1,2}[.、])")
_SUM = r"(?P<v>\d[\d,]*(?:\.\d+)?)(?P<u>万元|元|分|人|名)"
_WORD = r"(?P<name>(?:(?!其中)[^\d,;:。()、%]){2,20}?)"
_BARE = (
    r"(?:(?!其中|增加|减少|增长|下降|较|比)[^\d,;:。()、%]){2,20}?\d[\d,]*(?:\.\d+)?(?:万元|元|分|人|名)"
    r"(?:,?占[^,。;、]{0,16}?\d+(?:\.\d+)?%)?"
)
# One mark parts the items of a list: behind another something else begins.
_DIVIDED = Sparse(
    rf"{_WORD}{_SUM}(?:,[^,。;\d]{{2,10}}率[^,。;\d]{{0,4}}\d+(?:\.\d+)?%)?[,。;]?其中[:,]?"
    rf"(?P<items>{_BARE}(?:(?:[,、]{_BARE})+|(?:;{_BARE})+))"
)
_SHARE = Sparse(rf"(?P<name>{HAN}{{2,16}}支出)\(?,?占比(?:为|:)?(?P<v>\d+(?:\.\d+)?)%")
_PART = later(_WORD + _SUM)
_MEASURE = later(r"^(?:20\d\d年度?)|(?:预算|决算)?(?:数|金额)?(?:为|共|共计|合计)?$")
_QUOTE = 40


def read_report(span: Span, words: Words, serial: int) -> Form | None:
    """Return the figures of a report, ``None`` if it states none that is known.

    Args:
        span: Its lines.
        words: The vocabulary.
        serial: Number in the document, for its key where it has no name.
    """
    flat = Flat((p.text, p.place) for p in span.lines)
    name = _WHOLE_NAME.sub("", _REPORT_NAME.sub("", _NUMBERED.sub("", span.title)))
    key = f"自评报告:{name or serial}"
    stated = [*_figures(flat, flat.text, 0, words.report, key), *_divided(flat, key), *_shares(flat, key)]
    said = _said(flat.text, words.report_words)
    if not stated and not said:
        return None
    whole = any(w in span.title for w in words.whole)
    return Form(
        f"{'整体' if whole else '项目'}自评报告",
        name,
        stated=tuple(stated),
        place=span.place,
        section=key,
        words=tuple(said),
    )


def read_statements(sections: Sequence[Section], words: Words) -> list[Form]:
    """Return what the prose on performance states of all projects together and of each.

    Args:
        sections: Sections of the prose.
        words: The vocabulary.
    """
    made: list[Form] = []
    for section in sections:
        if "绩效" not in section.part + section.title or section.part == "附件" or not section.paragraphs:
            continue
        flat = Flat((p.text, p.places[0]) for p in section.paragraphs)
        places = _Spots(flat, section)
        key = f"绩效说明:{section.number}"
        overview = [*_figures(flat, flat.text, 0, words.overview, key, places), *_divided(flat, key, places)]
        if overview:
            made.append(
                Form("绩效总体说明", "", stated=tuple(overview), place=section.place, section=section.number)
            )
        found = list(_NAMED.finditer(flat.text))
        for at, match in enumerate(found):
            end = found[at + 1].start() if at + 1 < len(found) else len(flat.text)
            name = match[1] or match[2]
            text = flat.text[match.end() : end]
            own = f"项目自评说明:{name}"
            stated = _figures(flat, text, match.end(), words.statement, own, places)
            if stated:
                said = _said(text, words.statement_words)
                spot = flat.place(match.start())
                made.append(
                    Form(
                        "项目自评说明",
                        name,
                        stated=tuple(stated),
                        place=spot,
                        section=section.number,
                        words=tuple(said),
                    )
                )
    return made


class _Spots:
    """Places of characters of a section's text, finer than its paragraphs."""

    def __init__(self, flat: Flat, section: Section) -> None:
        self.flat = flat
        self.section = section

    def place(self, start: int, end: int) -> object:
        piece = self.flat.piece(start)
        paragraph = self.section.paragraphs[piece]
        first = self.flat.offset[start]
        last = self.flat.offset[min(end, len(self.flat.offset)) - 1] + 1
        return paragraph.place_of(first, max(first + 1, last))


def _figures(
    flat: Flat, text: str, offset: int, stated: Iterable[Stated], key: str, spots: _Spots | None = None
) -> list[tuple[str, Figure]]:
    made: list[tuple[int, str, Figure]] = []
    counts: Counter[str] = Counter()
    for item in stated:
        for match in item.pattern.finditer(text):
            groups = match.groupdict()
            for name, value, symbol in item.groups():
                if groups.get(value) is None:
                    continue
                unit = groups.get(symbol) or ("分" if "分" in name else "")
                counts[name] += 1
                start = offset + match.start(value)
                end = offset + match.end(value)
                figure = Figure(
                    f"{key}/{name}#{counts[name]}",
                    parse_quantity(groups[value].rstrip(".,"), unit_of(unit)),
                    spots.place(start, end) if spots else flat.place(start),  # type: ignore[arg-type]
                    f"{key}“{name}”",
                    key,
                    name,
                    section=key,
                    quote=flat.text[max(0, start - _QUOTE) : offset + match.end() + 10],
                    placed=TEXT,
                )
                made.append((start, name, figure))
    made.sort(key=lambda m: m[0])
    return [(name, figure) for _, name, figure in made]


def _divided(flat: Flat, key: str, spots: _Spots | None = None) -> list[tuple[str, Figure]]:
    """Return amounts and the parts listed after them: ``分列1`` for the first such amount, ``分列1：名称`` for its parts."""
    made: list[tuple[str, Figure]] = []
    for number, found in enumerate(_DIVIDED.finditer(flat.text), 1):
        items = list(_PART.finditer(flat.text, *found.span("items")))
        if len(items) < 2 or len({item["name"] for item in items}) != len(items):
            continue
        for name, match in (("", found), *((f"：{_plain_part(item['name'])}", item) for item in items)):
            start, end = match.span("v")
            figure = Figure(
                f"{key}/分列{number}{name}",
                parse_quantity(match["v"], unit_of(match["u"])),
                spots.place(start, end) if spots else flat.place(start),  # type: ignore[arg-type]
                f"{key}“{_plain_part(match['name'])}”",
                key,
                _plain_part(match["name"]),
                section=key,
                quote=flat.text[max(0, start - _QUOTE) : end + 10],
                placed=TEXT,
            )
            made.append((f"分列{number}{name}", figure))
    return made


def _shares(flat: Flat, key: str) -> list[tuple[str, Figure]]:
    """Return the shares stated of classes of spending: ``占比：卫生健康支出``."""
    made: list[tuple[str, Figure]] = []
    for found in _SHARE.finditer(flat.text):
        figure = Figure(
            f"{key}/占比/{found['name']}#{len(made) + 1}",
            parse_quantity(found["v"], unit_of("%")),
            flat.place(found.start("v")),
            f"{key}“{found['name']}”的占比",
            key,
            found["name"],
            section=key,
            quote=flat.text[max(0, found.start() - _QUOTE) : found.end() + 10],
            placed=TEXT,
        )
        made.append((f"占比：{found['name']}", figure))
    return made


def _plain_part(name: str) -> str:
    return _MEASURE.sub("", name.strip(",:;"))


def _said(text: str, stated: Iterable[Stated]) -> list[tuple[str, str]]:
    found = []
    for item in stated:
        match = item.pattern.search(text)
        if match:
            found.append((item.key, match["v"]))
    return found
