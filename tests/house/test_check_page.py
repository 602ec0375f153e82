"""The pages on the built-in checks are those the rules make, and every rule of ours is explained in full."""

from __future__ import annotations

import tomllib
from collections import Counter

from check_page import FOLDER, pages

from gouji.host import Host

_EXPLAINED = ("narrative", "performance", "sense", "completeness", "wording", "codes", "causes")


def test_the_pages_are_what_the_rules_make() -> None:
    for path, text in pages().items():
        assert path.read_text(encoding="utf-8") == text, "python tests/support/check_page.py"


def test_every_rule_says_what_why_and_when_not_with_an_example() -> None:
    words = tomllib.loads((FOLDER / "check_examples.toml").read_text(encoding="utf-8"))
    ids = [r.id for owner, c in Host().checks if owner == "builtin" and c.id in _EXPLAINED for r in c.rules]
    assert len(ids) > 80
    assert [i for i in ids if not words.get(i, {}).get("why") or not words[i].get("example")] == []
    text = "".join(pages().values())
    assert [i for i in ids if f"## {i} " not in text] == []


def test_ids_are_unique_over_all_checks() -> None:
    ids = Counter(rule.id for _, check in Host().checks for rule in check.rules)
    assert [i for i, n in ids.items() if n > 1] == []
