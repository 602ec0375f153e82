"""Sums, parts and repetitions of the amounts that the prose states."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from gouji.model import Evidence, Fact, Figure, Finding, Linear, Measure, Relation, Term
from gouji_plugins.checks.narrative_rules import (
    COUNT_TWICE,
    DIVIDED,
    HUNDRED,
    ITEMS,
    LEVEL,
    OF_WHICH,
    PARTS,
    PLANNED,
    RESERVED,
    SHORT,
    SMALL,
    TWICE,
)
from gouji_plugins.checks.narrative_view import View
from gouji_plugins.checks.plain_findings import finding

_SEVERAL = 2
"""Parts that have to be written before they are taken to be all of them."""
_AWARDED = (
    ("预留项目中小企业采购金额", "预留中小企业预算金额"),
    ("预留项目小微企业采购金额", "预留小微企业预算金额"),
)


class Sums:
    """Relations between several amounts.

    Args:
        view: The facts of the document.
    """

    def __init__(self, view: View) -> None:
        self.view = view

    def relations(self) -> Iterator[Relation | Finding]:
        """Yield all of them."""
        yield from self.repeated()
        yield from self.level_and_change()
        yield from self.compositions()
        yield from self.plans()
        yield from self.of_which()
        yield from self.divided()
        yield from self.items()
        yield from self.within()

    def repeated(self) -> Iterator[Relation]:
        """Yield equalities between statements of one fact that no table ties together."""
        groups: dict[tuple[str, Measure, str], list[Fact]] = defaultdict(list)
        for fact in self.view.ledger.facts:
            level = fact.measure is Measure.CHANGE and fact.direction == 0 and "roughly" not in fact.flags
            if (fact.figure is None and not level) or "item" in fact.flags:
                continue
            if fact.measure not in (Measure.CHANGE, Measure.FINAL, Measure.CHANGE_RATE, Measure.COUNT):
                continue
            if (fact.measure is Measure.FINAL and fact.cell is not None) or "both-directions" in fact.flags:
                continue
            if fact.measure is Measure.CHANGE_RATE and (fact.direction is None or self._beside_change(fact)):
                # A rate beside its amount is held against that; of small amounts two places may round it apart.
                continue
            base = fact.base if fact.measure in (Measure.CHANGE, Measure.CHANGE_RATE) else ""
            groups[fact.subject, fact.measure, base].append(fact)
        for (subject, measure, _), facts in groups.items():
            for other in facts[1:]:
                form = _same_movement(facts[0], other)
                if form is not None:
                    text = f"“{subject}”的{measure.value}：{facts[0].section} == {other.section}"
                    rule = COUNT_TWICE if measure is Measure.COUNT else TWICE
                    yield Relation(rule, text, form, place=other.place)

    def _beside_change(self, fact: Fact) -> bool:
        """Whether the sentence of a rate states the change it is of."""
        key = (fact.section, fact.group, fact.subject, Measure.CHANGE)
        return any(f.figure is not None and f.base == fact.base for f in self.view.by_sentence.get(key, []))

    def level_and_change(self) -> Iterator[Relation | Finding]:
        """Yield: a sentence that says 持平 of a subject states no change of it."""
        for fact in self.view.ledger.facts:
            if fact.measure is not Measure.CHANGE or fact.direction != 0 or fact.figure is not None:
                continue
            moved = [
                f
                for f in self.view.by_sentence.get(
                    (fact.section, fact.group, fact.subject, Measure.CHANGE), []
                )
                if f.base == fact.base and f.figure is not None and f.figure.quantity.value
            ]
            for other in moved[:1]:
                assert other.figure is not None
                message = f"“{fact.subject}”同一句里写持平，又写增减 {other.figure.quantity.printed}：“{fact.quote[:60]}”"
                yield finding(LEVEL, message, (Evidence.of(other.figure),), fact.id)

    def compositions(self) -> Iterator[Relation]:
        """Yield sums of parts: those that must be stated, and other divisions where all of them are."""
        for (section, name), subject in self.view.subjects.items():
            totals = self.view.finals(section, name)
            for parts in (subject.parts, *subject.splits):
                if not parts or not totals:
                    continue
                stated = [self.view.finals(section, part) for part in parts]
                text = f"{name} == {' + '.join(parts)}"
                place = totals[0].place
                if all(stated) and not self._nested(section, parts) and not self._more(section, name, parts):
                    left = tuple(Term(found[0]) for found in stated)
                    yield Relation(PARTS, text, Linear((Term(totals[0]),), "==", left), place=place)
                elif parts is subject.parts and not all(stated):
                    lacking = "、".join(p for p, found in zip(parts, stated, strict=True) if not found)
                    written = [found[0] for found in stated if found]
                    if len(written) >= _SEVERAL:
                        # Whatever is not written is nothing, or the text leaves it out.
                        told = " + ".join(f.quantity.printed for f in written)
                        message = f"没有写“{lacking}”的金额，所写各项 {told} 之和不等于“{name}”{totals[0].quantity.printed}"
                        form = Linear((Term(totals[0]),), "==", tuple(map(Term, written)))
                        yield Relation(DIVIDED, text, form, place=place, message=message)
                    yield Relation(PARTS, text, None, missing=(f"没有找到“{lacking}”的金额",), place=place)

    def _more(self, section: str, name: str, parts: Sequence[str]) -> bool:
        """Whether the total is stated with parts that are none of these: “三公”经费……，其中……，会议费……."""
        total = self.view.first(section, name)
        here = [f for f in self.view.ledger.facts if total is not None and f.parent == total.id]
        told = {f.subject for f in here if f.figure is not None and f.figure.quantity.value}
        subject = self.view.subjects[section, name]
        known = {part for split in (subject.parts, *subject.splits) for part in split}
        more = [self.view.subjects.get((section, one)) for one in told - known]
        return bool(told & set(parts)) and any(
            one is not None and not one.within and not one.of for one in more
        )

    def plans(self) -> Iterator[Relation]:
        """Yield: the budgets of the parts of a subject, where all of them are stated, add up to its own."""
        for (section, name), subject in self.view.subjects.items():
            for measure in (Measure.BUDGET, Measure.ADJUSTED):
                total = self.view.first(section, name, measure)
                for parts in (subject.parts, *subject.splits):
                    stated = [self.view.first(section, part, measure) for part in parts]
                    figures = [f.figure for f in stated if f is not None and f.figure is not None]
                    if (
                        parts
                        and total is not None
                        and total.figure is not None
                        and len(figures) == len(parts)
                    ):
                        text = f"{name}的{measure.value} == {' + '.join(parts)}的{measure.value}"
                        form = Linear((Term(total.figure),), "==", tuple(map(Term, figures)))
                        yield Relation(PARTS, text, form, place=total.place)

    def _nested(self, section: str, parts: Sequence[str]) -> bool:
        """Whether one of the parts is stated as part of another: 国内公务接待支出……，其中外宾接待支出……."""
        facts = [f for part in parts if (f := self.view.first(section, part)) is not None]
        return bool({f.parent for f in facts} & {f.id for f in facts})

    def of_which(self) -> Iterator[Relation]:
        """Yield: the parts listed after 其中 add up to what they are parts of, if their shares do to 100 %."""
        by_id = {fact.id: fact for fact in self.view.ledger.facts}
        lists: dict[str, list[Fact]] = defaultdict(list)
        for fact in self.view.ledger.facts:
            if "item" in fact.flags:
                continue
            if fact.parent and fact.measure is Measure.FINAL and fact.figure is not None:
                lists[fact.parent].append(fact)
        for parent, parts in lists.items():
            whole = by_id[parent]
            # 基本支出……，其中人员经费……；项目支出……: what stands beside the whole is none of its parts.
            parts = [part for part in parts if not self._beside(part, whole)]
            shares = [self._share_of(part) for part in parts]
            if whole.figure is None or len(parts) < 2 or len({p.subject for p in parts}) != len(parts):
                continue
            printed = [share for share in shares if share is not None and share.quantity.known]
            if len(printed) != len(parts) or whole.subject in {p.subject for p in parts}:
                continue
            total = sum((Fraction(share.quantity.value or 0) for share in printed), Fraction(0))
            if abs(total - 100) > 1 or _short_alike(whole.figure, parts, total, printed):
                # Not all parts are listed, or a share is wrong: said by the share itself.
                continue
            terms = tuple(Term(part.figure) for part in parts if part.figure is not None)
            text = f"{whole.subject} == {' + '.join(part.subject for part in parts)}"
            yield Relation(OF_WHICH, text, Linear((Term(whole.figure),), "==", terms), place=whole.place)
            hundred = tuple(Term(share) for share in printed)
            yield Relation(
                HUNDRED, f"{whole.subject}各项占比之和 == 100%", Linear(hundred, "==", (), right_constant=1), place=whole.place
            )  # fmt: skip

    def _beside(self, part: Fact, whole: Fact) -> bool:
        """Whether an amount is a part of what another is a part of too."""
        one, other = (self.view.subjects.get((f.section_key, f.subject)) for f in (part, whole))
        return one is not None and other is not None and bool(one.of) and one.of == other.of

    def divided(self) -> Iterator[Relation]:
        """Yield: amounts listed item by item are not more than what they are items of, and all of it if the words say so."""
        by_id = {fact.id: fact for fact in self.view.ledger.facts}
        lists: dict[str, list[Fact]] = defaultdict(list)
        shares: dict[tuple[str, str], Figure] = {}
        for fact in self.view.ledger.facts:
            if "item" not in fact.flags or fact.figure is None:
                continue
            if fact.measure is Measure.SHARE:
                shares[fact.parent, fact.subject] = fact.figure
            else:
                lists[fact.parent].append(fact)
        for parent, items in lists.items():
            whole = by_id[parent]
            if whole.figure is None or len({item.group for item in items}) > 1:
                continue
            terms = tuple(Term(item.figure) for item in items if item.figure is not None)
            names = " + ".join(item.subject.rpartition("：")[2] for item in items)
            wanted = (Term(whole.figure),)
            printed = [shares.get((parent, item.subject)) for item in items]
            if "whole" in items[0].flags or self._all_of_it(printed):
                text = f"{whole.subject} == {names}"
                yield Relation(DIVIDED, text, Linear(wanted, "==", terms), place=whole.place)
            else:
                rule = DIVIDED if "uses" in items[0].flags else SMALL
                form = Linear(terms, "<=", wanted)
                yield Relation(rule, f"{names} <= {whole.subject}", form, place=whole.place)

    @staticmethod
    def _all_of_it(shares: Sequence[Figure | None]) -> bool:
        """Whether shares of all items are printed and make 100 %: then the items are all of it."""
        told = [Fraction(s.quantity.value) for s in shares if s is not None and s.quantity.value is not None]
        return len(told) == len(shares) and abs(sum(told, Fraction(0)) - 100) <= Fraction(len(told), 20)

    def _share_of(self, fact: Fact) -> Figure | None:
        key = (fact.section, fact.paragraph, fact.subject, Measure.SHARE)
        after = [
            f for f in self.view.by_paragraph.get(key, []) if self.view.order[f.id] > self.view.order[fact.id]
        ]
        return after[0].figure if after else None

    def items(self) -> Iterator[Relation]:
        """Yield: the 科目 listed with their budgets and finals against the totals of their section, a level at a time."""
        for spec in self.view.specs:
            total = next((s for s in spec.subjects if s.total), None)
            if not spec.codes or total is None:
                continue
            planned = self.view.first(spec.key, total.name, Measure.BUDGET)
            final = self.view.first(spec.key, total.name)
            for level, name in ((True, "项"), (False, "类")):
                budgets = self._of_level(spec.key, total.name, Measure.BUDGET, level)
                if planned is not None and planned.figure is not None and budgets:
                    terms = tuple(Term(f) for f in budgets)
                    wanted = (Term(planned.figure),)
                    text = f"各{name}年初预算之和 <= 年初预算"
                    yield Relation(PLANNED, text, Linear(terms, "<=", wanted), place=planned.place)
                    text = f"各{name}年初预算之和 >= 年初预算"
                    if self._complete(spec.codes, spec.key, level, Measure.BUDGET):
                        stated = planned.figure.quantity.printed
                        message = f"所列各{name}年初预算之和小于年初预算 {stated}，有安排而没有列出的须说明"
                        form = Linear(terms, ">=", wanted)
                        yield Relation(SHORT, text, form, place=planned.place, message=message)
                    else:
                        missing = (f"没有读到每一{name}的年初预算",)
                        yield Relation(SHORT, text, None, missing=missing, place=planned.place)
                finals = self._of_level(spec.key, total.name, Measure.FINAL, level)
                if (
                    final is not None
                    and final.figure is not None
                    and len(finals) > 1
                    and self._complete(spec.codes, spec.key, level)
                ):
                    terms = tuple(Term(f) for f in finals)
                    text = f"所列各{name}支出决算之和 == {total.name}"
                    yield Relation(ITEMS, text, Linear(terms, "==", (Term(final.figure),)), place=final.place)

    def _of_level(self, section: str, total: str, measure: Measure, items: bool) -> list[Figure]:
        """Return the figures of a measure of the 科目 of a level, each 科目 once.

        Only a final has a cell of its own: a class is known by it in all its measures.
        """
        classes = {
            f.subject
            for f in self.view.ledger.facts
            if f.section_key == section and f.cell is not None and len(f.cell[1]) == 3
        }
        found: dict[str, Figure] = {}
        for fact in self.view.ledger.facts:
            if (
                fact.section_key == section
                and fact.measure is measure
                and fact.figure is not None
                and fact.subject != total
                and "comparison" not in fact.flags
                and ("（项）" in fact.subject) is items
                and (items or fact.subject in classes)
            ):
                found.setdefault(fact.subject, fact.figure)
        return list(found.values())

    def _complete(self, key: str, section: str, items: bool, measure: Measure = Measure.FINAL) -> bool:
        """Whether a measure of every 科目 of a level that has an amount in its table is stated."""
        table = self.view.ledger.tables.get(key)
        if table is None or table.doubt:  # what has an amount in a table misread is not known
            return False
        facts = [f for f in self.view.ledger.facts if f.section_key == section]
        named = {f.subject for f in facts if f.measure is measure and f.figure is not None}
        stated = {f.cell[1] for f in facts if f.cell is not None and f.subject in named}
        level = 3 if items else 1
        filled = {f.row for f in table.cells.values() if f.quantity.value}
        wanted = {r.key for r in table.rows if r.level == level and r.key in filled}
        return bool(wanted) and wanted <= stated

    def within(self) -> Iterator[Relation]:
        """Yield: a part does not exceed its whole."""
        for (section, name), subject in self.view.subjects.items():
            for fact in self.view.by_section.get((section, name, Measure.FINAL), [])[:1]:
                whole = self.view.near(fact, subject.within, Measure.FINAL) if subject.within else None
                if fact.figure is not None and whole is not None:
                    form = Linear((Term(fact.figure),), "<=", (Term(whole),))
                    yield Relation(SMALL, f"{name} <= {subject.within}", form, place=fact.place)
        for part, whole_name in _AWARDED:
            one, other = self.view.first("政府采购", part), self.view.first("政府采购", whole_name)
            if one is not None and other is not None and one.figure is not None and other.figure is not None:
                form = Linear((Term(one.figure),), "<=", (Term(other.figure),))
                yield Relation(RESERVED, f"{part} <= {whole_name}", form, place=one.place)
        both = [
            self.view.first("政府采购", n) for n in ("预留项目中小企业采购金额", "其他项目中小企业采购金额")
        ]
        total = self.view.first("政府采购", "政府采购支出")
        figures = [f.figure for f in both if f is not None and f.figure is not None]
        if len(figures) == 2 and total is not None and total.figure is not None:
            form = Linear(tuple(Term(f) for f in figures), "<=", (Term(total.figure),))
            text = "预留项目中小企业采购金额 + 其他项目中小企业采购金额 <= 政府采购支出"
            yield Relation(SMALL, text, form, place=total.place)


def _short_alike(whole: Figure, parts: Sequence[Fact], total: Fraction, shares: Sequence[Figure]) -> bool:
    """Whether shares and amounts fall short of their whole by as much: what is not listed is the rest of both."""
    missing = 100 - total
    rounded = [share for share in shares if share.quantity.value]
    rounding = sum((Fraction(1, 2 * 10**share.quantity.decimals) for share in rounded), Fraction(0))
    listed = sum((Fraction(p.figure.quantity.ticks) for p in parts if p.figure is not None), Fraction(0))
    if missing <= rounding or not whole.quantity.ticks:
        return False
    rest = (1 - listed / Fraction(whole.quantity.ticks)) * 100
    return abs(rest - missing) <= rounding


def _same_movement(one: Fact, other: Fact) -> Linear | None:
    """Return: two statements are one; changes with their signs, 持平 as no change."""

    def side(fact: Fact) -> Sequence[Term]:
        if fact.figure is None:
            return ()
        sign = fact.direction if fact.measure in (Measure.CHANGE, Measure.CHANGE_RATE) else 1
        return (Term(fact.figure, sign or 1),)

    left, right = side(one), side(other)
    if not left and not right:
        return None
    return Linear(tuple(left), "==", tuple(right))
