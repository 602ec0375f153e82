"""Tables printed below one another in one sheet or one drawn table: each becomes a grid of its own.

Without this the second table would be read as rows of the first.  A table ends where, below its header, a row says
nothing but the title of another: a known title, or one text that ends in 表.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import attrs

from gouji.model import Document, Grid, GridCell
from gouji.names import HAN, squash
from gouji.packs import Specs
from gouji.patterns import later
from gouji.reading.recognise import by_title

_TITLE = later(r"[\w“”\"()、:《》—-]{4,60}表(?:\([^()]{1,12}\))?")
_CONTINUED = re.compile(r"\(续表?\)$|^续表[:：]?|续表?$")
_FURNITURE = later(
    r"(?:财决)?公开0?\d{1,2}表(?:-\d)?|附?表\d{1,2}(?:-\d)?|附件\d*|(?:金额)?单位:.{1,6}|(?:编制|填报|公开|部门|预算)?(?:单位|部门)(?:名称)?[::].*|20\d\d年(?:度)?|第\d+页.*"
)
_AMOUNT = later(r"[-－(（]?\d[\d,，]*(?:\.\d+)?[)）%]?")
_HEADER = 2
"""Texts of its own that a header or body row has at least."""


def unstack(document: Document, specs: Specs) -> Document:
    """Return the document with every grid that holds several tables cut into one grid a table.

    Args:
        document: As extracted.
        specs: Table specs of the packs that apply, for the titles.
    """
    if not document.has_layout:
        return document
    blocks = tuple(
        piece
        for block in document.blocks
        for piece in (cut(block, specs) if isinstance(block, Grid) else (block,))
    )
    return document if len(blocks) == len(document.blocks) else attrs.evolve(document, blocks=blocks)


def cut(grid: Grid, specs: Specs) -> tuple[Grid, ...]:
    """Return the tables of a grid, top to bottom; the grid itself if it is one."""
    rows: list[list[GridCell]] = [[] for _ in range(grid.rows)]
    for cell in grid.cells:
        if cell.text.strip():
            rows[cell.row].append(cell)
    starts, titles = [0], [""]
    headed = False
    for r, row in enumerate(rows):
        found = title_of(row, specs)
        if found and headed:
            starts.append(_top(rows, r, starts[-1]))
            titles.append(plain_title(found))
            headed = False
        elif found:
            titles[-1] = plain_title(found)
        elif len(row) >= _HEADER:
            headed = True
    for i in range(len(starts) - 1, 0, -1):
        above = labels(rows[starts[i - 1] : starts[i]])
        below = labels(rows[starts[i] : starts[i + 1] if i + 1 < len(starts) else None])
        if titles[i] in ("", titles[i - 1]) and above.isdisjoint(below):
            del starts[i], titles[i]  # The title is printed again above rows that go on.
    if len(starts) == 1:
        return (grid,)
    ends = [*starts[1:], grid.rows]
    return tuple(_part(grid, a, b, first=a == 0) for a, b in zip(starts, ends, strict=True))


def labels(rows: Iterable[Sequence[GridCell]]) -> set[str]:
    """Return what the rows with figures are called, with their codes: rows called alike print a table anew."""
    found = set()
    for row in rows:
        texts = [squash(c.text) for c in row if c.text.strip()]
        at = next((i for i, t in enumerate(texts) if re.search(HAN, t)), None)
        if at is not None and texts[at] not in ("栏次", "行次") and any(map(_AMOUNT.fullmatch, texts[at:])):
            found.add("".join(texts[: at + 1]))
    return found


def title_of(row: Sequence[GridCell], specs: Specs) -> str:
    """Return the title a row consists of, apart from furniture (unit, table code, department); "" if none."""
    words = [squash(c.text) for c in row]
    words = [w for w in words if w and not _FURNITURE.fullmatch(w)]
    return words[0] if len(words) == 1 and is_title(words[0], specs) else ""


def is_furniture(text: str) -> bool:
    """Whether a text says nothing but a unit, a table code, a department, a year or a page."""
    return _FURNITURE.fullmatch(squash(text)) is not None


def is_title(text: str, specs: Specs) -> bool:
    """Whether a text standing alone is the title of a table, known or not."""
    plain = squash(text)
    return not _FURNITURE.fullmatch(plain) and (
        bool(_TITLE.fullmatch(plain))
        or (not _AMOUNT.fullmatch(plain) and by_title([text], specs) is not None)
    )


def plain_title(title: str) -> str:
    """Return a title without spaces and the mark that it goes on."""
    return _CONTINUED.sub("", squash(title))


def _top(rows: Sequence[Sequence[GridCell]], title: int, least: int) -> int:
    """Return the first row of a table: furniture right above its title belongs to it."""
    top = title
    while top - 1 > least and all(_FURNITURE.fullmatch(squash(c.text)) for c in rows[top - 1]):
        top -= 1
    return top


def _part(grid: Grid, start: int, end: int, *, first: bool) -> Grid:
    """Return the rows ``start`` to ``end`` as a grid, as wide as what is printed in them."""
    inside = [c for c in grid.cells if start <= c.row < end]
    width = max((c.col + c.colspan for c in inside if c.text.strip()), default=grid.cols)
    cells = tuple(
        attrs.evolve(
            c,
            row=c.row - start,
            rowspan=min(c.rowspan, end - c.row),
            colspan=min(c.colspan, width - c.col),
        )
        for c in inside
        if c.col < width
    )
    return attrs.evolve(
        grid,
        cells=cells,
        rows=end - start,
        cols=width,
        place=grid.place if first or not cells else cells[0].place,
        pages=tuple(dict.fromkeys(c.place.page for c in cells if c.place.page is not None)) or grid.pages,
        caption=grid.caption if first else "",
        lines=grid.lines if first else (),
    )
