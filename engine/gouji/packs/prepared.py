"""What reading the packs that ship with gouji comes to, found once when the package is made instead of at every start.

Three things: the TOML files as JSON, which is read twenty times as fast; the sets of packs whose rules were
checked without a mistake, so that an audit need not try them on blank specimens again; the words that patterns cannot
match without.  Each entry is known by a digest of the very text it was made from, or by the pattern itself: a changed,
foreign or user's pack is simply read and checked as ever, and a stale file costs time, never truth.
``python specs/prepare.py`` makes the file; a test says when it must be made anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from typing import Any

from gouji.installed import data_of

NAME = "prepared.lines"
CHECKED = "checked"
WORDS = "words"


def digest(*texts: str) -> str:
    """Return what texts are known by, however their lines end."""
    plain = "\0".join(t.replace("\r\n", "\n").replace("\r", "\n") for t in texts)
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()


def parsed(text: str) -> dict[str, Any] | None:
    """Return the content of a TOML file that ships with gouji; ``None`` for any other text."""
    line = _lines().get(digest(text))
    if line is None:
        return None
    content = json.loads(line)
    return content if isinstance(content, dict) else None


def checked(pack_digests: Iterable[str]) -> bool:
    """Whether the rules of these packs, in this order, were checked without a mistake when gouji was made.

    Args:
        pack_digests: ``Pack.digest`` of each, lowest precedence first.
    """
    return _lines().get(digest(*pack_digests)) == CHECKED


@cache
def words() -> dict[str, list[list[str]]]:
    """Return the words of the patterns that ship with gouji, as :func:`gouji.patterns.needed` finds them, by source."""
    content = json.loads(_lines().get(WORDS, "{}"))
    return content if isinstance(content, dict) else {}


@cache
def _lines() -> dict[str, str]:
    try:
        text = data_of("gouji.specs").joinpath(NAME).read_text(encoding="utf-8")
    except OSError:
        return {}
    return {head: rest for head, _, rest in (line.partition(" ") for line in text.split("\n")) if rest}
