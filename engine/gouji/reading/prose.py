"""The prose of a document: printed lines joined into paragraphs, headings made into a tree of sections.

Lines are joined by what they say (a heading starts a section, a sentence end closes a paragraph), since
most formats keep only printed lines.  Linear in the length of the text.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator

import attrs

from gouji.display import width
from gouji.model import Document, Line, Paragraph, Place, Section
from gouji.names import squash

_PART = re.compile(r"^第[一二三四五六七八九十]{1,3}部分")
_ANNEX = re.compile(r"^附件[:：]?\s*\d*\s*[:：]?\s*\d*")
_ONE = re.compile(r"^([一二三四五六七八九十]{1,3})、(.*)$", re.DOTALL)
_TWO = re.compile(r"^[（(]([一二三四五六七八九十]{1,3})[）)]\s*(.*)$", re.DOTALL)
_THREE = re.compile(r"^(\d{1,2})\s*[.．、]\s*(?!\d)(.*)$", re.DOTALL)
_FOUR = re.compile(r"^[（(](\d{1,2})[）)]\s*(.*)$", re.DOTALL)
_PAGE_NUMBER = re.compile(r"^[-—–\s]*\d{1,4}[-—–\s]*$|^第\s*\d+\s*页(?:\s*[,，]?\s*共\s*\d+\s*页)?$")
_CONTENTS = re.compile(r"[.…·]{4,}\s*\d*$")
_ENDS = "。；！？!?"
_HEADING_LENGTH = 42
_PARTS = (
    ("绩效", "绩效"), ("名词解释", "名词解释"), ("说明", "情况说明"), ("概况", "概况"), ("基本情况", "概况"),
    ("决算表", "决算表"), ("附表", "决算表"), ("公开表", "决算表"), ("附件", "附件"),
)  # fmt: skip
MAX_PARAGRAPH = 20_000


def read_sections(document: Document, used: frozenset[int]) -> tuple[Section, ...]:
    """Return the sections of the prose in printed order.

    Args:
        document: As extracted.
        used: Indices of blocks that belong to tables.
    """
    lines = [b for i, b in enumerate(document.blocks) if i not in used and isinstance(b, Line)]
    lines = list(_without_furniture(lines))
    builder = _SectionBuilder()
    for line in lines:
        builder.take(line)
    return builder.finish()


def _without_furniture(lines: list[Line]) -> Iterator[Line]:
    """Leave out page numbers, contents entries, and headers that repeat on many pages."""
    pages = {line.place.page for line in lines if line.place.page}
    repeated: Counter[str] = Counter()
    if len(pages) > 4:
        repeated.update(squash(line.text) for line in lines)
    for line in lines:
        text = line.text.strip()
        if not text or _PAGE_NUMBER.match(text) or _CONTENTS.search(text):
            continue
        if pages and len(text) < 40 and repeated[squash(text)] > max(4, len(pages) * 0.6):
            continue
        yield line


@attrs.define
class _Open:
    """A paragraph being joined."""

    pieces: list[tuple[str, Line]] = attrs.field(factory=list)
    length: int = 0

    def add(self, text: str, line: Line) -> None:
        self.pieces.append((text, line))
        self.length += len(text)


class _SectionBuilder:
    def __init__(self) -> None:
        self.sections: list[Section] = []
        self.paragraphs: list[Paragraph] = []
        self.head: Section = Section("", "", 0)
        self.numbers: list[str] = []
        self.levels: list[int] = []
        self.part = ""
        self.open = _Open()
        self.count = 0
        self.recent: deque[int] = deque(maxlen=30)

    def take(self, line: Line) -> None:
        text = _joined_spaces(line.text)
        level, number, title = heading_of(text)
        if level and self._is_heading(level, title, text):
            self._close_paragraph()
            self._start(level, number, title, line)
            return
        if level in (3, 4) or (self.open.pieces and self._ended()):
            self._close_paragraph()
        self.open.add(text, line)
        self.recent.append(width(text))
        if line.ends_paragraph or self.open.length > MAX_PARAGRAPH:
            self._close_paragraph()

    def _is_heading(self, level: int, title: str, text: str) -> bool:
        if level == 1:
            return True
        if level > 2 and level != 21:
            return False
        body = title.rstrip("。；;：:")
        # A numbered paragraph is no heading: it is a sentence, or goes on for long.
        return len(squash(body)) <= _HEADING_LENGTH and not re.search(r"[。；，,]|\d+\.\d\d|万元", body)

    def _ended(self) -> bool:
        """Whether the last line closed its paragraph: a sentence ends there, short of the usual width."""
        last = self.open.pieces[-1][0].rstrip()
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
            whole = number + title
            self.part = next((part for word, part in _PARTS if word in whole), "")
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
        later: set[str] = set()
        kept = []
        for section in reversed(self.sections):
            # A heading without text whose title comes again belongs to the table of contents.
            title = squash(section.title)
            if section.paragraphs or title not in later:
                kept.append(section)
            later.add(title)
        return tuple(reversed(kept))


def heading_of(text: str) -> tuple[int, str, str]:
    """Return level, number and title if a line could be a heading, (0, "", "") otherwise.

    Levels: 1 第X部分 or 附件, 2 一、, 21 （一）, 3 1., 4 (1).
    """
    stripped = text.strip()
    squashed = squash(stripped[:20])
    found = _PART.match(squashed)
    if found and len(stripped) < 60:
        return 1, found[0], _PART.sub("", "".join(stripped.split()))
    if _ANNEX.match(stripped) and len(stripped) < 40:
        annex = _ANNEX.match(stripped)
        assert annex is not None
        return 1, squash(annex[0]).rstrip(":"), stripped[annex.end() :]
    for level, pattern in ((2, _ONE), (21, _TWO), (3, _THREE), (4, _FOUR)):
        match = pattern.match(stripped)
        if match:
            number = {2: match[1], 21: f"（{match[1]}）", 3: match[1], 4: f"（{match[1]}）"}[level]
            return level, number, match[2]
    return 0, "", ""


def _joined_spaces(text: str) -> str:
    """Remove the spaces extractors put between ideographs and figures; keep those between figures."""
    return re.sub(r"(?<=\d) (?=\d)", "\u00a0", text.strip())


def join_lines(pieces: Iterable[tuple[str, Line]], index: int) -> Paragraph:
    """Join printed lines into one paragraph, every character knowing its line.

    Spaces beside Chinese characters and marks are layout, and go; two figures keep theirs apart.  A figure
    broken over lines is rejoined: a digit at the end of one line and a digit, point or % at the start of the next.
    """
    chars: list[str] = []
    origin: list[int] = []
    spots: list[Place] = []
    places: list[Place] = []
    boxed = False
    for number, (text, line) in enumerate(pieces):
        places.append(line.place)
        offset = line.text.find(text[:1]) if text else 0
        for i, char in enumerate(text):
            chars.append(char)
            origin.append(number)
            at = offset + i
            box = line.char_boxes[at] if 0 <= at < len(line.char_boxes) else None
            boxed = boxed or box is not None
            spots.append(attrs.evolve(line.place, box=box) if box is not None else line.place)
    joined = "".join(chars)
    keep = [True] * len(joined)
    for match in re.finditer(r"[ \t\u3000\u00a0]+", joined):
        before = joined[match.start() - 1] if match.start() else ""
        after = joined[match.end()] if match.end() < len(joined) else ""
        latin = before.isascii() and after.isascii() and (before.isalpha() or after.isalpha())
        figures = before.isdigit() and after.isdigit()
        if not (latin or figures):
            for i in range(match.start(), match.end()):
                keep[i] = False
    kept = [i for i, k in enumerate(keep) if k]
    return Paragraph(
        "".join(" " if joined[i] == "\u00a0" else joined[i] for i in kept),
        index,
        tuple(places) or (Place(),),
        tuple(origin[i] for i in kept),
        tuple(spots[i] for i in kept) if boxed else (),
    )
