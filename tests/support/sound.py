"""Reports of which nothing failed: a check that crashed finds nothing either."""

from __future__ import annotations

from gouji.model import DocumentReport


def sound(report: DocumentReport) -> DocumentReport:
    """Return a report of which no reader, rule or check failed; what is not found in it was looked for."""
    assert report.problems == ()
    return report
