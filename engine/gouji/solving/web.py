"""Which outcomes a figure stands in, and which figures an outcome ties together: looked up once a document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

import attrs

from gouji.model import Figure, Linear, Opaque, Outcome, Ratio, Verdict
from gouji.value import Shown

JUDGED = (Verdict.HOLDS, Verdict.ROUNDING, Verdict.VIOLATED)


@attrs.frozen(eq=False, slots=False, repr=False)
class Web(Shown):
    """The outcomes of a document and their figures.

    Attributes:
        outcomes: One a relation.
    """

    outcomes: Sequence[Outcome]

    def judged_again(self, outcomes: Sequence[Outcome]) -> Web:
        """Return the web of the same relations with other verdicts."""
        web = Web(outcomes)
        if "touching" in self.__dict__:
            web.__dict__["touching"] = self.touching
        return web

    def figures(self, number: int) -> tuple[Figure, ...]:
        """Return the figures of an outcome, in order of appearance."""
        return self.outcomes[number].relation.figures()

    @cached_property
    def violated(self) -> list[int]:
        """Numbers of the violated outcomes."""
        return [i for i, o in enumerate(self.outcomes) if o.verdict is Verdict.VIOLATED]

    @cached_property
    def touching(self) -> dict[Figure, list[int]]:
        """Figure → numbers of the outcomes it stands in, each once."""
        found: dict[Figure, list[int]] = {}
        known = found.get
        for number, outcome in enumerate(self.outcomes):
            for figure in outcome.relation.figures():
                own = known(figure)
                if own is None:
                    found[figure] = [number]
                elif own[-1] != number:
                    own.append(number)
        return found

    @cached_property
    def _by_table(self) -> dict[str, list[int]]:
        """Table → numbers of the judged outcomes with a figure of it, "" for figures outside of tables."""
        found: dict[str, list[int]] = {}
        for number, outcome in enumerate(self.outcomes):
            if outcome.verdict in JUDGED:
                for table in _tables(outcome.relation.form):
                    found.setdefault(table, []).append(number)
        return found

    def inside(self, tables: Iterable[str]) -> list[int]:
        """Return the judged outcomes with a figure of one of these tables, in order."""
        return sorted({number for table in set(tables) for number in self._by_table.get(table, ())})


def _tables(form: Linear | Ratio | Opaque | None) -> set[str]:
    if isinstance(form, Linear):
        return {term.figure.table for term in form.left + form.right}
    if isinstance(form, Ratio):
        return {form.rate.table, *[term.figure.table for term in form.numerator + form.denominator]}
    return {figure.table for figure in form.figures} if form is not None else set()
