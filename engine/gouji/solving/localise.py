"""Which figures are wrong: all minimal repairs of each conflict, ranked.

Violated relations that share figures form a cluster.  A repair of a cluster is a set of figures such that
all relations can hold once these figures may be anything.  Every conflict that propagation finds names figures of
which one at least is wrong; the minimal repairs are the smallest sets that hit all conflicts (Reiter's tree).
"""

from __future__ import annotations

import itertools
import math
import time
from collections.abc import Collection, Sequence

import attrs

from gouji.model import Kind, Ledger, Ratio
from gouji.model.ledger import INFERRED
from gouji.relations import Regimes, ratio_range
from gouji.solving.budget import Budget
from gouji.solving.certify import Proof, prove
from gouji.solving.conflicts import Conflicts
from gouji.solving.propagate import Propagation, propagate, tighten
from gouji.solving.propose import Neighbours, propose
from gouji.solving.residual import Residuals, ticks_of
from gouji.solving.story import Story
from gouji.solving.system import System
from gouji.solving.web import Web

WIDE = 4
"""Repairs of each cluster that are tried with those of the others."""
MOST_INVOLVED = 60
"""Figures of a contradiction among relations that hold one by one, beyond which none is singled out."""
SMALL = 60
"""Figures up to which every repair is proved possible; of larger systems what is said in the end."""
REST = 4
"""Work of a proof that the figures not accused can all be true (see :mod:`gouji.solving.witness`)."""
SUSPECT = 1.5
"""Gained by a figure that a finding of another kind points at."""


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
        web: All outcomes, of both tiers.
        budget: Bounds.
        ledger: For what is printed beside a figure; ``None`` if unknown.
        regimes: Rounding regimes by table.
        suspects: Ids of figures that other findings point at.
    """

    def __init__(
        self,
        system: System,
        web: Web,
        budget: Budget,
        ledger: Ledger | None = None,
        regimes: Regimes | None = None,
        suspects: frozenset[str] = frozenset(),
    ) -> None:
        self.system = system
        self.budget = budget
        self.regimes = regimes or {}
        self.used = 0
        self.deadline = time.monotonic() + budget.seconds
        self.neighbours = Neighbours(ledger)
        self.residuals = Residuals(system.figures, web)
        self.suspects = suspects

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
        return self._joined(self._together(found, groups), everything)

    def joint(self, proof: Proof, culprits: frozenset[int] = frozenset()) -> list[Repair]:
        """Return the repairs of relations that hold one by one and not together.

        Args:
            proof: Of the contradiction.
            culprits: Figures already held to be wrong.
        """
        if not proof.involved or not proof.sources or len(proof.involved) > MOST_INVOLVED:
            return []
        group = [i for i, c in enumerate(self.system.constraints) if c.source in proof.sources]
        kept = {at for at, c in enumerate(self.system.constraints) if not culprits & self.system.members(at)}
        dropped = frozenset(range(len(self.system.constraints))) - kept
        return self._hit(Conflicts([proof.involved - culprits]), group, dropped)[0]

    def _together(self, found: list[Cluster], groups: list[list[int]]) -> list[Cluster]:
        """Return the clusters with repairs that can hold together in front; as one cluster if none can."""
        several = [i for i, cluster in enumerate(found) if cluster.repairs]
        if len(several) < 2 or len(several) < len(found):
            return found
        ranked = sorted(
            itertools.islice(itertools.product(*(c.repairs[:WIDE] for c in found)), WIDE * WIDE),
            key=lambda chosen: sum(r.cost for r in chosen),
        )
        everything = [i for group in groups for i in group]
        for chosen in ranked:
            if self._spent():
                return found
            free = frozenset(v for repair in chosen for v in repair.variables)
            if self._try(free, everything, frozenset()).conflict is None:
                return [
                    attrs.evolve(cluster, repairs=(first, *(r for r in cluster.repairs if r is not first)))
                    for cluster, first in zip(found, chosen, strict=True)
                ]
        repairs, exhausted = self._repairs(everything, frozenset())
        if not repairs:
            return found
        sources = tuple(dict.fromkeys(s for cluster in found for s in cluster.sources))
        return [Cluster(sources, tuple(repairs), exhausted)]

    def _joined(self, clusters: list[Cluster], everything: set[int]) -> list[Cluster]:
        """Return the clusters, those that accuse one figure as one: it is wrong once."""
        kept: list[Cluster] = []
        for cluster in clusters:
            accused = set(cluster.repairs[0].variables) if cluster.repairs else set()
            same = [c for c in kept if c.repairs and accused.intersection(c.repairs[0].variables)]
            if not same:
                kept.append(cluster)
                continue
            kept = [c for c in kept if c not in same]
            parts = [*same, cluster]
            sources = dict.fromkeys(s for c in parts for s in c.sources)
            group = [i for i in everything if self.system.constraints[i].source in sources]
            repairs, exhausted = self._repairs(group, frozenset(everything.difference(group)))
            if not repairs:
                repairs = [_united([c.repairs[0] for c in parts])]
            kept.append(Cluster(tuple(sources), tuple(repairs), exhausted))
        return kept

    def _groups(self, constraints: list[int]) -> list[list[int]]:
        """Join violated constraints that share a figure."""
        parent = {i: i for i in constraints}

        def root(i: int) -> int:
            while parent[i] != i:
                parent[i] = parent[parent[i]]
                i = parent[i]
            return i

        owner: dict[int, int] = {}
        for i in constraints:
            for var in self.system.members(i):
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

    def _try(self, free: frozenset[int], group: Sequence[int], dropped: frozenset[int]) -> Propagation:
        """Propagate with some figures free."""
        self.used += 1
        system = self._turned(free)
        seeds = {c for v in free for c in system.touching[v]}
        return propagate(system, free, [*group, *sorted(seeds.difference(group))], dropped)

    def _turned(self, free: frozenset[int]) -> System:
        """Return the system in which a rate without a sign no longer follows the sign of a figure held to be wrong."""
        turned = {at: c for at, c in self.system.flipped.items() if any(v in free for v, _ in c.terms)}
        if not turned:
            return self.system
        constraints = [turned.get(at, c) for at, c in enumerate(self.system.constraints)]
        return attrs.evolve(self.system, constraints=constraints)

    def _repairs(self, group: list[int], dropped: frozenset[int]) -> tuple[list[Repair], bool]:
        """Return all minimal repairs of least size, likeliest first, and whether the budget ended the search."""
        known = sorted({self.system.members(i) for i in group}, key=len)
        return self._hit(Conflicts(known), group, dropped)

    def _hit(
        self, conflicts: Conflicts, group: Sequence[int], dropped: frozenset[int]
    ) -> tuple[list[Repair], bool]:
        """Grow sets of figures that hit all conflicts, level by level, until the relations can hold."""
        front: list[frozenset[int]] = [frozenset()]
        seen: set[frozenset[int]] = set()
        for _ in range(self.budget.depth):
            found: list[tuple[frozenset[int], Propagation]] = []
            following: list[frozenset[int]] = []
            for held in front:
                for variable in sorted(conflicts.missed(held) or (), key=self._doubt):
                    chosen = held | {variable}
                    if chosen in seen:
                        continue
                    seen.add(chosen)
                    if conflicts.missed(chosen) is not None:
                        following.append(chosen)
                        continue
                    if self._spent():
                        return self._ranked(found, dropped), True
                    result = self._try(chosen, group, dropped)
                    blamed = self._refuted(chosen, dropped) if result.conflict is None else result.involved
                    if blamed is None:
                        found.append((chosen, result))
                    else:
                        # What the free figures may be is all that they may ever be: the others are to blame.
                        conflicts.add(blamed - chosen, chosen, self._turned(chosen) is self.system)
                        following.append(chosen)
            repairs = self._ranked(found, dropped)
            if repairs:
                return repairs, False
            if self._spent():
                return [], True
            front = following
        return [], False

    def _ranked(
        self, found: Sequence[tuple[frozenset[int], Propagation]], dropped: frozenset[int]
    ) -> list[Repair]:
        """Return the repairs, likeliest first."""
        repairs = [self._repair(tuple(sorted(chosen)), result, dropped) for chosen, result in found]
        repairs.sort(key=lambda r: (r.cost, r.variables))
        return repairs[: self.budget.repairs]

    def _refuted(self, chosen: frozenset[int], dropped: frozenset[int]) -> frozenset[int] | None:
        """Return who contradicts a repair that propagation lets pass, ``None`` if nobody is known to."""
        if len(self.system.figures) > SMALL:
            return None
        apart = self._apart(chosen)
        proof = self.proof(chosen, apart.union(dropped))
        return proof.involved if proof.feasible is False else None

    def _apart(self, chosen: frozenset[int]) -> frozenset[int]:
        """Return the constraints that no chain of shared figures ties to these: they are another matter."""
        reached: set[int] = set()
        waiting = list(chosen)
        figures = set(chosen)
        while waiting:
            var = waiting.pop()
            for at in (*self.system.touching[var], *self.system.resting.get(var, ())):
                if at not in reached:
                    reached.add(at)
                    fresh = self.system.members(at) - figures
                    figures |= fresh
                    waiting += fresh
        return frozenset(range(len(self.system.constraints))) - reached

    def proof(self, culprits: Collection[int], dropped: Collection[int] = ()) -> Proof:
        """Return whether all other figures can be true if some are held to be wrong.

        Args:
            culprits: Figures that may be anything.
            dropped: Constraints that do not count.
        """
        rest = self._turned(frozenset(culprits)).without(culprits, dropped)
        return prove(rest, solver=len(self.system.figures) <= SMALL, work=REST)

    def _doubt(self, variable: int) -> float:
        """Prior cost of accusing a figure: an unprinted or zero one is the less likely slip."""
        figure = self.system.figures[variable]
        known = -SUSPECT if figure.id in self.suspects else 0.0
        if figure.quantity.kind is Kind.BLANK:
            return known + 1.5
        return known + (0.9 if figure.quantity.ticks == 0 else 0.0)

    def _repair(self, candidate: tuple[int, ...], result: Propagation, dropped: frozenset[int]) -> Repair:
        """Return the repair with what each figure may be and the likeliest values, the narrowest range first."""
        system = self._turned(frozenset(candidate))
        left_out = set(dropped)
        for var in candidate:
            left_out.update(system.resting.get(var, ()))
        ranges = {var: self._range(var, candidate, result.lows, result.highs) for var in candidate}
        lows, highs = list(result.lows), list(result.highs)
        proposals: dict[int, str] = {}
        stories: dict[int, Story] = {}
        known: dict[int, float] = {}
        cost = 20.0 * (len(candidate) - 1)
        waiting = list(candidate)
        while waiting:
            now = {var: self._range(var, candidate, lows, highs) for var in waiting}
            var = min(waiting, key=lambda v: ((now[v][1] - now[v][0]) / self._quantum(v), v))
            waiting.remove(var)
            figure, scale = system.figures[var], system.scales[var]
            low, high = now[var]
            text, slip, weight = propose(
                figure, var, low, high, scale, self.neighbours, self.residuals, known
            )
            proposals[var], stories[var] = text, slip
            cost += weight + self._doubt(var) - (0.3 if figure.placed == INFERRED else 0.0)
            if text:
                known[var] = ticks_of(figure, text)
                half = float(figure.quantity.quantum) * scale / 2
                if waiting:
                    middle = known[var] * scale
                    kept = (
                        max(lows[var], math.floor(middle - half)),
                        min(highs[var], math.ceil(middle + half)),
                    )
                    if kept[0] <= kept[1]:
                        lows[var], highs[var] = kept
                        tighten(system, lows, highs, system.touching[var], left_out)
        return Repair(
            candidate,
            tuple(ranges[v] for v in candidate),
            tuple(proposals[v] for v in candidate),
            tuple(stories[v] for v in candidate),
            cost,
        )

    def _quantum(self, variable: int) -> float:
        return float(self.system.figures[variable].quantity.quantum) * self.system.scales[variable]

    def _range(
        self, variable: int, candidate: tuple[int, ...], lows: list[int], highs: list[int]
    ) -> tuple[int, int]:
        """Return what a figure may be: its propagated interval, for a rate also what its quotients allow."""
        low, high = lows[variable], highs[variable]
        scale = self.system.scales[variable]
        figure = self.system.figures[variable]
        for at in self.system.resting.get(variable, ()):
            constraint = self.system.constraints[at]
            if any(v in candidate for v, _ in constraint.terms):
                continue
            form = self.system.outcomes[constraint.source].relation.form
            reach = (
                ratio_range(form, self.regimes) if isinstance(form, Ratio) and form.rate is figure else None
            )
            if reach is not None:
                low = max(low, math.floor(reach.low * scale))
                high = min(high, math.ceil(reach.high * scale))
        return (low, high) if low <= high else (lows[variable], highs[variable])


def _united(repairs: Sequence[Repair]) -> Repair:
    """Return the repair that makes all these changes, each figure's once."""
    parts = {
        variable: (r.ranges[i], r.proposals[i], r.stories[i])
        for r in reversed(repairs)
        for i, variable in enumerate(r.variables)
    }
    return Repair(
        tuple(parts),
        tuple(p[0] for p in parts.values()),
        tuple(p[1] for p in parts.values()),
        tuple(p[2] for p in parts.values()),
        sum(r.cost for r in repairs),
    )
