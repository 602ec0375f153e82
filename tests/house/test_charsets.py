"""Classes of Chinese characters compile to the code that Python itself makes of them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib import import_module
from importlib.resources import files
from importlib.resources.abc import Traversable
from pkgutil import walk_packages
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import gouji
import gouji_plugins
from gouji.charsets import hasten, quick
from gouji.patterns import Sparse

_COMPILER: Any = re._compiler  # type: ignore[attr-defined]
_ORIGINAL = _COMPILER._optimize_charset


def _code(source: str, optimise: Any, flags: int = 0) -> list[int]:
    patch = pytest.MonkeyPatch()
    with patch.context() as at:
        at.setattr(_COMPILER, "_optimize_charset", optimise)
        return list(_COMPILER._code(_COMPILER._parser.parse(source, flags), flags))


def _same(source: str, flags: int = 0) -> None:
    assert _code(source, quick(_COMPILER, _ORIGINAL), flags) == _code(source, _ORIGINAL, flags), source


_CLASSES = [
    "[^,。;]", "[。]", "[、。]", "[一-鿿]", "[^。]", r"[^\d,。\s;、（）]", "[\x00-\uffff]", "[Āā]", "[ÿĀ]", "[\ud800-\udfff]", "[a-c]",
    "[😀。]", "[一-😀]", "[]一、]", "(?:一|二|三)", "[!-&(-~、。《》—…一-鿿]*", "[一一一]", "[一-三二-五]",
]  # fmt: skip


@pytest.mark.parametrize("source", _CLASSES)
def test_the_code_is_that_of_python(source: str) -> None:
    _same(source)
    _same(source, re.IGNORECASE)


_CHARACTERS = st.one_of(st.sampled_from("、。，；：（）《》一二三元ab-^0９ÿĀ\uffff"), st.characters())


@given(st.lists(st.tuples(_CHARACTERS, _CHARACTERS), min_size=1, max_size=12), st.booleans(), st.booleans())
def test_any_class_has_the_code_of_python(spans: list[tuple[str, str]], negated: bool, digits: bool) -> None:
    inner = "".join(f"{re.escape(min(pair))}-{re.escape(max(pair))}" for pair in spans)
    _same(f"[{'^' * negated}{chr(92) + 'd' if digits else ''}{inner}]")


def _told(data: object) -> Iterator[str]:
    """Return all strings of a data file: the patterns are among them, and the others are patterns too."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for item in data.values() if isinstance(data, dict) else data:
            yield from _told(item)


def _data(folder: Traversable) -> Iterator[str]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _data(entry)
        elif entry.name.endswith(".toml"):
            yield from _told(tomllib.loads(entry.read_text(encoding="utf-8")))


@pytest.mark.slow
def test_every_pattern_of_the_project_has_the_code_of_python() -> None:
    sources = {text for text in _data(files("gouji.specs")) if "[" in text}
    for package in (gouji, gouji_plugins):
        for module in walk_packages(package.__path__, package.__name__ + "."):
            if not module.name.endswith("__main__"):
                values = vars(import_module(module.name)).values()
                sources |= {value.source for value in values if isinstance(value, Sparse)}
                sources |= {
                    value.pattern
                    for value in values
                    if type(value).__name__ in ("Pattern", "_Later") and isinstance(value.pattern, str)
                }
    assert len(sources) > 300
    for source in sources:
        try:
            re.compile(source)
        except re.error:
            continue  # a sentence of a pack with a lonely bracket
        _same(source)


def test_a_python_that_is_made_otherwise_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def other(charset: Any, flags: int) -> Any:
        return charset, flags

    monkeypatch.setattr(_COMPILER, "_optimize_charset", other)
    assert not hasten()
    assert _COMPILER._optimize_charset is other


@pytest.mark.parametrize(
    ("name", "value"), [("_CODEBITS", 16), ("BIGCHARSET", None), ("_bytes_to_codes", None)]
)
def test_so_is_one_whose_parts_have_other_names(
    name: str, value: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_COMPILER, "_optimize_charset", _ORIGINAL)
    if value is None:
        monkeypatch.delattr(_COMPILER, name)
    else:
        monkeypatch.setattr(_COMPILER, name, value)
    assert not hasten()
    assert _COMPILER._optimize_charset is _ORIGINAL
