"""Placing figures by their sums ends within its bounds, and says so of rows that were not tried to the end."""

from __future__ import annotations

import pytest

from gouji.reading.plain import place as module
from gouji.reading.plain.place import Sum, place

ACROSS = [Sum(0, ((1, 1), (1, 2)))]


def repeated(count: int) -> tuple[list[tuple[int | None, ...]], list[Sum]]:
    """Return a total and a row repeated that adds up to anything else."""
    rows: list[tuple[int | None, ...]] = [(100, 100), *[(49_595, 49_595)] * count]
    return rows, [Sum(0, tuple((1, row) for row in range(1, count + 1)))]


@pytest.mark.parametrize("count", [400, 800])
def test_rows_repeated_without_end_are_placed_in_bounded_work(
    count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is looked at does not grow with the square of the rows."""
    looks = []
    finish = module._Board.result
    monkeypatch.setattr(module._Board, "result", lambda board: (finish(board), looks.append(board.looks))[0])
    rows, down = repeated(count)
    placed = place(rows, 3, ACROSS, down)
    assert module.MAX_LOOKS < looks[0] <= module.MAX_LOOKS + 40 * count
    assert all(row.unsure for row in placed[1:])


def test_what_was_not_tried_to_the_end_is_unsure(monkeypatch: pytest.MonkeyPatch) -> None:
    rows: list[tuple[int | None, ...]] = [(100, 60, 40), (60, 60), (40, 40)]
    down = [Sum(0, ((1, 1), (1, 2)))]
    sure = place(rows, 3, ACROSS, down)
    assert [(row.columns, row.unsure) for row in sure] == [
        ((0, 1, 2), False),
        ((0, 1), False),
        ((0, 2), False),
    ]
    monkeypatch.setattr(module, "MAX_LOOKS", 0)
    assert [row.unsure for row in place(rows, 3, ACROSS, down)] == [False, True, True]
