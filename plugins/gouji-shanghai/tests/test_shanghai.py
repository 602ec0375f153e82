"""What this package adds, and that it takes nothing away."""

import attrs
import pytest
from samples import correct, grades, only_the_best, sentences

from gouji.api import Source
from gouji.model import Severity
from gouji.testing.synthetic import PrintedTable, make_truth, print_national, print_shanghai, to_text


def audited(auditor, document):
    return auditor.audit(Source("决算.txt", content=to_text(document).encode()))


def found(report):
    return {f.rule.id for f in report.findings if f.rule.id.startswith("SH-")}


def ran(report):
    return {o.relation.rule.id for o in report.outcomes if o.relation.rule.id.startswith("SH-")}


def test_every_rule_of_arithmetic_runs(gouji_auditor):
    expected = {"SH-01", "SH-02", "SH-21", "SH-22", "SH-23", "SH-24", "SH-25", "SH-31", "SH-32"}
    assert ran(audited(gouji_auditor, correct(3))) == expected


@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        ("SH-21", {"procurement": sentences("0.50", "0.30", "0.40", "0.25", "0.08", "0.01")}),
        ("SH-22", {"procurement": sentences("0.50", "0.30", "0.10", "0.35", "0.08", "0.01")}),
        ("SH-23", {"procurement": sentences("0.50", "0.30", "0.10", "0.25", "0.18", "0.01")}),
        ("SH-24", {"procurement": sentences("0.50", "0.30", "0.10", "0.25", "0.08", "0.31")}),
        ("SH-25", {"procurement": sentences("0.50", "0.90", "0.80", "0.25", "0.78", "0.01")}),
        ("SH-31", {"performance": grades(best=4)}),
        ("SH-32", {"performance": grades(mended=2)}),
        ("SH-33", {"performance": only_the_best(all_of_them=4, best=3)}),
    ],
)
def test_a_planted_error_is_found_by_its_rule(gouji_auditor, rule, changes):
    assert rule in found(audited(gouji_auditor, correct(3, **changes)))


def test_the_order_and_titles_of_the_form(gouji_auditor):
    document = correct(3)
    assert not found(audited(gouji_auditor, document)) & {"SH-11", "SH-12"}
    tables = [i for i, p in enumerate(document.pieces) if isinstance(p, PrintedTable)]
    pieces = list(document.pieces)
    pieces[tables[6]], pieces[tables[8]] = pieces[tables[8]], pieces[tables[6]]
    assert "SH-11" in found(audited(gouji_auditor, attrs.evolve(document, pieces=tuple(pieces))))
    pieces = list(document.pieces)
    pieces[tables[0]] = attrs.evolve(pieces[tables[0]], title="收入支出决算表")
    assert "SH-12" in found(audited(gouji_auditor, attrs.evolve(document, pieces=tuple(pieces))))


def test_nothing_is_said_of_other_places(gouji_auditor):
    report = audited(gouji_auditor, print_national(make_truth(3, "甘肃省清河示例区档案馆")))
    assert not ran(report) and not found(report)


@pytest.mark.parametrize("seed", range(12))
def test_correct_disclosures_have_no_finding(gouji_auditor, seed):
    report = audited(gouji_auditor, print_shanghai(make_truth(seed, "上海市清河示例区档案馆")))
    assert "上海/2024-" in report.ledger.packs
    assert not found(report)


def test_what_the_form_calls_income_of_spending_is_read_as_spending(gouji_auditor):
    seed = next(s for s in range(60) if make_truth(s).fund)
    document = print_shanghai(make_truth(seed, "上海市清河示例区档案馆"))
    text = to_text(document, columns=400)
    fund = text.split("政府性基金预算财政拨款收入")[-1].split("万元")[0]
    before = f"政府性基金预算财政拨款收入{fund}万元，支出{fund}万元"
    assert before in text
    after = before.replace("支出", "支出收入")
    usual, report = (
        gouji_auditor.audit(Source("决算.txt", content=said.encode()))
        for said in (text, text.replace(before, after))
    )
    facts = [f for f in report.ledger.facts if f.subject == "政府性基金预算财政拨款支出"]
    assert [f.figure.quantity.printed for f in facts if f.figure] == [fund]
    assert [f.id for f in report.findings] == [f.id for f in usual.findings]
    assert not any(f.severity is not Severity.INFO for f in report.findings)
