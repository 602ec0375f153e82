"""公开03表 of a small department, as rows of texts and as the figures that must come out of them."""

from __future__ import annotations

from decimal import Decimal

from gouji.model import Kind, Table

COLUMNS = ["本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"]
HEAD = [["科目代码", "科目名称", *COLUMNS], ["栏次", "", "1", "2", "3", "4", "5", "6"]]
ROWS = [
    ["", "合计", "1,234.50", "1,000.00", "234.50", "", "", ""],
    ["201", "一般公共服务支出", "1,034.50", "800.00", "234.50", "", "", ""],
    ["20126", "档案事务", "1,034.50", "800.00", "234.50", "", "", ""],
    ["2012601", "行政运行", "800.00", "800.00", "", "", "", ""],
    ["2012604", "档案馆", "234.50", "", "234.50", "", "", ""],
    ["208", "社会保障和就业支出", "200.00", "200.00", "", "", "", ""],
    ["20805", "行政事业单位养老支出", "200.00", "200.00", "", "", "", ""],
    ["2080505", "机关事业单位基本养老保险缴费支出", "200.00", "200.00", "", "", "", ""],
]
WANTED = {
    (row[0] or "合计", column): Decimal(text.replace(",", ""))
    for row in ROWS
    for column, text in zip(COLUMNS, row[2:], strict=True)
    if text
}
UNIT = "<p>单位：万元</p>"


def figures(table: Table) -> dict[tuple[str, str], Decimal | None]:
    return {
        cell: figure.quantity.value
        for cell, figure in table.cells.items()
        if figure.quantity.kind is not Kind.BLANK
    }
