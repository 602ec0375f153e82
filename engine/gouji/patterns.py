"""Patterns that are compiled only for documents that need them: compiling takes a seventh of an audit's time.

:class:`Sparse` is for long patterns that few texts match: compiled when a text first holds words they cannot do without;
to see that these are not there takes less than compiling.  :func:`sparse` makes one of a pack's pattern.  :func:`later`
is for those that are tried on every line once they are called for: compiled when first used.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, AnyStr, cast

Words = tuple[tuple[str, ...], ...]

_PREPARED: dict[str, Sequence[Sequence[str]]] = {}
"""Words of patterns that ship with gouji, by source: found when it was made instead of at every start."""


def prepare(words: Mapping[str, Sequence[Sequence[str]]]) -> None:
    """Take the :func:`needed` words of patterns as given.

    Args:
        words: By source of the pattern.
    """
    _PREPARED.update(words)


class Sparse:
    """A pattern that is compiled when a text first holds one of its words.

    >>> residue = Sparse(r"按上述格式(?:依次)?(?:说明|填列)")
    >>> residue.words
    (('按上述格式',), ('说明', '填列'))
    >>> residue.search("没有这种话") is None, residue.search("请按上述格式填列。")[0]
    (True, '按上述格式填列')
    """

    __slots__ = ("_compiled", "_words", "source")

    def __init__(self, source: str) -> None:
        self.source = source
        self._words: Words | None = None
        self._compiled: re.Pattern[str] | None = None

    def __repr__(self) -> str:
        return f"Sparse({self.source!r})"

    @property
    def words(self) -> Words:
        """Groups of words; every match holds one of each."""
        if self._words is None:
            told = _PREPARED.get(self.source)
            self._words = needed(self.source) if told is None else tuple(map(tuple, told))
        return self._words

    def may_match(self, text: str) -> bool:
        """Whether a text, or a part of it, may match: it holds the words that every match holds."""
        groups = self._words
        for words in self.words if groups is None else groups:
            for word in words:
                if word in text:
                    break
            else:
                return False
        return True

    def _of(self, text: str) -> re.Pattern[str] | None:
        if not self.may_match(text):
            return None
        if self._compiled is None:
            self._compiled = re.compile(self.source)
        return self._compiled

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the first match between two places of a text; ``None`` without one.

        Raises:
            re.error: The pattern is malformed; told at the first text that holds its words.
        """
        pattern = self._of(text[start:end])
        return pattern.search(text, start, end) if pattern else None

    def match(self, text: str) -> re.Match[str] | None:
        """Return the match at the beginning of a text; ``None`` without one."""
        pattern = self._of(text)
        return pattern.match(text) if pattern else None

    def fullmatch(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the match of all between two places of a text; ``None`` without one."""
        pattern = self._of(text[start:end])
        return pattern.fullmatch(text, start, end) if pattern else None

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Return the matches from left to right."""
        pattern = self._of(text[start:end])
        return pattern.finditer(text, start, end) if pattern else iter(())

    def sub(self, by: str, text: str) -> str:
        """Return the text with every match replaced."""
        pattern = self._of(text)
        return pattern.sub(by, text) if pattern else text


_METHODS = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub", "subn")


class _Later:
    """A pattern that is compiled when one of its methods is first called; from then on the methods are its own."""

    __slots__ = ("_source", *_METHODS)

    def __init__(self, source: Any, flags: int) -> None:
        self._source = source, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        compiled = re.compile(*self._source)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def later(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return a pattern of a module that is compiled when it is first used.

    Not to be handed to functions of :mod:`re`, which want a compiled one.

    >>> unit = later(r"(\\d+)万元")
    >>> unit.sub(r"\\1元", "3万元"), unit.pattern, unit.match("元")
    ('3元', '(\\\\d+)万元', None)
    """
    return cast("re.Pattern[AnyStr]", _Later(source, flags))


@cache
def sparse(source: str) -> Sparse:
    """Return the one pattern of a source."""
    return Sparse(source)


@cache
def needed(source: str) -> Words:
    """Return words that every match holds: of each group at least one; empty if none can be named.

    Careful rather than clever: what is not understood names no word, and the pattern is then always tried.

    >>> needed("(?:增加|减少)[^,。]{0,8}?万元"), needed(r"\\d+(?:人次)?")
    ((('增加', '减少'), ('万元',)), ())
    >>> needed("[一二三]、|(?:第[一二三]|其[一二三])项")
    (('一', '二', '三'), ('、', '项'))
    """
    if re.search(r"\(\?[aiLmsux-]+[:)]|\(\?\(", source):
        return ()
    try:
        found, at = _alternatives(source, 0)
    except IndexError:
        return ()  # an unfinished group or class: compiling will say so
    return found if at == len(source) else ()


_FEW = 10
"""Characters of a class that are looked for one by one."""
_USUAL = "、。，；：（）"
_OPTIONAL = re.compile(r"[?*]|\{0*(?:,\d*)?\}")
_OPENING = re.compile(r"\((?:\?(?::|P<\w+>|=|(?P<not>!|<!|<=)|(?P<again>P=\w+\))))?")
_COUNT = re.compile(r"(?:[?*+]|\{\d*(?:,\d*)?\})[?+]?")


def _alternatives(source: str, at: int) -> tuple[Words, int]:
    """Return the words of ``a|b|c`` up to the end or a closing bracket, and where it ends."""
    every: list[Words] = []
    while True:
        words, at = _sequence(source, at)
        every.append(words)
        if at >= len(source) or source[at] != "|":
            break
        at += 1
    if len(every) == 1:
        return every[0], at
    if not all(every):
        return (), at
    shared = tuple(group for group in every[0] if all(group in words for words in every))
    telling = (max(words, key=lambda group: (min(map(len, group)), -len(group))) for words in every)
    either = tuple(dict.fromkeys(word for group in telling for word in group))
    return shared if any(set(group) <= set(either) for group in shared) else (*shared, either), at


def _sequence(source: str, at: int) -> tuple[Words, int]:
    """Return the words of one alternative, in its order."""
    found: list[tuple[str, ...]] = []
    run = ""
    while at < len(source) and source[at] not in "|)":
        letter, words, after = _atom(source, at)
        count = _COUNT.match(source, after)
        optional = bool(count) and bool(_OPTIONAL.match(source, after))
        if letter and not optional:
            run += letter
        if not letter or count:
            found.append((run,))
            run = ""
        if not optional:
            found += words
        at = count.end() if count else after
    found.append((run,))
    return tuple(dict.fromkeys(group for group in found if all(group))), at


def _members(inner: str) -> Words:
    """Return the characters of a class as words; of those that most texts hold one of, nothing."""
    return (
        (tuple(inner),)
        if len(inner) <= _FEW and all(char > "\u2e7f" and char not in _USUAL for char in inner)
        else ()
    )


def _atom(source: str, at: int) -> tuple[str, Words, int]:
    """Return the letter at a place, or the words of the group there, and the place after it."""
    char = source[at]
    if char == "\\":
        after = source[at + 1]
        if after in "xuU":
            return "", (), at + 2 + {"x": 2, "u": 4, "U": 8}[after]
        return ("", (), at + 2) if after.isalnum() else (after, (), at + 2)
    if char == "[":
        end = first = at + 1 + (source[at + 1] == "^")
        while source[end] != "]" or end == first:  # one that comes first is a member
            end += 1 + (source[end] == "\\")
        return "", _members(source[at + 1 : end]), end + 1
    if char == "(":
        head = _OPENING.match(source, at)
        if head is None:
            raise IndexError
        if head["again"]:
            return "", (), head.end()
        words, end = _alternatives(source, head.end())
        if source[end] != ")":
            raise IndexError
        return "", () if head["not"] else words, end + 1
    return ("" if char in ".^$" else char), (), at + 1
