"""Root causes: slips that make many relations fail, tried as hypotheses against the relations.

Nothing is compared here: a cause is reported only if the document's own relations hold once its figures are
put right (see :mod:`gouji.solving.causes`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from gouji.api import CheckContext
from gouji.model import Cause, Finding, Ledger, NotRun, Outcome, Relation
from gouji_plugins.checks import cause_prose, cause_rows, cause_tables
from gouji_plugins.checks.cause_rules import RULES
from gouji_plugins.checks.narrative_view import View

SEVERAL = 2
"""Relations of a table that fail before the whole of it is suspected."""


class CausesCheck:
    """Detectors of root causes.

    Attributes:
        id: ``causes``.
        rules: See :mod:`gouji_plugins.checks.cause_rules`.
    """

    id = "causes"
    rules = RULES

    def run(self, ledger: Ledger, context: CheckContext) -> Iterable[Relation | Finding | NotRun]:
        """Yield nothing: causes are asked for only where something does not hold."""
        return ()

    def causes(self, ledger: Ledger, context: CheckContext, violated: Sequence[Outcome]) -> Iterator[Cause]:
        """Yield the hypotheses for a document with violated relations."""
        view = View(ledger, context)
        yield from cause_prose.causes(ledger, view, violated)
        failed: Counter[str] = Counter()
        for outcome in violated:
            failed.update({figure.table for figure in outcome.relation.figures() if figure.table})
        suspects = frozenset(key for key, count in failed.items() if count >= SEVERAL)
        if suspects:
            yield from cause_tables.causes(ledger, view, suspects)
            yield from cause_rows.causes(ledger, suspects)
