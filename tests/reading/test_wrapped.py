"""Text without layout in which a name is broken above and below the line of its code and figures."""

from __future__ import annotations

import random

import pytest

from gouji.api import Source
from gouji.audit import Auditor
from gouji.model import Ledger
from gouji.packs import CodeEntry
from gouji.reading.plain.tokens import Printed
from gouji.reading.plain.wrapped import unwrapped
from gouji.testing.synthetic import make_truth, print_national, to_text


@pytest.fixture(scope="module")
def auditor() -> Auditor:
    return Auditor()


def entries(**names: str) -> dict[str, CodeEntry]:
    return {code[1:]: CodeEntry(code[1:], name) for code, name in names.items()}


def put_back(text: str, kind: str = "functional", known: dict[str, CodeEntry] | None = None) -> list[str]:
    lines = [Printed(i, line) for i, line in enumerate(text.strip().split("\n"))]
    return [line.text for line in unwrapped(lines, kind, known or {})]


def test_lines_between_two_codes_are_parted_evenly() -> None:
    text = """
科目编码
一般公共服
201 31.20 31.20
务支出
20113 商贸事务 31.20 31.20
一般行政管
2011302 31.20 31.20
理事务
城乡社区环境
2120501 及卫生清扫保 4.80 4.80
洁
合计 36.00 36.00
"""
    assert put_back(text) == [
        "科目编码", "201 一般公共服务支出 31.20 31.20", "20113 商贸事务 31.20 31.20",
        "2011302 一般行政管理事务 31.20 31.20", "2120501 城乡社区环境及卫生清扫保洁 4.80 4.80", "合计 36.00 36.00",
    ]  # fmt: skip


def test_known_names_decide_where_a_page_broke_a_name() -> None:
    text = """
合计 9.00
其他就业补
2080799 4.00
助支出
其他就业创业
2080798 5.00
"""
    known = entries(_2080799="其他就业补助支出", _2080798="其他就业创业")
    assert put_back(text, known=known)[1:] == ["2080799 其他就业补助支出 4.00", "2080798 其他就业创业 5.00"]


def test_lanes_side_by_side_share_the_lines_about_them() -> None:
    text = """
30107 绩效工资 12.00 30205 水费 0.30
机关事业单位基 公务用车运行
30108 6.00 30231 1.10
本养老保险缴费 维护费
30309 奖励金 30229 福利费 2.00
其他对个人和家
30399 30240 税金及附加费用
庭的补助
人员经费合计 18.00 公用经费合计 3.40
"""
    known = entries(
        _30108="机关事业单位基本养老保险缴费", _30231="公务用车运行维护费", _30399="其他对个人和家庭的补助"
    )
    assert put_back(text, "economic", known) == [
        "30107 绩效工资 12.00 30205 水费 0.30",
        "30108 机关事业单位基本养老保险缴费 6.00 30231 公务用车运行维护费 1.10",
        "30309 奖励金 30229 福利费 2.00",
        "30399 其他对个人和家庭的补助 30240 税金及附加费用",
        "人员经费合计 18.00 公用经费合计 3.40",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "201 一般公共服务支出 5.00\n20101 人大事务 5.00\n其他\n合计 5.00",  # every code has its name
        "合计 5.00\n201 5.00\n20101 人大事务 5.00",  # a name that is nowhere is not made up
        "201 06 01 行政运行 5.00\n合计 5.00",
    ],
)
def test_what_cannot_be_put_back_is_left_as_it_is(text: str) -> None:
    assert put_back(text) == text.split("\n")


@pytest.mark.parametrize("width", [5, *(pytest.param(w, marks=pytest.mark.slow) for w in (7, 9))])
def test_every_cell_of_a_document_with_broken_names(auditor: Auditor, width: int) -> None:
    plain = to_text(print_national(make_truth(11)), spaced=False)
    whole, broken = (
        auditor.read(Source("x.txt", content=t.encode()))[0] for t in (plain, _broken(plain, width))
    )
    assert _cells(broken) == _cells(whole)
    assert not any(table.doubt for table in broken.tables.values())


def _broken(text: str, width: int) -> str:
    """Break long names of 科目 rows the way a cell set in the middle is printed."""
    found = []
    for line in text.split("\n"):
        words = line.split()
        coded = len(words) > 2 and words[0].isdigit() and words[0][0] in "12" and len(words[0]) in (3, 5, 7)
        if not coded or len(words[1]) <= width or not words[2][0].isdigit():
            found.append(line)
            continue
        pieces = [words[1][i : i + width] for i in range(0, len(words[1]), width)]
        half = len(pieces) // 2
        middle = pieces[half : len(pieces) - half]
        found += [*pieces[:half], " ".join((words[0], *middle, *words[2:])), *pieces[len(pieces) - half :]]
    return "\n".join(found)


def _cells(ledger: Ledger) -> dict[str, dict[tuple[str, str], str]]:
    return {
        key: {cell: f.quantity.printed for cell, f in table.cells.items()}
        for key, table in ledger.tables.items()
    }


@pytest.mark.slow
def test_a_long_table_takes_time_in_proportion() -> None:
    rng = random.Random(5)
    rows = []
    for i in range(3000):
        rows += ["名称的前半", f"{2010101 + i} {rng.randint(1, 999)}.00", "名称的后半"]
    assert len(put_back("\n".join(rows))) == 3000
