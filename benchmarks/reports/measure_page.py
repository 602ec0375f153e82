"""How big the HTML report over many documents is, and how long Chromium takes to open it.

    python benchmarks/reports/measure_page.py [documents] [folder] [distinct]

Made-up departments with planted errors are audited, two processes at a time, and put into one page; with ``distinct``
below ``documents`` the audits are used again under other names (the page cannot share more of them than before: only
texts of rules are kept once).  Opening is
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

import attrs

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


def named(document: DocumentReport, number: int) -> DocumentReport:
    """The same audit as that of another department."""
    ledger = document.ledger
    printed = attrs.evolve(ledger.document, source=f"全市决算公开/{number:05d}.txt")
    facts = attrs.evolve(ledger.facts_of, department=f"{ledger.facts_of.department}第{number}分馆")
    return attrs.evolve(document, ledger=attrs.evolve(ledger, document=printed, facts_of=facts))


def main() -> None:
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    folder = Path(sys.argv[2] if len(sys.argv) > 2 else tempfile.mkdtemp())
    distinct = int(sys.argv[3]) if len(sys.argv) > 3 else documents
    start = time.perf_counter()
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        audited = tuple(pool.imap(one, range(distinct), chunksize=5))
    audited = tuple(named(audited[n % distinct], n) for n in range(documents))
    auditor = Auditor()
    report = Report(audited, (), (), auditor.fingerprint())
    findings = sum(len(d.findings) for d in audited)
    print(
        f"{documents} documents ({distinct} distinct), {findings} findings, audited in {time.perf_counter() - start:.1f} s"
    )
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
