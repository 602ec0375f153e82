"""Matching the header of a grid to the columns of a spec."""

from __future__ import annotations

from collections.abc import Sequence

from gouji.names import squash
from gouji.packs import ColumnSpec
from gouji.reading.stacked import is_furniture

Matrix = Sequence[Sequence[str]]


def header_pieces(matrix: Matrix, rows: range, column: int, *, spread: bool = False) -> list[str]:
    """Return the distinct header texts above a column, top down.

    Args:
        matrix: Texts by row and column.
        rows: Header rows.
        column: The column.
        spread: The grid has no merged cells: a head covers the blanks to its right that have heads below them,
            unless one above in the same column reaches down over the blank.
    """
    pieces: list[str] = []
    for r in rows:
        text = squash(matrix[r][column])
        if (
            not text
            and spread
            and not any(_head(matrix[k][column]) for k in range(rows.start, r))
            and any(
                (below := squash(matrix[k][column])) and not below.isdigit() for k in range(r + 1, rows.stop)
            )
        ):
            text = next((left for c in range(column - 1, -1, -1) if (left := squash(matrix[r][c]))), "")
        if text and (not pieces or pieces[-1] != text):
            pieces.append(text)
    return pieces


def _head(text: str) -> bool:
    """Whether a text above a blank is a head that reaches down over it: not the unit or the department."""
    return bool(squash(text)) and not is_furniture(text)


def fit(pieces: Sequence[str], names: Sequence[str]) -> int:
    """Return how well a header names a column: 0 not at all, more for more matching levels from below."""
    best = 0
    for name in names:
        parts = [squash(p) for p in name.split(" ")]
        score = _suffix(pieces, parts)
        if score:
            best = max(best, score)
    joined = "".join(pieces)
    if any(joined == squash(name) for name in names):
        best = max(best, 25)
    return best


def _suffix(pieces: Sequence[str], parts: Sequence[str]) -> int:
    if not pieces or not parts or pieces[-1] != parts[-1]:
        return 0
    contiguous = 0
    for a, b in zip(reversed(pieces), reversed(parts), strict=False):
        if a != b:
            break
        contiguous += 1
    at = len(pieces) - 1
    for part in reversed(parts):
        while at >= 0 and pieces[at] != part:
            at -= 1
        if at < 0:
            return 0
        at -= 1
    return contiguous * 10 + len(parts)


def match_columns(
    headers: Sequence[tuple[int, list[str]]], specs: Sequence[ColumnSpec]
) -> tuple[dict[int, str], float]:
    """Return grid column → column key and the share of required columns that were found.

    A lowest head that stands below every other one (决算数) tells no column from another: it is passed over
    where the heads above it say more.

    Args:
        headers: (grid column, header pieces) of the value columns, left to right.
        specs: Columns of the lane in printed order.
    """
    found = _matched(headers, specs)
    if found[1] < 1.0 and len(headers) > 1 and _repeated(headers):
        return max(found, _matched([(c, p[:-1]) for c, p in headers], specs), key=lambda made: made[1])
    return found


def _repeated(headers: Sequence[tuple[int, list[str]]]) -> bool:
    """Whether the lowest head is the same word in every column, below others that differ."""
    return len({p[-1] if len(p) > 1 else "" for _, p in headers}) == 1 and len(headers[0][1]) > 1


def _matched(
    headers: Sequence[tuple[int, list[str]]], specs: Sequence[ColumnSpec]
) -> tuple[dict[int, str], float]:
    options = [
        (score, -abs(i - j), column, spec.key)
        for i, (column, pieces) in enumerate(headers)
        for j, spec in enumerate(specs)
        if (score := fit(pieces, (spec.key.replace(".", " "), *spec.names)))
    ]
    chosen: dict[int, str] = {}
    for _, _, column, key in sorted(options, reverse=True):
        if column not in chosen and key not in chosen.values():
            chosen[column] = key
    required = [s.key for s in specs if not s.optional]
    found = sum(key in chosen.values() for key in required)
    if found < len(required) and len(headers) == len(specs):
        # A header that was lost, or says a little more or less: the order decides if the form's columns are there.
        left = {s.key: s for s in specs if s.key not in chosen.values()}
        free = [(i, c, pieces) for i, (c, pieces) in enumerate(headers) if c not in chosen]
        if all(specs[i].key in left and _may_be(pieces, specs[i]) for i, _, pieces in free):
            chosen.update({c: specs[i].key for i, c, _ in free})
            found = len(required) - 0.5 * len(free)  # type: ignore[assignment]
    return chosen, found / len(required) if required else 1.0


def _may_be(pieces: Sequence[str], spec: ColumnSpec) -> bool:
    """Whether a header does not speak against a column: it has no words, or those of its name and others.

    A head of other words is another column, wherever it stands.
    """
    if not pieces:
        return True
    names = [squash(name.split(" ")[-1]) for name in (spec.key.replace(".", " "), *spec.names)]
    return any(name in piece or (len(piece) > 1 and piece in name) for name in names for piece in pieces[-1:])
