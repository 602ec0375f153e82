"""A text without any disclosure table: said so, and its prose is not gone through."""

from __future__ import annotations

import pytest
from rule_packs import packs

from gouji.api import Source
from gouji.reading import read_ledger
from gouji_plugins.extractors.text import TextExtractor


def test_the_prose_of_a_novel_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    import gouji.reading.prose as prose

    monkeypatch.setattr(prose, "read_sections", lambda *_: pytest.fail("read"))
    text = "话说天下大势，分久必合，合久必分。2024年收入合计 100.00 万元。\n" * 50
    ledger, specs = read_ledger(TextExtractor().extract(Source("小说.txt", content=text.encode())), packs())
    assert (ledger.tables, ledger.sections, ledger.facts) == ({}, (), ())
    assert ledger.packs == tuple(pack.id for pack in specs.packs)
