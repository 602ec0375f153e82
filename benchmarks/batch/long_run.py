"""One long batch, watched from outside: memory over time, time a document as the number grows, killed on the way if asked.

    python benchmarks/batch/long_run.py FOLDER OUT [--jobs 2] [--kill 0.5] [--executor local]

Every ten seconds the resident memory of the batch and of its workers and the number of documents done go to
``OUT.samples.csv``.  With ``--kill`` the batch gets SIGKILL when that share is done, and is started again with the same
command.  Printed in the end: processor seconds a document for each tenth of the documents (in order of their numbers,
about the order of work; measured in the workers) and the largest memory seen while that tenth was done.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import os
import resource
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import attrs

STEP = 10.0
"""Seconds between samples."""


@attrs.frozen
class Sample:
    """What was seen at a moment: seconds since the start, documents done, MB of the batch and of its largest worker."""

    seconds: float
    done: int
    batch: float
    worker: float


def rss(pid: int) -> float:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, IndexError, ValueError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def descendants(pid: int) -> list[int]:
    listed = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False).stdout
    found = [int(p) for p in listed.split()]
    return [*found, *(q for p in found for q in descendants(p))]


def done(out: Path) -> int:
    with contextlib.suppress(sqlite3.Error):
        link = sqlite3.connect(f"{(out / 'results.sqlite').resolve().as_uri()}?mode=ro", uri=True, timeout=30)
        with contextlib.closing(link) as db:
            return int(db.execute("SELECT COUNT(*) FROM documents").fetchone()[0])
    return 0


def run(command: list[str], out: Path, start: float, kill_at: int | None) -> tuple[list[Sample], int]:
    samples = []
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None:
        number = done(out)
        workers = [rss(p) for p in descendants(process.pid)]
        samples.append(Sample(time.monotonic() - start, number, rss(process.pid), max(workers, default=0.0)))
        if kill_at is not None and number >= kill_at:
            process.kill()
            break
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(STEP)
    return samples, process.wait()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--kill", type=float, help="share of the documents after which it is killed")
    parser.add_argument("--executor", default="local")
    args = parser.parse_args()
    total = sum(len(files) for _, _, files in os.walk(args.folder))
    command = [
        sys.executable, "-m", "gouji", "batch", str(args.folder), "--out", str(args.out), "--jobs", str(args.jobs),
        "--no-plugins", "-q", "--executor", args.executor,
    ]  # fmt: skip
    start = time.monotonic()
    samples: list[Sample] = []
    if args.kill is not None:
        seen, code = run(command, args.out, start, round(total * args.kill))
        samples += seen
        print(f"killed with {done(args.out):,} documents done (exit {code})", flush=True)
    seen, code = run(command, args.out, start, None)
    samples += seen
    cpu = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        f"exit {code}; {total:,} documents, {time.monotonic() - start:,.0f} s on the wall, "
        f"{cpu.ru_utime + cpu.ru_stime:,.0f} s of the processor (runs that were killed excluded)"
    )
    with args.out.with_name(f"{args.out.name}.samples.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["seconds", "documents", "batch MB", "worker MB"])
        writer.writerows([round(s.seconds), s.done, round(s.batch, 1), round(s.worker, 1)] for s in samples)
    with contextlib.closing(sqlite3.connect(args.out / "results.sqlite")) as db:
        seconds = dict(db.execute("SELECT document, SUM(seconds) FROM timings GROUP BY document"))
        numbers = [r[0] for r in db.execute("SELECT id FROM documents WHERE status = 'audited' ORDER BY id")]
    print("tenth  documents  cpu s/document  batch MB  worker MB")
    for tenth in range(10):
        part = numbers[len(numbers) * tenth // 10 : len(numbers) * (tenth + 1) // 10]
        spent = sum(seconds[n] for n in part) / max(1, len(part))
        now = [s for s in samples if total * tenth / 10 <= s.done < total * (tenth + 1) / 10]
        batch, worker = max((s.batch for s in now), default=0), max((s.worker for s in now), default=0)
        print(f"{tenth + 1:5}  {len(part):9,}  {spent:14.3f}  {batch:8.0f}  {worker:9.0f}")


if __name__ == "__main__":
    main()
