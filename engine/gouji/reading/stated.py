"""Tables that a document states in canonical names: no recognition, only their rows are resolved."""

from __future__ import annotations

from gouji.model import Document, DocumentFacts, Note, StatedTable, Unrecognised
from gouji.names import same
from gouji.packs import LaneSpec, Specs, TableSpec
from gouji.reading.assemble import RawCell, RawRow, TableReading, assemble
from gouji.reading.grids import read_grids


def read_stated(document: Document, specs: Specs, facts: DocumentFacts) -> TableReading:
    """Return the stated tables of a document.

    Args:
        document: With ``stated`` tables.
        specs: Table specs of the packs that apply.
        facts: What the document says of itself.
    """
    hints = {row.code for t in document.stated for row in t.rows if len(row.code) == 7}
    tables = []
    lost: list[Unrecognised] = []
    notes: list[Note] = []
    for stated in document.stated:
        layouts = specs.tables.get(stated.key, ())
        if not layouts:
            reason = f"没有“{stated.key}”的表式"
            lost.append(
                Unrecognised(stated.title, stated.place, len(stated.rows), len(stated.columns), reason)
            )
            continue
        spec = max(layouts, key=lambda s: _fit(s, stated))
        unknown = [c for c in stated.columns if c not in spec.columns]
        if unknown:
            text = f"{stated.key}的表式里没有这些栏，照列出的名称保留：{'、'.join(unknown[:6])}"
            notes.append(Note("stated-columns", text, stated.place))
        tables.append(
            assemble(
                spec,
                _rows(spec, stated),
                specs,
                title=stated.title or spec.titles[0],
                unit=stated.unit,
                place=stated.place,
                pages=stated.pages,
                reason=f"文件写明是{stated.key}",
                note=stated.note,
                hints=hints,
            )
        )
    # Tables beside the stated ones are listed; a title alone does not put them in the place of a stated one.
    others = read_grids(document, specs, facts).unrecognised if document.blocks else ()
    return TableReading(tuple(tables), (*lost, *others), frozenset(), tuple(notes))


def _fit(spec: TableSpec, stated: StatedTable) -> float:
    """Return how well a layout fits: its columns are the stated ones and its lanes hold the stated rows."""
    own = set(stated.columns)
    needed = {key for key, column in spec.columns.items() if not column.optional}
    alike = len(own & set(spec.columns)) / max(1, len(own)) - len(needed - own) / max(1, len(needed))
    lanes = {lane.name for lane in spec.lanes}
    strangers = sum(bool(row.lane) and row.lane not in lanes for row in stated.rows)
    coded = any(row.code for row in stated.rows) and spec.lanes[0].kind in ("functional", "economic")
    order = [c for c in spec.columns if c in own] == [c for c in stated.columns if c in spec.columns]
    return alike + 0.02 * order - strangers / max(1, len(stated.rows)) + 0.01 * coded


def _rows(spec: TableSpec, stated: StatedTable) -> list[RawRow]:
    used: set[str] = set()
    rows = []
    for row in stated.rows:
        lane = _lane(spec, row.lane, row.code, row.label, used)
        cells = {key: RawCell(cell.text, cell.place, cell.placed) for key, cell in row.cells}
        place = next((cell.place for _, cell in row.cells), stated.place)
        code, label = row.code, row.label
        if lane.kind == "fixed":
            # Rows of a fixed lane are known by their names; a code only says which class they stand for.
            named = next((r.name for r in lane.rows if code and r.code == code), "")
            code, label = "", label or named
        rows.append(RawRow(lane.name, code, label, cells, row.ordinal, place))
    return rows


def _lane(spec: TableSpec, stated: str, code: str, label: str, used: set[str]) -> LaneSpec:
    """Return the lane of a row: as stated, by the block of its code, or the first that has its label free."""
    named = next((lane for lane in spec.lanes if stated and lane.name == stated), None)
    if named is not None:
        return named
    if code:
        block = next((lane for lane in spec.lanes if any(code.startswith(b) for b in lane.blocks)), None)
        if block is not None:
            return block
    for lane in spec.lanes:
        for row in lane.rows:
            if row.key not in used and any(same(label, name) for name in row.names):
                used.add(row.key)
                return lane
    return spec.lanes[0]
