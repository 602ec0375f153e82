"""Making the figures of forms: ids, units and names in one place."""

from __future__ import annotations

import re
from typing import NamedTuple

from gouji.model import Figure, Kind, Place, Quantity, parse_quantity
from gouji.model.units import COUNT, Unit, unit

_NUMBER = re.compile(r"^(-?\d[\d,]*(?:\.\d+)?)(.*)$")
COMPARISONS = {
    "≥": ">=",
    "≤": "<=",
    "=": "=",
    ">": ">",
    "<": "<",
    ">=": ">=",
    "<=": "<=",
    "=>": ">=",
    "=<": "<=",
}
_COMPARED = re.compile(r"^(>=|<=|=>|=<|≥|≤|>|<|=)(.*)$")


class Maker(NamedTuple):
    """Makes the figures of one form.

    Attributes:
        key: Key of the form, the ``table`` of its figures.
        money: Unit of its fund rows.
        placed: How its figures got their places.
    """

    key: str
    money: Unit
    placed: str

    def make(self, text: str, own: Unit, row: str, column: str, place: Place, quote: str = "") -> Figure:
        """Return a figure of this form."""
        label = f"{self.key}“{row}”{'行' if row else ''}“{column}”栏" if row else f"{self.key}“{column}”"
        return Figure(
            f"{self.key}/{row}/{column}", parse_quantity(text, own), place, label,
            self.key, row, column, quote=quote, placed=self.placed,
        )  # fmt: skip

    def fund(self, text: str, row: str, column: str, place: Place) -> Figure:
        """Return a figure of a fund row."""
        own = {"分值": unit("分"), "得分": unit("分"), "执行率": unit("%")}.get(column, self.money)
        return self.make(text, own, row, column, place)


def unit_of(symbol: str) -> Unit:
    """Return the unit printed as ``symbol``; a count of its own if it is not known."""
    try:
        return unit(symbol)
    except ValueError:
        return Unit(symbol, COUNT, unit("个").scale)


def comparison(text: str) -> tuple[str, str, str]:
    """Split a target into comparison sign, number and unit as printed; sign "" if there is none.

    >>> comparison("<=313.24万元")
    ('<=', '313.24', '万元')
    >>> comparison("健全")
    ('', '', '健全')
    """
    found = _COMPARED.match(text)
    sign = COMPARISONS.get(found[1], "") if found else ""
    rest = found[2] if found else text
    number = _NUMBER.match(rest)
    return (sign, number[1], number[2]) if number else (sign, "", rest)


def known(quantity: Quantity) -> bool:
    """Whether a figure was printed and can be read; a dash says that there is none here."""
    return quantity.kind is Kind.NUMBER and bool(quantity.printed) and quantity.value is not None
