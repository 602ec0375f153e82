"""One sentence of the prose: its figures in order, each with the words since the one before."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import attrs

from gouji.facts.narrative_counts import thresholds
from gouji.facts.narrative_events import PLANS, EventReader
from gouji.facts.narrative_figures import EVENT, symbol_of
from gouji.facts.narrative_items import Item, Items
from gouji.facts.narrative_leads import FAR, Lead, clauses_of, follow
from gouji.facts.narrative_lists import Listed, enumerated, lists_in, members_of
from gouji.facts.narrative_names import LEAF, PATH, coded_in
from gouji.facts.narrative_steps import Steps
from gouji.facts.vocabulary import SectionSpec
from gouji.model import Fact, Measure, Paragraph, Section
from gouji.patterns import later

if TYPE_CHECKING:
    from gouji.facts.narrative import Reader

_NONE: Mapping[int, int] = MappingProxyType({})
_MARKS = ",，。；;:：!?、)"
_NUMBERING = re.compile(
    r"^(?:其中[:：,]?)?(?:\(?\d{1,2}[、.)]|\([一二三四五六七八九十]+\)|[一二三四五六七八九十]+、|[①-⑳])?"
)


# 收、支总计(含结转和结余)9.00 万元: what a total includes is no part of its name.
_INCLUDING = later(r"\((?:不?含|不?包括|包含)[^()\d]*\)$")
_STATED = ("万元", "亿元", "元", "%")
_MEASURES = ("金额", "占比", "比重", "支出金额", "支出占比")
_DIVIDED = (Measure.FINAL, Measure.BUDGET, Measure.ADJUSTED)
"""What a list behind it divides."""
_OF_AMOUNT = (Measure.SHARE, Measure.COMPLETION)
"""What may stand between an amount and what it was for."""
_UNNAMED = (Measure.CHANGE, Measure.CHANGE_RATE, Measure.COMPLETION)
"""What may be said of an amount without naming it again."""
# (与公用经费之和保持一致): what a bracket without a figure says of the one before it is no name.
_REMARK = re.compile(r"^\([^()\d]*\)")
_NEXT_REASON = later(r"[二三四五六七八九]是")
_TOTAL = later(r"(?:决算)?(?:总额|总数|总计|合计)$")
_AND_SO_ON = re.compile(r"等(?:方面|工作|项目|支出|费用|经费)?$")
"""Ends a list of uses or reasons."""


class Spot(NamedTuple):
    """Where a figure stands in a paragraph: from its first to its last character, and its number alone."""

    start: int
    end: int
    number: tuple[int, int] | None = None
    symbol: str | None = None
    unit_printed: bool = True


class Sentence:
    """One sentence, read event by event, each with the text since the one before."""

    def __init__(
        self,
        reader: Reader,
        section: Section,
        spec: SectionSpec,
        events: EventReader,
        paragraph: Paragraph,
        text: str,
        span: tuple[int, int],
        lead: Lead,
    ) -> None:
        self.reader = reader
        self.section = section
        self.spec = spec
        self.events = events
        self.paragraph = paragraph
        self.text = text
        self.start, self.end = span
        self.lead = lead
        self.quote = paragraph.text[self.start : self.end].strip()
        self.group = f"{paragraph.index}.{self.start}"
        self.amounts = self.understood = self.asides = 0
        numbered = _NUMBERING.match(text, *span)
        self.at = numbered.end() if numbered else self.start

    def read(
        self,
        items: Sequence[Items] = (),
        remarks: Sequence[tuple[int, int]] = (),
        grown: Mapping[int, int] = _NONE,
    ) -> None:
        """Read all of it.

        Args:
            items: Lists of items of the paragraph.
            remarks: Brackets of it that hold no figure and stand behind one.
            grown: Rates of it that are of a count and no amount: where the number starts, and where the rate ends.
        """
        text, lead, end = self.text, self.lead, self.end
        paths = list(PATH.finditer(text, self.start, end))
        if not paths and self.spec.codes:
            paths = coded_in(text, self.start, end)
        if not paths and self.spec.codes and "(项)" in text:
            paths = [m for m in LEAF.finditer(text, self.start, end) if self.events.vocabulary.leaf(m[0])]
        names = thresholds(text)
        lists = {found.values[0][0]: found for found in lists_in(text, self.at, end)}
        lead.fresh, lead.averaged = True, ""
        # 预算为 9.00 万元;其中: the parts of a budget may come behind the ；.
        lead.unowned = lead.last if lead.last is not None and lead.last.measure in PLANS else lead.unowned
        lead.last = None
        if lead.listing and _NEXT_REASON.match(text, self.at):
            lead.reason = lead.aside = True
        for event in EVENT.finditer(text, self.at, end):
            if event.start() < self.at or any(a <= event.start() < b for a, b in names):
                # Part of a list that was read whole, or of a name (单价100万元以上).
                continue
            path = next((p for p in reversed(paths) if self.at <= p.start() < event.start()), None)
            if path is not None:
                self._open_path(path)
            if any(a <= event.start() < b for a, b in remarks):
                continue
            if event.start() in grown:
                self._grown(event, grown[event.start()])
                continue
            divided = next((one for one in items if one.start <= event.start() < one.end), None)
            if divided is not None and divided.start >= self.at and self._items(divided):
                continue
            listed = lists.get(event.start())
            if listed is not None and self._list(listed):
                continue
            self._event(event)
        if paths and paths[-1].start() >= self.at:
            # A path at the end of a sentence is what the next one speaks of.
            self._open_path(paths[-1])
        self._close()

    def _event(self, event: re.Match[str]) -> None:
        lead, text = self.lead, self.text
        gap = _REMARK.sub("", text[self.at : event.start()]).rstrip()
        if gap.endswith(")"):
            gap = _INCLUDING.sub("", gap)
        symbol = symbol_of(event, gap, text[event.end() : event.end() + 1])
        if event["number"] and symbol is None:
            # A year, or a count: part of the words before the next amount.
            return
        self._opens(gap)
        before = lead.last
        fact = self.events.read(event, symbol, gap, lead)
        if event["number"]:
            self._counted(fact)
        if fact is not None:
            number = event.span("number") if event["number"] else None
            spot = Spot(event.start(), event.end(), number, symbol, event["unit"] is not None)
            self._keep(fact, spot, before)
        self.at = event.end()

    def _grown(self, event: re.Match[str], end: int) -> None:
        """Pass by the rate of a count: what stands before it may name whom the next amount is of."""
        follow(self.text[self.at : event.start()], self.lead, self.events.vocabulary, self.events.lexicon)
        self.amounts += 1
        self.understood += 1
        self.at = end

    def _items(self, listed: Items) -> bool:
        """Read amounts that divide the one before under names of the department's own; whether they do."""
        lead, reader = self.lead, self.reader
        before = lead.last
        told = before if before is not None and before.measure in _DIVIDED else None
        whole = before if listed.bracket else told or reader.by_id.get(lead.final)
        between = self.text[self.at : listed.start]
        if listed.bracket:
            if whole is None or whole.figure is None or between.strip():
                return False
        elif listed.uses and (
            between.strip(" ,:") or before is None or not (told or before.measure in _OF_AMOUNT)
        ):
            # What another sentence was for, or why it changed.
            return False
        else:
            follow(between, lead, self.events.vocabulary, self.events.lexicon)
            if lead.subject is None or whole is None or whole.subject != lead.subject.name:
                return False
        kept = lead.last, lead.final
        moved = before is not None and before.measure is Measure.CHANGE and not listed.bracket
        for item in listed.items:
            number = 1 + (item.share is not None)
            self.amounts += number
            if moved:
                # 较上年减少 9.00 万元，其中：……: what a change is made of may rise where it falls.
                self.asides += number
                continue
            self.understood += number
            if lead.reason and not listed.whole:
                # What a reason divides is not said to be the amount.
                continue
            self.divided(item, whole, whole_told=listed.whole, uses=listed.uses)
        lead.last, lead.final = kept if listed.bracket else (None, lead.final)
        lead.fresh = lead.path = False
        self.at = listed.end
        return True

    def step(self, steps: Steps, number: int, whole: Fact | None, group: str) -> None:
        """Read a paragraph of a list over several.

        Args:
            steps: The list.
            number: Which paragraph of it.
            whole: The amount it divides, ``None`` if that is not certain.
            group: Of all facts of the list.
        """
        step = steps.steps[number]
        left = sum(1 for event in EVENT.finditer(self.text, step.end, self.end) if event["unit"] in _STATED)
        if whole is not None:
            self.divided(step.item, whole, whole_told=steps.whole, uses=steps.uses, group=group)
        self.reader.with_amounts += 1
        if whole is not None and not left:
            self.reader.understood += 1
        else:
            self.reader.lost.append((self.quote, self.paragraph.place_of(self.start, self.end)))

    def divided(
        self, item: Item, whole: Fact, *, whole_told: bool, uses: bool, group: str | None = None
    ) -> None:
        """Keep an item of an amount, and its share.

        Args:
            item: The item.
            whole: The amount.
            whole_told: Whether the words say that nothing else is in it.
            uses: Whether they tell what it was for.
            group: Of the facts, if not the sentence's.
        """
        flags = ("item", *(("whole",) if whole_told else ()), *(("uses",) if uses else ()))
        name = f"{whole.subject}：{item.name}"
        facts = [(Fact("", name, whole.measure, None, parent=whole.id, flags=flags), item.span, item.number)]
        ending = self.events.vocabulary.ending
        base = item.of and (ending(item.of) or ending(_TOTAL.sub("", item.of)))
        if item.share is not None and whole.measure is Measure.FINAL and base is not None:
            # Of a total that the section does not know it is compared with nothing.
            of = base.name if base else whole.subject
            share = Fact("", name, Measure.SHARE, None, base=of, parent=whole.id, flags=("item",))
            facts.append((share, item.share, item.share))
        for fact, span, number in facts:
            symbol = "%" if fact.measure is Measure.SHARE else item.symbol
            self.reader.keep(
                fact, self.section, self.spec, self.paragraph, Spot(*span, number, symbol), self.quote,
                self.group if group is None else group,
            )  # fmt: skip

    def _list(self, listed: Listed) -> bool:
        """Read values listed for several subjects; whether it is such a list."""
        lead = self.lead
        head = self.text[self.at : listed.start]
        *before, last = clauses_of(head)
        members, tail = members_of(self.events.lexicon.without_base(last), self.events.vocabulary)
        if not members and (self.events.lexicon.elided.match(last) or last in _MEASURES):
            members = lead.members or enumerated(before, self.events.vocabulary)
            told = list(lead.told.values())
            if len(told) == len(listed.values) + 1 and told[0][1].figure is not None:
                # 基本支出 3 万元，其中 A 1 万元、B 2 万元，分别占基本支出的 30%、60%: of the parts.
                named = listed.verb.removeprefix("占").removesuffix("的")
                told = told[1:] if named and named in told[0][0].names else told
            if not members and len(told) == len(listed.values):
                # A 1 万元、B 2 万元，分别占 30%、60%.
                members = tuple(subject for subject, _ in told)
                lead.listed = {fact.subject: fact for _, fact in told}
            moved = list(lead.moved.values())
            if not members and len(moved) == len(listed.values) and listed.symbol == "%":
                # A 减少 1 万元、B 减少 2 万元，分别下降 10%、20%.
                members = tuple(subject for subject, _ in moved)
                lead.listed = {fact.subject: fact for _, fact in moved}
            tail = last if "比" in last else ""
        if not members and len(lead.moved) and listed.symbol == "%":
            # Whose they are is not said: none is that of the last change alone.
            self.amounts += len(listed.values)
            self.at = listed.end
            return True
        if not members:
            return False
        self._opens(head)
        follow(",".join(before), lead, self.events.vocabulary, self.events.lexicon)
        lead.base = self.events.lexicon.base_of(last) or lead.base
        base = lead.base
        if len(members) != len(listed.values):
            self._counted(None)
            names = "、".join(member.name for member in members)
            flags = ("list-mismatch", f"{len(members)}:{len(listed.values)}")
            self._keep(Fact("", names, Measure.FINAL, None, flags=flags), Spot(listed.start, listed.end))
            self.at = listed.end
            return True
        kept: dict[str, Fact] = {}
        for member, (start, end) in zip(members, listed.values, strict=True):
            lead.base = base
            lead.last = lead.listed.get(member.name)
            fact = self.events.listed(listed.verb, tail, listed.symbol, member, lead)
            self._counted(fact)
            if fact is not None:
                kept[member.name] = self._keep(fact, Spot(start, end, (start, end), listed.symbol))
        lead.members, lead.listed, lead.last = members, kept, None
        lead.subject, lead.base = None, base
        lead.fresh = lead.path = False
        self.at = listed.end
        return True

    def _counted(self, fact: Fact | None) -> None:
        lead = self.lead
        self.amounts += 1
        if fact is not None:
            self.understood += 1
        elif lead.average or (lead.reason and lead.aside and lead.subject is not None):
            # What a reason mentions is no figure of the subject: it is understood as that, and compared with nothing.
            self.asides += 1
        if lead.average:
            lead.reason = lead.aside = lead.average = False

    def _keep(self, fact: Fact, spot: Spot, before: Fact | None = None) -> Fact:
        """Keep a fact.

        Args:
            fact: As read.
            spot: Where its figure stands.
            before: Fact of the figure right before it in the sentence.
        """
        lead = self.lead
        if "use" in fact.flags or fact.measure is Measure.AVERAGE:
            return self.reader.keep(
                fact, self.section, self.spec, self.paragraph, spot, self.quote, self.group
            )
        if fact.measure is Measure.FINAL and lead.parents:
            fact = attrs.evolve(fact, parent=lead.parents[-1])
        if fact.measure in _UNNAMED and lead.heads and not self._sure(fact, before):
            # 其中：基本支出 1.00 万元，项目支出 2.00 万元。比上年增加……: of the last part, or of the whole.
            flags = (*fact.flags, f"or:{'|'.join(lead.heads)}", *(("apart",) if lead.apart else ()))
            fact = attrs.evolve(fact, flags=flags)
        kept = self.reader.keep(fact, self.section, self.spec, self.paragraph, spot, self.quote, self.group)
        lead.last = kept
        if kept.measure in PLANS:
            lead.planned = kept
        if kept.base and kept.measure in _UNNAMED:
            lead.told_base = kept.base if kept.base == "上年" else ""
        if kept.measure is Measure.CHANGE and lead.subject is not None and lead.subject.name == kept.subject:
            lead.moved[kept.subject] = (lead.subject, kept)
        if kept.measure is Measure.FINAL and kept.figure is not None:
            lead.state(kept.id)
            if lead.subject is not None and lead.subject.name == kept.subject:
                lead.told[kept.subject] = (lead.subject, kept)
        return kept

    def _sure(self, fact: Fact, before: Fact | None) -> bool:
        """Whether a change comes right behind the amount it is of, no parts being listed: A 9.00 万元，增加 1.00 万元，增长 12.50%."""
        if before is None or before.subject != fact.subject or self.lead.parents:
            return False
        return before.measure is Measure.FINAL or not any(flag.startswith("or:") for flag in before.flags)

    def _opens(self, gap: str) -> None:
        """Note that 其中 opens a list of parts of the amount before."""
        lead = self.lead
        if lead.bracketed and ")" in gap.partition("(")[0]:
            # 国内接待费 1.00 万元(其中:外事接待费 0.20 万元),国(境)外接待费……: the bracket is closed, and its list with it.
            lead.parents, lead.bracketed = lead.parents[:-1], False
        last = lead.last or lead.unowned
        # 2023年某项 9.00 万元，其中……: the parts are of that year too.
        lead.then = lead.then or (FAR if "其中" in gap and lead.elsewhere else 0)
        if "其中" in gap and last is not None and last.measure in PLANS:
            lead.budgeting = last
        elif "其中" in gap and lead.final and lead.final not in lead.parents:
            lead.parents = (*lead.parents, lead.final)
            opened = gap.rfind("(")
            lead.bracketed = opened >= 0 and ")" not in gap[opened : gap.rfind("其中")]

    def _open_path(self, path: re.Match[str]) -> None:
        lead = self.lead
        lead.close()
        lead.aside = lead.reason = False
        vocabulary = self.events.vocabulary
        if "code" in path.re.groupindex:
            lead.subject = vocabulary.by_code(path["code"])
        elif path.re.groups:
            lead.subject = vocabulary.by_path(path)
        else:
            lead.subject = vocabulary.leaf(path[0])
        lead.path = True
        lead.row, lead.row_over = lead.subject, False
        self.at = path.end()

    def _close(self) -> None:
        """Take the rest of the sentence, and what it leaves open."""
        lead, text, end, reader = self.lead, self.text, self.end, self.reader
        rest = text[self.at : end].rstrip(_MARKS.replace(")", ""))
        if rest.count(")") > rest.count("("):
            rest = rest.rstrip(_MARKS)
        item = self.events.vocabulary.item(rest) if self.spec.codes and not self.amounts else None
        if item is not None:
            # 1.行政运行。年初预算为……: a 项 by its name alone, as a title of what follows.
            lead.close()
            lead.subject, lead.aside = item, False
        elif rest.lstrip(_MARKS):
            before = lead.subject
            follow(rest.lstrip(_MARKS), lead, self.events.vocabulary, self.events.lexicon)
            if lead.listing and not self.amounts and lead.subject is None and _AND_SO_ON.search(rest):
                # 主要用于：甲；乙、丙等。支出决算为……: the uses go on behind the ；, and it is still spoken of the same.
                lead.subject = before
        lead.listing = text[end - 1] in ";；" and (lead.reason or (lead.listing and not self.amounts))
        if lead.reason:
            # Items after a reason may be reasons too: what they compare with has to be said again.
            lead.base = ""
        lead.reason = False
        lead.apart = lead.apart or bool(lead.parents)
        lead.row_over, lead.uses, lead.fund_here = True, False, ""
        if text[end - 1] in "。!?":
            lead.then = 0
            lead.aside, lead.row, lead.prior = False, None, ""
            lead.end_of_funds()
            if not text.startswith("其中", end):
                lead.base = lead.parts_base = ""
                lead.parents, lead.bracketed = (), False
                lead.members, lead.listed, lead.told, lead.moved, lead.planned = (), {}, {}, {}, None
                lead.budgeting = lead.unowned = None
        elif len(lead.parents) > 1:
            # A list within a list ends with its item.
            lead.parents, lead.bracketed = lead.parents[:1], False
        span = (self.start, end)
        reader.nothing(self.section, self.spec, self.paragraph, self.quote, span, self.events.vocabulary)
        if self.amounts:
            reader.with_amounts += 1
            reader.asides += self.asides
            if self.understood + self.asides == self.amounts:
                reader.understood += 1
            else:
                reader.lost.append((self.quote, self.paragraph.place_of(self.start, end)))
