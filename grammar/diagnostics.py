"""Diagnostics of rule files: a code, a place, the line with a caret, what to do."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from gouji.grammar.tree import Span

from gouji.display import width
from gouji.i18n import tr

_LOOKALIKES = str.maketrans("岀末己巳曰囗入帐拔货簿士干侯间", "出未已已日口人账拨贷薄土千候问")


class Diagnostic(NamedTuple):
    """A mistake in a rule file.

    Attributes:
        code: Stable code: ``GJ1xx`` reading, ``GJ2xx`` names, ``GJ3xx`` units and populations, ``GJ4xx`` packs.
        message: What is wrong, in the reader's words.
        file: File name.
        span: Where.
        line: The printed line.
        hint: What to do, "" if nothing.
        severity: ``error`` or ``warning``.
    """

    code: str
    message: str
    file: str = ""
    span: Span = Span()
    line: str = ""
    hint: str = ""
    severity: str = "error"

    def render(self) -> str:
        """Return the message as a compiler prints it, the caret under the right column."""
        word = tr("错误") if self.severity == "error" else tr("警告")
        text = [f"{word}[{self.code}] {self.message}"]
        if self.file:
            text.append(f"  --> {self.file}:{self.span.line}:{self.span.start + 1}")
        if self.line:
            shown = self.line.replace("\t", " ").rstrip()
            before = width(shown[: self.span.start])
            under = max(1, width(shown[self.span.start : max(self.span.end, self.span.start + 1)]))
            text += [f"   | {shown}", f"   | {' ' * before}{'^' * under}"]
        if self.hint:
            text.append(f"   = {self.hint}")
        return "\n".join(text)


def folded(name: str) -> str:
    """Return a name with widths and look-alike characters unified, for comparing by eye.

    >>> folded("基本支岀") == folded("基本支出")
    True
    """
    return unicodedata.normalize("NFKC", name).translate(_LOOKALIKES)


def nearest(name: str, known: Iterable[str], limit: int = 3) -> list[str]:
    """Return the known names most like ``name``: look-alikes first, then by edit similarity."""
    names = list(dict.fromkeys(known))
    same = [n for n in names if folded(n) == folded(name) and n != name]
    if same:
        return same[:limit]
    near = difflib.get_close_matches(name, names, n=limit, cutoff=0.6)
    # One character of two is less than that likeness, and yet one slip.
    short = [
        n
        for n in names
        if len(n) == len(name) == 2 and sum(a == b for a, b in zip(n, name, strict=True)) == 1
    ]
    return (near or short)[:limit]
