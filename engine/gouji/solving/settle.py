"""Settling a document: judge every relation, see whether all can be true, find what is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from gouji.model import (
    Certificate,
    Figure,
    Finding,
    Kind,
    Ledger,
    Linear,
    Outcome,
    Ratio,
    Regime,
    Relation,
    Tier,
    Verdict,
)
from gouji.relations import judge, judge_all
from gouji.solving.budget import Budget
from gouji.solving.certify import certificate
from gouji.solving.doubt import doubt_readings, doubtful_tables
from gouji.solving.findings import joint_finding, of_cluster, of_outcome, tails
from gouji.solving.localise import Localiser
from gouji.solving.propagate import propagate
from gouji.solving.regimes import infer_regimes
from gouji.solving.system import System, build


@attrs.frozen
class Settlement:
    """What became of a document's relations.

    Attributes:
        outcomes: One a relation, in order.
        findings: One a cause.
        certificate: Joint consistency.
        regimes: Tables that truncate.
    """

    outcomes: tuple[Outcome, ...]
    findings: tuple[Finding, ...]
    certificate: Certificate
    regimes: Mapping[str, Regime] = attrs.field(factory=dict)


def settle(relations: Sequence[Relation], ledger: Ledger, budget: Budget | None = None) -> Settlement:
    """Judge relations together and turn violations into findings.

    Args:
        relations: Of rules and checks.
        ledger: The document.
        budget: Bounds of the localisation.
    """
    outcomes = judge_all(relations)
    regimes = infer_regimes(outcomes)
    if regimes:
        outcomes = [judge(o.relation, regimes) if _touches(o, regimes) else o for o in outcomes]
    system = build(outcomes, regimes, (Tier.TEMPLATE,))
    violated = [i for i, o in enumerate(outcomes) if o.verdict is Verdict.VIOLATED]
    linear = [i for i in violated if _is_linear(outcomes[i])]
    template = [i for i in linear if outcomes[i].relation.rule.tier is Tier.TEMPLATE]
    findings: list[Finding] = []
    explained: set[int] = set()
    if template:
        located = {c.source for c in system.constraints}
        clusters = Localiser(system, budget or Budget(), ledger, regimes).clusters(
            [i for i in template if i in located]
        )
        for cluster in clusters:
            made = of_cluster(cluster, system, ledger, regimes)
            findings += made
            explained.update(cluster.sources)
            if cluster.repairs:
                culprits = {id(system.figures[v]) for v in cluster.repairs[0].variables}
                explained.update(_explained(outcomes, violated, culprits))
    findings += [of_outcome(outcomes[i], ledger, regimes) for i in violated if i not in explained]
    shown, joint = _certificate(system, outcomes, ledger, bool(template))
    if joint is not None:
        findings.append(joint)
    findings = doubt_readings(findings, doubtful_tables(outcomes, findings, ledger))
    return Settlement(tuple(outcomes), tuple(tails(findings)), shown, regimes)


def _touches(outcome: Outcome, regimes: Mapping[str, Regime]) -> bool:
    return any(f.table in regimes for f in outcome.relation.figures())


def _is_linear(outcome: Outcome) -> bool:
    return isinstance(outcome.relation.form, Linear | Ratio)


def _explained(outcomes: Sequence[Outcome], violated: Sequence[int], culprits: set[int]) -> set[int]:
    """Return violated relations of the business tier that a culprit takes part in: they follow from it."""
    return {
        i
        for i in violated
        if outcomes[i].relation.rule.tier is Tier.BUSINESS
        and any(id(f) in culprits for f in outcomes[i].relation.figures())
    }


def _certificate(
    system: System, outcomes: Sequence[Outcome], ledger: Ledger, conflict: bool
) -> tuple[Certificate, Finding | None]:
    inside = {id(f) for o in outcomes for f in o.relation.figures()}
    free = sum(1 for f in _readable(ledger) if id(f) not in inside)
    if conflict:
        rest = f"；另有 {free} 个数不在任何关系里" if free else ""
        note = f"{len(system.figures)} 个数不能同时为真：见上面的问题{rest}"
        return Certificate("inconsistent", len(system.figures), free, len(system.constraints), note), None
    result = propagate(system)
    shown = certificate(system, result, free)
    joint = joint_finding(system, result, ledger, shown) if shown.status == "inconsistent" else None
    return shown, joint


def _readable(ledger: Ledger) -> list[Figure]:
    return [f for f in ledger.figures() if f.quantity.known and f.quantity.kind is not Kind.BLANK]
