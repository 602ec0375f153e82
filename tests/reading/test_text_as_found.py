"""Text that came from pages or from a full-width keyboard: page numbers, running heads, wide digits."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable

import pytest
from sound import sound

from gouji.api import Source
from gouji.audit import Auditor
from gouji.model import DocumentReport, Line, Place
from gouji.names import HAN
from gouji.testing.synthetic import make_truth, print_national, print_shanghai, to_text
from gouji_plugins.extractors.text_furniture import without_furniture

PLAIN = to_text(print_national(make_truth(7)))
HEAD = "清河市示例区某局2024年度部门决算公开"
Mark = Callable[[int], list[str]]


def with_pages(text: str, mark: Mark, every: int = 37) -> str:
    """Return a text with running lines after every so many lines."""
    made: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        made.append(line)
        if number % every == 0:
            made += mark(number // every)
    return "\n".join(made)


def told(auditor: Auditor, text: str) -> tuple[set[tuple[str, str]], set[tuple[str, str, str, object]]]:
    """Return the findings without their places, and every printed figure with its cell."""
    source = Source("x.txt", content=text.encode())
    report: DocumentReport = auditor.audit(source)
    ledger, _ = auditor.read(source)
    figures = {
        (key, row, column, figure.quantity.value)
        for key, table in ledger.tables.items()
        for (row, column), figure in table.cells.items()
        if figure.quantity.printed
    }
    return {(f.rule.id, f.message) for f in sound(report).findings}, figures


MARKS: list[Mark] = [lambda n: [f"- {n} -", "清河示例区某局"]]
MORE: list[Mark] = [
    lambda n: [HEAD],
    lambda n: [f"— {n} —"],
    lambda n: [f"第 {n} 页 共 90 页"],
    lambda n: [f"{n}/90"],
    lambda n: ["内部资料 注意保存", f"第{n}页"],
]


@pytest.mark.parametrize("mark", [*MARKS, *(pytest.param(m, marks=pytest.mark.slow) for m in MORE)])
def test_running_lines_change_nothing(mark: Mark) -> None:
    auditor = Auditor()
    assert told(auditor, with_pages(PLAIN, mark)) == told(auditor, PLAIN)


@pytest.mark.slow
def test_full_width_digits_are_read() -> None:
    auditor = Auditor()
    wide = PLAIN.translate(str.maketrans("0123456789.", "０１２３４５６７８９．"))
    assert told(auditor, wide) == told(auditor, PLAIN)


@pytest.mark.slow
def test_amounts_that_stick_to_their_names_are_read() -> None:
    auditor = Auditor()
    stuck = re.sub(rf"(?<={HAN}) (?=\d[\d,]*\.\d\d)", "", PLAIN)
    assert stuck.count(" ") < PLAIN.count(" ")
    assert told(auditor, stuck)[1] == told(auditor, PLAIN)[1]


def kept(texts: list[str]) -> list[str]:
    return [line.text for line in without_furniture([Line(t, Place(line=i)) for i, t in enumerate(texts)])]


def test_what_does_not_count_on_stays() -> None:
    body = [f"第{n}行的话" for n in range(20)]
    for odd in (["- 3 -", "- 3 -", "- 3 -"], ["- 1 -", "- 9 -", "- 4 -"], ["- 1 -", "- 2 -"]):
        texts = [t for mark in odd for t in (*body, mark)]
        assert kept(texts) == texts


def test_numbers_close_to_each_other_stay() -> None:
    texts = [t for n in range(1, 9) for t in (f"- {n} -", "甲", "12.00")]
    assert kept(texts) == texts


def test_amounts_and_titles_of_tables_stay_beside_page_numbers() -> None:
    texts = []
    for n in range(1, 9):
        body = [f"第{n}页第{i}行的话" for i in range(20)]
        texts += [*body, "0.00", f"- {n} -", *body, "2024年度收入支出决算总表"]
    assert kept(texts) == [t for t in texts if not t.startswith("-")]


def test_one_title_is_kept() -> None:
    body = [f"第{n}行的话" for n in range(20)]
    texts = [t for _ in range(6) for t in (HEAD, *body)]
    assert kept(texts) == [HEAD, *body * 6]
    assert kept(texts[: 21 * 4]) == texts[: 21 * 4]


def test_running_lines_of_pages_are_told_by_their_ends() -> None:
    pages = [("某局", f"{n}.00", f"2{n}.05", "甲" * n, "乙" * n, str(n + 4)) for n in range(1, 9)]
    lines = [Line(text, Place(page=n)) for n, page in enumerate(pages, 1) for text in page]
    left = [line.text for line in without_furniture(lines)]
    assert left == [text for page in pages for text in page[1:-1]]


def test_amounts_alone_at_the_top_of_pages_are_no_running_heads() -> None:
    """They differ in their digits alone, as page numbers do."""
    pages = [
        ("某局2024年度部门决算", f"{n}.00", f"2{n}.05", "甲" * n, "乙" * n, f"- {n} -") for n in range(1, 9)
    ]
    lines = [Line(text, Place(page=n)) for n, page in enumerate(pages, 1) for text in page]
    assert [line.text for line in without_furniture(lines)] == [t for page in pages for t in page[1:-1]]


def test_heads_under_each_item_broken_over_lines() -> None:
    """预算数 and 决算数 under every item, their last letters on a line below: the columns alternate."""
    heads = (
        "合计 因公出国（境）费 公务用车购置及运行维护费 公务接待费\n小计 公务用车购置费 公务用车运行维护费\n"
    )
    broken = "决算 决算 决算 决算 决算 决算\n" + "预算数 " * 6 + "\n" + "数 " * 6 + "\n"
    text = (
        "清河市示例局2024年度部门决算\n财政拨款“三公”经费支出决算表\n单位：万元\n"
        f"{heads}{broken}7.45 3.10 0 0 6.25 2.60 0 0 6.25 2.60 1.20 0.50\n"
        "注：本表反映部门本年度“三公”经费支出预决算情况。\n"
    )
    ledger, _ = Auditor().read(Source("a.txt", content=text.encode()))
    table = ledger.tables["公开09表"]
    read = {column: f.quantity.printed for (_, column), f in table.cells.items()}
    assert (read["预算数.合计"], read["决算数.合计"]) == ("7.45", "3.10")
    assert (read["预算数.公务接待费"], read["决算数.公务接待费"]) == ("1.20", "0.50")


ITEM = re.compile(rf"(3\d\d \d\d) ({HAN}[^ ]{{7,}}) (?=\d[\d,]*\.\d\d)")


def wrapped(line: str, at: int, *, beside: bool) -> str:
    """Return a line with its long names wrapped: around the row, or with the first piece left in it."""
    above = "" if beside else " ".join(name[:at] for _, name in ITEM.findall(line))
    below = " ".join(name[at:] for _, name in ITEM.findall(line))
    row = ITEM.sub(lambda m: f"{m[1]} {m[2][:at]} " if beside else f"{m[1]} ", line)
    return "\n".join(piece for piece in (above, row, below) if piece)


@pytest.mark.parametrize("beside", [pytest.param(False, marks=pytest.mark.slow), True])
@pytest.mark.parametrize("at", [5, pytest.param(7, marks=pytest.mark.slow)])
def test_names_wrapped_around_their_row_come_back_to_it(at: int, beside: bool) -> None:
    """A cell of two lines, its neighbours centred beside it: the first piece stands above the figure, the rest below."""
    auditor = Auditor()
    plain = to_text(print_shanghai(make_truth(194)))
    text = "\n".join(wrapped(line, at, beside=beside) for line in plain.split("\n"))
    assert len(text.split("\n")) > len(plain.split("\n")) + 4
    assert told(auditor, text) == told(auditor, plain)


def test_pieces_that_make_up_no_name_stay_where_they_are() -> None:
    auditor = Auditor()
    plain = to_text(print_shanghai(make_truth(194)))
    row = next(line for line in plain.split("\n") if line.startswith("301 08 "))
    foreign = plain.replace(row, f"某项补助\n{row}\n的其他开支")
    ledger, _ = auditor.read(Source("x.txt", content=foreign.encode()))
    names = [r.label for r in ledger.tables["公开06表"].rows]
    assert "机关事业单位基本养老保险缴费" in "".join(names)
    assert not any(name == "某项补助的其他开支" for name in names)


NAMED = re.compile(rf"^(2\d\d(?: \d\d){{1,2}}|2\d{{6}}) ({HAN}[^ ]*) ")


@pytest.mark.slow
@pytest.mark.parametrize("step", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_names_drawn_over_each_other_are_parted(step: int) -> None:
    """The rest of a wrapped name and the name below it stand on one line, their characters mixed."""
    auditor = Auditor()
    lines = to_text(print_shanghai(make_truth(194))).split("\n")
    start = max(i for i, line in enumerate(lines) if line == "一般公共预算财政拨款支出决算表")
    at = [i for i in range(start, start + 60) if NAMED.match(lines[i])]
    upper, lower = next(
        (a, b) for a, b in itertools.pairwise(at)
        if len(NAMED.match(lines[a])[2]) > 9 and len(NAMED.match(lines[b])[2]) > 3  # type: ignore[index]
    )  # fmt: skip
    long, name = (NAMED.match(lines[i])[2] for i in (upper, lower))  # type: ignore[index]
    rest = long[-3:]
    mixed = "".join(
        name[i : i + step] + rest[i : i + step] for i in range(0, max(len(name), len(rest)), step)
    )
    clipped = [*lines]
    clipped[upper] = lines[upper].replace(long, long[:-3])
    told_clipped, figures = told(auditor, "\n".join(clipped))
    clipped[lower] = lines[lower].replace(name, mixed)
    assert mixed in clipped[lower]
    assert told(auditor, "\n".join(clipped)) == (told_clipped, figures)
    # What is no mixture of the two is read, and told, as printed.
    clipped[lower] = lines[lower].replace(name, mixed[::-1])
    assert {rule for rule, _ in told(auditor, "\n".join(clipped))[0]} & {"BM-06", "BM-07"}


def test_a_total_among_the_heads_of_spending_is_not_placed() -> None:
    """What stands there is of other columns; it puts the table in doubt and accuses nobody."""
    text = (
        "清河市示例局2024年度部门决算\n政府性基金预算财政拨款收入支出决算表\n单位：万元\n项目\n年初结转和 年末结转和\n"
        "本年收入 本年支出\n功能分类\n结余 结余\n科目名称\n科目编码\n合计 12.50 合计 基本支出 项目支出\n"
        "212 城乡社区支出 12.50 12.50 12.50\n21208 国有土地使用权出让收入安排的支出 12.50 12.50 12.50\n"
        "2120804 农村基础设施建设支出 12.50 12.50 12.50\n注：本表反映部门本年度政府性基金预算收支情况。\n"
    )
    report = Auditor().audit(Source("a.txt", content=text.encode()))
    table = report.ledger.tables["公开07表"]
    assert table.doubt
    assert not any(row.role == "total" for row in table.rows)
    assert not [f for f in sound(report).findings if f.rule.id.startswith("JJ-")]
