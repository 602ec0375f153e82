"""The prose of a department as Hunan words it."""

from __future__ import annotations

from gouji.testing.synthetic.places.words import Sections, V, compared, moved, rate, wan_yuan


def hunan(v: V) -> Sections:
    """Return the sections as 湖南 words them."""
    y, p = v.y, v.prior
    f = v.general + v.fund
    b, n = v.visits
    names = {
        1: "因公出国（境）费",
        2: "公务用车购置费及运行维护费",
        3: "公务用车购置费",
        4: "公务用车运行维护费",
        5: "公务接待费",
    }

    def three(k: int) -> str:
        done = rate(v.final[k], v.plan[k]) if v.plan[k] else "0%"
        why = (
            f"决算数{compared(v.final[k], v.plan[k])}预算数的主要原因是严格执行标准"
            if v.final[k] != v.plan[k]
            else "与预算数持平"
        )
        if not v.plan[k]:
            head = f"{names[k]}支出预算为{wan_yuan(v.plan[k])}，支出决算为{wan_yuan(v.final[k])}，{why}"
        else:
            head = f"{names[k]}支出预算为{wan_yuan(v.plan[k])}，支出决算为{wan_yuan(v.final[k])}，完成预算的{done}，{why}"
        return (
            head
            + f"，与上年相比{moved(v.final[k], v.before[k])}，"
            + ("增减变化的主要原因是工作需要" if v.final[k] != v.before[k] else "与上年一致")
            + "。"
        )

    return [
        (
            "一、收入支出决算总体情况说明",
            2,
            [
                f"{y}年度收、支总计{wan_yuan(v.grand_total)}。与上年相比，{moved(v.grand_total, p['总计'])}"
                + ("，主要是因为人员经费变动。" if v.grand_total != p["总计"] else "。")
            ],
        ),
        (
            "二、收入决算情况说明",
            2,
            [
                f"{y}年度收入合计{wan_yuan(v.income)}，其中：财政拨款收入{wan_yuan(v.fiscal)}，占{rate(v.fiscal, v.income)}；上级补助收入0万元，占0%；事业收入0万元，占0%；经营收入0万元，占0%；附属单位上缴收入0万元，占0%；其他收入{wan_yuan(v.other_income)}，占{rate(v.other_income, v.income)}。"
            ],
        ),
        (
            "三、支出决算情况说明",
            2,
            [
                f"{y}年度支出合计{wan_yuan(v.expenditure)}，其中：基本支出{wan_yuan(v.all_basic)}，占{rate(v.all_basic, v.expenditure)}；项目支出{wan_yuan(v.all_project)}，占{rate(v.all_project, v.expenditure)}；上缴上级支出0万元，占0%；经营支出0万元，占0%；对附属单位补助支出0万元，占0%。"
            ],
        ),
        (
            "四、财政拨款收入支出决算总体情况说明",
            2,
            [
                f"{y}年度财政拨款收、支总计{wan_yuan(v.fiscal_total)}，与上年相比，{moved(v.fiscal_total, p['财政拨款总计'])}"
                + ("，主要是因为项目经费变动。" if v.fiscal_total != p["财政拨款总计"] else "。")
            ],
        ),
        ("五、一般公共预算财政拨款支出决算情况说明", 2, []),
        (
            "（一）财政拨款支出决算总体情况",
            3,
            [f"{y}年度财政拨款支出{wan_yuan(f)}，占本年支出合计的{rate(f, v.expenditure)}。"],
        ),
        (
            "（二）财政拨款支出决算结构情况",
            3,
            []
            if v.fund
            else [
                f"{y}年度财政拨款支出{wan_yuan(f)}，主要用于以下方面："
                + "；".join(
                    f"{n.removesuffix('支出')}（类）支出{wan_yuan(a)}，占{rate(a, f)}"
                    for n, a, _ in v.classes
                )
                + "。"
            ],
        ),
        (
            "（三）财政拨款支出决算具体情况",
            3,
            [
                f"{y}年度财政拨款支出年初预算数为{wan_yuan(v.budget)}，支出决算数为{wan_yuan(v.general)}，完成年初预算的{rate(v.general, v.budget)}，其中："
                if not v.fund
                else "",
                *[
                    f"{k}、{i.path[0]}（类）{i.path[1]}（款）{i.path[2]}（项）。年初预算为{wan_yuan(i.budget)}，支出决算为{wan_yuan(i.general)}，完成年初预算的{rate(i.general, i.budget)}，决算数{compared(i.general, i.budget)}年初预算数的主要原因是：严格按照进度支付。"
                    for k, i in enumerate(v.items, 1)
                ],
            ],
        ),
        (
            "六、一般公共预算财政拨款基本支出决算情况说明",
            2,
            [
                f"{y}年度财政拨款基本支出{wan_yuan(v.basic)}，其中：",
                f"人员经费{wan_yuan(v.staff)}，占基本支出的{rate(v.staff, v.basic)}，主要包括{v.uses('301', '303')}；",
                f"公用经费{wan_yuan(v.running)}，占基本支出的{rate(v.running, v.basic)}，主要包括{v.uses('302', '307', '310', '399')}。",
            ],
        ),
        ("七、财政拨款三公经费支出决算情况说明", 2, []),
        (
            "（一）“三公”经费财政拨款支出决算总体情况说明",
            3,
            [
                f"“三公”经费财政拨款支出预算为{wan_yuan(v.plan[0])}，支出决算为{wan_yuan(v.final[0])}，"
                + (f"完成预算的{rate(v.final[0], v.plan[0])}，" if v.plan[0] else "")
                + "其中：",
                three(1),
                three(5),
                three(3),
                three(4),
            ],
        ),
        (
            "（二）“三公”经费财政拨款支出决算具体情况说明",
            3,
            (
                [
                    f"{y}年度“三公”经费财政拨款支出决算中，公务接待费支出决算{wan_yuan(v.final[5])}，占{rate(v.final[5], v.final[0])}，因公出国（境）费支出决算{wan_yuan(v.final[1])}，占{rate(v.final[1], v.final[0])}，公务用车购置费及运行维护费支出决算{wan_yuan(v.final[2])}，占{rate(v.final[2], v.final[0])}。其中："
                ]
                if v.final[0]
                else []
            )
            + [
                f"1、因公出国（境）费支出决算为{wan_yuan(v.final[1])}，全年安排因公出国（境）团组{1 if v.final[1] else 0}个，累计{3 if v.final[1] else 0}人次。",
                f"2、公务接待费支出决算为{wan_yuan(v.final[5])}，全年共接待来访团组{b}个、来宾{n}人次，主要是上级调研发生的接待支出。",
                f"3、公务用车购置费及运行维护费支出决算为{wan_yuan(v.final[2])}，其中：公务用车购置费{wan_yuan(v.final[3])}，更新公务用车0辆。公务用车运行维护费{wan_yuan(v.final[4])}，主要是燃油、维修支出，截止{y}年12月31日，我单位开支财政拨款的公务用车保有量为{v.cars}辆。",
            ],
        ),
        (
            "八、政府性基金预算收入支出决算情况说明",
            2,
            [
                f"{y}年度政府性基金预算财政拨款收入{wan_yuan(v.fund)}；年初结转和结余0万元；支出{wan_yuan(v.fund)}，其中基本支出0万元，项目支出{wan_yuan(v.fund)}；年末结转和结余0万元。"
                if v.fund
                else "本单位无政府性基金收支。"
            ],
        ),
        (
            "九、机关运行经费支出情况说明",
            2,
            [
                f"本部门{y}年度机关运行经费支出{wan_yuan(v.running)}，"
                + (
                    f"比上年决算数{moved(v.running, p['公用经费'])}。主要原因是：工作任务变化。"
                    if v.running != p["公用经费"]
                    else "与上年持平。"
                )
            ],
        ),
        (
            "十、一般性支出情况说明",
            2,
            [
                f"{y}年本部门开支会议费{wan_yuan(v.economic['30215'])}，用于召开年度工作会议，人数120人，内容为部署年度工作；开支培训费{wan_yuan(v.economic['30216'])}，用于开展业务培训，人数80人，内容为业务知识；举办节庆、晚会、论坛、赛事活动，开支0万元。"
            ],
        ),
        (
            "十一、政府采购支出情况说明",
            2,
            [
                f"本部门{y}年度政府采购支出总额{wan_yuan(sum(v.procurement))}，其中：政府采购货物支出{wan_yuan(v.procurement[0])}、政府采购工程支出{wan_yuan(v.procurement[1])}、政府采购服务支出{wan_yuan(v.procurement[2])}。授予中小企业合同金额{wan_yuan(v.small[0])}，占政府采购支出总额的{rate(v.small[0], sum(v.procurement))}，其中：授予小微企业合同金额{wan_yuan(v.small[1])}，占政府采购支出总额的{rate(v.small[1], sum(v.procurement))}。"
            ],
        ),
        (
            "十二、国有资产占用情况说明",
            2,
            [
                f"截至{y}年12月31日，本单位共有车辆{v.cars}辆，其中，{'，'.join(f'{k}{c}辆' for k, c in v.vehicles.items())}；单位价值50万元以上通用设备0台（套）；单位价值100万元以上专用设备0台（套）。"
            ],
        ),
    ]
