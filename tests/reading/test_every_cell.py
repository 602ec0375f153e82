"""Whatever a disclosure is printed as, every figure is read in its row and column, or its table says that it lost some."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from render_pdf import Style, render_pdf
from round_trip import RENDERERS, TEMPLATES, misplaced, tables_only
from tests.support.some_slow import first

from gouji.api import Source
from gouji.audit import Auditor
from gouji.testing.synthetic import make_truth, print_national, print_shanghai
from gouji.testing.synthetic.printed import HeadCell, PrintedDocument, PrintedTable
from gouji_plugins.extractors.pdf import extractor


@pytest.fixture(scope="module")
def auditor() -> Auditor:
    return Auditor()


@pytest.mark.slow
@pytest.mark.parametrize("name", RENDERERS)
@given(seed=st.integers(0, 10**6), template=st.sampled_from(sorted(TEMPLATES)))
@settings(max_examples=4)
def test_every_figure_stands_in_its_cell(auditor: Auditor, name: str, seed: int, template: str) -> None:
    document = tables_only(TEMPLATES[template](make_truth(seed)))
    content = RENDERERS[name](document, Random(f"{seed}{template}"))
    ledger, _ = auditor.read(Source(name, content=content))
    assert misplaced(document, ledger, auditor) == []


@pytest.mark.parametrize("name", ["plain.txt", "spaced.txt"])
@pytest.mark.parametrize("template", first(1, ["shaanxi", "beijing"]))
def test_columns_a_province_adds_are_told_by_the_header(auditor: Auditor, name: str, template: str) -> None:
    """会议费 and 培训费 at the end of each half; 收入支出决算表 without the columns that other provinces put in it."""
    document = tables_only(TEMPLATES[template](make_truth(41001)))
    content = RENDERERS[name](document, Random(f"41001{template}"))
    ledger, _ = auditor.read(Source(name, content=content))
    assert misplaced(document, ledger, auditor) == []


@pytest.mark.slow
def test_the_order_of_heads_tells_in_which_order_columns_are_printed(auditor: Auditor) -> None:
    """The sums of the two halves hold in either order if nearly all is zero."""
    document = tables_only(TEMPLATES["shaanxi"](make_truth(60005)))
    content = render_pdf(document, Style("none", wrap=9))
    ledger, _ = auditor.read(Source("x.pdf", content=content))
    assert misplaced(document, ledger, auditor) == []


UNRULED = (
    Style("none", "turned", True, 5, True, True, (-30.0, -400.0), wrap=5, size=11.0),
    Style("none", "rotated", False, 8, True, raised=-2.0, size=7.0),
    Style("none", "upright", False, 13, wrap=5),
)


@pytest.mark.slow
@pytest.mark.parametrize(
    "style", [UNRULED[0], *(pytest.param(s, marks=pytest.mark.slow) for s in UNRULED[1:])]
)
@pytest.mark.parametrize("printer", [print_national, pytest.param(print_shanghai, marks=pytest.mark.slow)])
def test_pages_without_rulings(auditor: Auditor, printer: object, style: Style) -> None:
    """Labels wrapped over several lines, two lanes that wrap apart, headers on each page or on the first."""
    document = tables_only(printer(make_truth(7002)))  # type: ignore[operator]
    ledger, _ = auditor.read(Source("x.pdf", content=render_pdf(document, style)))
    assert misplaced(document, ledger, auditor) == []


def test_figures_of_pages_without_rulings_have_boxes_of_their_own(auditor: Auditor) -> None:
    document = tables_only(print_national(make_truth(7003)))
    ledger, _ = auditor.read(Source("x.pdf", content=render_pdf(document, UNRULED[2])))
    boxes = [f.place.box for f in ledger.tables["公开05表"].cells.values() if f.quantity.printed]
    assert boxes
    assert all(box is not None and 0 < box.x1 - box.x0 < 80 for box in boxes)
    assert max(Counter(boxes).values()) == 1


@pytest.mark.parametrize("sideways", ["upright", "rotated", "turned"])
def test_letters_one_above_the_other_stay_in_their_rows(sideways: str) -> None:
    """On a page turned for display, such letters end at the same height of the page as stored."""
    rows = tuple((letter, "") for letter in "甲乙丙丁")
    head = ((HeadCell("项目"), HeadCell("金额")),)
    table = PrintedTable(
        "", "表", "", "万元", "某局", 2024, header=head, body=rows, labels=(0,), landscape=True
    )
    content = render_pdf(PrintedDocument("", "某局", 2024, (table,)), Style(sideways=sideways))
    (grid,) = extractor("pdf").extract(Source("x.pdf", content=content)).grids()
    assert [c.text for c in grid.cells if c.col == 0] == ["项目", *"甲乙丙丁"]
