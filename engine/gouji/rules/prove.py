"""Proof that rules work: for each a document on which it holds and a change it catches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from gouji.model import Figure, Ledger, Linear, Ratio, Relation, Term, Verdict
from gouji.model.quantity import parse_quantity
from gouji.relations import judge
from gouji.rules.compiled import CompiledRule
from gouji.rules.examples import run_examples
from gouji.rules.ruleset import RuleSet
from gouji.value import Value


@attrs.frozen(eq=False, repr=False)
class Proof(Value):
    """What could be shown of a rule.

    Attributes:
        compiled: The rule.
        holds_on: Document (or test) on which it holds, "" if none.
        caught: The change it caught there, in words, "" if none.
        idle: (document, reason) where it selected nothing.
    """

    compiled: CompiledRule
    holds_on: str = ""
    caught: str = ""
    idle: tuple[tuple[str, str], ...] = ()

    @property
    def proved(self) -> bool:
        """Whether both could be shown."""
        return bool(self.holds_on and self.caught)


def prove(rules: RuleSet, ledgers: Iterable[Ledger]) -> Iterator[Proof]:
    """Yield a proof for each rule: on the ledgers given, else by the tests beside it.

    Args:
        rules: The rules.
        ledgers: Documents to try, made up or real.
    """
    documents = list(ledgers)
    for compiled in rules.rules:
        proof = Proof(compiled)
        idle: list[tuple[str, str]] = []
        for ledger in documents:
            relations, reason = rules.binder.bind(compiled, ledger, {})
            if not relations:
                idle.append((ledger.document.source, reason))
            found = "" if proof.proved else _caught(relations)
            if found:
                proof = Proof(compiled, ledger.document.source, found)
        proof = proof if proof.proved else _by_examples(rules, compiled)
        yield attrs.evolve(proof, idle=tuple(idle))


def _by_examples(rules: RuleSet, compiled: CompiledRule) -> Proof:
    holds = caught = ""
    for result in run_examples(compiled, rules.binder):
        if not result.passed:
            continue
        if result.example.expects == "应成立" and not holds:
            holds = "规则旁的测试"
        if result.example.expects == "应不成立" and not caught:
            caught = f"规则旁的测试{f'“{result.example.title}”' if result.example.title else ''}"
    return Proof(compiled, holds, caught)


def _caught(relations: list[Relation]) -> str:
    """Return a change of one figure that makes a relation that holds fail, in words."""
    for relation in relations:
        if judge(relation).verdict not in (Verdict.HOLDS, Verdict.ROUNDING):
            continue
        for figure in relation.figures():
            if not figure.quantity.printed or not figure.quantity.known:
                continue
            for changed in _changes(figure):
                if judge(_with(relation, figure, changed)).verdict is Verdict.VIOLATED:
                    return f"{figure.label}由 {figure.quantity.printed} 改为 {changed.quantity.printed}"
    return ""


def _changes(figure: Figure) -> Iterator[Figure]:
    quantity = figure.quantity
    step = 100 * quantity.quantum
    size = max(quantity.ticks, -quantity.ticks, step)
    for ticks in (
        quantity.ticks + step,
        quantity.ticks - step,
        quantity.ticks + 10 * size,
        quantity.ticks - size,
    ):
        text = quantity.format(ticks)
        yield attrs.evolve(figure, quantity=parse_quantity(text, quantity.unit))


def _with(relation: Relation, figure: Figure, changed: Figure) -> Relation:
    def swap(terms: tuple[Term, ...]) -> tuple[Term, ...]:
        return tuple(attrs.evolve(t, figure=changed) if t.figure is figure else t for t in terms)

    form = relation.form
    if isinstance(form, Linear):
        form = attrs.evolve(form, left=swap(form.left), right=swap(form.right))
    elif isinstance(form, Ratio):
        rate = changed if form.rate is figure else form.rate
        form = attrs.evolve(
            form, numerator=swap(form.numerator), denominator=swap(form.denominator), rate=rate
        )
    return attrs.evolve(relation, form=form)
