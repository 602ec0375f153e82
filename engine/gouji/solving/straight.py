"""The proof of a document whose relations all hold one by one, straight from its outcomes.

Most documents are so.  Copies of an amount, a third of all relations, are one figure from the start here, and nothing is
laid down of what ties which; who looks for culprits needs the whole system (:mod:`gouji.solving.building`).
"""

from __future__ import annotations

from collections.abc import Sequence

from gouji.model import Linear, Opaque, Outcome, Ratio, Tier, Verdict
from gouji.relations import Regimes
from gouji.solving.building import Builder
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
        others: list[Linear | Ratio | Opaque] = []
        template, holds, rounding = Tier.TEMPLATE, Verdict.HOLDS, Verdict.ROUNDING
        variables = self.variables
        for number, outcome in enumerate(outcomes):
            relation = outcome.relation
            form = relation.form
            if form is None:
                continue
            verdict = outcome.verdict
            if (verdict is not holds and verdict is not rounding) or relation.rule.tier is not template:
                others.append(form)
                continue
            if not isinstance(form, Linear) or form.plain is None:
                others.append(form)
            elif (
                len(form.left) == 1 == len(form.right)
                and form.op == "=="
                and form.left_constant == form.right_constant
            ):
                one, other = form.left[0].figure, form.right[0].figure
                self._copies.append((variables[one], variables[other], form, number))
                continue
            self.add(number, form)
        self.figures = len(variables)
        self.count = len(self._copies) + len(self.constraints)
        self.tied = set(variables)
        for form in others:
            self.tied.update(figures_of(form))

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
