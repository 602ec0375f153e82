"""Text whose columns are held by spaces, as ``pdftotext -layout`` and fixed-width exports write it."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpus import corpus_file
from hypothesis import given, settings
from hypothesis import strategies as st
from poppler import drawn
from render_layout import render_layout
from render_pdf import Style, render_pdf
from round_trip import perfect
from sound import sound
from test_round_trips import differences

from gouji.api import Source
from gouji.audit import Auditor
from gouji.model import RuleClass
from gouji.names import squash
from gouji.reading import read_ledger
from gouji.reading.plain.pieces import Piece, laid_out
from gouji.reading.plain.slots import slots_of
from gouji.reading.plain.tokens import Printed, tokenize, without_repeats
from gouji.testing.synthetic import make_truth, print_national, print_shanghai

TEMPLATES = {"national": print_national, "shanghai": print_shanghai}


@pytest.fixture(scope="module")
def auditor() -> Auditor:
    return Auditor()


@pytest.mark.parametrize("template", TEMPLATES)
@given(seed=st.integers(0, 5000), double=st.booleans())
@settings(max_examples=5)
def test_what_is_printed_is_read(auditor: Auditor, template: str, seed: int, double: bool) -> None:
    document = TEMPLATES[template](make_truth(seed))
    text = render_layout(document, seed, double=double)
    ledger, _ = auditor.read(Source("决算.txt", content=text.encode()))
    assert differences(document, ledger) == []


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["-layout", "-raw"])
@pytest.mark.parametrize("template", TEMPLATES)
@given(seed=st.integers(0, 5000), style=st.sampled_from([
    Style(), Style("none", rows_a_page=12), Style("boxes", repeat_header=True, rows_a_page=12, wrap=7),
    Style(furniture=True, raised=3.0, wrap=7), Style("none", repeat_header=True, furniture=True, wrap=16),
]))  # fmt: skip
@settings(max_examples=5)
def test_text_drawn_from_pages(
    auditor: Auditor,
    tmp_path_factory: pytest.TempPathFactory,
    template: str,
    mode: str,
    seed: int,
    style: Style,
) -> None:
    document = TEMPLATES[template](make_truth(seed))
    folder = tmp_path_factory.mktemp("drawn")
    (folder / "x.pdf").write_bytes(render_pdf(document, style))
    ledger, _ = auditor.read(drawn(folder / "x.pdf", folder / "x.txt", mode))
    assert differences(document, ledger) == []


@pytest.mark.slow
@pytest.mark.parametrize("mode", ["-layout", "-raw"])
def test_the_published_file_as_text_holds_the_same_figures(
    auditor: Auditor, tmp_path: Path, mode: str
) -> None:
    path = corpus_file("shanghai-putuo-finance-2024.pdf")
    pages, _ = auditor.read(Source(str(path), path))
    text, _ = auditor.read(drawn(path, tmp_path / "x.txt", mode))
    for key, table in pages.tables.items():
        wanted = {k: f.quantity.value for k, f in table.cells.items() if f.quantity.value}
        got = {k: f.quantity.value for k, f in text.tables[key].cells.items() if f.quantity.value}
        assert got == wanted, key


def test_figures_stand_in_the_columns_that_full_rows_show() -> None:
    def amounts(at: int, *ends: int) -> list[Piece]:
        return [Piece(at, end - 4, end, "1.00", "amount") for end in ends]

    rows = [amounts(0, 20, 30, 40), amounts(1, 20, 40), amounts(2, 20, 31), amounts(3, 20, 35)]
    slots = slots_of(3, [], rows)
    assert [[slots.get(p) for p in row] for row in rows] == [[0, 1, 2], [0, 2], [0, 1], [None, None]]


def test_words_with_single_blanks_are_not_laid_out() -> None:
    lines = [
        Printed(i, text)
        for i, text in enumerate(["合计 1.00 2.00", "201 一般公共服务支出 1.00", "注：  无", "a b"])
    ]
    assert not laid_out(lines)


def test_a_header_printed_again_is_left_out_but_words_like_it_are_not() -> None:
    texts = ["项目", "本年收入合计 财政拨款收入", "政拨款", "合计 1.00", "201 甲财", "政拨款", "项目", "本年收入合计 财政拨款收入",
             "政拨款", "205 乙 2.00"]  # fmt: skip
    kept = without_repeats([Printed(i, text) for i, text in enumerate(texts)])
    assert [line.index for line in kept] == [0, 1, 2, 3, 4, 5, 9]


def test_numbers_inside_a_page_are_kept_where_pages_are_known() -> None:
    assert [t.text for t in tokenize([Printed(0, " 12 ", page=3), Printed(1, "13")])] == ["12"]


def test_pages_of_text_are_told(auditor: Auditor) -> None:
    text = render_layout(print_national(make_truth(4)), 4, double=False)
    ledger, _ = auditor.read(Source("x.txt", content=text.encode()))
    table = ledger.tables["公开03表"]
    assert table.pages
    assert {f.place.page for f in table.cells.values() if f.quantity.printed} <= set(table.pages)


@pytest.mark.parametrize("seed", [500, pytest.param(501, marks=pytest.mark.slow)])
def test_wrapped_names_are_put_together_as_the_list_of_codes_has_them(auditor: Auditor, seed: int) -> None:
    """Lines of two labels above one another: what is no name of either row would be reported as a wrong name."""
    document = print_national(make_truth(seed))
    text = render_layout(document, seed, double=seed % 2 == 0)
    report = auditor.audit(Source("x.txt", content=text.encode()))
    whole, _ = read_ledger(perfect(document), auditor.packs)
    for key, table in report.ledger.tables.items():
        wanted = {row.key: squash(row.label) for row in whole.tables[key].rows if row.key.isdigit()}
        assert {row.key: squash(row.label) for row in table.rows if row.key.isdigit()} == wanted
    assert [f.message for f in sound(report).findings if f.rule.rule_class is not RuleClass.VERIFY] == []
