"""The PDF extractor: text PDFs to lines and grids, and clear words for those that have no text."""

from __future__ import annotations

import time
from collections.abc import Callable

from gouji.api import Limits, Source
from gouji.errors import UnreadableInput
from gouji.model import Document, Grid, Note, Page, Place
from gouji_plugins.extractors import paged_ocr, pdf_fonts, pdf_raw
from gouji_plugins.extractors.paged_build import Piece, build_page
from gouji_plugins.extractors.paged_frame import Frame, frame_matrix
from gouji_plugins.extractors.paged_furniture import drop_furniture
from gouji_plugins.extractors.paged_strokes import Strokes
from gouji_plugins.extractors.pdf_chars import PageText, count_invisible, read_chars
from gouji_plugins.extractors.pdf_guard import check_bytes
from gouji_plugins.extractors.pdf_rulings import read_strokes

MOST_OBJECTS = 400_000
"""Objects looked at on one page; the densest real pages have some thousands."""
_SCANNED_SHARE = 0.4
_FEW_CHARS = 12
_OUTLINED_SHAPES = 60
_READ_BY_OCR = ("scan", "outline")
_LARGEST_PICTURE = 6_000_000
"""Square points: pages beyond A0 are not rendered."""


class PdfExtractor:
    """Reads text PDFs.

    Attributes:
        name: ``pdf``.
        suffixes: ``.pdf``.
    """

    name = "pdf"
    suffixes: tuple[str, ...] = (".pdf",)

    def accepts(self, source: Source) -> int:
        """Judge by the signature, which may stand after some garbage."""
        if source.head.startswith(b"%PDF"):
            return 100
        if b"%PDF-" in source.head[:1024]:
            return 90
        return 30 if source.suffix == ".pdf" else 0

    def extract(self, source: Source) -> Document:
        """Read the whole file.

        Raises:
            UnreadableInput: If it is damaged, encrypted, too large or has no text.
        """
        check_bytes(source)
        with pdf_raw.LOCK, pdf_raw.PdfFile(source.data, source.name) as file:
            return _Reader(file, source).read()


class _Reader:
    """Reads one open file page by page."""

    def __init__(self, file: pdf_raw.PdfFile, source: Source) -> None:
        self._file = file
        self._source = source
        self._notes: list[Note] = []
        self._bare: list[str] = []
        self._texted = 0
        self._chars = 0
        self._cells = 0

    def read(self) -> Document:
        source, limits = self._source, self._source.limits
        count = self._file.page_count()
        if count == 0:
            raise pdf_raw.damaged(source.name)
        if count > limits.pages:
            raise UnreadableInput(
                f"PDF 有 {count:,} 页，超过上限 {limits.pages:,} 页",
                source=source.name,
                hint="可用 --max-pages 提高上限",
            )
        tick = _clock(source.name, limits)
        stood_in = pdf_fonts.times_used()
        pages: list[Page] = []
        found: list[tuple[float, list[Piece]]] = []
        for index in range(count):
            tick()
            with self._file.page(index) as page:
                geometry, height, pieces = self._page(page, tick)
            pages.append(geometry)
            found.append((height, pieces))
        if self._bare and not self._texted:
            self._refuse()
        if pdf_fonts.times_used() > stood_in:
            self._notes.append(Note("font", pdf_fonts.NOTICE))
        blocks = tuple(p.block for pieces in drop_furniture(found) for p in pieces)
        return Document(
            source=source.name,
            format="pdf",
            sha256=source.sha256,
            blocks=blocks,
            pages=tuple(pages),
            metadata=self._file.metadata(),
            notes=tuple(self._notes),
        )

    def _page(self, page: pdf_raw.PdfPage, tick: Callable[[], None]) -> tuple[Page, float, list[Piece]]:
        """Read one page: geometry, height in the reading frame, blocks."""
        limits = self._source.limits
        self._chars += page.char_count()
        if self._chars > limits.text_chars:
            raise self._too_much(f"文字超过上限 {limits.text_chars:,} 个", page.number)
        text = read_chars(page)
        frame = text.frame
        tick()
        strokes = read_strokes(
            page, frame_matrix(page.visible, page.rotation, frame.turn), MOST_OBJECTS, tick
        )
        state = self._judge(page, text, strokes)
        words, across, down, placed = text.words, strokes.horizontal, strokes.vertical, "ruled"
        if state in _READ_BY_OCR and paged_ocr.available():
            seen = self._recognise(page, tick)
            if seen is not None:
                # The picture is of the page as displayed, so is what was read from it.
                frame = Frame(frame.width, frame.height)
                words, across, down, placed = seen.words, seen.horizontal, seen.vertical, "ocr"
        if not strokes.complete:
            across, down = [], []
        try:
            pieces = build_page(page.number, frame, words, across, down, placed)
        except OverflowError:
            strokes.complete = False
            pieces = build_page(page.number, frame, words, [], [], placed)
        if not strokes.complete:
            self._note("too-many-objects", "图形对象过多，未按表格线识别表格", page.number)
        self._cells += sum(len(p.block.cells) for p in pieces if isinstance(p.block, Grid))
        if self._cells > limits.cells:
            raise self._too_much(f"单元格超过上限 {limits.cells:,} 个", page.number)
        geometry = Page(page.number, frame.width, frame.height, page.rotation, state in ("scan", "layer"))
        height = frame.width if frame.turn in (90, 270) else frame.height
        return geometry, height, pieces

    def _recognise(self, page: pdf_raw.PdfPage, tick: Callable[[], None]) -> paged_ocr.Recognised | None:
        """Read a page without text from its picture; ``None`` if nothing was found."""
        left, bottom, right, top = page.visible
        if (right - left) * (top - bottom) > _LARGEST_PICTURE:
            return None
        try:
            seen = paged_ocr.read_picture(page.picture(paged_ocr.DPI), tick)
        except OverflowError:
            return None
        if not seen.words:
            return None
        self._texted += 1
        self._notes.pop()
        self._note("ocr", "扫描页，文字由 OCR 识别，数字须与原件核对", page.number)
        return seen

    def _judge(self, page: pdf_raw.PdfPage, text: PageText, strokes: Strokes) -> str:
        """Note what is wrong with the text of a page.

        Returns:
            "" for a page with text or without anything, ``scan``, ``layer`` (a scan with somebody's
            invisible text) or ``outline`` (text turned into curves).
        """
        number = page.number
        area = text.frame.width * text.frame.height
        pictured = strokes.image_area > _SCANNED_SHARE * area
        invisible = count_invisible(page) if pictured else 0
        visible = text.chars - invisible
        if pictured and visible < _FEW_CHARS:
            if invisible > visible:
                self._texted += 1
                self._note("ocr-layer", "扫描页，文字来自文件自带的隐形识别层，未经核对", number)
                return "layer"
            self._bare.append("scan")
            self._note("scanned-page", "扫描页，没有文字层，需要 OCR", number)
            return "scan"
        if not text.words and strokes.shapes > _OUTLINED_SHAPES:
            self._bare.append("outline")
            self._note("outlined-page", "页面文字已转成曲线，没有文字层，需要 OCR", number)
            return "outline"
        if text.words:
            self._texted += 1
        elif text.unmapped > _FEW_CHARS:
            self._bare.append("unmapped")
        if text.unmapped > max(_FEW_CHARS, 0.1 * visible):
            self._note("unmapped-text", "部分文字的字体没有编码对照，读出的文字可能缺失或有误", number)
        if text.slanted:
            self._note("slanted-text", f"有 {text.slanted} 个斜置或横置的文字（如水印）未读入", number)
        return ""

    def _note(self, code: str, text: str, page: int) -> None:
        self._notes.append(Note(code, text, Place(page=page)))

    def _too_much(self, what: str, page: int) -> UnreadableInput:
        return UnreadableInput(f"{what}，不像公开文件", source=self._source.name, place=f"第{page}页")

    def _refuse(self) -> None:
        """Say why there is no text at all."""
        name = self._source.name
        hint = "" if paged_ocr.available() else paged_ocr.HINT
        if "scan" in self._bare:
            raise UnreadableInput(
                "扫描件，没有文字层，需要 OCR", source=name, hint=hint or "OCR 未识别出文字"
            )
        if "outline" in self._bare:
            raise UnreadableInput("文字已转成曲线，没有文字层，需要 OCR", source=name, hint=hint)
        raise UnreadableInput("字体没有编码对照，读不出文字，需要 OCR", source=name)


def _clock(name: str, limits: Limits) -> Callable[[], None]:
    """Return a function that raises once the time of a document is up."""
    end = time.thread_time() + limits.seconds

    def tick() -> None:
        if time.thread_time() > end:
            raise UnreadableInput(
                f"读取用去的处理器时间超过 {limits.seconds:g} 秒的时限",
                source=name,
                hint="可用 --time-limit 提高上限",
            )

    return tick


def extractor(name: str) -> PdfExtractor:
    """Return the extractor of this module."""
    return PdfExtractor()
