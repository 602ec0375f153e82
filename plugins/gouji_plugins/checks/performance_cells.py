"""Looking up the figures that performance checks compare."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from gouji.facts.form_figures import known
from gouji.model import Figure, Form, Ledger


def fund(form: Form, row: str, column: str) -> Figure | None:
    """Return a printed figure of a fund row."""
    found = next((r.figures.get(column) for r in form.rows if r.key == row), None)
    return found if found is not None and known(found.quantity) else None


def cell_of(ledger: Ledger, cell: Sequence[str]) -> Figure | None:
    """Return a known figure of a public table."""
    table = ledger.tables.get(cell[0])
    figure = table.figure(cell[1], cell[2]) if table else None
    return figure if figure is not None and known(figure.quantity) else None


def percent(top: Sequence[Figure], bottom: Sequence[Figure]) -> str:
    """Print the quotient of two sums as a percentage with two decimals."""
    a, b = (
        sum((Fraction(f.quantity.value or 0) * f.quantity.unit.scale for f in fs), Fraction(0))
        for fs in (top, bottom)
    )
    hundredths = (10_000 * a / b + Fraction(1, 2)).__floor__()
    return f"{hundredths // 100}.{hundredths % 100:02d}"
