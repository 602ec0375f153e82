"""Text in which a table goes on: more rows, or its other columns, under its title printed again."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from small_table import HEAD, ROWS, UNIT, WANTED, figures

from gouji.api import Source
from gouji.audit import Auditor
from gouji.model import Table

SetOut = Callable[[list[list[str]]], str]
TITLE = "支出决算表"
LEFT = [row[:4] for row in [*HEAD, *ROWS]]
RIGHT = [[*row[:2], *row[4:]] for row in [*HEAD, *ROWS]]
UPPER, LOWER = [*HEAD, *ROWS[:4]], [*HEAD, *ROWS[4:]]


def plain(rows: list[list[str]]) -> str:
    return "\n".join(" ".join(text for text in row if text) for row in rows)


def spaced(rows: list[list[str]]) -> str:
    widths = [12, 40, *[22] * 6]
    return "\n".join(
        "".join(_pad(text, width) for text, width in zip(row, widths, strict=False)).rstrip() for row in rows
    )


def _pad(text: str, width: int) -> str:
    taken = sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
    return text + " " * (width - taken)


def read(*parts: str, again: str = TITLE) -> Table:
    titles = [TITLE, *[again] * (len(parts) - 1)]
    pages = "\f".join(f"{title}\n单位：万元\n{part}\n" for title, part in zip(titles, parts, strict=True))
    text = f"清河示例区档案馆2024年度部门决算公开\n{pages}"
    ledger, _ = Auditor().read(Source("a.txt", content=text.encode()))
    return ledger.tables["公开03表"]


@pytest.mark.parametrize("set_out", [plain, spaced])
@pytest.mark.parametrize("again", [TITLE, f"{TITLE}（续）", f"续表：{TITLE}"])
@pytest.mark.parametrize("parts", [(LEFT, RIGHT), (UPPER, LOWER), ([*HEAD, *ROWS], [*HEAD, *ROWS])])
def test_no_row_and_no_column_is_lost(
    set_out: SetOut, again: str, parts: tuple[list[list[str]], ...]
) -> None:
    table = read(*map(set_out, parts), again=again)
    assert figures(table) == WANTED
    assert not table.doubt


def test_rows_that_go_on_below_one_printed_again() -> None:
    table = read(plain([*HEAD, *ROWS[:6]]), plain([*HEAD, ROWS[4], ROWS[5], *ROWS[6:]]))
    assert {cell: value for cell, value in figures(table).items() if "#" not in cell[0]} == WANTED


def test_a_second_half_that_does_not_fit_is_told() -> None:
    wrapped = plain(RIGHT).replace("2012604 档案馆 234.50", "2012604\n档案馆\n234.50")
    table = read(plain(LEFT), wrapped)
    assert "续表" in table.doubt


def test_a_table_typed_with_tabs_in_a_document() -> None:
    lines = "".join(f"<p>{chr(9).join(row)}</p>" for row in [*HEAD, *ROWS])
    text = (
        f"<html><body><h1>清河示例区档案馆2024年度部门决算公开</h1><p>{TITLE}</p>{UNIT}{lines}</body></html>"
    )
    ledger, _ = Auditor().read(Source("a.html", content=text.encode()))
    assert figures(ledger.tables["公开03表"]) == WANTED
