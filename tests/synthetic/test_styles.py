"""Correct departments in the words of ten provinces: read nearly whole, accused of nothing."""

from __future__ import annotations

import pytest
from some_slow import first
from sound import sound

from gouji.api import Source
from gouji.audit import Auditor
from gouji.model import Severity
from gouji.testing.synthetic import STYLES, Style, make_truth, print_styled, to_text

AUDITOR = Auditor()
LEAST = 0.95


def read_and_accused(style: Style, seed: int) -> tuple[int, int, list[str]]:
    """Return sentences understood, sentences with amounts, and what is reported against figures of the prose."""
    document = print_styled(make_truth(seed, year=2019 + seed % 6), style, seed)
    report = AUDITOR.audit(Source(f"{style.name}{seed}.txt", content=to_text(document).encode()))
    accused = [
        f"{seed} {f.rule.id} {f.message}"
        for f in sound(report).findings
        if f.severity is Severity.ERROR
        or (
            f.severity is Severity.WARNING
            and f.rule.category in ("narrative", "ratio", "table", "cross-table")
        )
    ]
    return report.ledger.sentences_understood, report.ledger.sentences_with_amounts, accused


@pytest.mark.parametrize("style", first(3, STYLES), ids=[s.name for s in STYLES])
def test_a_style_is_read_and_not_accused(style: Style) -> None:
    understood, with_amounts, accused = read_and_accused(style, STYLES.index(style))
    assert accused == []
    assert with_amounts > 15
    assert understood >= LEAST * with_amounts


@pytest.mark.slow
@pytest.mark.parametrize("style", STYLES, ids=[s.name for s in STYLES])
def test_many_departments_of_a_style_are_read_and_not_accused(style: Style) -> None:
    results = [read_and_accused(style, seed) for seed in range(100, 112)]
    assert [a for _, _, accused in results for a in accused] == []
    assert sum(u for u, _, _ in results) >= LEAST * sum(w for _, w, _ in results)
