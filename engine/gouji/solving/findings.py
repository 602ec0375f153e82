"""From clusters and single violations to findings that people read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from gouji.model import (
    Alternative,
    Certificate,
    Evidence,
    Figure,
    Finding,
    Interval,
    Ledger,
    Outcome,
    Relation,
    Rule,
    Severity,
    Tier,
    Verdict,
    format_ticks,
)
from gouji.model.ledger import INFERRED
from gouji.relations import Regimes
from gouji.relations.judge import expected_range
from gouji.solving.certify import Proof
from gouji.solving.explain import plain, steps, ties
from gouji.solving.grade import is_tail, severity
from gouji.solving.system import System
from gouji.solving.web import JUDGED, Web
from gouji.solving.words import difference, printed, put_in

if TYPE_CHECKING:
    from gouji.solving.localise import Cluster
    from gouji.solving.repairs import Repair

SHOWN = 40


def finding_id(rule: str, figures: Iterable[Figure]) -> str:
    """Return an id that survives a new extraction: rule and figure ids, no places."""
    digest = hashlib.sha256("|".join(sorted(f.id for f in figures)).encode()).hexdigest()
    return f"{rule}-{digest[:8]}"


def row_name(ledger: Ledger, figure: Figure) -> str:
    """Return the printed label of a figure's row."""
    table = ledger.tables.get(figure.table)
    row = table.row_by_key.get(figure.row) if table else None
    if row is None:
        return figure.row
    # The rows of a fixed form stand for a code that is not printed beside them.
    return f"{row.code} {row.label}".strip() if row.printed_code else row.label


def of_outcome(outcome: Outcome, ledger: Ledger, regimes: Regimes) -> Finding:
    """Return the finding of one violated relation on its own."""
    relation = outcome.relation
    rule = relation.rule
    figures = relation.figures()
    weight = severity(outcome)
    expected, reach = _expected(relation, regimes)
    doubtful = any(f.placed == INFERRED for f in figures)
    message = relation.message or _message(outcome)
    category = rule.category
    if doubtful:
        message += "；其中有数的栏位是推断的，请先核对读数"
        if _elsewhere(figures, ledger):
            category = "reading"
            weight = min(weight, Severity.WARNING, key=lambda s: s.rank)
    grade = "tail" if is_tail(outcome) else ("certain" if rule.tier.value == "template" else "suspicion")
    rate = getattr(relation.form, "rate", None)
    if rate is not None:
        # The rate is what the expected value speaks of: it comes first.
        figures = (rate, *(f for f in figures if f is not rate))
        if expected and not relation.message:
            gap = difference(outcome).lstrip("+-")
            message = f"{rate.label} 印 {printed(rate)}{rate.quantity.unit.symbol}，按印出的数重算应为 {expected}，相差 {gap}"
    return Finding(
        finding_id(rule.id, figures),
        rule,
        weight,
        category,
        rule.title,
        message,
        tuple(Evidence.of(f, row=row_name(ledger, f)) for f in figures[:SHOWN]) or _statement(relation),
        None,
        expected,
        reach,
        difference(outcome),
        put_in(relation),
        (put_in(relation),),
        grade=grade,
        steps=_steps(outcome),
        diagram=ties([outcome], figures[:SHOWN]),
    )


def _statement(relation: Relation) -> tuple[Evidence, ...]:
    return (Evidence(relation.place, role="statement"),)


def _expected(relation: Relation, regimes: Regimes) -> tuple[str, Interval | None]:
    """Return the value of a figure that stands alone on the left, from the other side."""
    figures = relation.figures()
    form = relation.form
    rate = getattr(form, "rate", None)
    figure = rate or (figures[0] if len(figures) == 2 else None)
    if figure is None:
        return "", None
    reach = expected_range(relation, figure, regimes)
    if reach is None:
        return "", None
    if rate is not None:
        middle = (Fraction(reach.low) + Fraction(reach.high)) / 2
        return figure.quantity.format(middle) + figure.quantity.unit.symbol, reach
    return "", reach


def _message(outcome: Outcome) -> str:
    relation = outcome.relation
    if relation.rule.message:
        return relation.rule.message
    gap = difference(outcome)
    return f"{relation.rule.title}：不成立" + (f"，相差 {gap}" if gap else "")


def _steps(outcome: Outcome) -> tuple[str, ...]:
    lines = [f"关系：{put_in(outcome.relation)}"]
    for figure in outcome.relation.figures()[:SHOWN]:
        quantity = figure.quantity
        if quantity.known:
            reach = quantity.rounded
            lines.append(
                f"{figure.label or figure.id} 印 {printed(figure)}，代表 {plain(figure, reach.low)} 到 {plain(figure, reach.high)}"
            )
    if outcome.residual is not None and outcome.slack is not None:
        lines.append(f"两边相差 {difference(outcome)}，区间最多允许相差 {_plain_slack(outcome)}")
    return tuple(lines)


def _plain_slack(outcome: Outcome) -> str:
    if outcome.unit is None or outcome.slack is None:
        return str(outcome.slack)
    return f"{format_ticks(outcome.slack, outcome.unit, 4)} {outcome.unit.symbol}".strip()


def of_cluster(cluster: Cluster, system: System, ledger: Ledger, regimes: Regimes, web: Web) -> list[Finding]:
    """Return the findings of a cluster: one a figure of its best repair, or one for all of it."""
    outcomes = [system.outcomes[i] for i in cluster.sources]
    if not cluster.repairs:
        return [_unlocated(outcomes, ledger, regimes, cluster.exhausted)]
    best = cluster.repairs[0]
    alike = [r for r in cluster.repairs[1:] if r.cost - best.cost < 0.25]
    findings = []
    for position, variable in enumerate(best.variables):
        figure = system.figures[variable]
        own = [o for o in outcomes if any(f is figure for f in o.relation.figures())]
        if not own:
            # Its relations hold one by one: only together with the others they do not.
            own = [o for i in web.touching.get(figure, ()) if (o := web.outcomes[i]).verdict in JUDGED]
            made = _located(figure, position, best, alike, cluster, own, system, ledger, web)
            # What the others rest on it rests on too.
            told = {e.table for e in made.evidence}
            beside = {f.table: f for o in outcomes for f in o.relation.figures() if f.table not in told}
            more = tuple(Evidence.of(f, row=row_name(ledger, f)) for f in beside.values())
            findings.append(attrs.evolve(made, evidence=made.evidence + more))
        else:
            findings.append(_located(figure, position, best, alike, cluster, own, system, ledger, web))
    if len(findings) > 1:
        ids = [f.id for f in findings]
        findings = [attrs.evolve(f, related=tuple(i for i in ids if i != f.id)) for f in findings]
    return findings


def _located(
    figure: Figure,
    position: int,
    best: Repair,
    alike: Sequence[Repair],
    cluster: Cluster,
    outcomes: Sequence[Outcome],
    system: System,
    ledger: Ledger,
    web: Web,
) -> Finding:
    broken = [o for o in outcomes if o.verdict is Verdict.VIOLATED]
    # A relation that holds by itself, only not together with the others, is no headline: its difference is zero.
    main = max(broken or outcomes, key=lambda o: (o.relation.rule.severity.rank, -len(o.relation.figures())))
    rule = main.relation.rule
    weight = max((severity(o) for o in outcomes), key=lambda s: s.rank)
    tail = all(is_tail(o) for o in outcomes)
    proposal, slip = best.proposals[position], best.stories[position]
    unit = figure.quantity.unit
    name = figure.label or figure.id
    if alike:
        named = [system.figures[v].label or system.figures[v].id for r in alike for v in r.variables]
        message = f"{name} 印 {printed(figure)}，与 {'、'.join(dict.fromkeys(named))} 之中有一个不一致"
        if proposal:
            message += f"；若是此数，应为 {proposal}"
    elif proposal:
        message = f"{name} 印 {printed(figure)}，由其余各数推得应为 {proposal} {unit.symbol}".rstrip()
    else:
        message = f"{name} 印 {printed(figure)}，与其余各数不能同时成立"
    count = len(outcomes)
    if count > 1:
        apart = len(broken) == count
        message += f"；有 {count} 个关系因它不成立" if apart else f"；有 {count} 个关系因它不能同时成立"
    category = rule.category
    if figure.placed == INFERRED:
        message += "；此数的栏位是推断的，请先核对读数"
        if _misplaced(figure, proposal):
            # Moving a figure of the same row to this cell would mend it: likelier misread than misprinted.
            category = "reading"
            weight = min(weight, Severity.WARNING, key=lambda s: s.rank)
    rest = {id(f): f for o in outcomes for f in o.relation.figures() if f is not figure}
    others = list(rest.values())[: SHOWN - 1]
    evidence = (
        Evidence.of(figure, "culprit", row_name(ledger, figure)),
        *(Evidence.of(f, row=row_name(ledger, f)) for f in others),
    )
    grade = (
        "tail" if tail else ("one-of" if alike else ("certain" if len(cluster.repairs) == 1 else "likely"))
    )
    reach = _reach(best, position, system)
    return Finding(
        finding_id(rule.id, [figure]),
        rule,
        weight,
        category,
        rule.title if count == 1 else f"{rule.title}等 {count} 个关系",
        message,
        evidence,
        0 if not alike else None,
        proposal,
        reach,
        difference(main),
        put_in(main.relation),
        tuple(put_in(o.relation) for o in (*outcomes, *_following(figure, outcomes, web))),
        # A last digit moved to make a total fit, or rounded on its own, is no slip of the hand.
        "" if tail else slip.text,
        _alternatives(cluster.repairs, system, not tail),
        steps=steps(figure, outcomes, cluster, best, position, reach, web, not tail),
        diagram=ties(outcomes, (figure, *others)),
        grade=grade,
    )


def _following(figure: Figure, outcomes: Sequence[Outcome], web: Web) -> list[Outcome]:
    """Return the violated relations of the business tier that a culprit takes part in besides: they follow from it."""
    touched = (web.outcomes[i] for i in web.touching.get(figure, ()))
    return [
        o
        for o in touched
        if o.verdict is Verdict.VIOLATED
        and o.relation.rule.tier is Tier.BUSINESS
        and all(o is not own for own in outcomes)
    ]


def _misplaced(figure: Figure, proposal: str) -> bool:
    """Whether a cell whose place was inferred is wanted filled though blank, or blank though filled."""
    return not figure.quantity.printed or proposal in ("0.00", "0")


def _elsewhere(figures: Sequence[Figure], ledger: Ledger) -> bool:
    """Whether one of two unequal amounts stands in another cell of the row in which the other was inferred."""
    if len(figures) != 2:
        return False
    for figure, other in (figures, reversed(figures)):
        table, wanted = ledger.tables.get(figure.table), other.quantity.value
        if figure.placed == INFERRED and table is not None and wanted:
            row = [f for (key, _), f in table.cells.items() if key == figure.row and f is not figure]
            if any(f.quantity.value == wanted for f in row):
                return True
    return False


def _unlocated(outcomes: Sequence[Outcome], ledger: Ledger, regimes: Regimes, exhausted: bool) -> Finding:
    main = max(outcomes, key=lambda o: o.relation.rule.severity.rank)
    finding = of_outcome(main, ledger, regimes)
    if len(outcomes) == 1:
        return finding
    figures = {id(f): f for o in outcomes for f in o.relation.figures()}
    reason = "计算量到了上限" if exhausted else "不是改动少数几个数能解释的"
    return attrs.evolve(
        finding,
        title=f"{finding.title}等 {len(outcomes)} 个关系",
        message=f"{len(outcomes)} 个相连的关系不成立，{reason}，未能定位到具体的数；{finding.message}",
        severity=max((of_outcome(o, ledger, regimes).severity for o in outcomes), key=lambda s: s.rank),
        evidence=tuple(Evidence.of(f, row=row_name(ledger, f)) for f in list(figures.values())[:SHOWN]),
        diagram=ties(outcomes, list(figures.values())[:SHOWN]),
        relations=tuple(put_in(o.relation) for o in outcomes),
        grade="one-of",
    )


def _differs(finding: Finding) -> bool:
    """Whether the relation that heads a finding is off as printed."""
    return any(digit in finding.residual for digit in "123456789")


def tails(findings: list[Finding]) -> list[Finding]:
    """Join the 尾差 notes of one table into one."""
    kept: list[Finding] = []
    by_table: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.grade == "tail" and finding.severity is Severity.INFO and finding.evidence:
            by_table.setdefault(finding.evidence[0].table or finding.evidence[0].section, []).append(finding)
        else:
            kept.append(finding)
    for table, group in by_table.items():
        first = next((f for f in group if _differs(f)), group[0])
        if len(group) > 1:
            relations = tuple(dict.fromkeys(r for f in group for r in f.relations))
            first = attrs.evolve(
                first,
                title="尾差",
                message=f"{table}有 {len(relations)} 个关系相差不超过 1.5 个末位，像是为凑平合计调整了尾数",
                relations=relations,
                related=(),
            )
        kept.append(first)
    return kept


JOINT = Rule(
    "HZ-01",
    "各关系单独成立，合在一起不能同时为真",
    Severity.INFO,
    "cross-table",
    "同一份文件的全部线性关系共用同一组真实值",
    origin="gouji.solving",
)


def joint_finding(
    system: System, proof: Proof, ledger: Ledger, shown: Certificate, repairs: Sequence[Repair]
) -> Finding:
    """Return the note on a document whose relations hold one by one but not together.

    Each relation passes within rounding, so some figures were cut or moved by cents: a note, not an error.

    Args:
        system: The document's system.
        proof: The contradiction.
        ledger: The document.
        shown: Its certificate.
        repairs: Smallest sets of figures whose change would let all be true, likeliest first.
    """
    best = repairs[0] if repairs else None
    first = list(best.variables) if best is not None else []
    variables = [*first, *sorted(proof.involved.difference(first))][:SHOWN]
    figures = [system.figures[v] for v in variables]
    relations = tuple(put_in(system.outcomes[i].relation) for i in sorted(proof.sources)[:SHOWN])
    message = f"{shown.note}；涉及 {len(relations)} 个关系，像是尾数调整"
    lone = best is not None and len(best.variables) == 1
    if best is not None:
        said = "、".join(_changed(system.figures[v], p) for v, p in zip(first, best.proposals, strict=True))
        message += f"；最少改动{f' {len(first)} 个数' if not lone else '一个数'}：{said}"
    category = JOINT.category
    if any(f.placed == INFERRED for f in figures):
        # A cell read one column off makes sums contradict each other sooner than a department does.
        category = "reading"
        message += "；其中有数的栏位是推断的，请先核对读数"
    return Finding(
        finding_id(JOINT.id, figures),
        JOINT,
        Severity.INFO,
        category,
        JOINT.title,
        message,
        tuple(
            Evidence.of(f, "culprit" if lone and i == 0 else "operand", row_name(ledger, f))
            for i, f in enumerate(figures)
        ),
        culprit=0 if lone else None,
        expected=best.proposals[0] if best is not None and lone else "",
        expected_range=_reach(best, 0, system) if best is not None and lone else None,
        relations=relations,
        relation=relations[0] if relations else "",
        alternatives=_alternatives(repairs, system, False),
        diagram=ties([system.outcomes[i] for i in sorted(proof.sources)[:SHOWN]], figures),
        grade="tail",
    )


def _changed(figure: Figure, proposal: str) -> str:
    return f"{figure.label or figure.id} 印 {printed(figure)}" + (f"，应为 {proposal}" if proposal else "")


def _reach(repair: Repair, position: int, system: System) -> Interval | None:
    """Return what a figure may truly be, ``None`` where the rest leaves it open."""
    scale = system.scales[repair.variables[position]]
    low, high = repair.ranges[position]
    bounded = low > -(10**17) and high < 10**17
    return Interval(Fraction(low, scale), Fraction(high, scale)) if bounded else None


def _alternatives(repairs: Sequence[Repair], system: System, slips: bool) -> tuple[Alternative, ...]:
    """Return the other repairs, with the slips that would explain them where slips are what is thought of."""
    return tuple(
        Alternative(
            tuple(system.figures[v].label or system.figures[v].id for v in r.variables),
            r.proposals,
            "；".join(s.text for s in r.stories if s.text and slips),
        )
        for r in repairs[1:6]
    )
