"""Amounts that stand beside the wrong labels: a lane one row off, rows that slid where labels have no amount."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Sequence
from difflib import SequenceMatcher

from gouji.model import Cause, Change, Figure, Ledger, Row, Table, blank
from gouji.model.ledger import INFERRED
from gouji_plugins.checks.cause_rules import LANE, ROWS

LANED = "公开06表"
REFERENCES = (
    ("公开05表", "公开03表"),
    ("公开03表", "公开05表"),
    ("公开02表", "公开03表"),
    ("公开03表", "公开02表"),
)
MOVED = 3
"""Amounts that must have moved: fewer are slips of single figures."""
_SHORT = 2
"""Characters of which all but one say nothing."""


def causes(ledger: Ledger, suspects: Collection[str]) -> Iterator[Cause]:
    """Yield the shifts of rows that a document may have.

    Args:
        ledger: The document.
        suspects: Tables of which several relations fail.
    """
    table = ledger.tables.get(LANED)
    if table is not None and LANED in suspects:
        for lane in dict.fromkeys(row.lane for row in table.rows):
            rows = [row for row in table.rows if row.lane == lane and row.role != "total"]
            yield from _lane(table, rows)
    for key, other in REFERENCES:
        one, reference = ledger.tables.get(key), ledger.tables.get(other)
        if one is not None and reference is not None and key in suspects:
            yield from _aligned(one, reference)


def _lane(table: Table, rows: Sequence[Row]) -> Iterator[Cause]:
    """Yield: from some row to the end of its block or lane, amounts stand one row too high or too low."""
    column = table.columns[0].key if table.columns else ""
    figures = [f for row in rows if (f := table.figure(row.key, column)) is not None]
    if len(figures) != len(rows):
        return
    ends = {i for i in range(1, len(rows)) if rows[i].level == 1} | {len(rows)}
    for start in range(len(rows) - 1):
        for end in sorted(e for e in ends if e > start + 1):
            stretch = figures[start:end]
            if sum(1 for f in stretch if f.quantity.value) < MOVED:
                continue
            names = [row.label or row.name for row in rows[start:end]]
            for up in (True, False):
                yield from _shifted(stretch, names, up)


def _shifted(figures: Sequence[Figure], names: Sequence[str], up: bool) -> Iterator[Cause]:
    """Yield: the amounts stand one row above (``up``) or below their labels; the row left over is empty or unknown."""
    order = list(figures) if up else list(reversed(figures))
    moved = [Change(order[i + 1], order[i].quantity, order[i]) for i in range(len(order) - 1)]
    word = "上" if up else "下"
    # Rows before it may have slid as well: where the amounts began to, the data need not tell.
    message = f"{figures[0].table}至少从“{names[0]}”到“{names[-1]}”的金额比科目偏{word}一行"
    for first in (blank(order[0].quantity.unit), None):
        changes = [c for c in (Change(order[0], first), *moved) if not _same(c)]
        if len(changes) >= MOVED:
            yield Cause(LANE, message, tuple(changes))


def _same(change: Change) -> bool:
    now, truth = change.figure.quantity, change.truth
    return truth is not None and (now.value or 0) == (truth.value or 0) and now.known and truth.known


def _aligned(table: Table, reference: Table) -> Iterator[Cause]:
    """Yield: the rows of a table as they fit the amounts of another by code, in their printed order."""
    rows = [row for row in table.rows if row.level and row.code]
    if not table.columns or not reference.columns or len(rows) < MOVED:
        return
    columns = [c.key for c in table.columns]
    main, other = columns[0], reference.columns[0].key
    printed = [_text(table.figure(row.key, main)) for row in rows]
    wanted = [_text(reference.figure(row.key, other)) for row in rows]
    filled = [i for i, text in enumerate(printed) if text]
    if printed == wanted or len(filled) < MOVED:
        return
    # The amounts in order against what their labels want: runs that fit tell how far they slid.
    matcher = SequenceMatcher(None, [printed[i] for i in filled], wanted, autojunk=False)
    placed: dict[int, int] = {}
    for block in matcher.get_matching_blocks():
        for k in range(block.size):
            placed[block.b + k] = filled[block.a + k]
    if sum(1 for row, source in placed.items() if row != source) < MOVED:
        return
    sources = _filled_in(placed, filled, printed, wanted)
    last = table.rows[-1]
    if last.role == "total":
        # Printed below the rows, it follows them: the amount after the last of theirs is its own.
        after = next((i for i in filled if i > sources.get(len(rows) - 1, len(rows))), None)
        rows.append(last)
        if after is not None:
            sources[len(rows) - 1] = after
    yield from _moved_rows(table, rows, columns, sources)


def _filled_in(
    placed: dict[int, int], filled: Sequence[int], printed: Sequence[str], wanted: Sequence[str]
) -> dict[int, int]:
    """Add the rows between two that fit: as many amounts as labels, or as labels that want one, keep their order.

    Of other numbers of amounts and labels, those that differ by a slip of the hand belong together.
    """
    sources = dict(placed)
    size = len(wanted)
    anchors = [(-1, -1), *sorted(placed.items()), (size, size)]
    for (row, source), (next_row, next_source) in itertools.pairwise(anchors):
        between = [i for i in filled if source < i < next_source]
        labels = list(range(row + 1, next_row))
        wanting = [i for i in labels if wanted[i]]
        same = next((own for own in (labels, wanting) if len(between) == len(own)), None)
        if same is not None:
            sources.update(zip(same, between, strict=True))
            continue
        for i in between:
            near = next((label for label in wanting if _slipped(printed[i], wanted[label])), None)
            if near is not None:
                sources[near] = i
                wanting = [label for label in wanting if label > near]
    return sources


def _slipped(printed: str, wanted: str) -> bool:
    """Whether one amount is another with a digit changed, lost or added, or two exchanged."""
    matcher = SequenceMatcher(None, printed, wanted, autojunk=False)
    kept = sum(block.size for block in matcher.get_matching_blocks())
    return kept >= max(len(printed), len(wanted)) - 1 > _SHORT


def _moved_rows(
    table: Table, rows: Sequence[Row], columns: Sequence[str], sources: dict[int, int]
) -> Iterator[Cause]:
    """Yield the move of whole rows; a row that got no amount has none, or has lost it."""
    moved = sorted(i for i, source in sources.items() if i != source and rows[i].code)
    if len(moved) < MOVED:
        return
    first, last = rows[moved[0]], rows[moved[-1]]
    message = (
        f"{table.key}“{first.code} {first.label}”至“{last.code} {last.label}”有 {len(moved)} 行的金额不在自己的科目旁，"
        "像是金额按顺序填写而跳过了没有金额的科目"
    )
    for lost in (False, True):
        changes: list[Change] = []
        for i, row in enumerate(rows):
            for column in columns:
                figure = table.figure(row.key, column)
                if figure is None:
                    continue
                source = table.figure(rows[sources[i]].key, column) if i in sources else None
                truth = blank(figure.quantity.unit) if source is None else source.quantity
                # A column inferred from rows that add up says nothing where amounts are not on their own rows.
                guessed = i >= moved[0] and column != columns[0] and INFERRED in _placed(figure, source)
                change = Change(figure, None if guessed or (lost and source is None) else truth, source)
                if not _same(change):
                    changes.append(change)
        if len(changes) >= MOVED:
            yield Cause(ROWS, message, tuple(changes))


def _placed(*figures: Figure | None) -> set[str]:
    return {f.placed for f in figures if f is not None}


def _text(figure: Figure | None) -> str:
    if figure is None or not figure.quantity.value:
        return ""
    return str(figure.quantity.value)
