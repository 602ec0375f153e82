"""Values near the printed ones: they are found where there are any, and satisfy the whole system exactly."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

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
from gouji.solving.near import Near
from gouji.solving.simplex import INFINITE, Tableau
from gouji.solving.witness import satisfied
from gouji.testing.synthetic import make_truth, print_national, to_text


def held(outcomes: Sequence[Outcome], regimes: Regimes) -> bool:
    """Return whether values were found; they satisfy everything."""
    system = build(outcomes, regimes, (Tier.TEMPLATE,))
    values = Near(system).values()
    assert values is None or satisfied(system, values)
    return values is not None


@pytest.fixture(scope="module")
def auditor() -> Auditor:
    return Auditor()


@pytest.mark.parametrize(
    "seed", [310, 311, 3112, *(pytest.param(s, marks=pytest.mark.slow) for s in range(312, 322))]
)
def test_a_correct_department(auditor: Auditor, seed: int) -> None:
    text = to_text(print_national(make_truth(seed)))
    report = auditor.audit(Source("made.txt", content=text.encode()))
    assert held(report.outcomes, {})
    assert report.certificate is not None
    assert report.certificate.status == "consistent"


def test_correct_tables_are_proved_so() -> None:
    assert all(held(judge_all(grid(seed)), {}) for seed in range(40))


def tableau_of(rows: dict[int, dict[int, int]], bounds: dict[int, tuple[float, float]]) -> Tableau:
    standing: dict[int, list[int]] = {}
    for name, row in rows.items():
        for v in row:
            standing.setdefault(v, []).append(name)
    return Tableau(rows, bounds, standing)


def values(rows: dict[int, dict[int, int]], tableau: Tableau) -> dict[int, float]:
    return {name: sum(c * tableau.at.get(v, 0.0) for v, c in row.items()) for name, row in rows.items()}


def around_a_point(seed: int) -> tuple[dict[int, dict[int, int]], dict[int, tuple[float, float]]]:
    """Return rows of twelve figures, and bounds of rows and figures that a point is known to keep."""
    rng = random.Random(seed)
    figures = range(12)
    point = {v: rng.randint(-50, 50) for v in figures}
    rows = {
        100 + i: {v: rng.choice((1, 1, 1, -1, 2)) for v in rng.sample(figures, rng.randint(2, 5))}
        for i in range(15)
    }
    bounds: dict[int, tuple[float, float]] = {
        v: (min(x - rng.randint(0, 60), 0), max(x + rng.randint(0, 60), 0)) for v, x in point.items()
    }
    for name, row in rows.items():
        total = sum(c * point[v] for v, c in row.items())
        bounds[name] = (total - rng.randint(0, 3), rng.choice((INFINITE, total + rng.randint(0, 3))))
    return rows, bounds


@pytest.mark.parametrize("seed", range(60))
def test_the_simplex_finds_what_there_is(seed: int) -> None:
    """Rows around a point known to be allowed: it ends with every row and figure within its bounds."""
    rows, bounds = around_a_point(seed)
    off = [name for name in rows if not bounds[name][0] <= 0 <= bounds[name][1]]
    tableau = tableau_of(rows, bounds)
    assert tableau.settle(off, 1_000)
    for name, now in (values(rows, tableau) | {v: tableau.at.get(v, 0.0) for v in range(12)}).items():
        assert bounds[name][0] - 1e-5 <= now <= bounds[name][1] + 1e-5


def test_the_simplex_ends_where_there_is_nothing() -> None:
    rows = {10: {0: 1, 1: 1}, 11: {0: 1, 1: -1}, 12: {0: 1}}
    bounds = {0: (-9.0, 9.0), 1: (-9.0, 9.0), 10: (4.0, 5.0), 11: (2.0, 3.0), 12: (-9.0, 2.5)}
    assert not tableau_of(rows, bounds).settle([10, 11], 1_000)


def test_the_simplex_ends_within_its_steps() -> None:
    rows = {10 + i: {i: 1, i + 1: 1} for i in range(8)}
    bounds: dict[int, tuple[float, float]] = dict.fromkeys(range(9), (0.0, 9.0)) | {
        10 + i: (1.0, 9.0) for i in range(8)
    }
    assert not tableau_of(rows, bounds).settle(list(rows), 1)
    assert tableau_of(rows, bounds).settle(list(rows), 100)


def test_a_rate_s_figures_end_at_whole_numbers() -> None:
    """The share lies in a wedge a few 分 wide, off the printed amounts."""
    part, whole, rate = figure("p", "333.34"), figure("w", "1000.01"), figure("r", "33.3333", "%")
    pieces = [figure(f"p{i}", "111.11") for i in range(3)]
    relations = [
        Relation(Rule("比", "比"), "比", Ratio((Term(part),), (Term(whole),), rate)),
        sums("和", pieces, part),
    ]
    outcomes = judge_all(relations)
    assert [o.verdict for o in outcomes] == [Verdict.ROUNDING, Verdict.ROUNDING]
    assert held(outcomes, {})


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
    ("form", "holds"),
    [
        pytest.param(lambda a, b, r: Ratio((Term(a),), (Term(b),), r), True, id="share"),
        pytest.param(lambda a, b, r: Ratio((Term(a), Term(b, -1)), (Term(b),), r), False, id="growth"),
        pytest.param(lambda a, b, r: Ratio((Term(a),), (Term(a),), r), True, id="of itself"),
    ],
)
def test_rates_hold_of_the_values(form: Callable[..., Ratio], holds: bool) -> None:
    a, b = figure("a", "50.00"), figure("b", "50.00")
    rate = figure("r", "100.00", "%")
    outcomes = judge_all([Relation(Rule("比", "比"), "比", form(a, b, rate))])
    assert (outcomes[0].verdict is not Verdict.VIOLATED) is holds
    assert held(outcomes, {}) is holds


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


@pytest.mark.parametrize("seed", range(60))
def test_rows_may_join_a_simplex_that_has_moved(seed: int) -> None:
    """Rows that are added one by one, when the figures of others have moved, end within their bounds like all others."""
    rows, bounds = around_a_point(seed)
    given = {name: rows[name] for name in list(rows)[:6]}
    tableau = tableau_of(given, bounds)
    assert tableau.settle([n for n in given if not bounds[n][0] <= 0 <= bounds[n][1]], 1_000)
    for name in list(rows)[6:]:
        assert tableau.settle([name] if tableau.join(name, rows[name]) else [], 1_000)
    for name, now in (values(rows, tableau) | {v: tableau.at.get(v, 0.0) for v in range(12)}).items():
        assert bounds[name][0] - 1e-5 <= now <= bounds[name][1] + 1e-5


def test_figures_printed_alike_need_not_be_one_amount() -> None:
    """1.00 ≤ 1.00 holds of the printed; the copies to the 分 say that the true amounts differ."""
    a, b = figure("a", "1.00"), figure("b", "1.00")
    exact_a, exact_b = figure("x", "9990.00", "元"), figure("y", "10010.00", "元")
    limit = Relation(Rule("限", "限"), "限", Linear((Term(a),), "<=", (Term(b),)))
    outcomes = judge_all([limit, sums("甲", [a], exact_a), sums("乙", [b], exact_b)])
    assert [o.verdict for o in outcomes] == [Verdict.HOLDS, Verdict.ROUNDING, Verdict.ROUNDING]
    assert held(outcomes, {})
    turned = judge_all([limit, sums("甲", [a], exact_b), sums("乙", [b], exact_a)])
    assert not held(turned, {})


def test_what_holds_as_printed_is_proved_by_the_printed_values() -> None:
    a, b, c = figure("a", "1.00"), figure("b", "2.00"), figure("c", "3.00")
    system = build(judge_all([sums("和", [a, b], c)]), {})
    assert Near(system).values() == system.printed


def test_a_copy_in_another_dimension() -> None:
    """An amount held against a plain number is compared in ticks, whatever each is counted in."""
    a = figure("a", "5.00", "元")
    for number, holds in (("500", True), ("501", False)):
        b = Figure("b", parse_quantity(number), label="b")
        outcomes = judge_all([sums("甲", [a], b)])
        assert (outcomes[0].verdict is not Verdict.VIOLATED) is holds
        if holds:
            assert held(outcomes, {})
