"""Deducing the doubted tables of a text, round by round: what one table states helps to read the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from gouji.model import Table
from gouji.reading.losses import Doubt, doubt_of
from gouji.reading.plain.deduce import Budget
from gouji.reading.plain.readings import Assembler, Reading
from gouji.reading.plain.scattered import read_scattered

_ROUNDS = 4
"""Rounds at most: a total, its parts, what they state of a third table, and that of a fourth."""
LEFT_OUT = "有的数归在哪一行哪一栏定不下来，这些格没有读"
UNREAD = "文字里每行只有一个格，别的表的数也可能落在这里"


def deduce_tables(
    tables: Mapping[str, Table],
    readings: Mapping[str, Reading],
    unread: Sequence[Reading],
    assembler: Assembler,
    cellwise: bool,
) -> dict[str, Table]:
    """Return the tables of a text that are deduced better than they were read.

    Args:
        tables: As read in printed order.
        readings: What each of them was read of.
        unread: Regions that no layout fits in printed order.
        assembler: Makes tables.
        cellwise: The text has one cell a line: nothing of its order is sure.
    """
    done: dict[str, Table] = {}
    open_readings = [
        (key, r) for key, r in readings.items() if tables[key].doubt and not r.strays and not r.lost
    ]
    open_readings += [
        (r.region.specs[0].key, r)
        for r in unread
        if not r.strays and r.printed and r.region.specs[0].key not in readings
    ]
    by_key = dict(open_readings)
    budget = Budget()
    tried: dict[str, frozenset[str]] = {}
    for _ in range(_ROUNDS):
        known = _known({**tables, **done}, readings)
        moved = False
        for key, reading in list(open_readings):
            unit = assembler.unit(reading)
            alike = {k: t for k, t in known.items() if t.unit == unit and k != key}
            if not reading.printed or tried.get(key) == frozenset(alike):
                continue
            tried[key] = frozenset(alike)
            table = _scattered(reading, assembler, alike, budget)
            if table is None:
                continue
            before = done.get(key)
            done[key] = table
            if not table.doubt:
                open_readings.remove((key, reading))
                moved = True
            elif before is None:
                moved = True
        if not moved:
            break
    for key, table in list(done.items()):
        # What was deduced later may state totals of it: amounts that were given to other columns are given again.
        reading = by_key[key]
        known = _known({**tables, **done}, readings)
        alike = {k: t for k, t in known.items() if t.unit == assembler.unit(reading) and k != key}
        if not table.doubt and frozenset(alike) - tried[key]:
            again = _scattered(reading, assembler, alike, budget)
            done[key] = again if again is not None and not again.doubt else table
    return done


def _scattered(
    reading: Reading, assembler: Assembler, known: Mapping[str, Table], budget: Budget
) -> Table | None:
    """Return the table that the pieces of a region make up, given tables that are known, if any does."""
    scattered = read_scattered(
        reading.region.specs,
        reading.lines,
        assembler.specs,
        assembler.at,
        known,
        budget,
        reading.late,
    )
    if scattered is None:
        return None
    printed = reading.printed
    if scattered.twice:
        printed = Counter({text: count // 2 for text, count in printed.items()})
    doubt = doubt_of(printed, scattered.rows)
    if not scattered.sure:
        doubt = Doubt(LEFT_OUT, True)
    return assembler.table(reading, scattered.spec, scattered.rows, doubt)


def _known(tables: Mapping[str, Table], readings: Mapping[str, Reading]) -> dict[str, Table]:
    """Return the tables that state something for certain; a frame without figures states blanks."""
    return {
        key: table
        for key, table in tables.items()
        if not table.doubt or (key in readings and table.empty and not readings[key].printed)
    }
