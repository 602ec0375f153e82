"""Page numbers and running heads of plain text: by their pages where form feeds part them, else by how they count on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from gouji.model import Line
from gouji.names import squash
from gouji.reading.losses import amounts_in

_DECORATED = re.compile(
    r"[-—–―‐·~～]\s*(?P<dashes>\d{1,4})\s*[-—–―‐·~～]"
    r"|第\s*(?P<said>\d{1,4})\s*页(?:\s*[,，/／]?\s*[(（]?\s*共\s*\d{1,4}\s*页\s*[)）]?)?"
    r"|(?P<part>\d{1,4})\s*[/／]\s*(?P<whole>\d{1,4})"
)
_TITLE = re.compile(
    r"[^,。;:]{0,40}20\d\d年度?[^,。;:]{0,16}决算(?:公开|公告|信息公开|公开说明|公开文本|报告)?"
)
_ENDS = 3
"""Lines at either end of a page among which running lines are looked for."""
_COUNTED = 3
"""Page numbers that must count on before lines between which no page is known are taken for them."""
_REPEATED = 5
"""Times that the document's title stands in a text whose pages it heads."""
_LONG = 100
"""Characters of a line that is no title."""
_SPARSE = 8
"""Lines there are at least, on average, between page numbers."""


def without_furniture(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines without page numbers and running heads.

    Args:
        lines: All of a text, in order.
    """
    gone = _of_pages(lines) if any(line.place.page for line in lines) else _counted(lines)
    return tuple(line for i, line in enumerate(lines) if i not in gone)


def _of_pages(lines: Sequence[Line]) -> frozenset[int]:
    """Return the lines that open or close most pages with the same words, and page numbers among them.

    A bare number is the page's only if it counts on with the pages: 行次 stand at the foot of pages too.
    """
    pages: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        pages.setdefault(line.place.page or 0, []).append(index)
    ends = {page: {*own[:_ENDS], *own[-_ENDS:]} for page, own in pages.items()}
    words = {i: _key(lines[i].text, page) for page, own in ends.items() for i in own}
    counts = Counter(words.values())
    often = max(2, len(pages) // 2)
    found: set[int] = set()
    for own in pages.values():
        for order in (own[:_ENDS], own[: -_ENDS - 1 : -1]):
            for i in order:
                text = lines[i].text
                # Amounts alone on their lines differ in nothing but digits, and are no page numbers.
                if amounts_in([text]) or (
                    counts[words[i]] <= often and not _DECORATED.fullmatch(text.strip())
                ):
                    break
                found.add(i)
    return frozenset(found)


def _key(text: str, page: int) -> str:
    """Return what the running lines of all pages have in common."""
    plain = squash(text)
    return f"#{int(plain) - page}" if plain.isdigit() and len(plain) < 5 else re.sub(r"\d+", "#", plain)


def _counted(lines: Sequence[Line]) -> frozenset[int]:
    """Return page numbers that count on, the words that run with them, and the document's title come again."""
    kinds: dict[str, list[tuple[int, int]]] = {}
    for index, line in enumerate(lines):
        found = _DECORATED.fullmatch(line.text.strip()) if len(line.text) < 40 else None
        if found:
            kind = f"{found.lastgroup}{found['whole'] or ''}"
            number = next(n for n in (found["dashes"], found["said"], found["part"]) if n)
            kinds.setdefault(kind, []).append((index, int(number)))
    numbers = sorted(index for own in kinds.values() if _counts_on(own) for index, _ in own)
    return frozenset((*numbers, *_beside(lines, numbers), *_titles(lines)))


def _counts_on(own: Sequence[tuple[int, int]]) -> bool:
    """Whether numbers rise one by one, a page now and then without, and far apart."""
    steps = [after - before for (_, before), (_, after) in pairwise(own)]
    return (
        len(own) >= _COUNTED
        and all(step > 0 for step in steps)
        and sum(step == 1 for step in steps) >= 0.8 * len(steps)
        and own[-1][0] - own[0][0] >= _SPARSE * len(steps)
    )


def _beside(lines: Sequence[Line], numbers: Sequence[int]) -> Iterator[int]:
    """Yield lines next to page numbers that say the same beside most of them."""
    for step in (-1, 1):
        beside = [n + step for n in numbers if 0 <= n + step < len(lines)]
        counts = Counter(squash(lines[i].text) for i in beside)
        for index in beside:
            text = squash(lines[index].text)
            if counts[text] > max(2, len(numbers) // 2) and not amounts_in([text]):
                yield index


def _titles(lines: Sequence[Line]) -> Iterator[int]:
    """Yield lines that say the document's title again, all but the first; those of its tables and reports are other."""
    titles = [
        (i, text)
        for i, line in enumerate(lines)
        if "20" in line.text and len(line.text) < _LONG and _TITLE.fullmatch(text := squash(line.text))
    ]
    counts = Counter(text for _, text in titles)
    seen: set[str] = set()
    for index, text in titles:
        if counts[text] >= _REPEATED and text in seen:
            yield index
        seen.add(text)
