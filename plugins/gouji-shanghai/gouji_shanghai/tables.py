"""九张表的次序和名称：上海的统一式样把“三公”放在基金和国资之前。"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from gouji.api import CheckContext
from gouji.model import Evidence, Finding, Ledger, NotRun, Rule, Severity, Table
from gouji_shanghai.stated import here

TITLES = {
    "公开01表": "收入支出决算总表",
    "公开02表": "收入决算表",
    "公开03表": "支出决算表",
    "公开04表": "财政拨款收入支出决算总表",
    "公开05表": "一般公共预算财政拨款支出决算表",
    "公开06表": "一般公共预算财政拨款基本支出决算表",
    "公开09表": "财政拨款“三公”经费支出决算表",
    "公开07表": "政府性基金预算财政拨款收入支出决算表",
    "公开08表": "国有资本经营预算财政拨款收入支出决算表",
}
"""In printed order."""
_BASIS = "上海市部门决算统一式样（2024 年度）"
ORDER = Rule("SH-11", "表的次序", Severity.INFO, "completeness", _BASIS, pack="上海/2024-")
NAMES = Rule("SH-12", "表的名称", Severity.INFO, "completeness", _BASIS, pack="上海/2024-")


class Tables:
    """SH-11, SH-12."""

    id = "shanghai-tables"
    rules = (ORDER, NAMES)

    def run(self, ledger: Ledger, context: CheckContext) -> Iterable[Finding | NotRun]:
        """Compare the tables that are there with the form; those that are missing are another check's."""
        if not here(ledger):
            return
        printed = [t for t in ledger.tables.values() if t.key in TITLES]
        yield from _order(printed)
        for table in printed:
            if _plain(table.title) != _plain(TITLES[table.key]) and _plain(table.title):
                message = f"{table.key}印作“{table.title}”，统一式样是“{TITLES[table.key]}”"
                yield _finding(NAMES, message, [table])


def _order(printed: list[Table]) -> Iterator[Finding | NotRun]:
    if any(t.place.page is None and t.place.line is None for t in printed):
        yield NotRun(ORDER, "表的位置无法确定次序")
        return
    by_place = sorted(printed, key=lambda t: (t.place.page or 0, t.place.line or 0, _top(t)))
    wanted = [key for key in TITLES if key in {t.key for t in printed}]
    actual = [t.key for t in by_place]
    if actual != wanted:
        first = next(i for i, (a, b) in enumerate(zip(actual, wanted, strict=True)) if a != b)
        table = by_place[first]
        yield _finding(ORDER, f"第 {first + 1} 张表是{table.key}，统一式样是{wanted[first]}", [table])


def _top(table: Table) -> float:
    return table.place.box.y0 if table.place.box else 0.0


def _plain(title: str) -> str:
    kept = "".join(title.split()).replace('"', "“")
    for mark in "“”":
        kept = kept.replace(mark, "")
    return kept.rsplit("、", 1)[-1] if kept[:1] in "一二三四五六七八九十" else kept


def _finding(rule: Rule, message: str, tables: list[Table]) -> Finding:
    evidence = tuple(Evidence(t.place, t.title, table=t.key, role="statement") for t in tables)
    digest = hashlib.sha256(f"{rule.id}|{tables[0].key}".encode()).hexdigest()[:8]
    return Finding(
        f"{rule.id}-{digest}",
        rule,
        rule.severity,
        rule.category,
        rule.title,
        message,
        evidence,
        grade="suspicion",
    )
