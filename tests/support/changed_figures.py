"""Figures of the prose of made-up departments, changed one at a time: what an audit then says that it did not before."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

import attrs
from sound import sound

from gouji.api import Source
from gouji.audit import Auditor
from gouji.model import DocumentReport, Severity
from gouji.testing.synthetic import Heading, Paragraph, PrintedDocument, Truth, make_truth, to_text

_FIGURE = re.compile(r"(?<![\d.,])(\d[\d,]*(?:\.\d+)?)(?=万元|元|%|辆)")


def audited(auditor: Auditor, text: str) -> DocumentReport:
    """Return the report on a text."""
    return auditor.audit(Source("x.txt", content=text.encode()))


def weighty(report: DocumentReport) -> set[tuple[str, str]]:
    """Return (rule, message) of errors and warnings."""
    return {(f.rule.id, f.message) for f in sound(report).findings if f.severity is not Severity.INFO}


def sizeable(seed: int) -> Truth:
    """Return a department whose amounts are so large that a digit is more than their rounding."""
    while True:
        truth = make_truth(seed, "清河区统计局", 2023)
        if truth.general > 10**9 and sum(truth.three_final.values()):
            return truth
        seed += 1000


def figures_of(document: PrintedDocument) -> Iterator[tuple[int, int, int]]:
    """Yield (piece, start, end) of the figures of the 情况说明 that are not zero; bounds (元以上) aside."""
    inside = False
    for at, piece in enumerate(document.pieces):
        if isinstance(piece, Heading) and piece.level == 1:
            inside = piece.text.startswith("第三")
        elif inside and isinstance(piece, Paragraph):
            for found in _FIGURE.finditer(piece.text):
                bound = "以上" in piece.text[found.end() : found.end() + 6]
                if float(found[1].replace(",", "")) and not bound:
                    yield at, *found.span(1)


def other(figure: str, drawn: random.Random) -> str:
    """Return a figure with its first digit changed: a slip that no rounding explains."""
    first = re.search(r"[1-9]", figure)
    assert first is not None
    digit = drawn.choice([d for d in "123456789" if d != first[0]])
    return figure[: first.start()] + digit + figure[first.end() :]


def missed(auditor: Auditor, document: PrintedDocument, many: int, drawn: random.Random) -> list[str]:
    """Return the surroundings of changed figures of the prose for which nothing new is said.

    Args:
        auditor: The auditor.
        document: A correct document.
        many: Figures to change, one at a time.
        drawn: Which ones, and into what.
    """
    before = weighty(audited(auditor, to_text(document)))
    unsaid = []
    for at, start, end in drawn.sample(list(figures_of(document)), many):
        piece = document.pieces[at]
        assert isinstance(piece, Paragraph)
        text = f"{piece.text[:start]}{other(piece.text[start:end], drawn)}{piece.text[end:]}"
        pieces = (*document.pieces[:at], Paragraph(text), *document.pieces[at + 1 :])
        if not weighty(audited(auditor, to_text(attrs.evolve(document, pieces=pieces)))) - before:
            unsaid.append(text[max(0, start - 40) : end + 10])
    return unsaid
