"""The certificate of a document whose relations hold one by one, from the few of them that hold only by rounding.

A relation that holds as printed is satisfied by the printed values.  So true values for all figures are had by moving
those of the others until they hold as well; whatever has a moved figure is looked at then, in whole numbers, and the
rest of the system need not even be made.  Where that does not come to an end nothing is said, and the whole system is
built and searched (:func:`gouji.solving.certify.prove`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from gouji.model import Figure, Kind, Ledger, Linear, Outcome, Ratio, Tier, Verdict
from gouji.relations import Regimes
from gouji.solving.building import TAKING_PART, Builder
from gouji.solving.mend import printed_value, settled
from gouji.solving.witness import satisfied


class Printed:
    """A document in which no relation that must hold is violated, but for some figures that are known to be wrong.

    Args:
        outcomes: Judged relations, of both tiers.
        regimes: Rounding regimes by table.
        wrong: Figures that may be anything.

    Attributes:
        constraints: How many the whole system has.
    """

    def __init__(
        self, outcomes: Sequence[Outcome], regimes: Regimes, wrong: frozenset[Figure] = frozenset()
    ) -> None:
        self.constraints = 0
        self._wrong = wrong
        self._outcomes = outcomes
        self._regimes = regimes
        self._index: dict[Figure, list[int]] = {}
        self._rates: set[Figure] = set()
        self._others: set[Figure] = set()
        self._loose: dict[int, bool] = {}
        """Relations whose constraints are made and checked → whether they are to be mended."""
        self._copies: dict[Figure, list[Figure]] = {}
        """Figure → all that print the same amount, itself among them."""
        self._mixed: list[Figure] = []
        """One figure each of copies that print it to different places."""
        self._read()

    @property
    def figures(self) -> int:
        """How many figures the whole system has."""
        return len(self._index) + len(self._rates.difference(self._index))

    def free(self, ledger: Ledger) -> int:
        """Return how many readable figures stand in no relation."""
        index, rates, others = self._index, self._rates, self._others
        return sum(
            [
                figure not in index
                and figure not in others
                and figure not in rates
                and figure.quantity.value is not None
                and figure.quantity.kind is not Kind.BLANK
                for figure in ledger.figures()
            ]
        )

    def proof(self) -> dict[Figure, int] | None:
        """Return whole values that satisfy everything together with the printed values of all other figures.

        Those of the figures looked at, in units of the system; ``None`` if none were found.
        """
        builder = Builder(self._outcomes, self._regimes, self._copies, self._wrong)
        system = builder.system
        for figure in self._mixed:
            builder.variable(figure)
        opening = system.touching = _Opening(builder, self._index, self._copies, self._loose)
        suspects = [at for at, c in enumerate(system.constraints) if self._loose[c.source]]
        values = opening.values
        done = settled(system, system.lows, system.highs, values, suspects, self.figures)
        if not done or not opening.whole or not satisfied(system, values):
            return None
        return {
            own: value
            for figure, value in zip(system.figures, values, strict=True)
            for own in self._copies.get(figure) or (figure,)
        }

    def _read(self) -> None:
        """Go through all relations once: which figures stand where, and which relations hold only by rounding."""
        loose, index, others, outcomes = self._loose, self._index, self._others, self._outcomes
        wrong = self._wrong
        several: list[int] = []
        count = 0
        for number, outcome in enumerate(outcomes):
            relation = outcome.relation
            form = relation.form
            if form is None:
                continue
            verdict = outcome.verdict
            if relation.rule.tier is not Tier.TEMPLATE or verdict not in TAKING_PART:
                others.update(relation.figures())
                continue
            if isinstance(form, Linear) and not form.exact and form.op != "!=":
                if _is_copy(form) and not (
                    wrong and (form.left[0].figure in wrong or form.right[0].figure in wrong)
                ):
                    count += 1
                    self._join(form.left[0].figure, form.right[0].figure)
                    continue
                terms = form.left + form.right
                usual = form.plain is not None
                count += usual
            elif isinstance(form, Ratio):
                self._rates.add(form.rate)
                if form.rate in wrong:
                    continue  # its constraints rest on the printed rate
                terms = form.numerator + form.denominator
                usual = _usual(form)
                count += 2 * usual
            else:
                others.update(relation.figures())
                continue
            if not usual:
                several.append(number)
            if verdict is not Verdict.HOLDS or (wrong and any(t.figure in wrong for t in terms)):
                loose[number] = True
            elif not usual:
                loose[number] = False
            for term in terms:
                figure = term.figure
                own = index.get(figure)
                if own is None:
                    index[figure] = [number]
                else:
                    own.append(number)
        for figure, own in index.items():
            if not _whole(figure):
                for number in own:
                    loose.setdefault(number, False)
        for group in {id(group): group for group in self._copies.values()}.values():
            if len({figure.quantity.ticks for figure in group}) > 1:
                self._mixed.append(group[0])
                loose.update(dict.fromkeys([n for figure in group for n in index[figure]], True))
        apart = Builder(outcomes, self._regimes)
        for number in several:
            apart.add(number)
        self.constraints = count + len(apart.system.constraints)

    def _join(self, one: Figure, other: Figure) -> None:
        """Take two figures as one amount."""
        copies = self._copies
        first, second = copies.get(one), copies.get(other)
        if first is None:
            first = copies[one] = [one]
            self._index.setdefault(one, [])
        if second is None:
            first.append(other)
            copies[other] = first
            self._index.setdefault(other, [])
        elif second is not first:
            first += second
            for figure in second:
                copies[figure] = first


class _Opening(Sequence[list[int]]):
    """Which constraints figures stand in: those of a figure are made when they are first asked for.

    Args:
        builder: Makes them.
        index: Figure → relations it stands in.
        copies: Figure → all that print the same amount.
        first: Relations whose constraints are made at once.

    Attributes:
        values: Printed values of the figures met so far.
        whole: All of them are whole numbers.
    """

    def __init__(
        self,
        builder: Builder,
        index: Mapping[Figure, Sequence[int]],
        copies: Mapping[Figure, Sequence[Figure]],
        first: Iterable[int],
    ) -> None:
        self.values: list[int] = []
        self.whole = True
        self._builder = builder
        self._index = index
        self._copies = copies
        self._made: set[int] = set()
        self._open: set[int] = set()
        self._make(first)

    def __len__(self) -> int:
        return len(self._builder.touching)

    def __getitem__(self, var: int) -> list[int]:  # type: ignore[override]
        if var not in self._open:
            self._open.add(var)
            figure = self._builder.system.figures[var]
            for own in self._copies.get(figure) or (figure,):
                self._make(self._index.get(own, ()))
        return self._builder.touching[var]

    def _make(self, numbers: Iterable[int]) -> None:
        system, values, made = self._builder.system, self.values, self._made
        for number in numbers:
            if number not in made:
                made.add(number)
                self._builder.add(number)
        for var in range(len(values), len(system.figures)):
            value = printed_value(system.figures[var], system.scales[var])
            self.whole = self.whole and value is not None
            values.append(value or 0)


def _usual(form: Ratio) -> bool:
    """Whether a rate that holds makes two constraints that printed values satisfy."""
    terms = form.numerator + form.denominator
    if len({t.figure for t in terms}) != len(terms) or not all(t.coefficient for t in terms):
        return False
    return sum([t.coefficient * t.figure.quantity.ticks for t in form.denominator]) > 0


def _is_copy(form: Linear) -> bool:
    """Whether a relation says that one amount is printed twice."""
    if form.op != "==" or form.plain is None or len(form.left) != 1 or len(form.right) != 1:
        return False
    if form.left_constant != form.right_constant:
        return False
    return _whole(form.left[0].figure) and _whole(form.right[0].figure)


def _whole(figure: Figure) -> bool:
    """Whether a figure is printed in whole ticks and stands for a range of them."""
    ends = figure.quantity.closed
    return bool(ends) and type(ends[0]) is type(ends[1]) is type(ends[2]) is int
