"""Counts, amounts and rates that a text on performance states, against each other: which ones, the packs say.

A text may speak of several populations (all projects, those evaluated by the department): a sum is wrong only if
no total before it fits, a rate only with the figures that stand right before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from gouji.api import CheckContext
from gouji.model import Figure, Form, Ledger, Linear, Ratio, Relation, Severity, Term, Verdict
from gouji.relations import judge
from gouji_plugins.checks import performance_rules as rules

_UNSURE = attrs.evolve(rules.TOLD_SUM, severity=Severity.WARNING)
Stated = Sequence[tuple[str, Figure]]


def stated_relations(ledger: Ledger, context: CheckContext) -> Iterator[Relation]:
    """Yield the relations within each statement or report.

    Args:
        ledger: The document.
        context: Specs and parameters.
    """
    specs = list(context.specs.data("performance"))
    sums = [raw for data in specs for raw in data.get("stated_sum", [])]
    rates = [raw for data in specs for raw in data.get("stated_rate", [])]
    complete = [set(names) for data in specs for names in data.get("divided", {}).get("complete", [])]
    for form in ledger.forms:
        if not form.stated or form.kind == "项目自评说明":
            continue
        for raw in sums:
            yield from _sum(form, raw)
            yield from _points(form, raw)
        for raw in rates:
            yield from _rate(form, raw)
        yield from _divided(form, complete)


def _divided(form: Form, complete: Sequence[set[str]]) -> Iterator[Relation]:
    """Yield: parts listed after an amount are not more than it, and all of it if their names say so."""
    for key, whole in form.stated:
        parts = {k.partition("：")[2]: f for k, f in form.stated if k.startswith(f"{key}：")}
        if not key.startswith("分列") or not parts:
            continue
        if len({f.quantity.unit.dimension for f in (whole, *parts.values())}) > 1:
            continue
        terms = tuple(Term(f) for f in parts.values())
        scores = all(f.quantity.unit.symbol == "分" for f in parts.values())
        if scores or any(_all_of(own, parts) for own in complete):
            yield _equals(form, whole, terms, list(parts))
        else:
            text = f"{form.section or form.name}：{' + '.join(parts)} <= {whole.row}"
            linear = Linear(terms, "<=", (Term(whole),))
            yield Relation(rules.TOLD_SUM, text, linear, place=whole.place, message=_said(whole, terms))


def _all_of(names: set[str], parts: Mapping[str, Figure]) -> bool:
    """Whether parts are those of a division that leaves nothing out."""
    return len(names) == len(parts) and all(any(part.endswith(name) for part in parts) for name in names)


def _said(whole: Figure, terms: Sequence[Term]) -> str:
    listed = "、".join(f"{t.figure.row} {t.figure.quantity.printed}" for t in terms)
    symbol = whole.quantity.unit.symbol
    return f"“{whole.row}”写 {whole.quantity.printed}{symbol}，所列分项为{listed}，合计与它不符：“{whole.quote[-50:]}”"


def _sum(form: Form, raw: Mapping[str, Any]) -> Iterator[Relation]:
    for names in raw.get("parts", ()):
        found = {key: figure for key, figure in reversed(form.stated) if key in names}
        if len(found) < raw.get("least", len(names)):
            continue
        first = min(_at(form.stated, figure) for figure in found.values())
        wholes = [figure for key, figure in form.stated[:first] if key in raw["whole"]]
        if not wholes:
            continue
        named = [name for name in names if name in found]
        terms = tuple(Term(found[name]) for name in named)
        made = [_equals(form, whole, terms, named) for whole in reversed(wholes)]
        if len(named) < len(names):
            # What is not written is nothing, or left out: less sure than where all of it is written.
            lacking = "、".join(name.removeprefix("评级") for name in names if name not in found)
            made = [
                attrs.evolve(one, rule=_UNSURE, message=f"{one.message}；没有写“{lacking}”") for one in made
            ]
        yield next((r for r in made if not _wrong(r)), made[0])
        return


def _equals(form: Form, whole: Figure, terms: tuple[Term, ...], names: Sequence[str]) -> Relation:
    text = f"{form.section or form.name}：{whole.row} == {' + '.join(names)}"
    linear = Linear(terms, "==", (Term(whole),))
    return Relation(rules.TOLD_SUM, text, linear, place=whole.place, message=_said(whole, terms))


def _points(form: Form, raw: Mapping[str, Any]) -> Iterator[Relation]:
    """Yield: the scores of the parts make up the whole score, if the points they are out of make up all points."""
    if "each" not in raw:
        return
    scores = [figure for key, figure in form.stated if key == raw["each"]]
    points = [figure for key, figure in form.stated if key == raw["out_of"]]
    wholes = [figure for key, figure in form.stated if key in raw["whole"]]
    if len(scores) < 2 or len(scores) != len(points) or not wholes:
        return
    if any(p.quantity.value is None for p in points) or sum(p.quantity.value or 0 for p in points) != 100:
        return
    terms = tuple(Term(score) for score in scores)
    made = [_equals(form, whole, terms, [f"{raw['each']}（{len(scores)} 项）"]) for whole in wholes]
    yield next((r for r in made if not _wrong(r)), made[0])


def _rate(form: Form, raw: Mapping[str, Any]) -> Iterator[Relation]:
    for at, (key, rate) in enumerate(form.stated):
        if key != raw["rate"]:
            continue
        part = next((f for k, f in reversed(form.stated[:at]) if k == raw["part"]), None)
        wholes = [f for k, f in reversed(form.stated[:at]) if k in raw["whole"] and f.quantity.value]
        if part is None or not wholes or part.quantity.printed not in rate.quote:
            continue
        if raw.get("near") and wholes[0].quantity.printed not in rate.quote:
            continue
        text = f"{form.section or form.name}：{rate.row} == {part.row} / {wholes[0].row}"
        made = [
            Relation(rules.TOLD_RATE, text, Ratio((Term(part),), (Term(whole),), rate), place=rate.place)
            for whole in wholes
        ]
        yield next((r for r in made if not _wrong(r)), made[0])


def _wrong(relation: Relation) -> bool:
    return judge(relation).verdict is Verdict.VIOLATED


def _at(stated: Stated, figure: Figure) -> int:
    return next(i for i, (_, other) in enumerate(stated) if other is figure)
