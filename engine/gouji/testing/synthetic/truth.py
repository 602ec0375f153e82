"""The true accounts of a made-up department, in whole 分, consistent by construction.

Everything printed later is derived from these values and rounded once, as real disclosures are.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cached_property

import attrs

from gouji.value import Value

Money = Callable[[float], int]
"""From a share of the department's size to a random amount around it, in 分."""

CLASSES: tuple[tuple[str, str], ...] = (
    ("201", "一般公共服务支出"), ("202", "外交支出"), ("203", "国防支出"), ("204", "公共安全支出"),
    ("205", "教育支出"), ("206", "科学技术支出"), ("207", "文化旅游体育与传媒支出"),
    ("208", "社会保障和就业支出"), ("210", "卫生健康支出"), ("211", "节能环保支出"),
    ("212", "城乡社区支出"), ("213", "农林水支出"), ("214", "交通运输支出"),
    ("215", "资源勘探工业信息等支出"), ("216", "商业服务业等支出"), ("217", "金融支出"),
    ("219", "援助其他地区支出"), ("220", "自然资源海洋气象等支出"), ("221", "住房保障支出"),
    ("222", "粮油物资储备支出"), ("223", "国有资本经营预算支出"), ("224", "灾害防治及应急管理支出"),
    ("229", "其他支出"), ("231", "债务还本支出"), ("232", "债务付息支出"),
    ("234", "抗疫特别国债安排的支出"),
)  # fmt: skip
"""The functional classes that have a row in 公开01表, in its order."""

GROUPS: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "20103": ("政府办公厅（室）及相关机构事务", (
        ("2010301", "行政运行"), ("2010302", "一般行政管理事务"), ("2010350", "事业运行"),
        ("2010399", "其他政府办公厅（室）及相关机构事务支出"))),
    "20105": ("统计信息事务", (
        ("2010505", "专项统计业务"), ("2010506", "统计管理"), ("2010507", "专项普查活动"))),
    "20106": ("财政事务", (
        ("2010601", "行政运行"), ("2010602", "一般行政管理事务"), ("2010607", "信息化建设"),
        ("2010608", "财政委托业务支出"))),
    "20113": ("商贸事务", (
        ("2011301", "行政运行"), ("2011302", "一般行政管理事务"), ("2011350", "事业运行"),
        ("2011399", "其他商贸事务支出"))),
}  # fmt: skip

RUNNING = "行政运行"
"""What an administration runs on: basic spending, never a project's."""

ECONOMIC: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "301": ("工资福利支出", (
        ("30101", "基本工资"), ("30102", "津贴补贴"), ("30103", "奖金"), ("30106", "伙食补助费"),
        ("30107", "绩效工资"), ("30108", "机关事业单位基本养老保险缴费"), ("30109", "职业年金缴费"),
        ("30110", "职工基本医疗保险缴费"), ("30111", "公务员医疗补助缴费"), ("30112", "其他社会保障缴费"),
        ("30113", "住房公积金"), ("30114", "医疗费"), ("30199", "其他工资福利支出"))),
    "302": ("商品和服务支出", (
        ("30201", "办公费"), ("30202", "印刷费"), ("30203", "咨询费"), ("30204", "手续费"), ("30205", "水费"),
        ("30206", "电费"), ("30207", "邮电费"), ("30208", "取暖费"), ("30209", "物业管理费"),
        ("30211", "差旅费"), ("30212", "因公出国（境）费用"), ("30213", "维修（护）费"), ("30214", "租赁费"),
        ("30215", "会议费"), ("30216", "培训费"), ("30217", "公务接待费"), ("30218", "专用材料费"),
        ("30224", "被装购置费"), ("30225", "专用燃料费"), ("30226", "劳务费"), ("30227", "委托业务费"),
        ("30228", "工会经费"), ("30229", "福利费"), ("30231", "公务用车运行维护费"),
        ("30239", "其他交通费用"), ("30240", "税金及附加费用"), ("30299", "其他商品和服务支出"))),
    "303": ("对个人和家庭的补助", (
        ("30301", "离休费"), ("30302", "退休费"), ("30303", "退职（役）费"), ("30304", "抚恤金"),
        ("30305", "生活补助"), ("30306", "救济费"), ("30307", "医疗费补助"), ("30308", "助学金"),
        ("30309", "奖励金"), ("30310", "个人农业生产补贴"), ("30311", "代缴社会保险费"),
        ("30399", "其他对个人和家庭的补助"))),
    "307": ("债务利息及费用支出", (("30701", "国内债务付息"), ("30702", "国外债务付息"))),
    "310": ("资本性支出", (
        ("31001", "房屋建筑物购建"), ("31002", "办公设备购置"), ("31003", "专用设备购置"),
        ("31005", "基础设施建设"), ("31006", "大型修缮"), ("31007", "信息网络及软件购置更新"),
        ("31008", "物资储备"), ("31009", "土地补偿"), ("31010", "安置补助"),
        ("31011", "地上附着物和青苗补偿"), ("31012", "拆迁补偿"), ("31013", "公务用车购置"),
        ("31019", "其他交通工具购置"), ("31021", "文物和陈列品购置"), ("31022", "无形资产购置"),
        ("31099", "其他资本性支出"))),
    "399": ("其他支出", (
        ("39907", "国家赔偿费用支出"), ("39908", "对民间非营利组织和群众性自治组织补贴"),
        ("39909", "经常性赠与"), ("39910", "资本性赠与"), ("39999", "其他支出"))),
}  # fmt: skip

THREE = ("因公出国（境）费", "公务用车购置费", "公务用车运行维护费", "公务接待费")


@attrs.frozen(eq=False, repr=False)
class Item(Value):
    """A 项 of the functional classification with its money, in 分.

    Attributes:
        code: Seven digits.
        path: Names of 类, 款, 项.
        basic: General-budget 基本支出.
        project: General-budget 项目支出.
        other_basic: 基本支出 from other sources.
        other_project: 项目支出 from other sources.
        income: General-budget income booked under the item.
        other_income: Other income booked under it.
        budget: 年初预算 of its general-budget spending.
    """

    code: str
    path: tuple[str, str, str]
    basic: int
    project: int
    other_basic: int = 0
    other_project: int = 0
    income: int = 0
    other_income: int = 0
    budget: int = 0

    @property
    def general(self) -> int:
        """General-budget spending."""
        return self.basic + self.project

    @property
    def total(self) -> int:
        """Spending from all sources."""
        return self.general + self.other_basic + self.other_project

    @property
    def all_basic(self) -> int:
        """基本支出 from all sources."""
        return self.basic + self.other_basic

    @property
    def all_project(self) -> int:
        """项目支出 from all sources."""
        return self.project + self.other_project

    @property
    def all_income(self) -> int:
        """Income of all kinds booked under the item."""
        return self.income + self.other_income


@attrs.frozen(eq=False, repr=False)
class Project(Value):
    """A project with its self-evaluation.

    Attributes:
        name: Its name.
        budget: 全年预算, in 分 (whole 万元).
        spent: 执行数.
        lost: Points lost on indicators, in hundredths.
    """

    name: str
    budget: int
    spent: int
    lost: int


@attrs.frozen(slots=False, eq=False, repr=False)
class Truth(Value):
    """Everything a department's disclosure is derived from.

    Attributes:
        department: Full name.
        year: Year of the accounts.
        items: Functional items, by code.
        fund: Spending of the government fund item, 0 for none; its income is equal.
        economic: General-budget 基本支出 by five-digit economic code.
        opening: General-budget carry-over at the start.
        closing: General-budget carry-over at the end.
        other_opening: Non-fiscal carry-over at the start.
        other_closing: Non-fiscal carry-over at the end.
        three_budget: 三公 budget by name.
        three_final: 三公 final by name.
        prior: Prior-year values by subject.
        vehicles: Counts by kind.
        visits: Reception: batches and people.
        procurement: Goods, works, services.
        small: Awarded to SMEs, and of these to small and micro firms.
        projects: Projects with self-evaluation.
        posts: Numbers of staff and the like.
    """

    department: str
    year: int
    items: tuple[Item, ...]
    fund: int
    economic: dict[str, int]
    opening: int
    closing: int
    other_opening: int
    other_closing: int
    three_budget: dict[str, int]
    three_final: dict[str, int]
    prior: dict[str, int]
    vehicles: dict[str, int]
    visits: tuple[int, int]
    procurement: tuple[int, int, int]
    small: tuple[int, int]
    projects: tuple[Project, ...]

    def spending(self, field: str) -> int:
        """Return the sum of a field over the items."""
        return sum(getattr(item, field) for item in self.items)

    @cached_property
    def general(self) -> int:
        """General-budget spending."""
        return self.spending("general")

    @cached_property
    def basic(self) -> int:
        """General-budget 基本支出."""
        return self.spending("basic")

    @cached_property
    def expenditure(self) -> int:
        """本年支出合计, all sources."""
        return self.spending("total") + self.fund

    @cached_property
    def fiscal_income(self) -> int:
        """General-budget income."""
        return self.spending("income")

    @cached_property
    def other_income(self) -> int:
        """其他收入."""
        return self.spending("other_income")

    @cached_property
    def income(self) -> int:
        """本年收入合计."""
        return self.fiscal_income + self.fund + self.other_income

    @cached_property
    def staff(self) -> int:
        """人员经费: classes 301 and 303."""
        return sum(v for k, v in self.economic.items() if k[:3] in ("301", "303"))

    @cached_property
    def running(self) -> int:
        """公用经费: the other classes."""
        return self.basic - self.staff

    @cached_property
    def grand_total(self) -> int:
        """总计 of 公开01表."""
        return self.income + self.opening + self.other_opening

    @cached_property
    def fiscal_total(self) -> int:
        """总计 of 公开04表."""
        return self.fiscal_income + self.fund + self.opening


def make_truth(seed: int, department: str = "清河示例区档案馆", year: int = 2024) -> Truth:
    """Return a random consistent department.

    Args:
        seed: Same seed, same department.
        department: Its name.
        year: Year of the accounts.
    """
    rng = random.Random(seed)
    scale = 10 ** rng.uniform(7.0, 9.3)

    def money(share: float, spread: float = 0.6) -> int:
        return max(0, round(scale * share * rng.uniform(1 - spread, 1 + spread)))

    economic = _economic(rng, money)
    group, (group_name, leaves) = rng.choice(list(GROUPS.items()))
    top = dict(CLASSES)
    basic_total = sum(economic.values())
    welfare = [
        ("2080505", "社会保障和就业支出", "行政事业单位养老支出", "机关事业单位基本养老保险缴费支出", economic["30108"]),
        ("2080506", "社会保障和就业支出", "行政事业单位养老支出", "机关事业单位职业年金缴费支出", economic["30109"]),
        ("2101101", "卫生健康支出", "行政事业单位医疗", "行政单位医疗", economic["30110"]),
        ("2101103", "卫生健康支出", "行政事业单位医疗", "公务员医疗补助", economic["30111"]),
        ("2210201", "住房保障支出", "住房改革支出", "住房公积金", economic["30113"]),
    ]  # fmt: skip
    items = []
    rest = basic_total - sum(w[4] for w in welfare)
    for i, (code, name) in enumerate(leaves):
        if i and rng.random() < 0.3:
            continue
        project = money(0.15) if i or rng.random() < 0.5 else 0
        items.append(
            Item(
                code,
                (top[group[:3]], group_name, name),
                rest if i == 0 else 0,
                0 if name == RUNNING else project,
                other_project=money(0.02) if i and rng.random() < 0.25 else 0,
            )
        )
    items += [Item(c, (a, b, n), v, 0) for c, a, b, n, v in welfare if v]
    items = [i for i in items if i.total]
    opening = money(0.02) if rng.random() < 0.5 else 0
    closing = min(opening + money(0.01), opening * 2) if opening and rng.random() < 0.5 else 0
    other_opening = money(0.01) if rng.random() < 0.3 else 0
    other_spent = sum(i.other_basic + i.other_project for i in items)
    other_closing = money(0.005) if other_opening or other_spent else 0
    if other_spent + other_closing < other_opening:
        other_closing = other_opening - other_spent + money(0.001)
    final = []
    for index, item in enumerate(items):
        change = closing - opening if index == 0 else 0
        other = item.other_basic + item.other_project
        if index == 0:
            other += other_closing - other_opening
        budget = item.general if rng.random() < 0.3 else round(item.general * rng.uniform(0.8, 1.3))
        final.append(attrs.evolve(item, income=item.general + change, other_income=other, budget=budget))
    if any(i.income < 0 or i.other_income < 0 for i in final):
        return make_truth(seed + 1_000_003, department, year)
    three_final = {
        "因公出国（境）费": economic["30212"],
        "公务用车购置费": 0,
        "公务用车运行维护费": economic["30231"],
        "公务接待费": economic["30217"],
    }
    three_budget = {
        name: max(value, round(value * rng.uniform(1.0, 1.6)) // 10_000 * 10_000)
        if value or rng.random() < 0.2
        else 0
        for name, value in three_final.items()
    }
    truth = Truth(
        department, year, tuple(sorted(final, key=lambda i: i.code)), money(0.08) if rng.random() < 0.25 else 0,
        economic, opening, closing, other_opening, other_closing, three_budget, three_final, {},
        _vehicles(rng, economic["30231"] > 0), _visits(rng, economic["30217"]),
        *_procurement(rng, money), _projects(rng, sum(i.project for i in final)),
    )  # fmt: skip
    return attrs.evolve(truth, prior=_prior(truth, rng))


def _prior(truth: Truth, rng: random.Random) -> dict[str, int]:
    """Return last year's values, consistent with this year's openings (its closings)."""

    def before(value: int) -> int:
        return value if not value or rng.random() < 0.15 else round(value * rng.uniform(0.7, 1.35))

    prior = {name: before(value) for name, value in truth.three_final.items()}
    prior["三公"] = sum(prior.values())
    prior["会议费"] = before(truth.economic["30215"])
    prior["培训费"] = before(truth.economic["30216"])
    prior["人员经费"] = before(truth.staff)
    prior["公用经费"] = before(truth.running)
    prior["一般公共预算"] = prior["人员经费"] + prior["公用经费"] + before(truth.general - truth.basic)
    prior["财政拨款总计"] = prior["一般公共预算"] + before(truth.fund) + truth.opening
    other = truth.other_income + sum(i.other_basic + i.other_project for i in truth.items)
    prior["总计"] = prior["财政拨款总计"] + before(other) + truth.other_opening
    return prior


def _economic(rng: random.Random, money: Money) -> dict[str, int]:
    weights = {
        "30101": 0.2, "30102": 0.15, "30103": 0.1, "30107": 0.06, "30108": 0.06, "30109": 0.03,
        "30110": 0.03, "30111": 0.01, "30112": 0.002, "30113": 0.05, "30199": 0.01, "30302": 0.01,
        "30305": 0.005, "30309": 0.002,
        "30201": 0.03, "30202": 0.005, "30204": 0.0002, "30205": 0.001, "30206": 0.004, "30207": 0.003,
        "30211": 0.02, "30213": 0.02, "30215": 0.002, "30216": 0.003, "30217": 0.001, "30226": 0.01,
        "30228": 0.005, "30229": 0.006, "30231": 0.006, "30239": 0.015, "30299": 0.004, "31002": 0.01,
    }  # fmt: skip
    always = {"30101", "30102", "30108", "30110", "30201"}
    made = {
        code: money(weights[code]) if code in weights and (code in always or rng.random() < 0.75) else 0
        for _, leaves in ECONOMIC.values()
        for code, _ in leaves
    }
    # Civil servants only: their 机关运行经费 are all 公用经费, nobody has 绩效工资, all have a housing fund.
    made["30302"] += made["30107"]
    made["30107"] = 0
    made["30113"] = made["30113"] or made["30101"] // 8
    return made


def _vehicles(rng: random.Random, running: bool) -> dict[str, int]:
    kinds = (
        "副部（省）级及以上领导用车", "主要领导干部用车", "机要通信用车", "应急保障用车", "执法执勤用车",
        "特种专业技术用车", "离退休干部用车", "其他用车",
    )  # fmt: skip
    counts = dict.fromkeys(kinds, 0)
    if running:
        for kind in rng.sample(kinds[1:], 2):
            counts[kind] = rng.randint(1, 4)
    return counts


def _visits(rng: random.Random, spent: int) -> tuple[int, int]:
    if not spent:
        return 0, 0
    batches = rng.randint(1, 40)
    # As many guests as a meal's price allows: nobody spends more than some 400 元 on one.
    return batches, max(batches * rng.randint(3, 9), -(-spent // 40_000))


def _procurement(rng: random.Random, money: Money) -> tuple[tuple[int, int, int], tuple[int, int]]:
    goods, works, services = money(0.03), money(0.02) if rng.random() < 0.3 else 0, money(0.04)
    total = goods + works + services
    sme = round(total * rng.uniform(0.3, 1.0))
    return (goods, works, services), (sme, round(sme * rng.uniform(0.2, 1.0)))


def _projects(rng: random.Random, available: int) -> tuple[Project, ...]:
    names = ["档案数字化加工", "库房设备更新", "信息系统运行维护", "业务培训", "宣传服务", "专项调查"]
    rng.shuffle(names)
    projects = []
    for name in names[: rng.randint(1, 4)]:
        spent = min(available, rng.randint(3, 60) * 1_000_000 - rng.choice((0, 0, 53_000, 420_000)))
        if spent <= 0:
            break
        available -= spent
        budget = -(-spent // 1_000_000) * 1_000_000 + rng.choice((0, 0, 2_000_000))
        projects.append(Project(name, budget, spent, 0))
    return tuple(projects)
