"""Templates of further provinces, as far as their published lists of tables are known (columns as in the specs)."""

from __future__ import annotations

import attrs

from gouji.testing.synthetic.figures import cell, tree, wan
from gouji.testing.synthetic.national import national_tables, print_national
from gouji.testing.synthetic.printed import HeadCell, Heading, Piece, PrintedDocument, PrintedTable
from gouji.testing.synthetic.truth import Item, Truth

SMALL_UNIT = "数字中心"


def print_shaanxi(truth: Truth) -> PrintedDocument:
    """Print a department as in Shaanxi: 收入、支出决算总表, 三公 with 会议费 and 培训费 as table seven."""
    made = {t.key: t for t in national_tables(truth)}
    made["公开02表"] = _titled(made["公开02表"], "收入决算总表")
    made["公开03表"] = _titled(made["公开03表"], "支出决算总表")
    made["公开09表"] = _meetings(truth, made["公开09表"])
    order = [
        "公开01表",
        "公开02表",
        "公开03表",
        "公开04表",
        "公开05表",
        "公开06表",
        "公开09表",
        "公开07表",
        "公开08表",
    ]
    return _with_tables(truth, [made[k] for k in order])


def print_beijing(truth: Truth) -> PrintedDocument:
    """Print a department as in Beijing: 一般公共预算 as 收入支出决算表 and again as 支出决算表."""
    made = {t.key: t for t in national_tables(truth)}
    wide = _wide(truth, made["公开05表"])
    tables = [made[f"公开0{n}表"] for n in range(1, 5)]
    tables += [wide, *(made[f"公开0{n}表"] for n in range(5, 10)), _unknown(truth)]
    return _with_tables(truth, [attrs.evolve(t, code="") for t in tables])


def print_zhejiang(truth: Truth) -> PrintedDocument:
    """Print a department as in Zhejiang: 收入 and 支出 each by unit and by 科目."""
    made = {t.key: t for t in national_tables(truth)}
    tables = [made["公开01表"]]
    for key, name in (("公开02表", "收入决算表"), ("公开03表", "支出决算表")):
        tables += [_by_unit(truth, made[key], f"{name}（分单位）"), _titled(made[key], f"{name}（分科目）")]
    tables += [made[f"公开0{n}表"] for n in range(4, 10)]
    return _with_tables(truth, [attrs.evolve(t, code="") for t in tables])


def _titled(table: PrintedTable, title: str) -> PrintedTable:
    return attrs.evolve(table, title=title)


def _with_tables(truth: Truth, tables: list[PrintedTable]) -> PrintedDocument:
    """Return the national disclosure with these tables instead of its nine."""
    document = print_national(truth)
    public = {t.title for t in national_tables(truth)}
    pieces: list[Piece] = []
    for piece in document.pieces:
        if isinstance(piece, PrintedTable) and piece.title in public:
            continue
        if isinstance(piece, Heading) and piece.text.split("、", 1)[-1] in public:
            continue
        pieces.append(piece)
        if isinstance(piece, Heading) and piece.text.startswith("第二部分"):
            for table in tables:
                # Without a table code the title is printed with the table itself.
                pieces += [Heading(table.title, 3), table] if table.code else [table]
    return attrs.evolve(document, pieces=tuple(pieces))


def _heads(*rows: tuple[HeadCell | str, ...]) -> tuple[tuple[HeadCell, ...], ...]:
    return tuple(tuple(c if isinstance(c, HeadCell) else HeadCell(c) for c in row) for row in rows)


def _meetings(truth: Truth, three: PrintedTable) -> PrintedTable:
    """Return 三公 with 会议费 and 培训费 at the end of each half."""
    row = three.body[0]
    meeting, training = (wan(truth.economic[c]) for c in ("30215", "30216"))
    side = (
        HeadCell("合计", rowspan=2), HeadCell("因公出国（境）费", rowspan=2),
        HeadCell("公务用车购置及运行维护费", colspan=3), HeadCell("公务接待费", rowspan=2),
        HeadCell("会议费", rowspan=2), HeadCell("培训费", rowspan=2),
    )  # fmt: skip
    return attrs.evolve(
        three,
        title="财政拨款“三公”经费及会议费、培训费支出决算表",
        header=_heads(
            (HeadCell("预算数", colspan=8), HeadCell("决算数", colspan=8)), (*side, *side),
            ("小计", "公务用车购置费", "公务用车运行维护费") * 2,
        ),
        ordinals=tuple(str(i) for i in range(1, 17)),
        body=((*row[:6], meeting, training, *row[6:], meeting, training),),
        note="注：本表反映部门本年度“三公”经费、会议费、培训费支出预决算情况。",
    )  # fmt: skip


def _wide(truth: Truth, narrow: PrintedTable) -> PrintedTable:
    """Return 一般公共预算财政拨款收入支出决算表: opening, income, spending and closing by 科目."""
    items = [i for i in truth.items if i.general]
    moved = next((i for i in items if i.income != i.general), items[0])

    def amounts(members: list[Item]) -> tuple[str, ...]:
        has = moved in members
        opening, closing = (truth.opening, truth.closing) if has else (0, 0)
        sums = [sum(getattr(i, f) for i in members) for f in ("income", "general", "basic", "project")]
        return (cell(opening), *(cell(v) for v in sums), cell(closing))

    body = [("", "合计", *amounts(items))]
    body += [(code, name, *amounts(members)) for code, name, members in tree(items)]
    return attrs.evolve(
        narrow,
        key="公开05表收支",
        title="一般公共预算财政拨款收入支出决算表",
        header=_heads(
            (HeadCell("项目", colspan=2), HeadCell("年初结转和结余", rowspan=2), HeadCell("本年收入", rowspan=2),
             HeadCell("本年支出", colspan=3), HeadCell("年末结转和结余", rowspan=2)),
            ("科目代码", "科目名称", "合计", "基本支出", "项目支出"),
        ),
        ordinals=("栏次", "", *"123456"), body=tuple(body), labels=(0, 1), landscape=True,
        note="注：本表反映部门本年度一般公共预算财政拨款收入、支出及结转和结余情况。",
    )  # fmt: skip


def _unknown(truth: Truth) -> PrintedTable:
    """Return a table that no pack knows: 政府采购情况表."""
    goods, works, services = truth.procurement
    body = (
        ("合计", wan(goods + works + services)), ("货物", cell(goods)), ("工程", cell(works)), ("服务", cell(services)),
    )  # fmt: skip
    return PrintedTable(
        "",
        "政府采购情况表",
        "",
        "万元",
        truth.department,
        truth.year,
        _heads(("项目", "采购金额")),
        body,
        labels=(0,),
    )


def _by_unit(truth: Truth, table: PrintedTable, title: str) -> PrintedTable:
    """Return a table by unit: the department's own office, with all of it, and a unit without money."""
    total = table.body[0]
    blank = ("",) * (len(total) - 2)
    rows = (
        ("", "合计", *total[2:]), ("101001", f"{truth.department}本级", *total[2:]), ("101002", f"{truth.department}{SMALL_UNIT}", *blank),
    )  # fmt: skip
    first = (HeadCell("单位编码", rowspan=2), HeadCell("单位名称", rowspan=2))
    header = (first + tuple(table.header[0][1:]),)
    return attrs.evolve(
        table, key=f"{table.key}分单位", title=title, body=rows, note="",
        header=tuple(tuple(attrs.evolve(c, rowspan=1) for c in row) for row in header),
        ordinals=("", "", *table.ordinals[2:]),
    )  # fmt: skip
