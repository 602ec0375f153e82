"""Units of printed figures, and how they convert.

A :class:`Unit` belongs to a dimension and has a whole-number scale in that dimension's
tick.  The tick of money is 1 分, so 1 万元 is 1,000,000 ticks; the tick of a ratio is
one per cent of a per cent's unit, handled as an exact fraction.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

import attrs

from gouji.value import Value

MONEY: Final = "money"
RATIO: Final = "ratio"
COUNT: Final = "count"
SCORE: Final = "score"
PLAIN: Final = "plain"


@attrs.frozen(eq=False, repr=False)
class Unit(Value):
    """A unit as printed, such as 万元 or ``%``.

    Attributes:
        symbol: The canonical way to print it.
        dimension: One of ``money``, ``ratio``, ``count``, ``score``, ``plain``; figures of
            different dimensions are never added or compared.
        scale: Ticks per unit.  Money: whole 分.  Ratio: 1/100 for per cent.  Others: 1.
        rule_decimals: Decimals the regulations print in this unit; a figure printed with
            fewer stands for dropped trailing zeros.
    """

    symbol: str
    dimension: str
    scale: Fraction
    rule_decimals: int = 0

    def __str__(self) -> str:
        return self.symbol


FEN: Final = Unit("分钱", MONEY, Fraction(1))
YUAN: Final = Unit("元", MONEY, Fraction(100), 2)
QIAN: Final = Unit("千元", MONEY, Fraction(100_000), 2)
WAN: Final = Unit("万元", MONEY, Fraction(1_000_000), 2)
BAIWAN: Final = Unit("百万元", MONEY, Fraction(100_000_000), 2)
YI: Final = Unit("亿元", MONEY, Fraction(10_000_000_000), 2)
PERCENT: Final = Unit("%", RATIO, Fraction(1, 100))
PERMILLE: Final = Unit("‰", RATIO, Fraction(1, 1000))
POINTS: Final = Unit("分", SCORE, Fraction(1))
NUMBER: Final = Unit("", PLAIN, Fraction(1))

_FIXED: Final[dict[str, Unit]] = {
    "元": YUAN,
    "人民币元": YUAN,
    "千元": QIAN,
    "万元": WAN,
    "万": WAN,
    "人民币万元": WAN,
    "百万元": BAIWAN,
    "亿元": YI,
    "亿": YI,
    "%": PERCENT,
    "％": PERCENT,
    "‰": PERMILLE,
    "分": POINTS,
    "": NUMBER,
}

COUNT_WORDS: Final = (
    "辆", "人次", "批次", "团组", "人", "个", "台", "套", "台（套）", "台(套)", "台/套", "次", "批", "家",
    "项", "名", "户", "件", "平方米", "类", "天", "期", "场", "份", "条", "座", "年",
)  # fmt: skip


def unit(symbol: str) -> Unit:
    """Return the unit printed as ``symbol``.

    Raises:
        ValueError: If no unit is printed like this.
    """
    text = symbol.strip()
    if text in _FIXED:
        return _FIXED[text]
    if text in COUNT_WORDS:
        return Unit(text, COUNT, Fraction(1))
    raise ValueError(f"unknown unit: {symbol!r}")
