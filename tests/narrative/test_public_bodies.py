"""Bodies of every kind with texts of their own, correct by construction: accused of nothing, and read all the same."""

from __future__ import annotations

from random import Random

import pytest
from cell_texts import cell_text
from changed_figures import audited, weighty
from public_bodies import BODIES
from render_layout import render_layout
from sound import sound

from gouji.api import Source
from gouji.audit import Auditor
from gouji.model import Severity
from gouji.testing.synthetic import to_text

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def auditor() -> Auditor:
    return Auditor()


@pytest.mark.parametrize("name", BODIES)
def test_a_correct_body_is_accused_of_nothing(auditor: Auditor, name: str) -> None:
    for seed in range(1, 5):
        assert weighty(audited(auditor, to_text(BODIES[name](seed)))) == set(), (name, seed)


@pytest.mark.parametrize("name", BODIES)
def test_a_correct_body_whose_columns_spaces_hold_is_accused_of_nothing(auditor: Auditor, name: str) -> None:
    assert weighty(audited(auditor, render_layout(BODIES[name](1), 1, double=True))) == set()


@pytest.mark.parametrize("name", BODIES)
def test_a_correct_body_printed_cell_by_cell_is_accused_of_no_error(auditor: Auditor, name: str) -> None:
    for seed in range(1, 4):
        report = auditor.audit(Source("x.txt", content=cell_text(BODIES[name](seed), Random(seed))))
        assert [f.message for f in sound(report).findings if f.severity is Severity.ERROR] == [], (name, seed)
