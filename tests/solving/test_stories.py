"""How one printed figure may have become another."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.solving.story import story, truths


@pytest.mark.parametrize(
    ("printed", "proposed", "words"),
    [
        ("28.40", "24.80", "颠倒"),
        ("5.47", "25.47", "少印"),
        ("225.47", "25.47", "多印"),
        ("254.70", "25.47", "小数点"),
        ("254700.00", "25.47", "元"),
        ("25.47", "-25.47", "负号"),
        ("81.24", "81.34", "印错"),
        ("7.40", "7.39", "末位差一"),
        ("19.99", "20.00", "末位差一"),
        ("", "12.00", "没有填"),
    ],
)
def test_slips_are_named(printed: str, proposed: str, words: str) -> None:
    assert words in story(printed, proposed).text


def test_a_neighbour_s_value_is_the_likeliest_story() -> None:
    copied = story("53.26", "69.42", {"53.26": "同一行“基本支出”栏"})
    assert "基本支出" in copied.text
    assert copied.cost < story("53.26", "69.42").cost


def test_no_story_is_made_up() -> None:
    assert story("123.45", "987.60").text == ""


def test_a_zero_is_never_a_copy() -> None:
    assert "抄错" not in story("0.00", "5.00", {"0.00": "旁边"}).text


@pytest.mark.parametrize("proposed", ["7.39", "7.41"])
def test_one_step_of_the_last_digit_is_likelier_than_an_exchange(proposed: str) -> None:
    """Whether the digit before changes with it is no matter: 7.40 may stand for 7.39 as for 7.41."""
    assert story("7.40", proposed).cost < story("263.41", "236.41").cost


@given(
    st.decimals(-99_999, 99_999, places=2).map(str)
    | st.sampled_from(["-43.82", "+5.00", ".5", "-0.10", "7", "-7"])
)
def test_what_a_figure_may_have_been_is_a_number(printed: str) -> None:
    for text in truths(printed):
        assert Decimal(text).is_finite()


@given(st.decimals(-2000, 2000, places=2), st.decimals(-2000, 2000, places=2))
def test_a_moved_point_is_looked_for_only_where_it_can_be(one: Decimal, other: Decimal) -> None:
    looked = story(str(one), str(other))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("gouji.solving.story.APART", 1)
        assert looked == story(str(one), str(other))
