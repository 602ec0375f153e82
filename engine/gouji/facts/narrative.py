"""Narrative facts: what the sentences of the 情况说明 state, figure by figure.

Each amount, rate and statement is read by the words right before it.  What cannot be read with certainty is
left alone and listed: a figure misread would accuse somebody.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import attrs

from gouji.facts.narrative_events import EVENT, EventReader, symbol_of
from gouji.facts.narrative_leads import Lead, Lexicon, follow
from gouji.facts.narrative_names import PATH, Vocabulary
from gouji.facts.vocabulary import SectionSpec, Words, section_for, sections_of, words_of
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

_HALF = str.maketrans("（）；：，％．！？０１２３４５６７８９", "();:,%.!?0123456789")
_MARKS = ",，。；;:：!?、)"
_SENTENCE = re.compile(r"[^。；;!?]*[。；;!?]?")
_NUMBERING = re.compile(
    r"^(?:其中[:：,]?)?(?:\(?\d{1,2}[、.)]|\([一二三四五六七八九十]+\)|[一二三四五六七八九十]+、|[①-⑳])?"
)
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
        reader.section(section, spec, own=section_for(section.title, known) is not None)
    return FactReading(tuple(reader.facts), reader.with_amounts, reader.understood, tuple(reader.lost))


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
        self.lexicon = Lexicon(words, year)

    def section(self, section: Section, spec: SectionSpec, *, own: bool) -> None:
        """Read a section; ``own`` if the spec is that of its own title, not of a section above."""
        vocabulary = Vocabulary(spec, self.tables)
        events = EventReader(vocabulary, self.lexicon)
        lead = Lead(vocabulary.total if own else vocabulary.ending(section.title))
        for paragraph in section.paragraphs:
            text = paragraph.text.translate(_HALF)
            lead.reason = False
            for match in _SENTENCE.finditer(text):
                if match[0].strip():
                    self.sentence(section, spec, events, paragraph, text, match.span(), lead)

    def sentence(
        self,
        section: Section,
        spec: SectionSpec,
        events: EventReader,
        paragraph: Paragraph,
        text: str,
        span: tuple[int, int],
        lead: Lead,
    ) -> None:
        """Read a sentence: event by event, each with the text since the one before."""
        start, end = span
        quote = paragraph.text[start:end].strip()
        paths = list(PATH.finditer(text, start, end))
        group = f"{paragraph.index}.{start}"
        amounts = understood = 0
        lead.fresh = True
        lead.last = None
        numbered = _NUMBERING.match(text, start, end)
        at = numbered.end() if numbered else start
        for event in EVENT.finditer(text, at, end):
            gap = text[at : event.start()]
            path = next((p for p in reversed(paths) if at <= p.start() < event.start()), None)
            if path is not None:
                _open_path(path, lead, events.vocabulary)
                at = path.end()
                gap = text[at : event.start()]
            symbol = symbol_of(event, gap, text[event.end() : event.end() + 1])
            if event["number"] and symbol is None:
                # A year, or a count: part of the words before the next amount.
                continue
            fact = events.read(event, symbol, gap, lead)
            if event["number"]:
                amounts += 1
                understood += fact is not None
            if fact is not None:
                lead.last = self.keep(fact, section, spec, paragraph, event, symbol, quote, group)
            at = event.end()
        if paths and paths[-1].start() >= at:
            # A path at the end of a sentence is what the next one speaks of.
            _open_path(paths[-1], lead, events.vocabulary)
            at = paths[-1].end()
        rest = text[at:end].rstrip(_MARKS)
        if rest.lstrip(_MARKS):
            follow(rest.lstrip(_MARKS), lead, events.vocabulary, self.lexicon)
        if lead.reason:
            # Items after a reason may be reasons too: what they compare with has to be said again.
            lead.base = ""
        lead.reason = False
        if text[end - 1] in "。!?":
            lead.aside = False
            if not text.startswith("其中", end):
                lead.base = ""
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

    def keep(
        self,
        fact: Fact,
        section: Section,
        spec: SectionSpec,
        paragraph: Paragraph,
        event: re.Match[str],
        symbol: str | None,
        quote: str,
        group: str,
    ) -> Fact:
        """Give a fact its figure, identity and place."""
        name = f"说明/{spec.key}/{fact.subject}/{fact.measure.value}"
        number = self.serial[name] = self.serial.get(name, 0) + 1
        place = paragraph.place_of(event.start(), event.end())
        figure = None
        if event["number"]:
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
            flags = (*flags, "percent-sign-missing" if symbol == "%" else "unit-missing")
        kept = attrs.evolve(
            fact, id=f"{name}#{number}", figure=figure, group=group, section=section.number,
            section_key=spec.key, quote=quote, place=place, flags=flags,
        )  # fmt: skip
        self.facts.append(kept)
        return kept


def _open_path(path: re.Match[str], lead: Lead, vocabulary: Vocabulary) -> None:
    subject = vocabulary.by_path(path)
    lead.close()
    lead.aside = lead.reason = False
    lead.subject = subject
    lead.path = True
