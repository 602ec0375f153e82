"""Ordinary sentences of other places, put into a correct department: they accuse nobody."""

from __future__ import annotations

import tomllib
from pathlib import Path

import attrs
import pytest
from identity_texts import audited, base, weighty

from gouji.testing.synthetic import Heading, Paragraph, PrintedDocument

pytestmark = pytest.mark.slow

SENTENCES: dict[str, list[str]] = tomllib.loads(
    Path(__file__).with_name("ordinary.toml").read_text(encoding="utf-8")
)
CASES = [(section, sentence) for section, told in SENTENCES.items() for sentence in told]


def with_sentence(section: str, sentence: str) -> PrintedDocument:
    """Return the department with a paragraph more at the end of a section."""
    document = base("funded")
    pieces = document.pieces
    named = [i for i, p in enumerate(pieces) if isinstance(p, Heading) and section in p.text]
    # 名词解释 is a part of its own; the sections of the 情况说明 stand below theirs.
    end = next((i for i in named if isinstance(p := pieces[i], Heading) and p.level > 1), named[-1])
    end += 1
    while end < len(pieces) and isinstance(pieces[end], Paragraph):
        end += 1
    return attrs.evolve(document, pieces=(*pieces[:end], Paragraph(sentence), *pieces[end:]))


@pytest.mark.parametrize(("section", "sentence"), CASES)
def test_an_ordinary_sentence_accuses_nobody(section: str, sentence: str) -> None:
    assert weighty(audited(with_sentence(section, sentence))) == set()
