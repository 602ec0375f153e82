"""Bodies of every kind with texts of their own, correct by construction: accused of nothing, and read all the same."""

from __future__ import annotations

import pytest
from changed_figures import audited, weighty
from public_bodies import BODIES
from render_layout import render_layout

from gouji.audit import Auditor
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
