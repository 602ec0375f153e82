"""The prose of a department as Guangdong words it."""

from __future__ import annotations

from gouji.testing.synthetic.places.words import Sections, V, moved, rate, separated


def guangdong(v: V) -> Sections:
    """Return the sections as 广东 words them."""
    y, p = v.y, v.prior
    b, n = v.visits
    s = separated

    def m(a: int, q: int) -> str:
        return f"比上年决算数{moved(a, q, s, 1, '降低')}" if a != q else "与上年决算数持平"

    def three(k: int, name: str) -> str:
        done = (
            f"完成全年预算{s(v.plan[k])}的{rate(v.final[k], v.plan[k], 1)}"
            if v.plan[k]
            else "完成全年预算0.00万元的--%（基数为0，不可比）"
        )
        return f"{name}支出决算为{s(v.final[k])}，{done}，{m(v.final[k], v.before[k])}"

    return [
        (
            "一、收入支出决算总体情况",
            2,
            [
                "（一）收入总体情况说明",
                f"{y}年度总收入{s(v.grand_total)}，其中本年收入合计{s(v.income)}。具体情况如下：",
                f"1．一般公共预算财政拨款收入{s(v.fiscal_income)}。",
                f"2．政府性基金预算财政拨款收入{s(v.fund)}。",
                f"3．其他收入{s(v.other_income)}。",
                "（二）支出总体情况说明",
                f"{y}年度总支出{s(v.grand_total)}，其中本年支出合计{s(v.expenditure)}。具体情况如下：",
                f"1．基本支出{s(v.all_basic)}，占本年支出合计的{rate(v.all_basic, v.expenditure, 1)}。",
                f"2．项目支出{s(v.all_project)}，占本年支出合计的{rate(v.all_project, v.expenditure, 1)}。",
            ],
        ),
        (
            "二、财政拨款收入支出决算总体情况",
            2,
            [
                f"{y}年度财政拨款总收入{s(v.fiscal_total)}，其中本年财政拨款收入{s(v.fiscal)}，年初财政拨款结转和结余{s(v.opening)}；财政拨款总支出{s(v.fiscal_total)}，其中本年财政拨款支出{s(v.general + v.fund)}，年末财政拨款结转和结余{s(v.closing)}。"
            ],
        ),
        (
            "三、一般公共预算财政拨款支出决算情况",
            2,
            [
                f"{y}年度一般公共预算财政拨款支出合计{s(v.general)}，{m(v.general, p['一般公共预算'])}。其中基本支出{s(v.basic)}，占{rate(v.basic, v.general, 1)}；项目支出{s(v.general - v.basic)}，占{rate(v.general - v.basic, v.general, 1)}。",
                "（二）一般公共预算财政拨款支出主要用于以下方面："
                + "；".join(f"{n}（类）{s(a)}，占{rate(a, v.general, 1)}" for n, a, _ in v.classes)
                + "。",
            ],
        ),
        (
            "四、一般公共预算财政拨款基本支出决算情况",
            2,
            [
                f"{y}年度一般公共预算财政拨款基本支出{s(v.basic)}，其中：人员经费{s(v.staff)}，占{rate(v.staff, v.basic, 1)}，主要包括：{v.uses('301', '303')}；公用经费{s(v.running)}，占{rate(v.running, v.basic, 1)}，主要包括：{v.uses('302', '307', '310', '399')}。"
            ],
        ),
        (
            "五、财政拨款“三公”经费支出决算情况说明",
            2,
            [
                f"{y}年度财政拨款" + three(0, "“三公”经费") + "。其中：",
                three(1, "1．因公出国（境）费")
                + f"。全年因公出国（境）团组{1 if v.final[1] else 0}个、累计{3 if v.final[1] else 0}人次。",
                three(2, "2．公务用车购置及运行维护费")
                + f"。其中：公务用车购置支出决算为{s(v.final[3])}，公务用车购置数0辆。"
                + f"公务用车运行维护费支出决算为{s(v.final[4])}，公务用车保有量{v.cars}辆。",
                three(5, "3．公务接待费")
                + f"。其中，外宾接待支出0.00万元；国内公务接待支出{s(v.final[5])}，国内公务接待{b}批次、{n}人次。",
            ],
        ),
        (
            "六、机关运行经费支出情况",
            2,
            [f"{y}年度机关运行经费支出{s(v.running)}，{m(v.running, p['公用经费'])}。主要原因是严控开支。"],
        ),
        (
            "七、政府采购支出情况",
            2,
            [
                f"{y}年度政府采购支出总额{s(sum(v.procurement))}，其中：政府采购货物支出{s(v.procurement[0])}、政府采购工程支出{s(v.procurement[1])}、政府采购服务支出{s(v.procurement[2])}。授予中小企业合同金额{s(v.small[0])}，占政府采购支出总额的{rate(v.small[0], sum(v.procurement), 1)}，其中：授予小微企业合同金额{s(v.small[1])}，占授予中小企业合同金额的{rate(v.small[1], v.small[0], 1)}。"
            ],
        ),
        (
            "八、国有资产占用情况",
            2,
            [
                f"截至{y}年12月31日，共有车辆{v.cars}辆，其中，{'、'.join(f'{k}{c}辆' for k, c in v.vehicles.items())}；单价100万元（含）以上设备（不含车辆）0台（套）。"
            ],
        ),
    ]
