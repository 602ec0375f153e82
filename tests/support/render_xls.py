"""Writes made-up sheets as XLS, record by record, and compound files of any streams."""

from __future__ import annotations

import struct
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from render_sheets import MadeSheet


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _text(text: str, head: str) -> bytes:
    units = text.encode("utf-16-le")
    return struct.pack(head, len(units) // 2) + b"\x01" + units


def write_xls(sheets: list[MadeSheet], *, encrypted: bool = False) -> bytes:
    codes = sorted({cell.code for made in sheets for cell in made.cells.values()})
    style = {code: i for i, code in enumerate(codes)}
    bodies = [_biff_sheet(made, style) for made in sheets]
    parts = [_record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 6))]
    if encrypted:
        parts.append(_record(0x2F, bytes(54)))
    parts += [_record(0x42, struct.pack("<H", 1200)), _record(0x22, struct.pack("<H", 0))]
    parts += [_record(0x41E, struct.pack("<H", 164 + i) + _text(code, "<H")) for code, i in style.items()]
    parts += [_record(0xE0, struct.pack("<HH", 0, 164 + i) + bytes(16)) for i in range(len(codes))]
    end = _record(0x0A, b"")
    sizes = [len(_text(made.name, "<B")) + 10 for made in sheets]
    start = sum(map(len, parts)) + sum(sizes) + len(end)
    for made, body in zip(sheets, bodies, strict=True):
        parts.append(_record(0x85, struct.pack("<IBB", start, made.hidden, 0) + _text(made.name, "<B")))
        start += len(body)
    return compound({"Workbook": b"".join([*parts, end, *bodies])})


def _biff_sheet(made: MadeSheet, style: dict[str, int]) -> bytes:
    height = max(r for r, _ in made.cells) + 1
    width = max(c for _, c in made.cells) + 1
    parts = [
        _record(0x809, struct.pack("<HHHHII", 0x600, 16, 0, 0, 0, 6)),
        _record(0x200, struct.pack("<IIHHH", 0, height, 0, width, 0)),
    ]
    parts += [_record(0x7D, struct.pack("<HHHHHH", c, c, 2000, 0, 1, 0)) for c in made.hidden_columns]
    parts += [_record(0x208, struct.pack("<HHHHHHI", r, 0, width, 300, 0, 0, 0x20)) for r in made.hidden_rows]
    for (r, c), cell in sorted(made.cells.items()):
        head = struct.pack("<HHH", r, c, style[cell.code])
        if isinstance(cell.value, Decimal):
            parts.append(_record(0x203, head + struct.pack("<d", float(cell.value))))
        else:
            parts.append(_record(0x204, head + _text(cell.value, "<H")))
    parts.append(_record(0x23E, struct.pack("<HHHIHHI", 0x6B6, 0, 0, 64, 0, 0, 0)))
    merges = b"".join(struct.pack("<HHHH", t, b, left, r) for t, left, b, r in made.merges)
    parts.append(_record(0xE5, struct.pack("<H", len(made.merges)) + merges))
    return b"".join([*parts, _record(0x0A, b"")])


_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(streams: dict[str, bytes]) -> bytes:
    """Pack streams into a compound file; those under 4096 bytes go into its small stream."""
    table: list[int] = []
    sectors: list[bytes] = []

    def put(data: bytes) -> int:
        if not data:
            return _END
        first, count = len(table), -(-len(data) // 512)
        table.extend([*range(first + 1, first + count), _END])
        sectors.extend(data[i * 512 : i * 512 + 512].ljust(512, b"\0") for i in range(count))
        return first

    small, small_table = b"", []
    entries = []
    for name, data in streams.items():
        if len(data) >= 4096:
            entries.append(_entry(name, 2, put(data), len(data)))
            continue
        first, count = len(small_table), -(-len(data) // 64)
        small_table += [*range(first + 1, first + count), _END] if count else []
        small += data.ljust(count * 64, b"\0")
        entries.append(_entry(name, 2, first if count else _END, len(data)))
    small_start = put(small)
    small_words = struct.pack(f"<{len(small_table)}I", *small_table)
    small_table_start = put(small_words.ljust(-(-len(small_words) // 512) * 512, b"\xff"))
    # A chain of siblings to the right is a valid tree, though not a balanced one.
    entries = [_entry("Root Entry", 5, small_start, len(small), child=1), *entries]
    entries = [
        e if i == 0 else e[:72] + struct.pack("<I", i + 1 if i + 1 < len(entries) else _FREE) + e[76:]
        for i, e in enumerate(entries)
    ]
    directory = put(b"".join(entries))
    count = 1
    while count * 128 < len(table) + count:
        count += 1
    if count > 109:
        raise ValueError("too large for this writer")
    first_fat = len(table)
    table += [_FAT] * count
    words = table + [_FREE] * (count * 128 - len(table))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += bytes(6) + struct.pack(
        "<IIIIIIIII", 0, count, directory, 0, 4096, small_table_start, len(small_words) > 0, _END, 0
    )
    header += struct.pack("<109I", *[first_fat + i if i < count else _FREE for i in range(109)])
    return header + b"".join(sectors) + struct.pack(f"<{count * 128}I", *words)


def _entry(name: str, kind: int, start: int, size: int, child: int = _FREE) -> bytes:
    title = name.encode("utf-16-le") + b"\0\0"
    head = title.ljust(64, b"\0") + struct.pack("<HBBIII", len(title), kind, 1, _FREE, _FREE, child)
    return head + bytes(36) + struct.pack("<III", start, size, 0)
