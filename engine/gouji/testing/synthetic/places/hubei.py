"""The prose of a department as Hubei words it."""

from __future__ import annotations

from gouji.testing.synthetic.places.words import Sections, V, compared, moved, rate, wan_yuan


def hubei(v: V) -> Sections:
    """Return the sections as 湖北 words them."""
    y, p = v.y, v.prior
    b, n = v.visits
    return [
        (
            "一、收入支出决算总体情况",
            2,
            [
                f"{y}年度收、支总计{wan_yuan(v.grand_total)}。"
                + (
                    f"与上年度相比，收、支总计{moved(v.grand_total, p['总计'])}，主要原因：一是人员经费增加；二是项目支出减少。"
                    if v.grand_total != p["总计"]
                    else "与上年度持平。"
                )
            ],
        ),
        (
            "二、收入决算情况",
            2,
            [
                f"{y}年度收入合计{wan_yuan(v.income)}，与上年相比，主要原因是拨款变化。其中：财政拨款收入{wan_yuan(v.fiscal)}，占本年收入{rate(v.fiscal, v.income)}；其他收入{wan_yuan(v.other_income)}，占本年收入{rate(v.other_income, v.income)}。"
            ],
        ),
        (
            "三、支出决算情况",
            2,
            [
                f"{y}年度支出合计{wan_yuan(v.expenditure)}，其中：基本支出{wan_yuan(v.all_basic)}，占本年支出{rate(v.all_basic, v.expenditure)}；项目支出{wan_yuan(v.all_project)}，占本年支出{rate(v.all_project, v.expenditure)}；上缴上级支出0万元，占本年支出0%。"
            ],
        ),
        (
            "四、财政拨款收入支出决算总体情况",
            2,
            [
                f"{y}年度财政拨款收、支总计{wan_yuan(v.fiscal_total)}。"
                + (
                    f"与上年度相比，财政拨款收、支总计各{moved(v.fiscal_total, p['财政拨款总计'])}，主要原因是项目变动。"
                    if v.fiscal_total != p["财政拨款总计"]
                    else ""
                )
                + f"{y}年度财政拨款收入中，一般公共预算财政拨款收入{wan_yuan(v.fiscal_income)}；政府性基金预算财政拨款收入{wan_yuan(v.fund)}；国有资本经营预算财政拨款收入0.00万元。"
            ],
        ),
        (
            "五、一般公共预算财政拨款支出决算情况",
            2,
            [
                "（一）一般公共预算财政拨款支出决算总体情况。",
                f"{y}年度一般公共预算财政拨款支出{wan_yuan(v.general)}，占本年支出合计的{rate(v.general, v.expenditure)}。与上年度相比，一般公共预算财政拨款支出{moved(v.general, p['一般公共预算'])}。",
                "（二）一般公共预算财政拨款支出决算结构情况。",
                f"{y}年度一般公共预算财政拨款支出{wan_yuan(v.general)}，主要用于以下方面：",
                *[
                    f"{k}.{n}（类）支出{wan_yuan(a)}，占{rate(a, v.general)}。主要是用于机关正常运转。"
                    for k, (n, a, _) in enumerate(
                        [(n.removesuffix("支出"), a, q) for n, a, q in v.classes], 1
                    )
                ],
                "（三）一般公共预算财政拨款支出决算具体情况。",
                f"{y}年度一般公共预算财政拨款支出年初预算为{wan_yuan(v.budget)}，支出决算为{wan_yuan(v.general)}，完成年初预算的{rate(v.general, v.budget)}。其中：基本支出{wan_yuan(v.basic)}，项目支出{wan_yuan(v.general - v.basic)}。项目支出主要用于业务开展，主要成效：完成全年任务。",
                *[
                    f"{k}.{i.path[0]}（类）{i.path[1]}（款）{i.path[2]}（项）。年初预算为{wan_yuan(i.budget)}，支出决算为{wan_yuan(i.general)}，完成年初预算的{rate(i.general, i.budget)}，支出决算数{compared(i.general, i.budget)}年初预算数"
                    + ("的主要原因：年中追加。" if i.general != i.budget else "。")
                    for k, i in enumerate(v.items, 1)
                ],
            ],
        ),
        (
            "六、一般公共预算财政拨款基本支出决算情况",
            2,
            [
                f"{y}年度一般公共预算财政拨款基本支出{wan_yuan(v.basic)}，其中：",
                f"人员经费{wan_yuan(v.staff)}，主要包括：{v.uses('301', '303')}。",
                f"公用经费{wan_yuan(v.running)}，主要包括：{v.uses('302', '307', '310', '399')}。",
            ],
        ),
        (
            "七、政府性基金预算财政拨款收入支出决算情况",
            2,
            [
                f"{y}年度政府性基金预算财政拨款年初结转和结余0.00万元，本年收入{wan_yuan(v.fund)}，本年支出{wan_yuan(v.fund)}，年末结转和结余0.00万元。"
                if v.fund
                else "本部门当年无政府性基金预算财政拨款收支。"
            ],
        ),
        ("八、国有资本经营预算财政拨款支出决算情况", 2, ["本部门当年无国有资本经营预算财政拨款支出。"]),
        (
            "九、财政拨款“三公”经费支出决算情况",
            2,
            [
                "（一）“三公”经费财政拨款支出决算总体情况说明。",
                f"{y}年度“三公”经费财政拨款支出全年预算为{wan_yuan(v.plan[0])}，支出决算为{wan_yuan(v.final[0])}"
                + (f"，完成全年预算的{rate(v.final[0], v.plan[0])}" if v.plan[0] else "")
                + "。"
                + (
                    f"较上年{moved(v.final[0], v.before[0])}。"
                    if v.final[0] != v.before[0]
                    else "与上年持平。"
                ),
                "（二）“三公”经费财政拨款支出决算具体情况说明。",
                f"1．因公出国（境）费全年预算为{wan_yuan(v.plan[1])}，支出决算为{wan_yuan(v.final[1])}。"
                + (
                    "全年支出涉及因公出国（境）团组1个，累计3人次。"
                    if v.final[1]
                    else "本年度未安排因公出国（境）。"
                ),
                f"2．公务用车购置及运行维护费全年预算为{wan_yuan(v.plan[2])}，支出决算为{wan_yuan(v.final[2])}。其中：（1）公务用车购置费支出{wan_yuan(v.final[3])}，本年度购置（更新）公务用车0辆。（2）公务用车运行维护费支出{wan_yuan(v.final[4])}，主要用于车辆维护，其中：燃料费{wan_yuan(v.final[4] // 3)}；维修费{wan_yuan(v.final[4] // 3)}；保险费{wan_yuan(v.final[4] - 2 * (v.final[4] // 3))}。截止{y}年12月31日，开支财政拨款的公务用车保有量{v.cars}辆。",
                f"3．公务接待费全年预算为{wan_yuan(v.plan[5])}，支出决算为{wan_yuan(v.final[5])}。其中：外宾接待支出0.00万元，主要用于无；国内公务接待支出{wan_yuan(v.final[5])}，主要用于接待上级调研检查工作。{y}年共接待国内来访团组{b}个，{n}人次（不包括陪同人员）。",
            ],
        ),
        (
            "十、机关运行经费支出情况",
            2,
            [
                f"{y}年度本部门机关运行经费支出{wan_yuan(v.running)}，"
                + (
                    f"比上年决算数{moved(v.running, p['公用经费'])}，主要原因是办公费变化。"
                    if v.running != p["公用经费"]
                    else "与上年持平。"
                )
            ],
        ),
        (
            "十一、政府采购支出情况",
            2,
            [
                f"{y}年度本部门政府采购支出总额{wan_yuan(sum(v.procurement))}，其中：政府采购货物支出{wan_yuan(v.procurement[0])}、政府采购工程支出{wan_yuan(v.procurement[1])}、政府采购服务支出{wan_yuan(v.procurement[2])}。授予中小企业合同金额{wan_yuan(v.small[0])}，占政府采购支出总额的{rate(v.small[0], sum(v.procurement))}，其中：授予小微企业合同金额{wan_yuan(v.small[1])}，占授予中小企业合同金额的{rate(v.small[1], v.small[0])}；货物采购授予中小企业合同金额占货物支出金额的100%，工程采购授予中小企业合同金额占工程支出金额的0%，服务采购授予中小企业合同金额占服务支出金额的50%。"
            ],
        ),
        (
            "十二、国有资产占用情况",
            2,
            [
                f"截至{y}年12月31日，本部门共有车辆{v.cars}辆，其中，{'、'.join(f'{k}{c}辆' for k, c in v.vehicles.items())}。单位价值100万元（含）以上设备（不含车辆）0台（套）。"
            ],
        ),
    ]
