"""Which table a grid is: by its title, else by its header words, fixed rows and notes; with the reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from gouji.names import bare, squash, together
from gouji.packs import Specs, TableSpec, once
from gouji.patterns import later

NUMERAL = re.compile(
    r"^(?:(?:GK|Z)\d{2}(?:-\d{1,2})*-?|(?:附?表)?(?:\d+|(?:(?!一般)[一二三四五六七八九十])+))[、.:]?"
)
"""A table's number before its title: ``表五``, ``附表5、``, ``GK05``, ``Z05-1-``."""
_YEAR = later(r"^(?:\S*?)20\d\d年(?:度)?")
_IN_UNIT = later(r"\((?:金额)?单位[:：][^()]{1,8}\)$")
_CODE = later(r"(?:财决)?公开0?\d{1,2}表$|^(?:附表|表)\d+$")
_TITLE = later(
    r"(?:决算|预算|收支|支出|收入|明细|情况|采购|资产)(?:总|明细|统计|情况|公开)*表(?:[（(][^（）()]{1,12}[）)])?$"
)
_QUALIFIED = later(r"分单位|分部门|分科目|分项|下属|所属|附属|上年|明细|预算")
_NOTE = later(r"注|说明|备注|本表|此表")


class Recognition(NamedTuple):
    """What a grid was recognised as.

    Attributes:
        layouts: Specs whose title or structure it fits.
        title: Printed title, "" if recognised without one.
        score: 0 to 1.
        reason: In words.
    """

    layouts: tuple[TableSpec, ...]
    title: str
    score: float
    reason: str


def by_title(texts: Sequence[str], specs: Specs) -> Recognition | None:
    """Return the table whose title stands among some texts, the last one that does.

    Where a title means tables of two packs, the more local pack knows better.
    """
    titles = _titles(specs)
    for text in reversed(texts):
        if len(text) > 90:
            continue
        plain = _IN_UNIT.sub("", squash(text))
        candidates = [plain, NUMERAL.sub("", plain), bare(plain), _YEAR.sub("", plain)]
        candidates += [_CODE.sub("", c) for c in candidates]
        candidates += [c for c in map(together, candidates) if c not in candidates]
        hits = [(*hit, i) for i, candidate in enumerate(candidates) for hit in titles.get(candidate, ())]
        if hits:
            _, _, fitting, at = min(hits, key=lambda hit: (hit[0], hit[1], hit[3]))
            key = fitting[0].key
            # All layouts of the table stay possible: the header decides between them.
            others = tuple(s for s in specs.tables[key] if s not in fitting)
            reason = f"标题“{candidates[at]}”与{key}一致"
            return Recognition((*fitting, *others), text.strip(), 1.0, reason)
    return None


@once
def _titles(specs: Specs) -> dict[str, list[tuple[int, int, tuple[TableSpec, ...]]]]:
    """Return by squashed title the layouts that bear it, table by table: locality (nearest first), order, layouts."""
    ranks = {pack.id: rank for rank, pack in enumerate(specs.packs)}
    found: dict[str, list[tuple[int, int, tuple[TableSpec, ...]]]] = {}
    for order, layouts in enumerate(specs.tables.values()):
        by_own: dict[str, list[TableSpec]] = {}
        for layout in layouts:
            for title in dict.fromkeys(map(squash, layout.titles)):
                by_own.setdefault(title, []).append(layout)
        for title, fitting in by_own.items():
            near = max(ranks.get(layout.pack, 0) for layout in fitting)
            found.setdefault(title, []).append((-near, order, tuple(fitting)))
    return found


def other_table(text: str, specs: Specs) -> bool:
    """Whether a text is the title of a table no spec knows: one that says what it is, is not guessed to be another.

    A known title behind the name of a department is none: there the structure may tell.
    """
    plain = together(squash(text))
    if not 6 <= len(plain) <= 45 or not _TITLE.search(plain) or _NOTE.match(plain):
        return False
    known = max((t for t in _titles(specs) if plain.endswith(t)), key=len, default="")
    return not known or bool(_QUALIFIED.search(plain.removesuffix(known)))


def by_structure(cells: Sequence[str], notes: Sequence[str], specs: Specs) -> Recognition | None:
    """Return the table whose header words, fixed rows or notes a grid bears; ``None`` if unsure.

    A grid that bears a title of its own is not guessed: :func:`by_title` would have known it.
    """
    if any(other_table(c, specs) for c in cells):
        return None
    words = {squash(c) for c in cells if c} | {bare(c) for c in cells if c}
    noted = "".join(squash(n) for n in notes)
    best: tuple[float, tuple[TableSpec, ...], str] | None = None
    second = 0.0
    for key, layouts in specs.tables.items():
        scores = []
        for spec in layouts:
            columns = [
                any(squash(p) in words for n in c.names for p in n.split(" ")) for c in spec.columns.values()
            ]
            rows = [any(squash(n) in words for n in r.names) for r in spec.rows.values() if not r.optional]
            column_share = sum(columns) / len(columns) if columns else 0.0
            row_share = sum(rows) / len(rows) if rows else 0.0
            note = any(squash(n) in noted for n in spec.notes)
            scores.append(0.45 * column_share + 0.35 * row_share + (0.4 if note else 0.0))
        score = max(scores)
        if best is None or score > best[0]:
            second = best[0] if best else 0.0
            best = (score, layouts, key)
        else:
            second = max(second, score)
    if best is None or best[0] < 0.7 or best[0] - second < 0.1:
        return None
    return Recognition(best[1], "", min(1.0, best[0]), f"表头、固定行和附注与{best[2]}相符（没有标题）")
