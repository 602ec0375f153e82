"""Values that are listed for several subjects at once: 收、支总计各是 A、B 万元; 分别为 A 万元和 B 万元.

Here is only how such a list is told from other figures and whose values it holds; what they measure is
read as for a single figure, by the words before them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gouji.facts.narrative_leads import name_of
from gouji.facts.narrative_names import Vocabulary
from gouji.facts.vocabulary import Subject
from gouji.patterns import Sparse, later

_TOKEN = r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_UNIT = r"\s*(?:万元|亿元|元|万|%)?"
_MARK = r"\s*(?:[,、]|和|及|与)\s*"
_LIST = Sparse(
    rf"(?:各|分别|依次)(?P<verb>[^\d,;:。()]{{0,8}}?)\s*(?P<values>{_TOKEN}{_UNIT}(?:{_MARK}{_TOKEN}{_UNIT})+)"
    r"(?![\d年月日])"
)
_VALUE = later(rf"(?P<number>{_TOKEN})\s*(?P<unit>万元|亿元|元|万|%)?")
_MEASURE = later(
    r"(?:(?:年初|全年|调整后?)?预算(?:数|安排)?|(?:支出|收入)?决算(?:数|总额)?|完成(?:年初|全年)?预算(?:数)?的?|占[^,]*?的(?:比重|比例)?)$"
)
_BETWEEN = later(r"[、和与及]")


class Listed(NamedTuple):
    """A list of values.

    Attributes:
        start: Where the word that distributes stands.
        end: End of the last value.
        values: Of each value: start and end of the number.
        verb: Words between 各 and the first value.
        symbol: Unit of all values.
    """

    start: int
    end: int
    values: tuple[tuple[int, int], ...]
    verb: str
    symbol: str


def lists_in(text: str, start: int, end: int) -> list[Listed]:
    """Return the lists of a sentence; figures of different units are no list."""
    found = []
    for match in _LIST.finditer(text, start, end):
        values = list(_VALUE.finditer(text, match.start("values"), match.end("values")))
        units = {value["unit"] for value in values}
        last = values[-1]["unit"]
        if last is None or units - {None, last} or len(values) < 2:
            continue
        spans = tuple(value.span("number") for value in values)
        symbol = "万元" if last == "万" else last
        found.append(Listed(match.start(), values[-1].end(), spans, match["verb"].strip(), symbol))
    return found


def enumerated(clauses: Sequence[str], vocabulary: Vocabulary) -> tuple[Subject, ...]:
    """Return the subjects that the last of some clauses counts up: 依次为：A、B、C, () if it names anything else."""
    pieces = clauses[-1].rpartition(":")[2].split("、") if clauses else []
    found = [vocabulary.ending(piece) for piece in pieces]
    return tuple(s for s in found if s is not None) if len(found) > 1 and all(found) else ()


def members_of(head: str, vocabulary: Vocabulary) -> tuple[tuple[Subject, ...], str]:
    """Return the subjects that the last clause before a list names, and the words for the measure after them.

    Args:
        head: The clause, without the word that distributes.
        vocabulary: Names of the section.
    """
    measure = _MEASURE.search(head)
    names = head[: measure.start()] if measure else head
    tail = measure[0] if measure else ""
    whole = name_of(names, vocabulary)
    if whole is not None and whole.each:
        found = [vocabulary.named(name) for name in whole.each]
        return tuple(s for s in found if s is not None), tail
    pieces = [name_of(piece, vocabulary) for piece in _BETWEEN.split(names)]
    if len(pieces) > 1 and all(piece is not None for piece in pieces):
        return tuple(piece for piece in pieces if piece is not None), tail
    return (), tail
