"""Tables out of grids: any format that keeps its tables.  Blank cells stay in their column."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence

import attrs

from gouji.model import Document, DocumentFacts, Grid, GridCell, Line, Note, Table, Unrecognised
from gouji.model.ledger import RULED
from gouji.names import squash
from gouji.packs import Specs
from gouji.reading.assemble import TableReading, assemble
from gouji.reading.losses import amounts_in, doubt_of
from gouji.reading.over_pages import alike, cut_within, put_together
from gouji.reading.recognise import Recognition, by_structure, by_title, other_table
from gouji.reading.shapes import UNIT_HEADS, Reading, read_shape
from gouji.reading.stacked import is_title, labels, plain_title, title_of

_UNIT = re.compile(r"(?:金额)?单位[:：](人民币)?(百万元|千元|万元|亿元|元)")
_SENTENCE = re.compile(r"[。；，]|万元|^第.部分|^注")
_OF_MONEY = re.compile(r"收入|支出|金额|合计|经费|拨款")
_SHORT = 90
"""Characters of a line that may state a unit."""
_NEAR = 3
"""Lines above a grid in which a unit may stand before the title."""
_BELOW = 2
"""Lines below a grid in which a unit may stand."""
_ABOVE = 8
"""Lines above a grid in which its title and unit may stand."""


@attrs.define
class _Pending:
    """A table being collected over its grids.

    Attributes:
        grids: Its grids, in order.
        lines: Lines between the grid before it and its first grid.
        indices: Indices of its blocks.
        notes: Lines below it.
        after: Lines between its last grid and the next: a grid found by position may have ended too early.
        unit: Unit of its amounts as printed in it, above or below it, "" if none is.
    """

    grids: list[Grid]
    lines: list[str]
    indices: list[int]
    notes: list[str] = attrs.field(factory=list)
    after: list[str] = attrs.field(factory=list)
    unit: str = ""


def read_grids(document: Document, specs: Specs, facts: DocumentFacts) -> TableReading:
    """Return the tables of a document that keeps its layout.

    Args:
        document: As extracted.
        specs: Table specs of the packs that apply.
        facts: What the document says of itself.
    """
    tables: dict[str, Table] = {}
    lost: list[Unrecognised] = []
    used: set[int] = set()
    notes: list[Note] = []
    hints: set[str] = set()
    again: list[tuple[str, int]] = []
    made: list[tuple[_Pending, Recognition, Reading]] = []
    collected = _collect(document, specs)
    units = {pending.unit for pending in collected if pending.unit}
    for before, pending in zip((None, *collected), collected, strict=False):
        texts = [*pending.lines, *_first_cells(pending.grids[0])]
        recognition = by_title(texts, specs) or by_structure(
            [*pending.lines, *_cells(pending.grids)], pending.notes, specs
        )
        reading = _best(recognition, pending.grids, specs) if recognition else None
        if recognition is None or reading is None:
            grid = pending.grids[0]
            reason = (
                "标题、表头和固定行都不符合任何表式"
                if recognition is None
                else f"{recognition.reason}，但表头或各行对不上"
            )
            title = _name_of(pending)
            at_once = before is not None and made and made[-1][0] is before and not _named(pending)
            if made and (grid.placed != RULED or at_once) and _dangling(pending, specs):
                made[-1][2].printed.update(amounts_in(_cells(pending.grids)))
            if grid.cols > 1 and sum(g.rows for g in pending.grids) > 1 and not _lists_units(pending):
                lost.append(
                    Unrecognised(
                        title[:60], grid.place, sum(g.rows for g in pending.grids), grid.cols, reason
                    )
                )
            continue
        made.append((pending, recognition, reading))
        hints.update(c for c in reading.codes if len(c) == 7)
    for pending, recognition, reading in made:
        grid = pending.grids[0]
        spec = reading.spec
        if spec.key in tables and not tables[spec.key].empty:
            notes.append(Note("table-twice", f"{spec.key}在文件里出现不止一次，用的是第一次的", grid.place))
            if reading.printed:
                again.append((spec.key, min(pending.indices)))
            continue
        # What all tables that say it are printed in, one that does not say it is printed in too.
        unit = pending.unit or (next(iter(units)) if len(units) == 1 else "")
        pages = tuple(
            dict.fromkeys(
                p for g in pending.grids for p in (g.pages or ((g.place.page,) if g.place.page else ()))
            )
        )
        doubt = doubt_of(
            reading.printed + amounts_in(w for t in pending.after for w in t.split()), reading.rows
        )
        tables[spec.key] = assemble(
            spec,
            reading.rows,
            specs,
            title=recognition.title or spec.titles[0],
            unit=unit,
            place=grid.place,
            pages=pages,
            reason=recognition.reason
            + (f"，{spec.layout}式" if spec.layout else "")
            + f"，栏目相符 {reading.score:.0%}",
            score=recognition.score * reading.score,
            note="".join((*pending.notes, *_notes_inside(pending.grids))),
            hints=hints,
            doubt=doubt.reason,
            lost=doubt.lost,
            codes=doubt.codes,
        )
        used.update(pending.indices)
    return TableReading(tuple(tables.values()), tuple(lost), frozenset(used), tuple(notes), tuple(again))


def _collect(document: Document, specs: Specs) -> list[_Pending]:
    """Join grids that continue over pages, with the lines above and the notes below each table."""
    found: list[_Pending] = []
    lines: list[tuple[int, str]] = []
    for i, block in enumerate(document.blocks):
        if isinstance(block, Line):
            lines.append((i, block.text))
            continue
        near = lines[-_ABOVE:]
        texts = [t for _, t in near]
        previous = found[-1] if found else None
        if previous is not None:
            _take_notes(previous, lines)
            previous.after += _rows_after(previous, lines)
        if previous is not None and _continues(previous, block, texts, specs):
            previous.grids = alike(previous.grids, block) or previous.grids
            previous.indices.append(i)
            previous.indices.extend(n for n, _ in near)
        else:
            above = _caption_lines(near, specs)
            if previous is not None:
                previous.unit = previous.unit or _unit_in(_texts_below(lines))
            made = _Pending([block], [block.caption, *(t for _, t in above)], [i, *(n for n, _ in above)])
            made.unit = _unit_in((*made.lines, *_first_cells(block))) or _unit_in(texts[-_NEAR:])
            found.append(made)
        lines = []
    if found:
        _take_notes(found[-1], lines)
        found[-1].after += _rows_after(found[-1], lines)
        found[-1].unit = found[-1].unit or _unit_in(_texts_below(lines))
    return found


def _texts_below(lines: Sequence[tuple[int, str]]) -> list[str]:
    """Return the lines right below a table in which its unit may stand if nothing above it says it."""
    return [text for _, text in lines[:_BELOW]]


def _unit_in(texts: Iterable[str]) -> str:
    """Return the unit that short texts state, "" if none does."""
    found = _UNIT.search("".join(squash(t) for t in texts if len(t) < _SHORT))
    return found[2] if found else ""


def _rows_after(pending: _Pending, lines: Sequence[tuple[int, str]]) -> list[str]:
    """Return the lines below a grid found by position that may be rows of it: figures, but no sentences."""
    if pending.grids[-1].placed == RULED:
        return []
    rows = itertools.takewhile(lambda text: not _SENTENCE.search(squash(text)), (t for _, t in lines))
    return [text for text in rows if re.search(r"\d\.\d\d", text)]


def _caption_lines(near: Sequence[tuple[int, str]], specs: Specs) -> list[tuple[int, str]]:
    """Return the lines above a grid that belong to it: from its title on."""
    for at in range(len(near) - 1, -1, -1):
        if by_title([near[at][1]], specs):
            return list(near[at:])
        if at + 1 < len(near) and by_title([near[at][1] + near[at + 1][1]], specs):
            joined = (near[at][0], near[at][1] + near[at + 1][1])
            return [joined, *near[at + 1 :]]
    title = next((n for n, t in reversed(near) if other_table(t, specs)), None)
    return [(n, t) for n, t in near if _UNIT.search(squash(t)) or n == title]


def _dangling(pending: _Pending, specs: Specs) -> bool:
    """Whether a grid found by position may be the rest of the table before it: nothing names it as another."""
    texts = [*pending.lines, *_first_cells(pending.grids[0])]
    return not any(is_title(t, specs) or other_table(t, specs) for t in texts if t.strip())


def _named(pending: _Pending) -> bool:
    """Whether anything is printed between a table and the one before."""
    return any(squash(text) for text in pending.lines)


def _lists_units(pending: _Pending) -> bool:
    """Whether a table lists the units of a department and holds no amount: there is nothing in it to be checked."""
    heads = [squash(c.text) for c in pending.grids[0].cells if c.row == 0]
    named = any(map(UNIT_HEADS.fullmatch, heads)) and not any(map(_OF_MONEY.search, heads))
    return named and not amounts_in(_cells(pending.grids))


def _name_of(pending: _Pending) -> str:
    """Return what to call a table nobody knows: the line above that is no unit, else its first cells."""
    named = [t.strip() for t in pending.lines if t.strip() and not _UNIT.search(squash(t))]
    return named[-1] if named else "，".join(_first_cells(pending.grids[0])[:3])


def _take_notes(pending: _Pending, lines: Sequence[tuple[int, str]]) -> None:
    for n, text in lines[:4]:
        plain = text.strip()
        if re.match(r"(?:注|说明|备注)[:：]", plain) or (
            pending.notes and not pending.notes[-1].endswith("。")
        ):
            pending.notes.append(plain)
            pending.indices.append(n)


def _continues(previous: _Pending, grid: Grid, texts: Sequence[str], specs: Specs) -> bool:
    """Whether a grid goes on with the table before: as wide, and nothing but furniture between.

    A title printed again on every page is furniture as long as the rows below it are new ones.
    """
    if alike(previous.grids, grid) is None:
        return False
    rows = _rows(grid)
    own = [title for row in rows[:5] if (title := title_of(row, specs))]
    titles = {plain_title(t) for t in (*texts, grid.caption, *own) if is_title(t, specs)}
    known = {plain_title(t) for t in (*previous.lines, *_first_cells(previous.grids[0]))}
    if titles - known:
        return False
    if titles and not labels(r for g in previous.grids for r in _rows(g)).isdisjoint(labels(rows)):
        return False
    words = [squash(t) for t in texts if squash(t)]
    return all(len(w) < 30 and not re.search(r"[。；]", w) for w in words) and len(words) <= 4


def _rows(grid: Grid) -> list[list[GridCell]]:
    rows: list[list[GridCell]] = [[] for _ in range(grid.rows)]
    for cell in grid.cells:
        if cell.text.strip():
            rows[cell.row].append(cell)
    return rows


def _first_cells(grid: Grid) -> list[str]:
    """Return the texts of the first rows: spreadsheets carry title and unit inside the grid."""
    return [c.text for c in grid.cells if c.row < 5 and c.text.strip()][:24]


def _cells(grids: Sequence[Grid]) -> list[str]:
    return [c.text for g in grids for c in g.cells if c.text.strip()]


def _best(recognition: Recognition, grids: Sequence[Grid], specs: Specs) -> Reading | None:
    """Read the grids as each possible layout and return the best reading."""
    joined = _join(grids, specs)
    best: Reading | None = None
    for spec in recognition.layouts:
        reading = read_shape(spec, *joined)
        if reading is not None and (best is None or reading.score > best.score):
            best = reading
    return best if best is not None and best.score >= 0.5 else None


def _join(grids: Sequence[Grid], specs: Specs) -> tuple[list[list[str]], list[list[GridCell | None]], str]:
    """Stack the grids: texts and cells; a repeated header is left out, a row that a page cut is made whole."""
    texts: list[list[str]] = []
    cells: list[list[GridCell | None]] = []
    for number, grid in enumerate(grids):
        matrix = grid.matrix()
        rows = [[("".join(c.text.split("\n")) if c is not None else "") for c in row] for row in matrix]
        start = 0
        if number:
            while (
                start < len(rows)
                and start < 6
                and any(squash("".join(rows[start])) == squash("".join(t)) for t in texts[:6])
            ):
                if not squash("".join(rows[start])):
                    break
                start += 1
            if texts and start < len(rows) and cut_within(texts[-1], rows[start], specs):
                whole = put_together(cells[-1], matrix[start])
                texts[-1] = [a + b for a, b in zip(texts[-1], rows[start], strict=False)]
                cells[-1] = whole
                for row, own in zip(rows[start + 1 :], matrix[start + 1 :], strict=True):
                    for c, cell in enumerate(own):
                        if cell is not None and cell is matrix[start][c]:  # it reaches further down
                            row[c], own[c] = texts[-1][c], whole[c]
                start += 1
        for row, own in zip(rows[start:], matrix[start:], strict=True):
            if not _is_note(row):
                texts.append(row)
                cells.append(own)
    return texts, cells, grids[0].placed


def _notes_inside(grids: Sequence[Grid]) -> list[str]:
    return [c.text for g in grids for c in g.cells if re.match(r"(?:注|说明|备注)[:：]", squash(c.text))]


def _is_note(row: Sequence[str]) -> bool:
    """Whether a row is a 注 below the table: one text, perhaps merged over all columns."""
    words = {squash(t) for t in row if squash(t)}
    return len(words) == 1 and bool(re.match(r"(?:注|说明|备注)[:：]", next(iter(words))))
