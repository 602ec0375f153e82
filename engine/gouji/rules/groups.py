"""Ledgers whose tables look the same to a rule, and the rule's relations on all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import attrs

from gouji.model import Ledger, Linear, Relation, Term, Verdict
from gouji.relations import judge
from gouji.relations.arrays import NOTHING, VERDICTS, fits, judge_rows, merged
from gouji.rules.bind import Binder, relation_of
from gouji.rules.cells import UnknownName
from gouji.rules.columns import Block, Columns
from gouji.rules.compiled import CompiledRule
from gouji.rules.values import UnitClash
from gouji.value import Shown

NUMBER = {verdict: i for i, verdict in enumerate(VERDICTS)}
"""Number of a verdict in arrays."""


class Recent:
    """The ledgers asked for last: those that stand for a group are asked for by every rule."""

    def __init__(self, ledgers: Sequence[Ledger], most: int = 64) -> None:
        self.get = lru_cache(most)(ledgers.__getitem__)


def grouped(columns: Columns, keys: tuple[str, ...], known: list[int], recent: Recent) -> Iterator[Group]:
    """Yield the ledgers grouped by the shapes of these tables; ``known`` numbers the shapes of the blocks."""
    groups: dict[tuple[object, tuple[int | None, ...]], list[int]] = {}
    for i, (own, stated) in enumerate(zip(columns.shapes, columns.facts, strict=True)):
        groups.setdefault((stated, tuple(own.get(k) for k in keys)), []).append(i)
    for (facts, numbers), members in groups.items():
        blocks = {k: columns.blocks[n] for k, n in zip(keys, numbers, strict=True) if n is not None}
        at = {k: _columns_of(block, members) for k, block in blocks.items()}
        seen = tuple(None if n is None else known[n] for n in numbers)
        yield Group((facts, seen), members, blocks, at, recent)


def _columns_of(block: Block, members: list[int]) -> Any:
    if len(block.members) == len(members):
        return None
    import numpy as np

    return np.array([block.column_of[m] for m in members], np.int64)


def relations_of(binder: Binder, compiled: CompiledRule, ledger: Ledger) -> list[Relation]:
    """Return the relations of a rule, also those whose figures are all blank on this ledger."""
    try:
        return [
            relation_of(compiled, outcome, binding, binder.texts)
            for outcome, binding, _ in binder.outcomes(compiled, ledger, {})
            if outcome is not None
        ]
    except (UnknownName, UnitClash):
        return []


@attrs.frozen(eq=False, repr=False)
class Template(Shown):
    """A relation on every ledger of one shape.

    Attributes:
        relation: It, with the figures of the first ledger.
        terms: Coefficient, table and row of the table's arrays of each figure; empty if there is nothing to add up.
        verdict: What it comes to on all of them, if the shape alone says it.
    """

    relation: Relation
    terms: tuple[tuple[int, str, int], ...] = ()
    verdict: Verdict | None = None


def template_of(relation: Relation, ledger: Ledger, group: Group) -> Template:
    """Return the template of a relation made on a group's first ledger."""
    form = relation.form
    if not isinstance(form, Linear) or relation.missing or relation.inapplicable:
        return Template(relation, (), judge(relation).verdict)
    terms = []
    for coefficient, figure in merged(form):
        place = (figure.row, figure.column)
        cells = ledger.tables[figure.table].cells
        if cells.get(place) is not figure:
            place = next(p for p, f in cells.items() if f is figure)
        terms.append((coefficient, figure.table, group.blocks[figure.table].row_of[place]))
    return Template(relation, tuple(terms))


@attrs.frozen(eq=False, repr=False)
class Group(Shown):
    """Ledgers whose tables look the same to a rule.

    Attributes:
        key: What they share.
        members: Their numbers.
        blocks: The arrays their tables stand in, by table.
        at: Which columns of those arrays are theirs, ``None`` for all.
        recent: The ledgers.
    """

    key: object
    members: list[int]
    blocks: Mapping[str, Block]
    at: Mapping[str, Any]
    recent: Recent

    def judge(self, template: Template, verdicts: Any, residuals: Any, slacks: Any) -> Sequence[int]:
        """Judge a relation on all ledgers; return those that arrays cannot judge."""
        import numpy as np

        relation, form = template.relation, template.relation.form
        if template.verdict is not None or not isinstance(form, Linear):
            residuals[:] = slacks[:] = 0
            verdicts[:] = NOTHING if template.verdict is None else NUMBER[template.verdict]
            return ()
        left: Sequence[int] = range(len(self.members))
        places = [(c, self.blocks[key], row, self.at[key]) for c, key, row in template.terms]
        if places and fits(form, [(c, block.sizes[row]) for c, block, row, _ in places]):
            terms = [_cells(*place) for place in places]
            judge_rows(np, form, terms, verdicts, residuals, slacks)
            odd = [_chosen(b.odd[row], at) for _, b, row, at in places if b.any_odd[row]]
            left = [int(j) for j in np.any(odd, axis=0).nonzero()[0]] if odd else ()
            for j in left:
                residuals[j] = slacks[j] = 0
        else:
            residuals[:] = slacks[:] = 0
        if relation.binding and places and all(b.any_blank[row] for _, b, row, _ in places):
            # Where all its figures are blank, the relation says nothing and is left out.
            blank = ~np.any([_chosen(b.printed[row], at) for _, b, row, at in places], axis=0)
            verdicts[blank] = NOTHING
            left = [j for j in left if not blank[j]]
        return left


def _chosen(row: Any, at: Any) -> Any:
    return row if at is None else row[at]


def _cells(coefficient: int, block: Block, row: int, at: Any) -> tuple[int, Any, Any, Any]:
    cells = block.cells
    return (
        coefficient,
        _chosen(cells.values[row], at),
        _chosen(cells.below[row], at),
        _chosen(cells.above[row], at),
    )


def on_ledger(relation: Relation, ledger: Ledger) -> Relation:
    """Return the relation with the figures of another ledger of the same shape."""

    def swap(terms: tuple[Term, ...]) -> tuple[Term, ...]:
        return tuple(
            attrs.evolve(t, figure=ledger.tables[t.figure.table].cells[t.figure.row, t.figure.column])
            for t in terms
        )

    form = relation.form
    assert isinstance(form, Linear)
    return attrs.evolve(relation, form=attrs.evolve(form, left=swap(form.left), right=swap(form.right)))
