"""Reading a grid as one layout: where its header ends, which columns are labels, which cell is which."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence

import attrs

from gouji.model import GridCell, Kind, Place, parse_quantity
from gouji.model.ledger import RULED
from gouji.names import HAN, bare, squash
from gouji.packs import LaneSpec, TableSpec
from gouji.reading.assemble import RawCell, RawRow
from gouji.reading.columns import header_pieces, match_columns
from gouji.reading.losses import amounts_in
from gouji.value import Value

_AMOUNT = re.compile(r"[-－(（]?\d[\d,，]*(?:\.\d+)?[)）]?(?:万元|亿元|元)?")
_CODE = re.compile(r"\d{3}|\d{5}|\d{7}|\d{6}")
_GLUED = re.compile(rf"([12]\d\d(?:\d\d){{0,2}})\s*({HAN}.*)", re.DOTALL)
"""A code and its name in one cell."""
_DECIMALS = re.compile(r"[-－(（]?\d[\d,，]*\.\d+[)）]?")
_PART = re.compile(r"\d{2}")
_PROSE = re.compile(r"^(?:注|说明|备注)|[。；]|万元")
_ORDINALS = ("栏次", "行次")
_TOTALS = ("合计", "总计")
_SERIAL = ("序号", "行次", "行号", "序")

Texts = Sequence[Sequence[str]]
Cells = Sequence[Sequence[GridCell | None]]


@attrs.frozen(eq=False, repr=False)
class Reading(Value):
    """A grid read as a layout.

    Attributes:
        spec: The layout.
        rows: Its rows.
        score: Share of required columns (and rows) found.
        printed: Amounts printed in its grid, apart from columns that belong to no form and were left out whole.
        codes: Codes as printed.
    """

    spec: TableSpec
    rows: list[RawRow]
    score: float
    printed: Counter[str] = attrs.field(factory=Counter, repr=False)

    @property
    def codes(self) -> list[str]:
        """Codes as printed."""
        return [r.code for r in self.rows if r.code]


def read_shape(spec: TableSpec, texts: Texts, cells: Cells, placed: str) -> Reading | None:
    """Read a grid as one layout, or return ``None`` if it cannot be it."""
    reading = _read(spec, texts, cells, placed)
    return None if reading is None else attrs.evolve(reading, printed=_printed(reading, cells, placed))


def _printed(reading: Reading, cells: Cells, placed: str) -> Counter[str]:
    """Count the amounts of a grid that the form has a cell for.

    A column none of whose figures was taken is one the form does not have, if all columns it has were found.
    """
    columns: dict[int, list[str]] = {}
    seen: set[int] = set()
    for row in cells:
        for c, cell in enumerate(row):
            if cell is not None and id(cell) not in seen:
                seen.add(id(cell))
                columns.setdefault(c, []).append(cell.text)
    if reading.score >= 1.0 and placed == RULED:
        places = {(x.place, x.text) for row in reading.rows for x in row.cells.values()}
        used = {
            c for row in cells for c, cell in enumerate(row)
            if cell is not None and (cell.place, "".join(cell.text.split("\n"))) in places and amounts_in([cell.text])
        }  # fmt: skip
        labels = {
            c for c, texts in columns.items() if any(re.search(HAN, t) and amounts_in([t]) for t in texts)
        }
        columns = {c: texts for c, texts in columns.items() if c in used or c in labels}
    texts = [(t, squash(t)) for own in columns.values() for t in own]
    return amounts_in(t for t, plain in texts if _AMOUNT.fullmatch(plain) or not _PROSE.search(plain))


def _read(spec: TableSpec, texts: Texts, cells: Cells, placed: str) -> Reading | None:
    if not texts or not texts[0]:
        return None
    kinds = {lane.kind for lane in spec.lanes}
    grid = _Grid(texts, cells, placed)
    if kinds == {"functional"}:
        return _coded(spec, grid)
    if kinds == {"fixed"}:
        return _fixed(spec, grid)
    if kinds == {"economic"}:
        return _economic(spec, grid)
    if kinds == {"single"}:
        return _single(spec, grid)
    return None


class _Grid:
    def __init__(self, texts: Texts, cells: Cells, placed: str) -> None:
        self.texts = texts
        self.cells = cells
        self.placed = placed
        self.height, self.width = len(texts), max(len(r) for r in texts)
        self.merged = any(cell is not None and cell.colspan > 1 for row in cells for cell in row)

    def own(self, row: int, column: int) -> bool:
        """Whether a cell starts here: not the rest of a merged one."""
        cell = self.cells[row][column]
        return cell is None or (cell.row, cell.col) == self._corner(row, column, cell)

    def _corner(self, row: int, column: int, cell: GridCell) -> tuple[int, int]:
        up = row
        while up and self.cells[up - 1][column] is cell:
            up -= 1
        left = column
        while left and self.cells[row][left - 1] is cell:
            left -= 1
        return (cell.row, cell.col) if (up, left) == (row, column) else (-1, -1)

    def head(self, rows: range, column: int) -> list[str]:
        """Return the header texts above a column."""
        return header_pieces(self.texts, rows, column, spread=not self.merged)

    def place(self, row: int, column: int) -> Place:
        cell = self.cells[row][column]
        return cell.place if cell is not None else Place()

    def raw(self, row: int, column: int) -> RawCell:
        """Return a cell as read; the rest of a merged cell is blank."""
        text = self.texts[row][column] if self.own(row, column) else ""
        return RawCell(text, self.place(row, column), self.placed)

    def amount(self, row: int, column: int) -> bool:
        """Whether a figure is printed in a cell."""
        return bool(_AMOUNT.fullmatch(squash(self.texts[row][column])))


def _is_ordinal_row(row: Sequence[str]) -> bool:
    words = [squash(t) for t in row if squash(t)]
    numbers = [w for w in words if w.isdigit() and len(w) <= 2]
    rest = [w for w in words if not w.isdigit() and w not in _ORDINALS]
    return len(numbers) >= 2 and not rest and [int(n) for n in numbers] == sorted(int(n) for n in numbers)


def _coded(spec: TableSpec, grid: _Grid) -> Reading | None:
    lane = spec.lanes[0]
    first = None
    for r in range(grid.height):
        row = [squash(t) for t in grid.texts[r]]
        if any((_CODE.fullmatch(w) and w[0] in "12") or _GLUED.fullmatch(w) for w in row[:4]) or (
            any(w in _TOTALS for w in row[:5]) and _total_row(grid, r)
        ):
            first = r
            break
    if first is None:
        return _unfilled(spec, grid)
    body = range(first, grid.height)
    name_column = _name_column(grid, body)
    if name_column is None:
        return None
    if _by_unit(grid, first, name_column):
        return None
    shared = _shared_total(grid, first)
    values = [
        (c, [p for p in grid.head(range(first), c) if not shared or not _AMOUNT.fullmatch(p)])
        for c in range(name_column + 1, grid.width)
    ]
    columns, share = match_columns([(c, _no_ordinals(p)) for c, p in values], lane.columns)
    if not columns:
        return None
    rows = []
    if shared:
        # Where a head stands, the total of that column is not printed.
        cells = {key: grid.raw(first - 1, c) for c, key in columns.items() if grid.amount(first - 1, c)}
        rows.append(RawRow(lane.name, "", "合计", cells, None, grid.place(first - 1, 0)))
    counting = {c for c in range(name_column) if _serial(grid, first, c)}
    for r in body:
        if _is_ordinal_row(grid.texts[r]):
            continue
        pieces = [
            squash(grid.texts[r][c]) for c in range(name_column) if c not in counting and grid.own(r, c)
        ]
        code = "".join(p for p in pieces if p.isdigit())
        label = grid.texts[r][name_column].strip() if grid.own(r, name_column) else ""
        glued = _GLUED.fullmatch(label) if not code else None
        if glued:
            code, label = glued[1], glued[2]
        if not label:
            label = next(
                (grid.texts[r][c].strip() for c in range(name_column) if squash(grid.texts[r][c]) in _TOTALS),
                "",
            )
        if squash(label) in _TOTALS:
            code, label = "", "合计"
        if not code and label != "合计":
            continue
        cells = {key: grid.raw(r, c) for c, key in columns.items()}
        rows.append(RawRow(lane.name, code, label, cells, None, grid.place(r, name_column)))
    return Reading(spec, rows, share) if rows else None


def _shared_total(grid: _Grid, first: int) -> bool:
    """Whether 合计 and its figures share the line of the lowest heads: ``合计 | 0.00 | 12.50 | 合计 | 基本支出 | 项目支出``."""
    if not first or squash(grid.texts[first - 1][0]) not in _TOTALS:
        return False
    return any(grid.amount(first - 1, c) for c in range(1, grid.width))


def _unfilled(spec: TableSpec, grid: _Grid) -> Reading | None:
    """Read a form without any figure or code, whose 合计 stands beside the lowest heads: ``合计 | 基本支出 | 项目支出``."""
    lane = spec.lanes[0]
    row = next((r for r in range(grid.height) if squash(grid.texts[r][0]) in _TOTALS), None)
    if row is None or any(squash(t) for below in grid.texts[row + 1 :] for t in below):
        return None
    own = grid.cells[row][0]
    begin = own.colspan if own is not None else 1
    values = [(c, grid.head(range(row + 1), c)) for c in range(begin, grid.width)]
    columns, share = match_columns(values, lane.columns)
    if share < 1.0 or any(grid.amount(row, c) for c in range(begin, grid.width)):
        return None
    cells = {key: RawCell("", grid.place(row, c), grid.placed) for c, key in columns.items()}
    return Reading(spec, [RawRow(lane.name, "", "合计", cells, None, grid.place(row, 0))], share)


UNIT_HEADS = re.compile(r"(?:预算|所属|下属)?单位(?:名称|编码|代码)?|部门名称")
"""Heads of columns whose rows are units."""


def _by_unit(grid: _Grid, first: int, name_column: int) -> bool:
    """Whether the rows are units and not 科目, as the heads of the label columns say."""
    heads = [squash(grid.texts[r][c]) for r in range(first) for c in range(name_column + 1) if grid.own(r, c)]
    return any(map(UNIT_HEADS.fullmatch, heads)) and not any("科目" in h or "功能分类" in h for h in heads)


def _serial(grid: _Grid, first: int, column: int) -> bool:
    """Whether a column before the names counts the rows: its digits are no part of a code."""
    head = "".join(squash(grid.texts[r][column]) for r in range(first) if grid.own(r, column))
    numbers = [squash(grid.texts[r][column]) for r in range(first, grid.height) if grid.own(r, column)]
    numbers = [n for n in numbers if n]
    counts = [int(n) for n in numbers if n.isdigit() and len(n) <= 3]
    on = len(counts) == len(numbers) and all(b == a + 1 for a, b in itertools.pairwise(counts))
    return head in _SERIAL or (on and len(counts) > 2 and "科目" not in head and "编码" not in head)


def _no_ordinals(pieces: list[str]) -> list[str]:
    return [p for p in pieces if not p.isdigit() and p not in _ORDINALS]


def _total_row(grid: _Grid, row: int) -> bool:
    """Whether a row with 合计 is the total row: 合计 is the only word of it that is no header word."""
    words = [
        (squash(t), bool(cell and cell.note))
        for c, (t, cell) in enumerate(zip(grid.texts[row], grid.cells[row], strict=True))
        if squash(t) and grid.own(row, c)
    ]
    # What has no letter is no head, nor is what the reader put where a formula has no result.
    others = [
        w
        for w, noted in words
        if not noted
        and re.search(HAN, w)
        and not _AMOUNT.fullmatch(w)
        and w not in (*_TOTALS, "类", "款", "项")
        and parse_quantity(w).kind is not Kind.BLANK
    ]
    # Beside its figures a remark may stand, but heads are several.
    return not others or (len(others) == 1 and any(_DECIMALS.fullmatch(w) for w, _ in words))


def _name_column(grid: _Grid, body: range) -> int | None:
    """Return the column that holds the names: the first with Chinese words in most rows."""
    counts = [0] * grid.width
    for r in body:
        for c in range(min(grid.width, 6)):
            if grid.own(r, c) and re.search(HAN * 2, squash(grid.texts[r][c])):
                counts[c] += 1
    best = max(counts[:6], default=0)
    return counts.index(best) if best else None


def _fixed(spec: TableSpec, grid: _Grid) -> Reading | None:
    names = {lane.name: {bare(n) for row in lane.rows for n in row.names} for lane in spec.lanes}
    hits = {
        lane: [sum(bare(grid.texts[r][c]) in own for r in range(grid.height)) for c in range(grid.width)]
        for lane, own in names.items()
    }
    label_columns: dict[str, int] = {}
    at = 0
    for lane in spec.lanes:
        counts = hits[lane.name][at:]
        if not counts or max(counts) < min(2, len(lane.rows)):
            return None
        label_columns[lane.name] = at + counts.index(max(counts))
        at = label_columns[lane.name] + 1
    first = _first_fixed(grid, label_columns, names)
    if first is None:
        return None
    rows: list[RawRow] = []
    shares = []
    ordered = list(spec.lanes)
    for i, lane in enumerate(ordered):
        start = label_columns[lane.name]
        end = label_columns[ordered[i + 1].name] if i + 1 < len(ordered) else grid.width
        values = [
            (c, pieces) for c in range(start + 1, end)
            if (pieces := _no_ordinals(grid.head(range(first), c))) and not _ordinal_column(grid, first, c)
        ]  # fmt: skip
        if not values:
            values = [(c, []) for c in range(start + 1, end) if not _ordinal_column(grid, first, c)]
        columns, share = match_columns(values, lane.columns)
        shares.append(share)
        rows += _lane_rows(grid, lane, start, end, first, columns)
    if not rows:
        return None
    found = sum(1 for r in rows if r.label)
    wanted = sum(1 for lane in spec.lanes for row in lane.rows if not row.optional)
    return Reading(spec, rows, min(shares) * min(1.0, found / wanted))


def _first_fixed(grid: _Grid, label_columns: dict[str, int], names: dict[str, set[str]]) -> int | None:
    for r in range(grid.height):
        for lane, column in label_columns.items():
            if bare(grid.texts[r][column]) in names[lane] and squash(grid.texts[r][column]) not in ("合计",):
                return r
            if squash(grid.texts[r][column]) == "合计" and any(
                grid.amount(r, c) for c in range(column + 1, grid.width)
            ):
                return r
    return None


def _ordinal_column(grid: _Grid, first: int, column: int) -> bool:
    """Whether a column holds 行次: its header says so, or it counts without decimals."""
    head = "".join(squash(grid.texts[r][column]) for r in range(first))
    if "行次" in head or head.endswith("序号"):
        return True
    numbers = [squash(grid.texts[r][column]) for r in range(first, grid.height)]
    numbers = [n for n in numbers if n]
    counting = [int(n) for n in numbers if n.isdigit() and len(n) <= 3]
    return (
        len(counting) >= 5
        and len(counting) == len(numbers)
        and all(b > a for a, b in itertools.pairwise(counting))
    )


def _lane_rows(
    grid: _Grid, lane: LaneSpec, start: int, end: int, first: int, columns: dict[int, str]
) -> list[RawRow]:
    rows = []
    ordinal = next((c for c in range(start + 1, end) if _ordinal_column(grid, first, c)), None)
    for r in range(first, grid.height):
        if _is_ordinal_row(grid.texts[r]):
            continue
        label = grid.texts[r][start].strip() if grid.own(r, start) else ""
        if not label or not re.search(HAN, label):
            continue
        cells = {key: grid.raw(r, c) for c, key in columns.items()}
        number = squash(grid.texts[r][ordinal]) if ordinal is not None else ""
        rows.append(
            RawRow(
                lane.name, "", label, cells, int(number) if number.isdigit() else None, grid.place(r, start)
            )
        )
    return rows


def _economic(spec: TableSpec, grid: _Grid) -> Reading | None:
    lane_of = {block: lane.name for lane in spec.lanes for block in lane.blocks}
    totals = {squash(n): lane.name for lane in spec.lanes for row in lane.rows for n in row.names}
    starts = _code_columns(grid, lane_of)
    if not starts:
        return None
    rows: dict[str, list[RawRow]] = {lane.name: [] for lane in spec.lanes}
    ends = [*starts[1:], grid.width]
    values = [_value_column(grid, start, end) for start, end in zip(starts, ends, strict=True)]
    for start, end, value in zip(starts, ends, values, strict=True):
        for r in range(grid.height):
            words = [
                squash(grid.texts[r][c])
                for c in range(start, end if value is None else value)
                if grid.own(r, c)
            ]
            total = next((w for w in words if w in totals), "")
            if total:
                spot = _total_value(grid, r, start, total)
                # Where a lane's amounts are beyond the page, a total without a figure may have it there.
                hidden = not spot.text and None in values
                cells = {} if hidden else {"决算数": spot}
                rows[totals[total]].append(
                    RawRow(totals[total], "", total, cells, None, grid.place(r, start))
                )
                continue
            code = "".join(w for w in words if w.isdigit())
            label = "".join(w for w in words if w and not w.isdigit())
            lane = lane_of.get(code[:3])
            if lane is None or not label:
                continue
            cells = {} if value is None else {"决算数": grid.raw(r, value)}
            rows[lane].append(RawRow(lane, code, label, cells, None, grid.place(r, start)))
    made = [row for lane in spec.lanes for row in rows[lane.name]]
    used = sum(bool(found) for found in rows.values())
    return Reading(spec, made, used / len(rows)) if len(made) >= 5 else None


def _code_columns(grid: _Grid, lane_of: dict[str, str]) -> list[int]:
    """Return the columns in which codes of classes start, left to right."""
    starts = []
    for c in range(grid.width):
        codes = [squash(grid.texts[r][c]) for r in range(grid.height) if grid.own(r, c)]
        hits = sum(1 for w in codes if w.isdigit() and len(w) in (3, 5) and w[:3] in lane_of)
        if hits >= 3:
            starts.append(c)
    return starts


def _value_column(grid: _Grid, start: int, end: int) -> int | None:
    """Return the column of a lane's amounts: its last that has any; behind it a remark may stand.

    ``None`` if the names are the lane's last column: its amounts were beyond the page.
    """
    coded = [r for r in range(grid.height) if squash(grid.texts[r][start]).isdigit()]
    filled = (c for c in range(end - 1, start + 1, -1) if any(grid.amount(r, c) for r in coded))
    found = next(filled, end - 1)
    named = sum(bool(re.search(HAN, grid.texts[r][found])) for r in coded)
    return None if 2 * named > len(coded) else found


def _total_value(grid: _Grid, row: int, start: int, total: str) -> RawCell:
    """Return the figure beside a total's label: the first cell of its own to the right that holds one."""
    label = next(c for c in range(start, grid.width) if squash(grid.texts[row][c]) == total)
    for c in range(label + 1, grid.width):
        if squash(grid.texts[row][c]) == total or not grid.own(row, c):
            continue
        if re.search(HAN, grid.texts[row][c]):
            break
        if grid.amount(row, c):
            return grid.raw(row, c)
    return RawCell("", grid.place(row, label), grid.placed)


def _single(spec: TableSpec, grid: _Grid) -> Reading | None:
    lane = spec.lanes[0]
    body = None
    for r in range(grid.height - 1, -1, -1):
        words = [squash(t) for c, t in enumerate(grid.texts[r]) if squash(t) and grid.own(r, c)]
        if _is_ordinal_row(grid.texts[r]) and not any("." in w for w in words):
            break
        if any(re.search(HAN, w) for w in words):
            break
        body = r
        if any(grid.amount(r, c) for c in range(grid.width)):
            break
    if body is None:
        return None
    values = [(c, _no_ordinals(grid.head(range(body), c))) for c in range(grid.width)]
    columns, share = match_columns([(c, p) for c, p in values if p], lane.columns)
    if share < 0.9:
        return None
    cells = {key: grid.raw(body, c) for c, key in columns.items()}
    return Reading(spec, [RawRow(lane.name, "", "金额", cells, None, grid.place(body, 0))], share)
