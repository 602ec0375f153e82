"""What a document without any table of final accounts is: a budget, or of a year before the forms that are known."""

from __future__ import annotations

import re
from collections.abc import Iterable

from gouji.model import Grid, Ledger, Line
from gouji.names import squash
from gouji.packs import Pack, Specs

_TABLE = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|表?\d{1,2}[、.:]?|\([一二三四五六七八九十]{1,3}\))?(.{3,36}表)$"
)
_MONEY = re.compile(r"预算|收支|收入|支出|经费|绩效|采购|基金|资产")
_MOST = 8


def told_kind(ledger: Ledger) -> tuple[str, str]:
    """Return (message, what was read) for a document that is a budget, ("", "") for any other.

    Args:
        ledger: A ledger without tables.
    """
    facts = ledger.facts_of
    if not facts.kind.endswith("预算"):
        return "", ""
    read = [facts.department, f"{facts.year}年度" if facts.year is not None else ""]
    titles = _titles(ledger)
    if titles:
        more = f"等 {len(titles)} 张" if len(titles) > _MOST else f"，共 {len(titles)} 张"
        read.append(f"表题：{'、'.join(titles[:_MOST])}{more}")
    if ledger.unrecognised:
        read.append(f"{len(ledger.unrecognised)} 张表不符合决算的表式")
    said = "，".join(part for part in read if part)
    return f"这是{facts.kind}，不是决算", f"读到{said}" if said else ""


def told_year(ledger: Ledger, specs: Specs, packs: Iterable[Pack]) -> tuple[str, str]:
    """Return (message, what applies) for a document of a year that no pack knows forms of, ("", "") for any other.

    Args:
        ledger: A ledger without tables.
        specs: What applies to it.
        packs: All that are there.
    """
    year = ledger.facts_of.year
    firsts = [p.first_year for p in packs if p.tables and p.first_year]
    known = specs.tables and not (year is not None and firsts and year < min(firsts))
    if year is None or known or not ledger.facts_of.kind.endswith("决算"):
        return "", ""
    applies = f"规则包的表式自 {min(firsts)} 年度起适用；" if firsts else ""
    return f"没有适用于 {year} 年度的表式", f"{applies}年度识别有误的，用 --year 指定"


def _titles(ledger: Ledger) -> list[str]:
    """Return the titles of tables that stand in lines of their own or in the first cells of grids."""
    found: dict[str, None] = {}
    for block in ledger.document.blocks:
        texts = (
            [block.text]
            if isinstance(block, Line)
            else [c.text for c in block.cells[:2]]
            if isinstance(block, Grid)
            else []
        )
        for text in texts:
            match = _TABLE.match(squash(text[:120]))
            if match and _MONEY.search(match[1]) and "。" not in match[1]:
                found.setdefault(match[1])
    return list(found)
