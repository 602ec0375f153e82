"""Plain text: decode it, cut it into lines.  Its tables are placed later, by the template's structure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from gouji.api import Source
from gouji.errors import UnreadableInput
from gouji.model import Document, Line, Note, Place
from gouji_plugins.extractors.text_furniture import without_furniture

if TYPE_CHECKING:
    from gouji.api import Extractor

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]")
_SEPARATORS = dict.fromkeys(range(0x1C, 0x20), "\ufffd")
"""Control characters that would count as blanks and part a figure in two."""
_WIDE = re.compile(r"(?:[－＋]?[０-９]+(?:[．，,.][０-９]+)*％?)")
_HALF = str.maketrans("０１２３４５６７８９．，－＋％", "0123456789.,-+%")
_HEAD = 20_000
_RARE = 500
"""Characters among which one control character is an accident and not the sign of another format."""
MAX_LINE = 100_000


class TextExtractor:
    """Reads text files in UTF-8, UTF-16 or GB18030.

    Attributes:
        name: ``text``.
        suffixes: Extensions it usually reads.
    """

    name = "text"
    suffixes = (".txt", ".text", ".md")

    def accepts(self, source: Source) -> int:
        """60 for its extensions, less for other names whose head is text."""
        if source.is_folder or (
            b"\x00" in source.head[:512].replace(b"\xff\xfe", b"") and not _has_bom(source.head)
        ):
            return 0
        return 60 if source.suffix in self.suffixes else 0

    def extract(self, source: Source) -> Document:
        """Decode and cut into lines.

        Raises:
            UnreadableInput: If it is empty, binary, in no known encoding, or too long.
        """
        text, encoding = decode(source)
        limit = source.limits.text_chars
        if len(text) > limit:
            raise UnreadableInput(
                f"文本有 {len(text):,} 字，超过上限 {limit:,} 字",
                source=source.name,
                hint="决算公开文件一般不超过几十万字",
            )
        notes: tuple[Note, ...] = ()
        if encoding == "gb18030":
            notes = (Note("encoding", "文件按 GB18030 编码读取"),)
        first = _CONTROL.search(text)
        if first is not None:
            count = len(_CONTROL.findall(text))
            line = text.count("\n", 0, first.start()) + 1
            words = (
                f"文字里有 {count:,} 个控制字符或解不出的字，第一个在第 {line:,} 行；混在数里的，数读不出来"
            )
            notes = (*notes, Note("control-characters", words, Place(line=line)))
        wide = _WIDE.search(text)
        if wide is not None:
            text = _WIDE.sub(lambda found: found[0].translate(_HALF), text)
            notes = (
                *notes,
                Note("full-width", "全角数字按半角读", Place(line=text.count("\n", 0, wide.start()) + 1)),
            )
        lines = without_furniture(tuple(_lines(text.translate(_SEPARATORS))))
        if not lines:
            raise UnreadableInput("文件里没有文字", source=source.name)
        return Document(
            source.name,
            self.name,
            source.sha256,
            lines,
            metadata={"encoding": encoding},
            notes=notes,
            has_layout=False,
        )


def _lines(text: str) -> Iterator[Line]:
    """Yield the lines that are not blank, with their page where form feeds part pages."""
    paged = "\x0c" in text.rstrip()
    number = 0
    for page, content in enumerate(text.split("\x0c"), 1):
        pieces = re.split(r"\r\n|\r|\n|\x0b", content)
        for piece in pieces if pieces[-1] else pieces[:-1]:
            number += 1
            if piece.strip():
                yield Line(piece[:MAX_LINE], Place(page=page if paged else None, line=number))


def _has_bom(head: bytes) -> bool:
    return any(head.startswith(bom) for bom, _ in _BOMS)


def decode(source: Source) -> tuple[str, str]:
    """Return the text of a source and the encoding it was read in.

    Raises:
        UnreadableInput: If it is empty, binary, or in no known encoding.
    """
    data = source.data
    if not data:
        raise UnreadableInput("文件是空的", source=source.name)
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return data.decode(encoding), encoding
            except UnicodeDecodeError as error:
                raise UnreadableInput(f"{encoding} 文本已损坏：{error.reason}", source=source.name) from error
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        broken = f"第 {error.start + 1:,} 字节处不是有效的 UTF-8"
    else:
        # What decodes as UTF-8 is UTF-8: a stray control character in it is an accident of what wrote it.
        controls = len(_CONTROL.findall(text[:_HEAD]))
        if controls * _RARE <= len(text[:_HEAD]):
            return text, "utf-8"
        raise UnreadableInput(
            f"含有 {controls:,} 个控制字符，不是文本", source=source.name, hint="看起来不是文本文件"
        )
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        text = "\0"
    if _CONTROL.search(text[:_HEAD]):
        raise UnreadableInput(broken, source=source.name, hint="请另存为 UTF-8 文本")
    return text, "gb18030"


def extractor(name: str) -> Extractor:
    """Return the extractor."""
    return TextExtractor()
