"""The same slips, located by two known methods beside ours: one big-M MIP, and corrections of typing errors.

    python benchmarks/localisation/peers.py DOCUMENT [--samples 40] [--seed 1] [--errors 1] [--where core]

*errorlocate*-style: a binary for every figure, the fewest that must be free so that all relations can hold, one MIP
(HiGHS; van der Loo & de Jonge's R package does so).  *correct_typos*-style: for every violated sum the value that each
of its figures would need, accepted if one typing slip leads from one to the other, the one that mends most taken first
(Scholtus 2009; deductive::correct_typos).  All three see the same relations of the same changed file.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

import attrs
from carriers import Carrier, Text
from measure import cases, new_findings
from reprint import Reprinted
from slips import ONE

from gouji.audit import Auditor
from gouji.errors import GoujiError
from gouji.model import DocumentReport, Regime, Tier, Verdict
from gouji.solving import settle
from gouji.solving.building import build
from gouji.solving.story import NONE, story
from gouji.solving.system import System

BIG = 1e7
"""Most a figure may be changed, in its own quanta."""
MIP_SECONDS = 10.0
REACH = 3
"""Quanta around the needed value at which a typing slip is looked for, as sums of rounded figures miss by some."""


@attrs.define
class Tally:
    """Counts of one method."""

    tried: int = 0
    exact: int = 0
    right: int = 0
    named: int = 0
    wanted: int = 0
    times: list[float] = attrs.field(factory=list)

    def add(self, truth: set[str], accused: set[str], seconds: float) -> None:
        """Count one document."""
        self.tried += 1
        self.exact += truth == accused
        self.right += len(truth & accused)
        self.named += len(accused)
        self.wanted += len(truth)
        self.times.append(seconds)

    def row(self, name: str) -> str:
        """Return a line of the results."""
        ordered = sorted(self.times)
        p95 = ordered[int(0.95 * (len(ordered) - 1))] if ordered else 0.0
        return (
            f"{name:<14}{self.tried:>5} {100 * self.exact / max(1, self.tried):7.1f} "
            f"{100 * self.right / max(1, self.wanted):7.1f} {100 * self.right / max(1, self.named):7.1f} "
            f"{1000 * statistics.median(ordered or [0]):8.1f} {1000 * p95:8.1f}"
        )


def single_mip(system: System) -> set[int]:
    """Return the figures that one MIP frees; empty if it finds none in time."""
    import highspy

    n = len(system.figures)
    model = highspy.Highs.__bases__[0]()
    model.setOptionValue("output_flag", False)
    model.setOptionValue("time_limit", MIP_SECONDS)
    infinity = highspy.kHighsInf
    quanta = [
        max(1.0, float(f.quantity.quantum * s)) for f, s in zip(system.figures, system.scales, strict=True)
    ]
    for low, high, quantum in zip(system.lows, system.highs, quanta, strict=True):
        model.addVar(low / quantum - BIG, high / quantum + BIG)
    for var in range(n):
        model.addVar(0.0, 1.0)
        model.changeColCost(n + var, 1.0)
        model.changeColIntegrality(n + var, highspy.HighsVarType.kInteger)
        low, high = system.lows[var] / quanta[var], system.highs[var] / quanta[var]
        model.addRow(low, infinity, 2, [var, n + var], [1.0, BIG])
        model.addRow(-infinity, high, 2, [var, n + var], [1.0, -BIG])
    for c in system.constraints:
        weights = [k * quanta[v] for v, k in c.terms]
        size = max(abs(w) for w in weights)
        low = -infinity if c.low is None else c.low / size
        high = infinity if c.high is None else c.high / size
        model.addRow(low, high, len(weights), [v for v, _ in c.terms], [w / size for w in weights])
    model.run()
    values = list(model.getSolution().col_value)
    return {var for var in range(n) if len(values) == 2 * n and values[n + var] > 0.5}


def typing_errors(system: System) -> set[int]:
    """Return the figures that one typing slip explains, the one that mends most sums first."""
    values = [round(f.quantity.ticks * s) for f, s in zip(system.figures, system.scales, strict=True)]
    lows, highs = list(system.lows), list(system.highs)
    accused: set[int] = set()
    for _ in range(3):
        broken = [i for i in range(len(system.constraints)) if _broken(system, i, lows, highs)]
        best: tuple[int, int, int] | None = None
        for at in broken:
            constraint = system.constraints[at]
            for var, own in constraint.terms:
                if var in accused or constraint.low != constraint.high or abs(own) != 1:
                    continue
                rest = sum(c * values[v] for v, c in constraint.terms if v != var)
                needed = ((constraint.low or 0) - rest) * own
                value = _slip(system, var, needed)
                if value is None:
                    continue
                half = (system.highs[var] - system.lows[var]) // 2
                kept = lows[var], highs[var]
                lows[var], highs[var] = value - half, value + half
                mended = sum(not _broken(system, i, lows, highs) for i in broken)
                lows[var], highs[var] = kept
                if best is None or mended > best[0]:
                    best = (mended, var, value)
        if best is None:
            break
        _, var, value = best
        accused.add(var)
        half = (system.highs[var] - system.lows[var]) // 2
        lows[var], highs[var], values[var] = value - half, value + half, value
    return accused


def _slip(system: System, var: int, needed: int) -> int | None:
    quantity = system.figures[var].quantity
    quantum = int(quantity.quantum * system.scales[var]) or 1
    for step in sorted(range(-REACH, REACH + 1), key=abs):
        value = needed + step * quantum
        if story(quantity.printed, quantity.format(value // system.scales[var])).cost < NONE.cost:
            return value
    return None


def _broken(system: System, at: int, lows: Sequence[int], highs: Sequence[int]) -> bool:
    constraint = system.constraints[at]
    low = sum(c * (lows[v] if c > 0 else highs[v]) for v, c in constraint.terms)
    high = sum(c * (highs[v] if c > 0 else lows[v]) for v, c in constraint.terms)
    return (constraint.high is not None and low > constraint.high) or (
        constraint.low is not None and high < constraint.low
    )


def system_of(report: DocumentReport) -> System:
    """Return the system of a report's relations that must hold."""
    regimes = {table: Regime(value) for table, value in report.regimes.items()}
    return build(report.outcomes, regimes, (Tier.TEMPLATE,))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("document", type=Path)
    parser.add_argument("--samples", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--errors", type=int, default=1)
    parser.add_argument("--where", default="core")
    options = parser.parse_args()
    carrier: Carrier = (
        Reprinted(options.document)
        if options.document.suffix == ".pdf"
        else Text(options.document.read_text(encoding="utf-8"))
    )
    auditor = Auditor()
    clean = auditor.audit(carrier.clean())
    methods = (("single MIP", single_mip), ("typing errors", typing_errors))
    before = system_of(clean)
    always = {name: {before.figures[v].id for v in method(before)} for name, method in methods}
    tallies = {"gouji": Tally(), "single MIP": Tally(), "typing errors": Tally()}
    for _, slips in cases(clean, ONE, options.where, options.errors, random.Random(options.seed)):
        if tallies["gouji"].tried >= options.samples:
            break
        source = carrier.changed(slips, clean.ledger)
        if source is None:
            continue
        try:
            report = auditor.audit(source)
        except GoujiError:
            continue
        # Only slips that break something: a method that is asked nothing cannot answer.
        if not any(
            o.verdict is Verdict.VIOLATED and o.relation.rule.tier is Tier.TEMPLATE for o in report.outcomes
        ):
            continue
        truth = {s.figure.id for s in slips}
        start = time.process_time()
        settle([o.relation for o in report.outcomes], report.ledger)
        spent = time.process_time() - start
        found = new_findings(clean, report)
        accused = {f.evidence[0].figure for f in found if f.evidence and f.evidence[0].role == "culprit"}
        tallies["gouji"].add(truth, accused, spent)
        system = system_of(report)
        for name, method in methods:
            start = time.process_time()
            named = {system.figures[v].id for v in method(system)} - always[name]
            tallies[name].add(truth, named, time.process_time() - start)
    print("method        tried  exact%  recall%  prec.%  median ms   p95 ms")
    for name, tally in tallies.items():
        print(tally.row(name))


if __name__ == "__main__":
    main()
