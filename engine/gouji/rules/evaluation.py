"""The value of an expression on a document, in words: what ``gouji eval`` prints."""

from __future__ import annotations

from collections.abc import Iterator

from gouji.grammar.tree import Node
from gouji.model import Ledger
from gouji.model.quantity import format_ticks
from gouji.model.units import MONEY, RATIO, WAN
from gouji.rules.cells import Context, UnknownName
from gouji.rules.expand import expand
from gouji.rules.explain import figure_line
from gouji.rules.ruleset import RuleSet
from gouji.rules.values import Amount, Codes, RowSet, Truth, UnitClash, Words, solid


def value_lines(node: Node, rules: RuleSet, ledger: Ledger) -> Iterator[str]:
    """Yield the value of an expression, then the figures it is made of."""
    context = Context(rules.scope, ledger, {})
    try:
        value = rules.binder.evaluator(context).value(expand(node, rules.definitions))
    except (UnknownName, UnitClash) as error:
        yield f"错误：{error}"
        return
    if isinstance(value, Amount):
        yield from amount_lines(value)
    elif isinstance(value, RowSet):
        yield f"{len(value.members)} 个数" + (f"（{'；'.join(value.missing)}）" if value.missing else "")
        for member in value.members:
            yield from (f"  {figure_line(f)}" for f in member.figures)
    elif isinstance(value, Codes):
        yield f"{len(value.codes)} 个科目：{'、'.join(value.codes)}"
    elif isinstance(value, Words):
        yield value.text or "（空）"
    elif isinstance(value, Truth):
        yield {True: "是", False: "否", None: "无法判定"}[value.certain] + (
            f"（{'；'.join(value.missing)}）" if value.missing else ""
        )


def amount_lines(amount: Amount) -> Iterator[str]:
    """Yield a number with its range and figures."""
    amount = solid(amount)
    if amount.missing or amount.inapplicable:
        yield f"无法得出：{'；'.join(amount.missing) or amount.inapplicable}"
        return
    reach = amount.range()
    if amount.dimension == MONEY:
        unit = amount.figures[0].quantity.unit if amount.figures else WAN
        shown = f"{format_ticks(amount.value(), unit)} {unit}"
        low, high = (format_ticks(end, unit, unit.rule_decimals + 4) for end in (reach.low, reach.high))
    elif amount.dimension == RATIO:
        shown = f"{float(amount.value() * 100):.4f} %"
        low, high = f"{float(reach.low * 100):.6f}", f"{float(reach.high * 100):.6f}"
    else:
        shown = f"{float(amount.value()):.6g}"
        low, high = f"{float(reach.low):.9g}", f"{float(reach.high):.9g}"
    yield shown + (f"，真值 {low} ～ {high}" if reach.low != reach.high else "")
    for figure in dict.fromkeys(amount.figures):
        yield f"  {figure_line(figure)}"
