"""Three bodies more: insurance of health, a college that prints 元 beside 万元, an office for veterans without vehicles."""

from __future__ import annotations

from account_tables import Look, document
from accounts import FEN, accounts, in_units, rate, w
from bodies_office import ANNUITY, HOUSING, MEDICAL, PENSION, change, path, scaled, word

from gouji.testing.synthetic.printed import PrintedDocument


def medical(seed: int) -> PrintedDocument:
    """医保局: reasons with figures, the greatest first, rates without 的."""
    a = accounts(
        seed,
        "临泽市医疗保障局",
        2022,
        [
            ("2101501", "卫生健康支出/医疗保障管理事务/行政运行", {"budget": 300}),
            ("2101505", "卫生健康支出/医疗保障管理事务/医疗保障政策管理", {"project": 41, "budget": 50}),
            ("2101301", "卫生健康支出/医疗救助/城乡医疗救助", {"project": 2150, "budget": 2000, "left": 35}),
            (
                "2101202",
                "卫生健康支出/财政对基本医疗保险基金的补助/财政对城乡居民基本医疗保险基金的补助",
                {"project": 18200, "budget": 18200},
            ),
            ("2080505", PENSION, {"basic": 26}),
            ("2080506", ANNUITY, {"basic": 13}),
            ("2101101", MEDICAL, {"basic": 12}),
            ("2210201", HOUSING, {"basic": 25}),
        ],
        scaled(0.85),
        opening={"general": 22},
        plan=(0, 0, 3, 1.2),
        final=(0, 0, 2.75, 0.61),
    )
    y = a.year
    car, g = a.final["公务用车运行维护费"], a.final["公务接待费"]
    t = car + g
    tb = a.before("三公", t, 1.05, 1.3)
    top = sorted(a.classes("general"), key=lambda c: -c[1])
    return document(
        a,
        f"""
# 第一部分 部门概况
## 一、部门职责
拟订全市医疗保险、生育保险、医疗救助等制度并组织实施。
## 二、机构设置
局机关内设办公室、待遇保障科、基金监督科3个科室，下设市医疗保障服务中心（未独立核算）。
# 第二部分 {y}年度部门决算表
@表
# 第三部分 {y}年度部门决算情况说明
## 一、收入支出决算总体情况说明
{y}年度收、支总计{w(a.grand)}。与上年决算相比，收、支总计各{change(a, "总计", a.grand, low=0.9, high=0.96)}，主要原因：一是城乡居民医保财政补助标准由人均580元提高到610元，增加补助资金1,020万元；二是医疗救助对象增加312人。
## 二、收入决算情况说明
{y}年度收入合计{w(a.income)}，其中：财政拨款收入{w(a.all_fiscal)}，占100.00%；无上级补助收入、事业收入、经营收入、附属单位上缴收入和其他收入。
## 三、支出决算情况说明
{y}年度支出合计{w(a.expenditure)}，其中：基本支出{w(a.basic)}，占{rate(a.basic, a.expenditure)}；项目支出{w(a.project)}，占{rate(a.project, a.expenditure)}。项目支出中，对基本医疗保险基金的补助{w({e.code: e.spent for e in a.entries}["2101202"])}，医疗救助{w({e.code: e.spent for e in a.entries}["2101301"])}，其他业务经费{w({e.code: e.spent for e in a.entries}["2101505"])}。
## 四、财政拨款收入支出决算总体情况说明
{y}年度财政拨款收、支总计{w(a.fiscal_grand)}，与上年决算相比各{change(a, "总计", a.grand)}。
## 五、一般公共预算财政拨款支出决算情况说明
### （一）一般公共预算财政拨款支出决算总体情况
{y}年度一般公共预算财政拨款支出{w(a.general)}，占本年支出合计的100.00%，比上年决算{change(a, "一般", a.general, low=0.8, high=0.9)}，比年初预算{"增加" if a.general > a.budget else "减少"}{w(abs(a.general - a.budget))}。
### （二）一般公共预算财政拨款支出决算结构情况
支出最多的是{top[0][0]}，为{w(top[0][1])}，占{rate(top[0][1], a.general)}；其次是{top[1][0]}{w(top[1][1])}，占{rate(top[1][1], a.general)}；{top[2][0]}{w(top[2][1])}，占{rate(top[2][1], a.general)}。
### （三）一般公共预算财政拨款支出决算具体情况
{chr(10).join(f"{i}.{path(e)}年初预算{w(e.budget)}，决算{w(e.spent)}，完成年初预算的{rate(e.spent, e.budget)}，决算数{'等于' if e.spent == e.budget else word(e.spent, e.budget)}年初预算数" + ("。" if e.spent == e.budget else "，主要是据实结算。") for i, e in enumerate(a.of("general"), 1))}
## 六、一般公共预算财政拨款基本支出决算情况说明
基本支出{w(a.basic)}（人员经费{w(a.staff)}、公用经费{w(a.running)}），人均基本支出{w(a.basic // 24)}。人员经费中工资福利支出{w(a.block("301"))}、对个人和家庭的补助{w(a.block("303"))}；公用经费中商品和服务支出{w(a.block("302"))}、资本性支出{w(a.block("310"))}。
## 七、政府性基金预算财政拨款收入支出决算情况说明
我局{y}年度没有政府性基金预算财政拨款收支。
## 八、国有资本经营预算财政拨款支出决算情况说明
我局{y}年度没有国有资本经营预算财政拨款支出。
## 九、“三公”经费支出决算情况说明
（一）“三公”经费支出决算总额{w(t)}，较年初预算4.20万元减少{w(4_200_000 - t)}，下降{rate(4_200_000 - t, 4_200_000)}；较上年决算{w(tb)}减少{w(tb - t)}，下降{rate(tb - t, tb)}。
（二）公务用车购置及运行维护费{w(car)}，占“三公”经费{rate(car, t)}，系1辆公务用车的运行维护费；公务接待费{w(g)}，占“三公”经费{rate(g, t)}，共接待8批次、57人次；因公出国（境）费0万元，占0%。
## 十、其他重要事项情况说明
（一）机关运行经费{w(a.running)}，较上年决算{change(a, "机关", a.running)}。
（二）政府采购支出33.26万元：货物类12.06万元、服务类21.20万元、工程类0万元。授予中小企业合同金额33.26万元，占100%，其中小微企业合同金额21.20万元，占63.74%。
（三）年末车辆1辆，系机要通信用车；单价100万元以上设备0台（套）。
（四）绩效：对4个项目开展自评，平均得分96.35分，其中95分以上3个、90至95分1个。
# 第四部分 名词解释
医疗救助：反映财政用于城乡困难群众医疗救助的支出。
""",
        Look(),
    )


def college(seed: int) -> PrintedDocument:
    """职院: 元 beside 万元, parts of every income, foreign money."""
    a = accounts(
        seed,
        "滨海职业技术学院",
        2023,
        [
            (
                "2050305",
                "教育支出/职业教育/高等职业教育",
                {
                    "project": 5210,
                    "own_basic": 4120,
                    "own_project": 1880,
                    "事业收入": 6350,
                    "其他收入": 310,
                    "上级补助收入": 45,
                    "budget": 14000,
                    "left": 120,
                },
            ),
            (
                "2050999",
                "教育支出/教育费附加安排的支出/其他教育费附加安排的支出",
                {"project": 380, "budget": 300},
            ),
            ("2060901", "科学技术支出/科技重大项目/科技重大专项", {"project": 25, "budget": 0}),
            ("2080505", PENSION, {"basic": 930}),
            ("2210201", HOUSING, {"basic": 810}),
        ],
        scaled(24, c30302=130, c30308=980),
        opening={"general": 300, "own": 1440},
        used=600,
        distributed=210,
        plan=(20, 0, 30, 10),
        final=(16.2, 0, 27.9, 4.4),
    )
    y = a.year
    ab, _, car, g = a.final.values()
    t = ab + car + g

    def y_(f: int) -> str:
        return f"{in_units(f, 100, 2, commas=True)}元"

    def m(f: int) -> str:
        return f"{in_units(f, FEN, 2, commas=True)}万元"

    return document(
        a,
        f"""
# 第一部分 学院概况
## 一、主要职责
培养高素质技术技能人才。
## 二、机构设置
学院内设党政管理机构16个、教学院（部）9个。教职工612人，全日制在校生9,877人。
# 第二部分 {y}年度单位决算表
@表
# 第三部分 {y}年度单位决算情况说明
## 一、收入支出决算总体情况说明
收入总计{m(a.grand)}（含使用非财政拨款结余{m(a.used)}、年初结转和结余{m(a.openings)}），支出总计{m(a.grand)}（含结余分配{m(a.distributed)}、年末结转和结余{m(a.closings)}）。收、支总计较上年{change(a, "总计", a.grand, low=0.95, high=1.05)}。
## 二、收入决算情况说明
本年收入合计{m(a.income)}，较上年{change(a, "收入", a.income)}，其中：
1、财政拨款收入{m(a.all_fiscal)}，占{rate(a.all_fiscal, a.income)}，其中生均拨款8,960.00万元、专项补助{m(a.all_fiscal - 8_960 * FEN)}；
2、上级补助收入{m(a.other("上级补助收入"))}，占{rate(a.other("上级补助收入"), a.income)}；
3、事业收入{m(a.other("事业收入"))}，占{rate(a.other("事业收入"), a.income)}，其中学费5,100.20万元、住宿费{m(a.other("事业收入") - 5_100_200_000)}；
4、其他收入{m(a.other("其他收入"))}，占{rate(a.other("其他收入"), a.income)}，主要为社会培训收入、利息收入。
## 三、支出决算情况说明
本年支出合计{m(a.expenditure)}，较上年{change(a, "支出", a.expenditure, low=0.7, high=0.8)}，其中：基本支出{m(a.sum("all_basic"))}，占{rate(a.sum("all_basic"), a.expenditure)}；项目支出{m(a.sum("all_project"))}，占{rate(a.sum("all_project"), a.expenditure)}。基本支出中财政拨款{m(a.basic)}、非财政拨款{m(a.sum("own_basic"))}。
## 四、财政拨款收入支出决算总体情况说明
财政拨款收、支总计{m(a.fiscal_grand)}，较上年{change(a, "财政", a.fiscal_grand, low=0.9, high=0.95)}。
## 五、一般公共预算财政拨款支出决算情况说明
一般公共预算财政拨款支出{m(a.general)}，占本年支出合计的{rate(a.general, a.expenditure)}，完成年初预算{m(a.budget)}的{rate(a.general, a.budget)}。其中：{"；".join(f"{e.path[2]}支出{m(e.spent)}，占{rate(e.spent, a.general)}" for e in a.of("general"))}。
## 六、一般公共预算财政拨款基本支出决算情况说明
基本支出{m(a.basic)}，其中：人员经费{m(a.staff)}（含助学金{m(a.economic["30308"])}），公用经费{m(a.running)}。
## 七、政府性基金预算财政拨款收入支出决算情况说明
我单位无政府性基金预算财政拨款收入支出。
## 八、国有资本经营预算财政拨款支出决算情况说明
我单位无国有资本经营预算财政拨款支出。
## 九、财政拨款“三公”经费支出决算情况说明
{y}年度“三公”经费年初预算600,000.00元，决算{y_(t)}，为年初预算的{rate(t, 60 * FEN)}。
其中：因公出国（境）费年初预算200,000.00元，决算{y_(ab)}，为年初预算的{rate(ab, 20 * FEN)}，组团1个、6人次，赴新加坡参加职教培训，使用外汇1.1万新加坡元；公务用车运行维护费年初预算300,000.00元，决算{y_(car)}，为年初预算的{rate(car, 30 * FEN)}，公务用车11辆；公务接待费年初预算100,000.00元，决算{y_(g)}，为年初预算的{rate(g, 10 * FEN)}，接待42批次、388人次。未购置公务用车。
## 十、其他重要事项的情况说明
1.机关运行经费：事业单位不统计。
2.政府采购：采购合同金额2,860.00万元，其中货物1,310.00万元、工程900.00万元、服务650.00万元；面向中小企业2,288.00万元，占80.00%。
3.国有资产：截至{y}年12月31日，车辆11辆，其中其他用车11辆（教学实训用车4辆、后勤用车7辆）；单价100万元（含）以上设备5台（套）。
4.预算绩效：对12个项目开展绩效自评，资金5,615.00万元，其中优10个、良2个。
# 第四部分 名词解释
事业收入：指学校开展教学活动取得的学费、住宿费等收入。
""",
        Look(body="单位", commas=True),
    )


def retired(seed: int) -> PrintedDocument:
    """退役军人局: 项 by their names alone, no vehicles, 款 within a 类."""
    a = accounts(
        seed,
        "凤台区退役军人事务局",
        2020,
        [
            ("2082801", "社会保障和就业支出/退役军人管理事务/行政运行", {"budget": 160}),
            ("2082804", "社会保障和就业支出/退役军人管理事务/拥军优属", {"project": 36, "budget": 30}),
            ("2080801", "社会保障和就业支出/抚恤/死亡抚恤", {"project": 72, "budget": 0}),
            ("2080805", "社会保障和就业支出/抚恤/义务兵优待", {"project": 480, "budget": 520}),
            (
                "2080901",
                "社会保障和就业支出/退役安置/退役士兵安置",
                {"project": 310, "budget": 280, "left": -26},
            ),
            ("2101401", "卫生健康支出/优抚对象医疗/优抚对象医疗补助", {"project": 55, "budget": 55}),
            ("2210201", HOUSING, {"basic": 12}),
        ],
        scaled(0.45, c30231=0),
        opening={"general": 61, "own": 0.4},
        plan=(0, 0, 0, 0.8),
        final=(0, 0, 0, 0.37),
    )
    y, n = a.year, a.name
    g = a.final["公务接待费"]
    gb = a.before("接待", g, 1.4, 1.9)
    return document(
        a,
        f"""
# 第一部分 {n}概况
## 一、部门职责
负责退役军人思想政治、管理保障和安置优抚工作。
## 二、机构设置
本部门为行政单位，内设综合股、优抚股、安置股；所属区退役军人服务中心与局机关合署办公。
# 第二部分 {y}年度部门决算表
@表
# 第三部分 {y}年度部门决算情况说明
## 一、收入支出决算总体情况说明
（一）收入总计{w(a.grand)}，包括本年收入{w(a.income)}、年初结转和结余{w(a.openings)}。收入总计较上年{change(a, "总计", a.grand, low=1.02, high=1.1)}。
（二）支出总计{w(a.grand)}，包括本年支出{w(a.expenditure)}、年末结转和结余{w(a.closings)}。支出总计较上年{change(a, "总计", a.grand)}。
## 二、收入决算情况说明
本年收入{w(a.income)}，全部为一般公共预算财政拨款收入。
## 三、支出决算情况说明
本年支出{w(a.expenditure)}，按支出类别划分：基本支出{w(a.basic)}、占{rate(a.basic, a.expenditure)}，项目支出{w(a.project)}、占{rate(a.project, a.expenditure)}。
## 四、财政拨款收入支出决算总体情况说明
财政拨款收入总计{w(a.fiscal_grand)}，支出总计{w(a.fiscal_grand)}。收、支总计较上年各{change(a, "财政", a.fiscal_grand, low=1.0, high=1.02)}。
## 五、一般公共预算财政拨款支出决算情况说明
### （一）总体情况
一般公共预算财政拨款支出{w(a.general)}，较上年{change(a, "一般", a.general, low=0.9, high=0.95)}，占本年支出的100%。
### （二）结构情况
社会保障和就业（类）支出{w(a.classes("general")[0][1])}，占{rate(a.classes("general")[0][1], a.general)}，其中：退役军人管理事务（款）{w(sum(e.spent for e in a.of("general") if e.code[:5] == "20828"))}、抚恤（款）{w(sum(e.spent for e in a.of("general") if e.code[:5] == "20808"))}、退役安置（款）{w(sum(e.spent for e in a.of("general") if e.code[:5] == "20809"))}；卫生健康（类）支出{w(a.classes("general")[1][1])}，占{rate(a.classes("general")[1][1], a.general)}；住房保障（类）支出{w(a.classes("general")[2][1])}，占{rate(a.classes("general")[2][1], a.general)}。
### （三）具体情况
年初预算数{w(a.budget)}，决算数{w(a.general)}，完成年初预算{rate(a.general, a.budget)}。
{chr(10).join(f"（{'一二三四五六七八'[i]}）{e.path[2]}。年初预算{w(e.budget)}，支出决算{w(e.spent)}" + (f"，完成年初预算的{rate(e.spent, e.budget)}" if e.budget else "，年初无预算，为烈士褒扬金等一次性支出") + "。" for i, e in enumerate(a.of("general")))}
## 六、一般公共预算财政拨款基本支出决算情况说明
基本支出{w(a.basic)}。人员经费{w(a.staff)}，其中：基本工资{w(a.economic["30101"])}、津贴补贴{w(a.economic["30102"])}、奖金{w(a.economic["30103"])}、社会保障缴费{w(sum(a.economic[k] for k in ("30108", "30109", "30110", "30111", "30112")))}、住房公积金{w(a.economic["30113"])}、其他{w(a.staff - sum(a.economic[k] for k in ("30101", "30102", "30103", "30108", "30109", "30110", "30111", "30112", "30113")))}。公用经费{w(a.running)}，其中：办公费{w(a.economic["30201"])}、差旅费{w(a.economic["30211"])}、其他交通费用{w(a.economic["30239"])}、其他{w(a.running - a.economic["30201"] - a.economic["30211"] - a.economic["30239"])}。
## 七、政府性基金预算财政拨款收入支出决算情况说明
无政府性基金预算财政拨款收支。
## 八、国有资本经营预算财政拨款支出决算情况说明
无国有资本经营预算财政拨款支出。
## 九、财政拨款“三公”经费支出决算情况说明
“三公”经费决算{w(g)}，比年初预算减少{w(800_000 - g)}，降低{rate(800_000 - g, 800_000)}；比上年减少{w(gb - g)}，降低{rate(gb - g, gb)}。全部为公务接待费，用于接待上级检查和兄弟区县交流，国内公务接待7批次49人次。因公出国（境）费、公务用车购置及运行维护费预决算均为零，公务用车已全部移交机关事务中心统一管理，本部门公务用车保有量0辆。
## 十、其他重要事项的情况说明
### （一）机关运行经费支出情况
机关运行经费支出{w(a.running)}，较上年{change(a, "机关", a.running)}，增减变化原因是公用经费定额调整。
### （二）政府采购支出情况
政府采购支出18.90万元，其中：货物6.30万元（占33.33%）、服务12.60万元（占66.67%）。授予中小企业合同金额18.90万元，占100%，其中授予小微企业合同金额12.60万元，占66.67%。
### （三）国有资产占用情况
截至{y}年12月31日，本部门共有车辆0辆；单价50万元以上通用设备0台（套），单价100万元以上专用设备0台（套）。
### （四）绩效管理情况
对5个项目开展绩效自评，涉及资金953.00万元，覆盖率100%，自评结果均为“优”。
# 第四部分 名词解释
义务兵优待：反映用于义务兵优待方面的支出。
""",
        Look(),
    )


THIRD = {"医保局": medical, "职院": college, "退役军人局": retired}
