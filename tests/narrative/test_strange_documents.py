"""Departments worded like no template we know, correct by construction: accused of nothing, and read all the same."""

from __future__ import annotations

import random
import re

import attrs
import pytest
from stranger_documents import STRANGERS, print_stranger

from gouji.api import Source
from gouji.audit import Auditor
from gouji.model import DocumentReport, Severity
from gouji.testing.synthetic import Heading, Paragraph, Truth, make_truth, to_text

pytestmark = pytest.mark.slow

UNDERSTOOD = 0.85
FOUND = 0.75
"""Of changed figures; what is compared with nothing (a budget that stands once, a count) cannot be told."""
CHANGED = 12
_FIGURE = re.compile(r"(?<![\d.,])(\d[\d,]*(?:\.\d+)?)(?=万元|%|辆)")


@pytest.fixture(scope="module")
def auditor() -> Auditor:
    return Auditor()


def audited(auditor: Auditor, text: str) -> DocumentReport:
    return auditor.audit(Source("x.txt", content=text.encode()))


def weighty(report: DocumentReport) -> set[tuple[str, str]]:
    return {(f.rule.id, f.message) for f in report.findings if f.severity is not Severity.INFO}


@pytest.mark.parametrize("name", STRANGERS)
def test_a_correct_stranger_is_accused_of_nothing(auditor: Auditor, name: str) -> None:
    sentences = understood = 0
    for seed in range(700, 708):
        truth = make_truth(seed, f"{name}清河区统计局", 2019 + seed % 6)
        report = audited(auditor, to_text(print_stranger(truth, name)))
        assert weighty(report) == set(), (name, seed)
        covered = report.coverage()
        sentences += covered.sentences
        understood += covered.understood
    assert understood >= UNDERSTOOD * sentences


def sizeable(seed: int) -> Truth:
    """Return a department whose amounts are so large that a digit is more than their rounding."""
    while True:
        truth = make_truth(seed, "清河区统计局", 2023)
        if truth.general > 10**9 and sum(truth.three_final.values()):
            return truth
        seed += 1000


@pytest.mark.parametrize("name", STRANGERS)
def test_a_figure_changed_beyond_its_rounding_is_found(auditor: Auditor, name: str) -> None:
    drawn = random.Random(name)
    document = print_stranger(sizeable(drawn.randrange(1000)), name)
    before = weighty(audited(auditor, to_text(document)))
    spots: list[tuple[int, int, int]] = []
    inside = False
    for at, piece in enumerate(document.pieces):
        if isinstance(piece, Heading) and piece.level == 1:
            inside = piece.text.startswith("第三")
        elif inside and isinstance(piece, Paragraph):
            spots += [
                (at, *m.span(1))
                for m in _FIGURE.finditer(piece.text)
                if float(m[1].replace(",", "")) and "以上" not in piece.text[m.end() : m.end() + 6]
            ]
    missed = []
    for at, start, end in drawn.sample(spots, CHANGED):
        piece = document.pieces[at]
        assert isinstance(piece, Paragraph)
        text = f"{piece.text[:start]}{_other(piece.text[start:end], drawn)}{piece.text[end:]}"
        pieces = (*document.pieces[:at], Paragraph(text), *document.pieces[at + 1 :])
        if not weighty(audited(auditor, to_text(attrs.evolve(document, pieces=pieces)))) - before:
            missed.append(text[max(0, start - 40) : end + 10])
    assert len(missed) <= (1 - FOUND) * CHANGED, missed


def _other(figure: str, drawn: random.Random) -> str:
    """Return a figure with its first digit changed: a slip that no rounding explains."""
    first = re.search(r"[1-9]", figure)
    assert first is not None
    other = drawn.choice([d for d in "123456789" if d != first[0]])
    return figure[: first.start()] + other + figure[first.end() :]
