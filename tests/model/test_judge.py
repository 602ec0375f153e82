"""The evaluator: no relation that true values satisfy is ever called violated."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gouji.model import Figure, Linear, Ratio, Relation, Rule, Term, Verdict, parse_quantity, unit
from gouji.relations import judge
from gouji.relations.judge import expected_range

RULE = Rule("T-1", "test")
WAN, PERCENT = unit("万元"), unit("%")


def figure(text: str, symbol: str = "万元", name: str = "x") -> Figure:
    return Figure(name, parse_quantity(text, unit(symbol)))


def wan(fen: int, name: str = "x") -> Figure:
    return figure(str((Decimal(fen) / 1_000_000).quantize(Decimal("0.01"), ROUND_HALF_UP)), name=name)


def percent(value: Fraction, places: int = 2) -> Figure:
    exact = Fraction(value) * 100 * 10**places
    whole = (abs(exact) + Fraction(1, 2)).__floor__()
    sign = "-" if value < 0 else ""
    text = f"{sign}{whole // 10**places}.{whole % 10**places:0{places}d}" if places else f"{sign}{whole}"
    return figure(text, "%", "rate")


def total(parts: list[Figure], whole: Figure, op: str = "==") -> Relation:
    return Relation(RULE, "", Linear(tuple(Term(p) for p in parts), op, (Term(whole),)))


amounts = st.integers(0, 10**10)


@given(st.lists(amounts, min_size=1, max_size=30))
def test_a_true_sum_is_never_violated(parts: list[int]) -> None:
    relation = total([wan(p, f"p{i}") for i, p in enumerate(parts)], wan(sum(parts), "sum"))
    assert judge(relation).verdict in (Verdict.HOLDS, Verdict.ROUNDING)


@given(st.lists(amounts, min_size=1, max_size=12), st.integers(2, 1000))
def test_a_total_off_by_more_than_rounding_is_violated(parts: list[int], cents: int) -> None:
    off = sum(parts) + 10_000 * (len(parts) + 1 + cents)
    outcome = judge(total([wan(p, f"p{i}") for i, p in enumerate(parts)], wan(off, "sum")))
    assert outcome.verdict is Verdict.VIOLATED
    assert outcome.shortfall is not None
    assert outcome.shortfall > 0


@given(amounts, amounts)
def test_a_true_inequality_is_never_violated(part: int, rest: int) -> None:
    assert judge(total([wan(part, "a")], wan(part + rest, "b"), "<=")).verdict is not Verdict.VIOLATED


@given(st.integers(0, 10**9), st.integers(1, 10**9), st.sampled_from([0, 1, 2]))
def test_a_true_share_is_never_violated(part: int, rest: int, places: int) -> None:
    whole = part + rest
    a, b = wan(part, "a"), wan(whole, "b")
    relation = Relation(RULE, "", Ratio((Term(a),), (Term(b),), percent(Fraction(part, whole), places)))
    assert judge(relation).verdict is not Verdict.VIOLATED


@given(st.integers(10**4, 10**9), st.integers(-(10**9), 10**9))
def test_a_true_growth_rate_is_never_violated(prior: int, change: int) -> None:
    final = prior + change
    assume(final > 0)
    f, c = wan(final, "final"), wan(abs(change), "change")
    sign = 1 if change >= 0 else -1
    form = Ratio((Term(c),), (Term(f), Term(c, -sign)), percent(Fraction(abs(change), prior)), magnitude=True)
    assert judge(Relation(RULE, "", form)).verdict is not Verdict.VIOLATED


def test_the_known_example_passes() -> None:
    # 本年 6.00, 增加 0.50: 9.09 % by the printed figures, but 9.18 % is possible and 9.21 % is not.
    f, c = figure("6.00"), figure("0.50")
    for rate, verdict in (("9.09", Verdict.HOLDS), ("9.18", Verdict.ROUNDING), ("9.21", Verdict.VIOLATED)):
        form = Ratio((Term(c),), (Term(f), Term(c, -1)), figure(rate, "%"))
        assert judge(Relation(RULE, "", form)).verdict is verdict


def test_unreadable_operands_are_undecided_by_name() -> None:
    outcome = judge(total([figure("12.3.4", name="a")], figure("12.34", name="b")))
    assert outcome.verdict is Verdict.UNDECIDED
    assert "12.3.4" in outcome.reason


def test_missing_is_never_zero() -> None:
    relation = Relation(RULE, "", None, missing=("公开03表没有“项目支出”栏",))
    outcome = judge(relation)
    assert (outcome.verdict, outcome.reason) == (Verdict.UNDECIDED, "公开03表没有“项目支出”栏")


def test_a_zero_base_has_no_rate() -> None:
    form = Ratio((Term(figure("1.00")),), (Term(figure("")),), figure("100", "%"))
    assert judge(Relation(RULE, "", form)).verdict is Verdict.UNDECIDED


def test_a_figure_on_both_sides_cancels() -> None:
    a, b = figure("5.00", name="a"), figure("0.00", name="b")
    outcome = judge(Relation(RULE, "", Linear((Term(a), Term(b)), "==", (Term(a),))))
    assert outcome.verdict is Verdict.HOLDS
    assert outcome.slack == parse_quantity("0.00", WAN).interval().high


@pytest.mark.parametrize(
    ("op", "left", "right", "verdict"),
    [
        ("<", "1.00", "1.00", Verdict.ROUNDING),
        ("<", "1.01", "1.00", Verdict.VIOLATED),
        ("!=", "1.00", "1.00", Verdict.ROUNDING),
        (">=", "1.00", "1.02", Verdict.VIOLATED),
        (">", "1.01", "1.00", Verdict.HOLDS),
    ],
)
def test_comparisons(op: str, left: str, right: str, verdict: Verdict) -> None:
    assert judge(total([figure(left, name="a")], figure(right, name="b"), op)).verdict is verdict


def test_exact_comparison_ignores_intervals() -> None:
    form = Linear((Term(figure("1.00", name="a")),), "==", (Term(figure("1.01", name="b")),), exact=True)
    assert judge(Relation(RULE, "", form)).verdict is Verdict.VIOLATED


@given(st.lists(amounts, min_size=1, max_size=8))
def test_the_expected_range_holds_the_truth(parts: list[int]) -> None:
    figures = [wan(p, f"p{i}") for i, p in enumerate(parts)]
    wrong = figure("99999999.99", name="sum")
    reach = expected_range(total(figures, wrong), wrong)
    assert reach is not None
    assert sum(parts) in reach


@pytest.mark.parametrize(
    ("spent", "printed", "verdict"),
    [
        ("52.99", "10", Verdict.HOLDS),  # 9.998 of ten points
        ("53.00", "10", Verdict.HOLDS),
        ("52.90", "10", Verdict.VIOLATED),  # 9.98 of ten points is printed 9.98
        ("52.90", "9.98", Verdict.HOLDS),
    ],
)
def test_a_whole_score_that_a_quotient_makes_is_rounded(spent: str, printed: str, verdict: Verdict) -> None:
    form = Ratio((Term(figure(spent)),), (Term(figure("53")),), figure(printed, "分"), Fraction(10))
    assert judge(Relation(RULE, "", form)).verdict is verdict


def test_a_whole_score_that_somebody_gave_is_exact() -> None:
    scores = [figure("10", "分"), figure("90", "分")]
    assert judge(total(scores, figure("100", "分"))).verdict is Verdict.HOLDS
    assert judge(total(scores, figure("101", "分"))).verdict is Verdict.VIOLATED
