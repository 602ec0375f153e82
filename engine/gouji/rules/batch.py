"""Rules run on many ledgers at once, with the outcomes the one-ledger evaluator would give.

Names are looked up once for all ledgers whose tables have the same shape, and the sums judged in arrays; what
depends on the figures themselves in other ways (若, 存在, rates, the prose, other years), and every figure that has
no whole interval, goes to the one-ledger evaluator.  Without numpy everything does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from gouji.model import Ledger, NotRun, Relation, Verdict
from gouji.model import Outcome as Judged
from gouji.relations import judge
from gouji.relations.arrays import NOTHING, VERDICTS
from gouji.rules.columns import Columns, Shape
from gouji.rules.compiled import CompiledRule
from gouji.rules.groups import NUMBER, Group, Recent, Template, grouped, on_ledger, relations_of, template_of
from gouji.rules.ruleset import RuleSet
from gouji.rules.sums import tables_of
from gouji.value import Shown

Others = Mapping[str, Ledger]


@attrs.frozen(eq=False, repr=False)
class Part(Shown):
    """One rule on the ledgers whose tables look the same to it.

    Attributes:
        compiled: The rule.
        ledgers: Numbers of the ledgers.
        relations: Its relations, with the figures of the first ledger.
        verdicts: Numbers of :data:`~gouji.relations.arrays.VERDICTS`, int8, shape (relations, ledgers);
            ``NOTHING`` where a ledger prints none of a relation's figures.
        residuals: Left minus right in ticks, int64, same shape; 0 where undecided or not applicable.
        slacks: How far the intervals alone let the two sides be apart, same shape.
        exact: Outcomes that arrays cannot hold, by (relation, column).
    """

    compiled: CompiledRule
    ledgers: Any
    relations: tuple[Relation, ...]
    verdicts: Any
    residuals: Any
    slacks: Any
    exact: Mapping[tuple[int, int], Judged]


@attrs.frozen(eq=False, repr=False)
class Single(Shown):
    """One rule on one ledger, as the one-ledger evaluator ran it."""

    compiled: CompiledRule
    ledger: int
    outcomes: tuple[Judged, ...]


@attrs.frozen(eq=False, repr=False)
class Hit(Shown):
    """One relation of one ledger with a verdict that was asked for; ``outcome()`` has its figures and places.

    Attributes:
        ledger: Number of the ledger.
        rule: Rule id.
        verdict: The verdict.
        residual: Left minus right in ticks; ``None`` where undecided or not applicable.
        slack: How far the intervals alone let the two sides be apart, same ticks.
        order: Which of the rule's relations on that ledger, from 0.
    """

    ledger: int
    rule: str
    verdict: Verdict
    residual: Any
    slack: Any
    order: int


@attrs.frozen(eq=False, repr=False)
class BatchRun(Shown):
    """What rules made of many ledgers.

    Attributes:
        rules: The rules.
        ledgers: The ledgers.
        others: Other documents of each ledger's department, in the same order.
        parts: What was judged in arrays.
        singles: What was judged a ledger at a time.
    """

    rules: RuleSet
    ledgers: Sequence[Ledger]
    others: Sequence[Others] | None
    parts: tuple[Part, ...]
    singles: tuple[Single, ...]

    def counts(self) -> dict[str, Counter[Verdict]]:
        """Return how often each rule came to each verdict, over all ledgers; every rule is there."""
        found: dict[str, Counter[Verdict]] = {c.rule.id: Counter() for c in self.rules.rules}
        for part in self.parts:
            tally = found[part.compiled.rule.id]
            for number, verdict in enumerate(VERDICTS):
                times = int((part.verdicts == number).sum())
                if times:
                    tally[verdict] += times
        for single in self.singles:
            found[single.compiled.rule.id].update(o.verdict for o in single.outcomes)
        return found

    def hits(self, *verdicts: Verdict) -> Iterator[Hit]:
        """Yield the relations that came to one of these verdicts, rule by rule."""
        for part in self.parts:
            for verdict in verdicts:
                for r, at in zip(*(part.verdicts == NUMBER[verdict]).nonzero(), strict=True):
                    yield self._hit(part, int(r), int(at), verdict)
        for single in self.singles:
            for order, o in enumerate(single.outcomes):
                if o.verdict in verdicts:
                    yield Hit(single.ledger, single.compiled.rule.id, o.verdict, o.residual, o.slack, order)

    def _hit(self, part: Part, r: int, at: int, verdict: Verdict) -> Hit:
        order = int((part.verdicts[:r, at] != NOTHING).sum())
        ledger, rule = int(part.ledgers[at]), part.compiled.rule.id
        exact = part.exact.get((r, at))
        if exact is not None:
            return Hit(ledger, rule, verdict, exact.residual, exact.slack, order)
        if verdict in (Verdict.UNDECIDED, Verdict.NOT_APPLICABLE):
            return Hit(ledger, rule, verdict, None, None, order)
        return Hit(ledger, rule, verdict, int(part.residuals[r, at]), int(part.slacks[r, at]), order)

    def outcome(self, hit: Hit) -> Judged:
        """Return the outcome itself: the relation with this ledger's figures and places, residual and slack."""
        compiled = self.rules.rule(hit.rule)
        assert compiled is not None
        ledger = self.ledgers[hit.ledger]
        relations, _ = self.rules.binder.bind(compiled, ledger, self._others(hit.ledger))
        return judge(relations[hit.order])

    def outcomes(self, ledger: int) -> list[Judged]:
        """Return all outcomes of one ledger, in the order of ``RuleSet.apply``."""
        relations = self.rules.apply(self.ledgers[ledger], self._others(ledger)).relations
        return [judge(r) for r in relations]

    def not_run(self, ledger: int) -> tuple[NotRun, ...]:
        """Return the rules that selected nothing on one ledger, with the reason."""
        return self.rules.apply(self.ledgers[ledger], self._others(ledger)).not_run

    def _others(self, ledger: int) -> Others:
        return self.others[ledger] if self.others is not None else {}


class BatchPlan:
    """Rules made ready for many ledgers: for each shape of the tables a rule looks at, names are looked up once.

    Args:
        rules: The rules.
    """

    def __init__(self, rules: RuleSet) -> None:
        self.rules = rules
        self.tables = {c.rule.id: tables_of(c, rules.scope) for c in rules.rules}
        self.known: dict[object, tuple[Template, ...]] = {}
        self.shapes: dict[Shape, int] = {}

    def run(self, ledgers: Sequence[Ledger] | Columns, others: Sequence[Others] | None = None) -> BatchRun:
        """Run the rules on many ledgers.

        Args:
            ledgers: Ledgers, their :class:`~gouji.rules.columns.Columns`, or a
                :class:`~gouji.rules.columns.Series` over figures from a database.
            others: For each ledger the other documents of its department: ``上年``, ``年初预算``, units.
        """
        columns = _columns(ledgers)
        if columns is None:
            assert not isinstance(ledgers, Columns)
            singles = tuple(_singles(self.rules, self.rules.rules, ledgers, others))
            return BatchRun(self.rules, ledgers, others, (), singles)
        parts: list[Part] = []
        groups: dict[tuple[str, ...], list[Group]] = {}
        recent = Recent(columns.ledgers)
        shapes = [self.shapes.setdefault(b.shape, len(self.shapes)) for b in columns.blocks]
        slow = []
        for compiled in self.rules.rules:
            keys = self.tables[compiled.rule.id]
            if keys is None:
                slow.append(compiled)
                continue
            wanted = tuple(sorted(keys))
            if wanted not in groups:
                groups[wanted] = list(grouped(columns, wanted, shapes, recent))
            for group in groups[wanted]:
                part = self._part(compiled, group)
                if part is not None:
                    parts.append(part)
        singles = tuple(_singles(self.rules, slow, columns.ledgers, others)) if slow else ()
        return BatchRun(self.rules, columns.ledgers, others, tuple(parts), singles)

    def _part(self, compiled: CompiledRule, group: Group) -> Part | None:
        import numpy as np

        key = (compiled.rule.id, group.key)
        templates = self.known.get(key)
        if templates is None:
            ledger = group.recent.get(group.members[0])
            made = relations_of(self.rules.binder, compiled, ledger)
            templates = self.known[key] = tuple(template_of(r, ledger, group) for r in made)
        if not templates:
            return None
        size = (len(templates), len(group.members))
        verdicts, residuals, slacks = (np.empty(size, t) for t in (np.int8, np.int64, np.int64))
        exact: dict[tuple[int, int], Judged] = {}
        for r, template in enumerate(templates):
            left = group.judge(template, verdicts[r], residuals[r], slacks[r])
            for j in left:
                exact[r, j] = outcome = judge(
                    on_ledger(template.relation, group.recent.get(group.members[j]))
                )
                verdicts[r, j] = NUMBER[outcome.verdict]
        relations = tuple(t.relation for t in templates)
        return Part(
            compiled, np.array(group.members, np.int64), relations, verdicts, residuals, slacks, exact
        )


def run_batch(
    rules: RuleSet, ledgers: Sequence[Ledger] | Columns, others: Sequence[Others] | None = None
) -> BatchRun:
    """Run rules on many ledgers once; see :meth:`BatchPlan.run`."""
    return BatchPlan(rules).run(ledgers, others)


def _columns(ledgers: Sequence[Ledger] | Columns) -> Columns | None:
    if isinstance(ledgers, Columns):
        return ledgers
    try:
        return Columns.of(ledgers)
    except ImportError:
        return None


def _singles(
    rules: RuleSet, slow: Sequence[CompiledRule], ledgers: Sequence[Ledger], others: Sequence[Others] | None
) -> Iterator[Single]:
    for i, ledger in enumerate(ledgers):
        for compiled in slow:
            try:
                relations, _ = rules.binder.bind(compiled, ledger, others[i] if others is not None else {})
            except Exception:
                # Told with its reason by ``apply``, like every rule that fails; the others go on.
                continue
            if relations:
                yield Single(compiled, i, tuple(judge(r) for r in relations))
