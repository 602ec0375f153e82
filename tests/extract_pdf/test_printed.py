"""PDFs as office programs print them: what shows is read in its cell, what does not is unknown, and nobody is accused."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from sound import sound

from gouji.api import Source
from gouji.audit import Auditor
from gouji.model import DocumentReport, Figure, Severity

FOLDER = Path(__file__).with_name("printed")
PLANTED = {"81.34", "1.16", "263.07", "23.93"}
"""What the four misprinted figures should be."""
Key = tuple[str, str, str]


@cache
def auditor() -> Auditor:
    return Auditor()


@cache
def figures(name: str) -> dict[Key, Figure]:
    ledger, _ = auditor().read(Source(name, FOLDER / name))
    return {
        (key, row, column): figure
        for key, table in ledger.tables.items()
        for (row, column), figure in table.cells.items()
    }


@cache
def report(name: str) -> DocumentReport:
    return auditor().audit_path(FOLDER / name)


def errors(name: str) -> list[str]:
    return [f.expected for f in sound(report(name)).findings if f.severity is Severity.ERROR]


def lost(name: str) -> set[str]:
    """Return tables of the workbook of which an amount is not read in its cell."""
    own = figures(name)
    return {
        key[0]
        for key, figure in figures("决算公开.xlsx").items()
        if figure.quantity.value and (key not in own or own[key].quantity.value != figure.quantity.value)
    }


@pytest.mark.parametrize(
    "name",
    ["无线.pdf", *(pytest.param(f"{n}.pdf", marks=pytest.mark.slow) for n in ("遮字", "分页", "出页"))],
)
def test_no_error_but_the_planted_ones(name: str) -> None:
    assert set(errors(name)) <= PLANTED
    assert len(errors(name)) <= len(PLANTED)


@pytest.mark.slow
def test_columns_that_touch_are_parted() -> None:
    assert lost("无线.pdf") == set()
    assert set(errors("无线.pdf")) == PLANTED


@pytest.mark.slow
def test_a_name_of_which_the_last_line_shows_is_told_by_its_line_number() -> None:
    """The heads of 公开04表 and 公开07–09表 are hidden as well: they are said not to be recognised."""
    assert lost("遮字.pdf") == {"公开04表", "公开09表"}
    own = figures("遮字.pdf")
    assert str(own["公开01表", "支出.一般公共服务支出", "金额"].quantity.value) == "1888.22"
    known = {t for t, *_ in own}
    assert not known & {"公开04表", "公开07表", "公开08表", "公开09表"}
    assert {u.title for u in report("遮字.pdf").ledger.unrecognised} >= {"财政拨款收入支出决算总表"}


@pytest.mark.slow
def test_a_column_on_the_next_page_puts_its_table_in_doubt() -> None:
    ledger = report("分页.pdf").ledger
    for key in lost("分页.pdf"):
        assert key not in ledger.tables or ledger.tables[key].doubt, key


@pytest.mark.slow
def test_a_column_beyond_the_page_is_unknown_and_not_zero() -> None:
    assert lost("出页.pdf") == {"公开09表"}
    outcomes = report("出页.pdf").outcomes
    verdicts = {o.verdict.value for o in outcomes if o.relation.rule.id == "SG-03"}
    assert verdicts == {"undecided"}
