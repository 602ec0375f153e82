"""Rates whose base is zero: there is none, whatever was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gouji.model import Evidence, Fact, Figure, Finding, NotRun, Relation
from gouji_plugins.checks.narrative_rules import ZERO_PLAN, ZERO_PRIOR
from gouji_plugins.checks.plain_findings import finding


def zero_plan(fact: Fact, planned: Figure, final: Figure, adjusted: Figure | None) -> Finding:
    """Return: a completion rate of a budget of zero; what looks like the budget meant is named."""
    assert fact.figure is not None
    message = f"“{fact.subject}”年初预算为 {planned.quantity.printed}，写完成年初预算的 {fact.figure.quantity.printed}%：分母不能为零"
    if adjusted is not None and adjusted.quantity.value:
        message += f"，像是应为“完成全年预算”（全年预算 {adjusted.quantity.printed}）"
    figures = [f for f in (fact.figure, planned, final, adjusted) if f is not None]
    return finding(ZERO_PLAN, message, [Evidence.of(f) for f in figures], fact.id)


_SEVERAL, _SHOWN = 2, 4


def from_nothing(change: Fact, final: Figure) -> bool:
    """Whether all of an amount is new: last year's was zero."""
    if change.figure is None or change.direction != 1 or not final.quantity.known:
        return False
    return (
        bool(final.quantity.ticks)
        and change.figure.quantity.value is not None
        and (change.figure.quantity.ticks == final.quantity.ticks)
    )


def zero_prior(fact: Fact, change: Figure, final: Figure) -> Finding:
    """Return: a rate of growth from nothing."""
    assert fact.figure is not None
    message = (
        f"“{fact.subject}”{final.quantity.printed} 全部是增加的，上年为零，写了增长 {fact.figure.quantity.printed}%；"
        "基数为零，应写“不可比”"
    )
    return finding(ZERO_PRIOR, message, [Evidence.of(f) for f in (fact.figure, change, final)], fact.id)


def together(found: Iterable[Relation | Finding | NotRun]) -> Iterator[Relation | Finding | NotRun]:
    """Yield what was found, rates of growth from nothing as one: a body that is new has none of last year's amounts."""
    apart: list[Finding] = []
    for one in found:
        if isinstance(one, Finding) and one.rule.id == ZERO_PRIOR.id:
            apart.append(one)
        else:
            yield one
    if len(apart) < _SEVERAL:
        yield from apart
        return
    first = apart[0]
    subjects = list(dict.fromkeys(one.message[1 : one.message.index("”")] for one in apart))
    message = (
        f"“{'”“'.join(subjects[:_SHOWN])}”{'等' if len(subjects) > _SHOWN else ''} {len(apart)} 处的金额全部是增加的，"
        "上年为零，写了增长率；基数为零，应写“不可比”"
    )
    evidence = [spot for one in apart for spot in one.evidence]
    yield finding(ZERO_PRIOR, message, evidence, first.id)
