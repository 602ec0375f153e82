"""Why this figure and not another: the steps of an explanation, and the relations as a diagram draws them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from gouji.model import Figure, Interval, Linear, Outcome, Ratio, Tie, Tier, Verdict
from gouji.model.interval import Rational
from gouji.model.quantity import format_ticks
from gouji.solving.web import JUDGED, Web
from gouji.solving.words import put_in

if TYPE_CHECKING:
    from gouji.solving.localise import Cluster
    from gouji.solving.repairs import Repair

MOST_RELATIONS = 8
"""Relations told in full."""
MOST_OTHERS = 4
"""Other figures of the main relation that are spoken of."""


def steps(
    figure: Figure,
    outcomes: Sequence[Outcome],
    cluster: Cluster,
    repair: Repair,
    position: int,
    reach: Interval | None,
    web: Web,
    slips: bool = True,
) -> tuple[str, ...]:
    """Return the explanation of a located figure, a step a line.

    Args:
        figure: The figure held to be wrong.
        outcomes: Violated relations it stands in.
        cluster: The violated relations that belong together, and their repairs.
        repair: The likeliest repair.
        position: Of the figure in the repair.
        reach: What the rest implies for it.
        web: All outcomes of the document.
        slips: Tell the slip that would explain it; not for last digits moved to make a total fit.
    """
    name = figure.label or figure.id
    proposal, slip = repair.proposals[position], repair.stories[position]
    count = len(outcomes)
    broken = all(o.verdict is Verdict.VIOLATED for o in outcomes)
    told = [f"不成立的关系有 {count} 个：" if broken else f"不能同时成立的关系有 {count} 个："]
    told += [put_in(o.relation) for o in outcomes[:MOST_RELATIONS]]
    told.append(f"{name} 在这些关系里都出现" if count > 1 else f"{name} 在这个关系里")
    if reach is not None:
        told.append(
            f"放开此数，其余各数要求它在 {plain(figure, reach.low)} 到 {plain(figure, reach.high)} 之间"
            + (f"，印出来就是 {proposal}" if proposal else "")
        )
    told += _others(figure, outcomes, cluster, web)
    others = len(cluster.repairs) - 1
    together = f"（连同另外 {len(repair.variables) - 1} 个数一起）" if len(repair.variables) > 1 else ""
    told.append(
        f"另有 {others} 种同样少的改法{together}，按笔误的可能性排在后面"
        if others
        else f"改动其他任何一个数都不能使全部关系成立{together}"
        if not together
        else f"没有别的同样少的改法{together}"
    )
    if slip.text and slips:
        told.append(f"像是这样的笔误：{slip.text}")
    return tuple(told)


def _others(figure: Figure, outcomes: Sequence[Outcome], cluster: Cluster, web: Web) -> list[str]:
    """Say of the other figures of the violated relations why none of them is accused."""
    accused = {v for r in cluster.repairs for v in r.variables}
    seen = {id(figure)}
    said: list[str] = []
    violated = {id(o) for o in outcomes}
    for other in (f for o in outcomes for f in o.relation.figures()):
        if id(other) in seen or not other.quantity.printed or len(said) >= MOST_OTHERS:
            continue
        seen.add(id(other))
        own = [web.outcomes[i] for i in web.touching.get(other, ())]
        failing = sum(id(o) in violated for o in own)
        holding = [
            o
            for o in own
            if o.verdict in (Verdict.HOLDS, Verdict.ROUNDING) and o.relation.rule.tier is Tier.TEMPLATE
        ]
        if accused and failing < len(outcomes):
            said.append(
                f"不是 {other.label or other.id}：它只在其中 {failing} 个不成立的关系里，改它不能使其余成立"
            )
        elif holding:
            shown = f"{holding[0].relation.rule.id}" + ("等" if len(holding) > 1 else "")
            said.append(
                f"{other.label or other.id} 还在 {len(holding)} 个成立的关系里（{shown}），改它就要动到这些关系"
            )
    return said


def ties(outcomes: Sequence[Outcome], places: Sequence[Figure]) -> tuple[Tie, ...]:
    """Return relations as a diagram draws them: what each ties together, by position among the places.

    Args:
        outcomes: Relations of a finding.
        places: Its figures, in the order of its evidence.
    """
    at = {id(f): i for i, f in enumerate(places)}
    found = []
    for outcome in outcomes:
        form = outcome.relation.form
        terms: list[tuple[Figure, int]]
        if isinstance(form, Linear):
            kind = form.op
            terms = [(t.figure, t.coefficient) for t in form.left]
            terms += [(t.figure, -t.coefficient) for t in form.right]
        elif isinstance(form, Ratio):
            kind = "/"
            terms = [(t.figure, t.coefficient) for t in form.numerator]
            terms += [(t.figure, -t.coefficient) for t in form.denominator]
            terms.append((form.rate, 0))
        else:
            continue
        shown = tuple((at[id(f)], c) for f, c in terms if id(f) in at)
        verdict = outcome.verdict.value if outcome.verdict in JUDGED else ""
        found.append(Tie(outcome.relation.rule.id, kind, shown, verdict, put_in(outcome.relation)))
    return tuple(found)


def plain(figure: Figure, ticks: Rational) -> str:
    """Return a true value with its unit, all decimals that a range needs."""
    unit = figure.quantity.unit
    decimals = 6 if unit.dimension == "money" else 4
    return f"{format_ticks(ticks, unit, decimals)}{unit.symbol}"
