"""Changes from last year of a whole and its parts, where a part that is zero this year has none."""

from __future__ import annotations

import attrs
import pytest
from prose import FACTS, read

from gouji.api import CheckContext
from gouji.model import Document, Finding, Ledger, Relation, Severity, Verdict
from gouji.packs import Specs
from gouji.relations import judge
from gouji_plugins.checks.narrative_priors import Priors
from gouji_plugins.checks.narrative_view import View

THREE = "财政拨款“三公”经费支出决算情况说明"
STATED = (
    "“三公”经费财政拨款支出决算为9.60万元，其中：因公出国（境）费支出决算为{abroad}万元；"
    "公务用车购置及运行维护费支出决算为9.00万元；公务接待费支出决算为{guests}万元。"
)
MOVED = (
    "“三公”经费财政拨款支出决算数比2023年度减少{whole}万元，其中：公务用车购置及运行维护费支出决算减少{cars}万元；"
    "公务接待费支出决算增加0.20万元{more}。"
)


def said(specs: Specs, **words: str) -> tuple[list[Finding], list[Relation]]:
    values = {"abroad": "0", "guests": "0.60", "whole": "1.80", "cars": "2.00", "more": ""} | words
    facts = read(specs, THREE, STATED.format(**values), MOVED.format(**values))
    own = attrs.evolve(Ledger(Document("x", "text", "0", ()), facts_of=FACTS), facts=tuple(facts))
    made = [r for r in Priors(View(own, CheckContext(specs))).relations() if r.rule.id in ("SM-11", "SM-17")]
    return [r for r in made if isinstance(r, Finding)], [r for r in made if isinstance(r, Relation)]


def test_the_parts_told_are_all_of_the_change(specs: Specs) -> None:
    findings, (relation,) = said(specs)
    assert findings == []
    assert judge(relation).verdict is Verdict.HOLDS


def test_the_change_of_the_whole_copied_to_a_part_is_asked_about(specs: Specs) -> None:
    (found,), relations = said(specs, whole="2.00")
    assert relations == []
    assert found.severity is Severity.WARNING
    assert "因公出国（境）费本年为零，也没有写增减" in found.message
    assert "11.60 万元" in found.message
    assert "11.40 万元" in found.message


@pytest.mark.parametrize(
    "words",
    [
        {"abroad": "0.40", "whole": "2.00"},  # not zero: it may have moved
        {"whole": "2.00", "more": "；因公出国（境）费支出决算减少0.20万元"},  # told
    ],
)
def test_other_parts_are_another_matter(specs: Specs, words: dict[str, str]) -> None:
    assert said(specs, **words)[0] == []
