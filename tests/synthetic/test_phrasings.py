"""Correct departments in many phrasings, with figures of strangers among them: nobody is accused."""

from __future__ import annotations

import re

import pytest
from sound import sound

from gouji.api import Source
from gouji.audit import Auditor
from gouji.model import Severity
from gouji.testing.synthetic import make_truth, print_phrased, to_text


def false_findings(seeds: range) -> list[tuple[int, str, str]]:
    auditor = Auditor()
    found = []
    for seed in seeds:
        text = to_text(print_phrased(make_truth(seed), seed))
        report = auditor.audit(Source(f"{seed}.txt", content=text.encode()))
        found += [
            (seed, f.rule.id, f.message)
            for f in sound(report).findings
            if f.severity is Severity.ERROR or f.rule.category in ("narrative", "ratio")
        ]
    return found


@pytest.mark.slow
@pytest.mark.parametrize("start", range(0, 200, 50))
def test_two_hundred_correct_departments_in_other_words_have_no_errors(start: int) -> None:
    assert false_findings(range(start, start + 50)) == []


@pytest.mark.slow
def test_a_wrong_share_among_strangers_is_found() -> None:
    auditor, tried = Auditor(), 0
    for seed in range(12):
        text = to_text(print_phrased(make_truth(seed), seed))
        whole = re.search(r"基本支出[\d.]+\s*万元，占\s*(\d+\.\d\d)%", text)
        if whole is None:  # said in other words
            continue
        tried += 1
        start, end = whole.span(1)
        wrong = f"{(float(whole[1]) + 37) % 100:.2f}"
        report = auditor.audit(Source("x.txt", content=(text[:start] + wrong + text[end:]).encode()))
        assert [f.rule.id for f in sound(report).findings if f.rule.category == "ratio"] == ["SB-01"], seed
    assert tried >= 3
