"""The proof of a document whose relations all hold one by one, straight from its outcomes.

Most documents are so, and half of what their relations tie are blanks and copies.  A relation of exact figures holds
whatever the others are, and copies are one amount: neither becomes a constraint here.  Who looks for culprits needs the
whole system (:mod:`gouji.solving.building`).
"""

from __future__ import annotations

from collections.abc import Sequence

from gouji.model import Figure, Linear, Opaque, Outcome, Ratio, Tier
from gouji.model.units import MONEY
from gouji.relations import Regimes
from gouji.solving.building import TAKING_PART, Builder
from gouji.solving.near import Near
from gouji.solving.web import figures_of


class Straight(Builder):
    """Lays down what has to be proved.

    Args:
        outcomes: Judged relations; none of the template tier that becomes constraints is violated.
        regimes: Rounding regimes by table.

    Attributes:
        tied: All figures that stand in a relation of any kind.
        figures: How many of them the whole system has.
        count: How many constraints it has.
    """

    def __init__(self, outcomes: Sequence[Outcome], regimes: Regimes) -> None:
        super().__init__(regimes)
        self._copies: list[tuple[int, int, Linear, int]] = []
        exact: set[Figure] = set()
        settled = 0
        others: list[Linear | Ratio | Opaque] = []
        template, rounds, variables = Tier.TEMPLATE, not regimes, self.variables
        for number, outcome in enumerate(outcomes):
            relation = outcome.relation
            form = relation.form
            if form is None:
                continue
            if relation.rule.tier is not template or outcome.verdict not in TAKING_PART:
                others.append(form)
                continue
            if not isinstance(form, Linear) or form.plain is None:
                others.append(form)
                self.add(number, form)
                continue
            _, of, _, low, high = form.plain
            if rounds and of.dimension == MONEY:
                left, right = form.left, form.right
                if low == high:
                    exact.update([t.figure for t in left])
                    exact.update([t.figure for t in right])
                    settled += 1
                    continue
                if (
                    len(left) == 1 == len(right)
                    and form.op == "=="
                    and form.left_constant == form.right_constant
                ):
                    self._copies.append((variables[left[0].figure], variables[right[0].figure], form, number))
                    continue
            self.add(number, form)
        exact.update(variables)
        self.figures = len(exact)
        self.count = settled + len(self._copies) + len(self.constraints)
        for form in others:
            exact.update(figures_of(form))
        self.tied = exact

    def proved(self) -> bool:
        """Whether whole values for all figures were found that satisfy everything."""
        system = self.system(())
        scales = system.scales
        copies = []
        for one, other, form, number in self._copies:
            if scales[one] == scales[other]:
                copies.append((one, other))
            elif (made := self.sum_of(form, number)) is not None:
                system.constraints.append(made)
        return Near(system, copies=copies).values() is not None
