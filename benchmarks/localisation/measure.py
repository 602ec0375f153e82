"""Which figure is wrong: mutate printed figures of a text, audit the changed text, and see what is found.

    python benchmarks/localisation/measure.py DOCUMENT.txt [--samples 400] [--seed 1] [--errors 1]

Prints a table by kind of slip: detected (a finding rests on the changed figure), right figure first, proposed value
exactly right, implied range contains the truth; figures inside and outside relations apart.  Without a document it
measures made-up departments.  The seed for reporting is not the one used while tuning.
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import attrs

from gouji.api import Source
from gouji.audit import Auditor
from gouji.model import DocumentReport, Figure, parse_quantity
from gouji.testing.synthetic import make_truth, print_national, to_text
from gouji.testing.synthetic.planting import KINDS, slip


@attrs.define
class Score:
    """Counts of one kind of slip."""

    tried: int = 0
    detected: int = 0
    first: int = 0
    three: int = 0
    proposed: int = 0
    ranged: int = 0
    contained: int = 0

    def row(self, name: str) -> str:
        """Return a line of the table."""

        def share(part: int, whole: int) -> str:
            return f"{100 * part / whole:6.1f}" if whole else "     -"

        return (
            f"{name:<10}{self.tried:>6}  {share(self.detected, self.tried)}  {share(self.first, self.detected)}  "
            f"{share(self.three, self.detected)}  {share(self.proposed, self.detected)}  {share(self.contained, self.ranged)}"
        )


def neighbour(figure: Figure, report: DocumentReport) -> str:
    """Return the value of the next filled cell of the row or column, "" if there is none."""
    table = report.ledger.tables[figure.table]
    others = [
        f.quantity.printed
        for (row, column), f in table.cells.items()
        if f is not figure and f.quantity.printed and (row == figure.row or column == figure.column)
    ]
    return next((o for o in others if o != figure.quantity.printed), "")


def changed_text(text: str, figure: Figure, wrong: str) -> str | None:
    """Return the text with one figure changed on its line, ``None`` if it cannot be told apart."""
    lines = text.split("\n")
    line = lines[(figure.place.line or 1) - 1]
    found = list(re.finditer(rf"(?<![\d.,]){re.escape(figure.quantity.printed)}(?![\d.,]*\d)", line))
    if len(found) != 1:
        return None
    lines[(figure.place.line or 1) - 1] = line[: found[0].start()] + wrong + line[found[0].end() :]
    return "\n".join(lines)


def mutations(
    text: str, report: DocumentReport, rng: random.Random
) -> Iterator[tuple[str, Figure, str, str]]:
    """Yield (kind, figure, wrong value, changed text), each figure and each kind equally likely, without end."""
    figures = [f for t in report.ledger.tables.values() for f in t.cells.values() if f.quantity.printed]
    kinds = (*KINDS, "copy")
    while True:
        kind, figure = rng.choice(kinds), rng.choice(figures)
        printed = figure.quantity.printed
        wrong = neighbour(figure, report) if kind == "copy" else slip(kind, printed, rng)
        if not wrong or parse_quantity(wrong).value == figure.quantity.value:
            continue
        changed = changed_text(text, figure, wrong)
        if changed is not None:
            yield kind, figure, wrong, changed


def measure(
    text: str, samples: int, seed: int, auditor: Auditor
) -> tuple[dict[str, Score], list[float], int]:
    """Mutate one text ``samples`` times and return scores by kind, seconds of localisation and figures lost in reading."""
    clean = auditor.audit(Source("clean.txt", content=text.encode()))
    known = {f.id for f in clean.findings}
    inside = {f.id for o in clean.outcomes for f in o.relation.figures()}
    scores: dict[str, Score] = defaultdict(Score)
    times: list[float] = []
    lost = 0
    for kind, figure, wrong, changed in mutations(text, clean, random.Random(seed)):
        if sum(s.tried for s in scores.values()) >= 2 * samples:
            break
        report = auditor.audit(Source("changed.txt", content=changed.encode()))
        times.append(report.seconds["定位"])
        now = report.ledger.tables.get(figure.table)
        cell = now.figure(figure.row, figure.column) if now else None
        lost += cell is None or cell.quantity.printed != wrong
        names = (kind, "all") if figure.id in inside else ("outside",)
        new = [f for f in report.findings if f.id not in known]
        for name in names:
            score(scores[name], figure, new)
    return scores, times, lost


def score(entry: Score, figure: Figure, findings: list[object]) -> None:
    """Add one mutation to a score."""
    entry.tried += 1
    holding = [f for f in findings if any(e.figure == figure.id for e in f.evidence)]  # type: ignore[attr-defined]
    if not holding:
        return
    entry.detected += 1
    best = holding[0]
    ranked = [best.evidence[0].figure, *(x for a in best.alternatives for x in a.figures)]  # type: ignore[attr-defined]
    label = figure.label
    entry.first += ranked[0] in (figure.id, label)
    entry.three += any(r in (figure.id, label) for r in ranked[:3])
    if ranked[0] == figure.id:
        entry.proposed += best.expected.replace(",", "") == figure.quantity.printed.replace(",", "")  # type: ignore[attr-defined]
        reach = best.expected_range  # type: ignore[attr-defined]
        if reach is not None:
            entry.ranged += 1
            entry.contained += figure.quantity.rounded.meets(reach)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("document", nargs="?", type=Path)
    parser.add_argument("--samples", type=int, default=300)
    parser.add_argument("--seed", type=int, default=2024)
    options = parser.parse_args()
    auditor = Auditor()
    text = (
        options.document.read_text(encoding="utf-8")
        if options.document
        else to_text(print_national(make_truth(options.seed)))
    )
    start = time.perf_counter()
    scores, times, lost = measure(text, options.samples, options.seed, auditor)
    print("kind       tried  detect%  first%  in 3 %  value%  range%")
    for name in (*KINDS, "copy", "all", "outside"):
        if name in scores:
            print(scores[name].row(name))
    ordered = sorted(times)
    print(
        f"localisation: median {1000 * statistics.median(times):.0f} ms, p95 {1000 * ordered[int(0.95 * (len(ordered) - 1))]:.0f} ms; "
        f"figures whose cell changed in reading: {lost} of {len(times)}; {time.perf_counter() - start:.0f} s in all"
    )


if __name__ == "__main__":
    main()
