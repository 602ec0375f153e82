"""Last year's values, and budgets, that this year's prose implies by its changes, held against each other."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from gouji.facts.vocabulary import Subject
from gouji.model import (
    Evidence,
    Fact,
    Figure,
    Finding,
    Linear,
    Measure,
    Opaque,
    Relation,
    Severity,
    Term,
    Verdict,
    format_ticks,
)
from gouji.relations import judge
from gouji_plugins.checks.narrative_rules import BEFORE, CHANGES, PRIOR_PART, PRIORS
from gouji_plugins.checks.narrative_view import View
from gouji_plugins.checks.plain_findings import finding, words_at

Key = tuple[str, str]
_SEVERAL = 2
"""Parts whose change is told, at least, where another's is not."""


class Priors:
    """Relations between implied values of last year, or of the budget.

    Args:
        view: The facts of the document.
        bases: What the changes are compared with: last year, or the budget.
    """

    def __init__(self, view: View, bases: tuple[str, ...] = ("上年",)) -> None:
        self.view = view
        self.noun = "上年数" if "上年" in bases else "预算数"
        self.rule = PRIORS if "上年" in bases else CHANGES
        self.changes: dict[Key, Fact] = {}
        for fact in view.ledger.facts:
            known = fact.direction is not None and "roughly" not in fact.flags
            if fact.measure is Measure.CHANGE and fact.base in bases and known:
                if fact.figure is None and fact.direction:
                    continue
                self.changes.setdefault((fact.section_key, fact.subject), fact)

    def relations(self) -> Iterator[Relation | Finding]:
        """Yield: the value of a whole that its change implies is that of its parts."""
        for key, subject in self.view.subjects.items():
            if subject.prior_parts and key in self.changes:
                yield from self._parts(key, self._divided(key[0], subject))
            if self.rule is not PRIORS:
                continue
            if subject.prior_within and key in self.changes:
                yield from self._within(key, subject.prior_within)
                beside = self.view.cell(subject.prior_beside)
                if beside is not None and beside.quantity.known and beside.quantity.value:
                    yield from self._before(key, subject.prior_within, beside)

    def _divided(self, section: str, subject: Subject) -> tuple[str, ...]:
        """Return the parts of a subject whose changes are told: 购置 and 运行 each for itself in place of both together."""
        whole = subject.prior_parts
        told = [part for part in whole if (section, part) in self.changes]
        for split in subject.splits:
            if len([part for part in split if (section, part) in self.changes]) > len(told) and set(
                told
            ) < set(split):
                return split
        return whole

    def _parts(self, key: Key, parts: tuple[str, ...]) -> Iterator[Relation | Finding]:
        section, name = key
        moved = [self.changes.get((section, part)) for part in parts]
        if None in moved:
            yield from self._unsaid(key, parts)
            return
        whole = self._prior(key)
        pieces = [self._prior((section, part)) for part in parts]
        place = self.changes[key].place
        if whole is not None and None not in pieces:
            terms = tuple(term for piece in pieces if piece is not None for term in piece)
            text = f"{name}的{self.noun} == {' + '.join(parts)}的{self.noun}"
            yield Relation(self.rule, text, Linear(whole, "==", terms), place=place)
        else:
            terms = tuple(term for fact in moved if fact is not None for term in _movement(fact))
            text = f"{name}的增减额 == {' + '.join(parts)}的增减额"
            left = _movement(self.changes[key])
            if left or terms:
                yield Relation(CHANGES, text, Linear(left, "==", terms), place=place)

    def _unsaid(self, key: Key, parts: tuple[str, ...]) -> Iterator[Relation | Finding]:
        """Yield: where the only parts without a change are zero this year, the changes of the others are all of it.

        They may have had money last year: then their fall was to be told.  One of both is wrong, and which is not known.
        """
        section, name = key
        silent = [part for part in parts if (section, part) not in self.changes]
        told = [part for part in parts if part not in silent]
        whole = self._prior(key)
        pieces = [self._prior((section, part)) for part in told]
        if (
            len(told) < _SEVERAL
            or whole is None
            or None in pieces
            or not all(self._zero(section, p) for p in silent)
        ):
            return
        if any(self._denied((section, part)) for part in told) or self._denied(key):
            return
        terms = tuple(term for piece in pieces if piece is not None for term in piece)
        figures = tuple(dict.fromkeys(t.figure for t in (*whole, *terms)))
        text = f"{name}的{self.noun} == {' + '.join(told)}的{self.noun}"
        if not _violated(whole, terms) and not _violated(terms, whole):
            yield Relation(CHANGES, text, Opaque(Verdict.HOLDS, figures), place=self.changes[key].place)
            return
        others = "、".join(silent)
        message = (
            f"按增减额推算，{name}的{self.noun}为 {_shown(whole)} 万元，"
            f"{'、'.join(told)}的{self.noun}合计 {_shown(terms)} 万元；{others}本年为零，也没有写增减："
            f"{self.noun}若也为零，增减额有一处不对，若不为零，应写明减少"
        )
        change = self.changes[key]
        spot = words_at(change.place, change.quote[:60], change.quote, change.section)
        evidence = (spot, *(Evidence.of(f) for f in figures))
        yield finding(CHANGES, message, evidence, text, Severity.WARNING)

    def _zero(self, section: str, part: str) -> bool:
        """Whether a part is zero this year: as stated, else as its cell says, where a blank of a table read is one."""
        stated = self.view.finals(section, part)
        if stated:
            return all(figure.quantity.known and not figure.quantity.value for figure in stated)
        subject = self.view.subjects.get((section, part))
        cell = self.view.cell(subject.cell) if subject is not None else None
        table = self.view.ledger.tables.get(cell.table) if cell is not None else None
        return (
            cell is not None
            and table is not None
            and not table.doubt
            and cell.quantity.known
            and not cell.quantity.value
        )

    def _within(self, key: Key, whole: Key) -> Iterator[Relation]:
        if whole not in self.changes or self._denied(whole):
            return
        small, large = self._prior(key, table=True), self._prior(whole, table=True)
        if small is None or large is None:
            return
        text = f"{key[1]}的上年数 <= {whole[1]}的上年数"
        message = f"按增减额推算，{key[1]}的上年数大于{whole[1]}的上年数"
        form = Linear(small, "<=", large)
        yield Relation(PRIOR_PART, text, form, place=self.changes[key].place, message=message)

    def _before(self, key: Key, whole: Key, opening: Figure) -> Iterator[Relation | Finding]:
        """Yield: last year's total was spent or carried over to this year: it is not less than both.

        Corrections of the opening balance are legitimate, so that this is a question and no relation of the system.
        """
        if whole not in self.changes:
            return
        spent, total = self._prior(key, table=True), self._prior(whole, table=True)
        if spent is None or total is None or (_violated(spent, total) and not self._denied(whole)):
            # That the total was less than its part is said already.
            return
        text = f"{key[1]}的上年数 + {opening.row} <= {whole[1]}的上年数"
        both = (*spent, Term(opening))
        said, odd = (
            ("按持平", "不可能持平")
            if self.changes[whole].direction == 0
            else ("按增减额", "增减额有一处不对")
        )
        message = (
            f"{said}推算，{whole[1]}的上年数为 {_shown(total)} 万元，{key[1]}的上年数 {_shown(spent)} "
            f"与{opening.label} {opening.quantity.printed}（上年年末结转）合计 {_shown(both)} 万元，{odd}；"
            "年初结转经过调整的应有说明"
        )
        figures = tuple(dict.fromkeys(t.figure for t in (*total, *both)))
        change = self.changes[whole]
        if not _violated(both, total):
            yield Relation(BEFORE, text, Opaque(Verdict.HOLDS, figures), place=change.place)
            return
        spot = words_at(change.place, change.quote[:60], change.quote, change.section)
        yield finding(BEFORE, message, (spot, *(Evidence.of(f) for f in figures)), text)

    def _denied(self, key: Key) -> bool:
        """Whether a subject is said to be as last year beside an amount its table denies: nothing follows from that."""
        subject = self.view.subjects.get(key)
        stated = self.view.finals(*key)
        if self.changes[key].figure is not None or subject is None or not stated:
            return False
        cells = [
            c for c in (subject.cell, *subject.either) if c is not None and self.view.cell(c) is not None
        ]
        return bool(cells) and self.view.agrees(stated[0], cells) is None

    def _prior(self, key: Key, *, table: bool = False) -> tuple[Term, ...] | None:
        """Return this year's value less its change; ``table`` takes the value from the table where it has one."""
        fact = self.changes[key]
        subject = self.view.subjects.get(key)
        final = self.view.cell(subject.cell) if table and subject is not None else None
        final = final or self.view.near(fact, key[1], Measure.FINAL)
        if final is None or not final.quantity.known:
            return None
        return (Term(final), *(Term(t.figure, -t.coefficient) for t in _movement(fact)))


def _movement(fact: Fact) -> tuple[Term, ...]:
    return () if fact.figure is None else (Term(fact.figure, fact.direction or 0),)


def _violated(small: tuple[Term, ...], large: tuple[Term, ...]) -> bool:
    return judge(Relation(BEFORE, "", Linear(small, "<=", large))).verdict is Verdict.VIOLATED


def _shown(terms: tuple[Term, ...]) -> str:
    total = sum((Fraction(t.figure.quantity.ticks) * t.coefficient for t in terms), Fraction(0))
    return format_ticks(total, terms[0].figure.quantity.unit)
