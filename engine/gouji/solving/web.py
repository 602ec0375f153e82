"""Which outcomes a figure stands in, and which figures an outcome ties together: looked up once a document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

import attrs

from gouji.model import Figure, Outcome, Verdict
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
        return Web(outcomes)

    def figures(self, number: int) -> tuple[Figure, ...]:
        """Return the figures of an outcome, in order of appearance."""
        return self.outcomes[number].relation.figures()

    @cached_property
    def violated(self) -> list[int]:
        """Numbers of the violated outcomes."""
        return [i for i, o in enumerate(self.outcomes) if o.verdict is Verdict.VIOLATED]

    @cached_property
    def touching(self) -> dict[int, list[int]]:
        """Identity of a figure → numbers of the outcomes it stands in, each once."""
        found: dict[int, list[int]] = {}
        known = found.get
        for number, outcome in enumerate(self.outcomes):
            for figure in outcome.relation.figures():
                own = known(id(figure))
                if own is None:
                    found[id(figure)] = [number]
                elif own[-1] != number:
                    own.append(number)
        return found

    def inside(self, tables: Iterable[str]) -> list[int]:
        """Return the judged outcomes with a figure of one of these tables, in order."""
        wanted = frozenset(tables)
        return [
            number
            for number, outcome in enumerate(self.outcomes)
            if outcome.verdict in JUDGED and any(f.table in wanted for f in outcome.relation.figures())
        ]
