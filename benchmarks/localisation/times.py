"""How long settling takes: clean documents, a few errors, two thousand figures, everything wrong.

    python benchmarks/localisation/times.py [DOCUMENT …] [--repeat 7]

Processor milliseconds after parsing, the best of several runs: judging, building the system, proof or localisation.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Sequence
from pathlib import Path

from gouji.api import Source
from gouji.audit import Auditor
from gouji.model import Document, Figure, Ledger, Linear, Relation, Rule, Term, parse_quantity, unit
from gouji.solving import settle
from gouji.testing.synthetic import make_truth, print_national, to_text

EMPTY = Ledger(Document("made", "text", "0", ()))
WAN = unit("万元")


def grid(rng: random.Random, rows: int, columns: int) -> tuple[list[str], list[tuple[list[int], int]]]:
    """Return printed figures of a correct table with totals of rows and columns, and which add up to which."""
    true = [[rng.randint(0, 10**9) for _ in range(columns)] for _ in range(rows)]
    full = [[*row, sum(row)] for row in true]
    full.append([sum(column) for column in zip(*full, strict=True)])
    width = columns + 1
    printed = [f"{(v + 5_000) // 10_000 / 100:.2f}" for row in full for v in row]
    sums = [([r * width + c for c in range(columns)], r * width + columns) for r in range(rows + 1)]
    sums += [([r * width + c for r in range(rows)], rows * width + c) for c in range(width)]
    return printed, sums


def made(size: int, errors: int, seed: int) -> list[Relation]:
    """Return the relations of a document of tables of eight columns, with some figures changed."""
    rng = random.Random(seed)
    texts: list[str] = []
    sums: list[tuple[list[int], int]] = []
    while len(texts) < size:
        printed, own = grid(rng, 24, 8)
        sums += [([len(texts) + p for p in parts], len(texts) + whole) for parts, whole in own]
        texts += printed
    for at in rng.sample(range(len(texts)), errors):
        texts[at] = f"{float(texts[at]) + rng.randint(100, 99_999) / 100:.2f}"
    figures = [Figure(f"f{i}", parse_quantity(t, WAN), label=f"f{i}") for i, t in enumerate(texts)]
    return [
        Relation(
            Rule("A", "A"), "A", Linear(tuple(Term(figures[p]) for p in parts), "==", (Term(figures[whole]),))
        )
        for parts, whole in sums
    ]


def milliseconds(relations: Sequence[Relation], ledger: Ledger, repeat: int) -> float:
    """Return the least processor time of several runs."""
    best = float("inf")
    for _ in range(repeat):
        start = time.process_time()
        settle(relations, ledger)
        best = min(best, time.process_time() - start)
    return 1000 * best


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("documents", nargs="*", type=Path)
    parser.add_argument("--repeat", type=int, default=7)
    options = parser.parse_args()
    auditor = Auditor()
    reports = [(str(p), auditor.audit_path(p)) for p in options.documents]
    for seed in (3001, 3002):
        text = to_text(print_national(make_truth(seed)))
        reports.append((f"made {seed}", auditor.audit(Source("made.txt", content=text.encode()))))
    for name, report in reports:
        relations = [o.relation for o in report.outcomes]
        figures = len({f.id for r in relations for f in r.figures()})
        status = report.certificate.status if report.certificate else ""
        spent = milliseconds(relations, report.ledger, options.repeat)
        print(f"{spent:8.1f} ms  {name}: {len(relations)} relations, {figures} figures, {status}")
    for size, errors in ((400, 0), (400, 3), (2000, 0), (2000, 3), (2000, 2000)):
        relations = made(size, errors, size + errors)
        spent = milliseconds(relations, EMPTY, max(1, options.repeat // 3))
        result = settle(relations, EMPTY)
        unlocated = sum("未能定位" in f.message for f in result.findings)
        print(
            f"{spent:8.1f} ms  tables of {size} figures, {errors} wrong: {len(result.findings)} findings, "
            f"{unlocated} of them not located, {result.certificate.status}"
        )


if __name__ == "__main__":
    main()
