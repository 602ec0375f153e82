"""Random right forms of several styles, as grids and as text, are read whole and accused of nothing; one wrong figure is found."""

from __future__ import annotations

import random
import re

import pytest
from form_grids import grid, read
from performance_texts import FACTS, Run, ledger, run
from random_forms import STYLES, as_text, random_form

from gouji.model import Document, Ledger, Line, Place
from gouji.model.ledger import INFERRED
from gouji_plugins.checks.performance import PerformanceCheck


def from_grid(rows: tuple[str, ...]) -> Run:
    forms = read(Line("项目支出绩效自评表", Place(page=1)), grid(rows))
    return run(PerformanceCheck(), Ledger(Document("x.pdf", "pdf", "0", ()), FACTS, {}, forms=forms))


def from_text(rows: tuple[str, ...]) -> Run:
    return run(PerformanceCheck(), ledger(as_text(rows)))


READERS = {"grid": from_grid, "text": from_text}


def accused_of_nothing(style: str, how: str, seeds: range) -> None:
    for seed in seeds:
        made = READERS[how](random_form(str(seed), style))
        (form,) = made.ledger.forms
        assert (seed, form.remarks) == (seed, ())
        assert (seed, made.accused()) == (seed, {})


@pytest.mark.parametrize("how", READERS)
@pytest.mark.parametrize("style", STYLES)
def test_right_forms(style: str, how: str) -> None:
    accused_of_nothing(style, how, range(6))


@pytest.mark.slow
@pytest.mark.parametrize("how", READERS)
@pytest.mark.parametrize("style", STYLES)
def test_many_right_forms(style: str, how: str) -> None:
    accused_of_nothing(style, how, range(100, 200))


@pytest.mark.parametrize("how", READERS)
@pytest.mark.parametrize("style", STYLES)
def test_one_wrong_figure_is_found(style: str, how: str) -> None:
    for seed in range(4):
        rows = random_form(str(seed), style)
        cells = rows[2].split("|")
        more = "|".join([*cells[:4], f"{float(cells[4]) + 7:.2f}", *cells[5:]])
        spent = READERS[how]((*rows[:2], more, *rows[3:]))
        assert spent.of("JX-01") or spent.of("JX-02") or any(f.remarks for f in spent.ledger.forms)
        total = rows[-1].split("|")
        at = 7 if style == "completion" else 6
        less = "|".join([*total[:at], f"{float(total[at]) - 2:.2f}", *total[at + 1 :]])
        assert READERS[how]((*rows[:-1], less)).of("JX-04")


def changed(rows: tuple[str, ...], row: int, column: int, drawn: random.Random) -> tuple[str, ...]:
    """Return a form with the first digit of a cell changed: a slip that no rounding explains."""
    cells = rows[row].split("|")
    first = re.search(r"[1-9]", cells[column])
    assert first is not None
    other = drawn.choice([d for d in "123456789" if d != first[0]])
    cells[column] = cells[column][: first.start()] + other + cells[column][first.end() :]
    return (*rows[:row], "|".join(cells), *rows[row + 1 :])


def figures(rows: tuple[str, ...]) -> list[tuple[int, int]]:
    """Return row and column of every figure but the targets, which a form need not contradict."""
    found, head = [], rows[1].split("|")
    for number, row in enumerate(rows[2:], 2):
        cells = row.split("|")
        if "三级指标" in cells:
            head = cells
            continue
        found += [
            (number, at)
            for at, cell in enumerate(cells)
            if re.match(r"\d", cell) and re.search("[1-9]", cell) and "完成值" not in head[at]
        ]
    return found


@pytest.mark.slow
@pytest.mark.parametrize("how", READERS)
@pytest.mark.parametrize("style", STYLES)
def test_every_changed_figure_is_reported_and_no_row_is_lost_for_it(style: str, how: str) -> None:
    lost = []
    for seed in range(6):
        rows, drawn = random_form(f"changed {seed}", style), random.Random(f"{style}{seed}")
        for row, column in figures(rows):
            wrong = changed(rows, row, column, drawn)
            if not READERS[how](wrong).accused():
                lost.append(wrong[row])
    assert len(lost) <= 3, lost


def test_a_row_whose_score_exceeds_its_points_is_read_and_said_to_be_inferred() -> None:
    rows = random_form("m0", "national")
    at = next(i for i, row in enumerate(rows) if "验收合格率" in row)
    cells = rows[at].split("|")
    made = from_text((*rows[:at], "|".join([*cells[:6], "80", *cells[7:]]), *rows[at + 1 :]))
    (form,) = made.ledger.forms
    assert len(form.indicators) == 5
    assert form.complete
    read = next(i for i in form.indicators if "验收合格率" in i.path)
    assert read.score is not None
    assert (read.score.quantity.printed, read.score.placed) == ("80", INFERRED)
    assert {"JX-50", "JX-04"} <= set(made.accused())


def test_points_of_the_total_that_the_rows_do_not_carry_are_reported() -> None:
    rows = random_form("m0", "national")
    made = from_text((*rows[:-1], rows[-1].replace("|100|", "|300|")))
    assert "JX-06" in made.accused()
