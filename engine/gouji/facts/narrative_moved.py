"""The words of a change right before its amount or rate, and which way they point."""

from __future__ import annotations

from typing import NamedTuple

from gouji.facts.narrative_leads import Lexicon
from gouji.patterns import later

# 增减额-3.20万元, 增减变动率为-5.00%: which way is told by the sign.
_SIGNED = later(r"(?:增减(?:变动|变化)?|变动|变化)(?:数|额|金额|率|幅度|比例|情况)?(?:为|是|:)?(\+?)$")


class Moved(NamedTuple):
    """Words of a change.

    Attributes:
        before: Text before them.
        sign: +1 up, -1 down, ``None`` if both words stand there, or the sign tells.
        flags: Oddities.
    """

    before: str
    sign: int | None
    flags: tuple[str, ...] = ()


def moved_in(lexicon: Lexicon, text: str) -> Moved | None:
    """Return the words of a change that end a text; where both words of the template stand, no direction."""
    words = lexicon.words
    both = lexicon.both.search(text)
    if both:
        return Moved(text[: both.start()], None, ("both-directions",))
    found = lexicon.direction.search(text)
    if found is None:
        return None
    return Moved(text[: found.start()], 1 if found[1] in words.up else -1)


def signed_in(text: str, *, negative: bool) -> Moved | None:
    """Return the words of a change whose way the sign of its number tells, ``None`` if there are none, or no sign."""
    found = _SIGNED.search(text)
    if found is None or not (negative or found[1]):
        return None
    return Moved(text[: found.start()], 1, ("signed",))
