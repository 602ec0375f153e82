"""Which outcomes a figure stands in, and which figures an outcome ties together: looked up once a document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

import attrs

from gouji.model import Figure, Outcome, Verdict
from gouji.value import Shown

JUDGED = frozenset((Verdict.HOLDS, Verdict.ROUNDING, Verdict.VIOLATED))


@attrs.frozen(eq=False, slots=False, repr=False)
class Web(Shown):
    """The outcomes of a document and their figures.

    Attributes:
        outcomes: One a relation.
        figures: The figures of each, in order of appearance.
    """

    outcomes: Sequence[Outcome]
    figures: Sequence[tuple[Figure, ...]]

    @classmethod
    def of(cls, outcomes: Sequence[Outcome]) -> Web:
        """Return the web of these outcomes."""
        return cls(outcomes, [o.relation.figures() for o in outcomes])

    def judged_again(self, outcomes: Sequence[Outcome]) -> Web:
        """Return the web of the same relations with other verdicts."""
        return Web(outcomes, self.figures)

    @cached_property
    def violated(self) -> list[int]:
        """Numbers of the violated outcomes."""
        return [i for i, o in enumerate(self.outcomes) if o.verdict is Verdict.VIOLATED]

    @cached_property
    def touching(self) -> dict[int, list[int]]:
        """Identity of a figure → numbers of the outcomes it stands in, each once."""
        found: dict[int, list[int]] = {}
        for number, figures in enumerate(self.figures):
            for figure in figures:
                own = found.setdefault(id(figure), [])
                if not own or own[-1] != number:
                    own.append(number)
        return found

    @cached_property
    def _by_table(self) -> dict[str, list[int]]:
        """Table → numbers of the judged outcomes with a figure of it, each once."""
        found: dict[str, list[int]] = {}
        for number, figures in enumerate(self.figures):
            if self.outcomes[number].verdict in JUDGED:
                for table in {figure.table for figure in figures}:
                    found.setdefault(table, []).append(number)
        return found

    def inside(self, tables: Iterable[str]) -> list[int]:
        """Return the judged outcomes with a figure of one of these tables, in order."""
        lists = [self._by_table.get(table, []) for table in dict.fromkeys(tables)]
        return lists[0] if len(lists) == 1 else sorted(set().union(*lists))
