"""Names wrapped around their row: the first piece on the line above, the rest below, the code and the figure between.

A cell of two lines whose neighbours are centred beside it is printed so by readers of characters::

    其他工资
    301 99 12.40 302 26 劳务费 3.10
    福利支出
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import attrs

from gouji.names import HAN, squash
from gouji.packs import CodeEntry
from gouji.reading.plain.tokens import Printed

_CODED = re.compile(rf"(?<![\d.,])(3\d\d)\s?(\d\d)(?:\s+({HAN}[^\d\s]*))?(?=\s+-?[\d,]+\.\d\d)")
_PIECE = re.compile(rf"(?:{HAN}|[()（）、])+")
_MOST = 4
"""Pieces of names that may stand side by side on a line."""


def gathered(lines: Sequence[Printed], names: Mapping[str, CodeEntry]) -> list[Printed]:
    """Return the lines of a form of economic items with each wrapped name back at its code.

    Only pieces that make up a code's own name of the list are moved; the rest is left as printed.

    Args:
        lines: Printed lines of the table.
        names: The economic classification.
    """
    pieces = [_pieces(line.text) for line in lines]
    made: list[Printed] = []
    for at, line in enumerate(lines):
        above = pieces[at - 1] if at else []
        below = pieces[at + 1] if at + 1 < len(lines) else []
        text = line.text
        for found in reversed(list(_CODED.finditer(text))):
            entry = names.get(found[1] + found[2])
            if entry is None:
                continue
            whole = {squash(name) for name in (entry.name, *entry.old_names)}
            name = _made_up(found[3] or "", above, below, whole)
            if name:
                text = f"{text[: found.start()]}{found[1]}{found[2]} {name}{text[found.end() :]}"
        made.append(attrs.evolve(line, text=text) if text != line.text else line)
    return [
        line if not was or len(was) == len(left) else attrs.evolve(line, text=" ".join(left))
        for line, was, left in zip(made, [_pieces(x.text) for x in lines], pieces, strict=True)
        if not was or left
    ]


def _pieces(text: str) -> list[str]:
    """Return the pieces of names that a line is made of, nothing if it holds anything else."""
    words = text.split()
    return words if len(words) <= _MOST and all(map(_PIECE.fullmatch, words)) else []


def _made_up(own: str, above: list[str], below: list[str], whole: set[str]) -> str:
    """Return a name made up of pieces, which are taken, "" if none is: what stands at the code, above and below it."""
    if squash(own) in whole:
        return ""
    for first in ("", *above) if not own else ("",):
        for rest in ("", *below):
            name = squash(first + own + rest)
            if (first or rest) and name in whole:
                if first:
                    above.remove(first)
                if rest:
                    below.remove(rest)
                return first + own + rest
    return ""
