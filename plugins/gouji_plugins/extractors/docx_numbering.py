"""The automatic numbers of a Word document, counted and printed as Word does.

Source: ECMA-376 part 1, 17.9 (numbering) and 17.18.59 (number formats).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import attrs

from gouji.value import Value
from gouji_plugins.extractors.docx_xml import W, number, switch, value
from gouji_plugins.extractors.zip_package import ZipPackage

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_DIGITS = "零一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
MAX_COUNT = 30_000


def chinese(count: int, digits: str = _DIGITS, ten: str = "十") -> str:
    """Return 一 … 九十九 for 1 … 99, digits beyond."""
    if not 0 < count < 100:
        return str(count)
    tens, ones = divmod(count, 10)
    head = "" if not tens else (ten if tens == 1 and digits is _DIGITS else digits[tens] + ten)
    return head + (digits[ones] if ones else "")


def roman(count: int) -> str:
    """Return a count in capital Roman digits."""
    text = ""
    for size, sign in _ROMAN:
        times, count = divmod(count, size)
        text += sign * times
    return text


def letters(count: int) -> str:
    """Return A … Z, AA, BB …"""
    return chr(ord("A") + (count - 1) % 26) * ((count - 1) // 26 + 1)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda count: signs[(count - 1) % len(signs)]


def _from(first: int, last: int) -> Callable[[int], str]:
    return lambda count: chr(first + count - 1) if 1 <= count <= last else str(count)


_FORMATS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(
        ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
         "taiwaneseCountingThousand"), chinese,
    ),
    "ideographDigital": lambda count: "".join("〇一二三四五六七八九"[int(d)] for d in str(count)),
    "taiwaneseDigital": lambda count: "".join("○一二三四五六七八九"[int(d)] for d in str(count)),
    "chineseLegalSimplified": lambda count: chinese(count, _LEGAL, "拾"),
    "ideographLegalTraditional": lambda count: chinese(count, "零壹貳參肆伍陸柒捌玖", "拾"),
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "upperRoman": roman,
    "lowerRoman": lambda count: roman(count).lower(),
    "upperLetter": letters,
    "lowerLetter": lambda count: letters(count).lower(),
    "decimalZero": lambda count: f"{count:02d}",
    "decimalFullWidth": lambda count: str(count).translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    "decimalEnclosedCircle": _from(0x2460, 20),
    "decimalEnclosedCircleChinese": _from(0x2460, 20),
    "decimalEnclosedParen": _from(0x2474, 20),
    "decimalEnclosedFullstop": _from(0x2488, 20),
    "ideographEnclosedCircle": _from(0x3280, 10),
}  # fmt: skip


@attrs.frozen(eq=False, repr=False)
class _Level(Value):
    """A level of a list: format, text with ``%1`` for numbers, start, style tied to it."""

    format: str
    text: str
    start: int
    style: str = ""
    legal: bool = False


@attrs.frozen(eq=False, repr=False)
class _List(Value):
    """A list: the levels it prints, the counter it shares, where it starts anew."""

    levels: dict[int, _Level]
    counter: str
    starts: dict[int, int]


class Numbering:
    """The lists of a document.

    Args:
        package: The document's package; one without lists has none.
    """

    def __init__(self, package: ZipPackage) -> None:
        self._lists: dict[str, _List] = {}
        self._counts: dict[tuple[str, int], int] = {}
        self._begun: set[tuple[str, int]] = set()
        if not package.has("word/numbering.xml"):
            return
        root = package.xml("word/numbering.xml")
        abstract: dict[str, dict[int, _Level]] = {}
        linked: dict[str, str] = {}
        for item in root.iter(f"{W}abstractNum"):
            name = item.get(f"{W}abstractNumId") or ""
            abstract[name] = dict(_level(level) for level in item.findall(f"{W}lvl"))
            if link := value(item, "numStyleLink"):
                linked[name] = link
        targets = {
            value(item, "styleLink"): item.get(f"{W}abstractNumId") or "" for item in root.iter(f"{W}abstractNum")
        }  # fmt: skip
        for item in root.iter(f"{W}num"):
            target = value(item, "abstractNumId")
            target = targets.get(linked.get(target, ""), target)
            levels, starts = dict(abstract.get(target, {})), {}
            for change in item.findall(f"{W}lvlOverride"):
                depth = number(change.get(f"{W}ilvl"), 0, 0, 8)
                own = change.find(f"{W}lvl")
                if own is not None:
                    levels[depth] = _level(own)[1]
                if start := value(change, "startOverride"):
                    starts[depth] = number(start, 1, 0, MAX_COUNT)
            self._lists[item.get(f"{W}numId") or ""] = _List(levels, target, starts)

    def depth_of(self, name: str, style: str) -> int:
        """Return the level of a list that is tied to a style, 0 if none is."""
        found = self._lists.get(name)
        return (
            next((d for d, level in found.levels.items() if style and level.style == style), 0)
            if found
            else 0
        )

    def next(self, name: str, depth: int) -> str:
        """Return the printed number of the next paragraph of a list, "" if it has none."""
        own = self._lists.get(name)
        level = own.levels.get(depth) if own is not None else None
        if own is None or level is None:
            return ""
        at = (own.counter, depth)
        fresh = (name, depth) not in self._begun and depth in own.starts
        self._begun.add((name, depth))
        start = own.starts.get(depth, level.start)
        self._counts[at] = start if fresh else min(MAX_COUNT, self._counts.get(at, start - 1) + 1)
        for deeper in range(depth + 1, 9):
            self._counts.pop((own.counter, deeper), None)
        if level.format in ("bullet", "none"):
            return ""
        text = level.text
        for i in range(depth + 1):
            part = own.levels.get(i, level)
            count = self._counts.get((own.counter, i), own.starts.get(i, part.start))
            shape = "decimal" if level.legal and i < depth else part.format
            text = text.replace(f"%{i + 1}", _FORMATS.get(shape, str)(count) if count > 0 else str(count))
        return text


def _level(element: Element) -> tuple[int, _Level]:
    return number(element.get(f"{W}ilvl"), 0, 0, 8), _Level(
        value(element, "numFmt") or "decimal",
        value(element, "lvlText")[:100],
        number(value(element, "start"), 1, 0, MAX_COUNT),
        value(element, "pStyle"),
        bool(switch(element, "isLgl")),
    )
