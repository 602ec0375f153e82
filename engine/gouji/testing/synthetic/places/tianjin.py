"""The prose of a department as Tianjin words it."""

from __future__ import annotations

from gouji.testing.synthetic.places.words import Sections, V, compared, moved, rate, yuan


def tianjin(v: V) -> Sections:
    """Return the sections as 天津 words them."""
    y, p = v.y, v.prior
    d = v.department
    m = yuan
    return [
        (
            "一、收入支出决算总体情况说明",
            2,
            [
                f"{d}{y}年度收入、支出决算总计{m(v.grand_total)}，与{y - 1}年度相比，收、支总计各{moved(v.grand_total, p['总计'], m)}"
                + ("，主要原因是项目支出变动。" if v.grand_total != p["总计"] else "。")
            ],
        ),
        (
            "二、收入决算情况说明",
            2,
            [
                f"{d}{y}年度本年收入合计{m(v.income)}。其中：财政拨款收入{m(v.fiscal)}，占{rate(v.fiscal, v.income)}；其他收入{m(v.other_income)}，占{rate(v.other_income, v.income)}。"
            ],
        ),
        (
            "三、支出决算情况说明",
            2,
            [
                f"{d}{y}年度本年支出合计{m(v.expenditure)}。其中：基本支出{m(v.all_basic)}，占{rate(v.all_basic, v.expenditure)}；项目支出{m(v.all_project)}，占{rate(v.all_project, v.expenditure)}。"
            ],
        ),
        (
            "四、财政拨款收入支出决算总体情况说明",
            2,
            [
                f"{d}{y}年度财政拨款收、支决算总计{m(v.fiscal_total)}，与{y - 1}年度相比，财政拨款收、支总计各{moved(v.fiscal_total, p['财政拨款总计'], m)}"
                + ("，主要原因是人员变动。" if v.fiscal_total != p["财政拨款总计"] else "。")
            ],
        ),
        (
            "五、一般公共预算财政拨款支出决算情况说明",
            2,
            [
                "（一）总体情况",
                f"{d}{y}年度部门决算一般公共预算财政拨款支出合计{m(v.general)}，与{y - 1}年度相比{moved(v.general, p['一般公共预算'], m)}。",
                "（二）结构情况",
                f"{d}{y}年度部门决算一般公共预算财政拨款支出{m(v.general)}，主要用于以下方面："
                + "；".join(f"{n}{m(a)}，占{rate(a, v.general)}" for n, a, _ in v.classes)
                + "。",
                "（三）具体情况",
                f"{y}年度一般公共预算财政拨款支出年初预算为{m(v.budget)}，支出决算为{m(v.general)}，完成年初预算的{rate(v.general, v.budget)}。其中：",
                *[
                    f"{k}.{i.path[0]}（类）{i.path[1]}（款）{i.path[2]}（项）年初预算为{m(i.budget)}，支出决算为{m(i.general)}，完成年初预算的{rate(i.general, i.budget)}，决算数{compared(i.general, i.budget)}年初预算数"
                    + ("，主要原因是据实列支。" if i.general != i.budget else "。")
                    for k, i in enumerate(v.items, 1)
                ],
            ],
        ),
        (
            "六、一般公共预算财政拨款基本支出决算情况说明",
            2,
            [
                f"{y}年度一般公共预算财政拨款基本支出{m(v.basic)}，与{y - 1}年度相比，主要原因是人员变动。其中：",
                f"人员经费{m(v.staff)}，主要包括{v.uses('301', '303')}。",
                f"公用经费{m(v.running)}，主要包括{v.uses('302', '307', '310', '399')}。",
            ],
        ),
        (
            "七、财政拨款“三公”经费支出决算情况说明",
            2,
            [
                f"{y}年度财政拨款“三公”经费支出预算{m(v.plan[0])}，支出决算{m(v.final[0])}"
                + (f"，完成预算的{rate(v.final[0], v.plan[0])}" if v.plan[0] else "")
                + "；"
                + (
                    f"与{y - 1}年度相比，决算{moved(v.final[0], v.before[0], m)}，主要原因是业务变化。"
                    if v.final[0] != v.before[0]
                    else f"与{y - 1}年度相比，决算无变化。"
                ),
                f"1．因公出国（境）费预算{m(v.plan[1])}，支出决算{m(v.final[1])}。",
                f"2．公务用车购置及运行维护费预算{m(v.plan[2])}，支出决算{m(v.final[2])}。其中：公务用车购置费支出{m(v.final[3])}，购置数0辆；公务用车运行维护费支出{m(v.final[4])}，保有量{v.cars}辆。",
                f"3．公务接待费预算{m(v.plan[5])}，支出决算{m(v.final[5])}。国内公务接待{v.visits[0]}批次，{v.visits[1]}人次。",
            ],
        ),
        (
            "八、机关运行经费支出情况说明",
            2,
            [
                f"{y}年度机关运行经费支出{m(v.running)}，"
                + (
                    f"比{y - 1}年度{moved(v.running, p['公用经费'], m)}，主要原因是厉行节约。"
                    if v.running != p["公用经费"]
                    else "与上年持平。"
                )
            ],
        ),
        (
            "九、政府采购支出情况说明",
            2,
            [
                f"{y}年度政府采购支出总额{m(sum(v.procurement))}，其中：政府采购货物支出{m(v.procurement[0])}，政府采购工程支出{m(v.procurement[1])}，政府采购服务支出{m(v.procurement[2])}。授予中小企业合同金额{m(v.small[0])}，占政府采购支出总额的{rate(v.small[0], sum(v.procurement))}。"
            ],
        ),
        (
            "十、国有资产占用情况说明",
            2,
            [
                f"截至{y}年12月31日，共有车辆{v.cars}辆，其中：{'、'.join(f'{k}{c}辆' for k, c in v.vehicles.items())}。单价100万元（含）以上设备（不含车辆）0台（套）。"
            ],
        ),
    ]
