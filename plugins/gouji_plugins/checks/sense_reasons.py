"""The reason given for a whole against the items it is the sum of: does it speak of what moved?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from gouji.model import Fact, Figure, Finding, Ledger, Measure, Relation, Rule
from gouji.names import HAN, squash
from gouji_plugins.checks.plain_findings import logic

_REASON = re.compile(r"预算数?的(?:主要)?原因(?:是|为)?:?([^。]{4,200})")
_MOST, _LITTLE = Fraction(6, 10), Fraction(2, 10)


class _Item(NamedTuple):
    name: str
    gap: Fraction
    words: frozenset[str]
    figure: Figure


def reasons(ledger: Ledger, rule: Rule, section: str, common: frozenset[str]) -> Iterator[Relation | Finding]:
    """Yield the reason of a headline that names small items and not the one that nearly all the difference is of.

    Args:
        ledger: The document.
        rule: Whose finding it is.
        section: Key of the section.
        common: Pairs of characters that any reason may hold.
    """
    budgets = _first(ledger, section, Measure.BUDGET)
    finals = _first(ledger, section, Measure.FINAL)
    whole = next((s for s in budgets if "（项）" not in s and s in finals), None)
    if whole is None:
        return
    gap = _gap(budgets[whole], finals[whole])
    reason = _REASON.search(_paragraph(ledger, budgets[whole]))
    items = [
        _Item(s, _gap(budgets[s], finals[s]), _words(s, _paragraph(ledger, budgets[s])), f)
        for s in budgets
        if "（项）" in s and s in finals and (f := finals[s].figure) is not None
    ]
    if reason is None or not gap or len(items) < 3:
        return
    said = _grams(reason[1]) - common
    most = max(items, key=lambda i: i.gap / gap)
    named = [i for i in items if i.words & said]
    share = sum((i.gap for i in named), Fraction(0)) / gap
    text = "总的原因说到差额最大的科目"
    fine = most.gap / gap < _MOST or most in named or not named or not 0 <= share <= _LITTLE
    leaf = most.name.rpartition("（款）")[2].removesuffix("（项）")
    others = "、".join(i.name.rpartition("（款）")[2].removesuffix("（项）") for i in named[:4])
    message = (
        f"决算与预算的差额主要在“{leaf}”（占 {float(100 * most.gap / gap):.0f}%），总的原因只说到{others}"
        f"（占 {float(100 * share):.0f}%）：“{reason[1][:60]}”"
    )
    figures = [
        f for f in (budgets[whole].figure, finals[whole].figure, budgets[most.name].figure, most.figure) if f
    ]
    yield logic(rule, fine, text, figures, message, budgets[whole].place)


def _first(ledger: Ledger, section: str, measure: Measure) -> dict[str, Fact]:
    found: dict[str, Fact] = {}
    for fact in ledger.facts:
        stated = fact.figure is not None and fact.figure.quantity.known and "comparison" not in fact.flags
        if fact.section_key == section and fact.measure is measure and stated:
            found.setdefault(fact.subject, fact)
    return found


def _gap(budget: Fact, final: Fact) -> Fraction:
    assert budget.figure is not None and final.figure is not None
    return Fraction(final.figure.quantity.ticks) - Fraction(budget.figure.quantity.ticks)


def _paragraph(ledger: Ledger, fact: Fact) -> str:
    for section in ledger.sections:
        if section.number == fact.section:
            for paragraph in section.paragraphs:
                if str(paragraph.index) == fact.paragraph:
                    return squash(paragraph.text)
    return squash(fact.quote)


def _words(subject: str, paragraph: str) -> frozenset[str]:
    leaf = subject.rpartition("（款）")[2].removesuffix("（项）")
    return _grams(leaf) | _grams(re.sub(r"\d[\d.,]*(?:万?元|%)?", "，", paragraph.rpartition("(项)")[2]))


def _grams(text: str) -> frozenset[str]:
    parts = re.findall(rf"{HAN}+", text)
    return frozenset(p[i : i + 2] for p in parts for i in range(len(p) - 1))
