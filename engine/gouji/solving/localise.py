"""Which figures are wrong: all minimal repairs of each conflict, ranked.

Violated relations that share figures form a cluster.  A repair of a cluster is a set of figures such that
all relations can hold once these figures may be anything; minimal repairs are found through the figures
that violated relations share, tested by propagation over the whole system.
"""

from __future__ import annotations

import itertools
import math
import time
from collections.abc import Iterable, Sequence
from fractions import Fraction

import attrs

from gouji.model import Figure, Kind
from gouji.model.ledger import INFERRED
from gouji.solving.budget import Budget
from gouji.solving.propagate import Propagation, propagate
from gouji.solving.story import NONE, Story, story
from gouji.solving.system import System


@attrs.frozen(eq=False)
class Repair:
    """A minimal set of figures whose change mends a cluster.

    Attributes:
        variables: Indices of the figures.
        ranges: What each may truly be, in ticks, given the rest.
        proposals: Printed value each should have, "" where the range allows many.
        stories: Slip of each.
        cost: Rank: smaller is likelier.
    """

    variables: tuple[int, ...]
    ranges: tuple[tuple[int, int], ...]
    proposals: tuple[str, ...]
    stories: tuple[Story, ...]
    cost: float


@attrs.frozen(eq=False)
class Cluster:
    """Violated relations with one cause.

    Attributes:
        sources: Indices of the violated outcomes.
        repairs: Minimal repairs, likeliest first; empty if none was found within the budget.
        exhausted: The budget ended before all repairs were tried.
    """

    sources: tuple[int, ...]
    repairs: tuple[Repair, ...]
    exhausted: bool = False


class Localiser:
    """Finds repairs; shares one budget over all clusters of a document.

    Args:
        system: Constraints of relations that must hold.
        budget: Bounds.
    """

    def __init__(self, system: System, budget: Budget) -> None:
        self.system = system
        self.budget = budget
        self.used = 0
        self.deadline = time.monotonic() + budget.seconds
        self.neighbours = _Neighbours(system.figures)

    def clusters(self, violated: Sequence[int]) -> list[Cluster]:
        """Return the clusters of the violated constraints.

        Args:
            violated: Indices of violated outcomes.
        """
        wanted = set(violated)
        constraints = [i for i, c in enumerate(self.system.constraints) if c.source in wanted]
        groups = self._groups(constraints)
        found = []
        everything = set(constraints)
        for group in groups:
            others = frozenset(everything - set(group))
            repairs, exhausted = self._repairs(group, others)
            found.append(
                Cluster(
                    tuple(dict.fromkeys(self.system.constraints[i].source for i in group)),
                    tuple(repairs),
                    exhausted,
                )
            )
        return found

    def _groups(self, constraints: list[int]) -> list[list[int]]:
        """Join violated constraints that share a figure, then split off what one figure explains."""
        parent = {i: i for i in constraints}

        def root(i: int) -> int:
            while parent[i] != i:
                parent[i] = parent[parent[i]]
                i = parent[i]
            return i

        owner: dict[int, int] = {}
        for i in constraints:
            for var, _ in self.system.constraints[i].terms:
                if var in owner:
                    parent[root(i)] = root(owner[var])
                else:
                    owner[var] = i
        groups: dict[int, list[int]] = {}
        for i in constraints:
            groups.setdefault(root(i), []).append(i)
        return list(groups.values())

    def _spent(self) -> bool:
        return self.used >= self.budget.propagations or time.monotonic() > self.deadline

    def _try(self, variables: Iterable[int], dropped: frozenset[int]) -> Propagation | None:
        """Return the propagation with some figures free, ``None`` if it is still in conflict."""
        self.used += 1
        free = frozenset(variables)
        seeds = sorted({c for v in free for c in self.system.touching[v]})
        result = propagate(self.system, free, seeds, dropped)
        return None if result.conflict is not None else result

    def _repairs(self, group: list[int], dropped: frozenset[int]) -> tuple[list[Repair], bool]:
        """Return all minimal repairs of least size, likeliest first."""
        sets = [frozenset(v for v, _ in self.system.constraints[i].terms) for i in group]
        for size in range(1, self.budget.depth + 1):
            found: list[Repair] = []
            for candidate in self._hitting(sets, size):
                if self._spent():
                    return sorted(found, key=lambda r: r.cost), True
                result = self._try(candidate, dropped)
                if result is not None:
                    found.append(self._repair(candidate, result))
                    if len(found) >= 4 * self.budget.repairs:
                        break
            if found:
                found.sort(key=lambda r: r.cost)
                return found[: self.budget.repairs], False
        return [], False

    def _hitting(self, sets: list[frozenset[int]], size: int) -> Iterable[tuple[int, ...]]:
        """Yield figure sets of one size that touch every violated constraint, likely ones first."""
        if size == 1:
            common = frozenset.intersection(*sets)
            yield from ((v,) for v in sorted(common, key=self._doubt))
            return
        counts: dict[int, int] = {}
        for members in sets:
            for v in members:
                counts[v] = counts.get(v, 0) + 1
        first = min(sets, key=len)
        pool = sorted(counts, key=lambda v: (-counts[v], self._doubt(v)))[:60]
        seen: set[tuple[int, ...]] = set()
        for start in sorted(first, key=lambda v: (-counts[v], self._doubt(v))):
            for rest in itertools.combinations([v for v in pool if v != start], size - 1):
                chosen = tuple(sorted((start, *rest)))
                if chosen not in seen and all(not members.isdisjoint(chosen) for members in sets):
                    seen.add(chosen)
                    yield chosen

    def _doubt(self, variable: int) -> float:
        """Prior cost of accusing a figure: an unprinted or zero one is the less likely slip."""
        quantity = self.system.figures[variable].quantity
        if quantity.kind is Kind.BLANK:
            return 1.5
        return 0.9 if quantity.ticks == 0 else 0.0

    def _repair(self, candidate: tuple[int, ...], result: Propagation) -> Repair:
        ranges, proposals, stories = [], [], []
        cost = 10.0 * (len(candidate) - 1)
        for var in candidate:
            low, high = result.lows[var], result.highs[var]
            ranges.append((low, high))
            figure = self.system.figures[var]
            proposal, slip = self._propose(figure, low, high, self.system.scales[var])
            proposals.append(proposal)
            stories.append(slip)
            cost += slip.cost + self._doubt(var) - (0.3 if figure.placed == INFERRED else 0.0)
        return Repair(candidate, tuple(ranges), tuple(proposals), tuple(stories), cost)

    def _propose(self, figure: Figure, low: int, high: int, scale: int) -> tuple[str, Story]:
        """Return the printed value the range allows, the likeliest if it allows several."""
        quantity = figure.quantity
        quantum = quantity.quantum * scale
        if high - low > 40 * quantum:
            return "", NONE
        first_number = math.floor(low / quantum + Fraction(1, 2))
        last_number = math.floor(high / quantum + Fraction(1, 2))
        near = self.neighbours.around(figure)
        options = []
        for number in range(first_number, last_number + 1):
            text = quantity.format(number * quantity.quantum)
            options.append((story(quantity.printed, text, near), text))
        middle = (first_number + last_number) / 2
        best = min(
            enumerate(options), key=lambda pair: (pair[1][0].cost, abs(first_number + pair[0] - middle))
        )[1]
        return best[1], best[0]


class _Neighbours:
    """Printed values beside a figure: the same row in the next columns, the same column in the next rows."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self.rows: dict[tuple[str, str], list[Figure]] = {}
        self.columns: dict[tuple[str, str], list[Figure]] = {}
        for figure in figures:
            if figure.table:
                self.rows.setdefault((figure.table, figure.row), []).append(figure)
                self.columns.setdefault((figure.table, figure.column), []).append(figure)

    def around(self, figure: Figure) -> dict[str, str]:
        """Return printed value → where it stands."""
        found: dict[str, str] = {}
        if not figure.table:
            return found
        for other in self.rows.get((figure.table, figure.row), ()):
            if other is not figure and other.quantity.printed:
                found.setdefault(other.quantity.printed, f"同一行“{other.column}”栏")
        column = self.columns.get((figure.table, figure.column), [])
        at = next((i for i, f in enumerate(column) if f is figure), -1)
        for i in (at - 1, at + 1):
            if 0 <= i < len(column) and at >= 0 and column[i].quantity.printed:
                found.setdefault(column[i].quantity.printed, "相邻的行")
        return found
