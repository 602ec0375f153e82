"""What expressions evaluate to: linear combinations of figures as long as possible, else intervals."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from gouji.grammar.tree import Node
from gouji.i18n import tr
from gouji.model import Figure, Interval
from gouji.model.interval import Rational
from gouji.model.units import PLAIN, RATIO, unit


class Amount(NamedTuple):
    """A number under evaluation.

    Attributes:
        terms: (coefficient, figure) pairs.
        constant: Ticks added.
        dimension: Of the figures, ``plain`` for bare numbers.
        missing: Reasons why it is unknown; then the rest does not count.
        inapplicable: Reason why there is no such thing here.
        bounds: Set if it is no longer linear: all values it can take.
        point: Value by the printed figures, with ``bounds``.
        absent: It stands for a part that this form does not have.
        stated: Population stated by 口径(…), "" if none.
    """

    terms: tuple[tuple[Rational, Figure], ...] = ()
    constant: Rational = 0
    dimension: str = PLAIN
    missing: tuple[str, ...] = ()
    inapplicable: str = ""
    bounds: Interval | None = None
    point: Fraction | None = None
    absent: bool = False
    stated: str = ""

    @property
    def linear(self) -> bool:
        """Whether it is a linear combination."""
        return self.bounds is None

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Figures it is made of."""
        return tuple(figure for _, figure in self.terms)

    def range(self) -> Interval:
        """Return all values it can take.

        Raises:
            ValueError: If one of its figures is unreadable.
        """
        if self.bounds is not None:
            return self.bounds
        total = Interval.point(self.constant)
        merged: dict[int, tuple[Rational, Figure]] = {}
        for coefficient, figure in self.terms:
            before = merged.get(id(figure), (0, figure))[0]
            merged[id(figure)] = (before + coefficient, figure)
        for coefficient, figure in merged.values():
            total = total + Interval.point(coefficient) * figure.quantity.rounded
        return total

    @property
    def populations(self) -> frozenset[str]:
        """The populations of money its figures speak of; 口径(…) states another."""
        return frozenset({self.stated}) if self.stated else frozenset(f.population for f in self.figures)

    def value(self) -> Fraction:
        """Return its value by the printed figures."""
        if self.point is not None:
            return self.point
        return Fraction(self.constant + sum(c * f.quantity.ticks for c, f in self.terms))


class Words(NamedTuple):
    """Text under evaluation."""

    text: str
    missing: tuple[str, ...] = ()


class RowSet(NamedTuple):
    """Several amounts, for aggregates.

    Attributes:
        members: One a row.
        missing: Reasons why the set itself is unknown.
        inapplicable: Reason why there is no such set here.
    """

    members: tuple[Amount, ...]
    missing: tuple[str, ...] = ()
    inapplicable: str = ""


class Codes(NamedTuple):
    """The codes of a table's rows, for 个数, 为空, + and -.

    Attributes:
        codes: Codes in printed order.
        missing: Reasons why they are unknown.
    """

    codes: tuple[str, ...]
    missing: tuple[str, ...] = ()


class Truth(NamedTuple):
    """A condition under evaluation.

    Attributes:
        certain: True, False, or ``None`` if the figures cannot tell.
        exactly: By the printed figures alone.
        missing: Reasons why it is unknown.
        figures: Figures it looked at.
        inapplicable: Reason why there is nothing to tell here: another document that was not given.
    """

    certain: bool | None
    exactly: bool | None = None
    missing: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    inapplicable: str = ""


def of_figure(figure: Figure) -> Amount:
    """Return the amount a figure is."""
    return Amount(((1, figure),), 0, figure.quantity.unit.dimension)


@lru_cache(maxsize=4096)
def of_literal(text: str, symbol: str) -> Amount:
    """Return the exact amount of a literal such as ``0.01万元``."""
    number = Fraction(text.replace(",", ""))
    if not symbol:
        return Amount((), number if number.denominator != 1 else int(number), PLAIN)
    known = unit(symbol)
    ticks = number * known.scale
    return Amount((), ticks if ticks.denominator != 1 else int(ticks), known.dimension)


def solid(amount: Amount) -> Amount:
    """Return an amount whose range can be taken: unreadable figures make it unknown, by name."""
    bad = [f for f in amount.figures if not f.quantity.known]
    if not bad or amount.missing:
        return amount
    return Amount(
        dimension=amount.dimension, missing=tuple(f"{f.label}“{f.quantity.printed}”读不成数" for f in bad)
    )


def unknown(*reasons: str) -> Amount:
    """Return an amount that is unknown for these reasons."""
    return Amount(missing=reasons)


class UnitClash(ValueError):
    """Values of different dimensions or kinds were added or compared."""

    node: Node | None = None

    def at(self, node: Node) -> UnitClash:
        """Note the innermost expression it happened in."""
        self.node = self.node or node
        return self


def common(a: Amount, b: Amount) -> str:
    """Return the dimension of a sum of two amounts.

    Raises:
        UnitClash: If they cannot be added; a bare zero adds to anything.
    """
    if a.dimension == b.dimension:
        return a.dimension
    for bare, other in ((a, b), (b, a)):
        if (
            bare.dimension == PLAIN
            and not bare.terms
            and (bare.constant == 0 or other.dimension in ("count", "score"))
        ):
            return other.dimension
        if bare.absent or bare.missing or bare.inapplicable:
            return other.dimension
        if (bare.dimension, other.dimension) == (PLAIN, RATIO) and bare.terms:
            return RATIO  # a quotient of figures is a rate; a number without % is not
    raise UnitClash(
        tr("{what}与{what2}不能相加或比较", what=tr(_NAMES[a.dimension]), what2=tr(_NAMES[b.dimension]))
    )


_NAMES = {"money": "金额", "ratio": "比率", "count": "数量", "score": "得分", "plain": "无单位的数"}


def add(a: Amount, b: Amount, sign: int = 1) -> Amount:
    """Return ``a + sign * b``."""
    dimension = common(a, b)
    missing, inapplicable = a.missing + b.missing, a.inapplicable or b.inapplicable
    if a.linear and b.linear:
        terms = a.terms + tuple((sign * c, f) for c, f in b.terms)
        return Amount(
            terms,
            a.constant + sign * b.constant,
            dimension,
            missing,
            inapplicable,
            absent=a.absent and b.absent,
        )
    a, b = solid(a), solid(b)
    missing += a.missing + b.missing
    if missing or inapplicable:
        return Amount((), 0, dimension, tuple(dict.fromkeys(missing)), inapplicable)
    bounds = a.range() + b.range() if sign > 0 else a.range() - b.range()
    return Amount(a.terms + b.terms, 0, dimension, bounds=bounds, point=a.value() + sign * b.value())


def scale(a: Amount, factor: Rational) -> Amount:
    """Return ``factor * a``."""
    if a.linear:
        return a._replace(terms=tuple((c * factor, f) for c, f in a.terms), constant=a.constant * factor)
    assert a.bounds is not None
    return a._replace(bounds=a.bounds * Interval.point(factor), point=a.value() * factor)


def multiply(a: Amount, b: Amount) -> Amount:
    """Return ``a * b``; money times a ratio is money."""
    for x, y in ((a, b), (b, a)):
        if x.linear and not x.terms and not x.missing and not x.inapplicable:
            scaled = scale(y, x.constant)
            return scaled._replace(dimension=_product(a.dimension, b.dimension))
    a, b = solid(a), solid(b)
    missing, inapplicable = a.missing + b.missing, a.inapplicable or b.inapplicable
    if missing or inapplicable:
        return Amount(missing=missing, inapplicable=inapplicable)
    return Amount(
        a.terms + b.terms,
        0,
        _product(a.dimension, b.dimension),
        bounds=a.range() * b.range(),
        point=a.value() * b.value(),
    )


def _product(first: str, second: str) -> str:
    neutral = ("plain", "ratio")
    if first in neutral:
        return second
    if second in neutral:
        return first
    raise UnitClash(tr("{what}与{what2}不能相乘", what=tr(_NAMES[first]), what2=tr(_NAMES[second])))


def divide(a: Amount, b: Amount) -> Amount:
    """Return ``a / b``; unknown where the divisor's interval touches zero."""
    a, b = solid(a), solid(b)
    missing, inapplicable = a.missing + b.missing, a.inapplicable or b.inapplicable
    if missing or inapplicable:
        return Amount(missing=missing, inapplicable=inapplicable)
    dimension = "plain" if a.dimension == b.dimension else a.dimension
    if a.dimension != b.dimension and b.dimension not in ("plain", "ratio", "count"):
        raise UnitClash(
            tr("{what}不能除以{what2}", what=tr(_NAMES[a.dimension]), what2=tr(_NAMES[b.dimension]))
        )
    if not b.terms and b.linear and b.constant != 0:
        return scale(a, Fraction(1) / b.constant)._replace(dimension=dimension)
    try:
        bounds = a.range() / b.range()
    except ZeroDivisionError:
        return unknown("除数的取值区间含零，无法相除")
    return Amount(a.terms + b.terms, 0, dimension, bounds=bounds, point=a.value() / b.value())
