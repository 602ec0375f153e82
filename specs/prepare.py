"""Make what ships prepared: syntax trees of the rule files, TOML as JSON, the sets of packs found without a mistake.

Run ``python specs/prepare.py`` after any change under ``specs/``, of the grammar or of the rule language.
"""

from __future__ import annotations

import json
import tomllib
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from gouji.grammar import trees

from gouji.model.ledger import DocumentFacts
from gouji.packs import Pack, find_packs, prepared, select_packs
from gouji.packs.shapes import check_shape
from gouji.rules import load_rules

_YEARS = range(2018, 2031)


def make() -> str:
    """Return the content of the prepared file: ``digest JSON`` of every TOML file, ``digest checked`` of packs.

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
    return "\n".join(sorted(lines)) + "\n"


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
