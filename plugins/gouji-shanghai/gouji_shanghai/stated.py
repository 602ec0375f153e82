"""Figures of a sentence, found by the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gouji.model import Figure, Ledger, Linear, Paragraph, Relation, Rule, Section, Term, Unit, parse_quantity

PACK = "上海/2024-"
NUMBER = r"([\d,，.]+)"


def here(ledger: Ledger) -> bool:
    """Whether Shanghai's pack applies to a document."""
    return PACK in ledger.packs


def paragraphs(ledger: Ledger) -> Iterator[tuple[Section, Paragraph]]:
    """Yield the paragraphs of the prose with their section."""
    for section in ledger.sections:
        for paragraph in section.paragraphs:
            yield section, paragraph


def figure(section: Section, paragraph: Paragraph, found: re.Match[str], name: str, unit: Unit) -> Figure:
    """Return the figure in group 1 of a match."""
    start = found.start(1)
    place = paragraph.places[0]
    if start < len(getattr(paragraph, "origin", ())):
        place = paragraph.places[paragraph.origin[start]]
    quote = paragraph.text[max(0, found.start() - 12) : found.end() + 4]
    return Figure(
        f"说明/{section.number}/{name}", parse_quantity(found[1], unit), place, f"“{name}”",
        section=section.number, quote=quote,
    )  # fmt: skip


def relation(rule: Rule, left: list[Figure], op: str, right: list[Figure]) -> Relation:
    """Return ``left op right``, both sides sums."""
    text = f" {op} ".join(" + ".join(f.label for f in side) for side in (left, right))
    made = Linear(tuple(map(Term, left)), op, tuple(map(Term, right)))
    return Relation(rule, text, made, place=left[0].place)
