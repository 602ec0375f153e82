"""Departments worded like no template we know, correct by construction: accused of nothing, and read all the same."""

from __future__ import annotations

import random

import pytest
from changed_figures import audited, missed, sizeable, weighty
from stranger_documents import STRANGERS, print_stranger

from gouji.audit import Auditor
from gouji.testing.synthetic import make_truth, to_text

pytestmark = pytest.mark.slow

UNDERSTOOD = 0.8
"""Of sentences with amounts: spending told by function where a section divides it by kind is left unread, and said so."""
FOUND = 0.75
"""Of changed figures; what is compared with nothing (a budget that stands once, a count) cannot be told."""
CHANGED = 12


@pytest.fixture(scope="module")
def auditor() -> Auditor:
    return Auditor()


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


@pytest.mark.parametrize("name", STRANGERS)
def test_a_figure_changed_beyond_its_rounding_is_found(auditor: Auditor, name: str) -> None:
    drawn = random.Random(name)
    document = print_stranger(sizeable(drawn.randrange(1000)), name)
    unsaid = missed(auditor, document, CHANGED, drawn)
    assert len(unsaid) <= (1 - FOUND) * CHANGED, unsaid
