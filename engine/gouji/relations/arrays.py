"""The same judgement as :mod:`gouji.relations.judge`, of one linear relation on many ledgers at once.

Whole numbers of ticks in int64 arrays, never floats.  Whoever calls has made sure that no sum can leave int64
(:func:`fits`) and that every interval has closed whole ends; all else is the one-ledger evaluator's.
NumPy is an optional extra: it is imported by those who call, and handed in.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import attrs

from gouji.model import Linear, Verdict
from gouji.value import Shown

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

LIMIT = 2**62
"""Bound on the absolute value of any sum, half of what int64 holds."""
VERDICTS = (
    Verdict.HOLDS,
    Verdict.ROUNDING,
    Verdict.VIOLATED,
    Verdict.UNDECIDED,
    Verdict.NOT_APPLICABLE,
)
"""Verdicts by their number in arrays."""
NOTHING = -1
"""Number that stands where a ledger has no such relation (all its figures blank)."""


@attrs.frozen(eq=False, repr=False)
class Cells(Shown):
    """Figures of many ledgers, a row a cell and a column a ledger, in ticks.

    Attributes:
        values: The printed numbers, int64, shape (cells, ledgers).
        below: How far the true value may lie below, same shape.
        above: How far it may lie above, same shape.
    """

    values: Ints
    below: Ints
    above: Ints


def merged(form: Linear) -> list[tuple[int, Any]]:
    """Return (coefficient, figure) pairs, left minus right, each figure once, in order of appearance."""
    totals: dict[int, list[Any]] = {}
    for sign, terms in ((1, form.left), (-1, form.right)):
        for term in terms:
            totals.setdefault(id(term.figure), [0, term.figure])[0] += sign * term.coefficient
    return [(c, f) for c, f in totals.values()]


def fits(form: Linear, sizes: Iterable[tuple[int, int]]) -> bool:
    """Whether a relation can be judged in int64.

    Args:
        form: The relation.
        sizes: (coefficient, bound on the absolute value of its figure and its interval's ends) pairs.
    """
    constants = (form.left_constant, form.right_constant, form.tolerance)
    if not all(isinstance(c, int) for c in constants):
        return False
    total = sum(abs(int(c)) for c in constants)
    for coefficient, size in sizes:
        total += abs(coefficient) * size
    return total < LIMIT


def judge_rows(
    np: Any,
    form: Linear,
    terms: list[tuple[int, Ints, Ints, Ints]],
    verdicts: Any,
    residuals: Any,
    slacks: Any,
) -> None:
    """Judge one linear relation on all ledgers.

    Args:
        np: The module numpy.
        form: The relation.
        terms: Coefficient, values, below and above of each figure, a number a ledger; at least one.
        verdicts: Row to write numbers of :data:`VERDICTS` to, int8.
        residuals: Row to write left minus right to, int64 ticks.
        slacks: Row to write to how far the intervals alone let the two sides be apart, int64 ticks.
    """
    down, up = _sums(np, form, terms, residuals)
    if form.exact:
        down, up = np.zeros_like(residuals), np.zeros_like(residuals)
    if form.tolerance:
        down, up = down + form.tolerance, up + form.tolerance
    op = form.op
    if op == "==":
        first, second = residuals != 0, (residuals > down) | (residuals < -up)
    elif op == "<=":
        first, second = residuals > 0, residuals > down
    elif op == ">=":
        first, second = residuals < 0, residuals < -up
    elif op == "<":
        first, second = residuals >= 0, residuals >= down
        if form.tolerance:
            second &= first
    elif op == ">":
        first, second = residuals <= 0, residuals <= -up
        if form.tolerance:
            second &= first
    else:
        first = residuals == 0
        second = first & (down == 0) & (up == 0)
    np.add(first.view(np.int8), second.view(np.int8), out=verdicts)
    np.copyto(slacks, up)
    np.copyto(slacks, down, where=residuals > 0)


def _sums(
    np: Any, form: Linear, terms: list[tuple[int, Ints, Ints, Ints]], residuals: Any
) -> tuple[Any, Any]:
    """Write the residual; return how far the difference may lie below and above it."""
    down = up = None
    started = False
    for coefficient, values, below, above in terms:
        if coefficient < 0:
            below, above = above, below
        size = abs(coefficient)
        if size != 1:
            values, below, above = values * size, below * size, above * size
        if not started:
            started = True
            if coefficient < 0:
                np.negative(values, out=residuals)
            else:
                np.copyto(residuals, values)
            down, up = below.copy(), above.copy()
            continue
        (np.subtract if coefficient < 0 else np.add)(residuals, values, out=residuals)
        np.add(down, below, out=down)
        np.add(up, above, out=up)
    constant = form.left_constant - form.right_constant
    if constant:
        residuals += constant
    return down, up
