"""Values compare, hash and show as attrs would have them."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.value import Shown, Value


@attrs.frozen(eq=False, repr=False)
class Ours(Value):
    a: int
    b: str = ""
    c: tuple[int, ...] = ()
    hidden: int = attrs.field(default=0, repr=False)
    aside: int = attrs.field(default=0, eq=False)


@attrs.frozen
class Theirs:
    a: int
    b: str = ""
    c: tuple[int, ...] = ()
    hidden: int = attrs.field(default=0, repr=False)
    aside: int = attrs.field(default=0, eq=False)


@attrs.frozen(eq=False, repr=False)
class Empty(Value):
    pass


@attrs.frozen(eq=False, repr=False)
class Other(Ours):
    pass


@attrs.frozen(eq=False, repr=False)
class Alone(Shown):
    a: int


fields = st.tuples(
    st.integers(0, 2),
    st.sampled_from(["", "甲"]),
    st.sampled_from([(), (1,)]),
    st.integers(0, 1),
    st.integers(0, 1),
)


@given(fields, fields)
def test_as_attrs(
    one: tuple[int, str, tuple[int, ...], int, int], two: tuple[int, str, tuple[int, ...], int, int]
) -> None:
    assert (Ours(*one) == Ours(*two)) == (Theirs(*one) == Theirs(*two))
    assert (Ours(*one) != Ours(*two)) == (Theirs(*one) != Theirs(*two))
    if Ours(*one) == Ours(*two):
        assert hash(Ours(*one)) == hash(Ours(*two))
    assert repr(Ours(*one)) == repr(Theirs(*one)).replace("Theirs", "Ours")


def test_classes_differ() -> None:
    assert Ours(1) != Other(1)
    assert Ours(1) != Theirs(1)
    assert Ours(1) != (1, "", (), 0)
    assert Empty() == Empty()
    assert hash(Empty()) == hash(Empty())
    assert repr(Empty()) == "Empty()"


def test_shown_is_equal_to_itself_alone() -> None:
    value = Alone(1)
    assert value == value
    assert value != Alone(1)
    assert repr(value) == "Alone(a=1)"


def test_what_cannot_be_hashed_says_so() -> None:
    with pytest.raises(TypeError):
        hash(attrs.evolve(Ours(1), c=[]))
