"""The page on narrative.toml: its sentences are read as it says, with the pack its examples make."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from prose import FACTS

from gouji.audit import Auditor, Options
from gouji.facts.narrative import read_facts
from gouji.model import Document, Line, Place
from gouji.packs import Specs, select_packs
from gouji.reading.prose import read_sections

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "narrative.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```句子 (.+)\n([\s\S]*?)^```\n\n```读出\n([\s\S]*?)^```$", PAGE, re.M)
PARTS = re.findall(r"^```toml\n([\s\S]*?)^```$", PAGE, re.M)


@pytest.fixture(scope="module")
def page_specs(tmp_path_factory: pytest.TempPathFactory) -> Specs:
    folder = tmp_path_factory.mktemp("packs")
    pack = folder / "page"
    pack.mkdir()
    (pack / "pack.toml").write_text('id = "清河/说明"\ntitle = "清河的说明"\n', encoding="utf-8")
    (pack / "narrative.toml").write_text("\n".join(PARTS), encoding="utf-8")
    return select_packs(Auditor(options=Options(pack_folders=(folder,))).packs, FACTS)


def test_the_page_has_an_example_for_each_key() -> None:
    assert len(EXAMPLES) == PAGE.count("```句子") == PAGE.count("```读出") >= 8
    for key in ("also", "inner", "asides"):
        assert any(f"{key} = [" in part for part in PARTS)
    assert "funds" in PAGE


@pytest.mark.parametrize(("title", "sentences", "read"), EXAMPLES)
def test_it_is_read_as_written(page_specs: Specs, title: str, sentences: str, read: str) -> None:
    lines = [
        Line("第三部分 2024年度部门决算情况说明", Place(line=1), True),
        Line(f"一、{title}", Place(line=2), True),
        *(Line(text, Place(line=n), True) for n, text in enumerate(sentences.splitlines(), 3)),
    ]
    document = Document("x", "text", "0", tuple(lines), has_layout=False)
    reading = read_facts(read_sections(document, frozenset()), {}, page_specs, FACTS)
    said = [
        f"{f.subject} {f.measure.value} {f.figure.quantity.printed}{' 全部' if 'whole' in f.flags else ''}"
        for f in reading.facts
        if f.figure is not None
    ]
    assert [*said, *([f"旁注 {reading.asides}"] if reading.asides else [])] == read.splitlines()
