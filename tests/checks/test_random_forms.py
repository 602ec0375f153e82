"""Random right forms of several styles, as grids and as text, are read whole and accused of nothing; one wrong figure is found."""

from __future__ import annotations

import pytest
from form_grids import grid, read
from performance_texts import FACTS, Run, ledger, run
from random_forms import STYLES, as_text, random_form

from gouji.model import Document, Ledger, Line, Place
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
