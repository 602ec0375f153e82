"""The prose of a department as Yunnan words it."""

from __future__ import annotations

from gouji.testing.synthetic.places.words import Sections, V, moved, rate, wan_yuan


def yunnan(v: V) -> Sections:
    """Return the sections as 云南 words them."""
    y, p = v.y, v.prior
    b, n = v.visits
    d = v.department
    f = v.general
    return [
        (
            "一、收入决算情况说明",
            2,
            [
                f"{d}{y}年度收入合计{wan_yuan(v.income)}。其中：财政拨款收入{wan_yuan(v.fiscal)}，占总收入的{rate(v.fiscal, v.income)}；上级补助收入0.00万元，占总收入的0.00%；事业收入0.00万元（含教育收费0.00万元），占总收入的0.00%；经营收入0.00万元，占总收入的0.00%；附属单位缴款收入0.00万元，占总收入的0.00%；其他收入{wan_yuan(v.other_income)}，占总收入的{rate(v.other_income, v.income)}。"
            ],
        ),
        (
            "二、支出决算情况说明",
            2,
            [
                f"{d}{y}年度支出合计{wan_yuan(v.expenditure)}。其中：基本支出{wan_yuan(v.all_basic)}，占总支出的{rate(v.all_basic, v.expenditure)}；项目支出{wan_yuan(v.all_project)}，占总支出的{rate(v.all_project, v.expenditure)}；上缴上级支出0.00万元，占总支出的0.00%；经营支出0.00万元，占总支出的0.00%；对附属单位补助支出0.00万元，占总支出的0.00%。"
            ],
        ),
        (
            "（一）基本支出情况",
            3,
            [f"{y}年度用于保障{d}机关正常运转的日常支出{wan_yuan(v.all_basic)}。"]
            + (
                [
                    f"其中：基本工资、津贴补贴等人员经费支出{wan_yuan(v.staff)}，占基本支出的{rate(v.staff, v.basic)}；办公费、印刷费、水电费、办公设备购置等公用经费支出{wan_yuan(v.running)}，占基本支出的{rate(v.running, v.basic)}。"
                ]
                if v.all_basic == v.basic
                else []
            ),
        ),
        (
            "（二）项目支出情况",
            3,
            [
                f"{y}年度用于保障{d}机关为完成特定的行政工作任务或事业发展目标，用于专项业务工作的经费支出{wan_yuan(v.all_project)}。"
            ],
        ),
        ("三、一般公共预算财政拨款支出决算情况说明", 2, []),
        (
            "（一）一般公共预算财政拨款支出决算总体情况",
            3,
            [
                f"{d}{y}年度一般公共预算财政拨款支出{wan_yuan(f)}，占本年支出合计的{rate(f, v.expenditure)}。与上年相比{moved(f, p['一般公共预算'])}"
                + ("，主要原因是项目调整。" if f != p["一般公共预算"] else "。")
            ],
        ),
        (
            "（二）一般公共预算财政拨款支出决算具体情况",
            3,
            [
                *[
                    f"{k}．{n}（类）支出{wan_yuan(a)}，占一般公共预算财政拨款总支出的{rate(a, f)}。主要用于人员和日常开支。"
                    for k, (n, a, _) in enumerate(v.classes, 1)
                ]
            ],
        ),
        ("四、财政拨款“三公”经费支出决算情况说明", 2, []),
        (
            "（一）“三公”经费财政拨款支出决算总体情况",
            3,
            [
                f"{d}{y}年度财政拨款“三公”经费支出年初预算为{wan_yuan(v.plan[0])}，支出决算为{wan_yuan(v.final[0])}"
                + (f"，完成年初预算的{rate(v.final[0], v.plan[0])}" if v.plan[0] else "")
                + "。其中："
                f"因公出国（境）费支出年初预算为{wan_yuan(v.plan[1])}，支出决算为{wan_yuan(v.final[1])}"
                + (f"，完成年初预算的{rate(v.final[1], v.plan[1])}" if v.plan[1] else "")
                + "；"
                f"公务用车购置费支出年初预算为{wan_yuan(v.plan[3])}，支出决算为{wan_yuan(v.final[3])}"
                + (f"，完成年初预算的{rate(v.final[3], v.plan[3])}" if v.plan[3] else "")
                + "；"
                f"公务用车运行维护费支出年初预算为{wan_yuan(v.plan[4])}，支出决算为{wan_yuan(v.final[4])}"
                + (f"，完成年初预算的{rate(v.final[4], v.plan[4])}" if v.plan[4] else "")
                + "；"
                f"公务接待费支出年初预算为{wan_yuan(v.plan[5])}，支出决算为{wan_yuan(v.final[5])}"
                + (f"，完成年初预算的{rate(v.final[5], v.plan[5])}" if v.plan[5] else "")
                + "，"
                f"具体是国内接待费支出决算{wan_yuan(v.final[5])}（其中：外事接待费支出决算0.00万元），国（境）外接待费支出决算0.00万元。",
                f"{y}年度财政拨款“三公”经费支出决算数比上年{moved(v.final[0], v.before[0])}。"
                if v.final[0] != v.before[0]
                else f"{y}年度财政拨款“三公”经费支出决算数与上年持平。",
            ],
        ),
        (
            "（二）“三公”经费财政拨款支出决算具体情况",
            3,
            (
                [
                    f"{y}年度“三公”经费财政拨款支出决算中，因公出国（境）费支出{wan_yuan(v.final[1])}，占{rate(v.final[1], v.final[0])}；公务用车购置及运行维护费支出{wan_yuan(v.final[2])}，占{rate(v.final[2], v.final[0])}；公务接待费支出{wan_yuan(v.final[5])}，占{rate(v.final[5], v.final[0])}。具体情况如下："
                ]
                if v.final[0]
                else []
            )
            + [
                f"1.因公出国（境）费支出{wan_yuan(v.final[1])}，共安排因公出国（境）团组{1 if v.final[1] else 0}个，累计{3 if v.final[1] else 0}人次。",
                f"2.公务用车购置及运行维护费支出{wan_yuan(v.final[2])}。其中：公务用车购置支出{wan_yuan(v.final[3])}，购置车辆0辆。公务用车运行维护支出{wan_yuan(v.final[4])}，开支财政拨款的公务用车保有量为{v.cars}辆。主要用于燃料费、维修费、过路过桥费、保险费等。",
                f"3.公务接待费支出{wan_yuan(v.final[5])}。其中：国内接待费支出{wan_yuan(v.final[5])}（其中：外事接待费支出0.00万元），共安排国内公务接待{b}批次（其中：外事接待0批次），接待人次{n}人（其中：外事接待人次0人）。国（境）外接待费支出0.00万元，共安排国（境）外公务接待0批次，接待人次0人。",
            ],
        ),
        (
            "五、机关运行经费支出情况",
            2,
            [
                f"{d}{y}年机关运行经费支出{wan_yuan(v.running)}，"
                + (
                    f"与上年相比{moved(v.running, p['公用经费'])}，主要原因是压减一般性支出。"
                    if v.running != p["公用经费"]
                    else "与上年持平。"
                )
            ],
        ),
        (
            "六、国有资产占用情况",
            2,
            [
                f"截至{y}年12月31日，{d}资产总额1,845.20万元，其中，流动资产45.20万元，固定资产1,700.00万元，对外投资及有价证券0.00万元，在建工程0.00万元，无形资产100.00万元，其他资产0.00万元。与上年相比，本年资产总额减少12.30万元，其中固定资产减少10.00万元。处置房屋建筑物0.00平方米，账面原值0.00万元；处置车辆0辆，账面原值0.00万元；报废报损资产3项，账面原值2.10万元，实现资产处置收入0.05万元；资产使用收入0.00万元，其中出租资产0.00平方米，账面原值0.00万元，实现资产使用收入0.00万元。"
            ],
        ),
        (
            "七、政府采购支出情况",
            2,
            [
                f"{y}年度，{d}政府采购支出总额{wan_yuan(sum(v.procurement))}，其中：政府采购货物支出{wan_yuan(v.procurement[0])}；政府采购工程支出{wan_yuan(v.procurement[1])}；政府采购服务支出{wan_yuan(v.procurement[2])}。授予中小企业合同金额{wan_yuan(v.small[0])}，占政府采购支出总额的{rate(v.small[0], sum(v.procurement))}。"
            ],
        ),
    ]
