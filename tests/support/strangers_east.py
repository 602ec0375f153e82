"""Departments as 浙江, 福建 and 安徽 word them: correct, and worded like no template we know."""

from __future__ import annotations

from stranger_words import Stranger, done, path, rate, since, w

from gouji.testing.synthetic.places.words import V, compared, moved


def zhejiang(v: V) -> Stranger:
    """浙江: every share told, zeros too, and the share of each kind of goods that went to small firms."""
    y, p = v.y, v.prior
    three = v.final
    goods, works, services = v.procurement
    sme = v.small[0]
    return Stranger(
        [
            f"从预算单位构成看，{v.department}部门决算包括：部门本级决算。",
            f"纳入{v.department}{y}年度部门决算编制范围的单位包括：{v.department}（本级）。",
        ],
        [
            (
                "一、收入支出决算总体情况说明",
                2,
                [
                    f"{y}年度收入总计{w(v.grand_total)}，支出总计{w(v.grand_total)}，与{y - 1}年度相比，"
                    + (
                        f"各{moved(v.grand_total, p['总计'])}。主要原因是：项目调整。"
                        if v.grand_total != p["总计"]
                        else "均持平。"
                    )
                ],
            ),
            (
                "二、收入决算情况说明",
                2,
                [
                    f"本年收入合计{w(v.income)}；包括财政拨款收入{w(v.fiscal)}（其中，一般公共预算{w(v.fiscal_income)}，政府性基金预算{w(v.fund)}，国有资本经营预算0.00万元），占收入合计{rate(v.fiscal, v.income)}；"
                    f"上级补助收入0.00万元，占收入合计0.00%；事业收入0.00万元，占收入合计0.00%；经营收入0.00万元，占收入合计0.00%；附属单位上缴收入0.00万元，占收入合计0.00%；"
                    f"其他收入{w(v.other_income)}，占收入合计{rate(v.other_income, v.income)}。"
                ],
            ),
            (
                "三、支出决算情况说明",
                2,
                [
                    f"本年支出合计{w(v.expenditure)}，其中基本支出{w(v.all_basic)}，占{rate(v.all_basic, v.expenditure)}；项目支出{w(v.all_project)}，占{rate(v.all_project, v.expenditure)}；上缴上级支出0.00万元，占0.00%；"
                    "经营支出0.00万元，占0.00%；对附属单位补助支出0.00万元，占0.00%。"
                ],
            ),
            (
                "四、财政拨款收入支出决算总体情况说明",
                2,
                [
                    f"{y}年度财政拨款收入总计{w(v.fiscal_total)}，支出总计{w(v.fiscal_total)}，与{y - 1}年相比，"
                    + (
                        f"各{moved(v.fiscal_total, p['财政拨款总计'])}；主要原因是项目调整。"
                        if v.fiscal_total != p["财政拨款总计"]
                        else "均持平。"
                    )
                ],
            ),
            ("五、一般公共预算财政拨款支出决算情况说明", 2, []),
            (
                "（一）一般公共预算财政拨款支出决算总体情况",
                3,
                [
                    f"{y}年度一般公共预算财政拨款支出{w(v.general)}，占本年支出合计的{rate(v.general, v.expenditure)}。"
                    + (
                        f"与{y - 1}年相比，一般公共预算财政拨款支出{moved(v.general, p['一般公共预算'])}，主要原因是项目增减。"
                        if v.general != p["一般公共预算"]
                        else ""
                    )
                ],
            ),
            (
                "（二）一般公共预算财政拨款支出决算结构情况",
                3,
                [
                    f"{y}年度一般公共预算财政拨款支出{w(v.general)}，主要用于以下方面："
                    + "；".join(
                        f"{n.removesuffix('支出')}（类）支出{w(a)}，占{rate(a, v.general)}"
                        for n, a, _ in v.classes
                    )
                    + "。"
                ],
            ),
            (
                "（三）一般公共预算财政拨款支出决算具体情况",
                3,
                [
                    f"{y}年度一般公共预算财政拨款支出年初预算为{w(v.budget)}，支出决算为{w(v.general)}，完成年初预算的{rate(v.general, v.budget)}，主要原因是年中追加。其中：",
                    *(
                        f"{i}.{path(x)}。年初预算为{w(x.budget)}，支出决算为{w(x.general)}{done(x.general, x.budget)}。决算数{compared(x.general, x.budget)}预算数的主要原因是"
                        + ("无差异。" if x.general == x.budget else "执行中调整。")
                        for i, x in enumerate(v.items, 1)
                    ),
                ],
            ),
            (
                "六、一般公共预算财政拨款基本支出决算情况说明",
                2,
                [
                    f"{y}年度一般公共预算财政拨款基本支出{w(v.basic)}，其中：",
                    f"人员经费{w(v.staff)}，主要包括：{v.uses('301', '303')}；",
                    f"公用经费{w(v.running)}，主要包括：{v.uses('302', '310')}。",
                ],
            ),
            ("七、一般公共预算财政拨款“三公”经费支出决算情况说明", 2, []),
            (
                "（一）“三公”经费一般公共预算财政拨款支出决算总体情况说明",
                3,
                [
                    f"{y}年度“三公”经费一般公共预算财政拨款支出预算为{w(v.plan[0])}，支出决算为{w(three[0])}"
                    + (f"，完成预算的{rate(three[0], v.plan[0])}" if v.plan[0] else "")
                    + f"，{y}年度“三公”经费支出决算数{compared(three[0], v.plan[0])}预算数的主要原因是压减公务开支。",
                ],
            ),
            (
                "（二）“三公”经费一般公共预算财政拨款支出决算具体情况说明",
                3,
                [
                    f"{y}年度“三公”经费一般公共预算财政拨款支出决算中，因公出国（境）费支出决算为{w(three[1])}，占{rate(three[1], three[0])}，{since(three[1], v.before[1], f'{y - 1}年度')}；"
                    f"公务用车购置及运行维护费支出决算{w(three[2])}，占{rate(three[2], three[0])}，{since(three[2], v.before[2], f'{y - 1}年度')}，主要原因是用车变化；"
                    f"公务接待费支出决算{w(three[5])}，占{rate(three[5], three[0])}，{since(three[5], v.before[5], f'{y - 1}年度')}，主要原因是接待变化。具体情况如下：",
                    f"（1）因公出国（境）费预算数为{w(v.plan[1])}，支出决算为{w(three[1])}"
                    + (f"，完成预算的{rate(three[1], v.plan[1])}" if v.plan[1] else "")
                    + f"。全年使用一般公共预算财政拨款涉及因公出国（境）团组{1 if three[1] else 0}个；累计{2 if three[1] else 0}人次。",
                    f"（2）公务用车购置及运行维护费预算数为{w(v.plan[2])}，支出决算为{w(three[2])}"
                    + (f"，完成预算的{rate(three[2], v.plan[2])}。" if v.plan[2] else "。"),
                    "公务用车购置预算数为0.00万元，支出决算为0.00万元。主要用于经批准购置的0辆公务用车。",
                    f"公务用车运行维护费预算数为{w(v.plan[4])}，支出决算为{w(three[4])}"
                    + (f"，完成预算的{rate(three[4], v.plan[4])}" if v.plan[4] else "")
                    + f"。主要用于档案征集等所需的公务用车燃料费、维修费、过路过桥费、保险费等支出；{y}年度，本级及所属单位开支一般公共预算财政拨款的公务用车保有量为{v.cars}辆。",
                    f"（3）公务接待费预算数为{w(v.plan[5])}，支出决算为{w(three[5])}"
                    + (f"，完成预算的{rate(three[5], v.plan[5])}" if v.plan[5] else "")
                    + f"。主要用于接待交流学习等支出。国内公务接待累计{v.visits[0]}批次，累计{v.visits[1]}人次。其中：",
                    "外事接待支出0.00万元，接待0批次，累计0人次。",
                    f"其他国内公务接待支出{w(three[5])}，主要用于调研考察等公务接待，接待{v.visits[0]}批次，累计{v.visits[1]}人次。",
                ],
            ),
            (
                "八、政府性基金预算财政拨款支出决算总体情况",
                2,
                [
                    f"{y}年度政府性基金预算财政拨款支出{w(v.fund)}，占本年支出合计的{rate(v.fund, v.expenditure)}。"
                    if v.fund
                    else f"{v.department}{y}年度无政府性基金预算财政拨款收支。"
                ],
            ),
            (
                "九、国有资本经营预算财政拨款支出决算总体情况",
                2,
                [f"{v.department}{y}年度无国有资本经营预算财政拨款收支。"],
            ),
            (
                "十、机关运行经费支出决算情况说明",
                2,
                [
                    f"{y}年度机关运行经费支出{w(v.running)}，比年初预算数减少{w(3_210_00)}，下降{rate(3_210_00, v.running + 3_210_00)}，主要原因是过紧日子；{since(v.running, p['公用经费'], '上年决算数')}，主要原因是人员变动。"
                ],
            ),
            (
                "十一、政府采购支出决算情况说明",
                2,
                [
                    f"{y}年度{v.department}政府采购支出总额{w(goods + works + services)}，其中：政府采购货物支出{w(goods)}、政府采购工程支出{w(works)}、政府采购服务支出{w(services)}。授予中小企业合同金额{w(sme)}，占政府采购支出总额的{rate(sme, goods + works + services)}。"
                    f"其中，授予小微企业合同金额{w(v.small[1])}，占政府采购支出总额的{rate(v.small[1], goods + works + services)}；货物采购授予中小企业合同金额占货物支出金额的{rate(min(goods, sme), goods)}，工程采购授予中小企业合同金额占工程支出金额的0.00%，"
                    f"服务采购授予中小企业合同金额占服务支出金额的{rate(max(0, sme - goods), services)}。"
                ],
            ),
            (
                "十二、国有资产占用情况说明",
                2,
                [
                    f"截至{y}年12月31日，本部门共有车辆{v.cars}辆，其中，"
                    + "、".join(f"{k}{n}辆" for k, n in v.vehicles.items())
                    + "；单位价值100万元以上设备（不含车辆）0台（套）。"
                ],
            ),
        ],
        [
            f"根据预算绩效管理要求，本部门组织对{y}年度一般公共预算项目支出全面开展绩效自评。其中，一级项目{len(v.projects)}个，二级项目0个，共涉及资金{w(sum(x.budget for x in v.projects))}。",
            "部门评价项目0个，涉及资金0万元。",
        ],
    )


def fujian(v: V) -> Stranger:
    """福建: codes before the names, each 项 against last year, income and spending listed line by line."""
    y, p = v.y, v.prior
    three = v.final

    def before(general: int) -> int:
        return general * p["一般公共预算"] // v.general

    return Stranger(
        [
            f"{v.department}包括3个机关行政处（科、股）室及0个下属单位，其中：列入{y}年部门决算编制范围的单位详细情况见下表：",
            "单位名称 经费性质 在职人数",
            f"{v.department} 财政核拨 18",
        ],
        [
            (
                "一、收入支出决算总体情况说明",
                2,
                [
                    f"{y}年度，本部门年初结转和结余{w(v.opening + v.other_opening)}，本年收入{w(v.income)}，本年支出{w(v.expenditure)}，使用非财政拨款结余0.00万元，结余分配0.00万元，年末结转和结余{w(v.closing + v.other_closing)}。"
                ],
            ),
            (
                "二、收入决算情况说明",
                2,
                [
                    f"{y}年度收入{w(v.income)}，具体情况如下：",
                    f"（一）财政拨款收入{w(v.fiscal)}，其中政府性基金预算财政拨款收入{w(v.fund)}。",
                    "（二）事业收入0.00万元。",
                    "（三）经营收入0.00万元。",
                    f"（四）其他收入{w(v.other_income)}。",
                ],
            ),
            (
                "三、支出决算情况说明",
                2,
                [
                    f"{y}年度支出{w(v.expenditure)}，具体情况如下：",
                    f"（一）基本支出{w(v.all_basic)}。其中，人员经费{w(v.staff + v.all_basic - v.basic)}，公用经费{w(v.running)}。",
                    f"（二）项目支出{w(v.all_project)}。",
                    "（三）上缴上级支出0.00万元。",
                ],
            ),
            (
                "四、财政拨款收入支出决算总体情况说明",
                2,
                [
                    f"{y}年度财政拨款收、支总计{w(v.fiscal_total)}。与上年相比，财政拨款收、支总计各{moved(v.fiscal_total, p['财政拨款总计'])}，主要是项目变化。"
                    if v.fiscal_total != p["财政拨款总计"]
                    else f"{y}年度财政拨款收、支总计{w(v.fiscal_total)}。"
                ],
            ),
            (
                "五、一般公共预算财政拨款支出决算情况说明",
                2,
                [
                    f"{y}年度一般公共预算财政拨款支出{w(v.general)}，{since(v.general, p['一般公共预算'], '上年决算数')}，具体情况如下（按项级科目分类统计）：",
                    *(
                        f"（{n}）{x.code}-{x.path[2]}{w(x.general)}，{since(x.general, before(x.general), '上年决算数').replace('比', '较')}。主要原因是经费据实列支。"
                        for n, x in zip("一二三四五六七八九", v.items, strict=False)
                    ),
                ],
            ),
            (
                "六、政府性基金预算财政拨款支出决算情况说明",
                2,
                [
                    f"{y}年度政府性基金预算财政拨款支出{w(v.fund)}，具体情况如下：（一）2296002-用于社会福利的彩票公益金支出{w(v.fund)}。"
                    if v.fund
                    else f"{y}年度没有使用政府性基金预算财政拨款安排的支出。"
                ],
            ),
            (
                "七、国有资本经营预算财政拨款支出决算情况说明",
                2,
                [f"{y}年度没有使用国有资本经营预算财政拨款安排的支出。"],
            ),
            (
                "八、一般公共预算财政拨款基本支出决算情况说明",
                2,
                [
                    f"{y}年度一般公共预算财政拨款基本支出{w(v.basic)}，其中：",
                    f"（一）人员经费{w(v.staff)}，主要包括{v.uses('301', '303')}。",
                    f"（二）公用经费{w(v.running)}，主要包括{v.uses('302', '310')}。",
                ],
            ),
            (
                "九、财政拨款“三公”经费支出决算情况说明",
                2,
                [
                    f"{y}年度“三公”经费财政拨款支出{w(three[0])}"
                    + (f"，完成全年预算的{rate(three[0], v.plan[0])}" if v.plan[0] else "")
                    + f"；{since(three[0], v.before[0])}。具体情况如下：",
                    f"（一）因公出国（境）费支出{w(three[1])}"
                    + (f"，完成全年预算的{rate(three[1], v.plan[1])}" if v.plan[1] else "")
                    + f"。全年安排本部门组织的出国团组{1 if three[1] else 0}个，参加其他部门组织的出国团组0个，全年因公出国（境）累计{3 if three[1] else 0}人次。",
                    f"（二）公务用车购置及运行费支出{w(three[2])}"
                    + (f"，完成全年预算的{rate(three[2], v.plan[2])}" if v.plan[2] else "")
                    + f"；{since(three[2], v.before[2])}。其中：",
                    f"公务用车购置费支出0.00万元，{y}年公务用车购置0辆。公务用车运行费支出{w(three[4])}"
                    + (f"，完成全年预算的{rate(three[4], v.plan[4])}" if v.plan[4] else "")
                    + f"，主要用于公务出行等方面，年末公务用车保有量{v.cars}辆。",
                    f"（三）公务接待费支出{w(three[5])}"
                    + (f"，完成全年预算的{rate(three[5], v.plan[5])}" if v.plan[5] else "")
                    + f"；{since(three[5], v.before[5])}。主要用于来访接待等方面的接待活动，累计接待{v.visits[0]}批次、{v.visits[1]}人次。",
                ],
            ),
            ("十、其他重要事项情况说明", 2, []),
            (
                "（一）机关运行经费支出情况",
                3,
                [
                    f"{y}年度机关运行经费支出{w(v.running)}，{since(v.running, p['公用经费'], '上年决算数')}，主要原因是：开支变化。"
                ],
            ),
            (
                "（二）政府采购支出情况",
                3,
                [
                    f"{y}年度政府采购支出总额{w(sum(v.procurement))}，其中：政府采购货物支出{w(v.procurement[0])}、政府采购工程支出{w(v.procurement[1])}、政府采购服务支出{w(v.procurement[2])}。授予中小企业合同金额{w(v.small[0])}，占政府采购支出总额的{rate(v.small[0], sum(v.procurement))}，其中：授予小微企业合同金额{w(v.small[1])}，占政府采购支出总额的{rate(v.small[1], sum(v.procurement))}。"
                ],
            ),
            (
                "（三）国有资产占用情况",
                3,
                [
                    f"截至{y}年12月31日，本部门共有车辆{v.cars}辆，其中："
                    + "、".join(f"{k}{n}辆" for k, n in v.vehicles.items())
                    + "。单价100万元（含）以上设备（不含车辆）0台（套）。"
                ],
            ),
        ],
        [
            f"根据预算绩效管理要求，我部门对{y}年度{len(v.projects)}个项目实施绩效监控，涉及财政拨款资金共计{w(sum(x.budget for x in v.projects))}。对{len(v.projects)}个项目开展绩效自评，其中，{len(v.projects)}个项目自评等级为“优”。"
        ],
    )


def anhui(v: V) -> Stranger:
    """安徽: totals with what they include, a reason in front, the completion of an adjusted budget."""
    y, p = v.y, v.prior
    three = v.final
    return Stranger(
        [
            f"{v.department}部门{y}年度部门决算包括：{v.department}本级决算。",
            f"纳入本部门{y}年度部门决算编制范围的单位共1个，其中：行政单位1个，事业单位0个。",
        ],
        [
            (
                "一、收入支出决算总体情况说明",
                2,
                [
                    f"{y}年度收入总计{w(v.grand_total)}（含年初结转和结余{w(v.opening + v.other_opening)}），支出总计{w(v.grand_total)}（含年末结转和结余{w(v.closing + v.other_closing)}）。"
                    + (
                        f"与{y - 1}年度相比，收、支总计各{moved(v.grand_total, p['总计'])}，主要原因：项目变化。"
                        if v.grand_total != p["总计"]
                        else ""
                    )
                ],
            ),
            (
                "二、收入决算情况说明",
                2,
                [
                    f"{y}年度收入合计{w(v.income)}（不含年初结转和结余），其中：财政拨款收入{w(v.fiscal)}，占{rate(v.fiscal, v.income)}；其他收入{w(v.other_income)}，占{rate(v.other_income, v.income)}。"
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
                    f"{y}年度财政拨款收入总计{w(v.fiscal_total)}（含年初财政拨款结转和结余{w(v.opening)}），支出总计{w(v.fiscal_total)}（含年末财政拨款结转和结余{w(v.closing)}）。"
                    + (
                        f"与{y - 1}年度相比，财政拨款收、支总计各{moved(v.fiscal_total, p['财政拨款总计'])}。主要原因：追加。"
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
                    f"{y}年度一般公共预算财政拨款支出{w(v.general)}，占本年支出的{rate(v.general, v.expenditure)}。与{y - 1}年度相比，一般公共预算财政拨款支出"
                    + (
                        f"{moved(v.general, p['一般公共预算'])}，主要原因：业务增减。"
                        if v.general != p["一般公共预算"]
                        else "持平。"
                    )
                ],
            ),
            (
                "（二）一般公共预算财政拨款支出决算结构情况",
                3,
                [
                    f"{y}年度一般公共预算财政拨款支出{w(v.general)}，主要用于以下方面："
                    + "；".join(f"{n}（类）{w(a)}，占{rate(a, v.general)}" for n, a, _ in v.classes)
                    + "。"
                ],
            ),
            (
                "（三）一般公共预算财政拨款支出决算具体情况",
                3,
                [
                    f"{y}年度一般公共预算财政拨款支出年初预算为{w(v.budget)}，支出决算为{w(v.general)}，完成年初预算的{rate(v.general, v.budget)}。决算数{compared(v.general, v.budget)}年初预算数的主要原因：年中调整，其中上级追加1.5万元。其中：基本支出{w(v.basic)}，占{rate(v.basic, v.general)}；项目支出{w(v.general - v.basic)}，占{rate(v.general - v.basic, v.general)}。",
                    "具体情况如下：",
                    *(
                        f"{i}．{path(x)}。年初预算为{w(x.budget)}，支出决算为{w(x.general)}{done(x.general, x.budget)}，决算数{compared(x.general, x.budget)}年初预算数的主要原因：据实列支。"
                        for i, x in enumerate(v.items, 1)
                    ),
                ],
            ),
            (
                "六、一般公共预算财政拨款基本支出决算情况说明",
                2,
                [
                    f"{y}年度一般公共预算财政拨款基本支出{w(v.basic)}，其中：人员经费{w(v.staff)}，主要包括：{v.uses('301', '303')}；公用经费{w(v.running)}，主要包括：{v.uses('302', '310')}。"
                ],
            ),
            (
                "七、财政拨款“三公”经费支出决算情况说明",
                2,
                [
                    f"{y}年度“三公”经费财政拨款支出年初预算为{w(v.plan[0])}，全年预算为{w(v.plan[0])}，支出决算为{w(three[0])}"
                    + (f"，完成全年预算的{rate(three[0], v.plan[0])}" if v.plan[0] else "")
                    + f"，{since(three[0], v.before[0], f'{y - 1}年度')}。",
                    f"1.因公出国（境）费全年预算为{w(v.plan[1])}，支出决算为{w(three[1])}，占{rate(three[1], three[0])}。",
                    f"2.公务接待费全年预算为{w(v.plan[5])}，支出决算为{w(three[5])}，占{rate(three[5], three[0])}"
                    + (f"，完成全年预算的{rate(three[5], v.plan[5])}" if v.plan[5] else "")
                    + f"。{y}年国内公务接待{v.visits[0]}批次（其中外事接待0批次），国内公务接待{v.visits[1]}人次（其中外事接待0人次）。",
                    f"3.公务用车购置及运行费全年预算为{w(v.plan[2])}，支出决算为{w(three[2])}，占{rate(three[2], three[0])}"
                    + (f"，完成全年预算的{rate(three[2], v.plan[2])}" if v.plan[2] else "")
                    + f"。其中：公务用车购置费0万元，购置0辆；公务用车运行费{w(three[4])}，主要用于机要通信、应急等公务用车的燃料费、维修费、过桥过路费、保险费。{y}年底公务用车保有量{v.cars}辆。",
                ],
            ),
            (
                "八、政府性基金预算财政拨款收入支出决算情况说明",
                2,
                [
                    f"{y}年度政府性基金预算财政拨款年初结转和结余0万元，本年收入{w(v.fund)}，本年支出{w(v.fund)}，其中：基本支出0万元，项目支出{w(v.fund)}；年末结转和结余0万元。"
                    if v.fund
                    else f"{v.department}部门{y}年度没有政府性基金预算财政拨款收入，也没有使用政府性基金预算财政拨款安排的支出。"
                ],
            ),
            (
                "九、国有资本经营预算财政拨款支出决算情况说明",
                2,
                [f"{v.department}部门{y}年度没有使用国有资本经营预算财政拨款安排的支出。"],
            ),
            ("十、其他重要事项的情况说明", 2, []),
            (
                "（一）机关运行经费支出情况。",
                3,
                [
                    f"{y}年度{v.department}机关运行经费支出{w(v.running)}，{since(v.running, p['公用经费'], f'{y - 1}年度')}，主要原因：定额调整。"
                ],
            ),
            (
                "（二）政府采购支出情况。",
                3,
                [
                    f"{y}年度{v.department}政府采购支出总额{w(sum(v.procurement))}，其中：政府采购货物支出{w(v.procurement[0])}，政府采购工程支出{w(v.procurement[1])}，政府采购服务支出{w(v.procurement[2])}。授予中小企业合同金额{w(v.small[0])}，占政府采购支出总额的{rate(v.small[0], sum(v.procurement))}，其中：授予小微企业合同金额{w(v.small[1])}，占授予中小企业合同金额的{rate(v.small[1], v.small[0])}。"
                ],
            ),
            (
                "（三）国有资产占有使用情况。",
                3,
                [
                    f"截至{y}年12月31日，{v.department}共有车辆{v.cars}辆，其中："
                    + "、".join(f"{k}{n}辆" for k, n in v.vehicles.items())
                    + "。单价100万元以上设备（不含车辆）0台（套）。"
                ],
            ),
        ],
        [
            f"（一）绩效评价工作开展情况。根据预算绩效管理要求，本部门对{y}年度{len(v.projects)}个项目开展了绩效自评，涉及财政拨款项目资金{w(sum(x.budget for x in v.projects))}，占项目支出总额的{rate(sum(x.budget for x in v.projects), v.all_project)}。"
        ],
    )


STRANGERS_EAST = {"浙江": zhejiang, "福建": fujian, "安徽": anhui}
