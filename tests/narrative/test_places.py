"""Departments as twelve further places word them: understood, nothing false reported, a changed figure found."""

from __future__ import annotations

import random
import re

import attrs
import pytest
from changed_figures import audited, missed, other, sizeable, weighty

from gouji.audit import Auditor
from gouji.testing.synthetic import PLACES, PrintedTable, make_truth, print_place, to_text

pytestmark = pytest.mark.slow

UNDERSTOOD = 0.97
FOUND = 0.8
"""Of changed figures; some cannot be told: a count that stands once, a rate of small amounts."""
CHANGED = 12


@pytest.fixture(scope="module")
def auditor() -> Auditor:
    return Auditor()


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


@pytest.mark.parametrize("place", PLACES)
def test_a_figure_changed_beyond_its_rounding_is_found(auditor: Auditor, place: str) -> None:
    drawn = random.Random(place)
    document = print_place(sizeable(drawn.randrange(1000)), place)
    unsaid = missed(auditor, document, CHANGED, drawn)
    assert len(unsaid) <= (1 - FOUND) * CHANGED, unsaid


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
    unsaid = []
    for at, row, column in drawn.sample(spots, 6):
        table = document.pieces[at]
        assert isinstance(table, PrintedTable)
        cells = list(table.body[row])
        cells[column] = other(cells[column], drawn)
        body = (*table.body[:row], tuple(cells), *table.body[row + 1 :])
        pieces = (*document.pieces[:at], attrs.evolve(table, body=body), *document.pieces[at + 1 :])
        if not weighty(audited(auditor, to_text(attrs.evolve(document, pieces=pieces)))) - before:
            unsaid.append((table.key, cells))
    assert unsaid == []
