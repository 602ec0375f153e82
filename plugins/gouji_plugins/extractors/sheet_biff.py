"""What the records of an XLS say beyond values: number formats, merged ranges, hidden rows and columns, size.

Source: MS-XLS, Excel Binary File Format (BIFF8), 2.4 Records.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

import attrs

from gouji.errors import UnreadableInput
from gouji_plugins.extractors.number_format import BUILTIN
from gouji_plugins.extractors.sheet_grid import Budget

_BOF, _EOF, _FILEPASS, _BOUNDSHEET = 0x809, 0x0A, 0x2F, 0x85
_FORMAT, _XF, _ROW, _COLINFO, _WINDOW2 = 0x41E, 0xE0, 0x208, 0x7D, 0x23E
_NUMBER, _RK, _MULRK, _FORMULA = 0x203, 0x27E, 0xBD, 0x06
_MERGEDCELLS = 0xE5
_LABEL, _RSTRING, _LABELSST, _BOOLERR = 0x204, 0xD6, 0xFD, 0x205
_BIFF8 = 0x600
_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip


@attrs.define
class Facts:
    """What is known of a sheet beyond its values.

    Attributes:
        formats: Format code of the cells that are not General.
        errors: What cells show whose formula failed; their values would read as blank.
        merges: Merged ranges (top, left, bottom, right).
        hidden_rows: Rows not shown.
        hidden_columns: Columns not shown.
        blank_zeros: Zeros are shown as blanks.
        rows: Rows up to the last cell with a value.
        columns: Columns up to the last cell with a value.
    """

    formats: dict[tuple[int, int], str] = attrs.field(factory=dict)
    errors: dict[tuple[int, int], str] = attrs.field(factory=dict)
    merges: list[tuple[int, int, int, int]] = attrs.field(factory=list)
    hidden_rows: set[int] = attrs.field(factory=set)
    hidden_columns: set[int] = attrs.field(factory=set)
    blank_zeros: bool = False
    rows: int = 0
    columns: int = 0


def read_facts(stream: bytes, name: str, budget: Budget) -> dict[str, Facts]:
    """Return the facts of the sheets by name; empty for files older than BIFF8.

    Args:
        stream: The ``Workbook`` stream.
        name: What to call the file in messages.
        budget: What may still be read.

    Raises:
        UnreadableInput: If the workbook is encrypted.
    """
    sheets: list[tuple[str, int]] = []
    custom: dict[int, str] = {}
    styles: list[int] = []
    for at, (kind, data) in enumerate(_records(stream, 0)):
        budget.step()
        if at == 0 and (kind != _BOF or len(data) < 4 or struct.unpack_from("<H", data)[0] != _BIFF8):
            return {}
        if kind == _FILEPASS:
            raise UnreadableInput("工作簿已加密，打开它需要口令", source=name)
        if kind == _BOUNDSHEET and len(data) > 8:
            sheets.append((_string(data, 7, data[6]), struct.unpack_from("<I", data)[0]))
        elif kind == _FORMAT and len(data) > 5:
            number, length = struct.unpack_from("<HH", data)
            custom[number] = _string(data, 4, length)
        elif kind == _XF and len(data) >= 4:
            styles.append(struct.unpack_from("<H", data, 2)[0])
        elif kind == _EOF:
            break
    codes = [custom.get(n) or BUILTIN.get(n, "General") for n in styles]
    return {title: _sheet(stream, start, codes, budget) for title, start in sheets}


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _string(data: bytes, at: int, length: int) -> str:
    """Return a string whose first byte says whether its characters take one byte or two."""
    wide = data[at] & 1
    raw = data[at + 1 : at + 1 + length * (2 if wide else 1)]
    return raw.decode("utf-16-le" if wide else "latin-1", "replace")


def _sheet(stream: bytes, start: int, codes: list[str], budget: Budget) -> Facts:
    facts = Facts()
    depth = 0
    for kind, data in _records(stream, start):
        budget.step()
        if kind == _BOF:
            depth += 1
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                break
        elif depth == 1:  # charts inside a sheet have records of their own
            _take(facts, kind, data, codes)
    return facts


def _take(facts: Facts, kind: int, data: bytes, codes: list[str]) -> None:
    size = len(data)
    if kind in (_NUMBER, _RK, _FORMULA, _LABEL, _RSTRING, _LABELSST, _BOOLERR) and size >= 6:
        row, column, style = struct.unpack_from("<HHH", data)
        _cell(facts, row, column, style, codes)
        if kind == _BOOLERR and size >= 8 and data[7]:
            facts.errors[row, column] = _ERRORS.get(data[6], "#N/A")
        elif kind == _FORMULA and size >= 14 and data[12:14] == b"\xff\xff" and data[6] == 2:
            facts.errors[row, column] = _ERRORS.get(data[8], "#N/A")
    elif kind == _MULRK and size >= 6:
        row, column = struct.unpack_from("<HH", data)
        for i in range((size - 6) // 6):
            _cell(facts, row, column + i, struct.unpack_from("<H", data, 4 + 6 * i)[0], codes)
    elif kind == _ROW and size >= 13:
        row = struct.unpack_from("<H", data)[0]
        if data[12] & 0x20:
            facts.hidden_rows.add(row)
    elif kind == _COLINFO and size >= 10:
        first, last, width, _, flags = struct.unpack_from("<HHHHH", data)
        if flags & 1 or not width:
            facts.hidden_columns.update(range(first, min(last, 255) + 1))
    elif kind == _MERGEDCELLS and size >= 2:
        count = min(struct.unpack_from("<H", data)[0], (size - 2) // 8)
        for i in range(count):
            top, bottom, left, right = struct.unpack_from("<HHHH", data, 2 + 8 * i)
            facts.merges.append((top, left, bottom, right))
    elif kind == _WINDOW2 and size >= 2:
        facts.blank_zeros = not struct.unpack_from("<H", data)[0] & 0x10


def _cell(facts: Facts, row: int, column: int, style: int, codes: list[str]) -> None:
    facts.rows = max(facts.rows, row + 1)
    facts.columns = max(facts.columns, column + 1)
    if style < len(codes) and codes[style] != "General":
        facts.formats[row, column] = codes[style]
