"""Narrative facts: what the sentences of the 情况说明 state, figure by figure.

Each amount, rate and statement is read by the words right before it.  What cannot be read with certainty is
left alone and listed: a figure misread would accuse somebody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import attrs

from gouji.facts.narrative_counts import Count, counts_in
from gouji.facts.narrative_events import EventReader
from gouji.facts.narrative_items import items_in, remarks_in, sentences_of
from gouji.facts.narrative_leads import Lead, Lexicon
from gouji.facts.narrative_names import Vocabulary
from gouji.facts.narrative_precision import in_own_precision
from gouji.facts.narrative_sentence import Sentence, Spot
from gouji.facts.narrative_steps import OPENING, Steps, steps_below
from gouji.facts.vocabulary import (
    SectionSpec,
    Words,
    classes_of,
    renamed_in,
    section_for,
    sections_of,
    words_of,
)
from gouji.model import (
    DocumentFacts,
    Fact,
    Figure,
    Measure,
    Paragraph,
    Place,
    Quantity,
    Section,
    Table,
    parse_quantity,
    unit,
)
from gouji.model.ledger import TEXT
from gouji.names import squash
from gouji.packs import Specs
from gouji.patterns import Sparse, later

HALF = str.maketrans("（）；：，％．！？０１２３４５６７８９", "();:,%.!?0123456789")
_SENTENCE = re.compile(r"[^。；;!?]*[。；;!?]?")
_NOTHING_OF = Sparse(
    r"^(?:\d{1,2}[、.])?(?:.{0,40}20\d\d年度?|本年度?|当年|本部门|本单位|我部门|我单位|[,的])*(?:无|没有|未|没)(?:发生|安排|使用)?"
    r"(?P<name>[^,。;]{3,30}?)(?:发生)?[。;]?$"
)
_OF_THE_WHOLE = later(
    r"(?:支出)?(?:决算)?(?:总体|具体|规模|(?:与)?(?:年初)?预算(?:执行)?对比)(?:变化|变动|执行)?(?:情况)?(?:说明)?"
)
"""Titles below that of a section that say nothing else: （三）具体情况."""
_HEAD = 60
"""Characters at the head of a paragraph that may say what it is about."""
_FRONT = 12
"""Paragraphs before all headings of which one may be the title of the page."""
_BODIES = (
    "局", "厅", "委", "办", "馆", "院", "校", "站", "所", "队", "部", "会", "处", "署", "镇", "乡", "园", "团", "区", "县",
    "市", "州", "级", "中心", "街道", "政府", "系统",
)  # fmt: skip
_TITLES_OF = ("财政", "一般公共", "政府性基金", "“三公", "三公")
"""What the title of a section begins with behind the name of a body."""
_SAYS = later(r"[,，。;；]|万元|亿元")
_NUMBERED = later(r"\(?(?:[一二三四五六七八九十]{1,2}|\d{1,2})[).、]")
_AMOUNT = later(r"\d[\d,]*(?:\.\d+)?\s*(?:万元|亿元|元)")
_FORMS = "绩效"
"""In the titles of sections whose figures are read with the forms."""
_NO_MONEY = Sparse(r"(?:无|没有)(?:使用|安排|发生)?(?P<name>[^,;。:]{0,24}?(?:收入|支出|收支|预算))")
_NOT_NOW = Sparse(r"上年|去年|往年|上一年|年初|预算安排|安排预算|结转|结余|变化|变动")
"""Of what is said not to be: last year's, planned, carried over."""


class FactReading(NamedTuple):
    """What was read from the prose.

    Attributes:
        facts: In order.
        sentences_with_amounts: Sentences of the 情况说明 that contain an amount of money or a rate.
        sentences_understood: Those of which every amount and rate became a fact, or stands in a reason or a list
            of uses of a subject that is known.
        not_understood: The others, with their places.
        asides: Amounts and rates in reasons and uses: no fact, compared with nothing.
    """

    facts: tuple[Fact, ...]
    sentences_with_amounts: int
    sentences_understood: int
    not_understood: tuple[tuple[str, Place], ...]
    asides: int = 0


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
    classes = {} if tables else classes_of(specs)
    reader = Reader(words, tables, facts_of.year, renamed_in(specs), classes)
    above: list[tuple[int, SectionSpec]] = []
    unread: list[Section] = []
    for section in sections:
        if not section.level:
            section = _under_its_title(section, known)
        while above and above[-1][0] >= section.level:
            above.pop()
        spec = section_for(section.title, known)
        if above and (spec is None or above[-1][1].holds(section.title)):
            spec = above[-1][1]
        elif spec is not None:
            above.append((section.level, spec))
        if section.part in ("名词解释", "附件", "决算表"):
            continue
        if spec is None:
            if any(word in squash(section.title) for word in words.others):
                reader.run_in(section, known)
            elif section.part in ("情况说明", "") and _FORMS not in section.title:
                unread.append(section)
            continue
        own = spec is section_for(section.title, known) or _OF_THE_WHOLE.fullmatch(
            squash(section.title).rstrip("。.:：")
        )
        reader.section(section, spec, own=bool(own))
    if reader.with_amounts:
        for section in unread:
            reader.unread(section)
    return FactReading(
        in_own_precision(reader.facts, tables),
        reader.with_amounts,
        reader.understood,
        tuple(reader.lost),
        reader.asides,
    )


def _titles_in(text: str) -> Iterator[str]:
    """Yield what the title of a page may say, with and without the name of the body before it."""
    yield text
    for word in _TITLES_OF:
        at = text.find(word)
        if at > 1 and text[:at].endswith(_BODIES):
            yield text[at:]


def _under_its_title(section: Section, known: Sequence[SectionSpec]) -> Section:
    """Return the text before all headings under the title of a page that holds one section alone."""
    for at, paragraph in enumerate(section.paragraphs[:_FRONT]):
        text = paragraph.text
        if len(text) > _HEAD or _SAYS.search(text):
            continue
        for title in _titles_in(text):
            if section_for(title, known) is not None:
                return attrs.evolve(section, title=title, paragraphs=section.paragraphs[at + 1 :])
    return section


class Reader:
    """Collects the facts of a document.

    Args:
        words: Words of the packs.
        tables: Tables read.
        year: Year of the accounts.
        renamed: Names of earlier years of 科目, by their name.
        classes: Names of 类 by table, where there are no tables.
    """

    def __init__(
        self,
        words: Words,
        tables: Mapping[str, Table],
        year: int | None,
        renamed: Mapping[str, tuple[str, ...]] | None = None,
        classes: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        self.renamed = renamed
        self.classes = classes or {}
        self.words = words
        self.tables = tables
        self.year = year
        self.facts: list[Fact] = []
        self.by_id: dict[str, Fact] = {}
        self.with_amounts = 0
        self.understood = 0
        self.lost: list[tuple[str, Place]] = []
        self.asides = 0
        self.serial: dict[str, int] = {}
        self.lexicon = Lexicon(words, year)

    def section(self, section: Section, spec: SectionSpec, *, own: bool) -> None:
        """Read a section; ``own`` if the spec is that of its own title, not of a section above."""
        vocabulary = Vocabulary(spec, self.tables, self.renamed, self.classes.get(spec.codes, ()))
        events = EventReader(vocabulary, self.lexicon)
        lead = Lead(vocabulary.total if own else vocabulary.titled(section.title))
        texts = [paragraph.text.translate(HALF) for paragraph in section.paragraphs]
        below = 0
        for at, (paragraph, text) in enumerate(zip(section.paragraphs, texts, strict=True)):
            if at < below:
                # Part of the list that a paragraph above opened.
                continue
            lead.begin_paragraph()
            lists = items_in(text, vocabulary, self.words.funds)
            remarks = remarks_in(text)
            counts = list(counts_in(text, 0, len(text), spec.topics, self.year)) if spec.topics else []
            grown = {c.start: c.stop for c in counts if c.measure is Measure.COUNT_RATE}
            for start, end in sentences_of(text, lists):
                if text[start:end].strip():
                    sentence = Sentence(self, section, spec, events, paragraph, text, (start, end), lead)
                    sentence.read(lists, remarks, grown)
            self.counts(section, spec, paragraph, text, counts)
            steps = steps_below(texts, at, vocabulary) if text.rstrip().endswith(OPENING) else None
            if steps is not None:
                below = steps.steps[-1].number + 1
                self.listed_below(section, spec, events, lead, (texts, at, steps))

    def listed_below(
        self,
        section: Section,
        spec: SectionSpec,
        events: EventReader,
        lead: Lead,
        below: tuple[Sequence[str], int, Steps],
    ) -> None:
        """Read a list over several paragraphs: amounts that divide the last one above it."""
        texts, at, steps = below
        head = section.paragraphs[at]
        told = self.by_id.get(lead.final)
        own = [f for f in self.facts if f.paragraph == str(head.index) and f.measure is not Measure.COUNT]
        # 较上年减少 9.00 万元，具体如下: what a change is made of is no part of the amount.
        moved = bool(own) and own[-1].measure in (Measure.CHANGE, Measure.CHANGE_RATE)
        here = told in own and not moved
        for number, step in enumerate(steps.steps):
            paragraph, text = section.paragraphs[step.number], texts[step.number]
            lead.begin_paragraph()
            sentence = Sentence(self, section, spec, events, paragraph, text, (0, len(text)), lead)
            sentence.step(steps, number, told if here else None, f"{head.index}.below")
        lead.close()

    def run_in(self, section: Section, known: Sequence[SectionSpec]) -> None:
        """Read a section whose paragraphs have their titles in them: （二）政府采购支出总额……。"""
        spec: SectionSpec | None = None
        for paragraph in section.paragraphs:
            text = squash(paragraph.text)
            head = re.split(r"[。;]|\d[\d,.]*(?:万元|元|%|辆|台)", text)[0][:_HEAD]
            opened = next((one for one in known if any(word in head for word in one.opens)), None)
            if opened is not None or _NUMBERED.match(text):
                spec = opened
            if spec is not None:
                self.section(attrs.evolve(section, paragraphs=(paragraph,)), spec, own=True)

    def unread(self, section: Section) -> None:
        """Count the sentences with amounts of a section that no pack knows: they are told as not understood."""
        for paragraph in section.paragraphs:
            text = paragraph.text.translate(HALF)
            for start, end in sentences_of(text, ()):
                if _AMOUNT.search(text, start, end):
                    self.with_amounts += 1
                    self.lost.append((paragraph.text[start:end].strip(), paragraph.place_of(start, end)))

    def counts(
        self, section: Section, spec: SectionSpec, paragraph: Paragraph, text: str, counts: Sequence[Count]
    ) -> None:
        """Keep the counts of a paragraph."""
        for count in counts:
            begin = max(text.rfind(mark, 0, count.start) for mark in "。;!?") + 1
            stop = _SENTENCE.match(text, begin)
            quote = paragraph.text[begin : stop.end() if stop else count.stop].strip()
            base = "" if count.measure is Measure.COUNT else "上年"
            fact = Fact("", count.subject, count.measure, None, base=base, direction=count.direction)
            spot = Spot(count.start, count.stop, (count.start, count.end), count.symbol)
            self.keep(fact, section, spec, paragraph, spot, quote, f"{paragraph.index}.{begin}")

    def nothing(
        self,
        section: Section,
        spec: SectionSpec,
        paragraph: Paragraph,
        quote: str,
        span: tuple[int, int],
        vocabulary: Vocabulary,
    ) -> None:
        """Read 无…收支 of a section that speaks of one table, or of a subject that has a cell."""
        subject, cell = "", None
        plain = squash(quote)
        if spec.table and (denied := _NO_MONEY.search(plain)):
            before = re.split(r"[,;。:]", plain[: denied.start()])[-1]
            if re.search(r"\d+(?:\.\d+)?万元", plain) or self._elsewhere(plain, before, denied, vocabulary):
                return
            subject = spec.table
        else:
            said = _NOTHING_OF.match(plain)
            named = vocabulary.names.get(said["name"]) if said else None
            if said is None or named is None or named.cell is None:
                return
            before = plain[: said.start("name")]
            if self.lexicon.opener.search(before) or self.lexicon.of_another_year(before):
                return
            subject, cell = named.name, named.cell
        self.facts.append(
            Fact(
                f"说明/{section.number}/{subject}/无收支#{len(self.facts)}", subject, Measure.FINAL, None,
                cell=cell, section=section.number, section_key=spec.key, quote=quote,
                place=paragraph.place_of(*span), flags=("none",),
            )
        )  # fmt: skip

    def _elsewhere(self, plain: str, before: str, denied: re.Match[str], vocabulary: Vocabulary) -> bool:
        """Whether what is said not to be is not the money of the section: a reason, another year, a budget, one kind of use."""
        if self.lexicon.opener.search(plain[: denied.start()]) or _NOT_NOW.search(before + denied[0]):
            return True
        name = denied["name"]
        if not name or any(
            word in name for word in (*self.words.funds, "此项", "该项", "这项", "相关", "本项")
        ):
            return False
        named = vocabulary.ending(name)
        # 无基本支出 is one column, 无国有土地使用权出让收入 one kind: the table may hold the rest.
        return named is None or not named.total

    def keep(
        self,
        fact: Fact,
        section: Section,
        spec: SectionSpec,
        paragraph: Paragraph,
        spot: Spot,
        quote: str,
        group: str,
    ) -> Fact:
        """Give a fact its figure, identity and place."""
        name = f"说明/{spec.key}/{fact.subject}/{fact.measure.value}"
        number = self.serial[name] = self.serial.get(name, 0) + 1
        place = paragraph.place_of(spot.start, spot.end)
        figure = None
        flags = fact.flags
        if spot.number is not None:
            figure = Figure(
                f"{name}#{number}",
                _quantity(paragraph.text[slice(*spot.number)], spot.symbol or "%"),
                place,
                f"{section.number}“{fact.subject}”的{fact.measure.value}",
                section=section.number,
                quote=quote,
                placed=TEXT,
            )
            if not spot.unit_printed:
                flags = (*flags, "percent-sign-missing" if spot.symbol == "%" else "unit-missing")
        kept = attrs.evolve(
            fact, id=f"{name}#{number}", figure=figure, group=group, section=section.number,
            section_key=spec.key, quote=quote, place=place, flags=flags,
        )  # fmt: skip
        self.facts.append(kept)
        self.by_id[kept.id] = kept
        return kept


def _quantity(printed: str, symbol: str) -> Quantity:
    if printed == "零":
        return attrs.evolve(parse_quantity("0", unit(symbol)), printed=printed)
    return parse_quantity(printed, unit(symbol))
