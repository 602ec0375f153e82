"""Whether a table truncates instead of rounding, judged from the table itself."""

from __future__ import annotations

from collections import Counter

from gouji.model import Regime, Relation, Verdict
from gouji.relations import judge
from gouji.solving.web import Web

AT_LEAST = 3
"""Failures that truncation must remove before it is believed."""


def infer_regimes(web: Web) -> dict[str, Regime]:
    """Return the tables that truncate: doing so removes all their failures, at least three, and adds none.

    Args:
        web: Outcomes judged as rounding.
    """
    failed = Counter(table for i in web.violated if (table := _table(web, i)))
    found: dict[str, Regime] = {}
    for table in (t for t, count in failed.items() if count >= AT_LEAST):
        regime = {table: Regime.TRUNCATE}
        own = [i for i in web.inside([table]) if _table(web, i) == table]
        # The failures first: most tables fall at the first of them.
        own.sort(key=lambda i: web.outcomes[i].verdict is not Verdict.VIOLATED)
        if all(_passes(web.outcomes[i].relation, regime) for i in own):
            found[table] = Regime.TRUNCATE
    return found


def _table(web: Web, number: int) -> str:
    """Return the table that all figures of an outcome stand in, "" if there is none."""
    tables = {f.table for f in web.figures[number]}
    return tables.pop() if len(tables) == 1 else ""


def _passes(relation: Relation, regime: dict[str, Regime]) -> bool:
    return judge(relation, regime).verdict is not Verdict.VIOLATED
