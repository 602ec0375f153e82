"""Inputs for contract tests: disclosures with and without errors, and bytes that are no disclosure at all."""

from __future__ import annotations

import random
from collections.abc import Iterator

import attrs

from gouji.model import Document, DocumentReport, Ledger, Report
from gouji.packs import Pack, Specs
from gouji.testing.synthetic import PrintedDocument, make_truth, plant, print_national, to_text

YEAR = 2024
"""Year of the made-up disclosures."""
SEEDS = (3, 5, 8)
"""Seeds of the made-up departments that contract tests use."""
EVIL = "<script>alert(1)</script>=cmd|'/C calc'!A0\u202e&amp;]]>\x1b[31m"


def year_of(pack: Pack) -> int:
    """Return a year the pack is for: the usual one, or the nearest to it."""
    latest = max(pack.first_year or YEAR, YEAR)
    return latest if pack.last_year is None else min(latest, pack.last_year)


def correct(seed: int) -> PrintedDocument:
    """Return a correct disclosure in the national template."""
    return print_national(make_truth(seed))


def wrong(seed: int) -> PrintedDocument:
    """Return a disclosure with planted errors."""
    return plant(correct(seed), seed)[0]


def text(document: PrintedDocument) -> bytes:
    """Print a disclosure as UTF-8 text without layout."""
    return to_text(document).encode()


def damaged(data: bytes, seed: int = 1) -> Iterator[tuple[str, bytes]]:
    """Yield broken versions of an input with what was done to it."""
    rng = random.Random(seed)
    yield "empty", b""
    yield "first half", data[: len(data) // 2]
    yield "first 64 bytes", data[:64]
    yield "without its head", data[64:]
    yield "all zeros", bytes(min(len(data), 100_000))
    yield "head and noise", data[:64] + rng.randbytes(20_000)
    for turn in range(6):
        broken = bytearray(data)
        for _ in range(1 + len(data) // 500):
            broken[rng.randrange(len(data))] = rng.randrange(256)
        yield f"bytes changed ({turn})", bytes(broken)


def audited(data: bytes, name: str = "决算.txt") -> DocumentReport:
    """Audit an input with the built-ins alone."""
    from gouji.allowed import Choice
    from gouji.api import Source
    from gouji.audit import Auditor, Options

    return Auditor(options=Options(plugins=Choice(frozenset()))).audit(Source(name, content=data))


def ledgers() -> tuple[Specs, dict[str, Ledger]]:
    """Return specs, and ledgers to run checks on: correct, wrong, without tables, without prose, empty."""
    from gouji.allowed import Choice
    from gouji.api import Source
    from gouji.audit import Auditor, Options

    auditor = Auditor(options=Options(plugins=Choice(frozenset())))
    good, specs = auditor.read(Source("决算.txt", content=text(correct(SEEDS[0]))))
    bad, _ = auditor.read(Source("错.txt", content=text(wrong(SEEDS[0]))))
    return specs, {
        "correct": good,
        "wrong": bad,
        "without tables": attrs.evolve(good, tables={}),
        "without prose": attrs.evolve(good, sections=(), facts=(), forms=()),
        "empty": Ledger(Document("空.txt", "text", "", ())),
    }


def reports() -> dict[str, Report]:
    """Return reports to render: of nothing, of correct and wrong disclosures, and one with hostile names."""
    from gouji.model import FailedDocument, Problem

    evil = plant(print_national(make_truth(153, f"清河{EVIL}馆")), 153)[0]
    failed = FailedDocument(f"{EVIL}.pdf", Problem("input", f"无法读取{EVIL}", f"{EVIL}.pdf"))
    return {
        "nothing": Report(),
        "correct": Report((audited(text(correct(SEEDS[0]))),)),
        "wrong": Report((audited(text(wrong(SEEDS[1]))), audited(text(wrong(SEEDS[2])))), (failed,)),
        "hostile": Report((audited(text(evil), f"{EVIL}.txt"),), (failed,), (Problem("plugin", EVIL, EVIL),)),
    }
