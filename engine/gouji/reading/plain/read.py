"""Reading the tables of a text, one region after another."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Mapping, Sequence

import attrs

from gouji.model import Document, DocumentFacts, Kind, Line, Note, Table
from gouji.model.document import NOWHERE
from gouji.model.ledger import INFERRED, TEXT
from gouji.names import squash
from gouji.packs import Specs, TableSpec
from gouji.reading.assemble import TableReading
from gouji.reading.losses import Doubt, doubt_of
from gouji.reading.plain.bodies import Body
from gouji.reading.plain.laid import lay
from gouji.reading.plain.readings import Assembler, Reading, begin
from gouji.reading.plain.regions import Region, find_regions
from gouji.reading.plain.tokens import Printed

_SAID_EMPTY = re.compile(r"本表(?:无数据|为空)|空表|(?:没有|无)(?:使用)?(?:政府性基金|国有资本)")
"""What notes say of a form in which nothing is printed."""
_FEW = 8
"""Amounts alone on their lines that tell how a text was made."""
_SEVERAL = 2
"""Doubted tables that tell how a text was made."""


def read_lines(document: Document, specs: Specs, facts: DocumentFacts) -> TableReading:
    """Return the tables of a document without layout.

    Args:
        document: Lines of text.
        specs: Table specs of the packs that apply.
        facts: What the document says of itself.
    """
    return read_printed([(i, b) for i, b in enumerate(document.blocks) if isinstance(b, Line)], specs)


def read_printed(
    lines: Sequence[tuple[int, Line]],
    specs: Specs,
    breaks: Collection[int] = (),
    among: Collection[int] | None = None,
) -> TableReading:
    """Return the tables of printed lines.

    Args:
        lines: Index of its block and each line, in order.
        specs: Table specs of the packs that apply.
        breaks: Positions in ``lines`` over which no table runs on.
        among: Blocks of which a table has at least one, ``None`` if any will do.
    """
    texts = [line.text for _, line in lines]
    regions = find_regions(texts, specs, breaks)
    if among is not None:
        regions = [r for r in regions if any(lines[i][0] in among for i in range(r.start, r.end))]
    found = [begin(region, _printed(region, lines), specs) for region in regions]
    readings = [(reading, reading.body) for reading in found if reading.body is not None]
    assembler = Assembler(lines, specs, _full_codes([body for _, body in readings]))
    # What was cut cell by cell was cut so everywhere: one table of it is no surer than the others.
    apart = sum(reading.alone for reading, _ in readings)
    total = sum(sum(reading.printed.values()) for reading, _ in readings)
    cellwise = apart > 0.5 * total and apart >= _FEW
    tables: dict[str, Table] = {}
    read: dict[str, Reading] = {}
    notes: dict[str, list[Note]] = {}
    again: list[tuple[str, int]] = []

    def put(reading: Reading, body: Body, also: Mapping[str, Table]) -> None:
        """Place the figures of a region and put the table they make where its key is."""
        key = body.spec.key
        others = {k: table for k, table in {**tables, **also}.items() if k != key}
        stated = _stated(body.spec, {k: table for k, table in others.items() if not table.doubt})
        rows = body.rows(assembler.at, specs, assembler.hints, stated)
        if body.shifting and (named := body.told(stated, lines)):
            rows = body.rows(assembler.at, specs, assembler.hints, {**named, **stated})
        # A frame whose note says that there is nothing to print has lost nothing.
        told = not reading.printed and _SAID_EMPTY.search(squash(reading.note)) is not None
        doubt = doubt_of(reading.printed, rows, strays=reading.strays, cellwise=cellwise and not told)
        if reading.lost:
            doubt = Doubt(reading.lost, True)
        if not doubt.reason and body.shifting & _stated(body.spec, others).keys():
            doubt = Doubt("有的数在哪一栏要靠另一张表定，而那张表的读数可疑")
        tables[key] = assembler.table(reading, body.spec, rows, doubt)
        read[key] = reading
        place = assembler.at(reading.region.start)
        notes[key] = [
            Note("placement-unsure", f"{key}“{label}”行的数字少于栏数，所在的栏为推断，请核对", place)
            for label in body.unsure
        ]

    for reading, body in readings:
        key = body.spec.key
        if key in tables and not tables[key].empty:
            if reading.printed:
                again.append((key, lines[reading.region.start][0]))
            continue
        put(reading, body, {})
    unread = [reading for reading in found if reading.body is None]
    deduced: dict[str, Table] = {}
    if unread or any(table.doubt for table in tables.values()):
        from gouji.reading.plain.rounds import deduce_tables  # most texts need none of it

        deduced = deduce_tables(tables, read, unread, assembler, cellwise)
    for reading, body in readings:
        # A table that stands further down, or was deduced, states what nothing above it did; if it is itself
        # doubted, so is what it decides.
        key = body.spec.key
        placed = read[key] is reading and key not in deduced and tables[key].placed == INFERRED
        if placed and _told_since(body, tables, deduced):
            put(reading, body, deduced)
    tables.update(deduced)
    told_notes = [note for key, own in notes.items() if key not in deduced for note in own]
    taken = [*read.values(), *(reading for reading in unread if reading.region.specs[0].key in deduced)]
    used = {lines[i][0] for reading in taken for i in range(reading.region.start, reading.region.end)}
    return TableReading(
        _alike(tuple(tables.values()), deduced), (), frozenset(used), tuple(told_notes), tuple(again)
    )


def _told_since(body: Body, tables: Mapping[str, Table], deduced: Mapping[str, Table]) -> set[str]:
    """Return the columns of a body whose totals a table states that was not yet read when the body was placed."""
    key = body.spec.key
    before = set(itertools.takewhile(lambda k: k != key, tables))
    both = {**tables, **deduced}
    return set(_stated(body.spec, {k: t for k, t in both.items() if k not in before or k in deduced}))


def _alike(tables: tuple[Table, ...], deduced: Collection[str]) -> tuple[Table, ...]:
    """Doubt all tables of a text read in order of which several are doubted: figures that changed rows leave no gap.

    Tables whose figures stand in columns that show are as good as they look.
    """
    if sum(bool(table.doubt) for table in tables) < _SEVERAL:
        return tables
    reason = "同一文字里别的表丢了数，这张表的数也可能串了行"
    return tuple(
        attrs.evolve(table, doubt=reason)
        if not table.doubt
        and not table.empty
        and table.placed in (TEXT, INFERRED)
        and table.key not in deduced
        else table
        for table in tables
    )


def _printed(region: Region, lines: Sequence[tuple[int, Line]]) -> list[Printed]:
    """Return the lines of a region's body with what the text tells of their distance and page."""
    found = []
    body = range(region.first, region.first + len(region.lines))
    for _, page in itertools.groupby(body, key=lambda index: lines[index][1].place.page):
        own = list(page)
        for index, laid in zip(own, lay([lines[i][1] for i in own]), strict=True):
            here, above = lines[index][1].place, lines[index - 1][1].place if index else NOWHERE
            gap = bool(here.line and above.line and here.line - above.line > 1)
            found.append(Printed(index, lines[index][1].text, gap, here.page or 0, laid))
    return found


def _stated(spec: TableSpec, tables: Mapping[str, Table]) -> dict[str, int | None]:
    """Return column key → total in hundredths that a table read before states under the column's name, if any.

    公开01表 names the incomes that are columns of 公开02表; 公开06表 names items that are columns of 公开09表.
    """
    known: dict[str, int | None] = {}
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
                value = int(figure.quantity.value * 100) if figure.quantity.kind is not Kind.BLANK else None
                known.setdefault(squash(row.name), value)
    stated: dict[str, int | None] = {}
    for lane in spec.lanes:
        if lane.kind not in ("functional", "single"):
            continue
        for column in lane.columns:
            if column.key.startswith("预算"):
                continue
            names = {squash(part) for name in column.names for part in name.split(" ")}
            named = next((name for name in names if name in known), None)
            if named is not None:
                stated[column.key] = known[named]
    return stated


def _full_codes(bodies: Sequence[Body]) -> frozenset[str]:
    return frozenset(
        code
        for body in bodies
        if body.spec.lanes[0].kind == "functional"
        for code in body.codes
        if len(code) == 7
    )
