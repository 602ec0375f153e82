"""Offices with money of several kinds: funds, state capital, units below them, journeys, vehicles bought and retired."""

from __future__ import annotations

from account_tables import Look, document
from accounts import FEN, Accounts, Entry, accounts, in_units, rate, w

from gouji.testing.synthetic.printed import PrintedDocument

ADMIN: dict[str, float] = {
    "30101": 92, "30102": 71, "30103": 58, "30108": 34, "30109": 17, "30110": 15, "30111": 6, "30112": 1.2,
    "30113": 33, "30199": 7, "30302": 12, "30305": 4.4, "30309": 0.5,
    "30201": 14, "30202": 4.1, "30204": 0.1, "30205": 1.3, "30206": 4.6, "30207": 3.9, "30209": 5.1, "30211": 8.3,
    "30213": 4.7, "30215": 1.1, "30216": 2.6, "30217": 1.2, "30226": 5.2, "30228": 5.9, "30229": 4.1, "30231": 6.8,
    "30239": 21, "30299": 6, "31002": 3.6,
}  # fmt: skip
PENSION = "社会保障和就业支出/行政事业单位养老支出/机关事业单位基本养老保险缴费支出"
ANNUITY = "社会保障和就业支出/行政事业单位养老支出/机关事业单位职业年金缴费支出"
MEDICAL = "卫生健康支出/行政事业单位医疗/行政单位医疗"
HOUSING = "住房保障支出/住房改革支出/住房公积金"


def scaled(factor: float, **more: float) -> dict[str, float]:
    """Return the economic classification of an office so many times the usual one; ``c30231=2`` adds or replaces."""
    return {k: v * factor for k, v in ADMIN.items()} | {k[1:]: v for k, v in more.items()}


def change(a: Accounts, key: str, now: int, *, low: float = 0.7, high: float = 1.3, places: int = 2) -> str:
    """Print a change on last year with its rate."""
    was = a.before(key, now, low, high)
    if not was:
        return f"增加{w(now)}"
    word, grown = ("增加", "增长") if now >= was else ("减少", "下降")
    return f"{word}{w(abs(now - was))}，{grown}{rate(abs(now - was), was, places)}"


def word(final: int, planned: int) -> str:
    """Return the word between a final and its budget."""
    return "等于" if final == planned else "大于" if final > planned else "小于"


def path(e: Entry) -> str:
    """Print the path of a 项."""
    return f"{e.path[0]}（类）{e.path[1]}（款）{e.path[2]}（项）"


def state_assets(seed: int) -> PrintedDocument:
    """国资委: 国有资本经营 with income, spending and balances; 云南's wide form of the eighth table."""
    a = accounts(
        seed, "明川市人民政府国有资产监督管理委员会", 2021,
        [
            ("2150701", "资源勘探工业信息等支出/国有资产监管/行政运行", {"budget": 760}),
            ("2150799", "资源勘探工业信息等支出/国有资产监管/其他国有资产监管支出", {"project": 143, "budget": 150, "own_project": 9, "其他收入": 11}),
            ("2230105", "国有资本经营预算支出/解决历史遗留问题及改革成本支出/国有企业退休人员社会化管理补助支出", {"capital": 1, "project": 412, "left": 55}),
            ("2230201", "国有资本经营预算支出/国有企业资本金注入/国有经济结构调整支出", {"capital": 1, "project": 3_000}),
            ("2080505", PENSION, {"basic": 51}),
            ("2101101", MEDICAL, {"basic": 22, "budget": 25}),
            ("2210201", HOUSING, {"basic": 47}),
        ],
        scaled(1.8), opening={"capital": 18, "own": 2, "general": 6},
        plan=(0, 0, 16, 5), final=(0, 0, 12.2, 2.1),
    )  # fmt: skip
    y, n = a.year, a.name
    car, guests = a.final["公务用车运行维护费"], a.final["公务接待费"]
    three, three_before = car + guests, a.before("三公", car + guests, 1.1, 1.4)
    return document(a, f"""
# 第一部分 {n}概况
## 一、主要职能
根据市政府授权履行出资人职责，监管市属企业国有资产。
## 二、部门基本情况
纳入{n}{y}年度部门决算编报的单位共1个。其中：行政单位1个，参照公务员法管理的事业单位0个，其他事业单位0个。
{n}{y}年末实有人员编制32人。其中：行政编制30人（含行政工勤编制2人），事业编制2人；在职在编实有行政人员29人，事业人员2人。离退休人员21人，其中：离休0人，退休21人。实有车辆编制4辆，在编实有车辆4辆。
# 第二部分 {y}年度部门决算表
@表
# 第三部分 {y}年度部门决算情况说明
## 一、收入决算情况说明
{n}{y}年度收入合计{w(a.income)}。其中：财政拨款收入{w(a.all_fiscal)}，占总收入的{rate(a.all_fiscal, a.income)}；上级补助收入0.00万元，占总收入的0.00%；事业收入0.00万元（含教育收费0.00万元），占总收入的0.00%；经营收入0.00万元，占总收入的0.00%；附属单位缴款收入0.00万元，占总收入的0.00%；其他收入{w(a.other("其他收入"))}，占总收入的{rate(a.other("其他收入"), a.income)}。与上年对比，收入合计{change(a, "收入", a.income)}，主要原因是国有资本经营预算资金变化。
## 二、支出决算情况说明
{n}{y}年度支出合计{w(a.expenditure)}。其中：基本支出{w(a.sum("all_basic"))}，占总支出的{rate(a.sum("all_basic"), a.expenditure)}；项目支出{w(a.sum("all_project"))}，占总支出的{rate(a.sum("all_project"), a.expenditure)}；上缴上级支出、经营支出、对附属单位补助支出共0.00万元，占总支出的0.00%。与上年对比，支出合计{change(a, "支出", a.expenditure)}。
### （一）基本支出情况
{y}年度用于保障机关正常运转的日常支出{w(a.sum("all_basic"))}。与上年对比{change(a, "基本", a.sum("all_basic"))}，主要原因是人员变动。其中：基本工资、津贴补贴等人员经费支出占基本支出的{rate(a.staff, a.basic)}；办公费、印刷费、水电费、办公设备购置等公用经费占基本支出的{rate(a.running, a.basic)}。人均公用经费{w(a.running // 31)}。
### （二）项目支出情况
{y}年度用于保障机构完成特定的行政工作任务或事业发展目标的项目支出{w(a.sum("all_project"))}，其中：基本建设类项目支出0.00万元。与上年对比{change(a, "项目", a.sum("all_project"))}。
## 三、一般公共预算财政拨款支出决算情况说明
### （一）一般公共预算财政拨款支出决算总体情况
{n}{y}年度一般公共预算财政拨款支出{w(a.general)}，占本年支出合计的{rate(a.general, a.expenditure)}。与上年对比{change(a, "一般", a.general)}。
### （二）一般公共预算财政拨款支出决算具体情况
{chr(10).join(f"{i}.{c}（类）支出{w(v)}，占一般公共预算财政拨款总支出的{rate(v, a.general)}。主要用于保障机构运转和履职；" for i, (c, v, _) in enumerate(a.classes("general"), 1))}
## 四、一般公共预算财政拨款“三公”经费支出决算情况说明
### （一）一般公共预算财政拨款“三公”经费支出决算总体情况
{n}{y}年度一般公共预算财政拨款“三公”经费支出预算为21.00万元，支出决算为{w(three)}，完成预算的{rate(three, 21 * FEN)}。其中：因公出国（境）费没有预算和支出；公务用车购置及运行费支出决算为{w(car)}，完成预算的{rate(car, 16 * FEN)}；公务接待费支出决算为{w(guests)}，完成预算的{rate(guests, 5 * FEN)}。{y}年度一般公共预算财政拨款“三公”经费支出决算数小于预算数的主要原因是厉行节约。
{y}年度一般公共预算财政拨款“三公”经费支出决算数比{y - 1}年减少{w(three_before - three)}，下降{rate(three_before - three, three_before)}。其中：因公出国（境）费支出决算增加0.00万元，增长0.00%；公务用车购置及运行费支出决算{change(a, "车", car, low=1.0, high=1.2)}；公务接待费支出决算减少{w(three_before - three - (a.before("车", car) - car))}，下降{rate(three_before - three - (a.before("车", car) - car), three_before - a.before("车", car))}。
### （二）一般公共预算财政拨款“三公”经费支出决算具体情况
{y}年度一般公共预算财政拨款“三公”经费支出决算中，因公出国（境）费支出0.00万元，占0.00%；公务用车购置及运行维护费支出{w(car)}，占{rate(car, three)}；公务接待费支出{w(guests)}，占{rate(guests, three)}。具体情况如下：
1.因公出国（境）费支出0.00万元，共安排因公出国（境）团组0个，累计0人次。
2.公务用车购置及运行维护费支出{w(car)}。其中：公务用车购置支出0.00万元，购置车辆0辆。公务用车运行维护支出{w(car)}，开支一般公共预算财政拨款的公务用车保有量为4辆。主要用于企业调研所需车辆燃料费、维修费、过路过桥费、保险费等。
3.公务接待费支出{w(guests)}。其中：国内接待费支出{w(guests)}（其中：外事接待费支出0.00万元），共安排国内公务接待31批次（其中：外事接待0批次），接待人次246人（其中：外事接待人次0人）。主要用于国有企业改革工作交流发生的接待支出。国（境）外接待费支出0.00万元，共安排国（境）外公务接待0批次，接待人次0人。
# 第四部分 其他重要事项及相关口径情况说明
## 一、机关运行经费支出情况
{n}{y}年机关运行经费支出{w(a.running)}，与上年对比{change(a, "运行", a.running)}，主要原因是办公用房维修。
## 二、国有资产占用情况
截至{y}年12月31日，{n}资产总额1,206.44万元，其中，流动资产402.10万元，固定资产741.20万元，对外投资及有价证券0.00万元，在建工程0.00万元，无形资产63.14万元，其他资产0.00万元。与上年相比，本年资产总额减少38.56万元，其中固定资产减少51.20万元。处置房屋建筑物0.00平方米，账面原值0.00万元；处置车辆1辆，账面原值18.60万元；报废报损资产23项，账面原值31.75万元，实现资产处置收入0.42万元；出租房屋0.00平方米，账面原值0.00万元，实现资产使用收入0.00万元。
## 三、政府采购支出情况
{y}年度，部门政府采购支出总额38.90万元，其中：政府采购货物支出22.40万元；政府采购工程支出0.00万元；政府采购服务支出16.50万元。授予中小企业合同金额38.90万元，占政府采购支出总额的100.00%。
## 四、国有资本经营预算财政拨款支出情况
{y}年度国有资本经营预算财政拨款年初结转和结余{w(a.opening["capital"])}，本年收入{w(a.fiscal("capital"))}，本年支出{w(a.spent("capital"))}，年末结转和结余{w(a.closing("capital"))}。支出中：{"；".join(f"{e.path[2]}（项）{w(e.spent)}，占{rate(e.spent, a.spent('capital'))}" for e in a.of("capital"))}。
# 第五部分 名词解释
一、国有资本经营预算：指对国有资本收益作出支出安排的收支预算。
""", Look(full_capital=True, zero="0.00"))  # fmt: skip


def transport(seed: int) -> PrintedDocument:
    """交通运输局: funds by item with balances, special bonds, a project that grew from nothing, one above a thousand percent."""
    a = accounts(
        seed, "白石县交通运输局", 2022,
        [
            ("2140101", "交通运输支出/公路水路运输/行政运行", {"budget": 690}),
            ("2140104", "交通运输支出/公路水路运输/公路建设", {"project": 6_310, "budget": 480, "left": 260}),
            ("2140106", "交通运输支出/公路水路运输/公路养护", {"project": 1_205, "budget": 1_300, "own_project": 88, "其他收入": 92}),
            ("2140601", "交通运输支出/车辆购置税支出/车辆购置税用于公路等基础设施建设支出", {"project": 2_870, "budget": 0}),
            ("2120899", "城乡社区支出/国有土地使用权出让收入安排的支出/其他国有土地使用权出让收入安排的支出", {"fund": 1, "project": 930, "left": -120}),
            ("2290402", "其他支出/其他政府性基金及对应专项债务收入安排的支出/其他地方自行试点项目收益专项债券收入安排的支出", {"fund": 1, "project": 8_400, "left": 600}),
            ("2080505", PENSION, {"basic": 64}),
            ("2210201", HOUSING, {"basic": 58}),
        ],
        scaled(2.1), opening={"general": 95, "fund": 340, "own": 11},
        plan=(0, 18, 22, 4), final=(0, 17.6, 20.9, 1.9),
    )  # fmt: skip
    y = a.year
    fund = a.of("fund")
    bought, run, guests = (a.final[k] for k in ("公务用车购置费", "公务用车运行维护费", "公务接待费"))
    car, three = bought + run, bought + run + guests
    item = {e.code: e for e in a.entries}
    road = item["2140104"]
    return document(a, f"""
# 第一部分 部门概况
## 一、部门职责
拟订全县公路、水路发展规划并组织实施，负责交通建设市场监管。
## 二、机构设置
本部门内设办公室、计划财务股、工程管理股、运输管理股、法规股5个股室，下属县公路养护中心、县交通运输综合行政执法大队、县港航事务中心3个单位，均不独立编制决算。
# 第二部分 {y}年度部门决算表
@表
# 第三部分 {y}年度部门决算情况说明
## 一、收入支出决算总体情况说明
{y}年度收、支总计均为{w(a.grand)}。与上年相比，收、支总计各{change(a, "总计", a.grand, low=0.6, high=0.7)}，主要是专项债券资金增加。
## 二、收入决算情况说明
{y}年度收入合计{w(a.income)}，其中：一般公共预算财政拨款收入{w(a.fiscal("general"))}，占{rate(a.fiscal("general"), a.income)}；政府性基金预算财政拨款收入{w(a.fiscal("fund"))}，占{rate(a.fiscal("fund"), a.income)}；其他收入{w(a.other("其他收入"))}，占{rate(a.other("其他收入"), a.income)}。
## 三、支出决算情况说明
{y}年度支出合计{w(a.expenditure)}，其中：基本支出{w(a.sum("all_basic"))}，占{rate(a.sum("all_basic"), a.expenditure)}；项目支出{w(a.sum("all_project"))}，占{rate(a.sum("all_project"), a.expenditure)}。
## 四、财政拨款收入支出决算总体情况说明
{y}年度财政拨款收、支总计均为{w(a.fiscal_grand)}。与上年相比，财政拨款收、支总计各{change(a, "财政", a.fiscal_grand, low=0.4, high=0.5)}。
其中：一般公共预算财政拨款年初结转{w(a.opening["general"])}、年末结转{w(a.closing("general"))}；政府性基金预算财政拨款年初结转{w(a.opening["fund"])}、年末结转{w(a.closing("fund"))}。
## 五、一般公共预算财政拨款支出决算情况说明
（一）总体情况。{y}年度一般公共预算财政拨款支出{w(a.general)}，占本年支出合计的{rate(a.general, a.expenditure)}，较上年{change(a, "一般", a.general, low=0.3, high=0.4)}。
（二）结构情况。{y}年度一般公共预算财政拨款支出主要用于以下方面：{"；".join(f"{c}{w(v)}，占{rate(v, a.general)}" for c, v, _ in a.classes("general"))}。
（三）具体情况。{y}年度一般公共预算财政拨款支出年初预算为{w(a.budget)}，支出决算为{w(a.general)}，完成年初预算的{rate(a.general, a.budget)}。
{chr(10).join(f"{i}.{path(e)}。" + (f"年初预算为{w(e.budget)}，支出决算为{w(e.spent)}，完成年初预算的{rate(e.spent, e.budget)}" if e.budget else f"年初预算为0万元，支出决算为{w(e.spent)}") + f"，决算数{word(e.spent, e.budget)}年初预算数的主要原因是：{'按预算执行' if e.spent == e.budget else '上级补助在年度执行中下达'}。" for i, e in enumerate(a.of("general"), 1))}
其中公路建设（项）较上年增加{w(road.spent - 5_000_000 * 100)}，增长{rate(road.spent - 5_000_000 * 100, 5_000_000 * 100)}，主要原因是上年仅支付前期费500.00万元。
## 六、一般公共预算财政拨款基本支出决算情况说明
{y}年度一般公共预算财政拨款基本支出{w(a.basic)}。其中：人员经费{w(a.staff)}，主要包括：{a.uses("301", "303")}；公用经费{w(a.running)}，主要包括：{a.uses("302", "310")}。
## 七、政府性基金预算财政拨款收入支出决算情况说明
{y}年度政府性基金预算财政拨款年初结转和结余{w(a.opening["fund"])}，本年收入{w(a.fiscal("fund"))}，本年支出{w(a.spent("fund"))}，年末结转和结余{w(a.closing("fund"))}。支出较上年增加{w(a.spent("fund") - 6_120_000 * 100)}，增长{rate(a.spent("fund") - 6_120_000 * 100, 6_120_000 * 100)}。支出具体情况如下：
{chr(10).join(f"{i}.{path(e)}：本年支出{w(e.spent)}，占政府性基金支出的{rate(e.spent, a.spent('fund'))}，用于{'农村公路路基工程' if e.code[0:3] == '212' else '客运枢纽建设'}。" for i, e in enumerate(fund, 1))}
其中专项债券项目1个：白石县综合客运枢纽项目，债券发行额度9,000.00万元，期限15年，票面利率2.98%，截至年末累计支付{w(fund[-1].spent)}，支付进度{rate(fund[-1].spent, 9_000 * FEN)}。
## 八、国有资本经营预算财政拨款支出决算情况说明
本部门{y}年度没有使用国有资本经营预算财政拨款安排的支出。
## 九、财政拨款“三公”经费支出决算情况说明
（一）总体情况。{y}年度财政拨款“三公”经费支出预算44.00万元，决算{w(three)}，完成预算的{rate(three, 44 * FEN)}，较上年增加{w(three - a.before("三公", three, 0.5, 0.7))}，增长{rate(three - a.before("三公", three), a.before("三公", three))}，增加的主要原因是更新执法用车。
（二）具体情况。1.因公出国（境）费0万元，与上年持平。2.公务用车购置及运行维护费{w(car)}，占“三公”经费的{rate(car, three)}。其中：公务用车购置费{w(bought)}，预算18.00万元，购置公务用车1辆，为报废更新的执法执勤用车；上年无公务用车购置。公务用车运行维护费{w(run)}，预算22.00万元，完成预算的{rate(run, 22 * FEN)}，年末公务用车保有量9辆，较上年末持平（报废1辆、新购1辆）。3.公务接待费{w(guests)}，占{rate(guests, three)}，预算4.00万元，完成预算的{rate(guests, 4 * FEN)}，国内公务接待22批次、187人次，无外宾接待。
## 十、机关运行经费支出情况说明
{y}年度机关运行经费支出{w(a.running)}，较上年{change(a, "运行", a.running)}。
## 十一、政府采购支出情况说明
{y}年度政府采购支出总额7,432.18万元，其中：货物支出61.18万元、工程支出7,120.00万元、服务支出251.00万元。授予中小企业合同金额6,317.35万元，占政府采购支出总额的85.00%，其中：授予小微企业合同金额3,790.41万元，占授予中小企业合同金额的60.00%。货物采购、工程采购、服务采购授予中小企业合同金额分别占货物、工程、服务支出金额的100.00%、84.60%、92.68%。
## 十二、国有资产占用情况说明
截至{y}年12月31日，本部门共有车辆9辆，其中：应急保障用车1辆、执法执勤用车6辆、特种专业技术用车2辆；单价100万元以上设备3台（套）。
# 第四部分 预算绩效情况说明
## 一、预算绩效管理工作开展情况
本部门{y}年度纳入绩效目标管理的项目11个，涉及资金19,715.40万元，全部开展绩效自评，其中：“优”9个、“良”2个，平均得分94.27分。
# 第五部分 名词解释
一、车辆购置税支出：反映用车辆购置税收入安排的支出。
""", Look())  # fmt: skip


def township(seed: int) -> PrintedDocument:
    """乡镇 2019: eight tables, the classes of that year, prose in 元, comparisons that fall."""
    a = accounts(
        seed, "柳河镇人民政府", 2019,
        [
            ("2010301", "一般公共服务支出/政府办公厅（室）及相关机构事务/行政运行", {"budget": 560}),
            ("2010302", "一般公共服务支出/政府办公厅（室）及相关机构事务/一般行政管理事务", {"project": 88.4, "budget": 70}),
            ("2130152", "农林水支出/农业/对高校毕业生到基层任职补助", {"project": 6.3, "budget": 6}),
            ("2130701", "农林水支出/农村综合改革/对村级一事一议的补助", {"project": 121, "budget": 0}),
            ("2120501", "城乡社区支出/城乡社区环境卫生/城乡社区环境卫生", {"project": 64, "budget": 64, "own_project": 5.5, "其他收入": 6.1}),
            ("2120801", "城乡社区支出/国有土地使用权出让收入及对应专项债务收入安排的支出/征地和拆迁补偿支出", {"fund": 1, "project": 310}),
            ("2080505", PENSION.replace("养老支出", "离退休"), {"basic": 38}),
            ("2101101", MEDICAL, {"basic": 17}),
            ("2210201", HOUSING, {"basic": 31}),
        ],
        scaled(1.25), opening={"general": 12, "own": 1.1},
        plan=(0, 0, 9, 6), final=(0, 0, 8.2, 5.1),
    )  # fmt: skip
    y, n = a.year, a.name

    def m(fen: int) -> str:
        return f"{in_units(fen, 100, 2)}元"

    def moved(key: str, now: int, low: float = 1.05, high: float = 1.3) -> str:
        was = a.before(key, now, low, high)
        grown = ("增加", "增长") if now >= was else ("减少", "下降")
        return f"{grown[0]}{m(abs(now - was))}，{grown[1]}{rate(abs(now - was), was)}"

    car, guests = a.final["公务用车运行维护费"], a.final["公务接待费"]
    return document(a, f"""
# 第一部分 概况
## 一、主要职能
贯彻落实党和国家在农村的各项方针政策，促进经济发展、增加农民收入。
## 二、部门决算单位构成
纳入本部门{y}年度部门决算编制范围的单位为{n}本级，内设党政综合办公室、经济发展办公室、社会事务办公室、综治办公室4个机构，辖12个行政村、1个社区。
# 第二部分 {y}年度部门决算表
@表
# 第三部分 {y}年度部门决算情况说明
## 一、收入支出决算总体情况说明
{y}年度收、支总计{m(a.grand)}。与{y - 1}年相比，收、支总计各{moved("总计", a.grand, 1.2, 1.3)}。主要原因是上年实施易地搬迁项目。
## 二、收入决算情况说明
{y}年度收入合计{m(a.income)}，其中：财政拨款收入{m(a.all_fiscal)}，占{rate(a.all_fiscal, a.income)}；其他收入{m(a.other("其他收入"))}，占{rate(a.other("其他收入"), a.income)}。
## 三、支出决算情况说明
{y}年度支出合计{m(a.expenditure)}，其中：基本支出{m(a.sum("all_basic"))}，占{rate(a.sum("all_basic"), a.expenditure)}；项目支出{m(a.sum("all_project"))}，占{rate(a.sum("all_project"), a.expenditure)}。
## 四、财政拨款收入支出决算总体情况说明
{y}年度财政拨款收、支总计{m(a.fiscal_grand)}。与{y - 1}年相比，财政拨款收、支总计各{moved("财政", a.fiscal_grand, 1.05, 1.15)}。
## 五、一般公共预算财政拨款支出决算情况说明
### （一）财政拨款支出决算总体情况
{y}年度一般公共预算财政拨款支出{m(a.general)}，占本年支出合计的{rate(a.general, a.expenditure)}。与{y - 1}年相比，一般公共预算财政拨款支出{moved("一般", a.general, 0.8, 0.95)}。
### （二）财政拨款支出决算结构情况
{y}年度一般公共预算财政拨款支出主要用于以下方面：{"；".join(f"{c.removesuffix('支出')}（类）支出{m(v)}，占{rate(v, a.general)}" for c, v, _ in a.classes("general"))}。
### （三）财政拨款支出决算具体情况
{y}年度一般公共预算财政拨款支出年初预算为{m(a.budget)}，支出决算为{m(a.general)}，完成年初预算的{rate(a.general, a.budget)}。其中：
{chr(10).join(f"{i}、{path(e)}。" + (f"年初预算为{m(e.budget)}，支出决算为{m(e.spent)}，完成年初预算的{rate(e.spent, e.budget)}。" if e.budget else f"年初预算为0元，支出决算为{m(e.spent)}，年初未列预算。") + (f"决算数{word(e.spent, e.budget)}预算数的主要原因是：{'人员工资调整' if e.basic else '项目追加'}。" if e.spent != e.budget else "决算数等于预算数。") for i, e in enumerate(a.of("general"), 1))}
## 六、一般公共预算财政拨款基本支出决算情况说明
{y}年度一般公共预算财政拨款基本支出{m(a.basic)}。其中：
人员经费{m(a.staff)}，较上年{moved("人员", a.staff)}。人员经费用途主要包括{a.uses("301", "303")}。
公用经费{m(a.running)}，较上年{moved("公用", a.running)}。公用经费用途主要包括{a.uses("302", "310")}。
其中，工资福利支出{m(a.block("301"))}、商品和服务支出{m(a.block("302"))}、对个人和家庭的补助{m(a.block("303"))}、资本性支出{m(a.block("310"))}。
## 七、一般公共预算财政拨款“三公”经费支出决算情况说明
{y}年度“三公”经费年初预算150000.00元，支出决算{m(car + guests)}，完成年初预算的{rate(car + guests, 15 * FEN)}，比上年{moved("三公", car + guests)}。
（一）因公出国（境）费0元，与年初预算、上年决算均持平，全年无出国（境）团组。
（二）公务用车购置及运行维护费{m(car)}，完成年初预算90000.00元的{rate(car, 9 * FEN)}。公务用车购置费0元，当年购置0辆；公务用车运行维护费{m(car)}，年末保有公务用车4辆，车均运行费{m(car // 4)}。
（三）公务接待费{m(guests)}，完成年初预算60000.00元的{rate(guests, 6 * FEN)}，共接待86批次、1021人次，人均{in_units(guests // 1021, 100, 2)}元。
## 八、政府性基金预算财政拨款收入支出决算情况说明
{y}年度政府性基金预算财政拨款收入{m(a.fiscal("fund"))}，支出{m(a.spent("fund"))}，全部为征地和拆迁补偿支出，上年无此项收支。
## 九、其他重要事项的情况说明
### （一）机关运行经费支出情况
{y}年度机关运行经费支出{m(a.running)}，与上年相比{moved("公用", a.running)}。
### （二）政府采购支出情况
{y}年度政府采购支出总额385000元，其中：政府采购货物支出85000元、政府采购工程支出300000元、政府采购服务支出0元。授予中小企业合同金额385000元，占政府采购支出总额的100%。
### （三）国有资产占用情况
截至{y}年12月31日，本部门共有车辆4辆，其中：一般公务用车3辆、其他用车1辆；单价50万元以上通用设备0台（套），单价100万元以上专用设备0台（套）。
# 第四部分 名词解释
（一）财政拨款收入：指单位从本级财政部门取得的财政拨款。
""", Look(capital=False, three_first=True))  # fmt: skip


def abroad(seed: int) -> PrintedDocument:
    """外事办: groups to countries, foreign currency, a vehicle bought and two retired, zero bases, changes of each part."""
    a = accounts(
        seed, "江宁州外事办公室", 2023,
        [
            ("2010301", "一般公共服务支出/政府办公厅（室）及相关机构事务/行政运行", {"budget": 505}),
            ("2010399", "一般公共服务支出/政府办公厅（室）及相关机构事务/其他政府办公厅（室）及相关机构事务支出", {"project": 132, "budget": 160}),
            ("2020401", "外交支出/国际组织/国际组织会费", {"project": 21, "budget": 21}),
            ("2020599", "外交支出/对外合作与交流/其他对外合作与交流支出", {"project": 64, "budget": 0}),
            ("2080505", PENSION, {"basic": 33}),
            ("2080506", ANNUITY, {"basic": 16}),
            ("2210201", HOUSING, {"basic": 30}),
        ],
        scaled(1.1, c30212=6), opening={"general": 0},
        plan=(70, 24, 15, 18), final=(58.3, 22.7, 11.4, 13.9),
    )  # fmt: skip
    y, n = a.year, a.name
    travel, bought, run, guests = a.final.values()
    three = sum(a.final.values())
    car = bought + run
    before = {
        "出国": 0,
        "购置": 0,
        "运行": a.before("运行车", run, 1.05, 1.2),
        "接待": a.before("接待", guests, 0.1, 0.2),
    }
    three_before = sum(before.values())
    foreign = guests * 7 // 10
    return document(a, f"""
# 第一部分 部门概况
## 一、部门职责
贯彻执行国家外交方针政策和外事工作法规，负责全州因公出国（境）管理、来访接待和国际友城工作。
## 二、机构设置
内设秘书科、出国管理科、友城交流科、礼宾科4个科室。
# 第二部分 {y}年度部门决算表
@表
# 第三部分 {y}年度部门决算情况说明
## 一、收入支出决算总体情况说明
{y}年度收入总计、支出总计均为{w(a.grand)}，同比{change(a, "总计", a.grand, low=0.7, high=0.9)}，主要原因是恢复对外交往。
## 二、收入决算情况说明
{y}年度收入合计{w(a.income)}，全部为财政拨款收入，占100%。
## 三、支出决算情况说明
{y}年度支出合计{w(a.expenditure)}，其中：基本支出{w(a.basic)}，占{rate(a.basic, a.expenditure)}；项目支出{w(a.project)}，占{rate(a.project, a.expenditure)}。
## 四、财政拨款收入支出决算总体情况说明
{y}年度财政拨款收入总计、支出总计均为{w(a.fiscal_grand)}，同比{change(a, "总计", a.grand)}。年初、年末均无财政拨款结转结余。
## 五、一般公共预算财政拨款支出决算情况说明
### （一）总体情况
{y}年度一般公共预算财政拨款支出{w(a.general)}，占本年支出合计的100%。与{y - 1}年度相比{change(a, "总计", a.grand)}。
### （二）结构情况
主要用于以下方面：{"、".join(f"{c}{w(v)}" for c, v, _ in a.classes("general"))}，分别占{"、".join(rate(v, a.general) for _, v, _ in a.classes("general"))}。
### （三）具体情况
年初预算{w(a.budget)}，支出决算{w(a.general)}，完成年初预算的{rate(a.general, a.budget)}。
{chr(10).join(f"{i}.{path(e)}：" + (f"年初预算{w(e.budget)}，决算{w(e.spent)}，预算完成率{rate(e.spent, e.budget)}" if e.budget else f"年初无预算，决算{w(e.spent)}") + ("。" if e.spent == e.budget else f"，决算{'超' if e.spent > e.budget else '低于'}预算的原因是出访安排调整。") for i, e in enumerate(a.of("general"), 1))}
国际组织会费按年缴纳2.9万美元，按缴费当日汇率折合人民币{w(a.of("general")[2].spent)}。
## 六、一般公共预算财政拨款基本支出决算情况说明
基本支出{w(a.basic)}，其中：人员经费{w(a.staff)}，公用经费{w(a.running)}。
## 七、政府性基金预算财政拨款收支决算情况说明
{n}{y}年度无政府性基金预算财政拨款收支，公开07表为空表。
## 八、国有资本经营预算财政拨款支出决算情况说明
{n}{y}年度无国有资本经营预算财政拨款支出，公开08表为空表。
## 九、财政拨款“三公”经费支出决算情况说明
### （一）总体情况
{y}年度“三公”经费预算127万元，决算{w(three)}，完成预算的{rate(three, 127 * FEN)}；比上年增加{w(three - three_before)}，增长{rate(three - three_before, three_before)}，增长幅度较大的原因是上年受疫情影响无出访、来访极少，基数低。
### （二）分项情况
1.因公出国（境）费：预算70万元，决算{w(travel)}，完成预算的{rate(travel, 70 * FEN)}，上年为0，比上年增加{w(travel)}。全年组织出国（境）团组5个、19人次，其中：赴日本、韩国开展友城交流团组2个8人次，赴德国、法国招商团组1个5人次，赴泰国参加文化周团组1个4人次，参加省级部门组织的团组1个2人次。支出包括国际旅费{w(travel // 2)}、住宿费8.6万元（含0.4万欧元）、其他{w(travel - travel // 2 - 8_600_000)}。
2.公务用车购置及运行维护费：预算39万元，决算{w(car)}，完成预算的{rate(car, 39 * FEN)}，比上年增加{w(car - before["运行"])}，增长{rate(car - before["运行"], before["运行"])}。其中：公务用车购置费预算24万元，决算{w(bought)}，完成预算的{rate(bought, 24 * FEN)}，上年无购置；购置礼宾用车1辆，报废2辆，年末保有量5辆，比上年末减少1辆。公务用车运行维护费预算15万元，决算{w(run)}，完成预算的{rate(run, 15 * FEN)}，比上年减少{w(before["运行"] - run)}，下降{rate(before["运行"] - run, before["运行"])}。
3.公务接待费：预算18万元，决算{w(guests)}，完成预算的{rate(guests, 18 * FEN)}，比上年增加{w(guests - before["接待"])}，增长{rate(guests - before["接待"], before["接待"])}。国内公务接待63批次、548人次，其中外事接待41批次、392人次，外事接待支出{w(foreign)}；国内其他接待22批次、156人次，支出{w(guests - foreign)}。
## 十、其他重要事项的情况说明
### （一）机关运行经费
机关运行经费{w(a.running)}，比上年{change(a, "机关", a.running)}。
### （二）政府采购
政府采购支出总额41.36万元，其中货物27.10万元、服务14.26万元。授予中小企业合同金额18.66万元，占45.12%，其中授予小微企业14.26万元，占34.48%。
### （三）国有资产占用
年末共有车辆5辆，其中：主要负责人用车0辆、机要通信用车1辆、应急保障用车1辆、其他用车3辆，其他用车主要用于外宾礼宾保障。单价100万元（含）以上设备0台（套）。
# 第四部分 名词解释
一、因公出国（境）费：反映单位公务出国（境）的国际旅费、国外城市间交通费、住宿费、伙食费、培训费、公杂费等支出。
""", Look(zero="0.00"))  # fmt: skip


def units(seed: int) -> PrintedDocument:
    """农业农村局汇总: several units, each with its part; 亿元 in the summary, 万元 below."""
    a = accounts(
        seed, "宜河市农业农村局", 2020,
        [
            ("2130101", "农林水支出/农业农村/行政运行", {"budget": 5_900}),
            ("2130104", "农林水支出/农业农村/事业运行", {"basic": 2_310, "own_basic": 85, "事业收入": 61, "budget": 2_400}),
            ("2130106", "农林水支出/农业农村/科技转化与推广服务", {"project": 1_140, "budget": 1_000}),
            ("2130122", "农林水支出/农业农村/农业生产发展", {"project": 9_860, "budget": 6_400, "left": -310}),
            ("2130505", "农林水支出/扶贫/生产发展", {"project": 2_300, "budget": 0}),
            ("2110402", "节能环保支出/自然生态保护/农村环境保护", {"project": 260, "budget": 300}),
            ("2080505", PENSION, {"basic": 480}),
            ("2210201", HOUSING, {"basic": 455, "own_basic": 6, "其他收入": 38}),
        ],
        scaled(19, c30107=820), opening={"general": 1_450, "own": 72},
        plan=(15, 0, 118, 44), final=(0, 0, 96.5, 21.8),
    )  # fmt: skip
    y, n = a.year, a.name
    car, guests = a.final["公务用车运行维护费"], a.final["公务接待费"]
    three = car + guests
    parts = (("局本级", 46), ("宜河市农业技术推广中心", 23), ("宜河市动物疫病预防控制中心", 14), ("宜河市农产品质量安全检测中心", 9), ("宜河市农机服务站", 8))  # fmt: skip
    shares = [(k, a.general * p // 100) for k, p in parts[:-1]]
    shares.append((parts[-1][0], a.general - sum(v for _, v in shares)))
    ranked = sorted(a.classes("general"), key=lambda c: -c[1])
    return document(a, f"""
# 第一部分 部门概况
## 一、主要职责
统筹研究和组织实施“三农”工作的发展战略、中长期规划和政策。
## 二、机构设置
从决算单位构成看，{n}部门决算包括局本级决算和4个所属事业单位决算。纳入{y}年度部门决算汇编范围的预算单位共5个，具体如下：
1.{n}（本级）
{chr(10).join(f"{i}.{k}" for i, (k, _) in enumerate(parts[1:], 2))}
# 第二部分 {y}年度部门决算表
@表
# 第三部分 {y}年度部门决算情况说明
## 一、收入支出决算总体情况说明
{n}{y}年度收、支总计{in_units(a.grand, FEN * 10_000, 2)}亿元（{w(a.grand)}），与{y - 1}年度相比，收、支总计各{change(a, "总计", a.grand, low=1.06, high=1.1)}。主要原因是中央农田建设资金划转。
## 二、收入决算情况说明
{y}年度本年收入合计{w(a.income)}，其中：财政拨款收入{w(a.all_fiscal)}，占{rate(a.all_fiscal, a.income)}；事业收入{w(a.other("事业收入"))}，占{rate(a.other("事业收入"), a.income)}；其他收入{w(a.other("其他收入"))}，占{rate(a.other("其他收入"), a.income)}。
## 三、支出决算情况说明
{y}年度本年支出合计{w(a.expenditure)}，其中：基本支出{w(a.sum("all_basic"))}，占{rate(a.sum("all_basic"), a.expenditure)}；项目支出{w(a.sum("all_project"))}，占{rate(a.sum("all_project"), a.expenditure)}。
## 四、财政拨款收入支出决算总体情况说明
{y}年度财政拨款收、支总计{w(a.fiscal_grand)}，与{y - 1}年度相比，财政拨款收、支总计各{change(a, "财政", a.fiscal_grand, low=1.02, high=1.05)}。财政拨款年末结转和结余{w(a.fiscal_closing)}，比年初减少{w(a.fiscal_opening - a.fiscal_closing)}，下降{rate(a.fiscal_opening - a.fiscal_closing, a.fiscal_opening)}。
## 五、一般公共预算财政拨款支出决算情况说明
### （一）一般公共预算财政拨款支出决算总体情况
{y}年度一般公共预算财政拨款支出{in_units(a.general, FEN * 10_000, 4)}亿元，占本年支出合计的{rate(a.general, a.expenditure)}。与{y - 1}年度相比，一般公共预算财政拨款支出{change(a, "一般", a.general, low=0.8, high=0.95)}。分单位看：{"，".join(f"{k}支出{w(v)}，占{rate(v, a.general)}" for k, v in shares)}。
### （二）一般公共预算财政拨款支出决算结构情况
{y}年度一般公共预算财政拨款支出{w(a.general)}，从大到小依次为：{"、".join(c for c, _, _ in ranked)}，金额分别为{"、".join(w(v) for _, v, _ in ranked)}，占比分别为{"、".join(rate(v, a.general) for _, v, _ in ranked)}。
### （三）一般公共预算财政拨款支出决算具体情况
{y}年度一般公共预算财政拨款支出年初预算为{w(a.budget)}，支出决算为{w(a.general)}，完成年初预算的{rate(a.general, a.budget)}。其中：
{chr(10).join(f"{i}．{path(e)}：年初预算为{w(e.budget)}，支出决算为{w(e.spent)}" + (f"，完成年初预算的{rate(e.spent, e.budget)}" if e.budget else "") + (f"。决算数{word(e.spent, e.budget)}年初预算数的主要原因是：{'中央资金年中下达' if e.spent > e.budget else '压减支出'}。" if e.spent != e.budget else "，决算数与年初预算数持平。") for i, e in enumerate(a.of("general"), 1))}
## 六、一般公共预算财政拨款基本支出决算情况说明
{y}年度一般公共预算财政拨款基本支出{w(a.basic)}，其中：人员经费{w(a.staff)}，占{rate(a.staff, a.basic)}；公用经费{w(a.running)}，占{rate(a.running, a.basic)}。
## 七、政府性基金预算财政拨款收入支出决算情况说明
{n}{y}年度没有政府性基金预算财政拨款收支。
## 八、国有资本经营预算财政拨款支出决算情况说明
{n}{y}年度没有国有资本经营预算财政拨款支出。
## 九、财政拨款“三公”经费支出决算情况说明
{y}年度“三公”经费财政拨款支出预算为177.00万元，支出决算为{w(three)}，完成预算的{rate(three, 177 * FEN)}，比{y - 1}年度{change(a, "三公", three, low=1.1, high=1.3)}。其中：
1.因公出国（境）费支出预算为15.00万元，支出决算为0.00万元，完成预算的0.00%，未使用的原因是疫情期间出访任务取消。
2.公务用车购置及运行维护费支出预算为118.00万元，支出决算为{w(car)}，完成预算的{rate(car, 118 * FEN)}。其中公务用车购置支出0.00万元，公务用车运行维护费支出{w(car)}。年末局机关及所属单位公务用车保有量34辆，其中局本级6辆、所属单位28辆。
3.公务接待费支出预算为44.00万元，支出决算为{w(guests)}，完成预算的{rate(guests, 44 * FEN)}。国内公务接待205批次，1,876人次，其中局本级88批次、812人次，所属单位117批次、1,064人次。
## 十、其他重要事项的情况说明
（一）机关运行经费。{y}年度局本级机关运行经费支出{w(a.running * 2 // 5)}，比{y - 1}年度{change(a, "机关", a.running * 2 // 5)}。所属事业单位不计算机关运行经费。
（二）政府采购。{y}年度政府采购支出总额0.31亿元，其中：货物支出0.09亿元、工程支出0.18亿元、服务支出0.04亿元。
（三）国有资产占用。截至{y}年12月31日，共有车辆46辆，其中：副部（省）级及以上领导用车0辆、主要领导干部用车0辆、机要通信用车2辆、应急保障用车4辆、执法执勤用车11辆、特种专业技术用车20辆、离退休干部用车1辆、其他用车8辆。
（四）预算绩效。对5个单位整体支出和23个项目开展绩效自评，其中优18个、良4个、中1个。
# 第四部分 名词解释
一、一般公共预算财政拨款收入：指市级财政当年拨付的资金。
""", Look(three_first=True))  # fmt: skip


OFFICES = {"国资委": state_assets, "交通局": transport, "乡镇": township, "外事办": abroad, "农业局": units}
