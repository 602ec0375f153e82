"""A text without any disclosure table: said so, and its prose is not gone through."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from rule_packs import packs

from gouji.api import Source
from gouji.audit import Auditor
from gouji.cli import main
from gouji.errors import NoTables
from gouji.reading import read_ledger
from gouji_plugins.extractors.text import TextExtractor


def test_the_prose_of_a_novel_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    import gouji.reading.prose as prose

    monkeypatch.setattr(prose, "read_sections", lambda *_: pytest.fail("read"))
    text = "话说天下大势，分久必合，合久必分。2024年收入合计 100.00 万元。\n" * 50
    ledger, specs = read_ledger(TextExtractor().extract(Source("小说.txt", content=text.encode())), packs())
    assert (ledger.tables, ledger.sections, ledger.facts) == ({}, (), ())
    assert ledger.packs == tuple(pack.id for pack in specs.packs)


BUDGET = """清河示例区档案馆2024年度部门预算
目录
一、部门收支总表
二、部门收入总表
三、一般公共预算支出表
第一部分 部门概况
负责档案的收集、整理和利用。
一、部门收支总表
单位：元
收入 支出
一般公共预算拨款收入 8,872,900 一般公共服务支出 7,936,900
收入总计 8,872,900 支出总计 8,872,900
第三部分 2024年度部门预算情况说明
2024年度收支总预算 887.29 万元，比2023年预算增加 12.00 万元。
"""


def test_a_budget_is_told_to_be_one_with_what_was_read(tmp_path: Path) -> None:
    path = tmp_path / "预算.txt"
    path.write_text(BUDGET, encoding="utf-8")
    result = CliRunner().invoke(main, ["audit", str(path)])
    assert result.exit_code == 3
    said = result.output
    assert "这是部门预算，不是决算" in said
    assert (
        "清河示例区档案馆" in said
        and "2024年度" in said
        and "部门收支总表" in said
        and "一般公共预算支出表" in said
    )
    assert "no disclosure tables" not in said


@pytest.mark.parametrize(
    "text", ["一份通知。请各单位按时编报2024年度部门决算。", "菜谱\n部门的人都爱吃预算便宜的菜\n配料表"]
)
def test_what_is_no_budget_is_not_called_one(text: str) -> None:
    with pytest.raises(NoTables) as told:
        Auditor().read(Source("x.txt", content=(text + "\n").encode() * 40))
    assert "预算" not in told.value.message and "no disclosure tables found" in told.value.message


def of_2016(seed: int) -> str:
    from gouji.testing.synthetic import make_truth, print_national, to_text

    text = to_text(print_national(make_truth(seed)))
    return text.replace("2024", "2016").replace("2023", "2015").replace("2025", "2017")


def test_final_accounts_of_a_year_before_all_known_forms_are_read_by_the_first(tmp_path: Path) -> None:
    path = tmp_path / "决算.txt"
    path.write_text(of_2016(11), "utf-8")
    result = CliRunner().invoke(main, ["audit", str(path)])
    assert result.exit_code == 0, result.output
    assert "没有 2016 年度的表式" in result.output and "2019 年度" in result.output
    report = Auditor().audit_path(path)
    assert len(report.ledger.tables) == 9 and not report.findings
    assert report.ledger.facts_of.year == 2016


def test_what_a_year_demands_is_not_asked_of_a_year_before(tmp_path: Path) -> None:
    """Without a table that later years demand: nothing is missing, and a wrong sum is found all the same."""
    text = of_2016(11)
    at, end = text.index("公开 08 表"), text.index("公开 09 表")
    cut = text[:at] + text[end:]
    spent = next(line for line in cut[cut.index("公开 05 表") :].split("\n") if line.startswith("合计"))
    wrong = cut.replace(spent, spent.replace(spent.split()[1], "99999.99", 1))
    found = [
        {f.rule.id for f in Auditor().audit(Source("x.txt", content=t.encode())).findings}
        for t in (cut, wrong)
    ]
    assert not any(rule.startswith("WZ-01") for rule in found[0])
    assert found[1] - found[0]


def test_final_accounts_of_a_year_without_known_forms_are_told_the_year() -> None:
    text = "清河示例区档案馆2012年度部门决算\n清河示例区档案馆\n甲 乙 丙\n子 丑 寅\n" * 3
    with pytest.raises(NoTables) as told:
        Auditor().read(Source("x.txt", content=text.encode()))
    assert "没有适用于 2012 年度的表式" in told.value.message
    assert "自 2019 年度起适用" in str(told.value.hint)
