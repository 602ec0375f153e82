"""Sums that fail for one reason: a single wrong figure breaks every sum it stands in, and that is one error.

Placements are compared by how many errors they suppose, not by how many sums fail: else a placement that hides a
wrong figure in one failing sum looks better than the true one, in which it breaks two.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

ALIKE = 3
"""Hundredths by which two corrections of a figure may differ and be one: sums are rounded."""
MANY = 60
"""Failing sums of a table that is wrong all over: none of them has one reason."""
Corrections = Mapping[tuple[int, int], int]
"""Cell → what added to it would make a failing sum hold."""


def explained(failing: Iterable[Corrections]) -> int:
    """Return how many failing sums are explained by figures that explain another one already.

    Args:
        failing: Per failing sum, the correction of each of its printed cells.
    """
    waiting = list(failing)
    if len(waiting) > MANY:
        return 0
    saved = 0
    while len(waiting) > 1:
        best: list[int] = []
        for number, corrections in enumerate(waiting):
            for cell, wanted in corrections.items():
                same = [
                    at
                    for at, other in enumerate(waiting)
                    if at >= number and cell in other and abs(other[cell] - wanted) <= ALIKE
                ]
                if len(same) > len(best):
                    best = same
        if len(best) < 2:
            break
        saved += len(best) - 1
        waiting = [c for at, c in enumerate(waiting) if at not in best]
    return saved
