"""What a text cut cell by cell prints of a table: names in pieces, figures, and the lines that hang together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from gouji.names import squash
from gouji.reading.plain.tokens import Printed, Token

AMOUNT = re.compile(r"[-－−]?\d[\d,，]*\.\d{1,2}")
_PAIRS = 3
"""Figures that show that all were drawn twice."""
_COUNTED = 200
"""Whole numbers below it may count rows, columns or pages."""


class Words:
    """The words of a table in printed order, whole or in the pieces they were cut into."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        own = [squash(t.text) for t in tokens if not t.figure]
        self.joined = "".join(own)
        self.pieces = frozenset(own)
        self.parted = "".join(f"\0{t.text}\0" if t.figure else squash(t.text) for t in tokens)

    def have(self, name: str) -> bool:
        """Whether a name is printed, in one go or in pieces each of which is a cell's line."""
        if name in self.joined:
            return True
        reached = {0}
        for at in range(len(name)):
            if at in reached:
                reached.update(end for end in range(at + 1, len(name) + 1) if name[at:end] in self.pieces)
        return len(name) in reached

    def behind(self, text: str, end: str = "") -> str:
        """Return the words that follow a text down to a figure or to an end, "" if there are none."""
        at = self.parted.find(text)
        if at < 0:
            return ""
        found = self.parted[at + len(text) :].partition("\0")[0]
        return found.partition(end)[0] if end else found


def followers(tokens: Sequence[Token], lines: Sequence[Printed]) -> frozenset[int]:
    """Return the lines that may go on with the column of the line above: blank lines part the rest.

    A text without blank lines was written row by row.
    """
    if 4 * sum(line.gap for line in lines) < len(lines):
        return frozenset()
    amount = {t.line for t in tokens if AMOUNT.fullmatch(t.text)}
    return frozenset(
        b.index for a, b in pairwise(lines) if not b.gap and a.index in amount and b.index in amount
    )


def amounts_of(tokens: Sequence[Token], counted: int = 0) -> list[Token] | None:
    """Return the figures of a table, ``None`` if something among them may be one and may be not.

    Small whole numbers count rows, columns and pages: were one a figure, no sum that it belongs to would hold.

    Args:
        tokens: Words and figures without codes.
        counted: Number of columns, of which some are in no sum: then whole numbers must be their 栏次.
    """
    amounts = []
    paged = _page_numbers(tokens)
    whole = [t.integer for n, t in enumerate(tokens) if n not in paged and t.integer is not None]
    if counted and whole and whole != list(range(1, counted + 1)):
        return None
    for n, token in enumerate(tokens):
        if n in paged:
            continue
        if AMOUNT.fullmatch(token.text):
            amounts.append(token)
        elif token.figure and (token.integer is None or not 0 < token.integer < _COUNTED):
            return None
    return amounts


def _page_numbers(tokens: Sequence[Token]) -> set[int]:
    """Return the positions of page numbers cut into three lines: a dash, the number, a dash."""
    found: set[int] = set()
    for n in range(1, len(tokens) - 1):
        a, number, b = tokens[n - 1 : n + 2]
        dashes = a.text == b.text and a.text in "-—–"
        if dashes and number.integer is not None and len({a.line, number.line, b.line}) == 3:
            found.update((n - 1, n, n + 1))
    return found


def named_before(tokens: Sequence[Token], amounts: Sequence[Token]) -> list[str]:
    """Return for each figure the words printed right before it, or before the number of its row, "" if none are."""
    at = {id(token): n for n, token in enumerate(tokens)}
    found = []
    for amount in amounts:
        n = at[id(amount)] - 1
        if n >= 0 and tokens[n].integer is not None:
            n -= 1
        words: list[str] = []
        while n >= 0 and not tokens[n].figure:
            words.append(squash(tokens[n].text))
            n -= 1
        found.append("".join(reversed(words)))
    return found


def drawn_once(tokens: Sequence[Token]) -> Sequence[Token]:
    """Return tokens without the second copy of figures if every figure is followed by itself: drawn bold."""
    own = [n for n, token in enumerate(tokens) if AMOUNT.fullmatch(token.text)]
    pairs = list(zip(own[::2], own[1::2], strict=False))
    if len(own) % 2 or len(pairs) < _PAIRS or any(tokens[a].text != tokens[b].text for a, b in pairs):
        return tokens
    second = {b for _, b in pairs}
    return [token for n, token in enumerate(tokens) if n not in second]
