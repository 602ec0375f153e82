"""Patterns that are compiled only for documents that need them: compiling takes a seventh of an audit's time.

:func:`sparse` is for patterns of the packs: compiled when a text first holds words they cannot do without; to see that
these are not there takes less than compiling.  :func:`later` is for the engine's own that most documents do not call
for: compiled when first used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, AnyStr, cast


class Sparse:
    """A pattern that is compiled when a text first holds one of its words.

    >>> residue = Sparse(r"按上述格式(?:依次)?(?:说明|填列)")
    >>> residue.words
    (('按上述格式',), ('说明', '填列'))
    >>> residue.search("没有这种话") is None, residue.search("请按上述格式填列。")[0]
    (True, '按上述格式填列')
    """

    __slots__ = ("_compiled", "source", "words")

    def __init__(self, source: str) -> None:
        self.source = source
        self.words = needed(source)
        self._compiled: re.Pattern[str] | None = None

    def __repr__(self) -> str:
        return f"Sparse({self.source!r})"

    def may_match(self, text: str) -> bool:
        """Whether a text, or a part of it, may match: it holds the words that every match holds."""
        for words in self.words:
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

    def search(self, text: str) -> re.Match[str] | None:
        """Return the first match; ``None`` without one.

        Raises:
            re.error: The pattern is malformed; told at the first text that holds its words.
        """
        pattern = self._of(text)
        return pattern.search(text) if pattern else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Return the matches from left to right.

        Raises:
            re.error: As for :meth:`search`.
        """
        pattern = self._of(text)
        return pattern.finditer(text) if pattern else iter(())


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


Words = tuple[tuple[str, ...], ...]


@cache
def needed(source: str) -> Words:
    """Return words that every match holds: of each group at least one; empty if none can be named.

    Careful rather than clever: what is not understood names no word, and the pattern is then always tried.

    >>> needed("(?:增加|减少)[^,。]{0,8}?万元"), needed(r"\\d+(?:人次)?")
    ((('增加', '减少'), ('万元',)), ())
    """
    if re.search(r"\(\?[aiLmsux-]+[:)]|\(\?\(", source):
        return ()
    try:
        found, at = _alternatives(source, 0)
    except IndexError:
        return ()  # an unfinished group or class: compiling will say so
    return found if at == len(source) else ()


_OPTIONAL = re.compile(r"[?*]|\{0*(?:,\d*)?\}")
_OPENING = re.compile(r"\((?:\?(?::|P<\w+>|=|<=|(?P<not>!|<!)|(?P<again>P=\w+\))))?")
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
    telling = (max(words, key=lambda group: (min(map(len, group)), -len(group))) for words in every)
    return (tuple(dict.fromkeys(word for group in telling for word in group)),), at


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
        return "", (), end + 1
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
