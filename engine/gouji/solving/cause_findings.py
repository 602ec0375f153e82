"""The finding of a root cause: what went wrong once, and all that follows from it."""

from __future__ import annotations

from collections.abc import Sequence

from gouji.model import Evidence, Figure, Finding, Ledger, Outcome, Severity
from gouji.model.ledger import INFERRED
from gouji.solving.causes import Found
from gouji.solving.findings import SHOWN, finding_id, row_name
from gouji.solving.words import printed, put_in


def _beside(figures: Sequence[Figure], found: Found, outcomes: Sequence[Outcome]) -> list[Figure]:
    """Return a figure of every table that words are held against: whether it is read right matters to them."""
    if any(figure.table for figure in figures):
        return []
    beside: dict[str, Figure] = {}
    for i in found.explained:
        for figure in outcomes[i].relation.figures():
            if figure.table:
                beside.setdefault(figure.table, figure)
    return list(beside.values())


def of_cause(found: Found, outcomes: Sequence[Outcome], ledger: Ledger) -> Finding:
    """Return the finding of a cause.

    Args:
        found: The cause, with the relations it explains.
        outcomes: Of the document as printed.
        ledger: The document.
    """
    cause = found.cause
    figures = [change.figure for change in cause.changes]
    relations = tuple(put_in(outcomes[i].relation) for i in found.explained)
    message = cause.message
    if len(relations) > 1:
        message += f"；有 {len(relations)} 个关系因此不成立"
    severity, category = cause.rule.severity, cause.rule.category
    if any(figure.placed == INFERRED for figure in figures):
        message += "；其中有数的栏位是推断的，请先核对读数"
        severity, category = Severity.WARNING, "reading"
    single = cause.changes[0].truth if len(cause.changes) == 1 else None
    steps = [f"假设：{cause.message}"]
    for change in cause.changes[:SHOWN]:
        name = change.figure.label or change.figure.id
        truth = (
            "不是这个数"
            if change.truth is None
            else f"应为 {change.truth.printed or '（空白）'} {change.truth.unit.symbol}"
        )
        steps.append(f"{name} 印 {printed(change.figure)}，{truth}".rstrip())
    steps.append(f"照此改正，{len(relations)} 个不成立的关系都成立，原来成立的仍然成立")
    return Finding(
        finding_id(cause.rule.id, figures),
        cause.rule,
        severity,
        category,
        cause.rule.title,
        message,
        (
            *(Evidence.of(f, "culprit", row_name(ledger, f)) for f in figures[:SHOWN]),
            *(Evidence.of(f, row=row_name(ledger, f)) for f in _beside(figures, found, outcomes)),
        ),
        0,
        single.printed if single is not None else "",
        relation=relations[0] if relations else "",
        relations=relations,
        story=cause.rule.title,
        steps=tuple(steps),
        grade="likely",
    )
