"""Write the example: a made-up department's disclosure with planted errors, in every format, and the list of them.

Run ``python examples/generate.py`` in an environment with ``gouji[test]``.  The text and the list come out the same
every time; the binary formats carry their own time stamps.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from gouji.testing.synthetic import make_truth, plant, print_national, to_text

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests" / "support"))
DEPARTMENT = "清河示例区档案馆"
YEAR = 2024
SEED = 153


def write(folder: Path, *, text_only: bool = False) -> None:
    """Write the disclosure into ``folder``, and the planted errors beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    document, planted = plant(print_national(make_truth(SEED, DEPARTMENT, YEAR)), SEED)
    (folder / "决算公开.txt").write_text(to_text(document), encoding="utf-8", newline="\n")
    entries = [
        {"表或句": e.where, "行": e.row, "印成": e.printed, "应为": e.truth, "笔误": e.kind} for e in planted
    ]
    text = json.dumps(entries, ensure_ascii=False, indent=2) + "\n"
    (folder / "埋设的错误.json").write_text(text, encoding="utf-8", newline="\n")
    if text_only:
        return
    from render_office import render_docx, render_html, render_xlsx
    from render_pdf import Style, render_pdf

    (folder / "决算公开.xlsx").write_bytes(render_xlsx(document))
    (folder / "决算公开.docx").write_bytes(render_docx(document))
    (folder / "决算公开.html").write_bytes(render_html(document))
    (folder / "决算公开.pdf").write_bytes(render_pdf(document, Style(furniture=True)))


if __name__ == "__main__":
    write(HERE / f"{DEPARTMENT}-{YEAR}")
