"""Settling a document: judge every relation, see whether all can be true, find what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

from gouji.model import (
    Cause,
    Certificate,
    Figure,
    Finding,
    Kind,
    Ledger,
    Outcome,
    Regime,
    Relation,
    Tier,
    Verdict,
)
from gouji.relations import Regimes, judge_all
from gouji.solving.budget import Budget
from gouji.solving.building import build
from gouji.solving.carried import carried_on
from gouji.solving.cause_findings import of_cause
from gouji.solving.causes import Found, find_causes
from gouji.solving.certify import Proof, certificate, prove
from gouji.solving.doubt import doubt_readings, doubtful_tables
from gouji.solving.findings import joint_finding, of_cluster, of_outcome, tails
from gouji.solving.regimes import infer_regimes
from gouji.solving.system import System
from gouji.solving.tails import one_amount
from gouji.solving.truncation import truncation_notes
from gouji.solving.web import Web
from gouji.value import Value

if TYPE_CHECKING:
    from gouji.solving.localise import Localiser

Detect = Callable[[Sequence[Outcome]], Iterable[Cause]]
"""From the violated relations to hypotheses of what went wrong."""


@attrs.frozen(eq=False, repr=False)
class Settlement(Value):
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


def settle(
    relations: Sequence[Relation],
    ledger: Ledger,
    budget: Budget | None = None,
    suspects: Iterable[str] = (),
    detect: Detect | None = None,
) -> Settlement:
    """Judge relations together and turn violations into findings.

    Args:
        relations: Of rules and checks.
        ledger: The document.
        budget: Bounds of the localisation.
        suspects: Ids of figures that findings of other kinds point at: the likelier culprits.
        detect: Gives hypotheses of root causes for violated relations; asked only if there are any.
    """
    rounded = Web(judge_all(relations))
    regimes, web = infer_regimes(rounded)
    notes = truncation_notes(regimes, rounded.outcomes)
    printed = tuple(web.outcomes)
    wrong = [printed[i] for i in web.violated]
    causes, outcomes = find_causes(detect(wrong) if detect and wrong else (), web, regimes)
    findings = [of_cause(cause, printed, ledger) for cause in causes]
    system = build(outcomes, regimes, (Tier.TEMPLATE,))
    whole = web
    if causes:
        # From here on the figures of a cause are what they should be: what is left has other culprits.
        web = Web(outcomes)
    located = {c.source for c in system.constraints}
    template = [i for i in web.violated if i in located]
    free = _free(ledger, whole.tied)

    def localiser() -> Localiser:
        from gouji.solving.localise import Localiser  # for documents with a culprit to be found

        return Localiser(system, web, budget or Budget(), ledger, regimes, frozenset(suspects))

    if template or causes:
        more, shown = _located(localiser(), template, web, causes, free, ledger, regimes)
    else:
        more, shown = _together(localiser, system, web, free, ledger, regimes)
    findings += more
    findings = doubt_readings(carried_on(findings), doubtful_tables(web, findings, ledger))
    return Settlement(printed, (*one_amount(tails(findings)), *notes), shown, regimes)


def _together(
    localiser: Callable[[], Localiser],
    system: System,
    web: Web,
    free: int,
    ledger: Ledger,
    regimes: Regimes,
) -> tuple[list[Finding], Certificate]:
    """Return the findings of a document whose relations that must hold do so one by one, and whether they do together."""
    findings = [of_outcome(web.outcomes[i], ledger, regimes) for i in web.violated]
    proof = prove(system)
    shown = certificate(system, proof, free)
    if proof.feasible is False:
        findings.append(joint_finding(system, proof, ledger, shown, localiser().joint(proof)))
    return findings, shown


def _located(
    localiser: Localiser,
    template: Sequence[int],
    web: Web,
    causes: Sequence[Found],
    free: int,
    ledger: Ledger,
    regimes: Regimes,
) -> tuple[list[Finding], Certificate]:
    """Return the findings of violated relations by their culprits, and what can be said of the rest."""
    system = localiser.system
    findings: list[Finding] = []
    explained: set[int] = set()
    clusters = localiser.clusters(template) if template else []
    for cluster in clusters:
        findings += of_cluster(cluster, system, ledger, regimes, web)
        explained.update(cluster.sources)
        if cluster.repairs:
            explained.update(_explained(web, [system.figures[v] for v in cluster.repairs[0].variables]))
    findings += [of_outcome(web.outcomes[i], ledger, regimes) for i in web.violated if i not in explained]
    culprits = frozenset(v for c in clusters if c.repairs for v in c.repairs[0].variables)
    # Relations that hold one by one may still contradict each other without the figures accused.
    rest = localiser.proof(culprits) if all(c.repairs for c in clusters) else Proof(None)
    accused = len(culprits) + sum(len(found.cause.changes) for found in causes)
    shown = _of_the_rest(system, rest, accused, free)
    if rest.feasible is False:
        findings.append(joint_finding(system, rest, ledger, shown, localiser.joint(rest, culprits)))
    return findings, shown


def _explained(web: Web, culprits: Iterable[Figure]) -> set[int]:
    """Return violated relations of the business tier that a culprit takes part in: they follow from it."""
    return {
        i
        for figure in culprits
        for i in web.touching.get(figure, ())
        if web.outcomes[i].verdict is Verdict.VIOLATED and web.outcomes[i].relation.rule.tier is Tier.BUSINESS
    }


def _of_the_rest(system: System, rest: Proof, culprits: int, free: int) -> Certificate:
    """Return the certificate of a document with violations: what can be said of the figures not accused."""
    n, m = len(system.figures), len(system.constraints)
    note = f"{n} 个数不能同时为真：见上面的问题"
    if rest.feasible:
        note += (
            f"；除其中 {culprits} 个数外，其余 {n - culprits} 个数可以同时为真（以一组整分的真实值逐个验证）"
        )
    elif rest.feasible is False:
        note += f"；除其中 {culprits} 个数外，其余的数也不能同时为真"
    else:
        note += f"；除其中 {culprits} 个数外，其余的数能否同时为真没有证明"
    if free:
        note += f"；另有 {free} 个数不在任何关系里"
    return Certificate("inconsistent", n, free, m, note)


def _free(ledger: Ledger, tied: Collection[Figure]) -> int:
    """Return how many readable figures stand in no relation.

    Args:
        ledger: The document.
        tied: Those that stand in one.
    """
    blank = Kind.BLANK
    return sum(
        [
            figure.quantity.value is not None and figure.quantity.kind is not blank
            for figure in ledger.figures()
            if figure not in tied
        ]
    )
