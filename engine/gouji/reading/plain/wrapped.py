"""Names broken above and below the line of their code and figures: the middle of a cell that is set in the middle.

A text without layout prints such a row as the beginning of its name, its code with the figures, and the rest
of its name, each on its own line::

    其他科学技术普
    2060799 12.50 12.50
    及支出

Between two rows the lines of words are parted so that every name has as many lines above its code as below;
where that leaves a choice, names that the classification knows decide.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import attrs

from gouji.names import squash
from gouji.packs import CodeEntry
from gouji.reading.plain.tokens import Printed, is_figure

_CODES = {
    "functional": re.compile(r"[12]\d\d(?:\d\d){0,2}"),
    "economic": re.compile(r"3\d\d(?:\d\d)?"),
}
_WHOLE = {"functional": (3, 5, 7), "economic": (5,)}
"""Lengths of codes that a figure may follow; a shorter one may go on with its next two digits."""
_DECIMALS = re.compile(r"[-－−]?\d[\d,，]*\.\d\d")
_TOTAL = re.compile(r"(?:合|总)计|.{2,6}合计")
_MOST = 3
"""Lines of a name above or below its code."""
_NAMELESS, _UNEVEN, _ADDED, _UNKNOWN = 40, 6, 2, 1
"""What counts against a row: no name at all, lines uneven about its code, lines a whole name needs not, a name
the classification does not know."""


_Path = tuple[int, tuple[tuple[list[int], list[int]], ...]]
"""What speaks against a choice so far, and the lines above and below of each row."""


class _Part(NamedTuple):
    """A code of a line with the words and figures behind it."""

    code: str
    words: tuple[str, ...]
    figures: tuple[str, ...]


@attrs.frozen(eq=False, repr=False)
class _Row:
    """A line that opens a row in one or more lanes; without parts it is a total."""

    at: int
    parts: tuple[_Part, ...]

    @property
    def nameless(self) -> list[int]:
        """The lanes in which a code stands without a name."""
        return [i for i, part in enumerate(self.parts) if not part.words]

    def named(
        self, above: Sequence[str], below: Sequence[str], known: Mapping[str, CodeEntry]
    ) -> tuple[int, list[tuple[str, ...]]]:
        """Return what speaks against giving it these lines, and the words of each lane with them."""
        labels = [[part.words] for part in self.parts]
        for lines, front in ((reversed(above), True), (below, False)):
            for line in lines:
                for lane, word in self._shared(line.split(), known):
                    labels[lane].insert(0, (word,)) if front else labels[lane].append((word,))
        words = [tuple(word for piece in label for word in piece) for label in labels]
        if not self.parts:
            return _NAMELESS * (len(above) + len(below)), []
        cost = _UNEVEN * abs(len(above) - len(below))
        cost += _NAMELESS * sum(not label for label in words)
        for part, label in zip(self.parts, words, strict=True):
            if label != part.words and squash("".join(label)) not in _names(part.code, known):
                cost += _UNKNOWN + (_ADDED if part.words else 0)
        return cost, words

    def _shared(self, words: Sequence[str], known: Mapping[str, CodeEntry]) -> list[tuple[int, str]]:
        """Return which lane each word of a line goes to."""
        wanting = self.nameless
        for lanes in (wanting, list(range(len(self.parts)))):
            if len(lanes) == len(words):
                return list(zip(lanes, words, strict=True))
        joined = "".join(words)
        lanes = wanting or list(range(len(self.parts)))
        fitting = [i for i in lanes if any(squash(joined) in n for n in _names(self.parts[i].code, known))]
        return [((fitting or lanes)[0], joined)] if lanes else []


def unwrapped(lines: Sequence[Printed], kind: str, known: Mapping[str, CodeEntry]) -> list[Printed]:
    """Return the lines of a table with broken names put back behind their codes.

    Lines in which every code has its name are returned as they are, and so are those that cannot be parted.

    Args:
        lines: Lines below the title, in printed order.
        kind: Kind of the table's lanes.
        known: Names of codes.
    """
    rows = [row for at, line in enumerate(lines) if (row := _row_of(at, line.text, kind)) is not None]
    if not any(row.nameless for row in rows):
        return list(lines)
    gaps = _gaps(lines, rows)
    texts = [line.text for line in lines]
    chosen = _parted(rows, gaps, texts, known)
    if chosen is None:
        return list(lines)
    found: list[Printed] = []
    used: set[int] = set()
    made: dict[int, str] = {}
    for row, (above, below) in zip(rows, chosen, strict=True):
        if not above and not below:
            continue
        used.update(above, below)
        _, words = row.named([texts[i] for i in above], [texts[i] for i in below], known)
        made[row.at] = " ".join(
            word
            for part, label in zip(row.parts, words, strict=True)
            for word in (part.code, "".join(label), *part.figures)
            if word
        )
    for at, line in enumerate(lines):
        if at in made:
            found.append(attrs.evolve(line, text=made[at]))
        elif at not in used:
            found.append(line)
    return found


def _row_of(at: int, text: str, kind: str) -> _Row | None:
    """Return the row a line opens, ``None`` if it opens none."""
    words = text.split()
    if not words:
        return None
    code = _CODES[kind]
    if _TOTAL.fullmatch(squash(words[0])) and any(_DECIMALS.fullmatch(word) for word in words):
        return _Row(at, ())
    if not code.fullmatch(words[0]):
        return None
    starts = [0] if kind == "functional" else [i for i, word in enumerate(words) if code.fullmatch(word)]
    parts = []
    for start, end in zip(starts, [*starts[1:], len(words)], strict=True):
        own = words[start + 1 : end]
        figures = [word for word in own if is_figure(word)]
        name = [word for word in own if not is_figure(word)]
        lone = not name and len(words[start]) not in _WHOLE[kind]
        if lone or (not name and kind == "functional" and not any(map(_DECIMALS.fullmatch, figures))):
            return None
        parts.append(_Part(words[start], tuple(name), tuple(figures)))
    return _Row(at, tuple(parts))


def _gaps(lines: Sequence[Printed], rows: Sequence[_Row]) -> list[list[int]]:
    """Return the lines of words before, between and behind rows; none where anything else stands among them."""
    edges = [-1, *(row.at for row in rows), len(lines)]
    gaps = []
    for first, last in pairwise(edges):
        between = list(range(first + 1, last))
        plain = all(lines[i].text.strip() and not _figures(lines[i].text) for i in between)
        if first < 0:
            # The header stands above the first row.
            own = between[-_MOST:]
            gaps.append(own if all(not _figures(lines[i].text) for i in own) else [])
        elif last == len(lines):
            gaps.append(between[:_MOST] if plain else [])
        else:
            gaps.append(between if plain and len(between) <= 2 * _MOST else [])
    return gaps


def _figures(text: str) -> bool:
    return any(is_figure(word) for word in text.split())


def _parted(
    rows: Sequence[_Row], gaps: Sequence[list[int]], texts: Sequence[str], known: Mapping[str, CodeEntry]
) -> list[tuple[list[int], list[int]]] | None:
    """Return the lines above and below that belong to each row, ``None`` if a code would stay without a name."""
    # best[n]: with n lines of the gap in front of the next row left to it, what was chosen so far costs least.
    best: dict[int, _Path] = dict.fromkeys(range(min(_MOST, len(gaps[0])) + 1), (0, ()))
    for i, row in enumerate(rows):
        behind, last = gaps[i + 1], i + 1 == len(rows)
        following: dict[int, _Path] = {}
        for count, (cost, path) in best.items():
            above = gaps[i][len(gaps[i]) - count :]
            for under in range(min(_MOST, len(behind)) + 1):
                left = len(behind) - under
                if left > _MOST and not last:
                    continue
                below = behind[:under]
                own, _ = row.named([texts[k] for k in above], [texts[k] for k in below], known)
                step = (cost + own, (*path, (above, below)))
                key = 0 if last else left
                if key not in following or step[0] < following[key][0]:
                    following[key] = step
        best = following
    cost, path = min(best.values(), key=lambda found: found[0])
    bare = any(row.nameless and not (above or below) for row, (above, below) in zip(rows, path, strict=True))
    return None if bare else list(path)


def _names(code: str, known: Mapping[str, CodeEntry]) -> set[str]:
    entry = known.get(code)
    return {squash(name) for name in (entry.name, *entry.old_names)} if entry is not None else set()
