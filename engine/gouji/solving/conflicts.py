"""Sets of figures of which one at least is wrong, met while repairs are sought."""

from __future__ import annotations

from collections.abc import Iterable


class Conflicts:
    """Sets of figures of which one at least is wrong.

    Args:
        known: Those of violated constraints.
    """

    def __init__(self, known: Iterable[frozenset[int]]) -> None:
        self._shared = list(known)
        self._own: dict[frozenset[int], frozenset[int]] = {}

    def add(self, conflict: frozenset[int], held: frozenset[int], everywhere: bool) -> None:
        """Keep a conflict met with some figures free; one that holds only there is kept for that set alone."""
        if everywhere and conflict:
            self._shared.append(conflict)
        else:
            self._own[held] = conflict

    def missed(self, held: frozenset[int]) -> frozenset[int] | None:
        """Return a conflict that no figure of a set takes part in, ``None`` if it hits all."""
        for conflict in self._shared:
            if conflict.isdisjoint(held):
                return conflict
        return self._own.get(held)

    def apart(self, held: frozenset[int], most: int) -> int:
        """Return how many conflicts that a set misses share no figure with one another: each takes a figure more.

        Args:
            held: The set.
            most: Counting ends above it.
        """
        taken: set[int] = set()
        count = 0
        for conflict in self._shared:
            if conflict.isdisjoint(held) and conflict.isdisjoint(taken):
                count += 1
                if count > most:
                    break
                taken |= conflict
        return count
