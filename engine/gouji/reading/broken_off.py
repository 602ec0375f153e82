"""Prose that breaks off: an excerpt, a page that was not saved to its end.

Its last words are not read: a figure may have lost digits, a list its last items.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from gouji.model import Note, Section
from gouji.patterns import later

CODE = "text-breaks-off"
"""Of the note that says so."""
_ENDS = tuple('。！？!?；;：:）)》”"…】]')
_LEAST = 25
"""Characters of a last paragraph that is more than a signature."""
_ITEM = later(r"\d{1,2}[.、．]|[（(]")
"""Begins an item of a list, however short."""
_NO_SENTENCE = later(r"联系|电话|附件|附表|网址|http|邮箱|日期|来源|编辑|[年月日]$")
"""Last lines of a page that end in no full stop."""


_LIST = later(r"其中|包括|包含|分别|如下|(?<![收入])、")
"""What may be a list that breaks off."""


def _last_comma(text: str, start: int, end: int) -> int:
    return max(text.rfind(mark, start, end) for mark in ",，;；") + 1


def until_it_breaks(sections: Sequence[Section]) -> tuple[tuple[Section, ...], Note | None]:
    """Return the sections without the last clause or list that has no end, and a note that says so, ``None`` if they end.

    Args:
        sections: Sections of prose whose tables are elsewhere.
    """
    at = next((i for i in range(len(sections) - 1, -1, -1) if sections[i].paragraphs), None)
    if at is None:
        return tuple(sections), None
    section = sections[at]
    last = section.paragraphs[-1]
    text = last.text.rstrip()
    if (len(text) < _LEAST and not _ITEM.match(text)) or text.endswith(_ENDS) or _NO_SENTENCE.search(text):
        return tuple(sections), None
    stop = text.rfind("。") + 1
    listed = _LIST.search(text, stop)
    kept = max(stop, _last_comma(text, stop, listed.start() if listed else len(text)))
    message = f"文字在“…{text[stop:].strip()[-20:]}”处中断，没有读完的不读"
    note = Note(CODE, message, last.place_of(kept, len(text)))
    paragraphs = section.paragraphs[:-1]
    if kept:
        paragraphs = (*paragraphs, attrs.evolve(last, text=text[:kept]))
    shortened = attrs.evolve(section, paragraphs=paragraphs)
    return (*sections[:at], shortened, *sections[at + 1 :]), note
