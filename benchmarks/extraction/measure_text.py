"""How text that ``pdftotext`` drew from made disclosures is read: right, doubted, silently wrong, not found.

Usage: ``python benchmarks/extraction/measure_text.py [MODE] [SECONDS] [SEED] [any|usual]``

MODE is an option of ``pdftotext`` (``-layout``, ``-raw``) or ``default`` for none; SECONDS of processor time;
``usual`` prints upright pages of thirty rows, ``any`` every way the renderer knows (sideways, five rows a page,
narrow columns, letters drawn twice).  Tables are counted, each against what an extractor without fault reads.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests" / "support"), str(ROOT / "tests" / "reading")]

import attrs  # noqa: E402
from render_pdf import render_pdf  # noqa: E402
from round_trip import RULED, TEMPLATES, any_style, cells_of, perfect, tables_only  # noqa: E402

from gouji.api import Source  # noqa: E402
from gouji.audit import Auditor  # noqa: E402
from gouji.reading import read_ledger  # noqa: E402
from gouji.testing.synthetic import PrintedDocument, make_truth  # noqa: E402


def drawn(document: PrintedDocument, mode: str, chance: Random, usual: bool) -> bytes:
    """Print a document and return what ``pdftotext`` makes of it."""
    style = any_style(chance, chance.choice((*RULED, "none")))
    if usual:
        style = attrs.evolve(
            style, sideways="upright", rows_a_page=30, wrap=chance.choice((9, 20)), bold=False,
            size=chance.choice((7.0, 9.0)),
        )  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        page, text = Path(folder) / "a.pdf", Path(folder) / "a.txt"
        page.write_bytes(render_pdf(document, style))
        options = [] if mode == "default" else [mode]
        subprocess.run(["pdftotext", *options, str(page), str(text)], check=True, capture_output=True)
        return text.read_bytes()


def main(mode: str, seconds: float, seed: int, usual: bool) -> None:
    """Print the tally of as many documents as fit into the time."""
    auditor = Auditor()
    tally: Counter[str] = Counter()
    first, documents, start = seed, 0, time.process_time()
    while time.process_time() - start < seconds:
        for name, printer in sorted(TEMPLATES.items()):
            document = tables_only(printer(make_truth(seed)))
            text = drawn(document, mode, Random(f"{seed}{name}"), usual)
            wanted = cells_of(read_ledger(perfect(document), auditor.packs)[0])
            ledger, _ = auditor.read(Source("x.txt", content=text))
            got = cells_of(ledger)
            documents += 1
            for key in {cell[0] for cell in wanted} | set(ledger.tables):
                outcome = judge(key, wanted, got, ledger.tables[key].doubt if key in ledger.tables else None)
                tally[outcome] += 1
                if outcome == "SILENT":
                    print("silently wrong:", mode, seed, name, key, flush=True)
        seed += 1
    total = sum(tally.values())
    print(f"{mode}: seeds {first}-{seed - 1}, {documents} documents, {total} tables, {dict(tally)}")


Cells = dict[tuple[str, str, str], str]


def judge(key: str, wanted: Cells, got: Cells, doubt: str | None) -> str:
    """Return how a table was read; ``doubt`` is ``None`` if it was not found."""
    if doubt is None:
        return "not found"
    wrong = [cell for cell in {*wanted, *got} if cell[0] == key and wanted.get(cell) != got.get(cell)]
    if not doubt:
        return "SILENT" if wrong else "right"
    if not wrong:
        return "right, doubted"
    return "left out, doubted" if all(cell not in got for cell in wrong) else "wrong, doubted"


if __name__ == "__main__":
    given = [*sys.argv[1:], *("default", "60", "96000", "any")[len(sys.argv) - 1 :]]
    main(given[0], float(given[1]), int(given[2]), given[3] == "usual")
