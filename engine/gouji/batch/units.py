"""Which documents are those of the units below a department: only where its own words list them, and all are there.

A sum over some of the units proves nothing, so a department is compared with its units only if it says how many
institutions its accounts comprise and the batch holds the accounts of exactly those it names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from gouji.model import Ledger
from gouji.names import squash

MOST = 4000
"""Characters of a document's own description that are kept."""
_TITLES = ("机构设置", "单位构成", "决算单位", "部门概况", "单位概况", "部门构成")
_LISTING = re.compile(r"纳入|编报范围|编制范围|汇总范围|决算单位|预算单位|部门决算包括")
_COUNT = re.compile(r"(?:共|计|包括|包含|有|为)(?:有|计)?(\d{1,3}|[一二三四五六七八九十]{1,3})(?:个|家)")
_BETWEEN = re.compile(r"[、,，;；。:：()（）\[\]【】\s]|\d+[.．]|[①-⑳]")
_AND = re.compile(r"以及|[和及与]")
_SELF = re.compile(r"(?:[(（]?(?:本级|机关本级|机关|本部)[)）]?)$")
_DIGITS = {c: n for n, c in enumerate("一二三四五六七八九", 1)}


def description(ledger: Ledger) -> str:
    """Return what a document says of the institutions it comprises, without spaces, cut to :data:`MOST`."""
    texts = [
        paragraph.text
        for section in ledger.sections
        if section.part == "概况" or any(t in section.title for t in _TITLES)
        for paragraph in section.paragraphs
        if _LISTING.search(squash(paragraph.text)) or _COUNT.search(squash(paragraph.text))
        or len(paragraph.text) < 60
    ]  # fmt: skip
    return "。".join(squash(t) for t in texts)[:MOST]


def stated_count(text: str) -> int | None:
    """Return how many institutions the accounts comprise, ``None`` if it is not said or said in two ways.

    >>> stated_count("纳入本部门2024年度部门决算编报范围的单位共3个，包括：…")
    3
    >>> stated_count("内设科室5个。") is None
    True
    """
    found: set[int] = set()
    for sentence in re.split(r"[。；;]", text):
        if _LISTING.search(sentence):
            found |= {_number(n) for n in _COUNT.findall(sentence)}
    return found.pop() if len(found) == 1 else None


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    tens, mark, ones = text.partition("十")
    if not mark:
        return _DIGITS.get(text, 0)
    return _DIGITS.get(tens, 1) * 10 + _DIGITS.get(ones, 0)


def plain_name(name: str) -> str:
    """Return the name of an institution without the words for its headquarters (本级)."""
    return _SELF.sub("", squash(name))


def named_units(text: str, known: Mapping[str, object]) -> list[str]:
    """Return those of the known names that a description lists, in its order.

    Args:
        text: See :func:`description`.
        known: Names as :func:`plain_name` gives them.
    """
    found: dict[str, None] = {}
    for piece in _BETWEEN.split(text):
        name = plain_name(piece)
        if name in known:
            found[name] = None
            continue
        for part in _parts(piece):
            if plain_name(part) in known:
                found[plain_name(part)] = None
    return list(found)


def _parts(piece: str) -> Iterable[str]:
    """Yield both sides of every 和, 及, 与: names contain them too, so each is tried."""
    for joint in _AND.finditer(piece):
        yield piece[: joint.start()]
        yield piece[joint.end() :]
