"""The national pack: clean under check, every rule tested, true on correct documents, and able to catch."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest
from corpus import corpus_file
from rule_packs import made_up, national_rules, read

from gouji.api import Source
from gouji.model import Verdict
from gouji.relations import judge_all
from gouji.rules import RuleSet
from gouji.rules.conflicts import conflicts
from gouji.rules.examples import run_examples
from gouji.rules.prove import prove

NO_UNDECIDABLE = frozenset[str]()
"""Rules that cannot be undecided, with the reason in their file."""


@cache
def rules() -> RuleSet:
    return national_rules()


def test_check_finds_nothing() -> None:
    assert [d.render() for d in rules().diagnostics] == []
    assert [(c.compiled.rule.id, c.message) for c in conflicts(rules().rules, rules().scope)] == []


@pytest.mark.parametrize("compiled", national_rules().rules, ids=lambda c: c.rule.id)
def test_each_rule_holds_fails_and_is_undecided_as_its_tests_say(compiled) -> None:
    results = list(run_examples(compiled, rules().binder))
    assert [r for r in results if not r.passed] == []
    expected = {r.example.expects for r in results}
    assert {"应成立", "应不成立", "应无法判定"} - expected <= (
        {"应无法判定"} if compiled.rule.id in NO_UNDECIDABLE else set()
    )


@pytest.mark.parametrize("seed", range(5))
def test_no_rule_fails_on_a_correctly_rounded_document(seed: int) -> None:
    run = rules().apply(made_up(seed))
    assert run.problems == ()
    bad = [o for o in judge_all(run.relations) if o.verdict in (Verdict.VIOLATED, Verdict.UNDECIDED)]
    assert [(o.relation.rule.id, o.relation.text, o.reason) for o in bad] == []
    heard = {r.rule.id for r in run.relations} | {n.rule.id for n in run.not_run}
    assert heard == {c.rule.id for c in rules().rules}


def test_every_rule_can_be_proved() -> None:
    proofs = list(prove(rules(), [made_up(0)]))
    assert [p.compiled.rule.id for p in proofs if not p.proved] == []


@pytest.mark.corpus
def test_no_rule_fails_on_the_real_disclosure() -> None:
    path = corpus_file("gansu-linxia-2024.txt")
    ledger = read(Source(str(path), path))
    run = rules().apply(ledger)
    verdicts = Counter(o.verdict for o in judge_all(run.relations))
    assert verdicts[Verdict.VIOLATED] == verdicts[Verdict.UNDECIDED] == 0
    assert verdicts[Verdict.HOLDS] > 300
    assert all(n.reason for n in run.not_run)
