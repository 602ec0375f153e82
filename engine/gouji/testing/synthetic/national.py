"""The national template of 2023/24 (as Gansu prints it): nine tables, prose, performance annexes."""

from __future__ import annotations

from gouji.testing.synthetic.figures import by_class, cell, numeral, percent, tree, wan
from gouji.testing.synthetic.forms import annexes
from gouji.testing.synthetic.printed import (
    HeadCell,
    Heading,
    Paragraph,
    Piece,
    PrintedDocument,
    PrintedTable,
)
from gouji.testing.synthetic.truth import CLASSES, ECONOMIC, THREE, Item, Truth

FUND_ITEM = ("2296002", ("其他支出", "彩票公益金安排的支出", "用于社会福利的彩票公益金支出"))
TITLES = (
    "收入支出决算总表", "收入决算表", "支出决算表", "财政拨款收入支出决算总表", "一般公共预算财政拨款支出决算表",
    "一般公共预算财政拨款基本支出决算明细表", "政府性基金预算财政拨款收入支出决算表",
    "国有资本经营预算财政拨款支出决算表", "财政拨款“三公”经费支出决算表",
)  # fmt: skip
INCOME = (
    "一般公共预算财政拨款收入", "政府性基金预算财政拨款收入", "国有资本经营预算财政拨款收入", "上级补助收入",
    "事业收入", "经营收入", "附属单位上缴收入", "其他收入",
)  # fmt: skip
KINDS = ("一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款")


def print_national(truth: Truth) -> PrintedDocument:
    """Print a department in the national template."""
    pieces: list[Piece] = [Heading("第一部分 部门概况", 1), *_about(truth)]
    pieces.append(Heading(f"第二部分 {truth.year} 年度部门决算表", 1))
    for number, table in enumerate(national_tables(truth), 1):
        pieces += [Heading(f"{numeral(number)}、{table.title}"), table]
    pieces.append(Heading(f"第三部分 {truth.year} 年度部门决算情况说明", 1))
    pieces += narrative(truth)
    pieces += annexes(truth)
    return PrintedDocument(
        f"{truth.department}{truth.year}年度部门决算", truth.department, truth.year, tuple(pieces)
    )


def _about(truth: Truth) -> list[Piece]:
    return [
        Heading("一、部门职责"),
        Paragraph("负责贯彻执行国家和本市有关工作的法律、法规和方针政策，承办上级交办的其他事项。"),
        Heading("二、机构设置"),
        Paragraph(f"{truth.department}内设综合科、业务科、财务科 3 个职能科室。"),
    ]


def national_tables(truth: Truth) -> list[PrintedTable]:
    """Return the nine tables in national order."""
    makers = (_t1, _t2, _t3, _t4, _t5, _t6, _t7, _t8, _t9)
    return [make(truth, f"公开{n:02d}表", TITLES[n - 1]) for n, make in enumerate(makers, 1)]


def _table(truth: Truth, key: str, title: str, **parts: object) -> PrintedTable:
    code = f"{key[:2]} {key[2:4]} {key[4:]}"
    return PrintedTable(key, title, code, "万元", truth.department, truth.year, **parts)  # type: ignore[arg-type]


def _heads(*rows: tuple[HeadCell | str, ...]) -> tuple[tuple[HeadCell, ...], ...]:
    return tuple(tuple(c if isinstance(c, HeadCell) else HeadCell(c) for c in row) for row in rows)


def _t1(truth: Truth, key: str, title: str) -> PrintedTable:
    spent = by_class(truth.items, "total")
    spent["229"] += truth.fund
    income = dict.fromkeys(INCOME, 0)
    income["一般公共预算财政拨款收入"] = truth.fiscal_income
    income["政府性基金预算财政拨款收入"] = truth.fund
    income["其他收入"] = truth.other_income
    n = len(CLASSES)
    body = []
    for i, (code, name) in enumerate(CLASSES):
        left = (f"{numeral(i + 1)}、{INCOME[i]}", cell(income[INCOME[i]])) if i < len(INCOME) else ("", "")
        right = (f"{numeral(i + 1)}、{name}", str(n + 5 + i), cell(spent[code]))
        body.append((left[0], str(i + 1), left[1], *right))
    body += [
        ("本年收入合计", str(n + 1), wan(truth.income), "本年支出合计", str(2 * n + 5), wan(truth.expenditure)),
        ("使用非财政拨款结余（含专用结余）", str(n + 2), "", "结余分配", str(2 * n + 6), ""),
        ("年初结转和结余", str(n + 3), wan(truth.opening + truth.other_opening),
         "年末结转和结余", str(2 * n + 7), cell(truth.closing + truth.other_closing)),
        ("总计", str(n + 4), wan(truth.grand_total), "总计", str(2 * n + 8), wan(truth.grand_total)),
    ]  # fmt: skip
    return _table(
        truth, key, title,
        header=_heads((HeadCell("收入", colspan=3), HeadCell("支出", colspan=3)),
                      ("项目", "行次", "金额", "项目", "行次", "金额")),
        ordinals=("栏次", "", "1", "栏次", "", "2"), body=tuple(body), labels=(0, 1, 3, 4),
        note="注：1.本表反映部门本年度的总收支和年末结转结余情况。",
    )  # fmt: skip


def _coded(truth: Truth, columns: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a 科目 table, total first; ``columns`` are fields of Item, "" for a blank one."""
    items = list(truth.items)
    if truth.fund:
        items.append(_fund_item(truth))
    rows: list[tuple[str, ...]] = [
        ("", "合计", *(cell(sum(getattr(i, c) for i in items)) if c else "" for c in columns))
    ]
    for code, name, members in tree(items):
        rows.append((code, name, *(cell(sum(getattr(i, c) for i in members)) if c else "" for c in columns)))
    return tuple(rows)


def _fund_item(truth: Truth) -> Item:
    return Item(FUND_ITEM[0], FUND_ITEM[1], 0, 0, other_project=truth.fund, income=truth.fund)


def _t2(truth: Truth, key: str, title: str) -> PrintedTable:
    rows = _coded(truth, ("all_income", "income", "", "", "", "", "other_income"))
    heads = (
        "本年收入合计",
        "财政拨款收入",
        "上级补助收入",
        "事业收入",
        "经营收入",
        "附属单位上缴收入",
        "其他收入",
    )
    return _table(
        truth, key, title,
        header=_heads((HeadCell("项目", colspan=2), *(HeadCell(h, rowspan=2) for h in heads)), ("科目代码", "科目名称")),
        ordinals=("栏次", "", *"1234567"), body=rows, labels=(0, 1), landscape=True,
        note="注：本表反映部门本年度取得的各项收入情况。",
    )  # fmt: skip


def _t3(truth: Truth, key: str, title: str) -> PrintedTable:
    rows = _coded(truth, ("total", "all_basic", "all_project", "", "", ""))
    heads = ("本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")
    return _table(
        truth, key, title,
        header=_heads((HeadCell("项目", colspan=2), *(HeadCell(h, rowspan=2) for h in heads)), ("科目代码", "科目名称")),
        ordinals=("栏次", "", *"123456"), body=rows, labels=(0, 1), landscape=True,
        note="注：本表反映部门本年度各项支出情况。",
    )  # fmt: skip


def _t4(truth: Truth, key: str, title: str) -> PrintedTable:
    general = by_class(truth.items, "general")
    fund = dict.fromkeys(general, 0)
    fund["229"] = truth.fund
    n = len(CLASSES)
    body = []
    kinds = {0: truth.fiscal_income, 1: truth.fund, 2: 0}
    for i, (code, name) in enumerate(CLASSES):
        left = (f"{numeral(i + 1)}、{KINDS[i]}", cell(kinds[i])) if i < len(KINDS) else ("", "")
        amounts = (cell(general[code] + fund[code]), cell(general[code]), cell(fund[code]), "")
        body.append((left[0], str(i + 1), left[1], f"{numeral(i + 1)}、{name}", str(n + 7 + i), *amounts))
    spent = (wan(truth.general + truth.fund), wan(truth.general), cell(truth.fund), "")
    total = (wan(truth.fiscal_total), wan(truth.general + truth.closing), cell(truth.fund), "")
    closing = (cell(truth.closing), cell(truth.closing), "", "")
    blank = ("", "", "", "")
    body += [
        ("本年收入合计", str(n + 1), wan(truth.fiscal_income + truth.fund), "本年支出合计", str(2 * n + 7), *spent),
        ("年初财政拨款结转和结余", str(n + 2), wan(truth.opening), "年末财政拨款结转和结余", str(2 * n + 8), *closing),
        (KINDS[0], str(n + 3), wan(truth.opening), "", str(2 * n + 9), *blank),
        (KINDS[1], str(n + 4), "", "", str(2 * n + 10), *blank),
        (KINDS[2], str(n + 5), "", "", str(2 * n + 11), *blank),
        ("总计", str(n + 6), wan(truth.fiscal_total), "总计", str(2 * n + 12), *total),
    ]  # fmt: skip
    return _table(
        truth, key, title,
        header=_heads((HeadCell("收 入", colspan=3), HeadCell("支 出", colspan=6)),
                      ("项目", "行次", "金额", "项目", "行次", "合计", *KINDS)),
        ordinals=("栏次", "", "1", "栏次", "", "2", "3", "4", "5"), body=tuple(body), labels=(0, 1, 3, 4),
        landscape=True,
        note="注：本表反映部门本年度一般公共预算财政拨款、政府性基金预算财政拨款和国有资本经营预算财政拨款的总收支和年末结转结余情况。",
    )  # fmt: skip


def _t5(truth: Truth, key: str, title: str) -> PrintedTable:
    general = [i for i in truth.items if i.general]
    rows: list[tuple[str, ...]] = [
        ("", "合计", wan(truth.general), wan(truth.basic), cell(truth.general - truth.basic))
    ]
    rows += [
        (code, name, *(cell(sum(getattr(i, f) for i in members)) for f in ("general", "basic", "project")))
        for code, name, members in tree(general)
    ]
    return _table(
        truth, key, title,
        header=_heads((HeadCell("项目", colspan=2), HeadCell("本年支出", colspan=3)),
                      ("科目代码", "科目名称", "小计", "基本支出", "项目支出")),
        ordinals=("栏次", "", "1", "2", "3"), body=tuple(rows), labels=(0, 1),
        note="注：本表反映部门本年度一般公共预算财政拨款支出情况。",
    )  # fmt: skip


def _lane(truth: Truth, blocks: tuple[str, ...]) -> list[tuple[str, str, str]]:
    lane = []
    for block in blocks:
        name, leaves = ECONOMIC[block]
        lane.append((block, name, wan(sum(truth.economic[code] for code, _ in leaves))))
        lane += [(code, leaf, wan(truth.economic[code])) for code, leaf in leaves]
    return lane


def _t6(truth: Truth, key: str, title: str) -> PrintedTable:
    lanes = [_lane(truth, ("301", "303")), _lane(truth, ("302",)), _lane(truth, ("307", "310", "399"))]
    height = max(len(lane) for lane in lanes)
    padded = [lane + [("", "", "")] * (height - len(lane)) for lane in lanes]
    body = [tuple(c for part in row for c in part) for row in zip(*padded, strict=True)]
    body.append(("人员经费合计", "", wan(truth.staff), "公用经费合计", "", "", "", "", wan(truth.running)))
    return _table(
        truth, key, title,
        header=_heads((HeadCell("人员经费", colspan=3), HeadCell("公用经费", colspan=6)),
                      ("科目代码", "科目名称", "决算数") * 3),
        body=tuple(body), labels=(0, 1, 3, 4, 6, 7), landscape=True,
        note="注：本表反映部门本年度一般公共预算财政拨款基本支出明细情况。",
    )  # fmt: skip


def _t7(truth: Truth, key: str, title: str) -> PrintedTable:
    note = "注：本表反映部门本年度政府性基金预算财政拨款收入、支出及结转和结余情况。"
    rows: list[tuple[str, ...]] = [("", "合计", *[""] * 6)]
    if truth.fund:
        amount = wan(truth.fund)
        amounts = ("", amount, amount, "", amount, "")
        rows = [("", "合计", *amounts)]
        rows += [(FUND_ITEM[0][:n], name, *amounts) for n, name in zip((3, 5, 7), FUND_ITEM[1], strict=True)]
    else:
        note += "本部门没有政府性基金预算财政拨款收入支出,故本表无数据。"
    return _table(
        truth, key, title,
        header=_heads((HeadCell("项目", colspan=2), HeadCell("年初结转和结余", rowspan=2), HeadCell("本年收入", rowspan=2),
                       HeadCell("本年支出", colspan=3), HeadCell("年末结转和结余", rowspan=2)),
                      ("科目代码", "科目名称", "小计", "基本支出", "项目支出")),
        ordinals=("栏次", "", *"123456"), body=tuple(rows), labels=(0, 1), note=note, landscape=True,
    )  # fmt: skip


def _t8(truth: Truth, key: str, title: str) -> PrintedTable:
    return _table(
        truth, key, title,
        header=_heads((HeadCell("项目", colspan=2), HeadCell("本年支出", colspan=3)),
                      ("科目代码", "科目名称", "合计", "基本支出", "项目支出")),
        ordinals=("栏次", "", "1", "2", "3"), body=(("", "合计", "", "", ""),), labels=(0, 1),
        note="注：本表反映部门本年度国有资本经营预算财政拨款支出情况。本部门没有国有资本经营预算财政拨款支出,故本表无数据。",
    )  # fmt: skip


def three_row(values: dict[str, int]) -> tuple[int, int, int, int, int, int]:
    """Return 合计, 出国, 用车小计, 购置, 运行, 接待."""
    abroad, buying, running, reception = (values[name] for name in THREE)
    return (abroad + buying + running + reception, abroad, buying + running, buying, running, reception)


def _t9(truth: Truth, key: str, title: str) -> PrintedTable:
    side = (HeadCell("合计", rowspan=2), HeadCell("因公出国（境）费", rowspan=2),
            HeadCell("公务用车购置及运行维护费", colspan=3), HeadCell("公务接待费", rowspan=2))  # fmt: skip
    row = (*three_row(truth.three_budget), *three_row(truth.three_final))
    return _table(
        truth, key, title,
        header=_heads((HeadCell("预算数", colspan=6), HeadCell("决算数", colspan=6)), (*side, *side),
                      ("小计", "公务用车购置费", "公务用车运行维护费") * 2),
        ordinals=tuple(str(i) for i in range(1, 13)), body=(tuple(wan(v) for v in row),), landscape=True,
        note="注：本表反映部门本年度财政拨款“三公”经费支出预决算情况。其中，预算数为“三公”经费全年预算数，反映按规定程序调整后的预算数。",
    )  # fmt: skip


def change(final: int, prior: int, word: str = "") -> str:
    """Return ``增加 A 万元，增长 P%`` for a change on the prior year, or 持平."""
    if final == prior:
        return f"{word}持平"
    up = final > prior
    amount = f"{word}{'增加' if up else '减少'} {wan(abs(final - prior))} 万元"
    return amount + (
        f"，{'增长' if up else '下降'} {percent(abs(final - prior), prior)}"
        if prior
        else "，上年基数为0，不可比"
    )


def narrative(truth: Truth) -> list[Piece]:
    """Return the thirteen sections of the Gansu prose."""
    t, prior = truth, truth.prior
    general_items = [i for i in t.items if i.general]
    out: list[Piece] = [Heading("一、收入支出决算总体情况说明")]
    total = change(t.grand_total, prior["总计"])
    reason = "" if total.endswith("持平") else "，主要原因是项目资金安排变化"
    out.append(
        Paragraph(
            f"{t.year} 年度收、支总计均为 {wan(t.grand_total)} 万元。与上年度相比,收、支总计各{total}{reason}。"
        )
    )
    out.append(Heading("二、收入决算情况说明"))
    parts = [("财政拨款收入", t.fiscal_income + t.fund), ("其他收入", t.other_income)]
    listed = "；".join(f"{n} {wan(v)} 万元,占 {percent(v, t.income)}" for n, v in parts if v)
    out.append(Paragraph(f"{t.year} 年度收入合计 {wan(t.income)} 万元,其中：{listed}。"))
    out.append(Heading("三、支出决算情况说明"))
    basic = t.basic + t.spending("other_basic")
    parts = [("基本支出", basic), ("项目支出", t.expenditure - basic)]
    listed = "；".join(f"{n} {wan(v)} 万元,占 {percent(v, t.expenditure)}" for n, v in parts if v)
    out.append(Paragraph(f"{t.year} 年度支出合计 {wan(t.expenditure)} 万元,其中：{listed}。"))
    out.append(Heading("四、财政拨款收入支出决算总体情况说明"))
    fiscal = change(t.fiscal_total, prior["财政拨款总计"])
    reason = "" if fiscal.endswith("持平") else "。主要原因是项目资金安排变化"
    out.append(
        Paragraph(
            f"{t.year} 年度财政拨款收入支出总计均为 {wan(t.fiscal_total)} 万元。与上年相比,各{fiscal}{reason}。"
        )
    )
    out += _general(truth, general_items)
    out += _basic(truth)
    out.append(Heading("七、政府性基金预算财政拨款收支决算情况说明"))
    if t.fund:
        out.append(
            Paragraph(
                f"{t.year} 年度政府性基金预算财政拨款收入 {wan(t.fund)} 万元，支出 {wan(t.fund)} 万元。"
            )
        )
    else:
        out.append(Paragraph(f"本部门 {t.year} 年度无政府性基金收入,也没有使用政府性基金安排的支出。"))
    out.append(Heading("八、国有资本经营预算财政拨款支出情况说明"))
    out.append(Paragraph(f"本部门 {t.year} 年度没有使用国有资本经营预算安排的支出。"))
    out += _three(truth)
    out += _others(truth)
    return out


def _general(t: Truth, items: list[Item]) -> list[Piece]:
    out: list[Piece] = [
        Heading("五、一般公共预算财政拨款支出决算情况说明"),
        Heading("（一）一般公共预算财政拨款支出决算总体情况", 3),
    ]
    moved = change(t.general, t.prior["一般公共预算"], "较上年决算数")
    reason = "" if moved.endswith("持平") else "。主要原因是项目资金安排变化"
    out.append(Paragraph(f"{t.year} 年度一般公共预算财政拨款支出 {wan(t.general)} 万元,{moved}{reason}。"))
    out.append(Heading("（二）一般公共预算财政拨款支出决算结构情况", 3))
    classes = [(n, m) for c, n, m in tree(items) if len(c) == 3]
    listed = "；".join(
        f"{name} {wan(sum(i.general for i in m))} 万元,占 {percent(sum(i.general for i in m), t.general)}"
        for name, m in classes
    )
    out.append(
        Paragraph(
            f"{t.year} 年度一般公共预算财政拨款支出 {wan(t.general)} 万元，主要用于以下方面：{listed}。"
        )
    )
    out.append(Heading("（三）一般公共预算财政拨款支出决算具体情况", 3))
    budget = sum(i.budget for i in items)
    out.append(Paragraph(
        f"{t.year} 年度一般公共预算财政拨款支出年初预算为 {wan(budget)} 万元,支出决算为 {wan(t.general)} 万元,"
        f"完成年初预算的 {percent(t.general, budget)}。其中："
    ))  # fmt: skip
    for number, (name, members) in enumerate(classes, 1):
        planned, final = sum(i.budget for i in members), sum(i.general for i in members)
        word = "等于" if planned == final else ("大于" if final > planned else "小于")
        out.append(Paragraph(
            f"{number}．{name}年初预算数为 {wan(planned)} 万元,支出决算为 {wan(final)} 万元,完成年初预算的 "
            f"{percent(final, planned)},决算数{word}预算数的主要原因是按工作进度据实列支。"
        ))  # fmt: skip
    return out


def _basic(t: Truth) -> list[Piece]:
    def uses(blocks: tuple[str, ...]) -> str:
        return "、".join(n for b in blocks for c, n in ECONOMIC[b][1] if wan(t.economic[c]) != "0.00")

    out: list[Piece] = [
        Heading("六、一般公共预算财政拨款基本支出决算情况说明"),
        Paragraph(f"{t.year} 年度一般公共预算财政拨款基本支出 {wan(t.basic)} 万元。其中："),
    ]
    for name, value, blocks in (
        ("人员经费", t.staff, ("301", "303")),
        ("公用经费", t.running, ("302", "307", "310", "399")),
    ):
        moved = change(value, t.prior[name], "较上年决算数")
        reason = "" if moved.endswith("持平") else ",主要原因是人员和工作安排变动"
        out.append(Paragraph(f"{name} {wan(value)} 万元,{moved}{reason}，{name}用途主要包括{uses(blocks)}。"))
    return out


def _compare(final: int, planned: int) -> str:
    word = "等于" if planned == final else ("大于" if final > planned else "小于")
    return f"决算数{word}预算数的主要原因是厉行节约、据实列支"


def _three(t: Truth) -> list[Piece]:
    budget, final, prior = three_row(t.three_budget), three_row(t.three_final), t.prior
    before = (
        prior["三公"],
        prior[THREE[0]],
        prior[THREE[1]] + prior[THREE[2]],
        *(prior[n] for n in THREE[1:]),
    )
    names = (
        "“三公”经费支出",
        "因公出国(境)费用",
        "公务用车购置及运行维护费",
        "公务用车购置费",
        "公务用车运行维护费",
        "公务接待费",
    )

    def sentence(k: int) -> str:
        moved = change(final[k], before[k], "较上年决算数")
        reason = "" if moved.endswith("持平") else ",主要原因是工作需要"
        return (
            f"{names[k]}全年预算数为 {wan(budget[k])} 万元,支出决算为 {wan(final[k])} 万元,"
            f"{_compare(final[k], budget[k])}，{moved}{reason}。"
        )

    counts = t.vehicles
    kept = sum(counts.values())
    batches, people = t.visits
    groups = 1 if final[1] else 0
    return [
        Heading("九、财政拨款“三公”经费支出决算情况说明"),
        Heading("（一）“三公”经费财政拨款支出总体情况说明", 3),
        Paragraph(f"{t.year} 年度{sentence(0)}"),
        Heading("（二）“三公”经费财政拨款支出决算具体情况说明", 3),
        Paragraph(f"1.{sentence(1)}"),
        Paragraph(f"2.{sentence(2)}"),
        Paragraph(f"其中：1.{sentence(3)}"),
        Paragraph(f"2.{sentence(4)}"),
        Paragraph(f"3.{sentence(5)}"),
        Heading("（三）“三公”经费财政拨款支出决算实量情况", 3),
        Paragraph(
            f"{t.year} 年度本部门因公出国(境)共计 {groups} 个团组,{groups * 3} 人；公务用车购置 0 辆,"
            f"公务用车保有量为 {kept} 辆；国内公务接待 {batches} 批次 {people} 人,其中：外事接待 0 批次,0 人；"
            "国(境)外公务接待 0 批次,0 人。"
        ),
    ]


def _others(t: Truth) -> list[Piece]:
    moved = change(t.running, t.prior["公用经费"], "机关运行经费较上年决算数")
    reason = "" if moved.endswith("持平") else ",主要原因是工作安排变动"
    goods, works, services = t.procurement
    total = goods + works + services
    sme, small = t.small
    kinds = "、".join(f"{name} {n} 辆" for name, n in t.vehicles.items())
    out: list[Piece] = [
        Heading("十、机关运行经费支出情况说明"),
        Paragraph(
            f"{t.year}年度本部门机关运行经费支出 {wan(t.running)} 万元,机关运行经费主要用于办公费、差旅费等日常开支，{moved}{reason}。"
        ),
    ]
    for name, code in (("会议费", "30215"), ("培训费", "30216")):
        now = t.economic[code]
        moved = change(now, t.prior[name], "较上年决算数")
        reason = "" if moved.endswith("持平") else ",主要原因是工作安排变动"
        out.append(Paragraph(f"本年度{name}支出 {wan(now)} 万元,{moved}{reason}。"))
    out += [
        Heading("十一、政府采购支出情况说明"),
        Paragraph(
            f"{t.year} 年度本部门政府采购支出合计 {wan(total)} 万元,其中：政府采购货物支出 {wan(goods)} 万元、"
            f"政府采购工程支出 {wan(works)} 万元、政府采购服务支出 {wan(services)} 万元。授予中小企业合同金额 {wan(sme)} 万元,"
            f"占政府采购支出总额的 {percent(sme, total)},其中：授予小微企业合同金额 {wan(small)} 万元,占政府采购支出总额的 {percent(small, total)}。"
        ),
        Heading("十二、国有资产占用情况说明"),
        Paragraph(
            f"截至 {t.year} 年 12 月 31 日,本部门共有车辆 {sum(t.vehicles.values())} 辆,其中,{kinds}，"
            "单价 100 万元(含)以上设备 0 台(套)。"
        ),
        Heading("十三、其他需要说明的情况"),
        Paragraph(
            "由于决算公开表格中金额数值应当保留两位小数，公开数据为四舍五入计算结果，个别数据合计项与分项之和存在小数点后差额，特此说明。"
        ),
    ]
    return out
