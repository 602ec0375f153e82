"""Departments as 广西, 海南 and a ministry word them: correct, and worded like no template we know."""

from __future__ import annotations

from stranger_words import Stranger, against, path, rate, since, w, whole

from gouji.testing.synthetic.places.words import V, compared, moved, separated


def guangxi(v: V) -> Stranger:
    """广西: 万元 with 元 after it, last year's finals as base under another word, differences that are nothing."""
    y, p = v.y, v.prior
    three = v.final

    def versus(now: int, before: int) -> str:
        if now == before:
            return f"较{y - 1}年度决算数无增减变化"
        return f"较{y - 1}年度决算数{moved(now, before)}"

    return Stranger(
        [
            f"（一）{v.department}内设机构包括：综合科、业务科、财务科，共3个。",
            f"（二）{v.department}决算编制范围仅为本级，无下属二级预算单位。",
        ],
        [
            (
                "一、收入支出决算情况说明",
                2,
                [
                    f"（一）{y}年度总收入{w(v.grand_total)}，其中本年收入{w(v.income)}，具体情况如下：",
                    f"1.一般公共预算财政拨款收入{w(v.fiscal_income)}，为本级财政当年拨付的资金。",
                    f"2.政府性基金预算财政拨款收入{w(v.fund)}，为本级财政当年拨付的资金。",
                    "3.事业收入0.00万元，为事业单位开展业务活动取得的收入。本单位无事业收入，与去年相比无变化。",
                    f"4.其他收入{w(v.other_income)}，为利息收入等。",
                    "5.使用非财政拨款结余（含专用结余）0.00万元，本单位无使用非财政拨款结余。",
                    f"6.上年结转和结余{w(v.opening + v.other_opening)}，为以前年度支出预算因客观条件变化未执行完毕、结转到本年度按有关规定继续使用的资金。",
                    f"（二）{y}年度总支出{w(v.grand_total)}，其中本年支出{w(v.expenditure)}，具体情况如下：",
                    f"1.基本支出{w(v.all_basic)}，占支出总额的{rate(v.all_basic, v.expenditure)}。",
                    f"2.项目支出{w(v.all_project)}，占支出总额的{rate(v.all_project, v.expenditure)}。",
                    f"3.年末结转和结余{w(v.closing + v.other_closing)}，为本年度预算安排未执行完毕、结转到以后年度使用的资金。",
                ],
            ),
            (
                "二、财政拨款支出决算情况说明",
                2,
                [
                    f"{y}年度一般公共预算财政拨款支出{w(v.general)}，{versus(v.general, p['一般公共预算'])}，完成年初预算{w(v.budget)}的{rate(v.general, v.budget)}。其中：",
                    *(
                        f"（{n}）{x.path[0]}（类）{x.path[1]}（款）{x.path[2]}（项）支出{w(x.general)}，主要用于相关工作"
                        + (
                            f"，完成年初预算{w(x.budget)}的{rate(x.general, x.budget)}。"
                            if x.budget
                            else "。"
                        )
                        for n, x in enumerate(v.items, 1)
                    ),
                ],
            ),
            (
                "三、一般公共预算财政拨款基本支出决算情况说明",
                2,
                [
                    f"{y}年度一般公共预算财政拨款基本支出{w(v.basic)}，其中：人员经费{w(v.staff)}，主要包括{v.uses('301', '303')}；公用经费{w(v.running)}，主要包括{v.uses('302', '310')}。"
                ],
            ),
            (
                "四、财政拨款安排的“三公”经费支出决算情况说明",
                2,
                [
                    f"{y}年度财政拨款安排的“三公”经费支出决算总额{w(three[0])}，"
                    + (f"完成预算{w(v.plan[0])}的{rate(three[0], v.plan[0])}，" if v.plan[0] else "")
                    + f"{versus(three[0], v.before[0])}。",
                    f"（一）因公出国（境）支出{w(three[1])}。",
                    f"（二）公务用车购置及运行维护费支出{w(three[2])}，{versus(three[2], v.before[2])}。其中，公务用车购置支出0.00万元，公务用车运行支出{w(three[4])}。{y}年末，部门使用财政拨款开支运行维护费的公务用车保有量为{v.cars}辆。",
                    f"（三）公务接待费支出{w(three[5])}，{versus(three[5], v.before[5])}。国内公务接待{v.visits[0]}批次，国内公务接待{v.visits[1]}人次，国（境）外公务接待0批次，国（境）外公务接待0人次。",
                ],
            ),
            (
                "五、政府性基金预算财政拨款支出决算情况说明",
                2,
                [
                    f"{y}年度政府性基金预算财政拨款支出{w(v.fund)}。"
                    if v.fund
                    else "本单位无政府性基金支出决算。"
                ],
            ),
            ("六、国有资本经营预算财政拨款支出决算情况说明", 2, ["本单位无国有资本经营支出决算。"]),
            ("七、其他重要事项情况说明", 2, []),
            (
                "（一）机关运行经费支出情况说明",
                3,
                [
                    f"{y}年度机关运行经费支出{w(v.running)}，{versus(v.running, p['公用经费'])}，主要原因是：差旅变化。"
                ],
            ),
            (
                "（二）政府采购支出情况说明",
                3,
                [
                    f"{y}年度政府采购支出总额{w(sum(v.procurement))}，其中：政府采购货物支出{w(v.procurement[0])}、政府采购工程支出{w(v.procurement[1])}、政府采购服务支出{w(v.procurement[2])}。其中授予中小企业合同金额{w(v.small[0])}，占政府采购支出总额的{rate(v.small[0], sum(v.procurement))}。"
                ],
            ),
            (
                "（三）国有资产占用情况说明",
                3,
                [
                    f"截至{y}年12月31日，本单位共有车辆{v.cars}辆，其中："
                    + "、".join(f"{k}{n}辆" for k, n in v.vehicles.items())
                    + "；单位价值100万元以上设备（不含车辆）0台（套）。"
                ],
            ),
        ],
        [f"按照预算绩效管理要求，{y}年度绩效自评项目{len(v.projects)}个，平均得分95.5分。"],
    )


def ministry(v: V) -> Stranger:
    """A ministry: amounts with separators, the budget for 三公 in two years' money, one paragraph an item."""
    y, p = v.y, v.prior
    three = v.final
    return Stranger(
        [f"从预算单位构成看，{v.department}部门决算包括本级决算，纳入{y}年度部门决算编制范围的单位共1家。"],
        [
            (
                "一、收入支出决算总体情况说明",
                2,
                [
                    f"{y}年度收、支总计均为{separated(v.grand_total)}。"
                    + (
                        f"与{y - 1}年相比，收、支总计各{moved(v.grand_total, p['总计'], separated, 1)}，主要是项目支出变动。"
                        if v.grand_total != p["总计"]
                        else ""
                    )
                ],
            ),
            (
                "二、收入决算情况说明",
                2,
                [
                    f"{y}年度收入合计{separated(v.income)}，其中：财政拨款收入{separated(v.fiscal)}，占{rate(v.fiscal, v.income, 1)}；其他收入{separated(v.other_income)}，占{rate(v.other_income, v.income, 1)}。"
                ],
            ),
            (
                "三、支出决算情况说明",
                2,
                [
                    f"{y}年度支出合计{separated(v.expenditure)}，其中：基本支出{separated(v.all_basic)}，占{rate(v.all_basic, v.expenditure, 1)}；项目支出{separated(v.all_project)}，占{rate(v.all_project, v.expenditure, 1)}。"
                ],
            ),
            (
                "四、财政拨款收入支出决算总体情况说明",
                2,
                [
                    f"{y}年度财政拨款收、支总计均为{separated(v.fiscal_total)}。"
                    + (
                        f"与{y - 1}年相比，财政拨款收、支总计各{moved(v.fiscal_total, p['财政拨款总计'], separated, 1)}。"
                        if v.fiscal_total != p["财政拨款总计"]
                        else ""
                    )
                ],
            ),
            ("五、一般公共预算财政拨款支出决算情况说明", 2, []),
            (
                "（一）支出决算总体情况",
                3,
                [
                    f"{y}年度财政拨款支出{separated(v.general)}，占本年支出合计的{rate(v.general, v.expenditure, 1)}。"
                    + (
                        f"与{y - 1}年相比，财政拨款支出{moved(v.general, p['一般公共预算'], separated, 1)}。"
                        if v.general != p["一般公共预算"]
                        else ""
                    )
                ]
                if not v.fund
                else [],
            ),
            (
                "（二）支出决算结构情况",
                3,
                [
                    f"{y}年度一般公共预算财政拨款支出{separated(v.general)}，主要用于以下方面："
                    + "；".join(
                        f"{n}（类）{separated(a)}，占{rate(a, v.general, 1)}" for n, a, _ in v.classes
                    )
                    + "。"
                ],
            ),
            (
                "（三）支出决算具体情况",
                3,
                [
                    f"{y}年度一般公共预算财政拨款支出年初预算为{separated(v.budget)}，支出决算为{separated(v.general)}，完成年初预算的{rate(v.general, v.budget, 1)}。其中：",
                    *(
                        f"{i}.{path(x)}。年初预算为{separated(x.budget)}，支出决算为{separated(x.general)}"
                        + (f"，完成年初预算的{rate(x.general, x.budget, 1)}" if x.budget else "")
                        + f"。决算数{compared(x.general, x.budget)}年初预算数"
                        + (
                            "。"
                            if x.general == x.budget
                            else "的主要原因是执行中据实结算，部分资金结转下年继续使用。"
                            if x.general < x.budget
                            else "的主要原因是执行中使用了以前年度结转资金。"
                        )
                        for i, x in enumerate(v.items, 1)
                    ),
                ],
            ),
            (
                "六、一般公共预算财政拨款基本支出决算情况说明",
                2,
                [
                    f"{y}年度一般公共预算财政拨款基本支出{separated(v.basic)}，其中：人员经费{separated(v.staff)}，主要包括：{v.uses('301', '303')}。公用经费{separated(v.running)}，主要包括：{v.uses('302', '310')}。"
                ],
            ),
            (
                "七、财政拨款“三公”经费支出决算情况说明",
                2,
                [
                    f"{y}年度“三公”经费财政拨款支出预算为{separated(v.plan[0])}，支出决算为{separated(three[0])}"
                    + (f"，完成预算的{rate(three[0], v.plan[0], 1)}" if v.plan[0] else "")
                    + f"。决算数较{y - 1}年"
                    + (
                        f"{moved(three[0], v.before[0], separated, 1)}。"
                        if three[0] != v.before[0]
                        else "持平。"
                    ),
                    f"{y}年度“三公”经费财政拨款支出决算中，因公出国（境）费支出决算{separated(three[1])}，占{rate(three[1], three[0], 1)}；公务用车购置及运行维护费支出决算{separated(three[2])}，占{rate(three[2], three[0], 1)}；公务接待费支出决算{separated(three[5])}，占{rate(three[5], three[0], 1)}。具体情况如下：",
                    f"1.因公出国（境）费预算为{separated(v.plan[1])}，支出决算为{separated(three[1])}。全年组织因公出国（境）团组{1 if three[1] else 0}个，累计{2 if three[1] else 0}人次。",
                    f"2.公务用车购置及运行维护费预算为{separated(v.plan[2])}，支出决算为{separated(three[2])}"
                    + (f"，完成预算的{rate(three[2], v.plan[2], 1)}" if v.plan[2] else "")
                    + f"。其中：公务用车购置费支出0.00万元；公务用车运行维护费支出{separated(three[4])}，主要用于机要通信、应急保障等。截至{y}年12月31日，财政拨款开支的公务用车保有量为{v.cars}辆。",
                    f"3.公务接待费预算为{separated(v.plan[5])}，支出决算为{separated(three[5])}"
                    + (f"，完成预算的{rate(three[5], v.plan[5], 1)}" if v.plan[5] else "")
                    + f"。全年共接待{v.visits[0]}批次、{v.visits[1]}人次，其中外宾接待0批次、0人次。",
                ],
            ),
            (
                "八、政府性基金预算财政拨款收入支出决算情况说明",
                2,
                [
                    f"{y}年度政府性基金预算财政拨款收入{separated(v.fund)}，支出{separated(v.fund)}，年末结转和结余0.00万元。"
                    if v.fund
                    else "本部门没有政府性基金预算财政拨款收入支出。"
                ],
            ),
            ("九、国有资本经营预算财政拨款支出决算情况说明", 2, ["本部门没有国有资本经营预算财政拨款支出。"]),
            ("十、其他重要事项的情况说明", 2, []),
            (
                "（一）机关运行经费支出情况",
                3,
                [
                    f"{y}年度机关运行经费支出{separated(v.running)}，{since(v.running, p['公用经费'], f'{y - 1}年', 1)}，主要原因是压减一般性支出。"
                ],
            ),
            (
                "（二）政府采购支出情况",
                3,
                [
                    f"{y}年度政府采购支出总额{separated(sum(v.procurement))}，其中：政府采购货物支出{separated(v.procurement[0])}、政府采购工程支出{separated(v.procurement[1])}、政府采购服务支出{separated(v.procurement[2])}。授予中小企业合同金额{separated(v.small[0])}，占政府采购支出总额的{rate(v.small[0], sum(v.procurement), 1)}，其中授予小微企业合同金额{separated(v.small[1])}，占授予中小企业合同金额的{rate(v.small[1], v.small[0], 1)}。"
                ],
            ),
            (
                "（三）国有资产占有使用情况",
                3,
                [
                    f"截至{y}年12月31日，部门共有车辆{v.cars}辆，其中，"
                    + "、".join(f"{k}{n}辆" for k, n in v.vehicles.items())
                    + "；单价100万元（含）以上设备（不含车辆）0台（套）。"
                ],
            ),
        ],
        [
            f"根据预算绩效管理要求，我部门组织对{y}年度一般公共预算项目支出全面开展绩效自评，共涉及项目{len(v.projects)}个，资金{separated(sum(x.budget for x in v.projects))}。"
        ],
    )


def hainan(v: V) -> Stranger:
    """海南: the total in 亿元 in the overview, counts in words, differences told in both directions."""
    y, p = v.y, v.prior
    three = v.final
    return Stranger(
        [
            f"纳入{v.department}{y}年度部门决算编制范围的单位只有一家，即{v.department}机关。",
            "部门人员编制25名，其中行政编制20名、工勤编制5名；实有在职人员23人。",
        ],
        [
            (
                "一、收入支出总体情况",
                2,
                [
                    f"（一）{y}年度收入支出总体情况。{y}年度总收入{w(v.grand_total)}，其中：本年收入{w(v.income)}，占总收入的{rate(v.income, v.grand_total)}；年初结转和结余{w(v.opening + v.other_opening)}，占总收入的{rate(v.opening + v.other_opening, v.grand_total)}。",
                    f"总支出{w(v.grand_total)}，其中：本年支出{w(v.expenditure)}，占总支出的{rate(v.expenditure, v.grand_total)}；年末结转和结余{w(v.closing + v.other_closing)}，占总支出的{rate(v.closing + v.other_closing, v.grand_total)}。",
                ],
            ),
            (
                "二、收入决算情况",
                2,
                [
                    f"本年收入合计{w(v.income)}，其中：财政拨款收入{w(v.fiscal)}，占比{rate(v.fiscal, v.income)}；其他收入{w(v.other_income)}，占比{rate(v.other_income, v.income)}。"
                ],
            ),
            (
                "三、支出决算情况",
                2,
                [
                    f"本年支出合计{w(v.expenditure)}，其中：基本支出{w(v.all_basic)}，占比{rate(v.all_basic, v.expenditure)}；项目支出{w(v.all_project)}，占比{rate(v.all_project, v.expenditure)}。"
                ],
            ),
            (
                "四、财政拨款收入支出总体情况",
                2,
                [
                    f"{y}年度财政拨款收入总计{w(v.fiscal_total)}，包括：一般公共预算财政拨款收入{w(v.fiscal_income)}，政府性基金预算财政拨款收入{w(v.fund)}，年初财政拨款结转和结余{w(v.opening)}。财政拨款支出总计{w(v.fiscal_total)}，包括：一般公共预算财政拨款支出{w(v.general)}，政府性基金预算财政拨款支出{w(v.fund)}，年末财政拨款结转和结余{w(v.closing)}。"
                ],
            ),
            (
                "五、一般公共预算财政拨款支出决算情况",
                2,
                [
                    f"{y}年度一般公共预算财政拨款支出{w(v.general)}，占本年支出的{rate(v.general, v.expenditure)}，"
                    + (
                        f"较上年{moved(v.general, p['一般公共预算'])}。"
                        if v.general != p["一般公共预算"]
                        else "与上年持平。"
                    ),
                    f"{y}年度一般公共预算财政拨款支出年初预算{w(v.budget)}，决算{w(v.general)}，完成年初预算{rate(v.general, v.budget)}，{against(v.general, v.budget, 2, '下降')}。",
                    "主要用于以下方面："
                    + "；".join(f"{n}{w(a)}，占比{rate(a, v.general)}" for n, a, _ in v.classes)
                    + "。",
                    *(
                        f"{i}.{x.path[2]}（{x.code}）。年初预算{w(x.budget)}，决算{w(x.general)}"
                        + (
                            f"，完成年初预算{rate(x.general, x.budget)}。"
                            if x.budget
                            else "，年初未安排预算。"
                        )
                        for i, x in enumerate(v.items, 1)
                    ),
                ],
            ),
            (
                "六、一般公共预算财政拨款基本支出决算情况",
                2,
                [
                    f"{y}年度一般公共预算财政拨款基本支出{w(v.basic)}。其中：人员经费{w(v.staff)}，占比{rate(v.staff, v.basic)}；公用经费{w(v.running)}，占比{rate(v.running, v.basic)}。"
                ],
            ),
            (
                "七、财政拨款“三公”经费支出决算情况",
                2,
                [
                    f"{y}年度财政拨款“三公”经费预算{w(v.plan[0])}，决算{w(three[0])}"
                    + (f"，完成预算{rate(three[0], v.plan[0])}" if v.plan[0] else "")
                    + "。",
                    f"1.因公出国（境）费：预算{w(v.plan[1])}，决算{w(three[1])}，组团{1 if three[1] else 0}个。",
                    f"2.公务用车购置及运行维护费：预算{w(v.plan[2])}，决算{w(three[2])}，{since(three[2], v.before[2])}。公务用车购置费决算0.00万元，当年购置0辆；公务用车运行维护费决算{w(three[4])}，年末保有量{v.cars}辆，平均每辆运行维护费{w(three[4] // v.cars) if v.cars else '0.00万元'}。",
                    f"3.公务接待费：预算{w(v.plan[5])}，决算{w(three[5])}，{since(three[5], v.before[5])}。国内公务接待{v.visits[0]}批次{v.visits[1]}人次。",
                ],
            ),
            (
                "八、政府性基金预算财政拨款收入支出决算情况",
                2,
                [
                    f"本年收入{w(v.fund)}，本年支出{w(v.fund)}，均为项目支出。"
                    if v.fund
                    else "本部门没有政府性基金预算拨款安排的支出，故本表为空。"
                ],
            ),
            (
                "九、国有资本经营预算财政拨款支出决算情况",
                2,
                ["本部门没有国有资本经营预算拨款安排的支出，故本表为空。"],
            ),
            (
                "十、机关运行经费",
                2,
                [f"本部门{y}年度机关运行经费{w(v.running)}，{since(v.running, p['公用经费'])}。"],
            ),
            (
                "十一、政府采购支出情况",
                2,
                [
                    f"{y}年度政府采购支出总额{w(sum(v.procurement))}，其中货物类{w(v.procurement[0])}、工程类{w(v.procurement[1])}、服务类{w(v.procurement[2])}；授予中小企业合同金额{whole(v.small[0])}，占{rate(v.small[0], sum(v.procurement))}。"
                ],
            ),
            (
                "十二、国有资产占用情况",
                2,
                [f"截至{y}年12月31日，共有车辆{v.cars}辆，无单价100万元以上设备。"],
            ),
        ],
        [
            f"{y}年度开展绩效自评项目{len(v.projects)}个，金额{w(sum(x.budget for x in v.projects))}，自评率100%。"
        ],
    )


STRANGERS_SOUTH = {"广西": guangxi, "部委": ministry, "海南": hainan}
