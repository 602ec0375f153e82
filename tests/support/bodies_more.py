"""Six bodies more, first tried after what the others taught: a street, lottery money, land funds, health of a city, weather, cooperatives."""

from __future__ import annotations

from account_tables import Look, document
from accounts import FEN, accounts, in_units, rate, w
from bodies_office import HOUSING, MEDICAL, PENSION, change, path, scaled, word

from gouji.testing.synthetic import PrintedDocument


def street(seed: int) -> PrintedDocument:
    """街道: numbered points under each title, 去年 for last year, money and persons in one breath."""
    a = accounts(
        seed, "望江区滨河街道办事处", 2024,
        [
            ("2010301", "一般公共服务支出/政府办公厅（室）及相关机构事务/行政运行", {"budget": 1_230}),
            ("2010399", "一般公共服务支出/政府办公厅（室）及相关机构事务/其他政府办公厅（室）及相关机构事务支出", {"project": 310, "budget": 260}),
            ("2080208", "社会保障和就业支出/民政管理事务/基层政权建设和社区治理", {"project": 1_460, "budget": 1_500}),
            ("2120104", "城乡社区支出/城乡社区管理事务/城管执法", {"project": 225, "budget": 225, "own_project": 8, "其他收入": 9}),
            ("2120501", "城乡社区支出/城乡社区环境卫生/城乡社区环境卫生", {"project": 640, "budget": 600, "left": 12}),
            ("2080505", PENSION, {"basic": 88}),
            ("2101101", MEDICAL, {"basic": 40}),
            ("2210201", HOUSING, {"basic": 85}),
        ],
        scaled(2.9), opening={"general": 26, "own": 3},
        plan=(0, 0, 21, 2), final=(0, 0, 17.9, 0),
    )  # fmt: skip
    y, n = a.year, a.name
    car = a.final["公务用车运行维护费"]
    return document(a, f"""
# 第一部分 {n}概况
## 一、主要职责
加强党的建设，统筹区域发展，组织公共服务，实施综合管理。
## 二、机构设置
{n}设党建办、社区服务办、平安建设办、城市管理办、综合行政执法队5个内设机构，下辖11个社区。行政编制38人，在职36人；聘用社区工作者142人。
# 第二部分 {y}年度部门决算表
@表
# 第三部分 {y}年度部门决算情况说明
## 一、收入支出决算总体情况说明
1.{y}年度收入总计{w(a.grand)}。与去年相比，{change(a, "总计", a.grand, low=0.9, high=0.97)}。
2.{y}年度支出总计{w(a.grand)}。与去年相比，{change(a, "总计", a.grand)}。
变动的主要原因是社区治理专项增加、人员晋级晋档。
## 二、收入决算情况说明
{y}年度收入合计{w(a.income)}，包括：
（1）财政拨款收入{w(a.all_fiscal)}，占收入合计的{rate(a.all_fiscal, a.income)}；
（2）其他收入{w(a.other("其他收入"))}，占收入合计的{rate(a.other("其他收入"), a.income)}，系辖区单位共建资金。
## 三、支出决算情况说明
{y}年度支出合计{w(a.expenditure)}，包括：
（1）基本支出{w(a.sum("all_basic"))}，占支出合计的{rate(a.sum("all_basic"), a.expenditure)}，其中人员经费占{rate(a.staff, a.sum("all_basic"))}；
（2）项目支出{w(a.sum("all_project"))}，占支出合计的{rate(a.sum("all_project"), a.expenditure)}。
## 四、财政拨款收入支出决算总体情况说明
{y}年度财政拨款收入总计{w(a.fiscal_grand)}，其中当年财政拨款{w(a.all_fiscal)}，年初财政拨款结转和结余{w(a.fiscal_opening)}；财政拨款支出总计{w(a.fiscal_grand)}，其中当年支出{w(a.general)}，年末财政拨款结转和结余{w(a.fiscal_closing)}。
与去年相比，财政拨款收入、支出总计各{change(a, "财政", a.fiscal_grand, low=0.85, high=0.9)}。
## 五、一般公共预算财政拨款支出决算情况说明
### （一）总体情况
{y}年度一般公共预算财政拨款支出{w(a.general)}，占本年支出合计的{rate(a.general, a.expenditure)}；较去年{change(a, "一般", a.general, low=0.7, high=0.8)}。
### （二）结构情况
按功能分类科目，{"，".join(f"{c}{w(v)}，占{rate(v, a.general)}" for c, v, _ in a.classes("general"))}。
### （三）具体情况
年初预算为{w(a.budget)}，支出决算为{w(a.general)}，完成年初预算的{rate(a.general, a.budget)}。按项级科目说明如下：
{chr(10).join(f"（{i}）{e.path[2]}（项）：年初预算{w(e.budget)}，决算{w(e.spent)}，完成{rate(e.spent, e.budget)}；" + ("决算与预算一致。" if e.spent == e.budget else f"决算{word(e.spent, e.budget)}预算，原因是{'追加经费' if e.spent > e.budget else '压减经费'}。") for i, e in enumerate(a.of("general"), 1))}
## 六、一般公共预算财政拨款基本支出决算情况说明
{y}年度一般公共预算财政拨款基本支出{w(a.basic)}，由人员经费{w(a.staff)}和公用经费{w(a.running)}组成。
（一）人员经费主要包括{a.uses("301", "303")}。
（二）公用经费主要包括{a.uses("302", "310")}。
## 七、政府性基金预算财政拨款收入支出决算情况说明
本部门{y}年度无此项收支。
## 八、国有资本经营预算财政拨款支出决算情况说明
本部门{y}年度无此项支出。
## 九、财政拨款“三公”经费支出决算情况说明
### （一）总体情况
{y}年度“三公”经费预算23.00万元，决算{w(car)}，节约{w(23 * FEN - car)}，完成预算的{rate(car, 23 * FEN)}。
### （二）具体情况
1.因公出国（境）费0.00万元，无团组、无人次。
2.公务用车购置及运行维护费{w(car)}，全部为运行维护费，完成预算21.00万元的{rate(car, 21 * FEN)}；当年购置0辆，年末保有7辆，车均{w(car // 7)}。
3.公务接待费0.00万元，未发生公务接待，预算2.00万元未使用。
## 十、其他重要事项的情况说明
（一）机关运行经费支出情况。{y}年度机关运行经费支出{w(a.running)}，比去年{change(a, "机关", a.running)}，主要原因是社区用房水电费增加或减少。
（二）政府采购支出情况。{y}年度政府采购支出总额512.60万元，其中：政府采购货物支出62.60万元、政府采购工程支出150.00万元、政府采购服务支出300.00万元。授予中小企业合同金额487.00万元，占政府采购支出总额的95.01%，其中：授予小微企业合同金额243.50万元，占授予中小企业合同金额的50.00%。
（三）国有资产占用情况。截至{y}年12月31日，共有车辆7辆，其中：执法执勤用车5辆、其他用车2辆，其他用车主要是环卫作业用车。
（四）预算绩效情况。对7个项目开展绩效自评，涉及资金2,585.00万元，其中：优6个、良1个，优良率100%。
# 第四部分 名词解释
一、基层政权建设和社区治理：反映开展村民自治、村务公开等基层政权和社区治理工作的支出。
""".replace("增加或减少", "变化"), Look())  # fmt: skip


def disabled(seed: int) -> PrintedDocument:
    """残联 2020: rates with their sign, growth written as 增减率, lottery money with what it bought."""
    a = accounts(
        seed, "安岭县残疾人联合会", 2020,
        [
            ("2081101", "社会保障和就业支出/残疾人事业/行政运行", {"budget": 146}),
            ("2081104", "社会保障和就业支出/残疾人事业/残疾人康复", {"project": 118, "budget": 90}),
            ("2081105", "社会保障和就业支出/残疾人事业/残疾人就业和扶贫", {"project": 73, "budget": 100}),
            ("2081107", "社会保障和就业支出/残疾人事业/残疾人生活和护理补贴", {"project": 962, "budget": 900, "left": 40}),
            ("2296006", "其他支出/彩票公益金安排的支出/用于残疾人事业的彩票公益金支出", {"fund": 1, "project": 57, "left": 3}),
            ("2210201", HOUSING, {"basic": 11}),
        ],
        scaled(0.42), opening={"general": 8, "fund": 0, "own": 0.6},
        plan=(0, 0, 2.5, 0.6), final=(0, 0, 2.1, 0.24),
    )  # fmt: skip
    y = a.year
    car, guests = a.final["公务用车运行维护费"], a.final["公务接待费"]
    fund = a.of("fund")[0]

    def signed(key: str, now: int, low: float = 0.8, high: float = 1.25) -> str:
        was = a.before(key, now, low, high)
        return f"上年{w(was)}，增减额{w(now - was)}，增减率{rate(now - was, was)}"

    return document(a, f"""
# 第一部分 概况
## 一、部门职责
维护残疾人合法权益，开展康复、就业、教育服务。
## 二、机构设置
设办公室、康复部、教育就业部3个职能部门，所属残疾人就业服务所1个，未独立核算。
# 第二部分 {y}年度部门决算表
@表
# 第三部分 {y}年度部门决算情况说明
## 一、收入支出决算总体情况说明
{y}年收、支总计{w(a.grand)}。{signed("总计", a.grand, 0.95, 1.05)}。
## 二、收入决算情况说明
{y}年收入合计{w(a.income)}，均为财政拨款收入，其中一般公共预算{w(a.fiscal("general"))}、政府性基金{w(a.fiscal("fund"))}。
## 三、支出决算情况说明
{y}年支出合计{w(a.expenditure)}，基本支出、项目支出分别为{w(a.sum("all_basic"))}、{w(a.sum("all_project"))}，分别占{rate(a.sum("all_basic"), a.expenditure)}、{rate(a.sum("all_project"), a.expenditure)}。
## 四、财政拨款收入支出决算总体情况说明
{y}年财政拨款收、支总计{w(a.fiscal_grand)}，比上年增长{rate(a.fiscal_grand - a.before("财政", a.fiscal_grand, 0.8, 0.9), a.before("财政", a.fiscal_grand))}。
## 五、一般公共预算财政拨款支出决算情况说明
{y}年一般公共预算财政拨款支出{w(a.general)}，占本年支出合计的{rate(a.general, a.expenditure)}，年初预算{w(a.budget)}，决算比年初预算{"增加" if a.general > a.budget else "减少"}{w(abs(a.general - a.budget))}。
按支出功能科目分：
{chr(10).join(f"{i}.{path(e)}决算{w(e.spent)}，占一般公共预算财政拨款支出的{rate(e.spent, a.general)}。" + (f"与年初预算相比差{w(abs(e.spent - e.budget))}，原因是{'中央、省补助年中下达' if e.spent > e.budget else '培训班次减少'}。" if e.spent != e.budget else "") for i, e in enumerate(a.of("general"), 1))}
## 六、一般公共预算财政拨款基本支出决算情况说明
基本支出{w(a.basic)}，其中人员经费{w(a.staff)}（工资福利支出{w(a.block("301"))}，对个人和家庭的补助{w(a.block("303"))}），公用经费{w(a.running)}（商品和服务支出{w(a.block("302"))}，资本性支出{w(a.block("310"))}）。
## 七、政府性基金预算财政拨款收入支出决算情况说明
{y}年政府性基金预算财政拨款收入{w(fund.fiscal)}、支出{w(fund.spent)}，结转下年{w(a.closing("fund"))}。支出用于：辅助器具适配{w(fund.spent * 6 // 10)}，残疾儿童康复{w(fund.spent - fund.spent * 6 // 10)}，受益残疾人412人。
## 八、国有资本经营预算财政拨款支出决算情况说明
{y}年没有国有资本经营预算财政拨款支出。
## 九、“三公”经费支出决算情况说明
“三公”经费预算3.10万元，决算{w(car + guests)}，占预算的{rate(car + guests, 3_100_000)}。公务用车运行维护费{w(car)}，占“三公”经费的{rate(car, car + guests)}，保有公务用车1辆；公务接待费{w(guests)}，占“三公”经费的{rate(guests, car + guests)}，接待6批次35人次。本年无因公出国（境）和公务用车购置支出。
## 十、其他重要事项的情况说明
### （一）机关运行经费支出情况
机关运行经费{w(a.running)}，{signed("机关", a.running)}。
### （二）政府采购支出情况
采购支出总额46.50万元：货物38.00万元，工程0万元，服务8.50万元。其中授予中小企业合同金额46.50万元，占100%；授予小微企业合同金额8.50万元，占18.28%。
### （三）国有资产占用情况
{y}年末有车辆1辆，为其他用车；无单价50万元以上通用设备和单价100万元以上专用设备。
### （四）预算绩效情况
绩效自评项目4个，资金{w(sum(e.project for e in a.entries))}，均达到年初目标。
# 第四部分 名词解释
残疾人就业保障金：用人单位安排残疾人就业达不到比例而缴纳的资金。
""".replace("增长-", "下降"), Look(three_first=True))  # fmt: skip


def land(seed: int) -> PrintedDocument:
    """自然资源局 2021: land funds larger than the budget, balances of each item, falls called 减幅."""
    a = accounts(
        seed, "青岩市自然资源局", 2021,
        [
            ("2200101", "自然资源海洋气象等支出/自然资源事务/行政运行", {"budget": 2_050}),
            ("2200106", "自然资源海洋气象等支出/自然资源事务/自然资源利用与保护", {"project": 730, "budget": 1_000, "left": 45}),
            ("2200150", "自然资源海洋气象等支出/自然资源事务/事业运行", {"basic": 880, "own_basic": 40, "事业收入": 36, "其他收入": 7, "budget": 860}),
            ("2240601", "灾害防治及应急管理支出/自然灾害防治/地质灾害防治", {"project": 415, "budget": 0}),
            ("2120801", "城乡社区支出/国有土地使用权出让收入安排的支出/征地和拆迁补偿支出", {"fund": 1, "project": 38_600, "left": -2_100}),
            ("2120802", "城乡社区支出/国有土地使用权出让收入安排的支出/土地开发支出", {"fund": 1, "project": 11_240, "left": 380}),
            ("2080505", PENSION, {"basic": 190}),
            ("2210201", HOUSING, {"basic": 172}),
        ],
        scaled(8.1), opening={"general": 210, "fund": 5_400, "own": 19},
        plan=(0, 0, 46, 6), final=(0, 0, 41.2, 2.9),
    )  # fmt: skip
    y = a.year
    car, guests = a.final["公务用车运行维护费"], a.final["公务接待费"]
    fund = a.of("fund")

    def fell(key: str, now: int, low: float = 1.05, high: float = 1.5) -> str:
        was = a.before(key, now, low, high)
        return f"减少{w(was - now)}，减幅{rate(was - now, was)}"

    return document(a, f"""
# 第一部分 部门概况
## 一、部门职责
履行全民所有土地、矿产等自然资源资产所有者职责和国土空间用途管制职责。
## 二、机构设置
局机关设14个科室，下设不动产登记中心、土地收购储备中心等6个事业单位，均纳入本部门汇总编报。
# 第二部分 {y}年度部门决算表
@表
# 第三部分 {y}年度部门决算情况说明
## 一、收入支出决算总体情况说明
{y}年度收、支总计{w(a.grand)}。与{y - 1}年度相比，收、支总计各{fell("总计", a.grand, 1.3, 1.5)}，主要是土地出让收入安排的支出减少。
## 二、收入决算情况说明
{y}年度收入合计{w(a.income)}，其中：一般公共预算财政拨款收入{w(a.fiscal("general"))}，占{rate(a.fiscal("general"), a.income)}；政府性基金预算财政拨款收入{w(a.fiscal("fund"))}，占{rate(a.fiscal("fund"), a.income)}；事业收入{w(a.other("事业收入"))}，占{rate(a.other("事业收入"), a.income)}；其他收入{w(a.other("其他收入"))}，占{rate(a.other("其他收入"), a.income)}。
## 三、支出决算情况说明
{y}年度支出合计{w(a.expenditure)}，其中：基本支出{w(a.sum("all_basic"))}，占{rate(a.sum("all_basic"), a.expenditure)}；项目支出{w(a.sum("all_project"))}，占{rate(a.sum("all_project"), a.expenditure)}。项目支出中，征地和拆迁补偿支出占{rate(fund[0].spent, a.sum("all_project"))}。
## 四、财政拨款收入支出决算总体情况说明
{y}年度财政拨款收、支总计{w(a.fiscal_grand)}，与{y - 1}年度相比，各{fell("财政", a.fiscal_grand, 1.05, 1.2)}。
## 五、一般公共预算财政拨款支出决算情况说明
（一）支出决算总体情况
一般公共预算财政拨款支出{w(a.general)}，占本年支出合计的{rate(a.general, a.expenditure)}，与{y - 1}年度相比{fell("一般", a.general, 1.02, 1.1)}。
（二）支出决算结构情况
{"；".join(f"{c}（类）支出{w(v)}，占{rate(v, a.general)}" for c, v, _ in a.classes("general"))}。
（三）支出决算具体情况
支出年初预算为{w(a.budget)}，支出决算为{w(a.general)}，完成年初预算的{rate(a.general, a.budget)}。其中：
{chr(10).join(f"{i}.{path(e)}。年初预算为{w(e.budget)}，支出决算为{w(e.spent)}" + (f"，完成年初预算的{rate(e.spent, e.budget)}" if e.budget else "") + ("，与年初预算持平。" if e.spent == e.budget else f"，决算数{word(e.spent, e.budget)}年初预算数的主要原因是{'上级专项' if e.spent > e.budget else '项目推迟'}。") for i, e in enumerate(a.of("general"), 1))}
## 六、一般公共预算财政拨款基本支出决算情况说明
一般公共预算财政拨款基本支出{w(a.basic)}，其中：人员经费{w(a.staff)}、公用经费{w(a.running)}，分别占基本支出的{rate(a.staff, a.basic)}、{rate(a.running, a.basic)}。
## 七、政府性基金预算财政拨款收入支出决算情况说明
政府性基金预算财政拨款年初结转和结余{w(a.opening["fund"])}，本年收入{w(a.fiscal("fund"))}，本年支出{w(a.spent("fund"))}，其中项目支出{w(a.spent("fund"))}，年末结转和结余{w(a.closing("fund"))}。具体情况如下：
1.征地和拆迁补偿支出（项）年初结转{w(a.opening["fund"])}，本年收入{w(fund[0].fiscal)}，本年支出{w(fund[0].spent)}，年末结转{w(a.opening["fund"] + fund[0].fiscal - fund[0].spent)}。
2.土地开发支出（项）年初无结转，本年收入{w(fund[1].fiscal)}，本年支出{w(fund[1].spent)}，年末结转{w(fund[1].fiscal - fund[1].spent)}。
## 八、国有资本经营预算财政拨款支出决算情况说明
本部门没有使用国有资本经营预算财政拨款安排的支出。
## 九、财政拨款“三公”经费支出决算情况说明
（一）“三公”经费财政拨款支出预算52.00万元，决算{w(car + guests)}，完成预算的{rate(car + guests, 52 * FEN)}，较{y - 1}年度{fell("三公", car + guests)}。
（二）公务用车购置及运行费决算{w(car)}，其中购置费0万元、运行费{w(car)}，完成预算46.00万元的{rate(car, 46 * FEN)}，购置公务用车0辆，保有量15辆。公务接待费决算{w(guests)}，完成预算6.00万元的{rate(guests, 6 * FEN)}，接待28批226人次，全部为国内公务接待。因公出国（境）费预算、决算均为0万元，团组0个、0人次。
## 十、其他重要事项的情况说明
（一）机关运行经费{w(a.running // 2)}，较{y - 1}年度{fell("机关", a.running // 2)}，为局机关及参公单位支出。
（二）政府采购支出总额3,318.40万元，其中：货物支出218.40万元，占6.58%；工程支出1,900.00万元，占57.26%；服务支出1,200.00万元，占36.16%。授予中小企业合同金额2,986.56万元，占政府采购支出总额的90.00%。
（三）截至{y}年12月31日，共有车辆19辆，其中应急保障用车3辆、执法执勤用车12辆、特种专业技术用车4辆；单价50万元（含）以上通用设备6台（套），单价100万元（含）以上专用设备2台（套）。
（四）绩效自评项目26个，涉及资金51,212.00万元，评价为优的21个、良的5个。
# 第四部分 名词解释
征地和拆迁补偿支出：反映地方人民政府在征地过程中支付的土地补偿费等支出。
""", Look())  # fmt: skip


def weather(seed: int) -> PrintedDocument:
    """气象局: paid by two governments, percentage points, 万元 without decimals in reasons, business beside."""
    a = accounts(
        seed, "南屏市气象局", 2022,
        [
            ("2200504", "自然资源海洋气象等支出/气象事务/气象事业机构", {"project": 60, "own_basic": 410, "其他收入": 690, "business": 36, "经营收入": 44, "budget": 640}),
            ("2200509", "自然资源海洋气象等支出/气象事务/气象服务", {"project": 205, "own_project": 230, "事业收入": 58, "budget": 180}),
            ("2080505", PENSION, {"basic": 58, "own_basic": 12}),
            ("2101102", "卫生健康支出/行政事业单位医疗/事业单位医疗", {"basic": 24}),
            ("2210201", HOUSING, {"basic": 60, "own_basic": 9}),
            ("2210203", "住房保障支出/住房改革支出/购房补贴", {"basic": 28, "budget": 20}),
        ],
        scaled(1.7), opening={"general": 9, "own": 130}, used=25, distributed=6,
        plan=(0, 0, 8, 1), final=(0, 0, 7.6, 0.5),
    )  # fmt: skip
    y, n = a.year, a.name
    car, guests = a.final["公务用车运行维护费"], a.final["公务接待费"]
    own = a.other("其他收入")
    share, share_before = a.all_fiscal * 10_000 // a.income, 5_512
    return document(a, f"""
# 第一部分 {n}概况
## 一、部门职责
承担辖区气象监测、预报、服务和人工影响天气工作，实行上级气象主管机构与本级政府双重领导。
## 二、机构设置
设办公室、业务科技科、法规科3个内设机构和市气象台、市气象服务中心2个直属事业单位，单位构成为{n}（本级）1个预算单位。
# 第二部分 {n}{y}年度部门决算表
@表
# 第三部分 {n}{y}年度部门决算情况说明
## 一、收入支出决算总体情况说明
{n}{y}年度收入总计{w(a.grand)}、支出总计{w(a.grand)}，与{y - 1}年度相比，收、支总计各{change(a, "总计", a.grand, low=0.9, high=0.97)}，主要原因是地方财政安排人工影响天气作业经费120万元、雷达站建设经费95万元。
## 二、收入决算情况说明
{y}年度本年收入{w(a.income)}，其中：财政拨款收入{w(a.all_fiscal)}，占{rate(a.all_fiscal, a.income)}；事业收入{w(a.other("事业收入"))}，占{rate(a.other("事业收入"), a.income)}；经营收入{w(a.other("经营收入"))}，占{rate(a.other("经营收入"), a.income)}；其他收入{w(own)}，占{rate(own, a.income)}（地方财政拨款{w(own - 31_000_000)}、利息等{w(31_000_000)}）。财政拨款收入占比较上年{"上升" if share > share_before else "下降"}{in_units(abs(share - share_before), 100, 2)}个百分点。
## 三、支出决算情况说明
{y}年度本年支出{w(a.expenditure)}，其中：基本支出{w(a.sum("all_basic"))}，占{rate(a.sum("all_basic"), a.expenditure)}；项目支出{w(a.sum("all_project"))}，占{rate(a.sum("all_project"), a.expenditure)}；经营支出{w(a.sum("business"))}，占{rate(a.sum("business"), a.expenditure)}。结余分配{w(a.distributed)}，为经营结余转入非财政拨款结余；年末结转和结余{w(a.closings)}，为尚未完工的地方项目资金。
## 四、财政拨款收入支出决算总体情况说明
{y}年度财政拨款收入、支出总计均为{w(a.fiscal_grand)}，与{y - 1}年度相比，财政拨款收、支总计各{change(a, "财政", a.fiscal_grand, low=0.8, high=0.9)}。
## 五、一般公共预算财政拨款支出决算情况说明
### （一）支出决算的总体情况
{y}年度一般公共预算财政拨款支出{w(a.general)}，占本年支出的{rate(a.general, a.expenditure)}，与{y - 1}年度相比{change(a, "一般", a.general, low=0.7, high=0.75)}。
### （二）支出决算的结构情况
{"、".join(f"{c}支出{w(v)}（占{rate(v, a.general)}）".replace("支出支出", "支出") for c, v, _ in a.classes("general"))}。
### （三）支出决算的具体情况
{y}年度一般公共预算财政拨款支出年初预算为{w(a.budget)}，支出决算为{w(a.general)}，完成年初预算的{rate(a.general, a.budget)}。其中：
{chr(10).join(f"{i}.{path(e)}：年初预算为{w(e.budget)}，支出决算为{w(e.spent)}，完成年初预算的{rate(e.spent, e.budget)}" + ("。" if e.spent == e.budget else f"。决算数与年初预算数存在差异的主要原因是{'年中追加' if e.spent > e.budget else '据实结算'}。") for i, e in enumerate(a.of("general"), 1))}
## 六、一般公共预算财政拨款基本支出决算情况说明
{y}年度一般公共预算财政拨款基本支出{w(a.basic)}，其中：人员经费{w(a.staff)}，主要包括{a.uses("301", "303")}；公用经费{w(a.running)}，主要包括{a.uses("302", "310")}。
## 七、政府性基金预算财政拨款收入支出决算情况说明
{n}没有政府性基金预算财政拨款收入，也没有使用政府性基金预算财政拨款安排的支出。
## 八、国有资本经营预算财政拨款支出决算情况说明
{n}没有国有资本经营预算财政拨款收入，也没有使用国有资本经营预算财政拨款安排的支出。
## 九、财政拨款“三公”经费支出决算情况说明
{y}年度“三公”经费财政拨款支出预算为9.00万元，支出决算为{w(car + guests)}，完成预算的{rate(car + guests, 9 * FEN)}。其中，公务用车购置及运行维护费支出决算为{w(car)}，占{rate(car, car + guests)}，完成预算的{rate(car, 8 * FEN)}；公务接待费支出决算为{w(guests)}，占{rate(guests, car + guests)}，完成预算的{rate(guests, FEN)}。具体情况如下：
1.因公出国（境）费支出0万元，本年没有安排出国（境）团组。
2.公务用车购置及运行维护费{w(car)}，其中，公务用车运行维护费{w(car)}，主要用于人工影响天气作业、自动站维护等所需公务用车的燃料、维修、保险等支出，单位公务用车保有量4辆，全年没有购置公务用车。
3.公务接待费{w(guests)}，全部为国内公务接待，共接待11批次69人次。
## 十、其他重要事项的情况说明
### （一）机关运行经费支出情况
{n}机关运行经费支出{w(a.running // 3)}（参照公务员法管理的内设机构），比{y - 1}年度{change(a, "机关", a.running // 3)}。
### （二）政府采购支出情况
政府采购支出总额167.80万元，其中：货物支出98.30万元、服务支出69.50万元。授予中小企业合同金额167.80万元，占政府采购支出总额的100.0%，其中：授予小微企业合同金额98.30万元，占政府采购支出总额的58.6%。
### （三）国有资产占用情况
截至{y}年12月31日，共有车辆6辆，其中：机要通信用车1辆、应急保障用车1辆、特种专业技术用车4辆（火箭作业车）；单价100万元以上设备（不含车辆）2台（套），为天气雷达和风廓线雷达。
### （四）预算绩效管理情况
对2个中央财政项目开展绩效自评，全年预算265.00万元，执行{w(a.project)}，预算执行率{rate(a.project, 265 * FEN)}。
# 第四部分 名词解释
一、其他收入：指地方财政拨款、利息等收入。
""", Look(zero="0.00"))  # fmt: skip


def cooperative(seed: int) -> PrintedDocument:
    """供销社 2024: an agency with money from state capital, last year's amounts in brackets, 三公 all zero."""
    a = accounts(
        seed, "丰乐县供销合作社联合社", 2024,
        [
            ("2160201", "商业服务业等支出/商业流通事务/行政运行", {"budget": 205}),
            ("2160299", "商业服务业等支出/商业流通事务/其他商业流通事务支出", {"project": 88, "budget": 60, "own_project": 17, "其他收入": 20}),
            ("2230301", "国有资本经营预算支出/国有企业政策性补贴/国有企业政策性补贴", {"capital": 1, "project": 130}),
            ("2080505", PENSION, {"basic": 16}),
            ("2101101", MEDICAL, {"basic": 7}),
            ("2210201", HOUSING, {"basic": 15}),
        ],
        scaled(0.55, c30217=0, c30231=0, c30215=0), opening={"own": 4},
    )  # fmt: skip
    y, n = a.year, a.name

    def was(key: str, now: int, low: float = 0.8, high: float = 1.2) -> str:
        b = a.before(key, now, low, high)
        up = now >= b
        return f"（{y - 1}年为{w(b)}），{'增加' if up else '减少'}{w(abs(now - b))}，{'增长' if up else '下降'}{rate(abs(now - b), b)}"

    return document(a, f"""
# 第一部分 {n}概况
## 一、主要职能
指导全县供销合作事业发展，协调农业生产资料、农副产品流通。
## 二、机构设置
{n}为参照公务员法管理的事业单位，内设办公室、业务股、财务股。
# 第二部分 {y}年度部门决算表
@表
# 第三部分 {y}年度部门决算情况说明
## 一、收入支出决算总体情况说明
{y}年度收、支总计{w(a.grand)}{was("总计", a.grand)}，主要是国有资本经营预算资金变化。
## 二、收入决算情况说明
{y}年度收入合计{w(a.income)}。按来源分：一般公共预算财政拨款收入{w(a.fiscal("general"))}，占{rate(a.fiscal("general"), a.income)}；国有资本经营预算财政拨款收入{w(a.fiscal("capital"))}，占{rate(a.fiscal("capital"), a.income)}；其他收入{w(a.other("其他收入"))}，占{rate(a.other("其他收入"), a.income)}。
## 三、支出决算情况说明
{y}年度支出合计{w(a.expenditure)}。按性质分：基本支出{w(a.basic)}，占{rate(a.basic, a.expenditure)}；项目支出{w(a.sum("all_project"))}，占{rate(a.sum("all_project"), a.expenditure)}。
## 四、财政拨款收入支出决算总体情况说明
{y}年度财政拨款收、支总计{w(a.fiscal_grand)}，其中一般公共预算{w(a.general)}、国有资本经营预算{w(a.spent("capital"))}。
## 五、一般公共预算财政拨款支出决算情况说明
### （一）总体情况
一般公共预算财政拨款支出{w(a.general)}{was("一般", a.general)}，占本年支出合计的{rate(a.general, a.expenditure)}。
### （二）具体情况
{chr(10).join(f"{i}.{path(e)}{w(e.spent)}{was('项' + e.code, e.spent)}。" for i, e in enumerate(a.of("general"), 1))}
### （三）与年初预算对比情况
年初预算{w(a.budget)}，决算{w(a.general)}，完成年初预算的{rate(a.general, a.budget)}。
## 六、一般公共预算财政拨款基本支出决算情况说明
基本支出{w(a.basic)}：人员经费{w(a.staff)}，公用经费{w(a.running)}。其中工资福利支出{w(a.block("301"))}，商品和服务支出{w(a.block("302"))}，对个人和家庭的补助{w(a.block("303"))}，资本性支出{w(a.block("310"))}。
## 七、政府性基金预算财政拨款收入支出决算情况说明
我社{y}年度没有政府性基金预算财政拨款收支。
## 八、国有资本经营预算财政拨款支出决算情况说明
我社{y}年度国有资本经营预算财政拨款支出{w(a.spent("capital"))}，其中基本支出0.00万元，项目支出{w(a.spent("capital"))}。科目为国有资本经营预算支出（类）国有企业政策性补贴（款）国有企业政策性补贴（项）{w(a.spent("capital"))}，用于化肥淡季储备贴息。
## 九、财政拨款“三公”经费支出决算情况说明
我社{y}年度未安排“三公”经费预算，也未发生“三公”经费支出。因公出国（境）团组0个，0人次；公务用车购置0辆，保有量0辆；国内公务接待0批次，0人次。
## 十、其他重要事项情况说明
### （一）机关运行经费
{y}年度机关运行经费{w(a.running)}{was("机关", a.running)}。
### （二）政府采购
{y}年度政府采购支出总额9.80万元，为货物支出9.80万元，无工程、服务支出；授予中小企业合同金额9.80万元，占100.00%，其中授予小微企业合同金额9.80万元，占100.00%。
### （三）国有资产
截至{y}年12月31日，无车辆，无单价100万元以上设备。资产总额318.20万元，其中流动资产96.40万元、固定资产215.30万元、无形资产6.50万元，负债总额22.10万元，净资产296.10万元。
### （四）预算绩效
对3个项目开展自评，分别为基层社改造、化肥淡季储备贴息、再生资源回收，得分分别为96分、98.5分、93分，平均95.83分。
# 第四部分 名词解释
国有资本经营预算：对国有资本收益作出支出安排的收支预算。
""", Look())  # fmt: skip


MORE = {"街道": street, "残联": disabled, "自然资源局": land, "气象局": weather, "供销社": cooperative}
