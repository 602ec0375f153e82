"""Ordinary sentences of other places, put into a correct department: they accuse nobody."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from identity_texts import audited, weighty, with_sentence

pytestmark = pytest.mark.slow

SENTENCES: dict[str, list[str]] = tomllib.loads(
    Path(__file__).with_name("ordinary.toml").read_text(encoding="utf-8")
)
CASES = [(section, sentence) for section, told in SENTENCES.items() for sentence in told]


@pytest.mark.parametrize(("section", "sentence"), CASES)
def test_an_ordinary_sentence_accuses_nobody(section: str, sentence: str) -> None:
    assert weighty(audited(with_sentence(section, sentence))) == set()
