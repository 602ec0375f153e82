"""Every form of sentence: its facts are read, agree with one another, and a wrong figure is found."""

from __future__ import annotations

import pytest
from forms_of_prose import FORMS, TITLES, Form
from prose import FACTS

from gouji.api import CheckContext
from gouji.facts.narrative import FactReading, read_facts
from gouji.model import Document, Ledger, Line, Place, Relation, Row, Table, Verdict
from gouji.packs import Specs
from gouji.reading.prose import read_sections
from gouji.relations import judge_all
from gouji_plugins.checks.narrative import NarrativeCheck

CLASSES = Table(
    "公开05表", "", "万元", (),
    tuple(Row(code, name, name, code, level=1) for code, name in (("201", "一般公共服务支出"), ("205", "教育支出"))),
    {},
)  # fmt: skip
IDS = [f"{form.number}-{form.section}" for form in FORMS]


def reading(specs: Specs, form: Form, text: str) -> FactReading:
    lines = (
        Line("第三部分 2024年度部门决算情况说明", Place(line=1), True),
        Line(f"一、{TITLES[form.section]}", Place(line=2), True),
        Line(text, Place(line=3), True),
    )
    document = Document("x", "text", "0", lines, has_layout=False)
    tables = {"公开05表": CLASSES}
    return read_facts(read_sections(document, frozenset()), tables, specs, FACTS)


def violated(specs: Specs, read: FactReading) -> list[str]:
    document = Document("x", "text", "0", (), has_layout=False)
    ledger = Ledger(document, FACTS, {}, (), (), read.facts)
    made = [r for r in NarrativeCheck().run(ledger, CheckContext(specs)) if isinstance(r, Relation)]
    return [o.relation.text for o in judge_all(made) if o.verdict is Verdict.VIOLATED]


@pytest.mark.parametrize("form", FORMS, ids=IDS)
def test_a_form_gives_its_facts(specs: Specs, form: Form) -> None:
    read = reading(specs, form, form.text)
    signs = {None: "-", 1: "+1", 0: "0", -1: "-1"}
    assert form.facts == tuple(
        " ".join(
            (
                f.subject,
                f.measure.value,
                f.figure.quantity.printed if f.figure else "-",
                signs[f.direction],
                f.base or "-",
            )
        )
        for f in read.facts
    )
    assert form.whole == (read.sentences_understood == read.sentences_with_amounts)


@pytest.mark.parametrize("form", FORMS, ids=IDS)
def test_a_form_whose_figures_agree_gives_no_finding(specs: Specs, form: Form) -> None:
    assert violated(specs, reading(specs, form, form.text)) == []


@pytest.mark.parametrize(
    "form", [f for f in FORMS if f.wrong], ids=[f"{f.number}-{f.section}" for f in FORMS if f.wrong]
)
def test_a_wrong_figure_of_a_form_is_found(specs: Specs, form: Form) -> None:
    assert form.wrong is not None
    text = form.text.replace(*form.wrong, 1)
    assert text != form.text
    assert violated(specs, reading(specs, form, text))


def test_last_year_of_a_whole_is_that_of_its_parts(specs: Specs) -> None:
    form = next(f for f in FORMS if f.section == "三公")
    text = (
        "“三公”经费支出决算为4.00万元，较上年决算数增加{}万元。因公出国（境）费支出决算为1.00万元，较上年决算数增加0.50万元。"
        "公务用车购置及运行维护费支出决算为2.00万元，较上年决算数持平。公务接待费支出决算为1.00万元，较上年决算数减少0.20万元。"
    )
    assert violated(specs, reading(specs, form, text.format("0.30"))) == []
    found = violated(specs, reading(specs, form, text.format("0.70")))
    assert len(found) == 1
    assert "上年数" in found[0]


def test_a_change_on_the_budget_is_the_difference(specs: Specs) -> None:
    form = next(f for f in FORMS if f.section == "三公")
    text = "“三公”经费支出年初预算为5.00万元，支出决算为4.00万元，比预算减少{}万元。"
    assert violated(specs, reading(specs, form, text.format("1.00"))) == []
    assert violated(specs, reading(specs, form, text.format("1.50")))


def test_a_rate_is_not_held_against_a_change_on_another_base(specs: Specs) -> None:
    form = next(f for f in FORMS if f.section == "三公")
    text = "“三公”经费支出决算为4.00万元，比预算减少1.00万元，比上年下降50.00%。"
    assert violated(specs, reading(specs, form, text)) == []
