"""Whether a table truncates instead of rounding, judged from the table itself."""

from __future__ import annotations

from collections.abc import Iterable

from gouji.model import Outcome, Regime, Relation, Verdict
from gouji.relations import judge

AT_LEAST = 3
"""Failures that truncation must remove before it is believed."""


def infer_regimes(outcomes: Iterable[Outcome]) -> dict[str, Regime]:
    """Return the tables that truncate: doing so removes all their failures, at least three, and adds none.

    Args:
        outcomes: Relations judged as rounding.
    """
    inside: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        tables = {f.table for f in outcome.relation.figures()}
        if len(tables) == 1 and "" not in tables:
            inside.setdefault(tables.pop(), []).append(outcome)
    found: dict[str, Regime] = {}
    for table, own in inside.items():
        failed = [o.relation for o in own if o.verdict is Verdict.VIOLATED]
        if len(failed) < AT_LEAST:
            continue
        regime = {table: Regime.TRUNCATE}
        passed = [o.relation for o in own if o.verdict in (Verdict.HOLDS, Verdict.ROUNDING)]
        if all(_passes(r, regime) for r in (*failed, *passed)):
            found[table] = Regime.TRUNCATE
    return found


def _passes(relation: Relation, regime: dict[str, Regime]) -> bool:
    return judge(relation, regime).verdict is not Verdict.VIOLATED
