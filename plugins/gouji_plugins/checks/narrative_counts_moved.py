"""What follows from a count: last year's and the change between them, and the average that an amount makes of it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from gouji.model import Fact, Figure, Finding, Linear, Measure, Opaque, Ratio, Relation, Term, Verdict
from gouji_plugins.checks.narrative_rules import AVERAGE, COUNT_MOVED, GROWTH
from gouji_plugins.checks.narrative_view import View
from gouji_plugins.checks.plain_findings import logic

_UNITS = {
    "人次": ("人次", "人"),
    "批次": ("批次", "批", "个团组", "团组", "个", "次"),
    "辆": ("辆", "台"),
}
"""Units that an average over one of them may be taken over."""


class Moved:
    """Relations of counts with those of last year, and of averages.

    Args:
        view: The facts of the document.
    """

    def __init__(self, view: View) -> None:
        self.view = view

    def relations(self) -> Iterator[Relation | Finding]:
        """Yield all of them."""
        for fact in self.view.ledger.facts:
            if fact.figure is None:
                continue
            if fact.measure is Measure.COUNT_CHANGE:
                yield self._change(fact, fact.figure)
            elif fact.measure is Measure.COUNT_RATE:
                yield self._rate(fact, fact.figure)
            elif fact.measure is Measure.AVERAGE:
                yield self._average(fact, fact.figure)

    def _change(self, fact: Fact, change: Figure) -> Relation | Finding:
        """Return: this year's count is last year's and its change; without last year's, no more was added than there is."""
        count = self.view.near(fact, fact.subject, Measure.COUNT)
        prior = self.view.beside(fact, (Measure.COUNT_PRIOR,))
        text = f"{fact.section}“{fact.subject}”较上年的增减"
        if count is None:
            reason = f"没有找到“{fact.subject}”"
            return Relation(COUNT_MOVED, text, None, missing=(reason,), place=fact.place)
        if prior is not None:
            form = Linear((Term(count),), "==", (Term(prior), Term(change, fact.direction or 1)))
            return Relation(COUNT_MOVED, text, form, place=fact.place)
        if fact.direction != 1:
            return Relation(COUNT_MOVED, text, None, inapplicable="没有写上年数量", place=fact.place)
        unit = count.quantity.unit.symbol
        message = (
            f"“{fact.subject}”为 {count.quantity.printed}{unit}，写比上年增加 {change.quantity.printed}{unit}："
            "增加的多于全部，上年数量成了负数"
        )
        fine = change.quantity.ticks <= count.quantity.ticks
        return logic(COUNT_MOVED, fine, text, (change, count), message, fact.place, fact.id)

    def _rate(self, fact: Fact, rate: Figure) -> Relation:
        """Return: the rate of a count is its change over last year's count."""
        text = f"{fact.section}“{fact.subject}”较上年的增减率"
        key = (fact.section, fact.group, fact.subject, Measure.COUNT_CHANGE)
        order = self.view.order
        before = [f for f in self.view.by_sentence.get(key, []) if order[f.id] < order[fact.id]]
        change = before[-1] if before else None
        count = self.view.near(fact, fact.subject, Measure.COUNT)
        if change is None or change.figure is None or change.direction is None or count is None:
            reason = f"没有找到“{fact.subject}”或它的增减数"
            return Relation(GROWTH, text, None, missing=(reason,), place=fact.place)
        if change.direction != fact.direction:
            message = f"“{fact.subject}”的增减数与增减率方向相反"
            form = Opaque(Verdict.VIOLATED, (change.figure, rate))
            return Relation(GROWTH, text, form, place=fact.place, message=message)
        if count.quantity.value == change.direction * (change.figure.quantity.value or 0):
            return Relation(GROWTH, text, None, inapplicable="上年为零，没有增减率", place=fact.place)
        whole = (Term(count), Term(change.figure, -change.direction))
        return Relation(
            GROWTH, text, Ratio((Term(change.figure),), whole, rate, magnitude=True), place=fact.place
        )

    def _average(self, fact: Fact, average: Figure) -> Relation | Finding:
        """Return: an average is an amount over a count, with some amount and some count that its words may mean."""
        text = f"{fact.section}“{fact.subject}”按{fact.base}的平均数"
        amounts, counts = self._meant(fact)
        if not amounts or not counts:
            reason = f"没有找到“{fact.subject}”的{'数量' if amounts else '金额'}"
            return Relation(AVERAGE, text, None, missing=(reason,), place=fact.place)
        fits = [(amount, count) for amount in amounts for count in counts if _makes(amount, count, average)]
        amount, count = (fits or [(amounts[0], counts[0])])[0]
        made = _averages(amount, count)[0] / average.quantity.unit.scale
        unit = average.quantity.unit.symbol
        message = (
            f"“{fact.subject}”的平均数写作 {average.quantity.printed}{unit}，"
            f"{amount.quantity.printed}{amount.quantity.unit.symbol} ÷ {count.quantity.printed}{count.quantity.unit.symbol}"
            f" 为 {float(made):.{max(2, average.quantity.decimals)}f}{unit}"
        )
        return logic(AVERAGE, bool(fits), text, (average, amount, count), message, fact.place, fact.id)

    def _meant(self, fact: Fact) -> tuple[list[Figure], list[Figure]]:
        """Return the amounts and the counts of a section that an average may be of: those of its subject first."""
        key = fact.section_key
        own = self.view.subjects.get((key, fact.subject))
        if own is None:
            return [], []
        names = dict.fromkeys((own.name, *(part for split in own.splits for part in split), own.within))
        amounts = [f for name in names for f in self.view.finals(key, name)]
        for name in names:
            subject = self.view.subjects.get((key, name))
            cell = self.view.cell(subject.cell) if subject is not None else None
            amounts += [cell] if cell is not None else []
        topics = [t for spec in self.view.specs if spec.key == key for t in spec.topics if t.money in names]
        counted = dict.fromkeys(
            topic.counts[unit] for topic in topics for unit in _UNITS[fact.base] if unit in topic.counts
        )
        counts = [
            f.figure
            for name in counted
            for f in self.view.by_section.get((key, name, Measure.COUNT), [])
            if f.figure is not None
        ]
        return [f for f in amounts if f.quantity.known], [f for f in counts if f.quantity.value]


def _averages(amount: Figure, count: Figure) -> tuple[Fraction, Fraction, Fraction]:
    """Return an amount over a count, in 分: as printed, and the least and most it may be."""
    number = Fraction(count.quantity.ticks)
    reach = amount.quantity.rounded
    return (
        Fraction(amount.quantity.ticks) / number,
        Fraction(reach.low) / number,
        Fraction(reach.high) / number,
    )


def _makes(amount: Figure, count: Figure, average: Figure) -> bool:
    """Whether an amount over a count is an average as printed, rounded or cut off at its last digit."""
    printed = average.quantity
    step = printed.unit.scale / 10**printed.decimals
    _, least, most = _averages(amount, count)
    return bool(least < printed.ticks + step and most > printed.ticks - step)
