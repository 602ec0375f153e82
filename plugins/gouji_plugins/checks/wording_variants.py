"""One list of things printed in two places, with a word missing in one of them: 运营指挥中心大屏 and 运营中心大屏."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from gouji.model import Evidence, Finding
from gouji.patterns import later
from gouji_plugins.checks import wording_rules as rules
from gouji_plugins.checks.plain_findings import finding, words_at
from gouji_plugins.checks.wording_text import BODY, Text

_CLAUSE = later(r"[^,。;:\"()《》]+")
_SHORTEST, _LONGEST = 4, 40
"""Characters of an item."""
_FEWEST = 3
"""Items of a list."""
_LONG = 6
"""Characters of an item by which a list is known again: shorter ones stand in many lists."""
_SHARED = 2
_MISSING = (1, 3)
"""Characters that may be missing in one of two names."""
_AROUND = (2, 4)
"""Characters before and behind them that both names have, at least."""
_EVALUATION = "绩效"


class _Listed(NamedTuple):
    text: Text
    start: int
    items: tuple[str, ...]


def variants(texts: Sequence[Text]) -> Iterator[Finding]:
    """Yield the names that one list of what a project does prints in two ways.

    Only what is said of performance is looked at: lists there are copied from place to place.

    Args:
        texts: Texts of the document.
    """
    lists = [
        listed
        for text in texts
        if text.kind != BODY or _EVALUATION in text.title
        if text.flat.text.count("、") > 1
        for listed in _lists(text)
    ]
    known: dict[str, list[int]] = defaultdict(list)
    for number, listed in enumerate(lists):
        for item in dict.fromkeys(listed.items):
            if len(item) >= _LONG:
                known[item].append(number)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for numbers in known.values():
        for pair in combinations(numbers[:_LONG], 2):
            shared[pair] += 1
    told: set[tuple[str, str]] = set()
    for (one, other), count in shared.items():
        for a, b in _apart(lists[one].items, lists[other].items) if count >= _SHARED else ():
            if (min(a, b), max(a, b)) not in told:
                told.add((min(a, b), max(a, b)))
                spots = [_spot(lists[one], a), _spot(lists[other], b)]
                yield finding(
                    rules.VARIANT, f"同一串列举里的名称前后不一：“{a}”，又作“{b}”", spots, f"{a}|{b}"
                )


def _lists(text: Text) -> Iterator[_Listed]:
    for clause in _CLAUSE.finditer(text.flat.text):
        first, *rest = clause[0].split("、")
        # What stands before the first item is part of it here, and may be long.
        items = (first[-_LONGEST:], *rest)
        if len(items) >= _FEWEST and all(_SHORTEST <= len(item) <= _LONGEST for item in items):
            yield _Listed(text, clause.start(), items)


def _apart(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[str, str]]:
    for a in one:
        for b in other:
            if a not in other and b not in one and _lacks(*sorted((a, b), key=len)):
                yield a, b


def _lacks(short: str, whole: str) -> bool:
    """Whether a name is another without a few characters from within."""
    least, most = _MISSING
    if not least <= len(whole) - len(short) <= most:
        return False
    before, behind = _alike(short, whole), _alike(short[::-1], whole[::-1])
    return before >= _AROUND[0] and behind >= _AROUND[1] and before + behind >= len(short)


def _alike(one: str, other: str) -> int:
    """Return how many characters two names begin with alike."""
    return next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _spot(listed: _Listed, item: str) -> Evidence:
    at = listed.text.flat.text.find(item, listed.start)
    return words_at(listed.text.place(at, at + len(item)), item, section=listed.text.section)
