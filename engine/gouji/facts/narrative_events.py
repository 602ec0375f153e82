"""What a figure of the prose measures, by the words right before it and the unit behind it."""

from __future__ import annotations

import re

from gouji.facts.narrative_leads import Lead, Lexicon, follow, open_subject, resolve
from gouji.facts.narrative_names import Vocabulary
from gouji.facts.vocabulary import Subject
from gouji.model import Fact, Measure
from gouji.names import squash

_NUMBER = r"(?<![\d.])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,]*\d)|(?<![\d.,])\d+(?:\.\d+)?"
EVENT = re.compile(
    rf"(?P<number>-?(?:{_NUMBER}))(?P<unit>万元|亿元|元|万(?![元人辆名户个份次])|%|辆|批次|人次|个团组|个|人|台)?"
    r"|(?P<equal>(?:基本)?持平)"
    r"|决算数(?P<word>大于|小于|等于|与|同|高于|低于)(?:年初|全年|调整)?预算数?(?P<level>(?:基本)?持平)?"
)
MONEY = ("万元", "亿元", "元")
_NO_RATE = ("年", "月", "日", "号")
_BUDGET = re.compile(
    r"(年初预算|全年预算|调整预算|调整后预算|预算)(?:数|总额|安排)?(?:均)?(?:为|是|共|合计)?$"
)
_FINAL = re.compile(r"(?:当年|实际)?(?:支出|收入)?决算(?:数|总额)?(?:均)?(?:为|是)?$|实际支出(?:为)?$")
_LINK = re.compile(
    r"(?:(?:共计|合计|总计|总额|均|各|共|计|达|约|支出|决算|数)?(?:为|是)|共计|合计|均|各|共|计|达)$"
)
_IS = re.compile(r"(?:均|各|共)?(?:为|是)$")
_SHARE = re.compile(r"占(?:(.{0,24}?)的)?(?:比重|比例)?(?:为|达)?$")
_COMPLETION = re.compile(
    r"完成(?:了)?(年初|全年|调整后?|当年)?预算(?:数)?的?$|(?:年初|全年|调整后?)?预算完成率(?:为)?$"
)
_BASES = {"年初": "年初预算", "全年": "全年预算", "调整": "调整预算", "调整后": "调整预算"}


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
        text = re.sub(r"\s+", "", gap).lstrip(")")
        if event["equal"]:
            fact = self._equal(text, lead)
        elif event["word"]:
            fact = self._comparison(event, text, lead)
        elif symbol == "%":
            fact = self._rate(text, lead)
        else:
            fact = self._amount(text, lead)
        lead.last = fact
        lead.fresh = lead.path = False
        return fact

    def _whose(self, text: str, lead: Lead, *, explicit: bool = False) -> Subject | None:
        subject, aside = resolve(text, lead, self.vocabulary, self.lexicon, explicit=explicit)
        if aside:
            lead.aside = True
            lead.reason = True
            return None
        return subject

    def _amount(self, text: str, lead: Lead) -> Fact | None:
        moved = self.lexicon.direction.search(text)
        if moved:
            if lead.reason:
                lead.fresh = False
            subject = self._whose(text[: moved.start()], lead)
            if subject is None or not lead.base or self._both(text):
                return None
            sign = 1 if moved[1] in self.lexicon.words.up else -1
            return Fact(
                "", subject.name, Measure.CHANGE, None, base=lead.base, direction=sign, cell=subject.cell
            )
        budget = _BUDGET.search(text)
        if budget:
            subject = self._whose(text[: budget.start()], lead, explicit=True)
            if subject is None:
                return None
            adjusted = budget[1] in ("全年预算", "调整预算", "调整后预算")
            base = "调整预算" if budget[1] == "调整后预算" else budget[1]
            measure = Measure.ADJUSTED if adjusted else Measure.BUDGET
            return Fact("", subject.name, measure, None, base=base, cell=subject.budget)
        final = _FINAL.search(text)
        if final and len(final[0]) >= 2:
            # 支出 may belong to the name: 一般公共预算支出决算数为.
            name = text[: final.start()] + ("支出" if final[0].startswith("支出") else "")
            subject = self._whose(name, lead, explicit=True)
            return None if subject is None else Fact("", subject.name, Measure.FINAL, None, cell=subject.cell)
        return self._plain(text, lead)

    def _plain(self, text: str, lead: Lead) -> Fact | None:
        """Read an amount that follows a name alone: ``财政拨款收入 90.00 万元``."""
        whole = self.vocabulary.ending(text)
        if whole is not None and "," in next((n for n in whole.names if squash(text).endswith(n)), ""):
            # A name that is a sentence of its own: 在其他政府采购项目中,由中小企业供应商中标或成交的,采购金额.
            open_subject(lead, whole)
            return Fact("", whole.name, Measure.FINAL, None, cell=whole.cell)
        if lead.path and lead.subject is not None and text in ("", "支出", "为"):
            return Fact("", lead.subject.name, Measure.FINAL, None, cell=lead.subject.cell)
        head, mark, last = re.search(r"^(.*?)([,;:。]?)([^,;:。]*)$", text, re.DOTALL).groups()  # type: ignore[union-attr]
        found = next(
            (
                name
                for name in (last, _IS.sub("", last), _LINK.sub("", last))
                if self.vocabulary.ending(name) is not None
            ),
            None,
        )
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
        return Fact("", subject.name, Measure.FINAL, None, cell=subject.cell)

    def _both(self, text: str) -> bool:
        """Whether both words of the template were left standing right before the figure."""
        tail = re.sub(r"[()/、或]", "", text)[-6:]
        words = self.lexicon.words
        return any(u in tail for u in words.up) and any(d in tail for d in words.down)

    def _rate(self, text: str, lead: Lead) -> Fact | None:
        budget = lead.last
        if text == "的" and budget is not None and budget.measure in (Measure.BUDGET, Measure.ADJUSTED):
            # 完成全年预算 5.00 万元的 80.00%
            return Fact("", budget.subject, Measure.COMPLETION, None, base=budget.base)
        share = _SHARE.search(text)
        if share:
            last = lead.last
            subject = self._whose(text[: share.start()], lead, explicit=True)
            if subject is None or (last is None and not text[: share.start()].strip(",:")):
                return None
            return Fact("", subject.name, Measure.SHARE, None, base=share[1] or subject.of, cell=subject.cell)
        done = _COMPLETION.search(text)
        if done:
            subject = self._whose(text[: done.start()], lead, explicit=True)
            if subject is None:
                return None
            return Fact("", subject.name, Measure.COMPLETION, None, base=_BASES.get(done[1] or "", "预算"))
        moved = self.lexicon.direction.search(text)
        previous = lead.last
        if moved and not self._both(text):
            before = text[: moved.start()].strip(",")
            if previous is None or previous.measure is not Measure.CHANGE or before not in ("", "各", "同比"):
                subject = self._whose(text[: moved.start()], lead)
                if subject is None or not self.lexicon.base_of(before):
                    return None
                # A rate alone: 比上年下降 20.00%.
                return Fact(
                    "", subject.name, Measure.CHANGE_RATE, None, base=lead.base,
                    direction=1 if moved[1] in self.lexicon.words.up else -1, cell=subject.cell,
                )  # fmt: skip
            sign = 1 if moved[1] in self.lexicon.words.up else -1
            return Fact(
                "", previous.subject, Measure.CHANGE_RATE, None,
                base=previous.base, direction=sign, cell=previous.cell,
            )  # fmt: skip
        self._whose(text, lead)
        return None

    def _equal(self, text: str, lead: Lead) -> Fact | None:
        subject = self._whose(text, lead)
        if subject is None or not lead.base or "基本" in text[-2:]:
            return None
        return Fact("", subject.name, Measure.CHANGE, None, base=lead.base, direction=0, cell=subject.cell)

    def _comparison(self, event: re.Match[str], text: str, lead: Lead) -> Fact | None:
        word = event["word"]
        reason = lead.reason
        subject = self._whose(text, lead, explicit=True)
        if subject is None:
            return None
        # 决算数等于预算数 of a sentence does not name last year: the base stays as it was.
        if word in ("与", "同"):
            if not event["level"] or "基本" in event["level"] or reason:
                return None
            direction = 0
        else:
            direction = {"大于": 1, "高于": 1, "小于": -1, "低于": -1, "等于": 0}[word]
        base = "全年预算" if "全年" in event[0] else "年初预算" if "年初" in event[0] else "预算"
        return Fact(
            "", subject.name, Measure.FINAL, None, base=base, direction=direction, flags=("comparison",)
        )


def symbol_of(event: re.Match[str], gap: str, after: str) -> str | None:
    """Return the unit of an amount or rate (万元, %), ``None`` for years, counts and words.

    Args:
        event: Match of :data:`EVENT`.
        gap: Text since the event before.
        after: Character behind the number.
    """
    if not event["number"]:
        return None
    symbol = {"万": "万元"}.get(event["unit"], event["unit"])
    if symbol is not None or after in _NO_RATE:
        return symbol if symbol in (*MONEY, "%") else None
    text = re.sub(r"\s+", "", gap)
    if not event["number"].strip("0.") and (_BUDGET.search(text) or _FINAL.search(text)):
        # Zero needs no unit: 年初预算为0，
        return "万元"
    # The % of a share may be lost: 占99.79，
    return "%" if _SHARE.search(gap) and len(gap) < 30 else None
