"""The prose of a department as Jiangsu words it."""

from __future__ import annotations

from gouji.testing.synthetic.places.words import Sections, V, compared, moved, rate, wan_yuan


def jiangsu(v: V) -> Sections:
    """Return the sections as 江苏 words them."""
    y, p = v.y, v.prior
    opening, closing = v.opening + v.other_opening, v.closing + v.other_closing

    def three(k: int, name: str) -> str:
        return (
            f"{name}支出预算{wan_yuan(v.plan[k])}（其中：一般公共预算支出{wan_yuan(v.plan[k])}；政府性基金预算支出0万元；国有资本经营预算支出0万元），"
            f"支出决算{wan_yuan(v.final[k])}（其中：一般公共预算支出{wan_yuan(v.final[k])}；政府性基金预算支出0万元；国有资本经营预算支出0万元）"
            + (f"，完成调整后预算的{rate(v.final[k], v.plan[k])}" if v.plan[k] else "")
            + (
                "，决算数与预算数相同"
                if v.final[k] == v.plan[k]
                else f"，决算数{compared(v.final[k], v.plan[k])}预算数的主要原因是厉行节约"
            )
            + "。"
        )

    b, n = v.visits
    return [
        (
            "一、收入支出决算总体情况说明",
            2,
            [
                f"{y}年度收入、支出决算总计{wan_yuan(v.grand_total)}。与上年相比，收、支总计各{moved(v.grand_total, p['总计'], down='减少')}。其中：",
                f"（一）收入决算总计{wan_yuan(v.grand_total)}。包括：",
                f"1．本年收入决算合计{wan_yuan(v.income)}。",
                "2．使用非财政拨款结余（含专用结余）0万元。与上年决算数相同。",
                f"3．年初结转和结余{wan_yuan(opening)}。",
                f"（二）支出决算总计{wan_yuan(v.grand_total)}。包括：",
                f"1．本年支出决算合计{wan_yuan(v.expenditure)}。",
                "2．结余分配0万元。结余分配事项：无。与上年决算数相同。",
                f"3．年末结转和结余{wan_yuan(closing)}。结转和结余事项：项目尾款。",
            ],
        ),
        (
            "二、收入决算情况说明",
            2,
            [
                f"{y}年度本年收入决算合计{wan_yuan(v.income)}，其中：财政拨款收入{wan_yuan(v.fiscal)}，占{rate(v.fiscal, v.income)}；上级补助收入0万元，占0%；"
                f"事业收入0万元，占0%；经营收入0万元，占0%；附属单位上缴收入0万元，占0%；其他收入{wan_yuan(v.other_income)}，占{rate(v.other_income, v.income)}。"
            ],
        ),
        (
            "三、支出决算情况说明",
            2,
            [
                f"{y}年度本年支出决算合计{wan_yuan(v.expenditure)}，其中：基本支出{wan_yuan(v.all_basic)}，占{rate(v.all_basic, v.expenditure)}；"
                f"项目支出{wan_yuan(v.all_project)}，占{rate(v.all_project, v.expenditure)}；上缴上级支出0万元，占0%；经营支出0万元，占0%；对附属单位补助支出0万元，占0%。"
            ],
        ),
        (
            "四、财政拨款收入支出决算总体情况说明",
            2,
            [
                f"{y}年度财政拨款收入、支出决算总计{wan_yuan(v.fiscal_total)}。与上年相比，收、支总计各{moved(v.fiscal_total, p['财政拨款总计'], down='减少')}，变动原因：人员和项目变动。"
                if v.fiscal_total != p["财政拨款总计"]
                else f"{y}年度财政拨款收入、支出决算总计{wan_yuan(v.fiscal_total)}，与上年决算数相同。"
            ],
        ),
        (
            "五、财政拨款支出决算情况说明",
            2,
            [
                f"{y}年度财政拨款支出决算{wan_yuan(v.general + v.fund)}，占本年支出合计的{rate(v.general + v.fund, v.expenditure)}。"
            ],
        ),
        (
            "七、一般公共预算财政拨款支出决算情况说明",
            2,
            [
                f"{y}年度一般公共预算财政拨款支出决算{wan_yuan(v.general)}。与上年相比，{moved(v.general, p['一般公共预算'], down='减少')}。"
                if v.general != p["一般公共预算"]
                else f"{y}年度一般公共预算财政拨款支出决算{wan_yuan(v.general)}，与上年决算数相同。",
                f"{y}年度一般公共预算财政拨款支出年初预算为{wan_yuan(v.budget)}，支出决算为{wan_yuan(v.general)}，完成年初预算的{rate(v.general, v.budget)}。其中：",
                *[
                    f"{k}．{i.path[2]}（项）。年初预算{wan_yuan(i.budget)}，支出决算{wan_yuan(i.general)}，完成年初预算的{rate(i.general, i.budget)}。"
                    + (
                        "决算数与年初预算数相同。"
                        if i.general == i.budget
                        else "决算数与年初预算数的差异原因：人员变动。"
                    )
                    for k, i in enumerate(v.items, 1)
                ],
            ],
        ),
        (
            "八、一般公共预算财政拨款基本支出决算情况说明",
            2,
            [
                f"{y}年度一般公共预算财政拨款基本支出决算{wan_yuan(v.basic)}，其中：",
                f"（一）人员经费{wan_yuan(v.staff)}。主要包括：{v.uses('301', '303')}。",
                f"（二）公用经费{wan_yuan(v.running)}。主要包括：{v.uses('302', '307', '310', '399')}。",
            ],
        ),
        ("九、财政拨款“三公”经费支出决算情况说明", 2, []),
        (
            "（一）“三公”经费财政拨款支出总体情况说明",
            3,
            [
                f"{y}年度财政拨款“三公”经费支出决算{wan_yuan(v.final[0])}（其中：一般公共预算支出{wan_yuan(v.final[0])}；政府性基金预算支出0万元；国有资本经营预算支出0万元）。"
                + (
                    f"与上年相比，{moved(v.final[0], v.before[0], down='减少').split('，')[0]}，变动原因：工作需要。"
                    if v.final[0] != v.before[0]
                    else "与上年决算数相同。"
                )
                + (
                    f"其中，因公出国（境）费支出{wan_yuan(v.final[1])}，占“三公”经费的{rate(v.final[1], v.final[0])}；公务用车购置及运行维护费支出{wan_yuan(v.final[2])}，占“三公”经费的{rate(v.final[2], v.final[0])}；"
                    f"公务接待费支出{wan_yuan(v.final[5])}，占“三公”经费的{rate(v.final[5], v.final[0])}。"
                    if v.final[0]
                    else ""
                )
            ],
        ),
        (
            "（二）财政拨款“三公”经费支出决算具体情况说明",
            3,
            [
                f"1．因公出国（境）费{three(1, '')}全年使用财政拨款涉及的出国（境）团组{1 if v.final[1] else 0}个，累计{3 if v.final[1] else 0}人次。",
                f"2．公务用车购置及运行维护费{three(2, '')}其中：",
                f"（1）公务用车购置{three(3, '')}本年度使用财政拨款购置公务用车0辆。",
                f"（2）公务用车运行维护费{three(4, '')}公务用车运行维护费主要用于燃料费、维修费、过路过桥费等支出。截至{y}年12月31日，使用财政拨款开支的公务用车保有量为{v.cars}辆。",
                f"3．公务接待费{three(5, '')}其中：国内公务接待支出{wan_yuan(v.final[5])}，接待{b}批次，{n}人次；国（境）外公务接待支出0万元，接待0批次，0人次。",
            ],
        ),
        (
            "十、财政拨款会议费支出决算情况说明",
            2,
            [
                f"{y}年度财政拨款会议费支出决算{wan_yuan(v.economic['30215'])}。"
                + ("全年召开会议3个，参加会议120人次。" if v.economic["30215"] else "")
            ],
        ),
        (
            "十一、财政拨款培训费支出决算情况说明",
            2,
            [f"{y}年度财政拨款培训费支出决算{wan_yuan(v.economic['30216'])}。"],
        ),
        (
            "十二、机关运行经费支出决算情况说明",
            2,
            [
                f"{y}年度机关运行经费支出决算{wan_yuan(v.running)}（其中：一般公共预算支出{wan_yuan(v.running)}；政府性基金预算支出0万元；国有资本经营预算支出0万元）。"
                + (
                    f"与上年相比，{moved(v.running, p['公用经费'], down='减少')}，变动原因：人员变动。"
                    if v.running != p["公用经费"]
                    else "与上年决算数相同。"
                )
            ],
        ),
        (
            "十三、政府采购支出决算情况说明",
            2,
            [
                f"{y}年度政府采购支出总额{wan_yuan(sum(v.procurement))}，其中：政府采购货物支出{wan_yuan(v.procurement[0])}、政府采购工程支出{wan_yuan(v.procurement[1])}、政府采购服务支出{wan_yuan(v.procurement[2])}。"
                f"政府采购授予中小企业合同金额{wan_yuan(v.small[0])}，占政府采购支出总额的{rate(v.small[0], sum(v.procurement))}，其中：授予小微企业合同金额{wan_yuan(v.small[1])}，占授予中小企业合同金额的{rate(v.small[1], v.small[0])}。"
            ],
        ),
        (
            "十四、国有资产占用情况说明",
            2,
            [
                f"截至{y}年12月31日，本部门（单位）共有车辆{v.cars}辆，其中：{'、'.join(f'{k}{c}辆' for k, c in v.vehicles.items())}。单价100万元（含）以上的设备（不含车辆）0台（套）。"
            ],
        ),
    ]
