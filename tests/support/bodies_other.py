"""Further offices: sums told by kind of spending, by money, by year; small ones, zero ones, and ones that shrink."""

from __future__ import annotations

from account_tables import Look, document
from accounts import FEN, accounts, in_units, rate, w
from bodies_office import ANNUITY, HOUSING, MEDICAL, PENSION, change, path, scaled, word

from gouji.testing.synthetic.printed import PrintedDocument


def audit_office(seed: int) -> PrintedDocument:
    """审计局 as in 陕西: 会议费 and 培训费 beside 三公, sums by 经济分类, several projects with scores."""
    a = accounts(
        seed, "石门县审计局", 2020,
        [
            ("2010801", "一般公共服务支出/审计事务/行政运行", {"budget": 398}),
            ("2010804", "一般公共服务支出/审计事务/审计业务", {"project": 96, "budget": 60}),
            ("2010806", "一般公共服务支出/审计事务/信息化建设", {"project": 18, "budget": 20}),
            ("2080505", PENSION, {"basic": 30}),
            ("2101101", MEDICAL, {"basic": 13}),
            ("2210201", HOUSING, {"basic": 27}),
        ],
        scaled(1.02), plan=(0, 0, 6, 1), final=(0, 0, 5.3, 0.7),
    )  # fmt: skip
    y = a.year
    car, guests = a.final["公务用车运行维护费"], a.final["公务接待费"]
    meeting, training = a.economic["30215"], a.economic["30216"]
    names = ("投资审计中介服务", "大数据审计平台", "经济责任审计")
    scores = (96.5, 93.2, 98)
    return document(a, f"""
# 第一部分 部门概况
## 一、部门主要职责及内设机构
（一）主要职责。主管全县审计工作，对财政收支进行审计监督。
（二）内设机构。内设办公室、综合法规股、财政金融审计股、投资审计股、经济责任审计股5个股室。
## 二、部门决算单位构成
纳入{y}年本部门决算编制范围的单位共1个，包括本级及所属0个二级预算单位。
## 三、部门人员情况
截至{y}年底，本部门人员编制31人，其中行政编制18人、事业编制13人；实有人员29人，其中行政17人、事业12人。单位管理的离退休人员9人。
# 第二部分 {y}年部门决算表
@表
# 第三部分 {y}年部门决算情况说明
## 一、收入支出决算总体情况说明
1.{y}年收入总体情况：{y}年收入总计{w(a.grand)}，较上年{change(a, "总计", a.grand)}，主要原因是追加审计业务费。
2.{y}年支出总体情况：{y}年支出总计{w(a.grand)}，较上年{change(a, "总计", a.grand)}，主要原因是追加审计业务费。
## 二、收入决算情况说明
{y}年收入合计{w(a.income)}，其中：财政拨款收入{w(a.all_fiscal)}，占100%；事业收入0万元，占0%；经营收入0万元，占0%；其他收入0万元，占0%。
## 三、支出决算情况说明
{y}年支出合计{w(a.expenditure)}，其中：基本支出{w(a.basic)}，占{rate(a.basic, a.expenditure)}；项目支出{w(a.project)}，占{rate(a.project, a.expenditure)}；经营支出0万元，占0%。
## 四、财政拨款收入支出决算总体情况说明
1.财政拨款收入总体情况：{y}年财政拨款收入{w(a.all_fiscal)}，较上年{change(a, "总计", a.grand)}。
2.财政拨款支出总体情况：{y}年财政拨款支出{w(a.general)}，较上年{change(a, "总计", a.grand)}。
## 五、一般公共预算财政拨款支出决算情况说明
### （一）财政拨款支出决算总体情况说明
{y}年财政拨款支出{w(a.general)}，占本年支出合计的100%。与上年相比，财政拨款支出{change(a, "总计", a.grand)}。
### （二）财政拨款支出决算具体情况说明
{y}年财政拨款支出年初预算为{w(a.budget)}，支出决算为{w(a.general)}，完成年初预算的{rate(a.general, a.budget)}。按照政府功能分类科目，其中：
{chr(10).join(f"{i}.{path(e)}。年初预算为{w(e.budget)}，支出决算为{w(e.spent)}，完成年初预算的{rate(e.spent, e.budget)}。" + ("决算数与年初预算数持平。" if e.spent == e.budget else f"决算数{word(e.spent, e.budget)}年初预算数的主要原因是据实支付。") for i, e in enumerate(a.of("general"), 1))}
## 六、一般公共预算财政拨款基本支出决算情况说明
{y}年一般公共预算财政拨款基本支出{w(a.basic)}，包括人员经费支出{w(a.staff)}和公用经费支出{w(a.running)}。
人员经费{w(a.staff)}，主要包括基本工资{w(a.economic["30101"])}、津贴补贴{w(a.economic["30102"])}、奖金{w(a.economic["30103"])}、机关事业单位基本养老保险缴费{w(a.economic["30108"])}、住房公积金{w(a.economic["30113"])}等。
公用经费{w(a.running)}，主要包括办公费{w(a.economic["30201"])}、印刷费{w(a.economic["30202"])}、水费{w(a.economic["30205"])}、电费{w(a.economic["30206"])}、差旅费{w(a.economic["30211"])}、会议费{w(meeting)}、培训费{w(training)}、公务接待费{w(guests)}、公务用车运行维护费{w(car)}等。
## 七、一般公共预算财政拨款“三公”经费及会议费、培训费支出决算情况说明
### （一）“三公”经费财政拨款支出决算总体情况说明
{y}年“三公”经费财政拨款支出预算为7.00万元，支出决算为{w(car + guests)}，完成预算的{rate(car + guests, 7 * FEN)}。决算数较预算数减少{w(7 * FEN - car - guests)}，主要原因是严控接待。
### （二）“三公”经费财政拨款支出决算具体情况说明
{y}年“三公”经费财政拨款支出决算中，因公出国（境）费支出0万元，占0%；公务用车购置费支出0万元，占0%；公务用车运行维护费支出{w(car)}，占{rate(car, car + guests)}；公务接待费支出{w(guests)}，占{rate(guests, car + guests)}。具体情况如下：
1.因公出国（境）支出情况说明。{y}年因公出国（境）团组0个，0人次，预算为0万元，支出决算为0万元，与年初预算持平。
2.公务用车购置费用支出情况说明。{y}年购置车辆0台，年末保有量3台，预算为0万元，支出决算为0万元，与年初预算持平。
3.公务用车运行维护费用支出情况说明。{y}年公务用车运行维护费预算为6.00万元，支出决算为{w(car)}，完成预算的{rate(car, 6 * FEN)}，决算数较预算数减少{w(6 * FEN - car)}，主要原因是减少用车。
4.公务接待费支出情况说明。{y}年公务接待12批次，85人次，预算为1.00万元，支出决算为{w(guests)}，完成预算的{rate(guests, FEN)}，决算数较预算数减少{w(FEN - guests)}，主要原因是接待减少。
### （三）培训费支出情况说明
{y}年培训费预算为4.00万元，支出决算为{w(training)}，完成预算的{rate(training, 4 * FEN)}，决算数较预算数减少{w(4 * FEN - training)}，主要原因是线上培训。
### （四）会议费支出情况说明
{y}年会议费预算为2.00万元，支出决算为{w(meeting)}，完成预算的{rate(meeting, 2 * FEN)}，决算数较预算数减少{w(2 * FEN - meeting)}，主要原因是精简会议。
## 八、政府性基金预算财政拨款收入支出情况说明
本部门{y}年无政府性基金预算财政拨款收支，并已公开空表。
## 九、国有资本经营财政拨款收入支出情况说明
本部门{y}年无国有资本经营预算财政拨款收支，并已公开空表。
## 十、预算绩效情况说明
### （一）预算绩效管理工作开展情况说明
根据预算绩效管理要求，本部门对{y}年一般公共预算项目支出全面开展绩效自评，其中，一级项目2个，二级项目3个，共涉及资金{w(a.project)}，占一般公共预算项目支出总额的100%。
### （二）部门决算中项目绩效自评结果
1.{names[0]}项目绩效自评综述：根据年初设定的绩效目标，项目自评得分{scores[0]}分。项目全年预算数60万元，执行数57.9万元，完成预算的96.5%。
2.{names[1]}项目绩效自评综述：项目自评得分{scores[1]}分。项目全年预算数20万元，执行数18.64万元，完成预算的93.2%。
3.{names[2]}项目绩效自评综述：项目自评得分{scores[2]}分。项目全年预算数40万元，执行数39.2万元，完成预算的98%。
## 十一、其他重要事项说明
### （一）机关运行经费支出情况说明
{y}年机关运行经费支出{w(a.running)}，比上年{change(a, "机关", a.running)}。
### （二）政府采购支出情况说明
{y}年政府采购支出共58.24万元，其中政府采购货物支出18.24万元、政府采购工程支出0万元、政府采购服务支出40万元。授予中小企业合同金额58.24万元，占政府采购支出总额的100%，其中：授予小微企业合同金额40万元，占政府采购支出总额的68.68%。
### （三）国有资产占用及购置情况说明
截至{y}年末，本部门共有车辆3辆，其中机要通信用车1辆、应急保障用车2辆；单价50万元以上的通用设备0台（套）；单价100万元以上的专用设备0台（套）。{y}年当年购置车辆0辆；购置单价50万元以上的设备0台（套）。
# 第四部分 专业名词解释
1.基本支出：指为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出。
""", Look(three_first=True))  # fmt: skip


def police(seed: int) -> PrintedDocument:
    """公安局: whole 万元, one decimal in rates, many vehicles, a fall of most things, more than tenfold in one."""
    a = accounts(
        seed, "平阳县公安局", 2023,
        [
            ("2040201", "公共安全支出/公安/行政运行", {"budget": 11_200}),
            ("2040202", "公共安全支出/公安/一般行政管理事务", {"project": 640, "budget": 700}),
            ("2040219", "公共安全支出/公安/信息化建设", {"project": 1_120, "budget": 90}),
            ("2040220", "公共安全支出/公安/执法办案", {"project": 1_960, "budget": 1_900, "own_project": 120, "其他收入": 160}),
            ("2080505", PENSION, {"basic": 960}),
            ("2080506", ANNUITY, {"basic": 480}),
            ("2101101", MEDICAL, {"basic": 520}),
            ("2210201", HOUSING, {"basic": 890}),
        ],
        scaled(33), opening={"general": 230, "own": 40},
        plan=(0, 330, 560, 30), final=(0, 312.6, 540.2, 11.8),
    )  # fmt: skip
    y = a.year
    bought, run, guests = (a.final[k] for k in ("公务用车购置费", "公务用车运行维护费", "公务接待费"))
    car, three = bought + run, bought + run + guests

    def m(fen: int) -> str:
        return f"{in_units(fen, FEN, 1)}万元"

    def fell(key: str, now: int, low: float = 1.03, high: float = 1.4) -> str:
        was = a.before(key, now, low, high)
        return f"减少{m(was - now)}，降低{rate(was - now, was, 1)}"

    return document(a, f"""
# 第一部分 部门概况
## 一、部门职责
负责预防、制止和侦查违法犯罪活动，维护社会治安秩序。
## 二、机构设置
本部门由局机关及18个派出所、6个执法勤务大队组成，均为非独立核算机构；无下属预算单位。
# 第二部分 {y}年度部门决算表
@表
# 第三部分 {y}年度部门决算情况说明
## 一、收入支出决算总体情况说明
{y}年度收、支总计均为{m(a.grand)}。与{y - 1}年度相比，收、支总计均{fell("总计", a.grand, 1.06, 1.4)}，主要原因是项目压减。
## 二、收入决算情况说明
{y}年度收入合计{m(a.income)}，其中：财政拨款收入{m(a.all_fiscal)}，占{rate(a.all_fiscal, a.income, 1)}；其他收入{m(a.other("其他收入"))}，占{rate(a.other("其他收入"), a.income, 1)}。
## 三、支出决算情况说明
{y}年度支出合计{m(a.expenditure)}，其中：基本支出{m(a.basic)}，占{rate(a.basic, a.expenditure, 1)}；项目支出{m(a.sum("all_project"))}，占{rate(a.sum("all_project"), a.expenditure, 1)}。
## 四、财政拨款收入支出决算总体情况说明
{y}年度财政拨款收、支总计均为{m(a.fiscal_grand)}。与{y - 1}年度相比，财政拨款收、支总计均{fell("财政", a.fiscal_grand, 1.04, 1.05)}。
## 五、一般公共预算财政拨款支出决算情况说明
（一）支出总体情况。{y}年度一般公共预算财政拨款支出{m(a.general)}，占本年支出合计的{rate(a.general, a.expenditure, 1)}。与{y - 1}年度相比，{fell("一般", a.general, 1.01, 1.02)}。
（二）支出结构情况。{"；".join(f"{c}（类）{m(v)}，占{rate(v, a.general, 1)}" for c, v, _ in a.classes("general"))}。
（三）支出具体情况。年初预算{m(a.budget)}，支出决算{m(a.general)}，为年初预算的{rate(a.general, a.budget, 1)}。
{chr(10).join(f"{i}.{path(e)}年初预算{m(e.budget)}，支出决算{m(e.spent)}，为年初预算的{rate(e.spent, e.budget, 1)}，" + ("与预算相同。" if e.spent == e.budget else f"决算数{word(e.spent, e.budget)}预算数，主要原因是{'上级追加智慧警务专项' if e.spent > e.budget else '压减办公费用'}。") for i, e in enumerate(a.of("general"), 1))}
## 六、一般公共预算财政拨款基本支出决算情况说明
基本支出{m(a.basic)}。其中人员经费{m(a.staff)}，占{rate(a.staff, a.basic, 1)}，比上年{fell("人员", a.staff)}；公用经费{m(a.running)}，占{rate(a.running, a.basic, 1)}，比上年{fell("公用", a.running)}。
## 七、政府性基金预算财政拨款收入支出决算情况说明
本部门{y}年度无政府性基金预算财政拨款收入支出。
## 八、国有资本经营预算财政拨款支出决算情况说明
本部门{y}年度无国有资本经营预算财政拨款支出。
## 九、财政拨款“三公”经费支出决算情况说明
（一）“三公”经费支出决算{m(three)}，为预算920.0万元的{rate(three, 920 * FEN, 1)}，比上年{fell("三公", three)}。
（二）1.因公出国（境）费支出0.0万元，没有安排。2.公务用车购置及运行维护费支出{m(car)}，占“三公”经费支出的{rate(car, three, 1)}，为预算890.0万元的{rate(car, 890 * FEN, 1)}。其中，公务用车购置费{m(bought)}，为预算330.0万元的{rate(bought, 330 * FEN, 1)}，购置执法执勤用车14辆（新能源车6辆、燃油车8辆），均价{m(bought // 14)}；公务用车运行维护费{m(run)}，为预算560.0万元的{rate(run, 560 * FEN, 1)}，财政拨款开支的公务用车保有量173辆。3.公务接待费支出{m(guests)}，占“三公”经费支出的{rate(guests, three, 1)}，为预算30.0万元的{rate(guests, 30 * FEN, 1)}，国内公务接待96批次、1104人次。
## 十、机关运行经费支出情况说明
{y}年度机关运行经费{m(a.running)}，比上年{fell("公用", a.running)}，主要原因是压减办公费、差旅费。
## 十一、政府采购支出情况说明
{y}年度政府采购支出总额1,876.3万元，其中：货物892.6万元、工程0.0万元、服务983.7万元。授予中小企业合同金额1,500.9万元，占80.0%，其中授予小微企业合同金额600.4万元，占40.0%（占授予中小企业合同金额的40.0%）。
## 十二、国有资产占用情况说明
截至{y}年12月31日，本部门共有车辆181辆，其中：执法执勤用车162辆、特种专业技术用车17辆、离退休干部服务用车1辆、其他用车1辆。车辆比上年净增2辆：新购14辆，报废12辆。
单价100万元以上设备7台（套）。
# 第四部分 预算绩效情况说明
本部门组织对18个项目进行绩效自评，涉及资金3,720.0万元，自评覆盖率100.0%；自评结果：优15个，占83.3%；良3个，占16.7%。
# 第五部分 名词解释
执法执勤用车：指用于办案、监察、稽查、税务征管等执法执勤公务的专用机动车辆。
""".replace("占80.0%，其中授予小微企业合同金额600.4万元，占40.0%（占授予中小企业合同金额的40.0%）", "占80.0%，其中授予小微企业合同金额600.4万元，占授予中小企业合同金额的40.0%"), Look())  # fmt: skip


def civil_affairs(seed: int) -> PrintedDocument:
    """民政局 as in 广西: every item against last year and its budget, one total split twice, funds of the lottery."""
    a = accounts(
        seed, "榕江市民政局", 2023,
        [
            ("2080201", "社会保障和就业支出/民政管理事务/行政运行", {"budget": 420}),
            ("2081001", "社会保障和就业支出/社会福利/儿童福利", {"project": 388, "budget": 360}),
            ("2081901", "社会保障和就业支出/最低生活保障/城市最低生活保障金支出", {"project": 2_240, "budget": 2_100}),
            ("2081902", "社会保障和就业支出/最低生活保障/农村最低生活保障金支出", {"project": 6_810, "budget": 7_000, "left": 60}),
            ("2082102", "社会保障和就业支出/特困人员救助供养/农村特困人员救助供养支出", {"project": 1_930, "budget": 1_930}),
            ("2296002", "其他支出/彩票公益金安排的支出/用于社会福利的彩票公益金支出", {"fund": 1, "project": 512, "left": -30}),
            ("2210201", HOUSING, {"basic": 38}),
        ],
        scaled(1.05), opening={"general": 77, "fund": 64},
        plan=(0, 0, 5, 3), final=(0, 0, 4.2, 0.9),
    )  # fmt: skip
    y, n = a.year, a.name
    car, guests = a.final["公务用车运行维护费"], a.final["公务接待费"]

    def since(key: str, now: int) -> str:
        was = a.before(key, now)
        up = now >= was
        return f"较{y - 1}年度决算数{'增加' if up else '减少'}{w(abs(now - was))}，{'增长' if up else '下降'}{rate(abs(now - was), was, 1)}"

    fund = a.of("fund")[0]
    return document(a, f"""
# 第一部分 {n}概况
## 一、主要职能
负责社会救助、儿童福利、养老服务、殡葬管理等工作。
## 二、部门机构设置及决算单位构成
内设办公室、社会救助科、养老服务科、社会事务科4个科室；所属未独立核算的事业单位2个：市救助管理站、市婚姻登记处。
# 第二部分 {y}年度部门决算报表
@表
# 第三部分 {y}年度部门决算情况说明
## 一、收入支出决算总体情况说明
（一）本部门{y}年度总收入{w(a.grand)}，其中本年收入{w(a.income)}，{since("收入", a.income)}。收入具体情况如下：
1.一般公共预算财政拨款收入{w(a.fiscal("general"))}，为市本级财政当年拨付的资金。{since("一般收入", a.fiscal("general"))}，主要原因是低保标准调整。
2.政府性基金预算财政拨款收入{w(a.fiscal("fund"))}，为彩票公益金。{since("基金收入", a.fiscal("fund"))}，主要原因是项目安排变化。
3.国有资本经营预算财政拨款收入0.00万元。较{y - 1}年度决算数增加0.00万元，增长0%。
4.事业收入0.00万元。较{y - 1}年度决算数增加0.00万元，增长0%。
5.上年结转和结余{w(a.openings)}，为以前年度支出预算因客观条件变化未执行完毕、结转到本年度按有关规定继续使用的资金。{since("结转", a.openings)}，主要原因是项目进度影响。
（二）本部门{y}年度总支出{w(a.grand)}，其中本年支出{w(a.expenditure)}，{since("支出", a.expenditure)}。支出具体情况如下：
{chr(10).join(f"{i}.{c}{w(v)}：主要用于{'民政事业' if i == 1 else '职工住房公积金' if i == 2 else '社会福利'}方面的支出。{since('类' + c, v)}。" for i, (c, v, _) in enumerate(a.classes("general", "fund"), 1))}
4.年末结转和结余{w(a.closings)}，为本年度预算安排、因客观条件变化未执行完毕的资金。{since("年末", a.closings)}。
## 二、收入决算情况说明
本部门{y}年度本年收入合计{w(a.income)}，其中：财政拨款收入{w(a.all_fiscal)}，占100%。
## 三、支出决算情况说明
本部门{y}年度本年支出合计{w(a.expenditure)}，其中：基本支出{w(a.basic)}，占{rate(a.basic, a.expenditure)}；项目支出{w(a.sum("project"))}，占{rate(a.sum("project"), a.expenditure)}。
## 四、财政拨款收入支出决算总体情况说明
本部门{y}年度财政拨款收入总计、支出总计均为{w(a.fiscal_grand)}。
## 五、一般公共预算财政拨款支出决算情况说明
（一）本部门{y}年度一般公共预算财政拨款支出{w(a.general)}，{since("一般支出", a.general)}。其中：基本支出{w(a.basic)}，项目支出{w(a.project)}。
（二）支出决算与年初预算对比情况：年初预算{w(a.budget)}，支出决算完成年初预算的{rate(a.general, a.budget, 1)}。按功能科目：
{chr(10).join(f"{i}.{path(e)}：年初预算{w(e.budget)}，决算{w(e.spent)}，完成年初预算的{rate(e.spent, e.budget, 1)}。{since('项' + e.code, e.spent)}。" for i, e in enumerate(a.of("general"), 1))}
## 六、一般公共预算财政拨款基本支出决算情况说明
本部门{y}年度一般公共预算财政拨款基本支出{w(a.basic)}。支出具体情况如下：
（一）工资福利支出{w(a.block("301"))}，完成年初预算的100%。主要包括：{a.uses("301")}。
（二）商品和服务支出{w(a.block("302"))}，完成年初预算的100%。主要包括：{a.uses("302")}。
（三）对个人和家庭的补助支出{w(a.block("303"))}，完成年初预算的100%。主要包括：{a.uses("303")}。
（四）资本性支出{w(a.block("310"))}，完成年初预算的100%。主要包括：{a.uses("310")}。
## 七、政府性基金预算财政拨款收入支出决算情况说明
本部门{y}年度政府性基金预算财政拨款年初结转和结余{w(a.opening["fund"])}，本年收入{w(fund.fiscal)}，本年支出{w(fund.spent)}（基本支出0.00万元，项目支出{w(fund.spent)}），年末结转和结余{w(a.closing("fund"))}。其中：用于社会福利的彩票公益金支出（项）{w(fund.spent)}，用于养老机构适老化改造。
## 八、国有资本经营预算财政拨款支出决算情况说明
本部门{y}年度没有国有资本经营预算财政拨款收入，也没有使用国有资本经营预算财政拨款安排的支出，故公开08表无数据。
## 九、财政拨款安排的“三公”经费支出决算情况说明
（一）{y}年度财政拨款安排的“三公”经费支出决算总额为{w(car + guests)}，比预算减少{w(8 * FEN - car - guests)}，下降{rate(8 * FEN - car - guests, 8 * FEN, 1)}；{since("三公", car + guests)}。
（二）1.因公出国（境）费支出决算0.00万元，比预算增加0.00万元，比上年决算增加0.00万元。{y}年度安排本部门出国（境）团组0个，参加其他单位组织的出国（境）团组0个，全年因公出国（境）团组共计0个，累计0人次。
2.公务用车购置及运行维护费支出{w(car)}，比预算减少{w(5 * FEN - car)}，下降{rate(5 * FEN - car, 5 * FEN, 1)}。其中：公务用车购置支出0.00万元，全年购置公务用车0辆；公务用车运行维护费支出{w(car)}，年末开支财政拨款的公务用车保有量2辆，全年运行费支出平均每辆{w(car // 2)}。
3.公务接待费支出{w(guests)}，比预算减少{w(3 * FEN - guests)}，下降{rate(3 * FEN - guests, 3 * FEN, 1)}。国内公务接待9批次，71人次；国（境）外公务接待0批次，0人次。
## 十、其他重要事项情况说明
（一）机关运行经费支出情况：本部门{y}年度机关运行经费支出{w(a.running)}，{since("机关", a.running)}。
（二）政府采购支出情况：政府采购支出总额73.50万元。按资金类型分：一般公共预算资金61.00万元，政府性基金12.50万元；按项目类型分：货物支出23.50万元、工程支出0.00万元、服务支出50.00万元。授予中小企业合同金额73.50万元，占政府采购支出总额的100%，其中：授予小微企业合同金额50.00万元，占授予中小企业合同金额的68%。
（三）国有资产占用情况：截至{y}年12月31日，共有车辆2辆，其中：应急保障用车1辆、其他用车1辆（殡葬执法）。单价100万元以上设备（不含车辆）0台（套）。
（四）预算绩效情况：对6个项目开展绩效自评，涉及资金{w(a.sum("project"))}，占项目支出的100%。
# 第四部分 名词解释
一、上年结转和结余：指以前年度预算安排、结转到本年仍按原规定用途使用的资金。
""", Look(zero="0.00"))  # fmt: skip


def dyke(seed: int) -> PrintedDocument:
    """堤防处 as in 湖北: one section for income and spending, one for all fiscal spending, 元 and 万元 mixed."""
    a = accounts(
        seed, "随河区堤防管理处", 2021,
        [
            ("2130306", "农林水支出/水利/水利工程运行与维护", {"project": 212, "budget": 500, "own_basic": 22, "经营收入": 0.01, "其他收入": 31}),
            ("2130305", "农林水支出/水利/水利工程建设", {"project": 880, "budget": 0, "left": -90}),
            ("2130314", "农林水支出/水利/防汛", {"project": 46, "budget": 20}),
            ("2080505", PENSION, {"basic": 24}),
            ("2210201", HOUSING, {"basic": 20}),
        ],
        scaled(0.8), opening={"general": 140, "own": 4},
        plan=(0, 0, 4, 0.5), final=(0, 0, 3.9, 0.21),
    )  # fmt: skip
    y, n = a.year, a.name
    car, guests = a.final["公务用车运行维护费"], a.final["公务接待费"]
    return document(a, f"""
# 第一部分 基本情况
## 一、部门主要职能
负责全区河道、堤防、涵闸的建设与管理。
## 二、部门机构设置情况
单位内设办公室、工程科、财务科3个科室，无二级单位。
## 三、人员构成情况
人员编制26人，在职24人，退休15人。
# 第二部分 {y}年度部门决算情况说明
## 一、{y}年度收入支出决算总体及增减变动情况
{y}年度收入总计{w(a.grand)}，其中：财政拨款收入{w(a.all_fiscal)}，占{rate(a.all_fiscal, a.grand)}；其他收入{w(a.other("其他收入"))}、经营收入{w(a.other("经营收入"))}，合占{rate(a.other("其他收入") + a.other("经营收入"), a.grand)}；年初结转和结余{w(a.openings)}，占{rate(a.openings, a.grand)}。收入总计比上年{change(a, "总计", a.grand)}。
{y}年度支出总计{w(a.grand)}，其中：基本支出{w(a.sum("all_basic"))}，占{rate(a.sum("all_basic"), a.grand)}；项目支出{w(a.sum("all_project"))}，占{rate(a.sum("all_project"), a.grand)}；年末结转和结余{w(a.closings)}，占{rate(a.closings, a.grand)}。支出总计比上年{change(a, "总计", a.grand)}。
## 二、{y}年度财政拨款支出决算情况
{y}年度一般公共预算财政拨款支出决算{w(a.general)}，其中：基本支出{w(a.basic)}，项目支出{w(a.project)}。比年初预算{w(a.budget)}增加{w(a.general - a.budget)}，增长{rate(a.general - a.budget, a.budget)}，主要是中小河流治理项目年初未列入部门预算。
按支出功能分类：{"，".join(f"{c}{w(v)}" for c, v, _ in a.classes("general"))}。
按支出经济分类：基本支出中工资福利支出{w(a.block("301"))}，对个人和家庭的补助{w(a.block("303"))}，商品和服务支出{w(a.block("302"))}，资本性支出{w(a.block("310"))}。
具体到项：{"；".join(f"{e.path[2]}（{e.code}）{w(e.spent)}" for e in a.of("general"))}。
## 三、{y}年度一般公共预算财政拨款安排的“三公”经费支出决算及增减变动情况说明
{y}年度“三公”经费支出{w(car + guests)}，比年初预算4.50万元减少{w(4_500_000 - car - guests)}，比上年决算{change(a, "三公", car + guests)}。
（一）因公出国（境）经费0元。
（二）公务用车购置及运行维护费{w(car)}，均为运行维护费，比预算减少{in_units(4 * FEN - car, 100, 2)}元。现有公务用车1辆。
（三）公务接待费{in_units(guests, 100, 2)}元，接待5批次31人次，比预算0.50万元减少{in_units(500_000 - guests, 100, 2)}元。
## 四、{y}年度政府性基金支出决算情况
{n}{y}年度没有政府性基金预算财政拨款收入，也没有政府性基金预算财政拨款支出。
## 五、{y}年度国有资本经营预算支出决算情况
{n}{y}年度没有国有资本经营预算财政拨款支出。
# 第三部分 其他重要事项情况说明
## 一、关于机关运行经费支出说明
本单位为公益一类事业单位，{y}年度机关运行经费支出0万元，日常公用经费{w(a.running)}。
## 二、关于政府采购支出说明
{y}年度政府采购支出总额6,850,000元，其中：货物50,000元，工程6,500,000元，服务300,000元。授予中小企业合同金额6,850,000元，占100%。
## 三、关于国有资产占用情况说明
{y}年末固定资产（净值）1,842.60万元，其中：房屋613.00平方米（价值188.20万元），车辆1辆（价值12.40万元），其他固定资产1,642.00万元。
## 四、关于{y}年度预算绩效情况的说明
对3个项目开展绩效自评，自评得分分别为：工程维护98分、中小河流治理95.6分、防汛100分，平均97.87分。
# 第四部分 名词解释
一、财政拨款收入：指区级财政当年拨付的资金。
# 第五部分 {y}年度部门决算公开报表
@表
""", Look(three_first=True))  # fmt: skip


OTHERS = {"审计局": audit_office, "公安局": police, "民政局": civil_affairs, "堤防处": dyke}
