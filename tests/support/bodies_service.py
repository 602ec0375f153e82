"""Hospitals, schools, institutes: bodies with income of their own, correct and worded each in its way."""

from __future__ import annotations

from account_tables import Look, document
from accounts import FEN, accounts, in_units, rate, w

from gouji.testing.synthetic.printed import PrintedDocument

STAFF: dict[str, float] = {
    "30101": 120, "30102": 41, "30103": 30, "30107": 96, "30108": 48, "30109": 24, "30110": 22, "30112": 2.6,
    "30113": 40, "30199": 8, "30305": 3.1, "30309": 0.6,
}  # fmt: skip
RUN: dict[str, float] = {
    "30201": 9, "30202": 2.4, "30205": 3.3, "30206": 7.1, "30207": 1.6, "30211": 4.2, "30213": 5, "30216": 2.1,
    "30226": 6.2, "30228": 4.4, "30229": 3.8, "30239": 2.2, "30299": 3, "31002": 4.5,
}  # fmt: skip


def scaled(factor: float, **more: float) -> dict[str, float]:
    """Return the economic classification of a body so many times the usual one; ``c30231=2`` adds or replaces."""
    return {k: v * factor for k, v in {**STAFF, **RUN}.items()} | {k[1:]: v for k, v in more.items()}


def up(now: int, before: int, *, grown: str = "增长", fell: str = "下降", places: int = 2) -> str:
    """Print a change with its rate."""
    word, rated = ("增加", grown) if now >= before else ("减少", fell)
    return f"{word}{w(abs(now - before))}，{rated}{rate(abs(now - before), before, places)}"


def hospital(seed: int) -> PrintedDocument:
    """医院: 事业收入 carries it, a surplus is distributed, patients are counted."""
    a = accounts(
        seed, "临江县中医医院", 2023,
        [
            ("2100202", "卫生健康支出/公立医院/中医（民族）医院",
             {"project": 620, "own_basic": 15830, "own_project": 1460, "事业收入": 19120, "其他收入": 236, "left": 30, "budget": 1490}),
            ("2100409", "卫生健康支出/公共卫生/重大公共卫生服务", {"project": 86, "budget": 0}),
            ("2101102", "卫生健康支出/行政事业单位医疗/事业单位医疗", {"basic": 54}),
            ("2080505", "社会保障和就业支出/行政事业单位养老支出/机关事业单位基本养老保险缴费支出", {"basic": 118, "budget": 120}),
            ("2210201", "住房保障支出/住房改革支出/住房公积金", {"basic": 96, "budget": 96}),
        ],
        scaled(2.4), opening={"general": 44, "own": 812}, used=0, distributed=1180,
        plan=(0, 0, 12, 1.5), final=(0, 0, 10.4, 0),
    )  # fmt: skip
    y, n = a.year, a.name
    service, rest = a.other("事业收入"), a.other("其他收入")
    before = a.before("总计", a.grand, 0.8, 0.95)
    general_before = a.before("一般", a.general, 0.9, 0.95)
    run = a.final["公务用车运行维护费"]
    items = "\n".join(
        f"{i}.{e.path[0].removesuffix('支出')}（类）{e.path[1]}（款）{e.path[2]}（项）：支出决算为{w(e.spent)}，"
        + (
            f"完成预算{rate(e.spent, e.budget)}，决算数{'等于' if e.spent == e.budget else '大于' if e.spent > e.budget else '小于'}预算数的主要原因是{'与预算持平' if e.spent == e.budget else '据实结算'}。"
            if e.budget
            else "年初无预算，为上级年中下达的补助资金。"
        )
        for i, e in enumerate(a.of("general"), 1)
    )
    return document(a, f"""
# 第一部分 单位概况
## 一、主要职责
承担全县中医医疗、教学、科研、预防保健和突发公共事件医疗救治任务。
## 二、机构设置
{n}为公益二类差额拨款事业单位，编制床位420张，设临床科室18个、医技科室6个，无下属二级单位。
# 第二部分 {y}年度单位决算情况说明
## 一、收入支出决算总体情况说明
{y}年度收、支总计均为{w(a.grand)}。与{y - 1}年度相比，收、支总计各增加{w(a.grand - before)}，增长{rate(a.grand - before, before)}。主要变动原因是门诊人次由18.62万人次增加到20.15万人次，出院病人9,842人次，较上年增加611人次，医疗收入相应增加。
（图1：收、支决算总计变动情况图）（柱状图）
## 二、收入决算情况说明
{y}年度本年收入合计{w(a.income)}，其中：一般公共预算财政拨款收入{w(a.all_fiscal)}，占{rate(a.all_fiscal, a.income)}；政府性基金预算财政拨款收入0万元，占0%；国有资本经营预算财政拨款收入0万元，占0%；上级补助收入0万元，占0%；事业收入{w(service)}，占{rate(service, a.income)}；经营收入0万元，占0%；附属单位上缴收入0万元，占0%；其他收入{w(rest)}，占{rate(rest, a.income)}。
事业收入全部为医疗收入，其中：门诊收入{w(service * 38 // 100)}、住院收入{w(service - service * 38 // 100)}。药品收入占医疗收入的31.20%，百元医疗收入消耗的卫生材料20.4元。
（图2：收入决算结构图）（饼状图）
## 三、支出决算情况说明
{y}年度本年支出合计{w(a.expenditure)}，其中：基本支出{w(a.sum("all_basic"))}，占{rate(a.sum("all_basic"), a.expenditure)}；项目支出{w(a.sum("all_project"))}，占{rate(a.sum("all_project"), a.expenditure)}；上缴上级支出0万元，占0%；经营支出0万元，占0%；对附属单位补助支出0万元，占0%。
本年收支结余{w(a.income - a.expenditure)}，按规定提取职工福利基金和转入事业基金等结余分配{w(a.distributed)}，年末结转和结余{w(a.closings)}。
（图3：支出决算结构图）（饼状图）
## 四、财政拨款收入支出决算总体情况说明
{y}年度财政拨款收、支总计均为{w(a.fiscal_grand)}。与{y - 1}年度相比，财政拨款收、支总计各{up(a.fiscal_grand, a.before("财政", a.fiscal_grand, 1.05, 1.2))}。主要变动原因是中医药事业传承与发展补助资金减少。
## 五、一般公共预算财政拨款支出决算情况说明
### （一）一般公共预算财政拨款支出决算总体情况
{y}年度一般公共预算财政拨款支出{w(a.general)}，占本年支出合计的{rate(a.general, a.expenditure)}。与{y - 1}年度相比，一般公共预算财政拨款支出{up(a.general, general_before)}。主要变动原因是项目补助减少。
### （二）一般公共预算财政拨款支出决算结构情况
{y}年度一般公共预算财政拨款支出{w(a.general)}，主要用于以下方面：{"；".join(f"{c}{w(v)}，占{rate(v, a.general)}" for c, v, _ in a.classes("general"))}。
### （三）一般公共预算财政拨款支出决算具体情况
{y}年度一般公共预算支出决算数为{w(a.general)}，完成预算{rate(a.general, a.budget)}。其中：
{items}
## 六、一般公共预算财政拨款基本支出决算情况说明
{y}年度一般公共预算财政拨款基本支出{w(a.basic)}，其中：
人员经费{w(a.staff)}，主要包括：{a.uses("301", "303")}。
公用经费{w(a.running)}，主要包括：{a.uses("302", "310")}。
## 七、财政拨款“三公”经费支出决算情况说明
### （一）“三公”经费财政拨款支出决算总体情况说明
{y}年度“三公”经费财政拨款支出决算为{w(run)}，完成预算{rate(run, 13_500_000)}，较上年减少{w(a.before("三公", run, 1.1, 1.3) - run)}，下降{rate(a.before("三公", run) - run, a.before("三公", run))}。决算数小于预算数的主要原因是救护车辆调度优化。
### （二）“三公”经费财政拨款支出决算具体情况说明
{y}年度“三公”经费财政拨款支出决算中，因公出国（境）费支出决算0万元，占0%；公务用车购置及运行维护费支出决算{w(run)}，占100%；公务接待费支出决算0万元，占0%。具体情况如下：
1.因公出国（境）经费预算0万元、支出0万元。全年安排因公出国（境）团组0次，出国（境）0人。
2.公务用车购置及运行维护费支出{w(run)}，完成预算{rate(run, 12_000_000)}。其中：公务用车购置支出0万元。全年按规定更新购置公务用车0辆，金额0万元。截至{y}年12月31日，单位共有公务用车5辆，其中：救护车4辆、轿车1辆。公务用车运行维护费支出{w(run)}，主要用于急救转运、下乡巡诊等所需的燃料费、维修费、过路过桥费、保险费等支出。
3.公务接待费支出0万元，未使用预算。国内公务接待0批次，0人次。
## 八、政府性基金预算支出决算情况说明
{y}年度政府性基金预算财政拨款支出0万元。
## 九、国有资本经营预算支出决算情况说明
{y}年度国有资本经营预算财政拨款支出0万元。
## 十、其他重要事项的情况说明
### （一）机关运行经费支出情况
{n}为事业单位，按规定未使用机关运行经费。
### （二）政府采购支出情况
{y}年度，{n}政府采购支出总额1,286.40万元，其中：政府采购货物支出902.15万元、政府采购工程支出0万元、政府采购服务支出384.25万元。主要用于医疗设备购置和物业服务。授予中小企业合同金额1,093.44万元，占政府采购支出总额的85%，其中：授予小微企业合同金额546.72万元，占政府采购支出总额的42.5%。
### （三）国有资产占有使用情况
截至{y}年12月31日，{n}共有车辆5辆，其中：特种专业技术用车4辆、其他用车1辆，其他用车主要是用于下乡义诊。单价100万元以上设备（不含车辆）14台（套）。
### （四）预算绩效管理情况
根据预算绩效管理要求，本单位在{y}年度预算编制阶段，组织对中医药人才培养等3个项目开展了预算事前绩效评估，对3个项目编制了绩效目标，预算执行过程中，选取3个项目开展绩效监控，年终执行完毕后，对3个项目开展了绩效自评。
# 第三部分 名词解释
1.财政拨款收入：指单位从同级财政部门取得的财政预算资金。
2.事业收入：指事业单位开展专业业务活动及辅助活动取得的收入，如医疗收入等。
3.结余分配：指事业单位按照规定提取的专用基金以及转入事业结余的金额等。
# 第四部分 附表
@表
""", Look(body="单位"))  # fmt: skip


def university(seed: int) -> PrintedDocument:
    """高校: every kind of income, a subordinate college, amounts with separators, comparisons with two years."""
    a = accounts(
        seed, "云岭师范学院", 2022,
        [
            ("2050205", "教育支出/普通教育/高等教育",
             {"project": 9_480, "own_basic": 8_930, "own_project": 3_120, "business": 412, "upward": 60, "downward": 150,
              "事业收入": 11_640, "经营收入": 468, "附属单位上缴收入": 220, "其他收入": 815, "上级补助收入": 96, "budget": 25_300, "left": -240}),
            ("2060203", "科学技术支出/基础研究/自然科学基金", {"project": 340, "budget": 0}),
            ("2080505", "社会保障和就业支出/行政事业单位养老支出/机关事业单位基本养老保险缴费支出", {"basic": 1_880}),
            ("2080506", "社会保障和就业支出/行政事业单位养老支出/机关事业单位职业年金缴费支出", {"basic": 920, "budget": 1010}),
            ("2210201", "住房保障支出/住房改革支出/住房公积金", {"basic": 1_610, "budget": 1_500}),
        ],
        scaled(40, c30302=260, c30308=1_950, c31003=230), opening={"general": 610, "own": 2_730}, used=380, distributed=96,
        plan=(60, 0, 48, 25), final=(0, 0, 39.6, 8.7),
    )  # fmt: skip
    y = a.year

    def m(fen: int) -> str:
        return f"{in_units(fen, FEN, 2, commas=True)}万元"

    def moved(key: str, now: int, low: float = 0.8, high: float = 1.2) -> str:
        was = a.before(key, now, low, high)
        word, grown = ("增加", "增长") if now >= was else ("减少", "下降")
        return f"{word}{m(abs(now - was))}，{grown}{rate(abs(now - was), was, 1)}"

    kinds = [("财政拨款收入", a.all_fiscal)] + [
        (k, a.other(k)) for k in ("上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入")
    ]
    income = "\n".join(
        f"{i}.{k}{m(v)}，占{rate(v, a.income, 1)}，较{y - 1}年度决算数{moved(k, v)}，主要原因是{'生均拨款' if i == 1 else '业务'}变化。"
        for i, (k, v) in enumerate(kinds, 1)
    )
    spent = [
        ("基本支出", a.sum("all_basic")), ("项目支出", a.sum("all_project")), ("上缴上级支出", a.sum("upward")),
        ("经营支出", a.sum("business")), ("对附属单位补助支出", a.sum("downward")),
    ]  # fmt: skip
    spending = "\n".join(
        f"{i}.{k}{m(v)}，占{rate(v, a.expenditure, 1)}，较{y - 1}年度决算数{moved(k, v)}。"
        for i, (k, v) in enumerate(spent, 1)
    )
    car, guests = a.final["公务用车运行维护费"], a.final["公务接待费"]
    three = car + guests
    return document(a, f"""
# 第一部分 学校概况
## 一、单位职责
培养高等学历师范及应用型人才，开展教育科学研究和社会服务。
## 二、机构设置
学校设党政管理机构21个、教学单位19个、教辅机构5个。全日制在校生15,236人，其中本科生14,120人、硕士研究生1,116人。在职教职工1,084人。附属独立核算单位1个，为云岭师范学院附属中学。
# 第二部分 {y}年度单位决算表
@表
# 第三部分 {y}年度单位决算情况说明
## 一、收入支出决算总体情况说明
{y}年度收入总计{m(a.grand)}，其中本年收入合计{m(a.income)}，使用非财政拨款结余{m(a.used)}，年初结转和结余{m(a.openings)}。支出总计{m(a.grand)}，其中本年支出合计{m(a.expenditure)}，结余分配{m(a.distributed)}，年末结转和结余{m(a.closings)}。
与{y - 1}年度相比，收入、支出总计各{moved("总计", a.grand, 0.98, 1.1)}，主要原因：一是在校生增加620人；二是新校区二期工程开工。
## 二、收入决算情况说明
{y}年度本年收入合计{m(a.income)}，较{y - 1}年度决算数{moved("收入", a.income)}。其中：
{income}
## 三、支出决算情况说明
{y}年度本年支出合计{m(a.expenditure)}，较{y - 1}年度决算数{moved("支出", a.expenditure, 0.7, 0.8)}。其中：
{spending}
## 四、财政拨款收入支出决算总体情况说明
{y}年度财政拨款收入总计{m(a.fiscal_grand)}，支出总计{m(a.fiscal_grand)}。与{y - 1}年度相比，财政拨款收、支总计均{moved("财政", a.fiscal_grand, 0.95, 1.05)}。年初财政拨款结转和结余{m(a.fiscal_opening)}，年末财政拨款结转和结余{m(a.fiscal_closing)}，较年初{"增加" if a.fiscal_closing > a.fiscal_opening else "减少"}{m(abs(a.fiscal_closing - a.fiscal_opening))}。
## 五、一般公共预算财政拨款支出决算情况说明
### （一）总体情况
{y}年度一般公共预算财政拨款支出{m(a.general)}，占本年支出合计的{rate(a.general, a.expenditure, 1)}，较{y - 1}年度{moved("一般", a.general, 0.7, 0.75)}。
### （二）结构情况
按功能分类：{"；".join(f"{c}{m(v)}，占{rate(v, a.general, 1)}" for c, v, _ in a.classes("general"))}。
### （三）具体情况
{y}年度一般公共预算财政拨款支出年初预算{m(a.budget)}，支出决算{m(a.general)}，完成年初预算的{rate(a.general, a.budget, 1)}。
{chr(10).join(f"{i}.{e.path[0]}（类）{e.path[1]}（款）{e.path[2]}（项）年初预算{m(e.budget)}，支出决算{m(e.spent)}" + (f"，完成年初预算的{rate(e.spent, e.budget, 1)}" if e.budget else "，年初未安排预算，系年中下达的科研项目经费") + ("，决算数与预算数持平。" if e.spent == e.budget else f"，决算数{'大于' if e.spent > e.budget else '小于'}预算数。主要原因是年度执行中据实调整。") for i, e in enumerate(a.of("general"), 1))}
## 六、一般公共预算财政拨款基本支出决算情况说明
{y}年度一般公共预算财政拨款基本支出{m(a.basic)}。人员经费{m(a.staff)}，占{rate(a.staff, a.basic, 1)}，其中：工资福利支出{m(a.block("301"))}、对个人和家庭的补助{m(a.block("303"))}；公用经费{m(a.running)}，占{rate(a.running, a.basic, 1)}，其中：商品和服务支出{m(a.block("302"))}、资本性支出{m(a.block("310"))}。
## 七、政府性基金预算财政拨款收入支出决算情况说明
本单位{y}年度没有政府性基金预算财政拨款收入，也没有使用政府性基金预算财政拨款安排的支出。
## 八、国有资本经营预算财政拨款支出决算情况说明
本单位{y}年度没有使用国有资本经营预算财政拨款安排的支出。
## 九、财政拨款“三公”经费支出决算情况说明
{y}年度财政拨款“三公”经费预算133万元，支出决算{m(three)}，完成预算的{rate(three, 133 * FEN, 1)}，比预算减少{m(133 * FEN - three)}，比{y - 1}年度决算数{moved("三公", three)}。
其中：因公出国（境）费预算60万元，决算0万元，因疫情影响未安排出访，上年亦无支出；公务用车购置费预算0万元，决算0万元；公务用车运行维护费预算48万元，决算{m(car)}，完成预算的{rate(car, 48 * FEN, 1)}；公务接待费预算25万元，决算{m(guests)}，完成预算的{rate(guests, 25 * FEN, 1)}，国内公务接待74批次、561人次。
公务用车保有量18辆，本年购置0辆，报废2辆，平均每辆运行维护费{m(car // 18)}。
## 十、其他重要事项的情况说明
### （一）机关运行经费支出情况
学校为公益二类事业单位，无机关运行经费支出。
### （二）政府采购支出情况
{y}年度政府采购支出总额6,240.80万元，其中：货物2,130.50万元，占34.1%；工程3,002.10万元，占48.1%；服务1,108.20万元，占17.8%。授予中小企业合同金额4,992.64万元，占政府采购支出总额的80.0%；其中授予小微企业合同金额2,496.32万元，占授予中小企业合同金额的50.0%。
### （三）国有资产占用情况
截至{y}年12月31日，共有车辆18辆，其中机要通信用车1辆、应急保障用车2辆、其他用车15辆（主要为教学实习用车）。单价100万元以上设备（不含车辆）9台（套）。
### （四）其他
收费情况：本年收取学费7,812.36万元、住宿费1,640.22万元，全部缴入财政专户。发放各类奖助学金{m(a.economic["30308"])}，惠及学生8,934人次。
# 第四部分 名词解释
一、事业收入：指高等学校开展教学、科研及其辅助活动取得的收入。
二、附属单位上缴收入：指学校附属独立核算单位按照有关规定上缴的收入。
""", Look(body="单位", codes=True, commas=True))  # fmt: skip


def school(seed: int) -> PrintedDocument:
    """小学: small, paid from three sources; sections fewer than usual; one decimal in rates; 上年 in brackets."""
    a = accounts(
        seed, "梅溪镇中心小学", 2022,
        [
            ("2050202", "教育支出/普通教育/小学教育",
             {"project": 148, "own_project": 21, "事业收入": 19.5, "其他收入": 2.4, "budget": 880}),
            ("2050299", "教育支出/普通教育/其他普通教育支出", {"project": 32, "budget": 0}),
            ("2080505", "社会保障和就业支出/行政事业单位养老支出/机关事业单位基本养老保险缴费支出", {"basic": 92}),
            ("2101102", "卫生健康支出/行政事业单位医疗/事业单位医疗", {"basic": 33}),
            ("2210201", "住房保障支出/住房改革支出/住房公积金", {"basic": 71}),
        ],
        scaled(1.7, c30308=11.2), opening={"general": 0, "own": 3.8},
    )  # fmt: skip
    y, n = a.year, a.name
    service, rest = a.other("事业收入"), a.other("其他收入")
    total_before = a.before("总计", a.grand, 0.85, 0.98)
    return document(a, f"""
# 第一部分 {n}概况
## 一、单位主要职责
实施小学义务教育，促进基础教育发展。
## 二、单位基本情况
本单位设立6个内设机构，分别是校长办公室、教导处、德育处、总务处、教科室、安全办。
本单位{y}年年末实有人数68人，其中在职人员65人，离休人员0人，退休人员3人（不含由养老保险基金发放养老金的离退休人员）；年末学生人数1,152人，其中寄宿生86人；年末其他人员4人。
# 第二部分 {y}年度单位决算表
@表
# 第三部分 {y}年度单位决算情况说明
## 一、收入决算情况说明
本单位{y}年度收入总计{w(a.grand)}，其中年初结转和结余{w(a.openings)}，较{y - 1}年增加{w(a.grand - total_before)}，增长{rate(a.grand - total_before, total_before, 1)}；本年收入合计{w(a.income)}，较{y - 1}年{up(a.income, a.before("收入", a.income), places=1)}，主要原因是：教师增资。
本年收入的具体构成为：财政拨款收入{w(a.all_fiscal)}，占{rate(a.all_fiscal, a.income, 1)}；事业收入{w(service)}，占{rate(service, a.income, 1)}，为课后服务费收入；经营收入0万元，占0.0%；其他收入{w(rest)}，占{rate(rest, a.income, 1)}。
## 二、支出决算情况说明
本单位{y}年度支出总计{w(a.grand)}，其中本年支出合计{w(a.expenditure)}，较{y - 1}年{up(a.expenditure, a.before("支出", a.expenditure), places=1)}，主要原因是：课后服务支出增加；年末结转和结余{w(a.closings)}，较{y - 1}年{up(a.closings, a.before("结转", a.closings), places=1)}，主要原因是：课后服务费结余变化。
本年支出的具体构成为：基本支出{w(a.sum("all_basic"))}，占{rate(a.sum("all_basic"), a.expenditure, 1)}；项目支出{w(a.sum("all_project"))}，占{rate(a.sum("all_project"), a.expenditure, 1)}；经营支出0万元，占0.0%；其他支出（对附属单位补助支出、上缴上级支出）0万元，占0.0%。
## 三、财政拨款支出决算情况说明
本单位{y}年度财政拨款本年支出年初预算数为{w(a.budget)}，决算数为{w(a.general)}，完成年初预算的{rate(a.general, a.budget, 1)}。其中：
{chr(10).join(f"（{'一二三四五'[i]}）{c}年初预算数为{w(b)}，决算数为{w(v)}，完成年初预算的{rate(v, b, 1)}，" + ("与年初预算一致。" if v == b else "主要原因是：年中追加校园维修及增资资金。" if v > b else "主要原因是：人员减少。") for i, (c, v, b) in enumerate(a.classes("general")))}
## 四、一般公共预算财政拨款基本支出决算情况说明
本单位{y}年度一般公共预算财政拨款基本支出{w(a.basic)}，其中：
（一）工资福利支出{w(a.block("301"))}，较{y - 1}年{up(a.block("301"), a.before("301", a.block("301")), places=1)}，主要原因是：增资及新招聘教师4人。
（二）商品和服务支出{w(a.block("302"))}，较{y - 1}年{up(a.block("302"), a.before("302", a.block("302")), places=1)}，主要原因是：公用经费标准变化。
（三）对个人和家庭补助支出{w(a.block("303"))}，较{y - 1}年{up(a.block("303"), a.before("303", a.block("303")), places=1)}，主要原因是：困难学生补助变化。
（四）资本性支出{w(a.block("310"))}，较{y - 1}年{up(a.block("310"), a.before("310", a.block("310")), places=1)}，主要原因是：购置教学设备数量变化。
## 五、财政拨款“三公”经费支出决算情况说明
本单位{y}年度财政拨款“三公”经费支出全年预算数为0万元，决算数为0万元，与上年持平。其中：
（一）因公出国（境）支出全年预算数为0万元，决算数为0万元，决算数与上年持平，全年安排因公出国（境）团组0个，累计0人次。
（二）公务接待费支出全年预算数为0万元，决算数为0万元，决算数与上年持平。全年国内公务接待0批，累计接待0人次。
（三）公务用车购置及运行维护费支出0万元，其中公务用车购置全年预算数为0万元，决算数为0万元，全年购置公务用车0辆。公务用车运行维护费支出全年预算数为0万元，决算数为0万元，年末公务用车保有0辆。
## 六、机关运行经费支出情况说明
本单位不是行政单位，也不是参照公务员法管理的事业单位，故无机关运行经费。
## 七、政府采购支出情况说明
本单位{y}年度政府采购支出总额12.60万元，其中：政府采购货物支出12.60万元、政府采购工程支出0万元、政府采购服务支出0万元。授予中小企业合同金额12.60万元，占政府采购支出总额的100.0%，其中：授予小微企业合同金额4.80万元，占授予中小企业合同金额的38.1%。
## 八、国有资产占用情况说明
截止{y}年12月31日，本单位国有资产占用情况见公开表。其中车辆0辆，单价100万元以上设备0台（套）。
## 九、预算绩效情况说明
组织对2个项目支出开展绩效自评，涉及资金{w(sum(e.project for e in a.of("general")))}，占项目支出总额的{rate(a.project, a.sum("all_project"), 1)}。
本单位未开展部门评价。
# 第四部分 名词解释
一、财政拨款：指财政当年拨付的资金。
二、事业收入：指事业单位开展专业业务活动及辅助活动取得的收入。
""", Look(body="单位", zero="0.00"))  # fmt: skip


def institute(seed: int) -> PrintedDocument:
    """科研院所: six decimals in prose, tax and funds from the surplus, a deficit of the business, 专用结余."""
    a = accounts(
        seed, "省林业工程技术研究所", 2021,
        [
            ("2060302", "科学技术支出/应用研究/社会公益研究",
             {"project": 214, "own_basic": 402, "own_project": 168, "business": 61, "事业收入": 590, "经营收入": 40, "其他收入": 18.6, "budget": 1030, "left": -20}),
            ("2060404", "科学技术支出/技术研究与开发/科技成果转化与扩散", {"project": 96, "budget": 8}),
            ("2130205", "农林水支出/林业和草原/森林资源培育", {"project": 57, "budget": 60}),
            ("2080505", "社会保障和就业支出/行政事业单位养老支出/机关事业单位基本养老保险缴费支出", {"basic": 88}),
            ("2210201", "住房保障支出/住房改革支出/住房公积金", {"basic": 74}),
        ],
        scaled(1.9), opening={"general": 31, "own": -18}, used=12, distributed=14,
        plan=(0, 0, 9, 0.8), final=(0, 0, 7.7, 0.06),
    )  # fmt: skip
    y, n = a.year, a.name

    def m(fen: int) -> str:
        return f"{in_units(fen, FEN, 6)}万元"

    def moved(key: str, now: int, low: float, high: float) -> str:
        was = a.before(key, now, low, high)
        word, grown = ("增加", "增长") if now >= was else ("减少", "减少")
        return f"{word}{m(abs(now - was))}，{grown}{rate(abs(now - was), was)}"

    car, guests = a.final["公务用车运行维护费"], a.final["公务接待费"]
    parts = [("财政拨款收入", a.all_fiscal), *((k, a.other(k)) for k in ("事业收入", "经营收入", "其他收入"))]
    return document(a, f"""
# 第一部分 单位概况
## 一、主要职能
承担林业工程技术研究、推广和咨询服务。
## 二、机构设置
内设办公室、科研科、财务科、工程咨询中心、良种繁育中心5个科室。
# 第二部分 {y}年度单位决算表
@表
# 第三部分 {y}年度单位决算情况说明
## 一、收入支出决算总体情况说明
{n}{y}年度收入总计{m(a.grand)}，支出总计{m(a.grand)}。与上年度相比，收入总计和支出总计均{moved("总计", a.grand, 0.95, 1.2)}。
## 二、收入决算情况说明
本年收入合计{m(a.income)}，其中：{"；".join(f"{k}{m(v)}，占{rate(v, a.income)}" for k, v in parts)}。
## 三、支出决算情况说明
本年支出合计{m(a.expenditure)}，其中：基本支出{m(a.sum("all_basic"))}，占{rate(a.sum("all_basic"), a.expenditure)}；项目支出{m(a.sum("all_project"))}，占{rate(a.sum("all_project"), a.expenditure)}；经营支出{m(a.sum("business"))}，占{rate(a.sum("business"), a.expenditure)}。
经营活动本年收入{m(a.other("经营收入"))}、支出{m(a.sum("business"))}，亏损{m(a.sum("business") - a.other("经营收入"))}，由以后年度经营收益弥补。
本年使用专用结余{m(a.used)}；结余分配{m(a.distributed)}，其中缴纳企业所得税{m(a.distributed // 4)}、提取专用基金{m(a.distributed - a.distributed // 4)}。
## 四、财政拨款收入支出决算总体情况说明
{y}年度财政拨款收支总计{m(a.fiscal_grand)}，比上年{moved("财政", a.fiscal_grand, 0.8, 0.9)}。
## 五、一般公共预算财政拨款支出决算情况说明
（一）一般公共预算财政拨款支出{m(a.general)}，比上年{moved("一般", a.general, 0.7, 0.75)}，占本年支出合计的{rate(a.general, a.expenditure)}。
（二）支出结构。{"；".join(f"{c}（类）支出{m(v)}，占{rate(v, a.general)}" for c, v, _ in a.classes("general"))}。
（三）具体情况。
{chr(10).join(f"{i}. {'（'.join((e.path[0], '类'))}）{e.path[1]}（款）{e.path[2]}（项）年初预算{m(e.budget)}，决算{m(e.spent)}，完成年初预算的{rate(e.spent, e.budget)}" + ("，决算数等于年初预算数。" if e.spent == e.budget else f"，决算数{'大于' if e.spent > e.budget else '小于'}年初预算数，主要原因是追加或调减科研经费。") for i, e in enumerate(a.of("general"), 1))}
## 六、一般公共预算财政拨款基本支出决算情况说明
基本支出{m(a.basic)}，其中人员经费{m(a.staff)}、公用经费{m(a.running)}。
## 七、财政拨款“三公”经费支出决算情况说明
“三公”经费预算9.800000万元，决算{m(car + guests)}，完成预算的{rate(car + guests, 9_800_000)}。其中：公务用车运行维护费决算{m(car)}，完成预算9.000000万元的{rate(car, 9_000_000)}，保有量3辆；公务接待费决算{m(guests)}，完成预算0.800000万元的{rate(guests, 800_000)}，接待1批次4人次；因公出国（境）费、公务用车购置费均无预算、无支出。
## 八、政府性基金预算财政拨款收入支出决算情况说明
本年度无政府性基金预算财政拨款收支。
## 九、国有资本经营预算财政拨款支出决算情况说明
本年度无国有资本经营预算财政拨款支出。
## 十、其他重要事项的情况说明
（一）机关运行经费。本单位为事业单位，不在机关运行经费统计范围之内。
（二）政府采购支出总额118.230000万元，其中货物46.030000万元、服务72.200000万元，无工程采购。授予中小企业合同金额118.230000万元，占100.00%。
（三）截至{y}年12月31日，共有车辆3辆，其中特种专业技术用车2辆、其他用车1辆；单价100万元（含）以上设备1台（套）。
（四）绩效自评项目3个，涉及财政资金{m(sum(e.project for e in a.of("general")))}。
# 第四部分 名词解释
经营收入：指事业单位在专业业务活动及辅助活动之外开展非独立核算经营活动取得的收入。
""", Look(body="单位"))  # fmt: skip


SERVICE = {"医院": hospital, "高校": university, "小学": school, "研究所": institute}
