"""Looks at the bytes of a PDF before PDFium does: truncation, streams that unpack without end."""

from __future__ import annotations

import zlib

from gouji.api import Source
from gouji.errors import UnreadableInput
from gouji_plugins.extractors.pdf_raw import damaged

_TAIL = 8192
_BLANK = b"\0\r\n\t "
_SUSPICIOUS = 150
"""Unpacked to packed size at the start of a stream; drawings and text stay far below."""
_SMALL = 4096
"""Bytes: smaller streams unpack to a few megabytes at most."""
_SAMPLE = 1024
_STEP = 1 << 20


def check_bytes(source: Source) -> None:
    """Refuse a file that is no PDF, was cut short, or unpacks beyond the limits.

    PDFium repairs a file without its end and silently loses pages; a table that vanished so would
    be reported as missing.

    Raises:
        UnreadableInput: If so.
    """
    data = source.data
    if not data[:_TAIL].strip(_BLANK) and not data.strip(_BLANK):
        raise UnreadableInput("文件是空的", source=source.name)
    if b"%PDF-" not in data[:1024]:
        raise UnreadableInput("不是 PDF 文件（没有 %PDF 标记）", source=source.name)
    tail = data[-_TAIL:]
    if not tail.strip(_BLANK):  # padded by a careless copy
        tail = data.rstrip(_BLANK)[-_TAIL:]
    if b"startxref" not in tail:
        raise damaged(source.name)
    _check_streams(data, source.limits.unpacked_bytes, source.name)


def _check_streams(data: bytes, most: int, name: str) -> None:
    """Unpack, without keeping, the streams that look like bombs."""
    total = 0
    position = 0
    while len(data) * 1032 > most:  # deflate cannot do more
        position = data.find(b"stream", position)
        if position < 0:
            return
        start = position + 6
        position = data.find(b"endstream", start)
        if position < 0:
            return
        size = position - start
        position += 9
        if size < _SMALL:
            continue
        while data[start] in b"\r\n":
            start += 1
        if data[start] & 0x0F != 8:  # not zlib
            continue
        sample = data[start : start + _SAMPLE]
        try:
            unpacked = zlib.decompressobj().decompress(sample, _SAMPLE * 1100)
        except zlib.error:
            continue
        if len(unpacked) < _SUSPICIOUS * len(sample):
            continue
        total += _unpacked_size(data, start, most - total)
        if total > most:
            raise UnreadableInput(f"PDF 内容解压后超过上限 {most:,} 字节，疑为压缩炸弹", source=name)


def _unpacked_size(data: bytes, start: int, most: int) -> int:
    """Return how much the stream at ``start`` unpacks to, counting no further than ``most`` + 1."""
    unpacker = zlib.decompressobj()
    size = 0
    chunk = data[start : start + _STEP]
    position = start + len(chunk)
    try:
        while not unpacker.eof and size <= most:
            size += len(unpacker.decompress(chunk, _STEP))
            chunk = unpacker.unconsumed_tail
            if not chunk:
                chunk = data[position : position + _STEP]
                position += len(chunk)
                if not chunk:
                    break
    except zlib.error:
        return size
    return size
