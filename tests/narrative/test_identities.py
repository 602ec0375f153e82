"""The identities of the prose, one by one: the rule that carries each is silent on a department and speaks when it is broken."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from identity_texts import audited, base, changed, said, weighty

pytestmark = pytest.mark.slow

BROKEN: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("identities.toml").read_text(encoding="utf-8")
)["broken"]
BASES = sorted({case["base"] for case in BROKEN})


@pytest.mark.parametrize("name", BASES)
def test_an_unbroken_department_is_accused_of_nothing(name: str) -> None:
    report = audited(base(name))
    assert weighty(report) == set()
    assert {case["rule"] for case in BROKEN if case["base"] == name} & set(said(report)) == set()


@pytest.mark.parametrize("case", BROKEN, ids=lambda c: f"{c['identity']}-{c['rule']}")
def test_the_rule_speaks_when_its_identity_is_broken(case: dict[str, Any]) -> None:
    changes = tuple((old, new) for old, new in case["changes"])
    found = said(audited(changed(base(case["base"]), changes)))
    assert case["rule"] in found, found
