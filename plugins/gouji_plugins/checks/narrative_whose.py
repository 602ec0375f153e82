"""Whose a change is that names nobody: of the part told last, or of the whole it is a part of.

``支出 9.00 万元，其中：基本支出 5.00 万元，项目支出 4.00 万元。比上年增加 1.00 万元，增长 12.50%``: language leaves it
open, the rate does not.  Where nothing tells, the sentence accuses nobody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import attrs

from gouji.model import Fact, Ledger, Measure, Ratio, Relation, Term, Verdict
from gouji.relations import judge
from gouji_plugins.checks.narrative_rules import GROWTH

_OPEN = "or:"
_BUDGETS = (Measure.BUDGET, Measure.ADJUSTED)


def settled(ledger: Ledger) -> Ledger:
    """Return a ledger whose facts each have the subject their figures fit.

    What begins a sentence and fits neither is the whole's; without a rate to tell it is left out: it may be that of
    either.
    """
    if not any(flag.startswith(_OPEN) for fact in ledger.facts for flag in fact.flags):
        return ledger
    by_id = {fact.id: fact for fact in ledger.facts}
    groups: dict[tuple[str, str, str], list[Fact]] = defaultdict(list)
    for fact in ledger.facts:
        if _heads(fact):
            groups[fact.group, fact.subject, fact.base].append(fact)
    changed: dict[str, Fact | None] = {}
    for facts in groups.values():
        own = _own(facts[0], ledger.facts)
        heads = [by_id[name] for name in _heads(facts[0]) if name in by_id]
        told = [one for one in (own, *heads) if one is not None and _fits(facts, one, ledger.facts)]
        if (
            own is not None
            and "apart" not in facts[0].flags
            and (not told or _fits(facts, own, ledger.facts) is None)
        ):
            # What the rate is held against stands in a table, or nowhere: that it fits the whole says nothing.
            told = [own]
        if told:
            changed.update({f.id: attrs.evolve(f, subject=told[0].subject, cell=told[0].cell) for f in facts})
        elif "apart" in facts[0].flags and heads:
            rated = any(f.measure in (Measure.CHANGE_RATE, Measure.COMPLETION) for f in facts)
            head = heads[0]
            for fact in facts:
                changed[fact.id] = attrs.evolve(fact, subject=head.subject, cell=head.cell) if rated else None
    kept = (changed.get(fact.id, fact) for fact in ledger.facts)
    return attrs.evolve(ledger, facts=tuple(fact for fact in kept if fact is not None))


def _heads(fact: Fact) -> Sequence[str]:
    found = next((flag for flag in fact.flags if flag.startswith(_OPEN)), "")
    return found.removeprefix(_OPEN).split("|") if found else ()


def _own(fact: Fact, facts: Iterable[Fact]) -> Fact | None:
    """Return the amount right before a change that has its subject."""
    before: Fact | None = None
    for other in facts:
        if other.id == fact.id:
            return before
        if other.subject == fact.subject and other.measure is Measure.FINAL and other.figure is not None:
            before = other
    return None


def _fits(facts: Sequence[Fact], of: Fact, known: Iterable[Fact]) -> bool | None:
    """Whether a rate among facts may be right if they are said of an amount; ``None`` if the prose does not tell."""
    if of.figure is None:
        return None
    final = Term(of.figure)
    told = [f for f in facts if f.figure is not None]
    moved = [f for f in told if f.measure is Measure.CHANGE and f.direction]
    for fact in told:
        assert fact.figure is not None
        if fact.measure is Measure.CHANGE_RATE and moved:
            change = moved[0]
            assert change.figure is not None
            prior = (final, Term(change.figure, -(change.direction or 0)))
            return not _wrong(Ratio((Term(change.figure),), prior, fact.figure, magnitude=True))
        if fact.measure is Measure.COMPLETION:
            planned = [
                other.figure
                for other in known
                if (other.section, other.subject) == (of.section, of.subject) and other.measure in _BUDGETS
            ]
            tried = [not _wrong(Ratio((final,), (Term(p),), fact.figure)) for p in planned if p is not None]
            return any(tried) if tried else None
    return None


def _wrong(form: Ratio) -> bool:
    return judge(Relation(GROWTH, "", form)).verdict is Verdict.VIOLATED
