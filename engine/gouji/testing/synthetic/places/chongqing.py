"""The prose of a department as Chongqing words it."""

from __future__ import annotations

from gouji.model import format_ticks, unit
from gouji.testing.synthetic.figures import wan
from gouji.testing.synthetic.places.words import Sections, V, moved, rate, wan_yuan


def chongqing(v: V) -> Sections:
    """Return the sections as 重庆 words them."""
    y, p = v.y, v.prior
    b, n = v.visits
    opening, closing = v.opening + v.other_opening, v.closing + v.other_closing

    def against(k: int) -> str:
        a, c, q = v.final[k], v.plan[k], v.before[k]
        plan = f"较年初预算数{moved(a, c)}" if a != c else "与年初预算数持平"
        last = f"较上年支出数{moved(a, q)}" if a != q else "与上年支出数持平"
        return (
            f"费用支出{plan}，主要原因是厉行节约。{last}，主要原因是工作变动。"
            if a != q
            else f"费用支出{plan}，主要原因是厉行节约。{last}。"
        )

    return [
        (
            "一、收入支出决算总体情况说明",
            2,
            [
                f"1.总体情况。{y}年度收入总计{wan_yuan(v.grand_total)}，支出总计{wan_yuan(v.grand_total)}。收支"
                + (
                    f"较上年决算数{moved(v.grand_total, p['总计'])}，主要原因是项目变动。"
                    if v.grand_total != p["总计"]
                    else "与上年决算数持平。"
                ),
                f"2.收入情况。{y}年度收入合计{wan_yuan(v.income)}。其中：财政拨款收入{wan_yuan(v.fiscal)}，占{rate(v.fiscal, v.income)}；其他收入{wan_yuan(v.other_income)}，占{rate(v.other_income, v.income)}。此外，使用非财政拨款结余和专用结余0.00万元，年初结转和结余{wan_yuan(opening)}。",
                f"3.支出情况。{y}年度支出合计{wan_yuan(v.expenditure)}。其中：基本支出{wan_yuan(v.all_basic)}，占{rate(v.all_basic, v.expenditure)}；项目支出{wan_yuan(v.all_project)}，占{rate(v.all_project, v.expenditure)}；经营支出0.00万元，占0.0%。此外，结余分配0.00万元。",
                f"4.结转结余情况。{y}年度年末结转和结余{wan_yuan(closing)}。",
            ],
        ),
        (
            "二、财政拨款收入支出决算总体情况说明",
            2,
            [
                f"{y}年度财政拨款收、支总计{wan_yuan(v.fiscal_total)}。"
                + (
                    f"与{y - 1}年相比，财政拨款收、支总计各{moved(v.fiscal_total, p['财政拨款总计'])}。主要原因是人员变动。"
                    if v.fiscal_total != p["财政拨款总计"]
                    else f"与{y - 1}年持平。"
                )
            ],
        ),
        (
            "三、一般公共预算财政拨款收入支出决算情况说明",
            2,
            [
                f"1.收入情况。{y}年度一般公共预算财政拨款收入{wan_yuan(v.fiscal_income)}。此外，年初财政拨款结转和结余{wan_yuan(v.opening)}。",
                f"2.支出情况。{y}年度一般公共预算财政拨款支出{wan_yuan(v.general)}，"
                + (
                    f"较上年决算数{moved(v.general, p['一般公共预算'])}。"
                    if v.general != p["一般公共预算"]
                    else "与上年决算数持平。"
                )
                + (
                    f"较年初预算数{moved(v.general, v.budget)}。主要原因是年中追加。"
                    if v.general != v.budget
                    else "与年初预算数持平。"
                ),
                f"3.结转结余情况。{y}年度年末一般公共预算财政拨款结转和结余{wan_yuan(v.closing)}。",
                "4.比较情况。本部门" + f"{y}年度一般公共预算财政拨款支出主要用于以下几个方面：",
                *[
                    f"（{k}）{n}{wan_yuan(a)}，占{rate(a, v.general)}，"
                    + (f"较年初预算数{moved(a, q)}，主要原因是年中追加。" if a != q else "与年初预算数持平。")
                    for k, (n, a, q) in enumerate(v.classes, 1)
                ],
            ],
        ),
        (
            "四、一般公共预算财政拨款基本支出决算情况说明",
            2,
            [
                f"{y}年度一般公共财政拨款基本支出{wan_yuan(v.basic)}。其中：人员经费{wan_yuan(v.staff)}，"
                + (
                    f"较上年决算数{moved(v.staff, p['人员经费'])}，主要原因是人员变动。"
                    if v.staff != p["人员经费"]
                    else "与上年决算数持平。"
                )
                + f"人员经费用途主要包括{v.uses('301', '303')}。公用经费{wan_yuan(v.running)}，"
                + (
                    f"较上年决算数{moved(v.running, p['公用经费'])}，主要原因是厉行节约。"
                    if v.running != p["公用经费"]
                    else "与上年决算数持平。"
                )
                + f"公用经费用途主要包括{v.uses('302', '307', '310', '399')}。"
            ],
        ),
        (
            "五、政府性基金预算收支决算情况说明",
            2,
            [
                f"本部门{y}年度无政府性基金预算财政拨款收支。"
                if not v.fund
                else f"{y}年度政府性基金预算财政拨款年初结转和结余0.00万元，年末结转和结余0.00万元。本年收入{wan_yuan(v.fund)}，本年支出{wan_yuan(v.fund)}。"
            ],
        ),
        ("六、“三公”经费情况说明", 2, []),
        (
            "（一）“三公”经费支出总体情况说明",
            3,
            [
                f"{y}年度“三公”经费支出共计{wan_yuan(v.final[0])}，"
                + (
                    f"较年初预算数{moved(v.final[0], v.plan[0])}，主要原因是厉行节约。"
                    if v.final[0] != v.plan[0]
                    else "与年初预算数持平。"
                )
                + (
                    f"较上年支出数{moved(v.final[0], v.before[0])}，主要原因是工作变动。"
                    if v.final[0] != v.before[0]
                    else "与上年支出数持平。"
                )
            ],
        ),
        (
            "（二）“三公”经费分项支出情况",
            3,
            [
                f"{y}年度本部门因公出国（境）费用{wan_yuan(v.final[1])}。" + against(1),
                f"公务车购置费{wan_yuan(v.final[3])}。" + against(3),
                f"公务车运行维护费{wan_yuan(v.final[4])}，主要用于机要文件交换、市内因公出行等所需车辆的燃料费、维修费、过桥过路费、保险费等。"
                + against(4),
                f"公务接待费{wan_yuan(v.final[5])}，主要用于接待国内其他省市单位到我市考察调研。"
                + against(5),
            ],
        ),
        (
            "（三）“三公”经费实物量情况",
            3,
            [
                f"{y}年度本部门因公出国（境）共计{1 if v.final[1] else 0}个团组，{3 if v.final[1] else 0}人；公务用车购置0辆，公务车保有量为{v.cars}辆；国内公务接待{b}批次{n}人，其中：国内外事接待0批次，0人；国（境）外公务接待0批次，0人。{y}年本部门人均接待费{format_ticks(round(v.final[5] / n), unit('元')) if n else '0.00'}元，车均购置费0万元，车均维护费{wan(round(v.final[4] / v.cars)) if v.cars else '0.00'}万元。"
            ],
        ),
        ("七、其他需要说明的事项", 2, []),
        (
            "（一）财政拨款会议费和培训费情况说明",
            3,
            [
                f"本年度会议费支出{wan_yuan(v.economic['30215'])}，"
                + (
                    f"较上年决算数{moved(v.economic['30215'], p['会议费'])}，主要原因是会议次数变化。"
                    if v.economic["30215"] != p["会议费"]
                    else "与上年决算数持平。"
                )
                + f"本年度培训费支出{wan_yuan(v.economic['30216'])}，"
                + (
                    f"较上年决算数{moved(v.economic['30216'], p['培训费'])}，主要原因是培训班次变化。"
                    if v.economic["30216"] != p["培训费"]
                    else "与上年决算数持平。"
                )
            ],
        ),
        (
            "（二）机关运行经费情况说明",
            3,
            [
                f"{y}年度本部门机关运行经费支出{wan_yuan(v.running)}，机关运行经费主要用于办公费、印刷费、邮电费、差旅费等。"
                + (
                    f"机关运行经费较上年决算数{moved(v.running, p['公用经费'])}，主要原因是人员变动。"
                    if v.running != p["公用经费"]
                    else "与上年决算数持平。"
                )
            ],
        ),
        (
            "（三）国有资产占用情况说明",
            3,
            [
                f"截至{y}年12月31日，本部门共有车辆{v.cars}辆，其中，{'、'.join(f'{k}{c}辆' for k, c in v.vehicles.items())}。单价100万元（含）以上设备（不含车辆）0台（套）。"
            ],
        ),
        (
            "（四）政府采购支出情况说明",
            3,
            [
                f"{y}年度本部门政府采购支出总额{wan_yuan(sum(v.procurement))}，其中：政府采购货物支出{wan_yuan(v.procurement[0])}、政府采购工程支出{wan_yuan(v.procurement[1])}、政府采购服务支出{wan_yuan(v.procurement[2])}。授予中小企业合同金额{wan_yuan(v.small[0])}，占政府采购支出总额的{rate(v.small[0], sum(v.procurement))}，其中：授予小微企业合同金额{wan_yuan(v.small[1])}，占政府采购支出总额的{rate(v.small[1], sum(v.procurement))}；货物采购授予中小企业合同金额占货物支出金额的100.0%。主要用于采购办公设备等。"
            ],
        ),
    ]
