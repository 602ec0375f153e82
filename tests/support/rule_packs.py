"""The installed packs and rule sets made of them, for tests of rules."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from gouji.api import Source
from gouji.model import DocumentFacts, Ledger
from gouji.packs import Pack, RuleFile, Specs, find_packs, select_packs
from gouji.reading.identity import identify
from gouji.reading.plain import read_lines
from gouji.rules import RuleSet, load_rules
from gouji.testing.synthetic import make_truth, print_national, to_text
from gouji_plugins.extractors.text import TextExtractor


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


def read(source: Source) -> Ledger:
    """The tables of a text."""
    document = TextExtractor().extract(source)
    facts = identify(document, packs())
    specs = select_packs(packs(), facts)
    return Ledger(document, facts, {t.key: t for t in read_lines(document, specs, facts).tables})


@cache
def made_up(seed: int) -> Ledger:
    """A correctly rounded disclosure in the national form."""
    text = to_text(print_national(make_truth(seed)))
    return read(Source(f"made-up-{seed}.txt", content=text.encode()))
