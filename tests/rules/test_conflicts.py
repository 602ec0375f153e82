"""Static comparison of rules: what contradicts, repeats, or is decided by its own condition."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rule_packs import own_rules

from gouji.rules.conflicts import Range, claims_of, conflicts

A, B, C = "公开01表.收入.总计", "公开01表.支出.总计", "公开01表.收入.本年收入合计"


def told(*bodies: str) -> list[tuple[str, str, tuple[str, ...]]]:
    rules = own_rules("\n".join(f"规则 T-{i}\n  {body}" for i, body in enumerate(bodies, 1)))
    assert [d.render() for d in rules.diagnostics if d.severity == "error"] == []
    return [
        (c.code, c.compiled.rule.id, tuple(o.rule.id for o in c.others))
        for c in conflicts(rules.rules, rules.scope)
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"{A} == {B}", f"{A} != {B}"),
        (f"{A} == {B}", f"{A} - {B} > 5万元"),
        (f"{A} == {B}", f"{B} > {A} + 1元"),
        (f"{A} + {B} <= 10万元", f"2 * {A} + 2 * {B} >= 21万元"),
        (f"{A} == {B} 容差 1万元", f"{A} - {B} >= 1.01万元"),
        (f"{A} < {B}", f"{A} >= {B}"),
        (f"求和({A}, {B}) == 3万元", f"{A} == 4万元 - {B}"),
        (f"若 {C} > 0 则 {A} == {B}", f"若 {C} > 0 且 {A} > 0 则 {A} < {B}"),
        (f"{A} == {B}", f"若 {C} > 0 则 {A} < {B}"),
    ],
)
def test_contradictions_however_they_are_written(one: str, other: str) -> None:
    assert told(one, other) == [("GJ305", "T-2", ("T-1",))]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"{A} == {B}", f"{A} <= {B}"),
        (f"{A} == {B}", f"{A} - {B} == {C}"),
        (f"{A} == {B} 容差 1万元", f"{A} - {B} >= 1万元"),
        (f"若 {C} > 0 则 {A} == {B}", f"若 {C} <= 0 则 {A} < {B}"),
        (f"若 {C} > 0 则 {A} == {B} 否则 {A} < {B}", f"若 {C} > 0 则 {A} <= {B}"),
        (f"{A} > 5万元\n  适用年度 2019..2020", f"{A} < 5万元\n  适用年度 2021..2022"),
        (f"{A} > 5万元\n  前提 年度 > 2020", f"{A} < 5万元\n  前提 年度 <= 2020"),
    ],
)
def test_what_can_hold_together_is_no_contradiction(one: str, other: str) -> None:
    assert told(one, other) == []


def test_three_rules_that_contradict_only_together() -> None:
    assert told(f"{A} == {B}", f"{B} == {C}", f"{A} == {C} + 1万元") == [("GJ305", "T-3", ("T-1", "T-2"))]
    assert told(f"{A} == {B}", f"{B} == {C}", f"{A} < {C}") == [("GJ305", "T-3", ("T-1", "T-2"))]
    assert told(f"{A} == {B}", f"{B} == {C}", f"{A} <= {C}") == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"{A} == {B}", f"3 * {B} - 3 * {A} == 0"),
        (f"{A} >= {B}", f"{B} <= {A}"),
        ("全部(公开05表[末级, 小计] >= 0)", "全部(公开05表[末级, 小计] >= 0)"),
        ("公开01表.本年收入合计 == 公开01表.收入.总计", f"{C} == {A}"),
    ],
)
def test_repeats(one: str, other: str) -> None:
    assert told(one, other) == [("GJ305", "T-2", ("T-1",))]


def test_a_rule_that_says_more_is_no_repeat() -> None:
    assert told(f"{A} == {B} 且 {A} >= {C}", f"{A} == {B}") == []


def test_rules_that_contradict_themselves_or_are_decided_by_their_condition() -> None:
    assert told(f"{A} > 100万元 且 {A} < 50万元") == [("GJ305", "T-1", ())]
    assert told(f"若 {A} > 0 则 {A} >= 0") == [("GJ304", "T-1", ())]
    assert told(f"若 {A} > {B} 则 {B} - {A} > 1万元") == [("GJ304", "T-1", ())]
    assert told(f"若 {A} > 0 则 {A} >= 1万元") == []


@pytest.mark.parametrize("body", ["1 == 2", "2 > 1", f"{A} - {A} == 0", f"{A} < {A}"])
def test_what_no_figure_can_change_is_told(body: str) -> None:
    assert "GJ304" in {d.code for d in own_rules(f"规则 T-1\n  {body}").diagnostics}


ends = st.one_of(st.none(), st.integers(-3, 3).map(Fraction))
ranges = st.builds(Range, ends, ends, st.booleans(), st.booleans(), ends).filter(
    lambda r: (
        r.low is None
        or r.high is None
        or r.low < r.high
        or (r.low == r.high and not r.low_open | r.high_open)
    )
)
GRID = [Fraction(n, 4) for n in range(-40, 41)]


@given(ranges, ranges)
def test_ranges_meet_and_contain_as_their_values_do(one: Range, other: Range) -> None:
    here, there = ({v for v in GRID if r.holds(v)} for r in (one, other))
    assert one.meets(other) == bool(here & there)
    if here and one.hole is None:
        assert one.within(other) == (here <= there)


@pytest.mark.slow
def test_comparing_rules_is_bounded_and_says_where_it_ended() -> None:
    """Templates over many cells, and many rules on one cell."""
    numbers = ", ".join(map(str, range(22)))
    each = f"每个 甲 属于 ({numbers}) 每个 乙 属于 ({numbers}) 每列 每行：本级 >= 甲万元"
    rules = own_rules(f"【公开03表】\n每列 每行：本级 >= 0\n{each.replace('甲万元', '0')}\n")
    assert claims_of(rules.rules[0], rules.scope).claims
    assert claims_of(rules.rules[1], rules.scope).claims == ()
    many = "\n".join(f"公开01表.收入.总计 >= {i}万元" for i in range(900))
    rules = own_rules(many)
    assert [c.code for c in conflicts(rules.rules, rules.scope)] == ["GJ105"]
