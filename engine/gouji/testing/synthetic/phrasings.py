"""The same truth in other words: sentences as many provinces write them, and amounts of strangers between them.

A checker that gives a figure to the wrong subject accuses a correct disclosure; these are made to tempt it.
"""

from __future__ import annotations

import random

import attrs

from gouji.testing.synthetic.figures import percent, tree, wan
from gouji.testing.synthetic.national import print_national, three_row
from gouji.testing.synthetic.printed import Heading, Paragraph, Piece, PrintedDocument
from gouji.testing.synthetic.truth import THREE, Truth

_THREE = (
    "“三公”经费",
    "因公出国（境）费",
    "公务用车购置及运行维护费",
    "公务用车购置费",
    "公务用车运行维护费",
    "公务接待费",
)
_STRANGERS = ("其他某某经费", "“两新”工作经费", "信息化建设资金", "外聘人员劳务", "下属单位公务接待费")


_AFTER = 2020
"""The last accounts of which 2019 is no year further back than last year."""


def print_phrased(truth: Truth, seed: int) -> PrintedDocument:
    """Print a department with the tables of the national template, its prose in phrasings drawn by ``seed``."""
    document = print_national(truth)
    drawn = random.Random(seed)
    said = {
        "一、收入支出决算总体情况说明": _overall(truth, drawn),
        "二、收入决算情况说明": _income(truth, drawn),
        "三、支出决算情况说明": _spending(truth, drawn),
        "（二）一般公共预算财政拨款支出决算结构情况": _classes(truth, drawn),
        "（一）“三公”经费财政拨款支出总体情况说明": _three(truth, drawn, 0),
        "十、机关运行经费支出情况说明": _running(truth, drawn),
        "十一、政府采购支出情况说明": _procurement(truth, drawn),
    }
    if sum(three_row(truth.three_final)):
        said["（二）“三公”经费财政拨款支出决算具体情况说明"] = [
            text for k in (1, 2, 3, 4, 5) for text in _three(truth, drawn, k)
        ]
    pieces: list[Piece] = []
    replaced = False
    for piece in document.pieces:
        if isinstance(piece, Heading):
            replaced = piece.text in said
            pieces.append(piece)
            pieces += [Paragraph(text) for text in said.get(piece.text, [])]
        elif not (replaced and isinstance(piece, Paragraph)):
            pieces.append(piece)
    return attrs.evolve(document, pieces=tuple(pieces))


def _stranger(drawn: random.Random) -> str:
    """Return a sentence about somebody no table knows, with figures of any size."""
    name, a, b = drawn.choice(_STRANGERS), drawn.randrange(1, 10**7), drawn.randrange(1, 10**7)
    rate = f"{drawn.randrange(1, 9999) / 100:.2f}%"
    return drawn.choice(
        (
            f"{name}{wan(a)}万元，占{rate}",
            f"{name}年初预算为{wan(a)}万元，支出决算为{wan(b)}万元，完成年初预算的{rate}",
            f"{name}{wan(a)}万元，较上年增加{wan(b)}万元，增长{rate}",
            f"{name}支出决算{wan(a)}万元，完成预算的{rate}",
            f"{name}比上年决算数减少{wan(b)}万元，下降{rate}",
        )
    )


def _between(drawn: random.Random, text: str) -> str:
    """Return a sentence, sometimes with a stranger after it."""
    if drawn.random() < 0.5:
        return f"{text}。"
    return f"{text}{drawn.choice('；。，')}{_stranger(drawn)}。"


def _moved(final: int, prior: int, drawn: random.Random, year: int) -> str:
    """Return a change on last year as one of its forms."""
    base = drawn.choice(
        ("较上年", "比上年", "比上年决算数", f"比{year - 1}年度", f"与{year - 1}年度相比", "与上年相比，")
    )
    if final == prior:
        return f"与{year - 1}年度持平"
    up = final > prior
    text = f"{base}{drawn.choice(('增加', '提高') if up else ('减少', '降低'))}{wan(abs(final - prior))}万元"
    return f"{text}，{'增长' if up else '下降'}{percent(abs(final - prior), prior)}" if prior else text


def _overall(t: Truth, drawn: random.Random) -> list[str]:
    name = drawn.choice(("收入支出总计", "收、支总计", "收支总计"))
    moved = _moved(t.grand_total, t.prior["总计"], drawn, t.year)
    return [
        _between(
            drawn, f"{t.year}年度{name}{drawn.choice(('', '为', '均为'))}{wan(t.grand_total)}万元，{moved}"
        )
    ]


def _shares(parts: list[tuple[str, int]], whole: int, drawn: random.Random) -> str:
    mark = drawn.choice("；，")
    said = [f"{name}{wan(value)}万元，占{percent(value, whole)}" for name, value in parts if value]
    if drawn.random() < 0.4:
        said.insert(drawn.randrange(len(said) + 1), _stranger(drawn))
    return mark.join(said)


def _income(t: Truth, drawn: random.Random) -> list[str]:
    parts = [("财政拨款收入", t.fiscal_income + t.fund), ("其他收入", t.other_income)]
    return [f"本年收入合计{wan(t.income)}万元，其中：{_shares(parts, t.income, drawn)}。"]


def _spending(t: Truth, drawn: random.Random) -> list[str]:
    basic = t.basic + t.spending("other_basic")
    parts = [("基本支出", basic), ("项目支出", t.expenditure - basic)]
    return [f"本年支出合计{wan(t.expenditure)}万元，其中：{_shares(parts, t.expenditure, drawn)}。"]


def _classes(t: Truth, drawn: random.Random) -> list[str]:
    items = [i for i in t.items if i.general]
    mark = drawn.choice(("", "（类）"))
    parts = [(n + mark, sum(i.general for i in m)) for c, n, m in tree(items) if len(c) == 3]
    return [
        f"一般公共预算财政拨款支出{wan(t.general)}万元，主要用于以下方面：{_shares(parts, t.general, drawn)}。"
    ]


def _three(t: Truth, drawn: random.Random, k: int) -> list[str]:
    name = _THREE[k]
    planned, final = three_row(t.three_budget)[k], three_row(t.three_final)[k]
    p = t.prior
    prior = (p["三公"], p[THREE[0]], p[THREE[1]] + p[THREE[2]], *(p[n] for n in THREE[1:]))[k]
    rate = f"，完成预算的{percent(final, planned)}" if planned else ""
    other = drawn.randrange(final + 1, final + 10**6)
    texts = [
        f"{name}支出预算为{wan(planned)}万元，支出决算为{wan(final)}万元{rate}，{_moved(final, prior, drawn, t.year)}",
        f"{name}支出决算为{wan(final)}万元，{_moved(final, prior, drawn, t.year)}；"
        # Of the accounts of 2019 and 2020 that is no third year.
        f"比{2019 if t.year > _AFTER else t.year - 3}年{'（疫情前）' if t.year > _AFTER else ''}决算数"
        f"减少{wan(other - final)}万元，降低{percent(other - final, other)}",
        f"{name}全年预算为{wan(planned)}万元，{name}支出决算为{wan(final)}万元，主要原因是会议费增加3.21万元，增长12.30%。"
        f"{_moved(final, prior, drawn, t.year)}",
    ]
    if planned:
        texts.append(
            f"{name}支出决算为{wan(final)}万元，完成全年预算{wan(planned)}万元的{percent(final, planned)}"
        )
    if planned != final:
        word = "增加" if final > planned else "减少"
        texts.append(
            f"{name}支出全年预算数为{wan(planned)}万元，支出决算为{wan(final)}万元，"
            f"比预算{word}{wan(abs(final - planned))}万元，{_moved(final, prior, drawn, t.year)}"
        )
    return [_between(drawn, drawn.choice(texts))]


def _running(t: Truth, drawn: random.Random) -> list[str]:
    moved = _moved(t.running, t.prior["公用经费"], drawn, t.year)
    return [
        _between(drawn, f"机关运行经费支出{wan(t.running)}万元，主要用于办公费、差旅费等日常开支，{moved}"),
        *(
            _between(
                drawn,
                f"本年度{n}支出{wan(t.economic[c])}万元，{_moved(t.economic[c], t.prior[n], drawn, t.year)}",
            )
            for n, c in (("会议费", "30215"), ("培训费", "30216"))
        ),
    ]


def _procurement(t: Truth, drawn: random.Random) -> list[str]:
    goods, works, services = t.procurement
    total, (sme, small) = goods + works + services, t.small
    parts = f"货物采购金额{wan(goods)}万元、工程采购金额{wan(works)}万元、服务采购金额{wan(services)}万元"
    text = f"{t.year}年度政府采购金额（以合同签订为准）为{wan(total)}万元，其中：{parts}。"
    if drawn.random() < 0.5:
        share = f"，占政府采购支出总额的{percent(sme, total)}" if total else ""
        nested = f"，占授予中小企业合同金额的{percent(small, sme)}" if sme else ""
        return [
            f"{text}授予中小企业合同金额{wan(sme)}万元{share}，其中：授予小微企业合同金额{wan(small)}万元{nested}。"
        ]
    return [
        text,
        f"面向中小企业预留政府采购项目预算金额{wan(sme)}万元，面向小微企业预留政府采购项目预算金额{wan(small)}万元。"
        f"在面向中小企业预留的政府采购项目中，由中小企业供应商中标或成交的，采购金额{wan(sme)}万元；"
        f"在面向小微企业预留政府采购项目中，由小微企业供应商中标或成交的，采购金额{wan(small)}万元；"
        f"在其他政府采购项目中，由中小企业供应商中标或成交的，采购金额{wan(total - sme)}万元。",
    ]
