"""How long settling takes: clean documents stage by stage, a few errors (p95), two thousand figures, everything wrong.

    python benchmarks/localisation/times.py [DOCUMENT.txt …] [--samples 120] [--seed 3001] [--repeat 7]

Processor milliseconds after parsing.  A document with errors is timed when it is settled for the first time, as its user
has it; clean documents are timed so and again, the best of several runs by stages.  Figures are the printed ones, blanks
apart.
"""

from __future__ import annotations

import argparse
import gc
import random
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from carriers import Text
from measure import cases
from slips import ONE

import gouji.solving
from gouji.api import Source
from gouji.audit import Auditor
from gouji.model import (
    Document,
    DocumentReport,
    Figure,
    Ledger,
    Linear,
    Relation,
    Rule,
    Term,
    parse_quantity,
    unit,
)
from gouji.solving import settle
from gouji.solving.near import Near
from gouji.testing.synthetic import make_truth, print_national, to_text

EMPTY = Ledger(Document("made", "text", "0", ()))
WAN = unit("万元")
MOST = 400
"""Printed figures of a document whose times are summed up."""
ERRORS = (1, 2, 3)


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


class Stages:
    """Processor time by stage, each without the stages inside it."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()
        self._open: list[list[Any]] = []

    def wrap(self, stage: str, call: Callable[..., Any]) -> Callable[..., Any]:
        """Return the function, its time booked to a stage."""

        def timed(*arguments: Any, **keywords: Any) -> Any:
            now = time.process_time()
            if self._open:
                name, since = self._open[-1]
                self.spent[name] += now - since  # type: ignore[assignment]
            self._open.append([stage, now])
            try:
                return call(*arguments, **keywords)
            finally:
                now = time.process_time()
                name, since = self._open.pop()
                self.spent[name] += now - since  # type: ignore[assignment]
                if self._open:
                    self._open[-1][1] = now

        return timed


@contextmanager
def replaced(where: object, name: str, what: object) -> Iterator[None]:
    """Put something in the place of a module's or class's name for a while."""
    old = getattr(where, name)
    setattr(where, name, what)
    try:
        yield
    finally:
        setattr(where, name, old)


def by_stage(relations: Sequence[Relation], ledger: Ledger, repeat: int) -> dict[str, float]:
    """Return the milliseconds of judging, building the system, proving and the rest, of the quickest run."""
    from importlib import import_module

    home = import_module("gouji.solving.settle")
    best: dict[str, float] = {}
    for _ in range(repeat):
        stages = Stages()
        with (
            replaced(home, "judge_all", stages.wrap("judge", home.judge_all)),
            replaced(home, "build", stages.wrap("build", home.build)),
            replaced(Near, "values", stages.wrap("prove", Near.values)),
        ):
            stages.wrap("rest", settle)(relations, ledger)
        found = {name: 1000 * spent for name, spent in stages.spent.items()}
        if not best or sum(found.values()) < sum(best.values()):
            best = found
    return best


class First:
    """Times of documents settled for the first time, while they are audited."""

    def __init__(self, auditor: Auditor) -> None:
        self.auditor = auditor
        self.times: list[float] = []

    def audit(self, source: Source) -> DocumentReport:
        """Audit a document and note how long its settling took."""

        def timed(*arguments: Any, **keywords: Any) -> Any:
            gc.collect()  # what the documents before left behind is none of its time
            start = time.process_time()
            settled = settle(*arguments, **keywords)
            self.times.append(1000 * (time.process_time() - start))
            return settled

        with replaced(gouji.solving, "settle", timed):
            return self.auditor.audit(source)


def printed_figures(report: DocumentReport) -> int:
    """Return how many figures of a document are printed."""
    return sum(any(c.isdigit() for c in f.quantity.printed) for f in report.ledger.figures())


def with_errors(first: First, text: str, samples: int, seed: int) -> list[float]:
    """Return the times of one document with one, two and three slips in turn."""
    carrier = Text(text)
    clean = first.audit(carrier.clean())
    found: list[float] = []
    drawn = [cases(clean, ONE, "core", errors, random.Random(seed + errors)) for errors in ERRORS]
    while len(found) < samples:
        _, slips = next(drawn[len(found) % len(drawn)])
        source = carrier.changed(slips, clean.ledger)
        if source is not None:
            first.audit(source)
            found.append(first.times[-1])
    return found


def summed(times: Sequence[float]) -> str:
    """Return median, p95 and the longest."""
    ordered = sorted(times)
    return (
        f"median {statistics.median(ordered):.0f} ms, p95 {ordered[int(0.95 * (len(ordered) - 1))]:.0f} ms, "
        f"most {ordered[-1]:.0f} ms of {len(ordered)}"
    )


def departments(auditor: Auditor, seed: int, count: int) -> Iterator[tuple[str, str]]:
    """Yield made departments of at most :data:`MOST` printed figures, from a seed on."""
    while count:
        text = to_text(print_national(make_truth(seed)))
        if printed_figures(auditor.audit(Source("made.txt", content=text.encode()))) <= MOST:
            yield f"made {seed}", text
            count -= 1
        seed += 1


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("documents", nargs="*", type=Path)
    parser.add_argument("--samples", type=int, default=120, help="documents with errors of each source")
    parser.add_argument("--seed", type=int, default=3001)
    parser.add_argument("--repeat", type=int, default=7)
    options = parser.parse_args()
    gc.set_threshold(100_000, 20, 20)  # as the command line does
    auditor = Auditor()
    first = First(auditor)
    given = [(p.name, p.read_text(encoding="utf-8")) for p in options.documents]
    small = list(departments(auditor, options.seed, 6))
    for name, text in (*given, *small[:3]):
        report = first.audit(Source("clean.txt", content=text.encode()))
        relations = [o.relation for o in report.outcomes]
        stages = by_stage(relations, report.ledger, options.repeat)
        again = milliseconds(relations, report.ledger, options.repeat)
        told = ", ".join(f"{stage} {spent:.1f}" for stage, spent in stages.items())
        status = report.certificate.status if report.certificate else ""
        print(
            f"{name}, clean: first {first.times[-1]:.1f} ms, again {again:.1f} ms ({told}): {len(relations)} relations, "
            f"{sum(1 for _ in report.ledger.figures())} figures, {printed_figures(report)} of them printed, {status}"
        )
    for name, text in given:
        print(f"{name}, 1 to 3 errors: {summed(with_errors(first, text, options.samples, options.seed))}")
    times = [t for name, text in small for t in with_errors(first, text, options.samples // 6, options.seed)]
    print(f"made, at most {MOST} printed figures, 1 to 3 errors: {summed(times)}")
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
