"""Which figures are wrong: all minimal repairs of each conflict, ranked.

Violated relations that share figures form a cluster.  A repair of a cluster is a set of figures such that
all relations can hold once these figures may be anything.  Every conflict that propagation finds names figures of
which one at least is wrong; the minimal repairs are the smallest sets that hit all conflicts (Reiter's tree).
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Collection, Sequence
from functools import cached_property

import attrs

from gouji.model import Ledger
from gouji.relations import Regimes
from gouji.solving.budget import Budget
from gouji.solving.certify import Proof
from gouji.solving.conflicts import Conflicts
from gouji.solving.near import Near
from gouji.solving.propagate import Propagation, propagate
from gouji.solving.repairs import Repair, Valuer, united
from gouji.solving.system import System
from gouji.solving.web import Web
from gouji.value import Shown

WIDE = 4
"""Repairs of each cluster that are tried with those of the others."""
MOST_INVOLVED = 60
"""Figures of a contradiction among relations that hold one by one, beyond which none is singled out."""
SMALL = 60
"""Figures up to which every repair is proved possible; of larger systems what is said in the end."""
MOST_PROVED = 1200
"""Figures beyond which values for those not accused are sought near the printed ones alone."""
REST = 4
"""Work of a proof that the figures not accused can all be true (see :mod:`gouji.solving.witness`)."""


@attrs.frozen(eq=False, repr=False)
class Cluster(Shown):
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
        self._left = [budget.propagations, budget.looks, budget.sets]
        self.deadline = None if budget.seconds is None else time.monotonic() + budget.seconds
        self._about = (web, ledger, regimes or {}, suspects)

    @cached_property
    def values(self) -> Valuer:
        """What repairs are worth: looked up only for a document that needs any."""
        return Valuer(self.system, *self._about)

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
                repairs = [united([c.repairs[0] for c in parts])]
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
        if min(self._left) <= 0:
            return True
        return self.deadline is not None and time.monotonic() > self.deadline

    def _try(self, free: frozenset[int], group: Sequence[int], dropped: frozenset[int]) -> Propagation:
        """Propagate with some figures free."""
        system = self.system.turned(free)
        seeds = {c for v in free for c in system.touching[v]}
        result = propagate(system, free, [*group, *sorted(seeds.difference(group))], dropped)
        self._left[0] -= 1
        self._left[1] -= result.looks
        return result

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
        for size in range(self.budget.depth):
            found: list[tuple[frozenset[int], Propagation]] = []
            following: list[frozenset[int]] = []
            for held in front:
                if conflicts.apart(held, self.budget.depth - size) > self.budget.depth - size:
                    continue  # so few more figures cannot be in all of them
                for variable in sorted(conflicts.missed(held) or (), key=self.values.doubt):
                    chosen = held | {variable}
                    if chosen in seen:
                        continue
                    seen.add(chosen)
                    self._left[2] -= 1
                    if conflicts.missed(chosen) is not None:
                        if self._spent():
                            return self._ranked(found, dropped), True
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
                        conflicts.add(blamed - chosen, chosen, self.system.turned(chosen) is self.system)
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
        repairs = [
            self.values.repair(tuple(sorted(chosen)), result, dropped, self.system.turned(chosen))
            for chosen, result in found
        ]
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
        turned = self.system.turned(frozenset(culprits))
        near = Near(turned, culprits, dropped)
        values = near.values()
        if values is not None:
            return Proof(True, values=tuple(values))
        if len(self.system.figures) > MOST_PROVED:
            return Proof(None)
        small = len(self.system.figures) <= SMALL
        # Where the simplex says that there are no values, a search in steps that are counted will not find any.
        work = REST if small or near.possible else 0
        from gouji.solving.thorough import prove_thoroughly  # few documents come here

        return prove_thoroughly(turned.without(culprits, dropped), small, work)
