"""Grids that a page's end cuts: columns that a page draws fewer rulings of, and rows cut within their words."""

from __future__ import annotations

import re
from collections.abc import Sequence

import attrs

from gouji.model import Grid, GridCell
from gouji.names import HAN, bare, squash
from gouji.packs import Specs

_CODE = re.compile(r"\s*\d{3}(?:\d\d){0,2}\s*")
_SAME = 3.0
"""Points by which one ruling may stand apart on two pages."""


def alike(grids: Sequence[Grid], grid: Grid) -> list[Grid] | None:
    """Return grids and the one that follows them with the same columns, ``None`` if their rulings do not allow it.

    A page may draw only some of the columns (a header row whose cells are merged), or one more beside them.

    Args:
        grids: Grids of one table so far, all as wide.
        grid: The one on the next page.
    """
    last = grids[-1]
    if last.cols == grid.cols:
        return [*grids, grid]
    if grid.cols > last.cols:
        wider = [_spread(g, grid) for g in grids]
        return None if None in wider else [*(g for g in wider if g is not None), grid]
    narrow = _spread(grid, last)
    return None if narrow is None else [*grids, narrow]


def _spread(narrow: Grid, wide: Grid) -> Grid | None:
    """Return a grid with the columns of a wider one, ``None`` unless every ruling of it stands in the other."""
    own, other = _edges(narrow), _edges(wide)
    if not own or not other:
        return None
    at = [min(range(len(other)), key=lambda i: abs(other[i] - x)) for x in own]
    if any(abs(other[i] - x) > _SAME for i, x in zip(at, own, strict=True)) or sorted(set(at)) != at:
        return None
    if at[0] or at[-1] + 1 < wide.cols:
        return None
    cells = tuple(
        attrs.evolve(c, col=at[c.col], colspan=at[c.col + c.colspan] - at[c.col]) for c in narrow.cells
    )
    return attrs.evolve(narrow, cells=cells, cols=wide.cols)


def _edges(grid: Grid) -> list[float]:
    """Return where the columns of a grid begin and the last one ends, [] if that is not known of all of them."""
    found: dict[int, float] = {}
    for cell in grid.cells:
        if cell.place.box is not None:
            found[cell.col] = cell.place.box.x0
            found[cell.col + cell.colspan] = cell.place.box.x1
    edges = [found[i] for i in range(grid.cols + 1) if i in found]
    return edges if len(edges) == grid.cols + 1 and sorted(edges) == edges else []


def cut_within(last: Sequence[str], first: Sequence[str], specs: Specs) -> bool:
    """Whether a page's first row is the rest of the words of the row above it: it holds no figure, and makes a name.

    Below a row with a code, one without code and figures is no row of its own unless it is called like one.

    Args:
        last: Texts of the last row of a page.
        first: Texts of the first row of the next.
        specs: Names of codes, rows and columns.
    """
    if any(re.search(r"\d", text) for text in first) or not any(re.search(HAN, text) for text in first):
        return False
    names = _names(specs)
    made = [
        (squash(b), not names.isdisjoint((squash(a + b), bare(a + b))))
        for a, b in zip(last, first, strict=False)
        if squash(b)
    ]
    coded = any(map(_CODE.fullmatch, last)) and all(
        re.search(HAN, a) for a, b in zip(last, first, strict=False) if squash(b)
    )
    return (coded or any(whole for _, whole in made)) and all(
        whole or rest not in names for rest, whole in made
    )


def _names(specs: Specs) -> frozenset[str]:
    lanes = [lane for layouts in specs.tables.values() for spec in layouts for lane in spec.lanes]
    rows = (name for lane in lanes for row in lane.rows for name in row.names)
    heads = (
        part for lane in lanes for column in lane.columns for name in column.names for part in name.split()
    )
    codes = (
        name
        for entries in (specs.functional, specs.economic)
        for entry in entries.values()
        for name in (entry.name, *entry.old_names)
    )
    return frozenset(squash(name) for name in (*rows, *heads, *codes))


def put_together(last: Sequence[GridCell | None], first: Sequence[GridCell | None]) -> list[GridCell | None]:
    """Return the cells of a row with the rest of their words from the next page; merged cells stay one."""
    made: dict[int, GridCell] = {}
    found: list[GridCell | None] = []
    for a, b in zip(last, first, strict=False):
        if a is not None and b is not None and b.text.strip():
            found.append(made.setdefault(id(a), attrs.evolve(a, text=a.text + b.text)))
        else:
            found.append(a)
    return found
