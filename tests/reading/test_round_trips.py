"""A ledger printed and read back is the same ledger: text without layout, and PDF with rulings."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from render_pdf import Style, render_pdf
from sound import sound

from gouji.api import Source
from gouji.audit import Auditor
from gouji.model import Ledger
from gouji.testing.synthetic import PrintedDocument, make_truth, print_national, print_shanghai, to_text

pytestmark = pytest.mark.slow

TEMPLATES = {"national": print_national, "shanghai": print_shanghai}


@pytest.fixture(scope="module")
def auditor() -> Auditor:
    return Auditor()


def differences(document: PrintedDocument, ledger: Ledger) -> list[str]:
    """Compare every printed amount of the public tables by table, and of 科目 tables by row and column."""
    found = []
    for table in document.tables():
        if not table.key.startswith("公开"):
            continue
        got = ledger.tables.get(table.key)
        if got is None:
            found.append(f"{table.key} missing")
            continue
        wanted = sorted(c for row in table.body for i, c in enumerate(row) if i not in table.labels and c)
        printed = sorted(f.quantity.printed for f in got.cells.values() if f.quantity.printed)
        if wanted != printed:
            found.append(f"{table.key}: {len(wanted)} printed, {len(printed)} read")
        if table.key in ("公开02表", "公开03表", "公开05表"):
            found += rows_differ(table, got)
    return found


def rows_differ(table: object, got: object) -> list[str]:
    labels = len(table.labels)  # type: ignore[attr-defined]
    columns = [c.key for c in got.columns]  # type: ignore[attr-defined]
    found = []
    for row in table.body:  # type: ignore[attr-defined]
        key = "".join(row[: labels - 1]) or "合计"
        for column, text in zip(columns, row[labels:], strict=True):
            figure = got.figure(key, column)  # type: ignore[attr-defined]
            if figure is None or figure.quantity.printed != text:
                found.append(f"{table.key} {key} {column}: {text!r}")  # type: ignore[attr-defined]
    return found


@pytest.mark.parametrize("template", TEMPLATES)
@given(seed=st.integers(0, 400), columns=st.sampled_from([40, 60, 90]), spaced=st.booleans())
@example(seed=149, columns=60, spaced=False)
@example(seed=201, columns=40, spaced=True)
@example(seed=215, columns=90, spaced=False)
@example(seed=396, columns=60, spaced=True)
@settings(max_examples=25)
def test_text_without_layout(auditor: Auditor, template: str, seed: int, columns: int, spaced: bool) -> None:
    """The examples hold an income of 0.01: only 公开01表 tells which column of 公开02表 it belongs to."""
    document = TEMPLATES[template](make_truth(seed))
    text = to_text(document, columns=columns, spaced=spaced)
    ledger, _ = auditor.read(Source("决算.txt", content=text.encode()))
    assert differences(document, ledger) == []


@pytest.mark.slow
@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("seed", range(3))
def test_pdf_with_rulings(auditor: Auditor, template: str, seed: int) -> None:
    document = TEMPLATES[template](make_truth(seed))
    data = render_pdf(document, Style())
    ledger, _ = auditor.read(Source("决算.pdf", content=data))
    assert differences(document, ledger) == []


def test_the_same_department_from_text_and_pdf_gives_the_same_findings(auditor: Auditor) -> None:
    from gouji.testing.synthetic import plant

    document, _ = plant(print_national(make_truth(153)), 153)
    text = auditor.audit(Source("a.txt", content=to_text(document).encode()))
    paged = auditor.audit(Source("a.pdf", content=render_pdf(document, Style())))
    assert {f.id for f in sound(text).findings} == {f.id for f in sound(paged).findings}
