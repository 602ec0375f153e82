"""Joint feasibility of all figures, claimed only with an exact proof.

Propagation finds nearly every contradiction.  Where it finds none, whole values for all figures are looked for; where
that search ends without them, HiGHS says where to look or why there are none, and what it says is checked exactly.
Without ``highspy``, or where the check fails, the certificate says that nothing was proved.
"""

from __future__ import annotations

import attrs

from gouji.model import Certificate
from gouji.solving.near import Near
from gouji.solving.system import System
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


def prove(system: System) -> Proof:
    """Return whether all figures can be true, with an exact proof of either."""
    values = Near(system).values()
    if values is not None:
        return Proof(True, values=tuple(values))
    from gouji.solving.thorough import prove_thoroughly  # few documents come here

    return prove_thoroughly(system)


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
        from gouji.solving.linear_program import solver_available

        reason = "求解器没有给出结论" if solver_available() else "没有安装求解器（gouji[solver]）"
        note = f"{n} 个数没有发现矛盾；{reason}，未能证明它们可以同时为真{rest}"
        return Certificate("uncertified", n, free, m, note)
    return Certificate(
        "inconsistent", n, free, m, f"每个关系单独看都在尾数之内，但 {n} 个数合在一起不能同时为真{rest}"
    )
