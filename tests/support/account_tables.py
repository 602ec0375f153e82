"""The nine tables of a public body's accounts, and its document written line by line."""

from __future__ import annotations

import attrs
from accounts import FEN, OTHER_INCOME, Accounts, Entry, in_units, tree

from gouji.testing.synthetic import HeadCell, Heading, Paragraph, PrintedDocument, PrintedTable
from gouji.testing.synthetic.figures import numeral
from gouji.testing.synthetic.national import KINDS, TITLES
from gouji.testing.synthetic.printed import Piece
from gouji.testing.synthetic.truth import CLASSES, ECONOMIC


@attrs.frozen
class Look:
    """How the tables are printed.

    Attributes:
        codes: Printed with 公开XX表.
        capital: With the rows and table of 国有资本经营预算 (from 2020).
        full_capital: Its table with income and balances.
        three_first: 三公 as the seventh table.
        zero: What stands in an empty cell of amounts.
        body: 部门 or 单位.
        commas: Amounts with thousands separated.
    """

    codes: bool = True
    capital: bool = True
    full_capital: bool = False
    three_first: bool = False
    zero: str = ""
    body: str = "部门"
    commas: bool = False


def tables_of(a: Accounts, look: Look) -> list[PrintedTable]:
    """Return the tables in their order."""
    printer = _Printer(a, look)
    made = [printer.t1(), printer.t2(), printer.t3(), printer.t4(), printer.t5(), printer.t6()]
    rest = [printer.t7(), *([printer.t8()] if look.capital else [])]
    last = printer.t9()
    ordered = [*made, last, *rest] if look.three_first else [*made, *rest, last]
    return [attrs.evolve(t, code=f"公开{i:02d}表" if look.codes else "") for i, t in enumerate(ordered, 1)]


def document(a: Accounts, text: str, look: Look) -> PrintedDocument:
    """Return a document written line by line.

    Args:
        a: The accounts.
        text: ``#``, ``##`` and ``###`` are headings, ``@表`` the tables with their headings, the rest paragraphs.
        look: How the tables are printed.
    """
    pieces: list[Piece] = []
    for line in filter(None, (part.strip() for part in text.split("\n"))):
        if line == "@表":
            for number, table in enumerate(tables_of(a, look), 1):
                pieces += [Heading(f"{numeral(number)}、{table.title}"), table]
        elif line.startswith("#"):
            marks, _, title = line.partition(" ")
            pieces.append(Heading(title, len(marks)))
        else:
            pieces.append(Paragraph(line))
    return PrintedDocument(f"{a.name}{a.year}年度{look.body}决算", a.name, a.year, tuple(pieces))


class _Printer:
    def __init__(self, a: Accounts, look: Look) -> None:
        self.a, self.look = a, look
        dropped = () if look.capital else ("223", "234")
        self.rows = [(c, n) for c, n in CLASSES if c not in dropped]
        self.kinds = KINDS if look.capital else KINDS[:2]
        self.names = ("general", "fund", "capital")[: len(self.kinds)]

    def cell(self, fen: int, *, blank: bool = True) -> str:
        if not fen and blank:
            return self.look.zero
        return in_units(fen, FEN, 2, commas=self.look.commas)

    def table(self, key: str, title: str, note: str, **parts: object) -> PrintedTable:
        text = f"注：本表反映{self.look.body}本年度{note}" if note else ""
        return PrintedTable(
            key, title, key, "万元", self.a.name, self.a.year, note=text, **parts,  # type: ignore[arg-type]
        )  # fmt: skip

    def t1(self) -> PrintedTable:
        a, n = self.a, len(self.rows)
        income = [(f"{k}收入", a.fiscal(m)) for k, m in zip(self.kinds, self.names, strict=True)]
        income += [(k, a.other(k)) for k in OTHER_INCOME]
        spent = {c: sum(e.total for e in a.entries if e.code.startswith(c)) for c, _ in self.rows}
        body = []
        for i, (code, name) in enumerate(self.rows):
            left = (
                (f"{numeral(i + 1)}、{income[i][0]}", self.cell(income[i][1]))
                if i < len(income)
                else ("", "")
            )
            body.append(
                (
                    left[0],
                    str(i + 1),
                    left[1],
                    f"{numeral(i + 1)}、{name}",
                    str(n + 5 + i),
                    self.cell(spent[code]),
                )
            )
        used = "使用非财政拨款结余（含专用结余）" if a.year >= 2023 else "使用非财政拨款结余"
        for k, row in enumerate(
            (
                ("本年收入合计", a.income, "本年支出合计", a.expenditure),
                (used, a.used, "结余分配", a.distributed),
                ("年初结转和结余", a.openings, "年末结转和结余", a.closings),
                ("总计", a.grand, "总计", a.grand),
            ),
            1,
        ):
            body.append(
                (row[0], str(n + k), self.cell(row[1]), row[2], str(2 * n + 4 + k), self.cell(row[3]))
            )
        return self.table(
            "公开01表", TITLES[0], "的总收支和年末结转结余情况。",
            header=_heads((HeadCell("收入", colspan=3), HeadCell("支出", colspan=3)), ("项目", "行次", "金额") * 2),
            ordinals=("栏次", "", "1", "栏次", "", "2"), body=tuple(body), labels=(0, 1, 3, 4),
        )  # fmt: skip

    def coded(self, entries: list[Entry], columns: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
        rows = [("", "合计", *(self.cell(sum(e.column(c) for e in entries)) for c in columns))]
        rows += [
            (code, name, *(self.cell(sum(e.column(c) for e in members)) for c in columns))
            for code, name, members in tree(entries)
        ]
        return tuple(rows)

    def t2(self) -> PrintedTable:
        heads = ("本年收入合计", "财政拨款收入", *OTHER_INCOME)
        return self.table(
            "公开02表", TITLES[1], "取得的各项收入情况。",
            header=_heads((HeadCell("项目", colspan=2), *(HeadCell(h, rowspan=2) for h in heads)), _CODED),
            ordinals=("栏次", "", *"1234567"), labels=(0, 1), landscape=True,
            body=self.coded([e for e in self.a.entries if e.income], ("income", "fiscal", *OTHER_INCOME)),
        )  # fmt: skip

    def t3(self) -> PrintedTable:
        heads = ("本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出")
        return self.table(
            "公开03表", TITLES[2], "各项支出情况。",
            header=_heads((HeadCell("项目", colspan=2), *(HeadCell(h, rowspan=2) for h in heads)), _CODED),
            ordinals=("栏次", "", *"123456"), labels=(0, 1), landscape=True,
            body=self.coded(
                [e for e in self.a.entries if e.total],
                ("total", "all_basic", "all_project", "upward", "business", "downward"),
            ),
        )  # fmt: skip

    def t4(self) -> PrintedTable:
        a, n, k = self.a, len(self.rows), len(self.kinds)
        body = []
        for i, (code, name) in enumerate(self.rows):
            left = (
                (f"{numeral(i + 1)}、{self.kinds[i]}", self.cell(a.fiscal(self.names[i])))
                if i < k
                else ("", "")
            )
            amounts = [sum(e.spent for e in a.of(m) if e.code.startswith(code)) for m in self.names]
            body.append(
                (left[0], str(i + 1), left[1], f"{numeral(i + 1)}、{name}", str(n + 4 + k + i),
                 self.cell(sum(amounts)), *map(self.cell, amounts))
            )  # fmt: skip
        spent = [a.spent(m) for m in self.names]
        closing = [a.closing(m) for m in self.names]
        blank = ("",) * (k + 1)
        tail = [
            ("本年收入合计", a.all_fiscal, "本年支出合计", (sum(spent), *spent)),
            ("年初财政拨款结转和结余", a.fiscal_opening, "年末财政拨款结转和结余", (sum(closing), *closing)),
            *((kind, a.opening[m], "", None) for kind, m in zip(self.kinds, self.names, strict=True)),
            ("总计", a.fiscal_grand, "总计", tuple(x + y for x, y in zip(
                (sum(spent), *spent), (sum(closing), *closing), strict=True))),
        ]  # fmt: skip
        for i, (left_name, amount, right_name, cells) in enumerate(tail, 1):
            body.append(
                (left_name, str(n + i), self.cell(amount), right_name, str(2 * n + 3 + k + i),
                 *(map(self.cell, cells) if cells else blank))
            )  # fmt: skip
        note = "、".join(self.kinds[:-1]) + "和" + self.kinds[-1] if k > 1 else self.kinds[0]
        return self.table(
            "公开04表", TITLES[3], f"{note}的总收支和年末结转结余情况。",
            header=_heads((HeadCell("收入", colspan=3), HeadCell("支出", colspan=3 + k)),
                          ("项目", "行次", "金额", "项目", "行次", "合计", *self.kinds)),
            ordinals=("栏次", "", "1", "栏次", "", *(str(i) for i in range(2, 3 + k))),
            body=tuple(body), labels=(0, 1, 3, 4), landscape=True,
        )  # fmt: skip

    def t5(self) -> PrintedTable:
        return self.table(
            "公开05表", TITLES[4], "一般公共预算财政拨款支出情况。",
            header=_heads((HeadCell("项目", colspan=2), HeadCell("本年支出", colspan=3)),
                          (*_CODED, "小计", "基本支出", "项目支出")),
            ordinals=("栏次", "", "1", "2", "3"), labels=(0, 1),
            body=self.coded(self.a.of("general"), ("spent", "basic", "project")),
        )  # fmt: skip

    def lane(self, blocks: tuple[str, ...]) -> list[tuple[str, str, str]]:
        lane = []
        for block in blocks:
            name, leaves = ECONOMIC[block]
            lane.append((block, name, self.cell(self.a.block(block))))
            lane += [(code, leaf, self.cell(self.a.economic.get(code, 0))) for code, leaf in leaves]
        return lane

    def t6(self) -> PrintedTable:
        lanes = [self.lane(("301", "303")), self.lane(("302",)), self.lane(("307", "310", "399"))]
        height = max(map(len, lanes))
        padded = [lane + [("", "", "")] * (height - len(lane)) for lane in lanes]
        body = [tuple(c for part in row for c in part) for row in zip(*padded, strict=True)]
        body.append(
            (
                "人员经费合计",
                "",
                self.cell(self.a.staff),
                "公用经费合计",
                "",
                "",
                "",
                "",
                self.cell(self.a.running),
            )
        )
        return self.table(
            "公开06表", TITLES[5], "一般公共预算财政拨款基本支出明细情况。",
            header=_heads((HeadCell("人员经费", colspan=3), HeadCell("公用经费", colspan=6)),
                          ("科目代码", "科目名称", "决算数") * 3),
            body=tuple(body), labels=(0, 1, 3, 4, 6, 7), landscape=True,
        )  # fmt: skip

    def balances(self, kind: str) -> tuple[tuple[str, ...], ...]:
        """Return rows with opening, income, spending and closing; the opening belongs to the first 项."""
        entries = [e for e in self.a.entries if e.kind == kind and (e.spent or e.fiscal)]

        def row(members: list[Entry]) -> list[str]:
            first = entries and entries[0] in members
            opening = self.a.opening[kind] if first else 0
            income = sum(e.fiscal for e in members)
            basic, project = sum(e.basic for e in members), sum(e.project for e in members)
            values = (opening, income, basic + project, basic, project, opening + income - basic - project)
            return [self.cell(v) for v in values]

        return (
            ("", "合计", *row(entries)),
            *((code, name, *row(members)) for code, name, members in tree(entries)),
        )

    def t7(self) -> PrintedTable:
        empty = not self.a.spent("fund") and not self.a.opening["fund"]
        note = "政府性基金预算财政拨款收入、支出及结转和结余情况。" + (
            f"本{self.look.body}没有政府性基金预算财政拨款收入支出，故本表无数据。" if empty else ""
        )
        return self.table(
            "公开07表", TITLES[6], note, header=_BALANCES, ordinals=("栏次", "", *"123456"),
            body=self.balances("fund"), labels=(0, 1), landscape=True,
        )  # fmt: skip

    def t8(self) -> PrintedTable:
        empty = not self.a.spent("capital") and not self.a.opening["capital"]
        full = self.look.full_capital
        note = (
            f"国有资本经营预算财政拨款{'收入、' if full else ''}支出{'及结转和结余' if full else ''}情况。"
            + (f"本{self.look.body}没有国有资本经营预算财政拨款支出，故本表无数据。" if empty else "")
        )
        if full:
            return self.table(
                "公开08表", "国有资本经营预算财政拨款收入支出决算表", note, header=_BALANCES,
                ordinals=("栏次", "", *"123456"), body=self.balances("capital"), labels=(0, 1), landscape=True,
            )  # fmt: skip
        return self.table(
            "公开08表", TITLES[7], note,
            header=_heads((HeadCell("项目", colspan=2), HeadCell("本年支出", colspan=3)),
                          (*_CODED, "合计", "基本支出", "项目支出")),
            ordinals=("栏次", "", "1", "2", "3"), labels=(0, 1),
            body=self.coded(self.a.of("capital"), ("spent", "basic", "project")),
        )  # fmt: skip

    def t9(self) -> PrintedTable:
        side = (HeadCell("合计", rowspan=2), HeadCell("因公出国（境）费", rowspan=2),
                HeadCell("公务用车购置及运行维护费", colspan=3), HeadCell("公务接待费", rowspan=2))  # fmt: skip
        row = (*self.a.three("plan"), *self.a.three("final"))
        title = ("一般公共预算" if self.look.three_first else "") + TITLES[8]
        return self.table(
            "公开09表", title, "财政拨款“三公”经费支出预决算情况。",
            header=_heads((HeadCell("预算数", colspan=6), HeadCell("决算数", colspan=6)), (*side, *side),
                          ("小计", "公务用车购置费", "公务用车运行维护费") * 2),
            ordinals=tuple(str(i) for i in range(1, 13)),
            body=(tuple(self.cell(v, blank=False) for v in row),), landscape=True,
        )  # fmt: skip


def _heads(*rows: tuple[HeadCell | str, ...]) -> tuple[tuple[HeadCell, ...], ...]:
    return tuple(tuple(c if isinstance(c, HeadCell) else HeadCell(c) for c in row) for row in rows)


_CODED = ("科目代码", "科目名称")
_BALANCES = _heads(
    (
        HeadCell("项目", colspan=2),
        HeadCell("年初结转和结余", rowspan=2),
        HeadCell("本年收入", rowspan=2),
        HeadCell("本年支出", colspan=3),
        HeadCell("年末结转和结余", rowspan=2),
    ),
    (*_CODED, "小计", "基本支出", "项目支出"),
)
