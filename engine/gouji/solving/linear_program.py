"""The document's system as a linear program over real numbers (HiGHS), where it is installed.

What it says is floating-point and only a hint: a point to start from or multipliers to try.  Both are checked exactly
by :mod:`gouji.solving.witness` before anything is claimed.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

import attrs

from gouji.solving.system import UNBOUNDED, System
from gouji.value import Shown

STEPS = {"ipm_iteration_limit": 200, "simplex_iteration_limit": 20_000}
"""Most steps one program may take.  Not seconds: the clock would find less on a busy machine."""


@attrs.frozen(eq=False, repr=False)
class Answer(Shown):
    """What HiGHS says of a system.

    Attributes:
        point: A value of every figure from the middle of what is allowed, ``None`` if it found none.
        multipliers: One a constraint whose combination contradicts the intervals, ``None`` if it found none.
    """

    point: tuple[float, ...] | None = None
    multipliers: tuple[float, ...] | None = None


def solver_available() -> bool:
    """Whether HiGHS can be used."""
    return find_spec("highspy") is not None


def solve(system: System) -> Answer:
    """Return a point in the middle of what is allowed, or multipliers that show there is none."""
    import highspy

    model = _model(system)
    # An interior point stays clear of the ends, so that whole numbers near it are allowed as well.
    model.setOptionValue("solver", "ipm")
    model.setOptionValue("run_crossover", "off")
    model.run()
    if model.getModelStatus() == highspy.HighsModelStatus.kOptimal:
        values = model.getSolution().col_value
        return Answer(point=tuple(low + x for low, x in zip(system.lows, values, strict=True)))
    # Multipliers come from the simplex method alone, and only without presolve.
    model.clearSolver()
    model.setOptionValue("presolve", "off")
    model.setOptionValue("solver", "simplex")
    model.run()
    if model.getModelStatus() == highspy.HighsModelStatus.kOptimal:
        values = model.getSolution().col_value
        return Answer(point=tuple(low + x for low, x in zip(system.lows, values, strict=True)))
    if model.getModelStatus() != highspy.HighsModelStatus.kInfeasible:
        return Answer()
    found = model.getDualRay()
    ray = next((part for part in found if hasattr(part, "__len__")), None)
    if ray is None or len(ray) != len(system.constraints):
        return Answer()
    scaled = (float(y) / _size(c.terms) for y, c in zip(ray, system.constraints, strict=True))
    return Answer(multipliers=tuple(scaled))


def _model(system: System) -> Any:
    import highspy
    import numpy

    n, m = len(system.figures), len(system.constraints)
    lows, highs = system.lows, system.highs
    # Highs() itself writes a banner to standard output, which would spoil a JSON report; its base does not.
    model = highspy.Highs.__bases__[0]()
    model.setOptionValue("output_flag", False)
    for option, most in STEPS.items():
        model.setOptionValue(option, most)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = n, m
    lp.col_cost_ = numpy.zeros(n)
    # Shift every figure to its own lower end, so that half quanta do not drown beside large amounts.
    lp.col_lower_ = numpy.zeros(n)
    widths = [high - low for low, high in zip(lows, highs, strict=True)]
    lp.col_upper_ = numpy.array([float(w) if w < UNBOUNDED // 2 else highspy.kHighsInf for w in widths])
    starts, indices, values = [0], [], []
    row_lower, row_upper = [], []
    for constraint in system.constraints:
        size = _size(constraint.terms)
        shift = sum([c * lows[v] for v, c in constraint.terms])
        for var, c in constraint.terms:
            indices.append(var)
            values.append(c / size)
        starts.append(len(indices))
        low, high = constraint.low, constraint.high
        row_lower.append(-highspy.kHighsInf if low is None else (low - shift) / size)
        row_upper.append(highspy.kHighsInf if high is None else (high - shift) / size)
    lp.row_lower_, lp.row_upper_ = numpy.array(row_lower), numpy.array(row_upper)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = numpy.array(starts)
    lp.a_matrix_.index_ = numpy.array(indices)
    lp.a_matrix_.value_ = numpy.array(values)
    model.passModel(lp)
    return model


def _size(terms: Sequence[tuple[int, int]]) -> int:
    return max(abs(c) for _, c in terms)
