"""The amounts of a document: figures of which it is known that they are one amount are taken together.

Copies are what a relation says are, and what is left of a sum whose other figures are known (blanks are).  What remains
are the few sums that tie different amounts, and the rates and bounds between them.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from gouji.solving.system import Constraint

_PAIR = 2

Sum = dict[int, int]
"""Figure → its coefficient."""
Equal = tuple[Sum, int, Constraint]
"""A sum of figures that stand for others, what it comes to, and the constraint that says so."""


class Amounts:
    """Figures by the amounts that they print.

    Args:
        constraints: Those that count.
        printed: Printed values of all figures.
        lows: The least that each may be.
        highs: The most.
        alike: Figures of which one is bounded by the other are taken as one amount where they are printed alike; that need
            not be so.

    Attributes:
        own: Figure → the one that stands for all that are its amount.
        lows: The least that a figure may be which stands for others.
        highs: The most.
        start: The printed value nearest to that, of the most exact copy.
        sums: What ties several amounts that may vary.
        limits: Constraints that are no equality.
        others: Equalities that do not plainly say that two figures are one amount.
        possible: ``False`` if figures that are one amount have no value in common.
    """

    def __init__(
        self,
        constraints: Sequence[Constraint],
        printed: Sequence[int],
        lows: Sequence[int],
        highs: Sequence[int],
        alike: bool,
    ) -> None:
        self.own = list(range(len(printed)))
        self.lows, self.highs, self.start = list(lows), list(highs), list(printed)
        self.limits: list[Constraint] = []
        self.sums: list[Equal] = []
        self.others: list[Constraint] = []
        self.possible = True
        self._copies: tuple[list[int], list[int]] = [], []
        """Figures that plainly are one amount, pair by pair."""
        for constraint in constraints:
            low, variables = constraint.low, constraint.variables
            paired = len(variables) == _PAIR and not sum(constraint.coefficients)
            if low is None or low != constraint.high:
                self.limits.append(constraint)
                if (
                    alike
                    and paired
                    and not (low or constraint.high)
                    and printed[variables[0]] == printed[variables[1]]
                ):
                    self._unite(*variables)
            elif paired and not low:
                one, other = variables
                self._copies[0].append(one)
                self._copies[1].append(other)
                self._unite(one, other)
            else:
                self.others.append(constraint)
        kept = [constraint for constraint in self.others if not self._pair(constraint)]
        self.own = [top if top == var else self._root(var) for var, top in enumerate(self.own)]
        start = self.start
        for top, (low, now, high) in enumerate(zip(self.lows, start, self.highs, strict=True)):
            if now < low:
                start[top] = low
            elif now > high:
                start[top] = high
        self.sums = [self._written(constraint) for constraint in kept]

    def satisfied(self, values: Sequence[int]) -> bool:
        """Whether values of all figures satisfy every constraint, exactly."""
        one, other = (list(map(values.__getitem__, side)) for side in self._copies)
        return one == other and all(c.admits(values) for c in itertools.chain(self.others, self.limits))

    def _root(self, var: int) -> int:
        own = self.own
        while own[var] != var:
            own[var] = var = own[own[var]]
        return var

    def _unite(self, one: int, other: int) -> None:
        """Take two figures as one amount, which is what both may be."""
        one, other = self._root(one), self._root(other)
        if one == other:
            return
        lows, highs = self.lows, self.highs
        self.own[one] = other
        if highs[one] - lows[one] < highs[other] - lows[other]:
            self.start[other] = self.start[one]
        if lows[one] > lows[other]:
            lows[other] = lows[one]
        if highs[one] < highs[other]:
            highs[other] = highs[one]
        if lows[other] > highs[other]:
            self.possible = False

    def _pair(self, constraint: Constraint) -> bool:
        """Take the two figures of a sum as one amount whose other figures are known and come to nothing."""
        own, lows, highs = self.own, self.lows, self.highs
        rest: list[int] = []
        left = constraint.low or 0
        balance = 0
        for var, c in zip(constraint.variables, constraint.coefficients, strict=True):
            top = own[var]
            if own[top] != top:
                top = self._root(var)
            if lows[top] == highs[top]:
                left -= c * lows[top]
            elif len(rest) == _PAIR:
                return False
            else:
                rest.append(top)
                balance += c
        if left or balance or len(rest) != _PAIR:
            return False
        self._unite(*rest)
        return True

    def _written(self, constraint: Constraint) -> Equal:
        """Return a sum over the figures that stand for others and may vary."""
        own, lows, highs = self.own, self.lows, self.highs
        row: Sum = {}
        target = constraint.low or 0
        for var, c in zip(constraint.variables, constraint.coefficients, strict=True):
            top = own[var]
            if lows[top] == highs[top]:
                target -= c * lows[top]
            else:
                row[top] = row.get(top, 0) + c
        if 0 in row.values():
            row = {v: c for v, c in row.items() if c}
        return row, target, constraint
