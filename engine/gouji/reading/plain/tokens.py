"""Cutting printed lines into words and figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

import attrs

from gouji.names import HAN, squash, words_of
from gouji.reading.plain.laid import Laid
from gouji.value import Value

_AMOUNT = re.compile(r"[-－−(（]?\d[\d,，]*(?:\.\d+)*[)）]?%?")
_INTEGER = re.compile(r"\d{1,7}")
_DASH = re.compile(r"[-—–－]{1,2}")
PAGE_NUMBER = re.compile(r"^(?:[-—–\s]*\d{1,3}[-—–\s]*|第\s*\d+\s*页.*)$")
_BODY = re.compile(r"\d\.\d\d|^\s*[123]\d\d(?:\d\d){0,2}\D|一、")
_DECIMALS = re.compile(r"[-－−]?\d[\d,，]*\.\d\d")
_NOTE = re.compile(r"^注[:：]?")
_SENTENCE = re.compile(r"[。，；]")
_LONG = 40
"""Characters of a line that is no cell."""
_PAGED = 2
"""Pages between two page numbers, and page numbers in one table, at most."""
_DOUBLES = 4
"""Figures and lines that show that all were drawn twice."""
_REPEATED = 3
"""Lines of a header in a row that are no accident."""


@attrs.frozen(eq=False, repr=False)
class Printed(Value):
    """A printed line of a table.

    Attributes:
        index: Index of the line in the document.
        text: Its characters, blanks kept.
        gap: Blank lines stand above it.
        page: Its page where the text tells, else 0.
        laid: Where its characters stand, for lines of a page.
    """

    index: int
    text: str
    gap: bool = False
    page: int = 0
    laid: Laid | None = attrs.field(default=None, repr=False)


class Token(NamedTuple):
    """A word or figure.

    Attributes:
        text: As printed.
        line: Index of the printed line in the document.
        figure: Whether it is a figure.
        first: Whether it is the first of its line.
        column: Index of the value column it stands in, where its position tells.
        span: Its first character in the line and the one behind its last, () if not known.
        loose: It stands alone on its line as page numbers do.
    """

    text: str
    line: int
    figure: bool
    first: bool = False
    column: int | None = None
    span: tuple[int, ...] = ()
    loose: bool = False

    @property
    def integer(self) -> int | None:
        """Its value if it is a plain integer without separators, else ``None``."""
        return int(self.text) if _INTEGER.fullmatch(self.text) else None


def is_figure(text: str) -> bool:
    """Whether a word is a figure (or a dash standing for one)."""
    return bool(_AMOUNT.fullmatch(text) or _DASH.fullmatch(text))


def tokenize(lines: Iterable[Printed], *, numbers: bool = False) -> list[Token]:
    """Cut lines into tokens at white space and table pipes; page numbers are left out.

    Where the text tells its pages, their numbers were left out before: what stands inside is no page number.

    Args:
        lines: Printed lines.
        numbers: Keep numbers alone on their lines: they may be parts of codes, or 行次.
    """
    tokens = []
    for line in lines:
        # Three digits alone are a class code: disclosures have no hundred pages before their tables.
        plain = line.text.strip()
        loose = (
            not line.page
            and PAGE_NUMBER.match(plain) is not None
            and not (len(plain) == 3 and plain[0] in "23")
        )
        if loose and not numbers:
            continue
        for i, word in enumerate(_rejoined(list(words_of(line.text.replace("|", " "))))):
            tokens.append(Token(word, line.index, is_figure(word), i == 0, loose=loose))
    return tokens


def lone_amounts(lines: Sequence[Printed]) -> bool:
    """Whether numbers alone on their lines are amounts: no decimals are printed, and they do not count on as pages do."""
    if any(_DECIMALS.search(line.text) for line in lines):
        return False
    lone = [int(text) for line in lines if not line.page and (text := line.text.strip()).isdigit()]
    return len(lone) > _PAGED and not all(0 < b - a <= _PAGED for a, b in pairwise(lone))


def _rejoined(words: Sequence[str]) -> list[str]:
    """Put letters set apart one by one together: ``合 计`` is one word."""
    found: list[str] = []
    spread = False
    for word in words:
        letter = len(word) == 1 and bool(re.fullmatch(HAN, word))
        if letter and spread:
            found[-1] += word
        else:
            found.append(word)
        spread = letter
    return found


def without_doubles(lines: Sequence[Printed]) -> list[Printed]:
    """Return lines without the second copy of figures that were drawn twice to look bold.

    Each line then begins with the figure that the line above ends with, all through the table.
    """
    words = [line.text.split() for line in lines]
    flat = [
        (n, i, word) for n, own in enumerate(words) for i, word in enumerate(own) if _DECIMALS.fullmatch(word)
    ]
    pairs = list(zip(flat[::2], flat[1::2], strict=False))
    parted = sum(b[0] > a[0] for a, b in pairs)
    straddling = sum(sum(bool(_DECIMALS.fullmatch(word)) for word in own) > 1 for own in words)
    if len(flat) % 2 or len(pairs) < _DOUBLES or any(a[2] != b[2] for a, b in pairs):
        return list(lines)
    if parted < len(pairs) or straddling < _DOUBLES:
        return list(lines)
    second = {(n, i) for _, (n, i, _) in pairs}
    kept = []
    for n, line in enumerate(lines):
        if any((n, i) in second for i in range(len(words[n]))):
            text = " ".join(word for i, word in enumerate(words[n]) if (n, i) not in second)
            kept.append(attrs.evolve(line, text=text))
        else:
            kept.append(line)
    return kept


def split_notes(lines: list[Printed]) -> tuple[list[Printed], str, list[Printed]]:
    """Return the lines above the first 注, the text of the notes, and what below them may be of the table.

    A text cut cell by cell has some cells behind the notes: short lines that stand apart from them.
    """
    for i, line in enumerate(lines):
        if _NOTE.match(line.text.strip()):
            rest = lines[i + 1 :]
            # Amounts are no part of a note: a column that a page cut off may stand there.
            gap = next(
                (j for j, other in enumerate(rest) if other.gap or only_amounts(other.text)), len(rest)
            )
            late = [
                other for other in rest[gap:] if len(other.text) < _LONG and not _SENTENCE.search(other.text)
            ]
            own = [other for other in lines[i:] if other not in late]
            return lines[:i], "".join(other.text.strip() for other in own), late
    return lines, "", []


def only_amounts(text: str) -> bool:
    """Whether a line is nothing but amounts with decimals."""
    return bool(text.strip()) and all(map(_DECIMALS.fullmatch, text.split()))


def without_repeats(lines: Sequence[Printed]) -> list[Printed]:
    """Return the lines without the header printed again on further pages: several of its lines in their order."""
    first = next((i for i, line in enumerate(lines) if _BODY.search(line.text)), len(lines))
    texts = [squash(line.text) for line in lines]
    heads = texts[:first]
    kept = list(lines[:first])
    at = first
    while at < len(lines):
        length = max(
            (_alike(texts[at:], heads[j:]) for j, h in enumerate(heads) if h == texts[at]), default=0
        )
        if first and length >= min(_REPEATED, first):
            at += max(1, length)
        else:
            kept.append(lines[at])
            at += 1
    return kept


def _alike(a: Sequence[str], b: Sequence[str]) -> int:
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
