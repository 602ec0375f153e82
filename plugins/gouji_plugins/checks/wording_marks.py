"""Marks within a list: counts of one kind parted now by 、 and now by ，; quoted terms parted by 、 and by nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from gouji.patterns import later
from gouji_plugins.checks.wording_text import Text

_COUNTED = later(
    r"(?P<name>[^\d,、;:。()\"]{2,16})\d+(?P<unit>辆|台|套|个|名|人次|批次|人|项|件|家|户|条|场|次|期|份|册|处|所|间|座)"
    r"(?:\([^()\d]{1,4}\))?(?P<mark>[,、]?)"
)
_QUOTED = later(r'"[^",、。;]{1,16}"(?:、?"[^",、。;]{1,16}"){2,}')
_NOUN = r"[^的地得之和及与并且而率性等后前时中为,。;:、()\"\d]{2,8}"
_TWICE = 2
_FEWEST = 5
"""Items of a list of which some are parted in one way and some in another: two marks of each kind at least."""
_ENDING = 2
"""Characters that names of one kind end with alike: 用车, 人员."""
_HALVES = (("、", ","), (",", "、"))


def mixed_marks(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the lists of a text whose marks are of two kinds: where each starts and ends, and what is to be said.

    Args:
        text: In half-width marks, without spaces.
    """
    if text.count("、") > 1 and text.count(",") > 1:
        for run in _runs(text):
            marks = [one["mark"] for one in run[:-1]]
            if marks.count("、") > 1 and marks.count(",") > 1 and _halved(marks):
                yield run[0].start(), run[-1].end("unit"), "同一串列举里顿号和逗号混用"
    if '""' in text and '"、"' in text:
        for found in _QUOTED.finditer(text):
            if '""' in found[0] and '"、"' in found[0]:
                yield *found.span(), "并列的引号之间有的加顿号，有的不加"


def run_on(text: Text, predicates: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where a sentence is said and another begins without a mark: 系统正常运转网站全年正常运转.

    Args:
        text: A text.
        predicates: Words that say all of a sentence, of the packs: one that comes again behind a few characters that join
            nothing to it is another sentence's.
    """
    words = text.flat.text
    for predicate in predicates:
        if words.count(predicate) < _TWICE:
            continue
        for found in re.finditer(rf"{predicate}(?={_NOUN}{predicate})", words):
            at = found.end()
            # A space or a new line may be the end of a cell.
            if text.flat.origin[at] == text.flat.origin[at - 1] and (
                text.flat.offset[at] == text.flat.offset[at - 1] + 1
            ):
                yield found.start(), words.index(predicate, at) + len(predicate)


def _halved(marks: Sequence[str]) -> bool:
    """Whether one kind of mark ends where the other begins: turned about once, they are no groups within groups."""
    return sum(1 for one, other in pairwise(marks) if one != other) == 1


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Yield the counts right behind each other that are of one unit and whose names end alike."""
    run: list[re.Match[str]] = []
    for found in _COUNTED.finditer(text):
        if run and not (
            run[-1].end() == found.start()
            and run[-1]["mark"]
            and run[-1]["unit"] == found["unit"]
            and run[-1]["name"][-_ENDING:] == found["name"][-_ENDING:]
        ):
            if len(run) >= _FEWEST:
                yield run
            run = []
        run.append(found)
    if len(run) >= _FEWEST:
        yield run
