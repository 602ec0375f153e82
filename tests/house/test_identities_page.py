"""The list of identities is whole, and every rule it names is one we have; what is broken in tests is what it says."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from gouji.host import Host

ROOT = Path(__file__).resolve().parents[2]
_ROW = re.compile(r"^\| (\d+) \| [^|]+ \| ([^|]+) \|$", re.M)
_RULE = re.compile(r"(?<![A-Z-])[A-Z]{2,3}-\d{2,3}[a-c]?(?!\d)")


def rows() -> dict[int, set[str]]:
    text = (ROOT / "docs" / "identities.md").read_text(encoding="utf-8")
    found = [(int(m[1]), set(_RULE.findall(m[2]))) for m in _ROW.finditer(text)]
    assert [n for n, _ in found] == list(range(1, 153))
    return dict(found)


def broken() -> list[dict[str, str]]:
    path = ROOT / "tests" / "narrative" / "identities.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))["broken"]


def test_every_rule_named_exists() -> None:
    known = {rule.id for _, check in Host().checks for rule in check.rules}
    for path in (ROOT / "specs").rglob("*.gj"):
        known |= set(re.findall(r"^规则 (\S+)", path.read_text(encoding="utf-8"), re.M))
    known |= {"HZ-02"}  # made of outcomes, not by a check
    named = {rule for rules in rows().values() for rule in rules}
    assert named - known == set()
    assert len(named) > 170


def test_what_is_broken_in_tests_is_what_the_list_says() -> None:
    listed = rows()
    assert [c for c in broken() if c["rule"] not in listed[int(c["identity"])]] == []


def test_each_identity_of_the_prose_is_broken_once() -> None:
    done = {int(c["identity"]) for c in broken()}
    assert {n for n in range(58, 103) if rows()[n]} - done == set()
