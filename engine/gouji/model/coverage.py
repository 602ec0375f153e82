"""How much of a document the audit looked at: relations made, sentences understood, figures in no relation."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from gouji.model.ledger import Figure, Ledger
from gouji.model.quantity import Kind
from gouji.model.relation import Outcome, Verdict
from gouji.value import Value

_JUDGED = (Verdict.HOLDS, Verdict.ROUNDING, Verdict.VIOLATED)


@attrs.frozen(eq=False, repr=False)
class Coverage(Value):
    """Coverage of one document.

    Attributes:
        relations: Relations made, of all outcomes.
        judged: Those that hold, hold within rounding or are violated.
        cells: Printed figures in tables.
        cells_free: Those of them in no judged relation.
        facts: Figures stated in the prose that were read.
        facts_free: Those of them in no judged relation.
        sentences: Sentences with amounts in the 情况说明.
        understood: Those understood.
        asides: Amounts and rates in reasons and uses: compared with nothing.
        free: The figures in no judged relation, tables first.
    """

    relations: int
    judged: int
    cells: int
    cells_free: int
    facts: int
    facts_free: int
    sentences: int
    understood: int
    asides: int
    free: tuple[Figure, ...] = attrs.field(repr=False)


def measure(outcomes: Sequence[Outcome], ledger: Ledger) -> Coverage:
    """Return the coverage of an audited document.

    Args:
        outcomes: Every relation with its outcome.
        ledger: The document.
    """
    judged = [o for o in outcomes if o.verdict in _JUDGED]
    inside = {id(figure) for outcome in judged for figure in outcome.relation.figures()}

    def printed(figure: Figure) -> bool:
        return figure.quantity.known and figure.quantity.kind is not Kind.BLANK

    cells = [f for table in ledger.tables.values() for f in table.cells.values() if printed(f)]
    facts = [fact.figure for fact in ledger.facts if fact.figure is not None and printed(fact.figure)]
    free_cells = [f for f in cells if id(f) not in inside]
    free_facts = [f for f in facts if id(f) not in inside]
    return Coverage(
        len(outcomes),
        len(judged),
        len(cells),
        len(free_cells),
        len(facts),
        len(free_facts),
        ledger.sentences_with_amounts,
        ledger.sentences_understood,
        ledger.amounts_aside,
        (*free_cells, *free_facts),
    )
