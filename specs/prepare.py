"""Make what ships prepared: syntax trees of the rule files, TOML as JSON, packs found without a mistake, words of patterns.

Run ``python specs/prepare.py`` after any change under ``specs/``, of the grammar or of the rule language.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from importlib import import_module
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from pkgutil import walk_packages

from gouji.grammar import trees

from gouji.model.ledger import DocumentFacts
from gouji.packs import Pack, find_packs, prepared, select_packs
from gouji.packs.shapes import check_shape
from gouji.patterns import Sparse, Words, needed
from gouji.rules import load_rules

_YEARS = range(2018, 2031)


def make() -> str:
    """Return the content of the prepared file.

    A line is ``digest JSON`` of a TOML file, ``digest checked`` of packs, or ``words JSON`` of all patterns.

    Raises:
        PackError: A data file has not the shape of its name.
    """
    lines = {
        f"{prepared.digest(text)} {json.dumps(tomllib.loads(text), ensure_ascii=False, separators=(',', ':'))}"
        for text in _texts(files("gouji.specs"), ".toml")
    }
    packs = find_packs(files("gouji.specs"), "gouji")
    for pack in packs:
        for name, data in pack.data.items():
            check_shape(name, data, f"{pack.id}/{name}.toml")
    lines |= {f"{found} {prepared.CHECKED}" for found in _clean(packs)}
    lines.add(f"{prepared.WORDS} {json.dumps(_words(packs), ensure_ascii=False, separators=(',', ':'))}")
    return "\n".join(sorted(lines)) + "\n"


def _words(packs: list[Pack]) -> dict[str, Words]:
    """Return what patterns need: those of the packs' data, under ``pattern``, and those of the modules."""
    sources = {source for pack in packs for source in _told(pack.data)}
    for package in map(import_module, ("gouji", "gouji_plugins")):
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                values = vars(import_module(module.name)).values()
                sources |= {value.source for value in values if isinstance(value, Sparse)}
    return {source: words for source in sorted(sources) if (words := needed(source))}


def _told(data: object) -> Iterator[str]:
    if isinstance(data, Mapping):
        if isinstance(pattern := data.get("pattern"), str):
            yield pattern
        for value in data.values():
            yield from _told(value)
    elif isinstance(data, list):
        for item in data:
            yield from _told(item)


def _clean(packs: list[Pack]) -> set[str]:
    """Return the digests of all sets of packs that can apply to a document and whose rules have no mistake."""
    tried: dict[str, bool] = {}
    kinds = {"", *(kind for pack in packs for kind in pack.kinds)}
    for place in {"", *(pack.jurisdiction for pack in packs)}:
        for kind in kinds:
            for year in (None, *_YEARS):
                specs = select_packs(packs, DocumentFacts(jurisdiction=place, kind=kind, year=year))
                known = prepared.digest(*(pack.digest for pack in specs.packs))
                if known not in tried:
                    tried[known] = not load_rules(specs, tests=True).diagnostics
    return {known for known, clean in tried.items() if clean}


def _texts(folder: Traversable, suffix: str) -> list[str]:
    found = []
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.is_dir():
            found += _texts(entry, suffix)
        elif entry.name.endswith(suffix):
            found.append(entry.read_bytes().decode("utf-8-sig"))
    return found


if __name__ == "__main__":
    home = Path(__file__)
    grammar = home.parent.parent / "grammar"
    (grammar / trees.NAME).write_text(trees.make(), encoding="utf-8", newline="\n")
    home.with_name(prepared.NAME).write_text(make(), encoding="utf-8", newline="\n")
