"""Completeness: tables, sections and items that the packs demand; empty tables explained; contents against body.

A part that was not recognised is said to be unchecked, never missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, zip_longest
from typing import Any

from gouji.api import CheckContext
from gouji.model import (
    Block,
    Finding,
    Kind,
    Ledger,
    Line,
    NotRun,
    Opaque,
    Place,
    Relation,
    RuleClass,
    Severity,
    Table,
    Verdict,
)
from gouji.names import squash
from gouji.patterns import later
from gouji_plugins.checks.plain_findings import finding, logic, words_at
from gouji_plugins.checks.rule_family import RuleFamily

_TITLES, _APART, _PLACES = 6, 2, 8
"""Titles that must be found before their order is judged, how many may be out of place, places of one looked at."""
_FAMILY = RuleFamily(
    "completeness",
    "completeness",
    "《预算法实施条例》；财预〔2016〕143号《地方预决算公开操作规程》",
    RuleClass.VERIFY,
)
_rule = _FAMILY.rule
PAGES = _FAMILY.pages
"""Rule id → what it demands, why, and when it does not apply."""

TABLES = _rule(
    "WZ-01", "缺少应公开的表", Severity.WARNING,
    "规则包要求的公开表在文件里找不到，标题也没有出现。有没认出的表，或标题出现而表没有读出时，只说“未检查”。"
    "只有情况说明、或只有一节的单页，缺的表合成一条。",
)  # fmt: skip
EMPTY = _rule(
    "WZ-02", "空表没有说明", Severity.WARNING,
    "没有数据的表应保留表式，并在表下或情况说明里写明无此项收支。",
)  # fmt: skip
SECTIONS = _rule(
    "WZ-03", "缺少应写的部分", Severity.WARNING,
    "职责、机构设置、收支情况、“三公”经费、机关运行经费、政府采购、国有资产、绩效、名词解释。"
    "标题和正文都没有出现时提示；正文没有读出时只说“未检查”。",
)  # fmt: skip
ITEMS = _rule(
    "WZ-04", "应写明的内容没有写", Severity.WARNING,
    "“三公”经费的团组、人数、购置数、保有量、批次、人次，政府采购的分项和中小企业金额。写明没有该项支出或金额为零的不要求。",
)  # fmt: skip
CONTENTS = _rule(
    "WZ-05", "目录与正文不符", Severity.WARNING,
    "目录里的标题在正文里找不到。只差“情况”“说明”“的”等字的不算。没有目录的不查。",
)  # fmt: skip
EXPLAINED_NOT_EMPTY = _rule(
    "WZ-06", "写明无数据的表里有数据", Severity.ERROR,
    "表下注明“故本表无数据”，表里却有金额。",
)  # fmt: skip
ORDER = _rule(
    "WZ-07", "目录的顺序与正文不同", Severity.WARNING,
    "目录里的标题在正文里各占一行，而先后与目录不同。一两个标题错位才报；读出的先后不可靠（多数对不上）的不判定，没有目录的不查。",
)  # fmt: skip
TOTAL = _rule(
    "WZ-08", "科目表没有合计行", Severity.WARNING,
    "公开02、03、05、07、08表列了有金额的科目，却没有“合计”一行。合计行空白的由各表的等式说；没有数据的表、读数可疑的表不查。",
)  # fmt: skip

_TITLE_NOISE = later(
    r"^第[一二三四五六七八九十]+部分|^[一二三四五六七八九十]+、|(?<!\d)\d{3,5}年度?|[.…·]+\d*$|\d+$"
)
"""Number, year (one with a digit too few or too many is told on its own), dots and page of a title."""
_NUMBERED = re.compile(r"第[一二三四五六七八九十]+部分|[一二三四五六七八九十]+、")
_LOOSE = later(r"情况|说明|的|其中|部门|单位")
_CODED = ("公开02表", "公开03表", "公开05表", "公开07表", "公开08表")
_LONGEST_TITLE = 60
_FEW = 400
_MANY_EMPTY = 4
_FEW_SECTIONS = 12
"""Headings of a page that holds one section alone, at most."""


class CompletenessCheck:
    """What a disclosure must hold by the packs that apply to it.

    Attributes:
        id: ``completeness``.
        rules: See the module.
    """

    id = "completeness"
    rules = (TABLES, EMPTY, SECTIONS, ITEMS, CONTENTS, EXPLAINED_NOT_EMPTY, ORDER, TOTAL)

    def run(self, ledger: Ledger, context: CheckContext) -> Iterable[Relation | Finding | NotRun]:
        """Yield what is there, what is not, and what could not be checked."""
        demands = _demands(context)
        yield from _tables(ledger, context, demands)
        yield from _empty(ledger, demands)
        yield from _sections(ledger, context, demands)
        yield from _contents(ledger)
        yield from _totals(ledger)


def _demands(context: CheckContext) -> dict[str, Any]:
    tables: list[str] = []
    sections: dict[str, Mapping[str, Any]] = {}
    items: dict[str, Mapping[str, Any]] = {}
    sentences: list[str] = []
    since: dict[str, int] = {}
    for data in context.specs.data("completeness"):
        tables = list(data.get("tables", tables))
        sections.update({s["key"]: s for s in data.get("section", [])})
        items.update({i["key"]: i for i in data.get("item", [])})
        since.update(data.get("since", {}))
        sentences += data.get("empty", {}).get("sentences", [])
    return {
        "tables": tables,
        "since": since,
        "sections": [s for s in sections.values() if s.get("required", True)],
        "items": [i for i in items.values() if i.get("required", True)],
        "sentences": [squash(s) for s in sentences],
    }


def _totals(ledger: Ledger) -> Iterator[Relation | Finding]:
    """Yield code tables whose rows have amounts and whose total row is missing or blank."""
    for key in _CODED:
        table = ledger.tables.get(key)
        if table is None or table.empty or table.doubt:
            continue
        filled = {row for (row, _), f in table.cells.items() if f.quantity.value}
        items = [r for r in table.rows if r.role == "item" and r.code and r.key in filled]
        if not items:
            continue
        text = f"{key}有合计行"
        message = f"{key}列了 {len(items)} 个科目，没有读到合计行"
        fine = any(r.role != "item" for r in table.rows)
        yield logic(TOTAL, fine, text, (), message, items[0].place)


def _whole_text(ledger: Ledger) -> str:
    """Return every printed word: what a reader of sections or tables left out is still there, not missing."""
    parts = []
    for block in ledger.document.blocks:
        if isinstance(block, Line):
            parts.append(block.text)
        else:
            parts += [block.caption, *(cell.text for cell in block.cells)]
    return squash("".join(parts))


def _tables(
    ledger: Ledger, context: CheckContext, demands: Mapping[str, Any]
) -> Iterator[Relation | Finding]:
    printed = _whole_text(ledger)
    year = ledger.facts_of.year
    alone = _alone(ledger)
    lacking = [
        k for k in demands["tables"] if k not in ledger.tables and not _printed_title(context, k, printed)
    ]
    if lacking and alone is not None and not ledger.unrecognised:
        # One page of several: what is elsewhere is not there to be judged, and is told once.
        kind = "情况说明" if ledger.facts else "绩效自评表"
        said = f"只有{alone}，没有其余" if alone else f"只有{kind}，没有"
        message = f"文件里{said} {len(lacking)} 张公开表：另页公开的，请把各页放在一起检查（--as-one）"
        yield finding(TABLES, message, (), "one page")
    for key in demands["tables"]:
        if key in lacking and alone is not None and not ledger.unrecognised:
            continue
        if year is not None and year < demands["since"].get(key, year):
            continue
        text = f"应公开{key}"
        if key in ledger.tables:
            yield logic(TABLES, True, text, (), "", ledger.tables[key].place)
            continue
        titles = _titles_of(context, key)
        named = _printed_title(context, key, printed)
        if named:
            reason = f"文件里有“{named}”的标题，表没有读出，未检查"
            yield Relation(TABLES, text, None, missing=(reason,))
        elif ledger.unrecognised:
            reason = f"没有认出{key}，另有 {len(ledger.unrecognised)} 张表不符合任何表式，未检查"
            yield Relation(TABLES, text, None, missing=(reason,))
        else:
            title = titles[0] if titles else ""
            yield finding(TABLES, f"没有找到{key}（{title}），表和标题都没有出现", (), key)


def _alone(ledger: Ledger) -> str | None:
    """Return what a page holds alone (“三公”一节), "" for prose without any table, ``None`` for a whole disclosure."""
    keys = {fact.section_key for fact in ledger.facts}
    if len(keys) == 1 and len(ledger.tables) <= 1:
        return f"“{next(iter(keys))}”一节" if ledger.tables or len(ledger.sections) <= _FEW_SECTIONS else ""
    return None if ledger.tables else ""


def _titles_of(context: CheckContext, key: str) -> list[str]:
    return [t for spec in context.specs.tables.get(key, ()) for t in spec.titles]


def _printed_title(context: CheckContext, key: str, printed: str) -> str:
    """Return the title of a table as far as it stands in a document, "" if nowhere."""
    return next((t for t in _titles_of(context, key) if len(squash(t)) >= 8 and squash(t) in printed), "")


def _empty(ledger: Ledger, demands: Mapping[str, Any]) -> Iterator[Relation | Finding]:
    prose = _whole_text(ledger)
    bare: list[str] = []
    for key, table in ledger.tables.items():
        note = squash(table.note)
        if "无数据" in note or "空表" in note:
            filled = [f for f in table.cells.values() if f.quantity.value]
            message = f"{key}注明没有数据，表里却有 {len(filled)} 个金额"
            text = f"{key}的注与数据"
            yield logic(EXPLAINED_NOT_EMPTY, not filled, text, filled[:6], message, table.place)
        if not table.empty:
            continue
        subject = next((w for w in ("政府性基金", "国有资本经营", '"三公"') if w in squash(table.title)), "")
        said = any(s in note for s in demands["sentences"])
        if subject and not said:
            said = any(subject in s and s in prose for s in demands["sentences"]) or bool(
                re.search(rf"(?:无|没有|未)[^。]{{0,16}}{re.escape(subject)}", prose)
            )
        text = f"{key}为空表，应有说明"
        if not subject and not said:
            bare.append(key)
            continue
        message = f"{key}没有数据，表下和情况说明里都没有写明原因"
        yield logic(EMPTY, said, text, (), message, table.place)
    if bare:
        # Tables that every department has figures in: all of them blank is one cause.
        spots = [words_at(ledger.tables[key].place, ledger.tables[key].title, section=key) for key in bare]
        more = "，像是没有填写的空白表式" if len(bare) >= _MANY_EMPTY else ""
        yield finding(EMPTY, f"{'、'.join(bare)}没有任何数据{more}", spots, "bare tables")


def _sections(
    ledger: Ledger, context: CheckContext, demands: Mapping[str, Any]
) -> Iterator[Relation | Finding]:
    prose = _whole_text(ledger)
    read = len(prose) >= _FEW and any(s.level >= 2 for s in ledger.sections) and not _alone(ledger)
    heads = squash("\n".join(s.title for s in ledger.sections))
    present: set[str] = set()
    for spec in demands["sections"]:
        words = [squash(w) for w in spec["words"]]
        where = heads if spec.get("heading") else prose
        text = f"应有“{_inside_quotes(spec['key'])}”"
        if any(w in where for w in words) or (spec.get("heading") and any(w in prose for w in words)):
            present.add(spec["key"])
            yield Relation(SECTIONS, text, Opaque(Verdict.HOLDS))
        elif not read:
            yield Relation(SECTIONS, text, None, missing=("正文没有读出或过短，未检查",))
        else:
            missing = f"没有找到“{_inside_quotes(spec['key'])}”部分，标题和正文里都没有出现"
            yield finding(SECTIONS, missing, (), spec["key"])
    for spec in demands["items"]:
        section = _inside_quotes(spec["section"])
        text = f"“{section}”应写明{spec['key']}"
        if spec["section"] not in present or not read:
            yield Relation(ITEMS, text, None, missing=(f"没有读到“{section}”部分",))
        elif _written(spec, prose):
            yield Relation(ITEMS, text, Opaque(Verdict.HOLDS))
        elif any(squash(w) in prose for w in spec.get("unless", ())) or _nothing_spent(ledger, spec):
            yield Relation(ITEMS, text, None, inapplicable="写明没有该项支出，或金额为零")
        elif unsure := _unsure(ledger, context, spec, prose):
            yield Relation(ITEMS, text, None, missing=(unsure,))
        else:
            yield finding(ITEMS, f"“{section}”没有写明{spec['key']}", (), text)


def _inside_quotes(text: str) -> str:
    """Return a name as it is written inside quotes: its own become single ones."""
    return text.replace("“", "‘").replace("”", "’")


def _written(spec: Mapping[str, Any], prose: str) -> bool:
    """Whether an item is there: one of its words, or a sentence of one of its patterns."""
    return any(squash(w) in prose for w in spec.get("words", ())) or any(
        re.search(p, prose) for p in spec.get("patterns", ())
    )


def _nothing_spent(ledger: Ledger, spec: Mapping[str, Any]) -> bool:
    table = _table_of(ledger, spec)
    if table is None or table.doubt:
        return False
    figure = table.figure(*spec["spent"][1:])
    return figure is not None and (figure.quantity.value == 0 or figure.quantity.kind is Kind.BLANK)


def _unsure(ledger: Ledger, context: CheckContext, spec: Mapping[str, Any], prose: str) -> str:
    """Return why a table that is there does not tell whether there is anything to write of an item; "" if it does."""
    if "spent" not in spec:
        return ""
    table, key = _table_of(ledger, spec), spec["spent"][0]
    if table is None:
        return f"没有读到{key}，有没有这项支出不能确定" if _printed_title(context, key, prose) else ""
    return f"{key}的读数可疑，有没有这项支出不能确定" if table.doubt else ""


def _table_of(ledger: Ledger, spec: Mapping[str, Any]) -> Table | None:
    """Return the table that says whether there is anything to write of an item."""
    cell = spec.get("spent")
    return ledger.tables.get(cell[0]) if cell else None


def _contents(ledger: Ledger) -> Iterator[Relation | Finding]:
    entries = list(_entries(ledger))
    if not entries:
        return
    printed = chain(
        (s.title for s in ledger.sections if s.paragraphs),
        (t.title for t in ledger.tables.values()),
        _printed_titles(ledger, entries[-1][1]),
    )
    body = "\n".join(_loose(_plain_title(text)) for text in printed)
    yield from _order(ledger, entries)
    for title, number in entries:
        text = f"目录“{title}”在正文里"
        if _loose(title) in body:
            yield Relation(CONTENTS, text, Opaque(Verdict.HOLDS))
        elif ledger.unrecognised and "表" in title:
            yield Relation(CONTENTS, text, None, missing=("有没认出的表，未检查",))
        else:
            spot = words_at(_place(ledger, number), title)
            yield finding(CONTENTS, f"目录有“{title}”，正文里没有这个标题", (spot,), title)


def _order(ledger: Ledger, entries: Sequence[tuple[str, int]]) -> Iterator[Relation | Finding]:
    """Yield whether the titles of the contents come in that order in the body."""
    places: dict[str, list[int]] = {}
    for at, text in enumerate(_printed_titles(ledger, entries[-1][1])):
        places.setdefault(_loose(_plain_title(text)), []).append(at)
    found = [
        (title, number, places[_loose(title)][:_PLACES])
        for title, number in entries
        if _loose(title) in places
    ]
    kept = _longest(tuple(spots for _, _, spots in found))
    text = "目录的标题在正文里依次出现"
    apart = [item for i, item in enumerate(found) if i not in kept]
    if len(found) < _TITLES or len(apart) > _APART:
        yield Relation(ORDER, text, None, missing=("目录的标题在正文里认不出先后",))
    elif apart:
        listed = "、".join(f"“{title}”" for title, _, _ in apart)
        spots = tuple(words_at(_place(ledger, number), title) for title, number, _ in apart)
        yield finding(ORDER, f"目录里{listed}的先后与正文不同", spots, "order")
    else:
        yield Relation(ORDER, text, Opaque(Verdict.HOLDS))


def _longest(spots: Sequence[Sequence[int]]) -> set[int]:
    """Return the indices of a longest run of titles that can be placed one after the other."""
    best: list[tuple[int, int, tuple[int, ...]]] = []  # length, last place, indices
    for index, own in enumerate(spots):
        fresh = [
            max(
                ((n + 1, at, (*chain, index)) for n, last, chain in best if last < at),
                default=(1, at, (index,)),
                key=lambda one: one[0],
            )
            for at in own
        ]
        best += fresh
    return set(max(best, default=(0, 0, ()), key=lambda one: (one[0], -one[1]))[2])


def _entries(ledger: Ledger) -> Iterator[tuple[str, int]]:
    """Yield (title, block) of the contents: from the word 目录 to the first title that comes again.

    A title may be wrapped: what stands on a line of its own belongs to the title before it if the body has both as one.
    """
    blocks = ledger.document.blocks
    start = next(
        (i for i, b in enumerate(blocks[:200]) if isinstance(b, Line) and squash(b.text) in ("目录", "目次")),
        None,
    )
    if start is None:
        return
    first, wrapped = "", -1
    for i, block in enumerate(blocks[start + 1 : start + 80], start + 1):
        if not isinstance(block, Line):
            return
        if i == wrapped:
            continue
        text = squash(block.text)
        if not _NUMBERED.match(text):
            if len(text) > 4 and first:
                return
            continue
        if not first:
            first = text[:4]
        elif text.startswith(first) and i > start + 3:
            return
        following = blocks[i + 1] if i + 1 < len(blocks) else None
        if isinstance(following, Line) and not _NUMBERED.match(squash(following.text)):
            whole = text + squash(following.text)
            if _is_printed(blocks, i + 2, whole):
                text, wrapped = whole, i + 1
        title = _plain_title(text)
        if len(title) >= 3:
            yield title, i


def _is_printed(blocks: Sequence[Block], start: int, title: str) -> bool:
    """Whether a title of the contents that may have been wrapped stands in the body, on one line or on two."""
    wanted = _loose(_plain_title(title))
    lines = [b.text if len(b.text) < _LONGEST_TITLE else "" for b in blocks[start:] if isinstance(b, Line)]
    return bool(wanted) and any(
        wanted in (_loose(_plain_title(line)), _loose(_plain_title(line + following)))
        for line, following in zip_longest(lines, lines[1:], fillvalue="")
        if line
    )


def _printed_titles(ledger: Ledger, last: int) -> Iterator[str]:
    """Yield the lines after the contents that may be titles; one that is numbered and runs on, with the next line too."""
    lines = [b for b in ledger.document.blocks[last + 1 :] if isinstance(b, Line)]
    for line, following in zip_longest(lines, lines[1:]):
        if len(line.text) < _LONGEST_TITLE:
            yield line.text
            if (
                following
                and _NUMBERED.match(squash(line.text))
                and not _NUMBERED.match(squash(following.text))
            ):
                yield line.text + following.text


def _place(ledger: Ledger, block: int) -> Place:
    return ledger.document.blocks[block].place


def _plain_title(text: str) -> str:
    """Return a title without its number, year, dots and page."""
    return _TITLE_NOISE.sub("", _TITLE_NOISE.sub("", squash(text)))


def _loose(text: str) -> str:
    return _LOOSE.sub("", squash(text))
