"""The prose of a department as Jiangxi words it."""

from __future__ import annotations

from gouji.testing.synthetic.places.words import Sections, V, moved, rate, wan_yuan


def jiangxi(v: V) -> Sections:
    """Return the sections as 江西 words them."""
    y, p = v.y, v.prior
    opening, closing = v.opening + v.other_opening, v.closing + v.other_closing
    b, n = v.visits
    basic301 = v.block("301")
    basic302 = v.block("302")
    basic303 = v.block("303")
    basic310 = v.block("310")

    def three(k: int, name: str) -> str:
        done = f"，完成全年预算的{rate(v.final[k], v.plan[k])}" if v.plan[k] else ""
        return (
            f"{name}支出全年预算数为{wan_yuan(v.plan[k])}，决算数为{wan_yuan(v.final[k])}{done}，决算数较上年{moved(v.final[k], v.before[k])}，主要原因是业务变化。"
            if v.final[k] != v.before[k]
            else f"{name}支出全年预算数为{wan_yuan(v.plan[k])}，决算数为{wan_yuan(v.final[k])}{done}，与上年持平。"
        )

    return [
        (
            "一、收入决算情况说明",
            2,
            [
                f"本部门{y}年度收入总计{wan_yuan(v.grand_total)}，其中年初结转和结余{wan_yuan(opening)}；本年收入合计{wan_yuan(v.income)}。",
                f"本年收入的具体构成为：财政拨款收入{wan_yuan(v.fiscal)}，占{rate(v.fiscal, v.income)}；事业收入0万元，占0%；经营收入0万元，占0%；其他收入{wan_yuan(v.other_income)}，占{rate(v.other_income, v.income)}。",
            ],
        ),
        (
            "二、支出决算情况说明",
            2,
            [
                f"本部门{y}年度支出总计{wan_yuan(v.grand_total)}，其中本年支出合计{wan_yuan(v.expenditure)}；年末结转和结余{wan_yuan(closing)}。",
                f"本年支出的具体构成为：基本支出{wan_yuan(v.all_basic)}，占{rate(v.all_basic, v.expenditure)}；项目支出{wan_yuan(v.all_project)}，占{rate(v.all_project, v.expenditure)}；经营支出0万元，占0%；其他支出（对附属单位补助支出、上缴上级支出）0万元，占0%。",
            ],
        ),
        (
            "三、财政拨款支出决算情况说明",
            2,
            [
                f"本部门{y}年度财政拨款本年支出年初预算数为{wan_yuan(v.budget)}，决算数为{wan_yuan(v.general)}，完成年初预算的{rate(v.general, v.budget)}。其中：",
                *[
                    f"（{'一二三四五六七八九'[k]}）{n}年初预算数为{wan_yuan(q)}，决算数为{wan_yuan(a)}，完成年初预算的{rate(a, q)}，主要原因是：按规定执行。"
                    for k, (n, a, q) in enumerate(v.classes)
                ],
            ]
            if not v.fund
            else [],
        ),
        (
            "四、一般公共预算财政拨款基本支出决算情况说明",
            2,
            [
                f"本部门{y}年度一般公共预算财政拨款基本支出{wan_yuan(v.basic)}，其中：",
                f"（一）工资福利支出{wan_yuan(basic301)}。",
                f"（二）商品和服务支出{wan_yuan(basic302)}。",
                f"（三）对个人和家庭补助支出{wan_yuan(basic303)}。",
                f"（四）资本性支出{wan_yuan(basic310)}。",
            ],
        ),
        (
            "五、财政拨款“三公”经费支出决算情况说明",
            2,
            [
                f"本部门{y}年度" + three(0, "财政拨款“三公”经费") + "其中：",
                "（一）"
                + three(1, "因公出国（境）")
                + f"全年安排因公出国（境）团组{1 if v.final[1] else 0}个，累计{3 if v.final[1] else 0}人次。",
                "（二）"
                + three(5, "公务接待费")
                + f"全年国内公务接待{b}批，累计接待{n}人次，其中外事接待0批，累计接待0人次。",
                f"（三）公务用车购置及运行维护费支出{wan_yuan(v.final[2])}，其中公务用车购置全年预算数为{wan_yuan(v.plan[3])}，决算数为{wan_yuan(v.final[3])}，全年购置公务用车0辆；公务用车运行维护费支出全年预算数为{wan_yuan(v.plan[4])}，决算数为{wan_yuan(v.final[4])}，年末公务用车保有{v.cars}辆。",
            ],
        ),
        (
            "六、机关运行经费支出情况说明",
            2,
            [
                f"本部门{y}年度机关运行经费支出{wan_yuan(v.running)}（与部门决算中行政单位和参照公务员法管理事业单位一般公共预算财政拨款基本支出中公用经费之和保持一致），"
                + (
                    f"较上年决算数{moved(v.running, p['公用经费'])}，主要原因是：厉行节约。"
                    if v.running != p["公用经费"]
                    else "与上年持平。"
                )
            ],
        ),
        (
            "七、政府采购支出情况说明",
            2,
            [
                f"本部门{y}年度政府采购支出总额{wan_yuan(sum(v.procurement))}，其中：政府采购货物支出{wan_yuan(v.procurement[0])}、政府采购工程支出{wan_yuan(v.procurement[1])}、政府采购服务支出{wan_yuan(v.procurement[2])}。授予中小企业合同金额{wan_yuan(v.small[0])}，占政府采购支出总额的{rate(v.small[0], sum(v.procurement))}，其中：授予小微企业合同金额{wan_yuan(v.small[1])}，占政府采购支出总额的{rate(v.small[1], sum(v.procurement))}。"
            ],
        ),
        (
            "八、国有资产占用情况说明",
            2,
            [
                f"截止{y}年12月31日，本部门共有车辆{v.cars}辆，其中，{'、'.join(f'{k}{c}辆' for k, c in v.vehicles.items())}。"
            ],
        ),
    ]
