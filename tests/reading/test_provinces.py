"""Packs of further provinces: correct disclosures have no finding, planted errors are found, the unknown is told."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import pytest
from render_office import render_html
from sound import sound

from gouji.api import Source
from gouji.audit import Auditor
from gouji.model import DocumentReport
from gouji.testing.synthetic import (
    PrintedDocument,
    PrintedTable,
    Truth,
    make_truth,
    print_beijing,
    print_national,
    print_shaanxi,
    print_zhejiang,
    to_text,
)
from gouji.testing.synthetic.planting import replace_cell

pytestmark = pytest.mark.slow

PROVINCES: dict[str, tuple[str, Callable[[Truth], PrintedDocument]]] = {
    "陕西": ("陕西省", print_shaanxi),
    "北京": ("北京市", print_beijing),
    "浙江": ("浙江省", print_zhejiang),
}
RULES = {
    "陕西": {"SX-01", "SX-02"},
    "北京": {f"BJS-0{n}" for n in range(1, 6)},
    "浙江": {f"ZJ-{n}" for n in (21, 22, 23, 31, 32, 33)},
}
MEETINGS = next(s for s in range(50) if min(make_truth(s).economic[c] for c in ("30215", "30216")) > 500_00)
"""A department that spent on meetings and on training."""
PLANTED = [
    # province, table, row, column (from the right), rule expected to speak
    ("陕西", "公开09表", 0, 2, "SX-01"),
    ("陕西", "公开09表", 0, 1, "SX-02"),
    ("北京", "公开05表收支", 0, 4, "BJS-"),
    ("北京", "公开05表收支", 2, 3, "BJS-"),
    ("浙江", "公开02表分单位", 0, 7, "ZJ-2"),
    ("浙江", "公开03表分单位", 0, 5, "ZJ-3"),
]


@pytest.fixture(scope="module")
def auditor() -> Auditor:
    return Auditor()


def printed(province: str, seed: int) -> PrintedDocument:
    name, template = PROVINCES[province]
    return template(make_truth(seed, f"{name}清河示例区档案馆"))


def audit(auditor: Auditor, document: PrintedDocument, form: str = "html") -> DocumentReport:
    data = render_html(document) if form == "html" else to_text(document).encode()
    return auditor.audit(Source(f"决算.{form}", content=data))


@pytest.mark.parametrize("form", ["html", "txt"])
@pytest.mark.parametrize("province", PROVINCES)
def test_correct_disclosures_have_no_finding(auditor: Auditor, province: str, form: str) -> None:
    for seed in (3, 5, 8, 11, 21):
        report = audit(auditor, printed(province, seed), form)
        assert any(p.startswith(province) for p in report.ledger.packs)
        assert [(f.rule.id, f.message) for f in sound(report).findings] == [], seed
        if form == "html":
            ran = {o.relation.rule.id for o in report.outcomes if o.verdict.value in ("holds", "rounding")}
            assert RULES[province] <= ran


@pytest.mark.parametrize(("province", "key", "row", "back", "rule"), PLANTED)
def test_a_planted_error_is_found(
    auditor: Auditor, province: str, key: str, row: int, back: int, rule: str
) -> None:
    document = printed(province, MEETINGS)
    pieces = list(document.pieces)
    at = next(i for i, p in enumerate(pieces) if isinstance(p, PrintedTable) and p.key == key)
    table = pieces[at]
    assert isinstance(table, PrintedTable)
    column = table.width - back
    wrong = "0.01" if rule.startswith("SX") else "1" + table.body[row][column]
    assert table.body[row][column] not in ("", wrong)
    pieces[at] = replace_cell(table, row, column, wrong)
    report = audit(auditor, attrs.evolve(document, pieces=tuple(pieces)))
    violated = {o.relation.rule.id for o in report.outcomes if o.verdict.value == "violated"}
    assert any(i.startswith(rule) for i in violated), violated
    assert sound(report).findings


def test_a_table_nobody_knows_is_listed_and_the_rest_is_audited(auditor: Auditor) -> None:
    report = audit(auditor, printed("北京", 3))
    known = audit(auditor, print_national(make_truth(3, "北京市清河示例区档案馆")))
    assert len(report.ledger.unrecognised) == len(known.ledger.unrecognised) + 1
    assert {f"公开0{n}表" for n in range(1, 10)} <= set(report.ledger.tables)


def test_an_unknown_province_falls_back_to_the_national_pack(auditor: Auditor) -> None:
    document = print_zhejiang(make_truth(3, "清河示例区档案馆"))
    report = audit(auditor, document)
    assert report.ledger.packs == ("national/2019-",)
    assert {f"公开0{n}表" for n in range(1, 10)} <= set(report.ledger.tables)
    assert not sound(report).findings
    told = [u for u in report.ledger.unrecognised if u.cols in (8, 9) and u.rows < 7]
    assert len(told) == 2, "the two tables by unit are said not to be known"
