"""Departments as 河北 and 新疆 word them: correct, and worded like no template we know."""

from __future__ import annotations

from stranger_words import Stranger, against, path, rate, signed, since, w

from gouji.testing.synthetic.places.words import V, moved


def hebei(v: V) -> Stranger:
    """河北: rates with one decimal, budget and last year side by side in every sentence."""
    y, p = v.y, v.prior
    three, cars, meals = v.final, v.final[4], v.final[5]
    general_before = p["一般公共预算"]
    return Stranger(
        [
            "从决算编报单位构成看，纳入本部门决算汇编范围的独立核算单位共1个，具体情况如下：",
            f"{v.department}本级，行政单位，财政拨款。",
        ],
        [
            (
                "一、收入支出决算总体情况说明",
                2,
                [
                    f"本部门{y}年度收、支总计（含结转和结余）{w(v.grand_total)}。与{y - 1}年度决算相比，"
                    + (
                        f"收支各{moved(v.grand_total, p['总计'], places=1)}，主要原因是项目增减变化。"
                        if v.grand_total != p["总计"]
                        else "收支持平。"
                    )
                ],
            ),
            (
                "二、收入决算情况说明",
                2,
                [
                    f"本部门{y}年度收入合计{w(v.income)}，其中：财政拨款收入{w(v.fiscal)}，占{rate(v.fiscal, v.income, 1)}；"
                    f"事业收入0万元，占0%；经营收入0万元，占0%；其他收入{w(v.other_income)}，占{rate(v.other_income, v.income, 1)}。"
                ],
            ),
            (
                "三、支出决算情况说明",
                2,
                [
                    f"本部门{y}年度支出合计{w(v.expenditure)}，其中：基本支出{w(v.all_basic)}，占{rate(v.all_basic, v.expenditure, 1)}；"
                    f"项目支出{w(v.all_project)}，占{rate(v.all_project, v.expenditure, 1)}；经营支出0万元，占0%。"
                ],
            ),
            ("四、财政拨款收入支出决算总体情况说明", 2, []),
            (
                "（一）财政拨款收支与上年度决算对比情况",
                3,
                [
                    f"本部门{y}年度财政拨款本年收入{w(v.fiscal)}，本年支出{w(v.general + v.fund)}。其中：",
                    f"1.一般公共预算财政拨款本年收入{w(v.fiscal_income)}；本年支出{w(v.general)}，{since(v.general, general_before, places=1, down='降低')}，主要是项目资金变化。",
                    f"2.政府性基金预算财政拨款本年收入{w(v.fund)}，主要是彩票公益金；本年支出{w(v.fund)}。"
                    if v.fund
                    else "2.政府性基金预算财政拨款本年收入0万元，与上年决算持平；本年支出0万元，与上年决算持平。",
                ],
            ),
            (
                "（二）财政拨款收支与年初预算数对比情况",
                3,
                [
                    f"本部门{y}年度一般公共预算财政拨款本年收入{w(v.fiscal_income)}，完成年初预算的{rate(v.fiscal_income, v.budget, 1)}，{against(v.fiscal_income, v.budget, 1)}，决算数与预算数差异主要原因是年中追加；"
                    f"本年支出{w(v.general)}，完成年初预算的{rate(v.general, v.budget, 1)}，{against(v.general, v.budget, 1)}，主要原因是年中追加项目。"
                ],
            ),
            (
                "（三）财政拨款支出决算结构情况",
                3,
                [
                    f"{y}年度财政拨款支出{w(v.general + v.fund)}，主要用于以下方面："
                    + "；".join(
                        f"{n.removesuffix('支出')}（类）支出{w(a)}，占{rate(a, v.general + v.fund, 1)}，主要用于保障机关运转"
                        for n, a, _ in v.classes
                    )
                    + (
                        f"；其他（类）支出{w(v.fund)}，占{rate(v.fund, v.general + v.fund, 1)}"
                        if v.fund
                        else ""
                    )
                    + "。"
                ],
            ),
            (
                "（四）一般公共预算基本支出决算情况说明",
                3,
                [
                    f"{y}年度一般公共预算财政拨款基本支出{w(v.basic)}，其中：人员经费{w(v.staff)}，主要包括{v.uses('301', '303')}；公用经费{w(v.running)}，主要包括{v.uses('302', '310')}。"
                ],
            ),
            ("五、财政拨款“三公”经费支出决算情况说明", 2, []),
            (
                "（一）“三公”经费财政拨款支出决算总体情况说明",
                3,
                [
                    f"本部门{y}年度“三公”经费财政拨款支出预算为{w(v.plan[0])}，支出决算为{w(three[0])}，"
                    + (
                        f"完成预算的{rate(three[0], v.plan[0], 1)}，{against(three[0], v.plan[0], 1)}，主要是厉行节约；"
                        if v.plan[0]
                        else ""
                    )
                    + f"{since(three[0], v.before[0], f'{y - 1}年度决算', 1, '降低')}，主要是严控支出。"
                ],
            ),
            (
                "（二）“三公”经费财政拨款支出决算具体情况说明",
                3,
                [
                    f"1.因公出国（境）费支出情况。本部门{y}年度因公出国（境）费支出决算为{w(three[1])}。",
                    f"2.公务用车购置及运行维护费支出情况。本部门{y}年度公务用车购置及运行维护费预算为{w(v.plan[2])}，支出决算{w(three[2])}。"
                    + (f"{against(three[2], v.plan[2], 1)}，主要是压减公车使用；" if v.plan[2] else "")
                    + f"{since(three[2], v.before[2], '上年', 1, '降低')}。其中：",
                    f"公务用车购置费支出0万元：本部门{y}年度公务用车购置量0辆，发生“公务用车购置”经费支出0万元。公务用车购置费支出较预算持平，较上年持平。",
                    f"公务用车运行维护费支出{w(cars)}：本部门{y}年度单位公务用车保有量{v.cars}辆。公车运行维护费支出"
                    + (f"{against(cars, v.plan[4], 1)}，" if v.plan[4] else "")
                    + f"{since(cars, v.before[4], '上年', 1, '降低')}。",
                    f"3.公务接待费支出情况。本部门{y}年度公务接待费支出预算为{w(v.plan[5])}，支出决算{w(meals)}"
                    + (f"，完成预算的{rate(meals, v.plan[5], 1)}" if v.plan[5] else "")
                    + f"。本年度共发生公务接待{v.visits[0]}批次、{v.visits[1]}人次。公务接待费支出"
                    + (f"{against(meals, v.plan[5], 1)}，" if v.plan[5] else "")
                    + f"{since(meals, v.before[5], '上年度', 1, '降低')}。",
                ],
            ),
            (
                "六、机关运行经费情况",
                2,
                [
                    f"本部门{y}年度机关运行经费支出{w(v.running)}，{since(v.running, p['公用经费'], f'{y - 1}年度', 1, '降低')}。主要原因是业务量变化。"
                ],
            ),
            (
                "七、政府采购情况",
                2,
                [
                    f"本部门{y}年度政府采购支出总额{w(sum(v.procurement))}，从采购类型来看，政府采购货物支出{w(v.procurement[0])}、政府采购工程支出{w(v.procurement[1])}、"
                    f"政府采购服务支出{w(v.procurement[2])}。授予中小企业合同金额{w(v.small[0])}，占政府采购支出总额的{rate(v.small[0], sum(v.procurement), 1)}，"
                    f"其中：授予小微企业合同金额{w(v.small[1])}，占授予中小企业合同金额的{rate(v.small[1], v.small[0], 1)}。"
                ],
            ),
            (
                "八、国有资产占用情况",
                2,
                [
                    f"截至{y}年12月31日，本部门共有车辆{v.cars}辆，比上年增加0辆，主要是车辆无变化。其中，"
                    + "、".join(f"{k}{n}辆" for k, n in v.vehicles.items())
                    + "。单位价值100万元以上设备（不含车辆）0台（套），比上年增加0套，主要是未购置。"
                ],
            ),
            (
                "九、其他需要说明的情况",
                2,
                [
                    "1.本部门2023年度未发生国有资本经营预算财政拨款收支，国有资本经营预算财政拨款支出决算表以空表列示。"
                    if y == 2023
                    else f"1.本部门{y}年度国有资本经营预算财政拨款无收支及结转结余情况，故国有资本经营预算财政拨款支出决算表以空表列示。",
                    "2.由于决算公开表格中金额数值应当保留两位小数，公开数据为四舍五入计算结果，个别数据合计项与分项之和存在小数点后差额，特此说明。",
                ],
            ),
        ],
        [
            f"根据预算绩效管理要求，本部门组织对{y}年度一般公共预算项目支出全面开展绩效自评，其中，一级项目{len(v.projects)}个，共涉及资金{w(sum(x.budget for x in v.projects))}。",
        ],
    )


def xinjiang(v: V) -> Stranger:
    """新疆: 预决算差异率 with its sign instead of a completion rate."""
    y, p = v.y, v.prior

    def differs(final: int, planned: int) -> str:
        return f"年初预算数{w(planned)}，决算数{w(final)}" + (
            f"，预决算差异率{signed(final, planned)}，主要原因是：年中追加调整" if planned else ""
        )

    def full(final: int, planned: int) -> str:
        return f"全年预算数{w(planned)}，决算数{w(final)}，预决算差异率{signed(final, planned) if planned else '0.00%'}"

    three = v.final
    return Stranger(
        [
            f"{v.department}无下属预算单位，下设3个处室，分别是：综合科、业务科、财务科。",
            "编制数20，实有人数38人，其中：在职18人，增加1人；退休20人，增加2人；离休0人，增加0人。",
        ],
        [
            (
                "一、收入支出决算总体情况说明",
                2,
                [
                    f"{y}年度收入总计{w(v.grand_total)}，其中：本年收入合计{w(v.income)}，使用非财政拨款结余（含专用结余）0.00万元，年初结转和结余{w(v.opening + v.other_opening)}。",
                    f"{y}年度支出总计{w(v.grand_total)}，其中：本年支出合计{w(v.expenditure)}，结余分配0.00万元，年末结转和结余{w(v.closing + v.other_closing)}。",
                    f"收入支出总体与上年相比，{moved(v.grand_total, p['总计'])}，主要原因是：项目经费变化。"
                    if v.grand_total != p["总计"]
                    else "收入支出总体与上年持平。",
                ],
            ),
            (
                "二、收入决算情况说明",
                2,
                [
                    f"本年收入{w(v.income)}，其中：财政拨款收入{w(v.fiscal)}，占{rate(v.fiscal, v.income)}；上级补助收入0.00万元，占0.00%；事业收入0.00万元，占0.00%；"
                    f"经营收入0.00万元，占0.00%；附属单位上缴收入0.00万元，占0.00%；其他收入{w(v.other_income)}，占{rate(v.other_income, v.income)}。"
                ],
            ),
            (
                "三、支出决算情况说明",
                2,
                [
                    f"本年支出{w(v.expenditure)}，其中：基本支出{w(v.all_basic)}，占{rate(v.all_basic, v.expenditure)}；项目支出{w(v.all_project)}，占{rate(v.all_project, v.expenditure)}；"
                    "上缴上级支出0.00万元，占0.00%；经营支出0.00万元，占0.00%；对附属单位补助支出0.00万元，占0.00%。"
                ],
            ),
            (
                "四、财政拨款收入支出决算总体情况说明",
                2,
                [
                    f"{y}年度财政拨款收入总计{w(v.fiscal_total)}，其中：年初财政拨款结转和结余{w(v.opening)}，财政拨款本年收入{w(v.fiscal)}。"
                    f"财政拨款支出总计{w(v.fiscal_total)}，其中：年末财政拨款结转和结余{w(v.closing)}，财政拨款本年支出{w(v.general + v.fund)}。",
                    (
                        f"财政拨款收入支出总体与上年相比，{moved(v.fiscal_total, p['财政拨款总计'])}，主要原因是：人员变动。"
                        if v.fiscal_total != p["财政拨款总计"]
                        else "财政拨款收入支出总体与上年持平。"
                    )
                    + f"与年初预算相比，年初预算数{w(v.budget)}，决算数{w(v.fiscal_total)}，预决算差异率{signed(v.fiscal_total, v.budget)}，主要原因是：年中追加。",
                ],
            ),
            ("五、一般公共预算财政拨款支出决算情况说明", 2, []),
            (
                "（一）一般公共预算财政拨款支出决算总体情况",
                3,
                [
                    f"{y}年度一般公共预算财政拨款支出{w(v.general)}，占本年支出合计的{rate(v.general, v.expenditure)}。"
                    + (
                        f"与上年相比，{moved(v.general, p['一般公共预算'])}，主要原因是：业务变化。"
                        if v.general != p["一般公共预算"]
                        else "与上年持平。"
                    )
                    + f"与年初预算相比，{differs(v.general, v.budget)}。"
                ],
            ),
            (
                "（二）一般公共预算财政拨款支出决算结构情况",
                3,
                [
                    f"{i}.{n}（类）{w(a)}，占{rate(a, v.general)}{'。' if i == len(v.classes) else '；'}"
                    for i, (n, a, _) in enumerate(v.classes, 1)
                ],
            ),
            (
                "（三）一般公共预算财政拨款支出决算具体情况",
                3,
                [
                    f"{i}.{path(x)}：支出决算数为{w(x.general)}，{since(x.general, x.general * p['一般公共预算'] // v.general, '上年决算')}，主要原因是：据实列支。"
                    for i, x in enumerate(v.items, 1)
                ],
            ),
            (
                "六、一般公共预算财政拨款基本支出决算情况说明",
                2,
                [
                    f"{y}年度一般公共预算财政拨款基本支出{w(v.basic)}，其中：人员经费{w(v.staff)}，包括：{v.uses('301', '303')}。公用经费{w(v.running)}，包括：{v.uses('302', '310')}。"
                ],
            ),
            (
                "七、财政拨款“三公”经费支出决算情况说明",
                2,
                [
                    f"{y}年度财政拨款“三公”经费支出全年预算{w(v.plan[0])}，支出决算{w(three[0])}，"
                    + (f"完成全年预算的{rate(three[0], v.plan[0])}，" if v.plan[0] else "")
                    + f"{since(three[0], v.before[0])}，主要原因是：严格落实规定。其中：因公出国（境）费支出{w(three[1])}，占{rate(three[1], three[0])}；"
                    f"公务用车购置及运行维护费支出{w(three[2])}，占{rate(three[2], three[0])}，{since(three[2], v.before[2])}，主要原因是：用车据实；"
                    f"公务接待费支出{w(three[5])}，占{rate(three[5], three[0])}，{since(three[5], v.before[5])}，主要原因是：接待变化。",
                    "具体情况如下：",
                    f"因公出国（境）费支出{w(three[1])}。{v.department}全年安排的因公出国（境）团组{1 if three[1] else 0}个，因公出国（境）{3 if three[1] else 0}人次。",
                    f"公务用车购置及运行维护费{w(three[2])}，其中：公务用车购置费0.00万元，公务用车运行维护费{w(three[4])}。公务用车运行维护费开支内容包括油料费、维修费、保险费等。"
                    f"公务用车购置数0辆，公务用车保有量{v.cars}辆。国有资产占用情况中固定资产车辆{v.cars}辆，与公务用车保有量差异原因是：无差异。",
                    f"公务接待费{w(three[5])}，开支内容包括来访人员用餐。{v.department}全年安排的国内公务接待{v.visits[0]}批次，{v.visits[1]}人次。",
                    f"与全年预算相比，{y}年度财政拨款“三公”经费支出{full(three[0], v.plan[0])}，主要原因是：厉行节约。其中：因公出国（境）费{full(three[1], v.plan[1])}；"
                    f"公务用车购置费{full(0, v.plan[3])}；公务用车运行维护费{full(three[4], v.plan[4])}；公务接待费{full(three[5], v.plan[5])}。",
                ],
            ),
            (
                "八、政府性基金预算财政拨款收入支出决算情况说明",
                2,
                [
                    f"{y}年度政府性基金预算财政拨款收入{w(v.fund)}，支出{w(v.fund)}。政府性基金预算财政拨款支出{w(v.fund)}，占本年支出合计的{rate(v.fund, v.expenditure)}。"
                    if v.fund
                    else f"{v.department}{y}年度无政府性基金预算财政拨款收入、支出，政府性基金预算财政拨款收入支出决算表为空表。"
                ],
            ),
            (
                "九、国有资本经营预算财政拨款收入支出决算情况说明",
                2,
                [
                    f"{v.department}{y}年度无国有资本经营预算财政拨款收入、支出，国有资本经营预算财政拨款支出决算表为空表。"
                ],
            ),
            ("十、其他重要事项的情况说明", 2, []),
            (
                "（一）机关运行经费及公用经费支出情况",
                3,
                [
                    f"{y}年度{v.department}机关运行经费支出{w(v.running)}，{since(v.running, p['公用经费'])}，主要原因是：办公费变化。"
                ],
            ),
            (
                "（二）政府采购情况",
                3,
                [
                    f"{y}年度政府采购支出总额{w(sum(v.procurement))}，其中：政府采购货物支出{w(v.procurement[0])}、政府采购工程支出{w(v.procurement[1])}、政府采购服务支出{w(v.procurement[2])}。",
                    f"授予中小企业合同金额{w(v.small[0])}，占政府采购支出总额的{rate(v.small[0], sum(v.procurement))}，其中：授予小微企业合同金额{w(v.small[1])}，占政府采购支出总额的{rate(v.small[1], sum(v.procurement))}。",
                ],
            ),
            (
                "（三）国有资产占用情况说明",
                3,
                [
                    f"截至{y}年12月31日，房屋1,234.56平方米，价值321.09万元。车辆{v.cars}辆，价值98.76万元，其中："
                    + "、".join(f"{k}{n}辆" for k, n in v.vehicles.items())
                    + "，其他用车主要是：无；单价100万元（含）以上设备（不含车辆）0台（套）。"
                ],
            ),
        ],
        [
            f"根据预算绩效管理要求，{v.department}{y}年度预算绩效管理部门整体支出{w(v.expenditure)}，纳入绩效目标管理的项目共计{len(v.projects)}个，全年预算数{w(sum(x.budget for x in v.projects))}，全年执行数{w(sum(x.spent for x in v.projects))}。",
        ],
    )


STRANGERS_NORTH = {"河北": hebei, "新疆": xinjiang}
