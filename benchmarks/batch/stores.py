"""SQLite beside DuckDB as the store of a batch: the same rows of the same documents, committed one document at a time.

    python benchmarks/batch/stores.py [--documents 2000] [--distinct 20]

Rows come from real audits of made-up disclosures, repeated under other numbers.  Printed: documents a second with one
transaction a document and with sixteen, size of the file, three questions, and whether a second process may write.
Needs ``duckdb``.
"""

from __future__ import annotations

import argparse
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import duckdb

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests" / "support"))

from batch_files import department

from gouji.audit import Options
from gouji.batch.one import Work
from gouji.batch.store import NUMBERED, ROWS
from gouji.testing.synthetic import make_truth, plant, print_national, to_text
from gouji.work import Item, Job

QUESTIONS = {
    "worst departments": "SELECT department, SUM(errors) e FROM documents GROUP BY department ORDER BY e DESC, department LIMIT 20",
    "commonest findings": "SELECT rule, COUNT(*) n FROM findings GROUP BY rule ORDER BY n DESC, rule LIMIT 20",
    "one row of one table, all documents": (
        "SELECT SUM(c.fen) FROM table_cells c JOIN tables t ON t.document = c.document AND t.ordinal = c.tbl"
        " JOIN table_rows r ON r.document = c.document AND r.tbl = c.tbl AND r.ordinal = c.row"
        " WHERE t.key = '公开03表' AND r.key = '合计'"
    ),
}


def documents(distinct: int) -> list[dict[str, object]]:
    work = Work(Job(Options(), ""))
    made = []
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(distinct):
            printed = plant(print_national(make_truth(seed, department(seed), 2024)), seed)[0]
            path = Path(folder) / f"{seed}.txt"
            path.write_text(to_text(printed), encoding="utf-8")
            result = work.run(Item(seed, str(path), str(path)), lambda *_: None)
            assert result.data is not None
            made.append(dict(result.data))
    return made


def rows_of(number: int, data: dict[str, object]):
    for table in ROWS:
        rows = data[table]
        assert isinstance(rows, list)
        if table in NUMBERED:
            yield table, [(number, n, *r) for n, r in enumerate(rows)]
        else:
            yield table, [(number, *r) for r in rows]


def schema(dialect: str) -> list[str]:
    text = (files("gouji.batch") / "schema.sql").read_text(encoding="utf-8")
    text = "\n".join(line.partition("--")[0] for line in text.splitlines())
    if dialect == "duckdb":
        text = (
            text.replace(" WITHOUT ROWID", "")
            .replace(" ON DELETE CASCADE", "")
            .replace(" WHERE owner IS NOT NULL", "")
        )
        text = (
            text.replace("INTEGER", "BIGINT")
            .replace(" REFERENCES documents (id)", "")
            .replace(" REFERENCES work (id)", "")
        )
    return [s for s in text.split(";") if s.strip()]


def fill(db, begin: str, made: list[dict[str, object]], count: int, group: int) -> float:
    start = time.perf_counter()
    for first in range(0, count, group):
        db.execute(begin)
        for number in range(first, min(first + group, count)):
            data = made[number % len(made)]
            counts = [
                sum(f["severity"] == s for f in data["report"]["findings"])
                for s in ("error", "warning", "info")
            ]
            db.execute(
                "INSERT INTO documents (id, source, status, department, year, errors, warnings, infos) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (number, f"{number}.txt", "audited", department(number), 2024, *counts),
            )
            for table, rows in rows_of(number, data):
                if rows:
                    marks = ", ".join("?" * len(rows[0]))
                    db.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
        db.execute("COMMIT")
    return count / (time.perf_counter() - start)


def fill_duckdb_columns(db, made: list[dict[str, object]], count: int, group: int) -> float:
    """DuckDB as it wants to be fed: one INSERT of a whole Arrow table for each table and group."""
    import pyarrow as pa

    start = time.perf_counter()
    for first in range(0, count, group):
        gathered: dict[str, list[tuple[object, ...]]] = {}
        for number in range(first, min(first + group, count)):
            for table, rows in rows_of(number, made[number % len(made)]):
                gathered.setdefault(table, []).extend(rows)
        db.execute("BEGIN")
        for number in range(first, min(first + group, count)):
            data = made[number % len(made)]
            counts = [
                sum(f["severity"] == s for f in data["report"]["findings"])
                for s in ("error", "warning", "info")
            ]
            db.execute(
                "INSERT INTO documents (id, source, status, department, year, errors, warnings, infos) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (number, f"{number}.txt", "audited", department(number), 2024, *counts),
            )
        for table, rows in gathered.items():
            if rows:
                columns = pa.table({f"c{i}": list(v) for i, v in enumerate(zip(*rows, strict=True))})  # noqa: F841
                db.execute(f"INSERT INTO {table} SELECT * FROM columns")
        db.execute("COMMIT")
    return count / (time.perf_counter() - start)


def best(work: Callable[[], object], rounds: int = 3) -> float:
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument(
        "--few", type=int, default=60, help="documents for row-wise inserts into DuckDB, which are slow"
    )
    parser.add_argument("--distinct", type=int, default=20)
    args = parser.parse_args()
    made = documents(args.distinct)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)

        def sqlite(file: str) -> sqlite3.Connection:
            db = sqlite3.connect(folder / file, isolation_level=None)
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("PRAGMA synchronous = NORMAL")
            for statement in schema("sqlite"):
                db.execute(statement)
            return db

        def duck(file: str):
            db = duckdb.connect(str(folder / file))
            for statement in schema("duckdb"):
                db.execute(statement)
            return db

        one, many = sqlite("one.sqlite"), sqlite("many.sqlite")
        print(
            f"SQLite  {sqlite3.sqlite_version}: {fill(one, 'BEGIN IMMEDIATE', made, args.documents, 1):8.0f} documents/s, one a transaction"
        )
        print(
            f"SQLite : {fill(many, 'BEGIN IMMEDIATE', made, args.documents, 16):8.0f} documents/s, 16 a transaction"
        )
        few = duck("few.duckdb")
        print(
            f"DuckDB {duckdb.__version__}: {fill(few, 'BEGIN', made, args.few, 1):8.1f} documents/s, row by row, one a transaction"
        )
        arrow, whole = duck("arrow.duckdb"), duck("whole.duckdb")
        print(
            f"DuckDB : {fill_duckdb_columns(arrow, made, args.documents // 4, 1):8.0f} documents/s, by Arrow, one a transaction"
        )
        print(
            f"DuckDB : {fill_duckdb_columns(whole, made, args.documents, 16):8.0f} documents/s, by Arrow, 16 a transaction"
        )
        many.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        whole.execute("CHECKPOINT")
        for label, file in (("SQLite", "many.sqlite"), ("DuckDB", "whole.duckdb")):
            print(f"{label}: {(folder / file).stat().st_size / args.documents / 1024:.1f} KB a document")
        for label, sql in QUESTIONS.items():
            ours, theirs = many.execute(sql).fetchall(), whole.execute(sql).fetchall()
            assert [tuple(map(str, r)) for r in ours] == [tuple(map(str, r)) for r in theirs], label
            a, b = (
                best(lambda s=sql: many.execute(s).fetchall()),
                best(lambda s=sql: whole.execute(s).fetchall()),
            )
            print(f"{label}: SQLite {a:.1f} ms, DuckDB {b:.1f} ms")
        for label, code in (
            (
                "SQLite",
                f"import sqlite3; d = sqlite3.connect({str(folder / 'many.sqlite')!r}); d.execute('DELETE FROM skipped'); d.commit()",
            ),
            ("DuckDB", f"import duckdb; duckdb.connect({str(folder / 'whole.duckdb')!r})"),
        ):
            done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
            said = (
                "may"
                if done.returncode == 0
                else f"may not ({(done.stderr.strip().splitlines() or [''])[-1][:90]})"
            )
            print(f"{label}: a second process {said} write while the first has it open")


if __name__ == "__main__":
    main()
