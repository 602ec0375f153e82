"""A region of text while it is being read, and the table made of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import reduce
from itertools import takewhile
from typing import NamedTuple

import attrs

from gouji.model import Box, Line, Place, Table
from gouji.packs import Specs, TableSpec
from gouji.patterns import later
from gouji.reading.assemble import RawRow, assemble
from gouji.reading.losses import Doubt, amounts_in, strays_in
from gouji.reading.plain.bodies import Body, read_body
from gouji.reading.plain.halves import beside_again
from gouji.reading.plain.regions import Region
from gouji.reading.plain.tokens import Printed, only_amounts, split_notes, without_doubles

_HEAD = 40
"""Lines of a table among which its head is."""
_YEAR = later(r"(?<!\d)(20\d\d)年")
_SENTENCE = later(r"[。，；]")


class Reading(NamedTuple):
    """A region and what was read of it in printed order.

    Attributes:
        region: The region.
        lines: Lines of its body.
        late: Lines below its notes that may be of the table.
        note: Text of its notes.
        body: What was read, ``None`` if no layout fits.
        printed: Amounts printed inside it.
        alone: How many of them stand alone on their lines.
        strays: Words that are neither names nor figures.
        lost: What of it was not put together, "" if all was.
    """

    region: Region
    lines: Sequence[Printed]
    late: Sequence[Printed]
    note: str
    body: Body | None
    printed: Counter[str]
    alone: int
    strays: Sequence[str]
    lost: str = ""


def begin(region: Region, printed: list[Printed], specs: Specs) -> Reading:
    """Read the printed lines of a region in their order as the layout that fits best."""
    lines, note, late = split_notes(printed)
    lines, lost = beside_again(region.title, without_doubles(lines))
    best: Body | None = None
    for spec in region.specs:
        body = read_body(spec, lines, specs)
        if body is not None and (best is None or body.score > best.score):
            best = body
    alone = sum(bool(amounts_in([line.text])) and len(line.text.split()) == 1 for line in lines)
    held = [*lines, *(line for line in late if only_amounts(line.text))]
    amounts = amounts_in(word for line in held for word in line.text.split())
    strays = strays_in(line.text for line in lines)
    return Reading(region, lines, late, note, best, amounts, alone, strays, lost or _of_two_years(lines))


def _of_two_years(lines: Sequence[Printed]) -> str:
    """Return why figures are not those of one year, "" if they are: columns of two years side by side, by their heads."""
    head = list(takewhile(lambda line: not amounts_in(line.text.split()), lines[:_HEAD]))
    years = Counter(
        year for line in head if not _SENTENCE.search(line.text) for year in _YEAR.findall(line.text)
    )
    several = [year for year, count in years.items() if count > 1]
    return f"表头印有 {'、'.join(sorted(several))} 年的栏，哪些数是本年的不能肯定" if len(several) > 1 else ""


class Assembler(NamedTuple):
    """Makes tables of readings.

    Attributes:
        lines: Index of its block and each line of the text.
        specs: Table specs and classifications.
        hints: Full codes seen in other tables.
    """

    lines: Sequence[tuple[int, Line]]
    specs: Specs
    hints: frozenset[str] = frozenset()

    def table(self, reading: Reading, spec: TableSpec, rows: Sequence[RawRow], doubt: Doubt) -> Table:
        """Return the table that rows of a region make up."""
        region = reading.region
        return assemble(
            spec,
            rows,
            self.specs,
            title=region.title,
            unit=region.unit,
            place=self.at(region.start),
            pages=self._pages(region),
            reason=f"{region.reason}与{spec.key}一致" + (f"（{spec.layout}）" if spec.layout else ""),
            score=min(1.0, reading.body.score) if reading.body is not None else 1.0,
            note=reading.note,
            hints=self.hints,
            doubt=doubt.reason,
            lost=doubt.lost,
            codes=doubt.codes,
        )

    def unit(self, reading: Reading) -> str:
        """Return the unit of a region's amounts."""
        return reading.region.unit or reading.region.specs[0].unit

    def at(self, index: int, span: Sequence[int] = ()) -> Place:
        """Return the place of a line, or of some of its characters where their boxes are known."""
        if not 0 <= index < len(self.lines):
            return Place()
        line = self.lines[index][1]
        boxes = [box for box in line.char_boxes[slice(*span)] if box is not None] if span else []
        return attrs.evolve(line.place, box=reduce(Box.union, boxes)) if boxes else line.place

    def _pages(self, region: Region) -> tuple[int, ...]:
        pages = (self.lines[i][1].place.page for i in range(region.start, region.end))
        return tuple(dict.fromkeys(page for page in pages if page))
