"""Exact intervals: the set of true values a printed figure stands for.

Nothing here is a float.  Ends are ints or :class:`~fractions.Fraction`, each open or
closed.  Arithmetic is the usual interval arithmetic and therefore sound: if true values
lie in the operands, the true result lies in the result.
"""

from __future__ import annotations

import math
from fractions import Fraction

import attrs

from gouji.value import Value

Rational = int | Fraction


@attrs.frozen(eq=False, repr=False)
class Interval(Value):
    """A non-empty range of exact numbers.

    Attributes:
        low: Lower end, in ticks of the quantity's dimension.
        high: Upper end, at least ``low``.
        low_open: Whether ``low`` itself is excluded.
        high_open: Whether ``high`` itself is excluded.
    """

    low: Rational
    high: Rational
    low_open: bool = False
    high_open: bool = False

    def __attrs_post_init__(self) -> None:
        if self.low > self.high or (self.low == self.high and (self.low_open or self.high_open)):
            raise ValueError(f"empty interval: {self.low}..{self.high}")

    @classmethod
    def point(cls, value: Rational) -> Interval:
        """Return the interval that holds ``value`` alone."""
        return cls(value, value)

    @property
    def is_point(self) -> bool:
        """Whether exactly one value lies in it."""
        return self.low == self.high

    def __contains__(self, value: Rational) -> bool:
        above = value > self.low or (value == self.low and not self.low_open)
        below = value < self.high or (value == self.high and not self.high_open)
        return above and below

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low, self.high_open, self.low_open)

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            self.low + other.low,
            self.high + other.high,
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def __sub__(self, other: Interval) -> Interval:
        return self + (-other)

    def __mul__(self, other: Interval) -> Interval:
        corners = [
            (a * b, (ao and b != 0) or (bo and a != 0) or (ao and bo))
            for a, ao in ((self.low, self.low_open), (self.high, self.high_open))
            for b, bo in ((other.low, other.low_open), (other.high, other.high_open))
        ]
        return _hull(corners)

    def inverse(self) -> Interval:
        """Return ``1 / self``.

        Raises:
            ZeroDivisionError: If zero lies in the interval or at one of its ends.
        """
        if self.low <= 0 <= self.high:
            raise ZeroDivisionError("the divisor's interval touches zero")
        return Interval(Fraction(1) / self.high, Fraction(1) / self.low, self.high_open, self.low_open)

    def __truediv__(self, other: Interval) -> Interval:
        return self * other.inverse()

    def meets(self, other: Interval) -> bool:
        """Whether some value lies in both."""
        return self.intersection(other) is not None

    def intersection(self, other: Interval) -> Interval | None:
        """Return the values in both, or ``None`` if there are none."""
        low, low_open = max((self.low, self.low_open), (other.low, other.low_open))
        high, not_open = min((self.high, not self.high_open), (other.high, not other.high_open))
        if low > high or (low == high and (low_open or not not_open)):
            return None
        return Interval(low, high, low_open, not not_open)

    def whole(self) -> Interval | None:
        """Return the closed interval of the whole numbers in it, or ``None`` if it has none."""
        low = math.ceil(self.low)
        if self.low_open and low == self.low:
            low += 1
        high = math.floor(self.high)
        if self.high_open and high == self.high:
            high -= 1
        return Interval(low, high) if low <= high else None

    def __str__(self) -> str:
        return f"{'(' if self.low_open else '['}{self.low}, {self.high}{')' if self.high_open else ']'}"


def _hull(corners: list[tuple[Rational, bool]]) -> Interval:
    low = min(value for value, _ in corners)
    high = max(value for value, _ in corners)
    low_open = all(is_open for value, is_open in corners if value == low)
    high_open = all(is_open for value, is_open in corners if value == high)
    if low == high:
        low_open = high_open = False
    return Interval(low, high, low_open, high_open)
