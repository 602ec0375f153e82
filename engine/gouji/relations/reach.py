"""The true values a figure stands for under the rounding regime of its table."""

from __future__ import annotations

from collections.abc import Mapping

from gouji.model.interval import Interval
from gouji.model.ledger import Figure
from gouji.model.quantity import Ends, Regime

Regimes = Mapping[str, Regime]
"""Rounding regime by table key; a table not named rounds."""

NO_REGIMES: Regimes = {}


def interval_of(figure: Figure, regimes: Regimes = NO_REGIMES) -> Interval:
    """Return the true values a figure stands for under its table's regime, in ticks."""
    if regimes and regimes.get(figure.table) is Regime.TRUNCATE:
        return figure.quantity.cut
    return figure.quantity.rounded


def ends_of(figure: Figure, regimes: Regimes = NO_REGIMES) -> Ends:
    """Return the printed value of a figure and the ends of :func:`interval_of`, in whole numbers."""
    quantity = figure.quantity
    if regimes and regimes.get(figure.table) is Regime.TRUNCATE:
        return quantity.cut_ends
    return quantity.ends
