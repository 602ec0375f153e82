"""The installed packs and rule sets made of them, for tests of rules."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from gouji.model import DocumentFacts
from gouji.packs import Pack, RuleFile, Specs, find_packs, select_packs
from gouji.rules import RuleSet, load_rules


@cache
def packs() -> tuple[Pack, ...]:
    return tuple(find_packs(files("gouji.specs"), "builtin"))


@cache
def national_specs() -> Specs:
    return select_packs(packs(), DocumentFacts(year=2024, kind="部门决算"))


def without_rules() -> Specs:
    """The national tables and codes alone, so that a test's rules stand by themselves."""
    import attrs

    specs = national_specs()
    return attrs.evolve(specs, packs=tuple(attrs.evolve(p, rules=()) for p in specs.packs))


@cache
def national_rules() -> RuleSet:
    return load_rules(national_specs(), tests=True)


def own_rules(text: str, name: str = "own.gj", **more) -> RuleSet:
    """Rules of one file over the national tables."""
    return load_rules(without_rules(), [RuleFile(name, text)], tests=True, **more)
