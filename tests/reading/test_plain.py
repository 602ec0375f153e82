"""Small habits of text without layout, each seen in text drawn out of published files."""

from __future__ import annotations

from itertools import chain

import attrs
import pytest
from bodies_more import street
from sound import sound

from gouji.api import Source
from gouji.audit import Auditor
from gouji.model import Ledger, Severity
from gouji.reading.plain.bodies import read_body
from gouji.reading.plain.fixed import read_fixed
from gouji.reading.plain.lanes import read_lanes, rejoined
from gouji.reading.plain.place import Sum, hundredths, place
from gouji.reading.plain.tokens import Printed, lone_amounts, tokenize
from gouji.testing.synthetic import make_truth, print_national, to_text
from gouji.testing.synthetic.printed import PrintedTable


@pytest.fixture(scope="module")
def auditor() -> Auditor:
    return Auditor()


def read(auditor: Auditor, text: str) -> Ledger:
    return auditor.read(Source("x.txt", content=text.encode()))[0]


def test_codes_that_stand_alone_on_their_lines(auditor: Auditor) -> None:
    specs = auditor.read(Source("x.txt", content=to_text(print_national(make_truth(3))).encode()))[1]
    spec = next(s for s in specs.tables["公开06表"] if s.layout == "两栏")
    lines = [
        "301 工资福利支出 30.00 302 商品和服务支出 5.00", "301 01 基本工资 30.00", "302", "01 办公费 2.00", "302", "12",
        "因 公 出 国 （ 境 ） 费", "用", "302", "13 维修（护）费 3.00", "301 02", "津贴补贴", "人员经费合计", "30.00",
        "公用经费合计", "5.00",
    ]  # fmt: skip
    body = read_lanes(spec, tokenize(rejoined([Printed(i, text) for i, text in enumerate(lines)])))
    assert body is not None
    got = {row.code or row.label: [t.text for t in row.figures] for row in body.body_rows}
    assert got == {
        "301": ["30.00"], "302": ["5.00"], "30101": ["30.00"], "30201": ["2.00"], "30212": [], "30213": ["3.00"],
        "30102": [], "人员经费合计": ["30.00"], "公用经费合计": ["5.00"],
    }  # fmt: skip


def test_page_numbers_are_no_figures(auditor: Auditor) -> None:
    text = to_text(print_national(make_truth(3)), spaced=False).replace(
        "公开 03 表", "公开 03 表\n— 12 —\n13"
    )
    plain = read(auditor, to_text(print_national(make_truth(3))))
    paged = read(auditor, text)
    for key, table in plain.tables.items():
        got = {k: f.quantity.printed for k, f in paged.tables[key].cells.items()}
        assert got == {k: f.quantity.printed for k, f in table.cells.items()}


def test_a_table_of_contents_is_no_table(auditor: Auditor) -> None:
    contents = "目 录\n一、收入支出决算总表\n二、收入决算表\n三、支出决算表\n"
    ledger = read(auditor, contents + to_text(print_national(make_truth(3))))
    assert len(ledger.tables) == 9


HALF = (Sum(0, ((1, 1), (1, 2), (1, 5))), Sum(2, ((1, 3), (1, 4))))
"""合计 = 出国 + 用车 + 接待, 用车 = 购置 + 运行; the finals stand six columns further."""
BOTH = [*HALF, *(Sum(s.target + 6, tuple((g, c + 6) for g, c in s.parts)) for s in HALF)]


def placed_twelve(*figures: int) -> tuple[int, ...]:
    pairs = [(c, c + 6) for c in range(6)]
    return place([figures], 12, BOTH, [], pairs=pairs)[0].columns


@pytest.mark.parametrize(
    "at", [0, 1, 2, 4, 5, 6, 7, 8, 9]
)  # with a budget to buy, the cars may have been bought
@pytest.mark.parametrize("wrong", [0, 7, 6100])
def test_one_wrong_figure_of_ten_does_not_push_the_others_out_of_their_columns(at: int, wrong: int) -> None:
    right = (3100, 2500, 600, 0, 600, 0, 600, 0, 600, 600)
    columns = (0, 1, 2, 3, 4, 5, 6, 7, 8, 10)
    assert placed_twelve(*right) == columns
    found = placed_twelve(*right[:at], wrong, *right[at + 1 :])
    assert found[:6] == columns[:6]
    if wrong:
        assert found == columns


def test_a_wrong_part_breaks_its_row_and_its_column_and_is_one_error() -> None:
    # 20103 printed 69.42 for 122.68: hiding it by moving the row below it would break another column.
    rows = [(79369, 67101, 12268), (79369, 67101, 6942), (74043, 67101, 6942), (5326, 5326)]
    across = [Sum(0, ((1, 1), (1, 2)))]
    down = [Sum(0, ((1, 1),)), Sum(1, ((1, 2), (1, 3)))]
    placed = place(rows, 3, across, down, {0: [1], 1: [2, 3]})
    assert placed[3].columns == (0, 2)


def test_a_total_with_a_sign_put_does_not_move_its_row() -> None:
    rows = [(-88729, 88729), (79369, 79369), (9360, 9360)]
    placed = place(rows, 4, [Sum(0, ((1, 1), (1, 2), (1, 3)))], [Sum(0, ((1, 1), (1, 2)))])
    assert [row.columns for row in placed] == [(0, 1)] * 3


def test_a_zero_stands_where_another_table_prints_one() -> None:
    rows = [(100, 100, 0), (100, 100, 0)]
    across, down = [Sum(0, ((1, 1), (1, 2), (1, 3)))], [Sum(0, ((1, 1),))]
    expected = {(0, 1): 100, (0, 2): None, (0, 3): 0}
    assert [row.columns for row in place(rows, 4, across, down, expected=expected)] == [(0, 1, 3)] * 2


def test_parts_are_placed_so_that_their_total_adds_up() -> None:
    rows = [(300, 100, 200), (100, 100), (200, 200)]
    placed = place(rows, 3, [Sum(0, ((1, 1), (1, 2)))], [Sum(0, ((1, 1), (1, 2)))], {0: [1, 2]})
    assert [p.columns for p in placed] == [(0, 1, 2), (0, 1), (0, 2)]


def test_an_error_survives_placement() -> None:
    # 210 is printed instead of 200: the figure stays in the column in which its neighbours need it.
    rows = [(300, 100, 200), (100, 100), (200, 210)]
    placed = place(rows, 3, [Sum(0, ((1, 1), (1, 2)))], [Sum(0, ((1, 1), (1, 2)))], {0: [1, 2]})
    assert placed[2].columns == (0, 2)


def test_a_table_that_was_misread_accuses_nobody(auditor: Auditor) -> None:
    """Amounts one row off their labels: many relations fail, and all of it is a doubt about the reading."""
    lines = to_text(print_national(make_truth(29)), spaced=False).split("\n")
    start = next(i for i, line in enumerate(lines) if line == "公开 03 表")
    end = next(i for i in range(start, len(lines)) if lines[i].startswith("注"))
    body = [i for i in range(start, end) if lines[i][:1].isdigit() and "." in lines[i]]
    tails = [lines[i].split()[2:] for i in body]
    for i, tail in zip(body, [*tails[1:], tails[0]], strict=True):
        lines[i] = " ".join([*lines[i].split()[:2], *tail])
    report = auditor.audit(Source("x.txt", content="\n".join(lines).encode()))
    about = [f for f in sound(report).findings if any(e.table == "公开03表" for e in f.evidence)]
    assert about
    assert all(f.severity is not Severity.ERROR for f in about)
    assert any(f.category == "reading" for f in about)


@pytest.mark.parametrize(
    ("name", "rest", "label"),
    [("社会保障和就业支", "出", "社会保障和就业支出"), ("别的支出", "", "八、别的支出")],
)
def test_a_figure_is_not_the_row_before(auditor: Auditor, name: str, rest: str, label: str) -> None:
    """The last letter of a wrapped name stands with the next row; or no form has a row of this name."""
    specs = auditor.read(Source("x.txt", content=to_text(print_national(make_truth(3))).encode()))[1]
    words = (
        "一、一般公共服务支出 31 315.10 四、公共安全支出 34 五、教育支出 35 六、科学技术支出 36 七、文化旅游体育与传媒支出 37 "
        f"八、{name} 38 56.62 {rest} 九、卫生健康支出 39 21.68 十、节能环保支出 40 十一、城乡社区支出 41 十二、农林水支出 42 "
        "十三、交通运输支出 43 十四、资源勘探工业信息等支出 44 十五、商业服务业等支出 45 十六、金融支出 46"
    )
    lines = [Printed(0, "项目 行次 金额 项目 行次 金额"), Printed(1, words)]
    body = read_fixed(specs.tables["公开01表"][0], tokenize(lines))
    assert body is not None
    got = {row.label: [t.text for t in row.figures] for row in body.body_rows}
    assert got[label] == ["56.62"]
    assert got["文化旅游体育与传媒支出"] == []
    assert got["卫生健康支出"] == ["21.68"]


def test_numbers_alone_are_行次_where_they_count_on(auditor: Auditor) -> None:
    """行次 beside a name of two lines stand alone, and so does a page's number."""
    specs = auditor.read(Source("x.txt", content=to_text(print_national(make_truth(3))).encode()))[1]
    text = """项目 行次 金额 项目 行次 金额
一、一般公共预算财政拨款收入 1 315.10 一、一般公共服务支出 31 315.10
二、政府性基金预算财政拨款收
入
2 二、外交支出 32
3 三、国防支出 33
17
4 四、公共安全支
出
34
5 五、教育支出 35 9.10
6
六、科学技术支出 36
7 七、文化旅游体育与传媒支
出
37
8 八、社会保障和就业支出 38 56.62
9 九、卫生健康支出 39 21.68
10
十、节能环保支出 40
11 十一、城乡社区支出 41
本年收入合计 27 315.10 本年支出合计 57 402.50"""
    lines = [Printed(i, line) for i, line in enumerate(text.split("\n"))]
    body = read_body(specs.tables["公开01表"][0], lines, specs)
    assert body is not None
    got = {(row.lane, row.label): [t.text for t in row.figures] for row in body.body_rows if row.figures}
    assert got == {
        ("收入", "一般公共预算财政拨款收入"): ["315.10"],
        ("支出", "一般公共服务支出"): ["315.10"],
        ("支出", "教育支出"): ["9.10"],
        ("支出", "社会保障和就业支出"): ["56.62"],
        ("支出", "卫生健康支出"): ["21.68"],
        ("收入", "本年收入合计"): ["315.10"],
        ("支出", "本年支出合计"): ["402.50"],
    }


def test_separators_out_of_place_do_not_hide_where_a_figure_belongs() -> None:
    assert hundredths("3,06.09") == hundredths("306.09") == 30609
    assert hundredths("12.3.4") is None and hundredths("无") is None


def test_an_amount_that_cannot_be_read_lets_no_other_be_accused(auditor: Auditor) -> None:
    document = street(1)
    at, table = next(
        (i, p)
        for i, p in enumerate(document.pieces)
        if isinstance(p, PrintedTable) and p.title == "一般公共预算财政拨款支出决算表"
    )
    body = [list(row) for row in table.body]
    r = next(i for i, row in enumerate(body) if "2010399" in row)
    c = max(i for i, text in enumerate(body[r]) if text == "306.09")
    body[r][c] = "3,06.09"
    changed = attrs.evolve(table, body=tuple(map(tuple, body)))
    text = to_text(
        attrs.evolve(document, pieces=(*document.pieces[:at], changed, *document.pieces[at + 1 :]))
    )
    report = auditor.audit(Source("x.txt", content=text.encode()))
    assert [f.rule.id for f in report.findings if f.severity is not Severity.INFO] == ["WJ-40"]


ITEMS = (
    "合计",
    "因公出国（境）费",
    "公务用车购置及运行维护费",
    "其中：公务用车购置费",
    "公务用车运行维护费",
    "公务接待费",
)
BUDGETS, FINALS = ("21", "0", "20", "0", "20", "1"), ("17", "0", "16", "0", "16", "1")
DOWN = {
    "row by row": ["项目 预算数 决算数", *map(" ".join, zip(ITEMS, BUDGETS, FINALS, strict=True))],
    "cell by cell": ["项目", "预算数", "决算数", *chain(*zip(ITEMS, BUDGETS, FINALS, strict=True))],
    "column by column": ["项目", "预算数", "决算数", *ITEMS, *BUDGETS, *FINALS],
    "with decimals": [
        "项目 预算数 决算数",
        *(f"{name} {a}.00 {b}.00" for name, a, b in zip(ITEMS, BUDGETS, FINALS, strict=True)),
    ],
}


@pytest.mark.parametrize("lines", DOWN.values(), ids=DOWN)
def test_whole_amounts_of_a_form_down_the_page(auditor: Auditor, lines: list[str]) -> None:
    """Names with their figures beside them; numbers alone on their lines that do not count on are amounts."""
    text = "\n".join(
        [
            "清河示例区档案馆2024年度部门决算",
            "财政拨款“三公”经费支出决算表",
            "单位：万元",
            *lines,
            "注：本表反映部门本年度“三公”经费支出预决算情况。",
            "第三部分 2024年度部门决算情况说明",
            "七、财政拨款“三公”经费支出决算情况说明",
            "2024年度“三公”经费支出预算为21万元，支出决算为17万元，其中：公务接待费支出决算为1万元。",
        ]
    )
    report = auditor.audit(Source("x.txt", content=text.encode()))
    cells = report.ledger.tables["公开09表"].cells
    got = {column: f.quantity.value for (_, column), f in cells.items()}
    names = [name.removeprefix("其中：") for name in ITEMS]
    assert got == {
        **{f"预算数.{name}": int(a) for name, a in zip(names, BUDGETS, strict=True)},
        **{f"决算数.{name}": int(b) for name, b in zip(names, FINALS, strict=True)},
    }
    assert not [f for f in report.findings if f.severity is Severity.ERROR]


def test_page_numbers_of_a_table_of_whole_amounts_are_none_of_them() -> None:
    def lone(*numbers: int) -> bool:
        return lone_amounts([Printed(i, str(n)) for i, n in enumerate(numbers)])

    assert lone(21, 17, 0, 0) and lone(5, 5, 5)
    assert not lone(17, 18, 19) and not lone(17, 19, 20) and not lone(3, 0)
    assert not lone_amounts([Printed(0, "21"), Printed(1, "17"), Printed(2, "0"), Printed(3, "甲 1.00")])
