"""The quick way to judge a sum says exactly what the careful way says."""

from __future__ import annotations

import sys
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.model import Cause, Change, Figure, Linear, Relation, Rule, Term, parse_quantity, unit
from gouji.relations import judge
from gouji.solving.causes import Truth, put

RULE = Rule("A-1", "甲")
module = sys.modules["gouji.relations.judge"]
texts = st.one_of(
    st.decimals(-99, 99, places=2).map(str),
    st.sampled_from(["", "-", "0.00", "1.2.3", "3", "7.123", "100.5"]),
)
figures = st.builds(
    lambda text, symbol, serial: Figure(f"甲/{serial}", parse_quantity(text, unit(symbol))),
    texts,
    st.sampled_from(["万元", "元", "%", "辆"]),
    st.integers(),
)
terms = st.builds(Term, figures, st.integers(-2, 2))


@given(
    st.lists(terms, max_size=4),
    st.sampled_from(["==", "<=", ">=", "<", ">", "!="]),
    st.lists(terms, max_size=4),
    st.integers(-10_000, 10_000),
    st.booleans(),
)
def test_both_ways_agree(left, op, right, constant, repeat) -> None:
    if repeat and left:
        right = [*right, left[0]]
    form = Linear(tuple(left), op, tuple(right), constant)
    relation = Relation(RULE, "甲 == 乙", form)
    quick = judge(relation)
    careful = module._carefully(relation, {})
    assert (quick.verdict, quick.residual, quick.slack, quick.shortfall, quick.unit) == (
        careful.verdict, careful.residual, careful.slack, careful.shortfall, careful.unit,
    )  # fmt: skip


def test_money_is_judged_the_quick_way(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = (Figure(n, parse_quantity("12.30", unit("万元"))) for n in "甲乙")
    form = Linear((Term(one),), "==", (Term(other),))
    relation = Relation(RULE, "甲 == 乙", form)
    monkeypatch.setattr(module, "_carefully", lambda *_: pytest.fail("a plain sum of money needs no care"))
    assert judge(relation).residual == Decimal(0)


@given(
    st.lists(figures, min_size=1, max_size=3),
    st.sampled_from(["==", "<=", ">=", "<"]),
    st.lists(figures, max_size=3),
    st.lists(texts, max_size=4),
)
def test_a_cause_is_tried_by_what_its_changes_come_to(left, op, right, truths) -> None:
    relation = Relation(RULE, "甲 == 乙", Linear(tuple(map(Term, left)), op, tuple(map(Term, right))))
    changes = [
        Change(figure, parse_quantity(text, figure.quantity.unit) if text else None)
        for figure, text in zip(relation.figures(), truths, strict=False)
    ]
    truth = Truth(Cause(RULE, "甲", tuple(changes)))
    quick = truth.verdict(relation)
    assert quick is None or quick is judge(put(relation, truth)).verdict
    if relation.plain is not None and all(c.truth and c.truth.closed for c in changes):
        assert quick is not None
