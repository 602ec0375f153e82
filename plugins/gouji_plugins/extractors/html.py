"""HTML: tables with spans, layout tables looked through, hidden elements and scripts left out."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import lxml.html
from lxml import etree

from gouji.api import Source
from gouji.errors import UnreadableInput
from gouji.model import Document, Grid, GridCell, Line, Note, Place

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from gouji.api import Extractor

_BLOCKS = frozenset(
    ("p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "td", "th", "dd", "dt", "blockquote", "center", "body")
)  # fmt: skip
_IGNORED = frozenset(
    (
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "iframe",
        "svg",
        "object",
        "select",
        "button",
        "del",
        "s",
        "strike",
    )
)
_BEGINNINGS = (
    b"<style",
    b"<meta",
    b"<head",
    b"<body",
    b"<title",
    b"<div",
    b"<center",
    b"<p>",
    b"<tr",
    b"<!--",
)
_FIELDS = frozenset(("text", "number", "tel", "search"))
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_AMOUNT = re.compile(r"\d\.\d")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_OPENED = re.compile(r"<html[\s>]", re.IGNORECASE)
_CLOSED = re.compile(r"</html\s*>", re.IGNORECASE)
_HEAD = 2000
"""Characters in which a page says that it is a whole one."""
MAX_SPAN = 200
MAX_DEPTH = 120


class HtmlExtractor:
    """Reads web pages.

    Attributes:
        name: ``html``.
        suffixes: Extensions.
    """

    name = "html"
    suffixes = (".html", ".htm", ".xhtml", ".mht")

    def accepts(self, source: Source) -> int:
        """By the first tag, or the extension."""
        head = source.head[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
        if head.startswith((b"<!doctype html", b"<html")) or b"<html" in head or b"<table" in head:
            return 85
        if head.startswith(_BEGINNINGS):  # saved from a spreadsheet: its styles, then the rows
            return 70
        return 40 if source.suffix in self.suffixes else 0

    def extract(self, source: Source) -> Document:
        """Read the page.

        Raises:
            UnreadableInput: If it is empty, in no known encoding or too large.
        """
        text = _decode(source)
        if len(text) > source.limits.text_chars:
            raise UnreadableInput(f"网页超过上限 {source.limits.text_chars:,} 字", source=source.name)
        try:
            root = lxml.html.document_fromstring(text, parser=lxml.html.HTMLParser(huge_tree=False))
        except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
            raise UnreadableInput(f"网页无法读取：{error}", source=source.name) from error
        reader = _Reader(source)
        reader.walk(root, 0)
        title = " ".join((root.findtext(".//title") or "").split())[:200]
        reader.flush()
        if not reader.blocks:
            raise UnreadableInput("网页里没有文字", source=source.name)
        metadata = {"title": title} if title else {}
        notes = tuple(reader.notes)
        if _OPENED.search(text, 0, _HEAD) and not _CLOSED.search(text):
            place = reader.blocks[-1].place
            notes = (*notes, Note("cut-short", "网页没有结尾（</html>），像是没有保存完整", place))
        return Document(
            source.name, self.name, source.sha256, tuple(reader.blocks), metadata=metadata, notes=notes
        )


def _decode(source: Source) -> str:
    data = source.data
    if not data.strip():
        raise UnreadableInput("文件是空的", source=source.name)
    named = _CHARSET.search(data[:4096])
    candidates = ["utf-8-sig", "gb18030"]
    if named:
        candidates.insert(
            0, {"gb2312": "gb18030", "gbk": "gb18030"}.get(named[1].decode().lower(), named[1].decode())
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        candidates.insert(0, "utf-16")
    for encoding in candidates:
        try:
            # The end of a page that was cut off may fall within a character.
            text = codecs.getincrementaldecoder(encoding)().decode(data)
        except (UnicodeDecodeError, LookupError):
            continue
        # lxml refuses text that still carries an encoding declaration.
        return re.sub(r"^\s*<\?xml[^>]*\?>", "", text.replace("\x00", "\ufffd"))
    raise UnreadableInput("网页的编码无法识别", source=source.name)


class _Reader:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.blocks: list[Line | Grid] = []
        self.words: list[str] = []
        self.lines = 0
        self.tables = 0
        self.cells = 0
        self.notes: list[Note] = []

    def flush(self) -> None:
        """Close the line being collected."""
        text = " ".join("".join(self.words).split())
        self.words = []
        if text:
            self.lines += 1
            self.blocks.append(Line(text, Place(line=self.lines), True))

    def walk(self, element: HtmlElement, depth: int) -> None:
        """Collect text and tables below an element."""
        if not isinstance(element.tag, str) or element.tag in _IGNORED or _hidden(element):
            return
        if depth > MAX_DEPTH:
            self.words.append(element.text_content())
            return
        if element.tag == "table" and _is_data(element):
            self.flush()
            self.table(element)
            return
        block = element.tag in _BLOCKS or element.tag in ("table", "tr", "tbody")
        if block:
            self.flush()
        if element.tag == "br":
            self.flush()
        if element.tag == "input":
            self.words.append(_value(element))
        if element.text:
            self.words.append(element.text)
        for child in element:
            self.walk(child, depth + 1)
            if child.tail:
                self.words.append(child.tail)
        if block:
            self.flush()

    def table(self, element: HtmlElement) -> None:
        """Add a table, its spans expanded to a grid."""
        self.tables += 1
        taken: set[tuple[int, int]] = set()
        cells: list[GridCell] = []
        own = [r for r in element.iter("tr") if next(r.iterancestors("table")) is element]
        # A row that nobody sees counts in the sums of those that are seen, as hidden rows of a sheet do.
        rows = [r for r in own if not _hidden(r) or _AMOUNT.search("".join(r.itertext()))]
        unseen = sum(map(_hidden, rows))
        if unseen:
            text = f"表{self.tables}有 {unseen} 个隐藏的行印有金额，也读了"
            self.notes.append(Note("hidden-rows", text, Place(cell=f"表{self.tables}")))
        width = 0
        whole = _whole_rows(rows)
        for r, row in enumerate(rows):
            column = 0
            for item in row:
                if item.tag not in ("td", "th") or _hidden(item):
                    continue
                while (r, column) in taken:
                    column += 1
                down, across = _span(item, "rowspan"), _span(item, "colspan")
                down = min(down or len(rows) - r, len(rows) - r)
                # A row that has all its cells has no room for one from above: the span was set too long.
                down = next((i for i in range(1, down) if r + i in whole), down)
                across = across or 1
                taken.update((r + i, column + j) for i in range(down) for j in range(across))
                place = Place(cell=f"表{self.tables} {r + 1}行{column + 1}列")
                cells.append(GridCell(r, column, _text(item), down, across, place))
                self.cells += 1
                if self.cells > self.source.limits.cells or len(taken) > self.source.limits.cells:
                    raise UnreadableInput(
                        f"网页的单元格超过上限 {self.source.limits.cells:,} 个", source=self.source.name
                    )
                column += across
                width = max(width, column)
        caption = element.find("caption")
        if cells:
            title = _text(caption) if caption is not None else ""
            self.blocks.append(Grid(tuple(cells), len(rows), width, Place(cell=f"表{self.tables}"), title))


def _hidden(element: HtmlElement) -> bool:
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def _span(element: HtmlElement, name: str) -> int:
    text = (element.get(name) or "1").strip()
    return min(MAX_SPAN, int(text)) if text.isdigit() else 1


def _whole_rows(rows: Sequence[HtmlElement]) -> frozenset[int]:
    """Return the rows that are as wide by their own cells as the widest, if those are most of a table."""
    own = [
        sum(_span(item, "colspan") or 1 for item in row if item.tag in ("td", "th") and not _hidden(item))
        for row in rows
    ]
    widest = max(own, default=0)
    whole = frozenset(r for r, width in enumerate(own) if width == widest)
    return whole if 2 * len(whole) > len(rows) else frozenset()


def _is_data(element: HtmlElement) -> bool:
    """Whether a table holds data: it has several cells in a row and no table of its own below it."""
    if element.find(".//table") is not None:
        return False
    rows = list(element.iter("tr"))
    return len(rows) > 1 and max((len([c for c in r if c.tag in ("td", "th")]) for r in rows), default=0) > 1


def _text(element: HtmlElement) -> str:
    lines = "".join(_pieces(element, 0)).split("\n")
    return "\n".join(" ".join(line.split()) for line in lines if line.strip())


def _pieces(element: HtmlElement, depth: int) -> Iterator[str]:
    """Yield the visible text inside an element; line breaks as ``\\n``."""
    if element.text:
        yield element.text
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _IGNORED and not _hidden(child):
            if child.tag == "br":
                yield "\n"
            elif child.tag == "input":
                yield _value(child)
            elif depth < MAX_DEPTH:
                yield from _pieces(child, depth + 1)
            if child.tag in _BLOCKS:
                yield "\n"
        if child.tail:
            yield child.tail


def _value(element: HtmlElement) -> str:
    """Return what a field of a form shows."""
    return (element.get("value") or "") if (element.get("type") or "text").lower() in _FIELDS else ""


def extractor(name: str) -> Extractor:
    """Return the extractor."""
    return HtmlExtractor()
