"""Compound files (OLE2): the container of XLS, DOC and encrypted office files, as named streams.

Source: MS-CFB, Compound File Binary File Format.
"""

from __future__ import annotations

import struct

from gouji.errors import UnreadableInput

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST_SECTOR = 0xFFFFFFF9
"""Sector numbers above this one are marks: free, end of chain, table sectors."""
_HEADER_ENTRIES = 109


class CompoundFile:
    """Streams of a compound file by name; storages are looked through.

    Args:
        data: The file.
        name: What to call it in messages.

    Raises:
        UnreadableInput: If it is damaged.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._data = data
        self._name = name
        if len(data) < 512 or not data.startswith(MAGIC):
            raise self._damaged()
        sector, small = struct.unpack_from("<HH", data, 30)
        if sector not in (9, 12) or small != 6:
            raise self._damaged()
        self._size = 1 << sector
        first_directory, _, self._cutoff, first_small, _, first_more, more = struct.unpack_from(
            "<IIIIIII", data, 48
        )
        self._table = self._allocation(first_more, more)
        directory = self._chain(first_directory, len(data))
        self._streams: dict[str, tuple[int, int]] = {}
        root = (0, 0)
        for at in range(0, len(directory) - 127, 128):
            entry = directory[at : at + 128]
            length, kind = struct.unpack_from("<HB", entry, 64)
            start, size = struct.unpack_from("<II", entry, 116)
            if kind == 5:
                root = (start, size)
            elif kind == 2 and 2 <= length <= 64:
                title = entry[: length - 2].decode("utf-16-le", "replace")
                self._streams.setdefault(title, (start, size))
        self._small = self._chain(root[0], root[1])
        self._small_table = _words(self._chain(first_small, len(data)))

    def names(self) -> list[str]:
        """Return the names of all streams."""
        return list(self._streams)

    def read(self, name: str) -> bytes:
        """Return the bytes of a stream, empty if there is none.

        Raises:
            UnreadableInput: If its sectors are damaged.
        """
        start, size = self._streams.get(name, (0, 0))
        if size >= self._cutoff:
            return self._chain(start, size)
        out = bytearray()
        seen = 0
        while len(out) < size and start <= _LAST_SECTOR:
            piece = self._small[start * 64 : start * 64 + 64]
            seen += 1
            if not piece or seen > len(self._small_table) or start >= len(self._small_table):
                raise self._damaged()
            out += piece
            start = self._small_table[start]
        return bytes(out[:size])

    def _damaged(self) -> UnreadableInput:
        return UnreadableInput("文件已损坏或不完整，无法读取", source=self._name)

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        piece = self._data[start : start + self._size]
        if not piece:
            raise self._damaged()
        return piece

    def _allocation(self, first_more: int, more: int) -> tuple[int, ...]:
        """Return the allocation table: for each sector the next one of its chain."""
        sectors = [n for n in struct.unpack_from(f"<{_HEADER_ENTRIES}I", self._data, 76) if n <= _LAST_SECTOR]
        most = len(self._data) // self._size + 1
        while first_more <= _LAST_SECTOR and more > 0 and len(sectors) <= most:
            entries = _words(self._sector(first_more))
            sectors += [n for n in entries[:-1] if n <= _LAST_SECTOR]
            first_more, more = entries[-1], more - 1
        if len(sectors) > most:
            raise self._damaged()
        return _words(b"".join(self._sector(n) for n in sectors))

    def _chain(self, start: int, size: int) -> bytes:
        """Return the sectors of a chain, at most ``size`` bytes of them."""
        pieces: list[bytes] = []
        most = min(len(self._table), -(-size // self._size))
        while start <= _LAST_SECTOR and len(pieces) < most:
            if start >= len(self._table):
                raise self._damaged()
            pieces.append(self._sector(start))
            start = self._table[start]
        return b"".join(pieces)[:size]


def _words(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])
