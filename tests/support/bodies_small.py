"""A small office, a school for officials, a court: zeros, four decimals, years in a row."""

from __future__ import annotations

from account_tables import Look, document
from accounts import FEN, accounts, in_units, rate, w
from bodies_office import HOUSING, MEDICAL, PENSION, change, path, scaled

from gouji.testing.synthetic.printed import PrintedDocument


def petitions(seed: int) -> PrintedDocument:
    """信访局: small, much of it zero or from zero, empty tables with their word, four decimals."""
    a = accounts(
        seed, "玉树岭县信访局", 2024,
        [
            ("2014001", "一般公共服务支出/信访事务/行政运行", {"budget": 172}),
            ("2014099", "一般公共服务支出/信访事务/其他信访事务支出", {"project": 9.6, "budget": 10}),
            ("2080505", PENSION, {"basic": 11}),
            ("2101101", MEDICAL, {"basic": 5}),
            ("2210201", HOUSING, {"basic": 9.5}),
        ],
        scaled(0.36, c30215=0, c30217=0), plan=(0, 0, 2.5, 0), final=(0, 0, 2.4, 0),
    )  # fmt: skip
    y, n = a.year, a.name
    car = a.final["公务用车运行维护费"]

    def m(fen: int) -> str:
        return f"{in_units(fen, FEN, 4)}万元"

    def moved(key: str, now: int) -> str:
        was = a.before(key, now)
        up = now >= was
        return f"{'增加' if up else '减少'}{m(abs(now - was))}，{'上升' if up else '下降'}{rate(abs(now - was), was, 1)}"

    return document(a, f"""
# 第一部分 {n}概况
## 一、主要职能
受理群众来信来访，协调处理重要信访事项。
## 二、机构设置情况
{n}为县委工作机关，正科级，内设综合股、督查股。编制10名，实有9人。
# 第二部分 {n}{y}年度部门决算报表
@表
# 第三部分 {n}{y}年度部门决算情况说明
## 一、关于{n}{y}年度收入支出决算总体情况说明
{n}{y}年度收入总计{m(a.grand)}，支出总计{m(a.grand)}。与{y - 1}年相比，收、支总计各{moved("总计", a.grand)}。
## 二、关于{n}{y}年度收入决算情况说明
{n}{y}年度本年收入{m(a.income)}，均为财政拨款收入。
## 三、关于{n}{y}年度支出决算情况说明
{n}{y}年度本年支出{m(a.expenditure)}，其中：基本支出{m(a.basic)}，占{rate(a.basic, a.expenditure, 1)}；项目支出{m(a.project)}，占{rate(a.project, a.expenditure, 1)}。
## 四、关于{n}{y}年度财政拨款收入支出决算总体情况说明
{n}{y}年度财政拨款收入{m(a.all_fiscal)}、支出{m(a.general)}，收支平衡，无年初、年末结转结余。
## 五、关于{n}{y}年度一般公共预算财政拨款支出决算情况说明
### （一）支出决算规模变化情况
{n}{y}年度一般公共预算财政拨款支出{m(a.general)}，比上年{moved("总计", a.grand)}，主要原因是人员变动。
### （二）支出决算结构情况
{"；".join(f"{c}{m(v)}，占{rate(v, a.general, 1)}" for c, v, _ in a.classes("general"))}。
### （三）支出决算具体情况
{chr(10).join(f"{i}.{path(e)}：决算数{m(e.spent)}，年初预算数{m(e.budget)}，" + (f"决算数比年初预算数{'增加' if e.spent > e.budget else '减少'}{m(abs(e.spent - e.budget))}，{'增长' if e.spent > e.budget else '下降'}{rate(abs(e.spent - e.budget), e.budget, 1)}。" if e.spent != e.budget else "二者一致。") for i, e in enumerate(a.of("general"), 1))}
## 六、关于{n}{y}年度一般公共预算财政拨款基本支出决算情况说明
{n}{y}年度一般公共预算财政拨款基本支出{m(a.basic)}，其中：人员经费{m(a.staff)}，主要包括{a.uses("301", "303")}；公用经费{m(a.running)}，主要包括{a.uses("302", "310")}。
## 七、关于{n}{y}年度政府性基金预算财政拨款支出决算情况说明
{n}{y}年度没有政府性基金预算财政拨款支出，上年也没有，公开07表以空表列示。
## 八、关于{n}{y}年度国有资本经营预算财政拨款支出决算情况说明
{n}{y}年度没有国有资本经营预算财政拨款支出，上年也没有，公开08表以空表列示。
## 九、关于{n}{y}年度财政拨款“三公”经费支出决算情况说明
### （一）“三公”经费支出决算总体情况
{n}{y}年度“三公”经费支出决算数{m(car)}，全年预算数2.5000万元，完成{rate(car, 2_500_000, 1)}；上年决算数为0，本年增加{m(car)}，原因是车辆编制本年划入。
### （二）“三公”经费支出决算具体情况
1.因公出国（境）费：本年无预算、无决算，上年亦无。
2.公务用车购置及运行维护费：决算数{m(car)}，其中购置费0万元（购置0辆），运行维护费{m(car)}（保有1辆）。
3.公务接待费：本年无预算、无决算，接待0批次0人次。
## 十、其他重要事项情况说明
### （一）机关运行经费支出情况
{y}年度机关运行经费支出{m(a.running)}，比上年{moved("机关", a.running)}，主要是新增公务用车运行维护费。
### （二）会议费、培训费情况
会议费支出0万元，上年0.3500万元，减少0.3500万元，下降100.0%。培训费支出{m(a.economic["30216"])}，上年无支出。
### （三）政府采购支出情况
{y}年度政府采购支出总额3.2000万元，全部为货物类采购，授予小微企业合同金额3.2000万元，占授予中小企业合同金额3.2000万元的100.0%。
### （四）国有资产占用情况
截至{y}年12月31日，共有车辆1辆，为其他用车；单价100万元（含）以上设备0台（套）。
### （五）预算绩效情况
对1个项目开展自评，项目名称为信访维稳工作经费，预算10.0000万元，执行{m(a.project)}，执行率{rate(a.project, 10 * FEN, 1)}，自评等级为优。
# 第四部分 名词解释
信访事务：反映信访部门的支出。
""", Look())  # fmt: skip


def party_school(seed: int) -> PrintedDocument:
    """党校 as in 吉林: 参公, income of training, comparisons of every figure with last year and with the budget."""
    a = accounts(
        seed, "中共松江县委党校", 2022,
        [
            ("2050802", "教育支出/进修及培训/干部教育",
             {"project": 94, "own_project": 33, "上级补助收入": 12, "事业收入": 26, "budget": 350, "left": 3}),
            ("2080505", PENSION, {"basic": 21}),
            ("2080801", "社会保障和就业支出/抚恤/死亡抚恤", {"basic": 14, "budget": 0}),
            ("2101102", "卫生健康支出/行政事业单位医疗/事业单位医疗", {"basic": 10}),
            ("2210201", HOUSING, {"basic": 19}),
        ],
        scaled(0.75, c30304=14, c30215=0), opening={"own": 9, "general": 1.5},
        plan=(0, 0, 3.6, 0.9), final=(0, 0, 3.6, 0.35),
    )  # fmt: skip
    y, n = a.year, a.name
    car, guests = a.final["公务用车运行维护费"], a.final["公务接待费"]
    up, own = a.other("上级补助收入"), a.other("事业收入")
    guests_before = a.before("接待", guests, 1.3, 1.8)

    def against(now: int, planned: int) -> str:
        if now == planned:
            return "与年初预算持平"
        return f"比年初预算{'增加' if now > planned else '减少'}{w(abs(now - planned))}"

    return document(a, f"""
# 第一部分 部门概况
## 一、主要职能
轮训培训全县党员领导干部和理论宣传骨干。
## 二、机构设置
内设办公室、教务科、教研室、后勤科，共4个科室；{n}部门{y}年度决算仅含本级1个参照公务员法管理的事业单位。
# 第二部分 {y}年度部门决算表
@表
# 第三部分 {y}年度部门决算情况说明
## 一、收入支出决算总体情况说明
{y}年度收入、支出总计各{w(a.grand)}，比{y - 1}年各{change(a, "总计", a.grand)}。
## 二、收入决算情况说明
{y}年度本年收入{w(a.income)}，其中：财政拨款收入{w(a.all_fiscal)}，占{rate(a.all_fiscal, a.income)}；上级补助收入{w(up)}，占{rate(up, a.income)}；事业收入{w(own)}，占{rate(own, a.income)}。与{y - 1}年相比，财政拨款收入{change(a, "财政收入", a.all_fiscal)}；上级补助收入{change(a, "上级", up)}；事业收入{change(a, "事业", own)}，主要是培训班次变化。
## 三、支出决算情况说明
{y}年度本年支出{w(a.expenditure)}，其中：基本支出{w(a.basic)}，占{rate(a.basic, a.expenditure)}；项目支出{w(a.sum("all_project"))}，占{rate(a.sum("all_project"), a.expenditure)}。与{y - 1}年相比，基本支出{change(a, "基本", a.basic)}；项目支出{change(a, "项目", a.sum("all_project"))}。
按支出性质分：工资福利支出占基本支出的{rate(a.block("301"), a.basic)}，商品和服务支出占{rate(a.block("302"), a.basic)}，对个人和家庭的补助占{rate(a.block("303"), a.basic)}，资本性支出占{rate(a.block("310"), a.basic)}。
## 四、财政拨款收入支出决算总体情况说明
{y}年度财政拨款收入总计{w(a.fiscal_grand)}，其中年初结转{w(a.fiscal_opening)}；财政拨款支出总计{w(a.fiscal_grand)}，其中年末结转{w(a.fiscal_closing)}。
## 五、一般公共预算财政拨款支出决算情况说明
（一）一般公共预算财政拨款支出决算总体情况
{y}年度一般公共预算财政拨款支出{w(a.general)}，占本年支出合计的{rate(a.general, a.expenditure)}，{against(a.general, a.budget)}，完成年初预算的{rate(a.general, a.budget)}。
（二）一般公共预算财政拨款支出决算结构情况
{"；".join(f"{c}支出{w(v)}，占{rate(v, a.general)}".replace("支出支出", "支出") for c, v, _ in a.classes("general"))}。
（三）一般公共预算财政拨款支出决算具体情况
{chr(10).join(f"{i}、{path(e)}{w(e.spent)}，{against(e.spent, e.budget)}" + ("。" if e.spent == e.budget else "，主要原因是" + ("发放抚恤金。" if not e.budget else "据实列支。")) for i, e in enumerate(a.of("general"), 1))}
## 六、一般公共预算财政拨款基本支出决算情况说明
{y}年度一般公共预算财政拨款基本支出{w(a.basic)}，其中人员经费{w(a.staff)}，公用经费{w(a.running)}。人员经费比{y - 1}年{change(a, "人员", a.staff)}，公用经费比{y - 1}年{change(a, "公用", a.running)}。
## 七、政府性基金预算财政拨款收入支出决算情况说明
无。
## 八、国有资本经营预算财政拨款支出决算情况说明
无。
## 九、财政拨款“三公”经费支出决算情况说明
（一）总体情况。“三公”经费预算4.50万元，决算{w(car + guests)}，完成预算的{rate(car + guests, 4_500_000)}。
（二）具体情况。
公务用车运行维护费决算{w(car)}，完成预算3.60万元的{rate(car, 3_600_000)}；公务用车保有量2台，购置0台。
公务接待费决算{w(guests)}，完成预算0.90万元的{rate(guests, 900_000)}，比{y - 1}年减少{w(guests_before - guests)}，下降{rate(guests_before - guests, guests_before)}，接待7批、43人。
因公出国（境）费、公务用车购置费没有预算和支出。
## 十、其他重要事项的情况说明
机关运行经费{w(a.running)}，比{y - 1}年{change(a, "公用", a.running)}，与公用经费口径一致。
政府采购支出总额15.82万元，其中货物9.90万元、服务5.92万元，中小企业合同金额15.82万元，占100%。
截至{y}年12月31日，共有车辆2台，其中机要通信用车1台、其他用车1台。单价100万元以上设备0台（套）。
绩效自评：对2个项目开展绩效自评，资金{w(a.sum("all_project"))}；其中主体班次培训项目得分99.1分，教学设备更新项目得分95分。
# 第四部分 名词解释
事业收入：指开展培训等专业业务活动取得的收入。
""", Look())  # fmt: skip


def court(seed: int) -> PrintedDocument:
    """法院 as in 山西: case numbers among the money, five years in a row, ranking, shares of shares."""
    a = accounts(
        seed, "汾阳岭市人民法院", 2023,
        [
            ("2040501", "公共安全支出/法院/行政运行", {"budget": 1_900}),
            ("2040504", "公共安全支出/法院/案件审判", {"project": 412, "budget": 400}),
            ("2040506", "公共安全支出/法院/“两庭”建设", {"project": 655, "budget": 655}),
            ("2040599", "公共安全支出/法院/其他法院支出", {"project": 38, "budget": 45}),
            ("2080505", PENSION, {"basic": 166}),
            ("2101101", MEDICAL, {"basic": 74}),
            ("2210201", HOUSING, {"basic": 148}),
        ],
        scaled(5.6), opening={"general": 62},
        plan=(0, 25, 66, 2), final=(0, 24.9, 63.7, 0.4),
    )  # fmt: skip
    y = a.year
    bought, run, guests = (a.final[k] for k in ("公务用车购置费", "公务用车运行维护费", "公务接待费"))
    car, three = bought + run, bought + run + guests
    years = [round(a.general * k / 100) for k in (71, 78, 83, 95)]
    return document(a, f"""
# 第一部分 概况
## 一、本部门职责
依法审判刑事、民事、行政案件，执行生效裁判。
## 二、机构设置情况
本院内设立案庭、刑事审判庭、民事审判庭、行政审判庭、执行局、综合办公室、政治部7个机构，派出人民法庭5个。全年受理案件11,208件，审结10,915件，结案率97.39%。
# 第二部分 {y}年度部门决算报表
@表
# 第三部分 {y}年度部门决算情况说明
## 一、收入支出决算总体情况说明
{y}年度收入总计{w(a.grand)}，支出总计{w(a.grand)}。与{y - 1}年相比，收入总计{change(a, "总计", a.grand)}，支出总计{change(a, "总计", a.grand)}，主要原因是“两庭”建设项目。
## 二、收入决算情况说明
{y}年度收入合计{w(a.income)}，其中：财政拨款收入{w(a.all_fiscal)}，占比100.00%。
## 三、支出决算情况说明
{y}年度支出合计{w(a.expenditure)}，其中：基本支出{w(a.basic)}，占比{rate(a.basic, a.expenditure)}；项目支出{w(a.project)}，占比{rate(a.project, a.expenditure)}。
## 四、财政拨款收入支出决算总体情况说明
{y}年度财政拨款收入总计{w(a.fiscal_grand)}，支出总计{w(a.fiscal_grand)}。与{y - 1}年相比，财政拨款收入总计{change(a, "总计", a.grand)}，财政拨款支出总计{change(a, "总计", a.grand)}。
## 五、一般公共预算财政拨款支出决算情况说明
（一）财政拨款支出决算总体情况
{y}年度一般公共预算财政拨款支出{w(a.general)}，占本年支出合计的100.00%。2019年至2022年支出分别为{"、".join(w(v) for v in years)}，{y}年较2022年增加{w(a.general - years[3])}，增长{rate(a.general - years[3], years[3])}。
（二）财政拨款支出决算结构情况
{"；".join(f"{c}{w(v)}，占比{rate(v, a.general)}" for c, v, _ in a.classes("general"))}。公共安全支出中，行政运行占比{rate(a.entries[0].spent, a.classes("general")[0][1])}、案件审判占比{rate(a.entries[1].spent, a.classes("general")[0][1])}。
（三）财政拨款支出决算具体情况
{y}年度一般公共预算财政拨款支出年初预算{w(a.budget)}，支出决算{w(a.general)}，完成年初预算的{rate(a.general, a.budget)}。其中：
{chr(10).join(f"{i}.{path(e)}，年初预算{w(e.budget)}，支出决算{w(e.spent)}，完成年初预算的{rate(e.spent, e.budget)}，用于{'人员和公用支出' if e.basic else '办案业务、装备和法庭维修'}。" for i, e in enumerate(a.of("general"), 1))}
## 六、一般公共预算财政拨款基本支出决算情况说明
{y}年度一般公共预算财政拨款基本支出{w(a.basic)}，其中：人员经费{w(a.staff)}，主要包括{a.uses("301", "303")}；公用经费{w(a.running)}，主要包括{a.uses("302", "310")}。
## 七、“三公”经费支出决算情况说明
（一）“三公”经费财政拨款支出决算总体情况说明
{y}年度“三公”经费财政拨款支出预算93.00万元，支出决算{w(three)}，完成预算的{rate(three, 93 * FEN)}。比{y - 1}年增加{w(three - a.before("三公", three, 0.6, 0.8))}，增长{rate(three - a.before("三公", three), a.before("三公", three))}，主要原因是更新囚车1辆。
（二）“三公”经费财政拨款支出决算具体情况说明
1.因公出国（境）费支出0.00万元，占0.00%；2.公务用车购置及运行维护费支出{w(car)}，占{rate(car, three)}；3.公务接待费支出{w(guests)}，占{rate(guests, three)}。
公务用车购置费支出{w(bought)}，购置公务用车1辆。公务用车运行维护费支出{w(run)}，主要用于办案用车燃油费、维修费、过路费。{y}年末公务用车保有量21辆。
公务接待费支出{w(guests)}，国内公务接待3批次、28人次。
## 八、政府性基金预算财政拨款收入支出决算情况说明
本部门{y}年度无政府性基金预算财政拨款收支情况。
## 九、国有资本经营预算财政拨款支出决算情况说明
本部门{y}年度无国有资本经营预算财政拨款支出情况。
## 十、其他重要事项的情况说明
### （一）机关运行经费支出情况
{y}年度机关运行经费支出{w(a.running)}，比{y - 1}年{change(a, "机关", a.running)}，主要原因是诉讼服务中心运行。
### （二）政府采购支出情况
{y}年度政府采购支出总额921.70万元，其中：政府采购货物支出163.20万元，占17.71%；政府采购工程支出610.00万元，占66.18%；政府采购服务支出148.50万元，占16.11%。授予中小企业合同金额311.70万元，占政府采购支出总额的33.82%，其中：授予小微企业合同金额148.50万元，占授予中小企业合同金额的47.64%。
### （三）国有资产占用情况
截至{y}年12月31日，本部门共有车辆22辆，其中，执法执勤用车18辆、特种专业技术用车3辆、其他用车1辆。
### （四）预算绩效情况
组织对{y}年度3个项目开展绩效自评，涉及资金1,100.00万元，其中：案件审判业务费400.00万元、“两庭”建设655.00万元、其他45.00万元。
# 第四部分 名词解释
“两庭”建设：反映法院审判用房和人民法庭建设支出。
""", Look())  # fmt: skip


SMALL = {"信访局": petitions, "党校": party_school, "法院": court}
