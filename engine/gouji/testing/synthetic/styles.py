"""The prose of a department as ten provinces word it: each kind of sentence in several forms, figures printed in several ways.

Truth is the same in all of them; only words, order, units and marks differ.  What a reader of figures must not
do is to know one of them by heart.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from fractions import Fraction

import attrs

from gouji.model import format_ticks, unit
from gouji.testing.synthetic.figures import tree, wan
from gouji.testing.synthetic.national import print_national, three_row
from gouji.testing.synthetic.printed import Heading, Paragraph, Piece, PrintedDocument
from gouji.testing.synthetic.truth import ECONOMIC, THREE, Item, Truth
from gouji.value import Value

PROVINCES = ("甘肃", "上海", "四川", "广西", "新疆", "安徽", "云南", "广东", "湖南", "浙江")
"""Names of the styles; each is a combination of its own of the forms below."""

_HALF = str.maketrans("（）；：，％", "();:,%")
_THREE_NAMES = (
    ("“三公”经费", "因公出国（境）费", "公务用车购置及运行维护费", "公务用车购置费", "公务用车运行维护费", "公务接待费"),
    ("“三公”经费", "因公出国（境）经费", "公务用车购置费及运行维护费", "公务用车购置费", "公务用车运行费", "公务接待经费"),
)  # fmt: skip


@attrs.frozen(eq=False, repr=False)
class Style(Value):
    """How figures and marks are printed.

    Attributes:
        name: Of the province.
        forms: Which of its forms each kind of sentence takes.
        separated: Whether thousands are separated.
        spaced: Whether figures stand apart from words.
        trimmed: Whether zeros at the end of an amount are left out.
        places: Decimals of rates.
        half: Whether marks are half-width.
        yuan: Whether sums of the overall section are printed in 元.
    """

    name: str
    forms: int
    separated: bool = False
    spaced: bool = False
    trimmed: bool = False
    places: int = 2
    half: bool = False
    yuan: bool = False


STYLES = (
    Style("甘肃", 0, spaced=True),
    Style("上海", 1),
    Style("四川", 2, trimmed=True, half=True),
    Style("广西", 3, separated=True),
    Style("新疆", 4, places=2),
    Style("安徽", 5, trimmed=True, places=1),
    Style("云南", 6, spaced=True, half=True),
    Style("广东", 7, separated=True, places=1),
    Style("湖南", 8, trimmed=True),
    Style("浙江", 9, yuan=True, places=2),
)


def print_styled(truth: Truth, style: Style, seed: int = 0) -> PrintedDocument:
    """Print a department with the tables of the national template and the prose of a style.

    Args:
        truth: The department.
        style: One of :data:`STYLES`.
        seed: Draws the forms where a style leaves them open.
    """
    document = print_national(truth)
    pieces: list[Piece] = []
    inside = False
    for piece in document.pieces:
        if isinstance(piece, Heading) and piece.level == 1:
            inside = "情况说明" in piece.text and piece.text.startswith("第三")
            pieces.append(piece)
            if inside:
                pieces += _Teller(truth, style, random.Random(seed)).pieces()
        elif not inside:
            pieces.append(piece)
    return attrs.evolve(document, pieces=tuple(pieces))


class _Teller:
    def __init__(self, truth: Truth, style: Style, drawn: random.Random) -> None:
        self.t = truth
        self.style = style
        self.drawn = drawn
        self.names = _THREE_NAMES[style.forms % 2]

    # Figures.

    def money(self, fen: int, symbol: str = "万元") -> str:
        """Print an amount with its unit."""
        text = format_ticks(fen, unit(symbol))
        if self.style.trimmed and symbol == "万元":
            text = re.sub(r"\.?0+$", "", text) if "." in text else text
        if self.style.separated:
            whole, dot, cents = text.partition(".")
            text = f"{int(whole):,}{dot}{cents}"
        return f" {text} {symbol}" if self.style.spaced else f"{text}{symbol}"

    def total(self, fen: int) -> str:
        """Print a sum of the overall section."""
        return self.money(fen, "元" if self.style.yuan else "万元")

    def rate(self, part: int, whole: int) -> str:
        """Print a share, rounded half up."""
        scale = 10**self.style.places
        number = (Fraction(abs(part), whole) * 100 * scale + Fraction(1, 2)).__floor__()
        text = (
            f"{number // scale}.{number % scale:0{self.style.places}d}" if self.style.places else str(number)
        )
        if text.startswith("100.") and not text.strip("10."):
            text = "100"
        return f" {text}%" if self.style.spaced else f"{text}%"

    def moved(self, now: int, before: int, joint: str = "，") -> str:
        """Print a change on last year behind its base."""
        if now == before:
            return "持平"
        word, grown = ("增加", "增长") if now > before else ("减少", "下降")
        text = f"{word}{self.money(abs(now - before))}"
        return f"{text}{joint}{grown}{self.rate(now - before, before)}" if before else text

    def form(self, forms: Sequence[Callable[[], str]]) -> str:
        """Return one of several forms, as the style has it."""
        return forms[self.style.forms % len(forms)]()

    # Sections.

    def pieces(self) -> list[Piece]:
        """Return the sections in national order."""
        out: list[Piece] = []
        for title, level, texts in self._sections():
            out.append(Heading(title, level))
            out += [Paragraph(t.translate(_HALF) if self.style.half else t) for t in texts]
        return out

    def _sections(self) -> list[tuple[str, int, list[str]]]:
        y, style = self.t.year, self.style.forms
        tail = ("情况说明", "情况", "情况说明")[style % 3]
        year = (f"{y}年度", "", f"{y}年度")[style % 3]
        return [
            (f"一、{year}收入支出决算总体{tail}", 2, [self._overall()]),
            (f"二、{year}收入决算{tail}", 2, [self._income()]),
            (f"三、{year}支出决算{tail}", 2, [self._spending()]),
            (f"四、{year}财政拨款收入支出决算总体{tail}", 2, [self._fiscal()]),
            (f"五、{year}一般公共预算财政拨款支出决算{tail}", 2, []),
            ("（一）一般公共预算财政拨款支出决算总体情况", 3, [self._general()]),
            ("（二）一般公共预算财政拨款支出决算结构情况", 3, self._classes()),
            ("（三）一般公共预算财政拨款支出决算具体情况", 3, self._items()),
            (f"六、{year}一般公共预算财政拨款基本支出决算{tail}", 2, self._basic()),
            (f"七、{year}政府性基金预算财政拨款收入支出决算{tail}", 2, [self._fund()]),
            (f"八、{year}国有资本经营预算财政拨款支出决算{tail}", 2, [f"{self._body()}{y}年度无国有资本经营预算财政拨款支出。"]),
            (f"九、{year}财政拨款“三公”经费支出决算{tail}", 2, []),
            ("（一）“三公”经费财政拨款支出决算总体情况说明", 3, [self._three_total()]),
            ("（二）“三公”经费财政拨款支出决算具体情况说明", 3, self._three_items()),
            ("十、机关运行经费支出情况说明", 2, [self._running()]),
            ("十一、政府采购支出情况说明", 2, [self._procurement()]),
            ("十二、国有资产占有使用情况说明", 2, [self._assets()]),
        ]  # fmt: skip

    def _body(self) -> str:
        return ("本部门", self.t.department, "我单位", "本单位")[self.style.forms % 4]

    def _against(self) -> str:
        y = self.t.year - 1
        return ("与上年度相比，", f"与{y}年度相比，", f"与{y}年相比，", f"较{y}年度决算数", "与上年相比，", "较上年", "比上年", "比上年决算数")[
            self.style.forms % 8
        ]  # fmt: skip

    def _overall(self) -> str:
        t, y = self.t, self.t.year
        total, moved = self.total(t.grand_total), self.moved(t.grand_total, t.prior["总计"])
        opening = t.opening + t.other_opening
        each = moved if moved == "持平" else f"各{moved}"
        return self.form((
            lambda: f"{y}年度收、支总计均为{total}。{self._against()}收、支总计{each}，主要原因是项目安排变化。",
            lambda: f"{self._body()}{y}年度收入支出总计{total}。{self._against()}收入支出总计{moved}。主要原因：项目安排变化。",
            lambda: f"{y}年度收、支总计各是{self._pair(t.grand_total)}。",
            lambda: f"{self._body()}{y}年度总收入{total}，其中本年收入{self.money(t.income)}；总支出{total}，其中本年支出{self.money(t.expenditure)}。",
            lambda: f"{y}年度收入总计{total}，其中：本年收入合计{self.money(t.income)}，使用非财政拨款结余{self.money(0)}，"
                    f"年初结转和结余{self.money(opening)}。收入支出总体与上年相比，{moved}。",
            lambda: f"{y}年度收入总计{total}、支出总计{total}。{self._against()}收、支总计{each}，主要原因：人员和项目变动。",
        ))  # fmt: skip

    def _pair(self, fen: int) -> str:
        one = self.money(fen).strip()
        number = one.removesuffix("万元").strip()
        return f"{number}、{number}万元"

    def _parts(self, parts: Sequence[tuple[str, int]], whole: int, said: str = "") -> list[str]:
        return [
            f"{name}{self.money(value)}，占{said}{self.rate(value, whole)}" for name, value in parts if value
        ]

    def _income(self) -> str:
        t = self.t
        fiscal = [("财政拨款收入", t.fiscal_income + t.fund)]
        if self.style.forms % 3 == 2:
            fiscal = [("一般公共预算财政拨款收入", t.fiscal_income), ("政府性基金预算财政拨款收入", t.fund)]
        parts = [*fiscal, ("其他收入", t.other_income)]
        said = ("", "", "本年收入", "收入合计的")[self.style.forms % 4]
        name = ("本年收入合计", "收入合计", "本年收入合计", "本年收入")[self.style.forms % 4]
        return f"{t.year}年度{name}{self.money(t.income)}，其中：{self._mark().join(self._parts(parts, t.income, said))}。"

    def _mark(self) -> str:
        return "；，"[self.style.forms % 2]

    def _spending(self) -> str:
        t = self.t
        basic = t.basic + t.spending("other_basic")
        said = ("", "本年支出合计的", "", "本年支出")[self.style.forms % 4]
        listed = self._parts([("基本支出", basic), ("项目支出", t.expenditure - basic)], t.expenditure, said)
        zeros = [f"{n}{self.money(0)}，占0%" for n in ("上缴上级支出", "经营支出", "对附属单位补助支出")]
        if self.style.forms % 3 == 2:
            listed += zeros
        return f"{t.year}年度本年支出合计{self.money(t.expenditure)}，其中：{self._mark().join(listed)}。"

    def _fiscal(self) -> str:
        t, y = self.t, self.t.year
        total, moved = self.money(t.fiscal_total), self.moved(t.fiscal_total, t.prior["财政拨款总计"])
        each = moved if moved == "持平" else f"各{moved}"
        return self.form((
            lambda: f"{y}年度财政拨款收入总计均为{total}。{self._against()}{each}。主要原因是项目安排变化。",
            lambda: f"{self._body()}{y}年度财政拨款收入支出总计{total}。{self._against()}财政拨款收入支出总计{moved}。",
            lambda: f"{y}年财政拨款收入总计{total}，{self._against()}{moved}；财政拨款支出总计{total}，{self._against()}{moved}。",
            lambda: f"{y}年度财政拨款收、支总计均为{total}。其中：年初财政拨款结转和结余{self.money(t.opening)}，"
                    f"一般公共预算财政拨款收入{self.money(t.fiscal_income)}，政府性基金预算财政拨款收入{self.money(t.fund)}。",
        ))  # fmt: skip

    def _general(self) -> str:
        t, y = self.t, self.t.year
        amount, moved = self.money(t.general), self.moved(t.general, t.prior["一般公共预算"])
        share = self.rate(t.general, t.expenditure)
        return self.form((
            lambda: f"{y}年度一般公共预算财政拨款支出{amount}，{self._against()}{moved}。主要原因是工作安排变化。",
            lambda: f"一般公共预算财政拨款支出{amount}，占本年支出合计的{share}。{self._against()}一般公共预算财政拨款支出{moved}。",
            lambda: f"{y}年一般公共预算财政拨款支出{amount}，占本年支出合计的{share}。{self._against()}一般公共预算财政拨款{moved}，主要是人员变动。",
            lambda: f"{y}年度一般公共预算财政拨款支出{amount}，其中：基本支出{self.money(t.basic)}，占{self.rate(t.basic, t.general)}；"
                    f"项目支出{self.money(t.general - t.basic)}，占{self.rate(t.general - t.basic, t.general)}。",
        ))  # fmt: skip

    def _general_items(self) -> list[Item]:
        return [i for i in self.t.items if i.general]

    def _classes(self) -> list[str]:
        t = self.t
        groups = [(n, sum(i.general for i in m)) for c, n, m in tree(self._general_items()) if len(c) == 3]
        head = f"{t.year}年度一般公共预算财政拨款支出{self.money(t.general)}，主要用于以下方面："
        kind = self.style.forms % 4
        if kind == 0:
            return [head + "；".join(self._parts(groups, t.general)) + "。"]
        if kind == 1:
            return [head + "；".join(self._parts([(f"{n}（类）", v) for n, v in groups], t.general)) + "。"]
        if kind == 2:
            said = [
                f"{i}.“{n}”{self.money(v)}，占{self.rate(v, t.general)}；"
                for i, (n, v) in enumerate(groups, 1)
            ]
            return [head, *said]
        core = [(f"{n.removesuffix('支出')}（类）支出", v) for n, v in groups]
        return [
            head,
            *(f"{i}.{text}。主要用于保障运转。" for i, text in enumerate(self._parts(core, t.general), 1)),
        ]

    def _items(self) -> list[str]:
        t = self.t
        items = self._general_items()
        budget = sum(i.budget for i in items)
        kind = self.style.forms % 5
        word = ("决算数", "支出决算数", "决算数")[self.style.forms % 3]
        if kind == 2:
            first = f"{t.year}年一般公共预算支出决算数为{self.money(t.general)}，完成预算{self.rate(t.general, budget)}。其中："
        else:
            first = (
                f"{t.year}年度一般公共预算财政拨款支出年初预算为{self.money(budget)}，支出决算为{self.money(t.general)}，"
                f"完成年初预算的{self.rate(t.general, budget)}。其中："
            )
        out = [first]
        for n, item in enumerate(items, 1):
            path = "".join(f"{name}（{level}）" for name, level in zip(item.path, "类款项", strict=True))
            short = path.replace("支出（类）", "（类）", 1)
            planned, final = self.money(item.budget), self.money(item.general)
            rate = self.rate(item.general, item.budget) if item.budget else ""
            level = f"{word}{_compare(item.general, item.budget)}预算数"
            reason = "" if item.general == item.budget else "的主要原因：据实列支"
            same = item.general == item.budget
            out.append((
                f"{n}．{path}年初预算数为{planned}，支出决算为{final}" + (f"，完成年初预算的{rate}" if rate else "") + f"，{level}{reason}。",
                f"{n}、{path}。主要用于：日常工作。年初预算为{planned}，支出决算为{final}。" + ("决算数与预算数持平。" if same else f"{level}{reason}。"),
                f"{n}.{short}：支出决算为{final}" + (f"，完成预算{rate}" if rate else "") + f"，{level}{reason}。",
                f"{n}.{path}。年初预算为{planned}，支出决算为{final}" + (f"，完成年初预算的{rate}" if rate else "") + (f"，{word}与年初预算数持平。" if same else f"，{level}{reason}。"),
                f"{n}、{path}{final}，主要用于日常工作。年初预算为{planned}，支出决算为{final}。",
            )[kind])  # fmt: skip
        return out

    def _basic(self) -> list[str]:
        t, p = self.t, self.t.prior
        head = f"{t.year}年度一般公共预算财政拨款基本支出{self.money(t.basic)}"
        staff, running = self.money(t.staff), self.money(t.running)
        uses = {
            k: "、".join(n for b in blocks for c, n in ECONOMIC[b][1] if wan(t.economic[c]) != "0.00")
            for k, blocks in (("人员经费", ("301", "303")), ("公用经费", ("302", "307", "310", "399")))
        }
        kind = self.style.forms % 4
        if kind == 0:
            return [
                f"{head}。其中：",
                f"人员经费{staff}，较上年决算数{self.moved(t.staff, p['人员经费'])}，主要原因是人员变动，人员经费用途主要包括{uses['人员经费']}。",
                f"公用经费{running}，较上年决算数{self.moved(t.running, p['公用经费'])}，主要原因是工作变动，公用经费用途主要包括{uses['公用经费']}。",
            ]
        if kind == 1:
            return [
                f"{head}。其中：人员经费{staff}，主要包括：{uses['人员经费']}；公用经费{running}，主要包括：{uses['公用经费']}。"
            ]
        if kind == 2:
            return [f"{head}，其中：人员经费{staff}，占基本支出的{self.rate(t.staff, t.basic)}，主要包括{uses['人员经费']}；"
                    f"公用经费{running}，占基本支出的{self.rate(t.running, t.basic)}，主要包括{uses['公用经费']}。"]  # fmt: skip
        return [
            f"{head}，其中人员经费、公用经费分别为{staff}、{running}，分别占{self.rate(t.staff, t.basic)}、{self.rate(t.running, t.basic)}。"
        ]

    def _fund(self) -> str:
        t = self.t
        if not t.fund:
            return f"{self._body()}{t.year}年度无政府性基金预算财政拨款收入和支出。"
        amount = self.money(t.fund)
        return self.form((
            lambda: f"{t.year}年度政府性基金预算财政拨款收入{amount}，支出{amount}。",
            lambda: f"{t.year}年度政府性基金预算财政拨款年初结转和结余{self.money(0)}，本年收入{amount}，本年支出{amount}，年末结转和结余{self.money(0)}。",
            lambda: f"政府性基金预算财政拨款支出{amount}，其中基本支出{self.money(0)}，项目支出{amount}。",
        ))  # fmt: skip

    def _three_rows(self) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
        p = self.t.prior
        before = (p["三公"], p[THREE[0]], p[THREE[1]] + p[THREE[2]], *(p[n] for n in THREE[1:]))
        return three_row(self.t.three_budget), three_row(self.t.three_final), before

    def _three_of(self, k: int) -> str:
        planned, final, before = (row[k] for row in self._three_rows())
        name = self.names[k]
        spent, plan, moved = self.money(final), self.money(planned), self.moved(final, before)
        done = f"，完成预算的{self.rate(final, planned)}" if planned else ""
        level = f"决算数{_compare(final, planned)}预算数"
        return self.form((
            lambda: f"{name}支出全年预算数为{plan}，支出决算为{spent}，{level}的主要原因是厉行节约，较上年决算数{moved}，主要原因是工作需要。",
            lambda: f"{name}支出年初预算为{plan}，支出决算为{spent}{done}。",
            lambda: f"{name}支出决算为{spent}，" + (f"完成全年预算{plan}的{self.rate(final, planned)}" if planned else f"完成预算{plan}的--%（基数为0，不可比）")
                    + f"，比上年决算数{moved}。",
            lambda: f"{name}支出预算为{plan}，支出决算为{spent}{done}，比上年{moved}。",
            lambda: f"{name}支出决算总额为{spent}，比去年{moved}。",
        ))  # fmt: skip

    def _three_total(self) -> str:
        _, final, _ = self._three_rows()
        text = f"{self.t.year}年度{self._three_of(0)}"
        if final[0] and self.style.forms % 3 == 1:
            shares = "；".join(
                self._parts([(f"{self.names[k]}支出决算", final[k]) for k in (1, 2, 5)], final[0])
            )
            text += f"{self.t.year}年度“三公”经费财政拨款支出决算中，{shares}。"
        return text

    def _three_items(self) -> list[str]:
        t = self.t
        _, final, _ = self._three_rows()
        groups = 1 if final[1] else 0
        batches, people = t.visits
        kept = sum(t.vehicles.values())
        kind = self.style.forms % 4
        abroad = (
            f"因公出国（境）共计{groups}个团组，{groups * 3}人",
            f"全年安排因公出国（境）团组{groups}个、累计{groups * 3}人次",
            f"全年因公出国（境）团组{groups}个，出国（境）{groups * 3}人次",
            f"因公出国团组{groups}个，{groups * 3}人次",
        )[kind]
        cars = (
            f"公务用车购置0辆，公务用车保有量为{kept}辆",
            f"公务用车购置0辆，年末公务用车保有量{kept}辆",
            f"更新购置公务用车0辆，金额{self.money(0)}。截至{t.year}年12月31日，公务用车保有量{kept}辆",
            f"购置公务用车0辆，公务用车保有量{kept}辆",
        )[kind]
        visits = (
            f"国内公务接待{batches}批次{people}人，其中：外事接待0批次，0人；国（境）外公务接待0批次，0人",
            f"国内公务接待{batches}批次、{people}人次，其中：接待外宾0批次、0人次",
            f"国内公务接待{batches}批次（其中外事接待0批次），{people}人次（其中外事接待0人次），共计支出{self.money(final[5])}",
            f"全年接待国内来访团组{batches}个、{people}人次",
        )[kind]
        return [
            f"1.{self._three_of(1)}{abroad}。",
            f"2.{self._three_of(2)}",
            f"其中：{self._three_of(3)}",
            f"{self._three_of(4)}{cars}。",
            f"3.{self._three_of(5)}{visits}。",
        ]

    def _running(self) -> str:
        t = self.t
        amount, moved = self.money(t.running), self.moved(t.running, t.prior["公用经费"])
        return self.form((
            lambda: f"{t.year}年度机关运行经费支出{amount}，主要用于办公费、差旅费等日常开支，机关运行经费较上年决算数{moved}。",
            lambda: f"机关运行经费支出{amount}，比{t.year - 1}年度{moved}。主要原因是工作变动。",
            lambda: f"{self._body()}{t.year}年度机关运行经费支出{amount}，{self._against()}{moved}。",
        ))  # fmt: skip

    def _procurement(self) -> str:
        t = self.t
        goods, works, services = t.procurement
        total, (sme, small) = goods + works + services, t.small
        g, w, s = (self.money(v) for v in t.procurement)
        share = f"，占政府采购支出总额的{self.rate(sme, total)}" if total else ""
        nested = f"，占授予中小企业合同金额的{self.rate(small, sme)}" if sme else ""
        awarded = f"授予中小企业合同金额{self.money(sme)}{share}，其中：授予小微企业合同金额{self.money(small)}{nested}。"
        return self.form((
            lambda: f"政府采购支出合计{self.money(total)}，其中：政府采购货物支出{g}、政府采购工程支出{w}、政府采购服务支出{s}。{awarded}",
            lambda: f"{t.year}年度政府采购金额（以合同签订为准）为{self.money(total)}，其中：货物采购金额{g}、工程采购金额{w}、服务采购金额{s}。",
            lambda: f"{t.year}年度政府采购支出总额{self.money(total)}，按资金类型：财政性资金{self.money(total)}，其他资金{self.money(0)}；"
                    f"按项目类型：货物{g}，工程{w}，服务{s}。{awarded}",
        ))  # fmt: skip

    def _assets(self) -> str:
        t = self.t
        kinds = "、".join(f"{name}{n}辆" for name, n in t.vehicles.items())
        head = f"截至{t.year}年12月31日，{self._body()}共有车辆{sum(t.vehicles.values())}辆，其中，{kinds}"
        return self.form((
            lambda: f"{head}，单价100万元（含）以上设备0台（套）。",
            lambda: f"{head}。单价100万元（含）以上设备（不含车辆）1台（套）。",
            lambda: f"{head}；单价50万元以上通用设备1台（套），单价100万元以上专用设备0台（套）。",
        ))  # fmt: skip


def _compare(final: int, planned: int) -> str:
    return "等于" if final == planned else "大于" if final > planned else "小于"
