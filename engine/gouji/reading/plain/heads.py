"""Which of a form's optional columns a text prints, as its header tells."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence

import attrs

from gouji.names import squash
from gouji.packs import ColumnSpec, TableSpec
from gouji.reading.plain.tokens import Token

_FEWEST = 3
"""Numbers in a row that are 栏次."""


def narrowed(spec: TableSpec, tokens: Sequence[Token]) -> TableSpec:
    """Return a layout of one lane without the optional columns that the header does not show.

    The 栏次 say how many columns there are; without them, or where they leave a choice, the heads say which.
    """
    if len(spec.lanes) != 1:
        return spec
    lane = spec.lanes[0]
    needed = sum(not column.optional for column in lane.columns)
    if needed == len(lane.columns):
        return spec
    head = list(itertools.takewhile(lambda t: not t.figure or t.integer is not None, tokens))
    count = _numbered(head)
    named = _named(lane.columns, [squash(t.text) for t in head if not t.figure])
    shown = [column for column in lane.columns if not column.optional or column.key in named]
    if count == len(lane.columns) or (count > needed and count != len(shown)):
        return spec
    if count == needed:
        shown = [column for column in lane.columns if not column.optional]
    if len(shown) == len(lane.columns):
        return spec
    keys = {column.key for column in shown}
    sums = tuple(s for s in lane.row_sums if s.target in keys and all(name in keys for _, name in s.terms))
    return attrs.evolve(spec, lanes=(attrs.evolve(lane, columns=tuple(shown), row_sums=sums),))


def _numbered(head: Sequence[Token]) -> int:
    """Return how far the 栏次 count, 0 if none are printed."""
    expected = 1
    for token in head:
        if token.integer == expected:
            expected += 1
    return expected - 1 if expected > _FEWEST else 0


def _named(columns: Sequence[ColumnSpec], words: Sequence[str]) -> set[str]:
    """Return the optional columns with a head of their own: where several have one name, all of them or none."""
    printed = Counter(words)
    found = set()
    for column in columns:
        last = {squash(name.split(" ")[-1]) for name in column.names}
        if not column.optional:
            continue
        alike = sum(any(squash(n.split(" ")[-1]) in last for n in other.names) for other in columns)
        if max(printed[word] for word in last) >= alike:
            found.add(column.key)
    return found
