"""The prose of a department as Beijing words it."""

from __future__ import annotations

from fractions import Fraction

from gouji.testing.synthetic.figures import tree, wan
from gouji.testing.synthetic.places.words import Money, Sections, V, moved, rate, wan_yuan


def beijing(v: V) -> Sections:
    """Return the sections as 北京 words them."""
    y, p = v.y, v.prior

    def diff(a: int, b: int, m: Money = wan_yuan) -> str:
        if a == b:
            return "与年初预算数持平"
        return f"比{y}年年初预算数{m(b)}{'增加' if a > b else '减少'}{m(abs(a - b))}"

    groups = tree(v.items)
    lines: list[str] = []
    for c, n, m in groups:
        a, b = sum(i.general for i in m), sum(i.budget for i in m)
        if len(c) == 3:
            lines.append(
                f"{len(lines) + 1}、“{n}”（类）{y}年度决算{wan_yuan(a)}，比{y}年年初预算{'增加' if a >= b else '减少'}{wan_yuan(abs(a - b))}，{'增长' if a >= b else '下降'}{rate(a - b, b)}。其中："
            )
        elif len(c) == 5:
            lines[-1] += (
                f"“{n}”（款）{y}年度决算{wan_yuan(a)}，比{y}年年初预算{'增加' if a >= b else '减少'}{wan_yuan(abs(a - b))}，{'增长' if a >= b else '下降'}{rate(a - b, b)}，主要原因：工作安排调整。"
            )
    t0 = [f"{y}年“三公”经费财政拨款决算数{wan_yuan(v.final[0])}，{diff(v.final[0], v.plan[0])}。其中："]
    b, n = v.visits
    per = Fraction(v.final[4], v.cars) if v.cars else Fraction(0)
    return [
        (
            "一、收入支出决算总体情况说明",
            2,
            [
                f"{y}年度收、支总计{wan_yuan(v.grand_total)}，"
                + (
                    f"比上年{moved(v.grand_total, p['总计'])}。"
                    if v.grand_total != p["总计"]
                    else "与上年持平。"
                )
            ],
        ),
        (
            "（一）收入决算说明",
            3,
            [
                f"{y}年度本年收入合计{wan_yuan(v.income)}，其中：财政拨款收入{wan_yuan(v.fiscal)}，占收入合计的{rate(v.fiscal, v.income)}；其他收入{wan_yuan(v.other_income)}，占收入合计的{rate(v.other_income, v.income)}。"
            ],
        ),
        (
            "（二）支出决算说明",
            3,
            [
                f"{y}年度本年支出合计{wan_yuan(v.expenditure)}，其中：基本支出{wan_yuan(v.all_basic)}，占支出合计的{rate(v.all_basic, v.expenditure)}；项目支出{wan_yuan(v.all_project)}，占支出合计的{rate(v.all_project, v.expenditure)}。"
            ],
        ),
        (
            "二、财政拨款收入支出决算总体情况说明",
            2,
            [
                f"{y}年度财政拨款收、支总计{wan_yuan(v.fiscal_total)}，"
                + (
                    f"比上年{moved(v.fiscal_total, p['财政拨款总计'])}。主要原因：落实过紧日子要求。"
                    if v.fiscal_total != p["财政拨款总计"]
                    else "与上年持平。"
                )
            ],
        ),
        ("三、一般公共预算财政拨款支出决算情况说明", 2, []),
        (
            "（一）一般公共预算财政拨款支出决算总体情况",
            3,
            [
                f"{y}年度一般公共预算财政拨款支出{wan_yuan(v.general)}，主要用于以下方面（按大类）："
                + "；".join(
                    f"{n}{wan_yuan(a)}，占本年财政拨款支出{rate(a, v.general)}" for n, a, _ in v.classes
                )
                + "。"
            ]
            if not v.fund
            else [],
        ),
        ("（二）一般公共预算财政拨款支出决算具体情况", 3, lines),
        (
            "四、政府性基金预算财政拨款支出决算情况说明",
            2,
            [
                "本年度无此项支出。"
                if not v.fund
                else f"{y}年度政府性基金预算财政拨款支出{wan_yuan(v.fund)}，主要用于以下方面（按大类）：其他支出{wan_yuan(v.fund)}，占本年政府性基金财政拨款支出100.00%。"
            ],
        ),
        ("五、国有资本经营预算财政拨款支出决算情况说明", 2, ["本年度无此项支出。"]),
        (
            "六、财政拨款基本支出决算情况说明",
            2,
            [
                f"{y}年度使用一般公共预算财政拨款安排基本支出{wan_yuan(v.basic)}，其中：（1）工资福利支出{wan_yuan(v.block('301'))}，包括基本工资、津贴补贴、社会保障缴费等支出；"
                f"（2）商品和服务支出{wan_yuan(v.block('302'))}，包括办公费等支出；（3）对个人和家庭的补助支出{wan_yuan(v.block('303'))}；"
                f"（4）资本性支出{wan_yuan(v.block('310'))}，包括办公设备购置。"
            ],
        ),
        (
            "七、财政拨款“三公”经费支出决算情况说明",
            2,
            [
                *t0,
                f"1．因公出国（境）费用。{y}年决算数{wan_yuan(v.final[1])}，{diff(v.final[1], v.plan[1])}。"
                + (
                    f"主要用于学习考察等方面，{y}年组织因公出国（境）团组1个、3人次，人均因公出国（境）费用{wan(round(v.final[1] / 3))}万元。"
                    if v.final[1]
                    else ""
                ),
                f"2．公务接待费。{y}年决算数{wan_yuan(v.final[5])}，{diff(v.final[5], v.plan[5])}。主要原因：严格执行接待规定。"
                + (f"公务接待{b}批次，公务接待{n}人次。" if b else ""),
                f"3．公务用车购置及运行维护费。{y}年决算数{wan_yuan(v.final[2])}，{diff(v.final[2], v.plan[2])}。其中，公务用车购置费{y}年决算数{wan_yuan(v.final[3])}，{diff(v.final[3], v.plan[3])}。"
                f"{y}年购置（更新）0辆，车均购置费0万元。公务用车运行维护费{y}年决算数{wan_yuan(v.final[4])}，{diff(v.final[4], v.plan[4])}。"
                + (f"{y}年公务用车保有量{v.cars}辆，车均运行维护费{wan(round(per))}万元。" if v.cars else ""),
            ],
        ),
        ("八、其他重要事项的情况说明", 2, []),
        (
            "（一）机关运行经费支出情况",
            3,
            [
                f"{y}年机关运行经费支出合计{wan_yuan(v.running)}，"
                + (
                    f"比上年{moved(v.running, p['公用经费']).split('，')[0]}，{'增加' if v.running > p['公用经费'] else '减少'}原因：工作任务变化。"
                    if v.running != p["公用经费"]
                    else "与上年持平。"
                )
            ],
        ),
        (
            "（二）政府采购支出情况",
            3,
            [
                f"{y}年政府采购支出总额{wan_yuan(sum(v.procurement))}，其中：政府采购货物支出{wan_yuan(v.procurement[0])}，政府采购工程支出{wan_yuan(v.procurement[1])}，政府采购服务支出{wan_yuan(v.procurement[2])}。授予中小企业合同金额{wan_yuan(v.small[0])}，占政府采购支出总额的{rate(v.small[0], sum(v.procurement))}，"
                f"其中：授予小微企业合同金额{wan_yuan(v.small[1])}，占政府采购支出总额的{rate(v.small[1], sum(v.procurement))}。"
            ],
        ),
        (
            "（三）国有资产占用情况",
            3,
            [f"{y}年车辆{v.cars}台，42.50万元；单位价值100万元（含）以上设备（不含车辆）0台（套）。"],
        ),
    ]
