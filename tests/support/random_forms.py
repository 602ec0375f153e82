"""Random self-evaluation forms that are right: amounts, rates, scores and reasons follow from each other."""

from __future__ import annotations

import random
from decimal import ROUND_HALF_UP, Decimal

STYLES = ("national", "lettered", "completion")
_NAMES = (
    "档案数字化扫描费",
    "库房维修改造",
    "办公设备更新购置",
    "信息系统运行维护",
    "政策宣传与培训",
    "图书购置经费",
)
_KINDS = (
    ("产出指标", "数量指标"),
    ("产出指标", "质量指标"),
    ("产出指标", "时效指标"),
    ("效益指标", "社会效益指标"),
    ("满意度指标", "服务对象满意度指标"),
)
_HEADS = {
    "lettered": ("年初预算数", "调整后预算数（A）", "预算执行数（B）", "执行率（B/A）"),
}
_PLAIN = ("年初预算数", "全年预算数", "全年执行数", "执行率")
Row = tuple[str, str, str, str, str, int, str, str, str]


def two(value: Decimal) -> str:
    """Print with two decimals, half up."""
    return str(value.quantize(Decimal("0.01"), ROUND_HALF_UP))


def random_form(seed: str, style: str) -> tuple[str, ...]:
    """Return a form a row a string, cells between bars.

    Args:
        seed: Same seed, same form.
        style: One of ``STYLES``.
    """
    rng = random.Random(f"{style}{seed}")
    budget = Decimal(rng.randint(100, 900_000)) / 100
    spent = budget if rng.random() < 0.25 else Decimal(two(budget * rng.randint(3000, 10_000) / 10_000))
    carried = Decimal(two(budget * rng.randint(5, 30) / 100)) if rng.random() < 0.3 else Decimal(0)
    cent = "%" if rng.random() < 0.5 else ""
    dash = rng.choice(("—", "-", "/", ""))
    end = "|" if style == "completion" else ""
    opening, adjusted, done, rate = _HEADS.get(style, _PLAIN)
    score = 10 * spent / budget
    indicators = _indicators(rng)
    total = Decimal(two(score)) + sum(Decimal(i[6]) for i in indicators)
    rows = [
        f"项目名称|{rng.choice(_NAMES)}||||||{end}",
        f"项目资金（万元）||{opening}|{adjusted}|{done}|分值|{rate}|得分{end}",
        f"^|年度资金总额|{two(budget)}|{two(budget)}|{two(spent)}|10|{two(100 * spent / budget)}{cent}|{two(score)}{end}",
    ]
    earlier = min(spent, carried)
    for label, part, used in (
        ("其中：当年财政拨款", budget - carried, spent - earlier),
        ("上年结转资金", carried, earlier),
        ("其他资金", Decimal(0), Decimal(0)),
    ):
        own = two(100 * used / part) + cent if part else dash
        rows.append(f"^|{label}|{two(part)}|{two(part)}|{two(used)}|{dash}|{own}|{dash}{end}")
    between = "|完成率" if end else ""
    rows.append(f"一级指标|二级指标|三级指标|年度指标值|实际完成值|分值{between}|得分|偏差原因分析及改进措施")
    before = ""
    for first, second, name, target, actual, points, got, why, completion in indicators:
        shown = f"|{completion}" if end else ""
        top = "^" if first == before else first
        rows.append(f"{top}|{second}|{name}|{target}|{actual}|{points}{shown}|{got}|{why}")
        before = first
    rows.append(f"总分|||||100{end}|{two(total)}|")
    return tuple(rows)


def as_text(rows: tuple[str, ...]) -> str:
    """Return a form as the text of a page: blank cells are gone, nothing tells the columns apart."""
    lines = [" ".join(c for c in row.replace("^", "").split("|") if c) for row in rows]
    return "附件1\n项目支出绩效自评表\n（2024年度）\n" + "\n".join(lines) + "\n"


def _indicators(rng: random.Random) -> list[Row]:
    left, made = 90, []
    for number, (first, second) in enumerate(_KINDS):
        points = left if number == len(_KINDS) - 1 else rng.choice((10, 15, 20))
        left -= points
        got, why, completion = str(points), "", "100%"
        if second == "数量指标":
            name, want, unit = (
                "完成数量",
                rng.randint(2, 900),
                rng.choice(("个", "册", "台", "次", "平方米", "人次")),
            )
            actual = want + rng.randint(0, 5)
            if rng.random() < 0.2:
                actual = want - 1
                got, why = two(Decimal(points) * actual / want), "因市场供应原因推迟"
                completion = two(Decimal(100) * actual / want) + "%"
            made.append(
                (first, second, name, f"≥{want}{unit}", f"{actual}{unit}", points, got, why, completion)
            )
            continue
        if second == "质量指标":
            want = rng.randint(90, 99)
            name, target, result = "验收合格率", f"≥{want}%", f"{rng.randint(want, 100)}%"
        elif second == "时效指标":
            name, target, result = "完成及时率", rng.choice(("≥95%", "=100%")), "100%"
        elif second == "社会效益指标":
            name = "公众知晓度"
            target = result = rng.choice(("提升", "有效提升", "显著提高", "明显改善"))
        else:
            name, target, result = "受益群众满意度", "≥90%", f"{rng.randint(90, 100)}%"
        made.append((first, second, name, target, result, points, got, why, completion))
    return made
