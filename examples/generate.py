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
    from render_folder import render_csv_folder, render_zip
    from render_layout import render_layout
    from render_ofd import render_ofd
    from render_office import render_docx, render_html, render_xlsx
    from render_pdf import Style, render_pdf
    from render_sheets import sheets_of, write_ods
    from render_xls import write_xls

    (folder / "决算公开.xlsx").write_bytes(render_xlsx(document))
    (folder / "决算公开.docx").write_bytes(render_docx(document))
    (folder / "决算公开.html").write_bytes(render_html(document))
    (folder / "决算公开.pdf").write_bytes(render_pdf(document, Style(furniture=True)))
    (folder / "决算公开.ofd").write_bytes(render_ofd(document))
    (folder / "决算公开.xls").write_bytes(write_xls(sheets_of(document)))
    (folder / "决算公开.ods").write_bytes(write_ods(sheets_of(document)))
    (folder / "决算公开.zip").write_bytes(render_zip(document))
    layout = render_layout(document, SEED, double=True)
    (folder / "决算公开-空格对齐.txt").write_text(layout, encoding="utf-8", newline="\n")
    (folder / "决算公开-表格").mkdir(exist_ok=True)
    for name, data in render_csv_folder(document).items():
        (folder / "决算公开-表格" / name).write_bytes(data)
    write_ledger(folder / "决算公开.docx", folder / "决算公开.json")


def write_ledger(disclosure: Path, target: Path) -> None:
    """Write the ledger of a disclosure as JSON, its path as the file's name."""
    from gouji.api import Source
    from gouji.audit import Auditor
    from gouji_plugins.reporters.ledger_json import write_ledger_json

    ledger, _ = Auditor().read(Source(disclosure.name, content=disclosure.read_bytes()))
    with target.open("wb") as stream:
        write_ledger_json(ledger, stream)


if __name__ == "__main__":
    write(HERE / f"{DEPARTMENT}-{YEAR}")
