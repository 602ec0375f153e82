"""On systems small enough to try everything, the repairs are those that trying everything finds."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence

import pytest

from gouji.model import Figure, Linear, Outcome, Relation, Rule, Term, Verdict, parse_quantity, unit
from gouji.solving import Budget
from gouji.solving.certify import prove
from gouji.solving.localise import Localiser
from gouji.solving.system import Constraint, System
from gouji.solving.web import Web

MOST = 12
TRIED = (*range(45), 60, 100)
"""Values of a free figure that no equality determines."""
BUDGET = Budget(repairs=100, depth=3)


def random_system(seed: int) -> System:
    """Figures one or a few 分 wide, tied by sums and bounds; one or two of them are changed."""
    rng = random.Random(seed)
    n = rng.randint(4, 5)
    truth = [rng.randint(0, 5) for _ in range(n)]
    shapes = []
    for _ in range(rng.randint(2, 4)):
        whole = rng.randrange(n)
        parts = rng.sample([v for v in range(n) if v != whole], rng.randint(1, 3))
        shapes.append((whole, parts, rng.choice(("==", "==", "==", "<="))))
        truth[whole] = min(MOST, sum(truth[p] for p in parts))
    for at in rng.sample(range(n), rng.choice((1, 1, 2))):
        truth[at] += rng.choice((1, 2, 3, 5))
    figures = [Figure(f"x{i}", parse_quantity(f"0.{v:02d}", unit("元"))) for i, v in enumerate(truth)]
    lows = [max(0, v - rng.choice((0, 0, 1))) for v in truth]
    highs = [v + rng.choice((0, 0, 1)) for v in truth]
    constraints, outcomes = [], []
    for at, (whole, parts, op) in enumerate(shapes):
        terms = (*((p, 1) for p in parts), (whole, -1))
        constraint = Constraint.of(terms, 0 if op == "==" else None, 0, at)
        constraints.append(constraint)
        least = sum(c * (lows[v] if c > 0 else highs[v]) for v, c in terms)
        most = sum(c * (highs[v] if c > 0 else lows[v]) for v, c in terms)
        broken = least > 0 or (op == "==" and most < 0)
        form = Linear(tuple(Term(figures[p]) for p in parts), op, (Term(figures[whole]),))
        relation = Relation(Rule(f"R{at}", f"R{at}"), f"R{at}", form)
        printed = sum(c * truth[v] for v, c in terms)
        holds = printed == 0 if op == "==" else printed <= 0
        verdict = Verdict.VIOLATED if broken else Verdict.HOLDS if holds else Verdict.ROUNDING
        outcomes.append(Outcome(relation, verdict, 0, 0, 0))
    return System(figures, lows, highs, [1] * n, constraints, outcomes, truth)


def can_hold(system: System, free: Sequence[int]) -> bool:
    """Whether whole values exist, by trying every one; a free figure takes what an equality demands of it."""
    fixed = [v for v in range(len(system.figures)) if v not in free]
    ranges = [range(system.lows[v], system.highs[v] + 1) for v in fixed]
    return any(
        _extend(system, dict(zip(fixed, chosen, strict=True)), list(free))
        for chosen in itertools.product(*ranges)
    )


def _extend(system: System, values: dict[int, int], free: list[int]) -> bool:
    if not free:
        totals = [sum(c * values[v] for v, c in x.terms) for x in system.constraints]
        return all(
            t <= 0 and (x.low is None or t >= 0) for t, x in zip(totals, system.constraints, strict=True)
        )
    for at in free:
        for constraint in system.constraints:
            others = [(v, c) for v, c in constraint.terms if v != at]
            alone = len(others) < len(constraint.terms) and all(v in values for v, _ in others)
            if constraint.low == 0 and alone:
                value = -sum(c * values[v] for v, c in others) * dict(constraint.terms)[at]
                rest = [v for v in free if v != at]
                return value >= 0 and _extend(system, {**values, at: value}, rest)
    return any(_extend(system, {**values, free[0]: value}, free[1:]) for value in TRIED)


def by_trying(system: System) -> set[tuple[int, ...]]:
    """Return all smallest sets of figures whose change lets everything hold, up to three figures."""
    for size in range(4):
        found = {s for s in itertools.combinations(range(len(system.figures)), size) if can_hold(system, s)}
        if found:
            return found
    return set()


def agree(seed: int) -> None:
    system = random_system(seed)
    expected = by_trying(system)
    proof = prove(system)
    assert proof.feasible is (expected == {()})
    violated = [i for i, o in enumerate(system.outcomes) if o.verdict is Verdict.VIOLATED]
    if not violated:
        return
    clusters = Localiser(system, Web(system.outcomes), BUDGET).clusters(violated)
    if len(clusters) == 1:
        assert {r.variables for r in clusters[0].repairs} == expected
    else:
        best = tuple(sorted(v for c in clusters for v in c.repairs[0].variables))
        assert best in expected
        wanted = {v for s in expected for v in s}
        assert {v for c in clusters for r in c.repairs for v in r.variables} <= wanted


@pytest.mark.parametrize("seed", range(10))
def test_repairs_are_those_of_exhaustive_search(seed: int) -> None:
    agree(seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1000, 1300))
def test_repairs_are_those_of_exhaustive_search_300(seed: int) -> None:
    agree(seed)
