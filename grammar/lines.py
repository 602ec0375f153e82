"""Logical lines: printed lines joined where an expression plainly goes on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from gouji.patterns import later

MAX_LINES = 20_000
MAX_RULES = 2_000
MAX_MISTAKES = 200
MAX_LENGTH = 4_000
MAX_DEPTH = 60
MAX_LEVELS = 120
_GOES_ON = later(r"(?:[+＋\-－*×/÷,，(（\[:：]|==|<=|>=|且|或|则|\sand|\sor)$")
_STARTS_ON = later(r"^(?:[-－+＋*×/÷)）\]]|==|<=|>=|(?:且|或|则|否则)(?!\w))")
_HEADING = later(
    r"(?:规则集?|ruleset|rule|停用|disable|覆盖|override|引用|include)(?!\w)|[【\[][^】\]]*[】\]]$"
)
"""Lines that no expression goes on from: what begins with a minus below them is a line of its own."""


class LogicalLine(NamedTuple):
    """One or more printed lines that are read as one.

    Attributes:
        number: First printed line, from 1.
        text: Joined by single spaces.
        pieces: (start in ``text``, printed line number, column of the piece's first character).
    """

    number: int
    text: str
    pieces: tuple[tuple[int, int, int], ...]

    def locate(self, offset: int) -> tuple[int, int]:
        """Return (printed line, column) of a character of ``text``."""
        start, line, column = self.pieces[0]
        for piece in self.pieces:
            if piece[0] <= offset:
                start, line, column = piece
        return line, column + offset - start


def printed_lines(source: str) -> list[str]:
    """Return the lines of a file as editors count them: ended by line feeds alone."""
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return lines[:-1] if lines[-1] == "" else lines


def strip_comment(text: str) -> str:
    """Return a line without its comment; ``#`` inside quotes is text."""
    quoted = False
    for i, char in enumerate(text):
        if char in '“"＂' and not quoted:
            quoted = True
        elif char in '”"＂' and quoted:
            quoted = False
        elif char in "#＃" and not quoted:
            return text[:i]
    return text


def logical_lines(source: str) -> Iterator[LogicalLine]:
    """Cut a file into logical lines; blank lines and comments are left out."""
    pending: list[tuple[int, int, str]] = []
    size, goes_on = 0, False
    printed = printed_lines(source)

    def finish() -> LogicalLine:
        text, pieces = "", []
        for number, column, piece in pending:
            if text:
                text += " "
            pieces.append((len(text), number, column))
            text += piece
        return LogicalLine(pending[0][0], text, tuple(pieces))

    for number, raw in enumerate(printed, 1):
        body = strip_comment(raw).rstrip(" \t　")
        piece = body.lstrip(" \t　")
        if not piece:
            continue
        column = len(body) - len(piece)
        starts_on = _STARTS_ON.match(piece) and not (pending and _HEADING.match(pending[0][2]))
        if pending and not (starts_on or goes_on):
            yield finish()
            pending, size = [], 0
        pending.append((number, column, piece))
        size += len(piece) + 1
        # A line joined beyond all limits is cut there: it is one mistake, not the rest of the file.
        goes_on = size <= MAX_LENGTH and bool(_GOES_ON.search(f" {piece}"))
    if pending:
        yield finish()


def depth_of_brackets(text: str) -> int:
    """Return how deep the brackets of a line are nested."""
    deepest = depth = 0
    for char in text:
        if char in "(（[":
            depth += 1
            deepest = max(deepest, depth)
        elif char in ")）]":
            depth -= 1
    return deepest


def too_long(text: str) -> bool:
    """Whether a logical line is beyond the limits, so that nobody tries to read it."""
    return len(text) > MAX_LENGTH or depth_of_brackets(text) > MAX_DEPTH
