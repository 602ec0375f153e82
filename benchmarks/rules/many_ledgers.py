"""Rules over many ledgers at once, beside the same sums in NumPy by hand and in other tools.

    python benchmarks/rules/many_ledgers.py [--ledgers 1000] [--identities 600] [--rounds 5] [--peers PYTHON]

The ledgers have the tables of a made-up disclosure, their figures are drawn at random around its own (seeded), so that
all of holds, rounding and violated are there.  Timed: from columns in memory to verdict, residual and slack of every
relation of every ledger.  NumPy by hand does the same on one matrix of cells, and must come to the same arrays; a
sample is also compared with the one-ledger evaluator.  ``--peers`` names a Python that has pandera, polars, duckdb
or vtlengine (what is missing is left out); they decide violated or not, without residual and slack, and must agree.
Memory is the peak above what the inputs take, by tracemalloc here and by the process's resident size for the peers.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import numpy as np
from one_ledger import EXTRA, made_up

from gouji.model import Linear, Verdict
from gouji.packs import RuleFile
from gouji.relations import judge_all
from gouji.relations.arrays import VERDICTS
from gouji.rules import BatchPlan, Columns, Series, load_rules
from gouji.rules.sums import tables_of


def drawn(ledger, count: int) -> Series:
    """Ledgers like this one, one to three times as large; one cell in 500 is off, half of them in the last digit."""
    rng = np.random.default_rng(20240101)
    ticks = {}
    for key, table in ledger.tables.items():
        base = np.array([int(f.quantity.ticks) for f in table.cells.values()], np.int64)
        scale = rng.integers(1, 4, count)
        values = base[:, None] * scale
        off = rng.random(values.shape) < 0.002
        by = np.where(
            rng.random(values.shape) < 0.5,
            rng.integers(-1, 2, values.shape),
            rng.integers(-99, 99, values.shape),
        )
        ticks[key] = values + np.where(off, by, 0) * 10_000
    return Series(ledger, ticks)


def least(rounds: int, work: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best * 1000


def peak(work: Callable[[], object]) -> float:
    tracemalloc.start()
    work()
    top = tracemalloc.get_traced_memory()[1] / 2**20
    tracemalloc.stop()
    return top


def by_hand(values, below, above, identities):
    """Every relation of every ledger as one would write it for these tables and no others."""
    size = (len(identities), values.shape[1])
    verdicts, residuals, slacks = (np.empty(size, t) for t in (np.int8, np.int64, np.int64))
    for r, (left, op, right) in enumerate(identities):
        residual = values[left].sum(axis=0) - values[right].sum(axis=0)
        down = below[left].sum(axis=0) + above[right].sum(axis=0)
        up = above[left].sum(axis=0) + below[right].sum(axis=0)
        low, high = residual - down, residual + up
        if op == "==":
            holds, possible = residual == 0, (low <= 0) & (high >= 0)
        elif op == "<=":
            holds, possible = residual <= 0, low <= 0
        else:
            holds, possible = residual >= 0, high >= 0
        verdicts[r] = np.where(holds, 0, np.where(possible, 1, 2))
        residuals[r] = residual
        slacks[r] = np.where(residual > 0, down, up)
    return verdicts, residuals, slacks


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--ledgers", type=int, default=1000)
    options.add_argument("--identities", type=int, default=600)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--peers", help="a Python that has the other tools")
    chosen = options.parse_args()
    ledger, specs = made_up()
    series = drawn(ledger, chosen.ledgers)
    start = time.perf_counter()
    columns = Columns.of(series)
    filled = (time.perf_counter() - start) * 1000
    rules, relations = enough(specs, columns, chosen.identities)
    plan = BatchPlan(rules)
    start = time.perf_counter()
    plan.run(columns)
    first = (time.perf_counter() - start) * 1000
    run = plan.run(columns)
    ours = least(chosen.rounds, lambda: plan.run(columns))
    verdicts, residuals, slacks = (
        np.concatenate([getattr(p, n) for p in run.parts]) for n in ("verdicts", "residuals", "slacks")
    )
    matrix, identities = as_matrix(columns, run)
    hand = least(chosen.rounds, lambda: by_hand(*matrix, identities))
    for one, other in zip(by_hand(*matrix, identities), (verdicts, residuals, slacks), strict=True):
        assert (one == other).all(), "NumPy by hand comes to something else"
    alone = sample(rules, series, run)
    spread = {v.value: int((verdicts == i).sum()) for i, v in enumerate(VERDICTS) if (verdicts == i).any()}
    terms = sum(len(a) + len(b) for a, _, b in identities) / len(identities)
    print(f"{chosen.ledgers} ledgers, {relations} relations each ({terms:.1f} operands), {spread}")
    print(f"columns filled in {filled:.0f} ms; first run, names looked up: {first:.0f} ms")
    rows = [
        ("numpy by hand", hand, peak(lambda: by_hand(*matrix, identities))),
        ("gouji", ours, peak(lambda: plan.run(columns))),
        ("gouji, ledger by ledger", alone * chosen.ledgers, None),
    ]
    if chosen.peers:
        rows += peers(chosen.peers, matrix, identities, verdicts == VERDICTS.index(Verdict.VIOLATED))
    print(f"{'':26} {'ms':>10} {'/ numpy':>9} {'/ gouji':>9} {'peak MiB':>9}")
    for name, ms, memory in rows:
        print(
            f"{name:26} {ms:10.1f} {ms / hand:9.2f} {ms / ours:9.2f} {'' if memory is None else f'{memory:9.1f}'}"
        )


def enough(specs, columns, wanted):
    """Rules that make about so many relations, all of sums: those of the national pack, then further ones."""
    copies = 0
    while True:
        text = "".join(EXTRA.format(i=i) for i in range(copies))
        rules = load_rules(specs, [RuleFile("extra.gj", text)])
        rules = type(rules)(
            tuple(c for c in rules.rules if tables_of(c, rules.scope) is not None),
            (),
            rules.scope,
            rules.definitions,
        )
        kept = []
        total = 0
        for part in BatchPlan(rules).run(columns).parts:
            if (
                all(isinstance(r.form, Linear) for r in part.relations)
                and total + len(part.relations) <= wanted * 1.05
            ):
                kept.append(part.compiled)
                total += len(part.relations)
        if total >= wanted * 0.95:
            return type(rules)(tuple(kept), (), rules.scope, rules.definitions), total
        copies += 1


def as_matrix(columns, run):
    """One matrix of all cells, and every relation as rows of it."""
    offsets, at = {}, 0
    for block in columns.blocks:
        offsets[block.table.key] = at
        at += len(block.table.cells)
    rows = {b.table.key: b.row_of for b in columns.blocks}

    def places(terms):
        assert all(t.coefficient == 1 for t in terms)
        return [offsets[t.figure.table] + rows[t.figure.table][t.figure.row, t.figure.column] for t in terms]

    def sides(form):
        # X - Y on a side is Y on the other.
        left = [t for t in form.left if t.coefficient > 0], [t for t in form.left if t.coefficient < 0]
        right = [t for t in form.right if t.coefficient > 0], [t for t in form.right if t.coefficient < 0]
        turn = [type(t)(t.figure, -t.coefficient) for t in (*left[1], *right[1])]
        return places([*left[0], *turn[len(left[1]) :]]), form.op, places([*right[0], *turn[: len(left[1])]])

    matrix = [
        np.concatenate([getattr(b.cells, n) for b in columns.blocks]) for n in ("values", "below", "above")
    ]
    return matrix, [sides(r.form) for p in run.parts for r in p.relations]


def sample(rules, series, run) -> float:
    """Compare some ledgers with the one-ledger evaluator; return its time for one, in ms."""
    told: dict[int, list] = {i: [] for i in range(0, len(series), max(1, len(series) // 5))}
    for part in run.parts:
        for i, found in told.items():
            found += zip(part.verdicts[:, i].tolist(), part.residuals[:, i].tolist(), strict=True)
    spent = []
    for i, found in told.items():
        ledger = series[i]
        start = time.perf_counter()
        outcomes = judge_all(rules.apply(ledger).relations)
        spent.append((time.perf_counter() - start) * 1000)
        assert found == [(VERDICTS.index(o.verdict), o.residual) for o in outcomes], i
    return min(spent)


def peers(python: str, matrix, identities, violated):
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data.npz"
        np.savez(data, values=matrix[0], below=matrix[1], above=matrix[2], violated=violated)
        (Path(folder) / "identities.json").write_text(json.dumps(identities))
        found = []
        for name in ("polars", "duckdb", "pandera", "vtlengine"):
            script = Path(__file__).with_name("peers.py")
            done = subprocess.run(
                [python, str(script), name, folder], capture_output=True, text=True, check=False
            )
            if done.returncode == 3:
                continue
            if done.returncode:
                print(f"{name}: {done.stderr.strip().splitlines()[-1] if done.stderr else done.returncode}")
                continue
            answer = json.loads(done.stdout.splitlines()[-1])
            print(f"{name} {answer['version']}: {answer['how']}")
            found.append((name, answer["ms"], answer["mib"]))
        return found


if __name__ == "__main__":
    main()
