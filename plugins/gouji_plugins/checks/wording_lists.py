"""Lists in words: the uses of basic spending against 公开06表, and names against the number that counts them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

from gouji.api import CheckContext
from gouji.model import Evidence, Figure, Finding, Ledger, NotRun, Relation, Row, Table, format_ticks
from gouji.names import HAN, bare, squash
from gouji.packs import CodeEntry
from gouji.patterns import later
from gouji_plugins.checks import wording_rules as rules
from gouji_plugins.checks.plain_findings import finding, logic, words_at
from gouji_plugins.checks.wording_text import FORM, HEAD, Text

_USES = re.compile(
    r"(人员经费|公用经费)[^。]{0,160}?(?:主要包括|用途主要包括|包括|主要用于):?([^。;]{2,400}?)(等)?(?=[。;]|$)"
)
_LANES = {"人员经费": ("301", "303"), "公用经费": ("302", "307", "310", "399")}
_LIST_LENGTH = 240
_ITEM = 5
"""Digits of the code of an item."""
_AND = re.compile("以及|和|及|与")
_LEAST = 2
"""Names that make a list."""
_TOLD = re.compile(r"(?:支出)?(?:合计|共计|为|共)?\d[\d.]*(?:万元|元)$")
_OPTIONAL = re.compile(r"[()]|费用$|支出$")


def uses(ledger: Ledger, context: CheckContext) -> Iterator[Relation | Finding | NotRun]:
    """Yield the comparison of listed uses with 公开06表.

    Args:
        ledger: The document.
        context: Specs and parameters.
    """
    table = ledger.tables.get("公开06表")
    if table is None or table.empty:
        yield NotRun(rules.USES, "没有读到公开06表" if table is None else "公开06表没有数据")
        return
    umbrellas = {
        squash(name): _Umbrella(tuple(u["codes"]), bool(u.get("loose")))
        for d in context.specs.data("wording")
        for u in d.get("umbrella", [])
        for name in (u["name"], *u.get("names", ()))
    }
    for section in ledger.sections:
        if "基本支出" not in section.title:
            continue
        for paragraph in section.paragraphs:
            for match in _USES.finditer(squash(paragraph.text)):
                official = _official(match[1], context.specs.economic)
                yield _compare(match, table, umbrellas, official, section.number, paragraph.places[0])


class _Umbrella(NamedTuple):
    """A name for several items: their codes, and whether other items may be meant as well."""

    codes: tuple[str, ...] = ()
    loose: bool = False


def _official(lane: str, economic: Mapping[str, CodeEntry]) -> dict[str, str]:
    """Return by name, of this year or before, the codes of the items that a kind of basic spending can have."""
    return {
        _plain(name): code
        for code, entry in economic.items()
        if len(code) == _ITEM and code[:3] in _LANES[lane]
        for name in (entry.name, *entry.old_names)
    }


def _complete(table: Table, rows: Mapping[str, Row], block: str) -> bool:
    """Whether the items a table prints of a class are all it has: they make up its amount."""
    whole = next((f for r in table.rows if r.code == block and (f := _amount(table, r)) is not None), None)
    parts = [_amount(table, row) for code, row in rows.items() if code.startswith(block)]
    told = [f for f in parts if f is not None]
    if whole is None or table.doubt or not told or len(told) < len(parts):
        return False
    apart = Fraction(whole.quantity.ticks) - sum(Fraction(f.quantity.ticks) for f in told)
    return 2 * abs(apart) <= len(told) * Fraction(whole.quantity.quantum)


def _compare(
    match: re.Match[str],
    table: Table,
    umbrellas: Mapping[str, _Umbrella],
    official: Mapping[str, str],
    section: str,
    place: Any,
) -> Relation | Finding:
    lane, listed, open_end = match[1], match[2], bool(match[3])
    rows = {r.code: r for r in table.rows if len(r.code) == 5 and r.code[:3] in _LANES[lane]}
    classes = {_plain(r.name or r.label): r.code for r in table.rows if len(r.code) == 3}
    named: set[str] = set()
    zero: list[tuple[str, Figure]] = []
    absent: list[str] = []
    known = {_plain(r.name or r.label) for r in rows.values()} | set(classes) | set(umbrellas)
    for item in _items(listed, known):
        plain = _plain(item)
        codes = [c for c, r in rows.items() if _plain(r.name or r.label) == plain]
        # 工资福利支出 9.00 万元: a whole class is told in place of its items.
        whole = classes.get(_plain(_TOLD.sub("", item)))
        if whole is not None and not codes:
            named.update(c for c in rows if c.startswith(whole))
        wide = umbrellas.get(squash(item), _Umbrella())
        covered = [c for c in wide.codes if c in rows]
        named.update(codes, covered)
        # What a loose name stands for may have been paid under another item: only its own being left out is denied.
        meant = codes or ([] if wide.loose else covered)
        figures = [f for c in meant if (f := _amount(table, rows[c])) is not None]
        if figures and not any(f.quantity.value for f in figures):
            zero.append((item, figures[0]))
        code = official.get(plain, "")
        if code and not (codes or whole or wide.codes) and _complete(table, rows, code[:3]):
            absent.append(item)
    left_out: list[tuple[Row, Figure]] = []
    if not open_end:
        for code, row in rows.items():
            figure = _amount(table, row)
            if code not in named and figure is not None and figure.quantity.value:
                left_out.append((row, figure))
    parts = []
    if zero:
        parts.append("列了而公开06表为零：" + "、".join(item for item, _ in zero))
    if absent:
        parts.append("列了而公开06表没有：" + "、".join(absent))
    if left_out:
        shown = "、".join(f"{row.name or row.label} {f.quantity.printed}" for row, f in left_out)
        parts.append(f"公开06表有金额而没有列：{shown}")
    text = f"{section}列举的{lane}用途与公开06表"
    if not parts:
        return logic(rules.USES, True, text, (), "", place)
    message = f"{section}的{lane}用途与公开06表不符：" + "；".join(parts)
    spots = (words_at(place, listed[:60], section=section), *(Evidence.of(f) for _, f in (*zero,)),
             *(Evidence.of(f) for _, f in left_out))  # fmt: skip
    proposed = None
    if len(left_out) == 1 and not zero and not absent:
        # One amount too many in the table, or one name too few in the list: the relations of the amount tell.
        quantity = left_out[0][1].quantity
        proposed = len(spots) - 1, format_ticks(0, quantity.unit, quantity.decimals)
    return finding(rules.USES, message, spots, text, proposed=proposed)


def _items(listed: str, known: Container[str]) -> Iterator[str]:
    """Yield the names of a list; the last two may be joined by 和, which also stands inside names."""

    def is_known(name: str) -> bool:
        return _plain(_TOLD.sub("", name)) in known or squash(name) in known

    for item in re.split(r"[、,]", listed):
        pairs = [] if is_known(item) else [(item[: m.start()], item[m.end() :]) for m in _AND.finditer(item)]
        yield from max(pairs, key=lambda pair: sum(map(is_known, pair)), default=(item,))


def _plain(name: str) -> str:
    return _OPTIONAL.sub("", bare(name))


def _amount(table: Table, row: Row) -> Figure | None:
    return next((f for (key, _), f in table.cells.items() if key == row.key and f.quantity.known), None)


class _Count(NamedTuple):
    noun: str
    number: int
    names: tuple[str, ...]
    subject: bool
    text: Text
    start: int
    end: int


def counts(texts: list[Text], ledger: Ledger, context: CheckContext) -> Iterator[Finding | Relation]:
    """Yield enumerations whose number does not fit, or differs between two places.

    Args:
        texts: Texts of the document.
        ledger: The document.
        context: Specs and parameters.
    """
    nouns = sorted(
        {n for d in context.specs.data("wording") for e in d.get("enumeration", []) for n in e["nouns"]},
        key=len,
        reverse=True,
    )
    if not nouns:
        return
    found: list[_Count] = []
    pattern = re.compile(
        rf"((?:{HAN}{{2,14}}、)+{HAN}{{2,14}}?)、?(?:等|共)?(\d{{1,2}})个(" + "|".join(nouns) + ")"
    )
    ends = re.compile(r"\d{1,2}个(?:" + "|".join(nouns) + ")")
    department = squash(ledger.facts_of.department)
    for text in texts:
        if text.kind in (FORM, HEAD):
            continue
        own = text.flat.text
        before = 0
        for counted in ends.finditer(own):
            # Names are looked for in front of the number only: a long text of names must not cost its square.
            match = pattern.search(own, max(before, counted.start() - _LIST_LENGTH), counted.end())
            before = counted.end()
            if match is None or match.end() != counted.end():
                continue
            names = tuple(n for n in re.split(r"、", _after_and(match[1])) if n)
            lead = own[max(0, match.start() - 60) : match.end(1)]
            found.append(
                _Count(
                    match[3],
                    int(match[2]),
                    names,
                    bool(department) and department in lead,
                    text,
                    match.start(1),
                    match.end(),
                )
            )
    for item in found:
        message = (
            f"列出 {len(item.names)} 个名称（{'、'.join(item.names)}），写作 {item.number} 个{item.noun}"
        )
        open_list = "等" in item.text.flat.text[item.start : item.end]
        if len(item.names) != item.number and not (open_list and len(item.names) < item.number):
            spot = item.text.place(item.start, item.end)
            quote = item.text.flat.text[item.start : item.end]
            yield finding(rules.COUNT, message, (words_at(spot, quote, section=item.text.section),))
    yield from _differing(found)
    yield from _named_behind(texts, nouns)


_NAMED = (
    r"(?:({number})个({nouns})|({nouns})({number})个)"
    r"(?:\(([^()\d]+)\)|(?:\([^()]*\))?,?(分别(?:是|为)|即|具体(?:是|为)|包括):?([^。;:,]+))(,[^。;]{{0,40}})?"
)
_LISTS = ("分别是", "分别为", "即", "具体是", "具体为", "包括", "(")
_BRACKET = later(r"\([^()]*\)")
_JOINS = later("以及|和|及")
_NO_LIST = later(r"\d|等|其他|以及|[()\"]|(?:^|、)(?:第?[一二三四五六七八九十]+|.)(?:、|$)")
"""Lists whose names can't be told apart: 第一、第二检察部."""
_COUNTED_TOO = later(r"\d个[^。;]{0,12}[,、和及]$")
_GOES_ON = later(r"另|并|下|内|设|还|其中|派出|核|现有|共|我|本|人员|编制|负责|承担|为|有|实行")
"""What tells that something else begins behind a list that ends with a comma."""


def _named_behind(texts: Sequence[Text], nouns: Sequence[str]) -> Iterator[Finding]:
    """Yield counts whose names, listed behind them, are more or fewer: 内设机构 3 个，分别是办公室、业务科。

    What is listed behind 包括 need not be all; more names than are counted are too many all the same.
    """
    pattern = None
    for text in texts:
        own = text.flat.text
        if text.kind in (FORM, HEAD) or "个" not in own or not any(word in own for word in _LISTS):
            continue
        pattern = pattern or re.compile(_NAMED.format(number=r"(?<!\d)\d{1,2}", nouns="|".join(nouns)))
        for match in pattern.finditer(own):
            number, noun = int(match[1] or match[4]), match[2] or match[3]
            listed = match[5] or _BRACKET.sub("", match[7])
            names = listed.split("、")
            if _COUNTED_TOO.search(own[max(0, match.start() - 16) : match.start()]):
                continue  # 13 个职能部门、1 个派出法庭，分别是……: of both
            if len(names) < _LEAST or _NO_LIST.search(listed):
                continue
            if match[8] and not match[5] and not _GOES_ON.search(match[8]):
                continue  # ……监察室，某人民法庭: a name behind another mark
            most = len(names) + len(_JOINS.findall(names[-1]))
            if len(names) <= number <= most or (number > most and match[6] == "包括"):
                continue
            message = f"写作 {number} 个{noun}，列出 {len(names)} 个名称（{'、'.join(names)}）"
            stop = match.end(5) if match[5] else match.end(7)
            quote = own[match.start() : stop]
            spot = words_at(text.place(match.start(), stop), quote, section=text.section)
            yield finding(rules.COUNT, message, (spot,))


def _after_and(listed: str) -> str:
    """Return the last list of names: what stands after 及 or 和 that joins another kind (``2个事业单位及综合室``)."""
    first, *rest = listed.split("、")
    tail = re.split(rf"\d+个{HAN}{{2,8}}?(?:及|和)|(?:内设|下设|设有|设立|包括|分别为)", first)[-1]
    return "、".join((re.split(r"单位(?:及|和)", tail)[-1], *rest))


def _differing(found: Sequence[_Count]) -> Iterator[Finding]:
    first: dict[str, _Count] = {}
    for item in found:
        known = first.setdefault(item.noun, item)
        if known is item or known.number == item.number or set(known.names) == set(item.names):
            continue
        if not set(known.names) & set(item.names):
            continue
        gone = "、".join(n for n in known.names if n not in item.names)
        message = (
            f"{item.noun}的个数前后不一：{known.text.section}写 {known.number} 个，"
            f"{item.text.section}写 {item.number} 个" + (f"（少{gone}）" if gone else "")
        )
        spots = [
            words_at(c.text.place(c.start, c.end), c.text.flat.text[c.start : c.end], section=c.text.section)
            for c in (known, item)
        ]
        yield finding(rules.COUNT_TWICE, message, spots)
