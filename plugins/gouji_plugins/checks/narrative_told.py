"""Last year's amount, where the prose tells it itself."""

from __future__ import annotations

import attrs

from gouji.model import Fact, Linear, Measure, Relation, Severity, Term
from gouji_plugins.checks.narrative_rules import PRIOR
from gouji_plugins.checks.narrative_view import View


def told_prior(view: View, fact: Fact) -> Relation:
    """Return: last year's amount that a sentence tells is this year's less the change told of it.

    The change is that of the sentence.  Where it has none, it is the one that the rest of the section tells: the two
    may be of different scopes then (可比口径), so that the contradiction is a question.
    """
    assert fact.figure is not None
    text = f"{fact.section}“{fact.subject}”的上年数 == 决算数 ∓ 增减额"
    own = view.by_sentence.get((fact.section, fact.group, fact.subject, Measure.CHANGE), [])
    moved = [f for f in own if f.base == "上年" and f.direction and view.order[f.id] > view.order[fact.id]]
    if moved:
        final = view.near(fact, fact.subject, Measure.FINAL)
        rule = PRIOR
    else:
        moved = _elsewhere(view, fact)
        subject = view.subjects.get((fact.section_key, fact.subject))
        final = view.cell(subject.cell) if subject is not None else None
        final = final or view.near(fact, fact.subject, Measure.FINAL)
        rule = attrs.evolve(PRIOR, severity=Severity.WARNING)
    if final is None or not moved or moved[0].figure is None:
        missing = (f"没有找到“{fact.subject}”的{'决算数' if final is None else '增减额'}",)
        return Relation(PRIOR, text, None, missing=missing, place=fact.place)
    terms = (Term(final), Term(moved[0].figure, -(moved[0].direction or 0)))
    return Relation(rule, text, Linear((Term(fact.figure),), "==", terms), place=fact.place)


def _elsewhere(view: View, fact: Fact) -> list[Fact]:
    """Return the change on last year that other sentences of the section tell, if they all tell one."""
    found = [
        f
        for f in view.by_section.get((fact.section_key, fact.subject, Measure.CHANGE), [])
        if f.base == "上年" and f.direction and f.figure is not None and "both-directions" not in f.flags
    ]
    alike = {(f.figure.quantity.printed, f.direction) for f in found if f.figure is not None}
    return found if len(alike) == 1 else []
