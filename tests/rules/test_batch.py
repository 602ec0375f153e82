"""Many ledgers at once come to what each comes to alone."""

from __future__ import annotations

import random
import sys
from functools import cache

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rule_packs import made_up, national_rules, own_rules

from gouji.model import Ledger, Verdict, parse_quantity, unit
from gouji.relations import judge_all
from gouji.rules import Columns, RuleSet, Series, run_batch
from gouji.rules.sums import tables_of

pytestmark = pytest.mark.slow

OWN = """
适用 文种 属于 (部门决算, 单位决算) 且 年度 >= 2019
规则 PL-01
  公开01表.收入.总计 < 公开01表.支出.总计
规则 PL-02
  公开01表.收入.总计 > 公开01表.支出.总计
规则 PL-03
  公开01表.收入.总计 != 公开01表.支出.总计
规则 PL-04
  公开01表.收入.总计 === 公开01表.支出.总计
规则 PL-05
  公开01表.收入.总计 == 公开01表.支出.总计 容差 0.03万元
规则 PL-06
  公开01表.收入.总计 < 公开01表.支出.总计 容差 0.03万元
规则 PL-07
  公开01表.收入.总计 - 公开01表.支出.总计 == 公开01表.收入.总计 - 公开01表.收入.本年收入合计
规则 PL-08
  2 * 公开01表.收入.总计 - 3 * 公开03表[合计, 本年支出合计] <= 1万元
规则 PL-09
  0.5 * 公开01表.收入.总计 >= 公开09表.决算数.合计
规则 PL-10
  0 - 公开01表.收入.总计 <= 公开09表.决算数.合计 - 公开09表.决算数.公务接待费
规则 PL-11
  公开01表.收入.总计 > 公开01表.支出.总计 容差 0.03万元
规则 PL-12
  公开09表.决算数.合计 == 0
  适用年度 2019..2023
规则 PL-13
  公开05表[2010301, 小计] <= 公开05表[合计, 小计]
  缺失 不适用
【公开03表】
规则 PL-14
  每列 每行：本级 >= 0
"""


@cache
def own() -> RuleSet:
    rules = own_rules(OWN)
    assert [d.render() for d in rules.diagnostics if d.severity == "error"] == []
    return rules


PRINTED = ("", "0.00", "-", "12.30", "-12.30", "1.2.3", "99999999999999.99", "7.123", "0.1", "5")


def changed(ledger: Ledger, rng: random.Random, times: int) -> Ledger:
    """Print other figures in some cells; now and then, take a cell or a table away."""
    tables = dict(ledger.tables)
    for _ in range(times):
        key = rng.choice(sorted(tables))
        cells = dict(tables[key].cells)
        if not cells:
            continue
        place = rng.choice(sorted(cells))
        figure = cells[place]
        luck = rng.random()
        if luck < 0.05:
            del cells[place]
        elif luck < 0.5 and figure.quantity.known:
            quantity = figure.quantity
            text = quantity.format(quantity.ticks + rng.choice((-3, -1, 1, 2, 100)) * quantity.quantum)
            cells[place] = attrs.evolve(figure, quantity=parse_quantity(text, quantity.unit))
        else:
            of = figure.quantity.unit if rng.random() < 0.9 else unit("元")
            cells[place] = attrs.evolve(figure, quantity=parse_quantity(rng.choice(PRINTED), of))
        empty = not any(f.quantity.printed for f in cells.values())
        tables[key] = attrs.evolve(tables[key], cells=cells, empty=empty)
    if rng.random() < 0.1:
        del tables[rng.choice(sorted(tables))]
    return attrs.evolve(ledger, tables=tables)


def agree(rules: RuleSet, ledgers, run) -> None:
    told: dict[int, list] = {i: [] for i in range(len(ledgers))}
    at = {c.rule.id: i for i, c in enumerate(rules.rules)}
    for hit in run.hits(*Verdict):
        told[hit.ledger].append((at[hit.rule], hit.order, hit.verdict, hit.residual, hit.slack))
    for i, ledger in enumerate(ledgers):
        alone = judge_all(rules.apply(ledger).relations)
        seen: dict[str, int] = {}
        expected = []
        for outcome in alone:
            rule = outcome.relation.rule.id
            order = seen[rule] = seen.get(rule, -1) + 1
            expected.append((at[rule], order, outcome.verdict, outcome.residual, outcome.slack))
        assert sorted(told[i], key=lambda t: t[:2]) == sorted(expected, key=lambda t: t[:2])


@given(st.integers(), st.integers(1, 8), st.integers(0, 40))
@settings(max_examples=8, deadline=None)
def test_many_at_once_come_to_what_each_comes_to_alone(seed: int, count: int, times: int) -> None:
    rng = random.Random(seed)
    ledgers = [changed(made_up(rng.randrange(4)), rng, times) for _ in range(count)]
    for rules in (national_rules(), own()):
        agree(rules, ledgers, run_batch(rules, ledgers))


@pytest.mark.slow
@given(st.integers(), st.integers(1, 24), st.integers(0, 200))
@settings(max_examples=20, deadline=None)
def test_more_of_them(seed: int, count: int, times: int) -> None:
    rng = random.Random(seed)
    ledgers = [changed(made_up(rng.randrange(6)), rng, times) for _ in range(count)]
    for rules in (national_rules(), own()):
        agree(rules, ledgers, run_batch(rules, ledgers))


def test_all_five_verdicts_are_there_and_hits_have_their_figures() -> None:
    rng = random.Random(5)
    ledgers = [changed(made_up(0), rng, 30) for _ in range(20)]
    rules = national_rules()
    run = run_batch(rules, ledgers)
    total = sum(run.counts().values(), start=type(run.counts()["ZB-01"])())
    assert set(total) == set(Verdict)
    hit = next(h for h in run.hits(Verdict.VIOLATED) if h.rule == "ZB-03")
    outcome = run.outcome(hit)
    assert (outcome.verdict, outcome.residual, outcome.slack) == (hit.verdict, hit.residual, hit.slack)
    figures = outcome.relation.figures()
    assert figures and all(ledgers[hit.ledger].tables[f.table].cells[f.row, f.column] is f for f in figures)
    assert run.not_run(0) == rules.apply(ledgers[0]).not_run
    assert len(run.outcomes(3)) == len(rules.apply(ledgers[3]).relations)


def test_sums_that_would_leave_int64_are_exact() -> None:
    big = str(10**18 // 200) + ".00"  # yuan: near 2**62 分 when several are added
    ledger = made_up(0)
    tables = dict(ledger.tables)
    table = tables["公开01表"]
    cells = {
        place: attrs.evolve(f, quantity=parse_quantity(big, unit("元"))) for place, f in table.cells.items()
    }
    tables["公开01表"] = attrs.evolve(table, cells=cells)
    ledgers = [attrs.evolve(ledger, tables=tables), made_up(1), ledger]
    agree(national_rules(), ledgers, run_batch(national_rules(), ledgers))
    agree(own(), ledgers, run_batch(own(), ledgers))


def test_without_numpy_the_outcomes_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(9)
    ledgers = [changed(made_up(1), rng, 20) for _ in range(3)]
    monkeypatch.setitem(sys.modules, "numpy", None)
    run = run_batch(national_rules(), ledgers)
    assert run.parts == ()
    agree(national_rules(), ledgers, run)


def test_most_of_the_national_pack_is_judged_in_arrays() -> None:
    rules = national_rules()
    slow = [c.rule.id for c in rules.rules if tables_of(c, rules.scope) is None]
    assert len(slow) < len(rules.rules) / 3, slow


def test_figures_from_a_database() -> None:
    np = pytest.importorskip("numpy")
    template = made_up(0)
    rng = np.random.default_rng(3)
    ticks = {
        key: rng.integers(-5, 2000, (len(table.cells), 30)) * 10_000
        for key, table in template.tables.items()
        if key in ("公开01表", "公开03表", "公开05表")
    }
    series = Series(template, ticks)
    rules = national_rules()
    agree(rules, list(series), run_batch(rules, series))
    assert Columns.of(series).ledgers is series
    assert series[-1].tables["公开01表"].cells.keys() == template.tables["公开01表"].cells.keys()
    with pytest.raises(ValueError, match="零头"):
        Series(template, {"公开01表": ticks["公开01表"] + 1})
    with pytest.raises(ValueError, match="行整数"):
        Series(template, {"公开01表": ticks["公开01表"][:3]})
    with pytest.raises(ValueError, match="样本账本里没有"):
        Series(template, {"公开99表": ticks["公开01表"]})
