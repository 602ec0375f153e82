"""Whether a table truncates instead of rounding, judged from the table itself."""

from __future__ import annotations

from collections.abc import Iterable

from gouji.model import Outcome, Regime, Verdict
from gouji.relations import Regimes, judge
from gouji.solving.web import Web

AT_LEAST = 3
"""Failures that truncation must remove before it is believed."""


def infer_regimes(web: Web) -> tuple[dict[str, Regime], Web]:
    """Return the tables that truncate, and the outcomes judged so.

    A table truncates if doing so removes all its failures, at least three, and adds none.

    Args:
        web: Outcomes judged as rounding.
    """
    failed: dict[str, list[int]] = {}
    for i in web.violated:
        if table := _table(web, i):
            failed.setdefault(table, []).append(i)
    found: dict[str, Regime] = {}
    judged: dict[int, Outcome] = {}
    beyond: list[int] = []
    """Outcomes that tie tables found with others."""
    for table, violated in failed.items():
        if len(violated) < AT_LEAST:
            continue
        regime = {table: Regime.TRUNCATE}
        # The failures first: most tables fall at the first of them.
        again = _judged_so(web, violated, regime)
        if again is None:
            continue
        known = set(violated)
        touched = web.of_table(table)
        more = _judged_so(web, (i for i, inside in touched if inside and i not in known), regime)
        if more is not None:
            found[table] = Regime.TRUNCATE
            judged |= again | more
            beyond += [i for i, inside in touched if not inside]
    if not found:
        return found, web
    for i in beyond:
        judged[i] = judge(web.outcomes[i].relation, found)
    return found, web.judged_again([judged.get(i, o) for i, o in enumerate(web.outcomes)])


def _judged_so(web: Web, numbers: Iterable[int], regimes: Regimes) -> dict[int, Outcome] | None:
    """Return the outcomes under other regimes, ``None`` if one of them is violated."""
    again: dict[int, Outcome] = {}
    for i in numbers:
        again[i] = judge(web.outcomes[i].relation, regimes)
        if again[i].verdict is Verdict.VIOLATED:
            return None
    return again


def _table(web: Web, number: int) -> str:
    """Return the table that all figures of an outcome stand in, "" if there is none."""
    tables = {f.table for f in web.figures(number)}
    return tables.pop() if len(tables) == 1 else ""
