"""Facts of a few sentences under one heading of the 情况说明."""

from __future__ import annotations

from gouji.facts.narrative import read_facts
from gouji.model import Document, DocumentFacts, Fact, Line, Place
from gouji.packs import Specs
from gouji.reading.prose import read_sections

FACTS = DocumentFacts("清河示例区档案馆", 2024, "部门决算")


def read(specs: Specs, title: str, *sentences: str) -> list[Fact]:
    """Return the facts of paragraphs of a section."""
    lines = [
        Line("第三部分 2024年度部门决算情况说明", Place(line=1), True),
        Line(f"一、{title}", Place(line=2), True),
    ]
    lines += [Line(s, Place(line=3 + i), True) for i, s in enumerate(sentences)]
    document = Document("x", "text", "0", tuple(lines), has_layout=False)
    return list(read_facts(read_sections(document, frozenset()), {}, specs, FACTS).facts)
