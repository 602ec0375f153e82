"""公开09 in its horizontal layouts: one row of figures under two or three header rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gouji.names import bare, squash
from gouji.packs import LaneSpec, TableSpec
from gouji.reading.plain.bodies import Body, BodyRow
from gouji.reading.plain.place import hundredths
from gouji.reading.plain.tokens import Token

_INTERLEAVED = re.compile(r"(?:预算数决算数){3,}")
_MANY = 5
_NAMES = 3
"""Names between figures that are no accident."""


def read_single(spec: TableSpec, tokens: Sequence[Token]) -> Body | None:
    """Read the one row of figures below the header.

    Returns ``None`` if the header words say that the columns are arranged in another layout.
    """
    words = "".join(squash(t.text) for t in tokens if not t.figure)
    # Heads that were broken over lines come in no order; printed under each item, both come many times.
    interleaved = bool(_INTERLEAVED.search(words)) or min(words.count("预算"), words.count("决算")) >= _MANY
    lane = spec.lanes[0]
    expects = lane.columns[0].key.split(".")[0] != lane.columns[1].key.split(".")[0]
    if interleaved != expects:
        return None
    figures = [t for t in _without_ordinals(tokens, len(lane.columns)) if t.figure]
    if _beside(lane, tokens, figures):
        return None
    width = len(lane.columns)
    required = sum(not c.optional for c in lane.columns)
    if len(figures) > width:
        return None
    extra = [c for c in lane.columns if c.optional]
    named = all(any(squash(n.split(" ")[-1]) in words for n in c.names) for c in extra)
    if extra and not named and "会议" in spec.layout:
        return None
    line = figures[0].line if figures else (tokens[-1].line if tokens else -1)
    score = (
        (0.9 if required == width else 0.8) + 0.1 * _sums_held(lane, figures) + 0.5 * _in_order(lane, tokens)
    )
    return Body(spec, [BodyRow(lane.name, "", "金额", figures, line=line)], score)


def _beside(lane: LaneSpec, tokens: Sequence[Token], figures: Sequence[Token]) -> bool:
    """Whether names stand between figures: each beside its own, in a layout that goes down the page."""
    if len(figures) < 2:
        return False
    names = {squash(n.split(" ")[-1]) for column in lane.columns for n in column.names}
    first, last = tokens.index(figures[0]), len(tokens) - 1 - tokens[::-1].index(figures[-1])
    return sum(bare(t.text) in names for t in tokens[first:last] if not t.figure) >= _NAMES


def _in_order(lane: LaneSpec, tokens: Sequence[Token]) -> float:
    """Return how far the heads stand in the order of a lane's columns: 会议费 ends each half, or the whole."""
    names = [{squash(n.split(" ")[-1]) for n in column.names} for column in lane.columns]
    words = [w for t in tokens if not t.figure and any((w := squash(t.text)) in own for own in names)]
    if not words:
        return 0.0
    longest = [0] * (len(names) + 1)
    for word in words:
        before = 0
        for i, own in enumerate(names, 1):
            here = longest[i]
            longest[i] = before + 1 if word in own else max(longest[i], longest[i - 1])
            before = here
    return longest[-1] / len(words)


def _sums_held(lane: LaneSpec, figures: Sequence[Token]) -> float:
    """Return the share of a lane's sums that a full row satisfies: the columns may stand in another order."""
    values = [hundredths(t.text) for t in figures]
    if len(values) != len(lane.columns) or not lane.row_sums or None in values:
        return 0.0
    by_key = {column.key: value or 0 for column, value in zip(lane.columns, values, strict=True)}
    held = [
        abs(by_key[s.target] - sum(sign * by_key[name] for sign, name in s.terms)) <= len(s.terms)
        for s in lane.row_sums
        if all(name in by_key for name in (s.target, *(name for _, name in s.terms)))
    ]
    return sum(held) / len(lane.row_sums)


def _without_ordinals(tokens: Sequence[Token], width: int) -> Sequence[Token]:
    """Leave out the 栏次 row ``1 2 3 …``, wherever it was broken."""
    expected = 1
    kept = []
    for token in tokens:
        number = token.integer
        if token.figure and number == expected and number <= width:
            expected += 1
            continue
        if token.figure and number is not None and expected > width:
            kept.append(token)
            continue
        kept.append(token)
    return kept if expected > 6 else tokens
