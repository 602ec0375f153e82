"""Text with one cell a line: figures stand where all sums put them, or the table says that they do not."""

from __future__ import annotations

import re
from itertools import combinations, pairwise, product
from pathlib import Path
from random import Random

import attrs
import pytest
from cell_texts import cell_text
from corpus import corpus_file
from hypothesis import given
from hypothesis import strategies as st
from poppler import drawn
from round_trip import TEMPLATES, cells_of, perfect, tables_only
from small_table import HEAD, ROWS, WANTED, figures

from gouji.api import Source
from gouji.audit import Auditor
from gouji.reading import read_ledger
from gouji.reading.plain.deduce import Budget, Cell, CellSum, Form, agreed, deduce
from gouji.testing.synthetic import PrintedDocument, make_truth
from gouji.testing.synthetic.printed import PrintedTable

WIDTH = 3
HEIGHT = 3


def small_form() -> Form:
    """Return a table of a total and two rows, a first column that is the sum of two others."""
    across = [CellSum((0, r), ((1, (1, r)), (1, (2, r)))) for r in range(HEIGHT)]
    down = [CellSum((c, 0), ((1, (c, 1)), (1, (c, 2)))) for c in range(WIDTH)]
    return Form((HEIGHT,) * WIDTH, (*across, *down), (tuple(range(WIDTH)),), frozenset({0}))


def by_trying_all(figures: list[int], form: Form) -> set[frozenset[tuple[Cell, int]]]:
    """Return the placements in which figures keep their order in rows and columns and every sum holds."""
    cells = list(product(range(WIDTH), range(HEIGHT)))
    found = set()
    for chosen in combinations(cells, len(figures)):
        for order in _orders(list(chosen)):
            values = dict(zip(order, figures, strict=True))
            if all((0, r) in values for r in range(HEIGHT)) and all(_holds(s, values) for s in form.sums):
                found.add(frozenset(values.items()))
    return found


def _orders(cells: list[Cell]) -> list[list[Cell]]:
    """Return the orders of cells in which none stands before one above it or to the left of it."""
    if not cells:
        return [[]]
    found = []
    for cell in cells:
        before = [o for o in cells if o != cell and ((o[0] == cell[0]) != (o[1] == cell[1])) and o <= cell]
        if not before:
            found += [[cell, *rest] for rest in _orders([o for o in cells if o != cell])]
    return found


def _holds(total: CellSum, values: dict[Cell, int]) -> bool:
    parts = sum(sign * values.get(cell, 0) for sign, cell in total.parts)
    near = 2 * abs(values.get(total.target, 0) - parts) <= len(total.parts) + 1
    return near and (total.target in values or not parts)


@given(st.lists(st.integers(0, 40), min_size=4, max_size=4), st.randoms(use_true_random=False))
def test_every_placement_is_found_and_no_other(parts: list[int], random: Random) -> None:
    a, b, c, d = (part * 10 for part in parts)
    values = {(1, 1): a, (2, 1): b, (1, 2): c, (2, 2): d, (0, 1): a + b, (0, 2): c + d}
    values |= {(1, 0): a + c, (2, 0): b + d, (0, 0): a + b + c + d}
    printed = {cell: value for cell, value in values.items() if value or cell[0] == 0}
    by_rows = random.random() < 0.5
    order = sorted(printed, key=lambda cell: (cell[1], cell[0]) if by_rows else cell)
    figures = [printed[cell] for cell in order]
    found = deduce(figures, small_form(), Budget())
    assert found is not None
    got = {frozenset((cell, figures[n]) for cell, n in own.items()) for own in found}
    assert got == by_trying_all(figures, small_form())
    assert frozenset(printed.items()) in got
    sure, _ = agreed(found, [str(figure) for figure in figures])
    assert all(figures[n] == printed.get(cell) for cell, n in sure.items())


def test_a_search_that_costs_too_much_says_nothing() -> None:
    assert deduce([0] * 9, small_form(), Budget(5)) is None


def compare(
    auditor: Auditor, document: PrintedDocument, source: Source
) -> tuple[set[str], set[str], dict[str, str]]:
    """Return the tables read right and wrong without a doubt, and the doubts of the others."""
    wanted = cells_of(read_ledger(perfect(document), auditor.packs)[0])
    ledger, _ = auditor.read(source)
    got = cells_of(ledger)
    keys = {key for key, *_ in wanted}
    wrong = {
        key
        for key in keys & ledger.tables.keys()
        if {c: v for c, v in wanted.items() if c[0] == key} != {c: v for c, v in got.items() if c[0] == key}
    }
    doubts = {key: table.doubt for key, table in ledger.tables.items() if table.doubt}
    return keys & ledger.tables.keys() - wrong - doubts.keys(), wrong - doubts.keys(), doubts


@pytest.mark.parametrize("template", [pytest.param("national", marks=pytest.mark.slow), "shanghai"])
@pytest.mark.parametrize("seed", [31, *(pytest.param(s, marks=pytest.mark.slow) for s in range(32, 44))])
def test_tables_cell_by_cell(template: str, seed: int) -> None:
    document = tables_only(TEMPLATES[template](make_truth(seed)))
    source = Source("x.txt", content=cell_text(document, Random(seed)))
    right, wrong, _ = compare(Auditor(), document, source)
    assert not wrong
    # Names that no list has are not known again where codes are cut into columns: that table is doubted.
    assert ({"公开03表", "公开05表"} if template == "national" else {"公开05表"}) <= right


@pytest.mark.slow
@pytest.mark.parametrize("seed", [51, *(pytest.param(s, marks=pytest.mark.slow) for s in (52, 53))])
def test_a_figure_that_breaks_the_sums_is_not_moved(seed: int) -> None:
    document = tables_only(TEMPLATES["national"](make_truth(seed)))
    chance = Random(seed)
    pieces = []
    for piece in document.pieces:
        if isinstance(piece, PrintedTable) and piece.key == "公开03表":
            body = [list(row) for row in piece.body]
            r = chance.randrange(2, len(body))
            c = next(c for c in range(len(body[r])) if c not in piece.labels and body[r][c])
            body[r][c] = "98,765.43"
            piece = attrs.evolve(piece, body=tuple(map(tuple, body)))
        pieces.append(piece)
    changed = attrs.evolve(document, pieces=tuple(pieces))
    source = Source("x.txt", content=cell_text(changed, Random(seed)))
    _, wrong, doubts = compare(Auditor(), changed, source)
    assert not wrong
    assert "公开03表" in doubts


@pytest.mark.slow
def test_text_of_a_published_file_drawn_without_layout(tmp_path: Path) -> None:
    path = corpus_file("shanghai-putuo-finance-2024.pdf")
    auditor = Auditor()
    pages, _ = auditor.read(Source(path.name, content=path.read_bytes()))
    text, _ = auditor.read(drawn(path, tmp_path / "x.txt", "-nopgbrk"))
    wanted, got = cells_of(pages), cells_of(text)
    certain = {key for key, table in text.tables.items() if not table.doubt}
    assert {"公开03表", "公开04表", "公开05表"} <= certain
    for key in certain:
        assert {c: v for c, v in got.items() if c[0] == key} == {
            c: v for c, v in wanted.items() if c[0] == key
        }


@pytest.mark.slow
@pytest.mark.parametrize("seed", [31, 35])
def test_figures_drawn_twice_to_look_bold(seed: int) -> None:
    document = tables_only(TEMPLATES["national"](make_truth(seed)))
    lines = cell_text(document, Random(seed)).decode().split("\n")
    twice = [
        part for line in lines for part in ((line, line) if re.fullmatch(r"[\d,]+\.\d\d", line) else (line,))
    ]
    right, wrong, _ = compare(Auditor(), document, Source("x.txt", content="\n".join(twice).encode()))
    assert not wrong
    assert {"公开03表", "公开05表"} <= right


def test_rows_of_figures_drawn_twice() -> None:
    rows = [[text for text in row if text] for row in ROWS]
    text = f"清河示例区档案馆2024年度部门决算公开\n支出决算表\n单位：万元\n{' '.join(HEAD[0])}\n"
    for row in rows:
        names = [part for part in row if "." not in part]
        own = [part for part in row if "." in part]
        text += f"{' '.join(names)} {own[0]}\n"
        text += "".join(f"{a} {b}\n" for a, b in pairwise(own)) + f"{own[-1]}\n"
    ledger, _ = Auditor().read(Source("x.txt", content=text.replace("合计 1", "合 计 1").encode()))
    assert figures(ledger.tables["公开03表"]) == WANTED
    assert not ledger.tables["公开03表"].doubt
