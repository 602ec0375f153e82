"""What a figure of the prose measures, by the words right before it and the unit behind it."""

from __future__ import annotations

import re

from gouji.facts.narrative_figures import AVERAGE, BUDGET, FINAL, MONEY, PER
from gouji.facts.narrative_leads import (
    COUNTED,
    Lead,
    Lexicon,
    clauses_of,
    follow,
    open_subject,
    resolve,
    turn,
)
from gouji.facts.narrative_moved import moved_in, signed_in
from gouji.facts.narrative_names import Vocabulary
from gouji.facts.narrative_years import of_then, of_year
from gouji.facts.vocabulary import Subject
from gouji.model import Fact, Measure
from gouji.names import squash
from gouji.patterns import Sparse, later

_COMPARED = re.compile(r"(?:较|比|与|同|和)(?:(20\d\d)年度?)?$")
_LINK = re.compile(
    r"(?:(?:共计|合计|总计|总额|均|各|共|计|达|约|支出|决算|数)?(?:为|是)|(?:共计|合计|累计|总计)(?:支出)?|均|各|共|计|达)$"
)
_IS = re.compile(r"(?:均|各|共)?(?:为|是)$")
_SHARE = re.compile(r"占(?:([^,;:。]{1,24}?)的?)??(?:比重|比例|比)?(?:为|达|约)?$")
_COMPLETION = re.compile(
    r"(?:完成(?:了)?(年初|全年|调整后?|当年)?预算(?:数)?的?|(?:年初|全年|调整后?)?预算(?:完成率|执行(?:比例|率|进度))(?:为|达到?)?"
    r"|(?<!增加)(?<!减少)[为占](年初|全年|调整后?|当年)?预算(?:数)?的)$"
)
_DIFFERENCE = Sparse(r"(?:预决算)?差异率(?:为)?$")
_APART = Sparse(r"(?:差值|差额|相差|(?<=相比)差)(?:为|是)?$")
_AFTER_PATH = later(r"[\"“”]?(?:科目)?(?:支出)?(?:为|共)?$")
# 增长--(基数为0,不可比): a rate that is not stated, and why.
_NO_BASE = Sparse(
    r"(?:(?:增长|下降|增加|减少|完成[^,;:。]*?预算(?:数)?的?)?[-—–]+%?)?\([^()]*(?:不可比|基数)[^()]*\)"
)
_COUNTED_KIND = Sparse(r"([^\d,、]+)\d+(?:辆|台|套|批次|个)、金额(?:为)?$")
_BY_ITEM = 2
"""Levels of the rows that a section names without their parents, where its lists of uses are rows."""
_BEFORE = later(r"\((?:(20\d\d)年度?|上年度?|去年)(?:决算)?(?:数)?(?:为|是|:)?")
_BOTH = ("二者", "两者")
_BASES = {"年初": "年初预算", "全年": "全年预算", "调整": "调整预算", "调整后": "调整预算"}


PLANS = (Measure.BUDGET, Measure.ADJUSTED)
"""What a budget is: that of the year's beginning, and that as changed since."""
_AMOUNTS = (Measure.FINAL, Measure.BUDGET, Measure.ADJUSTED, Measure.CHANGE)
_EACH = ("分别", "依次", "各")
_SIDES = ("收入", "支出")
_COMPARING = "与比较同和"
"""What a clause begins with that names what is compared: 与2023年度收入支出总计 9.00 万元相比."""
_SAME = ("", "各", "同比", "均", "分别")


class EventReader:
    """Reads the events of one section: amounts, rates and words that compare."""

    def __init__(self, vocabulary: Vocabulary, lexicon: Lexicon) -> None:
        self.vocabulary = vocabulary
        self.lexicon = lexicon

    def read(self, event: re.Match[str], symbol: str | None, gap: str, lead: Lead) -> Fact | None:
        """Return the fact an event states, without place; ``None`` if whose or what it is is not certain.

        Args:
            event: Match of :data:`EVENT`.
            symbol: Its unit, see :func:`symbol_of`.
            gap: Text since the event before.
            lead: What was open; updated.
        """
        text = _NO_BASE.sub("", re.sub(r"\s+", "", gap)).lstrip(")%、")
        lead.unowned, lead.elsewhere = None, False
        if text.startswith("(占"):
            # 教育支出 9.00 万元(占 30.00%)
            text = text[1:]
        if text == "(" and symbol in MONEY and lead.last is not None and lead.last.measure in _AMOUNTS:
            # 2.42亿元(24175.41万元): the same amount in another unit.
            last = lead.last
            return Fact(
                "", last.subject, last.measure, None, base=last.base, direction=last.direction, cell=last.cell
            )
        average = AVERAGE.search(text) if event["number"] else None
        if average is not None:
            # An average follows from figures that are stated: what is said behind it is not of it.
            lead.reason = lead.aside = lead.average = True
            lead.averaged = symbol or ""
            return self._averaged(text[: average.start()], average, symbol, lead)
        if symbol == "元" and symbol == lead.averaged and moved_in(self.lexicon, text):
            # 公务接待费 2.00 万元，人均 50 元，较上年下降 5 元: of the average.
            lead.reason = lead.aside = lead.average = True
            return None
        if event["number"] and self._of_another_year(text, lead):
            # 2026年度预算总计 9.00 万元，其中……: of another year, to the end of what is said of it.
            follow(text, lead, self.vocabulary, self.lexicon)
            lead.reason = lead.aside = lead.average = True
            return None
        if _of_a_plan(event, symbol, text, lead) and (symbol == "%" or moved_in(self.lexicon, text)):
            # 预算为 9.00 万元，比上年减少 1.00 万元: how a budget changed, or its parts, is compared with nothing.
            plan, changed = lead.last, moved_in(self.lexicon, text)
            self._whose(changed.before if changed else text, lead)
            lead.last, lead.reason, lead.aside, lead.average = plan, True, True, True
            return None
        if lead.then and not event["number"] and not self._now(text):
            # 2022年……，决算数等于预算数: of that year.
            follow(text, lead, self.vocabulary, self.lexicon)
            return None
        if event["equal"]:
            fact = self._equal(event["equal"], text, lead)
        elif event["word"]:
            fact = self._comparison(event, text, lead)
        elif symbol == "%":
            fact = self._rate(text, lead, negative=event["number"].startswith("-"))
        else:
            use = self._use(text, lead)
            if use is not None:
                lead.fresh = lead.path = False
                return use
            fact = self._amount(text, lead, negative=event["number"].startswith("-"))
        lead.last = fact
        lead.fresh = lead.path = False
        return fact

    def _averaged(self, before: str, average: re.Match[str], symbol: str | None, lead: Lead) -> Fact | None:
        """Return an average of what is spoken of over what its section counts; ``None`` for any other: an aside."""
        vocabulary = self.vocabulary
        per = next((PER[mark] for mark in average["per"] if mark in PER), "")
        if average["of"] or not (per and symbol in MONEY and vocabulary.spec.topics):
            return None
        named = clauses_of(before)[-1]
        subject = vocabulary.ending(named) if named else lead.subject
        if subject is None or (average["for"] or "") not in subject.name:
            return None
        return Fact("", subject.name, Measure.AVERAGE, None, base=per)

    def _now(self, text: str) -> bool:
        return any(word in text for word in ("本年", f"{self.lexicon.year}年"))

    def _of_another_year(self, text: str, lead: Lead) -> bool:
        """Whether what is stated is of another year's plan, named where the sentence, or one before it, began."""
        elsewhere = self.lexicon.starts_elsewhere(text)
        if elsewhere is not None:
            lead.foreign = elsewhere and lead.fresh and "预算" in text
        return lead.foreign

    def listed(self, verb: str, tail: str, symbol: str, subject: Subject, lead: Lead) -> Fact | None:
        """Return the fact a value of a list states of its subject.

        Args:
            verb: Words between 各 or 分别 and the values.
            tail: Words for the measure before 各 or 分别.
            symbol: Unit of the values.
            subject: Whose value it is.
            lead: What was open; its base is kept.
        """
        lead.subject, lead.reason, lead.aside = subject, False, False
        text = re.sub(r"\s+", "", tail + verb)
        if symbol == "%":
            return self._rate(text, lead)
        if _IS.sub("", text) == "":
            return Fact("", subject.name, Measure.FINAL, None, cell=subject.cell)
        return self._amount(text, lead)

    def _whose(self, text: str, lead: Lead, *, explicit: bool = False) -> Subject | None:
        subject, aside = resolve(text, lead, self.vocabulary, self.lexicon, explicit=explicit)
        if aside:
            lead.aside = True
            lead.reason = True
            return None
        return subject

    def _amount(self, text: str, lead: Lead, *, negative: bool = False) -> Fact | None:
        told = _BEFORE.fullmatch(text) if text[:1] == "(" else None
        if told is not None and not lead.reason and lead.subject is not None:
            # 9.00 万元(2023年为 8.00 万元): last year's, of what is spoken of.
            if told[1] and self.lexicon.year is not None and int(told[1]) != self.lexicon.year - 1:
                lead.close()
                return None
            lead.base = "上年"
            return Fact("", lead.subject.name, Measure.PRIOR, None, base="上年")
        apart = lead.last
        if not text and apart is not None and "comparison" in apart.flags and apart.direction:
            # 决算数大于预算数 1.00 万元: by how much.
            return Fact("", apart.subject, Measure.CHANGE, None, base=apart.base, direction=apart.direction)
        difference = _APART.search(text)
        if difference:
            subject = self._whose(text[: difference.start()], lead)
            if subject is None:
                return None
            return Fact(
                "", subject.name, Measure.CHANGE, None, base=lead.base or "预算", cell=subject.cell,
                flags=("no-direction",),
            )  # fmt: skip
        moved = moved_in(self.lexicon, text) or signed_in(text, negative=negative)
        dated = None if moved else of_year(text, lead, self.vocabulary, self.lexicon)
        if dated is not None:
            return dated.fact
        if lead.fresh and not lead.then:
            lead.then = self.lexicon.years_before(text)
        past = (
            of_then(text, lead, self.vocabulary, self.lexicon, moved=moved is not None) if lead.then else None
        )
        if past is not None:
            return past.fact
        stated = None if moved else self._base_stated(text, lead)
        if stated is not None:
            return stated[0]
        if moved:
            if lead.reason:
                lead.fresh = False
            subject = self._whose(moved.before, lead)
            if lead.planned is not None and text.endswith("节约"):
                lead.base = lead.base or "预算"
            # An amount alone between them does not end what the parts are compared with.
            lead.base = lead.base or lead.parts_base
            if not lead.base and subject is not None and lead.prior == subject.name:
                # 2022年 9.00 万元，2023年 8.00 万元，减少 1.00 万元
                lead.base = "上年"
            if subject is not None and not lead.base and _right_behind(lead, subject):
                # A 9.00 万元，比上年增加 1.00 万元；B 8.00 万元，增加 2.00 万元
                lead.base = lead.told_base
            if subject is not None and not lead.base and lead.listing:
                # 主要原因是:甲增加 1.00 万元;乙减少 0.50 万元: the reasons go on behind the ；.
                lead.reason = lead.aside = lead.average = True
                return None
            if subject is None or not lead.base:
                return None
            return Fact(
                "", subject.name, Measure.CHANGE, None, base=lead.base, direction=moved.sign, cell=subject.cell,
                flags=moved.flags,
            )  # fmt: skip
        budget = BUDGET.search(text)
        if budget:
            before = text[: budget.start()]
            # 比2024年年初预算数 0.11 万元减少: the budget itself, and what the change behind it refers to.
            compared = _COMPARED.search(before)
            if compared and not self.lexicon.own_year(compared[1]):
                lead.close()
                return None
            adjusted = budget[1] in ("全年预算", "调整预算", "调整后预算")
            base = "调整预算" if budget[1] == "调整后预算" else budget[1]
            measure = Measure.ADJUSTED if adjusted else Measure.BUDGET
            subject = self._whose(before[: compared.start()] if compared else before, lead, explicit=True)
            if subject is None:
                lead.unowned = None if lead.reason else Fact("", "", measure, None, base=base)
                return None
            if compared:
                lead.base = "预算"
            return Fact("", subject.name, measure, None, base=base, cell=subject.budget)
        final = FINAL.search(text)
        if final and len(final[0]) >= 2:
            # 支出 may belong to the name: 一般公共预算支出决算数为.
            before = text[: final.start()]
            own = final[0].startswith(("支出", "决算支出")) and clauses_of(before)[-1]
            name = before + ("支出" if own else "")
            subject = self._whose(name, lead, explicit=True)
            return None if subject is None else Fact("", subject.name, Measure.FINAL, None, cell=subject.cell)
        return self._plain(text, lead)

    def _use(self, text: str, lead: Lead) -> Fact | None:
        """Read an amount of a list of uses whose name is a row of the section's table: 主要包括基本工资 9.00 万元、津贴补贴……."""
        if self.vocabulary.spec.depth < _BY_ITEM:
            return None
        *before, last = clauses_of(text.lstrip(","))
        opened, mark, name = last.rpartition("包括")
        if mark or (before and before[-1].endswith("包括")):
            lead.uses = not self.lexicon.opener.search(opened.removesuffix("主要"))
        elif before:
            lead.uses = False
        subject = self.vocabulary.names.get(squash(name).lstrip("和及与")) if lead.uses else None
        if subject is None or not subject.code:
            return None
        lead.reason = lead.aside = True
        return Fact("", subject.name, Measure.FINAL, None, cell=subject.cell, flags=("use",))

    def _base_stated(self, text: str, lead: Lead) -> tuple[Fact | None] | None:
        """Return what an amount right behind a base states: 比2023年决算数 5.00 万元增加……, last year's own; ``None`` if it is none."""
        last = clauses_of(text)[-1]
        base = self.lexicon.base_of(last)
        if base in ("", "预算") or (self.lexicon.before_base(last) is None and last[0] not in _COMPARING):
            return None
        subject = self._whose(text, lead)
        if subject is None or base != "上年":
            return (None,)
        return (Fact("", subject.name, Measure.PRIOR, None, base=base),)

    def _plain(self, text: str, lead: Lead) -> Fact | None:
        """Read an amount that follows a name alone: ``财政拨款收入 90.00 万元``."""
        whole = self.vocabulary.ending(text)
        if whole is not None and "," in next((n for n in whole.names if squash(text).endswith(n)), ""):
            # A name that is a sentence of its own: 在其他政府采购项目中,由中小企业供应商中标或成交的,采购金额.
            open_subject(lead, whole)
            return Fact("", whole.name, Measure.FINAL, None, cell=whole.cell)
        if lead.path and lead.subject is not None and _AFTER_PATH.fullmatch(text):
            return self._level(lead.subject, lead)
        head, mark, last = re.search(r"^(.*?)([,;:。]?)([^,;:。]*)$", text, re.DOTALL).groups()  # type: ignore[union-attr]
        found = next(
            (
                name
                for name in (last, _IS.sub("", last), _LINK.sub("", last))
                if self.vocabulary.ending(name) is not None
            ),
            None,
        )
        if found is None and not head and not lead.reason and last in _SIDES and lead.subject is not None:
            # 财政拨款收入 9.00 万元、支出 9.00 万元
            before = lead.subject
            turn(last, lead, self.vocabulary)
            if lead.subject is not None and lead.subject is not before:
                return Fact("", lead.subject.name, Measure.FINAL, None, cell=lead.subject.cell)
        if found is None and self.lexicon.elided.match(_LINK.sub("", last).removesuffix("金额")):
            # 购置公务用车 0 辆，金额……: paid for what was counted right before.
            found = "" if any(COUNTED.match(clause) for clause in clauses_of(head)) else None
        if found is None and (self.vocabulary.is_aside(last) or self._of_counted(last)):
            # 账面原值, 越野车 1 辆、金额……: known, and compared with nothing.
            follow(head, lead, self.vocabulary, self.lexicon)
            lead.close()
            lead.aside = lead.average = True
            return None
        if found is None:
            # Not even a name left out: what the amount is, is not said.
            follow(head, lead, self.vocabulary, self.lexicon)
            if lead.reason or self.lexicon.opener.search(last):
                lead.reason = lead.aside = True
            else:
                lead.close()
            return None
        subject = self._whose(head + mark + found, lead)
        if subject is None:
            return None
        lead.base = ""
        return self._level(subject, lead)

    def _level(self, subject: Subject, lead: Lead) -> Fact:
        """Return what an amount behind a name alone states: a final, or a budget where the parts of one are listed."""
        if lead.budgeting is not None:
            plan = lead.budgeting
            return Fact("", subject.name, plan.measure, None, base=plan.base, cell=subject.budget)
        return Fact("", subject.name, Measure.FINAL, None, cell=subject.cell)

    def _of_counted(self, clause: str) -> bool:
        """Whether an amount is what was paid for vehicles of a kind that no table knows."""
        counted = _COUNTED_KIND.search(clause)
        return counted is not None and self.vocabulary.paid_for(counted[1]) is None

    def _rate(self, text: str, lead: Lead, *, negative: bool = False) -> Fact | None:
        budget = lead.last
        if lead.then and (budget is None or budget.measure is not Measure.CHANGE) and not self._now(text):
            # 2022年支出 9.00 万元，其中基本支出……，占 60.00%: of that year.
            follow(text, lead, self.vocabulary, self.lexicon)
            lead.aside = lead.average = True
            return None
        if text == ",完成" and lead.planned is not None and lead.subject is not None:
            # 年初预算 8.00 万元，决算 9.00 万元，完成 112.50%
            budget = lead.planned if lead.planned.subject == lead.subject.name else budget
        if text in ("的", ",完成") and budget is not None and budget.measure in PLANS:
            # 完成全年预算 5.00 万元的 80.00%; 全年预算数 5.00 万元，完成 80.00%
            return Fact("", budget.subject, Measure.COMPLETION, None, base=budget.base)
        share = None if _COMPLETION.search(text) else _SHARE.search(text)
        if share:
            last = lead.last
            if text[: share.start()].endswith(_EACH):
                # A, B, C, 分别占 1%, 2%, 3%: of one after the other, and not of the last.
                lead.close()
                return None
            subject = self._whose(text[: share.start()], lead, explicit=True)
            if subject is None or (last is None and not text[: share.start()].strip(",:")):
                return None
            flags = () if share[1] else ("base-implied",)
            return Fact(
                "",
                subject.name,
                Measure.SHARE,
                None,
                base=share[1] or subject.of,
                cell=subject.cell,
                flags=flags,
            )
        done = _COMPLETION.search(text)
        if done:
            subject = self._whose(text[: done.start()], lead, explicit=True)
            if subject is None:
                return None
            return Fact(
                "", subject.name, Measure.COMPLETION, None, base=_BASES.get(done[1] or done[2] or "", "预算")
            )
        apart = _DIFFERENCE.search(text)
        if apart:
            subject = self._whose(text[: apart.start()], lead, explicit=True)
            return None if subject is None else Fact("", subject.name, Measure.DIFFERENCE, None)
        previous = lead.last
        moved = moved_in(self.lexicon, text)
        if moved is None:
            moved = signed_in(
                text, negative=negative or (previous is not None and "signed" in previous.flags)
            )
            # Which way is said by the sign of the change, or of the rate itself.
            moved = moved and moved._replace(sign=None)
        if moved:
            before = moved.before.strip(",(")
            if previous is None or previous.measure is not Measure.CHANGE or before not in _SAME:
                base_before = lead.base
                subject = self._whose(moved.before, lead)
                named = self.lexicon.base_of(before)
                if subject is not None and not named and lead.prior == subject.name:
                    lead.base = named = "上年"
                if subject is None or not (named or (moved.flags and base_before)):
                    return None
                # A rate alone: 比上年下降 20.00%.
                return Fact(
                    "", subject.name, Measure.CHANGE_RATE, None, base=lead.base, direction=moved.sign,
                    cell=subject.cell, flags=moved.flags,
                )  # fmt: skip
            return Fact(
                "", previous.subject, Measure.CHANGE_RATE, None, base=previous.base, direction=moved.sign,
                cell=previous.cell, flags=moved.flags,
            )  # fmt: skip
        self._whose(text, lead)
        return None

    def _equal(self, word: str, text: str, lead: Lead) -> Fact | None:
        aside = lead.reason or self.lexicon.opener.search(text)
        last = lead.last
        if text.lstrip(",") in _BOTH and last is not None and not aside:
            # 决算数 9.00 万元，年初预算数 9.00 万元，二者一致
            planned = last.measure in PLANS
            told: tuple[str, ...] = ("comparison",)
            fact = Fact("", last.subject, Measure.FINAL, None, base="预算", direction=0, flags=told)
            return fact if planned else None
        if "持平" not in word and (aside or not self.lexicon.base_of(clauses_of(text)[-1])):
            # 一致, 相同 and the like compare with a base only where they name it, and not in a reason.
            follow(text, lead, self.vocabulary, self.lexicon)
            return None
        if _of_count(text):
            follow(text, lead, self.vocabulary, self.lexicon)
            return None
        subject = self._whose(text, lead)
        if subject is None or not lead.base:
            return None
        flags = ("roughly",) if "基本" in word or "基本" in text[-2:] else ()
        return Fact(
            "",
            subject.name,
            Measure.CHANGE,
            None,
            base=lead.base,
            direction=0,
            cell=subject.cell,
            flags=flags,
        )

    def _comparison(self, event: re.Match[str], text: str, lead: Lead) -> Fact | None:
        word = event["word"]
        reason = lead.reason
        subject = self._whose(text, lead, explicit=True)
        if subject is None:
            return None
        # 决算数等于预算数 of a sentence does not name last year: the base stays as it was.
        flags: tuple[str, ...] = ("comparison",)
        if word in ("与", "同"):
            if not event["level"] or reason:
                return None
            direction = 0
            if "基本" in event["level"]:
                flags = ("comparison", "roughly")
        else:
            direction = {"大于": 1, "高于": 1, "小于": -1, "低于": -1, "等于": 0}[word]
        base = "全年预算" if "全年" in event[0] else "年初预算" if "年初" in event[0] else "预算"
        return Fact("", subject.name, Measure.FINAL, None, base=base, direction=direction, flags=flags)


def _right_behind(lead: Lead, subject: Subject) -> bool:
    """Whether a change comes right behind the final of its subject."""
    last = lead.last
    return last is not None and last.measure is Measure.FINAL and last.subject == subject.name


def _of_a_plan(event: re.Match[str], symbol: str | None, text: str, lead: Lead) -> bool:
    """Whether a change or a rate is of a budget, of which the sentence states no final."""
    if not event["number"] or lead.reason or _COMPLETION.search(text):
        return False
    last = lead.last
    return lead.budgeting is not None or (
        last is not None and last.measure in PLANS and last.subject not in lead.told and text != "的"
    )


def _of_count(text: str) -> bool:
    """Whether what follows is said of a count and not of money: 公务用车保有量6辆，与上年持平."""
    clauses = clauses_of(text)
    return len(clauses) > 1 and COUNTED.match(clauses[-2]) is not None
