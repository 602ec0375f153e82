"""Figures as sentences print them, and what of a department's truth they print."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import attrs

from gouji.model import format_ticks, unit
from gouji.testing.synthetic.figures import tree, wan
from gouji.testing.synthetic.national import three_row
from gouji.testing.synthetic.truth import ECONOMIC, THREE, Item, Truth
from gouji.value import Value

Sections = list[tuple[str, int, list[str]]]
"""Title, level and paragraphs of each section."""
Money = Callable[[int], str]
"""Prints 分."""


def wan_yuan(fen: int) -> str:
    """Print an amount in 万元."""
    return f"{wan(fen)}万元"


def yuan(fen: int) -> str:
    """Print an amount in 元, thousands separated."""
    whole, _, cents = format_ticks(fen, unit("元")).partition(".")
    return f"{int(whole):,}.{cents or '00'}元"


def separated(fen: int) -> str:
    """Print an amount in 万元, thousands separated."""
    whole, _, cents = wan(fen).partition(".")
    return f"{int(whole):,}.{cents}万元"


def rate(part: int, whole: int, places: int = 2) -> str:
    """Print a share without a sign, rounded half up; zero of nothing is zero."""
    if not whole:
        return f"{0:.{places}f}%"
    scale = 10**places
    number = (Fraction(abs(part), whole) * 100 * scale + Fraction(1, 2)).__floor__()
    return f"{number // scale}.{number % scale:0{places}d}%" if places else f"{number}%"


def moved(now: int, before: int, money: Money = wan_yuan, places: int = 2, down: str = "下降") -> str:
    """Print a change on last year; without a rate where last year's value was zero."""
    if now == before:
        return "持平"
    word, grown = ("增加", "增长") if now > before else ("减少", down)
    amount = f"{word}{money(abs(now - before))}"
    return f"{amount}，{grown}{rate(now - before, before, places)}" if before else amount


def compared(final: int, planned: int) -> str:
    """Return the word between a final and its budget."""
    return "等于" if final == planned else "大于" if final > planned else "小于"


@attrs.frozen(slots=False, eq=False, repr=False)
class V(Value):
    """What the sentences print of a department; whatever is not here is the truth's.

    Attributes:
        t: The department.
    """

    t: Truth

    def __getattr__(self, name: str) -> Any:
        return getattr(self.t, name)

    @property
    def y(self) -> int:
        """Year of the accounts."""
        return self.t.year

    @property
    def all_basic(self) -> int:
        """基本支出 of all money."""
        return self.t.basic + self.t.spending("other_basic")

    @property
    def all_project(self) -> int:
        """项目支出 of all money."""
        return self.t.expenditure - self.all_basic

    @property
    def items(self) -> list[Item]:
        """The 项 with general-budget spending."""
        return [i for i in self.t.items if i.general]

    @property
    def classes(self) -> list[tuple[str, int, int]]:
        """Name, final and budget of the 类 of the general budget."""
        return [
            (n, sum(i.general for i in m), sum(i.budget for i in m))
            for c, n, m in tree(self.items)
            if len(c) == 3
        ]

    @property
    def budget(self) -> int:
        """年初预算 of the general budget."""
        return sum(i.budget for i in self.items)

    @property
    def plan(self) -> tuple[int, ...]:
        """Budgets of 三公: 合计, 出国, 用车, 购置, 运行, 接待."""
        return three_row(self.t.three_budget)

    @property
    def final(self) -> tuple[int, ...]:
        """Finals of 三公 in that order."""
        return three_row(self.t.three_final)

    @property
    def before(self) -> tuple[int, ...]:
        """Last year's 三公 in that order."""
        p = self.t.prior
        return (p["三公"], p[THREE[0]], p[THREE[1]] + p[THREE[2]], *(p[n] for n in THREE[1:]))

    @property
    def fiscal(self) -> int:
        """财政拨款收入."""
        return self.t.fiscal_income + self.t.fund

    @property
    def cars(self) -> int:
        """Vehicles of all kinds."""
        return sum(self.t.vehicles.values())

    def block(self, code: str) -> int:
        """Return the sum of a class of the economic classification."""
        return sum(self.t.economic[c] for c, _ in ECONOMIC[code][1])

    def uses(self, *blocks: str) -> str:
        """Return the names of the 款 with an amount."""
        return "、".join(n for b in blocks for c, n in ECONOMIC[b][1] if wan(self.t.economic[c]) != "0.00")
