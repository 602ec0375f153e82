"""Slips of the benchmark: what one printed figure becomes, and where the wrong value comes from.

Ten kinds of one figure (localisation.md), and three more: a figure left out, two neighbours exchanged, the value of the
same row and column of a table of other money (a wrong population).  A printed zero left out of a table is no slip: a blank
says the same.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

import attrs

from gouji.model import Figure, Ledger, parse_quantity
from gouji.testing.synthetic.planting import KINDS, slip

ONE = (*KINDS, "column", "row")
"""Kinds of the targets table: digits, point, unit, sign, and copies of the next column and of the next row."""
MORE = ("omitted", "exchanged", "population")
TOTALS = frozenset({"小计", "合计", "本年支出合计", "本年收入合计", "本年收入"})
"""Names of the column that holds all money of its table."""


@attrs.frozen(eq=False)
class Slip:
    """One changed figure.

    Attributes:
        kind: See :data:`ONE` and :data:`MORE`.
        figure: The figure as the clean document prints it.
        wrong: What is printed instead, "" for nothing.
    """

    kind: str
    figure: Figure
    wrong: str


class Sources:
    """Where copied values come from: the figures of a clean ledger by their places in tables."""

    def __init__(self, ledger: Ledger) -> None:
        self.rows: dict[tuple[str, str], list[Figure]] = {}
        self.columns: dict[tuple[str, str], list[Figure]] = {}
        self.cells: dict[tuple[str, str], list[Figure]] = {}
        for figure in ledger.figures():
            if not figure.quantity.printed or not figure.quantity.known:
                continue
            if figure.table:
                self.rows.setdefault((figure.table, figure.row), []).append(figure)
                self.columns.setdefault((figure.table, figure.column), []).append(figure)
                self.cells.setdefault((figure.row, _column(figure)), []).append(figure)

    def slips(self, kind: str, figure: Figure, rng: random.Random) -> list[Slip]:
        """Return the changes of this kind to this figure; none if it cannot be made."""
        printed = figure.quantity.printed
        if kind in KINDS:
            wrong = slip(kind, printed, rng)
        elif kind == "omitted":
            if figure.table and not figure.quantity.value:
                return []
            wrong = ""
        elif kind == "exchanged":
            other = self._next(self.rows.get((figure.table, figure.row), ()), figure) or self._next(
                self.columns.get((figure.table, figure.column), ()), figure
            )
            if other is None or _same(figure, other.quantity.printed):
                return []
            return [Slip(kind, figure, other.quantity.printed), Slip(kind, other, printed)]
        else:
            lane: Sequence[Figure] = {
                "column": self.rows.get((figure.table, figure.row), ()),
                "row": self.columns.get((figure.table, figure.column), ()),
                "population": [
                    f
                    for f in self.cells.get((figure.row, _column(figure)), ())
                    if f.table != figure.table or f is figure
                ],
            }[kind]
            other = self._next(lane, figure)
            wrong = other.quantity.printed if other is not None else printed
        if kind != "omitted" and _same(figure, wrong):
            return []
        return [Slip(kind, figure, wrong)]

    @staticmethod
    def _next(lane: Sequence[Figure], figure: Figure) -> Figure | None:
        """Return the next figure of a row or column, the one before at its end, ``None`` if it prints the same."""
        at = next((i for i, f in enumerate(lane) if f is figure), -1)
        beside = [*lane[at + 1 : at + 2], *lane[max(0, at - 1) : at]] if at >= 0 else []
        return next((f for f in beside if not _same(figure, f.quantity.printed)), None)


def _column(figure: Figure) -> str:
    """Return the column of a figure; that of all money by one name, whatever the table calls it."""
    return "合计" if figure.column in TOTALS else figure.column


def _same(figure: Figure, wrong: str) -> bool:
    value = parse_quantity(wrong, figure.quantity.unit).value
    return value is None or value == figure.quantity.value
