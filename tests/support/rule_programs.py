"""Hypothesis strategies of rule programs: trees that the grammar can print and read."""

from __future__ import annotations

from gouji.grammar.tree import (
    Binary,
    Body,
    Call,
    Compare,
    Conditional,
    Index,
    Matches,
    Member,
    Number,
    Path,
    Quantifier,
    RowsOf,
    Text,
    Unary,
)
from hypothesis import strategies as st

NAMES = (
    "收入",
    "本年收入合计",
    "“三公”经费",
    "因公出国（境）费",
    "其他收入",
    "公开01表",
    "若干",
    "a_1",
    "空 格",
    "每行",
)
names = st.sampled_from(NAMES)
numbers = st.builds(
    Number,
    st.one_of(st.integers(0, 9999).map(str), st.decimals(0, 999, places=2).map(str)),
    st.sampled_from(["", "万元", "%", "辆"]),
)
paths = st.lists(names, min_size=1, max_size=3).map(lambda n: Path(tuple(n)))
texts = st.text(alphabet="甲乙丙abc*123 ", max_size=6).map(Text)
bases = st.builds(Index, paths, st.one_of(paths, numbers.map(lambda n: Number(n.text))), st.none() | paths)
atoms = st.one_of(numbers, paths, bases, st.sampled_from([RowsOf("下级"), RowsOf("本级"), RowsOf("上级")]))


def _sums(inner):
    return st.one_of(
        st.builds(Binary, st.sampled_from("+-*/"), inner, inner),
        st.builds(Unary, st.just("-"), inner),
        st.builds(
            Call, st.sampled_from(["求和", "最大", "比"]), st.lists(inner, min_size=2, max_size=3).map(tuple)
        ),
    )


sums = st.recursive(atoms, _sums, max_leaves=8)
comparisons = st.one_of(
    st.builds(
        Compare,
        st.sampled_from(["==", "!=", "<=", ">=", "<", ">", "===", "约等于"]),
        sums,
        sums,
        st.none() | numbers,
    ),
    st.builds(Member, sums, st.lists(sums, min_size=1, max_size=3).map(tuple)),
    st.builds(Member, paths, names.map(lambda n: (Path((n,)),)), st.just(False)),
    st.builds(Matches, sums, st.text(alphabet="甲乙*1", max_size=5)),
)


def _conditions(inner):
    return st.one_of(
        st.builds(Binary, st.sampled_from(["且", "或"]), inner, inner),
        st.builds(Unary, st.just("非"), inner),
        st.builds(Conditional, inner, inner, st.none() | inner),
    )


conditions = st.recursive(comparisons, _conditions, max_leaves=6)
quantifiers = st.one_of(
    st.builds(Quantifier, st.sampled_from(["row", "column"]), st.just(()), st.sampled_from(["", "公开01表"])),
    st.builds(
        Quantifier, st.just("code"), st.lists(st.sampled_from(["有下级", "末级", "类级"]), max_size=2).map(tuple),
        st.sampled_from(["", "公开05表"]), without=st.sampled_from(["", "公开03表"]),
    ),
    st.builds(Quantifier, st.just("of"), variable=names, items=st.lists(sums, min_size=1, max_size=3).map(tuple)),
)  # fmt: skip
bodies = st.builds(Body, st.lists(quantifiers, max_size=2).map(tuple), conditions)
