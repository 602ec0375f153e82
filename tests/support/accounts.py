"""Accounts of public bodies of every kind.

Beside the money of an administration these have income of their own, business, subordinate units, funds and state
capital with balances, use and distribution of surpluses. All values are whole 分 and consistent by construction.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from fractions import Fraction
from functools import cached_property

import attrs

from gouji.testing.synthetic.figures import wan
from gouji.testing.synthetic.truth import ECONOMIC

FEN = 1_000_000
"""分 in a 万元."""
OTHER_INCOME = ("上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入")
THREE = ("因公出国（境）费", "公务用车购置费", "公务用车运行维护费", "公务接待费")


@attrs.frozen
class Entry:
    """A 项 and its money, in 分.

    Attributes:
        code: Seven digits.
        path: Names of 类, 款, 项.
        kind: Whose money is the fiscal part: ``general``, ``fund`` or ``capital``.
        basic: Fiscal 基本支出.
        project: Fiscal 项目支出.
        own_basic: 基本支出 of other money.
        own_project: 项目支出 of other money.
        business: 经营支出.
        upward: 上缴上级支出.
        downward: 对附属单位补助支出.
        fiscal: Fiscal income.
        incomes: Other income by name.
        budget: 年初预算 of the fiscal spending.
    """

    code: str
    path: tuple[str, str, str]
    kind: str
    basic: int
    project: int
    own_basic: int
    own_project: int
    business: int
    upward: int
    downward: int
    fiscal: int
    incomes: dict[str, int]
    budget: int

    @property
    def spent(self) -> int:
        """Fiscal spending."""
        return self.basic + self.project

    @property
    def own(self) -> int:
        """Spending of other money."""
        return self.own_basic + self.own_project + self.business + self.upward + self.downward

    @property
    def total(self) -> int:
        """Spending of all money."""
        return self.spent + self.own

    @property
    def all_basic(self) -> int:
        """基本支出 of all money."""
        return self.basic + self.own_basic

    @property
    def all_project(self) -> int:
        """项目支出 of all money."""
        return self.project + self.own_project

    @property
    def income(self) -> int:
        """Income of all kinds."""
        return self.fiscal + sum(self.incomes.values())

    def column(self, name: str) -> int:
        """Return income by name, or a field."""
        return self.incomes.get(name, 0) if name.endswith("收入") else int(getattr(self, name))


@attrs.frozen(slots=False)
class Accounts:
    """A body's accounts.

    Attributes:
        name: Full name.
        year: Year of the accounts.
        entries: By code.
        economic: Fiscal 基本支出 of the general budget by five-digit code.
        opening: Balances at the start: ``general``, ``fund``, ``capital``, ``own``.
        used: 使用非财政拨款结余.
        distributed: 结余分配.
        plan: Budget of 三公 by name.
        final: Spending of it.
        seed: What last year's values are drawn with.
    """

    name: str
    year: int
    entries: tuple[Entry, ...]
    economic: dict[str, int]
    opening: dict[str, int]
    used: int
    distributed: int
    plan: dict[str, int]
    final: dict[str, int]
    seed: int

    @cached_property
    def _before(self) -> dict[str, int]:
        return {}

    def before(self, key: str, now: int, low: float = 0.7, high: float = 1.3) -> int:
        """Return last year's value of something; the same each time.

        Args:
            key: What.
            now: Its value this year.
            low: Least share of it.
            high: Greatest.
        """
        drawn = random.Random(f"{self.seed} {key}")
        return self._before.setdefault(key, round(now * drawn.uniform(low, high)))

    def of(self, *kinds: str) -> list[Entry]:
        """Return the entries with fiscal spending of the kinds."""
        return [e for e in self.entries if e.kind in kinds and e.spent]

    def spent(self, *kinds: str) -> int:
        """Return fiscal spending of the kinds."""
        return sum(e.spent for e in self.entries if e.kind in kinds)

    def fiscal(self, *kinds: str) -> int:
        """Return fiscal income of the kinds."""
        return sum(e.fiscal for e in self.entries if e.kind in kinds)

    def other(self, name: str) -> int:
        """Return an income that is not fiscal."""
        return sum(e.incomes.get(name, 0) for e in self.entries)

    def sum(self, field: str) -> int:
        """Return the sum of a field."""
        return sum(e.column(field) for e in self.entries)

    def closing(self, kind: str) -> int:
        """Return the balance of a kind at the end."""
        if kind == "own":
            income = sum(self.other(n) for n in OTHER_INCOME)
            return self.opening["own"] + income + self.used - self.sum("own") - self.distributed
        return self.opening[kind] + self.fiscal(kind) - self.spent(kind)

    @cached_property
    def general(self) -> int:
        """General-budget spending."""
        return self.spent("general")

    @cached_property
    def basic(self) -> int:
        """General-budget 基本支出."""
        return sum(e.basic for e in self.entries if e.kind == "general")

    @cached_property
    def project(self) -> int:
        """General-budget 项目支出."""
        return self.general - self.basic

    @cached_property
    def all_fiscal(self) -> int:
        """财政拨款收入."""
        return self.sum("fiscal")

    @cached_property
    def income(self) -> int:
        """本年收入合计."""
        return self.sum("income")

    @cached_property
    def expenditure(self) -> int:
        """本年支出合计."""
        return self.sum("total")

    @cached_property
    def openings(self) -> int:
        """年初结转和结余."""
        return sum(self.opening.values())

    @cached_property
    def closings(self) -> int:
        """年末结转和结余."""
        return sum(self.closing(k) for k in self.opening)

    @cached_property
    def fiscal_opening(self) -> int:
        """年初财政拨款结转和结余."""
        return self.openings - self.opening["own"]

    @cached_property
    def fiscal_closing(self) -> int:
        """年末财政拨款结转和结余."""
        return self.closings - self.closing("own")

    @cached_property
    def grand(self) -> int:
        """总计 of 公开01表."""
        return self.income + self.used + self.openings

    @cached_property
    def fiscal_grand(self) -> int:
        """总计 of 公开04表."""
        return self.all_fiscal + self.fiscal_opening

    @cached_property
    def staff(self) -> int:
        """人员经费."""
        return sum(v for k, v in self.economic.items() if k[:3] in ("301", "303"))

    @cached_property
    def running(self) -> int:
        """公用经费."""
        return self.basic - self.staff

    @cached_property
    def budget(self) -> int:
        """年初预算 of the general budget."""
        return sum(e.budget for e in self.entries if e.kind == "general")

    def three(self, which: str) -> tuple[int, ...]:
        """Return 合计, 出国, 用车, 购置, 运行, 接待 of ``plan`` or ``final``."""
        abroad, bought, run, received = (getattr(self, which)[n] for n in THREE)
        return (abroad + bought + run + received, abroad, bought + run, bought, run, received)

    def classes(self, *kinds: str) -> list[tuple[str, int, int]]:
        """Return name, final and budget of each 类 of the kinds."""
        return [
            (n, sum(e.spent for e in m), sum(e.budget for e in m))
            for c, n, m in tree(self.of(*kinds))
            if len(c) == 3
        ]

    def uses(self, *blocks: str) -> str:
        """Return the names of the 款 with an amount."""
        return "、".join(
            n for b in blocks for c, n in ECONOMIC[b][1] if wan(self.economic.get(c, 0)) != "0.00"
        )

    def block(self, code: str) -> int:
        """Return the sum of a class of the economic classification."""
        return sum(v for k, v in self.economic.items() if k.startswith(code))


def tree(entries: Iterable[Entry]) -> list[tuple[str, str, list[Entry]]]:
    """Return (code, name, entries below) of every 类, 款 and 项."""
    groups: dict[str, tuple[str, list[Entry]]] = {}
    for entry in entries:
        for length, name in zip((3, 5, 7), entry.path, strict=True):
            groups.setdefault(entry.code[:length], (name, []))[1].append(entry)
    return [(code, name, members) for code, (name, members) in sorted(groups.items())]


Row = tuple[str, str, dict[str, float]]
"""Code, path parted by ``/``, and amounts in 万元: fields of :class:`Entry`, names of income."""


def accounts(
    seed: int,
    name: str,
    year: int,
    rows: Iterable[Row],
    economic: dict[str, float],
    *,
    opening: dict[str, float] | None = None,
    used: float = 0,
    distributed: float = 0,
    plan: tuple[float, float, float, float] = (0, 0, 0, 0),
    final: tuple[float, float, float, float] = (0, 0, 0, 0),
) -> Accounts:
    """Return accounts around the given amounts, each with its own 分.

    The first row's 基本支出 is what the economic classification leaves for it; where no fiscal income is given, it
    is what was spent.

    Args:
        seed: Draws the 分.
        name: Full name.
        year: Year of the accounts.
        rows: The 项.
        economic: 基本支出 of the general budget, in 万元.
        opening: Balances by kind.
        used: 使用非财政拨款结余.
        distributed: 结余分配.
        plan: Budget of 三公: 出国, 购置, 运行, 接待; printed as told.
        final: Spending of it; what 公务接待费 and 公务用车运行维护费 of the 基本支出 are.
    """
    drawn = random.Random(seed)

    def around(amount: float) -> int:
        return round(amount * FEN * drawn.uniform(0.97, 1.03)) if amount else 0

    spent = {n: around(v) for n, v in zip(THREE, final, strict=True)}
    by_code = {code: around(v) for code, v in economic.items()}
    for code, what in (("30217", THREE[3]), ("30231", THREE[2])):
        if code in by_code:
            by_code[code] = spent[what]
    entries = []
    for code, names, amounts in rows:
        a, b, c = names.split("/")
        value = {k: around(v) for k, v in amounts.items()}
        kind = "fund" if value.pop("fund", 0) else "capital" if value.pop("capital", 0) else "general"
        basic, project = value.pop("basic", 0), value.pop("project", 0)
        incomes = {n: value.pop(n) for n in OTHER_INCOME if n in value}
        moved = value.pop("left", 0)
        budget = value.pop("budget", -1)
        entries.append(
            Entry(
                code, (a, b, c), kind, basic, project,
                *(value.pop(k, 0) for k in ("own_basic", "own_project", "business", "upward", "downward")),
                fiscal=basic + project + moved, incomes=incomes, budget=budget,
            )
        )  # fmt: skip
        assert not value, value
    rest = sum(by_code.values()) - sum(e.basic for e in entries if e.kind == "general")
    first = attrs.evolve(entries[0], basic=rest, fiscal=entries[0].fiscal + rest)
    entries = [first, *entries[1:]]
    entries = [e if e.budget >= 0 else attrs.evolve(e, budget=e.spent) for e in entries]
    return Accounts(
        name,
        year,
        tuple(sorted(entries, key=lambda e: e.code)),
        by_code,
        {k: around((opening or {}).get(k, 0)) for k in ("general", "fund", "capital", "own")},
        around(used),
        around(distributed),
        {n: round(v * FEN) for n, v in zip(THREE, plan, strict=True)},
        spent,
        seed,
    )


def w(fen: int) -> str:
    """Print an amount in 万元."""
    return f"{wan(fen)}万元"


def rate(part: int, whole: int, places: int = 2) -> str:
    """Print ``part / whole`` as a percentage, rounded half up, with its sign; zero of nothing is zero."""
    if not whole:
        return f"{0:.{places}f}%"
    scaled = Fraction(part, whole) * 100 * 10**places
    number = (abs(scaled) + Fraction(1, 2)).__floor__()
    text = f"{number // 10**places}.{number % 10**places:0{places}d}" if places else str(number)
    return f"{'-' if scaled < 0 and number else ''}{text}%"


def in_units(fen: int, ticks: int, places: int, *, commas: bool = False) -> str:
    """Print an amount in units of so many 分, rounded half up."""
    scaled = Fraction(abs(fen), ticks) * 10**places
    number = (scaled + Fraction(1, 2)).__floor__()
    whole = f"{number // 10**places:,}" if commas else str(number // 10**places)
    part = f".{number % 10**places:0{places}d}" if places else ""
    return f"{'-' if fen < 0 and number else ''}{whole}{part}"
