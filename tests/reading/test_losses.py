"""What shows that a reading went wrong, although every amount ended in some cell."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random

import pytest
from poppler import drawn
from render_pdf import render_pdf
from round_trip import any_style, cells_of, misplaced, tables_only

from gouji.api import Source
from gouji.audit import Auditor
from gouji.model import Severity
from gouji.model.ledger import RULED, TEXT
from gouji.reading.assemble import RawCell, RawRow, assemble
from gouji.reading.losses import doubt_of
from gouji.testing.synthetic import make_truth, print_national, to_text


def row(code: str, label: str, *texts: str, ordinal: int | None = None, placed: str = TEXT) -> RawRow:
    cells = {str(i): RawCell(text, placed=placed) for i, text in enumerate(texts)}
    return RawRow("", code, label, cells, ordinal)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([row("201", "甲", "2.22", "5", "6")], "栏次"),
        ([row("201", "甲", "01", "2.22")], "科目编码"),
        ([row("201", "甲", "2010301", "2.22")], "科目编码"),
        ([row("30399", "其他公用经费合计", "2.22")], "合计行"),
        ([row("", "甲", "1.00", ordinal=1), row("", "乙", "", ordinal=2), row("", "丙", "33")], "行次"),
        (
            [row("", "甲", "1.00", ordinal=1), row("", "乙", "", ordinal=3), row("", "丙", "2", ordinal=4)],
            "行次",
        ),
        ([row("201", "甲", "2.22", "5", "7")], ""),
        ([row("201", "甲", "2.22", "100")], ""),
        ([row("201", "甲", "01", "2.22", placed=RULED)], ""),
        ([row("", "甲", "1.00", ordinal=1), row("", "乙", "33", ordinal=2)], ""),
        ([row("", "甲", "1.00", ordinal=1), row("", "乙", "3", ordinal=2)], ""),
    ],
)
def test_numbers_that_are_no_amounts(rows: list[RawRow], words: str) -> None:
    reason = doubt_of(Counter(), rows).reason
    assert words in reason if words else not reason


def test_a_class_among_amounts_is_none_where_every_line_is_a_cell() -> None:
    rows = [row("201", "甲", "2.22", "3.10"), row("", "合计", "208", "5.32")]
    assert doubt_of(Counter(), rows, cellwise=True).codes == {"208"}
    assert not doubt_of(Counter(), rows).codes
    whole = [row("201", "甲", "222", "310"), row("", "合计", "208", "532")]
    assert not doubt_of(Counter(), whole, cellwise=True).codes


def test_what_was_read_of_a_code_is_unknown() -> None:
    auditor = Auditor()
    text = to_text(print_national(make_truth(3))).encode()
    spec = auditor.read(Source("x.txt", content=text))[1].tables["公开03表"][0]
    columns = [column.key for column in spec.lanes[0].columns]
    raw = RawRow(spec.lanes[0].name, "", "合计", {columns[0]: RawCell("208"), columns[1]: RawCell("2.22")})
    specs = auditor.read(Source("x.txt", content=text))[1]
    table = assemble(spec, [raw], specs, title="", unit="", doubt="可疑", codes={"208"})
    found = {c: f.quantity for (_, c), f in table.cells.items()}
    assert (found[columns[0]].printed, found[columns[0]].value) == ("208", None)
    assert found[columns[1]].value is not None


def test_a_side_without_any_amount_is_doubted_where_no_lines_are_drawn() -> None:
    def side(lane: str, text: str, placed: str) -> list[RawRow]:
        return [RawRow(lane, "", name, {"金额": RawCell(text, placed=placed)}) for name in names]

    names = ("甲", "乙", "本年合计")
    bare = doubt_of(Counter(), [*side("收入", "1.00", TEXT), *side("支出", "", TEXT)])
    assert bare.reason == "支出一侧没有任何数" and bare.lost
    assert not doubt_of(Counter(), [*side("收入", "1.00", RULED), *side("支出", "", RULED)]).reason
    assert not doubt_of(Counter(), [*side("收入", "", TEXT), *side("支出", "", TEXT)]).reason
    assert not doubt_of(Counter(), [*side("收入", "1.00", TEXT), *side("支出", "0.00", TEXT)]).reason
    names = ("甲", "乙", "丙")
    assert not doubt_of(Counter(), [*side("收入", "1.00", TEXT), *side("支出", "", TEXT)]).reason


@pytest.mark.parametrize(
    "mode", ["-layout", *(pytest.param(m, marks=pytest.mark.slow) for m in ("-raw", "-nopgbrk"))]
)
@pytest.mark.parametrize("seed", [7001, pytest.param(7005, marks=pytest.mark.slow)])
def test_text_drawn_from_pages_never_has_a_wrong_figure_without_saying_so(
    tmp_path: Path, mode: str, seed: int
) -> None:
    auditor = Auditor()
    document = tables_only(print_national(make_truth(seed)))
    (tmp_path / "x.pdf").write_bytes(render_pdf(document, any_style(Random(seed), "thin")))
    ledger, _ = auditor.read(drawn(tmp_path / "x.pdf", tmp_path / "x.txt", mode))
    said = {key for key, table in ledger.tables.items() if table.doubt}
    said |= {note.text.partition("表")[0] + "表" for note in ledger.notes if note.code == "placement-unsure"}
    assert cells_of(ledger)
    wrong = {text.split()[0] for text in misplaced(document, ledger, auditor)}
    assert wrong & ledger.tables.keys() <= said


TWO_YEARS = """清河示例区档案馆2024年度部门决算
支出决算表
单位：万元
项目 本年支出合计 基本支出 项目支出
科目编码 科目名称 2024年 2023年 2024年 2023年 2024年 2023年
合计 100.00 90.00 60.00 54.00 40.00 36.00
201 一般公共服务支出 100.00 90.00 60.00 54.00 40.00 36.00
20126 档案事务 100.00 90.00 60.00 54.00 40.00 36.00
2012604 档案馆 100.00 90.00 60.00 54.00 40.00 36.00
注：本表反映部门本年度各项支出情况。
"""


def test_columns_of_two_years_accuse_nobody() -> None:
    report = Auditor().audit(Source("x.txt", content=TWO_YEARS.encode()))
    assert "2023、2024 年的栏" in report.ledger.tables["公开03表"].doubt
    assert not [f for f in report.findings if f.severity is Severity.ERROR]
    one = TWO_YEARS.replace("2023年", "").replace("2024年", "")
    assert "年的栏" not in Auditor().read(Source("x.txt", content=one.encode()))[0].tables["公开03表"].doubt


def test_a_code_with_neither_name_nor_amount_is_a_sign_of_a_wrong_reading() -> None:
    assert "221" in doubt_of(Counter(), [row("221", "", "", ""), row("22101", "甲", "1.00", "")]).reason
    assert not doubt_of(Counter(), [row("221", "乙", "", ""), row("22101", "甲", "1.00", "")]).reason
    assert not doubt_of(Counter(), [row("221", "", "", placed=RULED), row("22101", "甲", "1.00")]).reason
