"""Shanghai's template of 2024: no 行次 and no table codes, codes split 类/款/项, 三公 as table seven."""

from __future__ import annotations

from gouji.testing.synthetic.figures import by_class, cell, numeral, percent, tree, wan
from gouji.testing.synthetic.national import INCOME, KINDS, three_row
from gouji.testing.synthetic.printed import (
    HeadCell,
    Heading,
    Paragraph,
    Piece,
    PrintedDocument,
    PrintedTable,
)
from gouji.testing.synthetic.truth import CLASSES, ECONOMIC, Item, Truth

TITLES = {
    "公开01表": "收入支出决算总表",
    "公开02表": "收入决算表",
    "公开03表": "支出决算表",
    "公开04表": "财政拨款收入支出决算总表",
    "公开05表": "一般公共预算财政拨款支出决算表",
    "公开06表": "一般公共预算财政拨款基本支出决算表",
    "公开09表": "财政拨款“三公”经费支出决算表",
    "公开07表": "政府性基金预算财政拨款收入支出决算表",
    "公开08表": "国有资本经营预算财政拨款收入支出决算表",
}
"""Printed order: 三公 before the funds."""


def print_shanghai(truth: Truth) -> PrintedDocument:
    """Print a department in Shanghai's template; needs a truth without fund spending of its own rows.

    The numbers carry thousands separators in tables and none in prose, as in published documents.
    """
    name = truth.department
    pieces: list[Piece] = [
        Heading(f"第一部分 {name}概况", 1),
        Heading("一、主要职能"),
        Paragraph("负责贯彻执行国家和本市有关工作的法律、法规和方针政策。"),
        Heading("二、机构设置"),
        Paragraph(f"{name}内设综合科、业务科、财务科3个职能科室。"),
        Heading(f"第二部分 {name}{truth.year}年度部门决算表", 1),
        *shanghai_tables(truth),
        Heading(f"第三部分 {name}{truth.year}年度部门决算情况说明", 1),
        *_narrative(truth),
        Heading("第四部分 名词解释", 1),
        Heading("一、财政拨款收入：指单位本年度从本级财政部门取得的财政拨款。"),
        Heading("二、基本支出：指单位为保障机构正常运转、完成日常工作任务而发生的各项支出。"),
    ]
    return PrintedDocument(f"{name}{truth.year}年度部门决算", name, truth.year, tuple(pieces))


def shanghai_tables(truth: Truth) -> list[PrintedTable]:
    """Return the nine tables in Shanghai's order."""
    makers = {
        "公开01表": _t1, "公开02表": _t2, "公开03表": _t3, "公开04表": _t4, "公开05表": _t5, "公开06表": _t6,
        "公开09表": _t9, "公开07表": _funds, "公开08表": _funds,
    }  # fmt: skip
    return [makers[key](truth, key) for key in TITLES]


def _separated(text: str) -> str:
    whole, point, cents = text.partition(".")
    return f"{int(whole):,}{point}{cents}" if whole else text


def _amount(fen: int) -> str:
    return _separated(cell(fen))


def _table(truth: Truth, key: str, **parts: object) -> PrintedTable:
    return PrintedTable(key, TITLES[key], "", "万元", truth.department, truth.year, **parts)  # type: ignore[arg-type]


def _row(*cells: HeadCell | str) -> tuple[HeadCell, ...]:
    return tuple(c if isinstance(c, HeadCell) else HeadCell(c) for c in cells)


def _t1(t: Truth, key: str) -> PrintedTable:
    spent = by_class(t.items, "total")
    spent["229"] += t.fund
    income = dict.fromkeys(INCOME, 0)
    income[INCOME[0]], income[INCOME[1]], income["其他收入"] = t.fiscal_income, t.fund, t.other_income
    body = []
    for i, (code, name) in enumerate(CLASSES):
        left = (f"{numeral(i + 1)}、{INCOME[i]}", _amount(income[INCOME[i]])) if i < len(INCOME) else ("", "")
        body.append((*left, f"{numeral(i + 1)}、{name}", _amount(spent[code])))
    body += [
        ("本年收入合计", _amount(t.income), "本年支出合计", _amount(t.expenditure)),
        ("使用非财政拨款结余（含专用结余）", "", "结余分配", ""),
        (
            "年初结转和结余",
            _amount(t.opening + t.other_opening),
            "年末结转和结余",
            _amount(t.closing + t.other_closing),
        ),
        ("总计", _amount(t.grand_total), "总计", _amount(t.grand_total)),
    ]
    return _table(
        t, key, header=(_row(HeadCell("收入", colspan=2), HeadCell("支出", colspan=2)), _row("项目", "决算数", "项目", "决算数")),
        body=tuple(body), labels=(0, 2),
    )  # fmt: skip


def _fund_item(t: Truth) -> list[Item]:
    if not t.fund:
        return []
    path = ("其他支出", "彩票公益金安排的支出", "用于社会福利的彩票公益金支出")
    return [Item("2296002", path, 0, 0, other_project=t.fund, income=t.fund)]


def _split(code: str) -> tuple[str, str, str]:
    return code[:3], code[3:5], code[5:7]


_CODES = (HeadCell("支出功能分类科目编码", colspan=3), HeadCell("科目名称", rowspan=2))


def _coded(
    t: Truth, key: str, items: list[Item], columns: tuple[tuple[str, str], ...], *, last: bool
) -> PrintedTable:
    total = (
        "",
        "",
        "",
        "合计",
        *(_amount(sum(getattr(i, f) for i in items)) if f else "" for _, f in columns),
    )
    rows = [
        (
            *_split(code),
            name,
            *(_amount(sum(getattr(i, f) for i in members)) if f else "" for _, f in columns),
        )
        for code, name, members in tree(items)
    ]
    heads = tuple(HeadCell(head, rowspan=3) for head, _ in columns)
    return _table(
        t, key,
        header=(_row(HeadCell("项目", colspan=4), *heads), _row(*_CODES), _row("类", "款", "项")),
        body=tuple([*rows, total] if last else [total, *rows]), labels=(0, 1, 2, 3), landscape=not last,
    )  # fmt: skip


def _t2(t: Truth, key: str) -> PrintedTable:
    columns = (
        ("本年收入合计", "all_income"), ("财政拨款收入", "income"), ("上级补助收入", ""), ("事业收入", ""),
        ("经营收入", ""), ("附属单位上缴收入", ""), ("其他收入", "other_income"),
    )  # fmt: skip
    return _coded(t, key, [*t.items, *_fund_item(t)], columns, last=False)


def _t3(t: Truth, key: str) -> PrintedTable:
    columns = (
        ("本年支出合计", "total"), ("基本支出", "all_basic"), ("项目支出", "all_project"), ("上缴上级支出", ""),
        ("经营支出", ""), ("对附属单位补助支出", ""),
    )  # fmt: skip
    return _coded(t, key, [*t.items, *_fund_item(t)], columns, last=False)


def _t5(t: Truth, key: str) -> PrintedTable:
    columns = (("合计", "general"), ("基本支出", "basic"), ("项目支出", "project"))
    return _coded(t, key, [i for i in t.items if i.general], columns, last=True)


def _t4(t: Truth, key: str) -> PrintedTable:
    general = by_class(t.items, "general")
    body = []
    incomes = (t.fiscal_income, t.fund, 0)
    for i, (code, name) in enumerate(CLASSES):
        fund = t.fund if code == "229" else 0
        left = (f"{numeral(i + 1)}、{KINDS[i]}", _amount(incomes[i])) if i < 3 else ("", "")
        body.append(
            (
                *left,
                f"{numeral(i + 1)}、{name}",
                _amount(general[code] + fund),
                _amount(general[code]),
                _amount(fund),
                "",
            )
        )
    body += [
        (
            "本年收入合计",
            _amount(t.fiscal_income + t.fund),
            "本年支出合计",
            _amount(t.general + t.fund),
            _amount(t.general),
            _amount(t.fund),
            "",
        ),
        (
            "年初财政拨款结转和结余",
            _amount(t.opening),
            "年末财政拨款结转和结余",
            _amount(t.closing),
            _amount(t.closing),
            "",
            "",
        ),
        (f"一、{KINDS[0]}", _amount(t.opening), "", "", "", "", ""),
        (f"二、{KINDS[1]}", "", "", "", "", "", ""),
        (f"三、{KINDS[2]}", "", "", "", "", "", ""),
        (
            "总计",
            _amount(t.fiscal_total),
            "总计",
            _amount(t.fiscal_total),
            _amount(t.general + t.closing),
            _amount(t.fund),
            "",
        ),
    ]
    return _table(
        t, key,
        header=(_row(HeadCell("收入", colspan=2), HeadCell("支出", colspan=5)), _row("项目", "决算数", "项目", "合计", *KINDS)),
        body=tuple(body), labels=(0, 2), landscape=True,
    )  # fmt: skip


def _t6(t: Truth, key: str) -> PrintedTable:
    def lane(blocks: tuple[str, ...]) -> list[tuple[str, str, str, str]]:
        rows = []
        for block in blocks:
            name, leaves = ECONOMIC[block]
            rows.append((block, "", name, _amount(sum(t.economic[c] for c, _ in leaves))))
            rows += [(block, code[3:], leaf, _amount(t.economic[code])) for code, leaf in leaves]
        return rows

    left, right = lane(("301", "303")), lane(("302", "310"))
    height = max(len(left), len(right))
    blank = ("", "", "", "")
    body = [
        (left[i] if i < len(left) else blank) + (right[i] if i < len(right) else blank) for i in range(height)
    ]
    body.append(("人员经费合计", "", "", _amount(t.staff), "公用经费合计", "", "", _amount(t.running)))
    codes = HeadCell("经济分类科目编码", colspan=2)
    name, final = HeadCell("科目名称", rowspan=2), HeadCell("决算数", rowspan=2)
    return _table(
        t, key, header=(_row(codes, name, final, codes, name, final), _row("类", "款", "类", "款")),
        body=tuple(body), labels=(0, 1, 2, 4, 5, 6),
    )  # fmt: skip


def _t9(t: Truth, key: str) -> PrintedTable:
    budget, final = three_row(t.three_budget), three_row(t.three_final)
    row = tuple(_amount(v) for pair in zip(budget, final, strict=True) for v in pair)
    three = HeadCell("公务用车购置及运行费", colspan=6)
    return _table(
        t, key,
        header=(
            _row(HeadCell("财政拨款“三公”经费", colspan=12)),
            _row(HeadCell("合计", rowspan=2, colspan=2), HeadCell("因公出国（境）费", rowspan=2, colspan=2), three,
                 HeadCell("公务接待费", rowspan=2, colspan=2)),
            _row(HeadCell("小计", colspan=2), HeadCell("公务用车购置费", colspan=2), HeadCell("公务用车运行费", colspan=2)),
            _row(*("预算数", "决算数") * 6),
        ),
        body=(row,), landscape=True,
    )  # fmt: skip


def _funds(t: Truth, key: str) -> PrintedTable:
    fund = key == "公开07表" and bool(t.fund)
    kind = "政府性基金预算" if key == "公开07表" else "国有资本经营预算"
    rows: list[tuple[str, ...]] = [("", "", "", "合计", *[""] * 6)]
    note = f"注：{t.department}无{kind}财政拨款支出，故本表无数据。"
    if fund:
        amounts = ("", _amount(t.fund), _amount(t.fund), "", _amount(t.fund), "")
        item = _fund_item(t)[0]
        rows = [("", "", "", "合计", *amounts)]
        rows += [
            (*_split(item.code[:n]), name, *amounts) for n, name in zip((3, 5, 7), item.path, strict=True)
        ]
        note = ""
    return _table(
        t, key,
        header=(
            _row(HeadCell("项目", colspan=4), HeadCell("年初结转和结余", rowspan=3), HeadCell("本年收入", rowspan=3),
                 HeadCell("本年支出", colspan=3), HeadCell("年末结转和结余", rowspan=3)),
            _row(*_CODES, *(HeadCell(h, rowspan=2) for h in ("小计", "基本支出", "项目支出"))),
            _row("类", "款", "项"),
        ),
        body=tuple(rows), labels=(0, 1, 2, 3), note=note, landscape=True,
    )  # fmt: skip


def _change(final: int, prior: int, subject: str) -> str:
    if final == prior:
        return f"{subject}持平。"
    up = final > prior
    rate = f"，{'增长' if up else '下降'}{percent(abs(final - prior), prior)}" if prior else ""
    return f"{subject}{'增加' if up else '减少'}{wan(abs(final - prior))}万元{rate}。主要原因：工作安排变动。"


def _narrative(t: Truth) -> list[Piece]:
    s, y, prior = t.department, t.year, t.prior
    general_items = [i for i in t.items if i.general]
    basic = t.spending("all_basic")
    sources = [("财政拨款收入", t.fiscal_income + t.fund), ("其他收入", t.other_income)]
    uses = [("基本支出", basic), ("项目支出", t.expenditure - basic)]
    classes = [(n, sum(i.general for i in m)) for c, n, m in tree(general_items) if len(c) == 3]
    budget = sum(i.budget for i in general_items)
    word = "等于" if budget == t.general else ("大于" if t.general > budget else "小于")

    def listed(parts: list[tuple[str, int]], whole: int, mark: str = "") -> str:
        return "；".join(f"{n}{mark}{wan(v)}万元，占{percent(v, whole)}" for n, v in parts if v)

    out: list[Piece] = [
        Heading("一、收入支出决算总体情况说明"),
        Paragraph(
            f"{s}{y}年度收入支出总计{wan(t.grand_total)}万元。与{y - 1}年度相比，{_change(t.grand_total, prior['总计'], '收入支出总计')}"
        ),
        Heading("二、收入决算情况说明"),
        Paragraph(f"本年收入合计{wan(t.income)}万元，其中：{listed(sources, t.income)}。"),
        Heading("三、支出决算情况说明"),
        Paragraph(f"本年支出合计{wan(t.expenditure)}万元，其中：{listed(uses, t.expenditure)}。"),
        Heading("四、财政拨款收入支出决算总体情况说明"),
        Paragraph(
            f"{s}{y}年度财政拨款收入支出总计{wan(t.fiscal_total)}万元。与{y - 1}年度相比，{_change(t.fiscal_total, prior['财政拨款总计'], '财政拨款收入支出总计')}"
        ),
        Heading("五、一般公共预算财政拨款支出决算情况说明"),
        Heading("（一）一般公共预算财政拨款支出决算总体情况", 3),
        Paragraph(
            f"一般公共预算财政拨款支出{wan(t.general)}万元，占本年支出合计的{percent(t.general, t.expenditure)}。与{y - 1}年度相比，{_change(t.general, prior['一般公共预算'], '一般公共预算财政拨款支出')}"
        ),
        Heading("（二）一般公共预算财政拨款支出决算结构情况", 3),
        Paragraph(
            f"一般公共预算财政拨款支出{wan(t.general)}万元，主要用于以下方面：{listed(classes, t.general, '（类）')}。"
        ),
        Heading("（三）一般公共预算财政拨款支出决算具体情况", 3),
        Paragraph(
            f"一般公共预算财政拨款支出年初预算为{wan(budget)}万元，支出决算为{wan(t.general)}万元，完成年初预算的{percent(t.general, budget)}。决算数{word}预算数的主要原因：据实列支。其中："
        ),
    ]
    for number, item in enumerate(general_items, 1):
        a, b, c = item.path
        compare = (
            "决算数与预算数持平。"
            if item.budget == item.general
            else (f"决算数{'大于' if item.general > item.budget else '小于'}预算数的主要原因：据实列支。")
        )
        out.append(Paragraph(
            f"{number}、{a}（类）{b}（款）{c}（项）。主要用于：日常工作支出。年初预算为{wan(item.budget)}万元，"
            f"支出决算为{wan(item.general)}万元。{compare}"
        ))  # fmt: skip

    def names(blocks: tuple[str, ...]) -> str:
        return "、".join(n for b in blocks for c, n in ECONOMIC[b][1] if wan(t.economic[c]) != "0.00")

    out += [
        Heading("六、一般公共预算财政拨款基本支出决算情况说明"),
        Paragraph(
            f"一般公共预算财政拨款基本支出{wan(t.basic)}万元。其中：人员经费{wan(t.staff)}万元，主要包括：{names(('301', '303'))}；公用经费{wan(t.running)}万元，主要包括：{names(('302', '310'))}。"
        ),
    ]
    out += _three(t)
    out.append(Heading("八、政府性基金预算财政拨款收入支出决算情况说明"))
    out.append(Paragraph(
        f"政府性基金预算财政拨款收入{wan(t.fund)}万元，支出{wan(t.fund)}万元。" if t.fund
        else f"{s}{y}年度无政府性基金预算财政拨款收入和支出。"
    ))  # fmt: skip
    out += [
        Heading("九、国有资本经营预算财政拨款收入支出决算情况说明"),
        Paragraph(f"{s}{y}年度无国有资本经营预算财政拨款收入和支出。"),
        Heading("十、预算绩效管理情况"),
        Paragraph(
            f"{s}{y}年度预算绩效管理工作开展情况如下：编报绩效目标的{y}年度项目{len(t.projects)}个，"
            f"涉及预算金额{wan(sum(p.budget for p in t.projects))}万元。"
        ),
        Heading("十一、其他重要事项的情况说明"),
        Heading("（一）机关运行经费支出情况", 3),
        Paragraph(
            f"机关运行经费支出{wan(t.running)}万元，比{y - 1}年度{_change(t.running, prior['公用经费'], '')}"
        ),
        Heading("（二）政府采购支出情况", 3),
        Paragraph(
            f"{s}{y}年度政府采购金额（以合同签订为准）为{wan(sum(t.procurement))}万元，其中：货物采购金额{wan(t.procurement[0])}万元、"
            f"工程采购金额{wan(t.procurement[1])}万元、服务采购金额{wan(t.procurement[2])}万元。授予中小企业合同金额{wan(t.small[0])}万元，其中：授予小微企业合同金额{wan(t.small[1])}万元。"
        ),
        Heading("（三）国有资产占有使用情况说明", 3),
        Paragraph(
            f"截至{y}年12月31日，{s}共有车辆{sum(t.vehicles.values())}辆，其中：{'、'.join(f'{k}{n}辆' for k, n in t.vehicles.items())}。单价100万元（含）以上设备（不含车辆）0台（套）。"
        ),
    ]
    return out


def _three(t: Truth) -> list[Piece]:
    budget, final, y = three_row(t.three_budget), three_row(t.three_final), t.year
    out: list[Piece] = [
        Heading("七、财政拨款“三公”经费支出决算情况说明"),
        Heading("（一）“三公”经费财政拨款支出决算总体情况说明", 3),
    ]
    if not any((*budget, *final)):
        return [*out, Paragraph(f"{t.department}{y}年度无“三公”经费财政拨款支出。")]
    names = ("“三公”经费财政拨款支出", "因公出国（境）费", "公务用车购置及运行维护费支出", "公务接待费支出")
    picks = (0, 1, 2, 5)
    rates = [f"，完成预算的{percent(final[k], budget[k])}" if wan(budget[k]) != "0.00" else "" for k in picks]
    parts = "；".join(
        f"{n}决算为{wan(final[k])}万元{r}" for n, k, r in list(zip(names, picks, rates, strict=True))[1:]
    )
    return [
        *out,
        Paragraph(
            f"{names[0]}年初预算为{wan(budget[0])}万元，支出决算为{wan(final[0])}万元{rates[0]}，其中：{parts}。"
        ),
        Heading("（二）“三公”经费财政拨款支出决算具体情况说明", 3),
        Paragraph(
            f"全年安排因公出国（境）团组{1 if final[1] else 0}个、累计{3 if final[1] else 0}人次。公务用车购置0辆，"
            f"公务用车保有量为{sum(t.vehicles.values())}辆。国内公务接待{t.visits[0]}批次、{t.visits[1]}人次，"
            "其中：接待外宾0批次、0人次。"
        ),
    ]
