"""The contract tests.  In a test file: ``from gouji.testing.suite import *``; see :mod:`gouji.testing.pytest_plugin`."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from gouji.api import Check, Extractor, Reporter, Source
from gouji.audit import Auditor
from gouji.model import Ledger, Report
from gouji.packs import Pack, Specs
from gouji.testing import contracts, samples
from gouji.testing.pytest_plugin import Sample
from gouji.testing.synthetic import PrintedDocument, plant

__all__ = [
    "test_a_check_keeps_its_word", "test_a_pack_accuses_no_correct_disclosure",
    "test_a_pack_finds_what_was_planted", "test_a_pack_is_sound", "test_a_pack_s_rules_hold",
    "test_a_reporter_renders_anything", "test_an_extractor_reads_its_sample",
    "test_an_extractor_survives_damage",
]  # fmt: skip


def _sample(extractor: Extractor, given: Mapping[str, Sample]) -> Sample:
    if extractor.name not in given:
        pytest.fail(f"override the fixture gouji_samples with a Sample for the extractor {extractor.name!r}")
    return given[extractor.name]


def test_an_extractor_reads_its_sample(
    gouji_extractor: Extractor, gouji_samples: Mapping[str, Sample]
) -> None:
    """Takes, reads, locates, and reads the same way twice."""
    sample = _sample(gouji_extractor, gouji_samples)
    contracts.extractor_reads(gouji_extractor, sample.name, sample.data, sample.words)


def test_an_extractor_survives_damage(
    gouji_extractor: Extractor, gouji_samples: Mapping[str, Sample]
) -> None:
    """Reads damaged input or refuses it with a reason."""
    sample = _sample(gouji_extractor, gouji_samples)
    contracts.extractor_survives(gouji_extractor, sample.name, sample.data)


def test_a_pack_is_sound(gouji_pack: Pack, gouji_auditor: Auditor) -> None:
    """Sums name what the forms have; no title means two tables."""
    contracts.pack_is_sound(gouji_pack, gouji_auditor.packs)


def test_a_pack_s_rules_hold(gouji_pack: Pack, gouji_auditor: Auditor) -> None:
    """Rules compile and their own tests come out."""
    contracts.pack_rules_hold(contracts.specs_with(gouji_pack, gouji_auditor.packs), gouji_pack)


def test_a_pack_accuses_no_correct_disclosure(
    gouji_pack: Pack, gouji_auditor: Auditor, gouji_disclosures: list[PrintedDocument]
) -> None:
    """No finding and nothing unrecognised in correct disclosures, and the pack applies to them."""
    for document in gouji_disclosures:
        report = gouji_auditor.audit(Source("决算.txt", content=samples.text(document)))
        assert gouji_pack.id in report.ledger.packs, f"{gouji_pack.id} does not apply to {document.title}"
        specs = contracts.specs_with(gouji_pack, gouji_auditor.packs)
        contracts.pack_accuses_nobody(report.ledger, specs, report.findings)


def test_a_pack_finds_what_was_planted(
    gouji_pack: Pack,
    gouji_auditor: Auditor,
    gouji_core: Auditor,
    gouji_disclosures: list[PrintedDocument],
) -> None:
    """Errors are found, and none that the built-ins alone would find is lost."""
    for number, document in enumerate(gouji_disclosures):
        wrong, planted = plant(document, number)
        source = Source("错.txt", content=samples.text(wrong))
        found = {f.id for f in gouji_auditor.audit(source).findings}
        assert found, f"none of {planted} was found in {document.title}"
        if not gouji_pack.tables and not gouji_pack.rules:
            lost = {f.id for f in gouji_core.audit(source).findings} - found
            assert not lost, f"with {gouji_pack.id} these are no longer found: {lost}"


def test_a_check_keeps_its_word(gouji_check: Check, gouji_checked: tuple[Specs, dict[str, Ledger]]) -> None:
    """Deterministic, under its own rules, silent about what is missing."""
    contracts.check_keeps_its_word(gouji_check, *gouji_checked)


def test_a_reporter_renders_anything(gouji_reporter: Reporter, gouji_reports: dict[str, Report]) -> None:
    """Any report, the same each time, valid UTF-8, no control characters."""
    contracts.reporter_renders(gouji_reporter, gouji_reports)
