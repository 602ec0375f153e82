"""A ledger in JSON (``gouji-ledger/1``, docs/reference/ledger.schema.json): its tables are stated, not recognised.

A file written by another program need only have the tables; what it lacks is said to be missing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from gouji.api import Source
from gouji.errors import UnreadableInput
from gouji.model import (
    Block,
    Box,
    Document,
    Grid,
    GridCell,
    Line,
    Note,
    Place,
    StatedCell,
    StatedRow,
    StatedTable,
)  # fmt: skip
from gouji_plugins.extractors.text import decode

if TYPE_CHECKING:
    from gouji.api import Extractor

SCHEMA = "gouji-ledger/1"
_PLACED = frozenset({"ruled", "position", "inferred", "ocr", "text"})


class LedgerExtractor:
    """Reads ledgers.

    Attributes:
        name: ``ledger``.
        suffixes: Extensions.
    """

    name = "ledger"
    suffixes = (".json",)

    def accepts(self, source: Source) -> int:
        """By extension."""
        return 80 if source.suffix in self.suffixes and not source.is_folder else 0

    def extract(self, source: Source) -> Document:
        """Read the ledger.

        Raises:
            UnreadableInput: If it is no JSON, no ledger of this version, or holds something of another kind
                than the schema says; the message names the place in the file.
        """
        text, _ = decode(source)
        try:
            data = json.loads(text, parse_float=Decimal)
        except json.JSONDecodeError as error:
            raise UnreadableInput(
                f"不是有效的 JSON：{error.msg}",
                source=source.name,
                place=f"第{error.lineno}行第{error.colno}列",
            ) from error
        except (ValueError, RecursionError) as error:
            raise UnreadableInput("JSON 嵌套过深或数字过长", source=source.name) from error
        return _Reader(source).document(data)


class _Reader:
    """Turns checked JSON values into a document; counts cells against the limit."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.cells = 0

    def document(self, data: object) -> Document:
        top = self._map(data, "文件")
        schema = top.get("schema")
        if schema != SCHEMA:
            known = f"“schema”应为“{SCHEMA}”" + (f"，这里是“{schema}”" if isinstance(schema, str) else "")
            raise UnreadableInput("不是账本 JSON", source=self.source.name, hint=known[:200])
        tables = self._map(top.get("tables", {}), "tables")
        stated = tuple(self._table(str(key), value) for key, value in tables.items())
        text = self._list(top.get("text", []), "text")
        blocks = tuple(self._block(entry, f"text[{i}]") for i, entry in enumerate(text))
        kept = [self._map(n, f"notes[{i}]") for i, n in enumerate(self._list(top.get("notes", []), "notes"))]
        notes = [
            Note(self._text(n.get("code"), "notes"), self._text(n.get("text"), "notes"), self._place(n))
            for n in kept
        ]
        if not blocks:
            notes.append(Note("ledger-without-text", "账本里没有正文（text）：情况说明和绩效表没有检查"))
        facts = {
            name: str(value)
            for name in ("department", "year", "kind", "jurisdiction")
            if isinstance(value := top.get(name), (str, int)) and value
        }
        return Document(
            self.source.name,
            "ledger",
            self.source.sha256,
            blocks,
            metadata=facts,
            notes=tuple(notes),
            has_layout=top.get("layout") is not False,
            stated=stated,
        )

    def _table(self, key: str, value: object) -> StatedTable:
        where = f"tables.{key}"
        table = self._map(value, where)
        columns = tuple(
            self._text(c, f"{where}.columns") for c in self._list(table.get("columns", []), where)
        )
        rows = tuple(
            self._row(row, f"{where}.rows[{i}]")
            for i, row in enumerate(self._list(table.get("rows", []), f"{where}.rows"))
        )
        columns = tuple(dict.fromkeys([*columns, *(c for row in rows for c, _ in row.cells)]))
        pages = tuple(p for p in self._list(table.get("pages") or [], where) if isinstance(p, int))
        return StatedTable(
            key,
            self._text(table.get("title", ""), where),
            self._text(table.get("unit", ""), where),
            columns,
            rows,
            pages,
            self._text(table.get("note", ""), where),
            Place(page=pages[0] if pages else None),
        )

    def _row(self, value: object, where: str) -> StatedRow:
        row = self._map(value, where)
        cells = self._map(row.get("cells", {}), f"{where}.cells")
        ordinal = row.get("ordinal")
        return StatedRow(
            self._text(row.get("label", ""), where),
            tuple((str(c), self._cell(cell, f"{where}.cells.{c}")) for c, cell in cells.items()),
            self._text(row.get("printed_code") or row.get("code") or "", where),
            self._text(row.get("lane", ""), where),
            ordinal if isinstance(ordinal, int) else None,
        )

    def _cell(self, value: object, where: str) -> StatedCell:
        self._count()
        if not isinstance(value, Mapping):
            return StatedCell(self._text(value, where))
        printed = value.get("printed", value.get("value"))
        placed = value.get("placed")
        known = placed if isinstance(placed, str) and placed in _PLACED else "ruled"
        return StatedCell(self._text(printed, where), self._place(value), known)

    def _block(self, value: object, where: str) -> Block:
        block = self._map(value, where)
        place = self._place(block)
        if "line_of_text" in block:
            size = block.get("size", 0)
            return Line(
                self._text(block["line_of_text"], where),
                place,
                block.get("ends_paragraph") is True,
                size=float(size) if isinstance(size, (int, Decimal)) else 0.0,
            )
        cells = tuple(self._grid_cells(self._list(block.get("cells", []), where), where))
        return Grid(
            cells,
            max((c.row + c.rowspan for c in cells), default=0),
            max((c.col + c.colspan for c in cells), default=0),
            place,
            self._text(block.get("caption", ""), where),
            self._text(block.get("placed", "ruled"), where),
        )

    def _grid_cells(self, entries: list[object], where: str) -> Iterator[GridCell]:
        for i, entry in enumerate(entries):
            self._count()
            cell = self._map(entry, f"{where}.cells[{i}]")
            numbers = [cell.get(name, least) for name, least in _CORNER]
            whole = [n for n in numbers if isinstance(n, int) and not isinstance(n, bool) and 0 <= n < 20_000]
            if len(whole) < 4 or not (whole[2] and whole[3]):
                raise self._wrong(f"{where}.cells[{i}]", "行、列和跨度应为小的非负整数")
            text = self._text(cell.get("text", ""), where)
            yield GridCell(whole[0], whole[1], text, whole[2], whole[3], self._place(cell))

    def _place(self, entry: Mapping[str, Any]) -> Place:
        box = entry.get("bbox")
        corners = [float(v) for v in box if isinstance(v, (int, Decimal))] if isinstance(box, list) else []
        return Place(
            _whole(entry.get("page")),
            Box(*corners) if len(corners) == 4 else None,
            _whole(entry.get("line")),
            _words(entry.get("sheet")),
            _words(entry.get("cell")),
            _words(entry.get("part")),
        )

    def _count(self) -> None:
        self.cells += 1
        limit = self.source.limits.cells
        if self.cells > limit:
            raise UnreadableInput(f"单元格超过上限 {limit:,} 个", source=self.source.name)

    def _text(self, value: object, where: str) -> str:
        if value is None:
            return ""
        if isinstance(value, (str, int, Decimal)) and not isinstance(value, bool):
            return str(value)
        raise self._wrong(where, "应为文字")

    def _map(self, value: object, where: str) -> Mapping[str, Any]:
        if isinstance(value, dict):
            return value
        raise self._wrong(where, "应为对象 {…}")

    def _list(self, value: object, where: str) -> list[object]:
        if isinstance(value, list):
            return value
        raise self._wrong(where, "应为列表 […]")

    def _wrong(self, where: str, what: str) -> UnreadableInput:
        return UnreadableInput(f"账本 JSON 不合格式：{what}", source=self.source.name, place=where[:200])


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _words(value: object) -> str | None:
    return value if isinstance(value, str) else None


_CORNER = (("row", -1), ("col", -1), ("rowspan", 1), ("colspan", 1))


def extractor(name: str) -> Extractor:
    """Return the extractor."""
    return LedgerExtractor()
