"""Causes: one slip that made many figures wrong, as a hypothesis to be tested against the relations."""

from __future__ import annotations

import attrs

from gouji.model.ledger import Figure
from gouji.model.quantity import Quantity
from gouji.model.relation import Rule
from gouji.value import Shown


@attrs.frozen(eq=False, repr=False)
class Change(Shown):
    """A figure and what it should be.

    Attributes:
        figure: As printed.
        truth: What the cause says it should be; ``None`` if the cause only says that it is not this.
        source: The figure in whose place that is printed, where the cause is that amounts moved.
    """

    figure: Figure
    truth: Quantity | None
    source: Figure | None = None


@attrs.frozen(eq=False, repr=False)
class Cause(Shown):
    """A hypothesis of what went wrong.

    It is a finding only if, with all its changes made, the relations that were violated hold and none that held
    is violated: the arithmetic decides, not the likeness.  Of amounts that moved one may be wrong besides: what it
    alone keeps violated does not speak against the move.

    Attributes:
        rule: Rule of the finding.
        message: What went wrong, in a sentence.
        changes: The figures it explains.
        least: Violated relations it has to mend; 0 for a cause that only takes figures back.
    """

    rule: Rule
    message: str
    changes: tuple[Change, ...]
    least: int = 2
