"""The prose of a department as Inner Mongolia words it."""

from __future__ import annotations

from gouji.testing.synthetic.places.words import Sections, V, moved, rate, wan_yuan


def neimenggu(v: V) -> Sections:
    """Return the sections as 内蒙古 words them."""
    y, p = v.y, v.prior
    b, n = v.visits
    opening, closing = v.opening + v.other_opening, v.closing + v.other_closing
    return [
        (
            "一、收入支出决算总体情况说明",
            2,
            [
                f"{v.department}{y}年度收入、支出决算总计{wan_yuan(v.grand_total)}。与上年决算相比，收、支总计各{moved(v.grand_total, p['总计'])}。其中："
                if v.grand_total != p["总计"]
                else f"{v.department}{y}年度收入、支出决算总计{wan_yuan(v.grand_total)}，与上年决算相比，持平。其中：",
                f"（一）收入决算总计{wan_yuan(v.grand_total)}。包括：",
                f"1．本年收入决算合计{wan_yuan(v.income)}。与上年决算相比，变动原因：人员变动。",
                "2．使用非财政拨款结余（含专用结余）0.00万元。与上年决算相比，增加0.00万元，增长0.00%，变动原因：无此项支出。",
                f"3．年初结转和结余{wan_yuan(opening)}。",
                f"（二）支出决算总计{wan_yuan(v.grand_total)}。包括：",
                f"1．本年支出决算合计{wan_yuan(v.expenditure)}。",
                "2．结余分配0.00万元。结余分配事项：无。",
                f"3．年末结转和结余{wan_yuan(closing)}。结转和结余事项：项目结转。",
            ],
        ),
        (
            "二、收入决算情况说明",
            2,
            [
                f"{y}年度收入决算总计{wan_yuan(v.income)}，其中：财政拨款收入{wan_yuan(v.fiscal)}，占{rate(v.fiscal, v.income)}；上级补助收入0.00万元，占0.00%；财政专户管理资金收入0.00万元，占0.00%；其他收入{wan_yuan(v.other_income)}，占{rate(v.other_income, v.income)}。"
            ],
        ),
        (
            "三、支出决算情况说明",
            2,
            [
                f"{y}年度支出决算总计{wan_yuan(v.expenditure)}，其中：基本支出{wan_yuan(v.all_basic)}，占{rate(v.all_basic, v.expenditure)}；项目支出{wan_yuan(v.all_project)}，占{rate(v.all_project, v.expenditure)}。"
            ],
        ),
        (
            "五、财政拨款收入支出决算总体情况说明",
            2,
            [
                f"{y}年度财政拨款收入、支出决算总计{wan_yuan(v.fiscal_total)}。"
                + (
                    f"与上年决算相比，财政拨款收、支总计各{moved(v.fiscal_total, p['财政拨款总计'])}，变动原因：项目变动。"
                    if v.fiscal_total != p["财政拨款总计"]
                    else ""
                )
            ],
        ),
        (
            "六、一般公共预算财政拨款支出决算情况说明",
            2,
            [
                "（一）财政拨款支出决算总体情况",
                f"{y}年度一般公共预算财政拨款支出决算{wan_yuan(v.general)}，与年初预算{wan_yuan(v.budget)}相比，完成年初预算的{rate(v.general, v.budget)}，其中：基本支出{wan_yuan(v.basic)}，项目支出{wan_yuan(v.general - v.basic)}。",
                "（二）财政拨款支出决算具体情况",
                *[
                    f"{k}．{n}（类）年初预算为{wan_yuan(q)}，支出决算为{wan_yuan(a)}，完成年初预算的{rate(a, q)}。决算数与年初预算数的差异原因：据实列支。"
                    if a != q
                    else f"{k}．{n}（类）年初预算为{wan_yuan(q)}，支出决算为{wan_yuan(a)}，完成年初预算的{rate(a, q)}。决算数与年初预算数相同。"
                    for k, (n, a, q) in enumerate(v.classes, 1)
                ],
            ],
        ),
        (
            "七、一般公共预算财政拨款基本支出决算情况说明",
            2,
            [
                f"{y}年度一般公共预算财政拨款基本支出决算{wan_yuan(v.basic)}，其中：",
                f"（一）人员经费{wan_yuan(v.staff)}。主要包括：{v.uses('301', '303')}。",
                f"（二）公用经费{wan_yuan(v.running)}。主要包括：{v.uses('302', '307', '310', '399')}。",
            ],
        ),
        (
            "八、财政拨款“三公”经费支出决算情况说明",
            2,
            [
                f"{y}年度财政拨款“三公”经费全年预算{wan_yuan(v.plan[0])}，支出决算{wan_yuan(v.final[0])}"
                + (f"，完成预算的{rate(v.final[0], v.plan[0])}" if v.plan[0] else "")
                + "，决算数与全年预算数的差异原因：厉行节约。"
                + (
                    f"与上年决算相比，{moved(v.final[0], v.before[0])}，变动原因：工作变动。"
                    if v.final[0] != v.before[0]
                    else ""
                ),
                f"1．因公出国（境）费支出{wan_yuan(v.final[1])}。全年出国（境）团组{1 if v.final[1] else 0}个，累计{3 if v.final[1] else 0}人次。",
                f"2．公务用车购置及运行维护费支出{wan_yuan(v.final[2])}。其中：公务用车购置支出{wan_yuan(v.final[3])}，本年度使用财政拨款购置公务用车0辆；公务用车运行维护费支出{wan_yuan(v.final[4])}，截至{y}年12月31日，使用财政拨款开支的公务用车保有量为{v.cars}辆。",
                f"3．公务接待费支出{wan_yuan(v.final[5])}。其中：国内公务接待支出{wan_yuan(v.final[5])}，接待{b}批次，{n}人次；国（境）外公务接待支出0.00万元，接待0批次，0人次。",
            ],
        ),
        (
            "九、机关运行经费支出决算情况说明",
            2,
            [
                f"{y}年度机关运行经费支出决算{wan_yuan(v.running)}，"
                + (
                    f"比上年决算{moved(v.running, p['公用经费'])}，变动原因：人员变动。"
                    if v.running != p["公用经费"]
                    else "与上年持平。"
                )
            ],
        ),
        (
            "十、政府采购支出决算情况说明",
            2,
            [
                f"{y}年度政府采购支出总额{wan_yuan(sum(v.procurement))}，其中：政府采购货物支出{wan_yuan(v.procurement[0])}、政府采购工程支出{wan_yuan(v.procurement[1])}、政府采购服务支出{wan_yuan(v.procurement[2])}。政府采购授予中小企业合同金额{wan_yuan(v.small[0])}，占政府采购支出总额的{rate(v.small[0], sum(v.procurement))}，其中：授予小微企业合同金额{wan_yuan(v.small[1])}，占授予中小企业合同金额的{rate(v.small[1], v.small[0])}；货物采购授予中小企业合同金额占货物支出金额的80%；工程采购授予中小企业合同金额占工程支出金额的0%；服务采购授予中小企业合同金额占服务支出金额的60%。"
            ],
        ),
        (
            "十一、国有资产占用情况说明",
            2,
            [
                f"截至{y}年12月31日，本部门共有车辆{v.cars}辆，其中：{'、'.join(f'{k}{c}辆' for k, c in v.vehicles.items())}。单价100万元（含）以上设备（不含车辆）0台（套）。"
            ],
        ),
    ]
