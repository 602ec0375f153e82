"""The results of a batch in one SQLite file: written document by document, shared by runs, safe to be killed at any time.

Every document is replaced in one transaction, together with the note that its results are up to date; what was
committed stays, what was not leaves no trace.  Queries are in ``questions`` and ``export``.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
import zlib
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from gouji.batch.discover import Found
from gouji.batch.locks import Owner
from gouji.errors import GoujiError
from gouji.work import AUDITED, CRASH, INPUT, INTERNAL, SAME, UNREADABLE, Item, Kin, Result

FILE = "results.sqlite"
VERSION = 3
WAIT = 120.0
"""Seconds to wait for another run that is writing."""
ROWS = {
    "tables": 10, "table_rows": 6, "table_columns": 4, "table_cells": 5, "verdicts": 3, "relations": 7, "findings": 19,
    "not_run": 3, "errors": 3, "timings": 2,
}  # fmt: skip
"""Tables with rows of a document, with the columns a worker fills; those of ``NUMBERED`` get an ordinal before them."""
NUMBERED = ("relations", "findings", "not_run", "errors")
RESULTS = ("documents", "missing_tables", "rules", "skipped", *(t for t in ROWS if t != "timings"))
"""Tables whose contents depend on documents, fingerprint and settings alone."""


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """Open the database of an output.

    Raises:
        GoujiError: If it is none of ours, or of another version.
    """
    try:
        if read_only:
            link = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=WAIT)
        else:
            link = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
            link.execute("PRAGMA journal_mode = WAL")
            link.execute("PRAGMA synchronous = NORMAL")
            link.execute("PRAGMA foreign_keys = ON")
        found = link.execute("PRAGMA user_version").fetchone()[0]
        empty = not link.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    except sqlite3.Error as error:
        raise GoujiError(f"无法打开批量结果：{error}", source=str(path)) from error
    if found != VERSION and not (empty and not read_only):
        link.close()
        raise GoujiError(
            f"不是本版本的批量结果（第 {found} 版，应为第 {VERSION} 版）",
            source=str(path),
            hint="换一个 --out，重新检查",
        )
    return link


def database(out: Path) -> Path:
    """Return the database of an output folder, or the file itself if that is what was named.

    Raises:
        GoujiError: If there is none.
    """
    path = out / FILE if out.is_dir() else out
    if not path.is_file():
        raise GoujiError("这里没有批量结果", source=str(out), hint="先运行 gouji batch … --out")
    return path


class Store:
    """The database of one output, opened for a run.

    Args:
        out: Folder of the output; made if it is not there.
        owner: The run.

    Raises:
        GoujiError: If it cannot be made or opened.
    """

    def __init__(self, out: Path, owner: Owner) -> None:
        self.path = out / FILE
        self.owner = owner
        self.db = connect(self.path)
        with self.transaction():
            if not self.db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
                for statement in _statements():
                    self.db.execute(statement)
                self.db.execute(f"PRAGMA user_version = {VERSION}")
        self.db.execute("CREATE TEMP TABLE plan (id INTEGER PRIMARY KEY)")
        self.since = 0.0
        self.run_id = 0

    def close(self) -> None:
        """Let go of everything."""
        with self.transaction():
            self.db.execute("UPDATE work SET owner = NULL WHERE owner = ?", (self.owner.token,))
        self.db.close()

    def transaction(self) -> Transaction:
        """Return a transaction that takes the right to write at once, so that two runs cannot block each other."""
        return Transaction(self.db)

    def begin(
        self, executor: str, jobs: int, fingerprint: str, tool: dict[str, Any], problems: list[Any]
    ) -> None:
        """Note a run; everything checked before this moment is checked again."""
        self.since = time.time()
        self.fingerprint = fingerprint
        with self.transaction():
            cursor = self.db.execute(
                "INSERT INTO runs (started, executor, jobs, fingerprint, tool, problems) VALUES (?, ?, ?, ?, ?, ?)",
                (
                    _now(), executor, jobs, fingerprint,
                    json.dumps(tool, ensure_ascii=False), json.dumps(problems, ensure_ascii=False),
                ),
            )  # fmt: skip
            self.run_id = int(cursor.lastrowid or 0)

    def last_tool(self) -> dict[str, Any]:
        """Return name, version, plugins and packs of the last run so far, empty if this is the first."""
        row = self.db.execute("SELECT tool FROM runs ORDER BY id DESC LIMIT 1").fetchone()
        return dict(json.loads(row[0])) if row else {}

    def finish(self, audited: int, unchanged: int, unreadable: int, removed: int) -> None:
        """Note the end of a run."""
        with self.transaction():
            self.db.execute(
                "UPDATE runs SET finished = ?, audited = ?, unchanged = ?, unreadable = ?, removed = ?, seconds = ?"
                " WHERE id = ?",
                (_now(), audited, unchanged, unreadable, removed, time.time() - self.since, self.run_id),
            )

    def clear(self) -> None:
        """Forget all results."""
        with self.transaction():
            for table in ("work", "rules", "skipped"):
                self.db.execute(f"DELETE FROM {table}")

    def plan(self, found: Iterable[Found], roots: Iterable[str] = ()) -> tuple[int, int]:
        """Take the documents of this run in, and drop those whose files are gone.

        Args:
            found: What the search found, in its order: new documents are numbered so.
            roots: Names of the folders that were searched.

        Returns:
            The number of documents, and of those dropped.
        """
        failed: list[Result] = []
        with self.transaction():
            for root in roots:
                self.db.execute(
                    "DELETE FROM skipped WHERE source = ?1 OR substr(source, 1, length(?1) + 1) = ?1 || '/'",
                    (root,),
                )
            self.db.execute("CREATE TEMP TABLE seen (source TEXT PRIMARY KEY) WITHOUT ROWID")
            for file in found:
                if file.skipped:
                    self.db.execute(
                        "INSERT OR REPLACE INTO skipped VALUES (?, ?)", (file.source, file.skipped)
                    )
                    continue
                # Two names that differ in undecodable bytes alone may read the same.
                source, n = file.source, 1
                while not self.db.execute("INSERT OR IGNORE INTO seen VALUES (?)", (source,)).rowcount:
                    n += 1
                    source = f"{file.source}#{n}"
                self.db.execute("DELETE FROM skipped WHERE source = ?", (source,))
                path = _coded(file.path)
                row = self.db.execute(
                    "SELECT id, path, member FROM work WHERE source = ?", (source,)
                ).fetchone()
                if row is None:
                    cursor = self.db.execute(
                        "INSERT INTO work (id, source, path, member)"
                        " VALUES ((SELECT COALESCE(MAX(id), 0) + 1 FROM work), ?, ?, ?)",
                        (source, path, file.member),
                    )
                    number = cursor.lastrowid
                else:
                    number = row[0]
                    if row[1:] != (path, file.member):
                        self.db.execute(
                            "UPDATE work SET path = ?, member = ? WHERE id = ?", (path, file.member, number)
                        )
                self.db.execute("INSERT OR IGNORE INTO plan VALUES (?)", (number,))
                if file.failed:
                    failed.append(Result(int(number or 0), UNREADABLE, INPUT, file.failed))
            removed = 0
            rest = self.db.execute(
                "SELECT id, path FROM work WHERE id NOT IN (SELECT id FROM plan)"
            ).fetchall()
            for number, path in rest:
                if not Path(_plain(path)).exists():
                    self.db.execute("DELETE FROM work WHERE id = ?", (number,))
                    removed += 1
            self.db.execute("DROP TABLE temp.seen")
            for result in failed:
                self._write(result)
        return self.db.execute("SELECT COUNT(*) FROM plan").fetchone()[0], removed

    def free(self) -> None:
        """Take back the items of runs that died."""
        owners = [r[0] for r in self.db.execute("SELECT DISTINCT owner FROM work WHERE owner IS NOT NULL")]
        dead = [(o,) for o in owners if not self.owner.alive(o)]
        if dead:
            with self.transaction():
                self.db.executemany("UPDATE work SET owner = NULL WHERE owner = ?", dead)

    def claim(self, most: int, retry: bool = False) -> list[Item]:
        """Take up to so many items that nobody is at and that were not checked since this run began.

        Args:
            most: How many.
            retry: Try documents that could not be audited again although nothing has changed.
        """
        with self.transaction():
            rows = self.db.execute(
                "SELECT w.id, w.source, w.path, w.member, w.key, w.kin, d.status FROM work w JOIN plan USING (id)"
                " LEFT JOIN documents d USING (id) WHERE w.owner IS NULL AND w.checked < ? ORDER BY w.id LIMIT ?",
                (self.since, most),
            ).fetchall()
            self.db.executemany(
                "UPDATE work SET owner = ? WHERE id = ?", [(self.owner.token, r[0]) for r in rows]
            )
        return [
            Item(
                number,
                source,
                _plain(path),
                member,
                "" if retry and status != AUDITED else key,
                tuple(Kin(*k) for k in json.loads(kin)),
            )
            for number, source, path, member, key, kin, status in rows
        ]

    def waiting(self) -> int:
        """Return how many items of this run are not up to date yet: those another run is at."""
        (count,) = self.db.execute(
            "SELECT COUNT(*) FROM work JOIN plan USING (id) WHERE checked < ?", (self.since,)
        ).fetchone()
        return int(count)

    def write(self, results: Sequence[Result]) -> None:
        """Put results in: all of them or, if the process dies, none."""
        with self.transaction():
            for result in results:
                self._write(result)

    def _write(self, result: Result) -> None:
        done = (time.time(), result.id)
        if result.state == SAME:
            self.db.execute("UPDATE work SET checked = ?, owner = NULL WHERE id = ?", done)
            return
        row = self.db.execute("SELECT source FROM work WHERE id = ?", (result.id,)).fetchone()
        if row is None:
            return  # dropped by another run meanwhile: its file is gone
        self.db.execute("DELETE FROM documents WHERE id = ?", (result.id,))
        if result.data is None:
            self.db.execute(
                "INSERT INTO documents (id, source, status, reason, sha256, fingerprint) VALUES (?, ?, ?, ?, ?, ?)",
                (result.id, row[0], result.state, result.reason, result.sha256, self.fingerprint),
            )
            self.db.execute(
                "INSERT INTO errors VALUES (?, 0, ?, ?, ?)", (result.id, result.kind, row[0], result.reason)
            )
        else:
            self._write_document(result, row[0], result.data)
        self.db.execute(
            "UPDATE work SET checked = ?, owner = NULL, key = ? WHERE id = ?",
            (done[0], "" if result.kind in (CRASH, INTERNAL) else result.key, result.id),
        )

    def _write_document(self, result: Result, source: str, data: Any) -> None:
        report = data["report"]
        counts, coverage = report["counts"], report["coverage"]
        by_severity = {
            s: sum(f["severity"] == s for f in report["findings"]) for s in ("error", "warning", "info")
        }
        values = (
            result.id, source, result.state, result.sha256, report["format"], report["title"], report["department"],
            report["year"], report["kind"], report["jurisdiction"], " ".join(report["packs"]), data["digest"], data["about"],
            counts["holds"], counts["rounding"], counts["violated"], counts["undecided"], counts["not_applicable"],
            *by_severity.values(), coverage["sentences_with_amounts"], coverage["sentences_understood"], self.fingerprint,
            _packed(report),
        )  # fmt: skip
        self.db.execute(
            "INSERT INTO documents (id, source, status, sha256, format, title, department, year, kind, jurisdiction,"
            " packs, cells, about, holds, rounding, violated, undecided, not_applicable, errors, warnings, infos, sentences,"
            f" understood, fingerprint, report) VALUES ({_marks(len(values))})",
            values,
        )
        for table, columns in ROWS.items():
            rows = data[table]
            numbered = table in NUMBERED
            marks = _marks(columns + 1 + numbered)
            self.db.executemany(
                f"INSERT INTO {table} VALUES ({marks})",
                (
                    (result.id, n, *map(_clean, r)) if numbered else (result.id, *map(_clean, r))
                    for n, r in enumerate(rows)
                ),
            )
        self.db.executemany(
            "INSERT INTO missing_tables VALUES (?, ?)", [(result.id, key) for key in data["missing_tables"]]
        )
        self.db.executemany("INSERT OR IGNORE INTO rules VALUES (?, ?, ?, ?, ?)", data["rules"])

    def rules_heard(self) -> set[str]:
        """Return the ids of all rules that were run, or not run, on documents of this run."""
        several = (
            self.db.execute(f"SELECT DISTINCT rule FROM {table} JOIN plan ON plan.id = document")
            for table in ("verdicts", "not_run", "findings")
        )
        return {row[0] for rows in several for row in rows}

    def reports_with_findings(
        self, rules: Iterable[str], ids: Iterable[str]
    ) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield number and report of this run's documents with a finding of these rules or ids, or one that is settled."""
        self.db.execute("CREATE TEMP TABLE wanted (id TEXT PRIMARY KEY) WITHOUT ROWID")
        try:
            self.db.executemany("INSERT OR IGNORE INTO wanted VALUES (?)", ((i,) for i in {*rules, *ids}))
            numbers = [
                row[0]
                for row in self.db.execute(
                    "SELECT DISTINCT document FROM findings JOIN plan ON plan.id = document WHERE settled <> ''"
                    " OR rule IN (SELECT id FROM wanted) OR findings.id IN (SELECT id FROM wanted) ORDER BY document"
                )
            ]
        finally:
            self.db.execute("DROP TABLE temp.wanted")
        for number in numbers:
            row = self.db.execute("SELECT report FROM documents WHERE id = ?", (number,)).fetchone()
            if row is not None and row[0] is not None:
                yield number, json.loads(zlib.decompress(row[0]))

    def mark(self, documents: Sequence[tuple[int, dict[str, Any], Sequence[tuple[str, str]]]]) -> None:
        """Write how the findings of documents are settled.

        Args:
            documents: Number, report with the marks in it, and the marks in order of the findings: how, and in words.
        """
        with self.transaction():
            for number, report, marks in documents:
                open_ = {
                    s: sum(f["severity"] == s and not f["settled"] for f in report["findings"])
                    for s in ("error", "warning", "info")
                }
                self.db.execute(
                    "UPDATE documents SET errors = ?, warnings = ?, infos = ?, settled = ?, report = ? WHERE id = ?",
                    (*open_.values(), sum(bool(m[0]) for m in marks), _packed(report), number),
                )
                self.db.executemany(
                    "UPDATE findings SET settled = ?, words = ? WHERE document = ? AND ordinal = ?",
                    [(how, _clean(words), number, n) for n, (how, words) in enumerate(marks)],
                )

    def add_problems(self, problems: Sequence[Sequence[str]]) -> None:
        """Add problems of the run itself to its note: kind, source, message."""
        if problems:
            (known,) = self.db.execute("SELECT problems FROM runs WHERE id = ?", (self.run_id,)).fetchone()
            all_ = json.dumps([*json.loads(known), *problems], ensure_ascii=False)
            with self.transaction():
                self.db.execute("UPDATE runs SET problems = ? WHERE id = ?", (all_, self.run_id))

    def set_kin(self, kin: dict[int, list[list[str]]]) -> int:
        """Say what documents are to be compared with; those for which that changed are audited again.

        Returns:
            How many that are, of this run's and of earlier ones'.
        """
        changed = 0
        with self.transaction():
            for number, old in self.db.execute("SELECT id, kin FROM work").fetchall():
                new = json.dumps(kin.get(number, []))
                if new != old:
                    self.db.execute("UPDATE work SET kin = ?, checked = 0 WHERE id = ?", (new, number))
                    self.db.execute("INSERT OR IGNORE INTO plan VALUES (?)", (number,))
                    changed += 1
        return changed


class Transaction:
    """``BEGIN IMMEDIATE`` … ``COMMIT``, rolled back if anything goes wrong."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def __enter__(self) -> None:
        try:
            self._db.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise GoujiError(f"批量结果无法写入：{error}") from error

    def __exit__(self, kind: object, *_: object) -> None:
        self._db.execute("COMMIT" if kind is None else "ROLLBACK")


def canonical(path: Path) -> Iterator[tuple[str, tuple[object, ...]]]:
    """Yield the results of a database in a fixed order: two runs over the same files yield the same."""
    db = connect(path, read_only=True)
    try:
        for table in sorted(RESULTS):
            columns = [r[1] for r in db.execute(f"PRAGMA table_info({table})")]
            order = ", ".join(str(i + 1) for i in range(len(columns)))
            for row in db.execute(f"SELECT * FROM {table} ORDER BY {order}"):
                yield table, tuple(zlib.decompress(v) if isinstance(v, bytes) else v for v in row)
    finally:
        db.close()


def _statements() -> list[str]:
    text = (files("gouji.batch") / "schema.sql").read_text(encoding="utf-8")
    lines = [line.partition("--")[0] for line in text.splitlines()]
    return [s for s in "\n".join(lines).split(";") if s.strip()]


def _packed(report: Any) -> bytes:
    text = json.dumps(report, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "replace"))


def _marks(count: int) -> str:
    return ", ".join("?" * count)


def _clean(value: object) -> object:
    """Return a value SQLite can hold: a document may contain half a surrogate pair."""
    if isinstance(value, str) and not value.isascii():
        return value.encode("utf-8", "replace").decode("utf-8")
    return value


def _coded(path: str) -> str | bytes:
    """Return a path as SQLite can hold it: as bytes where it is no valid text."""
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return os.fsencode(path)
    return path


def _plain(path: str | bytes) -> str:
    return os.fsdecode(path) if isinstance(path, bytes) else path


def _now() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S%z")
