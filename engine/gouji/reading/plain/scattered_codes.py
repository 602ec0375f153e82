"""Which 科目 rows a text cut cell by cell prints: by whole codes wherever they stand, else by names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

import attrs

from gouji.names import squash
from gouji.packs import CodeEntry, Specs, once
from gouji.reading.plain.printed_words import Words
from gouji.reading.plain.tokens import Token
from gouji.value import Value

_CLASS = re.compile(r"[12]\d\d(?:\d\d){0,2}")
_PART = re.compile(r"\d\d")
_LONGEST = 40
"""Characters of a name."""
_IN_ORDER = 0.7
"""Share of a table's codes that stand in rising order where its rows do."""


@attrs.frozen(eq=False, repr=False)
class CodedLine(Value):
    """A row of the table.

    Attributes:
        code: Its code, "" for the total.
        label: As printed.
        line: Index of the line it stands on, -1 if not known.
    """

    code: str
    label: str
    line: int


def rows_of(tokens: Sequence[Token], words: Words, specs: Specs) -> tuple[list[Token], list[CodedLine]]:
    """Return the tokens that belong to no code, and the rows in the order of their codes."""
    rest, codes = _whole_codes(tokens)
    if not codes or len({code for code, _ in codes}) < len(codes) or not _rising([c for c, _ in codes]):
        rest, codes = _named_codes(tokens, words, specs)
    codes.sort()
    names = [_printed_name(code, words, specs.functional) for code, _ in codes]
    lines = []
    for n, (code, line) in enumerate(codes):
        label = names[n]
        if not label and code not in specs.functional:
            # A name that no list has follows the name above it, or its code.
            following = next((squash(name) for name in names[n + 1 :] if name), "")
            if n:
                label = words.behind(squash(names[n - 1]), following)
            label = label or words.behind(f"\0{code}\0")
        if not 2 <= len(label) <= _LONGEST:
            return rest, []
        names[n] = label
        lines.append(CodedLine(code, label, line))
    return rest, lines


def _printed_name(code: str, words: Words, known: Mapping[str, CodeEntry]) -> str:
    """Return the name of a code as it is printed, "" if none of its names is."""
    entry = known.get(code)
    names = (entry.name, *entry.old_names) if entry is not None else ()
    return next((name for name in names if words.have(squash(name))), "")


def _whole_codes(tokens: Sequence[Token]) -> tuple[list[Token], list[tuple[str, int]]]:
    """Return the tokens that are no codes, and the codes that stand together with all their parts."""
    rest, codes = [], []
    i = 0
    while i < len(tokens):
        token = tokens[i]
        if not _CLASS.fullmatch(token.text):
            rest.append(token)
            i += 1
            continue
        code, length = token.text, 1
        while len(code) < 7 and i + length < len(tokens) and _PART.fullmatch(tokens[i + length].text):
            code += tokens[i + length].text
            length += 1
        codes.append((code, token.line))
        i += length
    return rest, codes


def _rising(codes: Sequence[str]) -> bool:
    """Whether codes stand mostly in their order."""
    return sum(a < b for a, b in pairwise(codes)) >= _IN_ORDER * (len(codes) - 1)


def _named_codes(
    tokens: Sequence[Token], words: Words, specs: Specs
) -> tuple[list[Token], list[tuple[str, int]]]:
    """Return the tokens that are no parts of codes, and the codes that names tell.

    Classes, 款 and 项 stand in columns of their own then, and every row prints all of its parts: they prove the
    names right.
    """
    classes = [t for t in tokens if re.fullmatch(r"[12]\d\d", t.text)]
    parts = [t for t in tokens if _PART.fullmatch(t.text)]
    codes = list(_codes_of(words.joined, specs))
    wanted = (
        Counter(code[:3] for code in codes),
        Counter(code[n : n + 2] for code in codes for n in (3, 5) if len(code) > n),
    )
    if not codes or Counter(t.text for t in classes) != wanted[0]:
        return [], []
    printed = Counter(t.text for t in parts)
    if any(printed[part] != count for part, count in wanted[1].items()):
        return [], []
    known = {id(t) for t in classes} | {id(t) for t in parts if t.text in wanted[1]}
    rest = [t for t in tokens if id(t) not in known]
    line = classes[0].line if classes else -1
    return rest, [(code, line) for code in codes]


def _codes_of(words: str, specs: Specs) -> Iterator[str]:
    """Return the codes whose names follow one another in a table: each below one that was named."""
    pattern, by_name = _names(specs)
    seen: set[str] = set()
    last = ""
    for found in pattern.finditer(words):
        candidates = [c for c in by_name[found[0]] if c > last and (len(c) == 3 or c[:-2] in seen)]
        if not candidates:
            continue
        nearest = max(candidates, key=lambda c: (_common(c, last), -int(c.ljust(7, "0"))))
        seen.add(nearest)
        last = nearest
        yield nearest


def _common(a: str, b: str) -> int:
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


@once
def _names(specs: Specs) -> tuple[re.Pattern[str], Mapping[str, Collection[str]]]:
    """Return a pattern of all names of the functional classification, longest first, and their codes."""
    by_name: dict[str, list[str]] = {}
    for code, entry in specs.functional.items():
        for name in (entry.name, *entry.old_names):
            by_name.setdefault(squash(name), []).append(code)
    names = sorted(by_name, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, names)) or "(?!)"), by_name
