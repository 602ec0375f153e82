"""Several disclosures in one file: another department, or another year, behind the first.

What the second says must not be held against the first.  Only the first is audited, and it is told where the next begins.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import attrs

from gouji.model import Block, Document, Line, Note, Place
from gouji.names import squash
from gouji.patterns import later

SEVERAL = 4
"""Tables with figures that a file holds again from which on it holds another disclosure."""
_BEGINS = later(r"^(?:目录|第一部分)")
_COVER = later(r"^(?=.{0,60}$)(?!.*(?:说明|情况|表$)).*20\d\d年?度?.*决算")
_NEAR = 8
"""Lines above the first part, or the contents, in which a cover is looked for."""


def first_of_several(
    document: Document, again: Sequence[tuple[str, int]], used: Collection[int]
) -> Document | None:
    """Return a document cut where its second disclosure begins, ``None`` if it holds one only.

    Args:
        document: As extracted.
        again: Keys of tables with figures that were read before, with the block at which each is printed again.
        used: Blocks of the tables that were read.
    """
    if len({key for key, _ in again}) < SEVERAL:
        return None
    blocks = document.blocks
    first = min(index for _, index in again)
    cut = _beginning(blocks, max((index for index in used if index < first), default=-1) + 1, first)
    note = Note(
        "second-disclosure",
        f"文件里还有另一份决算（自{_where(blocks[cut].place)}起），没有查：请一个部门、一个年度分成一份文件来查",
        blocks[cut].place,
    )
    return attrs.evolve(document, blocks=blocks[:cut], notes=(*document.notes, note))


def _beginning(blocks: Sequence[Block], after: int, first: int) -> int:
    """Return the block with which the disclosure of a table begins: its cover, contents or first part, else the table.

    Args:
        blocks: Of the document.
        after: The first behind the tables of the disclosure before.
        first: The table.
    """
    texts = {i: squash(b.text) for i in range(after, first) if isinstance(b := blocks[i], Line)}
    begins = next((i for i, text in texts.items() if _BEGINS.match(text)), first)
    cover = (i for i, text in texts.items() if begins - _NEAR <= i < begins and _COVER.match(text))
    return next(cover, begins)


def _where(place: Place) -> str:
    """Return a place in words."""
    if place.page:
        return f"第 {place.page} 页"
    return f"第 {place.line} 行" if place.line else place.cell or "后半"
