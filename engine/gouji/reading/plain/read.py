"""Reading the tables of a text, one region after another."""

from __future__ import annotations

from gouji.model import Document, DocumentFacts, Line, Note, Place, Table
from gouji.names import squash
from gouji.packs import Specs, TableSpec
from gouji.reading.assemble import TableReading, assemble
from gouji.reading.plain.bodies import Body, read_body
from gouji.reading.plain.regions import Region, find_regions
from gouji.reading.plain.tokens import split_notes


def read_lines(document: Document, specs: Specs, facts: DocumentFacts) -> TableReading:
    """Return the tables of a document without layout.

    Args:
        document: Lines of text.
        specs: Table specs of the packs that apply.
        facts: What the document says of itself.
    """
    lines = [(i, b) for i, b in enumerate(document.blocks) if isinstance(b, Line)]
    texts = [line.text for _, line in lines]
    regions = find_regions(texts, specs)
    readings: list[tuple[Region, TableSpec, Body, str]] = []
    for region in regions:
        numbered = [(region.first + i, text) for i, text in enumerate(region.lines)]
        body_lines, note = split_notes(numbered)
        best: tuple[float, TableSpec, Body] | None = None
        for spec in region.specs:
            body = read_body(spec, body_lines)
            if body is not None and (best is None or body.score > best[0]):
                best = (body.score, spec, body)
        if best is not None:
            readings.append((region, best[1], best[2], note))
    hints = _full_codes(readings)
    tables: dict[str, Table] = {}
    used: set[int] = set()
    notes: list[Note] = []
    for region, spec, body, note in readings:
        if spec.key in tables and not tables[spec.key].empty:
            continue
        place = _place(lines, region.start)
        rows = body.rows(
            lambda index: _place(lines, index),
            specs,
            hints,
            _stated(spec, tables),
        )
        tables[spec.key] = assemble(
            spec,
            rows,
            specs,
            title=region.title,
            unit=region.unit,
            place=place,
            reason=f"{region.reason}与{spec.key}一致" + (f"（{spec.layout}）" if spec.layout else ""),
            score=min(1.0, body.score),
            note=note,
            hints=hints,
        )
        used.update(lines[i][0] for i in range(region.start, region.end))
        notes += [
            Note("placement-unsure", f"{spec.key}“{label}”行的数字少于栏数，所在的栏为推断，请核对", place)
            for label in body.unsure
        ]
    return TableReading(tuple(tables.values()), (), frozenset(used), tuple(notes))


def _stated(spec: TableSpec, tables: dict[str, Table]) -> dict[str, int]:
    """Return column key → total in hundredths that a table read before states under the column's name.

    公开01表 names the incomes that are columns of 公开02表; 公开06表 names items that are columns of 公开09表.
    """
    known: dict[str, int] = {}
    for table in tables.values():
        if table.key == spec.key or len(table.columns) != 1:
            continue
        for row in table.rows:
            figure = table.figure(row.key, table.columns[0].key)
            if (
                row.role == "item"
                and row.lane != "支出"
                and figure is not None
                and figure.quantity.value is not None
            ):
                known.setdefault(squash(row.name), int(figure.quantity.value * 100))
    stated = {}
    for lane in spec.lanes:
        if lane.kind not in ("functional", "single"):
            continue
        for column in lane.columns:
            if column.key.startswith("预算"):
                continue
            names = {squash(part) for name in column.names for part in name.split(" ")}
            value = next((known[name] for name in names if name in known), None)
            if value is not None:
                stated[column.key] = value
    return stated


def _place(lines: list[tuple[int, Line]], index: int) -> Place:
    return lines[index][1].place if 0 <= index < len(lines) else Place()


def _full_codes(readings: list[tuple[Region, TableSpec, Body, str]]) -> frozenset[str]:
    return frozenset(
        code
        for _, spec, body, _ in readings
        if spec.lanes[0].kind == "functional"
        for code in body.codes
        if len(code) == 7
    )
