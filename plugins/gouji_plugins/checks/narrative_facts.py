"""What one fact of the prose must agree with: its cell, and the amounts its rate or word is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from gouji.facts.vocabulary import Cell, Subject
from gouji.model import (
    Evidence,
    Fact,
    Figure,
    Finding,
    Interval,
    Linear,
    Measure,
    Opaque,
    Ratio,
    Relation,
    Rule,
    Term,
    Verdict,
)
from gouji.names import squash
from gouji.patterns import later
from gouji.relations import judge, ratio_range
from gouji_plugins.checks.narrative_alone import common_total
from gouji_plugins.checks.narrative_rules import (
    APART,
    BUDGET,
    CELL,
    COMPARED,
    DONE,
    GROWTH,
    LISTED,
    NOTHING,
    ROUGHLY,
    SHARE,
    SIGN,
    TWICE,
    WHOLE,
)
from gouji_plugins.checks.narrative_told import told_prior
from gouji_plugins.checks.narrative_view import View, equality, shortened
from gouji_plugins.checks.narrative_zero import from_nothing, zero_plan, zero_prior
from gouji_plugins.checks.plain_findings import finding, logic

_TOTAL = later(r"(?:决算(?:总额|总数|数|金额)?|总额|总数|总计|合计|金额)$")
_ALL, _GENERAL, _FISCAL = "公开01表", "公开05表", "公开04表"
ROUGH = Fraction(1, 100)
"""How far apart amounts may be that are called 基本持平."""


def _reach(form: Ratio) -> Interval | None:
    """Return what a rate may be, ``None`` where that is not bounded or a figure of it was lost in reading."""
    return ratio_range(form) if all(figure.quantity.known for figure in form.figures) else None


class OneFact:
    """Relations of single facts.

    Args:
        view: The facts of the document.
    """

    def __init__(self, view: View) -> None:
        self.view = view

    def relations(self, fact: Fact) -> Iterator[Relation | Finding]:
        """Yield the relations of one fact."""
        if "none" in fact.flags:
            yield self._nothing(fact)
        elif "list-mismatch" in fact.flags:
            yield self._mismatch(fact)
        elif "comparison" in fact.flags or (
            fact.measure is Measure.CHANGE and fact.direction == 0 and fact.base == "预算"
        ):
            yield from self._compared(fact)
        elif fact.figure is not None:
            yield from self._stated(fact)

    def _stated(self, fact: Fact) -> Iterator[Relation | Finding]:
        assert fact.figure is not None
        if fact.measure is Measure.FINAL and fact.cell is not None:
            again = self._again(fact)
            if again is not None and again.figure is not None:
                text = f"{fact.section}“{fact.subject}”{fact.measure.value}在同一段里前后一致"
                yield logic(TWICE, True, text, (fact.figure, again.figure), "", fact.place)
            elif (before := self.view.told_first(fact)) is not None:
                text = f"{fact.section}“{fact.subject}”{fact.measure.value}与前面所写一致"
                yield equality(TWICE, text, fact.figure, before, fact.place)
            else:
                yield self._equals(CELL, fact, self._meant(fact, fact.cell))
        elif fact.measure in (Measure.BUDGET, Measure.ADJUSTED) and fact.cell is not None:
            adjusted = self.view.first(fact.section_key, fact.subject, Measure.ADJUSTED)
            tabled = adjusted.figure if adjusted is not None and fact.base == "年初预算" else None
            if tabled is None or self.view.agrees(tabled, [fact.cell]) is None:
                # Of two budgets told the table prints the 全年预算: 年初预算 may be another.
                yield self._equals(BUDGET, fact, fact.cell)
        elif fact.measure is Measure.PRIOR:
            yield told_prior(self.view, fact)
        elif fact.measure is Measure.SHARE:
            yield self._share(fact)
        elif fact.measure is Measure.COMPLETION:
            yield from self._completion(fact)
        elif fact.measure is Measure.DIFFERENCE:
            yield self._difference(fact)
        elif fact.measure is Measure.CHANGE_RATE:
            yield self._sign(fact)
            yield from self._growth(fact)
        elif fact.measure is Measure.CHANGE:
            yield self._sign(fact)
            if fact.base == "预算":
                yield self._planned_change(fact)

    def _again(self, fact: Fact) -> Fact | None:
        """Return the fact that says the same later in the paragraph: ``（项）9.00万元。……支出决算为9.00万元。``

        Written twice in a breath it is one statement: the later, which 年初预算 and 完成率 stand by, is compared with
        the table for both.
        """
        assert fact.figure is not None
        own = fact.figure.quantity
        key = fact.section, fact.paragraph, fact.subject, fact.measure
        for other in reversed(self.view.by_paragraph.get(key, [])):
            if other is fact:
                return None
            if other.figure is None or other.cell != fact.cell:
                continue
            same = other.figure.quantity
            if own.known and (same.value, same.decimals, same.unit) == (own.value, own.decimals, own.unit):
                return other
        return None

    def _meant(self, fact: Fact, cell: Cell) -> Cell:
        """Return the cell a fact speaks of: where the words may mean several, the one it agrees with."""
        subject = self.view.subjects.get((fact.section_key, fact.subject))
        if subject is None and fact.figure is not None and cell[0] == _GENERAL:
            # 财政拨款支出 9.00 万元，主要用于：教育支出……: the class of all fiscal money, not of the general budget.
            wide = (_FISCAL, f"支出.{fact.subject}", "合计")
            head = self.view.headed(fact)
            meant = (cell, wide) if head == "财政拨款支出" else (cell,)
            return self.view.agrees(fact.figure, meant) or cell
        if subject is None and fact.figure is not None and cell[0] == _ALL:
            # 教育支出 9.00 万元 of a section on all income and spending: of all money, or of what is fiscal of it.
            fiscal = [(_FISCAL, cell[1], column) for column in ("合计", "一般公共预算财政拨款")]
            named = cell[1].startswith("支出.") and cell[1].removeprefix("支出.") == fact.subject
            return self.view.agrees(fact.figure, (cell, *fiscal) if named else (cell,)) or cell
        if subject is None or not subject.either or fact.figure is None:
            return cell
        cells = (cell, *subject.either)
        # One that was not read for certain may be the one it speaks of: no other is held against it.
        unsure = next((c for c in cells if self.view.unsure(c)), cell)
        return self.view.agrees(fact.figure, cells) or unsure

    def _sign(self, fact: Fact) -> Relation | Finding:
        """Return: behind 增加 or 减少 stands how much, without a sign."""
        assert fact.figure is not None
        quantity = fact.figure.quantity
        text = f"{fact.section}“{fact.subject}”的{fact.measure.value}不带负号"
        word = "减少" if fact.direction == -1 else "增加"
        message = f"“{fact.subject}”写“{word}”又写 {quantity.printed}{quantity.unit.symbol}，方向重复或矛盾：“{fact.quote[:60]}”"
        apart = fact.direction not in (1, -1) or "signed" in fact.flags
        fine = apart or not quantity.known or not (quantity.value or 0) < 0
        # Whichever of word and sign is right, what stands behind the word has no sign.
        bare = quantity.printed.strip("()（）%").lstrip("-－−–△▲")
        return logic(SIGN, fine, text, (fact.figure,), message, fact.place, fact.id, bare)

    def _mismatch(self, fact: Fact) -> Finding:
        names, _, values = fact.flags[1].partition(":")
        message = f"“{fact.subject}”是 {names} 项，列出的数值有 {values} 个：“{fact.quote[:60]}”"
        spot = Evidence(fact.place, quote=fact.quote, section=fact.section, role="statement")
        return finding(LISTED, message, (spot,), fact.id)

    def _equals(self, rule: Rule, fact: Fact, cell: Cell) -> Relation:
        assert fact.figure is not None
        text = f"{fact.section}“{fact.subject}”{fact.measure.value} == {cell[0]}[{cell[1]}, {cell[2]}]"
        figure = self.view.cell(cell)
        if figure is None:
            return Relation(
                rule,
                text,
                None,
                missing=(f"没有读到{cell[0]}的“{cell[1]}”行“{cell[2]}”栏",),
                place=fact.place,
            )
        form = Linear((Term(fact.figure),), "==", (Term(figure),))
        if shortened(fact.figure, figure):
            printed, full = fact.figure.quantity.printed, figure.quantity.printed
            message = f"“{fact.subject}”写 {printed}，{figure.label}为 {full}：像是取了整，应写同一个数"
            return Relation(WHOLE, text, form, place=fact.place, message=message)
        return Relation(rule, text, form, place=fact.place)

    def _share(self, fact: Fact) -> Relation:
        assert fact.figure is not None
        subject = self.view.subjects.get((fact.section_key, fact.subject))
        part = self.view.near(fact, fact.subject, Measure.FINAL)
        whole = self._denominator(fact, subject)
        if part is not None and "base-implied" in fact.flags:
            whole = self._open(fact, subject, part, whole)
        whole = whole or common_total(self.view, fact)
        text = f"{fact.section}“{fact.subject}”占{fact.base or '合计'}的比重"
        if part is None or whole is None:
            reason = f"没有找到“{fact.subject}”的金额" if part is None else f"分母“{fact.base}”不能确定"
            return Relation(SHARE, text, None, missing=(reason,), place=fact.place)
        return Relation(SHARE, text, Ratio((Term(part),), (Term(whole),), fact.figure), place=fact.place)

    def _open(self, fact: Fact, subject: Subject | None, part: Figure, whole: Figure | None) -> Figure | None:
        """Return the denominator the words leave open: the one with which the share is right, if any is."""
        assert fact.figure is not None
        candidates = [whole, *self.view.told_before(fact)]
        for target in dict.fromkeys(subject.bases.values() if subject is not None else ()):
            candidates.append(
                self.view.cell(target)
                if isinstance(target, tuple)
                else self.view.near(fact, target, Measure.FINAL)
            )
        above = subject
        while above is not None and above.of:
            # 基本支出……，其中人员经费……、占……: of the part they are in, or of the whole.
            above = self.view.subjects.get((fact.section_key, above.of))
            if above is not None:
                candidates += [
                    self.view.near(fact, above.name, Measure.FINAL),
                    self.view.cell(above.cell),
                ]
        for candidate in candidates:
            if candidate is not None and candidate.quantity.known and candidate.quantity.ticks:
                reach = _reach(Ratio((Term(part),), (Term(candidate),), fact.figure))
                if reach is not None and reach.meets(fact.figure.quantity.rounded):
                    return candidate
        return whole

    def _denominator(self, fact: Fact, subject: Subject | None) -> Figure | None:
        base = squash(fact.base)
        found = self._named(fact, subject, base)
        if found is None and _TOTAL.search(base):
            # “三公”经费支出决算总额: the name, and that it is its final.
            found = self._named(fact, subject, _TOTAL.sub("", base))
        return found

    def _named(self, fact: Fact, subject: Subject | None, base: str) -> Figure | None:
        if subject is not None and base in subject.bases:
            target = subject.bases[base]
            return (
                self.view.cell(target) or self.view.told_of(target)
                if isinstance(target, tuple)
                else self.view.near(fact, target, Measure.FINAL)
            )
        for (section, name), known in self.view.subjects.items():
            if (
                section == fact.section_key
                and (base == squash(name) or base in known.names)
                and name != fact.subject
            ):
                return self._either(fact, known, self.view.near(fact, name, Measure.FINAL))
        if subject is not None and subject.of and not fact.base:
            known = self.view.subjects[fact.section_key, subject.of]
            return self.view.near(fact, subject.of, Measure.FINAL) or self.view.cell(known.cell)
        return None

    def _either(self, fact: Fact, whole: Subject, stated: Figure | None) -> Figure | None:
        """Return a denominator as stated, or its cell; where its name may mean several, the one with which the share is right."""
        if stated is not None and not whole.either:
            return stated
        cells = [self.view.cell(cell) for cell in (whole.cell, *whole.either)]
        part = self.view.near(fact, fact.subject, Measure.FINAL)
        if whole.either and part is not None and fact.figure is not None:
            return self._fits(fact.figure, part, [stated, *cells])
        return cells[0] or self.view.alike(fact.section_key, whole.name)

    def _completion(self, fact: Fact) -> Iterator[Relation | Finding]:
        assert fact.figure is not None
        text = f"{fact.section}“{fact.subject}”完成{fact.base}的比率"
        final = self.view.near(fact, fact.subject, Measure.FINAL)
        adjusted = self.view.near(fact, fact.subject, Measure.ADJUSTED)
        planned = self.view.near(fact, fact.subject, Measure.BUDGET)
        if adjusted is None and fact.base in ("全年预算", "调整预算"):
            # 支出预算 A，支出决算 B，完成调整后预算的 P: the budget stated without a word for which is that one.
            adjusted = self._unnamed(fact)
        # 完成年初预算的 90.00%, where another paragraph or a table states the budget, or the final.
        final = final or self.view.elsewhere(fact, Measure.FINAL)
        if planned is None and (adjusted is None or fact.base == "年初预算"):
            planned = self.view.elsewhere(fact, Measure.BUDGET)
        if adjusted is None and (planned is None or fact.base in ("全年预算", "调整预算")):
            adjusted = self.view.elsewhere(fact, Measure.ADJUSTED)
        wanted = {"年初预算": planned, "全年预算": adjusted, "调整预算": adjusted}.get(fact.base)
        if fact.base == "预算":
            wanted = planned if adjusted is None else (adjusted if planned is None else None)
            subject = self.view.subjects.get((fact.section_key, fact.subject))
            if wanted is None and subject is not None:
                wanted = self.view.cell(subject.budget)
            elif wanted is None and adjusted is not None and final is not None:
                wanted = self._fits(fact.figure, final, (adjusted, planned))
        moved = self._moved_since(fact) if wanted is None and final is not None else None
        if final is not None and moved is not None and moved.figure is not None:
            # 决算 9.00 万元，比年初预算增加 1.00 万元，完成年初预算的 112.50%: the budget is the final less its change.
            whole = (Term(final), Term(moved.figure, -(moved.direction or 0)))
            yield Relation(DONE, text, Ratio((Term(final),), whole, fact.figure), place=fact.place)
        elif final is None or wanted is None:
            reason = f"没有找到“{fact.subject}”的{'决算数' if final is None else fact.base}"
            yield Relation(DONE, text, None, missing=(reason,), place=fact.place)
        elif wanted.quantity.known and wanted.quantity.ticks == 0:
            if fact.base == "年初预算" and fact.figure.quantity.value:
                yield zero_plan(fact, wanted, final, adjusted)
            yield Relation(DONE, text, None, inapplicable="预算为零，没有完成率", place=fact.place)
        else:
            yield Relation(DONE, text, Ratio((Term(final),), (Term(wanted),), fact.figure), place=fact.place)

    def _moved_since(self, fact: Fact) -> Fact | None:
        """Return the change on the budget that a fact's own sentence states before it."""
        key = (fact.section, fact.group, fact.subject, Measure.CHANGE)
        found = [f for f in self.view.by_sentence.get(key, []) if f.base == "预算" and f.direction in (1, -1)]
        return found[0] if len(found) == 1 else None

    def _difference(self, fact: Fact) -> Relation:
        """Return: the rate by which a final differs from its budget, as their sentence states them; some print it unsigned."""
        assert fact.figure is not None
        text = f"{fact.section}“{fact.subject}”的预决算差异率"
        final, planned = (
            self.view.beside(fact, measures)
            for measures in ((Measure.FINAL,), (Measure.ADJUSTED, Measure.BUDGET))
        )
        if final is None or planned is None:
            reason = f"没有找到“{fact.subject}”的{'决算数' if final is None else '预算数'}"
            return Relation(APART, text, None, missing=(reason,), place=fact.place)
        if planned.quantity.known and planned.quantity.ticks == 0:
            return Relation(APART, text, None, inapplicable="预算为零，没有差异率", place=fact.place)
        parts = (Term(final), Term(planned, -1))
        unsigned = not (fact.figure.quantity.value or 0) < 0
        form = Ratio(parts, (Term(planned),), fact.figure, magnitude=unsigned)
        return Relation(APART, text, form, place=fact.place)

    def _unnamed(self, fact: Fact) -> Figure | None:
        """Return the budget of a fact's sentence that does not say of which kind it is, ``None`` if several or none."""
        key = (fact.section, fact.group, fact.subject, Measure.BUDGET)
        found = [f for f in self.view.by_sentence.get(key, []) if f.base == "预算"]
        return found[0].figure if len(found) == 1 else None

    @staticmethod
    def _fits(rate: Figure, part: Figure, wholes: Iterable[Figure | None]) -> Figure | None:
        """Return the whole with which a rate is right, the first if none is."""
        known = [w for w in wholes if w is not None and w.quantity.known and w.quantity.ticks]
        for whole in known:
            reach = _reach(Ratio((Term(part),), (Term(whole),), rate))
            if reach is not None and reach.meets(rate.quantity.rounded):
                return whole
        return known[0] if known else None

    def _growth(self, fact: Fact) -> Iterator[Relation | Finding]:
        assert fact.figure is not None
        text = f"{fact.section}“{fact.subject}”较{fact.base or '上年'}的增减率"
        change = self._change(fact)
        final = self.view.near(fact, fact.subject, Measure.FINAL) or self.view.cell(fact.cell)
        final = final or self.view.both(fact)
        if change is None or final is None or change.figure is None or change.direction not in (1, -1):
            reason = f"没有找到“{fact.subject}”的增减额或决算数"
            if change is not None and change.direction not in (1, -1):
                reason = f"“{fact.subject}”的增减方向没有取舍"
            yield Relation(GROWTH, text, None, missing=(reason,), place=fact.place)
        elif fact.direction is not None and change.direction != fact.direction:
            message = f"“{fact.subject}”的增减额与增减率方向相反"
            form = Opaque(Verdict.VIOLATED, (change.figure, fact.figure))
            yield Relation(GROWTH, text, form, place=fact.place, message=message)
        else:
            if from_nothing(change, final) and fact.figure.quantity.value:
                yield zero_prior(fact, change.figure, final)
            # Last year's value is this year's less the change: the two figures move together.
            form_ = self._grown(fact.figure, change.figure, change.direction, self._finals(fact, final))
            yield Relation(GROWTH, text, form_, place=fact.place)

    def _finals(self, fact: Fact, stated: Figure) -> list[Figure]:
        """Return the finals a change may be said of: the one stated, and where its name may mean several, those."""
        subject = self.view.subjects.get((fact.section_key, fact.subject))
        if subject is None or not subject.either:
            return [stated]
        cells = [self.view.cell(cell) for cell in (subject.cell, *subject.either)]
        return [stated, *(c for c in cells if c is not None)]

    @staticmethod
    def _grown(rate: Figure, change: Figure, direction: int, finals: Iterable[Figure]) -> Ratio:
        """Return the growth with the first final that it fits, the first of all if it fits none."""
        forms = [
            Ratio((Term(change),), (Term(final), Term(change, -direction)), rate, magnitude=True)
            for final in finals
        ]
        for form in forms:
            reach = _reach(form)
            if reach is not None and reach.meets(rate.quantity.rounded):
                return form
        return forms[0]

    def _planned_change(self, fact: Fact) -> Relation:
        """Return: the final less its change on the budget is the budget (比预算增加……)."""
        assert fact.figure is not None
        text = f"{fact.section}“{fact.subject}”较预算的增减额"
        final = self.view.near(fact, fact.subject, Measure.FINAL)
        found = [self.view.near(fact, fact.subject, m) for m in (Measure.BUDGET, Measure.ADJUSTED)]
        budgets = [f for f in found if f is not None] or self._tabled_budget(fact)
        if final is None or len(budgets) != 1:
            return Relation(
                COMPARED, text, None, missing=(f"没有找到“{fact.subject}”的决算数或预算数",), place=fact.place
            )
        direction = fact.direction
        if direction is None:
            # 差值为……: which way is not said.
            direction = (
                1 if Fraction(final.quantity.value or 0) >= Fraction(budgets[0].quantity.value or 0) else -1
            )
        left = (Term(final), Term(fact.figure, -direction))
        return Relation(COMPARED, text, Linear(left, "==", (Term(budgets[0]),)), place=fact.place)

    def _tabled_budget(self, fact: Fact) -> list[Figure]:
        """Return the budget that a table prints of a subject, where the prose says 预算 and states none."""
        subject = self.view.subjects.get((fact.section_key, fact.subject))
        figure = self.view.cell(subject.budget) if subject is not None and fact.base == "预算" else None
        return [figure] if figure is not None else []

    def _change(self, fact: Fact) -> Fact | None:
        """Return the change a rate goes with: before it in its sentence, or the one its section states elsewhere."""
        found = self.view.by_sentence.get((fact.section, fact.group, fact.subject, Measure.CHANGE), [])
        order = self.view.order
        before = [f for f in found if f.base == fact.base and order[f.id] < order[fact.id]]
        if before:
            return before[-1]
        others = [
            f
            for f in self.view.by_section.get((fact.section_key, fact.subject, Measure.CHANGE), [])
            if f.base == fact.base and f.group != fact.group and f.figure is not None
        ]
        alike = {(f.figure.quantity.printed, f.direction) for f in others if f.figure is not None}
        return others[0] if len(alike) == 1 else None

    def _compared(self, fact: Fact) -> Iterator[Relation | Finding]:
        final = self.view.near(fact, fact.subject, Measure.FINAL)
        planned = self.view.near(fact, fact.subject, Measure.BUDGET)
        adjusted = self.view.near(fact, fact.subject, Measure.ADJUSTED)
        wanted = {"年初预算": planned, "全年预算": adjusted}.get(fact.base) or (
            planned if adjusted is None else adjusted if planned is None else None
        )
        text = f"{fact.section}“{fact.subject}”决算数与预算数的大小"
        rate = self.view.by_sentence.get((fact.section, fact.group, fact.subject, Measure.COMPLETION), [])
        if wanted is None and rate and rate[0].figure is not None and rate[0].figure.quantity.known:
            yield self._by_rate(fact, rate[0].figure, text)
            return
        tabled = self._tabled_budget(fact) if planned is None and adjusted is None else []
        wanted = wanted or next(iter(tabled), None)
        if final is None or wanted is None or not (final.quantity.known and wanted.quantity.known):
            reason = f"没有找到“{fact.subject}”的决算数或预算数"
            yield Relation(COMPARED, text, None, missing=(reason,), place=fact.place)
            return
        shown = f"决算数为 {final.quantity.printed}、预算数为 {wanted.quantity.printed}"
        if "roughly" in fact.flags:
            apart = abs(Fraction(final.quantity.ticks) - Fraction(wanted.quantity.ticks))
            fine = apart <= ROUGH * abs(Fraction(wanted.quantity.ticks)) or apart <= wanted.quantity.quantum
            message = f"“{fact.subject}”写决算数与预算数基本持平，而{shown}"
            yield logic(ROUGHLY, fine, text, (final, wanted), message, fact.place, fact.id)
            return
        operator = {1: ">", -1: "<", 0: "=="}[fact.direction or 0]
        word = {1: "大于", -1: "小于", 0: "等于"}[fact.direction or 0]
        message = f"“{fact.subject}”写明决算数{word}预算数，而{shown}"
        form = Linear((Term(final),), operator, (Term(wanted),))
        relation = Relation(COMPARED, text, form, place=fact.place, message=message)
        if tabled:
            # The table's budget has its own relations: where words disagree with it, the words are asked about.
            fine = judge(relation).verdict is not Verdict.VIOLATED
            yield logic(COMPARED, fine, text, (final, wanted), message, fact.place, fact.id)
        else:
            yield relation

    @staticmethod
    def _by_rate(fact: Fact, rate: Figure, text: str) -> Relation:
        """Return: where no budget is stated, the rate of completion tells which of the two is larger."""
        operator = {1: ">", -1: "<", 0: "=="}[fact.direction or 0]
        word = {1: "大于", -1: "小于", 0: "等于"}[fact.direction or 0]
        message = f"“{fact.subject}”写明决算数{word}预算数，而完成率为 {rate.quantity.printed}%"
        form = Linear((Term(rate),), operator, (), right_constant=1)
        return Relation(COMPARED, text, form, place=fact.place, message=message)

    def _nothing(self, fact: Fact) -> Relation:
        if fact.cell is not None:
            figure = self.view.cell(fact.cell)
            text = f"{fact.section}写明没有{fact.subject}，{fact.cell[0]}应当没有金额"
            if figure is None or not figure.quantity.known:
                reason = f"没有读到{fact.cell[0]}的“{fact.cell[1]}”行“{fact.cell[2]}”栏"
                return Relation(NOTHING, text, None, missing=(reason,), place=fact.place)
            message = f"情况说明写明没有{fact.subject}，而{fact.cell[0]}为 {figure.quantity.printed}"
            verdict = Verdict.VIOLATED if figure.quantity.value else Verdict.HOLDS
            return Relation(NOTHING, text, Opaque(verdict, (figure,)), place=fact.place, message=message)
        table = self.view.ledger.tables.get(fact.subject)
        text = f"{fact.section}写明无收支，{fact.subject}应当没有数据"
        if table is None:
            return Relation(NOTHING, text, None, missing=(f"没有读到{fact.subject}",), place=fact.place)
        printed = tuple(f for f in table.cells.values() if f.quantity.value)
        verdict = Verdict.VIOLATED if printed else Verdict.HOLDS
        message = f"情况说明写明无收支，而{fact.subject}印有金额"
        return Relation(NOTHING, text, Opaque(verdict, printed[:6]), place=fact.place, message=message)
