"""Counting what an audit made of planted slips."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from gouji.model import Figure, Finding, Place, parse_quantity


@attrs.define
class Score:
    """Counts of one kind of slip, or of one table."""

    tried: int = 0
    detected: int = 0
    first: int = 0
    three: int = 0
    located: int = 0
    proposed: int = 0
    ranged: int = 0
    contained: int = 0
    findings: int = 0

    def row(self, name: str) -> str:
        """Return a line of the results table."""

        def share(part: int, whole: int) -> str:
            return f"{100 * part / whole:6.1f}" if whole else "     -"

        return (
            f"{name:<12}{self.tried:>6} {share(self.detected, self.tried)} {share(self.first, self.detected)} "
            f"{share(self.three, self.detected)} {share(self.proposed, self.detected)} "
            f"{share(self.contained, self.ranged)} {self.findings / self.detected if self.detected else 0:7.2f}"
        )


def alike(scores: Sequence[Score]) -> str:
    """Return a line of the results table in which every kind weighs the same."""

    def mean(parts: Sequence[tuple[int, int]]) -> str:
        shares = [100 * part / whole for part, whole in parts if whole]
        return f"{sum(shares) / len(shares):6.1f}" if shares else "     -"

    return (
        f"{'kinds alike':<12}{sum(s.tried for s in scores):>6} {mean([(s.detected, s.tried) for s in scores])} "
        f"{mean([(s.first, s.detected) for s in scores])} {mean([(s.three, s.detected) for s in scores])} "
        f"{mean([(s.proposed, s.detected) for s in scores])} {mean([(s.contained, s.ranged) for s in scores])}"
    )


HEAD = "kind         tried   det%  first%  in3%  value% range% findings"


@attrs.frozen
class Mark:
    """What became of one slip."""

    detected: bool = False
    first: bool = False
    three: bool = False
    proposed: bool = False
    contained: bool | None = None
    findings: int = 0


def mark(figure: Figure, findings: Sequence[Finding], omitted: bool = False) -> Mark:
    """Judge the findings that the clean document does not have.

    A slip is detected if a finding rests on its figure.  The best of these speaks: located ones before others.

    Args:
        figure: The figure as the clean document prints it.
        findings: New ones.
        omitted: It was left out.
    """
    holding = [f for f in findings if any(e.figure == figure.id for e in f.evidence)]
    if not holding:
        # A figure left out of a sentence is none any more: a finding of words at its place tells it.
        told = omitted and any(_there(f, figure) for f in findings)
        return Mark(told, told, told, findings=len(findings))
    names = (figure.id, figure.label)
    holding.sort(key=lambda f: (not f.alternatives and f.culprit is None, -f.severity.rank))
    best = holding[0]
    # A finding about words names its figures after the words.
    named = next(e.figure for e in best.evidence if e.figure)
    ranked = [named, *(x for a in best.alternatives for x in a.figures)]
    first = ranked[0] in names
    contained = None
    if first and best.expected_range is not None:
        contained = figure.quantity.rounded.meets(best.expected_range)
    return Mark(
        True,
        first,
        any(r in names for r in ranked[:3]),
        first and _same(best.expected, figure),
        contained,
        len(findings),
    )


LINES = 3
"""Lines that a sentence may begin before the line of its figure."""


def _there(finding: Finding, figure: Figure) -> bool:
    """Whether a finding speaks of words where a figure of the prose stood."""
    here = figure.place

    def near(place: Place) -> bool:
        if (place.page, place.sheet, place.cell) != (here.page, here.sheet, here.cell):
            return False
        return here.line is None or (place.line is not None and 0 <= here.line - place.line <= LINES)

    return not figure.table and any(not e.figure and near(e.place) for e in finding.evidence)


def _same(expected: str, figure: Figure) -> bool:
    return bool(expected) and parse_quantity(expected, figure.quantity.unit).value == figure.quantity.value


def add(score: Score, made: Mark) -> None:
    """Add one slip to a score."""
    score.tried += 1
    if not made.detected:
        return
    score.detected += 1
    score.first += made.first
    score.three += made.three
    score.proposed += made.proposed
    score.findings += made.findings
    if made.contained is not None:
        score.ranged += 1
        score.contained += made.contained


@attrs.define
class SetScore:
    """Counts of documents with several slips."""

    tried: int = 0
    exact: int = 0
    wanted: int = 0
    right: int = 0
    named: int = 0

    def add(self, figures: Sequence[Figure], findings: Sequence[Finding]) -> None:
        """Compare the figures accused first with the changed ones."""
        truth = {f.id for f in figures}
        accused = {f.evidence[0].figure for f in findings if f.evidence and f.evidence[0].role == "culprit"}
        self.tried += 1
        self.exact += accused == truth
        self.wanted += len(truth)
        self.right += len(accused & truth)
        self.named += len(accused)

    def row(self, name: str) -> str:
        """Return a line of the results table."""

        def share(part: int, whole: int) -> str:
            return f"{100 * part / whole:6.1f}" if whole else "     -"

        return f"{name:<12}{self.tried:>6} {share(self.exact, self.tried)} {share(self.right, self.wanted)} {share(self.right, self.named)}"
