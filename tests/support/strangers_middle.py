"""Departments as 陕西, 河南 and 黑龙江 word them: correct, and worded like no template we know."""

from __future__ import annotations

from stranger_words import Stranger, done, each_class, path, rate, since, w, whole

from gouji.testing.synthetic.places.words import V, compared, moved


def shaanxi(v: V) -> Stranger:
    """陕西: three bases in one sentence, and 会议费 and 培训费 against their budgets."""
    y, p = v.y, v.prior
    full = v.general + v.closing
    three = v.final
    meeting, training = v.economic["30215"], v.economic["30216"]
    return Stranger(
        [
            f"{v.department}内设机构为综合科、业务科、财务科。",
            f"纳入{y}年度本部门决算编制范围的单位共1个，包括本级及所属0个二级预算单位：",
            f"1 {v.department}（机关）",
        ],
        [
            (
                "一、收入支出决算总体情况说明",
                2,
                [
                    f"{y}年度收入总计、支出总计均为{w(v.grand_total)}，"
                    + (
                        f"与上年相比收、支总计各{moved(v.grand_total, p['总计'])}，主要是项目经费变化。"
                        if v.grand_total != p["总计"]
                        else "与上年持平。"
                    )
                ],
            ),
            (
                "二、收入决算情况说明",
                2,
                [
                    f"{y}年度收入合计{w(v.income)}，其中：财政拨款收入{w(v.fiscal)}，占{rate(v.fiscal, v.income)}；其他收入{w(v.other_income)}，占{rate(v.other_income, v.income)}。"
                ],
            ),
            (
                "三、支出决算情况说明",
                2,
                [
                    f"{y}年度支出合计{w(v.expenditure)}，其中：基本支出{w(v.all_basic)}，占{rate(v.all_basic, v.expenditure)}；项目支出{w(v.all_project)}，占{rate(v.all_project, v.expenditure)}。"
                ],
            ),
            (
                "四、财政拨款收入支出决算总体情况说明",
                2,
                [
                    f"{y}年度财政拨款收入总计、支出总计均为{w(v.fiscal_total)}，"
                    + (
                        f"与上年相比，财政拨款收、支总计各{moved(v.fiscal_total, p['财政拨款总计'])}，主要原因是压减一般性支出。"
                        if v.fiscal_total != p["财政拨款总计"]
                        else "与上年持平。"
                    )
                ],
            ),
            ("五、一般公共预算财政拨款支出决算情况说明", 2, []),
            (
                "（一）财政拨款支出决算总体情况说明",
                3,
                [
                    f"{y}年度一般公共预算财政拨款支出年初预算{w(v.budget)}，调整预算{w(full)}，支出决算{w(v.general)}，完成年初预算的{rate(v.general, v.budget)}，完成调整预算的{rate(v.general, full)}，"
                    f"占本年支出合计的{rate(v.general, v.expenditure)}。"
                    + (
                        f"与上年相比，财政拨款支出{moved(v.general, p['一般公共预算'])}，主要原因是项目变化。"
                        if v.general != p["一般公共预算"]
                        else "与上年持平。"
                    )
                ],
            ),
            (
                "（二）财政拨款支出决算具体情况说明",
                3,
                [
                    f"{i}.{path(x)}。年初预算{w(x.budget)}，支出决算{w(x.general)}{done(x.general, x.budget)}。决算数{compared(x.general, x.budget)}年初预算数的主要原因是据实列支。"
                    for i, x in enumerate(v.items, 1)
                ],
            ),
            (
                "六、一般公共预算财政拨款基本支出决算情况说明",
                2,
                [
                    f"{y}年度一般公共预算财政拨款基本支出{w(v.basic)}，包括人员经费和公用经费。其中：",
                    f"（一）人员经费{w(v.staff)}，主要包括：{v.uses('301', '303')}。",
                    f"（二）公用经费{w(v.running)}，主要包括：{v.uses('302', '310')}。",
                ],
            ),
            ("七、财政拨款“三公”经费及会议费、培训费支出决算情况说明", 2, []),
            (
                "（一）“三公”经费支出决算情况说明",
                3,
                [
                    f"{y}年度财政拨款“三公”经费支出预算{w(v.plan[0])}，支出决算{w(three[0])}"
                    + (f"，完成预算的{rate(three[0], v.plan[0])}" if v.plan[0] else "")
                    + f"，决算数{compared(three[0], v.plan[0])}预算数的主要原因是严格执行中央八项规定。决算数{since(three[0], v.before[0])}，主要原因是公务活动变化。",
                    f"1.因公出国（境）费用支出情况说明。本年度支出预算{w(v.plan[1])}，支出决算{w(three[1])}。",
                    "2.公务用车购置费用支出情况说明。本年度无公务用车购置费用支出。",
                    f"3.公务用车运行维护费用支出情况说明。{y}年度公务用车运行维护费支出预算{w(v.plan[4])}，支出决算{w(three[4])}"
                    + (f"，完成预算的{rate(three[4], v.plan[4])}" if v.plan[4] else "")
                    + f"。公务用车保有量{v.cars}辆。",
                    f"4.公务接待费支出情况说明。{y}年度公务接待费支出预算{w(v.plan[5])}，支出决算{w(three[5])}"
                    + (f"，完成预算的{rate(three[5], v.plan[5])}" if v.plan[5] else "")
                    + f"。其中：国内公务接待支出{w(three[5])}，接待{v.visits[0]}批次，{v.visits[1]}人次。",
                ],
            ),
            (
                "（二）培训费支出情况说明",
                3,
                [
                    f"{y}年度培训费支出预算{w(training + 10_000_00)}，支出决算{w(training)}，完成预算的{rate(training, training + 10_000_00)}，决算数小于预算数的主要原因是线上培训。决算数{since(training, p['培训费'])}。"
                ],
            ),
            (
                "（三）会议费支出情况说明",
                3,
                [
                    f"{y}年度会议费支出预算{w(meeting)}，支出决算{w(meeting)}。"
                    + (f"决算数{since(meeting, p['会议费'])}，主要原因是会议安排变化。")
                ],
            ),
            (
                "八、政府性基金预算财政拨款收入支出决算情况说明",
                2,
                [
                    f"{y}年度政府性基金预算财政拨款年初结转和结余0.00万元，本年收入{w(v.fund)}，本年支出{w(v.fund)}，年末结转和结余0.00万元。"
                    if v.fund
                    else "本部门无政府性基金决算收支，并已公开空表。"
                ],
            ),
            (
                "九、国有资本经营预算财政拨款支出决算情况说明",
                2,
                ["本部门无国有资本经营预算财政拨款支出，并已公开空表。"],
            ),
            (
                "十、机关运行经费支出情况说明",
                2,
                [
                    f"{y}年度机关运行经费支出预算{w(v.running + 5_000_00)}，支出决算{w(v.running)}，完成预算的{rate(v.running, v.running + 5_000_00)}。决算数{since(v.running, p['公用经费'])}，主要原因是压减开支。"
                ],
            ),
            (
                "十一、政府采购支出情况说明",
                2,
                [
                    f"{y}年度政府采购支出总额共{w(sum(v.procurement))}，其中：政府采购货物支出{w(v.procurement[0])}、政府采购工程支出{w(v.procurement[1])}、政府采购服务支出{w(v.procurement[2])}。"
                    f"政府采购授予中小企业合同金额{w(v.small[0])}，占政府采购支出总额的{rate(v.small[0], sum(v.procurement))}，其中：授予小微企业合同金额{w(v.small[1])}，占政府采购支出总额的{rate(v.small[1], sum(v.procurement))}；"
                    f"授予中小企业合同金额中，货物采购占{rate(v.procurement[0], sum(v.procurement))}。"
                ],
            ),
            (
                "十二、国有资产占用及购置情况说明",
                2,
                [
                    f"截至{y}年末，本部门所属单位共有车辆{v.cars}辆，其中"
                    + "，".join(f"{k}{n}辆" for k, n in v.vehicles.items())
                    + "。单价100万元（含）以上设备（不含车辆）0台（套）。",
                    f"{y}年当年购置车辆0辆；购置单价100万元（含）以上设备0台（套）。",
                ],
            ),
        ],
        [
            f"根据预算绩效管理要求，本部门组织对{y}年度一般公共预算项目支出开展了绩效自评，涉及项目{len(v.projects)}个，共涉及资金{w(sum(x.budget for x in v.projects))}。"
        ],
    )


def henan(v: V) -> Stranger:
    """河南: amounts without superfluous zeros, classes numbered, the reason named 差异."""
    y, p = v.y, v.prior
    three = v.final
    return Stranger(
        [
            f"从预算单位构成看，{v.department}部门决算包括：本级决算。",
            f"纳入本部门{y}年度部门决算编制范围的单位共1个，具体是：",
            f"1.{v.department}本级",
            "内设机构3个，包括：综合科、业务科、财务科。",
        ],
        [
            (
                "一、收入支出决算总体情况说明",
                2,
                [
                    f"{y}年度收、支总计均为{whole(v.grand_total)}。"
                    + (
                        f"与上年度相比，收、支总计各{moved(v.grand_total, p['总计'], whole)}。主要原因：一是人员调整；二是项目压减3个、新增2个。"
                        if v.grand_total != p["总计"]
                        else "与上年持平。"
                    )
                ],
            ),
            (
                "二、收入决算情况说明",
                2,
                [
                    f"{y}年度收入合计{whole(v.income)}，其中：财政拨款收入{whole(v.fiscal)}，占{rate(v.fiscal, v.income)}；上级补助收入0万元，占0%；其他收入{whole(v.other_income)}，占{rate(v.other_income, v.income)}。"
                ],
            ),
            (
                "三、支出决算情况说明",
                2,
                [
                    f"{y}年度支出合计{whole(v.expenditure)}，其中：基本支出{whole(v.all_basic)}，占{rate(v.all_basic, v.expenditure)}；项目支出{whole(v.all_project)}，占{rate(v.all_project, v.expenditure)}。"
                ],
            ),
            (
                "四、财政拨款收入支出决算总体情况说明",
                2,
                [
                    f"{y}年度财政拨款收、支总计均为{whole(v.fiscal_total)}。"
                    + (
                        f"与上年度相比，财政拨款收、支总计各{moved(v.fiscal_total, p['财政拨款总计'], whole)}。主要原因：项目变化。"
                        if v.fiscal_total != p["财政拨款总计"]
                        else ""
                    )
                ],
            ),
            ("五、一般公共预算财政拨款支出决算情况说明", 2, []),
            (
                "（一）总体情况。",
                3,
                [
                    f"{y}年度一般公共预算财政拨款支出{whole(v.general)}，占本年支出合计的{rate(v.general, v.expenditure)}。"
                    + (
                        f"与上年度相比，一般公共预算财政拨款支出{moved(v.general, p['一般公共预算'], whole)}。主要原因：项目增减。"
                        if v.general != p["一般公共预算"]
                        else ""
                    )
                ],
            ),
            (
                "（二）结构情况。",
                3,
                [
                    f"{y}年度一般公共预算财政拨款支出{whole(v.general)}，主要用于以下方面："
                    + "；".join(f"{n}（类）支出{whole(a)}，占{rate(a, v.general)}" for n, a, _ in v.classes)
                    + "。"
                ],
            ),
            (
                "（三）具体情况。",
                3,
                [
                    f"{y}年度一般公共预算财政拨款支出年初预算为{whole(v.budget)}，支出决算为{whole(v.general)}，完成年初预算的{rate(v.general, v.budget)}。决算数与年初预算数存在差异的主要原因：一是年中追加；二是据实支付。其中：",
                    *(
                        f"{i}.{path(x)}。年初预算为{whole(x.budget)}，支出决算为{whole(x.general)}{done(x.general, x.budget)}。"
                        + (
                            "决算数与年初预算数无差异。"
                            if x.general == x.budget
                            else "决算数与年初预算数存在差异的主要原因：据实支付。"
                        )
                        for i, x in enumerate(v.items, 1)
                    ),
                ],
            ),
            (
                "六、一般公共预算财政拨款基本支出决算情况说明",
                2,
                [
                    f"{y}年度一般公共预算财政拨款基本支出{whole(v.basic)}。其中，人员经费{whole(v.staff)}，主要包括：{v.uses('301', '303')}。公用经费{whole(v.running)}，主要包括：{v.uses('302', '310')}。"
                ],
            ),
            ("七、财政拨款“三公”经费支出决算情况说明", 2, []),
            (
                "（一）“三公”经费财政拨款支出决算总体情况说明。",
                3,
                [
                    f"{y}年度“三公”经费财政拨款支出预算为{whole(v.plan[0])}，支出决算为{whole(three[0])}"
                    + (
                        f"，完成预算的{rate(three[0], v.plan[0])}。决算数与预算数存在差异的主要原因：厉行节约。"
                        if v.plan[0]
                        else "。"
                    )
                ],
            ),
            (
                "（二）“三公”经费财政拨款支出决算具体情况说明。",
                3,
                [
                    f"{y}年度“三公”经费财政拨款支出决算中，因公出国（境）费支出决算{whole(three[1])}，占{rate(three[1], three[0])}；公务用车购置及运行费支出决算{whole(three[2])}，占{rate(three[2], three[0])}；"
                    f"公务接待费支出决算{whole(three[5])}，占{rate(three[5], three[0])}。具体情况如下：",
                    f"1.因公出国（境）费预算为{whole(v.plan[1])}，支出决算为{whole(three[1])}。全年因公出国（境）团组{1 if three[1] else 0}个，因公出国（境）{4 if three[1] else 0}人次。",
                    f"2.公务用车购置及运行维护费预算为{whole(v.plan[2])}，支出决算为{whole(three[2])}"
                    + (
                        f"，完成预算的{rate(three[2], v.plan[2])}。决算数与预算数存在差异的主要原因：车辆减少出行。其中："
                        if v.plan[2]
                        else "。其中："
                    ),
                    "公务用车购置支出0万元，公务用车购置数0辆。",
                    f"公务用车运行支出{whole(three[4])}。主要用于公务出行。期末，单位开支财政拨款的公务用车保有量为{v.cars}辆。",
                    f"3.公务接待费预算为{whole(v.plan[5])}，支出决算为{whole(three[5])}"
                    + (f"，完成预算的{rate(three[5], v.plan[5])}。" if v.plan[5] else "。")
                    + f"其中：外宾接待支出0万元。{y}年度共接待国（境）外来访团组0个、来访外宾0人次（不包括陪同人员）。其他国内公务接待支出{whole(three[5])}。主要用于接待调研。{y}年度共接待国内来访团组{v.visits[0]}个、来宾{v.visits[1]}人次（不包括陪同人员）。",
                ],
            ),
            (
                "八、政府性基金预算财政拨款支出决算情况说明",
                2,
                [
                    f"{y}年度政府性基金预算财政拨款支出{whole(v.fund)}。"
                    if v.fund
                    else f"我部门{y}年度没有政府性基金预算财政拨款收入，也没有使用政府性基金安排的支出。"
                ],
            ),
            (
                "九、国有资本经营预算财政拨款支出决算情况说明",
                2,
                [f"我部门{y}年度没有使用国有资本经营预算安排的支出。"],
            ),
            (
                "十、机关运行经费支出情况说明",
                2,
                [
                    f"{y}年度机关运行经费支出{whole(v.running)}，{since(v.running, p['公用经费'])}。主要原因：厉行节约。"
                ],
            ),
            (
                "十一、政府采购支出情况说明",
                2,
                [
                    f"{y}年度政府采购支出总额{whole(sum(v.procurement))}，其中：政府采购货物支出{whole(v.procurement[0])}、政府采购工程支出{whole(v.procurement[1])}、政府采购服务支出{whole(v.procurement[2])}。"
                    f"授予中小企业合同金额{whole(v.small[0])}，占政府采购支出总额的{rate(v.small[0], sum(v.procurement))}，其中：授予小微企业合同金额{whole(v.small[1])}，占授予中小企业合同金额的{rate(v.small[1], v.small[0])}。"
                ],
            ),
            (
                "十二、国有资产占用情况说明",
                2,
                [
                    f"{y}年期末，我部门共有车辆{v.cars}辆，其中："
                    + "、".join(f"{k}{n}辆" for k, n in v.vehicles.items())
                    + "。单价100万元以上设备（不含车辆）0台（套）。"
                ],
            ),
        ],
        [
            f"我部门根据预算绩效管理要求，对{len(v.projects)}个项目开展了绩效自评，涉及资金{w(sum(x.budget for x in v.projects))}。"
        ],
    )


def heilongjiang(v: V) -> Stranger:
    """黑龙江: income and spending compared apart, each class with its change, in one paragraph."""
    y, p = v.y, v.prior
    three = v.final
    return Stranger(
        [
            f"{v.department}为一级预算单位，内设综合科、业务科、财务科等3个科室，无所属事业单位。截至{y}年末，在职人员18人，离退休人员20人。"
        ],
        [
            (
                "一、收入支出决算总体情况",
                2,
                [
                    f"{y}年度收入总计{w(v.grand_total)}，其中本年收入{w(v.income)}，年初结转和结余{w(v.opening + v.other_opening)}；支出总计{w(v.grand_total)}，其中本年支出{w(v.expenditure)}，年末结转和结余{w(v.closing + v.other_closing)}。"
                    + (
                        f"收入、支出总计与上年决算相比各{moved(v.grand_total, p['总计'])}，主要原因是机构改革人员划转。"
                        if v.grand_total != p["总计"]
                        else ""
                    )
                ],
            ),
            (
                "二、收入决算情况",
                2,
                [
                    f"本年收入合计{w(v.income)}，其中：一般公共预算财政拨款收入{w(v.fiscal_income)}，占本年收入的{rate(v.fiscal_income, v.income)}；政府性基金预算财政拨款收入{w(v.fund)}，占本年收入的{rate(v.fund, v.income)}；其他收入{w(v.other_income)}，占本年收入的{rate(v.other_income, v.income)}。"
                ],
            ),
            (
                "三、支出决算情况",
                2,
                [
                    f"本年支出合计{w(v.expenditure)}，按支出性质分：基本支出{w(v.all_basic)}，占本年支出的{rate(v.all_basic, v.expenditure)}；项目支出{w(v.all_project)}，占本年支出的{rate(v.all_project, v.expenditure)}。"
                    + "按功能分类："
                    + "；".join(f"{n}{w(sum(i.total for i in m))}" for _, n, m in each_class(v))
                    + (f"；其他支出{w(v.fund)}。" if v.fund else "。")
                ],
            ),
            (
                "四、财政拨款收入支出决算总体情况",
                2,
                [
                    f"{y}年度财政拨款收入总计、支出总计均为{w(v.fiscal_total)}"
                    + (
                        f"，与上年决算相比{moved(v.fiscal_total, p['财政拨款总计'])}。"
                        if v.fiscal_total != p["财政拨款总计"]
                        else "。"
                    )
                ],
            ),
            (
                "五、一般公共预算财政拨款支出决算情况",
                2,
                [
                    f"{y}年度一般公共预算财政拨款支出{w(v.general)}，其中：基本支出{w(v.basic)}，项目支出{w(v.general - v.basic)}。"
                    + (
                        f"与上年决算相比，{moved(v.general, p['一般公共预算'])}。"
                        if v.general != p["一般公共预算"]
                        else ""
                    )
                    + f"与年初预算相比，{'增加' if v.general > v.budget else '减少'}{w(abs(v.general - v.budget))}。",
                    "按支出功能分类科目，具体情况如下：",
                    *(
                        f"（{k}）{n}决算{w(sum(i.general for i in m))}，较年初预算{'增加' if sum(i.general - i.budget for i in m) >= 0 else '减少'}{w(abs(sum(i.general - i.budget for i in m)))}，主要是据实结算。"
                        for k, (_, n, m) in zip("一二三四五六", each_class(v), strict=False)
                    ),
                ],
            ),
            (
                "六、一般公共预算财政拨款基本支出决算情况",
                2,
                [
                    f"{y}年度一般公共预算财政拨款基本支出{w(v.basic)}，其中：",
                    f"人员经费{w(v.staff)}，包括工资福利支出{w(v.block('301'))}、对个人和家庭的补助{w(v.block('303'))}。",
                    f"公用经费{w(v.running)}，包括商品和服务支出{w(v.block('302'))}、资本性支出{w(v.block('310'))}。",
                ],
            ),
            (
                "七、“三公”经费财政拨款支出决算情况",
                2,
                [
                    f"{y}年度“三公”经费支出{w(three[0])}，{since(three[0], v.before[0], '上年决算')}；"
                    + (
                        f"比预算{'增加' if three[0] > v.plan[0] else '减少'}{w(abs(three[0] - v.plan[0]))}。"
                        if three[0] != v.plan[0]
                        else "与预算持平。"
                    ),
                    f"其中：因公出国（境）费{w(three[1])}；公务用车运行维护费{w(three[4])}，{since(three[4], v.before[4], '上年决算')}，公务用车保有量{v.cars}台；公务用车购置费0.00万元，购置0台；公务接待费{w(three[5])}，{since(three[5], v.before[5], '上年决算')}，接待{v.visits[0]}批次{v.visits[1]}人次。",
                ],
            ),
            (
                "八、政府性基金预算财政拨款支出决算情况",
                2,
                [
                    f"{y}年度政府性基金预算财政拨款支出{w(v.fund)}，全部为项目支出。"
                    if v.fund
                    else "本年度无政府性基金预算财政拨款收支。"
                ],
            ),
            ("九、国有资本经营预算财政拨款支出决算情况", 2, ["本年度无国有资本经营预算财政拨款收支。"]),
            ("十、其他重要事项说明", 2, []),
            (
                "（一）机关运行经费",
                3,
                [f"{y}年度机关运行经费支出{w(v.running)}，{since(v.running, p['公用经费'], '上年决算')}。"],
            ),
            (
                "（二）政府采购",
                3,
                [
                    f"{y}年度政府采购支出{w(sum(v.procurement))}，其中货物{w(v.procurement[0])}，工程{w(v.procurement[1])}，服务{w(v.procurement[2])}；授予中小企业合同金额{w(v.small[0])}。"
                ],
            ),
            (
                "（三）国有资产占用",
                3,
                [f"截至{y}年12月31日，共有车辆{v.cars}台，均为公务用车，单价100万元以上设备0台（套）。"],
            ),
        ],
        [f"{y}年度实施绩效自评项目{len(v.projects)}个，自评覆盖率100%。"],
    )


STRANGERS_MIDDLE = {"陕西": shaanxi, "河南": henan, "黑龙江": heilongjiang}
