"""The note on tables that truncate: how a table rounds is said once, and its figures are judged under it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from gouji.model import Evidence, Finding, Outcome, Regime, Rule, Severity, Verdict
from gouji.solving.words import put_in

TRUNCATED = Rule(
    "HZ-02",
    "表里的数是截位而不是四舍五入",
    Severity.INFO,
    "table",
    "按四舍五入不成立的关系，按截位全部成立，且不少于三个",
    origin="gouji.solving",
)
_SHOWN = 6


def truncation_notes(regimes: Mapping[str, Regime], rounded: Sequence[Outcome]) -> list[Finding]:
    """Return one note a table that truncates.

    Args:
        regimes: Tables with their regimes.
        rounded: Outcomes as judged by rounding, before the regime was known.
    """
    notes = []
    for table, regime in regimes.items():
        if regime is not Regime.TRUNCATE:
            continue
        own = [
            o
            for o in rounded
            if o.verdict is Verdict.VIOLATED and {f.table for f in o.relation.figures()} == {table}
        ]
        if not own:
            continue
        results = [o.relation.figures()[-1] for o in own]
        shown = "、".join(dict.fromkeys(f.quantity.printed for f in results[:_SHOWN]))
        message = (
            f"{table}有 {len(own)} 个关系按四舍五入差一个末位，按截位（舍去多余的位）全部成立，如 {shown}："
            "这张表的数截位得出，已按截位核对，不作差错"
        )
        digest = hashlib.sha256(f"{TRUNCATED.id}|{table}".encode()).hexdigest()[:8]
        notes.append(
            Finding(
                f"{TRUNCATED.id}-{digest}",
                TRUNCATED,
                Severity.INFO,
                TRUNCATED.category,
                TRUNCATED.title,
                message,
                tuple(Evidence.of(f) for f in results[:_SHOWN]),
                relation=put_in(own[0].relation),
                relations=tuple(put_in(o.relation) for o in own),
                grade="tail",
            )
        )
    return notes
