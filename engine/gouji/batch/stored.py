"""A batch as a :class:`~gouji.model.Report` that reads each document from the store when it is its turn.

What comes back is the document's JSON object as values again: findings, counts, what was not checked.  Cells and prose
are not in it; reporters show them for single documents only.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from typing import IO, overload

from gouji.batch.from_json import document_from_json
from gouji.model import DocumentReport, FailedDocument, Problem, Report

_SEVERITIES = ("error", "warning", "info")


def stored_report(db: sqlite3.Connection) -> Report:
    """Return the latest state of a batch as a report."""
    row = db.execute("SELECT tool, problems FROM runs ORDER BY id DESC LIMIT 1").fetchone()
    tool, problems = (json.loads(row[0]), json.loads(row[1])) if row else ({}, [])
    return Report(
        StoredDocuments(db),
        [
            FailedDocument(
                source, Problem("internal" if kind == "internal" else "input", f"{source}：{reason}", source)
            )
            for source, reason, kind in db.execute(
                "SELECT d.source, d.reason, e.kind FROM documents d LEFT JOIN errors e ON e.document = d.id"
                " WHERE status = 'unreadable' ORDER BY d.id"
            )
        ],
        tuple(Problem(kind, message, source) for kind, source, message in problems),
        tool,
    )


class StoredDocuments(Sequence[DocumentReport]):
    """The audited documents of a store, one in memory at a time.

    Args:
        db: The database, open as long as this is used.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._ids = [
            r[0] for r in db.execute("SELECT id FROM documents WHERE status = 'audited' ORDER BY id")
        ]

    def __len__(self) -> int:
        return len(self._ids)

    def __iter__(self) -> Iterator[DocumentReport]:
        return (self._load(number) for number in self._ids)

    @overload
    def __getitem__(self, index: int) -> DocumentReport: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[DocumentReport]: ...
    def __getitem__(self, index: int | slice) -> DocumentReport | Sequence[DocumentReport]:
        if isinstance(index, slice):
            return [self._load(number) for number in self._ids[index]]
        return self._load(self._ids[index])

    def _load(self, number: int) -> DocumentReport:
        (blob,) = self._db.execute("SELECT report FROM documents WHERE id = ?", (number,)).fetchone()
        return document_from_json(json.loads(zlib.decompress(blob)))


def write_json(db: sqlite3.Connection, stream: IO[bytes]) -> None:
    """Write ``gouji-report/1`` document by document, each as it was stored."""
    report = stored_report(db)
    lead = {"schema": "gouji-report/1", "tool": dict(report.tool)}
    stream.write(_json(lead)[:-1] + b',"documents":[\n')
    first = True
    summary = {"findings": dict.fromkeys(_SEVERITIES, 0), "counts": {}}
    query = "SELECT source, status, reason, report FROM documents ORDER BY status, id"
    for source, status, reason, blob in db.execute(query):
        if status == "audited":
            text = zlib.decompress(blob)
            one = json.loads(text)
            for finding in one["findings"]:
                summary["findings"][finding["severity"]] += 1
            for verdict, n in one["counts"].items():
                summary["counts"][verdict] = summary["counts"].get(verdict, 0) + n
        else:
            text = _json({"source": source, "error": {"kind": "input", "message": f"{source}：{reason}"}})
        stream.write((b"" if first else b",\n") + text)
        first = False
    tail = {
        "errors": [{"kind": p.kind, "source": p.source, "message": p.message} for p in report.problems],
        "summary": {"documents": len(report.documents), "failed": len(report.failed), **summary},
    }
    stream.write(b"\n]," + _json(tail)[1:] + b"\n")


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
