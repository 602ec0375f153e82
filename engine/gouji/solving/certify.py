"""Joint feasibility of all figures by one linear program (HiGHS), where it is installed.

The intervals are relaxed to reals with whole ends; a document found infeasible here is infeasible.  Without
``highspy`` propagation alone is used and the certificate says so.
"""

from __future__ import annotations

from importlib.util import find_spec

from gouji.model import Certificate
from gouji.solving.propagate import Propagation
from gouji.solving.system import System


def solver_available() -> bool:
    """Whether HiGHS can be used."""
    return find_spec("highspy") is not None


def feasible(system: System, lows: list[int], highs: list[int]) -> bool | None:
    """Return whether real values in the intervals satisfy all constraints; ``None`` if it cannot be told."""
    if not solver_available():
        return None
    import highspy
    import numpy

    n, m = len(system.figures), len(system.constraints)
    if not n or not m:
        return True
    # Highs() itself writes a banner to standard output, which would spoil a JSON report; its base does not.
    model = highspy.Highs.__bases__[0]()
    model.setOptionValue("output_flag", False)
    # Shift every figure to its own lower end, so that half quanta do not drown beside large amounts.
    base = lows
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = n, m
    lp.col_cost_ = numpy.zeros(n)
    lp.col_lower_ = numpy.zeros(n)
    lp.col_upper_ = numpy.array([float(h - low) for low, h in zip(lows, highs, strict=True)])
    starts, indices, values = [0], [], []
    row_lower, row_upper = [], []
    for constraint in system.constraints:
        size = max(abs(c) for _, c in constraint.terms)
        shift = sum(c * base[v] for v, c in constraint.terms)
        for var, c in constraint.terms:
            indices.append(var)
            values.append(c / size)
        starts.append(len(indices))
        row_lower.append(-highspy.kHighsInf if constraint.low is None else (constraint.low - shift) / size)
        row_upper.append(highspy.kHighsInf if constraint.high is None else (constraint.high - shift) / size)
    lp.row_lower_, lp.row_upper_ = numpy.array(row_lower), numpy.array(row_upper)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = numpy.array(starts)
    lp.a_matrix_.index_ = numpy.array(indices)
    lp.a_matrix_.value_ = numpy.array(values)
    model.passModel(lp)
    model.run()
    status = model.getModelStatus()
    if status == highspy.HighsModelStatus.kOptimal:
        return True
    if status == highspy.HighsModelStatus.kInfeasible:
        return False
    return None


def certificate(system: System, result: Propagation, free: int) -> Certificate:
    """Return what can be said of a document whose relations all hold one by one.

    Args:
        system: All its linear relations.
        result: Their propagation.
        free: Readable figures in no relation.
    """
    n, m = len(system.figures), len(system.constraints)
    rest = f"；另有 {free} 个数不在任何关系里" if free else ""
    if result.conflict is not None:
        return Certificate(
            "inconsistent", n, free, m, f"每个关系单独看都在尾数之内，但 {n} 个数合在一起不能同时为真{rest}"
        )
    answer = feasible(system, result.lows, result.highs)
    if answer is None:
        reason = "没有安装求解器（gouji[solver]）" if not solver_available() else "求解器没有给出结论"
        note = f"{n} 个数没有发现矛盾；{reason}，未能证明它们可以同时为真{rest}"
        return Certificate("uncertified", n, free, m, note)
    if answer:
        return Certificate("consistent", n, free, m, f"证明：{n} 个数可以同时为真（{m} 个线性约束）{rest}")
    return Certificate(
        "inconsistent", n, free, m, f"每个关系单独看都在尾数之内，但 {n} 个数合在一起不能同时为真{rest}"
    )
