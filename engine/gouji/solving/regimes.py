"""Whether a table truncates instead of rounding, judged from the table itself."""

from __future__ import annotations

from collections import Counter

from gouji.model import Outcome, Regime, Verdict
from gouji.relations import judge
from gouji.solving.web import Web

AT_LEAST = 3
"""Failures that truncation must remove before it is believed."""


def infer_regimes(web: Web) -> tuple[dict[str, Regime], Web]:
    """Return the tables that truncate, and the outcomes judged so.

    A table truncates if doing so removes all its failures, at least three, and adds none.

    Args:
        web: Outcomes judged as rounding.
    """
    failed = Counter(table for i in web.violated if (table := _table(web, i)))
    found: dict[str, Regime] = {}
    judged: dict[int, Outcome] = {}
    for table in (t for t, count in failed.items() if count >= AT_LEAST):
        regime = {table: Regime.TRUNCATE}
        own = [i for i in web.inside([table]) if _table(web, i) == table]
        # The failures first: most tables fall at the first of them.
        own.sort(key=lambda i: web.outcomes[i].verdict is not Verdict.VIOLATED)
        again: dict[int, Outcome] = {}
        for i in own:
            again[i] = judge(web.outcomes[i].relation, regime)
            if again[i].verdict is Verdict.VIOLATED:
                break
        else:
            found[table] = Regime.TRUNCATE
            judged.update(again)
    if not found:
        return found, web
    for i in web.inside(found):
        if i not in judged:
            judged[i] = judge(web.outcomes[i].relation, found)
    return found, web.judged_again([judged.get(i, o) for i, o in enumerate(web.outcomes)])


def _table(web: Web, number: int) -> str:
    """Return the table that all figures of an outcome stand in, "" if there is none."""
    tables = {f.table for f in web.figures[number]}
    return tables.pop() if len(tables) == 1 else ""
