"""Saying a relation with its figures put in, and a difference with its unit."""

from __future__ import annotations

from fractions import Fraction

from gouji.model import Figure, Linear, Outcome, Ratio, Relation, Term, format_ticks
from gouji.model.units import MONEY, RATIO, WAN, Unit


def short_name(figure: Figure) -> str:
    """Return how a figure is called inside a relation: its column or row, else its label."""
    if figure.table and figure.column:
        row = figure.row.rsplit(".", 1)[-1]
        return (
            figure.column
            if row in ("", "金额")
            else row
            if figure.column == "金额"
            else f"{row}·{figure.column}"
        )
    return figure.label or figure.id


def printed(figure: Figure) -> str:
    """Return the printed figure, ``（空白）`` for a blank."""
    return figure.quantity.printed or "（空白）"


def _side(terms: tuple[Term, ...], constant: int | Fraction, unit: Unit) -> str:
    parts = []
    for i, term in enumerate(terms):
        sign = "-" if term.coefficient < 0 else "+"
        factor = "" if abs(term.coefficient) == 1 else f"{abs(term.coefficient)}×"
        text = f"{factor}{short_name(term.figure)} {printed(term.figure)}"
        parts.append(text if i == 0 and sign == "+" else f"{sign} {text}")
    if constant:
        parts.append(f"{'-' if constant < 0 else '+'} {format_ticks(abs(Fraction(constant)), unit)}")
    return " ".join(parts) if parts else "0"


def put_in(relation: Relation) -> str:
    """Return the relation with the printed figures put in, tables named where more than one takes part."""
    form = relation.form
    if isinstance(form, Linear):
        figures = relation.figures()
        unit = figures[0].quantity.unit if figures else WAN
        text = f"{_side(form.left, form.left_constant, unit)} {form.op} {_side(form.right, form.right_constant, unit)}"
    elif isinstance(form, Ratio):
        top = _side(form.numerator, 0, WAN)
        bottom = _side(form.denominator, 0, WAN)
        text = f"{short_name(form.rate)} {printed(form.rate)} == ({top}) / ({bottom})"
    else:
        text = relation.text
    tables = sorted({f.table for f in relation.figures() if f.table})
    bound = "，".join(f"{kind}“{name}”" for kind, name in relation.binding)
    head = "、".join(tables) + (f" {bound}" if bound else "")
    return f"{relation.rule.id} {head}：{text}" if head else f"{relation.rule.id}：{text}"


def difference(outcome: Outcome) -> str:
    """Return left minus right with its unit, "" if there is none."""
    if outcome.residual is None:
        return ""
    unit = outcome.unit
    if unit is None:
        return str(outcome.residual)
    if unit.dimension == RATIO:
        return f"{float(outcome.residual * 100):+.2f} 个百分点"
    text = format_ticks(outcome.residual, unit)
    return f"{text} {unit.symbol}" if unit.dimension == MONEY or unit.symbol else text
