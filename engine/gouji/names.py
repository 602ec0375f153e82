"""Comparing printed labels: the one place that says when two labels mean the same.

Labels come wrapped, letter-spaced, numbered (``一、``), in full- or half-width brackets.  ``squash``
removes what never distinguishes two labels; ``bare`` also removes the leading numeral.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from gouji.patterns import later

HAN: Final = r"[^\W\d_a-zA-Z]"
"""A Chinese character, in patterns: any letter that is not ASCII.  Rare characters of names lie outside the basic
block, and a class that spells the block out (``一`` to ``鿿``) takes milliseconds to compile."""
_QUOTES: Final = str.maketrans(
    {"“": '"', "”": '"', "‘": '"', "’": '"', "「": '"', "」": '"', "'": '"', "＂": '"'}
)
FULL_WIDTH: Final = tuple((wide, unicodedata.normalize("NFKC", wide)) for wide in "，（）：；％．！？")
"""The commonest full-width marks and what they become; normalising a text that holds one takes ten times as long."""
_UNSEEN: Final = later("[\u200b\ufeff]+")
_QUOTE: Final = re.compile("[“”‘’「」'＂]")
_STUCK: Final = re.compile(rf"(.*(?:{HAN}|[)）]))([-－−]?\d[\d,，]*\.\d\d)")
_NUMERAL: Final = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)、?|\(\d{1,2}\)|\d{1,2}[、.])(?=\D)"
)
_THREE: Final = later(r'"?三公"?经费"?')
"""三公经费 with its quotes, without them, or with one of them lost."""
_OF_WHICH: Final = re.compile(r"^其中[:：]?")


@lru_cache(maxsize=65536)
def squash(label: str) -> str:
    """Return the label without spaces and breaks, in half-width forms, quotes unified.

    >>> squash("因 公 出 国（境）费\\n用")
    '因公出国(境)费用'
    """
    if not unicodedata.is_normalized("NFKC", label):
        label = label.replace("\u3000", " ")
        for wide, narrow in FULL_WIDTH:
            label = label.replace(wide, narrow)
        label = unicodedata.normalize("NFKC", label)
    plain = "".join(label.split())
    if plain.isascii():
        return plain.replace("'", '"')
    if "\u200b" in plain or "\ufeff" in plain:
        plain = _UNSEEN.sub("", plain)
    return plain.translate(_QUOTES) if _QUOTE.search(plain) else plain


@lru_cache(maxsize=65536)
def bare(label: str) -> str:
    """Return the squashed label without a leading numeral (``一、``, ``（一）``, ``1.``) or 其中.

    >>> bare("二十一、国有资本经营预算支出")
    '国有资本经营预算支出'
    >>> bare("一般公共服务支出")
    '一般公共服务支出'
    """
    text = _OF_WHICH.sub("", squash(label))
    found = _NUMERAL.match(text)
    return _OF_WHICH.sub("", text[found.end() :]) if found else text


_FUND: Final = r"(?:一般公共预算|政府性基金(?:预算)?|国有资本经营(?:预算)?)(?:财政拨款)?"
_FUNDS: Final = later(rf"{_FUND}(?:[、和及与]{{1,2}}{_FUND})+")


def together(text: str) -> str:
    """Return a squashed title in which several kinds of fiscal money, named one after another, are 财政拨款.

    >>> together("三公经费支出")
    '"三公"经费支出'
    """
    if "三公" in text:
        text = _THREE.sub('"三公"经费', text)
    return _FUNDS.sub("财政拨款", text) if "政府性基金" in text or "国有资本经营" in text else text


def same(printed: str, name: str) -> bool:
    """Whether a printed label means ``name``."""
    return squash(printed) == squash(name) or bare(printed) == bare(name)


def is_prefix(printed: str, name: str, at_least: int = 4) -> bool:
    """Whether a printed label is ``name`` cut short (long names are cut in narrow columns)."""
    short, full = bare(printed), bare(name)
    return len(short) >= at_least and full.startswith(short)


def words_of(text: str) -> Iterator[str]:
    """Yield the words of a line; an amount that sticks to the name before it is one of its own.

    >>> list(words_of("2010301 行政运行740.43　671.01"))
    ['2010301', '行政运行', '740.43', '671.01']
    """
    for word in text.split():
        stuck = _STUCK.fullmatch(word) if word[-3:-2] == "." else None
        yield from stuck.groups() if stuck else (word,)
