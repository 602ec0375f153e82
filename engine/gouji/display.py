"""Text on a terminal: display width of Chinese characters, padding, wrapping, cutting.

Width follows Unicode East Asian Width: wide and full-width characters take two columns, combining
marks none.  Control and bidirectional marks of a document are made visible, never sent to a terminal.
"""

from __future__ import annotations

import re
import unicodedata

_HOSTILE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def harmless(text: str) -> str:
    """Return ``text`` on one line, with control and direction marks replaced by ``\\ufffd``."""
    return _HOSTILE.sub("\ufffd", text.replace("\r", "").replace("\n", " ").replace("\t", " "))


def width(text: str) -> int:
    """Return the number of terminal columns ``text`` takes.

    >>> width("收入 a")
    6
    """
    if text.isascii():
        return len(text)
    total = 0
    for char in text:
        if unicodedata.combining(char):
            continue
        total += 2 if unicodedata.east_asian_width(char) in "WF" else 1
    return total


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


def around(text: str, start: int, end: int, columns: int) -> tuple[str, int, int]:
    """Cut ``text`` to ``columns`` around ``text[start:end]``.

    Returns:
        The cut text and the display columns at which the span starts and how wide it is.
    """
    left, right = start, end
    while width(text[left:right]) < columns - 4 and (left > 0 or right < len(text)):
        left = max(0, left - 1)
        right = min(len(text), right + 1)
    head = "…" if left > 0 else ""
    tail = "…" if right < len(text) else ""
    return head + text[left:right] + tail, width(head + text[left:start]), max(1, width(text[start:end]))


def wrap(text: str, columns: int) -> list[str]:
    """Break ``text`` into lines of at most ``columns``; a number or Latin word is never split."""
    lines: list[str] = []
    line, used = "", 0
    for token in re.findall(r"[0-9A-Za-z.,%+\-=<>_/]+|\s|.", text, re.DOTALL):
        size = width(token)
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
