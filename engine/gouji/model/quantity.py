"""Printed figures as quantities: what was printed, and which true values it stands for.

Source of the semantics: half-open rounding intervals on whole 分 (docs/semantics.md).
"""

from __future__ import annotations

import enum
import math
import re
import unicodedata
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Final, TypeAlias, cast

import attrs

from gouji.model.interval import Interval, Rational
from gouji.model.units import COUNT, MONEY, NUMBER, SCORE, Unit
from gouji.patterns import later
from gouji.value import Value, kept


class Regime(enum.Enum):
    """How a table's figures were cut to their printed decimals."""

    ROUND = "round"
    TRUNCATE = "truncate"


class Kind(enum.Enum):
    """What a cell or a stated amount holds."""

    NUMBER = "number"
    BLANK = "blank"
    """A blank or a dash in a place the form has: an exact zero that nobody printed."""
    UNREADABLE = "unreadable"
    """Something was printed that is no figure (``12.3.4``): kept as printed, value unknown."""


Ends: TypeAlias = tuple[int, int, int, int, bool, bool]
"""A printed value and what it stands for, in whole numbers: value, low end and high end, all in parts of a tick, how many
parts a tick has, whether the low end is open, whether the high end is."""


@attrs.frozen(slots=False, eq=False, repr=False)
class Quantity(Value):
    """A figure as printed.

    Attributes:
        printed: The characters on the page, untouched; ``""`` for a blank.
        value: The exact number in ``unit``; ``Decimal(0)`` for a blank; ``None`` if unreadable.
        unit: The unit it is printed in (from the cell, the sentence or the table's heading).
        decimals: Decimals printed; never negative.
        kind: Number, blank or unreadable.
    """

    printed: str
    value: Decimal | None
    unit: Unit = NUMBER
    decimals: int = 0
    kind: Kind = Kind.NUMBER

    @property
    def known(self) -> bool:
        """Whether it has a value (blanks do: zero)."""
        return self.value is not None

    @kept
    def ticks(self) -> Rational:
        """The printed number itself in ticks (money: 分).

        Raises:
            ValueError: If the quantity is unreadable.
        """
        if self.value is None:
            raise ValueError(f"unreadable figure {self.printed!r} has no value")
        numerator, denominator = self.value.as_integer_ratio()
        scale = self.unit.scale
        numerator, denominator = numerator * scale.numerator, denominator * scale.denominator
        whole, rest = divmod(numerator, denominator)
        return Fraction(numerator, denominator) if rest else whole

    @kept
    def quantum(self) -> Fraction:
        """One unit of the last printed digit, in ticks; dropped trailing zeros count as printed."""
        scale = self.unit.scale
        return Fraction(
            scale.numerator, scale.denominator * 10 ** max(self.decimals, self.unit.rule_decimals)
        )

    @kept
    def rounded(self) -> Interval:
        """The interval under the rounding regime; see :meth:`interval`."""
        if self.unit.dimension == MONEY and self.value is not None and self.kind is not Kind.BLANK:
            quick = self._whole_money(self.value)
            if quick is not None:
                return Interval(quick[1], quick[2])
        return self.interval(Regime.ROUND)

    @kept
    def cut(self) -> Interval:
        """The interval under the truncating regime; see :meth:`interval`."""
        return self.interval(Regime.TRUNCATE)

    @kept
    def closed(self) -> tuple[int, ...]:
        """Printed ticks and both ends of :attr:`rounded` if these are whole and closed, else nothing: for quick sums."""
        if self.kind is Kind.BLANK:
            return 0, 0, 0
        if self.value is None:
            return ()
        if not self._exact:
            if self.unit.dimension != MONEY:
                return ()  # half open on one side
            quick = self._whole_money(self.value)
            if quick is not None:
                return quick
        reach = self.rounded
        ends = self.ticks, reach.low, reach.high
        if reach.low_open or reach.high_open or any(end.denominator != 1 for end in ends):
            return ()
        return tuple(map(int, ends))

    @property
    def _exact(self) -> bool:
        """Whether nothing was rounded: blanks, counts, whole scores."""
        dimension = self.unit.dimension
        return self.kind is Kind.BLANK or dimension == COUNT or (dimension == SCORE and self.decimals == 0)

    @kept
    def ends(self) -> Ends:
        """Printed value and both ends of :attr:`rounded`, in whole numbers: see :data:`Ends`.

        Raises:
            ValueError: If the quantity is unreadable.
        """
        if self.value is not None and not self._exact:
            if self.unit.dimension == MONEY:
                closed = self.closed
                if closed:
                    return cast("Ends", (*closed, 1, False, False))
            elif (parts := self._in_parts(self.value)) is not None:
                centre, half, of = parts
                return centre, centre - half, centre + half, of, centre < 0, centre >= 0
        return self._ends_of(self.rounded)

    @kept
    def cut_ends(self) -> Ends:
        """The same of :attr:`cut`.

        Raises:
            ValueError: If the quantity is unreadable.
        """
        if self.value is not None and not self._exact and self.unit.dimension != MONEY:
            parts = self._in_parts(self.value)
            if parts is not None:
                centre, half, of = parts
                below, above = (0 if centre > 0 else 2 * half), (0 if centre < 0 else 2 * half)
                return centre, centre - below, centre + above, of, centre <= 0, centre >= 0
        return self._ends_of(self.cut)

    def _in_parts(self, value: Decimal) -> tuple[int, int, int] | None:
        """Return the printed value and half a quantum in parts of a tick, and the parts; ``None`` if they are not whole."""
        scale = self.unit.scale
        steps = 2 * 10 ** max(self.decimals, self.unit.rule_decimals)
        numerator, denominator = value.as_integer_ratio()
        centre, rest = divmod(numerator * scale.numerator * steps, denominator)
        return None if rest else (centre, scale.numerator, scale.denominator * steps)

    def _ends_of(self, reach: Interval) -> Ends:
        """Return the printed value and the ends of an interval in whole numbers."""
        value, low, high = self.ticks, reach.low, reach.high
        parts = math.lcm(value.denominator, low.denominator, high.denominator)
        return (
            int(value * parts),
            int(low * parts),
            int(high * parts),
            parts,
            reach.low_open,
            reach.high_open,
        )

    def _whole_money(self, value: Decimal) -> tuple[int, int, int] | None:
        """The same as :attr:`closed` in whole numbers alone; ``None`` where it needs fractions."""
        steps, rest = divmod(self.unit.scale.numerator, 10 ** max(self.decimals, self.unit.rule_decimals))
        numerator, denominator = value.as_integer_ratio()
        centre, part = divmod(numerator * self.unit.scale.numerator, denominator)
        if rest or part or self.unit.scale.denominator != 1:
            return None
        if steps == 1:
            return centre, centre, centre
        half, odd = divmod(steps, 2)
        if odd:
            return None
        # Half open away from zero, on whole 分.
        return (
            (centre, centre - half, centre + half - 1)
            if centre >= 0
            else (centre, centre - half + 1, centre + half)
        )

    def interval(self, regime: Regime = Regime.ROUND) -> Interval:
        """Return the true values it stands for, in ticks.

        Rounding half up: ``[p - q/2, p + q/2)`` for ``p >= 0``, mirrored below zero.  Money is
        whole 分, so its interval is tightened to closed whole ends.  Counts, whole-number scores and
        blanks are exact.
        Truncation: ``[p, p + q)``, mirrored below zero.

        Raises:
            ValueError: If the quantity is unreadable.
        """
        centre = self.ticks
        if self._exact:
            return Interval.point(centre)
        quantum = self.quantum
        half = Fraction(quantum.numerator, 2 * quantum.denominator)
        below, above = (half, half) if regime is Regime.ROUND else (Fraction(0), quantum)
        if centre == 0 and regime is Regime.TRUNCATE:
            result = Interval(-above, above, True, True)
        elif centre >= 0:
            result = Interval(centre - below, centre + above, False, True)
        else:
            result = Interval(centre - above, centre + below, True, False)
        if self.unit.dimension == MONEY:
            whole = result.whole()
            # More decimals than 分 are printed (averages): no whole 分 lies inside; keep the range.
            return whole if whole is not None else result
        return result

    def format(self, ticks: Rational) -> str:
        """Print ``ticks`` the way this figure is printed: its unit and at least its decimals."""
        decimals = max(self.decimals, self.unit.rule_decimals)
        return format_ticks(ticks, self.unit, decimals)


def format_ticks(ticks: Rational, unit: Unit, decimals: int | None = None) -> str:
    """Print a number of ticks in ``unit``, rounded half up to ``decimals`` (default: the unit's rule)."""
    places = unit.rule_decimals if decimals is None else decimals
    scaled = Fraction(ticks) / unit.scale * 10**places
    whole = math.floor(abs(scaled) + Fraction(1, 2))
    sign = "-" if scaled < 0 and whole else ""
    if places == 0:
        return f"{sign}{whole}"
    digits = str(whole).rjust(places + 1, "0")
    return f"{sign}{digits[:-places]}.{digits[-places:]}"


_DASHES: Final = frozenset("-—–―－−‐‑‒─一/／\\")
_PLAIN = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?", re.ASCII)
_SPACES = re.compile(r"\s+")
_MARKS = re.compile(r"(?:\[\d{1,2}\]|[①-⑳*※]|\(注\d?\))$")
_MINUS: Final = str.maketrans(dict.fromkeys("－−–—‐‑‒―", "-") | {"△": "-", "▲": "-", "，": ",", "。": "."})
_THIN = later("(?<=[0-9])[\u2007\u2009\u202f](?=[0-9]{3}(?![0-9]))")
_GROUPS = later("(?<![0-9])[0-9]{1,3}(?:[ \u00a0\u2007\u2009\u202f][0-9]{3}){2,}(?![0-9])")
_DECIMALS = 2
"""Decimals behind which no further digits of the same figure are expected after a gap."""
_DIGITS: Final = frozenset("0123456789")
_FULL = 4
"""Characters of a line so narrow that a figure may be broken behind it."""
MAX_FIGURE_LENGTH: Final = 60


def parse_quantity(text: str, unit: Unit = NUMBER) -> Quantity:
    """Read a printed figure.

    Understands full-width digits, thousands separators in their places, the minus signs in use,
    parenthesised negatives, a trailing footnote mark, per-cent sign or the unit of its place.  Blank and dashes give a
    :attr:`Kind.BLANK`; anything else that is no number is :attr:`Kind.UNREADABLE`, kept as printed.

    Args:
        text: The characters as printed.
        unit: The unit of the place they stand in.

    >>> parse_quantity("１,234.50").value
    Decimal('1234.50')
    >>> parse_quantity("(3.20)").value
    Decimal('-3.20')
    >>> parse_quantity("——").kind is Kind.BLANK
    True
    >>> parse_quantity("12.3.4").value is None
    True
    >>> parse_quantity("33 55.47").value is None
    True
    """
    usual = _PLAIN.fullmatch(text)  # nearly all figures are
    if usual and len(text) <= MAX_FIGURE_LENGTH:
        return Quantity(text, Decimal(text.replace(",", "")), unit, len(usual[1] or ""))
    bare = _SPACES.sub("", text)
    if not bare or all(c in _DASHES for c in bare):
        return Quantity(text.strip(), Decimal(0), unit, 0, Kind.BLANK)
    unreadable = Quantity(text.strip(), None, unit, 0, Kind.UNREADABLE)
    if len(bare) > MAX_FIGURE_LENGTH or (len(bare) < len(text.strip()) and _several(text)):
        return unreadable
    bare = unicodedata.normalize("NFKC", _MARKS.sub("", bare).translate(_MINUS)).translate(_MINUS)
    if bare.endswith("%") and unit.symbol == "%":
        bare = bare[:-1]
    elif unit.dimension == MONEY and bare.endswith(unit.symbol):
        bare = bare[: -len(unit.symbol)]
    negative = bare.startswith("(") and bare.endswith(")")
    if negative:
        bare = bare[1:-1]
    found = _PLAIN.fullmatch(bare)
    if not found or (negative and bare[:1] in "+-"):
        return unreadable
    value = Decimal(bare.replace(",", ""))
    return Quantity(text.strip(), -value if negative else value, unit, len(found[1] or ""))


def _several(text: str) -> bool:
    """Whether characters with gaps between them are two figures and not one set wide, in groups or on several lines.

    ``1 2 . 0 0`` and ``12345\\n67.89`` are one; ``33 55.47`` and ``55.47\\n33`` are a 行次 and an amount, which
    together would be a figure that nobody printed.  Groups of three digits are thousands where thin spaces or several
    groups say so: ``31 234.56`` may be the 行次 31 and 234.56.
    """
    lines = [
        _GROUPS.sub(lambda found: _SPACES.sub("", found[0]), _THIN.sub("", line))
        for line in text.strip().split("\n")
    ]
    for pieces in map(str.split, lines):
        wide = all(len(piece.strip("().,-%")) < 2 for piece in pieces)
        if not wide and any(_apart(before, after) for before, after in pairwise(pieces)):
            return True
    lines = [_SPACES.sub("", line) for line in lines]
    # A figure is broken where its line is full: no later line of it is longer.
    return any(
        _apart(before, after) and (len(before) < max(_FULL, len(after)) or "." in before)
        for before, after in pairwise(lines)
    )


def _apart(before: str, after: str) -> bool:
    """Whether digits follow digits that may be a figure of their own: not within decimals."""
    if before[-1:] not in _DIGITS or after[:1] not in _DIGITS:
        return False
    _, point, decimals = before.rpartition(".")
    return not point or len(decimals) >= _DECIMALS


def blank(unit: Unit = NUMBER) -> Quantity:
    """Return the exact zero of a cell that the form has and nobody filled in."""
    return Quantity("", Decimal(0), unit, 0, Kind.BLANK)
