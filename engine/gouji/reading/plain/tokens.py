"""Cutting printed lines into words and figures."""

from __future__ import annotations

import re
from collections.abc import Iterable

import attrs

_AMOUNT = re.compile(r"[-－−(（]?\d[\d,，]*(?:\.\d+)*[)）]?%?")
_INTEGER = re.compile(r"\d{1,7}")
_DASH = re.compile(r"[-—–－]{1,2}")
_PAGE = re.compile(r"^(?:[-—–\s]*\d{1,3}[-—–\s]*|第\s*\d+\s*页.*)$")
_NOTE = re.compile(r"^注[:：]?")


@attrs.frozen
class Token:
    """A word or figure.

    Attributes:
        text: As printed.
        line: Index of the printed line in the document.
        figure: Whether it is a figure.
        first: Whether it is the first of its line.
    """

    text: str
    line: int
    figure: bool
    first: bool = False

    @property
    def integer(self) -> int | None:
        """Its value if it is a plain integer without separators, else ``None``."""
        return int(self.text) if _INTEGER.fullmatch(self.text) else None


def is_figure(text: str) -> bool:
    """Whether a word is a figure (or a dash standing for one)."""
    return bool(_AMOUNT.fullmatch(text) or _DASH.fullmatch(text))


def tokenize(lines: Iterable[tuple[int, str]]) -> list[Token]:
    """Cut lines into tokens at white space and table pipes; page numbers are left out.

    Args:
        lines: (index, text) pairs.
    """
    tokens = []
    for index, text in lines:
        if _PAGE.match(text.strip()):
            continue
        for i, word in enumerate(text.replace("|", " ").replace("\u3000", " ").split()):
            tokens.append(Token(word, index, is_figure(word), i == 0))
    return tokens


def split_notes(lines: list[tuple[int, str]]) -> tuple[list[tuple[int, str]], str]:
    """Return the lines above the first 注 and the text of the notes."""
    for i, (_, text) in enumerate(lines):
        if _NOTE.match(text.strip()):
            return lines[:i], "".join(t.strip() for _, t in lines[i:])
    return lines, ""
