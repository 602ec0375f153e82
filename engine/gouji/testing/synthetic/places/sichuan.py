"""The prose of a department as Sichuan words it."""

from __future__ import annotations

from gouji.testing.synthetic.places.words import Sections, V, moved, rate, wan_yuan


def sichuan(v: V) -> Sections:
    """Return the sections as 四川 words them."""
    y, p = v.y, v.prior
    b, n = v.visits

    def three(k: int, name: str) -> str:
        done = f",完成预算{rate(v.final[k], v.plan[k])}" if v.plan[k] else ""
        return f"{name}支出{wan_yuan(v.final[k])}{done}。{name}支出决算" + (
            f"比{y - 1}年度{moved(v.final[k], v.before[k])}。主要原因是厉行节约。"
            if v.final[k] != v.before[k]
            else f"与{y - 1}年度持平。"
        )

    return [
        (
            "一、收入支出决算总体情况说明",
            2,
            [
                f"{y}年度收、支总计均为{wan_yuan(v.grand_total)}。与{y - 1}年度相比，收、支总计各{moved(v.grand_total, p['总计'])}。主要变动原因是人员变动。"
                if v.grand_total != p["总计"]
                else f"{y}年度收、支总计均为{wan_yuan(v.grand_total)}。",
                "（图1：收、支决算总计变动情况图）（柱状图）",
            ],
        ),
        (
            "二、收入决算情况说明",
            2,
            [
                f"{y}年度本年收入合计{wan_yuan(v.income)}，其中：一般公共预算财政拨款收入{wan_yuan(v.fiscal_income)}，占{rate(v.fiscal_income, v.income)}；政府性基金预算财政拨款收入{wan_yuan(v.fund)}，占{rate(v.fund, v.income)}；国有资本经营预算财政拨款收入0万元，占0%；上级补助收入0万元，占0%；事业收入0万元，占0%；其他收入{wan_yuan(v.other_income)}，占{rate(v.other_income, v.income)}。"
            ],
        ),
        (
            "三、支出决算情况说明",
            2,
            [
                f"{y}年度本年支出合计{wan_yuan(v.expenditure)}，其中：基本支出{wan_yuan(v.all_basic)}，占{rate(v.all_basic, v.expenditure)}；项目支出{wan_yuan(v.all_project)}，占{rate(v.all_project, v.expenditure)}；上缴上级支出0万元，占0%；经营支出0万元，占0%；对附属单位补助支出0万元，占0%。"
            ],
        ),
        (
            "四、财政拨款收入支出决算总体情况说明",
            2,
            [
                f"{y}年度财政拨款收、支总计均为{wan_yuan(v.fiscal_total)}。"
                + (
                    f"与{y - 1}年度相比，财政拨款收、支总计各{moved(v.fiscal_total, p['财政拨款总计'])}。"
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
                    f"{n.removesuffix('支出')}支出{wan_yuan(a)}，占{rate(a, v.general)}"
                    for n, a, _ in v.classes
                )
                + "。"
            ],
        ),
        (
            "（三）一般公共预算财政拨款支出决算具体情况",
            3,
            [
                f"{y}年度一般公共预算支出决算数为{wan_yuan(v.general)}，完成预算100%。其中：",
                *[
                    f"{k}．{i.path[0].removesuffix('支出')}（类）{i.path[1]}（款）{i.path[2]}（项）：支出决算为{wan_yuan(i.general)}，完成预算100%，决算数等于预算数。"
                    for k, i in enumerate(v.items, 1)
                ],
            ],
        ),
        (
            "六、一般公共预算财政拨款基本支出决算情况说明",
            2,
            [
                f"{y}年度一般公共预算财政拨款基本支出{wan_yuan(v.basic)}，其中：",
                f"人员经费{wan_yuan(v.staff)}，主要包括：{v.uses('301', '303')}等。",
                f"公用经费{wan_yuan(v.running)}，主要包括：{v.uses('302', '307', '310', '399')}等。",
            ],
        ),
        ("七、财政拨款“三公”经费支出决算情况说明", 2, []),
        (
            "（一）“三公”经费财政拨款支出决算总体情况说明",
            3,
            [
                f"{y}年度“三公”经费财政拨款支出决算为{wan_yuan(v.final[0])}"
                + (f"，完成预算{rate(v.final[0], v.plan[0])}" if v.plan[0] else "")
                + "，"
                + (
                    f"较上年度{moved(v.final[0], v.before[0])}。决算数小于预算数的主要原因是压减支出。"
                    if v.final[0] < v.plan[0] and v.final[0] != v.before[0]
                    else "与预算数基本一致。"
                    if v.final[0] == v.plan[0]
                    else "决算数小于预算数。"
                )
            ],
        ),
        (
            "（二）“三公”经费财政拨款支出决算具体情况说明",
            3,
            (
                [
                    f"{y}年度“三公”经费财政拨款支出决算中，因公出国（境）费支出决算{wan_yuan(v.final[1])}，占{rate(v.final[1], v.final[0])}；公务用车购置及运行维护费支出决算{wan_yuan(v.final[2])}，占{rate(v.final[2], v.final[0])}；公务接待费支出决算{wan_yuan(v.final[5])}，占{rate(v.final[5], v.final[0])}。具体情况如下："
                ]
                if v.final[0]
                else []
            )
            + [
                three(1, "1．因公出国（境）经费")
                + f"全年安排因公出国（境）团组{1 if v.final[1] else 0}次，出国（境）{3 if v.final[1] else 0}人。",
                three(2, "2．公务用车购置及运行维护费"),
                f"其中：公务用车购置支出{wan_yuan(v.final[3])}。全年按规定更新购置公务用车0辆，其中：轿车0辆、金额0万元，越野车0辆、金额0万元，载客汽车0辆、金额0万元。截至{y}年12月31日，单位共有公务用车{v.cars}辆，其中：轿车{v.cars}辆、越野车0辆、载客汽车0辆。",
                f"公务用车运行维护费支出{wan_yuan(v.final[4])}。主要用于日常工作所需的公务用车燃料费、维修费、过路过桥费、保险费等支出。",
                three(5, "3．公务接待费")
                + f"其中：国内公务接待支出{wan_yuan(v.final[5])}，主要用于执行公务的交通费、住宿费、用餐费等。国内公务接待{b}批次，{n}人次（不包括陪同人员），共计支出{wan_yuan(v.final[5])}，具体内容包括：接待省级调研组{wan_yuan(v.final[5] // 2)}、市州交流{wan_yuan(v.final[5] - v.final[5] // 2)}。外事接待支出0万元，外事接待0批次，0人，共计支出0万元。",
            ],
        ),
        ("八、政府性基金预算支出决算情况说明", 2, [f"{y}年度政府性基金预算财政拨款支出{wan_yuan(v.fund)}。"]),
        ("九、国有资本经营预算支出决算情况说明", 2, [f"{y}年度国有资本经营预算财政拨款支出0万元。"]),
        ("十、其他重要事项的情况说明", 2, []),
        (
            "（一）机关运行经费支出情况",
            3,
            [
                f"{y}年度，{v.department}机关运行经费支出{wan_yuan(v.running)}，"
                + (
                    f"比{y - 1}年度{moved(v.running, p['公用经费'])}。主要原因是厉行节约。"
                    if v.running != p["公用经费"]
                    else f"与{y - 1}年度决算数持平。"
                )
            ],
        ),
        (
            "（二）政府采购支出情况",
            3,
            [
                f"{y}年度，{v.department}政府采购支出总额{wan_yuan(sum(v.procurement))}，其中：政府采购货物支出{wan_yuan(v.procurement[0])}、政府采购工程支出{wan_yuan(v.procurement[1])}、政府采购服务支出{wan_yuan(v.procurement[2])}。主要用于办公设备采购。授予中小企业合同金额{wan_yuan(v.small[0])}，占政府采购支出总额的{rate(v.small[0], sum(v.procurement))}，其中：授予小微企业合同金额{wan_yuan(v.small[1])}，占政府采购支出总额的{rate(v.small[1], sum(v.procurement))}。"
            ],
        ),
        (
            "（三）国有资产占有使用情况",
            3,
            [
                f"截至{y}年12月31日，{v.department}共有车辆{v.cars}辆，其中：{'、'.join(f'{k}{c}辆' for k, c in v.vehicles.items())}。单价100万元（含）以上设备（不含车辆）0台（套）。"
            ],
        ),
    ]
