"""Reading the tables of a text, one region after another."""

from __future__ import annotations

from gouji.model import Document, DocumentFacts, Line, Note, Place, Table
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
        rows = body.rows(lambda index: _place(lines, index), specs, hints)
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
