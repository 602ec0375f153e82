"""Write a folder of made-up disclosures: text and workbooks, a share of PDF, a share of hostile files.

python benchmarks/batch/make_corpus.py FOLDER --count 10000 [--pdf 0.05] [--hostile 0.05] [--planted 0.1] [--seed 1]

What was made goes to ``FOLDER.truth.jsonl`` (file, kind, planted or not, sums of what each table prints), for
``check_totals.py``.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests" / "support"))

from batch_files import make_files, write_truth


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--pdf", type=float, default=0.05)
    parser.add_argument("--hostile", type=float, default=0.05)
    parser.add_argument("--planted", type=float, default=0.1)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    start = time.perf_counter()
    made = make_files(
        args.folder, args.count, pdf=args.pdf, hostile=args.hostile, planted=args.planted, seed=args.seed
    )
    write_truth(args.folder.with_name(f"{args.folder.name}.truth.jsonl"), made)
    kinds = Counter(m.kind for m in made)
    size = sum((args.folder / m.path).stat().st_size for m in made)
    listed = ", ".join(f"{n} {kind}" for kind, n in sorted(kinds.items()))
    print(
        f"{len(made)} files ({listed}; {sum(m.planted for m in made)} with planted errors), {size / 1e6:.0f} MB, "
        f"{time.perf_counter() - start:.0f} s"
    )


if __name__ == "__main__":
    main()
