"""The whole store as files, one a table: CSV with the standard library, Parquet with pyarrow (extra ``parquet``)."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from gouji.batch.store import connect
from gouji.errors import GoujiError, MissingExtra

TABLES = (
    "documents", "tables", "cells", "missing_tables", "verdicts", "relations", "findings", "not_run", "errors", "rules",
    "skipped", "timings", "runs",
)  # fmt: skip
"""What is exported: the tables of results, and ``cells`` with names instead of numbers."""
LEFT_OUT = {"documents": {"report"}}
"""Columns that are no data for other programs."""
CHUNK = 50_000
"""Rows held at a time."""


def export(path: Path, folder: Path, format_: str) -> Iterator[tuple[str, int]]:
    """Write every table to a file of ``folder``; yields file name and rows of each when it is done.

    Args:
        path: The database.
        folder: Made if it is not there.
        format_: ``csv`` or ``parquet``.

    Raises:
        GoujiError: If the folder cannot be written.
        MissingExtra: If pyarrow is not installed.
    """
    if format_ == "parquet":
        try:
            import pyarrow  # noqa: F401
        except ImportError as error:
            raise MissingExtra(
                "导出 Parquet 需要 pyarrow",
                hint='安装：pip install "gouji[parquet]"；或用 --export-format csv',
            ) from error
    db = connect(path, read_only=True)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        db.execute("BEGIN")  # all tables as of one moment, though a batch may be writing
        for table in TABLES:
            columns, types = _columns(db, table)
            target = folder / f"{table}.{format_}"
            part = target.with_suffix(".part")
            with part.open("wb") as stream:
                rows = db.execute(f"SELECT {', '.join(columns)} FROM {table}")
                write = _write_parquet if format_ == "parquet" else _write_csv
                count = write(stream, columns, types, rows)
            part.replace(target)
            yield target.name, count
    except OSError as error:
        raise GoujiError(f"无法写入：{error.strerror or error}", source=str(folder)) from error
    finally:
        db.close()


def _columns(db: sqlite3.Connection, table: str) -> tuple[list[str], list[str]]:
    found = [(r[1], r[2]) for r in db.execute(f"PRAGMA table_info({table})")]
    found = [(name, kind) for name, kind in found if name not in LEFT_OUT.get(table, ())]
    return [n for n, _ in found], [k for _, k in found]


def _write_csv(stream: IO[bytes], columns: list[str], types: list[str], rows: sqlite3.Cursor) -> int:
    import io

    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="", write_through=False)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    count = 0
    while chunk := rows.fetchmany(CHUNK):
        writer.writerows(chunk)
        count += len(chunk)
    text.flush()
    text.detach()
    return count


def _write_parquet(stream: IO[bytes], columns: list[str], types: list[str], rows: sqlite3.Cursor) -> int:
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds: dict[str, Any] = {"INTEGER": pa.int64(), "REAL": pa.float64()}
    schema = pa.schema([(n, kinds.get(t, pa.string())) for n, t in zip(columns, types, strict=True)])
    count = 0
    with pq.ParquetWriter(stream, schema, compression="zstd") as writer:
        while chunk := rows.fetchmany(CHUNK):
            arrays = [
                pa.array(values, type=field.type)
                for values, field in zip(zip(*chunk, strict=True), schema, strict=True)
            ]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
            count += len(chunk)
    return count
