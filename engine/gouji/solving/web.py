"""Which outcomes a figure stands in, and which figures an outcome ties together: looked up once a document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property

import attrs

from gouji.model import Figure, Linear, Outcome, Verdict
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
        found: defaultdict[Figure, list[int]] = defaultdict(list)
        for number, outcome in enumerate(self.outcomes):
            form = outcome.relation.form
            if form is None:
                continue
            figures: Iterable[Figure] = form.figures
            if form.__class__ is not Linear or form.plain is None:  # a plain sum has each figure once
                figures = dict.fromkeys(figures)
            for figure in figures:
                found[figure].append(number)
        found.default_factory = None
        return found

    @cached_property
    def tied(self) -> Collection[Figure]:
        """Figures that stand in any relation."""
        known: dict[Figure, list[int]] | None = self.__dict__.get("touching")
        if known is not None:
            return known.keys()
        return set().union(
            *[form.figures for outcome in self.outcomes if (form := outcome.relation.form) is not None]
        )

    def of_table(self, table: str) -> list[tuple[int, bool]]:
        """Return the judged outcomes with a figure of a table, in order, and whether all their figures are of it.

        Args:
            table: Key of the table.
        """
        found: list[tuple[int, bool]] = []
        for number, outcome in enumerate(self.outcomes):
            form = outcome.relation.form
            if form is not None and outcome.verdict in JUDGED:
                tables = [figure.table for figure in form.figures]
                if table in tables:
                    found.append((number, tables.count(table) == len(tables)))
        return found
