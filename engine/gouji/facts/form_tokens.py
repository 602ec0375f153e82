"""Tokens of a form whose cells were wrapped over lines, and the joins that make whole figures of them.

Nothing is altered: a join puts characters of successive lines side by side, as they stand in one cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gouji.facts.form_spans import Piece
from gouji.model import Place
from gouji.names import squash, words_of

FIGURE = re.compile(r"-?\d[\d,]*(?:\.\d*)?%?|\.\d+%?")
WHOLE_FIGURE = re.compile(r"-?(?:0|[1-9]\d*|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d+)?%?")
DASH = frozenset("-—–－/")
MAX_JOIN = 4


class Token(NamedTuple):
    """A word of a line.

    Attributes:
        text: Squashed.
        line: Number of its line in the form.
        place: Place of the line.
    """

    text: str
    line: int
    place: Place


def tokens_of(pieces: Sequence[Piece]) -> list[Token]:
    """Return the words of lines in order."""
    return [
        Token(squash(word), number, piece.place)
        for number, piece in enumerate(pieces)
        for word in words_of(piece.text)
    ]


def joins(tokens: Sequence[Token], start: int, same_line: bool = False) -> Iterator[tuple[int, str]]:
    """Yield (tokens taken, joined text) for the cells that may begin at ``start``.

    Args:
        tokens: All tokens.
        start: Index of the first.
        same_line: Whether words of one line may belong to one cell (``24 万元``).
    """
    text = ""
    for taken in range(MAX_JOIN):
        at = start + taken
        if at >= len(tokens):
            return
        if taken and not same_line and tokens[at].line == tokens[at - 1].line:
            return
        text += tokens[at].text
        yield taken + 1, text


def broken(before: str, after: str) -> bool:
    """Whether two neighbouring pieces cannot each be a whole figure: one of them is the rest of the other."""
    return before.endswith((".", ",")) or after.startswith((".", "%")) or before.startswith(".")


def splits(texts: Sequence[Token], count: int) -> list[tuple[str, ...]]:
    """Return every way to read the tokens, joined over line breaks only, as ``count`` whole figures or dashes.

    Args:
        texts: Tokens made of digits, points, per-cent signs and dashes.
        count: Figures wanted.
    """
    found: list[tuple[str, ...]] = []

    def go(at: int, made: tuple[str, ...]) -> None:
        if len(found) > 64 or len(made) > count:
            return
        if at == len(texts):
            if len(made) == count:
                found.append(made)
            return
        for taken, text in joins(texts, at):
            if text in DASH or WHOLE_FIGURE.fullmatch(text):
                go(at + taken, (*made, text))

    go(0, ())
    return found
