"""The narrative against the tables and against itself: identities C, D and E of the 情况说明.

Only the order of the parts is decided here; what each compares is in ``narrative_*.py``.
"""

from __future__ import annotations

from collections.abc import Iterable

from gouji.api import CheckContext
from gouji.model import Finding, Ledger, NotRun, Relation
from gouji_plugins.checks import narrative_alone, narrative_office
from gouji_plugins.checks.narrative_counts import Counts
from gouji_plugins.checks.narrative_counts_moved import Moved
from gouji_plugins.checks.narrative_facts import OneFact
from gouji_plugins.checks.narrative_listed import Listed
from gouji_plugins.checks.narrative_priors import Priors
from gouji_plugins.checks.narrative_rules import RULES
from gouji_plugins.checks.narrative_sums import Sums
from gouji_plugins.checks.narrative_view import View
from gouji_plugins.checks.narrative_whose import settled
from gouji_plugins.checks.narrative_zero import together


class NarrativeCheck:
    """Relations between facts of the prose, and between them and the tables.

    Attributes:
        id: ``narrative``.
        rules: See :mod:`gouji_plugins.checks.narrative_rules`.
    """

    id = "narrative"
    rules = RULES

    def run(self, ledger: Ledger, context: CheckContext) -> Iterable[Relation | Finding | NotRun]:
        """Yield the relations of one document."""
        yield from together(self._found(View(settled(ledger), context)))

    @staticmethod
    def _found(view: View) -> Iterable[Relation | Finding | NotRun]:
        single = OneFact(view)
        for fact in view.ledger.facts:
            yield from single.relations(fact)
        yield from Sums(view).relations()
        yield from Listed(view).findings()
        yield from narrative_office.relations(view)
        yield from narrative_alone.relations(view)
        yield from Priors(view).relations()
        yield from Priors(view, ("预算", "年初预算")).relations()
        yield from Counts(view).relations()
        yield from Moved(view).relations()
