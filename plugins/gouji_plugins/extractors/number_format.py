"""What a spreadsheet shows for a stored value: format codes parsed once, then applied exactly.

Dates are in :mod:`number_dates`.  Built-in codes are those of a Chinese installation, since that is what
a reader of these disclosures sees.

Source: ECMA-376 part 1, 18.8.30 (numFmts, with the zh-cn list) and 18.8.31.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import lru_cache

import attrs

from gouji.value import Value
from gouji_plugins.extractors.number_dates import show_date

_YEAR_MONTH, _MONTH_DAY = 'yyyy"年"m"月"', 'm"月"d"日"'
_HALF_DAY, _HALF_DAY_SECONDS = '上午/下午h"时"mm"分"', '上午/下午h"时"mm"分"ss"秒"'
BUILTIN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
    5: r"¥#,##0;¥\-#,##0", 6: r"¥#,##0;¥\-#,##0", 7: r"¥#,##0.00;¥\-#,##0.00", 8: r"¥#,##0.00;¥\-#,##0.00",
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
    27: _YEAR_MONTH, 28: _MONTH_DAY, 29: _MONTH_DAY, 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 34: _HALF_DAY, 35: _HALF_DAY_SECONDS, 36: _YEAR_MONTH,
    37: r"#,##0_ ;\-#,##0_ ", 38: r"#,##0_ ;\-#,##0_ ", 39: r"#,##0.00_ ;\-#,##0.00_ ",
    40: r"#,##0.00_ ;\-#,##0.00_ ",
    41: r'_ * #,##0_ ;_ * \-#,##0_ ;_ * "-"_ ;_ @_ ', 42: r'_ ¥* #,##0_ ;_ ¥* \-#,##0_ ;_ ¥* "-"_ ;_ @_ ',
    43: r'_ * #,##0.00_ ;_ * \-#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    44: r'_ ¥* #,##0.00_ ;_ ¥* \-#,##0.00_ ;_ ¥* "-"??_ ;_ @_ ',
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
    50: _YEAR_MONTH, 51: _MONTH_DAY, 52: _YEAR_MONTH, 53: _MONTH_DAY, 54: _MONTH_DAY, 55: _HALF_DAY,
    56: _HALF_DAY_SECONDS, 57: _YEAR_MONTH, 58: _MONTH_DAY,
}  # fmt: skip

MAX_CODE = 1024
MAX_EXPONENT = 40
"""A stored number beyond this size is no amount; it is shown as it is stored."""

_STORED = Context(prec=15, rounding=ROUND_HALF_UP)
"""Spreadsheets keep fifteen digits; the sixteenth and seventeenth of a stored double are noise."""
_EXACT = Context(prec=120, rounding=ROUND_HALF_UP)

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|(?P<space>_.)|(?P<fill>\*.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General|G/通用格式)|(?P<exponent>E[+-])|(?P<half>AM/PM|A/P|上午/下午)"
    r"|(?P<date>y+|m+|d+|h+|s+(?:\.0+)?|e+|aaaa?|b+)|(?P<digit>[0#?])|(?P<mark>[.,%@/])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)")
_COMPARE: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq, "<>": operator.ne,
}  # fmt: skip


@attrs.frozen(eq=False, repr=False)
class _Section(Value):
    """One section of a format code.

    Attributes:
        tokens: (kind, text) in order; kinds ``literal``, ``digit``, ``point``, ``percent``, ``text``,
            ``general``, ``date``, ``elapsed``, ``half``, ``exponent``, ``fraction``.
        condition: Comparison and bound, if it states one.
        grouped: Thousands are separated.
        scale: Powers of a thousand the number is divided by.
        numerals: Dates are written in Chinese numerals (``[DBNum1]``).
    """

    tokens: tuple[tuple[str, str], ...]
    condition: tuple[str, Decimal] | None = None
    grouped: bool = False
    scale: int = 0
    numerals: bool = False

    def has(self, *kinds: str) -> bool:
        """Whether a token of one of the kinds occurs."""
        return any(kind in kinds for kind, _ in self.tokens)


def show(text: str, code: str, *, epoch_1904: bool = False) -> str:
    """Return what a cell shows.

    Args:
        text: The stored value, such as ``2993.9199999999996``, or a text.
        code: Format code; ``General`` shows at most eleven digits.
        epoch_1904: Whether the workbook counts its days from 1904.

    >>> show("1234.5", "#,##0.00")
    '1,234.50'
    >>> show("0.9882", "0.00%")
    '98.82%'
    >>> show("45657", 'yyyy"年"m"月"d"日"')
    '2024年12月31日'
    >>> show("0", BUILTIN[43])
    '-'
    """
    try:
        number = Decimal(text)
    except InvalidOperation:
        return show_text(text, code)
    if not number.is_finite() or (number and abs(number.adjusted()) > MAX_EXPONENT):
        return text
    number = _STORED.create_decimal(number)
    sections = _sections(code[:MAX_CODE])
    index = _choose(number, sections)
    if index is None:
        return general(number)
    section = sections[index]
    if not section.tokens:
        return ""
    if section.has("date", "elapsed", "half"):
        shown = show_date(number, section.tokens, numerals=section.numerals, epoch_1904=epoch_1904)
        return general(number) if shown is None else shown
    if section.has("general", "text", "fraction"):  # fractions are shown as decimals: no figure needs them
        plain = general(abs(number)) if _signed_by_section(index, sections) else general(number)
        slots = {"general": plain, "text": plain, "fraction": plain}
        return "".join(t if k == "literal" else slots.get(k, "") for k, t in section.tokens).strip()
    shown = _exponential(number, section) if section.has("exponent") else _fixed(number, section)
    negative = number < 0 and not _signed_by_section(index, sections)
    return ("-" if negative and re.search("[1-9]", shown) else "") + shown


def show_text(text: str, code: str) -> str:
    """Return what a cell shows for a text: its format may add words around it or hide it."""
    sections = _sections(code[:MAX_CODE])
    section = sections[3] if len(sections) > 3 else sections[-1]
    if len(sections) > 3 and not section.tokens:
        return ""
    if not section.has("text"):
        return text
    return "".join(text if kind == "text" else part for kind, part in section.tokens if part != " ")


def general(number: Decimal) -> str:
    """Show as General does: eleven significant digits, no trailing zeros, never an exponent here."""
    if number == number.to_integral_value():
        return f"{number.to_integral_value():f}"
    rounded = round(number, max(0, 10 - max(0, number.adjusted())))
    return f"{rounded.normalize():f}" if rounded else "0"


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[_Section, ...]:
    """Parse a format code; it has at least one section."""
    sections: list[_Section] = []
    tokens: list[re.Match[str]] = []
    for found in _TOKEN.finditer(code or "General"):
        if found[0] == ";":
            sections.append(_section(tokens))
            tokens = []
        else:
            tokens.append(found)
    sections.append(_section(tokens))
    return tuple(sections[:4])


def _section(found: list[re.Match[str]]) -> _Section:
    tokens: list[tuple[str, str]] = []
    condition: tuple[str, Decimal] | None = None
    grouped, scale, numerals, pending = False, 0, False, 0
    for token in found:
        kind, text = token.lastgroup or "other", token[0]
        if kind == "digit":
            if pending and not any(k == "point" for k, _ in tokens):
                grouped = True
            pending = 0
            tokens.append(("digit", text))
            continue
        if text == ",":
            if tokens and tokens[-1][0] == "digit":
                pending += 1
            else:
                tokens.append(("literal", text))
            continue
        scale, pending = scale + pending, 0
        if kind == "bracket":
            inner = token["bracket"]
            bound = _CONDITION.fullmatch(inner)
            if bound:
                condition = (bound[1], Decimal(bound[2]))
            elif inner.startswith("$"):
                tokens.append(("literal", inner[1:].split("-")[0]))
            elif re.fullmatch(r"h+|m+|s+", inner, re.IGNORECASE):
                tokens.append(("elapsed", inner.lower()))
            elif inner.upper() == "DBNUM1":
                numerals = True
        elif kind == "mark":
            named = {".": "point", "%": "percent", "@": "text", "/": "fraction"}[text]
            if named == "point" and any(k == "point" for k, _ in tokens):
                named = "literal"
            if named == "fraction" and not (tokens and tokens[-1][0] == "digit"):
                named = "literal"
            tokens.append((named, text))
        elif kind in ("quoted", "escaped"):
            tokens.append(("literal", token[kind]))
        elif kind == "space":
            tokens.append(("literal", " "))
        elif kind in ("general", "exponent", "half", "date"):
            tokens.append((kind, text if kind == "half" else text.lower()))
        elif kind == "other":
            tokens.append(("literal", text))
    if any(kind in ("digit", "general", "text") for kind, _ in tokens):
        # Beside digits, letters that could be parts of a date are words somebody did not quote.
        tokens = [("literal", t) if k in ("date", "half") else (k, t) for k, t in tokens]
    return _Section(tuple(tokens), condition, grouped, scale + pending, numerals)


def _choose(number: Decimal, sections: tuple[_Section, ...]) -> int | None:
    """Return the index of the section that shows a number; ``None`` if no condition fits."""
    if any(s.condition for s in sections[:2]):
        for i, section in enumerate(sections[:3]):
            if section.condition is None:
                return i
            name, bound = section.condition
            if _COMPARE[name](number, bound):
                return i
        return None
    count = min(len(sections), 3)
    if number < 0 and count > 1:
        return 1
    return 2 if number == 0 and count > 2 else 0


def _signed_by_section(index: int, sections: tuple[_Section, ...]) -> bool:
    """Whether the section shows negative numbers in its own way, so that no sign is added."""
    return index == 1 and not any(s.condition for s in sections[:2])


def _fixed(number: Decimal, section: _Section) -> str:
    kinds = [kind for kind, _ in section.tokens]
    point = kinds.index("point") if "point" in kinds else len(kinds)
    whole = [i for i, kind in enumerate(kinds) if kind == "digit" and i < point]
    fraction = [i for i, kind in enumerate(kinds) if kind == "digit" and i > point]
    scaled = _EXACT.scaleb(abs(number), 2 * kinds.count("percent") - 3 * section.scale)
    digits, _, rest = f"{_EXACT.quantize(scaled, Decimal(1).scaleb(-min(len(fraction), 60))):f}".partition(
        "."
    )
    parts = [text if kind in ("literal", "percent", "point") else "" for kind, text in section.tokens]
    if not whole and not fraction:
        return "".join(parts).strip()
    _place_whole(digits.lstrip("0"), whole, section, parts, point)
    kept = _place_fraction(rest, fraction, section, parts)
    if point < len(parts) and not kept:
        parts[point] = parts[point].removesuffix(".")
    return "".join(parts).strip()


def _place_whole(digits: str, whole: list[int], section: _Section, parts: list[str], point: int) -> None:
    """Distribute the integer digits over their placeholders, from the right."""
    if not whole:
        if point < len(parts):
            parts[point] = digits + parts[point]
        return
    left, count = digits, 0

    def placed(digit: str) -> str:
        nonlocal count
        text = digit + ("," if section.grouped and count and count % 3 == 0 else "")
        count += 1
        return text

    for i in reversed(whole):
        if left:
            parts[i] = placed(left[-1])
            left = left[:-1]
        elif section.tokens[i][1] == "0":
            parts[i] = placed("0")
        else:
            parts[i] = " " if section.tokens[i][1] == "?" else ""
    while left:
        parts[whole[0]] = placed(left[-1]) + parts[whole[0]]
        left = left[:-1]


def _place_fraction(rest: str, fraction: list[int], section: _Section, parts: list[str]) -> int:
    """Distribute the decimals; return how many are shown."""
    kept = len(rest.rstrip("0"))
    for n, i in enumerate(fraction, 1):
        if section.tokens[i][1] == "0":
            kept = max(kept, n)
    for n, i in enumerate(fraction):
        parts[i] = rest[n : n + 1] if n < kept else (" " if section.tokens[i][1] == "?" else "")
    return kept


def _exponential(number: Decimal, section: _Section) -> str:
    """Show as ``1.23E+05``; the digits after the mark give the exponent's width."""
    kinds = [kind for kind, _ in section.tokens]
    at = kinds.index("exponent")
    point = kinds.index("point") if "point" in kinds[:at] else at
    places = kinds[point:at].count("digit")
    exponent = number.adjusted() if number else 0
    mantissa = _EXACT.quantize(_EXACT.scaleb(abs(number), -exponent), Decimal(1).scaleb(-min(places, 60)))
    if mantissa >= 10:
        mantissa, exponent = _EXACT.scaleb(mantissa, -1), exponent + 1
        mantissa = _EXACT.quantize(mantissa, Decimal(1).scaleb(-min(places, 60)))
    sign = "-" if exponent < 0 else ("+" if "+" in section.tokens[at][1] else "")
    return f"{mantissa:f}E{sign}{abs(exponent):0{max(1, kinds[at:].count('digit'))}d}"
