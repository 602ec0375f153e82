"""Sentences of the engine in English: recognised by their form when they are shown."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from gouji.api import Source
from gouji.audit import Auditor
from gouji.i18n import _file, say, use_language
from gouji.testing.synthetic import make_truth, plant, print_national, to_text

ROOT = Path(__file__).resolve().parents[2]
HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("zh")


def test_every_form_is_still_what_the_code_writes() -> None:
    code = "".join(
        path.read_text(encoding="utf-8")
        for folder in ("engine/gouji", "plugins/gouji_plugins")
        for path in (ROOT / folder).rglob("*.py")
    )
    for source, target in _file("en")["sentences"].items():
        pieces = re.split(r"\{\w+\}|[，：；（）、“”]", source)
        missing = [p for p in pieces if HAN.search(p) and p.strip() not in code]
        assert missing == [], source
        assert set(re.findall(r"\{(\w+)\}", target)) == set(re.findall(r"\{(\w+)\}", source)), source


@pytest.mark.slow
def test_what_the_solver_says_is_english_but_for_names() -> None:
    auditor = Auditor()
    seen = 0
    for seed in range(6):
        printed, _ = plant(print_national(make_truth(seed)), seed, ("digit", "swap", "drop", "unit"))
        report = auditor.audit(Source("决算.txt", content=to_text(printed).encode()))
        assert report.certificate is not None
        assert not HAN.search(say(report.certificate.note).replace("分", "")), report.certificate.note
        for finding in report.findings:
            if "由其余各数推得应为" not in finding.message:
                continue
            seen += 1
            told = say(finding.message)
            assert "the other figures imply" in told, finding.message
            # What is left in Chinese is the name of the figure and its unit.
            rest = told.replace(finding.main.label, "") if finding.main else told
            assert "关系" not in rest, told
            if finding.story:
                assert say(finding.story) != finding.story
    assert seen > 10


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("第3位数字印错", "digit 3 is misprinted"),
        ("与同一行“小计”栏的数相同，可能抄错了格", "the same as column “小计” of the same row: perhaps copied into the wrong cell"),
        (
            "甲 印 3，由其余各数推得应为 5 万元；有 2 个关系因它不成立",
            "甲 is printed 3; the other figures imply 5 万元; 2 relations fail because of it",
        ),
        ("公开07表没有数据", "公开07表 holds no data"),
        ("甲写“一；二”，有 2 个关系", "甲写“一；二”，有 2 个关系"),
        ("", ""),
    ],
)  # fmt: skip
def test_forms(chinese: str, english: str) -> None:
    assert say(chinese) == english
    use_language("zh")
    assert say(chinese) == chinese


@pytest.mark.slow
def test_hostile_words_take_no_longer() -> None:
    start = time.thread_time()
    for text in (
        " 印 ，由其余各数推得应为 " * 20_000,
        "；" * 20_000,
        "（" * 50_000,
        " 印 " * 50_000 + "，应为 ",
    ):
        say(text)
    assert time.thread_time() - start < 5
