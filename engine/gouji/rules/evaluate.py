"""Evaluating a rule's condition on one binding: a relation if it is one, else a judged condition."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

import attrs

from gouji.api import Function
from gouji.grammar.build import one_argument
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
from gouji.i18n import tr
from gouji.model import Linear, Opaque, Ratio, Term
from gouji.model.units import RATIO
from gouji.names import squash
from gouji.rules.cells import Context, UnknownName, cell, matches
from gouji.rules.conditions import compare_others, exists
from gouji.rules.functions import call_aggregate, call_plugin, members_of, single
from gouji.rules.lookup import has_code, index, lookup
from gouji.rules.truth import combine, interval_compare, judged, negate
from gouji.rules.values import (
    Amount,
    Codes,
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
    solid,
    unknown,
)

Value = Amount | Words | RowSet | Codes | Truth


class Outcome(NamedTuple):
    """What a condition comes to on one binding.

    Attributes:
        node: The condition.
        form: The relation, ``None`` if it cannot be built.
        missing: Why it is unknown.
        inapplicable: Why it does not apply.
        sides: Values of the two sides of a comparison, for messages and static checks.
    """

    node: Node
    form: Linear | Ratio | Opaque | None
    missing: tuple[str, ...] = ()
    inapplicable: str = ""
    sides: tuple[Amount, Amount] | None = None


class Evaluator:
    """Evaluates expressions in a context.

    Args:
        context: Where.
        functions: Functions of plugins, by name.
        checking: Look into every branch, whatever its condition says: for static checks.
    """

    def __init__(
        self, context: Context, functions: Mapping[str, Function] | None = None, checking: bool = False
    ) -> None:
        self.context = context
        self.functions = functions or {}
        self.checking = checking

    # Conditions.

    def outcomes(self, node: Node) -> list[Outcome]:
        """Return what a condition comes to; 且 at the top gives one outcome a part."""
        if isinstance(node, Binary) and node.operator == "且":
            return self.outcomes(node.left) + self.outcomes(node.right)
        if isinstance(node, Conditional):
            return self._conditional(node)
        if isinstance(node, Compare):
            return [self.compare(node)]
        return [self._judged(node)]

    def _conditional(self, node: Conditional) -> list[Outcome]:
        truth = self.truth(node.condition)
        if self.checking:
            other = self.outcomes(node.otherwise) if node.otherwise is not None else []
            return self.outcomes(node.then) + other
        if truth.inapplicable:
            return [Outcome(node, None, inapplicable=truth.inapplicable)]
        if truth.missing:
            return [Outcome(node, None, truth.missing)]
        if truth.certain is None:
            return [Outcome(node, None, ("前提在尾数之内无法判定",))]
        if truth.certain:
            return self.outcomes(node.then)
        if node.otherwise is not None:
            return self.outcomes(node.otherwise)
        return [Outcome(node, None, inapplicable="前提不成立")]

    def _judged(self, node: Node) -> Outcome:
        truth = self.truth(node)
        form, missing = judged(truth)
        return Outcome(node, form, missing, truth.inapplicable)

    def compare(self, node: Compare) -> Outcome:
        """Return a linear relation, a ratio or a judged comparison."""
        ratio = self._ratio(node)
        if ratio is not None:
            return ratio
        left, right = self.value(node.left), self.value(node.right)
        if not isinstance(left, Amount) or not isinstance(right, Amount):
            truth = compare_others(node, left, right)
            form, missing = judged(truth)
            return Outcome(node, form, missing, truth.inapplicable)
        if left.inapplicable or right.inapplicable:
            return Outcome(node, None, inapplicable=left.inapplicable or right.inapplicable)
        missing = left.missing + right.missing
        if missing:
            return Outcome(node, None, tuple(dict.fromkeys(missing)))
        if left.absent and right.absent:
            return Outcome(node, None, inapplicable="本表没有这些行或栏")
        self._agree(node, left, right)
        tolerance = self._tolerance(node, left, right)
        exact = node.operator == "==="
        operator = "==" if node.operator in ("约等于", "===") else node.operator
        if left.linear and right.linear:
            # Fractions of figures (0.5 * 收入) become whole coefficients of both sides.
            broken = [c.denominator for c, _ in (*left.terms, *right.terms) if type(c) is not int]
            factor = math.lcm(*broken) if broken else 1
            linear = Linear(
                tuple([Term(f, int(c * factor)) for c, f in left.terms]),
                operator,
                tuple([Term(f, int(c * factor)) for c, f in right.terms]),
                left.constant * factor,
                right.constant * factor,
                tolerance * factor,
                exact,
            )
            return Outcome(node, linear, sides=(left, right))
        a, b = solid(left), solid(right)
        truth = interval_compare(operator, a, b, tolerance)
        form, missing = judged(truth)
        if isinstance(form, Opaque) and not truth.missing:
            form = attrs.evolve(form, residual=a.value() - b.value())
        return Outcome(node, form, missing, sides=(left, right))

    def _agree(self, node: Node, left: Amount, right: Amount) -> None:
        try:
            common(left, right)
        except UnitClash as error:
            raise error.at(node) from None

    def _tolerance(self, node: Compare, left: Amount, right: Amount) -> Fraction | int:
        if node.tolerance is None:
            return 0
        limit = of_literal(node.tolerance.text, node.tolerance.unit)
        dimension = common(left, right)
        if limit.dimension != dimension and limit.constant != 0:
            raise UnitClash(tr("容差的单位与比较的两边不同")).at(node.tolerance)
        return limit.constant

    def _ratio(self, node: Compare) -> Outcome | None:
        """Return ``rate == a / b`` as a ratio, if one side is a printed rate and the other a quotient."""
        if node.operator not in ("==", "约等于") or node.tolerance is not None:
            return None
        for rate_node, quotient in ((node.left, node.right), (node.right, node.left)):
            if not (isinstance(quotient, Binary) and quotient.operator == "/"):
                continue
            if not isinstance(rate_node, Path | Index):
                continue
            rate = self.value(rate_node)
            if not isinstance(rate, Amount) or rate.dimension != RATIO or len(rate.terms) != 1:
                continue
            top, bottom = self.amount(quotient.left), self.amount(quotient.right)
            missing = top.missing + bottom.missing + rate.missing
            inapplicable = top.inapplicable or bottom.inapplicable or rate.inapplicable
            if missing or inapplicable:
                return Outcome(node, None, missing, inapplicable)
            plain = top.linear and bottom.linear and not top.constant and not bottom.constant
            whole = all(Fraction(c).denominator == 1 for c, _ in (*top.terms, *bottom.terms))
            if plain and whole and bottom.terms:
                return Outcome(
                    node,
                    Ratio(
                        tuple(Term(f, int(c)) for c, f in top.terms),
                        tuple(Term(f, int(c)) for c, f in bottom.terms),
                        rate.terms[0][1],
                    ),
                )
        return None

    def truth(self, node: Node) -> Truth:
        """Return whether a condition is true, false or unknown."""
        if isinstance(node, Binary) and node.operator in ("且", "或"):
            return combine(node.operator, self.truth(node.left), self.truth(node.right))
        if isinstance(node, Unary) and node.operator == "非":
            return negate(self.truth(node.operand))
        if isinstance(node, Compare):
            return self._truth_of(node)
        if isinstance(node, Matches):
            item = self.value(node.item)
            if not isinstance(item, Words):
                raise UnitClash(tr("只有文字可以匹配")).at(node)
            found = matches(node.pattern, item.text) if "*" in node.pattern else node.pattern in item.text
            return Truth(None if item.missing else found, found, item.missing)
        if isinstance(node, Member):
            return self._member(node)
        if isinstance(node, Conditional):
            condition = self.truth(node.condition)
            then = self.truth(node.then)
            other = self.truth(node.otherwise) if node.otherwise is not None else Truth(True, True)
            both = combine("或", negate(condition), then)
            return combine("且", both, combine("或", condition, other))
        value = self.value(node)
        if isinstance(value, Truth):
            return value
        raise UnitClash(tr("这里应是一个条件")).at(node)

    def _truth_of(self, node: Compare) -> Truth:
        left, right = self.value(node.left), self.value(node.right)
        if not isinstance(left, Amount) or not isinstance(right, Amount):
            return compare_others(node, left, right)
        operator = "==" if node.operator in ("约等于", "===") else node.operator
        a, b = solid(left), solid(right)
        self._agree(node, a, b)
        truth = interval_compare(operator, a, b, self._tolerance(node, a, b))
        # A condition asks of 0.00 whether it is printed as zero, not whether it hides half a digit.
        zero = any(not v.terms and v.bounds is None and v.constant == 0 for v in (a, b))
        if (zero or node.operator == "===") and not truth.missing and not truth.inapplicable:
            return truth._replace(certain=truth.exactly)
        return truth

    def _member(self, node: Member) -> Truth:
        if not node.listed:
            return self._in_table(node)
        item = self.value(node.item)
        options = [self._option(n, item) for n in node.within]
        if isinstance(item, Words):
            found = any(isinstance(o, Words) and squash(o.text) == squash(item.text) for o in options)
            return Truth(None if item.missing else found, found, item.missing)
        amount = solid(single(item))
        result = Truth(False, False)
        for option in options:
            result = combine("或", result, interval_compare("==", amount, solid(single(option)), 0))
        return result

    def _option(self, node: Node, item: Value) -> Value:
        """In a list beside a text, bare names and codes are texts."""
        if isinstance(item, Words):
            if isinstance(node, Path):
                return Words(".".join(node.names))
            if isinstance(node, Number):
                return Words(node.text)
        return self.value(node)

    def _in_table(self, node: Member) -> Truth:
        path = node.within[0]
        assert isinstance(path, Path)
        scope = self.context.scope.table(path.names[0])
        if scope is None:
            raise UnknownName(path.names[0]).at(path)
        if not (isinstance(node.item, Path) and node.item.names == ("科目",)):
            raise UnitClash(tr("“属于”一张表的只能是“科目”")).at(node)
        if self.context.row is None:
            raise UnitClash(tr("“科目”只能用在“每个科目”之内")).at(node)
        found, missing = has_code(scope, self.context)
        return Truth(None if missing else found, found, missing)

    # Values.

    def amount(self, node: Node) -> Amount:
        """Return a single number.

        Raises:
            UnitClash: If the expression is something else.
        """
        try:
            return single(self.value(node))
        except UnitClash as error:
            raise error.at(node) from None

    def value(self, node: Node) -> Value:
        """Return what an expression evaluates to."""
        try:
            return self._value(node)
        except (UnknownName, UnitClash) as error:
            raise error.at(node) from None

    def _value(self, node: Node) -> Value:
        if isinstance(node, Number):
            return of_literal(node.text, node.unit)
        if isinstance(node, Text):
            return Words(node.value)
        if isinstance(node, Path):
            return self._path(node)
        if isinstance(node, Index):
            return index(node, self.context)
        if isinstance(node, RowsOf):
            return self._rows_of(node.which)
        if isinstance(node, Unary) and node.operator == "-":
            return scale(self.amount(node.operand), -1)
        if isinstance(node, Binary) and node.operator in "+-*/":
            return self._arithmetic(node)
        if isinstance(node, Call):
            return self._call(node)
        return self.truth(node)

    def _path(self, node: Path) -> Value:
        try:
            return lookup(node, self.context)
        except UnknownName:
            parts = one_argument(node.names[0]) if len(node.names) == 1 else None
            if parts is None or parts[0] not in self.functions:
                raise
            return self._call(Call(parts[0], (Path((parts[1],), span=node.span),), span=node.span))

    def _arithmetic(self, node: Binary) -> Value:
        left, right = self.value(node.left), self.value(node.right)
        if isinstance(left, Codes) and isinstance(right, Codes):
            missing = left.missing + right.missing
            if node.operator == "-":
                return Codes(tuple(c for c in left.codes if c not in set(right.codes)), missing)
            if node.operator == "+":
                return Codes(tuple(dict.fromkeys(left.codes + right.codes)), missing)
            raise UnitClash(tr("科目的集合只能相加或相减"))
        a, b = single(left), single(right)
        if node.operator == "+":
            return add(a, b)
        if node.operator == "-":
            return add(a, b, -1)
        if node.operator == "/" and isinstance(node.right, Number) and not b.constant:
            raise UnitClash(tr("除数是零")).at(node.right)
        return multiply(a, b) if node.operator == "*" else divide(a, b)

    def _rows_of(self, which: str) -> Value:
        context = self.context
        scope, row = context.section, context.row
        if scope is None or row is None:
            raise UnitClash(tr("“{which}”只能用在“每个科目”之内", which=which))
        table = context.ledger.tables.get(scope.key)
        if table is None:
            return unknown(f"没有读到{scope.key}")
        if which == "本级":
            return cell(scope, row, context.column, context)
        if which == "上级":
            parent = table.row_by_key.get(row.parent)
            if parent is None:
                return Amount(inapplicable=f"“{row.label}”没有上级")
            return cell(scope, parent, context.column, context, (row.parent,))
        below = table.children.get(row.key, ())
        return RowSet(tuple(cell(scope, r, context.column, context) for r in below))

    def _call(self, node: Call) -> Value:
        if node.function in ("存在", "为空"):
            return exists(node, self.context, self.value)
        if node.function in ("全部", "任一"):
            return self._over(node)
        if node.function == "口径":
            return self._stated(node)
        values = [self.value(a) for a in node.arguments]
        if node.function in self.functions:
            return call_plugin(self.functions[node.function], values)
        return call_aggregate(node.function, values)

    def _stated(self, node: Call) -> Value:
        if len(node.arguments) != 2 or not isinstance(node.arguments[1], Text):
            raise UnitClash(tr("口径 的写法是 口径(表达式, “财政拨款”)"))
        return self.amount(node.arguments[0])._replace(stated=node.arguments[1].value)

    def _over(self, node: Call) -> Truth:
        """全部, 任一: over the members of a set compared with one number, or over conditions."""
        word = "且" if node.function == "全部" else "或"
        result = Truth(word == "且", word == "且")
        for argument in node.arguments:
            sides = (
                (self.value(argument.left), self.value(argument.right))
                if isinstance(argument, Compare)
                else None
            )
            if sides is None or not any(isinstance(s, RowSet) for s in sides):
                result = combine(word, result, self.truth(argument))
                continue
            assert isinstance(argument, Compare)
            left, right = (members_of([s]) for s in sides)
            if isinstance(sides[0], RowSet) and isinstance(sides[1], RowSet):
                raise UnitClash(tr("全部、任一 里只能有一边是集合")).at(argument)
            pairs = [(a, b) for a in left for b in right]
            operator = "==" if argument.operator in ("约等于", "===") else argument.operator
            for a, b in pairs:
                one = interval_compare(operator, solid(a), solid(b), self._tolerance(argument, a, b))
                result = combine(word, result, one)
        return result
