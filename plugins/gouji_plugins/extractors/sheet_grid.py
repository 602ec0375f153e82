"""A sheet of any workbook format as it is seen, and the grid or lines made of it.

The readers of the formats fill a :class:`Sheet` with the cells that show something; size, gaps and merged
ranges are dealt with here, so that a sheet costs what it shows and not what it could hold.
"""

from __future__ import annotations

import bisect
import time
from collections.abc import Sequence

import attrs

from gouji.api import Limits, Source
from gouji.errors import UnreadableInput
from gouji.model import Grid, GridCell, Line, Note, Place
from gouji.value import Value

UNCALCULATED = "公式未计算"
ERROR = "公式结果是错误"
MAX_TEXT = 32_768
_ROW_GAP = 1
"""Blank rows kept between filled ones: one says that there is a gap."""
_COLUMN_GAP = 16
"""Blank columns kept between filled ones; forms have some, a stray cell far out has thousands."""
_WIDEST_MERGE = 256


@attrs.frozen(eq=False, repr=False)
class Seen(Value):
    """What a cell shows.

    Attributes:
        text: The characters, wrapped lines by ``\\n``.
        note: What a reader must know, such as ``公式未计算``.
    """

    text: str
    note: str = ""


@attrs.define
class Sheet:
    """A sheet as it is seen; rows and columns count from 0.

    Attributes:
        name: Its name.
        number: Its position in the workbook from 1, hidden sheets counted.
        cells: Cells that show something.
        merges: Merged ranges (top, left, bottom, right), all inside.
        hidden_rows: Rows not shown.
        hidden_columns: Columns not shown.
        blank_zeros: The sheet is set to show zeros as blanks.
    """

    name: str
    number: int
    cells: dict[tuple[int, int], Seen] = attrs.field(factory=dict)
    merges: list[tuple[int, int, int, int]] = attrs.field(factory=list)
    hidden_rows: set[int] = attrs.field(factory=set)
    hidden_columns: set[int] = attrs.field(factory=set)
    blank_zeros: bool = False


class Budget:
    """What may still be read of a workbook: cells, characters, time.

    Args:
        source: The file, with its limits.
    """

    def __init__(self, source: Source) -> None:
        self._name = source.name
        self._limits: Limits = source.limits
        self._cells = source.limits.cells
        self._chars = source.limits.text_chars
        self._end = time.thread_time() + source.limits.seconds
        self._steps = 0

    def cell(self, text: str, times: int = 1) -> None:
        """Count a cell that shows something.

        Raises:
            UnreadableInput: If the workbook shows more than the limits allow.
        """
        self._cells -= times
        self._chars -= len(text) * times
        if self._cells < 0:
            raise self.too_many()
        if self._chars < 0:
            raise UnreadableInput(f"工作簿的文字超过上限 {self._limits.text_chars:,} 字", source=self._name)

    def step(self) -> None:
        """Count an element passed over; now and then look at the clock.

        Raises:
            UnreadableInput: If reading takes too long.
        """
        self._steps += 1
        if self._steps & 0x3FFF == 0 and time.thread_time() > self._end:
            raise UnreadableInput(
                f"读取用去的处理器时间超过 {self._limits.seconds:g} 秒的时限",
                source=self._name,
                hint="可用 --time-limit 提高上限",
            )

    def area(self, rows: int, columns: int) -> None:
        """Check the size of a grid before it is made.

        Raises:
            UnreadableInput: If it has more cells, blank ones counted, than the limit.
        """
        if rows * columns > self._limits.cells:
            raise self.too_many()

    def too_many(self) -> UnreadableInput:
        """Return the error for a workbook with too many cells."""
        return UnreadableInput(f"工作簿的单元格超过上限 {self._limits.cells:,} 个", source=self._name)


def reference(row: int, column: int) -> str:
    """Return a cell's reference: ``reference(0, 27)`` is ``AB1``."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row + 1}"


def blocks_of(sheet: Sheet, budget: Budget) -> list[Line | Grid]:
    """Return a sheet as one grid, or as lines if it is text in one column; nothing if it is blank.

    Raises:
        UnreadableInput: If the grid would be too large.
    """
    filled = {at for at, seen in sheet.cells.items() if seen.text.strip()}
    if not filled:
        return []
    columns = _spread(sorted({c for _, c in filled}), _COLUMN_GAP)
    if len({c for _, c in filled}) == 1:
        return [
            Line(piece, _place(sheet, r, c), True)
            for r, c in sorted(filled)
            for piece in sheet.cells[r, c].text.split("\n")
            if piece.strip()
        ]
    return [_grid(sheet, _spread(sorted({r for r, _ in filled}), _ROW_GAP), columns, budget)]


def notes_of(sheet: Sheet) -> list[Note]:
    """Return what a reader must know of a sheet: hidden rows and columns that hold something, blank zeros."""
    notes = []
    place = Place(page=sheet.number, sheet=sheet.name)
    rows = sorted({r for r, _ in sheet.cells} & sheet.hidden_rows)
    if rows:
        text = f"工作表“{sheet.name}”有 {len(rows)} 个隐藏的行：第{_numbers([str(r + 1) for r in rows])}行"
        notes.append(Note("hidden-rows", text, place))
    columns = sorted({c for _, c in sheet.cells} & sheet.hidden_columns)
    if columns:
        names = [reference(0, c)[:-1] for c in columns]
        text = f"工作表“{sheet.name}”有 {len(columns)} 个隐藏的列：{_numbers(names)}列"
        notes.append(Note("hidden-columns", text, place))
    if sheet.blank_zeros:
        notes.append(Note("blank-zeros", f"工作表“{sheet.name}”设为不显示零值，零读作空白", place))
    return notes


def _numbers(names: Sequence[str]) -> str:
    return "、".join(names[:8]) + ("…" if len(names) > 8 else "")


def _spread(used: list[int], gap: int) -> list[int]:
    """Return the used indices with at most ``gap`` unused ones before each."""
    kept: list[int] = []
    previous = used[0] - 1
    for index in used:
        missing = index - previous - 1
        kept.extend(range(index - min(missing, gap), index) if missing > gap else range(previous + 1, index))
        kept.append(index)
        previous = index
    return kept


def _place(sheet: Sheet, row: int, column: int) -> Place:
    return Place(page=sheet.number, sheet=sheet.name, cell=reference(row, column))


def _grid(sheet: Sheet, rows: list[int], columns: list[int], budget: Budget) -> Grid:
    budget.area(len(rows), len(columns))
    spans, covered = _merged(sheet, rows, columns, budget)
    cells = []
    for y, r in enumerate(rows):
        for x, c in enumerate(columns):
            if (y, x) in covered:
                continue
            seen = sheet.cells.get((r, c), Seen(""))
            remarks = [
                seen.note,
                "隐藏行" if r in sheet.hidden_rows else "",
                "隐藏列" if c in sheet.hidden_columns else "",
            ]
            height, width = spans.get((y, x), (1, 1))
            note = "；".join(remark for remark in remarks if remark)
            cells.append(GridCell(y, x, seen.text, height, width, _place(sheet, r, c), note))
    return Grid(tuple(cells), len(rows), len(columns), _place(sheet, rows[0], columns[0]), sheet.name)


def _merged(
    sheet: Sheet, rows: list[int], columns: list[int], budget: Budget
) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    """Return the merged ranges in positions of the grid: sizes by top left corner, and what they cover."""
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    left_over = 2 * len(rows) * len(columns)  # ranges that are apart cover less
    for top, left, bottom, right in sheet.merges:
        budget.step()
        y, x = bisect.bisect_left(rows, top), bisect.bisect_left(columns, left)
        if y == len(rows) or x == len(columns) or rows[y] != top or columns[x] != left:
            continue  # its corner shows nothing that was kept
        height = bisect.bisect_right(rows, bottom) - y
        width = min(bisect.bisect_right(columns, right) - x, _WIDEST_MERGE)
        left_over -= height * width
        if left_over < 0:
            break
        inside = [(y + i, x + j) for i in range(height) for j in range(width)]
        if height * width < 2 or any(at in covered or at in spans for at in inside):
            continue  # ranges that overlap are damage: the first one holds
        spans[y, x] = (height, width)
        covered.update(inside[1:])
    return spans, covered
