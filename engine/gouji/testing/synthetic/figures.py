"""Printing true values: rounded once, half up, as real disclosures print them."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from gouji.model import format_ticks, unit
from gouji.testing.synthetic.truth import CLASSES, Item

WAN = unit("万元")
NUMERALS = "一二三四五六七八九十"


def wan(fen: int) -> str:
    """Print 分 as 万元 with two decimals."""
    return format_ticks(fen, WAN)


def cell(fen: int) -> str:
    """Print a table cell: blank where nothing was spent."""
    return wan(fen) if fen else ""


def percent(part: int, whole: int) -> str:
    """Print ``part / whole`` as a percentage with two decimals.

    Raises:
        ZeroDivisionError: If ``whole`` is zero: such a rate must not be printed.
    """
    hundredths = Fraction(part, whole) * 10_000
    rounded = (abs(hundredths) + Fraction(1, 2)).__floor__()
    return f"{'-' if hundredths < 0 and rounded else ''}{rounded // 100}.{rounded % 100:02d}%"


def numeral(number: int) -> str:
    """Return 一 … 九十九."""
    if number <= 10:
        return NUMERALS[number - 1]
    tens, ones = divmod(number, 10)
    return (NUMERALS[tens - 1] if tens > 1 else "") + "十" + (NUMERALS[ones - 1] if ones else "")


def tree(items: Iterable[Item]) -> list[tuple[str, str, list[Item]]]:
    """Return (code, name, items below) of every 类, 款 and 项, in order of codes."""
    groups: dict[str, tuple[str, list[Item]]] = {}
    for item in items:
        for length, name in zip((3, 5, 7), item.path, strict=True):
            groups.setdefault(item.code[:length], (name, []))[1].append(item)
    return [(code, name, members) for code, (name, members) in sorted(groups.items())]


def by_class(items: Iterable[Item], field: str) -> dict[str, int]:
    """Return the sum of a field by class code, all classes of 公开01表 present."""
    totals = {code: 0 for code, _ in CLASSES}
    for item in items:
        totals[item.code[:3]] += getattr(item, field)
    return totals
