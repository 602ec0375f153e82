"""The body of a disclosure: headings of a budget, articles of a rule book, purposes of another item, lists of units."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gouji.api import CheckContext
from gouji.facts.vocabulary import sections_of
from gouji.model import Evidence, Finding, Ledger, Row, Section, Table
from gouji.names import bare, squash
from gouji.patterns import Sparse, later
from gouji_plugins.checks import wording_rules as rules
from gouji_plugins.checks.plain_findings import finding, words_at
from gouji_plugins.checks.wording_cells import cells
from gouji_plugins.checks.wording_numbering import mark, number_of
from gouji_plugins.checks.wording_text import BODY, Text

_BUDGET_PART = re.compile(r"第[一二三四五]部分.{0,40}?(?:部门|单位)预算(?:情况说明|情况|说明|表)$")
_PURPOSE = Sparse(
    r"\(类\)([^()。]{2,40})\(款\)([^()。]{2,40})\(项\)[^。]{0,24}?[。,:]?主要用于:?([^。]{2,160})。"
)
_WIDE = later(r"^其他|运行$|^一般行政管理事务$|^机关服务$")
"""Items that anything may be paid from: their purpose may name any other."""
_SHARED = 2
_AMOUNT = re.compile(r"^-?\d[\d,]*(?:\.\d+)?$")
_DECIMAL, _TWO = re.compile(r"\.\d+$"), re.compile(r"\.\d\d$")
_THOUSAND = 1000
_ITEM = Sparse(r"^\(([一二三四五六七八九十]{1,3})\)")
_INSIDE = Sparse(r"[。;]\(([一二三四五六七八九十]{1,3})\)")
_UNITS = re.compile(r"单位构成|机构设置|单位设置|部门构成|决算单位|编制范围")
_TOLD = Sparse(
    r"(?:单位|机构)(?:共计|共有|合计|共|总计)(?P<a>\d{1,3})个[,:]?(?P<tail>[^。]{0,400})"
    r"|(?:共有|包括|纳入)(?P<b>\d{1,3})个(?:二级)?(?:预算|决算|下属|独立核算)?单位[,:]?(?P<rest>[^。]{0,400})"
)
_NAMES = later(r"^(?:[^:]{0,12})?(?:包括|分别是|分别为|具体为|如下|是|为)?:")
_NO_UNIT = later(r"[\d,]|等|其中|财政拨款|(?:行政|事业|参公|公益.类)(?:单位|编制)?$")
"""In a list of units: a remark, a number, a kind of unit, and not the name of one."""
_LEAST = 4
_SELF = later(r"本级|机关")
_NUMBERED = later(r"^\(?(\d{1,3})[.、)]?(?=[^\d.、)%万元年月日])(.{3,40})$")


def body(texts: Sequence[Text], ledger: Ledger, context: CheckContext) -> Iterator[Finding]:
    """Yield what the body says in words that are not its own.

    Args:
        texts: Texts of the document.
        ledger: The document.
        context: Specs and parameters.
    """
    yield from _budget_headings(ledger, context)
    table = ledger.tables.get("公开05表")
    if table is not None and not table.empty:
        yield from _purposes(texts, table)
    yield from _figures(ledger)
    yield from cells(ledger)
    yield from _run_on(ledger)
    yield from _units(ledger)


def _budget_headings(ledger: Ledger, context: CheckContext) -> Iterator[Finding]:
    """Yield headings of final accounts that are those of a budget."""
    if "决算" not in ledger.facts_of.kind:
        return
    known = {t for s in sections_of(context.specs) for t in s.titles}
    spots = []
    for section in ledger.sections:
        title = squash(section.title)
        meant = [title[: m.start()] + "决算" + title[m.end() :] for m in re.finditer("预算", title)]
        if title not in known and any(t in known for t in meant):
            spots.append(words_at(section.place, section.title, section=section.number))
    for line in ledger.document.lines():
        text = squash(line.text)
        if len(text) < 60 and _BUDGET_PART.match(text):
            spots.append(words_at(line.place, line.text.strip()))
    if spots:
        shown = "、".join(f"“{s.printed}”" for s in spots[:4])
        yield finding(
            rules.BUDGET_HEADING, f"{ledger.facts_of.kind}的标题写作预算：{shown}", spots, "budget headings"
        )


def _purposes(texts: Sequence[Text], table: Table) -> Iterator[Finding]:
    """Yield items whose purpose is word for word the name of another item and has nothing of their own."""
    rows = {bare(r.name): r for r in table.rows if r.level == 3 and len(bare(r.name)) > 3}
    for text in texts:
        if text.kind != BODY:
            continue
        for match in _PURPOSE.finditer(text.flat.text):
            own, purpose = bare(match[2]), match[3]
            other = _of_another(own, purpose, rows)
            if other is not None:
                message = f"“{match[2]}”的用途写“{purpose}”，那是“{other.name}”的用途"
                spot = words_at(text.place(*match.span(3)), purpose, match[0], text.section)
                row = Evidence(other.place, other.label, table=table.key, row=other.label)
                yield finding(rules.OTHER_PURPOSE, message, (spot, row), f"{own}|{other.key}")


def _of_another(own: str, purpose: str, rows: dict[str, Row]) -> Row | None:
    if _WIDE.search(own) or "、" in purpose or len(own) < _SHARED:
        return None
    if any(
        own[i : i + _SHARED] in purpose
        for i in range(len(own) - 1)
        if own[i : i + _SHARED] not in ("支出", "单位", "机关", "事业")
    ):
        return None
    named = [row for name, row in rows.items() if name != own and name.removesuffix("支出") in purpose]
    return named[0] if len(named) == 1 and not _WIDE.search(bare(named[0].name)) else None


def _figures(ledger: Ledger) -> Iterator[Finding]:
    """Yield amounts of the tables that are printed otherwise than the rest of their table."""
    said, spots = [], []
    for table in ledger.tables.values():
        amounts = [f for f in table.cells.values() if _AMOUNT.match(f.quantity.printed.strip())]
        odd = [
            f for f in amounts if _DECIMAL.search(f.quantity.printed) and not _TWO.search(f.quantity.printed)
        ]
        large = [f for f in amounts if (f.quantity.value or 0) >= _THOUSAND]
        marked = [f for f in large if "," in f.quantity.printed]
        if odd and len(odd) * 2 < len(amounts):
            said.append(f"{table.key}有不是两位小数的：{'、'.join(f.quantity.printed for f in odd[:4])}")
            spots += [Evidence.of(f) for f in odd[:4]]
        if marked and len(marked) < len(large):
            plain = [f for f in large if f not in marked]
            few = min(marked, plain, key=len)
            said.append(
                f"{table.key}千位分隔符有的印有的不印：{'、'.join(f.quantity.printed for f in few[:4])}"
            )
            spots += [Evidence.of(f) for f in few[:4]]
    if said:
        yield finding(rules.FIGURE_STYLE, "表里数字的写法不一：" + "；".join(said), spots, "figures")


def _run_on(ledger: Ledger) -> Iterator[Finding]:
    """Yield numbered items that begin within a printed line where their neighbours begin a line each."""
    starts: set[int] = set()
    inside: list[tuple[int, Section, int]] = []
    for section in ledger.sections:
        if section.part not in ("概况", ""):
            continue
        starts.clear()
        inside.clear()
        for paragraph in section.paragraphs:
            text = squash(paragraph.text)
            if found := _ITEM.match(text):
                starts.add(number_of(found[1]))
            inside += [(number_of(m[1]), section, paragraph.index) for m in _INSIDE.finditer(text)]
        odd = [
            (n, index)
            for n, _, index in inside
            if n - 1 in starts
            and n not in starts
            and (n + 1 in starts or n - 2 in starts)
            and len(starts) > 2
        ]
        if odd:
            spots = [
                words_at(p.places[0], f"（{mark(n)}）", p.text[:40], section.number)
                for n, index in odd
                for p in section.paragraphs
                if p.index == index
            ]
            shown = "、".join(f"“（{mark(n)}）”" for n, _ in odd)
            message = f"{section.number}的{shown}没有另起一段，接在上一项后面"
            yield finding(rules.STYLE, message, spots, f"run on {section.number}")


def _units(ledger: Ledger) -> Iterator[Finding]:
    """Yield numbers of units that are not those of the units named behind them."""
    for section in ledger.sections:
        if section.part not in ("概况", "") or not _UNITS.search(section.title):
            continue
        for at, paragraph in enumerate(section.paragraphs):
            told = _TOLD.search(squash(paragraph.text))
            if told is None:
                continue
            number = int(told["a"] or told["b"])
            names = _named(told["tail"] or told["rest"] or "") or _listed(section, at)
            with_own = sum(1 for n in names if _SELF.search(n))
            if len(names) < 2 or number in (len(names), len(names) - with_own):
                continue
            message = f"写明单位 {number} 个，列出的有 {len(names)} 个：{'、'.join(names[:8])}"
            spot = words_at(paragraph.places[0], told[0][:60], paragraph.text[:120], section.number)
            yield finding(rules.UNIT_COUNT, message, (spot,), section.number)


def _named(tail: str) -> list[str]:
    found = _NAMES.match(tail)
    listed = tail[found.end() :] if found else ""
    names = [n for n in re.split(r"[、;]", listed) if n]
    if any(_NO_UNIT.search(n) or len(n) < _LEAST for n in names):
        return []
    return names


def _listed(section: Section, at: int) -> list[str]:
    names: list[str] = []
    for paragraph in section.paragraphs[at + 1 :]:
        found = _NUMBERED.match(squash(paragraph.text))
        if found is None or int(found[1]) != len(names) + 1:
            break
        names.append(found[2])
    return names
