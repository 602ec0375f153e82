"""The long way of a proof, for a document that contradicts itself or is hard to tell from one that does.

Copies of one amount are taken together and ranges propagated; where that finds no contradiction, whole values are searched,
and where the search ends without them, HiGHS says where to look or why there are none; what it says is checked exactly.
"""

from __future__ import annotations

from gouji.solving.certify import Proof
from gouji.solving.copies import Merged, merge
from gouji.solving.linear_program import solve, solver_available
from gouji.solving.propagate import Propagation, propagate
from gouji.solving.system import System
from gouji.solving.witness import WORK, contradiction, satisfied, search


def prove_thoroughly(system: System, solver: bool = True, work: int | None = None) -> Proof:
    """Return whether all figures can be true, with an exact proof of either.

    Args:
        system: The system.
        solver: Ask HiGHS, where it is installed, if the search for values does not end.
        work: Bound of that search, ``None`` for the usual one.
    """
    merged = merge(system)
    if merged is None:
        return _contradicted(system, propagate(system), frozenset(range(len(system.figures))))
    result = propagate(merged.system)
    if result.conflict is not None:
        classes = result.involved
        return _contradicted(
            system, propagate(system), frozenset(v for v, at in enumerate(merged.own) if at in classes)
        )
    found = search(merged.system, result, work=WORK if work is None else work)
    if found.values is None and found.finished:
        return Proof(False, frozenset(range(len(system.figures))))
    if found.values is None and solver and solver_available():
        answer = solve(merged.system)
        if answer.point is not None:
            found = search(merged.system, result, answer.point)
        elif answer.multipliers is not None:
            return _refuted(merged, answer.multipliers)
    if found.values is not None:
        values = merged.spread(found.values)
        if satisfied(system, values):
            return Proof(True, values=tuple(values))
    return Proof(None)


def _contradicted(system: System, whole: Propagation, known: frozenset[int]) -> Proof:
    """Return the proof of a contradiction among copies taken together, told by the figures one by one if it can be."""
    involved = whole.involved if whole.conflict is not None else known
    sources = {c.source for c in system.constraints if {v for v, _ in c.terms} <= involved}
    return Proof(False, involved, frozenset(sources))


def _refuted(merged: Merged, multipliers: tuple[float, ...]) -> Proof:
    constraints = [merged.system.constraints[i] for i in contradiction(merged.system, multipliers)]
    if not constraints:
        return Proof(None)
    classes = {v for c in constraints for v, _ in c.terms}
    involved = frozenset(var for var, at in enumerate(merged.own) if at in classes)
    return Proof(False, involved, frozenset(c.source for c in constraints))
