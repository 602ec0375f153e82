"""No match without one of the words that a pattern is said to need."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gouji.patterns import Sparse, needed, sparse


def _patterns(folder: Traversable) -> list[str]:
    found: list[str] = []
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            found += _patterns(entry)
        elif entry.name.endswith(".toml"):
            found += _in(tomllib.loads(entry.read_text(encoding="utf-8")))
    return found


def _in(data: Any) -> list[str]:
    if isinstance(data, list):
        return [p for item in data for p in _in(item)]
    if not isinstance(data, dict):
        return []
    own = [data["pattern"]] if isinstance(data.get("pattern"), str) else []
    return own + [p for value in data.values() for p in _in(value)]


SHIPPED = _patterns(files("gouji.specs"))


@settings(max_examples=60)
@given(st.data())
def test_what_matches_a_shipped_pattern_holds_its_words(data: st.DataObject) -> None:
    source = data.draw(st.sampled_from(SHIPPED))
    text = data.draw(st.from_regex(source))
    words = needed(source)
    assert all(any(word in text for word in group) for group in words)
    assert [m.span() for m in Sparse(source).finditer(text)] == [m.span() for m in re.finditer(source, text)]


piece = st.recursive(
    st.sampled_from(
        [
            "增",
            "加额",
            "0",
            r"\.",
            r"\d",
            ".",
            "[丙-甲]",
            "[^]甲]",
            r"[\]乙]",
            "^",
            "$",
            r"\(",
            "(?=.)",
            "(?!乙)",
            "(?<=甲)",
        ]
    ),
    lambda inner: st.one_of(
        st.tuples(
            inner, st.sampled_from(["?", "*", "+", "{2}", "{0,2}", "{1,}", "{,2}", "+?", "??", "*?"])
        ).map(lambda p: f"(?:{p[0]}){p[1]}"),
        st.tuples(st.sampled_from(["甲", "丙", "1"]), st.sampled_from(["?", "*", "+", "{2}", "{0,2}"])).map(
            "".join
        ),
        st.lists(inner, min_size=1, max_size=3).map(lambda p: f"({'|'.join(p)})"),
        st.lists(inner, min_size=1, max_size=4).map("".join),
        inner.map(lambda p: f"(?!{p})"),
        inner.map(lambda p: f"(?={p})"),
    ),
    max_leaves=8,
)


@settings(max_examples=100)
@given(st.lists(piece, min_size=1, max_size=3).map("|".join), st.data())
def test_what_matches_any_pattern_holds_its_words(source: str, data: st.DataObject) -> None:
    text = data.draw(st.one_of(st.from_regex(source), st.text("增加额甲乙丙01.()", max_size=12)))
    words = needed(source)
    if re.search(source, text):
        assert all(any(word in text for word in group) for group in words), (source, words, text)
    assert (Sparse(source).search(text) is None) == (re.search(source, text) is None)


def test_most_shipped_patterns_name_words() -> None:
    assert len(SHIPPED) > 80
    assert sum(bool(needed(p)) for p in SHIPPED) > 0.7 * len(SHIPPED)


@pytest.mark.parametrize("source", ["(增加", "[增加", "(?i)增加", "(?P<a>增)?(?(a)加|减)", "增加)", "\\"])
def test_what_is_not_understood_names_no_words(source: str) -> None:
    assert needed(source) == ()


def test_a_pattern_is_kept_and_shown() -> None:
    assert sparse("增加") is sparse("增加")
    assert repr(sparse("增加")) == "Sparse('增加')"


def test_a_malformed_pattern_is_told_when_its_words_come() -> None:
    assert Sparse("增加(?P<1>万元)").search("没有") is None
    with pytest.raises(re.error):
        Sparse("增加(?P<1>万元)").search("增加万元")
