"""How big the HTML report over many documents is, and how long Chromium takes to open it.

    python benchmarks/reports/measure_page.py [documents] [folder]

Made-up departments with planted errors are audited, two processes at a time, and put into one page.  Opening is
measured from the start of navigation until the first findings are on the screen, five times, cold profile first.
"""

from __future__ import annotations

import io
import multiprocessing
import statistics
import sys
import tempfile
import time
from pathlib import Path

from gouji.api import ReportOptions, Source
from gouji.audit import Auditor
from gouji.model import DocumentReport, Report
from gouji.testing.synthetic import make_truth, plant, print_national, to_text

sys.path.insert(0, str(Path(__file__).parents[2] / "tests" / "support"))

_auditor: Auditor | None = None


def one(seed: int) -> DocumentReport:
    global _auditor  # noqa: PLW0603
    _auditor = _auditor or Auditor()
    document, _ = plant(print_national(make_truth(seed)), seed)
    source = Source(f"全市决算公开/{seed:05d}.txt", content=to_text(document).encode())
    return _auditor.audit(source).light()


def main() -> None:
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    folder = Path(sys.argv[2] if len(sys.argv) > 2 else tempfile.mkdtemp())
    start = time.perf_counter()
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        audited = tuple(pool.imap(one, range(documents), chunksize=10))
    auditor = Auditor()
    report = Report(audited, (), (), auditor.fingerprint())
    findings = sum(len(d.findings) for d in audited)
    print(f"{documents} documents, {findings} findings, audited in {time.perf_counter() - start:.1f} s")
    for name in ("html", "json", "xlsx", "csv", "sarif"):
        reporter = auditor.host.reporters[name]
        buffer = io.BytesIO()
        start = time.perf_counter()
        reporter.render(report, buffer, ReportOptions())
        print(
            f"{name}: {len(buffer.getvalue()) / 1e6:.2f} MB, written in {time.perf_counter() - start:.2f} s"
        )
        (folder / f"batch{reporter.suffix}").write_bytes(buffer.getvalue())
    opening(folder / "batch.html")


def opening(path: Path) -> None:
    from browser import opened

    with opened(Path(tempfile.mkdtemp())) as window:
        laps = []
        for _ in range(5):
            window.get("about:blank")
            start = time.perf_counter()
            window.get(path.as_uri())
            assert window.find_elements("css selector", "article.finding")
            laps.append(time.perf_counter() - start)
            painted = window.execute_script(
                "return performance.getEntriesByName('first-contentful-paint')[0].startTime"
            )
        print(
            f"opened in {laps[0]:.2f} s the first time, median {statistics.median(laps):.2f} s, painted at {painted:.0f} ms"
        )
        heap = window.execute_script("return performance.memory.usedJSHeapSize / 1e6")
        print(f"page heap {heap:.0f} MB")


if __name__ == "__main__":
    main()
