"""Stories of slips: how one printed figure may have become another, and how likely that is.

Costs are rough negative logarithms of likelihoods: a slip that can happen in one way only (a lost sign, 元 for
万元, the neighbour's value) is cheap; one of many possible digits is dearer; no story at all is dearest.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

import attrs

from gouji.value import Value


@attrs.frozen(eq=False, repr=False)
class Story(Value):
    """A slip that turns the proposed figure into the printed one.

    Attributes:
        cost: Smaller is likelier.
        text: In words, "" if no story fits.
        copied: The printed value is that of a neighbour.
    """

    cost: float
    text: str
    copied: bool = False


NONE = Story(6.0, "")
APART = 5
"""Times that one amount is the other where a point has moved, at least."""


def story(printed: str, proposed: str, neighbours: Mapping[str, str] | None = None) -> Story:
    """Return the likeliest slip from ``proposed`` (the truth) to ``printed``.

    Args:
        printed: As printed.
        proposed: What it should be, printed the same way.
        neighbours: Printed values nearby → where they stand.
    """
    a, b = printed.replace(",", "").replace("，", ""), proposed.replace(",", "")
    x, y = _number(a), _number(b)
    if not a:
        # Lines that may be negative seldom are, and a blank one less often than any.
        return Story(2.0 if y is None or y >= 0 else 4.0, "该填的数没有填")
    found = [NONE]
    if x == 0 and y:
        # A zero beside it explains nothing: nearly every figure has one.
        found.append(Story(3.0, "有数而印成了零"))
    elif neighbours and printed in neighbours:
        found.append(Story(0.8, f"与{neighbours[printed]}的数相同，可能抄错了格", True))
    if a.lstrip("-−－(（").rstrip(")）") == b.lstrip("-") and a != b:
        found.append(Story(0.3, "丢了或多了负号"))
    if x and y and not 1 / APART < abs(float(x) / float(y)) < APART:
        for power in (1, 2, 3):
            for ratio in (Decimal(10) ** power, Decimal(10) ** -power):
                # A digit may be lost at the end; with one digit left, anything would fit.
                near = abs(x - y * ratio) <= Decimal("0.01") and abs(x) >= Decimal("0.1")
                if x == y * ratio or near:
                    found.append(Story(0.4 + 0.4 * power, "小数点移了位"))
        if abs(x / y - 10_000) < 10:  # what is proposed follows from a rate of two decimals
            found.append(Story(0.3, "把元当成了万元"))
    if x or "." not in a:
        # An amount printed as zero has no digits left to tell a slip by.
        found.extend(_of_digits(_digits(a), _digits(b)))
    return min(found, key=lambda s: s.cost)


def _of_digits(printed: str, proposed: str) -> Iterator[Story]:
    if _swapped(printed, proposed):
        yield Story(1.3, "相邻两位数字颠倒")
    elif len(printed) == len(proposed):
        wrong = [i for i, (p, q) in enumerate(zip(printed, proposed, strict=True)) if p != q]
        if len(wrong) > 1 and abs(int(printed) - int(proposed)) == 1:
            # 7.40 for 7.39: the digit before changes with the last, it is one step all the same.
            yield Story(1.0, "末位差一")
        if len(wrong) == 1:
            step = abs(int(printed[wrong[0]]) - int(proposed[wrong[0]]))
            last = wrong[0] == len(printed) - 1
            yield Story((1.0 if last else 1.9) if step == 1 else 3.0, f"第{wrong[0] + 1}位数字印错")
        elif len(wrong) == 2:
            yield Story(4.5, "")
    bare_printed, bare_proposed = printed.lstrip("0"), proposed.lstrip("0")
    for few, many, cost, text in (
        (printed, proposed, 1.3, "少印了一位数字"),
        (bare_printed, bare_proposed, 2.2, "少印了一位数字"),
        (proposed, printed, 1.8, "多印了一位数字"),
        (bare_proposed, bare_printed, 2.2, "多印了一位数字"),
    ):
        if len(few) + 1 == len(many) and _dropped(many, few):
            yield Story(cost, text)


def truths(printed: str) -> Iterator[str]:
    """Yield what a printed figure may have been before one slip: the inverse of the stories.

    Args:
        printed: As printed.
    """
    plain = printed.replace(",", "").replace("，", "")
    value = _number(plain)
    if value is None:
        return
    places = len(plain.partition(".")[2])

    def shown(number: Decimal) -> str:
        return f"{number:.{places}f}"

    yield shown(-value)
    for power in (1, 2, 3):
        yield shown(value * 10**power)
        yield shown(value / 10**power)
    yield shown(value / 10_000)
    at = [i for i, c in enumerate(plain) if c.isdigit()]
    for i, j in itertools.pairwise(at):
        yield plain[:i] + plain[j] + plain[i + 1 : j] + plain[i] + plain[j + 1 :]
    for i in at:
        for digit in "0123456789":
            if digit != plain[i]:
                yield plain[:i] + digit + plain[i + 1 :]
    whole = plain.partition(".")[0]
    # Digits are put behind the sign and taken from behind it.
    for i in range(at[0], len(whole) + 1):
        for digit in "0123456789":
            yield plain[:i] + digit + plain[i:]
    for i in range(at[0], len(whole)):
        if len(whole) - at[0] > 1:
            yield plain[:i] + plain[i + 1 :]


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


def _swapped(a: str, b: str) -> bool:
    if len(a) != len(b):
        return False
    wrong = [i for i, (p, q) in enumerate(zip(a, b, strict=True)) if p != q]
    return (
        len(wrong) == 2
        and wrong[1] == wrong[0] + 1
        and a[wrong[0]] == b[wrong[1]]
        and a[wrong[1]] == b[wrong[0]]
    )


def _dropped(longer: str, shorter: str) -> bool:
    """Whether ``shorter`` is ``longer`` without one digit."""
    return any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))
