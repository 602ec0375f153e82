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

    def inside(self, tables: Iterable[str]) -> list[int]:
        """Return the judged outcomes with a figure of one of these tables, in order."""
        wanted = frozenset(tables)
        numbers = {n for figure, own in self.touching.items() if figure.table in wanted for n in own}
        return [number for number in sorted(numbers) if self.outcomes[number].verdict in JUDGED]
