"""Columns that only the prose tells apart: an amount of 经营支出 may stand in any of three columns that add up alike."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gouji.model import Line, parse_quantity, unit
from gouji.names import squash
from gouji.packs import ColumnSpec, TableSpec
from gouji.reading.plain.place import hundredths

_AMOUNT = r"(?:决算)?(?:数|总额)?(?:为|共|计|[:：])?(\d[\d,]*(?:\.\d+)?)(万元|亿元|元)"


def told_of(
    spec: TableSpec,
    columns: Sequence[ColumnSpec],
    printed: Sequence[str],
    lines: Sequence[tuple[int, Line]],
) -> dict[str, int | None]:
    """Return column key → amount of the total row, in hundredths of the table's unit, where the prose names it.

    Only amounts that the total row prints are returned: what the prose says wrongly moves nothing.

    Args:
        spec: Form of the table.
        columns: Those of its columns that are asked for.
        printed: Figures of the total row.
        lines: Lines of the text.
    """
    text = squash("".join(line.text for _, line in lines))
    own = unit(spec.unit)
    found: dict[str, int | None] = {}
    for column in columns:
        names = "|".join(re.escape(squash(part)) for name in column.names for part in name.split(" "))
        amounts = set()
        for told in re.finditer(f"(?:{names}){_AMOUNT}", text):
            reach = parse_quantity(told[1], unit(told[2])).rounded
            for figure in printed:
                cell = parse_quantity(figure, own)
                if cell.value and cell.rounded.meets(reach):
                    amounts.add(hundredths(figure))
        if len(amounts) == 1:
            found[column.key] = amounts.pop()
    # Two names of one amount tell nothing.
    return {key: value for key, value in found.items() if list(found.values()).count(value) == 1}
