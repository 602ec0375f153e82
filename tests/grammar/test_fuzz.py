"""Programs print and read back to the same tree; nothing typed can crash or hang the reader."""

from __future__ import annotations

import random
import time
from importlib.resources import files

import attrs
import pytest
from gouji.grammar import format_source, parse, show_body
from gouji.grammar.tree import Module
from hypothesis import given, settings
from hypothesis import strategies as st
from rule_programs import bodies

NATIONAL = [
    entry.read_text(encoding="utf-8")
    for entry in (files("gouji.specs") / "national" / "2019-").iterdir()
    if entry.name.endswith(".gj")
]
SLOWEST = 5.0


def tree(source: str) -> Module:
    module, _ = parse(source)
    return attrs.evolve(
        module,
        rules=tuple(
            attrs.evolve(r, source="", title="" if not r.id or r.id.startswith("R-") else r.title)
            for r in module.rules
        ),
    )


def round_trip(body) -> None:
    text = show_body(body)
    module, diagnostics = parse(text)
    assert not diagnostics, (text, [d.render() for d in diagnostics])
    assert module.rules[0].body == body, text
    laid_out = format_source(text)
    assert format_source(laid_out) == laid_out
    assert tree(laid_out) == tree(text)


def survives(source: str) -> None:
    start = time.perf_counter()
    _, diagnostics = parse(source)
    for diagnostic in diagnostics:
        diagnostic.render()
    laid_out = format_source(source)
    assert format_source(laid_out) == laid_out
    assert time.perf_counter() - start < SLOWEST


@pytest.mark.parametrize("joined", ["且/ 丙 == 丁", "且（丙 == 丁）", "则丙 == 丁", "且"])
def test_a_line_that_begins_with_a_connective_is_laid_out_once(joined: str) -> None:
    """A blank that the formatter sets must not make it another line the second time."""
    laid_out = format_source(f"【公开03表】\n甲 == 乙\n{joined}\n")
    assert format_source(laid_out) == laid_out


@given(bodies)
def test_programs_print_and_read_back(body) -> None:
    round_trip(body)


@given(st.text(max_size=120))
def test_any_text_is_survived(source: str) -> None:
    survives(source)


def mutated(seed: int) -> str:
    rng = random.Random(seed)
    lines = rng.choice(NATIONAL).splitlines()
    start = rng.randrange(len(lines))
    chars = list("\n".join(lines[start : start + 8]))
    pool = '甲（）()“”"‘’【】[]：:，,.=<>+-*/#若则且或非每个 \n0.1%万元\u3000\x00\u202e𠀀'
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(chars) + 1)
        action = rng.random()
        if action < 0.4 and at < len(chars):
            del chars[at]
        elif action < 0.8:
            chars.insert(at, rng.choice(pool))
        elif chars:
            other = rng.randrange(len(chars))
            chars[min(at, len(chars) - 1)] = chars[other]
    return "".join(chars)


@pytest.mark.parametrize("seed", range(40))
def test_mutated_rule_files_are_survived(seed: int) -> None:
    survives(mutated(seed))


@pytest.mark.slow
@given(bodies)
@settings(max_examples=2_000, deadline=None)
def test_many_programs_print_and_read_back(body) -> None:
    round_trip(body)


@pytest.mark.slow
def test_many_mutated_rule_files_and_random_bytes_are_survived() -> None:
    rng = random.Random(7)
    for seed in range(2_000):
        survives(mutated(10_000 + seed))
    for _ in range(1_000):
        survives(rng.randbytes(rng.randrange(300)).decode("utf-8", "replace"))


@pytest.mark.parametrize("source", NATIONAL)
def test_the_national_pack_is_formatted_and_loses_nothing(source: str) -> None:
    assert format_source(source) == source
    assert tree(source.replace("，", ",")) is not None
    for rule in parse(source)[0].rules:
        [again] = parse(show_body(rule.body))[0].rules
        assert again.body == rule.body


def test_the_formatter_keeps_comments_and_blank_lines() -> None:
    source = (
        '# 头\n规则集 "甲"\n\n\n规则 A-1 “题” 警告 # 尾\n   甲+乙\n # 中\n      ==丙   #末\n'
        ' 依据 "文号"\n【公开03表】\n每行:甲==-乙\n#尾\n'
    )
    assert format_source(source) == (
        "# 头\n规则集 “甲”\n\n规则 A-1 “题” 警告  # 尾\n  甲 + 乙\n  # 中\n    == 丙  # 末\n  依据 “文号”\n\n"
        "【公开03表】\n每行：甲 == -乙\n# 尾\n"
    )
