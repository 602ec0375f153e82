"""What other people's files do with a table: odd heads, remarks, units, dashes, spans; none of it moves a figure."""

from __future__ import annotations

import io
from collections.abc import Callable
from decimal import Decimal

import pytest
import xlsxwriter
from small_table import COLUMNS, HEAD, ROWS, UNIT, WANTED, figures

from gouji.api import Source
from gouji.audit import Auditor
from gouji.model import Table

WIDE = str.maketrans("0123456789.,", "０１２３４５６７８９．，")


@pytest.fixture(scope="module")
def auditor() -> Auditor:
    return Auditor()


def page(
    rows: list[list[str]],
    *,
    head: list[list[str]] = HEAD,
    above: str = f"<h3>支出决算表</h3>{UNIT}",
    below: str = "",
) -> bytes:
    made = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in [*head, *rows])
    title = "<h1>清河示例区档案馆2024年度部门决算公开</h1>"
    return f"<html><body>{title}{above}<table border=1>{made}</table>{below}</body></html>".encode()


def changed(change: Callable[[str], str], start: int = 2) -> list[list[str]]:
    return [[*row[:start], *map(change, row[start:])] for row in ROWS]


def read(auditor: Auditor, content: bytes, name: str = "a.html") -> Table:
    ledger, _ = auditor.read(Source(name, content=content))
    return ledger.tables["公开03表"]


SPAN = page(ROWS).replace("<td>科目代码</td>".encode(), "<td rowspan=99>科目代码</td>".encode())
SHORT = page([row if at % 2 else row[:5] for at, row in enumerate(ROWS)])
GLUED = page([[f"{row[0]} {row[1]}".strip(), *row[2:]] for row in ROWS], head=[["科目", *COLUMNS]])
CODED = page([[f"{row[0]}{row[1]}", *row[2:]] for row in ROWS], head=[["支出功能分类科目", *COLUMNS]])
SERIAL = page([[str(at), *row] for at, row in enumerate(ROWS, 1)], head=[["序号", *HEAD[0]]])
NAMELESS = page([[str(at), *row] for at, row in enumerate(ROWS, 1)], head=[["", *HEAD[0]]])
INSIDE = (
    page(ROWS)
    .replace(b"<table border=1>", b"<table><tr><td>x</td><td><table><tr><td><table border=1>")
    .replace(b"</table></body>", b"</table></td></tr></table></td></tr></table></body>")
)


@pytest.mark.parametrize(
    "content",
    [
        page(changed(lambda text: text.translate(WIDE), 0)),
        page(changed(lambda text: f" {text}　&nbsp;")),
        *(page(changed(lambda text, dash=dash: text or dash)) for dash in ("—", "-", "／", "--", "——")),
        page(changed(lambda text: text and f"{text}万元")),
        page([[*row, "" if at else "见说明"] for at, row in enumerate(ROWS)], head=[[*HEAD[0], "备注"]]),
        page(ROWS, head=HEAD[:1]),
        page(ROWS, above="<h3>支出决算表（单位：万元）</h3>"),
        SERIAL,
        NAMELESS,
        GLUED,
        CODED,
        SPAN,
        SHORT,
        INSIDE,
    ],
)
def test_figures_stand_in_their_cells(auditor: Auditor, content: bytes) -> None:
    table = read(auditor, content)
    assert figures(table) == WANTED
    assert not table.doubt


@pytest.mark.parametrize("name", ["a.csv", "a.tsv"])
@pytest.mark.parametrize("encoding", ["gbk", "utf-8-sig", "utf-16"])
def test_delimited_tables(auditor: Auditor, name: str, encoding: str) -> None:
    mark = "," if name == "a.csv" else "\t"
    lines = [["支出决算表"], ["单位：万元"], *HEAD, *ROWS]
    text = "\n".join(mark.join(f'"{cell}"' for cell in line) for line in lines)
    assert figures(read(auditor, text.encode(encoding), name)) == WANTED


def test_figures_kept_as_text(auditor: Auditor) -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for r, row in enumerate([["支出决算表"], ["单位：万元"], *HEAD, *ROWS]):
            for c, text in enumerate(row):
                sheet.write_string(r, c, f" {text.translate(WIDE)} " if r > 3 else text)
    assert figures(read(auditor, buffer.getvalue(), "a.xlsx")) == WANTED


@pytest.mark.parametrize(
    "content",
    [
        page(ROWS, above="<h3>支出决算表</h3>", below="<p>金额单位：元</p>"),
        page(ROWS, above="<p>单位：元</p><h3>支出决算表</h3>"),
        page(ROWS, above="<h3>支出决算表（单位：元）</h3>"),
        page(ROWS, above="<h3>支出决算表</h3>", head=[["项目（单位：元）", *[""] * 7], *HEAD]),
        page(
            ROWS,
            above="<h3>支出决算表</h3>",
            below=f"<h3>收入决算表</h3><p>单位：元</p><table>{'<tr><td>科目代码</td><td>科目名称</td></tr>' * 2}</table>",
        ),
    ],
)
def test_the_unit_stands_in_odd_places(auditor: Auditor, content: bytes) -> None:
    assert read(auditor, content).unit == "元"


def test_a_negative_in_brackets(auditor: Auditor) -> None:
    rows = changed(lambda text: "（234.50）" if text == "234.50" else text)
    assert figures(read(auditor, page(rows)))["2012604", "项目支出"] == Decimal("-234.50")


def test_a_head_of_other_words_is_another_column(auditor: Auditor) -> None:
    head = [[*HEAD[0][:-1], "结转下年"]]
    rows = [[*row[:-1], "9.99"] for row in ROWS]
    table = read(auditor, page(rows, head=head))
    assert Decimal("9.99") not in figures(table).values()
    assert table.doubt


def test_a_character_that_is_none_is_no_part_of_a_figure(auditor: Auditor) -> None:
    table = read(auditor, page(ROWS).replace(b"1,034.50", b"1,0\x0034.50"))
    assert figures(table)["201", "本年支出合计"] is None


@pytest.mark.parametrize("first", [True, False])
def test_expenditure_by_economic_class_is_not_that_by_function(auditor: Auditor, first: bool) -> None:
    """Sichuan prints a family of such tables beside 公开05表."""
    title = "一般公共预算财政拨款支出决算"
    head = [["科目代码", "科目名称", "合计", "工资福利支出", "商品和服务支出"]]
    other = [[*row[:2], row[2], "1.11", "2.22"] for row in ROWS]
    own = [row[:5] for row in ROWS]
    tables = [
        f"<h3>{title}明细表</h3>{UNIT}{_table([*head, *other])}",
        f"<h3>{title}表</h3>{UNIT}{_table([['科目代码', '科目名称', '小计', '基本支出', '项目支出'], *own])}",
    ]
    body = "".join(tables if first else tables[::-1])
    ledger, _ = auditor.read(Source("a.html", content=f"<html><body>{body}</body></html>".encode()))
    table = ledger.tables["公开05表"]
    assert table.title == f"{title}表"
    assert Decimal("1.11") not in figures(table).values()
    lines = [
        line for t, rows in (("明细表", [*head, *other]), ("表", own)) for line in _lines(title + t, rows)
    ]
    parts = [lines[: len(ROWS) + 3], lines[len(ROWS) + 3 :]]
    text = "\n".join(line for part in (parts if first else parts[::-1]) for line in part)
    ledger, _ = auditor.read(Source("a.txt", content=text.encode()))
    assert Decimal("1.11") not in figures(ledger.tables["公开05表"]).values()
    assert figures(ledger.tables["公开05表"])["合计", "小计"] == Decimal("1234.50")


def _table(rows: list[list[str]]) -> str:
    return (
        "<table>" + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in r) + "</tr>" for r in rows) + "</table>"
    )


def _lines(title: str, rows: list[list[str]]) -> list[str]:
    made = (
        [title, "单位：万元", "科目代码 科目名称 小计 基本支出 项目支出"]
        if title.endswith("算表")
        else [title, "单位：万元"]
    )
    return [*made, *(" ".join(text for text in row if text) for row in rows)]
