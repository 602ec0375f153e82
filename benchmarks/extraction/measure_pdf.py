"""Wall time and peak memory of reading PDF: the bare character read, gouji, pdfplumber.

Usage: ``python benchmarks/extraction/measure_pdf.py [FILE.pdf ...]``

Each reader reads each document in a process of its own, several times; the best time and the
process's peak memory are printed.  Generated disclosures are always measured, the real ones of the
shared corpus where it is present, and any file named.  A reader that is not installed is left out.
"""

from __future__ import annotations

import ctypes
import gc
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SUPPORT = ROOT / "tests" / "support"
CORPUS = ROOT.parent / "shared" / "corpus"
READERS = ("bare", "gouji", "pdfplumber")
RUNS = {"bare": 7, "gouji": 7, "pdfplumber": 2}


def bare(path: Path) -> int:
    """Read every character and its box with pypdfium2 and keep them; the floor of any reader."""
    import pypdfium2 as pdfium
    import pypdfium2.raw as raw

    kept = []
    box = raw.FS_RECTF()
    document = pdfium.PdfDocument(path)
    for page in document:
        text = page.get_textpage()
        for index in range(text.count_chars()):
            code = raw.FPDFText_GetUnicode(text, index)
            raw.FPDFText_GetLooseCharBox(text, index, ctypes.byref(box))
            kept.append((chr(code), box.left, box.bottom, box.right, box.top))
        text.close()
        page.close()
    document.close()
    return len(kept)


def gouji(path: Path) -> int:
    """Read the whole document as the product does: digest, text, grids, places."""
    from gouji.api import Source
    from gouji_plugins.extractors.pdf import extractor

    document = extractor("pdf").extract(Source(path.name, path))
    return sum(len(grid.cells) for grid in document.grids())


def pdfplumber(path: Path) -> int:
    """Extract all tables with pdfplumber."""
    import pdfplumber as plumber

    cells = 0
    with plumber.open(path) as document:
        for page in document.pages:
            cells += sum(len(row) for table in page.extract_tables() for row in table)
    return cells


def measure(reader: str, path: Path) -> None:
    """Print the measurement of one reader on one document as JSON."""
    gc.set_threshold(100_000, 20, 20)  # as the command line sets it, for all readers alike
    read: Callable[[Path], int] = {"bare": bare, "gouji": gouji, "pdfplumber": pdfplumber}[reader]
    best, found = float("inf"), 0
    for _ in range(RUNS[reader]):
        start = time.process_time()
        found = read(path)
        best = min(best, time.process_time() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"ms": best * 1000, "mb": peak, "found": found}))


def documents(folder: Path, named: list[str]) -> list[Path]:
    """Return the documents to measure; generated ones are written to ``folder``."""
    sys.path.insert(0, str(SUPPORT))
    from render_pdf import Style, render_pdf

    from gouji.testing.synthetic import make_truth, print_national, print_shanghai

    made = []
    styles = {
        "long": Style(),
        "short": Style(rulings="short"),
        "unruled": Style(rulings="none", wrap=30, size=8),
    }
    for printer in (print_national, print_shanghai):
        for name, style in styles.items():
            path = folder / f"{printer.__name__[6:]}-{name}.pdf"
            path.write_bytes(render_pdf(printer(make_truth(seed=7)), style))
            made.append(path)
    real = sorted(CORPUS.glob("*.pdf")) if CORPUS.is_dir() else []
    return [*real, *made, *map(Path, named)]


def main(named: list[str]) -> None:
    """Measure all and print a table."""
    print(
        f"{'document':34} "
        + " ".join(f"{r:>10} ms {'MB':>5}" for r in READERS)
        + "   gouji/bare  plumber/gouji"
    )
    with tempfile.TemporaryDirectory() as folder:
        for path in documents(Path(folder), named):
            results = {}
            for reader in READERS:
                command = [sys.executable, __file__, "--one", reader, str(path)]
                done = subprocess.run(command, capture_output=True, text=True, check=False)
                if done.returncode == 0:
                    results[reader] = json.loads(done.stdout)
            line = f"{path.name[:34]:34} "
            for reader in READERS:
                result = results.get(reader)
                line += f"{result['ms']:>13.1f} {result['mb']:>5.0f} " if result else f"{'-':>13} {'-':>5} "
            ours = results["gouji"]["ms"]
            line += f"  {ours / results['bare']['ms']:>9.2f}x"
            if "pdfplumber" in results:
                line += f"  {results['pdfplumber']['ms'] / ours:>12.1f}x"
            print(line, flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        measure(sys.argv[2], Path(sys.argv[3]))
    else:
        main(sys.argv[1:])
