"""Departments as twelve further places word them: understood, nothing false reported, a changed figure found."""

from __future__ import annotations

import random
import re

import attrs
import pytest

from gouji.api import Source
from gouji.audit import Auditor
from gouji.model import DocumentReport, Severity
from gouji.testing.synthetic import (
    PLACES,
    Heading,
    Paragraph,
    PrintedTable,
    Truth,
    make_truth,
    print_place,
    to_text,
)

pytestmark = pytest.mark.slow

UNDERSTOOD = 0.97
FOUND = 0.8
"""Of changed figures; some cannot be told: a count that stands once, a rate of small amounts."""
CHANGED = 12
_FIGURE = re.compile(r"(?<![\d.,])(\d[\d,]*(?:\.\d+)?)(?=万元|元|%|辆)")


@pytest.fixture(scope="module")
def auditor() -> Auditor:
    return Auditor()


def audited(auditor: Auditor, text: str) -> DocumentReport:
    return auditor.audit(Source("x.txt", content=text.encode()))


def weighty(report: DocumentReport) -> set[tuple[str, str]]:
    return {(f.rule.id, f.message) for f in report.findings if f.severity is not Severity.INFO}


@pytest.mark.parametrize("place", PLACES)
def test_a_correct_department_is_understood_and_accused_of_nothing(auditor: Auditor, place: str) -> None:
    sentences = understood = 0
    for seed in range(300, 305):
        truth = make_truth(seed, f"{place}清河区统计局", 2019 + seed % 6)
        report = audited(auditor, to_text(print_place(truth, place)))
        assert weighty(report) == set(), (place, seed)
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


@pytest.mark.parametrize("place", PLACES)
def test_a_figure_changed_beyond_its_rounding_is_found(auditor: Auditor, place: str) -> None:
    drawn = random.Random(place)
    document = print_place(sizeable(drawn.randrange(1000)), place)
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
    found, missed = 0, []
    for at, start, end in drawn.sample(spots, CHANGED):
        piece = document.pieces[at]
        assert isinstance(piece, Paragraph)
        text = f"{piece.text[:start]}{_other(piece.text[start:end], drawn)}{piece.text[end:]}"
        pieces = (*document.pieces[:at], Paragraph(text), *document.pieces[at + 1 :])
        after = weighty(audited(auditor, to_text(attrs.evolve(document, pieces=pieces))))
        found += bool(after - before)
        if not after - before:
            missed.append(text[max(0, start - 30) : end + 10])
    assert found >= FOUND * CHANGED, missed


def _other(figure: str, drawn: random.Random) -> str:
    """Return a figure with its first digit changed: a slip that no rounding explains."""
    first = re.search(r"[1-9]", figure)
    assert first is not None
    return (
        figure[: first.start()]
        + drawn.choice([d for d in "123456789" if d != first[0]])
        + figure[first.end() :]
    )


@pytest.mark.parametrize("place", PLACES)
def test_a_figure_changed_in_a_table_is_found(auditor: Auditor, place: str) -> None:
    drawn = random.Random(f"table {place}")
    document = print_place(sizeable(drawn.randrange(1000)), place)
    before = weighty(audited(auditor, to_text(document)))
    spots = [
        (at, row, column)
        for at, piece in enumerate(document.pieces)
        if isinstance(piece, PrintedTable)
        for row, cells in enumerate(piece.body)
        for column, cell in enumerate(cells)
        if column not in piece.labels and re.fullmatch(r"\d[\d,]*\.\d+", cell) and re.search("[1-9]", cell)
    ]
    missed = []
    for at, row, column in drawn.sample(spots, 6):
        table = document.pieces[at]
        assert isinstance(table, PrintedTable)
        cells = list(table.body[row])
        cells[column] = _other(cells[column], drawn)
        body = (*table.body[:row], tuple(cells), *table.body[row + 1 :])
        pieces = (*document.pieces[:at], attrs.evolve(table, body=body), *document.pieces[at + 1 :])
        if not weighty(audited(auditor, to_text(attrs.evolve(document, pieces=pieces)))) - before:
            missed.append((table.key, cells))
    assert missed == []
