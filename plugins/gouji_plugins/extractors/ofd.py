"""The OFD extractor (GB/T 33190): the state's own page format, into the same grids as PDF."""

from __future__ import annotations

import math
import time
from collections import Counter
from typing import TYPE_CHECKING

from gouji.api import Source
from gouji.errors import UnreadableInput
from gouji.model import Document, Grid, Note, Page, Place
from gouji_plugins.extractors.ofd_content import POINTS, Content, ContentReader, Glyph
from gouji_plugins.extractors.ofd_package import OfdPackage, child, local, resolve, text_of
from gouji_plugins.extractors.paged_build import Piece, build_page
from gouji_plugins.extractors.paged_frame import Frame, Word
from gouji_plugins.extractors.paged_furniture import drop_furniture
from gouji_plugins.extractors.paged_strokes import Strokes
from gouji_plugins.extractors.zip_package import damaged

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MOST_OBJECTS = 2_000_000
_A4 = (210.0, 297.0)
_INFO = {"Title", "Author", "Subject", "Abstract", "Creator", "CreatorVersion", "CreationDate", "ModDate"}


class OfdExtractor:
    """Reads OFD.

    Attributes:
        name: ``ofd``.
        suffixes: ``.ofd``.
    """

    name = "ofd"
    suffixes: tuple[str, ...] = (".ofd",)

    def accepts(self, source: Source) -> int:
        """Judge by the extension, or by the entry point's name near the start of a ZIP archive."""
        zipped = source.head.startswith(b"PK")
        if source.suffix == ".ofd":
            return 100 if zipped else 40
        return 80 if zipped and b"OFD.xml" in source.head else 0

    def extract(self, source: Source) -> Document:
        """Read the whole file.

        Raises:
            UnreadableInput: If it is damaged, encrypted, too large or has no text.
        """
        return _Reader(source).read()


class _Reader:
    """Reads the first document of a package page by page."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._end = time.thread_time() + source.limits.seconds
        self._objects = 0
        self._cells = 0
        self._chars = 0
        self._package = OfdPackage(source)
        self._notes: list[Note] = []
        self._scans = 0

    def read(self) -> Document:
        source, package = self._source, self._package
        body = child(package.xml("OFD.xml"), "DocBody")
        root = text_of(child(body, "DocRoot"))
        if body is None or not root:
            raise damaged(source.name, "OFD.xml")
        info = child(body, "DocInfo")
        metadata = {local(e): text_of(e) for e in (info if info is not None else ()) if local(e) in _INFO}
        root = resolve("OFD.xml", root)
        document = package.xml(root)
        common = child(document, "CommonData")
        self._templates = {
            e.get("ID", ""): resolve(root, e.get("BaseLoc", ""))
            for e in (common if common is not None else ())
            if local(e) == "TemplatePage"
        }
        self._default = child(common, "PageArea")
        reader = ContentReader(self._composites(root, common), self._tick)
        tree = child(document, "Pages")
        listed = [e for e in (tree if tree is not None else ()) if local(e) == "Page"]
        if not listed:
            raise damaged(source.name, root)
        if len(listed) > source.limits.pages:
            raise UnreadableInput(
                f"OFD 有 {len(listed):,} 页，超过上限 {source.limits.pages:,} 页",
                source=source.name,
                hint="可用 --max-pages 提高上限",
            )
        pages: list[Page] = []
        found: list[tuple[float, list[Piece]]] = []
        for number, entry in enumerate(listed, 1):
            geometry, height, pieces = self._page(number, resolve(root, entry.get("BaseLoc", "")), reader)
            pages.append(geometry)
            found.append((height, pieces))
        if self._scans and not self._chars:
            raise UnreadableInput("扫描件，没有文字层，需要 OCR", source=source.name)
        return Document(
            source=source.name,
            format="ofd",
            sha256=source.sha256,
            blocks=tuple(p.block for pieces in drop_furniture(found) for p in pieces),
            pages=tuple(pages),
            metadata=metadata,
            notes=tuple(self._notes),
        )

    def _tick(self) -> None:
        """Count an object and keep the limits."""
        self._objects += 1
        if self._objects > MOST_OBJECTS:
            raise UnreadableInput("图形对象过多，不像公开文件", source=self._source.name)
        if not self._objects % 1000 and time.thread_time() > self._end:
            raise UnreadableInput(
                f"读取用去的处理器时间超过 {self._source.limits.seconds:g} 秒的时限",
                source=self._source.name,
                hint="可用 --time-limit 提高上限",
            )

    def _composites(self, root: str, common: Element | None) -> dict[str, Element]:
        """Return the content of composite objects by id."""
        found: dict[str, Element] = {}
        for entry in common if common is not None else ():
            if local(entry) not in ("PublicRes", "DocumentRes"):
                continue
            path = resolve(root, text_of(entry))
            if not self._package.has(path):
                continue
            for unit in self._package.xml(path).iter():
                if local(unit) == "CompositeGraphicUnit":
                    found[unit.get("ID", "")] = unit
        return found

    def _page(self, number: int, path: str, reader: ContentReader) -> tuple[Page, float, list[Piece]]:
        root = self._package.xml(path)
        area = child(root, "Area") if child(root, "Area") is not None else self._default
        left, top, width, height = self._box(area)
        content = Content()
        for used in root:
            template = self._templates.get(used.get("TemplateID", ""))
            if local(used) == "Template" and template and self._package.has(template):
                body = child(self._package.xml(template), "Content")
                if body is not None:
                    reader.read(body, content)
        body = child(root, "Content")
        if body is not None:
            reader.read(body, content)
        frame, words = _words(content.glyphs, width, height, left, top)
        strokes = Strokes()
        for outline in content.outlines:
            corners = [frame.reading(x - left, y - top) for x, y in outline.points]
            strokes.outline(corners, outline.closed, outline.stroked)
        try:
            pieces = build_page(number, frame, words, strokes.horizontal, strokes.vertical)
        except OverflowError:
            self._notes.append(
                Note("too-many-objects", "图形对象过多，未按表格线识别表格", Place(page=number))
            )
            pieces = build_page(number, frame, words, [], [])
        self._limit(number, pieces, len(content.glyphs))
        scanned = content.image_area > 0.4 * width * height and len(content.glyphs) < 12
        if scanned:
            self._scans += 1
            self._notes.append(Note("scanned-page", "扫描页，没有文字层，需要 OCR", Place(page=number)))
        else:
            self._chars += len(content.glyphs)
        reading_height = width if frame.turn in (90, 270) else height
        return Page(number, width, height, 0, scanned), reading_height, pieces

    def _limit(self, number: int, pieces: list[Piece], chars: int) -> None:
        limits = self._source.limits
        self._cells += sum(len(p.block.cells) for p in pieces if isinstance(p.block, Grid))
        if self._cells > limits.cells or self._chars + chars > limits.text_chars:
            raise UnreadableInput(
                "文字或单元格超过上限，不像公开文件", source=self._source.name, place=f"第{number}页"
            )

    def _box(self, area: Element | None) -> tuple[float, float, float, float]:
        """Return left, top, width and height of a page in points."""
        for name in ("PhysicalBox", "ApplicationBox", "CropBox"):
            numbers = text_of(child(area, name)).split()
            try:
                values = [float(n) * POINTS for n in numbers]
            except ValueError:
                continue
            if len(values) == 4 and values[2] > 0 and values[3] > 0:
                return values[0], values[1], values[2], values[3]
        return 0.0, 0.0, _A4[0] * POINTS, _A4[1] * POINTS


def _words(
    glyphs: list[Glyph], width: float, height: float, left: float, top: float
) -> tuple[Frame, list[Word]]:
    """Turn the page so that most text runs to the right; return that text as words."""
    turns = [_turn(g) for g in glyphs]
    votes = Counter(turns)
    turn = max((0, 90, 180, 270), key=lambda quarter: votes[quarter])
    frame = Frame(width, height, turn)
    words: list[Word] = []
    for glyph, own in zip(glyphs, turns, strict=True):
        if own != turn:
            continue  # text across the page: a watermark or a stamp
        x0, base = frame.reading(glyph.x - left, glyph.y - top)
        size = glyph.size
        word = words[-1] if words else None
        if (
            word is None
            or glyph.spaced
            or abs(word.base - base) > 0.1 * size
            or abs(word.size - size) > 0.01
            or not -0.3 * size <= x0 - word.ends[-1] <= 0.1 * size
        ):
            word = Word(base, size, glyph.spaced)
            words.append(word)
        word.text.append(glyph.text)
        word.starts.append(x0)
        word.ends.append(x0 + math.hypot(*glyph.advance))
    return frame, words


def _turn(glyph: Glyph) -> int:
    """Return the clockwise turn that sets a character upright, -1 if it stands aslant."""
    degrees = math.degrees(math.atan2(glyph.advance[1], glyph.advance[0]))
    quarter = round(degrees / 90) * 90
    return -quarter % 360 if abs(degrees - quarter) < 8 else -1


def extractor(name: str) -> OfdExtractor:
    """Return the extractor of this module."""
    return OfdExtractor()
