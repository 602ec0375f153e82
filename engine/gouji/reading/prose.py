"""The prose of a document: printed lines joined into paragraphs, headings made into a tree of sections.

Lines are joined by what they say (a heading starts a section, a sentence end closes a paragraph), since
most formats keep only printed lines.  Linear in the length of the text.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain

import attrs

from gouji.display import width
from gouji.facts.vocabulary import section_for, sections_of
from gouji.model import Document, Line, Paragraph, Place, Section
from gouji.names import HAN, squash
from gouji.packs import Specs
from gouji.patterns import later
from gouji.reading.headings import dangling, goes_on, heading_of, is_heading, run_in

_PAGE_NUMBER = re.compile(
    r"^[-—–―\s]*\d{1,4}[-—–―\s]*$|^\d{1,4}\s*/\s*\d{1,4}$|^第\s*\d+\s*页(?:\s*[/,，]?\s*共\s*\d+\s*页)?$"
)
_CONTENTS = re.compile(r"[.…·]{4,}\s*[-—]?\d*[-—]?$")
_CAPTION = re.compile(r"^[（(]?图\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*[：:.、）)\s][^。]*$")
_UNIT = re.compile(r"^\s*(?:万元|亿元|元|万|%|％|个|辆|批|人|台|次|年|月|日|分)")
_CLOSED = later(r"[。；;！？!?：:]$")
_PAGE_TITLE = later(r"(?=.*决算)[^,，。;；:：]{4,80}$")
_TITLE_ENDS = ("决算", "情况", "说明", "公开")
_FULL_STOPS = ("。", "；", ";", "！", "？", "情况", "说明", "表")
"""What the text before the title of a section ends with, if it is at its end."""
_MIDWAY = later(r"^[，。；、：）)”》%％,;]|^[.．]\d")
_PARTS = (
    ("绩效", "绩效"), ("名词解释", "名词解释"), ("说明", "情况说明"), ("概况", "概况"), ("基本情况", "概况"),
    ("决算表", "决算表"), ("附表", "决算表"), ("公开表", "决算表"), ("附件", "附件"), ("决算情况", "情况说明"),
)  # fmt: skip
MAX_PARAGRAPH = 20_000
_FRONT = 300


def read_sections(
    document: Document,
    used: frozenset[int],
    specs: Specs | None = None,
    titles: Collection[str] = (),
) -> tuple[Section, ...]:
    """Return the sections of the prose in printed order.

    Args:
        document: As extracted.
        used: Indices of blocks that belong to tables.
        specs: Packs that apply; with them, sections of the 情况说明 get their canonical keys.
        titles: Titles that are headings even where their numbers were lost, as those of a list that counts itself.
    """
    lines = [b for i, b in enumerate(document.blocks) if i not in used and isinstance(b, Line)]
    lines = _without_contents(list(_without_furniture(lines)))
    builder = _SectionBuilder(titles)
    at = 0
    while at < len(lines):
        following = lines[at + 1] if at + 1 < len(lines) else None
        at += 2 if builder.take(lines[at], following) else 1
    sections = builder.finish()
    return sections if specs is None else _keyed(sections, specs)


def _keyed(sections: Sequence[Section], specs: Specs) -> tuple[Section, ...]:
    known = sections_of(specs)
    found = (section_for(s.title, known) for s in sections)
    return tuple(
        attrs.evolve(s, key=spec.key) if spec is not None else s
        for s, spec in zip(sections, found, strict=True)
    )


def _without_furniture(lines: Sequence[Line]) -> Iterator[Line]:
    """Leave out page numbers, captions of figures, contents entries, and headers that repeat on many pages."""
    pages = {line.place.page for line in lines if line.place.page}
    repeated: Counter[str] = Counter()
    if len(pages) > 4:
        repeated.update(squash(line.text) for line in lines)
    lines = [line for line in lines if line.text.strip()]
    before = ""
    for i, line in enumerate(lines):
        text = line.text.strip()
        if _CONTENTS.search(text) or (len(text) < 60 and _CAPTION.match(text) and "万元" not in text):
            continue
        if _PAGE_NUMBER.match(text):
            after = lines[i + 1].text if i + 1 < len(lines) else ""
            # A count or amount alone on its line: text before it that goes on, its unit behind it.
            if not (text.isdigit() and re.search(rf"(?:{HAN}|[，、])$", before) and _UNIT.match(after)):
                continue
        if pages and len(text) < 40 and repeated[squash(text)] > max(4, len(pages) * 0.6):
            continue
        before = text
        yield line


def _without_contents(lines: list[Line]) -> list[Line]:
    """Leave out the table of contents: from the word 目录 to the heading that its first entry names."""
    start = next((i for i, b in enumerate(lines[:_FRONT]) if squash(b.text) in ("目录", "目次")), None)
    if start is None:
        return lines
    first: tuple[int, str] | None = None
    last_part = 0
    for i, line in enumerate(lines[start + 1 : start + 1 + _FRONT], start + 1):
        level, number, title = heading_of(line.text)
        if not level:
            if len(line.text) > 30 and line.text.rstrip().endswith("。"):
                return lines
            continue
        name = (level, number if level == 1 else number + _plain(title))
        part = _ordinal(number) if level == 1 and number.startswith("第") else 0
        if name == first or (part and part <= last_part):
            return lines[:start] + lines[i:]
        first = first or name
        last_part = part or last_part
    return lines


def _plain(title: str) -> str:
    return re.sub(r"[\d.…·—-]+$", "", squash(title))


def _ordinal(number: str) -> int:
    """Return 3 for 第三部分."""
    digits = number.strip("第部分")
    tens, mark, ones = digits.rpartition("十")
    value = "一二三四五六七八九".find(ones) + 1
    return value + (10 * ("一二三四五六七八九".find(tens) + 1 or 1) if mark else 0)


@attrs.define
class _Open:
    """A paragraph being joined.

    Attributes:
        pieces: Its lines.
        length: Characters so far.
        closed: Whether the format says that it ends here.
    """

    pieces: list[tuple[str, Line]] = attrs.field(factory=list)
    length: int = 0
    closed: bool = False

    def add(self, text: str, line: Line) -> None:
        self.pieces.append((text, line))
        self.length += len(text)
        self.closed = line.ends_paragraph

    @property
    def last(self) -> str:
        """Text of the last line, "" if there is none."""
        return self.pieces[-1][0].rstrip() if self.pieces else ""


class _SectionBuilder:
    def __init__(self, titles: Collection[str] = ()) -> None:
        self.titles = titles
        self.sections: list[Section] = []
        self.paragraphs: list[Paragraph] = []
        self.head: Section = Section("", "", 0)
        self.numbers: list[str] = []
        self.levels: list[int] = []
        self.part = ""
        self.open = _Open()
        self.count = 0
        self.recent: deque[int] = deque(maxlen=30)

    def take(self, line: Line, following: Line | None) -> bool:
        """Take the next line.

        Returns:
            Whether the line after it was taken too, as the rest of a heading.
        """
        text = _joined_spaces(line.text)
        level, number, title = heading_of(text)
        # In the middle of a sentence nothing is a heading or an item, whatever it looks like.
        midway = not self.open.closed and dangling(self.open.last)
        if level in (0, 3) and text.endswith("说明") and self._unnumbered(text, title, line, midway):
            return False
        if level and not midway:
            if is_heading(level, title):
                self._close_paragraph()
                whole = self._whole_title(title, text, following)
                self._start(level, number, whole, line)
                return whole != title
            size = run_in(title) if level in (2, 21) else 0
            if size:
                self._close_paragraph()
                self._start(level, number, title[:size].rstrip().rstrip("。：:"), line)
                line = _tail(line, len(line.text.rstrip()) - len(title.rstrip()) + size)
                text = _joined_spaces(line.text)
            else:
                self._close_paragraph()
        elif self.open.pieces and self._ended(text):
            self._close_paragraph()
        self.open.add(text, line)
        self.recent.append(width(text))
        if self.open.length > MAX_PARAGRAPH:
            self._close_paragraph()
        return False

    def _unnumbered(self, text: str, title: str, line: Line, midway: bool) -> bool:
        """Take a line that is the title of a section and has no number of a section; whether it is one."""
        plain = squash(title or text)
        if plain not in self.titles:
            return False
        opened = self.head.level and not self.open.pieces and not self.paragraphs
        if opened and not squash(self.head.title).endswith(_TITLE_ENDS):
            return False  # the second half of a heading broken over lines
        before = self.open.last
        bare = before and heading_of(before)[0] == 2 and not heading_of(before)[2]
        if before and not bare and (midway or not (self.open.closed or before.endswith(_FULL_STOPS))):
            return False
        number = squash(before).rstrip("、.") if bare else ""
        if bare:
            self.open = _Open()
        self._close_paragraph()
        if self.part in ("", "决算表", "概况"):
            self.part = part_of(plain)
        self._start(2, number or plain, plain, line)
        return True

    def _whole_title(self, title: str, text: str, following: Line | None) -> str:
        if following is None or not title.strip():
            return title
        usual = max(self.recent, default=0)
        wide = width(text) >= 0.86 * usual if usual else len(text) >= 30
        rest = _joined_spaces(following.text)
        return title.strip() + rest if goes_on(title, rest, wide) else title

    def _ended(self, following: str) -> bool:
        """Whether the open paragraph is complete: the format says so, or a sentence ends short of the usual width."""
        last = self.open.last
        if (
            not self.head.level
            and len(self.open.pieces) <= 2
            and last.endswith(_TITLE_ENDS)
            and _PAGE_TITLE.match("".join(piece for piece, _ in self.open.pieces))
        ):
            # The title of a page, before all headings, on one line or two.
            return True
        if self.open.closed:
            if _MIDWAY.match(following) or _CLOSED.search(last):
                return not _MIDWAY.match(following)
            broken = last[-1:].isdigit() and (_UNIT.match(following) or following[:1].isdigit())
            return not (broken or dangling(last))
        if not last.endswith(("。", "！", "？")):
            return False
        return width(last) < 0.86 * max(self.recent, default=0)

    def _start(self, level: int, number: str, title: str, line: Line) -> None:
        self._close_section()
        while self.levels and self.levels[-1] >= level:
            self.levels.pop()
            self.numbers.pop()
        self.levels.append(level)
        self.numbers.append(number)
        if level == 1:
            self.part = "附件" if number.startswith("附件") else part_of(number + title)
        elif level == 2 and self.levels[0] != 1:
            # Documents without 第X部分 name their parts by 一、.
            self.part = part_of(title)
        self.head = Section(
            "/".join(self.numbers), title.strip(), 3 if level == 21 else level, (), line.place, self.part
        )

    def _close_paragraph(self) -> None:
        if not self.open.pieces:
            return
        paragraph = join_lines(self.open.pieces, self.count)
        self.open = _Open()
        if paragraph.text:
            self.paragraphs.append(paragraph)
            self.count += 1

    def _close_section(self) -> None:
        self._close_paragraph()
        if self.head.level or self.paragraphs:
            self.sections.append(attrs.evolve(self.head, paragraphs=tuple(self.paragraphs)))
        self.paragraphs = []

    def finish(self) -> tuple[Section, ...]:
        self._close_section()
        later: set[tuple[str, str]] = set()
        kept = []
        front = next((i for i, s in enumerate(self.sections) if s.level and s.paragraphs), len(self.sections))
        for i, section in reversed(list(enumerate(self.sections))):
            # Before any text, a heading that comes again belongs to a table of contents.
            name = (section.number, squash(section.title))
            if i >= front or section.paragraphs or name not in later:
                kept.append(section)
            later.add(name)
        return tuple(reversed(kept))


def part_of(title: str) -> str:
    """Return the part of the disclosure a heading opens, "" if none.

    >>> part_of("第三部分2024年度部门决算情况说明")
    '情况说明'
    """
    plain = squash(title)
    return next((part for word, part in _PARTS if word in plain), "")


def _tail(line: Line, at: int) -> Line:
    """Return what is printed on a line from a character on."""
    return attrs.evolve(line, text=line.text[at:], char_boxes=line.char_boxes[at:])


def _joined_spaces(text: str) -> str:
    """Remove the spaces extractors put between ideographs and figures; keep those between figures."""
    text = text.strip()
    return re.sub(r"(?<=\d) (?=\d)", "\u00a0", text) if " " in text else text


_ENDS_IN_AMOUNT = re.compile(r"\d\.\d\d$")
_REST_OF_AMOUNT = re.compile(r"\d{1,4}(?:[万亿]?元|[%％])")
"""Digits with the unit that an amount before them lacks: its third and further decimals."""


def join_lines(pieces: Iterable[tuple[str, Line]], index: int) -> Paragraph:
    """Join printed lines into one paragraph, every character knowing its line.

    Spaces beside Chinese characters and marks are layout, and go; two figures keep theirs apart.  A figure
    broken over lines is rejoined: a digit at the end of one line and a digit, point or % at the start of the
    next, unless the first already has its two decimals and what follows is no rest of it with its unit.
    """
    chars: list[str] = []
    origin: list[int] = []
    spots: list[Place] = []
    places: list[Place] = []
    boxed = False
    before = ""
    for number, (text, line) in enumerate(pieces):
        places.append(line.place)
        ended = text[:1].isdigit() and _ENDS_IN_AMOUNT.search(before[-12:])
        if ended and not _REST_OF_AMOUNT.match(text):
            chars.append("\u00a0")
            origin.append(number)
            spots.append(line.place)
        before = text
        chars.append(text)
        origin += [number] * len(text)
        if not line.char_boxes:
            spots += [line.place] * len(text)
            continue
        offset = line.text.find(text[:1]) if text else 0
        for at in range(offset, offset + len(text)):
            box = line.char_boxes[at] if 0 <= at < len(line.char_boxes) else None
            boxed = boxed or box is not None
            spots.append(attrs.evolve(line.place, box=box) if box is not None else line.place)
    joined = "".join(chars)
    kept: list[slice] = []
    start = 0
    for match in re.finditer(r"[ \t\u3000\u00a0]+|@@+", joined):
        before = joined[match.start() - 1] if match.start() else ""
        after = joined[match.end()] if match.end() < len(joined) else ""
        latin = before.isascii() and after.isascii() and (before.isalpha() or after.isalpha())
        figures = before.isdigit() and after.isdigit()
        if match[0][0] == "@" or not (latin or figures):
            kept.append(slice(start, match.start()))
            start = match.end()
    kept.append(slice(start, None))
    return Paragraph(
        "".join(joined[part] for part in kept).replace("\u00a0", " "),
        index,
        tuple(places) or (Place(),),
        tuple(chain.from_iterable(origin[part] for part in kept)),
        tuple(chain.from_iterable(spots[part] for part in kept)) if boxed else (),
    )
