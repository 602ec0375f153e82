"""Totals of a batch's database beside what the generator printed: nothing may be lost, doubled or accused wrongly."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from batch_files import HOSTILE, TOTALS, Made

_AMOUNTS = """SELECT t.key, COUNT(*), SUM(c.fen) FROM table_cells c
JOIN tables t ON t.document = c.document AND t.ordinal = c.tbl
WHERE c.printed <> '' AND t.key LIKE '公开%' GROUP BY t.key"""
_TOTAL = """SELECT COUNT(*), SUM(c.fen) FROM table_cells c
JOIN tables t ON t.document = c.document AND t.ordinal = c.tbl
JOIN table_rows r ON r.document = c.document AND r.tbl = c.tbl AND r.ordinal = c.row
WHERE t.key = '公开01表' AND r.key = ?"""


def wrong_totals(database: Path, made: Sequence[Made]) -> list[str]:
    """Return in words whatever is not as it was made; an empty list if everything is.

    Args:
        database: The store of a batch over all of the files, and no others.
        made: What was made.
    """
    with contextlib.closing(sqlite3.connect(database)) as db:
        return [*_documents(db, made), *_amounts(db, made), *_findings(db)]


def _documents(db: sqlite3.Connection, made: Sequence[Made]) -> Iterator[str]:
    """Every file once, hostile ones with a reason; errors in those with planted errors and in no others."""
    found = {
        "/".join(source.split("/")[-2:]): (status, reason, errors)
        for source, status, reason, errors in db.execute(
            "SELECT source, status, reason, errors FROM documents"
        )
    }
    if len(found) != len(made):
        yield f"{len(found)} documents, {len(made)} made"
    for one in made:
        status, reason, errors = found.get(one.path, ("missing", "", None))
        if status != ("unreadable" if one.kind == HOSTILE else "audited"):
            yield f"{one.path}: {status} {reason}"
        elif one.kind == HOSTILE and len(reason) < 4:
            yield f"{one.path}: unreadable without a reason"
        elif one.kind != HOSTILE and bool(errors) != one.planted:
            yield f"{one.path}: {errors} errors, {'some' if one.planted else 'none'} planted"


def _amounts(db: sqlite3.Connection, made: Sequence[Made]) -> Iterator[str]:
    wanted: dict[str, tuple[int, int]] = {}
    for one in made:
        for key, (number, total) in one.sums.items():
            so_far = wanted.get(key, (0, 0))
            wanted[key] = (so_far[0] + number, so_far[1] + total)
    found = {key: (number, total or 0) for key, number, total in db.execute(_AMOUNTS)}
    for name, label in TOTALS.items():
        number, total = db.execute(_TOTAL, (f"{name}.{label}",)).fetchone()
        found[name] = (number, total or 0)
    for key in sorted({*wanted, *found}):
        if (a := found.get(key, (0, 0))) != (b := wanted.get(key, (0, 0))):
            yield f"{key}: {a[0]:,} amounts of {a[1]:,} 分, printed were {b[0]:,} of {b[1]:,}"


def _findings(db: sqlite3.Connection) -> Iterator[str]:
    """Counts in every table agree with the documents' own reports."""
    rules: Counter[str] = Counter()
    verdicts: Counter[str] = Counter()
    severities: Counter[str] = Counter()
    for (blob,) in db.execute("SELECT report FROM documents WHERE status = 'audited'"):
        report = json.loads(zlib.decompress(blob))
        rules.update(f["rule"] for f in report["findings"])
        severities.update(f["severity"] for f in report["findings"])
        verdicts.update(report["counts"])
    compared = (
        ("findings by rule", rules, "SELECT rule, COUNT(*) FROM findings GROUP BY rule"),
        ("findings by severity", severities, "SELECT severity, COUNT(*) FROM findings GROUP BY severity"),
        ("relations by verdict", +verdicts, "SELECT verdict, SUM(n) FROM verdicts GROUP BY verdict"),
    )
    for name, wanted, sql in compared:
        found = dict(db.execute(sql).fetchall())
        if found != dict(wanted):
            yield f"{name}: {found}, the reports have {dict(wanted)}"
    columns = ("errors", "warnings", "infos", *verdicts)
    sums = db.execute(f"SELECT {', '.join(f'SUM({c})' for c in columns)} FROM documents").fetchone()
    reported = (severities["error"], severities["warning"], severities["info"], *verdicts.values())
    if tuple(s or 0 for s in sums) != reported:
        yield f"documents: {dict(zip(columns, sums, strict=True))}, the reports have {reported}"
