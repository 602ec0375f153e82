"""Prose that prints its amounts with fewer decimals than the tables do: 19174.2 stands for 19174.23 then.

A figure with fewer decimals is one whose last zeros were left out, unless nearly all amounts of the prose have so few
and several of them are a cell's amount rounded to that.  Where there is no table to tell, amounts of which nearly all have
so few are taken to be rounded: whether zeros were left out is not known, and to doubt it accuses nobody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import attrs

from gouji.model import Fact, Figure, Quantity, Table
from gouji.model.units import WAN, Unit

_FEWEST = 12
"""Amounts below which nothing is said of all of them."""
_FEWEST_ALONE = 4
"""The same where there is no table."""
_NEARLY = Fraction(9, 10)
_ROUNDED = 3
"""Amounts that have to be a cell's, rounded."""


def in_own_precision(facts: Sequence[Fact], tables: Mapping[str, Table]) -> tuple[Fact, ...]:
    """Return the facts, with their amounts as exact as the prose prints amounts.

    Args:
        facts: As read, in order.
        tables: Tables read, for the cells whose amounts are stated.
    """
    amounts = [
        (fact, fact.figure.quantity)
        for fact in facts
        if fact.figure is not None and fact.figure.quantity.unit == WAN and fact.figure.quantity.value
    ]
    if len(amounts) < (_FEWEST if tables else _FEWEST_ALONE):
        return tuple(facts)
    for places in range(WAN.rule_decimals):
        few = [(fact, amount) for fact, amount in amounts if amount.decimals <= places]
        if len(few) >= _NEARLY * len(amounts):
            break
    else:
        return tuple(facts)
    rounded = sum(_is_rounded(amount, _cell(fact, tables), places) for fact, amount in few)
    if tables and rounded < _ROUNDED:
        return tuple(facts)
    own = attrs.evolve(WAN, rule_decimals=places)
    return tuple(_evolved(fact, own) if _is_amount(fact.figure) else fact for fact in facts)


def _is_amount(figure: Figure | None) -> bool:
    return figure is not None and figure.quantity.unit == WAN


def _evolved(fact: Fact, own: Unit) -> Fact:
    assert fact.figure is not None
    quantity = attrs.evolve(fact.figure.quantity, unit=own)
    return attrs.evolve(fact, figure=attrs.evolve(fact.figure, quantity=quantity))


def _cell(fact: Fact, tables: Mapping[str, Table]) -> Quantity | None:
    table = tables.get(fact.cell[0]) if fact.cell else None
    figure = table.figure(fact.cell[1], fact.cell[2]) if table is not None and fact.cell else None
    return figure.quantity if figure is not None else None


def _is_rounded(stated: Quantity, cell: Quantity | None, places: int) -> bool:
    """Whether an amount is a cell's, rounded to so many decimals and not equal to it."""
    if cell is None or cell.unit != WAN or not cell.value or stated.value is None:
        return False
    apart = abs(Fraction(stated.value) - Fraction(cell.value))
    return 0 < apart <= Fraction(1, 2 * 10**places)
