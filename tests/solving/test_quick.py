"""The quick certificate: what it counts and proves is what the whole system, built and checked, says."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from grids import figure, grid, sums

from gouji.api import Source
from gouji.audit import Auditor
from gouji.model import (
    Figure,
    Linear,
    Outcome,
    Ratio,
    Relation,
    Rule,
    Term,
    Tier,
    Verdict,
    parse_quantity,
    unit,
)
from gouji.relations import Regimes, judge_all
from gouji.solving.building import build
from gouji.solving.certify import prove
from gouji.solving.mend import printed_values
from gouji.solving.quick import Printed
from gouji.solving.witness import satisfied
from gouji.testing.synthetic import make_truth, print_national, to_text


def held(outcomes: Sequence[Outcome], regimes: Regimes) -> bool:
    """Compare with the whole system; return whether values were found."""
    system = build(outcomes, regimes, (Tier.TEMPLATE,))
    document = Printed(outcomes, regimes)
    assert (document.figures, document.constraints) == (len(system.figures), len(system.constraints))
    found = document.proof()
    if found is None:
        return False
    values = [found.get(f, value) for f, value in zip(system.figures, printed_values(system), strict=True)]
    assert satisfied(system, values)
    return True


@pytest.fixture(scope="module")
def auditor() -> Auditor:
    return Auditor()


@pytest.mark.parametrize("seed", range(310, 322))
def test_a_correct_department(auditor: Auditor, seed: int) -> None:
    text = to_text(print_national(make_truth(seed)))
    report = auditor.audit(Source("made.txt", content=text.encode()))
    held(report.outcomes, {})
    assert report.certificate is not None
    assert report.certificate.status == "consistent"


def test_most_correct_tables_are_proved_so() -> None:
    assert sum(held(judge_all(grid(seed)), {}) for seed in range(40)) >= 30


def test_copies_that_cannot_be_one_amount_are_not_proved() -> None:
    """1.00 万元 may be 10,040 元 and may be 9,960 元, and not both."""
    a, b, c = figure("a", "1.00"), figure("b", "10040.00", "元"), figure("c", "9960.00", "元")
    outcomes = judge_all([sums("甲", [a], b), sums("乙", [a], c)])
    assert all(o.verdict is Verdict.ROUNDING for o in outcomes)
    assert not held(outcomes, {})
    assert prove(build(outcomes, {})).feasible is False


def test_copies_of_other_precision_are_one_amount() -> None:
    """What is printed to the 分 is what the rounded copy is: sums that hold with one hold with the other."""
    a, b = figure("a", "1.00"), figure("b", "10040.00", "元")
    part, rest = figure("p", "10000.00", "元"), figure("r", "40.00", "元")
    outcomes = judge_all([sums("甲", [a], b), sums("乙", [part, rest], b), sums("丙", [part], a)])
    assert all(o.verdict is not Verdict.VIOLATED for o in outcomes)
    assert not held(outcomes, {}), "10,000 元 and 10,040 元 are not one amount"
    assert held(judge_all([sums("甲", [a], b), sums("乙", [part, rest], b)]), {})


@pytest.mark.parametrize(
    "form",
    [
        pytest.param(lambda a, b, r: Ratio((Term(a),), (Term(b),), r), id="share"),
        pytest.param(lambda a, b, r: Ratio((Term(a), Term(b, -1)), (Term(b),), r), id="growth"),
        pytest.param(lambda a, b, r: Ratio((Term(a),), (Term(a),), r), id="of itself"),
    ],
)
def test_rates_are_counted_as_they_are_built(form: object) -> None:
    a, b = figure("a", "50.00"), figure("b", "50.00")
    rate = figure("r", "100.00", "%")
    relation = Relation(Rule("比", "比"), "比", form(a, b, rate))  # type: ignore[operator]
    held([o for o in judge_all([relation]) if o.verdict is not Verdict.VIOLATED], {})


def test_other_dimensions_and_constants_are_made_and_checked() -> None:
    scores = [
        Figure(n, parse_quantity(t, unit("分")), label=n)
        for n, t in (("a", "9.50"), ("b", "9.4"), ("c", "18.9"))
    ]
    relation = Relation(
        Rule("分", "分"), "分", Linear((Term(scores[0]), Term(scores[1])), "==", (Term(scores[2]),))
    )
    limit = Relation(Rule("限", "限"), "限", Linear((Term(scores[2]),), "<=", (), right_constant=20))
    assert held(judge_all([relation, limit]), {})
