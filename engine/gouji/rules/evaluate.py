"""Evaluating a rule's condition on one binding: a relation if it is one, else a judged condition."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from fractions import Fraction

import attrs

from gouji.api import Function
from gouji.grammar.tree import (
    Binary,
    Call,
    Compare,
    Conditional,
    Index,
    Matches,
    Member,
    Node,
    Number,
    Path,
    RowsOf,
    Text,
    Unary,
)
from gouji.model import Figure, Interval, Linear, Opaque, Ratio, Term, Verdict
from gouji.model.units import PLAIN, RATIO
from gouji.reading.names import squash
from gouji.rules.lookup import Context, cell, index, lookup
from gouji.rules.values import (
    Amount,
    RowSet,
    Truth,
    UnitClash,
    Words,
    add,
    common,
    divide,
    multiply,
    of_literal,
    scale,
    unknown,
)

Value = Amount | Words | RowSet | Truth
MAX_PATTERN = 200


@attrs.frozen(eq=False)
class Outcome:
    """What a condition comes to on one binding.

    Attributes:
        form: The relation, ``None`` if it cannot be built.
        missing: Why it is unknown.
        inapplicable: Why it does not apply.
    """

    form: Linear | Ratio | Opaque | None
    missing: tuple[str, ...] = ()
    inapplicable: str = ""


class Evaluator:
    """Evaluates expressions in a context.

    Args:
        context: Where.
        functions: Functions of plugins, by name.
        definitions: Definitions without parameters, by name.
    """

    def __init__(
        self,
        context: Context,
        functions: Mapping[str, Function] | None = None,
        definitions: Mapping[str, Node] | None = None,
    ) -> None:
        self.context = context
        self.functions = functions or {}
        self.definitions = definitions or {}
        self.depth = 0

    # Conditions.

    def outcomes(self, node: Node) -> list[Outcome]:
        """Return what a condition comes to; 且 at the top gives one outcome a part."""
        if isinstance(node, Binary) and node.operator == "且":
            return self.outcomes(node.left) + self.outcomes(node.right)
        if isinstance(node, Conditional):
            truth = self.truth(node.condition)
            if truth.missing:
                return [Outcome(None, truth.missing)]
            if truth.certain is None:
                return [Outcome(None, ("前提在尾数之内无法判定",))]
            if truth.certain:
                return self.outcomes(node.then)
            if node.otherwise is not None:
                return self.outcomes(node.otherwise)
            return [Outcome(None, inapplicable="前提不成立")]
        if isinstance(node, Compare):
            return [self.compare(node)]
        truth = self.truth(node)
        return [_judged(truth)]

    def compare(self, node: Compare) -> Outcome:
        """Return a linear relation, a ratio or a judged comparison."""
        ratio = self._ratio(node)
        if ratio is not None:
            return ratio
        left, right = self.value(node.left), self.value(node.right)
        if isinstance(left, Words) or isinstance(right, Words):
            return _judged(self._text_compare(node.operator, left, right))
        a, b = _single(left), _single(right)
        if a.inapplicable or b.inapplicable:
            return Outcome(None, inapplicable=a.inapplicable or b.inapplicable)
        missing = a.missing + b.missing
        if missing:
            return Outcome(None, tuple(dict.fromkeys(missing)))
        if a.absent and b.absent:
            return Outcome(None, inapplicable="本表没有这些行或栏")
        common(a, b)
        tolerance = self._tolerance(node)
        operator = "==" if node.operator == "约等于" else node.operator
        if a.linear and b.linear:
            factor = math.lcm(*(Fraction(c).denominator for c, _ in (*a.terms, *b.terms)), 1)
            return Outcome(
                Linear(
                    tuple(Term(f, int(c * factor)) for c, f in a.terms),
                    operator,
                    tuple(Term(f, int(c * factor)) for c, f in b.terms),
                    a.constant * factor,
                    b.constant * factor,
                    tolerance * factor,
                )
            )
        return _judged(_interval_compare(operator, a, b, tolerance))

    def _tolerance(self, node: Compare) -> Fraction | int:
        if node.tolerance is None:
            return 0
        return of_literal(node.tolerance.text, node.tolerance.unit).constant

    def _ratio(self, node: Compare) -> Outcome | None:
        """Return ``rate == a / b`` as a ratio, if one side is a printed rate and the other a quotient."""
        if node.operator not in ("==", "约等于"):
            return None
        for rate_node, quotient in ((node.left, node.right), (node.right, node.left)):
            if (
                isinstance(quotient, Binary)
                and quotient.operator == "/"
                and isinstance(rate_node, Path | Index)
            ):
                rate = self.value(rate_node)
                if not isinstance(rate, Amount) or rate.dimension != RATIO or len(rate.terms) != 1:
                    continue
                top, bottom = _single(self.value(quotient.left)), _single(self.value(quotient.right))
                missing = top.missing + bottom.missing + rate.missing
                inapplicable = top.inapplicable or bottom.inapplicable or rate.inapplicable
                if missing or inapplicable:
                    return Outcome(None, missing, inapplicable)
                if top.linear and bottom.linear and not top.constant and not bottom.constant:
                    return Outcome(
                        Ratio(
                            tuple(Term(f, int(c)) for c, f in top.terms),
                            tuple(Term(f, int(c)) for c, f in bottom.terms),
                            rate.terms[0][1],
                        )
                    )
        return None

    def truth(self, node: Node) -> Truth:
        """Return whether a condition is true, false or unknown."""
        if isinstance(node, Binary) and node.operator in ("且", "或"):
            return _combine(node.operator, self.truth(node.left), self.truth(node.right))
        if isinstance(node, Unary) and node.operator == "非":
            inner = self.truth(node.operand)
            return attrs.evolve(
                inner,
                certain=None if inner.certain is None else not inner.certain,
                exactly=None if inner.exactly is None else not inner.exactly,
            )
        if isinstance(node, Compare):
            left, right = self.value(node.left), self.value(node.right)
            if isinstance(left, Words) or isinstance(right, Words):
                return self._text_compare(node.operator, left, right)
            operator = "==" if node.operator == "约等于" else node.operator
            return _interval_compare(operator, _single(left), _single(right), self._tolerance(node))
        if isinstance(node, Matches):
            item = self.value(node.item)
            text = item.text if isinstance(item, Words) else ""
            return Truth(_search(node.pattern, text), _search(node.pattern, text))
        if isinstance(node, Member):
            return self._member(node)
        value = self.value(node)
        if isinstance(value, Truth):
            return value
        raise UnitClash("这里应是一个条件")

    def _member(self, node: Member) -> Truth:
        item = self.value(node.item)
        options = [self.value(n) for n in node.within]
        if isinstance(item, Words):
            found = any(isinstance(o, Words) and squash(o.text) == squash(item.text) for o in options)
            return Truth(found, found, item.missing)
        amount = _single(item)
        results = [_interval_compare("==", amount, _single(o), 0) for o in options]
        certain = (
            True
            if any(r.certain for r in results)
            else None
            if any(r.certain is None for r in results)
            else False
        )
        return Truth(certain, any(bool(r.exactly) for r in results), amount.missing)

    def _text_compare(self, operator: str, left: Value, right: Value) -> Truth:
        a, b = (v.text if isinstance(v, Words) else "" for v in (left, right))
        missing = tuple(r for v in (left, right) if isinstance(v, Words) for r in v.missing)
        equal = squash(a) == squash(b)
        if operator not in ("==", "!="):
            raise UnitClash("文字只能用 == 或 != 比较")
        result = equal if operator == "==" else not equal
        return Truth(None if missing else result, result, missing)

    # Values.

    def value(self, node: Node) -> Value:
        """Return what an expression evaluates to."""
        if isinstance(node, Number):
            return of_literal(node.text, node.unit)
        if isinstance(node, Text):
            return Words(node.value)
        if isinstance(node, Path):
            if len(node.names) == 1 and node.names[0] in self.definitions:
                return self._defined(node.names[0])
            return lookup(node, self.context)
        if isinstance(node, Index):
            return index(node, self.context)
        if isinstance(node, RowsOf):
            return self._rows_of(node.which)
        if isinstance(node, Unary):
            return scale(_single(self.value(node.operand)), -1) if node.operator == "-" else self.truth(node)
        if isinstance(node, Binary) and node.operator in "+-*/":
            a, b = _single(self.value(node.left)), _single(self.value(node.right))
            return {
                "+": lambda: add(a, b), "-": lambda: add(a, b, -1), "*": lambda: multiply(a, b), "/": lambda: divide(a, b)
            }[node.operator]()  # fmt: skip
        if isinstance(node, Call):
            return self._call(node)
        return self.truth(node)

    def _defined(self, name: str) -> Value:
        self.depth += 1
        if self.depth > 50:
            raise UnitClash(f"定义“{name}”引用了自己")
        try:
            return self.value(self.definitions[name])
        finally:
            self.depth -= 1

    def _rows_of(self, which: str) -> Value:
        context = self.context
        scope, row = context.section, context.row
        if scope is None or row is None:
            raise UnitClash(f"{which}只能用在“每个科目”之内")
        table = context.ledger.tables.get(scope.key)
        if table is None:
            return unknown(f"没有读到{scope.key}")
        if which == "本级":
            return cell(scope, row, context.column, context)
        if which == "上级":
            parent = table.row_by_key.get(row.parent)
            return cell(scope, parent, context.column, context, (row.parent,))
        below = table.children.get(row.key, ())
        return RowSet(tuple(cell(scope, r, context.column, context) for r in below))

    def _call(self, node: Call) -> Value:
        arguments = node.arguments
        if node.function in ("存在", "为空"):
            return self._exists(node)
        values = [self.value(a) for a in arguments]
        if node.function == "求和":
            total = Amount(absent=True)
            for amount in _members(values):
                total = attrs.evolve(add(total, amount), absent=total.absent and amount.absent)
            return total
        if node.function == "个数":
            return Amount((), len(_members(values)), PLAIN)
        if node.function == "绝对值":
            return _magnitude(_single(values[0]))
        if node.function in ("最大", "最小"):
            return _extreme(node.function, _members(values))
        if node.function in ("全部", "任一"):
            truths = [self.truth(a) for a in arguments]
            result = truths[0]
            for truth in truths[1:]:
                result = _combine("且" if node.function == "全部" else "或", result, truth)
            return result
        raise UnitClash(f"没有函数“{node.function}”")

    def _exists(self, node: Call) -> Truth:
        """存在(表) / 存在(数): it is there and printed.  为空(表): it is there without any figure."""
        argument = node.arguments[0]
        if isinstance(argument, Path) and len(argument.names) == 1:
            scope = self.context.scope.table(argument.names[0])
            if scope is not None:
                table = self.context.ledger.tables.get(scope.key)
                if node.function == "存在":
                    return Truth(table is not None, table is not None)
                if table is None:
                    return Truth(None, None, (f"没有读到{scope.key}",))
                return Truth(table.empty, table.empty)
        value = self.value(argument)
        amounts = _members([value])
        printed = [f for a in amounts for f in a.figures if f.quantity.printed]
        there = bool(printed) if node.function == "存在" else not printed
        return Truth(there, there, figures=tuple(f for a in amounts for f in a.figures))


def _single(value: Value) -> Amount:
    if isinstance(value, Amount):
        return value
    if isinstance(value, RowSet):
        raise UnitClash("这里应是一个数，集合须用 求和、最大 等函数")
    raise UnitClash("这里应是一个数")


def _members(values: list[Value]) -> list[Amount]:
    members: list[Amount] = []
    for value in values:
        if isinstance(value, RowSet):
            if value.missing:
                members.append(unknown(*value.missing))
            members.extend(value.members)
        else:
            members.append(_single(value))
    return members


def _magnitude(amount: Amount) -> Amount:
    if amount.missing or amount.inapplicable:
        return amount
    reach = amount.range()
    top = max(abs(reach.low), abs(reach.high))
    bottom = 0 if reach.low <= 0 <= reach.high else min(abs(reach.low), abs(reach.high))
    return Amount(amount.terms, 0, amount.dimension, bounds=Interval(bottom, top), point=abs(amount.value()))


def _extreme(name: str, members: list[Amount]) -> Amount:
    known = [m for m in members if not m.absent]
    missing = tuple(r for m in known for r in m.missing)
    if missing:
        return Amount(missing=missing)
    if not known:
        return unknown("集合是空的")
    choose = max if name == "最大" else min
    ranges = [m.range() for m in known]
    return Amount(
        tuple(t for m in known for t in m.terms),
        0,
        known[0].dimension,
        bounds=Interval(choose(r.low for r in ranges), choose(r.high for r in ranges)),
        point=choose(m.value() for m in known),
    )


def _interval_compare(operator: str, a: Amount, b: Amount, tolerance: Fraction | int) -> Truth:
    missing = a.missing + b.missing
    reason = a.inapplicable or b.inapplicable
    if missing or reason:
        return Truth(None, None, missing or (reason,))
    common(a, b)
    figures = a.figures + b.figures
    unreadable = [f for f in figures if not f.quantity.known]
    if unreadable:
        return Truth(None, None, tuple(f"{f.label}“{f.quantity.printed}”读不成数" for f in unreadable))
    difference = add(a, scale(b, -1))
    reach, point = difference.range(), difference.value()
    low, high = reach.low - tolerance, reach.high + tolerance
    table: dict[str, tuple[bool, bool, bool]] = {
        # operator: (certainly, possibly, exactly)
        "==": (reach.is_point and point == 0, low <= 0 <= high, point == 0),
        "!=": (low > 0 or high < 0, not (reach.is_point and point == 0), point != 0),
        "<=": (high <= 0, low <= 0, point <= 0),
        ">=": (low >= 0, high >= 0, point >= 0),
        "<": (high < 0, low < 0, point < 0),
        ">": (low > 0, high > 0, point > 0),
    }
    certainly, possibly, exactly = table[operator]
    return Truth(True if certainly else (None if possibly else False), exactly, (), figures)


def _combine(operator: str, a: Truth, b: Truth) -> Truth:
    figures = a.figures + b.figures
    results = (a.certain, b.certain)
    exact = (a.exactly, b.exactly)
    if operator == "且":
        certain = False if False in results else None if None in results else True
        exactly = False if False in exact else None if None in exact else True
    else:
        certain = True if True in results else None if None in results else False
        exactly = True if True in exact else None if None in exact else False
    missing = () if certain is not None else a.missing + b.missing
    return Truth(certain, exactly, missing, figures)


def _judged(truth: Truth) -> Outcome:
    if truth.missing:
        return Outcome(None, truth.missing)
    if truth.certain is None:
        verdict = Verdict.HOLDS if truth.exactly else Verdict.ROUNDING
    elif truth.certain:
        verdict = Verdict.HOLDS
    else:
        verdict = Verdict.VIOLATED
    return Outcome(Opaque(verdict, _distinct(truth.figures)))


def _distinct(figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    return tuple({id(f): f for f in figures}.values())


def _search(pattern: str, text: str) -> bool:
    """Match a pattern: ``*`` stands for anything, everything else for itself."""
    parts = [re.escape(p) for p in pattern[:MAX_PATTERN].split("*")]
    return re.search(".*?".join(parts), text) is not None
