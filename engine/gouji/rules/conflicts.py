"""Static comparison of rules: those that contradict each other, say the same, or cannot be violated or fulfilled.

Every comparison of sums is a claim on a linear combination of cells: that its value lies in a range.  Claims on the
same combination, however they are written, can be compared exactly; equalities can also be put into one another, so
that rules are found that contradict several others taken together.  What stands behind 若 or 前提 is compared with
what stands behind no more than that.  All by true values: rounding is not a way out of a contradiction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import reduce
from itertools import islice

import attrs

from gouji.grammar.printer import show
from gouji.grammar.tree import Binary, Compare, Conditional, Node
from gouji.i18n import tr
from gouji.model import Linear
from gouji.relations.arrays import merged
from gouji.rules.bind import Binder
from gouji.rules.cells import UnknownName
from gouji.rules.check import specimen_for
from gouji.rules.compiled import CompiledRule
from gouji.rules.scope import Scope
from gouji.rules.values import UnitClash
from gouji.value import Shown, Value

MAX_EQUALITIES = 4_000
MAX_CLAIMS = 2_000
"""Of one rule: a template over many names and cells is compared with nothing."""
MAX_PAIRS = 300_000
MAX_TERMS = 400
Sum = tuple[tuple[str, Fraction], ...]
"""Coefficient by figure id, sorted, the first one 1."""


@attrs.frozen(eq=False, repr=False)
class Range(Value):
    """The values a comparison allows; ``hole`` is one value taken out of it (!=)."""

    low: Fraction | None = None
    high: Fraction | None = None
    low_open: bool = False
    high_open: bool = False
    hole: Fraction | None = None

    def holds(self, value: Fraction) -> bool:
        """Whether a value is allowed."""
        above = self.low is None or value > self.low or (value == self.low and not self.low_open)
        below = self.high is None or value < self.high or (value == self.high and not self.high_open)
        return above and below and value != self.hole

    def meets(self, other: Range) -> bool:
        """Whether some value is allowed by both."""
        lows = [(r.low, r.low_open) for r in (self, other) if r.low is not None]
        highs = [(r.high, not r.high_open) for r in (self, other) if r.high is not None]
        if not lows or not highs:
            return True
        (low, low_open), (high, not_open) = max(lows), min(highs)
        if low < high:
            return True
        return low == high and not low_open and not_open and low not in (self.hole, other.hole)

    def within(self, other: Range) -> bool:
        """Whether every value allowed here is allowed there."""
        if other.hole is not None and self.holds(other.hole):
            return False
        low = other.low is None or (
            self.low is not None
            and (self.low > other.low or (self.low == other.low and (self.low_open or not other.low_open)))
        )
        high = other.high is None or (
            self.high is not None
            and (
                self.high < other.high
                or (self.high == other.high and (self.high_open or not other.high_open))
            )
        )
        return low and high


@attrs.frozen(eq=False, repr=False)
class Claim(Shown):
    """One comparison of one rule on one binding.

    Attributes:
        compiled: The rule.
        node: The comparison.
        sum: What it speaks of.
        allowed: The values it allows.
        guards: Conditions it stands behind, each with what it must be.
        guarding: It is itself a condition, not something the rule asks for.
    """

    compiled: CompiledRule
    node: Node
    sum: Sum
    allowed: Range
    guards: frozenset[tuple[Node, bool]]
    guarding: bool = False


@attrs.frozen(eq=False, repr=False)
class Conflict(Shown):
    """What the comparison found.

    Attributes:
        compiled: The rule it is told of: the later one.
        others: Rules it is in conflict with, empty for itself.
        message: In words.
        node: The comparison.
        code: Code of the diagnostic.
        hint: What to do.
    """

    compiled: CompiledRule
    others: tuple[CompiledRule, ...]
    message: str
    node: Node
    code: str = "GJ305"
    hint: str = ""


def conflicts(rules: Iterable[CompiledRule], scope: Scope) -> list[Conflict]:
    """Return rules that contradict or repeat others, one entry a pair."""
    by_sum: dict[Sum, list[Claim]] = {}
    made: dict[str, Claims] = {}
    found: dict[tuple[str, ...], Conflict] = {}
    everyone = list(rules)
    pairs = 0
    for i, compiled in enumerate(everyone):
        claims = made[compiled.rule.id] = claims_of(compiled, scope)
        pairs += sum(len(by_sum.get(claim.sum, ())) for claim in claims.claims)
        if pairs > MAX_PAIRS:
            everyone = everyone[:i]
            found[compiled.rule.id, ""] = _given_up(compiled)
            break
        for claim in claims.claims:
            for before in by_sum.get(claim.sum, ()):
                key = (before.compiled.rule.id, compiled.rule.id)
                if key not in found and _together(before, claim) and not before.allowed.meets(claim.allowed):
                    found[key] = _contradiction(before, claim)
            by_sum.setdefault(claim.sum, []).append(claim)
    hollow = [h for compiled in everyone for h in _hollow(made[compiled.rule.id])]
    for key, conflict in _repeated(everyone, made, by_sum):
        found.setdefault(key, conflict)
    for conflict in _of_several(everyone, made):
        rule = conflict.compiled.rule.id
        known = {other for key in found if rule in key for other in key}
        if not known & {o.rule.id for o in conflict.others}:
            found[rule, *(o.rule.id for o in conflict.others)] = conflict
    return [*hollow, *found.values()]


def _given_up(compiled: CompiledRule) -> Conflict:
    message = tr("规则之间的比较超过 {max_pairs:,} 次，从这一条起没有再比较", max_pairs=MAX_PAIRS)
    return Conflict(compiled, (), message, compiled.variants[0].condition, "GJ105")


def _contradiction(before: Claim, claim: Claim) -> Conflict:
    if before.compiled is claim.compiled:
        message = tr("自相矛盾：{one} 与 {other} 不能同时成立", one=show(before.node), other=show(claim.node))
        return Conflict(claim.compiled, (), message, claim.node)
    message = tr(
        "与规则 {id} 相反：{one} 与 {other} 不能同时成立",
        id=before.compiled.rule.id, one=show(claim.node), other=show(before.node),
    )  # fmt: skip
    return Conflict(claim.compiled, (before.compiled,), message, claim.node)


def _together(a: Claim, b: Claim) -> bool:
    """Whether both can be asked of one document: the conditions of one are among those of the other."""
    first, second = a.compiled.node.years, b.compiled.node.years
    if first and second and (first[1] < second[0] or second[1] < first[0]):
        return False
    return a.guards <= b.guards or b.guards <= a.guards


def _repeated(
    rules: list[CompiledRule], made: dict[str, Claims], by_sum: dict[Sum, list[Claim]]
) -> Iterator[tuple[tuple[str, str], Conflict]]:
    order = {c.rule.id: i for i, c in enumerate(rules)}
    written: dict[object, CompiledRule] = {}
    for compiled in rules:
        node = compiled.node
        places = (*(t.key for t in compiled.section), compiled.lane)
        said = tuple((v.quantifiers, v.condition) for v in compiled.variants)
        before = written.setdefault((places, said, compiled.when, compiled.applies, node.years), compiled)
        same = {before.rule.id} - {compiled.rule.id}
        mine = made[compiled.rule.id]
        if mine.complete and not same:
            alike = [
                {
                    b.compiled.rule.id
                    for b in by_sum[claim.sum]
                    if b.allowed == claim.allowed
                    and b.guards == claim.guards
                    and b.compiled.node.years == node.years
                    and made[b.compiled.rule.id].complete
                }
                for claim in mine.claims
            ]
            said_here = {(c.sum, c.allowed) for c in mine.claims}
            same = {
                other
                for other in set.intersection(*alike) - {compiled.rule.id}
                if {(c.sum, c.allowed) for c in made[other].claims} == said_here
            }
        for other in sorted(same, key=order.__getitem__)[:1]:
            if order[other] < order[compiled.rule.id]:
                message = tr("与规则 {id} 说的是同一件事", id=other)
                at = compiled.variants[0].condition
                yield (other, compiled.rule.id), Conflict(compiled, (rules[order[other]],), message, at)


@attrs.frozen(eq=False, repr=False)
class Claims(Shown):
    """All a rule claims.

    Attributes:
        claims: What it asks for.
        conditions: What its claims stand behind, as far as that compares sums.
        complete: It asks for nothing else.
    """

    claims: tuple[Claim, ...] = ()
    conditions: tuple[Claim, ...] = ()
    complete: bool = False


def claims_of(compiled: CompiledRule, scope: Scope) -> Claims:
    """Return what a rule claims on the blank specimen, and the conditions its claims stand behind."""
    always = frozenset((c, True) for c in (compiled.applies, compiled.when) if c is not None)
    claims: list[Claim] = []
    complete = True
    ledger = specimen_for(compiled, scope)
    binder = Binder(scope, checking=True)
    for variant in compiled.variants:
        parts = list(_parts(variant.condition, always))
        complete = complete and all(isinstance(node, Compare) for node, _, guarding in parts if not guarding)
        parts = [p for p in parts if isinstance(p[0], Compare)]
        if not parts:
            continue
        chain = reduce(lambda a, b: Binary("且", a, b), (node for node, _, _ in parts))
        alone = compiled._replace(variants=(variant._replace(condition=chain),), when=None, applies=None)
        try:
            some = islice(binder.outcomes(alone, ledger, {}), MAX_CLAIMS + 1 - len(claims))
            outcomes = [o for o, _, _ in some if o is not None]
        except (UnknownName, UnitClash, ArithmeticError):
            return Claims()
        if len(claims) + len(outcomes) > MAX_CLAIMS:
            return Claims()
        for i, outcome in enumerate(outcomes):
            node, guards, guarding = parts[i % len(parts)]
            claim = _claim(outcome.form)
            if claim is not None:
                claims.append(Claim(compiled, node, *claim, guards, guarding))
            elif not guarding:
                complete = False
    asked = tuple(c for c in claims if not c.guarding)
    return Claims(asked, tuple(c for c in claims if c.guarding), complete and bool(asked))


def _parts(
    node: Node, guards: frozenset[tuple[Node, bool]], guarding: bool = False
) -> Iterator[tuple[Node, frozenset[tuple[Node, bool]], bool]]:
    """Yield what a condition asks for, with what it stands behind; conditions too, marked as such."""
    if isinstance(node, Binary) and node.operator == "且":
        yield from _parts(node.left, guards, guarding)
        yield from _parts(node.right, guards, guarding)
    elif isinstance(node, Conditional) and not guarding:
        yield from _parts(node.condition, guards, True)
        yield from _parts(node.then, guards | {(p, True) for p in _conjuncts(node.condition)})
        if node.otherwise is not None:
            yield from _parts(node.otherwise, guards | {(node.condition, False)})
    else:
        yield node, guards, guarding


def _conjuncts(node: Node) -> Iterator[Node]:
    if isinstance(node, Binary) and node.operator == "且":
        yield from _conjuncts(node.left)
        yield from _conjuncts(node.right)
    else:
        yield node


def _claim(form: object) -> tuple[Sum, Range] | None:
    if not isinstance(form, Linear):
        return None
    terms = sorted((f.id, Fraction(c)) for c, f in merged(form) if c)
    if not terms or len(terms) > MAX_TERMS:
        return None
    lead = terms[0][1]
    value = Fraction(form.right_constant - form.left_constant) / lead
    spread = Fraction(form.tolerance) / abs(lead)
    op = form.op
    if lead < 0:
        op = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}.get(op, op)
    allowed = {
        "==": Range(value - spread, value + spread),
        "!=": Range(hole=value) if not spread else Range(),
        "<": Range(high=value + spread, high_open=True),
        "<=": Range(high=value + spread),
        ">": Range(low=value - spread, low_open=True),
        ">=": Range(low=value - spread),
    }[op]
    return tuple((name, c / lead) for name, c in terms), allowed


def _of_several(rules: list[CompiledRule], made: dict[str, Claims]) -> Iterator[Conflict]:
    """Yield rules that cannot hold together with several others: equalities put into one another."""
    system = _System()
    by_id = {c.rule.id: c for c in rules}
    told: set[str] = set()
    for compiled in rules:
        if compiled.node.years:
            continue
        for claim in made[compiled.rule.id].claims:
            if claim.guards or compiled.rule.id in told:
                continue
            value, used = system.value(claim)
            if value is not None and not claim.allowed.holds(value) and used:
                told.add(compiled.rule.id)
                others = tuple(by_id[i] for i in sorted(used - {compiled.rule.id}))
                names = "、".join(o.rule.id for o in others)
                message = tr("与规则 {names} 合起来不能同时成立：{one}", names=names, one=show(claim.node))
                yield Conflict(compiled, others, message, claim.node)


class _System:
    """Equalities solved for one figure each, with the rules they come from."""

    def __init__(self) -> None:
        self.rows: dict[str, tuple[dict[str, Fraction], Fraction, frozenset[str]]] = {}

    def value(self, claim: Claim) -> tuple[Fraction | None, frozenset[str]]:
        """Return what a claim's sum comes to if all equalities so far hold, ``None`` if they leave it open.

        An equality that is left open is taken in.
        """
        rest, constant, used = dict(claim.sum), Fraction(0), frozenset[str]()
        for _ in range(MAX_EQUALITIES):
            name = next((n for n in rest if n in self.rows), None)
            if name is None:
                break
            factor = rest.pop(name)
            row, add, rules = self.rows[name]
            constant += factor * add
            used |= rules
            for other, coefficient in row.items():
                total = rest.get(other, Fraction(0)) + factor * coefficient
                if total:
                    rest[other] = total
                else:
                    rest.pop(other, None)
            if len(rest) > MAX_TERMS:
                return None, used
        if not rest:
            return constant, used
        allowed = claim.allowed
        if allowed.low is not None and allowed.low == allowed.high and len(self.rows) < MAX_EQUALITIES:
            # sum of rest + constant == value, solved for the figure named first
            name = min(rest)
            lead = rest.pop(name)
            row = {n: -c / lead for n, c in rest.items()}
            self.rows[name] = (row, (allowed.low - constant) / lead, used | {claim.compiled.rule.id})
        return None, used


def _hollow(made: Claims) -> Iterator[Conflict]:
    """Yield claims that the condition before them decides: they are never violated, or always."""
    told: set[int] = set()
    for claim in made.claims:
        for condition in made.conditions:
            behind = condition.sum == claim.sum and (condition.node, True) in claim.guards
            if not behind or id(claim.node) in told:
                continue
            if condition.allowed.within(claim.allowed):
                message = tr("总是成立：{what}", what=show(claim.node))
            elif not condition.allowed.meets(claim.allowed):
                message = tr("总不成立：{what}", what=show(claim.node))
            else:
                continue
            told.add(id(claim.node))
            hint = tr("前提“{what}”已经决定了结果", what=show(condition.node))
            yield Conflict(claim.compiled, (), message, claim.node, "GJ304", hint)
