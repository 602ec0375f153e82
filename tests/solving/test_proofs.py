"""Proofs: what is claimed of a whole document is checked in whole numbers, with the solver and without it."""

from __future__ import annotations

import itertools
import sys
from fractions import Fraction

import attrs
import pytest
from grids import figure, grid, sums
from hypothesis import assume, given
from hypothesis import strategies as st

from gouji.model import (
    Document,
    Figure,
    Interval,
    Ledger,
    Linear,
    Ratio,
    Relation,
    Rule,
    Term,
    parse_quantity,
    unit,
)
from gouji.relations import interval_of, judge, ratio_range
from gouji.solving import linear_program, settle, thorough
from gouji.solving.building import build
from gouji.solving.certify import prove
from gouji.solving.linear_program import Answer, solver_available
from gouji.solving.near import Near
from gouji.solving.propagate import propagate
from gouji.solving.system import System
from gouji.solving.witness import contradiction, satisfied, search

LEDGER = Ledger(Document("x", "text", "0", ()))
WAN, PERCENT = unit("万元"), unit("%")


def system_of(relations: list[Relation]) -> System:
    return build([judge(r) for r in relations], {})


@pytest.mark.parametrize("seed", range(30))
def test_a_correct_table_is_proved_by_whole_values(seed: int) -> None:
    system = system_of(grid(seed))
    proof = prove(system)
    if proof.feasible is None:
        assert not solver_available()
        return
    assert proof.feasible
    assert satisfied(system, proof.values)


def test_values_near_the_printed_ones_satisfy_everything() -> None:
    for seed in range(40):
        system = system_of(grid(seed))
        values = Near(system).values()
        assert values is not None
        assert satisfied(system, values)
        assert all(abs(x - printed) <= 5_000 for x, printed in zip(values, system.printed, strict=True))


def test_a_figure_held_to_be_wrong_is_moved_where_it_belongs() -> None:
    relations = grid(7)
    cell = relations[0].form.left[0].figure  # type: ignore[union-attr]
    wrong = attrs.evolve(cell, quantity=parse_quantity("99999.99", WAN))
    changed = [put(relation, cell, wrong) for relation in relations]
    system = system_of(changed)
    at = next(v for v, f in enumerate(system.figures) if f is wrong)
    assert prove(system).feasible is False
    proof = prove(system.without([at], ()))
    assert proof.feasible
    assert Near(system, [at]).values() is not None
    assert abs(proof.values[at] - cell.quantity.ticks) <= 20 * cell.quantity.quantum


def put(relation: Relation, old: Figure, new: Figure) -> Relation:
    form = relation.form
    if not isinstance(form, Linear):
        return relation
    left = tuple(Term(new if t.figure is old else t.figure, t.coefficient) for t in form.left)
    return attrs.evolve(relation, form=Linear(left, form.op, form.right))


def test_values_that_miss_by_one_do_not_satisfy() -> None:
    system = system_of(grid(1))
    values = list(prove(system).values)
    values[system.constraints[0].terms[0][0]] += 1
    assert not satisfied(system, values)


def contradictory() -> list[Relation]:
    """Three pairs, each within rounding, that cannot be true together: a = b = c, printed 0.01 apart at the ends."""
    parts = [figure(f"p{i}", "1.00") for i in range(3)]
    first, second = figure("a", "3.01"), figure("b", "2.99")
    return [sums("A", parts, first), sums("B", parts, second)]


def test_relations_that_hold_alone_and_not_together() -> None:
    relations = contradictory()
    assert all(judge(r).verdict.value == "rounding" for r in relations)
    result = settle(relations, LEDGER)
    assert result.certificate.status == "inconsistent"
    assert [f.rule.id for f in result.findings] == ["HZ-01"]
    finding = result.findings[0]
    assert finding.severity.value == "info"
    assert {e.label for e in finding.evidence} >= {"a", "b"}
    assert len(finding.relations) == 2


def test_a_contradiction_of_inferred_places_is_one_of_reading() -> None:
    parts = [Figure(f"p{i}", parse_quantity("1.00", WAN), placed="inferred") for i in range(3)]
    relations = [sums("A", parts, figure("a", "3.01")), sums("B", parts, figure("b", "2.99"))]
    finding = settle(relations, LEDGER).findings[0]
    assert finding.category == "reading"
    assert "核对读数" in finding.message


def test_multipliers_are_believed_only_if_they_show_it() -> None:
    system = system_of(contradictory())
    assert contradiction(system, (1.0, -1.0)) == {0, 1}
    assert contradiction(system, (-1.0, 1.0)) == {0, 1}
    assert not contradiction(system, (1.0, 1.0))
    assert not contradiction(system, (0.0, 0.0))
    assert not contradiction(system_of(grid(3)), tuple([1.0] * len(system_of(grid(3)).constraints)))


@pytest.mark.skipif(not solver_available(), reason="without highspy")
def test_what_the_solver_says_wrongly_is_not_claimed(monkeypatch: pytest.MonkeyPatch) -> None:
    system = system_of(grid(2))
    monkeypatch.setattr(Near, "values", lambda self: None)
    monkeypatch.setattr(thorough, "search", lambda *a, **k: search(*a, **{**k, "work": 0}))
    size = len(system.constraints)
    for lie in (Answer(multipliers=tuple([1.0] * size)), Answer(point=tuple([1e9] * size)), Answer()):
        monkeypatch.setattr(thorough, "solve", lambda system, lie=lie: lie)
        assert prove(system).feasible is None


def test_without_the_solver_what_was_not_proved_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "highspy", None)
    for module in (linear_program, thorough):
        monkeypatch.setattr(module, "solver_available", lambda: False)
    assert settle(grid(4), LEDGER).certificate.status in ("consistent", "uncertified")
    monkeypatch.setattr(Near, "values", lambda self: None)
    monkeypatch.setattr(thorough, "search", lambda *a, **k: search(*a, **{**k, "work": 0}))
    result = settle(grid(4), LEDGER)
    assert result.findings == ()
    assert result.certificate.status == "uncertified"
    assert "没有安装求解器" in result.certificate.note


def test_the_search_ends_and_says_that_there_is_nothing() -> None:
    """z is odd by one relation and even by the other: no interval shows it, only whole numbers."""
    a, b, c, d = (figure(n, "0.01", "元") for n in "abcd")
    z = figure("z", "0.04", "元")
    even = Linear((Term(a, 2), Term(b, 2)), "==", (Term(z),))
    uneven = Linear((Term(c, 2), Term(d, 2)), "==", (Term(z),), right_constant=1)
    odd = build([judge(Relation(Rule("甲", "甲"), "甲", form)) for form in (even, uneven)], {})
    odd.lows[:] = [0] * 5
    odd.highs[:] = [2, 2, 9, 2, 2]
    assert propagate(odd).conflict is None
    found = search(odd, propagate(odd))
    assert found.values is None
    assert found.finished
    assert prove(odd).feasible is False


amounts = st.integers(0, 10**7).map(
    lambda n: Figure(f"f{n}", parse_quantity(f"{n // 100}.{n % 100:02d}", WAN))
)


@given(st.lists(amounts, min_size=1, max_size=3), st.lists(amounts, min_size=1, max_size=2), st.booleans())
def test_a_quotient_s_range_is_that_of_its_corners(
    over: list[Figure], under: list[Figure], shared: bool
) -> None:
    """Against fractions at every corner of the box."""
    rate = Figure("r", parse_quantity("1.00", PERCENT))
    top = [Term(f) for f in over]
    bottom = [Term(f) for f in under] + ([Term(over[0])] if shared else [])
    reach = ratio_range(Ratio(tuple(top), tuple(bottom), rate))
    figures = {id(t.figure): t.figure for t in (*top, *bottom)}
    ends = [(interval_of(f).low, interval_of(f).high) for f in figures.values()]
    values, signs = [], set()
    for corner in itertools.product(*ends):
        at = dict(zip(figures, corner, strict=True))
        divisor = sum(t.coefficient * at[id(t.figure)] for t in bottom)
        signs.add((divisor > 0) - (divisor < 0))
        if divisor:
            values.append(Fraction(sum(t.coefficient * at[id(t.figure)] for t in top), divisor))
    assume(values)
    if signs - {1} and signs - {-1}:
        assert reach is None
    else:
        assert reach == Interval(min(values), max(values))
