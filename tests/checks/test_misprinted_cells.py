"""Cells of digits and marks that make no figure: told, for nothing that holds them is judged."""

from __future__ import annotations

import pytest
from render_office import render_html

from gouji.api import Source
from gouji.audit import Auditor
from gouji.model import Finding
from gouji.testing.synthetic import make_truth, print_national


@pytest.fixture(scope="module")
def auditor() -> Auditor:
    return Auditor()


def told(auditor: Auditor, old: str, new: str) -> list[Finding]:
    page = render_html(print_national(make_truth(3, "清河区统计局", 2023))).decode()
    at = page.index(f"<td>{old}</td>", page.index("收入决算表</p><p>单位"))
    page = f"{page[:at]}<td>{new}</td>{page[at + len(old) + 9 :]}"
    found = auditor.audit(Source("x.html", content=page.encode())).findings
    return [f for f in found if f.rule.id == "WJ-40"]


def total(auditor: Auditor) -> str:
    page = render_html(print_national(make_truth(3, "清河区统计局", 2023)))
    table = auditor.read(Source("x.html", content=page))[0].tables["公开02表"]
    return table.cells["合计", "本年收入合计"].quantity.printed


@pytest.mark.parametrize(
    "new",
    ["1,11.78", *(pytest.param(x, marks=pytest.mark.slow) for x in ("11,8.7.8", "1.181.78", "1，18.20"))],
)
def test_marks_out_of_place_are_told(auditor: Auditor, new: str) -> None:
    finding = told(auditor, total(auditor), new)
    assert len(finding) == 1
    assert finding[0].evidence[0].printed == new


@pytest.mark.parametrize(
    "new",
    [
        "1,181.78",
        "",
        *(
            pytest.param(x, marks=pytest.mark.slow)
            for x in ("1181.78", "-3.20", "—", "12.00 13.00", "见附表")
        ),
    ],
)
def test_figures_blanks_words_and_two_figures_are_not(auditor: Auditor, new: str) -> None:
    assert told(auditor, total(auditor), new) == []
