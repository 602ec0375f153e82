"""The functions of the language, and how those of plugins are called."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from gouji.api import Function
from gouji.i18n import tr
from gouji.model import Interval
from gouji.model.units import PLAIN
from gouji.rules.cells import UnknownFunction
from gouji.rules.truth import distinct
from gouji.rules.values import Amount, Codes, RowSet, Truth, UnitClash, Words, add, solid, unknown

Value = Amount | Words | RowSet | Codes | Truth
FUNCTIONS = ("求和", "个数", "最大", "最小", "绝对值", "存在", "为空", "全部", "任一", "口径")
"""Functions of the language."""


def single(value: Value) -> Amount:
    """Return a number.

    Raises:
        UnitClash: If the value is something else.
    """
    if isinstance(value, Amount):
        return value
    if isinstance(value, RowSet):
        raise UnitClash(tr("这里应是一个数，集合须用 求和、最大 等函数"))
    raise UnitClash(tr("这里应是一个数"))


def members_of(values: Sequence[Value]) -> list[Amount]:
    """Return the numbers of sets and single numbers, in order."""
    members: list[Amount] = []
    for value in values:
        if isinstance(value, RowSet):
            if value.missing:
                members.append(unknown(*value.missing))
            if value.inapplicable:
                members.append(Amount(inapplicable=value.inapplicable))
            members.extend(value.members)
        else:
            members.append(single(value))
    return members


def _sum(members: Sequence[Amount]) -> Amount:
    """Return the sum; of a set without any member that the table could have: nothing, which is zero."""
    known = [a for a in members if not a.absent]
    dimensions = {a.dimension for a in known}
    if len(dimensions) == 1 and not any(a.bounds or a.missing or a.inapplicable for a in members):
        # Figures of one kind, and rows that the form lacks, as almost always: all terms at once.
        terms = tuple([term for a in known for term in a.terms])
        return Amount(terms, sum([a.constant for a in known]), dimensions.pop())
    total = Amount(absent=True)
    for amount in members:
        total = add(total, amount)
    return total._replace(absent=total.absent and bool(total.terms))


def call_aggregate(name: str, values: Sequence[Value]) -> Value:
    """Return 求和, 个数, 绝对值, 最大 or 最小.

    Raises:
        UnitClash: If there is no such function, or its arguments do not fit.
    """
    if name == "个数":
        return _count(values)
    if name == "求和":
        return _sum(members_of(values))
    if name == "绝对值":
        if len(values) != 1:
            raise UnitClash(tr("绝对值 要一个参数"))
        return _magnitude(single(values[0]))
    if name in ("最大", "最小"):
        return _extreme(name, members_of(values))
    raise UnknownFunction(name)


def _count(values: Sequence[Value]) -> Amount:
    total = 0
    for value in values:
        if isinstance(value, Codes):
            if value.missing:
                return Amount(missing=value.missing)
            total += len(value.codes)
            continue
        members = members_of([value])
        gone = next((m for m in members if m.missing or m.inapplicable), None)
        if gone is not None and isinstance(value, RowSet) and (value.missing or value.inapplicable):
            return Amount(missing=gone.missing, inapplicable=gone.inapplicable)
        total += len(members)
    return Amount((), total, PLAIN)


def _magnitude(amount: Amount) -> Amount:
    amount = solid(amount)
    if amount.missing or amount.inapplicable:
        return amount
    reach = amount.range()
    if reach.low >= 0 or reach.high <= 0:
        bounds = reach if reach.low >= 0 else -reach
    else:
        bounds = Interval(0, max(-reach.low, reach.high))
    return Amount(amount.terms, 0, amount.dimension, bounds=bounds, point=abs(amount.value()))


def _extreme(name: str, members: list[Amount]) -> Amount:
    known = [solid(m) for m in members if not m.absent]
    missing = tuple(r for m in known for r in m.missing)
    inapplicable = next((m.inapplicable for m in known if m.inapplicable), "")
    if missing or inapplicable:
        return Amount(missing=missing, inapplicable=inapplicable)
    if not known:
        return Amount(inapplicable="集合是空的，没有最大、最小")
    ranges = [m.range() for m in known]
    lows = sorted(Fraction(r.low) for r in ranges)
    highs = sorted(Fraction(r.high) for r in ranges)
    points = sorted(m.value() for m in known)
    at = -1 if name == "最大" else 0
    terms = tuple(t for m in known for t in m.terms)
    return Amount(terms, 0, known[0].dimension, bounds=Interval(lows[at], highs[at]), point=points[at])


def call_plugin(function: Function, values: Sequence[Value]) -> Value:
    """Call a plugin's function.

    Numbers arrive as intervals of ticks (money: 分), texts as ``str``, sets as tuples of intervals.  It
    returns an interval, an exact number, a ``bool``, a ``str``, or ``None`` for unknown.

    Raises:
        UnitClash: If the number of arguments or the result does not fit.
    """
    if function.arity is not None and function.arity != len(values):
        raise UnitClash(
            tr(
                "函数“{name}”要 {arity} 个参数，写了 {n} 个",
                name=function.name,
                arity=function.arity,
                n=len(values),
            )
        )
    arguments: list[object] = []
    amounts: list[Amount] = []
    for value in values:
        if isinstance(value, Words | Codes):
            arguments.append(value.text if isinstance(value, Words) else value.codes)
            continue
        if isinstance(value, Truth):
            raise UnitClash(tr("函数“{name}”的参数不能是条件", name=function.name))
        found = [solid(m) for m in members_of([value])]
        missing = tuple(r for m in found for r in m.missing)
        inapplicable = next((m.inapplicable for m in found if m.inapplicable), "")
        if missing or inapplicable:
            return Amount(missing=missing, inapplicable=inapplicable)
        amounts += found
        ranges = tuple(m.range() for m in found)
        arguments.append(ranges if isinstance(value, RowSet) else ranges[0])
    return _returned(function, function.call(*arguments), amounts)


def _returned(function: Function, result: object, amounts: list[Amount]) -> Value:
    figures = distinct(tuple(f for a in amounts for f in a.figures))
    if result is None:
        return unknown(f"函数“{function.name}”没有给出结果")
    if isinstance(result, bool):
        return Truth(result, result, (), figures)
    if isinstance(result, str):
        return Words(result)
    if isinstance(result, int | Fraction):
        result = Interval.point(result)
    if not isinstance(result, Interval):
        raise UnitClash(
            tr(
                "函数“{name}”返回了 {kind}，应是精确的数、区间、文字或真假",
                name=function.name,
                kind=type(result).__name__,
            )
        )
    dimension = amounts[0].dimension if amounts else PLAIN
    middle = (Fraction(result.low) + Fraction(result.high)) / 2
    terms = tuple((1, f) for f in figures)
    return Amount(terms, 0, dimension, bounds=result, point=middle)
