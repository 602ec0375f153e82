"""Marking the findings of a store that a baseline, a suppression or an explanation closes.

Marks are laid on after the audit: a changed ``gouji.toml`` costs no document a new audit.  Done anew at the end of every
run for the documents of that run, so a run that was killed before leaves nothing that the next does not put right.
"""

from __future__ import annotations

import datetime
from typing import Any

import attrs

from gouji.batch.from_json import document_from_json
from gouji.batch.store import Store
from gouji.living import Baseline, Closing, Marker
from gouji.model import Problem
from gouji.value import Value

Json = dict[str, Any]
Mark = tuple[str, str]
"""How a finding was settled (:class:`~gouji.model.Settled`), and the words for it; both "" while it is open."""

GROUP = 64
"""Documents marked in one transaction."""


@attrs.frozen(eq=False, repr=False)
class Known(Value):
    """What closes findings.

    Attributes:
        closings: Suppressions and explanations of the settings.
        baseline: Findings accepted earlier, ``None`` if none are.
        today: To judge expiry by.
        problems: What to tell about them beforehand: what the baseline was made with and is missing now.
    """

    closings: tuple[Closing, ...] = ()
    baseline: Baseline | None = None
    today: datetime.date = attrs.field(factory=datetime.date.today)
    problems: tuple[Problem, ...] = ()


def settle(store: Store, known: Known) -> list[Problem]:
    """Mark the findings of this run's documents, and return what to tell about closings that did not do their part."""
    marker = Marker(known.closings, known.baseline, known.today)
    if known.closings:
        marker.hear(store.rules_heard())
    rules = {c.rule for c in known.closings if c.rule}
    ids = {c.finding for c in known.closings if c.finding}
    if known.baseline is not None:
        ids |= known.baseline.ids
    waiting: list[tuple[int, Json, list[Mark]]] = []
    for number, report in store.reports_with_findings(rules, ids):
        before = [(f["settled"], f["suppressed"]) for f in report["findings"]]
        for finding in report["findings"]:
            finding["settled"] = finding["suppressed"] = ""
        marked = marker.mark(document_from_json(report))
        marks = [(f.settled.value, f.suppressed) for f in marked.findings]
        if marks != before:
            for finding, (settled, words) in zip(report["findings"], marks, strict=True):
                finding["settled"], finding["suppressed"] = settled, words
            waiting.append((number, report, marks))
        if len(waiting) >= GROUP:
            store.mark(waiting)
            waiting = []
    store.mark(waiting)
    return marker.problems()
