"""Joint feasibility of all figures, claimed only with an exact proof.

Propagation finds nearly every contradiction.  Where it finds none, whole values for all figures are looked for; where
that search ends without them, HiGHS says where to look or why there are none, and what it says is checked exactly.
Without ``highspy``, or where the check fails, the certificate says that nothing was proved.
"""

from __future__ import annotations

import attrs

from gouji.model import Certificate
from gouji.solving.copies import Merged, merge
from gouji.solving.linear_program import solve, solver_available
from gouji.solving.near import Near
from gouji.solving.propagate import Propagation, propagate
from gouji.solving.system import System
from gouji.solving.witness import WORK, contradiction, satisfied, search
from gouji.value import Shown


@attrs.frozen(eq=False, repr=False)
class Proof(Shown):
    """Whether all figures can be true.

    Attributes:
        feasible: Yes, no, or ``None`` for not proved.
        involved: Figures of a contradiction.
        sources: Outcomes it rests on.
        values: Whole values of all figures that satisfy everything, empty if there are none.
    """

    feasible: bool | None
    involved: frozenset[int] = frozenset()
    sources: frozenset[int] = frozenset()
    values: tuple[int, ...] = ()


def prove(
    system: System,
    solver: bool = True,
    work: int = WORK,
    near: bool = True,
) -> Proof:
    """Return whether all figures can be true, with an exact proof of either.

    Args:
        system: The system.
        solver: Ask HiGHS, where it is installed, if the search for values does not end.
        work: Bound of that search.
        near: Look for values near the printed ones first; ``False`` where that was tried before.
    """
    if near:
        values = Near(system).values()
        if values is not None:
            return Proof(True, values=tuple(values))
    merged = merge(system)
    if merged is None:
        return _contradicted(system, propagate(system), frozenset(range(len(system.figures))))
    result = propagate(merged.system)
    if result.conflict is not None:
        classes = result.involved
        return _contradicted(
            system, propagate(system), frozenset(v for v, at in enumerate(merged.own) if at in classes)
        )
    found = search(merged.system, result, work=work)
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


def certificate(system: System, proof: Proof, free: int) -> Certificate:
    """Return what can be said of a document whose relations all hold one by one.

    Args:
        system: All its linear relations.
        proof: Whether all its figures can be true.
        free: Readable figures in no relation.
    """
    n, m = len(system.figures), len(system.constraints)
    rest = f"；另有 {free} 个数不在任何关系里" if free else ""
    if proof.feasible:
        shown = f"{m} 个线性约束，以一组整分的真实值逐个验证"
        return Certificate("consistent", n, free, m, f"证明：{n} 个数可以同时为真（{shown}）{rest}")
    if proof.feasible is None:
        reason = "求解器没有给出结论" if solver_available() else "没有安装求解器（gouji[solver]）"
        note = f"{n} 个数没有发现矛盾；{reason}，未能证明它们可以同时为真{rest}"
        return Certificate("uncertified", n, free, m, note)
    return Certificate(
        "inconsistent", n, free, m, f"每个关系单独看都在尾数之内，但 {n} 个数合在一起不能同时为真{rest}"
    )
