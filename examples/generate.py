"""Write the example: a made-up department's disclosure with planted errors, and the list of them.

Run ``python examples/generate.py`` in an environment in which gouji is installed; the same text comes out every time.
"""

from __future__ import annotations

import json
from pathlib import Path

from gouji.testing.synthetic import make_truth, plant, print_national, to_text

HERE = Path(__file__).resolve().parent
DEPARTMENT = "清河示例区档案馆"
YEAR = 2024
SEED = 153


def write(folder: Path) -> None:
    """Write the disclosure in every format into ``folder``, and the planted errors beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    document, planted = plant(print_national(make_truth(SEED, DEPARTMENT, YEAR)), SEED)
    (folder / "决算公开.txt").write_text(to_text(document), encoding="utf-8", newline="\n")
    entries = [
        {"表或句": e.where, "行": e.row, "印成": e.printed, "应为": e.truth, "笔误": e.kind} for e in planted
    ]
    text = json.dumps(entries, ensure_ascii=False, indent=2) + "\n"
    (folder / "埋设的错误.json").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write(HERE / f"{DEPARTMENT}-{YEAR}")
