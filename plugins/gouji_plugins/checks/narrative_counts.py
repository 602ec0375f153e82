"""Vehicles, groups and visits: their sums, and that money and counts go together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from gouji.facts.vocabulary import Cell
from gouji.model import Evidence, Figure, Finding, Linear, Measure, Relation, Rule, Term
from gouji.names import squash
from gouji_plugins.checks.narrative_rules import COUNTED, DEAR, KEPT, MONEY, PERSONS, VEHICLES
from gouji_plugins.checks.narrative_view import View
from gouji_plugins.checks.plain_findings import finding, logic

_KINDS = (
    "副部（省）级及以上领导用车", "主要领导干部用车", "机要通信用车", "应急保障用车", "执法执勤用车",
    "特种专业技术用车", "离退休干部用车", "其他用车",
)  # fmt: skip
_MOST_KINDS = 5
_VEHICLE = re.compile(r"([^\d,、;:。()]{2,12}(?:用车|车辆|车))(?:为|共|:)?\d+[辆台]")
_SUMS = (("因公出国（境）团组数", ("自行组织团组数", "参加其他单位团组数")),)
_WITHIN = (
    ("外事接待批次", "国内公务接待批次"),
    ("外事接待人次", "国内公务接待人次"),
    ("外事接待批次", "公务接待批次"),
    ("外事接待人次", "公务接待人次"),
    ("国内公务接待批次", "公务接待批次"),
    ("国内公务接待人次", "公务接待人次"),
)
_PERSONS = (
    ("因公出国（境）团组数", "因公出国（境）人次"),
    ("国内公务接待批次", "国内公务接待人次"),
    ("公务接待批次", "公务接待人次"),
    ("外事接待批次", "外事接待人次"),
)
_SPENT: tuple[tuple[str, tuple[str, ...], bool], ...] = (
    ("因公出国（境）费", ("因公出国（境）团组数",), True),
    ("公务用车购置费", ("公务用车购置数",), True),
    # A vehicle kept need not be paid for from this money: the other way round says nothing.
    ("公务用车运行维护费", ("公务用车保有量",), False),
    ("公务接待费", ("公务接待批次", "国内公务接待批次"), False),
)
_DEAR = (
    ("公务用车运行维护费", "公务用车保有量", 5_000_000, "5 万元每辆"),
    ("公务接待费", "公务接待人次", 50_000, "500 元每人次"),
    ("公务接待费", "国内公务接待人次", 50_000, "500 元每人次"),
)
SECTION = "三公"


class Counts:
    """Relations of counts.

    Args:
        view: The facts of the document.
    """

    def __init__(self, view: View) -> None:
        self.view = view

    def relations(self) -> Iterator[Relation | Finding]:
        """Yield all of them."""
        yield from self._vehicles()
        for whole, parts in _SUMS:
            figures = [self._count(SECTION, part) for part in parts]
            total = self._count(SECTION, whole)
            if total is not None and None not in figures:
                terms = tuple(Term(f) for f in figures if f is not None)
                form = Linear((Term(total),), "==", terms)
                yield Relation(COUNTED, f"{whole} == {' + '.join(parts)}", form, place=total.place)
        for part, whole in _WITHIN:
            yield from self._at_most(
                COUNTED, self._count(SECTION, part), self._count(SECTION, whole), f"{part} <= {whole}"
            )
        for groups, persons in _PERSONS:
            yield from self._at_most(
                PERSONS, self._count(SECTION, groups), self._count(SECTION, persons), f"{groups} <= {persons}"
            )
        yield from self._together()
        yield from self._dear()

    def _count(self, section: str, subject: str) -> Figure | None:
        fact = self.view.first(section, subject, Measure.COUNT)
        return fact.figure if fact is not None else None

    @staticmethod
    def _at_most(rule: Rule, small: Figure | None, large: Figure | None, text: str) -> Iterator[Relation]:
        if small is not None and large is not None:
            yield Relation(rule, text, Linear((Term(small),), "<=", (Term(large),)), place=small.place)

    def _vehicles(self) -> Iterator[Relation]:
        total = self._count("国有资产", "车辆总数")
        found = {name: f for name in _KINDS if (f := self._count("国有资产", name)) is not None}
        kinds = tuple(Term(f) for f in found.values())
        if total is not None and len(kinds) > 1:
            if self._all_kinds(found):
                form = Linear((Term(total),), "==", kinds)
                yield Relation(VEHICLES, "车辆总数 == 各类车辆之和", form, place=total.place)
            else:
                # 其中：机要通信用车 2 辆、业务用车 1 辆: kinds of its own, or not all of them.
                form = Linear(kinds, "<=", (Term(total),))
                yield Relation(VEHICLES, "各类车辆之和 <= 车辆总数", form, place=total.place)
        yield from self._at_most(
            KEPT, self._count(SECTION, "公务用车保有量"), total, "公务用车保有量 <= 车辆总数"
        )
        yield from self._at_most(
            COUNTED,
            self._count(SECTION, "公务用车购置数"),
            self._count(SECTION, "公务用车保有量"),
            "公务用车购置数 <= 公务用车保有量",
        )

    def _all_kinds(self, found: dict[str, Figure]) -> bool:
        """Whether the kinds of vehicles are listed to the last, as the forms do: 其他用车 is one of them, and no kind is unknown."""
        if "其他用车" not in found and len(found) < _MOST_KINDS:
            return False
        facts = [
            f for f in (self.view.first("国有资产", name, Measure.COUNT) for name in found) if f is not None
        ]
        known = {squash(n) for spec in self.view.specs for topic in spec.topics for n in topic.names}
        named = {name for f in facts for name in _VEHICLE.findall(squash(f.quote))}
        return all(any(n.endswith(k) or k.endswith(n) for k in known) for n in named)

    def _money(self, subject: str) -> Figure | None:
        known = self.view.subjects.get((SECTION, subject))
        cell: Cell | None = known.cell if known is not None else None
        stated = self.view.finals(SECTION, subject)
        return self.view.cell(cell) or (stated[0] if stated else None)

    def _together(self) -> Iterator[Relation | Finding]:
        for subject, names, both in _SPENT:
            money = self._money(subject)
            counts = [(name, f) for name in names if (f := self._count(SECTION, name)) is not None]
            if money is None or not money.quantity.known or not counts:
                continue
            name, count = counts[0]
            spent, some = bool(money.quantity.value), any(f.quantity.value for _, f in counts)
            fine = spent == some if both else not spent or some
            message = (
                f"{subject}为 {money.quantity.printed or '0'} {money.quantity.unit.symbol}，"
                f"{name}为 {count.quantity.printed} {count.quantity.unit.symbol}，一有一无，须说明"
            )
            yield logic(
                MONEY,
                fine,
                f"{subject} > 0 当且仅当 {name} > 0",
                (money, count),
                message,
                count.place,
                subject,
            )

    def _dear(self) -> Iterator[Finding]:
        for subject, name, limit, shown in _DEAR:
            money, count = self._money(subject), self._count(SECTION, name)
            if money is None or count is None or not money.quantity.known or not count.quantity.value:
                continue
            each = Fraction(money.quantity.ticks) / Fraction(count.quantity.ticks)
            if each > limit:
                message = (
                    f"{subject} {money.quantity.printed} {money.quantity.unit.symbol}，{name} {count.quantity.printed}，"
                    f"平均 {float(each) / 1_000_000:.2f} 万元，超过 {shown}"
                )
                yield finding(DEAR, message, (Evidence.of(money), Evidence.of(count)), f"{subject}{name}")
