"""The prose of a department as Shandong words it."""

from __future__ import annotations

from gouji.testing.synthetic.places.words import Sections, V, compared, moved, rate, wan_yuan


def shandong(v: V) -> Sections:
    """Return the sections as 山东 words them."""
    y, p = v.y, v.prior
    b, n = v.visits

    def three(k: int, name: str, tail: str = "") -> str:
        done = f"，完成全年预算的{rate(v.final[k], v.plan[k])}" if v.plan[k] else ""
        return (
            f"{name}支出全年预算为{wan_yuan(v.plan[k])}，支出决算为{wan_yuan(v.final[k])}{done}。决算数{compared(v.final[k], v.plan[k])}预算数"
            + ("的主要原因是认真贯彻落实中央八项规定精神。" if v.final[k] != v.plan[k] else "。")
            + tail
        )

    return [
        (
            "一、收入支出决算总体情况说明",
            2,
            [
                f"{y}年度收、支总计均为{wan_yuan(v.grand_total)}。与{y - 1}年度相比，收、支总计各{moved(v.grand_total, p['总计'])}。主要是项目经费变动。"
                if v.grand_total != p["总计"]
                else f"{y}年度收、支总计均为{wan_yuan(v.grand_total)}。",
                "（图1：收、支决算总计变动情况图）",
            ],
        ),
        (
            "二、收入决算情况说明",
            2,
            [
                f"{y}年度本年收入合计{wan_yuan(v.income)}，其中：财政拨款收入{wan_yuan(v.fiscal)}，占{rate(v.fiscal, v.income)}；其他收入{wan_yuan(v.other_income)}，占{rate(v.other_income, v.income)}。",
                "（一）收入决算具体情况",
                f"1．财政拨款收入{wan_yuan(v.fiscal)}，占本年收入的{rate(v.fiscal, v.income)}。",
                f"2．其他收入{wan_yuan(v.other_income)}，占本年收入的{rate(v.other_income, v.income)}。",
            ],
        ),
        (
            "三、支出决算情况说明",
            2,
            [
                f"{y}年度本年支出合计{wan_yuan(v.expenditure)}，其中：基本支出{wan_yuan(v.all_basic)}，占{rate(v.all_basic, v.expenditure)}；项目支出{wan_yuan(v.all_project)}，占{rate(v.all_project, v.expenditure)}。"
            ],
        ),
        (
            "四、财政拨款收入支出决算总体情况说明",
            2,
            [
                f"{y}年度财政拨款收、支总计均为{wan_yuan(v.fiscal_total)}。"
                + (
                    f"与{y - 1}年度相比，财政拨款收、支总计各{moved(v.fiscal_total, p['财政拨款总计'])}。主要原因是项目变动。"
                    if v.fiscal_total != p["财政拨款总计"]
                    else ""
                )
            ],
        ),
        ("五、一般公共预算财政拨款支出决算情况说明", 2, []),
        (
            "（一）一般公共预算财政拨款支出决算总体情况",
            3,
            [
                f"{y}年度一般公共预算财政拨款支出{wan_yuan(v.general)}，占本年支出合计的{rate(v.general, v.expenditure)}。与{y - 1}年度相比，一般公共预算财政拨款支出{moved(v.general, p['一般公共预算'])}。"
            ],
        ),
        (
            "（二）一般公共预算财政拨款支出决算结构情况",
            3,
            [
                f"{y}年度一般公共预算财政拨款支出{wan_yuan(v.general)}，主要用于以下方面："
                + "；".join(
                    f"{n}（类）支出{wan_yuan(a)}，占{rate(a, v.general)}"
                    for n, a, _ in [(n.removesuffix("支出"), a, q) for n, a, q in v.classes]
                )
                + "。"
            ],
        ),
        (
            "（三）一般公共预算财政拨款支出决算具体情况",
            3,
            [
                f"{y}年度一般公共预算财政拨款支出年初预算为{wan_yuan(v.budget)}，支出决算为{wan_yuan(v.general)}，完成年初预算的{rate(v.general, v.budget)}。决算数{compared(v.general, v.budget)}年初预算数的主要原因是年中预算调整。其中：",
                *[
                    f"{k}．{i.path[0]}（类）{i.path[1]}（款）{i.path[2]}（项）。年初预算为{wan_yuan(i.budget)}，支出决算为{wan_yuan(i.general)}，完成年初预算的{rate(i.general, i.budget)}。"
                    + (
                        f"决算数{compared(i.general, i.budget)}年初预算数的主要原因是人员变动。"
                        if i.general != i.budget
                        else "决算数与年初预算数持平。"
                    )
                    for k, i in enumerate(v.items, 1)
                ],
            ],
        ),
        (
            "六、一般公共预算财政拨款基本支出决算情况说明",
            2,
            [
                f"{y}年度一般公共预算财政拨款基本支出决算{wan_yuan(v.basic)}，支出具体情况如下：",
                f"（一）人员经费{wan_yuan(v.staff)}，主要包括：{v.uses('301', '303')}。",
                f"（二）公用经费{wan_yuan(v.running)}，主要包括：{v.uses('302', '307', '310', '399')}。",
            ],
        ),
        ("七、财政拨款“三公”经费支出决算情况说明", 2, []),
        ("（一）“三公”经费财政拨款支出决算总体情况说明", 3, [f"{y}年度" + three(0, "“三公”经费财政拨款")]),
        (
            "（二）“三公”经费财政拨款支出决算具体情况说明",
            3,
            (
                [
                    f"{y}年度“三公”经费财政拨款支出决算中，因公出国（境）费支出决算占{rate(v.final[1], v.final[0])}，公务用车购置及运行维护费支出决算占{rate(v.final[2], v.final[0])}，公务接待费支出决算占{rate(v.final[5], v.final[0])}。具体情况如下："
                ]
                if v.final[0]
                else []
            )
            + [
                three(1, "1．因公出国（境）费")
                + f"全年支出涉及出国（境）团组{1 if v.final[1] else 0}个、累计{3 if v.final[1] else 0}人次。",
                three(2, "2．公务用车购置及运行维护费")
                + f"其中：公务用车购置支出{wan_yuan(v.final[3])}，{y}年度本单位购置公务用车0辆。公务用车运行维护费支出{wan_yuan(v.final[4])}，主要用于车辆燃料费、维修费。截至{y}年12月31日，单位财政拨款开支运行维护费的公务用车保有量为{v.cars}辆。",
                three(5, "3．公务接待费")
                + f"其中：国内接待费{wan_yuan(v.final[5])}，主要用于接待上级检查，共计接待{b}批次、{n}人次（包括外事接待0批次、0人次）；国（境）外接待费0.00万元，主要用于外事活动，共接待0批次、0人次。",
            ],
        ),
        (
            "八、机关运行经费支出情况",
            2,
            [
                f"{y}年度本单位机关运行经费支出{wan_yuan(v.running)}，"
                + (
                    f"比上年决算数{moved(v.running, p['公用经费'])}，主要原因是严格控制公用支出。"
                    if v.running != p["公用经费"]
                    else "与上年决算数持平。"
                )
            ],
        ),
        (
            "九、政府采购支出情况",
            2,
            [
                f"{y}年度政府采购支出总额{wan_yuan(sum(v.procurement))}，其中：政府采购货物支出{wan_yuan(v.procurement[0])}、政府采购工程支出{wan_yuan(v.procurement[1])}、政府采购服务支出{wan_yuan(v.procurement[2])}。授予中小企业合同金额{wan_yuan(v.small[0])}，占政府采购支出总额的{rate(v.small[0], sum(v.procurement))}。其中：授予小微企业合同金额{wan_yuan(v.small[1])}，占政府采购支出总额的{rate(v.small[1], sum(v.procurement))}。"
            ],
        ),
        (
            "十、国有资产占用情况说明",
            2,
            [
                f"截至{y}年12月31日，本单位共有车辆{v.cars}辆，其中，{'、'.join(f'{k}{c}辆' for k, c in v.vehicles.items())}。单价100万元（含）以上设备（不含车辆）0台（套）。"
            ],
        ),
    ]
