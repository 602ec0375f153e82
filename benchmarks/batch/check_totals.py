"""Compare the totals in a batch's database with what the generator of its corpus printed.

    python benchmarks/batch/check_totals.py OUT CORPUS.truth.jsonl

Every file once with the right status; hostile files with a reason; errors where errors were planted and nowhere else;
number and sum of the amounts of every table and the sums of 本年收入合计 and 本年支出合计, to the 分; findings by rule
and relations by outcome as in the documents' own reports.  Prints what differs, and a digest of all results: two runs
over the same files print the same one.  Exits with 1 if anything differs.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import sqlite3
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests" / "support"))

from batch_files import HOSTILE, read_truth
from batch_totals import wrong_totals

from gouji.batch.store import canonical, database


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("truth", type=Path)
    args = parser.parse_args()
    path, made = database(args.out), read_truth(args.truth)
    wrong = wrong_totals(path, made)
    for line in wrong[:40]:
        print(line)
    digest = hashlib.sha256()
    rows = 0
    for table, row in canonical(path):
        digest.update(f"{table}{row!r}".encode("utf-8", "surrogatepass"))
        rows += 1
    with contextlib.closing(sqlite3.connect(path)) as db:
        (findings,) = db.execute("SELECT COUNT(*) FROM findings").fetchone()
    hostile = sum(m.kind == HOSTILE for m in made)
    print(
        f"{len(made):,} documents ({hostile:,} hostile, {sum(m.planted for m in made):,} with planted errors), "
        f"{sum(n for m in made for k, (n, _) in m.sums.items() if k.startswith('公开')):,} amounts, {findings:,} findings: "
        f"{len(wrong)} totals differ"
    )
    print(f"{rows:,} rows, digest {digest.hexdigest()[:16]}")
    raise SystemExit(bool(wrong))


if __name__ == "__main__":
    main()
