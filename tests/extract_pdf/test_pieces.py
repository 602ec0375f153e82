"""The stages between characters and grids, one by one."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.model import Box, Grid, Line, Place
from gouji_plugins.extractors.paged_build import Piece, build_page
from gouji_plugins.extractors.paged_frame import Frame, Ruling, Word, frame_matrix
from gouji_plugins.extractors.paged_furniture import drop_furniture
from gouji_plugins.extractors.paged_grid import hand_out, lattices, tidy
from gouji_plugins.extractors.paged_lines import lines_of, spell


def word(text: str, x: float, base: float, size: float = 10.0, spaced: bool = False) -> Word:
    made = Word(base, size, spaced)
    for char in text:
        wide = 0.5 * size if char.isascii() else size
        made.text.append(char)
        made.starts.append(x)
        made.ends.append(x + wide)
        x += wide
    return made


def box_rulings(xs: list[float], ys: list[float]) -> tuple[list[Ruling], list[Ruling]]:
    return [Ruling(y, xs[0], xs[-1]) for y in ys], [Ruling(x, ys[0], ys[-1]) for x in xs]


def test_tidy_joins_pieces_and_lines_close_by() -> None:
    pieces = [
        Ruling(10.0, 0, 20),
        Ruling(10.4, 21, 50),
        Ruling(11.5, 50, 90),
        Ruling(30.0, 0, 3),
        Ruling(50, 0, 9),
    ]
    joined = tidy(pieces)
    assert [(r.start, r.end) for r in joined] == [(0, 90), (0, 9)]
    assert 10 < joined[0].at < 11.5


@given(st.lists(st.tuples(st.floats(0, 500), st.floats(0, 500), st.floats(0, 80)), max_size=40))
def test_tidy_is_idempotent_in_number_and_never_grows(raw: list[tuple[float, float, float]]) -> None:
    once = tidy([Ruling(at, start, start + long) for at, start, long in raw])
    assert len(tidy(once)) <= len(once) <= len(raw)


def test_an_amount_that_runs_over_its_border_stays_whole() -> None:
    (lattice,) = lattices(*box_rulings([0, 40, 80], [0, 20]))
    inside, outside = hand_out(lattice, [word("12,345.67", 0.5, 14), word("9", 60, 14), word("外", 200, 14)])
    assert {cell: "".join(w.text[0] for w in words) for cell, words in inside.items()} == {0: "1", 1: "9"}
    assert ["".join(w.text) for w in outside] == ["外"]


def test_labels_written_in_one_go_fall_into_their_cells() -> None:
    (lattice,) = lattices(*box_rulings([0, 20, 40, 60], [0, 20]))
    inside, _ = hand_out(lattice, [word("类类款款项项", 0, 14)])
    assert [spell(inside[k]) for k in range(3)] == ["类类", "款款", "项项"]


def test_a_figure_raised_beside_its_label_stays_on_the_line() -> None:
    assert [spell(line) for line in lines_of([word("支出", 0, 100), word("12.00", 22, 96)])] == ["支出12.00"]
    assert len(lines_of([word("支出", 0, 100), word("12.00", 22, 112)])) == 2


def test_two_numbers_side_by_side_are_never_joined() -> None:
    line = lines_of([word("12.00", 0, 100), word("34.00", 27, 100)])[0]
    assert spell(line) == "12.00 34.00"


def test_a_frame_around_a_table_does_not_swallow_it() -> None:
    h1, v1 = box_rulings([10, 300], [10, 300])
    h2, v2 = box_rulings([50, 100, 150], [100, 120, 140])
    words = [word("标题", 60, 50), word("内", 60, 115), word("1.00", 110, 115)]
    pieces = build_page(1, Frame(400, 400), words, h1 + h2, v1 + v2)
    assert [type(p.block) for p in pieces] == [Line, Grid]
    grid = pieces[1].block
    assert isinstance(grid, Grid)
    assert [c.text for c in grid.cells] == ["内", "1.00", "", ""]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_reading_frame_and_display_are_inverse(turn: int) -> None:
    frame = Frame(600, 800, turn)
    box = frame.displayed(10, 20, 30, 60)
    corners = sorted([frame.reading(box.x0, box.y0), frame.reading(box.x1, box.y1)])
    assert (min(c[0] for c in corners), max(c[0] for c in corners)) == (10, 30)
    assert (min(c[1] for c in corners), max(c[1] for c in corners)) == (20, 60)


@pytest.mark.parametrize(
    ("rotation", "corner"), [(0, (0, 800)), (90, (0, 0)), (180, (600, 0)), (270, (800, 600))]
)
def test_page_rotation_moves_the_lower_left_corner(rotation: int, corner: tuple[float, float]) -> None:
    a, b, c, d, e, f = frame_matrix((50, 70, 650, 870), rotation, 0)
    assert (a * 50 + b * 70 + c, d * 50 + e * 70 + f) == corner


def line_at(text: str, y: float) -> Piece:
    return Piece(Line(text, Place(page=1, box=Box(0, y, 10, y + 10))), y, y, 50)


def test_furniture_goes_and_repeated_titles_stay() -> None:
    grid = Piece(Grid((), 1, 1), 100, 500, 50)
    prose = (800.0, [line_at("某局2024年度部门决算", 30), line_at("正文", 300), line_at("— 3 —", 770)])
    table = (
        800.0,
        [line_at("公开03表", 60), line_at("单位：万元", 70), grid, line_at("第 4 页 共 20 页", 780)],
    )
    headed = (800.0, [line_at("某局2024年度部门决算", 31), *table[1]])
    kept = drop_furniture([prose, prose, headed, headed, table, table])
    texts = [[p.block.text for p in page if isinstance(p.block, Line)] for page in kept]
    assert texts == [["正文"]] * 2 + [["公开03表", "单位：万元"]] * 4


def test_a_figure_in_the_body_is_no_page_number() -> None:
    kept = drop_furniture([(800.0, [line_at("49.14", 400), line_at("2024年", 780), line_at("12", 785)])])
    assert [p.block.text for p in kept[0] if isinstance(p.block, Line)] == ["49.14", "2024年"]


def test_an_endless_word_over_many_columns_takes_no_time() -> None:
    (lattice,) = lattices(*box_rulings([float(x) for x in range(0, 2000, 10)], [0, 20]))
    start = time.monotonic()
    hand_out(lattice, [word("1" * 100_000, 0, 14, size=0.04)])
    assert time.monotonic() - start < 3
