"""An amount whose subject is not known belongs to nobody: it never joins the subject named before."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gouji.api import CheckContext
from gouji.audit import Auditor
from gouji.facts.narrative import FactReading, read_facts
from gouji.model import Document, DocumentFacts, Ledger, Line, Linear, Opaque, Place, Ratio, Relation
from gouji.packs import Specs, select_packs
from gouji.reading.prose import read_sections
from gouji_plugins.checks.narrative import NarrativeCheck

pytestmark = pytest.mark.slow

FACTS = DocumentFacts("清河示例区档案馆", 2024, "部门决算")
SPECS: Specs = select_packs(Auditor().packs, FACTS)

# Figures of the stranger are printed like no figure of a known subject.
STRANGERS = (
    "其他某某经费",
    "专项补助资金",
    "下属单位公务接待费",
    "会议中心运行维护费",
    "“两新”工作经费",
    "上年结转资金",
)
MARK = "77"
TAILS = (
    "{name} 77.11 万元，占 77.12%",
    "{name} 77.11 万元，完成预算的 77.12%",
    "{name}支出决算为 77.11 万元，完成年初预算的 77.12%",
    "{name}年初预算为 77.11 万元，支出决算为 77.13 万元，完成年初预算的 77.12%",
    "{name}年初预算为 77.11 万元，支出决算为 77.13 万元，决算数小于预算数的主要原因是厉行节约",
    "{name} 77.11 万元，较上年增加 77.13 万元，增长 77.12%",
    "{name}，支出决算为 77.11 万元，比上年决算数减少 77.13 万元，下降 77.12%",
    "{name}较上年决算数增加 77.11 万元，增长 77.12%",
    "{name}完成年初预算的 77.12%",
    "{name}占 77.12%",
    "{name}用于 3 人，支出决算为 77.11 万元，完成预算的 77.12%",
    "主要原因是{name}增加 77.11 万元，增长 77.12%，完成预算的 77.13%",
    "主要原因是{name}支出 77.11 万元，占 77.12%",
)
KNOWN = (
    ("公务接待费", "1.00"),
    ("因公出国（境）费", "2.00"),
    ("公务用车运行维护费", "3.00"),
)
HEADS = (
    "{name}年初预算为 5.00 万元，支出决算为 {amount} 万元，完成年初预算的 50.00%",
    "{name}支出决算为 {amount} 万元，占 20.00%",
    "{name}支出决算为 {amount} 万元，较上年决算数增加 0.50 万元，增长 30.00%",
)
CONTINUATIONS = (
    "完成年初预算的 41.00%",
    "较上年增加 0.60 万元，增长 42.00%",
    "占 43.00%",
    "支出决算为 4.40 万元",
)


def reading(title: str, sentences: Iterable[str]) -> FactReading:
    lines = [
        Line("第三部分 2024年度部门决算情况说明", Place(line=1), True),
        Line(f"一、{title}", Place(line=2), True),
        *(Line(s, Place(line=3 + i), True) for i, s in enumerate(sentences)),
    ]
    document = Document("x", "text", "0", tuple(lines), has_layout=False)
    return read_facts(read_sections(document, frozenset()), {}, SPECS, FACTS)


def relations(read: FactReading) -> list[Relation]:
    document = Document("x", "text", "0", (), has_layout=False)
    ledger = Ledger(document, FACTS, {}, (), (), read.facts)
    found = NarrativeCheck().run(ledger, CheckContext(SPECS))
    return [r for r in found if isinstance(r, Relation)]


def figures(relation: Relation) -> set[str]:
    form = relation.form
    terms: tuple[object, ...] = ()
    if isinstance(form, Linear):
        return {t.figure.quantity.printed for t in (*form.left, *form.right)}
    if isinstance(form, Ratio):
        return {t.figure.quantity.printed for t in (*form.numerator, *form.denominator)} | {
            form.rate.quantity.printed
        }
    if isinstance(form, Opaque):
        return {f.quantity.printed for f in form.figures}
    return {str(t) for t in terms}


def mixes(relation: Relation) -> bool:
    printed = figures(relation)
    theirs = {p for p in printed if p.startswith(MARK)}
    return bool(theirs)


@given(
    stranger=st.sampled_from(STRANGERS),
    tail=st.sampled_from(TAILS),
    known=st.sampled_from(KNOWN),
    head=st.sampled_from(HEADS),
    joint=st.sampled_from(
        ("；", "，其中：", "。", "，", "。\n", "。\n2.", "；\n（2）", "。其中：", "。\n其中：1.")
    ),
)
@example(stranger="其他某某经费", tail=TAILS[1], known=KNOWN[0], head=HEADS[1], joint="；")
@settings(max_examples=400, deadline=None)
def test_a_stranger_never_mixes_with_a_known_subject(
    stranger: str, tail: str, known: tuple[str, str], head: str, joint: str
) -> None:
    text = head.format(name=known[0], amount=known[1]) + joint + tail.format(name=stranger) + "。"
    read = reading("“三公”经费财政拨款支出决算情况说明", text.split("\n"))
    stolen = [f for f in read.facts if f.figure is not None and f.figure.quantity.printed.startswith(MARK)]
    assert stolen == []
    assert not [r.text for r in relations(read) if mixes(r)]
    # What a reason mentions is known to be an aside; any other figure of a stranger is not understood.
    assert read.asides or read.sentences_understood < read.sentences_with_amounts


@given(
    stranger=st.sampled_from(STRANGERS),
    tail=st.sampled_from(TAILS[:11]),
    known=st.sampled_from(KNOWN),
    head=st.sampled_from(HEADS),
    joint=st.sampled_from(("；", "，", "。", "。\n")),
    after=st.sampled_from(CONTINUATIONS),
    again=st.sampled_from(("，", "；", "。")),
)
@settings(max_examples=400, deadline=None)
def test_what_follows_a_stranger_is_not_the_known_subject_s(
    stranger: str, tail: str, known: tuple[str, str], head: str, joint: str, after: str, again: str
) -> None:
    text = (
        head.format(name=known[0], amount=known[1])
        + joint
        + tail.format(name=stranger)
        + again
        + after
        + "。"
    )
    read = reading("“三公”经费财政拨款支出决算情况说明", text.split("\n"))
    printed = {f.figure.quantity.printed for f in read.facts if f.figure is not None}
    assert not printed & {"41.00", "42.00", "43.00", "0.60", "4.40"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "公务接待费年初预算为5.00万元，支出决算为4.00万元，完成年初预算的80.00%，较上年增加1.00万元，增长33.33%。",
            5,
        ),
        ("公务接待费支出决算为4.00万元，主要原因是厉行节约，较上年决算数增加1.00万元，增长33.33%。", 3),
        ("公务接待费。主要用于：公务活动。年初预算为5.00万元，支出决算为4.00万元。", 2),
        ("公务接待费支出决算为4.00万元，比2023年度减少1.00万元，下降20.00%。", 3),
        (
            "公务接待费支出决算为4.00万元，主要原因是其中1万元为上年安排，本年未发生，较上年决算数增加1.00万元。",
            2,
        ),
    ],
)
def test_a_subject_left_out_is_the_one_before(text: str, expected: int) -> None:
    read = reading("“三公”经费财政拨款支出决算情况说明", [text])
    assert len([f for f in read.facts if f.figure is not None]) == expected
    assert {f.subject for f in read.facts} == {"公务接待费"}
