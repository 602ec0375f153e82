"""Funds of forms that print each amount beside its label: ``当年预算数（元） | 400000 | 预算执行率（%） | 96.25``."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence

from gouji.facts.form_words import Words, plain_heading
from gouji.model import GridCell, Place
from gouji.names import squash
from gouji.patterns import later

_AMOUNT = later(r"-?\d[\d,]*(?:\.\d+)?%?")
_UNIT = later(r"\((万元|元)\)")
_WHOLE = "年度资金总额"
_FISCAL = later(r"^其中[:\-—–]?(.+?)[:\-—–]?$")
_LAST = later(r"^(?:上年|去年|以前)")
Pairs = dict[str, dict[str, tuple[str, Place]]]


def read_pairs(cells: Sequence[tuple[int, GridCell]], words: Words, found: Pairs) -> None:
    """Add the amounts of a row whose labels stand beside them to ``found``, by fund row and column.

    Args:
        cells: The distinct cells of a grid row, left to right.
        words: The vocabulary.
        found: What other rows of the form gave; the first of a kind stays.
    """
    columns = {name: named.key for named in words.fund_columns for name in named.names}
    rows = {name: named.key for named in words.fund_rows for name in named.names}
    amount = ""
    for (_, label), (_, value) in itertools.pairwise(cells):
        text, printed = squash(label.text).rstrip(":"), "".join(value.text.split())
        if not _AMOUNT.fullmatch(printed) or _LAST.match(text):
            continue
        unit = _UNIT.search(text)
        part = _FISCAL.match(text)
        plain = plain_heading(text).rstrip(":")
        if part is None and plain in columns:
            amount = columns[plain]
            _put(found, _WHOLE, amount, printed, value.place, unit)
        elif part is not None and amount:
            key = _row(part[1], rows)
            if key:
                # 预算数: 50 | 其中-财政拨款: 48: the part belongs to the amount printed before it.
                _put(found, key, amount, printed, value.place, None)


def _row(name: str, rows: Mapping[str, str]) -> str:
    return rows.get(name) or rows.get(name.rstrip(":")) or ""


def _put(found: Pairs, row: str, column: str, text: str, place: Place, unit: re.Match[str] | None) -> None:
    own = found.setdefault(row, {})
    own.setdefault(column, (text, place))
    if unit is not None:
        own.setdefault(unit[1], ("", place))
