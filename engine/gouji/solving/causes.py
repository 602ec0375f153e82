"""Root causes before single figures: a hypothesis that mends many violated relations at once is one finding.

A cause is tested on the relations its figures take part in.  What it explains is judged anew with its changes
made, so that the localisation of single figures works on what is left.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import sub

import attrs

from gouji.model import Cause, Figure, Kind, Linear, Opaque, Outcome, Quantity, Ratio, Relation, Term, Verdict
from gouji.relations import Regimes, judge, plainly
from gouji.solving.web import Web
from gouji.value import Shown

MOST = 4000
"""Hypotheses tested in one document."""
ROUNDS = 6
"""Causes found in one document."""
LEFT = 5
"""One relation in so many that a cause touches may stay violated."""


@attrs.frozen(eq=False, repr=False)
class Found(Shown):
    """A cause that the relations bear out.

    Attributes:
        cause: The cause.
        explained: Indices of the outcomes that it mends or takes back.
        outcomes: What becomes of the outcomes it touches, by index.
    """

    cause: Cause
    explained: tuple[int, ...]
    outcomes: Mapping[int, Outcome]


def find_causes(causes: Iterable[Cause], web: Web, regimes: Regimes) -> tuple[list[Found], list[Outcome]]:
    """Return the causes that hold, best first, and the outcomes with their changes made.

    Args:
        causes: Hypotheses.
        web: Outcomes of the document as printed.
        regimes: Tables that truncate.
    """
    waiting = [cause for cause, _ in zip(causes, range(MOST), strict=False)]
    current = list(web.outcomes)
    found: list[Found] = []
    if not waiting:
        return found, current
    taken: set[int] = set()
    for _ in range(ROUNDS):
        best: tuple[float, Found] | None = None
        failing = _failing(current)
        for cause in waiting:
            if any(id(change.figure) in taken for change in cause.changes):
                continue
            wrong = {i for change in cause.changes for i in failing.get(id(change.figure), ())}
            if len(wrong) < max(cause.least, 1):
                continue
            tested = _test(cause, sorted(wrong), current, web, regimes)
            if tested is not None and (best is None or tested[0] > best[0]):
                best = tested
        if best is None:
            break
        found.append(best[1])
        for index, outcome in best[1].outcomes.items():
            current[index] = outcome
        taken.update(id(change.figure) for change in best[1].cause.changes)
        # The figures of a cause are replaced in the relations: no other cause speaks of them.
    return found, current


def _failing(outcomes: Sequence[Outcome]) -> dict[int, list[int]]:
    """Return the figures of violated relations, by identity → indices of these."""
    found: dict[int, list[int]] = {}
    for index, outcome in enumerate(outcomes):
        if outcome.verdict is Verdict.VIOLATED and _computed(outcome):
            for figure in outcome.relation.figures():
                found.setdefault(id(figure), []).append(index)
    return found


def _test(
    cause: Cause,
    wrong: Sequence[int],
    outcomes: Sequence[Outcome],
    web: Web,
    regimes: Regimes,
) -> tuple[float, Found] | None:
    """Return how well a cause explains the violated relations it touches, ``None`` if it does not."""
    truth = Truth(cause)
    tested: list[int] = []
    mended: list[int] = []
    freed: list[int] = []
    left: list[int] = []
    astray = _Astray(cause)
    # The violated ones first: a hypothesis that mends none of them is dropped at once.
    for index in itertools.chain(wrong, _others(cause, outcomes, web)):
        relation = outcomes[index].relation
        verdict = None if regimes else truth.verdict(relation)
        if verdict is None:
            verdict = judge(put(relation, truth), regimes).verdict
        tested.append(index)
        if verdict is Verdict.VIOLATED:
            lone = astray.takes(relation)
            new = outcomes[index].verdict is not Verdict.VIOLATED
            left.append(index)
            if not lone and (new or len(left) * LEFT > len(wrong)):
                return None
        elif outcomes[index].verdict is not Verdict.VIOLATED:
            continue
        elif verdict is Verdict.UNDECIDED:
            freed.append(index)
        else:
            mended.append(index)
    if len(mended) < cause.least or (not mended and not freed):
        return None
    if len(cause.changes) > 2 and _one_figure(outcomes, mended):
        # A single figure in all of them is the simpler cause.
        return None
    if left and len(left) >= len(mended):
        return None
    score = len(mended) + len(freed) / 4 - len(left) - len(cause.changes) / 1000
    after = {index: judge(put(outcomes[index].relation, truth), regimes) for index in tested}
    return score, Found(cause, tuple(mended + freed), after)


class _Astray:
    """Whether what stays violated after a move is of one figure alone: an amount that moved and is wrong besides."""

    def __init__(self, cause: Cause) -> None:
        self.moved = any(change.source is not None for change in cause.changes)
        self.common: set[str] | None = None

    def takes(self, relation: Relation) -> bool:
        """Add a relation that is violated with the changes made; return whether one figure is in all of them."""
        if not self.moved:
            return False
        figures = {f.id for f in relation.figures()}
        self.common = figures if self.common is None else self.common & figures
        return bool(self.common)


def _others(cause: Cause, outcomes: Sequence[Outcome], web: Web) -> Iterator[int]:
    """Yield the other relations that the figures of a cause take part in: looked up when they are asked for."""
    touched = {i for change in cause.changes for i in web.touching.get(change.figure, ())}
    yield from (
        i for i in sorted(touched) if outcomes[i].verdict is not Verdict.VIOLATED and _computed(outcomes[i])
    )


def _computed(outcome: Outcome) -> bool:
    return not isinstance(outcome.relation.form, Opaque)


def _one_figure(outcomes: Sequence[Outcome], mended: Sequence[int]) -> bool:
    common: set[int] | None = None
    for index in mended:
        figures = {id(f) for f in outcomes[index].relation.figures()}
        common = figures if common is None else common & figures
    return bool(common)


def _corrected(figure: Figure, truth: Quantity | None, source: Figure | None = None) -> Figure:
    """Return a figure as it should be: with the amount, and the place, of the cell in which that is printed."""
    label, place, placed = figure.label, figure.place, figure.placed
    if truth is not None and source is not None:
        place, placed = source.place, source.placed
        label = f"{label}（印在{source.label.removeprefix(source.table)}）"
    if truth is None:
        quantity = figure.quantity
        truth = Quantity(quantity.printed, None, quantity.unit, quantity.decimals, Kind.UNREADABLE)
    return Figure(
        figure.id,
        truth,
        place,
        label,
        figure.table,
        figure.row,
        figure.column,
        figure.section,
        figure.quote,
        placed,
        figure.population,
        figure.may_be_negative,
    )


class Truth:
    """What the figures of a cause should be: made when first asked for, since most hypotheses fall at the first relation."""

    def __init__(self, cause: Cause) -> None:
        self._changes = {id(change.figure): change for change in cause.changes}
        self._made: dict[int, Figure] = {}

    def of(self, figure: Figure) -> Figure:
        """Return a figure as it should be."""
        change = self._changes.get(id(figure))
        if change is None:
            return figure
        made = self._made.get(id(figure))
        if made is None:
            made = self._made[id(figure)] = _corrected(figure, change.truth, change.source)
        return made

    def verdict(self, relation: Relation) -> Verdict | None:
        """Return what becomes of a plain sum of rounded figures; ``None`` where it has to be judged as a whole."""
        plain, form = relation.plain, relation.form
        if plain is None or not isinstance(form, Linear):
            return None
        op, _, residual, low, high = plain
        left = len(form.left)
        for at, figure in enumerate(form.figures):
            change = self._changes.get(id(figure))
            if change is None:
                continue
            now = () if change.truth is None else change.truth.closed
            if not now:
                return None
            value, least, most = map(sub, now, figure.quantity.closed)
            if at >= left:
                value, least, most = -value, -most, -least
            residual, low, high = residual + value, low + least, high + most
        return plainly(op, residual, low, high)


def put(relation: Relation, truth: Truth) -> Relation:
    """Return a relation with figures replaced."""

    def terms(old: tuple[Term, ...]) -> tuple[Term, ...]:
        return tuple(
            [t if (figure := truth.of(t.figure)) is t.figure else Term(figure, t.coefficient) for t in old]
        )

    form = relation.form
    changed: Linear | Ratio
    if isinstance(form, Linear):
        changed = Linear(
            terms(form.left),
            form.op,
            terms(form.right),
            form.left_constant,
            form.right_constant,
            form.tolerance,
            form.exact,
        )
    elif isinstance(form, Ratio):
        changed = Ratio(
            terms(form.numerator),
            terms(form.denominator),
            truth.of(form.rate),
            form.scale,
            form.magnitude,
        )
    else:
        return relation
    return Relation(
        relation.rule,
        relation.text,
        changed,
        relation.binding,
        relation.missing,
        relation.inapplicable,
        relation.place,
        relation.message,
    )
