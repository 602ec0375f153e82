"""A rate said of a part right behind its amount stays the part's, though it would fit the whole as well."""

from __future__ import annotations

import pytest
from sound import sound

from gouji.api import Source
from gouji.audit import Auditor
from gouji.model import Measure
from gouji.testing.synthetic import make_truth, print_shanghai, to_text
from gouji_plugins.checks.narrative_whose import settled


@pytest.mark.parametrize("seed", [5225, 5243, 5278])
def test_completion_of_a_part_whose_budget_stands_in_the_table(seed: int) -> None:
    """三公经费 0.11 of 0.11 fits any rate of its parts: amounts so small have wide intervals."""
    text = to_text(print_shanghai(make_truth(seed)))
    report = Auditor().audit(Source("made.txt", content=text.encode()))
    assert sound(report).findings == ()
    assert report.certificate is not None
    assert report.certificate.status == "consistent"
    rates = [f for f in report.ledger.facts if f.measure is Measure.COMPLETION and f.section_key == "三公"]
    now = {f.id: f.subject for f in settled(report.ledger).facts}
    assert len(rates) > 1
    assert [now[f.id] for f in rates] == [f.subject for f in rates]
