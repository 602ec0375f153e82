"""What a reading lost: every amount printed inside a table must end in one of its cells.

Where one did not, a blank cell may hide it: the table is doubted, and nothing may be concluded from its blanks.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from gouji.display import cut, harmless
from gouji.model.ledger import RULED
from gouji.names import HAN, squash
from gouji.reading.assemble import RawRow

_AMOUNT = re.compile(r"(?<![\d.])\d[\d,]*\.\d{1,2}(?![\d.])")
_CODE = re.compile(r"0\d{1,6}|[23]\d\d(?:\d\d){1,2}")
"""What no amount is printed as: ``01``, ``2010301``."""
_CLASS = re.compile(rf"{_CODE.pattern}|[23]\d\d")
"""The same, classes with it: ``201``."""
_STRAY = re.compile(rf"(?!.*{HAN})(?=.*[A-Za-z=@<>#&*|\x00-\x1f\ufffd]).{{2,}}")
"""What stands in tables as neither a name nor a figure: ``#REF!``, ``=1+1``, ``N/A``."""
_SIDE = 3
"""Rows that make a side of a table."""
_SHOWN = 3
_LONG = 20
"""Characters of what is no figure that are shown."""


def amounts_in(texts: Iterable[str]) -> Counter[str]:
    """Count the amounts with decimals in some texts, however they run into other characters."""
    return Counter(found.replace(",", "") for text in texts for found in _AMOUNT.findall(squash(text)))


def strays_in(texts: Iterable[str]) -> list[str]:
    """Return the words of a table that are neither names nor figures: one may stand where a figure belongs."""
    words = (word for text in texts for word in text.replace("|", " ").split())
    return [word for word in words if _STRAY.fullmatch(word) and not _AMOUNT.search(word)]


class Doubt(NamedTuple):
    """Why a reading is doubted.

    Attributes:
        reason: In words, "" if nothing of it is doubted.
        lost: Figures were lost: the blanks of the table are unknown.
        codes: What stands in its cells and is printed as codes are, no amounts: those cells are unknown.
    """

    reason: str = ""
    lost: bool = False
    codes: frozenset[str] = frozenset()


def doubt_of(
    printed: Counter[str], rows: Sequence[RawRow], *, strays: Sequence[str] = (), cellwise: bool = False
) -> Doubt:
    """Judge a reading by what it took of what is printed.

    Args:
        printed: Amounts printed inside the table.
        rows: What was read of it.
        strays: Words printed inside it that are neither names nor figures; they end in no cell.
        cellwise: The text has one cell a line: which row and column a figure belongs to is a guess.
    """
    cells = [cell for row in rows for cell in row.cells.values()]
    lost = printed - amounts_in(cell.text for cell in cells)
    reasons = []
    if lost:
        shown = "、".join(list(lost)[:_SHOWN])
        reasons.append(f"有 {sum(lost.values())} 个数没有归入任何格（{shown}）")
    if strays:
        shown = "、".join(cut(harmless(word), _LONG) for word in list(dict.fromkeys(strays))[:_SHOWN])
        reasons.append(f"有 {len(strays)} 处印的不是数也不是名称（{shown}）")
    nameless = sum(
        not row.label.strip() and not row.code and any(_has_amount(c.text) for c in row.cells.values())
        for row in rows
    )
    if nameless:
        reasons.append(f"{nameless} 行有数而没有名称")
    alone = [
        row.code
        for row in rows
        if row.code
        and not row.label.strip()
        and not any(cell.text.strip() or cell.placed == RULED for cell in row.cells.values())
    ]
    if alone:
        reasons.append(f"编码 {'、'.join(alone[:_SHOWN])} 旁没有名称也没有数")
    if cellwise:
        reasons.append(
            "文字里每行只有一个格，数归在哪一行哪一栏不可靠（请改用 PDF 原件或 pdftotext -layout 的文字）"
        )
    if any(row.code and "合计" in row.label for row in rows):
        reasons.append("有科目行的名称里混进了合计行")
    # Among amounts with decimals 201 is a class; where rows and columns are sure it may be an amount.
    printed_cells = [cell.text.strip() for cell in cells if cell.text.strip()]
    decimals = 2 * sum(map(_has_amount, printed_cells)) > len(printed_cells)
    code = _CLASS if cellwise and decimals else _CODE
    codes = {c.text.strip() for c in cells if c.placed != RULED and code.fullmatch(c.text.strip())}
    if codes:
        reasons.append("读到的像是科目编码")
    if _ordinal_as_amount(rows):
        reasons.append("有行次读成了数")
    bare_lane = _bare_lane(rows)
    if bare_lane:
        reasons.append(f"{bare_lane}一侧没有任何数")
    if any(_counts_on([cell.text.strip() for cell in row.cells.values()]) for row in rows):
        reasons.append("读到的像是栏次的序号")
    return Doubt("，".join(reasons), bool(lost or strays or bare_lane), frozenset(codes))


def _has_amount(text: str) -> bool:
    return bool(text) and _AMOUNT.search(squash(text)) is not None


def _bare_lane(rows: Sequence[RawRow]) -> str:
    """Return a lane of which no row has an amount while another's have: its column may lie beyond the page."""
    filled = {row.lane for row in rows if any(_has_amount(c.text) for c in row.cells.values())}
    drawn = {row.lane for row in rows if any(c.placed == RULED for c in row.cells.values())}
    # A side without a total may well have nothing to print: the rarer items of 公用经费.
    summed = {row.lane for row in rows if any(total in row.label for total in ("合计", "总计"))}
    counts = Counter(row.lane for row in rows)
    bare = (lane for lane, many in counts.items() if many >= _SIDE and lane in summed - filled - drawn)
    return next(bare, "") if filled else ""


def _ordinal_as_amount(rows: Sequence[RawRow]) -> bool:
    """Whether a row without its 行次, in a lane where most have one, has a whole number among its figures.

    A number that is missing among the 行次 of a lane is one of them wherever it was read.
    """
    missing: set[int] = set()
    for lane in {row.lane for row in rows}:
        own = [row for row in rows if row.lane == lane]
        counted = [row.ordinal for row in own if row.ordinal is not None]
        if 2 * len(counted) > len(own):
            missing.update(set(range(min(counted), max(counted))).difference(counted))
        without = [row for row in own if row.ordinal is None]
        if 2 * len(without) < len(own) and any(
            re.fullmatch(r"[1-9]\d{0,2}", cell.text.strip()) and cell.placed != RULED
            for row in without
            for cell in row.cells.values()
        ):
            return True
    return any(
        cell.text.strip() in set(map(str, missing)) and cell.placed != RULED
        for row in rows
        for cell in row.cells.values()
    )


def _counts_on(texts: Sequence[str]) -> bool:
    """Whether whole numbers in a row count on, as 栏次 do: three of them, or two among amounts with decimals."""
    numbers = [int(t) if t.isdigit() and len(t) <= 2 else -9 for t in texts]
    if any(re.fullmatch(r"-?\d[\d,]*\.\d+", t) for t in texts) and any(
        a > 1 and b == a + 1 for a, b in itertools.pairwise(numbers)
    ):
        return True
    return any(
        a > 0 and b == a + 1 and c == b + 1
        for a, b, c in zip(numbers, numbers[1:], numbers[2:], strict=False)
    )
