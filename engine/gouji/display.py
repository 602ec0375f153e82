"""Text on a terminal: display width of Chinese characters, padding, wrapping, cutting.

Width follows Unicode East Asian Width: wide and full-width characters take two columns, combining
marks none.  Control and bidirectional marks of a document are made visible, never sent to a terminal.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from contextvars import ContextVar
from functools import cache

from gouji.patterns import later

_HOSTILE = later(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters, of terminals above all
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"  # marks that turn the direction of writing
    "\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"  # line ends, what is no character, tags
)

_TOKEN = re.compile(r"[0-9A-Za-z.,%+\-=<>_/]+|\s|.", re.DOTALL)
_NUMERIC = frozenset("0123456789.,%")
_wide: ContextVar[str] = ContextVar("gouji_wide", default="WF")
_LEGACY = re.compile(r"gb|cp936|cp950|big5|cp932|shift|euc", re.IGNORECASE)


def use_encoding(encoding: str | None) -> None:
    """Choose widths for a terminal: a legacy Chinese one shows “ ” … — · two columns wide.

    Args:
        encoding: Of the terminal, such as ``utf-8`` or ``gbk``; ``None`` if not known.
    """
    _wide.set("WFA" if encoding and _LEGACY.match(encoding) else "WF")


def harmless(text: str) -> str:
    """Return ``text`` on one line, with control and direction marks replaced by ``\\ufffd``."""
    if text.isprintable():
        return text
    return _HOSTILE.sub("\ufffd", text.replace("\r", "").replace("\n", " ").replace("\t", " "))


def shown(text: str, limit: int) -> str:
    """Return ``text`` harmless and at most ``limit`` characters long, saying how much there was."""
    if len(text) <= limit:
        return harmless(text)
    return f"{harmless(text[:limit])}……（共 {len(text):,} 字，未全部显示）"


def width(text: str) -> int:
    """Return the number of terminal columns ``text`` takes.

    >>> width("收入 a")
    6
    """
    if text.isascii():
        return len(text)
    return sum(map(_columns(_wide.get()).__getitem__, text))


def _width_of() -> Callable[[str], int]:
    """Return what tells the columns of one character, for those who ask about many."""
    return _columns(_wide.get()).__getitem__


_MOST_KEPT = 1 << 14


class _Columns(dict[str, int]):
    """Columns of characters, found when first asked for: 0, 1 or 2."""

    def __init__(self, wide: str) -> None:
        self.wide = wide

    def __missing__(self, char: str) -> int:
        columns = 2 if unicodedata.east_asian_width(char) in self.wide else 1
        if len(self) >= _MOST_KEPT:
            self.clear()
        columns = self[char] = 0 if unicodedata.combining(char) else columns
        return columns


_columns = cache(_Columns)


def pad(text: str, columns: int) -> str:
    """Fill with spaces on the right to ``columns``."""
    return text + " " * max(0, columns - width(text))


def pad_left(text: str, columns: int) -> str:
    """Fill with spaces on the left to ``columns``."""
    return " " * max(0, columns - width(text)) + text


def cut(text: str, columns: int) -> str:
    """Return ``text``, cut with ``…`` if it is wider than ``columns``."""
    if width(text) <= columns:
        return text
    kept, used = [], 0
    for char in text:
        used += width(char)
        if used > columns - 1:
            break
        kept.append(char)
    return "".join(kept) + "…"


def cut_left(text: str, columns: int) -> str:
    """Return ``text``, its beginning cut with ``…`` if it is wider than ``columns``: the end of a path says more."""
    if len(text) <= columns and width(text) <= columns:
        return text
    used, start = 1, len(text)
    while start > 0 and used + width(text[start - 1]) <= columns:
        start -= 1
        used += width(text[start])
    return "…" + text[start:]


def around(text: str, start: int, end: int, columns: int) -> tuple[str, int, int]:
    """Cut ``text`` to ``columns`` around ``text[start:end]``; a number is never cut in two.

    Returns:
        The cut text and the display columns at which the span starts and how wide it is; of a span that is wider
        than ``columns`` the beginning is shown.
    """
    room, wide = columns - 4, _width_of()
    left, right = start, start
    used = 0
    while right < end and used + wide(text[right]) <= room:
        used += wide(text[right])
        right += 1
    while right >= end and used < room and (left > 0 or right < len(text)):
        if left > 0:
            left -= 1
            used += wide(text[left])
        if right < len(text) and used < room:
            used += wide(text[right])
            right += 1
    while start > left > 0 and _in_number(text, left):
        left += 1
    while end < right < len(text) and _in_number(text, right):
        right -= 1
    head = "…" if left > 0 else ""
    tail = "…" if right < len(text) else ""
    span = text[start : min(end, right)]
    return head + text[left:right] + tail, width(head + text[left:start]), max(1, width(span))


def _in_number(text: str, at: int) -> bool:
    """Whether a number runs over position ``at``."""
    return text[at - 1] in _NUMERIC and text[at] in _NUMERIC


def wrap(text: str, columns: int) -> list[str]:
    """Break ``text`` into lines of at most ``columns``; a number or Latin word is never split."""
    if width(text) <= columns:
        return [text.rstrip()]
    lines: list[str] = []
    line, used = "", 0
    wide = _width_of()
    for token in _TOKEN.findall(text):
        size = wide(token) if len(token) == 1 else len(token)
        if used + size > columns and line:
            lines.append(line.rstrip())
            line, used = "", 0
            if token.isspace():
                continue
        line += token
        used += size
    if line.strip() or not lines:
        lines.append(line.rstrip())
    return lines
