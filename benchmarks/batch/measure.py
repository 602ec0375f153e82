"""Documents a second and memory of a batch as the number of documents grows, with one and more processes.

    python benchmarks/batch/measure.py [--counts 10 100 1000] [--jobs 1 2] [--folder FOLDER] [--executor local]

A folder of mixed formats (5 % PDF, 5 % hostile) is made once and reused with ``--folder``.  Each run starts from nothing
in an output of its own and is a process of its own; memory is sampled from outside.  Printed: wall and processor time,
peak resident memory of the batch and of its largest worker, size of the store, where the time goes, and what 100,000
documents would take on one processor.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import attrs

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests" / "support"))

from batch_files import make_files


@attrs.define
class Peaks:
    """Largest resident memory seen, in MB."""

    batch: float = 0.0
    worker: float = 0.0


def rss(pid: int) -> float:
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except (OSError, IndexError, ValueError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def watch(process: subprocess.Popen[bytes], peaks: Peaks) -> None:
    while process.poll() is None:
        peaks.batch = max(peaks.batch, rss(process.pid))
        listed = subprocess.run(
            ["pgrep", "-P", str(process.pid)], capture_output=True, text=True, check=False
        ).stdout
        peaks.worker = max([peaks.worker, *(rss(int(p)) for p in listed.split())])
        time.sleep(0.5)


def run(folder: Path, out: Path, jobs: int, executor: str) -> tuple[float, float, Peaks]:
    shutil.rmtree(out, ignore_errors=True)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "gouji", "batch", str(folder), "--out", str(out), "--jobs", str(jobs), "--no-plugins", "-q",
         "--executor", executor],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    peaks = Peaks()
    watcher = threading.Thread(target=watch, args=(process, peaks))
    watcher.start()
    code = process.wait()
    wall = time.perf_counter() - start
    watcher.join()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert code in (0, 1, 3), code
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu, peaks


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--counts", type=int, nargs="+", default=[10, 100, 1000])
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    parser.add_argument(
        "--folder", type=Path, help="where the documents are made, one folder for each count, and kept"
    )
    parser.add_argument("--executor", default="local")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        base = args.folder or Path(name)
        print("documents  jobs    wall s     cpu s  docs/s  cpu s/doc  batch MB  worker MB  KB/doc")
        stages: dict[str, float] = {}
        cost = 0.0
        for count in args.counts:
            folder = base / str(count)
            if not folder.exists():
                make_files(folder, count, pdf=0.05, hostile=0.05)
            for jobs in args.jobs:
                out = Path(name) / f"out-{count}-{jobs}"
                wall, cpu, peaks = run(folder, out, jobs, args.executor)
                store = out / "results.sqlite"
                size = sum(p.stat().st_size for p in out.glob("results.sqlite*")) / count / 1024
                cost = cpu / count
                print(
                    f"{count:9,}  {jobs:4}  {wall:8.1f}  {cpu:8.1f}  {count / wall:6.2f}  {cost:9.3f}  {peaks.batch:8.0f}"
                    f"  {peaks.worker:9.0f}  {size:6.1f}",
                    flush=True,
                )
                db = sqlite3.connect(store)
                stages = dict(db.execute("SELECT stage, SUM(seconds) FROM timings GROUP BY stage"))
                db.close()
                shutil.rmtree(out, ignore_errors=True)
        total = sum(stages.values())
        print("where the time goes: " + ", ".join(f"{k} {v / total:.0%}" for k, v in stages.items()))
        hours = cost * 100_000 / 3600
        print(f"100,000 documents: {hours:.1f} processor hours at {cost:.3f} s each")


if __name__ == "__main__":
    main()
