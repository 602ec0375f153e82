"""The running text that wording checks look at: body, annex reports, notes of forms, headings, each by itself."""

from __future__ import annotations

from typing import NamedTuple

from gouji.api import CheckContext
from gouji.facts.form_spans import Flat, find_spans
from gouji.facts.form_words import form_words
from gouji.model import Ledger, Line, Paragraph, Place, Section

BODY, ANNEX, FORM, HEAD = "正文", "附件", "表", "标题"


class Text(NamedTuple):
    """A piece of running text.

    Attributes:
        kind: One of the constants of this module.
        flat: Its characters without spaces, in half-width forms.
        raw: Its characters as printed.
        section: Number path of its section.
        title: Title of its section, or of the annex it stands in.
        paragraph: The paragraph it is, ``None`` for lines of annexes.
        last: Whether it closes its section.
    """

    kind: str
    flat: Flat
    raw: str
    section: str
    title: str
    paragraph: Paragraph | None = None
    last: bool = False

    def place(self, start: int, end: int) -> Place:
        """Return the place of some characters of ``flat``."""
        if self.paragraph is None or not self.flat.offset:
            return self.flat.place(start)
        top = len(self.flat.offset) - 1
        first, last = self.flat.offset[min(start, top)], self.flat.offset[min(max(end - 1, start), top)]
        return self.paragraph.place_of(first, last + 1)


def texts_of(ledger: Ledger, context: CheckContext) -> list[Text]:
    """Return the texts of a document in order; empty if it has no prose.

    Args:
        ledger: The document.
        context: Specs of the packs that apply.
    """
    words = form_words(context.specs)
    spans = find_spans(ledger.document, frozenset(), words)
    annexed = [i for s in spans for i in range(s.first, s.last + 1)]
    inside = {b.place for i in annexed if isinstance(b := ledger.document.blocks[i], Line)}
    texts: list[Text] = []
    for section in ledger.sections:
        texts += _of_section(section, inside)
    for span in spans:
        pieces = [(p.text, p.place) for p in span.lines]
        if pieces:
            kind = ANNEX if span.kind == "报告" else FORM
            raw = "".join(t for t, _ in pieces)
            texts.append(Text(kind, Flat(pieces), raw, span.title, span.title))
    for line in ledger.document.lines():
        text = line.text.strip()
        if 2 < len(text) < 60 and (text.startswith("附件") or "部分" in text[:6]):
            texts.append(Text(HEAD, Flat([(text, line.place)]), text, "", text))
    return texts


def _of_section(section: Section, inside: set[Place]) -> list[Text]:
    made = []
    kept = [p for p in section.paragraphs if not any(place in inside for place in p.places)]
    for number, paragraph in enumerate(kept):
        flat = Flat([(paragraph.text, paragraph.places[0])])
        last = number == len(kept) - 1
        made.append(Text(BODY, flat, paragraph.text, section.number, section.title, paragraph, last))
    return made
