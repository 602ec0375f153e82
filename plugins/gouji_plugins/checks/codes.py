"""Codes of the functional and economic classification: known, valid in the year, rightly named, complete in their hierarchy."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher

from gouji.api import CheckContext
from gouji.model import Finding, Ledger, NotRun, Relation, Row, RuleClass, Severity, Table
from gouji.names import bare, squash
from gouji.packs.model import CodeEntry
from gouji_plugins.checks.plain_findings import finding, logic, words_at
from gouji_plugins.checks.rule_family import RuleFamily

_FAMILY = RuleFamily("codes", "table", "《政府收支分类科目》", RuleClass.LOGIC)
_rule = _FAMILY.rule
PAGES = _FAMILY.pages
"""Rule id → what it compares, why, and when it does not apply."""

DUPLICATE = _rule(
    "BM-01", "科目编码在一张表里重复", Severity.WARNING,
    "同一张表同一科目编码出现两次。编码印刷时被截短（只印六位）的行按名称区分，不算重复。",
)  # fmt: skip
ORPHAN = _rule(
    "BM-02", "科目没有上级科目行", Severity.WARNING,
    "项级行没有款级行，或款级行没有类级行。整张表都没有上级行的表式不查。",
)  # fmt: skip
CHILDLESS = _rule(
    "BM-03", "科目没有列到应公开的级次", Severity.WARNING,
    "《预算法实施条例》要求功能分类公开到项，基本支出的经济分类公开到款。类、款级行有金额而没有下级行的列出；"
    "公开06表一个款也没有的列出。",
)  # fmt: skip
ORDER = _rule("BM-04", "科目编码没有按顺序排列", Severity.INFO, "编码应由小到大；多半是行错位的征兆。")
UNKNOWN = _rule(
    "BM-05", "不在科目清单里的编码", Severity.INFO,
    "清单不完整，不在清单里不等于错：列为“未检查”，不作发现。编码截短的行不查。",
)  # fmt: skip
NAME = _rule(
    "BM-06", "科目名称与编码不符", Severity.WARNING,
    "编码在清单里而名称不同：印的是别的编码的名称，或（功能分类）与清单的名称大不相同的为警告，其余为提示。"
    "名称换行截短、改名前的旧名另行处理；未核实的清单条目不作依据。309 和 310 类的款名称相同，只在本类里比较。",
)  # fmt: skip
TWO_NAMES = _rule(
    "BM-07", "同一编码在不同表里名称不同", Severity.WARNING,
    "一份文件里同一科目编码写了两个名称。名称是另一名称的截短时不算。",
)  # fmt: skip
FUND = _rule(
    "BM-08", "一般公共预算表里有政府性基金或国有资本经营科目", Severity.ERROR,
    "212 类的基金款、22904、22960、234 类只能用政府性基金，223 类只能用国有资本经营预算，不应出现在公开05表并有金额。",
)  # fmt: skip
LENGTH = _rule(
    "BM-09", "科目编码的位数不对", Severity.WARNING, "类、款、项编码为 3、5、7 位。整张表都截短的不算。"
)

CUT = _rule(
    "BM-10", "科目编码或名称没有印全", Severity.INFO,
    "项级编码应印七位、款级五位（经济分类款级五位）。印刷时被截短的按名称认定，不作差错，全文合为一条。科目名称在窄栏里被截断、别的表印全的，一并指出。",
)  # fmt: skip
YEARS = _rule(
    "BM-11", "科目在本年度无效", Severity.WARNING,
    "清单写明起止年度的科目，用在起始年度以前或停用以后。清单没有写明起止的不查；年度没有认出的不查。",
)  # fmt: skip
SAME_NAME = _rule(
    "BM-12", "同一款下两个编码同名", Severity.WARNING,
    "一张表里同一款之下的两个项级编码写了同一个名称，必有一个编码或名称写错。编码印刷时被截短的行、跨款同名（各款都有的行政运行）不算。",
)  # fmt: skip

_ECONOMIC = "公开06表"
_ALIKE = 0.5
_FUNCTIONAL = ("公开02表", "公开03表", "公开05表", "公开07表", "公开08表")
_FUND_ONLY = ("21208", "21210", "21211", "21213", "21214", "21219", "22904", "22960", "234", "223")
_CLASS = 3
"""Digits of a 类."""
_PARENT = {5: 3, 7: 5}


class CodesCheck:
    """Findings on 科目 codes and names.

    Attributes:
        id: ``codes``.
        rules: See the module.
    """

    id = "codes"
    rules = (
        DUPLICATE,
        ORPHAN,
        CHILDLESS,
        ORDER,
        UNKNOWN,
        NAME,
        TWO_NAMES,
        FUND,
        LENGTH,
        CUT,
        YEARS,
        SAME_NAME,
    )

    def run(self, ledger: Ledger, context: CheckContext) -> Iterable[Relation | Finding | NotRun]:
        """Yield findings of each functional table."""
        tables = [ledger.tables[k] for k in _FUNCTIONAL if k in ledger.tables and not ledger.tables[k].empty]
        if not tables:
            for rule in self.rules:
                yield NotRun(rule, "没有读到有科目的表")
            return
        misnamed: list[Relation | Finding] = []
        for table in tables:
            rows = [r for r in table.rows if r.printed_code or r.code]
            yield from _if_read(table, _shape(table, rows))
            yield from _if_read(table, _same_names(table, rows, context.specs.functional))
            misnamed += _if_read(table, _against_list(table, rows, context.specs.functional))
            yield from _valid(table, rows, context.specs.functional, ledger.facts_of.year)
        economic = ledger.tables.get(_ECONOMIC)
        if economic is not None and not economic.empty:
            rows = [r for r in economic.rows if r.printed_code or r.code]
            misnamed += _if_read(economic, _against_list(economic, rows, context.specs.economic))
            yield from _valid(economic, rows, context.specs.economic, ledger.facts_of.year)
            yield from _to_items(economic, rows)
            tables = [*tables, economic]
        yield from _once_a_code(misnamed)
        read = [t for t in tables if not t.doubt]
        yield from _cut(read)
        yield from _two_names([t for t in read if t.key != _ECONOMIC])
        general = ledger.tables.get("公开05表")
        if general is not None:
            yield from _funds(general)


def _if_read(table: Table, items: Iterable[Relation | Finding]) -> Iterator[Relation | Finding]:
    """Yield what is said of a table's names and levels; of one whose reading is in doubt, that it cannot be said."""
    for item in items:
        if isinstance(item, Finding) and table.doubt:
            reason = f"{table.key}的读数可疑（{table.doubt}）"
            yield Relation(item.rule, f"{table.key}：{item.rule.title}", None, missing=(reason,))
        else:
            yield item


def _sure(row: Row) -> bool:
    """Whether a row's code is printed in full."""
    return bool(row.code) and not row.inferred and row.printed_code in ("", row.code)


def _shape(table: Table, rows: list[Row]) -> Iterator[Relation | Finding]:
    codes = [r.code for r in rows if _sure(r)]
    text = f"{table.key}：科目编码不重复"
    seen: set[str] = set()
    twice = sorted({c for c in codes if c in seen or seen.add(c)})  # type: ignore[func-returns-value]
    message = f"{table.key}的科目编码重复：{'、'.join(twice)}"
    yield logic(DUPLICATE, not twice, text, (), message, table.place)
    known = {r.code for r in rows if r.code}
    if any(len(c) == 3 for c in known):
        lost = [
            r
            for r in rows
            if r.code and len(r.code) in _PARENT and r.code[: _PARENT[len(r.code)]] not in known
        ]
        text = f"{table.key}：每个科目都有上级行"
        message = f"{table.key}的科目没有上级行：" + "、".join(
            f"{r.code} {r.name or r.label}" for r in lost[:8]
        )
        yield logic(ORPHAN, not lost, text, (), message, lost[0].place if lost else table.place)
    bare_rows = [
        r
        for r in rows
        if len(r.code) in (3, 5)
        and not any(c.startswith(r.code) and c != r.code for c in known)
        and _filled(table, r)
    ]
    text = f"{table.key}：功能分类列到项级"
    message = f"{table.key}没有列到项级：" + "、".join(f"{r.code} {r.name or r.label}" for r in bare_rows[:8])
    yield logic(CHILDLESS, not bare_rows, text, (), message, bare_rows[0].place if bare_rows else table.place)
    odd = next((b for a, b in itertools.pairwise(codes) if _key(b) < _key(a)), "")
    text = f"{table.key}：科目编码由小到大"
    message = f"{table.key}的科目编码没有按顺序：从 {odd} 起"
    yield logic(ORDER, not odd, text, (), message, table.place)
    wrong = [r for r in rows if _sure(r) and len(r.code) not in (3, 5, 7)]
    text = f"{table.key}：科目编码为 3、5、7 位"
    message = f"{table.key}的科目编码位数不对：" + "、".join(r.code for r in wrong[:8])
    yield logic(LENGTH, not wrong, text, (), message, wrong[0].place if wrong else table.place)


def _key(code: str) -> str:
    return code.ljust(7, "0")


def _filled(table: Table, row: Row) -> bool:
    return any(f.quantity.value for (key, _), f in table.cells.items() if key == row.key)


def _against_list(
    table: Table, rows: list[Row], listed: Mapping[str, CodeEntry]
) -> Iterator[Relation | Finding]:
    unknown = [r for r in rows if _sure(r) and r.code not in listed]
    text = f"{table.key}：科目编码在清单里"
    if unknown:
        # The list is incomplete: a code it lacks is not checked, which is said, and accuses nobody.
        shown = "、".join(f"{r.code} {r.label}" for r in unknown[:12])
        reason = f"清单（不完整）里没有这些编码，名称未核对：{shown}"
        yield Relation(UNKNOWN, text, None, missing=(reason,), place=unknown[0].place)
    else:
        yield logic(UNKNOWN, True, text, (), "", table.place)
    for row in rows:
        entry = listed.get(row.code)
        if entry is None or not _sure(row) or entry.source == "unverified" or not row.label:
            continue
        names = (entry.name, *entry.old_names)
        fine = any(_same_name(row.label, name) for name in names)
        text = f"{table.key}：{row.code} 的名称"
        message = f"{table.key}的 {row.code} 写作“{row.label}”，清单里的名称是“{entry.name}”"
        if fine:
            yield logic(NAME, True, text, (), message, row.place)
            continue
        same_class = [
            e
            for c, e in listed.items()
            if c != row.code and len(c) == len(row.code) and c[:3] == row.code[:3]
        ]
        others = {_plain(e.name) for e in same_class}
        above = {_plain(e.name) for c, e in listed.items() if c != row.code and row.code.startswith(c[:3])}
        if _part_of(row.label, entry) and _plain(row.label) not in above:
            # Of a name wrapped in a low cell its last line may be all that shows.
            yield logic(NAME, True, text, (), message, row.place)
            continue
        strange = table.key != _ECONOMIC and not _alike(row.label, names)
        strange = strange or _plain(row.label) in others
        weight = Severity.WARNING if strange else Severity.INFO
        meant = [
            e.code for e in same_class if _plain(e.name) == _plain(row.label) and e.source != "unverified"
        ]
        if len(meant) == 1:
            message += f"；“{row.label}”的编码是 {meant[0]}"
        yield finding(NAME, message, (words_at(row.place, row.label, section=table.key),), text, weight)


def _once_a_code(found: Iterable[Relation | Finding]) -> Iterator[Relation | Finding]:
    """Yield a code with the wrong name once, with all the tables that print it so."""
    alike: dict[str, list[Finding]] = {}
    for item in found:
        if isinstance(item, Finding) and item.rule is NAME:
            alike.setdefault(item.message.partition("的 ")[2], []).append(item)
        else:
            yield item
    for said, items in alike.items():
        spots = tuple(spot for item in items for spot in item.evidence)
        tables = "、".join(dict.fromkeys(spot.section for spot in spots))
        heaviest = items[0].severity
        text = f"{tables}：{said}" if len(items) > 1 else f"{tables}：{said.split()[0]} 的名称"
        yield finding(NAME, f"{tables}的 {said}", spots, text, heaviest)


def _alike(printed: str, names: Iterable[str]) -> bool:
    """Whether a printed name is one of the names with a few characters more, fewer or other."""
    return any(
        SequenceMatcher(None, _plain(printed), _plain(name), autojunk=False).ratio() >= _ALIKE
        for name in names
    )


def _valid(
    table: Table, rows: list[Row], listed: Mapping[str, CodeEntry], year: int | None
) -> Iterator[Relation | Finding]:
    if year is None:
        return
    for row in rows:
        entry = listed.get(row.code)
        if entry is None or not _sure(row) or (entry.since is None and entry.until is None):
            continue
        early = entry.since is not None and year < entry.since
        late = entry.until is not None and year > entry.until
        span = f"自 {entry.since} 年起" if early else f"到 {entry.until} 年为止"
        text = f"{table.key}：{row.code} 在 {year} 年有效"
        message = (
            f"{table.key}的 {row.code} {entry.name} {span}才有，{year} 年度不应出现"
            if early
            else (f"{table.key}的 {row.code} {entry.name} 用{span}，{year} 年度不应出现")
        )
        yield logic(YEARS, not (early or late), text, (), message, row.place)


def _to_items(table: Table, rows: list[Row]) -> Iterator[Relation | Finding]:
    """Yield: basic spending is told by 款 of the economic classification, not by 类 alone."""
    filled = [r for r in rows if len(r.code) == 3 and _filled(table, r)]
    if not filled:
        return
    text = f"{table.key}：经济分类列到款级"
    fine = any(len(r.code) == 5 for r in rows)
    message = f"{table.key}没有列到款级：" + "、".join(f"{r.code} {r.name or r.label}" for r in filled[:8])
    yield logic(CHILDLESS, fine, text, (), message, filled[0].place)


def _same_names(
    table: Table, rows: list[Row], listed: Mapping[str, CodeEntry]
) -> Iterator[Relation | Finding]:
    found: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if len(row.code) == 7 and _sure(row) and row.label:
            found[row.code[:5], _plain(row.label)].append(row)
    for (above, _), same in sorted(found.items()):
        codes = sorted({r.code for r in same})
        if len(codes) > 1 and not all(_part_of(r.label, listed.get(r.code)) for r in same):
            name = squash(same[0].label)
            message = f"{table.key}：{above} 款下 {'、'.join(codes)} 的名称都是“{name}”"
            spots = [words_at(r.place, r.label, section=table.key) for r in same]
            yield finding(SAME_NAME, message, spots, f"{table.key}{codes}")


def _part_of(printed: str, entry: CodeEntry | None) -> bool:
    """Whether a printed name is the beginning or the end of its own that a narrow column left."""
    own, whole = squash(printed), squash(entry.name) if entry is not None else ""
    return own != whole and (whole.startswith(own) or whole.endswith(own))


def _cut(tables: list[Table]) -> Iterator[Finding]:
    cut = [
        (t, [r for r in t.rows if r.printed_code and r.code and len(r.printed_code) < len(r.code)])
        for t in tables
    ]
    said = [
        f"{t.key} {len(rows)} 个科目只印 {min(len(r.printed_code) for r in rows)} 位（如 {rows[0].printed_code} "
        f"{rows[0].name or rows[0].label}，应为 {rows[0].code}）"
        for t, rows in cut
        if rows
    ]
    spots = [words_at(r.place, r.printed_code, section=t.key) for t, rows in cut for r in rows[:3]]
    parts = [f"科目编码没有印全：{'；'.join(said)}"] if said else []
    short = [(t, r, whole) for t in tables for r, whole in _cut_names(t, tables)]
    if short:
        listed = "；".join(f"{t.key}“{squash(r.label)}”，应为“{whole}”" for t, r, whole in short[:6])
        parts.append(f"科目名称没有印全：{listed}")
        spots += [words_at(r.place, r.label, section=t.key) for t, r, _ in short[:6]]
    if parts:
        yield finding(CUT, "；".join(parts), spots, "cut codes")


def _cut_names(table: Table, tables: list[Table]) -> Iterator[tuple[Row, str]]:
    """Yield rows whose printed name is the beginning of the one that another table prints in full."""
    full: dict[str, str] = {}
    for other in tables:
        for row in other.rows if other is not table else ():
            name = squash(row.label)
            if row.code and len(name) > len(full.get(row.code, "")):
                full[row.code] = name
    pairs = [(row, squash(row.label), full.get(row.code, "")) for row in table.rows if row.code]
    # Some leave 支出 out by habit, of all their names; a name that ends within a word was cut by the column.
    habit = not any(
        own == whole and own.endswith("支出") for row, own, whole in pairs if len(row.code) > _CLASS
    )
    for row, own, whole in pairs:
        left_out = habit and whole.removesuffix("支出") == own
        if len(own) >= 4 and whole.startswith(own) and whole != own and not left_out:
            yield row, whole


def _same_name(printed: str, name: str) -> bool:
    a, b = _plain(printed), _plain(name)
    return a == b or (min(len(a), len(b)) >= 4 and (a.startswith(b) or b.startswith(a)))


def _plain(name: str) -> str:
    return bare(name).replace('"', "").removesuffix("支出")


def _two_names(tables: list[Table]) -> Iterator[Relation | Finding]:
    names: dict[str, dict[str, tuple[Table, Row]]] = defaultdict(dict)
    for table in tables:
        for row in table.rows:
            if _sure(row) and row.label:
                names[row.code].setdefault(_plain(row.label), (table, row))
    for code, found in sorted(names.items()):
        labels = list(found)
        odd = next((n for n in labels[1:] if not _same_name(n, labels[0])), "")
        text = f"{code} 在各表里同名"
        if not odd:
            yield logic(TWO_NAMES, True, text, (), "", found[labels[0]][1].place)
            continue
        spots = [
            words_at(found[n][1].place, found[n][1].label, section=found[n][0].key) for n in (labels[0], odd)
        ]
        shown = "，".join(f"{found[n][0].key}“{found[n][1].label}”" for n in (labels[0], odd))
        yield finding(TWO_NAMES, f"编码 {code} 的名称不一：{shown}", spots, text)


def _funds(table: Table) -> Iterator[Relation | Finding]:
    wrong = [r for r in table.rows if _sure(r) and r.code.startswith(_FUND_ONLY) and _filled(table, r)]
    text = "公开05表没有政府性基金和国有资本经营科目"
    message = "公开05表（一般公共预算）有只属于政府性基金或国有资本经营预算的科目：" + "、".join(
        f"{r.code} {squash(r.label)}" for r in wrong[:8]
    )
    yield logic(FUND, not wrong, text, (), message, wrong[0].place if wrong else table.place)
