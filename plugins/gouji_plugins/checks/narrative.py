"""The narrative against the tables and against itself: identities C, D and E of the 情况说明."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from gouji.api import CheckContext
from gouji.facts.vocabulary import Cell, Subject, sections_of
from gouji.model import (
    Fact,
    Figure,
    Finding,
    Ledger,
    Linear,
    Measure,
    NotRun,
    Opaque,
    Ratio,
    Relation,
    Rule,
    RuleClass,
    Severity,
    Term,
    Tier,
    Verdict,
)
from gouji.names import squash

_E, _W = Severity.ERROR, Severity.WARNING


def _rule(
    code: str,
    title: str,
    severity: Severity,
    category: str = "narrative",
    rule_class: RuleClass = RuleClass.BALANCE,
    tier: Tier = Tier.TEMPLATE,
) -> Rule:
    origin = "gouji_plugins.checks.narrative"
    return Rule(
        code, title, severity, category, tier=tier, rule_class=rule_class, pack="narrative", origin=origin
    )


CELL = _rule("SM-01", "情况说明的决算数与表不符", _E)
BUDGET = _rule("SM-02", "情况说明的预算数与公开09表不符", _E)
TWICE = _rule("SM-03", "同一数字前后两处不同", _E)
COMPARED = _rule("SM-04", "决算与预算的大小与所述不符", _E, rule_class=RuleClass.LOGIC)
NOTHING = _rule("SM-05", "所述“无收支”与表不符", _E, rule_class=RuleClass.LOGIC)
RUNNING = _rule("SM-06", "机关运行经费超过公用经费", _E, rule_class=RuleClass.LOGIC)
MEETINGS = _rule(
    "SM-07", "会议费、培训费小于基本支出中的同名支出", _W, rule_class=RuleClass.LOGIC, tier=Tier.BUSINESS
)
PARTS = _rule("SM-08", "分项之和与总额不符", _E)
SMALL = _rule("SM-09", "部分大于它所属的总额", _E, rule_class=RuleClass.LOGIC)
PLANNED = _rule("SM-10", "各类年初预算之和大于年初预算", _E, rule_class=RuleClass.LOGIC)
PRIORS = _rule("SM-11", "各项推出的上年数与总额推出的上年数不符", _E)
SHARE = _rule("SB-01", "占比与金额不符", _E, "ratio")
DONE = _rule("SB-02", "完成率与金额不符", _E, "ratio")
GROWTH = _rule("SB-03", "增减率与增减额不符", _E, "ratio")


class NarrativeCheck:
    """Relations between facts of the prose, and between them and the tables.

    Attributes:
        id: ``narrative``.
        rules: See the module.
    """

    id = "narrative"
    rules = (
        CELL,
        BUDGET,
        TWICE,
        COMPARED,
        NOTHING,
        RUNNING,
        MEETINGS,
        PARTS,
        SMALL,
        PLANNED,
        PRIORS,
        SHARE,
        DONE,
        GROWTH,
    )

    def run(self, ledger: Ledger, context: CheckContext) -> Iterable[Relation | Finding | NotRun]:
        """Yield the relations of one document."""
        view = _View(ledger, context)
        for fact in ledger.facts:
            yield from view.of_fact(fact)
        yield from view.repeated()
        yield from view.compositions()
        yield from view.others()
        yield from view.priors()


class _View:
    """The facts of a document, found by subject and measure."""

    def __init__(self, ledger: Ledger, context: CheckContext) -> None:
        self.ledger = ledger
        self.subjects: dict[tuple[str, str], Subject] = {}
        for section in sections_of(context.specs):
            for subject in section.subjects:
                self.subjects[section.key, subject.name] = subject
        self.order = {fact.id: i for i, fact in enumerate(ledger.facts)}
        self.by_sentence: dict[tuple[str, str, str, Measure], list[Fact]] = defaultdict(list)
        self.by_paragraph: dict[tuple[str, str, str, Measure], list[Fact]] = defaultdict(list)
        self.by_section: dict[tuple[str, str, Measure], list[Fact]] = defaultdict(list)
        for fact in ledger.facts:
            if "comparison" in fact.flags or fact.figure is None:
                continue
            self.by_sentence[fact.section, fact.group, fact.subject, fact.measure].append(fact)
            self.by_paragraph[fact.section, fact.paragraph, fact.subject, fact.measure].append(fact)
            self.by_section[fact.section_key, fact.subject, fact.measure].append(fact)

    def cell(self, cell: Cell | None) -> Figure | None:
        """Return the figure of a cell, ``None`` if the document has none."""
        if cell is None:
            return None
        table = self.ledger.tables.get(cell[0])
        return table.figure(cell[1], cell[2]) if table else None

    def near(self, fact: Fact, subject: str, measure: Measure) -> Figure | None:
        """Return the figure of a measure nearest before a fact: in its sentence, its paragraph, its section.

        Only one subject's figures are paired.  Where nothing stands before, the first one after it is taken,
        and in other paragraphs of the section only a figure that all of them print alike.
        """
        for found in (
            self.by_sentence.get((fact.section, fact.group, subject, measure)),
            self.by_paragraph.get((fact.section, fact.paragraph, subject, measure)),
        ):
            if found:
                before = [f for f in found if self.order[f.id] < self.order[fact.id]]
                return (before or found[:1])[-1].figure
        others = [
            f.figure
            for f in self.by_section.get((fact.section_key, subject, measure), [])
            if f.section == fact.section and f.figure is not None
        ]
        alike = len({(f.quantity.printed, f.quantity.unit) for f in others}) == 1
        return others[0] if alike else None

    def of_fact(self, fact: Fact) -> Iterator[Relation]:
        """Yield the relations of one fact."""
        if "none" in fact.flags:
            yield self._nothing(fact)
            return
        if "comparison" in fact.flags:
            yield from self._compared(fact)
            return
        if fact.figure is None:
            return
        if fact.measure is Measure.FINAL and fact.cell is not None:
            yield self._equals(CELL, fact, fact.cell)
        elif fact.measure in (Measure.BUDGET, Measure.ADJUSTED) and fact.cell is not None:
            yield self._equals(BUDGET, fact, fact.cell)
        elif fact.measure is Measure.SHARE:
            yield self._share(fact)
        elif fact.measure is Measure.COMPLETION:
            yield self._completion(fact)
        elif fact.measure is Measure.CHANGE_RATE:
            yield self._growth(fact)
        elif fact.measure is Measure.CHANGE and fact.base == "预算":
            yield self._planned_change(fact)

    def _equals(self, rule: Rule, fact: Fact, cell: Cell) -> Relation:
        assert fact.figure is not None
        text = f"{fact.section}“{fact.subject}”{fact.measure.value} == {cell[0]}[{cell[1]}, {cell[2]}]"
        figure = self.cell(cell)
        if figure is None:
            return Relation(
                rule,
                text,
                None,
                missing=(f"没有读到{cell[0]}的“{cell[1]}”行“{cell[2]}”栏",),
                place=fact.place,
            )
        return Relation(rule, text, Linear((Term(fact.figure),), "==", (Term(figure),)), place=fact.place)

    def _share(self, fact: Fact) -> Relation:
        assert fact.figure is not None
        subject = self.subjects.get((fact.section_key, fact.subject))
        part = self.near(fact, fact.subject, Measure.FINAL)
        whole = self._denominator(fact, subject)
        text = f"{fact.section}“{fact.subject}”占{fact.base or '合计'}的比重"
        if part is None or whole is None:
            reason = f"没有找到“{fact.subject}”的金额" if part is None else f"分母“{fact.base}”不能确定"
            return Relation(SHARE, text, None, missing=(reason,), place=fact.place)
        return Relation(SHARE, text, Ratio((Term(part),), (Term(whole),), fact.figure), place=fact.place)

    def _denominator(self, fact: Fact, subject: Subject | None) -> Figure | None:
        base = squash(fact.base)
        if subject is not None and base in subject.bases:
            target = subject.bases[base]
            return self.cell(target) if isinstance(target, tuple) else self.near(fact, target, Measure.FINAL)
        for (section, name), known in self.subjects.items():
            if (
                section == fact.section_key
                and (base == squash(name) or base in known.names)
                and name != fact.subject
            ):
                return self.near(fact, name, Measure.FINAL) or self.cell(known.cell)
        if subject is not None and subject.of and not fact.base:
            known = self.subjects[fact.section_key, subject.of]
            return self.near(fact, subject.of, Measure.FINAL) or self.cell(known.cell)
        return None

    def _completion(self, fact: Fact) -> Relation:
        assert fact.figure is not None
        text = f"{fact.section}“{fact.subject}”完成{fact.base}的比率"
        final = self.near(fact, fact.subject, Measure.FINAL)
        adjusted = self.near(fact, fact.subject, Measure.ADJUSTED)
        planned = self.near(fact, fact.subject, Measure.BUDGET)
        wanted = {"年初预算": planned, "全年预算": adjusted, "调整预算": adjusted}.get(fact.base)
        if fact.base == "预算":
            wanted = planned if adjusted is None else (adjusted if planned is None else None)
            subject = self.subjects.get((fact.section_key, fact.subject))
            if wanted is None and subject is not None:
                wanted = self.cell(subject.budget)
        if final is None or wanted is None:
            reason = f"没有找到“{fact.subject}”的{'决算数' if final is None else fact.base}"
            return Relation(DONE, text, None, missing=(reason,), place=fact.place)
        if wanted.quantity.known and wanted.quantity.ticks == 0:
            return Relation(DONE, text, None, inapplicable="预算为零，没有完成率", place=fact.place)
        return Relation(DONE, text, Ratio((Term(final),), (Term(wanted),), fact.figure), place=fact.place)

    def _growth(self, fact: Fact) -> Relation:
        assert fact.figure is not None
        text = f"{fact.section}“{fact.subject}”较{fact.base or '上年'}的增减率"
        change = self._change_before(fact)
        final = self.near(fact, fact.subject, Measure.FINAL) or self.cell(fact.cell)
        if change is None or final is None or change.figure is None or change.direction not in (1, -1):
            return Relation(
                GROWTH, text, None, missing=(f"没有找到“{fact.subject}”的增减额或决算数",), place=fact.place
            )
        if change.direction != fact.direction:
            message = f"“{fact.subject}”的增减额与增减率方向相反"
            return Relation(
                GROWTH,
                text,
                Opaque(Verdict.VIOLATED, (change.figure, fact.figure)),
                place=fact.place,
                message=message,
            )
        # Last year's value is this year's less the change: the two figures move together.
        prior = (Term(final), Term(change.figure, -change.direction))
        return Relation(
            GROWTH, text, Ratio((Term(change.figure),), prior, fact.figure, magnitude=True), place=fact.place
        )

    def _planned_change(self, fact: Fact) -> Relation:
        """Return: the final less its change on the budget is the budget (比预算增加……)."""
        assert fact.figure is not None
        text = f"{fact.section}“{fact.subject}”较预算的增减额"
        final = self.near(fact, fact.subject, Measure.FINAL)
        found = [self.near(fact, fact.subject, m) for m in (Measure.BUDGET, Measure.ADJUSTED)]
        budgets = [f for f in found if f is not None]
        if final is None or len(budgets) != 1:
            return Relation(
                COMPARED, text, None, missing=(f"没有找到“{fact.subject}”的决算数或预算数",), place=fact.place
            )
        left = (Term(final), Term(fact.figure, -(fact.direction or 0)))
        return Relation(COMPARED, text, Linear(left, "==", (Term(budgets[0]),)), place=fact.place)

    def _change_before(self, fact: Fact) -> Fact | None:
        found = self.by_sentence.get((fact.section, fact.group, fact.subject, Measure.CHANGE), [])
        before = [f for f in found if f.base == fact.base and self.order[f.id] < self.order[fact.id]]
        return before[-1] if before else None

    def _compared(self, fact: Fact) -> Iterator[Relation]:
        final = self.near(fact, fact.subject, Measure.FINAL)
        planned = self.near(fact, fact.subject, Measure.BUDGET)
        adjusted = self.near(fact, fact.subject, Measure.ADJUSTED)
        wanted = {"年初预算": planned, "全年预算": adjusted}.get(fact.base) or (
            planned if adjusted is None else adjusted if planned is None else None
        )
        text = f"{fact.section}“{fact.subject}”决算数与预算数的大小"
        if final is None or wanted is None:
            yield Relation(
                COMPARED, text, None, missing=(f"没有找到“{fact.subject}”的决算数或预算数",), place=fact.place
            )
            return
        operator = {1: ">", -1: "<", 0: "=="}[fact.direction or 0]
        word = {1: "大于", -1: "小于", 0: "等于"}[fact.direction or 0]
        message = f"“{fact.subject}”写明决算数{word}预算数，而决算数为 {final.quantity.printed}、预算数为 {wanted.quantity.printed}"
        yield Relation(
            COMPARED,
            text,
            Linear((Term(final),), operator, (Term(wanted),)),
            place=fact.place,
            message=message,
        )

    def _nothing(self, fact: Fact) -> Relation:
        table = self.ledger.tables.get(fact.subject)
        text = f"{fact.section}写明无收支，{fact.subject}应当没有数据"
        if table is None:
            return Relation(NOTHING, text, None, missing=(f"没有读到{fact.subject}",), place=fact.place)
        printed = tuple(f for f in table.cells.values() if f.quantity.value)
        verdict = Verdict.VIOLATED if printed else Verdict.HOLDS
        message = f"情况说明写明无收支，而{fact.subject}印有金额"
        return Relation(NOTHING, text, Opaque(verdict, printed[:6]), place=fact.place, message=message)

    def repeated(self) -> Iterator[Relation]:
        """Yield equalities between statements of one fact that no table ties together."""
        groups: dict[tuple[str, Measure, str], list[Fact]] = defaultdict(list)
        for fact in self.ledger.facts:
            if fact.figure is None or fact.measure not in (
                Measure.CHANGE,
                Measure.FINAL,
                Measure.CHANGE_RATE,
            ):
                continue
            if fact.measure is Measure.FINAL and fact.cell is not None:
                continue
            base = fact.base if fact.measure in (Measure.CHANGE, Measure.CHANGE_RATE) else ""
            groups[fact.subject, fact.measure, base].append(fact)
        for (subject, measure, _), facts in groups.items():
            first = facts[0]
            for other in facts[1:]:
                assert first.figure is not None
                assert other.figure is not None
                if other.direction != first.direction:
                    continue
                text = f"“{subject}”的{measure.value}：{first.section} == {other.section}"
                form = Linear((Term(first.figure),), "==", (Term(other.figure),))
                yield Relation(TWICE, text, form, place=other.place)

    def compositions(self) -> Iterator[Relation]:
        """Yield sums of parts."""
        for (section, name), subject in self.subjects.items():
            totals = self.by_section.get((section, name, Measure.FINAL), [])
            if not subject.parts or not totals:
                continue
            parts = [self.by_section.get((section, p, Measure.FINAL), []) for p in subject.parts]
            text = f"{name} == {' + '.join(subject.parts)}"
            if not all(parts):
                lacking = "、".join(p for p, found in zip(subject.parts, parts, strict=True) if not found)
                yield Relation(
                    PARTS, text, None, missing=(f"没有找到“{lacking}”的金额",), place=totals[0].place
                )
                continue
            left = tuple(Term(f[0].figure) for f in parts if f[0].figure is not None)
            whole = totals[0].figure
            assert whole is not None
            yield Relation(PARTS, text, Linear((Term(whole),), "==", left), place=totals[0].place)
        yield from self._planned()

    def _planned(self) -> Iterator[Relation]:
        """Yield: budgets of the classes or items listed do not exceed the budget of the whole."""
        key = "一般公共预算"
        totals = self.by_section.get((key, "一般公共预算财政拨款支出", Measure.BUDGET), [])
        parts = [
            f for f in self.ledger.facts
            if f.section_key == key and f.measure is Measure.BUDGET and f.figure and f.subject != "一般公共预算财政拨款支出"
        ]  # fmt: skip
        if not totals or not parts:
            return
        whole = totals[0].figure
        assert whole is not None
        left = tuple(Term(f.figure) for f in parts if f.figure is not None)
        yield Relation(
            PLANNED, "各项年初预算之和 <= 年初预算", Linear(left, "<=", (Term(whole),)), place=totals[0].place
        )

    def others(self) -> Iterator[Relation]:
        """Yield inequalities between facts and tables."""
        running = self.by_section.get(("机关运行", "机关运行经费", Measure.FINAL), [])
        public = self.cell(("公开06表", "公用经费合计", "决算数"))
        for fact in running[:1]:
            assert fact.figure is not None
            text = "机关运行经费 <= 公开06表.公用经费合计"
            if public is None:
                yield Relation(
                    RUNNING, text, None, missing=("没有读到公开06表的公用经费合计",), place=fact.place
                )
            else:
                yield Relation(
                    RUNNING, text, Linear((Term(fact.figure),), "<=", (Term(public),)), place=fact.place
                )
        for name, code in (("会议费", "30215"), ("培训费", "30216")):
            stated = self.by_section.get(("机关运行", name, Measure.FINAL), [])
            figure = self.cell(("公开06表", code, "决算数"))
            if stated and stated[0].figure is not None and figure is not None:
                form = Linear((Term(stated[0].figure),), ">=", (Term(figure),))
                yield Relation(MEETINGS, f"{name} >= 公开06表[{code}]", form, place=stated[0].place)
        for (section, name), subject in self.subjects.items():
            if not subject.within:
                continue
            for fact in self.by_section.get((section, name, Measure.FINAL), [])[:1]:
                whole = self.near(fact, subject.within, Measure.FINAL)
                if fact.figure is not None and whole is not None:
                    form = Linear((Term(fact.figure),), "<=", (Term(whole),))
                    yield Relation(SMALL, f"{name} <= {subject.within}", form, place=fact.place)

    def priors(self) -> Iterator[Relation]:
        """Yield: last year's value of a whole, which its change implies, is that of its parts."""
        implied: dict[tuple[str, str], tuple[Term, ...]] = {}
        for fact in self.ledger.facts:
            if fact.measure is not Measure.CHANGE or fact.base != "上年" or fact.direction is None:
                continue
            final = self.near(fact, fact.subject, Measure.FINAL)
            if final is None or (fact.figure is None and fact.direction):
                continue
            moved = () if fact.figure is None else (Term(fact.figure, -fact.direction),)
            implied.setdefault((fact.section_key, fact.subject), (Term(final), *moved))
        for (section, name), subject in self.subjects.items():
            whole = implied.get((section, name))
            parts = [implied.get((section, part)) for part in subject.prior_parts]
            if whole is None or not parts or None in parts:
                continue
            terms = tuple(term for part in parts if part is not None for term in part)
            text = f"{name}的上年数 == {' + '.join(subject.prior_parts)}的上年数"
            place = self.by_section[section, name, Measure.FINAL][0].place
            yield Relation(PRIORS, text, Linear(whole, "==", terms), place=place)
