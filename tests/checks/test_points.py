"""Points, scores, completion and shares: what a form or report says that cannot be, one wrong figure of each kind."""

from __future__ import annotations

import random
import re

import pytest
from form_grids import grid, read
from performance_texts import FACTS, PROJECT, REPORT, STATEMENT, WHOLE, WHOLE_REPORT, Run, ledger, run

from gouji.model import Document, Figure, Ledger, Line, Place, Row, Table, parse_quantity, unit
from gouji_plugins.checks.performance import PerformanceCheck

ALL = STATEMENT + WHOLE_REPORT + WHOLE + REPORT + PROJECT
WAN = unit("万元")
_FIGURE = re.compile(r"(?<![\d.A-Za-z])(\d+(?:\.\d+)?)(?![\d.])")


def check(text: str, tables: dict[str, Table] | None = None) -> Run:
    return run(PerformanceCheck(), ledger(text, tables))


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("合格率 >=98% 99 20 % 100.00% 20", "合格率 >=98% 99 20 % 600.00% 20", "JX-09"),
        ("合格率 >=98% 99 20 % 100.00% 20", "合格率 >=98% 99 20 % 99.00% 20", ""),
        ("合格率 >=98% 99 20 % 100.00% 20", "合格率 >=98% 99 20 % 101.02% 20", ""),
        ("合格率 >=98% 99 20 % 100.00% 20", "合格率 >=98% 990 20 % 100.00% 20", "JX-52"),
        ("资金到位 38.50 万元和支出", "资金到位 98.50 万元和支出", "JX-53"),
        ("（满分 100 分）", "（满分 120 分）", "JX-19"),
        (
            "项目预算金额 40 万元，",
            "项目预算总金额 315 万元，项目7 年建成，每年资金投入 55 万元，项目预算金额 40 万元，",
            "JX-51",
        ),
        (
            "项目预算金额 40 万元，",
            "项目预算总金额 315 万元，项目7 年建成，每年资金投入 45 万元，项目预算金额 40 万元，",
            "",
        ),
    ],
)
def test_what_cannot_be(old: str, new: str, rule: str) -> None:
    assert old in ALL
    made = check(ALL.replace(old, new))
    extra = set(made.accused()) - {"JX-47"}
    assert (rule in extra) if rule else not extra & {"JX-09", "JX-50", "JX-51", "JX-52", "JX-53"}


def test_points_that_are_too_many_are_wrong_although_a_row_may_be_unread() -> None:
    form = PROJECT.replace("合格率 >=98% 99 20 % 100.00% 20", "合格率 >=98% 99 40 % 100.00% 20")
    assert check(form).of("JX-06")


@pytest.mark.parametrize(("score", "wrong"), [("10", False), ("80", True)])
def test_a_score_above_its_points(score: str, wrong: bool) -> None:
    rows = (
        "项目名称|档案扫描||||||",
        "项目资金（万元）||年初预算数|全年预算数|全年执行数|分值|执行率|得分",
        "^|年度资金总额|40|40|38.50|10|96.25|9.63",
        "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因分析及改进措施",
        f"产出指标|数量指标|扫描页数|≥500页|510页|10|{score}|",
    )
    forms = read(Line("项目支出绩效自评表", Place(page=1)), grid(rows))
    made = run(PerformanceCheck(), Ledger(Document("x.pdf", "pdf", "0", ()), FACTS, {}, forms=forms))
    assert bool(made.of("JX-50")) is wrong


def figure(name: str, text: str) -> Figure:
    return Figure(name, parse_quantity(text, WAN), Place(), name)


@pytest.mark.parametrize(("share", "wrong"), [("8.00", False), ("4.00", False), ("6.00", True)])
def test_the_share_a_report_states_is_that_of_the_accounts(share: str, wrong: bool) -> None:
    def table(key: str, column: str, part: str, whole: str) -> Table:
        rows = (
            Row("合计", "合计", role="total"),
            Row("210", "卫生健康支出", level=1, code="210", name="卫生健康支出"),
        )
        cells = {("合计", column): figure("合计", whole), ("210", column): figure("卫生", part)}
        return Table(key, key, "万元", (), rows, cells)

    tables = {
        "公开05表": table("公开05表", "小计", "8.00", "100.00"),
        "公开03表": table("公开03表", "本年支出合计", "8.00", "200.00"),
    }
    text = WHOLE_REPORT.rstrip() + f"\n卫生健康支出（占比 {share}%）：人员类医疗保险等支出。\n"
    assert bool(check(text, tables).of("JX-49")) is wrong


@pytest.mark.slow
@pytest.mark.parametrize(
    ("part", "least"), [(STATEMENT, 5), (REPORT, 4), (WHOLE_REPORT, 5), (PROJECT, 22), (WHOLE, 35)]
)
def test_most_figures_that_are_changed_are_found(part: str, least: int) -> None:
    """What is not found is a target that is still reached, or a figure that stands once."""
    drawn = random.Random(3)
    at = ALL.index(part)
    found = 0
    before = set(check(ALL).accused())
    for match in _FIGURE.finditer(part):
        digit = re.search("[1-9]", match[1])
        line = part[part.rfind("\n", 0, match.start()) + 1 : part.find("\n", match.end())]
        if digit is None or match[1] == "2024" or line.startswith("附件"):
            continue
        other = drawn.choice([d for d in "123456789" if d != digit[0]])
        new = match[1][: digit.start()] + other + match[1][digit.end() :]
        text = ALL[: at + match.start()] + new + ALL[at + match.end() :]
        found += bool(set(check(text).accused()) - before)
    assert found >= least
