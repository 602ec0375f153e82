"""Tables whose columns go on below: the second half, under its title and 续, put beside the first again."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import attrs

from gouji.names import squash
from gouji.patterns import later
from gouji.reading.plain.regions import MAX_PAGES
from gouji.reading.plain.tokens import Printed
from gouji.reading.stacked import is_furniture, plain_title

_KEY = later(r"^\s*((?:[123]\d\d(?:\d\d){0,2})(?![\d.,])|合\s*计|总\s*计|栏\s*次)")
_FIGURE = later(r"(?<!\S)(?:[-－−(（]?\d[\d,，]*(?:\.\d+)?[)）]?|[-—–－])(?!\S)")
_FEWEST = 2
"""Rows in common that show two parts of a text to be halves of one table."""
LOST = "续表的栏没有全部接上"


def beside_again(title: str, lines: list[Printed]) -> tuple[list[Printed], str]:
    """Return the lines of a table with the rows of its second half behind those of the first, and what was lost.

    Args:
        title: Title of the table.
        lines: Lines below it.
    """
    own = plain_title(title)
    cuts = [
        n for n, line in enumerate(lines) if len(line.text) < len(title) + 8 and plain_title(line.text) == own
    ]
    if not cuts or len(cuts) > MAX_PAGES:
        return lines, LOST if cuts else ""
    made, lost = lines[: cuts[0]], ""
    for a, b in zip(cuts, [*cuts[1:], len(lines)], strict=True):
        part = lines[a + 1 : b]
        while part and is_furniture(part[0].text):  # unit, department and number of the table
            part = part[1:]
        known = {key for line in made if (key := _key(line.text))}
        here = [key for line in part if (key := _key(line.text))]
        if sum(key in known for key in here if key != "栏次") < _FEWEST:
            made += part  # rows that go on under a title printed again
            continue
        if _head(part) == _head(
            made
        ):  # the table printed twice, or rows printed again above those that go on
            texts = {squash(line.text) for line in made if _key(line.text)}
            made += [line for line in part if squash(line.text) not in texts]
            continue
        joined = None if any(line.laid for line in lines) else _joined(made, part)
        if joined is None:
            lost = LOST
        else:
            made = joined
    return made, lost


def _head(lines: Sequence[Printed]) -> str:
    """Return the words above the first row."""
    top = next((n for n, line in enumerate(lines) if _key(line.text) and line.text.strip()), 0)
    return "".join(squash(line.text) for line in lines[:top])


def _key(text: str) -> str:
    """Return what a row is called: its code, or that it is the total or the 栏次; "" for other lines."""
    found = _KEY.match(text)
    return squash(found[1]) if found else ""


def _joined(first: Sequence[Printed], second: Sequence[Printed]) -> list[Printed] | None:
    """Return the lines of both halves side by side, ``None`` if a figure of the second has no row in the first."""
    edge = max(_width(line.text) for line in first) + 4
    at: dict[str, int] = {}
    for n, line in enumerate(first):
        at.setdefault(_key(line.text), n)
    at.pop("", None)
    texts = [line.text for line in first]
    body = next((n for n, line in enumerate(second) if _key(line.text)), len(second))
    top = next((n for n, line in enumerate(first) if _key(line.text)), len(first))
    for n, line in enumerate(second):
        key = _key(line.text)
        if n < body:
            where = top - body + n
            if where >= 0:
                texts[where] = _behind(texts[where], edge, _without(line.text, first[:top]))
            continue
        figures = list(_FIGURE.finditer(line.text, len(key)))
        if not key or key not in at:
            if any("." in found[0] for found in figures):
                return None
            continue
        begin = figures[0].start() if figures else len(line.text)
        shown = " " * _width(line.text[:begin]) + line.text[begin:]
        texts[at[key]] = _behind(texts[at[key]], edge, shown)
    return [attrs.evolve(line, text=text) for line, text in zip(first, texts, strict=True)]


def _without(text: str, head: Sequence[Printed]) -> str:
    """Return a head line with the heads of the label columns, which the first half has too, as blanks."""
    words = {squash(word) for line in head for word in line.text.split()}
    return re.sub(
        r"\S+", lambda found: " " * _width(found[0]) if squash(found[0]) in words else found[0], text
    )


def _behind(text: str, edge: int, more: str) -> str:
    return text + " " * max(2, edge - _width(text)) + more if more.strip() else text


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
