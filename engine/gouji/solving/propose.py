"""From the range that the rest implies for a figure to the value that should be printed."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

from gouji.model import Figure, Ledger
from gouji.solving.residual import Residuals
from gouji.solving.story import NONE, Story, story, truths

MOST_VALUES = 60
"""Printed values of a range that are compared one by one; of wider ranges only those that a slip explains."""
ZERO = 2.2
"""Gained by a proposed zero: no other value is printed as often."""
ELSEWHERE = 1.0
"""Gained by a proposed value that the document prints elsewhere, lost by doubting a printed one that it repeats."""
LEAST_FIT = 1.0


class Neighbours:
    """Printed values beside a figure: the same row in other columns, the same column in the next rows."""

    def __init__(self, ledger: Ledger | None) -> None:
        self._tables = ledger.tables if ledger is not None else {}
        self._lanes: dict[str, tuple[dict[str, list[Figure]], dict[str, list[Figure]]]] = {}
        self._known: dict[int, dict[str, str]] = {}
        self._printed: Counter[str] = Counter()
        times = Counter([f.quantity.printed for f in ledger.figures()]) if ledger is not None else {}
        for printed, count in times.items():
            self._printed[_bare(printed)] += count

    def _of(self, key: str) -> tuple[dict[str, list[Figure]], dict[str, list[Figure]]]:
        """Return the printed figures of a table by row and by column."""
        found = self._lanes.get(key)
        if found is None:
            rows: dict[str, list[Figure]] = {}
            columns: dict[str, list[Figure]] = {}
            table = self._tables.get(key)
            for figure in table.cells.values() if table is not None else ():
                if figure.quantity.printed:
                    rows.setdefault(figure.row, []).append(figure)
                    columns.setdefault(figure.column, []).append(figure)
            found = self._lanes[key] = rows, columns
        return found

    def elsewhere(self, text: str, own: int = 0) -> bool:
        """Whether a value of three digits and more is printed elsewhere in the document.

        Args:
            text: The value as printed.
            own: Times it is printed at the figure itself.
        """
        bare = _bare(text)
        return sum(c.isdigit() for c in bare.lstrip("0.")) >= 3 and self._printed[bare] > own

    def around(self, figure: Figure) -> Mapping[str, str]:
        """Return printed value → where it stands."""
        known = self._known.get(id(figure))
        if known is None:
            known = self._known[id(figure)] = self._around(figure)
        return known

    def _around(self, figure: Figure) -> dict[str, str]:
        found: dict[str, str] = {}
        if not figure.table:
            return found
        rows, columns = self._of(figure.table)
        for other in rows.get(figure.row, ()):
            if other is not figure:
                found.setdefault(other.quantity.printed, f"同一行“{other.column}”栏")
        column = columns.get(figure.column, [])
        at = next((i for i, f in enumerate(column) if f is figure), -1)
        for lane in (column[at + 1 :], column[:at][::-1]) if at >= 0 else ():
            # The next row, and the next that is not zero: empty lines are skipped by the eye.
            for other in lane[:1]:
                found.setdefault(other.quantity.printed, "相邻的行")
            for other in [f for f in lane if f.quantity.known and f.quantity.ticks][:1]:
                found.setdefault(other.quantity.printed, "相邻的非零行")
        for table in self._tables.values():
            twin = table.cells.get((figure.row, figure.column))
            if twin is not None and twin.quantity.printed and twin.table != figure.table:
                other = twin
                found.setdefault(other.quantity.printed, f"{other.table}同一行同一栏")
        return found


def propose(
    figure: Figure,
    variable: int,
    low: int,
    high: int,
    scale: int,
    neighbours: Neighbours,
    residuals: Residuals,
    known: Mapping[int, float],
) -> tuple[str, Story, float]:
    """Return the likeliest printed value in a range, its slip and its cost; "" where nothing speaks for one.

    Args:
        figure: The figure held to be wrong.
        variable: Its variable.
        low: Lower end of what the rest implies, in scaled ticks.
        high: Upper end.
        scale: Units of the variable per tick.
        neighbours: What is printed beside it.
        residuals: Fit of the relations.
        known: Values already proposed for other figures of the repair.
    """
    near = neighbours.around(figure)
    printed = figure.quantity.printed
    repeated = neighbours.elsewhere(printed, 1)
    quantum = float(figure.quantity.quantum)
    best: tuple[float, str, Story] | None = None
    told = [(story(printed, text, near), number, text) for number, text in _values(figure, low, high, scale)]
    # The likeliest slips first: what fits without any is seldom worth a look then.
    told.sort(key=lambda one: one[0].cost)
    for slip, number, text in told:
        if best is not None and slip.cost - ZERO - LEAST_FIT >= best[0]:
            break
        cost = slip.cost + residuals.cost({**known, variable: number * quantum})
        if number == 0:
            cost -= ZERO
        elif neighbours.elsewhere(text):
            cost -= ELSEWHERE
        if repeated and not slip.copied:
            cost += ELSEWHERE
        if best is None or cost < best[0] - 1e-9:
            best = (cost, text, slip)
    if best is None:
        return "", NONE, NONE.cost
    return best[1], best[2], best[0]


def _values(figure: Figure, low: int, high: int, scale: int) -> Sequence[tuple[int, str]]:
    """Return the printed values that stand for something in the range, in units of the last digit and as text."""
    quantity = figure.quantity
    quantum = quantity.quantum * scale
    first = math.floor(low / quantum + Fraction(1, 2))
    last = math.floor(high / quantum + Fraction(1, 2))
    if quantity.unit.dimension == "count":
        first, last = math.ceil(Fraction(low) / quantum), math.floor(Fraction(high) / quantum)
    if last - first < MOST_VALUES:
        return [(number, _shown(figure, number)) for number in range(first, last + 1)]
    found: dict[int, str] = {}
    for text in truths(quantity.printed):
        number = Fraction(text) * quantity.unit.scale * scale / quantum
        if first <= number <= last and number.denominator == 1:
            found.setdefault(int(number), _shown(figure, int(number)))
    return list(found.items())


def _bare(text: str) -> str:
    return text.replace(",", "").rstrip("%").lstrip("-")


def _shown(figure: Figure, number: int) -> str:
    """Print units of the last digit as this figure is printed: ``0``, not ``0.00``, where it has and needs no decimals."""
    quantity = figure.quantity
    decimals = max(quantity.decimals, quantity.unit.rule_decimals)
    digits = str(abs(number)).rjust(decimals + 1, "0")
    sign = "-" if number < 0 else ""
    whole, places = (digits[:-decimals], digits[-decimals:]) if decimals else (digits, "")
    if quantity.printed and not places[quantity.decimals :].strip("0"):
        places = places[: quantity.decimals]
    return f"{sign}{whole}.{places}" if places else f"{sign}{whole}"
