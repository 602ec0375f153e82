"""Stories of slips: how one printed figure may have become another, and how likely that is.

Costs follow restricted Damerau–Levenshtein distance on the digits, with cheap moves for the slips people
make: a moved decimal point, 元 for 万元, a lost sign, two digits swapped, a neighbour's value copied.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

import attrs


@attrs.frozen
class Story:
    """A slip that turns the proposed figure into the printed one.

    Attributes:
        cost: Smaller is likelier.
        text: In words, "" if no story fits.
    """

    cost: float
    text: str


NONE = Story(4.0, "")


def story(printed: str, proposed: str, neighbours: dict[str, str] | None = None) -> Story:
    """Return the likeliest slip from ``proposed`` (the truth) to ``printed``.

    Args:
        printed: As printed.
        proposed: What it should be, printed the same way.
        neighbours: Printed values nearby → where they stand.
    """
    a, b = printed.replace(",", "").replace("，", ""), proposed.replace(",", "")
    if not a:
        return Story(1.6, "该填的数没有填")
    found = [NONE]
    if neighbours and printed in neighbours and _number(a) not in (None, Decimal(0)):
        found.append(Story(0.7, f"与{neighbours[printed]}的数相同，可能抄错了格"))
    if a.lstrip("-−－(（") == b.lstrip("-") and a != b:
        found.append(Story(0.4, "丢了或多了负号"))
    x, y = _number(a), _number(b)
    if x is not None and y is not None and y and x:
        for power in (1, 2, 3):
            for ratio in (Decimal(10) ** power, Decimal(10) ** -power):
                if x == y * ratio or abs(x - y * ratio) <= Decimal("0.01"):
                    found.append(Story(0.6 + 0.1 * power, "小数点移了位"))
        if abs(x / y - 10_000) < Decimal("0.5"):
            found.append(Story(0.5, "把元当成了万元"))
    digits_a, digits_b = _digits(a), _digits(b)
    if _swapped(digits_a, digits_b):
        found.append(Story(0.6, "相邻两位数字颠倒"))
    elif len(digits_a) == len(digits_b):
        wrong = [i for i, (p, q) in enumerate(zip(digits_a, digits_b, strict=True)) if p != q]
        if len(wrong) == 1:
            step = abs(int(digits_a[wrong[0]]) - int(digits_b[wrong[0]]))
            found.append(Story(0.9 if step == 1 else 1.1, f"第{wrong[0] + 1}位数字印错"))
        elif len(wrong) == 2:
            found.append(Story(2.2, ""))
    if len(digits_a) + 1 == len(digits_b) and _dropped(digits_b, digits_a):
        found.append(Story(0.8, "少印了一位数字"))
    if len(digits_a) == len(digits_b) + 1 and _dropped(digits_a, digits_b):
        found.append(Story(0.9, "多印了一位数字"))
    return min(found, key=lambda s: s.cost)


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
