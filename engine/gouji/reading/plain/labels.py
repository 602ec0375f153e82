"""Finding a form's own labels in a run of words: wrapped, joined, numbered, in any lane."""

from __future__ import annotations

import re
from collections.abc import Iterable

from gouji.names import squash
from gouji.packs import LaneSpec, RowSpec

_NUMERAL = r"(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|其中:?|\d{1,2}[.、])?"


class LabelFinder:
    """Finds the labels of fixed rows in squashed text, longest first."""

    def __init__(self, lanes: Iterable[LaneSpec]) -> None:
        self.by_name: dict[str, list[tuple[str, RowSpec]]] = {}
        for lane in lanes:
            for row in lane.rows:
                for name in row.names:
                    self.by_name.setdefault(squash(name), []).append((lane.name, row))
        names = sorted(self.by_name, key=len, reverse=True)
        self.pattern = re.compile(_NUMERAL + "(" + "|".join(re.escape(n) for n in names) + ")")

    def split(self, text: str) -> list[str]:
        """Cut squashed text into known names and the unknown pieces between them."""
        pieces = []
        at = 0
        for found in self.pattern.finditer(text):
            if found.start() > at:
                pieces.append(text[at : found.start()])
            pieces.append(found[1])
            at = found.end()
        if at < len(text):
            pieces.append(text[at:])
        return pieces
