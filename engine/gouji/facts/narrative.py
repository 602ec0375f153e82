"""Narrative facts: what the sentences of the 情况说明 state, figure by figure.

Each amount, rate and statement is read by the words right before it.  What cannot be read with certainty is
left alone and listed: a figure misread would accuse somebody.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import attrs

from gouji.facts.subjects import PATH, Vocabulary, gives_reason, names_stranger
from gouji.facts.vocabulary import SectionSpec, Subject, Words, section_for, sections_of, words_of
from gouji.model import (
    DocumentFacts,
    Fact,
    Figure,
    Measure,
    Paragraph,
    Place,
    Section,
    Table,
    parse_quantity,
    unit,
)
from gouji.model.ledger import TEXT
from gouji.packs import Specs

_NUMBER = r"(?<![\d.])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,]*\d)|(?<![\d.,])\d+(?:\.\d+)?"
_EVENT = re.compile(
    rf"(?P<number>-?(?:{_NUMBER}))(?P<unit>万元|亿元|元|万(?![元人辆名户个份次])|%|辆|批次|人次|个团组|个|人|台)?"
    r"|(?P<equal>(?:基本)?持平)"
    r"|决算数(?P<word>大于|小于|等于|与|同|高于|低于)(?:年初|全年|调整)?预算数?(?P<level>(?:基本)?持平)?"
)
_HALF = str.maketrans("（）；：，％．！？０１２３４５６７８９", "();:,%.!?0123456789")
_SENTENCE = re.compile(r"[^。；;!?]*[。；;!?]?")
_YEARISH = re.compile(r"^(?:年|月|日|号|%)")
_BUDGET = re.compile(
    r"(年初预算|全年预算|调整预算|调整后预算|预算)(?:数|总额|安排)?(?:均)?(?:为|是|共|合计)?$"
)
_FINAL = re.compile(r"(?:当年|实际)?(?:支出|收入)?决算(?:数|总额)?(?:均)?(?:为|是)?$|实际支出(?:为)?$")
_LINK = re.compile(
    r"(?:(?:共计|合计|总计|总额|均|各|共|计|达|约|支出|决算|数)?(?:为|是)|共计|合计|均|各|共|计|达)$"
)
_SHARE = re.compile(r"占(?:(.{0,24}?)的)?(?:比重|比例)?(?:为|达)?$")
_COMPLETION = re.compile(
    r"完成(?:了)?(年初|全年|调整后?|当年)?预算(?:数)?(?:.{0,14}万元)?的?$|(?:年初|全年|调整后?)?预算完成率(?:为)?$"
)
_NUMBERING = re.compile(
    r"^(?:其中[:：,]?)?(?:\(?\d{1,2}[、.)]|\([一二三四五六七八九十]+\)|[一二三四五六七八九十]+、|[①-⑳])?"
)
_LAST_YEAR = re.compile(r"(20\d\d)年")
_NO_MONEY = re.compile(r"(?:无|没有).{0,24}(?:收入|支出|收支|预算)")


@attrs.frozen
class FactReading:
    """What was read from the prose.

    Attributes:
        facts: In order.
        sentences_with_amounts: Sentences of the 情况说明 that contain an amount of money or a rate.
        sentences_understood: Those of which every amount and rate became a fact.
        not_understood: The others, with their places.
    """

    facts: tuple[Fact, ...]
    sentences_with_amounts: int
    sentences_understood: int
    not_understood: tuple[tuple[str, Place], ...]


def read_facts(
    sections: Sequence[Section], tables: Mapping[str, Table], specs: Specs, facts_of: DocumentFacts
) -> FactReading:
    """Return the facts of the 情况说明.

    Args:
        sections: Sections of the prose.
        tables: Tables read, for the names of 科目.
        specs: Narrative specs of the packs that apply.
        facts_of: Year of the accounts, for last year's name.
    """
    known = sections_of(specs)
    words = words_of(specs)
    reader = _Reader(words, tables, facts_of.year)
    inherited: tuple[int, SectionSpec] | None = None
    for section in sections:
        spec = section_for(section.title, known)
        if spec is not None:
            inherited = (section.level, spec)
        elif inherited is not None and section.level > inherited[0]:
            spec = inherited[1]
        elif section.level <= (inherited[0] if inherited else 9):
            inherited = None
        if spec is None or section.part in ("名词解释", "附件", "决算表"):
            continue
        reader.section(section, spec, inherited is not None and section.level > inherited[0])
    return FactReading(tuple(reader.facts), reader.with_amounts, reader.understood, tuple(reader.lost))


@attrs.define
class _State:
    """What the words before left open.

    Attributes:
        subject: Whom words without a subject speak of; ``None`` after a figure of a stranger.
        base: What a change is measured from.
        last: The fact of the figure before in this sentence, ``None`` if it was not understood.
        aside: The subject of the sentence while a reason is given: figures of reasons are about something else.
    """

    subject: Subject | None = None
    base: str = ""
    last: Fact | None = None
    aside: Subject | None = None


class _Reader:
    def __init__(self, words: Words, tables: Mapping[str, Table], year: int | None) -> None:
        self.words = words
        self.tables = tables
        self.year = year
        self.facts: list[Fact] = []
        self.with_amounts = 0
        self.understood = 0
        self.lost: list[tuple[str, Place]] = []
        self.serial: dict[str, int] = {}
        directions = sorted((*words.up, *words.down), key=len, reverse=True)
        self.direction = re.compile(
            f"(?:各|均)?({'|'.join(map(re.escape, directions))})(?:了)?(?:额)?(?:为)?$"
        )
        prior = "|".join(map(re.escape, sorted(words.prior, key=len, reverse=True)))
        self.prior = re.compile(f"(?:较|比|与|同)?(?:{prior})(?:年度|度)?(?:决算数?|支出)?(?:相比)?")

    def section(self, section: Section, spec: SectionSpec, inherited: bool = False) -> None:
        """Read a section; an inherited one has a heading of its own, which may name whom it speaks of."""
        vocabulary = Vocabulary(spec, self.tables, self.words)
        state = _State(vocabulary.of_title(section.title) if inherited else vocabulary.total)
        for paragraph in section.paragraphs:
            text = paragraph.text.translate(_HALF)
            for match in _SENTENCE.finditer(text):
                if match[0].strip():
                    self.sentence(
                        section, spec, vocabulary, paragraph, text, match.start(), match.end(), state
                    )

    def sentence(
        self,
        section: Section,
        spec: SectionSpec,
        vocabulary: Vocabulary,
        paragraph: Paragraph,
        text: str,
        start: int,
        end: int,
        state: _State,
    ) -> None:
        quote = paragraph.text[start:end].strip()
        paths = list(PATH.finditer(text, start, end))
        amounts = understood = 0
        at = start
        state.last = state.aside = None
        numbered = _NUMBERING.match(text, start)
        if numbered and numbered.end() > start and numbered.end() <= end:
            at = numbered.end()
        for event in _EVENT.finditer(text, at, end):
            gap = text[at : event.start()]
            if (
                event["number"]
                and not event["unit"]
                and _YEARISH.match(text[event.end() : event.end() + 1] or " ")
            ):
                continue
            if event["number"] and event["unit"] is None and not _bare_rate(gap):
                at = event.end() if len(gap) > 40 else at
                continue
            path = next((p for p in paths if at <= p.start() < event.start()), None)
            if path is not None:
                state.subject = vocabulary.by_path(path)
                gap = text[path.end() : event.start()]
            counts = bool(event["number"]) and (event["unit"] in ("万元", "亿元", "元", "万", "%"))
            if gives_reason(gap) and state.aside is None:
                state.aside = state.subject
            fact = self.event(event, gap, vocabulary, state)
            if counts:
                amounts += 1
                understood += fact is not None
            if fact is not None:
                self.keep(fact, section, spec, paragraph, event, quote)
            elif counts:
                # A figure of somebody unknown: what follows without a subject may speak of it.
                state.subject = None
                if names_stranger(gap):
                    state.aside = None
            state.last = fact
            at = event.end()
        if state.subject is None and state.aside is not None:
            state.subject = state.aside
        if paths and paths[-1].start() >= at:
            # A path at the end of a sentence is what the next one speaks of.
            state.subject = vocabulary.by_path(paths[-1])
            state.base = ""
        else:
            state.subject = vocabulary.after(text[at:end], state.subject)
        self.statement(section, spec, paragraph, quote, start, end)
        if amounts:
            self.with_amounts += 1
            if understood == amounts:
                self.understood += 1
            else:
                self.lost.append((quote, paragraph.place_of(start, end)))

    def statement(
        self, section: Section, spec: SectionSpec, paragraph: Paragraph, quote: str, start: int, end: int
    ) -> None:
        """Read 无…收支 of a section that speaks of one table."""
        if spec.table and _NO_MONEY.search(quote) and not re.search(r"\d+(?:\.\d+)?万元", quote):
            self.facts.append(
                Fact(
                    f"说明/{section.number}/{spec.table}/无收支#{len(self.facts)}", spec.table, Measure.FINAL, None,
                    section=section.number, section_key=spec.key, quote=quote,
                    place=paragraph.place_of(start, end), flags=("none",),
                )
            )  # fmt: skip

    def event(self, event: re.Match[str], gap: str, vocabulary: Vocabulary, state: _State) -> Fact | None:
        """Return the fact an amount, rate or word states, without its place; ``None`` if not sure."""
        clean = re.sub(r"\s+", "", gap).lstrip(",、:;。)")
        if event["equal"]:
            return self._equal(clean, vocabulary, state)
        if event["word"]:
            return self._comparison(event, vocabulary, clean, state)
        symbol = event["unit"] or "%"
        if symbol == "%":
            return self._rate(event, clean, vocabulary, state)
        if symbol in ("万元", "亿元", "元", "万"):
            return self._amount(event, clean, vocabulary, state)
        return None

    def _base(self, gap: str, state: _State) -> str:
        if self.prior.search(gap) or self._names_last_year(gap):
            state.base = "上年"
        elif "预算" in gap:
            state.base = "全年预算" if "全年" in gap else "年初预算"
        return state.base

    def _names_last_year(self, gap: str) -> bool:
        return any(self.year is not None and int(y) == self.year - 1 for y in _LAST_YEAR.findall(gap))

    def _amount(self, event: re.Match[str], gap: str, vocabulary: Vocabulary, state: _State) -> Fact | None:
        moved = self.direction.search(gap)
        if moved:
            before = gap[: moved.start()]
            base = self._base(before, state)
            subject = vocabulary.spoken_of(before, state.subject)
            if subject is None or base != "上年" or self._both(gap):
                return None
            state.subject = subject
            sign = 1 if moved[1] in self.words.up else -1
            return Fact("", subject.name, Measure.CHANGE, None, base=base, direction=sign, cell=subject.cell)
        budget = _BUDGET.search(gap)
        if budget:
            subject = vocabulary.spoken_of(gap[: budget.start()], state.subject)
            if subject is None:
                return None
            state.subject = subject
            measure = (
                Measure.ADJUSTED if budget[1] in ("全年预算", "调整预算", "调整后预算") else Measure.BUDGET
            )
            base = budget[1] if budget[1] != "调整后预算" else "调整预算"
            return Fact("", subject.name, measure, None, base=base, cell=subject.budget)
        final = _FINAL.search(gap)
        if final and len(final[0]) >= 2:
            subject = vocabulary.ending(gap.removesuffix("为")) or vocabulary.spoken_of(
                gap[: final.start()], state.subject
            )
            if subject is None:
                return None
            state.subject = subject
            return Fact("", subject.name, Measure.FINAL, None, cell=subject.cell)
        subject = vocabulary.ending(gap) or vocabulary.ending(_LINK.sub("", gap))
        if subject is None:
            return None
        state.subject = subject
        state.base = ""
        return Fact("", subject.name, Measure.FINAL, None, cell=subject.cell)

    def _both(self, gap: str) -> bool:
        """Whether both words of the template were left standing right before the figure."""
        tail = re.sub(r"[()/、或]", "", gap)[-6:]
        return any(u in tail for u in self.words.up) and any(d in tail for d in self.words.down)

    def _rate(self, event: re.Match[str], gap: str, vocabulary: Vocabulary, state: _State) -> Fact | None:
        share = _SHARE.search(gap)
        if share:
            subject = vocabulary.spoken_of(gap[: share.start()], state.subject)
            if subject is None:
                return None
            return Fact("", subject.name, Measure.SHARE, None, base=share[1] or subject.of, cell=subject.cell)
        done = _COMPLETION.search(gap)
        if done:
            subject = vocabulary.spoken_of(gap[: done.start()], state.subject)
            if subject is None:
                return None
            base = {"年初": "年初预算", "全年": "全年预算", "调整": "调整预算", "调整后": "调整预算"}.get(
                done[1] or "", "预算"
            )
            return Fact("", subject.name, Measure.COMPLETION, None, base=base)
        moved = self.direction.search(gap)
        if moved and not self._both(gap):
            previous = state.last
            before = gap[: moved.start()].strip(",")
            if previous is None or previous.measure is not Measure.CHANGE or before not in ("", "各", "同比"):
                return None
            sign = 1 if moved[1] in self.words.up else -1
            return Fact(
                "",
                previous.subject,
                Measure.CHANGE_RATE,
                None,
                base=previous.base,
                direction=sign,
                cell=previous.cell,
            )
        return None

    def _equal(self, gap: str, vocabulary: Vocabulary, state: _State) -> Fact | None:
        base = self._base(gap, state)
        subject = vocabulary.spoken_of(gap, state.subject)
        if subject is None or base != "上年" or "基本" in gap[-2:]:
            return None
        return Fact("", subject.name, Measure.CHANGE, None, base=base, direction=0, cell=subject.cell)

    def _comparison(
        self, event: re.Match[str], vocabulary: Vocabulary, gap: str, state: _State
    ) -> Fact | None:
        word = event["word"]
        subject = vocabulary.spoken_of(gap, state.subject)
        if subject is None:
            return None
        if word in ("与", "同"):
            if not event["level"] or "基本" in event["level"]:
                return None
            direction = 0
        else:
            direction = {"大于": 1, "高于": 1, "小于": -1, "低于": -1, "等于": 0}[word]
        base = "全年预算" if "全年" in event[0] else "年初预算" if "年初" in event[0] else "预算"
        return Fact(
            "", subject.name, Measure.FINAL, None, base=base, direction=direction, flags=("comparison",)
        )

    def keep(
        self,
        fact: Fact,
        section: Section,
        spec: SectionSpec,
        paragraph: Paragraph,
        event: re.Match[str],
        quote: str,
    ) -> None:
        """Give a fact its figure, identity and place."""
        name = f"说明/{spec.key}/{fact.subject}/{fact.measure.value}"
        number = self.serial[name] = self.serial.get(name, 0) + 1
        place = paragraph.place_of(event.start(), event.end())
        figure = None
        if event["number"]:
            symbol = {"万": "万元", None: "%"}.get(event["unit"], event["unit"])
            printed = paragraph.text[event.start("number") : event.end("number")]
            figure = Figure(
                f"{name}#{number}",
                parse_quantity(printed, unit(symbol or "%")),
                place,
                f"{section.number}“{fact.subject}”的{fact.measure.value}",
                section=section.number,
                quote=quote,
                placed=TEXT,
            )
        flags = fact.flags
        if event["number"] and event["unit"] is None:
            flags = (*flags, "percent-sign-missing")
        self.facts.append(
            attrs.evolve(
                fact, id=f"{name}#{number}", figure=figure, group=f"{paragraph.index}", section=section.number,
                section_key=spec.key, quote=quote, place=place, flags=flags,
            )
        )  # fmt: skip


def _bare_rate(gap: str) -> bool:
    """Whether a number without a unit can only be a rate whose % was lost: ``占99.79，``."""
    return bool(_SHARE.search(gap) and len(gap) < 30)
