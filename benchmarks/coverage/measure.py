"""How much of a document is looked at: relations, sentences understood, figures in no relation.

    python benchmarks/coverage/measure.py [DOCUMENT ...] [--made 5] [--seed 1000] [--free] [--lost]

Prints one line a document, one a style of made-up prose (all ten of them, ``--made`` departments each), and one a
place whose wording was written down apart from the specs (all twelve).
``--free`` names the figures in no relation, ``--lost`` the sentences with amounts that were not understood.
Errors and warnings on made-up departments are false: their number is printed beside the coverage.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from gouji.api import Source
from gouji.audit import Auditor
from gouji.model import DocumentReport, Severity
from gouji.model.coverage import Coverage
from gouji.testing.synthetic import (
    PLACES,
    STYLES,
    PrintedDocument,
    make_truth,
    print_place,
    print_styled,
    to_text,
)

HEAD = f"{'document':<28}{'relations':>10}{'judged':>8}{'sentences':>12}{'cells free':>14}{'facts free':>13}{'aside':>7}{'E/W':>8}"


def line(name: str, covered: Sequence[Coverage], reports: Sequence[DocumentReport]) -> str:
    """Return the figures of documents of one kind, relations as means."""

    def total(field: str) -> int:
        return sum(getattr(c, field) for c in covered)

    count = len(covered)
    found = [f for report in reports for f in report.findings]
    errors = sum(f.severity is Severity.ERROR for f in found)
    warnings = sum(f.severity is Severity.WARNING for f in found)
    sentences = f"{total('understood')}/{total('sentences')}"
    cells, facts = f"{total('cells_free')}/{total('cells')}", f"{total('facts_free')}/{total('facts')}"
    return (
        f"{name:<28}{total('relations') / count:>10.0f}{total('judged') / count:>8.0f}{sentences:>12}{cells:>14}{facts:>13}"
        f"{total('asides'):>7}{f'{errors}/{warnings}':>8}"
    )


def details(report: DocumentReport, *, free: bool, lost: bool) -> None:
    """Print what was not looked at."""
    if lost:
        for text, place in report.ledger.not_understood:
            print(f"    not understood, {place}: {text}")
    if free:
        for figure in report.coverage().free:
            print(f"    in no relation: {figure.label or figure.id} {figure.quantity.printed}")


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("documents", nargs="*", type=Path)
    parser.add_argument("--made", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1000)
    parser.add_argument("--free", action="store_true")
    parser.add_argument("--lost", action="store_true")
    options = parser.parse_args()
    auditor = Auditor()
    print(HEAD)
    for path in options.documents:
        report = auditor.audit_path(path)
        print(line(path.name[:27], [report.coverage()], [report]))
        details(report, free=options.free, lost=options.lost)
    made: dict[str, Callable[[int], PrintedDocument]] = {
        f"made, {s.name}": lambda seed, s=s: print_styled(make_truth(seed, year=2019 + seed % 6), s, seed)
        for s in STYLES
    }
    made |= {
        f"place, {p}": lambda seed, p=p: print_place(make_truth(seed, year=2019 + seed % 6), p)
        for p in PLACES
    }
    for name, printed in made.items() if options.made else ():
        reports = []
        for seed in range(options.seed, options.seed + options.made):
            # What is written of the style, not where a figure stands, is measured here: places as text has them.
            reports.append(auditor.audit(Source(f"{seed}.txt", content=to_text(printed(seed)).encode())))
        print(line(name, [r.coverage() for r in reports], reports))
        for report in reports:
            details(report, free=options.free, lost=options.lost)


if __name__ == "__main__":
    main()
