"""What a spreadsheet shows for a number: the common part of Excel's format codes.

Source: ECMA-376 part 1, 18.8.30 (numFmts) and 18.8.31.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

BUILTIN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 37: "#,##0", 38: "#,##0",
    39: "#,##0.00", 40: "#,##0.00", 41: "#,##0", 43: "#,##0.00", 44: "#,##0.00", 49: "@",
}  # fmt: skip
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_PATTERN = re.compile(r"[#0?,]*[#0?](?:\.([0#?]+))?")


def show(text: str, code: str) -> str:
    """Return a stored number as its format shows it; other text is returned as it is.

    Args:
        text: The stored number, such as ``2993.9199999999996``.
        code: Format code; ``General`` shows at most eleven digits.

    >>> show("1234.5", "#,##0.00")
    '1,234.50'
    >>> show("0.9882", "0.00%")
    '98.82%'
    """
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    section = code.split(";")
    pick = section[1] if number < 0 and len(section) > 1 and section[1].strip() else section[0]
    bare = _LITERAL.sub("", pick)
    found = _PATTERN.search(bare)
    if "General" in pick or found is None or re.search(r"[ymdhs]", bare, re.IGNORECASE):
        return _general(number)
    percent = "%" in bare
    if percent:
        number *= 100
    places = len(found[1] or "")
    rounded = abs(number).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    shown = f"{rounded:,f}" if "," in found[0] else f"{rounded:f}"
    optional = len(found[1] or "") - len((found[1] or "").rstrip("#"))
    for _ in range(optional):
        if shown.endswith("0"):
            shown = shown[:-1]
    shown = shown.rstrip(".")
    negative = number < 0 and rounded != 0
    if negative and len(section) > 1 and "(" in pick:
        return f"({shown}{'%' if percent else ''})"
    return f"{'-' if negative else ''}{shown}{'%' if percent else ''}"


def _general(number: Decimal) -> str:
    """Show as General does: eleven significant digits, no trailing zeros, never an exponent here."""
    if number == number.to_integral_value():
        return f"{number.to_integral_value():f}"
    rounded = round(number, max(0, 10 - max(0, number.adjusted())))
    return f"{rounded.normalize():f}"
