"""The sums of ``many_ledgers.py`` in other tools; run by it, in a Python of their own.

    python benchmarks/rules/peers.py TOOL FOLDER

Each decides for every relation of every ledger whether it is violated, from the figures and how far true values may
lie from them, and must agree with the engine.  Data are put into the tool's own tables before the clock starts; plans
and checks are built before it too where the tool lets one.  Exit code 3: the tool is not installed.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import json
import sys
import threading
import time
from pathlib import Path

import numpy as np

ROUNDS = 3


PEAK = [0.0]


def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 2**20


def clocked(work, rounds=ROUNDS):
    """Least time of all rounds, and the result; a first round is watched for memory, not timed."""
    before, done = resident(), threading.Event()

    def watch():
        while not done.wait(0.002):
            PEAK[0] = max(PEAK[0], resident() - before)

    watching = threading.Thread(target=watch)
    watching.start()
    work()
    done.set()
    watching.join()
    best, result = float("inf"), None
    for _ in range(rounds):
        start = time.perf_counter()
        result = work()
        best = min(best, time.perf_counter() - start)
    return best * 1000, result


def wide(data):
    """One row a ledger; columns v0, b0, a0, v1 ..."""
    names, arrays = [], []
    for letter, key in (("v", "values"), ("b", "below"), ("a", "above")):
        for i, row in enumerate(data[key]):
            names.append(f"{letter}{i}")
            arrays.append(row)
    return dict(zip(names, arrays, strict=True))


def violation(identity, plus):
    """(low, high) of left minus right as sums of column names, and the operator."""
    left, op, right = identity
    low = plus(
        [f"v{i}" for i in left],
        [f"b{i}" for i in left],
        [f"v{i}" for i in right],
        [f"a{i}" for i in right],
        -1,
    )
    high = plus(
        [f"v{i}" for i in left],
        [f"a{i}" for i in left],
        [f"v{i}" for i in right],
        [f"b{i}" for i in right],
        1,
    )
    return low, op, high


def as_polars(data, identities):
    import polars as pl

    frame = pl.DataFrame(wide(data))

    def plus(lv, lw, rv, rw, sign):
        terms = [pl.col(n) for n in lv] + [sign * pl.col(n) for n in lw]
        terms += [-pl.col(n) for n in rv] + [sign * pl.col(n) for n in rw]
        total = terms[0]
        for t in terms[1:]:
            total = total + t
        return total

    checks = []
    for r, identity in enumerate(identities):
        low, op, high = violation(identity, plus)
        bad = {"==": (low > 0) | (high < 0), "<=": low > 0, ">=": high < 0}[op]
        checks.append(bad.alias(f"r{r}"))
    ms, result = clocked(lambda: frame.select(checks))
    return ms, result.to_numpy().T, "expressions over one frame, a column a cell"


def as_duckdb(data, identities):
    import duckdb
    import pandas as pd

    connection = duckdb.connect()
    connection.register("frame", pd.DataFrame(wide(data)))
    connection.execute("create table t as select * from frame")

    def plus(lv, lw, rv, rw, sign):
        s = "+" if sign > 0 else "-"
        return (
            "+".join(lv or ["0"])
            + "".join(f"{s}{n}" for n in lw)
            + "".join(f"-{n}" for n in rv)
            + "".join(f"{s}{n}" for n in rw)
        )

    checks = []
    for r, identity in enumerate(identities):
        low, op, high = violation(identity, plus)
        bad = {"==": f"({low})>0 or ({high})<0", "<=": f"({low})>0", ">=": f"({high})<0"}[op]
        checks.append(f"{bad} as r{r}")
    query = f"select {', '.join(checks)} from t"
    ms, result = clocked(lambda: connection.execute(query).fetchnumpy())
    return ms, np.array([result[f"r{r}"] for r in range(len(identities))]), "one query, a column a cell"


def as_pandera(data, identities):
    import pandas as pd
    import pandera.pandas as pa

    values, below, above = data["values"], data["below"], data["above"]
    wanted = {}
    for r, (_, op, _) in enumerate(identities):
        if op in ("==", "<="):
            wanted[f"l{r}"] = pa.Column(int, pa.Check.le(0))
        if op in ("==", ">="):
            wanted[f"h{r}"] = pa.Column(int, pa.Check.ge(0))
    schema = pa.DataFrameSchema(wanted)

    def work():
        made = {}
        for r, (left, op, right) in enumerate(identities):
            residual = values[left].sum(axis=0) - values[right].sum(axis=0)
            if op in ("==", "<="):
                made[f"l{r}"] = residual - below[left].sum(axis=0) - above[right].sum(axis=0)
            if op in ("==", ">="):
                made[f"h{r}"] = residual + above[left].sum(axis=0) + below[right].sum(axis=0)
        bad = np.zeros((len(identities), values.shape[1]), bool)
        try:
            schema.validate(pd.DataFrame(made), lazy=True)
        except pa.errors.SchemaErrors as error:
            cases = error.failure_cases
            bad[cases["column"].str[1:].astype(int).to_numpy(), cases["index"].astype(int).to_numpy()] = True
        return bad

    ms, result = clocked(work, 1)
    return ms, result, "sums by NumPy, a column and check an end of each relation, lazy validation"


def as_vtlengine(data, identities):
    """A data set with a measure a cell; each relation is one calc, and all of them are one script."""
    import pandas as pd
    from vtlengine import run

    columns = wide(data)
    frame = pd.DataFrame({"ledger": np.arange(data["values"].shape[1]), **columns})
    structure = {
        "datasets": [
            {
                "name": "DS",
                "DataStructure": [
                    {"name": "ledger", "type": "Integer", "role": "Identifier", "nullable": False},
                    *({"name": n, "type": "Integer", "role": "Measure", "nullable": True} for n in columns),
                ],
            }
        ]
    }

    def plus(lv, lw, rv, rw, sign):
        s = " + " if sign > 0 else " - "
        return (
            " + ".join(lv or ["0"])
            + "".join(f"{s}{n}" for n in lw)
            + "".join(f" - {n}" for n in rv)
            + "".join(f"{s}{n}" for n in rw)
        )

    calcs = []
    for r, identity in enumerate(identities):
        low, op, high = violation(identity, plus)
        bad = {"==": f"({low}) > 0 or ({high}) < 0", "<=": f"({low}) > 0", ">=": f"({high}) < 0"}[op]
        calcs.append(f"r{r} := {bad}")
    kept = ", ".join(f"r{r}" for r in range(len(identities)))
    script = f"R <- DS[calc {', '.join(calcs)}][keep {kept}];"
    ms, result = clocked(lambda: run(script=script, data_structures=structure, datapoints={"DS": frame}), 1)
    table = result["R"].data.sort_values("ledger")
    found = np.array([table[f"r{r}"].astype(bool).to_numpy() for r in range(len(identities))])
    return ms, found, "one script, a calc a relation on one data set"


def main() -> None:
    name, folder = sys.argv[1], Path(sys.argv[2])
    try:
        importlib.import_module(name)
    except ImportError:
        raise SystemExit(3) from None
    data = dict(np.load(folder / "data.npz"))
    identities = json.loads((folder / "identities.json").read_text())
    ms, bad, how = globals()[f"as_{name}"](data, identities)
    if not (bad == data["violated"]).all():
        raise SystemExit(f"{name} comes to something else in {int((bad != data['violated']).sum())} places")
    print(
        json.dumps(
            {
                "ms": ms,
                "mib": PEAK[0],
                "how": how,
                "version": importlib.metadata.version(name),
            }
        )
    )


if __name__ == "__main__":
    main()
