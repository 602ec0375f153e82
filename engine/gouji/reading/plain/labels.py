"""Finding a form's own labels in a run of words: wrapped, joined, numbered, in any lane."""

from __future__ import annotations

import re
from collections.abc import Iterable

from gouji.names import squash
from gouji.packs import LaneSpec, RowSpec

_NUMERAL = re.compile(r"[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|其中:?|\d{1,2}[.、]")


class LabelFinder:
    """Finds the labels of fixed rows in squashed text, longest first."""

    def __init__(self, lanes: Iterable[LaneSpec]) -> None:
        self.by_name: dict[str, list[tuple[str, RowSpec]]] = {}
        for lane in lanes:
            for row in lane.rows:
                for name in row.names:
                    self.by_name.setdefault(squash(name), []).append((lane.name, row))
        # Hundreds of names: one pattern of them all takes longer to compile than a document's labels to be found.
        lengths: dict[str, set[int]] = {}
        for name in self.by_name:
            lengths.setdefault(name[:1], set()).add(len(name))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items() if first}

    def split(self, text: str) -> list[str]:
        """Cut squashed text into known names and the unknown pieces between them; numerals before names go."""
        pieces = []
        done = at = 0
        while at < len(text):
            numeral = _NUMERAL.match(text, at)
            name = (self._name_at(text, numeral.end()) if numeral else "") or self._name_at(text, at)
            if not name:
                at += 1
                continue
            if at > done:
                pieces.append(text[done:at])
            pieces.append(name)
            start = numeral.end() if numeral and text.startswith(name, numeral.end()) else at
            done = at = start + len(name)
        if done < len(text):
            pieces.append(text[done:])
        return pieces

    def _name_at(self, text: str, at: int) -> str:
        """Return the longest name that begins at a character, "" if none does."""
        for length in self._lengths.get(text[at : at + 1], ()):
            if text[at : at + length] in self.by_name:
                return text[at : at + length]
        return ""
